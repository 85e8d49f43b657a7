"""What will be late, and how the time can be won back: one line for each way, with its key."""

from __future__ import annotations

from collections.abc import Sequence

from textual.content import Content

from facilitate.domain.errors import N_
from facilitate.i18n import Language
from facilitate.tui.plain import pieces, plain
from facilitate.workshop.clock.recovery import Delay, Recovery

KEYS = "jkl"  # as for suggestions in the synthesis


def recovery_lines(late: Delay | None, ways: Sequence[Recovery], _: Language, *, width: int) -> Content:
    """Nothing when nothing is late."""
    if late is None:
        return plain("")
    lines = [pieces((_late(late, _), "$warning"))]
    lines += [
        pieces(
            (KEYS[place], "bold $accent"),
            "  ",
            (_(N_("−{minutes} min"), minutes=way.gained), "bold"),
            "  ",
            said(way, _),
        )
        for place, way in enumerate(ways)
    ]
    if not ways:
        lines.append(pieces((_(N_("No phase has time left to give.")), "$text-muted")))
    return plain("\n").join(line.truncate(max(1, width), ellipsis=True) for line in lines)


def said(way: Recovery, _: Language) -> str:
    """Which phases are shortened, and to what."""
    cuts = [_(N_("{phase}: {minutes} min"), phase=cut.phase.title, minutes=cut.minutes) for cut in way.cuts]
    told = ", ".join(cuts)
    return told if way.enough else _(N_("not enough alone: {cuts}"), cuts=told)


def _late(late: Delay, _: Language) -> str:
    what = _.minutes(late.minutes)
    if late.phase is None:
        return _(N_("{duration} late for the end at {time}. To win it back:"), duration=what, time=_.time(late.limit))
    return _(
        N_("{duration} late for {phase} at {time}. To win it back:"),
        duration=what,
        phase=_.quoted(late.phase.title),
        time=_.time(late.limit),
    )
