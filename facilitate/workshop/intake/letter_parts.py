"""What stands round a list in mails and minutes, and is no idea: a greeting, who was there, the end with its signature.

Only lines without a bullet are looked at, and only forms that nobody uses for an idea: the line is refused, not lost.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from facilitate.domain.errors import N_, Refused
from facilitate.domain.text import folded
from facilitate.workshop.intake.attendance import is_attendance, names_below
from facilitate.workshop.intake.bullets import Line
from facilitate.workshop.intake.emphasis import as_label, without_emphasis
from facilitate.workshop.intake.role_lines import is_role_line

_GREETINGS = frozenset(
    [
        "bonjour",
        "bonsoir",
        "salut",
        "coucou",
        "hello",
        "hi",
        "hey",
        "dear",
        "cher",
        "chère",
        "chers",
        "chères",
        "hallo",
        "hola",
        "liebe",
        "lieber",
        "buenos",
        "guten",
    ]
)
_TO_ALL = frozenset(
    [
        "tous",
        "toutes",
        "tout",
        "tou·te·s",
        "all",
        "everyone",
        "everybody",
        "team",
        "alle",
        "allerseits",
        "todos",
        "todas",
        "monde",
    ]
)
_CLOSINGS = (
    "cordialement", "bien cordialement", "très cordialement", "bien à vous", "bien à toi", "bien à tous", "amicalement",
    "amitiés", "cdlt", "cdt", "bien amicalement", "sincères salutations", "salutations", "meilleures salutations",
    "merci d’avance", "merci d'avance", "à bientôt", "à très vite", "bonne journée", "bonne soirée", "bonne réception",
    "belle journée", "regards", "best regards", "kind regards", "best wishes", "yours sincerely", "sincerely",
    "many thanks", "mit freundlichen grüßen", "freundliche grüße", "viele grüße", "liebe grüße", "saludos",
    "un saludo", "atentamente", "cheers", "merci à toutes et à tous", "merci à tous et à toutes", "merci à tous",
    "merci à toutes", "merci beaucoup", "merci encore", "thanks to all", "thank you all", "thanks everyone",
)  # fmt: skip
# The first words of both, as a quick look for them needs them.
BEGIN_LETTERS = frozenset(folded(phrase).split(" ", 1)[0] for phrase in (*_GREETINGS, *_CLOSINGS))
_WROTE = ("wrote", "a écrit", "schrieb", "escribió", "ha scritto")
_ARTICLES = frozenset(("un", "une", "des", "a", "an"))
# A name, an address or a number behind a sign or a word; most cells have none, and it costs little to look.
_MAY_NAME = re.compile(r"[:–—-][\s*_]*[@<\[(A-ZÀ-Þ0-9]|\*\*|__|\b(?:by|par|from) [A-ZÀ-Þ]|sente?s? [A-ZÀ-Þ]|@")
_MAY_TELL_ROLES = re.compile(
    r"(?i:pr[eé]sent|absen[tc]|excus|apolog|regret|attend|particip|invit|repr[eé]sent|interven)[^:]{0,40}[:–—-]"
)
_WERE = ("Étaient ", "étaient ", "Sont ", "sont ", "Were ")
_LONGEST_KEY = 80
_SHORT = 5
_LONGEST_END = 8
_GREETING = N_("This is a greeting, not an idea.")
PEOPLE = N_("This line says who was present, who was absent or who took the notes; it is not an idea.")
WHO_SPEAKS = N_("This is the name of the person speaking, not an idea.")
_SIGNED = N_("This looks like a closing line or a signature, not an idea.")


def around_a_list(lines: Sequence[Line], *, as_written: bool = False) -> dict[int, str]:
    """The reasons why some lines are no ideas, by the place of each; as written, only those that name people."""
    found: dict[int, str] = {}
    for place, line in enumerate(lines):
        if below := names_below(lines, place):
            found.update((each, PEOPLE) for each in (place, *below) if lines[each].form == "words")
        elif line.form != "words" or place in found:
            continue
        elif line.bulleted:
            if is_attendance(line.bare, bulleted=True):
                found[place] = PEOPLE
        elif not place and greets(line.text):
            if not as_written or _names_somebody(line.text):
                found[place] = _GREETING
        elif names_people(line.bare):
            found[place] = PEOPLE
    if (end := _end(lines)) is not None:
        places = (place for place in range(end, len(lines)) if lines[place].form == "words")
        found.update(
            (place, _SIGNED)
            for place in places
            if lines[place].text.strip(" -") and (not as_written or place > end or _names_somebody(lines[place].text))
        )
    return found


def _names_somebody(text: str) -> bool:
    """Whether a greeting or a closing has a name in it: a capital that does not begin it."""
    return any(word[:1].isupper() for word in text.split()[1:])


def ends_letter(text: str) -> bool:
    """`Bien cordialement,`: a closing formula and nothing else."""
    return text.strip(" ,.!\u00a0\u202f").lower() in _CLOSINGS


def greets(text: str) -> bool:
    """`Bonjour à tous`, `Chère Léa,`: a greeting and nothing else."""
    found = text.split(maxsplit=_SHORT)  # and what is left of a line that is longer
    words = [word.strip(",.!: \u00a0\u202f").lower() for word in found[:_SHORT]]
    if not words or words[0] not in _GREETINGS or len(found) > _SHORT:
        return False
    return len(words) == 1 or text.endswith((",", "!")) or bool(_TO_ALL & set(words))


def names_people(text: str) -> bool:
    """`Présents : Anne Roux, Bob`; `Le 14 novembre, Anne <anne@example.org> a écrit :`."""
    if ":" in text and text.rstrip(" \u00a0\u202f:").lower().endswith(_WROTE):
        return is_letter_head(text)
    return is_attendance(text)


def refuse_attendance(text: str) -> None:
    """Raise `Refused` for a cell that names who was there, who led or who wrote."""
    if may_name(text[:_LONGEST_KEY]) and is_attendance(without_emphasis(as_label(text)), bulleted=True):
        raise Refused(PEOPLE)
    if is_role_line(text):
        raise Refused(PEOPLE)


def may_name(start: str) -> bool:
    """A quick look at how a text begins; `Étaient présents la présidente et le trésorier` has no sign."""
    if (_holds_sign_of_names(start) and _MAY_NAME.search(start)) or start.startswith(_WERE):
        return True
    return (":" in start or "–" in start) and _MAY_TELL_ROLES.search(start) is not None


def _holds_sign_of_names(text: str) -> bool:
    """Whether one of the signs and words of `_MAY_NAME` is there: to look for each takes a fifth of the pattern."""
    if ":" in text or "-" in text or "–" in text or "—" in text or "@" in text or "**" in text or "__" in text:
        return True
    return "par " in text or "by " in text or "from " in text or "sent" in text


def is_letter_head(text: str) -> bool:
    """`Le 14 novembre, Anne <anne@example.org> a écrit :`: what programs for mail write above what they quote."""
    return says_wrote(text) and any(sign.isdecimal() for sign in text)


def says_wrote(text: str) -> bool:
    """`Anne a écrit :`."""
    return text.endswith(":") and text.rstrip(" \u00a0\u202f:").lower().endswith(_WROTE)


def _end(lines: Sequence[Line]) -> int | None:
    """Where a closing formula begins that is followed by nothing but a signature."""
    for place in range(len(lines) - 1, max(0, len(lines) - _LONGEST_END), -1):
        line = lines[place]
        if line.raw.rstrip() == "--":  # programs for mail set it above a signature
            above = _end(lines[:place])
            return place if above is None and line.raw == "-- " else above
        if line.bulleted:
            return None
        if line.form == "words" and line.text.strip(" ,.!\u00a0\u202f").lower().startswith(_CLOSINGS):
            goes_on = place + 1 < len(lines) and _begins_an_idea(lines[place + 1].text)
            goes_on = (goes_on and _is_thanks(line.text)) or _holds_ideas(lines[place + 1 :])
            return place if _closes(line.text) and not goes_on else None
    return None


def _is_thanks(text: str) -> bool:
    """Whether a closing may also stand among ideas: `Merci à tous`, `Bonne soirée`."""
    return text.strip().lower().startswith(("merci", "bonne", "belle", "thank", "many", "cheers"))


def _begins_an_idea(text: str) -> bool:
    first = text.split(maxsplit=1)[0] if text.strip() else ""
    return first[:1].islower() or first.lower() in ("un", "une", "des", "du", "plus", "a", "an", "more")


def _holds_ideas(lines: Sequence[Line]) -> bool:
    """Whether a line begins as no signature does: `Une fresque`, `A skate bowl`."""
    return any(line.text.split(maxsplit=1)[0].lower() in _ARTICLES for line in lines if " " in line.text.strip())


def _closes(text: str) -> bool:
    words = text.strip(" ,.!\u00a0\u202f").lower()
    return words in _CLOSINGS or (len(words.split()) <= _SHORT and text.endswith((",", "!", ".")))
