from __future__ import annotations

import hashlib
from itertools import combinations, product

import pytest

from facilitate.domain.errors import Refused
from facilitate.i18n import Language
from facilitate.workshop.seats import annealing
from facilitate.workshop.seats.plan import SeatingPlan, plan
from facilitate.workshop.seats.rules import Pin, SeatingRules
from tests.support.rooms import guests

pytestmark = pytest.mark.usefixtures("whole_search")

FREE = SeatingRules(mix=(), apart=())


@pytest.fixture
def short_search(monkeypatch):
    """For tests of rules, which every search keeps: how few meet again, they do not ask."""
    monkeypatch.setattr(annealing, "_EACH", annealing._EACH // 6)


def people(*numbers: int) -> tuple[str, ...]:
    return tuple(f"p{number:04}" for number in numbers)


def meetings(rounds) -> dict[tuple[str, str], int]:
    """How often each two people share a table, counted one by one."""
    found: dict[tuple[str, str], int] = {}
    for tables in rounds:
        for table in tables:
            for two in combinations(sorted(table), 2):
                found[two] = found.get(two, 0) + 1
    return found


def repeats(rounds) -> int:
    return sum(times * (times - 1) // 2 for times in meetings(rounds).values())


def uneven(made: SeatingPlan, listed, trait: str) -> int:
    """At how many tables a value of a trait is neither the floor nor the ceiling of its share."""
    found = 0
    for value in {guest[trait] for guest in listed.values()}:
        share = sum(guest[trait] == value for guest in listed.values()) / len(made.rounds[0])
        for table in (table for tables in made.rounds for table in tables):
            found += not share - 1 < sum(listed[person][trait] == value for person in table) < share + 1
    return found


def alike(made: SeatingPlan, listed, trait: str) -> int:
    """How many people of one value share a table, two by two."""
    tables = (table for tables in made.rounds for table in tables)
    return sum(listed[one][trait] == listed[other][trait] for table in tables for one, other in combinations(table, 2))


def is_whole(made: SeatingPlan, listed) -> bool:
    return all(sorted(person for table in tables for person in table) == sorted(listed) for tables in made.rounds)


def test_sixty_people_of_two_worlds_are_mixed_in_one_round():
    listed = guests(60, 1)
    made = plan(listed, 6, seed=1)
    assert is_whole(made, listed)
    assert {len(table) for table in made.rounds[0]} == {10}
    assert (
        uneven(made, listed, "world") == uneven(made, listed, "territory") == alike(made, listed, "organisation") == 0
    )
    assert (made.repeats, made.bound, made.findings, made.stopped) == (0, 0, (), False)


def test_three_rounds_repeat_few_more_meetings_than_they_must():
    listed = guests(60, 2)
    made = plan(listed, 6, 3, seed=2)
    assert is_whole(made, listed)
    assert (
        uneven(made, listed, "world") == uneven(made, listed, "territory") == alike(made, listed, "organisation") == 0
    )
    assert made.bound == 72
    assert made.repeats == repeats(made.rounds) <= 75
    # The same bytes on any machine and any version of Python: this is what was made first.
    assert hashlib.sha256(repr(made.rounds).encode()).hexdigest()[:16] == "1db3751ad00f9145"


def test_the_order_of_the_list_changes_nothing_and_the_seed_does():
    listed = guests(9, 3)
    turned = dict(reversed(listed.items()))
    made = plan(listed, 3, 2, seed=5)
    assert made == plan(turned, 3, 2, seed=5)
    assert made.rounds != plan(listed, 3, 2, seed=6).rounds


@pytest.mark.usefixtures("short_search")
def test_sizes_differ_by_one_at_most():
    made = plan(guests(23, 4), 5, 2, FREE, seed=1)
    assert [sorted(map(len, tables)) for tables in made.rounds] == [[4, 4, 5, 5, 5]] * 2


def test_what_is_not_known_of_somebody_is_not_mixed():
    listed = {f"p{number}": {"world": "one" if number < 4 else ""} for number in range(8)} | {"p9": {}}
    made = plan(listed, 3, seed=1)
    assert sorted(sum(listed[person].get("world") == "one" for person in table) for table in made.rounds[0]) == [
        1,
        1,
        2,
    ]


RULES = SeatingRules(
    hosts=dict(zip(people(1, 2, 3, 4, 5), (1, 2, 3, 4, None), strict=True)),
    together=(people(11, 12), people(13, 14, 15)),
    interpreters=(people(16, 17), people(18, 17)),
    separate=(people(20, 21, 22), people(23, 24)),
    not_with=(people(25, 26),),
    pins=(Pin("p0027", 2), Pin("p0028", 3, 2), Pin("gone", 9)),
    step_free_people=frozenset(people(29, 30, 13)),
    step_free_tables=frozenset({1, 5}),
)


@pytest.mark.usefixtures("short_search")
def test_every_rule_about_people_is_kept():
    listed = guests(30, 5)
    made = plan(listed, 5, 2, RULES, seed=1)
    at = [{person: number for number, table in enumerate(tables, 1) for person in table} for tables in made.rounds]
    assert is_whole(made, listed)
    for there in at:
        assert [there[host] for host in people(1, 2, 3, 4, 5)] == [1, 2, 3, 4, 5]
        assert there["p0027"] == 2
        for group in (*RULES.together, people(16, 17, 18)):
            assert len({there[person] for person in group}) == 1
        for group in (*RULES.separate, *RULES.not_with):
            assert len({there[person] for person in group}) == len(group)
        assert {there[person] for person in RULES.step_free_people} <= {1, 5}
    assert at[1]["p0028"] == made.table_of("p0028", 2) == 3
    assert made.repeats >= made.bound


def test_between_rounds_those_who_are_there_are_seated_anew():
    listed = guests(20, 6)
    first = plan(listed, 4, seed=1)
    there = {person: guest for person, guest in listed.items() if person not in people(3, 9, 20)}
    there |= {person: guest for person, guest in guests(22, 6).items() if person > "p0020"}
    made = plan(there, 4, 2, seed=2, past=first.rounds)
    among = repeats(made.rounds)
    again = sum(
        len(set(before) & set(now)) * (len(set(before) & set(now)) - 1) // 2
        for before in first.rounds[0]
        for tables in made.rounds
        for now in tables
    )
    assert is_whole(made, there)
    assert made.repeats == among + again
    assert made.bound <= made.repeats <= made.bound + 8


def all_rounds(listed, tables: int):
    """Every way to seat a few people at numbered tables of sizes that differ by one at most."""
    least, larger = divmod(len(listed), tables)
    for at in product(range(tables), repeat=len(listed)):
        made = [tuple(person for person, where in zip(listed, at, strict=True) if where == n) for n in range(tables)]
        if sorted(map(len, made)) == [least] * (tables - larger) + [least + 1] * larger:
            yield tuple(made)


@pytest.mark.parametrize(
    ("count", "tables", "rules"),
    [
        (6, 2, FREE),
        (6, 3, FREE),
        (7, 3, FREE),
        (6, 2, SeatingRules(mix=(), apart=(), together=(people(1, 2, 3),))),
        (7, 2, SeatingRules(mix=(), apart=(), together=(people(1, 2), people(3, 4)))),
        (6, 3, SeatingRules(mix=(), apart=(), together=(people(1, 2),))),
        (6, 2, SeatingRules(mix=(), apart=(), pins=(Pin("p0001", 1), Pin("p0002", 1)))),
    ],
)
def test_two_rounds_of_a_few_people_are_the_best_of_all(count, tables, rules):
    listed = guests(count, 1)

    def keeps(made) -> bool:
        pinned = all(pin.person in made[pin.table - 1] for pin in rules.pins)
        return pinned and all(any(set(group) <= set(table) for table in made) for group in rules.together)

    ways = [made for made in all_rounds(sorted(listed), tables) if keeps(made)]
    # The first round is any; tables that are not pinned have no names, so one order of each is enough.
    first = {frozenset(map(frozenset, made)): made for made in ways}.values()
    best = min(repeats((one, other)) for one in first for other in first)
    made = plan(listed, tables, 2, rules, seed=1)
    assert made.bound <= best == made.repeats


def test_one_round_of_a_few_people_is_as_even_as_any():
    for seed in range(4):
        listed = guests(8, seed, territories=3, organisations=3)
        tables = 3
        worlds = {value: sum(guest["world"] == value for guest in listed.values()) for value in ("world 1", "world 2")}

        def faults(made, listed=listed, worlds=worlds):
            as_plan = SeatingPlan((made,), 0, 0, (), stopped=False)
            return alike(as_plan, listed, "organisation"), uneven(as_plan, listed, "world")

        best = min(map(faults, all_rounds(sorted(listed), tables)))
        made = plan(listed, tables, 1, SeatingRules(mix=("world",)), seed=1)
        assert sum(worlds.values()) == 8
        assert faults(made.rounds[0]) == best
        assert bool([finding for finding in made.findings if "even" in str(finding)]) == bool(best[1])


def test_a_bound_of_several_rounds_counts_all_meetings():
    # Four people at two tables meet 2 of their 6 pairs a round: in six rounds each pair twice.
    made = plan(guests(4, 1), 2, 6, FREE, seed=1)
    assert (made.repeats, made.bound) == (6, 6)


@pytest.mark.usefixtures("short_search")
def test_what_is_not_kept_is_told_and_why():
    listed = {f"p{number}": {"world": "one" if number < 6 else "two"} for number in range(12)}
    listed |= {f"p{number}": {"world": "one", "organisation": "Alpha"} for number in range(5)}
    rules = SeatingRules(pins=tuple(Pin(f"p{number}", 1) for number in range(4)), not_with=(("p0", "p1"),))
    made = plan(listed, 3, 1, rules, seed=1)
    sentences = list(map(str, made.findings))
    assert "“Alpha”: 5 people for 3 tables, so that 1 to 2 sit at each." in sentences
    assert any(
        "table 1: 4 of “one”, where 2 would be even. The people who have to sit there make it so." in sentence
        for sentence in sentences
    )
    # Of a wish not to sit with somebody, nobody is told whose it is.
    assert sentences[-1] == "Pairs of people who should not sit together and do, over all rounds: 1."
    french = [Language("fr").message(finding) for finding in made.findings]
    assert any("l’équilibre serait 2. Cela vient des personnes" in sentence for sentence in french)


def test_a_search_that_is_stopped_gives_the_best_so_far():
    listed = guests(60, 7)
    heard: list[tuple[int, int]] = []
    made = plan(
        listed, 6, 3, seed=1, progress=lambda done, of: heard.append((done, of)), stopped=lambda: len(heard) > 2
    )
    assert made.stopped
    assert is_whole(made, listed)
    assert made.repeats == repeats(made.rounds) >= made.bound == 72
    assert [done for done, _of in heard] == [0, 1, 2]
    assert len({of for _done, of in heard}) == 1


def test_a_search_that_is_over_tells_all_its_progress():
    heard: list[tuple[int, int]] = []
    plan(guests(10, 1), 5, 2, seed=1, progress=lambda done, of: heard.append((done, of)))
    assert heard[-1][0] == heard[-1][1]


def test_groups_that_do_not_fit_are_told_before_anything_is_looked_for():
    rules = SeatingRules(together=(people(1, 2), people(3, 4), people(5, 6)))
    with pytest.raises(Refused, match="Round 1: no way was found to give everybody a seat at 2 tables"):
        plan(guests(6, 1), 2, 1, rules, seed=1)


@pytest.mark.parametrize(
    ("count", "tables", "rules"),
    [
        # A pair needs one of the two larger tables, where others have to sit at the other two.
        (5, 3, SeatingRules(mix=(), together=(people(1, 2),), pins=(Pin("p0003", 3), Pin("p0004", 1)))),
        # A host without a table goes where those who have to sit there leave room, in every round.
        (3, 3, SeatingRules(mix=(), hosts={"p0002": None}, pins=(Pin("p0001", 1, 2),))),
        (8, 3, SeatingRules(mix=(), together=(people(2, 5, 6), people(3, 4)), hosts={"p0007": 1, "p0004": None})),
        (7, 2, SeatingRules(mix=(), together=(people(2, 3, 4, 5),), hosts={"p0007": 2, "p0006": None})),
    ],
)
def test_where_there_is_a_way_to_keep_the_rules_it_is_found(count, tables, rules):
    made = plan(guests(count, 1), tables, 2, rules, seed=1)
    for number, each in enumerate(made.rounds, 1):
        assert all(any(set(group) <= set(table) for table in each) for group in rules.together)
        assert all(pin.person in each[pin.table - 1] for pin in rules.pins if pin.round in {None, number})
    assert len({made.table_of("p0002", 1), made.table_of("p0002", 2)} if "p0002" in rules.hosts else {1}) == 1


@pytest.mark.usefixtures("short_search")
def test_a_rule_is_kept_rather_than_a_wish():
    rules = SeatingRules(
        mix=(), apart=(), together=(people(3, 4, 6), people(2, 7)), separate=(people(1, 2),), not_with=(people(2, 5),)
    )
    made = plan(guests(7, 1), 2, 2, rules, seed=1)
    assert not any({"p0001", "p0002"} <= set(table) for each in made.rounds for table in each)
    assert [str(finding) for finding in made.findings] == [
        "Pairs of people who should not sit together and do, over all rounds: 2."
    ]


def test_nine_people_at_three_tables_meet_each_other_once_in_four_rounds():
    listed = guests(9, 1)
    made = plan(listed, 3, 4, FREE, seed=3)
    # The affine plane of order 3.
    assert made.repeats == 0
    assert set(meetings(made.rounds)) == set(combinations(sorted(listed), 2))
