"""The words of the synthesis: its rows, its counts, its filter, and one proposal in detail."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence

from textual.content import Content

from facilitate.domain.errors import N_
from facilitate.domain.programme.plan import Category, Plan
from facilitate.domain.text import one_line
from facilitate.domain.values.ideas import Idea
from facilitate.domain.values.proposals import Place
from facilitate.i18n import Language
from facilitate.labels import PLACES, STATUSES, WITHDRAWN
from facilitate.tui.plain import Piece, joined, pieces, plain
from facilitate.tui.themes import category_style
from facilitate.tui.widgets.rows.row import ListRow
from facilitate.workshop.report.counts import Counts
from facilitate.workshop.views.sort import Card, Detail, Filter, View

UNDECIDED, UNFILED = ":undecided", ":unfiled"

_VIEWS = {
    View.UNFILED: N_("Unfiled"),
    View.ALL: N_("All"),
    View.UNDECIDED: N_("Undecided"),
    View.FILED: N_("Filed"),
    View.WITHDRAWN: N_("Withdrawn ideas"),
}


class CardRows:
    """Makes rows of cards, and makes again only those that changed."""

    def __init__(self) -> None:
        self._made: dict[str, tuple[Card, bool, int, bool, ListRow]] = {}

    def of(
        self,
        cards: Iterable[Card],
        marks: Mapping[str, None],
        numbers: Mapping[str, int],
        taken: Collection[str] = frozenset(),
    ) -> tuple[ListRow, ...]:
        """One row for each card; a filed one shows its category's number in that category's colour.

        One that somebody else looks at (`taken`) has a sign before its text.
        """
        made: dict[str, tuple[Card, bool, int, bool, ListRow]] = {}
        for card in cards:
            marked, number, others = card.key in marks, numbers.get(card.category, 0), card.key in taken
            kept = self._made.get(card.key)
            if kept is None or kept[0] is not card or kept[1:4] != (marked, number, others):
                kept = (card, marked, number, others, _row(card, number, marked=marked, others=others))
            made[card.key] = kept
        self._made |= made
        return tuple(kept[4] for kept in made.values())


def _row(card: Card, number: int, *, marked: bool, others: bool) -> ListRow:
    trail: Piece = ""
    if card.place is Place.FILED:
        trail = (str(number), f"bold {category_style(number - 1)}")
    elif card.place is Place.UNDECIDED:
        trail = ("?", "$warning")
    name = f"{card.ref} +{card.others}" if card.others else card.ref
    text = pieces(("◆ ", "$warning"), card.text) if others else plain(card.text)
    return ListRow(card.key, text, lead=plain(name), trail=pieces(trail), marked=marked, dim=card.withdrawn)


def category_rows(
    categories: Sequence[Category], counts: Mapping[str, int], *, keywords: bool = False
) -> list[ListRow]:
    """One row for each category, with its number and how many proposals it has."""
    return [
        ListRow(
            category.key,
            pieces((category.title, category_style(place)), _keywords(category) if keywords else ""),
            lead=pieces((str(place + 1), f"bold {category_style(place)}")),
            trail=plain(str(counts.get(category.key, 0))),
        )
        for place, category in enumerate(categories)
    ]


def _keywords(category: Category) -> Piece:
    return ("\n" + ", ".join(category.keywords), "$text-muted") if category.keywords else ""


def place_rows(found: Mapping[str, int], undecided: int, _: Language) -> list[ListRow]:
    """The two places that are not categories, with the keys that send there."""
    return [
        ListRow(UNDECIDED, plain(_(N_("Undecided"))), lead=plain("i"), trail=plain(str(undecided)), dim=True),
        ListRow(UNFILED, plain(_(N_("Unfiled"))), lead=plain("x"), trail=plain(str(found.get("", 0))), dim=True),
    ]


def sum_line(counts: Counts, width: int, _: Language) -> Content:
    """Where every idea received is now: the parts add up. In a narrow window the total is a number alone."""
    total = _.plural("{n} idea", "{n} ideas", counts.received)
    parts = (
        _.plural("{n} filed", "{n} filed", counts.filed),
        _.plural("{n} unfiled", "{n} unfiled", counts.unfiled),
        _.plural("{n} undecided", "{n} undecided", counts.undecided),
        _.plural("{n} withdrawn", "{n} withdrawn", counts.withdrawn),
    )
    line = plain(f"{total} = {' + '.join(parts)}")
    if line.cell_length > width:
        line = plain(f"{_.number(counts.received)} = {' + '.join(parts)}")
    return pieces((line.plain, "$text-muted"))


def filter_line(asked: Filter, plan: Plan, listed: int, marked: int, _: Language) -> Content:
    """What is listed, how many they are, and what narrows the list."""
    category, phase = plan.category(asked.category), plan.phase(asked.phase)
    everywhere = bool(asked.search.strip())
    name = _.quoted(asked.search) if everywhere else _(_VIEWS[asked.view])
    if category and not everywhere:
        name = _(N_("Filed: {category}"), category=category.title)
    # The line above counts ideas; those of the withdrawn ones are listed one by one.
    withdrawn = asked.view is View.WITHDRAWN and not (category or everywhere)
    count = _.number(listed) if withdrawn else _.plural("{n} proposal", "{n} proposals", listed)
    parts: list[Content] = [pieces((name, "bold"), " · ", count)]
    if phase:
        parts.append(pieces((one_line(phase.title), "$accent")))
    if asked.table:
        parts.append(pieces((_(N_("table {table}"), table=asked.table), "$accent")))
    if asked.standing:
        parts.append(pieces((_(STATUSES[asked.standing]), "$accent")))
    if marked:
        parts.append(pieces((_.plural("{n} marked", "{n} marked", marked), "bold $accent")))
    return joined(parts)


def wording_text(shown: Detail, _: Language) -> Content:
    """Where a proposal stands, and what it says."""
    return pieces(*card_head(shown, _), "\n", (shown.wording, "bold" if shown.card.merged else ""))


def origin_text(shown: Detail, _: Language) -> Content:
    """Word for word what a proposal comes from, and what belongs to it."""
    card, first, wording = shown.card, shown.ideas[0], shown.wording
    parts: list[Piece] = []
    if card.merged or wording != first.text:
        parts += [piece for idea in shown.ideas for piece in _idea(idea, _)]
    else:
        parts += _detail(first)
    parts += [("\n" + _(N_("Answers: {question}"), question=question), "$text-muted") for question in shown.axes]
    if shown.sources:
        parts += [("\n" + _(N_("Comes from proposals already merged or reworded:")), "$text-muted")]
        parts += [f"\n  {name}  {wording}" for name, wording in shown.sources]
    if shown.related:
        parts += [("\n" + _(N_("Related to {refs}."), refs=_.list(list(shown.related))), "$text-muted")]
    return pieces(*parts)


def card_head(shown: Detail, _: Language) -> list[Piece]:
    """What a proposal is called, whose it is, what it says of its existence, and where it is filed."""
    card = shown.card
    about = _(N_("table {table}"), table=shown.ideas[0].table)
    if card.merged:
        about = _.plural("{n} merged idea", "{n} merged ideas", card.others + 1)
    name = f"{card.ref} +{card.others}" if card.others else card.ref
    about = " · ".join((about, *map(one_line, shown.phases)))
    parts: list[Piece] = [(name, "bold"), (f" · {about} · {_(STATUSES[card.standing])}", "$text-muted")]
    return [*parts, (" · ", "$text-muted"), _where(shown, _)]


def _where(shown: Detail, _: Language) -> Piece:
    if shown.card.withdrawn:
        return (_(WITHDRAWN), "$warning")
    if shown.category:
        return (f"{shown.number} {shown.category.title}", category_style(shown.number - 1))
    if shown.card.place is Place.UNDECIDED:
        return (_(PLACES[Place.UNDECIDED]), "$warning")
    return (_(PLACES[Place.UNFILED]), "$text-muted")


def _idea(idea: Idea, _: Language) -> list[Piece]:
    standing = STATUSES[idea.status]
    about = f"{_(N_('table {table}'), table=idea.table)} · {_(standing)}"
    withdrawn: list[Piece] = [(f" · {_(WITHDRAWN)}", "$warning")] if idea.withdrawn else []
    words = f"\n  {idea.text}"
    return [("\n" + idea.ref, "$accent"), (f" {about}", "$text-muted"), *withdrawn, words, *_detail(idea)]


def _detail(idea: Idea) -> list[Piece]:
    return [("\n  " + idea.detail.replace("\n", "\n  "), "$text-muted")] if idea.detail else []
