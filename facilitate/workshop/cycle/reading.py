"""What a cycle takes from an event: its last state, as plain values that can be kept where the event is not.

Nothing that was withdrawn or taken back is in it, and nobody's name but those in the words of ideas themselves, of the
owners of actions, and of who said what became of these, as far as they agreed to be named. A guest list never leaves
its computer, so only a yes that stands beside the name itself counts. Of a list that is here only the
number of those who came is taken.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Plan
from facilitate.domain.session import Session
from facilitate.domain.text import stated_contact, title_key
from facilitate.domain.values.learning import KitOrigin, ReviewAnswer, ReviewStatement
from facilitate.domain.values.proposals import Place, Proposal, Standing
from facilitate.domain.values.roadmap import ActionState
from facilitate.workshop.cycle import event_feedback as closing
from facilitate.workshop.cycle.event_votes import ReadVote, kept_by_vote, read_vote
from facilitate.workshop.report.counts import counts
from facilitate.workshop.report.people import with_ticks

Redact = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class ReadProposal:
    """A proposal of an event. `category` is a key of the event’s own typology; `ideas` are the ids of those that stand.

    `refs` are what these are called there; `plain` is the text with roles in the place of names, where it differs. One
    of a report that says no status counts as to be created, and `has_status` tells.
    """

    ideas: tuple[str, ...]
    refs: tuple[str, ...]
    text: str
    plain: str
    category: str
    place: Place
    standing: Standing
    tables: tuple[int, ...]
    has_status: bool = True

    @property
    def id(self) -> str:
        """The id of its first idea: what is said of it holds for whatever proposal that idea is in later."""
        return self.ideas[0]


@dataclass(frozen=True, slots=True)
class Filed:
    """How much of an event stands at one place: numbers of ideas and of proposals, and of these by what they propose.

    `category` is a key of the event’s own typology, or nothing where nothing is filed.
    """

    category: str
    place: Place
    ideas: int
    proposals: int
    existing: int
    to_create: int


@dataclass(frozen=True, slots=True)
class ReadCategory:
    """An item of an event’s typology; `taxonomies` are the ids that a Decidim platform has for it."""

    key: str
    title: str
    keywords: tuple[str, ...] = ()
    taxonomies: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class ReadAction:
    """An action of an event’s road map, as it is published. `ideas` are the ids of those of its proposal that stand.

    `refs` are what these are called there; `changed` is when it was last changed, as ISO 8601 in UTC. `plain` and
    `plain_owner` have roles in the place of names; `owner` is empty for one who did not agree to be named. `due` is the
    day of the next step, as ISO 8601; each progress note has its moment, as ISO 8601 in UTC, and its text.
    """

    ideas: tuple[str, ...]
    refs: tuple[str, ...]
    text: str
    plain: str
    state: ActionState
    by_when: str
    owner: str
    plain_owner: str
    changed: str
    next_step: str = ""
    due: str = ""
    progress: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, values: Sequence[Any]) -> ReadAction:
        """Return the action whose fields JSON has in their order; raises `ValueError` or `TypeError` for another."""
        ideas, refs, text, plain, state, *others, next_step, due, progress = values
        horizon, owner, plain_owner, changed = others
        return cls(
            tuple(ideas), tuple(refs), text, plain, ActionState(state), horizon, owner, plain_owner, changed,
            next_step, due, tuple((at, note) for at, note in progress),
        )  # fmt: skip


@dataclass(frozen=True, slots=True)
class ReadStatement:
    """What people of an event said of an action of an earlier one, which is named by its session and its ideas.

    `at` is the moment, as ISO 8601 in UTC. `plain` and `plain_by` have roles in the place of names; `by` is empty for
    one who did not agree to be named.
    """

    session: str
    ideas: tuple[str, ...]
    at: str
    answer: ReviewAnswer | None
    word: str
    plain: str
    by: str
    plain_by: str


@dataclass(frozen=True, slots=True)
class EventReading:
    """An event as it was when it was last read. `session` is the id of its session, `name` that of its folder.

    `received` counts withdrawn ideas too; `present` is how many people came, None where nobody counted. `began`
    tells whether any phase has begun, `over` that the last phase is over. `contact` is whom
    to write to, as the event itself publishes it, and `notice` what nobody may read it without (`plain_notice` with
    roles in the place of names); `kit` is the one of a cycle that the event was made from. `filed` counts all that
    stands, place by place; `proposals` are there only where the event was read for them. `actions` are those of its
    road map, and `statements` what was said there of those of earlier events. `vote` is the last one that was closed,
    None where none was, and `kept` are the ids of the ideas that the room kept by it. `roles` are those that
    stand in the place of names, each one person's of this event. `copied` tells that only a copy from a depot is here,
    which has no guest list; it is as of today, and not kept.
    """

    session: str
    name: str
    title: str
    city: str
    date: str
    language: str
    question: str
    present: int | None
    began: bool
    over: bool
    received: int
    withdrawn: int
    categories: tuple[ReadCategory, ...] = ()
    filed: tuple[Filed, ...] = ()
    proposals: tuple[ReadProposal, ...] = ()
    synonyms: tuple[str, ...] = ()
    organiser: str = ""
    contact: str = ""
    notice: str = ""
    plain_notice: str = ""
    kept: tuple[str, ...] = ()
    kit: KitOrigin | None = None
    reported: bool = False
    reported_by: str = ""
    reported_on: str = ""
    without_table: int = 0
    without_status: int = 0
    roles: tuple[str, ...] = ()
    actions: tuple[ReadAction, ...] = ()
    statements: tuple[ReadStatement, ...] = ()
    vote: ReadVote | None = None
    feedback: closing.ReadFeedback | None = None
    copied: bool = False

    @property
    def label(self) -> str:
        """What people call the event: its city, or else its title."""
        return self.city or self.title

    @property
    def standing(self) -> int:
        """The number of ideas that stand."""
        return self.received - self.withdrawn

    def upcoming(self, today: str) -> bool:
        """Whether it is still to be held, as of a day in ISO 8601.

        It has not begun, has no idea, and is of no earlier day; one that was reported was held.
        """
        return not (self.reported or self.began or self.over or self.received or "" < self.date < today)

    @property
    def order(self) -> tuple[str, str, str]:
        """What puts events in their order: by their day, those without one last."""
        return (self.date or "9", self.name, self.session)


def reading_of(
    session: Session, key: str, name: str, redact: Redact, roles: Iterable[str] = (), came: int | None = None
) -> EventReading:
    """Return what a cycle takes from a session of that id, whose folder has that name.

    `came` is how many people its guest list has as come, which counts as in its own report; None where nobody ticked.
    `redact` takes names out, and puts one of the `roles` in the place of each: those that stand nowhere are left out.
    """
    plan, found = with_ticks(session.plan, came), counts(session)
    proposals = tuple(_proposals(session, redact))
    reading = EventReading(
        session=key,
        name=name,
        title=plan.title,
        city=plan.place.city,
        date=plan.date.isoformat() if plan.date else "",
        language=plan.language,
        question=_question(plan),
        present=plan.attendance.present,
        began=bool(session.runs),
        over=session.finished,
        received=found.received,
        withdrawn=found.withdrawn,
        categories=_categories(plan),
        filed=filed_of(proposals),
        proposals=proposals,
        synonyms=plan.synonyms,
        organiser=plan.organiser,
        contact=stated_contact(plan.publication.contact),
        notice=plan.publication.notice,
        plain_notice=redact(plan.publication.notice),
        kept=kept_by_vote(session),
        vote=read_vote(session),
        feedback=closing.read_feedback(session),
        kit=session.kit,
        actions=tuple(_actions(session, redact)),
        statements=statements_of(session, redact),
    )
    texts = repr(reading).casefold()  # a role stands in square brackets in a name’s place
    return replace(reading, roles=tuple(role for role in dict.fromkeys(roles) if f"[{role.casefold()}]" in texts))


def _categories(plan: Plan) -> tuple[ReadCategory, ...]:
    return tuple(ReadCategory(each.key, each.title, each.keywords, each.taxonomies) for each in plan.categories)


def _actions(session: Session, redact: Redact) -> Iterator[ReadAction]:
    from facilitate.workshop.report.roadmap import put_forward

    found, plan = put_forward(session), session.plan
    bodies = {title_key(name) for name in (plan.organiser, *plan.partners, *(each.name for each in plan.supporters))}
    for part in found.actions() if found else ():
        ideas = session.ideas_of(session.all_proposals[part.proposal])
        named = part.is_agreed or title_key(part.owner) in bodies
        words: Redact = str if named or not part.owner else redact
        yield ReadAction(
            tuple(idea.id for idea in ideas),
            part.refs,
            part.wording,
            redact(part.wording),
            part.state,
            part.horizon,
            part.owner if named else "",
            redact(part.owner),
            _moment(part.changed) if part.changed else "",
            words(part.next_step),
            part.due.isoformat() if part.due else "",
            tuple((_moment(note.at), words(note.text)) for note in part.progress),
        )


def _moment(at: datetime) -> str:
    return at.astimezone(UTC).isoformat(timespec="microseconds")


def statements_of(session: Session, redact: Redact, *, at_home: bool = False) -> tuple[ReadStatement, ...]:
    """Return what was said at an event of actions of earlier ones, in order; `redact` takes names out.

    Names without agreement are there `at_home` alone: for the screens of the event where they were typed. A yes holds
    for all that somebody said of an action.
    """
    agreed = {name for each in session.reviews.values() if each.agreed for name in each.speaker}
    return tuple(
        ReadStatement(
            each.session,
            each.ideas,
            _moment(each.at),
            each.answer,
            each.word,
            redact(each.word),
            each.by if at_home or not agreed.isdisjoint(each.speaker) else "",
            redact(each.by),
        )
        for each in _worth_saying(session.reviews.values())
    )


def _worth_saying(every: Iterable[ReviewStatement]) -> Iterator[ReviewStatement]:
    """Yield all that was said, without a name alone of somebody who was named before: that was the yes to be named."""
    named = set[tuple[str, str, str]]()
    for each in every:
        if each.answer or each.word or named.isdisjoint(each.speaker):
            yield each
        named |= each.speaker


def _question(plan: Plan) -> str:
    return next((phase.question for phase in plan.tables_phases if phase.question), "")


def _proposals(session: Session, redact: Redact) -> Iterator[ReadProposal]:
    for proposal in session.proposals():
        ideas, text = session.ideas_of(proposal), session.wording(proposal)
        plain = redact(text)
        yield ReadProposal(
            tuple(idea.id for idea in ideas),
            tuple(idea.ref for idea in ideas),
            text,
            "" if plain == text else plain,
            _category(session, proposal),
            proposal.place,
            session.standing(proposal),
            tuple(sorted({idea.table for idea in ideas})),
        )


def _category(session: Session, proposal: Proposal) -> str:
    found = session.category(proposal.category)
    return found.key if found else proposal.category


def filed_of(proposals: Iterable[ReadProposal]) -> tuple[Filed, ...]:
    """Count proposals by the place where they stand, in the order of the categories’ keys."""
    found: dict[tuple[str, Place], list[ReadProposal]] = {}
    for each in proposals:
        found.setdefault((each.category, each.place), []).append(each)
    return tuple(_filed(*at, found[at]) for at in sorted(found))


def _filed(category: str, place: Place, proposals: Sequence[ReadProposal]) -> Filed:
    standing = Counter(each.standing for each in proposals)
    return Filed(
        category,
        place,
        sum(len(each.ideas) for each in proposals),
        len(proposals),
        standing[Standing.EXISTING] + standing[Standing.BOTH],
        standing[Standing.TO_CREATE] + standing[Standing.BOTH],
    )


def texts_of(event: EventReading) -> Iterator[str]:
    """Yield what people wrote at an event, and whom it names, as a cycle prints it."""
    yield from (each.text for each in event.proposals)
    for action in event.actions:
        yield from (action.text, action.owner, action.next_step, *(note for _at, note in action.progress))
    for each in event.statements:
        yield from (each.word, each.by)


def unnamed(event: EventReading, name: str, hide: Redact) -> EventReading:
    """Return an event called `name`, with texts in which `hide` hides names, and without whoever is behind it."""
    return replace(
        event,
        name=name,
        title=hide(event.title),
        question=hide(event.question),
        organiser="",
        contact="",
        reported_by="",
        notice=hide(event.plain_notice),
        categories=tuple(replace(each, title=hide(each.title)) for each in event.categories),
        proposals=tuple(_unnamed_proposal(each, hide) for each in event.proposals),
        actions=tuple(_unnamed_action(each, hide) for each in event.actions),
        statements=tuple(_unnamed_statement(each, hide) for each in event.statements),
        feedback=closing.unnamed_feedback(event.feedback, hide),
    )


def _unnamed_proposal(each: ReadProposal, hide: Redact) -> ReadProposal:
    return replace(each, text=hide(each.plain or each.text), plain="")


def _unnamed_action(each: ReadAction, hide: Redact) -> ReadAction:
    owner, progress = hide(each.plain_owner), tuple((at, hide(text)) for at, text in each.progress)
    found = replace(each, text=hide(each.plain or each.text), plain="", owner=owner, plain_owner=owner)
    return replace(found, by_when=hide(each.by_when), next_step=hide(each.next_step), progress=progress)


def _unnamed_statement(each: ReadStatement, hide: Redact) -> ReadStatement:
    by, word = hide(each.plain_by), hide(each.plain)
    return replace(each, word=word, plain=word, by=by, plain_by=by)


@dataclass(frozen=True, slots=True)
class Unpublished:
    """An idea that was withdrawn, or corrected from its `first` wording: for internal files, and kept nowhere."""

    event: EventReading
    ref: str
    text: str
    first: str
    withdrawn: bool


def unpublished_of(session: Session, event: EventReading, redact: Redact) -> Iterator[Unpublished]:
    """Yield what an event noted and does not publish, in the order in which it was noted; `redact` takes names out."""
    for idea in session.ideas.values():
        first = idea.first_text if idea.edited and idea.first_text != idea.text else ""
        if idea.withdrawn or first:
            yield Unpublished(event, idea.ref, redact(idea.text), redact(first) if first else "", idea.withdrawn)
