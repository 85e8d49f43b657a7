"""What a column's name says it holds: names, with what people and programs put around them, and whole questions."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from facilitate.workshop.intake.incoming import IncomingStatus
from facilitate.workshop.intake.status_headings import standing_of
from facilitate.workshop.intake.total_cells import is_count
from facilitate.workshop.intake.vocabulary import (
    AROUND,
    BEFORE,
    EXISTENCE_WORDS,
    FIRM_WORDS,
    FORM_WORDS,
    JOINING,
    NUMBER_WORDS,
    SUBJECT_WORDS,
    TEXTS,
    Role,
    exactly_named,
    plain,
)

EXACT, WORDS, QUESTION = 0, 1, 2
_SHORT = 5
_LONGEST_NAME = 120
_LANGUAGES = "fr|en|de|es|it|nl|pt|ca|eu|br|oc|pl|ro|sv|da|fi|cs|el|hu|lb|fr-fr|en-gb|en-us|fr-ca"
_IN_LANGUAGE = re.compile(rf"(?<=\w\w)[/_.|:-](?:{_LANGUAGES})$", re.IGNORECASE)
_EXPLAINED = re.compile(r"\([^()]*\)|\[[^\[\]]*\]|\{[^{}]*\}|<[^<>]*>|\*+")
_NUMBERED = re.compile(
    r"^(?:(?:question|q)\s*n?[°º]?\s*\d{1,3}|[a-z]{0,3}\d{1,3}(?:[a-z]{0,3}\d{1,3})?)\s*(?:[.):–—_/-]|\s(?=\w))+\s*(?=\S)",
    re.IGNORECASE,
)
_NUMBER_BEHIND = re.compile(r"\s*(?:n\s*[°º]|#)\s*\d{1,2}$", re.IGNORECASE)
_GLUED = re.compile(r"(?:(?<=[^\W\d_]{3})|(?<=\?))\d{1,2}$")  # what forms add to a question that is asked again
_BEFORE_COLON = re.compile(r"\s*[:\u2013\u2014]\s| / ")
_IN_BRACKETS = re.compile(r"\([^()]+\)|\[[^\[\]]+\]")
_CAMEL = re.compile(r"(?<=[a-zà-ÿ])(?=[A-ZÀ-Þ][a-zà-ÿ])")
# `Voulez-vous préciser ?`, `Can you tell us more?`: what stands below goes with the idea, whatever it is called there.
_MORE = r"(?:un peu |a (?:bit|little) )?(?:plus|more)"
_PRECISION = r"(?:precisions?|details?|informations?)"
_REMARK = r"(?:remarques?|commentaires?|comments?|remarks?)"
_MAKE_PLAIN = (
    r"(?:precise[rz]?|developpe[rz]|detaille[rz]|explicite[rz]|argumente[rz]|elaborate|clarify|specify|give details)"
)
_OF_DETAIL_WORDS = frozenset(
    (
        "preciser", "precisez", "precise", "developper", "developpez", "detailler", "detaillez", "expliciter",
        "explicitez", "expliquer", "expliquez", "argumenter", "argumentez", "dire", "dites", "savoir", "ajouter",
        "precision", "precisions", "details", "detail", "more", "elaborate", "clarify", "explain", "specify", "add",
        "anything", "something", "pourquoi", "why", "specific", "remarque", "remarques",
    )
)  # fmt: skip
_OF_DETAIL = re.compile(
    rf"^(?:(?:(?:si|if|n|merci|veuillez|please|feel|vous|you) .*)?{_MAKE_PLAIN}\b"
    r"|(?:.* )?(?:voulez|pouvez|pourriez|souhaitez|veux|peux|souhaites|aimeriez|desirez) (?:vous|tu)\b.*\b"
    rf"(?:{_MAKE_PLAIN}|expliquer|dire {_MORE}|(?:ajouter|apporter) (?:une?|des|d autres) {_PRECISION})"
    rf"|(?:nous |m |pour )?en (?:dire|savoir) {_MORE}\b|dites (?:nous |m )?(?:en )?{_MORE}\b"
    r"|expliquez (?:nous |vous )?en quelques\b"
    rf"|(?:avez vous|as tu) (?:une?|des|d autres|quelques) (?:autres? )?{_PRECISION}\b"
    rf"|(?:une?|des|autres?) {_PRECISION}"
    rf"|(?:please |(?:can|could|would|will) you .*)?(?:tell|say|share|give)(?: (?:us|me))? {_MORE}\b"
    rf"|(?:can|could|would|will) you .*(?:{_MAKE_PLAIN}|\bexplain|more specific|(?:add|more|some|further) details?)\b"
    r"|(?:any |some )?(?:more|further|additional) details?"
    r"|(?:pourquoi|why)(?: (?:cette|this|your|votre) (?:idee|idea|proposition|proposal))?$)"
)
# `Souhaitez-vous ajouter quelque chose ?` is often about the day: it goes with an idea where it says so.
_OF_REMARKS = re.compile(
    rf"\b(?:ajouter|apporter) (?:quelque chose|autre chose|un mot|(?:une?|des|d autres) {_REMARK})"
    r"|\b(?:quelque|autre) chose a (?:ajouter|dire|preciser)|\b(?:avez vous|as tu) (?:autre|quelque) chose"
    rf"|\b(?:autres?|other) {_REMARK}|\badd (?:anything|something|a {_REMARK})"
    r"|\b(?:anything|something) (?:else |more )?(?:to add|you (?:would|d|want to|wish to))"
)
_MORE_OF_ANOTHER = 1_000  # the rank of such questions
_THE_IDEA = frozenset(("idee", "idees", "idea", "ideas", "proposition", "propositions", "proposal", "proposals"))
_BESIDE_DETAIL = (*TEXTS, "number", None)


@dataclass(frozen=True, slots=True)
class NamedRole:
    """What a name says. `strength`: a whole name, words in a short one, a question; the lower `rank`, the plainer."""

    role: Role
    strength: int
    rank: int = 0


@lru_cache(maxsize=512)
def named(header: str) -> NamedRole | None:
    """What a header's cell says its column holds; None where it says nothing that is known."""
    shown = " ".join(header.split())
    if not shown or len(shown) > 1000:  # noqa: PLR2004 -- nobody's question is longer
        return None
    for variant in _variants(shown):
        words = plain(variant).split()
        if not words:
            continue
        if found := _exactly(words):
            return found
        if not _OF_DETAIL_WORDS.isdisjoint(words) and _asks_for_detail(words):
            rank = _MORE_OF_ANOTHER if _THE_IDEA.isdisjoint(words) else 0
            return NamedRole("body", WORDS if len(words) <= _SHORT else QUESTION, rank)
        if found := _by_words(words, shown):
            return found
    return None


def asks_for_detail(header: str) -> bool:
    """Whether a name asks for more of what another column says: `Tell us more about your idea`."""
    found = named(header)
    variants = _variants(" ".join(header.split()))
    return (
        found is not None and found.role == "body" and any(_asks_for_detail(plain(each).split()) for each in variants)
    )


def bare(header: str) -> str:
    """A name without its decoration, in plain words: what two writings of one name have in common."""
    return plain(_variants(" ".join(header.split()))[0])


def language_of(header: str) -> str:
    """The language that a name ends with: `title/fr`."""
    found = _IN_LANGUAGE.search(header.strip())
    return found.group()[1:].lower() if found else ""


def in_languages(places: Sequence[int], names: Sequence[str]) -> list[int]:
    """The first of some columns, and those of the same name in other languages."""
    first = names[places[0]] if places and places[0] < len(names) else ""
    others = (place for place in places[1:] if place < len(names) and bare(names[place]) == bare(first))
    return [*places[:1], *(place for place in others if language_of(names[place]) != language_of(first))]


def _variants(shown: str) -> list[str]:
    """The name without what decorates and explains it; then its part before a colon; then with what is in brackets."""
    whole = _CAMEL.sub(" ", shown) if " " not in shown else shown
    stripped = _EXPLAINED.sub(" ", whole).strip(" :;.,*?!\u00a0\u202f") or whole
    unnumbered = _IN_LANGUAGE.sub("", _NUMBER_BEHIND.sub("", _NUMBERED.sub("", stripped, count=1))).strip(
        " :;.*?!\u00a0\u202f-–—"
    )
    before_colon = _BEFORE_COLON.split(unnumbered, maxsplit=1)[0]
    bracketed = "(" in whole or "[" in whole
    inside = " ".join(found.strip("()[]{}") for found in _IN_BRACKETS.findall(whole)) if bracketed else ""
    once = _GLUED.sub("", unnumbered)
    return list(dict.fromkeys(filter(None, (unnumbered, before_colon, inside, once)))) or [shown]


def _exactly(words: list[str]) -> NamedRole | None:
    name = " ".join(words)
    if found := exactly_named(name):
        return NamedRole(found[0], EXACT, found[1])
    kept = [word for word in words if word not in AROUND]
    if kept and len(kept) < len(words) and (found := exactly_named(" ".join(kept))):
        return NamedRole(found[0], WORDS if len(words) <= _SHORT else QUESTION, found[1])
    return None


def _asks_for_detail(words: list[str]) -> bool:
    """Whether a question is about nothing but the idea: `Précisez votre table` asks for the table."""
    others = {FIRM_WORDS.get(word) or SUBJECT_WORDS.get(word) for word in words if word != "like"}
    if not others.issubset(_BESIDE_DETAIL):
        return False
    question = " ".join(words)
    of_it = not _THE_IDEA.isdisjoint(words)
    return _OF_DETAIL.match(question) is not None or (of_it and _OF_REMARKS.search(question) is not None)


def _by_words(words: list[str], shown: str) -> NamedRole | None:
    known = [(word, FIRM_WORDS.get(word) or SUBJECT_WORDS.get(word)) for word in words]
    roles = [role for _word, role in known if role]
    if not roles and not EXISTENCE_WORDS & set(words):
        return None
    if EXISTENCE_WORDS & set(words) and (shown.rstrip(" *").endswith("?") or len(words) > _SHORT):
        return NamedRole("exists", WORDS if len(words) <= _SHORT else QUESTION)
    if not roles:
        return None
    if "table" in roles and {word for word, role in known if role in ("number", "person")} <= NUMBER_WORDS:
        rest = [role for role in roles if role not in ("table", "number", "person")]
        if not rest or roles.index("table") <= min(roles.index(role) for role in rest):
            return NamedRole("table", WORDS if len(words) <= _SHORT else QUESTION)
    if len(words) > _SHORT:
        return NamedRole(_of_question(roles, words), QUESTION)
    return NamedRole(_of_short_name(roles, words), WORDS)


def _of_short_name(roles: list[Role], words: list[str]) -> Role:
    """Of `proposal_author_email` the e-mail counts, of `idée pour la ville` the idea."""
    if _names_an_idea(roles, words):
        return "title"
    if roles[0] in TEXTS and JOINING & set(words[1:]):
        return roles[0] if roles[0] != "idea" or "body" not in roles else "body"
    firm = [role for role in roles if role in _FIRM_ORDER]
    # The name of a category is the category; the name of a person never is one.
    if set(firm) == {"person"} and {"nom", "name"} & set(words) and {"category", "status", "group"} & set(roles):
        firm = []
    if firm:
        return min(firm, key=_FIRM_ORDER.index)
    subjects = [role for role in roles if role in _SUBJECT_ORDER]
    # What a program's own name begins with says what the whole file is about.
    if words[0] in BEFORE and len(subjects) > 1:
        subjects = subjects[1:]
    return min(subjects, key=_SUBJECT_ORDER.index)


def _of_question(roles: list[Role], words: list[str]) -> Role:
    """What a question asks for is named first."""
    return "title" if _names_an_idea(roles, words) else roles[0]


def _names_an_idea(roles: list[Role], words: list[str]) -> bool:
    return bool({"nom", "name"} & set(words)) and set(roles) == {"person", "idea"}


_FIRM_ORDER: tuple[Role, ...] = ("contact", "link", "date", "count", "number", "person", "place", "other")
_SUBJECT_ORDER: tuple[Role, ...] = ("status", "category", "table", "group", "title", "body", "summary", "idea")


def standing_in(header: str) -> IncomingStatus | None:
    """The status of all that stands in a column: `Existant`, `Idées à créer`, `What is missing`."""
    return standing_of(bare(header))


def is_known_name(cell: str) -> bool:
    """Whether a cell is the name of a column that ideas come in: the evidence that a table has a header, and where.

    Narrower than `named`: people's ideas are made of the same words.
    """
    found = named(cell) if len(cell) <= _LONGEST_NAME else None
    if found is None or found.role in _FIRM_ORDER or is_count(cell):
        return False
    asked = cell.rstrip(" *\u00a0").endswith(("?", ":", "*"))
    if found.role in ("exists", "creates"):
        return asked
    if found.strength == EXACT:
        return True
    words = plain(cell).split()
    whole = all(word in AROUND or word in BEFORE or word in FIRM_WORDS or word in SUBJECT_WORDS for word in words)
    of_a_form = words[0] in FORM_WORDS or asked or re.search(r"\w[_/]\w", cell) is not None
    return found.strength == WORDS and whole and (found.role not in TEXTS or of_a_form)
