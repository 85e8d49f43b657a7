"""Words in the cell of a status that say more than the status: they are kept as the detail of the idea."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming


def read(heading: str, cell: str, **said: object) -> Incoming:
    text = f'Table;Idea;"{heading}"\n1;A food bank;"{cell}"\n2;A tool library;no\n2;A choir;yes\n'
    return read_ideas(contents_of(text.encode()), Choices(**said), 6)  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("cell", "status", "detail"),
    [
        ("Yes - St Mary’s", "existing", "St Mary’s"),
        ("yes (the parish hall)", "existing", "the parish hall"),
        ("Oui : au centre social", "existing", "au centre social"),
        ("Non, mais un projet à la mairie", "to_create", "mais un projet à la mairie"),
        ("✓ au lycée", "existing", "au lycée"),
        ("Le four de la rue Haute", "to_create", "Le four de la rue Haute"),
    ],
)
def test_they_are_kept(cell: str, status: str, detail: str) -> None:
    first = read("Already exists?", cell).rows[0]
    assert (first.text, first.status, first.detail) == ("A food bank", status, detail)
    assert read("Already exists?", cell, without_detail=True).rows[0].detail == ""


@pytest.mark.parametrize(
    "cell",
    [
        "Oui, ça existe",
        "Non, à créer",
        "Yes, it already exists",
        "Non, pas encore",
        "Je ne sais pas",
        "yes",
        "En partie",
    ],
)
def test_a_yes_in_more_words_is_no_detail(cell: str) -> None:
    assert read("Already exists?", cell).rows[0].detail == ""


def test_a_status_of_a_few_words_is_told_and_a_sentence_in_its_place_is_kept() -> None:
    assert read("Status", "Under way").rows[0].detail == ""
    text = b"Table;Idea;Detail;Status\n1;A choir;On Mondays;to be created if the hall is free\n2;A gate;;existing\n"
    found = read_ideas(contents_of(text), Choices(), 6)
    assert [row.detail for row in found.rows] == ["On Mondays\n\nto be created if the hall is free", ""]


@pytest.mark.parametrize(
    ("cell", "status", "detail"),
    [
        ("Existe (au centre social)", "existing", "au centre social"),
        ("Existant - mairie", "existing", "mairie"),
        ("À créer, avec la mairie", "to_create", "avec la mairie"),
    ],
)
def test_a_status_with_a_place_behind_it_is_that_status(cell: str, status: str, detail: str) -> None:
    first = read("Status", cell).rows[0]
    assert (first.status, first.detail) == (status, detail)
