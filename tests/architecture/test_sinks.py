"""User text is never code: whatever the screens show goes through `facilitate.tui.plain` (DESIGN law 4)."""

import ast
import re
from pathlib import Path

import pytest

import facilitate

TUI = Path(facilitate.__file__).parent / "tui"
DOOR = "plain.py"
TRANSLATORS = {"_", "language"}
TEXTS = {"text", "title", "name", "wording", "question", "place"}
# Sinks, with the places of the arguments that are shown.
SINKS = {
    "Static": (0,), "Label": (0,), "Button": (0,), "Option": (0,), "Tab": (0,), "TabPane": (0,), "Checkbox": (0,),
    "RadioButton": (0,), "Collapsible": (), "Row": (1, 2, 3), "Link": (0,), "Digits": (0,), "Content": (0,),
    "update": (0,), "set_content": (0,),
}  # fmt: skip
SHOWN = {"content", "label", "prompt", "title", "placeholder", "text", "lead", "trail"}
ATTRIBUTES = {"border_title", "border_subtitle", "tooltip", "placeholder", "label", "content", "empty"}
BANNED = {"from_markup", "from_text", "escape", "render_markup"}


def name_of(node):
    return node.attr if isinstance(node, ast.Attribute) else node.id if isinstance(node, ast.Name) else ""


def is_raw(node):
    """Text made on the spot, or what a translator says: `"…"`, `f"…"`, `"…" % x`, `_("…")`, `str(x)`, `x.text`."""
    match node:
        case ast.Constant(value=str() as text):
            raw = bool(text)
        case ast.Call(func=func):
            raw = makes_text(func)
        case ast.Attribute(attr=attr):
            raw = attr in TEXTS
        case ast.BoolOp(values=values):
            raw = any(map(is_raw, values))
        case ast.IfExp(body=body, orelse=orelse):
            raw = is_raw(body) or is_raw(orelse)
        case ast.BinOp(left=left, right=right):
            raw = is_raw(left) or is_raw(right)
        case _:
            raw = isinstance(node, ast.JoinedStr)
    return raw


def makes_text(func):
    """Whether a call gives a bare text: the translator `_`, its methods, `str` and its methods."""
    if isinstance(func, ast.Attribute):
        return name_of(func.value) in TRANSLATORS or func.attr in {"message", "plural", "format", "strip"}
    return name_of(func) in {*TRANSLATORS, "str"}


def shown_by(call):
    """The arguments of a call that would be shown."""
    name = name_of(call.func)
    if name not in SINKS or is_named(call, "markup", False):
        return []
    places = [call.args[place] for place in SINKS[name] if place < len(call.args)]
    return [*places, *(word.value for word in call.keywords if word.arg in SHOWN)]


def is_named(call, name, value):
    return any(
        word.arg == name and isinstance(word.value, ast.Constant) and word.value.value is value
        for word in call.keywords
    )


def faults(source):
    for node in ast.walk(ast.parse(source)):
        match node:
            case ast.Call(func=func) if name_of(func) in BANNED:
                yield node.lineno, f"{name_of(func)} reads or fakes markup"
            case ast.ImportFrom(module="rich.markup" | "textual.markup"):
                yield node.lineno, f"{node.module} is banned"
            case ast.Call(func=ast.Attribute(attr="notify", value=ast.Name(id="self" | "app") | ast.Attribute())):
                yield node.lineno, "use plain.notify"
            case ast.Call() if any(map(is_raw, shown_by(node))):
                yield node.lineno, f"bare text in {name_of(node.func)}"
            case ast.Assign(targets=[ast.Attribute(attr=attr)], value=value) if attr in ATTRIBUTES and is_raw(value):
                yield node.lineno, f"bare text in {attr}"


def test_the_screens_show_text_through_the_one_door():
    found = [
        f"{path.relative_to(TUI.parent)}:{line}: {what}"
        for path in sorted(TUI.rglob("*.py"))
        if path.name != DOOR
        for line, what in faults(path.read_text(encoding="utf-8"))
    ]
    assert not found, "\n".join(found)


@pytest.mark.parametrize(
    "source",
    [
        'Static("texte")',
        "Label(idea.text)",
        'Static(_("Ideas"))',
        'Static(_.plural("a", "b", 2))',
        'Option(f"{name} !")',
        'Option(prompt=f"{name} !")',
        'self.border_title = _("Ideas")',
        'self.border_title = "a" + name',
        'self.query_one("#x").update(session.title)',
        'self.notify("x")',
        'self.app.notify("x")',
        "Content.from_markup(x)",
        "escape(x)",
        "from rich.markup import escape",
        "Static(idea.text or plain(x))",
    ],
)
def test_the_rule_sees(source):
    assert list(faults(source))


@pytest.mark.parametrize(
    "source",
    [
        "Static(plain(idea.text))",
        'Static(plain(_("Ideas")))',
        "Static()",
        'Static("")',
        "Static(content)",
        'notify(self.app, _("Saved."))',
        "self.border_title = plain(session.title)",
        "Static(text, markup=False)",
        "Field(placeholder=_('x'))",
    ],
)
def test_the_rule_leaves(source):
    assert not list(faults(source))


def test_pages_for_browsers_are_put_together_by_templates_that_escape():
    """What is put into one is escaped, but for what `templates/__init__.py` itself marks as ours."""
    home = TUI.parent / "export" / "templates"
    trusting = re.compile(r"\bMarkup\(|autoescape\s*=\s*False")
    sources = [path for path in TUI.parent.rglob("*.py") if path.parent != home]
    assert [path.name for path in sources if trusting.search(path.read_text(encoding="utf-8"))] == []
    pages = sorted(home.glob("*.html"))
    assert pages
    assert [page.name for page in pages if re.search(r"\|\s*safe\b|autoescape", page.read_text("utf-8"))] == []
    assert "autoescape=True" in (home / "__init__.py").read_text(encoding="utf-8")


def test_only_the_use_cases_of_the_vote_and_the_closing_questions_open_their_boxes():
    """So no door can tell anything of what is in them before the close: it is given how many, and no more."""
    opens = re.compile(r"\blog\.(?:ballots|answers)\b|\bFolderBallots\(")
    sources = {path: path.read_text(encoding="utf-8") for path in Path(facilitate.__file__).parent.rglob("*.py")}
    found = {"/".join(path.parts[-3:]) for path, text in sources.items() if opens.search(text)}
    assert found == {"workshop/cases/votes.py", "workshop/cases/feedback.py", "facilitate/store/event_log.py"}
