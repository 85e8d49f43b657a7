"""`people`: the guest list, and who came."""

from __future__ import annotations

import sys
from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import Usage, check_terminal
from facilitate.cli.people_list import arrival_data, list_people
from facilitate.cli.people_print import print_people
from facilitate.cli.registry import Command, CommandGroup
from facilitate.domain.errors import N_
from facilitate.domain.session import Session
from facilitate.domain.table_lookup import table_named
from facilitate.domain.text import one_line
from facilitate.domain.values.people import Participant
from facilitate.files import unreadable
from facilitate.workshop.report.people import people_counts
from facilitate.workshop.workshop import Workshop

if TYPE_CHECKING:
    from facilitate.workshop.intake.roster_columns import GuestField

GuestsFile = Annotated[
    Path, typer.Argument(metavar=N_("FILE"), help=N_("The guest list: a sheet of any kind; “-” reads stdin."))
]
Keep = Annotated[
    list[str] | None,
    typer.Option(
        "--keep", metavar=N_("COLUMN=PURPOSE"), help=N_("Keep one more column, and say what for. Can be repeated.")
    ),
]
Encoding = Annotated[
    str,
    typer.Option(
        "--encoding",
        metavar=N_("NAME"),
        help=N_("How accents are encoded: utf-8, cp1252, mac-roman, cp850, iso8859-15."),
    ),
]
Sheet = Annotated[str, typer.Option("--sheet", metavar=N_("NAME"), help=N_("The sheet to read in a workbook."))]
WorldColumn = Annotated[
    str,
    typer.Option(
        "--world", metavar=N_("COLUMN"), help=N_("The column that says which group people belong to, such as “Sector”.")
    ),
]
AccessColumn = Annotated[
    str, typer.Option("--access", metavar=N_("COLUMN"), help=N_("A column that says what people need to take part."))
]
WithColumn = Annotated[
    str, typer.Option("--with", metavar=N_("COLUMN"), help=N_("A column that says whom people wish to sit with."))
]
NotWithColumn = Annotated[
    str,
    typer.Option("--not-with", metavar=N_("COLUMN"), help=N_("A column that says whom people wish not to sit with.")),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=N_("Only preview the import; nothing is saved."))]
PersonName = Annotated[str, typer.Argument(metavar=N_("NAME"), help=N_("The person’s name."))]
People = Annotated[
    list[str],
    typer.Argument(metavar=N_("PERSON…"), help=N_("Badge numbers, unambiguous parts of names, or identifiers.")),
]
NewName = Annotated[str | None, typer.Option("--name", metavar=N_("NAME"), help=N_("The name, corrected."))]
FamilyName = Annotated[
    str | None,
    typer.Option("--family-name", metavar=N_("TEXT"), help=N_("The part of the name by which lists are sorted.")),
]
Organisation = Annotated[str | None, typer.Option("--organisation", metavar=N_("NAME"), help=N_("Their organisation."))]
World = Annotated[
    str | None, typer.Option("--world", metavar=N_("WORLD"), help=N_("The group they belong to, as in the programme."))
]
Territory = Annotated[str | None, typer.Option("--territory", metavar=N_("AREA"), help=N_("Where they come from."))]
Access = Annotated[str | None, typer.Option("--access", metavar=N_("TEXT"), help=N_("What they need to take part."))]
Interpreter = Annotated[
    str | None, typer.Option("--interpreter", metavar=N_("TEXT"), help=N_("The interpreter they need."))
]
Interprets = Annotated[
    str | None,
    typer.Option("--interprets", metavar=N_("LANGUAGES"), help=N_("The languages they interpret for others.")),
]
Diet = Annotated[str | None, typer.Option("--diet", metavar=N_("TEXT"), help=N_("What they eat or do not eat."))]
Email = Annotated[str | None, typer.Option("--email", metavar=N_("ADDRESS"), help=N_("Their e-mail address."))]
NoPhoto = Annotated[
    bool | None, typer.Option("--no-photo/--photo", help=N_("They do not want to be photographed; or they agree."))
]
Nameable = Annotated[
    bool | None,
    typer.Option("--nameable/--not-nameable", help=N_("They agreed to be named in the report; or they did not.")),
]
With = Annotated[
    list[str] | None,
    typer.Option("--with", metavar=N_("PERSON"), help=N_("Whom they wish to sit with; can be repeated.")),
]
NotWith = Annotated[
    list[str] | None,
    typer.Option(
        "--not-with",
        metavar=N_("PERSON"),
        help=N_("Whom they wish not to sit with: never shown; can be repeated."),
    ),
]
WalkIn = Annotated[bool, typer.Option("--walk-in", help=N_("They were not expected, and have arrived."))]
AtTable = Annotated[
    str,
    typer.Option(
        "--table", metavar=N_("TABLE"), help=N_("The table they go to (default: the one planned or dealt, if any).")
    ),
]


def import_people(
    ctx: typer.Context,
    session: o.SessionName,
    file: GuestsFile,
    *,
    keep: Keep = None,
    world: WorldColumn = "",
    access: AccessColumn = "",
    with_: WithColumn = "",
    not_with: NotWithColumn = "",
    encoding: Encoding = "",
    sheet: Sheet = "",
    dry_run: DryRun = False,
) -> None:
    from facilitate.cli.guest_import import GuestFile, purposes_of, take_in

    context, purposes = context_of(ctx), purposes_of(keep or [])
    columns: dict[GuestField, str] = {"world": world, "access": access, "together": with_, "apart": not_with}
    taken = {field: column for field, column in columns.items() if column}
    given = GuestFile(_bytes(file), "" if str(file) == "-" else file.name, purposes, encoding, sheet, taken)
    take_in(context, context.workshop(session), given, dry=dry_run)


def _bytes(file: Path) -> bytes:
    if str(file) == "-":
        return sys.stdin.buffer.read()
    try:
        return file.read_bytes()
    except OSError as error:
        raise unreadable(file, error) from error


def add_person(
    ctx: typer.Context,
    session: o.SessionName,
    name: PersonName,
    *,
    family_name: FamilyName = None,
    organisation: Organisation = None,
    world: World = None,
    territory: Territory = None,
    access: Access = None,
    interpreter: Interpreter = None,
    interprets: Interprets = None,
    diet: Diet = None,
    email: Email = None,
    with_: With = None,
    not_with: NotWith = None,
    walk_in: WalkIn = False,
    table: AtTable = "",
) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    people = opened.people
    fields = {
        "organisation": organisation, "world": world, "territory": territory, "access": access, "email": email,
        "interpreter": interpreter, "interprets": interprets, "diet": diet, "family_name": family_name,
    }  # fmt: skip
    number = _table(context, session, table)
    together, apart = _wished(people, with_), _wished(people, not_with)
    people.check_wishes(together or (), apart or ())
    person = people.add(name, {field: value or "" for field, value in fields.items()}, walk_in=walk_in)
    if with_ is not None or not_with is not None:
        person = people.wish(person.id, together, apart)
    if walk_in or number:
        people.arrive(person.id, number)
    round_now = opened.seats.round_now()
    data = {"id": person.id, "table": arrival_data(opened.session, person, round_now)["table"]}
    context.out.answer(data, person.id, context.language(N_("Added: {name}."), name=person.name))
    if not number:
        _show_table(context, opened.session, person, round_now)


def edit_person(
    ctx: typer.Context,
    session: o.SessionName,
    person: o.PersonName,
    *,
    name: NewName = None,
    family_name: FamilyName = None,
    organisation: Organisation = None,
    world: World = None,
    territory: Territory = None,
    access: Access = None,
    interpreter: Interpreter = None,
    interprets: Interprets = None,
    diet: Diet = None,
    email: Email = None,
    no_photo: NoPhoto = None,
    nameable: Nameable = None,
    with_: With = None,
    not_with: NotWith = None,
) -> None:
    fields = {
        "name": name, "organisation": organisation, "world": world, "territory": territory, "access": access,
        "interpreter": interpreter, "interprets": interprets, "diet": diet, "email": email,
        "no_photo": no_photo, "nameable": nameable, "family_name": family_name,
    }  # fmt: skip
    if all(value is None for value in (*fields.values(), with_, not_with)):
        raise Usage(N_("Nothing to set: add an option, such as --organisation or --world."))
    context = context_of(ctx)
    people = context.workshop(session).people
    together, apart = _wished(people, with_), _wished(people, not_with)
    people.check_wishes(together or (), apart or ())
    found = people.edit(person, fields)
    people.wish(found.id, together, apart)
    context.out.answer({"id": found.id}, found.id, context.language(N_("Corrected: {name}."), name=found.name))


def _wished(people: Any, names: Sequence[str] | None) -> list[str] | None:
    """Return the people that names mean, before anything is written; an empty name takes wishes back."""
    return None if names is None else [people.find(name).id for name in names if name.strip()]


def remove_person(ctx: typer.Context, session: o.SessionName, person: o.PersonName) -> None:
    context = context_of(ctx)
    found = context.workshop(session).people.remove(person)
    sentence = context.language(N_("Removed: {name}. To put them back: “facilitate undo”."), name=found.name)
    context.out.answer({"id": found.id}, found.id, sentence)


def arrive(ctx: typer.Context, session: o.SessionName, people: People, *, table: AtTable = "") -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    found = opened.people.arrive_all(people, _table(context, session, table))
    _answer_arrivals(context, opened, found, N_("Arrived: {who}."), show=not table)


def leave(ctx: typer.Context, session: o.SessionName, people: People) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    _answer_arrivals(context, opened, opened.people.leave_all(people), N_("Left: {who}."))


def _answer_arrivals(
    context: CliContext, opened: Workshop, people: Sequence[Participant], sentence: str, *, show: bool = False
) -> None:
    """Say of each what was noted; of one person in JSON as of nobody else, of several as a list."""
    session, number = opened.session, opened.seats.round_now()
    here = people_counts(session).here
    if context.out.json:
        each = [{"id": person.id, **arrival_data(session, person, number)} for person in people]
        context.out.data({**each[0], "here": here} if len(each) == 1 else {"people": each, "here": here})
        return
    badges = session.badge_numbers()
    for person in people:
        # In words into a pipe too: whoever notes forty arrivals reads them again, and an id says nothing to anybody.
        who = " · ".join(filter(None, (str(badges.get(person.id, "")), one_line(person.name))))
        context.out.say(context.language(sentence, who=who))
        if show:
            _show_table(context, session, person, number)
    for finding in opened.seats.uneven() if session.dealt_at_the_door else ():
        context.out.talk(context.language.message(finding))


def _show_table(context: CliContext, session: Session, person: Participant, number: int) -> None:
    """Say to which table somebody goes who was given it at the door, easily seen on a terminal."""
    table = session.table_of_person(person.id, number)
    if context.out.json or person.id not in session.arrivals or not table:
        return
    words = context.language(N_("Table {table}"), table=table)
    for line in (words,) if context.out.width() is None else ("", f"    {words}", ""):
        context.out.say(line)


def _table(context: CliContext, session: str, name: str) -> int:
    if not name:
        return 0
    found = context.sessions.read(session)
    return table_named(found.plan, name, found.plan.phase(found.phase_for_ideas))


def open_list(ctx: typer.Context, session: o.SessionName) -> int:
    context = context_of(ctx)
    slug = context.workspace.find(session)
    check_terminal(ctx.command_path)
    return context.screens.open("guests", slug)


COMMAND = CommandGroup(
    "people",
    N_("Manage the guest list: who is expected, what they need, and who came. It stays on this computer."),
    (
        Command("open", open_list, N_("Open the guest list on screen."), "facilitate people open paris"),
        Command(
            "import",
            import_people,
            N_("Take in a guest list. The same list again adds nobody; a line that changed corrects."),
            N_('facilitate people import paris guests.xlsx --keep "Phone=to warn of a delay"'),
        ),
        Command("list", list_people, N_("List the people, with counts by world."), "facilitate people list paris"),
        Command(
            "add",
            add_person,
            N_("Put somebody on the list."),
            N_('facilitate people add paris "Participante 07" --organisation "Park association"'),
        ),
        Command(
            "edit",
            edit_person,
            N_("Correct what is known of somebody."),
            N_('facilitate people edit paris "Participante 07" --diet "no nuts"'),
        ),
        Command("remove", remove_person, N_("Take somebody off the list."), "facilitate people remove paris 12"),
        Command("arrive", arrive, N_("Note who has arrived."), "facilitate people arrive paris 12 14 17"),
        Command(
            "print",
            print_people,
            N_("Create badges, lists, table signs and the attendance sheet to print, for the desk alone."),
            "facilitate people print paris --what badges,list",
        ),
        Command("leave", leave, N_("Note who has left."), "facilitate people leave paris 12"),
    ),
)
