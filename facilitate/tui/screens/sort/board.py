"""The board of the synthesis: the proposals, what is marked of them, where they can go, and the one looked at."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.containers import Container, Vertical, VerticalScroll
from textual.content import Content
from textual.geometry import Region
from textual.message import Message
from textual.widget import Widget
from textual.widgets import Static

from facilitate.domain.errors import N_
from facilitate.domain.text import one_line
from facilitate.domain.values.proposals import Place, Standing
from facilitate.tui.actions import PageAction
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import plain
from facilitate.tui.screens.sort.proposal_rows import (
    UNDECIDED,
    UNFILED,
    CardRows,
    category_rows,
    filter_line,
    origin_text,
    place_rows,
    wording_text,
)
from facilitate.tui.widgets.field import Field
from facilitate.tui.widgets.rows.rows import Rows
from facilitate.workshop.views.sort import Card, Deck, Filter, View, detail, filed_counts

WIDE = 110
_STANDINGS = (None, Standing.TO_CREATE, Standing.EXISTING)


class TextView(Widget):
    """A text to read, in a part of the page that scrolls.

    It draws anew only the lines that may be other, and lays the page out only for another height.
    """

    DEFAULT_CSS = """
    TextView { height: auto; min-height: 100%; }
    """

    def __init__(self) -> None:
        super().__init__()
        self._text = Content()

    def render(self) -> Content:
        """Draw the text."""
        return self._text

    def show(self, text: Content, *, at_least: int) -> None:
        """Take another text; `at_least` so many lines high, which is the part one sees."""
        if text.is_same(self._text):
            return
        width = self.size.width or 1
        before, height = (one.get_height({}, width) for one in (self._text, text))
        self._text = text
        self.refresh(Region(0, 0, width, max(before, height)), layout=max(height, at_least) != self.size.height)


class Board(Container):
    """Three parts beside one another. What is marked stays in sight, whatever the filter.

    `below` gives what is said under the card that is looked at; `acted` hears of marks and of what is listed.
    The board changes nothing in the session: it posts
    `PlaceChosen`, and whoever files says with `finish` what is highlighted next.
    """

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("mark", "space", N_("Mark"), N_("Mark several proposals: the next change applies to all of them.")),
        PageAction("search", "f,slash", N_("Search"), N_("Search all texts and references, wherever they are filed.")),
        PageAction(
            "view",
            "v",
            N_("Show"),
            N_("Show unfiled, all, undecided, filed or withdrawn in turn; on a category, its proposals."),
        ),
        PageAction("table", "t", N_("Table"), N_("Show one table’s proposals, then the next one’s, then all.")),
        PageAction(
            "phase", "p", N_("Phase"), N_("Show one phase’s proposals, then the next one’s, then all."), bar=False
        ),
        PageAction("status", "e", N_("Status"), N_("Show proposals to be created, then existing ones, then both.")),
        PageAction("mark_all", "a", N_("Mark all"), N_("Mark everything listed, or unmark it all.")),
        PageAction("left", "left", N_("List"), N_("Go back from the categories to the list."), bar=False),
    )

    class PlaceChosen(Message):
        """A category was chosen, or one of the two places that are none."""

        def __init__(self, key: str) -> None:
            super().__init__()
            self.key = key

    def __init__(self, page: SessionPage) -> None:
        super().__init__(id="body")
        self._page = page
        self.below: Callable[[Card], Content] = lambda _card: plain("")
        self.acted: Callable[[], None] = lambda: None
        self.filter = Filter()
        self.marks: dict[str, None] = {}
        self.taken: frozenset[str] = frozenset()  # the proposals others look at
        self.deck = Deck()
        self.seeks_change = False  # whether what the next act changes is highlighted
        self._goal = ""
        self._card_rows = CardRows()
        self._listed: list[Card] = []

    # What is drawn

    def compose(self) -> ComposeResult:
        """The proposals, the places they can go, and the one being looked at."""
        _ = self._page.language
        with Vertical(id="left"):
            yield Static(plain(""), id="filter")
            yield Field(placeholder=_(N_("Words or a reference")), id="search")
            yield Rows(empty=self._nothing(), id="proposals")
        yield Rows(empty=_(N_("No categories yet (c: add one).")), id="categories")
        with VerticalScroll(id="detail"):
            yield TextView()

    def follow(self) -> None:
        """Draw the session as it stands; the highlight goes where the last act sent it."""
        session = self._page.workshop.session
        for rows in (self.proposals, self.places):
            rows.wrap_to(2 if self.app.size.width >= WIDE else 1)
        changed = self.deck.follow(session)
        self.marks = {key: None for key in self.marks if key in self.deck.cards}
        if self.filter.category and session.plan.category(self.filter.category) is None:
            self.filter = self.filter.viewing(View.UNFILED)
        filed = filed_counts(self.deck)
        undecided = sum(card.place is Place.UNDECIDED for card in self.deck.cards.values())
        self.places.rows = (
            *category_rows(session.plan.categories, filed),
            *place_rows(filed, undecided, self._page.language),
        )
        goals = [self._goal] if self._goal else [key for key in self.deck.cards if self.seeks_change and key in changed]
        self._goal, self.seeks_change = "", False
        self.list_cards(goals)

    def finish(self, goal: str) -> None:
        """Take every mark away, and highlight that card at the next drawing."""
        self.marks, self._goal = {}, goal

    def list_cards(self, goals: Iterable[str] = ()) -> None:
        """List what the filter lets through, and highlight the first of the goals that is listed."""
        self.acted()
        plan = self._page.workshop.session.plan
        self._listed = self.filter.of(self.deck.cards.values(), self.marks)
        numbers = {category.key: place for place, category in enumerate(plan.categories, 1)}
        self.proposals.empty = plain(self._nothing())
        self.proposals.rows = self._card_rows.of(self._listed, self.marks, numbers, self.taken)
        listed = {card.key for card in self._listed}
        if goal := next((key for key in goals if key in listed), ""):
            self.proposals.highlighted = goal
        marked = [self.deck.cards[key] for key in self.marks if key in self.deck.cards]
        passing = len(self._listed) - (len(marked) - len(self.filter.of(marked)))  # marks stay in sight elsewhere
        line = filter_line(self.filter, plan, passing, len(self.marks), self._page.language)
        self.query_one("#filter", Static).update(line, layout=False)
        self.show_detail()

    def _nothing(self) -> str:
        """What stands in an empty list: what was searched for, or how to see the others."""
        _, words = self._page.language, one_line(self.filter.search)
        if words:
            return _(N_("No proposal contains “{words}”. Esc: leave the search"), words=words)
        if self.filter.view is View.UNFILED:
            return _(N_("No unfiled proposals. v: show the others"))
        return _(N_("Nothing here. v: show the others · Esc: show unfiled proposals"))

    def show_detail(self) -> None:
        """Show the highlighted proposal whole."""
        card, text = self.current, plain("")
        if card:
            shown, _ = detail(self._page.workshop.session, card), self._page.language
            says, origin, below = wording_text(shown, _), origin_text(shown, _), self.below(card)
            # Where there are few lines, what the keys stand for comes before what one may scroll to.
            text = says + origin + below if self._page.has_class("-wide") else says + below + origin
        self.query_one(TextView).show(text, at_least=self.query_one("#detail").content_size.height)

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Show the proposal that is highlighted."""
        event.stop()
        if event.rows is self.proposals:
            self.show_detail()
            if (whole := self.query_one("#detail")).scroll_y:
                whole.scroll_home(animate=False)

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """In the list, go to the categories; there, tell which was chosen and come back."""
        event.stop()
        if event.rows is self.proposals:
            self.places.focus()
        else:
            self.post_message(self.PlaceChosen(event.key))
            self.proposals.focus()

    @property
    def detail_width(self) -> int:
        """How many cells wide the text of the card that is looked at is."""
        return self.query_one(TextView).size.width

    # What acts are about

    @property
    def proposals(self) -> Rows:
        """The list."""
        return self.query_one("#proposals", Rows)

    @property
    def places(self) -> Rows:
        """The categories, and the two places that are none."""
        return self.query_one("#categories", Rows)

    @property
    def search(self) -> Field:
        """Where one types what to look for."""
        return self.query_one("#search", Field)

    @property
    def current(self) -> Card | None:
        """The card that is highlighted."""
        key = self.proposals.highlighted
        return self.deck.cards.get(key) if key else None

    @property
    def targets(self) -> list[Card]:
        """The marked cards in the list's order, else the highlighted one."""
        if self.marks:
            return [card for card in self._listed if card.key in self.marks]
        return [self.current] if self.current else []

    def next_unfiled(self) -> str:
        """The unfiled card below the highlighted one, if an act takes that one away."""
        keys = [card.key for card in self._listed]
        targets = {card.key for card in self.targets}
        current = self.proposals.highlighted
        if current not in targets or current not in keys:
            return ""
        below = self._listed[keys.index(current) :]
        left = [card.key for card in below if card.place is Place.UNFILED and card.key not in targets]
        return next((key for key in left if key not in self.taken), left[0] if left else "")

    def begin_at(self, proposal: str) -> None:
        """List all proposals when the page is drawn first, with that one selected."""
        self.filter, self._goal = self.filter.viewing(View.ALL), proposal

    def start_at(self, share: float) -> None:
        """Select the proposal that stands so far down the list."""
        if self._listed:
            self.proposals.highlighted = self._listed[int(len(self._listed) * share)].key

    def show_taken(self, taken: frozenset[str]) -> None:
        """Mark in the list what others look at."""
        self.taken = taken
        self.list_cards()

    # Marks, filters, search

    def action_mark(self) -> None:
        """Mark the highlighted card, or take its mark away, and go to the next."""
        if (card := self.current) is None or card.withdrawn:
            return
        if card.key in self.marks:
            del self.marks[card.key]
        else:
            self.marks[card.key] = None
        keys = [other.key for other in self._listed]
        following = keys[keys.index(card.key) + 1 :][:1]
        self.list_cards(following)

    def action_mark_all(self) -> None:
        """Mark all that is listed; again, none."""
        keys = [card.key for card in self._listed if not card.withdrawn]
        self.marks = {} if len(self.marks) == len(keys) else dict.fromkeys(keys)
        self.list_cards()

    def action_view(self) -> None:
        """Show the next kind of proposals; in the categories, those of the highlighted one."""
        place = self.places.highlighted
        if self.places.has_focus and place:
            special = {UNDECIDED: View.UNDECIDED, UNFILED: View.UNFILED}
            self.filter = self.filter.viewing(special.get(place, View.FILED), "" if place in special else place)
        else:
            views = list(View)
            self.filter = self.filter.viewing(views[(views.index(self.filter.view) + 1) % len(views)])
        self.list_cards()

    def action_table(self) -> None:
        """Show one table's proposals, then the next one's, then all."""
        tables = max(self._page.workshop.session.plan.tables, 1)
        self.filter = replace(self.filter, table=(self.filter.table + 1) % (tables + 1))
        self.list_cards()

    def action_phase(self) -> None:
        """Show one phase's proposals, then the next one's, then all."""
        phases = self._page.workshop.session.plan.tables_phases
        if len(phases) < 2:  # noqa: PLR2004 -- of one phase there is nothing to choose
            self._page.say(N_("All ideas belong to the same phase."))
            return
        keys = ["", *(phase.key for phase in phases)]
        place = keys.index(self.filter.phase) if self.filter.phase in keys else 0
        self.filter = replace(self.filter, phase=keys[(place + 1) % len(keys)])
        self.list_cards()

    def action_status(self) -> None:
        """Show what is to create, then what exists, then both."""
        following = _STANDINGS[(_STANDINGS.index(self.filter.standing) + 1) % len(_STANDINGS)]
        self.filter = replace(self.filter, standing=following)
        self.list_cards()

    def action_search(self) -> None:
        """Look for words or a reference."""
        self.search.add_class("shown")
        self.search.focus()

    def action_left(self) -> None:
        """Go back to the list."""
        self.proposals.focus()

    def on_text_area_changed(self, event: Field.Changed) -> None:
        """List what holds all the words typed so far."""
        event.stop()
        self.filter = replace(self.filter, search=self.search.value)
        self.list_cards()

    def on_field_submitted(self, event: Field.Submitted) -> None:
        """Go on in what was found."""
        event.stop()
        self._leave_search()

    def _leave_search(self) -> None:
        self.search.set_class(bool(self.search.value), "shown")
        self.proposals.focus()

    # Moving

    def on_key(self, event: events.Key) -> None:
        """Let the arrow below the search lead to what was found."""
        if self.search.has_focus and event.key == "down":
            event.stop()
            event.prevent_default()
            self._leave_search()

    def step_back(self) -> bool:
        """Leave the search, the categories, the marks, then the filter; tells whether there was one to leave."""
        if self.search.value or self.search.has_focus:
            self.search.value = ""
            self._leave_search()
        elif not self.proposals.has_focus:
            self.proposals.focus()
        elif self.marks:
            self.marks = {}
            self.list_cards()
        elif self.filter != Filter():
            self.filter = Filter()
            self.list_cards()
        else:
            return False
        return True
