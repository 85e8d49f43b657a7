import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from facilitate.tui.widgets.cells import cuts
from tests.support.examples import examples

TEXTS = st.text(st.sampled_from("ab é?«»\n-日👩\u200d\u0301\u00a0"), max_size=60)


def wrapped(text, width):
    return [text[start:end] for start, end in cuts(text, width)]


def test_words_stay_whole_and_no_break_spaces_hold():
    assert wrapped("un deux trois", 8) == ["un deux", "trois"]
    assert wrapped("oui mais pourquoi\u202f? «\u00a0a\u00a0»", 12) == ["oui mais", "pourquoi\u202f?", "«\u00a0a\u00a0»"]


def test_a_word_wider_than_the_line_is_cut_between_characters():
    assert wrapped("ab abcdefgh c", 4) == ["ab", "abcd", "efgh", "c"]
    assert wrapped("日本語", 4) == ["日本", "語"]
    family = "👩‍👩‍👧‍👦"
    assert wrapped(family * 3, 4) == [family * 2, family]


def test_lines_typed_stay_lines():
    assert wrapped("a\n\nb c", 10) == ["a", "", "b c"]


@settings(max_examples=examples(60), deadline=None)
@given(TEXTS, st.integers(1, 20))
def test_nothing_but_blanks_is_dropped_and_every_line_fits(text, width):
    lines = wrapped(text, width)
    assert "".join("".join(lines).split(" ")) == "".join(text.replace("\n", "").split(" "))
    assert all(cell_len(line) <= max(width, 2) for line in lines)


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Quels freins ici ?", ["Quels freins", "ici ?"]),
        ("il a dit « oui » hier", ["il a dit", "« oui » hier"]),
        ("Pourquoi ici ?!", ["Pourquoi", "ici ?!"]),
        ("un deux trois :-) quatre", ["un deux trois", ":-) quatre"]),
    ],
)
def test_a_sign_after_a_plain_space_does_not_stand_alone_on_a_line(text, lines):
    width = max(map(len, lines)) + 1
    assert [text[start:end] for start, end in cuts(text, width)] == lines
