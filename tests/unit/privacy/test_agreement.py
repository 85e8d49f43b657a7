"""Names of the guest list without a yes: the check says where they stand, and nothing that is published has them."""

from __future__ import annotations

import copy
import re
from itertools import combinations
from types import SimpleNamespace

import pytest

from facilitate.export.formats import made
from facilitate.export.publication import publication
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.workshop.audit.run import audit
from facilitate.workshop.privacy.likely_names import warning_of_names, warnings_of_names
from facilitate.workshop.privacy.name_finder import Finder, Folded, Person
from facilitate.workshop.privacy.several_events import RedactorOfEvents, known_people
from facilitate.workshop.privacy.unnamed import published_report
from tests.support.workshops import PLAN, make_workshop

KARIM = "Karim Benali"


def workshop_of(*, nameable, **fields):
    plan = copy.deepcopy(PLAN)
    plan["publication"] = {"contact": f"{KARIM}, karim@exemple.fr"}
    workshop = make_workshop(plan=plan)
    workshop.ideas.record(1, "un jardin")
    workshop.roadmap.set("T1-01", **fields)
    workshop.roadmap.note("T1-01", f"{KARIM} a appelé")
    workshop.people.add(KARIM, {"organisation": "MJC Nord", "nameable": nameable})
    return workshop


def published(workshop, *, internal=False):
    report = published_report(workshop.session, internal=internal)
    files = made(publication(report, Language("fr"), DEFAULT), ("md", "json", "csv"))
    return "".join(text if isinstance(text, str) else text.decode("utf-8") for _name, text in files)


@pytest.mark.parametrize("nameable", [False, True])
@pytest.mark.parametrize(
    "fields",
    [{"owner": KARIM}, {"owner": "karim  BENALI (MJC)"}, {"partners": [KARIM]}, {"next_step": f"Voir {KARIM}"}],
)
def test_a_name_without_a_yes_is_found_and_printed_nowhere(nameable, fields):
    workshop = workshop_of(nameable=nameable, **fields)
    found = [each for each in audit(workshop.session, "lyon") if each.code == "not-nameable"]
    assert len(found) == (not nameable)
    assert all(each.command == f'facilitate people edit lyon "{KARIM}" --nameable' for each in found)
    assert ("benali" in published(workshop).lower()) is nameable
    assert "benali" in published(workshop, internal=True).lower()
    assert nameable or "owner" not in fields or "MJC" in published(workshop)


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("Jean Fabre propose de former", ["Jean Fabre"]),
        (
            "demander à Marie-Jo BERNARDOT, et à Inès de Sousa",
            ["Marie-Jo BERNARDOT", "Inès de Sousa"],
        ),
        ("Mme Dupont, puis Mme Dupont", ["Mme Dupont"]),
        ("Un café à la Maison Commune. Les Voisins du Rhône, à La Croix", []),
        ("Une carte. Paris et Lyon, la Ville de Lyon", []),
    ],
)
def test_words_that_look_like_a_name_are_told_once(text, names):
    found = warning_of_names([text, text])
    assert (list(found.params["names"].words) if found else []) == names


@pytest.mark.parametrize(
    ("text", "code", "told"),
    [
        ("Karim Benali ouvre un café", "serious", "Imprimé tel quel"),
        ("demander à K. BENALI", "serious", "Imprimé sous la forme « K. BENALI »"),
        ("Mme Benali propose un jardin", "serious", "Imprimé sous la forme « Mme Benali »"),
        ("le jardin de Benali", "doubtful", "Une partie de ce nom, « Benali »,"),
        ("un jardin", "", ""),
    ],
)
@pytest.mark.parametrize("nameable", [False, True])
def test_a_guest_named_in_an_idea_without_a_yes_is_found_and_not_called_unprinted(text, code, told, nameable):
    workshop = workshop_of(nameable=nameable, owner=KARIM, agreed=KARIM)
    workshop.ideas.record(1, text)
    issues = {each.code: each for each in audit(workshop.session, "lyon")}
    found = issues.get("guest-in-text")
    assert (found.severity.value if found else "") == ("" if nameable else code)
    assert nameable or "for the synthesis of a cycle alone" in issues["not-nameable"].why.text
    assert not found or text in str(found.why.params["texts"])
    assert not found or Language("fr").message(found.why).replace("\u00a0", " ").startswith(told)


def test_names_in_texts_of_a_cycle_are_told_by_whether_an_event_knows_them_and_who_agreed():
    lyon, other = make_workshop(), make_workshop()
    lyon.people.add("Sabine Perrache", {})
    lyon.people.add("Gilles Monplaisir", {})
    lyon.people.add("Ana Croix", {"nameable": True})
    tell = Language("fr").message
    known = RedactorOfEvents(
        {"lyon": known_people(lyon.timeline, tell), "": known_people(other.timeline, tell)}, [], [], tell
    )
    texts = {
        "lyon": ("Mme Perrache et G. Monplaisir", "voir Ana Croix", "demander à Jean Fabre"),
        "paris": ("avec SABINE PERRACHE",),
    }
    every = [(name, f"{name}/{number}", text) for name, each in texts.items() for number, text in enumerate(each)]
    found = list(warnings_of_names(every, known, ["Paul Roux"]))
    assert [Language("en").message(each.params["names"]) for each in found] == [
        "“Mme Perrache” (lyon/0), “G. Monplaisir” (lyon/0), “SABINE PERRACHE” (paris/0)",
        "“Jean Fabre” (lyon/2)",
    ]
    assert [*warnings_of_names([("lyon", "", known.of_event("lyon")(texts["lyon"][0]))], known, [])] == []


def test_texts_that_name_ever_others_together_are_looked_through_with_what_is_compiled_once(monkeypatch):
    compiled = []

    def compile_counted(pattern):
        compiled.append(pattern)
        return re.compile(pattern)

    monkeypatch.setattr("facilitate.workshop.privacy.name_finder.re", SimpleNamespace(
        compile=compile_counted, escape=re.escape, findall=re.findall, finditer=re.finditer))  # fmt: skip
    names = [f"Ana B{letters}" for letters in ("aral", "enito", "oleso", "urtino", "ylema", "rasso")]
    finder = Finder([Person(name, "[x]") for name in names])
    texts = [f"voir {one}, puis Mme {other.split()[1]}" for one, other in combinations(names, 2)]
    found = [[*finder.whole(Folded(text)), *finder.parts(Folded(text))] for text in texts]
    assert all(len(each) == 4 for each in found), "the whole name, its two parts, the other's"
    assert len(compiled) == len(set(compiled)) <= 3 * len(names)
