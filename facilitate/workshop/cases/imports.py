"""Bringing what a file holds into a session: what would come of it, and doing it so that one undo takes it back."""

from __future__ import annotations

from collections.abc import Generator, Iterable, Iterator, Mapping, Sequence
from dataclasses import field, replace
from functools import partial
from types import MappingProxyType

from facilitate.domain.acts.ideas import IdeaEdited
from facilitate.domain.acts.imports import ActsCollected, FileImported
from facilitate.domain.acts.programme import PlanAdded
from facilitate.domain.acts.proposals import ProposalFiled
from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.event import Act
from facilitate.domain.frozen import dataclass
from facilitate.domain.references import key_for
from facilitate.domain.roles import table_role
from facilitate.domain.session import Session
from facilitate.domain.text import file_name, folded
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.ideas import Idea, Status, status_called
from facilitate.workshop.cases.ideas import IdeaDraft, Ideas
from facilitate.workshop.intake.comparing import Compared, Correction, new_rows
from facilitate.workshop.intake.incoming import Incoming, IncomingIdea
from facilitate.workshop.intake.item_cells import ItemCells, item_title, items_named, never_filed, unknown_items
from facilitate.workshop.intake.item_names import ItemKey, item_key
from facilitate.workshop.intake.returned_sheets import Kept, returned
from facilitate.workshop.intake.same_words import same_words_key
from facilitate.workshop.ports import Writer
from facilitate.workshop.recorder.recorder import Recorder

AT_ONCE = 250  # acts that are written in one step of an import that a screen goes on beside
_WHOLE = 10**9
EMPTY: Mapping[str, str] = MappingProxyType({})

_EXISTING = N_(
    "The file gives no status: its ideas are marked “already existing”, as the programme says for “{phase}”."
)


@dataclass(frozen=True, slots=True)
class ImportCounts:
    """What an import does, for its answer, the history and the screen alike: ideas, but for the items."""

    new: int
    corrected: int
    filed: int
    new_items: int


@dataclass(frozen=True, slots=True)
class ImportPlan:
    """What would come of a file: its rows beside the session, and the items they name.

    `items` are those that are not there, each once, and `corrected_items` the further ones that only corrections name;
    `item_cells` has the key of each cell that names one that is. `unfiled` are ideas that are here and never were under
    any item, beside the cells of their rows: an import that was cut short leaves such, and the next one files them.
    `corrections` are offered, and `kept` is what the file has otherwise and nothing makes of it.
    """

    incoming: Incoming
    compared: Compared
    items: tuple[str, ...] = ()
    item_cells: ItemCells = field(default_factory=ItemCells)
    unfiled: tuple[tuple[Idea, str], ...] = ()
    corrections: tuple[Correction, ...] = ()
    corrected_items: tuple[str, ...] = ()
    kept: Kept = field(default_factory=Kept)
    version: int = 0  # of the session it was compared with
    phase: str = ""  # that new ideas belong to, by its key; nothing for the one that is on, or the last that was

    @property
    def here(self) -> int:
        """How many rows are here as they are."""
        return self.compared.here - (len(self.corrections) - len(self.compared.corrections))

    def recorded(self, refs: Sequence[str]) -> ImportPlan:
        """Return the plan as it came about: new rows without a reference in `refs` were here by then."""
        new = tuple(row for row, ref in zip(self.compared.new, refs, strict=True) if ref)
        here = self.compared.here + len(refs) - len(new)
        return replace(self, compared=replace(self.compared, new=new, here=here))

    def new_items(self, *, corrections: bool) -> tuple[str, ...]:
        """Return the items that are not there, with those that only corrections name or without."""
        return self.items + (self.corrected_items if corrections else ())

    def correctable(self, *, items: bool) -> list[Correction]:
        """Return the corrections that change something, with the items that are not there made or not."""
        worded = {id(each.row) for each in self.compared.corrections}
        cells = self.item_cells
        return [
            each
            for each in self.corrections
            if id(each.row) in worded or each.item in cells.known or (items and each.item not in cells.close)
        ]

    def counts(self, session: Session, *, items: bool, corrections: bool) -> ImportCounts:
        """Return how much is done, with items that are not there made or not, and corrections."""
        named = self.named(session, items=items)
        cells = (*(row.category for row in self.compared.new), *(cell for _idea, cell in self.unfiled))
        return ImportCounts(
            len(self.compared.new),
            len(self.correctable(items=items)) if corrections else 0,
            sum(1 for cell in cells if cell in named),
            len(self.new_items(corrections=corrections)) if items else 0,
        )

    def named(self, session: Session, *, items: bool) -> dict[str, str]:
        """Return for each cell the title of the item it names; with `items` also those that would be made."""
        found: dict[str, str] = {}
        for cell, key in self.item_cells.known.items():
            category = session.plan.category(key)
            found[cell] = category.title if category else key
        made = {item_key(title): title for title in self.items} if items else {}
        for cell in self._cells() if made else ():
            if cell not in found and cell not in self.item_cells.close and (title := made.get(item_key(cell))):
                found[cell] = title
        return found

    def _cells(self) -> list[str]:
        """The cells that name the items of what is filed, each once."""
        return [*dict.fromkeys((*(row.category for row in self.compared.new), *(cell for _idea, cell in self.unfiled)))]

    def otherwise_named(self, named: Mapping[str, str]) -> list[tuple[str, str]]:
        """Return what cells name in other words than the title of the item they are filed under, and that title."""
        known, alike = self.item_cells.known, self.item_cells.alike
        cells = [cell for cell in self._cells() if cell in named and (cell in alike or cell not in known)]
        found = {item_title(cell): named[cell] for cell in cells}
        return [(written, title) for written, title in found.items() if folded(written) != folded(title)]

    def close_items(self) -> dict[str, str]:
        """Return the names that are close to the title of a category, and that title: nobody knows if they are one."""
        close = self.item_cells.close
        cells = (*self._cells(), *(each.item for each in self.corrections))
        return {item_title(cell): close[cell] for cell in cells if cell in close}


class Imports:
    """Use cases about lists that somebody has. The facilitator imports, also for tables."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder
        self._ideas = Ideas(recorder)

    def plan(self, incoming: Incoming, decided: Mapping[str, str] = EMPTY, phase: str = "") -> ImportPlan:
        """Compare what was read with the session as it is now; nothing is written.

        `decided` is what a person said of cells that are close to a category (`ItemCells`), `phase` the key of the
        tables phase that new ideas belong to.
        """
        session = self._recorder.session
        if self._ideas.usual(phase) is Status.EXISTING:
            asked = session.plan.phase(phase or session.phase_for_ideas)
            incoming = _as_existing(incoming, asked.title if asked else "")
        compared = new_rows(incoming, session)
        cells = dict.fromkeys(row.category for row in incoming.rows)
        named = items_named(cells, session, decided)
        back = returned(incoming, compared, self._recorder.timeline, named.known)
        unfiled = back.unfiled
        if any(cells):
            unfiled += tuple(_never_filed(incoming.rows, compared, self._recorder.timeline))
        wanted = (*(row.category for row in compared.new), *(cell for _idea, cell in unfiled))
        items = unknown_items(wanted, named)
        further = unknown_items((*wanted, *(each.item for each in back.corrections)), named)[len(items) :]
        return ImportPlan(
            incoming, compared, items, named, unfiled, back.corrections, further, back.kept,
            self._recorder.version, phase,
        )  # fmt: skip

    def filed(self, plan: ImportPlan, *, items: bool) -> int:
        """Return how many ideas that are here already would be filed, with the items that are not there made or not."""
        named = plan.named(self._recorder.session, items=items)
        return sum(1 for _idea, cell in plan.unfiled if cell in named)

    def bring(self, plan: ImportPlan, *, file: str = "", items: bool = False, corrections: bool = False) -> list[str]:
        """Record the new rows, file those whose item is known, and return the references in the order of the rows.

        `file` is the name of what was read, for the history. `items` takes unknown items into the typology first;
        `corrections` makes ideas what the file has. A row that is here by now has no reference: somebody else brought
        it, or a program that was killed while it did.
        """
        refs: list[str] = []
        for _written in self.steps(plan, refs, file=file, items=items, corrections=corrections, at_once=_WHOLE):
            pass
        return refs

    def steps(
        self,
        plan: ImportPlan,
        refs: list[str],
        *,
        file: str = "",
        items: bool = False,
        corrections: bool = False,
        at_once: int = AT_ONCE,
    ) -> Generator[int, None, None]:
        """`bring` a part at a time, for who has something else to do between: yields how many ideas are on the disk.

        The references come into `refs` at the end. Whoever stops before it closes this: what is written by then stays,
        for one undo, and importing the file again completes it.
        """
        wanted, ideas = plan.compared.new, dict[int, Idea]()
        tables = map(table_role, dict.fromkeys(row.table for row in wanted))
        with self._recorder.log.in_turn("import") as alone, self._recorder.holding(tables):
            if not alone:
                raise Refused(N_("Another import into this session is under way. Once it has ended, import again."))
            plan = self._as_it_is_now(plan)
            yield from self._steps(plan, ideas, file_name(file), items=items, corrections=corrections, at_once=at_once)
        brought = {id(row): ideas[place].ref for place, row in enumerate(plan.compared.new)}
        refs += [brought.get(id(row), "") for row in wanted]

    def _as_it_is_now(self, plan: ImportPlan) -> ImportPlan:
        """Return the same plan without the rows that came in since; nothing is done that it did not have."""
        self._recorder.refresh()
        if self._recorder.version == plan.version:
            return plan
        now = self.plan(plan.incoming, plan.item_cells.decided, plan.phase)
        wanted = set(map(id, plan.compared.new))
        new = tuple(row for row in now.compared.new if id(row) in wanted)
        compared = replace(now.compared, new=new, corrections=plan.compared.corrections)
        return replace(now, compared=compared, corrections=plan.corrections)

    def _steps(
        self, plan: ImportPlan, ideas: dict[int, Idea], file: str, *, items: bool, corrections: bool, at_once: int
    ) -> Iterator[int]:
        """Write the plan; `ideas` takes what was recorded, by the place of its row among the new ones."""
        done: list[str] = []
        filing: list[Act] = []
        imported = FileImported(file)
        try:
            yield from self._record(plan.compared.new, plan.phase, done, ideas, at_once)
            filings = [(ideas[at], row.category) for at, row in enumerate(plan.compared.new) if row.category]
            filings += plan.unfiled
            counts = plan.counts(self._recorder.session, items=items, corrections=corrections)
            if corrections:
                self._correct(plan.compared.corrections, done)
                filings += [(each.idea, each.item) for each in plan.corrections if each.item]
            filing = self._filing(filings, plan, plan.new_items(corrections=corrections) if items else ())
            imported = replace(imported, filed=counts.filed, corrected=counts.corrected)
        finally:  # also what was written before a disk failed is taken back by one undo
            acts = _as_one(done, imported, filing, at_once)
            gesture = self._recorder.record(*acts[:at_once])[0].gesture if acts else ""
        for part in (acts[first : first + at_once] for first in range(at_once, len(acts), at_once)):
            yield len(done)
            self._recorder.record_with(partial(_these, part), gesture=gesture)

    def _record(
        self, rows: Sequence[IncomingIdea], phase: str, done: list[str], ideas: dict[int, Idea], at_once: int
    ) -> Iterator[int]:
        """Table by table, for each has a journal of its own; a table is one gesture, however many parts it has."""
        places: dict[int, list[int]] = {}
        for place, row in enumerate(rows):
            places.setdefault(row.table, []).append(place)
        for table, those in places.items():
            gesture = ""
            for first in range(0, len(those), at_once):
                part = those[first : first + at_once]
                brought = (rows[at] for at in part)
                drafts = [IdeaDraft(row.text, status_called(row.status), row.detail, phase) for row in brought]
                recorded = self._ideas.record_many(table, drafts, gesture)
                gesture = gesture or recorded[0].id
                done += [idea.id for idea in recorded]
                ideas.update(zip(part, recorded, strict=True))
                yield len(done)

    def _filing(self, filings: Iterable[tuple[Idea, str]], plan: ImportPlan, items: Sequence[str]) -> list[Act]:
        session = self._recorder.session
        made = _new_categories(items, [category.key for category in session.plan.categories])
        acts: list[Act] = [
            PlanAdded("categories", {"title": title, "key": made[item_key(title)]}, unique=True) for title in items
        ]
        filed = {}  # ideas of one proposal name the same item, and are filed once
        keys: dict[str, str] = {}
        for idea, cell in filings:
            if cell not in keys:
                keys[cell] = plan.item_cells.known.get(cell) or made.get(item_key(cell), "")
            if key := keys[cell]:
                filed[session.proposal_of(idea.id).id] = key
        return acts + [ProposalFiled(proposal, key) for proposal, key in filed.items()]

    def _correct(self, corrections: Iterable[Correction], done: list[str]) -> None:
        """Make ideas what the file has; an empty detail takes none away."""
        by_table: dict[int, list[Act]] = {}
        for each in corrections:
            edited = IdeaEdited(each.idea.id, each.new, each.status.value, each.detail)
            by_table.setdefault(each.idea.table, []).append(edited)
        for table, acts in by_table.items():
            done += [event.id for event in self._recorder.record(*acts, role=table_role(table))]


def _as_one(done: Sequence[str], imported: FileImported, filing: Sequence[Act], at_once: int) -> list[Act]:
    """Return the acts that make an import one gesture. What it has done is told once all of it is written."""
    if not (done or filing):
        return []
    collected = [ActsCollected(tuple(done))] if done else []
    if len(collected) + 1 + len(filing) <= at_once:
        return [*collected, imported, *filing]
    return [*collected, FileImported(imported.file), *filing, imported]


def _these(acts: Sequence[Act], _writer: Writer) -> Sequence[Act]:
    return acts


def _as_existing(incoming: Incoming, asked: str) -> Incoming:
    """Return the rows as those of things that exist, and a notice of it, where the file says no status at all."""
    reading = incoming.reading
    has_status = any(row.has_status or row.ref or row.status == "existing" for row in incoming.rows)
    if has_status or any(column.field == "status" for column in reading.columns) or not incoming.rows:
        return incoming
    rows = tuple(replace(row, status="existing") for row in incoming.rows)
    notice = Message(_EXISTING, {"phase": asked})
    return replace(incoming, rows=rows, reading=replace(reading, notices=(*reading.notices, notice)))


def _new_categories(titles: Iterable[str], taken: Iterable[str]) -> dict[ItemKey, str]:
    """Return the keys of new items, by what names them."""
    used = list(taken)
    made: dict[ItemKey, str] = {}
    for title in titles:
        made[item_key(title)] = key_for(title, used)
        used.append(made[item_key(title)])
    return made


def _never_filed(rows: Iterable[IncomingIdea], compared: Compared, timeline: Timeline) -> Iterator[tuple[Idea, str]]:
    """Yield the ideas of rows that are here already, where nobody ever filed them or took them out again."""
    elsewhere = {id(row) for row in (*compared.new, *compared.reworded, *(row for row, _idea in compared.matched))}
    elsewhere |= {id(each.row) for each in compared.corrections if each.new != each.old}
    here = [row for row in rows if row.category.strip() and id(row) not in elsewhere]
    if not here:
        return
    is_never = never_filed(timeline)
    left: dict[tuple[int, str], list[Idea]] = {}
    matched = {idea.id for _row, idea in compared.matched}
    for idea in timeline.session.ideas.values():
        if idea.id not in matched and not idea.withdrawn and is_never(idea):
            left.setdefault((idea.table, same_words_key(idea.text)), []).append(idea)
    for row in here:
        if same := left.get((row.table, same_words_key(row.text))):
            yield same.pop(0), row.category
