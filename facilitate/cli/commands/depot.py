"""`depot`: where the journals of a whole programme meet."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facilitate.cli import options as o
from facilitate.cli.command_errors import MISSING
from facilitate.cli.context import context_of
from facilitate.cli.depot_options import WHERE, From, Login, To
from facilitate.cli.depot_server import dump, load, retire, serve, token
from facilitate.cli.depot_status import status
from facilitate.cli.depot_sync import DepotSync
from facilitate.cli.output import ExitCode, Usage
from facilitate.cli.registry import Command, CommandGroup
from facilitate.domain.errors import N_
from facilitate.i18n import Language
from facilitate.workshop.audit.issue import typed

if TYPE_CHECKING:
    from facilitate.cli.composition.depots import Synced

_TAKE_ALL = N_(
    "Import everything without asking, including changes that a table made outside its own ideas, and remove here what "
    "personal data was removed on another computer."
)
_WHICH_DEPOT = N_("Which depot? This session was synced with several. One of these lines syncs it with one:\n{lines}")
_ANEW = N_(
    "Fill a depot anew that no longer holds what was in it at the last sync, or begin one in a folder with other files."
)
_NAME = N_("The session: the name it had, or any unambiguous part of it.")
_NOT_ALONG = N_(
    "The guest list and the links of the tables are in no depot: import the list again, and make new links with "
    "“facilitate share {name}”."
)


def sync(
    ctx: typer.Context,
    session: o.SessionName,
    to: To = "",
    *,
    login: Login = None,
    take_all: Annotated[bool, typer.Option("--take-all", help=_TAKE_ALL)] = False,
    anew: Annotated[bool, typer.Option("--anew", help=_ANEW)] = False,
) -> ExitCode:
    context = context_of(ctx)
    _ = context.language
    context.use_login(login)
    slug = context.workspace.find(session)
    if not to:
        known = context.depots.addresses(slug)
        if len(known) != 1:
            lines = [context.again(f"facilitate depot sync {slug} --to {typed(each)}") for each in known]
            raise Usage(_WHICH_DEPOT if known else MISSING["to FOLDER|URL"], lines="\n".join(lines))
        to = known[0]
        context.out.talk(_(N_("Depot: {depot}, the only one that this session is synced with."), depot=to))
    found = DepotSync(context, slug, to, anew=anew, take_all=take_all).run()
    notices = [*found.notices, *found.taken.left_out, *found.taken.to_read]
    sent = _.plural(
        "{n} change sent to the depot{among}.", "{n} changes sent to the depot{among}.", found.sent,
        among=_among(_, found.ideas[0], found.notes[0]),
    )  # fmt: skip
    came = _.plural(
        "{n} change imported from it{among}.", "{n} changes imported from it{among}.", found.taken.counted,
        among=_among(_, found.ideas[1], found.notes[1]),
    )  # fmt: skip
    context.out.result(_outcome(slug, found, [_.message(each) for each in notices]), sent, came)
    if found.photos:
        context.out.talk(_.plural("{n} photo was copied.", "{n} photos were copied.", found.photos))
    for each in notices:
        context.out.complain(each)
    return ExitCode.REFUSED if found.unkept else ExitCode.DONE


def _outcome(slug: str, found: Synced, notices: Sequence[str]) -> dict[str, Any]:
    return {
        "session": slug,
        "depot": found.record.address,
        "sent": found.sent,
        "came_in": found.taken.counted,
        "ideas_sent": found.ideas[0],
        "ideas_came_in": found.ideas[1],
        "notes_sent": found.notes[0],
        "notes_came_in": found.notes[1],
        "photos": found.photos,
        "notices": list(notices),
        "kept_beside": found.forks,
        "not_kept": found.unkept,
        "for_others": [{"file": each.file, "acts": dict(each.matters)} for each in found.taken.others],
        "for_others_taken": found.taken.agreed,
    }


def _among(_: Language, ideas: int, notes: int) -> str:
    """Return how many of these changes are what people know by name: ideas and notes."""
    named = [_.plural("{n} idea", "{n} ideas", ideas)] if ideas else []
    named += [_.plural("{n} note", "{n} notes", notes)] if notes else []
    if len(named) > 1:
        return _(N_(", of which {one} and {other}"), one=named[0], other=named[1])
    return _(N_(", of which {named}"), named=named[0]) if named else ""


def restore(
    ctx: typer.Context,
    session: Annotated[str, typer.Argument(metavar=N_("SESSION"), help=_NAME)],
    from_: From,
    login: Login = None,
) -> None:
    context = context_of(ctx)
    context.use_login(login)
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
    context.out.talk(_(_NOT_ALONG, name=slug))


def forget(
    ctx: typer.Context,
    depot: Annotated[str, typer.Argument(metavar=WHERE, help=N_("The depot, as “depot status” shows it."))],
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
        Command(
            "retire",
            retire,
            N_("Say that a computer which may hold removed personal data never comes back to that server."),
            "facilitate depot retire lyon k7m2",
        ),
    ),
)
