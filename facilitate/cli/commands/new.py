"""`new`: a session from a programme, from options, or from what is asked on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import Usage
from facilitate.cli.registry import Command
from facilitate.cli.typed_names import params_as_typed
from facilitate.cli.views import session_data
from facilitate.domain.errors import N_, FacilitateError, Message, Refused
from facilitate.domain.numbers import position_named
from facilitate.domain.programme.defaults import default_programme, default_question
from facilitate.domain.programme.document import Document, complete
from facilitate.domain.programme.plan import MOST_TABLES, USUAL_TABLES, has_key
from facilitate.domain.programme.reader import LANGUAGES, read_plan
from facilitate.domain.session import Session
from facilitate.domain.text import NO_EVENT_TITLE, one_line, read_day, required
from facilitate.domain.values.learning import Learned
from facilitate.workshop.cases.programme import check_titles
from facilitate.workshop.suggestions.learning import as_acts, completed, fitting, learning_of, typology_of
from facilitate.workshop.views.session_list import summary


def new(  # noqa: PLR0917 -- Typer calls it by name
    ctx: typer.Context,
    programme: Annotated[
        Path | None,
        typer.Argument(metavar="PROGRAMME.toml", help=N_("A programme in TOML (“show --toml” writes one).")),
    ] = None,
    title: Annotated[str, typer.Option("--title", metavar=N_("TEXT"), help=N_("Title of the event."))] = "",
    date: Annotated[
        str, typer.Option("--date", metavar=N_("DATE"), help=N_("Date of the event, such as 2021-12-13."))
    ] = "",
    place: Annotated[str, typer.Option("--place", metavar=N_("TEXT"), help=N_("Venue."))] = "",
    tables: Annotated[int | None, typer.Option("--tables", metavar="N", help=N_("Number of tables."))] = None,
    question: Annotated[
        str, typer.Option("--question", metavar=N_("TEXT"), help=N_("Question put to the tables."))
    ] = "",
    language: Annotated[
        str, typer.Option("--language", metavar="fr|en", help=N_("Language of the report (default: yours)."))
    ] = "",
    like: Annotated[
        str,
        typer.Option(
            "--like",
            metavar=N_("PREVIOUS"),
            help=N_(
                "Start from an earlier session: its typology, keywords, synonyms and, for suggestions, filed proposals."
            ),
        ),
    ] = "",
) -> None:
    context = context_of(ctx)
    slug = make(context, programme, SessionOptions(title, date, place, tables, question, language), like)
    _ = context.language
    session = context.sessions.read(slug)
    context.out.result(session_data(summary(slug, session), _), slug)
    for wrong in _wrong_hours(session, context.sessions.now()):
        context.out.complain(wrong)
    ready = N_(
        "The session is ready. To open it: “facilitate run {session}”. To review it: “facilitate show {session}”."
    )
    context.out.talk(_(ready, session=slug))


def _wrong_hours(session: Session, now: datetime) -> Iterator[Message]:
    """What of the hours cannot be meant; the session is made all the same, for they are soon corrected."""
    from facilitate.workshop.audit.dates import ends_before_it_starts
    from facilitate.workshop.schedule.planned_faults import hour_faults

    if wrong := ends_before_it_starts(session.plan):
        yield wrong
        return
    yield from (fault.why for fault in hour_faults(session.plan, now))


@dataclass(frozen=True, slots=True)
class SessionOptions:
    """What was given as options; empty or None where nothing was."""

    title: str = ""
    date: str = ""
    place: str = ""
    tables: int | None = None
    question: str = ""
    language: str = ""


def make(context: CliContext, file: Path | None, options: SessionOptions, like: str) -> str:
    """Make a session once all of it has been read; returns its name. `like` names an earlier one, or nothing."""
    if not like:
        whole = document(context, file, options, {})
        return context.sessions.create(whole)
    previous = context.sessions.read(like)
    whole = document(context, file, options, typology_of(previous))
    plan = read_plan(complete(whole))
    found = learning_of(previous)
    learned = fitting(found, previous.plan, plan)
    slug = context.sessions.create(whole, as_acts(learned))
    _tell_learned(context, learned, len(found) - len(learned))
    return slug


def _tell_learned(context: CliContext, learned: Sequence[Learned], left_out: int) -> None:
    _ = context.language
    sources = _.list(list(dict.fromkeys(one_line(each.source) for each in learned)))
    if learned:
        context.out.talk(
            _.plural(
                "{n} filed proposal from {sources} is used for suggestions.",
                "{n} filed proposals from {sources} are used for suggestions.",
                len(learned),
                sources=sources,
            )
        )
    if left_out:
        context.out.talk(
            _.plural(
                "{n} filed proposal skipped: its category is not in this programme.",
                "{n} filed proposals skipped: their categories are not in this programme.",
                left_out,
            )
        )
    if not learned and not left_out:
        context.out.talk(_(N_("Nothing filed in the earlier session can be used for suggestions.")))


def document(context: CliContext, file: Path | None, options: SessionOptions, lent: Document) -> Document:
    """The whole document of a new session; `lent` is the typology of an earlier one, or empty."""
    if options.language and options.language not in LANGUAGES:
        raise Usage(N_("Unknown language “{code}”: choose fr or en."), code=options.language)
    if file is not None:
        from facilitate.cli.composition.programmes import read_programme

        whole = _with(completed(read_programme(file), lent), options)
        if not lent:  # an earlier session may have two of one title
            check_titles(read_plan(complete(whole)))
        return whole
    options = replace(options, language=options.language or lent.get("language", context.language.code))
    if not options.title:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise Usage(
                N_(
                    'The event has no title. Add one (“facilitate new --title "…"”), or give a programme in a '
                    "TOML file."
                )
            )
        options = _asked(context, options)
    return _with({**default_programme(options.title, options.language), **lent}, options)


def _with(document: Document, options: SessionOptions) -> Document:
    if options.title:
        document["title"] = options.title
    if options.language:
        document["language"] = options.language
    if options.date:
        document["date"] = _day(options.date)
    if options.place:
        document["place"] = {**document.get("place", {}), "name": options.place}
    for phase in document.get("phases", ()):
        if isinstance(phase, dict) and has_key(phase.get("kind"), "tables"):
            phase.update({"tables": options.tables} if options.tables is not None else {})
            phase.update({"question": options.question} if options.question else {})
    try:
        read_plan(complete(document))
    except Refused as error:
        if options.tables is None:
            raise
        raise Refused(error.message.text, **params_as_typed(error, "tables", "--tables")) from None
    return document


def _asked(context: CliContext, options: SessionOptions) -> SessionOptions:
    _ = context.language
    today = _.column_date(datetime.now().astimezone())
    return SessionOptions(
        title=ask(context, _("Title of the event?"), "", lambda typed: required(typed, empty=NO_EVENT_TITLE)),
        date=options.date or ask(context, _("Date?"), today, _day),
        place=options.place or ask(context, _("Venue? (Enter: leave empty)"), "", str),
        tables=options.tables or int(ask(context, _("How many tables?"), str(USUAL_TABLES), _tables)),
        question=options.question
        or ask(context, _("What question will you put to the tables?"), default_question(options.language), required),
        language=options.language,
    )


def _day(typed: str) -> str:
    return read_day(required(typed))


def _tables(typed: str) -> str:
    if position_named(typed, MOST_TABLES) is None:
        raise Refused(N_("Write a number from 1 to {most}."), most=MOST_TABLES)
    return typed


def ask(context: CliContext, question: str, default: str, check: Callable[[str], str]) -> str:
    """Ask until the answer will do; Enter takes what stands in brackets."""
    while True:
        sys.stderr.write(f"{question} [{default}] " if default else f"{question} ")
        sys.stderr.flush()
        line = sys.stdin.readline()
        if not line:
            raise EOFError
        try:
            return check(line.strip() or default)
        except FacilitateError as error:
            context.out.complain(error.message)


COMMAND = Command(
    "new",
    new,
    N_("Create a session from a programme, or by answering a few questions."),
    "facilitate new programme.toml",
)
