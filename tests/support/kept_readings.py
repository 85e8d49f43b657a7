"""What a cycle keeps of one event in the form of today: `python -m tests.support.kept_readings` stores it for later."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from tempfile import TemporaryDirectory

from facilitate.domain.values.votes import VoteRule
from facilitate.store.cycle_readings import CycleReadings
from facilitate.workshop.cycle.reading import reading_of
from tests.support.workshops import PLAN, make_workshop

KEPT = Path(__file__).parents[1] / "store" / "readings"
SESSION, NAME = "idcaen", "rencontre-de-caen-ab12"
STATE = [["facilitator.jsonl", 900, 1]]


def an_event_of_everything():
    """A workshop of one event with all that a cycle keeps: filed and merged ideas, a vote, an action, questions."""
    workshop = make_workshop(plan={**PLAN, "title": "Rencontre de Caen", "place": {"city": "Caen"}})
    for text in ("Une navette de nuit", "Un bus la nuit", "Un café des sciences", "Une idée retirée"):
        workshop.ideas.record(1, text)
    workshop.ideas.withdraw("T1-04")
    workshop.proposals.merge(["T1-01", "T1-02"], "Un bus la nuit")
    workshop.proposals.file(["T1-03"], "lieux")
    workshop.proposals.file(["T1-01"], "formation")
    workshop.roadmap.set("T1-03", state="started", owner="Ville de Caen", agreed="Ville de Caen", due="2022-03-01")
    workshop.roadmap.note("T1-03", "Un premier essai")
    workshop.votes.open(VoteRule.APPROVE, 1)
    workshop.log.ballots.contents["paper"] = [["", "A"], ["", "A"], ["", "B"]]
    workshop.votes.close(12)
    workshop.feedback.open(("Ai-je été entendu ?", "Revenez-vous ?"))
    for answer in ("1 2", "2 2", "3 2", "3 2", "4 2", "- 2", "4 2", "1 2", "2 2", "3 2"):
        workshop.feedback.answer(answer)
    workshop.feedback.close(12)
    return workshop


def keep(folder: Path) -> None:
    """Keep the reading of that event in the folder of a cycle."""
    readings = CycleReadings(folder)
    reading = reading_of(an_event_of_everything().session, SESSION, NAME, str)
    (folder / "readings").mkdir(parents=True, exist_ok=True)
    readings.keep(reading, STATE)
    readings.close()


if __name__ == "__main__":
    with TemporaryDirectory() as folder:
        keep(Path(folder))
        document = json.loads((Path(folder) / "readings" / f"{SESSION}.json").read_text(encoding="utf-8"))
    kept = Path(sys.argv[1] if sys.argv[1:] else KEPT) / f"form-{document['form']}.json"
    kept.write_text(json.dumps(document, ensure_ascii=False) + "\n", encoding="utf-8", newline="\n")
