"""The programme a session starts from when nobody has written one: an afternoon at tables, and a first typology."""

from __future__ import annotations

from typing import Any

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
           "Observing and drawing inspiration", "Shared tools", "Sharing practices"),
}  # fmt: skip


def default_question(language: str) -> str:
    """Return what tables are asked when nothing else was said."""
    return _QUESTIONS[language]


def default_programme(title: str, language: str) -> Document:
    """Return a whole programme to correct afterwards; it starts at 14:00, as most do."""
    phases: list[Document] = [
        {"kind": kind, "title": name, "minutes": minutes}
        for kind, name, minutes in zip(_KINDS, _PHASES[language], _MINUTES, strict=True)
    ]
    tables: dict[str, Any] = {"question": default_question(language), "tables": USUAL_TABLES}
    phases[_KINDS.index("tables")].update(tables)
    return {
        "title": title,
        "language": language,
        "starts_at": "14:00:00",
        "phases": phases,
        "categories": [{"title": name} for name in _CATEGORIES[language]],
    }
