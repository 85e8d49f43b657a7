"""Photos of the day, and the logos that the programme names."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from typing import Self

from facilitate.domain.errors import N_, IneffectiveAct, Message, Names
from facilitate.domain.event import Act, Event, Readers, Subject, Writers, act
from facilitate.domain.personal import Cleaner, Personal, holding
from facilitate.domain.session import Session
from facilitate.domain.text import excerpt
from facilitate.domain.values.pictures import Logo, Photo, are_pieces, is_digest

PICTURES = Subject("pictures", N_("the photos and logos"))
_WORDS = {"caption": Personal.WORDS, "credit": Personal.WORDS, "alt": Personal.WORDS, "consent": Personal.WORDS}
_FORMS = ("svg", "png", "jpg")


class PictureAct(Act):
    """What is done with pictures: no table needs any."""

    __slots__ = ()

    subject = PICTURES
    writers = Writers.FACILITATOR
    readers = Readers.NONE


@act
class PhotoAdded(PictureAct):
    """A photo, ready to be published, with what is said of it: its bytes lie in the file of that `digest`.

    `pieces` are those bytes where no digest is; a purge removes both. `file` is what the programme calls it.
    """

    kind = "photo.added"
    later = ("digest", "file")
    personal = holding(**_WORDS, file=Personal.WORDS)

    pieces: tuple[str, ...]
    caption: str = ""
    credit: str = ""
    alt: str = ""
    people: bool = False
    consent: str = ""
    digest: str = ""
    file: str = ""

    def apply(self, session: Session, event: Event) -> None:
        words = {name: getattr(self, name) for name in (*_WORDS, "people")}
        session.photos[event.id] = Photo(event.id, self.pieces, **words, digest=self.digest, file=self.file)

    def sentence(self, session: Session) -> Message:
        return _sentence(N_("Photo added: {photo}"), N_("Photo added"), self.caption or self.alt)

    def wrong_fields(self) -> Iterator[str]:
        if not are_pieces(self.pieces):
            yield "pieces"
        if self.digest and not is_digest(self.digest):
            yield "digest"

    def cleared(self, cleaner: Cleaner, event: Event) -> Self:
        changed: Self = cleaner.fields_of(self)
        return changed if cleaner.keeps_photo(event.id) else replace(changed, pieces=(), digest="")


@act
class PhotoDescribed(PictureAct):
    """What is said of a photo, all of it anew."""

    kind = "photo.described"
    personal = holding(**_WORDS)

    photo: str
    caption: str
    credit: str
    alt: str
    people: bool
    consent: str

    def apply(self, session: Session, event: Event) -> None:
        changed = {name: getattr(self, name) for name in (*_WORDS, "people")}
        session.photos[self.photo] = replace(_photo(session, self.photo), **changed)

    def sentence(self, session: Session) -> Message:
        return _sentence(N_("Photo described: {photo}"), N_("Photo described"), self.caption or self.alt)


@act
class PhotoRemoved(PictureAct):
    """A photo taken out of what is published; undoing it puts it back."""

    kind = "photo.removed"
    personal = holding()

    photo: str

    def apply(self, session: Session, event: Event) -> None:
        _photo(session, self.photo)
        del session.photos[self.photo]

    def sentence(self, session: Session) -> Message:
        return Message(N_("Photo removed"))


@act
class LogoKept(PictureAct):
    """The logo of that file name, as the programme calls it; a later one of that name takes its place."""

    kind = "logo.kept"
    personal = holding(name=Personal.TEXT)

    name: str
    form: str
    pieces: tuple[str, ...]

    def apply(self, session: Session, event: Event) -> None:
        session.logos[self.name] = Logo(self.form, self.pieces)

    def sentence(self, session: Session) -> Message:
        return self.sentence_of([self], session)

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        names = tuple(excerpt(each.name) for each in acts if isinstance(each, LogoKept))
        return Message(N_("Logos kept: {names}"), {"names": Names(names)})

    def wrong_fields(self) -> Iterator[str]:
        if self.form not in _FORMS:
            yield "form"
        if not are_pieces(self.pieces):
            yield "pieces"

    def cleared(self, cleaner: Cleaner, event: Event) -> Self:
        changed: Self = cleaner.fields_of(self)
        return replace(changed, pieces=cleaner.logo(self.name, self.form, self.pieces))


def _photo(session: Session, key: str) -> Photo:
    if key not in session.photos:
        raise IneffectiveAct(f"no photo {key}")
    return session.photos[key]


def _sentence(named: str, unnamed: str, words: str) -> Message:
    return Message(named, {"photo": excerpt(words)}) if words else Message(unnamed)
