"""What a column of yes and no asks by its name: does the thing exist, is it still to be created, or neither."""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from facilitate.workshop.intake.vocabulary import AROUND, EXISTENCE_WORDS, plain

Asked: TypeAlias = Literal["exists", "creates"]


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


_EXISTS = _words(
    "existe existent existant existante existants existantes exist exists existing existiert vorhanden bestehend "
    "existente esiste gibt fait faite faits faites realise realisee realises realisees accompli accomplie effectue "
    "effectuee acheve achevee construit construite operationnel operationnelle implemented done completed finished "
    "built umgesetzt realisiert gemacht erledigt hecho hecha realizado realizada fatto"
)
_CREATES = _words(
    "creer faire realiser construire inventer mettre nouveau nouvelle nouveaux nouvelles neuf neuve inedit inedite "
    "inexistant inexistante create created build new neu schaffen erstellen nuevo nueva crear nuovo nuova"
)
# `En place`, `mis en œuvre`, `in operation`: a noun that says it after such a word only.
_AFTER = {"place": ("en", "in"), "service": ("en", "in"), "oeuvre": ("en",), "operation": ("in",)}
_NOT = _words("pas jamais not never nicht")
_SMALL = AROUND | _words(
    "deja already encore yet still reste bereits schon ya gia ce cet cette ca cela c t il elle ils elles on y a ete s "
    "se soit it this that there they we does do did has have had been be being to etat statut status faut es que oui "
    "non yes no o n x v 1 0 vrai faux true false ja nein j si cocher coche cochez case tick ticked check if when quand "
    "aujourd hui today now currently actuellement ou or et and en in mis mise part sur dans chez nous ville quartier "
    "commune bien tout toute brand vraiment really completement completely totalement totally entierement idee idees "
    "idea ideas action actions projet projets project projects proposition propositions proposal proposals mesure "
    "mesures chose thing dispositif equipement lieu"
)
_ALREADY = ("deja", "deja la", "already", "already there", "deja present", "deja presente", "schon da")
_ELSEWHERE = _words(
    "ailleurs autre autres elsewhere other others another anderswo somewhere else etranger abroad voisin voisine "
    "voisins voisines neighbouring neighboring"
)
# What a whole question asks it by, whatever place it names after that: `Est-ce déjà mis en place près de chez vous ?`.
_IN_QUESTIONS = re.compile(
    r"\b(?:deja (?:ete )?(?:mise?s? )?en (?:place|oeuvre|service)|(?:avez vous|avons nous|a t on) deja (?:cela|ca)"
    r"|faites vous deja (?:cela|ca)|(?:se|s y) fait (?:il |elle )?deja|y a t il deja quelque chose"
    r"|already (?:happening|running|exists?|existing|in place|in operation|being done|done|up and running)"
    r"|already (?:have|do) (?:this|it|that|something)|(?:this|it|that|something) we already (?:have|do)"
    r"|there already something)\b"
)
_OF_SUCH = _words(
    "connaissance knowledge aware know telle tel such something like quelque chose semblable similaire similar "
    "initiative solution our"
)
# `Existe-t-il des freins ?` asks of something beside the idea.
_OF_OTHERS = re.compile(r"\b(?:existe|existent) t (?:il|elle|ils|elles) (?:deja )?(?:une?|des?|du)(?: (?P<what>\w+))?")
_THINGS = _words(
    "chose choses initiative initiatives projet projets action actions idee idees dispositif dispositifs equivalent "
    "solution solutions structure structures telle telles tel tels service services similaire semblable lieu"
)
# `Existe-t-elle déjà ? (une par ligne)`: what says how to answer asks of nothing.
_OF_ANSWERING = _words("par per seul seule seuls seules reponse reponses croix case coche fois choix x ligne lignes")
_ABOUT = _words("deja already schon bereits similar similaire similaires semblable semblables comparable equivalent")


def asked_by(header: str) -> Asked | None:
    """What yes means in a column of that name; None where the name does not tell.

    Each of its words has to be known: `déjà proposé ?` and `fait débat ?` ask something else. `Actions à faire` asks it
    only where yes and no stand below, and is a column of ideas elsewhere.
    """
    words = _plain(header).split()
    if " ".join(words) in _ALREADY or _is_asked_within(header, words):
        return "exists"
    answers = {_said_by(words, place) for place in range(len(words))} - {""}
    if answers not in ({"exists"}, {"creates"}):
        return None
    return "exists" if (answers == {"exists"}) != bool(_NOT & set(words)) else "creates"


def _plain(header: str) -> str:
    return plain(header.replace("œ", "oe"))


def _is_asked_within(header: str, words: list[str]) -> bool:
    """Whether a question asks it of the idea, and of no other place; what it names after that may be any word."""
    if not {"deja", "already"} & set(words):
        return False
    found = _IN_QUESTIONS.search(" ".join(words))
    if found is None or asks_otherwise(header) or (_NOT | _CREATES - {"faire"}) & set(words):
        return False
    before = " ".join(words)[: found.start()].split()
    return all(word in _SMALL or word in _OF_SUCH for word in before)


def asks_otherwise(header: str) -> bool:
    """Whether a name asks of another place, for what exists there may be created here, or of what goes with an idea."""
    words = _plain(header)
    if not _ELSEWHERE.isdisjoint(words.split()) or "quelque part" in words:
        return True
    found = _OF_OTHERS.search(_plain(header.partition("?")[0]))  # behind its sign a question is explained
    return found is not None and bool(found["what"]) and found["what"] not in _THINGS | _OF_ANSWERING


def may_ask(header: str) -> bool:
    """Whether a name has to do with what exists already, so that a person has to say what yes means there."""
    words = _plain(header).split()
    return not (_ABOUT | EXISTENCE_WORDS).isdisjoint(words)


def _said_by(words: list[str], place: int) -> str:
    """What a word says; nothing if it only joins others, itself if it is not known."""
    word, before = words[place], words[:place]
    if word in _AFTER and before[-1:] and before[-1] in _AFTER[word]:
        return "creates" if "mettre" in before else "exists"
    pair = {word, *before[-1:]}
    if pair in ({"already", "there"}, {"deja", "la"}) and before:
        return "exists"
    if word == "do" and before[-1:] == ["to"]:
        return "creates"
    if word in _EXISTS:
        return "creates" if before[-2:] == ["to", "be"] else "exists"
    if word in _CREATES:
        return "creates"
    return "" if word in _SMALL or word in _NOT else word
