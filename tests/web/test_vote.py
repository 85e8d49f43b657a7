"""The voting page's own link: one for the whole room, ballots that are on the disk when they are answered, no count."""

from __future__ import annotations

import asyncio

import pytest

from facilitate.domain.roles import VOTE_SEAT
from facilitate.domain.values.votes import VoteReading, VoteRule
from facilitate.web.serving.limits import Limits
from tests.support.sessions import open_session
from tests.web.room import record


@pytest.fixture
async def voting(room):
    for number in range(4):
        room.workshop.ideas.record(1, f"Idée {number}")
    room.workshop.votes.open(VoteRule.APPROVE, 2)
    return room


async def shown(room):
    answer = await room.get("/vote", VOTE_SEAT)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def cast(room, code, marks, vote=None, **more):
    content = {"vote": vote or room.workshop.votes.last.id, "code": code, "marks": marks}
    return await room.post("/vote/ballot", content, VOTE_SEAT, **more)


async def test_sixty_vote_at_once_and_each_is_on_the_disk_when_it_is_answered(voting):
    codes = [code for code, _world in voting.workshop.votes.slips(60, (), list)]
    answers = await asyncio.gather(*(cast(voting, code, "A" if at % 3 else "B C") for at, code in enumerate(codes)))
    assert {(answer.status_code, answer.json()["had"]) for answer in answers} == {(200, False)}
    elsewhere = open_session(voting.home)  # as after a kill
    assert elsewhere.votes.progress().ballots == 60
    assert (await cast(voting, codes[0].lower(), "D")).json() == {"had": True}
    assert (await shown(voting))["progress"] == "60 of 60"
    vote = elsewhere.votes.close()
    assert [sum(pile.count for pile in vote.count.piles if letter in dict(pile.marks)) for letter in "ABD"] == [
        40,
        19,
        1,
    ]
    assert (await shown(voting))["state"] == "closed"
    late = await cast(voting, codes[1], "A")
    assert (late.status_code, late.json()["error"]) == (400, "The vote is closed: this ballot was not counted.")
    assert voting.unforeseen == []


async def test_a_slip_without_a_world_asks_for_it_and_counts_once_it_is_told_or_refused(rooms):
    room = await rooms()
    room.workshop.programme.add_texts("attendance/groups", ("26 Élus", "34 Habitants"))
    room.workshop.ideas.record(1, "Idée")
    room.workshop.votes.open(VoteRule.APPROVE, 1)
    codes = [code for code, _world in room.workshop.votes.slips(7, (), list)]
    ((of_world, _world),) = room.workshop.votes.slips(1, ("Habitants",), list)

    async def told(code, **more):
        content = {"vote": room.workshop.votes.last.id, "code": code, "marks": "A", **more}
        answer = await room.post("/vote/ballot", content, VOTE_SEAT)
        return answer.status_code, answer.json()

    asked = await told(codes[0])
    assert asked[0] == 409
    assert asked[1]["worlds"] == ["Élus", "Habitants"]
    assert room.workshop.votes.progress().ballots == 0
    assert (await told(codes[0], world="Nobles"))[0] == 400
    for at, code in enumerate(codes):
        assert await told(code, world="Habitants" if at else "") == (200, {"had": False})
    assert (await told(codes[0]))[0] == 409, "what was told before is not told to whoever has the code"
    assert room.workshop.votes.progress().worldless == 1
    assert await told(codes[0], world="Habitants") == (200, {"had": True})
    assert await told(of_world, world="Élus") == (200, {"had": False}), "what is printed stands"
    assert room.workshop.votes.progress().worldless == 0
    assert room.workshop.votes.close().count.ballots_of("Habitants") == 8


async def test_whoever_looks_all_the_time_and_holds_many_connections_keeps_no_ballot_out(rooms):
    room = await rooms(Limits(rate=0.001, burst=4, per_token=2))
    room.workshop.ideas.record(1, "Idée")
    room.workshop.votes.open(VoteRule.APPROVE, 1)
    ((code, _world),) = room.workshop.votes.slips(1, (), list)
    answers = await asyncio.gather(*(room.get("/vote", VOTE_SEAT) for _each in range(9)))
    assert sorted(answer.status_code for answer in answers) == [200] * 4 + [429] * 5
    assert (await cast(room, code, "A")).json() == {"had": False}


async def test_of_a_proposal_that_is_withdrawn_while_the_room_votes_phones_have_no_word(voting):
    voting.workshop.ideas.withdraw("T1-02")
    assert (await shown(voting))["candidates"][1] == {"letter": "B", "text": "T1-02 (withdrawn since)"}


async def test_whoever_looks_is_told_how_many_voted_and_nothing_of_what(voting):
    (code, _world), *_others = voting.workshop.votes.slips(3, (), list)
    found = []
    answers = []
    files = []
    for marks in ("", "A", "B C", ""):
        answer = await cast(voting, code, marks)
        answers.append((answer.text, sorted(answer.headers.items())))
        found.append(await shown(voting))
        paths = [path for path in voting.home.rglob("*") if path.is_file() and not {".vote", ".locks"} & {*path.parts}]
        files.append({path: path.read_bytes() for path in paths})
    assert files[0] == files[1] == files[2] == files[3], "the hub keeps no line of it"
    assert found[0] == found[1] == found[2] == found[3]
    assert answers[1] == answers[2] == answers[3]
    assert len(answers[0][0]) - len("false") == len(answers[1][0]) - len("true")
    assert found[0].keys() == {
        "title", "language", "rehearsal", "state", "vote", "rule", "most", "cap", "how", "candidates", "progress",
    }  # fmt: skip
    assert [each.keys() for each in found[0]["candidates"]] == [{"letter", "text"}] * 4


@pytest.mark.parametrize(
    ("marks", "status"),
    [("A B C", 400), ("X", 400), ("A:2", 400), ("A A", 400), ("A:x", 400), ("A:-1", 400), (7, 400), ("A" * 9000, 413)],
)
async def test_a_ballot_that_is_none_is_one_sentence_and_counts_nothing(voting, marks, status):
    ((code, _world),) = voting.workshop.votes.slips(1, (), list)
    answer = await cast(voting, code, marks)
    assert answer.status_code == status
    assert voting.workshop.votes.progress().ballots == 0


async def test_guessed_codes_are_answered_ever_more_slowly_and_right_ones_at_once(rooms, monkeypatch):
    waits = []

    async def wait(seconds):
        waits.append(seconds)

    room = await rooms(Limits(wrong_codes=5))
    room.workshop.ideas.record(1, "Idée")
    room.workshop.votes.open(VoteRule.APPROVE, 1)
    ((code, _world),) = room.workshop.votes.slips(1, (), list)
    monkeypatch.setattr("facilitate.web.hub.vote_routes.VoteRoutes._rest", staticmethod(wait))
    answers = [await cast(room, f"AAAA-{number:04}", "A") for number in range(8)]
    assert len({answer.text for answer in answers}) == 1
    assert waits == [2.0] * 3
    assert (await cast(room, code, "A")).status_code == 200
    assert len(waits) == 3


async def test_the_link_of_the_room_opens_the_vote_alone_and_no_other_opens_it(voting):
    assert (await voting.get("/vote", 1)).status_code == 403
    assert (await voting.get("/table", VOTE_SEAT)).status_code == 403
    assert (await voting.get("/journal", VOTE_SEAT)).status_code == 403
    assert (await voting.acts(record("phone-00000001"), table=VOTE_SEAT)).status_code == 403
    assert (await cast(voting, "AAAA-BBBB", "A", vote="another")).status_code == 400
    page = await voting.get("/v", headers={"Accept-Language": "fr"})
    assert page.headers["cache-control"] == "no-store"
    assert len(page.content) < 40_000


async def test_after_the_close_the_same_link_shows_both_readings_side_by_side_and_nothing_while_it_is_reopened(voting):
    votes = voting.workshop.votes
    for world, marks, number in (("Habitants", "A", 6), ("Habitants", "B", 2), ("Élus", "B", 5)):
        for _each in range(number):
            votes.ballot(marks or "-", world, paper=True)
    assert "result" not in await shown(voting)
    votes.close(20)
    found = (await shown(voting))["result"]
    assert found["heads"] == ["Result of the vote", "Proposal", "Votes got", "Both worlds"]
    assert [(row["letter"], row["total"], row["both"], row["shares"]) for row in found["rows"]][:2] == [
        ("B", "7", "50%", "Habitants: 2 of 8, Élus: 5 of 5"),
        ("A", "6", "25%", "Habitants: 6 of 8, Élus: 0 of 5"),
    ]
    votes.keep(1, VoteReading.TOTALS)
    assert [(row["letter"], row["kept"]) for row in (await shown(voting))["result"]["rows"]] == [("B", True)]
    answer = await voting.get("/vote", VOTE_SEAT, language="fr")
    assert answer.json()["result"]["heads"][0] == "Résultat du vote"
    votes.reopen()
    assert "result" not in await shown(voting)
    votes.close(40)
    assert (await shown(voting))["result"]["heads"][0] == "Result of the vote (indicative)"
    votes.keep(1, VoteReading.TOTALS)
    votes.open(VoteRule.APPROVE, 1, source="all")
    votes.ballot("D", paper=True)
    votes.close(1)
    found = await shown(voting)
    assert found["kept"]["title"] == "What the room kept in vote 1 (indicative)"
    assert [row["letter"] for row in found["kept"]["rows"]] == ["B"]
    assert found["result"]["heads"][0] == "Result of vote 2"
    page = (await voting.get("/v")).text
    assert page.index("<caption>") < page.index('id="earlier"'), "what is newest stands first"
