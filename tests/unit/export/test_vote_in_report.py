"""A vote in the report, on one page and as data: both readings, sums that do not add up, and no word taken back."""

from __future__ import annotations

import json
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import jsonschema
import pytest

import facilitate
from facilitate.domain.values.votes import VoteReading, VoteRule
from facilitate.export.compose.build import compose
from facilitate.export.compose.document import DocumentTable
from facilitate.export.json_report import report_json
from facilitate.export.mail import plain_text
from facilitate.export.markdown import write
from facilitate.export.one_page import edition_line, words
from facilitate.export.slides.deck import deck
from facilitate.export.social import alternative, card, story
from facilitate.export.style.style import Style
from facilitate.export.vote_slips import SlipsAsked, slips_sheet
from facilitate.i18n import Language
from facilitate.tui.screens.wall.vote_lines import VoteLines
from facilitate.workshop.cycle.event_votes import read_vote
from facilitate.workshop.privacy.anonymous_report import anonymous_report
from facilitate.workshop.privacy.people import Redactor, people_of
from facilitate.workshop.report.build import report
from facilitate.workshop.report.vote_words import heads_words, kept_words
from facilitate.workshop.report.votes import VotePart, in_order_of_vote, vote_part
from facilitate.workshop.sharing.voters import Voters
from facilitate.workshop.votes.tally import places_left
from tests.support.votes import closed, voting

SCHEMA = json.loads((Path(facilitate.__file__).parent / "export/report.schema.json").read_text(encoding="utf-8"))
_ = Language("en")


@pytest.fixture
def workshop():
    made = voting(4)
    made.votes.open(VoteRule.APPROVE, 2)
    for world, letters in (("élus", "AB"), ("élus", "A"), ("habitants", "BC"), ("habitants", "B")):
        for _each in range(3):
            made.votes.ballot(letters, world, paper=True)
    return made


def test_nothing_of_an_open_vote_is_published(workshop):
    made = report(workshop.session)
    assert "votes" not in json.loads(report_json(made))
    assert "vote" not in write(compose(made, _), _).lower()


def test_a_closed_vote_is_published_with_both_readings_and_what_does_not_add_up(workshop):
    workshop.votes.give(11)
    workshop.votes.close(present=40)
    workshop.votes.note("Un coupon compté deux fois")
    workshop.votes.keep(1, VoteReading.BOTH_WORLDS)
    workshop.ideas.withdraw("T1-03")
    made = report(workshop.session)
    text = write(compose(made, _), _)
    assert "Result of the vote (indicative)" in text
    assert "The sums do not add up: 1 more ballot than slips given out." in text
    assert "Un coupon compté deux fois" in text
    assert "habitants: 6 of 6, élus: 3 of 6" in text.replace("\u00a0", " ")
    assert "Idée 3" not in text
    data = json.loads(report_json(made))
    jsonschema.validate(data, SCHEMA)
    (vote,) = data["votes"]
    assert [(each["letter"], each["total"], each["kept"]) for each in vote["results"]] == [
        ("B", 9, True), ("A", 6, False), ("C", 3, False), ("D", 0, False),
    ]  # fmt: skip
    page = words(made, _)
    assert [each["what"] for each in page["vote"]] == ["Idée 2"]
    told = "The sums do not add up: 1 more ballot than slips given out."
    assert page["vote-note"].startswith("12 ballots. Indicative: ")
    assert page["vote-note"].endswith(f"{told} Note: Un coupon compté deux fois."), "in the order of the result"
    assert text.count("Note: Un coupon compté deux fois.") == 2, "in brief too"
    assert page["vote"][0]["about"].startswith("9 votes · both worlds: ")
    redact = Redactor(people_of(workshop.timeline, _.message), _.message)
    hidden = json.loads(report_json(anonymous_report(workshop.session, redact)))
    assert hidden["votes"][0]["results"] == vote["results"]


def test_the_figures_close_and_what_one_world_did_not_choose_is_said(workshop):
    for letters in ("-", "B", "-", "-", "-"):
        workshop.votes.ballot(letters, paper=True)
    workshop.votes.ballot("", spoilt=True)
    workshop.votes.close(present=20)
    workshop.votes.keep(3, VoteReading.TOTALS)
    text = write(compose(report(workshop.session), _), _)
    for sentence in (
        "Everybody could choose up to 2 proposals. 18 ballots: 13 valid, 4 blank, 1 spoilt.",
        "1 spoilt. 5 ballots have no world: they are shown in the totals alone.",
        "20 people were present. Quorum met: half of them or more voted.",
        "Kept all the same, though nobody of habitants chose it: A.",
        "Kept all the same, though nobody of élus chose it: C.",
    ):
        assert sentence in text
    part = vote_part(workshop.session, workshop.votes.last)
    told = sum(next(iter(part.lines)).shares[place].ballots for place in range(2))
    assert told + part.worldless == part.ballots == 17
    shown = VoteLines(workshop, _).items()
    assert [category.title.split(":")[0] for category in shown] == [
        "Kept (3)", "Result of the vote", "Result of the vote",
    ]  # fmt: skip
    assert shown[0].filed[0].text == "1. B · Idée 2 – 10 votes · both worlds 68%"
    assert shown[1].filed[0].text == "1. B · Idée 2 · 10 votes"
    assert [each.text for each in shown[2].filed[1:3]] == ["1. B · Idée 2 · 68%", "2. A · Idée 1 · 26%"]


def test_all_that_one_world_did_not_choose_stands_in_one_sentence():
    session, vote = closed({"A": ["habitants"] * 5, "B": ["habitants"] * 4, "C": ["élus"] * 5}, habitants=5, élus=5)
    part = vote_part(session, vote)
    told = kept_words(replace(part, lines=tuple(replace(line, kept=True) for line in part.lines)), Language("fr"))
    assert heads_words(part, _) == "Votes got · Both worlds"
    assert [text.replace("\u00a0", " ") for text in told] == [
        "Retenues tout de même, sans aucune voix du côté « élus » : A, B.",
        "Retenue tout de même, sans aucune voix du côté « habitants » : C.",
    ]


@pytest.mark.parametrize("worlds", [(), ("élus",), ("élus", "habitants"), ("élus", "habitants", "agents")])
@pytest.mark.parametrize("rule", VoteRule)
def test_each_column_of_words_has_its_width_and_each_line_its_letter(worlds, rule):
    made = voting(1 if rule is VoteRule.FIVE else 4)
    made.votes.open(rule, 2)
    for world in worlds or ("",):
        for _each in range(5):
            made.votes.ballot("A" if rule is not VoteRule.FIVE else "4", world, paper=True)
    made.votes.close()
    table = table_of(compose(report(made.session), _))
    assert len(table.widths) == table.words < len(table.head)
    assert all(len(row) == len(table.head) for row in table.rows)
    if rule is VoteRule.FIVE:
        assert table.head == ("Proposal", "Three fingers or more", *(sorted(table.head[2:]))), (
            "one sentence has no rank"
        )
        assert table.rows[0][1] == f"{5 * (len(worlds) or 1)} of {5 * (len(worlds) or 1)}"
        return
    assert table.rows[0][table.head.index("Letter")] == "A"
    assert table.words == 3
    assert len(table.head) == (5 + len(worlds) if len(worlds) > 1 else 4)


def test_proposals_stand_in_the_order_of_the_vote_where_that_is_chosen(workshop):
    workshop.votes.close()
    workshop.proposals.file(["T1-01", "T1-02", "T1-04"], "Lieux")
    usual = report(workshop.session)
    chosen = in_order_of_vote(usual)
    assert [part.refs for part in usual.categories[0].proposals] == [("T1-01",), ("T1-02",), ("T1-04",)]
    assert [(part.number, part.refs) for part in chosen.categories[0].proposals] == [
        ("1.1", ("T1-02",)), ("1.2", ("T1-01",)), ("1.3", ("T1-04",)),
    ]  # fmt: skip
    assert in_order_of_vote(report(voting(2).session)).parts == report(voting(2).session).parts


def test_a_tie_is_told_wherever_what_is_kept_is_printed_and_a_dash_stands_where_no_world_chose(workshop):
    for _each in range(3):
        workshop.votes.ballot("A", "élus", paper=True)
    workshop.votes.close(present=20)
    workshop.votes.keep(1, VoteReading.TOTALS, "A", "Tirage au sort")
    made = report(workshop.session)
    document, page = compose(made, _), words(made, _)
    text = write(document, _)
    assert "A and B were equal for the first place; the room chose A (Tirage au sort)." in text
    brief = "Equal votes for the first place, decided by the room: “Tirage au sort”."
    assert brief in text
    assert page["vote-note"].endswith(f"15 ballots. 20 people were present. Quorum met. {brief}")
    assert "Among the first 1 for both worlds, but not kept: B." in text
    assert page["vote"][0]["about"].replace("\u00a0", " ") == (
        "9 votes · both worlds: 26% (habitants: 0 of 6, élus: 9 of 9) · nobody of habitants chose it"
    )
    rows = {row[1]: row for row in table_of(document).rows}
    assert {letter: row[-1] for letter, row in rows.items()} == {"A": "26%", "B": "57%", "C": "16%", "D": "–"}
    data = json.loads(report_json(made))
    jsonschema.validate(data, SCHEMA)
    assert data["votes"][0]["results"][-1]["both_worlds"] == pytest.approx((0.5 / 7 * 0.5 / 10) ** 0.5)
    assert data["votes"][0]["ties"][0]["equal"] == ["A", "B"]
    (found,) = made.of(VotePart)
    assert [words for _key, words in found.outcomes(_)][:3] == [
        "vote: rank 1 of 4, 9 votes, kept – equal at the cut, put first by the room: Tirage au sort",
        "vote: rank 1 of 4, 9 votes – equal at the cut, where the room put others first: Tirage au sort",
        "vote: rank 3 of 4, 3 votes",
    ]


def test_what_is_kept_is_counted_as_it_is_now_and_not_by_its_letters(workshop):
    workshop.votes.close(present=20)
    workshop.votes.keep(2, VoteReading.TOTALS)
    workshop.proposals.merge(["T1-02", "T1-04"], "Un jardin")
    text = write(compose(report(workshop.session), _), _)
    assert "Kept (2): those with the greatest totals." in text


def table_of(document):
    """The table of the result, each cell as its words."""
    (table,) = (
        block
        for section in document.sections
        for block in section.blocks
        if isinstance(block, DocumentTable) and block.caption == "Result of the vote: proposal by proposal"
    )
    return replace(table, rows=tuple(tuple("".join(run.text for run in cell) for cell in row) for row in table.rows))


def test_fingers_are_told_one_by_one(workshop):
    workshop.votes.close()
    workshop.votes.open(VoteRule.FIVE, 1, source="T1-01")
    for fingers in (5, 5, 3, 0):
        workshop.votes.ballot(str(fingers), paper=True)
    workshop.votes.close()
    made = report(workshop.session)
    assert next(part.refs for part in in_order_of_vote(made).unfiled) == ("T1-02",), "one sentence orders nothing"
    assert read_vote(workshop.session).rule is VoteRule.APPROVE, "nor does it hide in a cycle what was chosen"
    assert "Fingers shown – 0: 1 person · 3: 1 person · 5: 2 people. Three or more: 3 of 4." in write(
        compose(made, _), _
    )
    data = json.loads(report_json(made))
    jsonschema.validate(data, SCHEMA)
    assert [vote["fingers"] for vote in data["votes"]] == [None, [1, 0, 0, 1, 0, 2]]


def test_what_was_kept_stays_at_the_top_whatever_is_voted_on_after_it(workshop):
    workshop.votes.close(present=20)
    workshop.votes.keep(1, VoteReading.TOTALS)
    workshop.votes.open(VoteRule.APPROVE, 1, source="all")
    workshop.votes.ballot("D", paper=True)
    workshop.votes.close(present=2)
    made = report(workshop.session)
    text, page = write(compose(made, _), _), words(made, _)
    titles = ("What the room kept in vote 1", "Result of vote 1", "Result of vote 2")
    assert [text.count(title) for title in titles] == [1, 1, 1]
    assert [each["what"] for each in page["vote"]] == ["Idée 2"]
    shown = Voters(workshop.recorder).look()
    assert (shown.result.number, shown.kept.number) == (2, 1), "phones show both"
    workshop.votes.keep(1, VoteReading.TOTALS)
    assert [each["what"] for each in words(report(workshop.session), _)["vote"]] == ["Idée 4"]
    assert Voters(workshop.recorder).look().kept is None


def test_slides_mail_and_texts_for_networks_tell_what_was_kept_and_how_a_tie_was_decided(workshop):
    for _each in range(3):
        workshop.votes.ballot("A", "élus", paper=True)
    workshop.votes.close(present=20)
    before = report(workshop.session)
    assert "kept" not in plain_text(before, _, Style()) + alternative(before, _) + str(deck(before, _))
    workshop.votes.keep(1, VoteReading.TOTALS, "A", "Tirage au sort")
    workshop.votes.open(VoteRule.APPROVE, 1, source="all")
    workshop.votes.ballot("D", paper=True)
    workshop.votes.close(present=2)
    made = report(workshop.session)
    (slide,) = [each for each in deck(made, _).slides if each.title == "What the room kept"]
    assert [each.line.replace("\u00a0", " ") for each in slide.items] == [
        "→  Idée 1  (9 votes)", "Equal votes for the first place, decided by the room: “Tirage au sort”.",
    ]  # fmt: skip
    mail, networks = plain_text(made, _, Style()), alternative(made, _)
    assert "Tirage au sort" in mail
    assert mail.index("What the room kept:\n– Idée 1 (9") < mail.index("The proposals:")
    assert "What the room kept: Idée 1 (equal votes decided by the room). 4\u00a0ideas" in networks
    assert words(made, _)["vote-title"] == "What the room kept", "no other vote stands beside it there"


@pytest.mark.parametrize("reason", ["Tirage au sort", "Une raison très longue, " * 30])
@pytest.mark.parametrize("code", ["en", "fr"])
def test_what_a_card_says_of_a_tie_is_never_cut_and_a_slide_says_it_below_what_was_kept(code, reason):
    made, language = voting(12), Language(code)
    made.votes.open(VoteRule.APPROVE, 12)
    for _each in range(3):
        made.votes.ballot("ABCDEFGHIJKL", paper=True)
    made.votes.close()
    made.votes.keep(11, VoteReading.TOTALS, "ABCDEFGHIJK", reason)
    told = replace(report(made.session), edition=datetime(2026, 12, 1, tzinfo=UTC))
    aside = story(told, language).aside
    assert card(told, language, Style(), "square")["aside"] == aside
    kept = [each for each in deck(told, language).slides if "→" in str(each)]
    assert kept[-1].items[-1].aside.rstrip(".").endswith(("”", "\u00a0»"))
    assert deck(told, language).slides[-1].kind != "end", "which state it is has room on the cover"
    assert edition_line(told, language) in [each.text for each in deck(told, language).slides[0].items]
    assert all(each.label for slide in kept for each in slide.items if each is not kept[-1].items[-1])


def test_a_sheet_of_slips_is_of_one_world_so_that_nobody_sorts_them(workshop):
    slips = [(f"{number}", world) for number in range(9) for world in ("b", "", "a")]
    made = slips_sheet(SlipsAsked(workshop.session.plan, slips, ("a", "b"), None), _)["sheets"]
    worlds = [[each["world"] and each["world"]["name"] for each in some] for some in made]
    assert worlds == [[world] * number for world in (None, "a", "b") for number in (8, 1)]
    assert sorted(each["code"] for some in made for each in some) == sorted(code for code, _world in slips)


def test_a_slip_says_of_which_vote_and_sheet_it_is(workshop):
    asked = SlipsAsked(workshop.session.plan, [("K7QM-2ABC", "")], (), workshop.votes.current, sheets=1, number=2)
    assert slips_sheet(asked, Language("fr"))["code_word"] == "Vote 2 · feuille 2 · Code"
    workshop.votes.close()
    asked = replace(asked, vote=workshop.votes.reopen("Une table"), sheets=0)
    assert slips_sheet(asked, Language("fr"))["code_word"] == "Vote 2, rouvert · feuille 1 · Code"


@pytest.mark.parametrize(
    ("left", "wanted", "told"),
    [
        (1, 1, "pour l’unique place"),
        (2, 2, "pour les 2 places"),
        (1, 2, "pour la dernière place"),
        (3, 5, "pour les 3 dernières places"),
    ],
)
def test_the_places_of_a_tie_are_told_as_people_say_them(left, wanted, told):
    assert Language("fr").message(places_left(left, wanted)) == told
