"""The files a person can choose from: what is a list, in which order they stand, and what a typed path means."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Protocol, TypeAlias
from urllib.parse import unquote

from facilitate.domain.frozen import dataclass
from facilitate.domain.text import folded
from facilitate.sheets.contents import Contents

# What a list of ideas is kept in; any other file can be tried, and says why when it is none.
_LISTS = frozenset(
    (
        *(".csv", ".tsv", ".tab", ".txt", ".text", ".md", ".markdown"),
        *(".xlsx", ".xlsm", ".xls", ".ods", ".docx", ".odt", ".json", ".html", ".htm"),
    )
)
_QUOTES = {'"': '"', "'": "'", "“": "”", "«": "»", "‘": "’"}
_WINDOWS = re.compile(r"(?:[A-Za-z]:(?:[\\/]|$)|\\\\)")
_ESCAPED = re.compile(r"\\(.)")

Progress: TypeAlias = Callable[[int, int], None]


@dataclass(frozen=True, slots=True)
class FileEntry:
    """A file or a folder; `changed` is when it was written last, in seconds as the disk counts them."""

    path: Path
    folder: bool = False
    size: int = 0
    changed: float = 0.0

    @property
    def is_list(self) -> bool:
        """Whether its name says that it can be a list."""
        return not self.folder and self.path.suffix.lower() in _LISTS


class Files(Protocol):
    """The files of this machine. Each may take long, or for ever: they are asked beside the loop."""

    def places(self) -> Sequence[Path]:
        """The folders in which people keep their lists; one that cannot be looked at may be among them."""
        ...

    def look(self, folder: Path) -> Sequence[FileEntry]:
        """What is in a folder; raises `Refused` where it cannot be looked at."""
        ...

    def photo(self, text: str) -> bytes:
        """The photo at a path that somebody typed, pasted or dropped, ready to be published; raises `Refused`."""
        ...

    def named(self, text: str) -> Sequence[FileEntry]:
        """What a path that somebody typed, pasted or dropped leads to, or may go on to."""
        ...

    def beginning(self, path: Path) -> bytes:
        """The first lines of a file as they are; raises `Refused`."""
        ...

    def contents(
        self, path: Path, encoding: str = "", sheet: str = "", progress: Progress = lambda _done, _of: None
    ) -> Contents:
        """Read a file; raises `Unclear` where a person has to choose, `Refused` where it is no list.

        `progress` is called now and then with how much of how much was read.
        """
        ...


def ordered(entries: Iterable[FileEntry], typed: str = "") -> tuple[FileEntry, ...]:
    """Folders by their name, then the lists, then what is none, both the newest first; `typed` narrows."""
    words = folded(typed).split()
    found = {entry.path: entry for entry in entries if _holds(folded(entry.path.name), words)}
    return tuple(sorted(found.values(), key=_place))


def _holds(name: str, words: Sequence[str]) -> bool:
    return all(word in name for word in words)


def _place(entry: FileEntry) -> tuple[int, float, str]:
    name = folded(entry.path.name)
    return (0, 0.0, name) if entry.folder else (1 if entry.is_list else 2, -entry.changed, name)


def is_path(typed: str) -> bool:
    """Whether somebody means a place on the disk, and not words of a name."""
    text = typed.strip().lstrip("&").lstrip()
    bare = text.lstrip(" \u00a0\u202f" + "".join(_QUOTES))
    return bare.startswith(("/", "~", "./", "../", "file:", ".\\", "..\\")) or bool(_WINDOWS.match(bare))


def paths_meant(typed: str, *, windows: bool) -> tuple[str, ...]:
    """The paths a text may mean, the likeliest first: as it stands, without quotes, escapes and `file://`.

    A terminal into which files are dropped types them quoted or escaped, one after the other.
    """
    # PowerShell writes `& 'C:\\a b.csv'`.
    text = typed.strip().removeprefix("& ").strip()
    meant = [_unquoted(text)]
    if not windows:
        meant.append(_ESCAPED.sub(r"\1", text))
    with suppress(ValueError):  # a quote that is not closed belongs to the name
        meant += [part.strip("\"'") if windows else part for part in shlex.split(text, posix=not windows)]
    paths = [_from_address(each) for each in meant if each]
    return tuple(dict.fromkeys(path if windows else _in_linux(path) for path in paths))


def _unquoted(text: str) -> str:
    closing = _QUOTES.get(text[:1])
    return text[1:-1].strip() if closing and len(text) > 1 and text.endswith(closing) else text


def _from_address(text: str) -> str:
    if not text.lower().startswith("file:"):
        return text
    path = unquote(text[len("file:") :])
    if path.startswith("//"):
        host, slash, rest = path[2:].partition("/")
        path = slash + rest if host in ("", "localhost") else f"//{host}/{rest}"
    return path[1:] if re.match(r"/[A-Za-z]:", path) else path


def _in_linux(path: str) -> str:
    """A path of Windows as its Linux calls it: people copy it from Windows' own window."""
    found = re.match(r"([A-Za-z]):[\\/](.*)", path, re.DOTALL)
    return f"/mnt/{found[1].lower()}/" + found[2].replace("\\", "/") if found else path
