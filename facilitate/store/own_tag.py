"""The tag that tells a computer’s journals of a session from all others’: `k7m2` in `table-3.k7m2.jsonl`.

A computer has one for all sessions that it did not make. A session that was made anew from a depot has one of its own,
drawn then and kept beside it: whatever was written under another name, here too, is older and may be anywhere. So has
one that was found to be written by two under one name. In a copy of its folder that tag is the other’s, and is not
used.
"""

from __future__ import annotations

import json
import secrets
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from facilitate.files import write_file
from facilitate.store.journal_names import OWN_TAG, is_of_people, journals_in

_FORM = 1
_LETTERS = "abcdefghjkmnpqrstvwxyz"
_SIGNS = _LETTERS + "23456789"  # nothing that is mistaken for something else when said aloud


def drawn_tag() -> str:
    """Return a tag that no other computer has but by chance."""
    return secrets.choice(_LETTERS) + "".join(secrets.choice(_SIGNS) for _ in range(3))


def own_tag(folder: Path, machine: str) -> str:
    """Return what this computer, called `machine`, signs with in a session’s folder."""
    return _kept(folder, machine) or machine


def draw_own_tag(folder: Path, machine: str, place: Path | None = None) -> str:
    """Have this computer sign with a tag of its own in a folder, which may be moved to `place` next; returns it.

    Raises `OSError` or `StorageFailure`.
    """
    taken = {path.stem.partition(".")[2] for path in journals_in(folder)}
    tag = next(each for each in iter(drawn_tag, "") if not any(used.startswith(each) for used in taken))
    document = {
        "form": _FORM, "tag": tag, "machine": machine, "folder": str(place or folder), "number": folder.stat().st_ino
    }  # fmt: skip
    write_file(folder / OWN_TAG, json.dumps(document, ensure_ascii=False), private=True)
    return tag


def is_unwritten(folder: Path, machine: str, homes: Iterable[str]) -> bool:
    """Return whether nobody on this computer ever wrote in a session, whose journals tell that it is of these `homes`.

    It was made elsewhere or anew from a depot, has no guest list, and no journal of ours.
    """
    journals, tag = journals_in(folder), _kept(folder, machine)
    if any(is_of_people(path.name) for path in journals) or (not tag and machine in homes):
        return False
    return not any(path.stem.partition(".")[2].startswith(tag or machine) for path in journals)


def _kept(folder: Path, machine: str) -> str:
    """Return the tag that was drawn for a folder here; nothing where none was, or for another computer or folder."""
    try:
        document = json.loads((folder / OWN_TAG).read_bytes())
        is_ours = document["form"] == _FORM and document["machine"] == machine
        number, place = document["number"], document["folder"]
        tag = str(document["tag"])
    except (OSError, ValueError, KeyError, TypeError):
        return ""
    is_here = place == str(folder)
    with suppress(OSError):  # it was renamed, or the name of its disk is another today
        is_here = is_here or number == folder.stat().st_ino
    return tag if is_ours and is_here else ""
