"""Headings that name no table, and end the section of the table above them: `Plénière`, `Table des ados`, `Hors table`.

A table's section may have headings of its own (`Logement`, `Existant`), which group its ideas. What ends it is told by
its words, or, below the last of several tables that are nothing but a title and a list each, by its form. What may be
either groups, and is told.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Sequence

from facilitate.domain.text import folded
from facilitate.workshop.intake.bullets import Line
from facilitate.workshop.intake.no_ideas import is_theme
from facilitate.workshop.intake.statuses import is_status
from facilitate.workshop.intake.table_titles import GROUP_WORDS, TABLE_WORDS, named_in, table_in_heading
from facilitate.workshop.intake.title_lines import Titles
from facilitate.workshop.intake.vocabulary import is_idea_title

_LONGEST = 60
_LONGEST_UNKNOWN = 40
_MOST_WORDS = 8
_MOST_UNKNOWN_WORDS = 5
_SEVERAL = 2
_AROUND = '*_=~#[]<>«»"“”|\u00a0\u202f \t:.;-–—()'
_NO_LETTERS = re.compile(r"[^a-z0-9]+")
_NUMBER = re.compile(r"^(?:\d{1,2}|[ivx]{1,4}) ")
_NO_HEADING = ("!", "?", ",", ";", ".", "…")
# What can be no table's part, however few tables there are.
_OF_ALL = re.compile(
    r"\b(?:plenieres?|plenary|plenum|grand groupe|whole group|tables? rondes?|round tables?|(?:hors|sans) tables?"
    r"|(?:off|no|without a|outside(?: of)?(?: the)?) tables?|(?:toutes les|all(?: the)?) tables|mise en commun"
    r"|tous ensemble|all together|everybody together)\b"
)
# What may sum up one table, where there is but one.
_SUMMING_UP = re.compile(
    r"(?:(?:la|le|the|en|in|pour|mot de(?: la)?) )?(?:syntheses?|conclusions?|restitutions?|bilan|clotures?|ouverture|"
    r"introduction|preambule|summary|wrap[ -]?up|closing|opening|debrief(?:ing)?|next steps|prochaines etapes|finir|"
    r"conclure|fin|"
    r"(?:mot|discours|intervention|reponse) d(?:u|e la) (?:maire|presidente?|prefet|directrice|directeur))"
    r"(?: (?:generales?|finales?|communes?|collectives?|de (?:la )?(?:soiree|journee|rencontre|seance|reunion)|"
    r"d['’](?:ensemble|atelier)|of the (?:day|evening|meeting|workshop)))?"
)
# What minutes end with, below the last of several tables: decisions, and what who wrote them has still to do.
TASKS = frozenset(
    (
        *("a faire", "todo", "to do", "to do list", "todo list", "todos", "reste a faire", "choses a faire"),
        *("things to do", "taches", "tasks", "liste des taches", "taches a faire", "actions a faire"),
    )
)
AFTER_TABLES = TASKS | frozenset(
    (
        *("action", "actions", "actions a suivre", "prochaines actions", "plan d action", "plan d actions", "a suivre"),
        *("actions decidees", "actions a mener", "actions a entreprendre", "elements d action", "action points"),
        *("action items", "actions items", "next actions", "follow up actions", "follow ups", "follow up tasks"),
        *("taches de suivi", "suivi", "suivis", "suite", "suites", "suites a donner", "la suite", "et la suite"),
        *("decisions", "decision", "decisions prises", "releve de decisions", "releve des decisions", "decisions made"),
        *("key decisions", "decisions cles", "divers", "points divers", "questions diverses", "autres points"),
        *("points d attention", "point d attention", "points de vigilance", "points en suspens", "points ouverts"),
        *("questions ouvertes", "questions en suspens", "open questions", "open points", "points to watch"),
        *("miscellaneous", "misc", "watch points", "a retenir", "points a retenir", "key takeaways", "takeaways"),
        *("points of concern", "points d alerte", "points of attention", "points for attention", "areas of concern"),
        *(
            "points a approfondir",
            "questions a approfondir",
            "points a discuter",
            "points de desaccord",
            "key questions",
        ),
        *("points of disagreement", "disagreements", "areas of disagreement", "questions cles", "topics for next time"),
        *("key concerns", "concerns raised", "risks and concerns", "parking lot", "questions raised"),
        *("unresolved questions", "outstanding questions", "outstanding items", "open issues", "open items"),
        *("questions a traiter", "questions sans reponse", "points a clarifier", "points a traiter", "plan d actions"),
        *("assigned tasks", "task list", "tasks assigned", "actions required", "action plan", "action list"),
        *("taches assignees", "actions a realiser", "actions et responsables", "qui fait quoi", "who does what"),
        *("decisions taken", "decisions and action items", "suggested next steps", "recommended next steps"),
        *("actions de suivi", "elements a suivre", "questions posees", "meeting chapters", "chapitres", "transcript"),
        *("a savoir", "annexe", "annexes", "appendix", "notes", "remarques", "remarks", "other business"),
    )
)
_ABOVE_TABLES = frozenset(
    (
        *("points cles", "points cles de la reunion", "points abordes", "points principaux", "points essentiels"),
        *(
            "resume",
            "resume de la reunion",
            "resume des echanges",
            "synthese",
            "en bref",
            "l essentiel",
            "faits saillants",
        ),
        *("key points", "main points", "summary", "meeting summary", "executive summary", "highlights", "in short"),
        *("quick recap", "recap", "tl dr", "tldr", "gist", "abstract", "recapitulatif", "discussion", "discussions"),
        *("key highlights", "key takeaways", "takeaways", "a retenir", "points a retenir", "themes abordes"),
    )
)
_TABLE_AND_MORE = re.compile(rf"(?:{TABLE_WORDS})s?\s+\w", re.IGNORECASE)
_GROUP_AND_MORE = re.compile(rf"(?:{TABLE_WORDS}|{GROUP_WORDS})s?\s+\w", re.IGNORECASE)
# `Un jardin partagé`, `Créer un lieu` above a list are ideas with their parts.
_AN_IDEA = re.compile(
    r"(?:une?|des|du|de|plus|moins|an?|more|less|some|avoir|faire|mettre|prendre|rendre|construire|permettre|"
    r"[\w-]+(?:er|ir|oir))\b|d['’]"
)


def is_after_tables(words: str) -> bool:
    """`Actions à suivre`, `Décisions`, `To do`: what minutes end with, and no part of a table where it stands so."""
    return len(words) <= _LONGEST_UNKNOWN and plain_title(words) in AFTER_TABLES


def is_of_all(words: str) -> bool:
    """`Plénière`, `Hors table`: of no table, wherever it stands."""
    return _OF_ALL.search(folded(words)) is not None


def sums_up(words: str) -> bool:
    """`Points clés`, `Summary`: what assistants and minutes write above the ideas of several tables."""
    return len(words) <= _LONGEST_UNKNOWN and plain_title(words) in _ABOVE_TABLES


def plain_title(words: str) -> str:
    """The plain letters of a title, without the number or the picture before it."""
    return _NUMBER.sub("", _NO_LETTERS.sub(" ", folded(words)).strip())


def find_ends(lines: Sequence[Line], titles: Titles) -> None:
    """Note the headings that end a table's section and name no table, and those of which that is not sure."""
    named = [place for place in titles.tables if titles.tables[place].table is not None]
    of_headings = [
        place for place, line in enumerate(lines) if line.form == "heading" and table_in_heading(line.text) is not None
    ]
    places = sorted({*named, *of_headings})
    if places:
        ends = _Ends(lines, titles, places)
        titles.ends = ends.by_words()
        titles.unsure = ends.by_form(titles.ends)
        sure = {place for place in titles.unsure if ends.is_a_name_below_all(place)}
        titles.ends |= sure
        titles.unsure -= sure
        titles.others -= titles.ends


class _Ends:
    """The lines that may be headings, beside the titles of tables."""

    def __init__(self, lines: Sequence[Line], titles: Titles, tables: Sequence[int]) -> None:
        self._lines = lines
        self._titles = titles
        self._tables = tables
        apart = any(lines[place].after_blank for place in tables if place)
        self._words = {
            place: line.words.strip(_AROUND)
            for place, line in enumerate(lines)
            if place > tables[0] and self._is_heading(place, apart=apart)
        }
        self._times = Counter(folded(words) for words in self._words.values())

    def by_words(self) -> set[int]:
        """Those that can be no part of a table, by what they say."""
        return {place for place, words in self._words.items() if self._ends_by_words(words) or self._is_after(place)}

    def _is_after(self, place: int) -> bool:
        """Whether a heading below the last of several tables is one that minutes end with, written as theirs are."""
        if len(self._tables) < _SEVERAL or place < self._tables[-1] or not is_after_tables(self._words[place]):
            return False
        others = (each for each in self._words if self._tables[-1] < each < place)
        if not all(is_after_tables(self._words[each]) or self._ends_by_words(self._words[each]) for each in others):
            return False  # among the parts of the last table
        if self._times[folded(self._words[place])] > 1:
            return False
        line, title = self._lines[place], self._lines[self._tables[-1]]
        apart = line.after_blank or not (title.form == "heading" or title.after_blank)
        return apart and line.bulleted == title.bulleted

    def by_form(self, ends: Collection[int]) -> set[int]:
        """The others that look as the titles of tables do, where none of them is known to group ideas."""
        others = self._words.keys() - ends - self._titles.others
        if not others or not self._has_one_form() or any(map(self._groups, others)):
            return set()
        return {place for place in others if self._may_be_a_title(place)}

    def is_a_name_below_all(self, place: int) -> bool:
        """A word alone is mostly a theme, and a heading between two tables mostly groups ideas of the first."""
        return place > self._tables[-1] and " " in self._words[place]

    def _is_heading(self, place: int, *, apart: bool) -> bool:
        line = self._lines[place]
        above = self._lines[self._above(place)]
        words = line.words.strip()
        if line.form != "words" or len(words) > _LONGEST or words.endswith(_NO_HEADING) or named_in(words):
            return False
        bare = words.strip(_AROUND)
        if not bare or ":" in bare or len(bare.split()) > _MOST_WORDS or not self._is_free(place):
            return False
        below = self._lines[place + 1] if place + 1 < len(self._lines) else None
        if below is None or below.form == "heading" or place + 1 in self._titles.tables:
            return False
        if line.bulleted:  # as the titles are, with lists further in
            return above.bulleted and line.indent == above.indent and below.indent > line.indent
        if below.form == "rule":
            return line.after_blank and not below.after_blank
        opens = below.bulleted or (apart and not below.after_blank)
        return (line.after_blank or not apart) and (
            opens or (is_after_tables(bare) and self._lines[place - 1].bulleted)
        )

    def _is_free(self, place: int) -> bool:
        titles = self._titles
        return place not in titles.tables and place not in titles.labels and place not in titles.themes

    def _above(self, place: int) -> int:
        """The title of the table in whose section a line stands."""
        return max((title for title in self._tables if title < place), default=self._tables[0])

    def _ends_by_words(self, words: str) -> bool:
        plain = folded(words)
        if _OF_ALL.search(plain):
            return not _AN_IDEA.match(plain)
        if self._times[plain] > 1:
            return False
        of_groups = not any(_TABLE_AND_MORE.match(self._lines[place].words.strip(_AROUND)) for place in self._tables)
        if (_GROUP_AND_MORE if of_groups else _TABLE_AND_MORE).match(words):
            return True
        return len(self._tables) >= _SEVERAL and _SUMMING_UP.fullmatch(plain) is not None

    def _has_one_form(self) -> bool:
        """Whether several tables have a title apart and a list right below it, and nothing else stands there."""
        lines, tables = self._lines, self._tables
        if len(tables) < _SEVERAL or any(lines[place].form != "words" or lines[place].bulleted for place in tables):
            return False
        if any(not lines[place].after_blank for place in tables if place) or len(lines) == tables[-1] + 1:
            return False
        if not all(lines[place + 1].bulleted for place in tables):
            return False
        titles = {*tables, *self._words, *self._titles.others}
        last = max(place for place, line in enumerate(lines) if line.bulleted)  # a footer may stand below
        within = (place for place in range(tables[0], last) if place not in titles and lines[place].form != "rule")
        return all(lines[place].bulleted for place in within)

    def _groups(self, place: int) -> bool:
        """Whether a heading is one that groups ideas: then the others beside it may do so too."""
        words = self._words[place]
        known = is_theme(words) or is_status(words) or is_idea_title(words)
        return known or self._times[folded(words)] > 1

    def _may_be_a_title(self, place: int) -> bool:
        line, title = self._lines[place], self._lines[self._above(place)]
        words = self._words[place]
        decorated = not line.words[0].isalnum()
        return (
            line.after_blank
            and decorated is not title.words[0].isalnum()
            and self._lines[place + 1].bulleted
            and len(words) <= _LONGEST_UNKNOWN
            and len(words.split()) <= _MOST_UNKNOWN_WORDS
            and not _AN_IDEA.match(folded(words))
        )
