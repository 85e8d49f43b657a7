"""`depot`: where the journals of a whole programme meet."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facilitate.cli import options as o
from facilitate.cli.command_errors import MISSING
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.depot_server import dump, load, serve, token
from facilitate.cli.depot_sync import DepotSync
from facilitate.cli.output import ExitCode, Usage
from facilitate.cli.registry import Command, CommandGroup
from facilitate.domain.errors import N_, Names
from facilitate.i18n import Language
from facilitate.workshop.sharing.depot import DepotUnreachable

if TYPE_CHECKING:
    from facilitate.cli.composition.depots import SyncState

_WHERE = N_("FOLDER|URL")
_To = Annotated[
    str,
    typer.Option("--to", metavar=_WHERE, help=N_("The depot: a folder (a USB stick, a shared folder), or an address.")),
]
_From = Annotated[str, typer.Option("--from", metavar=_WHERE, help=N_("The depot: a folder or an address."))]
_Login = Annotated[
    Path | None,
    typer.Option(
        "--login",
        metavar=N_("FILE"),
        help=N_("A file with the name and, below it, the password of an address (else they are asked for)."),
    ),
]
_TAKE_ALL = N_(
    "Import everything without asking, including changes that a table made outside its own ideas, and remove here what "
    "personal data was removed on another computer."
)
_WHICH_DEPOT = N_("Which depot? Add --to and one of those this session was synced with, or another: {known}.")
_ANEW = N_(
    "Fill a depot anew that no longer holds what was in it at the last sync, or begin one in a folder with other files."
)
_NAME = N_("The session: the name it had, or any unambiguous part of it.")
_NONE_THERE = N_("No session here, and none in the depot.")
_NONE_HERE = N_("No session here. No depot was looked at: add --from and its folder, or its address.")
_ONLY_THERE = N_(
    "{name}: only in {depot}; its last change is from {when}. To work in it on this computer: “{command}”. To read it "
    "with others: “{read}”."
)
_OF_SERVER = N_("A depot’s server is in {folder}. Who pushed to it, and when last: “facilitate depot token list”.")
_FROM_LAST_TIME = N_("What is known here from the last time:")
_COPY = N_("{name}: everything in {depot} is in the cycle “{cycle}”; its last change is from {when}.")
_COPY_AS_IT_WAS = N_("{name}: in the cycle “{cycle}” as it was in {depot} on {when}. To renew it: “{command}”.")
_REMOVAL_UNSENT = N_(
    "{name}: personal data was removed here, and is still in {depot}. To remove it there too: “{command}”."
)
_REMOVAL_UNTOLD = N_(
    "{name}: personal data was removed here since the last sync with {depot}, where it may still be. To remove it "
    "there too: “{command}”."
)
_LET_NOBODY_IN = N_("{name}: the last attempt to sync failed. {reason}")
_NEVER_REACHED = N_(
    "{name}: no sync with {depot} was ever completed here. To try again: “{command}”. If the address is wrong, take it "
    "off the list: “{forget}”."
)
_REMOVAL_WAITS = N_(
    "{name}: personal data from before {date} was removed on another computer, and is still here. To remove it here "
    "too: “{command}”."
)
_NOT_ALONG = N_(
    "The guest list and the links of the tables are in no depot: import the list again, and make new links with "
    "“facilitate share”."
)


def sync(
    ctx: typer.Context,
    session: o.SessionName,
    to: _To = "",
    *,
    login: _Login = None,
    take_all: Annotated[bool, typer.Option("--take-all", help=_TAKE_ALL)] = False,
    anew: Annotated[bool, typer.Option("--anew", help=_ANEW)] = False,
) -> ExitCode:
    context = context_of(ctx)
    _ = context.language
    context.depots.login_file = login
    slug = context.workspace.find(session)
    if not to:
        known = context.depots.addresses(slug)
        raise Usage(_WHICH_DEPOT if known else MISSING["to FOLDER|URL"], known=Names.of(known))
    found = DepotSync(context, slug, to, anew=anew, take_all=take_all).run()
    taken = found.taken
    notices = [*found.notices, *taken.left_out]
    context.out.result(
        {
            "session": slug,
            "depot": found.record.address,
            "sent": found.sent,
            "came_in": taken.came,
            "photos": found.photos,
            "notices": [_.message(each) for each in notices],
            "kept_beside": found.forks,
            "not_kept": found.unkept,
            "for_others": [{"file": each.file, "acts": dict(each.matters)} for each in taken.others],
            "for_others_taken": taken.agreed,
        },
        _.plural("{n} change sent to the depot.", "{n} changes sent to the depot.", found.sent),
        _.plural("{n} change imported from it.", "{n} changes imported from it.", taken.came),
    )
    if found.photos:
        context.out.talk(_.plural("{n} photo was copied.", "{n} photos were copied.", found.photos))
    for each in notices:
        context.out.complain(each)
    return ExitCode.REFUSED if found.unkept else ExitCode.DONE


def restore(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar=N_("SESSION"), help=_NAME)],
    from_: _From,
    login: _Login = None,
) -> None:
    context = context_of(ctx)
    context.depots.login_file = login
    _ = context.language
    slug, acts, notices = context.depots.restore(session, from_)
    context.out.answer(
        {"session": slug, "acts": acts, "notices": [_.message(each) for each in notices]},
        slug,
        _.plural(
            "“{name}” is here again, with {n} change.", "“{name}” is here again, with {n} changes.", acts, name=slug
        ),
    )
    for each in notices:
        context.out.complain(each)
    context.out.talk(_(_NOT_ALONG))


def status(ctx: typer.Context, *, from_: _From = "", login: _Login = None) -> ExitCode:
    context = context_of(ctx)
    context.depots.login_file = login
    code = ExitCode.DONE
    try:
        found, notices = context.depots.states(from_)
    except DepotUnreachable as error:
        found, notices, code = context.depots.remembered_states(from_), [], ExitCode.REFUSED
        context.out.complain(error.message)
        if found:
            context.out.talk(context.language(_FROM_LAST_TIME))
    states = sorted(found, key=lambda each: (not (each.to_send or each.to_take or each.waits), each.name))
    lines = [line for each in states for line in _sentences(context, each)]
    context.out.result([_data(each) for each in states], *lines)
    for each in notices:
        context.out.complain(each)
    if not states and code is ExitCode.DONE:
        served = context.workspace.home / "depot"
        text = _OF_SERVER if (served / "data").is_dir() else _NONE_HERE
        context.out.talk(context.language(_NONE_THERE if from_ else text, folder=str(served)))
    return code


def forget(
    ctx: typer.Context,
    depot: Annotated[str, typer.Argument(metavar=_WHERE, help=N_("The depot, as “depot status” shows it."))],
) -> None:
    context = context_of(ctx)
    _ = context.language
    address, sessions = context.depots.forget(depot)
    context.out.result(
        {"depot": address, "sessions": sessions},
        _(
            N_("Forgotten: {depot}. What lies there was left as it is, and no purge here names it any more."),
            depot=address,
        ),
    )


def _sentences(context: CliContext, state: SyncState) -> list[str]:
    """Say of one session what a volunteer has to know, and the command that mends it."""
    from facilitate.workshop.audit.issue import typed

    _, depot = context.language, typed(state.address)
    sync = context.again(f"facilitate depot sync {state.name} --to {depot}")
    names = {"name": state.name, "depot": state.address, "command": sync}
    if state.problem:
        return [_("{label}: {value}", label=state.name, value=_.message(state.problem))]
    if not state.address:
        command = context.again(f"facilitate depot sync {state.name} --to {_(_WHERE)}")
        return [_(N_("{name}: never synced. To send it: “{command}”."), **{**names, "command": command})]
    if not state.is_there:
        return [_(N_("{name}: not in {depot}. To send it: “{command}”."), **names)]
    if state.cycle:
        names["command"] = context.again(f"facilitate cycle add {state.cycle} --from {depot}")
        return [_of_copy(_, state, names)]
    if not state.is_here:
        names["command"] = context.again(f"facilitate depot restore {state.name} --from {depot}")
        read = context.again(f"facilitate cycle add {_(N_('CYCLE'))} --from {depot}")
        return [_(_ONLY_THERE, when=_moment(_, state.last), read=read, **names)]
    removals, missing = [*_removals(_, state, names)], [*_missing(_, state, names)]
    if not (state.synced or state.is_asked or removals):
        missing.append(_(_NEVER_REACHED, forget=context.again(f"facilitate depot forget {depot}"), **names))
    elif missing and not (removals or state.refusal):
        missing[-1] += " " + _(N_("To sync: “{command}”."), **names)
    found = removals + missing
    if not found:
        text = N_("{name}: everything here was in {depot} at the last sync.")
        found.append(_(N_("{name}: everything here is in {depot}.") if state.is_asked else text, **names))
    if state.synced:
        found[-1] += " " + _(N_("Last synced: {when}."), when=_moment(_, state.synced))
    return found


def _of_copy(_: Language, state: SyncState, names: Mapping[str, str]) -> str:
    """Say of a session that a cycle keeps a copy of how far that goes."""
    if state.to_send:
        return _.plural(
            "{name}: {depot} holds an older state than the cycle “{cycle}”: {n} change that is in the cycle is missing "
            "there.",
            "{name}: {depot} holds an older state than the cycle “{cycle}”: {n} changes that are in the cycle are "
            "missing there.",
            state.to_send, cycle=state.cycle, **names,
        )  # fmt: skip
    if state.to_take:
        return _.plural(
            "{name}: {n} change in {depot} is not in the cycle “{cycle}” yet, from {when}. To take it: “{command}”.",
            "{name}: {n} changes in {depot} are not in the cycle “{cycle}” yet, the first from {when}. To take them: "
            "“{command}”.",
            state.to_take, when=_moment(_, state.untaken_since), cycle=state.cycle, **names,
        )  # fmt: skip
    if state.last is None:
        return _(_COPY_AS_IT_WAS, when=_moment(_, state.synced), cycle=state.cycle, **names)
    return _(_COPY, when=_moment(_, state.last), cycle=state.cycle, **names)


def _removals(_: Language, state: SyncState, names: Mapping[str, str]) -> Iterator[str]:
    """Yield what is said of names that were removed on one side alone."""
    if state.unsent_removal:
        yield _(_REMOVAL_UNSENT if state.is_asked else _REMOVAL_UNTOLD, **names)
    if state.waits:
        yield _(_REMOVAL_WAITS, date=_.date_long(state.waits), **names)


def _missing(_: Language, state: SyncState, names: Mapping[str, str]) -> Iterator[str]:
    """Yield what is on one side alone, and since when."""
    if state.to_send:
        yield _.plural(
            "{name}: {n} change is not in {depot} yet, from {when}.",
            "{name}: {n} changes are not in {depot} yet, the first from {when}.",
            state.to_send, when=_moment(_, state.unsent_since), **names,
        )  # fmt: skip
    if state.to_take:
        yield _.plural(
            "{name}: {n} change in {depot} is not here yet, from {when}.",
            "{name}: {n} changes in {depot} are not here yet, the first from {when}.",
            state.to_take, when=_moment(_, state.untaken_since), **names,
        )  # fmt: skip
    if state.refusal:
        yield _(_LET_NOBODY_IN, reason=state.refusal, **names)


def _moment(_: Language, moment: datetime | None) -> str:
    if moment is None:
        return "–"
    local = moment.astimezone()
    return f"{_.date_short(local.date())}, {_.time(local)}"


def _data(state: SyncState) -> dict[str, Any]:
    def text_of(moment: datetime | None) -> str | None:
        return moment.isoformat() if moment else None

    return {
        "session": state.name,
        "depot": state.address or None,
        "here": state.is_here,
        "there": state.is_there,
        "synced": text_of(state.synced),
        "to_send": state.to_send,
        "unsent_since": text_of(state.unsent_since),
        "to_take": state.to_take,
        "untaken_since": text_of(state.untaken_since),
        "last": text_of(state.last),
        "problem": str(state.problem) if state.problem else None,
        "removal_waits_here": state.waits.isoformat() if state.waits else None,
        "cycle": state.cycle or None,
        "refusal": state.refusal or None,
        "removal_unsent": state.unsent_removal,
    }


COMMAND = CommandGroup(
    "depot",
    N_("Keep the sessions of a whole programme in one place: a USB stick, a shared folder, a server."),
    (
        Command(
            "sync",
            sync,
            N_("Send what is new here to a depot, and take what is new there."),
            "facilitate depot sync paris --to /media/usb/depot",
        ),
        Command(
            "restore",
            restore,
            N_("Make a session anew from a depot, as after the loss of a computer."),
            "facilitate depot restore paris --from /media/usb/depot",
        ),
        Command(
            "status",
            status,
            N_("Say which sessions are behind their depot, or ahead of it, and since when."),
            "facilitate depot status --from /media/usb/depot",
        ),
        Command(
            "forget",
            forget,
            N_("Take a depot off the list, such as one whose address was mistyped; what lies there stays."),
            "facilitate depot forget /media/usb/depto",
        ),
        Command(
            "serve",
            serve,
            N_("Run the server where the sessions of a programme meet, over PostgreSQL."),
            "facilitate depot serve --listen 127.0.0.1:8318",
        ),
        Command(
            "dump",
            dump,
            N_("Back up all sessions of that server into a folder, from which any computer can restore them."),
            "facilitate depot dump /media/backup/depot",
        ),
        Command(
            "load",
            load,
            N_("Fill that server from such a folder, on another machine for example."),
            "facilitate depot load /media/backup/depot",
        ),
        Command(
            "token",
            token,
            N_("Give an event access to that server, list who has it, or take it back."),
            "facilitate depot token new Lyon --at https://depot.example.org",
        ),
    ),
)
