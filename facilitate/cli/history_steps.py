"""What was done in a session or a cycle, listed, taken back and done again."""

from __future__ import annotations

from datetime import datetime
from typing import TYPE_CHECKING, Annotated

import typer

from facilitate.cli.context import CliContext
from facilitate.cli.output import Usage
from facilitate.domain.errors import N_
from facilitate.domain.text import one_line
from facilitate.i18n import Language
from facilitate.labels import author_called, writer_called

if TYPE_CHECKING:
    from facilitate.workshop.history.undo import History

Last = Annotated[int | None, typer.Option("--last", metavar="N", help=N_("Only the last N changes."))]
Texts = Annotated[
    bool, typer.Option("--texts", help=N_("Below each change, the whole of the texts it holds, earlier ones too."))
]


def print_history(context: CliContext, history: History, last: int | None, *, texts: bool = False) -> None:
    _ = context.language
    if last is not None and last < 1:
        raise Usage(N_("--last needs a number of changes, from 1."))
    entries = history.entries()[:last]
    whole_texts = history.texts() if texts else {}
    if context.out.json:
        context.out.data(
            [
                {
                    "act": entry.gesture,
                    "at": entry.at.isoformat(),
                    "by": entry.by,
                    "what": _.message(entry.what),
                    "undone": entry.undone,
                    "void": entry.void,
                    **({"texts": whole_texts.get(entry.gesture, [])} if texts else {}),
                }
                for entry in entries
            ]
        )
        return
    rows = []
    for entry in entries:
        sentence = _.message(entry.what)
        state = _("undone") if entry.undone else _("without effect") if entry.void else ""
        by = author_called(entry.by, _, phone=entry.by_phone)
        rows.append((entry.gesture, _moment(_, entry.at.astimezone()), by, state, sentence))
        whole = (each for each in whole_texts.get(entry.gesture, ()) if each not in sentence)
        rows += [("", "", "", "", one_line(each)) for each in whole]
    context.out.table(rows)


def _moment(_: Language, at: datetime) -> str:
    return f"{_.column_date(at)} {at:%H:%M:%S}"


def undo_gesture(context: CliContext, history: History, gesture: str) -> None:
    by = history.author(gesture)
    what, who = history.undo_one(gesture), writer_called(by, context.language)
    sentence = context.language(N_("Undone: “{what}” · {who}"), what=what, who=who)
    context.out.result({"undone": context.language.message(what), "by": by}, sentence)


def redo_gesture(context: CliContext, history: History, gesture: str) -> None:
    by = history.author(gesture)
    what, who = history.redo_one(gesture), writer_called(by, context.language)
    sentence = context.language(N_("Redone: “{what}” · {who}"), what=what, who=who)
    context.out.result({"redone": context.language.message(what), "by": by}, sentence)
