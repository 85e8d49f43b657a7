"""`facilitate doctor`: every line of every journal checked; what does not check is set aside, the rest goes on.

Nothing is thrown away, and what was set aside is looked at again each time: a line that checks by now is put back.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from facilitate.domain.errors import N_, Message
from facilitate.domain.event import Event, Unknown
from facilitate.domain.idea_lookup import called_alike
from facilitate.domain.timeline import Timeline
from facilitate.files import not_written, unreadable_journal
from facilitate.store.copies import copies, names_alike
from facilitate.store.event_log import NO_PROGRAMME
from facilitate.store.journal import frame
from facilitate.store.journal_names import ENDING, is_given, journals_in
from facilitate.store.journal_reading import Journal, act_of, common_header, half_read, read_journal
from facilitate.store.locks import FOLDER
from facilitate.store.photos import faults
from facilitate.store.purge_finish import finish_what_was_left
from facilitate.store.set_aside import Aside, asides_in, mend_file, set_aside
from facilitate.system import hold, sync_folder

__all__ = ["Findings", "Journal", "examine"]


@dataclass(frozen=True, slots=True)
class Findings:
    """The state of a session. `void`, `unknown`, `copies` and ideas of one reference are told, and are no damage."""

    journals: tuple[Journal, ...]
    timeline: Timeline
    unknown: tuple[str, ...]
    beyond: tuple[Message, ...]
    alike: tuple[Message, ...] = ()
    copies: tuple[Message, ...] = ()

    @property
    def healthy(self) -> bool:
        """Whether nothing was wrong before the repair."""
        return not (self.beyond or self.alike or self.repaired)

    @property
    def repaired(self) -> bool:
        """Whether a journal was not as its writer left it, and was mended as far as it could be."""
        return any(not journal.sound or journal.problem or journal.returned for journal in self.journals)


def examine(folder: Path) -> Findings:
    """Check a session's journals and mend what can be mended: nothing that was written is thrown away."""
    finish_what_was_left(folder)
    try:
        _name_plainly(folder)
        asides = asides_in(folder)
        found = {path.name: read_journal(path, act_of) for path in journals_in(folder)}
    except OSError as error:
        raise unreadable_journal(Path(error.filename or folder), error) from error
    header = _header_of_all(list(found.values()), list(asides.values()))
    known = {event.id: event for journal in found.values() for event in journal.events}
    for name in sorted({*found, *asides}):
        journal = found.get(name) or Journal(name, empty=True)
        if _of_another_session(journal, header):
            journal.problem = Message(
                N_(
                    "{file} belongs to another session. Move it elsewhere; to combine two copies of a "
                    "session, use “facilitate collect”."
                ),
                {"file": str(folder / name)},
            )
        elif not journal.sound or name in asides:
            mended = _mended(folder, journal, header, known)
            if name in found or mended.returned:
                found[name] = mended
    journals = [found[name] for name in sorted(found)]
    return _findings(folder, journals, header)


def _header_of_all(journals: Sequence[Journal], asides: Sequence[Aside]) -> dict[str, Any] | None:
    """Return what the first lines say, else those that were set aside, else what can still be read of damaged ones."""
    return (
        common_header(journal.header for journal in journals if journal.header)
        or common_header(aside.header for aside in asides if aside.header)
        or common_header(half_read(journals))
        or common_header(header for aside in asides for header in aside.half_read())
    )


def _of_another_session(journal: Journal, header: Mapping[str, Any] | None) -> bool:
    return bool(journal.header and header and journal.header["session"] != header["session"])


def _name_plainly(folder: Path) -> None:
    """Give journals whose name came back in capitals the name their writers look for."""
    for path in journals_in(folder):
        if path.name == path.name.lower() or not is_given(path.name.lower()):
            continue
        with _held(folder, path.stem.lower()) as mine:
            if mine:
                plain = folder / path.name.lower()
                copies = (folder / f"{plain.stem}-{number}{ENDING}" for number in range(2, 100))
                free = next((each for each in (plain, *copies) if not each.exists() or each.samefile(path)), None)
                path.rename(free or path)
                sync_folder(folder)


@contextmanager
def _held(folder: Path, writer: str) -> Iterator[bool]:
    """Be the one who writes a journal, unless somebody else is."""
    locks = folder / FOLDER
    locks.mkdir(exist_ok=True)
    let_go: Callable[[], None] | None = hold(locks / f"{writer}.lock")
    try:
        yield let_go is not None
    finally:
        if let_go is not None:
            let_go()


def _mended(folder: Path, journal: Journal, header: dict[str, Any] | None, known: dict[str, Event]) -> Journal:
    """Return the journal as it was found, written anew without what does not check and with what checks again."""
    path = folder / journal.name
    try:
        with _held(folder, path.stem) as mine:
            if not mine:
                _leave(path, journal)
                return journal
            if path.exists():
                journal = read_journal(path, act_of)  # it may have grown, or been mended, since
            _mend(path, journal, header, known)
    except OSError as error:
        raise not_written(path, error) from error
    return journal


def _leave(path: Path, journal: Journal) -> None:
    """Somebody is writing: a last line in the middle of being written is no damage, anything else has to wait."""
    if journal.damaged or journal.wrapped or (journal.header is None and journal.events):
        journal.problem = Message(
            N_("{file} is being written. Close the screens that are open on this session, then try again."),
            {"file": str(path)},
        )
    else:
        journal.torn, journal.unfinished = b"", False


def _mend(path: Path, journal: Journal, header: dict[str, Any] | None, known: dict[str, Event]) -> None:
    known.update((event.id, event) for event in journal.events)
    aside = asides_in(path.parent).get(path.name) or Aside()
    back = {event.id: line for event, line in aside.acts() if event.id not in known}
    if journal.sound and not back:
        aside.keep(known, header)
        return
    header = journal.header or header
    if header is None and (journal.kept or journal.torn or journal.damaged):
        journal.problem = Message(
            N_("The first line of {file} is damaged, and no other journal shows which session it belongs to."),
            {"file": str(path)},
        )
        return
    set_aside(path.with_suffix(".damaged"), list(journal.damaged.values()))
    set_aside(path.with_suffix(".torn"), [journal.torn] if journal.torn else [])
    if header and not journal.header:
        journal.kept.insert(0, frame(header)[:-1])
    mend_file(path, b"".join(line + b"\n" for line in (*journal.kept, *back.values())))
    with suppress(OSError):  # how far a writer that was killed had come is of the file that was there before
        os.truncate(path.parent / FOLDER / f"{path.stem}.lock", 0)
    acts = [event for event, _line in aside.acts() if event.id in back]
    journal.events += list({event.id: event for event in acts}.values())
    journal.returned, journal.empty = len(back), journal.empty and not back
    known.update((event.id, event) for event in journal.events)
    aside.keep(known, header)


def _findings(folder: Path, journals: Sequence[Journal], header: Mapping[str, Any] | None) -> Findings:
    mine = [event for journal in journals if not _of_another_session(journal, header) for event in journal.events]
    timeline = Timeline.of(mine)
    beyond = [journal.problem for journal in journals if journal.problem]
    beyond += [*_contradictions(mine), *faults(folder, timeline.session)]
    if timeline.session.document is None:
        beyond.append(NO_PROGRAMME)
    unknown = tuple(event.act.name for event in timeline.events if isinstance(event.act, Unknown))
    copied = (*copies(journals), *names_alike(folder))
    return Findings(tuple(journals), timeline, unknown, tuple(beyond), tuple(called_alike(timeline.session)), copied)


def _contradictions(events: Iterable[Event]) -> Iterator[Message]:
    seen: dict[str, Event] = {}
    for event in events:
        if seen.setdefault(event.id, event) != event:
            yield Message(N_("The change {act} is in two journals with different contents."), {"act": event.id})
