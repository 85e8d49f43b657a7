"""The phones of a vote, in a process of their own: each loads the page, looks every few seconds, and brings ballots.

Run as `python -m benchmarks.voters` with a `Poll` as JSON on its input. It says `ready` when every phone has seen the
vote, begins when told to, says `half` when half of the ballots were acknowledged, and ends with a `Polled` as JSON.
They speak as `web/hub/page/vote.js` does, and press again what was not answered, as people do.
"""

from __future__ import annotations

import asyncio
import json
import random
import sys
import time
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import asdict, dataclass, field
from typing import Any

from benchmarks.clients import HTTP_OK, Away, Line, say

_AGAIN = 0.2  # seconds until somebody presses again
_LOOK = 5.0
_LETTERS = "ABCDEFGHIJKLMNOPQRST"


@dataclass(frozen=True)
class Poll:
    """What the phones do: each has a code (two may have one), and brings so many ballots within so many seconds.

    Strangers at the same address try the `guesses`, codes that no slip of this vote has, over so many connections at
    once. With `tells` each ballot is said as it is sent and as it is acknowledged: `sent 12 marks`, `kept 12 marks`.
    """

    port: int
    token: str
    codes: list[str]
    candidates: int
    most: int = 5
    ballots: int = 2
    within: float = 5.0
    behind_one: bool = True
    guesses: list[str] = field(default_factory=list)
    guessers: int = 20
    tells: bool = False
    seed: int = 1


@dataclass
class Polled:
    """What came of it. Times are those of the monotonic clock, which all processes share.

    `cast` are the ballots as [number of the phone, marks, sent, acknowledged]. `again` counts by status what was sent
    once more (0: nobody answered), `guessed` what guesses were answered with; `wrong` are guesses that were taken.
    """

    cast: list[tuple[int, str, float, float]] = field(default_factory=list)
    again: dict[int, int] = field(default_factory=dict)
    guessed: dict[int, int] = field(default_factory=dict)
    wrong: int = 0
    guessing: float = 0.0  # seconds that all guesses took
    page: int = 0  # bytes that came for the page and the first look
    shown: list[str] = field(default_factory=list)  # what phones were told of how far it is


class Phones:
    """Everybody's phone, and whoever tries codes."""

    def __init__(self, poll: Poll) -> None:
        self._poll = poll
        self._draw = random.Random(poll.seed)
        self.polled = Polled()
        self._vote = ""
        self._done = asyncio.Event()

    async def play(self, begin: Callable[[], Coroutine[Any, Any, object]]) -> Polled:
        numbers = range(len(self._poll.codes))
        lines = [Line(number, self._poll.port, behind_one=self._poll.behind_one) for number in numbers]
        await asyncio.gather(*map(self._load, lines))
        say("ready")
        await begin()
        looking = [asyncio.create_task(self._looks(number)) for number in numbers]
        guessing = asyncio.create_task(self._guess_all())
        await asyncio.gather(*(self._votes(number, line) for number, line in enumerate(lines)))
        self._done.set()
        await guessing
        for each in looking:
            each.cancel()
        self.polled.cast.sort(key=lambda each: each[3])
        return self.polled

    async def _load(self, line: Line) -> None:
        while True:
            with suppress(Away):
                page = await line.ask(_get("/v", self._poll))
                status, body = await line.ask(_get("/vote", self._poll))
                if status == HTTP_OK:
                    self._vote = json.loads(body).get("vote", "")
                    self.polled.page = len(page[1]) + len(body)
                    return
            await asyncio.sleep(_AGAIN)

    async def _looks(self, number: int) -> None:
        line = Line(number, self._poll.port, behind_one=self._poll.behind_one)
        await asyncio.sleep(_LOOK * number / len(self._poll.codes))
        while True:
            with suppress(Away):
                status, body = await line.ask(_get("/vote", self._poll))
                if status == HTTP_OK:
                    self.polled.shown.append(json.loads(body).get("progress", ""))
            await asyncio.sleep(_LOOK)

    async def _votes(self, number: int, line: Line) -> None:
        poll, begun = self._poll, time.monotonic()
        dues = sorted(self._draw.random() * poll.within for _ballot in range(poll.ballots))
        for due in dues:
            marks = self._marks()
            await asyncio.sleep(max(0.0, begun + due - time.monotonic()))
            sent = time.monotonic()
            self._tell("sent", number, marks)
            while (status := await self._brought(line, poll.codes[number], marks)) != HTTP_OK:
                self.polled.again[status] = self.polled.again.get(status, 0) + 1
                await asyncio.sleep(_AGAIN)
            self.polled.cast.append((number, marks, sent, time.monotonic()))
            self._tell("kept", number, marks)
            if len(self.polled.cast) == len(poll.codes) * poll.ballots // 2:
                say("half")
        line.hang_up()

    def _tell(self, what: str, number: int, marks: str) -> None:
        if self._poll.tells:
            say(f"{what} {number} {marks}")

    async def _brought(self, line: Line, code: str, marks: str) -> int:
        try:
            return (await line.ask(self._post(code, marks)))[0]
        except Away:
            return 0

    def _post(self, code: str, marks: str) -> bytes:
        body = json.dumps({"vote": self._vote, "code": code, "marks": marks, "world": ""}).encode()
        head = f"POST /vote/ballot HTTP/1.1\r\nHost: 127.0.0.1:{self._poll.port}\r\nAuthorization: Bearer "
        return f"{head}{self._poll.token}\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body

    def _marks(self) -> str:
        letters = _LETTERS[: self._poll.candidates]
        return " ".join(sorted(self._draw.sample(letters, self._draw.randint(1, min(self._poll.most, len(letters))))))

    async def _guess_all(self) -> None:
        begun, left = time.monotonic(), list(self._poll.guesses)
        await asyncio.gather(*(self._guess(left, number) for number in range(self._poll.guessers)))
        self.polled.guessing = time.monotonic() - begun

    async def _guess(self, left: list[str], number: int) -> None:
        line = Line(number, self._poll.port, behind_one=self._poll.behind_one)
        while left and not self._done.is_set():
            status = await self._brought(line, left.pop(), "A")
            self.polled.guessed[status] = self.polled.guessed.get(status, 0) + 1
            self.polled.wrong += status == HTTP_OK


def _get(path: str, poll: Poll) -> bytes:
    head = f"GET {path} HTTP/1.1\r\nHost: 127.0.0.1:{poll.port}\r\nAccept-Encoding: gzip\r\n"
    return f"{head}Authorization: Bearer {poll.token}\r\n\r\n".encode()


def main() -> None:
    poll = Poll(**json.loads(sys.stdin.readline()))

    async def play() -> Polled:
        loop = asyncio.get_running_loop()

        async def told() -> object:
            return await loop.run_in_executor(None, sys.stdin.readline)

        return await Phones(poll).play(told)

    say(json.dumps(asdict(asyncio.run(play()))))


if __name__ == "__main__":
    main()
