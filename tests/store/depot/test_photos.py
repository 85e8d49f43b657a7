"""The photos of a session go to a depot and come from it, and those of people go from it when they have to."""

from __future__ import annotations

import pytest

from facilitate.domain.values.pictures import PhotoWords, digest_of
from facilitate.web.carriers.webdav import WebDavFiles
from tests.support.dav import served
from tests.support.depots import Laptop, key, town

WALL, PEOPLE = b"the wall", b"of people"


@pytest.fixture(params=["folder", "share"])
def files(request, tmp_path):
    if request.param == "folder":
        (tmp_path / "key").mkdir()
        yield key(tmp_path)
        return
    with served() as share:
        there = WebDavFiles(share.url)
        yield there
        there.close()


def test_photos_go_along_and_come_back_and_a_damaged_one_is_nobody_s(files, tmp_path):
    home = town(tmp_path)
    home.open().pictures.add(WALL, PhotoWords())
    assert home.sync(files).photos == 1
    assert home.sync(files).photos == 0
    assert files.names("essai/photos") == [f"{digest_of(WALL)}.jpg"]
    other = Laptop(tmp_path / "k7m2", "k7m2")
    assert other.restore(files)[2] == []
    assert [path.read_bytes() for path in (other.folder / "photos").iterdir()] == [WALL]
    other.open().pictures.add(PEOPLE, PhotoWords(people=True))
    other.sync(files)
    assert home.sync(files).photos == 1
    stored = files.read("essai/photos", f"{digest_of(WALL)}.jpg")
    files.write("essai/photos", f"{digest_of(WALL)}.jpg", b"damaged", stored.tag)
    third = Laptop(tmp_path / "p3xy", "p3xy")
    assert "is missing" in str(third.restore(files)[2][0])


def test_a_photo_of_people_goes_from_the_depot_with_a_purge_and_nothing_else_does(files, tmp_path):
    home = town(tmp_path)
    for data, people in ((WALL, False), (PEOPLE, True)):
        home.open().pictures.add(data, PhotoWords(people=people))
    home.sync(files)
    files.write("essai/photos", "vacances.jpg", b"somebody else", "")
    home.purge()
    home.sync(files)
    assert files.names("essai/photos") == sorted([f"{digest_of(WALL)}.jpg", "vacances.jpg"])


def test_a_place_that_keeps_none_says_so(tmp_path):
    home = town(tmp_path)
    home.open().pictures.add(WALL, PhotoWords())
    from facilitate.store.depot.photos import exchange_photos

    class Server:
        address = "https://depot.example.org"

    events = home.open().timeline.events
    copied, notices = exchange_photos(Server(), None, home.folder, events, (), purged=False)
    assert (copied, len(notices)) == (0, 1)
