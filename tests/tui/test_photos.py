"""The photos on the screen."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitate.cli.nearby_files import NearbyFiles
from facilitate.domain.values.pictures import PhotoWords
from facilitate.tui.screens.photos.screen import PhotosPage
from facilitate.tui.screens.publish.screen import PublishPage
from tests.support.photos import photo
from tests.support.workshops import FakeLog, make_workshop
from tests.tui.services import enter, fake_services, on, sees
from tests.tui.waiting import until


@pytest.fixture
def workshop():
    return make_workshop(log=FakeLog())


def opened(workshop, language="fr"):
    services = fake_services(language)
    services.files = lambda: NearbyFiles(Path("home"))
    return on(PhotosPage(workshop), services)


def only(workshop):
    (found,) = workshop.session.published_photos
    return found


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_photo_is_added_by_its_path_and_each_key_says_one_thing(workshop, size, tmp_path):
    file = photo(tmp_path, "la table.jpg")
    app = opened(workshop)
    async with app.run_test(size=size) as pilot:
        await sees(app, pilot, "Aucune photo pour l’instant", "0 photo")
        await pilot.press("a")
        await enter(app, pilot, f"'{file}'")  # as a terminal types what is dropped into it
        await sees(app, pilot, "1 photo", "Pas encore décrite", "L’auteur de la photo")
        await pilot.press("p")
        await sees(app, pilot, "L’accord des personnes")
        for key, text in (("c", "Participante 07"), ("t", "Une table"), ("l", "[b]Le matin"), ("o", "oral")):
            await pilot.press(key)
            await enter(app, pilot, text)
            await until(pilot, lambda: not app.screen.is_modal)
        assert only(workshop).words == PhotoWords("[b]Le matin", "Participante 07", "Une table", True, "oral")
        await sees(app, pilot, "[b]Le matin", "Participante 07", "Une table", "oui", "oral", "✓")
        await pilot.press("w")
        await sees(app, pilot, "Aucune photo pour l’instant")
        await pilot.press("u")
        await sees(app, pilot, "1 photo", "[b]Le matin")
        await pilot.press("y")
        await sees(app, pilot, "0 photo")


async def test_a_file_that_is_no_photo_is_told_and_its_path_can_be_corrected(workshop, tmp_path):
    (tmp_path / "letter.jpg").write_bytes(b"Dear all")
    app = opened(workshop, "en")
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("a")
        await enter(app, pilot, str(tmp_path / "letter.jpg"))
        await until(pilot, lambda: any("is not a JPEG or PNG file" in str(each.message) for each in app._notifications))
        await pilot.press("a")
        await sees(app, pilot, "Which file?", "letter.jpg")
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.is_modal)
        assert workshop.session.published_photos == []


async def test_an_empty_list_does_no_harm(workshop):
    app = opened(workshop)
    async with app.run_test(size=(20, 5)) as pilot:
        await pilot.press("c", "t", "p", "o", "w", "down", "u")
        await pilot.resize_terminal(80, 24)
        await sees(app, pilot, "Aucune photo")


async def test_the_publication_page_leads_to_the_photos(workshop):
    workshop.pictures.add(b"a photo", PhotoWords("Le mur"))
    app = on(PublishPage(workshop))
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("p")
        await until(pilot, lambda: isinstance(app.screen, PhotosPage))
        await sees(app, pilot, "Le mur")
