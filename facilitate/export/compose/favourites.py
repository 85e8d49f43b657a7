"""The ideas that each table said matter most to it: told as what tables named, which no vote counted."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from facilitate.export.compose.anchors import Anchors, references
from facilitate.export.compose.document import Block, Items, ListItem, Paragraph, Runs, joined, on_line, own, within
from facilitate.export.compose.people import table_words
from facilitate.i18n import Language
from facilitate.workshop.report.model import Report
from facilitate.workshop.report.phase_parts import TablesPart

_STAR = "★"


def favourites(report: Report, part: TablesPart, anchors: Anchors, _: Language) -> Iterator[Block]:
    """Yield for each table of a phase what it named, in its own order, where any did."""
    lines = {line.ref: line for each in report.annex for line in each.ideas}
    items = [
        (table, [lines[ref] for ref in refs if ref in lines])
        for table, refs in ((each.table, each.refs) for each in part.favourites)
    ]
    if not any(found for _table, found in items):
        return
    sentence = _(
        "What matters most to each table ({star}): three ideas at most, which it named when it heard its list. Nobody "
        "voted on them there.",
        star=_STAR,
    )
    yield Paragraph((own(sentence),))
    shown: list[ListItem] = []
    for table, found in items:
        named: list[Runs] = [
            (on_line(line.text), own(" ("), *references([line.ref], anchors), own(")")) for line in found
        ]
        if named:
            called = table_words(part.setup(table), _)
            listed = joined(named, " · ")
            shown.append(ListItem(within(lambda it, whom: _("{label}: {value}", label=whom, value=it), listed, called)))
    yield Items(tuple(shown))


def starred(report: Report, _: Language) -> Mapping[str, str]:
    """Return by proposal, where a table named one of its ideas, a few words that say of which tables it is one."""
    words: dict[str, list[str]] = {}
    for part in report.of(TablesPart):
        for proposal, text in part.outcomes(_):
            words.setdefault(proposal, []).append(text)
    return {proposal: f"{_STAR} {', '.join(texts)}" for proposal, texts in words.items()}
