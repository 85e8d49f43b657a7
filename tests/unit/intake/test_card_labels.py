"""Labels of the cards of a board: a colour is no word of them, and several are no category."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.card_labels import SEVERAL_LABELS
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming


def read(cells: list[str], column: str = "Labels", *, as_written: bool = False) -> Incoming:
    rows = "".join(f'Table {at};Un banc n° {at} au parc;"{cell}"\n' for at, cell in enumerate(cells, 1))
    return read_ideas(contents_of(f"List Name;Card Name;{column}\n{rows}".encode()), Choices(as_written=as_written), 9)


def categories(found: Incoming) -> list[str]:
    return [row.category for row in found.rows]


@pytest.mark.parametrize("as_written", [False, True])
def test_the_colours_of_labels_are_no_words_and_several_labels_no_category(as_written: bool) -> None:
    cells = ["culture (purple)", "culture (purple), jeunesse (light green)", "", "sport (red_dark)", "(blue)"]
    found = read(cells, as_written=as_written)
    assert categories(found) == ["culture", "", "", "sport", ""]
    told = [str(notice) for notice in found.reading.notices if notice.text == SEVERAL_LABELS]
    assert told == [
        "Ideas with several labels are not filed, since an idea has one category (1 idea): “culture, jeunesse”."
    ]


@pytest.mark.parametrize("column", ["Labels", "Tags", "Étiquettes"])
@pytest.mark.parametrize("sign", [", ", ",", "; ", " | "])
def test_labels_without_colours_are_parted_where_one_stands_alone(column: str, sign: str) -> None:
    found = read(["culture", f"culture{sign}jeunesse", "sport", f"sport{sign}culture"], column)
    assert categories(found) == ["culture", "", "sport", ""]
    assert sum(notice.text == SEVERAL_LABELS for notice in found.reading.notices) == 1


@pytest.mark.parametrize(
    ("column", "cell"),
    [("Catégorie", "Sports, loisirs"), ("Labels", "Sports, loisirs"), ("Catégorie", "Culture (au sens large)")],
)
def test_a_name_with_a_comma_or_brackets_stays_one(column: str, cell: str) -> None:
    assert categories(read([cell, cell, "culture"], column)) == [cell, cell, "culture"]
