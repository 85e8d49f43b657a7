"""How two places tell how far each has a writer's journal."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.workshop.sharing.depot import state_of_journal
from facilitate.workshop.sharing.depot_access import address_meant

LINES = st.lists(st.binary(max_size=8).map(lambda line: line.replace(b"\n", b"") + b"\n"), max_size=6)


@given(LINES, LINES, st.binary(max_size=8))
def test_a_state_tells_its_beginning_and_nothing_that_is_half_written(lines, more, torn):
    begun, torn = b"".join(lines), torn.replace(b"\n", b"")
    state = state_of_journal("table-3", begun + torn)
    assert (state.length, state.lines) == (len(begun), len(lines))
    assert state.begins(begun + b"".join(more))
    assert not lines or not state.begins(begun[:-1])
    assert not lines or not state.begins(b"\n" * len(begun)) or begun == b"\n" * len(begun)


@pytest.mark.parametrize(
    ("typed", "address"),
    [
        ("depot.example.org", "https://depot.example.org"),
        ("www.monserveur.fr:8318/", "https://www.monserveur.fr:8318"),
        ("127.0.0.1:18451", "http://127.0.0.1:18451"),
        ("192.168.1.4", "https://192.168.1.4"),
        ("serveur:8318/dav/depot", "https://serveur:8318/dav/depot"),
        ("https:/depot.example.org/#k7m2q", "https://depot.example.org"),
        *(
            (folder, "")
            for folder in ("depot", "./depot.example.org", "/media/usb.fr", "D:depot", "C:\\a.fr", "v1.2", "a/b.fr")
        ),
    ],
)
def test_an_address_without_its_scheme_is_told_from_a_folder(typed, address):
    assert address_meant(typed) == address
