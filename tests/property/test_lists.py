"""Lists of every make: each idea that a person sees comes in once, at the right table, with its words as they stand."""

from __future__ import annotations

import re
from collections.abc import Callable

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.workshop.intake.incoming import IncomingIdea, Tables
from facilitate.workshop.intake.lists import read_list
from facilitate.workshop.intake.no_ideas import THEME
from tests.support.examples import examples

TABLES = 6
SUBJECTS = [
    "Un jardin",
    "une fontaine",
    "Ouvrir le soir",
    "2 bancs",
    "à vélo",
    "3e âge",
    "Ø de voitures",
    "L’été",
    "Y aller",
]
REST = [
    "",
    " partagé",
    " (devant la mairie)",
    " : oui",
    " – là",
    " n° 3",
    ", vite",
    " 🙂",
    " à 50 %",
    " 1/2 j",
    " C++",
    " ?",
]
IDEAS = st.tuples(st.sampled_from(SUBJECTS), st.sampled_from(REST)).map("".join)

# How the first level is marked, then the second: by its number in the list, from 0.
Marks = Callable[[int], str]


def _numbered(form: str) -> Marks:
    return lambda place: form.format(n=place + 1, a=chr(ord("a") + place), A=chr(ord("A") + place))


BULLETS: list[Marks] = [
    *map(
        _numbered,
        ["- ", "* ", "+ ", "• ", "– ", "— ", "•\t", "\uf0b7\t", "§\t", "Ø\t", "☐ ", "→ ", "► ", "✓ ", "- [ ] "],
    ),
    *map(_numbered, ["{n}. ", "{n}) ", "({n}) ", "{n}.- ", "{a}) ", "{n}.\t", "o\t"]),
]
IN_ORDER_ONLY: list[Marks] = [*map(_numbered, ["{A}. ", "{a}/ ", "{n}/ ", "{n} – ", "{n}° ", "{n}.{n}. "])]
BULLETS += IN_ORDER_ONLY
NO_BULLET: Marks = _numbered("")
TITLES = [
    *(
        "Table {n}",
        "TABLE {n}",
        "Table {n} :",
        "Table n° {n}",
        "Table {n} : les aînés",
        "Table {n} – santé",
        "**Table {n}**",
    ),
    *("## Table {n} : jeunes", "Tisch {n}", "Groupe {n}", "Mesa {n}", "T{n}", "=== Table {n} ===", "{n}e table"),
]


@st.composite
def a_list(draw: st.DrawFn) -> tuple[str, list[tuple[int, str]]]:
    """A text and the ideas in it."""
    first, second = draw(st.sampled_from(BULLETS)), draw(st.sampled_from(BULLETS))
    indent, deeper = draw(st.sampled_from(["", "  ", "\t", "   "])), draw(st.sampled_from(["    ", "\t\t", "  "]))
    title = draw(st.sampled_from(TITLES))
    # One line alone that begins with `A. ` may be somebody's initial.
    fewest = 2 if first in IN_ORDER_ONLY else 1
    below_title, between = draw(st.sampled_from([0, 1])), draw(st.sampled_from([0, 1, 2]))
    lines: list[str] = []
    expected: list[tuple[int, str]] = []
    for table in draw(st.lists(st.integers(1, TABLES), min_size=1, max_size=4, unique=True)):
        lines += [title.format(n=table), *[""] * below_title]
        for place, (idea, children) in enumerate(
            draw(st.lists(st.tuples(IDEAS, st.lists(IDEAS, max_size=3)), min_size=fewest, max_size=4))
        ):
            lines.append(indent + first(place) + idea)
            lines += [indent + deeper + second(number) + child for number, child in enumerate(children)]
            expected += [(table, idea), *((table, child) for child in children)]
        lines += [""] * between
    return _as_programs_write(draw, lines), expected


def _as_programs_write(draw: st.DrawFn, lines: list[str]) -> str:
    """With blanks at the ends, marks nobody sees, and blank lines between, as the program that wrote it likes."""
    before, after = draw(st.sampled_from([("", ""), ("", " "), ("", "\u200b"), ("\u202a", "\u202c"), ("\ufeff", "")]))
    between = draw(st.sampled_from(["\n", "\r\n", "\r", "\n\n"]))
    return between.join(f"{before}{line}{after}" if line else line for line in lines)


@st.composite
def a_plain_list(draw: st.DrawFn) -> tuple[str, list[tuple[int, str]]]:
    """Ideas without bullets below titles that stand between blank lines."""
    title, indent = draw(st.sampled_from(TITLES)), draw(st.sampled_from(["", "\t", "    "]))
    lines: list[str] = []
    expected: list[tuple[int, str]] = []
    for table in draw(st.lists(st.integers(1, TABLES), min_size=1, max_size=4, unique=True)):
        ideas = draw(st.lists(IDEAS, min_size=1, max_size=5))
        lines += ["", title.replace("T{n}", "Table {n}").format(n=table), "", *(indent + idea for idea in ideas)]
        expected += [(table, idea) for idea in ideas]
    return _as_programs_write(draw, lines), expected


def _read(text: str, given_table: int | None) -> list[tuple[int, str]]:
    outcomes = read_list(text, Tables(TABLES, given_table)).outcomes
    return [(one.table, one.text) if isinstance(one, IncomingIdea) else (0, one.excerpt) for one in outcomes]


@settings(max_examples=examples(100), deadline=None)
@given(made=a_list(), given_table=st.sampled_from([None, 1, 5]))
def test_each_idea_of_a_list_comes_once_at_its_table(
    made: tuple[str, list[tuple[int, str]]], given_table: int | None
) -> None:
    text, expected = made
    assert _read(text, given_table) == expected


@settings(max_examples=examples(50), deadline=None)
@given(made=a_plain_list(), given_table=st.sampled_from([None, 1, 5]))
def test_each_line_without_bullet_comes_once_at_its_table(
    made: tuple[str, list[tuple[int, str]]], given_table: int | None
) -> None:
    text, expected = made
    assert _read(text, given_table) == expected


MARKED = st.lists(
    st.tuples(
        st.sampled_from(["", " ", "\t", "    "]),
        st.sampled_from(
            [
                "",
                "- ",
                "+ ",
                "− ",
                "• ",
                "* ",
                "1. ",
                "a) ",
                "o ",
                "o\t",
                "> ",
                "~ ",
                "[ ] ",
                "Table 2 : ",
                "Groupe 3 ",
                "# ",
            ]
        ),
        st.sampled_from(["", "un four", "de bancs", "Table 4", "les aînés", "2 bancs", "-----", "Idées :"]),
    ).map("".join),
    max_size=12,
)


@given(MARKED)
def test_no_letter_is_lost_but_in_titles_and_none_is_added(lines: list[str]) -> None:
    listed = read_list("\n".join(lines), Tables(TABLES, 1))
    assert len(listed.outcomes) + listed.blank <= len(lines)
    starts = [outcome.line for outcome in listed.outcomes]
    assert starts == sorted(set(starts))
    kept = ""
    for outcome, after in zip(listed.outcomes, [*starts[1:], len(lines) + 1], strict=False):
        is_idea = isinstance(outcome, IncomingIdea)
        assert is_idea or outcome.reason.text == THEME, "a theme above a list is told with its words"
        letters = words_of(outcome.text if is_idea else outcome.excerpt)
        own = words_of("".join(lines[outcome.line - 1 : after - 1]))
        assert letters in own, "its letters are those of its lines, in their order"
        kept += letters
    for line in lines:
        if re.search(r"\w\w", line) and not MAY_BE_NO_IDEA.search(line):
            assert words_of(line.strip())[-4:] in kept


# A title, or a mark that may be one and takes its letter along.
MAY_BE_NO_IDEA = re.compile(r"[Tt]able|Groupe|#|:$|Idées|aînés")


def words_of(text: str) -> str:
    return "".join(sign for sign in text if sign.isalnum())
