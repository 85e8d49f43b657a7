"""Which words a merged proposal keeps."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from facilitate.domain.errors import N_
from facilitate.domain.text import one_line
from facilitate.tui.dialogs.questions import AskText, Choose
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import plain
from facilitate.tui.widgets.rows.rows import Row
from facilitate.workshop.suggestions.texts import clearest

_ANOTHER = "another"


def ask_wording(page: SessionPage, wordings: Sequence[str], count: int, merge: Callable[[str], object]) -> None:
    """Ask for one of the wordings, the clearest first, or another; `merge` takes it and may refuse."""
    _ = page.language
    first = clearest(wordings)
    ordered = list(dict.fromkeys([first, *wordings]))
    rows = [Row(str(place), plain(one_line(wording))) for place, wording in enumerate(ordered)]
    rows.append(Row(_ANOTHER, plain(_(N_("Write another wording…"))), dim=True))
    question = _.plural("Which wording for {n} merged proposal?", "Which wording for these {n} proposals?", count)

    def chosen(key: str | None) -> None:
        if key == _ANOTHER:
            asked = _(N_("The wording of the merged proposal"))
            page.app.push_screen(AskText(asked, merge, _, first))
        elif key:
            page.attempt(lambda: merge(ordered[int(key)]))

    page.app.push_screen(Choose(question, rows, _), chosen)
