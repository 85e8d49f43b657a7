"""`facilitate doctor`: every line of every journal checked; what does not check is set aside, the rest goes on."""

from __future__ import annotations

import json
import os
from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from facilitate.domain.admission import unfoldable
from facilitate.domain.errors import N_, Message, StorageFailure
from facilitate.domain.events import Event, Unknown
from facilitate.domain.session import Session
from facilitate.store.codec import event_of
from facilitate.store.journal import CRC, SCHEMA, frame, not_written, sync_folder, unframe
from facilitate.store.locks import FOLDER, hold
from facilitate.store.log import ENDING
from facilitate.store.unfinished import finish_what_was_left


@dataclass(slots=True)
class Journal:
    """One journal as it was found. `problem` is what could not be mended."""

    name: str
    header: dict[str, Any] | None = None
    events: list[Event] = field(default_factory=list)
    kept: list[bytes] = field(default_factory=list)
    damaged: dict[int, bytes] = field(default_factory=dict)
    torn: bytes = b""
    unfinished: bool = False
    empty: bool = False
    problem: Message | None = None

    @property
    def sound(self) -> bool:
        """Whether there is nothing to mend."""
        return not (self.damaged or self.torn or self.unfinished)


@dataclass(frozen=True, slots=True)
class Findings:
    """The state of a session. `void` and `unknown` are told, and are no damage."""

    journals: tuple[Journal, ...]
    session: Session
    unknown: tuple[str, ...]
    beyond: tuple[Message, ...]

    @property
    def healthy(self) -> bool:
        """Whether nothing was wrong to begin with."""
        return not self.beyond and all(journal.sound and not journal.problem for journal in self.journals)


def examine(folder: Path) -> Findings:
    """Check a session's journals and mend what can be mended: nothing that was written is thrown away."""
    finish_what_was_left(folder)
    try:
        journals = [read_journal(path, foldable=True) for path in sorted(folder.glob(f"*{ENDING}"))]
    except OSError as error:
        raise StorageFailure(
            N_("This session cannot be read ({folder}): {reason}."),
            folder=str(folder),
            reason=error.strerror or str(error),
        ) from error
    home = _common_header(journals)
    for place, journal in enumerate(journals):
        if not journal.sound:
            journals[place] = _mended(folder, journal, home)
        elif journal.header and home and journal.header["session"] != home["session"]:
            journal.problem = Message(
                N_("{file} belongs to another session. Move it away; to bring two together use “facilitate collect”."),
                {"file": str(folder / journal.name)},
            )
    return _findings(journals)


def read_journal(path: Path, *, foldable: bool = False) -> Journal:
    """A journal with every line checked; nothing is changed. `foldable` counts acts that never can count as damage."""
    data = path.read_bytes()
    journal = Journal(path.name, empty=not data)
    *lines, last = data.split(b"\n")
    for number, line in enumerate(lines, 1):
        _take(journal, number, line, foldable=foldable)
    if last:
        if _document(last) is None:
            journal.torn = last
        else:
            journal.unfinished = True
            _take(journal, len(lines) + 1, last, foldable=foldable)
    return journal


def _take(journal: Journal, number: int, line: bytes, *, foldable: bool) -> None:
    document = _document(line)
    try:
        if document is None:
            raise ValueError("does not check")  # noqa: TRY301 -- damaged like the rest
        if number == 1:
            journal.header = _header(document)
        else:
            event = event_of(document)
            if foldable and unfoldable(event):
                raise ValueError("holds what no version of ours writes")  # noqa: TRY301 -- damaged like the rest
            journal.events.append(event)
    except ValueError:
        journal.damaged[number] = line
    else:
        journal.kept.append(line)


def _document(line: bytes) -> dict[str, Any] | None:
    try:
        return unframe(line)
    except ValueError:
        return None


def _header(document: Mapping[str, Any]) -> dict[str, Any]:
    known = {"facilitate": int, "session": str, "home": str}
    if not all(isinstance(document.get(name), kind) for name, kind in known.items()):
        raise ValueError("not a header")
    return dict(document)


def _common_header(journals: Sequence[Journal]) -> dict[str, Any] | None:
    """What most journals say of their session; where none is left whole, what can still be read of a damaged one."""
    headers = [journal.header for journal in journals if journal.header]
    if not headers:
        headers = [header for journal in journals if (header := _half_read(journal.damaged.get(1, b"")))]
    if not headers:
        return None
    common = Counter(header["session"] for header in headers).most_common(1)[0][0]
    return next(header for header in headers if header["session"] == common)


def _half_read(line: bytes) -> dict[str, Any] | None:
    try:
        document = json.loads(line[CRC:].decode())
        return _header(document) if isinstance(document, dict) else None
    except ValueError:
        return None


def _mended(folder: Path, journal: Journal, home: dict[str, Any] | None) -> Journal:
    """The journal as it was found, written anew without what does not check."""
    path = folder / journal.name
    locks = folder / FOLDER
    try:
        locks.mkdir(exist_ok=True)
        let_go = hold(locks / f"{path.stem}.lock")
        if let_go is None:
            _leave(path, journal)
            return journal
        try:
            journal = read_journal(path, foldable=True)  # it may have grown, or been mended, since
            if not journal.sound:
                _rewrite(path, journal, home)
        finally:
            let_go()
    except OSError as error:
        raise not_written(path, error) from error
    return journal


def _leave(path: Path, journal: Journal) -> None:
    """Somebody is writing: a last line in the middle of being written is no damage, anything else has to wait."""
    if journal.damaged:
        journal.problem = Message(
            N_("{file} is being written to. Close the program that does, then run this again."), {"file": str(path)}
        )
    else:
        journal.torn, journal.unfinished = b"", False


def _rewrite(path: Path, journal: Journal, home: dict[str, Any] | None) -> None:
    header = journal.header or home
    if header is None and (journal.kept or journal.events):
        journal.problem = Message(
            N_("The first line of {file} is damaged and no other journal tells which session it belongs to."),
            {"file": str(path)},
        )
        return
    _set_aside(path.with_suffix(".damaged"), list(journal.damaged.values()))
    _set_aside(path.with_suffix(".torn"), [journal.torn] if journal.torn else [])
    lines = journal.kept if journal.header or header is None else [frame(_new_header(header))[:-1], *journal.kept]
    _replace(path, b"".join(line + b"\n" for line in lines))


def _new_header(header: Mapping[str, Any]) -> dict[str, Any]:
    return {"facilitate": SCHEMA, "session": header["session"], "home": header["home"]}


def _set_aside(path: Path, lines: Sequence[bytes]) -> None:
    if not lines:
        return
    with path.open("ab") as file:
        file.write(b"".join(line + b"\n" for line in lines))
        file.flush()
        os.fsync(file.fileno())
    sync_folder(path.parent)


def _replace(path: Path, data: bytes) -> None:
    temporary = path.with_suffix(".mending")
    try:
        with temporary.open("wb") as file:
            file.write(data)
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
        sync_folder(path.parent)
    finally:
        temporary.unlink(missing_ok=True)


def _findings(journals: Sequence[Journal]) -> Findings:
    mine = [event for journal in journals if journal.problem is None for event in journal.events]
    session = Session.of(mine)
    beyond = [journal.problem for journal in journals if journal.problem]
    seen: dict[str, Event] = {}
    beyond += [
        Message(N_("The act {act} stands in two journals with different contents."), {"act": event.id})
        for event in mine
        if seen.setdefault(event.id, event) != event
    ]
    if session.document is None:
        beyond.append(
            Message(
                N_(
                    "The programme of this session is missing: the journal that holds it is not here. "
                    "Bring it back with “facilitate collect”.",
                )
            )
        )
    unknown = tuple(event.act.name for event in session.events if isinstance(event.act, Unknown))
    return Findings(tuple(journals), session, unknown, tuple(beyond))
