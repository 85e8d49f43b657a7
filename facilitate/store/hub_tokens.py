"""The tokens that open a session's tables. They stay on this machine, out of the journals that are passed on."""

from __future__ import annotations

import json
import os
import secrets
from contextlib import suppress
from pathlib import Path
from typing import Any

from facilitate.domain.errors import N_, Message
from facilitate.domain.programme.plan import MOST_TABLES
from facilitate.domain.roles import DESK_SEAT, SYNTHESIS_SEAT, VOTE_SEAT
from facilitate.files import not_written
from facilitate.store.journal import unframe
from facilitate.store.journal_names import journals_in
from facilitate.store.private_files import FOLDER, KEYS, machine_secret, put_once, write_private
from facilitate.workshop.sharing.link import LENGTH, SIGNS, plain_token
from facilitate.workshop.sharing.printed_links import PrintedLinks, add_printed
from facilitate.workshop.sharing.proof import key_of, name_of, of_token
from facilitate.workshop.sharing.wifi import Wifi

_GROUP = 5
_APART = (SYNTHESIS_SEAT, DESK_SEAT, VOTE_SEAT)
_SEATS = (*range(1, MOST_TABLES + 1), *_APART)


class FolderKeys:
    """`Keys` in a session's folder, in a file only its owner reads. Two programs may ask at once.

    Tokens hold on the machine that drew them, whatever becomes of the folder there. In a copy on another machine all
    are drawn anew, and `notices` says so. Without a `machine` nobody asks.
    """

    def __init__(self, folder: Path, machine: str = "", notices: list[Message] | None = None) -> None:
        self._folder = folder
        self._path = folder / FOLDER / KEYS
        self._machine = machine
        # By digest: the secret stays where it is.
        self._mark = f"{machine}.{_digest(secret) if (secret := machine_secret()) else ''}" if machine else ""
        self._notices = [] if notices is None else notices
        self._seen: tuple[int, int, int] | None = None
        self._known: dict[str, Any] = {}
        # By digest: how long it takes to find one tells nothing of what the tokens are.
        self._opens: dict[str, int] = {}
        self._names: dict[str, tuple[str, str]] = {}

    @property
    def place(self) -> tuple[str, int]:
        """The address and the port of last time; nothing and 0 at first."""
        known = self._read()
        return known["address"], known["port"]

    def keep_place(self, address: str, port: int) -> None:
        """Remember them, so that links and what browsers keep under them go on being right."""
        known = self._read()
        if (known["address"], known["port"]) != (address, port):
            self._keep({**known, "address": address, "port": port})

    @property
    def open_at(self) -> str:
        """The address at which a hub was last opened; it may be closed by now."""
        return str(self._read()["open_at"])

    def keep_open_at(self, address: str) -> None:
        """Remember where a hub has been opened, for other programs."""
        known = self._read()
        if known["open_at"] != address:
            self._keep({**known, "open_at": address})

    @property
    def wifi(self) -> Wifi | None:
        """The room's wifi, for the cards; None where nobody said it."""
        known = self._read()["wifi"]
        return Wifi(**known) if known else None

    def keep_wifi(self, wifi: Wifi | None) -> None:
        """Remember the room's wifi for the cards, or forget it."""
        if wifi != self.wifi:
            fields = {name: getattr(wifi, name) for name in Wifi.__slots__} if wifi else None
            self._keep({**self._read(), "wifi": fields})

    @property
    def printed(self) -> tuple[PrintedLinks, ...]:
        """The sheets that were printed with links, and the address these lead to."""
        return tuple(PrintedLinks(*each) for each in self._read()["printed"])

    def keep_printed(self, new: PrintedLinks, *, afresh: bool) -> None:
        """Remember sheets that were printed; `afresh`, in the place of those of their kind."""
        known = add_printed(self.printed, new, afresh=afresh)
        if known != self.printed:
            self._keep({**self._read(), "printed": [[each.kind, each.address, each.count] for each in known]})

    def token(self, table: int) -> str:
        """Return the token of a table; empty while it is closed."""
        if table in _APART and str(table) not in self._read()["tables"]:
            self._change(table, _drawn())  # of a version where only tables had links
        return str(self._read()["tables"].get(str(table), ""))

    def given(self, table: int) -> bool:
        """Return whether a link may be among the cards: a table's is, the desk's never, the synthesis's once asked."""
        return table not in _APART or (table == SYNTHESIS_SEAT and bool(self._read()["given"] and self.token(table)))

    def give(self, table: int) -> None:
        """Remember that somebody asked for a table's link."""
        if table == SYNTHESIS_SEAT and not self.given(table) and self.token(table):
            self._keep({**self._read(), "given": True})

    def table_of(self, token: str) -> int | None:
        """Return the table a token opens; 0 for one that was taken back, None for one nobody was given."""
        known, digest = self._read(), _digest(token)
        return self._opens.get(digest, 0 if digest in known["gone"] else None)

    def key(self, table: int) -> str:
        """Return what a table's devices know this hub by."""
        return _grouped(key_of(self._secret(), table))

    def known_as(self, name: str) -> tuple[str, str] | None:
        """Return the secret of that name, and the key it may be told; a token that was taken back is told none."""
        secret = self._secret()
        if not self._names:
            keys = {table: key_of(secret, table) for table in _SEATS}
            keys_by_secret = dict.fromkeys(keys.values(), "") | dict.fromkeys(self._known["gone"], "")
            keys_by_secret |= {digest: keys[table] for digest, table in self._opens.items() if table in keys}
            self._names = {name_of(each): (each, key) for each, key in keys_by_secret.items()}
        return self._names.get(name)

    def renew(self, table: int) -> None:
        """Give a table another token."""
        self._change(table, _drawn())
        self.give(table)

    def close(self, table: int) -> None:
        """Take a table's token back."""
        self._change(table, "")

    def _change(self, table: int, token: str) -> None:
        known = self._read()
        before = known["tables"].get(str(table), "")
        closed = [*known["gone"], _digest(before)] if before else known["gone"]
        self._keep({**known, "tables": {**known["tables"], str(table): token}, "gone": closed})

    def _keep(self, known: dict[str, Any]) -> None:
        write_private(self._path, {**known, "machine": known["machine"] or self._mark})

    def _read(self) -> dict[str, Any]:
        try:
            found = self._path.stat() if self._path.exists() else self._begin()
            mark = (found.st_ino, found.st_size, found.st_mtime_ns)
            if mark != self._seen:
                self._known = self._parsed()
                if self._drawn_elsewhere():
                    found = self._draw_anew()
                    mark = (found.st_ino, found.st_size, found.st_mtime_ns)
                self._opens = {_digest(own): int(table) for table, own in self._known["tables"].items() if own}
                self._names = {}
                self._seen = mark
        except OSError as error:
            raise not_written(self._path, error) from error
        return self._known

    def _secret(self) -> str:
        """Return what this hub's keys are made of; it never leaves this machine."""
        if not self._read().get("secret"):  # of a version whose links had no keys
            write_private(self._path, {**self._read(), "secret": _drawn()})
        return str(self._read()["secret"])

    def _parsed(self) -> dict[str, Any]:
        try:
            known = json.loads(self._path.read_text(encoding="utf-8"))
            return {
                "address": str(known["address"]),
                "port": int(known["port"]),
                "open_at": str(known.get("open_at", "")),
                "tables": dict(known["tables"]),
                "gone": list(known["gone"]),
                "given": bool(known.get("given")),
                "machine": str(known.get("machine", "")),
                "secret": str(known.get("secret", "")),
                "wifi": _wifi(known.get("wifi")),
                "printed": [[str(kind), str(where), int(n)] for kind, where, n in known.get("printed", ())],
            }
        except (ValueError, KeyError, TypeError, RecursionError):
            # Damaged by hand or by a disk: the tables get new links, which is better than none.
            self._path.unlink(missing_ok=True)
            self._begin()
            return self._parsed()

    def _drawn_elsewhere(self) -> bool:
        """Return whether another machine drew the tokens. The session's own may have got another name since."""
        if not self._mark or self._known["machine"] == self._mark:
            return False
        tag, _dot, secret = self._known["machine"].partition(".")
        mine = self._mark.partition(".")[2]
        # A machine that cannot keep a secret is known by its name alone.
        other = bool(secret and mine and secret != mine)
        return other or (tag != self._machine and _home_of(self._folder) not in ("", self._machine))

    def _draw_anew(self) -> os.stat_result:
        """Give all tables other tokens, and know those that were copied as taken back."""
        closed = [*self._known["gone"], *(_digest(str(token)) for token in self._known["tables"].values() if token)]
        self._known = {**_new(self._mark), "gone": closed}
        write_private(self._path, self._known)
        self._notices.append(
            Message(
                N_(
                    "The folder of this session comes from another computer: its links do not work here, and "
                    "each table has a new one. Print the cards again."
                )
            )
        )
        return self._path.stat()

    def _begin(self) -> os.stat_result:
        """Draw all tokens at once: of two programs that do so at the same time one finds the other's."""
        put_once(self._path, _new(self._mark))
        return self._path.stat()


def _new(mark: str) -> dict[str, Any]:
    tables = {str(table): _drawn() for table in _SEATS}
    return {
        "address": "",
        "port": 0,
        "open_at": "",
        "tables": tables,
        "gone": [],
        "given": False,
        "machine": mark,
        "secret": _drawn(),
        "wifi": None,
        "printed": [],
    }


def _wifi(known: Any) -> dict[str, str] | None:
    """Return what a file says of the wifi, as far as it says it as it should."""
    if not isinstance(known, dict):
        return None
    fields = {name: known.get(name) for name in Wifi.__slots__}
    return fields if all(isinstance(value, str) for value in fields.values()) else None  # type: ignore[return-value]


def _home_of(folder: Path) -> str:
    """Return the machine a session is at home on, by the first of its journals that tells; empty where none does."""
    for path in journals_in(folder):
        with suppress(OSError, ValueError), path.open("rb") as file:
            home = unframe(file.readline().removesuffix(b"\n")).get("home")
            if isinstance(home, str):
                return home
    return ""


def _drawn() -> str:
    return _grouped("".join(secrets.choice(SIGNS) for _ in range(LENGTH)))


def _grouped(signs: str) -> str:
    return "-".join(signs[at : at + _GROUP] for at in range(0, LENGTH, _GROUP))


def _digest(token: str) -> str:
    return of_token(plain_token(token))
