"""The choice of a matcher: by words alone, or with a model by meaning as well."""

from __future__ import annotations

from facilitate.matching.lexical import LexicalMatcher
from facilitate.workshop.ports import Matcher

MODEL = "FACILITATE_MODEL"  # the variable that names a model's folder for every command and screen


def make(model: str | None = None) -> Matcher:
    """Return the matcher for a model's folder; without one words alone are compared. Raises `Refused`."""
    if not model:
        return LexicalMatcher()
    from facilitate.matching.semantic import SemanticMatcher, load

    return SemanticMatcher(load(model))
