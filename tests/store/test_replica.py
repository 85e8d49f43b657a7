"""What a laptop keeps of a session that lives on another machine."""

from __future__ import annotations

import json

import pytest

from facilitate.domain.errors import Refused
from facilitate.domain.programme.document import complete
from facilitate.store.collect import collect
from facilitate.store.replica import Replicas
from facilitate.store.workspace import Workspace
from facilitate.workshop.sharing.link import HubLink, Invitation
from tests.support.sessions import create, digest, open_session
from tests.support.systems import kept_from_others
from tests.support.workshops import PLAN

LINK = HubLink("http://192.168.1.10:8317", "k7m2q94xzt3f8wdh5n0v")
OTHER = HubLink("http://192.168.1.10:8317", "0" * 20)
ASKED = Invitation("essai123", "home", "essai", "Essai", 3)


@pytest.fixture
def laptop(tmp_path):
    return Workspace(tmp_path / "laptop", "k7m2")


@pytest.fixture
def replicas(laptop):
    return Replicas(laptop)


def on_laptop(laptop, slug="essai", role="table-3"):
    return open_session(laptop.home, slug, role, "k7m2")


def test_a_link_never_used_is_not_known_and_one_that_was_leads_to_its_folder(laptop, replicas):
    assert replicas.known(LINK) is None
    made = replicas.settle(LINK, ASKED)
    assert (made.slug, made.table, replicas.session(made)) == ("essai", 3, "essai123")
    assert replicas.known(LINK) == replicas.of("essai", 3) == made
    assert replicas.of("essai", 4) is None
    assert laptop.slugs() == ["essai"]
    assert on_laptop(laptop).ideas.record(3, "avant tout").ref == "T3k7m2-01"


def test_only_its_owner_reads_the_link(laptop, replicas):
    replicas.settle(LINK, ASKED)
    path = laptop.sessions / "essai" / ".hub" / "link.json"
    assert kept_from_others(path)
    assert kept_from_others(path.parent)
    assert list(path.parent.glob("*.tmp")) == []


def test_a_renewed_link_and_a_moved_hub_go_on_with_the_same_folder(laptop, replicas):
    replicas.settle(LINK, ASKED)
    on_laptop(laptop).ideas.record(3, "gardée")
    assert replicas.settle(OTHER, ASKED).slug == "essai"
    assert replicas.known(LINK) is None
    moved = HubLink("http://10.0.0.2:8317", OTHER.token)
    assert replicas.known(moved).link == replicas.of("essai", 3).link == moved
    assert laptop.slugs() == ["essai"]
    assert on_laptop(laptop).session.idea_by_ref("T3k7m2-01").text == "gardée"


def test_two_tables_may_share_a_laptop(replicas):
    replicas.settle(LINK, ASKED)
    replicas.settle(OTHER, Invitation("essai123", "home", "essai", "Essai", 4))
    assert (replicas.of("essai", 3).link, replicas.of("essai", 4).link) == (LINK, OTHER)


def test_a_copy_that_came_by_a_usb_key_is_gone_on_with(laptop, replicas):
    slug = create(laptop.home)
    (laptop.sessions / slug).rename(laptop.sessions / "copie")
    assert replicas.settle(LINK, ASKED).slug == "copie"
    assert on_laptop(laptop, "copie").session.plan.title == "Essai"


@pytest.mark.parametrize("slug", ["essai", "../../etc", "", "a/b", ".hub", "É", "-x", "a" * 200, "a\nb"])
def test_a_name_that_is_taken_or_no_name_gives_way(laptop, replicas, slug):
    Workspace(laptop.home, "k7m2").create(complete(PLAN), "Autre", slug="essai", session="autre123")
    made = replicas.settle(LINK, Invitation("essai123", "home", slug, "Essai", 3))
    assert made.slug in {"essai-essa", "session"}
    assert sorted(folder.name for folder in laptop.sessions.iterdir()) == ["essai", made.slug]
    assert replicas.settle(LINK, Invitation("essai123", "home", slug, "Essai", 3)) == made


def test_on_the_sessions_own_machine_the_link_is_refused_with_what_to_type(tmp_path):
    replicas = Replicas(Workspace(tmp_path, "home"))
    with pytest.raises(Refused, match="facilitate note essai --table 3"):
        replicas.settle(LINK, ASKED)
    assert not (tmp_path / "sessions").exists()


@pytest.mark.parametrize(
    ("session", "home"), [("", "home"), ("../x", "home"), ("com1", "home"), ("essai123", "a/b"), ("essai123", "")]
)
def test_what_no_hub_would_say_makes_nothing(tmp_path, replicas, session, home):
    with pytest.raises(Refused):
        replicas.settle(LINK, Invitation(session, home, "essai", "Essai", 3))
    assert not (tmp_path / "laptop").exists()


@pytest.mark.parametrize("damage", ["", "[]", "{", '{"3": 1}', '{"x": {"address": "", "token": ""}}', '{"3": {}}'])
def test_a_damaged_link_is_as_good_as_none(laptop, replicas, damage):
    replicas.settle(LINK, ASKED)
    (laptop.sessions / "essai" / ".hub" / "link.json").write_text(damage)
    assert replicas.known(LINK) is None
    assert replicas.of("essai", 3) is None
    assert replicas.settle(LINK, ASKED).slug == "essai"
    assert json.loads((laptop.sessions / "essai" / ".hub" / "link.json").read_text())["3"]["token"] == LINK.token


def test_killed_while_the_folder_was_made_it_is_made_the_next_time(laptop, replicas):
    (laptop.sessions / "essai").mkdir(parents=True)
    assert replicas.settle(LINK, ASKED).slug == "essai"
    assert replicas.session(replicas.of("essai", 3)) == "essai123"


def test_what_was_sent_is_remembered_as_far_as_it_goes(laptop, replicas):
    sent = replicas.sent(replicas.settle(LINK, ASKED))
    assert set(sent.read()) == set()
    sent.add(["a", "b"])
    sent.add(["c"])
    assert set(sent.read()) == {"a", "b", "c"}
    (laptop.sessions / "essai" / ".hub" / "sent.txt").write_bytes(b"a\nb\xff")
    assert "a" in set(sent.read())


@pytest.fixture
def event(tmp_path, laptop, replicas):
    """A session at home, and a laptop that has what its table may see, and an idea of its own."""
    create(tmp_path)
    home = open_session(tmp_path)
    replicas.settle(LINK, ASKED)
    workshop = on_laptop(laptop)
    workshop.recorder.ingest(home.guests.seen_by(3))
    workshop.ideas.record(3, "du portable")
    return home, workshop


ORDERS = (["folder"], ["journal"], ["journal", "folder", "journal"], ["push", "folder"], ["folder", "push", "journal"])


@pytest.mark.parametrize("order", ORDERS, ids=" ".join)
def test_by_the_network_or_by_a_usb_key_it_is_the_same_session(tmp_path, laptop, event, order):
    home, workshop = event
    own = [each for each in workshop.timeline.events if each.by == "table-3.k7m2"]
    folder = laptop.sessions / "essai"
    came = 0
    for way in order:
        if way == "push":
            came += len(home.guests.take(3, own).new)
        else:
            source = folder if way == "folder" else folder / "table-3.k7m2.jsonl"
            # Another program collects while the hub’s holds the session open.
            came += collect(Workspace(tmp_path, "home").log("essai"), [source]).came
            home.recorder.refresh()
    assert came == 1
    assert [idea.ref for idea in home.session.ideas.values()] == ["T3k7m2-01"]
    assert digest(home.session) == digest(open_session(tmp_path).session)
