"""Draws the pictures of the documents from the program's own pages, on the Paris event as the demo plays it.

Needs a Chromium on the machine to turn the drawings (SVG) into pictures (PNG). Names of pictures on the command line
choose some of them.
"""

from __future__ import annotations

import asyncio
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager, nullcontext
from itertools import product
from pathlib import Path

from phone import draw_phone
from published import draw_published
from smaller import make_smaller
from textual.screen import Screen

from facilitate.cli.context import CliContext
from facilitate.cli.output import Output
from facilitate.demo.materials import programme
from facilitate.demo.play import DemoIds, ScriptedClock, Stage, play
from facilitate.domain.acts.people import PEOPLE
from facilitate.domain.roles import FACILITATOR, table_role
from facilitate.i18n import Language
from facilitate.store.workspace import Workspace
from facilitate.tui.app import FacilitateApp
from facilitate.tui.screens.capture.screen import CapturePage
from facilitate.tui.screens.conduct.screen import ConductPage
from facilitate.tui.screens.door.screen import DoorPage
from facilitate.tui.screens.home.screen import HomePage
from facilitate.tui.screens.programme.screen import ProgrammePage
from facilitate.tui.screens.publish.screen import PublishPage
from facilitate.tui.screens.roadmap.screen import RoadMapPage
from facilitate.tui.screens.sort.screen import SortPage
from facilitate.workshop.workshop import Workshop

PICTURES = Path(__file__).parents[1] / "pictures"
SLUGS = {stage: f"la-grande-rencontre-de-paris-{stage.value}" for stage in Stage}
# name: (stage, table or None, columns, rows, keys pressed first); each is drawn in both languages
SHOTS = {
    "home": (Stage.DONE, None, 80, 24, ()),
    "programme": (Stage.SORTING, None, 120, 36, ()),
    "conduct": (Stage.TABLES, None, 120, 36, ()),
    "capture": (Stage.TABLES, 3, 80, 24, ()),
    "sort": (Stage.SORTING, None, 120, 36, ("2", "down")),
    "doubles": (Stage.SORTING, None, 120, 30, ("d",)),
    "publish": (Stage.DONE, None, 120, 36, ()),
    # The last: their acts would stand in the others.
    "door": (Stage.TABLES, None, 100, 28, (*"inv", "enter")),
    "roadmap": (Stage.DONE, None, 120, 30, ()),
}
APART = ("door", "roadmap")
GUESTS, ARRIVED = 60, 38
LANGUAGES = ("en", "fr")
NOTE_TAKERS = (1, 2, 3, 5, 6)


class Event:
    """The event at one stage, its clock standing still at the moment reached."""

    def __init__(self, workspace: Workspace, stage: Stage) -> None:
        self.workspace = workspace
        self.slug = SLUGS[stage]
        self.clock, self.ids = ScriptedClock(), DemoIds()
        document = programme()
        workspace.create(document, document["title"], self.slug, clock=self.clock, ids=self.ids)
        play(self.workshop(), stage, self.clock)

    def workshop(self, role: str = FACILITATOR) -> Workshop:
        return Workshop(self.workspace.log(self.slug), self.clock, self.ids, role)

    @contextmanager
    def note_takers(self) -> Iterator[None]:
        """People sit at nearly all the tables."""
        with ExitStack() as stack:
            for table in NOTE_TAKERS:
                recorder = self.workshop().recorder
                stack.enter_context(recorder.log.writing_as(table_role(table)))
                recorder.refresh()  # which shows that somebody is there
            yield


def context_at(home: Path, code: str) -> CliContext:
    return CliContext(Output(Language(code)), str(home), {**os.environ, "FACILITATE_MACHINE": "home"})


def page(name: str, event: Event, table: int | None) -> Screen[None]:
    if table is not None:
        return CapturePage(event.workshop(table_role(table)), table)
    if name == "home":
        return HomePage()
    pages = {
        "door": DoorPage,
        "programme": ProgrammePage,
        "conduct": ConductPage,
        "publish": PublishPage,
        "roadmap": RoadMapPage,
    }
    return pages.get(name, SortPage)(event.workshop())


async def drawing(name: str, event: Event, code: str) -> str:
    _stage, table, columns, rows, keys = SHOTS[name]
    services = context_at(event.workspace.home, code).screens.services()
    app = FacilitateApp(services, lambda: page(name, event, table))
    async with app.run_test(size=(columns, rows)) as pilot:
        await pilot.pause(0.3)
        for key in keys:
            await pilot.press(key)
        await app.workers.wait_for_complete()
        await pilot.pause(0.3)
        return app.export_screenshot(title="facilitate")


def picture(svg: str, path: Path, chromium: str) -> None:
    """Let Chromium draw it, with a font of this machine in place of the one that would be fetched."""
    svg = re.sub(r"@font-face\s*\{.*?\}", "", svg, flags=re.DOTALL).replace("Fira Code", "DejaVu Sans Mono")
    width, height = map(float, re.search(r'viewBox="0 0 ([\d.]+) ([\d.]+)"', svg).groups())  # type: ignore[union-attr]
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "page.html"
        source.write_text(f"<body style='margin:0;background:#fff'>{svg}</body>", encoding="utf-8")
        options = [
            "--headless",
            "--no-sandbox",
            "--disable-gpu",
            "--hide-scrollbars",
            f"--user-data-dir={folder}/profile",
        ]
        size = f"--window-size={round(width)},{round(height)}"
        subprocess.run(
            [chromium, *options, size, f"--screenshot={path}", source.as_uri()], check=True, capture_output=True
        )


def follow(workshop: Workshop) -> None:
    """A road map nobody has promised: the names are samples."""
    follow_up = workshop.roadmap
    follow_up.set("T1-02", owner="Participante 07", partners=["Participante 11", "Participante 12"], horizon="2022-Q2",
                  state="started", territory="Paris 7e", next_step="Relire à plusieurs", due="2022-04-12")  # fmt: skip
    follow_up.note("T1-02", "Première réunion : douze personnes autour de la table")
    follow_up.set("T1-05", owner="Participante 23", horizon="2022-Q1", state="planned", next_step="Réunir les listes",
                  due="2022-02-03")  # fmt: skip
    follow_up.set("T2-08", horizon="2023", state="idea")
    follow_up.set("T1-06", horizon="2021-Q4", state="done")
    follow_up.set("T6-10", state="dropped", owner="Participante 03")


def welcome(workshop: Workshop) -> None:
    """Two worlds at the door, tables dealt as they arrive: one guest of many is still to come."""
    worlds = workshop.session.plan.attendance.groups
    workshop.seats.deal(at_the_door=True)
    for number in range(1, GUESTS):
        workshop.people.add(f"Participante {number:02}", {"organisation": f"Structure {number % 23}",
                                                          "world": worlds[number % len(worlds)]})  # fmt: skip
    workshop.people.add("Invitée 60", {"organisation": "Structure 7", "world": worlds[0]})
    for number in range(1, ARRIVED):
        workshop.people.arrive(f"Participante {number:02}")


def draw(name: str, event: Event, code: str, chromium: str) -> None:
    path = PICTURES / f"{name}.{code}.png"
    with event.note_takers() if name == "conduct" else nullcontext():
        svg = asyncio.run(drawing(name, event, code))
    picture(svg, path, chromium)
    keep(path)


def keep(path: Path) -> None:
    make_smaller(path)
    print(f"docs/pictures/{path.name}  {path.stat().st_size // 1000} kB")


def main(chosen: list[str]) -> int:
    chromium = next(
        (
            found
            for name in ("chromium", "chromium-headless-shell", "chromium-browser", "google-chrome")
            if (found := shutil.which(name))
        ),
        "",
    )
    if not chromium:
        print("Chromium is needed to draw the pictures; on Debian: apt install chromium", file=sys.stderr)
        return 1
    PICTURES.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory() as home:
        workspace = Workspace(Path(home), "home")
        events = {stage: Event(workspace, stage) for stage in Stage if stage is not Stage.PREPARED}
        wanted = [name for name in (*SHOTS, "phone", "published") if name in chosen or not chosen]
        for name, code in product([name for name in wanted if name in SHOTS and name not in APART], LANGUAGES):
            draw(name, events[SHOTS[name][0]], code, chromium)
        event = events[Stage.TABLES]
        for code in LANGUAGES if "phone" in wanted else ():
            path = PICTURES / f"phone.{code}.png"
            draw_phone(
                context_at(workspace.home, code).sharing.hub(event.workshop(), lambda: None), code, chromium, path
            )
            keep(path)
        for code in LANGUAGES if "published" in wanted else ():
            for path in draw_published(events[Stage.DONE].workshop().session, code, chromium, PICTURES):
                keep(path)
        if "door" in wanted:
            welcome(event.workshop())
        for code in LANGUAGES if "door" in wanted else ():
            draw("door", event, code, chromium)
            event.workshop().history.undo(PEOPLE)  # the same guest comes in the other language
        follow(events[Stage.DONE].workshop())
        for code in LANGUAGES if "roadmap" in wanted else ():
            draw("roadmap", events[Stage.DONE], code, chromium)
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
