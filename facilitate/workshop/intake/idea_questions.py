"""Questions of a form that each ask for an idea: `Que proposez-vous pour la ville ?`, `Une autre idée ?`.

What asks for an idea is told by the whole form of its words: `Votre idée existe-t-elle ?` and `Qui porterait cette
idée ?` ask for something else. Several such columns go together only where one of them says that another comes before
it (a `deuxième idée`, an `other idea`); elsewhere two questions about ideas may be a title and its words.
"""

from __future__ import annotations

import re

from facilitate.workshop.intake.column_names import EXACT, asks_for_detail, bare
from facilitate.workshop.intake.column_roles import may_be_ideas, table_place
from facilitate.workshop.intake.columns import Columns
from facilitate.workshop.intake.unclear_columns import unclear_idea

_TWO, _WORDS = 2, 4
_IDEA = (
    r"(?:idees?|ideas?|propositions?|proposals?|suggestions?|pistes?|souhaits?|envies?|wish(?:es)?|contributions?|"
    r"projets?|projects?|solutions?|actions?|mesures?)"
)
_FIRST = r"(?:premieres?|premiers?|first|1(?:ere|er|re|st)?)"
_NEXT = (
    r"(?:deuxiemes?|secondes?|seconds?|troisiemes?|quatriemes?|cinquiemes?|sixiemes?|third|fourth|fifth|sixth|"
    r"[2-9](?:e|eme|nde?|rd|th)?|autres?|another|others?|secondaires?|secondary|further|additional|extra|bonus|"
    r"supplementaires?|complementaires?)"
)
_BEST = (
    r"(?:principales?|main|best|top|meilleures?|favou?rite|preferees?|prioritaires?|priority|big|grande|one|single|"
    r"nouvelles?|new|more|encore|dernieres?|last)"
)
_SMALL = (
    r"(?:votre|vos|ton|ta|tes|notre|nos|mon|ma|une?|des|d|la|le|les|l|your|our|my|an|a|the|any|some|n|no|nr|numero)"
)
_AROUND = rf"(?:(?:{_SMALL}|{_FIRST}|{_NEXT}|{_BEST}) )*"
_BEHIND = rf"(?: (?:{_FIRST}|{_NEXT}|{_BEST}))*"
_ON = (
    r"(?: (?:pour|for|to|sur|on|about|afin|concernant|regarding|that|which|qui|a|au|aux|de|du|des|d|dans|in|en|of|si|if"
    r"|feriez|avez|auriez|do|would|have|souhaitez|voulez|could|should|can) .*)?"
)
_HAVE = (
    r"(?:(?:si oui|if so|et|and|enfin|finally) )?(?:(?:avez vous|auriez vous|as tu|aurais tu|y a t il|voyez vous|"
    r"do you have|have you(?: got)?|would you have|is there|can you think of|encore|et|and|or|ou) )?"
)
_WHAT = (
    r"(?:(?:(?:quelles?|quels?|which|what|laquelle)(?: (?:est|sont|serait|seraient|is|are|s|would be))?"
    r"|(?:notez|ecrivez|donnez|partagez|indiquez|proposez|formulez|share|write|give|tell|describe|suggest|enter|add)"
    r"(?: (?:nous|us|ici|here))?) )?"
)
_OF_A_VOTE = (
    r"(?!.*\b(?:votes?|voter|votez|prefer(?:e[rz]?|red)?|support|soutenez|soutenir|choose|choisir|choisissez|rank|classez|"
    r"like|aimez|existe|exists?|existing|deja|already|organi[sz]\w+|de qui|whose|"
    r"(?:next|prochaine?s?) (?:time|event|workshops?|meetings?|fois|ateliers?|rencontres?|reunions?|seances?)|"
    r"(?:this|today s|our|the|cet|cette|l|la|le|du) (?:event|workshop|meeting|evening|day|form|survey|atelier|reunion|"
    r"soiree|journee|rencontre|seance|questionnaire|formulaire|animation)|today|aujourd hui)\b)"
)
_ASKS = re.compile(rf"{_OF_A_VOTE}{_HAVE}{_WHAT}{_AROUND}{_IDEA}{_BEHIND}{_ON}")
_PROPOSES = re.compile(
    r"(?:(?:et |and )?(?:que|qu est ce que|quoi) )(?:vous |tu )?"
    r"(?:proposez|proposeriez|suggerez|suggereriez|proposes|suggeres|imaginez|aimeriez|souhaitez|souhaiteriez|voudriez|"
    r"voulez|feriez|changeriez|ajouteriez|faudrait|manque|pourrait|pourrions|peut|pouvons|devrait|devrions)\b.*"
    r"|qu est ce qu (?:on|il) (?:pourrait|devrait|faudrait|peut|doit|faut|manque)\b.*"
    r"|what (?:do|would|could|should|can|will|else (?:would|could|should)) (?:you|we) "
    r"(?:propose|suggest|like to (?:see|have|add|change)|want to see|want|change|add|improve|do|build|create)\b.*"
    r"|what (?:is missing|do we need|does \w+ need)\b.*|how (?:could|can|should|would) (?:we|you) (?!rate|describe).*"
    r"|comment (?:(?:pourrait|peut|pourrions|pouvons|faire|on|nous|vous|mieux|le|la|les|l) )*\w+(?:er|ir|re) .+"
)
_AGAIN = re.compile(rf"\b{_NEXT}\b(?! (?:table|groupe|group))|\b(?:encore une?|more|dernieres?|last)\b")
_BEGINS = re.compile(rf"\b{_FIRST}\b")
# `Une deuxième ?`, `Another one?`: right behind a question that asks for an idea.
_BARE_NEXT = re.compile(
    rf"{_HAVE}(?:(?:une?|la|le|a|an|the|another|encore) )+(?:{_NEXT}|une?|one)(?: (?:one|une?))?|{_NEXT} one"
    r"|another one|encore une?|one more"
)


def asks_for_idea(header: str) -> bool:
    """Whether a name asks people for an idea, and for nothing about one."""
    words = _words(header)
    return bool(words) and (_ASKS.fullmatch(words) or _PROPOSES.fullmatch(words)) is not None


def questions_for_ideas(columns: Columns) -> list[int]:
    """The places of the columns that ask for an idea each, in their order; none where fewer than two do.

    Raises `Unclear` where one asks for another idea, and which column asks for the first cannot be told.
    """
    asking = _asking(columns)
    again = [place for place in asking if _AGAIN.search(_words(columns.header.own[place]))]
    if not again:
        return []
    first = min(asking)
    if first not in again:
        return asking if len(asking) >= _TWO else []
    if any(_BEGINS.search(_words(columns.header.own[place])) for place in asking):
        return asking if len(asking) >= _TWO else []
    free = [*columns.unnamed(), *(place for place in columns.of("body") if _is_open(columns.header.own[place]))]
    before = sorted(place for place in free if place < first and may_be_ideas(columns, place))
    if before and not any(_is_plain(columns, place) for place in columns.of("idea", "title")):
        columns.has_table = columns.has_table or table_place(columns) is not None
        raise unclear_idea(columns, (*before, *asking))
    return []


def complements(columns: Columns) -> list[int]:
    """The places of the columns that ask for another idea where the first one has a title in a column of its own."""
    asking = _asking(columns)
    words = [_words(columns.header.own[place]) for place in asking]
    titles = [place for place in columns.of("title") if columns.evidence(place).is_text]
    follow = bool(asking) and any(place < min(asking) for place in titles)
    return asking if follow and all(_AGAIN.search(each) for each in words) else []


def _asking(columns: Columns) -> list[int]:
    """The columns of words that ask for an idea, in their order; no plain `Idées` is among them."""
    found: list[int] = []
    for place in sorted({*columns.of("idea", "body", "count", "other", "place", "person"), *columns.unnamed()}):
        name, look = columns.header.own[place] if place < len(columns.header.own) else "", columns.evidence(place)
        if look.filled and (not look.is_text or look.is_answers or look.is_private):
            continue
        below = bool(found) and _BARE_NEXT.fullmatch(_words(name)) is not None
        if name and (below or (asks_for_idea(name) and not _is_plain(columns, place))):
            found.append(place)
    return found


def _is_open(name: str) -> bool:
    """Whether a name is a question of some words, and asks for no detail of an idea."""
    return name.rstrip(" *").endswith("?") and len(name.split()) >= _WORDS and not asks_for_detail(name)


def _is_plain(columns: Columns, place: int) -> bool:
    role = columns.roles[place]
    return role is not None and role.strength == EXACT and not _AGAIN.search(_words(columns.header.own[place]))


def _words(header: str) -> str:
    """A name in plain words, without what explains it in brackets."""
    return bare(header) if header.strip() else ""
