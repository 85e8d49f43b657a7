"""The cells of a file that name items of the typology."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import field

from facilitate.domain.acts.proposals import ProposalFiled, ProposalUndecided, ProposalUnfiled
from facilitate.domain.category_lookup import category_named
from facilitate.domain.errors import Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.domain.text import clean
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.ideas import Idea
from facilitate.workshop.intake.item_names import ItemKey, close_item, item_key

_PLACED = (ProposalFiled, ProposalUnfiled, ProposalUndecided)


@dataclass(frozen=True, slots=True)
class ItemCells:
    """What cells name: the keys of the categories they are `known` for, and the titles of those they come `close` to.

    `alike` has the title of each known category that a cell names in other words, which is told. Of cells that are
    close nobody knows whether they name that category or another, so that none is made unasked. Those that a person
    decided on are `decided`: the key of a category, or nothing for one that is to be made.
    """

    known: Mapping[str, str] = field(default_factory=dict)
    alike: Mapping[str, str] = field(default_factory=dict)
    close: Mapping[str, str] = field(default_factory=dict)
    decided: Mapping[str, str] = field(default_factory=dict)

    def are_decided(self, items: Iterable[str]) -> bool:
        """Whether a person said of each of these new items that it is to be made."""
        return {item_key(cell) for cell, key in self.decided.items() if not key}.issuperset(map(item_key, items))


def items_named(cells: Iterable[str], session: Session, decided: Mapping[str, str]) -> ItemCells:
    """Look for what cells name among the categories of a session."""
    titles: dict[ItemKey, list[tuple[str, str]]] = {}
    for category in session.plan.categories:
        titles.setdefault(item_key(category.title), []).append((category.key, category.title))
    known, alike, close = dict[str, str](), dict[str, str](), dict[str, str]()
    for cell in dict.fromkeys(cells):
        title = item_title(cell)
        if key := decided.get(cell) or _category_called(cell, session):
            known[cell] = key
        elif not title or cell in decided:
            continue
        elif len(same := titles.get(item_key(title), [])) == 1:
            known[cell], alike[cell] = same[0]
        elif near := same or titles.get(close_item(item_key(title), titles), []):
            close[cell] = near[0][1]
    return ItemCells(known, alike, close, decided)


def _category_called(cell: str, session: Session) -> str:
    try:
        return category_named(session, cell).key if cell.strip() else ""
    except Refused:
        return ""


def item_title(cell: str) -> str:
    """A cell as the title of an item; nothing where it cannot be one (a dash says that there is none)."""
    try:
        return clean(" ".join(cell.split())) if any(map(str.isalnum, cell)) else ""
    except Refused:
        return ""


def unknown_items(cells: Iterable[str], named: ItemCells) -> tuple[str, ...]:
    """What cells name that is no category yet and close to none, each once, as it is written first."""
    found: dict[ItemKey, str] = {}
    for name in dict.fromkeys(cells):
        if name not in named.known and name not in named.close and (title := item_title(name)):
            found.setdefault(item_key(title), title)
    return tuple(found.values())


def never_filed(timeline: Timeline) -> Callable[[Idea], bool]:
    """Tell ideas that nobody ever put under an item or took out of one."""
    touched = {event.act.proposal for event in timeline.events if isinstance(event.act, _PLACED)}

    def never(idea: Idea) -> bool:
        proposal = timeline.session.proposal_of(idea.id)
        return not proposal.merged and not proposal.category and proposal.id not in touched

    return never
