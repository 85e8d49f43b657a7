"""What nobody foresaw: the details go to a file, a sentence to the person."""

from __future__ import annotations

import traceback
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path

from facilitate import __version__
from facilitate.domain.errors import N_, Message


def keep(error: Exception, environ: Mapping[str, str]) -> Message:
    """Write the details down, and say where; FACILITATE_DEBUG=1 shows them at once."""
    details = "".join(traceback.format_exception(error))
    what = {"error": f"{type(error).__name__}: {error}".splitlines()[0]}
    if environ.get("FACILITATE_DEBUG"):
        return Message(N_("Something unforeseen went wrong ({error}).\n{details}"), {**what, "details": details})
    path = _log(environ)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(f"{datetime.now(UTC).isoformat()} facilitate {__version__}\n{details}\n")
    except OSError:
        return Message(
            N_("Something unforeseen went wrong ({error}). Set FACILITATE_DEBUG=1 and try again to see the details."),
            what,
        )
    return Message(
        N_("Something unforeseen went wrong ({error}). What was acknowledged is kept. The details are in {file}."),
        {**what, "file": str(path)},
    )


def _log(environ: Mapping[str, str]) -> Path:
    if environ.get("FACILITATE_STATE"):
        return Path(environ["FACILITATE_STATE"]) / "errors.log"
    import platformdirs

    return Path(platformdirs.user_state_dir("facilitate", appauthor=False)) / "errors.log"
