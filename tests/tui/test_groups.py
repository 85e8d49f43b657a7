"""An emerging typology on screen: small groups or about so many, the one in the middle, and what a name attracts."""

import asyncio

from facilitate.matching.lexical import LexicalMatcher
from facilitate.tui.screens.sort.clusters import ClustersPage
from facilitate.tui.suggester import Suggester
from facilitate.workshop.suggestions.contract import Cluster, FilingSuggestion, ProposalText, Texts
from tests.support.workshops import FakeLog, make_workshop
from tests.tui.services import enter, on, sees, shown
from tests.tui.waiting import until

IDEAS = (
    "Une carte des acteurs",
    "Une carte des acteurs du territoire",
    "Un annuaire des acteurs du territoire",
    "Des stages d’immersion",
    "Une journée d’immersion",
    "Rien de tel",
)


class Prepared(LexicalMatcher):
    """A matcher that groups as the test likes, files the last idea where one was made last, and is ready at once."""

    def is_ready(self, _texts):
        return True

    def prepare(self, _texts, _tell, _stopped):
        return self

    def clusters(self, many=None):
        keys = [item.id for item in self._texts.items]
        if many is not None:
            return tuple(Cluster((key,), ("mot",)) for key in keys[:many])
        return (Cluster(tuple(keys[:3]), ("carte",), "carte des acteurs", keys[1]), Cluster(tuple(keys[3:5]), ("x",)))

    def filing(self, item, most=3):
        last = self._texts.categories[-1].key
        return (FilingSuggestion(last, 0.4, 1.0, (), confident=item == max(each.id for each in self._texts.items)),)


def made(suggester):
    workshop = make_workshop(log=FakeLog())
    for text in IDEAS:
        workshop.ideas.record(1, text)
    return workshop, ClustersPage(workshop, suggester)


def by_words():
    return Suggester(LexicalMatcher, lambda: None)


async def test_all_are_put_into_about_so_many_groups_and_back():
    workshop, page = made(Suggester(Prepared, lambda: None))
    app = on(page)
    async with app.run_test(size=(100, 36)) as pilot:
        await sees(app, pilot, "petits groupes", "environ 3)", "5 pistes sur 6")
        small = [*page._groups]
        await pilot.press("a")
        await sees(app, pilot, "environ 3 groupes", "3 pistes sur 6")
        await pilot.press("plus")
        await sees(app, pilot, "environ 4 groupes")
        await pilot.press("u")
        await sees(app, pilot, "environ 3 groupes", "Groupes rétablis")
        await pilot.press("minus", "minus", "minus")
        await sees(app, pilot, "environ 2 groupes")
        await pilot.press("a")
        await sees(app, pilot, "petits groupes")
        assert page._groups == small
        assert not any(proposal.category for proposal in workshop.session.proposals())


async def test_the_one_in_the_middle_comes_first_and_keeps_its_place_in_no_pair():
    _workshop, page = made(by_words())
    app = on(page)
    async with app.run_test(size=(100, 36)) as pilot:
        await sees(app, pilot, "Une carte des acteurs du territoire  (la plus typique)")
        lines = shown(app).splitlines()
        middle = next(place for place, line in enumerate(lines) if "typique" in line)
        assert "T1-02" in lines[middle]
        assert "T1-01" in lines[middle + 1]
        assert shown(app).count("typique") == 1


async def test_what_could_belong_to_the_new_category_is_told_and_filed_in_one_gesture():
    workshop, page = made(Suggester(Prepared, lambda: None))
    app = on(page)
    async with app.run_test(size=(100, 36)) as pilot:
        await sees(app, pilot, "petits groupes", "5 pistes sur 6", "la plus typique")
        await pilot.press("p")
        await sees(app, pilot, "Nommez d’abord un groupe")
        page.query_one("Rows").highlighted = "group:0"
        await pilot.press("n")
        await sees(app, pilot, "Titre de l’item", "Carte des acteurs")
        await enter(app, pilot, "")
        # What is in another group is not drawn away from it.
        await sees(app, pilot, "1 autre pourrait y aller · 3 pistes classées dans «\u00a0Carte des acteurs\u00a0»")
        await pilot.press("p")
        await sees(app, pilot, "1 autre piste pourrait aller dans «\u00a0Carte des acteurs\u00a0»", "Rien de tel")
        await pilot.press("enter")
        category = workshop.session.plan.categories[-1].key
        last = next(
            proposal.id
            for proposal in workshop.session.proposals()
            if workshop.session.wording(proposal) == "Rien de tel"
        )
        await until(pilot, lambda: workshop.session.all_proposals[last].category == category)
        await pilot.press("u")
        await until(pilot, lambda: not workshop.session.all_proposals[last].category)
        assert sum(proposal.category == category for proposal in workshop.session.proposals()) == 3


async def test_nothing_else_that_could_belong_to_a_group_just_named_is_said_of_that_group():
    _workshop, page = made(by_words())
    app = on(page)
    async with app.run_test(size=(100, 36)) as pilot:
        await sees(app, pilot, "acteurs")
        page.query_one("Rows").highlighted = "group:0"
        await pilot.press("n")
        await enter(app, pilot, "")
        await until(pilot, lambda: page._others is not None)
        await pilot.press("p")
        await sees(app, pilot, "Aucune autre piste non classée ne semble aller dans")


async def test_only_what_is_unfiled_is_grouped_and_until_then_it_is_said_that_it_is_being_compared():
    workshop, page = made(Suggester(LexicalMatcher, lambda: None))
    workshop.proposals.set_undecided(["T1-06"])
    asking, page._ask, go = page._ask, None, asyncio.Event()

    async def waits(*asked):
        await go.wait()
        return await asking(*asked)

    page._ask = waits
    app = on(page)
    async with app.run_test(size=(100, 36)) as pilot:
        await sees(app, pilot, "Comparaison en cours…")
        assert "Aucun groupe" not in shown(app)
        assert "0 piste" not in shown(app)
        assert shown(app).count("Comparaison en cours…") == 1
        go.set()
        await sees(app, pilot, "pistes sur 5")


def test_the_words_of_a_group_are_in_two_of_its_ideas_or_it_has_a_phrase_of_the_middle_one():
    items = tuple(ProposalText(str(place), text) for place, text in enumerate((*IDEAS, "Carte du covoiturage")))
    matcher = LexicalMatcher(Texts(items))
    for group in matcher.clusters():
        texts = [items[int(key)].text.lower() for key in group.items]
        assert all(sum(word in text for text in texts) > 1 for word in group.words)
        assert group.words or group.name
    apart = ("Un jardinage", "Un microjardinage", "Trois bus", "Des fêtes")
    (alike,) = LexicalMatcher(Texts(tuple(ProposalText(text, text) for text in apart))).clusters()
    assert (alike.words, alike.name) == ((), "jardinage")


async def test_when_meaning_is_ready_it_is_said_and_no_row_moves():
    _workshop, page = made(suggester := Suggester(LexicalMatcher, Prepared))
    getting_ready, suggester.get_ready = suggester.get_ready, None

    async def not_yet(*_):
        return False

    suggester.get_ready = not_yet
    app = on(page)
    async with app.run_test(size=(100, 36)) as pilot:
        await sees(app, pilot, "(la plus typique)")
        words, before = page.help_text(), [*page._groups]
        suggester.get_ready = getting_ready
        await page._get_ready()
        await sees(app, pilot, "g cherche à nouveau des groupes")
        assert page._groups == before
        await pilot.press("g")
        await sees(app, pilot, "carte des acteurs")
        assert page.help_text() != words
        assert "sens" in page.help_text()
    assert suggester.when_ready == []
