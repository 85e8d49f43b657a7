"""How much of a file a sentence is about: "1 line", "3 lines", never a number that reads as that of a line."""

from __future__ import annotations

from facilitate.domain.errors import N_, Message

_FORMS = {
    "line": (N_("{count} line"), N_("{count} lines")),
    "row": (N_("{count} row"), N_("{count} rows")),
    "cell": (N_("{count} cell"), N_("{count} cells")),
    "sign": (N_("{count} character"), N_("{count} characters")),
    "point as idea": (N_("{count} sub-point imported as an idea"), N_("{count} sub-points imported as ideas")),
    "point as detail": (
        N_("{count} sub-point imported as a detail of the point above"),
        N_("{count} sub-points imported as details of the point above"),
    ),
    "idea": (N_("{count} idea"), N_("{count} ideas")),
}


def counted(count: int, what: str) -> Message:
    """Return the number with its noun, to stand within a sentence."""
    one, many = _FORMS[what]
    return Message(one if count == 1 else many, {"count": count})
