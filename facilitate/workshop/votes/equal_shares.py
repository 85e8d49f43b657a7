"""The Method of Equal Shares, completed as Phragmén's sequential rule goes on: every voter has the same to spend.

Dominik Peters and Piotr Skowron, “Proportionality and the Limits of Welfarism” (2020); as in chapter 2 of Martin
Lackner and Piotr Skowron, “Multi-Winner Voting with Approval Preferences” (2023). Each voter begins with k/n for k
places and n voters, a place costs 1. Of the proposals whose voters can pay for them together, sharing as equally as
their money goes, the one whose voters pay least each comes next. Once none can be paid for, all go on earning alike,
and the one whose voters can first pay for it comes next.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from fractions import Fraction

from facilitate.domain.frozen import dataclass

Voters = tuple[int, frozenset[str]]  # so many with equal ballots, and whom these name
_MOST_STEPS = 400  # of looking for what else could have come of ties: what differs then is a tie all the same


@dataclass(frozen=True, slots=True)
class Elected:
    """Who is elected, in that order; `completed` are the last of them, whom no group could pay for at first."""

    elected: tuple[str, ...]
    completed: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class _Stage:
    """Who is elected so far, and what each pile of voters has left."""

    elected: tuple[str, ...]
    paid: int
    money: tuple[Fraction, ...]


def equal_shares(voters: Sequence[Voters], order: Sequence[str], places: int, first: Sequence[str] = ()) -> Elected:
    """Return who is elected; of equals the one with more voters comes first, then who is in `first`, then in `order`.

    Nobody without a voter is elected, so there may be fewer than `places`.
    """
    return next(outcomes(voters, order, places, first), Elected(()))


def outcomes(
    voters: Sequence[Voters], order: Sequence[str], places: int, first: Sequence[str] = ()
) -> Iterator[Elected]:
    """Yield who can be elected, for each way of putting equals that are not in `first` into an order; some twice.

    The first is whole. Where there are too many ways to follow each, the last ones end where they were left.
    """
    everybody = sum(count for count, _backed in voters)
    if not everybody:
        return
    all_backers = ((name, [at for at, (_count, backed) in enumerate(voters) if name in backed]) for name in order)
    backers = {name: those for name, those in all_backers if those}
    support = {name: sum(voters[at][0] for at in those) for name, those in backers.items()}
    rank = {name: (-support[name], first.index(name) if name in first else len(first)) for name in backers}
    left = [_Stage((), 0, (Fraction(places, everybody),) * len(voters))]
    met = set[tuple[frozenset[str], tuple[Fraction, ...]]]()
    is_first = True
    while left and (is_first or len(met) < _MOST_STEPS):
        step = left.pop()
        if len(step.elected) == min(places, len(backers)):
            is_first = False
            yield Elected(step.elected, step.elected[step.paid :])
            continue
        waiting = {name: those for name, those in backers.items() if name not in step.elected}
        is_paid = step.paid == len(step.elected)
        costs = {name: _price(those, voters, step.money) for name, those in waiting.items()} if is_paid else {}
        known = {name: (cost, *rank[name]) for name, cost in costs.items() if cost is not None}
        if known:
            best = [name for name in known if known[name] == min(known.values())]
            steps = [_bought(step, name, backers[name], known[name][0]) for name in best]
        else:
            times = {name: _wait(those, voters, step.money, support[name]) for name, those in waiting.items()}
            waits = {name: (time, *rank[name]) for name, time in times.items()}
            best = [name for name in waits if waits[name] == min(waits.values())]
            steps = [_awaited(step, name, backers[name], waits[name][0]) for name in best]
        for each in reversed(steps):
            if (state := (frozenset(each.elected), each.money)) not in met:
                met.add(state)
                left.append(each)
    yield from (Elected(step.elected, step.elected[step.paid :]) for step in left)


def _price(backers: Sequence[int], voters: Sequence[Voters], money: Sequence[Fraction]) -> Fraction | None:
    """Return the most that one of these voters pays for a place of cost 1; None where they cannot pay for it."""
    left, heads = Fraction(1), sum(voters[at][0] for at in backers)
    for at in sorted(backers, key=money.__getitem__):
        if money[at] * heads >= left:
            return left / heads
        left -= voters[at][0] * money[at]
        heads -= voters[at][0]
    return None


def _wait(backers: Sequence[int], voters: Sequence[Voters], money: Sequence[Fraction], support: int) -> Fraction:
    """Return how much everybody has to earn until these voters can pay for a place."""
    return (1 - sum((voters[at][0] * money[at] for at in backers), Fraction(0))) / support


def _bought(step: _Stage, name: str, backers: Sequence[int], price: Fraction) -> _Stage:
    money = list(step.money)
    for at in backers:
        money[at] -= min(money[at], price)
    return _Stage((*step.elected, name), step.paid + 1, tuple(money))


def _awaited(step: _Stage, name: str, backers: Sequence[int], wait: Fraction) -> _Stage:
    money = [each + wait for each in step.money]
    for at in backers:
        money[at] = Fraction(0)
    return _Stage((*step.elected, name), step.paid, tuple(money))
