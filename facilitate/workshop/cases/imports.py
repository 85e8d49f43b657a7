"""Bringing what a file holds into a session: what would come of it, and doing it so that one undo takes it back."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field

from facilitate.domain.acts.ideas import IdeaEdited
from facilitate.domain.acts.imports import ActsCollected
from facilitate.domain.acts.programme import PlanAdded
from facilitate.domain.acts.proposals import ProposalFiled, ProposalUndecided, ProposalUnfiled
from facilitate.domain.category_lookup import category_named
from facilitate.domain.errors import Refused
from facilitate.domain.event import Act
from facilitate.domain.frozen import dataclass
from facilitate.domain.references import key_for
from facilitate.domain.roles import table_role
from facilitate.domain.session import Session
from facilitate.domain.text import clean, folded
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.ideas import Idea, Status
from facilitate.workshop.cases.ideas import IdeaDraft, Ideas
from facilitate.workshop.intake.comparing import Compared, Correction, new_rows
from facilitate.workshop.intake.incoming import Incoming, IncomingIdea
from facilitate.workshop.recorder.recorder import Recorder

_PLACED = (ProposalFiled, ProposalUnfiled, ProposalUndecided)


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What would come of a file: its rows beside the session, and the items they name.

    `items` are those that are not there, each once; `known` has the key of each cell that names one that is. `unfiled`
    are ideas that are here and never were under any item, beside the cells of their rows: an import that was cut short
    leaves such, and the next one files them.
    """

    compared: Compared
    items: tuple[str, ...] = ()
    with_status: bool = False
    known: Mapping[str, str] = field(default_factory=dict)
    unfiled: tuple[tuple[Idea, str], ...] = ()

    def named(self, session: Session, *, items: bool) -> dict[str, str]:
        """The title of the item of each cell that something is filed under; with `items` also those to be made."""
        found = {}
        for cell, key in self.known.items():
            category = session.plan.category(key)
            found[cell] = category.title if category else key
        made = {folded(title): title for title in self.items} if items else {}
        cells = (*(row.category for row in self.compared.new), *(cell for _idea, cell in self.unfiled))
        for cell in dict.fromkeys(cells) if made else ():
            if cell not in found and (title := made.get(folded(_title(cell)))):
                found[cell] = title
        return found


class Importing:
    """Use cases about lists that somebody has. The facilitator imports, also for tables."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._ideas = Ideas(recorder)

    def plan(self, incoming: Incoming) -> ImportPlan:
        """Compare what was read with the session as it is now; nothing is written."""
        session = self._recorder.session
        compared = new_rows(incoming, session)
        with_status = any(column.field == "status" for column in incoming.reading.columns)
        cells = dict.fromkeys(row.category for row in incoming.rows)
        known = {cell: key for cell in cells if (key := _known_item(cell, session))}
        unfiled = tuple(_never_filed(incoming.rows, compared, self._recorder.timeline)) if known or any(cells) else ()
        wanted = (*(row.category for row in compared.new), *(cell for _idea, cell in unfiled))
        return ImportPlan(compared, _unknown_items(wanted, known), with_status, known, unfiled)

    def filed(self, plan: ImportPlan, *, items: bool) -> int:
        """How many ideas that are here already would be filed, with the items that are not there made or not."""
        named = plan.named(self._recorder.session, items=items)
        return sum(1 for _idea, cell in plan.unfiled if cell in named)

    def bring(self, plan: ImportPlan, *, items: bool = False, corrections: bool = False) -> list[str]:
        """Record the new rows, file those whose item is known, and return the references in the order of the rows.

        `items` takes unknown items into the typology first; `corrections` makes ideas what the file has.
        """
        done: list[str] = []
        filing: list[Act] = []
        try:
            ideas = self._record(plan.compared.new, done)
            if corrections:
                self._correct(plan.compared.corrections, done, with_status=plan.with_status)
            rows = zip(ideas, (row.category for row in plan.compared.new), strict=True)
            filing = self._filing((*rows, *plan.unfiled), plan, plan.items if items else ())
        finally:  # also what was written before a disk failed is taken back by one undo
            acts = ([ActsCollected(tuple(done))] if done else []) + filing
            if acts:
                self._recorder.record(*acts)
        return [idea.ref for idea in ideas]

    def _record(self, rows: Sequence[IncomingIdea], done: list[str]) -> list[Idea]:
        """Table by table, for each has a journal of its own."""
        places: dict[int, list[int]] = {}
        for place, row in enumerate(rows):
            places.setdefault(row.table, []).append(place)
        ideas: dict[int, Idea] = {}
        for table, those in places.items():
            drafts = [IdeaDraft(rows[at].text, Status(rows[at].status), rows[at].detail) for at in those]
            recorded = self._ideas.record_many(table, drafts)
            done += [idea.id for idea in recorded]
            ideas.update(zip(those, recorded, strict=True))
        return [ideas[place] for place in range(len(rows))]

    def _filing(self, filings: Iterable[tuple[Idea, str]], plan: ImportPlan, items: Sequence[str]) -> list[Act]:
        session = self._recorder.session
        made = _new_categories(items, [category.key for category in session.plan.categories])
        acts: list[Act] = [PlanAdded("categories", {"title": title, "key": made[folded(title)]}) for title in items]
        for idea, cell in filings:
            if key := plan.known.get(cell) or made.get(folded(_title(cell)), ""):
                acts.append(ProposalFiled(session.proposal_of(idea.id).id, key))
        return acts

    def _correct(self, corrections: Iterable[Correction], done: list[str], *, with_status: bool) -> None:
        """Make ideas what the file has; an empty detail takes none away."""
        by_table: dict[int, list[Act]] = {}
        for each in corrections:
            row, idea = each.row, each.idea
            status = Status(row.status) if with_status else idea.status
            detail = row.detail if row.detail not in ("", idea.detail) else None
            by_table.setdefault(idea.table, []).append(IdeaEdited(idea.id, row.text, status.value, detail))
        for table, acts in by_table.items():
            done += [event.id for event in self._recorder.record(*acts, role=table_role(table))]


def _new_categories(titles: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """The keys of new items, by their folded titles."""
    used = list(taken)
    made = {}
    for title in titles:
        made[folded(title)] = key_for(title, used)
        used.append(made[folded(title)])
    return made


def _known_item(name: str, session: Session) -> str:
    """The key of the category that a cell names; nothing where there is none."""
    try:
        return category_named(session, name).key if name.strip() else ""
    except Refused:
        return ""


def _title(name: str) -> str:
    """A cell as the title of an item; nothing where it cannot be one (a dash says that there is none)."""
    try:
        return clean(" ".join(name.split())) if any(map(str.isalnum, name)) else ""
    except Refused:
        return ""


def _unknown_items(cells: Iterable[str], known: Mapping[str, str]) -> tuple[str, ...]:
    """What rows name that is no category yet, each once, as it is written first."""
    found: dict[str, str] = {}
    for name in dict.fromkeys(cells):
        if name not in known and (title := _title(name)):
            found.setdefault(folded(title), title)
    return tuple(found.values())


def _never_filed(rows: Iterable[IncomingIdea], compared: Compared, timeline: Timeline) -> Iterator[tuple[Idea, str]]:
    """The ideas of rows that are here already, where nobody ever filed them or took them out again."""
    elsewhere = {id(row) for row in (*compared.new, *compared.reworded)}
    elsewhere |= {id(each.row) for each in compared.corrections}
    here = [row for row in rows if row.category.strip() and id(row) not in elsewhere]
    if not here:
        return
    touched = {event.act.proposal for event in timeline.events if isinstance(event.act, _PLACED)}
    left: dict[tuple[int, str], list[Idea]] = {}
    session = timeline.session
    for idea in session.ideas.values():
        proposal = session.proposal_of(idea.id)
        if not idea.withdrawn and not proposal.merged and not proposal.category and proposal.id not in touched:
            left.setdefault((idea.table, idea.text), []).append(idea)
    for row in here:
        if same := left.get((row.table, row.text)):
            yield same.pop(0), row.category
