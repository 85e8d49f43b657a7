"""From a session to files: the report, made anonymous if asked, in the organiser's style, in every format wanted."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session

if TYPE_CHECKING:
    from facilitate.cli.context import Door
    from facilitate.export.engines import EngineMissing
    from facilitate.export.formats import Publication
    from facilitate.export.published_files import PublishedFiles
    from facilitate.export.style.style import Style
    from facilitate.files import Written
    from facilitate.workshop.sharing.ports import Keys

STYLE = "style"  # the folder of the workspace that holds the organiser's own


@dataclass(frozen=True, slots=True)
class Wish:
    """How something is to be published."""

    formats: Sequence[str] = ("md",)
    with_times: bool = False
    style: Path | None = None
    anonymise: bool = False
    internal: bool = False
    replace: bool = False  # what people changed, too


def publication(session: Session, wish: Wish, home: Path) -> Publication:
    """What is published, in the session's language; times are those of this machine's zone."""
    from facilitate.export.formats import publication as composed
    from facilitate.i18n import Language
    from facilitate.workshop.report.build import report

    # By the rules of the zone on the day itself: an event of December is told in winter time in July too.
    room = datetime.astimezone if wish.with_times else None
    language, style = Language(session.plan.language), _style(wish.style, home)
    if not wish.anonymise:
        return composed(report(session, room, internal=wish.internal), language, style)
    from facilitate.workshop.privacy.anonymous_report import anonymous_report
    from facilitate.workshop.privacy.people import Redactor, people_of

    redact = Redactor(people_of(session, language.message), language.message)
    told = anonymous_report(session, redact, room, internal=wish.internal)
    return composed(told, language, replace(style, cover=redact(style.cover)))


def written(
    told: Publication,
    wish: Wish,
    folder: Path,
    known: PublishedFiles,
    step: Callable[[str], None] = lambda _name: None,
    lacking: list[EngineMissing] | None = None,
) -> list[Written]:
    """Write every file of the wish into the folder; nothing is written unless all could be made.

    `step` is called with the name of each file before it is made. `lacking` takes the formats that cannot be made here,
    for somebody who asked for all there are; without it they are an error.
    """
    from facilitate.export.formats import made, with_ending

    files = made(told, wish.formats, step, lacking)
    if wish.anonymise:  # beside the one with names, which is not to be taken for it
        files = [(with_ending(name, "-anonyme"), data) for name, data in files]
    return known.write([(folder / name, data) for name, data in files], replace=wish.replace)


def cards(session: Session, keys: Keys, address: str, folder: Path) -> tuple[Path, str]:
    """The page with a card for each table whose link is open, at that address of the hub, and where it goes."""
    from facilitate.export.table_cards import TableCard, cards_page
    from facilitate.i18n import Language
    from facilitate.workshop.sharing.devices import link, tables_of

    links = ((table, link(address, keys, table)) for table in tables_of(session))
    each = [TableCard(table, where) for table, where in links if where]
    return folder / "cartes.html", cards_page(session.plan, each, Language(session.plan.language))


def tell_kept(door: Door, files: Iterable[Written]) -> None:
    """Say of each file that was written beside one that a person made or changed."""
    from facilitate.files import KEPT

    _ = door.language
    kept = [each for each in files if each.kept]
    for each in kept:
        door.out.talk(_(KEPT, kept=str(each.kept), file=str(each.path)))
    if kept:
        door.out.talk(_(N_("Later exports renew the new one; --replace puts it in the other’s place.")))


def _style(chosen: Path | None, home: Path) -> Style:
    """The style somebody names, else that of the workspace, else the one that comes with the program."""
    from facilitate.export.style.style import DEFAULT

    own = home / STYLE
    if chosen is None and not (own / "style.toml").exists():
        return DEFAULT
    from facilitate.export.style.read import read_style

    return read_style(chosen or own)
