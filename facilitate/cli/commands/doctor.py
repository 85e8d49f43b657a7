"""`doctor`: whether a session’s journals are whole."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from typing import TYPE_CHECKING, Any

import typer

from facilitate.cli import options as o
from facilitate.cli.context import context_of
from facilitate.cli.output import ExitCode
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_
from facilitate.domain.event import Event
from facilitate.domain.purge_marks import is_dated_ahead
from facilitate.i18n import Language
from facilitate.workshop.audit.issue import command
from facilitate.workshop.report.counts import counts
from facilitate.workshop.report.wording import counts_sentence

if TYPE_CHECKING:
    from facilitate.cli.composition.upkeep import Findings, Journal


def doctor(ctx: typer.Context, session: o.SessionName) -> ExitCode:
    context = context_of(ctx)
    slug = context.workspace.find(session)
    findings = context.upkeep.examine(slug)
    _ = context.language
    if context.out.json:
        context.out.data(_data(_, slug, findings))
    else:
        for line in _report(_, slug, findings):
            context.out.say(line)
    return ExitCode.REFUSED if findings.beyond else ExitCode.DONE


def _report(_: Language, slug: str, findings: Findings) -> Iterator[str]:
    for journal in findings.journals:
        yield from _journal(_, journal)
    void = len(findings.timeline.void)
    if void:
        yield _.plural(
            "{n} change refers to something missing: kept, without effect.",
            "{n} changes refer to something missing: kept, without effect.",
            void,
        )
    if ahead := _dated_ahead(findings):
        yield _.plural(
            "{n} change is dated {date}, which is still to come: the date of a computer was wrong, that of the one it "
            "was made on or of this one. It counts like any other.",
            "{n} changes are dated as far ahead as {date}: the date of a computer was wrong, that of the one they were "
            "made on or of this one. They count like any others.",
            len(ahead),
            date=_.date_long(max(each.at for each in ahead).astimezone().date()),
        )
    if findings.unknown:
        yield _(
            "Changes made by a newer version are kept, without effect: {names}.",
            names=", ".join(sorted(set(findings.unknown))),
        )
    yield from (_.message(message) for message in findings.beyond)
    for message in findings.alike:
        yield _.message(message)
        again = command(slug, "idea rename", str(message.params["ref"]), "--which", "2")
        yield "  " + _("To give the second another reference: {command}", command=again)
    yield from (_.message(message) for message in findings.copies)
    yield counts_sentence(counts(findings.timeline.session), _)
    if not findings.beyond:
        yield _ended(_, slug, findings)


def _dated_ahead(findings: Findings) -> list[Event]:
    now = datetime.now(UTC)
    return [event for event in findings.timeline.events if is_dated_ahead(event, now)]


def _ended(_: Language, slug: str, findings: Findings) -> str:
    """Say in one line how the session is now: what is told above it is never called no problem."""
    if findings.repaired:
        return _("“{session}”: repaired; nothing was deleted.", session=slug)
    if findings.alike:
        return _.plural(
            "“{session}”: everything is readable; {n} thing remains to be decided, see above.",
            "“{session}”: everything is readable; {n} things remain to be decided, see above.",
            len(findings.alike),
            session=slug,
        )
    if findings.timeline.void or findings.unknown or _dated_ahead(findings):
        return _("“{session}”: everything is readable; nothing is damaged.", session=slug)
    return _("“{session}”: no problems found.", session=slug)


def _journal(_: Language, journal: Journal) -> Iterator[str]:
    if journal.empty:
        yield _("{file}: empty.", file=journal.name)
        return
    yield _.plural("{file}: {n} change.", "{file}: {n} changes.", len(journal.events), file=journal.name)
    if journal.problem is not None:
        return
    stem = journal.name.rpartition(".")[0]
    if journal.damaged:
        yield "  " + _.plural(
            "{n} damaged line was set aside in {kept} (line {lines}).",
            "{n} damaged lines were set aside in {kept} (lines {lines}).",
            len(journal.damaged),
            kept=f"{stem}.damaged",
            lines=", ".join(str(number) for number in journal.damaged),
        )
    if journal.torn:
        yield "  " + _(
            "Its last line was cut off while being written; it was set aside in {kept}.", kept=f"{stem}.torn"
        )
    if journal.unfinished:
        yield "  " + _("Its last line lacked only the line break; it was used.")
    if journal.wrapped:
        yield "  " + _("Another program had changed its format (line endings, encoding); it was restored.")
    if journal.header is None:
        yield "  " + _("Its first line was rewritten.")
    if journal.returned:
        yield "  " + _.plural(
            "{n} line that had been set aside was put back.",
            "{n} lines that had been set aside were put back.",
            journal.returned,
        )


def _data(_: Language, slug: str, findings: Findings) -> dict[str, Any]:
    return {
        "session": slug,
        "healthy": findings.healthy,
        "journals": [
            {
                "name": journal.name,
                "acts": len(journal.events),
                "damaged_lines": list(journal.damaged),
                "torn": bool(journal.torn),
                "resaved": journal.wrapped,
                "returned": journal.returned,
                "empty": journal.empty,
                "problem": _.message(journal.problem) if journal.problem else None,
            }
            for journal in findings.journals
        ],
        "same_reference": [_.message(message) for message in findings.alike],
        "copies": [_.message(message) for message in findings.copies],
        "void": dict(findings.timeline.void),
        "unknown": list(findings.unknown),
        "beyond_repair": [_.message(message) for message in findings.beyond],
    }


COMMAND = Command(
    "doctor",
    doctor,
    N_("Check every line of a session, set aside damaged lines and keep all the rest."),
    "facilitate doctor paris",
)
