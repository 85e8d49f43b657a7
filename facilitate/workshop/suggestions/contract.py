"""What a matcher is given and what it answers: plain values, so that it knows nothing of sessions."""

from __future__ import annotations

from enum import StrEnum

from facilitate.domain.frozen import dataclass

# Where a reason comes from, in `Reason.source`; a learned one is `LEARNED` followed by the name of its event.
NAME, KEYWORDS, IDEAS, LEARNED = "name", "keywords", "ideas", "learned:"


@dataclass(frozen=True, slots=True)
class ProposalText:
    """A text to place: a proposal or an idea. `category` is the key it is filed under, or nothing.

    `others` are the wordings of what was merged into it: it is compared by all of them.
    """

    id: str
    text: str
    category: str = ""
    ref: str = ""
    others: tuple[str, ...] = ()

    @property
    def wordings(self) -> tuple[str, ...]:
        """All that it says, its own text first."""
        return (self.text, *self.others)


@dataclass(frozen=True, slots=True)
class CategoryText:
    """A category as a matcher sees it."""

    key: str
    title: str
    keywords: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Example:
    """What was filed at an earlier event; `category` is a key of today's typology, `source` the event's name."""

    text: str
    category: str
    source: str


@dataclass(frozen=True, slots=True)
class Texts:
    """Everything suggestions are made from. `synonyms` are pairs such as `("TS", "travailleur social")`."""

    items: tuple[ProposalText, ...] = ()
    categories: tuple[CategoryText, ...] = ()
    examples: tuple[Example, ...] = ()
    synonyms: tuple[tuple[str, str], ...] = ()
    language: str = "fr"


class Closeness(StrEnum):
    """How close two texts are in meaning; one scale for an item and what speaks for a category, and for two items.

    Of two ideas that are CLOSE three of four are in one category, on each of three labelled events
    (benchmarks/README.md).
    """

    CLOSE = "close"
    SOMEWHAT = "somewhat"


@dataclass(frozen=True, slots=True)
class Reason:
    """Words an item shares, as it has them; where they were met: references, and one of the sources above.

    With `like`, the words are not shared but resemble those; where they are not the `same`, they only begin alike, or
    with `like` only have a few letters in common. Those letters, and words that very many items have, do not `tell`
    anything. Without words it is by meaning: `nearest` is the text there that means most alike, where one is near
    enough to be named, and `closeness` how close it is.
    """

    words: tuple[str, ...]
    refs: tuple[str, ...] = ()
    source: str = IDEAS
    like: tuple[str, ...] = ()
    same: bool = True
    tells: bool = True
    nearest: str = ""
    closeness: Closeness = Closeness.SOMEWHAT


@dataclass(frozen=True, slots=True)
class FilingSuggestion:
    """A category for an item. `score` and `lead` are 0..1; `lead` is how far it is before the next one.

    A first one that is `confident` may be filed with others in one go: by words it is right three times of four once a
    quarter is filed and six of seven from half on, by meaning nine of ten (benchmarks/README.md). The `likely` are
    worth showing without being asked for.
    """

    category: str
    score: float
    lead: float
    because: tuple[Reason, ...]
    confident: bool = False
    likely: bool = True


@dataclass(frozen=True, slots=True)
class DuplicateSuggestion:
    """Two items that may say the same, by their ids; `because` are words they share, as the first has them.

    Where they share none, they are near by what they mean, as `closeness` says, or are filed together; or only `faint`
    things are told, letters in a row or words that very many items have. The `likely` are worth showing beside one of
    the two without being asked for.
    """

    a: str
    b: str
    score: float
    because: tuple[str, ...]
    likely: bool = True
    faint: bool = False
    closeness: Closeness = Closeness.SOMEWHAT


@dataclass(frozen=True, slots=True)
class Cluster:
    """Items that seem to belong together, by their ids, the words that tell them from all others, and its `middle`.

    That is the id of the item nearest to all others. Compared by meaning it has a `name` too, a phrase of its items.
    """

    items: tuple[str, ...]
    words: tuple[str, ...]
    name: str = ""
    middle: str = ""


class Stopped(Exception):
    """Nobody waits any more for what was being worked out."""


def never() -> bool:
    """Return that nothing is to be stopped."""
    return False
