from __future__ import annotations

import unicodedata

from hypothesis import given
from hypothesis import strategies as st

from facilitate.domain.errors import Refused
from facilitate.domain.references import key_for, read_reference, reference
from facilitate.domain.text import clean, folded, one_line, without_controls, without_format

# Whatever a keyboard, a paste or a file can hold, with the dangerous ones made frequent.
# (`st.text` of several alphabets draws from the largest: of such signs it drew next to none.)
DANGEROUS = "\x00\t\r\n\x0b\x85\u2028\u202e\u2066\ufeff\ud800\u00a0e\u0301 "
TEXT = st.lists(st.characters() | st.sampled_from(DANGEROUS) | st.sampled_from("abÉ’œ 1"), min_size=4, max_size=40).map(
    "".join
) | st.text(st.sampled_from(DANGEROUS), max_size=4)


@given(TEXT)
def test_what_passed_once_passes_again_unchanged(text):
    try:
        once = clean(text)
    except Refused:
        return
    assert clean(once) == once
    once.encode()
    assert len(one_line(once).splitlines()) <= 1


@given(TEXT)
def test_what_passes_comes_out_as_it_went_in_but_for_form_line_ends_and_blanks_around(text):
    try:
        kept = clean(text)
    except Refused:
        return
    same = unicodedata.normalize("NFC", "\n".join(text.replace("\t", " ").splitlines())).strip()
    assert "".join(kept.split()) == "".join(same.split())


def refused(sign):
    """Whether a text with nothing but letters around it is refused for that sign."""
    try:
        clean(f"a{sign}b")
    except Refused:
        return True
    return False


@given(TEXT)
def test_a_field_rid_of_controls_is_accepted_and_has_every_other_sign(text):
    assert clean(without_controls(text)) == clean("".join(sign for sign in text if not refused(sign)))


@given(TEXT, st.lists(st.sampled_from(["item", "lieux", "item-2"]), max_size=3))
def test_a_key_is_plain_and_its_own(title, taken):
    key = key_for(title, taken)
    assert key not in taken
    assert key.isascii()
    assert key.strip("-") == key == key.lower()
    assert 0 < len(key) <= 52


@given(TEXT)
def test_searching_does_not_mind_case_or_accents(text):
    assert folded(text.upper().lower()) == folded(text.upper())
    assert not any(map(unicodedata.combining, folded(text)))


@given(st.integers(1, 99), st.sampled_from(["", "b", "k7m2", "k7m2b"]), st.integers(1, 5000))
def test_a_reference_is_read_as_it_is_written_and_as_people_type_it(table, suffix, number):
    written = reference(table, suffix, number)
    for typed in (written, written.lower(), f" {written.upper()} ", written[1:], f"{table}{suffix}-{number}"):
        assert read_reference(typed) == written


FORMATTED = st.lists(
    st.one_of(
        st.sampled_from("ab éx 1 .🙂👩🌾🏴\U000e0067\U000e007f می अक्ष ส שׁ\ufe0f🏽\n"),
        st.sampled_from("\x00\u00ad\u061c\u200b\u200c\u200d\u200e\u200f\u202a\u202e\u2060\u2066\u2069\ufeff\ufffc"),
        st.characters(),
    ),
    min_size=3,
    max_size=30,
).map("".join)


@given(FORMATTED)
def test_signs_that_only_format_go_once_and_no_letter_goes_with_them(text):
    kept, signs = without_format(text)
    assert without_format(kept) == (kept, 0)
    assert len(text) == len(kept) + signs
    shown = [sign for sign in text if unicodedata.category(sign) not in ("Cf", "Cc") and sign != "\ufffc"]
    assert [sign for sign in kept if unicodedata.category(sign) not in ("Cf", "Cc")] == shown
    assert not set("\x00\u00ad\u202a\u202e\u2060\u2066\u2069\ufeff\ufffc") & set(kept)
