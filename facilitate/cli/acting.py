"""Working in a session as the facilitator or as one of its tables."""

from __future__ import annotations

from typing import TYPE_CHECKING

from facilitate.cli.context import Door

if TYPE_CHECKING:
    from facilitate.workshop.workshop import Workshop


def workshop(door: Door, session: str, table: int | None = None) -> Workshop:
    """The session somebody means, in the facilitator's hands or in a table's."""
    house = door.house
    slug = house.find(session)
    if table is None:
        return house.workshop(slug)
    from facilitate.domain.roles import table_role

    return house.workshop(slug, table_role(table))
