"""The quick looks that spare most ideas all rules agree with them: what one of them refuses is never passed over."""

from __future__ import annotations

import re
from collections.abc import Callable

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitate.domain.errors import Refused
from facilitate.domain.text import required
from facilitate.workshop.intake import (
    board_words,
    chat_lines,
    doubtful_lines,
    empty_answers,
    instructions,
    letter_parts,
    short_roles,
    total_cells,
)
from facilitate.workshop.intake.beside_ideas import look_of, may_be_beside
from facilitate.workshop.intake.contact_lines import refuse_contact
from facilitate.workshop.intake.doubt import _OF_CELLS, _doubt_of_cell
from facilitate.workshop.intake.doubtful_lines import doubt_of, may_say_little
from facilitate.workshop.intake.first_names import FIRST_NAMES
from facilitate.workshop.intake.link_lines import refuse_link
from facilitate.workshop.intake.plain_ideas import is_plain
from tests.support.examples import examples
from tests.support.form_texts import texts_of

_FORMS = {
    **{f"total {meaning}": re.compile(form) for meaning, form in total_cells._FORMS.items()},
    "nothing": empty_answers._says_nothing(),
    "chat": chat_lines._of_programs(),
    "board": board_words._footer(),
    "role": short_roles._role(),
    "names": letter_parts._MAY_NAME,
    "program": doubtful_lines._program(),
    "readers": instructions.to_readers(),
    "invites": instructions.invites(),
    "instructs": instructions.instructs(),
    "note": doubtful_lines._asks_to_note(),
    "assent": doubtful_lines._assent(),
}
_PHRASES = sorted(
    {*empty_answers._NOTHING, *empty_answers._NO, *board_words._CARDS, *doubtful_lines._CHATTER, *doubtful_lines._BYE}
)
_WORDS = sorted(
    {
        *(word for phrase in _PHRASES for word in phrase.split()),
        *doubtful_lines._FIRST_WORDS,
        *(
            "Ouvrir",
            "Léa",
            "Participante",
            "par",
            "by",
            "from",
            "café",
            "École",
            "d’accueil",
            "l'été",
            "peut-être",
            "12",
        ),
        *(
            "35000",
            "06",
            "01",
            "02",
            "03",
            "04",
            "https://example.org",
            "www.example.org",
            "plan.pdf",
            "p07@example.org",
        ),
    }
)
_SIGNS = st.sampled_from(
    ["", " ", ".", "!", " ?", ":", " : ", ",", ", ", "-", " – ", "(", ")", "[", "@", "**", "_", "’"]
)
_LETTERS = st.text(
    st.sampled_from("aeéinrstlouMCÉ 0129'’,.-:–()[]/@*_?!+\u00a0\u202fœ\u0301²™ſK"), min_size=1, max_size=40
)


def _cased(words: str, how: int) -> str:
    return (words, words.capitalize(), words.upper(), words.title())[how]


_SENTENCES = st.builds(
    lambda parts, how: _cased("".join(word + sign for word, sign in parts), how),
    st.lists(st.tuples(st.sampled_from(_WORDS), st.one_of(st.just(" "), _SIGNS)), min_size=1, max_size=6),
    st.integers(0, 3),
)
_OF_FORMS = st.one_of([texts_of(form, whole=name != "names", latin=True) for name, form in sorted(_FORMS.items())])
TEXTS = st.one_of(
    _LETTERS,
    _SENTENCES,
    _OF_FORMS,
    st.builds("{} {}".format, _OF_FORMS, _SENTENCES),
    st.builds("{} {}".format, _SENTENCES, _OF_FORMS),
)
_RULES: dict[str, Callable[[str], None]] = {
    "contact": refuse_contact,
    "people": letter_parts.refuse_attendance,
    "no": empty_answers.refuse_no,
    "count": lambda text: total_cells.refuse_count(text, across=True),
    "link": refuse_link,
    "board": board_words.refuse_board_words,
}


def _refused_by(text: str) -> list[str]:
    found = []
    for name, rule in _RULES.items():
        try:
            rule(text)
        except Refused:
            found.append(name)
    return found


def _kept(text: str) -> str:
    try:
        return required(text)
    except Refused:
        return ""


@settings(max_examples=examples(400, long=1500), deadline=None)
@given(text=TEXTS)
@example("Étaient présents la présidente et le trésorier")
@example("Sont excusés Participante Sept et Participant Neuf")
@example("Total des votes")
@example("Nombre de propositions recueillies")
@example("12 idées au total")
@example("Non merci")
@example("Anim. Claire")
@example("Prise de notes Claire")
@example("Réunion animée par Claire")
@example("12 idées")
@example("Sous total")
@example("Sticky note")
@example("Exported from Miro")
@example("Message supprimé")
@example("Pas d’idée")
def test_what_a_rule_refuses_is_not_plain(text: str) -> None:
    if text := _kept(text):
        assert not (is_plain(text) and _refused_by(text))


@settings(max_examples=examples(150, long=600), deadline=None)
@given(
    text=st.one_of([texts_of(re.compile(form)) for form in total_cells._FORMS.values()]),
    upper=st.booleans(),
)
def test_a_form_of_counts_begins_as_counts_do(text: str, upper: bool) -> None:
    words = " ".join((text.upper() if upper else text).split()).strip("()[]* ")
    if words.count(" ") > 1 and total_cells.meaning_of(words) != "other":
        assert total_cells.may_mean_a_count(words.partition(" ")[0])


@settings(max_examples=examples(150, long=600), deadline=None)
@given(text=texts_of(short_roles._role(), whole=False), before=st.sampled_from(["", "(", "**", "[_"]))
def test_a_form_of_roles_begins_as_roles_do(text: str, before: str) -> None:
    if short_roles._role().match(text):
        assert short_roles.may_begin_with_role(f"{before}{text}".partition(" ")[0])


@pytest.mark.parametrize(
    "text",
    [
        "Ouvrir un café associatif numéro 1234 pour les aînés",
        "Planter l’arbre peut-être, en 2027 !",
        "Repair the benches by the river.",
        "Un goûter par semaine",
    ],
)
def test_most_ideas_are_plain(text: str) -> None:
    assert is_plain(text)


def _looked_at_by_all_rules(text: str) -> str:
    """The doubt of a cell by its first word alone, as if no word were of programs only."""
    first = text.partition(" ")[0]
    look = "close" if may_say_little(f"{first} x") else look_of(first)
    if first != text and not may_be_beside(text, look):
        return ""
    reason = doubt_of(text, bulleted=True)
    return reason if reason in _OF_CELLS else ""


@settings(max_examples=examples(400, long=1500), deadline=None)
@given(word=st.sampled_from(sorted(doubtful_lines._EXPORTS)), text=TEXTS, how=st.integers(0, 2), apart=st.booleans())
@example("ouvrir", "qui note ?", 1, True)
@example("imprime", "par : Léa", 1, True)
@example("page", "Léa", 1, True)
def test_what_programs_begin_with_is_doubted_as_by_all_rules(word: str, text: str, how: int, apart: bool) -> None:
    for each in (text, f"{_cased(word, how)}{' ' if apart else ''}{text}"):
        if each := _kept(each):
            assert _doubt_of_cell(each) == _looked_at_by_all_rules(each)


def test_no_word_of_programs_is_a_first_name() -> None:
    assert not doubtful_lines._EXPORTS & FIRST_NAMES
