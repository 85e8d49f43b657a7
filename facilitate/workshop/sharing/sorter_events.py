"""Which events a sorter's laptop gets, and which it may write: those of the synthesis, and nothing else."""

from __future__ import annotations

from collections.abc import Mapping

from facilitate.domain.acts.learning import LEARNING
from facilitate.domain.acts.programme import BESIDE_TITLES, SYNTHESIS, PlanAdded, PlanSet
from facilitate.domain.admission import WRONG_VALUE
from facilitate.domain.errors import N_, Refused
from facilitate.domain.event import Act, Event, Readers, Undone, Unknown
from facilitate.domain.timeline import Timeline

ONLY_SYNTHESIS = N_("This link only gives access to the synthesis.")


class Forbidden(Refused):
    """An act that is refused because of who sent it, not for what it is."""


def is_for_sorter(act: Act) -> bool:
    """Return whether a sorter gets an act: ideas of all tables, programme, synthesis; no note, remark or person."""
    return act.readers is not Readers.NONE or act.subject == LEARNING or is_sorters(act)


def is_sorters(act: Act) -> bool:
    """Return whether an act is one of the synthesis, of a kind that is known here."""
    return not isinstance(act, Unknown) and act.can_be_undone and act.is_about(SYNTHESIS)


def check_sorters(event: Event, timeline: Timeline, before: Mapping[str, Event]) -> None:
    """Raise `Forbidden` or `Refused` unless a sorter may have written this act; `before` came with it.

    An undo may name acts of the synthesis by anybody: whoever sorts chose it from the history.
    """
    if not isinstance(event.act, Undone):
        if not is_sorters(event.act):
            raise Forbidden(ONLY_SYNTHESIS)
        if _may_make_twins(event.act):
            raise Refused(WRONG_VALUE, act=event.id, field="unique")
        return
    named = list(event.act.events)
    for key in named:  # grows by what was undone
        target = timeline.event(key) or before.get(key)
        if target is None:
            raise Refused(N_("Change {act} undoes a change that is missing here."), act=event.id)
        if isinstance(target.act, Undone):
            named += [each for each in target.act.events if each not in named]
        elif not is_sorters(target.act):
            raise Forbidden(ONLY_SYNTHESIS)


def _may_make_twins(act: Act) -> bool:
    """Return whether an act could give two categories one title, as no version did that knows a sorter’s laptop."""
    return isinstance(act, (PlanAdded, PlanSet)) and not act.unique and not act.path.endswith(BESIDE_TITLES)
