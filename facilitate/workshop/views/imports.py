"""What the screen and the command line both say of an import: where rows stand, and what nothing makes of a sheet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby

from facilitate.domain.errors import N_
from facilitate.domain.text import excerpt
from facilitate.domain.values.ideas import Idea
from facilitate.workshop.intake.column_choices import Complaint
from facilitate.workshop.intake.comparing import Compared
from facilitate.workshop.intake.empty_answers import NO_ANSWER
from facilitate.workshop.intake.incoming import IncomingIdea, RefusedRow
from facilitate.workshop.intake.returned_sheets import Kept
from facilitate.workshop.report.wording import Translator

_NAMED = 8
_WORDS = 24  # signs of a line that stays out


def kept_lines(kept: Kept, _: Translator) -> Iterator[str]:
    """Yield a sentence for each kind, with how many ideas it is about and the first of them."""
    if found := kept.at_table:
        yield _.plural(
            "{n} idea is at a different table in the file; it stays at its table here ({refs}). If the file is "
            "right, withdraw the idea and note it at the other table.",
            "{n} ideas are at a different table in the file; they stay at their tables here ({refs}). If the file is "
            "right, withdraw the ideas and note them at the other table.",
            len(found),
            refs=_refs(found),
        )
    if found := kept.merged:
        yield _.plural(
            "{n} idea is merged with others that have another category in the file; it stays where it is "
            "({refs}). File their proposal, or split it.",
            "{n} ideas are merged with others that have another category in the file; they stay where they are "
            "({refs}). File their proposals, or split them.",
            len(found),
            refs=_refs(found),
        )
    if found := kept.emptied:
        yield _.plural(
            "{n} idea has no category or no detail any more in the file; nothing is removed here ({refs}).",
            "{n} ideas have no category or no detail any more in the file; nothing is removed here ({refs}).",
            len(found),
            refs=_refs(found),
        )
    yield from _proposal_lines(kept, _)
    if found := kept.lost_letters:
        yield _lost_letters(found, _)
    if found := kept.absent:
        yield _.plural(
            "{n} idea in the session is not in this file; it stays in the session ({refs}). If it is to go here too, "
            "withdraw it.",
            "{n} ideas in the session are not in this file; they stay in the session ({refs}). If they are to go "
            "here too, withdraw them.",
            len(found),
            refs=_refs(found),
        )


def _proposal_lines(kept: Kept, _: Translator) -> Iterator[str]:
    """Yield what the file has otherwise of proposals."""
    if found := kept.reworded:
        yield _.plural(
            "{n} proposal is worded differently in the file; it stays as it is ({refs}). Reword it on the synthesis "
            "screen, or with “facilitate proposal reword”.",
            "{n} proposals are worded differently in the file; they stay as they are ({refs}). Reword them on the "
            "synthesis screen, or with “facilitate proposal reword”.",
            len(found),
            refs=_refs(found),
        )
    if found := kept.other_standing:
        yield _.plural(
            "{n} proposal has another status in the file; it stays as it is ({refs}). Its status comes from its "
            "ideas: correct their status instead.",
            "{n} proposals have another status in the file; they stay as they are ({refs}). Their status comes from "
            "their ideas: correct the status of these instead.",
            len(found),
            refs=_refs(found),
        )


def item_lines(renamed: Sequence[tuple[str, str]], close: Mapping[str, str], _: Translator) -> Iterator[str]:
    """Yield under what the ideas of cells are filed that name an item in other words, and which are not filed."""
    for written, title in renamed[:_NAMED]:
        yield _(N_("“{written}” is filed under “{title}”."), written=excerpt(written), title=excerpt(title))
    if (rest := len(renamed) - _NAMED) > 0:
        yield _.plural(
            "{n} more name is filed under a category in other words.",
            "{n} more names are filed under categories in other words.",
            rest,
        )
    for written, title in [*close.items()][:_NAMED]:
        sentence = N_(
            "“{written}” is close to “{title}”: no idea is filed under that name. Rename it in the file, or create the "
            "category (“facilitate category add”), and import the file again."
        )
        yield _(sentence, written=excerpt(written), title=excerpt(title))
    if (rest := len(close) - _NAMED) > 0:
        yield _.plural(
            "{n} more name is close to a category: no idea is filed under it.",
            "{n} more names are close to a category: no idea is filed under them.",
            rest,
        )


def repeated_lines(compared: Compared, _: Translator) -> Iterator[str]:
    """Yield how many rows of the file have the words of another one, where some do."""
    if count := compared.repeats:
        yield _.plural(
            "{n} idea has the same words as another idea from the same table in the file; both are imported.",
            "{n} ideas have the same words as another idea from the same table in the file; all are imported.",
            count,
        )


def _lost_letters(found: Sequence[Idea], _: Translator) -> str:
    return _.plural(
        "{n} idea has “?” in place of letters in the file; its words do not change here ({refs}). Save the sheet "
        "as “CSV UTF-8”, or as .xlsx, and import that file.",
        "{n} ideas have “?” in place of letters in the file; their words do not change here ({refs}). Save the "
        "sheet as “CSV UTF-8”, or as .xlsx, and import that file.",
        len(found),
        refs=_refs(found),
    )


def _refs(ideas: Sequence[Idea]) -> str:
    return ", ".join(idea.ref for idea in ideas[:_NAMED]) + ("…" if len(ideas) > _NAMED else "")


def line_number(row: IncomingIdea | RefusedRow, _: Translator) -> str:
    """Return what stands after the word for a line: `4`, or `4 of the sheet “Table 3”`."""
    return _of_sheet(str(row.line), row.sheet, _)


def complaint_line(each: Complaint, reason: str, _: Translator) -> str:
    """Return what is said of rows that stay out for one reason."""
    if each.count == 1:
        row = each.rows[0]
        line = line_number(row, _)
        return _("Line {line} skipped. {reason} ({excerpt})", line=line, reason=reason, excerpt=_.quoted(row.excerpt))
    parameters = {"count": each.count, "reason": reason, "lines": line_numbers(each, _)}
    if each.rows[0].reason.text == NO_ANSWER:  # their rows may have ideas besides
        sentence = _(N_("{count} empty answers skipped (lines {lines})."), **parameters)
    elif each.alike:
        sentence = _(N_("{count} lines skipped (lines {lines}): {reason}"), **parameters)
    else:
        similar = N_("{count} lines skipped (lines {lines}), for similar reasons. The first one: {reason}")
        sentence = _(similar, **parameters)
    words = first_words(each, _)
    return f"{sentence} ({words})" if words else sentence


def line_numbers(each: Complaint, _: Translator) -> str:
    """Return the first lines of a complaint, those of one sheet together."""
    found = [
        _of_sheet(", ".join(str(row.line) for row in rows), sheet, _)
        for sheet, rows in groupby(each.rows, lambda row: row.sheet)
    ]
    return ", ".join(found) + ("…" if each.count > len(each.rows) else "")


def first_words(each: Complaint, _: Translator) -> str:
    """Return what the first lines of a complaint say, each in quotes; nothing where they hold no words."""
    words = [_.quoted(excerpt(row.excerpt, _WORDS)) for row in each.rows if row.excerpt]
    return ", ".join(words) + ("…" if words and each.count > len(each.rows) else "")


def _of_sheet(lines: str, sheet: str, _: Translator) -> str:
    if not sheet:
        return lines
    return _(N_("{lines} of the sheet “{sheet}”"), lines=lines, sheet=excerpt(sheet))
