"""What the documents for developers say of files is so: each path that they name is there."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "facilitate"
PATH = re.compile(r"`((?:[a-z_0-9]+/)*[a-z_0-9]+(?:\.[a-z]+|/))`")


def text(name: str) -> str:
    return (ROOT / "docs" / name).read_text(encoding="utf-8")


def exists(path: str) -> bool:
    """A path from the project, the package, or a part of it that the sentence is about."""
    if (ROOT / path).exists() or (PACKAGE / path).exists():
        return True
    return any(found.as_posix().endswith(f"/{path.rstrip('/')}") for found in every())


def every() -> list[Path]:
    folders = (PACKAGE, ROOT / "tests", ROOT / "docs", ROOT / "benchmarks")
    return [path for folder in folders for path in folder.rglob("*") if "__pycache__" not in path.parts]


# Made by `make`, written beside sessions, or a path of something else.
ELSEWHERE = {
    "sys.modules",
    "file.imported",
    "pair.answered",
    "sessions/",
    ".hub/",
    ".locks/",
    "demo/",
    "facilitator.jsonl",
    "collected.jsonl",
    "exports/",
}


@pytest.mark.parametrize("name", ["architecture.md", "adding.md"])
def test_every_path_is_there(name: str):
    paths = {found for found in PATH.findall(text(name)) if "." in found or found.endswith("/")}
    assert {path for path in paths - ELSEWHERE if not exists(path)} == set()


def test_forty_things_are_found_by_the_table():
    table = text("architecture.md").partition("## Where is what")[2].partition("\n## ")[0]
    rows = re.findall(r"^\| ([^|]+) \| `([^`]+)` \|$", table, re.MULTILINE)
    assert len(rows) >= 40
    assert [path for _what, path in rows if not (PACKAGE / path).exists()] == []


def test_each_list_of_what_to_add_names_files_of_the_package():
    lists = text("adding.md").split("\n## ")[1:]
    assert len(lists) == 6
    for part in lists:
        paths = [path for path in PATH.findall(part) if "/" in path]
        assert paths, part
        assert [path for path in paths if not (PACKAGE / path).exists()] == []
