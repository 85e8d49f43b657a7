"""Lines that say who was there, who was not and who led or wrote: `Excusée : Mme Roy`, `Apologies from Tom Bell`.

What stands before the colon is told in any gender and number, whatever sets it in bold. What stands after it has to be
people, be they called `Speaker 3`, by an address, with what they do in brackets or by that alone (`people_by_role.py`):
`Secrétaire : en payer une` is an idea.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from facilitate.domain.text import folded
from facilitate.workshop.intake.bullets import Line
from facilitate.workshop.intake.emphasis import without_links
from facilitate.workshop.intake.no_ideas import is_name, is_theme

WHO = frozenset(
    (
        *("présents", "présentes", "présent", "étaient présents", "absents", "absentes", "excusés", "excusées"),
        *("absents excusés", "participants", "participantes", "invités", "animateur", "animatrice", "animateurs"),
        *("rapporteur", "rapporteuse", "secrétaire", "secrétaire de séance", "facilitateur", "facilitatrice"),
        *("rédacteur", "rédactrice", "auteur", "autrice", "contact", "personnes présentes", "président de séance"),
        *("present", "attendees", "apologies", "absent", "facilitator", "scribe", "note taker", "notes by", "author"),
        *("moderator", "anwesend", "teilnehmer", "teilnehmende", "entschuldigt", "protokoll", "asistentes"),
        *("présent·e·s", "excusé·e·s", "absent·e·s", "participant·e·s", "présent(e)s", "excusé(e)s", "absent(e)s"),
        *("participant(e)s", "présent.e.s", "excusé.e.s", "participant.e.s"),
    )
)
_JOIN_NAMES = frozenset(
    (
        *("et", "and", "und", "y", "e", "ainsi", "que", "de", "du", "des", "van", "von", "der", "la", "le", "les", "à"),
        *("m", "mm", "mme", "mmes", "mlle", "mr", "mrs", "ms", "dr"),
    )
)
_MOST_NAMES = 400
_LONGEST_KEY = 60
_MOST_WORDS_OF_A_NAME = 5
_TWO = 2
_AROUND = " \t*_#:.\u00a0\u202f–—-"
_ASIDE = re.compile(r"\([^()]*\)")
# What stands for a person, or beside one: `Speaker 3`, `<tom@example.org>`, `– minutes`, `and 4 others`.
_NUMBERED = re.compile(
    r"\b(?:(?:unknown )?speaker|intervenant(?:[·.]?e)?|participant(?:[·.]?e)?|person(?:ne)?|guest|user|attendee|"
    r"locut(?:eur|rice)|orat(?:eur|rice)|habitant(?:[·.]?e)?|invitée?)[ \u00a0]*(?:n[°ºo]\.?[ \u00a0]*)?\d{1,3}\b",
    re.IGNORECASE,
)
_ADDRESS = re.compile(r"<?(?:mailto:)?[\w.+-]{1,64}@[\w-]{1,64}(?:\.[\w-]{1,64})+>?")
_TASK = re.compile(r"[ \u00a0\u202f]+[–—-][ \u00a0\u202f]+[^,;&:]{1,40}(?=[,;&]|$)")
_OTHERS = re.compile(
    r"(?:(?:,|\+|&|\bet\b|\band\b|\bplus\b)\s*)+\d{1,3} (?:autres?|others?|more|personnes?|people|guests?)"
    r"(?: (?:personnes?|participante?s?|people|participants?|guests?))?\b",
    re.IGNORECASE,
)
_SEPARATOR = re.compile(r"[ \u00a0\u202f]*:[ \u00a0\u202f]*|[ \u00a0\u202f]+[–—-][ \u00a0\u202f]+")
_WERE = re.compile(r"(?:étaient|sont|were) (?:présent|absent|excusé|present)[es]*[ \u00a0]([^:]+)$", re.IGNORECASE)
_WERE_THERE = re.compile(
    r"(?:liste des )?(?:participante?s|presente?s|absente?s(?: excusee?s)?|excusee?s)|present|apologies|absentees|"
    r"(?:(?:meeting|workshop|session|call) )?(?:participants|attendees)|(?:in )?attendance|attendance list|"
    r"liste de presence"
)
_WAS_THERE = re.compile(r"\b(?:present|absen[tc]|excuse|apologies|regrets|attendees|(?:in|were|those) attend)")
_CUT = re.compile(r"\s*(?:[,;/&•]|\b(?:et|and|und|y)\b)\s*")
_SIGNS = re.compile(r"[^a-z0-9 ]+")
_OF_MENTIONS = str.maketrans("@[]", "   ")  # `@Tom`, `[[Tom Bell]]`
_COUNT = re.compile(
    r"(?:environ |about |around )?\d+(?: (?:personnes?|participante?s?|habitante?s?|presente?s?|absente?s?|people|"
    r"persons?|attendees?|residents?))?|aucune?|neant|personne|none|nobody|nil|ras"
)


@cache
def _presence() -> re.Pattern[str]:
    state = r"(?:present|absent|absence|excuse|represente|invite|participant|intervenant)(?:e|s)*"
    return re.compile(
        rf"(?:(?:etaient|sont|ont ete|liste|des|les|membres?|personnes?|elue?s?|habitante?s?) )*{state}"
        rf"(?: (?:(?:et|ou|non) )?{state})*"
        r"(?: (?:(?:a|au|de|du|lors de|lors du|autour de) )?(?:(?:la|cette|l|ce|notre) )?"
        r"(?:reunion|seance|rencontre|atelier|table|groupe|jour|soir))?|"
        r"(?:(?:those|people|members|also|in|were|list|of) )*(?:present|attendance|attendees?|attending|absent|"
        r"absentees?|apologies|regrets)(?: (?:for absence|received|from))*"
        r"(?: (?:(?:at|on|for|from|in) )?(?:(?:the|this|our) )?(?:meeting|table|workshop|session|group))?|"
        r"(?:pouvoirs?|procurations?)(?: donnee?s?)?|"
        r"(?:ont|avaient) participe|participaient|invited|"
        r"(?:meeting|workshop|session|call|expected|invited|confirmed|other|all) (?:participants?|attendees?|invitees?)"
    )


@cache
def _may_be_presence() -> re.Pattern[str]:
    """Return the words that stand before people, and before things as well."""
    return re.compile(
        r"(?:(?:the|our|les|notre|l) ?)?(?:speakers?|guests?|invitees?|team(?: members?)?|members?|people|names?|"
        r"equipe|membres?|noms?|personnes?|qui|who|in the room|on the call|orateurs?|oratrices?)"
    )


@cache
def _role() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:le|la|les|the|vice|co) ?)?(?:presidente?s?|secretaires?|rapporteu\w*|animateu\w*|animatri\w*|"
        r"facilitateu\w*|facilitatri\w*|moderateu\w*|moderatri\w*|mediateu\w*|mediatri\w*|redacteu\w*|redactri\w*|"
        r"scriptes?|scribes?|preneu\w* de notes?|(?:garante?|gardien(?:ne)?|maitre(?:sse)?) du temps|"
        r"chair(?:person|man|woman)?|secretary|(?:minutes?|notes?) ?(?:taker|secretary|keeper)s?|time ?keeper|"
        r"facilitators?|moderators?|presiding(?: officer)?)"
        r"(?: (?:de|du|des|d|of) ?(?:la |l |the )?(?:seance|reunion|jour|table|groupe|atelier|rencontre|meeting|"
        r"session|day)(?: \d+)?)?"
    )


@cache
def _by() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:compte rendu|cr|pv|proces verbal|notes?|minutes|meeting|session|report|seance|reunion|table) )?"
        r"(?:(?:anime|redige|ecrit|pris|rapporte|note|facilite|preside|etabli|saisi)(?:e|s)* par|"
        r"(?:(?:taken|written|recorded|prepared|compiled|chaired|facilitated|led|moderated) )?by)"
    )


@lru_cache(maxsize=16)  # one line is looked at in several ways, one after the other
def _plain(words: str) -> str:
    """`Excusé(e)s`, `Présent·e·s` and `Note-taker` in plain letters."""
    bare = words.strip(_AROUND)
    if len(bare) > _LONGEST_KEY or _NUMBERED.fullmatch(bare):  # `Participante 2` speaks
        return ""
    letters = _SIGNS.sub("", folded(bare).replace("’", " ").replace("'", " "))
    return " ".join(word for word in letters.split() if not word.isdecimal())  # `👥 Participants (5)`


def says_who(key: str) -> bool:
    """Whether such words stand before the names of people."""
    if key.strip(" *_\u00a0\u202f").lower() in WHO:
        return True
    plain = _plain(key)
    return bool(plain) and any(shape().fullmatch(plain) for shape in (_presence, _role, _by))


def _is_presence(key: str) -> bool:
    plain = _plain(key)
    return bool(plain) and _presence().fullmatch(plain) is not None


def names_alone(names: str) -> str:
    """Names without what stands beside them: brackets, addresses, what each does, how many others there were."""
    if len(names) > _MOST_NAMES:
        return names
    bare = _ASIDE.sub(" ", without_links(names))
    if "@" in bare:
        bare = _ADDRESS.sub(_called, bare)
    bare = _OTHERS.sub(" ", _NUMBERED.sub("Somebody", bare))
    return _TASK.sub(" ", bare).translate(_OF_MENTIONS).strip(" *_.\u00a0\u202f")


def with_numbers_named(text: str) -> str:
    """A text with one word for each `Participante 2`, `Speaker 3`."""
    return _NUMBERED.sub("Somebody", text)


def _called(address: re.Match[str]) -> str:
    """What is left of an address: nothing behind a name."""
    before = address.string[: address.start()].rstrip()
    return " " if before[-1:].isalnum() or before[-1:] == "." else " Somebody "


def are_people(names: str) -> bool:
    """Whether words are names, each with a capital, or begin with one that is known."""
    if len(names) > _MOST_NAMES:
        return False
    words = re.sub(r"[,;/&•|]", " ", names_alone(names)).strip(" *_.\u00a0").split()
    joining = [word.lower().rstrip(".") in _JOIN_NAMES for word in words]
    if not words or all(joining):
        return False
    return all(word[0].isupper() or joins for word, joins in zip(words, joining, strict=True))


def is_attendance(text: str, *, bulleted: bool = False) -> bool:
    """`Présents : Anne Roux, Bob`; below a bullet only what says who was there, or names somebody for certain."""
    was = _WERE.match(text)
    if found := was[1] if was else _said_by(text) or _invited(text):
        return are_people(found) or (was is not None and _are_by_role(found))
    cut = _SEPARATOR.search(text[: _LONGEST_KEY + 4])
    if cut is None or len(text) > _MOST_NAMES + _LONGEST_KEY:
        return False
    key, names = text[: cut.start()], text[cut.end() :]
    if not says_who(key):
        return ":" in cut[0] and _may_be_presence().fullmatch(_plain(key)) is not None and _are_somebody(names)
    if ":" not in cut[0] and not _is_presence(key):
        return False
    if _is_presence(key) and (_COUNT.fullmatch(folded(names).strip(" .")) or _are_by_role(names, key)):
        return True
    sure = _begins_with_a_name(names)
    certain = sure or not bulleted or _is_presence(key)
    return certain and (are_people(names) or (sure and "," in names))


def _are_by_role(names: str, key: str = "") -> bool:
    """Whether words are people named by their roles; who was invited is told by several, for one may be a wish."""
    if len(names) > _MOST_NAMES:
        return False
    from facilitate.workshop.intake.people_by_role import are_by_role  # few lines come here

    is_sure = not key or _WAS_THERE.search(_plain(key)) is not None
    return are_by_role(names_alone(names), are_people, one=is_sure)


def _said_by(text: str) -> str:
    """The names of `Minutes by Tom Bell`, `Apologies from Jane Roy`; nothing where there are none."""
    for word in (" par ", " by ", " from "):
        key, found, names = text.partition(word)
        if found and len(key) <= _LONGEST_KEY and names[:1].isupper() and ":" not in names:
            plain = _plain(key + word)
            if _by().fullmatch(plain) or (word == " from " and _presence().fullmatch(plain)):
                return names
    return ""


def _invited(text: str) -> str:
    """The people of `Invited [Tom](mailto:…) [Jane](mailto:…)`: with their addresses, no colon is needed."""
    key, _gap, names = text.partition(" ")
    if "@" not in names or len(text) > _MOST_NAMES or not _is_presence(key):
        return ""
    return names if are_people(names) else ""


def _begins_with_a_name(names: str) -> bool:
    first = _CUT.split(names_alone(names))[0].strip()
    return bool(first) and is_name(first)


def _are_somebody(names: str) -> bool:
    """Whether words are people whatever stands before them: half of them are told by more than a capital."""
    each = [name.strip() for name in _CUT.split(names_alone(names)) if name.strip()]
    return are_people(names) and 2 * sum(map(is_somebody, each)) >= len(each)


def is_somebody(name: str) -> bool:
    """`Léa`, `Speaker 3`, `Priya Rao`: a first name that is known, a number, two words with capitals."""
    words = name.split()
    two = _TWO <= len(words) <= _MOST_WORDS_OF_A_NAME and all(word[:1].isupper() for word in words)
    return name == "Somebody" or two or is_name(name)


def is_known_person(names: str, *, sure: bool = False) -> bool:
    """Whether the first of some names is a known first name, `sure` where it is no word besides, or a number."""
    from facilitate.workshop.intake.first_names import ALSO_WORDS  # few lines come here

    first = _CUT.split(names_alone(names))[0].strip()
    known = bool(first) and (first == "Somebody" or is_name(first))
    return known and not (sure and folded(first.split()[0]).split("-")[0] in ALSO_WORDS)


def names_below(lines: Sequence[Line], place: int) -> frozenset[int]:
    """The lines below `Excusés` that hold nothing but names, to the blank line; none where some hold anything else.

    Below a heading, blank lines between bullets part nothing.
    """
    line = lines[place]
    is_presence = _is_presence(line.bare)
    is_of_all = is_presence or _may_be_presence().fullmatch(_plain(line.bare)) is not None
    if line.form == "rule" or not (is_of_all or says_who(line.bare)):
        return frozenset()
    roles: list[int] = []
    found: list[int] = []
    for below in range(place + 1, len(lines)):
        each = lines[below]
        apart = each.after_blank and below > place + 1 and not (line.form == "heading" and each.bulleted)
        if each.form != "words" or apart:
            break
        if not _is_one(each.bare):
            if not (is_presence and _are_by_role(each.bare)):
                found = [at for at in found if not roles or at < roles[0]]  # `Nadia, élue` above `le club photo`
                break
            roles.append(below)
        found.append(below)
    if _WERE_THERE.fullmatch(_plain(line.bare)) and not all(is_theme(lines[below].bare) for below in found):
        return frozenset(found)  # whatever they are called
    tells = is_somebody if is_of_all else is_name
    known = len(roles) + sum(
        any(map(tells, filter(None, _CUT.split(names_alone(lines[at].bare))))) for at in found if at not in roles
    )
    return frozenset(found) if found and 2 * known >= len(found) else frozenset()


def _is_one(text: str) -> bool:
    if ":" in text or len(text) > _MOST_NAMES:
        return False
    each = [name.strip() for name in _CUT.split(names_alone(text))]
    return all(len(name.split()) <= _MOST_WORDS_OF_A_NAME for name in each) and are_people(text)
