"""Lines that name the table of the lines below them, told by their form: the word, a number, and a list below.

`Table 3`, `**Tisch 3**`, `Table n° 3 – mobilité` and `Groupe 3 : les aînés` are titles, and so is `Table 3 les aînés`
above a list. `Table 2 bancs devant la mairie` is an idea.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator, Sequence

from facilitate.domain.frozen import dataclass
from facilitate.workshop.intake.bullets import Line
from facilitate.workshop.intake.no_ideas import is_name, is_theme
from facilitate.workshop.intake.table_titles import (
    NAMES_A_TABLE,
    TABLE_WORDS,
    Named,
    Rank,
    is_table_field,
    named_in,
    names_several_within,
    rest_after,
    table_of_minutes,
    tables_within,
)

_SHORT_NAME = 4  # words
_SEVERAL = 2
_FEW = 5  # one of so many
_LONGEST = 200
_MOST_ABOVE = 5
# What a file calls its tables is the first of these that it uses, and a group in a table is no table.
_RANKS: tuple[Rank, ...] = ("table", "group", "short")
_NUMBERED = re.compile(
    r"([^\W\d_][^\d:(]{1,30}?)[ \u00a0]*(?:n[°ºo][ \u00a0]?)?([0-9]{1,2})(?=\s*(?:[:–—(.-]|$))(.*)", re.DOTALL
)
# `Voici les idées de la table 3 :`, `Nos propositions :`
_SPOKEN_OF = re.compile(
    r"(?:(?:et )?(?:voici|voilà|nos|mes|les|leurs|vos|liste|quelques|autres|here|our|my|the|list|some|other|unsere|die|"
    r"hier|nuestras|estas)\b.{0,60})?\b(?:id[ée]es?|propositions?|pistes?|suggestions?|ideas?|proposals?|ideen|vorschläge|"
    r"propuestas?|contributions?)\b",
    re.IGNORECASE,
)
# What is written above the whole of a text.
_OF_A_DAY = re.compile(
    r"\b(?:ateliers?|compte[- ]rendu|réunion|séance|notes?|synthèse|restitution|procès[- ]verbal|présents?|présentes|"
    r"excusés?|workshop|meeting|minutes|protokoll|sitzung|taller|acta|(?:19|20)[0-9]{2})\b|[0-9]{1,2}/[0-9]{1,2}",
    re.IGNORECASE,
)
# `Pour la table 4`, `At table 3`, `Les gens de la table 2`
_BEGINS_PART = re.compile(
    r"(?:et |and |puis |then |enfin )?(?:(?:pour|à|a|chez|du|de|côté|les?|la|nos|for|at|from|the|our)\b|l['’])",
    re.IGNORECASE,
)
# A line that speaks of the ideas of another table begins no list of that table.
_REFERS = re.compile(
    r"\b(?:comme|idem|cf|voir|d['’]accord|compl[ée]\w+|repren\w+|repri\w+|rejoin\w+|écho|réponse|contrairement|"
    r"lien avec|suite|après|like|same|see|agree\w*|echo\w*|based|unlike|similar\w*|following|answer\w*|repl\w+|"
    r"builds?)\b",
    re.IGNORECASE,
)
_AT_ITS_END = re.compile(
    rf"\w[^.!?]{{2,60}}(?:,| [–—-])[ \u00a0](?:{TABLE_WORDS})[ \u00a0](?:n[°ºo][ \u00a0]?)?(\d{{1,3}})$", re.IGNORECASE
)
_FIELD = re.compile(r"[^\W\d_][^:]{1,30}?[ \u00a0]?:[ \u00a0]")
# An article of which no theme of a table begins, or the infinitive of what is to be done.
_AN_IDEA = re.compile(
    r"(?:une?|des|du|de la|plus de|moins de|an?|more|some|[^\W\d_]{2,}(?:er|ir|ttre|aire|ndre|uire))[ \u00a0]|d['’]",
    re.IGNORECASE,
)
_THE = re.compile(r"(?:les?|la|l['’]|the)\b", re.IGNORECASE)
_AROUND = '*_=~#[]<>«»"“”|\u00a0\u202f \t:.,;-–—()'


@dataclass(frozen=True, slots=True)
class Title:
    """A title and the table it names, if it names one."""

    table: int | None
    name: str = ""


class Titles:
    """What was found, by the place of its line.

    `tables` are titles; `labels` ideas with their table before them; `ideas` are the words of titles that are an idea
    of that table besides, `perhaps` those that may be one; `others` titles that number something else, and move
    nothing; `doubtful` lines that look like the titles of this text and were taken as ideas; `themes` stand above a
    list each; `ends` are headings that end a table's section and name no table, `unsure` may be such.
    """

    def __init__(self) -> None:
        self.tables: dict[int, Title] = {}
        self.labels: dict[int, Title] = {}
        self.ideas: dict[int, str] = {}
        self.perhaps: dict[int, str] = {}
        self.others: set[int] = set()
        self.doubtful: set[int] = set()
        self.themes: set[int] = set()
        self.ends: set[int] = set()
        self.unsure: set[int] = set()


def find_titles(lines: Sequence[Line]) -> Titles:
    """Tell which lines are titles. Bullets are known by then."""
    page = _Page(lines)
    found = Titles()
    found.labels = page.labels()
    if found.labels:
        return found
    for rank in _RANKS:
        titles = page.titles(rank, found)
        if found.tables and (rank == "short" or page.are_inside(titles, found)):
            found.others |= titles.keys()
        else:
            found.tables |= titles
    for place, title in page.numbered():
        if title.table is None:
            found.others.add(place)
        else:
            found.tables[place] = title
    page.of_minutes(found)
    page.ideas_in_titles(found)
    found.themes = page.themes() - found.tables.keys() - found.others
    page.introductions(found)
    return found


def is_of_a_day(text: str) -> bool:
    """Whether a line says of what day or meeting a whole text is."""
    return _OF_A_DAY.search(text[:_LONGEST]) is not None


class _Page:
    """The lines around each other, and those that could be titles."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.lines = lines
        self.named: dict[int, Named] = {}
        for place, line in enumerate(lines):
            if line.form != "rule" and (named := named_in(line.words)):
                self.named[place] = named
        self._in_a_row = self._rows()
        self._numbered_titles = self._titles_with_numbers()

    def _titles_with_numbers(self) -> frozenset[int]:
        """`1. Table 1 (cycling)`, `2) Table 2 — les aînés`: each above lines of another form, and the tables go on."""
        places = [
            place
            for place, named in self.named.items()
            if named.rank == "table" and named.table and (named.apart or not named.name) and self._has_number(place)
        ]
        tables = [self.named[place].table or 0 for place in places]
        goes_on = len(places) >= _SEVERAL and tables == sorted(set(tables))
        others = all((below := self._below(place)) is not None and self._is_below(place, below) for place in places)
        return frozenset(places) if goes_on and others else frozenset()

    def _has_number(self, place: int) -> bool:
        line = self.lines[place]
        return line.bulleted and line.mark is not None and bool(line.mark.numeral)

    def _is_below(self, place: int, below: Line) -> bool:
        """Whether a line has another bullet than a title with a number: `1.1`, a dash, or none."""
        mark = self.lines[place].mark
        if below.mark is None or mark is None:
            return not below.text[:1].islower() or below.after_blank
        one, other = ({(style, len(value)) for style, value in each.numeral} for each in (mark, below.mark))
        return below.mark.kind != mark.kind or one.isdisjoint(other)

    def titles(self, rank: Rank, found: Titles) -> dict[int, Title]:
        """The titles of one rank; what only looks like one, once there is one, is doubtful."""
        titles: dict[int, Title] = {}
        above: int | None = None
        for place, named in self.named.items():
            if named.rank != rank:
                continue
            if self.lines[place].form == "heading":
                above = named.table or above
            elif self._is_title(place, named, above):
                above = named.table or above
                titles[place] = Title(named.table, named.name)
            elif above is not None and not self.lines[place].bulleted and rank != "short":
                found.doubtful.add(place)
        return titles

    def are_inside(self, titles: dict[int, Title], found: Titles) -> bool:
        """Whether groups are inside of tables: one stands right below a table's title, or has a number twice."""
        taken = [title.table for title in found.tables.values()]
        numbers = [title.table for title in titles.values()]
        right_below = any(place - 1 in found.tables for place in titles)
        return right_below or len(set(numbers)) < len(numbers) or bool(set(numbers) & set(taken))

    def _is_title(self, place: int, named: Named, above: int | None) -> bool:
        line = self.lines[place]
        below = self._below(place)
        listed = below is not None and (below.bulleted or below.indent > line.indent)
        bare = not named.name
        if line.bulleted:
            deeper = below is not None and (below.indent > line.indent or place in self._numbered_titles)
            return (bare and named.rank == "table" and not named.in_words) or (deeper and (named.apart or bare))
        if named.rank == "short" or named.in_words:
            return listed and (named.apart or bare)
        if bare or named.decorated or self._is_underlined(place) or place in self._in_a_row:
            return True
        above_it = self.lines[place - 1].words
        alone = line.after_blank or place == 0 or self.lines[place - 1].form != "words" or is_of_a_day(above_it)
        if named.apart:
            has_list = listed or (below is not None and (alone or self._has_bullets(place)))
            return has_list or above is not None or self._blank_below(place)
        if listed:
            return alone or above is not None
        # `Table 2 les aînés` below the ideas of table 1, none of them with a bullet.
        next_one = above is not None and named.table == above + 1 and below is not None
        return next_one and alone and len(named.name.split()) <= _SHORT_NAME

    def _rows(self) -> frozenset[int]:
        """`Table 1 les jeunes`, … `Table 2 les aînés`: they begin the text, go on by one, and have lines below each."""
        places = [
            place
            for place, named in self.named.items()
            if named.rank == "table" and named.name and not self.lines[place].bulleted and not named.in_words
        ]
        tables = [self.named[place].table or 0 for place in places]
        if len(places) < _SEVERAL or places[0] != 0 or tables != list(range(tables[0], tables[0] + len(tables))):
            return frozenset()
        return frozenset(places) if all(self._below(place) for place in places) else frozenset()

    def _below(self, place: int) -> Line | None:
        """The words below a line, if there are any before the next title."""
        for after in range(place + 1, len(self.lines)):
            line = self.lines[after]
            if line.form != "rule":
                return line if line.form == "words" and (after not in self.named or line.bulleted) else None
        return None

    def _blank_below(self, place: int) -> bool:
        return place + 1 < len(self.lines) and self.lines[place + 1].after_blank

    def _is_underlined(self, place: int) -> bool:
        after = self.lines[place + 1] if place + 1 < len(self.lines) else None
        return after is not None and after.form == "rule" and not after.after_blank

    def labels(self) -> dict[int, Title]:
        """`Table 1 : un banc`, `Table 2 : un four`: each line names the table of its own idea."""
        named = self.named
        if not named or not all(
            one.name and one.apart and one.table is not None and self.lines[place].form == "words"
            for place, one in named.items()
        ):
            return {}
        if all(self.lines[place].bulleted for place in named) and len(named) < _SEVERAL:
            return {}
        with_others = sum(1 for place in named if self._has_others_below(place))
        repeated = len({one.table for one in named.values()}) < len(named)
        if with_others and not (repeated and with_others * _FEW <= len(named)):
            return {}
        return {place: Title(one.table, rest_after(self.lines[place].words)) for place, one in named.items()}

    def _has_others_below(self, place: int) -> bool:
        after = place + 1
        return after < len(self.lines) and self.lines[after].form == "words" and after not in self.named

    def ideas_in_titles(self, found: Titles) -> None:
        """`Table 5 : un réseau de voisins` where tables have their lists: its words are an idea, or may be one.

        A text that has `Table 2` alone above a list needs no words in a title. Where all titles have words, those of
        one without a list may be an idea, or the theme of a table that had none.
        """
        titled = {place: one for place, one in self.named.items() if self._may_hold_idea(place, one, found)}
        bare = {place: one.table for place, one in titled.items() if not one.name}
        worded = {place: one for place, one in titled.items() if place not in bare and not _is_no_idea(one.name)}
        alone = {place for place in worded if self._stands_alone(place)}
        if not bare and (not alone or len(alone) + len(bare) == len(titled)):
            return
        listed = any(self._has_bullets(place) for place in bare)
        for place, one in worded.items():
            strong = begins_idea(one.name)
            in_a_legend = any(below > place and table == one.table for below, table in bare.items())
            apart = place in alone or (listed and not self._has_bullets(place))
            if strong and bare and apart and not in_a_legend:
                found.ideas[place] = rest_after(self.lines[place].words)
                found.tables[place] = Title(one.table)
            elif strong or place in alone:
                found.perhaps[place] = rest_after(self.lines[place].words)
                found.tables[place] = Title(one.table, one.name)
        found.doubtful -= found.tables.keys()

    def _may_hold_idea(self, place: int, one: Named, found: Titles) -> bool:
        line = self.lines[place]
        of_tables = one.rank == "table" or (one.rank == "group" and place in found.tables)
        if not of_tables or one.table is None or one.in_words or line.bulleted or place in found.others:
            return False
        plainly = line.form == "words" and one.apart and not one.decorated and not self._is_underlined(place)
        return plainly or not one.name

    def _stands_alone(self, place: int) -> bool:
        """Whether nothing stands between a title and the next one."""
        below = (at for at in range(place + 1, len(self.lines)) if self.lines[at].form != "rule")
        after = next(below, None)
        return after is None or (after in self.named and not self.lines[after].bulleted)

    def _has_bullets(self, place: int) -> bool:
        """Whether bullets stand between a title and the next one."""
        for at in range(place + 1, len(self.lines)):
            if self.lines[at].bulleted:
                return True
            if at in self.named or self.lines[at].form == "heading":
                break
        return False

    def of_minutes(self, found: Titles) -> None:
        """`Compte rendu — table 5`, `CR du groupe 3` name the table of what follows; a group in a table is none."""
        titles: dict[int, tuple[int, Rank, str]] = {}
        for place, line in enumerate(self.lines):
            if line.form != "words" or line.bulleted or place in self.named:
                continue
            begins = line.after_blank or not place or (place == 1 and is_of_a_day(self.lines[0].text))
            if place <= _SEVERAL and self._names_its_table(place):
                titles[place] = (int(_AT_ITS_END.search(line.bare)[1]), "table", "")  # type: ignore[index]
                continue
            if (begins or self._is_among_fields(place)) and (named := table_of_minutes(line.bare)):
                titles[place] = named
        of_tables = bool(found.tables) or any(rank == "table" for _table, rank, _rest in titles.values())
        for place, (table, rank, rest) in titles.items():
            if rest and (place + 1 >= len(self.lines) or table_of_minutes(self.lines[place + 1].text)):
                continue
            if rank == "group" and of_tables:
                found.others.add(place)
            else:
                found.tables[place] = Title(table, self.lines[place].text)

    def _names_its_table(self, place: int) -> bool:
        """Whether one of the first lines ends with a table beside one of a meeting: `Neighbourhood forum, table 4`."""
        if len(self.lines[place].text) > _LONGEST:
            return False
        beside = (each for each in (place - 1, place + 1) if 0 <= each < len(self.lines))
        found = _AT_ITS_END.search(self.lines[place].bare)
        return found is not None and any(is_of_a_day(self.lines[each].bare) for each in beside)

    def _is_among_fields(self, place: int) -> bool:
        """Whether a line is one of several in the head of a text that say what it is of: `Date: …`, `Table: 2`."""
        above, line = self.lines[place - 1], self.lines[place]
        return is_table_field(line.bare) and not above.bulleted and _FIELD.match(above.bare) is not None

    def themes(self) -> set[int]:
        """`1. Mobilité`, `Culture :` above bullets of another kind each, where there are several."""
        pairs = enumerate(zip(self.lines, self.lines[1:], strict=False))
        found = {place for place, (line, below) in pairs if place not in self.named and _is_theme_above(line, below)}
        return found if len(found) >= _SEVERAL else set()

    def introductions(self, found: Titles) -> None:
        """`Pour la table 3, on était six :`, `Nos idées :` above a list; the title of all above the first table's."""
        of_groups = not any(named.rank == "table" for named in self.named.values())
        for place, line in enumerate(self.lines):
            if line.form != "words" or line.bulleted or not line.text.endswith(":") or place in found.tables:
                continue
            below = self._below(place)
            if below is None or not (below.bulleted or self._opens(place)):
                continue
            words = line.text[:_LONGEST]
            tables = tables_within(words) or (tables_within(words, of_groups=True) if of_groups else set())
            if tables and not refers_to_others(words):
                several = len(tables) > 1 or names_several_within(words)
                found.tables[place] = Title(None if several else tables.pop(), line.text)
                found.others.discard(place)
            elif place not in self.named and (tables or _SPOKEN_OF.match(words) or NAMES_A_TABLE.match(words)):
                found.others.add(place)
        first = min(found.tables, default=0)
        below = self._below(first)
        if first <= _MOST_ABOVE and below and below.bulleted and not any(line.bulleted for line in self.lines[:first]):
            above = (place for place in range(first) if self.lines[place].form == "words")
            found.others |= {place for place in above if _OF_A_DAY.search(self.lines[place].text[:_LONGEST])}

    def _opens(self, place: int) -> bool:
        """Whether a line stands apart from those above, right above others, none of which has a bullet."""
        line, below = self.lines[place], self.lines[place + 1] if place + 1 < len(self.lines) else None
        apart = (line.after_blank or not place) and below is not None and not below.after_blank
        return apart and _BEGINS_PART.match(line.text) is not None and not any(each.bulleted for each in self.lines)

    def numbered(self) -> Iterator[tuple[int, Title]]:
        """Titles of anything else that is numbered, each above a list of its own: `Axe 1 : …`, `Table ronde n° 2`."""
        found: dict[str, list[tuple[int, Title]]] = defaultdict(list)
        for place, line in enumerate(self.lines):
            if line.form != "words" or line.bulleted or len(line.text) > _LONGEST or place in self.named:
                continue
            numbered = _NUMBERED.match(line.text.strip(_AROUND))
            if numbered and (below := self._below(place)) and below.bulleted:
                title = Title(int(numbered[2]), numbered[3].strip(_AROUND))
                found[numbered[1].casefold()].append((place, title))
        for word, titles in found.items():
            if len({title.table for _, title in titles}) >= _SEVERAL:
                of_tables = bool(NAMES_A_TABLE.search(word))
                yield from ((place, title if of_tables else Title(None, title.name)) for place, title in titles)


def refers_to_others(words: str) -> bool:
    """Whether a line that names a table speaks of what that table said: `On rejoint la table 2`."""
    return _REFERS.search(words) is not None


def begins_idea(words: str) -> bool:
    """Whether a name is long, or begins as ideas do: `un café des aidants`, `planter une haie`."""
    if _AN_IDEA.match(words):
        return True
    return len(words.split()) >= _SHORT_NAME and not _THE.match(words)


def _is_no_idea(name: str) -> bool:
    """Whether what stands behind the number of a table is a theme, or somebody's name."""
    return is_theme(name) or is_name(name) or any(map(str.isdecimal, name[:1]))


def _is_theme_above(line: Line, below: Line) -> bool:
    """Points further in belong to the point above them, and a theme above a theme begins a list of themes."""
    if line.form != "words" or below.form != "words" or not below.bulleted or not below.mark or below.after_blank:
        return False
    if line.bulleted and (below.indent > line.indent or (line.mark and line.mark.kind == below.mark.kind)):
        return False
    return is_theme(line.words) and bool(below.words.strip()) and not is_theme(below.words)
