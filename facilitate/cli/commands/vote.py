"""`vote`: the room chooses in fifteen minutes, on phones and paper; nothing is counted out before the close."""

from __future__ import annotations

from typing import TYPE_CHECKING

import typer

from facilitate.cli import options as o
from facilitate.cli import vote_options as v
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import Usage, has_terminal
from facilitate.cli.people_print import form_names
from facilitate.cli.registry import Command, CommandGroup
from facilitate.cli.typed_names import word_meant
from facilitate.cli.vote_slips import RULES, UNKNOWN_RULE, SheetMade, form_told, make_sheet, print_letters, say_slips
from facilitate.cli.vote_views import lacking_slips, print_vote, say_at_opening, say_progress
from facilitate.domain.errors import N_, Refused
from facilitate.domain.values.votes import USUAL_MOST, VoteReading, VoteRule
from facilitate.workshop.audit.issue import GAP, typed
from facilitate.workshop.cases.vote_boxes import UNCOUNTED
from facilitate.workshop.cases.vote_rooms import present_now, world_named, worlds_asked
from facilitate.workshop.report.open_vote_words import worldless_words
from facilitate.workshop.report.vote_words import READINGS
from facilitate.workshop.report.votes import handfuls
from facilitate.workshop.votes.checks import EQUAL

if TYPE_CHECKING:
    from facilitate.workshop.workshop import Workshop


def open_(
    ctx: typer.Context,
    session: o.SessionName,
    rule: v.Rule = "approve",
    most: v.Most = USUAL_MOST,
    cap: v.Cap = 0,
    source: v.Source = "",
) -> None:
    context = context_of(ctx)
    meant = word_meant(context, rule, RULES, UNKNOWN_RULE)
    opened = context.workshop(session)
    vote = opened.votes.open(VoteRule(meant), most, cap, source)
    print_vote(context, opened.session, vote, opened.votes.progress())
    say_at_opening(context, opened, vote)


def ballot(
    ctx: typer.Context,
    session: o.SessionName,
    letters: v.Letters = None,
    world: v.World = "",
    code: v.Code = "",
    *,
    paper: v.Paper = False,
    spoilt: v.Spoilt = False,
    again: v.Again = False,
    blank: v.Blank = False,
    take_back: v.TakeBack = False,
) -> None:
    context = context_of(ctx)
    how = v.BallotOptions(world, code, paper=paper, spoilt=spoilt, again=again, blank=blank, take_back=take_back)
    letters = how.checked_letters(context, session, letters or "")
    opened = context.workshop(session)
    votes = opened.votes
    if code:
        _take_coded(context, opened, code, letters, world)
        found = votes.progress()
    elif take_back:
        found = votes.take_back(letters, world, spoilt=spoilt, again=again)
    else:
        found = votes.ballot(letters, world, paper=paper, spoilt=spoilt, again=again)
    if found is not None:
        say_progress(context, votes.last, found, present_now(context.sessions.read(session)))
    if take_back and not spoilt:
        text = N_(
            "The ballot is looked for at the close; if there is none like it, nothing changes, and the result says so."
        )
        context.out.talk(context.language(text))


def _take_coded(context: CliContext, opened: Workshop, code: str, letters: str, world: str) -> None:
    """Count the ballot of a slip, and say whether it stands in the place of another, and what it lacks."""
    votes = opened.votes
    printed, worlds = votes.world_printed(code), worlds_asked(opened.session, votes.current)
    if world and printed and world_named(opened.session, votes.current, world) != printed:
        raise Refused(N_("This slip is printed for “{world}”, and counts there: leave out --world."), world=printed)
    had = votes.coded_ballot(code, letters, world or None, typed=True)
    if had:
        context.out.talk(context.language(N_("This code already had a ballot: this one counts in its place.")))
    if worlds and not (printed or world):
        context.out.talk(f"! {context.language(_SLIP_OF_NO_WORLD, options=v.world_options(worlds))}")


_SLIP_OF_NO_WORLD = N_(
    "This slip names no world, and its ballot counts in the totals alone. To give it the one that is ticked on it, "
    "type it again with one of {options}."
)


def totals(
    ctx: typer.Context,
    session: o.SessionName,
    counted: v.Counted,
    ballots: v.Ballots,
    table: v.AtTable = "",
    world: v.World = "",
    *,
    replace: v.Replace = False,
) -> None:
    context = context_of(ctx)
    votes = context.workshop(session).votes
    same = votes.totals(counted, ballots, world, table, replace=replace)
    found = votes.progress()
    _ = context.language
    if same:
        context.out.talk(_(N_("The same totals were typed before: the two entries agree.")))
    context.out.talk(
        _(N_("Totals serve the total and, with their world, both worlds; not equal shares, which need each ballot."))
    )
    if found is not None:
        say_progress(context, votes.last, found, present_now(context.sessions.read(session)))


def slips(
    ctx: typer.Context,
    session: o.SessionName,
    count: v.Count = 0,
    world: v.OfWorlds = None,
    given: v.Given = None,
    to: v.To = None,
    *,
    rule: v.SlipsRule = None,
    most: v.SlipsMost = None,
    cap: v.SlipsCap = None,
    no_phones: v.NoPhones = False,
    on: v.PrintedOn = "",
    port: v.PrintedPort = 0,
    letters: v.LettersSheet = False,
    replace: o.Replace = False,
) -> None:
    context = context_of(ctx)
    slug = context.workspace.find(session)
    opened = context.sessions.open(slug)
    if letters:
        print_letters(context, slug, opened, form_names(to or []), replace=replace)
        return
    if not count and given is None:
        text = N_("How many slips? Type: {line} (with --given instead of --count: how many were given out)")
        raise Usage(text, line=context.again(f"facilitate vote slips {typed(session)} --count 60"))
    made = SheetMade()
    if count:
        is_told = any(each is not None for each in (rule, most, cap))
        form = form_told(context, rule, most, cap) if is_told else None
        page = v.VotingPage() if no_phones else v.voting_page(context, slug, on, port)
        made = make_sheet(context, opened, form, page, count, world or (), form_names(to or []), replace=replace)
    if given is not None:
        opened.votes.give(given)
    say_slips(context, slug, made, count, given, opened.votes.printed)
    if lacking := lacking_slips(context, opened):
        context.out.talk(f"! {lacking}")


def close(
    ctx: typer.Context,
    session: o.SessionName,
    present: v.Present = 0,
    *,
    second: v.Second = False,
    without_ballots: v.WithoutBallots = False,
) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    if not without_ballots and _say_worldless(context, opened) and not _is_to_be_closed(context):
        return
    vote = opened.votes.give_up() if without_ballots else opened.votes.close(present, second=second)
    print_vote(context, opened.session, vote, None)


def _say_worldless(context: CliContext, opened: Workshop) -> bool:
    """Say how many ballots of the open vote are of no world, what that costs, how it is put right; tells if any is."""
    found = opened.votes.progress()
    if not (found and found.worldless and worlds_asked(opened.session, opened.votes.current)):
        return False
    context.out.talk(f"! {worldless_words(found.worldless, context.language)}")
    return True


def _is_to_be_closed(context: CliContext) -> bool:
    """Ask whether the vote is closed all the same; where nobody can be asked, it is."""
    if context.out.json or not has_terminal():
        return True
    _ = context.language
    context.out.talk(_(N_("Type {word} to close the vote as it is:"), word=_(N_("yes"))))
    return context.out.agreed()


def reopen(ctx: typer.Context, session: o.SessionName, because: v.Reason = "") -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    vote = opened.votes.reopen(because)
    context.out.talk(context.language(N_("Reopened: the ballots counted so far stay in, and slips need new codes.")))
    context.out.talk(
        context.language(
            N_("Whoever compares the two results will see how those voted who vote now: have five or more vote.")
        )
    )
    print_vote(context, opened.session, vote, opened.votes.progress())


def show(ctx: typer.Context, session: o.SessionName) -> None:
    context = context_of(ctx)
    opened = context.sessions.open_read_only(context.workspace.find(session))
    vote = opened.votes.current
    if vote is None:
        if context.out.json:
            context.out.data({"state": "none", "candidates": [], "ballots": 0})
        else:
            context.out.talk(context.language(N_("No vote was opened yet.")))
        return
    print_vote(context, opened.session, vote, opened.votes.progress())
    _say_worldless(context, opened)
    if left := opened.votes.uncounted():
        context.out.talk(f"! {context.language(UNCOUNTED, ballots=left.ballots)}")


def keep(
    ctx: typer.Context,
    session: o.SessionName,
    wanted: v.Wanted = None,
    by: v.By = "totals",
    tie: v.Tie = "",
    because: v.Reason = "",
) -> None:
    context = context_of(ctx)
    meant = word_meant(context, by, READINGS, N_("Unknown reading “{name}”. Choose one of: {known}."))
    opened = context.workshop(session)
    wanted = wanted or opened.votes.last.most
    try:
        vote = opened.votes.keep(wanted, VoteReading(meant), tie, because)
    except Refused as refusal:
        if refusal.message.text != EQUAL:
            raise
        line = f'facilitate vote keep {typed(session)} {wanted} --by {meant} --tie {GAP} --because "{GAP}"'
        raise Refused(_EQUAL_TYPED, **refusal.message.params, line=context.again(line)) from None
    print_vote(context, opened.session, vote, None)
    _ = context.language
    for reading, (letters, tied) in handfuls(opened.session, vote, wanted).items():
        equal = _(N_(" (equal at the cut: {letters})"), letters=", ".join(tied)) if tied else ""
        context.out.talk(
            _(N_("By {reading}: {letters}{equal}"), reading=_(READINGS[reading]), letters=letters, equal=equal)
        )


_EQUAL_TYPED = N_(
    "Equal at the cut: {letters}, {places}. It is shown to the room. Then type which come first, and the reason: {line}"
)


def note(ctx: typer.Context, session: o.SessionName, text: v.Note) -> None:
    context = context_of(ctx)
    opened = context.workshop(session)
    vote = opened.votes.note(text)
    print_vote(context, opened.session, vote, opened.votes.progress() if vote.is_open else None)


COMMAND = CommandGroup(
    "vote",
    N_("Hold a secret vote on proposals: fifteen minutes, on phones and paper, both worlds counted."),
    (
        Command(
            "open",
            open_,
            N_("Open a vote; its rule and its candidates do not change any more."),
            "facilitate vote open paris --most 5 --from filed",
        ),
        Command(
            "ballot",
            ballot,
            N_("Count one ballot; a letter that is wrong is told, and nothing is counted then."),
            "facilitate vote ballot paris ACF --paper",
        ),
        Command(
            "slips",
            slips,
            N_("Print slips with codes to cut, or record how many were given out."),
            "facilitate vote slips paris --count 60",
        ),
        Command(
            "totals",
            totals,
            N_("Enter ballots that were counted by hand, by table and world; typed twice, they are compared."),
            "facilitate vote totals paris A=12 C=7 --ballots 15 --table 3",
        ),
        Command(
            "show",
            show,
            N_("Show how far the vote is, and its result once it is closed."),
            "facilitate vote show paris",
        ),
        Command(
            "close",
            close,
            N_("Close the vote and show its result; every code is destroyed."),
            "facilitate vote close paris",
        ),
        Command(
            "keep",
            keep,
            N_("Keep the first proposals by a reading, and follow them from now on."),
            "facilitate vote keep paris 5 --by equal-shares",
        ),
        Command(
            "note",
            note,
            N_("Note in the report why the sums of the vote do not add up."),
            N_('facilitate vote note paris "Two people left with their slip"'),
        ),
        Command(
            "reopen",
            reopen,
            N_("Take ballots for the last vote again."),
            N_('facilitate vote reopen paris --because "One table had not voted"'),
        ),
    ),
)
