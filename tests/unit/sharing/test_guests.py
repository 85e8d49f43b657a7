from __future__ import annotations

from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest

from facilitate.domain.acts.ideas import IdeaRecorded, IdeaWithdrawn
from facilitate.domain.acts.notes import NoteTaken
from facilitate.domain.acts.phases import PhaseExtended, PhaseStarted
from facilitate.domain.acts.programme import PlanSet
from facilitate.domain.acts.proposals import ProposalFiled
from facilitate.domain.acts.purge import SessionPurged
from facilitate.domain.acts.references import IdeaRenamed
from facilitate.domain.errors import Refused
from facilitate.domain.event import Event, Undone, Unknown, Writers
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.ideas import Status
from facilitate.domain.values.notes import NoteKind
from facilitate.domain.values.rehearsal import Rehearsal
from facilitate.workshop.cases.ideas import IdeaDraft
from facilitate.workshop.history.trace import trace
from facilitate.workshop.report.build import report
from facilitate.workshop.schedule.agenda import agenda
from facilitate.workshop.sharing.authority import is_own
from facilitate.workshop.sharing.guest_events import from_hub
from facilitate.workshop.sharing.guests import Forbidden, GuestAct
from facilitate.workshop.views.capture import table_view, timer_face
from facilitate.workshop.views.table_flags import TableWatch
from tests.support.workshops import FakeLog, make_workshop


@pytest.fixture
def room():
    return make_workshop()


def said(room, name="act-00000001", table=3, text="Un café"):
    return room.guests.do(table, GuestAct(name, "record", text, "to_create"))


def laptop(room, table=3, tag="k7m2"):
    """A laptop's workshop on what the hub lets it see, with a journal of its own."""
    log = FakeLog(list(room.guests.seen_by(table)), tag)
    return make_workshop(log=log, role=f"table-{table}", seed=7)


def own(workshop):
    return [event for event in workshop.timeline.events if "." in event.by]


def test_an_act_sent_twice_is_done_once_and_answered_twice(room):
    first, again = said(room), said(room)
    assert first == again
    assert [idea.ref for idea in room.session.ideas.values()] == ["T3-01"]


def test_it_is_done_once_also_after_the_hub_was_started_again(room):
    idea = said(room)
    afterwards = make_workshop(log=FakeLog(room.recorder.log.kept), seed=9)
    assert said(afterwards) == idea
    assert len(afterwards.session.ideas) == 1


def test_a_phone_corrects_what_it_has_not_heard_back_about(room):
    said(room)
    changed = room.guests.do(3, GuestAct("act-00000002", "edit", "Un café-débat", "existing", "act-00000001"))
    assert (changed.text, changed.status) == ("Un café-débat", Status.EXISTING)
    assert room.guests.do(3, GuestAct("act-00000003", "withdraw", idea="act-00000001")).withdrawn
    assert not room.guests.do(3, GuestAct("act-00000004", "restore", idea=changed.id)).withdrawn
    assert room.guests.act_of(changed) == "act-00000001"


@pytest.mark.parametrize("gesture", ["", "f" * 20])  # named after its first act, or after one that is not here
def test_a_phone_touches_the_one_idea_it_means_also_of_several_recorded_at_once(room, gesture):
    drafts = [IdeaDraft(f"Idée {number}", Status.EXISTING) for number in range(4)]
    ideas = room.ideas.record_many(3, drafts, gesture)
    keys = [idea.id for idea in ideas]
    names = [room.guests.act_of(idea) or idea.id for idea in ideas]
    assert len({*names, *keys}) == len(keys) + bool(gesture)
    for place, name in enumerate(keys, 1):
        assert room.guests.do(3, GuestAct(f"edit-{place:08}", "edit", f"Reprise {place}", "existing", name))
    assert [room.session.ideas[key].text for key in keys] == [f"Reprise {place}" for place in range(1, 5)]
    signed = room.guests.do(3, GuestAct("sign-00000001", "sign", ideas=" ".join(names)))
    assert list(signed.ideas) == keys


def test_an_act_heard_again_does_not_undo_what_was_done_since(room):
    idea = said(room)
    act = GuestAct("act-00000002", "withdraw", idea=idea.id)
    room.guests.do(3, act)
    room.ideas.restore(idea.ref)
    assert not room.guests.do(3, act).withdrawn
    assert not room.session.ideas[idea.id].withdrawn


@pytest.mark.parametrize("kind", ["edit", "withdraw", "restore"])
def test_another_table_s_idea_is_not_touched(room, kind):
    idea = said(room)
    with pytest.raises(Forbidden, match="belongs to table 3"):
        room.guests.do(2, GuestAct("act-00000002", kind, "autre", "existing", idea.id))
    with pytest.raises(Forbidden):
        said(room, table=2)
    assert room.session.ideas[idea.id] == idea


@pytest.mark.parametrize(
    "act",
    [
        GuestAct("short", "record", "x", "to_create"),
        GuestAct("with blank", "record", "x", "to_create"),
        GuestAct("act-00000001", "record", " ", "to_create"),
        GuestAct("act-00000001", "record", "x" * 10_001, "to_create"),
        GuestAct("act-00000001", "record", "x", "done"),
        GuestAct("act-00000001", "file", "x", "to_create"),
        GuestAct("act-00000001", "edit", "x", "to_create", "nothing"),
        GuestAct("act-00000001", "edit", "a\x07", "to_create", "act-00000009"),
    ],
)
def test_what_makes_no_sense_is_refused_and_nothing_is_written(room, act):
    said(room, "act-00000009")
    before = len(room.timeline.events)
    with pytest.raises(Refused):
        room.guests.do(3, act)
    assert len(room.timeline.events) == before


def test_an_act_cannot_take_the_name_of_an_event(room):
    idea = said(room)
    with pytest.raises(Refused, match="no identifier"):
        room.guests.do(3, GuestAct(idea.id, "record", "x", "to_create"))


def test_a_table_that_is_not_there_is_refused(room):
    with pytest.raises(Refused, match="No table 9"):
        said(room, table=9)


def test_a_laptop_sees_its_table_and_the_programme_only(room):
    said(room)
    said(room, "act-00000002", table=2, text="Secret")
    room.phases.start_next()
    room.notes.take(NoteKind.FINDING, "Un constat", about="freins")
    said(room, "act-00000004", text="Un thé")
    room.history.undo_one("act-00000004")
    there = Timeline.of(room.guests.seen_by(3)).session
    assert [idea.ref for idea in there.ideas.values()] == ["T3-01"]
    assert [idea.ref for idea in there.undone_ideas.values()] == ["T3-02"]
    assert there.plan == room.session.plan
    assert there.runs == room.session.runs
    assert not there.notes


def test_what_a_laptop_wrote_comes_in_once_in_any_order(room):
    said(room)
    there = laptop(room)
    for text in ("Un", "Deux"):
        there.ideas.record(3, text)
    there.ideas.edit("T3k7m2-01", "Un seul")
    there.history.undo()
    wrote = own(there)
    assert len(wrote) == 4
    for order in permutations(wrote):
        hub = make_workshop(log=FakeLog(list(room.recorder.log.kept)))
        assert len(hub.guests.take(3, order).new) == 4
        assert not hub.guests.take(3, order).new
        assert {i.ref: i.text for i in hub.session.ideas.values()} == {
            "T3-01": "Un café",
            "T3k7m2-01": "Un",
            "T3k7m2-02": "Deux",
        }
    assert len(room.guests.take(3, wrote[:1]).new) == 1
    assert len(room.guests.take(3, wrote).new) == 3


def test_a_laptop_s_event_is_kept_as_it_is_among_what_others_collected(room):
    there = laptop(room)
    there.ideas.record(3, "Un")
    room.guests.take(3, own(there))
    assert room.recorder.log.kept[-1] == own(there)[0]


FORGED = {
    "another table": lambda event: replace(event, by="table-2.k7m2"),
    "the facilitator": lambda event: replace(event, by="facilitator.k7m2"),
    "the session's own machine": lambda event: replace(event, by="table-3", act=replace(event.act, ref="T3-02")),
    "its second program": lambda event: replace(event, by="table-3.b", act=replace(event.act, ref="T3b-02")),
    "a path": lambda event: replace(event, by="table-3.k/../x"),
    "another table's idea": lambda event: replace(event, act=replace(event.act, table=2, ref="T2k7m2-01")),
    "a reference of the hub": lambda event: replace(event, act=replace(event.act, ref="T3-09")),
    "a reference that is none": lambda event: replace(event, act=replace(event.act, ref="T3k7m2-²")),
    "a reference without end": lambda event: replace(event, act=replace(event.act, ref="T3k7m2-" + "9" * 5000)),
    "a text with a bell": lambda event: replace(event, act=replace(event.act, text="a\x07")),
    "no text": lambda event: replace(event, act=replace(event.act, text="")),
    "a status nobody knows": lambda event: replace(event, act=replace(event.act, status="maybe")),
    "a clock run full": lambda event: replace(
        event, id="99999999-aaaaaaaa", gesture="99999999-aaaaaaaa", lamport=99_999_999
    ),
    "a year that cannot be": lambda event: replace(event, at=event.at.replace(year=9999)),
    "somebody's gesture": lambda event: replace(event, gesture="00000001-zzzzzzzz"),
    "a programme": lambda event: replace(event, act=PlanSet("title", "Autre")),
    "a phase": lambda event: replace(event, act=PhaseStarted("accueil")),
    "an act of a later version": lambda event: replace(event, act=Unknown("idea.sung", {})),
    "an undo of what is not here": lambda event: replace(event, act=Undone(("00000001-zzzzzzzz",))),
    "a correction of what is not here": lambda event: replace(event, act=IdeaWithdrawn("00000001-zzzzzzzz")),
}


@pytest.mark.parametrize("forged", FORGED.values(), ids=FORGED)
def test_a_forged_event_is_left_out_by_name_and_the_rest_of_its_post_is_kept(room, forged):
    there = laptop(room)
    there.ideas.record(3, "Un")
    there.ideas.record(3, "Deux")
    first, second = own(there)
    before = list(room.recorder.log.kept)
    wrong = forged(replace(second, gesture=second.id))
    taken = room.guests.take(3, [wrong, first])
    assert list(taken.left_out) == [wrong.id]
    assert room.recorder.log.kept == [*before, first]


def test_a_table_cannot_step_the_clock_beyond_what_it_could_have_seen(room):
    there = laptop(room)
    there.ideas.record(3, "Un")
    (event,) = own(there)
    wrote = 0
    for number in range(2000):
        clock = room.timeline.lamport + 9_999
        act = replace(event.act, ref=f"T3k7m2-{number + 1:02d}")
        forged = replace(
            event, id=f"{clock:08d}-{number:08d}", gesture=f"{clock:08d}-{number:08d}", lamport=clock, act=act
        )
        wrote += len(room.guests.take(3, [forged]).new)
    assert (wrote, room.timeline.lamport) == (1, 10_000)
    there.ideas.record(3, "Deux")
    honest = laptop(room, tag="p3xy")
    honest.ideas.record(3, "Trois")
    assert not room.guests.take(3, [*own(there)[1:], honest.timeline.events[-1]]).left_out


def test_an_honest_laptop_goes_on_after_acts_that_are_not_taken(room):
    there = laptop(room)
    for number in range(150):
        there.ideas.record(3, f"idée {number}")
    assert room.guests.take(3, own(there)[140:]).left_out == {}


def test_a_clock_that_cannot_be_does_not_make_names_longer():
    log = FakeLog()
    workshop = make_workshop(log=log)
    last = replace(workshop.timeline.events[0], id="99999999-aaaaaaaa", gesture="99999999-aaaaaaaa", lamport=99_999_999)
    log.kept.append(replace(last, act=IdeaRecorded("T2-01", 2, "loin", "to_create")))
    workshop = make_workshop(log=log)
    assert workshop.ideas.record(1, "ici").id.startswith("00000002-")
    assert [idea.text for idea in workshop.session.ideas.values()] == ["ici", "loin"]
    workshop.history.undo_one("99999999-aaaaaaaa")
    assert "99999999-aaaaaaaa" in workshop.session.undone_ideas
    assert len(make_workshop(log=log).session.ideas) == len(make_workshop(log=log).session.undone_ideas) == 1


def test_what_cannot_be_numbered_is_refused_before_it_is_written():
    log = FakeLog()
    workshop = make_workshop(log=log)
    event = replace(
        workshop.timeline.events[0], id="50000000-aaaaaaaa", gesture="50000000-aaaaaaaa", lamport=50_000_000
    )
    log.kept.append(replace(event, act=IdeaRecorded("T2-01", 2, "loin", "to_create")))
    with pytest.raises(Refused, match="Not saved"):
        make_workshop(log=log).ideas.record(1, "ici")
    assert len(log.kept) == 2


def made(room, act, by="facilitator", number=2):
    at = room.timeline.events[0].at
    return Event(f"{number:08d}-zzzzzzzz", number, at, by, f"{number:08d}-zzzzzzzz", act)


IDEA = IdeaRecorded("T3-01", 3, "Un", "to_create")
NOT_FOR_A_TABLE = {
    "another table's idea": [(IdeaRecorded("T2-01", 2, "Un", "to_create"), "table-2")],
    "a note": [(NoteTaken("note", "welcome", "Un"), "facilitator")],
    "a purge": [(SessionPurged("2021-12-01", 1, 1), "facilitator")],
    "a proposal": [(ProposalFiled("00000002-zzzzzzzz", "lieux"), "facilitator")],
    "an undo of what is not here": [(Undone(("00000007-zzzzzzzz",)), "facilitator")],
    "a correction of what is not here": [(IdeaWithdrawn("00000007-zzzzzzzz"), "table-3")],
    "this laptop's own programme": [(PlanSet("title", "Autre"), "table-3.k7m2")],
    "this laptop's own idea under a reference of the hub": [(IDEA, "table-3.k7m2")],
    "an act of a later version": [(Unknown("idea.sung", {}), "facilitator")],
    "minutes without end": [(PhaseExtended("welcome", 10**9), "facilitator")],
    "a reference that is none": [(replace(IDEA, ref="T3-²"), "table-3")],
    "a text with a bell": [(replace(IDEA, text="\x07"), "table-3")],
}


@pytest.mark.parametrize("acts", NOT_FOR_A_TABLE.values(), ids=NOT_FOR_A_TABLE)
def test_a_laptop_takes_of_a_hub_only_what_its_table_may_see(room, acts):
    events = [made(room, act, by, 2 + place) for place, (act, by) in enumerate(acts)]
    taken, left_out = from_hub([*events, made(room, IDEA, "table-3", 9)], 3, room.timeline, "table-3.k7m2")
    assert [event.act for event in taken] == [IDEA]
    assert list(left_out) == [event.id for event in events]


def test_a_laptop_takes_all_that_an_honest_hub_sends_also_its_own_acts_after_its_disk_was_lost(room):
    said(room)
    there = laptop(room)
    there.ideas.record(3, "Un")
    there.ideas.edit("T3k7m2-01", "Une")
    room.guests.take(3, own(there))
    room.phases.start_next()
    room.history.undo()
    room.history.undo_one(own(there)[1].gesture)
    room.recorder.record(IdeaRenamed(next(iter(room.session.ideas)), "T3-09"))
    sent = room.guests.seen_by(3)
    taken, left_out = from_hub(reversed(sent), 3, Timeline(), "table-3.k7m2")
    assert (taken, left_out) == (sent, {})


@pytest.mark.parametrize("writers", [Writers.FACILITATOR, Writers.TABLE])
def test_what_a_laptop_may_write_is_what_the_kind_of_act_declares(room, monkeypatch, writers):
    recorded = room.ideas.record(3, "Un")
    monkeypatch.setattr(IdeaWithdrawn, "writers", writers)
    theirs = made(room, IdeaWithdrawn(recorded.id), "table-3.k7m2", 3)
    known = {event.id: event for event in [*room.timeline.events, theirs]}
    may = writers is Writers.TABLE
    assert (not room.guests.take(3, [theirs]).left_out) is may
    assert is_own(theirs, known, "table-3.k7m2") is may
    with pytest.raises(Refused, match="Unknown kind of change"):  # a phone may not write it either way
        room.guests.do(3, GuestAct("act-00000009", "withdraw", idea=recorded.id))


def test_a_laptop_undoes_its_own_table_s_acts_only(room):
    room.ideas.record(2, "Ailleurs")
    elsewhere = room.timeline.events[-1]
    there = laptop(room)
    there.ideas.record(3, "Un")
    forged = replace(own(there)[0], act=Undone((elsewhere.id,)))
    assert "at another table" in str(room.guests.take(3, [forged]).left_out[forged.id])


def test_the_same_id_with_another_content_is_refused(room):
    there = laptop(room)
    there.ideas.record(3, "Un")
    (event,) = own(there)
    room.guests.take(3, [event])
    taken = room.guests.take(3, [replace(event, at=event.at + timedelta(seconds=1))])
    assert "different content" in str(taken.left_out[event.id])


def test_the_state_of_a_table_keeps_what_did_not_change(room):
    said(room)
    said(room, "act-00000002", table=2)
    before = table_view(room.session, 3, room.recorder.now())
    said(room, "act-00000003", text="Deux")
    after = table_view(room.session, 3, room.recorder.now())
    assert [idea.text for idea in after.ideas] == ["Un café", "Deux"]
    assert after.ideas[0] is before.ideas[0]
    assert (after.question, after.language) == ("Quelles pistes ?", "fr")


def test_the_clock_of_the_phase_counts_down_and_stands_still_when_paused(room):
    room.phases.start_next()
    room.recorder.clock.advance(3)
    timer = timer_face(agenda(room.session, room.recorder.now()))
    assert (timer.phase, timer.left, timer.paused) == ("Accueil", timedelta(minutes=7), False)
    room.phases.pause()
    assert timer_face(agenda(room.session, room.recorder.now())).paused


def test_two_laptops_made_from_one_image_both_come_in_whole():
    """They call themselves the same, and gave the same references before they knew of each other."""
    room = make_workshop()
    posts = []
    for seed in (7, 8):
        there = make_workshop(log=FakeLog(list(room.guests.seen_by(3)), "k7m2"), role="table-3", seed=seed)
        there.ideas.record_many(
            3, [IdeaDraft(f"un {seed}", Status.EXISTING), IdeaDraft(f"deux {seed}", Status.EXISTING)]
        )
        posts.append(own(there))
    assert [len(room.guests.take(3, post).new) for post in posts] == [2, 2]
    assert {ref: len(ideas) for ref, ideas in room.session.twice().items()} == {"T3k7m2-01": 2, "T3k7m2-02": 2}
    renamed = room.ideas.rename("T3k7m2-01", "un 8")
    assert renamed.ref == "T3k7m2bis-01"
    assert next(idea for idea in laptop(room).session.ideas.values() if idea.id == renamed.id).ref == renamed.ref
    forged = make_workshop(log=FakeLog(list(room.guests.seen_by(3)), "k7m2"), role="table-3", seed=9)
    forged.recorder.record(IdeaRenamed(renamed.id, "T3-99"))
    assert list(room.guests.take(3, [forged.timeline.events[-1]]).left_out) == [forged.timeline.events[-1].id]


@pytest.mark.parametrize(("asked", "kept"), [("2", 2), ("", 0), ("9", 0), ("-1", 0), ("x", 0), ("²", 0)])
def test_an_idea_keeps_the_round_that_the_phone_names_where_there_is_one(room, asked, kept):
    key = room.session.plan.tables_phases[0].key
    room.programme.set(f"phases/{key}/rounds", 3)
    act = GuestAct("act-00000009", "record", "Un jardin", "to_create", phase=key, round=asked)
    assert room.guests.do(3, act).round == kept


def kept_for(room, age, name="act-00000001", **more):
    return room.guests.do(3, GuestAct(name, "record", "Un café", "to_create", age=age, **more))


def test_the_time_of_an_idea_is_that_of_its_writing_however_late_it_comes(room):
    room.phases.start("tables")
    room.recorder.clock.advance(40)
    arrived = room.recorder.now()
    idea = kept_for(room, "1500")
    assert idea.at == arrived - timedelta(minutes=25)
    line = report(room.session).annex[0].ideas[0]
    assert line.at == idea.at
    step = trace(room.timeline, idea).steps[0]
    assert (step.at, step.received) == (idea.at, arrived)
    again = make_workshop(log=FakeLog(room.recorder.log.kept), seed=9)
    assert again.session.ideas[idea.id] == idea
    assert trace(room.timeline, said(room, "act-00000002")).steps[0].received is None


@pytest.mark.parametrize("age", ["", "0", "-3", "nonsense", "1.5", "9" * 9, "9" * 30, "172801", "2400"])
def test_a_clock_that_cannot_be_right_gives_the_time_of_arrival(room, age):
    room.recorder.clock.advance(30)
    assert kept_for(room, age).at == room.recorder.now()


def test_what_waited_in_a_rehearsal_waited_in_its_time(room):
    room.phases.start("tables")
    room.recorder.clock.advance(200)
    room.session.rehearsal = Rehearsal("essai", room.recorder.now(), room.recorder.now(), 60)
    assert kept_for(room, "20").at == room.recorder.now() - timedelta(minutes=20)


def test_a_table_whose_late_idea_is_old_is_silent_no_longer_than_it_was(room):
    room.phases.start("tables")
    room.recorder.clock.advance(30)
    said(room)
    kept_for(room, "1500", "act-00000002")
    room.recorder.clock.advance(1)
    day = agenda(room.session, room.recorder.now())
    flags = TableWatch().flags(room.session, day.current, (), room.recorder.now())
    assert 3 not in [flag.table for flag in flags if flag.silent is not None]
