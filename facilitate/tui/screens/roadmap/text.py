"""One action of the road map as the page shows it."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC
from textwrap import wrap

from textual.content import Content

from facilitate.domain.errors import N_
from facilitate.domain.roadmap import ActionState
from facilitate.i18n import Language
from facilitate.tui.plain import pieces, plain
from facilitate.workshop.report.roadmap import STATE_NAMES, ActionPart
from facilitate.workshop.report.wording import horizon

# Told apart by their shapes, not by colours.
MARKS = {
    ActionState.IDEA: "○",
    ActionState.PLANNED: "◔",
    ActionState.STARTED: "◑",
    ActionState.DONE: "●",
    ActionState.DROPPED: "×",
}


def state_label(state: ActionState, _: Language) -> Content:
    """A state's name, as a heading or a choice begins."""
    name = _(STATE_NAMES[state])
    return plain(name[:1].upper() + name[1:])


def detail(part: ActionPart, _: Language, room: int) -> Content:
    """Everything that was said of one proposal, in lines of so many cells."""
    facts = [(label, value) for label, value in _facts(part, _) if value]
    width = max(len(label) for label, _value in facts) + 2
    lines = [pieces((part.wording, "bold")), plain("")]
    for label, value in facts:
        first, *others = wrap(value, max(12, room - width)) or [""]
        lines.append(pieces((label.ljust(width), "$text-muted"), first))
        lines += [plain(" " * width + other) for other in others]
    if part.progress:
        lines += [plain(""), pieces((_(N_("Progress")), "bold"))]
    for note in part.progress:
        day = _.date_short(note.at.astimezone(UTC).date())
        lines.append(pieces((f"{day}  ", "$text-muted"), note.text))
    return plain("\n").join(lines)


def _facts(part: ActionPart, _: Language) -> Iterator[tuple[str, str]]:
    yield _(N_("State")), f"{MARKS[part.state]} {_(STATE_NAMES[part.state])}"
    yield _(N_("Owner")), part.owner
    yield _(N_("Horizon")), horizon(part.horizon, _)
    yield _(N_("Next step")), ", ".join(filter(None, (part.next_step, _.date(part.due) if part.due else "")))
    yield _(N_("Partners")), ", ".join(part.partners)
    yield _(N_("Territory")), part.territory
    yield _(N_("Category")), part.category
    yield _(N_("References")), ", ".join(part.refs)
