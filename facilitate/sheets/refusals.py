"""What is said of files that are not read: what they are, locked, damaged."""

from __future__ import annotations

from facilitate.domain.errors import N_, Message, Refused
from facilitate.sheets.contents import Kind

ARCHIVE = N_("an archive of several files")
BOOK = N_("an e-book")
CALENDAR = N_("a calendar")
CONTACTS = N_("an address book")
DATABASE = N_("a database")
LINK = N_("a link to a web page")
MAIL = N_("an e-mail")
PDF = N_("a PDF")
PICTURE = N_("a picture")
RTF = N_("an RTF document")
SHADOW = N_("a hidden file that a Mac leaves beside another one (its name begins with “._”)")
SLIDES = N_("a slide show")
SOUND = N_("a recording")
UNKNOWN = N_("something other than text")
WORD = N_("a document from an old word processor")
XML = N_("an XML document")
_COPY = N_("Copy its list into a text file (.txt), one entry per line, and import that file.")
_CHOOSE = N_("Choose the file that contains the list.")
_EXPORT = N_("Export the list as CSV from the software that made it, and import that file.")
_TYPE = N_("Type its words into a text file (.txt), one entry per line, and import that file.")
_SAVE_TEXT = N_("Open it in Word or LibreOffice, save it as .docx or as plain text (.txt), and import that file.")
# What to do with each kind; what has none of these is chosen by mistake.
_REMEDIES = {
    ARCHIVE: N_("Open it, extract the file that contains the list, and import that file."),
    BOOK: _COPY,
    DATABASE: _EXPORT,
    LINK: N_("Open the page, copy its list into a text file (.txt), one entry per line, and import that file."),
    MAIL: N_("Copy its list into a text file (.txt), one entry per line, without the names, and import that file."),
    PDF: N_(
        "Ask for the original file (Word or Excel), or copy its list into a text file (.txt), one entry per "
        "line, and import that file."
    ),
    PICTURE: _TYPE,
    RTF: _SAVE_TEXT,
    SHADOW: N_("Choose the file of the same name without “._”."),
    SLIDES: _COPY,
    SOUND: _TYPE,
    UNKNOWN: N_("Open it in the software that made it, save the list as CSV or as plain text, and import that file."),
    WORD: _SAVE_TEXT,
    XML: _EXPORT,
}
# Files of which whoever wrote them can make one that is read: the whole sentence says how.
BINARY_WORKBOOK = N_(
    "This is a binary Excel workbook (.xlsb), which cannot be read here. Open it in Excel, choose File > Save As "
    "and the type “Excel Workbook (.xlsx)”, and import that file."
)
APPLE = N_(
    "This is an Apple document (Numbers, Pages or Keynote), which cannot be read here. Open it on a Mac, an iPad "
    "or icloud.com, choose Export (to Excel for a table, to Word for a text), and import that file."
)


def not_read(what: str) -> Refused:
    """What is said of a file that is no table and no list, with what to do with one of its kind."""
    return Refused(
        N_("This is {what}: a file of this kind cannot be imported. {remedy}"),
        what=Message(what),
        remedy=Message(_REMEDIES.get(what, _CHOOSE)),
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
            "This file is protected by a password. Open it, remove the password (Save As, without one), and "
            "import that file. You can also save it as CSV or as plain text."
        )
    )


def broken() -> Refused:
    """What is said of a workbook or a document that does not open."""
    return Refused(
        N_(
            "This file is damaged or was only partly copied. Open the original, save it as CSV or as plain text, and "
            "import that file."
        )
    )
