"""The programme of a new session: from a file, from options, or asked for on the terminal."""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import date as Date  # noqa: N812 -- `date` is what people call the option
from datetime import datetime
from pathlib import Path

from facilitate.cli.context import Door
from facilitate.cli.output import Usage
from facilitate.domain.errors import N_, FacilitateError, Refused
from facilitate.domain.numbers import position_named
from facilitate.domain.programme.defaults import TABLES, default_programme, default_question
from facilitate.domain.programme.document import Document, complete
from facilitate.domain.programme.reader import LANGUAGES, MOST_TABLES, read_plan
from facilitate.domain.text import one_line, required
from facilitate.domain.values.learning import Learned
from facilitate.workshop.suggestions.learning import as_acts, completed, fitting, learning_of, typology_of


@dataclass(frozen=True, slots=True)
class Wishes:
    """What was given as options; empty or None where nothing was."""

    title: str = ""
    date: str = ""
    place: str = ""
    tables: int | None = None
    question: str = ""
    language: str = ""


def make(door: Door, file: Path | None, wishes: Wishes, like: str) -> str:
    """Make a session once all of it has been read; returns its name. `like` names an earlier one, or nothing."""
    if not like:
        whole = document(door, file, wishes, {})
        return door.house.create(whole, read_plan(complete(whole)).title)
    previous = door.house.session(door.house.find(like))
    whole = document(door, file, wishes, typology_of(previous))
    plan = read_plan(complete(whole))
    found = learning_of(previous)
    learned = fitting(found, previous.plan, plan)
    slug = door.house.create(whole, plan.title, as_acts(learned))
    _tell_learned(door, learned, len(found) - len(learned))
    return slug


def _tell_learned(door: Door, learned: Sequence[Learned], left_out: int) -> None:
    _ = door.language
    sources = _.list(list(dict.fromkeys(one_line(each.source) for each in learned)))
    if learned:
        door.out.talk(
            _.plural(
                "{n} filing of {sources} helps to sort here.",
                "{n} filings of {sources} help to sort here.",
                len(learned),
                sources=sources,
            )
        )
    if left_out:
        door.out.talk(
            _.plural(
                "{n} filing was left out: its category is not in this programme.",
                "{n} filings were left out: their categories are not in this programme.",
                left_out,
            )
        )
    if not learned and not left_out:
        door.out.talk(_(N_("Nothing was filed there yet that could help to sort here.")))


def document(door: Door, file: Path | None, wishes: Wishes, lent: Document) -> Document:
    """The whole document of a new session; `lent` is the typology of an earlier one, or empty."""
    if wishes.language and wishes.language not in LANGUAGES:
        raise Usage(N_("There is no language “{code}”: choose fr or en."), code=wishes.language)
    if file is not None:
        return _with(completed(door.house.programme(file), lent), wishes)
    wishes = replace(wishes, language=wishes.language or lent.get("language", door.language.code))
    if not wishes.title:
        if not (sys.stdin.isatty() and sys.stderr.isatty()):
            raise Usage(
                N_('Say what the event is called: “facilitate new --title "…"”, or give a programme in a TOML file.')
            )
        wishes = _asked(door, wishes)
    return _with({**default_programme(wishes.title, wishes.language), **lent}, wishes)


def _with(document: Document, wishes: Wishes) -> Document:
    if wishes.title:
        document["title"] = wishes.title
    if wishes.language:
        document["language"] = wishes.language
    if wishes.date:
        document["date"] = read_date(wishes.date).isoformat()
    if wishes.place:
        document["place"] = {**document.get("place", {}), "name": wishes.place}
    for phase in document.get("phases", ()):
        if isinstance(phase, dict) and phase.get("kind") == "tables":
            phase.update({"tables": wishes.tables} if wishes.tables is not None else {})
            phase.update({"question": wishes.question} if wishes.question else {})
    read_plan(complete(document))
    return document


def read_date(typed: str) -> Date:
    """A date as people write it: 2021-12-13, or 13/12/2021 as in French."""
    for pattern in ("%Y-%m-%d", "%d/%m/%Y"):
        try:
            return datetime.strptime(typed.strip(), pattern).date()  # noqa: DTZ007 -- a date has no zone
        except ValueError:
            continue
    raise Refused(N_("“{typed}” is not a date: write it as 2021-12-13."), typed=typed)


def _asked(door: Door, wishes: Wishes) -> Wishes:
    _ = door.language
    today = datetime.now().astimezone().date().isoformat()
    return Wishes(
        title=ask(door, _("What is the event called?"), "", required),
        date=wishes.date or ask(door, _("On which date?"), today, lambda typed: read_date(typed).isoformat()),
        place=wishes.place or ask(door, _("Where does it happen? (Enter to leave it open)"), "", str),
        tables=wishes.tables or int(ask(door, _("How many tables?"), str(TABLES), _tables)),
        question=wishes.question
        or ask(door, _("What are the tables asked?"), default_question(wishes.language), required),
        language=wishes.language,
    )


def _tables(typed: str) -> str:
    if position_named(typed, MOST_TABLES) is None:
        raise Refused(N_("Write a number from 1 to {most}."), most=MOST_TABLES)
    return typed


def ask(door: Door, question: str, default: str, check: Callable[[str], str]) -> str:
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
            door.out.complain(error.message)
