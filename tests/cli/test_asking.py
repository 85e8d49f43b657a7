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
    code, said = answer("", "Ours", "never", "2021-12-13", "Here", "99", "4", "")
    assert code == 0
    assert "not a date" in said
    assert "from 1 to 40" in said
    found = shell.json("list")[0]
    assert (found["title"], found["date"], found["place"]) == ("Ours", "2021-12-13", "Here")
    assert shell.json("show", "ours")["by_table"][-1]["table"] == 4


def test_the_end_of_the_input_writes_nothing(shell, answer):
    code, _said = answer("Ours")
    assert code == 130
    assert not (shell.home / "sessions").exists()
