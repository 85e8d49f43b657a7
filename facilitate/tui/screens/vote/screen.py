"""The vote on the facilitator's screen: how many voted, ballots on paper as they are typed, and what came of it."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import ClassVar, TypeVar

from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from facilitate.domain.errors import N_, FacilitateError, Refused
from facilitate.domain.numbers import whole_number
from facilitate.domain.roles import VOTE_SEAT
from facilitate.domain.text import one_line
from facilitate.domain.values.votes import Vote, VoteRule
from facilitate.domain.values.wall import WallContent
from facilitate.tui.actions import PageAction
from facilitate.tui.dialogs.questions import AskText
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import pieces, plain, take_back
from facilitate.tui.screens.vote.keeping import KeepQuestions
from facilitate.tui.screens.vote.paper_entry import PaperEntry
from facilitate.tui.vote_refusals import UNCOUNTED_ON_SCREEN, in_screen_words
from facilitate.tui.widgets.field import Field
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.rows.rows import ListRow, Rows
from facilitate.tui.widgets.update_static import tell
from facilitate.workshop.cases.vote_rooms import present_now
from facilitate.workshop.report.open_vote_words import (
    alike_words,
    lacking_slips_words,
    many_words,
    new_slips_words,
    progress_words,
)
from facilitate.workshop.report.vote_words import (
    both_words,
    candidate_words,
    excess_words,
    heads_words,
    kept_words,
    open_tie_words,
    result_number,
    rule_words,
    share_words,
    title_words,
    turnout_words,
    untold_words,
    voted_on,
    worlds_words,
)
from facilitate.workshop.report.votes import VoteLine, VotePart, candidate_wordings, vote_part
from facilitate.workshop.sharing.devices import short
from facilitate.workshop.sharing.printed_links import SLIPS
from facilitate.workshop.votes.contents import Progress

_T = TypeVar("_T")
_FOOT = 5  # lines of the field for ballots, what stands above it, and the keys
# What the bottom line names: while ballots come in, and else.
_WHILE_OPEN, _ELSE = ("world", "spoilt", "take_back", "end", "project"), ("keep", "project", "note", "begin")


class VotePage(SessionPage):
    """The candidates with their letters and a field for ballots; once it is closed, the result."""

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("begin", "f7", N_("Prepare"), N_("See what would be voted on, choose the rule, and open a vote.")),
        PageAction("world", "f3", N_("World"), N_("Choose the world of the ballots that are typed next.")),
        PageAction("spoilt", "f4", N_("Spoilt"), N_("Count a spoilt ballot.")),
        PageAction(
            "take_back",
            "f8",
            N_("Take back"),
            N_("Take back one mistyped ballot on paper: the last one, or one like that in the field; asked first."),
        ),
        PageAction(
            "second",
            "ctrl+t",
            N_("Second entry"),
            N_("Type the ballots on paper once more, to compare the two entries; or go back to the first."),
            bar=False,
        ),
        PageAction(
            "given", "ctrl+g", N_("Slips"), N_("Record how many slips were given out, which the sums go by."), bar=False
        ),
        PageAction("end", "f9", N_("Close"), N_("Close the vote and count it.")),
        PageAction("project", "f5", N_("Project"), N_("Show the room how far the vote is, or what came of it.")),
        PageAction("keep", "f6", N_("Keep"), N_("Keep the first proposals by a reading, and follow them.")),
        PageAction("note", "a", N_("Note"), N_("Note what is to be said of the count; the report prints it.")),
        PageAction("reopen", "r", N_("Reopen"), N_("Take ballots for the last vote again."), bar=False),
    )
    AUTO_FOCUS = "Field"
    DEFAULT_CSS = """
    VotePage {
        & #name { height: 3; padding: 0 2; border-bottom: solid $rule; }
        & #about { height: auto; max-height: 9; padding: 0 2; margin-top: 1; }
        & #heads { height: 1; padding: 0 3; text-align: right; color: $text-muted; }
        & Rows { padding: 0 1; height: 1fr; }
        & #entry { height: auto; padding: 0 2; border-top: solid $rule; }
        & #entry.hidden, & Field.hidden { display: none; }
        & Field { margin: 0 2; }
    }
    """

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self._progress: Progress | None = None
        self._message = ""
        self._link_elsewhere = ""  # where phones vote while another program shares the session
        self._misprinted: Sequence[str] = ()  # slips whose QR code leads nowhere
        self._paper = PaperEntry(self)

    def on_screen_resume(self) -> None:
        """Look where phones vote; Textual calls the page's own handler too."""
        self.beside(self._look_elsewhere(), "voting page")

    async def _look_elsewhere(self) -> None:
        from facilitate.tui.background import aside

        sharing = self.facilitate.services.sharing
        found = short(await aside(lambda: sharing.voting_link(self.workshop)))
        wrong = await aside(lambda: sharing.misprinted(self.workshop, self.language, (SLIPS,)))
        if (found or wrong) and self.stands:
            self._link_elsewhere, self._misprinted = found, wrong
            self.draw()

    def compose(self) -> ComposeResult:
        """How far it is; the candidates or the result; the field for ballots on paper."""
        yield Static(plain(""), id="name")
        yield Static(plain(""), id="about")
        yield Static(plain(""), id="heads")
        yield Rows(empty=self.language(N_("No vote was opened yet: F7 prepares one.")), lines=4)
        yield Static(plain(""), id="entry")
        yield Field(keep=self._paper.take)
        yield KeyBar(self.ACTIONS, self.always, self.language)

    def help_text(self) -> str:
        """What this page is for."""
        return self.language(
            N_(
                "The room votes in secret. Type each ballot on paper as its letters, then Enter: ACF; a blank one as a "
                "hyphen: -. The code of its slip before them (K7QM-2ABC ACF) lets a slip vote once, on a phone or "
                "here. Choose the world of a pile with F3 first. Until you close the vote, nobody sees what is in the "
                "ballots, only how many there are."
            )
        )

    @property
    def vote(self) -> Vote | None:
        """The last vote that was opened."""
        return self.workshop.votes.current

    # Drawing

    def attempt(self, act: Callable[[], _T]) -> _T | None:
        """Do something that may be refused, in sentences that name keys and no options."""
        return super().attempt(lambda: in_screen_words(act))

    def redraw(self) -> None:
        """Draw the vote as it stands."""
        vote, session = self.vote, self.workshop.session
        self._paper.begin(vote)
        part = vote_part(session, vote) if vote else None
        self._look()
        self._head(vote, part)
        rows = self.query_one(Rows)
        if vote and part:
            rows.rows = tuple(self._result_row(line, part) for line in part.lines)
        elif vote:
            rows.rows = tuple(
                ListRow(letter, plain(voted_on(*of_it, self.language)), pieces((letter, "$accent bold")))
                for letter, of_it in candidate_wordings(session, vote).items()
            )
        else:
            rows.rows = ()
        is_open = bool(vote and vote.is_open)
        for rack in self.query("ToastRack"):  # what is told in passing stands above the field, and covers no count
            rack.styles.margin = (0, 0, _FOOT if is_open else 1, 0)
        field = self.query_one(Field)
        now = {action.name: action for action in self.ACTIONS}
        self.query_one(KeyBar).show(now[name] for name in (_WHILE_OPEN if is_open else _ELSE if vote else ("begin",)))
        self.query_one("#entry").set_class(not is_open, "hidden")
        field.set_class(not is_open, "hidden")
        if self.focused is None or (self.focused is field) is not is_open:
            (field if is_open else rows).focus()

    def tick(self) -> None:
        """Count how many voted on phones meanwhile."""
        before = self._progress
        self._look()
        if self._progress != before:
            self._head(self.vote, None)

    def _look(self) -> None:
        self._progress = self.workshop.votes.progress()

    def _head(self, vote: Vote | None, part: VotePart | None) -> None:
        _, session = self.language, self.workshop.session
        part = part or (vote_part(session, vote) if vote else None)
        title = plain(one_line(session.plan.title))
        name = pieces((title_words(part, _) if part else _(N_("Vote")), "bold"), " · ", title)
        tell(self.query_one("#name", Static), plain("\n").join([name, self._state(vote, part)]))
        tell(self.query_one("#about", Static), self._about(vote, part))
        tell(self.query_one("#heads", Static), plain(heads_words(part, _) if part else ""))
        self._draw_entry()

    def _draw_entry(self) -> None:
        tell(self.query_one("#entry", Static), self._paper.line(self._progress))

    def _state(self, vote: Vote | None, part: VotePart | None) -> Content:
        _ = self.language
        if part:
            return plain(next(turnout_words(part, _)))
        if vote is None:
            return plain("")  # the list says so
        if self._progress is None:
            return pieces((_(N_("Vote open on another computer, which has its ballots.")), "$warning"))
        found = self._progress
        voted = progress_words(found.ballots, found.slips, present_now(self.workshop.session), _, found.unsure)
        return pieces((_(N_("Voted: {progress}"), progress=voted), "bold $accent"))

    def _about(self, vote: Vote | None, part: VotePart | None) -> Content:
        _ = self.language
        if part:
            return self._about_result(part)
        if vote is None:
            return plain("")
        many, alike = many_words(len(vote.candidates), _), alike_words(self.workshop.session, vote, _)
        rule = plain(rule_words(vote.rule, vote.most, vote.cap, _))
        slips = new_slips_words(self.workshop.log.slug, _) if self.workshop.votes.needs_new_slips else ""
        given, present = self.workshop.votes.printed.given, present_now(self.workshop.session)
        lacking = lacking_slips_words(self.workshop.log.slug, given, present, _)
        lines = [rule]
        hub = self.facilitate.services.sharing.open_hub(self.workshop)
        if link := (short(hub.link(VOTE_SEAT)) if hub else "") or self._link_elsewhere:
            lines.append(pieces((_(N_("Phones vote at {link}"), link=link), "bold")))
        else:
            lines.append(
                pieces((_(N_("Phones vote while the tables are connected (o in the session).")), "$text-muted"))
            )
        warnings = (slips, *self._misprinted, lacking, many, *alike, *untold_words(vote.untold, _))
        lines += [pieces((text, "$warning")) for text in warnings if text]
        return plain("\n").join(lines)

    def _about_result(self, part: VotePart) -> Content:
        """Return in red what does not add up, with its note, and what waits for the room; then all else."""
        _ = self.language
        left = self.workshop.votes.uncounted()
        wrong = [_(UNCOUNTED_ON_SCREEN, ballots=left.ballots)] if left else []
        sums, is_wrong = excess_words(part, _), bool(part.excess or part.other_counts)  # else a note alone
        wrong += [*(sums if is_wrong else ()), *filter(None, [open_tie_words(part, _)])]
        _counted, *turnout = turnout_words(part, _)
        rest = [" ".join(turnout), *(() if is_wrong else sums)]
        rest += [*(text for text in kept_words(part, _) if text not in wrong), *worlds_words(part, _)]
        return plain("\n").join([*(pieces((text, "$error bold")) for text in wrong), *map(plain, rest)])

    def _result_row(self, line: VoteLine, part: VotePart) -> ListRow:
        _, is_five = self.language, part.rule is VoteRule.FIVE  # one sentence has no rank
        lead = pieces(("" if is_five else f"{line.rank}", "bold"), (" ✓" if line.kept else "", "$success bold"))
        worlds = f" · {both_words(line, _)}" if line.both_worlds is not None and not is_five else ""
        shares = f"\n{share_words(line, _)}" if line.shares else ""
        letters = "+".join(line.letters)
        words = (candidate_words(line, _), "bold" if line.kept else "")
        text = pieces((f"{letters} · ", "$accent"), words, (shares, "$text-muted"))
        return ListRow(letters, text, lead, pieces((f"{result_number(line, part, _)}{worlds}", "$accent")))

    # Acts

    def say(self, msgid: str, **params: object) -> None:
        """Tell something in passing, in the place of what was told before: several would cover each other."""
        take_back(self.app, self._message)
        self._message = self.language(msgid, **params)
        super().say(msgid, **params)

    def settle(self) -> None:
        """Take back also what was told in passing: it was about the ballot before."""
        take_back(self.app, self._message)
        super().settle()

    def refuse(self, error: FacilitateError) -> None:
        """Tell what was refused in the place of a refusal before, which would seem to be of the next ballot."""
        self.settle()
        super().refuse(error)

    def on_text_area_changed(self) -> None:
        """Ask no more what was asked about other words."""
        if self._paper.look(self.query_one(Field).value):
            self._draw_entry()

    def action_back(self) -> None:
        """Leave what was asked, else the page."""
        if self._paper.dismiss():
            self._draw_entry()
        else:
            super().action_back()

    def action_second(self) -> None:
        """Type a second entry of the ballots on paper, or go back to the first."""
        if self._is_open():
            self._paper.switch()

    def _is_open(self) -> bool:
        """Tell whether ballots are taken, and say so where they are not."""
        found = bool(self.vote and self.vote.is_open)
        if not found:
            self.say(N_("No vote is open."))
        return found

    def action_given(self) -> None:
        """Ask how many slips were given out."""
        _ = self.language

        def keep(typed: str) -> Progress:
            number = whole_number(typed.strip())
            if number is None:
                raise Refused(N_("Type a number, such as 57."))
            return self.workshop.votes.give(number)

        self.app.push_screen(AskText(_(N_("How many slips were given out?")), keep, _), lambda _done: self.redraw())

    def action_note(self) -> None:
        """Note why the sums do not add up."""
        _, vote = self.language, self.vote
        if vote is None or vote.is_open:
            return
        question = _(N_("What is to be said of the count? The report prints it."))
        self.app.push_screen(AskText(question, self.workshop.votes.note, _, vote.note), lambda _done: self.redraw())

    def action_reopen(self) -> None:
        """Ask for the reason, and take ballots again."""
        _, vote = self.language, self.vote
        if vote is None or vote.is_open:
            return
        question = _(N_("Take ballots again: why? Those counted so far stay in, and slips need new codes."))
        question = " ".join((question, *(untold_words(vote.count.hidden_worlds, _) if vote.count else ())))
        self.app.push_screen(AskText(question, self.workshop.votes.reopen, _), lambda _done: self.redraw())

    def action_take_back(self) -> None:
        """Take back a ballot like the one in the field; into an empty one comes the ballot that was typed last."""
        if self._is_open():
            self._paper.take_back()

    def action_spoilt(self) -> None:
        """Count a spoilt ballot."""
        if self._is_open():
            self._paper.spoil()

    def action_world(self) -> None:
        """Take the next world for the ballots that follow."""
        self._paper.next_world()

    def action_begin(self) -> None:
        """Prepare a vote on a page of its own, which shows everything before it is opened."""
        if self.vote and self.vote.is_open:
            self.say(N_("A vote is open already: close it first (F9)."))
        else:
            self.facilitate.open_screen("vote_draft", self.workshop)

    def action_end(self) -> None:
        """Ask once above the field, then close and count; no other key says yes, for eyes may be on paper."""
        self._look()  # phones voted since the last look
        take_back(self.app, self._message)  # it would cover what is asked
        if self._is_open() and self._paper.ends():
            self.attempt(lambda: self.workshop.votes.close(second=self._paper.takes_second(self._progress)))
            self.redraw()

    def action_keep(self) -> None:
        """Ask by which reading and how many; where some are equal at the cut, which come first and why."""
        vote = self.vote
        if vote is None:
            self.say(N_("No vote was opened yet: F7 prepares one."))
        else:
            self.attempt(KeepQuestions(self, vote, self.redraw).ask)

    def action_project(self) -> None:
        """Show it to the room."""
        if self.attempt(lambda: self.workshop.wall.show(WallContent.VOTE)):
            self.say(N_("Projected: the vote"))
