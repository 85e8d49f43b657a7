"""What an export of a cycle leaves in its folder from before: words that were withdrawn since may still stand there.

What is not made any more (letters once all was answered no, the list of a territory without introductions) goes where
nobody changed it. The rest is named: what somebody changed, and files of other formats that tell of an earlier state.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from pathlib import Path

from facilitate.domain.errors import N_, Message, Names
from facilitate.domain.frozen import dataclass
from facilitate.domain.timeline import Timeline
from facilitate.export import file_names
from facilitate.export.cycle_files import SYNTHESIS
from facilitate.export.published_files import PublishedFiles, state_of
from facilitate.workshop.cycle.events import Events

_DRAWN = frozenset((".pdf", ".png", ".svg"))  # of what is not there where an engine is missing, nothing is removed
_PARTED = re.compile(r"(?P<stem>.*?)(?P<internal>-intern(?:e|al))?(?P<anonymous>-anonym(?:e|ous))?(?:-[0-9]+)?")
_BY_NAME = {
    file_names.LETTERS: "letters",
    file_names.SUMMARY: "summary",
    file_names.INFOGRAPHICS["a3"]: "infographic",
    SYNTHESIS: "",  # its ending tells
    Path(file_names.DECIDIM).stem: "decidim",
}


@dataclass(frozen=True, slots=True)
class LeftInFolder:
    """What lay there before: `removed` now, outdated but `changed` by somebody, and `older` files of other formats."""

    removed: tuple[Path, ...]
    changed: tuple[Path, ...]
    older: tuple[Path, ...]

    def notices(self) -> Iterator[Message]:
        """Yield what is said of each kind."""
        sentences = (
            (_REMOVED, self.removed),
            (_CHANGED, self.changed),
            (_OLDER, self.older),
        )
        for sentence, paths in sentences:
            if paths:
                yield Message(sentence, {"files": Names(tuple(path.name for path in paths))})


_REMOVED = N_("Of an earlier export and no longer true, so removed: {files}.")
_CHANGED = N_("Of an earlier export and no longer true, but changed by somebody since, so kept: {files}.")
_OLDER = N_(
    "Not written this time, and from before the last change: {files}. What was withdrawn since may still stand there: "
    "export it again, or remove it."
)


@dataclass(frozen=True, slots=True)
class CycleExport:
    """An export: its `formats`, whether it is `anonymous`, the `state` it is of, whether an engine was `lacking`."""

    formats: Collection[str]
    anonymous: bool
    state: str
    lacking: bool = False


def state_of_cycle(timeline: Timeline, events: Events) -> str:
    """Return a name for all that the files of a cycle are made of: its own acts, and what its events say."""
    return hashlib.sha256(f"{state_of(timeline)} {events.readings!r}".encode()).hexdigest()


def tidied(files: PublishedFiles, folder: Path, made: Collection[Path], export: CycleExport) -> LeftInFolder:
    """Remove what is not made any more of the formats that were exported, and tell the rest; `made` is up to date."""
    removed, changed, older = list[Path](), list[Path](), list[Path]()
    for path in sorted(folder.iterdir()) if folder.is_dir() else ():
        known = _format_of(path)
        if path in made or known is None or not path.is_file():
            continue
        is_ours = files.unchanged(path)
        if known == (_asked(known[0], export), export.anonymous):
            if not is_ours:
                changed.append(path)
            elif not (export.lacking and path.suffix in _DRAWN):
                with suppress(OSError):
                    path.unlink()
                    removed.append(path)
                    continue
                older.append(path)
        elif is_ours and not files.is_of_state(path, export.state):
            older.append(path)
    return LeftInFolder(tuple(removed), tuple(changed), tuple(older))


def _asked(form: str, export: CycleExport) -> str:
    """Return a format that was asked for and may have nothing to make any more; nothing for another."""
    return form if form in ("letters", "infographic") and form in export.formats else "-"


def _format_of(path: Path) -> tuple[str, bool] | None:
    """Return the format of a file of a cycle, and whether it is without names; None for another file."""
    parted = _PARTED.fullmatch(path.stem)
    if not parted:
        return None
    is_anonymous = bool(parted["anonymous"])
    if any(path.stem.startswith(f"{name}-") for name in file_names.in_all_languages(file_names.INTRODUCTIONS)):
        return "letters", is_anonymous
    for french, form in _BY_NAME.items():
        if parted["stem"] in file_names.in_all_languages(french):
            return form or path.suffix.lstrip("."), is_anonymous
    return None
