"""Voting: a vote is opened, takes ballots, is closed, and a handful is kept.

A ballot is no act: it goes into the box, which is sealed, and comes out when the vote is closed. The vote is held on
one computer, that of the facilitator, where phones bring theirs.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TypeVar

from facilitate.domain.acts.votes import (
    ShortlistKept,
    TieDecided,
    TieFound,
    VoteNoted,
    VoteOpened,
    VoteReopened,
)
from facilitate.domain.errors import N_, Refused
from facilitate.domain.event import Act
from facilitate.domain.text import clean, required
from facilitate.domain.values.votes import (
    BallotForm,
    OpenTie,
    TieBreak,
    Vote,
    VoteCount,
    VoteReading,
    VoteRule,
)
from facilitate.workshop.cases.vote_boxes import (
    NOT_OPEN,
    begin,
    cast_all,
    check_counted,
    check_here,
    is_closed,
    is_counted,
    last_vote,
    left_out,
    make_ready,
)
from facilitate.workshop.cases.vote_candidates import candidates
from facilitate.workshop.cases.vote_rooms import (
    present_now,
    world_named,
    world_names,
    world_of_slip,
    worlds_asked,
)
from facilitate.workshop.recorder.recorder import Recorder, in_turn
from facilitate.workshop.votes import contents as box
from facilitate.workshop.votes.checks import NOBODY_VOTED, check_entries, check_equal, check_served, tie_refusal
from facilitate.workshop.votes.contents import ELSEWHERE, CodedBallot, Contents, Progress, SlipsPrinted
from facilitate.workshop.votes.marks import check_marks, read_letters, read_marks, read_totals
from facilitate.workshop.votes.tally import Handful, handful, now_of

_T = TypeVar("_T")
MOST_SLIPS = 2000
ONE_SENTENCE = N_("Zero to five fingers are about one sentence: name one proposal, as in --from T1-01.")
NO_VOTE = N_("No vote was opened yet: “facilitate vote open” opens one.")
NOT_CLOSED = N_("This vote is still open: close it first (“facilitate vote close”).")
_NO_FINGERS = N_("Totals cannot serve a vote from zero to five fingers: type each ballot.")


class Votes:
    """Use cases about votes. What is done is done to the last vote that was opened."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    @property
    def current(self) -> Vote | None:
        """The vote that is open, else the one that was opened last; None where none was.

        Of several that are open, as two laptops open them that know nothing of each other, the one whose ballots are
        here.
        """
        opened = [vote for vote in self._recorder.session.votes.values() if vote.is_open]
        contents = self._recorder.log.ballots.look() if len(opened) > 1 else None
        here = contents["vote"] if contents else ""
        last = opened[-1] if opened else last_vote(self._recorder.session)
        return next((vote for vote in opened if vote.id == here), last)

    @property
    def last(self) -> Vote:
        """The current vote; raises `Refused` where there is none."""
        vote = self.current
        if vote is None:
            raise Refused(NO_VOTE)
        return vote

    @property
    def needs_new_slips(self) -> bool:
        """Whether slips were used in an earlier vote, which open nothing any more, and none were printed since."""
        counts = [vote.count for vote in self._recorder.session.votes.values() if vote.count]
        if not any(count.slips for count in counts):
            return False
        contents = self._recorder.log.ballots.look()
        return not (contents and contents["slips"])

    @property
    def printed(self) -> SlipsPrinted:
        """What slips there are on this computer for the open vote, or else for the next one."""
        contents = self._recorder.log.ballots.look()
        if contents is None or is_counted(self._recorder.session, contents):
            return SlipsPrinted()
        return box.printed(contents)

    @in_turn
    def open(self, rule: VoteRule, most: int, cap: int = 0, source: str = "") -> Vote:
        """Open a vote on favourites, on what is filed, or on proposals that are named; raises `Refused`.

        `most` are the ticks or dots of a ballot, `cap` the dots that one proposal may get (half of them, if 0). Without
        a source it is what tables named as favourites, else what is filed, else everything.
        """
        session = self._recorder.session
        if any(vote.is_open for vote in session.votes.values()):
            raise Refused(N_("A vote is open already: close it first (“facilitate vote close”)."))
        keys = tuple(proposal.id for proposal in candidates(self._recorder, source))
        if rule is VoteRule.FIVE and len(keys) != 1:
            raise Refused(ONE_SENTENCE)
        form = BallotForm.of(rule, most, cap)
        worlds = world_names(session)

        def prepare(contents: Contents) -> None:
            make_ready(session, contents)
            for slip in contents["slips"].values():
                slip[0] = world_of_slip(session, slip[0])

        self._recorder.log.ballots.change(prepare, make=True)
        (opened,) = self._recorder.record(VoteOpened(rule.value, most, form.cap, keys, worlds))
        return self._recorder.session.votes[opened.id]

    def ballot(
        self, letters: str, world: str = "", *, paper: bool = False, spoilt: bool = False, again: bool = False
    ) -> Progress:
        """Take one ballot without a code, as it is typed; raises `Refused` where it does not read, and counts nothing.

        One on `paper` is taken even where the sums do not add up; `again` enters it into the second entry of these.
        A `spoilt` one is counted as such, whatever it says.
        """
        vote = self._open()
        marks = "" if spoilt else read_marks(letters, vote)
        named = world_named(self._recorder.session, vote, world)
        present = present_now(self._recorder.session)

        def put(contents: Contents) -> Progress:
            if not (paper or again or spoilt):
                box.check_room(contents, present)
            if spoilt:
                box.spoil(contents, again=again)
            else:
                box.cast(contents, named, marks, paper=paper, again=again)
            return box.progress(contents, present)

        return self._in_box(vote, put)

    def take_back(
        self, letters: str, world: str = "", *, spoilt: bool = False, again: bool = False, sure: bool = False
    ) -> Progress:
        """Take back one mistyped paper ballot by what it says, or a spoilt one; of that it is counted that it was.

        Whether there is such a ballot is told at the close alone; `sure` is who typed it just before. Raises
        `Refused` where it does not read, and where there is none on paper.
        """
        vote = self._open()
        marks = "" if spoilt else read_marks(letters, vote)
        named = world_named(self._recorder.session, vote, world)

        def take(contents: Contents) -> Progress:
            if spoilt:
                box.take_back_spoilt(contents, again=again)
            else:
                box.take_back(contents, named, marks, again=again, sure=sure)
            return box.progress(contents, present_now(self._recorder.session))

        return self._in_box(vote, take)

    def coded_ballot(self, code: str, marks: str, world: str | None = None, *, typed: bool = False) -> bool:
        """Take the ballot of a slip's code in the place of the one it had; tells whether it had one.

        `marks` are letters as they are `typed`, or as devices send them; the `world` counts where the slip names none.
        Raises `Refused`.
        """
        vote = self._open()
        read = read_marks(marks, vote) if typed else check_marks(marks, vote)
        named = None if world is None else world_named(self._recorder.session, vote, world)
        return self._in_box(vote, lambda contents: box.cast_with_code(contents, CodedBallot(code, read, named)))

    def world_printed(self, code: str) -> str:
        """Return the world on the slip of a code, nothing for none; raises `Refused` for a code of no slip."""
        return self._in_box(self._open(), lambda contents: box.world_printed(contents, code))

    def coded_ballots(self) -> Callable[[Sequence[CodedBallot]], list[bool | Refused]]:
        """Return what takes ballots with codes into the open vote together, in a thread while the session goes on.

        Their marks and worlds were checked; each is answered by whether the slip had a ballot, or by why it is not
        counted: `WorldNotSaid`, where its slip names none of the event's. All are on the disk then. Raises `Refused`
        for all where the vote has been closed meanwhile.
        """
        vote = self._open()
        ask = bool(worlds_asked(self._recorder.session, vote))
        session, ballots = self._recorder.session, self._recorder.log.ballots
        check_here(session, ballots.look(), vote.id)  # the first ballot writes whose it is, in the thread
        first = True

        def take(waiting: Sequence[CodedBallot]) -> list[bool | Refused]:
            def put(contents: Contents) -> list[bool | Refused]:
                if first:
                    begin(session, contents, vote.id)
                return cast_all(contents, vote.id, waiting, ask=ask)

            nonlocal first
            answers = ballots.change(put)
            first = False
            return answers

        return take

    def totals(
        self, typed: Sequence[str], ballots: int, world: str = "", table: str = "", *, replace: bool = False
    ) -> bool:
        """Take what was counted by hand of a table and a world; tells whether the same was typed before."""
        vote = self._open()
        if vote.rule is VoteRule.FIVE:
            raise Refused(_NO_FINGERS)
        marks = read_totals(typed, ballots, vote)
        entry = (table.strip(), world_named(self._recorder.session, vote, world), ballots, marks)
        return self._in_box(vote, lambda contents: box.keep_totals(contents, entry, replace=replace))

    def slips(
        self,
        count: int,
        worlds: Sequence[str],
        print_them: Callable[[list[tuple[str, str]]], _T],
        form: BallotForm | None = None,
    ) -> _T:
        """Draw codes for so many slips, or so many for each of these worlds, and have them printed with their worlds.

        They are for the vote that is open, or for the next one, and say what its ballots ask for: that `form`. Nobody
        can ask for them again, so none is good that was not printed.
        """
        session = self._recorder.session
        named = [world_named(session, self.current, world) for world in worlds] or [""]
        wanted = [world for world in named for _each in range(count)]

        def draw(contents: Contents) -> _T:
            begin(self._recorder.session, contents)
            if len(contents["slips"]) + len(wanted) > MOST_SLIPS:
                raise Refused(N_("A vote has {most} slips at most."), most=MOST_SLIPS)
            if form is not None:
                box.add_sheet(contents, form)
            return print_them(box.draw_slips(contents, wanted))

        return self._recorder.log.ballots.change(draw, make=True)

    def give(self, count: int) -> Progress:
        """Say how many slips were given out, where it is not all that were printed."""

        def change(contents: Contents) -> Progress:
            begin(self._recorder.session, contents)
            contents["given"] = count
            return box.progress(contents, present_now(self._recorder.session))

        return self._recorder.log.ballots.change(change, make=True)

    def progress(self) -> Progress | None:
        """Return how far the open vote is; None where its ballots are on another computer.

        Whoever asks removes a box that a program left that was killed while it closed the vote.
        """
        self._recorder.refresh()
        contents, vote = self._recorder.log.ballots.look(), self.current
        if contents is not None and is_counted(self._recorder.session, contents):
            self._clear()
        if contents is None or vote is None or not vote.is_open:
            return None
        present = present_now(self._recorder.session)
        return box.progress(contents, present) if contents["vote"] in ("", vote.id) else Progress(0, 0, 0)

    def uncounted(self) -> Progress | None:
        """Return what is in the box here of a vote that another computer closed without it; None where nothing is."""
        contents = self._recorder.log.ballots.look()
        if contents is None or left_out(self._recorder.session, contents) is None:
            return None
        return box.progress(contents, 0)

    @in_turn
    def close(self, present: int = 0, *, second: bool = False) -> Vote:
        """Count what is in the box, and remove the box with every code; raises `Refused` where two entries differ."""
        vote = self._open()
        session = self._recorder.session

        def count(contents: Contents) -> None:
            here = present or present_now(session)
            check_entries(box.progress(contents, here), second=second)
            found = box.count_of(contents, vote.worlds, here, second=second)
            self._recorder.record(box.closing(vote, found))  # nobody puts anything into the box meanwhile
            if found.ballots or found.spoilt:
                contents["closed"] = True
            else:  # the slips are good for the next vote
                contents["vote"] = ""

        self._in_box(vote, count)
        return session.votes[vote.id]

    @in_turn
    def give_up(self) -> Vote:
        """Close a vote whose ballots are on a computer that is not coming back: none is counted, another can be opened.

        Raises `Refused` where they are here.
        """
        vote = self._open()
        contents = self._recorder.log.ballots.look()
        if contents is not None and contents["vote"] == vote.id and box.progress(contents, 0).ballots:
            raise Refused(N_("The ballots of this vote are on this computer: close it without the option."))
        self._recorder.record(box.closing(vote, VoteCount((), (), (), (), 0, 0, 0, 0, 0)))
        return self._recorder.session.votes[vote.id]

    @in_turn
    def reopen(self, reason: str = "") -> Vote:
        """Take ballots for the last vote again; those that were counted stay in, and need new slips to be changed.

        Where ballots are here that another computer closed a vote without, it is that vote, with these and their slips.
        """
        here = self._recorder.log.ballots.look()
        vote = (left_out(self._recorder.session, here) if here else None) or self.last
        if vote.count is None:
            raise Refused(N_("This vote is open."))
        known = vote.count

        def take_back(contents: Contents) -> None:
            if left_out(self._recorder.session, contents) is None:
                names = () if contents["vote"] else {"salt", "slips", "printed"} & contents.keys()
                drawn = {name: contents[name] for name in names}
                contents.clear()
                contents.update(box.empty(), vote=vote.id)
                box.put_back(contents, known)
                contents.update(drawn)  # slips that were drawn meanwhile, which nobody can print again

        self._recorder.log.ballots.change(take_back, make=True)
        self._recorder.record(VoteReopened(vote.id, clean(reason)))
        return self._recorder.session.votes[vote.id]

    @in_turn
    def note(self, text: str) -> Vote:
        """Say what is to be said beside the sums; an empty text takes it away."""
        vote = self.last
        if clean(text) != vote.note:
            self._recorder.record(VoteNoted(vote.id, clean(text)))
        return self._recorder.session.votes[vote.id]

    @in_turn
    def keep(self, wanted: int, reading: VoteReading, tie: str = "", reason: str = "") -> Vote:
        """Keep the first proposals by a reading, and follow them; a tie at the cut needs a decision with a reason."""
        vote, session = self.last, self._recorder.session
        if vote.is_open:
            raise Refused(NOT_CLOSED)
        check_served(session, vote, reading)
        if wanted < 1:
            raise Refused(N_("Keep one proposal or more."))
        acts: list[Act] = []
        if tie:
            because = required(reason, empty=N_("How was the tie decided? Add --because with the reason."))
            chosen = self.check_tie(wanted, reading, tie)
            acts.append(TieDecided(vote.id, reading.value, chosen, because))
            vote = _decided(vote, reading, chosen, because)
        found = self._handful(vote, reading, wanted)
        if found.tied:
            raise tie_refusal(found, wanted)
        kept = tuple(each.proposal for each in found.kept)
        if not kept:
            raise Refused(NOBODY_VOTED)
        self._recorder.record(*acts, ShortlistKept(vote.id, reading.value, wanted, kept))
        return session.votes[vote.id]

    @in_turn
    def find_tie(self, wanted: int, reading: VoteReading, tie: str = "") -> bool:
        """Tell whether some are equal at the cut, also once those of these letters come first; the room sees it then.

        The last vote is closed, and `wanted` is 1 or more; raises `Refused` where it does not serve the reading.
        """
        vote = self.last
        check_served(self._recorder.session, vote, reading)
        if tie:
            vote = _decided(vote, reading, self._of_letters(vote, tie))
        return bool(self._handful(vote, reading, wanted).tied)

    def check_tie(self, wanted: int, reading: VoteReading, tie: str) -> tuple[str, ...]:
        """Return the proposals of letters that come first where some are equal; raises `Refused` where they are not."""
        vote = self.last
        chosen = self._of_letters(vote, tie)
        check_equal(self._recorder.session, vote, reading, wanted, chosen)
        return chosen

    def _handful(self, vote: Vote, reading: VoteReading, wanted: int) -> Handful:
        """Return what would be kept, and record what is equal at the cut, which is shown to the room."""
        found = handful(self._recorder.session, vote, reading, wanted)
        tied = tuple(each.proposal for each in found.tied)
        if tied and vote.open_tie != OpenTie(reading, wanted, found.left, tied):
            self._recorder.record(TieFound(vote.id, reading.value, wanted, found.left, tied))
        return found

    def _of_letters(self, vote: Vote, typed: str) -> tuple[str, ...]:
        keys = [vote.proposal(letter) for letter in read_letters(typed, vote)]
        return tuple(dict.fromkeys(now_of(self._recorder.session, key) for key in keys))

    def _open(self) -> Vote:
        self._recorder.refresh()
        vote = self.current
        if vote is None or not vote.is_open:
            check_counted(self._recorder.session, self._recorder.log.ballots.look())
            raise Refused(NOT_OPEN)
        return vote

    def _in_box(self, vote: Vote, change: Callable[[Contents], _T]) -> _T:
        def alone(contents: Contents) -> _T:
            begin(self._recorder.session, contents, vote.id)
            if contents["vote"] != vote.id:
                raise Refused(ELSEWHERE)
            return change(contents)

        try:
            return self._recorder.log.ballots.change(alone)
        except Refused:
            self._recorder.refresh()
            if is_closed(self._recorder.session, vote.id):  # while another program had the box
                raise Refused(NOT_OPEN) from None
            raise

    @in_turn
    def _clear(self) -> None:
        """Remove the box of a vote that is closed, which a program that was killed left."""

        def change(contents: Contents) -> None:
            contents["closed"] = is_counted(self._recorder.session, contents)

        self._recorder.log.ballots.change(change)


def _decided(vote: Vote, reading: VoteReading, chosen: tuple[str, ...], reason: str = "") -> Vote:
    """Return a vote as it is once the room has decided that these come first by a reading."""
    others = tuple(each for each in vote.ties if each.reading is not reading)
    return replace(vote, ties=(*others, TieBreak(reading, chosen, reason)))
