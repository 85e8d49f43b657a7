"""What nobody foresaw: the details go to a file, a sentence to the person."""

from __future__ import annotations

import re
import traceback
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from functools import cache
from pathlib import Path

from facilitate import __version__
from facilitate.domain.errors import N_, Message

_BEGINS = re.compile(r"^(?=\d{4}-\d\d-\d\dT\S+ facilitate )", re.MULTILINE)


def keep(error: Exception, environ: Mapping[str, str]) -> Message:
    """Write the details down, and say where; FACILITATE_DEBUG=1 shows them at once."""
    details = "".join(traceback.format_exception(error))
    what = {"error": f"{type(error).__name__}: {error}".splitlines()[0]}
    if environ.get("FACILITATE_DEBUG"):
        return Message(N_("Unexpected error ({error}).\n{details}"), {**what, "details": details})
    path = _log(environ)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("a", encoding="utf-8", errors="replace", newline="\n") as file:
            file.write(f"{datetime.now(UTC).isoformat()} facilitate {__version__}\n{details}\n")
    except OSError:
        return Message(
            N_("Unexpected error ({error}). To see the details, try again with FACILITATE_DEBUG=1."),
            what,
        )
    return Message(
        N_("Unexpected error ({error}). Everything confirmed before it is saved. The details are in {file}."),
        {**what, "file": str(path)},
    )


def forget(environ: Mapping[str, str], concerns: Callable[[str], bool]) -> int:
    """Take out of the file the reports that tell something; returns how many."""
    from facilitate.files import write_file

    path = _log(environ)
    try:
        reports = _BEGINS.split(path.read_text(encoding="utf-8", errors="replace"))
    except OSError:
        return 0  # nothing ever went wrong here
    is_about = cache(concerns)  # one failure is often reported many times, below another moment
    kept = [report for report in reports if not is_about(report.partition("\n")[2] or report)]
    if len(kept) < len(reports):
        write_file(path, "".join(kept))
    return len(reports) - len(kept)


def state_folder(environ: Mapping[str, str]) -> Path:
    """Where this machine keeps what belongs to no session: FACILITATE_STATE, else the system's folder for it."""
    if environ.get("FACILITATE_STATE"):
        return Path(environ["FACILITATE_STATE"])
    import platformdirs

    return Path(platformdirs.user_state_dir("facilitate", appauthor=False))


def _log(environ: Mapping[str, str]) -> Path:
    return state_folder(environ) / "errors.log"
