"""Tables that somebody should go to: silent ones, also those that never wrote, and those whose device has gone."""

from datetime import timedelta

from facilitate.workshop.schedule.agenda import agenda
from facilitate.workshop.views.table_flags import TableWatch
from tests.support.workshops import make_workshop


class Room:
    def __init__(self):
        self.workshop = make_workshop()
        self.workshop.phases.start("tables")
        self.watch = TableWatch()

    def after(self, minutes, *present):
        self.workshop.recorder.clock.advance(minutes)
        now = self.workshop.clock.now()
        line = agenda(self.workshop.session, now).current
        found = self.watch.flags(self.workshop.session, line, present, now)
        return {flag.table: (flag.silent, flag.away) for flag in found}


def minutes(number):
    return timedelta(minutes=number)


def test_a_table_that_never_wrote_is_flagged_as_one_that_stopped():
    room = Room()
    room.workshop.ideas.record(1, "une idée")
    assert room.after(9) == {}
    room.workshop.ideas.record(2, "une autre")
    assert room.after(1) == {1: (minutes(10), None), 3: (minutes(10), None)}
    room.workshop.room_tables.close(3)
    assert room.after(9) == {1: (minutes(19), None), 2: (minutes(10), None)}
    room.workshop.phases.pause()
    assert room.after(60) == {}
    room.workshop.phases.resume()
    assert room.after(5) == {}


def test_a_table_whose_device_closed_is_flagged_and_one_that_never_had_any_is_not():
    room = Room()
    assert room.after(1, "table-1", "table-2") == {}
    assert room.after(1, "table-2") == {}
    assert room.after(1, "table-2") == {1: (None, minutes(2))}
    assert room.after(1, "table-1") == {}


def test_how_long_is_waited_stands_in_the_programme():
    room = Room()
    room.workshop.programme.set("phases/tables/silent_after", 3)
    room.workshop.programme.set("phases/tables/away_after", 5)
    assert room.after(2, "table-1") == {}
    assert set(room.after(1)) == {1, 2, 3}
    assert [away for _silent, away in room.after(4).values()] == [minutes(5), None, None]


def test_nobody_is_silent_while_people_change_tables_and_silence_counts_anew_in_each_round():
    room = Room()
    for key, value in (("rounds", 2), ("changeover", 5), ("minutes", 45), ("silent_after", 3)):
        room.workshop.programme.set(f"phases/tables/{key}", value)
    assert set(room.after(19)) == {1, 2, 3}
    assert room.after(2) == {}, "the change-over has begun"
    assert room.after(6) == {}, "the second round has lasted two minutes"
    assert set(room.after(1)) == {1, 2, 3}


def test_a_table_without_any_idea_is_told_apart_from_one_that_stopped():
    room = Room()
    room.workshop.ideas.record(2, "une idée")
    room.after(12)
    line = agenda(room.workshop.session, room.workshop.clock.now()).current
    found = room.watch.flags(room.workshop.session, line, (), room.workshop.clock.now())
    assert {flag.table: flag.never for flag in found} == {1: True, 2: False, 3: True}
