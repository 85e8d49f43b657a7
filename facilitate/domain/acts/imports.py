"""What was brought in from elsewhere: that it was, so that it can be undone as one gesture."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.domain.errors import N_, Message
from facilitate.domain.event import OTHER, Act, ActWithoutEffect, Readers, Writers, act
from facilitate.domain.personal import holding
from facilitate.domain.session import Session


@act
class ActsCollected(ActWithoutEffect):
    """Acts of other machines came in together. To undo this is to undo them."""

    kind = "acts.collected"
    subject = OTHER
    personal = holding()
    writers = Writers.FACILITATOR
    readers = Readers.NONE
    leads = 4

    events: tuple[str, ...]

    def sentence(self, session: Session) -> Message:
        return Message(N_("{count} acts brought in from elsewhere"), {"count": len(self.events)})

    def sentence_of(self, acts: Sequence[Act], session: Session) -> Message:
        return self.sentence(session)
