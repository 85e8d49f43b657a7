"""Which lines of the report come of an idea."""

from __future__ import annotations

from collections.abc import Iterator

from facilitate.domain.errors import N_, Message
from facilitate.domain.text import one_line
from facilitate.workshop.report.model import ProposalPart, Report


def lines(made: Report, ref: str, proposal: str) -> Iterator[Message]:
    """The lines in the order of the report."""
    for category in made.categories:
        place = Message(
            N_("Typology, {number}. {category}"), {"number": category.number, "category": one_line(category.title)}
        )
        yield from (_proposal(place, part) for part in category.proposals if part.id == proposal)
    for parts, name in ((made.unfiled, N_("Unfiled proposals")), (made.undecided, N_("Undecided proposals"))):
        yield from (_proposal(Message(name), part) for part in parts if part.id == proposal)
    for action in made.roadmap.actions() if made.roadmap else ():
        if action.proposal == proposal:
            yield _line(Message(N_("Road map")), action.wording, ", ".join(action.refs))
    for table in made.annex:
        for idea in table.ideas:
            if idea.ref == ref:
                yield _line(Message(N_("Annex, table {table}"), {"table": table.table}), idea.text, ref)


def _proposal(place: Message, part: ProposalPart) -> Message:
    return _line(place, part.wording, ", ".join(part.refs))


def _line(place: Message, text: str, refs: str) -> Message:
    return Message(N_("{place}: “{text}” ({refs})"), {"place": place, "text": one_line(text), "refs": refs})
