"""`depot serve`, `token`, `retire`, `dump` and `load`: for those who run the server of a whole programme."""

from __future__ import annotations

import gc
from datetime import UTC, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facilitate.cli.context import CliContext, context_of
from facilitate.cli.depot_keeper import database_of, print_tokens
from facilitate.cli.depot_options import DatabaseFile, DatabaseFolder, DatabaseName
from facilitate.cli.depot_removal_lines import last_change, moment_of
from facilitate.cli.output import ExitCode, Usage, has_terminal
from facilitate.domain.errors import N_, Names
from facilitate.workshop.audit.issue import typed

if TYPE_CHECKING:
    from facilitate.cli.composition.depot_host import Copied, RecordTokens

_Listen = Annotated[
    str,
    typer.Option(
        "--listen",
        metavar=N_("ADDRESS:PORT"),
        help=N_("Answer there (default: 127.0.0.1:8318, for a server with TLS before it)."),
    ),
]
_Action = Annotated[
    str,
    typer.Argument(
        metavar=N_("new|list|revoke"), help=N_("new: make one, shown this once; list: show all; revoke: take one back.")
    ),
]
_Name = Annotated[str, typer.Argument(metavar=N_("NAME"), help=N_("Who gets it, such as the town of the event."))]
_Session = Annotated[
    str,
    typer.Option(
        "--of",
        metavar=N_("ID"),
        help=N_(
            "For a session that is in the depot already, by its identifier or its name (default: that of its first "
            "push)."
        ),
    ),
]
_Reader = Annotated[bool, typer.Option("--reader", help=N_("For reading all sessions, and writing none."))]
_At = Annotated[
    str,
    typer.Option("--at", metavar="URL", help=N_("Where the depot is reached, for a link that can be handed out.")),
]
_Typology = Annotated[
    str,
    typer.Option(
        "--typology", metavar=N_("CYCLE"), help=N_("Let every token read the typology of this cycle, as it is now.")
    ),
]
_Target = Annotated[
    Path, typer.Argument(metavar=N_("FOLDER"), help=N_("The folder: on another disk, or one that is copied to one."))
]
_Retired = Annotated[
    str, typer.Argument(metavar=N_("SESSION"), help=N_("The session, by its identifier or any part of its name."))
]
_Computer = Annotated[
    str, typer.Argument(metavar=N_("COMPUTER"), help=N_("The computer, as “depot status” names it: “k7m2”."))
]
_Maker = Annotated[bool, typer.Option("--maker", help=N_("The computer that made the session."))]
_Back = Annotated[bool, typer.Option("--back", help=N_("Take it back: the computer is listed again."))]
_WHICH = N_("Which computer? Write one that “facilitate depot status” names, or --maker for the one that made it.")
_RETIRED = N_(
    "Computer {computer} of “{name}” is noted as gone permanently, and no longer asked for. What is on its disk is out "
    "of reach: where it can be found, have the disk erased. If something of it comes again, it is listed again."
)
_MAKER_RETIRED = N_(
    "The computer that made “{name}” is noted as gone permanently, and no longer asked for. What is on its disk is out "
    "of reach: where it can be found, have the disk erased. If something of it comes again, it is listed again."
)
_LISTED = N_("Computer {computer} of “{name}” is listed again.")
_MAKER_LISTED = N_("The computer that made “{name}” is listed again.")
_NO_TOKENS = N_(
    "Tokens do not come along: on another machine each event gets a new one, once this folder is loaded there."
)
_NEW_TOKENS = N_(
    "Tokens do not come along. Make a new one for each event: “facilitate depot token new NAME --of ID --at URL”."
)
_NAMES_BACK = N_(
    "What was removed from personal data after this backup was made may be back here. It goes again at the next sync "
    "of a computer that removed it: ask for that first."
)
_WHOSE = N_("Whose token? Write for example: “facilitate depot token revoke Lyon”.")
_WHOSE_NEW = N_("Whose token? Write for example: “facilitate depot token new Lyon --at https://depot.example.org”.")
_USED = N_("“{name}” opens “{session}”, and was used last on {when}. Computers that sent changes of it:")
_NOT_USED = N_("“{name}” opens “{session}”, and was never used. Computers that sent changes of it:")
_NEW_LINK = N_(
    "Each of them that has this link sends and takes nothing any more until it gets a new one: “{command}”, one for "
    "each computer or one for all. What is written there meanwhile is kept there."
)
_OTHERS_WORK = N_("Links that go on working for it: {names}.")
_MOST_NAMED = 6
_REVOKED = N_("The token “{name}” no longer works.")
_REVOKED_BEFORE = N_("The token “{name}” was revoked already, on {when}.")
_NOT_REACHED = N_(
    "Where is the depot reached? The link needs it: “facilitate depot token new {name} --at https://depot.example.org”."
)


def serve(
    ctx: typer.Context,
    *,
    database: DatabaseName = "",
    database_file: DatabaseFile = None,
    folder: DatabaseFolder = None,
    listen: _Listen = "",
    typology: _Typology = "",
) -> ExitCode:
    context = context_of(ctx)
    where = database_of(context, database, database_file, folder)
    context.out.repeat(f" --listen {typed(listen)}" if listen else "", "depot serve")
    gc.enable()  # it runs for months
    if typology:
        from facilitate.workshop.suggestions.learning import typology_of

        cycle = context.cycles.workspace.find(typology)
        context.depot_host.put_typology(where, typology_of(context.cycles.read(cycle).session))
    context.depot_host.serve(where, listen, lambda address: _announce(context, address))
    return ExitCode.DONE


def token(
    ctx: typer.Context,
    action: _Action,
    name: _Name = "",
    *,
    of: _Session = "",
    reader: _Reader = False,
    at: _At = "",
    database: DatabaseName = "",
    database_file: DatabaseFile = None,
    folder: DatabaseFolder = None,
) -> ExitCode:
    context = context_of(ctx)
    _ = context.language
    if action not in ("new", "list", "revoke"):
        raise Usage(N_("Write new, list or revoke (not “{value}”)."), value=action)
    where = database_of(context, database, database_file, folder)
    if action != "list" and not name:
        raise Usage(_WHOSE if action == "revoke" else _WHOSE_NEW)
    if action == "new" and not at:
        raise Usage(_NOT_REACHED, name=typed(name))
    with context.depot_host.tokens(where) as tokens:
        if action == "new":
            from facilitate.workshop.sharing.depot_access import DepotLink, read_depot_link

            address = read_depot_link(at).address
            of = tokens.session_meant(of).session if of else ""
            link = str(DepotLink(address, tokens.draw(name, of, reads_all=reader)))
            context.out.result({"name": name, "link": link}, link)
            context.out.talk(_(N_("Hand it to “{name}” alone; it is shown this once, and kept nowhere."), name=name))
        elif action == "revoke":
            return _revoke(context, tokens, name)
        else:
            print_tokens(context, tokens.all(), datetime.now(UTC))
    return ExitCode.DONE


def _revoke(context: CliContext, tokens: RecordTokens, name: str) -> ExitCode:
    """Say who is locked out by it, ask on a terminal, and have a token open nothing."""
    _ = context.language
    if (use := tokens.use(name)) and use.computers:
        names = {"name": name, "session": use.given.session_name, "when": moment_of(_, use.given.used)}
        context.out.talk(_(_USED if use.given.used else _NOT_USED, **names))
        for tag, last in use.computers:
            context.out.talk("  " + last_change(_, tag, last))
        new = f"facilitate depot token new {_(N_('NAME'))} --of {use.given.session} --at URL"
        context.out.talk(_(_NEW_LINK, command=new))
        if use.others:
            context.out.talk(_(_OTHERS_WORK, names=Names.of(use.others, _MOST_NAMED)))
        if has_terminal() and not context.out.json:
            context.out.talk(_(N_("Type {word} to revoke it:"), word=_(N_("yes"))))
            if not context.out.agreed():
                context.out.talk(_(N_("Nothing was changed.")))
                return ExitCode.REFUSED
    text = _REVOKED_BEFORE if (since := tokens.revoke(name)) else _REVOKED
    context.out.result({"name": name, "revoked": True}, _(text, name=name, when=moment_of(_, since)))
    return ExitCode.DONE


def retire(
    ctx: typer.Context,
    session: _Retired,
    computer: _Computer = "",
    *,
    maker: _Maker = False,
    back: _Back = False,
    database: DatabaseName = "",
    database_file: DatabaseFile = None,
    folder: DatabaseFolder = None,
) -> None:
    context = context_of(ctx)
    if bool(computer) == maker:
        raise Usage(_WHICH)
    where = database_of(context, database, database_file, folder)
    found = context.depot_host.retire(where, session, computer, back=back)
    text = (_MAKER_LISTED if back else _MAKER_RETIRED) if maker else (_LISTED if back else _RETIRED)
    data = {"session": found.session, "computer": computer or None, "retired": not back}
    context.out.result(data, context.language(text, computer=computer, name=found.name))


def dump(
    ctx: typer.Context,
    target: _Target,
    *,
    database: DatabaseName = "",
    database_file: DatabaseFile = None,
    folder: DatabaseFolder = None,
) -> ExitCode:
    context = context_of(ctx)
    context.depots.check_free(target.absolute())
    found = context.depot_host.dump(database_of(context, database, database_file, folder), target.absolute())
    sentence = context.language.plural(
        "{n} session is in {folder} as it is in the depot ({lines} new lines).",
        "{n} sessions are in {folder} as they are in the depot ({lines} new lines).",
        found.sessions, folder=str(target), lines=found.lines,
    )  # fmt: skip
    return _copied(context, found, sentence, _NO_TOKENS)


def load(
    ctx: typer.Context,
    target: _Target,
    *,
    database: DatabaseName = "",
    database_file: DatabaseFile = None,
    folder: DatabaseFolder = None,
) -> ExitCode:
    context = context_of(ctx)
    found = context.depot_host.load(database_of(context, database, database_file, folder), target.absolute())
    sentence = context.language.plural(
        "{n} session is in the depot as it is in {folder} ({lines} new lines).",
        "{n} sessions are in the depot as they are in {folder} ({lines} new lines).",
        found.sessions, folder=str(target), lines=found.lines,
    )  # fmt: skip
    if found.notices:
        sentence = context.language.plural(
            "{n} session was read from {folder} ({lines} new lines), but not all of it is in the depot:",
            "{n} sessions were read from {folder} ({lines} new lines), but not all of them is in the depot:",
            found.sessions, folder=str(target), lines=found.lines,
        )  # fmt: skip
    code = _copied(context, found, sentence, _NEW_TOKENS)
    context.out.talk(context.language(_NAMES_BACK))
    return code


def _copied(context: CliContext, found: Copied, sentence: str, tokens: str) -> ExitCode:
    _ = context.language
    notices = [_.message(each) for each in found.notices]
    data = {"sessions": found.sessions, "journals": found.journals, "new_lines": found.lines, "notices": notices}
    context.out.result(data, sentence)
    for each in notices:
        context.out.talk(each)
    context.out.talk(_(tokens))
    return ExitCode.REFUSED if notices else ExitCode.DONE


def _announce(context: CliContext, address: str) -> None:
    _ = context.language
    if context.out.json:
        context.out.data({"address": address})
    else:
        context.out.say(address)
    context.out.flush()
    context.out.talk(
        _(N_("The depot is open (Ctrl+C: close). Put a server with TLS before it to be reached from elsewhere."))
    )
