"""A guest list as long as wanted, of two worlds, with names that are hard to set."""

from __future__ import annotations

from facilitate.workshop.intake.roster import guest_contents, read_guests
from tests.support.workshops import PLAN, make_workshop

HOSTILE = "Participante <script>alert(1)</script> & #eval(\"1\") 'x' très-longue-à-mettre de La Tour du Pin"
_HEAD = "Nom;Structure;Monde;Département;Courriel;Régime;Accès;Droit à l’image;Peut être nommé;Pas avec"
_NAMES = {3: HOSTILE, 4: "مشاركة رقم أربعة", 5: "参加者五番", 6: "Участница 06"}


def guests(people):
    """Return a guest list of so many people, every ninth without photos, every third to be named."""
    rows = [
        ";".join(
            (
                '"' + _NAMES.get(number, f"Participante {number:02}").replace('"', '""') + '"',
                f"Association {number % 7}",
                "élue" if number % 2 else "habitante",
                f"Zone {number % 4}",
                "zq7@exemple.fr" if number == 7 else "",
                "sans noix" if number == 8 else "",
                "rampe" if number == 1 else "",
                "non" if number % 9 == 0 else "oui",
                "oui" if number % 3 == 0 else "non",
                "Participante 01" if number == 2 else "",
            )
        )
        for number in range(1, people + 1)
    ]
    return read_guests(guest_contents("\n".join([_HEAD, *rows]).encode()), {})


def full_house(people, tables=4, rounds=3):
    """Return a workshop of two groups and a tables phase, with a guest list."""
    phases = [
        {**phase, "tables": tables, "rounds": rounds} if phase.get("kind") == "tables" else phase
        for phase in PLAN["phases"]
    ]
    plan = {**PLAN, "phases": phases, "date": "2021-12-13", "attendance": {"groups": ["Élus", "Habitants"]}}
    workshop = make_workshop(plan=plan)
    workshop.people.bring(guests(people))
    return workshop
