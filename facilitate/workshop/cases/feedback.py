"""The closing questions: asked once the work is done, answered in secret on phones and on paper, counted at the close.

An answer is no act: it goes into a box, which is sealed, as ballots do, and comes out as counts.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from functools import partial
from typing import TypeVar

from facilitate.domain.acts.feedback import FeedbackClosed, FeedbackNoted, FeedbackOpened, FeedbackReopened
from facilitate.domain.errors import N_, Refused
from facilitate.domain.event import Act
from facilitate.domain.session import Session
from facilitate.domain.text import clean
from facilitate.domain.values.feedback import FEW, MOST_QUESTIONS, Feedback, FeedbackCount
from facilitate.workshop.cases.vote_rooms import present_now
from facilitate.workshop.recorder.recorder import Recorder, in_turn
from facilitate.workshop.votes import contents as box
from facilitate.workshop.votes.answers import ANSWERS_ELSEWHERE, answers_in, count_of, read_answer, read_counts
from facilitate.workshop.votes.contents import Contents

_T = TypeVar("_T")
NO_QUESTIONS = N_("The closing questions were not opened yet: “facilitate feedback open” opens them.")
NOT_OPEN = N_("The closing questions are not open: “facilitate feedback open” opens them.")
_UNCOUNTED = N_(
    "On this computer are answers to closing questions that another one closed without them: {answers}. Open these "
    "questions again: the answers are taken up with them; then close them here."
)
FULL = N_("More answers came than there are people in any room: this one was not counted. Answer on paper.")
_NONE_TYPED = N_("No answer on paper was typed that could be taken back.")
_OTHER_TOTALS = N_(
    "These totals are not those that were typed first for this table. Count again; to keep the new ones, add --replace."
)
_LONGEST = 300
_MOST_PHONES = 2000  # answers: each makes the box larger
# What is asked where an event has no questions of its own, by its language.
USUAL: dict[str, tuple[str, ...]] = {
    "fr": (
        "Ai-je pu dire ce que je voulais dire\u202f?",
        "Ai-je rencontré quelqu’un avec qui je vais avancer\u202f?",
        "Est-ce que je repars avec quelque chose que je vais faire\u202f?",
    ),
    "en": (
        "Was I able to say what I wanted to say?",
        "Did I meet somebody with whom I will take something further?",
        "Do I leave with something that I will do?",
    ),
}


class Feedbacks:
    """Use cases about the closing questions of an event, which has them once."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    @property
    def last(self) -> Feedback:
        """The questions as they were opened; raises `Refused` where they were not."""
        self._recorder.refresh()
        known = self._recorder.session.feedback
        if known is None:
            raise Refused(NO_QUESTIONS)
        return known

    @in_turn
    def open(self, questions: Sequence[str] = (), *, anew: bool = False) -> Feedback:
        """Open the questions: these, else those of the programme, else the usual ones; raises `Refused`.

        Questions that were answered and closed are opened again, as they were, unless they are to be asked `anew`: then
        what was counted, as in a trial, is told no more.
        """
        session, emptied = self._recorder.session, box.empty()
        known, asked = session.feedback, _on_one_line(questions)
        if known and known.is_open:
            raise Refused(N_("The closing questions are open already."))
        if left := self._left_out(self._recorder.log.answers.look()):
            self._recorder.record(FeedbackReopened(left["vote"]))
            return self.last
        again = bool(known and known.answers and not anew)
        if known and again:
            if asked and asked != known.questions:
                raise Refused(
                    N_(
                        "These questions were answered, and stay as they are: open them again without --question, or "
                        "ask others with --anew (what was counted is then told no more)."
                    )
                )
            act: Act = FeedbackReopened(known.id)
        else:
            asked = asked or questions_of(session)
            _check(asked)
            act = FeedbackOpened(asked, anew)
        # Where a program was killed as it closed the questions, the box still holds what was counted.
        answers = self._recorder.log.answers
        answers.change(lambda contents: contents.update(emptied), make=True)
        (event,) = self._recorder.record(act)
        answers.change(lambda contents: contents.update(vote=known.id if known and again else event.id))
        return self.last

    def answer(self, typed: str, *, take_back: bool = False) -> int:
        """Take the answer on a sheet of paper as it is typed, or take back one that was mistyped like this.

        Returns how many answered; whether there was such a one to take back is looked at in the close alone. Raises
        `Refused`.
        """
        known = self._open()
        read = read_answer(typed, len(known.questions))

        def put(contents: Contents) -> int:
            if take_back:
                _in_own_words(lambda: box.take_back(contents, "", read), _NONE_TYPED)
            else:
                box.cast(contents, "", read, paper=True)
            return answers_in(contents)

        return self._in_box(put)

    def totals(self, typed: Sequence[str], answers: int, table: str = "", *, replace: bool = False) -> tuple[bool, int]:
        """Take sheets that were counted by hand; tells whether the same were typed before, and how many answered."""
        known = self._open()
        entry = (table.strip(), "", answers, read_counts(typed, answers, len(known.questions)))

        def put(contents: Contents) -> tuple[bool, int]:
            keep = partial(box.keep_totals, contents, entry, replace=replace)
            return _in_own_words(keep, _OTHER_TOTALS), answers_in(contents)

        return self._in_box(put)

    def taker(self) -> Callable[[Sequence[tuple[str, str]]], list[bool | Refused]]:
        """Return what takes the answers of phones together, in a thread while the session goes on.

        Each is the code that the phone drew and what it says, which was read; it is answered by whether the same code
        had answered. All are on the disk then. Raises `Refused` for all where the questions were closed meanwhile.
        """
        self._open()
        self._in_box(lambda _contents: None)  # from here on the box is that of these questions

        def take(waiting: Sequence[tuple[str, str]]) -> list[bool | Refused]:
            def put(contents: Contents) -> list[bool | Refused]:
                if answers_in(contents) + len(waiting) > _MOST_PHONES:
                    raise Refused(FULL)
                return [box.keep_with_code(contents, code, text) for code, text in waiting]

            return self._recorder.log.answers.change(put)

        return take

    def answered(self) -> int | None:
        """Return how many answered since the questions were opened; None where their box is on another computer.

        Whoever asks removes a box that a program left that was killed while it closed the questions.
        """
        self._recorder.refresh()
        known, contents = self._recorder.session.feedback, self._recorder.log.answers.look()
        if contents is not None and self._is_counted(contents):
            self._clear()
            return None
        if known is None or contents is None or contents["vote"] not in known.open:
            return None
        return answers_in(contents)

    @in_turn
    def close(self, present: int = 0, *, few: bool = False) -> Feedback:
        """Count what is in the box, and remove the box; raises `Refused` for so few that nothing would be told.

        `few` closes them all the same.
        """
        known, session = self._open(), self._recorder.session

        def count(contents: Contents) -> None:
            found = count_of(contents, len(known.questions), present or present_now(session))
            if 0 < found.answers < FEW and not few:
                raise Refused(
                    N_(
                        "Too few answered ({count}): closed now, nothing of what they said would be counted, for fewer "
                        "than {few} answers tell who said what. Wait for more, or add --few."
                    ),
                    count=found.answers, few=FEW,
                )  # fmt: skip
            self._recorder.record(_closing(contents["vote"], found))  # nobody puts anything into the box meanwhile
            contents["closed"] = True

        self._in_box(count)
        return self.last

    @in_turn
    def note(self, text: str) -> Feedback:
        """Say what is to be said beside the sums; an empty text takes it away. Raises `Refused` where nothing is."""
        known = self.last
        if clean(text) != known.note:
            self._recorder.record(FeedbackNoted(known.id, clean(text)))
        return self.last

    @in_turn
    def give_up(self) -> Feedback:
        """Close questions whose answers are lost, or on a computer that is not coming back: none of them counts."""
        known, answers = self._open(), self._recorder.log.answers
        here = answers.look() if len(known.open) > 1 else None
        lost = next(each for each in reversed(known.open) if here is None or each != here["vote"])
        self._recorder.record(_closing(lost, FeedbackCount(0, 0, 0, ((),) * len(known.questions))))
        if here is None:
            answers.discard()
        return self.last

    def _open(self) -> Feedback:
        self._recorder.refresh()
        known = self._recorder.session.feedback
        if known is None or not known.is_open:
            if left := self._left_out(self._recorder.log.answers.look()):
                raise Refused(_UNCOUNTED, answers=answers_in(left))
            raise Refused(NOT_OPEN)
        return known

    def _in_box(self, change: Callable[[Contents], _T]) -> _T:
        """Change the box of the questions that are open; raises `Refused` where it is not on this computer."""
        known = self._open()

        def alone(contents: Contents) -> _T:
            if contents["vote"] not in known.open:
                if contents["vote"] and not self._is_counted(contents):
                    raise Refused(ANSWERS_ELSEWHERE)
                contents.update(box.empty(), vote=known.open[-1])  # as a program left it that was killed
            return change(contents)

        try:
            return self._recorder.log.answers.change(alone)
        except Refused:
            self._open()  # which says it where another program closed them meanwhile
            raise

    def _is_closed(self, key: str) -> bool:
        known = self._recorder.session.feedback
        return known is not None and key in (known.id, *known.joined) and key not in known.open

    def _is_counted(self, contents: Contents) -> bool:
        """Return whether a box is that of questions which were closed with what is in it."""
        return self._is_closed(contents["vote"]) and self._left_out(contents) is None

    def _left_out(self, contents: Contents | None) -> Contents | None:
        """Return what is in the box of questions that another computer closed without it; None where it is counted."""
        known = self._recorder.session.feedback
        if known is None or contents is None or not self._is_closed(contents["vote"]) or not answers_in(contents):
            return None
        counts = (count_of(contents, len(known.questions), each.present) for each in known.counts)
        return None if any(map(known.counts.__contains__, counts)) else contents

    @in_turn
    def _clear(self) -> None:
        """Remove the box of questions that are closed, which a program that was killed left."""

        def change(contents: Contents) -> None:
            contents["closed"] = self._is_counted(contents)

        self._recorder.log.answers.change(change)


def _in_own_words(act: Callable[[], _T], refusal: str) -> _T:
    """Do what may be refused in the words of a vote, and refuse it in those of the questions."""
    try:
        return act()
    except Refused:
        raise Refused(refusal) from None


def questions_of(session: Session) -> tuple[str, ...]:
    """Return what an event asks at its end: its own questions, else the usual ones in its language."""
    return session.plan.closing_questions or USUAL.get(session.plan.language, USUAL["en"])


def _on_one_line(questions: Sequence[str]) -> tuple[str, ...]:
    """Return questions without what is typed around and between words; no-break spaces stay."""
    found = (" ".join(filter(None, re.split(r"[ \t\n]+", clean(each)))) for each in questions)
    return tuple(each for each in found if each)


def _check(questions: Sequence[str]) -> None:
    if len(questions) > MOST_QUESTIONS:
        raise Refused(N_("At most {most} closing questions (not {count})."), most=MOST_QUESTIONS, count=len(questions))
    if long := next((each for each in questions if len(each) > _LONGEST), ""):
        raise Refused(N_("This question is too long for a phone: {question}…"), question=long[:60])


def _closing(key: str, found: FeedbackCount) -> FeedbackClosed:
    counts = tuple(" ".join(map(str, each)) for each in found.steps)
    return FeedbackClosed(key, counts, found.phones, found.paper, found.present)
