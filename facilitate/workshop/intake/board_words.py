"""What programs for boards write beside ideas: what each card is (`Sticky note`), and where the file comes from."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.text import folded
from facilitate.sheets.contents import SheetRow
from facilitate.workshop.intake.column_names import bare
from facilitate.workshop.intake.incoming import IncomingIdea, Outcome, refusal
from facilitate.workshop.intake.statuses import answer_of
from facilitate.workshop.intake.vocabulary import KIND_WORDS, KINDS_OF_CARDS, plain

ARCHIVED = N_("This card was archived on its board; it is not imported.")
ASKED = N_("This text on the board is a question asked of the tables, not an idea.")
NO_WORDS_OF_PEOPLE = N_("This line was added by an online whiteboard; it is not an idea.")
# Nobody means anything else by them.
_CARDS = frozenset(
    (
        *(
            "sticky note",
            "sticky notes",
            "sticky",
            "stickies",
            "stickynote",
            "post it",
            "post its",
            "postit",
            "postits",
        ),
        *("text box", "textbox", "zone de texte", "note adhesive", "notes adhesives", "note repositionnable"),
        *("app card", "haftnotiz", "klebezettel", "nota adhesiva"),
    )
)
# Words that may be somebody’s, where they stand once.
_MAY_BE_CARDS = frozenset(
    (
        *("note", "notes", "card", "cards", "shape", "shapes", "carte", "cartes", "forme", "formes", "text", "texte"),
        *("frame", "frames", "cadre", "cadres", "image", "images", "connector", "connecteur", "comment", "commentaire"),
        *("stamp", "arrow", "fleche", "line", "embed", "notiz", "karte", "nota", "etiquette", "bulle", "rectangle"),
    )
)
_FIRST_WORDS = frozenset({*(word.split()[0] for word in _CARDS), "post-it", "post-its"})
_ARCHIVED = frozenset(
    (
        "archived",
        "is archived",
        "closed",
        "is closed",
        "archive",
        "archivee",
        "archives",
        "ferme",
        "fermee",
        "archiviert",
    )
)
_LONGEST = 25
_LONGEST_FOOTER = 160
_SEVERAL = 2
_EXPORTING = frozenset(
    (
        *("exported", "exporte", "exportee", "exportees", "exportes", "export", "generated", "genere", "generee"),
        *("downloaded", "telecharge", "created", "cree", "creee", "made", "fait", "powered", "propulse"),
    )
)
_TOOLS = (
    "miro|klaxoon|mural|mentimeter|menti|padlet|fig ?jam|figma|wooclap|beekast|slido|stormboard|lucidspark|"
    "(?:microsoft )?whiteboard|conceptboard|jamboard|trello|easyretro|ideaflip|digipad|digistorm|excalidraw|canva|"
    "google forms|framaforms|limesurvey|typeform|loomio|stormz|sli\\.do|nextcloud|groupmap|collaboard"
)
FRAMES = frozenset(
    ("frame", "frames", "cadre", "zone", "section", "texte", "text", "titre", "title", "groupe", "group", "area")
)


@cache
def _footer() -> re.Pattern[str]:
    """To compile it takes a millisecond, and few files have a line that needs it."""
    from_there = r"(?:from|by|with|in|on|via|using|de|du|depuis|par|avec|sur)"
    return re.compile(
        rf"export(?:ed|ee?s?) {from_there} (?:the )?\w.{{0,120}}|"
        rf"[a-z]+(?: (?:le|on)? ?[\d/. :-]{{1,20}}(?:[a-z]+ \d{{4}})?)? {from_there} (?:the )?(?:{_TOOLS})\b.{{0,100}}|"
        rf"export (?:{_TOOLS})\b.{{0,60}}"
    )


def archived_rows(names: Sequence[str], rows: Sequence[SheetRow]) -> dict[int, str]:
    """The rows of the cards that a board says were put away; where all were, it says nothing."""
    for place, name in enumerate(names):
        if plain(name) in _ARCHIVED:
            answers = [answer_of(row.cells[place]) if place < len(row.cells) else None for row in rows]
            return {at: ARCHIVED for at, answer in enumerate(answers) if answer} if False in answers else {}
    return {}


def is_card(cell: str) -> bool:
    """Whether a cell says what a card of a board is, and nothing else."""
    if len(cell) > _LONGEST:
        return False
    word = plain(cell)
    return word in _CARDS or word in _MAY_BE_CARDS


def is_footer(text: str) -> bool:
    """Whether a line says from which program the file comes: `Exported from Miro`."""
    first = folded(next(iter(text[:_LONGEST_FOOTER].split(maxsplit=1)), "").strip("*_-–—•("))
    return (
        first in _EXPORTING
        and len(text) <= _LONGEST_FOOTER
        and _footer().fullmatch(folded(text).strip(" *_-–—•().")) is not None
    )


@lru_cache(maxsize=512)  # of a hundred thousand ideas few begin with a word of their own
def _first_word(word: str) -> str:
    return folded(word.strip("*_-–—•("))


def may_be_of_a_board(word: str) -> bool:
    """Whether a text that begins with this word may be one of a board."""
    first = _first_word(word)
    return first in _FIRST_WORDS or first in _EXPORTING


def refuse_board_words(text: str) -> None:
    """Raise `Refused` for a text that only says what a card is, or from which program the file comes."""
    if len(text) > _LONGEST_FOOTER:
        return
    first = _first_word(text.split(maxsplit=1)[0] if text else "")
    if (first in _FIRST_WORDS and plain(text) in _CARDS) or (first in _EXPORTING and is_footer(text)):
        raise Refused(NO_WORDS_OF_PEOPLE)


def without_cards(outcomes: Sequence[Outcome]) -> list[Outcome]:
    """The same outcomes, where words that come again and only say what a card is are no ideas."""
    short = Counter(
        word
        for each in outcomes
        if isinstance(each, IncomingIdea) and len(each.text) <= _LONGEST and (word := plain(each.text)) in _MAY_BE_CARDS
    )
    if sum(short.values()) < _SEVERAL and not any(
        not isinstance(each, IncomingIdea) and each.reason.text == NO_WORDS_OF_PEOPLE for each in outcomes
    ):
        return list(outcomes)
    return [
        replace(refusal(each.line, each.text, Message(NO_WORDS_OF_PEOPLE)), aside=True, sheet=each.sheet)
        if short and isinstance(each, IncomingIdea) and len(each.text) <= _LONGEST and plain(each.text) in short
        else each
        for each in outcomes
    ]


def kinds_place(rows: Sequence[SheetRow], width: int) -> int | None:
    """The column that says of each row what its card is."""
    return kinds_of_cards([row.cells for row in rows], width)


def kinds_of_cards(rows: Sequence[Sequence[str]], width: int) -> int | None:
    """The column whose cells are all known to say what a card is, in more than one row."""
    for place in range(width):
        cells = [cell for row in rows if place < len(row) and (cell := row[place].strip())]
        if len(cells) > 1 and all(len(cell) <= _LONGEST and _is_kind(cell) for cell in cells):
            return place
    return None


def _is_kind(cell: str) -> bool:
    word = plain(cell.replace("_", " "))
    return word in KINDS_OF_CARDS or word in _CARDS or word in _MAY_BE_CARDS


def is_kind_of_card(cells: Sequence[str], name: str) -> bool:
    """Boards have a `type` that says what each card is: `sticky_note`, the same on every row, or an idea or a photo."""
    kinds, words = set(cells), set(bare(name).split())
    if words == {"type"} and (len(kinds) == 1 or any("_" in kind for kind in kinds)):
        return True
    return bool(words & KIND_WORDS) and all(plain(kind) in KINDS_OF_CARDS for kind in kinds)
