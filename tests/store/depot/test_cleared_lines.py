"""What two computers removed from one act, each the names it knew: neither comes back by the other."""

from __future__ import annotations

import re
from datetime import UTC, datetime
from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from facilitate.store.depot.cleared_lines import cleared_by_both
from facilitate.store.journal import frame, unframe

NAMES = ("Hermione", "Balthazar", "Odile", "Ulysse")
texts = st.lists(st.sampled_from((*NAMES, "un", "jardin", "et", "avec", "[sic]", ",")), min_size=1, max_size=12)


def line(text):
    at = datetime(2026, 11, 30, tzinfo=UTC).isoformat()
    return frame({"id": "00000001-abcdefgh", "at": at, "kind": "idea.recorded", "data": {"text": text, "table": 1}})


def without(tokens, names):
    signs = {name: f"[participant·e {number}]" for number, name in enumerate(sorted(names), 1)}
    return line(" ".join(signs.get(token, token) for token in tokens))


def text_of(kept):
    return unframe(kept.rstrip(b"\n"))["data"]["text"]


@given(texts, st.sets(st.sampled_from(NAMES)), st.sets(st.sampled_from(NAMES)))
def test_no_name_that_either_removed_is_left_whoever_comes_first(tokens, mine, theirs):
    here, there = without(tokens, mine), without(tokens, theirs)
    both, other = cleared_by_both(here, there), cleared_by_both(there, here)
    for kept in (both, other):
        assert not (mine | theirs) & set(re.findall(r"\w+", text_of(kept)))
        assert cleared_by_both(here, kept) == cleared_by_both(there, kept) == kept
    if all({one, two}.isdisjoint(mine | theirs) for one, two in pairwise(tokens)):
        assert text_of(both) == text_of(here)


def test_the_other_words_stay():
    here = line("Avec Hermione Vasseurdoux et [participant·e 1], un jardin")
    there = line("Avec [participant·e 1] et Balthazar Moncornet, un jardin")
    for kept in (cleared_by_both(here, there), cleared_by_both(there, here)):
        assert text_of(kept) == "Avec [participant·e 1] et [participant·e 1], un jardin"
    removed = line("[remarque supprimée]")
    assert cleared_by_both(removed, here) == cleared_by_both(here, removed) == removed
