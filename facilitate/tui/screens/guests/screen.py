"""The guest list: who is expected and who came, looked through, corrected, added to.

Whom somebody wishes not to sit with is asked for here, obeyed, and shown nowhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import partial
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitate.domain.errors import N_, Refused
from facilitate.domain.numbers import whole_number
from facilitate.domain.text import folded
from facilitate.domain.text import one_line as text_on_one_line
from facilitate.domain.values.people import Participant
from facilitate.tui.actions import PageAction
from facilitate.tui.desk_page import DeskPage
from facilitate.tui.dialogs.questions import AskText, Choose, Find
from facilitate.tui.plain import joined, one_line, pieces, plain
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.people_counts import named_worlds, world_counted
from facilitate.tui.widgets.rows.rows import ListRow, Rows
from facilitate.tui.widgets.update_static import tell
from facilitate.workshop.views.door import door_counts, seating_at_the_door, table_told
from facilitate.workshop.views.seating import Seating
from facilitate.workshop.workshop import Workshop

_EMPTY = N_("The guest list is empty (a: add somebody). To fill it: “facilitate people import SESSION FILE”.")
_BETWEEN = ";"  # names in a field: a comma is part of some
_STAYS, _WITH, _NOT_WITH = "stays", "with", "not with"
# What can be said of somebody: its letter, what it is called, and how it is asked for.
_FIELDS: dict[str, tuple[str, str, str]] = {
    "name": ("n", N_("Full name"), N_("What is the person’s name?")),
    "family_name": ("f", N_("Family name"), N_("Which part of the name is the family name? Lists are sorted by it.")),
    "organisation": ("o", N_("Organisation"), N_("Which organisation?")),
    "world": ("g", N_("World"), N_("Which world? As in the programme, where it names any.")),
    "territory": ("t", N_("Area"), N_("Where do they come from?")),
    "access": ("c", N_("Access"), N_("What do they need to take part?")),
    "interpreter": ("i", N_("Interpreter"), N_("Which interpreter do they need?")),
    "interprets": ("l", N_("Interprets"), N_("Which languages do they interpret for others?")),
    "diet": ("d", N_("Diet"), N_("What do they eat, or not eat?")),
    "email": ("e", N_("E-mail"), N_("What is their e-mail address?")),
    _WITH: ("w", N_("Together with"), N_("Whom do they wish to sit with? Separate names with semicolons.")),
    _NOT_WITH: (
        "x",
        N_("Not with"),
        N_("Whom do they wish not to sit with? It is obeyed and never shown; an empty answer takes it back."),
    ),
    _STAYS: ("s", N_("Stays at table"), N_("At which table do they stay in every round? Empty: at none.")),
}


class GuestsPage(DeskPage):
    """Everybody by name; one whole at the side."""

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("edit", "enter", N_("Edit"), N_("Correct what is known of the selected person.")),
        PageAction("add", "a", N_("Add"), N_("Put somebody on the list.")),
        PageAction("find", "f,slash", N_("Search"), N_("Go to somebody by letters of their name.")),
        PageAction("view", "v", N_("Show"), N_("Show everybody, or those who have not come, or are here.")),
        PageAction("remove", "w,delete", N_("Remove"), N_("Take the selected person off the list.")),
        PageAction("arrive", "space", N_("Arrived"), N_("Note that the selected person has arrived."), bar=False),
        PageAction("undo", "u,ctrl+z", N_("Undo"), N_("Undo the last thing done at this desk.")),
        PageAction("redo", "y,ctrl+y", N_("Redo"), N_("Redo what was undone."), bar=False),
    )
    AUTO_FOCUS = "Rows"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 -- Textual's own
    DEFAULT_CSS = """
    GuestsPage {
        & #name { height: 3; padding: 0 2; border-bottom: solid $rule; text-wrap: nowrap; text-overflow: ellipsis; }
        & #middle { height: 1fr; layout: vertical; }
        & Rows { height: 1fr; }
        & #one { height: 9; padding: 0 3; border-top: solid $rule; }
        &.-wide #middle { layout: horizontal; }
        &.-wide #one { width: 40%; height: 1fr; padding: 1 3; border-top: none; border-left: solid $rule; }
    }
    """

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(workshop)
        self._view = 0
        self._seating: Seating | None = None
        self._badges: dict[str, int] = {}

    def compose(self) -> ComposeResult:
        """The counts, the list, and one person."""
        yield Static(plain(""), id="name")
        with Horizontal(id="middle"):
            yield Rows(empty=self.language(_EMPTY))
            with VerticalScroll(id="one"):
                yield Static(plain(""), id="whole")
        yield KeyBar(self.ACTIONS, self.always, self.language)

    def help_text(self) -> str:
        """What this page is for."""
        return self.language(
            N_(
                "The guest list stays on this computer. Wishes to sit with somebody, needs and tables that people stay "
                "at count when seats are planned. Do not show this screen to the room: it holds personal data."
            )
        )

    # Drawing

    def redraw(self) -> None:
        """Draw the list as it stands."""
        self._badges = self.session.badge_numbers()
        self._seating = seating_at_the_door(self.session, self.workshop.clock.now())
        people = sorted(filter(self._is_shown, self.session.people.values()), key=lambda each: folded(each.name))
        rows = self.query_one(Rows)
        rows.empty = plain(self.language(N_("Nobody.") if self.session.people else _EMPTY))
        rows.rows = tuple(map(self._row, people))
        tell(self.query_one("#name", Static), self._head())
        self._draw_one()

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Show the one that is selected."""
        event.stop()
        self._draw_one()

    def _is_shown(self, person: Participant) -> bool:
        return _VIEWS[self._view][1](self, person)

    def is_here(self, person: Participant) -> bool:
        """Whether somebody came and has not left."""
        arrival = self.session.arrivals.get(person.id)
        return arrival is not None and arrival.left is None

    def _head(self) -> Content:
        _ = self.language
        counts = door_counts(self.session, self._seating)
        parts = [
            _(N_("{n} expected"), n=_.number(counts.expected)),
            _(N_("{n} here"), n=_.number(counts.here)),
            *(world_counted(each, _) for each in named_worlds(counts.worlds)),
        ]
        shown = _(_VIEWS[self._view][0])
        title = joined(
            [pieces((_(N_("Guest list")), "bold")), pieces((shown, "$accent")), one_line(self.session.plan.title)]
        )
        return plain("\n").join([title, pieces((" · ".join(parts), "$text-muted"))])

    def _row(self, person: Participant) -> ListRow:
        words = joined([pieces((text_on_one_line(person.name) or "–", "bold")), one_line(person.organisation)])
        return ListRow(person.id, words, plain(str(self._badges.get(person.id, ""))), plain(self._where(person)))

    def _where(self, person: Participant) -> str:
        _, arrival, table = self.language, self.session.arrivals.get(person.id), table_told(self._seating, person.id)
        if arrival is not None and arrival.left:
            return _(N_("left"))
        where = _(N_("table {table}"), table=table) if table else ""
        return " ".join(filter(None, ("✓" if arrival else "", where)))

    def _draw_one(self) -> None:
        person = self._person
        tell(self.query_one("#whole", Static), self._whole(person) if person else plain(""))

    def _whole(self, person: Participant) -> Content:
        _ = self.language
        lines = [pieces((text_on_one_line(person.name) or "–", "bold"))]
        for label, value in self._facts(person):
            if value:
                lines.append(pieces((_("{label}: {value}", label=label, value=""), "$text-muted"), value))
        return plain("\n").join(lines)

    def _facts(self, person: Participant) -> Iterator[tuple[str, str]]:
        _ = self.language
        for field in _FIELDS:
            if field != "name":
                yield _(_FIELDS[field][1]), self._value(person, field)
        yield from person.more
        if person.walk_in:
            yield _(N_("On the list")), _(N_("no: came unexpected"))
        if arrival := self.session.arrivals.get(person.id):
            yield _(N_("Arrived")), _.time(arrival.at.astimezone())

    def _value(self, person: Participant, field: str) -> str:
        """Return what is known of somebody, as it can be typed; of whom they are not to sit with, nothing."""
        if field == _WITH:
            known = [self.session.person(key) for key in person.together]
            return f"{_BETWEEN} ".join(each.name for each in known if each)
        if field == _STAYS:
            return str(self.session.pins.get(person.id, ""))
        return "" if field == _NOT_WITH else str(getattr(person, field))

    @property
    def _person(self) -> Participant | None:
        return self.session.people.get(self.query_one(Rows).highlighted or "")

    # Acts

    def on_rows_chosen(self, event: Rows.Chosen) -> None:
        """Correct what is known of that person."""
        event.stop()
        self.action_edit()

    def action_edit(self) -> None:
        """Ask what is to be corrected, and for it."""
        person, _ = self._person, self.language
        if person is None:
            return
        rows = [
            ListRow(field, pieces(_(label), (f"  {self._value(person, field)}", "$text-muted")), plain(letter))
            for field, (letter, label, _question) in _FIELDS.items()
        ]
        letters = {letter: field for field, (letter, _label, _question) in _FIELDS.items()}
        asked = Choose(text_on_one_line(person.name) or "–", rows, _, letters=letters, lines=1)
        self.app.push_screen(asked, lambda field: self._ask(person, field) if field else None)

    def _ask(self, person: Participant, field: str) -> None:
        question = self.language(_FIELDS[field][2])
        asked = AskText(question, partial(self._keep, person, field), self.language, self._value(person, field))
        asked.place = person.id
        self.app.push_screen(asked, lambda _done: self.draw())

    def _keep(self, person: Participant, field: str, text: str) -> None:
        people = self.workshop.people
        if field == _STAYS:
            self._pin(person, text.strip())
        elif field in (_WITH, _NOT_WITH):
            keys = [people.find(name).id for name in text.split(_BETWEEN) if name.strip()]
            people.wish(person.id, *((keys, None) if field == _WITH else (None, keys)))
        else:
            people.edit(person.id, {field: text})

    def _pin(self, person: Participant, text: str) -> None:
        seats, table = self.workshop.seats, whole_number(text)
        if not text and person.id in self.session.pins:
            seats.unpin(person)
        elif text and not table:
            raise Refused(N_("Type the number of a table."))
        elif table:
            seats.pin(person, table)

    def action_add(self) -> None:
        """Ask for a name; what else is known is corrected then."""
        added: list[Participant] = []

        def keep(text: str) -> None:
            added.append(self.workshop.people.add(text))

        asked = AskText(self.language(_FIELDS["name"][2]), keep, self.language)
        self.app.push_screen(asked, lambda _done: self._show(added[-1].id if added else ""))

    def _show(self, key: str) -> None:
        self.draw()
        if key:
            self.query_one(Rows).highlighted = key

    def action_find(self) -> None:
        """Go to somebody."""
        self._view = 0
        self.draw()
        asked = Find(self.language(N_("Whom do you look for?")), self.query_one(Rows).rows, self.language)
        self.app.push_screen(asked, lambda key: self._show(key or ""))

    def action_view(self) -> None:
        """Show others of the list."""
        self._view = (self._view + 1) % len(_VIEWS)
        self.draw()

    def action_remove(self) -> None:
        """Take somebody off the list."""
        person = self._person
        if person and self.attempt(lambda: self.workshop.people.remove(person.id)):
            self.say(N_("Removed: {name} (u: undo)."), name=text_on_one_line(person.name))

    def action_arrive(self) -> None:
        """Note that somebody came."""
        person = self._person
        if person:
            self.attempt(lambda: self.workshop.people.arrive(person.id))


_VIEWS: Sequence[tuple[str, Callable[[GuestsPage, Participant], bool]]] = (
    (N_("everybody"), lambda _page, _person: True),
    (N_("not come yet"), lambda page, person: person.id not in page.session.arrivals),
    (N_("here now"), lambda page, person: page.is_here(person)),
    (N_("not on the list"), lambda _page, person: person.walk_in),
)
