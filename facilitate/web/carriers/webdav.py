"""A depot on a WebDAV share, such as a folder of Nextcloud, over https (RFC 4918).

Nothing is believed that is announced: a file is what arrives of it, and what was sent is read back before it counts as
kept. What replaces a file says which one (`If-Match`), so that two computers never write over each other.
"""

from __future__ import annotations

import hashlib
import ssl
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from http import HTTPStatus
from urllib.parse import quote, unquote, urlsplit
from xml.etree import ElementTree as ET

import httpx2

from facilitate import __version__
from facilitate.domain.errors import N_, FacilitateError, Refused, StorageFailure
from facilitate.domain.frozen import dataclass
from facilitate.web.carriers.failures import failure_of, failure_of_server
from facilitate.workshop.sharing.depot import DepotUnreachable, FileChanged, StoredFile

_CONNECT, _ANSWER = 10.0, 60.0  # seconds
_LARGEST = 64 * 1024 * 1024  # bytes of a journal: a quarter of a million ideas
_LONGEST_LIST = 16 * 1024 * 1024
_ASKED = (
    b'<?xml version="1.0" encoding="utf-8"?><d:propfind xmlns:d="DAV:"><d:prop><d:resourcetype/></d:prop></d:propfind>'
)
_NO_SHARE = N_(
    "{depot} does not answer as a WebDAV share. Check the address (Nextcloud shows it under Files, in its settings, at "
    "the bottom left); on a public wifi, log in to it first."
)
_NOT_LET_IN = N_(
    "{depot} asks for another name or password. Do the same again in a terminal to type them, or give them in a file "
    "with --login. Nextcloud may want a password for applications, from its settings, under Security."
)
_BUSY = N_("{depot} asks to wait: sync again in a few minutes. Nothing is lost.")
_FULL = N_("{depot} is full: {file} was not sent. Make room there, then sync again.")
_MAY_NOT = N_(
    "{depot} does not let this account do that: it may be shared for reading alone. Ask whoever shares it for the "
    "right to write there, or give another name and password with --login."
)
_TOO_MUCH = N_(
    "{depot} does not take files as large as {file}: ask whoever looks after it to raise that limit. Nothing is lost."
)
_LED_ON = N_(
    "{depot} leads on to {target}. On a public wifi, that may be its page: log in there with a browser, then do the "
    "same again. If the depot has moved and you trust that address, use it. Nothing was sent."
)
_LOCKED = N_("{file} is locked in {depot} by another program: sync again in a few minutes.")
_NOT_KEPT = N_("{depot} did not keep {file} as it was sent: sync again; nothing is lost here.")
_TOO_LARGE = N_("{file} is too large to be a journal and was skipped.")
_PLAIN = N_("{depot}: only https keeps names and passwords from being read on the way. Use an address with https.")
_IN_ADDRESS = N_(
    "The address holds a name or password, which others on this computer can see. Give them in a file with --login, or "
    "in FACILITATE_DEPOT_USER and FACILITATE_DEPOT_PASSWORD."
)
_NO_ADDRESS = N_("{depot} is no address: it begins with https://, and names a folder of the share.")
_PARENT = N_("{depot} is not there, nor the folder above it: make that one first. Nothing was done.")
_MISSING, _MANY, _DONE = HTTPStatus.NOT_FOUND, HTTPStatus.MULTI_STATUS, range(200, 300)
_HERE = frozenset({"127.0.0.1", "localhost", "::1"})


_REASONS: Mapping[HTTPStatus, tuple[type[FacilitateError], str]] = {
    HTTPStatus.UNAUTHORIZED: (Refused, _NOT_LET_IN),
    HTTPStatus.FORBIDDEN: (Refused, _MAY_NOT),
    HTTPStatus.INSUFFICIENT_STORAGE: (StorageFailure, _FULL),
    HTTPStatus.REQUEST_ENTITY_TOO_LARGE: (StorageFailure, _TOO_MUCH),
    HTTPStatus.LOCKED: (DepotUnreachable, _LOCKED),
    HTTPStatus.CONFLICT: (DepotUnreachable, _PARENT),
    HTTPStatus.TOO_MANY_REQUESTS: (DepotUnreachable, _BUSY),
}


@dataclass(frozen=True, slots=True)
class Login:
    """The name and password of a share; neither is ever shown."""

    user: str
    password: str

    def __repr__(self) -> str:
        return "Login()"


class WebDavFiles:
    """The files below an address. Where no `login` is known, `ask` is called when the share first wants one."""

    def __init__(
        self, address: str, login: Login | None = None, ask: Callable[[], Login | None] = lambda: None
    ) -> None:
        """Check the address, and send nothing yet; raises `Refused`."""
        self._address = _checked(address)
        self._ask = ask
        self._made: set[str] = set()  # folders that are known to be there
        self._client = httpx2.Client(
            headers={"User-Agent": f"facilitate/{__version__}", "Accept-Encoding": "identity"},
            timeout=httpx2.Timeout(_ANSWER, connect=_CONNECT),
            # On this computer there is no certificate, and so none need be read.
            verify=ssl.SSLContext(ssl.PROTOCOL_TLS_CLIENT) if self._address.startswith("http:") else True,
            auth=httpx2.BasicAuth(login.user, login.password) if login else None,
        )

    @property
    def address(self) -> str:
        """The address."""
        return self._address

    def folders(self) -> Sequence[str]:
        """Return the folders there; raises `DepotUnreachable` where not even the one above is there."""
        found = self._listed("", folders=True)
        above = self._address.rstrip("/").rpartition("/")[0] + "/"
        if found is None and self._properties(above, "0").status_code == _MISSING:
            raise DepotUnreachable(_PARENT, depot=self._address)
        return found or []

    def names(self, folder: str) -> Sequence[str]:
        """Return the files in a folder."""
        return self._listed(f"{quote(folder)}/" if folder else "", folders=False) or []

    def read(self, folder: str, name: str) -> StoredFile | None:
        """Return a file as it arrives, whatever was announced of it."""
        with self._errors(), self._client.stream("GET", self._url(folder, name)) as answer:
            if answer.status_code == _MISSING:
                return None
            self._judge(answer.status_code, name)
            data = bytearray()
            for part in answer.iter_bytes():
                data += part
                if len(data) > _LARGEST:
                    raise Refused(_TOO_LARGE, file=name)
            return StoredFile(bytes(data), _tag(answer.headers.get("etag", ""), bytes(data)))

    def write(self, folder: str, name: str, data: bytes, tag: str) -> str:
        """Send a file, and read it back: what does not come back as it was sent was not kept."""
        self._make(folder)
        headers = {"If-None-Match": "*"} if not tag else {"If-Match": tag} if _is_strong(tag) else {}
        if tag and not headers:  # the share tells no versions
            before = self.read(folder, name)
            if before is None or before.tag != tag:
                raise FileChanged
        with self._errors():
            answer = self._client.put(self._url(folder, name), content=data, headers=headers)
        if answer.status_code == HTTPStatus.PRECONDITION_FAILED:
            raise FileChanged
        self._judge(answer.status_code, name)
        kept = self.read(folder, name)
        if kept is None or kept.data != data:
            raise DepotUnreachable(_NOT_KEPT, depot=self._address, file=name)
        return kept.tag

    def remove(self, folder: str, name: str) -> None:
        """Remove a file."""
        with self._errors():
            answer = self._client.delete(self._url(folder, name))
        if answer.status_code != _MISSING:
            self._judge(answer.status_code, name)

    def clear(self, folder: str) -> None:
        """Nothing is written beside here."""

    def close(self) -> None:
        """Let go of the connection."""
        self._client.close()

    # What is said to the share

    def _url(self, folder: str, name: str) -> str:
        return f"{self._address}{quote(folder)}/{quote(name, safe='')}"

    def _make(self, folder: str) -> None:
        """Have a folder be there, and the depot's own."""
        parts = quote(folder).split("/")
        for path in ("", *("/".join(parts[:level]) + "/" for level in range(1, len(parts) + 1))):
            if path in self._made:
                continue
            with self._errors():
                answer = self._client.request("MKCOL", self._address + path)
            if answer.status_code != HTTPStatus.METHOD_NOT_ALLOWED:  # it is there
                self._judge(answer.status_code, folder)
            self._made.add(path)

    def _listed(self, path: str, *, folders: bool) -> list[str] | None:
        """Return the names below a folder; None where it is not there."""
        url = self._address + path
        answer = self._properties(url, "1")
        if answer.status_code == HTTPStatus.UNAUTHORIZED:
            self._log_in()
            answer = self._properties(url, "1")
        if answer.status_code == _MISSING:
            return None
        if answer.has_redirect_location:
            target = str(answer.url.join(answer.headers["location"]).copy_with(userinfo=b"", query=None, fragment=None))
            raise DepotUnreachable(_LED_ON, depot=self._address, target=target)
        if answer.status_code != _MANY:
            self._judge(answer.status_code, path)
            raise DepotUnreachable(_NO_SHARE, depot=self._address)
        self._made.add(path)
        return sorted(self._names_in(answer.content, url, folders=folders))

    def _names_in(self, content: bytes, url: str, *, folders: bool) -> Iterator[str]:
        """Yield the names that a list tells below its own folder; hidden files are nobody's."""
        if len(content) > _LONGEST_LIST or b"<!DOCTYPE" in content or b"<!ENTITY" in content:
            raise DepotUnreachable(_NO_SHARE, depot=self._address)
        try:
            root = ET.fromstring(content)  # noqa: S314 -- it declares no entities
        except ET.ParseError as error:
            raise DepotUnreachable(_NO_SHARE, depot=self._address) from error
        own = unquote(urlsplit(url).path).rstrip("/")
        for response in root.iter("{DAV:}response"):
            if f" {_MISSING.value} " in response.findtext("{DAV:}status", ""):  # it went while the list was made
                continue
            path = unquote(urlsplit(response.findtext("{DAV:}href", "").strip()).path)
            parent, _slash, name = path.rstrip("/").rpartition("/")
            is_folder = response.find(".//{DAV:}collection") is not None
            if parent == own and name and not name.startswith(".") and is_folder is folders:
                yield name

    def _properties(self, url: str, depth: str) -> httpx2.Response:
        headers = {"Depth": depth, "Content-Type": "application/xml"}
        with self._errors():
            return self._client.request("PROPFIND", url, content=_ASKED, headers=headers)

    def _log_in(self) -> None:
        """Give a name and password from now on; raises `Refused` where there are none, or they were given already."""
        login = self._ask() if self._client.auth is None else None
        if login is None:
            raise Refused(_NOT_LET_IN, depot=self._address)
        self._client.auth = httpx2.BasicAuth(login.user, login.password)

    def _judge(self, status: int, file: str) -> None:
        """Raise what a status means; those that are none of its refusals pass."""
        names = {"depot": self._address, "file": file}
        if status in _DONE:
            return
        if status in _REASONS:
            kind, text = _REASONS[HTTPStatus(status)]
            raise kind(text, **names)
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR:
            failure = failure_of_server(status, self._address)
            raise DepotUnreachable(failure.text, **failure.params)
        raise DepotUnreachable(_NO_SHARE, **names)

    @contextmanager
    def _errors(self) -> Iterator[None]:
        """Say as a sentence what a network can do wrong."""
        try:
            yield
        except FacilitateError:
            raise
        except (httpx2.HTTPError, httpx2.InvalidURL, httpx2.StreamError, OSError) as error:
            failure = failure_of(error, self._address)
            raise DepotUnreachable(failure.text, **failure.params) from None  # its own words may hold secrets


def _checked(address: str) -> str:
    """Return an address that ends in a slash; raises `Refused` for one that is none, or tells secrets."""
    try:
        parts = urlsplit(address.strip())
        host, _port = parts.hostname, parts.port
    except ValueError as error:
        raise Refused(_NO_ADDRESS, depot=address) from error
    if parts.username is not None or parts.password is not None or "@" in parts.netloc:
        raise Refused(_IN_ADDRESS)
    if parts.scheme not in ("http", "https") or not host or parts.query or parts.fragment:
        raise Refused(_NO_ADDRESS, depot=address)
    if parts.scheme == "http" and host not in _HERE:
        raise Refused(_PLAIN, depot=address)
    return f"{parts.scheme}://{parts.netloc}{parts.path.rstrip('/')}/"


def _tag(etag: str, data: bytes) -> str:
    """Return by what a file is known: the share's own word, or where it has none that is sure, its bytes."""
    return etag if etag and not etag.startswith("W/") else hashlib.sha256(data).hexdigest()


def _is_strong(tag: str) -> bool:
    return tag.startswith('"')
