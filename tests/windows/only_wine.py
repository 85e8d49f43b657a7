"""Which tests of the Windows job do not simply pass, by name, each with the reason; nothing else is left out.

    python tests/windows/run.py -m pytest -p tests.windows.only_wine tests/store

A name is that of a test, or of a file for all of its tests.
"""

from __future__ import annotations

import pytest

# What only wine lacks: skipped. Every Windows passes them as far as is known.
ONLY_WINE: dict[str, str] = {
    "tests/unit/test_matching_semantic.py": "its C library lacks `crealf`, which numpy asks for",
    "tests/cli/test_share.py::test_it_ends_when_told": "without a console it hands no Ctrl+Break to another program",
}

# What no Windows has: skipped.
ABSENT: dict[str, str] = {
    "tests/unit/test_agenda.py::test_the_clock_of_this_machine_knows_its_summer_time": "no program sets its zone there",
    "tests/unit/test_audit_people.py::test_a_command_is_read_by_a_shell_as_it_was_meant": "it has no /bin/sh",
}


def pytest_collection_modifyitems(items):
    for item in items:
        file = item.nodeid.partition("::")[0]
        for name in (file, f"{file}::{item.originalname}", item.nodeid):
            if name in ONLY_WINE:
                item.add_marker(pytest.mark.skip(reason=f"only wine: {ONLY_WINE[name]}"))
            if name in ABSENT:
                item.add_marker(pytest.mark.skip(reason=f"Windows: {ABSENT[name]}"))
