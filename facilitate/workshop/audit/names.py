"""Names in two spellings: of people, organisations and places, in the programme and in what was written down."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from itertools import combinations

from facilitate.domain.errors import N_, Message
from facilitate.domain.event import kinds
from facilitate.domain.frozen import dataclass
from facilitate.domain.text import folded
from facilitate.workshop.audit.issue import Audited, Issue, Printed, Source, command, doubtful, message, words
from facilitate.workshop.audit.number_words import plain
from facilitate.workshop.audit.spelling import close, inflected, letter_apart

_SMALL = frozenset(words("de du des d la le les l et en a au aux the of and for"))
# What organisations call themselves, and what names of all kinds have in common.
_COMMON = frozenset(
    words(
        "fondation association direction ville mairie compagnie conseil region departement centre maison institut "
        "universite ecole collectif federation union reseau ministere agence societe groupe service caisse "
        "social sociale "
        "national nationale general generale france paris musee theatre comite mission delegation foundation council "
        "university school institute network center house society trust city department ministry office museum"
    )
)
_PART, _LONG, _WHOLE = 5, 9, 7
_SHORTEST, _LONGEST = 4, 40  # letters of a name; shorter ones are acronyms and first names
_MOST_NAMES = 500  # that are compared two by two
_NEAR = 16  # characters before a word that tell whether it opens a sentence
_NO_TITLE = 2  # words with a capital that any sentence may have
_WORD = re.compile(r"[^\W\d_]+(?:[-’'][^\W\d_]+)*")
_ELIDED = re.compile(r"(?:[ldnmtscj]|qu|jusqu|lorsqu|puisqu)[’']", re.IGNORECASE)
_OPENING = re.compile(r"(?:^|[.!?:;…\n•«“\"(/–—-]\s*)$")
_SPELLING = N_("“{one}” is spelt differently from “{other}” (in {where}).")
_TODO = N_("If it is the same name, use one spelling.")


@dataclass(frozen=True, slots=True)
class _Name:
    """A name of the programme; `mend` gives the command that would spell it otherwise."""

    name: str
    where: Message
    mend: Callable[[str], str]
    person: bool = False


@dataclass(frozen=True, slots=True)
class _Word:
    """A word with a capital in a text; `opens` where the capital may be that of a sentence."""

    word: str
    where: Message
    command: str
    opens: bool


def names(audited: Audited) -> Iterator[Issue]:
    """Yield names of the programme that differ by spelling, then words of texts that do."""
    known = list(_known(audited))
    yield from _alike(known)
    if beyond := _spelled(known)[_MOST_NAMES:]:
        why = message(N_("Only the first {count} names were compared with each other."), count=_MOST_NAMES)
        yield doubtful("unread", beyond[0].where, why, message(N_("Check the others yourself.")))
    found, small = _words_of(audited.texts, {each.name for each in known})
    parts = {
        plain(part): (part, name)
        for name in known
        for _start, part in _words(name.name)
        if len(part) >= _PART and plain(part) not in _COMMON and plain(part) not in small
    }
    often = Counter(plain(each.word) for each in found)
    spelled = Counter(each.word for each in found)
    yield from _against_known(found, parts, often, small)
    yield from _against_one_another([each for each in found if plain(each.word) not in parts], often, spelled, small)


def _known(audited: Audited) -> Iterator[_Name]:
    """Yield the names that acts have put into what is printed, each once for each place."""
    seen = set()
    for each in (each for kind in kinds().values() for each in kind.names_now(audited.session)):
        if each.name and each.printed and (each.name, each.where) not in seen:
            seen.add((each.name, each.where))
            person = each.kind is not None and not each.kind.perhaps_organisation
            yield _Name(each.name, message(each.where), _mending(audited, each.path, each.name), person)


def _mending(audited: Audited, path: str, name: str) -> Callable[[str], str]:
    partners = audited.session.plan.partners

    def mend(spelling: str) -> str:
        if not path:
            return ""
        values = [spelling if each == name else each for each in partners] if path == "partners" else [spelling]
        return command(audited.name, "plan set", path, *values)

    return mend


def _spelled(known: Sequence[_Name]) -> list[_Name]:
    """Return the names, each spelling once: where it stands first."""
    return list({_as_typed(each.name): each for each in reversed(known)}.values())[::-1]


def _alike(known: Sequence[_Name]) -> Iterator[Issue]:
    """Yield two names of the programme that are probably one and not spelled alike; the rarer one is suspected."""
    often = Counter(each.name for each in known)
    compared = [(each, _important(each.name)) for each in _spelled(known)[:_MOST_NAMES]]
    for (one, first), (other, second) in combinations(compared, 2):
        if not _same(first, second):
            continue
        rare, usual = (one, other) if often[one.name] <= often[other.name] else (other, one)
        why = message(_SPELLING, one=rare.name, other=usual.name, where=usual.where)
        yield doubtful("spelling", rare.where, why, message(_TODO), rare.mend(usual.name))


def _as_typed(name: str) -> str:
    """Return a name without what no reader sees."""
    return " ".join(name.replace("’", "'").replace("\u00a0", " ").split())


def _same(first: list[str], second: list[str]) -> bool:
    """Return whether two names differ by accents, small words, hyphens or a letter only."""
    if "".join(first) == "".join(second):
        return bool(first)
    if len(first) != len(second):
        joined = "".join(first), "".join(second)
        return min(map(len, joined)) >= _LONG and close(*joined, 1) and not any(map(str.isdigit, "".join(joined)))
    pairs = [(a, b) for a, b in zip(first, second, strict=True) if a != b]
    return len(pairs) == 1 and all(_one_letter(*pair) for pair in pairs)


def _one_letter(one: str, other: str) -> bool:
    if any(map(str.isdigit, one + other)) or min(len(one), len(other)) < _PART:
        return False
    return close(one, other, 2 if min(len(one), len(other)) >= _LONG else 1)


def _important(name: str) -> list[str]:
    bare = re.sub(r"\([^)]*\)", " ", name) if not name.startswith("(") else name
    return [word for word in re.findall(r"[a-z0-9]+", folded(bare)) if word not in _SMALL]


def _words_of(texts: Iterable[Printed], given: Collection[str]) -> tuple[list[_Word], frozenset[str]]:
    """Return the words with a capital that are no given names, and the ordinary ones: those once without."""
    capitals: list[_Word] = []
    small: set[str] = set()
    for each in texts:
        found = list(_words(each.text))
        small.update(word for _start, word in found if word[0].islower())
        if each.source is not Source.PROGRAMME or each.text not in given:
            capitals += _capitals(each, found)
    return capitals, frozenset(map(plain, small))


def _capitals(each: Printed, found: Sequence[tuple[int, str]]) -> Iterator[_Word]:
    large = [(start, word) for start, word in found if word[0].isupper()]
    # In a title any word may have a capital, as at the beginning of a sentence.
    title = len(large) > _NO_TITLE and len(large) * 2 > len(found)
    for start, word in large:
        if _SHORTEST <= len(word) <= _LONGEST:
            before = each.text[max(0, start - _NEAR) : start]
            yield _Word(word, each.where, each.command, title or bool(_OPENING.search(before)))


def _words(text: str) -> Iterator[tuple[int, str]]:
    """Yield the words of a text with where they start, elisions too; “l’État” is the word “État”."""
    for found in _WORD.finditer(text):
        word = found[0]
        elided = _ELIDED.match(word) if "’" in word or "'" in word else None
        before = elided.end() if elided and elided.end() < len(word) else 0
        yield found.start(), word[before:] if before else word


def _against_known(
    found: Sequence[_Word], parts: dict[str, tuple[str, _Name]], often: Counter[str], small: frozenset[str]
) -> Iterator[Issue]:
    """Yield a word that occurs once and is a letter, or an accent, away from a part of a name of the programme."""
    pairs: dict[str, list[str]] = {}
    rare = (word for word, times in often.items() if times == 1 and len(word) >= _PART and word not in parts)
    for word, part in letter_apart(rare, parts):
        pairs.setdefault(word, []).append(part)
    for each in found:
        simple = plain(each.word)
        if simple in parts:
            part, name = parts[simple]
            close_ones = [simple] if _accents_differ(each.word, part) else []
        elif often[simple] > 1 or simple in small or simple in _COMMON:
            continue
        else:
            near = [part for part in pairs.get(simple, ()) if not inflected(simple, part)]
            close_ones = [part for part in near if not each.opens or parts[part][1].person]
        if close_ones:
            part, name = parts[close_ones[0]]
            why = message(_SPELLING, one=each.word, other=part, where=name.where)
            yield doubtful("spelling", each.where, why, message(_TODO), each.command)


def _accents_differ(one: str, other: str) -> bool:
    return _as_typed(one).casefold() != _as_typed(other).casefold()


def _against_one_another(
    found: Sequence[_Word], often: Counter[str], spelled: Counter[str], small: frozenset[str]
) -> Iterator[Issue]:
    """Yield a word with a capital that occurs once, a letter or an accent away from one that occurs elsewhere."""
    names = {each.word: each for each in found if not each.opens and plain(each.word) not in small}
    by_letters: dict[str, list[str]] = {}
    for word in names:
        by_letters.setdefault(plain(word), []).append(word)
    for spellings in by_letters.values():
        for one, other in combinations(spellings, 2):
            if _accents_differ(one, other) and 1 in (spelled[one], spelled[other]):
                yield _otherwise(*((names[one], names[other]) if spelled[one] == 1 else (names[other], names[one])))
    long_ones = [word for word in by_letters if len(word) >= _WHOLE]
    once = [word for word in long_ones if often[word] == 1]
    for rare, usual in letter_apart(once, [word for word in long_ones if often[word] > 1]):
        if not inflected(rare, usual):
            yield _otherwise(names[by_letters[rare][0]], names[by_letters[usual][0]])


def _otherwise(rare: _Word, usual: _Word) -> Issue:
    why = message(_SPELLING, one=rare.word, other=usual.word, where=usual.where)
    return doubtful("spelling", rare.where, why, message(_TODO), rare.command)
