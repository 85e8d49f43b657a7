"""What comes by the link of the synthesis: its acts, and nothing else."""

from dataclasses import replace

import pytest

from facilitate.domain.acts.programme import PlanAdded, PlanSet
from facilitate.domain.acts.proposals import ProposalFiled
from facilitate.domain.errors import Refused
from facilitate.domain.event import Undone, Unknown
from facilitate.domain.roles import SORTER, SYNTHESIS_SEAT
from facilitate.domain.values.notes import NoteKind
from facilitate.workshop.sharing.guest_events import from_hub
from facilitate.workshop.views.sort import Deck
from tests.support.workshops import FakeLog, make_workshop


@pytest.fixture
def room():
    room = make_workshop()
    for table in (1, 2, 3):
        room.ideas.record(table, f"idée {table}")
    room.notes.take(NoteKind.FACT, "un fait")
    return room


def laptop(room, tag="k7m2"):
    log = FakeLog(list(room.guests.seen_by(SYNTHESIS_SEAT)), tag)
    return make_workshop(log=log, role=SORTER, seed=7)


def own(workshop):
    return [event for event in workshop.timeline.events if event.by == "sorter.k7m2"]


def cards(workshop):
    deck = Deck()
    deck.follow(workshop.session)
    return deck.cards


def test_a_sorter_gets_the_ideas_of_all_tables_and_no_note(room):
    room.proposals.file(["T1-01"], "lieux")
    sorter = laptop(room)
    assert cards(sorter) == cards(room)
    assert not sorter.session.notes
    assert room.session.notes


def test_what_a_sorter_does_comes_in(room):
    sorter = laptop(room)
    sorter.proposals.merge(["T1-01", "T2-01"], "ensemble")
    sorter.programme.add("categories", {"title": "Autre"})
    sorter.proposals.file(["T1-01"], "autre")
    sorter.history.undo(by="sorter.k7m2")
    taken = room.guests.take(SYNTHESIS_SEAT, own(sorter))
    assert not taken.left_out
    assert cards(room) == cards(sorter)
    assert room.guests.take(SYNTHESIS_SEAT, own(sorter)).new == []


def test_nothing_but_the_synthesis_comes_in(room):
    sorter = laptop(room)
    sorter.ideas.record(1, "d’ici")
    sorter.programme.set("title", "Autre titre")
    sorter.notes.take(NoteKind.FACT, "un fait d’ailleurs")
    taken = room.guests.take(SYNTHESIS_SEAT, [replace(event, by="sorter.k7m2") for event in sorter.timeline.events])
    assert not taken.new
    assert room.session.plan.title == "Essai"


@pytest.mark.parametrize(
    "act",
    [
        PlanAdded("categories", {"key": "q", "title": "Lieux"}), PlanSet("categories/outils/title", "lieux"),
        PlanSet("categories", [{"key": "outils", "title": "Lieux"}, {"key": "b", "title": "Lieux"}]),
    ],
)  # fmt: skip
def test_no_sorter_gives_a_category_the_title_of_another(room, act):
    sorter = laptop(room)
    sorter.recorder.record(act)
    taken = room.guests.take(SYNTHESIS_SEAT, own(sorter))
    assert "impossible value (unique)" in str(next(iter(taken.left_out.values())))
    sorter.recorder.record(PlanSet("categories/outils/keywords", ["atelier"]))
    assert len(room.guests.take(SYNTHESIS_SEAT, own(sorter)[-1:]).new) == 1


def test_a_sorter_passes_for_nobody_else(room):
    sorter = laptop(room)
    sorter.proposals.file(["T1-01"], "lieux")
    event = own(sorter)[-1]
    for by in ("facilitator", "facilitator.b", "sorter", "table-1.k7m2", "sorter.K7", "sorter.k7.b"):
        assert room.guests.take(SYNTHESIS_SEAT, [replace(event, by=by)]).left_out, by
    assert room.guests.take(1, [event]).left_out
    newer = replace(event, act=Unknown("proposal.later", {}))
    assert room.guests.take(SYNTHESIS_SEAT, [newer]).left_out


def test_an_undo_reaches_the_synthesis_alone(room):
    room.proposals.file(["T1-01"], "lieux")
    room.programme.set("title", "Autre titre")
    titled = room.timeline.events[-1]
    filed = next(event for event in room.timeline.events if isinstance(event.act, ProposalFiled))
    sorter = laptop(room)
    with pytest.raises(Refused, match="not part of the synthesis"):
        sorter.history.undo_one(titled.gesture)
    sorter.history.undo_one(filed.gesture)
    undo = own(sorter)[-1]
    smuggled = replace(undo, id="20211213-smuggled", gesture="20211213-smuggled", act=Undone((filed.id, titled.id)))
    taken = room.guests.take(SYNTHESIS_SEAT, [undo, smuggled])
    assert [event.id for event in taken.new] == [undo.id]
    nested = replace(smuggled, act=Undone((undo.id, titled.id)))
    assert room.guests.take(SYNTHESIS_SEAT, [nested]).left_out


def test_what_a_hub_sends_to_a_sorter_is_checked_as_well(room):
    sorter = laptop(room)
    note = next(event for event in room.timeline.events if event.act.kind.startswith("note"))
    room.proposals.file(["T1-01"], "lieux")
    filed = room.timeline.events[-1]
    taken, left_out = from_hub([note, filed], SYNTHESIS_SEAT, sorter.timeline, "sorter.k7m2")
    assert ([event.id for event in taken], list(left_out)) == ([filed.id], [note.id])
