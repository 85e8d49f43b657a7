"""Where things are: rooms that look down only, one name for each class, nothing that is there for one other alone."""

from __future__ import annotations

import ast
from collections import defaultdict
from functools import cache
from pathlib import Path

from tests.support import code
from tests.support.code import ONE_WORKER

ROOT = Path(__file__).parents[2]
FEW_LINES = 60
MOST_ROOMS, MOST_FLAT = 16, 12

# Each stands alone though it is short and one module alone asks for it.
SHORT = {
    "facilitate.web.laptop.presence_line": "who is at the synthesis, apart from what is written there",
    "facilitate.export.markdown_escape": "what Markdown takes for its own: a rule with a property of its own",
    "facilitate.i18n.compile": "a program that make runs",
    "facilitate.i18n.mofile": "the form of a file, of no language",
    "facilitate.matching.kmeans": "an algorithm by its name",
    "facilitate.sheets.open_document": "what a format says that the library does not tell, loaded for that format only",
    "facilitate.sheets.word_documents": "the only one that may know pandoc, by contract",
    "facilitate.store.record.migrating": "the tables of the record as a version needs them, found by its name",
    "facilitate.store.copies": "what synchronised folders leave: a subject beside damage",
    "facilitate.web.hub.handshake": "how the hub proves itself, found by its name on both sides",
    "facilitate.web.hub.routes": "which path leads where, all in one look",
}
# Found by their names though they are short: commands, kinds of acts, what people do, and the writers of sections.
NAMED = (
    "facilitate.cli.commands.",
    "facilitate.domain.acts.",
    "facilitate.export.compose.",
    "facilitate.workshop.cases.",
)
# Each has one subclass, and is something by itself.
BASES = {
    "NotAHub": "an error that is also raised by itself",
    "Field": "one line to write in; the choice of a file leaves its arrows to the page while it is empty",
    "Rows": "a list to move in; the preview of an import shows one that takes no focus",
}

# What is read once for several tests is read by one worker.
pytestmark = ONE_WORKER


@cache
def modules() -> dict[str, Path]:
    found = {}
    for path in sorted((ROOT / "facilitate").rglob("*.py")):
        parts = path.relative_to(ROOT).with_suffix("").parts
        found[".".join(parts[:-1] if parts[-1] == "__init__" else parts)] = path
    return found


@cache
def nodes() -> dict[str, tuple[ast.AST, ...]]:
    return {name: code.nodes()[path] for name, path in modules().items()}


@cache
def imports() -> frozenset[tuple[str, str]]:
    """Who imports whom, anywhere in a file: at its top, for types alone, or within a function."""
    found = set()
    for name, those in nodes().items():
        for node in those:
            if isinstance(node, ast.Import):
                found |= {(name, alias.name) for alias in node.names}
            elif isinstance(node, ast.ImportFrom) and node.module:
                whole = {alias: f"{node.module}.{alias.name}" for alias in node.names}
                found |= {(name, each if each in modules() else node.module) for each in whole.values()}
    return frozenset((one, other) for one, other in found if other in modules() and one != other)


@cache
def importers() -> dict[str, set[str]]:
    found: dict[str, set[str]] = defaultdict(set)
    for one, other in imports():
        found[other].add(one)
    return found


def classes() -> dict[str, list[str]]:
    found = defaultdict(list)
    for name, those in nodes().items():
        for node in those:
            if isinstance(node, ast.ClassDef):
                found[node.name].append(name)
    return found


def named(base: ast.expr) -> str:
    """The name of a base class, without its module and its type parameters."""
    if isinstance(base, ast.Subscript):
        return named(base.value)
    return base.attr if isinstance(base, ast.Attribute) else base.id if isinstance(base, ast.Name) else ""


def test_no_two_classes_have_one_name():
    assert {name: where for name, where in classes().items() if len(where) > 1} == {}


def theirs() -> set[str]:
    """The names that files of ours import from elsewhere: a library's `Table` is not ours."""
    return {
        alias.asname or alias.name
        for those in nodes().values()
        for node in those
        if isinstance(node, ast.ImportFrom) and not (node.module or "").startswith("facilitate")
        for alias in node.names
    }


def test_no_class_is_there_for_one_subclass():
    known = classes().keys() - theirs()
    subclasses = defaultdict(list)
    for those in nodes().values():
        for node in those:
            if isinstance(node, ast.ClassDef):
                for base in map(named, node.bases):
                    subclasses[base].append(node.name)
    assert {
        name: found for name, found in subclasses.items() if name in known and len(found) == 1
    }.keys() <= BASES.keys()
    assert {name for name in BASES if len(subclasses[name]) != 1} == set()


def test_no_short_module_is_there_for_one_other():
    short = {
        name
        for name, path in modules().items()
        if path.name != "__init__.py"
        and len(path.read_text(encoding="utf-8").splitlines()) < FEW_LINES
        and len(importers()[name]) <= 1
        and not name.startswith(NAMED)
    }
    assert short - SHORT.keys() == set()
    assert SHORT.keys() - short == set()


def room(name: str) -> str:
    return name.split(".")[2]


def test_the_workshop_has_few_rooms_and_most_imports_stay_inside_one():
    inside = {name for name in modules() if name.startswith("facilitate.workshop.")}
    assert len({room(name) for name in inside}) <= MOST_ROOMS
    flat = [name for name in inside if name.count(".") == 2 and modules()[name].name != "__init__.py"]
    assert len(flat) <= MOST_FLAT
    between = [(one, other) for one, other in imports() if {one, other} <= inside]
    assert 2 * sum(room(one) == room(other) for one, other in between) >= len(between)


def test_no_files_import_each_other_in_a_circle():
    """Counted with what is imported for types alone, and within functions."""
    above: dict[str, set[str]] = defaultdict(set)
    for one, other in imports():
        above[one].add(other)
    # What imports nothing that is left is taken away, again and again; a circle is what stays.
    left = set(modules())
    while free := {name for name in left if not above[name] & left}:
        left -= free
    while free := {name for name in left if not any(name in above[other] for other in left)}:
        left -= free
    assert left == set()
