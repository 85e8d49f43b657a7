"""Who reports back when, and what each table says: what nobody said before it, each proposal once."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime, timedelta

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.idea_lookup import by_reference
from facilitate.domain.programme.plan import Phase
from facilitate.domain.session import Session
from facilitate.domain.values.readback import ReportBack
from facilitate.workshop.report.wording import Translator

ALL_SPOKEN = N_("All tables have spoken.")


@dataclass(frozen=True, slots=True)
class SpokenProposal:
    """A proposal of a table; `refs` are its own ideas in it. Table `said_by` says it before this one; 0: none does.

    It is a `favourite` where the table named one of these ideas among those that matter most to it. Whether the table
    that says it before has spoken yet, `is_said` tells.
    """

    proposal: str
    wording: str
    refs: tuple[str, ...]
    said_by: int = 0
    favourite: bool = False
    is_said: bool = False


@dataclass(frozen=True, slots=True)
class TableReport:
    """What a table has to say, in the order of its references, and whether it has spoken, or speaks."""

    table: int
    proposals: tuple[SpokenProposal, ...]
    has_spoken: bool = False

    @property
    def new(self) -> tuple[SpokenProposal, ...]:
        """What nobody says before."""
        return tuple(each for each in self.proposals if not each.said_by)


def report_back(session: Session, phase: Phase) -> tuple[TableReport, ...]:
    """Return the tables of a phase that put something forward, in the order in which they speak.

    Those that have spoken come first, as they did: what is arranged or merged afterwards changes nothing of that. Where
    nobody chose who is next, it is the table with most that is new, the one with more words of two, then by number.
    """
    tables = _of_tables(session, phase)
    now = session.report_back or ReportBack({})
    spoken, chosen = now.spoken.get(phase.key, ()), now.orders.get(phase.key, ())
    order = [table for table in dict.fromkeys((*spoken, *chosen)) if table in tables]
    first: dict[str, int] = {}
    for table in order:
        _speak(first, table, tables[table])
    while left := [table for table in tables if table not in order]:
        table = max(left, key=lambda each: (*_length(session, first, tables[each]), -each))
        order.append(table)
        _speak(first, table, tables[table])
    return tuple(
        TableReport(table, _spoken(session, phase, table, tables[table], first), table in spoken) for table in order
    )


def _of_tables(session: Session, phase: Phase) -> dict[int, dict[str, tuple[str, ...]]]:
    """Return by table its proposals that stand, each with the references of the table's own ideas in it."""
    found: dict[int, dict[str, tuple[str, ...]]] = {}
    ideas = (idea for idea in session.ideas.values() if not idea.withdrawn and session.phase_of(idea) == phase)
    for idea in sorted(ideas, key=by_reference):
        proposals = found.setdefault(idea.table, {})
        key = session.proposal_of(idea.id).id
        proposals[key] = (*proposals.get(key, ()), idea.ref)
    return found


def _speak(first: dict[str, int], table: int, proposals: Iterable[str]) -> None:
    for proposal in proposals:
        first.setdefault(proposal, table)


def _length(session: Session, first: Mapping[str, int], proposals: Iterable[str]) -> tuple[int, int]:
    """Return how many proposals are new, and how many words they have."""
    new = [session.wording(session.all_proposals[key]) for key in proposals if key not in first]
    return len(new), sum(len(wording.split()) for wording in new)


def _spoken(
    session: Session, phase: Phase, table: int, proposals: Mapping[str, Sequence[str]], first: Mapping[str, int]
) -> tuple[SpokenProposal, ...]:
    named = session.favourites.get((phase.key, table), ())
    best = {session.ideas[key].ref for key in named if key in session.ideas}
    spoken = session.report_back.spoken.get(phase.key, ()) if session.report_back else ()
    return tuple(
        SpokenProposal(
            key, session.wording(session.all_proposals[key]), tuple(refs), first[key] * (first[key] != table),
            not best.isdisjoint(refs), first[key] != table and first[key] in spoken,
        )
        for key, refs in proposals.items()
    )  # fmt: skip


def have_all_spoken(session: Session, reports: Sequence[TableReport]) -> bool:
    """Whether every table that has something to say has said it, and none speaks any more."""
    is_any_on = bool(session.report_back and session.report_back.table)
    return bool(reports) and not is_any_on and all(each.has_spoken for each in reports)


def said_words(proposal: SpokenProposal, _: Translator) -> str:
    """Say which table says a proposal before the one that it is listed at: it did, or is to."""
    text = N_("already said by table {table}") if proposal.is_said else N_("will be said by table {table}")
    return _(text, table=proposal.said_by)


def spoken_words(session: Session, reports: Sequence[TableReport], _: Translator, alike: int = 0) -> str:
    """Say how much there is to speak of, and whether some of it may be said twice: what is alike, or not looked at yet.

    `alike` are the pairs that look alike and that nobody compared; nothing where no table has anything to say.
    """
    total = sum(len(each.new) for each in reports)
    if not total:
        return ""
    if alike:
        pairs = _.plural("{n} pair looks alike, not compared yet", "{n} pairs look alike, not compared yet", alike)
        return f"{_.plural('{n} proposal', '{n} proposals', total)} · {pairs}"
    if total > 1 and not session.duplicate_answers and not any(each.merged for each in session.proposals()):
        return _(N_("{n} proposals as the tables wrote them; nobody looked yet which say the same."), n=total)
    return _.plural(
        "{n} proposal, spoken once.", "{n} proposals, each spoken once; those that are the same, once merged.", total
    )


def minutes_each(session: Session) -> int:
    """Return how many minutes each table has."""
    return (session.report_back or ReportBack({})).minutes


def time_left(session: Session, now: datetime) -> timedelta | None:
    """Return what the table that speaks still has, less than nothing once it is over; None where none speaks."""
    speaking = session.report_back
    if speaking is None or speaking.since is None:
        return None
    return timedelta(minutes=speaking.minutes) - (now - speaking.since)
