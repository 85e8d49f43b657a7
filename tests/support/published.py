"""Reports to publish: the Paris event, a hostile one, and a large one."""

from __future__ import annotations

import copy
from functools import cache

from facilitate.demo.play import Stage
from facilitate.domain.values.ideas import Status
from facilitate.domain.values.notes import NoteKind
from facilitate.export.publication import Publication, publication
from facilitate.export.style.style import DEFAULT, Style
from facilitate.i18n import Language
from facilitate.workshop.report.build import report
from facilitate.workshop.report.model import Report
from facilitate.workshop.workshop import Workshop
from tests.support.demo import played
from tests.support.workshops import PLAN, make_workshop

# What each format has its own trap for: markup, code, formulas, entities, line ends, directions, signs beyond the BMP.
HOSTILE = (
    "<script>alert(1)</script> & <b>gras</b>",
    '=HYPERLINK("http://x.example";"clic")',
    "#panic() $x$ *a* _b_ `c` @ref <label> \\ // /* [d]",
    "+33 1 23 45 67 89",
    "-1+2",
    "@SOMME(A1)",
    "première ligne\nseconde ligne",
    "“guillemets”; point-virgule, « chevrons » ! Oui ?",
    "a | b \\| c",
    "🌱 émoji, œuvre, ﬁn, שלום",
    "]]> <!-- --> {{ x }} {% y %}",
    "un_mot_" + "très" * 60,
)


@cache
def paris() -> Workshop:
    return played(Stage.DONE)


@cache
def hostile() -> Workshop:
    plan = copy.deepcopy(PLAN)
    plan["title"], plan["subtitle"] = HOSTILE[0], HOSTILE[2]
    plan["organiser"], plan["partners"] = HOSTILE[1], list(HOSTILE[3:6])
    plan["categories"][0]["title"] = HOSTILE[8]
    plan["phases"][3]["speakers"][0]["role"] = HOSTILE[10]
    workshop = make_workshop(plan=plan)
    for number, text in enumerate(HOSTILE):
        status, detail = Status.EXISTING if number % 2 else Status.TO_CREATE, f"{HOSTILE[-number - 1]} (suite)"
        workshop.ideas.record(number % 3 + 1, text, status, detail)
    workshop.proposals.file(["T1-01", "T2-01", "T3-01"], "lieux")
    workshop.proposals.set_undecided(["T1-02"])
    workshop.ideas.withdraw("T2-02")
    for text in HOSTILE:
        workshop.notes.take(NoteKind.FACT, text)
    workshop.notes.take(NoteKind.FINDING, HOSTILE[6], about="freins")
    return workshop


@cache
def large(ideas: int = 1000) -> Workshop:
    workshop = make_workshop()
    for number in range(ideas):
        workshop.ideas.record(
            number % 3 + 1, f"Idée numéro {number} : réunir les acteurs du quartier", Status.TO_CREATE
        )
    refs = [idea.ref for idea in workshop.session.ideas.values()]
    for place, key in enumerate(("lieux", "formation", "outils")):
        workshop.proposals.file(refs[place::4], key)
    return workshop


def told(workshop: Workshop, language: str = "fr", style: Style = DEFAULT) -> Publication:
    return publication(reported(workshop), Language(language), style)


def reported(workshop: Workshop) -> Report:
    return report(workshop.session)
