"""The same list in other signs, capitals or line ends comes in once; a status that is corrected in it is offered."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.domain.values.ideas import Status
from facilitate.export.csv_ideas import ideas_csv
from facilitate.i18n import Language
from facilitate.workshop.intake.comparing import new_rows
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming
from facilitate.workshop.intake.same_words import rough_key, same_words_key
from facilitate.workshop.report.build import report
from facilitate.workshop.workshop import Workshop
from tests.support.examples import examples
from tests.support.workshops import make_workshop

_TYPED = (
    ("Une cantine d’été", "Une cantine d'été"),
    ("Ouvrir l’école : le samedi ?", "Ouvrir l'école : le samedi ?"),
    ("Ouvrir l\u2019\u00e9cole\u202f: le samedi\u202f?", "Ouvrir l'école: le samedi?"),
    ("Un « vrai » café", 'Un "vrai" café'),
    ("Un «\u00a0vrai\u00a0» café", "Un “vrai” café"),
    ("Des œuvres d’art…", "Des oeuvres d'art..."),
    ("Curriculum vitæ partagé", "Curriculum vitae partagé"),
    ("Un atelier – ouvert à tous", "Un atelier - ouvert à tous"),
    ("Un atelier — ouvert à tous", "Un atelier - ouvert à tous."),
    ("Un  jardin   partagé", "un jardin partagé ;"),
    ("UN BANC AU SOLEIL", "Un banc au soleil"),
    ("De la place", "de\u00a0la place"),
    ("École de l’Été", "Ecole de l'Eté"),
    ("À l’unisson", "A l'unisson"),
    ("ÉCOLE DE CIRQUE", "Ecole de cirque"),
    ("Un blog – et un fil", "Un blog -- et un fil"),
    ("Vélos → location", "Vélos -> location"),
    ("½ journée de nettoyage", "1/2 journée de nettoyage"),
    ("Un local de 40 m²", "Un local de 40m2"),
    ("Un budget de 1\u202f000 €", "Un budget de 1000€"),
    ("De 18 h à 20 h 30", "De 18h à 20h30"),
    ("Le 2ᵉ et le 1ᵉʳ étage", "Le 2e et le 1er étage"),
    ("Café © maison", "Café (c) maison"),
    ("Le nº spécial", "Le n° spécial"),
)
_OTHER = (
    ("Le droit de pêche", "Le droit de péché"),
    ("Un marché", "Une marche"),
    ("Un marché", "Un marche"),
    ("Un jardin", "Un jardinet"),
    ("10 bancs", "100 bancs"),
    ("Fêter le 1 et le 2", "Fêter le 12"),
    ("1 0 bancs", "10 bancs"),
    ("Le lycée rêvé", "Le lycée reve"),
    ("Plus de bancs", "Plus de bacs"),
)


def read(text: str) -> Incoming:
    return read_ideas(contents_of(text.encode()), Choices(), 3)


@pytest.mark.parametrize(("one", "other"), [*_TYPED, *((other, one) for one, other in _TYPED)])
def test_what_another_program_typed_is_the_same_idea(one: str, other: str) -> None:
    made = make_workshop()
    made.ideas.record(1, one)
    for form in ("NFC", "NFD"):
        compared = new_rows(read(f'table\tidée\n1\t"{unicodedata.normalize(form, other).replace(chr(34), chr(34) * 2)}"\n'), made.session)  # fmt: skip  # noqa: E501
        assert (compared.new, compared.here, compared.corrections) == ((), 1, ())


@pytest.mark.parametrize(("one", "other"), _OTHER)
def test_another_letter_accent_or_number_is_another_idea(one: str, other: str) -> None:
    assert same_words_key(one) != same_words_key(other)


def test_rows_of_one_file_that_differ_in_signs_alone_are_told_as_repeated() -> None:
    rows = "table;idée\n1;L’été au parc\n1;l'été au parc.\n1;L’été au port\n"
    assert new_rows(read(rows), make_workshop().session).repeats == 1


def returned(made: Workshop, old: str, new: str) -> list[tuple[str, str]]:
    sheet = ideas_csv(report(made.session), Language("fr"))
    assert old in sheet
    compared = new_rows(read(sheet.replace(old, new)), made.session)
    assert compared.new == ()
    return [(each.old, each.new) for each in compared.corrections]


def test_signs_that_a_spreadsheet_types_are_no_correction_and_letters_are() -> None:
    made = make_workshop()
    made.ideas.record(1, "L’été de l’œuvre – un « vrai » café…")
    for old, new in (
        ("’", "'"),
        ("…", "..."),
        ("–", "-"),
        ("« vrai »", "«\u00a0vrai\u00a0»"),
        ("œuvre –", "œuvre\u00a0-"),
    ):
        assert returned(made, old, new) == [], (old, new)
    for old, new in (("été", "éte"), ("L’", "l’"), ("œ", "oe"), ("café", "thé"), ("vrai", "vraie")):
        assert len(returned(made, old, new)) == 1, (old, new)


def test_a_correction_of_a_status_leaves_the_apostrophes_as_they_are() -> None:
    made = make_workshop()
    made.ideas.record(1, "L’été au parc")
    assert returned(made, "L’été au parc;à créer", "L'été au parc;déjà existante") == [
        ("L’été au parc", "L’été au parc")
    ]


def test_a_status_that_another_import_of_a_list_has_is_offered() -> None:
    made = make_workshop()
    for row in read("table;idée\n1;L’été au parc\n1;Un banc\n").rows:
        made.ideas.record(row.table, row.text)
    later = "table;idée;statut\n1;l'été au parc;déjà existante\n1;Un banc;à créer\n2;Un four;à créer\n"
    compared = new_rows(read(later), made.session)
    assert [(each.ref, each.new, each.row.status) for each in compared.corrections] == [
        ("T1-01", "L’été au parc", "existing")
    ]
    assert (compared.here, [row.text for row in compared.new]) == (1, ["Un four"])


def test_a_list_that_is_older_than_what_was_corrected_here_has_nothing_to_correct() -> None:
    made = make_workshop()
    made.ideas.record(1, "Un banc")
    made.ideas.edit("T1-01", "Un banc", Status.EXISTING)
    assert new_rows(read("table;idée;statut\n1;Un banc;à créer\n"), made.session).corrections == ()


@pytest.mark.parametrize(
    "text",
    [
        "Table 1\n- Un banc (existe déjà)\n- Un four\n",
        "Table;Existant;À créer\n1;Un banc;\n1;;Un four\n",
        "Table;Idée;Existe déjà ?\n1;Un banc;oui\n1;Un four;non\n",
        "Table;Idée\n1;Un banc - existe déjà\n1;Un four\n",
    ],
)
def test_a_status_is_offered_wherever_a_file_says_it(text: str) -> None:
    made = make_workshop()
    made.ideas.record(1, "Un banc")
    made.ideas.record(1, "Un four", Status.TO_CREATE)
    plan = made.imports.plan(read(text))
    assert (plan.compared.new, [each.ref for each in plan.corrections]) == ((), ["T1-01"])
    made.imports.bring(plan, corrections=True)
    assert [idea.status for idea in made.session.ideas.values()] == [Status.EXISTING, Status.TO_CREATE]


def test_a_list_without_statuses_takes_none_away() -> None:
    made = make_workshop()
    made.ideas.record(1, "Un banc", Status.EXISTING)
    assert new_rows(read("Table 1\n- Un banc\n- Un four\n"), made.session).corrections == ()


@pytest.mark.parametrize("cell", ["", "peut-être"])
def test_a_row_that_says_no_status_takes_none_away(cell: str) -> None:
    made = make_workshop()
    made.ideas.record(1, "Un banc", Status.EXISTING)
    sheet = f"table;idée;statut\n1;Un banc;{cell}\n1;Un four;à créer\n1;Un bal;existante\n"
    assert new_rows(read(sheet), made.session).corrections == ()
    assert returned(made, "déjà existante;non", f"{cell};non") == []


def test_a_word_corrected_in_a_row_without_a_status_leaves_the_status() -> None:
    made = make_workshop()
    made.ideas.record(1, "Un banc", Status.EXISTING)
    sheet = ideas_csv(report(made.session), Language("fr")).replace("Un banc;déjà existante", "Un grand banc;", 1)
    incoming = read(sheet)
    made.imports.bring(made.imports.plan(incoming), corrections=True)
    (idea,) = made.session.ideas.values()
    assert (idea.text, idea.status) == ("Un grand banc", Status.EXISTING)


def test_of_equal_rows_each_answers_for_the_idea_of_its_status_and_detail() -> None:
    made = make_workshop()
    rows = ("à créer;ici", "existante;là", "existante;ici", "à créer;")
    sheet = "table;idée;statut;détail\n" + "".join(f"1;Un banc;{row}\n" for row in rows)
    for row in read(sheet).rows:
        made.ideas.record(row.table, row.text, Status(row.status), detail=row.detail)
    assert new_rows(read(sheet), made.session).corrections == ()
    found = new_rows(read(sheet.replace("existante;là", "à créer;là")), made.session).corrections
    assert len(found) == 1


@settings(max_examples=examples(100))
@given(
    st.text(st.characters(exclude_categories=["Cs"]), max_size=30),
    st.text(" .,;'’-–œæéÉsS1²h½©°\u00ad\u0301\u030c", max_size=20),
)
def test_what_tells_texts_apart_roughly_tells_no_same_words_apart(one: str, other: str) -> None:
    for text in (one, other, one + other, other + one):
        assert rough_key(text) == rough_key(same_words_key(text))


def test_no_letter_is_roughly_another_than_by_the_whole_rule() -> None:
    letters = map(chr, (*range(0xD800), *range(0xE000, 0x20000)))
    assert [each for each in letters if rough_key(f"b{each}d") != rough_key(same_words_key(f"b{each}d"))] == []
