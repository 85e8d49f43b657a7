"""`Session`: what a session is at a moment, and how that is read.

Acts change it (`acts`), as the events of a `Timeline` are folded in; everybody else only reads. The object a timeline
has stays the same one: it is changed in place. Its values are frozen, and its mappings are to be asked for again after
each change, for a fold that reaches far back puts others in their place.
"""

from __future__ import annotations

from collections.abc import Callable

from facilitate.domain.errors import IneffectiveAct
from facilitate.domain.programme.document import Document
from facilitate.domain.programme.plan import Plan
from facilitate.domain.values.ideas import Idea, Status
from facilitate.domain.values.learning import Learned
from facilitate.domain.values.notes import Note
from facilitate.domain.values.pairs import Answer
from facilitate.domain.values.panel import Turn
from facilitate.domain.values.phases import Run
from facilitate.domain.values.proposals import Proposal, Standing
from facilitate.domain.values.roadmap import Action, ActionFields, action_of
from facilitate.domain.values.wall import Wall

Correction = Callable[[Document], Document]


class Session:
    """The values of a session.

    - `document` is the programme as a document, None when the act that created the session is not here; `plan` is the
      programme as corrected.
    - `ideas` are all that were ever recorded, withdrawn ones too, by id, in the order of their recording; `by_ref` and
      `by_alias` their ids by the references they have and had, `numbers` the highest number given to a reference of
      each prefix (`T3`, `T3b`), and `undone_ideas` the ids of those whose recording was undone.
    - `all_proposals` is every node of the merge tree, hidden ones too, by id; `holders` the proposal each idea is in.
    - `notes` are all that were ever taken, by id.
    - `runs` and `turns` say by a phase's key how it went and who spoke; `current` is the key of the phase that is on
      (running or paused), or nothing.
    - `answers` is what was said of pairs of proposals, the smaller id first; `learned` what earlier events filed;
      `links` the axis of the study that an idea answers; `actions` what is known of a proposal on the road map.
    - `wall` is what is projected.
    - `purges` are the gestures that removed personal data, `cleared` the ids of the events they changed.
    - `void` has the acts that change nothing, by their event's id, each with its reason; `waiting` the corrections of
      the programme, by their gesture, that do not read yet.
    """

    def __init__(self) -> None:
        self.document: Document | None = None
        self.plan = Plan(title="")
        self.ideas: dict[str, Idea] = {}
        self.by_ref: dict[str, tuple[str, ...]] = {}
        self.by_alias: dict[str, tuple[str, ...]] = {}
        self.numbers: dict[str, int] = {}
        self.all_proposals: dict[str, Proposal] = {}
        self.holders: dict[str, str] = {}
        self.notes: dict[str, Note] = {}
        self.runs: dict[str, Run] = {}
        self.current = ""
        self.answers: dict[tuple[str, str], Answer] = {}
        self.learned: tuple[Learned, ...] = ()
        self.turns: dict[str, tuple[Turn, ...]] = {}
        self.links: dict[str, str] = {}
        self.actions: dict[str, ActionFields] = {}
        self.wall = Wall.CLOCK
        self.purges: frozenset[str] = frozenset()
        self.cleared: frozenset[str] = frozenset()
        self.undone_ideas: frozenset[str] = frozenset()
        self.void: dict[str, str] = {}
        self.waiting: dict[str, dict[str, Correction]] = {}

    def copy(self) -> Session:
        """Another session with the same values."""
        other = Session()
        other.become(self)
        return other

    def become(self, other: Session) -> None:
        """Take over all values of another session, which may go on changing by itself."""
        for name, value in vars(other).items():
            setattr(self, name, value.copy() if isinstance(value, dict) else value)

    def proposals(self) -> list[Proposal]:
        """What the room puts forward now: standing, with at least one idea that is not withdrawn."""
        standing = {key for key, idea in self.ideas.items() if not idea.withdrawn}
        return [
            proposal
            for proposal in self.all_proposals.values()
            if not proposal.hidden_by and not standing.isdisjoint(proposal.ideas)
        ]

    def proposal_of(self, idea: str) -> Proposal:
        """The one proposal an idea is in."""
        return self.all_proposals[self.holders[idea]]

    def standing_proposal(self, key: str) -> Proposal:
        """The proposal of that id; raises `IneffectiveAct` where it is unknown, was merged away or split."""
        proposal = self.all_proposals.get(key)
        if proposal is None or proposal.hidden_by:
            raise IneffectiveAct(f"no proposal {key}")
        return proposal

    def action(self, proposal: Proposal) -> Action | None:
        """What becomes of a proposal; None as long as nothing is known of it, or of what it was merged from."""
        known = self._merged_fields(proposal.id)
        return action_of(known) if known else None

    def _merged_fields(self, key: str) -> ActionFields | None:
        """What is known of a proposal and of all it was merged from: its own fields before theirs, notes in order."""
        parts: list[ActionFields] = []
        left = [key]
        while left:
            proposal = self.all_proposals[left.pop()]
            left.extend(reversed(proposal.sources))
            if known := self.actions.get(proposal.id):
                parts.append(known)
        if not parts or parts == [self.actions.get(key)]:
            return parts[0] if parts else None
        parts.reverse()
        fields = {name: value for part in parts for name, value in part.fields.items()}
        notes = sorted((note for part in parts for note in part.progress), key=lambda note: note.id)
        return ActionFields(fields, tuple(notes), max(part.changed for part in parts if part.changed))

    def idea_by_ref(self, ref: str) -> Idea | None:
        """The idea people call by that reference; of several the first."""
        return next(iter(self.ideas_by_ref(ref)), None)

    def ideas_by_ref(self, ref: str) -> list[Idea]:
        """The ideas of that reference, which are more than one where two programs did not know of each other.

        A reference that no idea has any more still leads to the one that had it, if only one did.
        """
        alias = self.by_alias.get(ref, ())
        keys = self.by_ref.get(ref) or (alias if len(alias) == 1 else ())
        return [self.ideas[key] for key in keys]

    def twice(self) -> dict[str, list[Idea]]:
        """The references that more than one idea has, with these."""
        return {ref: self.ideas_by_ref(ref) for ref, keys in self.by_ref.items() if len(keys) > 1}

    def last_number(self, prefix: str) -> int:
        """The highest number given to a reference of that prefix (`T3`, `T3b`), undone and withdrawn ones counted."""
        return self.numbers.get(prefix, 0)

    def ideas_of(self, proposal: Proposal) -> list[Idea]:
        """The ideas a proposal puts forward; withdrawn ones are left out."""
        ideas = (self.ideas[key] for key in proposal.ideas)
        return [idea for idea in ideas if not idea.withdrawn]

    def wording(self, proposal: Proposal) -> str:
        """What a proposal says: its wording, or its idea's own words."""
        if proposal.wording is not None:
            return proposal.wording
        # Of several ideas, which no act of ours leaves without a wording, one that was withdrawn does not speak.
        ideas = self.ideas_of(proposal) if len(proposal.ideas) > 1 else []
        return ideas[0].text if ideas else self.ideas[proposal.ideas[0]].text

    def standing(self, proposal: Proposal) -> Standing:
        """Whether what it proposes exists, from the ideas it puts forward."""
        found = {idea.status for idea in self.ideas_of(proposal)}
        if found == {Status.EXISTING}:
            return Standing.EXISTING
        return Standing.BOTH if len(found) > 1 else Standing.TO_CREATE

    def ref_of(self, idea: str) -> str:
        """The reference of the idea of that id, for a sentence; a question mark for one that is not here."""
        return self.ideas[idea].ref if idea in self.ideas else "?"

    def name_of(self, proposal: str) -> str:
        """How the proposal of that id is named in a sentence: `T1-01`, or `T1-01 (+2)` for three ideas."""
        found = self.all_proposals.get(proposal)
        if found is None:
            return "?"
        first = self.ref_of(found.ideas[0])
        return first if len(found.ideas) == 1 else f"{first} (+{len(found.ideas) - 1})"

    def category_title(self, key: str) -> str:
        """The title of a category; its key where the programme has it no more."""
        category = self.plan.category(key)
        return category.title if category else key
