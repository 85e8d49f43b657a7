"""What is said of files that are not read: what they are, locked, damaged."""

from __future__ import annotations

from facilitate.domain.errors import N_, Message, Refused
from facilitate.sheets.contents import Kind

PICTURE = N_("a picture")
ARCHIVE = N_("an archive of several files")
SLIDES = N_("a slide show")
# Files of which whoever wrote them can make one that is read: the whole sentence says how.
BINARY_WORKBOOK = N_(
    "This is a binary workbook of Excel (.xlsb), which is not read. Open it in Excel, choose File > Save As and the "
    "type “Excel Workbook (.xlsx)”, and import that file."
)
APPLE = N_(
    "This is a document of Apple’s Numbers, Pages or Keynote, which is not read. Open it on a Mac, an iPad or "
    "icloud.com, choose Export (to Excel for a table, to Word for a text), and import that file."
)


def not_read(what: str) -> Refused:
    """What is said of a file that is no table and no list."""
    return Refused(
        N_("This is {what}: no list is read from it. Save it as CSV or as plain text, and import that file."),
        what=Message(what),
    )


def read_or_refuse(found: str) -> Kind:
    """A kind that is read, or the refusal of what is only named."""
    if isinstance(found, Kind):
        return found
    if found in (BINARY_WORKBOOK, APPLE):
        raise Refused(found)
    raise not_read(found)


def encrypted() -> Refused:
    """What is said of a file with a password."""
    return Refused(
        N_(
            "This file is locked with a password. Open it, take the password off (Save as, without one), "
            "and import that file. You can also save it as CSV or as plain text."
        )
    )


def broken() -> Refused:
    """What is said of a workbook or a document that does not open."""
    return Refused(
        N_(
            "This file is damaged or was copied only in part. Open it where it was written. "
            "Save it as CSV or as plain text, and import that file."
        )
    )
