"""The next steps of the road map: what is to be done, for which proposal, by whom and when."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from facilitate.domain.frozen import dataclass
from facilitate.domain.text import inlined
from facilitate.domain.values.roadmap import ActionState
from facilitate.domain.year_parts import year_part_order
from facilitate.export.compose.anchors import Anchors
from facilitate.export.line_breaks import ended
from facilitate.i18n import Language
from facilitate.workshop.report.model import Report
from facilitate.workshop.report.roadmap import OVER, ActionPart, RoadMapPart

FEW_STEPS = 4  # of a page that has more to say


@dataclass(frozen=True, slots=True)
class NextStep:
    """A step, and the proposal it belongs to by its id, its number, and its words; who takes it, and when."""

    what: str
    key: str
    number: str
    proposal: str
    who: str

    @property
    def called(self) -> str:
        """The proposal by its number and its words."""
        return " ".join(filter(None, (self.number, self.proposal)))

    @property
    def about(self) -> str:
        """What stands beside the step: its proposal, who takes it, and when."""
        return " · ".join(filter(None, (self.called, self.who)))

    def within(self, longest: int) -> NextStep:
        """Return the step with no more letters of its proposal than that, for what has little room."""
        return replace(self, proposal=ended(self.proposal, longest))


def next_steps(report: Report, _: Language) -> list[NextStep]:
    """Return every next step that is waited for, the soonest first."""
    anchors = Anchors(report)
    waiting = (action for action in actions_in_order(report) if action.next_step and action.state not in OVER)
    return [_step(action, anchors, _) for action in waiting]


def actions_in_order(report: Report) -> list[ActionPart]:
    """Return every action, in the one order in which it is published: by its next date, by its horizon, by number.

    Those without a date, and those without a number, come after the others; the dropped ones come last.
    """
    anchors = Anchors(report)

    def key(action: ActionPart) -> tuple[bool, date, tuple[bool, str, int, str], bool, list[int]]:
        number = anchors.number(action.proposal)
        places = [int(part) for part in number.split(".")] if number else []
        by_when = year_part_order(action.horizon)
        return action.state is ActionState.DROPPED, action.due or date.max, by_when, not number, places

    return sorted((action for found in report.of(RoadMapPart) for action in found.actions()), key=key)


def _step(action: ActionPart, anchors: Anchors, _: Language) -> NextStep:
    when = _.date(action.due) if action.due else ""
    who = " · ".join(filter(None, (inlined(action.owner), when)))
    number = anchors.number(action.proposal)
    return NextStep(action.next_step, action.proposal, number, inlined(action.wording), who)
