"""Arguments and options of `vote`."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Annotated

import typer

from facilitate.cli.context import CliContext
from facilitate.cli.output import Usage
from facilitate.domain.errors import N_, Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.values.votes import MOST_CANDIDATES, VoteRule
from facilitate.workshop.audit.issue import typed
from facilitate.workshop.cases.votes import MOST_SLIPS
from facilitate.workshop.sharing.printed_links import PrintedLinks

_MOST_PEOPLE = 10_000

Rule = Annotated[
    str,
    typer.Option(
        "--rule",
        metavar=N_("RULE"),
        help=N_("approve (tick proposals), dots (give out dots) or five (zero to five fingers for one sentence)."),
    ),
]
Most = Annotated[
    int,
    typer.Option("--most", metavar="N", min=1, max=MOST_CANDIDATES, help=N_("How many ticks or dots a ballot has.")),
]
SlipsRule = Annotated[
    str | None,
    typer.Option(
        "--rule", metavar=N_("RULE"),
        help=N_("The rule of the vote to come, where none is open yet: approve, dots or five (default: approve)."),
    ),
]  # fmt: skip
SlipsMost = Annotated[
    int | None,
    typer.Option(
        "--most", metavar="N", min=1, max=MOST_CANDIDATES,
        help=N_("How many boxes for letters a slip has, where no vote is open yet (default: 5)."),
    ),
]  # fmt: skip
Cap = Annotated[
    int,
    typer.Option(
        "--cap", metavar="N", min=0, max=MOST_CANDIDATES,
        help=N_("How many dots one proposal may get (default: half of them)."),
    ),
]  # fmt: skip
SlipsCap = Annotated[
    int | None,
    typer.Option(
        "--cap", metavar="N", min=0, max=MOST_CANDIDATES,
        help=N_("How many dots one proposal may get, where no vote is open yet (default: half of them)."),
    ),
]  # fmt: skip
Source = Annotated[
    str,
    typer.Option(
        "--from",
        metavar=N_("SOURCE"),
        help=N_(
            "What to vote on: kept (by the last vote), favourites, filed, all, or references or categories separated "
            "by commas (default: what the last vote kept, else the tables’ favourites, else what is filed)."
        ),
    ),
]
LETTERS = N_("The letters on the ballot, such as ACF; a hyphen for a blank one (or --blank).")
Letters = Annotated[str | None, typer.Argument(metavar=N_("LETTERS"), help=LETTERS)]
World = Annotated[
    str, typer.Option("--world", metavar=N_("WORLD"), help=N_("The world of whoever voted: its name or number."))
]
Paper = Annotated[bool, typer.Option("--paper", help=N_("A ballot on paper: it is always counted."))]
Spoilt = Annotated[bool, typer.Option("--spoilt", help=N_("A spoilt ballot: counted as such, whatever it shows."))]
Blank = Annotated[bool, typer.Option("--blank", help=N_("A blank ballot: it is counted, and chooses nothing."))]
Again = Annotated[
    bool, typer.Option("--again", help=N_("Enter ballots on paper a second time, to compare the two entries."))
]
Code = Annotated[str, typer.Option("--code", metavar=N_("CODE"), help=N_("The code of the slip, which votes once."))]
Present = Annotated[
    int,
    typer.Option(
        "--present", metavar="N", min=0, max=_MOST_PEOPLE,
        help=N_("How many people are present (default: those ticked at the door)."),
    ),
]  # fmt: skip
WithoutBallots = Annotated[
    bool,
    typer.Option(
        "--without-ballots", help=N_("Give up a vote whose ballots are on another computer that is not coming back.")
    ),
]
TakeBack = Annotated[
    bool,
    typer.Option("--take-back", help=N_("Take back one ballot on paper that was mistyped like this (or --spoilt).")),
]
Second = Annotated[bool, typer.Option("--second", help=N_("Count the second entry of ballots on paper."))]
Reason = Annotated[str, typer.Option("--because", metavar=N_("TEXT"), help=N_("The reason."))]
Note = Annotated[str, typer.Argument(metavar=N_("TEXT"), help=N_("The note; an empty text removes it."))]
Wanted = Annotated[
    int | None,
    typer.Argument(
        metavar="N",
        min=1,
        max=MOST_CANDIDATES,
        help=N_("How many proposals to keep (default: as many as a ballot could choose)."),
    ),
]
By = Annotated[
    str,
    typer.Option("--by", metavar=N_("READING"), help=N_("totals, both-worlds or equal-shares (default: totals).")),
]
Tie = Annotated[
    str,
    typer.Option(
        "--tie", metavar=N_("LETTERS"), help=N_("Of those equal at the cut, which come first; add --because.")
    ),
]
Ballots = Annotated[
    int,
    typer.Option("--ballots", metavar="N", min=1, max=_MOST_PEOPLE, help=N_("How many ballots were counted by hand.")),
]
Counted = Annotated[
    list[str], typer.Argument(metavar=N_("LETTER=N…"), help=N_("What each letter got, such as A=12 C=7."))
]
Count = Annotated[
    int, typer.Option("--count", metavar="N", min=0, max=MOST_SLIPS, help=N_("How many slips, of each world named."))
]
OfWorlds = Annotated[
    list[str] | None,
    typer.Option("--world", metavar=N_("WORLD"), help=N_("Slips for this world; repeat for several.")),
]
Given = Annotated[
    int | None,
    typer.Option(
        "--given", metavar="N", min=0, max=_MOST_PEOPLE, help=N_("Only record how many slips were given out.")
    ),
]
NoPhones = Annotated[bool, typer.Option("--paper-only", help=N_("Leave out the link of the voting page for phones."))]
PrintedOn = Annotated[
    str,
    typer.Option(
        "--on", metavar=N_("ADDRESS"),
        help=N_("The address of this computer at the venue, for the link on the sheets (default: the one now)."),
    ),
]  # fmt: skip
PrintedPort = Annotated[
    int,
    typer.Option(
        "--port", metavar="N", min=0, max=65_535,
        help=N_("The port for the link on the sheets (default: the one used last time)."),
    ),
]  # fmt: skip
LettersSheet = Annotated[
    bool,
    typer.Option("--letters", help=N_("Print what is voted on with its letters instead, for those who vote on paper.")),
]
To = Annotated[
    list[str] | None,
    typer.Option("--to", metavar=N_("FORMATS"), help=N_("pdf or html, separated by commas (default: pdf).")),
]
Replace = Annotated[
    bool, typer.Option("--replace", help=N_("Replace the totals typed before for this table and world."))
]
AtTable = Annotated[str, typer.Option("--table", metavar=N_("TABLE"), help=N_("Where they were counted."))]


def world_options(worlds: Sequence[str]) -> str:
    """Return the option of each world as it is typed."""
    return " ".join(f"--world {typed(name)}" for name in worlds)


@dataclass(frozen=True, slots=True)
class BallotOptions:
    """What is told of one ballot beside its letters."""

    world: str
    code: str
    paper: bool
    spoilt: bool
    again: bool
    blank: bool
    take_back: bool

    def checked_letters(self, context: CliContext, session: str, letters: str) -> str:
        """Return what the ballot says, a hyphen for a blank one; options that exclude each other raise `Usage`."""
        refused, letters = "", letters.strip()
        what = letters and typed(letters)
        if self.blank and (self.spoilt or letters):
            refused, what = N_("A blank ballot has no letters and is not spoilt. Type: {line}"), "--blank"
        elif not (letters or self.blank or self.spoilt):
            refused, what = (_NO_FINGERS, "4") if _is_about_one(context, session) else (_NO_LETTERS, "ACF")
        elif self.code and self.spoilt:
            refused, what = N_("A spoilt ballot is counted without its code. Type: {line}"), "--spoilt"
        elif self.code and self.take_back:
            refused = _CODED_STAYS
        elif self.code and (self.paper or self.again):
            refused = _CODED_ONCE
        if refused:
            raise Usage(refused, line=context.again(self._line(session, what or "--blank")))
        return "-" if self.blank else letters

    def _line(self, session: str, what: str) -> str:
        world = [f"--world {typed(self.world)}"] if self.world else []
        code = [f"--code {typed(self.code)}"] if self.code and what != "--spoilt" else []
        paper = ["--paper"] if self.paper and not self.code else []
        return " ".join(["facilitate vote ballot", typed(session), what, *world, *code, *paper])


def _is_about_one(context: CliContext, session: str) -> bool:
    """Whether the open vote is about one sentence, to which fingers are shown."""
    votes = context.sessions.read(context.workspace.find(session)).votes.values()
    return any(vote.is_open and vote.rule is VoteRule.FIVE for vote in votes)


_NO_FINGERS = N_("How many fingers does the ballot show, from 0 to 5? Type for example: {line}")
_NO_LETTERS = N_("Which letters are on the ballot? Type for example: {line} (for a blank one, --blank for the letters)")
_CODED_STAYS = N_("A ballot with its code is not taken back: it is typed again with the right letters. Type: {line}")
_CODED_ONCE = N_("A ballot with its code is counted once, from paper too, without --paper or --again. Type: {line}")


@dataclass(frozen=True, slots=True)
class VotingPage:
    """The link of the room’s page for sheets to print, its address, and what is said of that; empty without a link."""

    link: str = ""
    address: str = ""
    sentence: Message | None = None


def voting_page(context: CliContext, slug: str, on: str, port: int) -> VotingPage:
    """Return the page of the whole room at the address of sharing, as it is wanted or as it would be; may refuse."""
    from facilitate.domain.roles import VOTE_SEAT
    from facilitate.workshop.sharing.devices import link

    address, sentence = context.sharing.printing_place(slug, on, port)
    found = link(address, context.sharing.keys(slug), VOTE_SEAT)
    return VotingPage(found, address, sentence) if found else VotingPage()


def say_printed(context: CliContext, slug: str, page: VotingPage, sheets: PrintedLinks, *, afresh: bool) -> None:
    """Say of sheets that were printed whether their address is a guess, and remember it; nothing without a link.

    `afresh`, those of their kind that were printed before are of no use any more.
    """
    if page.sentence:
        context.sharing.keys(slug).keep_printed(sheets, afresh=afresh)
        context.out.talk(context.language.message(page.sentence))
