"""`new`: a session from a programme, from options, or from what is asked on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from facilitate.cli.context import CliContext, context_of
from facilitate.cli.new_options import (
    TYPOLOGIES,
    Changeover,
    EarlierSession,
    EndTime,
    EventDate,
    EventTitle,
    EventVenue,
    FirstTypology,
    KitFile,
    PeopleExpected,
    ProgrammeFile,
    ReportLanguage,
    RoundCount,
    SessionOptions,
    StartTime,
    TableCount,
    TableNames,
    TablesQuestion,
    Typology,
)
from facilitate.cli.output import Usage
from facilitate.cli.programme_photos import photos_beside
from facilitate.cli.registry import Command
from facilitate.cli.typed_names import params_as_typed
from facilitate.cli.views import session_data
from facilitate.domain.acts.pictures import LogoKept
from facilitate.domain.errors import N_, FacilitateError, Message, Refused
from facilitate.domain.place_names import city_of_venue
from facilitate.domain.programme.day_length import check_hours
from facilitate.domain.programme.defaults import (
    default_programme,
    tables_left_without_name,
    tables_named,
    usual_typology,
    with_table_names,
)
from facilitate.domain.programme.document import Document, complete
from facilitate.domain.programme.photos import photos_apart
from facilitate.domain.programme.plan import has_key
from facilitate.domain.programme.reader import LANGUAGES, check_titles, read_plan
from facilitate.domain.programme.round_lengths import check_rounds
from facilitate.domain.session import Session
from facilitate.domain.text import excerpt, one_line, required
from facilitate.domain.typed_times import read_day, read_hour
from facilitate.domain.values.learning import KitOrigin, Learned
from facilitate.domain.values.pictures import PhotoWords
from facilitate.export.sections import check_sections
from facilitate.labels import LANGUAGE_NAMES, value_meant, words_for
from facilitate.workshop.suggestions.learning import as_acts, completed, fitting, learning_of, typology_of
from facilitate.workshop.views.session_list import summary

if TYPE_CHECKING:
    from facilitate.workshop.cycle.kit import Kit


def new(  # noqa: PLR0917 -- Typer calls it by name
    ctx: typer.Context,
    programme: ProgrammeFile = None,
    title: EventTitle = "",
    date: EventDate = "",
    place: EventVenue = "",
    tables: TableCount = None,
    question: TablesQuestion = "",
    table_names: TableNames = "",
    rounds: RoundCount = None,
    changeover: Changeover = None,
    starts: StartTime = "",
    ends: EndTime = "",
    people: PeopleExpected = None,
    typology: FirstTypology = "",
    language: ReportLanguage = "",
    like: EarlierSession = "",
    kit: KitFile = None,
) -> None:
    context = context_of(ctx)
    options = SessionOptions(
        title, date, place, tables, question, language, table_names, rounds, changeover, starts, ends, people,
        _typology(context, typology),
    )  # fmt: skip
    if kit and programme:
        raise Usage(N_("A kit has a programme of its own: give either a programme or --from."))
    slug = _made_from_kit(context, kit, options, like) if kit else make(context, programme, options, like)
    _ = context.language
    session = context.sessions.read(slug)
    context.out.answer(session_data(summary(slug, session), _), slug, "")  # whoever reads is told its name below
    _tell_city(context, slug, session)
    for wrong in (
        *(_nameless_tables(session) if table_names or not programme else ()),
        *_wrong_hours(session, context.sessions.now()),
    ):
        context.out.complain(wrong)
    ready = N_(
        "The session is ready. To open it: “facilitate run {session}”. To review it: “facilitate show {session}”."
    )
    context.out.talk(_(ready, session=context.again(slug)))


def _tell_city(context: CliContext, slug: str, session: Session) -> None:
    place = session.plan.place
    if place.city and (city := city_of_venue(place.name)) == place.city:
        change = context.again(f"facilitate plan set {slug} place/city …")
        sentence = N_("City: {city}, as the venue says. To change it: {command}")
        context.out.talk(context.language(sentence, city=city, command=change))


def _nameless_tables(session: Session) -> Iterator[Message]:
    """Which tables have no name though others were given one; where phases have as many tables, it is told once."""
    phases = (session.document or {}).get("phases", ())
    once = {str(each.params): each for phase in phases if (each := tables_left_without_name(phase))}
    yield from once.values()


def _wrong_hours(session: Session, now: datetime) -> Iterator[Message]:
    """What of the hours cannot be meant; the session is made all the same, for they are soon corrected."""
    from facilitate.workshop.audit.dates import ends_before_it_starts
    from facilitate.workshop.schedule.planned_faults import hour_faults

    if wrong := ends_before_it_starts(session.plan):
        yield wrong
        return
    yield from (fault.why for fault in hour_faults(session.plan, now))


def make(context: CliContext, file: Path | None, options: SessionOptions, like: str) -> str:
    """Make a session once all of it has been read; returns its name. `like` names an earlier one, or nothing."""
    if options.language and options.language not in LANGUAGES:
        raise Usage(N_("Unknown language “{code}”: choose fr or en."), code=options.language)
    if file is None and not options.title:
        options, like = _asked(context, options, like)
    given, named = _given(file)
    photos = photos_beside(file, named) if file else {}
    slug = _made(context, file, given, options, like)
    if photos:
        context.sessions.open(slug).pictures.bring(photos)
    return slug


def _made_from_kit(context: CliContext, path: Path, options: SessionOptions, like: str) -> str:
    """Make a session from a kit, once all of it was looked at; returns its name. Its title is never the cycle’s."""
    from facilitate.cli.composition.programmes import read_kit_programme

    kit, files, given = read_kit_programme(path)
    if not options.title:
        _check_can_ask()
        from facilitate.cli.new_questions import asked_of_day

        options = asked_of_day(context, options)
    slug = _created(context, given, options, like, kit=kit.origin)
    _tell_kit(context, kit, files)
    return slug


def _tell_kit(context: CliContext, kit: Kit, files: Mapping[str, bytes]) -> None:
    """Say of which cycle the kit is, what became of its house style, and where its pages are."""
    from facilitate.workshop.cycle.kit import PAGES, STYLE

    _, out = context.language, context.out
    made = N_("From the kit of “{title}”, as of {day}.")
    out.talk(_(made, title=excerpt(kit.origin.title), day=_.date_long(kit.origin.day)))
    if age := context.cycles.age_of_kit(kit.origin):
        out.talk(_(N_("The session is {age}."), age=_.message(age)))
    if any(name.startswith(f"{STYLE}/") for name in files):
        _take_style(context, files)
    known = {each for names in PAGES.values() for each in names.values()}
    if pages := sorted(name for name in files if Path(name).stem in known):
        out.talk(_(N_("To print, in the kit itself: {files}."), files=", ".join(pages)))


def _take_style(context: CliContext, files: Mapping[str, bytes]) -> None:
    from facilitate.export.publish import STYLE

    _, out = context.language, context.out
    try:
        taken, problem = context.publisher.take_style(files)
    except FacilitateError as error:  # the session is there, and can do without
        taken, problem = False, error.message
    if problem:
        out.complain(problem)
        out.talk(_(N_("The house style of the kit was not taken over; exports look as they did.")))
    elif taken:
        folder = str(context.workspace.home / STYLE)
        out.talk(_(N_("The house style of the kit was put into {folder}; exports have it from now on."), folder=folder))
    else:
        out.talk(_(N_("Your house style stays; the one in the kit was not taken over.")))


def _given(file: Path | None) -> tuple[Document | None, Mapping[str, PhotoWords]]:
    """What a programme file says, its photos apart; nothing without one."""
    if file is None:
        return None, {}
    from facilitate.cli.composition.programmes import read_programme

    return photos_apart(read_programme(file))


def _made(context: CliContext, file: Path | None, given: Document | None, options: SessionOptions, like: str) -> str:
    return _created(context, given, options, like, lambda whole: _logos(context, file, whole))


def _created(
    context: CliContext,
    given: Document | None,
    options: SessionOptions,
    like: str,
    logos: Callable[[Document], Sequence[LogoKept]] = lambda _whole: (),
    kit: KitOrigin | None = None,
) -> str:
    """Make a session of what a programme says, where one is `given`, and of the options; returns its name."""
    if not like:
        whole = document(context, given, options, {})
        return context.sessions.create(whole, logos=logos(whole), kit=kit)
    previous = context.sessions.read(like)
    whole = document(context, given, options, typology_of(previous))
    plan = read_plan(complete(whole))
    found = learning_of(previous)
    learned = fitting(found, previous.plan, plan)
    slug = context.sessions.create(whole, learned=as_acts(learned), logos=logos(whole), kit=kit)
    _tell_learned(context, learned, len(found) - len(learned))
    return slug


def _logos(context: CliContext, file: Path | None, whole: Document) -> list[LogoKept]:
    """The logos that a programme file names, as they are kept with the session."""
    if file is None or not whole.get("supporters"):
        return []
    from facilitate.cli.programme_logos import logos_beside
    from facilitate.workshop.cases.pictures import logo_acts

    return logo_acts(logos_beside(context, file, whole))


def _tell_learned(context: CliContext, learned: Sequence[Learned], left_out: int) -> None:
    _ = context.language
    sources = _.list(list(dict.fromkeys(_.quoted(one_line(each.source)) for each in learned)))
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


def document(context: CliContext, given: Document | None, options: SessionOptions, lent: Document) -> Document:
    """The whole document of a new session, of a file where one is `given`; `lent` is an earlier typology, or empty."""
    if given is not None:
        given = completed(given, lent)
        guessed = not (options.language or given.get("language"))
        whole = _with(given, replace(options, language=context.language.code) if guessed else options)
        plan = read_plan(complete(whole))
        check_titles(plan)
        check_rounds(plan)
        check_sections(plan.publication.sections)
        if guessed:
            _tell_language(context)
        return whole
    named = options.tables if options.tables is not None else tables_named(options.table_names)
    options = replace(options, tables=named, language=options.language or lent.get("language", context.language.code))
    return _with({**default_programme(options.title, options.language), **lent}, options)


def _tell_language(context: CliContext) -> None:
    """Tell in which language the report will be, where nobody chose one."""
    _ = context.language
    guessed = N_(
        "No language in the file: the report will be in {language}. To change it: the option --language, or "
        "“facilitate plan set”."
    )
    context.out.talk(_(guessed, language=_(LANGUAGE_NAMES[_.code])))


def _asked(context: CliContext, options: SessionOptions, like: str) -> tuple[SessionOptions, str]:
    _check_can_ask()
    from facilitate.cli.new_questions import asked

    return asked(context, options, like)


def _check_can_ask() -> None:
    """Raise `Usage` where nobody can be asked for the title that was not given."""
    if not (sys.stdin.isatty() and sys.stderr.isatty()):
        raise Usage(
            N_('The event has no title. Add one (“facilitate new --title "…"”), or give a programme in a TOML file.')
        )


def _typology(context: CliContext, typed: str) -> Typology | None:
    """The categories that an option asks for, by the word of the language or the English one; None without one."""
    if not typed:
        return None
    meant = value_meant(TYPOLOGIES, typed, context.language)
    if typed.strip().casefold() == "habituelle":  # the French word of earlier versions, which scripts may hold
        return Typology.USUAL
    if meant not in TYPOLOGIES:
        words = words_for(TYPOLOGIES, context.language)
        raise Usage(
            N_("“{typed}” is not a typology you can start with: choose one of {words}."), typed=typed, words=words
        )
    return Typology(meant)


def _say_of_tables(document: Document, options: SessionOptions) -> None:
    """Put what was said of the tables into each phase that has some."""
    phases = document.get("phases")
    for place, phase in enumerate(phases if isinstance(phases, list) else ()):  # another value is refused by its reader
        if isinstance(phase, dict) and has_key(phase.get("kind"), "tables"):
            phase.update({"tables": options.tables} if options.tables is not None else {})
            phase.update({"question": options.question} if options.question else {})
            phase.update({"rounds": options.rounds} if options.rounds is not None else {})
            phase.update({"changeover": options.changeover} if options.changeover is not None else {})
            document["phases"][place] = with_table_names(phase, options.table_names)


def _say_when(document: Document, options: SessionOptions) -> None:
    """Put the day and the hours that were said into a programme."""
    if options.date:
        document["date"] = read_day(required(options.date))
    for name, hour in (("starts_at", options.starts_at), ("ends_at", options.ends_at)):
        if hour:
            document[name] = read_hour(hour)


def _say_city(document: Document) -> None:
    """Have a programme say its city, where its venue alone does."""
    place = document.get("place")
    if isinstance(place, dict) and not place.get("city") and isinstance(place.get("name"), str):
        city = city_of_venue(place["name"])
        document["place"] = {**place, "city": city} if city else place


def _with(document: Document, options: SessionOptions) -> Document:
    if options.title:
        document["title"] = options.title
    if options.language:
        document["language"] = options.language
    _say_when(document, options)
    places = (("place", "name", options.place), ("place", "city", city_of_venue(options.place)))
    for group, name, value in (*places, ("attendance", "expected", options.people)):
        before = document.get(group, {})
        if value not in (None, "") and isinstance(before, dict):
            document[group] = {**before, name: value}
    _say_city(document)
    if options.typology is Typology.USUAL and not document.get("categories"):
        document["categories"] = usual_typology(document.get("language", "fr"))
    _say_of_tables(document, options)
    try:
        plan = read_plan(complete(document))
    except Refused as error:
        if options.tables is None:
            raise
        raise Refused(error.message.text, **params_as_typed(error, "tables", "--tables")) from None
    check_hours(plan)
    return document


COMMAND = Command(
    "new",
    new,
    N_("Create a session from a programme, or by answering a few questions."),
    "facilitate new programme.toml",
)
