"""An event whose words are of no language: what stands in English or in French beside them is the program's own."""

from __future__ import annotations

import copy

from facilitate.domain.values.ideas import Status
from facilitate.domain.values.notes import NoteKind
from facilitate.workshop.workshop import Workshop
from tests.support.workshops import PLAN, make_workshop


def event(language: str = "fr") -> Workshop:
    """A little of everything: files and pages have much to show."""
    plan = copy.deepcopy(PLAN)
    plan |= {
        "language": language,
        "organiser": "Xx",
        "partners": ["Yy"],
        "cycle": "Zz",
        "date": "2021-12-13",
        "starts_at": "14:00:00",
    }
    plan["phases"][3]["speakers"] = [{"name": "Kk"}]
    for number, each in enumerate((*plan["phases"], *plan["categories"])):
        each["title"] = f"Q{number}"
    workshop = make_workshop(plan=plan)
    for table, text in ((1, "Aa"), (1, "Bb"), (2, "Cc"), (2, "Dd"), (3, "Ee")):
        workshop.ideas.record(table, text, Status.EXISTING, f"{text} {text}")
    workshop.ideas.edit("T1-01", "Aaa")
    workshop.proposals.merge(["T1-01", "T2-01"], "Mm")
    workshop.proposals.file(["T1-01"], "lieux")
    workshop.proposals.set_undecided(["T1-02"])
    workshop.ideas.withdraw("T2-02")
    workshop.study_links.link(["T1-01"], "freins")
    workshop.notes.take(NoteKind.REMARK, "Rr")
    workshop.notes.take(NoteKind.FINDING, "Ff", about="freins")
    return workshop
