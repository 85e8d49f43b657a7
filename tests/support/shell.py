"""The command line called within this process: starting a program of its own takes a hundred times as long."""

from __future__ import annotations

import io
import os
from collections.abc import Mapping
from contextlib import redirect_stderr, redirect_stdout
from unittest import mock

from facilitate.cli.main import main


def called(environ: Mapping[str, str], *words: str) -> str:
    """What the command writes, run in that environment; it must succeed."""
    out, err = (io.TextIOWrapper(io.BytesIO(), encoding="utf-8", write_through=True) for _ in range(2))
    nothing = io.TextIOWrapper(io.BytesIO(), encoding="utf-8")
    here = mock.patch.dict(os.environ, environ), mock.patch("sys.stdin", nothing)
    with here[0], here[1], redirect_stdout(out), redirect_stderr(err):
        code = main(list(words))
    said, wrong = (stream.buffer.getvalue().decode() for stream in (out, err))
    assert code == 0, wrong
    return said
