"""The choice of a matcher: words, which need nothing, and meaning too where there is an encoder on this computer."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from facilitate.matching.encoders import find
from facilitate.matching.lexical import LexicalMatcher
from facilitate.workshop.ports import Matcher, Preparation

MODEL = "FACILITATE_MODEL"  # the variable that names a model, or “words”, for every command and screen


def by_words(tell: Callable[[int, int], object] = lambda _done, _of: None) -> Matcher:
    """Return a matcher of words alone; `tell` is called while it compares many texts."""
    return LexicalMatcher(tell=tell)


def by_meaning(model: str | None, folder: Path | None = None, *, keep: bool = True) -> Preparation | None:
    """Return how to compare by meaning, with what MODEL names or else what is installed; None for words alone.

    Vectors that are kept in the folder are read, and new ones kept there if `keep`. Numpy is imported; the encoder is
    loaded when texts are prepared. Raises `Refused`.
    """
    if (found := find(model)) is None:
        return None
    from facilitate.domain.errors import N_, Refused

    try:
        from facilitate.matching.by_meaning import MeaningMatcher
        from facilitate.matching.embeddings import Embeddings
    except ImportError as error:
        raise Refused(
            N_("Comparing by meaning requires one more package. Install it with: {command}"),
            command='pip install "facilitate[meaning]"',
        ) from error
    return MeaningMatcher(Embeddings(found, folder, keep=keep))
