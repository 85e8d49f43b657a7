"""A depot on a WebDAV share: what its faults, and those of the way to it, cost, which is nothing but time."""

from __future__ import annotations

import socket
import ssl

import httpx2
import pytest

from facilitate.domain.errors import Refused, StorageFailure
from facilitate.web.carriers.failures import failure_of, failure_of_server
from facilitate.web.carriers.webdav import Login, WebDavFiles
from facilitate.workshop.sharing.depot import DepotUnreachable
from tests.support.dav import served
from tests.support.depots import Laptop, town


def told(found):
    return [str(each) for each in (*found.notices, *found.taken.left_out)]


SECRET = "s3cret"
LOGIN = f"anne:{SECRET}"


@pytest.fixture(scope="module")
def server():
    with served() as share:
        yield share


@pytest.fixture
def share(server):
    fresh = type(server)()
    for name, value in vars(fresh).items():
        if name != "port":
            setattr(server, name, value)
    return server


@pytest.fixture
def files(share):
    with_login = WebDavFiles(share.url)
    yield with_login
    with_login.close()


@pytest.fixture
def home(tmp_path):
    laptop = town(tmp_path)
    laptop.note("une idée d’été")
    return laptop


def test_it_goes_there_and_comes_back_as_with_a_folder(home, files, share, tmp_path):
    assert home.sync(files).sent == 2
    assert share.journals() == {f"essai/{path.name}": path.read_bytes() for path in home.folder.glob("*.jsonl")}
    other = Laptop(tmp_path / "k7m2", "k7m2")
    assert other.restore(files)[1] == 2
    other.note("d’ailleurs", 2)
    other.sync(files)
    assert home.sync(files).taken.whole == [f"table-2.{other.tag}"]
    assert home.digest() == other.digest()
    assert [home.sync(files).sent, other.sync(files).sent] == [0, 0]


def test_a_share_as_nextcloud_answers_does_as_any(home, share, tmp_path):
    share.is_nextcloud, share.root = True, "/remote.php/dav/files/anne@exemple.fr/Nos dépôts/"
    share.folders = {"/", share.root}
    files = WebDavFiles(share.url)
    assert home.sync(files).sent == 2
    home.note("encore")
    share.status = 423
    with pytest.raises(DepotUnreachable, match="locked"):
        home.sync(files)
    assert (home.sync(files).sent, told(home.sync(files))) == (1, [])
    files.close()
    spelt = WebDavFiles(share.url.replace("é", "%C3%A9").replace(" ", "%20") + "/")
    other = Laptop(tmp_path / "k7m2", "k7m2")
    assert other.restore(spelt)[1] == 3
    spelt.close()


def test_a_share_that_leads_elsewhere_is_not_followed_with_a_password(share):
    share.moved = "https://anne@nuage.exemple.fr/remote.php/dav/?x=1"
    files = WebDavFiles(share.url)
    with pytest.raises(DepotUnreachable) as refused:
        files.folders()
    assert "leads on to https://nuage.exemple.fr/remote.php/dav/. On" in str(refused.value)
    files.close()


@pytest.mark.parametrize("etag", ['"{}"', 'W/"{}"', ""])
def test_two_that_write_at_once_never_write_over_each_other(files, share, etag):
    share.etag = etag
    tag = files.write("essai", "a.jsonl", b"un\n", "")
    other = WebDavFiles(share.url)
    other.write("essai", "a.jsonl", b"un\ndeux\n", tag)
    other.close()
    from facilitate.workshop.sharing.depot import FileChanged

    with pytest.raises(FileChanged):
        files.write("essai", "a.jsonl", b"un\ntrois\n", tag)
    assert share.files["/dav/depot/essai/a.jsonl"] == b"un\ndeux\n"


def test_a_push_that_is_cut_anywhere_is_done_by_doing_the_same_again(home, files, share):
    home.sync(files)
    for cut in (0, 1, 20, 61, 150, 300):
        home.note(f"idée {cut}")
        share.cut = cut
        with pytest.raises(DepotUnreachable, match="Nothing is lost"):
            home.sync(files)
        assert home.sync(files).sent >= 1
        assert share.journals()["essai/table-1.jsonl"] == (home.folder / "table-1.jsonl").read_bytes()


@pytest.mark.parametrize(
    ("fault", "error", "reason"),
    [
        ({"status": 507}, StorageFailure, "is full"),
        ({"status": 413}, StorageFailure, "as large as"),
        ({"status": 423}, DepotUnreachable, "locked"),
        ({"status": 503}, DepotUnreachable, "behind it is not running"),
        ({"status": 403}, Refused, "reading alone"),
        ({"lie": b"ce que je veux"}, DepotUnreachable, "did not keep"),
        ({"portal": True}, DepotUnreachable, "log in to it first"),
        ({"mute": "set"}, DepotUnreachable, "was cut"),
        ({"folders": {"/"}}, DepotUnreachable, "folder above"),
    ],
    ids=str,
)
def test_each_fault_is_a_sentence_and_changes_nothing_here(home, files, share, fault, error, reason):
    before = {path.name: path.read_bytes() for path in home.folder.glob("*.jsonl")}
    for name, value in fault.items():
        share.mute.set() if name == "mute" else setattr(share, name, value)
    with pytest.raises(error, match=reason):
        home.sync(files)
    share.mute.clear()
    share.portal = False
    share.folders |= {"/dav/"}
    home.sync(files)
    assert {path.name: path.read_bytes() for path in home.folder.glob("*.jsonl")} == before
    assert b"".join(share.journals().values()).count(b"\n") == 4


@pytest.mark.parametrize(
    ("cause", "reason"),
    [
        (ConnectionRefusedError(), "the server is not running"),
        (socket.gaierror(), "cloud.example.org cannot be found"),
        (TimeoutError(), "in time"),
        (ssl.SSLCertVerificationError(), "certificate"),
        (ssl.SSLError(), "does not speak https"),
        (OSError("[Errno 113] No route to host"), "in time"),
    ],
    ids=repr,
)
def test_who_has_to_do_what_is_said_of_each_way_a_network_fails(cause, reason):
    error = httpx2.ConnectError("")
    error.__cause__ = cause
    assert reason in str(failure_of(error, "https://cloud.example.org/dav/"))
    assert ["behind it" in str(failure_of_server(status, "x")) for status in (502, 503, 500)] == [True, True, False]


def test_a_share_that_is_slow_is_waited_for_and_then_left(home, share, monkeypatch):
    with socket.create_server(("127.0.0.1", 0)) as silent:
        monkeypatch.setattr("facilitate.web.carriers.webdav._ANSWER", 0.05)
        files = WebDavFiles(f"http://127.0.0.1:{silent.getsockname()[1]}/dav")
        with pytest.raises(DepotUnreachable, match="in time"):
            home.sync(files)
        files.close()


def test_a_name_and_password_are_given_when_they_are_asked_for_and_shown_to_nobody(home, share, capsys):
    share.login = ("anne", SECRET)
    for login, ask in ((None, lambda: None), (Login("anne", "faux"), lambda: None)):
        files = WebDavFiles(share.url, login, ask)
        with pytest.raises(Refused) as refused:
            home.sync(files)
        assert "--login" in str(refused.value)
        assert not [word for word in ("anne", "faux") if word in str(refused.value)]
        files.close()
    known = Login("anne", SECRET)
    assert SECRET not in repr(known)
    for login, ask in ((known, lambda: None), (None, lambda: known)):
        files = WebDavFiles(share.url, login, ask)
        home.sync(files)
        files.close()
    assert SECRET.encode() not in share.wire
    assert SECRET not in (home.folder / ".depot.json").read_text(encoding="utf-8")


def test_nobody_who_was_invited_and_no_link_goes_over_the_wire(home, files, share):
    home.open().people.add("Participante Secrète", {"email": "zq7@exemple.fr"})
    (home.folder / ".hub").mkdir()
    (home.folder / ".hub" / "keys.json").write_text("k7m2q94xzt3f8wdh5n0v", encoding="ascii")
    home.sync(files)
    assert "idée d’été".encode() in bytes(share.wire)
    assert not [word for word in ("Secr", "zq7@", "k7m2q9", "person.", "people") if word.encode() in share.wire]


@pytest.mark.parametrize(
    "address",
    [f"https://{LOGIN}@nuage.exemple.fr/depot", "http://nuage.exemple.fr/depot", "https:///depot", "ftp://a/b"],
)
def test_an_address_that_shows_secrets_or_is_none_is_not_taken(address):
    with pytest.raises(Refused) as refused:
        WebDavFiles(address)
    assert SECRET not in str(refused.value)
