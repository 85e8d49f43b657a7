"""The cells of a file that name items of the typology."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping

from facilitate.domain.acts.proposals import ProposalFiled, ProposalUndecided, ProposalUnfiled
from facilitate.domain.category_lookup import category_named
from facilitate.domain.errors import Refused
from facilitate.domain.session import Session
from facilitate.domain.text import clean, folded
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.ideas import Idea

_PLACED = (ProposalFiled, ProposalUnfiled, ProposalUndecided)


def known_item(cell: str, session: Session) -> str:
    """The key of the category that a cell names; nothing where there is none."""
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


def unknown_items(cells: Iterable[str], known: Mapping[str, str]) -> tuple[str, ...]:
    """What cells name that is no category yet, each once, as it is written first."""
    found: dict[str, str] = {}
    for name in dict.fromkeys(cells):
        if name not in known and (title := item_title(name)):
            found.setdefault(folded(title), title)
    return tuple(found.values())


def never_filed(timeline: Timeline) -> Callable[[Idea], bool]:
    """Tell ideas that nobody ever put under an item or took out of one."""
    touched = {event.act.proposal for event in timeline.events if isinstance(event.act, _PLACED)}

    def never(idea: Idea) -> bool:
        proposal = timeline.session.proposal_of(idea.id)
        return not proposal.merged and not proposal.category and proposal.id not in touched

    return never
