"""Sheets of random layouts, names, separators and encodings: every idea comes in once, at its table, with its signs."""

from __future__ import annotations

import csv
import io
from dataclasses import dataclass, field

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.sheets.contents import Unclear
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming
from tests.support.examples import examples

TABLES = 6
BEGINNINGS = [
    "Un jardin partagé", "Des vélos à prêter", "Une fête des voisins", "+ de bancs", "- de voitures", "A bench",
    "Ouvrir la bibliothèque le dimanche", "Où s’asseoir ?", "« Cafés » à 1 €", "Lend bicycles at the station",
    "Créer une crèche", "Le marché : plus tôt", "More trees, fewer cars", "L’été, des bains", "Un four à pain",
    "Table commune le midi", "Une idée par jour", "Statut des bénévoles", "Ateliers (jeunes & aînés)",
]  # fmt: skip
ENDS = ["", " devant la mairie", " pour l’école", ", toute l’année", " et à la gare", " – ou ailleurs", " près du n° 3"]
IDEA_NAMES = [
    "Idée", "idées", "IDÉE", "Vos idées", "Votre idée", "Idea", "Ideas", "Your idea", "Proposition", "Propositions",
    "Votre proposition", "Proposal", "Piste", "Suggestion", "Contribution", "Texte de l'idée", "Contenu", "Texte",
    "Text", "Content", "Comment", "comment-body", "body", "Message", "Réponse", "Avis", "Description",
    "contribution_body_text", "Quelle est votre idée pour le quartier ?", "What is your idea?", "Intitulé", "Title",
    "Quoi", "Décrivez votre proposition", "Vorschlag", "Propuesta", "idea/fr", "body_en",
]  # fmt: skip
TABLE_NAMES = [
    "Table", "table", "N° de table", "n° table", "Table n°", "Numéro de table", "Table number", "No. table", "Groupe",
    "À quelle table étiez-vous ?", "Votre table", "Tisch", "Mesa",
]  # fmt: skip
STATUS_NAMES = ["Statut", "Status", "État", "Existant ou à créer", "Statut (existant / à créer)", "state", "Colonne 7"]
ASKED_NAMES = ["Existe déjà ?", "Existant ?", "Already exists?", "Cette idée existe-t-elle déjà ?"]
ITEM_NAMES = ["Item", "Catégorie", "Thème", "Category", "Thématique (une seule)", "Topic", "Rubrique"]
OTHERS = {
    "id": ["id", "ID", "code", "comment-id", "n°", "uuid", "Référence interne"],
    "who": ["Auteur", "author", "Nom", "Prénom", "Participant", "author_username"],
    "mail": ["E-mail", "author_email", "Adresse e-mail", "Courriel"],
    "when": ["Date", "Horodateur", "created_at", "Timestamp"],
    "votes": ["Votes", "supports", "Nombre de votes", "agrees", "J’aime"],
}
DECORATIONS = ["{}", "{}", "{}", "{} *", "{} :", "{} (une par ligne)", "3. {}", "Q3 - {}", " {} ", "{} (obligatoire)"]
OURS = {
    "existant": "existing",
    "à créer": "to_create",
    "Existing": "existing",
    "": "to_create",
    "TO CREATE": "to_create",
}
THEIRS = ["archived", "accepted", "evaluating", "en cours", "refusé", "withdrawn"]
ANSWERS = {"Oui": "existing", "non": "to_create", "yes": "existing", "": "to_create", "x": "existing"}
WRITINGS = ["{}", "Table {}", "T{}", "{}.0", "table n° {}"]


@dataclass
class Sheet:
    """What was written, and what a person would see in it."""

    rows: list[list[str]]
    expected: list[tuple[int, str, str]]
    fields: dict[str, str] = field(default_factory=dict)


@st.composite
def ideas(draw: st.DrawFn, least: int = 2) -> list[str]:
    found = draw(
        st.lists(st.tuples(st.sampled_from(BEGINNINGS), st.sampled_from(ENDS)), min_size=least, max_size=9, unique=True)
    )
    return [beginning + end for beginning, end in found]


@st.composite
def named_sheets(draw: st.DrawFn) -> Sheet:
    """One idea a row, below names, among columns of other things."""
    words = draw(ideas())
    statuses = draw(st.sampled_from(["none", "ours", "theirs", "asked"]))
    tables = [draw(st.integers(1, TABLES)) for _ in words]
    columns: list[tuple[str, list[str]]] = [
        (draw(st.sampled_from(IDEA_NAMES)), words),
        (draw(st.sampled_from(TABLE_NAMES)), [draw(st.sampled_from(WRITINGS)).format(number) for number in tables]),
    ]
    expected = ["to_create"] * len(words)
    if statuses != "none":
        pool = {"ours": list(OURS), "theirs": THEIRS, "asked": list(ANSWERS)}[statuses]
        cells = [draw(st.sampled_from(pool)) for _ in words]
        names = ASKED_NAMES if statuses == "asked" else STATUS_NAMES if statuses == "ours" else ["state", "Statut"]
        columns.append((draw(st.sampled_from(names)), cells))
        # A column without a name that is known is told by its cells, which must say something.
        known = {**OURS, **ANSWERS}
        expected = [known.get(cell, "to_create") for cell in cells]
        if not any(cells):
            expected = ["to_create"] * len(words)
    if draw(st.booleans()):
        columns.append(
            (draw(st.sampled_from(ITEM_NAMES)), [draw(st.sampled_from(["Nature", "Se déplacer", "2"])) for _ in words])
        )
    columns += draw(other_columns(len(words)))
    columns = draw(st.permutations(columns))
    header = [draw(st.sampled_from(DECORATIONS)).format(name) for name, _cells in columns]
    rows = [header, *(list(cells) for cells in zip(*(cells for _name, cells in columns), strict=True))]
    if draw(st.booleans()):
        rows = [["Atelier du 28 novembre", *[""] * (len(header) - 1)], *rows]
    return Sheet(rows, list(zip(tables, words, expected, strict=True)))


@st.composite
def other_columns(draw: st.DrawFn, count: int) -> list[tuple[str, list[str]]]:
    kinds = draw(st.lists(st.sampled_from(sorted(OTHERS)), unique=True, max_size=4))
    start = draw(st.sampled_from([1, 2, 14, 90210]))
    cells = {
        "id": [str(start + number) for number in range(count)],
        "who": [f"Anne Dupont{'abcdefghi'[number]}" for number in range(count)],
        "mail": [f"p{number}@example.org" for number in range(count)],
        "when": [f"2026-11-28 10:0{number}:00" for number in range(count)],
        "votes": [str(number % 3) for number in range(count)],
    }
    return [(draw(st.sampled_from(OTHERS[kind])), cells[kind]) for kind in kinds]


@st.composite
def sheets_across(draw: st.DrawFn) -> Sheet:
    """A column for each table."""
    tables = draw(st.lists(st.integers(1, TABLES), min_size=2, max_size=4, unique=True))
    words = draw(ideas(least=len(tables)))
    name = draw(st.sampled_from(["Table {}", "T{}", "Groupe {}", "Table {} : les aînés", "TABLE {}", "Tisch {}"]))
    columns: dict[int, list[str]] = {table: [] for table in tables}
    for place, text in enumerate(words):
        columns[tables[place % len(tables)]].append(text)
    depth = max(map(len, columns.values()))
    padded = [[*cells, *[""] * (depth - len(cells))] for cells in columns.values()]
    rows = [[name.format(table) for table in tables], *(list(row) for row in zip(*padded, strict=True))]
    expected = [(table, text, "to_create") for table, cells in columns.items() for text in cells]
    return Sheet(rows, expected)


@st.composite
def sheets_in_sections(draw: st.DrawFn) -> Sheet:
    """Titles of tables between the rows."""
    words = draw(ideas())
    title = draw(st.sampled_from(["Table {}", "TABLE {}", "Table {} : les aînés", "Tisch {}", "Groupe {}"]))
    rows = [["Idée", "Statut"]]
    expected = []
    table = 0
    for place, text in enumerate(words):
        if not table or draw(st.booleans()):
            table = draw(st.integers(1, TABLES))
            rows.append([title.format(table), ""])
        status = ["existant", "à créer"][place % 2]
        rows.append([text, status])
        expected.append((table, text, OURS[status]))
    return Sheet(rows, expected)


WAYS = st.tuples(
    st.sampled_from([";", ",", "\t"]),
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16"]),
    st.sampled_from([csv.QUOTE_MINIMAL, csv.QUOTE_ALL]),
    st.sampled_from(["\n", "\r\n"]),
)


def read(sheet: Sheet, way: tuple[str, str, int, str], table: int | None = None) -> Incoming:
    separator, encoding, quoting, line_end = way
    out = io.StringIO(newline="")
    csv.writer(out, delimiter=separator, quoting=quoting, lineterminator=line_end).writerows(sheet.rows)  # type: ignore[arg-type]
    return read_ideas(contents_of(out.getvalue().encode(encoding)), Choices(table=table), TABLES)


def seen(found: Incoming) -> list[tuple[int, str, str]]:
    return sorted((row.table, row.text, row.status) for row in found.rows)


@settings(max_examples=examples(150), deadline=None)
@given(sheet=named_sheets(), way=WAYS, table=st.sampled_from([None, 3]))
def test_sheets_with_names(sheet: Sheet, way: tuple[str, str, int, str], table: int | None) -> None:
    found = read(sheet, way, table)
    assert (seen(found), found.refused) == (sorted(sheet.expected), ())


@settings(max_examples=examples(60), deadline=None)
@given(sheet=sheets_across() | sheets_in_sections(), way=WAYS, table=st.sampled_from([None, 3]))
def test_sheets_across_and_in_sections(sheet: Sheet, way: tuple[str, str, int, str], table: int | None) -> None:
    found = read(sheet, way, table)
    assert (seen(found), found.refused) == (sorted(sheet.expected), ())


@settings(max_examples=examples(60), deadline=None)
@given(words=ideas(), others=st.data(), way=WAYS)
def test_without_names_all_comes_in_at_the_table_that_was_said_or_nothing_does(words, others, way) -> None:
    columns = others.draw(st.permutations([words, *(cells for _name, cells in others.draw(other_columns(len(words))))]))
    sheet = Sheet([list(row) for row in zip(*columns, strict=True)], [(3, text, "to_create") for text in words])
    try:
        found = read(sheet, way, 3)
    except Unclear:
        return
    # In a lone column a first line that asks something may be a name, and one quoted line is somebody's own quotes.
    if found.kind == "csv" and len(columns) > 1:
        assert seen(found) == sorted(sheet.expected)
