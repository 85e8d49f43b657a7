"""`plan`: correcting the programme before, during and after the event, without losing an idea."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Annotated, Any

import typer

from facilitate.cli import options as o
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import Usage, has_terminal
from facilitate.cli.registry import Command, CommandGroup
from facilitate.cli.typed_names import params_as_typed
from facilitate.domain.errors import N_, Refused
from facilitate.domain.numbers import whole_number
from facilitate.domain.phase_lookup import path_of_phase
from facilitate.domain.programme.document import complete, value_at
from facilitate.domain.programme.easy_words import EASY_PARTS
from facilitate.domain.programme.photos import photos_apart, with_photos
from facilitate.domain.programme.reader import read_plan
from facilitate.domain.session import Session
from facilitate.domain.text import one_line
from facilitate.domain.typed_times import DAY_KEYS, HOUR_KEYS, LENGTH_KEYS, as_stored
from facilitate.export.sections import check_sections
from facilitate.i18n import Language
from facilitate.workshop.views.plan_choices import choice_typed, choice_word, choice_words, is_choice
from facilitate.workshop.views.programme import programme_rows, standing_on

PathInPlan = Annotated[
    str,
    typer.Argument(
        metavar=N_("PATH"),
        help=N_(
            "Place in the programme, such as title, place/name, phases/4/minutes or categories/places. "
            "A phase is named by its number or title; the keys are those of “category list” and “show --toml”."
        ),
    ),
]
Before = Annotated[
    str, typer.Option("--before", metavar=N_("KEY"), help=N_("The one to put it before (default: at the end)."))
]
_WHOLE = (
    "minutes", "tables", "interviewees", "expected", "present", "minimum", "rounds", "changeover", "number",
    "silent_after", "away_after", "read_back",
)  # fmt: skip
_KEYS_OF_TIMES = (*DAY_KEYS, *HOUR_KEYS, *LENGTH_KEYS)
_MANY = (
    "partners", "facts", "groups", "keywords", "synonyms", "refused_synonyms", "sections", "glossary", "taxonomies",
    "reports_after", "closing_questions",
)  # fmt: skip
_EASY = tuple(f"easy/{part}" for part in EASY_PARTS)


def print_toml(context: CliContext, session: Session) -> None:
    """The programme as a file that `new` and `plan replace` read."""
    if session.document is None:
        raise Refused(
            N_(
                "The programme of this session is missing: the journal that contains it is not here. "
                "Recover it with “facilitate collect”.",
            ),
        )
    document = with_photos(session.document, session.published_photos)
    if context.out.json:
        context.out.data(document)
    else:
        from facilitate.cli.composition.programmes import programme_text

        context.out.say(programme_text(document).rstrip("\n"), whole=True)


def _is_list(path: str) -> bool:
    return path.rpartition("/")[2] in _MANY or path in _EASY


def _value(path: str, words: list[str], _: Language) -> Any:
    """What the words mean at that path: a number, a list of texts or a text; nothing takes the value away."""
    name = path.rpartition("/")[2]
    if name == "sections":
        check_sections(words)
    if _is_list(path):
        return words
    if len(words) > 1:
        raise Usage(N_("“{path}” has a single value: put it between quotation marks."), path=path)
    if not words or not words[0]:
        return None
    if name in _WHOLE and (number := whole_number(words[0].removeprefix("-"))) is not None:
        return -number if words[0].startswith("-") else number
    if name in _KEYS_OF_TIMES:
        return as_stored(name, words[0])
    return choice_typed(path, words[0], _) if is_choice(path) else words[0]


def _refused(error: Refused, path: str, _: Language, session: Session) -> Refused:
    """The same refusal, with what people call the value, and the words for what is allowed rather than is stored."""
    called = next((row.label for row in programme_rows(session) if row.path == path and not is_choice(path)), None)
    params = params_as_typed(error, path.rpartition("/")[2], _.message(called) if called else path)
    if "allowed" in params and is_choice(path):
        params = {**params, "allowed": choice_words(path, _)}
    return Refused(error.message.text, **params)


def change(
    ctx: typer.Context,
    session: o.SessionName,
    path: PathInPlan,
    value: Annotated[
        list[str] | None,
        typer.Argument(metavar=N_("VALUE…"), help=N_("The value (several for a list; none: remove it).")),
    ] = None,
) -> None:
    context = context_of(ctx)
    _ = context.language
    opened = context.workshop(session)
    typed, path = path, path_of_phase(opened.session.plan, path)
    given, logo = _with_logo(context, opened.session, path, _value(path, value or [], _))
    try:
        opened.programme.set(path, given)
    except Refused as error:
        raise _refused(error, path, _, opened.session) from error
    opened.pictures.keep_logos(logo)
    now = value_at(opened.session.document or {}, path)
    shown = choice_word(path, now, _) if is_choice(path) and now else now
    answer = (
        _(N_("{path}: removed"), path=typed) if now is None else f"{typed} = {json.dumps(shown, ensure_ascii=False)}"
    )
    context.out.result({"path": path, "value": now}, answer, whole=True)


def _with_logo(
    context: CliContext, session: Session, path: str, value: Any
) -> tuple[Any, dict[str, tuple[bytes, str]]]:
    """The value of a path; where it is the file of a logo, the name of the file, with what is in it."""
    whose = next((each for each in session.plan.supporters if path == f"supporters/{each.key}/logo"), None)
    if whose is None or not isinstance(value, str):
        return value, {}
    from facilitate.cli.programme_logos import logo_at

    file = Path(value)
    return file.name, {file.name: logo_at(context, file.parent, file.name, whose.name)}


def add(
    ctx: typer.Context,
    session: o.SessionName,
    path: PathInPlan,
    values: Annotated[
        list[str],
        typer.Argument(
            metavar=N_("NAME=VALUE…"),
            help=N_(
                "Its values, such as kind=break title=Break minutes=15; for a list of entries, the entries to add."
            ),
        ),
    ],
    before: Before = "",
) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    path = path_of_phase(opened.session.plan, path)
    if _is_list(path):
        try:
            texts = opened.programme.add_texts(path, values)
        except Refused as error:
            raise _refused(error, path, context.language, opened.session) from error
        context.out.result(
            {"path": path, "value": texts}, f"{path} = {json.dumps(texts, ensure_ascii=False)}", whole=True
        )
        return
    item = {}
    for pair in values:
        name, equals, text = pair.partition("=")
        if not equals:
            raise Usage(N_("“{words}” is incorrect: write name=value."), words=pair)
        item[name] = _value(f"{path}/{name}", [text], context.language)
    opened = context.workshop(session)
    key = opened.programme.add(path, item, _neighbour(opened.session, path, before))
    where = f"{path}/{key}"
    words = context.language(N_("Added to the programme: {path}"), path=where)
    context.out.answer({"path": where}, where, words)


def _neighbour(session: Session, holder: str, before: str) -> str:
    """The key of the entry that is named; a phase also by its number or title."""
    return path_of_phase(session.plan, f"{holder}/{before}").rpartition("/")[2] if before else ""


def remove(ctx: typer.Context, session: o.SessionName, path: PathInPlan) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    path = path_of_phase(opened.session.plan, path)
    if not _agreed(context, opened.session, path):
        raise Refused(N_("Nothing was removed."))
    opened.programme.remove(path)
    context.out.result({"removed": path}, context.language(N_("Removed from the programme: {path}"), path=path))


def _agreed(context: CliContext, session: Session, path: str) -> bool:
    """Say what stands on an entry that is to be removed; in a terminal ask whether to go on."""
    entries = value_at(session.document or {}, path.rpartition("/")[0] or path)
    loss = standing_on(session, path) if isinstance(entries, list) else None
    if loss is None:
        return True
    _ = context.language
    context.out.talk(_.message(loss))
    if not has_terminal():
        return True
    context.out.talk(_(N_("Type {word} to remove “{path}”:"), word=_(N_("yes")), path=path))
    return context.out.agreed()


def move(ctx: typer.Context, session: o.SessionName, path: PathInPlan, before: Before = "") -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    path = path_of_phase(opened.session.plan, path)
    opened.programme.move(path, _neighbour(opened.session, path.rpartition("/")[0], before))
    holder = path.rpartition("/")[0]
    order = [item["key"] for item in value_at(opened.session.document or {}, holder) or []]
    phases = [f"{number}. {one_line(phase.title)}" for number, phase in enumerate(opened.session.plan.phases, 1)]
    context.out.result({"order": order}, *(phases if holder == "phases" else order))


def replace(ctx: typer.Context, session: o.SessionName, file: o.InputFile) -> None:
    context = context_of(ctx)
    from facilitate.cli.composition.programmes import read_programme
    from facilitate.cli.programme_logos import logos_beside
    from facilitate.cli.programme_photos import photos_beside

    document, named = photos_apart(read_programme(file))
    opened = context.workshop(session)
    photos = photos_beside(file, named, opened.session)
    logos = logos_beside(context, file, document, opened.session.logos)
    check_sections(read_plan(complete(document)).publication.sections)
    corrections = opened.programme.replace(document) + opened.pictures.keep_logos(logos)
    corrections += opened.pictures.bring(photos)
    context.out.result(
        {"corrections": corrections},
        context.language.plural(
            "{n} correction made to the programme.", "{n} corrections made to the programme.", corrections
        )
        if corrections
        else context.language(N_("The programme already has these values: nothing was changed.")),
    )


COMMAND = CommandGroup(
    "plan",
    N_("Correct the programme at any time, without losing any idea."),
    (
        Command(
            "replace",
            replace,
            N_("Replace the programme with a corrected TOML file, and show the number of corrections."),
            N_("facilitate show paris --toml > programme.toml, then facilitate plan replace paris programme.toml"),
        ),
        Command(
            "set",
            change,
            N_("Correct a value of the programme, or remove it if none is given."),
            "facilitate plan set paris phases/panel/minutes 50",
            free=True,
        ),
        Command(
            "add",
            add,
            N_(
                "Add a phase, a speaker, a research question or a category, or entries to a list, and show where they "
                "are."
            ),
            N_('facilitate plan add paris phases kind=break title="Coffee" minutes=10 --before tables'),
        ),
        Command(
            "remove",
            remove,
            N_("Remove a phase, speaker, research question or category from the programme."),
            "facilitate plan remove paris phases/break",
        ),
        Command(
            "move",
            move,
            N_("Move a phase, speaker, research question or category within its list."),
            "facilitate plan move paris phases/break --before panel",
        ),
    ),
)
