"""The votes of events side by side, by the categories of a cycle, and their closing questions; rooms are not added."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import Any

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Category
from facilitate.domain.session import Session
from facilitate.domain.text import title_key
from facilitate.domain.values.votes import VoteRule
from facilitate.workshop.cycle.event_feedback import ReadFeedback, ReadQuestion
from facilitate.workshop.cycle.event_votes import ReadCandidate, ReadVote
from facilitate.workshop.cycle.reading import EventReading
from facilitate.workshop.cycle.totals import CycleTypology
from facilitate.workshop.report.open_vote_words import progress_words
from facilitate.workshop.report.wording import Translator


@dataclass(frozen=True, slots=True)
class VoteCell:
    """What a room gave to the proposals of a category: how many there were, how many it kept, their share of all.

    The `share` is that of the ticks or dots, from 0 to 1; of fingers that of those who showed three or more.
    """

    candidates: int
    kept: int
    share: float


@dataclass(frozen=True, slots=True)
class VoteColumn:
    """The vote of an event: a cell for each category of the cycle, None where none of its proposals was voted on.

    `elsewhere` are the proposals that count under no category of the cycle. All shares of a column make 1, unless
    fingers were shown or nobody chose anything.
    """

    event: EventReading
    vote: ReadVote
    cells: tuple[VoteCell | None, ...]
    elsewhere: VoteCell | None


def votes_of(cycle: Session, events: Iterable[EventReading], rows: Sequence[Category]) -> tuple[VoteColumn, ...]:
    """Return the votes of the events that held one, in the order of their days, by the categories of the cycle."""
    typology = CycleTypology(cycle)
    held = ((event, event.vote) for event in sorted(events, key=lambda event: event.order))
    return tuple(_column(typology, event, vote, rows) for event, vote in held if vote)


def _column(typology: CycleTypology, event: EventReading, vote: ReadVote, rows: Sequence[Category]) -> VoteColumn:
    keys = {row.key for row in rows}
    places: dict[str, list[ReadCandidate]] = {}
    for each in vote.candidates:
        to = typology.category_of(event, each)
        places.setdefault(to if to in keys else "", []).append(each)
    cells = tuple(_cell(vote, places.get(row.key, ())) for row in rows)
    return VoteColumn(event, vote, cells, _cell(vote, places.get("", ())))


def _cell(vote: ReadVote, candidates: Sequence[ReadCandidate]) -> VoteCell | None:
    if not candidates:
        return None
    given = sum(each.given for each in candidates)
    return VoteCell(len(candidates), sum(each.kept for each in candidates), given / vote.given if vote.given else 0.0)


def notes_on(votes: Sequence[VoteColumn], _: Translator) -> Iterator[str]:
    """Yield what nobody may read the shares of several rooms without."""
    yield _(N_("Each room voted by its own rule among its own proposals: shares stand side by side and are not added."))
    if any(each.vote.rule is VoteRule.FIVE for each in votes):
        yield _(N_("Of fingers it is the share of those who showed three or more."))
    if any(each.vote.indicative for each in votes):
        yield _(N_("Indicative: fewer than half of the people present voted."))


def share_words(cell: VoteCell | None, _: Translator) -> str:
    """Return a cell in a few signs: its share, and how many proposals are kept; a dash where none was voted on."""
    if cell is None:
        return "–"
    share = _(N_("{n}%"), n=round(100 * cell.share))
    return f"{share} · ✓ {cell.kept}" if cell.kept else share


def turnout_words(vote: ReadVote, _: Translator) -> str:
    """Say how many voted, and that it is indicative where that is so: `20 of 60, indicative`."""
    voted = progress_words(vote.ballots, 0, vote.present, _)
    return _(N_("{voted}, indicative"), voted=voted) if vote.indicative else voted


def rule_of(vote: ReadVote, _: Translator) -> str:
    """Say in a few words by which rule a room voted."""
    if vote.rule is VoteRule.FIVE:
        return _(N_("zero to five fingers"))
    if vote.rule is VoteRule.DOTS:
        return _.plural("{n} dot, up to {cap} each", "{n} dots, up to {cap} each", vote.most, cap=vote.cap)
    return _.plural("up to {n} choice", "up to {n} choices", vote.most)


def vote_data(column: VoteColumn, rows: Sequence[Category], unnamed: frozenset[str] = frozenset()) -> dict[str, Any]:
    """Return a vote for other programs, its categories by their keys; null for what is in no category of the cycle.

    The keys of `unnamed` ones tell somebody's name, and are left out.
    """
    vote = column.vote
    cells = [*zip((row.key for row in rows), column.cells, strict=True), (None, column.elsewhere)]
    return {
        "rule": vote.rule.value,
        "most": vote.most,
        "cap": vote.cap if vote.rule is VoteRule.DOTS else None,
        "ballots": vote.ballots,
        "present": vote.present or None,
        "indicative": vote.indicative,
        "categories": [
            {
                "category": None if key in unnamed else key,
                "candidates": cell.candidates,
                "kept": cell.kept,
                "share": round(cell.share, 4),
            }
            for key, cell in cells
            if cell
        ],
    }


@dataclass(frozen=True, slots=True)
class QuestionOfEvents:
    """A closing question that events asked in the same words, with what each room answered, by their days."""

    text: str
    answered: tuple[tuple[EventReading, ReadFeedback, ReadQuestion], ...]


def questions_of_events(events: Iterable[EventReading]) -> tuple[QuestionOfEvents, ...]:
    """Return each closing question with the events that asked it, those that most events asked first."""
    found: dict[str, list[tuple[EventReading, ReadFeedback, ReadQuestion]]] = {}
    texts: dict[str, str] = {}
    for event in sorted(events, key=lambda event: event.order):
        if event.feedback:
            for question in event.feedback.questions:
                key = title_key(question.text)
                texts.setdefault(key, question.text)
                found.setdefault(key, []).append((event, event.feedback, question))
    asked = sorted(found.items(), key=lambda item: -len(item[1]))  # of several alike the first that was asked
    return tuple(QuestionOfEvents(texts[key], tuple(answered)) for key, answered in asked)
