"""The question which axis of the study ideas answer."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from facilitate.domain.errors import N_
from facilitate.tui.dialogs.questions import Choose
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import plain
from facilitate.tui.widgets.rows.row import Row

_NONE = ":none"


def ask_axis(page: SessionPage, ideas: Sequence[str], link: Callable[[str, str], object]) -> None:
    """Ask for one of the axes, or none; `link` takes its key, empty for none, and its words."""
    axes = page.attempt(page.workshop.links.axes)
    if axes is None:
        return
    _ = page.language
    links = page.workshop.session.links
    now = {links.get(idea, "") for idea in ideas}
    told = plain(_(N_("as it is now")))
    rows = [Row(axis.key, plain(axis.question), trail=told if axis.key in now else plain("")) for axis in axes]
    none = _(N_("No question of the study"))
    rows.append(Row(_NONE, plain(none), trail=told if "" in now else plain(""), dim=True))
    question = _.plural("Which question does {n} idea answer?", "Which question do {n} ideas answer?", len(ideas))
    words = {axis.key: axis.question for axis in axes}

    def chosen(key: str | None) -> None:
        if key == _NONE:
            link("", none)
        elif key:
            link(key, words[key])

    page.app.push_screen(Choose(question, rows, _, lines=3), chosen)
