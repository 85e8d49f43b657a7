"""How many people were expected and came, in all, of each world and at each table; and who agreed to be named."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import field, replace

from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase, Plan
from facilitate.domain.session import Session
from facilitate.domain.text import folded, one_line
from facilitate.domain.values.people import Participant
from facilitate.domain.values.phases import Run
from facilitate.domain.values.worlds import Worlds


@dataclass(frozen=True, slots=True)
class WorldCount:
    """How many people of one world were expected, came, and are there now.

    An empty `world` is that of those who say none. One that is no group of the programme is not `known`.
    """

    world: str
    known: bool
    expected: int
    came: int
    here: int


@dataclass(frozen=True, slots=True)
class TableAttendance:
    """How many came to a table of a phase, of which worlds, and from how many organisations.

    People are counted at the table at which they first sat in that phase.
    """

    phase: str
    table: int
    came: int
    worlds: tuple[tuple[str, int], ...]
    organisations: int


@dataclass(frozen=True, slots=True)
class PeopleCounts:
    """How many people are on the guest list, came without being on it, came in all, and are there now."""

    listed: int
    walk_ins: int
    came: int
    here: int
    worlds: tuple[WorldCount, ...]
    tables: tuple[TableAttendance, ...]


@dataclass(frozen=True, slots=True)
class Attendee:
    """Somebody who came and agreed to be named in what is published."""

    name: str = field(metadata={"holds": "a name"})
    organisation: str


def attendees(session: Session) -> tuple[Attendee, ...]:
    """Return those who came and agreed to be named, by name."""
    agreed = (person for person in session.people.values() if person.nameable and person.name)
    found = sorted(
        (person for person in agreed if person.id in session.arrivals),
        key=lambda person: (folded(person.name), person.id),
    )
    return tuple(Attendee(one_line(person.name), one_line(person.organisation)) for person in found)


def people_counts(session: Session) -> PeopleCounts:
    """Return the counts of the people a session knows."""
    people, arrivals = list(session.people.values()), session.arrivals
    came = [person for person in people if person.id in arrivals]
    here = [person for person in came if not arrivals[person.id].left]
    listed = [person for person in people if not person.walk_in]
    worlds = Worlds(session.plan.attendance.groups)
    counted = [worlds.counted(person.world for person in those) for those in (people, listed, came, here)]
    return PeopleCounts(
        len(listed),
        len(people) - len(listed),
        len(came),
        len(here),
        tuple(
            WorldCount(world, bool(worlds.group(world)), *(each.get(world, 0) for each in counted[1:]))
            for world in counted[0]
        ),
        tuple(each for phase in session.plan.tables_phases for each in _at_tables(session, phase, came, worlds)),
    )


def _at_tables(
    session: Session, phase: Phase, came: Iterable[Participant], worlds: Worlds
) -> Iterable[TableAttendance]:
    """Yield the counts of the tables of a phase, where anybody was seated for it."""
    if not any(key[0] == phase.key for key in (*session.sat, *session.seating)):
        return
    spans = session.runs.get(phase.key, Run()).spans
    tables: dict[int, list[Participant]] = {}
    for person in came:
        arrival = session.arrivals[person.id]
        if spans and arrival.left and arrival.left < spans[0][0]:
            continue
        first = arrival.round[1] if arrival.round[0] == phase.key else 1
        if table := session.table_of_person(person.id, first, phase.key):
            tables.setdefault(table, []).append(person)
    for table, people in sorted(tables.items()):
        counted = worlds.counted(person.world for person in people)
        organisations = {person.organisation.casefold() for person in people if person.organisation}
        yield TableAttendance(phase.key, table, len(people), tuple(counted.items()), len(organisations))


def published_counts(session: Session) -> PeopleCounts | None:
    """Return the counts as they are published: none before anybody was ticked, and no world that people put in words.

    What a guest list calls a world may tell somebody; a group of the programme does not.
    """
    if not session.arrivals:
        return None
    counts = people_counts(session)
    known = {each.world for each in counts.worlds if each.known}
    others = [each for each in counts.worlds if not each.known]
    worlds = [each for each in counts.worlds if each.known]
    if others:
        expected, came, here = (sum(getattr(each, name) for each in others) for name in ("expected", "came", "here"))
        worlds.append(WorldCount("", known=False, expected=expected, came=came, here=here))
    tables = (replace(each, worlds=_of_groups(each.worlds, known)) for each in counts.tables)
    return replace(counts, worlds=tuple(worlds), tables=tuple(tables))


def _of_groups(worlds: Iterable[tuple[str, int]], known: set[str]) -> tuple[tuple[str, int], ...]:
    found = [(world, count) for world, count in worlds if world in known]
    others = sum(count for world, count in worlds if world not in known)
    return (*found, *([("", others)] if others else []))


def with_ticks(plan: Plan, counts: PeopleCounts | None) -> Plan:
    """Return a programme with the number of people that were ticked, where any were."""
    return replace(plan, attendance=replace(plan.attendance, present=counts.came)) if counts else plan
