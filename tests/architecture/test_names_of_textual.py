"""No attribute of ours has the name of one that Textual keeps for itself: it would stop its messages, for one."""

import ast
import importlib
import inspect
import pkgutil
import textwrap

from textual.message_pump import MessagePump

import facilitate.tui

# What is done in Textual's place, on purpose.
MEANT = {
    "FacilitateApp": {"_fatal_error"},
    "Field": {"_on_key", "_on_paste"},
    "Rows": {"_on_click"},
    "Screen": {"_on_screen_resume"},
    "Palette": {"_list_visible", "_no_matches_timer", "_start_no_matches_countdown"},
}


def _ours():
    for module in pkgutil.walk_packages(facilitate.tui.__path__, "facilitate.tui."):
        for each in vars(importlib.import_module(module.name)).values():
            if inspect.isclass(each) and issubclass(each, MessagePump) and each.__module__ == module.name:
                yield each


def _assigned(each):
    """The private names that a class gives to itself: `self._x = …`, alone or among others."""
    tree = ast.parse(textwrap.dedent(inspect.getsource(each)))
    return {
        node.attr
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute)
        and isinstance(node.ctx, ast.Store)
        and isinstance(node.value, ast.Name)
        and node.value.id == "self"
        and node.attr.startswith("_")
    }


def _private(each):
    """Its private methods: what else stands in a class is put there as Textual makes it."""
    methods = (name for name, value in vars(each).items() if inspect.isfunction(value))
    return {name for name in methods if name.startswith("_") and not name.startswith("__")}


def test_no_attribute_of_a_screen_or_widget_is_one_of_textuals_own():
    known = {}

    def theirs(base):
        if base not in known:
            known[base] = _assigned(base) | _private(base)
        return known[base]

    taken = {
        (each.__name__, name, base.__name__)
        for each in _ours()
        for base in each.__mro__
        if base.__module__.startswith("textual.")
        for name in (_assigned(each) | _private(each)) & theirs(base) - MEANT.get(each.__name__, set())
    }
    assert sorted({each[:2] for each in taken}) == []
