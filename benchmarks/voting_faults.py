"""What goes wrong while a room votes, on the real programs: kills, cuts, a slow disk and a full one, guessed codes.

Each ballot that was acknowledged has to be in the box, once, whatever happened; slips on two phones count once.
"""

from __future__ import annotations

import asyncio
import os
import random
import secrets
import signal
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from threading import Thread

from benchmarks.ballots import as_cast, boxed, done, favoured, in_box, room, shared, slips, token
from benchmarks.measuring import SLUG, Row, median, ms, opened, percentile
from benchmarks.playing import TABLES, Devices, Facilitator, free_port, sharing
from benchmarks.slow_disk import SLOWLY, SYNC
from benchmarks.voters import Poll
from benchmarks.voting import QUIET, pressed
from facilitate.domain.values.votes import VoteRule
from facilitate.workshop.votes.contents import Contents

PHONES, KILLS, GUESSES, TWICE = 60, 50, 1_000, 10
CANDIDATES = 3 * TABLES
_WITHIN = 12.0  # seconds
_KEPT, _SLOWLY_KEPT, _REPAINT = 0.25, 0.8, 0.1
_CUT = 0.1  # the share of what is sent, either way, that ends a connection instead
_VOTERS = "benchmarks.voters"
_LIKE_GUESTS = {"FACILITATE_LOOPBACK": "guest"}
# The program itself, but that its disk is full for as long as a file is there.
FULL = """
import errno, os, sys
from facilitate import system
from facilitate.__main__ import main

sync = system.sync_file

def full(descriptor):
    if os.path.exists(sys.argv[0] + ".full"):
        raise OSError(errno.ENOSPC, "No space left on device")
    sync(descriptor)

system.sync_file = full
sys.exit(main())
"""


def rows() -> Iterator[Row]:
    yield from killed()
    yield cut()
    yield from guessed()
    yield from slow()
    yield from full()
    yield reopened()


@contextmanager
def voting(slips_drawn: int = PHONES) -> Iterator[tuple[Path, list[str]]]:
    """A session with an open vote, and the codes of its slips."""
    with room() as home:
        favoured(home)
        opened(home).votes.open(VoteRule.APPROVE, 5)
        yield home, slips(home, slips_drawn)


def killed() -> Iterator[Row]:
    """The hub is ended with -9 at random moments, and started again at once; phones go on pressing."""
    draw, lost, known = random.Random(24), 0, 0
    with voting() as (home, codes):
        port = free_port()
        poll = Poll(port, token(home), codes, CANDIDATES, ballots=20, within=KILLS * 2.0, tells=True)
        with Devices(poll, _VOTERS) as phones:
            for kill in range(KILLS):
                with shared(home, port) as hub:
                    if not kill:
                        while not phones.ready():
                            time.sleep(0.02)
                        phones.begin()
                    time.sleep(draw.random() * 0.7)
                    os.kill(hub.process, signal.SIGKILL)
                time.sleep(0.05)
                assert phones.done or phones.look()
                found = _missing(boxed(home), codes, phones.said)
                lost, known = lost + found[0], known + found[1]
            with shared(home, port):
                while phones.look(0.1) and not phones.done:
                    pass
            polled = phones.polled()
        contents = boxed(home)
        counted = opened(home).votes.close().count
    assert counted is not None
    right = as_cast(contents, polled, codes)
    measured = f"{lost} of {known} looked for after {KILLS} kills; at the end {right} of {len(codes)} as they were cast"
    holds = not lost and right == len(codes) == counted.ballots
    yield Row("the hub killed with -9: acknowledged ballots lost", measured, "none, none twice", holds)
    measured = f"{len(polled.cast)} ballots, {sum(polled.again.values())} pressed again"
    yield Row("the hub killed with -9: all came through", measured, "all", len(polled.cast) == len(codes) * 20)


def _missing(contents: Contents, codes: list[str], said: list[bytes]) -> tuple[int, int]:
    """How many slips have neither the ballot acknowledged last nor the one on its way; and how many were looked for."""
    sent, kept = dict[int, str](), dict[int, str]()
    for line in said:
        what, _space, rest = line.decode().partition(" ")
        number, _space, marks = rest.partition(" ")
        if what in ("sent", "kept"):
            (sent if what == "sent" else kept)[int(number)] = marks
    lost = [number for number, marks in kept.items() if in_box(contents, codes[number]) not in (marks, sent[number])]
    return len(lost), len(kept)


def cut() -> Row:
    """The network drops what is sent and what is answered; ten slips are typed on two phones each."""
    with voting() as (home, codes):
        port, through = free_port(), free_port()
        twice = [*codes, *codes[:TWICE]]
        poll = Poll(through, token(home), twice, CANDIDATES, ballots=4, within=_WITHIN)
        with shared(home, port), dropping(through, port), Devices(poll, _VOTERS) as phones:
            while not phones.ready():
                time.sleep(0.02)
            phones.begin()
            while phones.look(0.1) and not phones.done:
                pass
            polled = phones.polled()
        contents = boxed(home)
        counted = opened(home).votes.close().count
    assert counted is not None
    right = as_cast(contents, polled, twice)
    measured = (
        f"{right} of {len(codes)} slips, {counted.ballots} counted, {TWICE} of them on two phones; "
        f"{sum(polled.again.values())} of {len(polled.cast)} pressed again"
    )
    holds = right == len(codes) == counted.ballots
    return Row("a network that cuts a tenth of what is sent: ballots in the box", measured, "all, once", holds)


@contextmanager
def dropping(port: int, to: int) -> Iterator[None]:
    """A network between phones and the hub that ends a connection now and then, before a request or its answer."""
    loop, draw = asyncio.new_event_loop(), random.Random(11)

    async def pump(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            while came := await reader.read(65_536):
                if draw.random() < _CUT:
                    break
                writer.write(came)
                await writer.drain()

    async def one(reader: asyncio.StreamReader, writer: asyncio.StreamWriter) -> None:
        with suppress(OSError):
            there, back = await asyncio.open_connection("127.0.0.1", to)
            ways = [asyncio.create_task(pump(reader, back)), asyncio.create_task(pump(there, writer))]
            await asyncio.wait(ways, return_when=asyncio.FIRST_COMPLETED)
            back.transport.abort()
        writer.transport.abort()

    async def serve() -> None:
        server = await asyncio.start_server(one, "127.0.0.1", port)
        async with server:
            await server.serve_forever()

    def run() -> None:
        with suppress(asyncio.CancelledError):
            loop.run_until_complete(task)

    task = loop.create_task(serve())
    thread = Thread(target=run)
    thread.start()
    try:
        yield
    finally:
        loop.call_soon_threadsafe(task.cancel)
        thread.join()


def guessed() -> Iterator[Row]:
    """Somebody at the one address of the room tries a thousand codes, and all slips of the vote before."""
    with voting() as (home, earlier):
        done(home, "vote", "ballot", SLUG, "A", "--paper")
        done(home, "vote", "close", SLUG)
        done(home, "vote", "open", SLUG)
        codes, port = slips(home, PHONES), free_port()
        signs = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"
        drawn = ["".join(secrets.choice(signs) for _sign in range(8)) for _guess in range(GUESSES - len(earlier))]
        poll = Poll(port, token(home), codes, CANDIDATES, ballots=4, within=_WITHIN, guesses=[*drawn, *earlier])
        with shared(home, port, _LIKE_GUESTS), Devices(poll, _VOTERS) as phones:
            while not phones.ready():
                time.sleep(0.02)
            phones.begin()
            while phones.look(0.1) and not phones.done:
                pass
            polled = phones.polled()
        ballots = Counter(slip[1] is not None for slip in boxed(home)["slips"].values())[True]
    tried = sum(polled.guessed.values())
    measured = f"{polled.wrong} of {tried} tried in {polled.guessing:.0f} s over {poll.guessers} connections"
    slowly = tried <= 10 + poll.guessers * (polled.guessing / 2 + 1)
    yield Row(
        "codes guessed from the room’s address: taken",
        measured,
        "none; 2 s each after ten",
        not polled.wrong and slowly,
    )
    taken = [at - sent for _phone, _marks, sent, at in polled.cast]
    late, turned = percentile(taken, 0.99), sum(polled.again.values())
    measured = f"{ballots} of {PHONES}, p50 {ms(median(taken))}, p99 {ms(late)}, {turned} turned away"
    holds = ballots == PHONES and late <= _KEPT and not turned
    yield Row("codes guessed from the room’s address: the room votes", measured, "all, p99 ≤ 250 ms", holds)


def slow() -> Iterator[Row]:
    """A disk that takes 300 ms for each sync, while somebody works in `run`."""
    with voting() as (home, codes):
        program, port = home / "slowly.py", free_port()
        program.write_text(SLOWLY, encoding="utf-8")
        poll = Poll(port, token(home), codes, CANDIDATES, ballots=5, within=QUIET)
        with sharing(home, port, program=program) as screen, Devices(poll, _VOTERS) as phones:
            facilitator = Facilitator(home, screen)
            facilitator.work(lambda: not phones.ready())
            quiet = time.monotonic() + QUIET
            alone = pressed(facilitator, lambda: time.monotonic() < quiet)
            phones.begin()
            keys = pressed(facilitator, lambda: phones.look() and not phones.done)
            polled = phones.polled()
        contents = boxed(home)
    taken = [at - sent for _phone, _marks, sent, at in polled.cast]
    what, late = f"{SYNC * 1000:.0f} ms a sync", percentile(taken, 0.99)
    measured = f"p50 {ms(median(taken))}, p99 {ms(late)}"
    yield Row(f"{what}: a ballot acknowledged", measured, "p50 ≤ 0.8 s", median(taken) <= _SLOWLY_KEPT)
    late, before = percentile(keys, 0.95), percentile(alone, 0.95)
    measured = f"p50 {ms(median(keys))}, p95 {ms(late)} ({len(keys)} keys)"
    yield Row(f"{what}: key to repaint in run", measured, "p95 ≤ 100 ms", late <= _REPAINT)
    measured = f"{ms(late)} / {ms(before)}: {late / before:.2f} ×"
    yield Row(f"{what}: the same, against while nobody votes", measured, "≤ 1.5 ×", late <= 1.5 * before)
    right = as_cast(contents, polled, codes)
    yield Row(f"{what}: ballots in the box", f"{right} of {len(codes)}", "all, once", right == len(codes))


def full() -> Iterator[Row]:
    """The disk is full for three seconds in the middle of the vote."""
    with voting() as (home, codes):
        program, port = home / "full.py", free_port()
        program.write_text(FULL, encoding="utf-8")
        is_full = Path(f"{program}.full")
        poll = Poll(port, token(home), codes, CANDIDATES, ballots=2, within=6.0, tells=True)
        with shared(home, port, program=program), Devices(poll, _VOTERS) as phones:
            while not phones.ready():
                time.sleep(0.02)
            phones.begin()
            time.sleep(1.5)
            is_full.touch()
            time.sleep(0.5)
            phones.look()
            before = sum(line.startswith(b"kept") for line in phones.said)
            time.sleep(2.5)
            phones.look()
            meanwhile = sum(line.startswith(b"kept") for line in phones.said) - before
            is_full.unlink()
            while phones.look(0.1) and not phones.done:
                pass
            polled = phones.polled()
        contents = boxed(home)
    right = as_cast(contents, polled, codes)
    measured = f"{meanwhile} acknowledged meanwhile; {right} of {len(codes)} in the box at the end"
    yield Row("the disk full for three seconds", measured, "none; all, once", not meanwhile and right == len(codes))


def reopened() -> Row:
    """A vote that is closed and reopened keeps what was counted; slips of before are good no more."""
    with voting(6) as (home, earlier):
        votes = opened(home).votes
        for code in earlier:
            votes.coded_ballot(code, "A")
        done(home, "vote", "close", SLUG)
        done(home, "vote", "reopen", SLUG)
        codes, port = slips(home, 5), free_port()
        poll = Poll(port, token(home), codes, CANDIDATES, ballots=2, within=1.0, guesses=earlier, guessers=6)
        with shared(home, port), Devices(poll, _VOTERS) as phones:
            while not phones.ready():
                time.sleep(0.02)
            phones.begin()
            while phones.look(0.1) and not phones.done:
                pass
            wrong = phones.polled().wrong
        counted = opened(home).votes.close().count
    assert counted is not None
    measured = f"{counted.ballots} ballots of 6 and 5, {wrong} slips of before taken"
    return Row("a vote reopened", measured, "all, once; none", counted.ballots == 11 and not wrong)
