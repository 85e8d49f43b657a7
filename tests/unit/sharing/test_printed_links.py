"""Sheets printed with a link: which of them lead nowhere once the tables connect at another address."""

from __future__ import annotations

import pytest

from facilitate.i18n import Language
from facilitate.store.hub_tokens import FolderKeys
from facilitate.workshop.sharing.printed_links import (
    CARDS,
    CLOSING,
    SLIPS,
    PrintedLinks,
    misprinted_words,
    printing_message,
)

HERE, OFFICE = "http://10.0.0.7:8317", "http://192.0.2.2:8317"


@pytest.mark.parametrize(
    ("printings", "told"),
    [
        pytest.param([], [], id="nothing printed"),
        pytest.param([(SLIPS, HERE, 38)], [], id="same address"),
        pytest.param([(SLIPS, OFFICE, 38)], [f"38 slips carry {OFFICE}, and the tables connect at {HERE}"], id="slips"),
        pytest.param([(SLIPS, HERE.replace("8317", "8318"), 1)], ["1 slip carries"], id="another port"),
        pytest.param([(SLIPS, OFFICE, 38), (SLIPS, HERE, 3)], ["38 slips carry"], id="a few more in the room"),
        pytest.param([(SLIPS, OFFICE, 38), (SLIPS, HERE, 41)], [], id="all printed again"),
        pytest.param([(SLIPS, HERE, 38), (SLIPS, OFFICE, 3)], ["3 slips carry"], id="a few elsewhere"),
        pytest.param([(SLIPS, OFFICE, 38), (SLIPS, HERE, 20), (SLIPS, HERE, 20)], [], id="again, for each world"),
        pytest.param([(SLIPS, OFFICE, 38), (SLIPS, OFFICE, 2)], ["40 slips carry"], id="two sheets"),
        pytest.param([(CLOSING, OFFICE, 1), (CARDS, OFFICE, 1)], ["closing questions", "cards"], id="other sheets"),
        pytest.param([(CARDS, OFFICE, 1), (CARDS, HERE, 1)], [], id="cards printed again"),
    ],
)
def test_sheets_with_another_address_are_told_with_the_ways_out(tmp_path, printings, told):
    keys = FolderKeys(tmp_path)
    for kind, address, count in printings:
        keys.keep_printed(PrintedLinks(kind, address, count), afresh=kind != SLIPS)
    found = [*misprinted_words(FolderKeys(tmp_path).printed, HERE, Language("en"))]
    assert len(found) == len(told)
    assert all(words in sentence for words, sentence in zip(told, found, strict=True))


@pytest.mark.parametrize(
    ("address", "is_open", "is_wanted", "told"),
    [
        (HERE, True, False, "go to"),
        (HERE, False, True, "once the tables are connected"),
        (HERE, False, False, "do not work"),
        ("http://127.0.0.1:8317", True, False, "this computer alone"),
    ],
)
def test_at_printing_it_is_said_whether_the_address_is_a_guess(address, is_open, is_wanted, told):
    sentence = Language("en").message(printing_message(address, is_open=is_open, is_wanted=is_wanted))
    assert told in sentence
    assert address in sentence
