"""What wrote a file, told by how its bytes begin; what holds neither a table nor a list is refused by its name."""

from __future__ import annotations

from facilitate.domain.errors import N_, Refused
from facilitate.sheets.contents import Kind
from facilitate.sheets.refusals import (
    ARCHIVE,
    DATABASE,
    MAIL,
    PDF,
    PICTURE,
    RTF,
    SHADOW,
    SLIDES,
    SOUND,
    WORD,
    broken,
    encrypted,
    not_read,
    read_or_refuse,
)

_ZIP = (b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")
_OLE2 = b"\xd0\xcf\x11\xe0"
_HEAD = 64

_PROGRAM = N_("an application")

_SIGNATURES = (
    (b"%PDF", PDF),
    (b"{\\rtf", RTF),
    (b"\x89PNG", PICTURE), (b"\xff\xd8\xff", PICTURE), (b"GIF8", PICTURE), (b"II*\x00", PICTURE),
    (b"MM\x00*", PICTURE), (b"\x00\x00\x01\x00", PICTURE), (b"8BPS", PICTURE), (b"%!PS", PICTURE),
    (b"\x1f\x8b", ARCHIVE), (b"BZh", ARCHIVE), (b"\xfd7zXZ", ARCHIVE), (b"7z\xbc\xaf", ARCHIVE),
    (b"Rar!", ARCHIVE), (b"\x28\xb5\x2f\xfd", ARCHIVE),
    (b"ID3", SOUND), (b"OggS", SOUND), (b"fLaC", SOUND), (b"\x1aE\xdf\xa3", SOUND), (b"\xff\xfb", SOUND),
    (b"SQLite format 3", DATABASE), (b"\x00\x01\x00\x00Standard", DATABASE),
    (b"MZ\x90", _PROGRAM), (b"\x7fELF", _PROGRAM),
    (b"\x00\x05\x16\x07", SHADOW),
)  # fmt: skip
# Names of streams in an OLE2 file, as its directory writes them.
_STREAMS = (
    ("EncryptedPackage", ""),
    ("Workbook", Kind.XLS),
    ("Book", Kind.XLS),
    ("WordDocument", WORD),
    ("PowerPoint Document", SLIDES),
    ("__substg1.0", MAIL),
)
# What its name says where the directory does not.
_ENDINGS = {".doc": WORD, ".dot": WORD, ".ppt": SLIDES, ".pps": SLIDES, ".msg": MAIL, ".mdb": DATABASE}


def kind_of_bytes(data: bytes, name: str = "") -> Kind | None:
    """The kind of a workbook or document; None where it may be text. Raises `Refused` for all else."""
    _refuse_marks_of_open_files(name)
    if data.startswith(_ZIP):
        from facilitate.sheets.archives import kind_of_zip  # texts, which are most, are read without it

        return kind_of_zip(data)
    if data.startswith(_OLE2):
        return _kind_of_ole2(data, name)
    head = data[:_HEAD]
    for beginning, what in _SIGNATURES:
        if head.startswith(beginning):
            raise not_read(what)
    if head[:4] == b"RIFF" or head[4:8] == b"ftyp":
        still = head[8:12] in (b"WEBP", b"heic", b"heix", b"mif1", b"avif")
        raise not_read(PICTURE if still else SOUND)
    if data and not data.strip(b"\x00"):
        raise Refused(
            N_(
                "This file has its full size but contains nothing: it was not copied or synchronised completely. "
                "Copy or download it again."
            )
        )
    return None


def _refuse_marks_of_open_files(name: str) -> None:
    stem = name.replace("\\", "/").rpartition("/")[2]
    if stem.startswith(("~$", ".~lock.")):
        raise Refused(
            N_(
                "“{name}” is only a temporary file that Office leaves while a document is open. Choose the "
                "document itself."
            ),
            name=stem,
        )


def _kind_of_ole2(data: bytes, name: str) -> Kind:
    for stream, found in _STREAMS:
        if (stream + ("" if stream.startswith("__") else "\x00")).encode("utf-16-le") in data:
            if not found:
                raise encrypted()
            return read_or_refuse(found)
    if what := _ENDINGS.get(name.lower()[-4:]):
        raise not_read(what)
    raise broken()
