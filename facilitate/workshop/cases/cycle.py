"""What people do with a cycle: events read together, categories mapped, pairs confirmed, wishes answered."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from facilitate.domain.category_lookup import category_named
from facilitate.domain.cycle_acts import (
    CategoryMapped,
    EventJoined,
    EventLeft,
    IdeasMapped,
    LedgerAnswered,
    RecurrenceAnswered,
)
from facilitate.domain.errors import N_, Refused
from facilitate.domain.event import Act
from facilitate.domain.text import one_line
from facilitate.domain.values.cycle import LedgerAnswer
from facilitate.domain.values.duplicates import DuplicateAnswer
from facilitate.domain.values.proposals import Standing
from facilitate.workshop.cycle.events import EventProposal, Events
from facilitate.workshop.cycle.reading import EventReading
from facilitate.workshop.cycle.reports import ReportPlan, contact_change
from facilitate.workshop.recorder.recorder import Recorder, in_turn


class Cycle:
    """Use cases of a cycle, which is a session of its own; the sessions it reads are never written to."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._session = recorder.session

    @in_turn
    def add(self, events: Mapping[str, str]) -> list[str]:
        """Read events with the others, names of folders by the ids of sessions; returns the names that are new."""
        known = self._session.cycle_events
        new = {key: name for key, name in events.items() if key not in known}
        renamed = {key: name for key, name in events.items() if key in known and known[key].name != name}
        self._record([EventJoined(key, name) for key, name in (new | renamed).items()])
        return list(new.values())

    @in_turn
    def remove(self, sessions: Sequence[str]) -> None:
        """Read events no more, by the ids of their sessions."""
        self._record([EventLeft(key) for key in dict.fromkeys(sessions)])

    @in_turn
    def map_category(self, events: Events, names: Sequence[str], to: str, why: str = "") -> None:
        """Have categories of events (`lyon/lieux`) count under one of the cycle; without `to`, by themselves again."""
        target = category_named(self._session, to).key if to else ""
        found = [events.category(name) for name in names]
        self._record([CategoryMapped(event.session, category.key, target, why) for event, category in found])

    @in_turn
    def map_proposals(self, events: Events, names: Sequence[str], to: str, why: str = "") -> None:
        """Have proposals of events (`lyon/T3-07`) count under a category of the cycle, apart from others of theirs."""
        target = category_named(self._session, to).key if to else ""
        ideas: dict[str, list[str]] = {}
        for name in names:
            item = events.proposal(name)
            ideas.setdefault(item.event.session, []).extend(item.proposal.ideas)
        self._record([IdeasMapped(session, tuple(each), target, why) for session, each in ideas.items()])

    @in_turn
    def answer(self, events: Events, names: Sequence[str], answer: DuplicateAnswer) -> None:
        """Note what somebody answered of proposals of two or more events, each with the first."""
        first, *others = [events.proposal(name) for name in names]
        if not others:
            raise Refused(N_("Name at least two proposals of two events."))
        if any(each.event.session == first.event.session for each in others):
            raise Refused(
                N_("{first} and another are of one event: merge them in its own synthesis."),
                first=events.name_of(first),
            )
        self._record([RecurrenceAnswered(first.place, each.place, answer.value) for each in others])

    @in_turn
    def answer_wish(self, events: Events, wanted: str, existing: str, answer: LedgerAnswer) -> None:
        """Note whether what one event wants and what another has belong together."""
        wish, had = events.proposal(wanted), events.proposal(existing)
        if wish.event.session == had.event.session:
            raise Refused(N_("Both are of one event: name what another event has."))
        _check(events, wish, Standing.EXISTING, N_("{ref} exists already: name first what is to be created."))
        _check(events, had, Standing.TO_CREATE, N_("{ref} is still to be created: name second what exists."))
        self._record([LedgerAnswered(wish.place, had.place, answer.value)])

    @in_turn
    def report(self, plan: Callable[[], ReportPlan]) -> ReportPlan:
        """Note what somebody sent of an event that was held without the tool, planned once nobody else writes."""
        found = plan()
        self._record([found.act] if found.act else [])
        return found

    def set_contact(self, event: EventReading, contact: str) -> None:
        """Note whom to write to about an event that was held without the tool; raises `Refused` for another."""
        report = self._recorder.session.cycle_reports.get(event.session)
        if report is None:
            raise Refused(
                N_(
                    "“{name}” was held with the tool: whom to write to stands in its own programme, as "
                    "publication/contact, and is changed on the computer where it was held."
                ),
                name=event.name,
            )
        if one_line(contact) != report.contact:
            self._recorder.record(contact_change(report, contact))

    def _record(self, acts: Sequence[Act]) -> None:
        if acts:
            self._recorder.record(*acts)


def _check(events: Events, item: EventProposal, never: Standing, text: str) -> None:
    if item.proposal.standing is never:
        raise Refused(text, ref=events.name_of(item))
