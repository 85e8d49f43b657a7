"""The road map: what becomes of the proposals, one key for each thing that is said of one."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC
from itertools import groupby
from typing import ClassVar

from textual.app import ComposeResult
from textual.containers import Horizontal, VerticalScroll
from textual.content import Content
from textual.widgets import Static

from facilitate.domain.acts.roadmap import ROADMAP
from facilitate.domain.errors import N_, Message
from facilitate.domain.session import Session
from facilitate.domain.values.proposals import Proposal
from facilitate.domain.values.roadmap import ActionState
from facilitate.domain.year_parts import year_part_order
from facilitate.i18n import Language
from facilitate.labels import ACTION_STATES
from facilitate.tui.actions import PageAction
from facilitate.tui.dialogs.questions import AskText, Choose
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import joined, one_line, pieces, plain
from facilitate.tui.widgets.cells import cuts
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.rows.rows import ListRow, Rows
from facilitate.workshop.report.roadmap import ActionPart, horizon_words, roadmap
from facilitate.workshop.workshop import Workshop

_QUESTIONS: dict[str, str] = {
    "owner": N_("Who owns it? A cycle names them only with agreement: press c then."),
    "partners": N_("Which partners? Separate names with commas."),
    "territory": N_("Where does it take place?"),
    "horizon": N_("By when? For example 2027, June 2027, Q2 2027 or end of 2027"),
    "next_step": N_("What is the next step?"),
    "due": N_("When is the next step? For example 2023-03-31"),
}
_ORDER = (ActionState.STARTED, ActionState.PLANNED, ActionState.IDEA, ActionState.DONE, ActionState.DROPPED)

# Told apart by their shapes, not by colours.
_MARKS = {
    ActionState.IDEA: "○",
    ActionState.PLANNED: "◔",
    ActionState.STARTED: "◑",
    ActionState.DONE: "●",
    ActionState.DROPPED: "×",
}


class RoadMapPage(SessionPage):
    """Proposals on their way by state, then those nobody follows yet; one whole at the side."""

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction(
            "state",
            "s",
            N_("State"),
            N_("Set how far along it is: idea stage, planned, started, carried out, dropped."),
        ),
        PageAction("ask('owner')", "o", N_("Owner"), N_("Set who owns it.")),
        PageAction(
            "agree",
            "c",
            N_("Consent"),
            N_("Note that the owner agreed to be named in the synthesis of a cycle, or take it back."),
            bar=False,
        ),
        PageAction("ask('horizon')", "h", N_("By when"), N_("Set the deadline: a year, a month, a quarter…")),
        PageAction("ask('next_step')", "n", N_("Next step"), N_("Set the next step.")),
        PageAction("ask('due')", "d", N_("Date"), N_("Set the date of the next step.")),
        PageAction(
            "note",
            "a",
            N_("Progress"),
            N_("Note what happened to this proposal; the notes are kept even if it is dropped."),
        ),
        PageAction("ask('partners')", "r", N_("Partners"), N_("Set its partners.")),
        PageAction("ask('territory')", "t", N_("Area"), N_("Set where it takes place.")),
        PageAction("view", "v", N_("Show"), N_("Show all proposals, or only those on the road map.")),
        PageAction("undo", "u,ctrl+z", N_("Undo"), N_("Undo the last change to the road map, then the one before…")),
        PageAction("redo", "y,ctrl+y", N_("Redo"), N_("Redo what was undone."), bar=False),
    )
    AUTO_FOCUS = "Rows"
    HORIZONTAL_BREAKPOINTS = [(0, "-narrow"), (100, "-wide")]  # noqa: RUF012 -- Textual's own
    DEFAULT_CSS = """
    RoadMapPage {
        & #name { height: 3; padding: 0 2; border-bottom: solid $rule; text-wrap: nowrap; text-overflow: ellipsis; }
        & #middle { height: 1fr; layout: vertical; }
        & Rows { height: 1fr; }
        & #one { height: 10; padding: 0 3; border-top: solid $rule; }
        &.-wide #middle { layout: horizontal; }
        &.-wide #one { width: 44%; height: 1fr; padding: 1 3; border-top: none; border-left: solid $rule; }
    }
    """

    def __init__(self, workshop: Workshop) -> None:
        super().__init__(workshop)
        self._only_followed = False
        self._parts: dict[str, ActionPart] = {}

    def compose(self) -> ComposeResult:
        """The list, and one proposal whole."""
        yield Static(plain(""), id="name")
        with Horizontal(id="middle"):
            yield Rows(lines=2)
            with VerticalScroll(id="one"):
                yield Static(plain(""), id="whole")
        yield KeyBar(self.ACTIONS, self.always, self.language)

    def help_text(self) -> str:
        """What the road map is for."""
        return self.language(
            N_(
                "Follow the proposals here: who owns them, where, the deadline, how far along they are, and the next "
                "step. Notes about a dropped proposal are kept."
            )
        )

    # Drawing

    def redraw(self) -> None:
        """Draw the road map as it stands."""
        found = roadmap(self.workshop.session)
        self._parts = {part.proposal: part for part in found.actions()} if found else {}
        self.query_one("#name", Static).update(self._head())
        self.query_one(Rows).rows = tuple(self._rows())
        self._draw_one()

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """Show the one that is highlighted."""
        event.stop()
        self._draw_one()

    def on_resize(self) -> None:
        """Set the one at the side in its new width."""
        if self.drawn:
            self.call_after_refresh(self._draw_one)

    def _head(self) -> Content:
        _ = self.language
        title = joined([pieces((_(N_("Road map")), "bold")), one_line(self.workshop.session.plan.title)])
        counted = [
            _.plural("{n} proposal on the road map", "{n} proposals on the road map", len(self._parts)),
            _.plural("{n} proposal in all", "{n} proposals in all", len(self.workshop.session.proposals())),
        ]
        return plain("\n").join([title, pieces((" · ".join(counted), "$text-muted"))])

    def _rows(self) -> Iterator[ListRow]:
        _ = self.language
        order = _in_typology(self.workshop.session)
        for state in _ORDER:
            those = sorted(
                (part for part in self._parts.values() if part.state is state),
                key=lambda part: (year_part_order(part.horizon), order.get(part.proposal, len(order))),
            )
            if those:
                yield ListRow(state.value, _state_label(state, _), heading=True)
            for part in those:
                when = _.date_short(part.due) if part.due else horizon_words(part.horizon, _)
                yield ListRow(part.proposal, one_line(part.wording), plain(_MARKS[state]), plain(when),
                          dim=state is ActionState.DROPPED)  # fmt: skip
        if self._only_followed:
            return
        session = self.workshop.session
        others = [each for each in session.proposals() if each.id not in self._parts]
        others.sort(key=lambda each: order[each.id])
        if others:
            yield ListRow("others", plain(_(N_("Not on the road map yet"))), heading=True)
        for place, waiting in groupby(others, lambda each: _place_called(session, each, _)):
            if place:
                yield ListRow(f"others/{place}", one_line(place), heading=True)
            for proposal in waiting:
                yield ListRow(proposal.id, one_line(session.wording(proposal)), plain(" "), dim=True)

    def _draw_one(self) -> None:
        key = self.query_one(Rows).highlighted
        nothing = plain("")
        if self._only_followed and not self._parts:
            nothing = plain(self.language(N_("Nothing on the road map yet. v: show all proposals")))
        self.query_one("#whole", Static).update(self._one(key) if key else nothing)

    def _one(self, key: str) -> Content:
        part = self._parts.get(key)
        if part is not None:
            return _detail(part, self.language, self.query_one("#whole").size.width)
        proposal = self.workshop.session.all_proposals.get(key)
        words = self.workshop.session.wording(proposal) if proposal else ""
        hint = self.language(N_("To put it on the road map: s (state) or o (owner)."))
        return pieces((words, "bold"), "\n\n", (hint, "$text-muted"))

    # Acts

    def action_state(self) -> None:
        """Ask for the state."""
        key, _ = self.query_one(Rows).highlighted, self.language
        if key is None:
            return
        part = self._parts.get(key)
        now = part.state.value if part else None
        rows = [ListRow(state.value, _state_label(state, _), plain(_MARKS[state])) for state in ActionState]

        def chosen(state: str | None) -> None:
            if state:
                self.attempt(lambda: self.workshop.roadmap.set(key, state=state))

        self.app.push_screen(Choose(_(N_("How far along is it?")), rows, _, begin=now), chosen)

    def action_ask(self, field: str) -> None:
        """Ask for a field, beginning from what it is."""
        key = self.query_one(Rows).highlighted
        if key is None:
            return
        part = self._parts.get(key)
        value = getattr(part, field) if part else ""
        shown = ", ".join(value) if isinstance(value, tuple) else str(value or "")

        def keep(text: str) -> object:
            given = text.split(",") if field == "partners" else text
            return self.workshop.roadmap.set(key, **{field: given})

        self._ask(_QUESTIONS[field], keep, shown)

    def action_agree(self) -> None:
        """Note that the owner agreed to be named, or take it back."""
        key = self.query_one(Rows).highlighted
        if (part := self._parts.get(key or "")) is None or not part.owner:
            self.say(N_("Nobody owns it yet, so nobody can agree to be named. o: owner"))
            return
        owner, agreed = part.owner, "" if part.is_agreed else part.owner
        if self.attempt(lambda: self.workshop.roadmap.set(part.proposal, agreed=agreed)) is not None:
            yes, no = N_("{owner} agreed to be named in a cycle."), N_("{owner} is not named in a cycle.")
            self.say(yes if agreed else no, owner=owner)

    def action_note(self) -> None:
        """Ask what happened."""
        key = self.query_one(Rows).highlighted
        if key is not None:
            self._ask(N_("What happened?"), lambda text: self.workshop.roadmap.note(key, text), "")

    def _ask(self, question: str, keep: Callable[[str], object], value: str) -> None:
        self.app.push_screen(AskText(self.language(question), keep, self.language, value), lambda _done: self.draw())

    def action_view(self) -> None:
        """Hide those nobody follows, or show them again."""
        self._only_followed = not self._only_followed
        self.draw()

    def action_undo(self) -> None:
        """Undo the last act of the road map."""
        self._travel(lambda: self.workshop.history.undo(ROADMAP, self.writer), N_("Undone: “{what}”"))

    def action_redo(self) -> None:
        """Do it again."""
        self._travel(lambda: self.workshop.history.redo(ROADMAP, self.writer), N_("Redone: “{what}”"))

    def _travel(self, act: Callable[[], Message], msgid: str) -> None:
        what = self.attempt(act)
        if what is not None:
            self.say(msgid, what=what)


def _in_typology(session: Session) -> dict[str, int]:
    """Each proposal’s place in the order of the typology; those in no category come last."""
    places = {category.key: number for number, category in enumerate(session.plan.categories)}
    found = sorted(session.proposals(), key=lambda each: (places.get(each.category, len(places)), each.undecided))
    return {proposal.id: number for number, proposal in enumerate(found)}


def _place_called(session: Session, proposal: Proposal, _: Language) -> str:
    """The category of a proposal with its number, or why it has none; nothing where there is no typology."""
    keys = [category.key for category in session.plan.categories]
    if proposal.category in keys:
        number = keys.index(proposal.category)
        return f"{number + 1}. {session.plan.categories[number].title}"
    if not keys:
        return ""
    return _("Undecided") if proposal.undecided else _("Unfiled")


def _state_label(state: ActionState, _: Language) -> Content:
    """A state's name, as a heading or a choice begins."""
    name = _(ACTION_STATES[state])
    return plain(name[:1].upper() + name[1:])


def _detail(part: ActionPart, _: Language, room: int) -> Content:
    """Everything that was said of one proposal, in lines of so many cells."""
    facts = [(label, value) for label, value in _facts(part, _) if value]
    width = max(len(label) for label, _value in facts) + 2
    lines = [pieces((part.wording, "bold")), plain("")]
    for label, value in facts:
        first, *others = (value[start:end] for start, end in cuts(value, max(12, room - width)))
        lines.append(pieces((label.ljust(width), "$text-muted"), first))
        lines += [plain(" " * width + other) for other in others]
    if part.progress:
        lines += [plain(""), pieces((_(N_("Progress")), "bold"))]
    for note in part.progress:
        day = _.date_short(note.at.astimezone(UTC).date())
        lines.append(pieces((f"{day}  ", "$text-muted"), note.text))
    return plain("\n").join(lines)


def _facts(part: ActionPart, _: Language) -> Iterator[tuple[str, str]]:
    yield _(N_("State")), f"{_MARKS[part.state]} {_(ACTION_STATES[part.state])}"
    yield _(N_("Owner")), part.owner
    if part.owner:
        yield "", _(N_("agreed to be named in a cycle")) if part.is_agreed else _(N_("not named in a cycle (c)"))
    yield _(N_("By when")), horizon_words(part.horizon, _)
    yield _(N_("Next step")), ", ".join(filter(None, (part.next_step, _.date_after(part.due) if part.due else "")))
    yield _(N_("Partners")), ", ".join(part.partners)
    yield _(N_("Area")), part.territory
    yield _(N_("Category")), part.category
    yield _(N_("References")), ", ".join(part.refs)
