"""The photos of the day, each with its caption and credit, and the logos that stand together."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from facilitate.domain.text import inlined
from facilitate.export.compose.anchors import Anchors
from facilitate.export.compose.document import (
    Block,
    Heading,
    Photos,
    Picture,
    Runs,
    joined,
    on_line,
    own,
    typed,
    within,
)
from facilitate.i18n import Language
from facilitate.workshop.report.model import Report
from facilitate.workshop.report.pictures import PhotoPart, PicturesPart


def photos(report: Report, _anchors: Anchors, _: Language) -> Iterator[Block]:
    """Yield the photos in the order in which they were added."""
    found = _photos(report)
    if found:
        yield Heading(2, (own(_("In pictures")),))
        yield Photos(tuple(_shown(photo, number, _) for number, photo in enumerate(found, 1)))


def photos_data(report: Report) -> list[dict[str, Any]]:
    """Return what is said of each photo, for other programs."""
    names = ("caption", "credit", "alt", "people")
    return [{name: getattr(photo, name) for name in names} for photo in _photos(report)]


def logos(report: Report, _: Language) -> Iterator[Picture]:
    """Yield the logos of those who support the event, organisers first."""
    for part in report.of(PicturesPart):
        for logo in part.logos:
            yield Picture(logo.data, logo.form, _("{organiser}: logo", organiser=inlined(logo.name)))


def _photos(report: Report) -> list[PhotoPart]:
    return [photo for part in report.of(PicturesPart) for photo in part.photos]


def _shown(photo: PhotoPart, number: int, _: Language) -> Picture:
    credit: Runs = ()
    if photo.credit:
        credit = within(lambda name: _("Photo: {name}", name=name), (on_line(photo.credit),))
    alt = inlined(photo.alt) or inlined(photo.caption) or _("Photo {number}, without a description", number=number)
    caption = (typed(photo.caption),) if photo.caption else ()
    return Picture(photo.data, "jpg", alt, joined([caption, credit], " · "))
