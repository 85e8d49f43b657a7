"""The one place where journals are rewritten: when personal data must go. Either all of it goes, or nothing.

How it survives being killed is told in `unfinished`.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, nullcontext
from pathlib import Path

from facilitate.domain.codec import document_of
from facilitate.domain.errors import N_, StorageFailure
from facilitate.domain.event import Event
from facilitate.domain.roles import FACILITATOR, PEOPLE
from facilitate.files import not_written, write_synced
from facilitate.store.journal import frame
from facilitate.store.journal_names import ENDING, journals_in, mode_of
from facilitate.store.journal_reading import Journal, act_of, read_journal, readable_header
from facilitate.store.locks import FOLDER as LOCKS
from facilitate.store.photos import named, photo_files
from facilitate.store.purge_finish import NEW, READY, beside, finish, rewriting
from facilitate.system import hold, is_held, sync_folder

Decide = Callable[[], tuple[Mapping[str, Event], Sequence[Event]]]


def purge(folder: Path, machine: str, decide: Decide) -> list[str]:
    """Put other events in the place of those of their ids, and remove what was set aside, tokens and links.

    `decide` is asked once nobody else can write: for those events, and for what is told of it, which is written in the
    same step, into a journal of this `machine`: what another wrote stays its own. Returns the names of the files that
    were removed. Raises `StorageFailure`: nothing has changed then.
    """
    try:
        with rewriting(folder), _alone(folder, own := _own(folder, machine)):
            finish(folder)
            events, added = decide()
            # All are read before the first is written: one that is damaged stops it at once.
            journals = {path: journal for path in _journals(folder) if (journal := _sound(path))}
            new = {path: _rewritten(journal, events) for path, journal in journals.items()}
            first = next(iter(journals.values())).kept[0] + b"\n"
            new[own] = new.get(own, first) + b"".join(frame(document_of(event)) for event in added)
            for path, data in new.items():
                write_synced(path.with_suffix(NEW), data, mode_of(path), over=True)
            removed = [path.name for path in beside(folder)]
            sync_folder(folder)
            write_synced(folder / READY, _without_acts(folder, journals.values(), events), over=True)
            sync_folder(folder)
            finish(folder)
            return removed
    except OSError as error:
        _forget(folder)
        raise not_written(folder / READY, error) from error


def _forget(folder: Path) -> None:
    """After a failure: when it was ready it will be finished, else nothing of it stays."""
    if not (folder / READY).exists():
        for path in folder.glob(f"*{NEW}"):
            path.unlink(missing_ok=True)


def _journals(folder: Path) -> list[Path]:
    return journals_in(folder)


def _own(folder: Path, machine: str) -> Path:
    """Return the journal in which this machine's facilitator writes first; it may still have to be made."""
    headers = (readable_header(path.read_bytes().partition(b"\n")[0]) for path in _journals(folder))
    is_home = next((header["home"] == machine for header in headers if header), True)
    return folder / f"{FACILITATOR}{'' if is_home else f'.{machine}'}{ENDING}"


_WRITTEN = N_("“{file}” is being written: this session is open in another window. Close it there, then try again.")
# The screens that hold a journal as long as they are open, by its role.
_OPEN = {
    PEOPLE: N_("The welcome desk is open in another window. Close it there, then try again."),
    FACILITATOR: N_("The facilitator’s screen is open in another window. Close it there, then try again."),
}


def check_alone(folder: Path) -> None:
    """Raise `StorageFailure` where a screen or a command writes in a session, or another program has a journal open."""
    with _alone(folder, _journals(folder)[0]) if _journals(folder) else nullcontext():
        pass


@contextmanager
def _alone(folder: Path, own: Path) -> Iterator[None]:
    """Hold every journal, and one that may be made, so that nobody writes meanwhile."""
    with ExitStack() as stack:
        for path in sorted({*_journals(folder), own}):
            let_go: Callable[[], None] | None = hold(folder / LOCKS / f"{path.stem}.lock")
            if let_go is None:
                raise StorageFailure(_OPEN.get(path.stem.partition(".")[0], _WRITTEN), file=path.name)
            stack.callback(let_go)
            if is_held(path):
                raise StorageFailure(
                    N_("Another program has {file} open. Close it there, then try again."), file=str(path)
                )
        yield


def _sound(path: Path) -> Journal | None:
    """Return a journal without damage; None for one that nothing was ever written to."""
    journal = read_journal(path, act_of)
    if journal.empty:
        return None
    if not journal.sound or journal.header is None or path.suffix != ENDING:
        raise StorageFailure(
            N_("{file} is damaged or incomplete. Run “facilitate doctor {session}” first."),
            file=str(path),
            session=path.parent.name,
        )
    return journal


def _without_acts(folder: Path, journals: Iterable[Journal], events: Mapping[str, Event]) -> bytes:
    """Return the names of the photos that no act names any more, for whoever finishes."""
    acts = (events.get(event.id, event) for journal in journals for event in journal.events)
    return "".join(f"{path.name}\n" for path in photo_files(folder, but=named(acts))).encode()


def _rewritten(journal: Journal, events: Mapping[str, Event]) -> bytes:
    header, *lines = journal.kept
    new = [
        frame(document_of(events[event.id])) if event.id in events else line + b"\n"
        for event, line in zip(journal.events, lines, strict=True)
    ]
    return b"".join((header + b"\n", *new))
