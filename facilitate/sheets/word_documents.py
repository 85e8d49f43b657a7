"""Word processors' documents (.docx, .odt), which pandoc turns into markup where it is installed."""

from __future__ import annotations

import subprocess

from facilitate.domain.errors import N_, Refused
from facilitate.sheets.archives import opening
from facilitate.sheets.bounds import unpacked
from facilitate.sheets.contents import Contents, Kind, Origin
from facilitate.sheets.gathering import Asked
from facilitate.sheets.html_tables import read_markup_of_document
from facilitate.sheets.refusals import broken
from facilitate.sheets.word_levels import with_levels

_SECONDS = 60


def read_document(data: bytes, kind: Kind, asked: Asked) -> Contents:
    """Read a document's table, or its text as a list; raises `Refused` where pandoc is missing."""
    unpacked(data)
    try:
        import pypandoc

        pandoc = pypandoc.get_pandoc_path()
    except Exception as error:  # the library is not there, or without the program, or does not load
        raise _unreadable_here(kind) from error
    call = [pandoc, "--sandbox", f"--from={kind.value}", "--to=html", "--wrap=none", "--track-changes=accept"]
    if kind is Kind.DOCX:
        with opening():
            data = with_levels(data)
    try:
        done = subprocess.run(  # noqa: S603 -- pandoc, by its path
            call, input=data, capture_output=True, check=False, timeout=_SECONDS
        )
    except subprocess.TimeoutExpired as error:
        raise broken() from error
    except OSError as error:  # the program does not start
        raise _unreadable_here(kind) from error
    if done.returncode:
        raise broken()
    return read_markup_of_document(done.stdout.decode("utf-8", "replace"), Origin(kind), asked)


def _unreadable_here(kind: Kind) -> Refused:
    return Refused(
        N_(
            "This is a word processing document (.{kind}), which cannot be read here. Save it as plain text "
            "(.txt, UTF-8), or its table as CSV, and import that file."
        ),
        kind=kind.value,
    )
