"""Lines of a journal as they are pushed, read and checked one by one; the bytes stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from hashlib import sha256

import facilitate.domain.acts  # noqa: F401 -- kinds that are not loaded would be unknown
from facilitate.domain.acts.purge import PurgeVouched, SessionPurged
from facilitate.domain.codec import event_of, name_of
from facilitate.domain.errors import N_, Message
from facilitate.domain.event import Event, Unknown
from facilitate.store.journal import unframe
from facilitate.store.journal_reading import header_of

_LONGEST = 4 * 1024 * 1024  # photos lay in acts once, in pieces
_LONGEST_HEADER = 400
_CUT = N_("{writer}, line {line}: it is not whole.")
_LONG = N_("{writer}, line {line}: it is longer than any line of a journal.")
_DAMAGED = N_(
    "{writer}, line {line}: it is damaged. Run “facilitate doctor SESSION” on the computer it comes from, then try "
    "again there."
)
_FOREIGN = N_("{writer}: the journal belongs to another session.")
_NO_HEADER = N_("{writer}: its first line is missing.")


@dataclass(frozen=True, slots=True)
class PushedLine:
    """One line, without its end, and the event on it; `number` is its place in the journal, from 1."""

    number: int
    raw: bytes
    event: Event

    @property
    def kind(self) -> str:
        """The kind of the act as it stands on the line."""
        act = self.event.act
        return act.name if isinstance(act, Unknown) else name_of(type(act))

    @property
    def digest(self) -> bytes:
        """The SHA-256 of the line."""
        return sha256(self.raw).digest()


@dataclass(frozen=True, slots=True)
class Pushed:
    """What could be read of a push: a header if it began with one, lines up to the first that is wrong, and why."""

    header: bytes
    lines: Sequence[PushedLine]
    wrong: Message | None


def read_push(session: str, writer: str, from_line: int, data: bytes) -> Pushed:
    """Read lines of that journal, the first of which is number `from_line` (0 is the header)."""
    *whole, rest = data.split(b"\n")
    header = b""
    lines: list[PushedLine] = []
    wrong = Message(_CUT, {"writer": writer, "line": from_line + len(whole) + 1}) if rest else None
    for number, raw in enumerate(whole, from_line):
        if number == 0:
            header = raw
            wrong = _wrong_header(raw, session, writer) or wrong
            if header and wrong and wrong.text != _CUT:
                return Pushed(b"", (), wrong)
            continue
        if len(raw) > _LONGEST:
            return Pushed(header, lines, Message(_LONG, {"writer": writer, "line": number + 1}))
        try:
            lines.append(PushedLine(number, raw, event_of(unframe(raw))))
        except (ValueError, RecursionError, OverflowError):
            return Pushed(header, lines, Message(_DAMAGED, {"writer": writer, "line": number + 1}))
    return Pushed(header, lines, wrong)


def read_purges(data: bytes) -> list[Event]:
    """Return the purges among lines of journals; what is none is passed over."""
    return [event for event in read_removals(data) if isinstance(event.act, SessionPurged)]


def read_removals(data: bytes) -> list[Event]:
    """Return the purges among lines of journals, and what vouches that they were made elsewhere too."""
    found = []
    for raw in data.split(b"\n"):
        if (b'"kind":"session.purged"' in raw or b'"kind":"purge.vouched"' in raw) and len(raw) <= _LONGEST:
            try:
                event = event_of(unframe(raw))
            except (ValueError, RecursionError, OverflowError):
                continue
            if isinstance(event.act, (SessionPurged, PurgeVouched)):
                found.append(event)
    return found


def purges_among(lines: Iterable[PushedLine]) -> list[Event]:
    """Return the events on these lines that tell of a purge."""
    return [line.event for line in lines if isinstance(line.event.act, SessionPurged)]


def _wrong_header(raw: bytes, session: str, writer: str) -> Message | None:
    try:
        header = header_of(unframe(raw)) if len(raw) <= _LONGEST_HEADER else None
    except ValueError:
        header = None
    if header is None:
        return Message(_NO_HEADER, {"writer": writer})
    return None if header["session"] == session else Message(_FOREIGN, {"writer": writer})
