"""Days of any shape are played through the use cases; at each step every door says the same of questions and counts.

A question, a number, an hour is that of the phase and the table it stands beside.
"""

from __future__ import annotations

import json
from collections import Counter
from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from math import ceil
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.cli.commands import show
from facilitate.cli.commands.phase import print_agenda
from facilitate.domain.programme.plan import Plan
from facilitate.export import table_cards
from facilitate.export.json_report import report_json
from facilitate.export.table_cards import TableCard, cards_page
from facilitate.i18n import Language
from facilitate.labels import tables_tried
from facilitate.tui.screens.programme.hours import PlannedHours
from facilitate.tui.widgets import times
from facilitate.tui.widgets.agenda_rows import agenda_rows
from facilitate.tui.widgets.phase_timer import PhaseTimer
from facilitate.web.hub.json_documents import table_document
from facilitate.workshop.report.build import report
from facilitate.workshop.report.counts import counts
from facilitate.workshop.report.wording import questions_asked
from facilitate.workshop.schedule.agenda import Agenda, PhaseState, agenda, urgency
from facilitate.workshop.schedule.punctuality import delay, punctuality
from facilitate.workshop.suggestions.learning import programme_of
from facilitate.workshop.views import conduct
from facilitate.workshop.views.capture import table_view, timer_face
from facilitate.workshop.views.sort import Deck, Filter, View
from facilitate.workshop.views.wall import wall_view
from facilitate.workshop.workshop import Workshop
from tests.support.examples import examples
from tests.support.workshops import make_workshop

FR = Language("fr")


@pytest.fixture(scope="module", autouse=True)
def _codes_drawn_once():
    """Whatever a card says, its link is one."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(table_cards, "_qr", cache(table_cards._qr))
        yield


OTHER_KINDS = st.sampled_from(["welcome", "venue", "study", "panel", "break", "synthesis", "closing", "other"])


@st.composite
def setups(draw: st.DrawFn, tables: int, place: int) -> list[dict[str, Any]]:
    """What is said of some of the tables of a phase; a question of a table's own is told apart from all others."""
    return [
        {
            "number": number,
            "name": draw(st.sampled_from(["", f"Nom {place}.{number}"])),
            "place": draw(st.sampled_from(["", f"Salle {place}.{number}"])),
            "question": draw(st.sampled_from(["", f"Question {place}.{number} ?"])),
        }
        for number in sorted(draw(st.sets(st.integers(1, tables), max_size=3)))
    ]


@st.composite
def programmes(draw: st.DrawFn) -> dict[str, Any]:
    """A programme with one to four phases at tables, among any others."""
    asked = draw(st.integers(1, 4))
    kinds = draw(st.permutations(["tables"] * asked + draw(st.lists(OTHER_KINDS, max_size=5))))
    phases = []
    for place, kind in enumerate(kinds):
        phase: dict[str, Any] = {"key": f"p{place}", "kind": kind, "title": f"Phase {place}"}
        phase["minutes"] = draw(st.integers(1, 200))
        if kind == "tables":
            phase |= {
                "question": draw(st.sampled_from(["", f"Question {place} ?"])),
                "tables": draw(st.integers(1, 12)),
            }
            phase["table_setups"] = draw(setups(phase["tables"], place))
            phase |= {"rounds": draw(st.integers(1, 4)), "changeover": draw(st.integers(0, 3))}
            own = draw(st.sets(st.integers(1, phase["rounds"]))) if phase["rounds"] > 1 else []
            phase["round_setups"] = [{"number": each, "question": f"Tour {place}.{each} ?"} for each in sorted(own)]
        if draw(st.integers(0, 5)) == 0:
            phase["starts_at"] = draw(st.times()).replace(second=0, microsecond=0)
        phases.append(phase)
    typology = [{"key": f"c{place}", "title": f"Item {place}"} for place in range(draw(st.integers(0, 3)))]
    start = draw(st.sampled_from(["", "09:00", "14:00", "22:30"]))  # nobody may have said when
    day = draw(st.sampled_from(["2021-12-13", "2021-12-13", "2021-12-10", "2021-12-20"]))
    said = {"title": "Une journée", "date": day, "starts_at": start, "phases": phases, "categories": typology}
    if start and draw(st.booleans()):  # an announced day need not be as long as its phases
        said["ends_at"] = draw(st.times()).replace(second=0, microsecond=0)
    return said


ACTS = st.lists(
    st.one_of(
        st.tuples(st.just("start"), st.integers(0, 9)),
        st.tuples(st.just("end"), st.just(0)),
        st.tuples(st.just("idea"), st.integers(1, 12)),
        st.tuples(st.just("idea"), st.integers(1, 12)),
        st.tuples(st.just("withdraw"), st.integers(0, 50)),
        st.tuples(st.just("file"), st.integers(0, 50)),
        st.tuples(st.just("make"), st.integers(0, 50)),
        st.tuples(st.just("wait"), st.integers(1, 90)),
        st.tuples(st.just("wait"), st.floats(0.01, 90)),
        st.tuples(st.just("close"), st.integers(1, 12)),
        st.tuples(st.just("merge"), st.integers(1, 12)),
        st.tuples(st.just("reopen"), st.integers(1, 12)),
        st.tuples(st.just("try"), st.integers(1, 12)),
        st.tuples(st.just("slip"), st.just(0)),
        st.tuples(st.just("slip"), st.just(0)),
    ),
    max_size=25,
)


class Day:
    """A day as it is played, beside what a person in the room would say of it."""

    def __init__(self, programme: dict[str, Any]) -> None:
        self.workshop: Workshop = make_workshop(plan=programme)
        self.tables = [phase for phase in programme["phases"] if phase["kind"] == "tables"]
        self.asked = self.tables[0]
        self.closed: dict[tuple[str, int], int] = {}
        self.gone: Counter[str] = Counter()  # the minutes that each phase has run
        self.begun = False
        self.tried: set[int] = set()
        self.slips: list[tuple[int, int]] = []  # each a place in the programme, and by how many minutes it slipped

    @property
    def round(self) -> int:
        """The round whose question the tables have before them; 0 where all is one."""
        asked, at = self.asked, self.gone[self.asked["key"]]
        if asked["rounds"] == 1:
            return 0
        length = max(0, asked["minutes"] - asked["changeover"] * (asked["rounds"] - 1)) / asked["rounds"]
        over = (number for number in range(1, asked["rounds"]) if at + 1e-9 < number * (length + asked["changeover"]))
        return next(over, asked["rounds"]) if at < asked["minutes"] else asked["rounds"]

    def change_table(self, act: str, number: int) -> None:
        """Close the table, merge it into the next one, or open it again, where a person could."""
        key, into = self.asked["key"], number % self.asked["tables"] + 1
        closed = (key, number) in self.closed
        if act == "reopen" and closed:
            self.workshop.room_tables.reopen(number)
            del self.closed[key, number]
        elif act == "close" and not closed:
            self.workshop.room_tables.close(number)
            self.closed[key, number] = 0
        elif act == "merge" and not closed and into != number and (key, into) not in self.closed:
            self.workshop.room_tables.close(number, merged_into=into)
            self.closed[key, number] = into

    def sort(self, act: str, proposal: str, title: str) -> None:
        """File a proposal, under a category that is made for it perhaps."""
        categories = self.workshop.session.plan.categories
        if act == "make":
            self.workshop.proposals.file_under_new([proposal], title)
        elif categories:
            self.workshop.proposals.file([proposal], categories[0].key)

    def counted_from_begin(self) -> list[datetime]:
        """The planned hours of a day that nobody gave a start, before any of it slipped."""
        session, now = self.workshop.session, self.workshop.clock.now()
        return [
            line.planned_start - timedelta(minutes=sum(minutes for start, minutes in self.slips if start <= place))
            for place, line in enumerate(agenda(session, now).lines)
        ]

    def slip(self) -> None:
        """Let all that follows slip by the delay: its planned hours and the announced end move by it, and no others."""
        session, now = self.workshop.session, self.workshop.clock.now
        before = agenda(session, now())
        late = delay(before)
        span = before.lines[-1].expected_end - min(line.expected_start for line in before.lines)
        if late is None or late.minutes > 300 or span > timedelta(hours=15):  # days longer than a day are none
            return
        done = self.workshop.phases.slip()
        after = agenda(session, now())
        moved = [line.planned_start - old.planned_start for line, old in zip(after.lines, before.lines, strict=True)]
        by = timedelta(minutes=late.minutes)
        end = next(
            (at for at, line in enumerate(before.lines) if late.phase and line.phase.key == late.phase.key), None
        )
        to_come = [at for at, line in enumerate(before.lines) if line.state is PhaseState.TO_COME]
        kept = [at for at in to_come if before.lines[at].fixed and (end is None or at < end)]  # these will be on time
        place = next((at for at in to_come if at > max(kept, default=-1)), len(moved))
        assert moved == [timedelta()] * place + [by] * (len(moved) - place)
        assert after.planned_end - before.planned_end == by
        stands = punctuality(after)
        assert stands.minutes <= 0 or (late.phase and (stands.phase is None or stands.phase.key != late.phase.key))
        assert done.phase == (after.lines[place].phase.key if place < len(moved) else "")
        self.slips.append((place, late.minutes))

    def play(self, act: str, number: int) -> None:
        workshop, session = self.workshop, self.workshop.session
        phases = session.plan.phases
        ideas = list(session.ideas.values())
        if act == "start":
            phase = phases[number % len(phases)]
            if session.current != phase.key:
                workshop.recorder.clock.advance(0.001)  # no two phases begin at one moment
                workshop.phases.start(phase.key)
                self.asked = next((each for each in self.tables if each["key"] == phase.key), self.asked)
                self.begun |= phase.key == self.asked["key"]
        elif act == "end" and session.current:
            workshop.phases.end()
        elif act == "idea" and number <= session.plan.tables:
            workshop.ideas.record(number, f"idée {len(ideas)}")
        elif act == "withdraw" and ideas and not ideas[number % len(ideas)].withdrawn:
            workshop.ideas.withdraw(ideas[number % len(ideas)].ref)
        elif act in ("file", "make") and (proposals := session.proposals()):
            self.sort(act, proposals[number % len(proposals)].id, f"ITEM  {number % 4}")
        elif act in ("close", "merge", "reopen") and number <= self.asked["tables"]:
            self.change_table(act, number)
        elif act == "try" and number <= session.plan.tables and session.before_ideas:
            workshop.trials.record(number, f"idée {len(ideas)}")
            self.tried.add(number)
        elif act == "wait":
            workshop.recorder.clock.advance(number)
            self.gone[session.current] += number


def said_of(phase: dict[str, Any], table: int, turn: int) -> dict[str, str]:
    """What the programme says of a table; it is asked its own question, else that of its round or of its phase."""
    setup = next((each for each in phase["table_setups"] if each["number"] == table), {})
    said = {name: setup.get(name, "") for name in ("name", "place", "question")}
    of_round = next((each["question"] for each in phase["round_setups"] if each["number"] == turn), "")
    return said | {"question": said["question"] or of_round or phase["question"]}


def check_questions(day: Day) -> None:
    """Who types, who looks at the wall and who holds a phone are asked the same."""
    workshop, session, asked = day.workshop, day.workshop.session, day.asked
    wall = wall_view(session, workshop.clock.now())
    on_wall = {each.table: (each.name, each.question or wall.question, each.closed) for each in wall.tables}
    assert wall.question == said_of({**asked, "table_setups": []}, 0, day.round)["question"]
    for table in range(1, asked["tables"] + 1):
        view, said = table_view(session, table, workshop.clock.now()), said_of(asked, table, day.round)
        document = table_document(workshop, table)
        closed = day.closed.get((asked["key"], table))
        for door in ((view.name, view.place, view.question), tuple(document[name] for name in said)):
            assert door == tuple(said.values())
        assert view.phase == document["phase"] == asked["key"]
        assert document["trial"] is not day.begun
        assert document["on"] == (len(day.tables) == 1 or session.current == asked["key"])
        assert (view.closed is not None) == (document["closed"] is not None) == (closed is not None)
        assert on_wall[table] == (said["name"], said["question"], closed is not None)
        rounds = (document["clock"] or {}).get("rounds", [])
        on = next((each for each in rounds if document["clock"]["left"] > each["rest"]), None)
        assert on is None or (on["question"], on["round"]) == (said["question"], document["round"])


def check_counts(day: Day) -> None:
    """Each number is that of its phase and table, and they add up."""
    session = day.workshop.session
    made = counts(session)
    expected = Counter((session.phase_of(idea).key, idea.table) for idea in session.ideas.values())
    found = {(count.phase, table.table): table.received for count in made.by_phase for table in count.by_table}
    assert {at: number for at, number in found.items() if number} == dict(expected)
    assert [count.phase for count in made.by_phase] == [phase["key"] for phase in day.tables]
    assert made.received == made.filed + made.unfiled + made.undecided + made.withdrawn == sum(found.values())
    wall = wall_view(session, day.workshop.clock.now())
    standing = {
        table.table: table.standing
        for count in made.by_phase
        if count.phase == day.asked["key"]
        for table in count.by_table
    }
    assert {each.table: each.ideas for each in wall.tables} | standing == standing
    phase = session.plan.phase(day.asked["key"])
    tried = set() if day.begun else day.tried & set(range(1, phase.tables + 1))
    assert {each.count.table for each in conduct.tables(session, phase, ()) if each.tried} == tried
    assert bool(tables_tried(session, FR)) == bool(tried)
    assert {each.count.table: each.count.standing for each in conduct.tables(session, phase, ())} == standing
    deck = Deck()
    deck.follow(session)
    cards = [Filter(View.ALL, phase=phase["key"]).of(deck.cards.values()) for phase in day.tables]
    assert sum(map(len, cards)) == made.proposals  # nothing is merged here


def check_documents(day: Day) -> None:
    """What is printed and exported says them too."""
    session = day.workshop.session
    made = report(session)
    data = json.loads(report_json(made))
    collected = {phase["phase"]: phase["ideas"] for phase in data["tables"]}
    assert collected == {count.phase: count.received for count in made.counts.by_phase}
    assert Counter(idea["phase"] for idea in data["ideas"]) == Counter(
        session.phase_of(idea).key for idea in session.ideas.values() if not idea.withdrawn
    )
    check_asked(day, questions_asked(session.plan, made.counts, FR))
    for phase in data["tables"]:
        planned = next(each for each in day.tables if each["key"] == phase["phase"])
        assert len(phase.get("setups", [])) == len(planned["table_setups"])
    for idea in data["ideas"]:
        planned = next(each for each in day.tables if each["key"] == idea["phase"])
        assert idea.get("table_name", "") == said_of(planned, idea["table"], 0)["name"]
    for phase in day.tables:
        check_card(session.plan, phase)


def check_asked(day: Day, asked: list[str]) -> None:
    """Each question is followed by the number of ideas of the tables that were asked it."""
    if len(asked) == 1 and len(day.tables) == 1:
        return  # the number of all ideas stands beside it
    session = day.workshop.session
    found = Counter(
        said_of(next(each for each in day.tables if each["key"] == idea.phase), idea.table, idea.round)["question"]
        for idea in session.ideas.values()
    )
    for line in asked:
        question = line.partition("«\u00a0")[2].partition("\u00a0»")[0]
        assert line.rpartition("\u00a0: ")[2].split("\u00a0")[0].split()[0] == str(found[question]), line
    assert {question for question, number in found.items() if number and question} <= {
        line.partition("«\u00a0")[2].partition("\u00a0»")[0] for line in asked
    }


def check_card(plan: Plan, phase: dict[str, Any]) -> None:
    """A card says the name, the place and the question of its table in its phase."""
    only = replace(plan, phases=tuple(each for each in plan.phases if each.key == phase["key"]))
    for table in range(1, phase["tables"] + 1):
        page = cards_page(only, [TableCard(table, "http://127.0.0.1/#abcd-efgh")], FR)
        turns = range(1, phase["rounds"] + 1)
        assert all(text in page for turn in turns for text in said_of(phase, table, turn).values())
        others = [each["question"] for each in phase["table_setups"] if each["number"] != table]
        assert not any(text and text in page for text in others)


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
        assert any("comptées depuis son début réel" in line for line in listed.said)


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
            assert abs(stands.minutes - (shown - waits.fixed) // timedelta(minutes=1)) <= (stands.minutes < 0)


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


@settings(max_examples=examples(30))
@given(programmes(), ACTS)
def test_every_door_says_the_same_at_every_step(programme, acts):
    day = Day(programme)
    check_hours(day, programme)
    for act, number in acts:
        if act == "slip":
            day.slip()
        else:
            day.play(act, number)
        check_questions(day)
        check_counts(day)
        check_clock(day)
        check_hours(day, programme)
    check_documents(day)


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


@settings(max_examples=examples(80))
@given(programmes(), LATE_DAYS)
def test_what_slips_slips_at_every_door(programme, acts):
    day = Day(programme)
    day.play("start", 0)
    for act, number in acts:
        day.slip() if act == "slip" else day.play(act, number)
        check_clock(day)
        check_hours(day, programme)


@settings(max_examples=examples(60))
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
