"""The words for what an idea, a proposal, an action or a device is, each once, by the value of its enumeration."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING

from facilitate.domain.errors import N_, Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.numbers import whole_number
from facilitate.domain.programme.plan import Phase, Plan, SupporterRole
from facilitate.domain.roles import FACILITATOR, PEOPLE, SORTER
from facilitate.domain.session import Session
from facilitate.domain.text import folded, inlined
from facilitate.domain.values.notes import Note

if TYPE_CHECKING:
    from facilitate.domain.values.presence import Presence

# The same pair everywhere: on screens, in tables of the command line, on cards and telephones, in documents.
IDEA_STATUSES: Mapping[str, str] = {"existing": N_("already existing"), "to_create": N_("to be created")}
STATUSES: Mapping[str, str] = {
    **IDEA_STATUSES,
    "both": N_("existing or to be created, depending on the idea"),
}
WITHDRAWN = N_("withdrawn")
PLACES: Mapping[str, str] = {
    "filed": N_("filed"),
    "unfiled": N_("unfiled"),
    "undecided": N_("undecided"),
    "withdrawn": WITHDRAWN,
}
ACTION_STATES: Mapping[str, str] = {
    "idea": N_("idea stage"),
    "planned": N_("planned"),
    "started": N_("started"),
    "done": N_("carried out"),
    "dropped": N_("dropped"),
}
# What became of an action of an earlier event, as it was said at a later one.
REVIEW_ANSWERS: Mapping[str, str] = {"done": N_("done"), "goes-on": N_("goes on"), "dropped": N_("dropped")}
NOBODY = N_("no owner")  # in print, where nobody is responsible
UNNAMED = N_("somebody, not named")  # in print, where whoever is responsible did not agree to be named
# What a device says it is, as somebody coming or going; any other is `DEVICE`.
DEVICES: Mapping[str, str] = {
    "phone": N_("a phone"),
    "tablet": N_("a tablet"),
    "computer": N_("a computer"),
    "facilitate": N_("a laptop running facilitate"),
}
DEVICE = N_("a device")
# Values of a programme and of commands that are one of a few.
PRIORITIES: Mapping[str, str] = {"low": N_("low"), "normal": N_("normal"), "high": N_("high")}
SUPPORTER_ROLES: Mapping[str, str] = {
    "organiser": N_("organiser"),
    "funder": N_("funder"),
    "partner": N_("partner"),
}
LANGUAGE_NAMES: Mapping[str, str] = {"fr": N_("French"), "en": N_("English")}
PROJECTIONS: Mapping[str, str] = {
    "clock": N_("clock"),
    "question": N_("question"),
    "counts": N_("counts"),
    "typology": N_("typology"),
    "proposals": N_("proposals"),
    "seats": N_("seats"),
    "report": N_("report back"),
    "review": N_("review"),
    "vote": N_("vote"),
    "feedback": N_("feedback"),
    "blank": N_("blank"),
}


def value_meant(words: Mapping[str, str], typed: str, _: Callable[[str], str]) -> str:
    """Return the value of the word typed, in either language, or typed itself; any other text is left to be refused."""
    wanted = folded(typed.strip())
    return next((value for value, word in words.items() if wanted in (value, folded(word), folded(_(word)))), typed)


def words_for(words: Mapping[str, str], _: Callable[[str], str]) -> str:
    """Return the words that can be typed, in a row."""
    return ", ".join(map(_, words.values()))


# Above every screen and page of a rehearsal.
REHEARSED = N_("REHEARSAL · nothing noted here will be counted")


TRIAL = N_("Trial")  # what is written where a device is tried


# A table on paper and on badges is a colour, a number and a letter at once. The colours are those of Okabe and Ito for
# colour-blind readers (https://jfly.uni-koeln.de/color/, 2008), each with what can be read on it; from the ninth table
# on the same ones are rings.
TABLE_COLOURS: tuple[tuple[str, str, str], ...] = (
    ("#e69f00", "#000000", N_("orange")),
    ("#0072b2", "#ffffff", N_("blue")),
    ("#f0e442", "#000000", N_("yellow")),
    ("#d55e00", "#000000", N_("red-orange")),
    ("#56b4e9", "#000000", N_("sky blue")),
    ("#009e73", "#000000", N_("green")),
    ("#cc79a7", "#000000", N_("pink")),
    ("#000000", "#ffffff", N_("black")),
)
_LETTERS = "ABCDEFGHJKLMNPQRSTUVWXYZ"


def table_letter(number: int) -> str:
    """Return the letter of a table: A to Z without those that look like numbers, then AA, AB and so on."""
    more, place = divmod(number - 1, len(_LETTERS))
    return (table_letter(more) if more else "") + _LETTERS[place]


def event_called(title: str, _: Callable[..., str], *, rehearsal: bool) -> str:
    """Return what an event is called in what is made of it: what comes of a rehearsal says so."""
    return _(N_("Rehearsal: {title}"), title=title) if rehearsal else title


def supporters_called(plan: Plan, _: Callable[..., str]) -> list[tuple[str, tuple[str, ...]]]:
    """Return who organises an event, who pays for it and who takes part in it: their names behind what they do."""
    partners = plan.named(SupporterRole.PARTNER)
    roles = (
        (_(N_("Organised by")), plan.named(SupporterRole.ORGANISER)),
        (_(N_("With the support of")), plan.named(SupporterRole.FUNDER)),
        (_(N_("Partner")) if len(partners) == 1 else _(N_("Partners")), partners),
    )
    return [(called, names) for called, names in roles if names]


def role_called(by: str, _: Callable[..., str]) -> str:
    """Return who a writer is by its role: a table, or who does it for all of them."""
    who = by.partition(".")[0]  # a second program of the same role writes as `facilitator.b`
    kind, _dash, number = who.rpartition("-")
    if kind == "table" and (table := whole_number(number)) is not None:
        return _(N_("Table {table}"), table=table)
    named = {FACILITATOR: N_("Facilitator"), SORTER: N_("Synthesis"), PEOPLE: N_("Facilitator")}.get(who)
    return _(named) if named else inlined(by)


def writer_called(by: str, _: Callable[..., str]) -> str:
    """Return who a writer is; of its role, a second program here (`b`) is told by its number, a laptop by its tag.

    It may be a screen or a command: of both it is true that they are in a window of their own.
    """
    role, _dot, suffix = by.partition(".")
    if not suffix:
        return role_called(role, _)
    window = "bcdefghijklmnopqrstuvwxyz".find(suffix) + 2 if len(suffix) == 1 else 0
    told_apart = _(N_("window {number}"), number=window) if window > 1 else inlined(suffix)
    return f"{role_called(role, _)} ({told_apart})"


def author_called(by: str, _: Callable[..., str], *, phone: bool) -> str:
    """Return who did something: a table by its phone, else a writer."""
    return f"{role_called(by, _)} · {_(N_('phone'))}" if phone else writer_called(by, _)


def neighbour_called(here: Presence, _: Callable[..., str]) -> str:
    """Return who has a screen open beside: the window that connects the tables is often one’s own, and told as it."""
    from facilitate.domain.values.presence import DOOR, SHARE  # few have somebody beside them

    if here.screen == DOOR:
        return _(N_("the door"))
    if here.screen == SHARE and role_called(here.writer, _) == role_called(FACILITATOR, _):
        return _(N_("sharing"))
    return writer_called(here.writer, _)


def table_called(phase: Phase | None, number: int, _: Callable[..., str]) -> str:
    """Return what people call a table of a phase: its number, with its name where it has one."""
    called = _(N_("Table {table}"), table=number)
    name = phase.table(number).name if phase else ""
    return f"{called} · {name}" if name else called


def table_state(session: Session, phase: Phase, number: int, _: Callable[..., str]) -> str:
    """Return in a few words that a table is closed, or at which one its people sit; nothing for an open one."""
    if (phase.key, number) not in session.closed_tables:
        return ""
    if into := session.closed_tables[phase.key, number]:
        return _(N_("merged into table {table}"), table=into)
    return _(N_("table closed"))


def tables_tried(session: Session, _: Callable[..., str]) -> str:
    """Return how many tables have tried their device; nothing once their phase has begun, or before anybody has."""
    phase, tried = session.plan.phase(session.phase_for_ideas), session.tables_tried
    if not (phase and tried and session.before_ideas):
        return ""
    one, many = N_("{count} of {all} tables has done a trial"), N_("{count} of {all} tables have done a trial")
    return _(one if len(tried) == 1 else many, count=len(tried), all=phase.tables)


@dataclass(frozen=True, slots=True)
class ClosedTable:
    """A table that takes no new idea in a phase: its people sit at table `into` of that `name` now; 0 for none."""

    phase: str
    into: int = 0
    name: str = ""


def closed_at(session: Session, table: int) -> ClosedTable | None:
    """Return that a table is closed in the phase that ideas of this moment belong to; None for an open one."""
    phase = session.plan.phase(session.phase_for_ideas)
    if phase is None or (phase.key, table) not in session.closed_tables:
        return None
    into = session.open_table(phase.key, table)
    return ClosedTable(phase.title, into, phase.table(into).name)


def closed_words(session: Session, table: int) -> Message | None:
    """Return what a closed table is told; None for an open one."""
    closed = closed_at(session, table)
    if closed is None:
        return None
    if not closed.into:
        return Message(CLOSED, {"phase": closed.phase})
    called = f"{closed.into} ({closed.name})" if closed.name else str(closed.into)
    return Message(MERGED, {"table": called})


# What a table is told that takes no new idea, on every device.
CLOSED = N_("This table is closed: no more ideas are noted here.")
MERGED = N_("This table is closed: carry on at table {table}.")
OUTSIDE = N_("No table {table} in this phase; your ideas are kept.")


# How a remark of the panel may be quoted, as its speaker wants it; the first is what holds until they were asked.
QUOTING = (N_("not to be quoted"), N_("may be quoted by name"), N_("may be quoted, unnamed"))


# Beside a remark that is marked for the report.
KEPT = N_("kept")


def quoting(note: Note) -> int:
    """Return the place in `QUOTING` of how a note may be quoted."""
    return note.quotable + (note.quotable and note.unnamed)
