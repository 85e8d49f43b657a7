"""The vote on the facilitator's screen and the wall: ballots in few keys, nothing shown before the close."""

from __future__ import annotations

from functools import partial

import pytest

from facilitate.domain.errors import Refused
from facilitate.domain.values.votes import BallotForm, VoteReading, VoteRule
from facilitate.domain.values.wall import WallContent
from facilitate.i18n import Language
from facilitate.tui.screens.conduct.screen import ConductPage
from facilitate.tui.screens.share.screen import SharePage
from facilitate.tui.screens.vote.keeping import in_screen_words
from facilitate.tui.screens.vote.screen import VotePage
from facilitate.tui.screens.wall.screen import WallPage
from facilitate.tui.screens.wall.vote_lines import VoteLines
from tests.support.votes import voting
from tests.tui.services import fake_services, on, sees, shown, until


@pytest.fixture
def workshop():
    return voting(6, attendance={"groups": ["34 habitantes", "26 élus"]})


async def test_nothing_is_open_before_the_list_its_letters_and_its_rule_were_seen(workshop):
    workshop.ideas.record(2, "Idée 2")
    services = fake_services()
    services.sharing.wrong_sheets = ["38 coupons portent une autre adresse."]
    app = on(ConductPage(workshop), services)
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("f9", "f7")
        await sees(app, pilot, "38 coupons portent une autre adresse.")
        await sees(app, pilot, "jusqu’à 5 pistes", "7 pistes · Toutes les pistes", "A  Idée 1", "disent la même chose")
        await pilot.press("3", "down", "space")
        await sees(app, pilot, "jusqu’à 3 pistes", "6 pistes", "–  Idée 2", "B  Idée 3")
        await pilot.press("è", "minus")  # seven of six, and one fewer, without Shift on a French keyboard
        await sees(app, pilot, "jusqu’à 5 pistes")
        await pilot.press("r", "down", "enter", "3")
        await sees(app, pilot, "Répartissez 3 gommettes")
        await pilot.press("r", "down", "enter", "down")
        await sees(app, pilot, "De zéro à cinq doigts pour la piste sélectionnée")
        await pilot.press("r", "home", "enter", "s", "end", "enter", *"T1-01 T1-03", "enter", "f7")
        await sees(app, pilot, "Ouvrir le vote", "2 pistes")
        await pilot.press("escape")
        assert not workshop.session.votes
        await pilot.press("f7", "enter")
        await sees(app, pilot, "Ont voté", "B  Idée 3", "38 coupons portent une autre adresse.")
        assert len(workshop.votes.last.candidates) == 2


async def test_a_vote_is_prepared_as_the_slips_say_that_were_printed_for_it(workshop):
    workshop.votes.slips(2, (), list, BallotForm(VoteRule.DOTS, 4, 1))
    app = on(ConductPage(workshop), fake_services())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9", "f7")
        await sees(app, pilot, "Répartissez 4 gommettes, au plus 1")
        await pilot.press("5", "f7")
        await sees(app, pilot, "4 gommettes", "5 gommettes", "nouveaux coupons")
        await pilot.press("escape", "4", "f7", "enter")
        await sees(app, pilot, "Ont voté")
        assert workshop.votes.last.form == workshop.votes.printed.form


async def test_the_bottom_line_names_what_the_room_does_now(workshop):
    """At 80 columns too: read back, report back, vote, closing questions, each at its time."""
    app = on(ConductPage(workshop), fake_services())
    async with app.run_test(size=(80, 24)) as pilot:
        for act, words in (
            (lambda: workshop.phases.start("tables"), ("a Noter", "i Idée")),
            (workshop.readback.ask, ("F6 Relecture", "i Idée")),
            (lambda: workshop.phases.start("synthesis"), ("t Synthèse", "F7 Restitution", "F9 Vote", "F10 Questions")),
            (lambda: workshop.votes.open(VoteRule.APPROVE, 2), (" F9 Vote   n Suite",)),
            (workshop.votes.close, ("F10 Questions", "F9 Vote", "p Publier")),
        ):
            act()
            app.screen.follow()
            app.screen.tick()
            await until(pilot, lambda words=words: all(each in shown(app).splitlines()[-1] for each in words))


async def test_a_second_vote_needs_new_slips_and_says_so_where_it_is_prepared(workshop):
    workshop.votes.open(VoteRule.APPROVE, 2)
    ((code, _world),) = workshop.votes.slips(1, (), list)
    workshop.votes.coded_ballot(code, "A")
    workshop.votes.close()
    app = on(VotePage(workshop), fake_services())
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("f7")
        await sees(app, pilot, "Les coupons du vote précédent ne sont plus valables")
        await pilot.press("f7", "enter")
        await sees(app, pilot, "Ont voté", "Les coupons du vote précédent")
        with pytest.raises(Refused, match="ask for a new one"):
            workshop.votes.coded_ballot(code, "A")
        workshop.votes.slips(1, (), list)
        assert not workshop.votes.needs_new_slips


async def test_ballots_on_paper_are_typed_counted_and_kept(workshop):
    app = on(ConductPage(workshop), fake_services())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press("f9", "f7", "f7", "enter")
        await sees(app, pilot, "Ont voté", "Idée 6")
        await pilot.press(*"ab", "enter")
        await sees(app, pilot, "De quel monde est ce bulletin")
        assert workshop.votes.progress().ballots == 0, "asked once, before the first one"
        await pilot.press("f3", "f3", "f3", "enter", *"AC", "enter", "f3", *"a", "enter", *"axx", "enter")
        await until(pilot, lambda: any("ne désigne aucune piste" in each.message for each in app._notifications))
        assert workshop.votes.progress().ballots == 3
        assert app.screen.query_one("Field").value == "axx"
        assert [world for world, _marks in workshop.log.ballots.contents["paper"]] == ["", "", "habitantes"]
        await sees(app, pilot, "3 saisis ici. Dont 2 sans monde.", "[code] lettres")
        await pilot.press("ctrl+u", *"cc", "f8")
        await until(pilot, lambda: any("C y figure deux fois" in each.message for each in app._notifications))
        await pilot.press("ctrl+u", "f8", "f8")
        await until(pilot, lambda: any("sera retiré au décompte" in each.message for each in app._notifications))
        await pilot.press(*"ad", "enter")
        assert not any("sera retiré" in each.message for each in app._notifications), "that was about the one before"
        await pilot.press("f4", "f5")
        await sees(app, pilot, "3 bulletins", "habitantes")
        assert (workshop.session.wall, workshop.votes.progress().spoilt) == (WallContent.VOTE, 1)
        await pilot.press("enter", "space", "enter")
        await until(pilot, lambda: any("Un bulletin blanc se saisit" in each.message for each in app._notifications))
        assert workshop.votes.progress().ballots == 3
        assert "Voix" not in shown(app)
        ((code, _world),) = workshop.votes.slips(1, (), list)
        await pilot.press(*code, "enter", "space", *"b", "enter", *code, "space", *"-", "enter")
        await until(pilot, lambda: any("avait déjà un bulletin" in each.message for each in app._notifications))
        assert workshop.votes.progress().ballots == 4
        await pilot.press("f9", "f9")
        await sees(
            app,
            pilot,
            "Résultat du vote",
            "Voix",
            "5 bulletins : 3 exprimés, 1 blanc, 1 nul.",
            "1 avec code, 3 sans code",
            "mal saisi a été retiré",
        )
        await pilot.press("f6", "enter", "enter")
        await sees(app, pilot, "Combien de pistes", "un nombre de 1 à 6")
        await pilot.press(*"-7", "enter", "ctrl+u", *"1", "enter")
        await until(pilot, lambda: workshop.votes.last.shortlist is not None)
        await sees(app, pilot, "1 ✓")
        await pilot.press("a", *"Un coupon perdu", "enter")
        await sees(app, pilot, "Note\u00a0: Un coupon perdu")
        await pilot.press("r", *"Une table", "enter")
        await sees(app, pilot, "Ont voté")
        await pilot.press("ctrl+g", *"9", "enter")
        await sees(app, pilot, "4 sur 9")
        await pilot.press("ctrl+t", *"ab", "enter", *"T2 5 A=3 B=4", "enter")
        app.clear_notifications()  # they cover what stands below them for a while
        await sees(app, pilot, "Seconde saisie", "3 à la première", "1 à la seconde")
        assert workshop.votes.progress().ballots == 9
        await pilot.press(*"T2 5 A=3 B=3", "enter", "space", *"!", "enter")
        await until(pilot, lambda: [each[3] for each in workshop.log.ballots.contents["typed"]] == ["A:3 B:3"])


async def test_a_spoilt_ballot_that_is_entered_twice_counts_once(workshop):
    workshop.votes.open(VoteRule.APPROVE, 2)
    app = on(VotePage(workshop), fake_services())
    async with app.run_test(size=(120, 40), notifications=True) as pilot:
        await pilot.press("f3", *"ab", "enter", "f4", "ctrl+t", *"ab", "enter", "f4", "f4")
        await sees(app, pilot, "Nuls\u00a0: 1 et 2", "Les deux saisies diffèrent")
        await pilot.press("f8", "f8")
        await sees(app, pilot, "Nuls\u00a0: 1 et 1", "Les deux saisies concordent")
        await pilot.press("f9", "f9")
        await sees(app, pilot, "2 bulletins\u00a0: 1 exprimé, 1 nul")


async def test_a_slip_without_a_world_is_typed_once_its_world_is_chosen_and_the_close_says_what_lacks_one(workshop):
    workshop.votes.open(VoteRule.APPROVE, 2)
    (bare, _none), (printed, _world) = sorted(
        (*workshop.votes.slips(1, (), list), *workshop.votes.slips(1, ("élus",), list)), key=lambda slip: slip[1]
    )
    app = on(VotePage(workshop), fake_services())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        await pilot.press(*f"{printed} a", "enter", *f"{bare} a", "enter")
        await sees(app, pilot, "De quel monde est ce bulletin")
        assert workshop.votes.progress().ballots == 1, "what is printed is not asked"
        assert any("Monde\u00a0: élus" in each.message for each in app._notifications)
        await pilot.press("f3", "enter")
        await until(pilot, lambda: any("Monde\u00a0: habitantes" in each.message for each in app._notifications))
        assert workshop.votes.progress().worldless == 0
        await pilot.press("f3", "f3", *"ca", "enter", "f9")
        await sees(app, pilot, "1 bulletin sans monde", "F9 de nouveau")
        await pilot.press("escape")
        await sees(app, pilot, "Compté\u00a0: A, C · 3 saisis ici.")
        await pilot.press("-", "enter")
        await sees(app, pilot, "Compté\u00a0: bulletin blanc · 4 saisis ici.")
        await pilot.press(*f"{bare} a", "enter")
        await until(pilot, lambda: any("Sans monde." in each.message for each in app._notifications))
        await sees(app, pilot, "4 saisis ici.")
        assert "Compté" not in shown(app)


async def test_no_key_of_the_next_ballot_says_yes_to_what_was_asked_above_the_field(workshop):
    """Eyes are on paper: what is typed after F8, F9 or F4 is a ballot and is counted."""
    workshop.votes.open(VoteRule.APPROVE, 2)
    ((code, _world),) = workshop.votes.slips(1, (), list)
    app = on(VotePage(workshop), fake_services())
    async with app.run_test(size=(80, 24)) as pilot:
        contents, field = (lambda: workshop.log.ballots.contents), app.screen.query_one("Field")
        await pilot.press("f3", "f3", *f"{code} a", "enter", "f8", *"ab", "enter")
        assert contents()["paper"] == [["élus", "A B"]], "F8 on nothing to take back keeps the world"
        for asked, words in (
            ([*"ef", "f8"], "n’a été saisi ici depuis"),
            (["f8"], "F8 de nouveau"),
            (["f9"], "Clore le vote"),
        ):
            await pilot.press(*asked)
            await sees(app, pilot, words)
            await pilot.press(*"cd", "enter")
            assert field.value == ""
        assert workshop.votes.last.is_open
        assert workshop.votes.progress().corrected == 0
        assert contents()["paper"].count(["élus", "C D"]) == 3
        for _each in range(2):  # the second one is asked as well
            await pilot.press(*"ef", "f8")
            await sees(app, pilot, "n’a été saisi ici depuis")
            await pilot.press("f8")
        await sees(app, pilot, "3 à 5")
        await pilot.press("f9")
        await sees(app, pilot, "3 bulletins reçus, ou jusqu’à 5")
        await pilot.press("escape", "f4", "f8")
        await sees(app, pilot, "retirer un bulletin nul")
        await pilot.press("f8", *"a", "f4")
        assert workshop.votes.progress().spoilt == 0
        await pilot.press("ctrl+u", "ctrl+t", "f3", *"ab", "enter", "f9")
        await sees(app, pilot, "2 bulletins reçus", "Les deux saisies diffèrent")
        await pilot.press("f9")
        await sees(app, pilot, "2 bulletins.", "1 avec code, 1 sans code")
    assert not workshop.votes.last.is_open


async def test_a_ballot_typed_before_the_page_was_left_is_known_to_have_been_typed_here(workshop):
    workshop.votes.open(VoteRule.APPROVE, 3)
    app = on(ConductPage(workshop), fake_services())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f9", "f3", *"ab", "enter", *"cd", "enter", "escape", "f9", "f3")
        await sees(app, pilot, "2 saisis ici")
        await pilot.press(*"ba", "f8")
        await sees(app, pilot, "retirer un bulletin A, B (habitantes)")
        await pilot.press("f8")
        await sees(app, pilot, "Ont voté\u00a0: 1 bulletin", "1 saisi ici")
    assert workshop.votes.progress().unsure == 0


async def test_a_ballot_is_named_and_asked_for_before_it_is_taken_back(workshop):
    """Letters in the field may be the half of the next ballot: no earlier one like them goes without a yes."""
    workshop.votes.open(VoteRule.APPROVE, 3)
    app = on(VotePage(workshop), fake_services())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        field = app.screen.query_one("Field")
        await pilot.press("f3", "f3", *"ab", "enter", *"cd", "enter", *"ba", "f8")
        await sees(app, pilot, "retirer un bulletin A, B (élus)", "Le dernier était C, D (élus)", "Ctrl+U, puis F8")
        assert workshop.votes.progress().corrected == 0, "asked first"
        await pilot.press("escape")
        assert field.value == "ba", "what somebody typed stays"
        await pilot.press("ctrl+u", "f8")
        await sees(app, pilot, "retirer un bulletin C, D (élus)")
        await pilot.press("escape")
        assert field.value == "", "Enter would count the last one twice"
        await pilot.press("f8", "f8")
        await until(pilot, lambda: any("C, D (élus)" in each.message for each in app._notifications))
        await pilot.press(*"e", "f8")
        await sees(app, pilot, "Aucun bulletin E (élus)")
    assert workshop.votes.progress().corrected == 1


@pytest.mark.parametrize(("present", "red"), [(5, False), (1, True)])
async def test_a_note_is_red_only_beside_sums_that_do_not_add_up(workshop, present, red):
    workshop.votes.open(VoteRule.APPROVE, 3)
    for _each in range(2):
        workshop.votes.ballot("A", paper=True)
    workshop.votes.close(present)
    workshop.votes.note("Vote à main levée pour une table")
    app = on(VotePage(workshop), fake_services())
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "Vote à main levée pour une table.")
        assert ("$error" in str(app.screen.query_one("#about").content.spans)) is red


async def test_a_refusal_goes_with_the_next_ballot_that_is_counted(workshop):
    workshop.votes.open(VoteRule.APPROVE, 2)
    app = on(VotePage(workshop), fake_services())
    async with app.run_test(size=(80, 24), notifications=True) as pilot:
        for typed in ("ab", "2 A=2", "-"):  # a ballot, totals, a blank one
            await pilot.press(*"zz", "enter", "ctrl+u", *"axx", "enter")
            assert any("Bulletin non compté" in each.message for each in app._notifications)
            await pilot.press("ctrl+u", *typed, "enter")
            if typed == "ab":
                await pilot.press("f3", "enter")
            assert not any("Bulletin non compté" in each.message for each in app._notifications)
    assert workshop.votes.progress().ballots == 4


async def test_a_tie_at_the_cut_is_shown_to_the_room_until_it_is_decided(workshop):
    workshop.votes.open(VoteRule.APPROVE, 2)
    for letters in ("A", "B", "AC"):
        workshop.votes.ballot(letters, paper=True)
    workshop.votes.close()
    workshop.wall.show(WallContent.VOTE)
    app = on(WallPage(workshop), fake_services())
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "Résultat du vote")
        with pytest.raises(Refused):
            workshop.votes.keep(2, VoteReading.TOTALS)
        app.screen.follow()
        await sees(app, pilot, "À égalité", "B, C", "pour la dernière place")
        workshop.votes.keep(2, VoteReading.TOTALS, "C", "à main levée")
        app.screen.follow()
        await sees(app, pilot, "étaient à égalité pour la 2e place", "la salle a choisi C", "à main levée")
        assert "La salle décide" not in shown(app)


async def test_a_tie_is_decided_in_sentences_of_the_screen(workshop):
    workshop.votes.open(VoteRule.APPROVE, 3)
    for letters in ("A", "AB", "ABC", "AC", "D"):
        workshop.votes.ballot(letters, paper=True)
    workshop.votes.close()
    app = on(VotePage(workshop), fake_services())
    async with app.run_test(size=(80, 24)) as pilot:
        await pilot.press("f6", "enter", *"2", "enter")
        await sees(app, pilot, "B, C", "pour la dernière place", "passent devant")
        assert workshop.votes.last.open_tie is not None, "the room sees it"
        await pilot.press("enter", *"d", "enter")
        await sees(app, pilot, "uniquement les ex æquo")
        await pilot.press("ctrl+u", *"c", "enter")
        await sees(app, pilot, "C d’abord")
        await pilot.press("enter", *"À main levée", "enter")
        await until(pilot, lambda: workshop.votes.last.shortlist is not None)
        vote = workshop.votes.last
        assert [vote.letters[vote.candidates.index(key)] for key in vote.shortlist.kept] == ["A", "C"]
        assert [tie.reason for tie in vote.ties] == ["À main levée"]
        assert "--" not in shown(app)


def test_no_sentence_about_an_option_is_left_on_the_screen_of_the_vote(workshop):
    def sentence(act):
        with pytest.raises(Refused) as refusal:
            in_screen_words(act)
        return refusal.value.message.text

    votes = workshop.votes
    found = [sentence(lambda: votes.ballot("A", paper=True)), sentence(lambda: votes.keep(1, VoteReading.TOTALS))]
    votes.open(VoteRule.APPROVE, 2)
    found += [sentence(lambda: votes.ballot("AZ", paper=True)), sentence(lambda: votes.keep(1, VoteReading.TOTALS))]
    votes.ballot("A", paper=True)
    votes.ballot("B", again=True)
    found.append(sentence(votes.close))
    votes.totals(["A=1"], 5)
    found += [sentence(partial(votes.totals, ["A=2"], 5))]
    votes.close(second=True)
    found += [sentence(partial(votes.keep, number, VoteReading.TOTALS)) for number in (0, -7)]
    assert workshop.votes.last.open_tie is None
    assert [text for text in found if "--" in text or "facilitate " in text] == []


async def test_the_share_screen_the_page_of_the_vote_and_the_wall_show_the_link_of_the_whole_room(workshop):
    services = fake_services()
    app = on(SharePage(workshop), services)
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "Synthèse")
        assert "pour toute la salle" not in shown(app)
        workshop.votes.open(VoteRule.APPROVE, 2)
        await sees(app, pilot, "pour toute la salle")
        await pilot.press("end")
        await sees(app, pilot, "8317/v#")
        assert "▀" in shown(app), "its code has room on the smallest screen"
        app.open_screen("vote", workshop)
        await sees(app, pilot, "Les téléphones votent sur", "8317/v#")
    workshop.wall.show(WallContent.VOTE)
    await services.sharing.fake_hub.open()
    app = on(WallPage(workshop), services)
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "0 bulletin · http://192.168.1.10:8317/v#k7m2q-94xzt-0abcd-efgh1", "▀")
        await pilot.resize_terminal(80, 24)
        await sees(app, pilot, "8317/v#", "0 bulletin · QR code : fenêtre plus haute")
        workshop.votes.close()
        app.screen.draw()
        await until(pilot, lambda: "8317/v#" not in shown(app))


async def test_the_wall_shows_how_many_voted_and_only_then_what(workshop):
    workshop.votes.open(VoteRule.APPROVE, 2)
    workshop.wall.show(WallContent.VOTE)
    app = on(WallPage(workshop), fake_services())
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "A · Idée 1", "0 bulletin")
        digits = app.screen.query_one("HugeDigits")
        assert digits.value == "15:00", "the vote’s own quarter of an hour"
        for minutes in (-60, 24 * 60):  # a clock that was set meanwhile
            workshop.clock.advance(minutes)
            app.screen.tick()
            await until(pilot, lambda: digits.value not in ("15:00", "1:15:00"))
            assert digits.has_class("idle")
        workshop.votes.ballot("B", paper=True)
        app.screen.tick()
        await sees(app, pilot, "1 bulletin")
        assert "Résultat" not in shown(app)
        workshop.votes.close()
        app.screen.draw()
        await sees(app, pilot, "Résultat du vote", "1. B · Idée 2 – 1 voix")
        workshop.clock.at = workshop.votes.last.opened
        workshop.votes.reopen()
        app.screen.draw()
        assert app.screen.query_one("HugeDigits").has_class("idle"), "its quarter of an hour is over"


def test_the_room_is_shown_what_came_of_every_proposal_of_a_long_list():
    workshop = voting(14)
    workshop.votes.open(VoteRule.APPROVE, 5)
    workshop.votes.ballot("ABN", paper=True)
    workshop.votes.close()
    (found,) = VoteLines(workshop, Language("fr")).items()
    assert len(found.filed) == 14
