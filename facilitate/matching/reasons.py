"""Why a category is suggested: the words an item shares with what speaks for it, and where they were met."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from facilitate.domain.text import folded
from facilitate.matching.features import NGRAMS, Features, Word
from facilitate.matching.vectors import TermWeights
from facilitate.workshop.suggestions.contract import IDEAS, KEYWORDS, NAME, Reason

_REFS = 3
_RUN = 4
_NOWHERE: Mapping[str, list[str]] = {}


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
        # For each stem4 of words the sources it was met in, each with the first few references.
        self._by_stem4: dict[str, dict[str, list[str]]] = {}
        for each in self._evidence:
            for stem4 in each.text.stem4:
                refs = self._by_stem4.setdefault(stem4, {}).setdefault(each.source, [])
                if each.ref and len(refs) < _REFS:
                    refs.append(each.ref)
        self._runs: tuple[Mapping[str, tuple[CategoryEvidence, str]], ...] | None = None
        self._spelt: dict[tuple[str, str], set[str]] | None = None

    def because(self, text: Features, weights: TermWeights) -> tuple[Reason, ...]:
        """Return the words shared, those that tell most first; else the word that most resembles one; else nothing."""
        met: dict[str, dict[str, Sequence[str]]] = {}
        shared = (word for stem4, word in text.stem4.items() if stem4 in self._by_stem4)
        for word in sorted(shared, key=lambda each: (-weights.weight(each), text.says(each))):
            for source, refs in self._by_stem4.get(word.stem4, _NOWHERE).items():
                met.setdefault(source, {})[text.says(word)] = refs
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
        """Return the word that most resembles one: by the inside of their stems, else by their endings too."""
        if self._runs is None:
            self._runs = tuple(self._by_runs(runs_of) for runs_of in (_inner, _any))
        for known, runs_of in zip(self._runs, (_inner, _any), strict=True):
            met = {run: word for word in text.written for run in runs_of(word) if run in known}
            if met:
                best = min(met, key=lambda run: (-weights.ngram_weight(run), run))
                each, like = known[best]
                refs = (each.ref,) if each.ref else ()
                return (Reason((text.written[met[best]],), refs, each.source, (like,)),)
        return ()

    def _by_runs(self, runs_of: Callable[[Word], Iterable[str]]) -> Mapping[str, tuple[CategoryEvidence, str]]:
        """For each run of letters the first word that has it."""
        known: dict[str, tuple[CategoryEvidence, str]] = {}
        for each in self._evidence:
            for word, written in each.text.written.items():
                for run in runs_of(word):
                    known.setdefault(run, (each, written))
        return known


def _inner(word: Word) -> Iterable[str]:
    return (word.stem[at : at + _RUN] for at in range(len(word.stem) - _RUN + 1))


def _any(word: Word) -> Iterable[str]:
    return (run for run in word.features[NGRAMS] if len(run) >= _RUN)


def _standing(entry: tuple[str, object]) -> tuple[int, str]:
    """Return a key that orders evidence: what was filed today first, then today's typology, then earlier events."""
    today = (IDEAS, KEYWORDS, NAME)
    return (today.index(entry[0]) if entry[0] in today else len(today), entry[0])
