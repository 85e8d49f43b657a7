"""The sentences about what the tables said: the typology, the matrix, the annex, and the count that adds up."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace

from facilitate.domain.errors import N_
from facilitate.domain.numbers import whole_number
from facilitate.domain.programme.plan import Phase, TableSetup
from facilitate.domain.references import reference
from facilitate.domain.values.proposals import Place, Standing
from facilitate.export.compose.anchors import Anchors, references
from facilitate.export.compose.day import counted
from facilitate.export.compose.document import (
    Block,
    DocumentTable,
    Heading,
    IndexPart,
    Items,
    ListItem,
    Paragraph,
    Runs,
    TextRun,
    joined,
    on_line,
    own,
    typed,
    within,
)
from facilitate.export.compose.favourites import starred
from facilitate.export.compose.panel import further_remarks
from facilitate.export.compose.people import table_words
from facilitate.export.compose.receipts import Receipts
from facilitate.export.compose.summary import categories_shown, is_all_loose
from facilitate.i18n import Language
from facilitate.labels import PLACES, STATUSES
from facilitate.workshop.report.asked import asks_by_round
from facilitate.workshop.report.matrix import Matrix
from facilitate.workshop.report.model import CategoryPart, IdeaLine, ProposalPart, Report, TableIdeas
from facilitate.workshop.report.wording import led_to

_ALL = {
    Standing.TO_CREATE: N_("All to be created"),
    Standing.EXISTING: N_("All already existing"),
    Standing.BOTH: N_("All existing or to be created, depending on the idea"),
}


def typology(report: Report, anchors: Anchors, _: Language) -> Iterator[Block]:
    if not report.counts.proposals:
        return
    by_category = bool(report.categories) and not is_all_loose(report)
    yield Heading(2, (own(_("Proposals by category") if by_category else _("The proposals")),))
    proposals = _.plural("{n} proposal", "{n} proposals", report.counts.proposals)
    titles, stars = _phase_titles(report), starred(report, _)
    of_stars = [_("★: among the three ideas at most that a table said matter most to it; no vote.")] if stars else []
    yield Paragraph((own(" ".join([led_to(report.counts, proposals, _), *_reading(report, _), *of_stars])),))
    if by_category or len(list(categories_shown(report, _))) > 1:
        yield _summary(report, _)
    for part in categories_shown(report, _):
        if part.proposals:
            if report.has_typology:
                yield Heading(3, _row_title(part, quiet=False))
            yield from _proposals(part.proposals, titles, stars, anchors, _)


def _reading(report: Report, _: Language) -> Iterator[str]:
    """Yield how proposals and references are read, with a reference that stands in this report."""
    if report.counts.proposals == 1:
        return
    groups = [*(category.proposals for category in report.categories), report.unfiled, report.undecided]
    if any(len(proposal.refs) > 1 for proposals in groups for proposal in proposals):
        yield _("Proposals that bring together several ideas come first.")
    ideas = [idea for each in report.annex for idea in each.ideas]
    # Those of a second writer are counted apart.
    plain = [idea for idea in ideas if idea.ref == reference(idea.table, "", _number(idea))]
    for idea in plain[:1]:
        yield _(
            "Each proposal lists its ideas: for example, {ref} is an idea of table {table}.",
            ref=idea.ref, table=idea.table,
        )  # fmt: skip
    if others := [idea for idea in ideas if re.match(r"T[0-9]+[a-z]", idea.ref)]:
        yield _(
            "Letters after the table number, as in {ref}, mean that another device or screen noted the idea for that "
            "table.",
            ref=others[0].ref,
        )


def _number(idea: IdeaLine) -> int:
    return whole_number(idea.ref.rpartition("-")[2]) or 0  # files may hold any reference


def _summary(report: Report, _: Language) -> DocumentTable:
    parts = list(categories_shown(report, _))
    columns = [
        (_("Proposals to be created"), [part.standing(Standing.TO_CREATE) for part in parts]),
        (_("Existing proposals"), [part.standing(Standing.EXISTING) for part in parts]),
        (_("Proposals that are both"), [part.standing(Standing.BOTH) for part in parts]),
        (_("Proposals"), [len(part.proposals) for part in parts]),
        (_("Ideas"), [part.ideas for part in parts]),
    ]
    caption = _("Proposals and ideas per category")
    return counted(caption, _("Category"), [_row_title(part) for part in parts], columns, _)


def _row_title(part: CategoryPart, *, quiet: bool = True) -> Runs:
    if not part.number:
        return (own(part.title, quiet=quiet),)
    return (own(f"{part.number}. "), on_line(part.title))


def standing(which: Standing, _: Language) -> str:
    """Return whether a proposal exists already, in words."""
    return _(STATUSES[which])


def _phase_titles(report: Report) -> dict[str, str]:
    """Return the titles of the tables phases by their keys, where there are several to tell apart."""
    phases = report.plan.tables_phases
    return {phase.key: phase.title for phase in phases} if len(phases) > 1 else {}


def _phases(part: ProposalPart, titles: Mapping[str, str]) -> Runs:
    named = [(on_line(titles[key]),) for key in part.phases if key in titles]
    return (own(" · "), *joined(named)) if named else ()


def _proposals(
    parts: Sequence[ProposalPart], titles: Mapping[str, str], stars: Mapping[str, str], anchors: Anchors, _: Language
) -> Iterator[Block]:
    """Yield the proposals by their numbers; a status that all of several share is said once, above them."""
    shared = {part.standing for part in parts} if len(parts) > 1 else set()
    if len(shared) == 1:
        yield Paragraph((own(_(_ALL[shared.pop()]), quiet=True),))
        shared = {part.standing for part in parts}
    yield Items(
        tuple(
            _proposal(part, titles, stars.get(part.id, ""), anchors, _, alone=not shared or len(shared) > 1)
            for part in parts
        )
    )


def _proposal(
    part: ProposalPart, titles: Mapping[str, str], star: str, anchors: Anchors, _: Language, *, alone: bool
) -> ListItem:
    number = (own(part.number, strong=True), own("\u2002")) if part.number else ()
    status = (own(f"{standing(part.standing, _)} · "),) if alone else ()
    small = (*status, *references(part.refs, anchors), *_phases(part, titles), *((own(f" · {star}"),) if star else ()))
    return ListItem((*number, typed(part.wording)), small, anchor=anchors.proposal(part.id), plain=bool(part.number))


def answers(report: Report, _anchors: Anchors, _: Language) -> Iterator[Block]:
    """Yield which proposals answer which question of the study."""
    if (matrix := report.matrix) is None:
        return
    yield Heading(2, (own(_("Proposals by research question")),))
    if matrix.categories:
        sentence = _(
            "Number of proposals that answer each question. The column numbers are those of the typology; a "
            "proposal that answers two questions is counted in both rows."
        )
        yield Paragraph((own(sentence),))
    yield _crossed(matrix, _)
    if matrix.unanswered:
        yield Items(
            tuple(
                ListItem(
                    within(
                        lambda question: _("No proposals for {question}", question=question),
                        within(_.quoted, (on_line(axis.question),)),
                    )
                )
                for axis in matrix.unanswered
            )
        )


def _crossed(matrix: Matrix, _: Language) -> DocumentTable:
    rows = [(on_line(axis.question), row) for axis, row in matrix.rows]
    if matrix.free.proposals:
        rows.append((own(_("Not linked to a question"), quiet=True), matrix.free))
    loose = [
        (title, counts)
        for title, counts in (
            (_("Unfiled"), [row.unfiled for _title, row in rows]),
            (_("Undecided"), [row.undecided for _title, row in rows]),
        )
        if any(counts)
    ]
    numbers = [str(number) for number, _category in enumerate(matrix.categories, 1)]
    head = (_("Research question"), *numbers, *(title for title, _counts in loose), _("Proposals"))
    lines: list[tuple[Runs, ...]] = []
    for place, (title, row) in enumerate(rows):
        cells = [*row.filed, *(counts[place] for _title, counts in loose)]
        last = (own(_.number(row.proposals), strong=True),)
        lines.append(((title,), *((own(_.number(cell)),) for cell in cells), last))
    return DocumentTable(_("Research questions by category"), head, tuple(lines), words=1)


def annex(report: Report, anchors: Anchors, _: Language) -> Iterator[Block]:
    """Yield every idea that stands, as it reads now; the others are counted, and only an internal report has them."""
    if not report.counts.received:
        return
    several = len({(table.phase, table.table) for table in report.annex}) > 1
    yield Heading(2, (own(_("Appendix: the ideas, table by table") if several else _("Appendix: the ideas")),))
    receipts = Receipts(report, anchors, _)
    for table_ideas in report.annex:
        title = _table_title(report, table_ideas, _)
        for turn, of_round in _by_round(report.plan.phase(table_ideas.phase), table_ideas):
            yield Heading(3, (*title, *((own(f" · {_turn(turn, _)}"),) if turn is not None else ())))
            ideas = ((line, _idea(line, anchors, _, filed=report.has_typology)) for line in of_round)
            yield Items(tuple(replace(item, receipt=receipts.of(line)) for line, item in ideas))
    if report.counts.withdrawn:
        yield Heading(3, (own(_("Withdrawn ideas")),))
        sentence = _.plural(
            "{n} idea was withdrawn and is not counted in any proposal.",
            "{n} ideas were withdrawn and are not counted in any proposal.",
            report.counts.withdrawn,
        )
        yield Paragraph((own(sentence),))
    if report.withdrawn:
        lines = report.withdrawn
        yield Items(tuple(_line(line, _first(line, _), anchors) for line in lines))
    yield from further_remarks(report, _)


def index(report: Report, anchors: Anchors, _: Language) -> Iterator[IndexPart]:
    """Yield what each table's ideas are looked up by: references they have or had; those withdrawn come last."""
    for of_table in report.annex:
        refs: list[Runs] = []
        for line in of_table.ideas:
            called = (line.ref, *(f"{alias} ({line.ref})" for alias in line.aliases))
            refs += [(on_line(text, to=anchors.to(line.ref)),) for text in called]
        yield IndexPart(_table_title(report, of_table, _), tuple(refs))
    if report.withdrawn_refs:
        withdrawn = tuple((on_line(ref, to=anchors.to(ref)),) for ref in report.withdrawn_refs)
        yield IndexPart((own(_("Withdrawn ideas")),), withdrawn)


def _table_title(report: Report, of_table: TableIdeas, _: Language) -> Runs:
    """Return what a table is called, with its phase where there are several."""
    titles = _phase_titles(report)
    of_phase = (on_line(titles[of_table.phase]), own(" · ")) if of_table.phase in titles else ()
    phase = report.plan.phase(of_table.phase)
    return (*of_phase, *table_words(phase.table(of_table.table) if phase else TableSetup("", of_table.table), _))


def _by_round(phase: Phase | None, of_table: TableIdeas) -> Iterator[tuple[int | None, list[IdeaLine]]]:
    """Yield the ideas of a table round by round where rounds have questions of their own; else all of them at once.

    A table with a question of its own is asked it in all rounds.
    """
    if phase is None or not asks_by_round(phase) or phase.table(of_table.table).question:
        yield None, list(of_table.ideas)
        return
    for turn in sorted({line.round for line in of_table.ideas}):
        yield turn, [line for line in of_table.ideas if line.round == turn]


def _turn(turn: int, _: Language) -> str:
    """Return which round it was, or that nobody knows."""
    return _("Round {number}", number=turn) if turn else _("Round not known")


def _idea(line: IdeaLine, anchors: Anchors, _: Language, *, filed: bool) -> ListItem:
    """Return an idea with its status and, where there is a typology, its place in it."""
    status = _(STATUSES[line.status])
    number = anchors.number(line.proposal)
    places: dict[Place, Runs] = {
        Place.FILED: (TextRun(number or line.category, own=bool(number), to=anchors.proposal(line.proposal)),),
        Place.UNFILED: (own(_(PLACES[Place.UNFILED])),),
        Place.UNDECIDED: (own(_(PLACES[Place.UNDECIDED])),),
    }
    fate: list[Runs] = [(own(status),), *([places[line.place]] if filed else [])]
    if line.wording and not number:
        fate.append(
            within(
                lambda wording: _("proposal: {wording}", wording=wording),
                within(_.quoted, (on_line(line.wording),)),
            )
        )
    return _line(line, joined([*fate, _first(line, _)], " · "), anchors)


def _line(line: IdeaLine, small: Runs, anchors: Anchors) -> ListItem:
    detail = (typed(line.detail),) if line.detail else ()
    return ListItem(_words(line), small, anchor=anchors.arrival(line.ref), detail=detail, plain=True)


def _first(line: IdeaLine, _: Language) -> Runs:
    """Return how the table said it before it corrected itself; empty but in an internal report."""
    parts = []
    if line.first_text:
        first = within(_.quoted, (on_line(line.first_text),))
        parts.append(within(lambda wording: _("original wording: {wording}", wording=wording), first))
    if line.first_detail:
        first = within(_.quoted, (on_line(line.first_detail),))
        parts.append(within(lambda detail: _("first details: {detail}", detail=detail), first))
    return joined(parts, " · ")


def _words(line: IdeaLine) -> Runs:
    return (on_line(line.ref, strong=True), own(" — "), typed(line.text))
