"""Lines of a text that may be no ideas, though nothing forbids them: they come in only where a person says so.

A mail, minutes, a pad or a chat holds more than its list. What is told by the words of a line stands in
`doubtful_lines.py`; here it is told by what stands around it: an agenda, a section where no ideas stand, a paragraph
beside the lists. An idea a line, with neither bullets nor titles, is as good a list as any other.
"""

from __future__ import annotations

import re
from bisect import bisect
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache, cached_property

from facilitate.domain.errors import N_, Message
from facilitate.domain.text import excerpt, folded, without_controls
from facilitate.sheets.counting import counted
from facilitate.workshop.intake.attendance import says_who
from facilitate.workshop.intake.beside_lists import above_bullets, beside_lists, paragraphs_without_bullets
from facilitate.workshop.intake.doubtful_lines import (
    CHATTER,
    GREETING,
    NAME,
    announces,
    doubt_of,
    is_a_name,
    is_pause,
    is_short,
    is_title_of_all,
    signs_letter,
)
from facilitate.workshop.intake.emphasis import without_links
from facilitate.workshop.intake.incoming import Choices, IncomingIdea, Outcome, names_no_table, refusal
from facilitate.workshop.intake.lists import Listed
from facilitate.workshop.intake.no_ideas import is_theme
from facilitate.workshop.intake.points import Point
from facilitate.workshop.intake.section_ends import is_after_tables, plain_title, sums_up
from facilitate.workshop.intake.table_titles import table_in_heading
from facilitate.workshop.intake.title_lines import Titles
from facilitate.workshop.intake.vocabulary import is_idea_title

AGENDA = N_("This may be a line of an agenda, not an idea.")
TITLE = N_("This may be a title, not an idea.")
IN_SECTION = N_("This line stands under the title “{title}”, where no ideas are expected.")
BESIDE_LISTS = N_("The ideas of this text have bullets or numbers, and this line stands outside their lists.")
GOES_ON = N_("This line has no bullet and may be the rest of the idea above.")
BROUGHT_IN = N_("Lines that might not be ideas are imported too ({lines}).")

_FEWEST_BULLETS, _SEVERAL = 3, 2
_SHORT, _FEW = 3, 3  # blanks; one of so many
_LONGEST_TITLE, _LONGEST_NAMED = 60, 40
_NOON_HOUR, _NEAR = 12, 4  # lines below a title among which its first idea stands
_STOPS = (".", "!", "…")
_AROUND = '*_=~#[]<>«»"“”|\u00a0\u202f \t:.–—-'
# Under such a title nobody writes an idea, whatever stands above.
_NEVER = frozenset(
    (
        *("ordre du jour", "odj", "agenda", "contexte", "context", "background", "introduction", "preambule"),
        *("mot d accueil", "mot d introduction", "mots d accueil", "conclusion", "conclusions", "mot de la fin"),
        *("cloture", "prochaine reunion", "prochaines reunions", "prochaine rencontre", "prochaines rencontres"),
        *("et apres", "et ensuite", "what next", "what s next", "follow up", "aob", "any other business"),
        *("prochaine seance", "prochain rendez vous", "prochains rendez vous", "prochaines dates", "next meeting"),
        *("next meetings", "next session", "next date", "next dates", "prochaines etapes", "next steps"),
        *("remerciements", "thanks", "acknowledgements", "acknowledgments", "rappel des regles", "ground rules"),
        *("house rules", "consignes", "instructions", "liste des participants", "liste de presence", "excuses"),
        *("feuille de presence", "tour de table", "emargement", "mentions legales", "legal notice", "closing"),
        *("partager", "share", "suivez nous", "follow us", "navigation", "menu", "newsletter", "closing remarks"),
        *("wrap up", "opening", "welcome", "overview"),
    )
)
# Under a table's title these may be a theme.
_WITHOUT_TABLE = frozenset(
    (
        *("programme", "programme de la journee", "programme de la soiree", "programme de la rencontre", "program"),
        *("programme de la seance", "programme de la reunion", "programme de l atelier", "deroule", "deroulement"),
        *("schedule", "timetable", "horaires", "contact", "contacts", "nous contacter", "pour nous contacter"),
        *("contact us", "coordonnees", "vos contacts", "logistique", "logistics", "infos pratiques", "acces"),
        *("informations pratiques", "logistique et acces", "practical information", "how to get there"),
        *("comment venir", "rappel", "rappels", "reminder", "reminders", "liens utiles", "useful links", "sources"),
        *("credits", "a propos", "about", "about us", "signatures"),
    )
)


@cache
def _timed() -> re.Pattern[str]:
    """Return the form of a line that begins with an hour; `2 h de bénévolat` and `9 h par semaine` say how long."""
    blank = "[ \u00a0\u202f]"
    noon = rf"(?:{blank}?[ap]\.?m\b\.?)"
    hour = (
        rf"(?:(?:[01]?[0-9]|2[0-3]){blank}?(?:h(?:eures?)?(?:{blank}?[0-5][0-9])?|:[0-5][0-9]){noon}?|"
        rf"(?:1[0-2]|[1-9]){noon})"
    )
    return re.compile(
        rf"(?P<at>(?:de|à|from|at) )?(?P<hour>{hour})(?P<to>{blank}*(?:[-–—→>/]|à|to|et|and){blank}*{hour})?{blank}*"
        rf"(?P<apart>[:–—|•\t.)-]|(?=[^\W\d_]))"
        rf"(?!{blank}*(?:de |d['’]|par |pour |of |a |per |for |chaque |each |en |max|min|week|le |la |les |du |jusqu))",
        re.IGNORECASE,
    )


@cache
def _of_a_day() -> re.Pattern[str]:
    """Return the words of what a day is made of."""
    return re.compile(
        r"\b(?:pauses?|accueil|dejeuner|repas|buffet|cafe|lunch|breaks?|coffee|welcome|arrival|registration|tea|cocktail|"
        r"aperitif|pot|cloture|closing|ouverture|opening|fin|end|pleniere|plenary|introduction|conclusion|depart)\b"
    )


def in_doubt(listed: Listed, outcomes: Sequence[Outcome], choices: Choices) -> tuple[list[Outcome], list[Message]]:
    """The outcomes, those that may be no ideas kept out with the reason; and what has to be told of it.

    Whether a line is in doubt never depends on the table that a person gives.
    """
    found = _Doubts(listed, outcomes).found()
    if not found:
        return list(outcomes), []
    if choices.doubtful:
        return list(outcomes), [Message(BROUGHT_IN, {"lines": counted(len(found), "line")})]
    made: list[Outcome] = []
    for place, outcome in enumerate(outcomes):
        reason = found.get(place)
        if reason is None or (choices.as_written and reason.text != NAME):
            made.append(outcome)
            continue
        point = listed.points[place]
        out = refusal(point.number, point.raw.strip(), reason)
        made.append(replace(out, aside=True, doubtful=not choices.as_written))
    return made, []


class _Doubts:
    """The points that would be ideas, with a table or for want of one, and the lines around them."""

    def __init__(self, listed: Listed, outcomes: Sequence[Outcome]) -> None:
        self._lines = listed.lines
        self._titles = listed.titles or Titles()
        self._unsure = listed.unsure
        self._points = {
            place: point
            for place, (point, outcome) in enumerate(zip(listed.points, outcomes, strict=True))
            if isinstance(outcome, IncomingIdea) or names_no_table(outcome)
        }
        self._at = {line.number: at for at, line in enumerate(listed.lines)} if self._points else {}
        self._places = {self._at[point.number]: place for place, point in enumerate(listed.points)} if self._at else {}
        self._found: dict[int, Message] = {}

    def found(self) -> Mapping[int, Message]:
        """The reasons, by the places of the points."""
        self._by_words()
        self._by_hours()
        self._by_sections()
        self._by_lists()
        self._beside_tables_lists()
        self._found.update({place: Message(GOES_ON) for place, point in self._left() if point.number in self._unsure})
        self._signed()
        return self._found

    def _left(self) -> Iterator[tuple[int, Point]]:
        """The points of which nothing is in doubt yet."""
        return ((place, point) for place, point in self._points.items() if place not in self._found)

    def _by_words(self) -> None:
        """Doubt what says little itself; most lines of a list are no such, unless it is meant as it is."""
        found = {}
        for place, point in self._points.items():
            text = without_links(point.text) if "](" in point.text else point.text
            if reason := doubt_of(text, bulleted=point.bulleted):
                found[place] = reason
            elif point.table is None and not point.bulleted and is_short(point.text):
                found[place] = CHATTER
            elif self._may_be_title(point) and self._is_title(point):
                found[place] = TITLE
            elif not point.bulleted and is_pause(point.text):
                found[place] = AGENDA
        short = {place for place in found if found[place] == CHATTER and is_short(self._points[place].text)}
        for many in (short, self._names(found)):
            if 2 * len(many) > len(self._points):
                found = {place: reason for place, reason in found.items() if place not in many}
        self._found = {place: Message(reason) for place, reason in found.items()}

    @staticmethod
    def _may_be_title(point: Point) -> bool:
        """Whether a point is short and has no bullet but a number: `2. Propositions`."""
        return len(point.text) <= _LONGEST_TITLE and (not point.bulleted or point.raw.lstrip()[:1].isdecimal())

    def _is_title(self, point: Point) -> bool:
        """`Propositions`; first in its paragraph also `Nos idées` and `Ce qui est ressorti`."""
        at = self._at[point.number]
        begins = at == 0 or self._lines[at].after_blank
        is_short_one = point.text.count(" ") <= _SHORT and is_idea_title(point.text)
        return is_short_one or (begins and not point.bulleted and is_title_of_all(point.text))

    def _names(self, found: Mapping[int, str]) -> set[int]:
        """The names of people, and where there are some, what has the form of a whole name."""
        names = {place for place, reason in found.items() if reason == NAME}
        if names:
            others = [place for place, point in self._points.items() if place not in found and " " in point.text]
            names.update(each for each in others if is_a_name(self._points[each].text, any_name=True))
        return names

    def _by_hours(self) -> None:
        """Doubt lines that begin with an hour, each a later one, and those that name what a day is made of."""
        timed = {place: minutes for place, point in self._left() if (minutes := _begins_at(point.text)) is not None}
        starts = list(timed.values())
        goes_on = len(starts) >= _SEVERAL and starts == sorted(set(starts))
        for place in timed:
            if goes_on or _of_a_day().search(folded(self._points[place].text)):
                self._found[place] = Message(AGENDA)

    @cached_property
    def _is_loose(self) -> bool:
        """Whether a blank line stands between all lines of a text with a list, so that none says anything."""
        close = sum(1 for line in self._lines[1:] if not line.after_blank)
        bullets = sum(1 for line in self._lines if line.bulleted)
        return bullets >= _FEWEST_BULLETS and _FEW * _FEW * close <= len(self._lines)

    # Sections

    def _by_sections(self) -> None:
        """Doubt the lines under titles that say that no ideas stand there, and these titles."""
        by_line = {self._at[point.number]: (place, point) for place, point in self._left()}
        at = 0
        while at < len(self._lines):
            name = self._no_ideas_below(at)
            if name and self._may_be_theme(at, name) and self._is_of_table(at, by_line):
                name = ""
            end = self._end_of_section(at) if name else at + 1
            if name:
                self._doubt_section(at, end, name, by_line)
            at = end

    def _doubt_section(self, first: int, end: int, name: str, by_line: Mapping[int, tuple[int, Point]]) -> None:
        message = Message(IN_SECTION, {"title": excerpt(without_controls(name), _LONGEST_NAMED)})
        for at in range(first, end):
            if at in by_line:
                self._found[by_line[at][0]] = Message(TITLE) if at == first else message

    def _may_be_theme(self, at: int, name: str) -> bool:
        """Whether a title may name a theme of its table; `Décisions` that follows another heading of it does not."""
        above = self._table_titles if self._lines[at].form == "heading" and is_after_tables(name) else ()
        parts = self._lines[above[-1] + 1 : at] if above else ()
        return plain_title(name) not in _NEVER and not any(part.form == "heading" for part in parts)

    @staticmethod
    def _is_of_table(at: int, by_line: Mapping[int, tuple[int, Point]]) -> bool:
        """Whether the first idea from a line on has a table: then the line may be a theme of that table."""
        below = next((each for each in range(at, at + _NEAR) if each in by_line), None)
        return below is not None and by_line[below][1].table is not None

    def _no_ideas_below(self, at: int) -> str:
        """The words of a line that is a title under which no ideas stand."""
        line = self._lines[at]
        if line.form == "rule" or at in self._titles.tables or at in self._titles.labels:
            return ""
        if line.form != "heading" and not self._stands_above(at):
            return ""
        if not (words := line.text.strip(_AROUND)) or len(words) > _LONGEST_TITLE:
            return ""
        plain = plain_title(words)
        if plain in _NEVER or plain in _WITHOUT_TABLE or says_who(words):
            return words
        return words if self._is_around_tables(at, words) else ""

    def _is_around_tables(self, at: int, words: str) -> bool:
        """Whether a title sums up what stands below it, the titles of several tables, or closes what stands above."""
        titles = self._table_titles
        above = len(titles) >= _SEVERAL and at < titles[0] and sums_up(words)
        return above or (bool(titles) and titles[-1] < at and is_after_tables(words))

    @cached_property
    def _table_titles(self) -> list[int]:
        """The places of the titles of tables, headings too."""
        return [
            at
            for at, line in enumerate(self._lines)
            if at in self._titles.tables or (line.form == "heading" and table_in_heading(line.text) is not None)
        ]

    def _stands_above(self, at: int) -> bool:
        """Whether a plain line looks like the title of what is below it."""
        line = self._lines[at]
        below = self._lines[at + 1] if at + 1 < len(self._lines) else None
        if below is None:
            return not line.bulleted and (line.after_blank or line.words.rstrip().endswith(":"))
        if line.bulleted:  # `2. Introduction` above words of its own
            goes_on = not below.after_blank and (not below.bulleted or below.indent > line.indent)
            return goes_on and line.raw.lstrip()[:1].isdecimal()
        if self._is_bold(at):
            return True
        stressed = line.after_blank or at == 0 or line.words.rstrip(" *\u00a0").endswith(":") or "**" in line.words
        stressed = stressed or self._is_none(at - 1)
        return stressed and (below.bulleted or not below.after_blank or self._is_loose)

    def _is_none(self, at: int) -> bool:
        """Whether a line is no idea, as was told before."""
        place = self._places.get(at)
        return place is not None and (place not in self._points or place in self._found)

    def _end_of_section(self, first: int) -> int:
        """Where the next title stands; below a plain line, where its paragraph or its list ends."""
        title = self._lines[first]
        is_heading = title.form == "heading" or (self._is_bold(first) and self._is_apart(first + 1))
        listed = first + 1 < len(self._lines) and self._lines[first + 1].bulleted
        for at in range(first + 1, len(self._lines)):
            line = self._lines[at]
            if line.form == "heading":
                if title.form != "heading" or line.rank <= title.rank:
                    return at
                continue
            if at in self._titles.tables or at in self._titles.ends or at in self._titles.others:
                return at
            if title.bulleted and line.bulleted and line.indent <= title.indent:
                return at
            if line.form == "rule" or (line.bulleted and (listed or is_heading or not self._is_loose)):
                continue
            if (
                (line.bulleted and not is_heading)
                or is_idea_title(line.text)
                or (at > first + 1 and self._is_title_of_list(at))
            ):
                return at
            if self._is_bold(at) or (not is_heading and at > first + 1 and self._ends(at, listed=listed)):
                return at
        return len(self._lines)

    def _is_bold(self, at: int) -> bool:
        """Whether a line is set in bold from its beginning to its end, as a heading is."""
        words = self._lines[at].words.strip()
        return words.startswith("**") and words.rstrip(" :").endswith("**") and words.count("**") == _SEVERAL

    def _is_apart(self, at: int) -> bool:
        return at < len(self._lines) and self._lines[at].after_blank

    def _ends(self, at: int, *, listed: bool) -> bool:
        """Whether a line without a bullet is no part of a section whose title is a plain line."""
        apart = self._lines[at].after_blank and not self._is_loose
        return apart or listed or self._no_ideas_below(at) != ""

    def _is_title_of_list(self, at: int) -> bool:
        """Whether a line without a bullet stands above a list."""
        line = self._lines[at]
        below = self._lines[at + 1] if at + 1 < len(self._lines) else None
        apart = line.after_blank or line.words.rstrip().endswith(":")
        return below is not None and below.bulleted and apart and not line.bulleted

    # Lists

    def _by_lists(self) -> None:
        """Doubt what stands beside the lists of a text whose ideas have bullets, and the words that announce a list."""
        left = dict(self._left())
        bulleted = [self._at[point.number] for point in left.values() if point.bulleted]
        if len(bulleted) < _FEWEST_BULLETS or 2 * len(bulleted) <= len(left):
            titles = {place for place, point in left.items() if not point.bulleted and announces(point.text)}
            self._found.update(dict.fromkeys(titles | self._themes(left), Message(TITLE)))
            return
        first, last = bulleted[0], bulleted[-1]
        others = {place: self._at[point.number] for place, point in left.items() if not point.bulleted}
        # One line below the last bullet may be an idea that lost its own.
        several_below = sum(at > last for at in others.values()) >= _SEVERAL
        next_table = self._next_table(last)
        apart_from_lists = paragraphs_without_bullets(self._lines)
        remarks = self._remarks(others.values(), bulleted)
        listed = {self._section(at) for at in bulleted}
        for place, at in others.items():
            apart = at in apart_from_lists
            if left[place].table is not None:
                within = last < at < next_table or (self._section(at) in listed and not self._is_loose)
                is_beside = (apart and within) or at in remarks
            else:
                is_beside = at < first or (at > last and several_below) or apart or self._opens_list(at)
            if is_beside:
                self._found[place] = Message(BESIDE_LISTS)

    def _beside_tables_lists(self) -> None:
        """Doubt what stands between the title of a table's part and its list, and titles above bullets there."""
        beside = beside_lists(self._lines, self._titles) | (titles := above_bullets(self._lines))
        for place, point in list(self._left()):
            if point.table and not point.whole and (at := self._at[point.number]) in beside:
                self._found[place] = Message(TITLE if at in titles else BESIDE_LISTS)

    def _section(self, at: int) -> int:
        """Which section of a table a line stands in, by its order."""
        return bisect(self._table_titles, at)

    def _remarks(self, others: Collection[int], bulleted: Sequence[int]) -> set[int]:
        """The places of sentences right below a list, and last there, where its points are no sentences.

        `Ambiance studieuse.` below `- Un four` is a remark of who took notes; without its full stop it may have lost
        its bullet.
        """
        if _FEW * sum(self._lines[at].text.rstrip().endswith(_STOPS) for at in bulleted) > len(bulleted):
            return set()
        return {at for at in others if self._lines[at].text.rstrip().endswith(_STOPS) and self._ends_list(at)}

    def _ends_list(self, at: int) -> bool:
        """Whether a line stands right below a bullet and last in its paragraph."""
        line, above = self._lines[at], self._lines[at - 1] if at else None
        below = self._lines[at + 1] if at + 1 < len(self._lines) else None
        ends = below is None or below.after_blank or below.form != "words" or at + 1 in self._titles.tables
        return above is not None and above.bulleted and not line.after_blank and ends

    def _themes(self, left: Mapping[int, Point]) -> set[int]:
        """The places of themes that stand above a paragraph each: `Mobilité`, then ideas of it without bullets."""
        found = set()
        for place, point in left.items():
            at = self._at[point.number]
            if point.bulleted or point.table is not None or not (at == 0 or self._lines[at].after_blank):
                continue
            has_more = at + 1 < len(self._lines) and not self._lines[at + 1].after_blank
            if has_more and self._lines[at + 1].form == "words" and is_theme(point.text):
                found.add(place)
        return found if len(found) >= _SEVERAL else set()

    def _next_table(self, last: int) -> int:
        """The place of the first title or heading below a line."""
        below = range(last + 1, len(self._lines))
        return next(
            (at for at in below if at in self._titles.tables or self._lines[at].form == "heading"), len(self._lines)
        )

    def _opens_list(self, at: int) -> bool:
        """Whether a line begins a paragraph that goes on with bullets."""
        return self._lines[at].after_blank and at + 1 < len(self._lines) and self._lines[at + 1].bulleted

    def _signed(self) -> None:
        """Doubt a name of any kind right below a closing formula: `Bises`, then `Marine`."""
        for place, point in list(self._left()):
            above = self._found.get(place - 1)
            if above and above.text == GREETING and not point.bulleted and signs_letter(point.text):
                self._found[place] = Message(NAME)


def _begins_at(text: str) -> int | None:
    """The minute of the day that a line of an agenda begins with; `At 6 pm we dance` and `2 h de marche` are none."""
    if not (text[:1].isdecimal() or text[:5].lower().startswith(("de ", "à ", "from ", "at "))):
        return None
    found = _timed().match(text)
    if found is None:
        return None
    rest = text[found.end() :].lstrip()
    if not found["apart"] and not found["to"]:
        of_a_day = _of_a_day().match(folded(rest)) is not None
        if found["at"] or not (rest[:1].isupper() or of_a_day):
            return None
    hour, *minutes = map(int, re.findall(r"[0-9]+", found["hour"]))
    is_evening = "p" in found["hour"].lower() and hour < _NOON_HOUR
    return (hour + _NOON_HOUR * is_evening) * 60 + (minutes[0] if minutes else 0)
