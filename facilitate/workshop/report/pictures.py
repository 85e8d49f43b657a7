"""The pictures of the compte rendu: photos of the day, and logos of who supports it."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import field

from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import SupporterRole
from facilitate.domain.session import Session
from facilitate.domain.values.pictures import bytes_of
from facilitate.workshop.report.model import STRUCTURE, ReportPart

# Who comes first where logos stand beside each other.
ROLES = (SupporterRole.ORGANISER, SupporterRole.FUNDER, SupporterRole.PARTNER)


@dataclass(frozen=True, slots=True)
class PhotoPart:
    """A photo with what is said of it; it has bytes unless a purge removed them."""

    data: bytes
    caption: str = ""
    credit: str = ""
    alt: str = ""
    people: bool = False


@dataclass(frozen=True, slots=True)
class LogoPart:
    """The logo of an organisation; its form is svg, png or jpg."""

    name: str
    data: bytes
    form: str = field(metadata=STRUCTURE)


@dataclass(frozen=True, slots=True)
class PicturesPart(ReportPart):
    """All pictures that are published."""

    photos: tuple[PhotoPart, ...] = ()
    logos: tuple[LogoPart, ...] = ()


def pictures_part(session: Session, *, private: bool) -> Iterator[PicturesPart]:
    """Yield the pictures where there are any; where the report is `private`, no photo with people in it."""
    photos = tuple(
        PhotoPart(bytes_of(photo.pieces), photo.caption, photo.credit, photo.alt, photo.people)
        for photo in session.published_photos
        if not (private and photo.people)
    )
    logos = tuple(_logos(session))
    if photos or logos:
        yield PicturesPart(photos, logos)


def _logos(session: Session) -> Iterator[LogoPart]:
    for role in ROLES:
        for supporter in session.plan.supporters:
            logo = session.logos.get(supporter.logo)
            if logo and supporter.role is role:
                yield LogoPart(supporter.name, bytes_of(logo.pieces), logo.form)
