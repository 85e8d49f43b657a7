"""What of personal data is left in sessions of which as much was removed elsewhere, or is to be."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager
from dataclasses import replace
from datetime import UTC, date, datetime, time
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.domain.errors import N_, FacilitateError, Message, Refused
from facilitate.store.depot.record import read_records

if TYPE_CHECKING:
    from facilitate.cli.composition.sessions import Sessions
    from facilitate.domain.timeline import Timeline
    from facilitate.store.collect import Agree
    from facilitate.store.depot.intake import TakenIn
    from facilitate.store.depot.purges import RemovalWaits
    from facilitate.store.depot.to_read import ToRead
    from facilitate.workshop.privacy.people import Tell
    from facilitate.workshop.privacy.purge import Removal
    from facilitate.workshop.sharing.depot import Depot

SYNCING = N_("“{name}” is being synced in another window: wait until that is done.")
_PURGE = b'"kind":"session.purged"'


class DepotRemovals:
    """The personal data of the sessions of a workspace that depots know to have been removed."""

    def __init__(self, sessions: Sessions) -> None:
        self._sessions = sessions

    def vouch(self, slug: str) -> bool | date:
        """Note that no known name is left in what is here from before a removal; returns whether that was new.

        It is noted once of a removal that was made elsewhere, where nothing is left to vouch for: the keeper of a
        server reads that it was made here too.
        Where names are left, returns the day before which they have to go. What somebody only reads is vouched for by
        those who wrote it.
        """
        from facilitate.store.depot.contact import is_only_read
        from facilitate.store.depot.purges import follows_untold
        from facilitate.workshop.privacy.purge import last_day_left, vouching

        workspace = self._sessions.workspace
        folder = workspace.folder(slug)
        if not purges_in(folder) or is_only_read(folder, workspace.machine):
            return False
        recorder = self._sessions.open(slug).recorder
        acts = vouching(recorder.timeline, _tell(recorder.timeline), recorder.now())
        if acts is None:
            return last_day_left(recorder.timeline)
        if note := follows_untold(workspace.log(slug)):
            acts = [*acts, note]
        if acts:
            recorder.record(*acts)
        return bool(acts)

    def has_names(self, slug: str, before: datetime) -> bool:
        """Return whether a session that is here holds personal data from before then."""
        return bool(_removal(self._sessions.read_timeline(slug), before).events)

    def has_nothing_before(self, slug: str, day: date, names: Sequence[str] = ()) -> bool:
        """Return whether nothing that is known here to be personal data, nor these names, is left from before a day."""
        found = _removal(self._sessions.read_timeline(slug), datetime.combine(day, time()).astimezone(), names)
        return not (found.events or found.later or self._sessions.drafts_naming(slug, names))

    def standing(self, slug: str, name: str) -> int:
        """Return in how many texts of a session a name stands that a removal of it would change."""
        from facilitate.workshop.privacy.purge import texts_with

        return texts_with(name, self._sessions.read_timeline(slug).events)

    def listed(self, slug: str, day: date) -> tuple[list[str], int]:
        """Return the names from before a day that lists here tell to be names, and how many guests are among them.

        Once the lists were rid of them nobody can tell any more: whatever comes in is looked through for them as well.
        """
        from facilitate.workshop.privacy.name_finder import squeezed

        timeline = self._sessions.read_timeline(slug)
        found = _removal(timeline, datetime.combine(day, time()).astimezone())
        whole = {squeezed(naming.name) for event in timeline.events for naming in event.act.named_people()}
        return [each.name for each in found.everybody if squeezed(each.name) in whole], found.guests

    def last_day_left(self, slug: str) -> date:
        """Return the day before which all goes that was to go by the last removal."""
        from facilitate.workshop.privacy.purge import last_day_left

        return last_day_left(self._sessions.read_timeline(slug))

    def may_follow(self, slug: str, waits: RemovalWaits) -> bool:
        """Return whether what was removed elsewhere is all that has to go here.

        Afterwards nobody can tell any more what is a name: whatever else holds one has to go before.
        """
        day = datetime.combine(waits.day, time()).astimezone()
        found = _removal(self._sessions.read_timeline(slug), day)
        return not (found.later or found.events.keys() - waits.cleared)

    def depots_to_take(self, slug: str) -> list[str]:
        """Return the depots to which other computers may have sent what this one has to look through."""
        return [each.address for each in read_records(self._sessions.workspace.folder(slug)) if not each.reads_only]

    def take(
        self, slug: str, address: str, opened: Callable[[str, Path], AbstractContextManager[Depot]], agree: Agree
    ) -> TakenIn | Message:
        """Take what other computers sent to a depot, `opened` by its address, and give nothing.

        Returns what came, or why nothing could. What is to be read of it is remembered: no removal may come of it.
        """
        from facilitate.store.depot.intake import Consent
        from facilitate.store.depot.record import keep_record, read_answers, record_of
        from facilitate.store.depot.sync import Synchroniser
        from facilitate.store.depot.to_read import UNREAD, to_read, united

        folder, log = self._sessions.workspace.folder(slug), self._sessions.workspace.log(slug)
        last, consent = record_of(folder, address), Consent(agree, read_answers(folder).trusted)
        try:
            with opened(address, folder) as depot, log.in_turn("depot") as alone:
                if not alone:
                    raise Refused(SYNCING, name=slug)
                taken, record = Synchroniser(log, depot, last, datetime.now(UTC)).take(consent)
                unread = to_read(UNREAD, self.last_day_left(slug), taken.unread) if taken.unread else []
                keep_record(folder, replace(record, to_read=united((*record.to_read, *unread))))
        except FacilitateError as error:
            return error.message
        return taken

    def sent_unread(self, slug: str, waits: RemovalWaits) -> list[Message]:
        """Return what is told of what was sent of a session and nobody has read for the names that went elsewhere."""
        from facilitate.store.depot.to_read import SENT, to_read

        return self.reading_notices(slug, to_read(SENT, waits.day, waits.unread))

    def reading_notices(self, slug: str, those: Sequence[ToRead]) -> list[Message]:
        """Return what is told of these acts of a session, which are to be read: those of one reason as one."""
        from facilitate.store.depot.to_read import reading_notices

        return reading_notices(those, self._sessions.read_timeline(slug), slug) if those else []

    def copies_with_names(self, cycle: str, before: datetime) -> dict[str, list[str]]:
        """Return by depot the names of those sessions of a cycle whose copies hold personal data from before then."""
        from facilitate.store.cycle_readings import read_source
        from facilitate.store.depot.cycle_copies import copies_of_cycles

        found: dict[str, list[str]] = {}
        for folder in copies_of_cycles(self._sessions.workspace, cycle):
            if _removal(read_source(folder).timeline, before).events:
                address = next((each.address for each in read_records(folder)), "")
                found.setdefault(address, []).append(folder.name)
        return found


def _removal(timeline: Timeline, before: datetime, names: Sequence[str] = ()) -> Removal:
    """Work out what goes of a session; roles take the place of names in its own language."""
    from facilitate.workshop.privacy.purge import removal

    return removal(timeline, before, _tell(timeline), names=names)


def _tell(timeline: Timeline) -> Tell:
    """Return what tells in the language of a session what takes the place of names."""
    from facilitate.i18n import Language

    return Language(timeline.session.plan.language).message


def purges_in(folder: Path) -> bytes:
    """Return the lines by which a session's journals tell of removals of personal data."""
    from facilitate.store.journal_names import is_of_people, journals_in

    found = [path.read_bytes() for path in journals_in(folder) if not is_of_people(path.name)]
    return b"".join(line for data in found for line in data.splitlines(keepends=True) if _PURGE in line)
