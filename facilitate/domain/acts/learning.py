"""What a session begins with from elsewhere: what was filed at an earlier event, the kit of a cycle."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.domain.errors import N_, Message, Names
from facilitate.domain.event import Act, Event, Readers, Subject, Writers, act
from facilitate.domain.personal import Personal, holding
from facilitate.domain.session import Session
from facilitate.domain.text import excerpt
from facilitate.domain.values.learning import KitOrigin, Learned

LEARNING = Subject("learning", N_("the synthesis"))


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
