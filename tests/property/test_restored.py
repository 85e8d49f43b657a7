"""One session on three computers of one account, restored or copied, with purges between: nothing is left out."""

from __future__ import annotations

import shutil
from contextlib import redirect_stderr, redirect_stdout
from datetime import UTC, datetime, timedelta
from io import StringIO
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitate.cli.depot_sync import DepotSync
from facilitate.cli.purging import purge_session
from tests.support.depots import everything, town
from tests.support.examples import examples
from tests.support.services import context_at

NAME = "Paula Zuber"
COMPUTERS = ("paris", "nord", "sud")
STEPS = st.lists(
    st.tuples(
        st.sampled_from(COMPUTERS),
        st.sampled_from(("restore", "copy", "type", "type", "name", "purge", "key", "key", "cloud")),
    ),
    min_size=6,
    max_size=20,
)
# Who purged, wrote on, and hears of a later purge elsewhere has to purge again, and it counts.
_TYPED = "paris key, nord restore, paris purge, paris type, nord type, nord purge, nord key, paris key"
SECOND_PURGE = [(*each.split(),) for each in _TYPED.split(", ")]


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

    def sync(self, computer: str, carrier: str) -> tuple[int, int]:
        context = self.context(computer)
        found = DepotSync(context, "essai", str(self.root / carrier), anew=False, take_all=True).run()
        return found.sent, found.taken.came

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
        elif step in ("key", "cloud"):
            self.sync(computer, step)
        else:
            workshop = self.context(computer).workshop("essai")
            knows = NAME in {person.name for person in workshop.session.people.values()}
            text = f"idée {len(self.typed)}"
            self.typed.append(text)
            workshop.ideas.record(1, f"Voir {NAME}, {text}" if step == "name" and knows else text)


@example(SECOND_PURGE)
@settings(max_examples=examples(6, long=100))
@given(STEPS)
def test_restored_or_copied_purged_and_synced_in_any_order_it_is_one_session_with_all_ideas_and_no_name(steps):
    with TemporaryDirectory() as folder, redirect_stdout(StringIO()), redirect_stderr(StringIO()):
        made = Computers(Path(folder))
        for computer, step in [
            *steps,
            ("paris", "key"),
            *((each, "restore") for each in COMPUTERS),
            ("paris", "purge"),
        ]:
            made.do(computer, step)
        for _round in range(3):
            counts = {made.sync(computer, carrier) for computer in COMPUTERS for carrier in ("key", "cloud")}
        assert counts == {(0, 0)}
        sessions = [made.context(computer).workshop("essai").session for computer in COMPUTERS]
        for session in sessions:
            texts = [idea.text for idea in session.ideas.values()]
            assert len(texts) == len(made.typed)
            assert all(any(text.endswith(each) for text in texts) for each in made.typed)
            assert session.twice() == {}
        assert len({made.acts(computer) for computer in COMPUTERS}) == 1
        assert [name for name, data in everything(made.root).items() if NAME.encode() in data] == []
