"""What is still to be said of photos before they are published, and logos that are not there."""

from __future__ import annotations

from collections.abc import Iterator

from facilitate.domain.errors import N_, Message
from facilitate.domain.programme.plan import Supporter
from facilitate.domain.session import Session
from facilitate.domain.text import excerpt, one_line
from facilitate.domain.values.pictures import Photo
from facilitate.workshop.audit.issue import (
    EXCERPT,
    GAP,
    Audited,
    Issue,
    Printed,
    Source,
    command,
    doubtful,
    message,
    serious,
)


def pictures(audited: Audited) -> Iterator[Issue]:
    """Yield photos without credit, consent, or words for those who cannot see them, and what is wrong with logos."""
    for photo in audited.session.published_photos:
        yield from _of_photo(photo, audited)
    for supporter in audited.session.plan.supporters:
        if supporter.logo:
            yield from _of_logo(supporter, audited)


def _of_logo(supporter: Supporter, audited: Audited) -> Iterator[Issue]:
    """Yield that a logo is not there, else what is wrong with it."""
    logo = audited.session.logos.get(supporter.logo)
    where = message(N_("the partner “{partner}”"), partner=one_line(supporter.name))
    mend = audited.command("plan set", f"supporters/{supporter.key}/logo", GAP)
    if not logo or not logo.pieces:
        why = message(N_("The file of its logo, {name}, is not in the session."), name=one_line(supporter.logo))
        yield doubtful("logo", where, why, message(N_("Give the file of the logo.")), mend)
        return
    for why in audited.faults_of_logo(supporter.logo, logo):
        yield doubtful("logo", where, why, message(N_("Give the file of the logo again, corrected.")), mend)


def _of_photo(photo: Photo, audited: Audited) -> Iterator[Issue]:
    if not photo.credit:
        why, todo = message(N_("The photo has no credit.")), message(N_("Say who took it."))
        yield doubtful("photo-credit", _place(photo), why, todo, _edit(photo, audited.name, "--credit"))
    if not photo.alt:
        why = message(N_("The photo has no alternative text: those who cannot see it will not know what it shows."))
        todo = message(N_("Say in one sentence what it shows."))
        yield doubtful("photo-alt", _place(photo), why, todo, _edit(photo, audited.name, "--alt"))
    if photo.people and not photo.consent:
        why = message(N_("People can be recognised in the photo, and their consent is not noted."))
        todo = message(N_("Note how they agreed, or remove the photo."))
        yield serious("photo-consent", _place(photo), why, todo, _edit(photo, audited.name, "--consent"))


def photo_texts(session: Session, name: str) -> Iterator[Printed]:
    """Yield what is printed of photos."""
    for photo in session.published_photos:
        for field in ("caption", "credit", "alt"):
            yield Printed(_place(photo), getattr(photo, field), Source.NOTE, _edit(photo, name, f"--{field}"))


def _place(photo: Photo) -> Message:
    key, words = _short(photo), excerpt(photo.caption or photo.alt, EXCERPT)
    return (
        message(N_("the photo {photo}: “{text}”"), photo=key, text=words)
        if words
        else message(N_("the photo {photo}"), photo=key)
    )


def _edit(photo: Photo, name: str, option: str) -> str:
    return command(name, "photo edit", _short(photo), option, GAP)


def _short(photo: Photo) -> str:
    return photo.id.partition("-")[0]
