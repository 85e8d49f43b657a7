"""Sessions, ideas, proposals and phases as JSON data and as words."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from facilitate.domain.session import Session
from facilitate.domain.values.ideas import Idea
from facilitate.domain.values.notes import Note
from facilitate.domain.values.proposals import Place, Proposal
from facilitate.i18n import Language
from facilitate.labels import PLACES, STATUSES

if TYPE_CHECKING:
    from facilitate.workshop.views.session_list import SessionSummary

WITHDRAWN = "withdrawn"
_COUNTED = ("received", "filed", "unfiled", "undecided", "withdrawn", "proposals")


def place_of(session: Session, idea: Idea) -> str:
    """Where an idea is counted: filed, unfiled, undecided or withdrawn."""
    return WITHDRAWN if idea.withdrawn else session.proposal_of(idea.id).place.value


def counts_data(session: Session) -> dict[str, int]:
    """How the ideas received add up, for a program."""
    from facilitate.workshop.report.counts import counts

    number = counts(session)
    return {name: getattr(number, name) for name in _COUNTED}


def status_word(_: Language, status: str) -> str:
    """An idea's or a proposal's status, as people say it."""
    return _(STATUSES[status])


def place_word(_: Language, session: Session, idea: Idea) -> str:
    """Where an idea stands, as people say it: the category's title once it is filed."""
    place = place_of(session, idea)
    return _(PLACES[place]) if place != Place.FILED else proposal_place(_, session, session.proposal_of(idea.id))


def proposal_place(_: Language, session: Session, proposal: Proposal) -> str:
    """Where a proposal stands, as people say it."""
    if proposal.place is not Place.FILED:
        return _(PLACES[proposal.place])
    category = session.plan.category(proposal.category)
    return category.title if category else proposal.category


def refs_of(session: Session, proposal: Proposal) -> list[str]:
    """The references of the ideas a proposal puts forward."""
    return [idea.ref for idea in session.ideas_of(proposal)]


def idea_data(session: Session, idea: Idea) -> dict[str, Any]:
    """An idea for a program."""
    return {
        "ref": idea.ref,
        "table": idea.table,
        "text": idea.text,
        "detail": idea.detail,
        "status": idea.status.value,
        "place": place_of(session, idea),
        "category": session.proposal_of(idea.id).category,
        "phase": phase.key if (phase := session.phase_of(idea)) else "",
        **({"round": idea.round} if idea.round else {}),
        "axis": session.links.get(idea.id, ""),
        "edited": idea.edited,
        "at": idea.at.isoformat(),
        "by": idea.by,
        "id": idea.id,
        **({"aliases": list(idea.aliases)} if idea.aliases else {}),
    }


def proposal_data(session: Session, proposal: Proposal) -> dict[str, Any]:
    """A proposal for a program."""
    return {
        "id": proposal.id,
        "wording": session.wording(proposal),
        "refs": refs_of(session, proposal),
        "merged": proposal.merged,
        "status": session.standing(proposal).value,
        "place": proposal.place.value,
        "category": proposal.category,
    }


def note_data(note: Note) -> dict[str, Any]:
    """A note for a program."""
    return {
        "id": note.id,
        "kind": note.kind.value,
        "phase": note.phase,
        "text": note.text,
        "about": note.about,
        "quotable": note.quotable,
        "unnamed": note.unnamed,
        "kept": note.kept,
        "withdrawn": note.withdrawn,
        "at": note.at.isoformat(),
        "by": note.by,
    }


def session_data(found: SessionSummary, _: Language) -> dict[str, Any]:
    """A session for a program, as the list shows it."""
    return {
        "session": found.slug,
        "title": found.title,
        "date": found.date.isoformat() if found.date else None,
        "place": found.place,
        "phase": found.phase,
        "ideas": found.ideas,
        "proposals": found.proposals,
        "problem": _.message(found.problem) if found.problem else None,
        "example": found.example,
        "next": found.next.value if found.next else None,
        "rehearsal_of": found.rehearsal_of or None,
    }
