"""The last quarter of an hour of an event, on the real programs: read back, report back, and a vote of 120 people.

Sixty phones and six browsers vote while somebody types sixty ballots on paper at the facilitator's screen.
"""

from __future__ import annotations

import json
import random
import socket
import statistics
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

from benchmarks.ballots import as_cast, boxed, command, done, favoured, in_piles, room, slips, token
from benchmarks.commands import environment
from benchmarks.measuring import SLUG, Row, folder, median, ms, opened, percentile, seconds, session_of
from benchmarks.playing import BEFORE, TABLES, Devices, Facilitator, free_port, sharing, tokens
from benchmarks.terminal import Screen, running
from benchmarks.voters import Poll, Polled
from benchmarks.voting_pages import Pages
from facilitate.domain.errors import N_
from facilitate.domain.values.votes import VoteRule
from facilitate.i18n import Language
from facilitate.workshop.views.reportback import report_back
from facilitate.workshop.votes.contents import Contents, draw_slips

PHONES, PAPER, PAGES = 60, 60, 6
CANDIDATES = 3 * TABLES
MOST_KEYS = 400
PACE = 15  # times as fast as the clock of the room
MERGES = 9
_WITHIN = 5 * 60 / PACE  # seconds, of five minutes
QUIET = 20.0  # seconds of work while nobody votes, to compare with
_KB = 1024
_REPAINT, _KEPT, _CALLED, _REVEALED, _REVEALED_MANY, _FOLLOWS = 0.1, 0.25, 1.0, 1.0, 5.0, 0.2
_ENTER, _ESCAPE = "\r", "\x1b"
_F3, _F6, _F7, _F9, _F12 = "\x1bOR", "\x1b[17~", "\x1b[18~", "\x1b[20~", "\x1b[24~"
_PHASE = "▶"  # before the phase that is on
_ = Language("fr")


def rows() -> Iterator[Row]:
    yield from while_phones_vote()
    yield from the_last_quarter()
    yield from many()
    yield from reported()


def while_phones_vote() -> Iterator[Row]:
    """Somebody goes through the phases of `run` while sixty phones bring a ballot and change it."""
    with room() as home:
        favoured(home)
        opened(home).votes.open(VoteRule.APPROVE, 5)
        codes, port = slips(home, PHONES), free_port()
        poll = Poll(port, token(home), codes, CANDIDATES, ballots=4, within=_WITHIN)
        with sharing(home, port) as screen, Devices(poll, "benchmarks.voters") as phones:
            facilitator = Facilitator(home, screen)
            facilitator.work(lambda: not phones.ready())
            quiet = time.monotonic() + QUIET
            alone = pressed(facilitator, lambda: time.monotonic() < quiet)
            phones.begin()
            keys = pressed(facilitator, lambda: phones.look() and not phones.done)
            polled = phones.polled()
        there = boxed(home)
    late, before = percentile(keys, 0.95), percentile(alone, 0.95)
    measured = f"p50 {ms(median(keys))}, p95 {ms(late)} ({len(keys)} keys)"
    yield Row("60 phones vote: key to repaint in run", measured, "p95 ≤ 100 ms", late <= _REPAINT)
    measured = f"{ms(late)} / {ms(before)}: {late / before:.2f} ×"
    yield Row("the same, against while nobody votes", measured, "≤ 1.5 ×", late <= 1.5 * before)
    taken = [at - sent for _phone, _marks, sent, at in polled.cast]
    measured = f"p50 {ms(median(taken))}, p99 {ms(percentile(taken, 0.99))}"
    yield Row("60 phones vote: a ballot on the disk", measured, "p99 ≤ 250 ms", percentile(taken, 0.99) <= _KEPT)
    right = as_cast(there, polled, codes)
    yield Row("60 phones vote: last ballots in the box", f"{right} of {PHONES}", "all, once", right == PHONES)
    size = polled.page
    yield Row("the voting page with its proposals, as it comes", f"{size / _KB:.1f} kB", "≤ 40 kB", size <= 40 * _KB)


def pressed(facilitator: Facilitator, goes_on: Callable[[], bool]) -> list[float]:
    """Seconds from each key to its repaint, for as long as that goes on."""
    facilitator.taken.clear()
    facilitator.work(goes_on)
    return [each for some in facilitator.taken.values() for each in some]


class Rehearsal:
    """The last quarter of an hour at the facilitator's screen, by a clock that goes faster."""

    def __init__(self, home: Path, port: int, screen: Screen) -> None:
        self._home, self._port, self._screen = home, port, screen
        self._begun = time.monotonic()
        self._draw = random.Random(7)
        self.waited = 0.0  # seconds, for the program
        self.typed: list[float] = []  # seconds from a key of a ballot on paper to its repaint
        self.counted: list[float] = []  # seconds from Enter to its being counted
        self.keys = 0
        self.paper: Counter[str] = Counter()

    def press(self, key: str, *texts: str) -> float:
        self._screen.send(key)
        return self._until(*texts)

    def _until(self, *texts: str) -> float:
        taken = seconds(lambda: self._screen.wait_for(*texts))
        self.waited += taken
        return taken

    @property
    def minutes(self) -> float:
        return (time.monotonic() - self._begun) * PACE / 60

    def until_minute(self, minute: float) -> None:
        while (left := minute - self.minutes) > 0:
            self._screen.drain(left * 60 / PACE)

    def read_back(self) -> None:
        """Each table is asked, signs its list and names three ideas, on its phone."""
        self.press(_F6, _(N_("Read back")))
        self.press("a", _(N_("Read back")))
        for table, door in enumerate(tokens(self._home), 1):
            self.until_minute(table / 2)
            ideas = [idea.id for idea in opened(self._home).session.ideas.values() if idea.table == table]
            self._asked(
                door, {"kind": "sign", "ideas": " ".join(ideas)}, {"kind": "favour", "ideas": " ".join(ideas[:3])}
            )
        self._screen.drain(0.2)
        self.press(_ESCAPE, _PHASE)

    def called(self) -> float:
        """A table calls; returns the seconds until it stands on the screen."""
        self._screen.send("")
        self._asked(tokens(self._home)[1], {"kind": "call"})
        taken = self._until("vous appelle")
        self._screen.send(_F12)
        self._screen.settle()
        return taken

    def report_back(self) -> None:
        self.press(_F7, _(N_("Report back")))
        for table in range(1, TABLES + 1):
            self.press("n", f"Table {table}")
            self.until_minute(4 + table * 0.75)
        self.press(_ESCAPE, _PHASE)

    def opens(self) -> list[str]:
        """The vote is opened on the screen; returns the codes of the slips that are printed."""
        self.press(_F9, _(N_("Vote")))
        self.press(_F7, _(N_("Prepare the vote")))
        self.press(_F7, _(N_("Open the vote?")))
        self.press(_ENTER, _(N_("Voted: {progress}"), progress="0"))
        self._screen.send(_F3)  # of the first world
        self._screen.settle()
        return slips(self._home, PHONES + PAGES)

    def types(self, goes_on: Callable[[], bool]) -> None:
        """Type the ballots on paper for as long as the phones vote, or until all are in."""
        number = 0
        while goes_on() or number < PAPER:
            if number == PAPER:
                self._screen.drain(0.1)
                continue
            number += 1
            letters = "".join(self._draw.sample("BCEFGIJKLPQR", self._draw.randint(1, 5)))
            for letter in letters:
                self.typed.append(self.press(letter, letter))
            self.counted.append(self.press(_ENTER, _.plural("{n} typed here.", "{n} typed here.", number)))
            self.keys += len(letters) + 1
            self.paper[" ".join(sorted(letters))] += 1
            self._screen.drain(self._draw.random() * 0.1)

    def reveals(self) -> float:
        self.press(_F9, _(N_("Close the vote? {ballots} F9 again: close and count · Esc: go on.")).partition("{")[0])
        return self.press(_F9, _(N_("Result of the vote")))

    def _asked(self, door: str, *acts: dict[str, str]) -> None:
        named = [{"id": f"bench-{self._draw.randrange(10**12):012}", "text": "", "status": "", **act} for act in acts]
        body = json.dumps({"acts": named}).encode()
        head = f"POST /acts HTTP/1.1\r\nHost: 127.0.0.1:{self._port}\r\nAuthorization: Bearer {door}\r\n"
        with socket.create_connection(("127.0.0.1", self._port)) as line:
            line.sendall(f"{head}Connection: close\r\nContent-Length: {len(body)}\r\n\r\n".encode() + body)
            answer = b"".join(iter(lambda: line.recv(65_536), b""))
        if b"refused" in answer or b" 200 " not in answer[:20]:
            raise RuntimeError(answer.decode())


def the_last_quarter() -> Iterator[Row]:
    with room() as home:
        port = free_port()
        with sharing(home, port) as screen:
            played = Rehearsal(home, port, screen)
            played.read_back()
            calls = [played.called() for _each in range(10)]
            played.report_back()
            codes = played.opens()
            poll = Poll(port, token(home), codes[PAGES:], CANDIDATES, ballots=2, within=_WITHIN)
            with Devices(poll, "benchmarks.voters") as phones, Pages(port, token(home), codes[:PAGES]) as pages:
                while not (phones.ready() and pages.ready()):
                    screen.drain(0.1)
                phones.begin()
                pages.begin()
                played.types(lambda: phones.look() and not (phones.done and pages.look()))
                polled, on_pages = phones.polled(), pages.outcome()
            revealed = played.reveals()
            minutes = played.minutes
        yield from _told(home, played, polled, on_pages)
    yield Row("a table calls: marked on the facilitator’s screen", _spread(calls), "each ≤ 1 s", max(calls) <= _CALLED)
    yield Row("126 ballots: from Enter to the result on the screen", ms(revealed), "≤ 1 s", revealed <= _REVEALED)
    measured = f"the result at {minutes:.1f} min of 15, {played.waited:.1f} s of them spent waiting for the screen"
    yield Row(f"the last quarter of an hour, {PACE} times as fast", measured, "within 15 min", minutes <= 15)


def _told(home: Path, played: Rehearsal, polled: Polled, on_pages: dict[str, str]) -> Iterator[Row]:
    measured = f"{played.keys} keys for {PAPER} ballots"
    yield Row("ballots on paper at the screen", measured, f"≤ {MOST_KEYS} keys", played.keys <= MOST_KEYS)
    what = f"{PHONES} phones and {PAGES} browsers vote, paper is typed"
    late = percentile(played.typed, 0.95)
    yield Row(f"{what}: key to repaint", _spread(played.typed), "p95 ≤ 100 ms", late <= _REPAINT)
    late = percentile(played.counted, 0.95)
    yield Row(f"{what}: Enter to counted, on the disk", _spread(played.counted), "p95 ≤ 100 ms", late <= _REPAINT)
    on_phones = Counter({number: marks for number, marks, _sent, _at in polled.cast}.values())
    cast = on_phones + Counter(on_pages.values()) + played.paper
    count = opened(home).votes.last.count
    assert count is not None
    kept = in_piles(count.piles)
    measured = f"{count.coded} with a code, {count.uncoded} without, {(cast & kept).total()} as they were cast"
    yield Row(f"{what}: ballots counted", measured, "all, once", kept == cast)


def _spread(taken: list[float]) -> str:
    return f"p50 {ms(median(taken))}, p95 {ms(percentile(taken, 0.95))}, the longest {ms(max(taken))}"


def many() -> Iterator[Row]:
    """How long the close takes as a command, with a start of the program for comparison."""
    taken = {}
    for ballots in (60, 2_000):
        with room() as home:
            favoured(home)
            opened(home).votes.open(VoteRule.APPROVE, 5)
            _filled(home, ballots)
            bare = statistics.median(seconds(lambda: done(home, "vote", "show", SLUG)) for _each in range(3))
            taken[ballots] = seconds(lambda: done(home, "vote", "close", SLUG)), bare
    for ballots, bar in ((60, _REVEALED), (2_000, _REVEALED_MANY)):
        whole, bare = taken[ballots]
        measured = f"{ms(whole)}, {whole / bare:.1f} × a look before the close"
        yield Row(f"{ballots:,} ballots: vote close, the whole command", measured, f"≤ {bar:.0f} s", whole <= bar)


def _filled(home: Path, ballots: int) -> None:
    draw, workshop = random.Random(ballots), opened(home)
    worlds = workshop.votes.last.worlds

    def fill(contents: Contents) -> None:
        contents["vote"] = workshop.votes.last.id
        draw_slips(contents, [draw.choice(worlds) for _each in range(ballots)])
        for slip in contents["slips"].values():
            slip[1] = " ".join(sorted(draw.sample("ABCDEFGHIJKLMNOPQR", draw.randint(0, 5))))

    workshop.log.ballots.change(fill)


def reported() -> Iterator[Row]:
    """Another program merges two ideas while the order of the tables is on the screen."""
    with room() as home, running(command("run", SLUG), environment(home)) as screen:
        screen.wait_for("F1")
        screen.settle()
        screen.send(_F7)
        screen.wait_for(_spoken(BEFORE))
        other, taken = opened(home), []
        for number in range(1, MERGES + 1):
            screen.drain(0.3)
            screen.send("")
            other.proposals.merge([f"T1-{number:02}", f"T2-{number:02}"], "la même idée")
            taken.append(seconds(lambda number=number: screen.wait_for(_spoken(BEFORE - number))))  # type: ignore[misc]
    late = percentile(taken, 0.95)
    yield Row("two ideas found the same: seen in the report-back", _spread(taken), "p95 ≤ 200 ms", late <= _FOLLOWS)
    with folder() as home:
        session_of(home, 1_000)
        workshop = opened(home)
        phase = workshop.room_tables.phase()
        again = [seconds(lambda: report_back(workshop.session, phase)) for _each in range(9)]
    yield Row("report-back reckoned anew, 1,000 ideas", ms(median(again)), "≤ 200 ms", median(again) <= _FOLLOWS)


def _spoken(number: int) -> str:
    """How many are to be spoken: what follows differs where some of them resemble each other."""
    said = "{n} proposals, each spoken once; those that are the same, once merged."
    return _.plural("{n} proposal, spoken once.", said, number).partition(",")[0]
