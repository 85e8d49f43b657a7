"""Every test runs apart from its machine: its own home, settings and working folder, and no wish of the shell."""

from __future__ import annotations

import gc
import os
import shutil
import sys
import tempfile
import time
from itertools import count
from pathlib import Path

import pytest
from _pytest import fixtures
from hypothesis import HealthCheck, configuration, settings
from hypothesis.internal import entropy
from hypothesis.internal.conjecture import providers

from tests.support.children import wake_at_the_end
from tests.support.engines_once import keep_what_engines_make
from tests.support.watch import Watch

ROOT = Path(__file__).parents[1]

# Programs wait for the disk at each act, which no test can tell from a disk that is quick: files of tests are kept in
# memory where there is enough. What a test needs of its disk (a full one, a read-only one) it arranges by itself.
MEMORY, ROOM = "/dev/shm", 2_000_000_000

# What a person sets in a shell, which changes what programs say, how wide and in which colours, or where they write.
_WISHES = ("FACILITATE_", "XDG_", "LC_", "TEXTUAL", "CLICOLOR")
_WISHED = (
    "LANG", "LANGUAGE", "TZ", "NO_COLOR", "FORCE_COLOR", "COLUMNS", "LINES", "TERM", "COLORTERM",
    "PYTHONDONTWRITEBYTECODE",
)  # fmt: skip

# Where a shell asks that nothing compiled be kept, each worker and each program a test starts would compile all again.
sys.dont_write_bytecode = False

# Each app and each example leaves much behind; looking for it as often as Python does takes a tenth of the time.
gc.set_threshold(200_000, 50, 1000)

# Always the same examples: a suite that fails now and then for chance alone teaches nobody. `HYPOTHESIS_PROFILE`
# (see `settings.get_profile`) is left to those who hunt: `pytest --hypothesis-profile=hunt`.
settings.register_profile(
    "suite",
    max_examples=35,
    deadline=None,
    derandomize=True,
    database=None,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile("hunt", deadline=None, max_examples=2000, suppress_health_check=[HealthCheck.too_slow])
# `make test-long`: new examples each time, and many of them.
settings.register_profile("long", deadline=None, max_examples=500, suppress_health_check=list(HealthCheck))
settings.load_profile("suite")
configuration.set_hypothesis_home_dir(ROOT / ".hypothesis")  # else it is made wherever pytest was started


def pytest_addoption(parser):
    parser.addini("longest_test", "seconds after which a test hangs; 0 lets it take what it takes", default="0")


def pytest_configure(config):
    """Forget the shell's wishes before anything is read; what a test starts inherits what stands here."""
    if hasattr(config, "workerinput"):
        from tests.support.reports import send_only_what_is_shown

        send_only_what_is_shown(config)
        from tests.support.rewriting import rewrite_a_share

        rewrite_a_share(config)
    for name in list(os.environ):
        if name.startswith(_WISHES) or name in _WISHED:
            del os.environ[name]
    if "TMPDIR" not in os.environ and _free(MEMORY) > ROOM:
        os.environ["TMPDIR"] = tempfile.tempdir = MEMORY
    # An encoder that is installed takes a second to load: what is about meaning asks for it by its name.
    os.environ |= {"FACILITATE_MODEL": "words"}
    # Each worker has a processor of its own: threads of numpy that wait for work take the time of the others.
    os.environ |= {"OPENBLAS_NUM_THREADS": "1", "OMP_NUM_THREADS": "1"}
    if settings.get_current_profile_name() == "suite":
        # Hypothesis tries the words of whatever modules are loaded by then: examples would hang on the tests before.
        providers._get_local_constants = lambda: providers._local_constants
        # It also seeds numpy's numbers by chance for each example, as if it had not done so yet; nobody asks for any.
        entropy.NP_RANDOM = False
    os.environ |= {"LC_ALL": "C.UTF-8", "TZ": "UTC", "TERM": "xterm-256color", "PYTHONPATH": str(ROOT)}
    if hasattr(time, "tzset"):
        time.tzset()
    fixtures.getfuncargnames = _no_names_of_requests(fixtures.getfuncargnames)
    config.pluginmanager.register(Watch(config), "watch")
    wake_at_the_end()


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_auto_num_workers():
    """One more than there are processors: tests of pages and terminals wait a third of their time.

    Under wine each waits for wine's own server, which wants to be let run: one more only makes all of them slower.
    """
    return (os.cpu_count() or 1) + (sys.platform != "win32")


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config, log):
    if config.getvalue("dist") != "loadgroup":
        return None
    from tests.support.order import ByFile

    config.option.loadscopereorder = False  # not by how many they are: `place` has ordered them
    return ByFile(config, log)


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config, items):
    if hasattr(config, "workerinput"):
        from tests.support.order import name_group, place

        items.sort(key=place)
        for item in items if config.getvalue("loadgroup") else ():
            name_group(item)


def pytest_collection_finish():
    """What was loaded until now stays to the end: it need not be looked through for what may go."""
    gc.freeze()


@pytest.hookimpl(trylast=True)
def pytest_unconfigure():
    """pytest has just looked for what nobody closed, and looks again as it ends: not through all that stays."""
    gc.freeze()


def _no_names_of_requests(names_of):
    """pytest makes a fixture of each request, of which there are several a test, and looks what it would be handed."""

    def found(function, name="", **more):
        return () if name == "request" and function.__name__ == "<lambda>" else names_of(function, name=name, **more)

    return found


def _free(folder):
    return shutil.disk_usage(folder).free if os.access(folder, os.W_OK) else 0


def _home(folder):
    """The variables that say where a person's files are, all of them below one folder."""
    folder.mkdir()
    below = f"{folder}{os.sep}"  # quicker than paths, for each test
    own = {"HOME": str(folder), "USERPROFILE": str(folder), "XDG_DOCUMENTS_DIR": below + "documents"}
    places = {f"XDG_{name}_HOME": below + name.lower() for name in ("DATA", "CONFIG", "STATE")}
    if sys.platform == "win32":
        places["WIN_PD_OVERRIDE_PERSONAL"] = own["XDG_DOCUMENTS_DIR"]
        places["WIN_PD_OVERRIDE_LOCAL_APPDATA"] = places["XDG_DATA_HOME"]
    return own | places


@pytest.fixture(scope="session", autouse=True)
def _run(tmp_path_factory):
    """What all tests share, as one fixture: each test asks for each of its own. Yields their folder.

    The home here is for what several tests share: one browser, one hub. What programs only keep to be quick is shared
    by all.
    """
    apart = tmp_path_factory.mktemp("apart")
    with pytest.MonkeyPatch.context() as patch:
        for name, value in {**_home(apart / "shared"), "XDG_CACHE_HOME": str(apart / "cache")}.items():
            patch.setenv(name, value)
        patch.chdir(apart)
        _draw_fewer_dots(patch)
        keep_what_engines_make(patch)
        _search_shortly(patch)
        yield apart


_usual_dots = {}
_usual_search = []


def _draw_fewer_dots(patch):
    """Large pages as pictures have a ninth of their dots, which take most of the time."""
    from facilitate.export import one_page
    from facilitate.export.infographic import draw

    _usual_dots.update(draw._PPI)
    for paper, dots in draw._PPI.items():
        patch.setitem(draw._PPI, paper, dots // 3)
    patch.setattr(one_page, "_PPI", one_page._PPI // 3)


@pytest.fixture
def usual_dots():
    """How many dots to the inch sheets have usually."""
    return _usual_dots


def _search_shortly(patch):
    """Seats are searched for a sixth as long, which keeps all rules: only how few meet again is a little worse."""
    from facilitate.workshop.seats import annealing

    _usual_search.append(annealing._EACH)
    patch.setattr(annealing, "_EACH", annealing._EACH // 6)


@pytest.fixture(scope="module")
def whole_search(_run):
    """For tests of how good a plan is."""
    from facilitate.workshop.seats import annealing

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(annealing, "_EACH", _usual_search[-1])
        yield


_numbers = count(1)


@pytest.fixture(autouse=True)
def _home_of_the_test(_run):
    folder = _run / f"home-{next(_numbers)}"
    own = _home(folder)
    shared = {name: os.environ[name] for name in own}
    os.environ.update(own)
    os.chdir(folder)
    yield
    os.chdir(_run)
    os.environ.update(shared)
