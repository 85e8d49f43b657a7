"""What ideas are called: references, and what becomes of them where two ideas were given the same."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING, Any

from facilitate.domain.frozen import dataclass
from facilitate.domain.references import read_reference
from facilitate.domain.void import VoidError

if TYPE_CHECKING:
    from facilitate.domain.events import Event
    from facilitate.domain.state import State


@dataclass(frozen=True, slots=True)
class IdeaRenamed:
    """An idea gets another reference, for its own is another’s too; the old one stays as an alias."""

    kind = "idea.renamed"
    idea: str
    ref: str


def _idea_renamed(state: State, _event: Event, act: IdeaRenamed) -> None:
    idea = state.idea(act.idea)
    if read_reference(act.ref) != act.ref or state.by_ref.get(act.ref):
        raise VoidError("no reference, or one that is taken")
    aliases = (*(alias for alias in idea.aliases if alias != act.ref), idea.ref)
    others = tuple(key for key in state.by_ref.get(idea.ref, ()) if key != idea.id)
    before = tuple(key for key in state.by_alias.get(idea.ref, ()) if key != idea.id)
    state.keep_idea(replace(idea, ref=act.ref, aliases=aliases))
    state.by_ref[idea.ref] = others
    state.by_ref[act.ref] = (idea.id,)
    state.by_alias[idea.ref] = (*before, idea.id)


RULES: dict[type[Any], Callable[[State, Event, Any], None]] = {IdeaRenamed: _idea_renamed}
