"""Which session is meant where nobody names one: the only one here, or the only one that is on."""

from __future__ import annotations

from facilitate.cli.context import Door
from facilitate.cli.output import Usage
from facilitate.domain.errors import N_, FacilitateError


def only_session(door: Door) -> str:
    """The session that can be meant; refused, naming them, where several can."""
    slugs = door.house.slugs()
    if len(slugs) > 1:
        slugs = [slug for slug in slugs if _is_on(door, slug)]
    if len(slugs) != 1:
        raise Usage(
            N_("Which session? Name it before the reference: {names}."), names=", ".join(door.house.slugs()) or "–"
        )
    return slugs[0]


def _is_on(door: Door, slug: str) -> bool:
    """Whether one of its phases runs or is paused; one that cannot be read is not on."""
    try:
        return bool(door.house.session(slug).current)
    except FacilitateError:
        return False
