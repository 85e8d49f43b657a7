"""The people of the event: the guest list as it comes and is corrected, and who came."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING, Any

from facilitate.domain.acts.people import (
    PersonAdded,
    PersonArrived,
    PersonCorrected,
    PersonLeft,
    PersonRemoved,
    PersonWished,
    RosterPurpose,
)
from facilitate.domain.acts.programme import PlanTextsAdded
from facilitate.domain.errors import N_, Names, Refused
from facilitate.domain.event import Act
from facilitate.domain.frozen import dataclass
from facilitate.domain.numbers import whole_number
from facilitate.domain.roles import PEOPLE
from facilitate.domain.text import clean, folded, required, title_key
from facilitate.domain.values.badges import badge_numbers, next_badges
from facilitate.domain.values.family_names import is_part
from facilitate.domain.values.people import MOST_PEOPLE, Participant, computer_of, flat_of
from facilitate.domain.values.worlds import Worlds
from facilitate.workshop.cases.seats import table_at_the_door
from facilitate.workshop.intake.roster import GuestLine, GuestList
from facilitate.workshop.intake.roster_matching import LostWish, RosterMatcher, RosterPlan, Wishes
from facilitate.workshop.recorder.recorder import Recorder, in_turn
from facilitate.workshop.views.seating import seating_now

if TYPE_CHECKING:
    from facilitate.workshop.ports import Writer

NAMELESS = N_("Give the person a name.")
_SHORTEST_KEY = 8  # the clock part of an id, which is all people see of it
_MOST_GROUPS = 6
_COMMON = re.compile(r"\D.{0,39}")  # what a group is called; a number before it would say how many are expected
_NOTHING: Mapping[str, Any] = {}
_TEXTS = ("organisation", "world", "territory", "access", "interpreter", "diet", "email", "interprets", "family_name")
_ANSWERS = ("no_photo", "nameable")


@dataclass(frozen=True, slots=True)
class Brought:
    """What came of a guest list; `unknown_wishes` are those that name nobody here, or several.

    `both_ways` are the lines in which somebody wishes for one person, and not to sit with them. `groups` are the worlds
    that became the groups of the programme, which had none.
    """

    plan: RosterPlan
    unknown_wishes: tuple[LostWish, ...]
    both_ways: tuple[int, ...]
    groups: tuple[str, ...]


class People:
    """Use cases about people. All that is written goes to journals of their own, whatever else this program writes."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._session = recorder.session

    @in_turn
    def add(
        self, name: str, fields: Mapping[str, Any] = _NOTHING, *, walk_in: bool = False, gesture: str = ""
    ) -> Participant:
        """Put somebody on the list; `fields` are those of `Participant`. One who is on no list came unexpected.

        `gesture` is the name the gesture was given where it was made (on a phone of the desk).
        """
        self._check_room(1)
        wanted = self._checked(Participant("", required(name, empty=NAMELESS)), fields)

        def decide(writer: Writer) -> Sequence[Act]:
            return [PersonAdded(**_as_act(wanted), walk_in=walk_in, badge=next(self._badges(writer)))]

        (added,) = self._recorder.record_with(decide, PEOPLE, gesture)
        return self._session.people[added.id]

    @in_turn
    def walk_in(self, name: str, world: str = "", table: int = 0, *, gesture: str = "") -> Participant:
        """Take in somebody who is on no list and stands at the door, as one gesture."""
        person = self.add(name, {"world": world}, walk_in=True, gesture=gesture)
        self._recorder.record_with(partial(self._arrival, person, table), PEOPLE, gesture or person.id)
        return person

    @in_turn
    def edit(self, name: str, fields: Mapping[str, Any]) -> Participant:
        """Correct what is known of somebody; a field that is None stays as it is."""
        person = self.find(name)
        given = {field: value for field, value in fields.items() if value is not None}
        if "name" in given:
            given["name"] = required(given["name"], empty=NAMELESS)
        now = self._checked(person, given)
        if _as_act(now) != _as_act(person):
            self._record(PersonCorrected(person.id, **_as_act(now)))
        return self._session.people[person.id]

    @in_turn
    def wish(self, name: str, together: Sequence[str] | None = None, apart: Sequence[str] | None = None) -> Participant:
        """Note with whom somebody wishes to sit, and with whom not; None leaves what was known."""
        person = self.find(name)
        wished = person.together if together is None else tuple(dict.fromkeys(self.find(each).id for each in together))
        unwished = person.apart if apart is None else tuple(dict.fromkeys(self.find(each).id for each in apart))
        if person.id in (*wished, *unwished):
            raise Refused(N_("A wish names somebody else."))
        if together is None:  # the last word counts
            wished = tuple(key for key in wished if key not in unwished)
        elif apart is None:
            unwished = tuple(key for key in unwished if key not in wished)
        self.check_wishes(wished, unwished)
        if (wished, unwished) != (person.together, person.apart):
            self._record(PersonWished(person.id, wished, unwished))
        return self._session.people[person.id]

    def check_wishes(self, together: Sequence[str], apart: Sequence[str]) -> None:
        """Raise `Refused` where somebody, by their id, is wished for and not wished for."""
        if twice := [self._session.people[key].name for key in together if key in apart]:
            raise Refused(
                N_("Nobody can sit both with {names} and not with them: keep one of the two."), names=Names.of(twice)
            )

    @in_turn
    def remove(self, name: str) -> Participant:
        """Take somebody off the list."""
        person = self.find(name)
        self._record(PersonRemoved(person.id))
        return person

    @in_turn
    def arrive(self, name: str, table: int = 0, *, gesture: str = "") -> Participant:
        """Tick somebody who came, at a table said, planned or dealt; again, only another table changes anything."""
        return self.arrive_all([name], table, gesture=gesture)[0]

    @in_turn
    def arrive_all(self, names: Sequence[str], table: int = 0, *, gesture: str = "") -> list[Participant]:
        """Tick several people who came, as one gesture; nobody is ticked where one of them is not known."""
        people = [self.find(name) for name in names]
        for person in {each.id: each for each in people}.values():  # one by one: each is dealt a table after the last
            events = self._recorder.record_with(partial(self._arrival, person, table), PEOPLE, gesture)
            gesture = gesture or next((event.gesture for event in events), "")
        return people

    def _arrival(self, person: Participant, table: int, writer: Writer) -> list[Act]:
        known = self._session.arrivals.get(person.id)
        if not self._session.plan.tables_phases:
            return [] if known and not known.left else [PersonArrived(person.id, table)]
        seating = seating_now(self._session, self._recorder.now())
        # A second desk has a journal of another name, and deals in another order.
        to = table or table_at_the_door(seating, person, desk=int(bool(writer.suffix)))
        news = known is None or known.left or to not in (0, seating.table_of(person.id))
        return [PersonArrived(person.id, to, *seating.key)] if news else []

    @in_turn
    def leave(self, name: str) -> Participant:
        """Note that somebody who came has left."""
        return self.leave_all([name])[0]

    @in_turn
    def leave_all(self, names: Sequence[str]) -> list[Participant]:
        """Note that several people who came have left, as one gesture; nothing is noted where one has not come."""
        people = [self.find(name) for name in names]
        arrivals = self._session.arrivals
        if away := next((person for person in people if person.id not in arrivals), None):
            raise Refused(N_("“{name}” has not arrived: there is nothing to note."), name=away.name)
        left = dict.fromkeys(person.id for person in people if not arrivals[person.id].left)
        if left:
            self._record(*map(PersonLeft, left))
        return people

    def find(self, typed: str) -> Participant:
        """Return the person of that id or badge, or the only one in whose name these words, or parts of words, are."""
        key, words = typed.strip(), folded(typed).split()
        people = self._session.people
        by_id = [person for person in people.values() if len(key) >= _SHORTEST_KEY and person.id.startswith(key)]
        found = by_id or self._of_badge(key)
        found = found or [person for person in people.values() if title_key(person.name) == title_key(typed)]
        found = found or [each for each in people.values() if words and all(w in folded(each.name) for w in words)]
        if len(found) == 1:
            return found[0]
        if not found:
            raise Refused(N_("Nobody on the guest list is called “{name}”."), name=typed)
        labels = [f"{called(person)} ({person.id})" for person in found]
        raise Refused(
            N_("Several people are called so: {names}. Type more of the name, or the identifier in brackets."),
            names=Names.of(labels),
        )

    def _of_badge(self, typed: str) -> list[Participant]:
        """Return who has a badge of that number, typed as it stands there: `07` is a part of a name."""
        number = whole_number(typed.removeprefix("#"))
        return self._session.people_of_badge(number) if number and str(number) == typed.removeprefix("#") else []

    def plan(self, found: GuestList, decisions: Mapping[int, str | int] | None = None) -> RosterPlan:
        """Return what a guest list would change; `decisions` says who is who where nothing in the list does."""
        return RosterMatcher(found.guests, self._session, decisions or {}).plan()

    @in_turn
    def bring(self, found: GuestList, decisions: Mapping[int, str | int] | None = None) -> Brought:
        """Take a guest list in, as one gesture: who is new comes, whose line changed is corrected, nobody goes."""
        plan = self.plan(found, decisions)
        self._check_room(len(plan.added))
        purposes = self._session.roster_purposes
        acts: list[Act] = [
            RosterPurpose(column, required(purpose))
            for column, purpose in found.purposes.items()
            if purposes.get(column) != purpose
        ]
        first = len(acts)
        corrections = [PersonCorrected(each.before.id, **_as_act(each.now), listed=True) for each in plan.corrected]

        def decide(writer: Writer) -> Sequence[Act]:
            badges = self._badges(writer, listed=True)
            added = [_added(guest, nth, badge) for (guest, nth), badge in zip(plan.added, badges, strict=False)]
            return [*acts, *added, *corrections]

        news = acts or plan.added or corrections
        ids = [event.id for event in self._recorder.record_with(decide, role=PEOPLE)] if news else []
        added = {guest.line: key for (guest, _nth), key in zip(plan.added, ids[first:], strict=False)}
        groups = self.groups_of(found) if ids else ()
        if groups:
            self._recorder.record_with(lambda _writer: [PlanTextsAdded("attendance/groups", groups)], gesture=ids[0])
        unknown, both = self._wish(found.guests, {**plan.who, **added}, ids[0] if ids else "")
        return Brought(plan, unknown, both, groups)

    def groups_of(self, found: GuestList) -> tuple[str, ...]:
        """Return the worlds of a list that may become the groups of a programme which has none.

        Groups are published with their counts: where they are many, or of one person each, they tell who somebody is.
        """
        if self._session.plan.attendance.groups:
            return ()
        values = [guest.world for guest in found.guests if guest.world]
        groups = tuple(Worlds(()).counted(values))
        few = 1 < len(groups) <= _MOST_GROUPS and len(values) >= 2 * len(groups)
        return groups if few and all(_COMMON.fullmatch(group) for group in groups) else ()

    def _wish(
        self, guests: Iterable[GuestLine], who: Mapping[int, str], gesture: str
    ) -> tuple[tuple[LostWish, ...], tuple[int, ...]]:
        """Note whom guests wish to sit with, now that all are known; returns what is not kept, as `Brought` has it."""
        wishes = Wishes(self._session.people.values())
        unknown: list[LostWish] = []
        both: list[int] = []
        acts: list[Act] = []
        for guest in guests:
            person = self._session.person(who.get(guest.line, ""))
            if person is None or not (guest.together or guest.apart):
                continue
            together, lost = wishes.of(guest.together, but=person.id)
            apart, lost_too = wishes.of(guest.apart, but=person.id)
            unknown += [*(LostWish(guest.line, name) for name in lost), *(LostWish(guest.line) for _name in lost_too)]
            if twice := set(together) & set(apart):
                both.append(guest.line)
                together = tuple(key for key in together if key not in twice)
                apart = tuple(key for key in apart if key not in twice)
            wished = PersonWished(person.id, together or person.together, apart or person.apart)
            if (wished.together, wished.apart) != (person.together, person.apart):
                acts.append(wished)
        if acts:
            self._recorder.record_with(lambda _writer: acts, role=PEOPLE, gesture=gesture)
        return tuple(unknown), tuple(both)

    def _badges(self, writer: Writer, *, listed: bool = False) -> Iterator[int]:
        """Yield the numbers for the badges of those who come next."""
        drawn = self._session.badges
        taken = {*badge_numbers(drawn).values(), *(each.number for each in drawn.values())}
        return next_badges(taken - {0}, computer_of(writer.suffix), listed=listed)

    def _record(self, *acts: Act) -> list[str]:
        return [event.id for event in self._recorder.record(*acts, role=PEOPLE)]

    def _check_room(self, more: int) -> None:
        if len(self._session.people) + more > MOST_PEOPLE:
            raise Refused(N_("A guest list holds {most} people at most."), most=MOST_PEOPLE)

    def _checked(self, person: Participant, fields: Mapping[str, Any]) -> Participant:
        """Return somebody with other fields; raises `Refused` for a column that nobody said the purpose of."""
        texts = {field: clean(value) for field, value in fields.items() if isinstance(value, str)}
        now = replace(person, **{**fields, **texts})
        if texts.get("family_name") and not is_part(now.family_name, now.name):
            raise Refused(N_("A family name is the beginning or the end of the name: “{name}”."), name=now.name)
        unsaid = [column for column, _value in now.more if column not in self._session.roster_purposes]
        if unsaid:
            raise Refused(
                N_("Nothing says what “{column}” is kept for: import it with --keep “{column}=purpose”."),
                column=unsaid[0],
            )
        return now


def called(person: Participant) -> str:
    """Return what tells somebody from others of that name, as far as anything does."""
    return f"{person.name}, {person.organisation}" if person.organisation else person.name


def _added(guest: GuestLine, nth: int, badge: int) -> PersonAdded:
    fields: dict[str, Any] = {name: getattr(guest, name) for name in _TEXTS}
    fields |= {name: bool(getattr(guest, name)) for name in _ANSWERS}
    return PersonAdded(guest.name, **fields, more=flat_of(guest.more), nth=nth, badge=badge)


def _as_act(person: Participant) -> dict[str, Any]:
    """Return the fields of an act that says all that is known of somebody."""
    known = {name: getattr(person, name) for name in ("name", *_TEXTS, *_ANSWERS)}
    if not is_part(person.family_name, person.name):  # of a name that was corrected since
        known["family_name"] = ""
    return {**known, "more": flat_of(person.more)}
