"""Which column is what: names as people and programs write them, and what is left out or asked."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.sheets.contents import Unclear
from facilitate.workshop.intake.column_names import bare, is_known_name, named
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming


def read(text: str, **said: object) -> Incoming:
    return read_ideas(contents_of(text.encode()), Choices(**said), 6)  # type: ignore[arg-type]


def ideas(found: Incoming) -> list[tuple[int, str, str]]:
    return [(row.table, row.text, row.status) for row in found.rows]


def fields(found: Incoming) -> dict[str, str]:
    return {column.name: column.field for column in found.reading.columns}


@pytest.mark.parametrize(
    ("header", "role"),
    [
        *(("Idée (une par ligne)", "idea"), ("3. Votre proposition :", "idea"), ("Q3 - Vos idées", "idea")),
        *(("title/fr", "title"), ("title_fr", "title"), ("body/en", "body"), ("comment-body", "body")),
        *(("contribution_body_text", "body"), ("proposal_title", "title"), ("proposalTitle", "title")),
        *(("G01Q02. Décrivez votre proposition :", "body"), ("Quelle est votre idée pour la gare ?", "idea")),
        *(("Statut (existant / à créer) *", "status"), ("État", "status"), ("proposal_status_name", "status")),
        *(("Existe déjà ?", "exists"), ("Cette idée existe-t-elle déjà ?", "exists"), ("À créer ?", "creates")),
        *(("À quelle table étiez-vous ?", "table"), ("N° de table *", "table"), ("Tisch", "table"), ("Mesa", "table")),
        *(("Numéro de votre table", "table"), ("Thématique (au choix)", "category"), ("category/name", "category")),
        *(("comment-id", "number"), ("code", "number"), ("category/id", "number"), ("votes_count", "count")),
        *(("Nom et prénom", "person"), ("author_email", "contact"), ("author_postal_address", "contact")),
        *(("created_at", "date"), ("Horodateur", "date"), ("Nom de l’idée", "title"), ("Propuesta", "idea")),
        *(("proposal_url", "link"), ("Nombre d’idées", "count"), ("Repère", "ref"), ("Ville", "place")),
        *(("Gibt es das schon?", "exists"), ("Nom du projet", "title"), ("Porteur du projet", "person")),
        *(("Groupe de travail", "group"), ("Is this something that already exists?", "exists")),
        *(("Votre idée pour la ville", "idea"), ("Idée du participant", "idea"), ("comment_language", "other")),
        *(("Votre proposition pour l’école", "idea"), ("Date de la proposition", "date"), ("Idea author", "person")),
    ],
)  # fmt: skip
def test_names_say_what_a_column_holds(header: str, role: str) -> None:
    found = named(header)
    assert found is not None
    assert found.role == role


@pytest.mark.parametrize("words", ["Un banc devant la mairie", "No cars downtown", "Plus de bancs", "3", "Anne", "P-7"])
def test_ideas_and_values_are_no_names(words: str) -> None:
    assert not is_known_name(words)


def test_two_writings_of_a_name_have_its_words_in_common() -> None:
    assert bare("3. Idée (une par ligne) *") == bare("idée") == "idee"


def test_numbers_that_identify_rows_are_no_tables() -> None:
    text = "stamp,comment-id,author-id,agrees,comment-body\n17,2,0,57,Des arbres\n18,14,4,5,Un banc\n19,1,4,8,Un four\n"
    found = read(text, table=3)
    assert ideas(found) == [(3, "Des arbres", "to_create"), (3, "Un banc", "to_create"), (3, "Un four", "to_create")]
    assert fields(found) == {"comment-body": "idea"}
    assert found.reading.left_out == ("stamp", "comment-id", "author-id", "agrees")
    without = read(text)
    assert (without.rows, len(without.refused), len({str(row.reason) for row in without.refused})) == ((), 3, 1)


@pytest.mark.parametrize("rows", ["12;Un banc\n15;Un four\n22;Un lit\n", "1;Un banc\n2;Un four\n3;Un lit\n"])
def test_numbers_without_a_name_yield_to_the_table_that_a_person_said(rows: str) -> None:
    assert ideas(read(rows, table=5)) == [
        (5, "Un banc", "to_create"), (5, "Un four", "to_create"), (5, "Un lit", "to_create")
    ]  # fmt: skip


@pytest.mark.parametrize("count", [2, 3, 6])
def test_a_growing_run_of_numbers_without_a_name_is_no_table_and_how_to_have_it_as_one_is_told(count: int) -> None:
    rows = "".join(f"{number};Une idée du matin {number}\n" for number in range(1, count + 1))
    found = read(rows)
    assert (found.rows, len(found.refused)) == ((), count)
    assert "--table-column 1" in str(found.reading.notices[0])
    assert [table for table, _, _ in ideas(read(rows, table_column=1))] == list(range(1, count + 1))


def test_a_title_is_the_idea_and_its_body_the_detail() -> None:
    text = (
        "id,author,title,description\n1,p1,Un jardin,<p>Derrière la <b>mairie</b>.</p>\n2,p2,Des vélos,\n"
        '3,p3,,"<p>En mai,<br />avec l&#39;école &amp; la crèche.</p>"\n4,p4,Un mur où a < b,R&D\n'
    )
    found = read(text, table=1)
    assert [(row.text, row.detail) for row in found.rows] == [
        ("Un jardin", "Derrière la mairie."),
        ("Des vélos", ""),
        ("En mai,\navec l'école & la crèche.", ""),
        ("Un mur où a < b", "R&D"),
    ]
    assert [row.detail for row in read(text, table=1, without_detail=True).rows] == ["", "", "", ""]


def test_a_summary_stands_for_a_body_or_beside_it() -> None:
    found = read("title,summary,text,votes\nUn banc,court,,3\nUn four,court,Bien plus long,4\n", table=1)
    assert [(row.text, row.detail) for row in found.rows] == [
        ("Un banc", "court"),
        ("Un four", "court\n\nBien plus long"),
    ]


def test_a_detail_too_long_to_be_kept_costs_no_idea() -> None:
    found = read(f"title;description\nUn banc;{'x' * 10_001}\n", table=1)
    assert [(row.text, row.detail) for row in found.rows] == [("Un banc", "")]
    assert [str(notice) for notice in found.reading.notices] == [
        "Details longer than 10000 characters are skipped; their ideas are imported (1 row)."
    ]


def test_a_form_of_address_is_no_title() -> None:
    text = "Titre;Nom;Idée\nM.;Dupont;Un banc\nMme;Durand;Un four\nM.;Petit;Un lit\nMme;Grand;Un sac\n"
    found = read(text, table=1)
    assert ([row.text for row in found.rows], found.reading.left_out) == (
        ["Un banc", "Un four", "Un lit", "Un sac"], ("Titre", "Nom")
    )  # fmt: skip


def test_the_heading_that_all_rows_share_is_no_idea() -> None:
    found = read("discussion_title,author,body\nLe parc,Ann,<p>Un banc</p>\nLe parc,Bob,<p>Un four</p>\n", table=1)
    assert [(row.text, row.detail) for row in found.rows] == [("Un banc", ""), ("Un four", "")]


def test_an_empty_title_falls_back_on_the_same_in_another_language() -> None:
    found = read("title/en,title/fr,body/en,body/fr\nA bench,Un banc,Wood,Bois\n,Un four,,Pain\n", table=1)
    assert [(row.text, row.detail) for row in found.rows] == [("A bench", "Wood"), ("Un four", "Pain")]


def test_a_table_whose_idea_cannot_be_told_is_asked_for_and_brings_nothing() -> None:
    text = "Colonne A,Colonne B\nun banc,près de la mairie\nun four,au centre\nun lit,au nord\n"
    with pytest.raises(Unclear, match=r"--idea COLUMN.*Colonne A, Colonne B") as caught:
        read(text, table=1)
    assert (caught.value.option, caught.value.choices) == ("idea", ("Colonne A", "Colonne B"))
    for said in ("colonne a", "1", "Colonne A"):
        assert [row.text for row in read(text, table=1, idea=said).rows] == ["un banc", "un four", "un lit"]
    both = read(text, table=1, title="1", idea="2")
    assert (both.rows[0].text, both.rows[0].detail) == ("un banc", "près de la mairie")


@pytest.mark.parametrize(
    ("said", "sentence"),
    [
        ({"idea": "Avis"}, "There is no column “Avis”. The columns are: Idée, Idées (bis), 3."),
        ({"table_column": "7"}, "There is no column “7”"),
    ],
)
def test_a_column_that_a_person_named_must_be_there(said: dict[str, object], sentence: str) -> None:
    with pytest.raises(Refused, match=sentence.replace("(", r"\(").replace(")", r"\)")):
        read("Idée;Idées (bis);\nun banc;x;y\nun four;y;z\n", **said)


def test_a_name_that_two_columns_have_is_refused_with_their_numbers() -> None:
    with pytest.raises(Refused, match=r"Several columns are called “Avis”.* 1 .un banc., 2 .un four., Table"):
        read("Avis;Avis;Table\nun banc;un four;1\nun lit;un sac;2\n", item_column="Avis")


def test_what_a_person_said_wins_over_names() -> None:
    text = "Idée;Titre;Groupe;Table;Étape;Item\nun banc;bancs;2;5;existant;Nature\n"
    found = read(text, idea="Idée", table_column="groupe", item_column="Étape", status_column="6")
    assert fields(found)["Groupe"] == "table"
    assert [(row.table, row.text, row.category) for row in found.rows] == [(2, "un banc", "existant")]


def test_options_that_name_columns_are_refused_for_a_list() -> None:
    with pytest.raises(Refused, match="no columns"):
        read("un banc\nun four\n", table=1, idea="idée")


def test_people_and_addresses_are_no_ideas_by_a_guess() -> None:
    with pytest.raises(Unclear):
        read(
            "Qui,Où\nAnne Dupont,12 rue des Lilas 75000 Ville\nPaul Durand,3 rue Haute\nJean Petit,4 rue Basse\n",
            table=1,
        )
    found = read("Qui,Quoi\nAnne Dupont,Un banc\nPaul Durand,Un four\nJean Petit,Un lit\n", table=1)
    assert ([row.text for row in found.rows], found.reading.left_out) == (["Un banc", "Un four", "Un lit"], ("Qui",))
    with pytest.raises(Unclear):
        read("Table;Qui\n1;Anne Dupont\n2;Jean-Paul Petit\n")
    unnamed = read("Un banc;anne@example.org\nUn four;paul@example.org\n", table=1)
    assert [row.text for row in unnamed.rows] == ["Un banc", "Un four"]


def test_two_questions_about_ideas_are_asked_for() -> None:
    with pytest.raises(Unclear):
        read("Vos idées pour l’école,Vos idées pour la mairie\nUn banc,Un four\nUn lit,Un sac\n", table=1)


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        ("Existe déjà ?", ["Oui", "non", ""], ["existing", "to_create", "to_create"]),
        ("Existant", ["x", "", ""], ["existing", "to_create", "to_create"]),
        ("À créer ?", ["oui", "Non", "1"], ["to_create", "existing", "to_create"]),
        ("Already exists?", ["TRUE", "FALSE", "yes"], ["existing", "to_create", "existing"]),
        ("Statut (existant / à créer)", ["existant", "à créer", "EXISTE DÉJÀ"], ["existing", "to_create", "existing"]),
        ("Colonne 4", ["existant", "à créer", "existant"], ["existing", "to_create", "existing"]),
        ("Status", ["vorhanden", "neu", "zu schaffen"], ["existing", "to_create", "to_create"]),
        ("Estado", ["existente", "por crear", "nuevo"], ["existing", "to_create", "to_create"]),
    ],
)
def test_statuses_in_words_and_in_answers(header: str, cells: list[str], expected: list[str]) -> None:
    rows = "".join(f"1;Idée {place};{cell}\n" for place, cell in enumerate(cells))
    found = read(f"Table;Idée;{header}\n{rows}")
    assert ([row.status for row in found.rows], found.reading.notices) == (expected, ())


def test_a_status_in_other_words_costs_no_idea_and_is_told_once() -> None:
    found = read("title,status\nUn banc,archived\nUn four,accepted\nUn lit,archived\nUn sac,\n", table=1)
    assert [row.status for row in found.rows] == ["to_create"] * 4
    (notice,) = found.reading.notices
    assert str(notice) == (
        "Unknown statuses read as “to be created”: “archived”, “accepted” (3 rows). "
        "Known statuses: already existing, to be created."
    )


def test_an_item_is_kept_as_it_was_written_and_a_group_of_names_is_no_table() -> None:
    found = read("groupe;idée;item\ntiers-lieux;Un banc;Nature\nautre;Un four;2\n", table=4)
    assert [(row.table, row.category, row.group) for row in found.rows] == [
        (4, "Nature", "tiers-lieux"), (4, "2", "autre")
    ]  # fmt: skip


def test_marks_that_only_format_are_taken_off_and_told_once() -> None:
    found = read("table;idée\n1;Appeler le \u206601 00\u2069\n2;\ufeffUn\x00 banc\n3;Un four\n")
    assert [row.text for row in found.rows] == ["Appeler le 01 00", "Un banc", "Un four"]
    assert len(found.reading.notices) == 1


def test_a_row_of_totals_is_no_idea() -> None:
    found = read(
        "N°;Idée;Table;Votes\n1;Oser;2;3\n2;Total respect;3;4\nTotal;;;7\n;Total : 2 idées;;\n;Sous-total table 2;;3\n"
    )
    assert ideas(found) == [(2, "Oser", "to_create"), (3, "Total respect", "to_create")]
    assert {str(row.reason) for row in found.refused} == {"This is a total, not an idea."}


def test_a_single_column_that_a_program_wrote_loses_its_quotation_marks() -> None:
    found = read('Oser\n"Rêver, dormir"\n""\nTable 2\nVivre\n', table=1)
    assert [(table, text) for table, text, _ in ideas(found)] == [(1, "Oser"), (1, "Rêver, dormir"), (2, "Vivre")]
    assert [text for _, text, _ in ideas(read('"Oser", dit-elle\nRêver\n', table=1))] == ['"Oser", dit-elle', "Rêver"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        (
            "Card ID,Card Name,Card Description,Member,List Name\nc1,Oser,,Anne,Table 2\nc2,Rêver,Tout haut,,Table 3\n",
            [(2, "Oser", "to_create"), (3, "Rêver", "to_create")],
        ),
        ("Table;Idée;Sujet\n2;Oser;Nature\n3;Rêver;Ville\n", [(2, "Oser", "to_create"), (3, "Rêver", "to_create")]),
        (
            "Le,Que faudrait-il changer dans la commune ?\n14/11/26,Oser tout de suite\n14/11/26,Rêver dans la rue\n",
            [(1, "Oser tout de suite", "to_create"), (1, "Rêver dans la rue", "to_create")],
        ),
        (
            "Idée;Avancement\nOser;fait\nRêver;en projet\nVivre;idée neuve\n",
            [(1, "Oser", "existing"), (1, "Rêver", "to_create"), (1, "Vivre", "to_create")],
        ),
    ],
    ids=["cards", "subjects", "a question that speaks of a place", "statuses"],
)
def test_names_and_words_of_other_tools_are_known(text: str, expected: list[tuple[int, str, str]]) -> None:
    found = read(text, table=1)
    assert (ideas(found), found.reading.notices) == (expected, ())


def test_the_name_of_a_card_is_its_title_where_it_is_assigned_to_somebody() -> None:
    found = read("Name,Status,Assign,Created\nOser,existing,Anne,14/11/2026\nRêver,New,,14/11/2026\n", table=1)
    assert ideas(found) == [(1, "Oser", "existing"), (1, "Rêver", "to_create")]
    with pytest.raises(Unclear):
        read("Name,Status,Created\nAnne,existing,14/11/2026\nBob,New,14/11/2026\n", table=1)


def test_ideas_with_capitals_are_no_names_of_people_below_a_name_for_ideas() -> None:
    found = read("Table,Big Idea\n1,Street Party\n2,Bike Lending\n3,Green Roof\n")
    assert [text for _, text, _ in ideas(found)] == ["Street Party", "Bike Lending", "Green Roof"]


def test_a_question_that_asks_for_a_place_is_no_idea() -> None:
    with pytest.raises(Unclear):
        read("Horodateur,Dans quelle commune est-ce que vous habitez ?\n14/11/2026,Rennes\n14/11/2026,Bruz\n", table=1)


def test_a_table_that_is_named_once_has_the_rows_below_and_that_is_told() -> None:
    found = read("Table;Idée\nTable 2;Oser\n;Rêver\nTable 3;Vivre\n;Rire\n", table=1)
    assert [(table, text) for table, text, _ in ideas(found)] == [(2, "Oser"), (2, "Rêver"), (3, "Vivre"), (3, "Rire")]
    assert "2 rows" in str(found.reading.notices[0])
    # Where tables are named again and again, an empty cell is the person's table.
    found = read("Table;Idée\n2;Oser\n2;Rêver\n3;Vivre\n;Rire\n", table=1)
    assert [table for table, _, _ in ideas(found)] == [2, 2, 3, 1]


@pytest.mark.parametrize("named", ["1|2||4|5", "1|2|3|", "3|1||2|4|5"])
def test_a_row_without_a_table_among_rows_that_each_name_their_own_has_none(named: str) -> None:
    cells = named.split("|")
    rows = "".join(f"{cell};Une idée du soir {place}\n" for place, cell in enumerate(cells))
    found = read("Table;Idée\n" + rows)
    assert [row.table for row in found.rows] == [int(cell) for cell in cells if cell]
    assert len(found.refused) == 1


def items(found: Incoming) -> list[str]:
    return [row.category for row in found.rows]


def test_an_item_that_is_named_once_has_the_rows_below_and_that_is_told() -> None:
    found = read("Table;Thème;Idée\n1;Manger;Un four\n1;;Un banc\n2;Jouer;Un parc\n2;;Un café\n")
    assert items(found) == ["Manger", "Manger", "Jouer", "Jouer"]
    assert "Each category is named only once" in str(found.reading.notices[0])
    assert "2 rows" in str(found.reading.notices[0])


@pytest.mark.parametrize("named", ["Manger|Jouer||Rire", "Manger|Manger||Rire", "|Manger|Jouer|", "Manger||"])
def test_an_idea_among_others_that_each_name_their_item_is_not_filed(named: str) -> None:
    rows = "".join(f"1;{cell};Une idée du soir {place}\n" for place, cell in enumerate(named.split("|")))
    found = read("Table;Thème;Idée\n" + rows)
    assert items(found) == named.split("|")
    assert found.reading.notices == ()


def test_an_item_within_a_table_ends_with_it_and_one_around_tables_does_not() -> None:
    rows = [
        ("1", "Manger", "Un four"),
        ("1", "", "Un banc"),
        ("2", "", "Un parc"),
        ("2", "Rire", "Un bal"),
        ("2", "", "Un jeu"),
    ]
    within = "".join(f"{table};{item};{idea}\n" for table, item, idea in rows)
    assert items(read("Table;Thème;Idée\n" + within)) == ["Manger", "Manger", "", "Rire", "Rire"]
    around = "".join(f"{item};{table};{idea}\n" for table, item, idea in rows)
    assert items(read("Thème;Table;Idée\n" + around)) == ["Manger", "Manger", "Manger", "Rire", "Rire"]


def test_an_address_or_a_telephone_number_in_the_column_of_ideas_is_no_idea() -> None:
    found = read("Table;Idée\n2;Écrire à a@example.org pour le jardin\n3;06 12 34 56 78\n3;anne@example.org\n")
    assert ([text for _, text, _ in ideas(found)], len(found.refused)) == (
        ["Écrire à a@example.org pour le jardin"],
        2,
    )


def test_the_name_of_a_group_says_less_than_a_name_of_its_own() -> None:
    header = ";;Vos coordonnées;;Vos idées;\nSID;Heure;Nom;Mel;Votre idée;Pourquoi ?\n"
    found = read(header + "1;10:12;Anne;a@b.fr;Oser;Voir\n2;10:13;Bob;;Rêver;\n", table=1)
    assert [text for _, text, _ in ideas(found)] == ["Oser", "Rêver"]


def test_a_first_row_with_somebodys_name_above_names_is_no_header() -> None:
    found = read("Léa Martin;Un jardin\nMarc Roux;Un four\nZoé Petit;Une fête\n", table=1)
    assert [text for _, text, _ in ideas(found)] == ["Un jardin", "Un four", "Une fête"]
    found = read("Full Name;Your big idea\nLéa Martin;Un jardin\nMarc Roux;Un four\n", table=1)
    assert [text for _, text, _ in ideas(found)] == ["Un jardin", "Un four"]


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", "This file is empty."),
        ("\n \n", "This file is empty."),
        ("Table;Idée\n", "Line 1 contains the column headings, and no row follows it."),
    ],
)
def test_a_file_without_a_row_is_told(text: str, sentence: str) -> None:
    found = read(text, table=1)
    assert (found.rows, [str(notice) for notice in found.reading.notices]) == ((), [sentence])


def test_a_single_row_with_its_number_is_a_row() -> None:
    assert ideas(read("2;Un four\n", table=1)) == [(1, "Un four", "to_create")]
    assert ideas(read("Un four;un bal\n", table=1)) == [(1, "Un four;un bal", "to_create")]


def test_the_title_of_a_card_may_be_its_table() -> None:
    found = read("Titre;Contenu;Couleur\nTable 4;Une navette;Jaune\nTable 5;Un café;Bleu\n")
    assert [(row.table, row.text) for row in found.rows] == [(4, "Une navette"), (5, "Un café")]


@pytest.mark.parametrize(
    "text",
    [
        "Journée\tPad commun\n\nTable 1\tLéa, Mehdi, Karine\n\trepair-café\tLéa\n\tbal\tKarine\nTable 2\tFatou, Paul\n",
        "Jour;Qui est là;Salle\nLundi;Ana et Paul;A\nMardi;Claire, Marie;B\nJeudi;Luc;C\n",
    ],
)
def test_a_column_of_names_of_people_is_never_proposed(text: str) -> None:
    with pytest.raises(Unclear) as raised:
        read(text)
    assert raised.value.likely not in ("Journée", "Pad commun", "Qui est là")


@pytest.mark.parametrize(
    ("response", "other"),
    [("Open-Ended Response", "Other (please specify)"), ("Réponse ouverte", "Autre (veuillez préciser)")],
)
def test_a_second_line_of_titles_with_another_answer_is_no_idea(response: str, other: str) -> None:
    titles = f"Id,Your idea,Does it exist?,\n,{response},Response,{other}\n"
    text = f"{titles}1,A repair café,Yes,at St Mary’s\n2,Benches,No,\n"
    found = read(text, table=1)
    assert [row.text for row in found.rows] == ["A repair café", "Benches"]
    assert found.refused == ()


@pytest.mark.parametrize(
    "heads",
    [
        "Idée [titre];Idée [description]",
        "Votre idée [Titre];Votre idée [Détails]",
        "Q2[titre]. Idée [titre];Q2[desc]. Idée [description]",
        "Idea [Title];Idea [Description]",
    ],
)
def test_what_stands_in_brackets_behind_a_question_says_which_part_of_it_a_column_is(heads: str) -> None:
    found = read(f"{heads};Voix\nUn four;place du marché;5\nDes bancs;;3\nUn bal;au parc;5\n", table=1)
    assert [(row.text, row.detail) for row in found.rows] == [
        ("Un four", "place du marché"), ("Des bancs", ""), ("Un bal", "au parc"),
    ]  # fmt: skip


def test_parts_in_brackets_of_several_ideas_make_an_idea_each() -> None:
    heads = ";".join(f"Vos idées [Idée {number}] [{part}]" for number in (1, 2) for part in ("Titre", "Description"))
    found = read(f"{heads}\nUn four;au marché;Un bal;au parc\nUn banc;;;\n", table=1)
    assert [(row.text, row.detail) for row in found.rows] == [
        ("Un four", "au marché"), ("Un bal", "au parc"), ("Un banc", ""),
    ]  # fmt: skip


@pytest.mark.parametrize("other", ["Other (please specify)", "Autre (veuillez préciser)", "Autre…"])
def test_an_answer_in_other_words_is_one_to_the_question_above_it(other: str) -> None:
    heads = f"ID;What is missing here?;;Which table were you at?\n;Response;{other};Response\n"
    found = read(f"{heads}1;A repair café;;2\n2;;A tool library in the old fire station;1\n3;A garden;;3\n")
    assert [(row.table, row.text, row.detail) for row in found.rows] == [
        (2, "A repair café", ""), (1, "A tool library in the old fire station", ""), (3, "A garden", ""),
    ]  # fmt: skip


def test_beside_a_column_of_ideas_such_an_answer_is_told_and_no_detail_of_them() -> None:
    heads = (
        "ID;Which should come first?;;;Your idea\n;Repair café;Night bus;Other (please specify);Open-Ended Response\n"
    )
    rows = "1;Repair café;;;A library of things\n2;;;A skate park by the river for all;More benches\n"
    found = read(heads + rows, table=1)
    assert [(row.text, row.detail) for row in found.rows] == [("A library of things", ""), ("More benches", "")]
    told = next(str(each) for each in found.reading.notices if "Other (please specify)" in str(each))
    assert '--idea "Your idea" --idea "Which should come first? / Other (please specify)"' in told


def test_how_people_heard_of_a_survey_and_more_of_an_idea_are_no_ideas() -> None:
    heads = "ID;What one thing would you add here?;Tell us more about your idea;How did you hear about this survey?;\n"
    heads += ";Open-Ended Response;Open-Ended Response;Response;Other (please specify)\n"
    found = read(
        f"{heads}1;A fridge;At the town hall;Poster;\n2;A street library;;;My neighbour told me about it\n", table=1
    )
    assert [(row.text, row.detail) for row in found.rows] == [
        ("A fridge", "At the town hall"),
        ("A street library", ""),
    ]
