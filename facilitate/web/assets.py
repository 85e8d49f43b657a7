"""The page itself: one template in two languages, and the files it needs, without their comments."""

from __future__ import annotations

from pathlib import Path

from rcssmin import cssmin
from rjsmin import jsmin
from starlette.requests import Request
from starlette.responses import Response

_FOLDER = Path(__file__).with_name("page")
_TYPES = {
    ".css": "text/css; charset=utf-8",
    ".js": "text/javascript; charset=utf-8",
    ".svg": "image/svg+xml",
    ".png": "image/png",
    ".ico": "image/x-icon",
}
_SMALLER = {".css": cssmin, ".js": jsmin}
_A_DAY = {"Cache-Control": "max-age=86400"}


class Assets:
    """The routes of what everybody may have. A browser keeps it, and opens the page again without a network."""

    def __init__(self, folder: Path = _FOLDER) -> None:
        self._files = {f"/{path.name}": path for path in sorted(folder.glob("*")) if path.suffix in _TYPES}
        self._read: dict[str, bytes] = {}

    @property
    def names(self) -> list[str]:
        """Where the files are found."""
        return list(self._files)

    async def page(self, request: Request) -> Response:
        """The page, in the language of who asks."""
        from facilitate.web.page_text import render

        headers = {**_A_DAY, "Vary": "Accept-Language", "Content-Language": request.state.language.code}
        return Response(render(request.state.language), headers=headers, media_type="text/html")

    async def file(self, request: Request) -> Response:
        """A file that the page needs."""
        name = request.scope["path"]
        path = self._files[name]
        if name not in self._read:
            self._read[name] = served(path)
        return Response(self._read[name], headers={**_A_DAY, "Content-Type": _TYPES[path.suffix]})


def served(path: Path) -> bytes:
    """A file as it goes out: scripts and styles without what only their readers need."""
    smaller = _SMALLER.get(path.suffix)
    return smaller(path.read_bytes()) if smaller else path.read_bytes()
