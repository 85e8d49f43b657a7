"""Cards for social networks: their sizes, what they say, what is said in their place, and that all of it fits."""

from __future__ import annotations

import io
import itertools
from dataclasses import replace

import pypdf
import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitate.domain.programme.plan import Supporter, SupporterRole
from facilitate.export.compose.document import Properties
from facilitate.export.engines import typeset
from facilitate.export.social import SIZES, alternative, card, social_card, story
from facilitate.export.style.style import DEFAULT, Style
from facilitate.i18n import Language
from facilitate.workshop.report.build import report
from facilitate.workshop.report.model import CategoryPart
from tests.support.examples import examples
from tests.support.pdf_words import text_of
from tests.support.published import paris
from tests.support.typologies import proposal, reported
from tests.unit.export.test_infographic import CASES, LOGO, PLAN, case
from tests.unit.export.test_slides import WORDS

pytestmark = pytest.mark.xdist_group("social")
FR, EN = Language("fr"), Language("en")


def size(png):
    return int.from_bytes(png[16:20], "big"), int.from_bytes(png[20:24], "big")


def plain(text):
    return text.replace("\u00a0", " ").replace("\u202f", " ")


def test_the_one_thing_is_what_most_tables_said():
    found = story(report(paris().session), FR)
    assert (found.title, found.day, found.figure) == (
        "La Grande Rencontre de Paris", "lundi 13 décembre 2021", ("57", "idées"),
    )  # fmt: skip
    assert found.words == "Des formations croisées entre travail social et entrepreneuriat social"
    assert found.aside == "tables 1, 3 et 6"
    assert [plain(each) for each in found.others] == [
        "60 personnes présentes", "6 tables", "42 pistes, dont 11 partagées par plusieurs tables",
    ]  # fmt: skip


@pytest.mark.parametrize("shape", SIZES)
@pytest.mark.parametrize("name", CASES)
def test_a_card_has_its_size_whatever_there_is(name, shape):
    style = Style(logo=LOGO, logo_kind="svg")
    assert size(social_card(case(name), FR, style, shape)) == SIZES[shape]


@pytest.mark.parametrize("shape", SIZES)
@settings(max_examples=examples(10))
@given(title=WORDS, wording=WORDS, organiser=WORDS, tables=st.integers(1, 12))
@example(title="W" * 400, wording="W" * 900, organiser="W" * 90, tables=12)
@example(title="mot " * 90, wording="mot " * 200, organiser="mot " * 90, tables=4)
def test_no_length_leaves_no_room(shape, title, wording, organiser, tables):
    """The template stops where something would stand on something else."""
    one = replace(proposal(wording, ideas=2), tables=tuple((0, table) for table in range(1, tables + 1)))
    told = reported([CategoryPart(1, "Lieux", (one,))], plan=replace(PLAN, title=title, organiser=organiser))
    assert size(social_card(told, FR, DEFAULT, shape)) == SIZES[shape]


def test_the_same_event_makes_the_same_bytes():
    told = report(paris().session)
    assert social_card(told, FR, DEFAULT, "square") == social_card(told, FR, DEFAULT, "square")


def test_the_text_says_what_the_pictures_show():
    assert plain(alternative(report(paris().session), FR)) == (
        "La Grande Rencontre de Paris, lundi 13 décembre 2021. "
        f"{plain(paris().session.plan.publication.notice)} 57 idées, 60 personnes présentes, 6 tables et 42 "
        "pistes, dont 11 partagées par plusieurs tables. Ce que plusieurs tables ont dit : Des formations croisées "
        "entre travail social et entrepreneuriat social (tables 1, 3 et 6).\n"
    )
    assert alternative(case("nothing at all"), EN) == "Rencontre. No ideas were collected.\n"
    assert alternative(report(paris().session, internal=True), EN).startswith("Internal: do not share. ")


def test_the_text_is_no_longer_than_networks_take():
    one = replace(proposal("mot " * 2000, ideas=2), tables=((0, 1), (0, 2)))
    long = reported([CategoryPart(1, "Lieux", (one,))], plan=replace(PLAN, title="titre " * 30))
    assert len(alternative(long, FR)) <= 1000


def set_as(told, shape):
    """The words of a card as they stand on it, read from a PDF of the same page."""
    pdf = typeset("social.typ", card(told, FR, DEFAULT, shape), DEFAULT, "pdf", Properties("A card"))
    lines = [line.strip() for line in text_of(pypdf.PdfReader(io.BytesIO(pdf)).pages[0]).splitlines()]
    return plain(" ".join(lines)), lines


LONG_NAME = "Direction régionale interdépartementale de l’économie, de l’emploi et des solidarités d’Île-de-France"


def of_two_tables(title, wording, organiser):
    one = replace(proposal(wording, ideas=2), tables=((0, 1), (0, 2)))
    return reported([CategoryPart(1, "Lieux", (one,))], plan=replace(PLAN, title=title, organiser=organiser))


def test_a_long_name_is_whole_and_no_word_is_divided_at_its_own_hyphen():
    told = of_two_tables("Un après-midi au rez-de-chaussée de la Maison", "Faire venir le bibliobus", LONG_NAME)
    text, lines = set_as(told, "square")
    assert LONG_NAME in text
    assert "rez-de-chaussée" in text
    assert [line for line in lines if line.endswith("-")] == []


@pytest.mark.parametrize("shape", SIZES)
def test_what_has_room_is_given_in_full_before_figures_are(shape):
    wording = (
        "Tester des baux glissants dans les maisons France services en s’appuyant sur ce qui existe déjà, sans ajouter "
        "de formulaire ni de délai pour les personnes accompagnées"
    )
    text, _lines = set_as(
        of_two_tables("États généraux départementaux du travail social", wording, "Fédération"), shape
    )
    assert wording in text
    assert "2 idées" in plain(text)


def boxes(told, shape):
    """Where each piece of the text stands from top to bottom, and how large its letters are, in pixels."""
    pdf = typeset("social.typ", card(told, FR, DEFAULT, shape), DEFAULT, "pdf", Properties("A card"))
    found = []

    def note(text, page, place, _font, size):
        if text.strip():
            found.append((SIZES[shape][1] - page[5] - page[3] * place[5], abs(size * page[3] * place[3]), text.strip()))

    pypdf.PdfReader(io.BytesIO(pdf)).pages[0].extract_text(visitor_text=note)
    return sorted(found)


@pytest.mark.parametrize("shape", SIZES)
@pytest.mark.parametrize("name", ["paris", "long", "short"])
def test_no_line_is_close_to_the_one_above_it(name, shape):
    """From the foot of a line to the capitals of the next there is some air; the first figure stands beside others."""
    long = "Tester des baux glissants dans les maisons France services en s’appuyant sur ce qui existe déjà, sans délai"
    told = {
        "paris": lambda: report(paris().session),
        "long": lambda: of_two_tables("États généraux départementaux du travail social", long, LONG_NAME),
        "short": lambda: of_two_tables("Une journée", "Un banc", "Association"),
    }[name]()
    found = boxes(told, shape)
    assert {round(letters) for _at, letters, _text in found} > {40}
    close = [
        (text, following)
        for (at, above, text), (below, letters, following) in itertools.pairwise(found)
        if below - at > 20 and below - at - letters * 0.66 < min(above, 60) * 0.2 + 10 and following != "idées"
    ]
    assert close == []


@pytest.mark.parametrize("shape", SIZES)
def test_no_line_ends_between_a_number_and_what_it_counts(shape):
    assert "42\u00a0pistes" in card(report(paris().session), FR, DEFAULT, shape)["others"]


@pytest.mark.parametrize("shape", SIZES)
def test_who_funds_the_day_is_named_where_there_is_room(shape):
    told = of_two_tables("Une journée", "Un banc", "Association")
    funder = Supporter("fondation", "Fondation du Parc", SupporterRole.FUNDER)
    told = replace(told, plan=replace(told.plan, supporters=(funder,)))
    assert "Avec le soutien de : Fondation du Parc" in plain(set_as(told, shape)[0])


@pytest.mark.parametrize("shape", SIZES)
def test_what_is_cut_ends_on_a_word_with_an_ellipsis(shape):
    text, _lines = set_as(of_two_tables("titre " * 90, "piste " * 200, "nom " * 90), shape)
    assert [word for word in ("titre…", "piste…", "nom…") if word not in text] == []
