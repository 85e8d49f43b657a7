"""`export`: the compte rendu and its companions."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import Usage
from facilitate.cli.progress import progress_line
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_
from facilitate.domain.timeline import Timeline
from facilitate.export.publish import PublishOptions
from facilitate.workshop.report.open_vote_words import still_open_words

if TYPE_CHECKING:
    from facilitate.export.engine_faults import EngineMissing
    from facilitate.export.publication import Publication
    from facilitate.files import Written

_EVERY = "all"


Formats = Annotated[
    list[str] | None,
    typer.Option(
        "--to",
        metavar=N_("FORMATS"),
        help=N_("md, html, pdf, docx, odt, csv, json, svg, png…, or all; separated by commas (default: md)."),
    ),
]
Folder = Annotated[Path | None, typer.Option("--out", metavar=N_("FOLDER"), help=N_("Folder to write it to."))]
StyleFolder = Annotated[
    Path | None, typer.Option("--style", metavar=N_("FOLDER"), help=N_("Use the house style in this folder."))
]
Anonymise = Annotated[
    bool,
    typer.Option("--anonymise", help=N_("Replace names with roles, and omit remarks that may not be quoted.")),
]
Internal = Annotated[
    bool,
    typer.Option(
        "--internal",
        help=N_(
            "Include unpublished material: withdrawn ideas, original wordings, remarks not to be quoted. Every page "
            "is marked “Internal”."
        ),
    ),
]
Print = Annotated[bool, typer.Option("--stdout", help=N_("Print it instead of writing a file."))]
Edition = Annotated[
    str | None,
    typer.Option(
        "--edition",
        metavar=N_("EDITION"),
        help=N_("easy: the edition in short sentences, from what was written for it under [easy] in the programme."),
    ),
]
Times = Annotated[
    bool,
    typer.Option(
        "--with-times", help=N_("Include the planned and actual times of the phases, in this computer’s time zone.")
    ),
]

ByVote = Annotated[
    bool,
    typer.Option(
        "--by-vote",
        help=N_("Order the proposals of each category by the last vote, instead of by how many ideas they hold."),
    ),
]


def export(
    ctx: typer.Context,
    session: o.SessionName,
    *,
    to: Formats = None,
    stdout: Print = False,
    out: Folder = None,
    style: StyleFolder = None,
    times: Times = False,
    anonymise: Anonymise = False,
    internal: Internal = False,
    edition: Edition = None,
    by_vote: ByVote = False,
    replace: o.Replace = False,
) -> None:
    context = context_of(ctx)
    wanted = _names(to or (["all"] if edition else ["md"]))
    options = PublishOptions(
        _formats(wanted, _known(edition)), times, style, anonymise, internal, replace, _known(edition), by_vote
    )
    slug = context.workspace.find(session)
    current = context.sessions.read_timeline(slug)
    if stdout:
        _print(context, slug, current, options)
        _say_open(context, slug, current)
        return
    folder = out or context.workspace.export_folder(slug)
    lacking: list[EngineMissing] | None = [] if _EVERY in wanted else None
    _ = context.language
    with progress_line() as tell:
        publication = context.publisher.publication(current, options, context.sessions.photos(slug))
        written = context.publisher.write(
            publication, options, folder, lambda name: tell(_("Creating {file}…", file=name)), lacking
        )
    by_name = _formats([name for name in wanted if name != _EVERY], options.edition)
    for sentence in _why_nothing(publication, by_name):
        context.out.talk(_(sentence))
    _tell(context, slug, written, lacking or ())
    _tell_of_files(context, publication, options.formats, written, every=_EVERY in wanted)
    _say_open(context, slug, current)


def _say_open(context: CliContext, slug: str, current: Timeline) -> None:
    """Say what is still open, so that nothing of it is in what was made, and how it is closed."""
    for sentence in still_open_words(current.session, context.language, slug):
        context.out.talk(sentence)


def _tell_of_files(
    context: CliContext, publication: Publication, names: Sequence[str], written: Sequence[Written], *, every: bool
) -> None:
    """Say what is to be known of the files, and of everything there is, what each is for."""
    from facilitate.export.formats import formats_of, purposes

    _, formats = context.language, formats_of(publication.edition)
    for notice in (*publication.style.notices, *publication.notices):
        context.out.complain(notice)
    for notice in filter(None, (formats[name].notice(publication) for name in names)):
        context.out.talk(_.message(notice))
    if every and context.out.width():
        what_for = purposes(publication, names)
        for path in (each.path for each in written if each.path.name in what_for):
            context.out.talk(_(N_("{label}: {value}"), label=path.name, value=_(what_for[path.name])))


def _why_nothing(publication: Publication, names: Sequence[str]) -> list[str]:
    """Why formats that were asked for by name made no file."""
    from facilitate.export.formats import why_nothing

    return why_nothing(publication, names)


def _tell(context: CliContext, slug: str, written: Sequence[Written], lacking: Sequence[EngineMissing]) -> None:
    """Print where each file is, and why others are not there."""
    from facilitate.export.engine_faults import by_engine

    _ = context.language
    left_out = list(dict.fromkeys(_.message(each) for each in by_engine(lacking)))
    files = [str(each.path) for each in written]
    kept = [str(each.kept) for each in written if each.kept]
    context.out.result(
        {"session": slug, "file": files[0] if files else None, "files": files, "kept": kept, "left_out": left_out},
        *files,
        whole=True,
    )
    for sentence in left_out:
        context.out.talk(sentence)
    context.say_kept(written)


def _names(wanted: Sequence[str]) -> list[str]:
    return [name.strip().lower() for text in wanted for name in text.split(",")]


def _known(edition: str | None) -> str:
    """The edition somebody names; the usual one has no name."""
    from facilitate.export.publication import EASY

    if edition and edition.lower() != EASY:
        raise Usage(N_("Unknown edition “{name}”. There is one: {known}."), name=edition, known=EASY)
    return EASY if edition else ""


def _formats(names: Sequence[str], edition: str) -> list[str]:
    """The formats somebody names, each once, in their usual order."""
    from facilitate.export.formats import formats_of

    formats = formats_of(edition)
    for name in names:
        if name not in formats and name != _EVERY:
            missing = N_("The format is missing. Choose one of: {known}, or all.")
            raise Usage(
                missing if not name else N_("Unknown format “{name}”. Choose one of: {known}, or all."),
                name=name,
                known=", ".join(formats),
            )
    return [name for name in formats if name in names or _EVERY in names]


def _print(context: CliContext, slug: str, current: Timeline, options: PublishOptions) -> None:
    from facilitate.export.formats import made

    published = context.publisher.publication(current, options, context.sessions.photos(slug))
    files = made(published, options.formats)
    text = files[0][1] if len(files) == 1 else None
    if not isinstance(text, str):
        raise Usage(
            N_("--stdout prints a single text: give one format only, among md, html, csv, json, ics and decidim.")
        )
    # What only a file has: the mark for Excel, and its line ends.
    text = text.removeprefix("\ufeff").replace("\r\n", "\n")
    context.out.result({"session": slug, "name": files[0][0], "text": text}, text.removesuffix("\n"), whole=True)
    _tell_of_files(context, published, options.formats, (), every=False)


COMMAND = Command(
    "export",
    export,
    N_("Create the report of a session in the formats you name, and show where each file is."),
    "facilitate export paris --to md,pdf,csv",
)
