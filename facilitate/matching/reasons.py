"""Why a category is suggested: the words an item shares with what speaks for it, and where they were met."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from math import ceil

from facilitate.domain.text import folded
from facilitate.matching.features import NGRAMS, Features, Word
from facilitate.matching.vectors import TermWeights
from facilitate.workshop.suggestions.contract import IDEAS, KEYWORDS, NAME, Reason

_REFS = 3
_RUN = 4
_SEEN = 6  # letters in a row that two words must share to be called similar
_MISSPELT = 0.8
_SAME_BEGINNING = 0.75  # of the shorter stem: “transport” and “translation” have most of it apart


@dataclass(frozen=True, slots=True)
class CategoryEvidence:
    """A text that speaks for a category."""

    text: Features
    source: str
    ref: str = ""


class Reasons:
    """What speaks for one category, by its words."""

    def __init__(self, evidence: Iterable[CategoryEvidence]) -> None:
        self._evidence = tuple(evidence)
        # For each stem4 the words that have it and the sources they were met in, each with the first few references.
        self._by_stem4: dict[str, dict[Word, dict[str, list[str]]]] = {}
        for each in self._evidence:
            for stem4, other in each.text.stem4.items():
                met = self._by_stem4.setdefault(stem4, {}).setdefault(other, {})
                refs = met.setdefault(each.source, [])
                if each.ref and len(refs) < _REFS:
                    refs.append(each.ref)
        self._runs: tuple[Mapping[str, tuple[CategoryEvidence, Word, str]], ...] | None = None
        self._spelt: dict[tuple[str, str], set[str]] | None = None

    def because(self, text: Features, weights: TermWeights) -> tuple[Reason, ...]:
        """Return the words shared, those that tell most first; else the word that most resembles one; else nothing."""
        met: dict[str, dict[str, list[str]]] = {}
        shared = (word for stem4, word in text.stem4.items() if stem4 in self._by_stem4)
        for word in sorted(shared, key=lambda each: (-weights.weight(each), text.says(each))):
            for other, sources in self._by_stem4[word.stem4].items():
                for source, refs in sources.items() if _begin_alike(word, other) else ():
                    known = met.setdefault(source, {}).setdefault(text.says(word), [])
                    known += [ref for ref in refs if ref not in known][: _REFS - len(known)]
        found = tuple(self._because(source, words) for source, words in sorted(met.items(), key=_standing))
        return found or self._resembling(text, weights)

    def _because(self, source: str, words: Mapping[str, Sequence[str]]) -> Reason:
        """Return the words met in one place; they are called the same where each text that is named has them so."""
        if self._spelt is None:
            self._spelt = {}
            for each in self._evidence:
                spelt = self._spelt.setdefault((each.source, each.ref), set())
                spelt.update(map(folded, each.text.written.values()))
        refs = dict.fromkeys(ref for met in words.values() for ref in met)
        same = all(folded(word) in self._spelt[source, ref] for word, named in words.items() for ref in named or ("",))
        return Reason(tuple(words), tuple(refs)[:_REFS], source, same=same)

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
                found = (Reason((word,), (each.ref,) if each.ref else (), each.source, (like,), same=seen),)
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


def _begin_alike(one: Word, other: Word) -> bool:
    """Return whether words of the same first letters share most of the shorter one's stem, and not only a prefix."""
    shared = ceil(_SAME_BEGINNING * min(len(one.stem), len(other.stem)))
    return one.stem[:shared] == other.stem[:shared]


def _resembles(one: Word, other: Word, *written: str) -> bool:
    """Return whether whoever reads two words sees that one is within the other, or that one is misspelt.

    A few letters weigh in a score together with many others; as a reason “opening” for “housing” would be laughed at.
    """
    plain, like = (folded(each.casefold()) for each in written)
    if _longest(plain, like) >= _SEEN and _longest(one.stem, other.stem) >= _RUN:
        return True
    return plain[0] == like[0] and SequenceMatcher(None, plain, like, autojunk=False).ratio() >= _MISSPELT


def _longest(one: str, other: str) -> int:
    return SequenceMatcher(None, one, other, autojunk=False).find_longest_match().size


def _inner(word: Word) -> Iterable[str]:
    return (word.stem[at : at + _RUN] for at in range(len(word.stem) - _RUN + 1))


def _any(word: Word) -> Iterable[str]:
    return (run for run in word.features[NGRAMS] if len(run) >= _RUN)


def _standing(entry: tuple[str, object]) -> tuple[int, str]:
    """Return a key that orders evidence: what was filed today first, then today's typology, then earlier events."""
    today = (IDEAS, KEYWORDS, NAME)
    return (today.index(entry[0]) if entry[0] in today else len(today), entry[0])
