"""No sequence of acts loses an idea, breaks the sum, or changes a reference; undo then redo is as if nothing was."""

from __future__ import annotations

from hypothesis import settings
from hypothesis import strategies as st
from hypothesis.stateful import RuleBasedStateMachine, invariant, precondition, rule

from facilitate.domain.acts.programme import SYNTHESIS
from facilitate.domain.errors import Refused
from facilitate.domain.session import Session
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.proposals import Place
from facilitate.workshop.suggestions.texts import put_off_pairs, settled_pairs
from tests.support import walk
from tests.support.examples import examples
from tests.support.workshops import FakeLog, make_workshop, snapshot

SEEDS = st.integers(0, 9999)


class Room(RuleBasedStateMachine):
    """A facilitator, a second one, and two note-takers, each seeing what the others do."""

    def __init__(self) -> None:
        super().__init__()
        first = FakeLog()
        self.facilitator = make_workshop(log=first)
        roles = (("facilitator", "b"), ("table-1", "k7m2"), ("table-2", "c"))
        self.people = [self.facilitator] + [
            make_workshop(role=role, log=FakeLog(first.kept, suffix), seed=seed)
            for seed, (role, suffix) in enumerate(roles, 1)
        ]
        self.told: dict[str, str] = {}  # each reference as it was acknowledged, with the idea's id
        for number in range(6):
            self.an_idea_is_acknowledged(1 + number % 3, f"idée {number}")
        self.facilitator.proposals.file(["T1-01", "T2-01"], "lieux")
        self.facilitator.proposals.merge(["T3-01", "T3-02"], "ensemble")

    def refresh(self) -> Session:
        for person in self.people:
            person.recorder.refresh()
        return self.facilitator.session

    @rule(who=st.integers(0, 3), data=st.data(), seed=SEEDS)
    def anybody_does_anything(self, who, data, seed):
        self.refresh()
        person = self.people[who]
        walk.act(person, data.draw(st.sampled_from(walk.names_for(person.recorder.role))), seed)

    @rule(who=st.integers(0, 3), name=st.sampled_from(["withdraw", "restore", "edit"]), seed=SEEDS)
    def a_table_thinks_again(self, who, name, seed):
        self.refresh()
        walk.act(self.people[who], name, seed)

    @rule(
        name=st.sampled_from(
            ["file", "file each", "merge", "same", "answer", "split", "undecided", "unfile", "reword"]
        ),
        seed=SEEDS,
    )
    def somebody_sorts(self, name, seed):
        self.refresh()
        walk.act(self.people[seed % 2], name, seed)

    @rule(
        name=st.sampled_from(
            ["remove", "all categories", "merge categories", "add category", "name group", "learn", "reset"]
        ),
        seed=SEEDS,
    )
    def the_typology_changes(self, name, seed):
        self.refresh()
        walk.act(self.people[seed % 2], name, seed)

    @rule(table=st.integers(1, 3), text=st.sampled_from(walk.TEXTS))
    def an_idea_is_acknowledged(self, table, text):
        self.facilitator.recorder.refresh()
        tables = max(self.facilitator.session.plan.tables, 1)  # the phase that had three may be gone
        idea = self.facilitator.ideas.record(min(table, tables), text)
        assert idea.ref not in self.told
        self.told[idea.ref] = idea.id

    @precondition(lambda self: len(self.facilitator.session.proposals()) > 1)
    @rule(data=st.data(), between=st.lists(st.sampled_from(["file", "reword", "undecided"]), max_size=2))
    def a_split_gives_back_what_was_merged(self, data, between):
        session = self.refresh()
        standing = st.lists(st.sampled_from([p.id for p in session.proposals()]), min_size=2, max_size=4, unique=True)
        before = dict(session.all_proposals)
        withdrawn = {idea for idea in session.ideas.values() if idea.withdrawn}
        merged = self.facilitator.proposals.merge(data.draw(standing), "ensemble")
        for name in between:
            if name == "file" and session.plan.categories:
                self.facilitator.proposals.file([merged.id], session.plan.categories[-1].key)
            elif name == "reword":
                self.facilitator.proposals.reword(merged.id, "autrement")
            elif name == "undecided":
                self.facilitator.proposals.set_undecided([merged.id])
        self.facilitator.proposals.split(merged.id)
        after = {key: p for key, p in self.facilitator.session.all_proposals.items() if key != merged.id}
        assert after == before
        assert {idea for idea in self.facilitator.session.ideas.values() if idea.withdrawn} == withdrawn

    @rule(who=st.integers(0, 3), sorting=st.booleans(), times=st.integers(1, 4))
    def undo_then_redo_is_as_if_nothing_was(self, who, sorting, times):
        self.refresh()
        person = self.people[who]
        before = snapshot(person.session)
        undone = 0
        for _ in range(times):
            try:
                person.history.undo(SYNTHESIS if sorting else None)
            except Refused:
                break
            undone += 1
        for _ in range(undone):
            person.history.redo(SYNTHESIS if sorting else None)
        assert snapshot(person.session) == before

    @rule(seed=SEEDS)
    def one_act_undone_and_done_again_is_as_if_nothing_was(self, seed):
        session = self.refresh()
        entries = [entry for entry in self.facilitator.history.entries() if not entry.undone]
        group = entries[seed % len(entries)].gesture
        before = snapshot(session)
        try:
            self.facilitator.history.undo_one(group)
        except Refused:
            assert snapshot(self.facilitator.session) == before
            return
        self.facilitator.history.redo_one(group)
        assert snapshot(self.facilitator.session) == before

    @invariant()
    def no_idea_is_lost_and_no_reference_changes(self):
        session = self.refresh()
        assert {ref: session.idea(key).ref for ref, key in self.told.items()} == {ref: ref for ref in self.told}
        refs = [idea.ref for idea in session.ideas.values()]
        assert len(set(refs)) == len(refs)
        for idea in session.ideas.values():
            assert session.idea_by_ref(idea.ref) == idea

    @invariant()
    def the_sum_of_law_2_holds(self):
        session = self.refresh()
        places = dict.fromkeys(Place, 0)
        for proposal in session.proposals():
            places[proposal.place] += len(session.ideas_of(proposal))
            if proposal.place is Place.FILED:
                assert session.plan.category(proposal.category) is not None
        withdrawn = sum(idea.withdrawn for idea in session.ideas.values())
        assert sum(places.values()) + withdrawn == len(session.ideas)

    @invariant()
    def every_idea_is_in_exactly_one_standing_proposal(self):
        session = self.refresh()
        held = [idea for p in session.all_proposals.values() if not p.hidden_by for idea in p.ideas]
        assert sorted(held) == sorted([*session.ideas, *session.undone_ideas])

    @invariant()
    def what_was_answered_and_learned_is_about_what_is_there(self):
        session = self.refresh()
        assert all(session.plan.category(each.category) for each in session.learned)
        standing = {p.id for p in session.all_proposals.values() if not p.hidden_by}
        settled, put_off = settled_pairs(session), put_off_pairs(session)
        assert not settled & put_off
        for one, other in settled | put_off:
            assert one < other
            assert {one, other} <= standing

    @invariant()
    def nothing_anybody_did_is_void_and_all_see_the_same(self):
        session = self.refresh()
        assert session.void == {}
        assert {tuple(event.id for event in person.timeline.events) for person in self.people} == {
            tuple(event.id for event in self.facilitator.timeline.events)
        }

    def teardown(self):
        session = self.refresh()
        assert snapshot(Timeline.of(self.facilitator.timeline.events).session) == snapshot(session)


TestRoom = Room.TestCase
TestRoom.settings = settings(max_examples=examples(20), stateful_step_count=30)
