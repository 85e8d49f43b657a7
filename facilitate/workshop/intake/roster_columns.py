"""What the columns of a guest list hold, by what people and programs call them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import Literal, TypeAlias

from facilitate.workshop.intake.column_names import bare
from facilitate.workshop.intake.vocabulary import AROUND

GuestField: TypeAlias = Literal[
    "name", "last", "first", "organisation", "world", "territory", "access", "interpreter", "diet", "together", "apart",
    "email", "interprets", "no_photo", "nameable",
]  # fmt: skip
NEEDS: tuple[GuestField, ...] = ("access", "interpreter", "diet")
SEATED: tuple[GuestField, ...] = ("access", "interpreter", "together", "apart")  # what seats are planned by
ANSWERS: tuple[GuestField, ...] = ("no_photo", "nameable")
_LONGEST = 16  # words; what is longer is a paragraph


def _names(*lines: str) -> tuple[str, ...]:
    return tuple(name.strip() for line in lines for name in line.split(","))


def _words(*lines: str) -> frozenset[str]:
    return frozenset(word for line in lines for word in line.split())


# Whole names in plain words; of several columns for one thing the name that comes first wins.
_WHOLE: dict[GuestField, tuple[str, ...]] = {
    "name": _names(
        "nom complet, nom et prenom, prenom et nom, nom prenom, prenom nom, noms et prenoms, prenoms et noms",
        "nom prenoms, full name, name and surname, first and last name, first name and last name, participant",
        "participante, participant e, participants, participantes, invite, invitee, invite e, invites, invitees",
        "personne, personnes, guest, guests, guest name, attendee, attendees, attendee name, person, nom de l invite",
        "nom du participant, nom de la personne, inscrit, inscrite, inscrit e, inscrits, membre, membres, member",
        "convive, convives",
    ),
    "last": _names(
        "nom, noms, nom de famille, nom d usage, name, surname, last name, lastname, family name, nachname, apellido",
        "apellidos, nom usuel",
    ),
    "first": _names(
        "prenom, prenoms, prenom usuel, first name, firstname, given name, given names, forename, vorname, nombre",
    ),
    "organisation": _names(
        "organisation, organization, organisme, structure, association, societe, company, entreprise, institution",
        "etablissement, affiliation, collectif, employeur, employer, raison sociale, organisme ou association",
        "nom de la structure, organisation representee, structure representee",
    ),
    "world": _names(
        "monde, vous etes, je suis, en tant que, vous venez en tant que, world, you are, i am, groupe, public",
        "type de public, college, group, audience, profil, profile, categorie, category, type de participant",
        "categorie de participant, type d invite",
    ),
    "territory": _names(
        "territoire, territory, departement, region, county, district, bassin de vie, intercommunalite, ville, commune",
        "city, town, area, quartier, pays, country, localite, lieu de residence, ville de residence",
        "commune de residence",
    ),
    "access": _names(
        "acces, accessibilite, besoins d accessibilite, besoin d accessibilite, accessibility, access, access needs",
        "accessibility needs, pmr, mobilite reduite, personne a mobilite reduite, handicap, besoins particuliers",
        "besoins specifiques, besoin particulier, besoin specifique, amenagements, special needs, special requirements",
        "wheelchair, besoins, needs",
    ),
    "interpreter": _names(
        "interprete, interpretation, lsf, langue des signes, traduction, interpreter, sign language, interpreting",
        "besoin d un interprete, interprete lsf",
    ),
    "diet": _names(
        "regime alimentaire, regime, regimes alimentaires, allergies, alimentation, diet, dietary requirements",
        "dietary needs, dietary restrictions, restrictions alimentaires, contraintes alimentaires",
        "repas, menu, meal, food",
    ),
    "together": _names("avec, with, ensemble, together, a placer avec, a la meme table que, sit with, seat with"),
    "apart": _names("pas avec, sans, not with, apart, a separer de, a eviter, keep apart, not next to"),
    "interprets": _names(
        "interprets, interprets in, interprets for, interprete pour, interprete en, interprete de, interprete vers",
        "interpretes en, peut interpreter, langues interpretees, traduit, traduit en, traduit vers, translates",
    ),
    "email": _names(
        "email, e mail, mail, courriel, mel, adresse mail, adresse email, adresse e mail, adresse electronique",
        "adresse de courriel, adresse courriel, email address, e mail address, mail address, emails",
    ),
    "no_photo": _names(
        "droit a l image, droits a l image, droit image, autorisation photo, autorisation photos, accord photo, photo",
        "photos, pas de photo, pas de photos, sans photo, refus photo, no photo, no photos, photo consent",
        "image rights",
    ),
    "nameable": _names(
        "peut etre nomme, accepte d etre nomme, accord pour etre nomme, nom publie, publier mon nom, may be named",
        "agrees to be named, publish my name, named in the report, nomme dans le compte rendu",
    ),
}
_EXACT: dict[str, tuple[GuestField, int]] = {
    name: (field, rank) for field, names in reversed(_WHOLE.items()) for rank, name in enumerate(names)
}
_WORDS: tuple[tuple[GuestField, str], ...] = (
    ("no_photo", r"photos?|photographie\w*|photographed|droits? a l image|filme\w*|image rights"),
    (
        "nameable",
        (
            r"etre (?:nomme|cite)\w*|(?:be|being) named|nom (?:soit |peut etre )?publie"
            r"|(?:accept|accord|autoris|agree|consent)\w* (?:\w+ ){0,6}(?:noms?|names?)"
        ),
    ),
    ("email", r"e ?mails?|courriels?|adresse electronique"),
    (
        "apart",
        (
            r"(?:pas|not|jamais|never|can t|cannot|don t|won t) (?:\w+ ){0,4}"
            r"(?:avec|with|table|cote|pres|next to|near|beside|ensemble|together)"
            r"|eviter|avoid|separer|separ(?:ee?s?|ate|ated)|eloign\w+|loin de|ecart de|incompatibles?|incompatibilites?"
            r"|conflits?|conflict|ne (?:souhait|voul|desir|prefer)\w* (?:\w+ )?pas|apart|away from|far from"
        ),
    ),
    (
        "together",
        (
            r"(?:place[rz]?|assis|assise|asseoir|table|etre|sit|seat|seated|be|placee?s?) (?:\w+ ){0,2}(?:avec|with)"
            r"|meme table|same table|(?:avec|with) (?:qui|whom?)|(?:a|at) (?:la|the) table (?:de|of|d)|cote de|pres de"
            r"|next to|beside|near|seated? together|assis ensemble"
            r"|(?:souhait|veut|veu|voud|voul|aimer|prefer|desir|wish|want|like)\w* (?:\w+ ){0,4}(?:avec|with)"
        ),
    ),
    ("interpreter", r"interpretes?|lsf|langue des signes|sign language|interpreters?"),
    ("diet", r"alimentaires?|allergies?|allergiques?|allergens?|dietary|diet|vegetarien(?:ne)?s?|vegetarian"),
    ("organisation", r"organisations?|organizations?|organismes?|structures?|associations?|societe|entreprise"),
    ("world", r"(?:etes|venez|participez|inscrivez) vous|vous (?:etes|venez|participez)|you are|are you a"),
    ("territory", r"territoires?|departement|region|commune|ville"),
    ("first", r"prenoms?|first name|given name"),
    ("last", r"nom de famille|surname|last name|family name"),
)
_BY_WORDS = tuple((field, re.compile(rf"\b(?:{words})\b")) for field, words in _WORDS)
_OF_ACCESS = re.compile(
    r"acces|accessibilites?|accessibles?|access|accessibility|accessible|amenagements?|handicap\w*|pmr|mobilite|mobility"
    r"|fauteuils?|disabilit(?:y|ies)|disabled|wheelchairs?"
)
_OF_NEEDS = re.compile(r"besoins?|needs?")
# What a need may be of beside access, and is then no other thing (`besoin d’un hébergement`).
_ANY_NEED = _words(
    "specifique specifiques particulier particuliers special specific particular autre autres other eventuel eventuels",
    "personnel personnels any some have has you do does avez vous as tu et and or ou si if oui non yes no en pour for",
    "participant participante participants guest guests personne person people requirements requirement signaler etre",
    "to signales exprimes preciser precisez lesquels which be of in a e",
)
# What people get into that are no places: the access is another one.
_NO_PLACE = _words(
    "site web wifi wi internet intranet extranet reseau network vpn passe password code codes login compte account",
    "identifiant identifiants lien link url plateforme platform portail portal espace logiciel software document",
    "documents donnees data token cle key zoom teams visio early douce durable electrique covoiturage",
)
_BY_ANOTHER_NAME = 1_000  # the rank of names that only hold a word


@lru_cache(maxsize=512)
def field_of(header: str) -> tuple[GuestField, int] | None:
    """Return what a column of that name holds, and how plainly its name says so (0 says it best); None for nothing."""
    words = bare(header).split() if header.strip() else []
    if not words or len(words) > _LONGEST:
        return None
    for shown in (words, [word for word in words if word not in AROUND]):
        if found := _EXACT.get(" ".join(shown)):
            return found
    name = " ".join(words)
    if any(pattern.search(name) for field, pattern in _BY_WORDS if field in ANSWERS):
        return next((field, _BY_ANOTHER_NAME) for field, pattern in _BY_WORDS if pattern.search(name))
    if {"nom", "prenom"} <= set(words) or {"first", "last", "name"} <= set(words):
        return "name", _BY_ANOTHER_NAME
    return next(((field, _BY_ANOTHER_NAME) for field in _by_words(name, words)), None)


def _by_words(name: str, words: Sequence[str]) -> Iterator[GuestField]:
    for field, pattern in _BY_WORDS:
        if field == "organisation" and _is_of_access(words):  # what comes before says more
            yield "access"
        if pattern.search(name):
            yield field


def _is_of_access(words: Sequence[str]) -> bool:
    """Return whether the name of a column asks what people need to take part, in whatever order and number."""
    if not _NO_PLACE.isdisjoint(words):
        return False
    if any(map(_OF_ACCESS.fullmatch, words)):
        return True
    needs = any(map(_OF_NEEDS.fullmatch, words))
    return needs and all(_OF_NEEDS.fullmatch(word) or word in _ANY_NEED or word in AROUND for word in words)


_IN_CELLS = re.compile(
    r"\b(?:fauteuils?|roulants?|wheelchairs?|pmr|lsf|bsl|asl|langue des signes|sign language|interpretes?|interpreters?"
    r"|sourde?s?|deaf|malentendante?s?|hearing|boucles? magnetiques?|induction loop|aveugles?|malvoyante?s?|non voyant"
    r"|blind|braille|mobilite|mobility|bequilles?|crutch(?:es)?|deambulateur|rollator|handicap\w*|disab\w+"
    r"|escaliers?|stairs?|step free|plain pied|ascenseur|elevator|chien guide|guide dog|canne|falc)\b"
)


def has_words_of_access(cell: str) -> bool:
    """Return whether a cell says what somebody needs to take part, wherever it stands."""
    return _IN_CELLS.search(bare(cell)) is not None


_REFUSING = re.compile(r"\b(?:pas|sans|non|no|not|refus\w*|without)\b")


def asks_for_refusal(header: str) -> bool:
    """Return whether a yes in a column of that name refuses what others agree to: `Pas de photo`."""
    return _REFUSING.search(bare(header)) is not None


def is_guest_field(cell: str) -> bool:
    """Return whether a cell is the name of a column that guest lists have, and hardly anything else."""
    words = bare(cell).split() if cell.strip() else []
    return bool(words) and (" ".join(words) in _EXACT or " ".join(w for w in words if w not in AROUND) in _EXACT)
