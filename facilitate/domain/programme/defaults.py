"""The programme a session starts from when nobody has written one: phases around tables, no hour and no typology."""

from __future__ import annotations

import re
from typing import Any

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.programme.document import Document
from facilitate.domain.programme.plan import USUAL_TABLES

_QUESTIONS = {"fr": "Que pouvons-nous faire ensemble ?", "en": "What can we do together?"}
_PHASES = {
    "fr": ("Accueil", "Présentation du lieu", "Présentation de l’étude", "Table ronde", "Pause", "Tables de travail",
           "Mise en commun", "Clôture"),
    "en": ("Welcome", "The venue", "The study", "Panel", "Break", "Table discussions",
           "Bringing it together", "Closing"),
}  # fmt: skip
_KINDS = ("welcome", "venue", "study", "panel", "break", "tables", "synthesis", "closing")
_MINUTES = (10, 15, 30, 40, 15, 75, 30, 10)
_CATEGORIES = {
    "fr": ("Lieux et rencontres", "Formation et apprentissage", "Communication", "Règles et plaidoyer",
           "Observer et s’inspirer", "Outils communs", "Partage des pratiques"),
    "en": ("Places and meetings", "Training and learning", "Communication", "Rules and advocacy",
           "Learning from elsewhere", "Shared tools", "Sharing practices"),
}  # fmt: skip


def default_question(language: str) -> str:
    """Return what tables are asked when nothing else was said."""
    return _QUESTIONS[language]


def default_programme(title: str, language: str) -> Document:
    """Return a whole programme to correct afterwards; what nobody said (an hour, categories) is not in it."""
    phases: list[Document] = [
        {"kind": kind, "title": name, "minutes": minutes}
        for kind, name, minutes in zip(_KINDS, _PHASES[language], _MINUTES, strict=True)
    ]
    tables: dict[str, Any] = {"question": default_question(language), "tables": USUAL_TABLES}
    phases[_KINDS.index("tables")].update(tables)
    return {"title": title, "language": language, "phases": phases}


def usual_typology(language: str) -> list[Document]:
    """Return the categories that many events need, for who asks for them."""
    return [{"title": name} for name in _CATEGORIES[language]]


def with_listed_tables(document: Document) -> Document:
    """Return a programme where tables that stand in a list, by their names, are counted, and named by their places."""
    phases = document.get("phases")
    if not isinstance(phases, list):
        return document
    return {**document, "phases": [_with_listed(each) if isinstance(each, dict) else each for each in phases]}


def _with_listed(phase: Document) -> Document:
    listed, known = phase.get("tables"), phase.get("table_setups", [])
    if not isinstance(listed, list) or not all(isinstance(each, (str, dict)) for each in listed):
        return phase
    if not isinstance(known, list) or not all(isinstance(each, dict) for each in known):
        return phase
    setups: dict[Any, Document] = {each.get("number"): each for each in known}
    for number, each in enumerate(listed, 1):
        if each:  # an empty name is a table without one
            own = {"name": each} if isinstance(each, str) else each
            setups[number] = {"number": number, **setups.get(number, {}), **own}
    return {**phase, "tables": len(listed), **({"table_setups": list(setups.values())} if setups else {})}


def with_listed_partners(document: Document) -> Document:
    """Return a programme where partners that are written as blocks stand among those of which more is said."""
    listed, known = document.get("partners"), document.get("supporters", [])
    if not isinstance(listed, list) or not isinstance(known, list):
        return document
    blocks = [each for each in listed if isinstance(each, dict)]
    if not blocks:
        return document
    names = [each for each in listed if not isinstance(each, dict)]
    rest = {name: value for name, value in document.items() if name != "partners"}
    return {**rest, **({"partners": names} if names else {}), "supporters": [*known, *blocks]}


def _names_typed(names: str) -> dict[int, str]:
    """Return the names of tables that are typed on one line, by their numbers; a place may be left empty."""
    return {number: name.strip() for number, name in enumerate(re.split(r"[,;\n]", names), 1) if name.strip()}


def tables_named(names: str) -> int | None:
    """Return how many tables there are by the names that are typed, where nobody said a number; None without names."""
    return max(_names_typed(names), default=None)


def tables_left_without_name(phase: Document) -> Message | None:
    """Return the sentence that says which tables have no name though others have one; None without any."""
    known = {each.get("number") for each in phase.get("table_setups", ()) if each.get("name")}
    tables = phase.get("tables")
    if not known or not isinstance(tables, int):
        return None
    left = [str(number) for number in range(1, tables + 1) if number not in known]
    return Message(N_("Tables without a name: {numbers}."), {"numbers": ", ".join(left)}) if left else None


def with_table_names(phase: Document, names: str) -> Document:
    """Return a phase at tables with the names of its tables, from the first on, as they are typed on one line."""
    known = phase.get("table_setups", ())
    if not names or not all(isinstance(each, dict) for each in known):
        return phase
    setups: dict[Any, Document] = {each.get("number"): dict(each) for each in known}
    for number, name in _names_typed(names).items():
        setups[number] = {**setups.get(number, {"number": number}), "name": name}
    tables = phase.get("tables")
    if isinstance(tables, int) and len(setups) > tables:
        raise Refused(
            N_("There are {names} table names for {tables} tables: correct one or the other."),
            names=len(setups), tables=tables,
        )  # fmt: skip
    return {**phase, "table_setups": list(setups.values())}
