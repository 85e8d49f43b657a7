"""Who sorts beside one: where they are, what they change of what one has in hand, and a laptop's line to the hub."""

from __future__ import annotations

from collections.abc import Callable, Collection, Sequence

from textual.widgets import Static

from facilitate.domain.errors import N_
from facilitate.domain.values.presence import SHARE, SORT, Presence
from facilitate.i18n import Language
from facilitate.labels import PLACES, neighbour_called, writer_called
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import Piece, pieces, plain
from facilitate.tui.screens.sort.board import Board
from facilitate.tui.widgets.update_static import tell
from facilitate.workshop.history.others import OthersChange, OthersChanges
from facilitate.workshop.sharing.ports import Uplink


class Besides(Static):
    """One line above the keys: the line to the hub, and who else is here; not there where neither is."""

    DEFAULT_CSS = """
    Besides {
        display: none; height: 1; padding: 0 2; text-wrap: nowrap; text-overflow: ellipsis;
        &.shown { display: block; }
    }
    """

    def __init__(self, uplink: Uplink | None, page: SessionPage, board: Board) -> None:
        super().__init__(plain(""))
        self._uplink = uplink
        self._page = page
        self._board = board

    def on_mount(self) -> None:
        """Open the line; once a second is often enough to tell what waits."""
        if self._uplink is not None:
            self.run_worker(self._uplink.run(self._heard), exclusive=True)
            self.set_interval(1, self.show)

    def _heard(self) -> None:
        if self._page.stands:
            self._page.facilitate.wake()

    def send(self) -> None:
        """What was just done may be news for the hub."""
        if self._uplink is not None:
            self._uplink.look()

    def show(self) -> None:
        """Say it, where it is not said already."""
        _ = self._page.language
        parts: list[Piece] = [*uplink_words(self._uplink, _)] if self._uplink else []
        if here := self._page.neighbours:
            first = sorted(here, key=lambda one: one.screen != SORT)
            who = " · ".join(self._where(one, _) for one in first)
            sentence = N_("Other window: {who}") if len(here) == 1 else N_("Other windows: {who}")
            # Beside the words for the line there is little room in eighty columns.
            parts += (
                ["   ", ("◆ ", "$warning"), who]
                if parts
                else [
                    ("◆ ", "$warning"),
                    _(sentence, who=who),
                ]
            )
        self.set_class(bool(parts), "shown")
        tell(self, pieces(*parts))

    def _where(self, here: Presence, _: Language) -> str:
        card = self._board.deck.cards.get(here.proposal)
        name = neighbour_called(here, _)
        if here.screen == SHARE:
            return name
        if here.screen != SORT:
            return f"{name}, {_(N_('on another screen'))}"
        return f"{name}, {card.ref}" if card else name


def uplink_words(uplink: Uplink, _: Language) -> tuple[tuple[str, str], ...]:
    """A sign and a sentence: on the line, off it, or what somebody has to see to."""
    if uplink.trouble is not None:
        return ("! ", "bold $warning"), (_.message(uplink.trouble), "$warning")
    if uplink.connected:
        return ("● ", "$success"), (_(N_("connected to the facilitator’s computer")), "$text-muted")
    words = _(N_("offline: everything is saved on this computer"))
    if waiting := uplink.waiting:
        words = _.plural(
            "offline: {n} change waiting, saved on this computer",
            "offline: {n} changes waiting, saved on this computer",
            waiting,
        )
    return ("○ ", "$warning"), (words, "$warning")


class Meanwhile:
    """What others do of what one has in hand: told in one line, and added to what one's own key did."""

    def __init__(self, page: SessionPage, board: Board, tell: Callable[..., None]) -> None:
        self._page = page
        self._board = board
        self._tell = tell
        self._others = OthersChanges(page.workshop.recorder)
        self._begun = False

    def begin_elsewhere(self, here: Sequence[Presence]) -> None:
        """Start where nobody is: the others divide the list of what is unfiled, and one takes what is left."""
        self._begun, first = True, not self._begun
        many = sum(one.screen == SORT for one in here)
        if first and many:
            self._board.start_at(many / (many + 1))

    def say(self) -> None:
        """Tell what changed in one's hands since the last look."""
        if sentence := self.news(self._in_hand()):
            self._tell(sentence, "$warning")

    def news(self, in_hand: Collection[str]) -> str:
        """Return in one line what others changed of it, empty where they changed nothing."""
        found = self._others.look(self._page.writer, in_hand)
        return self._sentence(found) if found else ""

    def before_act(self, keys: Collection[str]) -> str:
        """Return what others did to these in the blink before a key acts on them: that key must not win in silence."""
        self._page.workshop.recorder.refresh()
        return self.news(keys)

    def _sentence(self, found: Sequence[OthersChange]) -> str:
        _ = self._page.language
        last = found[-1]
        sentence = _(N_("{who}: {what}"), who=writer_called(last.by, _), what=last.what)
        if last.overruled:
            sentence = f"{sentence} · {_(N_('now: {place}'), place=self._place(last.overruled))}"
        return (
            _.plural(
                "{sentence}, and {n} other change",
                "{sentence}, and {n} other changes",
                len(found) - 1,
                sentence=sentence,
            )
            if len(found) > 1
            else sentence
        )

    def _place(self, key: str) -> str:
        """Where a proposal stands now."""
        session = self._page.workshop.session
        proposal = session.all_proposals[key]
        category = session.plan.category(proposal.category)
        return category.title if category else self._page.language(PLACES[proposal.place])

    def _in_hand(self) -> set[str]:
        current = self._board.current
        return {*self._board.marks, *([current.key] if current else [])}


def taken(here: Sequence[Presence]) -> frozenset[str]:
    """Return the proposals that others look at."""
    return frozenset(one.proposal for one in here if one.screen == SORT and one.proposal)
