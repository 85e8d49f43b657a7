"""The guest list beside the programme: numbers of people that disagree, and what is kept without anybody saying why."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import UTC, datetime

from facilitate.domain.errors import N_
from facilitate.domain.programme.plan import Phase
from facilitate.domain.session import Session
from facilitate.domain.text import one_line
from facilitate.domain.values.badges import drawn_by_several
from facilitate.domain.values.phases import Run
from facilitate.workshop.audit.issue import GAP, Audited, Issue, doubtful, listed, message
from facilitate.workshop.report.people import people_counts
from facilitate.workshop.seats.needs import lacks_interpreter, needs_no_steps, understands
from facilitate.workshop.views.needs_unmet import interpreters_apart
from facilitate.workshop.views.seating import seating_now

_WHERE = N_("the guest list")
_COUNTED = re.compile(r"\s*(\d{1,9})\s+(?=\D)")


def roster(audited: Audited) -> Iterator[Issue]:
    """Yield what is kept without a purpose or an end; then where expected, ticked and written numbers disagree."""
    if audited.session.people:
        yield from _without_purpose(audited)
        yield from _without_end(audited)
        yield from _without_contact(audited)
        yield from _expected(audited)
        yield from _present(audited)
        yield from _badges(audited)
        yield from _worlds(audited)
        yield from _interpreters(audited)
        yield from _apart(audited)
        yield from _nobody_to_serve(audited)


def _worlds(audited: Audited) -> Iterator[Issue]:
    """Find worlds of people that the programme has no group for: the desk's phones and the report know none of them."""
    others = [one_line(each.world) for each in people_counts(audited.session).worlds if each.world and not each.known]
    if others:
        why = message(N_("The programme has no such group, though people are of it: {worlds}"), worlds=listed(others))
        todo = message(N_("Put it among the groups, which the desk’s phones and the report know, or correct the list."))
        command = audited.command("plan add", "attendance/groups", *others)
        yield doubtful("people-worlds", message(_WHERE), why, todo, command)


def _interpreters(audited: Audited) -> Iterator[Issue]:
    """Yield what is needed by those who are here, and interpreted on the list by nobody who is."""
    people, arrivals = audited.session.people, audited.session.arrivals
    here = [person for key, person in people.items() if key in arrivals and not arrivals[key].left]
    needs = [one_line(person.interpreter) for person in here if lacks_interpreter(person, here, people.values())]
    if needs:
        why = message(
            N_("Who needs an interpreter is here, and the interpreter is not: {needs}"),
            needs=listed(list(dict.fromkeys(needs))),
        )
        todo = message(N_("Find who interprets, or tick them if they are here."))
        yield doubtful("no-interpreter", message(_WHERE), why, todo, audited.command("people arrive", GAP))


def _apart(audited: Audited) -> Iterator[Issue]:
    """Yield what somebody needs who sits, now or later, with none of those who are there and interpret it."""
    session = audited.session
    apart = interpreters_apart(seating_now(session, datetime.now(UTC))) if session.plan.tables_phases else []
    ahead = [each for each in apart if each.seating.phase in _ahead(session)]
    for each in {(each.seating.key, each.guest.interpreter): each for each in ahead}.values():
        why = message(
            N_("Who needs an interpreter ({need}) sits with none in round {round} of “{phase}”."),
            need=one_line(each.guest.interpreter), round=each.seating.round, phase=one_line(each.seating.phase.title),
        )  # fmt: skip
        is_now = session.arrivals and each.seating.round == apart[0].seating.round
        what = "seats settle" if is_now else "seats remix" if session.arrivals else "seats plan"
        words = () if is_now else ("--keep",)
        todo = message(N_("Let them sit together: the tables of that round have to be planned or evened out again."))
        yield doubtful("interpreter-apart", message(_WHERE), why, todo, audited.command(what, *words))


def _nobody_to_serve(audited: Audited) -> Iterator[Issue]:
    """Yield what people need where nobody on the list interprets, or no table is said to be without steps."""
    session = audited.session
    people, phases = list(session.people.values()), _ahead(session)
    lacking = [each for each in people if each.interpreter and not any(understands(each, other) for other in people)]
    if phases and lacking:
        needs = listed([*dict.fromkeys(one_line(each.interpreter) for each in lacking)])
        why = message(N_("Nobody on the list interprets this, and it is needed: {needs}"), needs=needs)
        todo = message(N_("Put whoever interprets on the list, so that they get a seat beside those who need them."))
        yield doubtful(
            "no-interpreter", message(_WHERE), why, todo, audited.command("people edit", GAP, "--interprets", GAP)
        )
    steps = sum(needs_no_steps(each) for each in people)
    for phase in phases if steps else ():
        if not any(setup.step_free for setup in phase.table_setups):
            why = message(
                N_("People who need a table without steps: {n}. No table of “{phase}” is said to be one."),
                n=steps, phase=one_line(phase.title),
            )  # fmt: skip
            todo = message(N_("Say which tables can be reached without steps."))
            yield doubtful("no-step-free", message(_WHERE), why, todo, audited.command("table set", GAP, "--step-free"))


def _ahead(session: Session) -> list[Phase]:
    """Return the phases at tables that are not over."""
    return [each for each in session.plan.tables_phases if not session.runs.get(each.key, Run()).ended]


def _badges(audited: Audited) -> Iterator[Issue]:
    """Yield numbers that computers which did not know of each other gave to different people."""
    people = audited.session.people
    for number, those in drawn_by_several(audited.session.badges, people).items():
        why = message(
            N_(
                "Badge number {number} was given to several people, on computers that did not know of each other: "
                "{names}"
            ),
            number=number, names=listed([one_line(people[each].name) for each in those]),
        )  # fmt: skip
        todo = message(N_("Ask whoever says this number for their name."))
        yield doubtful("badge-twice", message(_WHERE), why, todo, audited.command("people print"))


def _without_purpose(audited: Audited) -> Iterator[Issue]:
    session = audited.session
    kept = dict.fromkeys(column for person in session.people.values() for column, _value in person.more)
    unsaid = [one_line(column) for column in kept if not session.roster_purposes.get(column)]
    if unsaid:
        why = message(
            N_("Nothing says what these columns of the guest list are kept for: {columns}"), columns=listed(unsaid)
        )
        todo = message(N_("Say what for, by importing the list with --keep, or remove the personal data."))
        command = audited.command("people import", "FILE", "--keep", f"{unsaid[0]}=…")
        yield doubtful("no-purpose", message(_WHERE), why, todo, command)


def _without_end(audited: Audited) -> Iterator[Issue]:
    """Find a guest list that nobody said until when it is kept, and one whose day has come."""
    until, today = audited.session.plan.privacy.keep_until, audited.room(datetime.now(UTC)).date()
    if not any(person.name for person in audited.session.people.values()):
        return  # what a purge leaves is of nobody
    if until is None:
        why = message(N_("Nothing says until when the guest list is kept."))
        todo = message(N_("Decide on a day, which the notice for the door then says."))
        yield doubtful("keep-until", message(_WHERE), why, todo, audited.command("plan set", "privacy/keep_until", GAP))
    elif until < today:
        why = message(N_("The guest list was to be kept until {date}, and is still here."), date=until)
        todo = message(N_("Remove the personal data: only counts stay. Or decide on another day."))
        command = audited.command("purge", "--before", today.isoformat())
        yield doubtful("keep-until", message(_WHERE), why, todo, command)


def _without_contact(audited: Audited) -> Iterator[Issue]:
    """Find a guest list of which nobody says whom to ask: the notice and the attendance sheet name no address."""
    named = any(person.name for person in audited.session.people.values())
    if named and not one_line(audited.session.plan.publication.contact):
        why = message(N_("Nothing says whom people can ask about their personal data."))
        todo = message(N_("Give a contact: the notice of “privacy”, the attendance sheet and the report then name it."))
        command = audited.command("plan set", "publication/contact", GAP)
        yield doubtful("no-contact", message(_WHERE), why, todo, command)


def _expected(audited: Audited) -> Iterator[Issue]:
    written, known = audited.session.plan.attendance.expected, people_counts(audited.session).listed
    if written is not None and known and written != known:
        why = message(
            N_("The programme expects {expected} people; the guest list has {listed}."), expected=written, listed=known
        )
        command = audited.command("plan set", "attendance/expected", str(known))
        yield doubtful("people-expected", message(_WHERE), why, message(N_("Correct the one that is wrong.")), command)


def _present(audited: Audited) -> Iterator[Issue]:
    counts, attendance = people_counts(audited.session), audited.session.plan.attendance
    if not counts.came:
        return
    todo = message(N_("The report gives the number that was ticked: tick those who are missing, or correct the other."))
    if attendance.present is not None and attendance.present != counts.came:
        why = message(
            N_("People ticked as they arrived: {ticked}; people present by the programme: {written}."),
            ticked=counts.came, written=attendance.present,
        )  # fmt: skip
        command = audited.command("plan set", "attendance/present", str(counts.came))
        yield doubtful("people-present", message(_WHERE), why, todo, command)
    for world in counts.worlds:
        found = _COUNTED.match(world.world) if world.known else None
        if found and int(found[1]) not in (world.came, world.expected):
            why = message(
                N_("Ticked as “{world}”: {ticked}; on the guest list: {listed}."),
                world=one_line(world.world), ticked=world.came, listed=world.expected,
            )  # fmt: skip
            yield doubtful("people-present", message(_WHERE), why, todo)
