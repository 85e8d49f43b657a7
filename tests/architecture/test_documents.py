"""What the documents for developers say of files is so: each path and each name of the code is there."""

from __future__ import annotations

import ast
import re
from functools import cache
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "facilitate"
PATH = re.compile(r"`((?:[a-z_0-9]+/)*[a-z_0-9]+(?:\.[a-z]+|/))`")
NAME = r"`@?([A-Za-z_]\w*(?:\.\w+)?)(?:\([^`]*\))?`"
# `Name` (`path`), also (port in `path`); the table has `path` (`Name`).
NAME_THEN_FILE = re.compile(NAME + r" \((?:[a-z ]+ )?`([a-z_0-9/]+\.py)`\)")
FILE_THEN_NAME = re.compile(r"`([a-z_0-9/]+\.py)` \(" + NAME + r"\)")


def text(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def exists(path: str) -> bool:
    """A path from the project, the package, or a part of it that the sentence is about."""
    if (ROOT / path).exists() or (PACKAGE / path).exists():
        return True
    return any(found.endswith(f"/{path.rstrip('/')}") for found in every())


@cache
def every() -> list[str]:
    folders = (PACKAGE, ROOT / "tests", ROOT / "docs", ROOT / "benchmarks")
    return [path.as_posix() for folder in folders for path in folder.rglob("*") if "__pycache__" not in path.parts]


def defined_in(node: ast.AST) -> set[str]:
    """List what a module or a class binds: functions, classes, fields, constants, and what methods set on `self`."""
    found = set()
    for each in ast.walk(node):
        if isinstance(each, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(each.name)
        elif isinstance(each, ast.Name) and isinstance(each.ctx, ast.Store):
            found.add(each.id)
        elif isinstance(each, ast.Attribute) and isinstance(each.ctx, ast.Store):
            found.add(each.attr)
    return found


@cache
def names_of(path: Path) -> frozenset[str]:
    """What that file defines, and `Class.member` for each class in it."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    found = defined_in(tree)
    for owner in (node for node in ast.walk(tree) if isinstance(node, ast.ClassDef)):
        found |= {f"{owner.name}.{member}" for member in defined_in(owner)}
    return frozenset(found | {f"{path.stem}.{name}" for name in found})


@cache
def files_named(path: str) -> list[Path]:
    """List the files of the package that a path, or the end of one, may mean."""
    return [each for each in PACKAGE.rglob(path.rpartition("/")[2]) if f"/{each.as_posix()}".endswith(f"/{path}")]


BOUND = re.compile(r"^\s*(?:async )?(?:(?:class|def) |self\.)?(\w+)\b(?=[:(\[]| =|: )", re.MULTILINE)


@cache
def bound() -> dict[str, list[Path]]:
    """Return every name that a line of the package defines or annotates, roughly, with the files that do."""
    found: dict[str, list[Path]] = {}
    for path in PACKAGE.rglob("*.py"):
        for name in {path.stem, *BOUND.findall(path.read_text(encoding="utf-8"))}:
            found.setdefault(name, []).append(path)
    return found


def is_defined(name: str) -> bool:
    """Whether some file of the package defines it; for `Class.member` those that may define the class are parsed."""
    first, _, member = name.partition(".")
    return any(
        name in names_of(path) for path in bound().get(first, ()) if not member or path in bound().get(member, ())
    )


# Names of other programs' code, and a command that is no function of the file beside it.
OTHERS = {"Storage", "Table", "TinyDB", "JSONStorage", "F_FULLFSYNC", "undo"}

# Made by `make`, written beside sessions, or a path of something else.
ELSEWHERE = {
    "sys.modules",
    "file.imported",
    "pair.answered",
    "sessions/",
    ".hub/",
    ".locks/",
    "demo/",
    "rehearsals/",
    "photos/",
    "facilitator.jsonl",
    "collected.jsonl",
    "people.jsonl",
    "people.k7m2.jsonl",
    "exports/",
}


@pytest.mark.parametrize("name", ["architecture.md", "adding.md"])
def test_every_path_is_there(name: str):
    paths = {found for found in PATH.findall(text(name)) if "." in found or found.endswith("/")}
    assert {path for path in paths - ELSEWHERE if not exists(path)} == set()


def test_forty_things_are_found_by_the_table():
    table = text("architecture.md").partition("## Where is what")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+) \| `([^`]+)`(?: \(`[^`]+`\))? \|$", table, re.MULTILINE)
    assert len(rows) >= 40
    assert [path for _what, path in rows if not (PACKAGE / path).exists()] == []


def test_each_list_of_what_to_add_names_files_of_the_package():
    lists = text("adding.md").split("\n## ")[1:]
    assert len(lists) == 6
    for part in lists:
        paths = [path for path in PATH.findall(part) if "/" in path]
        assert paths, part
        assert [path for path in paths if not (PACKAGE / path).exists()] == []


@pytest.mark.parametrize("name", ["architecture.md", "adding.md"])
def test_each_name_is_defined_in_the_file_beside_it(name: str):
    pairs = {
        *NAME_THEN_FILE.findall(text(name)),
        *((found, path) for path, found in FILE_THEN_NAME.findall(text(name))),
    }
    named = {(found, path) for found, path in pairs if found not in OTHERS}
    assert [
        (found, path) for found, path in named if not any(found in names_of(file) for file in files_named(path))
    ] == []
    assert named or name == "adding.md"


@pytest.mark.parametrize("name", ["architecture.md", "adding.md"])
def test_each_name_of_code_is_defined_somewhere(name: str):
    """A word in small letters may be a command or a field; capitals, dots and underscores are names of the code."""
    words = set(re.findall(NAME, text(name))) - OTHERS - ELSEWHERE - {"N_", "_", "__init__"}
    coded = {
        word
        for word in words
        if re.search(r"[a-z]_[a-z]|^[A-Z][a-z]|^[A-Z]{3}|\.", word) and not PATH.match(f"`{word}`")
    }
    assert {word for word in coded if not is_defined(word)} == set()
    assert coded
