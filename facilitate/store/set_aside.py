"""What was set aside of a journal, beside it: kept until it can be put back."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from facilitate.domain.event import Event
from facilitate.files import append_synced, replace_file
from facilitate.store.envelope import Lines, read_lines
from facilitate.store.journal import frame, unframe
from facilitate.store.journal_names import ENDING, is_file, mode_of
from facilitate.store.journal_reading import act_of, header_of, readable_header
from facilitate.system import sync_folder

_ENDINGS = (".damaged", ".torn")


@dataclass(slots=True)
class Aside:
    """The files beside one journal that hold lines of it.

    What was torn off and checks as it stands was `refused`, not damaged: it was told that it was not saved, and whoever
    wrote it may have done so again.
    """

    files: dict[Path, Lines] = field(default_factory=dict)
    refused: dict[Path, frozenset[bytes]] = field(default_factory=dict)

    @property
    def header(self) -> dict[str, Any] | None:
        """The first line of the journal, when it was set aside whole."""
        documents = (document for lines in self.files.values() for _number, (_line, document) in lines.whole)
        return next((header for document in documents if (header := header_of(document))), None)

    def half_read(self) -> Iterator[dict[str, Any]]:
        """Yield what damaged first lines still tell of the session."""
        for lines in self.files.values():
            yield from (header for line in lines.rest.values() if (header := readable_header(line)))

    def acts(self) -> Iterator[tuple[Event, bytes]]:
        """Yield the acts that check by now, with their lines."""
        for path, lines in self.files.items():
            refused = self.refused.get(path, frozenset())
            for _number, (line, document) in lines.whole:
                with suppress(ValueError):
                    if line not in refused:
                        yield act_of(document), line

    def keep(self, known: Mapping[str, Event], header: Mapping[str, Any] | None) -> None:
        """Let go of what the journals hold; the rest stays aside."""
        for path, lines in self.files.items():
            kept = [line for _number, (line, document) in lines.whole if not _stands(document, known, header)]
            if len(kept) == len(lines.whole):
                continue
            kept += [*lines.rest.values(), *([lines.torn] if lines.torn else [])]
            if kept:
                mend_file(path, b"".join(line + b"\n" for line in kept))
            else:
                path.unlink(missing_ok=True)
                sync_folder(path.parent)


def _stands(document: Mapping[str, Any], known: Mapping[str, Event], header: Mapping[str, Any] | None) -> bool:
    """Return whether a line that was set aside stands in a journal."""
    if first := header_of(document):
        return header is not None and first["session"] == header["session"]
    with suppress(ValueError):
        event = act_of(document)
        return known.get(event.id) == event
    return False


def asides_in(folder: Path) -> dict[str, Aside]:
    """Return what was set aside in a session's folder, by the name of the journal it is of; raises `OSError`."""
    found: dict[str, Aside] = {}
    with os.scandir(folder) as entries:
        paths = sorted(Path(entry.path) for entry in entries if entry.name.endswith(_ENDINGS))
    for path in paths:
        if is_file(path):
            data = path.read_bytes()
            aside = found.setdefault(path.with_suffix(ENDING).name, Aside())
            aside.files[path] = read_lines(data)
            if path.suffix == ".torn":
                aside.refused[path] = frozenset(line for line in data.split(b"\n") if _checks_as_it_stands(line))
    return found


def _checks_as_it_stands(line: bytes) -> bool:
    try:
        return frame(unframe(line)) == line + b"\n"
    except ValueError:
        return False


def mend_file(path: Path, data: bytes) -> None:
    """Put other bytes in the place of a file's, in one step."""
    replace_file(path, data, mode=mode_of(path), beside=path.with_suffix(".mending"))


def set_aside(path: Path, lines: Sequence[bytes]) -> None:
    """Keep lines in a file beside the journal, on the disk when this returns; none twice, after a kill for instance."""
    there = path.read_bytes() if path.exists() else b""
    new = b"".join(line + b"\n" for line in lines if b"\n" + line + b"\n" not in b"\n" + there)
    if not new:
        return
    append_synced(path, new, mode_of(path))
