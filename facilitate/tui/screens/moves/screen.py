"""Sit down now: the fewest moves that even out the tables, one line each; and everybody's table of the next round."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import TYPE_CHECKING, ClassVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from facilitate.domain.errors import N_, FacilitateError
from facilitate.domain.frozen import dataclass
from facilitate.domain.text import folded
from facilitate.domain.text import one_line as text_on_one_line
from facilitate.files import KEPT
from facilitate.tui.actions import PageAction
from facilitate.tui.background import aside
from facilitate.tui.desk_page import DeskPage
from facilitate.tui.plain import joined, notify, one_line, pieces, plain
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.rows.rows import ListRow, Rows
from facilitate.tui.widgets.update_static import tell
from facilitate.workshop.cases.seats import PlannedSeats, ProposedMoves, SeatingAsked
from facilitate.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitate.tui.services import WrittenFile

_LONG = 15  # seconds a path stays to be read
_EVEN = N_("The tables are as even as can be: nobody has to move.")


@dataclass(frozen=True, slots=True)
class _Place:
    """Where somebody sits in the next round, and now (0 where they have no table)."""

    key: str
    name: str
    badge: int
    table: int
    now: int


class MovesPage(DeskPage):
    """Who is to change tables now; or, once asked for, the tables of the round that follows, until they are kept."""

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("accept", "enter", N_("Accept"), N_("Accept the selected move alone."), bar=False),
        PageAction("accept_all", "a", N_("Accept all"), N_("Accept all moves, or the tables of the next round.")),
        PageAction("remix", "r", N_("Next round"), N_("Plan the rounds that follow anew, for those who are here.")),
        PageAction("view", "v", N_("By name"), N_("List the next round by table, or by name.")),
        PageAction("print", "p", N_("Print"), N_("Print the round that is shown: a list by name, and one by table.")),
        PageAction("undo", "u,ctrl+z", N_("Undo"), N_("Undo what was accepted last: all of it at once.")),
        PageAction("redo", "y,ctrl+y", N_("Redo"), N_("Redo what was undone."), bar=False),
    )
    AUTO_FOCUS = "Rows"
    DEFAULT_CSS = """
    MovesPage {
        & #name { height: auto; padding: 0 2; border-bottom: solid $rule; text-wrap: nowrap; text-overflow: ellipsis; }
        & Rows { height: 1fr; padding: 0 1; }
        & #findings { height: auto; max-height: 6; padding: 0 2; color: $text-muted; }
    }
    """

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(workshop)
        self._proposed: ProposedMoves | None = None
        self._planned: PlannedSeats | None = None
        self._is_kept = self._by_name = False

    def compose(self) -> ComposeResult:
        """What is listed, the list, and what cannot be had."""
        yield Static(plain(""), id="name")
        yield Rows()
        yield Static(plain(""), id="findings")
        yield KeyBar(self.ACTIONS, self.always, self.language)

    def help_text(self) -> str:
        """What this page is for."""
        return self.language(
            N_(
                "Once all are here, the fewest moves that even out the tables stand here, one line each: say the names "
                "aloud, and accept them. Between two rounds, r plans the next one for those who are here."
            )
        )

    # Drawing

    def redraw(self) -> None:
        """Draw the moves, or the round that is planned."""
        rows = self.query_one(Rows)
        if self._planned is not None:
            rows.rows = tuple(self._places_listed(self._planned))
            findings = self._planned.plan.findings
        else:
            self._propose()
            rows.rows = tuple(self._moves_listed())
            findings = self._proposed.findings if self._proposed else ()
        tell(self.query_one("#name", Static), self._head())
        lines = [self.language.message(each) for each in findings]
        tell(self.query_one("#findings", Static), plain("\n".join(lines)))
        wanted = "view" if self._planned is None else ""
        self.query_one(KeyBar).show([each for each in self.ACTIONS if each.name != wanted])

    def _propose(self) -> None:
        """Look for the moves; why there are none stands in the place of the list."""
        rows = self.query_one(Rows)
        try:
            self._proposed = self.workshop.seats.settle()
            rows.empty = plain(self.language(_EVEN))
        except FacilitateError as error:
            self._proposed = None
            rows.empty = plain(self.language.message(error.message))

    def _head(self) -> Content:
        _ = self.language
        if self.is_planning:
            state = _(N_("Planning the seats…"))
        elif self._planned is not None:
            state = "\n".join(self._told_of(self._planned))  # at 80 columns two of them are more than a line
        else:
            moves = len(self._proposed.moves) if self._proposed else 0
            state = _.plural("{n} move evens out the tables", "{n} moves even out the tables", moves) if moves else ""
        title = joined([pieces((_(N_("Sit down now")), "bold")), one_line(self.workshop.session.plan.title)])
        return plain("\n").join([title, pieces((state, "$text-muted"))])

    def _told_of(self, planned: PlannedSeats) -> Iterator[str]:
        _, places = self.language, self._places(planned)
        kept = N_("Round {round}: kept (r: back)") if self._is_kept else N_("Round {round}: a to keep it, r to go back")
        yield _(kept, round=planned.first)
        moving = sum(each.now not in (0, each.table) for each in places)
        yield _(N_("{moving} of {n} change tables"), moving=moving, n=len(places))
        repeats, bound = _.number(planned.plan.repeats), _.number(planned.plan.bound)
        yield _(N_("meetings repeated: {repeats} of at least {bound}"), repeats=repeats, bound=bound)

    def _moves_listed(self) -> Iterator[ListRow]:
        _, session, badges = self.language, self.session, self.session.badge_numbers()
        for move in self._proposed.moves if self._proposed else ():
            name = text_on_one_line(session.people[move.person].name)
            text = _(N_("{name} → table {table}"), name=name, table=move.table)
            if why := self._proposed.why.get(move.person) if self._proposed else None:
                text = _(N_("{move}: {why}"), move=text, why=_.message(why))
            origin = _(N_("from table {table}"), table=move.origin) if move.origin else ""
            yield ListRow(move.person, plain(text), plain(str(badges.get(move.person, ""))), plain(origin))

    def _places_listed(self, planned: PlannedSeats) -> Iterator[ListRow]:
        """List the next round: by table with who comes to it, or by name with where each goes."""
        _, places = self.language, self._places(planned)
        if self._by_name:
            for each in sorted(places, key=lambda each: (folded(each.name), each.key)):
                yield self._row(each, _(N_("table {table}"), table=each.table))
            return
        for table in planned.tables:
            there = [each for each in places if each.table == table]
            heading = _(N_("Table {table}"), table=table)
            yield ListRow(f"table {table}", plain(f"{heading} · {len(there)}"), heading=True)
            for each in sorted(there, key=lambda each: (folded(each.name), each.key)):
                yield self._row(each, f"← {each.now}" if each.now not in (0, table) else "")

    def _row(self, place: _Place, where: str) -> ListRow:
        return ListRow(place.key, one_line(place.name), plain(str(place.badge or "")), plain(where))

    def _places(self, planned: PlannedSeats) -> Sequence[_Place]:
        session, before = self.workshop.session, self.workshop.seats.begun()
        badges = session.badge_numbers()
        return [
            _Place(key, person.name, badges.get(key, 0), table, before.table_of(key))
            for table, people in planned.rounds()[0].items()
            for key in people
            if (person := session.people.get(key)) is not None
        ]

    # Acts

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Accept the move of that line."""
        event.stop()
        self.action_accept()

    def action_accept(self) -> None:
        """Accept one move."""
        key, proposed = self.query_one(Rows).highlighted, self._proposed
        if key and proposed is not None and self._planned is None:
            self.attempt(lambda: self.workshop.seats.move(proposed, [key]))

    def action_accept_all(self) -> None:
        """Accept all moves; or keep the plan of the rounds that follow."""
        planned, proposed = self._planned, self._proposed
        if planned is not None:
            self._is_kept = self.attempt(lambda: self._keep(planned)) is not None
            self.draw()
        elif proposed is not None and proposed.moves:
            self.attempt(lambda: self.workshop.seats.move(proposed))

    def _keep(self, planned: PlannedSeats) -> bool:
        self.workshop.seats.keep(planned)
        return True

    def action_remix(self) -> None:
        """Plan the rounds that follow, or go back to the moves of now."""
        if self._planned is not None:
            self._show_moves()
        elif not self.is_planning:
            self.is_planning = True
            self.draw()
            self.beside(self._plan(), "plan")

    async def _plan(self) -> None:
        self._planned = await self.planned(lambda: self.workshop.seats.remix(SeatingAsked()))
        if self.stands:
            self.draw()

    def _show_moves(self) -> None:
        self._planned, self._is_kept = None, False
        self.draw()

    def action_print(self) -> None:
        """Print the round that is kept and shown, or else the one that people sit in."""
        if self._planned is not None and not self._is_kept:
            self.say(N_("Keep these tables first (a); then they can be printed."))
            return
        seats, planned = self.workshop.seats, self._planned
        key = self.attempt(lambda: (planned.phase, planned.first) if planned else seats.now().key)
        publishing = self.facilitate.services.publishing
        job = self.attempt(lambda: publishing.print_round(self.workshop, *key)) if key else None
        if job is not None:
            self.say(N_("Making the lists…"))
            self.beside(self._print(job), "print")

    async def _print(self, job: Callable[[], Sequence[WrittenFile]]) -> None:
        made = await self.answered(aside(job))
        if made:
            _ = self.language
            kept = " ".join(_(KEPT, kept=each.kept.name, file=each.path.name) for each in made if each.kept)
            paths = _.list([str(each.path) for each in made])
            written = _(N_("To print, then to remove, as they name people: {paths}"), paths=paths)
            notify(self.app, f"{written} {kept}".strip(), seconds=_LONG)

    def action_view(self) -> None:
        """List the next round the other way."""
        self._by_name = not self._by_name
        self.draw()

    def travelled(self) -> None:
        """Hold no plan for kept that may be undone by now."""
        self._is_kept = False
        self.draw()
