"""What becomes of proposals after the event.

What is said of a proposal that was merged meanwhile is said of the one that holds it now, so that nothing is lost when
two people work at once.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import date
from typing import Any, Self

from facilitate.domain.errors import N_, IneffectiveAct, Message, Refused
from facilitate.domain.event import Act, Event, Readers, Subject, Writers, act
from facilitate.domain.personal import Cleaner, NameNow, Personal, PersonKind, PersonNamed, holding
from facilitate.domain.session import Session
from facilitate.domain.text import excerpt
from facilitate.domain.values.roadmap import ActionFields, ActionState, ProgressNote, value_of

ROADMAP = Subject("roadmap", N_("the road map"))
OWNER = PersonKind(N_("owner {number}"), perhaps_organisation=True)
PARTNER = PersonKind(N_("partner {number}"), perhaps_organisation=True)
_NOTHING = ActionFields({})
_OF_OWNERS = ("owner", "agreed")
_SET: dict[str, str] = {
    "owner": N_("{ref}, owner: {value}"),
    "partners": N_("{ref}, partners: {value}"),
    "territory": N_("{ref}, area: {value}"),
    "horizon": N_("{ref}, by when: {value}"),
    "next_step": N_("{ref}, next step: {value}"),
    "due": N_("{ref}, date of the next step: {value}"),
    "agreed": N_("{ref}, agreed to be named: {value}"),
}
_STATES: dict[str, str] = {
    ActionState.IDEA: N_("{ref}: state “idea”"),
    ActionState.PLANNED: N_("{ref} planned"),
    ActionState.STARTED: N_("{ref} started"),
    ActionState.DONE: N_("{ref} carried out"),
    ActionState.DROPPED: N_("{ref} dropped"),
}


class ActionAct(Act):
    """What is said of a proposal on the road map."""

    __slots__ = ()

    subject = ROADMAP
    writers = Writers.FACILITATOR
    readers = Readers.NONE
    leads = 4

    proposal: str


@act
class ActionSet(ActionAct):
    """One field of a proposal's action has another value; an empty one takes it away."""

    kind = "action.set"
    personal = holding(value=Personal.WORDS)

    proposal: str
    field: str
    value: Any

    def apply(self, session: Session, event: Event) -> None:
        key = _holder(session, self.proposal)
        known = session.actions.get(key, _NOTHING)
        fields = {**known.fields, self.field: value_of(self.field, self.value)}
        session.actions[key] = replace(known, fields=fields, changed=event.at)

    def sentence(self, session: Session) -> Message:
        ref = session.name_of(self.proposal)
        if self.field == "state" and (sentence := _STATES.get(str(self.value))):  # whatever it is
            return Message(sentence, {"ref": ref})
        params = {"ref": ref, "value": self._shown()}
        return Message(_SET.get(self.field, N_("{ref} on the road map: {value}")), params)

    def _shown(self) -> Message | date | str:
        """Return the value as people say it: a day and a quarter in the words of the reader’s language."""
        if isinstance(self.value, (list, tuple)):
            return excerpt(", ".join(map(str, self.value))) or "–"
        if self.value and self.field == "horizon":
            from facilitate.domain.year_parts import year_part_phrase  # most commands read none

            return year_part_phrase(str(self.value))
        if self.value and self.field == "due":
            with suppress(ValueError):
                return date.fromisoformat(str(self.value))
        return excerpt(str(self.value)) or "–"

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        params = {"ref": session.name_of(self.proposal), "count": len(acts)}
        return Message(N_("{ref} on the road map: {count} changes"), params)

    def wrong_fields(self) -> Iterator[str]:
        try:
            value_of(self.field, self.value)
        except (ValueError, Refused):
            yield "value"

    @classmethod
    def names_now(cls, session: Session) -> Iterator[NameNow]:
        printed = {proposal.id for proposal in session.proposals()}
        for proposal in session.all_proposals.values():
            action = None if proposal.hidden_by else session.action(proposal)
            if action is not None:
                yield NameNow(action.owner, ROADMAP.of_others, kind=OWNER, printed=proposal.id in printed)
                for partner in action.partners:
                    yield NameNow(partner, ROADMAP.of_others, kind=PARTNER, printed=proposal.id in printed)

    def named_people(self) -> Iterator[PersonNamed]:
        if self.field in _OF_OWNERS and isinstance(self.value, str):
            yield PersonNamed(OWNER, "", self.value)
        if self.field == "partners" and isinstance(self.value, (list, tuple)):
            yield from (PersonNamed(PARTNER, "", str(partner)) for partner in self.value)

    def cleared(self, cleaner: Cleaner, _event: Event) -> Self:
        if self.field in _OF_OWNERS and isinstance(self.value, str) and self.value:
            return replace(self, value=cleaner.role(self.value))
        if self.field == "partners" and isinstance(self.value, (list, tuple)):
            return replace(self, value=[cleaner.role_within(str(partner)) for partner in self.value])
        changed: Self = cleaner.fields_of(self)
        return changed


@act
class ProgressNoted(ActionAct):
    """What happened to a proposal since, in the words of whoever follows it."""

    kind = "progress.noted"
    personal = holding(text=Personal.TEXT)

    proposal: str
    text: str

    def apply(self, session: Session, event: Event) -> None:
        key = _holder(session, self.proposal)
        known = session.actions.get(key, _NOTHING)
        progress = (*known.progress, ProgressNote(event.id, event.at, self.text))
        session.actions[key] = replace(known, progress=progress, changed=event.at)

    def sentence(self, session: Session) -> Message:
        params = {"ref": session.name_of(self.proposal), "text": excerpt(self.text)}
        return Message(N_("{ref}, progress: {text}"), params)

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        return self.sentence(session)


def _holder(session: Session, key: str) -> str:
    """Return the standing proposal that a proposal is in; itself, or what it was merged into."""
    proposal = session.all_proposals.get(key)
    while proposal is not None and proposal.hidden_by and proposal.hidden_by != proposal.id:
        proposal = session.all_proposals.get(proposal.hidden_by)
    if proposal is None or proposal.hidden_by:
        raise IneffectiveAct(f"no proposal {key}")
    return proposal.id
