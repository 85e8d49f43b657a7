"""How many people were expected and came, in all, of each world and at each table; and who agreed to be named."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import field, replace
from datetime import datetime

from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase, Plan
from facilitate.domain.session import Session
from facilitate.domain.text import folded, one_line
from facilitate.domain.values.people import Arrival, Participant, RoundKey
from facilitate.domain.values.phases import Run
from facilitate.domain.values.worlds import Worlds
from facilitate.workshop.schedule.rounds import round_begins


@dataclass(frozen=True, slots=True)
class WorldCount:
    """How many people of one world were expected, came, and are there now; `more` of these were not expected.

    An empty `world` is that of those who say none. One that is no group of the programme is not `known`.
    """

    world: str
    known: bool
    expected: int
    came: int
    here: int
    more: int


@dataclass(frozen=True, slots=True)
class TableAttendance:
    """How many sat at a table, of which worlds, and from how many organisations."""

    table: int
    came: int
    worlds: tuple[tuple[str, int], ...]
    organisations: int


@dataclass(frozen=True, slots=True)
class RoundAttendance:
    """How many sat at the tables of a phase in a round that was held, and of all who came, who did not sit there then.

    They are `later`, who came after it, `left_before`, who had gone by then, and `without_table`, who were at no table:
    with those at the tables they are everybody who came. `round` is 0 where the phase has one only.
    """

    phase: str
    round: int
    tables: tuple[TableAttendance, ...]
    later: int
    left_before: int
    without_table: int


@dataclass(frozen=True, slots=True)
class PeopleCounts:
    """How many people are on the guest list, came without being on it, came in all, and are there now.

    Of counts that are published, `in_words` says that some of those with an empty world gave one in words of their own.
    """

    listed: int
    walk_ins: int
    came: int
    here: int
    worlds: tuple[WorldCount, ...]
    rounds: tuple[RoundAttendance, ...]
    in_words: bool = False


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
    more = [person for person in here if person.walk_in]
    counted = [worlds.counted(person.world for person in those) for those in (people, listed, came, here, more)]
    return PeopleCounts(
        len(listed),
        len(people) - len(listed),
        len(came),
        len(here),
        tuple(
            WorldCount(world, bool(worlds.group(world)), *(each.get(world, 0) for each in counted[1:]))
            for world in counted[0]
        ),
        tuple(
            _in_round(session, (phase, number), began, came, worlds)
            for phase in session.plan.tables_phases
            if _is_sat(session, phase)
            for number, began in _held(session, phase).items()
        ),
    )


def _is_sat(session: Session, phase: Phase) -> bool:
    """Return whether anybody was seated for a phase that was, or seen at a table of it."""
    was = phase.key in session.runs and bool(session.runs[phase.key].spans)
    return any(key[0] == phase.key for key in (*session.sat, *(session.seating if was else ())))


def _held(session: Session, phase: Phase) -> dict[int, datetime | None]:
    """Return the rounds of a phase that were held, each with when it began; None where nothing tells when.

    They are the first, those its timer reached, and those that somebody was seen in or wrote an idea in.
    """
    run = session.runs.get(phase.key, Run())
    known = [end for _start, end in run.spans if end]
    known += [idea.at for idea in session.ideas.values()]
    known += [at for each in session.arrivals.values() for at in (each.at, each.left) if at]
    began: dict[int, datetime | None] = {1: run.started_at}
    if known and run.spans:  # an open stretch lasts as long as anything is known of the day: reports have no clock
        began |= round_begins(phase, run, max(known))
    seen = {number for key, number in session.sat if key == phase.key}
    seen |= {arrival.round[1] for arrival in session.arrivals.values() if arrival.round[0] == phase.key}
    seen |= {idea.round for idea in session.ideas.values() if idea.round and session.phase_of(idea) == phase}
    last = max(*began, *seen) if seen else max(began)
    return {number: began.get(number) for number in range(1, last + 1)}


def _in_round(
    session: Session, which: tuple[Phase, int], began: datetime | None, came: Iterable[Participant], worlds: Worlds
) -> RoundAttendance:
    """Return who sat at each table in a round of a phase, and why others did not."""
    phase, number = which
    tables: dict[int, list[Participant]] = {}
    later = left_before = 0
    for person in came:
        arrival = session.arrivals[person.id]
        if _is_later(arrival, (phase.key, number), began):
            later += 1
        elif began and arrival.left and arrival.left < began:
            left_before += 1
        else:
            tables.setdefault(session.table_of_person(person.id, number, phase.key), []).append(person)
    without_table = len(tables.pop(0, ()))
    counted = tuple(_at_table(table, people, worlds) for table, people in sorted(tables.items()))
    several = phase.rounds > 1 or any(key[0] == phase.key and key[1] > 1 for key in (*session.sat, *session.seating))
    return RoundAttendance(phase.key, number if several else 0, counted, later, left_before, without_table)


def _is_later(arrival: Arrival, which: RoundKey, began: datetime | None) -> bool:
    """Return whether somebody came after a round: in a later one of its phase, or of those after it."""
    if arrival.round[0] == which[0]:
        return arrival.round[1] > which[1]
    return began is not None and arrival.at > began


def _at_table(table: int, people: Sequence[Participant], worlds: Worlds) -> TableAttendance:
    counted = worlds.counted(person.world for person in people)
    # After a purge, what is left of an organisation is a number.
    marks = (person.organisation.casefold() or person.organisation_number for person in people)
    organisations = set(filter(None, marks))
    return TableAttendance(table, len(people), tuple(counted.items()), len(organisations))


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
        counted = {name: sum(getattr(each, name) for each in others) for name in ("expected", "came", "here", "more")}
        worlds.append(WorldCount("", known=False, **counted))
    rounds = (
        replace(
            each_round, tables=tuple(replace(each, worlds=_of_groups(each.worlds, known)) for each in each_round.tables)
        )
        for each_round in counts.rounds
    )
    in_words = any(each.world and each.came for each in others)
    return replace(counts, worlds=tuple(worlds), rounds=tuple(rounds), in_words=in_words)


def _of_groups(worlds: Iterable[tuple[str, int]], known: set[str]) -> tuple[tuple[str, int], ...]:
    found = [(world, count) for world, count in worlds if world in known]
    others = sum(count for world, count in worlds if world not in known)
    return (*found, *([("", others)] if others else []))


def ticked(session: Session) -> int | None:
    """Return how many people were ticked as they came; None where nobody was."""
    return sum(person in session.people for person in session.arrivals) if session.arrivals else None


def with_ticks(plan: Plan, came: int | None) -> Plan:
    """Return a programme with the number of people that were ticked, where any were."""
    return plan if came is None else replace(plan, attendance=replace(plan.attendance, present=came))
