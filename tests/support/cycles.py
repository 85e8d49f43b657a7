"""Events as a cycle reads them, and a cycle in memory."""

from __future__ import annotations

from collections.abc import Sequence

from facilitate.domain.values.learning import ReviewAnswer
from facilitate.domain.values.proposals import Place, Standing
from facilitate.domain.values.roadmap import ActionState
from facilitate.i18n import Language
from facilitate.workshop.cycle.events import Events, ReadEvent
from facilitate.workshop.cycle.reading import (
    EventReading,
    ReadAction,
    ReadCategory,
    ReadProposal,
    ReadStatement,
    filed_of,
)
from facilitate.workshop.privacy.several_events import RedactorOfEvents
from facilitate.workshop.workshop import Workshop
from tests.support.workshops import make_workshop

NOBODY_KNOWN = RedactorOfEvents({}, (), (), Language("en").message)
CATEGORIES = (("lieux", "Lieux"), ("formation", "Formation"))


def a_cycle() -> Workshop:
    """A cycle with the typology of the small programme: places, training, tools."""
    return make_workshop()


def a_proposal(
    number: int, text: str = "", category: str = "", standing: str = "to_create", ideas: int = 1
) -> ReadProposal:
    """A proposal of so many ideas, the first of that number; filed where a category is named."""
    place = Place.FILED if category else Place.UNFILED
    refs = tuple(f"T1-{number + each:02}" for each in range(ideas))
    keys = tuple(f"idea{number + each}" for each in range(ideas))
    return ReadProposal(keys, refs, text or f"Idée {number}", "", category, place, Standing(standing), (1,))


def an_event(
    city: str,
    proposals: Sequence[ReadProposal] = (),
    categories: Sequence[tuple[str, str]] = CATEGORIES,
    withdrawn: int = 0,
    date: str = "2022-05-10",
) -> EventReading:
    """An event of that city, whose session is called after it."""
    received = sum(len(each.ideas) for each in proposals) + withdrawn
    return EventReading(
        f"id{city.lower()}", f"rencontre-de-{city.lower()}-ab12", f"Rencontre de {city}", city, date, "fr",
        "Quoi ?", 40,
        began=bool(received), over=True, received=received, withdrawn=withdrawn,
        categories=tuple(ReadCategory(key, title) for key, title in categories), filed=filed_of(proposals),
        proposals=tuple(proposals),
    )  # fmt: skip


def an_action(number: int, state: str = "started", changed: str = "2022-01-01", ideas: int = 1) -> ReadAction:
    """An action of so many ideas, the first of that number, last changed on that day."""
    keys, refs = zip(*((f"idea{each}", f"T1-{each:02}") for each in range(number, number + ideas)), strict=True)
    return ReadAction(keys, refs, f"Action {number}", "", ActionState(state), "", "", "", changed)


def a_statement(city: str, number: int, answer: str = "", at: str = "2022-05-10", word: str = "") -> ReadStatement:
    """What was said of the action of an event of that city that has the idea of that number."""
    found = ReviewAnswer(answer) if answer else None
    return ReadStatement(f"id{city.lower()}", (f"idea{number}",), at, found, word, word, "", "")


def events_of(*events: EventReading) -> Events:
    """The events of a cycle, read without a problem."""
    return Events(ReadEvent(event) for event in events)
