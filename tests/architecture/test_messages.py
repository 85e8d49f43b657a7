"""Every sentence of the program has its French, and the French is typeset as French is."""

from __future__ import annotations

import ast
import re
import string
from functools import cache
from pathlib import Path

import pytest

from facilitate.i18n import catalogue
from facilitate.i18n.catalogue import COMPILED, PACKAGE, answers, compiled
from tests.support.code import ONE_WORKER, extracted, nodes, translated

pytestmark = ONE_WORKER

NBSP, THIN = "\u00a0", "\u202f"
CODE = re.compile(r"`[^`]*`|\{[^{}]*\}|\[\[[^]]*\]\]|https?://\S+")

RULES = {
    "a straight apostrophe (’)": re.compile("'"),
    "three dots (…)": re.compile(r"\.\.\."),
    "no U+00A0 before a colon": re.compile(rf"(?<!{NBSP}):(?=\s|$)"),
    "no U+00A0 after «": re.compile(rf"«(?!{NBSP})"),
    "no U+00A0 before »": re.compile(rf"(?<!{NBSP})»"),
    "no U+202F before ; ! ?": re.compile(rf"(?<=[\w\s)»$…])(?<!{THIN})[;!?](?=\s|$|[»)])"),
    "English quotes in French": re.compile("[“”]"),
    "an ordinary space before punctuation": re.compile(" [:;!?»%]"),
}


@cache
def without_code(text: str) -> str:
    """Put a `$` for what is not French: code, addresses, and the places of parameters."""
    return CODE.sub("$", text)


def faults(text: str) -> list[str]:
    return [rule for rule, pattern in RULES.items() if pattern.search(without_code(text))]


def places(text: str) -> set[str]:
    return {name for _text, name, _spec, _conversion in string.Formatter().parse(text) if name is not None}


def test_every_message_has_its_french():
    answered = answers(translated())
    assert [f"{place}: {msgid}" for msgid, place in extracted().items() if msgid not in answered] == []


def test_no_french_answers_a_message_nobody_says():
    said = extracted()
    assert [msgid for msgid in answers(translated()) if msgid not in said] == []


def test_the_catalogue_is_compiled_from_the_fragments_of_today():
    assert COMPILED.read_bytes() == compiled(translated()), "run `make messages`"


def test_the_same_fragments_make_the_same_bytes_without_a_date():
    assert compiled(translated()) == compiled(translated())
    assert b"-Date:" not in COMPILED.read_bytes()
    assert b"Generated" not in COMPILED.read_bytes()


def test_french_keeps_the_places_of_the_parameters():
    wrong = []
    for msgid, forms in answers(translated()).items():
        one, many = (msgid, msgid) if isinstance(msgid, str) else msgid
        # "Une idée" may leave the number out; every other place must stand in every form.
        if not places(one) - {"n"} <= places(forms[0]) <= places(one) | {"n"} or places(forms[-1]) != places(many):
            wrong.append((msgid, forms))
    assert wrong == []


def test_french_typography():
    wrong = {form: found for forms in answers(translated()).values() for form in forms if (found := faults(form))}
    assert wrong == {}


# What is printed, and the roles that stand in it in the place of names.
PRINTED = (
    "export/**/*.py", "workshop/report/*.py", "workshop/privacy/*.py", "labels.py", "domain/programme/people.py",
    "domain/acts/roadmap.py",
)  # fmt: skip
MEDIAN_POINT = re.compile(r"[^\W\d_]·[^\W\d_]")


def test_no_printed_file_has_a_median_point_within_a_word():
    """Such files go to ministries and to screen readers: “personnes” and the like instead of “intervenant·e”."""
    french = answers(translated())
    paths = (path for pattern in PRINTED for path in PACKAGE.glob(pattern))
    said = {msgid for path in paths for _line, msgid in catalogue.marked(path.read_text(encoding="utf-8"))}
    assert len(said) > 100
    assert [form for msgid in said for form in french[msgid] if MEDIAN_POINT.search(form)] == []


@pytest.mark.parametrize(
    ("text", "count"),
    [
        ("l'eau", 1), ("Attendez...", 1), ("Ici : oui", 2), ("Ici: oui", 1), ("« oui »", 3), ("Vraiment ?", 2),
        ("Vraiment?", 1), ("{quoi}?", 1), ("“oui”", 1),
        (f"Ici{NBSP}: «{NBSP}oui{NBSP}»{THIN}! À 14:05, vraiment{THIN}? `a: b; c?`", 0), ("?", 0),
    ],
)  # fmt: skip
def test_the_typographer_sees_faults_and_only_faults(text: str, count: int):
    assert len(faults(text)) == count


def test_two_fragments_may_not_disagree(tmp_path: Path):
    (tmp_path / "a.po").write_text('msgid "Save"\nmsgstr "Garder"\n', encoding="utf-8")
    (tmp_path / "b.po").write_text('msgid "Save"\nmsgstr "Enregistrer"\n', encoding="utf-8")
    with pytest.raises(ValueError, match="otherwise"):
        translated(tmp_path)


SOURCES = {
    "parameters of another": (
        '_("outer {x} " "and on", x=_.plural("{n} a", "{n} b", 2))', "outer {x} and on", ("{n} a", "{n} b"),
    ),
    "several lines": ('self.plural(\n  "c",\n  "d", n)', ("c", "d")),
    "an f-string": ("f'{_(\"in\")} {x:{_(\"wide\")}}' + f'{N_(\"deeper {n}\")!r}'", "in", "wide", "deeper {n}"),
    "a condition": ('_("yes") if _("asked") else _(N_("no"))', "yes", "asked", "no"),
    "what a condition chooses": ('_("one" if n else "two" if m else other or "three")', "one", "two", "three"),
    "a choice of plurals": ('_.plural("a" if x else "b", "as" if x else "bs", n)', ("a", "as"), ("b", "bs")),
    "a default": ('def f(x=N_("usual"), *, y=lambda: _("lazy")): ...', "usual", "lazy"),
    "a class": ('@d(N_("x"))\nclass C:\n  y = [_("each") for z in N_("w")]', "x", "each", "w"),
    "no literal": ("_(text); _.plural(*both, n); _(); N_('')",),
}  # fmt: skip


@pytest.mark.parametrize("place", SOURCES)
def test_a_message_is_found_wherever_it_stands(place: str):
    source, *messages = SOURCES[place]
    assert {message for _line, message in catalogue.marked(source)} == set(messages)


ERRORS = {"Message", "Refused", "StorageFailure", "FacilitateError"}


def bare_messages(path: Path) -> list[str]:
    """List the errors and messages made of a bare string, which no extractor sees."""
    text = path.read_text(encoding="utf-8")
    if not any(name in text for name in ERRORS):
        return []
    return [
        f"{path.relative_to(PACKAGE)}:{node.lineno}"
        for node in nodes()[path]
        if isinstance(node, ast.Call)
        and isinstance(node.func, ast.Name)
        and node.func.id in ERRORS
        and node.args
        and isinstance(node.args[0], ast.Constant | ast.JoinedStr)
        and not (isinstance(node.args[0], ast.Constant) and node.args[0].value == "")
    ]


def test_every_error_is_marked_for_translation():
    assert [place for path in nodes() for place in bare_messages(path)] == []
