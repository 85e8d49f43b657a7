"""Which proposals answer which question of the study, in Markdown."""

from __future__ import annotations

from collections.abc import Iterator

from facilitate.export.escape import cell
from facilitate.export.markdown_parts import bullets, heading, strong, table
from facilitate.i18n import Language
from facilitate.workshop.links import Matrix


def answers(matrix: Matrix | None, _: Language) -> Iterator[str]:
    if matrix is None:
        return
    yield heading(2, _("What answers which question of the study"))
    if matrix.categories:
        yield _(
            "How many proposals answer each question; the numbers above are those of the typology. "
            "A proposal that answers two questions counts for both."
        )
    yield _table(matrix, _)
    if matrix.unanswered:
        yield bullets(
            _("No proposal answers this question yet: {question}", question=_.quoted(cell(axis.question)))
            for axis in matrix.unanswered
        )


def _table(matrix: Matrix, _: Language) -> str:
    rows = [(cell(axis.question), row) for axis, row in matrix.rows]
    if matrix.free.proposals:
        rows.append((f"*{_('No question of the study')}*", matrix.free))
    every = [row for _title, row in rows]
    loose = [
        (title, counts)
        for title, counts in (
            (_("Unfiled"), [row.unfiled for row in every]),
            (_("Undecided"), [row.undecided for row in every]),
        )
        if any(counts)
    ]
    numbers = [str(number) for number, _category in enumerate(matrix.categories, 1)]
    header = [_("Question of the study"), *numbers, *(title for title, _counts in loose), _("Proposals")]
    lines = []
    for place, (title, row) in enumerate(rows):
        counted = [*row.filed, *(counts[place] for _title, counts in loose)]
        lines.append([title, *map(_.number, counted), strong(_.number(row.proposals))])
    return table(header, lines, words=1)
