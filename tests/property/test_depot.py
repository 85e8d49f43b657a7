"""Whatever carries the journals of a session, in whatever order and however often cut off, it is one session."""

from __future__ import annotations

import random
import shutil
from contextlib import suppress
from pathlib import Path
from tempfile import TemporaryDirectory

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.domain.errors import FacilitateError, Refused, StorageFailure
from facilitate.store.collect import collect
from facilitate.store.depot.folder import FolderFiles
from facilitate.web.carriers.webdav import WebDavFiles
from facilitate.workshop.sharing.depot import DepotUnreachable
from tests.support.dav import served
from tests.support.depots import Laptop, agreed, everything, key, town
from tests.support.examples import examples

NAME = "Laurence Mari"
MACHINES = ("home", "k7m2", "p3xy", "z9z9", "b4cd")
CARRIERS = ("key", "cloud", "share", "stick")
STEPS = st.lists(
    st.tuples(st.sampled_from(MACHINES), st.sampled_from(("note", "correct", *CARRIERS))), min_size=8, max_size=25
)


class Programme:
    """Five laptops of one session, and what they can meet in: two folders, a share, and each other's key."""

    def __init__(self, folder: Path, share, seed: int) -> None:
        (folder / "key").mkdir()
        (folder / "cloud").mkdir()
        share.files.clear()
        share.folders = {"/", "/dav/"}
        self.chance = random.Random(seed)
        home = town(folder)
        self.laptops = {"home": home}
        for machine in MACHINES[1:]:
            shutil.copytree(folder / "home", folder / machine)
            self.laptops[machine] = Laptop(folder / machine, machine)
        self.files = {"key": key(folder), "cloud": FolderFiles(folder / "cloud"), "share": WebDavFiles(share.url)}
        self.share = share
        self.said = 0

    def do(self, machine: str, step: str) -> None:
        laptop = self.laptops[machine]
        if step == "note":
            self.said += 1
            laptop.note(f"{machine} {self.said}", self.chance.randint(1, 3))
        elif step == "correct":
            workshop = laptop.open()
            for idea in list(workshop.session.ideas.values())[:1]:
                workshop.ideas.edit(idea.ref, f"corrigée {self.said}")
        elif step == "stick":
            other = self.laptops[self.chance.choice([each for each in MACHINES if each != machine])]
            collect(laptop.workspace.log("essai"), [other.folder], agreed)
        else:
            if step == "share" and self.chance.random() < 0.3:
                self.share.cut = self.chance.randint(0, 400)
            try:
                laptop.sync(self.files[step])
            except DepotUnreachable:
                laptop.sync(self.files[step])
            self.share.cut = None

    def meet(self) -> None:
        for _round in range(2):
            for machine in MACHINES:
                for carrier in self.files:
                    self.do(machine, carrier)

    def close(self) -> None:
        self.files["share"].close()


@settings(max_examples=examples(3, long=100))
@given(STEPS, st.integers(0, 99))
def test_carriers_mixed_in_any_order_make_one_session(steps, seed):
    with TemporaryDirectory() as folder, served() as share:
        programme = Programme(Path(folder), share, seed)
        for machine, step in steps:
            programme.do(machine, step)
        programme.meet()
        ideas = {idea.text for idea in programme.laptops["home"].open().session.ideas.values()}
        assert len(ideas) <= programme.said
        assert len({laptop.digest() for laptop in programme.laptops.values()}) == 1
        for laptop in programme.laptops.values():
            for files in programme.files.values():
                again = laptop.sync(files)
                assert (again.sent, again.taken.came) == (0, 0)
        programme.close()


@settings(max_examples=examples(10))
@given(st.lists(st.integers(0, 900), min_size=1, max_size=4), st.booleans(), st.integers(0, 99))
def test_a_push_cut_anywhere_any_number_of_times_ends_as_one_that_was_not(cuts, is_folder, seed):
    chance = random.Random(seed)
    with TemporaryDirectory() as folder, served() as share:
        programme = Programme(Path(folder), share, seed)
        laptop, files = programme.laptops["home"], programme.files["key" if is_folder else "share"]
        for cut in cuts:
            for number in range(chance.randint(1, 4)):
                laptop.note(f"idée {cut} {number}", chance.randint(1, 3))
            if is_folder:
                laptop.sync(files)
                path = chance.choice(sorted((Path(folder) / "key" / "depot" / "essai").glob("*.jsonl")))
                path.write_bytes(path.read_bytes()[:cut])
            else:
                share.cut = cut
                with suppress(DepotUnreachable):
                    laptop.sync(files)
        laptop.sync(files)
        depot = Path(folder) / "key" / "depot"
        there = share.journals() if not is_folder else {
            path.relative_to(depot).as_posix(): path.read_bytes() for path in depot.rglob("*.jsonl")
        }  # fmt: skip
        assert there == {f"essai/{path.name}": path.read_bytes() for path in laptop.folder.glob("*.jsonl")}
        assert laptop.sync(files).sent == 0
        programme.close()


def spoiled(chance: random.Random, data: bytes, others: list[bytes]) -> bytes:
    """Return what a disk, an editor or a stranger may make of a file."""
    lines = data.splitlines(keepends=True)
    place = chance.randrange(len(data) + 1)
    return chance.choice(
        [
            data[:place],
            data[:place] + b"\0" * chance.randint(1, 300),
            data[:place] + bytes(chance.randrange(256) for _ in range(5)) + data[place + 5 :],
            data.replace(b"\n", b"\r\n"),
            data.decode(errors="replace").encode("utf-16"),
            b"".join(chance.sample(lines, len(lines))),
            b"".join(lines[1:]),
            data + data,
            data + b"x" * 100_000,
            b"Bonjour",
            b"",
            chance.choice(others),
        ]
    )


@settings(max_examples=examples(8))
@given(st.integers(0, 10**6))
def test_whatever_becomes_of_the_files_there_nothing_here_is_lost_and_no_other_error_is_raised(seed):
    chance = random.Random(seed)
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "key").mkdir()
        home, files = town(root), key(root)
        for number in range(4):
            home.note(f"idée {number}", 1 + number % 2)
        home.sync(files)
        other = Laptop(root / "k7m2", "k7m2")
        other.restore(files)
        other.note("d’ailleurs", 3)
        other.sync(files)
        depot = root / "key" / "depot" / "essai"
        for _ in range(chance.randint(1, 4)):
            whole = {path: path.read_bytes() for path in sorted(depot.glob("*.jsonl"))}
            path = chance.choice(list(whole))
            path.with_name(chance.choice([path.name, f"{path.stem} (2).jsonl"])).write_bytes(
                spoiled(chance, whole[path], list(whole.values()))
            )
            home.note(f"encore {chance.random()}", 1)
            before = {path.name: path.read_bytes() for path in home.folder.glob("*.jsonl")}
            with suppress(FacilitateError):
                home.sync(files)
            for name, data in before.items():
                assert (home.folder / name).read_bytes().startswith(data)
        found = other.sync(files)
        assert found.taken.agreed or not found.taken.others
        home.sync(files)
        other.sync(files)
        theirs = {idea.text for idea in home.open().session.ideas.values()}
        assert {idea.text for idea in other.open().session.ideas.values()} == theirs
        assert len(theirs) >= 5


class Cut(FolderFiles):
    """A folder whose line breaks before so many writes; never where it is None."""

    left: int | None = None

    def write(self, *args):
        if self.left == 0:
            raise StorageFailure("cut")
        self.left = None if self.left is None else self.left - 1
        return super().write(*args)


def sync_or_purge(laptop, files):
    """Sync; whoever is asked to remove names first does so, and then follows, as the command does."""
    try:
        return laptop.sync(files)
    except Refused:
        laptop.purge()
        return laptop.sync(files, following=True)


def do_with_names(chance, laptop, files, number):
    step = chance.choice(["note", "named", "sync", "follow", "cut", "purge"])
    if step == "note":
        laptop.note(f"idée {number}", chance.randint(1, 3))
    elif step == "named" and NAME in str(laptop.open().session.document):  # elsewhere nobody knows the name
        laptop.note(f"Encore {NAME} {number}", chance.randint(1, 3))
    elif step == "purge":
        laptop.purge()
    elif step in ("sync", "follow", "cut"):
        files.left = chance.randint(0, 4) if step == "cut" else None
        with suppress(Refused, StorageFailure):
            (laptop.follow if step == "follow" else laptop.sync)(files)
        files.left = None


@settings(max_examples=examples(5))
@given(st.integers(0, 10**6))
def test_names_that_were_removed_stay_away_however_syncs_and_removals_meet(seed):
    chance = random.Random(seed)
    with TemporaryDirectory() as folder:
        root = Path(folder)
        (root / "key").mkdir()
        home, files = town(root), Cut(root / "key" / "depot")
        home.note(f"Voir {NAME}")
        home.sync(files)
        laptops = [home, *(Laptop(root / machine, machine) for machine in MACHINES[1:3])]
        for laptop in laptops[1:]:
            laptop.restore(files)
        for number in range(chance.randint(6, 18)):
            do_with_names(chance, chance.choice(laptops), files, number)
        for laptop in laptops:
            laptop.purge()
        for laptop in laptops * 4:
            sync_or_purge(laptop, files)
        assert [name for name, data in everything(root).items() if b"Laurence" in data] == []
        assert len({laptop.digest() for laptop in laptops}) == 1
        assert {(found.sent, found.taken.came) for found in (each.sync(files) for each in laptops)} == {(0, 0)}
