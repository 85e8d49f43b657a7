"""The hub's addresses, each with what answers there."""

from __future__ import annotations

from starlette.routing import Route, Router
from starlette.types import ASGIApp

from facilitate.web.hub.assets import Assets
from facilitate.web.hub.auth import Doors
from facilitate.web.hub.broadcaster import Room
from facilitate.web.hub.handshake import Greetings
from facilitate.web.hub.journal_routes import Journals
from facilitate.web.hub.limits import Bounds
from facilitate.web.hub.middleware import Guarded, Unforeseen, hosts
from facilitate.web.hub.table_routes import Tables
from facilitate.workshop.sharing.ports import Keys


def application(room: Room, keys: Keys, slug: str, bounds: Bounds, address: str, unforeseen: Unforeseen) -> ASGIApp:
    """Everything the hub answers on that address of this machine."""
    doors = Doors(keys, bounds)
    assets, tables, journals = Assets(), Tables(room, doors, bounds), Journals(room, doors, slug, bounds)
    routes = [
        *(Route(path, assets.page) for path in assets.pages),
        Route("/hello", Greetings(keys, bounds).hello),
        Route("/table", tables.table),
        Route("/live", tables.live),
        Route("/acts", tables.acts, methods=["POST"]),
        Route("/journal", journals.journal, methods=["GET", "POST"]),
        *(Route(name, assets.file) for name in assets.names),
    ]
    for route in routes:
        if route.path in ("/live", "/journal"):
            (route.methods or set()).discard("HEAD")  # there is no end to their length
    router = Router(routes, redirect_slashes=False)
    return Guarded(router, hosts(address), room.workshop.session.plan.language, unforeseen)
