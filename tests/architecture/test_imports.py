"""What one import really loads, seen in a fresh interpreter; directions of imports are for `make check`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
PACKAGE = ROOT / "facilitate"

# What running any program of this virtual environment loads, before a line of ours is read.
BARE = "import sys; before = set(sys.modules)\n"


def modules(folder: str) -> list[str]:
    files = sorted((PACKAGE / folder).rglob("*.py"))
    return [".".join(file.relative_to(ROOT).with_suffix("").parts).removesuffix(".__init__") for file in files]


def loaded_by(*names: str) -> set[str]:
    """Name the top-level modules that importing `names` adds."""
    program = (
        BARE
        + "".join(f"import {name}\n" for name in names)
        + "print(*{m.partition('.')[0] for m in set(sys.modules) - before})"
    )
    done = subprocess.run([sys.executable, "-c", program], check=True, capture_output=True, text=True, cwd=ROOT)
    return set(done.stdout.split())


def loaded_while_running(*arguments: str, home: Path) -> set[str]:
    """Name the top-level modules in memory when `facilitate arguments…` ends."""
    program = (
        "import atexit, sys\n"
        "atexit.register(lambda: print('LOADED', *{m.partition('.')[0] for m in sys.modules}, file=sys.__stderr__))\n"
        f"sys.argv = ['facilitate', *{arguments!r}]\n"
        "from facilitate.__main__ import main\n"
        "sys.exit(main())\n"
    )
    environ = {**os.environ, "FACILITATE_HOME": str(home), "FACILITATE_LANG": "fr", "PYTHONPATH": str(ROOT)}
    done = subprocess.run(
        [sys.executable, "-c", program],
        check=False,
        capture_output=True,
        text=True,
        encoding="utf-8",
        env=environ,
        cwd=home,
        stdin=subprocess.DEVNULL,
    )
    assert "Traceback" not in done.stderr, done.stderr
    last = done.stderr.splitlines()[-1].split()
    assert last[0] == "LOADED", done.stderr
    return set(last[1:])


@pytest.mark.parametrize("folder", ["domain", "workshop"])
def test_the_inner_layers_load_nothing_but_the_standard_library(folder: str):
    foreign = loaded_by(*modules(folder)) - set(sys.stdlib_module_names) - {"facilitate"}
    assert foreign == set()


def test_the_domain_touches_no_disk_and_no_clock():
    assert not loaded_by(*modules("domain")) & {
        "pathlib",
        "sqlite3",
        "socket",
        "tempfile",
        "time",
        "asyncio",
        "subprocess",
    }


def test_naming_the_package_costs_nothing():
    # gc is built into Python: no file is read for it.
    assert loaded_by("facilitate", "facilitate.__main__") <= {"facilitate", "__future__", "gc"}


def test_the_store_brings_no_screen():
    assert not loaded_by(*modules("store")) & {"textual", "rich", "typer", "babel"}


@pytest.mark.parametrize(
    "arguments", [["--version"], ["list"], ["where"], ["idea", "list", "no-such-session"]], ids=" ".join
)
def test_commands_that_print_load_no_textual(arguments: list[str], tmp_path: Path):
    assert not loaded_while_running(*arguments, home=tmp_path) & {"textual", "markdown_it", "pydantic"}


def test_the_version_is_said_without_the_store(tmp_path: Path):
    assert not loaded_while_running("--version", home=tmp_path) & {"textual", "tinydb", "babel", "slugify"}
