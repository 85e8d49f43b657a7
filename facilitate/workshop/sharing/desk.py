"""What somebody may do who came by the desk's link: find a few guests by letters of their names, and tick who came.

A phone at the door is told what was asked and nothing else: names, the tables, an organisation where two people have
the same name. It names its acts itself, as the phones of tables do: a tick sent twice is done once, and undone by it.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence

from facilitate.domain.acts.people import PersonAdded, PersonArrived
from facilitate.domain.errors import N_, Refused
from facilitate.domain.event import Event
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import TableSetup
from facilitate.domain.values.people import Participant
from facilitate.domain.values.worlds import Worlds
from facilitate.workshop.cases.people import People
from facilitate.workshop.history.undo import History
from facilitate.workshop.recorder.recorder import Recorder
from facilitate.workshop.sharing.guests import check_act_name
from facilitate.workshop.views.door import GuestSearch, seating_at_the_door, table_told

MOST_FOUND = 6
_LONGEST = 200
_UNKNOWN = N_("This person is no longer on the guest list: search again.")


@dataclass(frozen=True, slots=True)
class DeskGuest:
    """What the desk is told of somebody.

    `organisation` is told only where another has that name; `table` is 0 where none is known yet, `round` where there
    is one round only, `badge` where none was given. `ticked` tells that the act which was asked for ticked them: they
    had not come before.
    """

    key: str
    name: str
    organisation: str
    table: int
    round: int
    badge: int
    here: bool
    ticked: bool = False


@dataclass(frozen=True, slots=True)
class FoundGuests:
    """The first of those who were found, and whether there are more; `near` where nobody is called quite so."""

    guests: Sequence[DeskGuest]
    more: bool
    near: bool


class Desk:
    """The use cases of the desk's phones. What they are told of the guest list is bounded here."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._session = recorder.session
        self._people = People(recorder)
        self._search = GuestSearch(recorder.session)

    @property
    def worlds(self) -> Sequence[str]:
        """The groups of the programme, to choose from for somebody who is on no list."""
        return Worlds(self._session.plan.attendance.groups).names

    def setup(self, table: int) -> TableSetup | None:
        """Return what the programme says of a table."""
        phase = self._session.plan.phase(self._session.phase_for_ideas)
        return phase.table(table) if phase and table else None

    def find(self, typed: str) -> FoundGuests:
        """Return a few of those whose names begin, or else nearly begin, like what was typed.

        Those who are not here yet come first.
        """
        typed = typed[:_LONGEST]
        named, homonyms = self._search.named(typed), self._search.homonyms()
        found = named or self._search.near(typed)
        seen = [self._seen_guest(each, homonyms) for each in found[:MOST_FOUND]]
        return FoundGuests(seen, more=len(found) > MOST_FOUND, near=bool(found) and not named)

    def tick(self, act: str, key: str) -> DeskGuest:
        """Note that somebody came, once however often it is asked, and say to which table they go."""
        person = self._session.person(key)
        if person is None:
            raise Refused(_UNKNOWN)
        if self._done(act, person.id) is None:
            self._people.arrive(person.id, gesture=act)
        return self._answer(act, person.id)

    def welcome(self, act: str, name: str, world: str) -> DeskGuest:
        """Note that somebody came who is on no list, and say to which table they go."""
        made = self._done(act)
        if made is None:
            if len(name) > _LONGEST or len(world) > _LONGEST:
                raise Refused(N_("This name is too long: {most} characters at most."), most=_LONGEST)
            key = self._people.walk_in(" ".join(name.split()), " ".join(world.split()), gesture=act).id
        else:
            key = _person_of(made)
            if key not in self._session.arrivals and made.id not in self._recorder.timeline.undone:
                self._people.arrive(key, gesture=act)  # a program that was killed took them in only
        return self._answer(act, key)

    def undo(self, act: str) -> None:
        """Take back what a phone of the desk ticked; again, it changes nothing."""
        made = self._done(act)
        if made is None:
            raise Refused(N_("This tick cannot be found: there is nothing to undo."))
        if made.id not in self._recorder.timeline.undone:
            History(self._recorder).undo_one(act)

    def _done(self, act: str, person: str = "") -> Event | None:
        """Return what an act recorded last, if it was done; raises `Refused` for a name that is of something else."""
        check_act_name(act, self._recorder.timeline)
        made = self._recorder.timeline.made_by(act)
        if made is None:
            return None
        if not isinstance(made.act, PersonArrived | PersonAdded) or person not in ("", _person_of(made)):
            raise Refused(N_("A change has no identifier, or one that is not valid."))
        return made

    def _answer(self, act: str, key: str) -> DeskGuest:
        person = self._session.person(key)
        if person is None:
            raise Refused(_UNKNOWN)
        made = self._recorder.timeline.made_by(act)
        ticked = made is not None and made.id not in self._recorder.timeline.undone
        return self._seen_guest(person, self._search.homonyms(), ticked=ticked)

    def _seen_guest(self, person: Participant, homonyms: Collection[str], *, ticked: bool = False) -> DeskGuest:
        organisation = person.organisation if person.id in homonyms else ""
        seating = seating_at_the_door(self._session, self._recorder.now())
        table = table_told(seating, person.id)
        table = table if seating and table in seating.tables else 0
        number = seating.number_told if seating and table else 0
        badge, here = self._session.badge_number(person.id), self._is_here(person.id)
        return DeskGuest(person.id, person.name, organisation, table, number, badge, here, ticked)

    def _is_here(self, key: str) -> bool:
        arrival = self._session.arrivals.get(key)
        return arrival is not None and not arrival.left


def _person_of(event: Event) -> str:
    return event.act.person if isinstance(event.act, PersonArrived) else event.id
