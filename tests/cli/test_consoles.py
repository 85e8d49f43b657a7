"""What commands print where the console has few signs, as those of Windows: plain stand-ins, and never a traceback."""

import io
import json
import ntpath
import os
import sys

import pytest

from facilitate.cli.commands import demo
from facilitate.cli.main import main


@pytest.fixture
def printed(shell, paris, monkeypatch):
    """What a command writes to an output of that encoding, as bytes."""
    shell.ok("idea", "add", paris, "--table", 1, "Œuvre … à l’été → « ĝardeno » 😀")

    def printed(encoding, *words):
        out = io.TextIOWrapper(io.BytesIO(), encoding=encoding)
        with monkeypatch.context() as console:
            console.setattr(sys, "stdout", out)
            console.setattr(sys, "stderr", io.TextIOWrapper(io.BytesIO(), encoding=encoding))
            assert main([*words, paris]) == 0
        out.flush()
        return out.buffer.getvalue()

    return printed


@pytest.mark.parametrize(
    ("encoding", "expected"),
    [
        ("utf-8", "Œuvre … à l’été → « ĝardeno » 😀"),
        ("cp1252", "Œuvre … à l’été -> « gardeno » ?"),
        ("cp850", "OEuvre ... à l'été -> « gardeno » ?"),
        ("ascii", 'OEuvre ... a l\'ete -> " gardeno " ?'),
    ],
)
def test_a_sign_the_console_lacks_is_said_otherwise(printed, encoding, expected):
    assert expected in printed(encoding, "idea", "list").decode(encoding)


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "ascii"])
@pytest.mark.parametrize("words", [["show"], ["stats"], ["history"], ["phase", "list"], ["--lang", "fr", "show"]])
def test_no_command_stumbles_over_a_sign(printed, encoding, words):
    assert printed(encoding, *words).decode(encoding)


@pytest.mark.parametrize("encoding", ["cp1252", "cp850", "utf-8"])
def test_data_for_programs_is_whole_whatever_the_console(printed, encoding):
    (idea,) = json.loads(printed(encoding, "idea", "list", "--json").decode(encoding))
    assert idea["text"] == "Œuvre … à l’été → « ĝardeno » 😀"


def test_a_program_on_another_drive_of_windows_is_called_by_its_path(monkeypatch):
    monkeypatch.setattr(demo, "which", lambda _name: None)
    monkeypatch.setattr(os.path, "relpath", ntpath.relpath)
    monkeypatch.setattr(sys, "argv", [r"E:\facilitate\facilitate.exe"])
    monkeypatch.setattr(os, "getcwd", lambda: "C:\\")
    assert demo._called() == r"E:\facilitate\facilitate.exe"
