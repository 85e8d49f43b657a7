"""One session on three computers of one account, restored or copied, with purges between: nothing is left out."""

from __future__ import annotations

import shutil
from contextlib import ExitStack, contextmanager, redirect_stderr, redirect_stdout, suppress
from datetime import UTC, datetime, timedelta
from io import StringIO
from itertools import chain, repeat
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitate.cli.depot_sync import DepotSync
from facilitate.cli.purging import purge_session
from facilitate.domain.errors import Refused
from facilitate.domain.values.notes import NoteKind
from tests.support.depots import everything, town
from tests.support.examples import examples
from tests.support.services import context_at

NAME = "Paula Zuber"
COMPUTERS = ("paris", "nord", "sud")
# With --take-all, or with what is typed: whether to remove, and whether it is a computer of the team.
SYNCS = ("key all", "key yes", "key no", "key yes no", "cloud all", "cloud no")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(COMPUTERS),
        st.sampled_from(("restore", "copy", "type", "type", "name", "remark", "purge", *SYNCS)),
    ),
    min_size=6,
    max_size=20,
)
# Who purged, wrote on, and hears of a later purge elsewhere has to purge again, and it counts.
_TYPED = "paris key, nord restore, paris purge, paris type, nord type, nord purge, nord key, paris key"
SECOND_PURGE = [(*each.split(),) for each in _TYPED.split(", ")]

# What withdraws a remark in a removal is no older act that is still to go.
_TYPED = "sud copy, sud remark, nord restore, nord copy, nord key all, nord type, nord cloud all, sud purge"
REMARK_WITHDRAWN = [(*each.split(" ", 1),) for each in _TYPED.split(", ")]


class Computers:
    """Three workspaces whose machine has one name, as on a cloned disk, and two folders they may meet in."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.typed: list[str] = []
        town(root / "made", "home")
        (root / "made" / "home").rename(root / "paris")
        self.context("paris").workshop("essai").people.add(NAME)

    def context(self, computer: str):
        return context_at(self.root / computer, {"FACILITATE_MACHINE": "home"})

    def has(self, computer: str) -> bool:
        return (self.root / computer / "sessions" / "essai").is_dir()

    def acts(self, computer: str) -> frozenset[bytes]:
        """Return the lines of all journals but those of people, which go nowhere."""
        journals = (self.root / computer / "sessions" / "essai").glob("*.jsonl")
        return frozenset(
            line for path in journals if "people" not in path.name for line in path.read_bytes().split(b"\n")
        )

    def sync(self, computer: str, carrier: str, answers: str = "all") -> tuple[int, int, list[str]]:
        """Sync; returns how much was sent and came, and what was told of that stays out."""
        typed = chain(answers.split(), repeat(answers.rpartition(" ")[2]))
        context = self.context(computer)
        to, take_all = str(self.root / carrier), answers == "all"
        with patch("builtins.input", lambda _prompt: context.language(next(typed))):
            found = DepotSync(context, "essai", to, anew=False, take_all=take_all).run()
        return found.sent, found.taken.came, [each.text for each in (*found.refused, *found.taken.left_out)]

    def ideas(self, computer: str) -> int:
        return len(self.context(computer).workshop("essai").session.ideas)

    def do(self, computer: str, step: str) -> None:
        if step == "restore":
            if not self.has(computer) and (self.root / "key").is_dir():
                self.context(computer).depots.restore("essai", str(self.root / "key"))
        elif step == "copy":
            if not self.has(computer):
                shutil.copytree(self.root / "paris", self.root / computer)
        elif not self.has(computer):
            pass
        elif step == "purge":
            day = (datetime.now(UTC) + timedelta(days=1)).date()
            purge_session(self.context(computer), "essai", day.isoformat(), yes=True)
        elif step.startswith(("key", "cloud")):
            carrier, _, answers = step.partition(" ")
            with suppress(Refused):  # who does not want what was removed to go here sends nothing
                self.sync(computer, carrier, answers or "all")
        elif step == "remark":
            workshop = self.context(computer).workshop("essai")
            workshop.notes.take(NoteKind.REMARK, f"À ne pas citer, {computer}")
        else:
            workshop = self.context(computer).workshop("essai")
            knows = NAME in {person.name for person in workshop.session.people.values()}
            text = f"idée {len(self.typed)}"
            self.typed.append(text)
            workshop.ideas.record(1, f"Voir {NAME}, {text}" if step == "name" and knows else text)


@contextmanager
def asked():
    """Whoever sits here can be asked."""
    with ExitStack() as stack:
        for module in ("depot_sync", "agreement", "purging"):
            stack.enter_context(patch(f"facilitate.cli.{module}.has_terminal", lambda: True))
        yield


@example(REMARK_WITHDRAWN)
@example(SECOND_PURGE)
@settings(max_examples=examples(6, long=100))
@given(STEPS)
def test_restored_or_copied_purged_and_synced_in_any_order_it_is_one_session_with_all_ideas_and_no_name(steps):
    with TemporaryDirectory() as folder, redirect_stdout(StringIO()), redirect_stderr(StringIO()), asked():
        made = Computers(Path(folder))
        for computer, step in [
            *steps,
            ("paris", "key"),
            *((each, "restore") for each in COMPUTERS),
            ("paris", "purge"),
        ]:
            made.do(computer, step)
        for number, answers in enumerate(("yes no", "yes no", "all")):
            for computer in COMPUTERS:
                for carrier in ("key", "cloud"):
                    made.sync(computer, carrier, answers)
            if number:  # who declines what others did on their screens has all ideas nevertheless
                assert {made.ideas(computer) for computer in COMPUTERS} == {len(made.typed)}
        for computer in COMPUTERS:
            for carrier in ("key", "cloud"):
                assert made.sync(computer, carrier, "no") == (0, 0, [])
        sessions = [made.context(computer).workshop("essai").session for computer in COMPUTERS]
        for session in sessions:
            texts = [idea.text for idea in session.ideas.values()]
            assert len(texts) == len(made.typed)
            assert all(any(text.endswith(each) for text in texts) for each in made.typed)
            assert session.twice() == {}
        assert len({made.acts(computer) for computer in COMPUTERS}) == 1
        assert [name for name, data in everything(made.root).items() if NAME.encode() in data] == []
