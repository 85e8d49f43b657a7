"""A table's rows, each of them an idea, several, or a row that stays out with the reason why."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import replace

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.text import LONGEST, clean, required, without_format
from facilitate.sheets.contents import SheetRow, Table
from facilitate.sheets.headers import is_data
from facilitate.workshop.intake.adjustments import Adjustments
from facilitate.workshop.intake.beside_ideas import ABOUT_NOTES
from facilitate.workshop.intake.board_words import (
    ARCHIVED,
    ASKED,
    FRAMES,
    NO_WORDS_OF_PEOPLE,
    archived_rows,
    kinds_place,
)
from facilitate.workshop.intake.cell_markup import unwrapped
from facilitate.workshop.intake.chat_lines import OF_A_CHAT
from facilitate.workshop.intake.column_cells import SAMPLE
from facilitate.workshop.intake.column_names import bare
from facilitate.workshop.intake.empty_answers import NO_ANSWER, refuse_signs
from facilitate.workshop.intake.incoming import (
    NO_NUMBER,
    NO_TABLE_IN_COLUMN,
    NO_TABLE_REASONS,
    IncomingIdea,
    IncomingStatus,
    Outcome,
    RefusedRow,
    Tables,
    refusal,
)
from facilitate.workshop.intake.letter_parts import PEOPLE
from facilitate.workshop.intake.lettered_tables import letter_of, of_letters
from facilitate.workshop.intake.link_lines import ONLY_A_LINK
from facilitate.workshop.intake.minutes import CLOSING, HEAD
from facilitate.workshop.intake.names_once import (
    EmptyRows,
    begins_blocks,
    cell_at,
    first_place,
    may_be_empty,
    names_once,
    refuse_row_without_ideas,
)
from facilitate.workshop.intake.own_sheets import read_decided, was_withdrawn
from facilitate.workshop.intake.plain_ideas import refuse_no_idea
from facilitate.workshop.intake.rows_across import (
    PEOPLE_OF_TABLES,
    THEMES_OF_TABLES,
    closings_below,
    no_ideas_across,
    titles_of_day,
)
from facilitate.workshop.intake.sheet_notes import OF_THE_SHEET
from facilitate.workshop.intake.status_headings import status_rows
from facilitate.workshop.intake.statuses import answer_of, is_status, read_status, words_beside
from facilitate.workshop.intake.table_layout import Block, Layout
from facilitate.workshop.intake.table_titles import named_in, table_in_heading
from facilitate.workshop.intake.total_cells import A_TOTAL, COUNTS, is_total
from facilitate.workshop.intake.vocabulary import SECOND_HEADERS, is_idea_title, plain, table_in_column, table_of

_TOTAL_BEGINS = "tTsSgG"
_TOTAL = re.compile(
    r"(?:sous[- ]?|grand )?(?:total|totaux|somme|gesamt|summe|suma|sum|subtotal|sub-total)\b[^.!?]{0,40}", re.IGNORECASE
)
_MOST_REMEMBERED = 1_000
_TAKEN_BACK = N_("This idea had been withdrawn before the file was exported.")
_OF_PEOPLE = {PEOPLE, PEOPLE_OF_TABLES, NO_WORDS_OF_PEOPLE, OF_A_CHAT, *ABOUT_NOTES}
_OF_THE_DAY = {THEMES_OF_TABLES, ASKED, CLOSING, HEAD, OF_THE_SHEET}
_NEVER_IDEAS = COUNTS | _OF_PEOPLE | _OF_THE_DAY | {_TAKEN_BACK, NO_ANSWER, ONLY_A_LINK, ARCHIVED}


class RowReader:
    """Reads the rows of one table, and remembers the section it is in and what has to be told.

    `keeps_words`: what stands beside a status goes with its idea; `skipped_texts`: columns of words that are left out.
    """

    keeps_words = True
    skipped_texts: Collection[int] = ()

    def __init__(self, table: Table, layout: Layout, tables: Tables, *, as_written: bool = False) -> None:
        self._table = table
        self._layout = layout
        self._tables = tables
        self._section = layout.default
        self._known_tables: dict[str, int | None] = {}
        self._known_statuses: dict[str, IncomingStatus | None] = {}
        self._plain_statuses: set[str] = set()
        self.adjustments = Adjustments()
        self.rows = 0
        header = layout.header
        above = table.rows[header.first_row - 1] if any(header.names) and header.first_row else None
        self._names = above.cells if above else None
        self._width = layout.width
        alone = not layout.own and len(layout.blocks) == 1
        first = layout.blocks[0]
        shared = not layout.own and all(block.table == first.table and block.at is None for block in layout.blocks)
        self._merged = shared and not as_written and self._names_tables_once(first.table)
        self._above: int | None = None
        self._items_merged = alone and not as_written and names_once(table, layout, first.category, bool)
        self._item_above = ""
        self._statuses_once = not alone and names_once(table, layout, first.status, is_status)
        self._status_above = ""
        self.sheet = ""
        self._as_written = as_written
        self._across = all(block.at is not None for block in layout.blocks)
        self._titled_once = alone and not any(header.names) and len(header.names) == 1 and not as_written
        below = table.rows[header.first_row : header.first_row + SAMPLE]
        self._kinds = kinds_place(below, len(header.names)) if alone and len(header.names) > 1 else None
        of_ideas = table.rows[header.first_row :]
        self._empty = EmptyRows(() if layout.own else of_ideas, layout)
        self._no_ideas = no_ideas_across(of_ideas, layout, as_written=as_written)
        if not (as_written or layout.own):
            self._no_ideas |= closings_below(of_ideas) | archived_rows(header.own, of_ideas)
        if self._titled_once:
            self._no_ideas |= titles_of_day(of_ideas)
        has_statuses = any(block.status is not None or block.standing for block in layout.blocks)
        self._status_rows = {} if as_written or layout.own or has_statuses else status_rows(of_ideas)
        self._part: IncomingStatus | None = None
        self._part_of_all = self._met_section = False

    def _names_tables_once(self, place: int | None) -> bool:
        def is_table(cell: str) -> bool:
            return table_in_column(cell) is not None

        if names_once(self._table, self._layout, place, is_table):
            return True
        return self._tables.given is None and begins_blocks(self._table, self._layout, place, is_table)

    def outcomes(self) -> Iterator[Outcome]:
        """What became of each row, in the table's order; titles of sections and repeated headers are no rows."""
        rows = self._table.rows[self._layout.header.first_row :]
        for place, row in enumerate(rows):
            if row.sheet != self.sheet:
                self._turn_to(row.sheet)
            if row.cells == self._names or (place == 0 and self._is_second_header(row)):
                continue
            filled = [cell for cell in row.cells if cell and not cell.isspace()]
            if place in self._status_rows:
                self._part = self._status_rows[place]
                self.adjustments.headings[filled[0].strip(" :\u00a0\u202f")] += 1
                continue
            if len(filled) == 1 and self._opens_section(filled[0].strip()):
                if place - 1 in self._status_rows:  # above all tables, or below the ideas of one, with none of its own
                    self._part_of_all = self._part_of_all or not self._met_section
                self._part, self._met_section = self._part if self._part_of_all else None, True
                continue
            if (self._kinds is not None and self._is_frame(row)) or (may_be_empty(filled) and self._empty.holds(row)):
                continue
            self.rows += 1
            is_last = place + 1 == len(rows) or rows[place + 1].sheet != row.sheet
            total = not self._layout.own and self._is_total(filled, is_last=is_last)
            if not total and (self._items_merged or self._merged):
                self._remember_item(row)
                self._remember_table(row)
            try:
                yield from self._read(row, A_TOTAL if total else self._no_ideas.get(place, ""))
            except Refused as error:
                yield self._refused(row, row.raw, error.message)

    def _turn_to(self, sheet: str) -> None:
        """Begin another of the sheets that were put together: its name says the table."""
        self.sheet, self._section = sheet, table_in_heading(sheet.strip())
        self._above, self._item_above = None, ""

    def _is_second_header(self, row: SheetRow) -> bool:
        filled = [cell for cell in row.cells if cell.strip()]
        if self._names is None or not filled:
            return False
        others = [words for cell in filled if (words := plain(cell)) not in SECOND_HEADERS]
        return len(others) < len(filled) and all(words.startswith(("other ", "autre ")) for words in others)

    def _is_frame(self, row: SheetRow) -> bool:
        """`Frame;Table 2` on a board: the words of such a card may be the table of those below."""
        block = self._layout.blocks[0]
        place = first_place(row, block)
        if place is None or plain(cell_at(row.cells, self._kinds)) not in FRAMES:
            return False
        words = row.cells[place].strip()
        if block.table is None:
            return self._opens_section(words)
        titled = named_in(words)
        return titled is not None and titled.table is not None and not titled.name

    def _opens_section(self, cell: str) -> bool:
        """`Table 2 : les aînés` alone in its row gives its table to the rows below."""
        if self._layout.own or len(self._layout.blocks) > 1:
            return False
        titled = named_in(cell)
        if titled is None or titled.table is None or titled.rank == "short":
            return False
        if titled.name and not (titled.apart or titled.decorated):
            return False
        self._section = titled.table
        self._item_above = ""
        return True

    def _is_total(self, filled: Sequence[str], *, is_last: bool) -> bool:
        if filled and filled[0].isdecimal() and not self._across:  # most rows begin with a number, or with no total
            return False
        return _is_total(filled) or is_total(filled, is_last=is_last, across=self._across)

    def _read(self, row: SheetRow, no_idea: str) -> Sequence[Outcome]:
        """The ideas of a row; raises `Refused` where it has none, `no_idea` being the reason that is known."""
        if no_idea:
            raise Refused(no_idea)
        if row.unclosed:
            raise Refused(
                N_(
                    "A quotation mark on this line is never closed. Close it, or type it twice if it belongs to "
                    "the text.",
                )
            )
        self._check_width(row)
        if self._layout.decided:
            return [self._decided(row)]
        found = [
            self._idea_or_refusal(row, block, place)
            for block in self._layout.blocks
            if (place := first_place(row, block)) is not None
        ]
        if not found:
            refuse_row_without_ideas(row, self._layout, self.skipped_texts)
        return found

    def _idea_or_refusal(self, row: SheetRow, block: Block, place: int) -> Outcome:
        try:
            return self._idea(row, block, place)
        except Refused as error:
            alone = len(self._layout.blocks) > 1 or error.message.text in NO_TABLE_REASONS
            return self._refused(row, row.cells[place] if alone else row.raw, error.message)

    def _refused(self, row: SheetRow, raw: str, reason: Message) -> RefusedRow:
        ref = cell_at(row.cells, self._layout.blocks[0].ref).strip() if self._layout.own else ""
        return replace(
            refusal(row.line, raw, reason), ref=ref, aside=reason.text in _NEVER_IDEAS, never=reason.text == PEOPLE
        )

    def _idea(self, row: SheetRow, block: Block, place: int) -> IncomingIdea:
        cells = row.cells
        withdrawn = self._layout.withdrawn
        if withdrawn is not None and was_withdrawn(cell_at(cells, withdrawn)):
            raise Refused(_TAKEN_BACK)
        text = required(self._words(cells[place]))
        if not text[1:2].isalnum() and (block.is_across or not (self._layout.own or self._as_written)):
            refuse_signs(text, only_known=self._as_written)
        if not self._layout.own:
            refuse_no_idea(text, across=self._across, as_written=self._as_written)
            if self._titled_once and is_idea_title(text):
                raise Refused(NO_WORDS_OF_PEOPLE)
        text = f"{block.sign} {text}" if block.sign else text
        number = self._table_named(cells, block)
        if number is None and text.endswith("?") and plain(cell_at(cells, self._kinds)) in FRAMES:
            raise Refused(ASKED)
        if number is None and self._tables.given is None and block.table is not None:
            raise Refused(NO_TABLE_IN_COLUMN, column=self._layout.name(block.table))
        table = self._tables.choose(number)
        status, has_status = self._status(cells, block)
        detail = self._detail(cells, block, place) if block.detail else ""
        category = "" if block.category is None else self._item_named(cells, block)
        group = "" if block.group is None else cell_at(cells, block.group)
        ref = "" if block.ref is None else cell_at(cells, block.ref).strip()
        detail = "" if detail == text else detail
        if block.status is not None and (beside := self._beside_status(cells, block)) and beside not in (text, detail):
            self.adjustments.beside += 1
            detail = self._shortest(f"{detail}\n\n{beside}".strip())
        if row.continued:
            self.adjustments.merged += not {block.table, block.category}.isdisjoint(row.continued)
        if not self._layout.own:
            return IncomingIdea(row.line, table, text, status, category, group, detail, ref, has_status=has_status)
        proposal = cell_at(cells, self._layout.proposal).strip()
        wording, standing = (cell_at(cells, each) for each in (self._layout.wording, self._layout.standing))
        return IncomingIdea(
            row.line, table, text, status, category, group, detail, ref, proposal=proposal, has_status=has_status,
            wording=self._layout.words(wording).strip(), standing=standing.strip(),
        )  # fmt: skip

    def _decided(self, row: SheetRow) -> IncomingIdea:
        title, body = (self._words(cell_at(row.cells, place)) for place in (1, 2))
        decided = read_decided(title, body)
        if decided is None:
            if not title.strip():
                raise Refused(N_("There is no idea in this row."))
            detail = "" if body.strip() == title.strip() else self._shortest(body)
            return IncomingIdea(row.line, self._tables.choose(self._section), required(title), detail=detail)
        table = self._tables.choose(table_of(decided.refs[0].partition("-")[0].rstrip("abcdefghijklmnopqrstuvwxyz")))
        detail = "\n\n".join(filter(None, (decided.otherwise, decided.detail)))
        return IncomingIdea(
            row.line, table, required(decided.wording), decided.status, decided.category,
            detail=self._shortest(detail), refs=decided.refs, otherwise=clean(decided.otherwise),
            proposal=cell_at(row.cells, self._layout.proposal).strip(),
        )  # fmt: skip

    def _words(self, cell: str) -> str:
        """A cell's words without what programs put round them."""
        if self._layout.own:
            return self._layout.words(cell)
        text, signs = without_format(cell)
        self.adjustments.signs += signs
        if "<" in text or "&" in text:
            words = unwrapped(text)
            self.adjustments.markup += words != text
            return words
        return text

    def _detail(self, cells: Sequence[str], block: Block, used: int) -> str:
        """The texts beside an idea, in the order of their columns; of one text in several languages the first."""
        if len(block.detail) == 1:
            cell = "" if used in block.detail else cell_at(cells, block.detail[0])
            return self._shortest(self._words(cell).strip()) if cell else ""
        found: dict[str, str] = {}
        for place in sorted(block.detail):
            if place != used and (cell := cell_at(cells, place)) and (words := self._words(cell).strip()):
                found.setdefault(bare(self._layout.header.names[place]), words)
        if len(found) < 2:  # noqa: PLR2004 -- one is nearly always all there is
            return self._shortest(next(iter(found.values()), ""))
        parts = [
            words for words in found.values() if not any(words != each and words in each for each in found.values())
        ]
        return self._shortest("\n\n".join(dict.fromkeys(parts)))

    def _shortest(self, words: str) -> str:
        """The detail as it is kept; one that is too long to be kept must not cost the idea."""
        if len(words) > LONGEST:
            self.adjustments.long_details += 1
            return ""
        return clean(words)

    def _table_named(self, cells: Sequence[str], block: Block) -> int | None:
        if block.at is not None:
            return block.at
        cell = cell_at(cells, block.table)
        if not cell or cell.isspace():
            if self._merged and self._above is not None:
                self.adjustments.below += 1
                return self._above
            return self._section
        if cell not in self._known_tables:
            if len(self._known_tables) > _MOST_REMEMBERED:
                self._known_tables.clear()
            self._known_tables[cell] = table_in_column(cell)
        number = self._known_tables[cell]
        if number is None:
            if letter_of(cell) and (message := self._of_letters(block)):
                raise Refused(message.text, **message.params)
            shown = refusal(0, cell, Message("")).excerpt
            raise Refused(NO_NUMBER, cell=shown)
        self._above = number
        return number

    def _of_letters(self, block: Block) -> Message | None:
        rows = self._table.rows[self._layout.header.first_row :]
        return of_letters((cell_at(row.cells, block.table) for row in rows), self._tables)

    def _remember_table(self, row: SheetRow) -> None:
        """Keep the table for the rows below, also where the row that names it has no idea."""
        place = self._layout.blocks[0].table
        if self._merged and (number := table_in_column(cell_at(row.cells, place))) is not None:
            self._above = number

    def _remember_item(self, row: SheetRow) -> None:
        """Keep the item for the rows below; it ends where another table begins, if it stands within its table."""
        block = self._layout.blocks[0]
        if not self._items_merged or block.category is None:
            return
        if named := cell_at(row.cells, block.category).strip():
            self._item_above = self._words(named).strip()
        elif block.table is not None and block.table < block.category:
            table = table_in_column(cell_at(row.cells, block.table))
            self._item_above = "" if table not in (None, self._above) else self._item_above

    def _item_named(self, cells: Sequence[str], block: Block) -> str:
        named = self._words(cell_at(cells, block.category)).strip()
        if named or not self._item_above:
            return named
        self.adjustments.items_below += 1
        return self._item_above

    def _status(self, cells: Sequence[str], block: Block) -> tuple[IncomingStatus, bool]:
        """The status of an idea, and whether its row says it: an empty cell does where only ticks do."""
        if block.otherwise:
            self.adjustments.statuses[refusal(0, block.otherwise, Message("")).excerpt] += 1
        if block.status is None or block.standing:
            status = block.standing or self._part
            return status or "to_create", bool(status)
        cell = cell_at(cells, block.status)
        if self._statuses_once:
            cell = self._status_above = cell.strip() or self._status_above
        if cell not in self._known_statuses:
            if len(self._known_statuses) > _MOST_REMEMBERED:
                self._known_statuses.clear()
            self._known_statuses[cell] = read_status(without_format(cell)[0], block.manner)
        status = self._known_statuses[cell]
        if status is None:
            if answer_of(cell) is not None and any(map(str.isalnum, cell)):
                self.adjustments.answers += 1
            else:
                self.adjustments.statuses[refusal(0, cell.strip(), Message("")).excerpt] += 1
            return "to_create", False
        return status, block.manner == "ticks" or bool(cell and not cell.isspace())

    def _beside_status(self, cells: Sequence[str], block: Block) -> str:
        """What the cell of a status says beside it: where the thing exists, who knows it."""
        cell = cell_at(cells, block.status)
        if not self.keeps_words or cell in self._plain_statuses or " " not in cell.strip():
            return ""
        if beside := words_beside(without_format(cell)[0], block.manner):
            return beside
        if len(self._plain_statuses) < _MOST_REMEMBERED:
            self._plain_statuses.add(cell)
        return ""

    def _check_width(self, row: SheetRow) -> None:
        """More cells than columns: the idea holds the separator, and to guess where it ends would change it."""
        if self._width is None or len(row.cells) <= self._width:
            return
        if any(cell.strip() for cell in row.cells[self._width :]):
            raise Refused(
                N_(
                    "This row has {found} cells for {expected} columns. If a text contains the separator, put it "
                    "in quotation marks."
                ),
                found=len(row.cells),
                expected=self._width,
            )


def _is_total(filled: Sequence[str]) -> bool:
    """`Total`, `Sous-total table 2` or `Total : 3 idées`, with nothing but numbers in the row of these cells."""
    first = filled[0].strip() if filled else ""
    if not first or first[0] not in _TOTAL_BEGINS or not _TOTAL.fullmatch(first):
        return False
    numbers = all(is_data(cell.strip()) for cell in filled[1:])
    return numbers and (len(filled) > 1 or len(first.split()) == 1 or any(map(str.isdecimal, first)))
