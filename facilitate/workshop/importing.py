"""Bringing what a file holds into a session: what would come of it, and doing it so that one undo takes it back."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from facilitate.domain.errors import Refused
from facilitate.domain.events import Act, IdeaEdited, PlanAdded, ProposalFiled, ProposalUndecided, ProposalUnfiled
from facilitate.domain.ideas import Idea, Status
from facilitate.domain.ids import key_for
from facilitate.domain.session import Session
from facilitate.domain.text import clean, folded
from facilitate.domain.values import dataclass
from facilitate.workshop.categories import category_named
from facilitate.workshop.desk import Desk, table_role
from facilitate.workshop.history import History
from facilitate.workshop.ideas import IdeaDraft, Ideas
from facilitate.workshop.intake.comparing import Compared, Correction, new_rows
from facilitate.workshop.intake.incoming import Incoming, IncomingIdea


@dataclass(frozen=True, slots=True)
class Unfiled:
    """A row that names an item, and its idea, which is here and was never filed."""

    row: IncomingIdea
    idea: Idea


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What would come of a file: its rows beside the session, and the items they name that are not there.

    `unfiled` are rows that are here already with their ideas, which nobody ever filed: an import that was cut short, or
    whose items nobody wanted then, is completed by the next one.
    """

    compared: Compared
    unfiled: tuple[Unfiled, ...] = ()
    items: tuple[str, ...] = ()
    with_status: bool = False


class Importing:
    """Use cases about lists that somebody has. The facilitator imports, also for tables."""

    def __init__(self, desk: Desk) -> None:
        self._desk = desk
        self._ideas = Ideas(desk)

    def plan(self, incoming: Incoming) -> ImportPlan:
        """Compare what was read with the session as it is now; nothing is written."""
        compared = new_rows(incoming, self._desk.session)
        with_status = any(column.field == "status" for column in incoming.reading.columns)
        unfiled = _unfiled(incoming.rows, compared, self._desk.session)
        naming = (*compared.new, *(each.row for each in unfiled))
        return ImportPlan(compared, unfiled, _unknown_items(naming, self._desk.session), with_status)

    def filed(self, plan: ImportPlan, *, items: bool) -> int:
        """How many ideas that are here already would be filed, with the items that are not there made or not."""
        session = self._desk.session
        names = [each.row.category for each in plan.unfiled]
        known = {name: items or bool(known_item(name, session)) for name in set(names)}
        return sum(1 for name in names if known[name])

    def bring(self, plan: ImportPlan, *, items: bool = False, corrections: bool = False) -> list[str]:
        """Record the new rows, file those whose item is known, and return the references in the order of the rows.

        `items` takes unknown items into the typology first; `corrections` makes ideas what the file has.
        """
        done: list[str] = []
        try:
            ideas = self._record(plan.compared.new, done)
            rows = (*plan.compared.new, *(each.row for each in plan.unfiled))
            filing = (*ideas, *(each.idea for each in plan.unfiled))
            self._file(rows, filing, plan.items if items else (), done)
            if corrections:
                self._correct(plan.compared.corrections, done, with_status=plan.with_status)
        finally:  # also what was written before a disk failed is taken back by one undo
            History(self._desk).note_collected(done)
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

    def _file(self, rows: Sequence[IncomingIdea], ideas: Sequence[Idea], items: Sequence[str], done: list[str]) -> None:
        session = self._desk.session
        made = _new_categories(items, [category.key for category in session.plan.categories])
        keys = {
            name: known_item(name, session) or made.get(folded(_title(name)), "")
            for name in dict.fromkeys(row.category for row in rows)
        }
        added = [PlanAdded("categories", {"title": title, "key": made[folded(title)]}) for title in items]
        filed = [
            ProposalFiled(session.proposal_of(idea.id).id, keys[row.category])
            for row, idea in zip(rows, ideas, strict=True)
            if keys[row.category]
        ]
        if added or filed:
            done += [event.id for event in self._desk.do(*added, *filed)]

    def _correct(self, corrections: Iterable[Correction], done: list[str], *, with_status: bool) -> None:
        """Make ideas what the file has; an empty detail takes none away."""
        by_table: dict[int, list[Act]] = {}
        for each in corrections:
            row, idea = each.row, each.idea
            status = Status(row.status) if with_status else idea.status
            detail = row.detail if row.detail not in ("", idea.detail) else None
            by_table.setdefault(idea.table, []).append(IdeaEdited(idea.id, row.text, status.value, detail))
        for table, acts in by_table.items():
            done += [event.id for event in self._desk.do(*acts, role=table_role(table))]


def _new_categories(titles: Iterable[str], taken: Iterable[str]) -> dict[str, str]:
    """The keys of new items, by their folded titles."""
    used = list(taken)
    made = {}
    for title in titles:
        made[folded(title)] = key_for(title, used)
        used.append(made[folded(title)])
    return made


def known_item(name: str, session: Session) -> str:
    """The key of the category that a cell names; nothing where there is none."""
    try:
        return category_named(session, name).key if name.strip() else ""
    except Refused:
        return ""


def _unfiled(rows: Iterable[IncomingIdea], compared: Compared, session: Session) -> tuple[Unfiled, ...]:
    """The rows that are here and name an item, with ideas that no act ever filed, one for each."""
    new = {id(row) for row in (*compared.new, *compared.reworded)}
    naming = [row for row in rows if row.category.strip() and id(row) not in new]
    if not naming:
        return ()
    judged = {
        event.act.proposal
        for event in session.events
        if isinstance(event.act, ProposalFiled | ProposalUnfiled | ProposalUndecided)
    }
    waiting: dict[tuple[int, str], list[Idea]] = {}
    for idea in session.ideas.values():
        if not idea.withdrawn and session.proposal_of(idea.id).id == idea.id and idea.id not in judged:
            for text in {idea.text, idea.first_text}:
                waiting.setdefault((idea.table, text), []).append(idea)
    found: dict[str, Unfiled] = {}
    for row in naming:
        ideas = waiting.get((row.table, row.text), [])
        while ideas:
            idea = ideas.pop()
            if idea.id not in found:
                found[idea.id] = Unfiled(row, idea)
                break
    return tuple(found.values())


def _title(name: str) -> str:
    """A cell as the title of an item; nothing where it cannot be one."""
    try:
        return clean(" ".join(name.split()))
    except Refused:
        return ""


def _unknown_items(rows: Iterable[IncomingIdea], session: Session) -> tuple[str, ...]:
    """What rows name that is no category yet, each once, as it is written first."""
    found: dict[str, str] = {}
    for name in dict.fromkeys(row.category for row in rows):
        if (title := _title(name)) and not known_item(name, session):
            found.setdefault(folded(title), title)
    return tuple(found.values())
