"""The report as JSON for other programs; `report.schema.json` beside this file says what is where."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable
from datetime import date, time
from typing import Any

from facilitate.domain.programme.plan import Plan, SupporterRole, TableSetup
from facilitate.export.compose.feedback import feedback_data
from facilitate.export.compose.votes import votes_data
from facilitate.export.csv_ideas import every_idea, moment, table_name
from facilitate.export.sections import SECTIONS
from facilitate.workshop.report.feedback import FeedbackPart
from facilitate.workshop.report.model import IdeaLine, ProposalPart, Report
from facilitate.workshop.report.people import RoundAttendance
from facilitate.workshop.report.phase_parts import (
    PanelPart,
    PhaseNotes,
    Quote,
    SignedList,
    StudyPart,
    TablesPart,
    VenuePart,
)

FORMAT = "facilitate-report"
VERSION = 2
SCHEMA = "urn:facilitate:report:2"
_JSON = json.JSONEncoder(ensure_ascii=False)


def report_json(report: Report) -> str:
    """Return the whole report; every idea that stands has a line with its provenance, and proposals name theirs."""
    parts = (f"  {_JSON.encode(name)}: {_lines(value)}" for name, value in _report(report).items())
    return "{\n" + ",\n".join(parts) + "\n}\n"


def _lines(value: Any) -> str:
    """Return a value; each thing of a list on its own line, which one can search and compare."""
    if not isinstance(value, list) or not value:
        return _JSON.encode(value)
    return "[\n" + ",\n".join(f"    {_JSON.encode(each)}" for each in value) + "\n  ]"


def _head(report: Report) -> dict[str, Any]:
    """Return what the file is, what may be done with it, and which state of the event it has."""
    of = report.plan.publication
    return {
        "$schema": SCHEMA,
        "format": FORMAT,
        "version": VERSION,
        **({"internal": True} if report.internal else {}),
        **({"rehearsal": True} if report.rehearsal else {}),
        **({"anonymous": True} if report.anonymous else {}),
        "language": report.plan.language,
        **{name: words for name in ("notice", "licence", "cite", "contact") if (words := getattr(of, name))},
        **({"edition": report.edition.isoformat(timespec="minutes")} if report.edition else {}),
    }


def _report(report: Report) -> dict[str, Any]:
    return {
        **_head(report),
        "event": _event(report.plan),
        "counts": _counts(report),
        **_people(report),
        "venue": next(({"facts": part.facts, "notes": part.notes} for part in report.of(VenuePart)), None),
        "studies": [_study(part) for part in report.of(StudyPart)],
        "panels": [_panel(part, internal=report.internal) for part in report.of(PanelPart)],
        "unquoted_remarks": report.unquoted,
        "notes": [{"title": part.title, "notes": part.notes} for part in report.of(PhaseNotes)],
        "tables": [
            {
                "phase": part.phase,
                "title": part.title,
                "question": part.question,
                "tables": part.tables,
                "ideas": part.counts.received,
                "notes": part.notes,
                **({"setups": [_setup(setup) for setup in part.setups]} if part.setups else {}),
                **_rounds(part),
                **({"closed": [_closed(*each) for each in part.closed]} if part.closed else {}),
                **_read_back(part),
            }
            for part in report.of(TablesPart)
        ],
        "categories": [
            {"number": part.number, "title": part.title, "proposals": [_proposal(each) for each in part.proposals]}
            for part in report.categories
        ],
        "unfiled": [_proposal(part) for part in report.unfiled],
        "undecided": [_proposal(part) for part in report.undecided],
        "ideas": [
            _idea(line, table_name(report, line), withdrawn=withdrawn, internal=report.internal)
            for line, withdrawn in every_idea(report)
        ],
        **{key: section.as_data(report) for key, section in SECTIONS.items() if section.data},
        **_votes(report),
        **_feedback(report),
    }


def _votes(report: Report) -> dict[str, Any]:
    """Return the votes where any was held."""
    found = votes_data(report)
    return {"votes": found} if found else {}


def _feedback(report: Report) -> dict[str, Any]:
    """Return the closing questions where they were asked and answered."""
    found = report.of(FeedbackPart)
    return {"feedback": feedback_data(found[0])} if found else {}


def _event(plan: Plan) -> dict[str, Any]:
    return {
        "title": plan.title,
        "subtitle": plan.subtitle,
        "date": _iso(plan.date),
        "starts_at": _iso(plan.starts_at),
        "ends_at": _iso(plan.ends_at),
        "place": {"name": plan.place.name, "address": plan.place.address, "city": plan.place.city},
        "organiser": plan.organiser,
        "partners": plan.named(SupporterRole.PARTNER),
        **_supporters(plan),
        "cycle": plan.cycle,
        "expected": plan.attendance.expected,
        "present": plan.attendance.present,
        "groups": plan.attendance.groups,
    }


def _people(report: Report) -> dict[str, Any]:
    """Return how many of each world came, and sat at each table, where people were ticked; an empty world is of others.

    With those `not_at_tables` in a round of a phase, the numbers of its tables in it add up to all who came.
    """
    if not report.people:
        return {}
    worlds = [{"world": each.world, "came": each.came} for each in report.people.worlds]
    tables = [
        {
            **_of_round(of_round),
            "table": each.table,
            "came": each.came,
            "worlds": [{"world": world, "came": count} for world, count in each.worlds],
            "organisations": each.organisations,
        }
        for of_round in report.people.rounds
        for each in of_round.tables
    ]
    others = [
        {
            **_of_round(each),
            "came_later": each.later,
            "left_before": each.left_before,
            "at_no_table": each.without_table,
        }
        for each in report.people.rounds
    ]
    return {"people": {"came": report.people.came, "worlds": worlds, "tables": tables, "not_at_tables": others}}


def _of_round(attendance: RoundAttendance) -> dict[str, Any]:
    return {"phase": attendance.phase, **({"round": attendance.round} if attendance.round else {})}


def _supporters(plan: Plan) -> dict[str, Any]:
    """Return who does what for the event, where more is known than names."""
    roles = [{"name": each.name, "role": each.role} for each in plan.supporters]
    return {"supporters": roles} if roles else {}


def _iso(when: date | time | None) -> str | None:
    if isinstance(when, time):
        return when.strftime("%H:%M")
    return when.isoformat() if when else None


def _counts(report: Report) -> dict[str, Any]:
    counts = report.counts
    names = ("received", "filed", "unfiled", "undecided", "withdrawn", "proposals", "existing", "to_create")
    by_table = ("table", "received", "withdrawn", "existing", "to_create")
    return {
        **{name: getattr(counts, name) for name in names},
        "by_table": [{name: getattr(table, name) for name in by_table} for table in counts.by_table],
        "by_phase": [
            {
                "phase": count.phase,
                "received": count.received,
                "by_table": [{name: getattr(table, name) for name in by_table} for table in count.by_table],
            }
            for count in counts.by_phase
        ],
    }


def _study(part: StudyPart) -> dict[str, Any]:
    names = ("title", "method", "author", "author_role", "commissioned_by", "funded_by", "interviewees")
    return {
        "phase": part.title,
        **{name: getattr(part.study, name) for name in names},
        "axes": [{"question": axis.question, "findings": axis.findings} for axis in part.axes],
        "findings": part.findings,
        "notes": part.notes,
    }


def _panel(part: PanelPart, *, internal: bool) -> dict[str, Any]:
    return {
        "phase": part.title,
        "speakers": [
            {
                "name": each.speaker.name,
                "role": each.speaker.role,
                "organisation": each.speaker.organisation,
                **({"absent": True} if internal and each.speaker.absent else {}),
                "quotes": [quote.text for quote in each.quotes],
                **_kept(each.quotes),
                **({"unquotable": each.unquotable} if internal else {}),
            }
            for each in part.speakers
        ],
        "remarks": [quote.text for quote in part.remarks],
        **_kept(part.remarks),
        **({"unquotable": part.every_unquotable} if internal else {}),
        "notes": part.notes,
    }


def _kept(quotes: Iterable[Quote]) -> dict[str, Any]:
    """Return those that were kept for the report; nothing where none was."""
    kept = [quote.text for quote in quotes if quote.kept]
    return {"kept": kept} if kept else {}


def _proposal(part: ProposalPart) -> dict[str, Any]:
    return {
        "id": part.id,
        "wording": part.wording,
        "standing": part.standing,
        "ideas": part.refs,
        "phases": part.phases,
    }


def _rounds(part: TablesPart) -> dict[str, Any]:
    """Return what rounds were asked, each with its number of ideas; nothing where all were asked the same."""
    found = Counter[int]()
    for count in part.counts.by_round:
        found[count.round] += count.received
    rounds = [{"round": each.number, "question": each.question, "ideas": found[each.number]} for each in part.rounds]
    return {"rounds": rounds} if rounds else {}


def _closed(table: int, into: int) -> dict[str, Any]:
    return {"table": table, "merged_into": into or None}


def _read_back(part: TablesPart) -> dict[str, Any]:
    """Return what tables said of their lists, where any did."""
    named = [{"table": each.table, "ideas": each.refs} for each in part.favourites]
    return {
        **({"signed": [_signed(each) for each in part.signed]} if part.signed else {}),
        **({"favourites": named} if named else {}),
    }


def _signed(each: SignedList) -> dict[str, Any]:
    by = "facilitator" if each.by_facilitator else "table"
    return {"table": each.table, "ideas": each.ideas, "changed": each.changed, "signed_by": by}


def _setup(setup: TableSetup) -> dict[str, Any]:
    return {"table": setup.number, "name": setup.name, "place": setup.place, "question": setup.question}


def _idea(line: IdeaLine, name: str, *, withdrawn: bool, internal: bool) -> dict[str, Any]:
    return {
        "ref": line.ref,
        "table": line.table,
        **({"table_name": name} if name else {}),
        "text": line.text,
        **({"first_text": line.first_text or None} if internal else {}),
        **({"detail": line.detail} if line.detail else {}),
        **({"first_detail": line.first_detail} if line.first_detail else {}),
        "status": line.status,
        "withdrawn": withdrawn,
        "place": None if withdrawn else line.place,
        "category": None if withdrawn else line.category or None,
        "proposal": line.proposal,
        "question": line.axis or None,
        "phase": line.phase or None,
        **({"round": line.round} if line.round else {}),
        "noted_at": None if line.imported else moment(line.at),
        "noted_by": None if line.imported else line.by,
        **({"imported_at": moment(line.at)} if line.imported else {}),
        **({"aliases": line.aliases} if line.aliases else {}),
    }
