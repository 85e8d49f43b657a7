"""Whole lists that hold no ideas: nothing but names of people, nothing but themes.

One such line may be an idea, and a list of them hardly is. Names stay out; themes stay out too, until somebody says
that they are ideas.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from functools import cache

from facilitate.domain.errors import N_, Message
from facilitate.domain.text import folded
from facilitate.workshop.intake.bullets import Needs, mark_of
from facilitate.workshop.intake.incoming import IncomingIdea, Outcome, names_no_table, refusal

_FEWEST = 2
_LEAST = 3
_MOST_WORDS = 4
_TITLES = ("M", "Mme", "Mlle", "Mr", "Mrs", "Ms", "Dr", "Madame", "Monsieur")
_LONGEST = 100
_MOST_WORDS_OF_A_NAME = 12  # with who they are
_JOINING = re.compile(r"\s*(?:,|&|/|\bet\b|\band\b)\s*")
_THE = re.compile(r"^(?:l['’]|(?:la|le|les|the)\s+)", re.IGNORECASE)
ONLY_NAMES = N_("This list contains only names of people, no ideas.")
ONLY_THEMES = N_("This list contains only themes of a word or two, like the categories of a typology, no ideas.")
THEME = N_("This is a theme above a list, not an idea.")
_WORDS_OF_THEMES = frozenset(
    """
accessibilite accueil agriculture aines alimentation amenagement animation art arts associations biodiversite
budget bruit cadre citoyennete climat commerce commerces communication culture cultures dechets democratie
developpement economie ecole ecologie ecoles education egalite emploi energie enfance enfants environnement
equipements espaces familles finance finances finances formation fete fetes gouvernance habitat handicap histoire
inclusion information innovation jeunes jeunesse jeux justice liens lien lieux logement logements loisirs memoire
mixite mobilite mobilites musique nature numerique parentalite participation patrimoine petite place
proprete proximite prevention qualite quartier rencontre rencontres recherche sante securite seniors services
social solidarite solidarites sport sports stationnement technologie territoire tourisme transition transport
transports travail urbanisme urbains velo verts vie vieillesse ville voirie eau air arbres publics public
accessibility art arts business care children citizenship climate commerce communication community culture democracy
digital economy education elderly employment energy environment equality finance food governance green health
heritage housing inclusion innovation jobs leisure links mobility music nature neighbourhood neighborhood parks
participation places planning safety schools security services social solidarity spaces sports tourism traffic
training transport waste water work young youth
""".split()  # noqa: SIM905 -- a list of quotes and commas is not read by anybody
)


@cache
def _name() -> re.Pattern[str]:
    """To compile it takes a millisecond, and few lists have a line that needs it."""
    return re.compile(
        rf"(?:(?:{'|'.join(_TITLES)})\.?\s)?(?P<first>[^\W\d_][\w’'-]*\.?)(?:\s(?:(?:de|du|van|von|le|la)\s)?[A-ZÀ-Þ][\w’'-]*\.?){{0,3}}"
        r"\s*(?:\([^()]{0,40}\)|[,–—-]\s[^.!?]{0,40})?"
    )


def _named(text: str) -> re.Match[str] | None:
    """A text that has the form of a name."""
    short = len(text) <= _LONGEST and len(text.split()) <= _MOST_WORDS_OF_A_NAME
    return _name().fullmatch(text) if short else None


def hold_back(outcomes: Sequence[Outcome]) -> tuple[Outcome, ...]:
    """Take the ideas of a list back where none of them is one."""
    texts = [_words(outcome) for outcome in outcomes if _may_be_idea(outcome)]
    if len(texts) < _FEWEST or any(isinstance(outcome, IncomingIdea) and outcome.detail for outcome in outcomes):
        return tuple(outcomes)
    if are_names(texts):
        return tuple(_held(outcome, ONLY_NAMES, aside=True) for outcome in outcomes)
    if len(texts) >= _LEAST and all(map(is_theme, texts)):
        return tuple(_held(outcome, ONLY_THEMES, aside=False) for outcome in outcomes)
    return tuple(outcomes)


def _may_be_idea(outcome: Outcome) -> bool:
    """An idea whose table nobody knows yet is one as well."""
    return isinstance(outcome, IncomingIdea) or names_no_table(outcome)


def _words(outcome: Outcome) -> str:
    if isinstance(outcome, IncomingIdea):
        return outcome.text
    mark = mark_of(outcome.excerpt)
    return outcome.excerpt[mark.end :] if mark and mark.needs is Needs.NOTHING else outcome.excerpt


def _held(outcome: Outcome, reason: str, *, aside: bool) -> Outcome:
    if not _may_be_idea(outcome):
        return outcome
    shown = outcome.text if isinstance(outcome, IncomingIdea) else outcome.excerpt
    return replace(refusal(outcome.line, shown, Message(reason)), aside=aside)


def are_names(texts: Sequence[str]) -> bool:
    """Whether each has the form of a name, and half of them begin with a first name; of two, both."""
    if any(_named(text) is None for text in texts):
        return False
    known = sum(map(is_name, texts))
    return 2 * known >= len(texts) if len(texts) >= _LEAST else known == len(texts)


def has_form_of_name(text: str) -> bool:
    """Whether a text has the form of a name, be its first word known or not."""
    return _named(text) is not None


def is_name(text: str) -> bool:
    """Whether a text has the form of a name and begins with a frequent first name, or with a title before it."""
    from facilitate.workshop.intake.first_names import FIRST_NAMES  # few lists look like names

    found = _named(text)
    if found is None:
        return False
    first = folded(found["first"]).split("-")[0].rstrip(".")
    return first in FIRST_NAMES or is_titled(text)


def is_titled(text: str) -> bool:
    """`Mme Petit`: a name with a title before it."""
    return " " in text and text.split(maxsplit=1)[0].rstrip(".") in _TITLES


def is_theme(text: str) -> bool:
    """`Mobilité`, `Cadre de vie`, `Sport et culture`: all words that say anything are known."""
    words = [folded(word) for part in _JOINING.split(_THE.sub("", text.strip(" .;:"))) for word in part.split()]
    known = [word in _WORDS_OF_THEMES for word in words if word not in ("de", "du", "des", "la", "of", "d'", "l'")]
    return len(words) <= _MOST_WORDS and bool(known) and all(known)
