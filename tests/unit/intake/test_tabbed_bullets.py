"""Lists out of programs for mail and words, which put a tab behind their bullets."""

from __future__ import annotations

import pytest

from facilitate.sheets.contents import Prose
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices

HEAD = "Von:\tAda\nFrom:\tAda Roux\nSubject:\tideas\n\n"


def texts(text: str) -> list[str]:
    return [row.text for row in read_ideas(contents_of(text.encode()), Choices(table=1), 8).rows]


@pytest.mark.parametrize("head", ["", HEAD, "Objet :\tidées\nEnvoyé :\tlundi 8 h 30\n\n"])
@pytest.mark.parametrize(
    ("first", "second"), [("•", "o"), ("·", "o"), ("§", "\t·"), ("-", "–"), ("1.", "2."), ("1)", "2)"), ("\uf0b7", "o")]
)
def test_a_tab_behind_a_bullet_parts_no_columns(head: str, first: str, second: str) -> None:
    text = f"{head}{first}\tune navette, le soir\n{second}\tun lavoir\n"
    assert isinstance(contents_of(text.encode()), Prose)
    assert texts(text)[-2:] == ["une navette, le soir", "un lavoir"]
    assert not {"•", "-", "§", "·", "1.", "1)"} & set(texts(text))


def test_a_tab_within_a_line_of_a_list_parts_none_either() -> None:
    text = "".join(f"•\tidée numéro {number} de la rue\n" for number in range(8)) + "Une horloge\tau clocher\n"
    assert texts(text)[-1] == "Une horloge au clocher"
    assert len(texts(text)) == 9


@pytest.mark.parametrize("text", ["N°\tIdée\n1.\tUn four\n2.\tUn banc\n", "Existe\tIdée\n-\tUn four\n-\tUn banc\n"])
def test_a_table_whose_first_cells_look_like_bullets_stays_one(text: str) -> None:
    assert texts(text) == ["Un four", "Un banc"]
