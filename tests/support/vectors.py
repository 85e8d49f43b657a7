"""Numpy for tests that need it: where it is not, or its library is wine's, they are left out."""

from __future__ import annotations

import sys

import pytest


def numpy_or_skip():
    """Return numpy; leave out the module that asks where there is none: under wine to load it ends the program."""
    if sys.platform == "win32":
        pytest.skip("wine's C library lacks what numpy calls", allow_module_level=True)
    return pytest.importorskip("numpy")
