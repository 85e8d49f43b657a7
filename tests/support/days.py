"""Days of any shape, and how they are played through the use cases."""

from __future__ import annotations

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from hypothesis import strategies as st

from facilitate.workshop.schedule.agenda import PhaseState, agenda
from facilitate.workshop.schedule.punctuality import delay, end_of, punctuality
from facilitate.workshop.workshop import Workshop
from tests.support.workshops import make_workshop

_SAME = 1e-6  # minutes between two moments that are one
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
        st.tuples(st.just("cut"), st.just(0)),
        st.tuples(st.just("cut"), st.just(0)),
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
        self.ends: dict[str, list[float]] = {}
        self.tried: set[int] = set()
        self.slips: list[tuple[int, int]] = []  # each a place in the programme, and by how many minutes it slipped

    @property
    def round(self) -> int:
        """The round whose question the tables have before them; 0 where all is one."""
        asked, at = self.asked, self.gone[self.asked["key"]]
        if asked["rounds"] == 1:
            return 0
        ends = self.round_ends(asked)
        over = (place for place, end in enumerate(ends) if at + _SAME < end)
        return next(over, len(ends) - 1) // 2 + 1 if at < asked["minutes"] else asked["rounds"]

    def round_ends(self, phase: dict[str, Any]) -> list[float]:
        """When the rounds of a phase and the change-overs between them end, in minutes of its clock, by turns."""
        rounds, change = phase["rounds"], phase["changeover"]
        length = max(0, phase["minutes"] - change * (rounds - 1)) / rounds
        turns = [each * (length + change) for each in range(1, rounds)]
        planned = [end for turn in turns for end in (turn - change, turn)]
        return self.ends.setdefault(phase["key"], [*planned, phase["minutes"]])

    def cut_round(self) -> None:
        """End the round of the tables, or the change-over: the rounds that follow are equally long in what is left."""
        phase = self.asked
        if phase["rounds"] == 1:
            return
        if self.workshop.session.current != phase["key"]:
            self.play("start", [each.key for each in self.workshop.session.plan.phases].index(phase["key"]))
        at, ends = self.gone[phase["key"]], self.round_ends(phase)
        place = next((place for place, end in enumerate(ends) if at + _SAME < end), len(ends))
        follow = (len(ends) - place) // 2  # rounds
        changes = [phase["changeover"] if each % 2 else 0 for each in range(place + 1, len(ends))]
        if place >= len(ends) - 1 or phase["minutes"] - at < sum(changes) + _SAME:
            return  # the change-overs alone would fill it, or it is the last round
        self.workshop.phases.end_round()
        length = (phase["minutes"] - at - sum(changes)) / follow
        ends[place] = at
        for each in range(place + 1, len(ends)):
            ends[each] = ends[each - 1] + (phase["changeover"] if each % 2 else length)

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
        end = next(
            (at for at, line in enumerate(before.lines) if late.phase and line.phase.key == late.phase.key), None
        )
        planned = before.lines[-1].planned_end if end is None else before.lines[end].planned_start
        # What the programme itself is too long by stands in its planned hours already.
        by = max(timedelta(), timedelta(minutes=late.minutes) - max(timedelta(), planned - late.limit))
        to_come = [at for at, line in enumerate(before.lines) if line.state is PhaseState.TO_COME]
        kept = [at for at in to_come if before.lines[at].fixed and (end is None or at < end)]  # these will be on time
        place = next((at for at in to_come if at > max(kept, default=-1)), len(moved))
        assert moved == [timedelta()] * place + [by] * (len(moved) - place)
        if late.phase is None:
            assert after.planned_end == late.limit + timedelta(minutes=late.minutes) == end_of(after)
        else:
            assert after.planned_end - before.planned_end == by
        stands = punctuality(after)
        assert stands.minutes <= 0 or (late.phase and (stands.phase is None or stands.phase.key != late.phase.key))
        assert done.phase == (after.lines[place].phase.key if place < len(moved) and by else "")
        self.slips.append((place, by // timedelta(minutes=1)))

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
