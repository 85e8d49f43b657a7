"""Every idea with where it came from and where it went, as rows: one table for spreadsheets, one for Decidim."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import UTC, datetime

from facilitate.domain.errors import N_, Message
from facilitate.domain.text import inlined
from facilitate.export.compose.ideas import standing
from facilitate.export.csv_cells import sheet
from facilitate.i18n import Language
from facilitate.labels import PLACES, STATUSES, WITHDRAWN, role_called
from facilitate.sheets.formulas import as_published
from facilitate.workshop.report.model import CategoryPart, IdeaLine, ProposalPart, Report

_LONGEST_TITLE = 150  # Decidim refuses a longer title of a proposal


def ideas_csv(report: Report, language: Language) -> str:
    """Return the rows of all ideas as one sheet."""
    return sheet(with_notice(ideas_rows(report, language), report, language))


def ideas_rows(report: Report, _: Language) -> list[tuple[str, ...]]:
    """Return the heads, and a row for each idea that stands; internal rows say so, and have the withdrawn ones last.

    There are last columns for the names of tables, for rounds and for details, where an idea has one, and for when
    ideas were imported: those were noted nobody knows when.
    """
    head = (
        _("Reference"), _("Table"), _("Idea"), _("Status"), _("Filing"), _("Category"), _("Proposal"),
        _("Proposal status"), _("Proposal ID"), _("Research question"),
        _("Noted at (UTC)"), _("Noted by"), _("Phase"),
    )  # fmt: skip
    titles = {phase.key: phase.title for phase in report.plan.tables_phases}
    known = {part.id: part for _category, part in proposals(report)}
    filed = report.has_typology
    rows = [head, *((*_row(line, None if withdrawn else known.get(line.proposal), _, withdrawn=withdrawn, filed=filed),
                     titles.get(line.phase, "")) for line, withdrawn in every_idea(report))]  # fmt: skip
    lines = [line for line, _withdrawn in every_idea(report)]
    if report.internal:
        rows = _beside(rows, _("Original wording"), [line.first_text for line in lines])
        rows = _beside(rows, _("Internal"), [_("not to be passed on")] * len(lines))
        if any(line.first_detail for line in lines):
            rows = _beside(rows, _("First detail"), [line.first_detail for line in lines])
    if report.rehearsal:
        rows = _beside(rows, _("Rehearsal"), [_("not of the event")] * len(lines))
    called = [table_name(report, line) for line in lines]
    if any(called):
        rows = _beside(rows, _("Table name"), called)
    if any(line.round for line in lines):
        rows = _beside(rows, _("Round"), [str(line.round or "") for line in lines])
    if any(line.detail for line in lines):
        rows = _beside(rows, _("Detail"), [line.detail for line in lines])
    if any(line.imported for line in lines):
        rows = _beside(rows, _("Imported at (UTC)"), [moment(line.at) if line.imported else "" for line in lines])
    return rows


def with_notice(rows: list[tuple[str, ...]], report: Report, _: Language) -> list[tuple[str, ...]]:
    """Return the rows, each with what nobody may read them without, as a last column; no column where there is none.

    A row of its own would be an idea to whoever reads the sheet back.
    """
    notice = inlined(report.plan.publication.notice)
    return _beside(rows, _("Notice"), [notice] * (len(rows) - 1)) if notice else rows


def table_name(report: Report, line: IdeaLine) -> str:
    """Return what the table of an idea was called in its phase; nothing where it had no name."""
    phase = report.plan.phase(line.phase)
    return phase.table(line.table).name if phase else ""


def _beside(rows: list[tuple[str, ...]], head: str, cells: list[str]) -> list[tuple[str, ...]]:
    """Return the rows with one more column."""
    return [(*row, cell) for row, cell in zip(rows, [head, *cells], strict=True)]


def every_idea(report: Report) -> Iterator[tuple[IdeaLine, bool]]:
    """Yield each idea the report has, and whether it was withdrawn."""
    for table in report.annex:
        yield from ((line, False) for line in table.ideas)
    yield from ((line, True) for line in report.withdrawn)


def proposals(report: Report) -> Iterator[tuple[CategoryPart | None, ProposalPart]]:
    """Yield each proposal with its category, in the order of the report."""
    for category in report.categories:
        yield from ((category, part) for part in category.proposals)
    yield from ((None, part) for part in (*report.unfiled, *report.undecided))


def moment(at: datetime) -> str:
    """Return a moment as ISO 8601 tells it in UTC, to the second: the same on every machine."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _row(line: IdeaLine, part: ProposalPart | None, _: Language, *, withdrawn: bool, filed: bool) -> tuple[str, ...]:
    return (
        line.ref,
        str(line.table),
        line.text,
        _(STATUSES[line.status]),
        _(WITHDRAWN) if withdrawn else _(PLACES[line.place]) if filed else "",
        "" if withdrawn else line.category,
        part.wording if part else "",
        standing(part.standing, _) if part else "",
        line.proposal,
        line.axis,
        "" if line.imported else moment(line.at),
        "" if line.imported else role_called(line.by, _),
    )


def decidim_csv(report: Report, language: Language) -> str:
    """Return the proposals as Decidim’s administration imports them (`Decidim::Proposals::Import::ProposalCreator`).

    Its identifiers of taxonomies belong to each platform, so they are there where somebody said them for a category;
    those of categories and scopes are what older platforms had, and empty. The category stands in the body, and so do
    the details of the ideas. `id` is ours, which the import leaves aside.
    What nobody may read a proposal without ends its body: people read it there, and a row of its own would be imported.
    There is no byte order mark: its reader would take it for a part of the first column’s name. The words are published
    as they stand here: only a cell that a spreadsheet would run as a function has an apostrophe before it.
    """
    return sheet(_decidim_rows(report, language), bom=False, guarded=as_published)


def decidim_notice(report: Report, language: Language) -> Message | None:
    """Return how many cells have an apostrophe before their words there, and why; None where none has."""
    return notice_of_guarded(_decidim_rows(report, language))


def notice_of_guarded(rows: Iterable[Sequence[str]]) -> Message | None:
    """Return how many cells of rows for Decidim have an apostrophe before their words, and why; None for none."""
    count = sum(as_published(cell) != cell for row in rows for cell in row)
    one = N_("In the file for Decidim, one cell has an apostrophe before its words, which look like a formula.")
    many = N_("In the file for Decidim, {count} cells have an apostrophe before their words, which look like formulas.")
    return Message(one if count == 1 else many, {"count": count}) if count else None


def _decidim_rows(report: Report, language: Language) -> Iterator[tuple[str, ...]]:
    head = decidim_heads(language.code)
    details: dict[str, list[IdeaLine]] = {}
    for line, withdrawn in every_idea(report):
        if line.detail and not withdrawn:
            details.setdefault(line.proposal, []).append(line)
    _ = language
    rehearsed = _("Rehearsal: not of the event") if report.rehearsal else ""
    markings = tuple(filter(None, (rehearsed, inlined(report.plan.publication.notice))))
    yield head
    for category, part in proposals(report):
        yield _decided(category, part, details.get(part.id, ()), markings, _)


def _decided(
    category: CategoryPart | None,
    part: ProposalPart,
    detailed: Sequence[IdeaLine],
    markings: Sequence[str],
    _: Language,
) -> tuple[str, ...]:
    paragraphs = [
        part.wording,
        *(line.detail if len(part.refs) == 1 else f"{line.ref} — {line.detail}" for line in detailed),
        inlined(category.title) if category else "",
        "\n".join((f"{standing(part.standing, _)} · {', '.join(part.refs)}", *markings)),
    ]
    body = "\n\n".join(filter(None, paragraphs))
    return decidim_row(part.id, part.wording, body, category.taxonomies if category else ())


def decidim_heads(code: str) -> tuple[str, ...]:
    """Return the heads of the columns that Decidim imports, for words in that language."""
    return ("id", f"title/{code}", f"body/{code}", "category/id", "taxonomies/ids", "scope/id")


def decidim_row(key: str, wording: str, body: str, taxonomies: Sequence[int]) -> tuple[str, ...]:
    """Return the row of a proposal. A blank follows each comma of its ids, or some spreadsheets read one number."""
    title = inlined(wording)
    if len(title) > _LONGEST_TITLE:
        title = title[: _LONGEST_TITLE - 1].rsplit(" ", 1)[0] + "…"
    return (key, title, body, "", ", ".join(map(str, taxonomies)), "")
