"""Suggestions on screen: where a proposal may belong, what may be the same, keywords and groups."""

import asyncio
import threading

import pytest
from textual.widgets import TextArea

from facilitate.domain.programme.plan import Category
from facilitate.domain.values.duplicates import DuplicateAnswer
from facilitate.i18n import Language
from facilitate.matching.lexical import LexicalMatcher
from facilitate.tui.screens.sort.clusters import ClustersPage
from facilitate.tui.screens.sort.duplicates import DuplicatesPage
from facilitate.tui.screens.sort.screen import SortPage
from facilitate.tui.screens.sort.suggestions import hints_text
from facilitate.tui.screens.sort.typology import TypologyPage
from facilitate.tui.suggester import Suggester
from facilitate.workshop.suggestions.contract import NAME, FilingSuggestion, Reason
from facilitate.workshop.suggestions.texts import frame_of
from tests.support.workshops import FakeLog, make_workshop
from tests.tui.hostile import NOTES
from tests.tui.services import enter, fake_services, on, sees, shown
from tests.tui.waiting import until

IDEAS = (
    (1, "Des stages croisés chez les autres"),
    (2, "Une carte des acteurs du territoire"),
    (3, "Des stages d’immersion"),
    (1, "Un annuaire des acteurs"),
    (2, "Carte des acteurs du territoire entier"),
    (3, "Une journée d’immersion"),
)


def words_only():
    return Suggester(LexicalMatcher, lambda: None)


def made(ideas=IDEAS):
    workshop = make_workshop(log=FakeLog())
    for table, text in ideas:
        workshop.ideas.record(table, text)
    return workshop


@pytest.fixture
def workshop():
    return made()


@pytest.fixture
def app(workshop):
    return on(SortPage(workshop))


def where(workshop, ref):
    return workshop.session.proposal_of(workshop.ideas.find(ref).id).category


async def test_what_was_filed_shows_where_the_next_belongs_and_one_key_files_it(app, workshop):
    async with app.run_test(size=(120, 36)) as pilot:
        await sees(app, pilot, "Des stages croisés")
        assert "peut-être ici" not in shown(app)  # nothing is shown without evidence
        await pilot.press("2")
        app.screen.board.proposals.highlighted = workshop.ideas.find("T3-01").id
        await sees(app, pilot, "Items suggérés", "j  2 Formation", "stages\u00a0»\u00a0: aussi dans T1-01")
        await pilot.press("j")
        await until(pilot, lambda: where(workshop, "T3-01") == "formation")
        app.screen.board.proposals.highlighted = workshop.ideas.find("T3-02").id
        await sees(app, pilot, "immersion\u00a0»\u00a0: aussi dans T3-01")
        await pilot.press("u")
        await until(pilot, lambda: not where(workshop, "T3-01"))
        app.screen.board.proposals.highlighted = workshop.ideas.find("T3-02").id
        await until(pilot, lambda: app.screen._suggestions._known and "dans T3-01" not in shown(app))


async def test_a_key_without_a_suggestion_says_so_and_files_nothing(app, workshop):
    async with app.run_test() as pilot:
        await sees(app, pilot, "Des stages croisés")
        await pilot.press("k")
        await sees(app, pilot, "Aucune suggestion pour T")
        assert not any(proposal.category for proposal in workshop.session.proposals())


async def test_narrow_suggestions_take_a_line_each(app, workshop):
    workshop.proposals.file(["T1-01"], "formation")
    async with app.run_test(size=(80, 24)) as pilot:
        app.screen.board.proposals.highlighted = workshop.ideas.find("T3-01").id
        await sees(app, pilot, "j  2 Formation  «\u00a0stages\u00a0»\u00a0: aussi dans T1-01")


def test_on_one_line_a_long_title_leaves_room_for_the_word_that_is_the_reason():
    title = "Instances et outils tierces entre l’économie sociale et le travail social"
    found = FilingSuggestion("a", 1.0, 1.0, (Reason(("dialogue",), source=NAME),))
    (line,) = (
        hints_text([found], (Category("a", title),), Language("fr"), width=76, wide=False).plain.strip().split("\n")
    )
    assert line.startswith("j  1 Instances et outils")
    assert "…  «\u00a0dialogue\u00a0»\u00a0: aussi dans le titre" in line


async def test_narrow_suggestions_stand_before_what_a_proposal_was_merged_from(workshop):
    workshop.proposals.file(["T1-01"], "formation")
    workshop.proposals.merge(["T3-01", "T3-02"], "Des stages d’immersion d’une journée")
    async with on(SortPage(workshop)).run_test(size=(80, 24)) as pilot:
        app = pilot.app
        app.screen.board.proposals.highlighted = next(each.id for each in workshop.session.proposals() if each.merged)
        await sees(app, pilot, "j  2 Formation")
        text = shown(app)
        assert text.index("j  2 Formation") < text.index("T3-01 table 3")


async def test_the_confident_ones_are_shown_first_and_only_those_left_ticked_are_filed_as_one_act(app, workshop):
    workshop.programme.set("categories/formation/keywords", ["stages", "immersion"])
    workshop.proposals.file(["T1-01"], "formation")
    workshop.proposals.file(["T2-01"], "outils")
    async with app.run_test(size=(120, 36)) as pilot:
        await sees(app, pilot, "6 idées = 2 classées")
        await pilot.press("g")
        await until(pilot, lambda: app.screen.is_modal)
        rows = app.screen.query_one("Rows").rows
        assert len(rows) > 1
        assert all(row.marked for row in rows)
        out = rows[0].key
        await pilot.press("space", "enter")
        filed = {proposal.id for proposal in workshop.session.proposals() if proposal.category}
        assert filed == {*(row.key for row in rows[1:]), *(workshop.ideas.find(ref).id for ref in ("T1-01", "T2-01"))}
        assert out not in filed
        await pilot.press("u")
        assert sum(bool(proposal.category) for proposal in workshop.session.proposals()) == 2


async def test_nothing_certain_says_so(app):
    async with app.run_test() as pilot:
        await sees(app, pilot, "Des stages croisés")
        for act in ("space", "v", "i"):
            await pilot.press("g")
            await sees(app, pilot, "Aucune suggestion sûre")
            await pilot.press(act)
            await until(pilot, lambda: "Aucune suggestion sûre" not in shown(app))


async def test_pairs_are_answered_with_one_key_each_and_never_asked_again(app, workshop):
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("d")
        await sees(app, pilot, "3 paires à examiner", "0 traitée", "En commun", "Une carte des acteurs du territoire")
        page = app.screen
        asked = []
        for key in ("d", "r"):
            asked.append((page._shown.a, page._shown.b))
            await pilot.press(key)
            await until(pilot, lambda: page._shown is None or (page._shown.a, page._shown.b) not in asked)
        assert list(workshop.session.duplicate_answers.values()) == [DuplicateAnswer.DIFFERENT, DuplicateAnswer.RELATED]
        await sees(app, pilot, "2 traitées", "pistes proches")
        await pilot.press("u", "u")
        await sees(app, pilot, "0 traitée", "3 paires à examiner")
        assert not workshop.session.duplicate_answers


async def test_an_answer_that_is_undone_is_asked_again_at_once(app, workshop):
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("d")
        await sees(app, pilot, "En commun")
        page = app.screen
        first = page._shown
        for keys in (("d",), ("l",), ("s", "enter")):
            page._shown = None
            page._draw_pair()
            assert page._shown == first
            await pilot.press(*keys)
            await until(pilot, lambda: page._shown not in (None, first))
            page.beside = lambda *_: None  # what is compared comes a moment later
            await pilot.press("u")
            assert page._shown == first
            del page.beside
            await page._look()
            assert page._shown == first
        assert not workshop.session.duplicate_answers


async def test_later_comes_back_at_the_end(app):
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("d")
        await sees(app, pilot, "En commun")
        page = app.screen
        first = page._shown
        await pilot.press("l")
        await until(pilot, lambda: page._shown not in (None, first))
        assert (page._queue.pairs[-1].a, page._queue.pairs[-1].b) == (first.a, first.b)


async def test_same_merges_under_the_clearest_wording_and_what_is_merged_comes_up_again_as_one(app, workshop):
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("d")
        await sees(app, pilot, "En commun")
        await pilot.press("s")
        await until(pilot, lambda: app.screen.is_modal)
        assert "Carte des acteurs du territoire entier" in str(app.screen.query_one("Rows").current.text)
        await pilot.press("enter")
        await until(pilot, lambda: any(proposal.merged for proposal in workshop.session.proposals()))
        merged = [proposal for proposal in workshop.session.proposals() if proposal.merged]
        assert [proposal.wording for proposal in merged] == ["Carte des acteurs du territoire entier"]
        await pilot.press("m")
        third = workshop.ideas.find("T1-02").id
        await until(pilot, lambda: (third, merged[0].id) in {(each.a, each.b) for each in app.screen._queue.pairs})
        await pilot.press("u")
        assert not any(proposal.merged for proposal in workshop.session.proposals())


async def test_the_queue_ends_and_can_go_on(app):
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("d")
        await sees(app, pilot, "3 paires à examiner")
        page = app.screen
        for left in (2, 1, 0):
            await pilot.press("d")
            await until(pilot, lambda left=left: len(page._queue.pairs) == left)
        await sees(app, pilot, "Plus de doublon possible")
        await pilot.press("s", "m")
        await sees(app, pilot, "2 paires à examiner")


async def test_two_that_share_no_letter_are_not_shown_for_their_category_alone():
    workshop = made(((1, "Un annuaire"), (2, "Des stages"), (3, "Stages courts"), (3, "Jeu vidéo")))
    workshop.proposals.file(["T1-01", "T2-01", "T3-01", "T3-02"], "outils")
    app = on(SortPage(workshop))
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("d")
        await sees(app, pilot, "1 paire à examiner", "En commun")


async def test_keywords_are_proposed_from_what_is_filed_and_one_key_keeps_one(app, workshop):
    workshop.programme.set("categories/outils/keywords", ["plan"])
    workshop.proposals.file(["T2-01", "T2-02", "T1-02"], "outils")
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("c", "down", "down", "k")
        await until(pilot, lambda: app.screen.is_modal)
        rows = app.screen.query_one("Rows")
        assert str(rows.rows[0].text) == "plan"
        assert rows.rows[0].marked
        assert "acteurs" in [str(row.text) for row in rows.rows]
        rows.highlighted = "word:acteurs"
        await pilot.press("space", "enter")
        assert workshop.session.plan.category("outils").keywords == ("plan", "acteurs")
        await sees(app, pilot, "plan, acteurs")
        await pilot.press("k")
        await until(pilot, lambda: app.screen.is_modal)
        app.screen.query_one("Rows").highlighted = "own"
        await pilot.press("space", "enter")
        await until(pilot, lambda: bool(app.screen.query(TextArea)))
        app.screen.query_one(TextArea).text = ""
        await enter(app, pilot, "carte, annuaire ,")
        assert workshop.session.plan.category("outils").keywords == ("carte", "annuaire")


async def test_groups_are_named_split_and_refused(app, workshop):
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("c", "g")
        await sees(app, pilot, "Premiers regroupements", "acteurs")
        page = app.screen
        before = len(page._groups)
        place = next(place for place, group in enumerate(page._groups) if "acteurs" in group.words)
        members = page._groups[place].items
        page.query_one("Rows").highlighted = f"group:{place}"
        await pilot.press("enter")
        await until(pilot, lambda: app.screen.is_modal)
        app.screen.query_one(TextArea).text = ""
        await enter(app, pilot, "Qui fait quoi")
        category = next(each for each in workshop.session.plan.categories if each.title == "Qui fait quoi")
        assert {key for key, each in workshop.session.all_proposals.items() if each.category == category.key} == {
            *members
        }
        assert len(page._groups) == before - 1
        await pilot.press("u")
        assert not any(each.title == "Qui fait quoi" for each in workshop.session.plan.categories)
        await pilot.press("g")
        await until(pilot, lambda: len(page._groups) == before)
        page.query_one("Rows").highlighted = "group:0"
        gone = page._groups[0].items
        await pilot.press("x")
        assert all(not {*gone} & {*group.items} for group in page._groups)
        assert all(not each.category for each in workshop.session.proposals())


async def test_a_group_is_split_in_two(workshop):
    page = ClustersPage(workshop, words_only())
    app = on(page)
    async with app.run_test(size=(120, 36)) as pilot:
        await sees(app, pilot, "acteurs")
        whole = tuple(key for group in page._groups for key in group.items)
        page._groups = [type(page._groups[0])(whole, ("tout",))]
        page._draw()
        page.query_one("Rows").highlighted = "group:0"
        await pilot.press("s")
        await until(pilot, lambda: len(page._groups) == 2)
        assert {key for group in page._groups for key in group.items} == {*whole}


async def test_the_title_of_a_group_keeps_acronyms_in_capitals():
    workshop = made()
    page = ClustersPage(workshop, words_only())
    app = on(page)
    async with app.run_test(size=(120, 36)) as pilot:
        await sees(app, pilot, "acteurs")
        group = page._groups[0]
        page._groups = [type(group)(group.items, ("activités", "ES", "TS"))]
        page._draw()
        page.query_one("Rows").highlighted = "group:0"
        await pilot.press("n")
        await sees(app, pilot, "Activités, ES, TS")


@pytest.mark.parametrize("size", [(120, 36), (40, 12)])
async def test_hostile_texts_are_compared_and_shown_as_they_are(size):
    workshop = made([(1 + place % 3, note) for place, note in enumerate(NOTES)] * 2)
    workshop.proposals.file(["T1-01"], "formation")
    app = on(SortPage(workshop))
    async with app.run_test(size=size) as pilot:
        for keys in (
            "d",
            "s",
            "escape",
            "l",
            "r",
            "escape",
            "g",
            "escape",
            "c",
            "k",
            "escape",
            "g",
            "s",
            "x",
            "escape",
        ):
            await pilot.press(keys)
        await until(pilot, lambda: isinstance(app.screen, (TypologyPage, SortPage, DuplicatesPage)))
        assert app._exception is None


async def test_what_comes_too_late_is_dropped_and_not_even_worked_out(workshop):
    suggester, worked = words_only(), []

    async def ask(name):
        return await suggester.ask(
            "filing", frame_of(workshop.session), (), lambda _matcher: worked.append(name) or name
        )

    with suggester._lock:  # somebody else's question takes its time
        asked = [asyncio.create_task(ask(name)) for name in ("one", "two", "three")]
        await asyncio.sleep(0)
    assert await asyncio.gather(*asked) == [None, None, "three"]
    assert worked == ["three"]


async def test_a_model_that_cannot_be_read_says_why_once_and_words_go_on(workshop):
    from facilitate.domain.errors import Refused

    asked = []

    def none(_workshop):
        asked.append(1)
        raise Refused("No model there.")

    workshop.proposals.file(["T3-01"], "formation")
    app = on(SortPage(workshop), services := fake_services())
    services.by_meaning = none
    async with app.run_test(size=(120, 36), notifications=True) as pilot:
        await sees(app, pilot, "No model there.")
        await sees(app, pilot, "Items suggérés")
        await pilot.press("j")
        assert where(workshop, "T1-01") == "formation"
        await pilot.press("end")
        await sees(app, pilot, "Items suggérés")
        assert asked == [1]


class ByMeaning(LexicalMatcher):
    """A matcher that needs getting ready, and says by its keywords that it was asked."""

    def __init__(self):
        super().__init__()
        self.go, self.ready, self.stopped = threading.Event(), False, threading.Event()

    def is_ready(self, _texts):
        return self.ready

    def prepare(self, _texts, tell, stopped):
        tell(3, 7)
        while not self.go.wait(0.01):
            if stopped():
                self.stopped.set()
                return None
        self.ready = True
        return self

    def filing(self, item, most=3):
        return (FilingSuggestion("formation", 0.5, 1.0, (Reason((), ("T9-09",), nearest="Un autre texte"),), True),)


async def test_words_answer_while_meaning_is_got_ready_and_then_it_takes_over(workshop):
    workshop.proposals.file(["T3-01"], "formation")
    app = on(SortPage(workshop), services := fake_services())
    matcher = ByMeaning()
    services.by_meaning = lambda _workshop: matcher
    async with app.run_test(size=(120, 36)) as pilot:
        await sees(app, pilot, "Préparation de la comparaison par le sens… 3 sur 7")
        await sees(app, pilot, "Items suggérés")
        assert "T9-09" not in shown(app)
        matcher.go.set()
        await sees(app, pilot, "Le sens est comparé aussi, à partir de la piste suivante.")
        assert "T9-09" not in shown(app), "what the keys j, k and l stand for does not change under the finger"
        await pilot.press("down")
        await sees(app, pilot, "T9-09")
        await sees(app, pilot, "T9-09 «")
        assert "Préparation" not in shown(app)
        matcher.ready = False  # an idea came in: nothing is announced a second time
        app.screen.redraw()
        await until(pilot, lambda: matcher.ready and app.screen._suggestions._known and not app.workers._workers)
        assert "Le sens est comparé aussi" not in shown(app)


async def test_what_words_say_nothing_of_is_compared_by_meaning_as_soon_as_it_can_be():
    app = on(SortPage(made([(1, "Zzz des"), (2, "Yyy zzzx")])), services := fake_services())
    matcher = ByMeaning()
    services.by_meaning = lambda _workshop: matcher
    async with app.run_test(size=(120, 36)) as pilot:
        await sees(app, pilot, "3 sur 7")
        assert "T9-09" not in shown(app)
        matcher.go.set()
        await sees(app, pilot, "T9-09")


async def test_where_nobody_had_to_wait_for_meaning_nothing_is_announced(workshop):
    app = on(SortPage(workshop), services := fake_services())
    matcher = ByMeaning()
    matcher.prepare = lambda _texts, _tell, _stopped: matcher
    services.by_meaning = lambda _workshop: matcher
    async with app.run_test(size=(120, 36)) as pilot:
        await sees(app, pilot, "Des stages croisés")
        await until(pilot, lambda: app.screen._suggestions.suggester.by_meaning)
        assert "Le sens est comparé aussi" not in shown(app)


async def test_what_is_got_ready_is_stopped_when_the_screen_is_left(workshop):
    app = on(SortPage(workshop), services := fake_services())
    matcher = ByMeaning()
    services.by_meaning = lambda _workshop: matcher
    async with app.run_test(size=(120, 36)) as pilot:
        await sees(app, pilot, "3 sur 7")
    assert await asyncio.to_thread(matcher.stopped.wait, 10)


def test_the_frame_has_everything_but_the_items(workshop):
    workshop.programme.set("synonyms", ["TS = travailleur social"])
    frame = frame_of(workshop.session)
    assert (frame.items, frame.synonyms, frame.language) == ((), (("TS", "travailleur social"),), "fr")


async def test_groups_are_joined_and_one_named_like_a_category_goes_into_it_and_u_takes_each_step_back(workshop):
    page = ClustersPage(workshop, words_only())
    app = on(page)
    async with app.run_test(size=(120, 36)) as pilot:
        await sees(app, pilot, "acteurs")
        before = [*page._groups]
        assert len(before) > 1
        page.query_one("Rows").highlighted = "group:1"
        await pilot.press("m")
        await sees(app, pilot, "avec quel groupe")
        await pilot.press("enter")
        await sees(app, pilot, "Groupes fusionnés")
        assert len(page._groups) == len(before) - 1
        assert page._groups[0].items == (*before[0].items, *before[1].items)
        await pilot.press("u")
        await sees(app, pilot, "Groupes rétablis")
        assert page._groups == before
        await pilot.press("m", "enter")
        await until(pilot, lambda: len(page._groups) == len(before) - 1)
        titles = [category.title for category in workshop.session.plan.categories]
        page.query_one("Rows").highlighted = "group:0"
        members = {*page._groups[0].items}
        await pilot.press("n")
        await sees(app, pilot, "Titre de l’item")
        app.screen.query_one(TextArea).text = titles[0].upper()
        await pilot.press("enter")
        await sees(app, pilot, "existe déjà")
        assert [category.title for category in workshop.session.plan.categories] == titles
        first = workshop.session.plan.categories[0].key
        assert members <= {each.id for each in workshop.session.proposals() if each.category == first}
        await pilot.press("u")
        await until(pilot, lambda: len(page._groups) == len(before) - 1)
        assert not members & {each.id for each in workshop.session.proposals() if each.category == first}
        await pilot.press("u")
        await sees(app, pilot, "Groupes rétablis")
        assert page._groups == before


def test_why_a_category_is_suggested_is_read_whole_where_there_is_room():
    title = "Instances et outils communs entre deux mondes"
    found = FilingSuggestion("a", 1.0, 1.0, (Reason(("travail", "social", "formation"), ("T1-02", "T2-05")),))
    shown = hints_text([found], (Category("a", title),), Language("fr"), width=30, wide=True).plain
    assert "…" not in shown
    assert [word for word in (*title.split(), "travail", "social", "formation") if word not in shown] == []
    assert max(map(len, shown.splitlines())) <= 30


async def test_where_all_is_filed_no_more_filing_is_asked_for(app, workshop):
    keys = [proposal.id for proposal in workshop.session.proposals()]
    workshop.proposals.file(keys, "formation")
    async with app.run_test(size=(120, 36)) as pilot:
        await sees(app, pilot, "6 idées = 6 classées")
        await pilot.press("g")
        await sees(app, pilot, "Toutes les pistes sont classées ou en suspens.")


async def test_the_likely_double_stands_beside_a_proposal_and_one_key_merges_them(app, workshop):
    async with app.run_test(size=(120, 36)) as pilot:
        await pilot.press("down")
        await sees(app, pilot, "Même idée")
        await sees(app, pilot, "carte, acteurs, territoire")
        await pilot.press("equals_sign")
        await sees(app, pilot, "Fusionnée avec T2-02")
        (merged,) = [proposal for proposal in workshop.session.proposals() if proposal.merged]
        assert {workshop.session.ideas[key].ref for key in merged.ideas} == {"T2-01", "T2-02"}
        assert app.screen.selected == merged.id
        await pilot.press("u")
        assert not any(proposal.merged for proposal in workshop.session.proposals())


async def test_a_proposal_without_a_double_says_so(workshop):
    app = on(SortPage(made([(1, "Un jardin"), (2, "Des vélos")])))
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "Un jardin")
        await pilot.press("equals_sign")
        await sees(app, pilot, "Aucune piste")


async def test_one_proposal_is_merged_with_another_that_a_few_letters_find(app, workshop):
    async with app.run_test(size=(80, 24)) as pilot:
        await sees(app, pilot, "Des stages croisés")
        await pilot.press("m")
        await sees(app, pilot, "Fusionner T1-01 avec")
        rows = app.screen.query_one("Rows").rows
        assert rows[0].lead.plain == "T3-01", "the nearest first"
        assert len(rows) == 5
        await pilot.press("a", "n", "n", "x")
        await sees(app, pilot, "Rien ne contient ces mots")
        await pilot.press("backspace")
        assert [row.lead.plain for row in app.screen.query_one("Rows").rows] == ["T1-02"]
        await pilot.press("enter")
        await sees(app, pilot, "Fusionnée avec T1-02")
        (merged,) = [proposal for proposal in workshop.session.proposals() if proposal.merged]
        assert {workshop.session.ideas[key].ref for key in merged.ideas} == {"T1-01", "T1-02"}


async def test_the_likely_double_shows_its_reason_and_what_is_cut_ends_with_dots_on_a_small_screen(workshop):
    long = "Carte des acteurs du territoire entier avec toutes les personnes qui y travaillent depuis longtemps"
    workshop.ideas.record(3, long)
    for size, said in (((80, 24), "Carte, acteurs, territ…"), ((120, 40), "Carte, acteurs, territoire,")):
        async with on(SortPage(workshop)).run_test(size=size) as pilot:
            app = pilot.app
            app.screen.board.proposals.highlighted = workshop.ideas.find("T3-03").id
            await sees(app, pilot, "=  ", f"en commun\u00a0: {said}")
            await pilot.press("equals_sign")
            await sees(app, pilot, "…\u00a0» (u\u00a0: annuler · r\u00a0: reformuler).")
            await pilot.press("u")
