"""`vote`: the room chooses in fifteen minutes, on phones and paper; nothing is counted out before the close."""

from __future__ import annotations

from dataclasses import replace as replace_fields
from typing import TYPE_CHECKING

import typer

from facilitate.cli import options as o
from facilitate.cli import vote_options as v
from facilitate.cli.context import CliContext, context_of
from facilitate.cli.output import Usage, has_terminal
from facilitate.cli.people_print import form_names
from facilitate.cli.registry import Command, CommandGroup
from facilitate.cli.typed_names import word_meant
from facilitate.cli.vote_views import lacking_slips, print_vote, say_at_opening, say_progress
from facilitate.domain.errors import N_, Refused
from facilitate.domain.values.votes import USUAL_FORM, USUAL_MOST, BallotForm, VoteReading, VoteRule
from facilitate.workshop.cases.vote_boxes import UNCOUNTED
from facilitate.workshop.cases.vote_rooms import present_now, world_named, world_names, worlds_asked
from facilitate.workshop.report.open_vote_words import worldless_words
from facilitate.workshop.report.vote_words import READINGS, rule_words, voted_on
from facilitate.workshop.report.votes import candidate_wordings, handfuls, vote_number
from facilitate.workshop.sharing.printed_links import SLIPS, PrintedLinks

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

    from facilitate.export.vote_slips import SlipsAsked
    from facilitate.files import Written
    from facilitate.workshop.votes.contents import SlipsPrinted
    from facilitate.workshop.workshop import Workshop

_UNKNOWN_RULE = N_("Unknown rule “{name}”. Choose one of: {known}.")
RULES = {"approve": N_("approve"), "dots": N_("dots"), "five": N_("five")}


def open_(
    ctx: typer.Context,
    session: o.SessionName,
    rule: v.Rule = "approve",
    most: v.Most = USUAL_MOST,
    cap: v.Cap = 0,
    source: v.Source = "",
) -> None:
    context = context_of(ctx)
    meant = word_meant(context, rule, RULES, _UNKNOWN_RULE)
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
    if blank and (spoilt or (letters or "").strip()):
        raise Usage(N_("A blank ballot has no letters and is not spoilt: add --blank alone."))
    letters = "-" if blank else letters
    if not (letters or "").strip() and not spoilt:
        raise Usage(
            N_("Which letters are on the ballot? Write for example ACF; for a blank one, add --blank or type a hyphen.")
        )
    if code and (paper or spoilt or again or take_back):
        raise Usage(N_("Add --code alone, or with --world where the slip names none: the slip is known by its code."))
    opened = context.workshop(session)
    votes = opened.votes
    if code:
        _take_coded(context, opened, code, letters or "", world)
        found = votes.progress()
    elif take_back:
        found = votes.take_back(letters or "", world, spoilt=spoilt, again=again)
    else:
        found = votes.ballot(letters or "", world, paper=paper, spoilt=spoilt, again=again)
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
    votes = opened.votes
    if letters:
        _print_letters(context, slug, opened, form_names(to or []), replace=replace)
        return
    if not count and given is None:
        raise Usage(N_("How many slips? Add --count and their number, or --given to say how many were given out."))
    files: list[Written] = []
    dead: list[Path] = []
    if count:
        is_told = any(each is not None for each in (rule, most, cap))
        form = _form_told(context, rule, most, cap) if is_told else None
        page = v.VotingPage() if no_phones else v.voting_page(context, slug, on, port)
        asked = _slips_asked(opened, form, page.link)
        files = _print_slips(context, opened, asked, (count, world or ()), form_names(to or []), replace=replace)
        made = PrintedLinks(SLIPS, page.address, votes.printed.codes - asked.codes)
        v.say_printed(context, slug, page, made, afresh=not asked.codes)
        dead = context.publisher.dead_slips(slug, asked)
    if given is not None:
        votes.give(given)
    _say_slips(context, slug, files, count, given, votes.printed)
    if dead:
        context.out.talk(f"! {context.language(_DEAD_SHEETS, files=', '.join(path.name for path in dead))}")
    if lacking := lacking_slips(context, opened):
        context.out.talk(f"! {lacking}")


def _print_slips(
    context: CliContext, opened: Workshop, asked: SlipsAsked, wanted: tuple[int, Sequence[str]],
    forms: Sequence[str], *, replace: bool,
) -> list[Written]:  # fmt: skip
    """Draw so many slips of these worlds and write them; says what is to be known of them."""

    def print_them(drawn: list[tuple[str, str]]) -> list[Written]:
        made = replace_fields(asked, slips=drawn)
        return context.publisher.write_slips(opened.log.slug, made, forms, replace=replace)

    before = opened.votes.printed.form
    files = opened.votes.slips(*wanted, print_them, asked.form)
    _say_what_is_open(context, asked, before, worlds=wanted[1])
    return files


def _form_told(context: CliContext, rule: str | None, most: int | None, cap: int | None) -> BallotForm:
    """Return what ballots will ask for as somebody says it of a vote to come."""
    meant = word_meant(context, rule or "approve", RULES, _UNKNOWN_RULE)
    return BallotForm.of(VoteRule(meant), most or USUAL_MOST, cap or 0)


def _slips_asked(opened: Workshop, form: BallotForm | None, link: str) -> SlipsAsked:
    """Return what slips are made of: as the open vote asks, or as somebody says that the vote to come will."""
    from facilitate.export.vote_slips import SlipsAsked

    found = opened.session
    vote = opened.votes.current if any(each.is_open for each in found.votes.values()) else None
    if vote and form:
        raise Usage(N_("A vote is open, and slips say what it asks for. Leave out --rule, --most and --cap."))
    return SlipsAsked(found.plan, (), world_names(found), vote, link, rehearsal=found.rehearsal is not None,
                      form=vote.form if vote else form or USUAL_FORM, is_told=form is not None,
                      sheets=opened.votes.printed.sheets, codes=opened.votes.printed.codes,
                      number=vote_number(found, vote))  # fmt: skip


def _say_what_is_open(
    context: CliContext, asked: SlipsAsked, before: BallotForm | None, *, worlds: Sequence[str]
) -> None:
    """Say of slips that were made how the vote will ask and of which world they are, and what those before ask for."""
    if before and not before.asks_as(asked.form):
        says = rule_words(before.rule, before.most, before.cap, context.language)
        context.out.talk(f"! {context.language(_OTHER_SHEET, says=says)}")
    if asked.vote is None and not asked.is_told:
        context.out.talk(_no_vote_yet(context))
    if asked.worlds and not worlds:
        context.out.talk(context.language(_OF_NO_WORLD, options=v.world_options(asked.worlds)))


_OTHER_SHEET = N_(
    "The sheet printed before is for: {says} Its codes are good too: give out the slips of one of the two alone."
)
_DEAD_SHEETS = N_("Do not give out {files}: these codes are no longer good. Remove them, on paper too.")
_OF_NO_WORLD = N_(
    "These slips name no world: phones ask for it, and on paper it is ticked, and chosen when the ballot is typed. To "
    "print those of each world instead, with --count for each: {options}."
)


def _no_vote_yet(context: CliContext) -> str:
    return context.language(
        N_(
            "No vote is open yet: each slip has {n} boxes for letters. If the vote will ask otherwise, print again "
            "with --most N, or with --rule dots or five."
        ),
        n=USUAL_MOST,
    )


def _print_letters(context: CliContext, slug: str, opened: Workshop, forms: Sequence[str], *, replace: bool) -> None:
    """Write what is voted on with its letters, in the language of the session."""
    from facilitate.export.vote_slips import SlipsAsked
    from facilitate.i18n import Language

    found, vote = opened.session, opened.votes.last
    tongue = Language(found.plan.language)
    rows = [(letter, voted_on(*of_it, tongue)) for letter, of_it in candidate_wordings(found, vote).items()]
    number = vote_number(found, vote)
    asked = SlipsAsked(found.plan, (), (), vote, rehearsal=found.rehearsal is not None, number=number)
    now = opened.recorder.now()
    files = context.publisher.write_letters(slug, asked, rows, now, forms, replace=replace)
    data = {"session": slug, "files": [str(each.path) for each in files],
            "kept": [str(each.kept) for each in files if each.kept]}  # fmt: skip
    context.out.result(data, *data["files"], whole=True)
    context.say_kept(files)


def _say_slips(
    context: CliContext, slug: str, files: list[Written], count: int, given: int | None, printed: SlipsPrinted
) -> None:
    _ = context.language
    data = {"session": slug, "files": [str(each.path) for each in files], "slips": count, "given": given,
            "codes": printed.codes,
            "kept": [str(each.kept) for each in files if each.kept]}  # fmt: skip
    context.out.result(data, *(str(each.path) for each in files), whole=True)
    context.say_kept(files)
    if files:
        text = N_("Print {file} and cut it; each code votes once. Remove the file after the vote.")
        context.out.talk(_(text, file=files[0].path.name))
    if files and printed.sheets > 1:
        sheets = N_("{n} codes are good in all: those of the {sheets} sheets count, this one and the earlier ones.")
        context.out.talk(_(sheets, n=printed.codes, sheets=printed.sheets))
    if given is not None:
        context.out.talk(_(N_("Slips given out: {n}"), n=given))


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
    vote = opened.votes.keep(wanted, VoteReading(meant), tie, because)
    print_vote(context, opened.session, vote, None)
    _ = context.language
    for reading, (letters, tied) in handfuls(opened.session, vote, wanted).items():
        equal = _(N_(" (equal at the cut: {letters})"), letters=", ".join(tied)) if tied else ""
        context.out.talk(
            _(N_("By {reading}: {letters}{equal}"), reading=_(READINGS[reading]), letters=letters, equal=equal)
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
