"""What only wine lacks: these tests, and no others, are skipped in the Windows job, each with the reason.

    python tests/windows/run.py -m pytest -p tests.windows.only_wine tests/store

A name is that of a test, or of a file for all of its tests. Every Windows passes them as far as is known.
"""

from __future__ import annotations

import pytest

LACKS: dict[str, str] = {}


def pytest_collection_modifyitems(items):
    for item in items:
        file = item.location[0].replace("\\", "/")
        for name in (file, f"{file}::{item.originalname}", item.nodeid):
            if name in LACKS:
                item.add_marker(pytest.mark.skip(reason=f"only wine: {LACKS[name]}"))
