"""What is in a zip: workbooks and documents are zips of parts that have names."""

from __future__ import annotations

import io
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager

from facilitate.sheets.contents import Kind
from facilitate.sheets.refusals import (
    APPLE,
    ARCHIVE,
    BINARY_WORKBOOK,
    BOOK,
    PICTURE,
    SLIDES,
    broken,
    encrypted,
    read_or_refuse,
)

_LONGEST_MANIFEST = 1_000_000
_OF_ARCHIVES = (OSError, EOFError, ValueError, LookupError, RuntimeError, NotImplementedError, OverflowError)
# Names of parts in a zip, and what a file that has them is.
_PARTS = (
    ("xl/workbook.xml", Kind.XLSX),
    ("word/document.xml", Kind.DOCX),
    ("xl/workbook.bin", BINARY_WORKBOOK),
    ("ppt/presentation.xml", SLIDES),
    ("Index/Document.iwa", APPLE),
    ("Index.zip", APPLE),
    ("META-INF/container.xml", BOOK),
)
_OPEN_DOCUMENT = {
    "spreadsheet": Kind.ODS,
    "spreadsheet-template": Kind.ODS,
    "text": Kind.ODT,
    "text-template": Kind.ODT,
    "presentation": SLIDES,
    "graphics": PICTURE,
}


def kind_of_zip(data: bytes) -> Kind:
    """The kind of a workbook or a document, told by its parts; raises `Refused` for all else."""
    with opening(), zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = frozenset(archive.namelist())
        if "mimetype" in names and archive.getinfo("mimetype").file_size < 200:  # noqa: PLR2004 -- a few words
            mimetype = archive.read("mimetype").decode("ascii", "replace").strip()
            found = _OPEN_DOCUMENT.get(mimetype.rpartition("opendocument.")[2])
            if found:
                if b"encryption-data" in _manifest(archive):
                    raise encrypted()
                return read_or_refuse(found)
    return read_or_refuse(next((found for part, found in _PARTS if part in names), ARCHIVE))


def _manifest(archive: zipfile.ZipFile) -> bytes:
    """What LibreOffice says of the parts, and whether they are locked."""
    name = "META-INF/manifest.xml"
    if name not in archive.namelist() or archive.getinfo(name).file_size > _LONGEST_MANIFEST:
        return b""
    return archive.read(name)


@contextmanager
def opening() -> Iterator[None]:
    """What goes wrong in an archive, as a sentence."""
    try:
        yield
    except (zipfile.BadZipFile, zlib.error, struct.error, *_OF_ARCHIVES) as error:
        raise broken() from error
