"""Who is at a session's screens, by files beside the journals."""

import os
import time

import pytest

from facilitate.domain.values.presence import RUN, SORT, Presence, presence_of
from facilitate.store.presence import FolderPresence

ONE, TWO = Presence("facilitator", SORT, "0123-abc"), Presence("sorter.k7m2", SORT)


@pytest.fixture
def boards(tmp_path):
    return FolderPresence(tmp_path), FolderPresence(tmp_path)


def test_each_sees_the_other_and_where(boards):
    one, two = boards
    assert one.others("facilitator") == ()
    one.show(ONE)
    two.show(TWO)
    assert (one.others("facilitator"), two.others("sorter.k7m2")) == ((TWO,), (ONE,))
    two.show(moved := Presence("sorter.k7m2", SORT, "0456-def"))
    assert one.others("facilitator") == (moved,)
    two.leave("sorter.k7m2")
    assert one.others("facilitator") == ()


def test_who_is_silent_counts_as_gone(boards, tmp_path):
    one, two = boards
    one.show(ONE)
    long_ago = time.time() - 60
    os.utime(tmp_path / ".presence" / "facilitator.json", (long_ago, long_ago))
    assert two.others("sorter.k7m2") == ()


def test_what_is_no_presence_is_nobody(boards, tmp_path):
    one, two = boards
    one.show(ONE)
    (tmp_path / ".presence" / "sorter.json").write_bytes(b"[" * 9000)
    (tmp_path / ".presence" / "table-1.json").write_text((tmp_path / ".presence" / "facilitator.json").read_text())
    assert two.others("sorter.k7m2") == (ONE,)


def test_a_folder_that_has_gone_is_no_trouble(tmp_path):
    board = FolderPresence(tmp_path / "away")
    board.show(ONE)
    board.leave("facilitator")
    assert board.others("") == ()


@pytest.mark.parametrize(
    "document",
    [
        None,
        [],
        {"writer": "../x", "screen": SORT, "proposal": ""},
        {"writer": "sorter.k7m2", "screen": "else", "proposal": ""},
        {"writer": "sorter.k7m2", "screen": RUN, "proposal": "a/b"},
        {"writer": "sorter.k7m2", "screen": RUN, "proposal": 3},
        {"writer": "sorter.k7m2", "screen": [], "proposal": ""},
    ],
)
def test_a_document_that_says_anything_else_is_none(document):
    assert presence_of(document) is None
    assert presence_of(ONE.document()) == ONE
