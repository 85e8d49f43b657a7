"""Where the categories of each event count in the cycle: chosen and confirmed by a person, with a reason."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from facilitate.domain.errors import N_
from facilitate.domain.text import one_line
from facilitate.tui.actions import PageAction
from facilitate.tui.dialogs.questions import AskText, Choose
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import pieces, plain
from facilitate.tui.screens.cycle.board import CycleBoard
from facilitate.tui.themes import category_style
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.rows.rows import ListRow, Rows
from facilitate.workshop.cycle.events import Events
from facilitate.workshop.cycle.reading import EventReading, ReadCategory
from facilitate.workshop.cycle.totals import CycleTypology
from facilitate.workshop.workshop import Workshop

_AS_BEFORE = ""


class MappingPage(SessionPage):
    """Every category of every event, and what it counts under; those that need somebody come first."""

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction(
            "choose", "enter", N_("Count under"), N_("Choose the cycle’s category it counts under, and say why.")
        ),
        PageAction("view", "v", N_("Show"), N_("Show all categories, or only those of one event and those mapped.")),
        PageAction("undo", "u,ctrl+z", N_("Undo"), N_("Undo the last change to the cycle, then the one before…")),
        PageAction("redo", "y,ctrl+y", N_("Redo"), N_("Redo what was undone."), bar=False),
    )
    AUTO_FOCUS = "Rows"
    DEFAULT_CSS = """
    MappingPage {
        & Rows { padding: 0 1; }
        & #name { height: 3; padding: 0 2; border-bottom: solid $rule; }
        & #said { height: 1; padding: 0 2; color: $accent; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """

    def __init__(self, workshop: Workshop, board: CycleBoard) -> None:
        super().__init__(workshop)
        self._board = board
        self._all = False
        self._known: dict[str, tuple[EventReading, ReadCategory]] = {}

    def compose(self) -> ComposeResult:
        """A line for each category, below its event."""
        yield Static(plain(""), id="name")
        yield Rows(
            empty=self.language(N_("Every category of every event counts under one of the cycle (v: show all)."))
        )
        yield Static(plain(""), id="said")
        yield KeyBar(self.ACTIONS, self.always, self.language)

    def help_text(self) -> str:
        """What is mapped, and what that changes."""
        return self.language(
            N_(
                "Categories count under those of the cycle of the same title by themselves. For others, choose one and "
                "say why, for those who read it in a year. The events themselves stay as they are."
            )
        )

    def redraw(self) -> None:
        """Draw the categories as they count now."""
        _, events = self.language, self._board.events
        self.query_one("#name", Static).update(pieces("\n", (_(N_("Categories of the events")), "bold")))
        if events is not None:
            self._known = {
                f"{event.session}/{each.key}": (event, each) for event in events.readings for each in event.categories
            }
            self.query_one(Rows).rows = tuple(self._rows(events))

    def _rows(self, events: Events) -> Iterator[ListRow]:
        session = self.workshop.session
        typology = CycleTypology(session)
        for event in events.readings:
            shown = [
                each
                for each in event.categories
                if self._all
                or not typology.of(event, each.key)
                or (event.session, each.key) in session.category_mappings
            ]
            if shown:
                yield ListRow(event.session, plain(one_line(events.label(event))), heading=True)
            for each in shown:
                ideas = sum(filed.ideas for filed in event.filed if filed.category == each.key)
                count = self.language.plural("{n} idea", "{n} ideas", ideas)
                text = pieces(one_line(each.title), *self._target(event, each, typology))
                yield ListRow(f"{event.session}/{each.key}", text, trail=plain(count))

    def _target(self, event: EventReading, category: ReadCategory, typology: CycleTypology) -> Iterator[Content]:
        """Yield what it counts under, since when and why."""
        _, session = self.language, self.workshop.session
        keys = [each.key for each in session.plan.categories]
        to = typology.of(event, category.key)
        if not to:
            yield pieces(("  " + _(N_("only there")), "$warning"))
            return
        place = keys.index(to)
        yield pieces((f"  → {place + 1} {one_line(session.plan.categories[place].title)}", category_style(place)))
        if mapping := session.category_mappings.get((event.session, category.key)):
            about = " · ".join(filter(None, (_.date_short(date.fromisoformat(mapping.day)), one_line(mapping.why))))
            yield pieces((f"  ({about})", "$text-muted"))

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Choose where it counts."""
        event.stop()
        self.action_choose()

    def action_choose(self) -> None:
        """Ask where the highlighted category counts, the likeliest first."""
        if found := self._known.get(self.query_one(Rows).highlighted or ""):
            self.beside(partial(self._choose, *found), "targets")

    async def _choose(self, event: EventReading, category: ReadCategory) -> None:
        _, categories = self.language, self.workshop.session.plan.categories
        likely = await self.answered(self._board.targets(event, category))
        if likely is None:
            return
        order = {each.category: place for place, each in enumerate(likely)}
        places = sorted(range(len(categories)), key=lambda place: (order.get(categories[place].key, len(order)), place))
        rows = [
            ListRow(
                categories[place].key,
                pieces(
                    (f"{place + 1} {one_line(categories[place].title)}", category_style(place)),
                    *([("  " + _(N_("suggested")), "$text-muted")] if categories[place].key in order else []),
                ),
            )
            for place in places
        ]
        rows.append(ListRow("-", plain(_(N_("As before: by its title, or by itself")))))
        label = self._board.events.label(event) if self._board.events else event.label
        question = _(N_("What does “{title}” of {event} count under?"), title=category.title, event=label)
        self.app.push_screen(Choose(question, rows, _), lambda to: self._ask_why(event, category, to or ""))

    def _ask_why(self, event: EventReading, category: ReadCategory, to: str) -> None:
        if to == "-":
            self._map(event, category, _AS_BEFORE, "")
        elif to:
            question = self.language(N_("Why? For those who read it in a year; it may stay empty."))
            self.app.push_screen(AskText(question, lambda why: self._keep(event, category, to, why), self.language))

    def _keep(self, event: EventReading, category: ReadCategory, to: str, why: str) -> None:
        self._map(event, category, to, one_line(why))

    def _map(self, event: EventReading, category: ReadCategory, to: str, why: str) -> None:
        events = self._board.events
        if events is None:
            return
        name = f"{events.short(event)}/{category.key}"
        self.attempt(lambda: self.workshop.cycle.map_category(events, [name], to, why))
        text = N_("Counted there from now on.") if to else N_("Counted as before.")
        self.query_one("#said", Static).update(plain(self.language(text)))

    def action_view(self) -> None:
        """Show all, or only those that need somebody."""
        self._all = not self._all
        self.redraw()

    def action_undo(self) -> None:
        """Undo the last act of the cycle."""
        self.attempt(lambda: self.workshop.history.undo(by=self.writer))

    def action_redo(self) -> None:
        """Redo what was undone."""
        self.attempt(lambda: self.workshop.history.redo(by=self.writer))
