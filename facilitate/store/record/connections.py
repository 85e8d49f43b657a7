"""Connections to PostgreSQL: a few are kept, each used by one thread at a time; and what is said where none answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from pathlib import Path
from queue import Empty, LifoQueue
from threading import BoundedSemaphore
from typing import Any

from facilitate.domain.errors import N_, Refused
from facilitate.files import unreadable
from facilitate.workshop.sharing.depot import DepotUnreachable

ADDRESS, ADDRESS_FILE = "FACILITATE_DATABASE", "FACILITATE_DATABASE_FILE"
_MOST = 4
_CONNECT_SECONDS = 5
# A database that vanished from the network is noticed within half a minute.
_ALIVE = {"keepalives_idle": 10, "keepalives_interval": 5, "keepalives_count": 3, "tcp_user_timeout": 25_000}
_MISSING = N_(
    "The programme’s server needs the part “programme” of facilitate. Install it as you installed facilitate, with "
    "[programme] after the name: facilitate[programme], or facilitate-….whl[programme]."
)
_AWAY = N_("The depot’s database does not answer. Nothing that was acknowledged is lost; try again in a moment.")
_UNSAFE = N_(
    "The database is set up to lose what it acknowledged when the power fails (fsync is off). Turn fsync on in its "
    "postgresql.conf, then try again."
)


def address_of(given: str, file: Path | None, environ: Mapping[str, str]) -> str:
    """Return where the database is: as given, in a file, or in the environment, which no list of processes shows.

    Empty where nobody said it. Raises `Refused` for a file that cannot be read.
    """
    file = file or (Path(environ[ADDRESS_FILE]) if not given and environ.get(ADDRESS_FILE) else None)
    if given or file is None:
        return given or environ.get(ADDRESS, "")
    try:
        return file.read_text(encoding="utf-8").strip()
    except (OSError, UnicodeDecodeError) as error:
        raise unreadable(file, error if isinstance(error, OSError) else OSError()) from error


class Connections:
    """Up to four connections to one database, which may have several hosts: the one that takes writes is used.

    `settings` are parameters of the session; by default what is committed is on the disk, of a synchronous standby too.
    """

    def __init__(self, address: str, settings: Mapping[str, str] | None = None) -> None:
        self._address = address
        self._settings = {"synchronous_commit": "on", "timezone": "UTC", **(settings or {})}
        self._free: LifoQueue[Any] = LifoQueue()
        self._turns = BoundedSemaphore(_MOST)
        self._checked = False

    @contextmanager
    def transaction(self) -> Iterator[Any]:
        """Yield a connection in a transaction, committed at the end; raises `DepotUnreachable` where that fails.

        A connection that broke is not used again. Whether a commit that failed counts, nobody knows: who asked asks
        again, and what came twice is kept once.
        """
        psycopg = _library()
        with self._turns:
            connection = self._taken()
            try:
                with connection.transaction():
                    yield connection
            except (psycopg.OperationalError, psycopg.InterfaceError) as error:
                raise DepotUnreachable(_AWAY) from error
            except psycopg.Error as error:
                # What it says may hold words of people, and is written down where errors are.
                raise RuntimeError(f"{type(error).__name__} {error.sqlstate}") from None
            finally:
                self._back(connection)

    def close(self) -> None:
        """End all that is not in use."""
        with suppress(Empty):
            while True:
                self._free.get_nowait().close()

    def _taken(self) -> Any:
        with suppress(Empty):
            while True:
                connection = self._free.get_nowait()
                if not connection.closed and _answers(connection):
                    return connection
        return self._new()

    def _back(self, connection: Any) -> None:
        if connection.closed or connection.broken:
            connection.close()
        else:
            self._free.put(connection)

    def _new(self) -> Any:
        psycopg = _library()
        options = " ".join(f"-c {name}={value}" for name, value in self._settings.items())
        try:
            known = psycopg.conninfo.conninfo_to_dict(self._address)
            usual = {"connect_timeout": _CONNECT_SECONDS, "target_session_attrs": "read-write", "options": options}
            connection = psycopg.connect(**{**usual, **_ALIVE, **known}, autocommit=True, application_name="facilitate")
        except psycopg.ProgrammingError as error:
            raise Refused(
                N_("This is no address of a database. Write for example postgresql://depot@localhost/depot.")
            ) from error
        except psycopg.OperationalError as error:
            raise DepotUnreachable(_AWAY) from error
        if not self._checked and connection.execute("SHOW fsync").fetchone() != ("on",):
            connection.close()
            raise Refused(_UNSAFE)
        self._checked = True
        return connection


def _answers(connection: Any) -> bool:
    """Return whether a connection that lay idle still has somebody at its other end; asked of the socket, not of it."""
    from select import select

    try:
        readable, _writable, _broken = select([connection.fileno()], [], [], 0)
    except (OSError, ValueError, _library().Error):
        connection.close()
        return False
    if readable:  # nobody speaks unasked but to say goodbye
        connection.close()
    return not readable


def _library() -> Any:
    """Return psycopg, which only those have who run a programme's server; raises `Refused` with how to get it."""
    try:
        import psycopg
        import psycopg.conninfo
    except ImportError as error:
        raise Refused(_MISSING) from error
    return psycopg
