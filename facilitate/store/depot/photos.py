"""The photos of a session and of a depot: each goes where an act names it, under the digest of its bytes."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import Path

from facilitate.domain.errors import N_, Message
from facilitate.domain.event import Event
from facilitate.store.photos import FolderPhotos, named
from facilitate.workshop.sharing.depot import Depot, DepotSession, PhotoDepot

_STAY = N_("{depot} keeps no photos: those of this session stay on this computer. Copy its folder as well.")


def exchange_photos(
    depot: Depot, session: DepotSession, folder: Path, here: Collection[Event], there: Iterable[Event], *, purged: bool
) -> tuple[int, list[Message]]:
    """Copy the photos that acts here name and that either side lacks; returns how many, and what is told.

    Where names were removed, those go from the depot that no act names any more.
    """
    wanted = named(here)
    if not isinstance(depot, PhotoDepot):
        return 0, [Message(_STAY, {"depot": depot.address})] if wanted else []
    if not (wanted or purged):
        return 0, []
    photos, stored, copied = FolderPhotos(folder, []), set(depot.photos(session)), 0
    for digest in sorted(wanted):
        data = photos.read(digest)
        if data and digest not in stored:
            depot.take_photo(session, digest, data)
            copied += 1
        elif not data and digest in stored and (found := depot.give_photo(session, digest)):
            copied += photos.keep(found)
    if purged:
        for digest in sorted(stored - wanted - named(there)):
            depot.drop_photo(session, digest)
    return copied, []
