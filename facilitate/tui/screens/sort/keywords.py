"""The keywords of a category: those it has, those its proposals suggest, and one's own."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.domain.errors import N_
from facilitate.domain.programme.plan import Category
from facilitate.tui.dialogs.questions import AskText, Ticks
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import plain
from facilitate.tui.widgets.rows.row import Row

_OWN = "own"
_WORD = "word:"


def ask_keywords(page: SessionPage, category: Category, proposed: Sequence[str]) -> None:
    """Ask which to keep; a proposed one is kept with one key, and others can be written."""
    _ = page.language
    path = f"categories/{category.key}/keywords"
    programme = page.workshop.programme
    rows = [Row(_WORD + word, plain(word)) for word in category.keywords]
    rows += [Row(_WORD + word, plain(word), trail=plain(_(N_("from what is filed")))) for word in proposed]
    rows.append(Row(_OWN, plain(_(N_("Write them all…"))), dim=True))

    def write(text: str) -> None:
        programme.set(path, [word for part in text.split(",") if (word := part.strip())])

    def chosen(kept: tuple[str, ...] | None) -> None:
        if not kept:
            return
        words = [key.removeprefix(_WORD) for key in kept if key != _OWN]
        if _OWN in kept:
            question = _(N_("Keywords, with commas between them"))
            page.app.push_screen(AskText(question, write, _, ", ".join(words)))
        elif words != list(category.keywords):
            page.attempt(lambda: programme.set(path, words))

    question = _(N_("Keywords of {category}"), category=category.title)
    hint = _(N_("␣ keeps one or lets it go · Enter takes those with a dot · Esc leaves it"))
    page.app.push_screen(Ticks(question, rows, hint, ticked=[_WORD + word for word in category.keywords]), chosen)
