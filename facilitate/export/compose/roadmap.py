"""The sentences of the road map: what becomes of the proposals, by horizon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from datetime import UTC

from facilitate.domain.values.roadmap import ActionState
from facilitate.export.compose.anchors import Anchors
from facilitate.export.compose.day import labelled
from facilitate.export.compose.document import (  # fmt: skip
    Block,
    Heading,
    Items,
    ListItem,
    Paragraph,
    Runs,
    joined,
    listed,
    on_line,
    own,
    typed,
    within,
)
from facilitate.export.compose.ideas import references
from facilitate.i18n import Language
from facilitate.labels import ACTION_STATES
from facilitate.workshop.report.model import Report
from facilitate.workshop.report.roadmap import ActionPart, RoadMapPart, horizon_words


def roadmap(report: Report, anchors: Anchors, _: Language) -> Iterator[Block]:
    for found in report.of(RoadMapPart):
        yield from _road_map(found, anchors, _)


def _road_map(found: RoadMapPart, anchors: Anchors, _: Language) -> Iterator[Block]:
    yield Heading(2, (own(_("The road map")),))
    sentence = _("Progress so far: {states}.", states=_states(found, _) or _("none"))
    if found.withheld:
        sentence = f"{sentence} " + _.plural(
            "{n} more has only withdrawn ideas.", "{n} more have only withdrawn ideas.",
            found.withheld,
        )  # fmt: skip
    yield Paragraph((own(sentence),))
    for part in found.horizons:
        when = horizon_words(part.horizon, _) or _("No date set")
        yield Heading(3, (own(when[:1].upper() + when[1:]),))
        yield _actions(part.actions, anchors, _)
    if found.dropped:
        yield Heading(3, (own(_("Dropped")),))
        yield _actions(found.dropped, anchors, _)


def _states(found: RoadMapPart, _: Language) -> str:
    """Count the proposals of each state, the furthest from done first."""
    counts = Counter(action.state for action in found.actions())
    by_state = {
        ActionState.IDEA: _.plural("{n} at the idea stage", "{n} at the idea stage", counts[ActionState.IDEA]),
        ActionState.PLANNED: _.plural("{n} planned", "{n} planned", counts[ActionState.PLANNED]),
        ActionState.STARTED: _.plural("{n} started", "{n} started", counts[ActionState.STARTED]),
        ActionState.DONE: _.plural("{n} carried out", "{n} carried out", counts[ActionState.DONE]),
        ActionState.DROPPED: _.plural("{n} dropped", "{n} dropped", counts[ActionState.DROPPED]),
    }
    return ", ".join(by_state[state] for state in ActionState if counts[state])


def _actions(parts: Sequence[ActionPart], anchors: Anchors, _: Language) -> Items:
    return Items(tuple(_action(part, anchors, _) for part in parts))


def _action(part: ActionPart, anchors: Anchors, _: Language) -> ListItem:
    small: list[Runs] = [
        (own(_(ACTION_STATES[part.state])),),
        _line(part.owner),
        _line(part.territory),
        references(part.refs, anchors),
    ]
    below = [
        ListItem(labelled(label, value, _))
        for label, value in ((_("Partners"), _partners(part, _)), (_("Next step"), _step(part, _)))
        if value
    ]
    below += [
        ListItem(
            within(
                lambda day, text: _("{day}: {text}", day=day, text=text),
                (own(_.date_short(note.at.astimezone(UTC).date())),),
                (typed(note.text),),
            )
        )
        for note in part.progress
    ]
    return ListItem((typed(part.wording),), joined(small, " · "), tuple(below))


def _partners(part: ActionPart, _: Language) -> Runs:
    return listed(_.list, [_line(partner) for partner in part.partners]) if part.partners else ()


def _step(part: ActionPart, _: Language) -> Runs:
    due = (own(_.date_after(part.due)),) if part.due else ()
    return joined([_line(part.next_step), due])


def _line(text: str) -> Runs:
    return (on_line(text),) if text else ()
