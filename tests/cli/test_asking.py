"""`new` as it is used on a terminal: it asks, and asks again."""

import io
import sys

import pytest

from facilitate.cli.main import main


class Terminal(io.StringIO):
    def isatty(self):
        return True


@pytest.fixture
def answer(shell, monkeypatch):
    def answer(*lines):
        monkeypatch.setattr(sys, "stdin", Terminal("".join(line + "\n" for line in lines)))
        monkeypatch.setattr(sys, "stderr", Terminal())
        return main(["new"]), sys.stderr.getvalue()

    return answer


def test_it_asks_for_the_least_and_asks_again_for_what_will_not_do(shell, answer):
    lines = (
        "never",
        "2021-12-13",
        "soon",
        "9h30",
        "",
        "Here",
        "many",
        "60",
        "99",
        "4",
        "A, B, C, D, E",
        "Jardin, , Four",
        "none",
        "3",
        "soon",
        "5 min",
        "",
    )
    code, said = answer("", "Ours", *lines, "9", "")
    assert code == 0
    assert "not a time" in said
    assert "from 1 to 20" in said
    assert "a number of minutes, such as 2" in said
    assert "5 table names for 4 tables" in said
    assert "not a full date" in said
    assert "from 1 to 40" in said
    found = shell.json("list")[0]
    assert (found["title"], found["date"], found["place"]) == ("Ours", "2021-12-13", "Here")
    assert shell.json("show", "ours")["by_table"][-1]["table"] == 4
    document = shell.json("show", "ours")["programme"]
    assert (document["starts_at"], "ends_at" in document) == ("09:30:00", False)
    assert document["attendance"] == {"expected": 60}
    (phase,) = (each for each in document["phases"] if each["kind"] == "tables")
    assert [(each["number"], each["name"]) for each in phase["table_setups"]] == [(1, "Jardin"), (3, "Four")]
    assert (phase["rounds"], phase["changeover"]) == (3, 5)
    assert "categories" not in document


def test_the_typology_is_asked_none_usual_or_that_of_an_earlier_session(shell, answer):
    shell.ok("new", "--title", "Avant")
    _code, said = answer("Sans", *[""] * 9, "")
    assert "those of" not in said, "an event without categories lends none"
    shell.ok("category", "add", "avant", "Friches", "--keyword", "terrain")
    code, said = answer("Usual", *[""] * 9, "2")
    assert (code, "3. those of “Avant” (" in said) == (0, True)
    document = shell.json("show", "usual")["programme"]
    assert len(document["categories"]) == 7
    assert "Minutes to change" not in said
    assert "rounds" not in str(document["phases"]), "one round is none"
    code, _said = answer("Like", *[""] * 9, "4")
    assert code == 0
    assert [each["title"] for each in shell.json("category", "list", "like")] == ["Friches"]


def test_where_nobody_is_asked_nothing_is_put_in_that_nobody_said(shell):
    shell.ok("new", "--title", "Silent")
    document = shell.json("show", "silent")["programme"]
    assert {"categories", "starts_at", "ends_at", "attendance"} & document.keys() == set()
    shell.ok("new", "--title", "Said", "--typology", "usual", "--starts-at", "2 pm", "--ends-at", "17h30",
             "--people", "40", "--tables", "3", "--table-names", "Jardin, Cuisine", "--rounds", "2",
             "--changeover", "3")  # fmt: skip
    document = shell.json("show", "said")["programme"]
    assert (document["starts_at"], document["ends_at"]) == ("14:00:00", "17:30:00")
    assert (document["attendance"]["expected"], len(document["categories"])) == (40, 7)
    (phase,) = (each for each in document["phases"] if each["kind"] == "tables")
    assert (phase["rounds"], phase["changeover"]) == (2, 3)
    assert "choose one of none, standard" in shell("new", "--title", "Wrong", "--typology", "mine").err
    for word in ("standard", "usual", "habituelle"):
        assert shell.ok("new", "--title", word, "--typology", word, "--lang", "fr")


def _tables(shell, name):
    return next(each for each in shell.json("show", name)["programme"]["phases"] if each["kind"] == "tables")


def test_names_tell_how_many_tables_there_are_where_nobody_typed_a_number(shell, answer):
    made = shell.ok("new", "--title", "Named", "--table-names", "Jardin, Cuisine, Atelier, Hall")
    assert (_tables(shell, "named")["tables"], "without a name" in made.err) == (4, False)
    code, said = answer("Asked", *[""] * 6, "Jardin, Cuisine", "", "", "1")
    assert (code, _tables(shell, "asked")["tables"], "without a name" in said) == (0, 2, False)


def test_tables_that_are_left_without_a_name_are_told_where_the_number_was_typed(shell, answer):
    made = shell.ok("new", "--title", "Named", "--table-names", "Jardin, , Hall", "--tables", "5")
    assert (_tables(shell, "named")["tables"], "Tables without a name: 2, 4, 5." in made.err) == (5, True)
    code, said = answer("Asked", *[""] * 5, "6", "Jardin, Cuisine", "", "", "1")
    assert (code, "Tables without a name: 3, 4, 5, 6." in said) == (0, True)


def test_the_end_of_the_input_writes_nothing(shell, answer):
    code, _said = answer("Ours")
    assert code == 130
    assert not (shell.home / "sessions").exists()


def test_an_end_that_makes_the_day_too_long_is_asked_again_at_once(shell, answer):
    code, said = answer("Ours", "", "2 pm", "1 pm", "5 pm", *[""] * 8)
    assert code == 0
    assert "The end (13:00) is before the start (14:00)" in said
    assert shell.json("show", "ours")["programme"]["ends_at"] == "17:00:00"
