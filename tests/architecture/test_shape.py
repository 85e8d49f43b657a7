"""The shape of the code, and what the project's text must not mention."""

from __future__ import annotations

import ast
import re
from collections.abc import Container, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from tests.support.code import ONE_WORKER, nodes, trees

ROOT = Path(__file__).parents[2]
MOST_LINES = 450  # a file is judged by its subject: this is where to think again
MOST_LINES_OF_A_FUNCTION = 40

SUFFIXES = {".py", ".toml", ".md", ".txt", ".tcss", ".po", ".csv", ".cfg", ".svg", ".jsonl", ".journal"}
OURS = ("facilitate", "tests", "benchmarks", "docs", "sessions", "exports", ".ci")

# Written in two halves, so that this file does not mention what it forbids.
HOSTS = [
    "py" + "pi.org",
    "python" + "hosted.org",
    "npm" + "js.org",
    "npm" + "js.com",
    "crates" + ".io",
    "anaconda" + ".org",
    "proxy.golang" + ".org",
]
MACHINE_PATH = re.compile(r"(?<![\w.~/{}:-])/(?:" + "home" + r"|root|Users|work|opt|mnt)/\w")
CREDENTIALS = re.compile(r"\w://[^/\s:@]+:[^/\s@]+@")

# What is read once for several tests is read by one worker.
pytestmark = ONE_WORKER


def sources() -> list[Path]:
    return sorted((ROOT / "facilitate").rglob("*.py"))


@dataclass(frozen=True)
class Seen:
    """What a source shows once it is parsed."""

    documented: bool
    functions: dict[str, int]


@cache
def seen() -> dict[Path, Seen]:
    found = {}
    for path, tree in trees().items():
        functions = {
            f"{path.relative_to(ROOT)}:{node.lineno} {node.name}": (node.end_lineno or node.lineno) - node.lineno + 1
            for node in nodes()[path]
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
        }
        found[path] = Seen(ast.get_docstring(tree) is not None, functions)
    return found


def paths() -> Iterator[Path]:
    for name in OURS:
        for path in sorted((ROOT / name).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and (path.suffix in SUFFIXES or name == ".ci"):
                yield path
    yield from (path for path in sorted(ROOT.iterdir()) if path.is_file() and not path.name.startswith(".git"))


@cache
def texts() -> dict[Path, str]:
    return {path: path.read_text(encoding="utf-8", errors="replace") for path in paths()}


def mentions(pattern: re.Pattern[str], among: Container[Path] | None = None) -> list[str]:
    """List the lines in which it is found; none of the patterns goes over the end of one."""
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path, text in texts().items()
        if (among is None or path in among) and pattern.search(text)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


def test_no_file_is_too_long_to_be_read_at_once():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}
    assert {str(path.relative_to(ROOT)): lines for path, lines in lengths.items() if lines > MOST_LINES} == {}


def test_no_function_is_too_long_to_be_understood():
    functions = [(name, lines) for found in seen().values() for name, lines in found.functions.items()]
    assert len(functions) > len(sources())
    assert [(name, lines) for name, lines in functions if lines > MOST_LINES_OF_A_FUNCTION] == []


def test_each_package_says_what_lives_there():
    assert [path for path, found in seen().items() if not found.documented] == []


def test_no_registry_is_named():
    lower = {path: text.lower() for path, text in texts().items()}
    naming = {path for path, text in lower.items() if any(host in text for host in HOSTS)}
    assert mentions(re.compile("|".join(re.escape(host) for host in HOSTS), re.IGNORECASE), naming) == []


def test_no_path_of_one_machine_is_named():
    assert mentions(MACHINE_PATH) == []


def test_no_address_carries_a_password():
    assert mentions(CREDENTIALS) == []


def test_constraints_are_names_and_versions_only():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][\w.]*|#.*", line)] == []
