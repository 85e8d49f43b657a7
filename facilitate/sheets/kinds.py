"""What kind of file it is, told by how its bytes begin; what is neither a table nor a list is refused by its name."""

from __future__ import annotations

from facilitate.domain.errors import N_, Refused

_BINARY = (
    b"PK\x03\x04",
    b"PK\x05\x06",
    b"%PDF",
    b"\xd0\xcf\x11\xe0",
    b"{\\rtf",
    b"\x89PNG",
    b"\xff\xd8\xff",
    b"GIF8",
    b"\x1f\x8b",
)


def refuse_what_is_no_text(data: bytes) -> None:
    """Raise `Refused` for bytes that begin as no text does."""
    if data.startswith(_BINARY):
        raise Refused(
            N_(
                "This file is not text: it looks like a spreadsheet, a word processor's document or a picture. "
                "Save it as CSV or as plain text, and import that file.",
            ),
        )
