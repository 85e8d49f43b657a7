"""What is said of ideas that name no table: only what can help for that kind of file."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import NO_TABLE, NO_TABLE_IN_TEXT, Choices


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("Un moulin à vent\nUne halle aux grains\n", NO_TABLE_IN_TEXT),
        ("- Un moulin à vent\n- Une halle aux grains\n", NO_TABLE_IN_TEXT),
        ("# Idées\n\nUn moulin à vent\n\n## Suite\n\nUne halle aux grains\n", NO_TABLE_IN_TEXT),
        ('"Idée"\n"Un moulin, à vent"\n"Une halle, aux grains"\n', NO_TABLE_IN_TEXT),
        ("Idée;Lieu\nUn moulin à vent;gare\nUne halle aux grains;place\n", NO_TABLE),
    ],
)
def test_only_options_that_help_are_named(text: str, reason: str) -> None:
    found = read_ideas(contents_of(text.encode()), Choices(), 6)
    assert {row.reason.text for row in found.refused} == {reason}
    assert ("--table-column" in reason) == (reason == NO_TABLE)


def test_the_line_that_is_told_of_gives_the_table() -> None:
    for text in ("Table 3\nUn moulin à vent\nUne halle\n", '"Idée"\n"Table 3"\n"Un moulin, à vent"\n"Une halle"\n'):
        found = read_ideas(contents_of(text.encode()), Choices(), 6)
        assert [row.table for row in found.rows] == [3, 3]
