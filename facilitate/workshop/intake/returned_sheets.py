"""What a sheet that the program wrote, and that a person changed, has otherwise than the session beside the words.

The item of an idea can be corrected from it. The table cannot, for an idea stays with those who said it; and an empty
cell or a deleted row takes nothing away. These are told.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from facilitate.domain.acts.ideas import IdeaEdited
from facilitate.domain.frozen import dataclass
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.ideas import Idea
from facilitate.workshop.intake.comparing import Compared, Correction
from facilitate.workshop.intake.incoming import Incoming, IncomingIdea
from facilitate.workshop.intake.item_cells import item_title, never_filed
from facilitate.workshop.intake.item_names import item_key
from facilitate.workshop.intake.lost_letters import has_lost_letters
from facilitate.workshop.intake.own_sheets import standing_of
from facilitate.workshop.intake.same_words import same_words_key


@dataclass(frozen=True, slots=True)
class Kept:
    """The ideas that stay as they are, though the file has them otherwise.

    `at_table`: the file names another table. `emptied`: it has no item or no detail where they have one. `merged`:
    ideas of one proposal stand under different items in it. `absent`: it has no row for them. `lost_letters`: it has
    “?” in place of letters of theirs. `reworded` and `other_standing`: the proposal of each has other words, or another
    status.
    """

    at_table: tuple[Idea, ...] = ()
    emptied: tuple[Idea, ...] = ()
    merged: tuple[Idea, ...] = ()
    absent: tuple[Idea, ...] = ()
    lost_letters: tuple[Idea, ...] = ()
    reworded: tuple[Idea, ...] = ()
    other_standing: tuple[Idea, ...] = ()


@dataclass(frozen=True, slots=True)
class Returned:
    """What can be corrected, what stays, and the ideas nobody ever filed with the cells that name their items."""

    corrections: tuple[Correction, ...]
    kept: Kept
    unfiled: tuple[tuple[Idea, str], ...]


def returned(incoming: Incoming, compared: Compared, timeline: Timeline, known: Mapping[str, str]) -> Returned:
    """Look at the ideas that rows name by their references."""
    fields = {column.field for column in incoming.reading.columns}
    matched = [(row, idea) for row, idea in compared.matched if not idea.withdrawn]
    moved = _Moved(matched, timeline, known)
    kept = Kept(
        tuple(idea for row, idea in matched if "table" in fields and row.table != idea.table),
        tuple(
            idea
            for row, idea in matched
            if ("detail" in fields and _lost_detail(row, idea))
            or ("category" in fields and not item_title(row.category) and moved.item(idea))
        ),
        moved.merged,
        compared.absent,
        compared.lost_letters,
        *_of_proposals(matched, timeline),
    )
    return Returned(_with_items(compared.corrections, moved), kept, moved.unfiled)


def _of_proposals(
    matched: Sequence[tuple[IncomingIdea, Idea]], timeline: Timeline
) -> tuple[tuple[Idea, ...], tuple[Idea, ...]]:
    """The first idea of each proposal that has other words in the file than here or than its ideas there; of status.

    What a proposal had before its ideas became what the file says of them is from the day of the export.
    """
    session = timeline.session
    by_proposal: dict[str, list[tuple[IncomingIdea, Idea]]] = {}
    for row, idea in matched:
        if row.wording or row.standing:
            by_proposal.setdefault(session.proposal_of(idea.id).id, []).append((row, idea))
    reworded: list[Idea] = []
    other: list[Idea] = []
    before = _Before(timeline)
    for key, those in by_proposal.items():
        proposal = session.all_proposals[key]
        now = session.wording(proposal)
        known = {same_words_key(words) for words in (now, *(row.text for row, _idea in those))}
        worded = [each for each in those if each[0].wording and same_words_key(each[0].wording) not in known]
        if worded:
            words = before.words(those)
            worded = [each for each in worded if same_words_key(each[0].wording) not in words]
        reworded += [idea for _row, idea in worded[:1] if not has_lost_letters(those[0][0].wording, now)]
        statuses = {row.status for row, _idea in those}
        standings = {session.standing(proposal).value, "both" if len(statuses) > 1 else statuses.pop()}
        stands = [each for each in those if each[0].standing and standing_of(each[0].standing) not in standings]
        if stands:
            earlier = before.standings(those)
            stands = [each for each in stands if standing_of(each[0].standing) not in earlier]
        other += [idea for _row, idea in stands[:1]]
    return tuple(reworded), tuple(other)


class _Before:
    """What ideas were before they were corrected to what the rows of a file say; looked up where something differs."""

    def __init__(self, timeline: Timeline) -> None:
        self._timeline = timeline

    @cached_property
    def _edits(self) -> dict[str, list[IdeaEdited]]:
        found: dict[str, list[IdeaEdited]] = {}
        for event in self._timeline.events:
            if isinstance(event.act, IdeaEdited):
                found.setdefault(event.act.idea, []).append(event.act)
        return found

    def words(self, those: Iterable[tuple[IncomingIdea, Idea]]) -> set[str]:
        """The words that the ideas had, where they are now those of their rows."""
        return {
            same_words_key(text)
            for row, idea in those
            if idea.edited and same_words_key(row.text) == same_words_key(idea.text)
            for text in (idea.first_text, *(edit.text for edit in self._edits.get(idea.id, ())))
        }

    def standings(self, those: Sequence[tuple[IncomingIdea, Idea]]) -> set[str]:
        """The statuses that a proposal had by its ideas, where these are now those of their rows."""
        found: set[str] = set()
        now: set[str] = set()
        for row, idea in those:
            now.add(idea.status.value)
            if idea.edited and row.status == idea.status.value:
                found |= {idea.first_status.value, *(edit.status for edit in self._edits.get(idea.id, ()))}
        return found | ({"both"} if found and len(those) > 1 and len(found | now) > 1 else set())


def _lost_detail(row: IncomingIdea, idea: Idea) -> bool:
    """A detail that the idea came without is no loss: the file may be older."""
    return not row.detail and bool(idea.detail and idea.first_detail) and idea.detail.strip() != row.text


class _Moved:
    """The ideas whose rows name another item than theirs."""

    def __init__(
        self, matched: Iterable[tuple[IncomingIdea, Idea]], timeline: Timeline, known: Mapping[str, str]
    ) -> None:
        self._timeline, self._session = timeline, timeline.session
        self._known = known
        self.rows: list[tuple[IncomingIdea, Idea]] = []
        self.unfiled: tuple[tuple[Idea, str], ...] = ()
        by_proposal: dict[str, list[tuple[IncomingIdea, Idea]]] = {}
        for row, idea in matched:
            if item_title(row.category):
                by_proposal.setdefault(self._session.proposal_of(idea.id).id, []).append((row, idea))
        merged: list[Idea] = []
        for those in by_proposal.values():
            otherwise = [(row, idea) for row, idea in those if self._differs(row, idea)]
            if otherwise and len({self._named(row) for row, _idea in those}) > 1:
                merged += [idea for _row, idea in otherwise]
            else:
                self.rows += otherwise
        self.merged = tuple(merged)
        self._part_unfiled()

    def _part_unfiled(self) -> None:
        """An import that was cut short leaves ideas that nobody ever filed: these need no correction."""
        if not self.rows:
            return
        is_never = never_filed(self._timeline)
        never = {idea.id for _row, idea in self.rows if is_never(idea)}
        self.unfiled = tuple((idea, row.category) for row, idea in self.rows if idea.id in never)
        self.rows = [(row, idea) for row, idea in self.rows if idea.id not in never]

    def _named(self, row: IncomingIdea) -> str:
        return self._known.get(row.category) or " ".join(item_key(row.category))

    def _differs(self, row: IncomingIdea, idea: Idea) -> bool:
        now = self._session.proposal_of(idea.id).category
        written, item = row.category.strip(), self.item(idea)
        return self._named(row) != now and written != item and not has_lost_letters(written, item)

    def item(self, idea: Idea) -> str:
        """The title of the item under which an idea is; nothing where it is under none."""
        category = self._session.plan.category(self._session.proposal_of(idea.id).category)
        return category.title if category else ""


def _with_items(corrections: Sequence[Correction], moved: _Moved) -> tuple[Correction, ...]:
    items = {idea.id: (row, idea) for row, idea in moved.rows}
    return tuple(_corrections(corrections, items, moved))


def _corrections(
    corrections: Sequence[Correction], items: dict[str, tuple[IncomingIdea, Idea]], moved: _Moved
) -> Iterator[Correction]:
    """One for each idea, of its item too where its row has both."""
    for each in corrections:
        row, idea = items.pop(each.idea.id, (None, each.idea))
        yield replace(each, item=row.category, was_item=moved.item(idea)) if row else each
    for row, idea in items.values():
        yield Correction(idea, row, row.category, moved.item(idea))
