"""The pictures of the compte rendu: photos of the day, and logos of who supports it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import field, replace

from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import SupporterRole
from facilitate.domain.session import Session
from facilitate.domain.values.pictures import bytes_of
from facilitate.workshop.report.model import NAMING, STRUCTURE, Report, ReportPart

# Who comes first where logos stand beside each other.
ROLES = (SupporterRole.ORGANISER, SupporterRole.FUNDER, SupporterRole.PARTNER)


@dataclass(frozen=True, slots=True)
class PhotoPart:
    """A photo with what is said of it; its `data` are read by `with_photos` where it is one of a `digest`."""

    data: bytes
    caption: str = field(default="", metadata=NAMING)
    credit: str = field(default="", metadata=NAMING)
    alt: str = ""
    people: bool = False
    digest: str = field(default="", metadata=STRUCTURE)
    id: str = field(default="", metadata=STRUCTURE)


@dataclass(frozen=True, slots=True)
class LogoPart:
    """The logo of an organisation; its form is svg, png or jpg, and `file` what its file was called."""

    name: str
    data: bytes
    form: str = field(metadata=STRUCTURE)
    file: str = ""


@dataclass(frozen=True, slots=True)
class PicturesPart(ReportPart):
    """All pictures that are published."""

    photos: tuple[PhotoPart, ...] = ()
    logos: tuple[LogoPart, ...] = ()


def pictures_part(session: Session, *, private: bool) -> Iterator[PicturesPart]:
    """Yield the pictures where there are any; where the report is `private`, no photo with people in it."""
    photos = tuple(
        PhotoPart(bytes_of(photo.pieces), photo.caption, photo.credit, photo.alt, photo.people, photo.digest, photo.id)
        for photo in session.published_photos
        if not (private and photo.people)
    )
    logos = tuple(_logos(session))
    if photos or logos:
        yield PicturesPart(photos, logos)


def with_photos(report: Report, read: Callable[[str, str], bytes]) -> Report:
    """Return the report with what the files of its photos hold, without those of whose digest nothing is read."""
    return replace(report, parts=tuple(_filled(part, read) for part in report.parts))


def _filled(part: ReportPart, read: Callable[[str, str], bytes]) -> ReportPart:
    if not isinstance(part, PicturesPart):
        return part
    photos = (replace(each, data=each.data or read(each.digest, each.id)) for each in part.photos)
    return replace(part, photos=tuple(each for each in photos if each.data))


def _logos(session: Session) -> Iterator[LogoPart]:
    for role in ROLES:
        for supporter in session.plan.supporters:
            logo = session.logos.get(supporter.logo)
            if logo and logo.pieces and supporter.role is role:
                yield LogoPart(supporter.name, bytes_of(logo.pieces), logo.form, supporter.logo)
