"""What the files are called that people get: in French whatever their language, as the folders of today have them."""

from __future__ import annotations

from pathlib import Path

REPORT = "compte-rendu"
IDEAS = "idees.csv"
ROADMAP = "feuille-de-route.csv"
NEXT_STEPS = "prochaines-etapes.ics"
DECIDIM = "decidim.csv"
INFOGRAPHICS = {"a3": "infographie-a3", "screen": "infographie-ecran"}
CARDS = "cartes.html"


def internal(name: str) -> str:
    """Return the name of a file that is not for everybody."""
    return _with_ending(name, "-interne")


def anonymous(name: str) -> str:
    """Return the name of a file without names, which is not to be taken for the one with names beside it."""
    return _with_ending(name, "-anonyme")


def _with_ending(name: str, ending: str) -> str:
    path = Path(name)
    return f"{path.stem}{ending}{path.suffix}"
