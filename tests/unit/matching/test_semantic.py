"""Comparing by meaning, with a tiny model that the test makes: real files, real loading."""

from __future__ import annotations

import subprocess
import sys

import pytest

from facilitate.domain.errors import Refused
from facilitate.matching.lexical import LexicalMatcher
from facilitate.matching.matcher import make
from facilitate.workshop.suggestions.contract import KEYWORDS, NAME, CategoryText, Example, ProposalText, Texts

# Each word with its place in a space of four meanings: food, learning, places, nothing much.
WORDS = {
    "café": (1.0, 0.0, 0.1, 0.0),
    "bistrot": (0.9, 0.0, 0.2, 0.0),
    "apprendre": (0.0, 1.0, 0.0, 0.0),
    "pédagogie": (0.0, 0.9, 0.0, 0.1),
    "local": (0.0, 0.0, 1.0, 0.0),
    "autre": (0.0, 0.0, 0.0, 1.0),
    "avec": (1.0, 0.0, 0.0, 0.0),
}
ITEMS = (
    ProposalText("a", "Un bistrot", ref="T1-01"),
    ProposalText("b", "Ouvrir le café", ref="T1-02"),
    ProposalText("c", "Plus de pédagogie", ref="T2-01"),
    ProposalText("d", "Xyz", ref="T2-02"),
)
TEXTS = Texts(ITEMS, (CategoryText("eat", "Café"), CategoryText("learn", "Zzz", ("apprendre",))))


@pytest.fixture(scope="module")
def folder(tmp_path_factory):
    numpy = pytest.importorskip("numpy")
    model2vec = pytest.importorskip("model2vec")
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers

    vocabulary = {word: place for place, word in enumerate(("[UNK]", *WORDS))}
    tokenizer = Tokenizer(models.WordLevel(vocabulary, unk_token="[UNK]"))
    tokenizer.normalizer = normalizers.Lowercase()
    tokenizer.pre_tokenizer = pre_tokenizers.Whitespace()
    vectors = numpy.array([(0.0,) * 4, *WORDS.values()], dtype=numpy.float32)
    path = tmp_path_factory.mktemp("model")
    model2vec.StaticModel(vectors, tokenizer).save_pretrained(str(path))
    return str(path)


def test_an_idea_finds_its_category_by_meaning_and_says_by_which_words(folder):
    assert LexicalMatcher(TEXTS).filing("a") == ()
    matcher = make(folder)
    matcher.read(TEXTS)
    (best,) = matcher.filing("a")
    (reason,) = best.because
    assert best.category == "eat"
    assert 0.4 < best.score <= 0.5
    assert (reason.words, reason.like, reason.source) == (("bistrot",), ("Café",), NAME)
    (best,) = matcher.filing("c")
    assert (best.category, best.because[0].source) == ("learn", KEYWORDS)
    assert matcher.filing("d") == ()
    matcher.read(Texts((ProposalText("e", "Un local"),), TEXTS.categories))
    assert matcher.filing("e") == (), "near, but no two words are near enough to be told"
    matcher.read(Texts((ProposalText("f", "Avec"), *ITEMS), TEXTS.categories))
    assert matcher.filing("f") == (), "near, but there is no word to tell"


def test_words_that_are_shared_stay_the_reason(folder):
    matcher = make(folder)
    matcher.read(TEXTS)
    (best,) = matcher.filing("b")
    assert best.because == LexicalMatcher(TEXTS).filing("b")[0].because
    assert best.score > 0.5


def test_what_is_filed_or_learned_joins_by_meaning_too(folder):
    items = (ProposalText("a", "Un bistrot"), ProposalText("b", "Ouvrir le café", "learn", "T1-02"))
    matcher = make(folder)
    matcher.read(Texts(items, (CategoryText("learn", "Zzz"), CategoryText("other", "Www"))))
    (best,) = matcher.filing("a")
    assert (best.category, best.because[0].refs, best.because[0].like) == ("learn", ("T1-02",), ("café",))
    examples = (Example("Le café", "other", "Lyon"),)
    matcher.read(Texts(items[:1], (CategoryText("learn", "Zzz"), CategoryText("other", "Www")), examples))
    (best,) = matcher.filing("a")
    assert (best.category, best.because[0].source) == ("other", "learned:Lyon")


def test_doubles_that_share_no_word_are_found_and_have_a_reason(folder):
    assert LexicalMatcher(TEXTS).duplicates() == ()
    matcher = make(folder)
    matcher.read(TEXTS)
    (double,) = matcher.duplicates()
    assert (double.a, double.b, double.because) == ("a", "b", ("bistrot",))
    together = tuple(ProposalText(item.id, item.text, "eat", item.ref) for item in ITEMS)
    matcher.read(Texts(together, TEXTS.categories))
    assert matcher.duplicates()[0].score == pytest.approx(double.score + 0.2)
    assert matcher.duplicates(settled=[("b", "a")]) == ()


def test_the_order_does_not_matter_and_the_rest_is_as_without_a_model(folder):
    first, second = make(folder), make(folder)
    first.read(TEXTS)
    second.read(Texts(ITEMS[::-1], TEXTS.categories[::-1]))
    for item in ITEMS:
        assert first.filing(item.id) == second.filing(item.id)
    assert first.duplicates() == second.duplicates()
    assert first.clusters() == LexicalMatcher(TEXTS).clusters()
    assert first.keywords("eat") == LexicalMatcher(TEXTS).keywords("eat")


@pytest.mark.parametrize(
    "texts", [Texts(), Texts(ITEMS[:1]), Texts((ProposalText("a", ""),), (CategoryText("x", ""),))]
)
def test_nothing_to_say_is_nothing_said(folder, texts):
    matcher = make(folder)
    matcher.read(texts)
    assert matcher.filing("a") == ()
    assert matcher.duplicates() == ()


def test_what_is_no_model_is_refused_and_nothing_is_downloaded(folder, tmp_path):
    for name in ("minishlab/potion-base-8M", str(tmp_path / "nowhere")):
        with pytest.raises(Refused, match="on this computer"):
            make(name)
    with pytest.raises(Refused, match="cannot be read"):
        make(str(tmp_path))


def test_a_package_that_is_missing_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "model2vec", None)
    with pytest.raises(Refused) as refused:
        make(str(tmp_path))
    assert refused.value.message.params["command"] == 'pip install "facilitate[semantic]"'


def test_without_a_model_nothing_of_it_is_loaded():
    assert isinstance(make(), LexicalMatcher)
    assert isinstance(make(""), LexicalMatcher)
    program = (
        "import sys; from facilitate.matching.matcher import make; "
        "from facilitate.workshop.suggestions.contract import *\n"
        "matcher = make(); matcher.read(Texts((ProposalText('a', 'Un café'),), (CategoryText('x', 'Café'),)))\n"
        "matcher.filing('a')\n"
        "print(*{'numpy', 'model2vec', 'tokenizers', 'facilitate.matching.semantic'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
