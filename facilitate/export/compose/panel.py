"""What was said on the panels: the first remarks where the panel stands, and all that follow in the annex."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence

from facilitate.export.compose.anchors import Anchors
from facilitate.export.compose.day import bullets, named, paragraphs
from facilitate.export.compose.document import (
    OPENING,
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
from facilitate.workshop.report.phase_parts import PanelPart, SpeakerPart

_OF_ONE = 6  # remarks of somebody, and of nobody in particular, that stand with the panel
_UNNAMED = 12


def panels(report: Report, anchors: Anchors, _: Language) -> Iterator[Block]:
    parts = report.of(PanelPart)
    for part in parts:
        yield named(_("The panel"), part)
        yield from _panel(part, _, internal=report.internal, whole=not anchors.annexed)
    if report.unquoted_elsewhere:
        title = _("Remarks outside the panels") if parts else _("The panel")
        yield Heading(OPENING, (own(title),))
        yield _unquoted(report.unquoted_elsewhere, _)


def further_remarks(report: Report, _: Language) -> Iterator[Block]:
    """Yield for the annex the remarks for which the panels had no room."""
    for part in report.of(PanelPart):
        speakers = [each for each in part.speakers if len(each.quotes) > _OF_ONE]
        if not speakers and len(part.remarks) <= _UNNAMED:
            continue
        title = on_line(part.title)
        yield Heading(3, (title if title.text else own(_("The panel")), own(" · "), own(_("Further remarks"))))
        if speakers:
            yield Items(tuple(_speaker(each, _, each.quotes[_OF_ONE:], internal=False) for each in speakers))
        if part.remarks[_UNNAMED:]:
            yield bullets(part.remarks[_UNNAMED:])


def _unquoted(number: int, _: Language) -> Paragraph:
    sentence = _.plural(
        "{n} remark is not published, as there is no consent to quote it.",
        "{n} remarks are not published, as there is no consent to quote them.",
        number,
    )
    return Paragraph((own(sentence),))


def _panel(part: PanelPart, _: Language, *, internal: bool, whole: bool) -> Iterator[Block]:
    of_one, unnamed = (None, None) if whole else (_OF_ONE, _UNNAMED)
    if part.speakers:
        yield Items(tuple(_speaker(each, _, each.quotes[:of_one], internal=internal) for each in part.speakers))
    yield from paragraphs(part.notes)
    if part.remarks:
        yield Heading(3, (own(_("Unattributed remarks")),))
        yield bullets(part.remarks[:unnamed])
    if not whole:
        yield from _rest([*(each.quotes[_OF_ONE:] for each in part.speakers), part.remarks[_UNNAMED:]], _)
    if kept := part.every_unquotable:
        yield Heading(3, (own(_("Remarks that may not be quoted")),))
        of_speakers = [each for each in part.speakers if each.unquotable]
        if of_speakers:
            yield Items(tuple(_speaker(each, _, each.unquotable, internal=internal) for each in of_speakers))
        if part.unquotable:
            yield bullets(part.unquotable)
    if part.unquoted > len(kept):
        yield _unquoted(part.unquoted - len(kept), _)


def _rest(texts: Sequence[Sequence[str]], _: Language) -> Iterator[Paragraph]:
    """Say how many remarks stand in the annex."""
    if many := sum(map(len, texts)):
        words = _.plural("{n} more remark is in the appendix.", "{n} more remarks are in the appendix.", many)
        yield Paragraph((own(words, quiet=True),))


def _speaker(part: SpeakerPart, _: Language, texts: Iterable[str], *, internal: bool) -> ListItem:
    about = [(on_line(text),) for text in (part.speaker.role, part.speaker.organisation) if text]
    if internal and part.speaker.absent:
        about.append((own(_("marked as absent")),))
    quotes = tuple(ListItem(within(_.quoted, (typed(text),))) for text in texts)
    return ListItem(joined([(on_line(part.speaker.name, strong=True),), *about]), below=quotes)
