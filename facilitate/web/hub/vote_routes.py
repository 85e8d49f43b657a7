"""What a phone asks for that came by the room's link: what is voted on and asked, and to have what it brings taken.

A code of no slip is answered slowly once there were many from one address.
"""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Sequence
from typing import Any, Generic, TypeVar

from starlette.requests import Request
from starlette.responses import Response

from facilitate.domain.errors import N_, FacilitateError, Refused
from facilitate.domain.values.votes import VoteRule
from facilitate.i18n import Language
from facilitate.web.hub.auth import TokenAuth
from facilitate.web.hub.broadcaster import Broadcaster
from facilitate.web.serving.limits import Limits, RateLimiter
from facilitate.web.serving.responses import decoded, json_response, malformed
from facilitate.workshop.report.feedback import STEP_WORDS, answered_words
from facilitate.workshop.report.open_vote_words import progress_words
from facilitate.workshop.report.vote_words import (
    both_words,
    candidate_words,
    excess_words,
    kept_title_words,
    kept_words,
    result_number,
    rule_words,
    share_words,
    title_words,
    total_head,
    turnout_words,
    voted_on,
    worlds_words,
)
from facilitate.workshop.report.votes import VoteLine, VotePart
from facilitate.workshop.sharing.respondents import Respondents
from facilitate.workshop.sharing.voters import Voters
from facilitate.workshop.votes.contents import WorldNotSaid

_BODY = 8192  # bytes
_FEW = 10  # results that a phone is shown
_SLOWLY = 2.0  # seconds that a wrong code waits for its answer once there were many


_Coded = TypeVar("_Coded")  # a code, and what is kept under it


class Sealing(Generic[_Coded]):
    """Takes what comes under a code, whatever waits together, in a thread: a slow disk holds up no table and no screen.

    `taker` returns what puts it into its box.
    """

    def __init__(self, taker: Callable[[], Callable[[Sequence[_Coded]], list[bool | Refused]]], name: str) -> None:
        self._taker = taker
        self._name = name
        self._waiting: list[tuple[_Coded, asyncio.Future[bool]]] = []
        self._taking: asyncio.Task[None] | None = None

    async def take(self, coded: _Coded) -> bool:
        """Return whether there was something under that code, once this is on the disk; raises what refuses it."""
        answer: asyncio.Future[bool] = asyncio.get_running_loop().create_future()
        self._waiting.append((coded, answer))
        if self._taking is None or self._taking.done():
            self._taking = asyncio.create_task(self._take_all(), name=self._name)
        return await answer

    async def _take_all(self) -> None:
        while self._waiting:
            those, self._waiting = self._waiting, []
            try:
                take = self._taker()
                found = await asyncio.to_thread(take, [coded for coded, _answer in those])
            except Exception as error:  # noqa: BLE001 -- told to each who waits, who tries again
                found = [error] * len(those)  # type: ignore[list-item]
            for (_coded, answer), each in zip(those, found, strict=True):
                if answer.done():  # nobody waits for it any more; it is counted all the same
                    continue
                if isinstance(each, Exception):
                    answer.set_exception(each)
                else:
                    answer.set_result(each)


class VoteRoutes:
    """The routes of the voting page."""

    _rest = staticmethod(asyncio.sleep)

    def __init__(self, broadcaster: Broadcaster, auth: TokenAuth, limits: Limits) -> None:
        self._broadcaster = broadcaster
        self._auth = auth
        self._limits = limits
        self._voters = Voters(broadcaster.workshop.recorder)
        self._wrong = RateLimiter.a_minute(limits.wrong_codes, asyncio.get_running_loop().time)
        self._sealing = Sealing(self._voters.taker, "hub takes ballots")
        self._respondents = Respondents(broadcaster.workshop.recorder)
        self._sealing_answers = Sealing(self._respondents.taker, "hub takes answers")

    async def show(self, request: Request) -> Response:
        """Answer with what is voted on and asked, and how many did; once a vote is closed, with what came of it."""
        self._auth.enter_vote(request)
        session, shown, _ = self._broadcaster.workshop.session, self._voters.look(), request.state.language
        content: dict[str, Any] = {
            "title": session.plan.title,
            "language": session.plan.language,
            "rehearsal": session.rehearsal is not None,
            "state": "none" if shown.vote is None else "open" if shown.vote.is_open else "closed",
        }
        if (vote := shown.vote) is not None and vote.is_open:
            found = shown.progress
            content |= {
                "vote": vote.id,
                "rule": vote.rule.value,
                "most": vote.most,
                "cap": vote.cap if vote.rule is VoteRule.DOTS else 1,
                "how": rule_words(vote.rule, vote.most, vote.cap, _),
                "candidates": [{"letter": letter, "text": voted_on(*of_it, _)} for letter, of_it in shown.candidates],
                "progress": progress_words(found.ballots, found.slips, shown.present, _, found.unsure) if found else "",
            }
        if shown.result:
            content["result"] = _result_document(shown.result, _)
        if shown.kept:
            content["kept"] = _kept_document(shown.kept, _)
        if asked := self._respondents.look():
            content["feedback"] = {
                "id": asked.id,
                "questions": asked.questions,
                "steps": list(map(_, STEP_WORDS)),
                "progress": answered_words(asked.answers, asked.present, _),
            }
        return json_response(content)

    async def ballot(self, request: Request) -> Response:
        """Take the ballot of a slip; it is on the disk when this answers, in the place of the one the slip had.

        One whose slip names no world does not count yet: it is answered by the worlds to choose from.
        """
        vote, code, marks, *world = await self._brought(request, "vote", "code", "marks", also="world")
        ballot = self._voters.check(vote, code, marks, *world)
        try:
            had = await self._sealing.take(ballot)
        except WorldNotSaid as asked:
            content = {"error": request.state.language.message(asked.message), "worlds": self._voters.worlds()}
            return json_response(content, 409)
        except FacilitateError:
            address = request.client.host if request.client else ""
            if self._wrong.take(address, 1):
                await self._rest(_SLOWLY)
            raise
        return json_response({"had": had})

    async def feedback(self, request: Request) -> Response:
        """Take a phone's answer to the closing questions; it is on the disk when this answers, once for each code."""
        answer = self._respondents.check(*await self._brought(request, "feedback", "code", "steps"))
        return json_response({"had": await self._sealing_answers.take(answer)})

    async def _brought(self, request: Request, *names: str, also: str = "") -> list[str]:
        """Return the texts of these names that a phone brings, and one that it may bring `also`; raises `Problem`."""
        self._auth.enter_vote(request, brings=True)
        content = decoded(await request.state.body.read(_BODY, self._limits.body_seconds))
        names = (*names, also) if isinstance(content, dict) and also in content else names
        texts = [content.get(name) if isinstance(content, dict) else None for name in names]
        if not all(isinstance(text, str) for text in texts):
            raise malformed()
        self._broadcaster.workshop.recorder.refresh()
        return list(map(str, texts))


def _result_document(part: VotePart, _: Language) -> dict[str, Any]:
    """Return what came of a vote in both readings, for a small screen: what is kept, else what ranks first."""
    lines = [line for line in part.lines if line.kept] or part.lines
    more = len(part.lines) - len(lines[:_FEW])
    left = _.plural("{n} more proposal is in the report.", "{n} more proposals are in the report.", more)
    return {
        "heads": [title_words(part, _), *_heads(part, _)],
        "about": [*turnout_words(part, _), *excess_words(part, _)],
        "rows": [_row(line, part, _) for line in lines[:_FEW]],
        "notes": [*([left] if more else []), *kept_words(part, _), *worlds_words(part, _)],
    }


def _kept_document(part: VotePart, _: Language) -> dict[str, Any]:
    """Return what an earlier vote kept, which stands below what came of a later one."""
    rows = [_row(line, part, _) for line in part.lines if line.kept]
    return {"title": kept_title_words(part, _), "rows": rows[:_FEW]}


def _heads(part: VotePart, _: Language) -> tuple[str, ...]:
    if part.rule is not VoteRule.FIVE and any(line.both_worlds is not None for line in part.lines):
        return (_(N_("Proposal")), total_head(part, _), _(N_("Both worlds")))
    return (_(N_("Proposal")), total_head(part, _))


def _row(line: VoteLine, part: VotePart, _: Language) -> dict[str, Any]:
    return {
        "letter": "+".join(line.letters),
        "text": candidate_words(line, _),
        "shares": share_words(line, _),
        "total": result_number(line, part, _),
        "both": both_words(line, _),
        "kept": line.kept,
    }
