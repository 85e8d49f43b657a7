"""How cards may stand on the page, before anything is measured."""

from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.export.infographic.layout import A3, SCREEN, SHEETS, bulk, gaps, part, scales, shape, whole

lengths = st.lists(st.lists(st.tuples(st.integers(1, 200), st.integers(1, 9)), max_size=30), min_size=1, max_size=12)


def bulks(cards, sheet=A3):
    scale = scales(sheet, sum(map(len, cards)))
    return [bulk(card, 20, scale["title"]) for card in cards], scale["mark"]


def cards_of(page):
    return [card for tier in page["tiers"] for stack in tier for card in stack]


@given(lengths, st.sampled_from(list(SHEETS.values())))
def test_every_card_stands_once_and_in_order_and_every_tier_is_as_wide_as_the_page(cards, sheet):
    held, mark = bulks(cards, sheet)
    for page in [*whole(held, sheet, mark), *part(held, sheet, mark, [one.many for one in held])]:
        assert [card["place"] for card in cards_of(page)] == list(range(len(cards)))
        for tier in page["tiers"]:
            wide = sum(stack[0]["width"] for stack in tier) + (len(tier) - 1) * page["gap"]["card"]
            assert wide == pytest.approx(sheet.inner)
            assert all(len({card["width"] for card in stack}) == 1 for stack in tier)


@given(lengths)
def test_lines_are_neither_too_short_nor_too_long_to_read(cards):
    held, mark = bulks(cards)
    for page in whole(held, A3, mark):
        for card in cards_of(page):
            many = len(cards[card["place"]])
            assert card["text"] / page["s"] > 11
            assert card["text"] / page["s"] < 40 or card["columns"] == max(1, many)


def test_pages_go_from_the_biggest_type_to_the_smallest():
    held, mark = bulks([[(60, 1)] * 10] * 7)
    sizes = [page["s"] for page in whole(held, A3, mark)]
    assert sizes == sorted(sizes, reverse=True)
    assert sizes[-1] == A3.smallest
    for one, other in pairwise(whole(held, A3, mark)):
        assert one["s"] > other["s"] or one["height"] <= other["height"]


def test_a_page_that_cannot_show_all_shows_the_same_share_of_each():
    held, mark = bulks([[(60, 1)] * 100, [(60, 1)] * 50, [(60, 1)] * 2], SCREEN)
    first, *others = part(held, SCREEN, mark, [0, 0, 0])
    assert first["most"][0] == pytest.approx(2 * first["most"][1], abs=2)
    assert first["most"][2] == 1
    assert others[-1]["s"] < SCREEN.smallest
    assert [0, 0, 0] in [page["most"] for page in others]


def test_a_card_with_more_to_say_is_wider():
    held, mark = bulks([[(60, 1)] * 30, [(60, 1)] * 10])
    page = whole(held, A3, mark)[0]
    if len(page["tiers"]) == 1:
        assert cards_of(page)[0]["width"] > cards_of(page)[1]["width"]
    assert page["height"] > 0


def test_distances_are_shares_of_the_type():
    small, big = gaps(8, 1.1), gaps(16, 1.1)
    assert big.pad == pytest.approx(2 * small.pad)
    assert gaps(8, 0.95).pad < small.pad
    assert shape(A3, small, 8, 30, 40).columns > shape(A3, small, 8, 8, 40).columns == 1
