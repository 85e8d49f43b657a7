"""A small WebDAV share on this machine, with the faults that shares and the way to them have."""

from __future__ import annotations

import base64
import posixpath
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from threading import Event, Thread
from urllib.parse import quote, unquote
from xml.sax.saxutils import escape


@dataclass
class Share:
    """What lies there, by path. A fault holds for the next PUT, or for all of them where it is `lasting`."""

    files: dict[str, bytes] = field(default_factory=dict)
    folders: set[str] = field(default_factory=lambda: {"/", "/dav/"})
    versions: dict[str, int] = field(default_factory=dict)
    login: tuple[str, str] | None = None
    cut: int | None = None  # bytes of a PUT that arrive before the line breaks; so many are kept
    lie: bytes = b""  # what is kept in the place of what is sent
    status: int = 0
    lasting: bool = False
    etag: str = '"{}"'
    root: str = "/dav/"
    is_nextcloud: bool = False  # whose lists and answers have the oddities below
    moved: str = ""  # where every list is said to be
    portal: bool = False
    mute: Event = field(default_factory=Event)  # while it is set, nothing is answered until it is cleared
    wire: bytearray = field(default_factory=bytearray)
    port: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}{self.root}depot"

    def keep(self, path: str, data: bytes) -> None:
        self.files[path] = data
        self.versions[path] = self.versions.get(path, 0) + 1

    def journals(self) -> dict[str, bytes]:
        return {path.removeprefix("/dav/depot/"): data for path, data in sorted(self.files.items())}


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    share: Share

    def log_message(self, *_args):
        pass

    def answer(self, status, body=b"", **headers):
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def handle_one_request(self):
        try:
            super().handle_one_request()
        except (ConnectionError, TimeoutError):
            self.close_connection = True

    def body(self):
        return self.rfile.read(int(self.headers.get("Content-Length") or 0))

    def let_in(self):
        """Whether this request goes on; whoever is not let in has been answered."""
        self.share.wire += f"{self.command} {self.path}\n".encode()
        if self.share.mute.is_set():
            self.share.mute.wait(0)
            self.close_connection = True
            self.connection.close()
            return False
        if self.share.portal:
            self.body()
            self.answer(200, b"<html>Bienvenue, acceptez nos conditions</html>")
            return False
        wanted = self.share.login
        told = self.headers.get("Authorization", "")
        if wanted and told != "Basic " + base64.b64encode(":".join(wanted).encode()).decode():
            self.body()
            self.answer(401, **{"WWW-Authenticate": 'Basic realm="share"'})
            return False
        return True

    @property
    def where(self):
        return unquote(self.path)

    def do_PROPFIND(self):
        if not self.let_in():
            return
        self.body()
        path = self.where
        if self.share.moved:
            self.answer(301, Location=self.share.moved)
            return
        if path.rstrip("/") + "/" not in self.share.folders:
            self.answer(404)
            return
        path = path.rstrip("/") + "/"
        found = [path]
        if self.headers["Depth"] == "1":
            everything = [*self.share.files, *self.share.folders]
            found += sorted(each for each in everything if posixpath.dirname(each.rstrip("/")) + "/" == path != each)
        if self.share.is_nextcloud:
            self.answer(207, _as_nextcloud(found))
            return
        entries = "".join(
            f"<d:response><d:href>{escape(quote(each))}</d:href><d:propstat><d:prop><d:resourcetype>"
            f"{'<d:collection/>' if each.endswith('/') else ''}</d:resourcetype>"
            "<d:getcontentlength>7</d:getcontentlength></d:prop><d:status>HTTP/1.1 200 OK</d:status></d:propstat>"
            "</d:response>"
            for each in found
        )
        self.answer(207, f'<?xml version="1.0"?><d:multistatus xmlns:d="DAV:">{entries}</d:multistatus>'.encode())

    def do_MKCOL(self):
        if not self.let_in():
            return
        path = self.where.rstrip("/") + "/"
        if path in self.share.folders:
            self.answer(405)
        elif posixpath.dirname(path.rstrip("/")).rstrip("/") + "/" not in self.share.folders:
            self.answer(409)
        else:
            self.share.folders.add(path)
            self.answer(201)

    def do_GET(self):
        if not self.let_in():
            return
        data = self.share.files.get(self.where)
        if data is None:
            self.answer(404)
            return
        etag = self.share.etag.format(self.share.versions[self.where])
        self.answer(200, data, **({"ETag": etag} if etag else {}))

    def do_DELETE(self):
        if self.let_in():
            self.answer(204 if self.share.files.pop(self.where, None) is not None else 404)

    def do_PUT(self):
        if not self.let_in():
            return
        share, path = self.share, self.where
        cut, status, lie = share.cut, share.status, share.lie
        if not share.lasting:
            share.cut, share.status, share.lie = None, 0, b""
        if cut is not None:
            share.keep(path, self.rfile.read(min(cut, int(self.headers["Content-Length"]))))
            self.close_connection = True
            return
        data = self.body()
        share.wire += data
        known = share.etag.format(share.versions[path]) if path in share.files else None
        match, none_match = self.headers.get("If-Match"), self.headers.get("If-None-Match")
        if (match and match != known) or (none_match == "*" and known):
            self.answer(412)
        elif status:
            self.answer(status)
        else:
            share.keep(path, lie or data)
            self.answer(201 if known is None else 204)


def _as_nextcloud(found):
    """Return a list with two answers for each entry, one for what it has not, and hrefs spelt in their own way.

    One entry went away while the list was made, and a lock and a file of Nextcloud's own lie there.
    """
    entries = []
    for each in [*found, f"{found[0]}gone.jsonl"]:
        href = quote(each, safe="/").replace("%C3", "%c3").replace("~", "%7E")
        kind = "<d:collection/>" if each.endswith("/") else ""
        if each.endswith("gone.jsonl"):
            entries.append(
                f"<d:response><d:href>{href}</d:href><d:status>HTTP/1.1 404 Not Found</d:status></d:response>"
            )
            continue
        entries.append(
            f"<d:response><d:href>{href}</d:href>"
            f"<d:propstat><d:prop><d:resourcetype>{kind}</d:resourcetype><oc:fileid>7</oc:fileid></d:prop>"
            "<d:status>HTTP/1.1 200 OK</d:status></d:propstat>"
            "<d:propstat><d:prop><d:getcontentlength/><d:quota-used-bytes/></d:prop>"
            "<d:status>HTTP/1.1 404 Not Found</d:status></d:propstat></d:response>"
        )
    names = 'xmlns:d="DAV:" xmlns:s="http://sabredav.org/ns" xmlns:oc="http://owncloud.org/ns"'
    return f'<?xml version="1.0"?>\n<d:multistatus {names}>{"".join(entries)}</d:multistatus>'.encode()


@contextmanager
def served() -> Iterator[Share]:
    """Yield a share that can be reached."""
    share = Share()
    handler = type("Handler", (_Handler,), {"share": share})
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        server.daemon_threads = True
        share.port = server.server_port
        thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01}, daemon=True)
        thread.start()
        try:
            yield share
        finally:
            server.shutdown()
            thread.join()
