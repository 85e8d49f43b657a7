"""The shape of the code, and what the project's text must not mention."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

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
CREDENTIALS = re.compile(r"\w+://[^/\s:@]+:[^/\s@]+@")


def sources() -> list[Path]:
    return sorted((ROOT / "facilitate").rglob("*.py"))


def texts() -> Iterator[Path]:
    for name in OURS:
        for path in sorted((ROOT / name).rglob("*")):
            if path.is_file() and "__pycache__" not in path.parts and (path.suffix in SUFFIXES or name == ".ci"):
                yield path
    yield from (path for path in sorted(ROOT.iterdir()) if path.is_file() and not path.name.startswith(".git"))


def mentions(pattern: re.Pattern[str]) -> list[str]:
    lines = (
        (path, number, line)
        for path in texts()
        for number, line in enumerate(path.read_text(encoding="utf-8", errors="replace").splitlines(), 1)
    )
    return [
        f"{path.relative_to(ROOT)}:{number}: {line.strip()[:80]}"
        for path, number, line in lines
        if pattern.search(line)
    ]


def test_no_file_is_too_long_to_be_read_at_once():
    lengths = {path: len(path.read_text(encoding="utf-8").splitlines()) for path in sources()}
    assert {str(path.relative_to(ROOT)): lines for path, lines in lengths.items() if lines > MOST_LINES} == {}


def test_no_function_is_too_long_to_be_understood():
    long = []
    for path in sources():
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > MOST_LINES_OF_A_FUNCTION:
                    long.append(f"{path.relative_to(ROOT)}:{node.lineno} {node.name}: {lines}")
    assert long == []


def test_each_package_says_what_lives_there():
    silent = [path for path in sources() if ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) is None]
    assert silent == []


def test_no_registry_is_named():
    assert mentions(re.compile("|".join(re.escape(host) for host in HOSTS), re.IGNORECASE)) == []


def test_no_path_of_one_machine_is_named():
    assert mentions(MACHINE_PATH) == []


def test_no_address_carries_a_password():
    assert mentions(CREDENTIALS) == []


def test_constraints_are_names_and_versions_only():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    assert [line for line in lines if not re.fullmatch(r"[A-Za-z0-9._-]+==[0-9][\w.]*|#.*", line)] == []
