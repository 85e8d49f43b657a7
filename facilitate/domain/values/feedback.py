"""The closing questions of an event: up to three, each answered on four steps by nobody in particular."""

from __future__ import annotations

from datetime import datetime

from facilitate.domain.frozen import dataclass

MOST_QUESTIONS = 3
STEPS = 4  # from “not at all”, which is 1, to “entirely”
FEW = 5  # answers below which nothing is told of what they say
MOST_ANSWERS = 100_000


@dataclass(frozen=True, slots=True)
class FeedbackCount:
    """What was in the box when the questions were closed: how many answered, and by question how many took each step.

    The `steps` of a question are empty where too few answered it: they would tell what somebody said, and nobody keeps
    them. `present` people were there, 0 where nobody said.
    """

    phones: int
    paper: int
    present: int
    steps: tuple[tuple[int, ...], ...]

    @property
    def answers(self) -> int:
        """How many people answered."""
        return self.phones + self.paper


@dataclass(frozen=True, slots=True)
class Feedback:
    """The closing questions as they were asked; the questions never change.

    Two laptops that know nothing of each other may ask the same: then one is `joined` to the other, each has a box of
    its own, and those in `open` take answers. There is one of the `counts` for each time a box was closed: what came
    after the questions were opened again stands apart, so that nobody can take the one from the other and read a
    single answer. The `note` is what is said beside the sums, which may not add up.
    """

    id: str
    opened: datetime
    questions: tuple[str, ...]
    open: tuple[str, ...]
    counts: tuple[FeedbackCount, ...] = ()
    joined: tuple[str, ...] = ()
    note: str = ""

    @property
    def is_open(self) -> bool:
        """Whether answers are taken anywhere."""
        return bool(self.open)

    @property
    def answers(self) -> int:
        """How many people answered before the last close."""
        return sum(count.answers for count in self.counts)

    def steps(self, question: int) -> tuple[int, ...]:
        """Return how many took each step of a question, by its place from 0; empty where too few answered it."""
        shown = [count.steps[question] for count in self.counts if count.steps[question]]
        return tuple(map(sum, zip(*shown, strict=True)))

    def blank(self, question: int) -> int:
        """Return how many answered other questions and left this one out, where its steps are told; else 0."""
        return sum(count.answers - sum(steps) for count in self.counts if (steps := count.steps[question]))
