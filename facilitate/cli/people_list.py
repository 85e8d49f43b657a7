"""`people list`: who is expected, who came, and how many of each world."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from facilitate.cli import options as o
from facilitate.cli.context import context_of
from facilitate.cli.output import Usage
from facilitate.domain.errors import N_
from facilitate.domain.session import Session
from facilitate.domain.text import folded, one_line
from facilitate.domain.values.people import Participant
from facilitate.i18n import Language
from facilitate.workshop.report.people import PeopleCounts, people_counts
from facilitate.workshop.views.seating import seating_now

Absent = Annotated[bool, typer.Option("--absent", help=N_("Only those who have not arrived."))]
Present = Annotated[bool, typer.Option("--present", help=N_("Only those who are here."))]


def list_people(
    ctx: typer.Context, session: o.SessionName, *, absent: Absent = False, present: Present = False
) -> None:
    if absent and present:
        raise Usage(N_("Choose one of {options}."), options="--absent, --present")
    context = context_of(ctx)
    found = context.sessions.read(session)
    people = [each for each in found.people.values() if _is_wanted(found, each, absent=absent, present=present)]
    people.sort(key=lambda each: (folded(each.name), each.id))
    counts, badges = people_counts(found), found.badge_numbers()
    number = seating_now(found, context.sessions.now()).round if found.plan.tables_phases else 1
    if context.out.json:
        listed = [{**_data(found, each, number), "badge": badges.get(each.id)} for each in people]
        context.out.data({"people": listed, **_counts(counts)})
        return
    _ = context.language
    if not found.people:
        context.out.talk(_(N_("The guest list is empty. To fill it: “facilitate people import SESSION FILE”.")))
        return
    rows = [
        (str(badges.get(each.id, "")), one_line(each.name) or "–", one_line(each.organisation), one_line(each.world),
         _came(_, found, each, number), _needs(_, each))
        for each in people
    ]  # fmt: skip
    heads = (_(N_("Badge")), _(N_("Person")), _(N_("Organisation")), _(N_("World")), _(N_("Arrived")), _(N_("Needs")))
    context.out.table(rows, heads=heads)
    for line in _summary(_, counts):
        context.out.say(line)
    if removed := sum(not one_line(each.name) for each in people):
        context.out.say(
            _.plural(
                "“–”: {n} person whose name was removed as personal data.",
                "“–”: {n} people whose names were removed as personal data.",
                removed,
            )
        )


def _is_wanted(session: Session, person: Participant, *, absent: bool, present: bool) -> bool:
    arrival = session.arrivals.get(person.id)
    return not ((absent and arrival) or (present and (arrival is None or arrival.left)))


def _came(_: Language, session: Session, person: Participant, number: int) -> str:
    arrival = session.arrivals.get(person.id)
    if arrival is None:
        return ""
    at = _.time(arrival.at.astimezone())
    if arrival.left:
        return _(N_("{time}, left"), time=at)
    table = session.table_of_person(person.id, number)
    return _(N_("{time}, table {table}"), time=at, table=table) if table else at


def _needs(_: Language, person: Participant) -> str:
    named = ((N_("access"), person.access), (N_("interpreter"), person.interpreter),
             (N_("interprets"), person.interprets), (N_("diet"), person.diet))  # fmt: skip
    needs = [_(N_("{need}: {text}"), need=_(need), text=one_line(text)) for need, text in named if text]
    needs += [_(N_("no photo"))] if person.no_photo else []
    needs += [_(N_("may be named"))] if person.nameable else []
    return " · ".join(needs)


def _summary(_: Language, counts: PeopleCounts) -> Iterator[str]:
    yield ""
    parts = [_.plural("{n} person on the list", "{n} people on the list", counts.listed)]
    if counts.walk_ins:
        parts.append(_.plural("{n} came without being on it", "{n} came without being on it", counts.walk_ins))
    parts.append(_.plural("{n} here now", "{n} here now", counts.here))
    if counts.came != counts.here:
        parts.append(_.plural("{n} arrived in all", "{n} arrived in all", counts.came))
    yield " · ".join(parts)
    if any(each.world for each in counts.worlds):
        for each in counts.worlds:
            world = each.world or _(N_("World not said"))
            sentence = N_("{world}: {expected} expected, {here} here")
            if each.more:
                sentence = N_("{world}: {expected} expected, {here} of them here, {more} more")
            yield "  " + _(
                sentence,
                world=world, expected=_.number(each.expected), here=_.number(each.here - each.more), more=each.more,
            )  # fmt: skip


def _data(session: Session, person: Participant, number: int) -> dict[str, Any]:
    """What is known of somebody, but whom they wish not to sit with, which nobody is shown."""
    texts = (
        "id", "name", "family_name", "organisation", "world", "territory",
        "access", "interpreter", "interprets", "diet", "email",
    )  # fmt: skip
    together = [found.id for key in person.together if (found := session.person(key))]
    return {
        **{name: getattr(person, name) for name in texts},
        "together": together,
        "walk_in": person.walk_in,
        "no_photo": person.no_photo,
        "nameable": person.nameable,
        "more": dict(person.more),
        **arrival_data(session, person, number),
    }


def arrival_data(session: Session, person: Participant, number: int) -> dict[str, Any]:
    """Return when somebody came and left, and the table at which they sit in a round."""
    arrival = session.arrivals.get(person.id)
    if arrival is None:
        return {"arrived": None, "left": None, "table": None}
    left = arrival.left.isoformat() if arrival.left else None
    table = session.table_of_person(person.id, number) or None
    return {"arrived": arrival.at.isoformat(), "left": left, "table": table}


def _counts(counts: PeopleCounts) -> dict[str, Any]:
    return {
        "counts": {name: getattr(counts, name) for name in ("listed", "walk_ins", "came", "here")},
        "worlds": [
            {"world": each.world, "in_programme": each.known, "expected": each.expected, "came": each.came,
             "here": each.here, "here_unexpected": each.more}
            for each in counts.worlds
        ],
    }  # fmt: skip
