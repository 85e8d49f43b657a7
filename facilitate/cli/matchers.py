"""The choice of a matcher for a command: by meaning too where there is something to compare it with."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.cli.context import CliContext
from facilitate.domain.errors import N_, FacilitateError, Message

if TYPE_CHECKING:
    from facilitate.workshop.ports import Matcher
    from facilitate.workshop.suggestions.contract import Texts


def matcher_of(
    context: CliContext,
    texts: Texts,
    folder: Path | None,
    model: str | None = None,
    *,
    keep: bool = False,
    tell: Callable[[int, int], object] = lambda _done, _of: None,
) -> Matcher:
    """Return what to ask about these texts: by meaning too where it can be compared, else by words alone.

    Vectors that are kept in the folder are read, and new ones kept there if `keep`. `tell` is called while many texts
    are compared by their words.
    """
    from facilitate.cli.progress import progress_bar
    from facilitate.matching.matcher import MODEL, by_meaning, by_words

    try:
        preparation = by_meaning(model or context.environ.get(MODEL), folder, keep=keep)
        if preparation is None:
            return by_words(tell)
        with progress_bar(context.language(N_("Getting ready to compare by meaning…"))) as bar:
            matcher = preparation.prepare(texts, bar, lambda: False)
    except FacilitateError as error:
        context.out.complain(Message(N_("{reason} Words alone are compared."), {"reason": error.message}))
        return by_words(tell)
    return matcher or by_words(tell)
