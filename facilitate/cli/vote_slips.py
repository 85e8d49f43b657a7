"""Slips of a vote, and letters for paper, as `vote slips` prints them and what it says of them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace as replace_fields
from pathlib import Path
from typing import TYPE_CHECKING

from facilitate.cli import vote_options as v
from facilitate.cli.context import CliContext
from facilitate.cli.output import Usage
from facilitate.cli.typed_names import word_meant
from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.values.votes import USUAL_FORM, USUAL_MOST, BallotForm, VoteRule
from facilitate.workshop.cases.vote_rooms import world_names
from facilitate.workshop.report.vote_words import rule_words, voted_on
from facilitate.workshop.report.votes import candidate_wordings, vote_number
from facilitate.workshop.sharing.printed_links import SLIPS, PrintedLinks

if TYPE_CHECKING:
    from facilitate.export.vote_slips import SlipsAsked
    from facilitate.files import Written
    from facilitate.workshop.votes.contents import SlipsPrinted
    from facilitate.workshop.workshop import Workshop

UNKNOWN_RULE = N_("Unknown rule “{name}”. Choose one of: {known}.")
RULES = {"approve": N_("approve"), "dots": N_("dots"), "five": N_("five")}


@dataclass(frozen=True, slots=True)
class SheetMade:
    """The files of a sheet of slips, and those of earlier ones beside them whose codes are no longer good."""

    files: Sequence[Written] = ()
    dead: Sequence[Path] = ()


def make_sheet(
    context: CliContext, opened: Workshop, form: BallotForm | None, page: v.VotingPage, count: int,
    worlds: Sequence[str], forms: Sequence[str], *, replace: bool,
) -> SheetMade:  # fmt: skip
    """Draw so many slips of these worlds and write them; says of which vote they are, and where their link leads."""
    slug, asked = opened.log.slug, _slips_asked(opened, form, page.link)
    files = _print_slips(context, opened, asked, (count, worlds), forms, replace=replace)
    made = PrintedLinks(SLIPS, page.address, opened.votes.printed.codes - asked.codes)
    v.say_printed(context, slug, page, made, afresh=not asked.codes)
    return SheetMade(files, context.publisher.dead_slips(slug, asked))


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


def form_told(context: CliContext, rule: str | None, most: int | None, cap: int | None) -> BallotForm:
    """Return what ballots will ask for as somebody says it of a vote to come."""
    meant = word_meant(context, rule or "approve", RULES, UNKNOWN_RULE)
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


def print_letters(context: CliContext, slug: str, opened: Workshop, forms: Sequence[str], *, replace: bool) -> None:
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


def say_slips(
    context: CliContext, slug: str, sheet: SheetMade, count: int, given: int | None, printed: SlipsPrinted
) -> None:
    """Say where the slips are, which file is to be printed and which is not, and how many codes are good."""
    _, files = context.language, sheet.files
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
    if sheet.dead:
        context.out.talk(f"! {_(_DEAD_SHEETS, files=', '.join(path.name for path in sheet.dead))}")
    if given is not None:
        context.out.talk(_(N_("Slips given out: {n}"), n=given))
