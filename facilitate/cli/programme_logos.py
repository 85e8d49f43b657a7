"""The logos that a programme names: read beside its file, checked, and told of where they will look otherwise."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from facilitate.cli.context import CliContext
from facilitate.domain.errors import N_, Refused
from facilitate.domain.programme.document import complete
from facilitate.domain.programme.reader import read_plan

Logos = dict[str, tuple[bytes, str]]


def logos_beside(
    context: CliContext, file: Path, document: Mapping[str, Any], kept: Mapping[str, object] | None = None
) -> Logos:
    """Return the logos of a programme by their names; raises `Refused` for one that cannot be shown.

    One that is `kept` in the session already may be missing beside the file.
    """
    found: Logos = {}
    for supporter in read_plan(complete(document)).supporters:
        there = (file.parent / supporter.logo).is_file() if supporter.logo else True
        if supporter.logo and (there or supporter.logo not in (kept or {})):
            found[supporter.logo] = logo_at(context, file.parent, supporter.logo, supporter.name)
    return found


def logo_at(context: CliContext, folder: Path, name: str, partner: str) -> tuple[bytes, str]:
    """Return one logo, and tell what of it will not look as it was meant."""
    from facilitate.export.style.logos import read_logo

    try:
        logo = read_logo(folder, name)
    except Refused as error:
        raise Refused(
            N_("Logo of {partner}: {what}. Nothing was saved."), partner=partner, what=error.message
        ) from None
    for notice in logo.notices:
        context.out.complain(notice)
    return logo.data, logo.form
