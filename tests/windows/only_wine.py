"""Which tests of the Windows job do not simply pass, by name, each with the reason; nothing else is left out.

    python tests/windows/run.py -m pytest -p tests.windows.only_wine tests/store

A name is that of a test, or of a file for all of its tests.
"""

from __future__ import annotations

import pytest

# What only wine lacks: skipped. Every Windows passes them as far as is known.
ONLY_WINE: dict[str, str] = {
    "tests/unit/matching/test_semantic.py": "its C library lacks `crealf`, which numpy asks for",
    "tests/cli/test_share.py::test_it_ends_when_told": "without a console it hands no Ctrl+Break to another program",
}


def pytest_collection_modifyitems(items):
    for item in items:
        file = item.nodeid.partition("::")[0]
        for name in (file, f"{file}::{item.originalname}", item.nodeid):
            if name in ONLY_WINE:
                item.add_marker(pytest.mark.skip(reason=f"only wine: {ONLY_WINE[name]}"))
