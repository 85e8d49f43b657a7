"""Statuses beside an idea that say more: `Un atelier (existe déjà rue Foch)`, `Une bourse : déjà en place au centre`.

They are read as what exists and stay within the idea, for the place or the year is said nowhere else. A sentence of its
own says it too (`Un troc. Ça existe déjà à la gare ; y ajouter des livres`). Words that can say something else (`existe
déjà, à étendre`, `Ça existe déjà, mais…`, `existe-t-il déjà ?`) are not read; that is told.
"""

from __future__ import annotations

import re
from typing import Literal, TypeAlias

from facilitate.domain.errors import N_
from facilitate.domain.text import folded
from facilitate.workshop.intake.vocabulary import plain

# What a phrase says: the thing exists, it may, or nothing of the kind.
Phrase: TypeAlias = Literal["existing", "unclear", ""]

READ_WITHIN = N_(
    "Words beside an idea that say it already exists are read as its status and stay in its text ({ideas}): {words}."
)
READ_AS_WRITTEN = N_("Ideas whose words say that they already exist are read as “already existing” ({ideas}): {words}.")
NOT_READ = N_(
    "“Already” or “exists” beside an idea does not show clearly that it exists: imported as “to be created” "
    "({ideas}): {words}. If it exists, write nothing but “(already exists)” beside it."
)

_LAST = 90  # signs among which such words stand
_LAST_SENTENCES = 240
_LONGEST = 70
_SEARCHED = 500
_HINT = re.compile(r"exist|deja|dej\b|already|en place\b|in place\b")
_BRACKETED = re.compile(r"[(\[]([^()\[\]\n]{2,70})[)\]]")
# What stands between an idea and the words beside it: a dash or an arrow after a blank, a sign of a sentence, a line.
_SIGN = re.compile(r"(?:(?<=\s)(?:[–—-]|[=-]>|[→⇒])|[:,.;\n])\s+")
_SENTENCE = re.compile(r"(?:[.!?;…]|\n)\s+|\s[–—-]\s+(?=(?i:it|this|that|ça|cela|ceci|il|elle|c['’]est) )")
_STOP = re.compile(r"[.;!?,\n–—]")
_OF_IT = frozenset(
    ("", "ca", "cela", "ceci", "c est", "it", "it is", "this", "this is", "that", "that is", "we", "there is")
)
_OTHERWISE = re.compile(
    r"(?:mais|but|sauf|except|hélas|malheureusement|unfortunately|though|however|only|seulement|pas|not)\b|"
    r"à [a-zà-ÿœ]+(?:er|ir|re)\b|to [a-z]+\b",
    re.IGNORECASE,
)
_ENDS = ".;,!… \u00a0\u202f"
_HEAD = re.compile(
    r"(?P<lead>(?:c.?est |cela |ca |ceci |il |elle |qui |it |this |that |which |is |are |they |we |there )*)"
    r"(?:"
    r"(?P<sure>"
    r"exist(?:e|ent) (?:bien )?deja|deja (?:existant|realise|fait|ouvert|installe|mis)(?:e?s?|e)(?: en place)?"
    r"|deja (?:en place|en service|la|present|presente)|(?:il )?y en a deja (?:une?|plusieurs)"
    r"|already (?:exists?|existing|running|there|in place|open|done|available|up and running|have (?:one|this|it))"
    r"|exists? already|(?:running|open|available|in place) already"
    r")"
    r"|(?P<brief>existe|existent|existant(?:e?s?|e)|en place|exists?|existing|in place|deja|already)"
    r")(?![\w-])"
)
_SINCE = re.compile(r",? (?:depuis|since)\b")
_PLACES = frozenset(
    (
        *("a", "au", "aux", "dans", "chez", "rue", "place", "avenue", "boulevard", "quai", "square", "depuis", "sur"),
        *("pres", "ici", "la", "par", "salle", "derriere", "devant", "cote", "sous", "maison", "mediatheque"),
        *("at", "in", "on", "since", "near", "by", "here", "there", "behind", "next", "already", "deja"),
    )
)
_BRIEF_PLACES = _PLACES - {"la", "par", "by", "place", "deja", "already"}
# Words with which the same phrase may tell of something else, or of something still to be done.
_DOUBTS = frozenset(
    (
        *("pas", "plus", "ne", "n", "jamais", "sauf", "mais", "si", "peut", "etre", "presque", "partie", "bientot"),
        *("partiellement", "autre", "autres", "autrefois", "avant", "jadis", "ailleurs", "mieux", "faudrait", "papier"),
        *("petit", "petite", "moins", "trop", "seulement", "uniquement", "juste", "ancien", "ancienne", "jusqu", "ou"),
        *(
            "not",
            "never",
            "but",
            "if",
            "perhaps",
            "maybe",
            "partly",
            "almost",
            "other",
            "others",
            "elsewhere",
            "before",
        ),
        *("used", "better", "more", "only", "should", "could", "would", "small", "too", "to", "soon", "part", "before"),
        *("lundi", "mardi", "mercredi", "jeudi", "vendredi", "samedi", "dimanche", "english", "french", "except", "or"),
    )
)
_TO_DO = re.compile(r"\bà (?!notre\b|votre\b|quatre\b)[a-zà-ÿœ]+(?:er|ir|re)\b|\b(?:en|in) (?:19|20)\d\d\b")
_KNOWN = re.compile(r"[,;–-]\s*(?:à faire (?:mieux )?conna[iî]tre|(?:peu|mal) connue?|méconnue?)\s*$")
_OF_WHAT_IS = re.compile(
    r"\b(?:ce|ceux|celles|celui|celle|[a-z]+s|cela) qui exist|\bqu.?il existe|\bwhat |\bthat exist"
)
_TAIL_OF_NAME = re.compile(r"\s*\([^()]{2,40}\)$")


def may_say_it_exists(text: str) -> bool:
    """Whether a text holds one of the words that such phrases are made of: most end here."""
    small = text.lower()
    return any(word in small for word in ("exist", "déjà", "deja", "already", "n place "))


def phrase_beside(text: str) -> Phrase:
    """What the words beside an idea say of whether it exists, where they say more than a status."""
    stripped = text.strip().rstrip(_ENDS)
    for found in _BRACKETED.finditer(stripped[-_SEARCHED:]):
        is_first, is_last = not found.start(), found.end() == min(len(stripped), _SEARCHED)
        if not (is_first and is_last) and (meaning := _meaning_of(found[1], is_close=True)):
            return meaning if is_first or is_last else "unclear"
    if meaning := _in_a_sentence(stripped[-_LAST_SENTENCES:]):
        return meaning
    without_name = _TAIL_OF_NAME.sub("", stripped[-_LAST:])
    for sign in _SIGN.finditer(without_name):
        behind = without_name[sign.end() :]
        meaning = _meaning_of(behind, is_close=sign[0][0] in "–—-:")
        if meaning == "existing" and len(without_name) < len(stripped[-_LAST:]) and _is_doubtful(stripped[-_LAST:]):
            return "unclear"
        if meaning:
            return meaning
    return ""


def _in_a_sentence(text: str) -> Phrase:
    """What a sentence behind the idea says of it, by its first clause: `It already exists at the library; …`."""
    for sign in _SENTENCE.finditer(text):
        clause, end, rest = text[sign.end() :].partition(stop[0] if (stop := _STOP.search(text, sign.end())) else "\n")
        head = _HEAD.match(folded(clause.replace("’", " ").replace("'", " ")).strip())
        if head is None or not head["sure"]:
            continue
        # `Il` and `elle` may be another thing.
        says_it = head["lead"].strip() in _OF_IT or "y en a" in head["sure"]
        if not says_it or len(clause) > _LONGEST or end.strip() == "?" or _OTHERWISE.match(rest.strip()):
            return "unclear"
        return _meaning_of(clause.strip(), is_close=True)
    return ""


def _meaning_of(words: str, *, is_close: bool) -> Phrase:
    """What words say that stand in brackets or behind a dash (`is_close`), or behind a comma or a full stop."""
    flat = folded(words.replace("’", " ").replace("'", " ")).strip()
    found = _HEAD.match(flat)
    if len(words) > _LONGEST or not _HINT.search(flat):
        return ""
    if found is None:
        return "unclear" if is_close and _may_say(flat) else ""
    # Behind a comma it may be said of another thing than the idea.
    if not is_close and not (found["sure"] and found["lead"].strip() in ("", "ca", "cela", "it")):
        return ""
    if found["brief"] in ("en place", "in place") and not _SINCE.match(flat, found.end()):
        return ""
    rest = flat[found.end() :].strip(_ENDS)
    if not _is_doubtful(words) and _is_place(rest, words[len(words) - len(rest) :], is_sure=bool(found["sure"])):
        return "existing"
    return "unclear" if is_close else ""


def _may_say(flat: str) -> bool:
    return ("exist" in flat or "deja" in flat or "already" in flat) and not _OF_WHAT_IS.search(flat)


def _is_doubtful(words: str) -> bool:
    known = _KNOWN.search(words)
    kept = words[: known.start()] if known else words
    return "?" in kept or bool(_TO_DO.search(kept)) or not _DOUBTS.isdisjoint(plain(kept).split())


def _is_place(rest: str, written: str, *, is_sure: bool) -> bool:
    """Whether the rest of a phrase says where or since when, if it says anything; `written` has its capitals."""
    if not rest or _KNOWN.search(written):
        return is_sure
    bare = rest.lstrip(",:;–- ")
    first = plain(bare.split(" ", 1)[0])
    named = written.strip(",:;–- \u00a0")[:1].isupper() and is_sure
    return named or first in (_PLACES if is_sure else _BRIEF_PLACES)
