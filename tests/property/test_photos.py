"""Photos that were damaged on their way: each is read or told, whatever was changed in its bytes."""

from __future__ import annotations

import io
from contextlib import suppress
from functools import cache

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PIL import Image

from facilitate.domain.errors import Refused
from facilitate.export.photo_files import ready_photo
from tests.support.examples import examples
from tests.support.photos import photo


@cache
def _whole(form: str, folder) -> bytes:
    if form == "camera":
        return photo(folder, turned=6).read_bytes()
    made = io.BytesIO()
    Image.effect_noise((40, 30), 80).convert("P" if form == "PNG" else "RGB").save(made, form, progressive=True)
    return made.getvalue()


CHANGES = st.lists(
    st.tuples(st.integers(0, 10_000), st.binary(min_size=0, max_size=4), st.integers(0, 6)), min_size=1, max_size=6
)


@pytest.mark.filterwarnings("error")
@given(form=st.sampled_from(["JPEG", "PNG", "camera"]), changes=CHANGES, end=st.integers(0, 4000) | st.none())
@settings(max_examples=examples(60), deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_a_damaged_photo_is_read_or_told_and_nothing_else(tmp_path, form, changes, end):
    data = bytearray(_whole(form, tmp_path))[:end]
    for place, put, removed in changes:
        at = place % (len(data) + 1)
        data[at : at + removed] = put
    path = tmp_path / "given.jpg"
    path.write_bytes(data)
    with suppress(Refused):
        assert ready_photo(path).startswith(b"\xff\xd8")
