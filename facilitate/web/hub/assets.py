"""The page itself: one template in two languages, with its scripts and its style in it, without their comments.

It comes in one answer, so that no part of it can be missing, and a room behind one address opens one connection a page.
"""

from __future__ import annotations

import base64
import gzip
import hashlib
import re
from collections.abc import Mapping, Sequence
from functools import cache
from pathlib import Path

from starlette.requests import Request
from starlette.responses import Response

from facilitate.i18n import Language
from facilitate.web.serving.middleware import policy
from facilitate.web.serving.responses import NO_STORE
from facilitate.workshop.sharing.devices import DESK, VOTE

_FOLDER = Path(__file__).with_name("page")
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
}
# The blanks a line begins with, empty lines, and comments that have their lines for themselves. The page's files hold
# no text of several lines, where these would belong to the text (a test looks).
_FOR_READERS = re.compile(rb"^\s*(?:(?://[^\n]*|/\*(?:(?!\*/).)*\*/[ \t]*)(?:\n|\Z))?", re.MULTILINE | re.DOTALL)
_WRITTEN = frozenset({".css", ".js"})
_A_DAY = {"Cache-Control": "max-age=86400"}
# What stands in each page at the place of each.
_WITHIN: Mapping[str, Mapping[str, Sequence[str]]] = {
    "page": {
        "page.css": ("page.css",),
        "watch.js": ("watch.js",),
        "page.js": (
            "basics.js",
            "store.js",
            "retries.js",
            "queue.js",
            "proof.js",
            "table.js",
            "live.js",
            "rows.js",
            "rounds.js",
            "trial.js",
            "readback.js",
            "call.js",
            "room.js",
            "health.js",
            "page.js",
        ),
    },
    "desk": {
        "page.css": ("page.css", "desk.css"),
        "watch.js": ("watch.js",),
        "desk.js": ("basics.js", "retries.js", "proof.js", "live.js", "desk.js"),
    },
    "vote": {
        "page.css": ("page.css", "vote.css"),
        "watch.js": ("watch.js",),
        "vote.js": ("basics.js", "retries.js", "proof.js", "feedback.js", "vote.js"),
    },
}
# Where the pages are found. Scanners that write `%23` for the `#` ask for the token as for a path.
_PAGES = ("/", "/#{token:path}", "/%23{token:path}")
_VOTE_PAGES = (VOTE, f"{VOTE}#{{token:path}}", f"{VOTE}%23{{token:path}}")
_DESK_PAGES = (DESK, f"{DESK}#{{token:path}}", f"{DESK}%23{{token:path}}")


class Assets:
    """The routes of the files everybody may have. A browser keeps them, and opens the page again without a network."""

    def __init__(self, folder: Path = _FOLDER) -> None:
        self._files = {f"/{path.name}": path for path in sorted(folder.glob("*")) if path.suffix in _TYPES}
        self._read: dict[str, bytes] = {}

    @property
    def names(self) -> list[str]:
        """The paths under which the files are found."""
        return list(self._files)

    @property
    def pages(self) -> tuple[str, ...]:
        """The paths under which the page is found."""
        return _PAGES

    @property
    def desk_pages(self) -> tuple[str, ...]:
        """The paths under which the desk’s page is found."""
        return _DESK_PAGES

    @property
    def vote_pages(self) -> tuple[str, ...]:
        """The paths under which the voting page is found."""
        return _VOTE_PAGES

    async def vote_page(self, request: Request) -> Response:
        """Return the page on which the room votes, of which nothing is kept."""
        return _answer("vote", request, NO_STORE)

    async def page(self, request: Request) -> Response:
        """Return the page of a table, in the language of who asks."""
        # A path that holds a token is not to be kept anywhere.
        return _answer("page", request, _A_DAY if request.scope["path"] == "/" else NO_STORE)

    async def desk_page(self, request: Request) -> Response:
        """Return the page of the desk, of which nothing is kept."""
        return _answer("desk", request, NO_STORE)

    async def file(self, request: Request) -> Response:
        """Return a file of the page by itself: browsers that kept the page of an earlier version ask for it."""
        name = request.scope["path"]
        path = self._files[name]
        if name not in self._read:
            self._read[name] = served(path)
        return Response(self._read[name], headers={**_A_DAY, "Content-Type": _TYPES[path.suffix]})


def served(path: Path) -> bytes:
    """Return a file as it goes out: scripts and styles without what only their readers need."""
    content = path.read_bytes()
    return _FOR_READERS.sub(b"", content) if path.suffix in _WRITTEN else content


def _answer(page: str, request: Request, kept: Mapping[str, str]) -> Response:
    code = request.state.language.code
    content, allowed = _page(page, code)
    about = {
        "Vary": "Accept-Language, Accept-Encoding",
        "Content-Language": code,
        "Content-Security-Policy": allowed,
    }
    if "gzip" in request.headers.get("accept-encoding", ""):  # a third of the bytes, where the air is shared by sixty
        content, about["Content-Encoding"] = _packed(content), "gzip"
    return Response(content, headers={**kept, **about}, media_type="text/html")


@cache
def _packed(content: bytes) -> bytes:
    return gzip.compress(content, mtime=0)


@cache
def _page(which: str, code: str) -> tuple[bytes, str]:
    """Return a page in a language, and what it may do: a browser runs nothing that anybody else put there."""
    from facilitate.web.hub.page_text import render

    page, digests = render(which, Language(code)), {".js": "", ".css": ""}
    for name, names in _WITHIN[which].items():
        part = b"\n".join(served(_FOLDER / each) for each in names)
        page = page.replace(f"/*{name}*/", part.decode())
        digests[Path(name).suffix] += f" 'sha256-{base64.b64encode(hashlib.sha256(part).digest()).decode()}'"
    return page.encode(), policy(digests[".js"].strip(), digests[".css"].strip())
