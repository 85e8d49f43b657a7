"""The facilitator's page, driven by its keys."""

from __future__ import annotations

from datetime import UTC, datetime, time
from time import monotonic

import pytest
from textual.css.stylesheet import Stylesheet
from textual.widgets._toast import Toast

from facilitate.domain.values.ideas import Status
from facilitate.domain.values.notes import NoteKind
from facilitate.i18n import Language
from facilitate.tui.page import ALWAYS
from facilitate.tui.screens.conduct import screen
from facilitate.tui.screens.conduct.phase_controls import recovery_lines
from facilitate.tui.screens.conduct.screen import ConductPage
from facilitate.tui.screens.conduct.shown_phase import ShownPhase
from facilitate.tui.screens.home.screen import HomePage
from facilitate.tui.widgets.phase_timer import PhaseTimer
from facilitate.tui.widgets.rows.rows import Rows
from facilitate.workshop.schedule.punctuality import Punctuality
from facilitate.workshop.schedule.recovery import Cut, Recovery
from tests.support.workshops import PLAN, FakeLog, make_workshop
from tests.tui.hostile import NOTES
from tests.tui.services import enter, fake_services, on, sees, shown
from tests.tui.waiting import until


@pytest.fixture
def workshop():
    return make_workshop(log=FakeLog())


def agenda_of(app):
    return app.screen.query_one("#agenda", Rows)


def items_of(app):
    return app.screen.query_one("#items", Rows)


def clock_of(app):
    return str(app.screen.query_one(PhaseTimer).query_one(".words").content)


def notes_of(app):
    return [str(each.message) for each in app._notifications]


async def test_the_first_picture_reads_each_sheet_once_and_none_of_another_page(workshop, monkeypatch):
    read_again = []
    again = Stylesheet.reparse
    monkeypatch.setattr(Stylesheet, "reparse", lambda sheet: (read_again.append(sheet), again(sheet)))
    app = on(ConductPage(workshop))
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "F1")
        rules = " ".join(rule.selectors for rule in app.stylesheet.rules)
    assert read_again == []
    assert "ConductPage" in rules
    assert not any(f"{page}Page" in rules for page in ("Capture", "Sort", "Doubles", "Typology", "Groups"))


async def test_the_day_is_run_with_single_keys(workshop):
    app = on(ConductPage(workshop))
    async with app.run_test() as pilot:
        await sees(
            app, pilot, "La rencontre n’a pas commencé. Première phase\u00a0: Accueil", "en commençant maintenant"
        )
        for planned in ("prévue", "annoncée", "à l’heure"):
            assert planned not in shown(app)  # nobody has planned any hour yet
        await pilot.press("n")
        await sees(app, pilot, "▶ Accueil", "il reste 10\u00a0min", "à l’heure", "fin selon le déroulé")
        await pilot.press("space")
        assert not workshop.session.runs["welcome"].running
        await sees(app, pilot, "⏸ Accueil", "en pause")
        await pilot.press("space", "e", "plus", "r")
        assert workshop.session.runs["welcome"].running
        assert workshop.session.runs["welcome"].extra == 5
        await pilot.press("n")
        assert workshop.session.current == "venue"
        assert agenda_of(app).highlighted == "venue"
        await sees(app, pilot, "✓ 1  Accueil", "▶ 2  Le lieu")
        await pilot.press("x")
        assert workshop.session.current == ""
        await sees(app, pilot, "Aucune phase en cours. Prochaine phase\u00a0: L’étude")


async def test_a_finished_phase_is_gone_back_to_only_when_that_is_meant(workshop):
    workshop.phases.start("welcome")
    workshop.phases.start("venue")
    app = on(ConductPage(workshop))
    async with app.run_test() as pilot:
        await pilot.press("up", "enter")
        await sees(
            app,
            pilot,
            "«\u00a0Accueil\u00a0» a déjà eu lieu. Y revenir",
            "«\u00a0Le lieu\u00a0», en cours, se terminera",
        )
        await pilot.press("escape")
        await sees(app, pilot, "▶ 2  Le lieu")
        await pilot.press("s", "enter")
        await until(pilot, lambda: workshop.session.current == "welcome")
        await pilot.press("n")
        await until(pilot, lambda: workshop.session.current == "study")


PLANNED = PLAN | {"date": "2021-12-13", "starts_at": "18:30:00", "ends_at": "22:05:00"}


async def test_on_another_day_or_hour_it_is_asked_once_whether_this_is_a_rehearsal():
    workshop, services = make_workshop(plan=PLANNED), fake_services()
    app = on(ConductPage(workshop), services)
    async with app.run_test() as pilot:
        await pilot.press("n")
        await sees(app, pilot, "Rencontre prévue", "18\u00a0h\u00a030", "Répéter sur une copie", "Commencer maintenant")
        await pilot.press("escape")
        assert workshop.session.runs == {}
        await pilot.press("n", "b")
        await until(pilot, lambda: workshop.session.current == "welcome")
        assert workshop.session.plan.starts_at == time(13)
        await sees(app, pilot, "à l’heure")
        await pilot.press("n")
        assert workshop.session.current == "venue", "asked once"


async def test_where_that_is_chosen_the_screen_is_left_for_a_rehearsal():
    workshop, services = make_workshop(plan=PLANNED), fake_services()
    app = on(ConductPage(workshop), services)
    async with app.run_test() as pilot:
        await pilot.press("n", "r")
        await until(pilot, lambda: not app.is_running)
    assert (services.sessions.to_rehearse, workshop.session.runs) == (workshop.log.slug, {})


@pytest.mark.parametrize(
    ("begins", "fixed", "shown_of_kept", "key", "starts_at"),
    [
        ("18:30:00", "20:00:00", ["à heure fixe ne bouge pas"], "m", time(14, 30)),
        ("18:30:00", "20:00:00", ["à heure fixe ne bouge pas"], "b", time(20)),
        (
            "09:00:00",
            "09:30:00",
            ["pas, sauf si l’heure est passée", "Table ronde\u00a0» (9\u00a0h\u00a030)"],
            "b",
            None,
        ),
    ],
)
async def test_fixed_starts_keep_their_hour_or_move_with_the_day(begins, fixed, shown_of_kept, key, starts_at):
    document = PLANNED | {"starts_at": begins, "phases": [dict(phase) for phase in PLAN["phases"]]}
    document["phases"][3]["starts_at"] = fixed
    workshop = make_workshop(plan=document)
    app = on(ConductPage(workshop))
    async with app.run_test() as pilot:
        await pilot.press("n")
        await sees(app, pilot, "Répéter sur une copie", *shown_of_kept, "est décalé", "Pas maintenant")
        await pilot.press("n")
        assert workshop.session.runs == {}, "n twice begins nothing"
        await pilot.press("n", key)
        await until(pilot, lambda: workshop.session.current == "welcome")
    assert workshop.session.plan.phases[3].starts_at == starts_at


async def test_a_phase_that_is_fixed_far_ahead_begins_only_when_that_is_meant(workshop):
    workshop.programme.set("phases/venue/starts_at", "15:10:00")
    workshop.phases.start("welcome")
    app = on(ConductPage(workshop))
    async with app.run_test() as pilot:
        await pilot.press("n")
        await sees(
            app, pilot, "«\u00a0Le lieu\u00a0»\u00a0: début impératif à 15\u00a0h\u00a010, dans 2\u00a0h\u00a010"
        )
        await pilot.press("escape")
        assert workshop.session.current == "welcome"
        await pilot.press("n", "enter")
        await until(pilot, lambda: workshop.session.current == "venue")


async def test_ideas_that_come_before_the_tables_begin_stay_in_sight_until_a_while_after(workshop, monkeypatch):
    app = on(ConductPage(workshop))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        for table, refs in ((1, "T1-01\u00a0: notée"), (2, "T1-01, T2-01\u00a0: notées")):
            workshop.ideas.record(table, "essai")
            await sees(app, pilot, f"⚠ {refs} avant le début du travail aux tables\u202f;")
        workshop.ideas.withdraw("T1-01")
        await sees(app, pilot, "⚠ T2-01\u00a0: notée")
        workshop.programme.set("date", "2021-12-12")  # the day is over: nothing was typed too early
        await until(pilot, lambda: "⚠" not in shown(app))
        workshop.programme.set("date", "2021-12-13")
        await sees(app, pilot, "⚠ T2-01\u00a0: notée")
        workshop.recorder.clock.advance(1)
        workshop.phases.start("tables")
        await until(pilot, lambda: app.screen.query_one("#agenda", Rows).highlighted == "tables")
        await sees(app, pilot, "⚠ T2-01\u00a0: notée")
        assert not notes_of(app), "it stands there once"
        begun = monotonic()
        monkeypatch.setattr(screen, "monotonic", lambda: begun + 60)
        await until(pilot, lambda: "⚠" not in shown(app))


async def test_how_the_day_stands_is_never_cut(workshop):
    workshop.programme.set("phases/venue/title", "Premier tour de tables, avec les habitants")
    workshop.programme.set("phases/venue/starts_at", "13:05:00")
    workshop.phases.start("welcome")
    app = on(ConductPage(workshop))
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(
            app, pilot, "pour «\u00a0Premier…\u00a0» (13\u00a0h\u00a005) · fin", "fin estimée\u00a0: 16\u00a0h\u00a035"
        )
        await pilot.resize_terminal(60, 24)
        await sees(app, pilot, " (13\u00a0h\u00a005)")
        await until(pilot, lambda: "fin es" not in shown(app))


async def test_ways_to_catch_up_are_whole_however_many_phases_are_shortened():
    phases = [{"key": f"p{at}", "title": f"Une phase au titre vraiment très long, numéro {at}"} for at in range(14)]
    document = {"title": "Longue", "starts_at": "12:00:00", "ends_at": "21:20:00"}
    workshop = make_workshop(plan=document | {"phases": [each | {"kind": "other", "minutes": 40} for each in phases]})
    workshop.phases.start("p0")
    workshop.recorder.clock.advance(140)
    app = on(ConductPage(workshop))
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "tout décaler de 2\u00a0h", "dépassement")
        text = app.screen.query_one("#recover").content.plain
        assert all(line.strip() in shown(app) for line in text.splitlines())


async def test_everything_may_slip(workshop):
    workshop.phases.start("welcome")
    workshop.recorder.clock.advance(30)
    app = on(ConductPage(workshop))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        assert "Prévu" in shown(app)
        await sees(app, pilot, "tout décaler de 20\u00a0min")
        await pilot.press("d")
        await sees(app, pilot, "Toute la suite est décalée de 20\u00a0min")
        await sees(app, pilot, "à l’heure", "Décalé")


async def test_going_back_to_a_phase_that_was_skipped_asks_nothing_and_can_be_undone(workshop):
    workshop.phases.start("panel")
    app = on(ConductPage(workshop))
    async with app.run_test() as pilot:
        assert agenda_of(app).highlighted == "panel"
        await pilot.press("up", "up", "enter")
        assert workshop.session.current == "venue"
        await pilot.press("u")
        assert workshop.session.current == "panel"
        assert agenda_of(app).highlighted == "panel"
        await pilot.press("y")
        assert workshop.session.current == "venue"
        await pilot.press("down", "s")
        assert workshop.session.current == "study"


async def test_opened_again_it_is_where_it_was_clock_included():
    log = FakeLog()
    make_workshop(log=log).phases.start("study")
    again = make_workshop(log=log)
    again.recorder.clock.advance(15)
    app = on(ConductPage(again))
    async with app.run_test() as pilot:
        await sees(app, pilot, "▶ L’étude", "il reste 25\u00a0min", "Quels freins")
        assert agenda_of(app).highlighted == "study"


async def test_the_clock_speaks_up_near_the_end_and_after_it(workshop):
    workshop.phases.start("study")
    clock = workshop.recorder.clock
    app = on(ConductPage(workshop))
    async with app.run_test() as pilot:
        for minutes, words in (
            (31, "il reste 9"),
            (2, "bientôt la fin"),
            (6, "il faut conclure"),
            (4, "dépassement : 3"),
        ):
            clock.advance(minutes)
            app.screen.tick()
            assert words in clock_of(app)
        await sees(app, pilot, "dépassement")


async def test_once_the_day_is_over_its_end_is_no_longer_a_guess(workshop):
    workshop.phases.start("study")
    workshop.feedback.open()
    app = on(ConductPage(workshop))
    async with app.run_test(notifications=True) as pilot:
        await sees(app, pilot, "fin estimée", "fin selon le déroulé")
        still = lambda: [each for each in app._notifications if "questions de fin sont encore" in each.message]  # noqa: E731
        await pilot.press("x")
        assert not still(), "it is not the last phase"
        workshop.phases.start(workshop.session.plan.phases[-1].key)
        await pilot.press("x")
        await until(pilot, still)
        await sees(app, pilot, "La rencontre est terminée.", "fin\u00a0: ", "fin selon le déroulé")
        assert "fin estimée" not in shown(app)


async def test_where_escape_leaves_the_program_it_says_so(workshop):
    app = on(ConductPage(workshop))
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "Échap Quitter")
        await pilot.press("t")
        await sees(app, pilot, "Échap Retour")


def test_a_way_to_catch_up_is_never_cut():
    cuts = [Cut(make_workshop().session.plan.phases[place], 5, 40) for place in range(6)]
    text = recovery_lines(None, [], Language("fr"), width=60)
    assert text.plain == ""
    late = Punctuality(None, datetime(2021, 12, 13, 18, tzinfo=UTC), 30)
    text = recovery_lines(late, [Recovery(tuple(cuts), 30, enough=False)], Language("fr"), width=60).plain
    assert "…" not in text
    assert all(cut.phase.title in text for cut in cuts)
    assert all(len(line) <= 60 for line in text.splitlines()[1:])


async def test_a_chosen_number_of_minutes(workshop):
    workshop.phases.start("study")
    app = on(ConductPage(workshop))
    async with app.run_test() as pilot:
        await pilot.press("m")
        await enter(app, pilot, "douze")
        await sees(app, pilot, "Tapez un nombre de minutes")
        await pilot.press(*["backspace"] * 5)
        await enter(app, pilot, "−12 min")
        await until(pilot, lambda: not app.screen.is_modal)
        assert workshop.session.runs["study"].extra == -12


async def test_minutes_are_those_of_the_selected_phase_which_the_question_names(workshop):
    workshop.phases.start("study")
    app = on(ConductPage(workshop))
    async with app.run_test() as pilot:
        await pilot.press("end", "m")
        last = workshop.session.plan.phases[-1]
        await sees(app, pilot, last.title, "nombre négatif")
        await enter(app, pilot, "7")
        await until(pilot, lambda: not app.screen.is_modal)
        assert workshop.session.runs[last.key].extra == 7
        assert workshop.session.runs["study"].extra == 0
        await until(pilot, lambda: f"«\u00a0{last.title}\u00a0»\u00a0: 7\u00a0min de plus." in notes_of(app))
        await pilot.press("plus")
        await until(pilot, lambda: "«\u00a0L’étude\u00a0»\u00a0: 5\u00a0min de plus." in notes_of(app))
        assert workshop.session.runs["study"].extra == 5


async def test_an_idea_typed_here_is_what_undo_takes_back_not_the_phase(workshop):
    workshop.phases.start("tables")
    app = on(ConductPage(workshop))
    async with app.run_test() as pilot:
        await pilot.press("i")
        await enter(app, pilot, "Une idée de trop")
        await until(pilot, lambda: not app.screen.is_modal)
        assert len(workshop.session.ideas) == 1
        await pilot.press("u")
        await until(pilot, lambda: not workshop.session.ideas)
        assert workshop.session.current == "tables"
        await pilot.press("y")
        await until(pilot, lambda: len(workshop.session.ideas) == 1)


async def test_a_finding_goes_under_the_axis_one_key_chooses():
    study = {"axes": [{"key": key, "question": f"Quels {key} ?"} for key in ("freins", "leviers")]}
    workshop = make_workshop(plan={**PLAN, "phases": [{"kind": "study", "title": "Étude", "study": study}]})
    app = on(ConductPage(workshop))
    async with app.run_test() as pilot:
        await pilot.press("a", "tab")
        await sees(app, pilot, "→ Quels leviers")
        await enter(app, pilot, "Se croiser")
        await until(pilot, lambda: not app.screen.is_modal)
        note = next(iter(workshop.session.notes.values()))
        assert (note.kind, note.about, note.text) == (NoteKind.FINDING, "leviers", "Se croiser")
        assert items_of(app).highlighted == note.id
        await pilot.press("a")
        await sees(app, pilot, "→ Quels leviers")
        await pilot.press("escape", "tab", "home", "enter")
        await sees(app, pilot, "→ Quels freins")
        await pilot.press("shift+tab")
        await enter(app, pilot, "On finit tard")
        kinds = [note.kind for note in workshop.session.notes.values()]
        assert kinds == [NoteKind.FINDING, NoteKind.NOTE]


async def test_a_remark_stands_under_its_speaker_and_says_whether_it_may_be_quoted(workshop):
    workshop.phases.start("panel")
    app = on(ConductPage(workshop))
    async with app.run_test() as pilot:
        await pilot.press("tab", "a", "f3")
        await enter(app, pilot, "Osons la rencontre")
        await sees(app, pilot, "Osons la rencontre · citable avec le")
        note = next(iter(workshop.session.notes.values()))
        assert (note.about, note.quotable) == ("laurence-mari", True)
        await pilot.press("enter", "f3")
        await sees(app, pilot, "Corriger le propos", "citable sans le nom")
        await pilot.press("f3")
        await enter(app, pilot, "\u202f!")
        await sees(app, pilot, "Osons la rencontre\u202f! · non citable")
        await pilot.press("w")
        await sees(app, pilot, "Osons la rencontre\u202f! · propos retiré")
        await pilot.press("delete")
        await until(pilot, lambda: not workshop.session.notes[note.id].withdrawn)


async def test_a_remark_is_kept_for_the_report_by_a_key_and_undone(workshop):
    workshop.phases.start("panel")
    note = workshop.notes.take(NoteKind.REMARK, "Osons", about="laurence-mari")
    app = on(ConductPage(workshop))
    async with app.run_test() as pilot:
        await pilot.press("full_stop", "tab", "full_stop", "down", "full_stop")
        await sees(app, pilot, "★  Osons · non citable · retenu")
        refused, kept = notes_of(app)
        assert refused == "Sélectionnez d’abord un propos de la table ronde."
        assert "pas encore citable" in kept
        await pilot.press("full_stop")
        await until(pilot, lambda: not workshop.session.notes[note.id].kept)
        await pilot.press("u")
        await until(pilot, lambda: workshop.session.notes[note.id].kept)


async def test_an_idea_is_written_down_for_a_table_and_the_room_is_seen(workshop):
    workshop.phases.start("tables")
    workshop.ideas.record(1, "Un café")
    workshop.recorder.clock.advance(3)
    app = on(ConductPage(workshop))
    async with app.run_test() as pilot:
        await sees(
            app, pilot, "Quelles pistes", "il y a 3\u00a0min", "T1-01", "Un café", "aucune idée", "● écran ouvert"
        )
        workshop.recorder.clock.advance(2)
        app.screen.tick()
        await sees(app, pilot, "il y a 5\u00a0min")
        await pilot.press("tab", "down", "down", "i")
        await sees(app, pilot, "→ Table 3")
        await pilot.press("f3")
        await enter(app, pilot, "Un jardin")
        await sees(app, pilot, "T3-01  Un jardin", "2 idées · 2 pistes")
        assert workshop.ideas.find("T3-01").status is Status.EXISTING


@pytest.mark.parametrize("detail", ["Derrière la mairie, [/b] près du lavoir.", "mot " * 2_400])
async def test_an_idea_is_corrected_with_its_detail_in_sight(workshop, detail):
    workshop.phases.start("tables")
    workshop.ideas.record(1, "Un café", detail=detail)
    app = on(ConductPage(workshop))
    async with app.run_test() as pilot:
        await pilot.press("tab", *["down"] * 4, "enter")
        await sees(app, pilot, "Corriger T1-01", "Précisions (inchangées)", detail[:20], "Échap")
        await enter(app, pilot, " associatif")
        await until(pilot, lambda: workshop.ideas.find("T1-01").text == "Un café associatif")
        assert workshop.ideas.find("T1-01").detail == detail.strip()


async def test_ideas_of_others_and_note_takers_show_as_they_come(workshop, monkeypatch):
    workshop.phases.start("tables")
    other = make_workshop(role="table-2", log=FakeLog(workshop.recorder.log.kept), seed=2)
    app = on(ConductPage(workshop))
    async with app.run_test() as pilot:
        await sees(app, pilot, "aucune idée  ○")
        monkeypatch.setattr(workshop.recorder.log, "present", lambda: frozenset({"table-2"}))
        other.ideas.record(2, "De la table deux")
        app._follow()
        await sees(app, pilot, "T2-01  De la table deux", "1  à l’instant  ●", "1 idée")


async def test_tables_to_go_to_are_told_without_a_key_whatever_phase_is_shown(workshop, monkeypatch):
    workshop.phases.start("tables")
    monkeypatch.setattr(workshop.recorder.log, "present", lambda: frozenset({"table-2"}))
    app = on(ConductPage(workshop))
    async with app.run_test() as pilot:
        await pilot.press("up")
        await sees(app, pilot, "Laurence Mari")
        workshop.ideas.record(1, "une idée")
        monkeypatch.setattr(workshop.recorder.log, "present", frozenset)
        workshop.recorder.clock.advance(9)
        app.screen.tick()
        await sees(app, pilot, "⚠ Plus personne de connecté\u00a0: T2")
        workshop.recorder.clock.advance(1)
        app.screen.tick()
        await sees(app, pilot, "⚠ Encore aucune idée\u00a0: T2, T3 · Sans nouvelle idée\u00a0: T1")
        workshop.phases.end()
        app.screen.tick()
        await until(pilot, lambda: "⚠" not in shown(app))


async def test_undo_of_any_act_from_the_history(workshop):
    app = on(ConductPage(workshop))
    async with app.run_test() as pilot:
        await pilot.press("n", "n", "h")
        await until(pilot, lambda: app.screen.is_modal)
        await pilot.press("enter")
        assert workshop.session.current == "welcome"
        await sees(app, pilot, "annulée")
        await pilot.press("enter")
        assert workshop.session.current == "venue"
        await pilot.press("escape")
        await until(pilot, lambda: not app.screen.is_modal)


async def test_what_is_refused_is_told_and_changes_nothing(workshop):
    app = on(ConductPage(workshop))
    async with app.run_test(notifications=True) as pilot:
        await pilot.press("x")
        await sees(app, pilot, "Aucune phase en cours")
        assert workshop.session.current == ""


async def test_synthesis_points_to_sort_and_publish_with_counts_that_add_up(workshop):
    workshop.ideas.record(1, "une")
    workshop.ideas.record(1, "deux")
    workshop.proposals.file(["T1-01"], "lieux")
    workshop.phases.start("synthesis")
    app = on(ConductPage(workshop))
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "2 idées recueillies = 1 classée + 1 non", "t\u00a0: synthèse", "Lieux")
        for key, page in (("t", "SortPage"), ("p", "PublishPage"), ("g", "ProgrammePage")):
            await pilot.press(key)
            await until(pilot, lambda page=page: type(app.screen).__name__ == page)
            app.pop_screen()
            await until(pilot, lambda: isinstance(app.screen, ConductPage))


async def test_no_size_breaks_it(workshop):
    workshop.phases.start("tables")
    for note in NOTES:
        workshop.ideas.record(1, note)
    app = on(ConductPage(workshop))
    async with app.run_test(size=(20, 5)) as pilot:
        for size in ((2, 2), (56, 9), (200, 60), (80, 24), (20, 5), (120, 40)):
            await pilot.resize_terminal(*size)
            await pilot.press("tab", "down")
            assert len(app.screen._compositor.render_strips()) == size[1]
        await sees(app, pilot, "▶ 5  Les tables", "il reste")


async def test_at_80_by_24_every_part_has_its_place(workshop):
    workshop.phases.start("tables")
    app = on(ConductPage(workshop))
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "Déroulé", "min", "Les tables", "Quelles pistes", "T3", "il reste", "n Suite", "F1 Aide")


async def test_english_too(workshop):
    workshop.phases.start("tables")
    app = on(ConductPage(workshop), fake_services("en"))
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(
            app, pilot, "Agenda", "Planned", "Begins", "under way", "1\u00a0h\u00a015\u00a0min left", "early", "F1 Help"
        )


def test_the_keys_are_kept_clear_of_what_terminals_and_azerty_take():
    keys = [key for action in (*ConductPage.ACTIONS, *ALWAYS) for key in action.keys.split(",")]
    assert len(keys) == len(set(keys))
    assert not {key for key in keys if key.startswith("ctrl+") or key.isdigit()}


async def test_when_the_day_runs_late_ways_to_win_time_back_are_one_key_and_undone_by_another(workshop):
    plan = workshop.session.plan
    total = sum(phase.minutes for phase in plan.phases)
    workshop.phases.start("welcome")
    workshop.recorder.clock.advance(10 + 20)
    app = on(ConductPage(workshop))
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "20\u00a0min de retard sur la fin", "j  −20\u00a0min", "k  −20\u00a0min")
        await pilot.press("k")
        session = workshop.session
        assert sum(run.extra for run in session.runs.values()) == -20
        await until(pilot, lambda: "de retard sur la fin" not in shown(app))
        await pilot.press("u")
        assert not any(run.extra for run in workshop.session.runs.values())
        await sees(app, pilot, "20\u00a0min de retard sur la fin")
        await pilot.press("j")
        assert sum(run.extra for run in workshop.session.runs.values()) == -20
    assert total == sum(phase.minutes for phase in workshop.session.plan.phases)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_a_message_does_not_cover_the_delay(workshop, size):
    workshop.phases.start("welcome")
    workshop.recorder.clock.advance(10 + 20)
    app = on(ConductPage(workshop))
    async with app.run_test(size=size, notifications=True) as pilot:
        await sees(app, pilot, "de retard sur la fin")
        await pilot.press("v", "i")
        await until(pilot, lambda: app.screen.query(Toast))
        await pilot.pause()
        assert not app.screen.query(Toast).first().region.overlaps(app.screen.query_one("#recover").region)


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_messages_never_cover_how_the_day_stands_nor_pile_up(workshop, size):
    workshop.ideas.record(1, "essai")
    workshop.phases.start("welcome")
    app = on(ConductPage(workshop))
    async with app.run_test(size=size, notifications=True) as pilot:
        await sees(app, pilot, "⚠ T1-01")
        for key in "vvbbcc":
            await pilot.press(key, "escape")
        await until(pilot, lambda: app.screen.query(Toast))
        assert len(notes_of(app)) == len(set(notes_of(app))) <= 2
        await pilot.pause()
        for toast in app.screen.query(Toast):
            assert toast.region.bottom <= app.screen.query_one("#flags").region.y


async def test_a_message_about_a_session_is_left_behind_with_it(workshop):
    app = on(HomePage(), fake_services(essai=workshop))
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await sees(app, pilot, "1 rencontre")
        await pilot.press("enter")
        await until(pilot, lambda: isinstance(app.screen, ConductPage))
        app.screen.say("u : annuler")
        await until(pilot, lambda: app.screen.query(Toast))
        await pilot.press("escape")
        await until(pilot, lambda: isinstance(app.screen, HomePage))
        assert not notes_of(app)


async def test_one_digit_begins_a_turn_and_remarks_go_to_the_one_who_speaks(workshop):
    workshop.programme.add("phases/panel/speakers", {"name": "Participante 07"})
    workshop.phases.start("panel")
    app = on(ConductPage(workshop))
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "Participante 07")
        await pilot.press("2")
        workshop.recorder.clock.advance(5)
        await pilot.press("é", "1")  # with and without Shift: the second stops, the first begins
        workshop.recorder.clock.advance(30)
        app.screen.tick()
        await sees(app, pilot, "5\u00a0min sur 22\u00a0min", "▶ 30\u00a0min sur 22\u00a0min")
        await pilot.press("a")
        await sees(app, pilot, "ne figure dans le")
        await enter(app, pilot, "Il faut se rencontrer")
        assert [note.about for note in workshop.session.notes.values()] == ["laurence-mari"]
        await pilot.press("right", "2", "a")  # the first one’s remark is selected, and the second one speaks
        await enter(app, pilot, "Et se parler")
        await until(pilot, lambda: len(workshop.session.notes) == 2)
        assert [note.about for note in workshop.session.notes.values()][1] == "participante-07"
        await pilot.press("home", "b")
        assert [each.absent for each in workshop.session.plan.phase("panel").speakers] == [True, False]
        await sees(app, pilot, "absent·e")


async def test_digits_do_nothing_where_nobody_speaks(workshop):
    workshop.phases.start("tables")
    app = on(ConductPage(workshop))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        before = len(workshop.timeline.events)
        await pilot.press("1", "2")
        app.screen.query_one(ShownPhase).action_absent()
        await sees(app, pilot, "Cette phase n’a pas d’intervenant·e.")
        assert len(workshop.timeline.events) == before


async def test_a_silent_table_is_shown_and_the_bell_rings_between_rounds(workshop, monkeypatch):
    workshop.programme.set("phases/tables/rounds", 3)
    workshop.programme.set("phases/tables/changeover", 2)
    workshop.phases.start("tables")
    app, rung = on(ConductPage(workshop)), []
    monkeypatch.setattr(app, "bell", lambda: rung.append(workshop.recorder.now()))
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "tour 1 sur 3")
        items = app.screen.query_one("#items")
        assert "$warning" not in str(items.rows[1].text.spans)
        workshop.recorder.clock.advance(11)
        workshop.ideas.record(2, "Un jardin")
        app.screen.follow()
        app.screen.tick()
        assert ["$warning" in str(items.rows[table].text.spans) for table in (1, 2, 3)] == [True, False, True]
        assert not rung
        workshop.recorder.clock.advance(13)
        app.screen.tick()
        await sees(app, pilot, "rotation après le tour 1")
        assert len(rung) == 1
        workshop.recorder.clock.advance(2)
        app.screen.tick()
        await sees(app, pilot, "tour 2 sur 3")
        assert len(rung) == 2
        workshop.recorder.clock.advance(600)
        app.screen.tick()
        app.screen.tick()
        await until(pilot, lambda: " sur 3" not in shown(app))
        assert len(rung) == 3


async def test_the_day_it_is_planned_for_stands_beside_the_title():
    app = on(ConductPage(make_workshop(plan={**PLAN, "date": "2026-10-24"}, log=FakeLog())))
    async with app.run_test() as pilot:
        await sees(app, pilot, "Essai", "24/10/2026 · 0 idée")


@pytest.mark.parametrize("size", [(80, 24), (60, 20)])
async def test_a_long_title_is_shortened_before_what_stands_beside_it(size):
    workshop = make_workshop(plan=PLANNED | {"title": "Une journée des familles et des professionnels"})
    workshop.phases.start("tables")
    services = fake_services()
    services.sharing.before = True
    app = on(ConductPage(workshop), services)
    async with app.run_test(size=size) as pilot:
        await sees(app, pilot, "tables non connectées (o : connecter)")
        await until(pilot, lambda: "…" in shown(app).splitlines()[0])
        title, beside = shown(app).splitlines()[0].split("  tables non connectées (o : connecter)")
        assert title.startswith(" Une jour")
        assert title.endswith("…")
        assert beside.endswith("piste")


@pytest.mark.parametrize("size", [(120, 40), (150, 40)])
async def test_the_words_above_the_tables_stand_over_their_columns(workshop, size):
    workshop.phases.start("tables")
    workshop.ideas.record(1, "Un café")
    app = on(ConductPage(workshop))
    async with app.run_test(size=size) as pilot:
        await sees(app, pilot, "dernière idée", "T1", "aucune idée", "○ fermée")
        lines = shown(app).splitlines()
        heads = next(line for line in lines if "dernière idée" in line and "  prise de notes" in line)
        table = next(line for line in lines if "T2" in line and "aucune idée" in line)
        first = next(line for line in lines if "━━━━━━━" in line)
        assert heads.index("Idées") == first.index("━━━━━━━")
        assert (heads.index("dernière"), heads.index("  prise de notes") + 2) == (
            table.index("aucune"),
            table.index("○"),
        )


async def test_the_day_gives_way_to_a_title_that_fits_without_it():
    workshop = make_workshop(plan=PLANNED | {"title": "Rivières et rues de la ville"})
    workshop.phases.start("tables")
    services = fake_services()
    services.sharing.before = True
    app = on(ConductPage(workshop), services)
    async with app.run_test(size=(100, 30)) as pilot:
        await sees(app, pilot, "Rivières et rues de la ville  ", "tables non connectées")
        assert "2021 ·" not in shown(app).splitlines()[1]


async def test_a_phase_that_would_skip_others_is_asked_for_once(workshop):
    first, *_others, last = (phase.key for phase in workshop.session.plan.phases)
    workshop.phases.start(first)
    app = on(ConductPage(workshop))
    async with app.run_test(size=(120, 40)) as pilot:
        app.screen._agenda.highlighted = last
        await pilot.press("enter")
        await sees(app, pilot, "4 phases seront passées")
        await pilot.press("escape")
        assert workshop.session.current == first
        await pilot.press("enter", "enter")
        await until(pilot, lambda: workshop.session.current == last)


ASKED = {
    "kind": "tables", "key": "t", "title": "Les tables", "minutes": 42, "tables": 3, "rounds": 2, "changeover": 2,
    "question": "Que garder ?", "round_setups": [{"number": 2, "question": "Que changer ?"}],
}  # fmt: skip


@pytest.mark.parametrize("size", [(80, 24), (120, 40)])
async def test_the_ideas_beside_the_question_of_a_round_are_those_of_that_round(size):
    workshop = make_workshop(log=FakeLog(), plan={**PLAN, "phases": [ASKED]})
    workshop.phases.start("t")
    for table, text in ((1, "Les bancs"), (1, "La fontaine"), (3, "Le kiosque")):
        workshop.ideas.record(table, text)
    app = on(ConductPage(workshop))
    async with app.run_test(size=size) as pilot:
        await sees(app, pilot, "Que garder ?", "Tour 1\u00a0: 3 idées · toute la phase\u00a0: 3 idées", "Idées, tour 1")
        workshop.recorder.clock.advance(22)
        workshop.ideas.record(2, "Les horaires")
        app.screen.follow()
        app.screen.tick()
        await sees(app, pilot, "Que changer ?", "Tour 2\u00a0: 1 idée · toute la phase\u00a0: 4 idées", "Idées, tour 2")
        rows = {row.key: row.text.plain.split("\n")[0] for row in items_of(app).rows}
        assert [rows[f"table/{table}"].strip(" ━╸").split()[0] for table in (1, 2, 3)] == ["0", "1", "0"]
        workshop.phases.end()
        app.screen.follow()
        app.screen.tick()
        await sees(
            app,
            pilot,
            "«\u00a0Que garder ?\u00a0»\u00a0: 3 idées",
            "Tour 2 · «\u00a0Que changer ?\u00a0»\u00a0: 1 idée",
        )
        rows = {row.key: row.text.plain.split("\n")[0] for row in items_of(app).rows}
        assert [rows[f"table/{table}"].strip(" ━╸").split()[0] for table in (1, 2, 3)] == ["2", "1", "1"]


async def test_a_key_ends_the_round_early():
    workshop = make_workshop(log=FakeLog(), plan={**PLAN, "phases": [ASKED]})
    workshop.phases.start("t")
    app = on(ConductPage(workshop))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await sees(app, pilot, "Que garder ?", "tour 1 sur 2")
        workshop.recorder.clock.advance(5)
        await pilot.press("f")
        await sees(app, pilot, "Tour 1 terminé (u\u00a0: annuler).", "rotation après le tour 1 sur 2")
        await pilot.press("f")
        await sees(app, pilot, "Que changer ?", "tour 2 sur 2", "Rotation après le tour 1 terminée")
        await pilot.press("f")
        await sees(app, pilot, "C’est le dernier tour.")
        await pilot.press("u", "u")
        await sees(app, pilot, "Que garder ?", "tour 1 sur 2")


async def test_what_was_refused_is_not_told_any_more_once_something_was_done():
    workshop = make_workshop(log=FakeLog(), plan={**PLAN, "phases": [ASKED]})
    workshop.phases.start("t")
    app = on(ConductPage(workshop))
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("n")
        await sees(app, pilot, "C’est la dernière phase.")
        await pilot.press("x")
        await until(pilot, lambda: "dernière phase" not in shown(app), seconds=4)  # it would go by itself after eight
        assert not workshop.session.current
