"""From a session to files: the report, made anonymous if asked, in the organiser's style, in every format wanted."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.domain.session import Session
from facilitate.domain.values import dataclass

if TYPE_CHECKING:
    from facilitate.export.formats import Publication
    from facilitate.export.style import Style

STYLE = "style"  # the folder of the workspace that holds the organiser's own


@dataclass(frozen=True, slots=True)
class Wish:
    """How something is to be published."""

    formats: Sequence[str] = ("md",)
    with_times: bool = False
    style: Path | None = None
    anonymise: bool = False
    internal: bool = False


def publication(session: Session, wish: Wish, home: Path) -> Publication:
    """What is published, in the session's language; times are those of this machine's zone."""
    from facilitate.export.formats import publication as composed
    from facilitate.i18n import Language
    from facilitate.workshop.reporting import report

    # By the rules of the zone on the day itself: an event of December is told in winter time in July too.
    room = datetime.astimezone if wish.with_times else None
    language, style = Language(session.plan.language), _style(wish.style, home)
    if not wish.anonymise:
        return composed(report(session, room, internal=wish.internal), language, style)
    from facilitate.workshop.anonymous import anonymous_report
    from facilitate.workshop.people import Redactor, people_of

    redact = Redactor(people_of(session, language.message), language.message)
    told = anonymous_report(session, redact, room, internal=wish.internal)
    return composed(told, language, replace(style, cover=redact(style.cover)))


def written(
    told: Publication, wish: Wish, folder: Path, step: Callable[[str], None] = lambda _name: None
) -> list[Path]:
    """Write every file of the wish into the folder; nothing is written unless all could be made.

    `step` is called with the name of each file before it is made.
    """
    from facilitate.export.formats import made, with_ending, write

    files = made(told, wish.formats, step)
    if wish.anonymise:  # beside the one with names, which is not to be taken for it
        files = [(with_ending(name, "-anonyme"), data) for name, data in files]
    return write(files, folder)


def _style(chosen: Path | None, home: Path) -> Style:
    """The style somebody names, else that of the workspace, else the one that comes with the program."""
    from facilitate.export.style import DEFAULT

    own = home / STYLE
    if chosen is None and not (own / "style.toml").exists():
        return DEFAULT
    from facilitate.export.style_file import read_style

    return read_style(chosen or own)
