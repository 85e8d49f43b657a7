"""Synonyms of the house that what was typed lets one guess: an acronym, and words whose initials spell it.

They are proposed to a person and never added by themselves.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from functools import lru_cache

from facilitate.domain.programme.plan import Plan
from facilitate.domain.session import Session
from facilitate.domain.text import folded
from facilitate.workshop.suggestions.stop_words import name_words, stop_words
from facilitate.workshop.suggestions.texts import synonym

SYNONYMS, REFUSED = "synonyms", "refused_synonyms"  # where a programme has those that were accepted, and refused
_ACRONYM = re.compile(r"\b([A-ZÀ-ÖØ-Þ]{2,6})s?\b")
# Words go on over spaces, hyphens and apostrophes; any other sign ends what may be one name.
_RUN = re.compile(r"[^\W\d_]+(?:[ \u00a0'’-][^\W\d_]+)+")
_WORD = re.compile(r"[^\W\d_]+")
_TWO = 2
_LETTERS = 3  # of a word whose initial counts, at least
_LONGEST = 6  # of a word in capitals that is an acronym itself
_JOINS, _ENDS = ",", "."  # among initials
_ENOUGH = 2  # texts in which words stand that spell an acronym, or one that explains it in brackets
_EACH = 2  # meanings of one acronym: “travail social” and “travailleur social”


def acronyms_explained(session: Session) -> tuple[str, ...]:
    """Return what may be added to the synonyms, as it stands there; neither what is there, nor what was refused."""
    plan = session.plan
    texts = [f"{idea.text}\n{idea.detail}" for idea in session.ideas.values() if not idea.withdrawn]
    spoken = (text for text in texts if not text.isupper() or len(text.split()) == 1)  # others are all in capitals
    typed = {found for text in spoken for found in _ACRONYM.findall(text)}
    # Three letters mean one thing; two may mean the work and the person: “travail social”, “travailleur social”.
    known = {folded(one) for pair in map(synonym, plan.synonyms) for one in pair}
    wanted = {folded(each): each for each in sorted(typed) if len(each) == _TWO or folded(each) not in known}
    meanings = _meanings([*texts, *(each.title for each in plan.categories)], wanted, plan.language)
    settled = _settled(plan)
    return tuple(
        f"{acronym} = {meaning}"
        for small, acronym in wanted.items()
        for meaning in _likely(meanings.get(small, ()))
        if (small, _singular(meaning)) not in settled
    )


def _settled(plan: Plan) -> set[tuple[str, str]]:
    pairs = map(synonym, (*plan.synonyms, *plan.refused_synonyms))
    return {way for one, other in pairs for way in ((folded(one), _singular(other)), (folded(other), _singular(one)))}


def _meanings(texts: Iterable[str], wanted: Collection[str], language: str) -> dict[str, list[str]]:
    """Return for each acronym, in small letters, the words that spell it: once for each text."""
    found: dict[str, list[str]] = {}
    if not wanted:
        return found
    initial = _Initials(language)
    spelled = re.compile(f"(?={'|'.join(sorted(wanted))})")
    for text in texts:
        once: dict[tuple[str, str], str] = {}
        for run in _RUN.findall(text):
            words = _WORD.findall(run)
            initials = "".join([initial[word] for word in words])
            spelling = initials.replace(_JOINS, "")
            for hit in spelled.finditer(spelling):
                for acronym in (each for each in wanted if spelling.startswith(each, hit.start())):
                    meaning = _words_at(run, initials, hit.start(), len(acronym))
                    once.setdefault((acronym, _singular(meaning)), meaning)
        for (acronym, _), meaning in once.items():
            explained = _is_explained(text, acronym, meaning)
            found.setdefault(acronym, []).extend([meaning] * (_ENOUGH if explained else 1))
    return found


def _is_explained(text: str, acronym: str, meaning: str) -> bool:
    """Whether an acronym and its words stand beside each other, one of them in brackets."""
    one, other = re.escape(acronym), re.escape(meaning)
    beside = rf"\b{one}s?\b\s*\(\s*{other}|{other}\s*\(\s*{one}s?\b"
    return re.search(beside, text, re.IGNORECASE) is not None


def _words_at(run: str, initials: str, place: int, many: int) -> str:
    """Return so many words of a run from that place on, without counting those that join, as they stand there."""
    spans = [found.span() for sign, found in zip(initials, _WORD.finditer(run), strict=True) if sign != _JOINS]
    return run[spans[place][0] : spans[place + many - 1][1]]


class _Initials(dict[str, str]):
    """For each word its initial; for those that join the words of a name, and for those in no name, a sign."""

    def __init__(self, language: str) -> None:
        super().__init__()
        self._joins = frozenset[str]().union(*name_words(language))
        self._others = stop_words(language)

    def __missing__(self, word: str) -> str:
        plain = folded(word)
        if plain in self._joins:
            sign = _JOINS
        elif len(plain) < _LETTERS or plain in self._others or (word.isupper() and len(word) <= _LONGEST):
            sign = _ENDS
        else:
            sign = plain[0]
        self[word] = sign
        return sign


def _likely(meanings: Sequence[str]) -> Iterator[str]:
    """Yield those that most texts have; chance alone spells letters, so that one text is no sign unless it explains."""
    forms: dict[str, list[str]] = {}
    for each in meanings:
        forms.setdefault(_singular(each), []).append(_small(each))
    ranked = sorted(forms.items(), key=lambda each: (-len(each[1]), each[0]))
    for singular, same in ranked[:_EACH]:
        if len(same) >= _ENOUGH:
            written = Counter(same)
            yield min(written, key=lambda form: (folded(form) != singular, -written[form], form))


def _small(words: str) -> str:
    """Return words without the capital that begins a sentence."""
    return words if words[1:] != words[1:].lower() else words.lower()


@lru_cache(maxsize=10_000)
def _singular(words: str) -> str:
    return " ".join(re.sub(r"(?:(?<=a)ux|(?<=..)[sx])$", _ending, word) for word in folded(words).split())


def _ending(found: re.Match[str]) -> str:
    return "l" if found.group() == "ux" else ""
