"""Textual's style sheets, as its own and quicker: what is the same in each of many hundred apps is worked out once."""

import inspect

from textual import _callback, active_app
from textual.app import App
from textual.css.model import RuleSet
from textual.css.styles import RenderStyles, Styles
from textual.css.stylesheet import Stylesheet
from textual.design import ColorSystem
from textual.style import Style
from textual.theme import Theme
from textual.widget import Widget


def dress_quickly(patch):
    """Read each sheet once, look for the rules of a kind of widget once, and set only what differs."""
    patch.setattr(Stylesheet, "_parse_rules", _read_once(Stylesheet._parse_rules))
    patch.setattr(Stylesheet, "parse", _put_together_once(Stylesheet.parse))
    patch.setattr(Stylesheet, "parse_style", _styled_once(Stylesheet.parse_style))
    patch.setattr(Stylesheet, "apply", _dressed_by_state(Stylesheet.apply))
    patch.setattr(Stylesheet, "replace_rules", _set_where_they_differ(Stylesheet.replace_rules))
    patch.setattr(Styles, "extract_rules", _extracted_once(Styles.extract_rules))
    patch.setattr(RuleSet, "__hash__", object.__hash__)  # its own is the same one, asked for in Python
    patch.setattr(RenderStyles, "get_rule", _rule_of)
    patch.setattr(Theme, "to_color_system", _made_once(Theme.to_color_system))
    patch.setattr(ColorSystem, "generate", _copied(_made_once(ColorSystem.generate)))
    patch.setattr(_callback, "_count_parameters", _parameters_by_code(_callback._count_parameters))


def _read_once(parse):
    """Rules are not changed once they are read; they depend on the theme's variables and on nothing else."""
    known = {}

    def parsed(self, *what, **more):
        key = (what, *sorted(more.items()), _variables(self))
        if key not in known:
            known[key] = parse(self, *what, **more)
        return known[key]

    return parsed


_seen_variables = {}
_numbers = {}


def _variables(sheet):
    """A number for the values of the theme's variables; they are kept, so that the id of each stays its own."""
    given = sheet._variables
    if id(given) not in _seen_variables:
        _seen_variables[id(given)] = given, _numbers.setdefault(tuple(sorted(given.items())), len(_numbers))
    return _seen_variables[id(given)][1]


def _styled_once(parse):
    """The words for a style mean the same under the same variables."""
    known = {}

    def parsed(self, style_text):
        if isinstance(style_text, Style):
            return style_text
        app = active_app.get(None)
        if app is None or app.stylesheet is not self:  # whose variables they are is another's
            return parse(self, style_text)
        key = style_text, _variables(self)
        if key not in known:
            known[key] = parse(self, style_text)
        return known[key]

    return parsed


def _put_together_once(parse):
    """The same sheets in the same order are the same rules, found by the same names; nobody changes either."""
    known = {}

    def parsed(self):
        key = (tuple(self.source.items()), _variables(self))
        if key not in known:
            parse(self)
            known[key] = self._rules, self.rules_map
        self._rules, self._rules_map = known[key]
        self._require_parse = False

    return parsed


class _Kinds:
    """The rules of a sheet for each kind of widget: all that have one of its names, or of its parts' names."""

    def __init__(self):
        self._known = {}

    def of(self, whole, node):
        """Its rules; their ids with those of its parts, or None where a rule looks at what is beside it or within."""
        names = frozenset(node._selector_names)
        key = id(whole), names, type(node)
        kept, *found = self._known.get(key, (None, (), None))
        if kept is not whole:
            own = [rule for rule in whole if not names.isdisjoint(rule.selector_names)]
            parts = {f".{name}" for name in node._get_component_classes()}
            asked = own + [rule for rule in whole if not parts.isdisjoint(rule.selector_names)]
            alone = all(rule.pseudo_classes.isdisjoint(_BY_OTHERS) for rule in asked)
            found = own, tuple(map(id, asked)) if alone else None
            self._known[key] = whole, *found
        return found


_BY_OTHERS = {
    "first-of-type", "last-of-type", "first-child", "last-child", "odd", "even", "focus-within", "empty",
}  # fmt: skip
_FLAGS = "_has_hover_style", "_has_focus_within", "_has_order_style", "_has_odd_or_even"


def _state(node):
    """All that a selector asks of a node but `_BY_OTHERS`."""
    own = type(node), frozenset(node._classes), node._id
    if isinstance(node, Widget):
        return *own, node.mouse_hover, node.has_focus, node.disabled, node.can_focus
    return (*own, node.app_focus, node.theme, node.native_ansi_color) if isinstance(node, App) else own


def _dressed_by_state(apply):
    """What a node is dressed in depends on its rules, on itself and on those above it: the same are dressed alike.

    Each screen that comes to the top is dressed again, and each part of each widget with it: nearly all as they were.
    """
    kinds, outfits = _Kinds(), {}

    def applied(self, node, *, animate=False, cache=None):
        whole = getattr(self, "whole_rules", None) or self.rules
        own, ids = kinds.of(whole, node)
        state = ids and (ids, *map(_state, node.css_path_nodes))
        if state and node.__dict__.get("dressed") == (state, node.styles.base._updates):
            if not animate:
                node.notify_style_update()
            return
        if state in outfits:
            rules, flags = outfits[state]
            node.__dict__.update(flags)
            self.replace_rules(node, rules, animate=animate)
            self._process_component_classes(node)
        else:
            assert self.rules_map  # made of the whole before it is laid aside
            before = self._rules, getattr(self, "whole_rules", None)
            self._rules, self.whole_rules = own, whole
            node.outfit = None
            try:
                apply(self, node, animate=animate, cache=cache)
            finally:
                self._rules, self.whole_rules = before
            if state and node.outfit:
                outfits[state] = node.outfit, {flag: getattr(node, flag) for flag in _FLAGS}
        node.dressed = state and (state, node.styles.base._updates)

    return applied


def _extracted_once(extract):
    """Of the styles of a rule; what a node has by itself is not asked for so."""
    known = {}

    def extracted(self, specificity, is_default_rules=False, tie_breaker=0):
        key = id(self), specificity, is_default_rules, tie_breaker
        styles, rules = known.get(key, (None, ()))
        if styles is not self:
            rules = extract(self, specificity, is_default_rules, tie_breaker)
            known[key] = self, rules
        return rules

    return extracted


def _set_where_they_differ(replace):
    """Each screen that comes to the top is dressed again, most of it as it was: rules are set one by one each time.

    A widget that is new refreshes nothing by it yet: what came out of the same rules before is laid there.
    """
    known = {}

    def replaced(_cls, node, rules, animate=False):
        node.outfit = rules
        base = node.styles.base
        if animate:
            replace(node, rules, animate)
        elif base._rules or node._is_mounted:
            for key in base._rules.keys() | rules.keys():
                if base._rules.get(key) != rules.get(key):
                    setattr(base, key, rules.get(key))
            node.notify_style_update()
        else:
            key = tuple(rules), tuple(map(id, rules.values()))
            if key in known:
                _kept, made, updates = known[key]
                base._rules.update(made)
                base._updates += updates
                node.notify_style_update()
            else:
                before = base._updates
                replace(node, rules)
                # The values are kept with what was made of them, so that the id of each stays its own.
                known[key] = dict(rules), dict(base._rules), base._updates - before

    return classmethod(replaced)


def _rule_of(self, rule_name, default=None):
    """Asked for hundreds of times for each widget: as Textual's own, without a call for each question."""
    inline = self._inline_styles._rules
    return inline[rule_name] if rule_name in inline else self._base_styles._rules.get(rule_name, default)


def _made_once(make):
    """What is made of nothing but an object that stays as it is."""
    known = {}

    def made(self):
        kept, result = known.get(id(self), (None, None))
        if kept is not self:
            result = make(self)
            known[id(self)] = self, result
        return result

    return made


def _copied(make):
    def made(self):
        return dict(make(self))

    return made


def _parameters_by_code(count):
    """Each callback is asked how much it takes, by a signature made for it: its code says it at once."""
    varying = inspect.CO_VARARGS | inspect.CO_VARKEYWORDS

    def counted(func):
        plain = getattr(func, "__func__", func)
        if not inspect.isfunction(plain) or hasattr(plain, "__wrapped__") or plain.__code__.co_flags & varying:
            return count(func)
        return plain.__code__.co_argcount + plain.__code__.co_kwonlyargcount - (plain is not func)

    return counted
