"""`photo`: photos of the day, for what is published."""

from __future__ import annotations

from pathlib import Path
from typing import Annotated, Any

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import Usage, check_terminal
from facilitate.cli.registry import Command, CommandGroup
from facilitate.domain.errors import N_
from facilitate.domain.text import one_line
from facilitate.domain.values.pictures import Photo, PhotoWords
from facilitate.workshop.cases.pictures import short_key

PhotoFile = Annotated[Path, typer.Argument(metavar=N_("FILE"), help=N_("The photo: a JPEG or PNG file."))]
PhotoId = Annotated[
    str, typer.Argument(metavar=N_("PHOTO"), help=N_("Identifier of a photo, as “list” shows it, or its beginning."))
]
Caption = Annotated[str | None, typer.Option("--caption", metavar=N_("TEXT"), help=N_("What is printed below it."))]
Credit = Annotated[str | None, typer.Option("--credit", metavar=N_("NAME"), help=N_("Who took it."))]
AltText = Annotated[
    str | None, typer.Option("--alt", metavar=N_("TEXT"), help=N_("What it shows, for those who cannot see it."))
]
People = Annotated[
    bool | None,
    typer.Option(
        "--people/--no-people",
        help=N_("People can be recognised in it: left out of anonymised exports (default: nobody)."),
    ),
]
Consent = Annotated[
    str | None,
    typer.Option("--consent", metavar=N_("TEXT"), help=N_("How these people agreed, such as “signed forms”.")),
]


def add_photo(
    ctx: typer.Context,
    session: o.SessionName,
    file: PhotoFile,
    *,
    caption: Caption = None,
    credit: Credit = None,
    alt: AltText = None,
    people: People = None,
    consent: Consent = None,
) -> None:
    from facilitate.export.photo_files import ready_photo

    context = context_of(ctx)
    opened = context.workshop(session)
    words = PhotoWords(caption or "", credit or "", alt or "", bool(people), consent or "")
    photo = opened.pictures.add(ready_photo(file), words)
    _answer(context, photo, N_("Photo added ({photo})."))
    for lacking in _lacking(photo):
        context.out.talk(context.language(lacking))


def _lacking(photo: Photo) -> list[str]:
    """What has still to be said of a photo before it is published."""
    found = [
        (not photo.credit, N_("Who took it is not known yet (--credit).")),
        (not photo.alt, N_("It has no alternative text yet (--alt).")),
        (photo.people and not photo.consent, N_("How the people in it agreed is not noted yet (--consent).")),
    ]
    return [sentence for is_lacking, sentence in found if is_lacking]


def describe_photo(
    ctx: typer.Context,
    session: o.SessionName,
    photo: PhotoId,
    *,
    caption: Caption = None,
    credit: Credit = None,
    alt: AltText = None,
    people: People = None,
    consent: Consent = None,
) -> None:
    changes = {"caption": caption, "credit": credit, "alt": alt, "people": people, "consent": consent}
    if all(value is None for value in changes.values()):
        raise Usage(N_("Nothing to set: add an option, such as --credit or --alt."))
    context = context_of(ctx)
    _answer(context, context.workshop(session).pictures.describe(photo, changes), N_("Photo corrected ({photo})."))


def remove_photo(ctx: typer.Context, session: o.SessionName, photo: PhotoId) -> None:
    context = context_of(ctx)
    removed = context.workshop(session).pictures.remove(photo)
    _answer(context, removed, N_("Photo removed ({photo}). To put it back: “facilitate undo”."))


def list_photos(ctx: typer.Context, session: o.SessionName) -> None:
    context = context_of(ctx)
    photos = context.sessions.read(session).published_photos
    _ = context.language
    if context.out.json:
        context.out.data([_data(photo) for photo in photos])
    elif not photos:
        context.out.talk(_(N_("No photos yet.")))
    else:
        rows = [
            (
                short_key(photo.id),
                one_line(photo.credit) or "–",
                _(N_("yes")) if photo.people else _(N_("no")),
                one_line(photo.consent) or "–",
                one_line(photo.alt or photo.caption) or "–",
            )
            for photo in photos
        ]
        head = (_(N_("Photo")), _(N_("Credit")), _(N_("People")), _(N_("Consent")), _(N_("What it shows")))
        context.out.table(rows, heads=head)


def screen(ctx: typer.Context, session: o.SessionName) -> int:
    context = context_of(ctx)
    slug = context.workspace.find(session)
    check_terminal(ctx.command_path)
    return context.screens.open("photos", slug)


def _answer(context: CliContext, photo: Photo, sentence: str) -> None:
    key = short_key(photo.id)
    context.out.answer(_data(photo), key, context.language(sentence, photo=key))


def _data(photo: Photo) -> dict[str, Any]:
    """What is said of a photo; the picture itself is in what is published."""
    names = ("caption", "credit", "alt", "people", "consent")
    return {"id": photo.id, **{name: getattr(photo, name) for name in names}}


COMMAND = CommandGroup(
    "photo",
    N_("Add photos of the day to the report."),
    (
        Command("open", screen, N_("Open the photos on screen."), "facilitate photo open paris"),
        Command(
            "add",
            add_photo,
            N_("Add a photo: it is turned upright and reduced, and what it says of its place and camera is removed."),
            N_('facilitate photo add paris table-3.jpg --credit "Park association" --alt "People at a table"'),
        ),
        Command("list", list_photos, N_("List the photos."), "facilitate photo list paris"),
        Command(
            "edit",
            describe_photo,
            N_("Correct what is said of a photo."),
            N_('facilitate photo edit paris 00000012 --credit "Park association"'),
        ),
        Command(
            "remove", remove_photo, N_("Take a photo out of the report."), "facilitate photo remove paris 00000012"
        ),
    ),
)
