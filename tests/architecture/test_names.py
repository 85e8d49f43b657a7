"""What is named in the code has a noun of the field for a name: none can tell of what kind a `told` is."""

from __future__ import annotations

import ast
from collections.abc import Iterator

from tests.support.code import ONE_WORKER, PACKAGE, nodes

pytestmark = ONE_WORKER
NO_NOUNS = {"told", "said", "gone"}


def names(node: ast.AST) -> Iterator[str | None]:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name) | ast.alias(asname=name):
            yield name
        case ast.arg(arg=name) | ast.keyword(arg=name) | ast.MatchAs(name=name) | ast.ExceptHandler(name=name):
            yield name
        case ast.FunctionDef(name=name) | ast.AsyncFunctionDef(name=name) | ast.ClassDef(name=name):
            yield name


def test_nothing_is_called_by_a_participle_alone():
    found = [
        f"{path.relative_to(PACKAGE)}:{getattr(node, 'lineno', 0)} {name}"
        for path, found in nodes().items()
        for node in found
        for name in names(node)
        if name and name.strip("_").lower() in NO_NOUNS
    ]
    assert found == []
