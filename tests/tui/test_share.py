"""Sharing from the screen: the hub, the links, who came, and the QR codes."""

from __future__ import annotations

import pytest
import segno
from textual.content import Content
from textual.widgets._toast import Toast

from facilitate.domain.errors import Message
from facilitate.tui.screens.conduct.screen import ConductPage
from facilitate.tui.screens.share import screen as share
from facilitate.tui.screens.share.screen import SharePage
from facilitate.tui.widgets.qr_code import QrCode, qr
from tests.support.hubs import HERE, FakeHub
from tests.support.workshops import PLAN, FakeLog, make_workshop
from tests.tui.hostile import NOTES
from tests.tui.services import fake_services, on, sees, shown
from tests.tui.waiting import until

LINK = "http://192.168.1.10:8317/#k7m2q-94xzt-0abcd-efgh1"


@pytest.fixture
def workshop():
    made = make_workshop(log=FakeLog())
    made.ideas.record(1, "une")
    made.ideas.record(1, "deux")
    return made


@pytest.fixture
def services():
    return fake_services()


def dark(content: Content, width: int) -> list[list[bool]]:
    """The modules that drawn cells show: each cell is two of them, one above the other."""
    rows = []
    for line in content.split("\n"):
        colours = ["" for _ in range(width)]
        for start, end, style in line.spans:
            colours[start:end] = [str(style)] * (end - start)
        upper = [colour.split(" on ")[sign == " "] for sign, colour in zip(line.plain, colours, strict=True)]
        lower = [colour.split(" on ")[1] for colour in colours]
        rows += [[colour == "#000000" for colour in half] for half in (upper, lower)]
    return rows


@pytest.mark.parametrize(
    ("width", "height", "scale", "border"), [(39, 17, 1, 2), (40, 19, 1, 4), (71, 35, 2, 2), (90, 50, 2, 4)]
)
def test_the_cells_are_the_code_as_large_as_it_fits(width, height, scale, border):
    drawn = qr(LINK, width, height)
    wanted = [list(map(bool, row)) for row in segno.make(LINK, error="l").matrix_iter(scale=scale, border=border)]
    size = len(wanted)
    assert size <= width
    found = dark(drawn, size)
    assert found[:size] == wanted
    assert not any(map(any, found[size:]))  # an odd row ends on white


def test_a_code_that_does_not_fit_is_not_drawn():
    assert qr(LINK, 32, 40) is None
    assert qr(LINK, 40, 16) is None


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_opening_the_page_opens_the_hub_and_shows_the_link(workshop, services, size):
    app = on(SharePage(workshop, "10.0.0.7", 9000), services)
    async with app.run_test(size=size) as pilot:
        await sees(
            app, pilot, "● Connexion des tables ouverte", "http://10.0.0.7:9000", "eth0", "aucun appareil connecté"
        )
        await sees(app, pilot, "T1  ○ aucun appareil", "2 idées · à l’instant", "k7m2q-94xzt-0abcd-efgh1")
        assert "01234-56789" not in shown(app), "whoever types it has enough to type"
        code = app.screen.query_one(QrCode)
        drawn = qr("http://10.0.0.7:9000/#k7m2q-94xzt-0abcd-efgh1", *code.size)
        assert drawn is not None
        assert drawn.is_same(code.render())
        assert services.sharing.fake_hub.asked == [("open", "10.0.0.7", 9000)]
        for table, device in ((2, "phone"), (2, "phone"), (2, "facilitate"), (3, "[b]toaster")):
            services.sharing.fake_hub.comes(table, device)
        await sees(app, pilot, "4 appareils connectés", "● 2 téléphones, 1 facilitate", "● 1 appareil")
        await pilot.press("down")
        await sees(app, pilot, "Table 2")


async def test_the_desk_has_a_link_where_people_are_expected(workshop, services):
    app = on(SharePage(workshop, "192.168.100.100", 8317), services)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "Synthèse")
        assert "pour un téléphone à l’entrée" not in shown(app)
        workshop.people.add("Participante 07")
        await sees(app, pilot, "pour un téléphone à l’entrée")
        await pilot.press("end")
        await sees(app, pilot, "8317/d#")
        assert "▀" in shown(app), "its code has room on the smallest screen"
        await pilot.press("x")
        await sees(app, pilot, "Fermer le lien de l’accueil")


@pytest.mark.parametrize("asks", [True, False])
async def test_what_windows_asks_is_told_before_it_does_and_sheets_that_lead_elsewhere_once_it_did(
    workshop, services, monkeypatch, asks
):
    monkeypatch.setattr(share, "FIREWALL_ASKS", asks)
    services.sharing.wrong_sheets = ["38 coupons mènent ailleurs."]
    app = on(SharePage(workshop), services)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await sees(app, pilot, "Connexion des tables ouverte", "38 coupons mènent ailleurs.", *["choisissez"] * asks)
        assert ("Windows peut demander" in shown(app)) is asks
        assert not app.screen.query(Toast), "nothing covers the list of the tables, nor a code"


async def test_the_hub_goes_on_when_the_page_is_left_and_ends_with_the_program(workshop, services):
    app = on(ConductPage(workshop), services)
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "o Connexion")
        assert "connecté" not in shown(app)
        await pilot.press("o")
        await sees(app, pilot, "Connexion des tables ouverte")
        services.sharing.fake_hub.comes(1)
        await pilot.press("escape")
        app.screen.tick()
        await sees(app, pilot, "● 1 connecté")
        assert services.sharing.fake_hub.address
        services.sharing.fake_hub.address, services.sharing.fake_hub.trouble = "", Message("Gone.")
        app.screen.tick()
        await sees(app, pilot, "✗ connexion des tables interrompue")
        await services.sharing.fake_hub.open()
    assert services.sharing.fake_hub.asked[-1] == ("close",)
    assert not services.sharing.fake_hub.address


async def test_what_was_found_on_the_disk_is_said_while_one_can_still_do_something_about_it(workshop, services):
    services.sessions.noticed = [Message("New links.")]
    app = on(SharePage(workshop), services)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await sees(app, pilot, "Connexion des tables ouverte", "New links.")


async def test_a_program_that_shared_nothing_closes_nothing(workshop, services):
    async with on(ConductPage(workshop), services).run_test():
        pass
    assert services.sharing.fake_hub.asked == []


async def test_going_to_and_fro_piles_up_no_pages(workshop, services):
    app = on(SharePage(workshop), services)
    async with app.run_test() as pilot:
        await sees(app, pilot, "Connexion des tables ouverte")
        await pilot.press("a")
        await until(pilot, lambda: isinstance(app.screen, ConductPage))
        await pilot.press("o")
        await until(pilot, lambda: isinstance(app.screen, SharePage))
        assert len(app.screen_stack) == 1
        assert services.sharing.fake_hub.asked == [("open", "", 0)]


async def test_a_link_is_renewed_closed_and_opened(workshop, services):
    app = on(SharePage(workshop), services)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "efgh1")
        services.sharing.fake_hub.comes(1)
        await pilot.press("r")
        await sees(app, pilot, "Donner un nouveau lien à la table 1\u202f?")
        await pilot.press("escape")
        await sees(app, pilot, "efgh1", "● 1 téléphone")
        await pilot.press("r", "enter")
        await sees(app, pilot, "efgh2", "T1  ○ aucun appareil")
        await pilot.press("x", "enter")
        await sees(app, pilot, "✗ lien fermé", "Le lien de la table 1 est fermé")
        assert "▀▀▀" not in shown(app)
        await pilot.press("x")
        await until(pilot, lambda: services.sharing.fake_hub.link(1))


async def test_another_network_and_stopping(workshop, services):
    app = on(SharePage(workshop), services)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "wlan0")
        await pilot.press("i", "enter")
        await pilot.press("i", "down", "enter")
        await sees(app, pilot, "http://10.0.0.7:8317", "eth0")
        assert [call for call in services.sharing.fake_hub.asked if call[0] == "open"] == [
            ("open", "", 0),
            ("open", "10.0.0.7", 0),
        ]
        services.sharing.fake_hub.comes(1)
        await pilot.press("s")
        await sees(app, pilot, "Fermer la connexion des tables\u202f?")
        await pilot.press("enter")
        await sees(app, pilot, "○ Connexion des tables fermée")
        await pilot.press("s")
        await sees(app, pilot, "● Connexion des tables ouverte")
        await pilot.press("s")
        await sees(app, pilot, "○ Connexion des tables fermée")


async def test_leaving_says_who_would_be_cut_off(workshop, services):
    app = on(SharePage(workshop), services)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await sees(app, pilot, "wlan0")
        services.sharing.fake_hub.comes(1)
        services.sharing.fake_hub.comes(2)
        await pilot.press("escape")
        await sees(app, pilot, "2 appareils seront déconnectés")


async def test_what_goes_wrong_is_told(workshop, services):
    services.sharing.fake_hub.refusal = "Port [b]taken[/b]."
    app = on(SharePage(workshop), services)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await sees(app, pilot, "Port [b]taken[/b].", "○ Connexion des tables fermée")
        services.sharing.fake_hub.refusal = None
        await pilot.press("s")
        await sees(app, pilot, "● Connexion des tables ouverte")
        services.sharing.fake_hub.address, services.sharing.fake_hub.trouble = "", Message("It stopped.")
        services.sharing.fake_hub.changed()
        await sees(app, pilot, "✗ Connexion des tables interrompue", "It stopped.", "s\u00a0: réessayer")


async def test_links_that_cannot_be_read_are_told_once_and_stop_nothing(workshop, services):
    app = on(SharePage(workshop), services)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await sees(app, pilot, "Connexion des tables ouverte", "T1")
        services.sharing.fake_hub.unreadable = "No [disk]."
        await sees(app, pilot, "No [disk].")
        await pilot.press("down")
        app.screen.tick()
        await pilot.resize_terminal(100, 30)
        services.sharing.fake_hub.unreadable = ""
        services.sharing.fake_hub.comes(2)
        await sees(app, pilot, "● 1 téléphone")


async def test_without_a_network_it_says_who_can_come(workshop, services):
    services.sharing.fake_hub = FakeHub([HERE])
    app = on(SharePage(workshop), services)
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "http://127.0.0.1:8317", "Pas de réseau\u00a0: ces liens")


async def test_what_was_said_of_the_cards_goes_with_the_link_that_is_on_them(workshop, services):
    app = on(SharePage(workshop), services)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await sees(app, pilot, "Table 1")
        await pilot.press("c")
        await sees(app, pilot, "Cartes créées")
        await pilot.press("r")
        await sees(app, pilot, "Donner un nouveau lien à la table 1\u202f?")
        await pilot.press("enter")
        await until(pilot, lambda: "Cartes créées" not in shown(app))


async def test_cards_say_where_they_are(workshop, services):
    app = on(SharePage(workshop), services)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        services.sharing.full = True
        await pilot.press("c")
        await sees(app, pilot, "Disk full.")
        services.sharing.full = False
        await pilot.press("c")
        await sees(app, pilot, "cartes.html")


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_message_does_not_cover_the_code_nor_the_link(workshop, services, size):
    app = on(SharePage(workshop), services)
    async with app.run_test(size=size, notifications=True) as pilot:
        await pilot.press("c")
        await until(pilot, lambda: app.screen.query_one("#notices").display)
        await pilot.pause()
        message = app.screen.query_one("#notices").region
        assert message.area
        for name in ("#right", "#tables"):
            assert not message.overlaps(app.screen.query_one(name).region)


async def test_where_the_code_does_not_fit_the_link_is_there(services):
    workshop = make_workshop(plan={**PLAN, "title": f"{NOTES[4]} {NOTES[17]}"}, log=FakeLog())
    app = on(SharePage(workshop), services)
    async with app.run_test(size=(80, 18)) as pilot:
        await sees(app, pilot, "Pas assez de place pour le QR code", "k7m2q-94xzt-0abcd-efgh1", NOTES[4])
        for size in ((20, 5), (60, 24), (200, 60), (80, 24)):
            await pilot.resize_terminal(*size)
            await pilot.press("down", "up")
        await sees(app, pilot, "▀▀▀", "Table 1")


async def test_the_tables_that_have_tried_are_seen_until_their_phase_begins(workshop, services):
    app = on(SharePage(workshop), services)
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "Connexion des tables ouverte")
        workshop.trials.record(1, "Essai")
        await sees(app, pilot, "Tables ayant fait un essai\u00a0: 1 sur 3", "✓ essai fait")
        workshop.phases.start("tables")
        await until(pilot, lambda: "essai" not in shown(app))


async def test_a_program_that_starts_again_says_that_the_tables_wait_for_its_sharing(workshop, services):
    services.sharing.before = True
    app = on(ConductPage(workshop), services)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("n")
        await sees(app, pilot, "tables non connectées (o")
        await pilot.press("o")
        await sees(app, pilot, "Connexion des tables ouverte")
        await pilot.press("escape")
        await sees(app, pilot, "aucun appareil connecté")
        assert "non connectées" not in shown(app)


async def test_a_session_that_another_program_shares_is_not_said_to_be_cut_off(workshop, services, monkeypatch):
    monkeypatch.setattr("facilitate.tui.screens.conduct.screen._LOOK_FOR_HUB", 0.01)
    services.sharing.before = services.sharing.elsewhere = True
    workshop.phases.start("tables")
    app = on(ConductPage(workshop), services)
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "tables connectées par une autre fenêtre")
        assert "non connectées" not in shown(app)
        services.sharing.elsewhere = False
        await sees(app, pilot, "tables non connectées (o")


async def test_a_second_sharing_of_a_session_is_not_opened_unasked(workshop, services):
    services.sharing.before = services.sharing.elsewhere = True
    app = on(ConductPage(workshop), services)
    async with app.run_test(size=(120, 40)) as pilot:
        await pilot.press("o")
        await sees(app, pilot, "déjà connectées par une autre fenêtre")
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.is_modal)
        assert not services.sharing.fake_hub.address
        await sees(app, pilot, "Tables connectées par une autre fenêtre", "http://192.168.1.7:8423")
        await pilot.press("escape", "o")
        await sees(app, pilot, "déjà connectées par une autre fenêtre")
        await pilot.press("enter")
        await sees(app, pilot, "Connexion des tables ouverte")


@pytest.mark.parametrize(("language", "command"), [("fr", "facilitate sort LIEN"), ("en", "facilitate sort LINK")])
async def test_the_command_for_a_second_sorter_is_never_cut_in_two(language, command):
    app = on(SharePage(make_workshop()), fake_services(language))
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, command)
