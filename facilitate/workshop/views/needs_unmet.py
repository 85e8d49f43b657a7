"""What people need of their seats and do not have: an interpreter beside them, a table without steps."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence

from facilitate.domain.errors import N_, Message, Names
from facilitate.domain.frozen import dataclass
from facilitate.domain.text import one_line
from facilitate.domain.values.people import Participant
from facilitate.workshop.seats.needs import interpreters_for, lacks_interpreter, needs_no_steps, understands
from facilitate.workshop.views.seating import Seating, seatings_planned_after


@dataclass(frozen=True, slots=True)
class InterpreterApart:
    """Somebody who sits, in a round, with none of those who are there and interpret what they need."""

    guest: Participant
    interpreters: tuple[Participant, ...]
    seating: Seating

    def is_about(self, person: Participant) -> bool:
        return person in (self.guest, *self.interpreters)


def interpreters_apart(now: Seating, moved: Mapping[str, int] | None = None) -> list[InterpreterApart]:
    """Return them by rounds, from that of now on, where some are `moved` first; of all expected before anybody came."""
    people = now.present() or list(now.session.people.values())
    able = {
        guest.id: found
        for guest in people
        if guest.interpreter and (found := tuple(each for each in people if understands(guest, each)))
    }
    guests = [guest for guest in people if guest.id in able]
    apart = []
    for seating in (now, *seatings_planned_after(now)):
        first = moved or {} if seating is now else {}
        for guest in guests:
            table = first.get(guest.id) or seating.table_of(guest.id)
            beside = {first.get(each.id) or seating.table_of(each.id) for each in able[guest.id]}
            if table and table not in beside:
                apart.append(InterpreterApart(guest, able[guest.id], seating))
    return apart


def apart_said(now: Seating, apart: Sequence[InterpreterApart]) -> list[Message]:
    """Say of each person where no move mends it now, and for which of the rounds that follow."""
    found = []
    by_guest = dict.fromkeys((each.guest.id, each.seating.phase.key) for each in apart)
    for key, phase in by_guest:
        those = [each for each in apart if (each.guest.id, each.seating.phase.key) == (key, phase)]
        guest = those[0].guest
        about = {"name": one_line(guest.name), "need": one_line(guest.interpreter)}
        if any(each.seating is now for each in those):
            found.append(Message(N_("“{name}” needs an interpreter ({need}), and neither can change tables."), about))
        if rounds := [str(each.seating.round) for each in those if each.seating is not now]:
            title = one_line(those[0].seating.phase.title)
            found.append(
                Message(
                    N_(
                        "“{name}” needs an interpreter ({need}) and will sit with none in “{phase}”, round {rounds}. "
                        "To plan it anew: F9 and r at the door, or “facilitate seats remix”."
                    ),
                    {**about, "phase": title, "rounds": ", ".join(rounds)},
                )
            )
    return found


def unserved(seating: Seating, people: Collection[Participant]) -> Iterator[Message]:
    """Say for whom of these nobody interprets; nothing where the list knows of no interpreter at all."""
    known = seating.session.people.values()
    served = interpreters_for(list(people), {})
    for person in people:
        if person.interpreter and person.id not in served and any(each.interprets for each in known):
            yield Message(
                N_("“{name}” needs an interpreter ({need}), and nobody who interprets that is here.")
                if lacks_interpreter(person, people, known)
                else N_("Nobody on the list interprets for “{name}”: {need}."),
                {"name": one_line(person.name), "need": one_line(person.interpreter)},
            )


def nobody_to_serve(seating: Seating, people: Collection[Participant]) -> Iterator[Message]:
    """Say what some of these need that nothing was said of: interpreters on the list, or a table without steps."""
    asking = [one_line(person.name) for person in people if person.interpreter]
    if asking and not any(each.interprets for each in seating.session.people.values()):
        text = N_("Nobody on the list interprets for others, and some people need an interpreter: {people}.")
        yield Message(text, {"people": Names.of(asking)})
    steps = [one_line(person.name) for person in people if needs_no_steps(person)]
    if steps and not seating.knows_step_free:
        yield Message(
            N_(
                "No table of “{phase}” is said to be step-free, and some people need one: {people}. "
                "To say which is: “facilitate table set”."
            ),
            {"phase": one_line(seating.phase.title), "people": Names.of(steps)},
        )


def why_moved(seating: Seating, key: str, people: Collection[Participant], after: Mapping[str, int]) -> Message:
    """Say why somebody is owed the table that they are to change to."""
    person = seating.session.people[key]
    beside = [each for each in people if after[each.id] == after[key]]
    if helping := next((each for each in beside if understands(person, each)), None):
        return Message(N_("with {name}, who interprets"), {"name": one_line(helping.name)})
    if helped := next((each for each in beside if understands(each, person)), None):
        return Message(N_("to interpret for {name}"), {"name": one_line(helped.name)})
    if key in seating.fixed:
        return Message(N_("that table is theirs in every round"))
    return Message(N_("a table without steps"))
