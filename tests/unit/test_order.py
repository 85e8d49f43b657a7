"""Which tests one worker is handed together."""

from __future__ import annotations

import pytest

from tests.support.order import ByFile, name_group

SCOPE = ByFile.__new__(ByFile)._split_scope


@pytest.fixture
def made(request):
    """A test of this file that is never run, in some groups."""

    def test(*groups, name="test_nothing"):
        item = pytest.Function.from_parent(request.node.parent, name=name, callobj=lambda: None)
        for group in groups:
            item.add_marker(pytest.mark.xdist_group(group))
        name_group(item)
        return item

    return test


@pytest.mark.parametrize(
    ("groups", "scope"),
    [((), "tests/unit/test_order.py"), (("one",), "one"), (("two", "one"), "one_two"), (("7 × 20",), "7 × 20")],
)
def test_a_group_goes_to_one_worker_and_what_is_in_none_with_its_file(made, groups, scope):
    assert SCOPE(made(*groups).nodeid) == scope
    assert SCOPE(made(*groups, name="test_nothing[a::b@c]").nodeid) == scope


@pytest.mark.xdist_group("order")
def test_what_a_worker_runs_is_told_by_its_group(request):
    if not hasattr(request.config, "workerinput") or not request.config.getvalue("loadgroup"):
        pytest.skip("nothing is handed out to anybody")
    assert SCOPE(request.node.nodeid) == "order"
