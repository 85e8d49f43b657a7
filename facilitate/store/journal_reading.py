"""A whole journal read with every line checked, and what is known of its session where its first line is damaged."""

from __future__ import annotations

import json
import re
import zlib
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from facilitate.domain.admission import unfoldable
from facilitate.domain.codec import event_of
from facilitate.domain.errors import Message
from facilitate.domain.event import Event
from facilitate.store.envelope import read_lines
from facilitate.store.journal import CRC, SCHEMA, frame
from facilitate.system import is_portable

_SESSION = re.compile(rb'"session":"([0-9a-z]{4,16})"')
_HOME = re.compile(rb'"home":"([a-z][a-z0-9]{1,11})"')
_LONGEST_HEADER = 200

Act = Callable[[Mapping[str, Any]], Event]


@dataclass(slots=True)
class Journal:
    """One journal as it was found. `problem` is what could not be mended.

    `kept` are its lines as a journal should hold them, the header first. It is `wrapped` where every line checks, but
    not as the file stands: an editor saved it, or a line end is lost. `returned` lines had been set aside earlier.
    """

    name: str
    header: dict[str, Any] | None = None
    events: list[Event] = field(default_factory=list)
    lines: list[int] = field(default_factory=list)  # the place in the file of each event
    kept: list[bytes] = field(default_factory=list)
    damaged: dict[int, bytes] = field(default_factory=dict)
    torn: bytes = b""
    last: int = 0  # the number of its last line
    unfinished: bool = False
    wrapped: bool = False
    empty: bool = False
    returned: int = 0
    problem: Message | None = None

    @property
    def spoiled(self) -> list[int]:
        """The numbers of the lines that do not check, the one that was cut off included."""
        return [*self.damaged, *([self.last] if self.torn else [])]

    @property
    def sound(self) -> bool:
        """Whether there is nothing to mend."""
        return self.empty or not (self.damaged or self.torn or self.unfinished or self.wrapped or self.header is None)

    def take(self, number: int, line: bytes, document: Mapping[str, Any], act: Act = event_of) -> None:
        """Put in a line that checks; one that is neither a header nor an act is as good as damaged."""
        header = header_of(document)
        if header is None:
            try:
                event = act(document)
            except ValueError:
                self.spoil(number, line)
                return
            self.events.append(event)
            self.lines.append(number)
            self.kept.append(line)
        elif self.header is None:
            self.header = header
            self.kept.insert(0, line)
        elif header["session"] != self.header["session"]:
            self.spoil(number, line)

    def spoil(self, number: int, line: bytes) -> None:
        """Note what does not check."""
        self.damaged[number] = self.damaged[number] + b"\n" + line if number in self.damaged else line


def read_journal(path: Path, act: Act = event_of) -> Journal:
    """Return a journal with every line checked, and every act read by `act`; nothing is changed."""
    return journal_of(path.name, path.read_bytes(), act)


def journal_of(name: str, data: bytes, act: Act = event_of) -> Journal:
    """Return the journal that these bytes are, with every line checked, and every act read by `act`."""
    found = read_lines(data)
    journal = Journal(name, empty=not data, torn=found.torn, last=found.last)
    for number, (line, document) in found.whole:
        journal.take(number, line, document, act)
    first = next(iter(found.rest), 0)
    if journal.header is None and (header := _corrected(found.rest.get(first, b""))):
        journal.take(first, frame(header)[:-1], header)
        del found.rest[first]
    for number, rest in found.rest.items():
        journal.spoil(number, rest)
    journal.damaged = dict(sorted(journal.damaged.items()))
    plain = b"".join(line + b"\n" for line in journal.kept)
    if not (journal.damaged or journal.torn):
        journal.unfinished = data + b"\n" == plain
        journal.wrapped = data != plain and not journal.unfinished
    return journal


def act_of(document: Mapping[str, Any]) -> Event:
    """Return the act of a line; raises `ValueError` for what has no place in a journal.

    Whatever is set aside for it stays aside: it is asked again before a line is put back.
    """
    event = event_of(document)
    if unfoldable(event) is not None:
        raise ValueError(event.id)
    return event


def header_of(document: Mapping[str, Any]) -> dict[str, Any] | None:
    """Return the document when it is a journal's header."""
    known = {"facilitate": int, "session": str, "home": str}
    if not all(isinstance(document.get(name), kind) for name, kind in known.items()):
        return None
    # What stands there becomes part of the names of files, such as drafts.
    return dict(document) if is_portable(str(document["session"])) else None


def common_header(headers: Iterable[Mapping[str, Any]]) -> dict[str, Any] | None:
    """Return what most headers say of their session, as a new one."""
    found = Counter((header["session"], header["home"]) for header in headers).most_common(1)
    return {"facilitate": SCHEMA, "session": found[0][0][0], "home": found[0][0][1]} if found else None


def half_read(journals: Sequence[Journal]) -> list[dict[str, Any]]:
    """Return what damaged lines of these journals still tell of their session."""
    lines = (line for journal in journals for line in (*journal.damaged.values(), journal.torn))
    return [header for line in lines if (header := readable_header(line))]


def readable_header(line: bytes) -> dict[str, Any] | None:
    """Return what can be read of a header that does not check."""
    if len(line) > _LONGEST_HEADER:
        return None
    with suppress(ValueError, RecursionError):
        document = json.loads(line[CRC:].decode())
        return header_of(document) if isinstance(document, dict) else None
    session, home = _SESSION.search(line), _HOME.search(line)
    if not (session and home):
        return None
    return {"facilitate": SCHEMA, "session": session[1].decode(), "home": home[1].decode()}


def _corrected(line: bytes) -> dict[str, Any] | None:
    """Return the header of which one byte was changed: of all that it may have been only one has the right checksum."""
    text = line[CRC:]
    if len(line) > _LONGEST_HEADER or line[CRC - 1 : CRC] != b" ":
        return None
    with suppress(ValueError):
        right = int(line[: CRC - 1], 16)
        for place, byte in enumerate(text):
            before, after = zlib.crc32(text[:place]), text[place + 1 :]
            for other in range(32, 127):
                if other != byte and zlib.crc32(after, zlib.crc32(bytes((other,)), before)) == right:
                    document = json.loads(text[:place] + bytes((other,)) + after)
                    return header_of(document) if isinstance(document, dict) else None
    return None
