"""Why a category is suggested: the words an item shares with what speaks for it, and where they were met."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from facilitate.matching.features import RUNS, Reading, Word
from facilitate.matching.vectors import Space
from facilitate.workshop.suggestions.contract import IDEAS, KEYWORDS, NAME, Because

_REFS = 3
_RUN = 4
_NOWHERE: Mapping[str, list[str]] = {}


@dataclass(frozen=True, slots=True)
class Witness:
    """A text that speaks for a category."""

    text: Reading
    source: str
    ref: str = ""


class Reasons:
    """What speaks for one category, by its words."""

    def __init__(self, witnesses: Iterable[Witness]) -> None:
        self._witnesses = tuple(witnesses)
        # For each kin of words the sources it was met in, each with the first few references.
        self._kin: dict[str, dict[str, list[str]]] = {}
        for witness in self._witnesses:
            for kin in witness.text.kin:
                refs = self._kin.setdefault(kin, {}).setdefault(witness.source, [])
                if witness.ref and len(refs) < _REFS:
                    refs.append(witness.ref)
        self._runs: tuple[Mapping[str, tuple[Witness, str]], ...] | None = None

    def because(self, text: Reading, space: Space) -> tuple[Because, ...]:
        """The words shared, those that tell most first; else the word that most resembles one; else nothing."""
        met: dict[str, dict[str, Sequence[str]]] = {}
        shared = (word for kin, word in text.kin.items() if kin in self._kin)
        for word in sorted(shared, key=lambda each: (-space.weight(each), text.says(each))):
            for source, refs in self._kin.get(word.kin, _NOWHERE).items():
                met.setdefault(source, {})[text.says(word)] = refs
        found = tuple(_because(source, words) for source, words in sorted(met.items(), key=_standing))
        return found or self._resembling(text, space)

    def _resembling(self, text: Reading, space: Space) -> tuple[Because, ...]:
        """The word that most resembles one: by the inside of their stems, else by their endings too."""
        if self._runs is None:
            self._runs = tuple(self._by_runs(runs_of) for runs_of in (_inner, _any))
        for known, runs_of in zip(self._runs, (_inner, _any), strict=True):
            met = {run: word for word in text.written for run in runs_of(word) if run in known}
            if met:
                best = min(met, key=lambda run: (-space.run_weight(run), run))
                witness, like = known[best]
                refs = (witness.ref,) if witness.ref else ()
                return (Because((text.written[met[best]],), refs, witness.source, (like,)),)
        return ()

    def _by_runs(self, runs_of: Callable[[Word], Iterable[str]]) -> Mapping[str, tuple[Witness, str]]:
        """For each run of letters the first word that has it."""
        known: dict[str, tuple[Witness, str]] = {}
        for witness in self._witnesses:
            for word, written in witness.text.written.items():
                for run in runs_of(word):
                    known.setdefault(run, (witness, written))
        return known


def _inner(word: Word) -> Iterable[str]:
    return (word.stem[at : at + _RUN] for at in range(len(word.stem) - _RUN + 1))


def _any(word: Word) -> Iterable[str]:
    return (run for run in word.features[RUNS] if len(run) >= _RUN)


def _because(source: str, words: Mapping[str, Sequence[str]]) -> Because:
    refs = dict.fromkeys(ref for met in words.values() for ref in met)
    return Because(tuple(words), tuple(refs)[:_REFS], source)


def _standing(entry: tuple[str, object]) -> tuple[int, str]:
    """What was filed today speaks first, then today's typology, then earlier events."""
    today = (IDEAS, KEYWORDS, NAME)
    return (today.index(entry[0]) if entry[0] in today else len(today), entry[0])
