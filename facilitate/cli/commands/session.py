"""`session`: what becomes of a session as a whole."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import ExitCode, Usage, has_terminal
from facilitate.cli.registry import Command, CommandGroup
from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.text import one_line, required
from facilitate.workshop.views.reset import RESET_DONE, asked_to_reset
from facilitate.workshop.views.session_list import KEPT_REHEARSAL, SHELVED, TAKEN_BACK, Shelf, asked_to_delete

Title = Annotated[str, typer.Argument(metavar=N_("TEXT"), help=N_("The new title."))]
Yes = Annotated[bool, typer.Option("--yes", help=N_("Do not ask for confirmation."))]
_NOT_THERE = {
    Shelf.ARCHIVE: N_("“{name}” is not archived. To see the archive: “facilitate list {option}”."),
    Shelf.BIN: N_("“{name}” is not in the bin. To see the bin: “facilitate list {option}”."),
}


def rename(ctx: typer.Context, session: o.SessionName, title: Title) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    plan = opened.programme.set("title", required(title))
    renamed = context.language(N_("The session is now called “{title}”."), title=one_line(plan.title))
    context.out.answer({"session": opened.log.slug, "title": plan.title}, plan.title, renamed)


def duplicate(
    ctx: typer.Context,
    session: o.SessionName,
    title: Annotated[
        str, typer.Option("--title", metavar=N_("TEXT"), help=N_("Title of the new session (default: the same)."))
    ] = "",
) -> None:
    context = context_of(ctx)
    _ = context.language
    slug = context.sessions.duplicate(context.workspace.find(session), title)
    made = N_("“{title}” is ready as a new session. To open it: “facilitate run {session}”.")
    called = one_line(context.sessions.read(slug).plan.title)
    context.out.answer({"session": slug}, slug, _(made, title=called, session=context.again(slug)))


def reset(ctx: typer.Context, session: o.SessionName, yes: Yes = False) -> ExitCode:
    context = context_of(ctx)
    opened = context.workshop(session)
    found = opened.phases.to_reset()
    if not yes and not _agreed(context, asked_to_reset(opened.session.plan.title, found)):
        return ExitCode.REFUSED
    opened.phases.reset(found)
    data = {
        "session": opened.log.slug,
        "phases": found.phases,
        "ideas": len(found.ideas),
        "proposals": found.proposals,
        "notes": len(found.notes),
    }
    _ = context.language
    lines = (f"  {_.message(line)}" for line in found.lines)
    done = _(RESET_DONE, name=context.again(opened.log.slug))
    context.out.result(data, done, _(N_("No longer counted:")), *lines)
    return ExitCode.DONE


def rehearse(ctx: typer.Context, session: o.SessionName, speed: o.Speed = None) -> None:
    context = context_of(ctx)
    slug = context.workspace.find(session)
    name = context.sessions.rehearse(slug, speed)
    found = context.sessions.open(name).rehearsal.get()
    ready = N_("The rehearsal is ready. To open it: “facilitate run {session}”.")
    words = context.language(ready, session=context.again(name))
    context.out.answer({"session": name, "rehearsal_of": found.of, "speed": found.speed}, name, words)


def keep(
    ctx: typer.Context,
    session: o.SessionName,
    title: Annotated[
        str,
        typer.Option("--title", metavar=N_("TEXT"), help=N_("New title (default: that of the session).")),
    ] = "",
) -> None:
    context = context_of(ctx)
    slug = context.workspace.find(session)
    called = context.sessions.keep_rehearsal(slug, title)
    context.out.result({"session": slug, "title": called}, context.language(KEPT_REHEARSAL, name=slug))


def archive(ctx: typer.Context, session: o.SessionName) -> None:
    context = context_of(ctx)
    _put_away(context, context.workspace.find(session), Shelf.ARCHIVE)


def unarchive(ctx: typer.Context, session: o.SessionName) -> None:
    _take_back(context_of(ctx), session, Shelf.ARCHIVE)


def delete(ctx: typer.Context, session: o.SessionName, yes: Yes = False) -> ExitCode:
    context = context_of(ctx)
    slug = context.workspace.find(session)
    found = next(each for each in context.sessions.listed() if each.slug == slug)
    if not yes and not _agreed(context, asked_to_delete(found)):
        return ExitCode.REFUSED
    _put_away(context, slug, Shelf.BIN)
    return ExitCode.DONE


def restore(ctx: typer.Context, session: o.SessionName) -> None:
    _take_back(context_of(ctx), session, Shelf.BIN)


def _put_away(context: CliContext, slug: str, shelf: Shelf) -> None:
    folder = str(context.sessions.put_away(slug, shelf))
    context.out.result(
        {"session": slug, "folder": folder}, context.language(SHELVED[shelf], name=slug, session=context.again(slug))
    )
    context.out.talk(context.language(N_("Its folder is now {folder}."), folder=folder))


def _take_back(context: CliContext, session: str, shelf: Shelf) -> None:
    slug = context.workspace.on_shelf(shelf).named(session)
    if not slug:
        option = "--archived" if shelf is Shelf.ARCHIVE else "--deleted"
        raise Refused(_NOT_THERE[shelf], name=session, option=context.again(option))
    folder = str(context.sessions.take_back(slug, shelf))
    context.out.result({"session": slug, "folder": folder}, context.language(TAKEN_BACK, name=slug))


def _agreed(context: CliContext, asked: Sequence[Message]) -> bool:
    """Ask once, with what it is about; nothing is changed where nobody says yes."""
    _ = context.language
    if not has_terminal():
        raise Usage(N_("This needs confirmation: run the command in a terminal, or add --yes."))
    question, *lines = asked
    context.out.talk(_.message(question))
    for line in lines:
        context.out.talk(f"  {_.message(line)}")
    context.out.talk(_(N_("Type {word} to continue:"), word=_("yes")))
    if context.out.agreed():
        return True
    context.out.talk(_("Nothing was changed."))
    return False


COMMAND = CommandGroup(
    "session",
    N_("Rename, duplicate, reset, archive or delete a session as a whole."),
    (
        Command(
            "rename",
            rename,
            N_("Change the title of a session; its folder does not change."),
            N_('facilitate session rename paris "Second meeting"'),
        ),
        Command(
            "duplicate",
            duplicate,
            N_("Create a session with the same programme, typology and synonyms, without the ideas."),
            "facilitate session duplicate paris",
        ),
        Command(
            "reset",
            reset,
            N_("Reset a session to the start: no phase started; its ideas are kept, but no longer counted."),
            "facilitate session reset paris",
        ),
        Command(
            "rehearse",
            rehearse,
            N_("Create a rehearsal of a session, or resume the existing one; change its speed."),
            "facilitate session rehearse paris --speed 10",
        ),
        Command(
            "keep",
            keep,
            N_("Keep a rehearsal as a session of its own (to delete it: delete)."),
            "facilitate session keep paris",
        ),
        Command(
            "archive",
            archive,
            N_("Archive a session: take it off the list, unchanged."),
            "facilitate session archive paris",
        ),
        Command(
            "unarchive",
            unarchive,
            N_("Put an archived session back on the list."),
            "facilitate session unarchive paris",
        ),
        Command(
            "delete",
            delete,
            N_("Move a session to the bin, from which it can be restored."),
            "facilitate session delete paris",
        ),
        Command(
            "restore",
            restore,
            N_("Put a session from the bin back on the list."),
            "facilitate session restore paris",
        ),
    ),
)
