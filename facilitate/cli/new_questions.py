"""What `new` asks on a terminal; Enter takes what stands in brackets, or leaves empty what need not be known."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from functools import partial

from facilitate.cli.context import CliContext
from facilitate.cli.new_options import SessionOptions, Typology
from facilitate.domain.errors import N_, FacilitateError, Refused
from facilitate.domain.numbers import position_named, whole_number
from facilitate.domain.programme.day_length import day_too_long
from facilitate.domain.programme.defaults import default_question, tables_named, usual_typology, with_table_names
from facilitate.domain.programme.plan import LONGEST_PHASE, MOST_ROUNDS, MOST_TABLES, USUAL_TABLES
from facilitate.domain.text import NO_EVENT_TITLE, one_line, required
from facilitate.domain.typed_times import hour_typed, length_typed, read_day, read_hour

_USUAL_CHANGEOVER = "2"


def asked(context: CliContext, options: SessionOptions, like: str) -> tuple[SessionOptions, str]:
    """Return the options with what was answered, and the earlier session whose typology it begins with, if any."""
    language = options.language or context.language.code
    options = _of_tables(context, asked_of_day(context, options), language)
    if like or options.typology is not None:
        return options, like
    usual, like = _typology(context, language)
    return replace(options, typology=Typology.USUAL if usual else Typology.NONE), like


def asked_of_day(context: CliContext, options: SessionOptions) -> SessionOptions:
    """Return the options with what was answered of the title, the day, the venue and the people."""
    _ = context.language
    today = _.column_date(datetime.now().astimezone())
    title = ask(context, _("Title of the event?"), "", lambda typed: required(typed, empty=NO_EVENT_TITLE))
    date = options.date or ask(context, _("Date?"), today, lambda typed: read_day(required(typed)))
    starts = options.starts_at or ask(context, _("Start time? (Enter: not known yet)"), "", read_hour)
    ends = options.ends_at or ask(context, _("End time? (Enter: not known yet)"), "", partial(_end, starts))
    place = options.place or ask(context, _("Venue? (Enter: leave empty)"), "", str)
    people = (
        "" if options.people is not None else ask(context, _("People expected? (Enter: not known yet)"), "", _people)
    )
    return replace(
        options, title=title, date=date, place=place, starts_at=starts, ends_at=ends,
        people=int(people) if people else options.people,
    )  # fmt: skip


def _of_tables(context: CliContext, options: SessionOptions, language: str) -> SessionOptions:
    """Ask for the tables, their rounds and their question; how long it takes to change only where there are several."""
    _ = context.language
    tables = options.tables or _tables(context)
    names = options.table_names or ask(
        context,
        _("Table names, such as “Garden, Kitchen, Workshop”? (Enter: none)"),
        "",
        lambda typed: _names(typed, tables),
    )
    tables = tables or tables_named(names) or USUAL_TABLES
    rounds = options.rounds or int(ask(context, _("How many rounds?"), "1", _up_to(MOST_ROUNDS)))
    changeover = options.changeover
    if rounds > 1 and changeover is None:
        minutes = _("Minutes to change tables between two rounds?")
        changeover = int(ask(context, minutes, _USUAL_CHANGEOVER, _minutes))
    question = options.question or ask(
        context, _("What question will you put to the tables?"), default_question(language), required
    )
    several = rounds if rounds > 1 or options.rounds else None
    return replace(options, tables=tables, table_names=names, rounds=several, changeover=changeover, question=question)


def _tables(context: CliContext) -> int | None:
    """Ask for the number of tables; None where nobody typed one, so that names that are typed next may tell it."""
    _ = context.language
    question = _("How many tables?")
    typed = ask(context, f"{question} [{USUAL_TABLES}]", "", lambda typed: typed and _up_to(MOST_TABLES)(typed))
    return int(typed) if typed else None


def _typology(context: CliContext, language: str) -> tuple[bool, str]:
    """Ask for the typology: whether it is the usual one, and the earlier session it is taken from, if it is."""
    _ = context.language
    earlier = [each for each in context.sessions.listed() if each.categories]
    usual = ", ".join(each["title"] for each in usual_typology(language))
    lines = [
        _(N_("none: the categories emerge from the ideas")),
        _(N_("standard: {titles}"), titles=usual),
        *(_(N_("those of “{title}” ({name})"), title=one_line(each.title), name=each.slug) for each in earlier),
    ]
    for number, line in enumerate(lines, 1):
        context.out.talk(f"  {number}. {line}")

    def chosen(typed: str) -> str:
        return str(position_named(_up_to(len(lines))(typed), len(lines)))

    place = int(ask(context, _(N_("Which categories do you want to start with?")), "1", chosen))
    return place == 1, earlier[place - 2].slug if place > 1 else ""


def _end(starts: str, typed: str) -> str:
    ends = read_hour(typed)
    if why := day_too_long(hour_typed(starts), hour_typed(ends)):
        raise Refused(why.text, **why.params)
    return ends


def _people(typed: str) -> str:
    if typed and whole_number(typed) is None:
        raise Refused(N_("“{typed}” is not a number: write it in figures, such as 30."), typed=typed)
    return typed


def _up_to(most: int) -> Callable[[str], str]:
    def check(typed: str) -> str:
        if position_named(typed, most) is None:
            raise Refused(N_("Type a number from 1 to {most}."), most=most)
        return typed

    return check


def _minutes(typed: str) -> str:
    found = length_typed(typed)
    if found is None or found > LONGEST_PHASE:
        raise Refused(N_("Type a number of minutes, such as 2."))
    return str(found)


def _names(typed: str, tables: int | None) -> str:
    with_table_names({"tables": tables or MOST_TABLES}, typed)
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
