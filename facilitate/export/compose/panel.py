"""What was said on the panels: kept remarks, or else the first ones, where the panel stands; the rest in the annex."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from facilitate.export.compose.anchors import Anchors
from facilitate.export.compose.day import bullets, named, paragraphs
from facilitate.export.compose.document import (
    Block,
    Heading,
    Items,
    ListItem,
    Paragraph,
    joined,
    on_line,
    own,
    typed,
    within,
)
from facilitate.i18n import Language
from facilitate.workshop.report.model import Report
from facilitate.workshop.report.phase_parts import MOST_OF_ONE, MOST_UNNAMED, PanelPart, Quote, SpeakerPart


class _Choice:
    """Which remarks stand with their panel: once any was kept for the report, those; else the first ones.

    Without an annex (`annexed`) the first ones are all.
    """

    def __init__(self, report: Report, *, annexed: bool) -> None:
        self.annexed = annexed
        self._kept = any(quote.kept for part in report.of(PanelPart) for quote in part.every_quote)

    def of(self, quotes: Sequence[Quote], most: int) -> tuple[list[str], list[str]]:
        """Return the words that stand there, and the others; `most` are the first ones."""
        chosen: list[str] = []
        others: list[str] = []
        for place, quote in enumerate(quotes):
            stands = quote.kept if self._kept else place < most or not self.annexed
            (chosen if stands else others).append(quote.text)
        return chosen, others


def panels(report: Report, anchors: Anchors, _: Language) -> Iterator[Block]:
    parts, choice = report.of(PanelPart), _Choice(report, annexed=anchors.annexed)
    for part in parts:
        if blocks := list(_panel(part, choice, _, internal=report.internal)):
            yield named(_("The panel"), part)
            yield from blocks


def further_remarks(report: Report, _: Language) -> Iterator[Block]:
    """Yield for the annex the remarks that do not stand with their panels."""
    choice = _Choice(report, annexed=True)
    for part in report.of(PanelPart):
        speakers = [(each, rest) for each in part.speakers if (rest := choice.of(each.quotes, MOST_OF_ONE)[1])]
        unnamed = choice.of(part.remarks, MOST_UNNAMED)[1]
        if not speakers and not unnamed:
            continue
        title = on_line(part.title)
        yield Heading(3, (title if title.text else own(_("The panel")), own(" · "), own(_("Further remarks"))))
        if speakers:
            yield Items(tuple(_speaker(each, _, rest, internal=False) for each, rest in speakers))
        if unnamed:
            yield bullets(unnamed)


def _panel(part: PanelPart, choice: _Choice, _: Language, *, internal: bool) -> Iterator[Block]:
    of_speakers = [(each, *choice.of(each.quotes, MOST_OF_ONE)) for each in part.speakers]
    unnamed, others = choice.of(part.remarks, MOST_UNNAMED)
    if of_speakers:
        yield Items(tuple(_speaker(each, _, chosen, internal=internal) for each, chosen, _others in of_speakers))
    yield from paragraphs(part.notes)
    if unnamed:
        yield Heading(3, (own(_("Unattributed remarks")),))
        yield bullets(unnamed)
    yield from _rest(len(others) + sum(len(rest) for _each, _chosen, rest in of_speakers), _, annexed=choice.annexed)
    if part.every_unquotable:
        yield Heading(3, (own(_("Remarks that may not be quoted")),))
        unquoted = [each for each in part.speakers if each.unquotable]
        if unquoted:
            yield Items(tuple(_speaker(each, _, each.unquotable, internal=internal) for each in unquoted))
        if part.unquotable:
            yield bullets(part.unquotable)


def _rest(many: int, _: Language, *, annexed: bool) -> Iterator[Paragraph]:
    """Say how many more remarks there are, and where: without an annex, in what the report is made of."""
    if not many:
        return
    if annexed:
        words = _.plural("{n} more remark is in the appendix.", "{n} more remarks are in the appendix.", many)
    else:
        words = _.plural(
            "{n} more remark was noted; it is in the session’s data.",
            "{n} more remarks were noted; they are in the session’s data.",
            many,
        )
    yield Paragraph((own(words, quiet=True),))


def _speaker(part: SpeakerPart, _: Language, texts: Iterable[str], *, internal: bool) -> ListItem:
    about = [(on_line(text),) for text in (part.speaker.role, part.speaker.organisation) if text]
    if internal and part.speaker.absent:
        about.append((own(_("marked as absent")),))
    quotes = tuple(ListItem(within(_.quoted, (typed(text),))) for text in texts)
    return ListItem(joined([(on_line(part.speaker.name, strong=True),), *about]), below=quotes)
