"""Each command that is advised where depots and cycles are spoken of can be typed as it is shown, in both languages."""

from __future__ import annotations

import ast
import re
import shlex
from pathlib import Path

import pytest

import facilitate
from facilitate.cli.application import built
from facilitate.cli.context import CliContext
from facilitate.cli.output import Output
from facilitate.i18n import Language

PACKAGE = Path(facilitate.__file__).parent
# Whatever says something of a depot or a cycle: commands, and the rules and carriers below them.
MODULES = sorted(
    path
    for part in ("cli", "store", "web/carriers", "web/depot", "workshop/cycle", "workshop/cases", "tui/screens/cycle")
    for path in (PACKAGE / part).rglob("*.py")
    if re.search(r"depot|cycle|record", path.relative_to(PACKAGE).as_posix())
)
QUOTED = re.compile(r"[“«]\s?(facilitate [^”»]+?)\s?[”»]")


def commands(path):
    """The commands that a module shows: in its sentences, of either language, and as it puts them together."""
    french = Language("fr").forms
    source = path.read_text(encoding="utf-8")
    if "facilitate " not in source:  # each worker would take every module apart as it collects
        return
    for node in ast.walk(ast.parse(source)):
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            for text in (node.value, *french(node.value, node.value)):
                yield from QUOTED.findall(text)
        elif isinstance(node, ast.JoinedStr):
            parts = (part.value if isinstance(part, ast.Constant) else "{x}" for part in node.values)
            text = "".join(parts)
            if text.startswith("facilitate "):
                yield text


ADVISED = sorted({each for path in MODULES for each in commands(path)})


def test_there_is_advice_to_try():
    assert len(ADVISED) > 30


@pytest.mark.parametrize("line", ADVISED)
def test_an_advised_command_lacks_nothing_and_knows_each_of_its_options(line):
    # What stands right behind a word are further options, each told by a function of its own.
    words = shlex.split(re.sub(r"\{\w*\}", "x", re.sub(r"(?<=[\w])\{x\}", "", line)))[1:]
    command = built(*words[:2])
    while hasattr(command, "commands"):
        command = command.commands[words.pop(0)]
    command.make_context(command.name, words, obj=CliContext(Output(Language("en")), None, {}))
