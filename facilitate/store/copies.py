"""Files and folders of a session that stand there twice: what `doctor` says of them. Their acts count once anyway."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from pathlib import Path

from facilitate.domain.errors import N_, Message
from facilitate.store.journal_names import alike, original
from facilitate.store.journal_reading import Journal

_SPARE = N_(
    "{file} is a copy of {journal}, as synchronised folders create when two computers write the "
    "same file. All its changes are in other journals too, and count only once: you can delete "
    "it."
)
_NEEDED = N_(
    "{file} is a copy of {journal}, as synchronised folders create when two computers write the "
    "same file. It contains changes that no other journal has ({count}): they count, so leave it "
    "there."
)
_ONE_NAME = N_(
    "Windows and macOS treat {first} and {second} as the same name. Rename one of them before "
    "copying this folder there."
)


def copies(journals: Sequence[Journal]) -> Iterator[Message]:
    """Yield the copies among a session's journals, and whether they hold something of their own."""
    names = [journal.name for journal in journals]
    originals = {journal.name: original(journal.name, names) for journal in journals}
    known = {event.id for journal in journals if not originals[journal.name] for event in journal.events}
    for journal in journals:
        if not originals[journal.name] or not journal.events or journal.problem:
            continue
        own = {event.id for event in journal.events} - known
        known |= own  # of two copies that hold the same acts one is to be left
        params = {"file": journal.name, "journal": originals[journal.name], "count": len(own)}
        yield Message(_NEEDED if own else _SPARE, params)


def names_alike(folder: Path) -> Iterator[Message]:
    """Yield the names in a session's folder, and of folders beside it, that are one name on some systems."""
    beside: list[Path] = []
    with suppress(OSError):  # a folder may be open to us that the one above is not
        beside = [path for path in folder.parent.iterdir() if alike(path.name) == alike(folder.name) and path.is_dir()]
    for paths in (beside, [path for path in folder.iterdir() if path.is_file()]):
        seen: dict[str, str] = {}
        for path in sorted(paths):
            first = seen.setdefault(alike(path.name), path.name)
            if first != path.name:
                yield Message(_ONE_NAME, {"first": first, "second": path.name})
