"""Ballots on paper as they are typed into the field of the vote: their world, what is taken back, the close.

Eyes are on paper here. Nothing is asked in a dialog, whose Enter would take the next ballot for a yes: what is asked
stands above the field, its own key pressed again says yes, and whatever is typed instead is a ballot.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from textual.content import Content

from facilitate.domain.errors import N_, Refused
from facilitate.domain.numbers import whole_number
from facilitate.domain.values.votes import Vote, VoteRule
from facilitate.tui.plain import pieces
from facilitate.tui.typed_ballots import TypedBallots
from facilitate.tui.widgets.field import Field
from facilitate.workshop.cases.vote_rooms import worlds_asked
from facilitate.workshop.report.open_vote_words import ballots_in_words, entries_words, worldless_words
from facilitate.workshop.votes.marks import EMPTY, read_marks, split_code

if TYPE_CHECKING:
    from facilitate.tui.page import SessionPage
    from facilitate.workshop.votes.contents import Progress

# What is asked above the field.
_WORLD, _BACK, _FORCED, _SPOILT, _CLOSE = "world", "back", "forced", "spoilt", "close"
_IN_FIELD = N_("A ballot is still in the field: Enter counts it, Ctrl+U empties the field.")


class PaperEntry:
    """What is typed into the open vote, and what is asked about it, for as long as its page stands."""

    def __init__(self, page: SessionPage) -> None:
        self._page = page
        self._vote: Vote | None = None
        self.again = False
        self._forget()

    def _forget(self) -> None:
        self.again = False
        self._world: str | None = None  # the world of the ballots that follow; None until somebody chose
        self._typed = TypedBallots()
        self._last: tuple[str, str] | None = None  # the ballot that was typed last and its world
        self._counted = ""  # what that ballot was read as, for as long as it is the last thing done
        self._spoilt = False  # the last one was spoilt
        self._brought = False  # F8 brought the ballot into the field, nobody typed it there
        self._question_open: tuple[str, str] | None = None  # what is asked, and about which words in the field

    def begin(self, vote: Vote | None) -> None:
        """Take ballots of this vote from here on; another one begins anew."""
        if vote and (self._vote is None or self._vote.id != vote.id):
            self._forget()
            self._typed = self._page.facilitate.typed_ballots.setdefault(vote.id, self._typed)
        self._vote = vote

    @property
    def _field(self) -> Field:
        return self._page.query_one(Field)

    def _worlds(self) -> tuple[str, ...]:
        return worlds_asked(self._page.workshop.session, self._vote)

    # What stands above the field

    def line(self, found: Progress | None) -> Content:
        """Return what stands above the field: what is asked, else what may be typed."""
        _ = self._page.language
        if self._question_open:
            return pieces((self._question(self._question_open[0], found), "$warning bold"))
        number = self._typed.number
        typed = _.plural("{n} typed here.", "{n} typed here.", number) if number else ""
        typed = f"{_(N_('Counted: {letters}'), letters=self._counted)} · {typed}" if self._counted else typed
        without = sum(number for (_marks, world, _again), number in self._typed.without_code.items() if not world)
        if without and self._worlds():
            typed += " " + _.plural("{n} of them without a world.", "{n} of them without a world.", without)
        typed += _(N_(" F8: mistyped.")) if number else ""
        return pieces((" ".join(filter(None, (typed, self._hint(), self._compared(found)))), "$text-muted"))

    def _hint(self) -> str:
        _ = self._page.language
        head = (
            N_("Second entry of the ballots on paper (Ctrl+T: first entry).") if self.again else N_("Ballots on paper.")
        )
        if self._worlds():
            head = (
                N_("Second entry of the ballots on paper (F3: {world}, Ctrl+T: first entry).") if self.again else head
            )
            head = head if self.again else N_("Ballots on paper (F3: {world}).")
        is_five = self._vote is not None and self._vote.rule is VoteRule.FIVE
        how = N_("[code] fingers, 0 to 5, then Enter") if is_five else N_("[code] letters, then Enter; blank: -")
        return f"{_(head, world=self._called(self._world))} {_(how)}"

    def _called(self, world: str | None) -> str:
        _ = self._page.language
        return _(N_("choose the world")) if world is None else world or _(N_("no world told"))

    def _compared(self, found: Progress | None) -> str:
        """How far a second entry is, and whether the two agree once both are as long."""
        _ = self._page.language
        if found is None or not found.second:
            return ""
        return " ".join(entries_words(found, _))

    def _question(self, asked: str, found: Progress | None) -> str:
        _ = self._page.language
        if asked == _CLOSE:
            ballots = ballots_in_words(found.ballots, found.unsure, _) if found else ""
            if found and self.takes_second(found):
                differ = _(N_("The two entries differ: the second one will count."))
                ballots = f"{ballots_in_words(found.ballots - found.first + found.second, 0, _)} {differ}"
            question = _(N_("Close the vote? {ballots} F9 again: close and count · Esc: go on."), ballots=ballots)
            lacking = found.worldless if found and self._worlds() else 0
            return f"{question}\n{worldless_words(lacking, _)}" if lacking else question
        texts = {
            _WORLD: N_("Of which world is this ballot? F3 chooses ({worlds}), then Enter counts it."),
            _BACK: N_("F8 again: take back one ballot {ballot} · Esc: leave it."),
            _FORCED: N_(
                "No ballot {ballot} was typed here since “run” was started. F8 again: take one back all the same; if "
                "none is in the box, nothing changes at the count · Esc: leave it."
            ),
            _SPOILT: N_("F8 again takes one spoilt ballot back · Esc: leave it."),
        }
        ballot, other = self._about_to_go() if asked in (_BACK, _FORCED) else ("", "")
        return "\n".join(filter(None, (_(texts[asked], ballot=ballot, worlds=" · ".join(self._worlds())), other)))

    def _about_to_go(self) -> tuple[str, str]:
        """Return the ballot in the field as it is named, and how the last one is taken back where it is another."""
        this = self._named(self._field.value, self._world)
        last = self._named(*self._last) if self._last else this
        text = N_("The last one was {ballot}: to take that one back, Ctrl+U, then F8.")
        return this, "" if last == this else self._page.language(text, ballot=last)

    def _named(self, typed: str, world: str | None) -> str:
        """Return a ballot as it is told apart: what it says, and its world where worlds are used."""
        read = self._read_as(read_marks(typed, self._page.workshop.votes.last))
        return f"{read} ({self._called(world)})" if self._worlds() else read

    # What is asked

    def _ask(self, asked: str) -> None:
        """Ask something; what is typed next stands in the place of the words it is about."""
        self._question_open, self._brought = (asked, self._field.value), False
        if asked in (_BACK, _FORCED):
            self._field.select_all()
        self._page.redraw()

    def _is_asked(self, asked: str) -> bool:
        return self._question_open == (asked, self._field.value)

    def look(self, typed: str) -> bool:
        """Leave what was asked about other words than these; tells whether something was."""
        return self._question_open is not None and self._question_open[1] != typed and self.leave()

    def leave(self) -> bool:
        """Leave what was asked; tells whether something was."""
        found, self._question_open = self._question_open is not None, None
        return found

    def dismiss(self) -> bool:
        """Leave what was asked, by its key; the last ballot, which F8 brought back, would be counted once more."""
        if self._brought and self._is_asked(_BACK):
            self._field.value = ""
        return self.leave()

    def takes_second(self, found: Progress | None) -> bool:
        """Tell whether a close takes the second entry, which is that on the screen and not the same as the first."""
        return bool(self.again and found and found.second and not found.agree)

    def ends(self) -> bool:
        """Tell whether the vote is to be closed, once that was asked; words in the field come first."""
        if self._field.value.strip():
            self._page.say(_IN_FIELD)
            return False
        if self._is_asked(_CLOSE):
            self.leave()
            return True
        self._ask(_CLOSE)
        return False

    # Acts

    def take(self, typed: str) -> None:
        """Count a ballot on paper, or totals counted by hand; what does not read stays in the field."""
        page, is_asked = self._page, self.leave()
        if not typed.strip():
            if not is_asked:
                page.say(EMPTY)
            page.redraw()
        elif self._vote and "=" not in typed and (coded := split_code(typed, self._vote))[0]:
            self._take_coded(*coded)
        elif self._world is None and self._worlds():
            if "=" in typed or page.attempt(lambda: bool(self._key(typed))):  # one that does not read is told so first
                self._ask(_WORLD)
        elif "=" in typed:
            self._take_totals(typed)
        elif page.attempt(
            lambda: page.workshop.votes.ballot(typed, self._world or "", paper=not self.again, again=self.again)
        ):
            self._typed.number += 1
            self._last, self._spoilt = (typed, self._world or ""), False
            key = self._key(typed)
            self._typed.without_code[key] += 1
            self._clear(self._read_as(key[0]))

    def _read_as(self, marks: str) -> str:
        """Return what a ballot says as it was read: `A, C, F`, `A:2, B`, fingers, or that it is blank."""
        is_five = self._vote is not None and self._vote.rule is VoteRule.FIVE
        if is_five:
            return marks.partition(":")[2] or "1"
        return ", ".join(marks.split()) or self._page.language(N_("a blank ballot"))

    def _key(self, typed: str) -> tuple[str, str, bool]:
        return read_marks(typed, self._page.workshop.votes.last), self._world or "", self.again

    def _clear(self, counted: str = "") -> None:
        """Make room for the next ballot: this one is `counted`, and a refusal was about one before."""
        self._counted = counted
        self._page.settle()
        self._field.value = ""
        self._page.redraw()

    def _take_coded(self, code: str, letters: str | None) -> None:
        """Count the ballot of a slip with its code in the place of the one it had, on a phone too."""
        page = self._page
        if not (letters or "").strip():
            page.say(N_("Type the letters after the code, or a hyphen for a blank ballot: -"))
            return
        votes, text = page.workshop.votes, letters or ""
        printed = page.attempt(lambda: votes.world_printed(code))
        if printed is None:
            return
        world = None if printed or not self._worlds() else self._world
        if not printed and self._worlds() and world is None:
            if page.attempt(lambda: bool(self._key(text))):  # one that does not read is told so first
                self._ask(_WORLD)
            return
        had = page.attempt(lambda: votes.coded_ballot(code, text, world, typed=True))
        if had is not None:
            self._typed.number += not had
            self._last, self._spoilt = None, False
            self._clear()
            self._say_counted(had=had, world=(printed or world or "") if self._worlds() else None)

    def _say_counted(self, *, had: bool, world: str | None) -> None:
        """Say of a slip whether its ballot stands in the place of another, and of which world it counts."""
        _ = self._page.language
        replaced = N_("This code already had a ballot: this one counts in its place.")
        counted = _(replaced if had else N_("The ballot of this slip is counted, once for its code."))
        if world is None:
            self._page.say("{counted}", counted=counted)
        elif not world:
            self._page.say(N_("{counted} No world."), counted=counted)
        else:
            self._page.say(N_("{counted} World: {world}."), counted=counted, world=self._called(world))

    def _take_totals(self, typed: str) -> None:
        """Take `15 A=12 C=7`, or `T3 15 A=12 C=7` with the table; `!` at the end keeps them instead of the first."""
        words, replaces = typed.rstrip(" !").split(), typed.rstrip().endswith("!")
        table = words.pop(0)[1:] if words[0][:1].upper() == "T" and words[0][1:].isdecimal() else ""
        number = whole_number(words[0]) or 0
        same = self._page.attempt(lambda: self._totals(words[1:], number, table, replace=replaces))
        if same is not None:
            self._clear()
            text = N_("The same totals were typed before: the two entries agree.") if same else N_("Totals counted.")
            self._page.say(text)

    def _totals(self, counted: list[str], ballots: int, table: str, *, replace: bool) -> bool:
        if not ballots:
            raise Refused(
                N_("Totals begin with the number of ballots, as in 15 A=12 C=7, or with the table: T3 15 A=12.")
            )
        return self._page.workshop.votes.totals(counted, ballots, self._world or "", table, replace=replace)

    def switch(self) -> None:
        """Type into the second entry of the ballots on paper, or into the first again."""
        self.leave()
        self.again, self._last, self._spoilt, self._counted = not self.again, None, False, ""
        self._page.redraw()

    def take_back(self) -> None:
        """Take back a ballot like the one in the field, named and asked first; into an empty one comes the last one.

        Whether one is in the box is told at the close alone: an answer now would tell what is in it.
        """
        page, typed = self._page, self._field.value
        if not typed.strip():
            self._take_last_back()
        elif self._is_asked(_BACK) or self._is_asked(_FORCED):
            self._take_back(typed)
        elif self._vote and split_code(typed, self._vote)[0]:
            page.say(
                N_("A ballot with its code is not taken back: type the code again with the right letters, then Enter.")
            )
        elif self._world is None and self._worlds():
            self._ask(_WORLD)
        elif (key := page.attempt(lambda: self._key(typed))) is not None:  # it may be the half of one to be counted
            self._ask(_BACK if self._typed.without_code[key] > 0 else _FORCED)

    def _take_last_back(self) -> None:
        page = self._page
        if self._is_asked(_SPOILT):
            if page.attempt(lambda: page.workshop.votes.take_back("", spoilt=True, again=self.again)):
                self._spoilt = False
                self.leave()
                page.redraw()
                page.say(N_("One spoilt ballot is taken back."))
        elif self._spoilt:
            self._ask(_SPOILT)
        elif self._last is None:
            page.say(N_("Type the mistyped ballot as it was typed, then F8."))
        else:
            self._field.value, self._world = self._last
            self._ask(_BACK)
            self._brought = True

    def _take_back(self, typed: str) -> None:
        page, key, named = self._page, self._key(typed), self._named(typed, self._world)
        own = self._typed.without_code
        sure = own[key] > 0
        if page.attempt(lambda: page.workshop.votes.take_back(typed, self._world or "", again=self.again, sure=sure)):
            own[key] -= sure
            self._last = None
            self._typed.number -= sure
            self.leave()
            self._clear()
            page.say(N_("One ballot {ballot} is taken back at the count; typed again, it counts."), ballot=named)

    def spoil(self) -> None:
        """Count a spoilt ballot."""
        page = self._page
        if self._field.value.strip():
            page.say(N_("A ballot is still in the field: empty it first (Ctrl+U), then F4 counts a spoilt one."))
        elif page.attempt(lambda: page.workshop.votes.ballot("", spoilt=True, again=self.again)):
            self.leave()
            self._spoilt = True
            self._clear()
            page.say(N_("One spoilt ballot counted. F8: take it back."))

    def next_world(self) -> None:
        """Take the next world for the ballots that follow."""
        worlds = self._worlds()
        if not worlds:
            self._page.say(N_("This event names no worlds."))
            return
        self.leave()
        order = (*worlds, "")
        self._world = order[(order.index(self._world) + 1) % len(order)] if self._world in order else order[0]
        self._page.redraw()
