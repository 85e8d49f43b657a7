"""What an engine or its temporary folder can do wrong, as sentences: one place for every format."""

from __future__ import annotations

import atexit
import contextlib
import os
import shutil
import signal
import sys
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from importlib.util import find_spec
from pathlib import Path

from facilitate.domain.errors import N_, FacilitateError, Message, Refused, StorageFailure
from facilitate.files import system_reason

_FONTS = "font-source-sans-pro"
# By name, so that the command works wherever the program was installed from.
_PACKAGES = {
    "typst": f"typst {_FONTS}",
    _FONTS: _FONTS,
    "pandoc": "pypandoc_binary",
    "icalendar": "icalendar",
    "openpyxl": "openpyxl",
    "pillow": "Pillow",
}
_IMPORTED = {"pandoc": "pypandoc", "pillow": "PIL"}  # under a name other than the engine's
_MOST = 300  # letters of what an engine says
_VARIABLES = ("TMPDIR", "TEMP", "TMP")  # in Python's order


class EngineMissing(Refused):
    """The library that makes a format is not installed here, or does not load."""


def by_engine(lacking: Iterable[EngineMissing]) -> Iterator[Message]:
    """Yield why formats are not there: of those that lack one engine it is said once."""
    same: dict[tuple[object, ...], list[Message]] = {}
    for message in (each.message for each in lacking):
        reason = (message.text, *(value for name, value in message.params.items() if name != "form"))
        same.setdefault(reason, []).append(message)
    for messages in same.values():
        forms = ", ".join(dict.fromkeys(str(each.params["form"]) for each in messages))
        yield Message(messages[0].text, {**messages[0].params, "form": forms})


_loading = threading.Lock()


@contextmanager
def loading(form: str, engine: str) -> Iterator[None]:
    """Import an engine within: what fails is raised as `EngineMissing`, whatever it is.

    One thread at a time: of two that import a broken library at once, the second would see half of it.
    """
    with _loading:
        try:
            yield
        except EngineMissing:
            raise
        except Exception as error:
            # The library of pandoc says by an `OSError` that the program is not there.
            absent = isinstance(error, ModuleNotFoundError) and error.name == _IMPORTED.get(engine, engine)
            if absent or (engine == "pandoc" and isinstance(error, OSError)):
                raise missing(form, engine) from None
            raise unusable(form, engine, error) from error


def missing(form: str, engine: str) -> EngineMissing:
    """Return the error for a format whose library is not there; a folder to unpack and `uv tool` have no pip."""
    if find_spec("pip") is None:
        return EngineMissing(
            N_("{form}: requires {engine}, which comes with facilitate[publish]: see the README to install it."),
            form=form,
            engine=engine,
        )
    return EngineMissing(
        N_("{form}: requires {engine}, which is not installed on this computer. Install it with: {command}"),
        form=form,
        engine=engine,
        command=_command(engine),
    )


def unusable(form: str, engine: str, error: Exception) -> EngineMissing:
    """Return the error for a format whose library is there and does not load, or whose program does not start."""
    reason = system_reason(error) if isinstance(error, OSError) and error.errno else _words_of(error)
    names = {"form": form, "engine": engine, "reason": reason}
    if find_spec("pip") is None:
        return EngineMissing(
            N_(
                "{form}: requires {engine}, which is installed but does not work here ({reason}): see the "
                "README to install it again."
            ),
            **names,
        )
    return EngineMissing(
        N_(
            "{form}: requires {engine}, which is installed but does not work here ({reason}). Install it "
            "again with: {command}"
        ),
        **names,
        command=f"{_command(engine)} --force-reinstall",
    )


def _command(engine: str) -> str:
    return f'"{sys.executable}" -m pip install {_PACKAGES[engine]}'


def _words_of(error: BaseException) -> str:
    return one_line(str(getattr(error, "message", error))) or type(error).__name__


def one_line(words: str) -> str:
    """Return what an engine says, to stand within a sentence."""
    return " ".join(words.split())[:_MOST]


@contextmanager
def at_work(engine: str) -> Iterator[None]:
    """Let an engine work within: what it raises, a panic of its own too, is raised as `Refused` with its reason."""
    try:
        yield
    except (FacilitateError, OSError, KeyboardInterrupt, SystemExit, GeneratorExit):
        raise
    except BaseException as error:
        raise engine_failure(engine, _words_of(error)) from error


def engine_failure(engine: str, reason: str) -> Refused:
    """Return the error for an engine that says why it made no file."""
    return Refused(N_("{engine} could not create the file: {reason}"), engine=engine, reason=reason)


def early_end(engine: str, code: int) -> Refused:
    """Return the error for the program of an engine that ended before its file was made, and said nothing."""
    if code < 0:
        names = {each.value: each.name for each in signal.Signals}
        return Refused(
            N_(
                "{engine} was stopped by another program or by the system ({signal}) before the file was complete. "
                "Close other programs in case the memory is short, then try again."
            ),
            engine=engine,
            signal=names.get(-code, str(-code)),
        )
    return Refused(
        N_(
            "{engine} ended before the file was complete, without saying why (exit code {code}). Try again; if it "
            "happens again, install {engine} again."
        ),
        engine=engine,
        code=code,
    )


_in_use: set[Path] = set()
_making = threading.Lock()
_over = threading.Event()


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a folder for what an engine reads, which is gone afterwards, however the program ends.

    What the system refuses within is raised as `StorageFailure`, naming the folder it is in.
    """
    with _making:  # Python tries where it may write, and is not to be stopped before it has cleaned up
        folder = _new_path()
    try:
        with _making:
            if _over.is_set():  # this thread was left alone with its work
                raise SystemExit
            _in_use.add(folder)
            folder.mkdir(mode=0o700)
        yield folder
    except OSError as error:
        raise StorageFailure(
            N_(
                "Nothing was written, because the temporary folder {folder} cannot be used: {reason}. Then try again, "
                "or name another temporary folder in the environment variable TMPDIR."
            ),
            folder=str(folder.parent),
            reason=system_reason(error),
        ) from error
    finally:
        _remove(folder)
        _in_use.discard(folder)


def _new_path() -> Path:
    try:
        return Path(tempfile.gettempdir(), f"facilitate-{os.urandom(8).hex()}")
    except FileNotFoundError as error:
        given = next(filter(None, map(os.environ.get, _VARIABLES)), os.path.join(os.sep, "tmp"))  # noqa: PTH118
        raise StorageFailure(
            N_(
                "Nothing was written, because no temporary folder can be written to, {folder} no more than others. "
                "Free some space on the disk, or name another temporary folder in the environment variable TMPDIR, "
                "then try again."
            ),
            folder=given,
        ) from error


def _remove(folder: Path) -> None:
    aside = folder.with_suffix(".gone")
    with contextlib.suppress(OSError):
        folder.rename(aside)  # from now on a thread that was left alone with its work can put nothing in
    for each in (aside, folder):
        shutil.rmtree(each, ignore_errors=True)


def leave_nothing() -> None:
    """Remove what threads still use that nobody waits for, as after Ctrl+C."""
    with _making:
        _over.set()
    for folder in tuple(_in_use):
        _remove(folder)


@atexit.register
def _end() -> None:
    for number in (signal.SIGINT, signal.SIGTERM):  # who presses Ctrl+C twice is to have nothing left either
        signal.signal(number, signal.SIG_IGN)
    leave_nothing()
