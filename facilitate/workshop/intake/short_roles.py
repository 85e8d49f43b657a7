"""Who led a table or wrote for it, with the role cut short and no colon needed: `(anim. Claire)`, `w/ Tom`.

Nothing may stand there but roles and names. A first name that is known is enough for a line by itself; one that is not,
or is a feast or a town as well (`anim. Noël`), counts in company only: in a row, or below the titles of several tables.
So do names behind `avec`, and those in brackets without a role.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from functools import cache

from facilitate.workshop.intake.attendance import is_known_person, with_numbers_named
from facilitate.workshop.intake.bullets import Line
from facilitate.workshop.intake.table_titles import table_in_heading

_LONGEST = 120
_SEVERAL = 2
_B = "[ \t\u00a0\u202f]"
_AROUND = " \t\r\n*_\u00a0\u202f"
_BRACKETS = {"(": ")", "[": "]", "{": "}"}
_NAME = re.compile(
    rf"(?:(?:MM?|Mmes?|Mlles?|Mrs?|Ms|Drs?|Pr)\.?{_B}+)?@?[A-ZÀ-Þ][\w’'-]*\.?"
    rf"(?:{_B}+(?:(?:de|du|van|von|le|la|el){_B}+)?[A-ZÀ-Þ][\w’'-]*\.?){{0,2}}(?:{_B}*\([^()]{{1,30}}\))?"
)
_JOINS = re.compile(rf"{_B}*[,&+/]{_B}*|{_B}+(?:et|and|und|y){_B}+")
_PARTS = re.compile(rf"{_B}*(?:[,;/|·•&+–—-]|\bet\b|\band\b){_B}*|{_B}+|\n+")
_WITH = re.compile(rf"(?:avec|with|mit|con){_B}+(?=[A-ZÀ-Þ])", re.IGNORECASE)
# Behind these may stand what is wanted: `Anim. Noël`, and without any sign `Animation Halloween`, `Fac Descartes`.
_OF_THINGS = re.compile(r"(?:co-?)?(?:anim(?:ation)?|notes?|mod(?:[ée]ration)?|r[ée]d(?:ac(?:tion)?)?)", re.IGNORECASE)
_WORDS = re.compile(
    r"(?:co-?)?(?:animation|facilitation|mod(?:[ée]ration)?|r[ée]daction|fac|rapport|rep|host|chair|lead|restitution|"
    r"mins?|minutes|notes?|pr[ée]sident|responsable)",
    re.IGNORECASE,
)


_PERSON = r"(?:eu\w+|ri\w+|ion|or)"
_ROLE = (
    rf"(?:co-?)?(?:anim(?:at{_PERSON}?)?|facil(?:it(?:at{_PERSON})?)?|fac|mod(?:[ée]r(?:at{_PERSON})?)?)|"
    r"rapp(?:ort(?:eu\w+)?)?|secr?(?:[ée]t(?:aire|ariat|ary)?)?|r[ée]d(?:ac(?:t(?:eur|rice|ion))?)?|"
    r"scr(?:ibe|ipte?)?|prés(?:ident\w*)?|resp(?:onsable)?|réf(?:[ée]rent\w*)?|restit(?:ution)?|pdn|notes?|"
    r"prise de notes|note-?taker|mins?|minutes|reporter|rep|host|chair|lead|porte-parole|hôte(?:sse)?|"
    r"time-?keeper|ma[iî]tre du temps|gardien(?:ne)? du temps"
)
_BY = (
    r"(?:led|run|hosted|held|chaired|facilitated|moderated|noted|written|reported|minuted) by|"
    r"(?:(?:co-?)?anim|mod[ée]r|r[ée]dig|rapport|not|facilit)[ée]e?s? par"
)


@cache
def _role() -> re.Pattern[str]:
    """Return the form of a role in front of names, cut short or in full."""
    ending = r"(?:[·•./(-](?:e|s|ice|rice|trice|ère|se|euse|teuse)\)?(?!\w))*s?"
    sign = rf"(?:\.?{_B}*[:=]|\.|{_B}+[–—-](?={_B})|(?={_B}))"
    return re.compile(
        rf"(?:w/|(?:{_BY})(?:{_B}*:)?(?={_B})|(?P<role>{_ROLE}){ending}(?P<sign>{sign})){_B}*", re.IGNORECASE
    )


@cache
def _begins() -> re.Pattern[str]:
    """Return the form of the first word of a role, or of what stands in its place."""
    by = _BY.replace(" by", "").replace(" par", "")
    roles = rf"{_ROLE}|prise|ma[iî]tre|gardien(?:ne)?"
    return re.compile(rf"[{_AROUND}({{\[]*(?:w/|(?:{by}|{roles})s?(?![^\W\d_]))", re.IGNORECASE)


def may_begin_with_role(word: str) -> bool:
    """Whether a text that begins with this word may begin with a role."""
    return not word or _begins().match(word) is not None


@dataclass(frozen=True, slots=True)
class _Led:
    """A role with its names; `signed` where a dot, a colon or a dash stands between."""

    role: str
    signed: bool
    names: tuple[str, ...]

    @property
    def is_word(self) -> bool:
        """Whether the role is a word of other things too, and nothing but a blank stands behind it."""
        return not self.signed and _WORDS.fullmatch(self.role) is not None

    @property
    def is_sure(self) -> bool:
        """Whether all its names begin with a first name that is known, and that is no word besides where it may be."""
        sure = self.is_word or _OF_THINGS.fullmatch(self.role) is not None
        return all(is_known_person(name, sure=sure) for name in self.names)


def names_who_leads(text: str) -> bool:
    """Whether a text holds nothing but roles and people, and a known first name behind each role."""
    found = _led(text)
    return bool(found) and all(each.is_sure for each in found)


def may_name_who_leads(text: str) -> bool:
    """Whether a text holds nothing but roles and what has the form of names."""
    found = _led(text)
    return bool(found) and all(each.is_sure or not each.is_word for each in found)


def without_with(text: str) -> str:
    """The names of `avec Claire`; any other text as it is."""
    words = _bare(text)
    found = _WITH.match(words)
    return words[found.end() :] if found and _names_at(words, found.end())[1] == len(words) else text


def find_leaders(lines: Sequence[Line], titles: Collection[int]) -> frozenset[int]:
    """The places of such lines; `titles` are those of the titles of tables, below which company is looked for."""
    words = [at for at, line in enumerate(lines) if line.form == "words" and at not in titles]
    sure = {at for at in words if names_who_leads(lines[at].bare)}
    below = {at for at in words if at and (at - 1 in titles or _is_heading(lines[at - 1]))}
    company = {at for at in below if at in sure or may_name_who_leads(lines[at].bare) or _are_alone(lines[at].bare)}
    return frozenset(sure | (company if len(company) >= _SEVERAL else set()))


def _is_heading(line: Line) -> bool:
    return line.form == "heading" and table_in_heading(line.text) is not None


def _are_alone(text: str) -> bool:
    """`(Claire et Joël)`, `avec Claire`, `Claire + Joël`: names that are known and nothing else, without any role."""
    names = without_with(text)
    marked = names != text or _bare(text) != text.strip(_AROUND)
    names = _bare(names)
    found, end = _names_at(names, 0)
    enough = len(found) >= (1 if marked else _SEVERAL)
    return end == len(names) and enough and all(is_known_person(name, sure=not marked) for name in found)


def _bare(text: str) -> str:
    """A text without the brackets that stand round all of it."""
    words = text.strip(_AROUND)
    if words and _BRACKETS.get(words[0]) == words[-1]:
        words = words[1:-1].strip(_AROUND)
    return words


def _led(text: str) -> list[_Led]:
    """Each role with its names; none where anything else stands there."""
    role = _role().match(_bare(text)) if len(text) <= _LONGEST else None
    if role is None:
        return []
    words = with_numbers_named(_bare(text)).rstrip(" .;")
    found: list[_Led] = []
    while role is not None:
        names, end = _names_at(words, role.end())
        if not names:
            return []
        found.append(_Led(role["role"] or "", bool((role["sign"] or "").strip()), tuple(names)))
        if end == len(words):
            return found
        parts = _PARTS.match(words, end)
        role = _role().match(words, parts.end()) if parts else None
    return []


def _names_at(words: str, start: int) -> tuple[list[str], int]:
    """The names from a place on, and where they end."""
    names: list[str] = []
    at = end = start
    while not _role().match(words, at) and (name := _NAME.match(words, at)):
        names.append(name[0].lstrip("@"))
        end = name.end()
        if not (joins := _JOINS.match(words, end)):
            break
        at = joins.end()
    return names, end
