"""What the page for screen readers tells to type, typed."""

from __future__ import annotations

import re
import shlex

from facilitate.cli import plain_notes
from facilitate.i18n import Language
from tests.support.example import ROOT
from tests.support.photos import photo

PAGE = (ROOT / "docs" / "accessibility.md").read_text(encoding="utf-8")
COMMANDS = [shlex.split(line)[1:] for line in re.findall(r"`(facilitate [^`]+)`", PAGE)]
ELSEWHERE = {("share",), ("new",), ("demo",)}  # serves until it is ended, asks, has its own session


def test_what_it_tells_to_type_is_done(shell, tmp_path, monkeypatch):
    photo(tmp_path)
    monkeypatch.chdir(tmp_path)
    shell.ok("demo", "--stage", "tables")
    for words in COMMANDS:
        if words[0] == "COMMAND" or (words[0],) in ELSEWHERE:
            continue
        if words[:2] == ["phase", "speaker"]:
            shell.ok("phase", "start", "paris", "panel")
        done = shell(*words)
        assert done.code == (1 if words[0] == "check" and done.out else 0), (words, done.err)
        assert "\x1b" not in done.out + done.err


def test_it_names_each_word_of_the_line_by_line_notes_as_its_help_does_in_both_languages():
    for code in ("en", "fr"):
        shown = " ".join(Language(code)(line) for line in plain_notes._HELP)
        for word in re.findall(r"(?<!\w)/\w+", shown):
            assert f"`{word}" in PAGE, word
