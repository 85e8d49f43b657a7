"""Which files of a folder are journals."""

from __future__ import annotations

import os
import re
from collections.abc import Iterable
from pathlib import Path
from stat import S_ISREG

from facilitate.domain.roles import PEOPLE
from facilitate.domain.text import folded

ENDING = ".jsonl"
OWN_TAG = ".writer.json"  # beside the journals: the tag that this computer's have here alone
_TABLE = re.compile(r"table-[0-9]+(?:\.[a-z0-9]+)?\.jsonl")
_GIVEN = re.compile(r"[a-z]+(?:-[0-9]+)?(?:\.[a-z0-9]+)?\.jsonl")


def is_journal_name(name: str) -> bool:
    """Return whether a file of that name may be a journal: keys from cameras and old systems write names in capitals.

    Hidden files are none: a Mac puts a companion (`._table-3.jsonl`) beside each file it copies.
    """
    return name.lower().endswith(ENDING) and not name.startswith(".")


def is_of_a_table(name: str) -> bool:
    """Return whether a journal is a table’s, by its name."""
    return _TABLE.fullmatch(name) is not None


def is_of_people(name: str) -> bool:
    """Return whether a file holds who is expected and who came: journals of that role, copies, and what is beside."""
    return name.casefold().startswith(PEOPLE)


def mode_of(path: Path) -> int | None:
    """Return the permissions a journal, or a file beside it, is made with; None where the system says."""
    return 0o600 if is_of_people(path.name) else None


def alike(name: str) -> str:
    """Return what is the same for two names that some system takes for one.

    Windows and macOS ignore case, and a Mac may write the accents of a name apart from its letters.
    """
    if not name.isascii():
        import unicodedata  # most names never need it

        name = unicodedata.normalize("NFC", unicodedata.normalize("NFC", name).casefold())
    return name.casefold()


def spelt(name: str) -> str:
    """Return a name as a folder spells it: a title is found with its accents, spaces and apostrophes."""
    return re.sub(r"[\s']+", "-", folded(name.strip()))


def names_meant(name: str, names: Iterable[str]) -> list[str]:
    """Return those of the names that somebody means by one: that very one, or all that it is a part of."""
    known, wanted = list(names), alike(name)
    if name in known:
        return [name]
    same = [each for each in known if alike(each) == wanted]
    found = same or [each for each in known if name and wanted in alike(each)]
    return found or [each for each in known if spelt(name) and spelt(name) in spelt(each)]


def is_given(name: str) -> bool:
    """Return whether a journal may have been given that name by a program that writes it: `table-3.k7m2.jsonl`."""
    return _GIVEN.fullmatch(name) is not None


def original(name: str, names: Iterable[str]) -> str:
    """Return the journal that one of another name is a copy of, by its name (`TABLE-3-LAPTOP.jsonl`); or nothing.

    Synchronised folders make copies where two computers wrote one file, and people when they paste.
    """
    stem = alike(name.removesuffix(ENDING))
    if is_given(name):
        return ""
    others = ((other, alike(other.removesuffix(ENDING))) for other in names if other != name)
    begun = [(len(first), other) for other, first in others if stem.startswith(first)]
    return max((each for each in begun if not stem[each[0] : each[0] + 1].isalnum()), default=(0, ""))[1]


def is_file(path: Path) -> bool:
    """Return whether it can be read to its end: pipes, sockets and devices would keep a reader waiting for ever."""
    try:
        return S_ISREG(path.stat().st_mode)
    except OSError:
        return False


def journals_in(folder: Path) -> list[Path]:
    """Return the journals of a session's folder, by name; raises `OSError` where it cannot be looked into."""
    with os.scandir(folder) as entries:
        found = [Path(entry.path) for entry in entries if is_journal_name(entry.name)]
    return sorted(path for path in found if is_file(path))
