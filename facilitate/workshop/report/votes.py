"""The votes of an event as they are read once they are closed: two readings side by side, sums, what was kept.

Of a vote that is open nothing is here: whoever shows it says how many voted, and of how many.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from itertools import takewhile

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.domain.text import one_line
from facilitate.domain.values.votes import FIVE, Vote, VoteCount, VoteReading, VoteRule
from facilitate.workshop.report.model import NAMING, STRUCTURE, ProposalPart, Report, ReportLine, ReportPart
from facilitate.workshop.report.wording import Translator
from facilitate.workshop.votes.tally import (
    CandidateResult,
    WorldShare,
    equal_at_cut,
    excess,
    handful,
    is_indicative,
    now_of,
    parts_of,
    results,
    serves,
)

_VOTED = N_("{vote}: rank {rank} of {n}, {total}")
WITHDRAWN, SPLIT, UNDONE = "withdrawn", "split", "undone"


@dataclass(frozen=True, slots=True)
class VoteLine:
    """What came of one candidate, or of several that were merged since (`letters`).

    `state` tells what became of it meanwhile (withdrawn, split, undone); then `wording` may be empty. `yes` are the
    ballots in favour, `both_worlds` is from 0 to 1, None where it is not computed, and `both_rank` 0. `total` is
    `at_least` so great where it was counted by hand before a merge. `parts` are the proposals that stand for one that
    was split.
    """

    letters: tuple[str, ...] = field(metadata=STRUCTURE)
    proposal: str
    wording: str
    refs: tuple[str, ...]
    state: str = field(metadata=STRUCTURE)
    total: int
    yes: int
    rank: int
    both_worlds: float | None
    both_rank: int
    shares: tuple[WorldShare, ...]
    kept: bool
    at_least: bool
    parts: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class TieLine:
    """How the room decided between equals: the letters that come first by a reading, why, and all that were equal."""

    reading: VoteReading
    letters: tuple[str, ...] = field(metadata=STRUCTURE)
    reason: str = field(metadata=NAMING)
    among: tuple[str, ...] = field(default=(), metadata=STRUCTURE)


@dataclass(frozen=True, slots=True)
class OpenTieLine:
    """Candidates that are equal at the cut by a reading, for `left` of the `wanted` places; nobody has decided yet."""

    reading: VoteReading
    wanted: int
    left: int
    letters: tuple[str, ...] = field(metadata=STRUCTURE)


@dataclass(frozen=True, slots=True)
class KeptLine:
    """By which reading so many were to be kept, and the letters of those that are."""

    reading: VoteReading
    wanted: int
    letters: tuple[str, ...] = field(metadata=STRUCTURE)


@dataclass(frozen=True, slots=True)
class VotePart(ReportPart):
    """One vote that is closed.

    `present` is 0 where nobody knows; then nobody knows whether the result is `indicative`. `excess` says by how many
    the sums do not add up, by what there is too much of (`slips`: ballots beyond them; `present`: slips beyond people;
    `ballots`: ballots beyond people), `note` what is said of it. Of `hidden_worlds` nothing is told, of those `untold`
    as in the domain's `Vote`. `fingers` say how many showed none, one and so on up to five, where that was asked.
    `corrected` are the ballots on paper that were taken back, `missed` those of them that nobody had typed. Of the
    ballots so many are `blank`, and of so many (`worldless`) no world is told, where any is told. `number` counts the
    votes of the event, 0 where there is no other. `other_counts` are how many ballots other computers counted that
    closed it too.
    """

    id: str
    rule: VoteRule
    most: int
    cap: int
    lines: tuple[VoteLine, ...]
    ballots: int
    coded: int
    uncoded: int
    spoilt: int
    slips: int
    present: int
    excess: tuple[tuple[str, int], ...]
    indicative: bool | None
    worlds: tuple[str, ...]
    hidden_worlds: tuple[str, ...]
    by_hand: bool
    reopened: int
    ties: tuple[TieLine, ...]
    kept: KeptLine | None
    note: str = field(metadata=NAMING)
    fingers: tuple[int, ...] = ()
    corrected: int = 0
    missed: int = 0
    open_tie: OpenTieLine | None = None
    blank: int = 0
    worldless: int = 0
    number: int = 0
    other_counts: tuple[int, ...] = ()
    untold: tuple[str, ...] = ()

    def lines_of(self, proposal: str) -> Iterator[ReportLine]:
        """Return the line in which a proposal was voted on."""
        found = (each for each in self.lines if proposal in (each.proposal, *each.parts))
        part = N_("Vote (indicative)") if self.indicative else N_("Vote")
        return (ReportLine(part, each.wording or ", ".join(each.refs), each.refs) for each in found)

    def outcomes(self, language: Translator) -> Iterator[tuple[str, str]]:
        """Yield the rank and the total of each proposal, whether it is kept, and how a tie over it was decided."""
        for line in self.lines:
            total = total_got(line, self.rule, language)
            text = N_("{vote}: rank {rank} of {n}, {total}, kept") if line.kept else _VOTED
            text = N_("{vote}: {total}") if self.rule is VoteRule.FIVE else text
            found = language(text, vote=self._called(language), rank=line.rank, n=len(self.lines), total=total)
            found = language(N_("{vote} (indicative)"), vote=found) if self.indicative else found
            found = " – ".join([found, *self._decided(line, language)])
            yield line.proposal, found
            for part in line.parts:
                yield part, language(N_("{vote}, before it was split"), vote=found)

    def no_outcome(self, language: Translator) -> str:
        """Say of a proposal that was not voted on that it was not; of a sentence that was, there are no others."""
        if self.rule is VoteRule.FIVE:
            return ""
        return language(N_("{vote}: not among the proposals voted on"), vote=self._called(language))

    def _called(self, language: Translator) -> str:
        return language(N_("vote {n}"), n=self.number) if self.number else language(N_("vote"))

    def _decided(self, line: VoteLine, language: Translator) -> Iterator[str]:
        for tie in self.ties:
            if line.letters[0] in tie.among:
                first = line.letters[0] in tie.letters
                text = (
                    N_("equal at the cut, put first by the room: {reason}")
                    if first
                    else N_("equal at the cut, where the room put others first: {reason}")
                )
                yield language(text, reason=one_line(tie.reason))


def total_got(line: VoteLine, rule: VoteRule, _: Translator) -> str:
    """Say what a proposal got where nothing beside it says of what: `17 votes`, `total at least 3`."""
    if rule is VoteRule.FIVE:
        return _(N_("three fingers or more: {n}"), n=_.number(line.yes))
    if rule is VoteRule.APPROVE and not line.at_least:
        return _.plural("{n} vote", "{n} votes", line.total)
    if rule is VoteRule.DOTS and not line.at_least:
        return _.plural("{n} dot", "{n} dots", line.total)
    total = _(N_("at least {n}"), n=line.total) if line.at_least else _.number(line.total)
    return _(N_("total {n}"), n=total)


def vote_part(session: Session, vote: Vote, *, internal: bool = False) -> VotePart | None:
    """Return a vote as it is read; None while it is open. Words that were taken back are in an `internal` one only."""
    count = vote.count
    if count is None:
        return None
    present = count.present or session.plan.attendance.present or 0
    found = results(session, vote)
    kept_now = {now_of(session, key) for key in (vote.shortlist.kept if vote.shortlist else ())}
    return VotePart(
        vote.id,
        vote.rule,
        vote.most,
        vote.cap,
        tuple(_line(session, each, kept=each.proposal in kept_now, internal=internal) for each in found),
        count.ballots,
        count.coded,
        count.uncoded,
        count.spoilt,
        count.slips,
        present,
        tuple(excess(count, present).items()),
        is_indicative(count, present),
        count.worlds,
        count.hidden_worlds,
        bool(count.typed),
        vote.reopened,
        tuple(_ties(session, vote)),
        _kept(session, vote),
        vote.note,
        _fingers(count) if vote.rule is VoteRule.FIVE else (),
        count.corrected,
        count.missed,
        _open_tie(session, vote),
        sum(pile.count for pile in count.piles if not pile.marks),
        count.ballots - sum(count.ballots_of(world) for world in count.worlds) if count.worlds else 0,
        _number(session, vote),
        vote.other_counts,
        vote.untold,
    )


def _kept(session: Session, vote: Vote) -> KeptLine | None:
    kept = vote.shortlist
    return KeptLine(kept.reading, kept.wanted, _letters(session, vote, kept.kept)) if kept else None


def _number(session: Session, vote: Vote) -> int:
    """Return which of the votes in which anybody voted this one is, from 1; 0 where there is no other."""
    return vote_number(session, vote) if _many_used(session, vote) else 0


def vote_number(session: Session, vote: Vote | None) -> int:
    """Return which of the votes in which anybody voted this one is, from 1; None stands for the one to come."""
    before = takewhile(lambda each: vote is None or each.id != vote.id, session.votes.values())
    return sum(is_used(each.count) for each in before) + 1


def _many_used(session: Session, vote: Vote) -> bool:
    return any(each.id != vote.id and is_used(each.count) for each in session.votes.values())


def _ties(session: Session, vote: Vote) -> Iterator[TieLine]:
    """Yield how the tie was decided that what is kept hangs on; what was decided for another handful is not told."""
    kept = vote.shortlist
    for tie in vote.ties if kept else ():
        equal = kept and tie.reading is kept.reading and equal_at_cut(session, vote, kept.reading, kept.wanted)
        if equal:
            among = [key for key in vote.candidates if now_of(session, key) in equal]
            yield TieLine(tie.reading, _letters(session, vote, tie.chosen), tie.reason, _letters(session, vote, among))


def _open_tie(session: Session, vote: Vote) -> OpenTieLine | None:
    tie = vote.open_tie
    if tie is None:
        return None
    return OpenTieLine(tie.reading, tie.wanted, tie.left, _letters(session, vote, tie.proposals))


def _fingers(count: VoteCount) -> tuple[int, ...]:
    """Return how many ballots show zero, one, two and so on up to five fingers."""
    shown = [(dict(pile.marks).get("A"), pile.count) for pile in count.piles]
    return tuple(sum(number for fingers, number in shown if fingers == each) for each in range(FIVE + 1))


def handfuls(session: Session, vote: Vote, wanted: int) -> Mapping[VoteReading, tuple[str, tuple[str, ...]]]:
    """Return the letters that each reading a vote serves would keep, in a row, and those equal at the cut."""
    found = {each: handful(session, vote, each, wanted) for each in VoteReading if serves(session, vote, each)}
    return {
        reading: (
            ", ".join("+".join(each.letters) for each in those.kept),
            tuple("+".join(each.letters) for each in those.tied),
        )
        for reading, those in found.items()
    }


def vote_parts(session: Session, *, internal: bool) -> tuple[VotePart, ...]:
    """Return the votes that are closed and in which anybody voted, in their order."""
    found = (vote_part(session, vote, internal=internal) for vote in session.votes.values() if is_used(vote.count))
    return tuple(part for part in found if part is not None)


def kept_vote(parts: Iterable[VotePart]) -> VotePart | None:
    """Return the latest vote of which something is kept that has words still, whatever was voted on after it."""
    return next((part for part in reversed([*parts]) if any(line.kept and line.wording for line in part.lines)), None)


def deciding_vote(parts: Sequence[VotePart]) -> VotePart | None:
    """Return the vote that is told first: the latest that kept something, else the last one among proposals."""
    return kept_vote(parts) or next((part for part in reversed(parts) if part.rule is not VoteRule.FIVE), None)


def in_order_of_vote(report: Report) -> Report:
    """Return a report whose proposals stand in their categories in the order of the vote that is told first.

    They are numbered so. What was not voted on comes after it, in the order it had.
    """
    vote = deciding_vote([part for part in report.of(VotePart) if part.rule is not VoteRule.FIVE])
    if vote is None:
        return report
    ranks = {each: line.rank for line in vote.lines for each in (*line.parts, line.proposal)}

    def ordered(parts: Iterable[ProposalPart]) -> tuple[ProposalPart, ...]:
        return tuple(sorted(parts, key=lambda part: ranks.get(part.id, len(ranks) + 1)))

    categories = tuple(
        replace(
            each,
            proposals=tuple(
                replace(part, number=f"{each.number}.{place}") for place, part in enumerate(ordered(each.proposals), 1)
            ),
        )
        for each in report.categories
    )
    return replace(report, categories=categories, unfiled=ordered(report.unfiled), undecided=ordered(report.undecided))


def is_used(count: VoteCount | None) -> bool:
    """Return whether a vote was closed with anything in its box."""
    return count is not None and bool(count.cast)


def candidate_wordings(session: Session, vote: Vote) -> Mapping[str, tuple[str, tuple[str, ...], str]]:
    """Return the words of each candidate by its letter, the references of its ideas, and whether it is there no more.

    Of one that was withdrawn there are no words, and `WITHDRAWN`; of one whose recording was undone there is `UNDONE`.
    """
    found = {}
    for letter, key in zip(vote.letters, vote.candidates, strict=True):
        state = _state(session, key)
        found[letter] = _wording(session, key, internal=False), _refs(session, key), "" if state == SPLIT else state
    return found


def _line(session: Session, found: CandidateResult, *, kept: bool, internal: bool) -> VoteLine:
    key = found.proposal
    return VoteLine(
        found.letters,
        key,
        _wording(session, key, internal=internal),
        _refs(session, key),
        _state(session, key),
        found.total,
        found.yes,
        found.rank,
        found.both_worlds,
        found.both_rank,
        found.shares,
        kept,
        found.at_least,
        parts_of(session, key) if _state(session, key) == SPLIT else (),
    )


def _wording(session: Session, key: str, *, internal: bool) -> str:
    proposal = session.all_proposals.get(key)
    if proposal is None or (not internal and not session.ideas_of(proposal)):
        return ""
    return session.wording(proposal)


def _refs(session: Session, key: str) -> tuple[str, ...]:
    proposal = session.all_proposals.get(key)
    if proposal is None:
        return ()
    return tuple(idea.ref for idea in session.ideas_of(proposal) or session.noted_in(proposal))


def _state(session: Session, key: str) -> str:
    proposal = session.all_proposals.get(key)
    if proposal is None or not session.noted_in(proposal):
        return UNDONE
    if not session.ideas_of(proposal):
        return WITHDRAWN
    return SPLIT if proposal.hidden_by else ""


def _letters(session: Session, vote: Vote, keys: Iterable[str]) -> tuple[str, ...]:
    """Return the letters of candidates that are in these proposals now, in the order of the proposals."""
    those = [now_of(session, key) for key in keys]
    now = [(now_of(session, key), letter) for letter, key in zip(vote.letters, vote.candidates, strict=True)]
    return tuple(letter for each in dict.fromkeys(those) for key, letter in now if key == each)
