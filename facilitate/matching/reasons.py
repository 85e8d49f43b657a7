"""Why a category is suggested: the words an item shares with what speaks for it, and where they were met."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from functools import cached_property
from heapq import nlargest
from operator import itemgetter

from facilitate.domain.text import folded
from facilitate.matching.features import NGRAMS, Features, Word
from facilitate.matching.vectors import TermWeights
from facilitate.workshop.suggestions.contract import IDEAS, KEYWORDS, NAME, Reason

_REFS = 3
_RUN = 4
_SEEN = 6  # letters in a row that two words must share to be called similar
_MISSPELT = 0.85
_DIGITS = 6
_END = 2  # letters that are not misspelt, for there the words of a family differ


@dataclass(frozen=True, eq=False)
class CategoryEvidence:
    """A text that speaks for a category."""

    text: Features
    source: str
    ref: str = ""

    @cached_property
    def spelt(self) -> frozenset[str]:
        """The spellings of its words."""
        return frozenset(word.spelling for word in self.text.written)


class Reasons:
    """What speaks for one category, by its words."""

    def __init__(self, evidence: Iterable[CategoryEvidence]) -> None:
        self._evidence = tuple(evidence)
        # For each family of words the sources it was met in, each with the first few texts that have it.
        self._met: dict[str, dict[str, list[CategoryEvidence]]] = {}
        for each in self._evidence:
            for family in each.text.families:
                found = self._met.setdefault(family, {}).setdefault(each.source, [])
                if len(found) < _REFS:
                    found.append(each)
        self._runs: tuple[Mapping[str, tuple[CategoryEvidence, Word, str]], ...] | None = None

    def because(self, text: Features, weights: TermWeights, dull: Collection[str] = ()) -> tuple[Reason, ...]:
        """Return the words shared, those that tell most first; else the word that most resembles one; else nothing.

        Words of the `dull` families are told only where there are no others, and as telling nothing.
        """
        every = [word for family, word in text.families.items() if family in self._met]
        if not every:
            return self._resembling(text, weights)
        shared = [word for word in every if word.family not in dull]
        tells = bool(shared)
        shared = shared or every
        if len(shared) > 1:
            shared.sort(key=lambda each: (-weights.weight(each), text.says(each)))
        met: dict[str, dict[CategoryEvidence, None]] = {}
        for word in shared:
            for source, found in self._met[word.family].items():
                met.setdefault(source, {}).update(dict.fromkeys(found))
        reasons = [
            (-round(sum(map(weights.weight, common)), _DIGITS), replace(reason, tells=tells))
            for source, there in sorted(met.items(), key=_standing)
            for common, reason in _shared(source, _nearest(there, shared), shared, text)
        ]
        reasons.sort(key=itemgetter(0))
        return tuple(reason for _, reason in reasons)

    def _resembling(self, text: Features, weights: TermWeights) -> tuple[Reason, ...]:
        """Return the word that most resembles one: by the inside of their stems, else by their endings too.

        Where nobody sees that it does, the letters they share are all that speaks for it, and all that is told.
        """
        if self._runs is None:
            self._runs = tuple(self._by_runs(runs_of) for runs_of in (_inner, _any))
        letters: tuple[Reason, ...] = ()
        for known, runs_of in zip(self._runs, (_inner, _any), strict=True):
            met = {run: word for word in text.written for run in runs_of(word) if run in known}
            for best in sorted(met, key=lambda run: (-weights.ngram_weight(run), run)):
                each, other, like = known[best]
                word = text.written[met[best]]
                seen = _resembles(met[best], other, word, like)
                found = (Reason((word,), (each.ref,) if each.ref else (), each.source, (like,), same=seen, tells=seen),)
                if seen:
                    return found
                letters = letters or found
        return letters

    def _by_runs(self, runs_of: Callable[[Word], Iterable[str]]) -> Mapping[str, tuple[CategoryEvidence, Word, str]]:
        """For each run of letters the first word that has it."""
        known: dict[str, tuple[CategoryEvidence, Word, str]] = {}
        for each in self._evidence:
            for word, written in each.text.written.items():
                for run in runs_of(word):
                    known.setdefault(run, (each, word, written))
        return known


def _nearest(met: Collection[CategoryEvidence], words: Iterable[Word]) -> list[CategoryEvidence]:
    """Return the few texts that have most of some words."""
    if len(met) <= _REFS:
        return list(met)
    families = {word.family for word in words}
    return nlargest(_REFS, met, key=lambda each: len(families & each.text.families.keys()))


def _shared(
    source: str, met: Iterable[CategoryEvidence], words: Sequence[Word], text: Features
) -> Iterator[tuple[Sequence[Word], Reason]]:
    """Yield what a text has in common with those of one source: of each idea that is named, what that idea has."""
    alike: dict[tuple[Word, ...], list[CategoryEvidence]] = {}
    nameless = []
    for each in met:
        if each.ref:
            common = tuple(word for word in words if word.family in each.text.families)
            alike.setdefault(common, []).append(each)
        else:
            nameless.append(each)
    if nameless:
        common = tuple(word for word in words if any(word.family in each.text.families for each in nameless))
        spelt = frozenset().union(*(each.spelt for each in nameless))
        yield common, _reason(source, common, (), spelt, text)
    for common, ideas in sorted(alike.items(), key=lambda each: -len(each[0])):
        spelt = frozenset.intersection(*(each.spelt for each in ideas))
        yield common, _reason(source, common, [each.ref for each in ideas], spelt, text)


def _reason(source: str, words: Sequence[Word], refs: Iterable[str], spelt: Collection[str], text: Features) -> Reason:
    """Return words as the text has them; they are called the same where the others spell each of them so."""
    written = tuple(dict.fromkeys(map(text.says, words)))
    same = {text.says(each) for each in words if each in text.written and each.spelling in spelt}
    return Reason(written, tuple(refs), source, same=same.issuperset(written))


def _resembles(one: Word, other: Word, *written: str) -> bool:
    """Return whether whoever reads two words sees that one is within the other, or that one is misspelt.

    A few letters weigh in a score together with many others; as a reason “opening” for “housing” would be laughed at,
    and so would “commune” for “communication”: words that begin alike are of one family, or have nothing to do with
    each other.
    """
    plain, like = (folded(each.casefold()) for each in written)
    if plain[:_RUN] != like[:_RUN] and _longest(plain, like) >= _SEEN and _longest(one.stem, other.stem) >= _RUN:
        return True
    a, b = one.family, other.family
    return (
        (a[0], a[-_END:]) == (b[0], b[-_END:])
        and max(len(a), len(b)) >= _SEEN
        and SequenceMatcher(None, a, b, autojunk=False).ratio() >= _MISSPELT
    )


def _longest(one: str, other: str) -> int:
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size


def _inner(word: Word) -> Iterable[str]:
    return (word.stem[at : at + _RUN] for at in range(len(word.stem) - _RUN + 1))


def _any(word: Word) -> Iterable[str]:
    return (run for run in word.features[NGRAMS] if len(run) >= _RUN)


def _standing(entry: tuple[str, object]) -> tuple[int, str]:
    """Return a key that orders what tells as much: a title first, which says it all, and earlier events last."""
    today = (NAME, KEYWORDS, IDEAS)
    return (today.index(entry[0]) if entry[0] in today else len(today), entry[0])
