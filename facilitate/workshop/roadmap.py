"""The road map: following proposals after the event, and the road map as it is read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from operator import attrgetter
from typing import Any

from facilitate.domain.errors import N_, Refused
from facilitate.domain.proposals import Proposal, Standing
from facilitate.domain.roadmap import FIELDS, Action, ActionSet, ActionState, ProgressNoted, horizon_of
from facilitate.domain.session import Session
from facilitate.domain.text import clean, required
from facilitate.domain.values import dataclass
from facilitate.workshop.desk import Desk
from facilitate.workshop.proposals import Proposals

_LONGEST = 300  # characters of a field; what needs more words is a progress note
STATE_NAMES: dict[ActionState, str] = {
    ActionState.IDEA: N_("still an idea"),
    ActionState.PLANNED: N_("planned"),
    ActionState.STARTED: N_("started"),
    ActionState.DONE: N_("carried out"),
    ActionState.DROPPED: N_("dropped"),
}
# A step of these is no next step any more.
OVER = (ActionState.DONE, ActionState.DROPPED)


class Following:
    """Use cases of the road map. A proposal is named by its id or by the reference of any idea in it."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._proposals = Proposals(desk)

    def set(self, name: str, **fields: str | Sequence[str]) -> Proposal:
        """Change fields of a proposal's action as one gesture; an empty value takes a field away. Raises `Refused`."""
        proposal = self._proposals.find(name)
        now = self._desk.session.action(proposal) or Action()
        read = {field: _read(field, value) for field, value in fields.items()}
        acts = [ActionSet(proposal.id, field, value) for field, value in read.items() if value != _kept(now, field)]
        if acts:
            self._desk.do(*acts)
        return proposal

    def note(self, name: str, text: str) -> Proposal:
        """Note what happened to a proposal."""
        proposal = self._proposals.find(name)
        self._desk.do(ProgressNoted(proposal.id, required(text)))
        return proposal


def _read(field: str, value: str | Sequence[str]) -> Any:
    """What somebody typed, as an act holds it."""
    if field == "partners":
        texts = [value] if isinstance(value, str) else value
        return [one for text in texts if (one := clean(" ".join(text.split()), longest=_LONGEST))]
    text = clean(" ".join(str(value).split()), longest=_LONGEST)
    if field == "horizon":
        return horizon_of(text)
    if field == "due":
        return read_day(text)
    return state_of(text).value if field == "state" else text


def read_day(text: str) -> str:
    """A day as ISO 8601 writes it; `31/12/2023` is read as the French write it. Raises `Refused`."""
    parts = text.replace(".", "/").split("/")
    iso = "-".join(reversed([part.zfill(2) for part in parts])) if len(parts) == 3 else text  # noqa: PLR2004
    try:
        return date.fromisoformat(iso).isoformat() if iso else ""
    except ValueError:
        raise Refused(N_("“{typed}” is not a date: write 2023-03-31, or 31/03/2023."), typed=text) from None


def state_of(text: str) -> ActionState:
    """The state somebody means; nothing is the first. Raises `Refused`."""
    try:
        return ActionState(text.lower() or ActionState.IDEA)
    except ValueError:
        known = ", ".join(ActionState)
        raise Refused(N_("There is no state “{state}”: choose among {known}."), state=text, known=known) from None


def _kept(action: Action, field: str) -> Any:
    value = getattr(action, field)
    if isinstance(value, tuple):
        return list(value)
    return value.isoformat() if isinstance(value, date) else value or ""


@dataclass(frozen=True, slots=True)
class NotePart:
    """A progress note; `at` is a moment of UTC."""

    at: datetime
    text: str


@dataclass(frozen=True, slots=True)
class ActionPart:
    """One proposal on its way; `proposal` is its id, `refs` the references of its ideas."""

    proposal: str
    wording: str
    standing: Standing
    category: str
    refs: tuple[str, ...]
    owner: str
    partners: tuple[str, ...]
    territory: str
    horizon: str
    state: ActionState
    next_step: str
    due: date | None
    progress: tuple[NotePart, ...]
    changed: datetime | None


@dataclass(frozen=True, slots=True)
class HorizonPart:
    """The actions of one horizon; those of none come last, under an empty one."""

    horizon: str
    actions: tuple[ActionPart, ...]


@dataclass(frozen=True, slots=True)
class RoadMap:
    """Every action: by horizon, and those that were dropped, whole, at the end.

    `withheld` counts those that are left out, because every idea of their proposals was withdrawn.
    """

    horizons: tuple[HorizonPart, ...]
    dropped: tuple[ActionPart, ...]
    withheld: int = 0

    def actions(self) -> Iterator[ActionPart]:
        """All of them, in the order they are read."""
        for part in self.horizons:
            yield from part.actions
        yield from self.dropped

    def next_steps(self) -> list[ActionPart]:
        """Those with a next step or its date, by date; those without a date last, and none that is over."""
        waiting = [each for each in self.actions() if (each.next_step or each.due) and each.state not in OVER]
        return sorted(waiting, key=lambda each: (each.due is None, each.due or date.max))


def roadmap(session: Session) -> RoadMap | None:
    """The road map as it stands; None when nobody has begun one."""
    return _ordered(_parts(session, session.all_proposals.values()))


def put_forward(session: Session) -> RoadMap | None:
    """The road map as it is published: what becomes of proposals nobody puts forward any more is counted only."""
    found, every = _parts(session, session.proposals()), _parts(session, session.all_proposals.values())
    return _ordered(found, len(every) - len(found))


def _parts(session: Session, proposals: Iterable[Proposal]) -> list[ActionPart]:
    return [part for proposal in proposals if (part := _part(session, proposal)) is not None]


def _ordered(found: list[ActionPart], withheld: int = 0) -> RoadMap | None:
    if not found and not withheld:
        return None
    found.sort(key=lambda part: (not part.horizon, part.horizon, list(ActionState).index(part.state), part.proposal))
    going = [part for part in found if part.state is not ActionState.DROPPED]
    horizons = dict.fromkeys(map(attrgetter("horizon"), going))
    return RoadMap(
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
    told = {name: getattr(action, name) for name in FIELDS}
    return ActionPart(
        proposal.id,
        session.wording(proposal),
        session.standing(proposal),
        category.title if category else "",
        tuple(idea.ref for idea in ideas),
        **told,
        progress=tuple(NotePart(note.at, note.text) for note in action.progress),
        changed=action.changed,
    )
