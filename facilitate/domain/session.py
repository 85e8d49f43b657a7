"""`Session`: what a session is at a moment, and how that is read.

Acts change it (`acts`), as the events of a `Timeline` are folded in; everybody else only reads. The object a timeline
has stays the same one: it is changed in place. Its values are frozen, and its mappings are to be asked for again after
each change, for a fold that reaches far back puts others in their place.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from datetime import datetime
from typing import TYPE_CHECKING, Any

from facilitate.domain.errors import IneffectiveAct
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.document import Document
from facilitate.domain.programme.plan import Category, Phase, Plan
from facilitate.domain.values.duplicates import DuplicateAnswer
from facilitate.domain.values.ideas import Idea, Status
from facilitate.domain.values.learning import Learned
from facilitate.domain.values.notes import Note
from facilitate.domain.values.panel import Turn
from facilitate.domain.values.people import Arrival, BadgeDrawn, Participant, PersonKey, RoundKey, SeatRules
from facilitate.domain.values.phases import Run
from facilitate.domain.values.pictures import Logo, Photo
from facilitate.domain.values.proposals import Proposal, Standing
from facilitate.domain.values.roadmap import Action, ActionFields, action_of
from facilitate.domain.values.wall import WallContent

if TYPE_CHECKING:
    from facilitate.domain.values.cycle import CategoryMapping, CycleEvent, EventReport, InEvent, LedgerAnswer
    from facilitate.domain.values.feedback import Feedback
    from facilitate.domain.values.learning import KitOrigin, ReviewStatement
    from facilitate.domain.values.readback import ReadBack, ReportBack
    from facilitate.domain.values.rehearsal import Rehearsal
    from facilitate.domain.values.votes import Vote


@dataclass(frozen=True, slots=True)
class PlanStep:
    """A step from one programme to the next; a `unique` one makes no second category of a title."""

    change: Callable[[Document], Document]
    unique: bool = False


class Session:
    """The values of a session.

    - `document` is the programme as a document, None when the act that created the session is not here; `plan` is the
      programme as corrected.
    - `ideas` are all that were noted, withdrawn ones too, by id, in the order of their recording; `undone_ideas` those
      whose recording was undone: no count and no text that is printed has them. `by_ref` and `by_alias` are the ids of
      both by the references they have and had, `numbers` the highest number given to a reference of each prefix (`T3`,
      `T3b`), undone and withdrawn ones counted.
    - `all_proposals` is every node of the merge tree, hidden ones too, by id; `holders` the proposal each idea is in.
    - `notes` are all that were ever taken, by id.
    - `runs` and `turns` say by a phase's key how it went and who spoke; `current` is the key of the one that is on.
    - `slips` are the minutes by which all that was still to come was let slip, by the key of the phase from which on.
    - `announced_hours` are the hours of the programme, by their paths, as they were before the day moved or slipped;
      `hour_steps` those that a gesture corrected, by the gesture, for it may turn out to be such a move.
    - `closed_tables` are those that write no more, by phase and number, each with the table it was merged into, or 0.
    - `duplicate_answers` is what was said of pairs of proposals that may be the same, the smaller id first; `learned`
      what earlier events filed; `links` the axis of the study that an idea answers; `actions` what is known of a
      proposal on the road map; `votes` are those that were opened, by the id of that act, in their order;
      `feedback` is the closing questions once they were opened.
    - `joined` are the keys of categories that were added where one of that title was, each with the key of that one;
      `former_titles` and `former_keys` what categories were once called, each with the key of the one in their place.
    - `reading_back` is the key of the phase whose tables are asked to read their lists aloud, or nothing;
      `read_back_asked` says of the phases whose tables were, undone or not, for how many minutes before the end the
      programme had it then; `read_backs` are the lists that tables signed, `favourites` the ids of the ideas they
      named, by phase and table; `report_back` says which table speaks now, and in which order, once somebody chose.
    - `photos` are those that are published, by id; `logos` what files of the programme's logos held, by their names.
    - `people` are those who are expected or came, `arrivals` when they came, both by id; `removed_people` are on the
      list no more, `listed_people` are as a guest list last said. `same_people` are additions that meant somebody who
      was there, by their events, as `person_keys` tell; `roster_purposes` says what a further column of the guest list
      is for; `badges` are the numbers that were drawn for badges, by the events of the additions, undone ones too.
    - Of a cycle: `cycle_events` are those it reads, by the id of their session; `category_mappings` and
      `idea_mappings` say what counts under which of its categories; `recurrence_answers` what was said of two
      proposals of two events, the smaller first; `ledger_answers` what was said of a wish beside what another has;
      `cycle_reports` are the events that were held without the tool, by what stands for the id of a session.
    - `kit` is that of a cycle the session was made from; `reviews` what was said of actions of its earlier events.
    - `seating` is the table of each person, by their ids, as planned for a round of a phase; `sat` where they were seen
      then, ticked or moved, and `moved` who was moved; `pins` are the tables of those who stay at one in every round;
      `seating_aside` is what was planned before tables were `dealt_at_the_door`; `seat_rules` are those of the plan.
    - `wall` is what is projected; `rehearsal` is there where the session is a trial run of another one.
    - `trials` say by a table's number when it last tried its device; nothing else comes of a trial. `calls` say since
      when a table calls for somebody, `answered_calls` since when somebody is on the way to one that did.
    - `collected` are the events that each gesture brought in; `imported_ideas` are the ids of those ideas that came in
      from a file, so that nobody takes the time of the import for that of a note.
    - `reset_ideas` are the ids of those that a reset to "prepared" took out; they stand among `undone_ideas`.
    - `purges` are the gestures that removed personal data, `cleared` the ids of the events they changed.
    - `void` has the acts that change nothing, by their event's id, each with its reason; `waiting` the corrections of
      the programme, by their gesture, that do not read yet.
    """

    def __init__(self) -> None:
        self.document: Document | None = None
        self.plan = Plan(title="")
        self.ideas: dict[str, Idea] = {}
        self.undone_ideas: dict[str, Idea] = {}
        self.by_ref: dict[str, tuple[str, ...]] = {}
        self.by_alias: dict[str, tuple[str, ...]] = {}
        self.numbers: dict[str, int] = {}
        self.all_proposals: dict[str, Proposal] = {}
        self.holders: dict[str, str] = {}
        self.notes: dict[str, Note] = {}
        self.runs: dict[str, Run] = {}
        self.current = ""
        self.slips: dict[str, int] = {}
        self.announced_hours: dict[str, Any] = {}
        self.hour_steps: dict[str, dict[str, Any]] = {}
        self.closed_tables: dict[tuple[str, int], int] = {}
        self.duplicate_answers: dict[tuple[str, str], DuplicateAnswer] = {}
        self.learned: tuple[Learned, ...] = ()
        self.turns: dict[str, tuple[Turn, ...]] = {}
        self.links: dict[str, str] = {}
        self.actions: dict[str, ActionFields] = {}
        self.votes: dict[str, Vote] = {}
        self.feedback: Feedback | None = None
        self.joined: dict[str, str] = {}
        self._begin_tables()
        self.former_titles: dict[str, str] = {}
        self.former_keys: dict[str, str] = {}
        self.photos: dict[str, Photo] = {}
        self.logos: dict[str, Logo] = {}
        self._begin_people()
        self._begin_cycle()
        self.wall = WallContent.CLOCK
        self.rehearsal: Rehearsal | None = None
        self.collected: dict[str, tuple[str, ...]] = {}
        self.imported_ideas = self.reset_ideas = self.purges = self.cleared = frozenset[str]()
        self.void: dict[str, str] = {}
        self.waiting: dict[str, dict[str, PlanStep]] = {}

    def _begin_tables(self) -> None:
        self.trials: dict[int, datetime] = {}
        self.calls: dict[int, datetime] = {}
        self.answered_calls: dict[int, datetime] = {}
        self.reading_back = ""
        self.read_back_asked: dict[str, int] = {}
        self.read_backs: dict[tuple[str, int], ReadBack] = {}
        self.favourites: dict[tuple[str, int], tuple[str, ...]] = {}
        self.report_back: ReportBack | None = None

    def _begin_people(self) -> None:
        self.people: dict[str, Participant] = {}
        self.arrivals: dict[str, Arrival] = {}
        self.listed_people: dict[str, Participant] = {}
        self.removed_people: dict[str, Participant] = {}
        self.same_people: dict[str, str] = {}
        self.person_keys: dict[PersonKey, str] = {}
        self.roster_purposes: dict[str, str] = {}
        self.badges: dict[str, BadgeDrawn] = {}
        self.seating: dict[RoundKey, dict[str, int]] = {}
        self.seating_aside: dict[RoundKey, dict[str, int]] = {}
        self.sat: dict[RoundKey, dict[str, int]] = {}
        self.moved: dict[RoundKey, frozenset[str]] = {}
        self.pins: dict[str, int] = {}
        self.seat_rules = SeatRules()
        self.dealt_at_the_door: bool | None = None

    def _begin_cycle(self) -> None:
        self.cycle_events: dict[str, CycleEvent] = {}
        self.category_mappings: dict[InEvent, CategoryMapping] = {}
        self.idea_mappings: dict[InEvent, CategoryMapping] = {}
        self.recurrence_answers: dict[tuple[InEvent, InEvent], DuplicateAnswer] = {}
        self.ledger_answers: dict[tuple[InEvent, InEvent], LedgerAnswer] = {}
        self.cycle_reports: dict[str, EventReport] = {}
        self.kit: KitOrigin | None = None
        self.reviews: dict[str, ReviewStatement] = {}

    def copy(self) -> Session:
        """Return another session with the same values."""
        other = Session()
        other.become(self)
        return other

    def become(self, other: Session) -> None:
        """Take over all values of another session, which may go on changing by itself."""
        for name, value in vars(other).items():
            setattr(self, name, value.copy() if isinstance(value, dict) else value)

    @property
    def phase_for_ideas(self) -> str:
        """The key of the tables phase that ideas of this moment belong to: the one that is on, else the last that was.

        Before any has begun it is the first of the programme; nothing where the programme has none.
        """
        phases = self.plan.tables_phases
        if any(phase.key == self.current for phase in phases):
            return self.current
        begun = [
            (run.spans[-1][0], place)
            for place, phase in enumerate(phases)
            if (run := self.runs.get(phase.key)) and run.spans
        ]
        return phases[max(begun)[1] if begun else 0].key if phases else ""

    @property
    def before_ideas(self) -> bool:
        """Whether the tables phase that ideas of this moment belong to has not begun: devices may be tried."""
        key = self.phase_for_ideas
        run = self.runs.get(key)
        return not (run and run.spans) if key else not self.runs

    @property
    def published_photos(self) -> list[Photo]:
        """The photos in the order in which they were added, without those that a purge removed."""
        return [photo for _key, photo in sorted(self.photos.items()) if photo.digest or photo.pieces]

    @property
    def tables_tried(self) -> tuple[int, ...]:
        """The tables of the phase that ideas belong to that have tried their device."""
        phase = self.plan.phase(self.phase_for_ideas)
        return tuple(table for table in range(1, (phase.tables if phase else 0) + 1) if table in self.trials)

    def phase_of(self, idea: Idea) -> Phase | None:
        """Return the tables phase an idea was said in; None where the programme has it no more, or never had one."""
        phases = self.plan.tables_phases
        return next(
            (phase for phase in phases if phase.key == idea.phase), None if idea.phase else next(iter(phases), None)
        )

    def is_between(self, phase: Phase | None) -> bool:
        """Return whether whoever writes must be told that ideas belong to a phase: it is one of several, and not on."""
        return phase is not None and len(self.plan.tables_phases) > 1 and self.current != phase.key

    def open_table(self, phase: str, table: int) -> int:
        """Return the table at which the people of a table sit now: itself, or the one it was merged into; 0 if none."""
        seen = {table}
        while (phase, table) in self.closed_tables:
            table = self.closed_tables[phase, table]
            if table in seen:  # two who never met merged each into the other
                return 0
            seen.add(table)
        return table

    def proposals(self) -> list[Proposal]:
        """Return what the room puts forward now: standing, with at least one idea that is not withdrawn."""
        standing = {key for key, idea in self.ideas.items() if not idea.withdrawn}
        return [
            proposal
            for proposal in self.all_proposals.values()
            if not proposal.hidden_by and not standing.isdisjoint(proposal.ideas)
        ]

    def proposal_of(self, idea: str) -> Proposal:
        """Return the one proposal an idea is in."""
        return self.all_proposals[self.holders[idea]]

    def standing_proposal(self, key: str) -> Proposal:
        """Return the proposal of that id; raises `IneffectiveAct` where it is unknown, was merged away or split."""
        proposal = self.all_proposals.get(key)
        if proposal is None or proposal.hidden_by:
            raise IneffectiveAct(f"no proposal {key}")
        return proposal

    @property
    def reached(self) -> int:
        """The place of the furthest phase that has begun; -1 before the first."""
        begun = {key for key, run in self.runs.items() if run.spans}
        return max((place for place, phase in enumerate(self.plan.phases) if phase.key in begun), default=-1)

    @property
    def finished(self) -> bool:
        """Whether the last phase is over."""
        return not self.current and 0 <= self.reached == len(self.plan.phases) - 1

    def person(self, key: str) -> Participant | None:
        """Return the person of that id, or whom an addition of that id turned out to be; None where nobody is."""
        return self.people.get(self.same_people.get(key, key))

    def badge_number(self, key: str) -> int:
        """Return the number on the badge of the person of that id, which never changes; 0 where nobody is."""
        return self.badge_numbers().get(self.same_people.get(key, key), 0)

    def badge_numbers(self) -> dict[str, int]:
        """Return the numbers on the badges of all people, by their ids."""
        from facilitate.domain.values.badges import badge_numbers  # most commands ask for none

        numbers = badge_numbers(self.badges)
        return {key: numbers[key] for key in self.people if key in numbers}

    def people_of_badge(self, number: int) -> list[Participant]:
        """Return who has that number, or was given it on another computer: several where two drew it unknowingly."""
        given = {each.person for each in self.badges.values() if each.number == number}
        given.update(key for key, own in self.badge_numbers().items() if own == number)
        return [self.people[key] for key in sorted(given) if key in self.people]

    def table_of_person(self, key: str, number: int = 1, phase: str = "") -> int:
        """Return the table of a person in a round: where they were seen, else as planned; 0 if none.

        Where nothing is planned for a round, people stay where they were in the one before, as far as that table is
        there. Without a phase it is the one that ideas of this moment belong to.
        """
        asked, is_planned = self.plan.phase(phase or self.phase_for_ideas), False
        if asked is None:
            return 0
        for each in self._rounds_until(asked, number):
            planned = {} if is_planned else self.seating.get(each, {})
            if table := self.sat.get(each, {}).get(key) or planned.get(key):
                return table if table <= asked.tables else 0
            is_planned = is_planned or bool(planned)
        return 0

    @property
    def is_planned_beforehand(self) -> bool:
        """Whether a plan is kept of the first round of the phase that ideas of this moment belong to."""
        first = (self.phase_for_ideas, 1)
        return bool(self.seating.get(first) or self.seating_aside.get(first))

    def _rounds_until(self, phase: Phase, number: int) -> Iterator[RoundKey]:
        """Yield a round, those before it in its phase, and those of the phases before, the last ones first."""
        yield from ((phase.key, each) for each in range(number, 0, -1))
        phases = self.plan.tables_phases
        for before in reversed(phases[: phases.index(phase)] if phase in phases else ()):
            yield from ((before.key, each) for each in range(before.rounds, 0, -1))

    def action(self, proposal: Proposal) -> Action | None:
        """Return what becomes of a proposal; None as long as nothing is known of it, or of what it was merged from."""
        known = self._merged_fields(proposal.id)
        return action_of(known) if known else None

    def follow(self, proposal: str, of: str = "") -> None:
        """Begin to follow a proposal, if nobody does; a part `of` another where that is, with what is known of it."""
        if proposal in self.all_proposals and (known := self.actions.get(of) if of else ActionFields({})):
            self.actions.setdefault(proposal, ActionFields(known.fields))

    def unfollow(self, proposal: str) -> None:
        """Follow a proposal no more of which nobody has said anything."""
        if self.actions.get(proposal) == ActionFields({}):
            del self.actions[proposal]

    def _merged_fields(self, key: str) -> ActionFields | None:
        """Return what is known of a proposal and of all it was merged from: its own fields first, notes in order."""
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
        return ActionFields(fields, tuple(notes), max(filter(None, (part.changed for part in parts)), default=None))

    def idea(self, key: str) -> Idea | None:
        """Return the idea of that id, also one whose recording was undone."""
        return self.ideas.get(key) or self.undone_ideas.get(key)

    def idea_by_ref(self, ref: str) -> Idea | None:
        """Return the idea people call by that reference; of several the first."""
        return next(iter(self.ideas_by_ref(ref)), None)

    def ideas_by_ref(self, ref: str) -> list[Idea]:
        """Return the ideas of that reference, which are several where two programs did not know of each other.

        A reference that no idea has any more still leads to the one that had it, if only one did.
        """
        alias = self.by_alias.get(ref, ())
        noted = self._noted(self.by_ref.get(ref, ()))
        return noted or (self._noted(alias) if len(alias) == 1 else [])

    def undone_by_ref(self, ref: str) -> list[Idea]:
        """Return the ideas of that reference whose recording was undone."""
        return [self.undone_ideas[key] for key in self.by_ref.get(ref, ()) if key in self.undone_ideas]

    def is_given(self, ref: str) -> bool:
        """Return whether a reference is some idea's, noted or undone, or was one's."""
        return bool(self.by_ref.get(ref) or self.by_alias.get(ref))

    def twice(self) -> dict[str, list[Idea]]:
        """Return the references that more than one idea has, with these."""
        called = {ref: self.ideas_by_ref(ref) for ref, keys in self.by_ref.items() if len(keys) > 1}
        return {ref: ideas for ref, ideas in called.items() if len(ideas) > 1}

    def last_number(self, prefix: str) -> int:
        """Return the highest number given to a reference of that prefix (`T3`, `T3b`), undone ones counted; else 0."""
        return self.numbers.get(prefix, 0)

    def ideas_of(self, proposal: Proposal) -> list[Idea]:
        """Return the ideas a proposal puts forward; withdrawn ones are left out."""
        noted = self.ideas
        return [idea for key in proposal.ideas if (idea := noted.get(key)) is not None and not idea.withdrawn]

    def noted_in(self, proposal: Proposal) -> list[Idea]:
        """Return the ideas of a proposal, withdrawn ones too; none where the recording of all of them was undone."""
        return self._noted(proposal.ideas)

    def undone_in(self, proposal: Proposal) -> list[Idea]:
        """Return the ideas of a proposal whose recording was undone."""
        return [idea for key in proposal.ideas if (idea := self.undone_ideas.get(key)) is not None]

    def _noted(self, keys: Iterable[str]) -> list[Idea]:
        noted = self.ideas
        return [idea for key in keys if (idea := noted.get(key)) is not None]

    def wording(self, proposal: Proposal) -> str:
        """Return what a proposal says: its wording, or its idea's own words; nothing where that idea was undone."""
        if proposal.wording is not None and not self._is_undone(proposal.wording, proposal):
            return proposal.wording
        # Of several ideas, which no act of ours leaves without a wording, one that was withdrawn does not speak.
        ideas = self.ideas_of(proposal) if len(proposal.ideas) > 1 else []
        ideas = ideas or self.noted_in(proposal)
        return ideas[0].text if ideas else ""

    def _is_undone(self, wording: str, proposal: Proposal) -> bool:
        """Return whether a merge took its wording, word for word, from an idea whose recording was undone since."""
        taken = any(wording in (idea.text, idea.first_text) for idea in self.undone_in(proposal))
        return taken and all(wording != idea.text for idea in self.noted_in(proposal))

    def standing(self, proposal: Proposal) -> Standing:
        """Return whether what it proposes exists, from the ideas it puts forward."""
        found = {idea.status for idea in self.ideas_of(proposal)}
        if found == {Status.EXISTING}:
            return Standing.EXISTING
        return Standing.BOTH if len(found) > 1 else Standing.TO_CREATE

    def ref_of(self, idea: str) -> str:
        """Return the reference of the idea of that id, for a sentence; a question mark for one that is not here."""
        found = self.idea(idea)
        return found.ref if found else "?"

    def name_of(self, proposal: str) -> str:
        """Return how the proposal of that id is named in a sentence: `T1-01`, or `T1-01 (+2)` for three ideas."""
        found = self.all_proposals.get(proposal)
        if found is None:
            return "?"
        first = self.ref_of(found.ideas[0])
        return first if len(found.ideas) == 1 else f"{first} (+{len(found.ideas) - 1})"

    def category_title(self, key: str) -> str:
        """Return the title of a category; its key where the programme has it no more."""
        category = self.category(key)
        return category.title if category else key

    def category(self, key: str) -> Category | None:
        """Return the category of a key, which may be that of one that was joined with it."""
        return self.plan.category(key) or self.plan.category(self.joined.get(key, key))

    def path_now(self, path: str) -> str:
        """Return a path in the programme with the key of the category that is meant by it."""
        name, slash, rest = path.partition("/")
        key, below, last = rest.partition("/")
        found = self.category(key) if name == "categories" else None
        return f"{name}{slash}{found.key}{below}{last}" if found else path
