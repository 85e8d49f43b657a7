"""`check`: what is to be fixed in the report before it is printed."""

from __future__ import annotations

from typing import Any

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.drawing import BLUE, VERMILION, Drawing
from facilitate.cli.output import ExitCode
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_
from facilitate.i18n import Language
from facilitate.workshop.audit.issue import HEADINGS
from facilitate.workshop.audit.run import Issue, Severity, audit

_MARKS = {Severity.SERIOUS: ("✗", "!"), Severity.DOUBTFUL: ("·", "-")}
_STYLES = {Severity.SERIOUS: f"bold {VERMILION}", Severity.DOUBTFUL: "bold"}


def check(ctx: typer.Context, session: o.SessionName) -> ExitCode:
    context = context_of(ctx)
    slug = context.workspace.find(session)
    found = audit(
        context.sessions.read(slug),
        session,
        example=context.workspace.is_example(slug),
        undrawn=context.publisher.undrawn,
        faults_of_logo=context.publisher.faults_of_logo,
    )
    counted = {severity: [each for each in found if each.severity is severity] for severity in Severity}
    if context.out.json:
        data: dict[str, Any] = {"session": slug, **{key.value: len(those) for key, those in counted.items()}}
        context.out.data({**data, "findings": [_data(context, each) for each in found]})
    elif found:
        _show(context, counted)
    else:
        context.out.say(context.language(N_("Nothing to fix: the report can be published.")))
    return ExitCode.REFUSED if counted[Severity.SERIOUS] else ExitCode.DONE


def _data(context: CliContext, found: Issue) -> dict[str, str]:
    _ = context.language
    texts = {name: _.message(getattr(found, name)) for name in ("where", "why", "todo")}
    return {
        "code": found.code,
        "severity": found.severity.value,
        **texts,
        "command": context.again(found.command) if found.command else "",
    }


def _show(context: CliContext, counted: dict[Severity, list[Issue]]) -> None:
    _ = context.language
    drawing = Drawing(context.out)
    for severity, those in counted.items():
        if those:
            drawing.line((_(HEADINGS[severity]), _STYLES[severity]), (f" ({_.number(len(those))})", ""))
            drawing.line()
        for each in those:
            _issue(context, drawing, each)
    drawing.paragraph([], _summary(_, *map(len, (counted[Severity.SERIOUS], counted[Severity.DOUBTFUL]))), "bold")


def _issue(context: CliContext, drawing: Drawing, each: Issue) -> None:
    _ = context.language
    mark, plain = _MARKS[each.severity]
    where = _.message(each.where)
    lead = (f" {mark if drawing.blocks else plain} ", _STYLES[each.severity])
    drawing.paragraph([lead], f"{where[:1].upper()}{where[1:]}", "bold")
    drawing.paragraph([("   ", "")], _.message(each.why))
    arrow = "→" if drawing.blocks else ">"
    drawing.paragraph([(f"   {arrow} ", "")], _.message(each.todo))
    if each.command:
        # Whole on its line, so that it can be copied.
        drawing.line(("     ", ""), (context.again(each.command), BLUE))
    drawing.line()


def _summary(_: Language, serious: int, doubtful: int) -> str:
    if not serious:
        return _.plural("Nothing to fix; {n} point to check.", "Nothing to fix; {n} points to check.", doubtful)
    fix = _.plural("{n} point to fix", "{n} points to fix", serious)
    return _(N_("{fix}, {doubtful} to check."), fix=fix, doubtful=_.number(doubtful))


COMMAND = Command(
    "check",
    check,
    N_("Find what to fix before publication: numbers, dates, names, quotations, unfinished parts."),
    "facilitate check paris",
)
