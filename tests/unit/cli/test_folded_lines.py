"""Long messages on a terminal: broken between words, never inside one, nor inside a command to be copied."""

from __future__ import annotations

import io
import sys

from facilitate.cli.output import Output
from facilitate.cli.text_columns import cells, folded_lines
from facilitate.i18n import Language

READY = "The session is ready. To open it: “facilitate run common-ground-afoj”. To review it: “facilitate show it”."


def test_a_line_is_broken_between_words_and_a_command_stays_whole():
    for width in (40, 60, 80, 120):
        lines = folded_lines(READY, width)
        assert " ".join(lines) == READY
        assert any("“facilitate run common-ground-afoj”" in line for line in lines)
        assert all(cells(line) <= width for line in lines)


def test_what_fits_and_a_command_alone_on_its_line_stay_as_they_are():
    assert folded_lines("short", 20) == ["short"]
    alone = "  facilitate idea rename a-long-session-name T2-01 --which 2"
    assert folded_lines(alone, 30) == [alone]
    assert folded_lines("  one two three", 10) == ["  one two", "  three"]


class Screen(io.StringIO):
    def isatty(self) -> bool:
        return True


def test_what_a_command_says_is_broken_between_words_and_a_path_stays_whole(monkeypatch):
    monkeypatch.setenv("COLUMNS", "40")
    monkeypatch.setattr(sys, "stdout", Screen())
    out = Output(Language("fr"))
    told = "Les pistes restaurées se trouvent de nouveau dans la liste des rencontres."
    path = "Association du Parc/Rencontres du printemps/exports de la rencontre/compte-rendu.pdf"
    out.say(told)
    out.result({}, told)
    out.result({}, path, whole=True)
    lines = sys.stdout.getvalue().splitlines()
    assert lines[-1] == path
    assert " ".join(lines[:-1]) == f"{told} {told}"
    assert all(cells(line) <= 40 for line in lines[:-1])
