"""A plain list loses nothing to doubt: one idea a line, with bullets or titles or neither, in words of any subject."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.sheets.contents import Kind, Origin, Prose
from facilitate.workshop.intake.ideas import read_ideas
from facilitate.workshop.intake.incoming import Choices
from tests.property.test_lists import BULLETS, IDEAS, TABLES, a_list, a_plain_list
from tests.support.examples import examples

# Words that also stand in greetings, agendas, heads and chatter, within ideas.
BEGIN = [
    *(
        "Un programme",
        "Des contacts",
        "Bonjour",
        "Une introduction",
        "La logistique",
        "2 h",
        "18 h 30",
        "Page",
    ),
    *("Une pause", "Un accueil", "Le rappel", "Sophie Germain", "Une réunion", "Bises", "Qui", "Présents", "Exporter"),
    *(
        "A coffee break",
        "Welcome",
        "Hello",
        "An agenda",
        "Opening",
        "Next year",
        "Sharing",
        "At 6 pm",
        "Tom’s",
    ),
]
MIDDLE = [
    " de quartier",
    " aux voisins",
    " for neighbours",
    " par semaine pour",
    " avec les écoles et",
    " with schools,",
]
END = [
    " un jardin",
    " a garden",
    " le soir",
    " in the park",
    " à vélo",
    " pour tous !",
    " : une fête",
    " (existe)",
    " ?",
]
WORDED = st.tuples(st.sampled_from(BEGIN), st.sampled_from(MIDDLE), st.sampled_from(END)).map("".join)


def doubted(text: str, table: int | None) -> list[str]:
    found = read_ideas(Prose(Origin(Kind.TEXT, "utf-8"), text), Choices(table=table), TABLES)
    return [row.excerpt for row in found.refused if row.doubtful]


@settings(max_examples=examples(50), deadline=None)
@given(made=st.one_of(a_list(), a_plain_list()), table=st.sampled_from([None, 1]))
def test_nothing_below_the_titles_of_tables_is_in_doubt(made: tuple[str, list[tuple[int, str]]], table: int) -> None:
    assert doubted(made[0], table) == []


@settings(max_examples=examples(70), deadline=None)
@given(
    ideas=st.lists(st.one_of(IDEAS, WORDED), min_size=1, max_size=12),
    bullet=st.sampled_from([None, *BULLETS]),
    between=st.sampled_from(["\n", "\r\n", "\n\n"]),
    table=st.sampled_from([None, 1]),
)
def test_nothing_of_a_list_without_titles_is_in_doubt(ideas, bullet, between, table) -> None:
    lines = [(bullet(place) if bullet else "") + idea for place, idea in enumerate(ideas)]
    assert doubted(between.join(lines), table) == []
