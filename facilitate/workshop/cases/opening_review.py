"""The opening review: people of an event say what became of an action of an earlier one, whose session is only read."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.domain.acts.learning import EarlierActionReviewed
from facilitate.domain.errors import N_, Refused
from facilitate.domain.text import clean
from facilitate.domain.values.learning import ReviewAnswer, ReviewStatement
from facilitate.workshop.recorder.recorder import Recorder

_LONGEST_NAME = 300  # characters


class OpeningReview:
    """Use cases of the opening review, in the session of the event that looks back."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def say(
        self, session: str, ideas: Sequence[str], answer: ReviewAnswer | None = None, word: str = "", by: str = "",
        *, agreed: bool = False,
    ) -> None:  # fmt: skip
        """Note what somebody said of an action, named by the id of its session and the ids of its ideas.

        Said once more at another moment, it stands beside what was said before. Whoever says it `agreed` to be named
        in the synthesis of the cycle, or did not. Raises `Refused` where nothing is said.
        """
        word, by = clean(word), clean(" ".join(by.split()), longest=_LONGEST_NAME)
        if not (answer or word or by):
            raise Refused(N_("Nothing to note: give an answer, a word, or the name of whoever says it."))
        if agreed and not by:
            raise Refused(N_("Who agreed to be named? Give the name too."))
        found = answer.value if answer else ""
        self._recorder.record(EarlierActionReviewed(session, tuple(ideas), found, word, by, agreed))

    def agree(self, session: str, ideas: Sequence[str]) -> str:
        """Note that whoever was named last as saying what became of an action agreed to be named; returns the name.

        Raises `Refused` where nobody was named, or the yes is noted.
        """
        said_here = [each for each in self._recorder.session.reviews.values() if _is_of(each, session, ideas)]
        last = next((each for each in reversed(said_here) if each.by), None)
        if last is None:
            raise Refused(N_("Note first who says so (b), then that they agreed (c)."))
        if any(each.agreed and not last.speaker.isdisjoint(each.speaker) for each in said_here):
            raise Refused(N_("“{name}” agreed already. To take it back: undo."), name=last.by)
        self.say(session, ideas, by=last.by, agreed=True)
        return last.by


def _is_of(statement: ReviewStatement, session: str, ideas: Sequence[str]) -> bool:
    return statement.session == session and not set(ideas).isdisjoint(statement.ideas)
