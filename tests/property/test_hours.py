"""Who reads an hour at one door reads it at every other: planned, announced, expected, late, left, slipped."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, time, timedelta
from math import ceil
from typing import Any

from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitate.cli.commands import show
from facilitate.cli.commands.phase import print_agenda
from facilitate.i18n import Language
from facilitate.tui.screens.programme.hours import PlannedHours
from facilitate.tui.widgets import times
from facilitate.tui.widgets.agenda_rows import agenda_rows
from facilitate.tui.widgets.phase_timer import PhaseTimer
from facilitate.workshop.report.build import report
from facilitate.workshop.schedule.agenda import Agenda, PhaseState, agenda, urgency
from facilitate.workshop.schedule.punctuality import punctuality
from facilitate.workshop.suggestions.learning import programme_of
from facilitate.workshop.views.capture import timer_face
from facilitate.workshop.views.wall import wall_view
from tests.support.days import Day, programmes
from tests.support.examples import examples

FR = Language("fr")


def check_clock(day: Day) -> None:
    """The time left is one number for who looks at the wall, at a table, or at the programme."""
    now = day.workshop.clock.now()
    line = agenda(day.workshop.session, now).current
    face, wall = timer_face(agenda(day.workshop.session, now)), wall_view(day.workshop.session, now)
    assert (face.left if face else None) == (line.left if line else None) == wall.left
    listed = printed(day)
    left = [row[4] for row in listed.rows if row[4]]
    assert len(left) == (line is not None)
    if line:
        on_screen = PhaseTimer(FR)._left(line, urgency(line)).plain  # what `run` shows while no large digits are drawn
        assert left[0].lstrip("\u2212") in on_screen
        assert left[0].startswith("\u2212") == (line.left <= -timedelta(seconds=1))
        seconds = abs(ceil(line.left.total_seconds()))
        words = FR.minutes(seconds // 60) if seconds >= 3600 else FR.seconds(seconds)
        assert left[0].lstrip("\u2212") == words, "a second that has begun is left, as in the large digits"
        assert (face.phase, wall.phase) == (line.phase.title, line.phase.title)


class Shell:
    """What a command prints: the cells of its table, its sentences, its JSON."""

    def __init__(self, *, asks_json: bool) -> None:
        self.language, self.out, self.json = FR, self, asks_json
        self.rows: list[tuple[str, ...]] = []
        self.said: list[str] = []
        self.document: Any = None

    def table(self, rows: list[tuple[str, ...]], **_heads: object) -> None:
        self.rows = rows

    def say(self, text: str = "") -> None:
        self.said.append(text)

    def data(self, document: Any) -> None:
        self.document = document


def printed(day: Day, *, asks_json: bool = False) -> Shell:
    """What `phase list` prints."""
    shell = Shell(asks_json=asks_json)
    print_agenda(shell, day.workshop)  # type: ignore[arg-type]
    return shell


def hours_as_planned(programme: dict[str, Any]) -> list[datetime]:
    """When each phase begins by the programme alone: after the one before, and not before its fixed start."""
    start = datetime.fromisoformat(f"{programme['date']}T{programme['starts_at']}")
    found, cursor = [], start
    for phase in programme["phases"]:
        if fixed := phase.get("starts_at"):
            at = datetime.combine(start, fixed)
            cursor = max(cursor, at if at >= start else at + timedelta(days=1))
        found.append(cursor)
        cursor += timedelta(minutes=phase["minutes"])
    return found


def check_planned_hours(day: Day, programme: dict[str, Any], planned: list[datetime], listed: Shell) -> None:
    """`show` has the hours of the programme whatever has begun; a day played at another time is moved as a whole."""
    session, now = day.workshop.session, day.workshop.clock.now()
    hours = [
        at + timedelta(minutes=sum(minutes for start, minutes in day.slips if start <= place))
        for place, at in enumerate(hours_as_planned(programme))
    ]
    shown = "\n".join(show.lines(FR, "essai", session, now))
    for number, (at, phase) in enumerate(zip(hours, programme["phases"], strict=True), 1):
        assert f"  {number}. {at:%H:%M}  {phase['title']} (" in shown
    assert [each["planned_start"][:19] for each in show.data("essai", session, now)["hours"]] == [
        at.isoformat() for at in hours
    ]
    shifts = {at.replace(tzinfo=None) - hour for at, hour in zip(planned, hours, strict=True)}
    assert len(shifts) == 1, "a day is moved as a whole"
    if any(shift % timedelta(days=1) for shift in shifts):
        assert agenda(session, now).planned_for  # and that it is moved is said
        assert any("son début réel" in line for line in listed.said)
        assert "Décalé" in (heading := agenda_rows(agenda(session, now), FR, wide=True)[0].trail.plain)
        assert "prévu" not in heading, "what was announced stands in the title"


def check_unplanned_hours(day: Day, programme: dict[str, Any], listed: Shell, document: dict[str, Any]) -> None:
    """Nobody said when the day begins: nothing is planned before its first fixed start, and lengths are shown."""
    session, now = day.workshop.session, day.workshop.clock.now()
    phases = programme["phases"]
    before = next((place for place, phase in enumerate(phases) if phase.get("starts_at")), len(phases))
    said = [(each["key"], each["planned_start"]) for each in document["phases"][before:]]
    assert [(each["phase"], each["planned_start"]) for each in show.data("essai", session, now)["hours"]] == said
    page = PlannedHours(day.workshop, FR)
    assert [bool(page.of(f"phases/{phase['key']}/title")) for phase in phases] == [
        place >= before for place in range(len(phases))
    ]
    for phase, row in zip(phases[:before], listed.rows, strict=False):
        assert row[1:3] == (FR.minutes(phase["minutes"]), "")
        assert f". {phase['title']} (" in "\n".join(show.lines(FR, "essai", session, now))
    assert (punctuality(seen := agenda(session, now)) is None) == (before == len(phases) or seen.gone_by)


def check_hours(day: Day, programme: dict[str, Any]) -> None:
    """Who reads `show`, `run`, `phase list`, its JSON or the export reads the same hours and the same lateness."""
    session, now = day.workshop.session, day.workshop.clock.now()
    seen, listed, document = agenda(session, now), printed(day), printed(day, asks_json=True).document
    if not programme["starts_at"] and not seen.begun:
        check_unplanned_hours(day, programme, listed, document)
    planned = [datetime.fromisoformat(at) if (at := each["planned_start"]) else None for each in document["phases"]]
    if programme["starts_at"]:
        check_planned_hours(day, programme, planned, listed)
    rows = [row.trail.plain for row in agenda_rows(seen, FR, wide=True)[1:]]
    hours = [f"{at:%H:%M}" if at else "" for at in planned]
    assert [row[:5].strip() for row in rows] == hours
    assert [row[1].split("–")[0] if "–" in row[1] else "" for row in listed.rows] == hours
    assert [row[5:13].strip() for row in rows] == [row[2] for row in listed.rows]
    began = [each["real_start"] or each["expected_start"] for each in document["phases"]]
    for row, at, each in zip(rows, began, document["phases"], strict=True):
        expected = at[11:16] if each["planned_start"] else ""
        assert each["state"] in ("skipped", "done") or row[5:13].strip().lstrip("~") == expected
    exported = report(session, room=lambda at: at.astimezone(now.tzinfo)).times
    announced = (
        [at.replace(tzinfo=now.tzinfo) for at in hours_as_planned(programme)] if programme["starts_at"] else None
    )
    written = [part.planned_start for part in exported]
    assert written == ((announced or day.counted_from_begin()) if seen.begun else []), "what was announced"
    check_lateness(seen, listed, document)
    check_expected_end(seen, listed, document, now)


def check_expected_end(seen: Agenda, listed: Shell, document: dict[str, Any], now: datetime) -> None:
    """The end that is said is that of the last phase: when the column has it begin, and its minutes after that."""
    last = seen.lines[-1]
    if not seen.begun:
        words = listed.said[-1] + " ".join(part.plain for part in PhaseTimer(FR).day_words(seen))
        assert seen.projected_end >= now, words  # no end that has gone by
        assert all(line.expected_start >= now for line in seen.lines)
    if last.state is not PhaseState.TO_COME:
        return
    at = last.expected_start.replace(second=0, microsecond=0) + last.allotted
    assert f"{FR.time(at)}" in listed.said[-1]
    assert FR.time(at) in " ".join(part.plain for part in PhaseTimer(FR).day_words(seen))
    if stands := punctuality(seen):
        if stands.phase is None:
            announced = datetime.fromisoformat(document["planned_end"])
            assert document["late_minutes"] == (at - announced) // timedelta(minutes=1)
        else:
            waits = next(line for line in seen.lines if line.phase.key == stands.phase.key)
            shown = (waits.expected_start if stands.minutes > 0 else waits.ready).replace(second=0, microsecond=0)
            assert stands.minutes == (shown - waits.fixed) // timedelta(minutes=1)


def check_lateness(seen: Agenda, listed: Shell, document: dict[str, Any]) -> None:
    """Every door says the same lateness, and none where nothing was planned."""
    stands = punctuality(seen)
    if stands is None:
        assert document["late_minutes"] is None
        assert (document["planned_end"] is None) != seen.gone_by
        assert listed.said[-1].lower().rstrip(".") == PhaseTimer(FR).day_words(seen)[0].plain
        return
    late = times.how_late(stands, FR)
    assert late in listed.said[-1]
    if not seen.begun and stands.minutes > 0:
        waits = next((line for line in seen.lines if stands.phase and line.phase.key == stands.phase.key), None)
        planned = (waits.planned_start - waits.fixed) if waits else seen.lines[-1].planned_end - seen.planned_end
        assert ("dépassent" in late) == (planned > timedelta()), "nobody is late before the day has begun"
    foot = [part.plain for part in PhaseTimer(FR).day_words(seen)]
    assert (late in foot) == (seen.begun or stands.minutes != 0)
    assert document["late_minutes"] == stands.minutes


LATE_DAYS = st.lists(
    st.one_of(
        st.tuples(st.just("start"), st.integers(0, 9)),
        st.tuples(st.just("wait"), st.integers(1, 90)),
        st.tuples(st.just("wait"), st.floats(0.01, 60)),
        st.tuples(st.just("slip"), st.just(0)),
        st.tuples(st.just("end"), st.just(0)),
    ),
    max_size=12,
)


FIXED = {"kind": "welcome", "minutes": 1, "starts_at": time(0)}
FIXED_AT_ONE_HOUR = {
    "title": "Une journée",
    "date": "2021-12-13",
    "starts_at": "",
    "phases": [
        {"key": "p0", "kind": "welcome", "title": "Phase 0", "minutes": 1},
        {"key": "p1", "title": "Phase 1", "question": "", "tables": 1, "rounds": 1, "changeover": 0, **FIXED}
        | {"kind": "tables", "minutes": 60, "table_setups": [], "round_setups": []},
        *({"key": key, "title": f"Phase {key[1]}", **FIXED} for key in ("p2", "p3", "p4")),
    ],
    "categories": [],
}


@settings(max_examples=examples(35))
@example(FIXED_AT_ONE_HOUR, [("slip", 0), ("slip", 0)])
@given(programmes(), LATE_DAYS)
def test_what_slips_slips_at_every_door(programme, acts):
    day = Day(programme)
    day.play("start", 0)
    for act, number in acts:
        day.slip() if act == "slip" else day.play(act, number)
        check_clock(day)
        check_hours(day, programme)


@settings(max_examples=examples(30))
@given(programmes(), LATE_DAYS, st.integers(-50, 50), st.booleans())
def test_what_was_announced_outlives_the_move_of_a_day(programme, acts, hours, with_fixed):
    day = Day(programme)
    workshop = day.workshop
    workshop.recorder.clock.advance(60 * hours)
    before, whole = workshop.session.plan, workshop.session.document
    workshop.phases.start(before.phases[0].key, workshop.phases.moved_day(with_fixed=with_fixed))
    for act, number in acts:
        day.slip() if act == "slip" else day.play(act, number)
    held = workshop.session.plan.date
    assert report(workshop.session).plan == replace(before, date=held)
    if programme["starts_at"]:
        written = report(workshop.session, room=lambda at: at.astimezone(workshop.clock.now().tzinfo)).times
        assert [part.planned_start.replace(tzinfo=None) for part in written] == hours_as_planned(programme)
    assert programme_of(workshop.session) == whole
    workshop.phases.reset(workshop.phases.to_reset())
    assert (workshop.session.plan, workshop.session.document) == (before, whole)
    assert agenda(workshop.session, workshop.clock.now()).shift == timedelta()
