"""What one import really loads, seen in a fresh interpreter; directions of imports are for `make check`."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from facilitate.demo.materials import programme
from facilitate.domain.programme.document import complete
from facilitate.store.workspace import Workspace

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


# The screen of a program without a terminal, left once its first picture stands.
FIRST_PICTURE = """
from facilitate.cli.lazy_modules import put_off_modules
put_off_modules()
from facilitate.cli import main, output
main.has_terminal = output.has_terminal = lambda: True

def run(app):
    import asyncio
    async def first_picture():
        async with app.run_test(size=(120, 40)) as pilot:
            await pilot.pause()
    asyncio.run(first_picture())

import textual.app
textual.app.App.run = run
"""


def loaded_while_running(*arguments: str, home: Path, before: str = "") -> set[str]:
    """Name the modules in memory when `facilitate arguments…` ends."""
    program = (
        "import atexit, sys\n"
        "atexit.register(lambda: print('LOADED', *sys.modules, file=sys.__stderr__))\n"
        f"{before}"
        f"sys.argv = ['facilitate', *{arguments!r}]\n"
        "from facilitate.__main__ import main\n"
        "sys.exit(main())\n"
    )
    environ = {**os.environ, "FACILITATE_HOME": str(home), "FACILITATE_LANG": "fr", "PYTHONPATH": str(ROOT)}
    environ["FACILITATE_MACHINE"] = "home"  # else it is drawn and kept where this person has theirs
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


@pytest.fixture(scope="module")
def home(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("home")
    Workspace(folder, "home").create(complete(programme()), "Paris", slug="paris")
    return folder


def ours(loaded: set[str]) -> list[str]:
    """Our modules; a package is nothing but the docstring of its folder."""
    modules = {name for name in loaded if name.partition(".")[0] == "facilitate"}
    return sorted(name for name in modules if not ROOT.joinpath(*name.split(".")).is_dir())


# How many modules of ours a start may load, with room for a few more, and what it does without. Each module is a tenth
# of a millisecond and more; the ratios of `make bench` (commands, first_screen) leave room for some ten of them.
LIGHT = [
    (["--version"], 17, {"typer", "textual", "tinydb", "json", "babel", "facilitate.cli.composition.sessions"}),
    (["list"], 68, {"textual", "rich", "babel", "platformdirs", "facilitate.workshop.suggestions.contract"}),
    (
        ["idea", "add", "paris", "une idée", "--table", "3"],
        73,
        {
            "textual",
            "rich",
            "babel",
            "base64",
            "facilitate.workshop.suggestions.contract",
            "facilitate.workshop.report.counts",
        },
    ),
]


@pytest.mark.parametrize(("arguments", "most", "unneeded"), LIGHT, ids=["version", "list", "idea add"])
def test_a_command_loads_what_it_needs_and_little_more(arguments: list[str], most: int, unneeded: set[str], home: Path):
    loaded = loaded_while_running(*arguments, home=home)
    assert loaded & unneeded == set()
    assert of_cycles(loaded) == []
    assert len(ours(loaded)) <= most, ours(loaded)


CYCLES = (
    "workshop.cycle.",
    "tui.screens.cycle.",
    "cli.composition.cycle",
    "store.cycle_",
    "domain.cycle_",
    "matching.",
)


def of_cycles(loaded: set[str]) -> list[str]:
    """What works on several events; that a cycle can be asked for is known to whoever prints the help."""
    return [name for name in ours(loaded) if name.removeprefix("facilitate.").startswith(CYCLES)]


def test_help_of_everything_loads_nothing_of_cycles_but_their_commands(home: Path):
    assert of_cycles(loaded_while_running("--help", home=home)) == []


def test_a_depot_in_a_folder_needs_no_network(home: Path, tmp_path: Path):
    loaded = loaded_while_running("depot", "sync", "paris", "--to", str(tmp_path / "depot"), home=home)
    assert (tmp_path / "depot" / "paris" / "facilitator.jsonl").exists()
    assert loaded & {"httpx2", "h11", "_ssl", "psycopg", "starlette", "textual", "babel", "xml"} == set()


@pytest.mark.parametrize(
    ("arguments", "most"), [(["run", "paris"], 112), (["note", "paris", "--table", "3"], 93)], ids=["run", "note"]
)
def test_a_first_picture_loads_what_it_shows_and_little_more(arguments: list[str], most: int, home: Path):
    loaded = loaded_while_running(*arguments, home=home, before=FIRST_PICTURE)
    assert "facilitate.tui.widgets.rows.rows" in loaded
    other = {"typer", "babel", "markdown_it", "uvicorn", "starlette", "httpx2", "segno", "typst", "snowballstemmer"}
    drivers = {"textual.drivers.web_driver", "textual.drivers.linux_inline_driver"}
    screens = {f"facilitate.tui.screens.{name}.screen" for name in ("sort", "publish", "share", "programme")}
    screens |= {"facilitate.tui.dialogs.questions", "facilitate.tui.dialogs.help"}
    assert of_cycles(loaded) == []
    # They stand in `sys.modules`, but were not read: what they import would be there too.
    assert loaded & (other | drivers | screens | {"_ssl"}) == set()
    assert len(ours(loaded)) <= most, ours(loaded)
