"""Lines without a bullet beside the bulleted list of a table's part: between its title and the list, or below it.

`Ambiance très sympathique.` and `Question : que faire ?` are remarks of who took notes, and `Il y avait Nadia et Paul`
names people. Where lines without a bullet stand above several lists of one part, they may be ideas and the bullets
what was said of each.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from functools import cache
from itertools import pairwise

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.text import folded
from facilitate.workshop.intake.attendance import are_people
from facilitate.workshop.intake.bullets import Line
from facilitate.workshop.intake.narrow_lines import begins_another
from facilitate.workshop.intake.table_titles import table_in_heading
from facilitate.workshop.intake.title_lines import Titles

_LONGEST = 200
_STOPS = (".", "!", "…", "?")
_FEW = 3
_TABLES, _WORDS_OF_A_QUESTION = 2, 3
QUESTION = N_("This is a question asked of the tables, not an idea.")
_CAPITAL = re.compile(r"[A-ZÀ-Þ][\w’'-]+")
_ARTICLES = frozenset(("un", "une", "des", "du", "a", "an", "le", "la", "les", "the", "plus", "more"))
_COLON = re.compile(r"[ \u00a0\u202f:–—-]+")


@dataclass(frozen=True, slots=True)
class Part:
    """The places of what stands between two titles: `bullets`, and the lines without one `above` and `below` them.

    `title` is the place of its title, -1 at the top of the text.
    """

    title: int
    above: tuple[int, ...]
    bullets: tuple[int, ...]
    below: tuple[int, ...]


def parts_with_lists(lines: Sequence[Line], titles: Titles, *, whole: bool = False) -> Iterator[Part]:
    """The parts of a text, each from a title to the next, that have bullets; tables are `whole` with their themes."""
    starts = [at for at, line in enumerate(lines) if _ends_part(at, line, titles, whole=whole)]
    for start, end in zip([-1, *starts], [*starts, len(lines)], strict=True):
        bullets = tuple(at for at in range(start + 1, end) if lines[at].bulleted and at not in titles.others)
        if bullets:
            words = [at for at in range(start + 1, end) if _is_words(at, lines, titles)]
            above = tuple(at for at in words if at < bullets[0])
            yield Part(start, above, bullets, tuple(at for at in words if at > bullets[-1]))


def _ends_part(at: int, line: Line, titles: Titles, *, whole: bool) -> bool:
    if line.form == "heading":
        return not whole or table_in_heading(line.text) is not None
    return at in titles.tables or at in titles.ends


def _is_words(at: int, lines: Sequence[Line], titles: Titles) -> bool:
    return lines[at].form == "words" and not lines[at].bulleted and at not in titles.others


def beside_lists(lines: Sequence[Line], titles: Titles) -> set[int]:
    """The places of the lines that stand beside the list of a part that has a title."""
    found: set[int] = set()
    for part in parts_with_lists(lines, titles):
        if part.title >= 0 and not titles.labels:
            found.update(_above(part, lines))
            found.update(_below(part, lines))
    return found


def above_bullets(lines: Sequence[Line]) -> set[int]:
    """The places of the lines with a colon at their end right above a bullet: they are titles."""
    pairs = enumerate(pairwise(lines))
    return {at for at, (line, below) in pairs if below.bulleted and not line.bulleted and is_open(line.text)}


def paragraphs_without_bullets(lines: Sequence[Line]) -> set[int]:
    """The places of the lines in whose paragraph no bullet stands."""
    starts = [at for at, line in enumerate(lines) if not at or line.after_blank or line.form != "words"]
    found: set[int] = set()
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        if not any(line.bulleted for line in lines[start:end]):
            found.update(range(start, end))
    return found


def is_open(text: str) -> bool:
    """Whether a line ends with a colon, as what announces a list does."""
    return text.rstrip(" *_\u00a0\u202f").endswith(":")


def _above(part: Part, lines: Sequence[Line]) -> Iterator[int]:
    within = range(part.bullets[0], part.bullets[-1])
    others = any(not lines[at].bulleted and lines[at + 1].bulleted for at in within if lines[at].form == "words")
    many = len(part.above) > len(part.bullets)
    for at in part.above:
        if _is_sentence(lines[at].text) or is_open(lines[at].text) or not (others or many):
            yield at


def _below(part: Part, lines: Sequence[Line]) -> Iterator[int]:
    """Below short lists: longer ones are looked at with the whole text around them."""
    if len(part.bullets) >= _FEW or len(part.below) > len(part.bullets):
        return
    sentences = any(_is_sentence(lines[at].text) for at in part.bullets)
    loose = all(lines[at].after_blank for at in part.bullets)
    apart = False
    for at in part.below:
        apart = apart or (lines[at].after_blank and not loose)
        if apart or (_is_sentence(lines[at].text) and not sentences):
            yield at


def _is_sentence(text: str) -> bool:
    return text.rstrip(" *_\u00a0\u202f").endswith(_STOPS)


def repeated_questions(lines: Sequence[Line], titles: Titles, aside: Collection[int] = ()) -> set[int]:
    """The places of one line right below the titles of several tables: what was asked of each, and nobody's idea.

    It ends as questions do, or stands above bullets at one of them, so that it is none where a table has none. Lines
    that are `aside`, as those of who was there, may stand above it.
    """
    found: dict[str, list[int]] = {}
    for at, line in enumerate(lines):
        above = next((each for each in range(at - 1, -1, -1) if each not in aside), None)
        of_table = above is not None and (
            above in titles.tables
            or (lines[above].form == "heading" and table_in_heading(lines[above].text) is not None)
        )
        if of_table and at not in aside and line.form == "words" and not line.bulleted and at not in titles.tables:
            found.setdefault(" ".join(folded(line.bare).split()), []).append(at)
    return {at for words, places in found.items() if _is_asked(words, places, lines) for at in places}


def _is_asked(words: str, places: Sequence[int], lines: Sequence[Line]) -> bool:
    if len(places) < _TABLES:
        return False
    above_lists = any(at + 1 < len(lines) and lines[at + 1].bulleted for at in places)
    worded = sum(any(map(str.isalnum, word)) for word in words.split())
    return worded >= _WORDS_OF_A_QUESTION and (words.endswith(("?", ":")) or above_lists)


# Who was there


def who_beside_lists(lines: Sequence[Line], titles: Titles) -> set[int]:
    """The places of the lines above and below lists that name who was there, who led or who wrote."""
    listed = any(line.bulleted for line in lines)
    led = {at for at in range(len(lines)) if listed and _is_words(at, lines, titles) and _says_who_led(lines[at].text)}
    return led | {
        at
        for whole in (False, True)
        for part in parts_with_lists(lines, titles, whole=whole)
        for at in (*part.above, *part.below)
        if names_who_was_there(lines[at].text)
    }


@cache
def _of_who() -> re.Pattern[str]:
    """Return the words that are said of people who were there."""
    return re.compile(
        r"\b(?:present(?:e|es|s)?|absent(?:e|es|s)?|excuse(?:e|es|s)?|participa\w+|participe(?:nt|s)?|"
        r"anim(?:e|ee|es|ees|ait|aient|ation|ateur\w*|atrice\w*)|co-?anim\w+|rapport(?:eu\w+|e par|ait)|notes|"
        r"not(?:ait|aient|ee?s? par)|redige(?:ait)?e?s?|redaction|secretai\w+|restitu(?:tion|ee?)|"
        r"secretariat|facilit(?:ee?s?|ait|at\w+)|moder(?:at\w+|e|ait)|"
        r"scribes?|personnes?|autour de la table|(?:il )?y avait|etai(?:en)?t|etions|sommes|(?:a|de) notre table|"
        r"hotes?|hotesses?|membres?|notre groupe|composee? de|gard\w+ du temps|maitre du temps|"
        r"attend\w+|took (?:part|notes)|taking (?:part|notes)|there (?:were|was)|we (?:were|are)|were|around the table|"
        r"(?:at|on|of) (?:the|our|this) table|in (?:the|our) group|our group|people|host\w*|chair(?:ed|ing)?|"
        r"(?:led|written|taken|run) by|joined|members?|time ?keeper|note ?taker)\b"
    )


@cache
def _leads() -> re.Pattern[str]:
    """Return what stands before names of people and hardly before anything else."""
    count = r"(?:nous (?:etions|sommes) |we were |there were |il y avait )?(?:\d{1,3}|une?|deux|trois|quatre|cinq|six|"
    count += r"sept|huit|neuf|dix|onze|douze|one|two|three|four|five|seven|eight|nine|ten|eleven|twelve)"
    people = r"(?:participant\w*|personnes?|habitant\w*|membres?|people|persons?|attendees|residents|members)"
    of_them = r"(?:[ ,(]*(?:presente?s? |autour de la table )?[,( ]*(?:dont|including|among them|parmi lesquel\w*))"
    return re.compile(
        rf"{count} {people}{of_them}|"
        r"(?:autour de|a) (?:la|notre) table(?: \d+)?(?: (?:il y avait|etaient|se trouvaient))?|"
        r"(?:il )?y avait|(?:ont|avaient) participe(?: a \w+(?: \w+)?)?|(?:etaient|sont|etions) "
        r"(?:presente?s?|la|autour de la table)|(?:around|at|on) (?:the|our|this) table(?: (?:there )?(?:were|was))?|"
        r"there (?:were|was)|(?:those|people) (?:present|attending)|(?:took|taking) part|attended by|"
        r"(?:(?:notre|le|our|the) |l')?(?:groupe|group|equipe|team)|"
        r"(?:le groupe|la table|the group) (?:etait|est|was|is) "
        r"(?:composee?|formee?|made up|made) (?:de|of)"
    )


def _says_who_led(text: str) -> bool:
    return _led_by().match(text[:_LONGEST].strip(" *_•–—-")) is not None


@cache
def _led_by() -> re.Pattern[str]:
    """Return the form of `Animée par M. Kaddour`, `Rapporteur : Dr Petit`, whatever is said after it.

    A name has a title, or ends where its words do: `Animée par Emmaüs une fois par mois` may be an idea.
    """
    done = (
        r"(?:co-?)?anim[ée]+e?s?|mod[ée]r[ée]+e?s?|r[ée]dig[ée]+e?s?|rapport[ée]+e?s?|restitu[ée]+e?s?|not[ée]+e?s?|"
        r"[ée]crite?s?|pris(?:es?)? en notes?|notes? prises?|facilit[ée]+e?s?|compte[- ]rendu|facilitated|moderated|"
        r"led|hosted|chaired|run|reported|written(?: up)?|noted|minuted|minutes|notes?(?: taken)?|presented|"
        r"pr[ée]sent[ée]+e?s?"
    )
    roles = (
        r"(?:co-?)?animat\w+|animation|mod[ée]rat\w+|rapporteu\w+|secr[ée]taires?|scribes?|r[ée]da(?:ct\w+)|facilitat\w+|"
        r"restitution|notes?|note-?takers?|reporters?|hosts?|chair|time-?keepers?|h[ôo]te(?:sse)?s?|porte-parole"
    )
    title = r"(?:MM?|Mmes?|Mlles?|Mrs?|Ms|Drs?|Pr|Me|Dres?|Sir|Madame|Monsieur|Professor|Docteur)\.?"
    titled = rf"(?-i:{title}[ \u00a0]+[A-ZÀ-Þ])"
    name = rf"(?:{titled}|(?-i:(?:[A-ZÀ-Þ][\w’'-]+[ \u00a0]?){{1,3}}(?=[,.;:()–—]|$|et\b|and\b)))"
    what = r"(?:(?:compte[- ]rendu|synthèse|notes?|relevé|minutes|summary)[ \u00a0])?"
    by = rf"{what}(?:{done})[ \u00a0](?:par|by)[ \u00a0:]+{name}"
    return re.compile(rf"{by}|(?:{roles})[ \u00a0]?:[ \u00a0]*{titled}", re.IGNORECASE)


def names_who_was_there(text: str) -> bool:
    """`Il y avait Nadia et Paul`, `8 participants dont Nadia`, `Animation Nadia, notes Paul`."""
    if len(text) > _LONGEST or not text.strip(" *_"):
        return False
    if _says_who_led(text):
        return True
    text = text.strip(" *_")
    plain = folded(text).replace("’", "'")
    if found := _leads().match(plain):
        rest = _COLON.sub(" ", text[found.end() :], count=1).strip()
        if are_people(re.split(r"[.!(]", rest, maxsplit=1)[0].replace("…", "")):
            return True
    is_idea = plain.split(None, 1)[0] in _ARTICLES or begins_another("", text)
    if is_idea and not (_of_who().match(plain) or plain.startswith(("le groupe", "la table", "the group"))):
        return False
    is_of_people = plain.startswith(("avec ", "with ")) or _of_who().search(plain) is not None
    return is_of_people and any(map(_is_first_name, _CAPITAL.findall(text)))


def _is_first_name(word: str) -> bool:
    from facilitate.workshop.intake.first_names import ALSO_WORDS, FIRST_NAMES  # few lines come here

    first = folded(word).split("-")[0]
    return first in FIRST_NAMES and first not in ALSO_WORDS
