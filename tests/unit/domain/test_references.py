from __future__ import annotations

import pytest

from facilitate.domain.references import key_for, read_reference, reference


@pytest.mark.parametrize(
    ("parts", "written"),
    [
        ((3, "", 7), "T3-07"),
        ((3, "b", 7), "T3b-07"),
        ((12, "k7m2", 123), "T12k7m2-123"),
        ((1, "k7m2b", 1), "T1k7m2b-01"),
    ],
)
def test_references(parts, written):
    assert reference(*parts) == written


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("t3-7", "T3-07"),
        ("3-07", "T3-07"),
        ("T3B-7", "T3b-07"),
        (" T3-007 ", "T3-07"),
        ("T3", None),
        ("", None),
        ("T3--7", None),
        ("T3-7x", None),
        ("T333-1", None),
    ],
)
def test_reading_what_people_type(typed, meant):
    assert read_reference(typed) == meant


@pytest.mark.parametrize(
    ("title", "key"),
    [
        ("Lieux de rencontre", "lieux-de-rencontre"),
        ("L’été à l'école", "l-ete-a-l-ecole"),
        ("🙂", "item"),
        ("", "item"),
        ("con", "con"),
        ("x" * 60, "x" * 48),
        (f"{'x' * 47} y", "x" * 47),
    ],
)
def test_keys_from_titles(title, key):
    assert key_for(title) == key


def test_a_taken_key_gets_a_number():
    assert key_for("Pause", ["pause", "pause-2"]) == "pause-3"
