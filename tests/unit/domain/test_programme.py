"""What a programme may hold, and what is said of what it may not."""

from __future__ import annotations

import copy
from datetime import date, time

import pytest

from facilitate.domain.errors import Refused
from facilitate.domain.programme import document as doc
from facilitate.domain.programme.plan import PHASE_KINDS, Venue
from facilitate.domain.programme.reader import read_plan
from facilitate.domain.programme.toml_text import parsed
from facilitate.i18n import Language
from facilitate.store.programme_file import read_programme, written
from facilitate.store.workspace import Workspace
from tests.support.workshops import PLAN

WHOLE = """
title = "La rencontre"
subtitle = "Sous-titre"
language = "en"
date = 2021-12-13
starts_at = 14:00:00
ends_at = 18:00:00
organiser = "Nous"
partners = ["Un", "Deux"]
cycle = "Les rencontres"
synonyms = ["TS = travailleur social"]
[place]
name = "Musée"
city = "Paris"
address = "7e"
facts = ["Fondé en 1894"]
[attendance]
expected = 60
present = 57
groups = ["travailleurs"]
[[phases]]
kind = "study"
title = "L'étude"
minutes = 40
[phases.study]
title = "Regards"
method = "ethnologie"
author = "A. C."
author_role = "ethnologue"
commissioned_by = "Nous"
funded_by = "Eux"
interviewees = 13
[[phases.study.axes]]
key = "freins"
question = "Quels freins ?"
[[phases]]
kind = "panel"
title = "Table ronde"
minutes = 45
[[phases.speakers]]
name = "Laurence Mari"
role = "chargée de mission"
organisation = "DGCS"
[[phases]]
kind = "tables"
title = "Six tables"
minutes = 75
question = "Quelles pistes ?"
tables = 6
[[categories]]
key = "lieux"
title = "Lieux"
keywords = ["café", "tiers-lieu"]
"""


def programme(tmp_path, text):
    path = tmp_path / "programme.toml"
    path.write_text(text, encoding="utf-8", newline="\n")
    return doc.complete(read_programme(path))


def test_everything_a_programme_holds_is_read_and_written_back(tmp_path):
    document = programme(tmp_path, WHOLE)
    plan = read_plan(document)
    assert (plan.title, plan.language, plan.date, plan.starts_at) == (
        "La rencontre",
        "en",
        date(2021, 12, 13),
        time(14),
    )
    assert (plan.place.facts, plan.attendance.present) == (("Fondé en 1894",), 57)
    assert [phase.kind for phase in plan.phases] == [PHASE_KINDS["study"], PHASE_KINDS["panel"], PHASE_KINDS["tables"]]
    assert [phase.key for phase in plan.phases] == ["study", "panel", "tables"]
    study = plan.phases[0].study
    assert study is not None
    assert (study.interviewees, study.axes[0].key) == (13, "freins")
    assert plan.phases[1].speakers[0].key == "laurence-mari"
    assert (plan.tables, plan.tables_phases[0].question, plan.category("lieux").title) == (
        6,
        "Quelles pistes ?",
        "Lieux",
    )
    assert (plan.category("lieux").keywords, plan.synonyms) == (("café", "tiers-lieu"), ("TS = travailleur social",))
    assert programme(tmp_path, written(document)) == document
    assert "date = 2021-12-13" in written(document)
    assert 'key = "laurence-mari"' not in written(document)
    assert 'key = "lieux"' in written(document)


def changed(path, value):
    document = copy.deepcopy(PLAN)
    *parents, last = path
    node = document
    for step in parents:
        node = node[step]
    node[last] = value
    return document


TABLES = ("phases", 4)
REFUSALS = [
    (("titel",), "x", ["“titel”", "not a key", "title"]),
    (("title",), "  ", ["“title”", "is required"]),
    (("title",), 5, ["“title”", "a text", "5"]),
    (("title",), "a\x1bb", ["U+001B"]),
    (("language",), "de", ["“language”", "de", "fr, en"]),
    (("date",), "2021-02-30", ["date", "“2021-02-30”", "does not exist"]),
    (("date",), "demain", ["“demain”", "is not a full date"]),
    (("starts_at",), "25:00", ["“starts_at”", "14:00", "25:00"]),
    (("starts_at",), "14:00+02:00", ["“starts_at”", "14:00"]),
    (("partners",), "Un", ["“partners”", "list of texts"]),
    (("partners",), ["Un", 2], ["“partners”", "list of texts"]),
    (("place",), "Paris", ["“place”", "group of keys", "Paris"]),
    (("place",), {"town": "Paris"}, ["“place, town”", "not a key", "city"]),
    (("attendance",), {"expected": -1}, ["“attendance, expected”", "0 to 1000000", "-1"]),
    (("attendance",), {"present": "60"}, ["“attendance, present”", "whole number"]),
    (("phases",), [], ["at least one phase"]),
    (("phases",), {}, ["“phases”", "[[phases]]"]),
    (("phases",), ["x"], ["“phase 1”", "group of keys"]),
    ((*TABLES, "tables"), 0, ["“phase 5, tables”", "1 to 40", "0"]),
    ((*TABLES, "tables"), 41, ["“phase 5, tables”", "1 to 40", "41"]),
    ((*TABLES, "tables"), True, ["“phase 5, tables”", "whole number"]),
    ((*TABLES, "tables"), None, ["“phase 5, tables”", "whole number"]),
    ((*TABLES, "minutes"), -5, ["“phase 5, minutes”", "0 to 1440", "-5"]),
    ((*TABLES, "minutes"), 12.5, ["“phase 5, minutes”", "whole number", "12.5"]),
    ((*TABLES, "kind"), "tabel", ["“phase 5, kind”", "tabel", "synthesis"]),
    (("phases", 0, "tables"), 6, ["“phase 1, tables”", "not a key"]),
    (("phases", 0, "key"), "Accueil !", ["“phase 1, key”", "lowercase letters"]),
    (("phases", 0, "key"), ["welcome"], ["“phase 1, key”", "lowercase letters"]),
    (
        ("phases", 2, "study", "axes", 0, "question"),
        "",
        ["“phase 3, study, research question 1, question”", "is required"],
    ),
    (("phases", 2, "study", "interviewees"), "13", ["“phase 3, study, interviewees”", "whole number"]),
    (("phases", 3, "speakers", 0, "name"), None, ["“phase 4, speaker 1, name”", "is required"]),
    (("categories", 1, "key"), "lieux", ["“categories”", "lieux", "entries 1 and 2"]),
    (("categories", 0, "title"), None, ["“category 1, title”", "is required"]),
    (("categories", 1, "keywords"), "café", ["“category 2, keywords”", "list of texts", "café"]),
    (("categories", 1, "keywords"), ["café", 3], ["“category 2, keywords”", "list of texts"]),
    ((*TABLES, "tables"), "Santé, Logement", ["number of tables or the list", 'tables = ["Garden", "Kitchen"']),
    (
        (*TABLES, "table_setups"),
        "Santé",
        ["“phase 5, table_setups”", '[[phases.table_setups]]\nnumber = 1\nname = "…"'],
    ),
    (
        (*TABLES, "table_setups"),
        ["Santé"],
        ["descriptions, entry 1”", "not “Santé”", "[[phases.table_setups]]\nnumber"],
    ),
    (
        (*TABLES, "table_setups"),
        [{"name": "Santé"}],
        ["descriptions, entry 1, number”", "required: a whole number"],
    ),
    (("phases", 2, "study"), ["Une étude"], ["“phase 3, study”", "not a list", '[phases.study]\ntitle = "…"']),
    (("synonyms",), "TS = travailleur social", ["“synonyms”", "list of texts"]),
    (("synonyms",), ["TS"], ["“synonyms”", "TS = travailleur social", "not “TS”"]),
    (("synonyms",), ["= travailleur social"], ["“synonyms”", "not “= travailleur social”"]),
]


@pytest.mark.parametrize(("path", "value", "said"), REFUSALS, ids=[f"{r[0][-1]}={r[1]!r}"[:40] for r in REFUSALS])
def test_a_refusal_names_the_key_and_says_what_would_be_right_and_nothing_is_written(tmp_path, path, value, said):
    with pytest.raises(Refused) as refused:
        Workspace(tmp_path / "home", "home").create(changed(path, value), "Essai")
    for words in said:
        assert words in str(refused.value)
    assert list(tmp_path.iterdir()) == []


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b'title = "a"\ntitle = "b"\nx = 1', "line 2"),
        (b"title = \n", "line 1"),
        (b"date = 2021-02-30", "line 1"),
        (b'title = "caf\xe9"', "not UTF-8"),
        (b"[[phases]\n", "line 1"),
    ],
)
def test_a_file_that_does_not_read_is_refused_with_its_line(tmp_path, content, said):
    path = tmp_path / "programme.toml"
    path.write_bytes(content)
    with pytest.raises(Refused, match=said):
        read_programme(path)


def test_a_byte_order_mark_does_no_harm_and_a_missing_file_is_named(tmp_path):
    path = tmp_path / "programme.toml"
    path.write_bytes(b'\xef\xbb\xbftitle = "a"')
    assert read_programme(path) == {"title": "a"}
    with pytest.raises(Refused, match=r"nothing\.toml cannot be read"):
        read_programme(tmp_path / "nothing.toml")


@pytest.mark.parametrize(
    ("written_as", "tables", "names"),
    [
        ('tables = ["Santé", "Logement"]', 2, [(1, "Santé"), (2, "Logement")]),
        ('tables = ["", "Logement", ""]', 3, [(2, "Logement")]),
        ('tables = ["Santé", { name = "Logement", place = "Salle B" }]', 2, [(1, "Santé"), (2, "Logement")]),
        ('[[phases.tables]]\nname = "Santé"\n[[phases.tables]]\nquestion = "Où ?"', 2, [(1, "Santé"), (2, "")]),
        ('tables = ["Santé", ""]\n[[phases.table_setups]]\nnumber = 2\nplace = "Salle B"', 2, [(1, "Santé"), (2, "")]),
    ],
)
def test_a_list_of_tables_counts_and_names_them(tmp_path, written_as, tables, names):
    document = programme(tmp_path, f'title = "a"\n[[phases]]\nkind = "tables"\ntitle = "t"\n{written_as}\n')
    (phase,) = read_plan(document).phases
    found = sorted((each.number, each.name) for each in phase.table_setups)
    assert (phase.tables, found) == (tables, names)
    assert programme(tmp_path, written(document)) == document


def test_a_refusal_shows_the_shape_in_the_language_of_whoever_reads_it():
    with pytest.raises(Refused) as refused:
        read_plan(doc.complete(changed((*TABLES, "table_setups"), {"1": "Santé"})))
    assert Language("fr").message(refused.value.message) == (
        "«\u00a0phase 5, table_setups\u00a0» doit s’écrire en blocs [[phases.table_setups]] (et non un groupe de "
        'clés). Par exemple\u00a0:\n[[phases.table_setups]]\nnumber = 1\nname = "…"'
    )


def test_phases_of_one_kind_get_keys_of_their_own():
    document = doc.complete(
        {"title": "x", "phases": [{"kind": "break", "title": "a"}, {"kind": "break", "title": "b"}]}
    )
    assert [phase["key"] for phase in document["phases"]] == ["break", "break-2"]


@pytest.mark.parametrize("path", ["phases/nothing", "phases/nothing/title", "title/x", "phases/tables/key", "x/y/z"])
def test_a_path_that_leads_nowhere_is_refused(path):
    with pytest.raises(Refused, match=r"nothing at|not a key"):
        read_plan(doc.with_value(doc.complete(PLAN), path, "x"))


def test_values_by_path():
    document = doc.complete(PLAN)
    assert doc.value_at(document, "phases/panel/speakers/laurence-mari/name") == "Laurence Mari"
    assert doc.value_at(document, "phases/nothing/title") is None
    changed_document = doc.with_value(document, "place/city", "Paris")
    assert read_plan(changed_document).place.city == "Paris"
    assert doc.with_value(changed_document, "place/city", None)["place"] == {}
    assert "place" not in document


@pytest.mark.parametrize(
    ("key", "least", "most"), [("tables", 1, 40), ("rounds", 1, 20), ("changeover", 0, 1440), ("silent_after", 1, 1440)]
)
def test_a_number_of_a_phase_has_a_least_and_a_most(key, least, most):
    def read(number):
        plan = copy.deepcopy(PLAN)
        plan["phases"][4][key] = number
        return getattr(read_plan(doc.complete(plan)).phases[4], key)

    assert (read(least), read(most)) == (least, most)
    for number in (least - 1, most + 1):
        with pytest.raises(Refused, match=key):
            read(number)


def test_what_a_phase_does_not_say_is_one_round_without_a_changeover():
    phase = read_plan(doc.complete(PLAN)).phases[4]
    assert (phase.rounds, phase.changeover) == (1, 0)


@pytest.mark.parametrize("synonym", ["TS", "TS =", "= travailleur social", " = ", ""])
def test_a_synonym_has_two_sides(synonym):
    with pytest.raises(Refused, match="synonyms"):
        read_plan(doc.complete({**PLAN, "synonyms": [synonym]}))


@pytest.mark.parametrize("value", ["2026-13-01", "2026-04-32", "2026-02-30", "25:00:00", "14:75"])
def test_a_day_or_an_hour_that_does_not_exist_is_no_error_of_syntax(value):
    with pytest.raises(Refused, match=r"line 2, column .*does not exist"):
        parsed("day.toml", f'title = "Essai"\ndate = {value}  # to be sure\n')
    with pytest.raises(Refused, match="not valid TOML"):
        parsed("day.toml", f'title = "Essai\ndate = {value}\n')


@pytest.mark.parametrize(
    ("name", "city", "beside"),
    [("Halle des solidarités, Lille", "Lille", ""), ("Halle", "Lille", "Lille"), ("Mairie de Lille", "Lyon", "Lyon")],
)
def test_a_city_that_the_name_of_a_venue_ends_with_is_told_once(name, city, beside):
    assert (Venue(name, city).city_beside, Venue(name, city).whereabouts) == (beside, (beside,) if beside else ())
