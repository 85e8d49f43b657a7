"""The hub's addresses, each with what answers there."""

from __future__ import annotations

from starlette.routing import Route, Router
from starlette.types import ASGIApp

from facilitate.web.hub.assets import Assets
from facilitate.web.hub.auth import TokenAuth
from facilitate.web.hub.broadcaster import Broadcaster
from facilitate.web.hub.desk_routes import DeskRoutes
from facilitate.web.hub.handshake import HandshakeRoute
from facilitate.web.hub.journal_routes import JournalRoutes
from facilitate.web.hub.table_routes import TableRoutes
from facilitate.web.hub.vote_routes import VoteRoutes
from facilitate.web.serving.limits import Limits
from facilitate.web.serving.middleware import SecurityMiddleware, Unforeseen, hosts
from facilitate.workshop.sharing.ports import Keys


def application(broadcaster: Broadcaster, keys: Keys, limits: Limits, address: str, unforeseen: Unforeseen) -> ASGIApp:
    """Return the application with every route of the hub, for that address of this machine."""
    auth = TokenAuth(keys, limits)
    assets, desk = Assets(), DeskRoutes(broadcaster, auth, limits)
    votes = VoteRoutes(broadcaster, auth, limits)
    tables, journals = TableRoutes(broadcaster, auth, limits), JournalRoutes(broadcaster, auth, limits)
    routes = [
        *(Route(path, assets.page) for path in assets.pages),
        *(Route(path, assets.desk_page) for path in assets.desk_pages),
        *(Route(path, assets.vote_page) for path in assets.vote_pages),
        Route("/hello", HandshakeRoute(keys, limits).hello),
        Route("/table", tables.table),
        Route("/live", tables.live),
        Route("/acts", tables.acts, methods=["POST"]),
        Route("/health", tables.health, methods=["POST"]),
        Route("/desk/live", desk.live),
        Route("/desk/find", desk.find, methods=["POST"]),
        Route("/desk/arrive", desk.arrive, methods=["POST"]),
        Route("/desk/undo", desk.undo, methods=["POST"]),
        Route("/vote", votes.show),
        Route("/vote/ballot", votes.ballot, methods=["POST"]),
        Route("/vote/feedback", votes.feedback, methods=["POST"]),
        Route("/presence", journals.presence, methods=["POST"]),
        Route("/journal", journals.journal, methods=["GET", "POST"]),
        *(Route(name, assets.file) for name in assets.names),
    ]
    for route in routes:
        if route.path in ("/live", "/desk/live", "/journal"):
            (route.methods or set()).discard("HEAD")  # there is no end to their length
    router = Router(routes, redirect_slashes=False)
    return SecurityMiddleware(router, hosts(address), broadcaster.workshop.session.plan.language, unforeseen)
