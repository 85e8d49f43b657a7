"""What an import says: what was read as what, what came of it, and what stays out."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import cached_property

from facilitate.cli.context import CliContext
from facilitate.cli.output import ExitCode
from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.domain.text import excerpt
from facilitate.i18n import Language
from facilitate.labels import STATUSES
from facilitate.workshop.cases.imports import ImportCounts, ImportPlan
from facilitate.workshop.intake.column_choices import (
    ENCODING_NAMES,
    KIND_NAMES,
    ROLE_NAMES,
    SEPARATOR_NAMES,
    complaints,
)
from facilitate.workshop.intake.comparing import Correction
from facilitate.workshop.intake.incoming import Incoming, Reading
from facilitate.workshop.intake.item_cells import item_title
from facilitate.workshop.intake.list_notices import NAME_PEOPLE
from facilitate.workshop.intake.minutes import HEAD
from facilitate.workshop.views.imports import (
    complaint_line,
    item_lines,
    kept_lines,
    line_number,
    repeated_lines,
)

_FIRST, _LAST = 15, 5  # rows that are shown of what would come in: at its end stand totals and signatures
_LISTED = 100  # rows that came in, on a terminal
_PIPED = 10_000  # the same for whoever reads a pipe: to set more in columns takes a sixth of an import
_NAMED = 8  # columns or items
_FEW = 4  # columns that are left out
_WITH_WORDS = 20
_COMPLAINTS = 6


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a person wants done beside bringing in new ideas; `dry` only shows what would be done."""

    items: bool
    corrections: bool
    dry: bool


class Result:
    """What came of a file, or would; `refs` are those of the new rows in their order, where they were recorded."""

    def __init__(
        self, session: Session, incoming: Incoming, plan: ImportPlan, refs: Sequence[str], options: ImportOptions
    ) -> None:
        self.session = session
        self.incoming = incoming
        self.plan = plan
        self.refs = refs or [""] * len(plan.compared.new)
        self.with_items = options.items
        self.with_corrections = options.corrections
        self.dry = options.dry

    @cached_property
    def items(self) -> dict[str, str]:
        """The item of each cell that something is filed under."""
        return self.plan.named(self.session, items=self.with_items)

    @cached_property
    def filed(self) -> list[tuple[str, str]]:
        """Reference (or nothing yet) and item of what is filed, that of new rows first."""
        filed = [(ref, row.category) for ref, row in zip(self.refs, self.plan.compared.new, strict=True)]
        filed += [(idea.ref, cell) for idea, cell in self.plan.unfiled]
        return [(ref, self.items[cell]) for ref, cell in filed if cell in self.items]

    @cached_property
    def rows(self) -> int:
        """How many rows hold words."""
        return _rows_with_words(self.incoming)

    @cached_property
    def understood(self) -> int:
        """How many of them came in, or were here already."""
        return _rows_taken(self.incoming)

    @cached_property
    def candidates(self) -> int:
        """How many rows could have been ideas: the greeting of a mail and its signature could not."""
        aside = {row.line for row in self.incoming.refused if row.aside}
        return self.rows - len(aside.difference(row.line for row in self.incoming.rows) if aside else aside)

    @cached_property
    def new_items(self) -> tuple[str, ...]:
        """The items that are not there, and that something would be filed under."""
        return self.plan.new_items(corrections=self.with_corrections)

    @cached_property
    def counts(self) -> ImportCounts:
        """How much is done, or would be."""
        return self.plan.counts(self.session, items=self.with_items, corrections=self.with_corrections)

    @property
    def recorded(self) -> bool:
        """Whether anything was written, so that there is something to undo."""
        counts = self.counts
        return not self.dry and any((any(self.refs), counts.filed, counts.corrected, counts.new_items))

    @property
    def code(self) -> ExitCode:
        """Refused where there is no idea, or more than half of the rows stay out: the file was hardly understood."""
        hardly = not self.candidates or 2 * self.understood < self.candidates
        return ExitCode.REFUSED if hardly else ExitCode.DONE


def _rows_with_words(incoming: Incoming) -> int:
    if len(incoming.rows) + len(incoming.refused) <= incoming.reading.rows:
        return incoming.reading.rows
    lines = {row.line for row in incoming.rows} | {row.line for row in incoming.refused}
    return max(incoming.reading.rows, len(lines))


def _rows_taken(incoming: Incoming) -> int:
    """Several ideas may stand in one row; and where sheets were joined, rows of several have the same number."""
    origin = incoming.reading.origin
    if origin.together:
        return min(len(incoming.rows), incoming.reading.rows)
    return len({row.line for row in incoming.rows})


def tell_reading(context: CliContext, incoming: Incoming) -> None:
    """Say what the file was read as, before anything is asked or done."""
    _ = context.language
    context.out.talk(reading_line(incoming, _))
    told_below = any(row.never and not row.doubtful for row in incoming.refused)  # with the lines themselves
    for notice in incoming.reading.notices:
        if notice.text == NAME_PEOPLE and told_below:
            continue
        context.out.talk(_.message(notice))


def tell(context: CliContext, result: Result) -> ExitCode:
    """Say what came of it; the references or the first rows are data, the rest is talk."""
    _ = context.language
    out = context.out
    if not out.json:
        (_preview if result.dry else _recorded)(context, result)
    for line in (*_stay_out(result, _), *_came_of_it(result, _)):
        out.talk(line)
    return result.code


def _recorded(context: CliContext, result: Result) -> None:
    """The references of what came in: the first ones on a terminal; `--json` has all of however many."""
    _ = context.language
    new = result.plan.compared.new
    shown = new[: _PIPED if context.out.width() is None else _LISTED]
    pairs = zip(result.refs, shown, strict=False)
    context.out.table([(ref, _("line {line}", line=line_number(row, _)), row.text) for ref, row in pairs])
    _and_more(context, len(new) - len(shown))


def _and_more(context: CliContext, rest: int) -> None:
    if rest:
        context.out.talk(
            context.language.plural("and {many} more", "and {many} more", rest, many=context.language.number(rest))
        )


def reading_line(incoming: Incoming, _: Language) -> str:
    """What the file was read as, in one line."""
    reading = incoming.reading
    parts = [_(N_("Read as {what}"), what=", ".join(_origin(reading, _)))]
    names: dict[str, list[str]] = {}
    for column in reading.columns:
        known = names.setdefault(column.field, [])
        if column.name not in known:
            known.append(column.name)
    numbered = not reading.header
    columns = {role: _some(named, _, numbered=numbered) for role, named in names.items()}
    if of_headings := next((each for each in reading.columns if each.place + 1 == reading.origin.headings), None):
        columns[of_headings.field] = _(N_("the headings above the tables"))
    if reading.by_sheets:
        columns |= {"table": _(N_("the sheet names"))}
    for role in sorted(columns, key=[*ROLE_NAMES].index):
        parameters = {"role": _(ROLE_NAMES[role]), "columns": columns[role]}
        parts.append(_(N_("{role}: {columns}"), **parameters))
    if reading.left_out:
        parts.append(_(N_("skipped: {columns}"), columns=_left_out(reading, _, numbered=numbered)))
    if rows := _rows_with_words(incoming):
        taken = {"count": _.number(_rows_taken(incoming)), "rows": _.number(rows)}
        if (ideas := len(incoming.rows)) > _rows_taken(incoming):
            parts.append(_(N_("{ideas} ideas accepted (lines: {count} of {rows})"), ideas=_.number(ideas), **taken))
        else:
            parts.append(_.plural("{count} of {rows} line accepted", "{count} of {rows} lines accepted", rows, **taken))
    if head := sum(row.reason.text == HEAD for row in incoming.refused):
        parts.append(_.plural("{n} heading line skipped", "{n} heading lines skipped", head))
    return " · ".join(parts)


def _left_out(reading: Reading, _: Language, *, numbered: bool) -> str:
    """The columns that nothing came of: of many, those with words by their names and the others by their count."""
    if len(reading.left_out) <= _FEW:
        return _some(reading.left_out, _, numbered=numbered)
    worded = [name for name in reading.left_out if name not in reading.without_words]
    named = _some(worded, _, numbered=numbered, most=_WITH_WORDS)
    count = len(reading.left_out) - len(worded)
    if not count:
        return named
    rest = _.plural(
        "{n} column of numbers, dates, addresses or codes",
        "{n} columns of numbers, dates, addresses or codes",
        count,
    )
    return _(N_("{names} and {rest}"), names=named, rest=rest) if worded else rest


def _origin(reading: Reading, _: Language) -> Iterator[str]:
    origin = reading.origin
    yield _(KIND_NAMES[origin.kind])
    if origin.encoding:
        yield _encoding(origin.encoding, _)
    if origin.sheet:
        yield _(N_("sheet {sheet}"), sheet=_.quoted(origin.sheet))
    if cut := origin.separator:
        shown = _(SEPARATOR_NAMES[cut]) if cut in SEPARATOR_NAMES else _.quoted(cut)
        yield _(N_("separated by {separator}"), separator=shown)
    if reading.header:
        yield _(N_("column headings in line {line}"), line=reading.header)


def _encoding(name: str, _: Language) -> str:
    """An encoding as people call it, with the word that --encoding takes."""
    if name.startswith("utf"):
        return name.removesuffix("-sig").upper()  # a mark at the beginning means nothing to anybody
    called = _(ENCODING_NAMES[name]) if name in ENCODING_NAMES else ""
    return _(N_("accents: {encoding}"), encoding=f"{called} ({name})" if called else name)


def _some(names: Sequence[str], _: Language, *, numbered: bool = False, most: int = _NAMED) -> str:
    """The first names, quoted; of a sheet without a header they are the numbers of its columns."""

    def shown_as(name: str) -> str:
        is_number = numbered and name.isdecimal()
        return _(N_("column {number}"), number=name) if is_number else _.quoted(excerpt(name, 60))

    shown = ", ".join(map(shown_as, names[:most]))
    rest = len(names) - most
    return shown if rest <= 0 else _.plural("{names} and {n} more", "{names} and {n} more", rest, names=shown)


def _preview(context: CliContext, result: Result) -> None:
    """The first rows as they will be, and the last ones."""
    _ = context.language
    new = result.plan.compared.new
    heads = [_(ROLE_NAMES[role]) for role in ("table", "status", "category", "idea", "detail")]
    cut = len(new) > _FIRST + _LAST
    rows = [
        (
            str(row.table),
            _(STATUSES[row.status]),
            _item(result, row.category, _),
            row.text,
            row.detail,
        )
        for row in ((*new[:_FIRST], *new[-_LAST:]) if cut else new)
    ]
    kept = [place for place in range(len(heads)) if place in (0, 1) or any(row[place] for row in rows)]
    shown = [[row[place] for place in kept] for row in rows]
    if cut:
        shown.insert(_FIRST, ["…" for _place in kept])
    context.out.table(shown, heads=[heads[place] for place in kept])
    _not_shown(context, len(new) - len(rows))


def _not_shown(context: CliContext, rest: int) -> None:
    if rest:
        _ = context.language
        sentence = _.plural(
            "{many} more idea stands between the first ones and the last ones.",
            "{many} more ideas stand between the first ones and the last ones.",
            rest,
            many=_.number(rest),
        )
        context.out.talk(sentence)


def _item(result: Result, cell: str, _: Language) -> str:
    """The item of a row, and whether it would have to be made."""
    title = item_title(cell)
    if title not in result.plan.items and cell in result.items:
        return result.items[cell]
    if not title:
        return ""
    if cell in result.plan.item_cells.close:
        return _(N_("{item} (not in the typology)"), item=title)
    if result.with_items:
        return _(N_("+ {item} (new)"), item=title)
    return _(N_("{item} (not in the typology)"), item=title)


def _stay_out(result: Result, _: Language) -> Iterator[str]:
    found = complaints(row for row in result.incoming.refused if not row.doubtful)
    for each in found[:_COMPLAINTS]:
        yield complaint_line(each, _.message(each.reason), _)
    if rest := sum(each.count for each in found[_COMPLAINTS:]):
        yield _.plural("{n} more line skipped", "{n} more lines skipped", rest) + "."
    if result.code is not ExitCode.DONE:
        yield from _hardly(result, _)


def _hardly(result: Result, _: Language) -> Iterator[str]:
    """Why the command ends with a code, though what was understood comes in."""
    if not result.rows:  # told with what it was read as
        return
    if not result.understood:
        doubtful = any(row.doubtful for row in result.incoming.refused)
        none = N_("No line of this file is clearly an idea.") if doubtful else N_("No ideas in this file.")
        yield _(N_("No line of this file can be imported, for the reasons above.") if result.candidates else none)
        return
    yield _.plural(
        "Only {n} of {rows} lines is accepted; the others are listed above. Check how the file was read.",
        "Only {n} of {rows} lines accepted; the others are listed above. Check how the file was read.",
        result.understood,
        rows=_.number(result.candidates),
    )


def _came_of_it(result: Result, _: Language) -> Iterator[str]:
    compared, plan = result.plan.compared, result.plan
    if plan.here:
        yield _.plural("{n} idea was already here.", "{n} ideas were already here.", plan.here)
    if count := result.counts.filed:
        yield (
            _.plural(
                "{n} idea would be filed under its category.", "{n} ideas would be filed under their categories.", count
            )
            if result.dry
            else _.plural(
                "{n} idea was filed under its category.", "{n} ideas were filed under their categories.", count
            )
        )
    yield from item_lines(plan.otherwise_named(result.items), plan.close_items(), _)
    if result.new_items:
        yield _items(result, _)
    if plan.corrections:
        yield from _corrections(result, _)
    if count := len(compared.reworded):
        one = "{n} proposal is worded differently in the file; it stays as it is"
        yield _.plural(one, "{n} proposals are worded differently in the file; they stay as they are", count) + "."
    yield from kept_lines(plan.kept, _)
    yield from repeated_lines(compared, _)
    yield from _came_in(result, _)


def _came_in(result: Result, _: Language) -> Iterator[str]:
    """How many ideas are new; nothing where something else was done, or where it was told that there is no idea."""
    if new := len(result.plan.compared.new):
        yield (
            _.plural("{n} idea would be imported.", "{n} ideas would be imported.", new)
            if result.dry
            else _.plural("{n} idea imported.", "{n} ideas imported.", new)
        )
    elif result.understood and not result.filed and not result.counts.corrected:
        yield _(N_("No new ideas."))


def _items(result: Result, _: Language) -> str:
    names, count = _some(result.new_items, _), len(result.new_items)
    if not result.with_items:
        return _.plural(
            "{n} category in the file does not exist here: {names}. To create it, add --new-items.",
            "{n} categories in the file do not exist here: {names}. To create them, add --new-items.",
            count,
            names=names,
        )
    if result.dry:
        return _.plural(
            "{n} new category would be created: {names}.",
            "{n} new categories would be created: {names}.",
            count,
            names=names,
        )
    return _.plural(
        "{n} new category was created: {names}.", "{n} new categories were created: {names}.", count, names=names
    )


def otherwise(correction: Correction, _: Language) -> str:
    """What stands otherwise in the file: the words, the status, the item, the detail."""
    idea = correction.idea
    words = _.quoted(excerpt(correction.old, 60))
    if correction.old != correction.new:
        words += f" → {_.quoted(excerpt(correction.new, 60))}"
    parts = [words]
    if correction.status != idea.status:
        parts.append(f"{_(STATUSES[idea.status])} → {_(STATUSES[correction.status])}")
    if correction.item:
        was = _.quoted(excerpt(correction.was_item, 60)) if correction.was_item else _(N_("no category"))
        parts.append(f"{was} → {_.quoted(excerpt(correction.item, 60))}")
    if correction.detail is not None:
        parts.append(_(N_("different detail")))
    return ", ".join(parts)


def _corrections(result: Result, _: Language) -> Iterator[str]:
    """What is corrected and what stays, each with its own ideas."""
    found = result.plan.corrections
    if not result.with_corrections:
        yield _.plural(
            "{n} idea is different in the file. To correct it here, add --corrections.",
            "{n} ideas are different in the file. To correct them here, add --corrections.",
            len(found),
        )
        yield from _listed([f"{each.ref}  {otherwise(each, _)}" for each in found], _)
        return
    made = result.plan.correctable(items=result.with_items)
    if made:
        yield (
            _.plural("{n} idea would be corrected.", "{n} ideas would be corrected.", len(made))
            if result.dry
            else _.plural("{n} idea was corrected.", "{n} ideas were corrected.", len(made))
        )
        yield from _listed([f"{each.ref}  {otherwise(each, _)}" for each in made], _)
    if rest := [each for each in found if each not in made]:
        yield _.plural(
            "{n} idea has a category that does not exist here; it stays as it is.",
            "{n} ideas have categories that do not exist here; they stay as they are.",
            len(rest),
        )
        yield from _listed([f"{each.ref}  {_as_it_stays(each, _)}" for each in rest], _)


def _as_it_stays(correction: Correction, _: Language) -> str:
    there = _(N_("{item} (not in the typology)"), item=_.quoted(excerpt(correction.item, 60)))
    return f"{_.quoted(excerpt(correction.old, 60))}, {there}"


def _listed(lines: Sequence[str], _: Language) -> Iterator[str]:
    yield from (f"  {line}" for line in lines[:_NAMED])
    if (rest := len(lines) - _NAMED) > 0:
        yield "  " + _.plural("and {many} more", "and {many} more", rest, many=_.number(rest))
