"""A line read as the title of a table: `Table 3`, `2e groupe`, `Tisch III – Jugend`, `T4`."""

from __future__ import annotations

import re
from functools import cache
from typing import Literal, TypeAlias

from facilitate.domain.frozen import dataclass
from facilitate.workshop.intake.numerals import numeral

_LONGEST = 200

Rank: TypeAlias = Literal["table", "group", "short"]
TABLE_WORDS = "table|tisch|mesa|tavolo|tafel|taula|bord|masa|st[oóôů][lł]|asztal|стол|стіл|طاولة"
GROUP_WORDS = (
    "tableau|(?:sous-?)?groupe|(?:sub-?)?group|gruppe|gruppo|grupo|groep|grupp|grupa|[ée]quipe|team|[iî]lot|tbl|grp"
)
_BLANKS = "[ \u00a0\u202f\t]*"
_NUMBERS = {
    **dict.fromkeys(("un", "une", "one", "eins", "uno"), 1), **dict.fromkeys(("deux", "two", "zwei", "dos", "due"), 2),
    **dict.fromkeys(("trois", "three", "drei", "tres"), 3), **dict.fromkeys(("quatre", "four", "vier", "cuatro"), 4),
    **dict.fromkeys(("cinq", "five", "fünf", "cinco"), 5), **dict.fromkeys(("six", "sechs", "seis"), 6),
    **dict.fromkeys(("sept", "seven", "sieben", "siete"), 7), **dict.fromkeys(("huit", "eight", "acht", "ocho"), 8),
    **dict.fromkeys(("neuf", "nine", "neun", "nueve"), 9), **dict.fromkeys(("dix", "ten", "zehn", "diez"), 10),
}  # fmt: skip
_WORD = rf"(?:(?P<table>{TABLE_WORDS})|(?P<group>{GROUP_WORDS})|(?P<short>[tg]))"
_ENDS = r"(?![^\W_]|[.,/][0-9])"
_SIGN = r"(?:n[ \u00a0]?[°ºo]s?\.?|n\.|n[uú]m[eé]ro|number|nummer|nr\.?|#|№)?"
_AFTER = re.compile(
    rf"{_WORD}s?[ \u00a0\u202f\t_.-]*{_SIGN}{_BLANKS}"
    rf"(?:(?P<number>[0-9]{{1,6}})|(?<=\W)(?P<written>{'|'.join(_NUMBERS)}|[ivx]{{1,5}}|[a-z])){_ENDS}(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_BEFORE = re.compile(
    r"(?P<number>[0-9]{1,2})[ ]?(?:ère|re|er|e|è?me|eme|nde?|st|rd|th|[ºª°])[ \u00a0]"
    rf"{_WORD}\b(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_AT_THE_END = re.compile(rf"(?<!\w)(?:{TABLE_WORDS})[ \u00a0]?{_SIGN}{_BLANKS}([0-9]{{1,6}})[\W_]*$", re.IGNORECASE)
# What boards write before a table: `Frame 1 - Table 1`, `Zone Table 3`, `Board / Table 2`.
_PLACES = (
    "frame|cadre|zone|board|tableau|section|area|espace|salle|room|mural|panneau|colonne|column|canvas|page|slide|sheet|"
    "feuille|onglet|bloc|block|rahmen|bereich|marco|paper-?board|flip[ -]?chart|affiche|poster|whiteboard|pad"
)
_FRAMED = re.compile(
    rf"(?:{_PLACES})s?(?:{_BLANKS}(?:[0-9]{{1,3}}|[a-z]))?{_BLANKS}[-–—/:|>•·.]?{_BLANKS}(?<=[\W_])(?=(?:{TABLE_WORDS})\b)",
    re.IGNORECASE,
)
# `Tables 3 et 4 (réunies)`, `Table 3+4`; a number behind a dash, a stroke or “à” may be a date or a time.
_TOGETHER = r"(?:r[ée]uni|ensemble|together|fusionn|regroup|merged|joint|combined|confondu|zusammen)"
_NEXT_NUMBER = r"(?:[^\W\d]+\s*)?(?:n\s?[°º]\s*)?[0-9]{1,3}(?![0-9])"
_TWO_TABLES = re.compile(
    rf"(?:\s*(?:,|&|\+|/|-|–|à|et|and|und|y|e)\s*{_NEXT_NUMBER})+(?:\W*$|\W{{1,3}}{_TOGETHER})"
    rf"|\s*(?:,|&|\+|et\b|and\b|und\b)\s*{_NEXT_NUMBER}(?:\s*[(\[]|\s*:(?![0-9])|\s+[–—-]\s)",
    re.IGNORECASE,
)
_TWO_WITHIN = re.compile(r"\s*(?:,|&|\+|/|et\b|and\b|und\b|y\b|ou\b|or\b|à\b)\s*[0-9]", re.IGNORECASE)
_PLURAL = re.compile(rf"\W*(?:{TABLE_WORDS})s{_BLANKS}[0-9]{{1,3}}/[0-9]{{1,3}}(?![0-9])", re.IGNORECASE)
_APART = re.compile(r"[\s*_]*[^\w\s,'’*_]|\*\*|__")
_DECORATION = re.compile(r"[\W_]*")
_TAGS = re.compile(r"</?\w{1,10}>|\{[^{}]*\}$")
_AROUND_NAMES = '*_=~#[]<>«»"“”|\u00a0\u202f \t:.,;-–—()'
# The name of something numbered that is a table all the same: `table ronde`, `idées de la table`.
NAMES_A_TABLE = re.compile(rf"^(?:{TABLE_WORDS})\b|\b(?:{TABLE_WORDS})$", re.IGNORECASE)

# `Compte rendu — table 5`, `CR du groupe 3`, `Notes de l’atelier, table 4 : les aînés`.
MONTHS = (
    "janvier|février|fevrier|mars|avril|mai|juin|juillet|août|aout|septembre|octobre|novembre|décembre|decembre|"
    "january|february|march|april|may|june|july|august|september|october|november|december|"
    "mar|jan|janv|févr|fev|feb|avr|apr|juil|jul|sept|sep|oct|nov|déc|dec"
)
_BETWEEN = (
    r"(?:[\W\d_]|\b(?:d|du|de|des|l|la|le|les|en|au|à|par|pour|of|the|from|for|by|der|die|vom|von|un|une|notre|nos|our|"
    r"prises?|notes?|partagée?s?|collaborati(?:f|ve)s?|shared|décisions?|échanges?|conclusions?|atelier|workshop|"
    rf"réunion|séance|travail|visite|discussion|{MONTHS})\b){{0,60}}?"
)


@cache
def _minutes() -> re.Pattern[str]:
    """To compile it takes milliseconds, and few texts have a line that needs it."""
    return re.compile(
        r"(?:(?:comptes?[- ]rendus?|c\.?r\.?|p\.?v\.?|procès[- ]verbal|prise de notes?|(?:meeting )?minutes|"
        r"meeting notes|protokoll|acta)(?!\w)[^.!?]{0,60}?|"
        r"(?:notes?|synthèse|restitution|résumé|bilan|retours?|relevé|id[ée]es?|propositions?|contributions?|atelier|réunion|séance|meeting|"
        r"(?:photos? du )?paper-?board|flip[ -]?chart|affiche|poster|whiteboard|tableau blanc|(?:frama|ether)?pad|"
        rf"ideas|proposals|report|summary|notizen|ideen|workshop|propuestas|notas)\b{_BETWEEN})(?<=[\W_])"
        rf"(?:(?P<table>{TABLE_WORDS})|(?P<group>(?:sous-?)?groupe|(?:sub-?)?group|gruppe|grupo|[ée]quipe|team))"
        rf"{_BLANKS}{_SIGN}{_BLANKS}(?P<number>[0-9]{{1,3}})(?![^\W_]|[.,/][0-9])"
        r"(?P<rest>\W*$|\s*[:;–—(|-].*|,?\s+(?:du|le|of|on|vom|de l['’]atelier)\b.*)",
        re.IGNORECASE | re.DOTALL,
    )


@cache
def _field() -> re.Pattern[str]:
    return re.compile(
        rf"(?:{TABLE_WORDS}|groupe|group|gruppe|grupo){_BLANKS}{_SIGN}{_BLANKS}:{_BLANKS}{_SIGN}{_BLANKS}([0-9]{{1,3}})\W*",
        re.IGNORECASE,
    )


@dataclass(frozen=True, slots=True)
class Named:
    """A line read as if it were a title.

    `name` stands after the number, `apart` when a sign is between them; `table` is None where two are named, or a
    letter; `decorated` when the line is set in bold, underlined or framed; `in_words` when the number is no figure.
    """

    rank: Rank
    table: int | None
    name: str
    apart: bool
    decorated: bool
    in_words: bool


_SEVERAL_TABLES = Named("table", None, "", apart=True, decorated=False, in_words=False)


def names_several(text: str) -> bool:
    """Whether a title names two tables, or more: whose ideas those are only a person knows."""
    return named_in(text) is _SEVERAL_TABLES


def named_in(text: str) -> Named | None:
    """Read a line as if it were a title; None for what begins otherwise."""
    found = _found(text)
    if not found:
        return _SEVERAL_TABLES if "/" in text[:_LONGEST] and _PLURAL.match(text) else None
    groups = found.groupdict()
    if groups["short"] and not groups["number"]:
        return None
    rank: Rank = "table" if groups["table"] else "group" if groups["group"] else "short"
    rest = groups["rest"]
    if groups["number"] and _TWO_TABLES.match(rest):
        return _SEVERAL_TABLES
    return Named(
        rank,
        int(groups["number"]) if groups["number"] else _written(groups.get("written") or ""),
        rest.strip(_AROUND_NAMES),
        apart=bool(_APART.match(rest)),
        decorated=not text[0].isalnum() and text[0] not in "(+-",
        in_words=not groups["number"],
    )


def table_in_heading(text: str) -> int | None:
    """The table that a heading names, at its beginning or its end: a heading holds no idea, whatever it says."""
    named = named_in(text)
    if named is _SEVERAL_TABLES:
        return None
    if named and (not named.name or named.apart or not named.in_words):
        return named.table
    if minutes := table_of_minutes(text):
        return minutes[0]
    found = _AT_THE_END.search(text) if len(text) <= _LONGEST else None
    return int(found[1]) if found else None


def is_table_field(text: str) -> bool:
    """`Table : 5`."""
    return len(text) <= _LONGEST and _field().fullmatch(text) is not None


def table_of_minutes(text: str) -> tuple[int, Rank, str] | None:
    """The table that a title of minutes names (`CR du groupe 3`, `Table : 5`), its rank, and what stands after it."""
    if len(text) > _LONGEST or not any(sign.isdecimal() for sign in text):
        return None
    if field := _field().fullmatch(text):
        return int(field[1]), "table", ""
    found = _minutes().match(text)
    if found is None or _TWO_TABLES.match(found["rest"]):
        return None
    return int(found["number"]), "table" if found["table"] else "group", found["rest"].strip(_AROUND_NAMES)


@cache
def _within(words: str) -> re.Pattern[str]:
    return re.compile(
        rf"(?<!\w)(?:(?:{words})s?[ \u00a0\u202f\t_.-]*{_SIGN}{_BLANKS}(?P<number>[0-9]{{1,6}}){_ENDS}"
        rf"|(?P<before>[0-9]{{1,2}})[ ]?(?:ère|re|er|e|è?me|eme|nde?|st|rd|th|[ºª°])[ \u00a0](?:{words})\b)",
        re.IGNORECASE,
    )


def tables_within(text: str, *, of_groups: bool = False) -> set[int]:
    """The tables that a text names somewhere, or the groups."""
    found = _within(GROUP_WORDS if of_groups else TABLE_WORDS).finditer(text[:_LONGEST])
    return {int(each["number"] or each["before"]) for each in found}


def names_several_within(text: str) -> bool:
    """`Les tables 3 et 4 ont proposé`."""
    return any(_TWO_WITHIN.match(text[found.end() :]) for found in _within(TABLE_WORDS).finditer(text[:_LONGEST]))


def table_within(text: str) -> int | None:
    """The table that a text names somewhere: one, and no other."""
    if len(text) > _LONGEST:
        return None
    found = list(_within(TABLE_WORDS).finditer(text))
    if len(found) != 1 or _TWO_TABLES.match(text[found[0].end() :]):
        return None
    return int(found[0]["number"] or found[0]["before"])


def rest_after(text: str) -> str:
    """What a line holds after the table it names."""
    found = _found(text)
    return (found["rest"] if found else text).lstrip(":.;-–—)]*_|=> \t\u00a0\u202f")


def _found(text: str) -> re.Match[str] | None:
    if not text or len(text) > _LONGEST:
        return None
    bare = _TAGS.sub("", text) if "<" in text or "}" in text else text
    if not bare[:1].isalnum():
        bare = _DECORATION.sub("", bare, count=1)
    if framed := _FRAMED.match(bare):
        bare = bare[framed.end() :]
    return _BEFORE.match(bare) if bare[:1].isdecimal() else _AFTER.match(bare)


def _written(word: str) -> int | None:
    """`deux` and `II` are numbers, `B` is a letter."""
    if number := _NUMBERS.get(word.lower()):
        return number
    roman = [value[0] for style, value in numeral(word) if style.endswith("roman")]
    return roman[0] if roman and word.isupper() else None
