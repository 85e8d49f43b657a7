"""The synthesis of a cycle for other programs: its proposals as rows, for Decidim too, and all of it as data.

`cycle.schema.json` beside this file says what is where in the data.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from facilitate.domain.errors import N_, Message
from facilitate.domain.text import inlined
from facilitate.domain.values.proposals import Place
from facilitate.export.compose.cycle import event_called
from facilitate.export.csv_cells import sheet
from facilitate.export.csv_ideas import decidim_heads, decidim_row, notice_of_guarded
from facilitate.i18n import Language
from facilitate.labels import PLACES, STATUSES, WITHDRAWN
from facilitate.sheets.formulas import as_published
from facilitate.workshop.cycle.event_feedback import ReadFeedback
from facilitate.workshop.cycle.events import EventProposal
from facilitate.workshop.cycle.reading import EventReading, ReadCategory, Unpublished
from facilitate.workshop.cycle.recurrences import Recurrence
from facilitate.workshop.cycle.reports import came_data
from facilitate.workshop.cycle.review import ReviewedAction, ReviewedAt, name_of_action
from facilitate.workshop.cycle.synthesis import Synthesis
from facilitate.workshop.cycle.totals import Cell, CycleMatrix, MatrixColumn
from facilitate.workshop.cycle.vote_totals import VoteColumn, vote_data

SCHEMA, FORMAT, VERSION = "urn:facilitate:cycle:1", "facilitate-cycle", 1


def rows_of(found: Synthesis, _: Language) -> list[tuple[str, ...]]:
    """Return the rows of the sheet; internal ones say so, and have what was withdrawn or corrected last.

    A last column has what nobody may read an event without, where an event has such a notice.
    """
    rows = list(_proposal_rows(found, _))
    events = [item.event for item in found.events.every()]
    if found.internal:
        for each in found.unpublished:
            status = _(WITHDRAWN) if each.withdrawn else _("corrected")
            event, name = found.events.label(each.event), each.event.name
            rows.append((event, name, each.event.date, each.ref, each.text, status, "", "", "", ""))
            events.append(each.event)
        firsts = [*([""] * (len(rows) - len(found.unpublished) - 1)), *(each.first for each in found.unpublished)]
        beside = [(_("Original wording"), _("Internal")), *((first, _("not to be passed on")) for first in firsts)]
        rows = [(*row, *more) for row, more in zip(rows, beside, strict=True)]
    if any(event.notice for event in events):
        notices = [_("Notice"), *(inlined(event.notice) for event in events)]
        rows = [(*row, notice) for row, notice in zip(rows, notices, strict=True)]
    return rows


def _proposal_rows(found: Synthesis, _: Language) -> Iterator[tuple[str, ...]]:
    """Yield the heads, and a row for each proposal of each event, by the events\u2019 days."""
    yield (
        _("Event"), _(N_("Session name")), _("Date"), _("References"), _("Proposal"), _("Status"), _("Filing"),
        _("Category of the event"), _("Category of the cycle"), _("Also said in"),
    )  # fmt: skip
    together = _together(found)
    for item in found.events.every():
        event, proposal = item.event, item.proposal
        own = _own_category(item)
        yield (
            found.events.label(event), event.name, event.date, ", ".join(proposal.refs), item.proposal.text,
            _(STATUSES[proposal.standing]), _(PLACES[_place(item, found)]), own.title if own else "",
            found.category_of(item), ", ".join(_elsewhere(item, together.get(item.place), found)),
        )  # fmt: skip


def _place(item: EventProposal, found: Synthesis) -> Place:
    """Return where a proposal stands: filed too where the cycle alone has it under a category."""
    return Place.FILED if found.placed[item.place][1] else item.proposal.place


def _together(found: Synthesis) -> dict[tuple[str, str], Recurrence]:
    return {item.place: each for each in found.recurring for item in each.proposals}


def _own_category(item: EventProposal) -> ReadCategory | None:
    return next((each for each in item.event.categories if each.key == item.proposal.category), None)


def _elsewhere(item: EventProposal, recurring: Recurrence | None, found: Synthesis) -> Iterator[str]:
    for other in recurring.proposals if recurring else ():
        if other.place != item.place:
            yield found.events.name_of(other)


def cycle_decidim(found: Synthesis, language: Language) -> str:
    """Return the proposals of all events as Decidim imports them, each with its meeting in a column of its own.

    The import leaves that column aside, and makes no link to a meeting: so it stands at the end of each body too.
    """
    return sheet(_decidim_rows(found, language), bom=False, guarded=as_published)


def cycle_decidim_notice(found: Synthesis, language: Language) -> Message | None:
    """Return how many cells have an apostrophe before their words there, and why; None where none has."""
    return notice_of_guarded(_decidim_rows(found, language))


def _decidim_rows(found: Synthesis, _: Language) -> Iterator[tuple[str, ...]]:
    yield (*decidim_heads(_.code), "meeting")
    together, rows = _together(found), {row.key: row for row in found.matrix.rows}
    for item in found.events.every():
        session, key = found.placed[item.place]
        category = _own_category(item) if session else rows.get(key)
        name, meeting = found.events.name_of(item), event_called(item.event, found, _)
        elsewhere = ", ".join(_elsewhere(item, together.get(item.place), found))
        last = (
            f"{_(STATUSES[item.proposal.standing])} · {name}",
            meeting,
            _(N_("Also said in: {names}"), names=elsewhere) if elsewhere else "",
            inlined(item.event.notice),
        )
        paragraphs = (item.proposal.text, inlined(category.title) if category else "", "\n".join(filter(None, last)))
        body = "\n\n".join(filter(None, paragraphs))
        row = decidim_row(name, item.proposal.text, body, category.taxonomies if category else ())
        yield (*row, meeting)


def cycle_data(found: Synthesis, language: Language) -> dict[str, Any]:
    """Return the synthesis as data for other programs."""
    events, votes = found.events, {column.event.session: column for column in found.votes}
    return {
        "$schema": SCHEMA,
        "format": FORMAT,
        "version": VERSION,
        **({"internal": True} if found.internal else {}),
        **({"anonymous": True} if found.anonymous else {}),
        "language": language.code,
        "title": found.title,
        "received": found.matrix.received,
        "events": [_event(event, found, votes.get(event.session)) for event in found.readings],
        "categories": rows_data(found.matrix, found.named_keys),
        "recurrences": [[events.name_of(item) for item in each.proposals] for each in found.recurring],
        "introductions": [
            {"wanted": events.name_of(each.wanted), "existing": events.name_of(each.existing)}
            for each in found.introductions
        ],
        **({"actions": [_action(each, found) for each in found.actions]} if found.actions else {}),
        "proposals": [_proposal(item, found) for item in events.every()],
        **({"unpublished": [_unpublished(each, found) for each in found.unpublished]} if found.internal else {}),
    }


def _event(event: EventReading, found: Synthesis, vote: VoteColumn | None) -> dict[str, Any]:
    problem = found.problems.get(event.session)
    return {
        "session": event.name,
        "id": event.session,
        "title": event.title,
        "city": event.city,
        "date": event.date or None,
        "language": event.language,
        "present": event.present,
        "ideas": event.received,
        "withdrawn": event.withdrawn,
        "to_come": event.upcoming(found.today),
        "complete": event.over and problem is None,
        "reported": came_data(event),
        "notice": event.notice or None,
        "feedback": _feedback(event.feedback),
        "vote": {**vote_data(vote, found.matrix.rows, found.named_keys), "kept": _kept(event)} if vote else None,
    }


def _feedback(feedback: ReadFeedback | None) -> dict[str, Any] | None:
    """Return the closing questions of an event; `counts` are by step, from “not at all” to “entirely”.

    With `blank` and `hidden` they add up to `answers`; all three are None where too few answered a question,
    and both these where a version read the event last that did not tell them apart.
    """
    if feedback is None:
        return None
    questions = [
        {
            "question": each.text,
            "counts": list(each.steps) or None,
            "blank": each.blank if each.steps else None,
            "hidden": each.hidden if each.steps else None,
        }
        for each in feedback.questions
    ]
    return {"answers": feedback.answers, "present": feedback.present or None, "questions": questions}


def _action(each: ReviewedAction, found: Synthesis) -> dict[str, Any]:
    action = each.action
    return {
        "ref": name_of_action(found.events, each),
        "session": each.event.name,
        "refs": list(action.refs),
        "text": action.text,
        "state": action.state,
        "owner": action.owner or None,
        "answer": each.answer,
        "open": each.is_open,
        "said": [_statement(one) for one in each.statements],
    }


def _statement(one: ReviewedAt) -> dict[str, Any]:
    statement = one.statement
    return {
        "event": one.at_event.label,
        "at": statement.at,
        "answer": statement.answer,
        "word": statement.word or None,
        "by": statement.by or None,
    }


def _kept(event: EventReading) -> list[str]:
    return [each.refs[0] for each in event.proposals if not set(each.ideas).isdisjoint(event.kept)]


def _proposal(item: EventProposal, found: Synthesis) -> dict[str, Any]:
    proposal = item.proposal
    session, key = found.placed[item.place]
    own = _own_category(item)
    return {
        "ref": found.events.name_of(item),
        "session": item.event.name,
        "refs": list(proposal.refs),
        "text": item.proposal.text,
        "standing": proposal.standing,
        "place": _place(item, found),
        "category": None if session or not key or key in found.named_keys else key,
        "own_category": own.title if own else None,
        "tables": list(proposal.tables),
    }


def _unpublished(each: Unpublished, found: Synthesis) -> dict[str, Any]:
    return {
        "ref": f"{found.events.short(each.event)}/{each.ref}",
        "session": each.event.name,
        "text": each.text,
        "withdrawn": each.withdrawn,
        "first_text": each.first or None,
    }


def rows_data(matrix: CycleMatrix, hidden: frozenset[str] = frozenset()) -> list[dict[str, Any]]:
    """Return the categories of the cycle, then those that one event alone has, with the numbers of each event.

    The `hidden` keys are empty.
    """
    cycles_own = [
        {
            "key": row.key if row.key not in hidden else "",
            "title": row.title,
            "description": row.description,
            "taxonomies": list(row.taxonomies),
            "only": None,
            "ideas": matrix.ideas_in(place),
            "events": [_cell(column, column.cells[place]) for column in matrix.columns],
        }
        for place, row in enumerate(matrix.rows)
    ]
    events_own = [
        {
            "key": category.key if category.key not in hidden else "",
            "title": category.title,
            "description": "",
            "taxonomies": list(category.taxonomies),
            "only": column.event.name,
            "ideas": cell.ideas,
            "events": [_cell(column, cell)],
        }
        for column in matrix.columns
        for category, cell in column.own
    ]
    return cycles_own + events_own


def _cell(column: MatrixColumn, cell: Cell) -> dict[str, Any]:
    numbers: Sequence[str] = ("ideas", "proposals", "existing", "to_create")
    counted = {name: getattr(cell, name) if cell.asked else None for name in numbers}
    return {"session": column.event.name, **counted, "share": round(cell.share, 4) if cell.asked else None}
