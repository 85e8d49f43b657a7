"""What an event took back is in no byte of a cycle's folder, wherever the event came from and whatever was done."""

from __future__ import annotations

import gzip
import json
import random
import re
import shutil
import zipfile
import zlib
from io import BytesIO
from itertools import count
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.domain.codec import document_of
from facilitate.domain.event import kinds
from facilitate.domain.timeline import Timeline
from facilitate.store.depot.file_depot import FileDepot
from facilitate.store.depot.folder import FolderFiles
from facilitate.workshop.cycle.events import NOT_TODAY
from facilitate.workshop.cycle.reading import reading_of
from facilitate.workshop.cycle.reading_documents import as_document, proposals_as_document
from facilitate.workshop.privacy.people import Redactor, people_of
from facilitate.workshop.sharing import standing_words
from facilitate.workshop.sharing.standing_words import standing_acts
from tests.property.test_fold import ROLES, events_of
from tests.support import walk
from tests.support.depots import everything, key, town
from tests.support.examples import examples
from tests.support.services import context_at

WORD = re.compile(r"mot\d+fin")
SLUG = "essai"
SPEAKER = "phases/panel/speakers/laurence-mari"
MORE = {
    "add category": lambda w, r: w.programme.add_category(r.choice(walk.TEXTS)),
    "name group": lambda w, r: w.proposals.file_under_new(walk._refs(w, r), r.choice(walk.TEXTS)),
    "name speaker": lambda w, r: w.programme.set(f"{SPEAKER}/name", r.choice(walk.TEXTS)),
    "speaker's role": lambda w, r: w.programme.set(f"{SPEAKER}/role", r.choice(walk.TEXTS)),
    "title": lambda w, r: w.programme.set("title", r.choice(walk.TEXTS)),
    "own": lambda w, r: w.roadmap.set(walk._ref(w, r), owner=r.choice(walk.TEXTS)),
}
NAMES = sorted({*walk.ACTS, *MORE} - {*walk.PEOPLE_ACTS})  # no list of people comes to a depot
STEPS = st.lists(
    st.tuples(st.integers(0, len(ROLES) - 1), st.sampled_from(NAMES), st.integers(0, 999), st.booleans()),
    min_size=12,
    max_size=30,
)


class Words:
    """Texts as `random` chooses them, each of them said once."""

    def __init__(self):
        self.said = count(1)

    def __len__(self):
        return 7

    def __getitem__(self, place):
        if place >= len(self):
            raise IndexError(place)
        return f"mot{next(self.said)}fin"


@pytest.fixture(autouse=True, scope="module")
def said_once():
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(walk, "TEXTS", Words())
        patch.setattr(walk, "ACTS", {**walk.ACTS, **MORE})
        yield


def what_is_read(timeline):
    people = people_of(timeline, str)
    read = reading_of(timeline.session, "", "", Redactor(people, str), (person.role for person in people))
    return json.dumps([as_document(read), proposals_as_document(read.proposals), timeline.session.document])


def standing(timeline):
    """The words that stand in what is read of a session, in its programme and as the names of people."""
    names = [each.name for kind in kinds().values() for each in kind.names_now(timeline.session)]
    return set(WORD.findall(f"{what_is_read(timeline)} {names}"))


@settings(max_examples=examples(20))
@given(STEPS)
def test_without_the_words_that_were_taken_back_a_session_is_read_as_it_was(steps):
    events = [event for event in events_of(steps) if not event.act.subject.role]
    timeline, tried = Timeline.of(events), []
    with pytest.MonkeyPatch.context() as patch:
        harmless = standing_words._harmless
        patch.setattr(standing_words, "_harmless", lambda keys, alike: tried.append(keys) or harmless(keys, alike))
        changed = standing_acts(events)
    assert set(tried[0]) == changed.keys(), "no act had to keep its words for the rest to be read alike"
    without = [changed.get(event.id, event) for event in events]
    assert what_is_read(Timeline.of(without)) == what_is_read(timeline)
    lines = json.dumps([document_of(event) for event in without])
    assert set(WORD.findall(lines)) - standing(timeline) == set()
    assert standing_acts(without) == {}


class Nation:
    """An event on one computer, what it meets in, and a cycle on another computer that takes from there."""

    def __init__(self, root: Path, seed: int) -> None:
        (root / "key").mkdir()
        self.root, self.chance = root, random.Random(seed)
        self.home, self.files = town(root), key(root)
        self.context = context_at(root / "nation")
        cycles = self.context.cycles
        self.slug = cycles.create("Le pays", "fr", {}, chosen=True)
        self.folder = cycles.workspace.folder(self.slug)
        self.seen = set()
        own = context_at(root / "home").cycles  # over the session itself
        self.own = own.create("Le pays", "fr", {}, chosen=True)
        own.add(own.open(self.own), ["essai"])

    def act(self, number):
        for _each in range(number):
            workshop = self.home.open(self.chance.choice(["facilitator", "facilitator", "table-1", "table-2"]))
            for _again in range(self.chance.randint(1, 4)):
                walk.act(
                    workshop, self.chance.choice(walk.names_for(workshop.recorder.role)), self.chance.randint(0, 999)
                )

    def add(self, files):
        """Take what is in a depot into the cycle, and read it as any command does."""
        depot, cycles = FileDepot(files), context_at(self.root / "nation").cycles
        self.seen |= {
            json.loads(line[9:])["id"]
            for name, data in everything(Path(files.address)).items()
            if name.endswith(".jsonl")
            for line in data.splitlines()[1:]
        }
        opened = cycles.open(self.slug)
        cycles.add_from(self.slug, opened, depot, [])
        cycles.renew()
        return cycles.events(self.slug, opened)

    def check_own(self):
        """Have any command about a cycle run where the session itself is."""
        cycles = context_at(self.root / "home").cycles
        cycles.renew()
        cycles.events(self.own, cycles.open(self.own))
        allowed = standing(self.home.open().timeline)
        assert self.left(cycles.workspace.folder(self.own), allowed) == {}

    @staticmethod
    def left(folder, allowed):
        """What is in the files of a folder that does not stand, by their names."""
        found = {name: set(map(bytes.decode, words_in(data))) for name, data in everything(folder).items()}
        return {name: words - allowed for name, words in found.items() if words - allowed}

    def expected(self):
        """The session as far as any depot ever told it."""
        return Timeline.of(each for each in self.home.open().timeline.events if each.id in self.seen)

    def check(self, read, *, whole):
        timeline = self.expected()
        assert self.left(self.folder, standing(timeline)) == {}
        (event,) = read.readings
        assert event.received - event.withdrawn == len([i for i in timeline.session.ideas.values() if not i.withdrawn])
        if whole:
            assert sorted(each.text for each in event.proposals) == sorted(
                timeline.session.wording(each) for each in timeline.session.proposals()
            )

    def partial(self):
        """A key on which only some journals are."""
        folder = self.root / f"part{self.chance.random()}"
        shutil.copytree(self.root / "key" / "depot", folder)
        journals = sorted(folder.rglob("*.jsonl"))
        for path in journals:
            if path.name != "facilitator.jsonl" and self.chance.random() < 0.5:
                path.unlink()
        return FolderFiles(folder)


def words_in(data):
    """Find words in bytes, and in whatever can be unpacked of them."""
    yield from re.findall(WORD.pattern.encode(), data)
    try:
        if data[:2] == b"\x1f\x8b":
            yield from words_in(gzip.decompress(data))
        elif data[:2] == b"PK":
            archive = zipfile.ZipFile(BytesIO(data))
            for name in archive.namelist():
                yield from words_in(archive.read(name))
        else:
            yield from words_in(zlib.decompress(data))
    except (OSError, zlib.error, zipfile.BadZipFile):
        return


@settings(max_examples=examples(6), deadline=None)
@given(st.integers(0, 10**6))
def test_no_word_that_was_taken_back_stays_in_the_folder_of_a_cycle_and_one_that_is_restored_comes_back(seed):
    with TemporaryDirectory() as folder:
        nation = Nation(Path(folder), seed)
        nation.home.note("mot0fin")
        nation.home.sync(nation.files)
        nation.check(nation.add(nation.files), whole=True)
        old = nation.partial()
        for _round in range(3):
            nation.act(6)
            nation.check_own()
            nation.home.sync(nation.files)
            files = nation.chance.choice([nation.files, nation.files, old, nation.partial()])
            nation.check(nation.add(files), whole=files is nation.files)
        workshop = nation.home.open()
        ref = next((each.ref for each in workshop.session.ideas.values() if each.withdrawn), None)
        ref = ref or workshop.ideas.record(1, "motlast").ref
        if not workshop.session.idea_by_ref(ref).withdrawn:
            workshop.ideas.withdraw(ref)
        for back in (False, True):
            if back:
                nation.home.open().ideas.restore(ref)
            nation.home.sync(nation.files)
            nation.check(nation.add(nation.files), whole=True)
            nation.check(nation.add(old), whole=True)


@pytest.mark.parametrize("lost", ["table-2", "table-1"])
def test_what_was_taken_back_goes_from_the_cycle_also_where_the_event_is_damaged(tmp_path, lost):
    nation = Nation(tmp_path, 0)
    for number, table in enumerate((1, 1, 2, 2)):
        nation.home.note(f"mot{number}fin", table)
    nation.check_own()
    nation.home.open("facilitator").ideas.withdraw("T1-01")
    path = nation.home.folder / f"{lost}.jsonl"
    lines = path.read_bytes().splitlines(keepends=True)
    path.write_bytes(lines[0] + lines[1].replace(b"mot", b"tom") + b"".join(lines[2:]))
    cycles = context_at(tmp_path / "home").cycles
    cycles.renew()
    words = {f"mot{number}fin" for number in (1, 2, 3)}
    assert nation.left(cycles.workspace.folder(nation.own), words) == {}
    (event,) = cycles.events(nation.own, cycles.open(nation.own)).read
    assert "damaged" in str(event.problem)
    shutil.rmtree(nation.home.folder)
    (event,) = context_at(tmp_path / "home").cycles.events(nation.own, cycles.open(nation.own)).read
    assert event.problem.text == NOT_TODAY
    assert len(event.reading.proposals) == 3 - (lost == "table-2")


def test_an_act_whose_words_are_needed_keeps_them_and_no_other_does():
    assert standing_words._harmless(list("abcdefgh"), lambda keys: "c" not in keys) == set("abdefgh")
