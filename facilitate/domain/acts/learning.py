"""What a session begins with from elsewhere: what was filed at an earlier event, the kit of a cycle, earlier actions.

What is said of an action of an earlier event lies in the journals of the event at which it was said: it goes wherever
that one goes, and the session that the action is of is only read.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from contextlib import suppress

from facilitate.domain.errors import N_, IneffectiveAct, Message, Names
from facilitate.domain.event import Act, Event, Readers, Subject, Writers, act
from facilitate.domain.personal import NameNow, Personal, PersonKind, PersonNamed, holding
from facilitate.domain.session import Session
from facilitate.domain.text import excerpt
from facilitate.domain.values.learning import KitOrigin, Learned, ReviewAnswer, ReviewStatement

LEARNING = Subject("learning", N_("the synthesis"))
REVIEW = Subject("review", N_("the opening review"))
SPOKESPERSON = PersonKind(N_("person {number} of the opening review"), perhaps_organisation=True)
_ANSWERED: dict[str, str] = {
    ReviewAnswer.DONE: N_("Earlier action: done"),
    ReviewAnswer.GOES_ON: N_("Earlier action: goes on"),
    ReviewAnswer.DROPPED: N_("Earlier action: dropped"),
}


@act
class FilingsLearned(Act):
    """What was filed at an earlier event: each text with the category it was filed under, which is one of today's."""

    kind = "filings.learned"
    subject = LEARNING
    personal = holding(source=Personal.WORDS, texts=Personal.WORDS)
    writers = Writers.FACILITATOR
    readers = Readers.NONE
    leads = 1

    source: str
    texts: tuple[str, ...]
    categories: tuple[str, ...]

    def apply(self, session: Session, event: Event) -> None:
        filings = zip(self.texts, self.categories, strict=False)
        session.learned += tuple(Learned(self.source, text, key) for text, key in filings if session.plan.category(key))

    def sentence(self, session: Session) -> Message:
        return self.sentence_of([self], session)

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        learned = [each for each in acts if isinstance(each, FilingsLearned)]
        count = sum(len(each.texts) for each in learned)
        one = N_("1 filed proposal from {source} used for suggestions")
        several = N_("{count} filed proposals from {source} used for suggestions")
        source = Names(tuple(excerpt(each.source) for each in learned))
        return Message(one if count == 1 else several, {"count": count, "source": source})


@act
class KitUsed(Act):
    """A session was made from the kit of a cycle; the fields are those of `KitOrigin`."""

    kind = "kit.used"
    subject = LEARNING
    personal = holding(title=Personal.WORDS)
    writers = Writers.FACILITATOR
    readers = Readers.NONE
    leads = 1

    cycle: str
    title: str
    state: str
    made: str

    def apply(self, session: Session, event: Event) -> None:
        session.kit = KitOrigin(self.cycle, self.title, self.state, self.made)

    def sentence(self, session: Session) -> Message:
        return Message(N_("Made from the kit of the cycle “{title}”"), {"title": self.title})


@act
class EarlierActionReviewed(Act):
    """Somebody said what became of an action: what they did not say is empty, and stays as it was.

    So two laptops that answer for one action, one with a word and the other with an answer, say both.
    """

    kind = "review.answered"
    subject = REVIEW
    personal = holding(word=Personal.WORDS, by=Personal.WORDS)
    later = ("agreed",)
    writers = Writers.FACILITATOR
    readers = Readers.NONE

    session: str
    ideas: tuple[str, ...]
    answer: str = ""
    word: str = ""
    by: str = ""
    agreed: bool = False

    def apply(self, session: Session, event: Event) -> None:
        if not self.ideas:
            raise IneffectiveAct("no action is named")
        answer = ReviewAnswer(self.answer) if self.answer else None
        words = self.word, self.by, self.agreed
        session.reviews[event.id] = ReviewStatement(self.session, self.ideas, event.at, answer, *words)

    def sentence(self, session: Session) -> Message:
        if self.answer in _ANSWERED:
            return Message(_ANSWERED[self.answer])
        if self.word:
            return Message(N_("Earlier action: “{text}”"), {"text": excerpt(self.word)})
        return Message(N_("Earlier action: said by {name}"), {"name": self.by})

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        if len(acts) == 1:
            return self.sentence(session)
        return Message(N_("{count} actions of earlier events reviewed"), {"count": len(acts)})

    def wrong_fields(self) -> Iterator[str]:
        if self.answer:
            with suppress(ValueError):
                ReviewAnswer(self.answer)
                return
            yield "answer"

    def named_people(self) -> Iterator[PersonNamed]:
        if self.by:
            yield PersonNamed(SPOKESPERSON, "", self.by)

    @classmethod
    def names_now(cls, session: Session) -> Iterator[NameNow]:
        for statement in session.reviews.values():
            if statement.by:
                yield NameNow(statement.by, REVIEW.of_others, kind=SPOKESPERSON, printed=False)
