"""What is told of a text that was read as a list, each kind once."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence

from facilitate.domain.errors import N_, Message, Names
from facilitate.domain.programme.plan import MOST_TABLES
from facilitate.sheets.counting import counted
from facilitate.workshop.intake.attendance import says_who
from facilitate.workshop.intake.bullets import Line
from facilitate.workshop.intake.incoming import Tables, refusal
from facilitate.workshop.intake.lettered_tables import letter_of, of_letters
from facilitate.workshop.intake.points import Point
from facilitate.workshop.intake.speakers import NAMES_LEFT_OUT, Speakers
from facilitate.workshop.intake.title_lines import Titles

MAY_BE_NAMES = N_(
    "Words before a colon may be names of people; they are imported with the ideas: {names}. Check them before "
    "publishing."
)
MENTIONED = N_(
    "Some ideas mention people who were there and are imported as written ({lines}). Check them before publishing."
)
NAME_PEOPLE = N_("Lines that say who was present, who took the notes or who signed are never imported ({lines}).")
LIKE_TITLES = N_("Read as ideas, although they begin like titles: {lines}.")
_LONG = 500
_SHOWN = 3
_TITLES = 8


def of_people(found: Speakers, never: int) -> Iterator[Message]:
    """Whose names are left out or come in, of who was there and who speaks."""
    if never:
        yield Message(NAME_PEOPLE, {"lines": counted(never, "line")})
    if found.count:
        yield Message(NAMES_LEFT_OUT, {"lines": counted(found.count, "line")})
    if found.doubtful:
        yield Message(MAY_BE_NAMES, {"names": _named(found.doubtful)})
    if found.naming:
        yield Message(MENTIONED, {"lines": counted(len(found.naming), "line")})


def of_themes(found: Speakers) -> Iterator[Message]:
    """What stands before colons and is no name."""
    if found.themes:
        message = N_("Words before a colon are read as themes and imported with the ideas: {names}.")
        yield Message(message, {"names": _named(found.themes)})


def of_joined(lines: Sequence[Line], joined: Sequence[int]) -> Iterator[Message]:
    """Which lines went on with the one above, and what to do where they do not."""
    if joined:
        message = N_(
            "Lines without a bullet are read as the rest of the idea above ({lines}): {words}. If one of them is an "
            "idea, start it with a dash in the file."
        )
        yield Message(message, {"lines": counted(len(joined), "line"), "words": shown(lines, joined)})


def _named(words: Sequence[str]) -> Names:
    return Names(tuple(words[:_SHOWN]), len(words) - len(words[:_SHOWN]))


def of_text(signs: int, lines: Sequence[Line], titles: Titles, tables: Tables, items: Sequence[Point]) -> list[Message]:
    """What of a text is otherwise than it seems: signs that nobody sees, titles, names for ideas, long lines."""
    found: list[Message] = []
    if signs:
        found.append(
            Message(
                N_("Invisible formatting characters were removed ({signs})."),
                {"signs": counted(signs, "sign")},
            )
        )
    found += _of_titles(lines, titles, tables)
    win = sorted({item.table for item in items if item.table is not None} - {tables.given})
    # One past the last is no table, but stands for none: `cycle report` reads so what no table is known of.
    if tables.given is not None and tables.given <= MOST_TABLES and win:
        found.append(
            Message(
                N_(
                    "Titles in this text name tables ({named}) and take precedence; table {given} is for the "
                    "other ideas."
                ),
                {"named": ", ".join(map(str, win)), "given": tables.given},
            )
        )
    names = sum(1 for item in items if item.text.istitle() and 1 < len(item.text.split()) <= _SHOWN)
    if names >= _SHOWN and 2 * names > len(items):
        message = N_("Many lines look like names of people ({lines}): check them before importing.")
        found.append(Message(message, {"lines": counted(names, "line")}))
    long = sum(1 for item in items if len(item.text) > _LONG)
    if long:
        found.append(
            Message(
                N_("Each line longer than {length} characters is a single idea ({lines})."),
                {"length": _LONG, "lines": counted(long, "line")},
            )
        )
    return found


def _of_titles(lines: Sequence[Line], titles: Titles, tables: Tables) -> Iterator[Message]:
    if any(title.table and title.name for title in titles.tables.values()):  # what only says a table needs no words
        places = [place for place, title in titles.tables.items() if title.table and place not in titles.ideas]
        sentence = N_("Read as a table title: {lines}.") if len(places) == 1 else N_("Read as table titles: {lines}.")
        yield Message(sentence, {"lines": shown(lines, places, _TITLES)})
    others = titles.others | {place for place, title in titles.tables.items() if title.table is None}
    if others := {place for place in others if not says_who(lines[place].words.partition(":")[0])}:
        words = [lines[place].words for place in others]
        by_letters = of_letters(words, tables) if all(map(letter_of, words)) else None
        sentence = N_("Title, not imported: {lines}.") if len(others) == 1 else N_("Titles, not imported: {lines}.")
        yield by_letters or Message(sentence, {"lines": shown(lines, others)})
    if titles.doubtful:
        doubtful = shown(lines, titles.doubtful)
        yield Message(LIKE_TITLES, {"lines": doubtful})
    if titles.unsure:
        message = N_("Read as ideas of the table above, although they may be titles: {lines}.")
        yield Message(message, {"lines": shown(lines, titles.unsure)})


def of_ends(ended: Sequence[tuple[Line, Sequence[int]]], tables: Tables) -> Iterator[Message]:
    """Which titles end the part of a table, and what then stands below."""
    above_ideas = [(line, below) for line, below in ended if below]
    if not above_ideas:
        return
    headings = shown([line for line, _below in above_ideas], range(len(above_ideas)))
    one = sum(len(numbers) for _line, numbers in above_ideas) == 1
    numbers = ", ".join(_from_to(numbers) for _line, numbers in above_ideas)
    below = Message(N_("line {numbers}") if one else N_("lines {numbers}"), {"numbers": numbers})
    if tables.given is None:
        message = N_(
            "Titles without a table end the table above: {headings}. To import what follows them ({lines}), "
            "choose its table."
        )
        yield Message(message, {"headings": headings, "lines": below})
    else:
        message = N_(
            "Titles without a table end the table above: {headings}. What follows them ({lines}) goes to table {given}."
        )
        yield Message(message, {"headings": headings, "lines": below, "given": tables.given})


def _from_to(numbers: Sequence[int]) -> str:
    return str(numbers[0]) if len(numbers) == 1 else f"{numbers[0]}–{numbers[-1]}"


def shown(lines: Sequence[Line], places: Collection[int], most: int = _SHOWN) -> Names:
    """The first of some lines, and how many more there are."""
    shown = [refusal(0, lines[place].words.strip(), Message("")).excerpt for place in sorted(places)[:most]]
    return Names(tuple(shown), len(places) - len(shown))
