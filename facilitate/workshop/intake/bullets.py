"""Which signs at the beginning of a line are bullets, and which are words: told by rules over the whole text.

A bullet is one sign, or a letter or a number with `)`, `.`, `/` or `-`, before a blank. Some can be nothing else (`•`,
`1)`, an odd letter before a tab). Others are bullets only where they go on from line to line (`a.`, `b.`) or come
several times (`~`, `[x]`). Plus and minus are words where both are used, and so is a plus before “de”.
"""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from enum import IntEnum
from functools import cache
from itertools import pairwise
from typing import Literal

from facilitate.domain.frozen import dataclass
from facilitate.workshop.intake.emphasis import as_label, without_emphasis
from facilitate.workshop.intake.numerals import Numeral, Value, in_order, numeral

_TAB = 4
_SEVERAL = 2
_DEPTH = 3
_MANY_KINDS = 3
_PLUS, _MINUS = "+", "-"
_BARE = "1 "  # a number without a sign, before a capital


class Needs(IntEnum):
    """What a mark needs to be a bullet."""

    NOTHING = 0
    COMPANY = 1  # several lines have it
    ORDER = 2  # it goes on from line to line
    PARENT = 3  # it stands below another bullet, as Word's second level does


@dataclass(frozen=True, slots=True)
class Mark:
    """What may be a bullet: its kind, where the words after it begin, and what it numbers."""

    kind: str
    end: int
    needs: Needs = Needs.NOTHING
    numeral: Numeral = ()


class Line:
    """A line that is not blank; once its bullet is taken off, `text` is what stands after it.

    `section` counts the lists, between titles; `rank` is a heading's. `whole` has the words with the name that was left
    out of them.
    """

    __slots__ = (
        *("after_blank", "bulleted", "form", "indent", "mark", "number", "rank", "raw", "section", "text", "ticked"),
        *("whole", "_bare"),
    )

    def __init__(self, number: int, raw: str, indent: int, text: str, *, after_blank: bool) -> None:
        self.number = number
        self.raw = raw
        self.indent = indent
        self.text = text
        self.after_blank = after_blank
        self.form: Literal["words", "heading", "rule"] = "words"
        self.mark: Mark | None = None
        self.bulleted = False
        self.section = 0
        self.rank = 0
        self.whole = ""
        self.ticked = False
        self._bare: tuple[str, str] | None = None  # of which words, and what they are

    @property
    def words(self) -> str:
        """What stands after the bullet, as long as it was not taken off."""
        return self.text[self.mark.end :] if self.bulleted and self.mark else self.text

    @property
    def bare(self) -> str:
        """The words without what sets them in bold or italics: what they say is the same, however they look."""
        if self._bare is None or self._bare[0] is not self.text:
            self._bare = self.text, without_emphasis(as_label(self.text))
        return self._bare[1]


_RULE_SIGNS = frozenset("-=_*+~|:–—─━═ \t")
_RULE_LENGTH = 3
_BLANK = "[ \t\u00a0\u2000-\u200a\u202f\u3000]"
_DASH = "[-\u2010-\u2015\u2212]"
_SIGN = re.compile(
    rf"(-{{1,2}}>|={{1,2}}>|--|\*{{1,6}}|[\u2500-\u257f][\u2500-\u257f \u00a0]*|[^\w\s])\ufe0f?({_BLANK}*)"
)
_LETTER = re.compile(rf"([^\W\d_])({_BLANK}+)")
_ORDER = re.compile(
    r"(\(?)(\d{1,3}(?:\.\d{1,2}){0,4}|[ivxIVX]{2,5}|[a-zA-Z])"
    rf"(\.\)|\.-|[.)/°:-]|[ \u00a0](?:{_DASH}|:)|)({_BLANK}*)"
)
_ENCLOSED = re.compile(rf"(?:[\u2460-\u24ff\u2776-\u2793]|[0-9]\ufe0f?\u20e3|🔟){_BLANK}*")
# `Idée 3 : …` numbers an idea as `3.` does.
_IDEA_WORDS = "id[ée]e|idea|proposition|proposal|suggestion|piste|idee|propuesta|vorschlag|proposta"
_IDEA = re.compile(
    rf"(?:{_IDEA_WORDS}){_BLANK}*(?:(?:n[°ºo]\.?|#){_BLANK}*)?(\d{{1,3}}){_BLANK}*(?:[:.)/]|{_DASH}){_BLANK}+",
    re.IGNORECASE,
)
_IDEA_LABEL = re.compile(rf"(?:{_IDEA_WORDS}){_BLANK}*:{_BLANK}+(?=\S)", re.IGNORECASE)
_NUMBER_SIGN = re.compile(rf"(?:#|[nN][°ºo]{_BLANK}?)([0-9]{{1,3}}){_BLANK}*(?:[:.)/]|{_DASH})?{_BLANK}+(?=\S)")
_ROMAN = frozenset("ivxIVX")
_BOX = re.compile(rf"\[[ xX✓✔]?\](?:{_BLANK}+|$)")
_TICKED = re.compile(r"\[[xX✓✔]\]")

# Signs that say something or open words: “= 3 places”, “? à voir”, “€ 5”, “«”.
_WORDS = frozenset("=?!%&@#<([{«“„‘‚'\"’”»/\\)]}…>|")
_SIGNS = frozenset("•‣⁃◦∙⋅·・☐☑☒✅✓✔✕✖✗✘❖❍🔸🔹🔶🔷🔘🔲🔳👉") | {"->", "-->", "=>", "==>"}
_MISREAD = frozenset("~°¬¤»")
# Arrows, shapes, stars and what picture fonts leave behind; not the pictures among them, which people choose to say
# something.
_SIGN_RANGES = (
    ("\u2190", "\u21ff"), ("\u2500", "\u257f"), ("\u25a0", "\u25ff"), ("\u2605", "\u2606"), ("\u261a", "\u261f"),
    ("\u2722", "\u2727"), ("\u2729", "\u2743"), ("\u2745", "\u274b"), ("\u274d", "\u2752"), ("\u2794", "\u27bf"),
    ("\u27f0", "\u27ff"), ("\u2900", "\u297f"), ("\u2b00", "\u2b4f"), ("\ue000", "\uf8ff"), ("\uffe8", "\uffee"),
)  # fmt: skip
# The letters Word's picture fonts turn into elsewhere.
_ODD_LETTERS = frozenset("oØøüÜqvwnlus")
_NEAR = 2  # lines: a point may go on in one
_ARTICLE = re.compile(r"[A-ZÀ-Þ]|(?:une?|des|du|les?|la|plus|an?|the|more) |[dl]['’]")
_SECOND_LEVEL = frozenset("oØø")
_OPPOSED = (
    (frozenset("✓✔✅☑👍"), frozenset("✕✖✗✘❌👎")),
    (frozenset("↑↗▲△🔺⬆"), frozenset("↓↘▼▽🔻⬇")),
)
_MORE = re.compile(rf"\+{_BLANK}*(?:d[ei]\b|d['’])", re.IGNORECASE)
_LESS = re.compile(rf"{_DASH}{_BLANK}*(?:d[ei] (?!la\b|l['’])|d['’])")


def indent_of(raw: str) -> int:
    """How many columns of blanks a line begins with."""
    blank = raw[: len(raw) - len(raw.lstrip())]
    return len(blank.expandtabs(_TAB) if "\t" in blank else blank)


def is_rule(stripped: str) -> bool:
    """A line of nothing but strokes, in one run or, as below the head of a table, in several."""
    return (
        stripped[0] in _RULE_SIGNS
        and _RULE_SIGNS.issuperset(stripped)
        and sum(1 for sign in stripped[: 2 * _RULE_LENGTH] if sign != " ") >= _RULE_LENGTH
    )


def mark_of(text: str) -> Mark | None:
    """What a text begins with, if that may be a bullet."""
    first = text[0]
    if first in "IiPpSsVv#nN" and (worded := _worded(text)):
        return worded
    if first.isalpha() and text[1:2].isalpha() and first not in _ROMAN:
        return None
    if enclosed := _ENCLOSED.match(text):
        return Mark("①", enclosed.end())
    if first.isalnum() or first == "(":
        return _order(text) or _letter(text) if len(text) > 1 else None
    if box := _BOX.match(text):
        return Mark("[]", box.end(), Needs.COMPANY)
    return _sign(text)


def _worded(text: str) -> Mark | None:
    """`Idée 3 :`, `n° 3`, `#3`, and where several lines begin so, `Idée :`."""
    if found := _IDEA.match(text):
        return Mark("idea 1", found.end(), Needs.NOTHING, numeral(found[1]))
    if found := _NUMBER_SIGN.match(text):
        return Mark("#1", found.end(), Needs.ORDER, numeral(found[1]))
    label = _IDEA_LABEL.match(text)
    return Mark("idea:", label.end(), Needs.COMPANY) if label else None


def _order(text: str) -> Mark | None:
    found = _ORDER.match(text)
    if not found:
        return None
    opened, written, close, gap = found.groups()
    if opened and ")" not in close:
        return None
    needs = _order_needs(written, close, gap, text[found.end() :])
    if needs is None:
        return None
    bare = not close and "." not in written and "\t" not in gap
    return Mark(_BARE if bare else f"{opened}1{close.strip()}", found.end(), needs, numeral(written))


def _order_needs(written: str, close: str, gap: str, rest: str) -> Needs | None:
    if not gap and rest:
        stuck = close in (")", ".)", "/") or (written[0].isdecimal() and close in (".", ".-", "-"))
        return Needs.ORDER if stuck and rest[0].isalpha() else None
    if not close:
        numbered = "." in written or (written[0].isdecimal() and ("\t" in gap or rest[:1].isupper()))
        return Needs.ORDER if numbered and rest else None
    if ")" in close or ("\t" in gap and close.strip() == close):
        return Needs.NOTHING
    if not written[0].isdecimal() or close not in (".", ".-", "/", "-"):
        return Needs.ORDER
    # “2- 3 bancs” may be two to three of them.
    return Needs.ORDER if close in "/-" and rest[:1].isdecimal() else Needs.NOTHING


def _letter(text: str) -> Mark | None:
    found = _LETTER.match(text)
    if not found or found.end() == len(text):
        return None
    sign, gap = found.groups()
    if "\t" in gap:
        return Mark(sign, found.end(), Needs.NOTHING if sign in _ODD_LETTERS else Needs.COMPANY)
    if sign not in _SECOND_LEVEL or text[found.end()].isdecimal():
        return None
    return Mark(sign, found.end(), Needs.NOTHING if len(gap) > 1 else Needs.PARENT)


def _sign(text: str) -> Mark | None:
    found = _SIGN.match(text)
    if not found:
        return None
    (sign, gap), end, after = found.groups(), found.end(), text[found.end() : found.end() + 1]
    apart = bool(gap) or not after
    if sign == _PLUS or re.match(_DASH, sign):
        return _plus_or_minus(sign, end, apart=apart, after=after)
    if _is_sign(sign) or (sign[0] == "*" and apart):
        return Mark(sign, end)
    other = bool(gap) and bool(after) and len(sign) == 1 and _may_be_bullet(sign)
    if other and ("\t" in gap or (sign == "§" and len(gap) > 1)):  # the third level of Word, saved as text
        return Mark(sign, end)
    stuck = sign == "*" and after.isalpha() and "*" not in text[1:]
    return Mark(sign, end, Needs.COMPANY) if stuck or (other and not after.isdecimal()) else None


def _may_be_bullet(sign: str) -> bool:
    """Pictures, currencies and signs of sums say something, but for what programs read a dot as."""
    return sign in _MISREAD or (sign not in _WORDS and unicodedata.category(sign) not in ("So", "Sc", "Sm"))


@cache
def _is_sign(sign: str) -> bool:
    return sign in _SIGNS or any(first <= sign <= last for first, last in _SIGN_RANGES)


def _plus_or_minus(sign: str, end: int, *, apart: bool, after: str) -> Mark | None:
    """A dash may be stuck to a word, but not to a number; “+/-” and “- / +” say something."""
    if after == "/" or (sign == "--" and not apart):
        return None
    stuck = sign != _PLUS and (after.isalpha() or after in tuple('«“"'))
    if not apart and not stuck:
        return None
    return Mark(sign if sign in (_PLUS, "--") else _MINUS, end)


def find_bullets(lines: Sequence[Line]) -> None:
    """Tell for each line whether its mark is a bullet, as far as can be told before plus and minus are looked at."""
    kinds = Counter(line.mark.kind for line in lines if line.mark)
    opposed = _opposed(lines)
    ordered = _ordered(lines)
    letters = _letters(lines)
    above: Line | None = None
    for line in lines:
        parent, above = above, line
        mark = line.mark
        if mark is None or line.text[0] in opposed:
            continue
        match mark.needs:
            case Needs.NOTHING:
                line.bulleted = True
            case Needs.COMPANY:
                line.bulleted = kinds[mark.kind] >= _SEVERAL or (mark.kind in _MISREAD and _are_many_dots(kinds))
            case Needs.ORDER:
                line.bulleted = id(line) in ordered or _begins_below(line, parent)
            case Needs.PARENT:
                line.bulleted = (parent is not None and parent.bulleted) or id(line) in letters


def _letters(lines: Sequence[Line]) -> set[int]:
    """`o Scène`, `o Cinéma`: the letter that a round bullet was read as, where a line near by begins so too.

    In Portuguese it is an article: before a small letter it is a bullet only beside others, or above another article.
    """
    listed = any(line.mark and line.mark.needs is Needs.NOTHING for line in lines)
    marked = [
        at
        for at, line in enumerate(lines)
        if line.mark and line.mark.needs is Needs.PARENT and (listed or _ARTICLE.match(line.text[line.mark.end :]))
    ]
    near: set[int] = set()
    for at, below in pairwise(marked):
        one, other = lines[at], lines[below]
        alike = one.mark and other.mark and one.mark.kind == other.mark.kind
        if alike and below - at <= _NEAR and not any(each.form == "heading" for each in lines[at:below]):
            near |= {id(one), id(other)}
    return near


def _are_many_dots(kinds: Counter[str]) -> bool:
    """Whether the other lines begin with dots, one of which was misread then."""
    return sum(kinds[dot] for dot in "•·∙⋅●") >= _SEVERAL


def _begins_below(line: Line, above: Line | None) -> bool:
    """A list of one, deeper than the bullet it belongs to."""
    begins = line.mark is not None and any(set(value) == {1} for _, value in line.mark.numeral)
    return begins and above is not None and above.bulleted and line.indent > above.indent


def _opposed(lines: Iterable[Line]) -> frozenset[str]:
    """Ticks and crosses, or arrows up and down, say something where both are used."""
    firsts = {line.text[:1] for line in lines} | {line.text[line.mark.end :][:1] for line in lines if line.mark}
    return frozenset().union(*(one | other for one, other in _OPPOSED if one & firsts and other & firsts))


def _ordered(lines: Iterable[Line]) -> set[int]:
    """The lines whose numbers or letters go on from one to the next, each depth and each way of writing for itself."""
    orders: dict[tuple[str, int, str], list[tuple[Line, Value]]] = defaultdict(list)
    for line in lines:
        if line.mark:
            for style, value in line.mark.numeral:
                orders[line.mark.kind, line.indent, style].append((line, value))
                # ` 9 -` and `10 -` stand at one depth.
                orders[line.mark.kind, -1 - line.indent // _DEPTH, style].append((line, value))
    counting: set[int] = set()
    for (kind, _indent, _style), found in orders.items():
        places = list(in_order([value for _, value in found]))
        # “3 Bancs” and “4 Arbres” may be so many of them.
        if kind != _BARE or (len(places) == len(found) >= _MANY_KINDS and found[0][1] == (1,)):
            counting |= {id(found[place][0]) for place in places}
    return counting


def keep_plus_and_minus(lines: Iterable[Line]) -> None:
    """Give plus and minus back to the words wherever they say more and less."""
    depths: dict[tuple[int, int], list[Line]] = defaultdict(list)
    for line in lines:
        if line.bulleted:
            depths[line.section, line.indent].append(line)
    for group in depths.values():
        for line in _plus_and_minus(group):
            line.bulleted = False


def _plus_and_minus(group: Sequence[Line]) -> Iterator[Line]:
    """The lines of one depth of one list whose sign is a word."""
    kinds = Counter(line.mark.kind for line in group if line.mark)
    pluses = [line for line in group if line.mark and line.mark.kind == _PLUS]
    minuses = [line for line in group if line.mark and line.mark.kind == _MINUS]
    more = any(_MORE.match(line.text) for line in pluses)
    # Somebody who uses any sign that comes to hand means nothing by them.
    both = bool(pluses and minuses) and (more or len(kinds) < _MANY_KINDS + _SEVERAL)
    if both or more:
        yield from pluses
    if both or all(_LESS.match(line.text) for line in minuses):
        yield from minuses


def says_less(text: str) -> bool:
    """Whether the sign before these words says more or less of them: `+ de bancs`, `- de bruit`."""
    return _MORE.match(text) is not None or _LESS.match(text) is not None


def take_off(lines: Sequence[Line]) -> None:
    """Leave the words only: the bullet, a task box after it and a second sign go."""
    opposed = _opposed(lines)
    seconds = [(line, _second(line)) for line in lines if line.bulleted]
    dashes = Counter(second for _, second in seconds)
    both = dashes[_MINUS] >= _SEVERAL and not dashes[_PLUS]
    for line, second in seconds:
        line.ticked = _TICKED.match(line.text) is not None
        line.text, line.mark = line.words, None
        if box := _BOX.match(line.text):
            line.ticked = _TICKED.match(line.text) is not None
            line.text = line.text[box.end() :]
        elif second and line.text[0] not in opposed and (_is_sign(second) or (second == _MINUS and both)):
            again = mark_of(line.text)
            line.text = line.text[again.end :] if again else line.text


def _second(line: Line) -> str:
    """The kind of the sign that stands after a bullet."""
    rest = line.words
    mark = mark_of(rest) if rest and not rest[0].isalnum() else None
    if mark is None or mark.needs is not Needs.NOTHING or _LESS.match(rest):
        return ""
    return mark.kind


def without_bullet(text: str) -> str:
    """The words of a cell, without a bullet that can be nothing else: nobody knows here what stands around it."""
    words = text.lstrip()
    mark = mark_of(words) if words else None
    if mark is None or mark.needs is not Needs.NOTHING or not (_is_sign(mark.kind) or mark.kind in _ODD_LETTERS):
        return text
    return words[mark.end :]
