"""The room that votes: how many people are in it, and the worlds they are of."""

from __future__ import annotations

from facilitate.domain.errors import N_, Refused
from facilitate.domain.session import Session
from facilitate.domain.text import clean, folded
from facilitate.domain.values.votes import Vote
from facilitate.domain.values.worlds import Worlds
from facilitate.workshop.report.people import people_counts


def present_now(session: Session) -> int:
    """Return how many people are here: those ticked at the door, else as the facilitator counted them, else 0."""
    if session.arrivals:
        return people_counts(session).here
    return session.plan.attendance.present or 0


def world_names(session: Session) -> tuple[str, ...]:
    """Return the worlds of an event as ballots name them: the groups of its programme, else those of its guest list."""
    known = Worlds(session.plan.attendance.groups)
    if known.are_known:
        return known.names
    return tuple(world for world in known.counted(person.world for person in session.people.values()) if world)


def worlds_asked(session: Session, vote: Vote | None) -> tuple[str, ...]:
    """Return the worlds that a ballot may be of: those of the vote, else those the event has by now."""
    return tuple(vote.worlds if vote and vote.worlds else world_names(session))


def world_named(session: Session, vote: Vote | None, typed: str) -> str:
    """Return the world somebody means, by its number, its name or how that begins; nothing for nothing.

    Where the programme names none, another one is as it was typed. Raises `Refused`.
    """
    typed = " ".join(clean(typed).split())
    names = worlds_asked(session, vote)
    if not typed or not names:
        return typed
    if typed.isascii() and typed.isdecimal() and 1 <= int(typed[:4]) <= len(names):
        return names[int(typed[:4]) - 1]
    meant = Worlds(names).group(typed)
    found = [meant] if meant else [name for name in names if folded(name).startswith(folded(typed))]
    if not found and not session.plan.attendance.groups:
        return typed
    if len(found) != 1:
        known = ", ".join(f"{number}. {name}" for number, name in enumerate(names, 1))
        raise Refused(N_("World “{world}” not found. Worlds of this event: {known}."), world=typed, known=known)
    return found[0]


def world_of_slip(session: Session, printed: str) -> str:
    """Return what the world on a slip is called now; raises `Refused` where the event has none like it any more."""
    try:
        return world_named(session, None, printed)
    except Refused:
        known = ", ".join(world_names(session))
        raise Refused(
            N_(
                "Slips are printed for “{world}”, which is no world of this event any more ({known}). Call one of them "
                "so again until the vote is open, so that these slips count where they belong."
            ),
            world=printed, known=known,
        ) from None  # fmt: skip
