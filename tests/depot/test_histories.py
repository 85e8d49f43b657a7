"""Random histories of one session: removals of two people, old backups put back, copied folders, a server dumped."""

from __future__ import annotations

import shutil
from contextlib import ExitStack, redirect_stderr, redirect_stdout, suppress
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import chain, count, repeat
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitate.cli.depot_sync import DepotSync
from facilitate.cli.purging import purge_session
from facilitate.domain.errors import Refused
from facilitate.store.depot.dump import dump, load
from facilitate.store.depot.folder import FolderFiles
from facilitate.store.record.removals import removals_known
from facilitate.workshop.sharing.depot import DepotSession, Reach
from tests.support.depots import town
from tests.support.examples import examples
from tests.support.services import context_at

NAMES = {"paris": "Paula Zuber", "nord": "Nadia Orsay", "sud": "Paula Zuber"}  # whom their guest lists know
COMPUTERS = tuple(NAMES)
PLACES = ("key", "server")
URL = "http://record"
ACTIONS = (
    "type", "name", "name", "guest", "purge", "purge", "key all", "key yes", "key no", "server all", "server yes",
    "server no", "server no", "save", "save", "back", "back",
)  # fmt: skip
STEP = st.tuples(st.sampled_from(COMPUTERS), st.sampled_from(ACTIONS)) | st.tuples(
    st.sampled_from(PLACES), st.sampled_from(("save", "back", "dump and load"))
)
# How the two others came by the session, which each of them wrote in, before the history begins.
WAYS = st.tuples(*[st.sampled_from(("restore", "restore", "copy"))] * 2)
_numbers = count(1)


class RecordAt:
    """The record as the depot at an address, as a token of its session opens it."""

    address = URL
    notices = ()
    reach = Reach(is_whole=False)

    def __init__(self, record, session):
        self.record, self.session, self.purges = record, session, b""
        self.offer, self.give = record.offer, record.give

    def sessions(self):
        return [self.session] if self.offer(self.session) else []

    def take(self, session, writer, from_line, lines):
        return self.record.take(session, writer, from_line, lines, self.purges)

    def close(self):
        """Nothing is held."""


class History:
    """Three workspaces whose machine has one name, a key, and the record of a server."""

    def __init__(self, root: Path, record, connections) -> None:
        self.root, self.record, self.connections = root, record, connections
        self.session = DepotSession(f"hist{next(_numbers):06}", "essai")
        self.typed = count(1)
        self.copied: set[str] = set()  # those whose folder is another's, or was given to another
        self.known: set[str] = set()  # the computers that sent something to the server
        self.put_back: set[str] = set()  # the computers that hold an old state since their last sync
        self.clear()
        town(root / "made", "home", self.session.session)
        (root / "made" / "home").rename(root / "paris")
        self.context("paris").workshop("essai").people.add(NAMES["paris"])

    def clear(self):
        with self.connections.transaction() as db:
            db.execute(
                "TRUNCATE depot.session, depot.journal, depot.event, depot.repeated, depot.purge, depot.cleared,"
                " depot.retirement"
            )

    def context(self, computer):
        return context_at(self.root / computer, {"FACILITATE_MACHINE": "home"})

    def folder(self, computer):
        return self.root / computer / "sessions" / "essai"

    def tag(self, computer):
        tag = self.context(computer).workspace.tag_in(self.folder(computer))
        return "" if tag == "home" else tag

    def at(self, _where, folder):
        found = RecordAt(self.record, self.session)
        found.purges = b"".join(
            line for path in (folder.glob("*.jsonl") if folder else ()) for line in path.read_bytes().splitlines(True)
            if b'"session.purged"' in line
        )  # fmt: skip
        return found

    def sync(self, computer, place, answers="all"):
        typed = chain(answers.split(), repeat(answers.rpartition(" ")[2]))
        context = self.context(computer)
        to = URL if place == "server" else str(self.root / place)
        with patch("builtins.input", lambda _prompt: context.language(next(typed))):
            found = DepotSync(context, "essai", to, anew=True, take_all=answers == "all").run()
        if place == "server":
            self.put_back.discard(computer)
            self.known |= {computer} if found.sent else set()
        return found.sent, found.taken.came, [each.text for each in (*found.refused, *found.taken.left_out)]

    def purge(self, computer):
        day = (datetime.now(UTC) + timedelta(days=1)).date()
        purge_session(self.context(computer), "essai", day.isoformat(), yes=True)

    def on_server(self):
        given = (self.record.give(self.session, each.writer, 0) for each in self.record.offer(self.session))
        return b"".join(given)

    def live(self, *, people=False):
        """Return by place what lies there of journals."""
        found = {"server": self.on_server()}
        for name in (*COMPUTERS, "key"):
            paths = (self.root / name).rglob("*.jsonl")
            found[name] = b"".join(path.read_bytes() for path in paths if people or "people" not in path.name)
        return found

    def texts(self):
        data = b"".join(self.live().values())
        return {number for number in range(1, 60) if f"idée n{number}.".encode() in data}

    def do(self, who, what):
        if who in PLACES:
            self.do_at(who, what)
        elif what in ("restore", "copy"):
            self.come(who, what)
        elif self.folder(who).is_dir():
            self.do_here(who, what)

    def do_at(self, place, what):
        saved = self.root / f"saved-{place}"
        if place == "server":
            if what in ("save", "dump and load"):
                shutil.rmtree(saved, ignore_errors=True)
                dump(self.record, FolderFiles(saved), datetime.now(UTC))
            if what in ("back", "dump and load") and saved.is_dir():
                self.known &= {*COMPUTERS} if what == "dump and load" else set()
                self.clear()
                load(FolderFiles(saved), self.record)
        elif what == "save" and (self.root / place).is_dir():
            shutil.rmtree(saved, ignore_errors=True)
            shutil.copytree(self.root / place, saved)
        elif what == "back" and saved.is_dir():
            shutil.rmtree(self.root / place, ignore_errors=True)
            shutil.copytree(saved, self.root / place)

    def come(self, who, what):
        if self.folder(who).is_dir():
            return
        if what == "copy":
            shutil.rmtree(self.root / who, ignore_errors=True)
            shutil.copytree(self.root / "paris", self.root / who)
            self.copied |= {"paris", who}
        elif self.on_server():
            self.context(who).depots.restore("essai", URL)

    def do_here(self, who, what):
        saved = self.root / f"saved-{who}"
        workshop = self.context(who).workshop("essai")
        knows = {person.name for person in workshop.session.people.values()}
        if what == "purge":
            self.purge(who)
        elif what.startswith(PLACES):
            place, _, answers = what.partition(" ")
            with suppress(Refused):
                self.sync(who, place, answers)
        elif what == "save":
            shutil.rmtree(saved, ignore_errors=True)
            shutil.copytree(self.root / who, saved)
        elif what == "back" and saved.is_dir():
            shutil.rmtree(self.root / who)
            shutil.copytree(saved, self.root / who)
            self.put_back |= {who}
        elif what == "guest" and NAMES[who] not in knows:
            workshop.people.add(NAMES[who])
        elif what in ("type", "name"):
            name = f"Voir {NAMES[who]}, " if what == "name" and NAMES[who] in knows else ""
            workshop.ideas.record(1, f"{name}idée n{next(self.typed)}.")

    def listed(self):
        return {tag for each in removals_known(self.connections) for tag, _last in each.computers}

    def check_keeper(self, told):
        """Whoever sent something and holds a line that a removal on the server took is on the keeper's list."""
        cleared = {key for each in self.removals() for key in each}
        listed = self.listed()
        # Of copied folders that wrote under one name the record cannot tell whose removal it was: not claimed here.
        shared = {each for each in COMPUTERS if self.folder(each).is_dir() and each in self.copied}
        for who in self.known - self.put_back - shared:
            held = {
                line for path in self.folder(who).glob("*.jsonl") if "people" not in path.name
                for line in path.read_bytes().split(b"\n")
                if any(name.encode() in line for name in NAMES.values())
                and any(key.encode() in line[:200] for key in cleared)
                and b'"session.purged"' not in line
            }  # fmt: skip
            assert not held or self.tag(who) in listed, (told, who, self.tag(who), listed, held)

    def removals(self):
        from facilitate.store.record.lines import read_purges

        return [event.act.events for event in read_purges(self.on_server())]


def asked(stack):
    for module in ("depot_sync", "agreement", "purging"):
        stack.enter_context(patch(f"facilitate.cli.{module}.has_terminal", lambda: True))
    for out in (redirect_stdout, redirect_stderr):
        stack.enter_context(out(StringIO()))


def beginning(ways):
    """Yield what comes first: the session on all of them, with names that were sent."""
    yield from (("paris", "name"), ("paris", "server yes"))
    for who, way in zip(("nord", "sud"), ways, strict=True):
        yield from ((who, way), (who, "guest"), (who, "name"), (who, "server yes"))


# A computer that had not heard of a removal repeats a copy's words in a journal that comes whole.
REPEATED = [("paris", "guest"), ("nord", "type"), ("nord", "type"), ("sud", "key all")]
# Of two ideas of one number, the other one comes after the copy of the folder was found.
CALLED_ALIKE = [("paris", "type"), ("sud", "key all")]


@example(("restore", "copy"), REPEATED)
@example(("restore", "copy"), CALLED_ALIKE)
@settings(max_examples=examples(4, long=500))
@given(WAYS, st.lists(STEP, min_size=4, max_size=16))
def test_no_idea_is_lost_no_name_is_left_and_the_keeper_is_told_of_whoever_may_hold_one(
    record, connections, ways, steps
):
    steps = [*beginning(ways), *steps]
    with TemporaryDirectory() as folder, ExitStack() as stack:
        asked(stack)
        made = History(Path(folder).resolve(), record, connections)
        stack.enter_context(patch("facilitate.cli.composition.depots.Depots._at_address", made.at))
        for number, (who, what) in enumerate(steps):
            before = made.texts()
            made.do(who, what)
            assert what in ("back", "dump and load") or before <= made.texts(), (steps[: number + 1], before)
            made.check_keeper(steps[: number + 1])
        check_end(made, steps)


def check_end(made, steps):
    """After whoever holds the session removed names and did what is advised, all have one session and no name."""
    texts, here = made.texts(), [each for each in COMPUTERS if made.folder(each).is_dir()]
    for who in here:
        made.purge(who)
    for answers in ("yes no", "yes", "all"):
        for who in here:
            for place in PLACES:
                made.sync(who, place, answers)
    for who in here:
        for place in PLACES:
            assert made.sync(who, place, "no") == (0, 0, []), (steps, who, place)
    sessions = [made.context(who).workshop("essai").session for who in here]
    for session in sessions:
        found = [idea.text for idea in session.ideas.values()]
        assert session.twice() == {}, steps
        assert sorted(int(each.rpartition("n")[2].rstrip(".")) for each in found) == sorted(texts), (steps, found)
    left = {
        place: name
        for place, data in made.live(people=True).items()
        for name in NAMES.values()
        if name.encode() in data
    }
    assert left == {}, (steps, left)
    assert not made.listed() & {made.tag(who) for who in here}, (steps, made.listed(), [made.tag(who) for who in here])
