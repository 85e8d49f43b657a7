"""Who pushed to a programme's server, and when last: what its keeper reads in `depot status` and `depot token list`."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Iterable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitate.cli.context import CliContext
from facilitate.cli.depot_removal_lines import known_lines, moment_of, pending_lines, removal_data, retirement_data
from facilitate.cli.output import Usage
from facilitate.domain.errors import N_
from facilitate.i18n import Language
from facilitate.workshop.audit.issue import typed

if TYPE_CHECKING:
    from facilitate.cli.composition.depot_host import Database, GivenToken, HeldBack, Service, StoredSession

_SILENCE = timedelta(days=30)
_FEW = 6  # so many are shown one by one, whether they need something or not
_NEVER, _EMPTY, _BEHIND, _SILENT, _REVOKED, _READS, _FINE = range(7)
# What is said of a token in a list, and beside its name.
_STATES = (
    N_("never used: the token was made on {since}"),
    N_("used on {used}, but nothing was ever sent"),
    N_("behind: planned for {day}, and nothing of that day was received; last change received on {received}"),
    N_("silent since {used}"),
    N_("revoked on {revoked}"),
    N_("reads only"),
    N_("last contact on {used}"),
)
_COUNTED = {
    _BEHIND: N_("Behind: {n}."),
    _NEVER: N_("Never used: {n}."),
    _EMPTY: N_("Nothing sent: {n}."),
    _SILENT: N_("Silent for more than 30 days: {n}."),
}
_NO_LINK = N_("{name}: no token opens it, so nobody can send anything for it.")
_LOCKED_OUT = N_("{name}: locked out, for its last token, “{holder}”, was revoked.")
_GIVE = N_("To give access: “{command}”, with the address of this server in the place of URL.")
_DOWN = N_(
    "The service does not answer at {address}: nobody can send anything through it. To start it: “systemctl restart "
    "facilitate-depot” where it was installed so, “{command}” elsewhere."
)
_ELSEWHERE = N_(
    "No service answers on this computer. It was opened on {hosts}: “{command}” tells there whether it answers."
)
_HELD_BACK = N_(
    "{name}: since {when} something in {file} could not be taken, nor what follows it there: it is dated {date}, as "
    "the date of that computer was wrong. Ask the town to pass the session on by a folder, such as on a USB stick."
)
_NOTHING = N_("No session and no token is in this depot yet. To make a token: “{command}”.")


def database_of(context: CliContext, address: str, file: Path | None, folder: Path | None) -> Database:
    """Return where somebody said that a server’s database is; raises `Usage` where they said it twice."""
    from facilitate.cli.composition.depot_host import Database

    if address and file:
        raise Usage(N_("Choose one of {options}."), options="--database, --database-file")
    database = Database(address, file, (folder or context.workspace.home / "depot").absolute())
    context.out.repeat(_place(context, database), *(f"depot {each}" for each in ("dump", "load", "serve", "token")))
    return database


def _place(context: CliContext, database: Database) -> str:
    """Return the options that say where the database is, as far as somebody had to say it."""
    if database.address:
        return f" --database {typed(database.address)}"
    if database.file:
        return f" --database-file {typed(str(database.file))}"
    is_usual = database.folder == (context.workspace.home / "depot").absolute()
    return "" if is_usual else f" --folder {typed(str(database.folder))}"


def print_tokens(context: CliContext, tokens: Sequence[GivenToken], now: datetime) -> None:
    """List the tokens of a depot, each with what it opens and how far it came."""
    _ = context.language
    if context.out.json:
        context.out.data([token_data(each, now) for each in tokens])
        return
    rows = [
        (each.name, _opens(_, each), moment_of(_, each.used), moment_of(_, each.received), _in_words(_, each, now))
        for each in tokens
    ]
    heads = (N_("Holder"), N_("Opens"), N_("Last contact"), N_("Last change received"), N_("State"))
    context.out.table(rows, heads=tuple(map(_, heads)))
    if not tokens:
        context.out.talk(_(N_("No tokens yet. Make one with “facilitate depot token new NAME --at URL”.")))
    elif wanting := [each for each in tokens if _state(each, now) <= _SILENT]:
        context.out.say(_.plural("{n} token to look at: {names}.", "{n} tokens to look at: {names}.", len(wanting),
                                 names=", ".join(each.name for each in wanting)))  # fmt: skip


def keepers_lines(context: CliContext, database: Database, *, everything: bool) -> tuple[list[str], dict[str, Any]]:
    """Return what a server's keeper has to know, a sum first, and the same as data."""
    now, _ = datetime.now(UTC), context.language
    kept = context.depot_host.overview(database)
    tokens, unopened, service, removals = kept.tokens, kept.unopened, kept.service, kept.removals
    data = {
        "service": {"address": service.address, "answers": service.answers},
        "tokens": [token_data(each, now) for each in tokens],
        "without_token": [{"session": each.session, "name": each.name} for each in unopened],
        "removals_pending": [removal_data(each) for each in removals if each.computers],
        "held_back": [_held_data(each) for each in kept.held_back],
        "retirements": [retirement_data(each) for each in removals if each.retirements],
    }
    place, pending = _place(context, database), [each for each in removals if each.computers]
    new = context.again(f"facilitate depot token new {_(N_('NAME'))} --at URL{place}")
    if not (tokens or unopened):
        return [_served(context, service, place), _(_NOTHING, command=new)], data
    shown = sorted(tokens, key=lambda each: (_state(each, now), each.name))
    is_short, taken = len(tokens) <= _FEW, {each.name for each in tokens if not each.revoked}
    lines = [_served(context, service, place), _sum(_, tokens, len(unopened), len(pending), kept.held_back, now)]
    for each in unopened if everything else unopened[:_FEW]:
        lines += _unopened(context, each, place, taken)
    if hidden := 0 if everything else max(0, len(unopened) - _FEW):
        lines.append(
            _.plural("{n} more session that no token opens.", "{n} more sessions that no token opens.", hidden)
        )
    lines += [_held_back(_, each) for each in kept.held_back]
    listed = [
        each
        for each in shown
        if everything or _state(each, now) <= _SILENT or (is_short and _state(each, now) != _REVOKED)
    ]
    lines += [_line(_, each, now) for each in listed]
    for removal in pending if everything else pending[:_FEW]:
        lines += pending_lines(context, removal, place)
    hidden += 0 if everything else max(0, len(pending) - _FEW)
    lines += known_lines(context, removals, everything=everything)
    if hidden or len(listed) < len(shown):
        lines.append(_(N_("All of them: “{command}”."), command=context.again(f"facilitate depot status --all{place}")))
    return lines, data


def _served(context: CliContext, service: Service, place: str) -> str:
    """Say whether the service answers, and how it is started where it does not."""
    _ = context.language
    if service.answers:
        return _(N_("The service answers at {address}."), address=service.address)
    if service.elsewhere:
        return _(_ELSEWHERE, hosts=", ".join(service.elsewhere), command=f"facilitate depot status{place}")
    options = place + (f" --listen {typed(service.listen)}" if service.listen else "")
    serve = context.again(f"facilitate depot serve{options}")
    return _(_DOWN, address=service.address, command=serve)


def _unopened(context: CliContext, session: StoredSession, place: str, taken: Container[str]) -> Iterator[str]:
    """Yield that nobody has access to a session, and by which command somebody gets it."""
    name = next(each for each in (session.holder, session.name, session.session) if each and each not in taken)
    command = context.again(f"facilitate depot token new {typed(name)} --of {session.session} --at URL{place}")
    text = _LOCKED_OUT if session.holder else _NO_LINK
    yield context.language(text, name=session.name, holder=session.holder)
    yield "  " + context.language(_GIVE, command=command)


def _held_back(_: Language, held: HeldBack) -> str:
    """Say of a journal that it cannot go on, and what helps."""
    names = {"name": held.name, "file": f"{held.writer}.jsonl", "date": _.date_long(held.at.date())}
    return _(_HELD_BACK, when=moment_of(_, held.since), **names)


def _held_data(held: HeldBack) -> dict[str, str]:
    return {"session_name": held.name, "journal": held.writer, "dated": held.at.isoformat()}


def _sum(
    _: Language,
    tokens: Iterable[GivenToken],
    unopened: int,
    removals: int,
    held_back: Sequence[HeldBack],
    now: datetime,
) -> str:
    counted = Counter(_state(each, now) for each in tokens)
    links = counted.total() - counted[_READS] - counted[_REVOKED]
    in_use = _.plural("{n} token to send a session in use", "{n} tokens to send a session in use", links)
    if counted[_REVOKED]:
        in_use += _.plural(", {n} revoked", ", {n} revoked", counted[_REVOKED])
    parts = [f"{in_use}."]
    parts += [_(N_("Without access: {n}."), n=_.number(unopened))] if unopened else []
    parts += [_(text, n=_.number(counted[state])) for state, text in _COUNTED.items() if counted[state]]
    if names := {each.name for each in held_back}:
        parts.append(_.plural("{n} session cannot be sent whole.", "{n} sessions cannot be sent whole.", len(names)))
    if links and len(parts) == 1:
        parts.append(_(N_("No event is late.")))
    if removals:
        parts.append(_.plural("Personal data may be left on computers of {n} session.",
                              "Personal data may be left on computers of {n} sessions.", removals))  # fmt: skip
    return " ".join(parts)


def _line(_: Language, token: GivenToken, now: datetime) -> str:
    name = f"{token.name} ({token.session_name})" if token.session_name else token.name
    return _(N_("{label}: {value}"), label=name, value=_in_words(_, token, now)) + "."


def _state(token: GivenToken, now: datetime) -> int:
    """Return how a token stands; the lower, the more it needs somebody."""
    if token.revoked or token.reads_all:
        return _REVOKED if token.revoked else _READS
    if token.used is None or token.last is None:
        return _EMPTY if token.used else _NEVER
    is_over = token.day is not None and token.day < now.astimezone().date()
    if token.day is not None and is_over and token.last.astimezone().date() < token.day:
        return _BEHIND
    return _SILENT if token.used < now - _SILENCE and not is_over else _FINE


def _in_words(_: Language, token: GivenToken, now: datetime) -> str:
    moments = {name: moment_of(_, getattr(token, name)) for name in ("since", "used", "received", "revoked")}
    return _(_STATES[_state(token, now)], day=_.date_long(token.day) if token.day else "–", **moments)


def _opens(_: Language, token: GivenToken) -> str:
    if token.revoked:
        return _(N_("nothing (revoked)"))
    if token.reads_all:
        return _(N_("all sessions, for reading"))
    if token.session_name:
        return f"{token.session_name} ({token.session})"
    return token.session or _(N_("the session of its first push"))


def token_data(token: GivenToken, now: datetime) -> dict[str, Any]:
    """Return what is known of a token, as data."""

    def text_of(moment: datetime | None) -> str | None:
        return moment.isoformat() if moment else None

    words = ("never_used", "nothing_sent", "behind", "silent", "revoked", "reader", "fine")
    return {
        "name": token.name,
        "session": token.session or None,
        "session_name": token.session_name or None,
        "reads_all": token.reads_all,
        "since": token.since.isoformat(),
        "used": text_of(token.used),
        "revoked": text_of(token.revoked),
        "last_change": text_of(token.last),
        "last_received": text_of(token.received),
        "day": token.day.isoformat() if token.day else None,
        "state": words[_state(token, now)],
    }
