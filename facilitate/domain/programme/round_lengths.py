"""Whether the rounds of a tables phase fit into it, with the change-overs between them."""

from __future__ import annotations

from facilitate.domain.errors import N_, Message, Minutes, Refused
from facilitate.domain.programme.plan import Phase, Plan

SHORTER_ROUNDS = N_("Make the phase longer, or choose fewer rounds or a shorter changeover.")


def check_rounds(plan: Plan, before: Plan | None = None) -> None:
    """Refuse rounds that do not fit into their phase; those that were there before stay, until they fit worse."""
    for phase in plan.phases:
        known = before.phase(phase.key) if before else None
        if (why := rounds_too_long(phase)) and (known is None or _lacking(phase) > _lacking(known)):
            raise Refused(N_("{why} {todo}"), why=why, todo=Message(SHORTER_ROUNDS))


def rounds_too_long(phase: Phase) -> Message | None:
    """Return what is wrong where the rounds of a phase and the change-overs between them take longer than it lasts."""
    if not _lacking(phase):
        return None
    params = {
        "phase": phase.title,
        "rounds": phase.rounds,
        "changeover": Minutes(phase.changeover),
        "least": Minutes(phase.rounds_take),
        "minutes": Minutes(phase.minutes),
    }
    if phase.rounds == 1:
        text = N_("“{phase}” lasts {minutes}, less than one changeover ({changeover}).")
    elif phase.changeover:
        text = N_(
            "“{phase}” lasts {minutes}; its {rounds} rounds, with {changeover} between them, take at least {least}."
        )
    else:
        text = N_("“{phase}” lasts {minutes}; its {rounds} rounds take at least one minute each.")
    return Message(text, params)


def _lacking(phase: Phase) -> int:
    """Return how many minutes the rounds of a phase lack; none in one whose length nobody has said yet."""
    return max(0, phase.rounds_take - phase.minutes) if phase.minutes else 0
