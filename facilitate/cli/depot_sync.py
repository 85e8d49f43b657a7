"""One sync as whoever types it goes through it: what is asked on the way, and what is removed here too."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from contextlib import nullcontext, redirect_stdout, suppress
from datetime import date
from io import StringIO
from typing import TYPE_CHECKING

from facilitate.cli.agreement import agree_to_others, words_of
from facilitate.cli.context import CliContext
from facilitate.cli.output import has_terminal
from facilitate.cli.purging import purge_session
from facilitate.domain.errors import N_, LongDay, Message, Refused
from facilitate.workshop.audit.issue import typed

if TYPE_CHECKING:
    from facilitate.cli.composition.depots import Synced
    from facilitate.workshop.sharing.authority import ForOthers

_LEFT_OUT = N_("{what}. Skipped, as you decided. To import it: “facilitate depot sync {name} --to {depot} --take-all”.")
_SYNCING = N_("Syncing with {depot}…")
_REMOVE_HERE_TOO = N_(
    "Personal data from before {date} was removed from this session on another computer, and not yet here. Type "
    "{word} to remove it here too, permanently:"
)

_WAS_READ = N_("Has this been read through? Type {word}, and you are not reminded of it again (Enter: later):")
_NOWHERE = N_("“{name}”: in no text that is here.")
_REMOVE_NAMES = N_("Type {word} to put a role in their place, permanently:")
_DRAFTS = N_(
    "Texts that were typed here and not saved yet may hold those names too ({n}): they are offered at the next start "
    "of the screen they were typed in. Read them before you save them."
)
_STILL_HERE = N_(
    "“{name}” still holds personal data from before {date}, while as much was removed on another computer. What was "
    "written here before may not arrive there. To remove it here too: “facilitate purge {name} --before {day}”, then "
    "sync again."
)
_NOTHING_DONE = N_("Nothing was sent and nothing was imported.")
_WHICH_NAMES = N_("Which names? With commas between them (Enter: none):")
_ASSENT, _DISSENT = {"yes", "oui", "y", "o"}, {"no", "non", "n"}  # of whoever thought to be asked something else


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
        earlier = self._context.depots.to_read(self._slug)
        found = self._whole()
        self._ask_whether_read(earlier)
        self._context.depots.remember_sync(self._slug, found)
        return found

    def _ask_whether_read(self, kept: Mapping[str, Sequence[str]]) -> None:
        """Ask of what came earlier, by depot, whether somebody has read it."""
        sentences = list(dict.fromkeys(each for those in kept.values() for each in those))
        if not sentences or self._take_all or not self._may_ask():
            return
        for each in (*sentences, self._context.language(_WAS_READ, word=self._context.language(N_("yes")))):
            self._context.out.talk(each)
        if self._context.out.agreed():
            self._context.depots.forget_to_read(self._slug)

    def _whole(self) -> Synced:
        found = self._followed()
        if found.left is None:
            return found
        names, guests = self._removals.listed(self._slug, found.left)
        if not (self._take_all or self._agrees_to_remove(found.left, guests)):
            about = {"name": self._slug, "date": LongDay(found.left), "day": found.left.isoformat()}
            found.notices.append(Message(_STILL_HERE, about))
            return found
        self._purge(found.left, quiet=False, names=names)
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
        except RemovalWaits as caught:
            waits, day, follows = caught, caught.day, self._removals.may_follow(self._slug, caught)
            is_clean = follows and not waits.differs and self._removals.has_nothing_before(self._slug, day)
            # The lists that tell what a name is go with it: what comes in at that is looked through afterwards.
            names, guests = self._removals.listed(self._slug, day)
            if not (self._take_all or is_clean or self._agrees_to_remove(day, guests)):
                if self._may_ask():  # and was told why a moment ago
                    raise Refused(_NOTHING_DONE) from caught
                raise
        known = self._names_told(len(waits.unread)) if waits.unread else []
        names += known
        before = None
        with suppress(RemovalWaits):  # some of it is in no depot: it is removed here by itself
            before = self._once(following=True) if follows and not known else None
        found = before if is_clean else None
        if found is None:
            is_quiet = before is not None and self._removals.has_nothing_before(self._slug, day, names)
            self._purge(day, quiet=is_quiet, names=names)
            found = self._once(following=True)
            if before is not None:
                found.join(before)
            if names and not self._removals.has_nothing_before(self._slug, day, names):  # in what came in just now
                self._purge(day, quiet=True, names=names)
                before, found = found, self._once(following=True)
                found.join(before)
        if not known and (drafts := self._context.sessions.drafts_kept(self._slug)):
            found.notices.append(Message(_DRAFTS, {"n": drafts}))
        if waits.unread and not known and not found.record.reads_only:
            found.taken.to_read += self._removals.sent_unread(self._slug, waits)
        return found

    def _names_told(self, unread: int) -> list[str]:
        """Ask for the names that nobody has looked for in what was written here; none where nobody can be asked."""
        if self._take_all or not self._may_ask():
            return []
        asked = self._context.language.plural(
            "{n} change that is here had not reached the other computer, so nobody has looked for those names in it. "
            "Names that went, as far as you know them, with commas between them (Enter: none):",
            "{n} changes that are here had not reached the other computer, so nobody has looked for those names in "
            "them. Names that went, as far as you know them, with commas between them (Enter: none):",
            unread,
        )
        self._context.out.talk(asked)
        names = self._typed_names()
        if {each.casefold() for each in names} & _ASSENT:
            self._context.out.talk(self._context.language(_WHICH_NAMES))
            names = self._typed_names()
        return self._standing([each for each in names if each.casefold() not in _ASSENT | _DISSENT])

    def _standing(self, names: Sequence[str]) -> list[str]:
        """Return those of the names that stand in what is here, if they are to be removed: a slip would cost words."""
        _, out = self._context.language, self._context.out
        counts = {name: self._removals.standing(self._slug, name) for name in names}
        for name in (name for name, count in counts.items() if not count):
            out.talk(_(_NOWHERE, name=name))
        found = {name: count for name, count in counts.items() if count}
        for name, count in found.items():
            out.talk(_.plural("“{name}”: {n} text here.", "“{name}”: {n} texts here.", count, name=name))
        if not found:
            return []
        out.talk(_(_REMOVE_NAMES, word=_(N_("yes"))))
        return list(found) if out.agreed() else []

    def _typed_names(self) -> list[str]:
        names = (" ".join(each.split()) for each in self._context.out.line().split(","))
        return [each for each in names if each]

    def _may_ask(self) -> bool:
        return has_terminal() and not self._context.out.json

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

    def _agrees_to_remove(self, day: date, guests: int) -> bool:
        if not self._may_ask():
            return False
        _ = self._context.language
        if guests:
            self._context.out.talk(
                _.plural(
                    "To remove personal data here too empties the guest list, which has {n} name.",
                    "To remove personal data here too empties the guest list, which has {n} names.",
                    guests,
                )
            )
        self._context.out.talk(_(_REMOVE_HERE_TOO, date=_.date_long(day), word=_(N_("yes"))))
        return self._context.out.agreed()

    def _purge(self, day: date, *, quiet: bool, names: Sequence[str] = ()) -> None:
        """Remove what is left here: also links, and what was set aside; a program reads one outcome."""
        with redirect_stdout(StringIO()) if self._context.out.json or quiet else nullcontext():
            purge_session(self._context, self._slug, day.isoformat(), yes=True, synced=self._to, names=names)
