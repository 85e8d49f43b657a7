"""The sentences of the road map: what becomes of the proposals, by horizon."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC

from facilitate.domain.values.roadmap import ActionState
from facilitate.export.compose.anchors import Anchors, references
from facilitate.export.compose.day import labelled
from facilitate.export.compose.document import (  # fmt: skip
    Block,
    DocumentTable,
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
from facilitate.export.compose.next_steps import actions_in_order
from facilitate.i18n import Language
from facilitate.labels import ACTION_STATES
from facilitate.workshop.report.model import Report
from facilitate.workshop.report.roadmap import ActionPart, RoadMapPart, horizon_words


def roadmap(report: Report, anchors: Anchors, _: Language) -> Iterator[Block]:
    for found in report.of(RoadMapPart):
        yield from _road_map(found, actions_in_order(report), anchors, _)


def _road_map(found: RoadMapPart, actions: Sequence[ActionPart], anchors: Anchors, _: Language) -> Iterator[Block]:
    yield Heading(2, (own(_("The road map")),))
    sentence = _("Progress so far: {states}.", states=_states(found, _) or _("none"))
    if found.withheld:
        sentence = f"{sentence} " + _.plural(
            "{n} more has only withdrawn ideas.", "{n} more have only withdrawn ideas.",
            found.withheld,
        )  # fmt: skip
    yield Paragraph((own(sentence),))
    if not actions:
        return
    table = _table(actions, anchors, _)
    if len(table.head) > 1:
        yield table
    else:  # nobody, no date and one state: a list, no table of one column
        yield Items(tuple(ListItem(_called(part, anchors)) for part in actions))
    if details := [part for part in actions if any(_below(part, _))]:
        yield Heading(3, (own(_("Next steps and progress")),))
        yield Items(tuple(ListItem(_called(part, anchors), (), tuple(_below(part, _))) for part in details))


def _table(actions: Sequence[ActionPart], anchors: Anchors, _: Language) -> DocumentTable:
    """Return who does what by when; a column that says nothing, or one state that all share, is left out."""
    one_state = len({part.state for part in actions}) == 1
    columns: list[tuple[str, int, Callable[[ActionPart], Runs], bool]] = [
        (_("Proposal"), 7, lambda part: _called(part, anchors), True),
        (_("Who"), 4, lambda part: _who(part, _), any(part.owner or part.partners for part in actions)),
        (_("By when"), 3, lambda part: _when(part, _), any(part.horizon for part in actions)),
        (_("State"), 3, lambda part: (own(_(ACTION_STATES[part.state])),), not one_state),
    ]
    shown = [column for column in columns if column[-1]]
    rows = tuple(tuple(cell(part) for _head, _width, cell, _is_shown in shown) for part in actions)
    return DocumentTable(
        _("Proposals and their follow-up"),
        tuple(column[0] for column in shown),
        rows,
        words=len(shown),
        widths=tuple(column[1] for column in shown),
    )


def _called(part: ActionPart, anchors: Anchors) -> Runs:
    """Return a proposal by its number; one without by the references of its ideas."""
    wording = (on_line(part.wording),)
    if number := anchors.number(part.proposal):
        return (on_line(number, strong=True, to=anchors.proposal(part.proposal)), own(" "), *wording)
    return joined([wording, references(part.refs, anchors)], " · ")


def _who(part: ActionPart, _: Language) -> Runs:
    """Return who owns it and with whom."""
    partners = listed(_.list, [_line(partner) for partner in part.partners])
    if not partners:
        return _line(part.owner)
    with_them = within(lambda names: _("with {names}", names=names), partners)
    return joined([_line(part.owner), with_them])


def _when(part: ActionPart, _: Language) -> Runs:
    when = horizon_words(part.horizon, _) or _("No date set")
    return (own(when[:1].upper() + when[1:]),)


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


def _below(part: ActionPart, _: Language) -> Iterator[ListItem]:
    """Yield what the table has no room for: where, the next step, what happened."""
    for label, value in ((_("Area"), _line(part.territory)), (_("Next step"), _step(part, _))):
        if value:
            yield ListItem(labelled(label, value, _))
    for note in part.progress:
        yield ListItem(
            within(
                lambda day, text: _("{day}: {text}", day=day, text=text),
                (own(_.date_short(note.at.astimezone(UTC).date())),),
                (typed(note.text),),
            )
        )


def _step(part: ActionPart, _: Language) -> Runs:
    due = (own(_.date_after(part.due)),) if part.due else ()
    return joined([_line(part.next_step), due])


def _line(text: str) -> Runs:
    return (on_line(text),) if text else ()
