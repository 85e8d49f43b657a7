"""Lines without a bullet right below one, in a narrow column or on a flip chart: the rest of the idea above, or not.

Width tells little there. The words do: a line that stands below `de` or `with`, or begins with `qui`, goes on with the
one above, and so does one with a small letter where the bullets have capitals. A capital below a line that has ended
begins an idea of its own. An article or a verb in small letters may begin one: such lines are doubtful where others go
on, and ideas where most are so, as below bullets that are themes. Where all is in small letters, what is left is
doubtful.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from facilitate.workshop.intake.bullets import Line
from facilitate.workshop.intake.no_ideas import is_theme

_SEVERAL = 2
_MANY = 3
_WIDE = 40  # signs of a line that ends because its column does, be it the only one
_GOING_ON = tuple("(,;&)+/")
_STOPS = tuple(".!?…")
# Nobody ends an idea with such a word.
_LEFT_OPEN = frozenset(
    (
        *("à", "a", "au", "aux", "de", "du", "des", "d'", "d’", "le", "la", "les", "l'", "l’", "un", "une", "et", "ou"),
        *("avec", "pour", "par", "sur", "sous", "dans", "en", "chez", "sans", "entre", "vers", "qui", "que", "dont"),
        *("ce", "cette", "ces", "son", "sa", "ses", "leur", "leurs", "nos", "notre", "mon", "ma", "mes", "qu'", "qu’"),
        *("très", "plus", "chaque", "the", "an", "of", "and", "or", "with", "for", "to", "in", "at", "by", "from"),
        *("that", "which", "who", "our", "their", "its", "your", "my", "every", "each"),
    )
)
# Nobody begins an idea with one.
_JOINING = frozenset(
    (
        *("à", "au", "aux", "et", "ou", "avec", "par", "dans", "sur", "chez", "qui", "que", "dont", "où", "and", "or"),
        *("with", "of", "which", "that", "who", "where", "by", "from"),
    )
)
# Nobody begins one with these in small letters.
_LEADING = frozenset(
    (
        *("at", "in", "near", "behind", "between", "under", "for", "pour", "près", "derrière", "devant", "entre"),
        *("sous", "vers", "depuis", "jusqu'à", "jusqu’à", "en"),
    )
)
# What stands before a colon and says more of the idea above.
_LABEL = re.compile(
    r"(?:note|ex|exemples?|lieux?|où|quand|qui|comment|combien|coût|budget|dates?|public|pour qui|pourquoi|porteurs?|"
    r"description|détails?|précisions?|objectifs?|moyens?|besoins?|examples?|e\.g\.|where|when|who|how|how much|cost|"
    r"location|target|why|goals?|details?|needs?|contact|source)\.?[ \u00a0\u202f]*:",
    re.IGNORECASE,
)
_EXPLAINING = frozenset(("pour", "afin", "parce", "car", "for", "because"))
_BEGINNING = frozenset(
    (
        *("un", "une", "des", "plus", "moins", "d'autres", "d’autres", "deux", "trois", "a", "an", "more", "less"),
        *("fewer", "one", "two", "three", "some", "no"),
    )
)
_VERB = re.compile(r"[^\W\d_]{2,}(?:er|ir|dre|tre|ire)")
_NO_VERBS = frozenset(
    (
        *("autre", "notre", "votre", "entre", "contre", "outre", "centre", "atelier", "quartier", "hiver", "février"),
        *("janvier", "métier", "cahier", "panier", "entier", "premier", "dernier", "loisir", "avenir", "maire", "noir"),
        *("mètre", "litre", "théâtre", "fenêtre", "scolaire", "populaire", "solidaire", "bénévolaire", "soir", "hier"),
        *("quatre", "chantier", "palier", "escalier", "foyer", "loyer", "goûter", "over", "under", "after", "other"),
        *("their", "paper", "water", "summer", "winter", "center", "dinner", "letter", "corner", "younger", "older"),
        *("number", "river", "computer", "november", "december", "october", "september", "retire", "entire"),
    )
)


class BelowBullets:
    """Which lines below bullets go on with the idea above, and which are `unsure`, by their places.

    `others` are no ideas. Remarks stand `apart`, and so does what stands right below one: it may be of the remark or of
    the idea.
    """

    def __init__(
        self, lines: Sequence[Line], others: Collection[int] = (), remarks: Collection[int] = frozenset()
    ) -> None:
        self._lines = lines
        self.going_on: frozenset[int] = frozenset()
        self.unsure: frozenset[int] = frozenset()
        below, after = _below(lines, others, remarks)
        bulleted = [line.text for line in lines if line.bulleted]
        self._is_upper = 2 * sum(map(str.isupper, bulleted)) > len(bulleted)
        self._has_capitals = 2 * sum(self._as_small(text)[:1].isupper() for text in bulleted) > len(bulleted)
        self._longest = max((len(lines[at - 1].raw.rstrip()) for at in below), default=0)
        if below and len(bulleted) >= _SEVERAL:
            self._tell_apart(below)
        self.unsure |= frozenset(after)
        self.apart = frozenset((*remarks, *after))

    def _are_below_themes(self, below: Sequence[int]) -> bool:
        """Whether the bullets that have lines below them are the themes of these."""
        above = [self._lines[at - 1].text for at in below if self._lines[at - 1].bulleted]
        return 2 * sum(map(_names_theme, above)) >= len(above)

    def _tell_apart(self, below: Sequence[int]) -> None:
        plain = {at for at in below if self._plainly_goes_on(at)}
        if self._are_below_themes(below):
            self.going_on = frozenset(plain)
            return
        small = {at for at in below if at in plain or self._goes_on(at)}
        is_cut = len(small) >= _MANY and all(map(self._is_full, below))
        most_go_on = 2 * len(small) > len(below)
        going_on, unsure = set(plain), set()
        for at in below:
            if at in plain:
                continue
            wide = self._is_full(at) and len(self._lines[at - 1].raw.rstrip()) >= _WIDE
            if is_cut and self._may_go_on(at):
                going_on.add(at)
            elif self._may_join(at):
                unsure.add(at)
            elif at in small:
                (going_on if self._has_capitals or wide else unsure).add(at)
            elif most_go_on and (self._is_full(at) or not self._pair(at)[0][:1].isupper()):
                unsure.add(at)
        self.going_on, self.unsure = frozenset(going_on), frozenset(unsure)

    def _as_small(self, text: str) -> str:
        """The words in small letters where all is in capitals, which tell nothing then."""
        return text.lower() if self._is_upper and text.isupper() else text

    def _pair(self, at: int) -> tuple[str, str]:
        """The words of a line, and those of the one above."""
        return self._as_small(self._lines[at].text), self._as_small(self._lines[at - 1].text.rstrip())

    def _plainly_goes_on(self, at: int) -> bool:
        line, above = self._pair(at)
        if above.endswith((":", *_STOPS)):
            return line.startswith("(") and not above.endswith(":")
        if line.startswith(_GOING_ON) or (line[:1].islower() and _first(line) in _JOINING | _LEADING):
            return True
        return above.endswith((",", "(", "/", "&")) or _is_parted(above, line) or is_left_open(above)

    def _may_join(self, at: int) -> bool:
        """Whether a joining word begins a line, with a capital or else below a full stop: `Et un toit`, `Pour tous`."""
        line, above = self._pair(at)
        if _LABEL.match(line):
            return True
        if _first(line) in _EXPLAINING and line[:1].isupper():
            return not above.endswith(":")
        joins = not above.endswith(":") and _first(line) in _JOINING
        return joins and line[:1].islower() is above.endswith(_STOPS)

    def _goes_on(self, at: int) -> bool:
        line, above = self._pair(at)
        return line[:1].islower() and not above.endswith((":", ";", *_STOPS)) and not _begins_idea(line)

    def _may_go_on(self, at: int) -> bool:
        """Whether a line of a column may be the rest of a sentence: an article in capitals begins another one."""
        line, above = self._pair(at)
        if above.endswith((":", ";")):
            return False
        return line[:1].islower() or not (above.endswith(_STOPS) or _begins_idea(line))

    def _is_full(self, at: int) -> bool:
        """Whether the line above had no room for the first word of this one."""
        above = len(self._lines[at - 1].raw.rstrip())
        return above + 1 + len(self._lines[at].text.split(None, 1)[0]) > self._longest


def _below(lines: Sequence[Line], others: Collection[int], remarks: Collection[int]) -> tuple[list[int], list[int]]:
    """The places of the lines without a bullet below one, no blank line between; and of those below a remark there."""
    found: list[int] = []
    after: list[int] = []
    inside = remarked = False
    for at, line in enumerate(lines):
        if at in remarks:
            remarked = inside = inside and (line.bulleted or not line.after_blank)
        elif line.bulleted:
            inside, remarked = bool(line.text.strip()), False
        elif not inside or line.after_blank or line.form != "words" or at in others:
            inside = False
        elif line.mark is None and line.text.strip():
            (after if remarked else found).append(at)
    return found, after


def _first(text: str) -> str:
    return text.split(None, 1)[0].casefold().rstrip(",.:;")


def is_left_open(text: str) -> bool:
    """Whether a text ends with a word that asks for another: `une fête avec`."""
    words = text.split()
    if len(words) < _SEVERAL:
        return False
    last = words[-1]
    return last in _LEFT_OPEN or last.endswith(("'", "’"))


def _is_parted(above: str, line: str) -> bool:
    """Whether a hyphen at the end of a line parts a word: `un espace de co-`, `working`."""
    return above.endswith("-") and above[-2:-1].isalpha() and line[:1].islower()


def begins_another(above: str, text: str) -> bool:
    """Whether a line begins an idea of its own, as `un banc` does below `un four` but not below `un four avec`."""
    return _begins_idea(text) and not is_left_open(above)


def _begins_idea(text: str) -> bool:
    first = _first(text)
    return first in _BEGINNING or (first not in _NO_VERBS and _VERB.fullmatch(first) is not None)


def _names_theme(text: str) -> bool:
    words = text.strip()
    if words.endswith(":") or is_theme(words):
        return True
    return len(words.split()) <= _SEVERAL and not _begins_idea(words) and not is_left_open(words)
