"""The search for the best plan: simulated annealing by exchanges of people, whose costs are counted as differences.

After Kirkpatrick, Gelatt and Vecchi (1983). An exchange that costs nothing is made; one that costs d is made with
probability p to the power d, where p falls from stage to stage. All numbers are integers and how many exchanges are
looked at does not depend on the time, so the same seed gives the same plan on any machine.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Callable, Sequence
from random import Random

from facilitate.workshop.seats.bound import least_repeats, repeats_of
from facilitate.workshop.seats.placing import SeatedRound
from facilitate.workshop.seats.room import FOE, SeatingRoom, people_in

_STAGES, _COLD = 80, 6  # in the last of them nothing is made worse
_HOT = 20  # stages before them, where the first seating has faults
_EACH = 60  # exchanges looked at for each person in each stage and round,
_MOST = 6_000  # and for all of them together;
_IN_FULL = range(3, 7)  # rounds: where there are more, fewer are looked at in each, and more where there are fewer
_ONE = 1 << 16  # a probability is a number of 65,536
_FIRST, _NEXT = 32_768, (948, 1_000)  # p of the first stage, and how much of it remains in the next
_HOTTEST, _HOTTER = 62_000, (119, 100)  # the same of the hot stages, where one less p is what grows
_SMALL = 6  # a probability that is left out
_NO_LIMIT = 1 << 60

Price = Callable[[int, int, int, int], int]
Tables = tuple[tuple[int, ...], ...]  # round by round, at which table each person sits
Level = tuple[int, list[int]]  # a price, and for each person, as bits, with whom to share a table costs it


class Annealing:
    """Rounds that are improved together, and the best that they have been."""

    def __init__(self, room: SeatingRoom, rounds: Sequence[SeatedRound], chance: Random) -> None:
        self._room, self._rounds, self._chance = room, rounds, chance
        self._alone = [len(group) == 1 for group in room.group_of]
        self._peers = _peers(room)
        self._past = [_company(masks, _tables_of(masks, len(room.people))) for masks in room.past]
        self._least = (len(rounds) * room.least_cost(), least_repeats(room))
        self._best_cost, self.best = self._cost(), self._tables()

    def run(self, progress: Callable[[int, int], object], stopped: Callable[[], bool]) -> bool:
        """Improve until nothing can be better or all stages are done; return whether it was stopped before."""
        each = min(_EACH * len(self._room.people), _MOST) * _full(len(self._rounds)) // len(self._rounds)
        stages = range(-_HOT if self._best_cost[0] > self._least[0] else 0, _STAGES)
        for stage in stages:
            if self._best_cost <= self._least:
                break
            progress(stage - stages.start, len(stages))
            odds = _odds(stage)
            for number in range(len(self._rounds)):
                if stopped():
                    return True
                self._improve(number, each, odds)
            if (cost := self._cost()) < self._best_cost:
                self._best_cost, self.best = cost, self._tables()
        progress(len(stages), len(stages))
        return False

    def _tables(self) -> Tables:
        return tuple(tuple(each.table_of) for each in self._rounds)

    def _cost(self) -> tuple[int, int]:
        """Return what the faults cost, and the repeated meetings, where those of a third round count again."""
        faults = sum(each.cost() for each in self._rounds)
        again = repeats_of([each.masks for each in self._rounds], self._room.past)
        for number, each in enumerate(self._rounds):
            now = _company(each.masks, each.table_of)
            for company in self._met(number)[1:]:
                again += sum((near & met).bit_count() for near, met in zip(now, company, strict=True))
        return faults, again

    def _met(self, number: int) -> list[list[int]]:
        """Return with whom each shares a table in one other round at least, in two at least, and so on."""
        levels: list[list[int]] = []
        others = [each for place, each in enumerate(self._rounds) if place != number]
        for company in (*self._past, *(_company(each.masks, each.table_of) for each in others)):
            for person, near in enumerate(company):
                for level in levels:
                    level[person], near = level[person] | near, level[person] & near  # noqa: PLW2901 -- what is carried
                if near:
                    levels.append([0] * len(company))
                    levels[-1][person] = near
        return levels

    def _price(self, number: int, limit: int) -> Price:
        """Return a function that tells what an exchange of two people costs; roughly, above a limit.

        A first repeated meeting costs 1, a second 2 more: it is better that nobody meets three times.
        """
        seated, values_of = self._rounds[number], self._room.values_of
        levels: list[Level] = list(enumerate(self._met(number), 1))
        if any(self._room.foes):
            levels += [(FOE, list(self._room.foes)), (FOE, list(self._room.separate))]
        counts, gains, masks = seated.counts, seated.gains, seated.masks

        def price(one: int, other: int, here: int, there: int) -> int:
            mine, theirs = counts[here], counts[there]
            cost_here, cost_there = gains[here], gains[there]
            cost = 0
            for own, new in zip(values_of[one], values_of[other]):  # noqa: B905 -- of one length; often asked
                if own != new:
                    cost += cost_here[new][mine[new]] - cost_here[own][mine[own] - 1]
                    cost += cost_there[own][theirs[own]] - cost_there[new][theirs[new] - 1]
            if cost > limit:
                return cost
            left, joined = masks[here], masks[there]
            for weight, company in levels:
                near, nearer = company[one], company[other]
                if near or nearer:
                    cost += weight * (
                        (near & joined).bit_count()
                        - (near & left).bit_count()
                        + (nearer & left).bit_count()
                        - (nearer & joined).bit_count()
                        - 2 * (near >> other & 1)
                    )
            return cost

        return price

    def _improve(self, number: int, exchanges: int, odds: Sequence[int]) -> None:
        seated = self._rounds[number]
        table_of, allowed, alone, bits = seated.table_of, seated.allowed, self._alone, self._chance.getrandbits
        price = self._price(number, self._limit(odds))
        whole = price if all(alone) else self._price(number, _NO_LIMIT)
        everybody = range(len(table_of))
        movable = [person for person in everybody if allowed[person] & (allowed[person] - 1)]
        for _ in range(exchanges if movable else 0):
            draw, place = divmod(bits(64), len(movable))
            one = movable[place]
            others = self._peers[one] if draw & 7 else everybody
            draw, place = divmod(draw >> 3, len(others))
            other = others[place]
            here, there = table_of[one], table_of[other]
            if here == there or not allowed[one] >> there & allowed[other] >> here & 1:
                continue
            if alone[one] and alone[other]:
                cost = price(one, other, here, there)
                if cost <= 0 or (cost < len(odds) and draw % _ONE < odds[cost]):
                    seated.exchange(one, other)
            elif not draw >> 16 & 3:  # groups are asked for more often, as each of their people is
                self._exchange_groups(seated, (one, other), whole, odds, draw)

    def _limit(self, odds: Sequence[int]) -> int:
        """Return the cost of an uneven exchange that fewer repeated meetings cannot make up for."""
        return len(odds) + max(self._rounds[0].sizes) + (2 * FOE if any(self._room.foes) else 0)

    def _exchange_groups(
        self, seated: SeatedRound, two: tuple[int, int], price: Price, odds: Sequence[int], draw: int
    ) -> None:
        """Let a group take the seats of as many people of the other table: of the group there, and of single ones."""
        leaving, coming = sorted((self._room.group_of[person] for person in two), key=len, reverse=True)
        here, there = seated.table_of[leaving[0]], seated.table_of[coming[0]]
        single = [
            person
            for person in people_in(seated.masks[there])
            if self._alone[person] and seated.allowed[person] >> here & 1 and person not in coming
        ]
        draw, first = divmod(draw, max(len(single), 1))
        coming += (*single[first:], *single[:first])[: len(leaving) - len(coming)]
        if len(coming) < len(leaving):
            return
        cost = 0
        for one, other in zip(leaving, coming, strict=True):
            cost += price(one, other, here, there)
            seated.exchange(one, other)
        if cost > 0 and (cost >= len(odds) or draw % _ONE >= odds[cost]):
            for one, other in zip(leaving, coming, strict=True):
                seated.exchange(one, other)


def _full(rounds: int) -> int:
    """Return for how many rounds there is time to look at all of them."""
    return min(max(rounds, _IN_FULL.start), _IN_FULL.stop - 1)


def _odds(stage: int) -> list[int]:
    """Return with which probability an exchange is made that costs 0, that costs 1, and so on."""
    if stage >= _STAGES - _COLD:
        return [_ONE]
    kept = _HOTTEST if stage < 0 else _FIRST
    for _ in range(stage + _HOT if stage < 0 else stage):
        kept = _ONE - (_ONE - kept) * _HOTTER[0] // _HOTTER[1] if stage < 0 else kept * _NEXT[0] // _NEXT[1]
    odds = [_ONE]
    while odds[-1] > _SMALL:
        odds.append(odds[-1] * kept // _ONE)
    return odds


def _peers(room: SeatingRoom) -> list[Sequence[int]]:
    """Return for each those of the same value of the first trait: exchanges with others mostly upset the balance."""
    alike: dict[int, list[int]] = defaultdict(list)
    for person, values in enumerate(room.values_of):
        alike[values[0] if values else 0].append(person)
    return [alike[values[0] if values else 0] for values in room.values_of]


def _company(masks: Sequence[int], table_of: Sequence[int]) -> list[int]:
    """Return for each person, as bits, with whom they share a table; nobody where they were away."""
    return [masks[table] & ~(1 << person) if table >= 0 else 0 for person, table in enumerate(table_of)]


def _tables_of(masks: Sequence[int], people: int) -> list[int]:
    tables = [-1] * people
    for table, mask in enumerate(masks):
        for person in people_in(mask):
            tables[person] = table
    return tables
