"""What the tables said, in Markdown: the typology, the annex, and the line in which the counts add up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from facilitate.domain.ideas import Status
from facilitate.domain.proposals import Place, Standing
from facilitate.export.escape import cell, inline
from facilitate.export.markdown_parts import INDENT, bullets, heading, strong, table
from facilitate.i18n import Language
from facilitate.workshop.counts import Counts
from facilitate.workshop.report import CategoryPart, IdeaLine, ProposalPart, Report


def typology(report: Report, _: Language) -> Iterator[str]:
    if not report.counts.proposals:
        return
    yield heading(2, _("The typology of the proposals") if report.categories else _("The proposals"))
    proposals = _.plural("{n} proposal", "{n} proposals", report.counts.proposals)
    yield " ".join(
        [
            _.plural("{n} idea led to {proposals}.", "{n} ideas led to {proposals}.", report.counts.standing,
                     proposals=proposals),
            _("Those that several ideas share come first; each says which ideas it comes from: "
              "T3-07 is the seventh idea of table 3."),
        ]
    )  # fmt: skip
    loose = [(_("Unfiled proposals"), report.unfiled), (_("Undecided proposals"), report.undecided)]
    if report.categories:
        yield _summary(report, loose, _)
    for category in report.categories:
        if category.proposals:
            yield heading(3, f"{category.number}. {cell(category.title)}")
            yield _proposals(category.proposals, _)
    for title, parts in loose:
        if parts:
            yield heading(3, title)
            yield _proposals(parts, _)


def annex(report: Report, _: Language) -> Iterator[str]:
    if not report.counts.received:
        return
    yield heading(2, _("Annex: every idea, word for word"))
    for table_ideas in report.annex:
        yield heading(3, _("Table {table}", table=table_ideas.table))
        yield bullets(_idea(line, _) for line in table_ideas.ideas)
    if report.withdrawn:
        yield heading(3, _("Withdrawn ideas"))
        yield _.plural(
            "{n} idea was withdrawn; no proposal counts it.", "{n} ideas were withdrawn; no proposal counts them.",
            len(report.withdrawn),
        )  # fmt: skip
        yield bullets(_words(line) for line in report.withdrawn)


def closing(report: Report, language: Language) -> Iterator[str]:
    yield "---"
    yield f"*{counts_sentence(report.counts, language)}*"


def counts_sentence(counts: Counts, language: Language) -> str:
    """Say that received = filed + unfiled + undecided + withdrawn; screens and commands may say it too."""
    _ = language
    if not counts.received:
        return _("No idea was collected.")
    return _(
        "The count adds up: {received} = {filed} + {unfiled} + {undecided} + {withdrawn}.",
        received=_.plural("{n} idea received", "{n} ideas received", counts.received),
        filed=_.plural("{n} filed", "{n} filed", counts.filed),
        unfiled=_.plural("{n} unfiled", "{n} unfiled", counts.unfiled),
        undecided=_.plural("{n} undecided", "{n} undecided", counts.undecided),
        withdrawn=_.plural("{n} withdrawn", "{n} withdrawn", counts.withdrawn),
    )


def _summary(report: Report, loose: Sequence[tuple[str, tuple[ProposalPart, ...]]], _: Language) -> str:
    parts = [*report.categories, *(CategoryPart(0, title, proposals) for title, proposals in loose if proposals)]
    columns = [
        (_("To be created"), [part.standing(Standing.TO_CREATE) for part in parts]),
        (_("Already existing"), [part.standing(Standing.EXISTING) for part in parts]),
        (_("Both"), [part.standing(Standing.BOTH) for part in parts]),
        (_("Proposals"), [len(part.proposals) for part in parts]),
        (_("Ideas"), [part.ideas for part in parts]),
    ]
    shown = [(title, numbers) for title, numbers in columns if any(numbers)]
    rows = [
        [_row_title(part), *(_.number(numbers[place]) for _title, numbers in shown)] for place, part in enumerate(parts)
    ]
    total = [strong(_("Total")), *(strong(_.number(sum(numbers))) for _title, numbers in shown)]
    return table([_("Category"), *(title for title, _numbers in shown)], [*rows, total], words=1)


def _row_title(part: CategoryPart) -> str:
    return f"{part.number}. {cell(part.title)}" if part.number else f"*{part.title}*"


def _proposals(parts: Sequence[ProposalPart], _: Language) -> str:
    standings = {
        Standing.TO_CREATE: _("to be created"),
        Standing.EXISTING: _("already existing"),
        Standing.BOTH: _("existing here, to be created there"),
    }
    return bullets(
        _with_line(
            inline(part.wording, indent=INDENT), f"{standings[part.standing]} · {', '.join(map(cell, part.refs))}"
        )
        for part in parts
    )


def _idea(line: IdeaLine, _: Language) -> str:
    status = _("already existing") if line.status is Status.EXISTING else _("to be created")
    places = {Place.FILED: cell(line.category), Place.UNFILED: _("unfiled"), Place.UNDECIDED: _("undecided")}
    fate = [status, places[line.place]]
    if line.wording:
        fate.append(_("put forward as {wording}", wording=_.quoted(cell(line.wording))))
    return _with_line(_words(line), " · ".join(filter(None, fate)))


def _words(line: IdeaLine) -> str:
    return f"{strong(cell(line.ref))} — {inline(line.text, indent=INDENT)}"


def _with_line(text: str, small: str) -> str:
    """A second, quieter line below what was said."""
    return f"{text}\\\n{INDENT}*{small}*"
