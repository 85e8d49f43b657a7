"""An emerging typology: groups of unfiled proposals that seem to belong together, to be named, split or refused."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from functools import partial
from math import sqrt
from typing import TypeVar

from textual.app import ComposeResult
from textual.widgets import Static

from facilitate.domain.acts.programme import SYNTHESIS
from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Category
from facilitate.domain.values.presence import SORT
from facilitate.domain.values.proposals import Place
from facilitate.tui.actions import PageAction
from facilitate.tui.dialogs.questions import AskText, Choose, Ticks
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import joined, pieces, plain
from facilitate.tui.screens.sort.suggestions import reason
from facilitate.tui.suggester import Suggester
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.rows.rows import ListRow, Rows
from facilitate.workshop.ports import Matcher
from facilitate.workshop.suggestions.contract import Cluster, FilingSuggestion
from facilitate.workshop.suggestions.texts import frame_of
from facilitate.workshop.views.sort import Card, Deck
from facilitate.workshop.workshop import Workshop

_GROUP = "group:"
_NO_GROUPS = N_("No groups among the unfiled proposals.")
_TWO = 2
_MOST_WORDS = 5  # of the title that is proposed for groups that were joined
# What is in no group is odd: of three offered one belongs there (three events), so that they are shown when asked for,
# and ticked by a person. Below this score it is one of twelve.
_DRAWN = 0.05

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class _Step:
    """The groups before a step that `u` takes back, and whether the step changed the session too."""

    groups: tuple[Cluster, ...]
    many: int | None
    kept: bool


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
        PageAction(
            "others",
            "p",
            N_("Similar ones"),
            N_("Show unfiled proposals in no group that could belong to the category just named, and file some."),
        ),
        PageAction(
            "height",
            "a",
            N_("About N groups"),
            N_("Put all unfiled proposals into about N groups, or return to small groups of the closest ones."),
        ),
        PageAction(
            "more(1)", "plus", N_("One group more"), N_("Put all unfiled proposals into one group more."), bar=False
        ),
        PageAction(
            "more(-1)", "minus", N_("One group fewer"), N_("Put all unfiled proposals into one group fewer."), bar=False
        ),
        PageAction("again", "g", N_("Look again"), N_("Look for groups again in all unfiled proposals.")),
        PageAction("undo", "u,ctrl+z", N_("Undo"), N_("Undo the last change in the synthesis, then the one before…")),
    )
    AUTO_FOCUS = "Rows"
    DEFAULT_CSS = """
    ClustersPage {
        & Rows { padding: 0 1; }
        & #name { height: 3; padding: 0 2; border-bottom: solid $rule; }
        & #said { height: 1; padding: 0 2; color: $accent; text-wrap: nowrap; text-overflow: ellipsis; }
    }
    """

    def __init__(self, workshop: Workshop, suggester: Suggester) -> None:
        super().__init__(workshop)
        self._suggester = suggester
        self._deck = Deck()
        self._groups: list[Cluster] | None = None
        # About how many groups all proposals are in, or None for those close together: as asked last, and as shown.
        self._height: int | None = None
        self._shown_height: int | None = None
        self._steps: list[_Step] = []
        self._by_meaning = False  # how the groups on the screen were found
        self._progress = ""  # how far it was said to be with what meaning needs
        self._looking = False  # whether groups are being looked for in all that is unfiled
        self._others: dict[str, FilingSuggestion] | None = None  # of the category named last; None until they are known
        self._named = ""  # the category named last

    def on_mount(self) -> None:
        """Have meaning compared, if it can be: without a category nothing before this page asked for that."""
        self._suggester.when_ready.append(self._meaning_is_ready)
        self.beside(self._get_ready, "meaning")

    def on_unmount(self) -> None:
        """Hear no more of it."""
        self._suggester.when_ready.remove(self._meaning_is_ready)

    def compose(self) -> ComposeResult:
        """One heading row for each group, and what is in it."""
        _ = self.language
        yield Static(plain(""), id="name")
        yield Rows(empty=_(N_("Comparing…")), lines=2)
        yield Static(plain(""), id="said")
        yield KeyBar(self.ACTIONS, self.always, _)

    def help_text(self) -> str:
        """What the groups are."""
        _ = self.language
        how = N_("Unfiled proposals, grouped by the words they share; those words make the title.")
        if self._by_meaning:
            how = N_("Unfiled proposals, grouped by what they mean; the title is a phrase from one of them.")
        what = N_(
            "The one closest to all others comes first. Name the groups that make sense and dismiss the others: "
            "this is a starting point, not a result."
        )
        return f"{_(how)} {_(what)}"

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
            rows += [self._row(free[key], group) for key in _middle_first(group)]
        self.query_one(Rows).empty = plain(_(N_("Comparing…") if self._looking else _NO_GROUPS))
        self.query_one(Rows).rows = tuple(rows)
        shown = sum(len(group.items) for group in self._groups or ())
        found = _.plural(
            "{inside} of {n} unfiled proposal", "{inside} of {n} unfiled proposals", len(free), inside=shown
        )
        if self._shown_height is None:
            height = _(N_("small groups (a: about {n})"), n=_usual(len(free)))
        else:
            height = _(N_("about {n} groups (+, −)"), n=self._shown_height)
        counts = [] if self._looking else [found]
        self.query_one("#name", Static).update(
            pieces("\n", joined([pieces((_(N_("Emerging typology")), "bold")), height, *counts]))
        )

    def _row(self, card: Card, group: Cluster) -> ListRow:
        """A proposal of a group; of two, neither is in the middle."""
        if card.key != group.middle or len(group.items) <= _TWO:
            return ListRow(card.key, plain(card.text), lead=plain(card.ref), dim=True)
        sign = f"  {self.language(N_('(the most typical)'))}"
        return ListRow(card.key, pieces(card.text, (sign, "$text-muted")), lead=plain(card.ref))

    def _free(self) -> dict[str, Card]:
        """What is to be grouped; what was set aside as undecided is not."""
        cards = self._deck.cards.items()
        return {key: card for key, card in cards if card.place is Place.UNFILED and not card.withdrawn}

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

    # Meaning

    async def _get_ready(self) -> None:
        """Have meaning compared for all proposals, and say so while it takes time."""
        frame, cards = frame_of(self.workshop.session), self._deck.cards.values()
        await self.answered(self._suggester.get_ready(frame, cards, self._tell_progress))
        if self.stands and self._progress and self._last_line == self._progress:
            self._tell("")

    def _tell_progress(self, done: int, of: int) -> None:
        """Say how far it is, where nothing else is said."""
        if self.stands and self._last_line in ("", self._progress):
            text = N_("Getting ready to compare by meaning… {done} of {of}")
            self._progress = self.language(text, done=done, of=of)
            self._tell(self._progress)

    def _meaning_is_ready(self) -> None:
        """Say that there may be better groups: nothing moves before somebody asks."""
        if self.stands and not self._by_meaning and self._groups is not None:
            self._progress = ""
            self._tell(self.language(N_("Meaning can be compared now: g looks again for groups.")))

    @property
    def _last_line(self) -> str:
        return str(self.query_one("#said", Static).content)

    async def _ask(self, kind: str, cards: Iterable[Card], question: Callable[[Matcher], _T]) -> _T | None:
        """What a matcher answers; where meaning is compared, after the few words that are new since."""
        held = tuple(cards)
        if self._suggester.by_meaning:
            await self._get_ready()
        return await self.answered(self._suggester.ask(kind, frame_of(self.workshop.session), held, question))

    # Acts

    def action_again(self) -> None:
        """Look for groups in all that is unfiled."""
        self._groups, self._steps = [], []
        self._look_everywhere(self._height)

    def action_height(self) -> None:
        """Put all proposals into about so many groups, or only those together that are close."""
        self._look_everywhere(_usual(len(self._free())) if self._height is None else None)

    def action_more(self, by: int) -> None:
        """Put all proposals into one group more, or one fewer."""
        free = len(self._free())
        many = _usual(free) if self._height is None else min(max(_TWO, self._height + by), max(_TWO, free - 1))
        self._look_everywhere(many)

    def _look_everywhere(self, many: int | None) -> None:
        self._height, self._looking = many, True
        if self._groups:
            self._tell(self.language(N_("Comparing…")))
        self._draw()
        self.beside(partial(self._look, tuple(self._free().values()), many, -1), "groups")

    async def _look(self, cards: Iterable[Card], many: int | None, instead: int) -> None:
        found = await self._ask("groups", cards, lambda each: each.clusters(many))
        if found is None or self._groups is None:
            return
        self._looking = False
        self._by_meaning = self._suggester.by_meaning
        self._tell("")
        self._take(found, instead, many)

    def _take(self, found: Sequence[Cluster], instead: int, many: int | None) -> None:
        groups = self._groups or []
        if instead < 0:
            if groups:
                self._step()
            self._groups, self._shown_height = list(found), many
            self.query_one(Rows).highlighted = None
        elif len(found) < _TWO:
            self._tell(self.language(N_("This group cannot be split.")))
        else:
            self._step()
            groups[instead : instead + 1] = found
        self._draw()

    def _step(self, *, kept: bool = False) -> None:
        """Remember the groups as they are, before they change."""
        self._steps.append(_Step((*(self._groups or ()),), self._shown_height, kept))
        self._others, self._named = None, ""

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
        self._groups[int(into)] = replace(other, items=(*other.items, *one.items), words=words)
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
            filed = self._filed_line(len(group.items), category.title)
            line = self.language(N_("This category already exists. {filed}"), filed=filed) if there else filed
            self._tell(line)
            self._named = category.key
            self.beside(partial(self._look_for_others, category.key, line), "others")

        title = _title(group)  # `capitalize` would make small letters of ES and TS
        question = self.language(N_("Category title"))
        self.app.push_screen(AskText(question, keep, self.language, title[:1].upper() + title[1:]))

    def _filed_line(self, many: int, category: str) -> str:
        return self.language.plural(
            "{n} proposal filed under “{category}” (u: undo).",
            "{n} proposals filed under “{category}” (u: undo).",
            many,
            category=category,
        )

    async def _look_for_others(self, category: str, line: str) -> None:
        """Say how many proposals in no group could belong to a category as well."""
        grouped = {key for group in self._groups or () for key in group.items}
        loose = [key for key in self._free() if key not in grouped]

        def ask(matcher: Matcher) -> dict[str, FilingSuggestion]:
            first = {key: found for key in loose for found in matcher.filing(key, 1)}
            return {key: each for key, each in first.items() if each.category == category and each.score >= _DRAWN}

        found = await self._ask("others", self._deck.cards.values(), ask)
        if self._named != category or found is None:
            return
        self._others = found
        if found and self._last_line == line:
            more = self.language.plural("p: {n} more could belong there", "p: {n} more could belong there", len(found))
            self._tell(f"{more} · {line}")

    def action_others(self) -> None:
        """Show what else could belong to the category that was named last."""
        _, plan = self.language, self.workshop.session.plan
        free = self._free()
        category = plan.category(self._named)
        if category is None:
            self._tell(_(N_("Name a group first: p then shows what else could belong to it.")))
            return
        if self._others is None:
            self._tell(_(N_("Comparing…")))
            return
        found = {key: each for key, each in self._others.items() if key in free}
        if not found:
            self._tell(_(N_("No other unfiled proposal seems to belong to “{category}”."), category=category.title))
            return
        rows = [
            ListRow(key, pieces(free[key].text, (f"\n{reason(each, _)}", "$text-muted")), lead=plain(free[key].ref))
            for key, each in found.items()
        ]
        question = _.plural(
            "{n} more proposal could belong to “{category}”",
            "{n} more proposals could belong to “{category}”",
            len(rows),
            category=category.title,
        )
        hint = _(N_("Space: tick or untick · Enter: file · Esc: cancel"))
        sure = {key for key, each in found.items() if each.confident}
        self.app.push_screen(Ticks(question, rows, hint, sure), lambda kept: self._file_others(category, kept or ()))

    def _file_others(self, category: Category, kept: tuple[str, ...]) -> None:
        if not kept:
            return
        others = self._others
        if self.attempt(lambda: self.workshop.proposals.file(kept, category.key)):
            self._step(kept=True)
            self._others, self._named = others, category.key
            self._tell(self._filed_line(len(kept), category.title))

    def action_undo(self) -> None:
        """Undo the last step: what was done with the groups here, or the last act of the synthesis."""
        step = self._steps.pop() if self._steps else None
        if step and not step.kept:
            self._tell(self.language(N_("The groups are as they were before.")))
        elif what := self.attempt(lambda: self.workshop.history.undo(SYNTHESIS, self.writer)):
            self._tell(self.language(N_("Undone: “{what}”"), what=what))
        self._others, self._named = None, ""
        if step:
            self._groups, self._shown_height, self._height = [*step.groups], step.many, step.many
            self._deck.follow(self.workshop.session)
            self._draw()


def _title(group: Cluster) -> str:
    return group.name or ", ".join(group.words)


def _usual(items: int) -> int:
    return max(_TWO, round(sqrt(2 * items)))


def _middle_first(group: Cluster) -> list[str]:
    return sorted(group.items, key=lambda key: key != group.middle)
