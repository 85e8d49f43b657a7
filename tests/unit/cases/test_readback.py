"""Lists that tables hear and sign, and the order in which tables report back."""

from __future__ import annotations

import random

import pytest

from facilitate.domain.codec import document_of
from facilitate.domain.errors import Refused
from facilitate.domain.timeline import Timeline
from facilitate.workshop.report.readback import list_of, lists_of, signed_of
from facilitate.workshop.sharing.guests import Forbidden, GuestAct
from facilitate.workshop.views.reportback import report_back
from tests.support.workshops import make_workshop


def phase_of(workshop):
    return workshop.room_tables.phase()


def table(workshop, number):
    return list_of(workshop.session, phase_of(workshop), number)


@pytest.fixture
def room():
    workshop = make_workshop()
    for number, text in [(1, "un jardin"), (1, "une serre"), (2, "un jardin partagé"), (3, "un atelier de vélos")]:
        workshop.ideas.record(number, text)
    return workshop


def test_a_signed_list_marks_what_changed_since_and_an_undo_takes_the_mark_away(room):
    assert signed_of(lists_of(room.session, phase_of(room))) == (0, 3)
    room.readback.sign(1)
    assert (table(room, 1).signed.count, table(room, 1).since) == (2, 0)
    room.ideas.edit("T1-01", "un grand jardin")
    room.ideas.withdraw("T1-02")
    added = room.ideas.record(1, "un lac")
    read = table(room, 1)
    assert read.changed == {added.id, room.ideas.find("T1-01").id}
    assert [idea.ref for idea in read.dropped] == ["T1-02"]
    room.ideas.edit("T1-01", "un jardin")
    room.ideas.restore("T1-02")
    assert table(room, 1).changed == {added.id}
    room.readback.sign(1)
    assert (table(room, 1).signed.count, table(room, 1).since) == (3, 0)
    before = len(room.timeline.events)
    room.readback.sign(1)  # nothing changed: nothing is signed twice
    assert len(room.timeline.events) == before


def test_it_shows_who_signed_and_a_table_may_sign_after_the_facilitator(room):
    """Of journals written before it was noted, a list counts as signed by its table, as they said."""
    room.readback.sign(1)
    room.guests.do(2, GuestAct("act-00000001", "sign", ideas=room.ideas.find("T2-01").id))
    assert [each.signed.by_facilitator for each in lists_of(room.session, phase_of(room))[:2]] == [True, False]
    (mine, theirs) = (event for event in room.timeline.events if event.act.kind == "list.signed")
    assert (mine.by, theirs.by) == ("facilitator", "table-2")
    assert "signed by the facilitator" in mine.act.sentence(room.session).text
    assert [document_of(each)["data"].get("by_facilitator") for each in (mine, theirs)] == [True, None]
    room.readback.sign(2)
    assert not table(room, 2).signed.by_facilitator, "nothing changed: the table’s own signature stays"
    room.guests.do(1, GuestAct("act-00000002", "sign", ideas=room.ideas.find("T1-01").id))
    assert not table(room, 1).signed.by_facilitator


def test_what_a_table_did_not_hear_is_marked_also_where_it_comes_in_late_with_an_earlier_clock(room):
    """A phone kept an idea that was typed before the list was read: it was not on the list that was heard."""
    room.readback.sign(2)
    events = list(room.timeline.events)
    late = make_workshop(seed=9)
    late.ideas.record(2, "typed far from the network")
    typed = [event for event in late.timeline.events if event.act.kind == "idea.recorded"]
    session = Timeline.of([*events, *typed]).session
    read = list_of(session, phase_of(room), 2)
    assert len(read.changed) == 1
    assert read.signed.count == 1


def test_favourites_are_at_most_three_of_the_tables_own_that_stand(room):
    room.readback.favour(1, ["T1-02", "t1-1"])
    assert [idea.ref for idea in table(room, 1).favourites] == ["T1-02", "T1-01"]
    room.ideas.withdraw("T1-02")
    assert [idea.ref for idea in table(room, 1).favourites] == ["T1-01"]
    for refs, why in [
        (["T2-01"], "belongs to table 2"),
        (["T1-02"], "was withdrawn"),
        (["T1-77"], "not found"),
    ]:
        with pytest.raises(Refused, match=why):
            room.readback.favour(1, refs)
    for text in ("a", "b", "c"):
        room.ideas.record(1, text)
    with pytest.raises(Refused, match="at most 3"):
        room.readback.favour(1, ["T1-01", "T1-03", "T1-04", "T1-05"])
    room.readback.favour(1, [])
    assert table(room, 1).favourites == ()


def test_an_empty_list_and_a_table_that_is_not_there_are_refused(room):
    empty = make_workshop()
    with pytest.raises(Refused, match="no ideas to read back"):
        empty.readback.sign(1)
    with pytest.raises(Refused, match="no table 9"):
        room.readback.sign(9)


def test_a_reset_forgets_what_was_signed(room):
    room.readback.sign(1)
    room.readback.ask()
    room.reportback.call(1)
    room.phases.start("tables")
    room.phases.reset(room.phases.to_reset())
    assert (room.session.read_backs, room.session.reading_back, room.session.report_back) == ({}, "", None)


def test_the_next_phase_asks_nobody_to_read_back_any_more(room):
    room.phases.start("tables")
    room.readback.ask()
    assert room.session.reading_back
    other = next(phase.key for phase in room.session.plan.phases if phase.key != "tables")
    room.phases.start(other)
    assert not room.session.reading_back
    room.history.undo()
    room.phases.start(other, reading_on=True)  # unless the facilitator has them go on with it
    assert room.session.reading_back == "tables"
    assert room.history.undo().text == "“{phase}” started"
    assert room.session.current == "tables"


def test_whoever_spoke_stays_first_whatever_is_merged_then(room):
    room.reportback.call(2)
    for key in ("T1-01", "T3-01"):
        room.proposals.merge(["T2-01", key], "un jardin partagé")
        assert report_back(room.session, phase_of(room))[0].table == 2


def test_every_proposal_is_spoken_once_and_the_longest_new_content_comes_first(room):
    room.proposals.merge(["T1-01", "T2-01"], "un jardin partagé")
    reports = report_back(room.session, phase_of(room))
    assert [(each.table, len(each.new)) for each in reports] == [(1, 2), (3, 1), (2, 0)]
    assert [each.said_by for each in reports[2].proposals] == [1]
    room.reportback.arrange([2])
    reports = report_back(room.session, phase_of(room))
    assert [(each.table, len(each.new)) for each in reports] == [(2, 1), (3, 1), (1, 1)]
    room.reportback.arrange([])
    assert report_back(room.session, phase_of(room))[0].table == 1


def test_what_was_said_goes_by_who_has_spoken_and_not_by_the_order_that_was_chosen(room):
    room.proposals.merge(["T1-01", "T2-01"], "un jardin partagé")

    def said():
        """Each table in its order, whether it has spoken, and who says what it has to say before it."""
        reports = report_back(room.session, phase_of(room))
        return [
            (each.table, each.has_spoken, [(one.said_by, one.is_said) for one in each.proposals if one.said_by])
            for each in reports
        ]

    room.reportback.arrange([2, 1, 3])
    assert said() == [(2, False, []), (1, False, [(2, False)]), (3, False, [])], "to be said by table 2"
    room.reportback.call(1)
    assert said() == [(1, True, []), (2, False, [(1, True)]), (3, False, [])]
    room.reportback.arrange([3, 2, 1])
    assert said() == [(1, True, []), (3, False, []), (2, False, [(1, True)])]
    room.history.undo()
    room.history.undo()
    assert said()[0] == (2, False, []), "a call that is undone was none"


def test_in_any_room_each_proposal_is_new_at_exactly_one_table():
    for seed in range(8):
        draw = random.Random(seed)
        room = make_workshop(seed=seed)
        ideas = [room.ideas.record(draw.randint(1, 3), f"idée {number}").ref for number in range(14)]
        for _ in range(3):
            left = [p for p in room.session.proposals() if not room.session.ideas_of(p)[0].withdrawn]
            two = draw.sample(left, 2)
            room.proposals.merge([room.session.ideas_of(each)[0].ref for each in two], "ensemble")
        room.ideas.withdraw(draw.choice(ideas))
        room.reportback.arrange(draw.sample(range(1, 4), draw.randint(0, 3)))
        reports = report_back(room.session, phase_of(room))
        spoken = [one.proposal for each in reports for one in each.new]
        assert sorted(spoken) == sorted(proposal.id for proposal in room.session.proposals())
        assert all(one.said_by < 4 for each in reports for one in each.proposals)
        assert all(one.said_by in [r.table for r in reports[:place]]
                   for place, each in enumerate(reports) for one in each.proposals if one.said_by)  # fmt: skip


def test_a_table_speaks_until_another_is_called(room):
    room.reportback.call(2)
    assert (room.session.report_back.table, room.session.report_back.since is None) == (2, False)
    room.reportback.call(0)
    assert (room.session.report_back.table, room.session.report_back.since) == (0, None)
    with pytest.raises(Refused, match="1 to 60 minutes"):
        room.reportback.arrange(minutes=0)
    with pytest.raises(Refused, match="named twice"):
        room.reportback.arrange([1, 1])


def test_a_phone_signs_for_its_table_alone_and_names_its_favourites(room):
    recorded = room.guests.do(1, GuestAct("act-00000001", "record", "un lac", "to_create"))
    listed = f"{room.ideas.find('T1-01').id} act-00000001"
    for _twice in range(2):
        room.guests.do(1, GuestAct("act-00000002", "sign", ideas=listed))
    assert (table(room, 1).signed.count, table(room, 1).since) == (2, 1)
    room.guests.do(1, GuestAct("act-00000003", "favour", ideas="act-00000001"))
    assert [idea.ref for idea in table(room, 1).favourites] == [recorded.ref]
    with pytest.raises(Forbidden):
        room.guests.do(2, GuestAct("act-00000004", "sign", ideas=listed))
    more = " ".join(room.ideas.record(1, text).id for text in "abcd")
    with pytest.raises(Refused, match="at most 3 favourites; 4"):
        room.guests.do(1, GuestAct("act-00000005", "favour", ideas=more))
    with pytest.raises(Refused, match="no table 9"):
        room.guests.do(9, GuestAct("act-00000006", "favour"))


def test_a_table_calls_and_somebody_goes(room):
    room.guests.do(2, GuestAct("act-00000001", "call"))
    room.room_tables.call(1)
    assert list(room.session.calls) == [2, 1]
    assert room.room_tables.answer() == 2  # it has waited longest
    room.guests.do(1, GuestAct("act-00000002", "uncall"))
    assert room.session.calls == {}
    with pytest.raises(Refused, match="No table calls"):
        room.room_tables.answer()
    with pytest.raises(Refused, match="does not call"):
        room.room_tables.answer(3)


def test_the_agenda_asks_once_in_the_last_minutes_and_can_be_put_off_or_refused(room):
    """By the minutes that are left of the phase: whether the tables are asked, whatever the facilitator did before."""
    length = phase_of(room).minutes
    room.programme.set("phases/tables/read_back", 10)
    room.phases.start("tables")

    def asked_at(left):
        now = room.clock.now() - room.session.runs["tables"].spans[0][0]
        room.recorder.clock.advance(length - left - now.total_seconds() / 60)
        return room.readback.ask_by_agenda() is not None

    assert [asked_at(left) for left in (30, 11, 10, 9)] == [False, False, True, False]
    assert room.readback.put_off(5).read_back == 4
    assert not room.session.reading_back
    assert [asked_at(left) for left in (8, 5, 4)] == [False, False, True]
    room.history.undo()
    assert not asked_at(3), "who takes it back is not overruled"
    room.programme.set("phases/tables/read_back", 3)
    assert asked_at(2)
    room.readback.ask(asked=False)
    assert not asked_at(1)
    assert not room.readback.put_off().read_back
    with pytest.raises(Refused, match="nothing to put off"):
        room.readback.put_off(5)


def test_the_agenda_leaves_it_to_the_facilitator_where_the_programme_says_nothing(room):
    room.phases.start("tables")
    room.recorder.clock.advance(500)
    assert room.readback.ask_by_agenda() is None
