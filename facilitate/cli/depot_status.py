"""`depot status`: what is behind, since when, and what to type; to a volunteer, a reader of many events, a keeper."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facilitate.cli.context import CliContext, context_of
from facilitate.cli.depot_keeper import database_of, keepers_lines
from facilitate.cli.depot_options import DatabaseFile, DatabaseFolder, DatabaseName, From, Login
from facilitate.cli.depot_removal_lines import moment_of
from facilitate.cli.depot_session_lines import cycle_meant, session_lines
from facilitate.cli.output import ExitCode
from facilitate.domain.errors import N_, FacilitateError
from facilitate.i18n import Language
from facilitate.workshop.audit.issue import typed
from facilitate.workshop.sharing.depot import DepotUnreachable

if TYPE_CHECKING:
    from facilitate.cli.composition.depots import SyncState

_NONE_THERE = N_("No session here, and none in the depot.")
_NONE_HERE = N_(
    "No session here. No depot was looked at: add --from and its folder, or its address; or, on a server, --folder and "
    "the folder of its data."
)
_READS_ONLY = N_(
    "The token for {depot} reads all sessions and sends none: whoever is to work in one needs the link of its own from "
    "the programme’s organisers."
)
_SEVERAL_ARCHIVED = N_("{n} sessions of {depot} are archived on this computer.")
_SEVERAL_CLOSED = N_(
    "{n} sessions: no link kept on this computer opens them in {depot}. Whoever has the link of one sends it."
)
_FROM_LAST_TIME = N_("What is known here from the last time:")
_SEVERAL_THERE = N_(
    "{n} sessions are only in {depot}. To read them together: “{command}”. To work in one on this "
    "computer: “{restore}”."
)
_SEVERAL_THERE_TO_READ = N_("{n} sessions are only in {depot}. To read them together: “{command}”.")
_SEVERAL_COPIES = N_("{n} sessions: everything in {depot} is in the cycle “{cycle}”.")
_SEVERAL_AS_THEY_WERE = N_(
    "{n} sessions are in the cycle “{cycle}” as they were in {depot}; what was read longest ago is from {when}. To "
    "renew them: “{command}”."
)
_SEVERAL_HERE = N_("{n} sessions: everything here is in {depot}.")
_SEVERAL_AS_SYNCED = N_("{n} sessions: everything here was in {depot} at the last sync; the oldest was on {when}.")
_LEFT_BEHIND = N_(
    "{old} is an older address: since then the same sessions were synced or read at {new}. If the depot moved, take "
    "the older one off the list: “{command}”."
)
_NEVER = datetime.min.replace(tzinfo=UTC)
_BEFORE_COMMAND = re.compile(r"(?<=\.) (?=[^.]*(?:“|«\s)facilitate )")  # a sentence that gives one, in any language
_FEW = 6  # so many are shown one by one, whether they need something or not
_All = Annotated[bool, typer.Option("--all", help=N_("Show all of them, also those that need nothing."))]


def status(
    ctx: typer.Context,
    *,
    from_: From = "",
    login: Login = None,
    all_: _All = False,
    database: DatabaseName = "",
    database_file: DatabaseFile = None,
    folder: DatabaseFolder = None,
) -> ExitCode:
    context = context_of(ctx)
    context.use_login(login)
    code, lines, server = ExitCode.DONE, list[str](), dict[str, Any]()
    is_named = bool(database or database_file or folder)
    if not from_ and _is_server(context, named=is_named):
        try:
            given = database_of(context, database, database_file, folder)
            lines, server = keepers_lines(context, given, everything=all_)
        except FacilitateError as error:
            if is_named:
                raise
            code = ExitCode.REFUSED
            context.out.complain(error.message)
    try:
        known = context.depot_states
        found, notices = known.asked(from_) if from_ else (known.remembered(), [])
    except DepotUnreachable as error:
        found, notices, code = context.depot_states.remembered(from_), [], ExitCode.REFUSED
        context.out.complain(error.message)
        if found:
            context.out.talk(context.language(_FROM_LAST_TIME))
    states = _with_days(context, found)
    data = [_data(context.language, each) for each in states]
    lines += _lines(context, states, from_.partition("#")[0], everything=all_)
    context.out.result({"sessions": data, "server": server} if server else data, *lines)
    for each in notices:
        context.out.complain(each)
    if not lines and code is ExitCode.DONE:
        context.out.talk(context.language(_NONE_THERE if from_ else _NONE_HERE))
    return code


def _is_server(context: CliContext, *, named: bool) -> bool:
    """Return whether the database of a programme’s server is on this computer, or was named."""
    in_environment = any(context.environ.get(name) for name in ("FACILITATE_DATABASE", "FACILITATE_DATABASE_FILE"))
    return named or in_environment or (context.workspace.home / "depot" / "data" / "PG_VERSION").exists()


def _with_days(context: CliContext, states: Sequence[SyncState]) -> list[SyncState]:
    """Return the states, those of copies with the day of an event of which nothing came though it is over."""
    today, days = datetime.now().astimezone().date(), dict[tuple[str, str], str]()
    for cycle in {each.cycle for each in states if each.cycle}:
        with suppress(FacilitateError):  # the cycle itself says what is wrong with it
            events = context.cycles.counted(cycle, context.cycles.open(cycle))
            silent = (each for each in events.readings if each.date and not (each.began or each.received))
            days |= {(cycle, each.name): each.date for each in silent}
    found = []
    for each in states:
        day = days.get((each.cycle, each.name), "")
        found.append(replace(each, missed=date.fromisoformat(day)) if day and day < today.isoformat() else each)
    return found


def _lines(context: CliContext, states: Iterable[SyncState], asked: str, *, everything: bool) -> Iterator[str]:
    """Yield what is said of sessions: where they are many, a sum first, and one by one those that need somebody."""
    _, shown = context.language, sorted(states, key=lambda each: (not _needs(each), each.name, each.address))
    names, wanting = {each.name for each in shown}, {each.name for each in shown if _needs(each)}
    is_long = len(shown) > _FEW and not everything
    if is_long and not wanting:
        yield _calm(_, shown, len(names))
    elif is_long:
        yield _.plural(
            "{n} session: it needs something.",
            "{n} sessions, of which {wanting} to look at:",
            len(names), wanting=_.number(len(wanting)),
        )  # fmt: skip
    groups: dict[tuple[str, ...], list[SyncState]] = {}
    left_behind = [*_left_behind(shown)]
    olders = {old for old, _new in left_behind if not everything}
    for each in (each for each in shown if each.address not in olders or _needs(each)):
        if _needs(each) or everything or not (is_long or each.cycle):
            yield from _laid_out(session_lines(context, each))
        else:
            groups.setdefault((_kind(each), each.address, each.cycle, str(each.is_asked)), []).append(each)
    for (kind, *_rest), group in groups.items():
        if len(group) == 1:
            yield from _laid_out(session_lines(context, group[0]))
        else:
            yield from _laid_out([_of_group(context, kind, group)])
    for address in sorted({each.address for each in shown if each.reads_only and not (each.is_here or each.cycle)}):
        yield _(_READS_ONLY, depot=address)
    for old, new in left_behind:
        forget = context.again(f"facilitate depot forget {typed(old)}")
        yield from _laid_out([_(_LEFT_BEHIND, old=old, new=new, command=forget)])
    if any(len(group) > 1 for group in groups.values()):
        source = f" --from {typed(asked)}" if asked else ""
        yield _(N_("One by one: “{command}”."), command=context.again(f"facilitate depot status{source} --all"))


def _left_behind(states: Iterable[SyncState]) -> Iterator[tuple[str, str]]:
    """Yield each address whose sessions are all at another one too, later, with that one: the depot may have moved."""
    found: dict[str, dict[tuple[str, str], datetime]] = {}
    for each in states:
        if "://" in each.address and not each.is_asked:
            found.setdefault(each.address, {})[each.cycle, each.name] = each.synced or _NEVER
    for old, known in found.items():
        for new, later in found.items():
            if all(later.get(key, _NEVER) > when for key, when in known.items()):
                yield old, new
                break


def _laid_out(lines: Iterable[str]) -> Iterator[str]:
    """Yield lines, each sentence that gives a command on an indented one of its own: what to type is found at once."""
    for line in lines:
        head, *commands = _BEFORE_COMMAND.split(line)
        yield head
        for each in commands:
            yield f"  {each}"


def _calm(_: Language, states: Sequence[SyncState], count: int) -> str:
    """Say of many sessions that none needs anything: as they are now, or as they were when that was known last."""
    if all(each.is_asked or not each.synced for each in states):
        return _.plural("{n} session: it needs nothing.", "{n} sessions: none needs anything.", count)
    oldest = min(each.synced for each in states if each.synced)
    return _.plural(
        "{n} session: nothing was pending at the last contact with its depot ({when}).",
        "{n} sessions: nothing was pending at the last contact with their depots (longest ago: {when}).",
        count, when=moment_of(_, oldest),
    )  # fmt: skip


def _needs(state: SyncState) -> bool:
    """Return whether somebody has to do something about a session."""
    if not state.is_here:
        is_behind = state.to_send or state.to_take or state.missed or state.is_missing
        return bool(state.problem or (state.cycle and is_behind))
    if state.reads_only:
        return bool(state.problem or state.to_send or state.to_take or state.waits or state.is_missing or state.to_read)
    is_absent = not (state.is_there or state.is_closed)
    is_behind = state.to_send or state.to_compare or state.to_take or state.waits or state.unsent_removal or is_absent
    return bool(
        is_behind or state.problem or state.tried or state.refusal or state.skipped or state.unsettled
        or state.to_read or not (state.synced or state.is_asked or state.is_closed)
    )  # fmt: skip


def _kind(state: SyncState) -> str:
    """Return with which others a session is told of at once."""
    if state.is_archived or state.is_closed:
        return "archived" if state.is_archived else "closed"
    return "copy" if state.cycle else "fine" if state.is_here else "there"


def _of_group(context: CliContext, kind: str, group: Sequence[SyncState]) -> str:
    """Say of several sessions at once what is so of each of them."""
    _, first = context.language, group[0]
    depot, when = typed(first.address), moment_of(_, min((each.synced for each in group if each.synced), default=None))
    read = context.again(f"facilitate cycle add {first.cycle or cycle_meant(context)} --from {depot}")
    names = {"depot": first.address, "cycle": first.cycle, "when": when, "command": read}
    if kind == "there":
        names["restore"] = context.again(f"facilitate depot restore {_(N_('SESSION'))} --from {depot}")
        return _(_SEVERAL_THERE_TO_READ if first.reads_only else _SEVERAL_THERE, n=_.number(len(group)), **names)
    if kind == "copy":
        return _(_SEVERAL_COPIES if first.is_asked else _SEVERAL_AS_THEY_WERE, n=_.number(len(group)), **names)
    if kind in ("closed", "archived"):
        text = _SEVERAL_CLOSED if kind == "closed" else _SEVERAL_ARCHIVED
        return _(text, n=_.number(len(group)), **names)
    return _(_SEVERAL_HERE if first.is_asked else _SEVERAL_AS_SYNCED, n=_.number(len(group)), **names)


def _data(_: Language, state: SyncState) -> dict[str, Any]:
    def text_of(moment: datetime | None) -> str | None:
        return moment.isoformat() if moment else None

    return {
        "session": state.name,
        "depot": state.address or None,
        "here": state.is_here,
        "there": state.is_there,
        "synced": text_of(state.synced),
        "to_send": state.to_send,
        "to_compare": state.to_compare,
        "unsent_since": text_of(state.unsent_since),
        "to_take": state.to_take,
        "untaken_since": text_of(state.untaken_since),
        "last": text_of(state.last),
        "problem": str(state.problem) if state.problem else None,
        "removal_waits_here": state.waits.isoformat() if state.waits else None,
        "cycle": state.cycle or None,
        "tried": text_of(state.tried),
        "refusal": state.refusal or None,
        "skipped": list(state.skipped),
        "unsettled": list(state.unsettled),
        "to_read": [_.message(each) for each in state.to_read],
        "removal_unsent": state.unsent_removal,
        "missing": state.is_missing,
        "missed_day": state.missed.isoformat() if state.missed else None,
        "needs_something": _needs(state),
    }
