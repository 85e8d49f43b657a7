"""People who are named by what they are: `la présidente, le trésorier`, `the deputy mayor and two councillors`.

Minutes name nobody so, where names are to stay out of them. A role alone proves nothing: an idea may be about the
director of the school. So this is asked only of what stands behind words such as `Présents :`.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache

from facilitate.domain.text import folded

_FRENCH = r"""
(?:(?:vice|co|ex|sous)[ -]?)?(?:presidente?s?|tresorier[es]*|secretaires?|maires?(?: adjointe?s?)?|adjointe?s?|elue?s?|
conseill(?:ere?|er)s?|direct(?:eur|rice)s?|responsables?|coordina(?:teur|trice)s?|coordonna(?:teur|trice)s?|
anima(?:teur|trice)s?|media(?:teur|trice)s?|facilita(?:teur|trice)s?|modera(?:teur|trice)s?|rapporteu(?:r|se|re)s?|
redac(?:teur|trice)s?|scribes?|gardien(?:ne)?s?|concierges?|bibliothecaires?|deleguee?s?|deputee?s?|
sena(?:teur|trice)s?|prefet(?:e|s|es)?|representante?s?|referente?s?|chargee?s? de (?:mission|projet)s?|cheff?e?s?|
technicien(?:ne)?s?|administra(?:teur|trice)s?|salariee?s?|stagiaires?|services? civiques?|enseignante?s?|
professeure?s?|institu(?:teur|trice)s?|proviseure?s?|principale?|infirmier[es]*|medecins?|architectes?|urbanistes?|
ingenieure?s?|paysagistes?|commissaires?|policier[es]*|gerante?s?|cure|pasteure?|imam|membres?|educa(?:teur|trice)s?|
intervenante?s?|invitee?s?|porte[ -]paroles?|suppleante?s?)
"""
_ENGLISH = r"""
(?:(?:vice|co|ex|deputy|assistant|acting)[ -]?)?(?:chair(?:man|woman|person)?|presidents?|treasurers?|secretar(?:y|ies)|
mayors?|councill?ors?|council (?:members?|officers?)|(?:(?:parish|town|city) )?clerks?|(?:[a-z]+ ){0,2}managers?|
(?:[a-z]+ )?directors?|(?:[a-z]+ )?coordinators?|(?:[a-z]+ )?(?:officers?|workers?|wardens?|leaders?)|librarians?|
head ?teachers?|head(?:master|mistress)|teachers?|caretakers?|facilitators?|moderators?|(?:note|minute)s?[ -]takers?|
rapporteurs?|representatives?|trustees?|members?|architects?|planners?|engineers?|nurses?|doctors?|vicars?|priests?|
observers?|interns?|spokespersons?)
"""
_GENERIC = r"""
(?:habitante?s?|riverain(?:e|s|es)?|benevoles?|jeunes|adultes|enfants|parents?|voisine?s?|personnes?|participante?s?|
residents?|volunteers?|people|persons?|neighbou?rs?|adults|children|attendees|guests?)
"""
_SPECIFIES = r"""
(?:municipa(?:le?s?|ux)|adjointe?s?|genera(?:le?|ux)|principa(?:le?|ux)|technique|scolaires?|sociale?|sociaux|
associati(?:f|ve)s?|sporti(?:f|ve)|culturel(?:le)?|sortante?|suppleante?s?|deleguee?s?|departementa(?:le?|ux)|
regiona(?:le?|ux)|communa(?:le?|ux)|specialisee?s?|honoraire|interimaire)
"""
_NUMBER = r"(?:\d{1,3}|une?|deux|trois|quatre|cinq|six|sept|huit|neuf|dix|one|two|three|four|five|seven|eight|nine|ten)"
_CUT = re.compile(r"\s*(?:[,;/&•+]|\b(?:et|and|ainsi que|puis)\b)\s*")
_PROPER = re.compile(r"(?<=\w)[ -][A-ZÀ-Þ][\w’'-]*")
_ANY = ("un ", "une ", "a ", "an ", "one ")
_LONGEST = 90
_ALL_BUT = re.compile(r"^(?:tou(?:s|tes)|tout le monde|all|everyone|everybody) (?:sauf|except|but) ", re.IGNORECASE)


@cache
def _forms() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """Return the form of a role and that of people beside one; few lines need them."""
    of = r"(?:de|du|des|d|of|from|for|au|aux|a|en)"
    within = rf"(?: {of}(?: (?:la|le|l|les|the|our|notre))? [\w-]+(?: {_SPECIFIES})?){{0,3}}"
    before = r"(?:m|mr|mme|mrs|ms|monsieur|madame)?\.? ?(?:la|le|l|les|the|our|notre|nos)?"
    several = rf"{_NUMBER} (?:autres? |other )?(?:{_FRENCH}|{_ENGLISH}|{_GENERIC})"
    one = rf"{before} ?(?:{_FRENCH}|{_ENGLISH})"
    role = rf"(?:dont |including )?(?:{several}|{one})(?: {_SPECIFIES})?{within}"
    beside = rf"(?:des|quelques|plusieurs|d autres|some|several|other) (?:{_FRENCH}|{_ENGLISH}|{_GENERIC}){within}"
    return re.compile(role.replace("\n", "")), re.compile(beside.replace("\n", ""))


def are_by_role(names: str, are_people: Callable[[str], bool], *, one: bool) -> bool:
    """Whether words are people, of whom some are named by a role; `one` of them is enough where none may be a wish.

    `Excusés : le vice-président` says who was away; `Invités : le maire` and `Absents : un médiateur` may be ideas.
    """
    role, beside = _forms()
    parts = [part for part in _CUT.split(_ALL_BUT.sub("", names.strip(" .;"))) if part]
    by_role = [part for part in parts if _has_form(part, role)]
    if not all(part in by_role or are_people(part) or _has_form(part, beside) for part in parts):
        return False
    is_wish = len(parts) == 1 and (not one or folded(parts[0]).startswith(_ANY))
    return bool(by_role) and not is_wish


def _has_form(part: str, form: re.Pattern[str]) -> bool:
    """Whether words have a form, also without the proper names in them: `la directrice de l’école Claude-Monet`."""
    if len(part) > _LONGEST:
        return False
    return any(
        form.fullmatch(" ".join(folded(words).replace("’", " ").replace("'", " ").split())) is not None
        for words in dict.fromkeys((part, _PROPER.sub("", part)))
    )
