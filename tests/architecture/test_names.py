"""What is named in the code has a noun of the field for a name: none can tell of what kind a `told` is."""

from __future__ import annotations

import ast

from tests.support.code import ONE_WORKER, PACKAGE, nodes

pytestmark = ONE_WORKER
NO_NOUNS = {"told", "said", "gone"}


# Where the name stands in a node of each kind; asked by kind, as there are a million nodes.
NAMED_BY = {
    ast.Name: "id", ast.Attribute: "attr", ast.alias: "asname", ast.arg: "arg", ast.keyword: "arg",
    ast.MatchAs: "name", ast.ExceptHandler: "name", ast.FunctionDef: "name", ast.AsyncFunctionDef: "name",
    ast.ClassDef: "name",
}  # fmt: skip


def name_of(node: ast.AST) -> str:
    field = NAMED_BY.get(type(node))
    return (field and getattr(node, field)) or ""


def test_nothing_is_called_by_a_participle_alone():
    found = [
        f"{path.relative_to(PACKAGE)}:{getattr(node, 'lineno', 0)} {name_of(node)}"
        for path, found in nodes().items()
        for node in found
        if name_of(node).strip("_").lower() in NO_NOUNS
    ]
    assert found == []
