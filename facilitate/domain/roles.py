"""Who writes in a session: the facilitator, a sorter, a table, or the journal of what other machines wrote."""

from __future__ import annotations

FACILITATOR = "facilitator"
SORTER = "sorter"  # whoever does the synthesis beside the facilitator, on a laptop of their own
PEOPLE = "people"  # the journal for who is expected and who came: the desk's own, and never passed on
COLLECTED = "collected"  # the journal for what other machines wrote
# A link opens a table; those of the synthesis and of the desk at the door have numbers that no table can have.
SYNTHESIS_SEAT = 100
DESK_SEAT = 101
VOTE_SEAT = 102  # of the whole room: one link, for whoever has a slip


def table_role(table: int) -> str:
    """Return the role that writes for a table, or for the seat of the synthesis or of the desk."""
    return {SYNTHESIS_SEAT: SORTER, DESK_SEAT: PEOPLE}.get(table) or f"table-{table}"


def role_of(writer: str) -> str:
    """Return the role a writer's name tells: `table-3.b` writes as `table-3`."""
    return writer.partition(".")[0]
