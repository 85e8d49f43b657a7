"""Lines without a bullet right below one, in a narrow column or on a flip chart: the rest of the idea above, or not.

Width tells nothing there. The words do: a line that begins with a small letter, or stands below `de` or `with`, goes on
with the one above. A capital, an article or a verb may begin an idea of its own: such lines are doubtful where others
go on, and ideas where most are so, as below bullets that are themes.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from facilitate.workshop.intake.bullets import Line
from facilitate.workshop.intake.no_ideas import is_theme

_SEVERAL = 2
_MANY = 3
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

    `others` are no ideas.
    """

    def __init__(self, lines: Sequence[Line], others: Collection[int] = ()) -> None:
        self._lines = lines
        self.going_on: frozenset[int] = frozenset()
        self.unsure: frozenset[int] = frozenset()
        below = _below(lines, others)
        if below and sum(1 for line in lines if line.bulleted) >= _SEVERAL and not self._are_below_themes(below):
            self._tell_apart(below)

    def _are_below_themes(self, below: Sequence[int]) -> bool:
        """Whether the bullets that have lines below them are the themes of these."""
        above = [self._lines[at - 1].text for at in below if self._lines[at - 1].bulleted]
        return 2 * sum(map(_names_theme, above)) >= len(above)

    def _tell_apart(self, below: Sequence[int]) -> None:
        plain = {at for at in below if self._plainly_goes_on(at)}
        joining = {at for at in below if at not in plain and self._may_join(at)}
        small = {at for at in below if at in plain or self._goes_on(at)}
        if len(small) >= _MANY and self._are_cut_at_a_width(below):
            small.update(at for at in below if self._may_go_on(at))
        if 2 * len(small) > len(below):
            self.going_on, self.unsure = frozenset(small), frozenset(below) - small
        else:
            self.going_on, self.unsure = frozenset(plain), frozenset(joining)

    def _plainly_goes_on(self, at: int) -> bool:
        line, above = self._lines[at].text, self._lines[at - 1].text.rstrip()
        if above.endswith((":", *_STOPS)):
            return line.startswith("(") and not above.endswith(":")
        joins = line.startswith(_GOING_ON) or (_first(line) in _JOINING and line[:1].islower())
        return joins or above.endswith(",") or is_left_open(above)

    def _may_join(self, at: int) -> bool:
        """Whether a joining word begins a line, with a capital or else below a full stop: `Et un toit`."""
        line, above = self._lines[at].text, self._lines[at - 1].text.rstrip()
        joins = not above.endswith(":") and _first(line) in _JOINING
        return joins and line[:1].islower() is above.endswith(_STOPS)

    def _goes_on(self, at: int) -> bool:
        line, above = self._lines[at].text, self._lines[at - 1].text.rstrip()
        return line[:1].islower() and not above.endswith((":", ";", *_STOPS)) and not _begins_idea(line)

    def _may_go_on(self, at: int) -> bool:
        """Whether a line of a column may be the rest of a sentence: an article in capitals begins another one."""
        line, above = self._lines[at].text, self._lines[at - 1].text.rstrip()
        if above.endswith((":", ";")):
            return False
        return line[:1].islower() or not (above.endswith(_STOPS) or _begins_idea(line))

    def _are_cut_at_a_width(self, below: Sequence[int]) -> bool:
        """Whether no line above another had room for the first word of it."""
        longest = max(len(self._lines[at - 1].raw.rstrip()) for at in below)
        return all(
            len(self._lines[at - 1].raw.rstrip()) + 1 + len(self._lines[at].text.split(None, 1)[0]) > longest
            for at in below
        )


def _below(lines: Sequence[Line], others: Collection[int]) -> list[int]:
    """The places of the lines without a bullet that stand below one, with no blank line between."""
    found: list[int] = []
    inside = False
    for at, line in enumerate(lines):
        if line.bulleted:
            inside = bool(line.text.strip())
        elif not inside or line.after_blank or line.form != "words" or at in others:
            inside = False
        elif line.mark is None and line.text.strip():
            found.append(at)
    return found


def _first(text: str) -> str:
    return text.split(None, 1)[0].casefold().rstrip(",.:;")


def is_left_open(text: str) -> bool:
    """Whether a text ends with a word that asks for another: `une fête avec`."""
    words = text.split()
    if len(words) < _SEVERAL:
        return False
    last = words[-1]
    return last in _LEFT_OPEN or last.endswith(("'", "’"))


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
