"""All that commands, screens and files show of a session: it can be made of any session that opens."""

from __future__ import annotations

from datetime import UTC, datetime

from facilitate.domain.timeline import Timeline
from facilitate.export.markdown import render
from facilitate.i18n import Language
from facilitate.workshop.audit.run import audit
from facilitate.workshop.history.trace import trace
from facilitate.workshop.report.build import report
from facilitate.workshop.report.counts import counts
from facilitate.workshop.report.figures import figures
from facilitate.workshop.schedule.agenda import agenda
from facilitate.workshop.views.conduct import feed
from facilitate.workshop.views.programme import programme_rows
from facilitate.workshop.views.session_list import summary

NOW = datetime(2021, 12, 13, 15, 0, tzinfo=UTC)


def all_that_is_shown(timeline: Timeline) -> None:
    """Make it, and check that the counts add up."""
    session = timeline.session
    number = counts(session)
    assert number.received == number.filed + number.unfiled + number.undecided + number.withdrawn
    assert number.received == sum(table.received for table in number.by_table) == len(session.ideas)
    render(report(session), Language("fr"))
    audit(session)
    agenda(session, NOW)
    programme_rows(session)
    summary("essai", session)
    for phase in session.plan.phases:
        feed(session, phase)
    figures(session)
    for idea in [*list(session.ideas.values())[:4], *list(session.undone_ideas.values())[:4]]:
        trace(timeline, idea)
    for proposal in session.all_proposals.values():
        session.action(proposal)
        assert session.wording(proposal) is not None
