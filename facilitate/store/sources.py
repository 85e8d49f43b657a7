"""The journals of one session among what somebody names: files, a session's folder, a key with anything on it.

What is of use comes in; of the rest it is told what it is. Nothing that lies on a key may stop what lies beside it.
"""

from __future__ import annotations

import os
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.event import Event
from facilitate.files import unreadable, unreadable_folder
from facilitate.store.journal_names import ENDING, is_file, is_journal_name
from facilitate.store.journal_reading import Journal, half_read, read_journal

_DEEPEST = 3  # a key's root, its `sessions`, a session's folder
_MOST_ENTRIES = 20_000
_MOST_JOURNALS = 2_000
_LARGEST = 64 * 1024 * 1024  # a quarter of a million ideas
_FOREIGN = N_("{file} belongs to another session. Nothing was imported.")
_WHOSE = N_(
    "{file} does not show which session it comes from: its first line is damaged, and none of "
    "its changes is known here. Give the folder it was in: the other journals there may show it."
)
_HIDDEN = N_("{file} is a hidden file and was skipped. To import it, name the file itself.")
_TOO_MUCH = N_("{folder} contains too many files. Give the folder of the session itself.")


@dataclass(slots=True)
class Sources:
    """What was found. `passed` tells of what is no journal of this session."""

    journals: list[tuple[Path, Journal]] = field(default_factory=list)
    passed: list[Message] = field(default_factory=list)


def read_sources(sources: Sequence[Path], session: str, own: Path, known: Mapping[str, Event]) -> Sources:
    """Read what belongs to the session, whose folder here is its `own`; raises `Refused` where nothing does."""
    found = Sources()
    foreign: dict[Path, int] = {}
    headless: list[tuple[Path, Journal]] = []
    refusals: list[Message] = []
    for path in _paths(sources, own.resolve(), found, refusals):
        journal, refusal = _read(path)
        if journal is None:
            refusals.append(refusal)
        elif journal.header is None and not journal.empty:
            headless.append((path, journal))
        elif journal.header is None or journal.header["session"] == session:
            found.journals.append((path, journal))
        else:
            foreign[path.parent] = foreign.get(path.parent, 0) + 1
            refusals.append(_message(_FOREIGN, file=path))
    folders = {path.parent for path, journal in found.journals if journal.header}
    for path, journal in headless:
        if _belongs(journal, session, known) or (path.parent in folders and path.parent not in foreign):
            found.journals.append((path, journal))
        else:
            refusals.append(_message(_WHOSE, file=path) if journal.events else _no_journal(path))
    if refusals and not any(journal.header or journal.events for _path, journal in found.journals):
        raise Refused(refusals[0].text, **refusals[0].params)
    found.passed += [each for each in refusals if each.text != _FOREIGN]
    passed = N_("{folder} contains journals of another session ({count}): they were skipped.")
    found.passed += [_message(passed, folder=folder, count=count) for folder, count in sorted(foreign.items())]
    found.journals.sort(key=lambda each: each[0])
    return found


def _paths(sources: Sequence[Path], own: Path, found: Sources, refusals: list[Message]) -> Iterator[Path]:
    looked_at: dict[Path, None] = {}
    for source in sources:
        if not source.is_dir():
            looked_at[source] = None
            continue
        inside = list(_journals_below(source, own, found, refusals))
        if not inside:
            refusals.append(_message(N_("No journal found in {folder}. Give the folder of a session."), folder=source))
        looked_at.update(dict.fromkeys(inside))
    yield from looked_at


def _journals_below(folder: Path, own: Path, found: Sources, refusals: list[Message]) -> Iterator[Path]:
    """Yield the files that are named like journals, as deep as those of a session on a key lie, and are not here."""
    level = [folder]
    most_entries, most_journals = _MOST_ENTRIES, _MOST_JOURNALS
    for depth in range(_DEEPEST + 1):
        below: list[Path] = []
        for entry in (entry for each in level for entry in _entries(each, refusals)):
            path = Path(entry.path)
            most_entries -= 1
            if most_entries < 0 or most_journals <= 0:
                refusals.append(_message(_TOO_MUCH, folder=folder))
                return
            if is_journal_name(entry.name):
                most_journals -= 1
                yield path
            elif entry.name.lower().endswith(ENDING):
                if is_file(path) and _hidden_journal(path):
                    found.passed.append(_message(_HIDDEN, file=path))
            elif depth < _DEEPEST and entry.is_dir(follow_symlinks=False) and not entry.name.startswith("."):
                below += [path] if path.resolve() != own else []
        level = sorted(below)


def _entries(folder: Path, refusals: list[Message]) -> list[os.DirEntry[str]]:
    try:
        with os.scandir(folder) as entries:
            return sorted(entries, key=lambda entry: entry.name)
    except OSError as error:
        refusals.append(unreadable_folder(folder, error).message)
        return []


def _hidden_journal(path: Path) -> bool:
    journal, _refusal = _read(path)
    return journal is not None and bool(journal.header or journal.events)


def _read(path: Path) -> tuple[Journal | None, Message]:
    """Return a journal with every line checked, or why it is none."""
    try:
        size = path.stat().st_size
        if not is_file(path):
            return None, _message(N_("{file} is not a file and was skipped."), file=path)
        if size > _LARGEST:
            return None, _message(N_("{file} is too large to be a journal and was skipped."), file=path)
        journal = read_journal(path)
    except OSError as error:
        return None, unreadable(path, error).message
    return journal, _no_journal(path)


def _belongs(journal: Journal, session: str, known: Collection[str]) -> bool:
    """Return whether a journal without a first line tells otherwise that it is of this session."""
    if headers := half_read([journal]):
        return any(header["session"] == session for header in headers) and bool(journal.events)
    return any(event.id in known for event in journal.events)


def _no_journal(path: Path) -> Message:
    return _message(N_("{file} is not a journal of facilitate, or its first line is damaged."), file=path)


def _message(text: str, **params: object) -> Message:
    return Message(text, {name: str(value) if isinstance(value, Path) else value for name, value in params.items()})
