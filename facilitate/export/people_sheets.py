"""Sheets of paper about people: badges, lists, signs for tables, and what is signed at the door.

Each is the same data as pages in the house style and as a page for a browser. Every word is said here, once; of people
a sheet has what `people_print` gives, and says when it was printed and what for.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from facilitate.domain.errors import N_, Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Plan, SupporterRole
from facilitate.domain.text import inlined, one_line
from facilitate.export.compose.document import Properties
from facilitate.export.engines import typeset
from facilitate.export.style.colours import accent_text
from facilitate.export.style.style import Style
from facilitate.export.templates import rendered, style_sheet
from facilitate.i18n import Language
from facilitate.labels import TABLE_COLOURS, table_letter
from facilitate.workshop.views.people_print import PeoplePrint, PrintedPerson, PrintedRound, PrintedTable

ON_A_PAGE = 8  # badges
_ROWS_TO_WRITE = 8
_NO_TABLES = N_("Nobody has a table yet: plan the seats (“facilitate seats plan”), or print badges to deal (predealt).")
_NO_PHASE = N_("No phase of this session has tables.")


@dataclass(frozen=True, slots=True)
class SheetAsked:
    """What a sheet is made of: the people, the programme, when it is printed, and how many badges stay blank."""

    people: PeoplePrint
    plan: Plan
    printed: datetime
    blank: int
    title: str


Sheet = dict[str, Any]


def sheet(kind: str, asked: SheetAsked, _: Language) -> Sheet:
    """Return the words of a sheet; raises `Refused` where nothing could stand on it."""
    heading, purpose, make = _SHEETS[kind]
    made = blank_sheet(asked.plan, asked.title, asked.printed, _)
    return {**made, "kind": kind, "heading": _(heading), "purpose": _(purpose), **make(asked, _)}


def blank_sheet(plan: Plan, title: str, at: datetime, _: Language) -> Sheet:
    """Return what stands on any sheet; it wants a `heading`, its `purpose`, and badges, parts or signs."""
    printed = _(N_("Printed {day}, {time}"), day=_.date_after(at.date()), time=_.time(at))
    return {
        "lang": _.code,
        "title": title,
        "day": _.date(plan.date) if plan.date else "",
        "printed": f"{printed}.",
        "words": {
            "no_photo": _(N_("no photo")),
            "name": _(N_("Full name")),
            "organisation": _(N_("Organisation")),
            "table": _(N_("Table")),
            "number": _(N_("No.")),
            "cut": _(N_("Cut along the marks.")),
        },
        "badges": [],
        "parts": [],
        "signs": [],
    }


def sheet_pdf(made: Sheet, style: Style, plan: Plan, printed: datetime) -> bytes:
    """Return a sheet as pages in a house style; raises `Refused` without the engine."""
    colours = style.colours
    organiser = inlined(plan.organiser)
    data = {
        **made,
        "logo": f"logo.{style.logo_kind}" if style.logo else "",
        "logo-alt": organiser,
        "fonts": {"text": style.text_font, "heading": style.heading_font},
        "colours": {
            **{name: getattr(colours, name) for name in type(colours).__slots__},
            "accent-text": accent_text(colours),
        },
    }
    of = Properties(f"{made['title']} – {made['heading']}", organiser, created=printed.date())
    return typeset("people.typ", data, style, "pdf", of)


def sheet_page(made: Sheet) -> str:
    """Return a sheet as a page for a browser."""
    return rendered("people.html", {**made, "css": style_sheet("people.css")})


def table_mark(table: int, _: Language, label: str = "") -> Mapping[str, Any]:
    """Return a table as colour, number and letter; none of them to write it in, where it is 0."""
    if not table:
        return {"number": "", "letter": "", "fill": "", "on": "", "ring": False, "label": label, "said": ""}
    fill, on, called = TABLE_COLOURS[(table - 1) % len(TABLE_COLOURS)]
    letter = table_letter(table)
    named = _(N_("table {table}, {letter}, {colour}"), table=table, letter=letter, colour=_(called))
    return {
        "number": str(table),
        "letter": letter,
        "fill": fill,
        "on": on,
        "ring": (table - 1) // len(TABLE_COLOURS) % 2 == 1,
        "label": label,
        "said": f"{label}: {named}" if label else named,
    }


def _marks(tables: Sequence[int], people: PeoplePrint, _: Language) -> list[Mapping[str, Any]]:
    labels = [_round(each, _) for each in people.rounds]
    return [table_mark(table, _, label) for table, label in zip(tables, labels, strict=False)]


def _round(of: PrintedRound, _: Language) -> str:
    """Return what a round is called beside others; nothing for the only one."""
    return " · ".join(filter(None, (inlined(of.phase), _("Round {number}", number=of.number) if of.number else "")))


def _badge(person: PrintedPerson | None, marks: Sequence[Mapping[str, Any]], pile: str = "") -> Mapping[str, Any]:
    return {
        "name": one_line(person.name) if person else "",
        "organisation": one_line(person.organisation) if person else "",
        "number": str(person.badge) if person and person.badge else "",
        "marks": marks,
        "no_photo": bool(person and person.no_photo),
        "pile": pile,
    }


def _badges(asked: SheetAsked, _: Language) -> Sheet:
    """Return a badge for everybody, by name, and blank ones until the last page is full."""
    people = asked.people
    badges = [_badge(person, _marks(person.tables, people, _)) for person in people.people]
    blank = asked.blank + -(len(badges) + asked.blank) % ON_A_PAGE
    to_write = _marks([0] * len(people.rounds), people, _)
    return {"badges": [*badges, *(_badge(None, to_write) for _each in range(blank))]}


def _predealt(asked: SheetAsked, _: Language) -> Sheet:
    """Return the badges of each pile, from the top, each pile from a page of its own on."""
    people, badges, heads = asked.people, list[Mapping[str, Any]](), list[str]()
    if not people.piles:
        raise Refused(_NO_PHASE)
    for number, pile in enumerate(people.piles, 1):
        called = one_line(pile.world) or _(N_("everybody") if len(people.piles) == 1 else N_("World not said"))
        rounds = range(1, len(pile.tables[0]) + 1)
        labels = [_("Round {number}", number=each) if len(rounds) > 1 else "" for each in rounds]
        for place, tables in enumerate(pile.tables, 1):
            marks = [table_mark(table, _, label) for table, label in zip(tables, labels, strict=True)]
            badges.append(_badge(None, marks, f"{number} · {place}"))
        badges.extend({} for _each in range(-len(badges) % ON_A_PAGE))
        heads.extend(
            [_(N_("Pile {number}: {world}"), number=number, world=called)] * (-(-len(pile.tables) // ON_A_PAGE))
        )
    return {"badges": badges, "heads": heads}


def sheet_part(
    title: str, rows: Sequence[Sequence[Any]], heads: Sequence[str], widths: Sequence[str], **more: Any
) -> Sheet:
    """Return a part of a sheet: a table of cells, each a text, a name, marks or a box; `widths` are of the columns.

    A `large` part is read from afar. `below` are lines under the table, with a `box` before them or none.
    """
    cells = [[{"text": cell, "strong": ""} if isinstance(cell, str) else cell for cell in row] for row in rows]
    return {
        "title": title,
        "mark": None,
        "about": [],
        "heads": heads,
        "widths": widths,
        "rows": cells,
        "tall": False,
        "large": False,
        "note": "",
        "below": [],
    } | more


def _list(asked: SheetAsked, _: Language) -> Sheet:
    people = asked.people
    labels = [_round(each, _) or _(N_("Table")) for each in people.rounds]
    rows = [
        [
            _name(each),
            one_line(each.organisation),
            str(each.badge),
            *({"marks": [table_mark(table, _)]} for table in each.tables),
        ]
        for each in people.people
    ]
    heads = [_names_head(people, _), _(N_("Organisation")), _(N_("No.")), *labels]
    widths = ["wide", "narrow", "number", *(["mark"] * len(labels))]
    return {"parts": [sheet_part(_counted(people.people, _), rows, heads, widths, about=[_order(people, _)])]}


def _name(person: PrintedPerson) -> Mapping[str, str]:
    """Return a name as it stands in a list: the family name first and bold, where it is known."""
    return {"strong": one_line(person.family_name), "text": one_line(person.others)}


def _names_head(people: PeoplePrint, _: Language) -> str:
    return _(N_("Last and first name") if any(each.family_name for each in people.people) else N_("Full name"))


def _order(people: PeoplePrint, _: Language) -> str:
    """Say by what a list is sorted."""
    known = sum(bool(each.family_name) for each in people.people)
    if not known:
        return _(N_("In alphabetical order of the names as they are written."))
    if not people.as_written:
        return _(N_("In alphabetical order of the family names."))
    return _(
        N_("In alphabetical order of the family names; where they are not known ({n}), of the names as written."),
        n=people.as_written,
    )


def _counted(people: Sequence[PrintedPerson], _: Language) -> str:
    return _.plural("{n} person", "{n} people", len(people))


def _tables(asked: SheetAsked, _: Language) -> Sheet:
    people = asked.people
    if not people.has_tables:
        raise Refused(_NO_TABLES)
    heads = [_names_head(people, _), _(N_("Organisation")), _(N_("No."))]
    return {
        "parts": [
            sheet_part(
                _called(table, _),
                [[_name(each), one_line(each.organisation), str(each.badge)] for each in table.people],
                heads,
                ["wide", "wide", "number"],
                mark=table_mark(table.number, _),
                about=[
                    each for each in (_round(table.round, _), inlined(table.place), _counted(table.people, _)) if each
                ],
            )
            for table in people.tables
            if table.people
        ]
    }


def _called(table: PrintedTable, _: Language) -> str:
    called = _(N_("Table {table}"), table=table.number)
    return f"{called} · {inlined(table.name)}" if table.name else called


def _signs(asked: SheetAsked, _: Language) -> Sheet:
    tables = asked.people.signs
    if not tables:
        raise Refused(_NO_PHASE)
    return {
        "signs": [
            {
                **table_mark(table.number, _),
                "called": _called(table, _),
                "name": inlined(table.name),
                "place": inlined(table.place),
            }
            for table in tables
        ]
    }


def _attendance(asked: SheetAsked, _: Language) -> Sheet:
    people = asked.people
    rows: list[Sequence[Any]] = [
        [str(each.badge), _name(each), one_line(each.organisation), ""] for each in people.signing
    ]
    rows += [["", "", "", ""] for _each in range(_ROWS_TO_WRITE)]
    heads = [_(N_("No.")), _names_head(people, _), _(N_("Organisation")), _(N_("Signature"))]
    return {
        "parts": [
            sheet_part(
                "",
                rows,
                heads,
                ["number", "wide", "narrow", "wide"],
                about=[*_signing(asked.plan, _), _order(people, _)],
                tall=True,
            )
        ]
    }


def _signing(plan: Plan, _: Language) -> Iterator[str]:
    organisers = [inlined(name) for name in plan.named(SupporterRole.ORGANISER)]
    whom = inlined(plan.publication.contact) or _.list(organisers) or _(N_("the organiser"))
    yield _(
        N_(
            "By signing, you confirm that you were present. The signature proves attendance, and serves for nothing "
            "else: it agrees neither to photos nor to being named."
        )
    )
    yield _(N_("To see, correct or remove what is held of you, ask {whom}."), whom=whom)


_SHEETS: Mapping[str, tuple[str, str, Callable[[SheetAsked, Language], Sheet]]] = {
    "badges": (
        N_("Badges"),
        N_("Worn on the day, so that people call each other by name and find their tables."),
        _badges,
    ),
    "list": (
        N_("List of people"),
        N_("For the door, to welcome people and tell them their tables. Do not display it; destroy it afterwards."),
        _list,
    ),
    "tables": (
        N_("Who sits at each table"),
        N_("For whoever hosts the table, to welcome its people. Do not display it; destroy it afterwards."),
        _tables,
    ),
    "signs": (N_("Table signs"), N_("To stand on the tables."), _signs),
    "attendance": (
        N_("Attendance sheet"),
        N_("Signed at the door, as proof of attendance and for nothing else."),
        _attendance,
    ),
    "predealt": (
        N_("Badges to deal"),
        N_(
            "Whoever arrives takes the next badge of their pile; not those who need a table without steps or an "
            "interpreter: choose their table."
        ),
        _predealt,
    ),
}


def sheets_for(people: PeoplePrint) -> list[str]:
    """Return what is printed where nobody says what: all that something stands on, without badges to deal."""
    wanted = {
        "badges": True,
        "list": True,
        "tables": people.has_tables,
        "signs": bool(people.signs),
        "attendance": True,
    }
    return [kind for kind, is_wanted in wanted.items() if is_wanted]


# What `--what` can name, in the words of its reader.
KINDS: Mapping[str, str] = {
    "badges": N_("badges"),
    "list": N_("list"),
    "tables": N_("tables"),
    "signs": N_("signs"),
    "attendance": N_("attendance"),
    "predealt": N_("predealt"),
}
