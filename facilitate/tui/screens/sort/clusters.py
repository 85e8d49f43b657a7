"""An emerging typology: groups of unfiled proposals that seem to belong together, to be named, split or refused."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import partial

from textual.app import ComposeResult
from textual.widgets import Static

from facilitate.domain.acts.programme import SYNTHESIS
from facilitate.domain.errors import N_
from facilitate.domain.values.presence import SORT
from facilitate.domain.values.proposals import Place
from facilitate.tui.actions import PageAction
from facilitate.tui.dialogs.questions import AskText, Choose
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import joined, pieces, plain
from facilitate.tui.suggester import Suggester
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.rows.rows import ListRow, Rows
from facilitate.workshop.suggestions.contract import Cluster
from facilitate.workshop.suggestions.texts import frame_of
from facilitate.workshop.views.sort import Card, Deck
from facilitate.workshop.workshop import Workshop

_GROUP = "group:"
_TWO = 2
_MOST_WORDS = 5  # of the title that is proposed for groups that were joined


class ClustersPage(SessionPage):
    """Groups that a matcher found; nothing is filed before somebody gives a group its name."""

    SHOWN_AS = SORT
    ACTIONS = (
        PageAction("name", "enter,n", N_("Name"), N_("Turn the group into a category and give it a title.")),
        PageAction("join", "m", N_("Merge"), N_("Merge the group with another one.")),
        PageAction("split", "s", N_("Split in two"), N_("Split the group in two.")),
        PageAction(
            "refuse", "x,delete", N_("Dismiss"), N_("Dismiss the group, or one of its proposals; they stay unfiled.")
        ),
        PageAction("again", "g", N_("Look again"), N_("Look for groups again in all unfiled proposals.")),
        PageAction("undo", "u,ctrl+z", N_("Undo"), N_("Undo the last change in the synthesis, then the one before…")),
    )
    AUTO_FOCUS = "Rows"
    DEFAULT_CSS = """
    ClustersPage {
        & Rows { padding: 0 1; }
        & #name { height: 3; padding: 0 2; border-bottom: solid $rule; }
        & #said { height: 1; padding: 0 2; color: $accent; }
    }
    """

    def __init__(self, workshop: Workshop, suggester: Suggester) -> None:
        super().__init__(workshop)
        self._suggester = suggester
        self._deck = Deck()
        self._groups: list[Cluster] | None = None
        # The groups before each step that `u` takes back, and whether the step changed the session too.
        self._steps: list[tuple[list[Cluster], bool]] = []

    def compose(self) -> ComposeResult:
        """One heading row for each group, and what is in it."""
        _ = self.language
        yield Static(plain(""), id="name")
        yield Rows(empty=_(N_("No groups among the unfiled proposals.")), lines=2)
        yield Static(plain(""), id="said")
        yield KeyBar(self.ACTIONS, self.always, _)

    def help_text(self) -> str:
        """What the groups are."""
        return self.language(
            N_(
                "Unfiled proposals, grouped by the words they share; those words make the title. Name the groups "
                "that make sense and dismiss the others: this is a starting point, not a result."
            )
        )

    def redraw(self) -> None:
        """Draw the groups that are left; look for them the first time."""
        self._deck.follow(self.workshop.session)
        if self._groups is None:
            self.action_again()
        self._draw()

    def _draw(self) -> None:
        _ = self.language
        free = self._free()
        groups = [
            replace(group, items=tuple(key for key in group.items if key in free)) for group in self._groups or ()
        ]
        self._groups = None if self._groups is None else [group for group in groups if group.items]
        rows: list[ListRow] = []
        for place, group in enumerate(self._groups or ()):
            rows.append(
                ListRow(f"{_GROUP}{place}", pieces((_title(group), "bold $accent")), trail=plain(str(len(group.items))))
            )
            rows += [ListRow(key, plain(free[key].text), lead=plain(free[key].ref), dim=True) for key in group.items]
        self.query_one(Rows).rows = tuple(rows)
        shown = sum(len(group.items) for group in self._groups or ())
        count = _.plural("{n} unfiled proposal", "{n} unfiled proposals", len(free))
        inside = _.plural("{n} in a group", "{n} in groups", shown)
        self.query_one("#name", Static).update(
            pieces("\n", joined([pieces((_(N_("Emerging typology")), "bold")), count, inside]))
        )

    def _free(self) -> dict[str, Card]:
        cards = self._deck.cards.items()
        return {key: card for key, card in cards if card.place is not Place.FILED and not card.withdrawn}

    def _tell(self, text: str) -> None:
        self.query_one("#said", Static).update(plain(text), layout=False)

    @property
    def _here(self) -> tuple[int, str]:
        """The group that is highlighted (or that of the highlighted proposal), and the proposal; -1 for none."""
        key = self.query_one(Rows).highlighted or ""
        for place, group in enumerate(self._groups or ()):
            if key == f"{_GROUP}{place}" or key in group.items:
                return place, "" if key.startswith(_GROUP) else key
        return -1, ""

    # Acts

    def action_again(self) -> None:
        """Look for groups in all that is unfiled."""
        self._groups, self._steps = [], []
        self._tell(self.language(N_("Comparing…")))
        self.beside(partial(self._look, tuple(self._free().values()), None, -1), "groups")

    async def _look(self, cards: Iterable[Card], many: int | None, instead: int) -> None:
        asking = self._suggester.ask("groups", frame_of(self.workshop.session), cards, lambda each: each.clusters(many))
        found = await self.answered(asking)
        if found is None or self._groups is None:
            return
        self._tell("")
        self._take(found, instead)

    def _take(self, found: Sequence[Cluster], instead: int) -> None:
        groups = self._groups or []
        if instead < 0:
            self._groups = list(found)
        elif len(found) < _TWO:
            self._tell(self.language(N_("This group cannot be split.")))
        else:
            self._step()
            groups[instead : instead + 1] = found
        self._draw()

    def _step(self, *, kept: bool = False) -> None:
        """Remember the groups as they are, before they change."""
        self._steps.append(([*(self._groups or ())], kept))

    def action_join(self) -> None:
        """Ask which group takes in the highlighted one."""
        place, _proposal = self._here
        groups, _ = self._groups or [], self.language
        if place < 0:
            return
        rows = [
            ListRow(str(other), pieces((_title(group), "bold $accent")), trail=plain(str(len(group.items))))
            for other, group in enumerate(groups)
            if other != place
        ]
        if not rows:
            self._tell(_(N_("There is no other group to merge it with.")))
            return
        question = _(N_("Merge “{group}” with which group?"), group=_title(groups[place]))
        self.app.push_screen(Choose(question, rows, _), lambda into: self._join(place, into or ""))

    def _join(self, place: int, into: str) -> None:
        if not into or self._groups is None:
            return
        one, other = self._groups[place], self._groups[int(into)]
        self._step()
        words = tuple(dict.fromkeys((*other.words, *one.words)))[:_MOST_WORDS]
        self._groups[int(into)] = Cluster((*other.items, *one.items), words)
        del self._groups[place]
        self._draw()
        self.query_one(Rows).highlighted = f"{_GROUP}{int(into) - (place < int(into))}"
        self._tell(self.language(N_("Groups merged (u: undo).")))

    def action_split(self) -> None:
        """Make two groups of the highlighted one."""
        place, _proposal = self._here
        if self._groups and place >= 0:
            cards = [self._deck.cards[key] for key in self._groups[place].items]
            self.beside(partial(self._look, cards, _TWO, place), "groups")

    def action_refuse(self) -> None:
        """Let a group go, or one proposal out of it."""
        place, proposal = self._here
        if not self._groups or place < 0:
            return
        group = self._groups[place]
        self._step()
        kept = tuple(key for key in group.items if proposal and key != proposal)
        self._groups[place : place + 1] = [replace(group, items=kept)] if kept else []
        self._draw()

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Name the group."""
        event.stop()
        self.action_name()

    def action_name(self) -> None:
        """Ask for a title, and file the group under it."""
        place, _proposal = self._here
        if not self._groups or place < 0:
            return
        group = self._groups[place]

        def keep(title: str) -> None:
            there = self.workshop.session.plan.category_titled(title)
            category = self.workshop.proposals.file_under_new(group.items, title)
            self._step(kept=True)
            filed = self.language.plural(
                "{n} proposal filed under “{category}” (u: undo).",
                "{n} proposals filed under “{category}” (u: undo).",
                len(group.items),
                category=category.title,
            )
            self._tell(self.language(N_("This category already exists. {filed}"), filed=filed) if there else filed)

        title = _title(group)  # `capitalize` would make small letters of ES and TS
        question = self.language(N_("Category title"))
        self.app.push_screen(AskText(question, keep, self.language, title[:1].upper() + title[1:]))

    def action_undo(self) -> None:
        """Undo the last step: what was done with the groups here, or the last act of the synthesis."""
        groups, kept = self._steps.pop() if self._steps else (None, True)
        if not kept:
            self._tell(self.language(N_("The groups are as they were before.")))
        elif what := self.attempt(lambda: self.workshop.history.undo(SYNTHESIS, self.writer)):
            self._tell(self.language(N_("Undone: “{what}”"), what=what))
        if groups is not None:
            self._groups = groups
            self._deck.follow(self.workshop.session)
            self._draw()


def _title(group: Cluster) -> str:
    return group.name or ", ".join(group.words)
