"""`cycle`: several events read together over one typology; the sessions themselves are never changed."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time
from typing import TYPE_CHECKING, Any

import typer

from facilitate.cli import options as o
from facilitate.cli.command_errors import MISSING
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.cycle_category import CATEGORY
from facilitate.cli.cycle_export import export_cycle
from facilitate.cli.cycle_kit import make_kit, say_kits
from facilitate.cli.cycle_options import (
    CycleContact,
    CycleName,
    DepotLogin,
    EventCategories,
    EventNames,
    EventProposals,
    FromDepot,
    Like,
    NewLanguage,
    NewTitle,
    Publisher,
    ReportLanguage,
    Sessions,
    Title,
    To,
    Why,
)
from facilitate.cli.cycle_pairs import answer_pair, answer_wish, recurring, wishes
from facilitate.cli.cycle_report import report_event
from facilitate.cli.cycle_review import review_actions
from facilitate.cli.cycle_views import (
    event_data,
    open_cycle,
    read_events,
    say_when_read,
    show_matrix,
    show_votes,
    today_of,
)
from facilitate.cli.history_steps import Last, print_history, redo_gesture, undo_gesture
from facilitate.cli.output import ExitCode, Usage, check_terminal
from facilitate.cli.registry import Command, CommandGroup
from facilitate.domain.errors import N_, FacilitateError, Message, Names
from facilitate.domain.place_names import city_of_venue
from facilitate.domain.text import one_line
from facilitate.i18n import Language
from facilitate.workshop.audit.issue import command

if TYPE_CHECKING:
    from facilitate.workshop.cycle.events import Events
    from facilitate.workshop.cycle.reading import EventReading

_LANGUAGES = ("", "fr", "en")
_MOST_NAMED = 6
_COPIES_LEFT = N_(
    "Still with names, in the copies of this cycle: {names}. They come from {depot}: purge them on the computer where "
    "they were held, sync there, then here: “{command}”."
)


def new_cycle(ctx: typer.Context, title: Title, *, like: Like = "", language: ReportLanguage = "") -> None:
    context = context_of(ctx)
    _check_language(language)
    typology = context.cycles.typology_of(like) if like else {}
    spoken = language or str(typology.get("language") or context.language.code)
    slug = context.cycles.create(title, spoken, typology, chosen=bool(language or typology))
    _ = context.language
    add = context.again(f"facilitate cycle add {slug} {_(N_('SESSION'))}")
    created = _(N_("Cycle created: {cycle}. To add events: “{command}”."), cycle=slug, command=add)
    context.out.answer({"cycle": slug}, slug, created)


def list_cycles(ctx: typer.Context) -> None:
    context = context_of(ctx)
    _, workspace = context.language, context.cycles.workspace
    found: list[dict[str, Any]] = []
    for slug in workspace.slugs():
        try:
            session = context.cycles.read(slug).session
        except FacilitateError as error:
            context.out.complain(error.message)
            continue
        found.append({"cycle": slug, "title": session.plan.title, "events": len(session.cycle_events)})
    if context.out.json:
        context.out.data(found)
        return
    rows = [(each["cycle"], _.number(each["events"]), each["title"]) for each in found]
    context.out.table(rows, heads=(_(N_("Cycle")), _(N_("Events")), _(N_("Title"))))
    if not workspace.slugs():
        context.out.talk(
            _(
                N_(
                    "No cycles in {folder} yet. One that another computer has comes with a copy of its folder, put "
                    "there. To create one: “facilitate cycle new TITLE”."
                ),
                folder=str(workspace.sessions),
            )
        )


def add_events(
    ctx: typer.Context, cycle: CycleName, sessions: Sessions = None, *, from_: FromDepot = "", login: DepotLogin = None
) -> None:
    context = context_of(ctx)
    if not sessions and not from_:
        raise Usage(MISSING["sessions"])
    _, (slug, opened) = context.language, open_cycle(context, cycle)
    before, updated, older = opened.session.plan.language, dict[str, int](), list[Message]()
    if from_:
        context.use_login(login)
        context.depots.check_there(from_)
        with context.depots.opened(from_, context.cycles.workspace.folder(slug)) as depot:
            new, updated, older = context.cycles.add_from(slug, opened, depot, sessions or [])
            for notice in [*depot.notices, *older, *context.depots.bring_removals(depot)]:
                context.out.complain(notice)
    else:
        new = context.cycles.add(opened, sessions or [])
    data = {"cycle": slug, "added": new, "updated": updated, "events": len(opened.session.cycle_events)}
    context.out.result(data, *_sentences_of_adding(_, new, updated, is_whole=not older))
    if opened.session.plan.language != before:
        other = next(each for each in _LANGUAGES if each and each != opened.session.plan.language)
        change = context.again(f"facilitate cycle edit {slug} --language {other}")
        spoken = N_("The cycle is in the language of its first event. To change it: “{command}”.")
        context.out.talk(_(spoken, command=change))
    if new:
        events = read_events(context, slug, opened, counted=True)
        read = [each for each in events.read if each.reading.name in new]
        say_kits(context, opened, read)
        _say_without_city(context, events, [each.reading for each in read])


def _sentences_of_adding(_: Language, new: Sequence[str], updated: Mapping[str, int], *, is_whole: bool) -> list[str]:
    """Say what was added, and what came into the copies of events that were there; `is_whole`: nothing is amiss."""
    found = [_.plural("{n} event added.", "{n} events added.", len(new))] if new else []
    if updated:
        names = Names.of(list(updated), _MOST_NAMED)
        found.append(_.plural("{n} event updated: {names}.", "{n} events updated: {names}.", len(updated), names=names))
        if came := sum(updated.values()):
            found.append(_.plural("{n} change imported from it.", "{n} changes imported from it.", came))
    nothing = N_("All of them are there, and nothing has changed.") if is_whole else N_("Nothing new in the depot.")
    return found or [_(nothing)]


def _say_without_city(context: CliContext, events: Events, new: Sequence[EventReading]) -> None:
    """Say what events without a city are called, and how to say their city; of those that are not here, where."""
    here = set(context.workspace.every_slug())
    for event in [each for each in new if not each.city][:_MOST_NAMED]:
        venue = context.sessions.read(event.name).plan.place.name if event.name in here else ""
        city = city_of_venue(venue) or context.language(N_("CITY"))
        set_it = context.again(command(event.name, "plan set", "place/city", city))
        sentence = (
            N_("“{name}” has no city, and is called {label} here. To set it: {command}")
            if event.name in here
            else (N_("“{name}” has no city, and is called {label} here. Whoever held it sets it there, and syncs."))
        )
        names = {"name": event.name, "label": events.label(event)}
        context.out.talk(context.language(sentence, command=set_it, **names))


def edit_cycle(
    ctx: typer.Context, cycle: CycleName, *, title: NewTitle = "", language: NewLanguage = "",
    organiser: Publisher = None, contact: CycleContact = None,
) -> None:  # fmt: skip
    context = context_of(ctx)
    changes = {"title": title or None, "language": language or None}
    changes |= {"organiser": organiser, "publication/contact": contact}
    if not any(value is not None for value in changes.values()):
        raise Usage(N_("Say what is to change: --title, --language, --organiser or --contact."))
    _check_language(language)
    slug, opened = open_cycle(context, cycle)
    for name, value in changes.items():
        if value is not None:
            opened.programme.set(name, one_line(value))
    plan = opened.session.plan
    data = {"cycle": slug, "title": plan.title, "language": plan.language}
    data |= {"organiser": plan.organiser, "contact": plan.publication.contact}
    context.out.result(
        data, f"{plan.title} ({plan.language})", *filter(None, (plan.organiser, plan.publication.contact))
    )


def _check_language(language: str) -> None:
    if language not in _LANGUAGES:
        raise Usage(N_("Unknown language “{language}”: write fr or en."), language=language)


def remove_events(ctx: typer.Context, cycle: CycleName, names: EventNames) -> None:
    context = context_of(ctx)
    slug, opened = open_cycle(context, cycle)
    events = context.cycles.counted(slug, opened)
    left = [events.event(name) for name in names]
    opened.cycle.remove([event.session for event in left])
    context.cycles.forget(slug, [event.session for event in left])
    context.out.result(
        {"cycle": slug, "removed": [event.name for event in left], "events": len(opened.session.cycle_events)},
        context.language(N_("Removed. The sessions themselves are as they were.")),
    )


def show_cycle(ctx: typer.Context, cycle: CycleName) -> None:
    from facilitate.workshop.cycle.recurrences import recurrences
    from facilitate.workshop.cycle.totals import matrix_of
    from facilitate.workshop.cycle.vote_totals import votes_of

    context = context_of(ctx)
    slug, opened = open_cycle(context, cycle)
    events = read_events(context, slug, opened, counted=True)
    matrix = matrix_of(opened.session, events.readings, today_of(context))
    votes = votes_of(opened.session, events.readings, matrix.rows)
    if context.out.json:
        from facilitate.export.cycle_data import rows_data
        from facilitate.workshop.cycle.vote_totals import vote_data

        now = context.cycles.kit_now(opened)
        recurring = recurrences(opened.session, events)
        voted = {each.event.session: vote_data(each, matrix.rows) for each in votes}
        columns = zip(events.read, matrix.columns, strict=True)
        context.out.data(
            {
                "cycle": slug,
                "title": opened.session.plan.title,
                "events": [
                    event_data(context.language, each, column, now, voted.get(each.reading.session))
                    for each, column in columns
                ],
                "categories": rows_data(matrix),
                "received": matrix.received,
                "recurrences": [[events.name_of(item) for item in each.proposals] for each in recurring],
            }
        )
        return
    show_matrix(context, opened, events, matrix)
    if votes:
        show_votes(context, events, matrix.rows, votes)
    for problem in events.problems:
        context.out.complain(problem)
    say_when_read(context, slug)
    say_kits(context, opened, events.read)


def map_categories(
    ctx: typer.Context, cycle: CycleName, categories: EventCategories, *, to: To = "", why: Why = ""
) -> None:
    context = context_of(ctx)
    slug, opened = open_cycle(context, cycle)
    opened.cycle.map_category(context.cycles.counted(slug, opened), categories, to, why)
    _mapped(context, slug, to)


def map_proposals(
    ctx: typer.Context, cycle: CycleName, proposals: EventProposals, *, to: To = "", why: Why = ""
) -> None:
    context = context_of(ctx)
    slug, opened = open_cycle(context, cycle)
    opened.cycle.map_proposals(context.cycles.naming(slug, opened, proposals), proposals, to, why)
    _mapped(context, slug, to)


def _mapped(context: CliContext, slug: str, to: str) -> None:
    text = N_("Counted there from now on.") if to else N_("Counted as before.")
    context.out.result({"cycle": slug, "to": to or None}, context.language(text))


def purge_cycle(ctx: typer.Context, cycle: CycleName, before: o.Before, yes: o.WithoutAsking = False) -> ExitCode:
    from facilitate.cli.purging import Purged, purge_before

    context = context_of(ctx)
    slug = context.cycles.workspace.find(cycle)
    folder, purge = context.cycles.workspace.folder(slug), context.cycles.purge
    current = context.cycles.read(slug)
    code = purge_before(
        context, Purged("cycle", slug, folder, current, purge, context.cycles.check_purge), before, yes=yes
    )
    if code is ExitCode.DONE:
        own, here = current.session.cycle_reports, set(context.workspace.every_slug())
        names = [event.name for key, event in current.session.cycle_events.items() if key not in own]
        _say_events_left(context, slug, [name for name in names if name in here], before)
    return code


def _say_events_left(context: CliContext, slug: str, here: Sequence[str], before: str) -> None:
    """Say of which events the names are still here, and what takes them away; copies are renewed before."""
    from facilitate.domain.typed_times import read_day
    from facilitate.workshop.audit.issue import typed

    _ = context.language
    for notice in context.depots.renew_copies(slug):
        context.out.complain(notice)
    day = datetime.combine(date.fromisoformat(read_day(before)), time()).astimezone()
    if named := [name for name in here if context.depots.removals.has_names(name, day)]:
        text = N_("Each event keeps its own names, which the synthesis prints, until it is purged itself:")
        context.out.talk(_(text))
        for name in named:
            context.out.talk(f"  {context.again(f'facilitate purge {name} --before {before}')}")
    for depot, names in context.depots.removals.copies_with_names(slug, day).items():
        renew = context.again(f"facilitate cycle add {slug} --from {typed(depot)}")
        context.out.talk(_(_COPIES_LEFT, names=Names.of(names, _MOST_NAMED), depot=depot, command=renew))


def open_screen(ctx: typer.Context, cycle: CycleName) -> int:
    context = context_of(ctx)
    slug = context.cycles.workspace.find(cycle)
    check_terminal(ctx.command_path)
    return context.screens.open_cycle(slug)


def list_changes(ctx: typer.Context, cycle: CycleName, last: Last = None) -> None:
    context = context_of(ctx)
    print_history(context, context.cycles.history_of(*open_cycle(context, cycle)), last)


def undo_in_cycle(ctx: typer.Context, cycle: CycleName, act: o.Act = "") -> None:
    context = context_of(ctx)
    history = context.cycles.history_of(*open_cycle(context, cycle))
    undo_gesture(context, history, act or history.last_done())


def redo_in_cycle(ctx: typer.Context, cycle: CycleName, act: o.UndoneAct = "") -> None:
    context = context_of(ctx)
    history = context.cycles.history_of(*open_cycle(context, cycle))
    redo_gesture(context, history, act or history.last_undone())


COMMAND = CommandGroup(
    "cycle",
    N_("Read several events together: what each says, what recurs, and who already has what another wants."),
    (
        Command(
            "new",
            new_cycle,
            N_("Create a cycle: several events read together over one typology."),
            N_('facilitate cycle new "Regional days" --like paris'),
        ),
        Command(
            "edit",
            edit_cycle,
            N_("Change the title or the language of a cycle."),
            N_('facilitate cycle edit grandes --title "Regional days 2022-2024"'),
        ),
        Command("list", list_cycles, N_("List the cycles in the workspace."), "facilitate cycle list"),
        Command(
            "add",
            add_events,
            N_("Add sessions to a cycle; they are only read."),
            "facilitate cycle add grandes paris lyon",
        ),
        Command(
            "remove",
            remove_events,
            N_("Remove events from a cycle; their sessions stay as they are."),
            "facilitate cycle remove grandes lyon",
        ),
        Command(
            "show",
            show_cycle,
            N_("Show how many ideas each event has in each category."),
            "facilitate cycle show grandes",
        ),
        CATEGORY,
        Command(
            "map",
            map_categories,
            N_("Count categories of events under one of the cycle."),
            N_("facilitate cycle map grandes lyon/venues --to places"),
        ),
        Command(
            "split",
            map_proposals,
            N_("Count single proposals under another category of the cycle than theirs."),
            N_("facilitate cycle split grandes lyon/T3-07 --to places"),
        ),
        Command(
            "recurring",
            recurring,
            N_("Show what recurs in two or more events: confirmed, and what may."),
            "facilitate cycle recurring grandes",
        ),
        Command(
            "pair",
            answer_pair,
            N_("Say what proposals of two or more events are to each other."),
            "facilitate cycle pair grandes lyon/T3-07 paris/T1-02 --answer same",
        ),
        Command(
            "wishes",
            wishes,
            N_("Show what one event wants and another already has."),
            "facilitate cycle wishes grandes",
        ),
        Command(
            "wish",
            answer_wish,
            N_("Say whether those of a wish and of what exists should be introduced."),
            "facilitate cycle wish grandes lyon/T3-07 paris/T1-02 --answer yes",
        ),
        Command(
            "review",
            review_actions,
            N_("Review the actions of earlier events: done, goes on, dropped, a word."),
            "facilitate cycle review grandes lyon paris/T1-01 --done",
        ),
        Command(
            "export",
            export_cycle,
            N_("Write the synthesis of all events: what recurs, category by event, proposals."),
            "facilitate cycle export grandes --to pdf,docx",
        ),
        Command(
            "report",
            report_event,
            N_("Add an event that was held without the tool, from a file that somebody sent of it."),
            N_('facilitate cycle report grandes return.docx --event "Day in Toulouse" --by "Maison des liens"'),
        ),
        Command(
            "kit",
            make_kit,
            N_("Write a kit for those who prepare an event: categories, agenda, house style, pages to print."),
            "facilitate cycle kit grandes",
        ),
        Command(
            "purge",
            purge_cycle,
            N_("Remove names and addresses from what was reported of events; ideas and counts are kept."),
            "facilitate cycle purge grandes --before 2024-12-13",
        ),
        Command(
            "open",
            open_screen,
            N_("Open the screen of a cycle: its events, what recurs, wishes, and where categories count."),
            "facilitate cycle open grandes",
        ),
        Command(
            "history",
            list_changes,
            N_("List the changes to a cycle, latest first."),
            "facilitate cycle history grandes --last 10",
        ),
        Command("undo", undo_in_cycle, N_("Undo the last change to a cycle."), "facilitate cycle undo grandes"),
        Command("redo", redo_in_cycle, N_("Redo what was undone in a cycle."), "facilitate cycle redo grandes"),
    ),
)
