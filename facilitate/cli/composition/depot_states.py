"""What is told of the sessions here and a depot: as it is remembered, or as the depot tells it now."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from facilitate.cli.composition.depot_folders import check_depot, folder_named, spellings
from facilitate.domain.errors import N_, Message
from facilitate.store.depot.file_depot import FileDepot
from facilitate.store.depot.status import SyncState
from facilitate.workshop.sharing.depot import AccessRefused, Depot

if TYPE_CHECKING:
    from facilitate.cli.composition.depots import Depots
    from facilitate.store.workspace import Workspace

_EMPTY = N_("{depot} holds no session of yours: check that it is the right one.")


class DepotStates:
    """How far the sessions of a workspace and its depots are apart."""

    def __init__(self, depots: Depots, workspace: Workspace) -> None:
        self._depots = depots
        self._workspace = workspace

    def asked(self, where: str) -> tuple[list[SyncState], list[Message]]:
        """Return what a depot tells now, and what is told of removals that it knows: they come to the copies here."""
        from facilitate.store.depot.contact import remember_readings, waits_untold
        from facilitate.store.depot.status import states_with

        self._depots.check_there(where)
        found: dict[str, SyncState] = {}
        notices: list[Message] = []
        refused: dict[str, AccessRefused] = {}
        sends: dict[str, bool] = {}  # by token, whether it may yet send a session that the depot does not show
        for link in self._depots.links(where):
            try:
                with self._depots.opened(link, keeping=link == where) as depot:
                    removals = self._depots.bring_removals(depot)
                    notices += waits_untold(removals, self._workspace.slugs())
                    states = [*states_with(self._workspace, depot)]
                    _add(found, states)
                    notices += [each for each in depot.notices if each not in notices]
                    self._keep_newer(link, depot, states if link == where and depot.reach.takes else ())
                    remember_readings(self._workspace, states, datetime.now(UTC))
                    if not isinstance(depot, FileDepot):
                        sends[_token_in(link)] = _may_send(depot, states)
            except AccessRefused as error:  # of one town the token may be new, or revoked: the others are told of
                if link == where:
                    raise
                refused[_token_in(link)] = error
        if refused and not found:
            raise next(iter(refused.values()))
        notices += self._refusals(where, refused, found)
        if not any(state.is_there or state.is_missing for state in found.values()):
            if "://" not in where:
                check_depot(folder_named(where))
            notices.append(Message(_EMPTY, {"depot": where.partition("#")[0]}))
        return [self._with_link(state, sends) for state in found.values()], notices

    def remembered(self, where: str = "") -> list[SyncState]:
        """Return what is remembered of the syncs of the sessions here, with every depot or with one."""
        from facilitate.store.depot.status import remembered_states

        found, address = list(remembered_states(self._workspace)), where.strip().partition("#")[0].rstrip("/")
        return [each for each in found if not where or each.address.rstrip("/") == address]

    def without_removal(self, slug: str, *, but: str = "") -> list[str]:
        """Return where the depots are that do not know of a removal of a session that is here, but for one."""
        from facilitate.store.depot.status import states_of

        states = [each for each in states_of(self._workspace, [slug]) if not each.reads_only]
        return [each.address for each in states if each.unsent_removal and each.address not in spellings(but)]

    def _with_link(self, state: SyncState, sends: Mapping[str, bool]) -> SyncState:
        """Return a state, of a session that is not in a server’s depot with whether a link here can send it."""
        from facilitate.store.depot.tokens import token_for

        if not sends or not state.is_here or state.is_there or state.is_missing:
            return state
        token = token_for(self._workspace, self._workspace.folder(state.name), state.address)
        return replace(state, is_closed=not sends.get(token, False))

    def _keep_newer(self, link: str, depot: Depot, states: Iterable[SyncState]) -> None:
        """Have a link take the place of an older one of the sessions here that it opens."""
        for state in states:
            if state.is_here and state.is_there:
                self._depots.keep_token(link, self._workspace.folder(state.name), depot)

    def _refusals(
        self, where: str, refused: Mapping[str, AccessRefused], found: Mapping[str, SyncState]
    ) -> list[Message]:
        """Return why tokens were refused, of those by which a session here is synced that no other one opened."""
        from facilitate.store.depot.tokens import tokens_in

        address = where.strip().partition("#")[0].rstrip("/")
        # A link that only reads opens every session: it does not stand in for one’s own.
        opened = {each.name for each in found.values() if each.is_here and each.is_there and not each.reads_only}
        unopened = [slug for slug in self._workspace.slugs() if slug not in opened]
        used = [tokens_in(self._workspace.folder(slug)).get(address, "") for slug in unopened]
        return list({str(error): error.message for token, error in refused.items() if token in used}.values())


def _add(found: dict[str, SyncState], states: Iterable[SyncState]) -> None:
    """Add what one link shows to what others did: each token opens its own session, and a reader’s all of them."""
    for state in states:
        before = found.get(state.session)
        is_better = before is None or (state.is_missing and not before.is_there)
        if before is not None and state.is_there:  # one’s own link stands, whatever else opens it
            is_better = not (before.is_there and state.reads_only and not before.reads_only)
        if is_better:
            found[state.session] = state


def _may_send(depot: Depot, states: Iterable[SyncState]) -> bool:
    """Return whether a token has no session of its own yet: it takes that of its first push."""
    return depot.reach.takes and not any(state.is_there for state in states)


def _token_in(link: str) -> str:
    from facilitate.workshop.sharing.link import plain_token

    return plain_token(link.partition("#")[2])
