"""What sheets of paper say of people: names, numbers and tables, and nothing else that is known of anybody."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.domain.errors import Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase
from facilitate.domain.session import Session
from facilitate.domain.text import folded
from facilitate.domain.values.family_names import family_name_in, other_names, says_no_family_name
from facilitate.domain.values.people import RoundKey
from facilitate.workshop.seats.deal import Pile, piles
from facilitate.workshop.views.seating import ONE_ROUND, ROUNDS, Seating

_OF_THOSE_EXPECTED = 1.25  # badges in a pile: some come who said nothing


@dataclass(frozen=True, slots=True)
class PrintedPerson:
    """One person: the number on their badge, and their table in each round that is printed, 0 where none is known.

    `family_name` is empty where nobody can tell which part of the name it is; `others` is the rest of the name.
    """

    id: str
    name: str
    family_name: str
    others: str
    organisation: str
    badge: int
    tables: tuple[int, ...]
    no_photo: bool


@dataclass(frozen=True, slots=True)
class PrintedRound:
    """One round; `phase` is the title of its phase where several are printed, `number` 0 where it is the only one."""

    phase: str
    number: int


@dataclass(frozen=True, slots=True)
class PrintedTable:
    """One table, what the programme says of it, and who sits there in a round."""

    number: int
    name: str
    place: str
    round: PrintedRound
    people: tuple[PrintedPerson, ...]


@dataclass(frozen=True, slots=True)
class PeoplePrint:
    """All that is printed of people. `signs` are the tables alone, `signing` are all who came, or were to.

    `people` are those who have not left.
    """

    people: tuple[PrintedPerson, ...]
    signing: tuple[PrintedPerson, ...]
    rounds: tuple[PrintedRound, ...]
    tables: tuple[PrintedTable, ...]
    signs: tuple[PrintedTable, ...]
    piles: tuple[Pile, ...]

    @property
    def as_written(self) -> int:
        """How many stand by their whole name, since nobody can tell which part of it is the family name."""
        return sum(not (each.family_name or says_no_family_name(each.name)) for each in self.people)

    @property
    def has_tables(self) -> bool:
        """Whether anybody has a table."""
        return any(any(person.tables) for person in self.people)


def people_print(
    session: Session, *, phase: Phase | None = None, number: int = 0, present: bool = False
) -> PeoplePrint:
    """Return what is printed: of all rounds that have seats, or of those of a phase, or of one round alone.

    Where `present` is asked, it is of those who are here; who left stands on the sheet that is signed alone.
    """
    asked = phase or session.plan.phase(session.phase_for_ideas)
    seatings = _seatings(session, phase, asked, number)
    rounds = _rounds(seatings)
    badges = session.badge_numbers()
    families = {key: family_name_in(person.name, person.family_name) for key, person in session.people.items()}
    signing = tuple(
        PrintedPerson(
            person.id,
            person.name,
            families[person.id],
            other_names(person.name, families[person.id]),
            person.organisation,
            badges.get(person.id, 0),
            tuple(each.table_of(person.id) for each in seatings) or (0,),
            person.no_photo,
        )
        for person in sorted(
            session.people.values(),
            key=lambda each: (*_sorted_by(each.name, families[each.id]), badges.get(each.id, 0)),
        )
        if person.name and (not present or _is_here(session, person.id))
    )
    departed = {key for key, arrival in session.arrivals.items() if arrival.left}
    people = tuple(person for person in signing if person.id not in departed)
    tables = [
        _printed(each, table, rounds[place], [person for person in people if person.tables[place] == table])
        for place, each in enumerate(seatings)
        for table in each.tables
    ]
    of = Seating(session, asked) if asked else None
    signs = [_printed(of, table, PrintedRound("", 0), ()) for table in of.tables] if of else []
    heaps = _piles(of) if of else ()
    return PeoplePrint(people, signing, rounds or (PrintedRound("", 0),), tuple(tables), tuple(signs), heaps)


def _sorted_by(name: str, family: str) -> tuple[str, str]:
    return (folded(family), folded(other_names(name, family))) if family else (folded(name), "")


def _seatings(session: Session, phase: Phase | None, usual: Phase | None, number: int) -> list[Seating]:
    """Return the rounds that are printed; the first of all where nobody has a seat yet."""
    if usual is None:
        return []
    if number:
        rounds = Seating(session, usual).rounds
        if number > rounds:
            raise Refused(ONE_ROUND if rounds == 1 else ROUNDS, phase=usual.title, n=rounds)
        return [Seating(session, usual, number)]
    known: set[RoundKey] = {key for seats in (session.seating, session.sat) for key, each in seats.items() if each}
    phases = [phase] if phase else session.plan.tables_phases
    found = [Seating(session, each, place) for each in phases for place in range(1, Seating(session, each).rounds + 1)]
    return [each for each in found if each.key in known] or [Seating(session, usual)]


def _rounds(seatings: Sequence[Seating]) -> tuple[PrintedRound, ...]:
    several = len({each.phase.key for each in seatings}) > 1
    return tuple(PrintedRound(each.phase.title if several else "", each.number_told) for each in seatings)


def _is_here(session: Session, key: str) -> bool:
    arrival = session.arrivals.get(key)
    return arrival is not None and arrival.left is None


def _printed(seating: Seating, table: int, of_round: PrintedRound, people: Sequence[PrintedPerson]) -> PrintedTable:
    setup = seating.phase.table(table)
    return PrintedTable(table, setup.name, setup.place, of_round, tuple(people))


def _piles(seating: Seating) -> tuple[Pile, ...]:
    """Return the piles to deal from: one for each world, a little higher than it is expected to need.

    Beside those of worlds there is one for those who say none: some come unexpected.
    """
    tables = seating.tables
    if not tables:
        return ()
    counted = seating.worlds.counted(person.world for person in seating.session.people.values())
    groups = dict.fromkeys((*seating.session.plan.attendance.groups, *filter(None, counted), ""), 0)
    wanted = {world: int(_OF_THOSE_EXPECTED * counted.get(world, 0)) for world in groups}
    through = {world: max(1, -(-many // len(tables))) for world, many in wanted.items()}
    return piles({world: len(tables) * times for world, times in through.items()}, tables, seating.rounds)
