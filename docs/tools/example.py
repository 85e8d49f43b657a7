"""Makes the finished example of the repository again: the Paris session, and what is exported from it.

Run it after a change that is meant to alter either; a test compares both with what the code of today makes. What it
wrote is remembered in `.facilitate/written`, which goes with the repository: whoever exports the example again, from a
clone or a copy, renews the files that nobody changed.
"""

from __future__ import annotations

import shutil
import tempfile
from dataclasses import replace
from datetime import UTC
from pathlib import Path

from facilitate.demo.materials import programme
from facilitate.demo.play import DemoIds, ScriptedClock, Stage, play
from facilitate.domain.timeline import Timeline
from facilitate.export.formats import made as made_of
from facilitate.export.publication import publication
from facilitate.export.published_files import PublishedFiles
from facilitate.export.style.style import DEFAULT
from facilitate.files import write_file
from facilitate.i18n import Language
from facilitate.store.workspace import Workspace
from facilitate.workshop.privacy.unnamed import published_report
from facilitate.workshop.workshop import Workshop

ROOT = Path(__file__).parents[2]
SLUG = "grande-rencontre-de-paris-2021"
SESSION = "paris202"  # fixed, as the ids and the times of the demo are
MACHINE = "home"
FORMATS = ("md", "html", "pdf", "docx", "odt", "csv", "json", "svg", "decidim")


def make(home: Path) -> tuple[Path, Timeline]:
    """Play the event into a workspace; the folder of its journals, and all that happened."""
    workspace = Workspace(home, MACHINE)
    clock, ids = ScriptedClock(), DemoIds()
    document = programme()
    workspace.create(document, document["title"], SLUG, SESSION, clock=clock, ids=ids)
    workshop = Workshop(workspace.log(SLUG), clock, ids)
    play(workshop, Stage.DONE, clock)
    return workspace.sessions / SLUG, workshop.timeline


def exported(timeline: Timeline) -> dict[str, bytes]:
    """What stands in `exports/`, by name: what `facilitate export` makes."""
    session = timeline.session
    report = replace(published_report(session), edition=timeline.events[-1].at.astimezone(UTC))
    told = publication(report, Language(session.plan.language), DEFAULT)
    files = made_of(told, FORMATS)
    return {name: data.encode() if isinstance(data, str) else data for name, data in files}


def main() -> None:
    with tempfile.TemporaryDirectory() as home:
        made, timeline = make(Path(home))
        kept = ROOT / "sessions" / SLUG
        shutil.rmtree(kept, ignore_errors=True)
        for journal in sorted(made.glob("*.jsonl")):
            write_file(kept / journal.name, journal.read_bytes())
        folder = ROOT / "exports" / SLUG
        PublishedFiles(ROOT).write([(folder / name, data) for name, data in exported(timeline).items()], replace=True)
    print(f"{kept.relative_to(ROOT)} and {folder.relative_to(ROOT)} made again")


if __name__ == "__main__":
    main()
