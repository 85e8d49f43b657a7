"""What belongs to a phase, as rows: axes with findings, speakers with remarks, tables with the latest ideas."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from textual.content import Content

from facilitate.domain.errors import N_
from facilitate.domain.programme.plan import Phase, PhaseKind
from facilitate.domain.session import Session
from facilitate.domain.values.ideas import Idea
from facilitate.domain.values.notes import NoteKind
from facilitate.domain.values.phases import Run
from facilitate.i18n import Language
from facilitate.labels import WITHDRAWN
from facilitate.tui.plain import pieces, plain
from facilitate.tui.themes import category_style
from facilitate.tui.widgets import times
from facilitate.tui.widgets.rows.row import ListRow
from facilitate.workshop.cases.panel import SpeakingTime, speaking_times
from facilitate.workshop.views import conduct as view

_BAR = 7
IDEA, TABLE, CATEGORY = "idea/", "table/", "category/"


def phase_rows(
    session: Session, phase: Phase, now: datetime, present: Iterable[str], _: Language
) -> tuple[ListRow, ...]:
    """Everything to be seen and noted in a phase."""
    rows: list[ListRow] = []
    if phase.kind is PhaseKind.TABLES:
        rows += _tables(session, phase, now, present, _)
    if phase.kind in (PhaseKind.SYNTHESIS, PhaseKind.CLOSING):
        rows += _typology(session, _)
    if phase.kind is PhaseKind.TABLES:
        rows += _feed(session, _)
    spoken = {each.speaker.key: each for each in speaking_times(session, phase, now)}
    for group in view.groups(session, phase):
        if group.notes:
            rows.append(_heading("notes", _(N_("Notes of this phase"))))
        number = 0
        for item in group.items:
            number += item.kind in (view.ItemKind.AXIS, view.ItemKind.SPEAKER)
            rows.append(_item(item, number, spoken.get(item.about), _))
    return tuple(rows)


def _heading(key: str, text: str, trail: str = "") -> ListRow:
    return ListRow(f"heading/{key}", plain(text), trail=plain(trail), heading=True)


def _item(item: view.Item, number: int, spoken: SpeakingTime | None, _: Language) -> ListRow:
    if item.kind is view.ItemKind.AXIS:
        return ListRow(item.key, pieces((item.text, "bold")), pieces((str(number), "$accent")))
    if item.kind is view.ItemKind.SPEAKER:
        below = ("\n", (item.detail, "$text-muted")) if item.detail else ()
        trail, absent = _spoken(spoken, _), spoken is not None and spoken.speaker.absent
        return ListRow(
            item.key, pieces((item.text, "bold"), *below), pieces((str(number), "$accent")), trail, dim=absent
        )
    note = item.note
    parts: list[str | Content | tuple[str, str]] = [item.text]
    if note is not None and note.kind is NoteKind.REMARK:
        word = _(N_("may be quoted")) if note.quotable else _(N_("not to be quoted"))
        parts.append((f"  {word}", "$accent" if note.quotable else "$text-muted"))
    if note is not None and note.withdrawn:
        # Not within the f-string: there no extractor of messages would see it.
        parts += ["  ", (_(N_("note withdrawn")), "$warning")]
    return ListRow(item.key, pieces(*parts), plain("–"), dim=note is not None and note.withdrawn)


def _spoken(time: SpeakingTime | None, _: Language) -> Content:
    """How long somebody has spoken, against their share; more than the share is told in another colour."""
    if time is None or (not time.spoken and not time.speaking and not time.speaker.absent):
        return plain("")
    if time.speaker.absent:
        return pieces((_(N_("absent")), "$warning"))
    over = time.spoken > time.share
    style = "$warning" if over else "$accent" if time.speaking else ""
    share = _.minutes(round(time.share.total_seconds() / 60))
    return pieces((f"{'▶ ' if time.speaking else ''}{times.lasting(time.spoken, _)} / {share}", style))


def _tables(session: Session, phase: Phase, now: datetime, present: Iterable[str], _: Language) -> list[ListRow]:
    glances = view.tables(session, present)
    most = max((glance.count.standing for glance in glances), default=0)
    width = max((len(_ago(glance, now, _)) for glance in glances), default=0)
    heading = _heading("tables", _(N_("Tables: ideas, last one, note-taking")))
    run = session.runs.get(phase.key, Run())
    began = run.started_at if run.running else None
    return [heading, *(_table(glance, most, width, now, began, _) for glance in glances)]


def _ago(glance: view.TableGlance, now: datetime, _: Language) -> str:
    return times.ago(now - glance.last, _) if glance.last else _(N_("no idea yet"))


def _table(
    glance: view.TableGlance, most: int, width: int, now: datetime, began: datetime | None, _: Language
) -> ListRow:
    silent = began is not None and now - max(glance.last or began, began) >= view.SILENT
    here = ("● " + _(N_("open")), "$success") if glance.present else ("○ " + _(N_("closed")), "$text-muted")
    text = pieces(
        (bar(glance.count.standing, most), "$accent"),
        f"{glance.count.standing:>4}  ",
        (_ago(glance, now, _).ljust(width), "$warning" if silent else "$text-muted"),
        "  ",
        here,
    )
    return ListRow(f"{TABLE}{glance.count.table}", text, plain(f"T{glance.count.table}"))


def bar(value: int, most: int, width: int = _BAR) -> str:
    """A thin bar as long as the value is great, to half a cell."""
    halves = max(round(value * width * 2 / most), 1) if value and most else 0
    return ("━" * (halves // 2) + "╸" * (halves % 2)).ljust(width)


def _feed(session: Session, _: Language) -> list[ListRow]:
    ideas = view.feed(session)
    if not ideas:
        return []
    return [_heading("feed", _(N_("Latest ideas"))), *(_idea(idea, _) for idea in ideas)]


def _idea(idea: Idea, _: Language) -> ListRow:
    text = pieces(idea.text, "  ", (_(WITHDRAWN), "$warning")) if idea.withdrawn else plain(idea.text)
    return ListRow(f"{IDEA}{idea.id}", text, plain(idea.ref), dim=idea.withdrawn)


def _typology(session: Session, _: Language) -> list[ListRow]:
    glances = view.typology(session)
    most = max((glance.proposals for glance in glances), default=0)
    heading = _heading("typology", _(N_("Typology: proposals in each category")))
    rows = [
        ListRow(
            f"{CATEGORY}{glance.key}",
            plain(glance.title),
            pieces((bar(glance.proposals, most), category_style(place)), f"{glance.proposals:>4}"),
        )
        for place, glance in enumerate(glances)
    ]
    return [heading, *rows] if rows else []
