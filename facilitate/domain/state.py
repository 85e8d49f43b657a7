"""What a session is after a row of acts: one total rule for each kind of act, so that any set of events makes sense.

An act that stands on something that is not there (merged away meanwhile, never arrived) is void: it changes nothing,
and is reported. Nothing here depends on who asks; what a person may do is the workshop's business.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import reduce
from typing import Any

from facilitate.domain import events as e
from facilitate.domain import live_rules, naming, proposal_rules, roadmap_rules
from facilitate.domain.answers import Answer, Learned
from facilitate.domain.errors import Refused
from facilitate.domain.ideas import Idea, Note, NoteKind, Status
from facilitate.domain.live import Turn, Wall
from facilitate.domain.numbers import whole_number
from facilitate.domain.phases import Run
from facilitate.domain.programme import document as doc
from facilitate.domain.programme.plan import Plan
from facilitate.domain.programme.reader import LONGEST_PHASE, read_plan
from facilitate.domain.proposals import Proposal
from facilitate.domain.roadmap import Told
from facilitate.domain.void import VoidError

Change = Callable[[doc.Document], doc.Document]
_MOST_TABLES = 99  # a reference has two digits for the table
_MOST_MINUTES = 100 * LONGEST_PHASE  # all that is added to a phase, or taken from it
_MOST_WAITING = 200
_MOST_COUNTED = 1_000_000  # a number beyond is nobody's count, and must not make the next ones longer and longer


class State:
    """The values of a session, replaced one by one as acts are applied in order."""

    def __init__(self) -> None:
        self.document: doc.Document | None = None
        self.plan = Plan(title="")
        self.ideas: dict[str, Idea] = {}
        self.undone_ideas: dict[str, Idea] = {}
        self.by_ref: dict[str, tuple[str, ...]] = {}
        self.by_alias: dict[str, tuple[str, ...]] = {}
        self.last_number: dict[str, int] = {}
        self.proposals: dict[str, Proposal] = {}
        self.proposal_of: dict[str, str] = {}
        self.notes: dict[str, Note] = {}
        self.runs: dict[str, Run] = {}
        self.current = ""
        self.answers: dict[tuple[str, str], Answer] = {}
        self.learned: tuple[Learned, ...] = ()
        self.turns: dict[str, tuple[Turn, ...]] = {}
        self.links: dict[str, str] = {}
        self.actions: dict[str, Told] = {}
        self.wall = Wall.CLOCK
        self.void: dict[str, str] = {}
        self._waiting: dict[str, dict[str, Change]] = {}

    def copy(self) -> State:
        """Another state with the same values, which are never changed in place."""
        other = State()
        for name, value in vars(self).items():
            setattr(other, name, value.copy() if isinstance(value, dict) else value)
        return other

    def apply(self, event: e.Event, *, undone: bool) -> None:
        """Fold one event in; one that stands on nothing changes nothing, and `void` says why.

        An undone act counts for nothing, but for what somebody has said. A note that was undone stays, withdrawn. An
        idea whose recording was undone stays among `undone_ideas`: its reference is not given again, and what others
        did with it still stands. If it was merged or filed meanwhile, the merge goes on without it, a proposal of which
        it was all is put forward no more, and a redo finds everything as it was left.
        """
        said = isinstance(event.act, (e.IdeaRecorded, e.NoteTaken))
        rule = _RULES.get(type(event.act))
        if rule is None or (undone and not said):
            return
        try:
            rule(self, event, event.act)
            if undone and isinstance(event.act, e.IdeaRecorded):
                self.undone_ideas[event.id] = replace(self.ideas.pop(event.id), undone=True)
            elif undone:
                _change_note(self, event.id, withdrawn=True)
        except (VoidError, Refused, ValueError) as reason:
            # A value no version of ours writes (an unknown status, say) is as void as an act that stands on nothing.
            self.void[event.id] = str(reason)

    def set_document(self, document: doc.Document, merged: tuple[str, str] = ("", "")) -> None:
        """Take a whole programme; raises `Refused` for one that does not read.

        What is filed under a category that leaves is unfiled; of one `merged` into another it goes there.
        """
        plan = read_plan(document)
        category, into = merged
        for gone in {each.key for each in self.plan.categories} - {item.key for item in plan.categories}:
            self._release(gone, into if gone == category and plan.category(into) else "")
        self.plan = plan
        self.document = document

    def changed_document(self, event: e.Event, change: Change, merged: tuple[str, str] = ("", "")) -> None:
        """Correct the programme; raises `VoidError` or `Refused` where the correction does not fit.

        A step that reads only together with later ones of its gesture (another kind of phase, say) waits for them.
        """
        if self.document is None:
            raise VoidError("no programme")
        waiting = self._waiting.get(event.group, {})
        if len(waiting) >= _MOST_WAITING:
            raise VoidError("too many steps that do not read")
        changed = reduce(lambda document, step: step(document), (*waiting.values(), change), self.document)
        try:
            self.set_document(changed, merged)
        except Refused:
            self._waiting[event.group] = {**waiting, event.id: change}
            raise
        for key in self._waiting.pop(event.group, ()):
            del self.void[key]

    def _release(self, category: str, into: str) -> None:
        """Move everything filed under a category, also what is hidden in merges."""
        for key, proposal in self.proposals.items():
            if proposal.category == category:
                self.proposals[key] = replace(proposal, category=into)
        self.learned = tuple(
            replace(each, category=into) if each.category == category else each
            for each in self.learned
            if into or each.category != category
        )

    def idea(self, key: str) -> Idea:
        """The idea of that id, also one whose recording was undone."""
        idea = self.ideas.get(key) or self.undone_ideas.get(key)
        if idea is None:
            raise VoidError(f"no idea {key}")
        return idea

    def keep_idea(self, idea: Idea) -> None:
        """Put a changed idea in the place of what it was; one that is undone no more stands where it was recorded."""
        if idea.undone:
            self.undone_ideas[idea.id] = idea
            return
        self.ideas[idea.id] = idea
        if self.undone_ideas.pop(idea.id, None):
            self.ideas = dict(sorted(self.ideas.items()))

    def standing_proposal(self, key: str) -> Proposal:
        """The proposal of that id, unless it was merged away or split."""
        proposal = self.proposals.get(key)
        if proposal is None or proposal.hidden_by:
            raise VoidError(f"no proposal {key}")
        return proposal


def _created(state: State, _event: e.Event, act: e.SessionCreated) -> None:
    if state.document is not None:
        raise VoidError("already created")
    doc.check_bounds("", act.plan)
    state.set_document(doc.complete(act.plan))


def _plan_set(state: State, event: e.Event, act: e.PlanSet) -> None:
    doc.check_bounds(act.path, act.value)
    state.changed_document(event, lambda plan: doc.with_value(plan, act.path, act.value))


def _plan_added(state: State, event: e.Event, act: e.PlanAdded) -> None:
    doc.check_bounds(act.path, act.item)
    state.changed_document(event, lambda plan: doc.with_item(plan, act.path, act.item, act.before))


def _plan_removed(state: State, event: e.Event, act: e.PlanRemoved) -> None:
    state.changed_document(event, lambda plan: doc.without_item(plan, act.path))


def _plan_moved(state: State, event: e.Event, act: e.PlanMoved) -> None:
    state.changed_document(event, lambda plan: doc.with_item_moved(plan, act.path, act.before))


def _categories_merged(state: State, event: e.Event, act: e.CategoriesMerged) -> None:
    if act.category == act.into or not (state.plan.category(act.category) and state.plan.category(act.into)):
        raise VoidError(f"no category {act.category} or {act.into}")
    state.changed_document(
        event, lambda plan: doc.without_item(plan, f"categories/{act.category}"), (act.category, act.into)
    )


def _stop_current(state: State, event: e.Event) -> None:
    if state.current:
        live_rules.stop_turn(state, state.current, event)
        state.runs[state.current] = state.runs[state.current].stop(event.at, ended=True)


def _phase_started(state: State, event: e.Event, act: e.PhaseStarted) -> None:
    if state.plan.phase(act.phase) is None:
        raise VoidError(f"no phase {act.phase}")
    if state.current != act.phase:
        _stop_current(state, event)
    state.current = act.phase
    state.runs[act.phase] = state.runs.get(act.phase, Run()).go(event.at)


def _current_run(state: State, phase: str) -> Run:
    if not phase or state.current != phase:
        raise VoidError(f"{phase} is not on")
    return state.runs[phase]


def _phase_paused(state: State, event: e.Event, act: e.PhasePaused) -> None:
    state.runs[act.phase] = _current_run(state, act.phase).stop(event.at, ended=False)
    live_rules.stop_turn(state, act.phase, event)


def _phase_resumed(state: State, event: e.Event, act: e.PhaseResumed) -> None:
    state.runs[act.phase] = _current_run(state, act.phase).go(event.at)


def _phase_extended(state: State, _event: e.Event, act: e.PhaseExtended) -> None:
    if state.plan.phase(act.phase) is None:
        raise VoidError(f"no phase {act.phase}")
    run = state.runs.get(act.phase, Run()).extend(act.minutes)
    if abs(act.minutes) > LONGEST_PHASE or abs(run.extra) > _MOST_MINUTES:
        raise VoidError(f"no phase lasts {act.minutes} minutes longer")
    state.runs[act.phase] = run


def _phase_ended(state: State, event: e.Event, act: e.PhaseEnded) -> None:
    state.runs[act.phase] = _current_run(state, act.phase).stop(event.at, ended=True)
    live_rules.stop_turn(state, act.phase, event)
    state.current = ""


def _note_taken(state: State, event: e.Event, act: e.NoteTaken) -> None:
    state.notes[event.id] = Note(
        event.id, NoteKind(act.note_kind), act.phase, act.text, event.at, event.by, act.about, act.quotable
    )


def _change_note(state: State, key: str, **changes: Any) -> None:
    if key not in state.notes:
        raise VoidError(f"no note {key}")
    state.notes[key] = replace(state.notes[key], **changes)


def _note_edited(state: State, _event: e.Event, act: e.NoteEdited) -> None:
    _change_note(state, act.note, text=act.text, about=act.about, quotable=act.quotable)


def _idea_recorded(state: State, event: e.Event, act: e.IdeaRecorded) -> None:
    key = event.id
    if not 1 <= act.table <= _MOST_TABLES:
        raise VoidError(f"no table {act.table}")
    idea = Idea(
        key, act.ref, act.table, act.text, act.text, Status(act.status), event.at, event.by,
        detail=act.detail, first_detail=act.detail,
    )  # fmt: skip
    prefix, _, digits = act.ref.rpartition("-")
    number = whole_number(digits) or 0
    state.ideas[key] = idea
    state.by_ref[act.ref] = (*state.by_ref.get(act.ref, ()), key)
    if number <= _MOST_COUNTED:
        state.last_number[prefix] = max(state.last_number.get(prefix, 0), number)
    state.proposals[key] = Proposal(key, (key,))
    state.proposal_of[key] = key


def _change_idea(state: State, key: str, **changes: Any) -> None:
    state.keep_idea(replace(state.idea(key), **changes))


def _idea_edited(state: State, _event: e.Event, act: e.IdeaEdited) -> None:
    detail = {} if act.detail is None else {"detail": act.detail}
    _change_idea(state, act.idea, text=act.text, status=Status(act.status), edited=True, **detail)


_RULES: dict[type[Any], Callable[[State, e.Event, Any], None]] = {
    e.SessionCreated: _created,
    e.PlanSet: _plan_set,
    e.PlanAdded: _plan_added,
    e.PlanRemoved: _plan_removed,
    e.PlanMoved: _plan_moved,
    e.CategoriesMerged: _categories_merged,
    e.PhaseStarted: _phase_started,
    e.PhasePaused: _phase_paused,
    e.PhaseResumed: _phase_resumed,
    e.PhaseExtended: _phase_extended,
    e.PhaseEnded: _phase_ended,
    e.NoteTaken: _note_taken,
    e.NoteEdited: _note_edited,
    e.NoteWithdrawn: lambda state, _event, act: _change_note(state, act.note, withdrawn=True),
    e.NoteRestored: lambda state, _event, act: _change_note(state, act.note, withdrawn=False),
    e.IdeaRecorded: _idea_recorded,
    e.IdeaEdited: _idea_edited,
    e.IdeaWithdrawn: lambda state, _event, act: _change_idea(state, act.idea, withdrawn=True),
    e.IdeaRestored: lambda state, _event, act: _change_idea(state, act.idea, withdrawn=False, undone=False),
    **proposal_rules.RULES,
    **live_rules.RULES,
    **roadmap_rules.RULES,
    **naming.RULES,
}
