"""The road map as it is read: what becomes of proposals, by horizon."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import field
from datetime import date, datetime
from operator import attrgetter

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.domain.text import title_key
from facilitate.domain.values.proposals import Proposal, Standing
from facilitate.domain.values.roadmap import FIELDS, ActionState
from facilitate.domain.year_parts import year_part_order, year_part_phrase
from facilitate.labels import ACTION_STATES
from facilitate.workshop.report.model import NAME, NAMING, STRUCTURE, ReportLine, ReportPart
from facilitate.workshop.report.wording import Translator

# A step of these is no next step any more.
OVER = (ActionState.DONE, ActionState.DROPPED)


@dataclass(frozen=True, slots=True)
class NotePart:
    """A progress note; `at` is a moment of UTC."""

    at: datetime
    text: str = field(metadata=NAMING)


@dataclass(frozen=True, slots=True)
class ActionPart:
    """What becomes of one proposal; `proposal` is its id, `refs` the references of its ideas.

    `agreed` is who agreed to be named as its owner.
    """

    proposal: str
    wording: str
    standing: Standing
    category: str
    refs: tuple[str, ...]
    owner: str = field(metadata=NAME)
    partners: tuple[str, ...] = field(metadata=NAME)
    territory: str
    horizon: str = field(metadata=STRUCTURE)
    state: ActionState
    next_step: str = field(metadata=NAMING)
    due: date | None
    progress: tuple[NotePart, ...]
    changed: datetime | None
    agreed: str = field(default="", metadata=NAME)

    @property
    def is_agreed(self) -> bool:
        """Whether its owner agreed to be named."""
        return bool(self.owner) and title_key(self.owner) == title_key(self.agreed)


@dataclass(frozen=True, slots=True)
class HorizonPart:
    """The actions of one horizon; those of none come last, under an empty one."""

    horizon: str = field(metadata=STRUCTURE)
    actions: tuple[ActionPart, ...]


@dataclass(frozen=True, slots=True)
class RoadMapPart(ReportPart):
    """Every action: by horizon, and those that were dropped, whole, at the end.

    `withheld` counts those that are left out, because every idea of their proposals was withdrawn.
    """

    horizons: tuple[HorizonPart, ...]
    dropped: tuple[ActionPart, ...]
    withheld: int = 0

    def actions(self) -> Iterator[ActionPart]:
        """Yield every action, the dropped ones too, in the order they are read."""
        for part in self.horizons:
            yield from part.actions
        yield from self.dropped

    def lines_of(self, proposal: str) -> Iterator[ReportLine]:
        """Return the line in which a proposal is on its way."""
        found = (each for each in self.actions() if each.proposal == proposal)
        return (ReportLine(N_("Road map"), each.wording, each.refs) for each in found)

    def outcomes(self, language: Translator) -> Iterator[tuple[str, str]]:
        """Yield where each action stands, and by when it is to be done."""
        for action in self.actions():
            state, when = language(ACTION_STATES[action.state]), horizon_words(action.horizon, language)
            yield action.proposal, language(N_("road map: {state}"), state=", ".join(filter(None, (state, when))))

    def next_steps(self) -> list[ActionPart]:
        """Return the actions with a next step or its date, by date, those without a date last; none that is over."""
        waiting = [each for each in self.actions() if (each.next_step or each.due) and each.state not in OVER]
        return sorted(waiting, key=lambda each: (each.due is None, each.due or date.max))


def roadmap(session: Session) -> RoadMapPart | None:
    """Return the road map as it stands; None when nobody has begun one."""
    return _ordered(session, _parts(session, session.all_proposals.values()))


def road_map_part(session: Session, *, internal: bool) -> tuple[RoadMapPart, ...]:
    """Return the road map as the report has it, whole in an internal one; empty where none was begun."""
    found = roadmap(session) if internal else put_forward(session)
    return () if found is None else (found,)


def put_forward(session: Session) -> RoadMapPart | None:
    """Return the road map as it is published: actions of proposals nobody puts forward any more are only counted."""
    found, every = _parts(session, session.proposals()), _parts(session, session.all_proposals.values())
    return _ordered(session, found, len(every) - len(found))


def _parts(session: Session, proposals: Iterable[Proposal]) -> list[ActionPart]:
    return [part for proposal in proposals if (part := _part(session, proposal)) is not None]


def _ordered(session: Session, found: list[ActionPart], withheld: int = 0) -> RoadMapPart | None:
    if not found and not withheld:
        return None
    lists = [vote.shortlist.kept for vote in session.votes.values() if vote.shortlist]
    kept = {key: place for place, key in enumerate(lists[-1] if lists else ())}  # in the order the room kept them
    found.sort(
        key=lambda part: (
            year_part_order(part.horizon),
            list(ActionState).index(part.state),
            kept.get(part.proposal, len(kept)),
            part.proposal,
        )
    )
    going = [part for part in found if part.state is not ActionState.DROPPED]
    horizons = dict.fromkeys(map(attrgetter("horizon"), going))
    return RoadMapPart(
        tuple(HorizonPart(horizon, tuple(part for part in going if part.horizon == horizon)) for horizon in horizons),
        tuple(part for part in found if part.state is ActionState.DROPPED),
        withheld,
    )


def _part(session: Session, proposal: Proposal) -> ActionPart | None:
    action = None if proposal.hidden_by else session.action(proposal)
    noted = session.noted_in(proposal)
    if action is None or not noted:
        return None
    category = session.plan.category(proposal.category)
    # One whose ideas are all withdrawn is still followed: it names them all the same.
    ideas = session.ideas_of(proposal) or noted
    fields = {name: getattr(action, name) for name in FIELDS}
    return ActionPart(
        proposal.id,
        session.wording(proposal),
        session.standing(proposal),
        category.title if category else "",
        tuple(idea.ref for idea in ideas),
        **fields,
        progress=tuple(NotePart(note.at, note.text) for note in action.progress),
        changed=action.changed,
    )


def horizon_words(text: str, _: Translator) -> str:
    """Return a year, or a quarter as this language says it: `2e trimestre 2023`, `Q2 2023`."""
    words = year_part_phrase(text)
    return words if isinstance(words, str) else _(words.text, **words.params)
