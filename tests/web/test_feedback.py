"""The closing questions on the room’s link: answers on the disk when they are answered, once each, uncounted."""

from __future__ import annotations

import asyncio
import secrets

import pytest

from facilitate.domain.roles import VOTE_SEAT
from tests.support.sessions import open_session

QUESTIONS = ["Entendu\u202f?", "Et après\u202f?"]


@pytest.fixture
async def asking(room):
    room.workshop.feedback.open(QUESTIONS)
    return room


async def shown(room):
    answer = await room.get("/vote", VOTE_SEAT)
    assert answer.status_code == 200, answer.text
    return answer.json()


async def bring(room, steps, code=None, feedback=None, table=VOTE_SEAT):
    content = {"feedback": feedback or room.workshop.session.feedback.id, "code": code or secrets.token_hex(16)}
    return await room.post("/vote/feedback", {**content, "steps": steps}, table)


async def test_sixty_answer_at_once_and_what_is_sent_again_counts_once(asking):
    codes = [secrets.token_hex(16) for _each in range(60)]
    answers = await asyncio.gather(*(bring(asking, "4 0" if at % 3 else "1 2", code) for at, code in enumerate(codes)))
    assert {(answer.status_code, answer.json()["had"]) for answer in answers} == {(200, False)}
    elsewhere = open_session(asking.home)  # as after a kill
    assert elsewhere.feedback.answered() == 60
    again = await asyncio.gather(*(bring(asking, "3 3", code) for code in codes[:5]))
    assert {answer.json()["had"] for answer in again} == {True}
    assert (await shown(asking))["feedback"]["progress"] == "60"
    known = elsewhere.feedback.close()
    assert [known.steps(place) for place in (0, 1)] == [(18, 0, 5, 37), (0, 18, 5, 0)]
    assert "feedback" not in await shown(asking)
    late = await bring(asking, "4 4")
    assert (late.status_code, "closed" in late.json()["error"]) == (400, True)
    assert asking.unforeseen == []


async def test_whoever_looks_is_told_how_many_answered_and_nothing_of_what(asking):
    found, code = [], secrets.token_hex(16)
    for steps in ("4 4", "1 0", "2 3"):
        await bring(asking, steps, code)
        found.append(await shown(asking))
    assert found[0] == found[1] == found[2]
    assert found[0]["feedback"].keys() == {"id", "questions", "steps", "progress"}
    assert found[0]["feedback"]["questions"] == QUESTIONS


@pytest.mark.parametrize(
    ("steps", "code", "status"),
    [("4", "", 400), ("4 5", "", 400), ("0 0", "", 400), (7, "", 400), ("4 4", "Ada", 400), ("4" * 9000, "", 413)],
)
async def test_an_answer_that_is_none_is_one_sentence_and_counts_nothing(asking, steps, code, status):
    assert (await bring(asking, steps, code)).status_code == status
    assert asking.workshop.feedback.answered() == 0


async def test_no_table_and_no_other_questions_answer(asking):
    assert (await bring(asking, "4 4", table=1)).status_code == 403
    assert (await bring(asking, "4 4", feedback="another")).status_code == 400
    assert asking.workshop.feedback.answered() == 0
