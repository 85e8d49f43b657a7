"""What a server’s keeper reads of removals of personal data: which computers are not known to have made them."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import datetime
from typing import TYPE_CHECKING, Any

from facilitate.cli.context import CliContext
from facilitate.domain.errors import N_
from facilitate.i18n import Language
from facilitate.workshop.audit.issue import typed

if TYPE_CHECKING:
    from facilitate.cli.composition.depot_host import PendingRemoval

_REMOVE_THERE = N_(
    "To remove it there too, type there: “{command}”, with the address of this server in the place of URL."
)
_BY_A_KEY = N_(
    "If it syncs only by a USB stick or a shared folder: first sync a computer that uses both, with this server and "
    "then with the stick; there, with the stick; then that first computer again, with the stick and then with this "
    "server."
)
_NEVER_BACK = N_("If one never comes back, as after a loss, a replacement or a copy that was deleted: “{command}”.")
_MAKER = N_("the computer that made the session")
_RETIRED = N_("{name}: {computer} was noted as gone permanently on {when}; names may be on its disk.")
_UNKNOWN = N_(
    "After a removal, computers that never sent anything of the session are not known here, nor are backups put back "
    "on one since its last sync: ask those who have them to sync."
)


def pending_lines(context: CliContext, removal: PendingRemoval, place: str) -> Iterator[str]:
    """Yield which computers are not known to have made a removal, a short line each, and what to do there."""
    _ = context.language
    yield _.plural(
        "{name}: personal data may be left on {n} computer.", "{name}: personal data may be left on {n} computers.",
        len(removal.computers), name=removal.name,
    )  # fmt: skip
    yield "  " + _(
        N_("Removed elsewhere, from before {date}; not known to be removed on:"), date=_.date_long(removal.day)
    )
    for tag, last in removal.computers:
        yield "  " + last_change(_, tag, last)
    yield "  " + _(_REMOVE_THERE, command=f"facilitate depot sync {typed(removal.name)} --to URL")
    yield "  " + _(_BY_A_KEY)
    tags = [tag or "--maker" for tag, _last in removal.computers]
    which = tags[0] if len(tags) == 1 else _(N_("COMPUTER"))
    retire = context.again(f"facilitate depot retire {removal.session} {which}{place}")
    yield "  " + _(_NEVER_BACK, command=retire)


def known_lines(context: CliContext, removals: Sequence[PendingRemoval], *, everything: bool) -> Iterator[str]:
    """Yield the computers that a keeper retired, where `everything` is shown, and what cannot be known of removals."""
    _ = context.language
    for removal in removals if everything else ():
        for tag, since in removal.retirements:
            names = {"name": removal.name, "computer": _named(_, tag), "when": moment_of(_, since)}
            yield _(_RETIRED, **names)
    if removals:
        yield _(_UNKNOWN)


def last_change(_: Language, tag: str, last: datetime) -> str:
    """Return how a computer is told of, by its tag, with when the last of its changes here was made."""
    text = N_("{computer}: its last change here is from {when}")
    return _(text, computer=_named(_, tag), when=moment_of(_, last))


def _named(_: Language, tag: str) -> str:
    known = N_("computer {tag} (ideas written there have {tag} in their reference)")
    return _(known, tag=tag) if tag else _(_MAKER)


def removal_data(removal: PendingRemoval) -> dict[str, Any]:
    """Return which computers are not known to have made a removal, as data."""
    computers = [{"computer": tag or None, "last_change": last.isoformat()} for tag, last in removal.computers]
    return {"session": removal.session, "name": removal.name, "before": removal.day.isoformat(), "computers": computers}


def retirement_data(removal: PendingRemoval) -> dict[str, Any]:
    """Return the computers of a session that a keeper retired, as data."""
    computers = [{"computer": tag or None, "since": since.isoformat()} for tag, since in removal.retirements]
    return {"session": removal.session, "name": removal.name, "computers": computers}


def moment_of(_: Language, moment: datetime | None) -> str:
    """Return a moment as a sentence here tells it, or a dash for none."""
    if moment is None:
        return "–"
    local = moment.astimezone()
    return _(N_("{date}, {time}"), date=_.date_long(local.date()), time=_.time(local))
