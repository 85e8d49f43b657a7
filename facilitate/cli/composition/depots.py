"""Depots, by where they are, and what is done between them and the sessions of one workspace."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import closing, contextmanager
from datetime import UTC, date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.cli.composition.depot_folders import (
    check_folder,
    folder_named,
    is_workspace,
    refuse_bare_address,
    refuse_placeholder,
    spellings,
)
from facilitate.cli.composition.depot_removals import SYNCING, DepotRemovals, purges_in
from facilitate.domain.errors import N_, FacilitateError, Message, Names, Refused
from facilitate.files import unreadable
from facilitate.store.depot.file_depot import FileDepot
from facilitate.store.depot.folder import FolderFiles
from facilitate.store.depot.purges import RemovalWaits
from facilitate.store.depot.record import read_records, record_of
from facilitate.store.depot.status import SyncState
from facilitate.store.journal_names import names_meant
from facilitate.workshop.audit.issue import typed
from facilitate.workshop.sharing.depot import Depot, DepotEmptied, DepotSession, DepotUnreachable

if TYPE_CHECKING:
    from facilitate.cli.composition.sessions import Sessions
    from facilitate.store.collect import Agree
    from facilitate.store.depot.intake import Consent
    from facilitate.store.depot.record import Answers
    from facilitate.store.depot.sync import Synced  # noqa: TC004 -- handed on to those who may not import it
    from facilitate.store.event_log import FolderLog
    from facilitate.workshop.sharing.authority import ForOthers

_LINES = 2
_NO_LOGIN = N_("{file} must hold two lines: the name, and below it the password.")

__all__ = ["Depots", "RemovalWaits", "SyncState", "Synced"]


_SAME_FOLDER = N_(
    "{folder} is where the sessions of a computer are. A depot or a backup has to be elsewhere, such as on a USB stick "
    "or in a shared folder. Nothing was done."
)
_OTHER_FILES = N_(
    "{depot} holds other files ({files}) and no session: is it the right folder? To keep a depot apart from them, name "
    "a folder of its own in it, such as {depot}/depot. To begin one among them, add --anew. Nothing was sent."
)
_OTHERS_IN_BACKUP = N_(
    "{folder} holds other files ({files}) and no backup: is it the right folder? To keep the backup apart from them, "
    "name a folder of its own in it, such as {folder}/depot. Nothing was written."
)
_BEGUN = N_(
    "A new depot was begun in {depot}. If that is not where the others are, “facilitate depot forget {typed}” "
    "takes it off the list."
)
_RENAMED = N_(
    "Some ideas that were written here had the number of another, and have one of their own now ({refs}). The number "
    "before stays noted beside it."
)
_IS_FILE = N_("{file} is a file: name a folder for the depot, such as {folder}/depot. Nothing was done.")
_NONE_KNOWN = N_("No depot is known here. {depot} was not on the list.")
_NOT_KNOWN = N_("No session here was synced with {depot}. Depots that are known here: {known}.")
_MOST_NAMED = 6
_NO_TOKEN = N_(
    "The depot at {address} asks for a token: give the whole link that the programme’s organisers sent you, between "
    "quotation marks."
)
_OWN_KEPT = N_(
    "The link that was given only reads: this session’s own link for {depot} was used in its place, and is kept."
)
_READS, _SENDS = "reads", "sends"
_OTHER_TOKENS = N_(
    "The depot at {address} opens this session to no link kept on this computer. Whoever has its own link sends it; to "
    "send it from here too, ask the programme’s organisers for that link, and give the whole of it, between quotation "
    "marks."
)


class Depots:
    """The depots that the sessions here are synced with; what a server answers is in `language`."""

    def __init__(
        self,
        sessions: Sessions,
        language: str,
        environ: Mapping[str, str],
        ask: Callable[[], tuple[str, str] | None] = lambda: None,
    ) -> None:
        """Sync sessions; `ask` asks whoever sits here for a name and password, and returns None where nobody does."""
        self._sessions = sessions
        self._language = language
        self._environ = environ
        self._ask = ask
        self.login_file: Path | None = None
        self.removals = DepotRemovals(sessions)

    @contextmanager
    def opened(self, where: str, folder: Path | None = None, *, keeping: bool = True) -> Iterator[Depot]:
        """Yield the depot at a folder or an address; `folder` is that of the session or cycle it is opened for.

        The token of a programme's server is kept there, or for all of them, so that it is given once (`keeping`).
        """
        with closing(self._at(where, folder)) as depot:
            try:
                yield depot
            except (DepotUnreachable, DepotEmptied, RemovalWaits) as error:  # nobody said that it opens nothing
                is_known = not isinstance(error, DepotUnreachable)
                self.keep_token(where, folder, depot if is_known else None, keeping=keeping)
                raise
            self.keep_token(where, folder, depot, keeping=keeping)

    def keep_token(self, where: str, folder: Path | None, depot: Depot | None, *, keeping: bool = True) -> None:
        """Keep the token of a link beside a session or cycle, or for all of them where none is named.

        Of which kind it is tells the depot; before that did it takes the place of none.
        """
        if "#" not in where or not keeping:
            return
        from facilitate.store.depot.record import note_own_link
        from facilitate.store.depot.tokens import keep_token, tokens_in
        from facilitate.workshop.sharing.depot_access import read_depot_link

        link, place = read_depot_link(where), folder or self._sessions.workspace.home
        if not link.token or (depot is None and link.address in tokens_in(place)):
            return
        reading = depot is not None and not depot.reach.takes
        keep_token(place, link.address, link.token, reading=reading)
        if folder and depot is not None and not reading:
            note_own_link(folder, link.address)

    def _own_link(self, where: str, slug: str) -> tuple[str, list[Message]]:
        """Return the link to sync a session by, and what is told of it: its own one, where another only reads."""
        from facilitate.store.depot.tokens import tokens_in
        from facilitate.workshop.sharing.link import plain_token

        address, _, given = where.strip().partition("#")
        workspace, address = self._sessions.workspace, address.rstrip("/")
        kept = [tokens_in(place).get(address) for place in (workspace.folder(slug), workspace.home)]
        own = [f"{address}/#{token}" for token in dict.fromkeys(kept) if token]
        if not (given and own) or plain_token(given) in kept or self._reach(where, slug) != _READS:
            return where, []
        sends = next((each for each in own if self._reach(each, slug) == _SENDS), "")
        return (sends, [Message(_OWN_KEPT, {"depot": address})]) if sends else (where, [])

    def _reach(self, link: str, slug: str) -> str:
        """Return what a link opens of a session: it only reads, or sends it; nothing where that is not known."""
        from facilitate.store.cycle_readings import session_id

        own = session_id(self._sessions.workspace.folder(slug))
        try:
            with self.opened(link, keeping=False) as depot:
                opens = [each.session for each in depot.sessions()]
                if not depot.reach.takes:
                    return _READS
                return _SENDS if not opens or own in opens else ""
        except FacilitateError:  # which whoever opens it for more is told
            return ""

    def sync(
        self, slug: str, where: str, agree: Agree, *, anew: bool, following: bool = False, everything: bool = False
    ) -> Synced:
        """Bring a session and a depot to hold the same acts, and remember it.

        Raises `RemovalWaits` where names were removed there that still stand here, unless `following`; `everything` as
        in `take_in`.
        """
        from facilitate.i18n import Language
        from facilitate.store.depot.contact import remember_failure, remember_sync
        from facilitate.store.depot.intake import Consent
        from facilitate.store.depot.record import read_answers

        workspace = self._sessions.workspace
        if workspace.holding(slug).home == workspace.rehearsals.home:
            raise Refused(N_("“{name}” is a rehearsal: it goes to no depot."), name=slug)
        folder, log = workspace.folder(slug), workspace.log(slug)
        where, about_link = self._own_link(where, slug)
        with self.opened(where, folder) as depot, log.in_turn("depot") as alone:
            if not alone:
                raise Refused(SYNCING, name=slug)
            begins = self._begins_at(depot, folder, anew=anew)
            consent, tell = Consent(agree, read_answers(folder).trusted, everything), Language(self._language).message
            try:
                found = self._synced(log, depot, consent, anew=anew, following=following)
            except FacilitateError as error:
                remember_failure(folder, depot.address, error, datetime.now(UTC), tell)
                raise
            remember_sync(folder, found, tell)
            found.notices += [*about_link, *begins]
            if found.tells_removal and isinstance(depot, FileDepot):
                found.notices += depot.not_looked_into()
            found.notices += self.bring_removals(depot, DepotSession(log.session, slug))
        return found

    def to_read(self, slug: str) -> dict[str, tuple[str, ...]]:
        """Return by depot what syncs of a session brought that nobody has said to have read."""
        from facilitate.i18n import Language

        records = [each for each in read_records(self._sessions.workspace.folder(slug)) if each.to_read]
        found = self.removals.reading_notices(slug, [each for record in records for each in record.to_read])
        return {each.address: tuple(map(Language(self._language).message, found)) for each in records}

    def forget_to_read(self, slug: str) -> None:
        """Remember that somebody read what syncs of a session brought."""
        from facilitate.store.depot.record import forget_to_read

        forget_to_read(self._sessions.workspace.folder(slug))

    def remember_sync(self, slug: str, found: Synced) -> None:
        """Remember what several syncs in a row did as one: whatever any of them brought or left is told of it, once."""
        from facilitate.i18n import Language
        from facilitate.store.depot.contact import remember_sync
        from facilitate.store.depot.to_read import remembered

        folder = self._sessions.workspace.folder(slug)
        found.record = record_of(folder, found.record.address) or found.record
        remember_sync(folder, found, Language(self._language).message)
        found.taken.to_read = self.removals.reading_notices(slug, remembered(found.taken.to_read))

    def _synced(self, log: FolderLog, depot: Depot, consent: Consent, *, anew: bool, following: bool) -> Synced:
        """Sync, and once more where what is here could be vouched for only then; returns what both did."""
        from facilitate.store.depot.sync import synchronise
        from facilitate.store.own_tag import draw_own_tag

        self.removals.vouch(log.slug)
        last = record_of(log.folder, depot.address)
        found = synchronise(log, depot, last, consent, anew=anew, following=following)
        notices = []
        if found.is_forked:  # what is written here from now on has a name that nobody else has
            draw_own_tag(log.folder, self._sessions.workspace.machine)
        # The other idea of one number may come with a later sync, as where it waited for a removal.
        is_other = found.is_forked or found.taken.came
        if is_other and (refs := self._sessions.open(log.slug).ideas.tell_apart(found.forked)):
            notices = [Message(_RENAMED, {"refs": ", ".join(f"{old} → {new}" for old, new in refs)})]
        left = self.removals.vouch(log.slug)
        if notices or left is True:
            log = self._sessions.workspace.log(log.slug)
            before, found = found, synchronise(log, depot, found.record, consent)
            found.join(before)
        found.left = left if isinstance(left, date) else None
        found.taken.tell_waiting(log.slug, typed(depot.address))
        if found.taken.unread or found.taken.late:
            timeline = self._sessions.read_timeline(log.slug)
            found.taken.tell_to_read(timeline, log.slug, self.removals.last_day_left(log.slug))
        found.notices += notices
        return found

    @staticmethod
    def _begins_at(depot: Depot, folder: Path, *, anew: bool) -> list[Message]:
        """Return what is told where a depot begins; raises `Refused` where files of other people lie in its place."""
        if not isinstance(depot, FileDepot) or record_of(folder, depot.address) is not None or depot.is_begun():
            return []
        if not anew and (others := depot.others()):
            raise Refused(_OTHER_FILES, depot=depot.address.rstrip("/"), files=Names.of(others, _MOST_NAMED))
        return [Message(_BEGUN, {"depot": depot.address, "typed": typed(depot.address)})]

    def bring_removals(self, depot: Depot, own: DepotSession | None = None) -> list[Message]:
        """Bring to the copies here what was removed in a depot; returns what is told of it.

        Where only one session was asked for (`own`), those that came from this depot are looked at, not all that it
        holds; on a share, where each costs many requests, that one alone.
        """
        from facilitate.store.depot.contact import bring_removals, held_from

        workspace, is_far = self._sessions.workspace, isinstance(depot, FileDepot) and "://" in depot.address
        if own is None:
            sessions = [*depot.sessions()]
        else:
            sessions = [own] if is_far else [own, *held_from(workspace, depot.address)]
        return bring_removals(workspace, depot, sessions, datetime.now(UTC))

    def restore(self, name: str, where: str) -> tuple[str, int, list[Message]]:
        """Make a session of a depot anew here; returns its name, how many acts it has, and what is told."""
        from facilitate.store.cycle_readings import session_id
        from facilitate.store.depot.restore import restore

        self.check_there(where)
        # Each token opens its own session; those that send it come first.
        *others, last = [where] if "#" in where else self.links(where)
        link = next((each for each in others if self._holds(each, name)), last)
        with self.opened(link, keeping="#" in where) as depot:
            slug, acts, notices = restore(self._sessions.workspace, depot, name, datetime.now(UTC))
            self.keep_token(link, self._sessions.workspace.folder(slug), depot)
            own = DepotSession(session_id(self._sessions.workspace.folder(slug)), slug)
            return slug, acts, [*notices, *self.bring_removals(depot, own)]

    def _holds(self, link: str, name: str) -> bool:
        with self.opened(link, keeping=False) as depot:
            return bool(names_meant(name, [each.name for each in depot.sessions()]))

    def check_elsewhere(self, folder: Path) -> None:
        """Raise `Refused` for a folder where the sessions of this computer are: what is written there would be one."""
        workspace, meant = self._sessions.workspace, folder.resolve()
        inside = {workspace.sessions.resolve(), workspace.cycles.sessions.resolve()} & {meant, *meant.parents}
        if inside or meant == workspace.home.resolve() or is_workspace(meant):
            raise Refused(_SAME_FOLDER, folder=str(folder))

    def check_free(self, folder: Path) -> None:
        """Raise `Refused` for a folder that a backup does not belong in: of sessions, or with files of other people."""
        self.check_elsewhere(folder_named(str(folder)))
        depot = FileDepot(FolderFiles(folder))
        if folder.is_dir() and not depot.is_begun() and (others := depot.others()):
            raise Refused(_OTHERS_IN_BACKUP, folder=str(folder), files=Names.of(others, _MOST_NAMED))

    def addresses(self, slug: str) -> list[str]:
        """Return where the depots are that a session was synced with, or was to be, the latest first."""
        from facilitate.store.depot.tokens import tokens_in

        folder = self._sessions.workspace.folder(slug)
        return list(dict.fromkeys([*(each.address for each in read_records(folder)), *tokens_in(folder)]))

    def links(self, where: str) -> list[str]:
        """Return the links by which a depot is looked at: one for each token that is known for its address."""
        from facilitate.store.depot.tokens import every_token

        if "://" not in where:
            return [where]
        address, _, token = where.strip().partition("#")
        address = address.rstrip("/")
        if token:
            return [where, *(f"{address}/#{each}" for each in every_token(self._sessions.workspace, address))]
        return [f"{address}/#{token}" for token in every_token(self._sessions.workspace, address)] or [where]

    @staticmethod
    def check_there(where: str) -> None:
        """Raise `Refused` for a folder that is not there: only a sync makes one."""
        if where.strip() and "://" not in where:
            check_folder(where)

    def forget(self, where: str) -> tuple[str, list[str]]:
        """Forget a depot; returns where it is and the names of the sessions that were synced with it, or read there.

        What lies there stays as it is. Raises `Refused` for one that is not known here.
        """
        from facilitate.store.depot.cycle_copies import copies_of_cycles
        from facilitate.store.depot.record import forget_record
        from facilitate.store.depot.tokens import forget_tokens, places, tokens_in

        workspace = self._sessions.workspace
        folders = [*map(workspace.folder, workspace.every_slug()), *copies_of_cycles(workspace)]
        known = {each.address for folder in folders for each in read_records(folder)}
        kinds = (False, True)
        known |= {key for folder in places(workspace) for kind in kinds for key in tokens_in(folder, reading=kind)}
        typed = where.strip().partition("#")[0]
        address = next((each for each in spellings(where) if each in known), "")
        if not address:
            raise Refused(_NOT_KNOWN if known else _NONE_KNOWN, depot=typed, known=Names.of(sorted(known), _MOST_NAMED))
        forget_tokens(workspace, address)
        return address, sorted({folder.name for folder in folders if forget_record(folder, address)})

    def renew_copies(self, cycle: str) -> list[Message]:
        """Bring what was removed in the depots that the copies of a cycle came from; returns what is told of it."""
        from facilitate.store.depot.cycle_copies import copies_of_cycles

        folders, found = copies_of_cycles(self._sessions.workspace, cycle), list[Message]()
        for where in sorted({each.address for folder in folders for each in read_records(folder)}):
            try:
                with self.opened(where, self._sessions.workspace.cycles.folder(cycle)) as depot:
                    found += self.bring_removals(depot)
            except FacilitateError as error:
                found.append(error.message)
        return found

    def copies_read(self, cycle: str) -> list[tuple[str, str, datetime]]:
        """Return the copies of a cycle by name, each with the depot it was read from last, and when."""
        from facilitate.store.depot.cycle_copies import copies_of_cycles

        last = (
            (each.name, next(iter(read_records(each)), None))
            for each in copies_of_cycles(self._sessions.workspace, cycle)
        )
        return [(name, record.address, record.at) for name, record in last if record and record.at]

    def answers(self, slug: str) -> Answers:
        """Return what was answered here of changes that are not a table’s own."""
        from facilitate.store.depot.record import read_answers

        return read_answers(self._sessions.workspace.folder(slug))

    def remember(self, slug: str, others: Sequence[ForOthers], *, agreed: bool) -> None:
        """Remember that changes of these journals come in, or that these changes stay out."""
        from facilitate.store.depot.record import Answers, keep_answers

        known, files = self.answers(slug), {each.file: each.matters for each in others}
        declined = {file: of for file, of in known.declined.items() if file not in files}
        answers = Answers(known.trusted | files.keys(), declined)
        if not agreed:
            answers = Answers(known.trusted, {**declined, **files})
        keep_answers(self._sessions.workspace.folder(slug), answers)

    def _at(self, where: str, folder: Path | None) -> Depot:
        if not where.strip():
            raise Refused(N_("Which depot? Give its folder, or its link."))
        if "://" in where:
            return self._at_address(where, folder)
        root = folder_named(where)
        refuse_placeholder(where)
        refuse_bare_address(where)
        if root.is_file():
            raise Refused(_IS_FILE, file=str(root), folder=str(root.parent))
        self.check_elsewhere(root)
        return FileDepot(FolderFiles(root), purges_in(folder) if folder else b"")

    def _at_address(self, where: str, folder: Path | None) -> Depot:
        """Return the depot at an address: a programme's server is opened with a token, any other is a share."""
        from facilitate.store.depot.tokens import every_token, token_for
        from facilitate.web.carriers.http_depot import HttpDepot, is_depot
        from facilitate.web.carriers.webdav import Login, WebDavFiles
        from facilitate.workshop.sharing.depot_access import DepotLink, read_depot_link

        def asked() -> Login | None:
            found = self._ask()
            return Login(*found) if found else None

        known = self._known_login()
        share = None if "#" in where else WebDavFiles(where, Login(*known) if known else None, asked)
        address = share.address.rstrip("/") if share else ""
        link = (
            read_depot_link(where)
            if share is None
            else DepotLink(address, token_for(self._sessions.workspace, folder, address))
        )
        if link.token:
            return HttpDepot(link, self._language, purges_in(folder) if folder else b"")
        if share is None or (known is None and is_depot(link.address)):
            others = every_token(self._sessions.workspace, link.address)
            raise Refused(_OTHER_TOKENS if others else _NO_TOKEN, address=link.address)
        return FileDepot(share, purges_in(folder) if folder else b"")

    def _known_login(self) -> tuple[str, str] | None:
        """Return the name and password that a file or the environment tells."""
        if self.login_file is not None:
            try:
                lines = self.login_file.read_text(encoding="utf-8").splitlines()
            except (OSError, UnicodeDecodeError) as error:
                reason = error if isinstance(error, OSError) else OSError()
                raise unreadable(self.login_file, reason) from error
            if len(lines) < _LINES or not lines[0]:
                raise Refused(_NO_LOGIN, file=str(self.login_file))
            return lines[0], lines[1]
        user, password = self._environ.get("FACILITATE_DEPOT_USER"), self._environ.get("FACILITATE_DEPOT_PASSWORD")
        return (user, password) if user and password else None
