"""`feedback`: up to three questions at the end of the day, answered in secret on phones and paper, and counted."""

from __future__ import annotations

from typing import Annotated, Any

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.people_print import To, form_names
from facilitate.cli.registry import Command, CommandGroup
from facilitate.cli.vote_options import PrintedOn, PrintedPort, VotingPage, say_printed, voting_page
from facilitate.domain.errors import N_
from facilitate.domain.session import Session
from facilitate.domain.values.feedback import Feedback
from facilitate.workshop.cases.feedback import questions_of
from facilitate.workshop.cases.vote_rooms import present_now
from facilitate.workshop.report.feedback import (
    UNTOLD,
    FeedbackPart,
    answered_words,
    count_cells,
    count_heads,
    excess_words,
    feedback_part,
    few_words,
    turnout_words,
)
from facilitate.workshop.sharing.printed_links import CLOSING, PrintedLinks
from facilitate.workshop.workshop import Workshop

_MOST_PEOPLE, _MOST_SHEETS = 10_000, 400

Question = Annotated[
    list[str] | None,
    typer.Option(
        "--question",
        metavar=N_("TEXT"),
        help=N_(
            "A question in your own words; repeat for up to three (default: closing_questions in the programme, else "
            "three usual ones)."
        ),
    ),
]
Anew = Annotated[
    bool,
    typer.Option("--anew", help=N_("Ask them anew, as after a trial: what was counted before is told no more.")),
]
Answer = Annotated[
    list[str],
    typer.Argument(
        metavar=N_("STEPS"),
        help=N_("The step of each question, from 1 (not at all) to 4 (entirely), such as 434; 0 for none."),
    ),
]
TakeBack = Annotated[
    bool, typer.Option("--take-back", help=N_("Take back one answer on paper that was mistyped like this."))
]
Counted = Annotated[
    list[str],
    typer.Argument(
        metavar=N_("N/N/N/N…"),
        help=N_("How many took each of the 4 steps, for each question in its order, such as 0/2/9/4."),
    ),
]
Answers = Annotated[
    int,
    typer.Option("--answers", metavar="N", min=1, max=_MOST_PEOPLE, help=N_("How many sheets were counted by hand.")),
]
AtTable = Annotated[str, typer.Option("--table", metavar=N_("TABLE"), help=N_("Where they were counted."))]
Again = Annotated[bool, typer.Option("--replace", help=N_("Replace the totals typed before for this table."))]
Present = Annotated[
    int,
    typer.Option(
        "--present", metavar="N", min=0, max=_MOST_PEOPLE,
        help=N_("How many people are present (default: those ticked at the door)."),
    ),
]  # fmt: skip
Count = Annotated[
    int,
    typer.Option(
        "--count", metavar="N", min=1, max=_MOST_SHEETS,
        help=N_("How many sheets; all are alike, so that one page can be copied (default: 2, one page)."),
    ),
]  # fmt: skip
PaperOnly = Annotated[bool, typer.Option("--paper-only", help=N_("Leave out the link of the page for phones."))]
Few = Annotated[bool, typer.Option("--few", help=N_("Close them although so few answered that nothing can be shown."))]
NoteText = Annotated[str, typer.Argument(metavar=N_("TEXT"), help=N_("The note; an empty text removes it."))]
WithoutAnswers = Annotated[
    bool,
    typer.Option(
        "--without-answers",
        help=N_("Give up answers that are lost, or on another computer that is not coming back."),
    ),
]


def open_(ctx: typer.Context, session: o.SessionName, question: Question = None, *, anew: Anew = False) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    was_answered = bool(opened.session.feedback and opened.session.feedback.answers and not anew)
    opened.feedback.open(question or (), anew=anew)
    if was_answered:
        text = N_("Opened again: what was counted stays, and what comes now is counted apart.")
        context.out.talk(context.language(text))
    _print(context, opened)
    for wrong in context.sharing.misprinted(opened, context.language, (CLOSING,)):
        context.out.talk(f"! {wrong}")


def answer(ctx: typer.Context, session: o.SessionName, steps: Answer, *, take_back: TakeBack = False) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    _say_answered(context, opened.session, opened.feedback.answer(" ".join(steps), take_back=take_back))


def totals(
    ctx: typer.Context,
    session: o.SessionName,
    counts: Counted,
    answers: Answers,
    table: AtTable = "",
    *,
    replace: Again = False,
) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    same, answered = opened.feedback.totals(counts, answers, table, replace=replace)
    if same:
        context.out.talk(context.language(N_("The same totals were typed before: the two entries agree.")))
    _say_answered(context, opened.session, answered)


def sheets(
    ctx: typer.Context,
    session: o.SessionName,
    count: Count = 2,
    to: To = None,
    *,
    no_phones: PaperOnly = False,
    on: PrintedOn = "",
    port: PrintedPort = 0,
    replace: o.Replace = False,
) -> None:
    from facilitate.export.feedback_sheets import QuestionSheetsAsked

    context = context_of(ctx)
    slug = context.workspace.find(session)
    found = context.sessions.read(slug)
    asked = found.feedback.questions if found.feedback else questions_of(found)
    page = VotingPage() if no_phones else voting_page(context, slug, on, port)
    made = QuestionSheetsAsked(found.plan, asked, count, page.link, rehearsal=found.rehearsal is not None)
    written = context.publisher.write_question_sheets(slug, made, form_names(to or []), replace=replace)
    files = [str(each.path) for each in written]
    kept = [str(each.kept) for each in written if each.kept]
    context.out.result({"session": slug, "files": files, "sheets": count, "kept": kept}, *files, whole=True)
    context.say_kept(written)
    say_printed(context, slug, page, PrintedLinks(CLOSING, page.address, count), afresh=True)


def close(
    ctx: typer.Context,
    session: o.SessionName,
    present: Present = 0,
    *,
    few: Few = False,
    without_answers: WithoutAnswers = False,
) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    if without_answers:
        opened.feedback.give_up()
    else:
        opened.feedback.close(present, few=few)
    _print(context, opened)


def show(ctx: typer.Context, session: o.SessionName) -> None:
    context = context_of(ctx)
    opened = context.sessions.open_read_only(context.workspace.find(session))
    if opened.session.feedback is None and not context.out.json:
        _ = context.language
        context.out.talk(_(N_("The closing questions were not opened yet. These would be asked:")))
        context.out.table([(f"{place}.", text) for place, text in enumerate(questions_of(opened.session), 1)])
        return
    _print(context, opened)


def note(ctx: typer.Context, session: o.SessionName, text: NoteText) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    opened.feedback.note(text)
    _print(context, opened)


def _say_answered(context: CliContext, session: Session, answered: int) -> None:
    _, present = context.language, present_now(session)
    words = _(N_("Answered: {progress}"), progress=answered_words(answered, present, _))
    context.out.result({"answers": answered, "present": present or None}, words)


def _print(context: CliContext, opened: Workshop) -> None:
    session, known = opened.session, opened.session.feedback
    (part,) = feedback_part(session) or (None,)
    answered = opened.feedback.answered() if known and known.is_open else None
    if context.out.json:
        context.out.data(_data(session, known, part, answered))
    elif part:
        _print_closed(context, part)
    elif known:
        _print_open(context, session, known, answered)


def _data(session: Session, known: Feedback | None, part: FeedbackPart | None, answered: int | None) -> dict[str, Any]:
    if part:
        from facilitate.export.compose.feedback import feedback_data

        return {"state": "closed", **feedback_data(part)}
    asked = known.questions if known else questions_of(session)
    return {
        "state": "none" if known is None else "open" if known.is_open else "closed",
        "questions": [{"question": text} for text in asked],
        "answers": (known.answers + answered if answered is not None else None) if known and known.is_open else 0,
        "present": present_now(session) or None,
    }


def _print_open(context: CliContext, session: Session, known: Feedback, answered: int | None) -> None:
    _ = context.language
    if not known.is_open:
        context.out.say(_(N_("The closing questions are closed: nobody answered.")))
    elif answered is None:
        context.out.say(_(N_("The closing questions are open on another computer, which has the answers.")))
    else:
        progress = answered_words(known.answers + answered, present_now(session), _)
        context.out.say(_(N_("Closing questions open. Answered: {progress}"), progress=progress))
    context.out.table([(f"{place}.", text) for place, text in enumerate(known.questions, 1)])


def _print_closed(context: CliContext, part: FeedbackPart) -> None:
    _ = context.language
    context.out.say(" ".join(turnout_words(part, _)))
    if excess := excess_words(part, _):
        context.out.say(f"! {excess}")
    rows = [
        (f"{place}.", *count_cells(line, part, _.number), line.question) for place, line in enumerate(part.lines, 1)
    ]
    context.out.table(rows, heads=["", *map(_, count_heads(part)), _(N_("Question"))])
    if any(not line.steps for line in part.lines):
        context.out.say(f"{UNTOLD} {few_words(_)}.")


COMMAND = CommandGroup(
    "feedback",
    N_("Ask up to three questions at the end, answered in secret on phones and paper, and counted in the report."),
    (
        Command(
            "open",
            open_,
            N_("Open the closing questions: phones answer on the room’s link from now on."),
            N_('facilitate feedback open paris --question "Was I able to say what I wanted to say?"'),
        ),
        Command(
            "answer",
            answer,
            N_("Count one answer on paper, a step for each question; what is wrong is told, and nothing counted."),
            "facilitate feedback answer paris 434",
            free=True,
        ),
        Command(
            "totals",
            totals,
            N_("Enter sheets that were counted by hand, by table; typed twice, they are compared."),
            "facilitate feedback totals paris 0/2/9/4 1/3/8/3 2/2/8/3 --answers 15 --table 3",
        ),
        Command(
            "sheets",
            sheets,
            N_("Print the closing questions on paper, in large letters, two sheets on a page."),
            "facilitate feedback sheets paris --count 20",
        ),
        Command(
            "show",
            show,
            N_("Show how many answered, and once the questions are closed what."),
            "facilitate feedback show paris",
        ),
        Command(
            "close",
            close,
            N_("Close the questions and show what was answered; nothing is shown before."),
            "facilitate feedback close paris",
        ),
        Command(
            "note",
            note,
            N_("Note in the report why the sums of the closing questions do not add up."),
            N_('facilitate feedback note paris "Some answered twice"'),
        ),
    ),
)
