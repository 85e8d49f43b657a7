"""Parts of a text whose titles say that no ideas stand there: an agenda, next steps, who was there, what is open.

Some titles say so whatever stands around them. Others close minutes (`Tasks`, `Points de vigilance`) and say it
only where ideas stand elsewhere: alone, they are what the text is about, and below a table's title they may be a theme.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import pairwise

from facilitate.domain.errors import N_, Message
from facilitate.domain.text import excerpt, without_controls
from facilitate.workshop.intake.attendance import is_somebody, says_who
from facilitate.workshop.intake.bullets import Line
from facilitate.workshop.intake.emphasis import without_emphasis
from facilitate.workshop.intake.points import Point
from facilitate.workshop.intake.section_ends import AFTER_TABLES, is_after_tables, plain_title, sums_up
from facilitate.workshop.intake.table_titles import table_in_heading
from facilitate.workshop.intake.task_lines import are_tasks
from facilitate.workshop.intake.title_lines import Titles
from facilitate.workshop.intake.vocabulary import SUBJECT_WORDS, is_idea_title

TITLE = N_("This may be a title, not an idea.")
IN_SECTION = N_("This line stands under the title “{title}”, where no ideas are expected.")

_FEWEST_BULLETS, _SEVERAL, _FEW = 3, 2, 3
_LONGEST_TITLE, _LONGEST_NAMED = 60, 40
_NEAR = 4  # lines below a title among which its first idea stands
_STOPS = (".", "!", "…")
_AROUND = '*_=~#[]<>«»"“”|\u00a0\u202f \t:.–—-'
_ASIDE = re.compile(r"\([^()]*\)")
_JOINED = re.compile(r"\s*(?:[&/,+]|\bet\b|\band\b)\s*", re.IGNORECASE)
# Under such a title nobody writes an idea, whatever stands above.
_NEVER = frozenset(
    (
        *("ordre du jour", "odj", "agenda", "contexte", "context", "background", "introduction", "preambule"),
        *("mot d accueil", "mot d introduction", "mots d accueil", "conclusion", "conclusions", "mot de la fin"),
        *(
            "cloture",
            "date of next meeting",
            "date of the next meeting",
            "date de la prochaine reunion",
            "prochaine reunion",
            "prochaines reunions",
            "prochaine rencontre",
            "prochaines rencontres",
        ),
        *("et apres", "et ensuite", "what next", "what s next", "follow up", "aob", "any other business"),
        *("prochaine seance", "prochain rendez vous", "prochains rendez vous", "prochaines dates", "next meeting"),
        *("next meetings", "next session", "next date", "next dates", "prochaines etapes", "next steps"),
        *("remerciements", "thanks", "acknowledgements", "acknowledgments", "rappel des regles", "ground rules"),
        *("house rules", "consigne", "consignes", "instructions", "regles du jeu", "how it works", "how this works"),
        *(
            "mode d emploi",
            "comment ca marche",
            "methode",
            "method",
            "how to use this pad",
            "how to take part",
            "liste des participants",
            "liste de presence",
            "excuses",
        ),
        *("feuille de presence", "tour de table", "emargement", "mentions legales", "legal notice", "closing"),
        *("partager", "share", "suivez nous", "follow us", "navigation", "menu", "newsletter", "closing remarks"),
        *("idees non retenues", "propositions non retenues", "pistes non retenues", "idees ecartees", "rejected ideas"),
        *("idees abandonnees", "pistes abandonnees", "ideas not kept", "ideas rejected", "non retenues"),
        *("wrap up", "opening", "welcome", "overview"),
    )
)
_STEPS = frozenset(
    ("prochaines etapes", "next steps", "et apres", "et ensuite", "what next", "what s next", "follow up")
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
# What may as well be the name of a theme, or of the ideas: only below a title of ideas, or above tasks.
_MAYBE = frozenset(
    (
        *("action", "actions", "suivi", "suivis", "suite", "suites", "la suite", "et la suite", "a suivre", "divers"),
        *("notes", "remarques", "remarks", "annexe", "annexes", "appendix", "decisions", "decision", "a retenir"),
        *("points a retenir", "key takeaways", "takeaways", "a savoir", "misc", "miscellaneous", "taches", "tasks"),
        *("todo", "to do", "a faire", "todos", "reste a faire", "choses a faire", "things to do", "concerns", "risks"),
        *("risques", "freins", "questions", "issues", "parking", "plan d action", "plan d actions", "action plan"),
        *(
            "plan d actions",
            "preoccupations",
            "vigilance",
            "blockers",
            "speakers",
            "keywords",
            "to do list",
            "todo list",
        ),
    )
)

# What a table, or who took notes, thought of the hour: below the ideas of a table no theme is called so.
_REMARKS = re.compile(
    r"(?:(?:autres?|other|nos|our|quelques|some|any other|points? de|les|the) )?(?:remarques?|remarks?|commentaires?|"
    r"comments?|observations?|feedback|retours?|ressentis?|ambiance|impressions?|hors sujet|off topic)"
    r"(?: (?:en vrac|divers(?:es)?|generale?s?|libres?|(?:de|sur|from|on|about|of) (?:la |the |l |le )?"
    r"(?:table|groupe|group|atelier|workshop|seance|session|soiree|evening|organisation|salle|room)|"
    r"des participants|des participantes))*"
)
_OF_TASKS = frozenset(("action", "actions", "task", "tasks", "tache", "taches", "todo", "steps", "etapes", "follow"))
_GOING_ON = frozenset(("suite", "suites", "la suite", "et la suite"))  # what goes on may be the ideas


def is_loose(lines: Sequence[Line]) -> bool:
    """Whether a blank line stands between all lines of a text with a list, so that none says anything."""
    close = sum(1 for line in lines[1:] if not line.after_blank)
    bullets = sum(1 for line in lines if line.bulleted)
    return bullets >= _FEWEST_BULLETS and _FEW * _FEW * close <= len(lines)


class Sections:
    """The titles of a text, and what stands below each.

    `points` are those of which nothing is in doubt yet, by the places of their lines; `is_none` tells of a line that it
    holds no idea, as was told before.
    """

    def __init__(
        self, lines: Sequence[Line], titles: Titles, points: Mapping[int, Point], is_none: Callable[[int], bool]
    ) -> None:
        self._lines = lines
        self._titles = titles
        self._points = points
        self._is_none = is_none
        self._doubted: set[int] = set()

    @cached_property
    def is_loose(self) -> bool:
        """Whether a blank line stands between all lines."""
        return is_loose(self._lines)

    def doubts(self) -> dict[int, Message]:
        """The reasons why lines under such titles, and these titles, may be no ideas, by the places of the lines."""
        by_title = [(first, end, name) for first, end, name in self._spans(self._no_ideas_below)]
        by_title += self._recaps()
        found = self._reasons(by_title)
        if not self._points.keys() - found.keys() and all(plain_title(name) in _STEPS for *_at, name in by_title):
            found = {}  # the whole text is that
        beside = [each for each in self._spans(self._beside_ideas) if each[0] not in found]
        within = {at for first, end, _name in beside for at in range(first, end)}
        others = [point for at, point in self._points.items() if at not in found and at not in within]
        return {**self._reasons(beside), **found} if _are_a_list(others) else found

    def _recaps(self) -> list[tuple[int, int, str]]:
        """`Quick recap`, `Summary` above prose, as assistants write them: one beside another such title."""
        words = {at: line.words.strip(_AROUND) for at, line in enumerate(self._lines) if self._begins_part(at)}
        titles = {
            at: name
            for at, name in words.items()
            if len(name) <= _LONGEST_TITLE and _is_beside_ideas(plain_title(name))
        }
        found = []
        for at, next_one in pairwise((*titles, len(self._lines))):
            bullet = next((each for each in range(at + 1, next_one) if self._lines[each].bulleted), next_one)
            last = next((each for each in range(bullet, at, -1) if self._is_apart(each)), next_one)
            end = last if bullet < next_one else next_one
            below = [self._points[place] for place in range(at + 1, end) if place in self._points]
            if len(titles) >= _SEVERAL and sums_up(titles[at]) and below and _are_prose(below):
                found.append((at, end, titles[at]))
        return found

    def _begins_part(self, at: int) -> bool:
        line = self._lines[at]
        return line.form == "heading" or (line.form == "words" and not line.bulleted and (line.after_blank or not at))

    def _spans(self, name_of: Callable[[int], str]) -> Iterator[tuple[int, int, str]]:
        at = 0
        while at < len(self._lines):
            name = name_of(at)
            end = self._end_of_section(at) if name else at + 1
            if name:
                yield at, end, name
                self._doubted.update(place for place in range(at, end) if place in self._points)
            at = end

    def _reasons(self, spans: Sequence[tuple[int, int, str]]) -> dict[int, Message]:
        found: dict[int, Message] = {}
        for first, end, name in spans:
            message = Message(IN_SECTION, {"title": excerpt(without_controls(name), _LONGEST_NAMED)})
            for at in range(first, end):
                if at in self._points:
                    found[at] = Message(TITLE) if at == first else message
        return found

    def _may_be_theme(self, at: int, name: str) -> bool:
        """Whether a title may name a theme of its table; `Décisions` that follows another heading of it does not."""
        if self._are_remarks(at, name):
            return False
        above = self.table_titles if self._lines[at].form == "heading" and is_after_tables(name) else ()
        parts = self._lines[above[-1] + 1 : at] if above else ()
        return plain_title(name) not in _NEVER and not any(part.form == "heading" for part in parts)

    def _are_remarks(self, at: int, name: str) -> bool:
        """Whether a title of remarks stands below ideas of a table."""
        above = max((title for title in self.table_titles if title < at), default=at)
        return _REMARKS.fullmatch(plain_title(name)) is not None and any(above < place < at for place in self._points)

    def _is_of_table(self, at: int) -> bool:
        """Whether the first idea from a line on has a table: then the line may be a theme of that table."""
        below = next((each for each in range(at, at + _NEAR) if each in self._points), None)
        return below is not None and self._points[below].table is not None

    def _title_at(self, at: int) -> str:
        """The words of a line that is a title and names no table."""
        line = self._lines[at]
        if line.form == "rule" or at in self._titles.tables or at in self._titles.labels:
            return ""
        if line.form != "heading" and not self._stands_above(at):
            return ""
        words = without_emphasis(line.text).strip(_AROUND)
        return words if len(words) <= _LONGEST_TITLE else ""

    def _no_ideas_below(self, at: int) -> str:
        """The words of a title under which no ideas stand."""
        words = self._title_at(at)
        if not words:
            return ""
        plain = plain_title(words)
        known = plain in _NEVER or plain in _WITHOUT_TABLE or says_who(words) or self._is_around_tables(at, words)
        known = known or self._are_remarks(at, words)
        return words if known and not (self._may_be_theme(at, words) and self._is_of_table(at)) else ""

    def _beside_ideas(self, at: int) -> str:
        """The words of a title that minutes have beside their ideas: tasks, decisions, what is open, what sums up."""
        words = self._title_at(at)
        plain = _plain_parts(words) if words else ()
        if not plain or not all(map(_is_beside_ideas, plain)):
            return ""
        if all(map(sums_up, plain)):
            return words if any(map(self._is_of_ideas, range(len(self._lines)))) else ""
        above = max((title for title in self.table_titles if title < at), default=-1)
        if above >= 0 and not any(above < place < at for place in self._points):
            return ""  # it may be a theme of that table
        if any(each not in _MAYBE for each in plain) and not (above >= 0 and _MAYBE.intersection(plain)):
            return words
        ideas_above = any(map(self._is_of_ideas, range(above + 1, at))) and _GOING_ON.isdisjoint(plain)
        return words if ideas_above or self._are_tasks(at) else ""

    def _is_of_ideas(self, at: int) -> bool:
        """Whether a line is a title of ideas: `## Key ideas`, `Nos propositions :`."""
        words = plain_title(self._title_at(at)).split()
        return any(SUBJECT_WORDS.get(word) == "idea" and word not in _MAYBE for word in words)

    def _are_tasks(self, at: int) -> bool:
        below = range(at + 1, self._end_of_section(at))
        return are_tasks([self._points[place].text for place in below if place in self._points])

    def _is_around_tables(self, at: int, words: str) -> bool:
        """Whether a title sums up what stands below it, the titles of several tables, or closes what stands above."""
        titles = self.table_titles
        above = len(titles) >= _SEVERAL and at < titles[0] and sums_up(words)
        return above or (bool(titles) and titles[-1] < at and is_after_tables(words))

    @cached_property
    def table_titles(self) -> list[int]:
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
            parts = (
                below.bulleted
                and below.indent > line.indent
                and (_is_beside_ideas(plain_title(line.words)) or is_idea_title(line.words))
            )
            return self._is_marked_bold(at) or (goes_on and (line.raw.lstrip()[:1].isdecimal() or parts))
        if self._is_bold(at):
            return True
        stressed = line.after_blank or at == 0 or line.words.rstrip(" *\u00a0").endswith(":") or "**" in line.words
        stressed = stressed or self._is_none(at - 1) or self._is_none(at) or at - 1 in self._doubted
        return stressed and (below.bulleted or not below.after_blank or self.is_loose)

    def _end_of_section(self, first: int) -> int:
        """Where the next title stands; below a plain line, where its paragraph or its list ends."""
        title = self._lines[first]
        is_heading = (
            title.form == "heading"
            or self._is_marked_bold(first)
            or (self._is_bold(first) and self._is_apart(first + 1))
        )
        of_tasks = not _OF_TASKS.isdisjoint(plain_title(title.words).split())
        listed = first + 1 < len(self._lines) and self._lines[first + 1].bulleted
        for at in range(first + 1, len(self._lines)):
            line = self._lines[at]
            if line.form == "heading":
                if title.form != "heading" or line.rank <= title.rank:
                    return at
                continue
            if at in self._titles.tables or at in self._titles.ends or at in self._titles.others:
                return at
            if title.bulleted and line.bulleted and line.indent <= title.indent and not self._is_marked_bold(first):
                return at
            if line.form == "rule" or (line.bulleted and (listed or is_heading or not self.is_loose)):
                continue
            if (
                (line.bulleted and not is_heading)
                or is_idea_title(line.text)
                or (at > first + 1 and self._is_title_of_list(at))
            ):
                return at
            if (self._is_bold(at) and not (of_tasks and is_somebody(line.words.strip(_AROUND)))) or (
                not is_heading and at > first + 1 and self._ends(at, listed=listed)
            ):
                return at
        return len(self._lines)

    def _is_bold(self, at: int) -> bool:
        """Whether a line is set in bold from its beginning to its end, as a heading is."""
        words = self._lines[at].words.strip()
        return words.startswith("**") and words.rstrip(" :").endswith("**") and words.count("**") == _SEVERAL

    def _is_marked_bold(self, at: int) -> bool:
        """Whether a line in bold has a sign of its own above bullets with another: `✅ **À faire**`."""
        line, below = self._lines[at], self._lines[at + 1] if at + 1 < len(self._lines) else None
        if not line.bulleted or below is None or not below.bulleted or not self._is_bold(at):
            return False
        return line.raw.lstrip()[:1] != below.raw.lstrip()[:1]

    def _is_apart(self, at: int) -> bool:
        return at < len(self._lines) and self._lines[at].after_blank

    def _ends(self, at: int, *, listed: bool) -> bool:
        """Whether a line without a bullet is no part of a section whose title is a plain line."""
        apart = self._lines[at].after_blank and not self.is_loose
        return apart or listed or self._no_ideas_below(at) != ""

    def _is_title_of_list(self, at: int) -> bool:
        """Whether a line without a bullet stands above a list."""
        line = self._lines[at]
        below = self._lines[at + 1] if at + 1 < len(self._lines) else None
        apart = line.after_blank or line.words.rstrip().endswith(":")
        return below is not None and below.bulleted and apart and not line.bulleted


def _plain_parts(words: str) -> tuple[str, ...]:
    """`Décisions & prochaines étapes (3)` in its plain parts; a whole that is known stays one."""
    whole = plain_title(_ASIDE.sub(" ", words))
    if _is_beside_ideas(whole):
        return (whole,)
    return tuple(plain for part in _JOINED.split(_ASIDE.sub(" ", words)) if (plain := plain_title(part)))


def _is_beside_ideas(plain: str) -> bool:
    return plain in AFTER_TABLES or plain in _STEPS or plain in _MAYBE or sums_up(plain)


def _are_prose(points: Sequence[Point]) -> bool:
    """Whether at least half of some lines are sentences, and none has a bullet."""
    sentences = sum(point.text.rstrip().endswith(_STOPS) for point in points)
    return not any(point.bulleted for point in points) and 2 * sentences >= len(points)


def _are_a_list(points: Sequence[Point]) -> bool:
    """Whether some points may be ideas: one has a bullet, or half of them are no sentences."""
    if any(point.bulleted for point in points):
        return True
    return bool(points) and 2 * sum(point.text.rstrip().endswith(_STOPS) for point in points) <= len(points)
