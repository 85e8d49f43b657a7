"""Who writes in a session: the facilitator, a table, or the journal of what other machines wrote."""

from __future__ import annotations

FACILITATOR = "facilitator"
COLLECTED = "collected"  # the journal for what other machines wrote


def table_role(table: int) -> str:
    """Return the role that writes for a table."""
    return f"table-{table}"


def role_of(writer: str) -> str:
    """Return the role a writer's name tells: `table-3.b` writes as `table-3`."""
    return writer.partition(".")[0]
