"""What the files are called that people get, in the language of the session they are of.

A file is known by its French name, which it has had from the first version on.
"""

from __future__ import annotations

from pathlib import Path

REPORT = "compte-rendu"
SUMMARY = "en-une-page"
EASY = "en-phrases-courtes"
IDEAS = "idees.csv"
ROADMAP = "feuille-de-route.csv"
NEXT_STEPS = "prochaines-etapes.ics"
DECIDIM = "decidim.csv"
INFOGRAPHICS = {"a3": "infographie-a3", "screen": "infographie-ecran"}
CARDS = "cartes.html"
_INTERNAL, _ANONYMOUS = "-interne", "-anonyme"

# In languages that are not here they have their French names, as the session has French words for what it does not say.
_NAMES = {
    "en": {
        REPORT: "report",
        SUMMARY: "one-page",
        EASY: "short-sentences",
        "idees": "ideas",
        "feuille-de-route": "roadmap",
        "prochaines-etapes": "next-steps",
        INFOGRAPHICS["a3"]: "infographic-a3",
        INFOGRAPHICS["screen"]: "infographic-screen",
        "cartes": "cards",
        _INTERNAL: "-internal",
        _ANONYMOUS: "-anonymous",
    }
}


def in_language(name: str, code: str) -> str:
    """Return what a file is called in a language."""
    path = Path(name)
    return f"{_named(path.stem, code)}{path.suffix}"


def internal(name: str, code: str) -> str:
    """Return the name of a file that is not for everybody."""
    return _with_ending(name, _named(_INTERNAL, code))


def anonymous(name: str, code: str) -> str:
    """Return the name of a file without names, which is not to be taken for the one with names beside it."""
    return _with_ending(name, _named(_ANONYMOUS, code))


def _named(french: str, code: str) -> str:
    return _NAMES.get(code, {}).get(french, french)


def _with_ending(name: str, ending: str) -> str:
    path = Path(name)
    return f"{path.stem}{ending}{path.suffix}"
