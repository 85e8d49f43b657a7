"""A table's page in words: what stands above its ideas, and a row for each of them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from types import MappingProxyType

from textual.content import Content

from facilitate.domain.errors import N_
from facilitate.domain.text import one_line
from facilitate.domain.values.ideas import Idea, Status
from facilitate.domain.values.proposals import Standing
from facilitate.i18n import Language
from facilitate.labels import OUTSIDE, STATUSES, WITHDRAWN
from facilitate.tui.plain import joined, pieces, plain
from facilitate.tui.widgets.rows.row import ListRow
from facilitate.workshop.views.capture import TableView, TimerFace

_SAVED = N_("✓ saved")
_WAITING = N_("… waiting")
_WORDS = (STATUSES[Standing.EXISTING], STATUSES[Standing.TO_CREATE], WITHDRAWN, _SAVED, _WAITING)


def about_words(view: TableView) -> Content:
    """The name and the place of the table, where it has them, and the event."""
    called = pieces((view.name, "bold"))
    return joined([called, *(pieces((part, "$text-muted")) for part in (view.place, view.title))])


def question_words(view: TableView, _: Language) -> Content:
    """What the table is asked; what it is told instead when it is closed, or besides when it is none of the phase."""
    if view.closed:
        return pieces((_.message(view.closed), "$warning"))
    question = plain(view.question)
    if view.between and view.question:
        question = pieces((f"{one_line(view.between)} · ", "$text-muted"), view.question)
    if not view.outside:
        return question
    return pieces(question, "\n" if view.question else "", (_(OUTSIDE, table=view.outside), "$warning"))


def capture_rows(
    ideas: Sequence[Idea],
    fresh: frozenset[str],
    _: Language,
    *,
    waiting: bool = False,
    others: Mapping[str, str] = MappingProxyType({}),
) -> tuple[ListRow, ...]:
    """One row for each idea; the words at the right are all as wide as the widest, so that no text moves.

    `others` are the titles of tables phases that are not on, by their keys: their ideas say which they belong to.

    Fresh ones are shown as saved, or, while the hub cannot have them, as `waiting`.
    """
    kept = (_WAITING, "$warning") if waiting else (_SAVED, "$success")
    width = max(len(_(word)) for word in _WORDS)
    return tuple(
        ListRow(
            idea.id,
            plain(one_line(idea.text) + (f" · {one_line(others[idea.phase])}" if idea.phase in others else "")),
            lead=plain(idea.ref),
            trail=_cell(idea, width, _, kept if idea.id in fresh else None),
            dim=idea.withdrawn,
        )
        for idea in ideas
    )


def _cell(idea: Idea, width: int, _: Language, kept: tuple[str, str] | None) -> Content:
    if idea.withdrawn:
        return pieces((_(WITHDRAWN).ljust(width), "$warning"))
    if kept:
        word, tone = kept
        return pieces((_(word).ljust(width), tone))
    return _worded(idea.status, width, _)


def status_word(status: Status, _: Language) -> Content:
    """A status as it is said."""
    return _worded(status, 0, _)


def _worded(status: Status, width: int, _: Language) -> Content:
    existing = status is Status.EXISTING
    word = _(STATUSES[status]).ljust(width)
    return pieces((word, "$secondary" if existing else "$text-muted"))


def counted(received: int, withdrawn: int, _: Language) -> str:
    """`11 ideas · 1 withdrawn`."""
    standing = _.plural("{n} idea", "{n} ideas", received - withdrawn)
    if not withdrawn:
        return standing
    from facilitate.workshop.report.wording import and_withdrawn  # not in the first picture of most tables

    return and_withdrawn(standing, withdrawn, _)


def timer_words(face: TimerFace | None, _: Language) -> tuple[str, str, str]:
    """What stands above the timer, its digits, and the tone they are drawn in."""
    if face is None:
        return _(N_("No phase under way")), "", "still"
    words = N_("paused") if face.paused else N_("over by") if face.over else N_("time left")
    tone = "late" if face.over else "still" if face.paused else "soon" if face.soon else ""
    if face.round:
        from facilitate.tui.widgets.times import rest, round_called  # few phases have rounds

        # Its time is the large one; that of the phase stands above it
        part = "" if face.round.changing else round_called(face.round, _)  # else it stands in large letters below
        beside = _(N_("phase: {duration}"), duration=rest(face.left, _))  # short: it stands beside the heading
        return " · ".join(filter(None, (part, _(words) if face.paused else "", beside))), face.large, tone
    return f"{face.phase} · {_(words)}", face.digits, tone
