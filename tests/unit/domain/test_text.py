from __future__ import annotations

import re
import sys
from functools import cache

import pytest

from facilitate.domain import text as texts
from facilitate.domain.errors import Refused
from facilitate.domain.text import LONGEST, clean, folded, one_line, required, without_controls, without_format


@pytest.mark.parametrize(
    "text",
    [
        "[x] fait",
        "fin [/foo]",
        "=HYPERLINK('x')",
        "<script>alert(1)</script>",
        "| a | b |",
        "L’été\u00a0: «\u202foui\u202f»",
        "👩\u200d🚒 🇫🇷 🙂",
        "\u200fשלום\u200f",
        "deux\nlignes",
        "a" * LONGEST,
        "../../etc/passwd",
        "{nom} %s {0}",
        "\\n",
    ],
)
def test_what_people_type_comes_out_as_it_went_in(text):
    assert clean(text) == text


@pytest.mark.parametrize(
    ("typed", "kept"),
    [
        ("  e\u0301te\u0301 \n", "été"),
        ("a\tb", "a b"),
        ("a\r\nb\rc\vd\fe\x85f\u2028g\u2029h", "a\nb\nc\nd\ne\nf\ng\nh"),
        ("\u00a0 \u202f", ""),
    ],
)
def test_only_form_line_ends_tabs_and_blanks_around_change(typed, kept):
    assert clean(typed) == kept


@pytest.mark.parametrize("sign", list("\x00\x07\x1b\x7f\x9b\u202a\u202e\u2066\u2069\ud800\udfff\ufeff\ufffb\ufffe"))
def test_a_sign_that_could_act_is_refused_with_its_name_and_place(sign):
    with pytest.raises(Refused, match=rf"U\+{ord(sign):04X}.* position 3\b"):
        clean(f"ab{sign}c")
    assert clean(without_controls(f"ab{sign}c")) == "abc"


def test_a_text_too_long_is_refused_with_both_lengths():
    with pytest.raises(Refused, match=r"10001 characters \(at most 10000\)"):
        clean("a" * (LONGEST + 1))
    with pytest.raises(Refused, match=r"4 characters \(at most 3\)"):
        clean("abcd", longest=3)


@pytest.mark.parametrize("nothing", ["", " \n\t", "\u00a0", "\u200b\u200d", "\u00ad"])
def test_a_text_that_shows_nothing_is_refused_where_one_is_needed(nothing):
    with pytest.raises(Refused, match="empty"):
        required(nothing)


def test_one_line_and_searching():
    assert one_line("a\nb") == "a b"
    assert folded("L’ÉTÉ Œuvre, Søren ™") == "l'ete oeuvre, soren tm"


@cache
def everything() -> str:
    return "".join(map(chr, range(sys.maxunicode + 1)))


@pytest.mark.xdist_group("every sign")
@pytest.mark.parametrize("refused", [texts._CONTROL, texts._LINE_ENDS])
def test_what_the_quick_look_lets_pass_holds_nothing_the_patterns_look_for(refused: str):
    found = set(re.findall(refused, everything())) - {"\n"}
    assert found
    assert [sign for sign in found if texts.is_harmless(sign)] == []
    assert texts.is_harmless("L’été\u00a0: «\u202f1\u202f000 idées\u00a0», déjà\nlà 🙂 中文")


@pytest.mark.parametrize(
    ("text", "kept", "signs"),
    [
        ("L’été : « oui » 🙂 中文", "L’été : « oui » 🙂 中文", 0),
        ("\ufeffappeler le \u206601 02\u2069 avant midi\x00", "appeler le 01 02 avant midi", 4),
        ("\u202bفكرة من الطاولة\u202c", "فكرة من الطاولة", 2),
        ("im\u00adpor\u00adtant", "important", 2),
        ("un\u200b banc\u200e, \u2060deux\u200d fours\ufffc", "un banc, deux fours", 5),
        ("می\u200cخواهم\u200c", "می\u200cخواهم", 1),
        ("Auf\u200clage \u200c", "Auf\u200clage ", 1),
        ("क्\u200dष", "क्\u200dष", 0),
        (
            "👩\u200d🚒 👨\u200d👩\u200d👧 🏳\ufe0f\u200d🌈 👩🏽\u200d🌾 🙂\u200d",
            "👩\u200d🚒 👨\u200d👩\u200d👧 🏳\ufe0f\u200d🌈 👩🏽\u200d🌾 🙂",
            1,
        ),
        ("🏴\U000e0067\U000e0062\U000e007f oui\U000e0041\U000e0042", "🏴\U000e0067\U000e0062\U000e007f oui", 2),
        ("שלום\u200f!", "שלום\u200f!", 0),
        ("01 02 03\u200f", "01 02 03", 1),
        ("สวัสดี\u200bชาวโลก", "สวัสดี\u200bชาวโลก", 0),
    ],
)
def test_signs_that_only_format_are_taken_off_and_those_that_shape_words_stay(text, kept, signs):
    assert without_format(text) == (kept, signs)
