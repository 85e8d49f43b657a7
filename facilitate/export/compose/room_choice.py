"""What the room kept by its vote, for what is read apart from the report: slides, the e-mail, texts for networks."""

from __future__ import annotations

from dataclasses import replace
from functools import partial

from facilitate.domain.frozen import dataclass
from facilitate.domain.text import inlined, one_line
from facilitate.export.line_breaks import ended
from facilitate.i18n import Language
from facilitate.workshop.report.model import Report
from facilitate.workshop.report.vote_words import kept_title_words, tie_words, tied_places
from facilitate.workshop.report.votes import VoteLine, VotePart, kept_vote, total_got

_CALLED = 40  # letters of a proposal in a sentence about several
_REASON = 120  # letters of why a tie was decided so, where there is little room


@dataclass(frozen=True, slots=True)
class RoomChoice:
    """What was kept: a title, the wording and the total of each, and how a tie over them was decided, if one was.

    Of the tie `note` says everything, `brief` one sentence, and `aside` a few words that no one has to cut.
    """

    title: str
    kept: tuple[tuple[str, str], ...]
    note: str
    brief: str
    aside: str


def room_choice(report: Report, _: Language) -> RoomChoice | None:
    """Return what the latest vote that kept something kept; None where none did.

    It bears no number of the vote: of the others nothing stands beside it.
    """
    part = kept_vote(report.of(VotePart))
    if part is None:
        return None
    kept = tuple(
        (inlined(line.wording), total_got(line, part.rule, _)) for line in part.lines if line.kept and line.wording
    )
    return RoomChoice(
        kept_title_words(replace(part, number=0), _),
        kept,
        " ".join(tie_words(part, _, partial(called_briefly, _=_))),
        brief_tie_words(part, _),
        _("equal votes decided by the room") if part.ties else "",
    )


def brief_tie_words(part: VotePart, _: Language) -> str:
    """Say that the room decided what was equal at the cut, and why; nothing where nothing was."""
    return " ".join(
        _(
            "Equal votes for {places}, decided by the room: {reason}.",
            places=tied_places(part, tie, _), reason=_.quoted(ended(one_line(tie.reason), _REASON)),
        )
        for tie in part.ties
    )  # fmt: skip


def called_briefly(line: VoteLine, _: Language) -> str:
    """Return what was voted on by its first words, or by its letters where these were taken back."""
    return _.quoted(ended(inlined(line.wording), _CALLED)) if line.wording else "+".join(line.letters)
