"""Importing on the screen: choosing a file, seeing what it would bring in, bringing it in."""

from __future__ import annotations

import os
import threading

import pytest
from textual import events

from facilitate.cli.nearby_files import NearbyFiles
from facilitate.domain.errors import N_, Refused
from facilitate.tui.screens.conduct import ConductPage
from facilitate.tui.screens.home import HomePage
from facilitate.tui.screens.import_files import ImportFilesPage, PathField
from facilitate.tui.screens.import_preview import ImportPage
from tests.support.workshops import FakeLog, make_workshop
from tests.tui.house import FakeHost, on, sees, shown
from tests.tui.waiting import until


class Nearby(NearbyFiles):
    """The files of one folder, and of others that are plugged in."""

    def __init__(self, folder, *others):
        super().__init__(folder)
        self.usual = (folder, *others)

    def places(self):
        return self.usual


@pytest.fixture
def folder(tmp_path):
    for age, (name, text) in enumerate(
        [("photo.jpg", "x"), ("neuf.csv", "Idée;Table\nune;1\n"), ("vieux.txt", "une\n"), ("sous/deux.csv", "a\n")]
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1_600_000_000 - age, 1_600_000_000 - age))
    return tmp_path


def app_on(folder, *others, language="fr"):
    workshop = make_workshop(log=FakeLog())
    host = FakeHost(language, essai=workshop)
    host.nearby = Nearby(folder, *others)
    return on(ImportFilesPage(workshop), host), workshop


def paste(app, text):
    app.screen.query_one(PathField).post_message(events.Paste(text))


async def test_the_newest_list_is_highlighted_and_what_is_none_is_there_too(folder):
    app, _ = app_on(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "Les dossiers habituels", f"▸ {folder.name}", "2 listes", "▌  neuf.csv", "photo.jpg")
        names = [line.split()[0] for line in shown(app).replace("▌", " ").splitlines() if "kB" in line or "ko" in line]
        assert names == ["neuf.csv", "vieux.txt", "photo.jpg"]


async def test_arrows_go_into_a_folder_and_back_and_escape_to_the_usual_ones(folder):
    app, _ = app_on(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "▌  neuf.csv")
        await pilot.press("up", "right")
        await sees(app, pilot, "▸ sous", "▌  neuf.csv")
        await pilot.press("up", "right")
        await sees(app, pilot, "▌  deux.csv")
        await pilot.press("left")
        await sees(app, pilot, "▌  ▸ sous", "neuf.csv")
        await pilot.press("escape")
        await sees(app, pilot, "Les dossiers habituels")


async def test_typing_narrows_and_a_dropped_path_is_found_wherever_it_is(folder):
    app, _ = app_on(folder / "sous")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "deux.csv")
        await pilot.press("x", "z")
        await sees(app, pilot, "Rien de ce nom ici")
        await pilot.press("escape")
        paste(app, f"'{folder / 'neuf.csv'}' ")
        await sees(app, pilot, "Là où mène ce chemin", "▌  neuf.csv")


async def test_a_folder_that_never_answers_holds_up_nothing(folder, tmp_path):
    class Slow(Nearby):
        def look(self, where):
            if where.name == "vanished":
                forever.wait()
            if where.name == "broken":
                raise Refused(N_("{file} cannot be read: {reason}."), file=str(where), reason="gone")
            return super().look(where)

    forever = threading.Event()
    app, _ = app_on(folder)
    app.host.nearby = Slow(tmp_path / "vanished", folder, tmp_path / "broken")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "▸ vanished", "…", "▸ broken", "—", "▌  neuf.csv")
        await pilot.press("up", "right")
        await sees(app, pilot, "gone")
    forever.set()
