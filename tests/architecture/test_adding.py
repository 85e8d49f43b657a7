"""What it takes to add something is what `docs/adding.md` says, and no file more."""

from __future__ import annotations

import ast
import re
from pathlib import Path

from facilitate.domain.programme.plan import PHASE_KINDS
from facilitate.export.sections import SECTIONS, _named
from facilitate.tui.screens.conduct.phase_kinds import DISPLAYS
from facilitate.workshop.report.phase_parts import PARTS
from facilitate.workshop.views.conduct import ITEMS
from tests.support import code
from tests.support.code import ONE_WORKER

pytestmark = ONE_WORKER

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "facilitate"
PATH = re.compile(r"`((?:[a-z_0-9]+/)*(?:[a-z_0-9.]+\.(?:py|json))|(?:[a-z_0-9]+/)+)`")
# Where a kind of phase has something under its word, and what a session begins with when nobody has written one.
DECLARE_KINDS = {
    "domain/programme/plan.py",
    "domain/programme/defaults.py",
    "tui/screens/conduct/phase_kinds.py",
    "workshop/report/phase_parts.py",
    "workshop/views/conduct.py",
}
MOST_FOR_A_PHASE_KIND, MOST_FOR_A_CAPABILITY = 10, 25
# The road map by its name, by what its own modules define, and by what is said of an action alone.
ITS_MODULES = "**/roadmap*.py", "**/roadmap/*.py"
OF_ACTIONS = ("horizon", "next_step", "ACTION_STATES")


def nodes() -> dict[str, tuple[ast.AST, ...]]:
    return {path.relative_to(PACKAGE).as_posix(): found for path, found in code.nodes().items()}


def words(node: ast.AST) -> set[str]:
    return {each.value for each in ast.walk(node) if isinstance(each, ast.Constant) and isinstance(each.value, str)}


def tells_kinds_apart(node: ast.AST) -> bool:
    """Whether something is decided by the word for one kind: `x.kind == "panel"`, `PHASE_KINDS["panel"]`, a `match`."""
    kinds = set(PHASE_KINDS)
    if isinstance(node, ast.Compare):
        return bool(words(node) & kinds) and "kind" in ast.unparse(node)
    if isinstance(node, ast.Subscript):
        return ast.unparse(node.value).endswith("PHASE_KINDS") and isinstance(node.slice, ast.Constant)
    return isinstance(node, ast.match_case) and bool(words(node.pattern) & kinds)


def lists_kinds(node: ast.AST) -> bool:
    keys = node.keys if isinstance(node, ast.Dict) else node.elts if isinstance(node, ast.Tuple) else []
    values = [each.value if isinstance(each, ast.Constant) else None for each in keys]
    return len(values) > 1 and set(values) <= set(PHASE_KINDS)


def test_nothing_asks_which_kind_a_phase_is():
    asking = {path for path, found in nodes().items() if any(map(tells_kinds_apart, found))}
    assert asking == set(), "give the kind what is asked for, where kinds are declared"


def test_kinds_of_phases_are_declared_in_few_files():
    assert {path for path, found in nodes().items() if any(map(lists_kinds, found))} <= DECLARE_KINDS


def test_each_layer_knows_the_kinds_by_their_words():
    for declared in (PARTS, ITEMS, DISPLAYS):
        assert declared.keys() <= PHASE_KINDS.keys()


def recipe(title: str) -> list[str]:
    """The files that the numbered list of a page names; a folder stands for a file that is added to it."""
    part = (ROOT / "docs" / "adding.md").read_text(encoding="utf-8").partition(f"\n## {title}\n")[2]
    return PATH.findall("".join(re.findall(r"^(?:\d\.|  ).*\n", part.partition("\n## ")[0], re.MULTILINE)))


def test_a_kind_of_phase_takes_few_files():
    assert 0 < len(recipe("A kind of phase")) <= MOST_FOR_A_PHASE_KIND


def knowing_the_road_map() -> set[str]:
    """The files of the package that know of it, whatever they call it; translations left out."""
    own = {path for pattern in ITS_MODULES for path in PACKAGE.glob(pattern)}
    defined = {
        node.name
        for path in own
        for node in code.trees()[path].body
        if isinstance(node, ast.ClassDef) and not node.name.startswith("_")
    }
    assert {"ActionSet", "ActionPart", "RoadMapPage"} <= defined
    names = "|".join((*sorted(defined), *OF_ACTIONS))
    told = re.compile(rf"(?i:road[ _-]?map)|\b(?:{names})\b|session\.action")
    files = [path for path in PACKAGE.rglob("*") if path.suffix in (".py", ".json", ".css", ".html", ".js", ".toml")]
    return {path.relative_to(PACKAGE).as_posix() for path in files if told.search(path.read_text(encoding="utf-8"))}


def test_a_capability_takes_few_files_and_all_of_them_are_told():
    knowing = knowing_the_road_map()
    assert len(knowing) <= MOST_FOR_A_CAPABILITY, sorted(knowing)
    assert sorted(recipe("A capability")) == sorted(knowing)


def test_every_section_has_a_writer():
    for key, section in SECTIONS.items():
        assert all(
            callable(_named(function)) for function in (section.writer, section.data, section.sheet) if function
        ), key
