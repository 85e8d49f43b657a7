"""What makes hundreds of small apps quick: the pilot looks more often, and style sheets are read once."""

import pytest
from textual import _wait
from textual.css.stylesheet import Stylesheet


@pytest.fixture(scope="session", autouse=True)
def _look_often():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(_wait, "SLEEP_GRANULARITY", 1 / 250)
        patch.setattr(_wait, "SLEEP_IDLE", 1 / 250 / 20)
        patch.setattr(Stylesheet, "_parse_rules", _read_once(Stylesheet._parse_rules))
        yield


def _read_once(parse):
    """Rules are not changed once they are read; they depend on the theme's variables and on nothing else."""
    known = {}

    def parsed(self, *what, **more):
        key = (what, *sorted(more.items()), *sorted(self._variables.items()))
        if key not in known:
            known[key] = parse(self, *what, **more)
        return known[key]

    return parsed
