"""Links as people type them."""

import pytest

from facilitate.domain.errors import Refused
from facilitate.workshop.sharing.devices import short
from facilitate.workshop.sharing.link import OF_THE_SYNTHESIS, HubLink, is_link, read_link

TOKEN = "k7m2q94xzt3f8wdh5n0v"
WRITTEN = "k7m2q-94xzt-3f8wd-h5n0v"
KEY = "01234-56789-abcde-fghjk"


@pytest.mark.parametrize(
    "typed",
    [
        f"http://192.168.1.10:8317/#{WRITTEN}",
        f"http://192.168.1.10:8317#{WRITTEN}",
        f"http://192.168.1.10:8317/#{WRITTEN}/",
        f"  HTTP://192.168.1.10:8317/#{WRITTEN.upper()}  ",
        f"192.168.1.10:8317/#{TOKEN}",
        f"192.168.1.10/#{TOKEN}",
        "192.168.1.10:8317/# k7m2q 94xzt 3f8wd h5n0v",
        "192.168.1.10 : 8317 / # k7m2q-94xzt-3f8wd-h5n0v",
        "192.168.1.10:8317 k7m2q 94xzt 3f8wd h5n0v",
        f"http://192.168.1.10:8317/{WRITTEN}",
        f"https://192.168.1.10:8317/#{WRITTEN}",
        "http:/192.168.1.10:8317/#k7m2q–94xzt–3f8wd‑h5nov",
    ],
)
def test_it_is_understood(typed):
    assert is_link(typed)
    assert read_link(typed) == HubLink("http://192.168.1.10:8317", TOKEN)


@pytest.mark.parametrize(
    "typed",
    [
        f"http://192.168.1.10:8317/#{WRITTEN}-{KEY}",
        f"192.168.1.10/#{TOKEN}{KEY.upper().replace('-', ' ')}",
        f"http://192.168.1.10:8317/%23{WRITTEN}-{KEY}",
    ],
)
def test_what_the_hub_is_known_by_is_read_too(typed):
    assert read_link(typed) == HubLink("http://192.168.1.10:8317", TOKEN, KEY.replace("-", ""))


def test_a_link_to_be_typed_is_shorter():
    assert short(f"http://192.168.1.10:8317/#{WRITTEN}-{KEY}") == f"http://192.168.1.10:8317/#{WRITTEN}"
    assert short("") == ""


@pytest.mark.parametrize(
    ("place", "address"),
    [
        ("laptop.local:80", "http://laptop.local:80"),
        ("[fe80::1]:8317", "http://[fe80::1]:8317"),
        ("127.0.0.1", "http://127.0.0.1:8317"),
    ],
)
def test_where_it_leads(place, address):
    assert read_link(f"http://{place}/#{TOKEN}").address == address


@pytest.mark.parametrize(
    "typed",
    [
        "http://192.168.1.10:8317/",
        f"http://192.168.1.10:8317/#{TOKEN[:-1]}",
        f"http://192.168.1.10:8317/#{TOKEN}0",
        f"http://192.168.1.10:8317/#{WRITTEN}-{KEY[:-1]}",
        f"http://192.168.1.10:8317/#{WRITTEN}-{KEY}0",
        f"http://192.168.1.10:8317/#{TOKEN[:-1]}u",
        f"http://192.168.1.10:0/#{TOKEN}",
        f"http://192.168.1.10:99999/#{TOKEN}",
        f"http:///#{TOKEN}",
        f"#{TOKEN}",
        f"http://user@host:8317/#{TOKEN}",
        f"http://host:8317/chemin/#{TOKEN}",
        f"ftp://host/#{TOKEN}",
    ],
)
def test_what_is_not_whole_is_said(typed):
    assert is_link(typed)
    with pytest.raises(Refused, match="This link is incomplete"):
        read_link(typed)
    with pytest.raises(Refused, match="“facilitate share SESSION --sort”"):
        read_link(typed, OF_THE_SYNTHESIS)


@pytest.mark.parametrize("typed", [f"http://192.168.1.10:8317/d#{WRITTEN}", f"192.168.1.10:8317/d {TOKEN}"])
def test_the_link_of_the_desk_is_told_from_a_table_s(typed):
    with pytest.raises(Refused, match="open it in a phone’s browser"):
        read_link(typed)


@pytest.mark.parametrize("name", ["paris", "forum-des-associations-l5ic", "Paris 2026", "séance", "paris:"])
def test_a_session_is_no_link(name):
    assert not is_link(name)
