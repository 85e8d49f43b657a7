"""The page that says what can be installed where names what pyproject.toml asks for; its tool asks pip."""

from __future__ import annotations

import tomllib

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

from tests.support.example import ROOT

LINES = [line.split(" | ") for line in (ROOT / "docs" / "platforms.md").read_text(encoding="utf-8").splitlines()]
ROWS = [[cell.strip("| `") for cell in line] for line in LINES if line[0].startswith("| ")]
PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
PARTS = {
    "facilitate": PROJECT["dependencies"],
    **{f"[{name}]": wanted for name, wanted in PROJECT["optional-dependencies"].items() if name != "dev"},
}


def test_each_package_stands_there_with_its_part_and_the_version_that_was_tested():
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    tested = {canonicalize_name(line.partition("==")[0]): line.partition("==")[2] for line in lines if "==" in line}
    wanted = [(Requirement(each).name, part) for part, names in PARTS.items() for each in names]
    expected = [[name, part, tested[canonicalize_name(name)]] for name, part in wanted]
    assert [row for row in ROWS if len(row) == 3 and row != ["package", "part", "tested version"]] == expected


def test_each_part_has_a_cell_for_each_platform_and_none_is_shut_out():
    head, *rows = [row for row in ROWS if len(row) > 3]
    assert [row[0] for row in rows] == list(PARTS)
    assert {len(row) for row in rows} == {len(head)} == {7}
    assert not [cell for row in rows for cell in row if cell.startswith("no")]


def test_what_is_left_out_on_a_platform_is_said_there():
    marked = {Requirement(each).name for names in PARTS.values() for each in names if Requirement(each).marker}
    told = {name for row in ROWS for cell in row if cell.startswith("without ") for name in cell[8:].split(", ")}
    assert told == marked
