"""A vote before it is opened: what is voted on with its letters, by which rule, and what should be looked at first.

Nothing of it is kept before it is opened: the rule and the candidates never change from then on.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import ClassVar

from textual import events
from textual.app import ComposeResult
from textual.content import Content
from textual.widgets import Static

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.text import one_line
from facilitate.domain.values.proposals import Proposal
from facilitate.domain.values.votes import USUAL_FORM, BallotForm, Vote, VoteRule, letter_of
from facilitate.tui.actions import DIGITS, PageAction
from facilitate.tui.dialogs.questions import AskText, Choose, Confirm
from facilitate.tui.look_alikes import LookAlikes
from facilitate.tui.page import SessionPage
from facilitate.tui.plain import pieces, plain
from facilitate.tui.vote_refusals import in_screen_words
from facilitate.tui.widgets.key_bar import KeyBar
from facilitate.tui.widgets.rows.rows import ListRow, Rows
from facilitate.tui.widgets.update_static import tell
from facilitate.workshop.cases.vote_candidates import candidates, sources
from facilitate.workshop.cases.vote_rooms import present_now
from facilitate.workshop.report.open_vote_words import (
    alike_words,
    lacking_slips_words,
    many_words,
    new_slips_words,
    other_letters_words,
    other_slips_words,
    split_since_words,
)
from facilitate.workshop.report.vote_words import rule_words
from facilitate.workshop.sharing.printed_links import SLIPS

_RULES = {
    VoteRule.APPROVE: N_("Tick several proposals"),
    VoteRule.DOTS: N_("Give out dots, several to one proposal if need be"),
    VoteRule.FIVE: N_("Show zero to five fingers for one proposal"),
}
_PAIRS = 3  # that look alike and are named
_REFS = 14  # letters of references beside a proposal
_MOST_DOTS = 20
_NAMED = "?"  # of what is voted on: what somebody names


class VoteDraftPage(SessionPage):
    """The candidates with the letters they will have; nothing is fixed before F7 and Enter."""

    ACTIONS: ClassVar[tuple[PageAction, ...]] = (
        PageAction("begin", "f7", N_("Open"), N_("Open the vote as it stands here; it is fixed then.")),
        PageAction(
            "more(1)",
            "plus,equals_sign",
            N_("How many"),
            N_("Let a ballot have one tick or dot more (a digit: so many)."),
        ),
        PageAction("more(-1)", "minus", N_("Fewer"), N_("Let a ballot have one tick or dot fewer."), bar=False),
        PageAction("rule", "r", N_("Rule"), N_("Choose the rule: ticks, dots, or fingers for one proposal.")),
        PageAction(
            "source",
            "s",
            N_("Proposals"),
            N_("Choose what is voted on: what was kept, favourites, what is filed, a category."),
        ),
        PageAction(
            "leave_out", "space,x", N_("Leave out"), N_("Leave the selected proposal out, or take it in again.")
        ),
        PageAction("open('sort')", "t", N_("Synthesis"), N_("Merge proposals and file them in the typology.")),
    )
    AUTO_FOCUS = "Rows"
    DEFAULT_CSS = """
    VoteDraftPage {
        & #name { height: 3; padding: 0 2; border-bottom: solid $rule; }
        & #about { height: auto; max-height: 8; padding: 0 2; margin-top: 1; }
        & #about.hidden { display: none; }
        & Rows { padding: 0 1; margin-top: 1; height: 1fr; }
    }
    """

    def __init__(self, *arguments: object) -> None:
        super().__init__(*arguments)  # type: ignore[arg-type]
        self._printed = self.workshop.votes.printed.form  # slips that ask otherwise would be of no use
        form = self._printed or USUAL_FORM
        self._rule = form.rule
        self._wanted = form.most
        self._source = ""
        self._left_out: set[str] = set()
        self._candidates: list[Proposal] = []
        self._refused: Message | None = None
        self._alike = LookAlikes(self)
        self._misprinted: Sequence[str] = ()  # slips whose QR code leads nowhere

    def on_screen_resume(self) -> None:
        """Look where the slips lead; Textual calls the page's own handler too."""
        self.beside(self._look_at_slips(), "misprinted")

    async def _look_at_slips(self) -> None:
        from facilitate.tui.background import aside

        sharing = self.facilitate.services.sharing
        self._misprinted = await aside(lambda: sharing.misprinted(self.workshop, self.language, (SLIPS,)))
        if self._misprinted and self.stands:
            self._draw_head()

    def compose(self) -> ComposeResult:
        """What is about to be opened, what should be looked at first, and the candidates."""
        yield Static(plain(""), id="name")
        yield Static(plain(""), id="about")
        yield Rows(empty=self.language(N_("Nothing to vote on.")), lines=2)
        yield KeyBar(self.ACTIONS, self.always, self.language)

    def help_text(self) -> str:
        """What this page is for."""
        return self.language(
            N_(
                "Here you see what the room will vote on, before anybody can vote. Type a digit for how many proposals "
                "a ballot may choose. Merge what says the same in the synthesis first: a vote that is split between "
                "two wordings is lost for both. Once the vote is open, its rule and its proposals are fixed."
            )
        )

    # Drawing

    def redraw(self) -> None:
        """Draw what would be opened now."""
        self._gather()
        self._draw_draft()
        self.beside(self._look, "look-alikes")

    async def _look(self) -> None:
        if await self._alike.look():
            self._draw_draft()

    def _gather(self) -> None:
        """Find the candidates as they stand; for fingers everything, of which one is selected."""
        self._refused = None
        try:
            self._candidates = in_screen_words(lambda: candidates(self.workshop.recorder, self._source))
        except Refused as refusal:
            self._candidates, self._refused = [], refusal.message
        self._left_out &= {each.id for each in self._candidates}

    @property
    def _standing(self) -> list[Proposal]:
        """What would be voted on: all but what is left out; for fingers, what is selected alone."""
        if self._rule is VoteRule.FIVE:
            return [each for each in self._candidates if each.id == self.query_one(Rows).highlighted]
        return [each for each in self._candidates if each.id not in self._left_out]

    @property
    def _most(self) -> int:
        return max(1, min(self._wanted, len(self._standing))) if self._rule is VoteRule.APPROVE else self._wanted

    def _draw_draft(self) -> None:
        letters = {} if self._rule is VoteRule.FIVE else self._letters()
        rows = self.query_one(Rows)
        rows.rows = tuple(self._row(each, letters.get(each.id, "")) for each in self._candidates)
        self._draw_head()

    def _letters(self) -> dict[str, str]:
        return {each.id: letter_of(place) for place, each in enumerate(self._standing)}

    def _row(self, proposal: Proposal, letter: str) -> ListRow:
        session, is_out = self.workshop.session, proposal.id in self._left_out and self._rule is not VoteRule.FIVE
        wording = one_line(session.wording(proposal))
        refs = ", ".join(idea.ref for idea in session.ideas_of(proposal))
        text = pieces((wording, "strike $text-muted" if is_out else ""))
        lead = pieces(("–" if is_out else letter or "·", "$text-muted" if is_out else "$accent bold"))
        return ListRow(
            proposal.id, text, lead, pieces((refs if len(refs) <= _REFS else f"{refs[:_REFS]}…", "$text-muted"))
        )

    def _draw_head(self) -> None:
        _, session = self.language, self.workshop.session
        name = pieces((_(N_("Prepare the vote")), "bold"), " · ", plain(one_line(session.plan.title)))
        tell(self.query_one("#name", Static), plain("\n").join([name, self._state()]))
        lines = list(self._warnings())
        about = self.query_one("#about", Static)
        about.set_class(not lines, "hidden")
        tell(about, plain("\n").join(pieces((text, "$warning")) for text in lines))

    def _state(self) -> Content:
        """By which rule, and on how much of what."""
        _ = self.language
        if self._rule is VoteRule.FIVE:
            text = _(N_("Zero to five fingers for the selected proposal."))
            return pieces((text, "bold $accent"), f" {one_line(_.message(self._called))}")
        rule = rule_words(self._rule, self._most, self._cap, _)
        count = _.plural("{n} proposal", "{n} proposals", len(self._standing))
        return pieces((rule, "bold $accent"), f" {count} · {one_line(_.message(self._called))}")

    @property
    def _cap(self) -> int:
        is_printed = self._printed and (self._rule, self._most) == (self._printed.rule, self._printed.most)
        return self._printed.cap if self._printed and is_printed else (self._most + 1) // 2

    @property
    def _called(self) -> Message:
        """What the chosen source is called."""
        known = {source: called for source, called, _count in sources(self.workshop.session)}
        usual = next(iter(known.values()), Message(N_("All proposals")))
        return known.get(self._source, Message(N_("named"))) if self._source else usual

    def _warnings(self) -> Iterator[str]:
        """Yield what should be looked at before the vote is opened: why nothing can be, what is too long or alike."""
        _, session = self.language, self.workshop.session
        if self._refused:
            yield _.message(self._refused)
        if other := other_slips_words(self._printed, BallotForm(self._rule, self._most, self._cap), _):
            yield other
        yield from self._misprinted
        if lacking := self._lacking():
            yield lacking
        standing = [] if self._rule is VoteRule.FIVE else self._standing
        if many := many_words(len(standing), _):
            yield f"{many} {_(N_('s: another list · space: leave one out · t: merge'))}"
        letters = {each.id: letter_of(place) for place, each in enumerate(standing)}
        draft = Vote("", self.workshop.clock.now(), self._rule, self._most, self._cap, tuple(letters), ())
        if other_letters := other_letters_words(session, draft, _):
            yield other_letters
        yield from alike_words(session, draft, _)
        yield from split_since_words(session, draft.candidates, _)
        if pairs := [f"{letters[p.a]}–{letters[p.b]}" for p in self._alike.found if {p.a, p.b} <= set(letters)]:
            named = ", ".join(pairs[:_PAIRS]) + (", …" if len(pairs) > _PAIRS else "")
            yield _.plural(
                "{n} pair looks alike, and nobody compared it ({pairs}). t, then d: compare them before the vote.",
                "{n} pairs look alike, and nobody compared them ({pairs}). t, then d: compare them before the vote.",
                len(pairs), pairs=named,
            )  # fmt: skip
        if self.workshop.votes.needs_new_slips:
            yield new_slips_words(self.workshop.log.slug, _)

    def _lacking(self) -> str:
        """How many people who are present have no slip, where there are any."""
        slips, present = self.workshop.votes.printed.given, present_now(self.workshop.session)
        return lacking_slips_words(self.workshop.log.slug, slips, present, self.language)

    # Acts

    def on_rows_highlighted(self, event: Rows.Highlighted) -> None:
        """For fingers, the selected proposal is the one that is voted on."""
        event.stop()
        if self.drawn and self._rule is VoteRule.FIVE:
            self._draw_head()

    def on_key(self, event: events.Key) -> None:
        """Take a digit for how many; the row of a French keyboard needs no Shift, but its minus is a minus."""
        number = DIGITS.get(event.character or "")
        if number and event.character != "-":
            event.stop()
            self._set(number)

    def action_more(self, step: int) -> None:
        """Let a ballot have so many ticks or dots more."""
        self._set(self._most + step)

    def _set(self, number: int) -> None:
        if self._rule is VoteRule.FIVE:
            self.say(N_("Fingers are shown for one proposal: there is nothing to count out."))
            return
        most = len(self._standing) if self._rule is VoteRule.APPROVE else _MOST_DOTS
        self._wanted = max(1, min(number, most))
        self._draw_draft()

    def action_rule(self) -> None:
        """Ask by which rule the room votes."""
        _ = self.language
        rows = [ListRow(rule.value, plain(_(text))) for rule, text in _RULES.items()]

        def chosen(rule: str | None) -> None:
            if rule:
                self._rule = VoteRule(rule)
                self._draw_draft()

        asked = Choose(_(N_("How does the room vote?")), rows, _, lines=1, begin=self._rule.value)
        self.app.push_screen(asked, chosen)

    def action_source(self) -> None:
        """Ask what is voted on."""
        _ = self.language
        known = sources(self.workshop.session)
        rows = [
            ListRow(source, plain(one_line(_.message(called))), plain(""), plain(_.number(count)))
            for source, called, count in known
        ]
        rows.append(ListRow(_NAMED, plain(_(N_("Named: references or categories…")))))

        def chosen(source: str | None) -> None:
            if source == _NAMED:
                question = _(N_("What is voted on? References or categories, such as T1-01, T3-07."))
                self.app.push_screen(AskText(question, self._take_named, _), lambda _done: self.redraw())
            elif source:
                self._source = source
                self.redraw()

        begin = self._source if any(source == self._source for source, _called, _count in known) else None
        self.app.push_screen(Choose(_(N_("What is voted on?")), rows, _, begin=begin, lines=1), chosen)

    def _take_named(self, typed: str) -> None:
        in_screen_words(lambda: candidates(self.workshop.recorder, typed))
        self._source = typed

    def action_leave_out(self) -> None:
        """Leave the selected proposal out of the vote, or take it in again."""
        key = self.query_one(Rows).highlighted
        if key and self._rule is not VoteRule.FIVE:
            self._left_out ^= {key}
            self._draw_draft()

    def action_begin(self) -> None:
        """Ask once, then open the vote on what is shown."""
        _, standing = self.language, self._standing
        if not standing:
            self.say(N_("Nothing to vote on."))
            return
        rule = (
            _(N_("Zero to five fingers."))
            if self._rule is VoteRule.FIVE
            else rule_words(self._rule, self._most, self._cap, _)
        )
        first = one_line(self.workshop.session.wording(standing[0]))
        what = _.quoted(first) if len(standing) == 1 else _.plural("{n} proposal", "{n} proposals", len(standing))
        keys = tuple(each.id for each in standing)
        hint = _(N_("Enter: open the vote · Esc: not yet"))
        text = _(N_("{rule} {what}. Neither changes once the vote is open."), rule=rule, what=what)
        other = other_slips_words(self._printed, BallotForm(self._rule, self._most, self._cap), _)
        asked = Confirm(_(N_("Open the vote?")), " ".join(filter(None, (text, other, self._lacking()))), hint)
        self.app.push_screen(asked, lambda yes: self._open(keys) if yes else None)

    def _open(self, keys: tuple[str, ...]) -> None:
        def opened() -> Vote:
            return in_screen_words(lambda: self.workshop.votes.open(self._rule, self._most, self._cap, ",".join(keys)))

        if self.attempt(opened):
            self.facilitate.step_back()

    def action_back(self) -> None:
        """Go back; where no vote was held there is nothing to see on the page of the vote below."""
        below = self.app.screen_stack[-2:-1]
        self.facilitate.step_back()
        if not self.workshop.session.votes and len(self.app.screen_stack) > 1 and below == [self.app.screen]:
            self.facilitate.step_back()
