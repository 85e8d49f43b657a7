"""`roadmap report`: what there is to report on at 3, 9, 15 and 21 months, and who is responsible."""

from __future__ import annotations

from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import Usage
from facilitate.domain.errors import N_, FacilitateError, Names, Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.text import one_line
from facilitate.domain.typed_times import read_day
from facilitate.labels import ACTION_STATES, NOBODY, UNNAMED
from facilitate.workshop.report.roadmap import OVER, put_forward
from facilitate.workshop.report.roadmap_reports import (
    ProgressReport,
    ReportedAction,
    days_after,
    months_typed,
    progress_report,
    report_days,
)

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from facilitate.domain.session import Session
    from facilitate.workshop.cycle.review import ReviewedAction

_NOT_ON_THE_ROAD_MAP = N_(
    "What was answered at another event stays there. Note it on the road map too, and it is no longer due: {command}"
)
_NO_DATE = N_("“{session}” has a road map and no date: no report counts from it.")
_FROM_A_CYCLE = N_(
    "Not on this computer, and as the cycle “{cycle}” read them last: {names}. What becomes of their actions is noted "
    "where they were held, or said at the next event (“facilitate cycle review”)."
)
SessionOrNone = Annotated[
    str,
    typer.Argument(
        metavar=N_("SESSION"),
        help=N_("The session: its name, or any unambiguous part of it (with --due: all of them)."),
    ),
]
Due = Annotated[
    bool, typer.Option("--due", help=N_("Only what is due: nothing was noted since the day of the report."))
]
Day = Annotated[str, typer.Option("--date", metavar=N_("DATE"), help=N_("As of that day (default: today)."))]
After = Annotated[
    str,
    typer.Option(
        "--after",
        metavar=N_("MONTHS"),
        help=N_("Months after the event, such as 3,9,15,21 (default: “reports_after” in the programme, else these)."),
    ),
]


def report(
    ctx: typer.Context, session: SessionOrNone = "", *, due: Due = False, day: Day = "", after: After = ""
) -> None:
    context = context_of(ctx)
    today = date.fromisoformat(read_day(day)) if day else date.today()  # noqa: DTZ011 -- the calendar of whoever asks
    months = months_typed(after) if after else ()
    if not (session or due):
        raise Usage(N_("Which session? Name it, or add --due for all that are due."))
    if session:
        slug = context.workspace.find(session)
        found = _report(context.sessions.read(slug), today, months)
        if found is None:
            raise Refused(
                N_("“{session}” has no date, from which the months count: “facilitate plan set {session} date DATE”."),
                session=slug,
            )
        reports = [(slug, found)]
    else:
        reports = _of_all(context, today, months)
    with_answers = [_ReportWithAnswers(slug, each, _answers(context, slug)) for slug, each in reports]
    if not session:
        with_answers += _elsewhere(context, today, months)
    if due:
        with_answers = [each for each in with_answers if each.report.due]
    if context.out.json:
        data = [_data(context, each, today, only_due=due) for each in with_answers]
        context.out.data(data[0] if session and data else data if not session else {})
        return
    if due:
        _show_due(context, with_answers)
    else:
        _show_whole(context, with_answers[0])


@dataclass(frozen=True, slots=True)
class _ReportWithAnswers:
    """A report on a session, with what is known from other events of its actions, by their references.

    One whose session is not here is of a `cycle`, which knows of it what it read last.
    """

    slug: str
    report: ProgressReport
    answers: Mapping[str, ReviewedAction]
    cycle: str = ""

    def of(self, each: ReportedAction) -> ReviewedAction | None:
        """Return what other events said of an action; None where none said anything."""
        return next((self.answers[ref] for ref in each.action.refs if ref in self.answers), None)

    def is_answered(self, each: ReportedAction) -> bool:
        """Return whether another event said that an action is over, or since the report is due, how it stands."""
        review, current = self.of(each), self.report.current
        if review is None or review.answered is None or current is None or review.changed_since:
            return False
        return not review.is_open or datetime.fromisoformat(review.answered.statement.at).date() >= current.day

    def goes_on(self, each: ReportedAction) -> bool:
        """Return whether the last answer at another event is that an action goes on, and its report still due."""
        review = self.of(each)
        return review is not None and review.answered is not None and review.is_open and not self.is_answered(each)


_GOES_ON = N_(
    "An answer “goes on” from before the day of a report does not stand for that report: note how far the action is. "
    "“Done” and “dropped” do."
)


def _answers(context: CliContext, slug: str) -> Mapping[str, ReviewedAction]:
    """Return what the cycles here know of the actions of a session; nothing of them is loaded where there are none."""
    return context.action_reviews.said_of(slug) if context.workspace.cycles.slugs() else {}


def _elsewhere(context: CliContext, today: date, months: Sequence[int]) -> Iterator[_ReportWithAnswers]:
    """Yield the reports on events that are not here, as the cycles here read them last."""
    if not context.workspace.cycles.slugs():
        return
    from facilitate.workshop.cycle.review import action_parts

    reviews = context.action_reviews
    for cycle, events, event, own in reviews.elsewhere():
        if event.date:
            days = days_after(date.fromisoformat(event.date), months or own)
            found = progress_report(action_parts(event, context.language(UNNAMED)), days, today)
            yield _ReportWithAnswers(events.short(event), found, reviews.said_of_session(event.session), cycle)
        else:
            context.out.talk(context.language(_NO_DATE, session=events.short(event)))


def _report(session: Session, today: date, months: Sequence[int]) -> ProgressReport | None:
    days = report_days(session.plan, months)
    followed = put_forward(session)
    if not days:
        return None
    return progress_report(followed.actions(), days, today) if followed else ProgressReport(days, None, ())


def _of_all(context: CliContext, today: date, months: Sequence[int]) -> list[tuple[str, ProgressReport]]:
    """Every session with a road map; one that does not read, or that has no day, is named."""
    reports = []
    for slug in context.workspace.slugs():
        try:
            session = context.sessions.read(slug)
        except FacilitateError as error:
            context.out.complain(error.message)
            continue
        if put_forward(session) is None:
            continue
        if (found := _report(session, today, months)) is None:
            context.out.talk(context.language(_NO_DATE, session=slug))
        else:
            reports.append((slug, found))
    return reports


def _show_due(context: CliContext, reports: Sequence[_ReportWithAnswers]) -> None:
    _ = context.language
    if not reports:
        context.out.talk(_(N_("No report is due.")))
    for each in reports:
        if each.report.current:
            context.out.say(_heading(context, each.slug, each.report))
            _show_actions(context, each, each.report.due)
            if any(each.goes_on(one) for one in each.report.due):
                context.out.talk(_(_GOES_ON))
            answered = [one for one in each.report.due if each.is_answered(one)]
            if answered and not each.cycle:
                ref = answered[0].action.refs[0]
                note = context.again(f"facilitate roadmap set {each.slug} {ref} --state …")
                context.out.talk(_(_NOT_ON_THE_ROAD_MAP, command=note))
    for cycle in dict.fromkeys(each.cycle for each in reports if each.cycle):
        names = Names(tuple(each.slug for each in reports if each.cycle == cycle))
        context.out.talk(_(_FROM_A_CYCLE, cycle=cycle, names=names))


def _heading(context: CliContext, slug: str, found: ProgressReport) -> str:
    _, current = context.language, found.current
    if current is None:
        return slug
    return _.plural(
        "{session}: report after {n} month, since {day}", "{session}: report after {n} months, since {day}",
        current.months, session=slug, day=_.date_short(current.day),
    )  # fmt: skip


def _show_whole(context: CliContext, answered: _ReportWithAnswers) -> None:
    _, found = context.language, answered.report
    rows = [
        (
            _.plural("after {n} month", "after {n} months", each.months),
            _.date_short(each.day),
            _when(context, each.day, found),
        )
        for each in found.days
    ]
    context.out.table(rows)
    if not found.actions:
        context.out.talk(_(N_("Nothing on the road map yet.")))
        return
    context.out.say()
    _show_actions(context, answered, found.actions)
    nobody = sum(not each.action.owner and each.action.state not in OVER for each in found.actions)
    if nobody:
        context.out.talk(_.plural("{n} action has nobody responsible.", "{n} actions have nobody responsible.", nobody))


def _show_actions(context: CliContext, found: _ReportWithAnswers, actions: Sequence[ReportedAction]) -> None:
    _ = context.language
    heads = ("", _(N_("References")), _(N_("State")), _(N_("Owner")), _(N_("Proposal")), _(N_("Last note")))
    context.out.table([_row(context, found, each) for each in actions], heads=heads)


def _when(context: CliContext, day: date, found: ProgressReport) -> str:
    _ = context.language
    if found.current and day == found.current.day:
        count = len(found.due)
        return (
            _.plural("due for {n} action", "due for {n} actions", count) if count else _(N_("nothing left to report"))
        )
    return _(N_("past")) if found.current and day < found.current.day else _(N_("to come"))


def _row(context: CliContext, found: _ReportWithAnswers, each: ReportedAction) -> tuple[str, ...]:
    _, action, review = context.language, each.action, found.of(each)
    last = action.progress[-1] if action.progress else None
    day = _.date_short(last.at.astimezone(UTC).date()) if last else ""
    notes = [f"{day}: {one_line(last.text)}"] if last else []
    if review:
        from facilitate.workshop.cycle.review import words_said

        notes += map(_.message, words_said(review))
    due = _(N_("answered")) if found.is_answered(each) else _(N_("due"))
    return (
        due if each.is_due else "",
        ", ".join(action.refs),
        _(ACTION_STATES[action.state]),
        one_line(action.owner) or _(NOBODY),
        one_line(action.wording),
        " · ".join(notes) or _(N_("nothing noted yet")),
    )


def _data(context: CliContext, answered: _ReportWithAnswers, today: date, *, only_due: bool) -> dict[str, Any]:
    found = answered.report
    return {
        "session": answered.slug,
        "cycle": answered.cycle or None,
        "as_of": today.isoformat(),
        "reports": [{"months": each.months, "date": each.day.isoformat()} for each in found.days],
        "current": found.current.months if found.current else None,
        "actions": [_action(context, answered, each) for each in (found.due if only_due else found.actions)],
    }


def _action(context: CliContext, found: _ReportWithAnswers, each: ReportedAction) -> dict[str, Any]:
    from facilitate.workshop.cycle.review import words_said

    review = found.of(each)
    return {
        "refs": list(each.action.refs),
        "proposal": each.action.wording,
        "state": each.action.state.value,
        "owner": each.action.owner or None,
        "due": each.is_due,
        "answered": found.is_answered(each),
        "said": [context.language.message(one) for one in words_said(review)] if review else [],
        "noted_since_last_report": each.since,
        "progress": [{"at": note.at.isoformat(), "text": note.text} for note in each.action.progress],
    }
