"""Answers that say there is nothing to say: `RAS`, `Pas d’autre idée`: no ideas."""

from __future__ import annotations

import re
from functools import cache, lru_cache

from facilitate.domain.errors import N_, Refused
from facilitate.workshop.intake.vocabulary import plain

NO_ANSWER = N_("This is an empty answer, not an idea.")
_LONGEST, _LONGEST_SENTENCE, _LONGEST_FIRST = 40, 160, 10
_AROUND = " ([*_–—-"
_REASON = re.compile(r"[;.)(\]…]|\s[–—-]\s|,? (?:because|as|since|car|parce)\b")
_NOTHING = frozenset(
    (
        *("ras", "r a s", "neant", "rien", "rien a signaler", "rien a ajouter", "rien de plus", "aucun", "aucune"),
        *("aucune idee", "aucune autre idee", "pas d idee", "pas d idees", "pas d autre idee", "pas d autres idees"),
        *("sans avis", "sans reponse", "pas de reponse", "je ne sais pas", "ne sait pas", "nsp", "etc", "ok"),
        *(
            "pas eu le temps",
            "nous n avons pas eu le temps",
            "on n a pas eu le temps",
            "pas le temps",
            "faute de temps",
            "nous avons manque de temps",
            "on a manque de temps",
        ),
        *("manque de temps", "par manque de temps", "no time", "we had no time", "ran out of time", "not enough time"),
        *("we ran out of time", "we did not have time", "we didn t have time"),
        *("none", "nothing", "nothing to add", "nothing else", "no idea", "no ideas", "no other idea", "no more ideas"),
        *("other", "others", "other please specify", "autre", "autres", "autre veuillez preciser", "autre a preciser"),
        *("autre precisez", "autre preciser", "autre merci de preciser"),
        *("no answer", "not applicable", "n a", "i don t know", "don t know"),
    )
)

# What people write where a table has nothing to put into a column of ideas, or what a cell of ticks may hold.
_SIGNS = frozenset(("-", "--", "–", "—", "/", "//", "x", "X", "0", "✓", "✗", "✔"))

_NO = frozenset(
    ("non", "non merci", "no", "no thanks", "no thank you", "nope", "nein", "pas pour l instant", "not really")
)
_LONGEST_NO = 20

# The first words of what says in a whole sentence that nothing was written down.
_BEGIN = frozenset(("no", "nothing", "none", "rien", "aucune", "aucun", "pas", "il", "there", "we", "nous", "on"))


@cache
def _says_nothing() -> re.Pattern[str]:
    """Return the form of `No ideas were captured for this table`, `(rien noté)`, `aucune idée notée pour l’instant`."""
    ideas = (
        r"(?:nouvelles? |autres? |new |other |further )?(?:idees?|propositions?|pistes?|ideas?|proposals?|suggestions?)"
    )
    noted = (
        r"(?:notee?s?|ecrite?s?|recueillie?s?|remontee?s?|captee?s?|enregistree?s?|exprimee?s?|proposee?s?|emise?s?|"
        r"captured|noted|recorded|collected|written(?: down)?|listed|raised|put forward|shared|mentioned|"
        r"given|reported)"
    )
    where = (
        r"(?: (?:a|pour|par|sur|de|for|at|from|by|on|during) (?:cette|la|ce|notre|this|the|our|that) "
        r"(?:table|groupe|group|session|discussion)(?: \d{1,2})?| pour (?:l instant|le moment)| here| ici| a ce jour"
        r"| (?:so far|yet|for now|at this stage|at this point|encore|cette fois))*"
    )
    been = r"(?: (?:n )?(?:a ete|ont ete|was|were|has been|have been))?"
    is_none = r"(?:il n y (?:a|avait) (?:pas|aucune?)(?: eu)?(?: aucune?| d)?|there (?:was|were|are|is) no)"
    return re.compile(
        rf"(?:(?:no|aucune?|pas d) {ideas}{been}(?: {noted})?|(?:rien|nothing|none){been}(?: de)?(?: {noted})?|"
        rf"{is_none} {ideas}(?: {noted})?|(?:nous n avons|on n a) (?:rien|pas) {noted}){where}"
    )


def refuse_empty_answer(text: str) -> None:
    """Raise `Refused` for a text whose words say that there is nothing to say; signs alone may mean something.

    What follows such a sentence says why: `No ideas were captured; the recording was inaudible.`
    """
    first = text.partition(" ")[0]
    if (_may_be_nothing(first) and len(text) <= _LONGEST and plain(text) in _NOTHING) or _is_sentence_of_nothing(text):
        raise Refused(NO_ANSWER)


def refuse_no(text: str) -> None:
    """Raise `Refused` for a cell of an idea that answers whether there is one: `Non` below `Une deuxième idée ?`."""
    if len(text) <= _LONGEST_NO and text[0] in "nNpP" and plain(text) in _NO:
        raise Refused(NO_ANSWER)


def refuse_signs(text: str, *, only_known: bool = False) -> None:
    """Raise `Refused` for a cell of an idea that holds signs and no letters, or `x`; `only_known` for such as `-`."""
    if text in _SIGNS or not (only_known or text[0].isalnum() or any(map(str.isalnum, text))):
        raise Refused(NO_ANSWER)


@cache
def _first_words() -> frozenset[str]:
    return frozenset(each.split(" ", 1)[0] for each in _NOTHING)


@lru_cache(maxsize=2048)  # of a hundred thousand ideas few begin with a word of their own
def _may_be_nothing(word: str) -> bool:
    bare = plain(word)
    return not bare or bare.split(" ", 1)[0] in _first_words()


@cache
def _first_words_of_no() -> frozenset[str]:
    return frozenset(each.split(" ", 1)[0] for each in _NO)


def may_answer_nothing(word: str) -> bool:
    """Whether a text that begins with this word may be an empty answer."""
    return _may_be_nothing(word) or _may_begin(word) or plain(word).split(" ", 1)[0] in _first_words_of_no()


@lru_cache(maxsize=2048)
def _may_begin(word: str) -> bool:
    bare = word.lstrip(_AROUND)[:_LONGEST_FIRST].replace("’", " ").replace("'", " ")
    return not bare or bare.split(" ", 1)[0].lower() in _BEGIN


def _is_sentence_of_nothing(text: str) -> bool:
    if not _may_begin(text.partition(" ")[0]) or len(text) > _LONGEST_SENTENCE:
        return False
    words = text.lstrip(_AROUND)
    whole = plain(_REASON.split(words, maxsplit=1)[0])
    return " " in whole and _says_nothing().fullmatch(whole) is not None
