"""The package as its code shows it, parsed once for all tests that read it: they run in one worker (`ONE_WORKER`)."""

from __future__ import annotations

import ast
from functools import cache
from pathlib import Path
from unittest import mock

import pytest

import facilitate
from facilitate.i18n import catalogue

PACKAGE = Path(facilitate.__file__).parent
ONE_WORKER = pytest.mark.xdist_group("code")

translated = cache(catalogue.translated)
_parsed = cache(ast.parse)


@cache
def _walked(tree: ast.AST) -> tuple[ast.AST, ...]:
    """All nodes of a tree, as `ast.walk` finds them, in half of its time."""
    found = [tree]
    for node in found:
        for name in node._fields:
            value = getattr(node, name, None)
            if isinstance(value, ast.AST):
                found.append(value)
            elif isinstance(value, list):
                found += [each for each in value if isinstance(each, ast.AST)]
    return tuple(found)


@cache
def extracted() -> dict[catalogue.Msgid, str]:
    """The messages of the same trees."""
    with mock.patch.object(ast, "parse", _parsed), mock.patch.object(ast, "walk", _walked):
        return catalogue.extracted()


@cache
def trees() -> dict[Path, ast.Module]:
    return {path: _parsed(path.read_text(encoding="utf-8")) for path in sorted(PACKAGE.rglob("*.py"))}


@cache
def nodes() -> dict[Path, tuple[ast.AST, ...]]:
    """All nodes of each file, in no order to count on: to walk the trees takes as long as to parse them."""
    return {path: _walked(tree) for path, tree in trees().items()}
