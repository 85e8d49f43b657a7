"""Makes the finished example of the repository again: the Paris session, and the compte rendu exported from it.

Run it after a change that is meant to alter either; a test compares both with what the code of today makes.
"""

from __future__ import annotations

import shutil
import tempfile
from pathlib import Path

from facilitate.demo.materials import programme
from facilitate.demo.play import DemoIds, ScriptedClock, Stage, play
from facilitate.export.markdown import render
from facilitate.export.writer import write_file
from facilitate.i18n import Language
from facilitate.store.workspace import Workspace
from facilitate.workshop.reporting import report
from facilitate.workshop.workshop import Workshop

ROOT = Path(__file__).parents[2]
SLUG = "grande-rencontre-de-paris-2021"
SESSION = "paris202"  # fixed, as the ids and the times of the demo are
MACHINE = "home"
COMPTE_RENDU = "compte-rendu.md"


def make(home: Path) -> tuple[Path, str]:
    """Play the event into a workspace; the folder of its journals, and its compte rendu."""
    workspace = Workspace(home, MACHINE)
    clock, ids = ScriptedClock(), DemoIds()
    document = programme()
    workspace.create(document, document["title"], SLUG, SESSION, clock=clock, ids=ids)
    workshop = Workshop(workspace.log(SLUG), clock, ids)
    play(workshop, Stage.DONE, clock)
    text = render(report(workshop.session), Language(workshop.session.plan.language))
    return workspace.sessions / SLUG, text


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        made, text = make(Path(home))
        kept = ROOT / "sessions" / SLUG
        shutil.rmtree(kept, ignore_errors=True)
        for journal in sorted(made.glob("*.jsonl")):
            write_file(kept / journal.name, journal.read_bytes())
    path = ROOT / "exports" / SLUG / COMPTE_RENDU
    write_file(path, text)
    print(f"{kept.relative_to(ROOT)} and {path.relative_to(ROOT)} made again")


if __name__ == "__main__":
    main()
