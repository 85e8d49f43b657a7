"""Choosing what is projected, and looking on without a trace."""

from __future__ import annotations

import pytest

from tests.support.services import context_at
from tests.support.systems import DATA_HOME


def test_without_a_value_it_says_what_is_projected(shell, paris):
    assert shell.ok("wall", paris).lines == ["clock"]
    for what in ("question", "COUNTS", "typology", "blank", "clock"):
        assert shell.ok("wall", paris, what).lines == [what.lower()]
    assert shell.json("wall", paris) == {"wall": "clock"}


def test_what_is_projected_is_typed_and_shown_in_words(shell, paris):
    for typed in ("chronomètre", "idees", "Rien", "typology"):
        assert shell.ok("wall", paris, typed, "--lang", "fr").out
    assert shell.ok("wall", paris, "--lang", "fr").lines == ["typologie"]
    assert (
        "chronomètre, question, idées, typologie, pistes, places, restitution, bilan, vote, questions de fin, rien"
        in shell("wall", paris, "zut", "--lang", "fr").err
    )


def test_a_choice_is_undone_like_anything(shell, paris):
    shell.ok("wall", paris, "blank")
    assert "Projected: nothing" in shell.ok("history", paris).out
    shell.ok("undo", paris)
    assert shell.ok("wall", paris).lines == ["clock"]


def test_what_cannot_be_projected_is_refused_with_the_choices(shell, paris):
    done = shell("wall", paris, "notes")
    assert done.code == 2
    assert "clock, question, counts, typology, proposals, seats, report back, review, vote, feedback, blank" in done.err


def test_projecting_without_a_terminal_says_so_at_once(shell, paris):
    done = shell("project", paris)
    assert done.code == 2
    assert "needs a terminal" in done.err


@pytest.mark.usefixtures("three")
def test_who_only_looks_on_leaves_no_trace(shell, paris, tmp_path, monkeypatch):
    monkeypatch.setenv(DATA_HOME, str(tmp_path / "data"))

    def files():
        return {path: path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()}

    before = files()
    looking = context_at(str(shell.home), {}).sessions.open_read_only(paris)
    assert len(looking.session.ideas) == 3
    assert not looking.recorder.refresh()
    assert files() == before
    shell.ok("idea", "add", paris, "--table", 3, "Said meanwhile")
    assert looking.recorder.refresh()
    assert len(looking.session.ideas) == 4


def test_what_is_no_theme_is_refused_before_the_screen_opens(shell, paris):
    done = shell("project", paris, "--theme", "pink")
    assert done.code != 0
    assert "--theme can be dark, light or contrast (not “pink”)." in done.err
    assert "needs a terminal" in shell("project", paris, "--theme", "light", "--sound").err


def test_a_round_is_given_a_question_by_a_command(shell, paris):
    phase = next(each["key"] for each in shell.json("show", paris)["programme"]["phases"] if each["kind"] == "tables")
    shell.ok("plan", "set", paris, f"phases/{phase}/rounds", 3)
    added = shell.ok("plan", "add", paris, f"phases/{phase}/round_setups", "number=2", "question=Comment ?")
    assert added.lines == [f"phases/{phase}/round_setups/2"]
    assert "Round 2 · “Comment ?”" in shell.ok("show", paris).out
    assert "needs more rounds" in shell("plan", "set", paris, f"phases/{phase}/rounds", 1).err
    text = shell.ok("show", paris, "--toml").out
    assert "round_setups" in text
    shell.ok("phase", "start", paris, phase)
    shell.ok("idea", "add", paris, "--table", 1, "au premier tour")
    ideas = shell.json("idea", "list", paris)
    assert [each.get("round") for each in ideas if each["text"] == "au premier tour"] == [1]
    shell.ok("plan", "remove", paris, f"phases/{phase}/round_setups/2")
    shell.ok("undo", paris)
    assert "Comment ?" in shell.ok("show", paris).out


def test_rounds_longer_than_their_phase_are_refused_at_every_door(shell, paris, tmp_path):
    phase = next(each for each in shell.json("show", paris)["programme"]["phases"] if each["kind"] == "tables")
    shell.ok("plan", "set", paris, f"phases/{phase['key']}/changeover", phase["minutes"] // 2)
    done = shell("plan", "set", paris, f"phases/{phase['key']}/rounds", 3)
    assert (done.code, "Make the phase longer, or choose fewer rounds" in done.err) == (1, True)
    text = shell.ok("show", paris, "--toml").out
    file = tmp_path / "programme.toml"
    file.write_text(text.replace("changeover =", "rounds = 3\nchangeover ="), encoding="utf-8")
    for command in (("new", file), ("plan", "replace", paris, file)):
        assert "take at least" in shell(*command).err
    assert len(shell.json("list")) == 1
