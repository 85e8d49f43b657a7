"""What was done in a cycle, in sentences that can each be read alone: which pair, which answer, in whose words.

Acts of a cycle hold ids of sessions, of their ideas and categories; what people call these is in the events as read.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from functools import reduce

from facilitate.domain.acts.programme import PlanAdded, PlanSet, SessionCreated
from facilitate.domain.cycle_acts import (
    CategoryMapped,
    EventJoined,
    EventLeft,
    EventReported,
    IdeasMapped,
    LedgerAnswered,
    RecurrenceAnswered,
)
from facilitate.domain.errors import N_, Message, Names
from facilitate.domain.event import Act, Event
from facilitate.domain.text import excerpt, one_line
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.cycle import LedgerAnswer
from facilitate.domain.values.duplicates import DuplicateAnswer
from facilitate.workshop.cycle.events import Events
from facilitate.workshop.cycle.reading import EventReading
from facilitate.workshop.cycle.reports import details_changed

Describe = Callable[[Sequence[Event], Timeline], Message]
_MOST_NAMED = 6
NONE_READ = Events(())
_PAIRS: Mapping[str, str] = {
    DuplicateAnswer.SAME: N_("{first} and {second} say the same"),
    DuplicateAnswer.RELATED: N_("{first} and {second} are related"),
    DuplicateAnswer.DIFFERENT: N_("{first} and {second} are different"),
    DuplicateAnswer.LATER: N_("{first} and {second}: put off"),
}
_WISHES: Mapping[str, str] = {
    LedgerAnswer.YES: N_("{wanted}, wanted, and {existing}, which exists: to be introduced"),
    LedgerAnswer.NO: N_("{wanted}, wanted, and {existing}, which exists: not to be introduced"),
    LedgerAnswer.LATER: N_("{wanted}, wanted, and {existing}, which exists: put off"),
}


def sessions_spoken_of(timeline: Timeline) -> set[str]:
    """Return the ids of the sessions of which the history of a cycle names ideas."""
    return {session for event in timeline.events for session, _idea in _ideas_of(event.act)}


def _ideas_of(act: Act) -> Iterator[tuple[str, str]]:
    pairs: tuple[Sequence[str], ...] = ()
    if isinstance(act, RecurrenceAnswered):
        pairs = act.first, act.second
    elif isinstance(act, LedgerAnswered):
        pairs = act.wanted, act.existing
    elif isinstance(act, IdeasMapped):
        pairs = tuple((act.session, idea) for idea in act.ideas)
    yield from ((pair[0], pair[-1]) for pair in pairs if pair)


class CycleSentences:
    """Says of each gesture in a cycle what was done, by the events as they were read when that is asked."""

    def __init__(self, events: Callable[[], Events], describe: Describe) -> None:
        """Ask for the events; `describe` says what is no act of a cycle, as in the history of an event."""
        self._read = events
        self._describe = describe
        self._events = NONE_READ
        self._by_session: dict[str, EventReading] = {}

    def __call__(self, gesture: Sequence[Event], timeline: Timeline) -> Message:
        """Return the sentence for one gesture."""
        acts = [event.act for event in gesture]
        if isinstance(acts[0], SessionCreated):
            return Message(N_("Cycle “{title}” created"), {"title": one_line(str(acts[0].plan.get("title", "")))})
        if (events := self._read()) is not self._events:
            self._events, self._by_session = events, {event.session: event for event in events.readings}
        return self._sentence(acts, timeline) or self._describe(gesture, timeline)

    def _sentence(self, acts: Sequence[Act], timeline: Timeline) -> Message | None:
        if all(isinstance(act, (EventJoined, EventLeft)) for act in acts):
            return self._joined(acts, timeline)
        compared = [act for act in acts if isinstance(act, RecurrenceAnswered) and act.answer in _PAIRS]
        if len(compared) == len(acts):
            (first,) = self._ideas([compared[0].first], timeline)
            others = _listed(self._ideas([act.second for act in compared], timeline))
            return Message(_PAIRS[compared[0].answer], {"first": first, "second": others})
        if all(isinstance(act, IdeasMapped) for act in acts):
            return self._split([act for act in acts if isinstance(act, IdeasMapped)], timeline)
        if (created := [act for act in acts if isinstance(act, PlanAdded) and act.path == "categories"]) and acts[1:]:
            titles = Names.of([one_line(str(act.item.get("title", ""))) for act in created], _MOST_NAMED)
            return Message(N_("Categories created: {names}"), {"names": titles})
        found = [each for act in acts if (each := self._alone(act, timeline))]
        return reduce(_beside, found) if len(found) == len(acts) else None

    def _alone(self, act: Act, timeline: Timeline) -> Message | None:
        if isinstance(act, LedgerAnswered) and act.answer in _WISHES:
            (wanted,), (existing,) = self._ideas([act.wanted], timeline), self._ideas([act.existing], timeline)
            return Message(_WISHES[act.answer], {"wanted": wanted, "existing": existing})
        if isinstance(act, CategoryMapped):
            return self._mapped(act, timeline)
        if isinstance(act, EventReported):
            return _reported(act, timeline)
        if isinstance(act, PlanSet) and act.path in ("title", "language"):
            text = N_("Cycle renamed “{value}”") if act.path == "title" else N_("Language of the cycle: {value}")
            return Message(text, {"value": one_line(str(act.value))})
        return None

    def _joined(self, acts: Sequence[Act], timeline: Timeline) -> Message:
        sessions = [act.session for act in acts if isinstance(act, (EventJoined, EventLeft))]
        named = tuple(self._event(session, timeline) for session in sessions[:_MOST_NAMED])
        names = Names(named, len(sessions) - len(named))
        text = N_("Added to the cycle: {names}") if isinstance(acts[0], EventJoined) else N_("Taken out: {names}")
        return Message(text, {"names": names})

    def _split(self, acts: Sequence[IdeasMapped], timeline: Timeline) -> Message:
        ideas = self._ideas([place for act in acts for place in _ideas_of(act)], timeline)
        to, why = acts[0].to, acts[0].why
        text = N_("Counted under “{to}”: {what}") if to else N_("Counted with their categories again: {what}")
        params = {"what": _listed(ideas) if ideas else "–", "to": timeline.session.category_title(to)}
        return _with_reason(Message(text, params), why)

    def _mapped(self, act: CategoryMapped, timeline: Timeline) -> Message:
        known = self._by_session.get(act.session)
        title = next((each.title for each in known.categories if each.key == act.category), "") if known else ""
        params = {
            "category": one_line(title) or act.category,
            "event": self._event(act.session, timeline),
            "to": timeline.session.category_title(act.to),
        }
        text = N_("Category “{category}” of {event} counts under “{to}”")
        if not act.to:
            text = N_("Category “{category}” of {event} no longer counts under another")
        return _with_reason(Message(text, params), act.why)

    def _event(self, session: str, timeline: Timeline) -> str:
        """Return what an event is called here: its city, else the name it was added by."""
        event = self._by_session.get(session)
        return self._events.short(event) if event else _name_when_added(session, timeline)

    def _ideas(self, places: Iterable[Sequence[str]], timeline: Timeline) -> list[Message]:
        found = []
        for session, idea in ((place[0], place[-1]) for place in places):
            event, item = self._event(session, timeline), self._events.proposal_at((session, idea))
            if item is None:
                found.append(Message(N_("(idea withdrawn since, {event})"), {"event": event}))
            else:
                ref = item.proposal.refs[item.proposal.ideas.index(idea)]
                words = {"ref": f"{event}/{ref}", "words": excerpt(item.proposal.text)}
                found.append(Message(N_("{ref} “{words}”"), words))
        return found


def _name_when_added(session: str, timeline: Timeline) -> str:
    for event in timeline.events:
        act = event.act
        if isinstance(act, EventJoined) and act.session == session:
            return act.name
        if isinstance(act, EventReported) and session in (act.event, event.id):
            return act.name
    return session


def _reported(act: EventReported, timeline: Timeline) -> Message:
    """Say what came with a file, or what alone changed of an event where its ideas did not."""
    event, file = _before(act, timeline)
    title = {"title": one_line(act.title)}
    if event is None or file is None:
        text = N_("{count} ideas of “{title}” as reported by {by}")
        return Message(text, {**title, "count": len(act.texts), "by": act.by})
    details = list(details_changed((event.city, event.date, event.contact, event.present), file, act))
    rows = [(each.texts, each.statuses, each.tables, each.filings) for each in (file, act)]
    if rows[0] == rows[1] and details:
        return Message(N_("“{title}”: {what}"), {**title, "what": reduce(_beside, details)})
    text = N_("{count} ideas of “{title}” as reported by {by}, corrected")
    return reduce(_beside, details, Message(text, {**title, "count": len(act.texts), "by": act.by}))


def _before(act: EventReported, timeline: Timeline) -> tuple[EventReported | None, EventReported | None]:
    """Return what was last said, before an act, of its event and of the file that it corrects."""
    event: EventReported | None = None
    file: EventReported | None = None
    for each in timeline.events:
        if each.act is act:
            break
        if isinstance(each.act, EventReported) and each.id not in timeline.undone:
            event = each.act if act.event in (each.id, each.act.event) else event
            file = each.act if act.corrects and act.corrects in (each.id, each.act.corrects) else file
    return event, file


def _with_reason(what: Message, why: str) -> Message:
    return Message(N_("{what} ({why})"), {"what": what, "why": one_line(why)}) if why else what


def _listed(every: Sequence[Message]) -> Message:
    found = reduce(_beside, every[:_MOST_NAMED])
    rest = len(every) - _MOST_NAMED
    return Message(N_("{what} and {count} more"), {"what": found, "count": rest}) if rest > 0 else found


def _beside(one: Message, other: Message) -> Message:
    return Message(N_("{one}, {other}"), {"one": one, "other": other})
