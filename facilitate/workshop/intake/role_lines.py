"""Lines made of nothing but who does what at a table: `Animation : Participante 07 / notes : ???`, `Facilitator: me`.

What stands behind a role may be a name, or what people write as long as nobody is named (`?`, `à compléter`, `moi`).
With two roles anything short will do, but for what begins as ideas do; with one it has to be such words, or a name
where the role is a person's: `Secrétaire : en payer une` and `Animation : jazz` are ideas.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence

from facilitate.domain.text import folded
from facilitate.workshop.intake.attendance import are_people, says_who
from facilitate.workshop.intake.bullets import Line
from facilitate.workshop.intake.head_words import OF_WHO
from facilitate.workshop.intake.short_roles import find_leaders, names_who_leads

_LONGEST, _LONGEST_VALUE, _MOST_WORDS = 160, 40, 4
_SEVERAL = 2
_CUT = re.compile(
    r"(?:[ \u00a0\u202f]*[/|;,][ \u00a0\u202f]*|[ \u00a0\u202f][·•–—-][ \u00a0\u202f]|[ \u00a0\u202f]{2,}|\t+)"
    r"(?=[^:/|;,\t]{2,40}:)"
)
_JOINED = re.compile(r"\s*(?:[/,&+]|\b(?:et|and)\b)\s*")
_AROUND = " \t*_#\u00a0\u202f"
_FILLING = frozenset(
    (
        *("", "moi", "moi meme", "nous", "me", "myself", "us", "x", "xx", "xxx", "xxxx", "n a", "na", "nc", "nr"),
        *("tbd", "tbc", "tba", "todo", "to do", "a completer", "a definir", "a preciser", "a remplir", "a venir"),
        *("a trouver", "a designer", "a confirmer", "en attente", "to complete", "to be completed", "to fill in"),
        *("to be confirmed", "to be defined", "to be decided", "to be filled in", "to be named", "pending", "later"),
        *("personne", "aucun", "aucune", "none", "nobody", "no one", "noone", "neant", "vide", "empty", "blank"),
        *(
            "pas de notes",
            "pas de note",
            "pas de nom",
            "pas note",
            "pas notee",
            "non note",
            "non renseigne",
            "no notes",
        ),
        *("not recorded", "not noted", "no name", "inconnu", "inconnue", "unknown", "qui", "who", "volontaire"),
        *("volunteer", "idem", "same", "la meme", "le meme", "the same", "sans", "oublie", "forgot", "forgotten"),
        *("pas de rapporteur", "pas d animateur", "pas de secretaire", "not known", "on ne sait pas", "je ne sais pas"),
    )
)
_ALSO = re.compile(r"\b(?:aussi|egalement|encore|too|as well|again)$")
# What begins so is wanted, and nobody's name.
_WANTED = frozenset(
    (
        *(
            "un",
            "une",
            "des",
            "du",
            "de",
            "d",
            "la",
            "le",
            "les",
            "l",
            "plus",
            "moins",
            "pas",
            "a",
            "an",
            "the",
            "more",
        ),
        *("more", "less", "no", "some", "en", "faire", "mettre", "creer", "avoir", "avec", "pour"),
    )
)


def find_roles(lines: Sequence[Line], titles: Collection[int] = ()) -> frozenset[int]:
    """Their places, wherever they stand, also below the `titles` of tables; bullets are taken off by then."""
    found = frozenset(at for at, line in enumerate(lines) if line.form == "words" and is_role_line(line.bare))
    return found | find_leaders(lines, titles)


def is_role_line(text: str) -> bool:
    """Whether a line holds nothing but roles with what stands for a person behind each."""
    if names_who_leads(text):
        return True
    if ":" not in text or len(text) > _LONGEST:
        return False
    fields = _fields(text)
    if not fields or not all(map(_is_role, fields)):
        return False
    if len(fields) >= _SEVERAL:
        return all(map(_may_be_somebody, fields.values()))
    ((key, value),) = fields.items()
    filled = bool(value.strip(_AROUND))
    return _is_filling(value) and (filled or _is_a_person(key))


def _fields(text: str) -> dict[str, str]:
    """What stands before and behind the first colon of each part; nothing where a part has none, or a role twice."""
    parts: list[str] = []
    for part in _CUT.split(text.strip(_AROUND)):
        if parts and ":" not in parts[-1]:  # `Secrétaire / rapporteur : ?`
            parts[-1] = f"{parts[-1]} / {part}"
        else:
            parts.append(part)
    fields = dict(part.split(":", 1) for part in parts if ":" in part)
    return fields if len(fields) == len(parts) else {}


def _is_role(key: str) -> bool:
    """`Animation`, `Note-taker`, `Secrétaire / rapporteur`."""
    words = [part for part in _JOINED.split(key.strip(_AROUND)) if part]
    return bool(words) and (_is_one_role(key) or all(map(_is_one_role, words)))


def _is_one_role(key: str) -> bool:
    return key.strip(_AROUND).replace("’", "'").lower() in OF_WHO or says_who(key)


def _is_a_person(key: str) -> bool:
    """Whether a role is that of a person: `Animation :` alone may be a theme above ideas."""
    return says_who(key) or key.strip(_AROUND).lower() in (
        "scribe",
        "rapporteurs",
        "rapporteuses",
        "host",
        "table host",
    )


def _plain(value: str) -> str:
    return " ".join(re.findall(r"[a-z0-9]+", folded(value)))


def _is_filling(value: str) -> bool:
    """`???`, `(à compléter)`, `moi :-)`."""
    return len(value) <= _LONGEST_VALUE and _plain(value) in _FILLING


def _may_be_somebody(value: str) -> bool:
    if _is_filling(value) or are_people(value):
        return True
    words = _ALSO.sub("", _plain(value)).split()
    return len(value) <= _LONGEST_VALUE and len(words) <= _MOST_WORDS and words[:1] != [] and words[0] not in _WANTED
