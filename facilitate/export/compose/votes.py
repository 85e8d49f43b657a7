"""What the report says of votes, and the same as data."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

from facilitate.domain.frozen import dataclass
from facilitate.domain.values.votes import VoteRule
from facilitate.export.compose.anchors import Anchors
from facilitate.export.compose.document import (
    Block,
    DocumentTable,
    Heading,
    Items,
    ListItem,
    Paragraph,
    Runs,
    TextRun,
    on_line,
    own,
)
from facilitate.i18n import Language
from facilitate.workshop.report.model import Report
from facilitate.workshop.report.vote_words import (
    both_words,
    candidate_words,
    excess_words,
    kept_words,
    result_number,
    ruled_words,
    share_words,
    title_words,
    total_head,
    turnout_words,
    worlds_words,
)
from facilitate.workshop.report.votes import TieLine, VoteLine, VotePart

_OF_WORLDS = 40  # letters of the heads of worlds that have a column each
_APART = 3


@dataclass(frozen=True, slots=True)
class _ResultColumn:
    """A column of the result; `width` is its share of the line where it holds words, and 0 where these are short."""

    head: str
    cell: Callable[[VoteLine], Runs]
    width: int = 0


def votes(report: Report, anchors: Anchors, _: Language) -> Iterator[Block]:
    """Yield each vote: what was asked, how many voted, both readings side by side, what was kept."""
    for part in report.of(VotePart):
        yield Heading(2, (own(title_words(part, _)),))
        asked = ruled_words(part.rule, part.most, part.cap, _)
        yield Paragraph((on_line(" ".join([asked, *turnout_words(part, _)])),))
        for text in excess_words(part, _):
            yield Paragraph((TextRun(text, strong=True),))
        yield _table(part, anchors, _)
        notes = [*kept_words(part, _), *worlds_words(part, _)]
        if notes:
            yield Items(tuple(ListItem((on_line(text),)) for text in notes))


def _table(part: VotePart, anchors: Anchors, _: Language) -> DocumentTable:
    """Return what came of each candidate; of one sentence, how many showed so many fingers, which no rank goes with."""
    is_told = any(line.both_worlds is not None for line in part.lines)
    is_five, own_columns = part.rule is VoteRule.FIVE, _heads_wide(part) <= _OF_WORLDS
    words: list[_ResultColumn] = [
        *([] if is_five else [
            _ResultColumn(_("Rank"), lambda line: (own(str(line.rank)),)),
            _ResultColumn(_("Letter"), lambda line: (own("+".join(line.letters)),)),
        ]),
        _ResultColumn(_("Proposal"), lambda line: _called(line, anchors, _), 12),
    ]  # fmt: skip
    numbers = [_ResultColumn(total_head(part, _), lambda line: (own(result_number(line, part, _)),))]
    if is_told and own_columns:
        numbers += [_ResultColumn(world, partial(_share, world, _)) for world in part.worlds]
    elif is_told:
        words.append(_ResultColumn(_("Worlds"), lambda line: (on_line(share_words(line, _)),), 8))
    if is_told and not is_five:
        numbers.append(_ResultColumn(_("Both worlds"), lambda line: (own(both_words(line, _)),)))
    columns = [*words, *numbers]
    return DocumentTable(
        _("{result}: proposal by proposal", result=title_words(part, _)),  # not the heading: each has a name of its own
        tuple(each.head for each in columns),
        tuple(tuple(each.cell(line) for each in columns) for line in part.lines),
        words=len(words),
        widths=tuple(each.width for each in words),
    )


def _heads_wide(part: VotePart) -> int:
    """Return how many letters the heads of all worlds take beside each other, on as many lines as they have words."""
    return sum(max(map(len, world.split()), default=0) + _APART for world in part.worlds)


def _share(world: str, _: Language, line: VoteLine) -> Runs:
    """Return how many of a world chose a proposal, of how many: on one line, so that no number stands alone."""
    found = next((each for each in line.shares if each.world == world), None)
    return (own(_("{n} of {all}", n=found.yes, all=found.ballots).replace(" ", "\u00a0")),) if found else (own("–"),)


def _called(line: VoteLine, anchors: Anchors, _: Language) -> Runs:
    wording = on_line(candidate_words(line, _), strong=line.kept)
    if number := anchors.number(line.proposal):
        return (on_line(number, strong=True, to=anchors.proposal(line.proposal)), own(" "), wording)
    return (wording,)


def votes_data(report: Report) -> list[dict[str, Any]]:
    """Return the votes for other programs."""
    return [vote_data(part) for part in report.of(VotePart)]


def vote_data(part: VotePart) -> dict[str, Any]:
    """Return a vote that is closed for other programs."""
    return {
        "rule": part.rule.value,
        "most": part.most,
        "cap": part.cap if part.rule is VoteRule.DOTS else None,
        "ballots": part.ballots,
        "sums": {
            "phones": part.coded,
            "paper": part.uncoded,
            "spoilt": part.spoilt,
            "blank": part.blank,
            "without_world": part.worldless,
            "corrections": part.corrected,
            "corrections_without_ballot": part.missed,
            "slips": part.slips or None,
            "present": part.present or None,
            "excess": dict(part.excess),
            "note": part.note,
        },
        "indicative": part.indicative,
        "fingers": list(part.fingers) or None,
        "worlds": list(part.worlds),
        "worlds_not_computed": list(part.hidden_worlds),
        "counted_by_hand": part.by_hand,
        "reopened": part.reopened,
        "results": [_line_data(line) for line in part.lines],
        "ties": [_tie_data(tie) for tie in part.ties],
        "open_tie": None
        if part.open_tie is None
        else {
            "by": part.open_tie.reading.value,
            "wanted": part.open_tie.wanted,
            "left": part.open_tie.left,
            "letters": list(part.open_tie.letters),
        },
        "kept": None
        if part.kept is None
        else {"by": part.kept.reading.value, "wanted": part.kept.wanted, "letters": list(part.kept.letters)},
    }


def _tie_data(tie: TieLine) -> dict[str, Any]:
    return {"by": tie.reading.value, "equal": list(tie.among), "first": list(tie.letters), "reason": tie.reason}


def _line_data(line: VoteLine) -> dict[str, Any]:
    return {
        "letter": line.letters[0],
        "letters": list(line.letters),
        "refs": list(line.refs),
        "proposal": line.wording,
        "state": line.state,
        "rank": line.rank,
        "total": line.total,
        "at_least": line.at_least,
        "both_worlds": line.both_worlds,
        "both_worlds_rank": line.both_rank or None,
        "shares": [{"world": each.world, "yes": each.yes, "ballots": each.ballots} for each in line.shares],
        "kept": line.kept,
    }
