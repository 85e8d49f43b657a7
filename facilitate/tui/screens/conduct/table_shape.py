"""How the tables stand on the facilitator's page: with all that is known of them, or on one line each."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from itertools import product

from textual.content import Content

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.i18n import Language
from facilitate.tui.plain import joined, one_line, pieces
from facilitate.tui.widgets import times
from facilitate.tui.widgets.cells import bar, cells
from facilitate.workshop.views.conduct import TableGlance
from facilitate.workshop.views.table_flags import TableFlag

_BARS = (7, 4)  # columns of the bar, the longer first
_COUNT = 6  # columns of the number of ideas, with those after it
_LATEST = N_("latest idea")
_NOTES = N_("note-taking")
_NAME = 12  # columns of a name that are shown before the bar or a label gives way


@dataclass(frozen=True, slots=True)
class Room:
    """What a page leaves: the columns for the text of a row, and whether it is so low that each line counts."""

    width: int = 80
    low: bool = False


@dataclass(frozen=True, slots=True)
class TableShape:
    """What is shown of each table, and how wide; all tables have the same, so that they can be compared.

    Where they do not fit with what is said below them (`below`), each has one line, and its name at the end of it; a
    sign without its words (`worded`) is explained by the heading, which says of which round (`turn`) the ideas are.
    `count` are the columns of their number, with those after it.
    """

    width: int
    bar: int = _BARS[0]
    count: int = _COUNT
    ago: int = 0
    most: int = 0
    worded: bool = True
    below: bool = True
    turn: int = 0

    @classmethod
    def fitting(
        cls, glances: Sequence[TableGlance], now: datetime, room: Room, _: Language, turn: int = 0
    ) -> TableShape:
        """Return the fullest one in which no line of a table is cut."""
        most = max((glance.ideas for glance in glances), default=0)
        ago = max((cells(_ago(glance, now, _)) for glance in glances), default=0)
        words = max([cells(" ".join(_taking(glance, None, _)[:2])) for glance in glances] + [cells(_(_NOTES))])
        wide = max(ago, cells(_(_LATEST)))  # so that each word above the tables stands over its column
        first = cells(_counted(turn, _)) + 1  # what stands above the bars and their numbers
        counts = {bar: max(_COUNT, first - bar) for bar in _BARS}
        if not room.low and _BARS[0] + counts[_BARS[0]] + wide + 2 + words <= room.width:
            return cls(room.width, _BARS[0], counts[_BARS[0]], wide, most, turn=turn)
        names = max((cells(_name(glance)) for glance in glances), default=0)
        shapes = [
            cls(
                room.width,
                size,
                counts[size] if worded else _COUNT,
                wide if worded else ago,
                most,
                worded,
                below=False,
                turn=turn,
            )
            for worded, size in product((True, False), _BARS)
        ]
        for shape in shapes:
            beside = (words if shape.worded else 1) + (2 + min(names, _NAME) if names else 0)
            if shape.measure + beside <= room.width:
                return shape
        return shapes[-1]

    @property
    def measure(self) -> int:
        """The columns of what stands before the words for the note-taking."""
        return self.bar + self.count + self.ago + 2

    def heading(self, _: Language) -> str:
        """Return what stands above the tables."""
        if self.worded:
            ideas, latest, notes = _counted(self.turn, _), _(_LATEST), _(_NOTES)
            return f"{ideas:{self.bar + self.count}}{latest:{self.ago}}  {notes}"
        if self.turn:
            return _(N_("Ideas, round {number} · latest · ● note-taker"), number=self.turn)
        return _(N_("Ideas · latest · ● note-taker"))

    def line(self, glance: TableGlance, flag: TableFlag | None, now: datetime, _: Language) -> Content:
        """Return what is shown of a table."""
        sign, words, style = _taking(glance, flag, _, short=not self.worded)
        has_words = self.worded or glance.closed or glance.outside
        ago = _ago(glance, now, _)
        text = pieces(
            (bar(glance.ideas, self.most, self.bar), "$accent"),
            f"{glance.ideas:>4}".ljust(self.count),
            (ago, "$warning" if flag and flag.silent is not None else "$text-muted"),
            " " * (self.ago - cells(ago) + 2),
            (f"{sign} {words}" if has_words else sign, style),
        )
        if self.below:
            return pieces(text, *_below(glance))
        name = _name(glance)
        left = self.width - text.cell_length - 2
        if name and left > 1:
            return pieces(text, "  ", pieces((name, "bold")).truncate(left, ellipsis=True))
        return text.truncate(self.width, ellipsis=True)


def _counted(turn: int, _: Language) -> str:
    return _(N_("Ideas, round {number}"), number=turn) if turn else _(N_("Ideas"))


def _ago(glance: TableGlance, now: datetime, _: Language) -> str:
    if glance.last is None:
        return _(N_("✓ tried")) if glance.tried else _(N_("no ideas yet"))
    return _(N_("before it began")) if glance.early else times.ago(now - glance.last, _)


def _taking(glance: TableGlance, flag: TableFlag | None, _: Language, *, short: bool = False) -> tuple[str, str, str]:
    """Return the sign, the words and the style for whether somebody takes notes at the table."""
    if glance.outside:
        return "⚠", _(N_("not in phase") if short else N_("not a table of this phase")), "$warning"
    if glance.merged_into:
        merged = N_("into T{table}") if short else N_("merged into table {table}")
        return "✗", _(merged, table=glance.merged_into), "$warning"
    if glance.closed:
        return "✗", _(N_("closed") if short else N_("table closed")), "$warning"
    if glance.present:
        return "●", _(N_("taking notes")), "$success"
    return "○", _(N_("no one")), "$warning" if flag and flag.away is not None else "$text-muted"


def _name(glance: TableGlance) -> str:
    return one_line(glance.setup.name).plain if glance.setup and glance.setup.name else ""


def _below(glance: TableGlance) -> list[Content]:
    setup = glance.setup
    about = joined([part for part in ((setup.name, setup.place, setup.host) if setup else ()) if part])
    below = [pieces("\n", (about.plain, "bold"))] if about.plain else []
    return below + ([pieces("\n", (setup.question, "$accent"))] if setup and setup.question else [])
