"""One sync as whoever types it goes through it: what is asked on the way, and what is removed here too."""

from __future__ import annotations

from collections.abc import Sequence
from contextlib import nullcontext, redirect_stdout, suppress
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING

from facilitate.cli.agreement import agree_to_others, words_of
from facilitate.cli.context import CliContext
from facilitate.cli.output import has_terminal
from facilitate.cli.purging import purge_session
from facilitate.domain.errors import N_, Message
from facilitate.workshop.audit.issue import typed

if TYPE_CHECKING:
    from facilitate.cli.composition.depots import Synced
    from facilitate.workshop.sharing.authority import ForOthers

_LEFT_OUT = N_("{what}. Skipped, as you decided. To import it: “facilitate depot sync {name} --to {depot} --take-all”.")
_REMOVE_HERE_TOO = N_(
    "Personal data from before {date} was removed from this session on another computer, and not yet here. Type "
    "{word} to remove it here too, permanently:"
)

_STILL_HERE = N_(
    "“{name}” still holds personal data from before {date}, while as much was removed on another computer. What was "
    "written here before may not arrive there. To remove it here too: “facilitate purge {name} --before {day}”, then "
    "sync again."
)


class DepotSync:
    """A sync of a session with the depot at `to`; with `take_all` nobody is asked."""

    def __init__(self, context: CliContext, slug: str, to: str, *, anew: bool, take_all: bool) -> None:
        self._context = context
        self._removals = context.depots.removals
        self._slug = slug
        self._to = to
        self._anew = anew
        self._take_all = take_all
        self._asked: set[str] = set()  # the journals of which it was said no just now

    def run(self) -> Synced:
        """Sync, and have what was removed elsewhere go here too, or say that it is left."""
        found = self._followed()
        if found.left is None:
            return found
        if not (self._take_all or self._agrees_to_remove(found.left)):
            names = {"name": self._slug, "date": found.left, "day": found.left.isoformat()}
            found.notices.append(Message(_STILL_HERE, names))
            return found
        self._purge(found.left, quiet=False)
        again = self._once()
        again.join(found)
        return again

    def _followed(self) -> Synced:
        """Sync; where names were removed on another computer that still stand here, ask whether they go here too.

        Nobody is asked where nothing that is known here to be a name would go.
        """
        from facilitate.cli.composition.depots import RemovalWaits

        try:
            return self._once()
        except RemovalWaits as waits:
            day, follows = waits.day, self._removals.may_follow(self._slug, waits)
            is_clean = follows and not waits.differs and self._removals.has_nothing_before(self._slug, day)
            if not (self._take_all or is_clean or self._agrees_to_remove(day)):
                raise
        before = None
        with suppress(RemovalWaits):  # some of it is in no depot: it is removed here by itself
            before = self._once(following=True) if follows else None
        if before is not None and is_clean:
            return before
        self._purge(day, quiet=before is not None and self._removals.has_nothing_before(self._slug, day))
        found = self._once(following=True)
        if before is not None:
            found.join(before)
        return found

    def _once(self, *, following: bool = False) -> Synced:
        """Sync; of what came in that no removal had reached, known names go at once."""
        found = self._sync(following=following, everything=self._take_all)
        if not found.taken.late:
            return found
        day = self._removals.last_day_left(self._slug)
        self._purge(day, quiet=self._removals.has_nothing_before(self._slug, day))
        again = self._sync(following=following)
        again.join(found)
        return again

    def _sync(self, *, following: bool, everything: bool = False) -> Synced:
        depots = self._context.depots
        return depots.sync(
            self._slug, self._to, self._agree, anew=self._anew, following=following, everything=everything
        )

    def _agree(self, others: Sequence[ForOthers]) -> bool:
        """Ask whether what is not a table's own comes in; who said no to the same is not asked again."""
        depots, out = self._context.depots, self._context.out
        declined = depots.answers(self._slug).declined
        if not self._take_all and self._asked == {each.file for each in others}:
            return False  # the same command asked a moment ago
        if not self._take_all and all(each.file in declined for each in others):
            what, to = "; ".join(words_of(self._context, each) for each in others), typed(self._to.partition("#")[0])
            out.talk(self._context.language(_LEFT_OUT, what=what, name=self._slug, depot=to))
            return False
        agreed = agree_to_others(self._context, others, take_all=self._take_all)
        self._asked = {each.file for each in others} if not agreed else set()
        if has_terminal() and not self._take_all:
            depots.remember(self._slug, others, agreed=agreed)
        return agreed

    def _agrees_to_remove(self, day: date) -> bool:
        if self._context.out.json or not has_terminal():
            return False
        _ = self._context.language
        self._context.out.talk(_(_REMOVE_HERE_TOO, date=_.date_long(day), word=_(N_("yes"))))
        return self._context.out.agreed()

    def _purge(self, day: date, *, quiet: bool) -> None:
        """Remove what is left here: also links, and what was set aside; a program reads one outcome."""
        with redirect_stdout(StringIO()) if self._context.out.json or quiet else nullcontext():
            purge_session(self._context, self._slug, day.isoformat(), yes=True, synced=self._to)
