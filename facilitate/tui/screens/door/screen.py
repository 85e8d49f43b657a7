"""The door: three letters, Enter, and the table stands there huge; the field is empty for whoever comes next."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, Vertical
from textual.content import Content
from textual.widgets import Static

from facilitate.domain.errors import N_
from facilitate.domain.text import folded
from facilitate.domain.text import one_line as text_on_one_line
from facilitate.domain.values.people import Participant
from facilitate.labels import neighbour_called
from facilitate.tui.actions import PageAction
from facilitate.tui.desk_page import DeskPage
from facilitate.tui.plain import joined, one_line, pieces, plain
from facilitate.tui.screens.door.tables_choice import GIVEN, TablesChoice
from facilitate.tui.widgets.field import Field
from facilitate.tui.widgets.huge_text import HugeText
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.people_counts import in_column, in_lines
from facilitate.tui.widgets.rows.rows import ListRow, Rows
from facilitate.tui.widgets.update_static import tell
from facilitate.workshop.seats.needs import lacks_interpreter
from facilitate.workshop.views.door import (
    SHORTEST,
    GuestSearch,
    door_counts,
    seating_at_the_door,
    table_told,
    tables_given,
    worlds_to_choose,
)
from facilitate.workshop.views.needs_unmet import interpreters_apart
from facilitate.workshop.views.seating import Seating
from facilitate.workshop.workshop import Workshop

_MOST = 12  # people of whom the list shows; more letters leave fewer
_WIDE = 100
_LINES = 2  # of the tables, where the counters stand below
_HIGH = 20
_NO_WORLD = "0"
_EMPTY = N_(
    "The guest list is empty. To fill it: “facilitate people import SESSION FILE”. Whoever comes can also be taken in "
    "here: their name, then Enter."
)
_READY = N_("Three letters of the name, then Enter")


class DoorPage(DeskPage):
    """One field; below it whom the letters mean, or the table of whoever came last; how full the room is.

    What is typed is kept in no draft: it looks for people, and is a name.
    """

    PARTS = (TablesChoice,)
    ORDER = ("tick", "walk_in", "undo", "open('moves')", "leave", "open('guests')", "choose_tables", "phone")
    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("tick", "enter", N_("Arrived"), N_("Tick the selected person and show their table."), bar=False),
        PageAction("step(-1)", "up", N_("Up"), N_("Select the person above."), bar=False),
        PageAction("step(1)", "down", N_("Down"), N_("Select the person below."), bar=False),
        PageAction("walk_in", "f4", N_("Unexpected"), N_("Take in somebody of that name who is not on the list.")),
        PageAction("leave", "f8", N_("Leaves"), N_("Note that the selected person, or the one shown large, has left.")),
        PageAction(
            "open('moves')",
            "f9",
            N_("Sit down"),
            N_("Propose the fewest moves that even out the tables."),
        ),
        PageAction("open('guests')", "tab", N_("Guest list"), N_("Look through the guest list, and correct it.")),
        PageAction("phone", "f5", N_("Phone"), N_("Show the link of the desk’s phones, as a QR code.")),
        PageAction("undo", "f6,ctrl+z", N_("Undo"), N_("Undo the last thing done at this desk.")),
        PageAction("redo", "f7,ctrl+y", N_("Redo"), N_("Redo what was undone."), bar=False),
    )
    AUTO_FOCUS = "Field"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (_WIDE, "-wide")]  # noqa: RUF012 -- Textual's own
    VERTICAL_BREAKPOINTS = [(0, "-flat"), (12, "-low"), (_HIGH, "-tall")]  # noqa: RUF012 -- Textual's own
    DEFAULT_CSS = """
    DoorPage {
        & #top { height: 2; padding: 0 2; border-bottom: solid $rule; }
        & #top .name { width: 1fr; margin-right: 2; text-style: bold; text-wrap: nowrap; text-overflow: ellipsis; }
        & #top .said { width: auto; color: $text-muted; }
        & Field { margin: 1 2 0 2; }
        & #last { height: 1; padding: 0 2 0 4; color: $text-muted; text-wrap: nowrap; text-overflow: ellipsis; }
        & #middle { height: 1fr; }
        & #answer { width: 1fr; height: 1fr; padding: 0 2; }
        & #word { height: 1; text-align: center; color: $text-muted; }
        & #who { height: auto; max-height: 4; text-align: center; }
        & HugeText { color: $accent; }
        & Rows { display: none; padding: 0 0 0 1; }
        & Rows > .rows--highlighted { background: $accent 18%; }
        & Rows > .rows--bar { color: $accent; }
        & #counts { height: auto; padding: 0 2; border-top: solid $rule; }
        & #side { display: none; width: 36; height: 1fr; padding: 0 2; border-left: solid $rule; }
        &.-wide #counts { display: none; }
        &.-wide #side { display: block; }
        &.-low Field { margin: 0 2; }
        &.-flat #top, &.-flat #counts, &.-flat #last { display: none; }
        &.-flat Field { margin: 0 2; }
    }
    """

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(workshop)
        self._choice = TablesChoice(self)
        self.parts = (self._choice,)
        self._search = GuestSearch(workshop.session)
        self._listed = ""  # the letters that the list is of
        self._found: list[Participant] = []
        self._near = False  # whether these are only nearly called so
        self._badges: dict[str, int] = {}
        self._last = ""  # whoever came, or was asked for, last
        self._before = False  # whether they had come before

    def compose(self) -> ComposeResult:
        """The event, the field, whom it means or who came last, the counters, the keys."""
        _ = self.language
        with Horizontal(id="top"):
            yield Static(classes="name")
            yield Static(classes="said")
        yield Field(placeholder=_(_READY), keep=self._enter, at_once={"tab": lambda: self.action_open("guests")})
        yield Static(plain(""), id="last")
        with Horizontal(id="middle"):
            with Vertical(id="answer"):
                yield Static(plain(""), id="word")
                yield HugeText()
                yield Static(plain(""), id="who")
            yield Rows(lines=2)
            yield Static(plain(""), id="side")
        yield Static(plain(""), id="counts")
        yield KeyBar(self.ACTIONS, self.always, _)

    def on_mount(self) -> None:
        """Ask how tables are given, where nobody has said so yet; the page's own `on_mount` is called too."""
        self._rows.can_focus = False  # the arrows move in it from the field
        self.call_after_refresh(self._choice.ask_once)

    def help_text(self) -> str:
        """What the desk has to know."""
        return self.language(
            N_(
                "Type three letters of a name and press Enter: the person is ticked, and their table stands there. "
                "A name that is not on the list and Enter takes in somebody unexpected. Everything is saved at once."
            )
        )

    @property
    def always(self) -> tuple[PageAction, ...]:
        """What every page can do, without the letters: here they are those of a name."""
        return tuple(replace(each, keys=each.keys.partition(",")[0]) for each in super().always)

    @property
    def _field(self) -> Field:
        return self.query_one(Field)

    @property
    def _rows(self) -> Rows:
        return self.query_one(Rows)

    @property
    def _seating(self) -> Seating | None:
        return seating_at_the_door(self.session, self.workshop.clock.now())

    # Drawing

    def redraw(self) -> None:
        """Draw the room as it stands."""
        if self.session.person(self._last) is None:
            self._last = ""
        self._badges = self.session.badge_numbers()
        self._show_top()
        self._show_counts()
        self._list(self._field.value)

    def show_beside(self) -> None:
        """Say who else is here."""
        self._show_top()

    def _show_top(self) -> None:
        _ = self.language
        given = tables_given(self.session)
        others = ", ".join(neighbour_called(each, _) for each in self.neighbours)
        beside = pieces((f"◆ {others}", "$warning")) if others else ""
        how = _(GIVEN[given]) if given else ""
        tell(self.query_one("#top .name", Static), one_line(self.session.plan.title))
        tell(self.query_one("#top .said", Static), joined([beside, how]))

    def _show_counts(self) -> None:
        _, table = self.language, self._table_of(self._last)
        counts = door_counts(self.session, self._seating)
        if self.size.width >= _WIDE:
            tell(self.query_one("#side", Static), in_column(counts, table, _))
        else:
            lines = _LINES if self.size.height >= _HIGH else 1
            tell(self.query_one("#counts", Static), in_lines(counts, table, self.size.width - 4, lines, _))

    def _table_of(self, key: str) -> int:
        return table_told(self._seating, key)

    def _show_answer(self) -> None:
        """Show the table of whoever came last, huge; the name where there are no tables."""
        _, person = self.language, self.session.person(self._last)
        arrival = self.session.arrivals.get(self._last)
        table = self._table_of(self._last)
        shown = word = last = ""
        who = pieces((_(_EMPTY), "$text-muted")) if not self.session.people else plain("")
        if person is not None and arrival is not None:
            name = text_on_one_line(person.name)
            if arrival.left:  # and sits nowhere
                table, shown = 0, ""
            else:
                shown, word = (str(table), self._round_word()) if table else (name, "")
            last = _(N_("{name} → table {table}"), name=name, table=table) if table else name
            lacking = f"{words}\n" if not arrival.left and (words := self._lacking(person)) else ""
            about = joined([one_line(person.organisation), self._came(person), self._badge(person)]).plain
            who = pieces(
                ("" if shown == name else f"{name}\n", "bold"),
                (lacking, "$warning"),  # first: what follows may not have room
                (about, "$text-muted"),
                self._table_words(table),
            )
        if nobody := self._nobody():
            # Nobody takes the table of whoever came before for that of whom they look for.
            shown, word, who = "", "", plain(nobody)
        tell(self.query_one("#word", Static), plain(word))
        self.query_one(HugeText).value = shown
        tell(self.query_one("#who", Static), who)
        tell(self.query_one("#last", Static), plain((self._hint() or last) if self._rows.display else ""))

    def _hint(self) -> str:
        """Return what is to be known of the list; nothing where it is plain."""
        _, more = self.language, len(self._found) - _MOST
        if self._near:
            return _(N_("No such name. Nearly so: ↓, then Enter. Enter: not on the list"))
        if len(self._found) > 1 and folded(self._found[0].name) == folded(self._found[1].name):
            return _(N_("Several people have this name: ↓ to choose, by what stands beside it"))
        return _.plural("{n} more: type more letters.", "{n} more: type more letters.", more) if more > 0 else ""

    def _round_word(self) -> str:
        """Say that the number is that of a table, and of which round where there are several."""
        _, seating = self.language, self._seating
        number = seating.number_told if seating else 0
        return _(N_("Round {round} · table"), round=number) if number else _(N_("Table"))

    def _table_words(self, table: int) -> str:
        """Return what the programme calls a table, and where in the building it stands."""
        seating = self._seating
        setup = seating.phase.table(table) if seating and table else None
        words = " · ".join(map(text_on_one_line, filter(None, (setup.name, setup.place)))) if setup else ""
        return f"\n{words}" if words else ""

    def _nobody(self) -> str:
        """Return what is said where nobody is called as the field says, and what Enter then does."""
        if self._found or len(self._listed.strip()) < SHORTEST:
            return ""
        return self.language(N_("No such name. Enter: somebody who is not on the list"))

    def _badge(self, person: Participant) -> str:
        """Say the number that goes onto a badge, which somebody unexpected has still to be given."""
        number = self._badges.get(person.id)
        return self.language(N_("badge {badge}"), badge=number) if number else ""

    def _came(self, person: Participant) -> str:
        """Say when somebody came, and that they were here before, or have left."""
        _, arrival = self.language, self.session.arrivals.get(person.id)
        if arrival is None:
            return ""
        if arrival.left:
            return _(N_("left at {time}"), time=_.time(arrival.left.astimezone()))
        time = _.time(arrival.at.astimezone())
        before = self._before and person.id == self._last
        return _(N_("already here since {time}"), time=time) if before else _(N_("arrived at {time}"), time=time)

    def _lacking(self, person: Participant) -> str:
        """Say that somebody who is here needs an interpreter who is not, or one of the two sits elsewhere."""
        _, seating = self.language, self._seating
        if seating is None or not (person.interpreter or person.interprets):
            return ""
        if lacks_interpreter(person, seating.present(), self.session.people.values()):
            return _(N_("interpreter ({need}) not here yet"), need=text_on_one_line(person.interpreter))
        apart = [each for each in interpreters_apart(seating) if each.is_about(person)]
        if not apart:
            return ""
        need = text_on_one_line(apart[0].guest.interpreter)
        if apart[0].seating is seating:
            return _(N_("interpreter ({need}) at another table: F9"), need=need)
        rounds = ", ".join(dict.fromkeys(str(each.seating.round) for each in apart))
        return _(N_("interpreter ({need}) at another table in round {rounds}: F9, then r"), need=need, rounds=rounds)

    def on_field_pasted(self, event: Field.Pasted) -> None:
        """Take a paste of several lines as one name."""
        event.stop()
        event.field.insert(" ".join(line.strip() for line in event.lines))

    def action_back(self) -> None:
        """Empty the field; an empty one is left."""
        if self._field.value:
            self._field.value = ""
        else:
            super().action_back()

    def on_text_area_changed(self) -> None:
        """List whom the letters may mean."""
        if self.drawn:
            self._list(self._field.value)

    def _list(self, typed: str) -> None:
        self._found = self._search.found(typed)
        self._near = not self._found and bool(near := self._search.near(typed))
        if self._near:
            self._found = near
        apart = self._search.told_apart(self._found)
        listed = [self._row(each, apart[each.id]) for each in self._found[:_MOST]]
        is_other = typed != self._listed
        self._listed = typed
        # Of those who are nearly called so nobody is ticked but by choice, though the same letters be told of twice.
        first = listed[0].key if listed and not self._near else None
        chosen = first if is_other else self._rows.highlighted
        self._rows.rows = tuple(listed)
        if is_other or chosen is None:
            self._rows.highlighted = chosen
        # A class would have the styles of all be looked up again, at each change between the list and the table.
        self._rows.display, self.query_one("#answer").display = bool(listed), not listed
        self._show_answer()

    def _row(self, person: Participant, apart: str) -> ListRow:
        """Show somebody, what tells them from others of the name, whether they are here, and where they sit."""
        words = joined([pieces((text_on_one_line(person.name), "bold")), one_line(apart)])
        return ListRow(person.id, words, plain(str(self._badges.get(person.id, ""))), self._where(person))

    def _where(self, person: Participant) -> Content:
        _, arrival = self.language, self.session.arrivals.get(person.id)
        table = self._table_of(person.id)
        where = _(N_("table {table}"), table=table) if table else ""
        if arrival is None:
            return plain(where or _(N_("expected")))
        if arrival.left:
            return plain(_(N_("left")))
        return pieces(("✓ ", "$success"), where or _(N_("here")))

    # Acts

    def action_tick(self) -> None:
        """Tick whom the field means."""
        self._enter(self._field.value)

    def action_step(self, by: int) -> None:
        """Select another of the list."""
        keys = [row.key for row in self._rows.rows]
        if keys:
            place = keys.index(self._rows.highlighted) + by if self._rows.highlighted in keys else 0
            self._rows.highlighted = keys[min(max(place, 0), len(keys) - 1)]

    def _enter(self, typed: str) -> None:
        if not typed.strip():
            return
        if typed != self._listed:  # the letters were quicker than the list
            self._list(typed)
        if key := self._rows.highlighted:
            self._tick(key)
        elif len(typed.strip()) < SHORTEST:
            self.say(N_("Nobody is called exactly that: type three letters of the name."))
        else:
            self.action_walk_in()

    def _tick(self, key: str) -> None:
        arrival = self.session.arrivals.get(key)
        before = arrival is not None and arrival.left is None
        self._arrived(lambda: self.workshop.people.arrive(key), before=before)

    def _arrived(self, act: Callable[[], Participant], *, before: bool = False) -> None:
        """Tick somebody, show where they sit, and have the field empty for the next."""

        def shown() -> Participant:
            person = act()
            self._last, self._before = person.id, before
            self._field.value = self._listed = ""
            return person

        version = self.workshop.recorder.version
        if self.attempt(shown) is not None:
            self.app.clear_notifications()
            if self.workshop.recorder.version == version:  # else it has been drawn already
                self.draw()

    def action_walk_in(self) -> None:
        """Take in whoever is called as the field says, of the world that a digit says."""
        from facilitate.tui.dialogs.questions import Choose

        name, _ = self._field.value.strip(), self.language
        if not name:
            self.say(N_("Type the name first, then F4."))
            return
        worlds = worlds_to_choose(self.session)
        if not worlds:
            self._arrived(lambda: self.workshop.people.walk_in(name))
            return
        rows = [ListRow(str(number), one_line(world), plain(str(number))) for number, world in enumerate(worlds, 1)]
        rows.append(ListRow(_NO_WORLD, plain(_(N_("World not said"))), plain(_NO_WORLD)))
        letters = {row.key: row.key for row in rows if len(row.key) == 1}
        letters |= {"à": _NO_WORLD, "0": _NO_WORLD}
        asked = Choose(_(N_("{name} is not on the list. Which world?"), name=name), rows, _, letters=letters, lines=1)

        def chosen(key: str | None) -> None:
            if key:
                world = "" if key == _NO_WORLD else worlds[int(key) - 1]
                self._arrived(lambda: self.workshop.people.walk_in(name, world))

        self.app.push_screen(asked, chosen)

    def action_leave(self) -> None:
        """Note that somebody has left: who is selected in the list, or else who is shown."""
        shown = "" if self._found or self._nobody() else self._last
        key = (self._rows.highlighted if self._rows.rows else "") or shown
        if not key:
            self.say(N_("Type the name of whoever leaves first, then F8."))
            return
        person = self.attempt(lambda: self.workshop.people.leave(key))
        if person is not None:
            self._last = person.id
            self._field.value = self._listed = ""
            self.draw()
            self.say(N_("{name} has left (F6: undo)."), name=text_on_one_line(person.name))

    def action_phone(self) -> None:
        """Show the link of the desk's phones."""
        from facilitate.tui.screens.door.phone_link import PhoneLink

        asked = PhoneLink(self.workshop, self.facilitate.services.sharing, self.language)
        self.app.push_screen(asked, lambda name: self.action_open(name) if name else None)
