"""A document as Markdown: CommonMark, with the tables of GitHub Flavored Markdown and nothing else beyond it."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from facilitate.export.compose.build import compose
from facilitate.export.compose.day import labelled
from facilitate.export.compose.document import (
    Document,
    DocumentTable,
    Heading,
    Items,
    KeyFigures,
    ListItem,
    Photos,
    Quotation,
    Runs,
    TextRun,
    WrittenBlock,
    in_words,
    on_line,
)
from facilitate.export.markdown_escape import inline
from facilitate.i18n import Language
from facilitate.workshop.report.model import Report

_INDENT = "  "


def render(report: Report, language: Language) -> str:
    """Return the whole report in the default order; the language of its session is `report.plan.language`."""
    return write(compose(report, language), language)


def write(document: Document, language: Language) -> str:
    """Return the whole document; what marks it stands above every section, for a page of it may be copied alone."""
    marking = [f"**{document.marking}**"] if document.marking else []
    blocks = [*marking, *_title(document, language)]
    for section in document.sections:
        written = [block for block in in_words(section.blocks) if not isinstance(block, Photos)]
        if len(written) == len(list(in_words(section.blocks))):  # a text alone has no pictures to caption
            blocks += [*marking, *map(_block, written)]
    blocks += ["---", _set_off(document.closing, "*"), *marking] if document.closing else marking
    return "\n\n".join(blocks) + "\n"


def _title(document: Document, _: Language) -> Iterator[str]:
    yield f"# {_runs((on_line(document.title),))}"
    what = f"**{document.what}**"
    yield f"{what}\\\n*{_runs((on_line(document.subtitle),))}*" if document.subtitle else what
    if document.facts:
        yield "\n".join(f"- {_runs(labelled(label, value, _))}" for label, value in document.facts)


def _block(block: WrittenBlock) -> str:
    if isinstance(block, Heading):
        return f"{'#' * block.level} {_runs(block.runs)}"
    if isinstance(block, Items):
        return _items(block.items, numbered=block.numbered)
    if isinstance(block, KeyFigures):
        return " · ".join(f"**{number}** {words}" for number, words in block.figures)
    if isinstance(block, DocumentTable):
        # Heads may be what people call something: an event of a cycle, a category.
        return table(
            [inline(each) for each in block.head],
            [[_runs(cell) for cell in row] for row in block.rows],
            words=block.words,
        )
    return f"> {_runs(block.runs, '> ')}" if isinstance(block, Quotation) else _runs(block.runs)


def _items(items: Sequence[ListItem], indent: str = "", *, numbered: bool = False) -> str:
    lines = []
    for number, item in enumerate(items, 1):
        marker = f"{number}. " if numbered else "- "
        inner = indent + " " * (3 if numbered else 2)
        lines.append(f"{indent}{marker}{_runs(item.runs, inner)}")
        if item.small:  # a second, quieter line below what was said
            small = _runs(tuple(replace(run, quiet=False) for run in item.small))  # it is quiet as a whole
            lines[-1] += f"\\\n{inner}{_set_off(small, '*')}"
        if item.detail:  # set apart as a quotation, which needs no blank line: the list stays as close as it is
            lines.append(f"{inner}> {_runs(item.detail, f'{inner}> ')}")
        if item.below:
            lines.append(_items(item.below, inner))
    return "\n".join(lines)


def _runs(runs: Runs, indent: str = "") -> str:
    return "".join(_run(run, indent) for run in runs)


def _run(run: TextRun, indent: str) -> str:
    text = run.text if run.own else inline(run.text, indent=indent)
    return _set_off(text, "**" if run.strong else "*") if run.strong or run.quiet else text


def _set_off(text: str, by: str) -> str:
    """Emphasise a text; spaces at its ends stay outside, else the signs would be read as signs (CommonMark, 6.2)."""
    inside = text.strip()
    before, _inside, after = text.partition(inside) if inside else (text, "", "")
    return f"{before}{by}{inside}{by}{after}" if inside else text


def table(header: Sequence[str], rows: Sequence[Sequence[str]], *, words: int) -> str:
    """Set a table out in columns that also line up for who reads the raw file; the first `words` columns hold words.

    Its other columns hold numbers and stand on the right.
    """
    widths = [max(3, *(len(row[place]) for row in (header, *rows))) for place in range(len(header))]
    rule = ["-" * width if place < words else "-" * (width - 1) + ":" for place, width in enumerate(widths)]
    lines = [header, rule, *rows]
    return "\n".join(_row(line, widths, words) for line in lines)


def _row(cells: Sequence[str], widths: Sequence[int], words: int) -> str:
    padded = [
        text.ljust(width) if place < words else text.rjust(width)
        for place, (text, width) in enumerate(zip(cells, widths, strict=True))
    ]
    return f"| {' | '.join(padded)} |"
