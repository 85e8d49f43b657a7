"""Reading a file as the text it is, where no table is looked for."""

from __future__ import annotations

from facilitate.sheets.contents import Kind, Origin, Prose
from facilitate.sheets.encodings import decode
from facilitate.sheets.kinds import refuse_what_is_no_text
from facilitate.sheets.signatures import kind_of_bytes


def read_plain(data: bytes, encoding: str = "") -> Prose:
    """A file's text, whatever it looks like; raises `Refused` where it is no text."""
    kind_of_bytes(data)
    text, found = decode(data, encoding)
    refuse_what_is_no_text(text)
    return Prose(Origin(Kind.TEXT, encoding=found), text.replace("\ufeff", ""))
