"""From a session to its report: what goes where, and what may be printed under whose name."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from facilitate.domain.acts.programme import announced_plan
from facilitate.domain.idea_lookup import by_reference
from facilitate.domain.programme.plan import Plan
from facilitate.domain.roles import role_of
from facilitate.domain.session import Session
from facilitate.domain.values.ideas import Idea
from facilitate.domain.values.proposals import Place, Proposal
from facilitate.workshop.report.counts import counts
from facilitate.workshop.report.feedback import feedback_part
from facilitate.workshop.report.matrix import matrix
from facilitate.workshop.report.model import CategoryPart, IdeaLine, ProposalPart, Report, TableIdeas
from facilitate.workshop.report.people import attendees, published_counts, ticked, with_ticks
from facilitate.workshop.report.phase_parts import PhaseNotesTaken, phase_parts
from facilitate.workshop.report.pictures import pictures_part
from facilitate.workshop.report.roadmap import road_map_part
from facilitate.workshop.report.votes import vote_parts
from facilitate.workshop.schedule.real_times import Room, phase_times


def report(session: Session, room: Room | None = None, *, internal: bool = False, private: bool = False) -> Report:
    """Return the report of a session as it stands now; the same events make an equal report.

    With `room`, which tells times in its zone, it has the times of the phases. Only an `internal` one has the words
    that were taken back; where it is `private` as well, the remarks that may not be quoted stay out all the same.
    No `private` one has photos in which people can be recognised, or names those who came.
    """
    noted = PhaseNotesTaken(session, internal=internal, unquotable=internal and not private)
    answered = matrix(session)
    announced, people = announced_plan(session), published_counts(session)
    ideas = sorted(session.ideas.values(), key=by_reference)
    return Report(
        plan=with_ticks(replace(announced, date=session.plan.date), ticked(session)),
        parts=(
            *phase_parts(session, noted),
            *vote_parts(session, internal=internal),
            *road_map_part(session, internal=internal),
            *feedback_part(session),
            *pictures_part(session, private=private),
        ),
        categories=_categories(session),
        unfiled=_proposals(session, lambda proposal: proposal.place is Place.UNFILED),
        undecided=_proposals(session, lambda proposal: proposal.place is Place.UNDECIDED),
        annex=_annex(session.plan, [_line(session, idea, internal=internal) for idea in ideas if not idea.withdrawn]),
        withdrawn=tuple(_line(session, idea, internal=True) for idea in ideas if internal and idea.withdrawn),
        withdrawn_refs=tuple(idea.ref for idea in ideas if idea.withdrawn),
        counts=counts(session),
        unquoted=noted.unquoted,
        internal=internal,
        matrix=answered if answered.linked else None,
        times=phase_times(session, room) if room else (),
        rehearsal=session.rehearsal is not None,
        people=people,
        attendees=() if private else attendees(session),
        anonymous=bool(session.purges),
        announced_date=announced.date if announced.date != session.plan.date else None,
    )


def _categories(session: Session) -> tuple[CategoryPart, ...]:
    filed: dict[str, list[Proposal]] = {category.key: [] for category in session.plan.categories}
    for proposal in session.proposals():
        filed.get(proposal.category, []).append(proposal)
    return tuple(
        CategoryPart(
            number, category.title, _numbered(number, _parts(session, filed[category.key])), category.taxonomies
        )
        for number, category in enumerate(session.plan.categories, 1)
    )


def _numbered(category: int, parts: Iterable[ProposalPart]) -> tuple[ProposalPart, ...]:
    return tuple(replace(part, number=f"{category}.{place}") for place, part in enumerate(parts, 1))


def _proposals(session: Session, wanted: Callable[[Proposal], bool]) -> tuple[ProposalPart, ...]:
    return _parts(session, [proposal for proposal in session.proposals() if wanted(proposal)])


def _parts(session: Session, proposals: Iterable[Proposal]) -> tuple[ProposalPart, ...]:
    """Return what most tables said first, then by reference."""
    ordered = []
    for proposal in proposals:
        ideas = sorted(session.ideas_of(proposal), key=by_reference)
        part = ProposalPart(
            proposal.id,
            session.wording(proposal),
            session.standing(proposal),
            tuple(idea.ref for idea in ideas),
            _phases(session, ideas),
            _tables(session, ideas),
        )
        ordered.append((-len(ideas), by_reference(ideas[0]), part))
    return tuple(part for _many, _first, part in sorted(ordered, key=lambda row: row[:2]))


def _phases(session: Session, ideas: Iterable[Idea]) -> tuple[str, ...]:
    """Return the keys of the phases that ideas were said in, in the order of the agenda."""
    keys = {phase.key for idea in ideas if (phase := session.phase_of(idea))}
    return tuple(phase.key for phase in session.plan.tables_phases if phase.key in keys)


def _tables(session: Session, ideas: Iterable[Idea]) -> tuple[tuple[int, int], ...]:
    """Return the tables that ideas come from, as `ProposalPart` has them."""
    phases = [phase.key for phase in session.plan.tables_phases]
    at_tables = [(session.phase_of(idea), idea.table) for idea in ideas]
    return tuple(sorted({(phases.index(phase.key) if phase else len(phases), table) for phase, table in at_tables}))


def _line(session: Session, idea: Idea, *, internal: bool) -> IdeaLine:
    proposal = session.proposal_of(idea.id)
    category = session.plan.category(proposal.category)
    wording = session.wording(proposal)
    phase = session.phase_of(idea)
    return IdeaLine(
        idea.ref,
        idea.table,
        idea.text,
        idea.status,
        proposal.place,
        category.title if category else "",
        "" if wording == idea.text else wording,
        proposal.id,
        idea.at,
        role_of(idea.by),
        idea.first_text if internal and idea.edited and idea.first_text != idea.text else "",
        next((axis.question for axis in session.plan.axes if axis.key == session.links.get(idea.id)), ""),
        idea.aliases,
        idea.detail,
        idea.first_detail if internal and idea.edited and idea.first_detail != idea.detail else "",
        phase.key if phase else "",
        idea.round,
        idea.id in session.imported_ideas,
    )


def _annex(plan: Plan, lines: Iterable[IdeaLine]) -> tuple[TableIdeas, ...]:
    """Return the ideas phase by phase, in the order of the agenda, and table by table."""
    of_table: dict[tuple[str, int], list[IdeaLine]] = {}
    for line in lines:
        of_table.setdefault((line.phase, line.table), []).append(line)
    order = {phase.key: place for place, phase in enumerate(plan.tables_phases)}
    groups = sorted(of_table.items(), key=lambda group: order.get(group[0][0], len(order)))
    return tuple(TableIdeas(table, tuple(ideas), phase) for (phase, table), ideas in groups)
