"""Which headings of a text are categories, and what is told of the others."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.category_headings import below_headings
from facilitate.workshop.intake.incoming import IncomingIdea


def read(text, *known):
    """The category of each idea, a line that begins with a hyphen; and the words of headings that are none."""
    lines = text.split("\n")
    ideas = [IncomingIdea(number, 1, line) for number, line in enumerate(lines, 1) if line.startswith("- ")]
    found, notices = below_headings(ideas, lines, known)
    unread = [str(each.params["words"].words) for each in notices if "not read" in each.text]
    return [each.category for each in found], unread


@pytest.mark.parametrize(
    ("text", "categories", "unread"),
    [
        ("# Day\n- a", [""], 1),  # the title of the whole
        ("# Day\n## Places\n- a\n## Hills\n- b", ["Places", "Hills"], 0),
        ("# Places\n- a\n# Hills\n- b", ["Places", "Hills"], 0),
        ("- a\n# Hills\n- b", ["", "Hills"], 0),
        ("# Day\n- a\n## Hills\n- b", ["", "Hills"], 1),
        ("## Places\n### In town\n- a\n## Plenary\n- b", ["Places", ""], 1),
        ("## Table 1\n- a\n## Table 2\n- b", ["", ""], 0),
        ("## Existing\n- a\n## To be created\n- b", ["", ""], 0),
        ("Places:\n- a\n\nThe end:\n- b", ["Places", ""], 0),
        ("## places\n- a", ["Places"], 0),
        ("# Former title\n- a", ["Former title"], 0),
        ("# \n- a", [""], 0),
    ],
)
def test_a_heading_is_a_category_unless_it_says_something_else(text, categories, unread):
    found, others = read(text, "Places", "former title")
    assert (found, len(others)) == (categories, unread)
