"""Minutes of any shape: what was said comes in once, at its table, without who said it; their head does not."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.workshop.intake.first_names import ALSO_WORDS, FIRST_NAMES
from facilitate.workshop.intake.incoming import IncomingIdea, Tables
from facilitate.workshop.intake.lists import read_list
from facilitate.workshop.intake.minutes import HEAD
from tests.support.examples import examples

TABLES = 6
SAID = [
    "il faudrait une crèche", "un local pour les ados", "ouvrir le gymnase le soir", "plus de bancs à l’ombre",
    "des jardins partagés", "Date limite : avancer le dépôt", "Logement : créer un fonds", "12 bancs et 3 fours",
    "réparer les vélos ensemble", "un bal, un four et un marché", "la friche, ouverte le dimanche",
]  # fmt: skip
NAMES = st.sampled_from(sorted(name.capitalize() for name in FIRST_NAMES - ALSO_WORDS if len(name) > 2))
DAYS = st.sampled_from(["12 mars", "1er mai 2027", "le 12/04/2027", "mardi 3 juin 2027, 18h30", "June 3, 2027"])
TITLES = st.sampled_from(
    ["Compte rendu — table {n}", "CR du groupe {n}", "Notes table {n} : les aînés", "Table {n}", "# CR, table {n}"]
)
HEADS = st.lists(
    st.sampled_from(["Date : {day}", "{day}", "Présents : {names}", "Animatrice : {name}", "Animé par {name}"]),
    unique=True,
    max_size=4,
)
COLONS = st.sampled_from([" : ", ": ", "\u00a0: "])


@st.composite
def minutes(draw: st.DrawFn) -> tuple[str, list[tuple[int, str]], int]:
    """A text of one to three tables, what was said at each, and how many lines are of a head."""
    blocks, said, heads = [], [], 0
    title, bullet = draw(TITLES), draw(st.sampled_from(["", "- ", "• "]))
    for table in draw(st.lists(st.integers(1, TABLES), unique=True, min_size=1, max_size=3)):
        people = draw(st.lists(NAMES, unique=True, min_size=2, max_size=4))
        parts = {"day": draw(DAYS), "names": ", ".join(people), "name": people[0]}
        head = [line.format(**parts) for line in draw(HEADS)]
        words = draw(st.lists(st.sampled_from(SAID), unique=True, min_size=2, max_size=5))
        speakers = [draw(st.sampled_from([*people, ""])) for _ in words]
        lines = [
            bullet + (name + draw(COLONS) if name else "") + each for name, each in zip(speakers, words, strict=True)
        ]
        blocks.append("\n".join([title.format(n=table), *head, "", *lines]))
        said += [(table, each) for each in words]
        heads += len(head)
    return "\n\n".join(blocks) + "\n", said, heads


@settings(max_examples=examples(30), deadline=None)
@given(minutes())
def test_what_was_said_comes_in_once_at_its_table_without_who_said_it(drawn: tuple[str, list[tuple[int, str]], int]):
    text, said, heads = drawn
    found = read_list(text, Tables(TABLES, None))
    assert [(each.table, each.text) for each in found.outcomes if isinstance(each, IncomingIdea)] == said
    refused = [each for each in found.outcomes if not isinstance(each, IncomingIdea)]
    assert ({each.reason.text for each in refused} or {HEAD}, len(refused)) == ({HEAD}, heads)
