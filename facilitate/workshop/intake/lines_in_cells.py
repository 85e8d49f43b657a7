"""Cells of several lines without bullets, or parts between semicolons: an idea each, or one idea.

They are ideas each where a column's title says so (`one per line`), or where several cells have lines that all read as
ideas: short, with a capital first, no full stop or comma before the next, none that explains the one above. Parts
between semicolons are ideas where most cells of a column have such parts, and none has others.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence

from facilitate.domain.errors import N_, Message, Names
from facilitate.domain.text import excerpt, folded, without_controls
from facilitate.sheets.counting import counted
from facilitate.workshop.intake.incoming import IncomingIdea

AS_ONE = N_(
    "Cells with several lines are read as one idea each ({cells}, {rows}). If each line is an idea, start it with "
    "a dash in the file."
)
AS_ONE_PARTED = N_(
    "Cells with “;” are read as one idea each ({cells}, {rows}). If they hold several ideas, put each idea on a "
    "line of its own that starts with a dash."
)
_IN_DOCUMENT = {
    AS_ONE: N_(
        "Cells with several lines are read as one idea each ({cells}: {words}). If each line is an idea, start it with "
        "a dash or a bullet in the document."
    ),
    AS_ONE_PARTED: N_(
        "Cells with “;” are read as one idea each ({cells}: {words}). If they hold several ideas, put each idea on a "
        "line of its own that starts with a dash or a bullet."
    ),
}
_LONGEST = 70
_SHORT = 40
_FEWEST_LETTERS = 3
_LEAST = 2
_SHOWN = 6
_FIRST_WORDS = 30
_STOPS = tuple(".,;:!?…(")
_ONE_A_LINE = re.compile(
    r"\b(?:par|a la) ligne\b(?! (?:de|du|des)\b| d['’])|\b(?:per|each|own|separate|new) line\b|\bligne par ligne\b|"
    r"\b(?:une|1) ligne (?:par|=|pour)|\b(?:one|a|1) line (?:per|=|for)|\bline by line\b|\bligne pour chaque\b"
)
LINES_APART = N_("Lines with ideas between semicolons: each part is imported as an idea ({lines}, {ideas}).")
LINES_AS_ONE = N_(
    "Lines with “;” are read as one idea each ({lines}). If they hold several ideas, put each idea on a line of its "
    "own in the file."
)
_PARTED = re.compile(
    r"(?:separe\w*|separated?) (?:(?:par|d'|by|with) ?)?(?:un |des |a )?(?:points?[ -]virgules?|semi-?colons?|;)"
)
_SEMICOLON = re.compile(r"[ \u00a0\u202f]*;\s*")
_SENTENCES = re.compile(r"[.!?…] +[^\W\d_]")
# What begins so explains the line above.
_EXPLAINS = frozenset(
    (
        *("pour", "avec", "sans", "dans", "afin", "car", "parce", "puisque", "il", "elle", "ils", "elles", "on", "ce"),
        *("cela", "ça", "ceci", "et", "ou", "mais", "donc", "par", "sur", "sous", "derrière", "devant", "près", "chez"),
        *("qui", "que", "dont", "tenu", "tenue", "ouvert", "ouverte", "en", "au", "aux", "à", "du", "de", "ainsi"),
        *("exemple", "existe", "déjà", "merci", "nous", "notre", "tout", "tous", "chaque", "voir", "possible"),
        *("for", "with", "without", "in", "at", "to", "because", "so", "it", "they", "this", "that", "these", "and"),
        *("or", "but", "by", "on", "behind", "near", "which", "who", "we", "our", "every", "each", "from", "of"),
        *("example", "already", "exists", "thanks", "see", "open", "run", "there", "then", "also", "aussi"),
    )
)
_FIRST = re.compile(r"[^\W\d_]+")
_NUMBER = re.compile(r"(?:^|[,;.]?[ \u00a0]+)\(?(\d{1,2})(?:[.)/]|[ \u00a0]?[-–:])[ \u00a0]+(?=[^\W\d_])")


def says_one_a_line(title: str) -> bool:
    """`Vos idées (une par ligne)`, `Ideas, one per line`."""
    return "li" in title.casefold() and _ONE_A_LINE.search(folded(title)) is not None


def numbers_on_lines(text: str) -> str:
    """`1. a park 2. a school` with each number on a line of its own; any other text as it is."""
    found = list(_NUMBER.finditer(text))
    if len(found) < _LEAST or found[0].start() or "\n" in text:
        return text
    if [int(number[1]) for number in found] != list(range(1, len(found) + 1)):
        return text
    ends = [*(number.start() for number in found[1:]), len(text)]
    return "\n".join(text[number.start() : end].strip(" ,;\u00a0") for number, end in zip(found, ends, strict=True))


def lines_of_ideas(text: str, *, by_title: bool) -> list[str]:
    """The lines of a cell if each may be an idea, or is one `by_title` of the column; none otherwise."""
    lines = [line for each in text.split("\n") if (line := each.strip())]
    if len(lines) < _LEAST:
        return []
    if by_title:
        return _with_brackets(lines)
    return lines if "\n\n" not in text and all(map(_may_be_idea, lines)) and _go_on(lines) else []


def says_parted(title: str) -> bool:
    """`Vos idées (séparées par des points-virgules)`, `Ideas, separated by ;`."""
    return "s" in title and _PARTED.search(folded(title).replace("’", "'")) is not None


def has_parts(text: str) -> bool:
    """Whether a semicolon stands within a line; at its end it says nothing."""
    return ";" in text and ";" in text.rstrip(" ;.\u00a0\u202f") and "\n" not in text


def parts_of_ideas(text: str, *, by_title: bool) -> list[str]:
    """The parts of a cell between semicolons if each may be an idea; none otherwise."""
    if not has_parts(text):
        return []
    parts = [part for each in _SEMICOLON.split(text.strip().rstrip(".")) if (part := each.strip())]
    if len(parts) < _LEAST or by_title:
        return parts if len(parts) >= _LEAST else []
    return parts if all(map(_may_be_part, parts)) else []


def are_parted(cells: Collection[Sequence[str]], count: int) -> bool:
    """Whether most of so many cells are such lists; those of two parts are long sentences otherwise."""
    lists = [parts for parts in cells if parts]
    several = any(len(parts) > _LEAST for parts in lists) or all(len(part) <= _SHORT for each in lists for part in each)
    return len(lists) == len(cells) >= _LEAST and 2 * len(lists) > count and several


def parted_lines(texts: Mapping[int, str]) -> tuple[dict[int, list[str]], list[Message]]:
    """The ideas of the lines that hold several, by their places, where most lines of a text do; what has to be told."""
    found = {at: parts_of_ideas(text, by_title=False) for at, text in texts.items() if "; " in text and has_parts(text)}
    lists = sum(map(bool, found.values()))
    if not lists:
        return {}, []
    lines = counted(lists, "line")
    if not are_parted(found.values(), len(texts)):
        return {}, [Message(LINES_AS_ONE, {"lines": lines})]
    return found, [Message(LINES_APART, {"lines": lines, "ideas": counted(sum(map(len, found.values())), "idea")})]


def are_lists(cells: Collection[Sequence[str]]) -> bool:
    """Whether most cells with several lines, and no fewer than two, have lines that are ideas each."""
    lists = sum(1 for lines in cells if lines)
    return lists >= _LEAST and 4 * lists >= 3 * len(cells)


def as_one(ideas: Sequence[IncomingIdea], message: str = AS_ONE, *, in_document: bool = False) -> list[Message]:
    """What is told of cells with several lines, or parts, that stay one idea; in a document no row has a number."""
    if not ideas:
        return []
    if in_document:
        words = tuple(excerpt(without_controls(" ".join(each.text.split())), _FIRST_WORDS) for each in ideas[:_SHOWN])
        params = {"cells": counted(len(ideas), "cell"), "words": Names(words, len(ideas) - len(words))}
        return [Message(_IN_DOCUMENT[message], params)]
    numbers = list(dict.fromkeys(str(idea.line) for idea in ideas))
    shown = ", ".join(numbers[:_SHOWN]) + (", …" if len(numbers) > _SHOWN else "")
    rows = Message(N_("row {numbers}") if len(numbers) == 1 else N_("rows {numbers}"), {"numbers": shown})
    return [Message(message, {"cells": counted(len(ideas), "cell"), "rows": rows})]


def _with_brackets(lines: Sequence[str]) -> list[str]:
    """The lines, a remark in brackets with the one above."""
    found: list[str] = []
    for line in lines:
        if found and line.startswith("("):
            found[-1] = f"{found[-1]} {line}"
        else:
            found.append(line)
    return found if len(found) >= _LEAST else []


def _may_be_part(part: str) -> bool:
    first = _FIRST.search(part.lower())
    is_word = sum(map(str.isalpha, part)) >= _FEWEST_LETTERS
    return (
        is_word
        and len(part) <= _LONGEST
        and first is not None
        and first[0] not in _EXPLAINS
        and not _SENTENCES.search(part)
    )


def _may_be_idea(line: str) -> bool:
    first = _FIRST.match(line.lower())
    return len(line) <= _LONGEST and line[:1].isupper() and first is not None and first[0] not in _EXPLAINS


def _go_on(lines: Sequence[str]) -> bool:
    """Whether no line is open or ended, and none but the last ends with a full stop."""
    return not any(line.endswith(_STOPS) for line in lines[:-1]) and not lines[-1].endswith((",", ";", ":", "?"))
