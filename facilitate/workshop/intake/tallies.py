"""Votes behind the ideas of a flip chart or a sheet: `Un four •••`, `Une navette x3`, `Un bal (4 votes)`, `Un banc 👍`.

They are no words of the idea. One mark alone may be one (`Un bac +3`, `Un parcours ✔`): marks are votes where several
lines have some, or where it is written that they are (`4 voix`, `2 gommettes`).
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache
from typing import Literal, TypeAlias

from facilitate.domain.errors import N_, Message, Names
from facilitate.domain.frozen import dataclass
from facilitate.domain.text import excerpt, folded
from facilitate.sheets.counting import counted
from facilitate.workshop.intake.beside_ideas import beside_ideas
from facilitate.workshop.intake.bullets import Line
from facilitate.workshop.intake.incoming import IncomingIdea, Outcome
from facilitate.workshop.intake.speakers import spoken_from
from facilitate.workshop.intake.total_cells import A_TOTAL, is_count

VOTES = N_("Votes written behind ideas are not imported ({lines}): {words}.")
ONLY_VOTES = N_("This is a count of votes, not an idea.")
_SEVERAL = 2
_SHOWN, _LONGEST_SHOWN = 3, 20
_LAST = 60  # signs among which votes stand
_BLANK = "[ \t\u00a0\u202f]"
_DOTS = "•●∙⬤⚫⚪🔴🟠🟡🟢🔵🟣🟤○◉👍👎👏🙌🔥💯😍❤♥💚💙💛🧡💜"
_WEAK = "✔✓✅☑⭐★☆✨✚➕"  # one of these may as well say that a thing is done, or how good it is
_AGAINST = "✗✘❌✖✕"
_ENDS = frozenset(f"{_DOTS}{_WEAK})]+*|/-–−\ufe0f\U0001f3fb\U0001f3fc\U0001f3fd\U0001f3fe\U0001f3ff")
_TOTALS = frozenset(("total", "totaux", "total general", "grand total", "total des votes", "votes", "somme", "sum"))
_BEGIN_TOTALS = frozenset("tTsSgGnN")
_STROKES = 4  # fewer may be a Roman number
# Before a number of votes: `un chœur à 4 voix`.
_JOINING = frozenset("à a de d of en in with avec by par pour for les des the aux".split())  # noqa: SIM905
_AROUND = " :–—-,;\t\u00a0\u202f"
_SMALL_LEVELS = frozenset(("bac", "niveau", "level", "c"))

_NAMED = (
    *("vote", "votes", "voix", "gommette", "gommettes", "pastille", "pastilles", "dot", "dots", "sticker", "stickers"),
    *("votant", "votants", "voter", "voters"),
)
_LOOSE = (
    *("point", "points", "pt", "pts", "like", "likes", "croix", "cœur", "cœurs", "coeur", "coeurs", "heart", "hearts"),
    *("étoile", "étoiles", "star", "stars", "bâton", "bâtons", "pour", "for"),
)
_COUNTED = frozenset((*_NAMED, *_LOOSE, "contre", "against", "non", "no", "abstention", "abstentions", "oui", "yes"))

# What a mark is: votes by their name, behind a sign or not; signs; one that may be anything else; a bare number.
_Kind: TypeAlias = Literal["named", "called", "sign", "weak", "number"]

_AS_FOUND: dict[str, _Kind] = {"named": "named", "called": "called", "number": "number"}


@dataclass(frozen=True, slots=True)
class _Mark:
    start: int
    kind: _Kind
    words: str
    many: bool


@dataclass(frozen=True, slots=True)
class Tallies:
    """The votes behind ideas as they were written, and the places of the lines of votes, or totals, alone."""

    words: tuple[str, ...] = ()
    alone: tuple[int, ...] = ()
    totals: tuple[int, ...] = ()

    def reasons(self) -> dict[int, str]:
        """Why the lines that hold no words of an idea are none."""
        return dict.fromkeys(self.alone, ONLY_VOTES) | dict.fromkeys(self.totals, A_TOTAL)

    def notices(self, what: str = "line") -> Iterator[Message]:
        """Tell what was left out."""
        if self.words:
            shown = tuple(dict.fromkeys(self.words))
            names = Names(shown[:_SHOWN], len(shown[_SHOWN:]))
            yield Message(VOTES, {"lines": counted(len(self.words), what), "words": names})


@cache
def _votes() -> re.Pattern[str]:
    """Return the form of votes at the end of a line."""
    named, loose = f"(?:{'|'.join(_NAMED)})", f"(?:{'|'.join(_LOOSE)})"
    number, plus = r"\d{1,3}", rf"\+{_BLANK}?\d{{1,3}}"
    amount = (
        r"(?:\d{1,3}|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|one|two|three|four|five|seven|eight|nine|ten)"
    )
    sign = rf"(?:[{_DOTS}{_WEAK}][\ufe0f\U0001f3fb-\U0001f3ff]*{_BLANK}*)"
    weak = rf"\+(?:{_BLANK}*\+)*|\*(?:{_BLANK}*\*)*|\|(?:{_BLANK}*\|)*|/(?:{_BLANK}*/)+|[-–−]{{2,}}|I{{4,}}"
    apart = rf"(?:{_BLANK}+[–—-]{_BLANK}*|{_BLANK}*[:=]{_BLANK}*|^|\t)"
    for_it, against = (
        rf"[(\[]?{number}{_BLANK}*(?:pour|for|oui|yes)",
        rf"{number}{_BLANK}*(?:contre|against|non|no|abstentions?)",
    )
    between = rf"{_BLANK}*[,;/–—-]?{_BLANK}*"
    after = rf"{named}{_BLANK}*[:=x×]?{_BLANK}*{number}"
    return re.compile(
        rf"(?:(?P<named>{_BLANK}*[(\[]{_BLANK}*(?:{amount}{_BLANK}*{named}(?:{_BLANK}+pour)?|{after}){_BLANK}*[)\]]"
        rf"|{apart}(?:{number}{_BLANK}*{named}|{after}))"
        rf"|(?P<called>{_BLANK}+(?:{number}{_BLANK}*{named}|{after}))"
        rf"|(?P<sign>(?:{_BLANK}*[(\[]|{_BLANK}+|(?<=\w)(?=[{_DOTS}])|^)(?:{number}{_BLANK}*(?={sign}))?{sign}{{1,60}}"
        rf"(?:[(\[]?[x×]?{_BLANK}*{number})?[)\]]?"
        rf"|(?:{_BLANK}+|^)[(\[]?(?:[x×]{_BLANK}?{number}|{plus}(?:{_BLANK}*{plus})*)[)\]]?)"
        rf"|(?P<loose>{_BLANK}*[(\[]{number}{_BLANK}*{loose}[)\]]|(?:{apart}|{_BLANK}+(?=[(\[])){for_it}(?:{between}{against})*[)\]]?)"
        rf"|(?P<weak>{_BLANK}+(?:{weak}))"
        rf"|(?P<number>{_BLANK}+[(\[]{number}[)\]]|(?:{_BLANK}+[–—-]+>?|{_BLANK}*(?:[:=]|\.{{3,}}|…)|\t){_BLANK}*{number}))$",
        re.IGNORECASE,
    )


def take_off_tallies(lines: Sequence[Line], titles: Collection[int]) -> Tallies:
    """Leave the words of the ideas only; returns what was taken off."""
    texts = {at: line.text for at, line in enumerate(lines) if line.form == "words" and at not in titles}
    totals = tuple(at for at, text in texts.items() if text[:1] in _BEGIN_TOTALS and is_count(text))
    for at in totals:
        del texts[at]
    marks = _marks_of(texts)
    alone = []
    for at, mark in marks.items():
        line = lines[at]
        if words := _words_before(line.text, mark):
            line.whole = line.whole or line.text
            line.text = words
        else:
            alone.append(at)
    return Tallies(tuple(mark.words for at, mark in marks.items() if at not in alone), tuple(alone), totals)


def without_votes(outcomes: Sequence[Outcome]) -> tuple[list[Outcome], list[Message]]:
    """The same outcomes, the cells of a sheet without the votes behind their words, and what has to be told."""
    found, taken = list(outcomes), []
    ideas = {at: each for at, each in enumerate(outcomes) if isinstance(each, IncomingIdea) and "\n" not in each.text}
    for at, mark in _marks_of({at: idea.text for at, idea in ideas.items()}).items():
        idea = ideas[at]
        if words := _words_before(idea.text, mark):
            found[at] = replace(idea, text=words, part_of=idea.part_of or idea.text)
            taken.append(mark.words)
    return found, list(Tallies(tuple(taken)).notices("cell"))


def _words_before(text: str, mark: _Mark) -> str:
    words = text[: mark.start].rstrip(_AROUND)
    return words if any(map(str.isalnum, words)) and folded(words) not in _TOTALS else ""


def _marks_of(texts: Mapping[int, str]) -> dict[int, _Mark]:
    """The votes of a list or a column."""
    marks = {at: mark for at, text in texts.items() if (mark := _mark_of(text))}
    # `Présents : 14` is no idea with its votes.
    marks = {at: mark for at, mark in marks.items() if not (mark.start and beside_ideas(texts[at]))}
    return _those_that_count(marks, list(texts.values())) if marks else {}


def _those_that_count(marks: dict[int, _Mark], texts: Sequence[str]) -> dict[int, _Mark]:
    """The marks that are plainly votes, as the others of the text show."""
    if 2 * len(marks) < len(texts):  # a number alone may be anything, but where most lines end with votes
        marks = {at: mark for at, mark in marks.items() if mark.kind != "number"}
    weak = [mark for mark in marks.values() if mark.kind == "weak"]
    against = any(text.rstrip(" \ufe0f")[-1:] in _AGAINST for text in texts if text)
    if against or not any(mark.many for mark in weak):
        marks = {at: mark for at, mark in marks.items() if mark.kind != "weak"}
    if len(marks) >= _SEVERAL:
        return marks
    return {at: mark for at, mark in marks.items() if mark.kind == "named"}


def _mark_of(text: str) -> _Mark | None:
    """The votes at the end of a line, unless they are somebody's answer: `Léa : +1`."""
    end = text.rstrip(" .\t\u00a0\u202f")
    if not _may_be_votes(end):
        return None
    begin = max(0, len(end) - _LAST)
    found = _votes().search(end, begin)
    kind = found.lastgroup if found else None
    if found is None or kind is None:
        return None
    before = end[: found.start()].rstrip(_AROUND)
    if before and (spoken_from(text) > len(before) or not any(map(str.isalnum, before))):
        return None
    if not before and (begin or kind not in ("named", "sign") or end.lstrip().startswith("+")):
        return None
    previous = before.split()[-1].lower() if before else ""
    if (kind == "called" and previous in _JOINING) or previous in _SMALL_LEVELS:
        return None
    words = found[0].strip(_AROUND) or found[0].strip()
    return _Mark(found.start(), _kind(kind, words), excerpt(words, _LONGEST_SHOWN), _is_many(words))


def _may_be_votes(text: str) -> bool:
    """Whether the last sign of a text may be of votes: of most texts it is not, and to look closer costs more."""
    last = text[-1:]
    if last.isalpha():
        word = text.rsplit(None, 1)[-1].lower()
        if word in _COUNTED:
            return any(map(str.isdecimal, text[-_LAST:]))
        return len(word) >= _STROKES and not word.strip("i")
    return last.isdecimal() or last in _ENDS


def _kind(kind: str, words: str) -> _Kind:
    if kind in _AS_FOUND:
        return _AS_FOUND[kind]
    strong = kind == "loose" or (kind == "sign" and (set(_WEAK).isdisjoint(words) or not set(_DOTS).isdisjoint(words)))
    return "sign" if strong else "weak"


def _is_many(words: str) -> bool:
    """Whether a mark says more than one."""
    return any(map(str.isdecimal, words)) or sum(not sign.isspace() and sign != "\ufe0f" for sign in words) > 1
