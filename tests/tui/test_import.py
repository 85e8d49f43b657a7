"""Importing on the screen: choosing a file, seeing what it would bring in, bringing it in."""

from __future__ import annotations

import asyncio
import os
import re
import threading

import pytest
from textual import events

from facilitate.cli.nearby_files import NearbyFiles
from facilitate.domain.errors import N_, Refused
from facilitate.tui.screens.conduct.screen import ConductPage
from facilitate.tui.screens.home.screen import HomePage
from facilitate.tui.screens.imports import preview as import_preview
from facilitate.tui.screens.imports.preview import ImportPage
from facilitate.tui.screens.imports.screen import ImportFilesPage, PathField
from tests.support.workbooks import xlsx
from tests.support.workshops import FakeLog, make_workshop
from tests.tui.services import fake_services, on, sees, shown
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
        [("photo.jpg", "x"), ("neuf.csv", "Idée;Table\nune;1\n"), ("[b]vieux.txt", "une\n"), ("sous/deux.csv", "a\n")]
    ):
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        os.utime(path, (1_600_000_000 - age, 1_600_000_000 - age))
    return tmp_path


def app_on(folder, *others, language="fr"):
    workshop = make_workshop(log=FakeLog())
    services = fake_services(language, essai=workshop)
    services.files = lambda: Nearby(folder, *others)
    return on(ImportFilesPage(workshop), services), workshop


def paste(app, text):
    app.screen.query_one(PathField).post_message(events.Paste(text))


async def test_the_newest_list_is_highlighted_and_what_is_none_is_there_too(folder):
    app, _ = app_on(folder)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "Les dossiers habituels", f"▸ {folder.name}", "2 listes", "▌  neuf.csv", "photo.jpg")
        names = [line.split()[0] for line in shown(app).replace("▌", " ").splitlines() if "kB" in line or "ko" in line]
        assert names == ["neuf.csv", "[b]vieux.txt", "photo.jpg"]


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
        await sees(app, pilot, "de ce nom ici")
        await pilot.press("escape")
        paste(app, f"'{folder / 'neuf.csv'}' ")
        await sees(app, pilot, "À cet emplacement", "▌  neuf.csv")


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
    app.services.files = lambda: Slow(tmp_path / "vanished", folder, tmp_path / "broken")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "▸ vanished", "…", "▸ broken", "—", "▌  neuf.csv")
        await pilot.press("up", "right")
        await sees(app, pilot, "gone")
    forever.set()


# The preview


@pytest.fixture(autouse=True)
def _enter_counts_at_once(monkeypatch):
    monkeypatch.setattr(import_preview, "_SETTLED", 0)


def preview(tmp_path, text, name="liste.csv", encoding="utf-8", language="fr"):
    path = tmp_path / name
    path.write_bytes(text.encode(encoding) if isinstance(text, str) else text)
    workshop = make_workshop(log=FakeLog())
    services = fake_services(language, essai=workshop)
    services.files = lambda: Nearby(tmp_path)
    return on(ImportPage(workshop, path), services), workshop


SHEET = (
    "Horodateur;Votre table;Idée;Pourquoi;Statut\n"
    "2026/03/01;3;Un jardin [/foo];Les voisins;existant\n"
    "2026/03/02;1;Un four;;à créer\n"
    "2026/03/03;2;;;\n"
)


async def test_the_preview_shows_what_was_read_the_columns_the_rows_and_what_stays_out(tmp_path):
    app, workshop = preview(tmp_path, SHEET)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(
            app,
            pilot,
            "CSV · UTF-8 · séparé par «\u00a0;\u00a0»",
            "noms des colonnes à la ligne 1",
            "Votre table",
            "2026/03/01",
        )
        await sees(app, pilot, "T3  Un jardin [/foo]", "existante", "T1  Un four")
        await sees(app, pilot, "2 idées seront importées", "1 ligne ignorée", "(ligne 4)")
        await pilot.press("escape")
        assert not workshop.session.ideas


async def test_from_run_enter_brings_it_in_and_one_undo_takes_it_back(tmp_path):
    (tmp_path / "liste.csv").write_text(SHEET, encoding="utf-8")
    workshop = make_workshop(log=FakeLog())
    services = fake_services(essai=workshop)
    services.files = lambda: Nearby(tmp_path)
    app = on(ConductPage(workshop), services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await sees(app, pilot, "Déroulé")
        await pilot.press("z")
        await sees(app, pilot, "▌  liste.csv")
        await pilot.press("enter")
        await sees(app, pilot, "2 idées seront importées")
        await pilot.press("enter")
        await sees(app, pilot, "2 idées importées", "Déroulé")
        assert sorted(idea.text for idea in workshop.session.ideas.values()) == ["Un four", "Un jardin [/foo]"]
        await pilot.press("u")
        await sees(app, pilot, "Opération annulée", "liste.csv")
        assert dict(workshop.session.ideas) == {}


async def test_arrows_say_what_a_column_is_and_what_is_only_passed_stays_with_its_column(tmp_path):
    app, _ = preview(tmp_path, SHEET)
    async with app.run_test(size=(120, 30)) as pilot:
        await sees(app, pilot, "T3  Un jardin")
        await pilot.press("right", "up", "up")
        await sees(app, pilot, "Idée ↕", "T3  Les voisins")
        await pilot.press("down", "down")
        await sees(app, pilot, "Précisions ↕", "T3  Un jardin")
        await pilot.press("left", "left", "left", "up")
        await sees(app, pilot, "T3  2026/03/01")


async def test_a_digit_names_the_table_of_rows_that_name_none(tmp_path):
    app, _ = preview(tmp_path, "- une\n- deux\n", "liste.md")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "T?  une", "2 idées sans table", "numéro de la table", "la même table pour toutes")
        await pilot.press("enter")
        await sees(app, pilot, "De quelle table viennent les lignes")
        await pilot.press("escape", "2")
        await sees(app, pilot, "T2  une", "table 2", "2 idées seront importées")
        await pilot.press("t", "down", "enter")
        await sees(app, pilot, "T3  une", "toutes les lignes sans table", "table 3", "nouveau\u00a0: aucune")
        await pilot.press("3")
        await sees(app, pilot, "T?  une", "2 idées sans table")


async def test_what_cannot_be_told_is_asked_and_chosen_with_the_arrows(tmp_path):
    app, _ = preview(
        tmp_path,
        "matin;soir\nun four commun pour le pain;un potager ouvert à tous\nune fête des voisins;des vélos à prêter\n",
    )
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "Quelle colonne contient les idées", "soir", "un potager ouvert à tous")
        while app.screen.query_one("#asked").highlighted != "soir":
            await pilot.press("down")
        await pilot.press("enter", "1")
        await sees(app, pilot, "T1  un potager", "T1  des vélos", "2 idées seront importées")


async def test_an_encoding_that_makes_no_words_is_chosen_by_what_it_would_make(tmp_path):
    app, _ = preview(tmp_path, b"R\xfdQ\n\xfd\xfe\n", "liste.txt")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "Les accents de ce fichier", "Windows", "RýQ", "MS-DOS")
        await pilot.press("enter", "1")
        await sees(app, pilot, "T1  RýQ", "Windows, Europe de l’Ouest (e autre encodage)")


async def test_what_is_no_list_says_so_and_escape_goes_back(tmp_path):
    app, _ = preview(tmp_path, b"%PDF-1.7\n", "compte-rendu.pdf")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "PDF", "Demandez")
        await pilot.press("enter", "down", "space", "c", "t", "escape")
        await pilot.resize_terminal(20, 5)


async def test_from_the_list_of_sessions_an_import_ends_in_its_session(folder):
    services = fake_services(essai=make_workshop(log=FakeLog()))
    services.files = lambda: Nearby(folder)
    app = on(HomePage(), services)
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await sees(app, pilot, "1 rencontre", "z Importer")
        await pilot.press("z")
        await sees(app, pilot, "▌  neuf.csv")
        await pilot.press("enter")
        await sees(app, pilot, "1 idée sera importée")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ConductPage))
        await sees(app, pilot, "1 idée importée", "1 idée · 1 piste")
        await pilot.press("u")
        await sees(app, pilot, "0 idée")


async def test_ideas_of_one_table_in_the_same_words_are_counted_before_they_are_imported(tmp_path):
    app, _ = preview(tmp_path, "table;idée\n1;Un four\n1;Un four\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "2 idées seront importées", "1 idée a le même texte qu’une autre de sa table")


async def test_what_is_here_already_is_not_brought_in_again(tmp_path):
    app, workshop = preview(tmp_path, "table;idée\n1;Un four\n")
    workshop.ideas.record(1, "Un four")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await sees(app, pilot, "Aucune nouvelle idée", "1 déjà présente", "  déjà présente")
        await pilot.press("enter")
        await sees(app, pilot, "Rien à importer", "liste.csv")
        assert len(workshop.session.ideas) == 1


async def test_ideas_that_are_here_and_were_never_filed_are_filed(tmp_path):
    app, workshop = preview(tmp_path, "table;idée;item\n1;Un four;lieux\n")
    idea = workshop.ideas.record(1, "Un four")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await sees(app, pilot, "Aucune nouvelle idée", "1 idée déjà présente sera classée")
        await pilot.press("enter")
        await until(pilot, lambda: workshop.session.proposal_of(idea.id).category == "lieux")


async def test_new_items_and_corrections_are_ticked_before_they_are_made(tmp_path):
    text = "réf;table;idée;item\nT1-01;1;Un grand jardin partagé;\n;2;Un four;Cuisine\n;2;Un banc;lieux\n"
    app, workshop = preview(tmp_path, text)
    workshop.ideas.record(1, "Un jardin partagé")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "2 idées seront", "☐ créer 1 nouvel item", "« Cuisine »".replace(" ", "\u00a0"))
        await sees(app, pilot, "☐ corriger 1 idée", "différente ici")
        await pilot.press("space", "c")
        await sees(app, pilot, "☑ créer", "☑ corriger", "corrigée")
        await pilot.press("enter")
        await until(pilot, lambda: len(workshop.session.ideas) == 3)
        assert workshop.ideas.find("T1-01").text == "Un grand jardin partagé"
        assert workshop.session.plan.categories[-1].title == "Cuisine"


async def test_an_item_in_other_words_and_another_status_of_an_idea_that_is_here_are_shown(tmp_path):
    title = make_workshop().session.plan.categories[0].title
    text = f"table;idée;statut;item\n1;Un banc;existante;\n2;Un four;;Les {title}\n"
    app, workshop = preview(tmp_path, text)
    workshop.ideas.record(1, "un banc.")
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(app, pilot, "☐ corriger 1 idée", "différente ici", "est classé sous")
        await pilot.press("c", "enter")
        await until(pilot, lambda: len(workshop.session.ideas) == 2)
        idea = workshop.ideas.find("T1-01")
        assert (idea.text, idea.status.value) == ("un banc.", "existing")
        assert len(workshop.session.plan.categories) == len(make_workshop().session.plan.categories)


async def test_items_that_only_corrections_name_are_made_with_them_and_what_stays_is_told(tmp_path):
    text = "repère;table;idée;item\nT1-01;2;Un jardin;Cuisine\nT1-02;1;Un four;lieux\n"
    app, workshop = preview(tmp_path, text)
    for words in ("Un jardin", "Un four", "Un abri"):
        workshop.ideas.record(1, words)
    workshop.proposals.file(["T1-01", "T1-02"], "lieux")
    async with app.run_test(size=(120, 30)) as pilot:
        await sees(app, pilot, "☐ corriger 1 idée", "1 idée est à une autre table", "ne figure pas dans ce fichier")
        await sees(app, pilot, "␣ Nouveaux items", "c Corrections")
        await sees(app, pilot, "T1  Un jardin")  # where it stays
        assert "créer 1 nouvel item" not in shown(app)
        await pilot.press("c")
        await sees(app, pilot, "☑ corriger", "☐ créer 1 nouvel item")
        await pilot.press("space", "enter")
        await until(pilot, lambda: workshop.session.plan.categories[-1].title == "Cuisine")
        idea = workshop.ideas.find("T1-01")
        assert workshop.session.proposal_of(idea.id).category == workshop.session.plan.categories[-1].key
        assert idea.table == 1


# The same choice on the screen and by the command; nothing covered, nothing forgotten, nothing blocked

BOARD = "".join(
    f"{100 + number};Table {number % 3 + 1};plus de bancs au parc {number};de l’ombre pour tous {number};#fef445\n"
    for number in range(6)
)


def bottom(app):
    return shown(app).rstrip().splitlines()[-1]


async def test_the_idea_column_chosen_on_the_screen_brings_the_table_along_as_the_option_does(tmp_path):
    app, _ = preview(tmp_path, BOARD)
    async with app.run_test(size=(120, 30)) as pilot:
        await sees(app, pilot, "Quelle colonne contient les idées", "↵ Choisir")
        assert "Son rôle" not in bottom(app)
        while app.screen.query_one("#asked").highlighted != "3":
            await pilot.press("down")
        await pilot.press("enter")
        await sees(app, pilot, "T2  plus de bancs au parc 1", "6 idées seront importées")
        await pilot.press("right", "i")
        await sees(app, pilot, "T2  de l’ombre pour tous 1", "6 idées seront importées")


async def test_where_no_column_is_the_idea_the_key_that_is_named_does_it_at_once(tmp_path):
    app, _ = preview(tmp_path, SHEET)
    async with app.run_test(size=(120, 30)) as pilot:
        await sees(app, pilot, "T3  Un jardin")
        await pilot.press("down")
        await sees(app, pilot, "Pas encore de colonne pour les idées", "appuyez sur i")
        await pilot.press("right", "i")
        await sees(app, pilot, "T3  Les voisins")


async def test_what_is_told_in_passing_stands_in_the_page_and_covers_nothing(tmp_path):
    app, _ = preview(tmp_path, SHEET)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await sees(app, pilot, "T3  Un jardin")
        await pilot.press("f")
        await sees(app, pilot, "Ce fichier n’a pas d’autre feuille")
        assert not app._notifications
        await pilot.press("right")
        await until(pilot, lambda: "pas d’autre feuille" not in shown(app))


async def test_only_keys_that_do_something_are_at_the_bottom(tmp_path):
    app, _ = preview(tmp_path, "- une\n- deux\n", "liste.md")
    async with app.run_test(size=(120, 30)) as pilot:
        await sees(app, pilot, "T?  une", "t Table", "Échap Retour")
        assert not {"Colonne", "Son rôle", "Nouveaux items", "Corrections", "Feuille"} & set(bottom(app).split())
    app, _ = preview(tmp_path, b"%PDF-1.7\n", "compte-rendu.pdf")
    async with app.run_test(size=(120, 30)) as pilot:
        await sees(app, pilot, "PDF", "Échap Retour")
        assert bottom(app).split() == ["F1", "Aide", "Échap", "Retour"]


async def test_another_encoding_keeps_what_was_said_of_the_columns(tmp_path):
    sheet = "Table;Idea;Pourquoi\n3;un café associatif;les aînés\n1;un marché;l’été\n"
    app, _ = preview(tmp_path, sheet, encoding="cp1252")
    async with app.run_test(size=(120, 30)) as pilot:
        await sees(app, pilot, "T3  un café associatif", "Windows, Europe de l’Ouest")
        await pilot.press("right", "i")
        await sees(app, pilot, "T3  les aînés")
        await pilot.press("e")
        await sees(app, pilot, "MS-DOS", "associatif")
        await pilot.press("down", "down", "enter")
        await sees(app, pilot, "MS-DOS", "T3  les a", "T1  lÆÚtÚ")


async def test_a_long_import_goes_on_beside_the_page_and_escape_does_not_halve_it(tmp_path, monkeypatch):
    monkeypatch.setattr(import_preview, "_SOON", 0.01)
    app, workshop = preview(tmp_path, "Idée;Table\n" + "".join(f"un four {number};1\n" for number in range(600)))
    gate = asyncio.Event()

    async def turn(_seconds):
        await asyncio.sleep(0.02)
        if len(workshop.session.ideas) == 500:
            await gate.wait()

    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "600 idées seront importées")
        monkeypatch.setattr(import_preview, "pause", turn)
        await pilot.press("enter")
        await sees(app, pilot, "Enregistrement\u00a0: 500 idées sur 600")
        assert len(workshop.session.ideas) == 500
        await pilot.press("down", "enter", "escape")
        await sees(app, pilot, "attendez la fin", "un four 1")
        gate.set()
        await until(pilot, lambda: not app.screen._writing)
        assert len(workshop.session.ideas) == 600
        workshop.history.undo()
        assert not workshop.session.ideas


async def test_the_undo_of_an_import_stands_in_the_help_of_a_narrow_screen_and_ends_what_told_of_it(tmp_path):
    (tmp_path / "liste.csv").write_text(SHEET, encoding="utf-8")
    workshop = make_workshop(log=FakeLog())
    services = fake_services(essai=workshop)
    services.files = lambda: Nearby(tmp_path)
    app = on(ConductPage(workshop), services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("z")
        await sees(app, pilot, "▌  liste.csv")
        await pilot.press("enter")
        await sees(app, pilot, "2 idées seront importées")
        await pilot.press("enter")
        await sees(app, pilot, "2 idées importées (u")
        await pilot.press("f1")
        await sees(app, pilot, "Ce que vous pouvez faire ici", "u           Annuler la dernière opération.")
        await pilot.press("escape", "u")
        await sees(app, pilot, "Opération annulée")
        assert "2 idées importées" not in shown(app)


async def test_what_was_told_in_passing_does_not_cover_the_preview(tmp_path):
    app, _ = preview(tmp_path, SHEET, name=f"{'Réponses au formulaire ' * 4}.csv")
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        app.notify("2 idées importées", timeout=60)
        await pilot.press("escape")
        app.push_screen(ImportPage(app.screen.workshop, tmp_path / f"{'Réponses au formulaire ' * 4}.csv"))
        await sees(app, pilot, "2 idées seront importées", "Réponses au formulaire R…  Essai")
        assert "2 idées importées" not in shown(app)


async def test_columns_without_a_name_are_offered_with_the_first_things_in_them(tmp_path):
    text = "12;Réparer les vélos dans la cour de l’école.;Avec Léa et Max, le soir.\n"
    text += "7;Un marché du soir sur la place de la gare.;Si la mairie le veut bien.\n"
    text += "30;Oser ouvrir les jardins à tous les voisins.;Pas sans les parents du quartier.\n"
    app, _ = preview(tmp_path, text)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "Colonne 1", "12 · 7 · 30", "Avec Léa et Max, le soir. · Si la mairie")
        await pilot.press("down", "down", "enter")
        await sees(app, pilot, "T?  Avec Léa et Max, le soir.")


async def test_what_was_done_is_told_in_the_words_of_the_command_with_the_key_that_takes_it_back(tmp_path):
    (tmp_path / "liste.csv").write_text(
        "réf;table;idée;item\nT1-01;1;Un grand jardin;\n;2;Un four;Cuisine\n;2;Un banc;lieux\n", encoding="utf-8"
    )
    workshop = make_workshop(log=FakeLog())
    workshop.ideas.record(1, "Un jardin")
    services = fake_services(essai=workshop)
    services.files = lambda: Nearby(tmp_path)
    app = on(ConductPage(workshop), services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("z")
        await sees(app, pilot, "▌  liste.csv")
        await pilot.press("enter")
        await sees(app, pilot, "2 idées seront importées")
        await pilot.press("space", "c", "enter")
        await sees(app, pilot, "2 idées importées.")
        told = " ".join(line.partition("▌")[2].strip() for line in shown(app).splitlines()[6:])
        sentences = (
            "1 idée corrigée.",
            "2 idées classées dans leurs items.",
            "1 nouvel item a été créé (u : annuler cet import).",
        )
        told = " ".join(told.replace("─", "").split())  # a rule of the page may stand beside the notice
        missing = [each for each in sentences if each not in told]
        assert not missing, told


async def test_from_one_sheet_a_person_comes_back_to_the_sheets_of_all_tables(tmp_path):
    sheets = {"Mode d’emploi": [["Une feuille par table"]], "Table 1": [["Idée"], ["Un four"]], "Table 2": [["Idée"]]}
    app, _ = preview(tmp_path, xlsx(sheets | {"Table 3": [["Idée"], ["Un banc"]]}), name="tables.xlsx")
    async with app.run_test(size=(80, 30)) as pilot:
        await sees(app, pilot, "T1  Un four", "T3  Un banc", "(Table 1, Table 2, Table 3)")
        await pilot.press("f")
        await sees(app, pilot, "Quelle feuille", "▌  Toutes les tables ensemble", "Mode d’emploi")
        await pilot.press("down", "down", "down", "down", "enter")
        await until(pilot, lambda: "T1  Un four" not in shown(app))
        await pilot.press("f")
        await sees(app, pilot, "▌  Table 3")
        await pilot.press("home", "enter")
        await sees(app, pilot, "T1  Un four", "T3  Un banc")


async def test_sub_points_become_a_detail_and_everything_comes_in_as_written_by_a_key(tmp_path):
    text = "Compte rendu — table 2\nDate : 12 mars\n\nLéa : une crèche\n- un bal\n  - en juin\n"
    app, _ = preview(tmp_path, text, "cr.txt")
    async with app.run_test(size=(120, 30)) as pilot:
        await sees(app, pilot, "T2  une crèche", "T2  en juin", "3 idées seront importées", "1 ligne ignorée")
        assert "p Sous-points" in bottom(app)
        assert "l Tel quel" in bottom(app)
        await pilot.press("p")
        await sees(app, pilot, "2 idées seront importées", "précision du point")
        await pilot.press("p", "l")
        await sees(app, pilot, "T2  Date : 12 mars", "T2  Léa : une crèche", "4 idées seront importées")
        await pilot.press("l")
        await sees(app, pilot, "T2  une crèche", "3 idées seront importées")


async def test_a_list_of_themes_comes_in_only_by_its_key(tmp_path):
    app, _ = preview(tmp_path, "Mobilité\nLogement\nSanté\n", "themes.txt")
    async with app.run_test(size=(120, 30)) as pilot:
        await sees(app, pilot, "3 lignes ignorées", "que des thèmes", "l Tel quel")
        await pilot.press("l", "1")
        await sees(app, pilot, "T1  Mobilité", "3 idées seront importées")


async def test_no_sentence_is_cut_what_has_no_room_is_counted(tmp_path):
    title = "Association des habitants du quartier de la gare, atelier du samedi vingt-huit"
    rows = "".join(f"2;<b>Une idée {number}</b>\u200b;peut-être {number}\n" for number in range(9))
    app, _ = preview(tmp_path, f"{title}\n{title} novembre\nTable;Idée;Statut\n1;Un four;existe\n{rows}")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "autres remarques")
        told = app.screen.query_one("#told")
        seen = shown(app)
        assert told.virtual_size.height <= told.size.height
        assert "! " not in seen
        assert seen.count("\n · ") >= 1
        assert re.search(r"\.\s+… et \d+ autres remarques", seen)
    app, _ = preview(tmp_path, f"{title}\nTable;Idée\n1;Un four\n2;Un banc\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "2 idées seront importées")
        assert "remarque" not in shown(app)


async def test_lines_in_doubt_are_shown_among_the_others_and_come_in_by_their_key(tmp_path):
    text = "Bonjour à tous\nUn jardin\nUn four\nqui note ?\nDes bancs\nUn bal\nPage 1/2\nRAS\n"
    app, workshop = preview(tmp_path, text, "copie.txt")
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(
            app, pilot, "4 idées sans table", "qui note ?", "C’est peut-être une réponse à quelqu’un", "1 ligne ignorée"
        )
        assert "☐ importer 2 lignes qui ne sont peut-être pas des idées" in shown(app)
        assert "(«\u00a0RAS\u00a0»)" in shown(app)
        assert "d À vérifier" in bottom(app)
        await pilot.press("2")
        await sees(app, pilot, "4 idées seront importées", "à vérifier")
        await pilot.press("d")
        await sees(app, pilot, "6 idées seront importées", "T2  qui note ?", "☑ importer les lignes")
        await pilot.press("d")
        await sees(app, pilot, "4 idées seront importées")
        await pilot.press("enter")
        await until(pilot, lambda: len(workshop.session.ideas) == 4)


async def test_several_columns_hold_ideas_and_several_are_details_by_the_arrows(tmp_path):
    sheet = "Table;Idée;Pourquoi;Autre\n3;Un jardin;Les voisins;Un marché\n1;Un four;;Un banc\n"
    app, _ = preview(tmp_path, sheet)
    async with app.run_test(size=(120, 30)) as pilot:
        await sees(app, pilot, "T3  Un jardin")
        await pilot.press("right", "right", "up", "up")
        await sees(app, pilot, "Idée aussi ↕", "T3  Un marché", "T1  Un banc", "4 idées seront importées")
        await pilot.press(*("up", "up", "up", "up"))
        await sees(app, pilot, "Précisions ↕", "2 idées seront importées")
        assert shown(app).count("Précisions") == 2


async def test_what_a_column_is_read_as_does_not_look_like_its_title_once_more(tmp_path):
    app, _ = preview(tmp_path, "Table;Idée\n1;Un four\n2;Un banc\n")
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "2 idées seront importées", "→ Table    → Idée ↕")
