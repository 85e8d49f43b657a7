"""What a person sees of a file before it is imported: its columns and what each is, and why rows stay out.

What a person sets by hand becomes `Choices`, which win over every guess. Who only says which column holds the ideas has
said what `--idea` says, and the rest is told from that; once any other column was set, all of them are said, so that
what comes in is what was seen.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from types import MappingProxyType
from typing import TypeAlias

from facilitate.domain.errors import N_, Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.numbers import whole_number
from facilitate.sheets.contents import Contents, Kind, SheetRow, Table
from facilitate.workshop.intake.column_names import language_of
from facilitate.workshop.intake.incoming import Choices, ColumnName, Incoming, Reading, RefusedRow
from facilitate.workshop.intake.reasons_of_several import of_several
from facilitate.workshop.intake.table_layout import header_of

_LOOKED_AT = 300  # rows among which the first thing in a column is looked for
_LINES = 6  # rows that are named of those with one complaint
_DIFFERENT = 3  # words or numbers that one complaint is said of, each in a line of its own

Role: TypeAlias = str  # a `Field`, nothing for a column that is left out, or one of ideas beside another
LEFT_OUT: Role = ""
MORE: Role = "more"
# In the order of the arrows: up makes a column that is left out the idea, which is what is mostly missing.
ROLES: tuple[Role, ...] = ("idea", LEFT_OUT, "detail", "table", "status", "category", MORE)
_TOGETHER: tuple[Role, ...] = (LEFT_OUT, "detail", MORE)
KIND_NAMES = {
    Kind.TEXT: N_("plain text"),
    Kind.CSV: "CSV",
    Kind.XLSX: "Excel",
    Kind.XLS: N_("Excel 97"),
    Kind.ODS: "LibreOffice",
    Kind.HTML: "HTML",
    Kind.MARKDOWN: "Markdown",
    Kind.JSON: "JSON",
    Kind.XML: "XML",
    Kind.DOCX: "Word",
    Kind.ODT: "LibreOffice",
}
ENCODING_NAMES = {
    "utf-8": N_("UTF-8 (current software)"),
    "cp1252": N_("Windows, Western Europe"),
    "mac-roman": N_("older Mac"),
    "cp850": "MS-DOS",
    "iso8859-15": N_("older Linux"),
}
SEPARATOR_NAMES = {"\t": N_("tabs"), " ": N_("spaces")}
ROLE_NAMES: dict[Role, str] = {
    "idea": N_("Idea"),
    "detail": N_("Detail"),
    "table": N_("Table"),
    "status": N_("Status"),
    "category": N_("Category"),
    "group": N_("Group"),
    "ref": N_("Reference"),
    MORE: N_("Idea too"),
    LEFT_OUT: N_("not imported"),
}

# What is asked where a file leaves open what an option says.
QUESTIONS = {
    "encoding": N_("The accents of this file can be read in several ways. Which one gives the right words?"),
    "sheet": N_("Which sheet contains the ideas?"),
    "idea": N_("Which column contains the ideas?"),
    "table-column": N_("Which column names the table?"),
    "status-column": N_("Which column shows what already exists?"),
    "item-column": N_("Which column names the category?"),
}


@dataclass(frozen=True, slots=True)
class Head:
    """A column as it is shown: its header's words (none where it has no header), what it is, the first thing in it."""

    name: str
    role: Role
    sample: str


@dataclass(frozen=True, slots=True)
class Complaint:
    """Why rows stay out, said once: the first one's reason, how many there are, and the first of them.

    `alike` tells that each of them has the very same reason, and not one about another word or number.
    """

    reason: Message
    count: int
    rows: tuple[RefusedRow, ...]
    alike: bool = True


def takes_apart(incoming: Incoming) -> bool:
    """Whether anything would come in otherwise if it were taken as it is written."""
    if not incoming.reading.notices and not incoming.refused:
        return False
    from facilitate.workshop.intake.adjustments import ITEMS_BELOW, TABLES_BELOW
    from facilitate.workshop.intake.emphasis import TAKEN_OFF
    from facilitate.workshop.intake.minutes import CLOSING, HEAD
    from facilitate.workshop.intake.note_signs import REMOVED
    from facilitate.workshop.intake.status_marks import READ_BESIDE
    from facilitate.workshop.intake.status_phrases import READ_WITHIN
    from facilitate.workshop.intake.tallies import VOTES

    read_otherwise = {READ_BESIDE, READ_WITHIN, TAKEN_OFF, TABLES_BELOW, ITEMS_BELOW, REMOVED, VOTES}
    noticed = {notice.text for notice in incoming.reading.notices} & read_otherwise
    of_head = any(row.reason.text in (HEAD, CLOSING) and not row.never for row in incoming.refused)
    return bool(noticed) or of_head or leaves_out(incoming)


def leaves_out(incoming: Incoming) -> bool:
    """Whether lines or words that may be wanted stay out, or cells are cut, that would come in as they are written.

    Nobody wants a date or an hour for an idea. Where only signs went or a status was read, all words are there: then
    nobody has to be told of another way.
    """
    if not incoming.reading.notices and not incoming.refused:
        return False
    from facilitate.workshop.intake.cells import APART
    from facilitate.workshop.intake.lines_in_cells import LINES_APART
    from facilitate.workshop.intake.minutes import CLOSING, HEAD
    from facilitate.workshop.intake.no_ideas import ONLY_NAMES, ONLY_THEMES, THEME
    from facilitate.workshop.intake.note_signs import COMMENTS, TAGS
    from facilitate.workshop.intake.rows_across import PEOPLE_OF_TABLES, THEMES_OF_TABLES
    from facilitate.workshop.intake.sheet_notes import OF_THE_SHEET
    from facilitate.workshop.intake.speakers import NAMES_LEFT_OUT

    noticed = {notice.text for notice in incoming.reading.notices} & {
        APART,
        LINES_APART,
        NAMES_LEFT_OUT,
        COMMENTS,
        TAGS,
    }
    held_back = {HEAD, CLOSING, THEME, ONLY_NAMES, ONLY_THEMES, PEOPLE_OF_TABLES, THEMES_OF_TABLES, OF_THE_SHEET}
    return bool(noticed) or any(
        row.reason.text in held_back
        and not (row.never or (row.reason.text in (HEAD, CLOSING) and any(map(str.isdecimal, row.excerpt))))
        for row in incoming.refused
    )


def holds_names(incoming: Incoming) -> bool:
    """Whether names of people would come in if it were taken as it is written: nobody is told to do that."""
    from facilitate.workshop.intake.no_ideas import ONLY_NAMES
    from facilitate.workshop.intake.rows_across import PEOPLE_OF_TABLES
    from facilitate.workshop.intake.speakers import NAMES_LEFT_OUT

    reasons = {notice.text for notice in incoming.reading.notices} | {row.reason.text for row in incoming.refused}
    return not reasons.isdisjoint((ONLY_NAMES, PEOPLE_OF_TABLES, NAMES_LEFT_OUT))


def heads(contents: Contents, reading: Reading, roles: Sequence[Role] = ()) -> tuple[Head, ...]:
    """The columns of a table as they were read, or with the roles that a person gave them; none of a text."""
    if not isinstance(contents, Table):
        return ()
    header = header_of(contents)
    below = contents.rows[header.first_row : header.first_row + _LOOKED_AT]
    read = {column.place: column.field for column in reading.columns}
    given = dict(enumerate(roles)) if roles else read
    return tuple(
        Head(name, given.get(place, LEFT_OUT), _sample(below, place)) for place, name in enumerate(header.names)
    )


def _sample(rows: Iterable[SheetRow], place: int) -> str:
    cells = (row.cells[place].strip() for row in rows if place < len(row.cells))
    return next((cell for cell in cells if cell), "")


def column_called(name: str, columns: Sequence[Head]) -> int | None:
    """The place of the column of that name, or of that number from 1."""
    names = [head.name for head in columns]
    if name in names:
        return names.index(name)
    number = whole_number(name)
    return number - 1 if number and number <= len(names) else None


def with_role(roles: Sequence[Role], place: int, role: Role, names: Sequence[str] = ()) -> tuple[Role, ...]:
    """Set one column. By hand there is one of each kind: what was this before, or is one a second time, is left out.

    Details go together, and a column may have ideas too; a detail is of one idea, so that each leaves the other out.
    Further columns that were read as ideas stay so, unless their `names` say that they are in another language.
    """
    seen = {role}
    leaving = {"detail": MORE, MORE: "detail"}.get(role)
    made = []
    for at, each in enumerate(roles):
        if at == place:
            made.append(role)
        elif each == leaving or (each in seen and each not in _TOGETHER):
            in_another = at < len(names) and bool(language_of(names[at]))
            made.append(MORE if each == "idea" and role not in ("idea", "detail") and not in_another else LEFT_OUT)
        else:
            made.append(each)
            seen.add(each)
    return tuple(made)


def has_ideas(roles: Sequence[Role]) -> bool:
    """Whether a column is said to hold ideas."""
    return not {"idea", MORE}.isdisjoint(roles)


def are_the_same(columns: Sequence[Head], names: Sequence[str]) -> bool:
    """Whether a file that is read otherwise still has the columns of those names; accents may have become others."""
    return [_unaccented(head.name) for head in columns] == [_unaccented(name) for name in names]


def _unaccented(name: str) -> str:
    return "".join(sign for sign in name if sign.isascii() and sign.isalnum())


def next_role(role: Role, way: int) -> Role:
    """The role after this one, or before it; one that nobody sets by hand gives way to the first."""
    return ROLES[(ROLES.index(role) + way) % len(ROLES)] if role in ROLES else ROLES[0]


def choices_of(roles: Sequence[Role], table: int | None, answers: Mapping[str, int] = MappingProxyType({})) -> Choices:
    """What is said by setting the columns by hand; nothing of them where nobody set any.

    `answers` are columns (from 1) by what they answer: what the options of the command would say, and no more, so that
    the other columns are told as they are there.
    """
    if not roles:
        return Choices(
            table=table,
            idea=answers.get("idea", ""),
            title=answers.get("title", ""),
            table_column=answers.get("table-column", ""),
            status_column=answers.get("status-column", ""),
            item_column=answers.get("item-column", ""),
        )

    def column(role: Role) -> ColumnName:
        return roles.index(role) + 1 if role in roles else ""

    ideas = [place for place, role in enumerate(roles, 1) if role in ("idea", MORE)]
    details = [place for place, role in enumerate(roles, 1) if role == "detail"]
    idea = ideas[0] if ideas else ""
    return Choices(
        table=table,
        idea=details[0] if details else idea,
        title=idea if details else "",
        table_column=column("table"),
        status_column=column("status"),
        item_column=column("category"),
        without_detail=not details,
        left_out=tuple(place for place, role in enumerate(roles, 1) if role == LEFT_OUT),
        more_ideas=() if details else tuple(ideas[1:]),
        details=tuple(details[1:]),
    )


def complaints(refused: Iterable[RefusedRow]) -> tuple[Complaint, ...]:
    """Each complaint once, that of the most rows first; one that is about many words or numbers is not said of each."""
    kinds: dict[str, list[RefusedRow]] = {}
    for row in refused:
        kinds.setdefault(row.reason.text, []).append(row)
    grouped = []
    for rows in kinds.values():
        reasons: dict[str, list[RefusedRow]] = {}
        for row in rows:
            reasons.setdefault(str(row.reason), []).append(row)
        few = len(reasons) <= _DIFFERENT
        grouped += [_complaint(each, alike=few) for each in (reasons.values() if few else (rows,))]
    return tuple(sorted(grouped, key=lambda each: -each.count))


def _complaint(rows: Sequence[RefusedRow], *, alike: bool) -> Complaint:
    rows = sorted(rows, key=lambda row: (row.sheet, row.line))
    reason = of_several(rows[0].reason) if alike and len(rows) > 1 else rows[0].reason
    return Complaint(reason, len(rows), tuple(rows[:_LINES]), alike)
