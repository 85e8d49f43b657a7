"""`demo`: the Paris event, to try everything with."""

from __future__ import annotations

import os
import sys
from shutil import which
from typing import Annotated

import typer

from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import ExitCode, harmless, has_terminal
from facilitate.cli.registry import Command
from facilitate.cli.typed_names import word_meant
from facilitate.domain.errors import N_, Message
from facilitate.domain.text import excerpt

Stage = Annotated[
    str,
    typer.Option(
        "--stage",
        metavar=N_("prepared|tables|sorting|done"),
        help=N_(
            "Stage at which the demo opens: prepared (not started yet), tables (ideas are coming in), "
            "sorting (all ideas are in), done (everything is filed)."
        ),
    ),
]
_STAGES = {"prepared": N_("prepared"), "tables": N_("tables"), "sorting": N_("sorting"), "done": N_("all filed")}
_EXCERPT = 60
_EVERY = 10  # acts, of which one is told where nothing moves; fewer are done at once
_LINE = 75  # at most, and less than any terminal is wide


def demo(ctx: typer.Context, stage: Stage = "") -> int:
    context = context_of(ctx)
    if stage:
        stage = word_meant(context, stage, _STAGES, N_("Unknown stage “{name}”. Choose one of: {known}."))
    on_screen = has_terminal() and not context.out.json
    reach = stage or ("sorting" if on_screen else "done")
    slug = context.sessions.play_example(reach, DemoProgress(context))
    if not on_screen:
        _finish(context, slug, reach)
        return ExitCode.DONE
    code = context.screens.open("sort" if reach == "sorting" else "run", slug)
    _ = context.language
    context.out.talk(
        _(N_("The demo is saved in {folder}. To open it again:"), folder=str(context.workspace.folder(slug)))
    )
    context.out.talk(f"  {_called()} run {context.again(slug)}")
    return code


def _called() -> str:
    """What a shell in this folder calls this program: its name, or its path where it is not among the commands."""
    if which("facilitate"):
        return "facilitate"
    try:
        return os.path.relpath(sys.argv[0])
    except ValueError:  # on another drive of Windows
        return sys.argv[0]


def _finish(context: CliContext, slug: str, stage: str) -> None:
    _ = context.language
    from facilitate.demo.materials import illustration

    context.out.talk(_.message(illustration(len(context.sessions.read(slug).ideas))))
    made = context.publisher.export(context.sessions.open_read_only(slug))() if stage == "done" else []
    files = [str(each.path) for each in made]
    context.out.result({"session": slug, "stage": stage, "file": files[0] if files else None}, slug, *files, whole=True)


class DemoProgress:
    """What the demo does, on stderr: one line that moves on a terminal, one in ten elsewhere."""

    def __init__(self, context: CliContext) -> None:
        self._language = context.language
        self._moving = sys.stderr.isatty()

    def __call__(self, number: int, total: int, what: Message) -> None:
        """Tell of one act."""
        words = _shortened(harmless(self._language.message(what)).replace("\n", " "))
        line = f"{number:>{len(str(total))}}/{total}  {words}"
        if self._moving:
            # Blanks take the last line away: the console of older Windows would print a code that does.
            erase = f"\r{' ' * _LINE}\r"
            sys.stderr.write(erase + line + (erase if number == total else ""))
            sys.stderr.flush()
        elif total >= _EVERY and (number % _EVERY == 0 or number == total):
            sys.stderr.write(line + "\n")


def _shortened(words: str) -> str:
    """The beginning of a sentence, which shows that it is one, with the quotation closed that it opened."""
    begun = excerpt(words, _EXCERPT)
    for opening, closing in (("«", "\N{NO-BREAK SPACE}»"), ("“", "”")):
        if begun.count(opening) > begun.count(closing[-1]):
            return begun + closing
    return begun


COMMAND = Command(
    "demo",
    demo,
    N_("Open a copy of the Paris event as a demo; without a terminal, play it to the end and export it."),
    "facilitate demo --stage tables",
)
