"""Makes a matcher: by words alone, or with a model by meaning as well."""

from __future__ import annotations

from facilitate.matching.lexical import LexicalMatcher
from facilitate.workshop.ports import Matcher


def make(model: str | None = None) -> Matcher:
    """The matcher for a model's folder; without one words alone are compared. Raises `Refused`."""
    if not model:
        return LexicalMatcher()
    from facilitate.matching.semantic import SemanticMatcher, load

    return SemanticMatcher(load(model))
