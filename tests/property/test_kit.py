"""Whatever a zip holds, reading it as a kit gives a kit or a sentence, and writes nothing."""

from __future__ import annotations

import io
import warnings
import zipfile
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.domain.errors import Refused
from facilitate.domain.programme.document import complete
from facilitate.domain.programme.reader import read_plan
from facilitate.domain.values.learning import KitOrigin
from facilitate.store.kit_file import packed, unpacked
from facilitate.store.programme_file import programme_in
from facilitate.workshop.cycle.kit import belongs, check_programme, manifest, opened

ORIGIN = KitOrigin("abcd2345", "Grandes Rencontres", "0123456789abcdef", "2026-01-02T03:04:05+00:00")
PROGRAMME = b'title = "T"\nlanguage = "fr"\n[[phases]]\nkind = "tables"\ntitle = "Tables"\nminutes = 60\ntables = 2\n'
parts = st.sampled_from(["..", "", "style", "fonts", "C:", "nul", "logo.png", "a.ttf", "kit.json", "programme.toml"])
names = st.lists(st.one_of(parts, st.text(max_size=8)), min_size=1, max_size=4).flatmap(
    lambda each: st.sampled_from(["/".join(each), "\\".join(each)])
)


def whole(files):
    return packed({"kit.json": manifest(ORIGIN, "fr", files), **files})


KIT = whole({"programme.toml": PROGRAMME, "style/style.toml": b"", "style/logo.png": b"x"})


def used(data):
    """What `new --from` makes of a file before anything is written."""
    files = unpacked(data, "kit.zip")
    kit = opened(files)
    document = programme_in(files["programme.toml"], "programme.toml")
    check_programme(document)
    return kit, read_plan(complete(document)), files


def test_a_kit_reads_as_what_it_was_made_of():
    kit, plan, files = used(KIT)
    assert (kit.origin, plan.title) == (ORIGIN, "T")
    assert all(belongs(name) for name in files)


@given(st.dictionaries(names, st.binary(max_size=20), min_size=1, max_size=4), st.booleans())
def test_nothing_comes_out_of_a_zip_but_what_belongs_in_a_kit(added, known):
    made = io.BytesIO()
    base = {"programme.toml": PROGRAMME}
    with zipfile.ZipFile(made, "w") as archive, warnings.catch_warnings():
        warnings.simplefilter("ignore")  # of names that are there twice
        digests = {**base, **(added if known else {})}
        archive.writestr("kit.json", manifest(ORIGIN, "fr", digests))
        for name, content in {**base, **added}.items():
            archive.writestr(zipfile.ZipInfo(name), content)
    try:
        _kit, _plan, files = used(made.getvalue())
    except Refused:
        return
    assert all(belongs(name) and ".." not in name.split("/") for name in files)


@given(
    st.lists(st.tuples(st.integers(0, len(KIT) - 1), st.integers(0, 255)), min_size=1, max_size=6), st.integers(0, 60)
)
def test_a_kit_of_which_bytes_differ_is_a_sentence_or_the_same_kit(changes, cut):
    data = bytearray(KIT)
    for place, byte in changes:
        data[place] = byte
    try:
        kit, _plan, _files = used(bytes(data[: len(data) - cut]))
    except Refused:
        return
    assert kit.files["programme.toml"] == sha256(PROGRAMME).hexdigest()


@given(st.binary(max_size=200))
def test_any_bytes_are_a_sentence(data):
    with pytest.raises(Refused, match="kit"):
        used(data)
