"""The questions of the synthesis: which words a merged proposal keeps, which axis is answered, which keywords count."""

from __future__ import annotations

from collections.abc import Callable, Sequence

from facilitate.domain.errors import N_
from facilitate.domain.programme.plan import Category
from facilitate.domain.text import one_line
from facilitate.tui.dialogs.questions import AskText, Choose, Ticks
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import plain
from facilitate.tui.widgets.rows.row import ListRow
from facilitate.workshop.suggestions.texts import clearest

_ANOTHER = "another"
_NONE = ":none"
_OWN = "own"
_WORD = "word:"


def ask_wording(page: SessionPage, wordings: Sequence[str], count: int, merge: Callable[[str], object]) -> None:
    """Ask for one of the wordings, the clearest first, or another; `merge` takes it and may refuse."""
    _ = page.language
    first = clearest(wordings)
    ordered = list(dict.fromkeys([first, *wordings]))
    rows = [ListRow(str(place), plain(one_line(wording))) for place, wording in enumerate(ordered)]
    rows.append(ListRow(_ANOTHER, plain(_(N_("Write another wording…"))), dim=True))
    question = _.plural("Which wording for {n} merged proposal?", "Which wording for the {n} merged proposals?", count)

    def chosen(key: str | None) -> None:
        if key == _ANOTHER:
            asked = _(N_("Wording of the merged proposal"))
            page.app.push_screen(AskText(asked, merge, _, first, selected=True))
        elif key:
            page.attempt(lambda: merge(ordered[int(key)]))

    page.app.push_screen(Choose(question, rows, _), chosen)


def ask_axis(page: SessionPage, ideas: Sequence[str], link: Callable[[str, str], object]) -> None:
    """Ask for one of the axes, or none; `link` takes its key, empty for none, and its words."""
    axes = page.attempt(page.workshop.study_links.axes)
    if axes is None:
        return
    _ = page.language
    links = page.workshop.session.links
    now = {links.get(idea, "") for idea in ideas}
    present = plain(_(N_("current choice")))
    rows = [ListRow(axis.key, plain(axis.question), trail=present if axis.key in now else plain("")) for axis in axes]
    none = _(N_("Not linked to a question"))
    rows.append(ListRow(_NONE, plain(none), trail=present if "" in now else plain(""), dim=True))
    question = _.plural(
        "Which question does this idea answer?", "Which question do these {n} ideas answer?", len(ideas)
    )
    words = {axis.key: axis.question for axis in axes}

    def chosen(key: str | None) -> None:
        if key == _NONE:
            link("", none)
        elif key:
            link(key, words[key])

    page.app.push_screen(Choose(question, rows, _, lines=3), chosen)


def ask_keywords(page: SessionPage, category: Category, proposed: Sequence[str]) -> None:
    """Ask which to keep; a proposed one is kept with one key, and others can be written."""
    _ = page.language
    path = f"categories/{category.key}/keywords"
    programme = page.workshop.programme
    rows = [ListRow(_WORD + word, plain(word)) for word in category.keywords]
    rows += [ListRow(_WORD + word, plain(word), trail=plain(_(N_("from filed proposals")))) for word in proposed]
    rows.append(ListRow(_OWN, plain(_(N_("Type the keywords…"))), dim=True))

    def write(text: str) -> None:
        programme.set(path, [word for part in text.split(",") if (word := part.strip())])

    def chosen(kept: tuple[str, ...] | None) -> None:
        if not kept:
            return
        words = [key.removeprefix(_WORD) for key in kept if key != _OWN]
        if _OWN in kept:
            question = _(N_("Keywords, separated by commas"))
            page.app.push_screen(AskText(question, write, _, ", ".join(words)))
        elif words != list(category.keywords):
            page.attempt(lambda: programme.set(path, words))

    question = _(N_("Keywords for “{category}”"), category=category.title)
    hint = _(N_("Space: tick or untick · Enter: confirm · Esc: cancel"))
    page.app.push_screen(Ticks(question, rows, hint, ticked=[_WORD + word for word in category.keywords]), chosen)
