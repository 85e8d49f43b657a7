"""The words and rows of the import's pages: files and folders, what was read as what, the first rows, the sums."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta

from textual.content import Content

from facilitate.domain.errors import N_, Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.i18n import Language
from facilitate.labels import STATUSES, table_called
from facilitate.sheets.contents import Origin, Unclear
from facilitate.tui.actions import shown as shown_key
from facilitate.tui.file_list import FileEntry
from facilitate.tui.plain import joined, one_line, pieces, plain
from facilitate.tui.screens.imports.column_heads import ColumnHead
from facilitate.tui.screens.imports.file_reading import Reader, Seen
from facilitate.tui.widgets.rows.rows import ListRow
from facilitate.tui.widgets.times import ago
from facilitate.workshop.cases.imports import ImportCounts, ImportPlan
from facilitate.workshop.intake.column_choices import (
    ENCODING_NAMES,
    KIND_NAMES,
    QUESTIONS,
    ROLE_NAMES,
    SEPARATOR_NAMES,
    Complaint,
    Head,
    column_called,
    complaints,
)
from facilitate.workshop.intake.comparing import Correction
from facilitate.workshop.intake.incoming import Incoming, IncomingIdea, Reading, RefusedRow, names_no_table
from facilitate.workshop.intake.table_sheets import sheets_of_tables
from facilitate.workshop.views.imports import first_words, item_lines, kept_lines, line_numbers, repeated_lines

_NBSP = "\u00a0"
_TOGETHER = ":"  # no program lets a sheet be called so
_DIGITS = 10  # tables below this have a key
_KILO = 1_000
_DAY = timedelta(days=1)
_SHOWN = 200  # rows: enough to see whether they are right
_ROWS_ABOVE = 6  # rows of the screen
_ROWS_ABOVE_TEXT = 9  # where no columns are shown
_SUMS = 9
_NAMED = 5
_COMPLAINTS = 3
_BAR = 24  # cells


def file_row(entry: FileEntry, _: Language, *, folder: bool) -> ListRow:
    """A file with its size and its age; dim when its name says that it is no list."""
    facts = [_size(entry.size, _), _age(entry.changed, _), entry.path.parent.name if folder else ""]
    name = one_line(entry.path.name)
    return ListRow(
        str(entry.path), name, trail=plain(" · ".join(each for each in facts if each)), dim=not entry.is_list
    )


def folder_row(entry: FileEntry, found: Sequence[FileEntry] | Message | None, _: Language, *, place: bool) -> ListRow:
    """A folder; one of the usual ones tells where it is, and how many lists it holds once it has answered."""
    name = one_line(entry.path.name or str(entry.path))
    text = pieces(("▸ ", "$accent"), name)
    if not place:
        return ListRow(str(entry.path), text)
    where = (f"  {entry.path.parent}", "$text-muted") if entry.path.name else ""
    if found is None or isinstance(found, Message):
        return ListRow(str(entry.path), pieces(text, where), trail=plain("…" if found is None else "—"), dim=True)
    lists = sum(1 for each in found if each.is_list)
    lists_text = _.plural("{n} list", "{n} lists", lists) if lists else ""
    return ListRow(str(entry.path), pieces(text, where), trail=plain(lists_text))


def _size(size: int, _: Language) -> str:
    if size < _KILO * _KILO:
        return _(N_("{size} kB"), size=-(-size // _KILO))
    return _(N_("{size} MB"), size=-(-size // (_KILO * _KILO)))


def _age(changed: float, _: Language) -> str:
    try:
        moment = datetime.fromtimestamp(changed, UTC).astimezone()
    except (OSError, ValueError, OverflowError):  # a disk may hold any number
        return ""
    span = datetime.now(UTC) - moment
    return ago(span, _) if timedelta() <= span < _DAY else _.date_short(moment.date())


def origin_line(origin: Origin, reading: Reading | None, _: Language) -> Content:
    """What the file was read as: its kind, its encoding, what stands between its cells, its sheet, its header."""
    parts: list[Content] = [plain(_(KIND_NAMES[origin.kind]))]
    if origin.sheet:
        sheet = _(N_("sheet {sheet}"), sheet=_.quoted(origin.sheet))
        parts.append(_with_key(sheet, "f", _) if len(origin.sheets) > 1 else plain(sheet))
    if origin.encoding:
        parts.append(_accents(origin.encoding, _))
    if origin.separator:
        shown = (
            _(SEPARATOR_NAMES[origin.separator]) if origin.separator in SEPARATOR_NAMES else _.quoted(origin.separator)
        )
        parts.append(plain(_(N_("separated by {separator}"), separator=shown)))
    if reading and reading.header:
        parts.append(plain(_(N_("column headings in line {line}"), line=reading.header)))
    if reading and reading.rows:
        parts.append(plain(_.plural("{n} row", "{n} rows", reading.rows)))
    return joined(parts)


def _accents(encoding: str, _: Language) -> Content:
    """The encoding as people call it; where it was guessed, the key that takes another."""
    if encoding.startswith("utf"):
        return plain(encoding.removesuffix("-sig").upper())
    called = _(N_("accents: {encoding}"), encoding=_(ENCODING_NAMES.get(encoding, encoding)))
    return pieces(called, " (", (shown_key("e", _), "$accent"), " ", _(N_("another encoding")), ")")


def column_heads(found: Iterable[Head], _: Language) -> tuple[ColumnHead, ...]:
    """The columns as they are drawn: one without a header is called by its number."""
    return tuple(
        ColumnHead(
            head.name or _(N_("Column {number}"), number=number), _(ROLE_NAMES[head.role]), head.sample, bool(head.role)
        )
        for number, head in enumerate(found, 1)
    )


def idea_row(place: int, idea: IncomingIdea, table: int, sign: str, _: Language, *, homeless: bool = False) -> ListRow:
    """An idea as it will be; `sign` tells that it is here already, or would be corrected."""
    text = one_line(idea.text)
    if idea.detail:
        text = pieces(text, "\n", (one_line(idea.detail).plain, "$text-muted"))
    status = _(STATUSES[idea.status]) if idea.status == "existing" else ""
    trail = joined([part for part in (sign, status, one_line(idea.category).truncate(24, ellipsis=True)) if part])
    lead = pieces(("T?", "$warning")) if homeless else plain(f"T{table}")
    return ListRow(str(place), text, lead=lead, trail=trail, dim=bool(sign))


def doubtful_row(row: RefusedRow, _: Language) -> ListRow:
    """A line that may be no idea, in its place among the others, with the reason."""
    text = pieces(one_line(row.excerpt), "\n", (_.message(row.reason), "$text-muted"))
    return ListRow(f"line {row.line}", text, lead=plain("–"), trail=plain(_(N_("in doubt"))), dim=True)


def complaint_lines(found: Sequence[Complaint], most: int, _: Language) -> list[Content]:
    """Why rows stay out, each complaint with its count and its first lines; beyond `most`, how many more rows."""
    lines = []
    for each in found[:most]:
        stays = _.plural("{n} line skipped", "{n} lines skipped", each.count)
        rows = line_numbers(each, _)
        where = _.plural("line {lines}", "lines {lines}", each.count, lines=rows)
        reason = _.message(each.reason)
        sentence = reason if each.alike else _(N_("for example: {reason}"), reason=reason)
        words = first_words(each, _)
        quotes = (f" ({one_line(words).plain})", "$text-muted") if words else ""
        lines.append(pieces((f"{stays} ", "$warning"), (f"({where}) · ", "$text-muted"), sentence, quotes))
    if rest := sum(each.count for each in found[most:]):
        lines.append(pieces((_.plural("{n} more line skipped", "{n} more lines skipped", rest), "$warning")))
    return lines


def progress_line(name: str, reader: Reader, _: Language) -> Content:
    """How far the reading of a long file is."""
    sentence = _(N_("Reading {file}…"), file=name)
    if not reader.of:
        return plain(sentence)
    return plain(f"{sentence} {_.number(100 * reader.done // reader.of)}{_NBSP}%")


def written_line(written: int, of: int, _: Language) -> Content:
    """How many ideas of a long import are on the disk."""
    filled = min(_BAR * written // max(of, 1), _BAR)
    counted = _(N_("Saving: {written} of {of} ideas"), written=_.number(written), of=_.number(of))
    return pieces(("█" * filled, "$accent"), ("░" * (_BAR - filled), "$text-muted"), f" {counted}")


def whole_lines(lines: Sequence[Content], width: int, most: int, _: Language) -> Content:
    """The lines that can be shown whole in so many cells and rows; the last one says how many more there are."""
    heights = [len(each.wrap(max(width, 1))) for each in lines]
    if sum(heights) > most:
        shown = next(count for count in range(len(lines), -1, -1) if sum(heights[:count]) < most)
        rest = _.plural("… and {n} more note", "… and {n} more notes", len(lines) - shown)
        lines = [*lines[:shown], plain(rest)]
    return plain("\n").join(lines)


def origin_text(seen: Seen, _: Language, width: int) -> Content:
    """What the file was read as; what a person has to say; or why it is no list."""
    if isinstance(seen.trouble, Unclear):
        return pieces((_(QUESTIONS[seen.trouble.option]), "bold $foreground"), "\n", _(N_("Enter: choose · Esc: back")))
    if seen.trouble is not None:
        return plain(_.message(seen.trouble.message))
    if seen.contents is None or seen.incoming is None:
        return pieces(
            (_(N_("No ideas column chosen yet: move to one with ← and →, then press i.")), "bold $foreground")
        )
    origin, reading = seen.contents.origin, seen.incoming.reading
    # What is told of the reading is often good news: only what is to be done has a sign of warning.
    lines = [pieces(("· ", "$text-muted"), _.message(each)) for each in reading.notices]
    if seen.forgotten:
        forgotten = _(N_("The columns have changed: check the role of each one."))
        lines.insert(0, pieces(("! ", "$warning"), forgotten))
    return whole_lines(
        [origin_line(origin, reading, _), *lines], width, _ROWS_ABOVE if seen.heads else _ROWS_ABOVE_TEXT, _
    )


def sheets(names: Sequence[str], _: Language) -> tuple[ListRow, ...]:
    """The sheets of a workbook; where some are tables of the room, first all of these together."""
    together = sheets_of_tables(names)
    found = [ListRow(name, one_line(name)) for name in names]
    if together:
        row = pieces(_(N_("All tables together")), (f"\n{', '.join(together)}", "$text-muted"))
        found.insert(0, ListRow(_TOGETHER, row))
    return tuple(found)


def sheet_meant(chosen: str | None) -> str:
    """The sheet of that choice; none where all are meant."""
    return "" if chosen in (None, _TOGETHER) else str(chosen)


def encodings(names: Iterable[str], samples: Sequence[str], _: Language) -> tuple[ListRow, ...]:
    """The encodings by what writes them, with a line of the file as each makes it."""
    rows = []
    for place, name in enumerate(names):
        sample = f"\n{samples[place]}" if place < len(samples) and samples[place] else ""
        called = _(ENCODING_NAMES[name]) if name in ENCODING_NAMES else name
        rows.append(ListRow(name, pieces(called, (f"  {name}", "$text-muted"), sample)))
    return tuple(rows)


def answers(trouble: Unclear, seen: Seen, _: Language) -> tuple[ListRow, ...]:
    """What can be said where the file does not; a column with the first things in it."""
    if trouble.option == "encoding":
        return encodings(trouble.choices, seen.samples, _)
    samples = trouble.samples or ("",) * len(trouble.choices)
    return tuple(_answer(choice, sample, seen, _) for choice, sample in zip(trouble.choices, samples, strict=True))


def _answer(choice: str, sample: str, seen: Seen, _: Language) -> ListRow:
    place = column_called(choice, seen.heads)
    if place is None:
        return ListRow(choice, one_line(choice))
    name = one_line(seen.heads[place].name or _(N_("Column {number}"), number=place + 1))
    return ListRow(choice, pieces(name, (f"\n{sample}" if sample else "", "$text-muted")))


def plan_rows(
    seen: Seen, incoming: Incoming, plan: ImportPlan, made: Iterable[Correction], _: Language
) -> tuple[ListRow, ...]:
    """The first rows as they will be, those without a table and those in doubt among them, and how many more there are.

    An idea that is here stays at its own table, whatever the file says; of the corrections, those of `made` are made.
    """
    new = {id(row) for row in plan.compared.new}
    otherwise = {id(each.row) for each in plan.corrections}
    corrected = {id(each.row) for each in made}
    ideas = {id(row): idea for row, idea in plan.compared.matched}
    homeless = {id(row) for row in seen.homeless}

    def sign(row: IncomingIdea) -> str:
        if id(row) in corrected:
            return _(N_("corrected"))
        if id(row) in otherwise:
            return _(N_("different here"))
        return "" if id(row) in new or id(row) in homeless else _(N_("already here"))

    found: list[IncomingIdea | RefusedRow] = list(incoming.rows)
    doubtful = [row for row in incoming.refused if row.doubtful]
    if seen.homeless or doubtful:
        found = sorted((*found, *seen.homeless, *doubtful), key=lambda row: row.line)
    rows = []
    for place, row in enumerate(found[:_SHOWN]):
        if isinstance(row, RefusedRow):
            rows.append(doubtful_row(row, _))
            continue
        table = ideas[id(row)].table if id(row) in ideas else row.table
        rows.append(idea_row(place, row, table, sign(row), _, homeless=id(row) in homeless))
    if rest := len(found) - len(rows):
        more = _.plural("and {many} more", "and {many} more", rest, many=_.number(rest))
        rows.append(ListRow("rest", plain(more), dim=True))
    return tuple(rows)


@dataclass(frozen=True, slots=True)
class Ticked:
    """What else is done on Enter: new items, corrections, and how many ideas that are here are filed.

    `named` has the title of the item of each cell that names one.
    """

    items: bool
    corrections: bool
    filed: int
    named: Mapping[str, str]


def sums(seen: Seen, incoming: Incoming, plan: ImportPlan, ticked: Ticked, width: int, _: Language) -> Content:
    """How many come in, are here already, stay out; what else can be taken in, each with its key."""
    lines = [_counted(plan, seen.wish.table, _)] if plan.compared.new or not seen.homeless else []
    if count := len(seen.homeless):
        sentence = _.plural("{n} idea without a table", "{n} ideas without a table", count)
        todo = _.plural(
            "type a table number, or t, to choose its table",
            "type a table number, or t, to put them all under one table",
            count,
        )
        lines.append(pieces((sentence, "$warning"), " · ", todo))
    if ticked.filed:
        sentence = _.plural("{n} idea already here will be filed", "{n} ideas already here will be filed", ticked.filed)
        lines.append(pieces(("↵ ", "$accent"), sentence))
    if made := plan.new_items(corrections=ticked.corrections):
        lines.append(_tick("space", _items_told(made, _), _, ticked=ticked.items))
    if count := len(plan.corrections):
        sentence = _.plural("correct {n} idea from the file", "correct {n} ideas from the file", count)
        lines.append(_tick("c", sentence, _, ticked=ticked.corrections))
    if count := len(plan.compared.reworded):
        sentence = _.plural(
            "{n} proposal is worded differently in the file; it stays as it is",
            "{n} proposals are worded differently in the file; they stay as they are",
            count,
        )
        lines.append(pieces((sentence, "$text-muted")))
    items = item_lines(plan.otherwise_named(ticked.named), plan.close_items(), _)
    notes = (*items, *kept_lines(plan.kept, _), *repeated_lines(plan.compared, _))
    lines += [pieces((sentence, "$text-muted")) for sentence in notes]
    lines += _in_doubt(seen, incoming, _)
    refused = [row for row in incoming.refused if not (row.doubtful or names_no_table(row))]
    lines += complaint_lines(complaints(refused), _COMPLAINTS, _)
    return whole_lines(lines, width, _SUMS, _)


def _in_doubt(seen: Seen, incoming: Incoming, _: Language) -> list[Content]:
    """The lines that may be no ideas, with the key that imports them too."""
    if seen.wish.doubtful:
        return [_tick("d", _(N_("import the lines that might not be ideas")), _, ticked=True)]
    count = sum(1 for row in incoming.refused if row.doubtful)
    sentence = _.plural("import {n} line that might not be an idea", "import {n} lines that might not be ideas", count)
    return [_tick("d", sentence, _, ticked=False)] if count else []


def _counted(plan: ImportPlan, table: int | None, _: Language) -> Content:
    count = len(plan.compared.new)
    new = _.plural("{many} idea will be imported", "{many} ideas will be imported", count, many=_.number(count))
    counted = [pieces(("↵ ", "$accent"), (new, "bold"))] if count else [plain(_(N_("No new ideas")))]
    if known := plan.here:
        here = _.plural("{many} already here", "{many} already here", known, many=_.number(known))
        counted.append(pieces((here, "$text-muted")))
    if table is not None:
        counted.append(_with_key(_(N_("all rows without a table: table {table}"), table=table), "t", _))
        if table < _DIGITS:
            counted.append(pieces((_(N_("{table} again: none"), table=table), "$text-muted")))
    return joined(counted)


def _items_told(items: Sequence[str], _: Language) -> str:
    names = ", ".join(_.quoted(one_line(each).plain) for each in items[:_NAMED])
    names += "…" if len(items) > _NAMED else ""
    return _.plural("create {n} new category: {names}", "create {n} new categories: {names}", len(items), names=names)


def _tick(key: str, sentence: str, _: Language, *, ticked: bool) -> Content:
    return pieces("☑ " if ticked else "☐ ", _with_key(sentence, key, _))


def _with_key(sentence: str, key: str, _: Language) -> Content:
    """What can be said otherwise, with the key that does it."""
    return pieces(sentence, " (", (shown_key(key, _), "$accent"), ")")


def done_line(counts: ImportCounts, _: Language) -> str:
    """What an import has done, in the words of the command's answer, and the key that takes it back."""
    done = []
    if count := counts.new:
        done.append(_.plural("{n} idea imported.", "{n} ideas imported.", count))
    if count := counts.corrected:
        done.append(_.plural("{n} idea was corrected.", "{n} ideas were corrected.", count))
    if count := counts.filed:
        done.append(
            _.plural("{n} idea was filed under its category.", "{n} ideas were filed under their categories.", count)
        )
    if count := counts.new_items:
        done.append(_.plural("{n} new category was created.", "{n} new categories were created.", count))
    return _(N_("{what} (u: undo this import)."), what=" ".join(done).removesuffix("."))


def table_choices(session: Session, _: Language) -> list[ListRow]:
    """The tables that rows without one may come from, and none."""
    phase = session.plan.phase(session.phase_for_ideas)
    rows = [ListRow("0", plain(_(N_("Only the tables named in the file"))))]
    numbers = range(1, max(session.plan.tables, 1) + 1)
    return [*rows, *(ListRow(str(table), plain(table_called(phase, table, _))) for table in numbers)]
