"""Items that a file names otherwise than the typology: filed and told, or asked, and never made beside it unasked."""

from __future__ import annotations

import pytest

_ROWS = (
    "table;idée;item\n1;Un four;lieux de culture\n1;Un bal;Les lieux de la culture\n2;Un bus;Mobilté\n"
    "2;Un train;mobilte\n3;Un parc;Jardins\n3;Un pré;Le jardin\n"
)


@pytest.fixture
def path(shell, paris, tmp_path):
    shell.ok("category", "add", paris, "Lieu de culture")
    shell.ok("category", "add", paris, "Mobilité")
    made = tmp_path / "ideas.csv"
    made.write_text(_ROWS, encoding="utf-8")
    return made


def titles(shell, paris):
    return [each["title"] for each in shell.json("category", "list", paris)]


def filed(shell, paris):
    return {idea["text"]: idea["category"] for idea in shell.json("idea", "list", paris)}


def test_a_near_twin_of_an_item_is_not_made(shell, paris, path):
    before = titles(shell, paris)
    done = shell.ok("import", paris, path, "--new-items")
    assert titles(shell, paris) == [*before, "Jardins"]
    assert "“lieux de culture” is filed under “Lieu de culture”." in done.err
    assert "“Les lieux de la culture” is filed under “Lieu de culture”." in done.err
    assert "“Le jardin” is filed under “Jardins”." in done.err
    assert "“Mobilté” is close to “Mobilité”: no idea is filed under that name." in done.err
    assert filed(shell, paris) == {
        "Un four": "lieu-de-culture", "Un bal": "lieu-de-culture", "Un bus": "", "Un train": "",
        "Un parc": "jardins", "Un pré": "jardins",
    }  # fmt: skip
    again = shell.json("import", paris, path, "--new-items")
    assert again["close_items"] == [
        {"item": "Mobilté", "close_to": "Mobilité"}, {"item": "mobilte", "close_to": "Mobilité"}
    ]  # fmt: skip
    shell.ok("category", "add", paris, "Mobilté")
    shell.ok("import", paris, path)
    assert filed(shell, paris)["Un train"] == "mobilte"


@pytest.mark.parametrize(("answer", "item"), [("1", "mobilite"), ("2", "mobilte"), ("", "")])
def test_on_a_terminal_it_is_asked_what_a_name_means_that_is_close_to_an_item(
    shell, paris, path, monkeypatch, answer, item
):
    monkeypatch.setattr("facilitate.cli.commands.import_.has_terminal", lambda: True)
    monkeypatch.setattr("facilitate.cli.import_reading.has_terminal", lambda: True)
    done = shell.ok("import", paris, path, stdin=f"{answer}\nyes\n".encode())
    assert done.err.count("create the category “Mobilté”") == 1
    found = filed(shell, paris)
    assert (found["Un bus"], found["Un train"], found["Un pré"]) == (item, item, "jardins")
    assert ("no idea is filed under that name" in done.err) is not bool(answer)
