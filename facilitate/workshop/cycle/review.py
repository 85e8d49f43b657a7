"""What became of the actions of earlier events of a cycle: those still open at an event, and what was said of each.

The later of two things counts: what an event's own road map says of an action, and what people said of it at a later
event. So an answer settles an action until its road map is changed again.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime

from facilitate.domain.errors import N_, LongDay, Message, Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.text import one_line
from facilitate.domain.values.learning import ReviewAnswer
from facilitate.domain.values.proposals import Standing
from facilitate.labels import ACTION_STATES, REVIEW_ANSWERS
from facilitate.workshop.cycle.events import Events
from facilitate.workshop.cycle.reading import EventReading, ReadAction, ReadStatement
from facilitate.workshop.report.roadmap import OVER, ActionPart, NotePart, horizon_words
from facilitate.workshop.report.wording import Translator

_SETTLED = (ReviewAnswer.DONE, ReviewAnswer.DROPPED)


@dataclass(frozen=True, slots=True)
class ReviewEvent:
    """An event at which earlier actions are looked at: the id of its session, what people call it, and its day.

    `name` is that of its session’s folder, where it is asked for.
    """

    session: str
    label: str
    date: str = ""
    name: str = ""

    def is_after(self, event: EventReading) -> bool:
        """Return whether an event came before this one: by its day, or where one of them has none, by being another."""
        if event.session == self.session:
            return False
        return not event.date or not self.date or event.date < self.date


@dataclass(frozen=True, slots=True)
class ReviewedAt:
    """One thing that was said of an action, and at which event."""

    at_event: ReviewEvent
    statement: ReadStatement


@dataclass(frozen=True, slots=True)
class ReviewedAction:
    """An action of an earlier event, and all that was said of it at later ones, in order."""

    event: EventReading
    action: ReadAction
    statements: tuple[ReviewedAt, ...] = ()

    @property
    def answered(self) -> ReviewedAt | None:
        """The last answer, at whatever event; None while nobody gave one."""
        return next((each for each in reversed(self.statements) if each.statement.answer), None)

    @property
    def answer(self) -> ReviewAnswer | None:
        """What became of it, as it was said last."""
        return self.answered.statement.answer if self.answered else None

    @property
    def changed_since(self) -> bool:
        """Whether its own road map was changed after the last answer."""
        return self.answered is not None and self.action.changed > self.answered.statement.at

    @property
    def is_open(self) -> bool:
        """Whether it is still to be done: neither its road map nor a later answer says that it is done or dropped."""
        if self.answered is None or self.changed_since:
            return self.action.state not in OVER
        return self.answer not in _SETTLED

    def before(self, event: ReviewEvent) -> ReviewedAction:
        """Return the action as it was before an event: without what was said at that one, or later."""
        earlier = tuple(
            each
            for each in self.statements
            if each.at_event.session != event.session and _order(each.at_event) <= _order(event)
        )
        return ReviewedAction(self.event, self.action, earlier)

    def said_at(self, event: ReviewEvent) -> tuple[ReadStatement, ...]:
        """Return what was said of it at an event."""
        return tuple(each.statement for each in self.statements if each.at_event.session == event.session)


def _order(event: ReviewEvent) -> tuple[str, str]:
    return event.date or "9", event.session


Spoken = tuple[ReviewEvent, Sequence[ReadStatement]]  # an event, and what was said there


class CycleReview:
    """Every action of the events of a cycle, with what was said of each."""

    def __init__(
        self,
        events: Events,
        here: ReviewEvent | None = None,
        statements: Sequence[ReadStatement] = (),
        beside: Iterable[Spoken] = (),
    ) -> None:
        """Take the events as read; of the event `here`, `statements` stand in the place of what was read of it.

        `beside` is what was said at events that are of the cycle, and not in it yet.
        """
        self.events = events
        self.here = here
        self.beside = tuple(beside)
        self._by_idea = {
            (event.session, idea): (event.session, place)
            for event in events.readings
            for place, action in enumerate(event.actions)
            for idea in action.ideas
        }
        self._found: dict[tuple[str, int], list[ReviewedAt]] = {}
        self.lost = 0  # things said of actions that were withdrawn since, or whose event is not read
        for at_event, statement in self._every_statement(statements):
            self._keep(at_event, statement)

    def as_of(self, statements: Sequence[ReadStatement]) -> CycleReview:
        """Return the same with what is said now at the event `here`."""
        return CycleReview(self.events, self.here, statements, self.beside)

    def _every_statement(self, now: Sequence[ReadStatement]) -> Iterator[tuple[ReviewEvent, ReadStatement]]:
        spoken: dict[str, Spoken] = {at_event.session: (at_event, words) for at_event, words in self.beside}
        spoken |= {
            event.session: (as_review_event(self.events, event), event.statements) for event in self.events.readings
        }
        if self.here:
            spoken[self.here.session] = self.here, tuple(now)
        for at_event, statements in sorted(spoken.values(), key=lambda each: _order(each[0])):
            yield from ((at_event, statement) for statement in statements)

    def _keep(self, at_event: ReviewEvent, statement: ReadStatement) -> None:
        """Find the action that has the first of the ideas that still stands, whatever proposal that is in now."""
        places = (self._by_idea.get((statement.session, idea)) for idea in statement.ideas)
        place = next((each for each in places if each is not None), None)
        if place is None:
            self.lost += 1
        else:
            self._found.setdefault(place, []).append(ReviewedAt(at_event, statement))

    def every(self) -> Iterator[ReviewedAction]:
        """Yield every action of every event, by the events’ days."""
        for event in self.events.readings:
            for place, action in enumerate(event.actions):
                yield ReviewedAction(event, action, tuple(self._found.get((event.session, place), ())))

    def waiting(self, here: ReviewEvent) -> list[ReviewedAction]:
        """Return the actions that an event begins with: open when it came, answered there or not."""
        return [
            each
            for each in self.every()
            if here.is_after(each.event) and (each.before(here).is_open or each.said_at(here))
        ]

    def by_answer(self, here: ReviewEvent) -> Iterator[tuple[EventReading, ReviewAnswer | None, list[ReviewedAction]]]:
        """Yield what each earlier event’s actions became, as it was said at this one; last those nobody spoke of."""
        found: dict[tuple[str, ReviewAnswer | None], list[ReviewedAction]] = {}
        for each in self.waiting(here):
            answers = [statement.answer for statement in each.said_at(here) if statement.answer]
            found.setdefault((each.event.session, answers[-1] if answers else None), []).append(each)
        for event in self.events.readings:
            for answer in (*ReviewAnswer, None):
                if actions := found.get((event.session, answer)):
                    yield event, answer, actions

    def reviewed(self) -> list[ReviewedAction]:
        """Return the actions of which anything was said, and those still open that nobody spoke of."""
        return [each for each in self.every() if each.statements or each.is_open]

    def name_of(self, each: ReviewedAction) -> str:
        """Return what people call an action: `paris/T1-01`, or `paris/T1-01 (+2)` for one of three ideas."""
        return name_of_action(self.events, each)

    def named(self, typed: str, among: Iterable[ReviewedAction]) -> ReviewedAction:
        """Return the action of these that somebody means by `paris/T1-01`; raises `Refused`."""
        name, slash, ref = typed.strip().rpartition("/")
        if not slash:
            raise Refused(N_("Name the event too, as in lyon/{ref}."), ref=typed)
        event, wanted = self.events.event(name), ref.partition(" ")[0].upper()
        for each in among:
            if each.event.session == event.session and wanted in (found.upper() for found in each.action.refs):
                return each
        raise Refused(N_("“{event}” has no open action {ref} to review here."), event=self.events.short(event), ref=ref)


def name_of_action(events: Events, each: ReviewedAction) -> str:
    """Return what people call an action: `paris/T1-01`, or `paris/T1-01 (+2)` for one of three ideas."""
    more = len(each.action.refs) - 1
    return f"{events.short(each.event)}/{each.action.refs[0]}" + (f" (+{more})" if more else "")


def reviewed_actions(events: Events) -> tuple[ReviewedAction, ...]:
    """Return what became of all actions, with those still open that nobody spoke of."""
    return tuple(CycleReview(events).reviewed())


def as_review_event(events: Events, event: EventReading) -> ReviewEvent:
    """Return an event of a cycle as one at which actions are looked at."""
    return ReviewEvent(event.session, events.label(event), event.date)


def action_parts(event: EventReading, unnamed: str) -> Iterator[ActionPart]:
    """Yield the actions of an event as its road map has them, as far as a cycle knows of them.

    Owners who did not agree to be named are `unnamed`.
    """
    for each in event.actions:
        yield ActionPart(
            each.ideas[0],
            each.text,
            Standing.TO_CREATE,
            "",
            each.refs,
            each.owner or (unnamed if each.plain_owner else ""),
            (),
            "",
            each.by_when,
            each.state,
            each.next_step,
            date.fromisoformat(each.due) if each.due else None,
            tuple(NotePart(datetime.fromisoformat(at), text) for at, text in each.progress),
            datetime.fromisoformat(each.changed) if each.changed else None,
        )


def state_words(each: ReviewedAction) -> str:
    """Return the word for how an action stands: what was said of it last, or what its road map says since."""
    if each.answer and not each.changed_since:
        return REVIEW_ANSWERS[each.answer]
    return ACTION_STATES[each.action.state]


def written_state(each: ReviewedAction, _: Translator) -> str:
    """Return how far an action is by its own road map, and by when it is to be done."""
    by_when = horizon_words(each.action.by_when, _)
    return ", ".join(filter(None, (_(ACTION_STATES[each.action.state]), by_when)))


def written_way(each: ReviewedAction) -> tuple[list[Message], list[Message]]:
    """Return the next step of an action with its day, and what was noted on its way, by its own road map."""
    action = each.action
    step: list[Message] = []
    if action.next_step or action.due:
        day = LongDay(date.fromisoformat(action.due)) if action.due else ""
        form = _STEPS[bool(action.next_step), bool(action.due)]
        step.append(Message(form, {"step": one_line(action.next_step), "day": day}))
    notes = [
        Message(N_("{day}: {text}"), {"day": LongDay(datetime.fromisoformat(at).date()), "text": one_line(text)})
        for at, text in action.progress
    ]
    return step, notes


_STEPS = {(True, True): N_("{step} ({day})"), (True, False): N_("{step}"), (False, True): N_("{day}")}


def words_said(each: ReviewedAction) -> Iterator[Message]:
    """Yield what was said of an action: where and on which day, by whom where that is known, and in which words.

    A screen notes the answer, the word and the name one after the other: what comes together at one event on one day is
    one line. A name alone that nobody may read is none.
    """
    lines: list[tuple[str, date, dict[str, object]]] = []
    is_whole = True  # whether nothing that follows is of the last line
    for one in each.statements:
        found, event = one.statement, one.at_event.label
        day = datetime.fromisoformat(found.at).date()
        answer = Message(REVIEW_ANSWERS[found.answer]) if found.answer else ""
        parts: dict[str, object] = {"answer": answer, "word": one_line(found.word), "by": one_line(found.by)}
        given = {name: part for name, part in parts.items() if part}
        last: dict[str, object] = lines[-1][2] if lines and lines[-1][:2] == (event, day) else {}
        if given == {"by": last.get("by")}:  # who said it agreed afterwards
            continue
        if given and last and not is_whole and len(given) == 1 and last.keys().isdisjoint(given):
            last.update(given)
        elif given:
            lines.append((event, day, given))
        is_whole = len(given) != 1 or "by" in given
    for event, day, given in lines:
        form = _FORMS["answer" in given, "word" in given, "by" in given]
        yield Message(form, {"event": event, "day": LongDay(day), **given})


# By whether there is an answer, a word, and somebody who says it.
_FORMS = {
    (True, False, False): N_("{event}, {day}: {answer}"),
    (True, False, True): N_("{event}, {day}: {answer} ({by})"),
    (True, True, False): N_("{event}, {day}: {answer}, “{word}”"),
    (True, True, True): N_("{event}, {day}: {answer}, “{word}” ({by})"),
    (False, True, False): N_("{event}, {day}: “{word}”"),
    (False, True, True): N_("{event}, {day}: “{word}” ({by})"),
    (False, False, True): N_("{event}, {day}: said by {by}"),
}
NOT_HERE = N_(
    "The actions of earlier events of the cycle “{title}” are not on this computer: a kit carries none. To review them "
    "here, copy the folder of the cycle from the computer that has it into {folder}."
)


def action_data(each: ReviewedAction) -> dict[str, object]:
    """Return an action for other programs, as the earlier event has it."""
    return {
        "refs": list(each.action.refs),
        "text": each.action.text,
        "state": each.action.state.value,
        "owner": each.action.owner or None,
        "by_when": each.action.by_when or None,
        "next_step": each.action.next_step or None,
        "due": each.action.due or None,
        "progress": [{"at": at, "text": text} for at, text in each.action.progress],
    }
