"""The synthesis of a cycle in files: one document by each of its writers, and its proposals as rows and as data."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any

from facilitate.domain.errors import N_, Refused
from facilitate.export.compose.cycle import compose_cycle
from facilitate.export.compose.document import Document
from facilitate.export.csv_cells import sheet
from facilitate.export.engines import two_at_a_time
from facilitate.export.file_names import anonymous, in_language
from facilitate.export.style.style import Style
from facilitate.i18n import Language
from facilitate.labels import PLACES, STATUSES
from facilitate.workshop.cycle.events import EventProposal
from facilitate.workshop.cycle.recurrences import Recurrence
from facilitate.workshop.cycle.reports import came_data
from facilitate.workshop.cycle.synthesis import Synthesis

SYNTHESIS = "synthese"  # what its files are called


def _markdown(document: Document, _style: Style, language: Language) -> str:
    from facilitate.export.markdown import write

    return write(document, language)


def _html(document: Document, style: Style, language: Language) -> str:
    from facilitate.export.html import page

    return page(document, style, language)


def _pdf(document: Document, style: Style, language: Language) -> bytes:
    from facilitate.export.pdf import pdf

    return pdf(document, style, language)


def _docx(document: Document, style: Style, language: Language) -> bytes:
    from facilitate.export.office import office

    return office(document, style, language, "docx")


def _odt(document: Document, style: Style, language: Language) -> bytes:
    from facilitate.export.office import office

    return office(document, style, language, "odt")


def _epub(document: Document, style: Style, language: Language) -> bytes:
    from facilitate.export.epub import epub

    return epub(document, style, language)


_DOCUMENTS: dict[str, Callable[[Document, Style, Language], bytes | str]] = {
    "md": _markdown, "html": _html, "pdf": _pdf, "docx": _docx, "odt": _odt, "epub": _epub,
}  # fmt: skip
FORMATS = (*_DOCUMENTS, "csv", "json")


def cycle_files(
    found: Synthesis, language: Language, style: Style, formats: Sequence[str]
) -> list[tuple[str, bytes | str]]:
    """Return the files of these formats, their names first; raises `Refused` for a format that there is not."""
    for name in formats:
        if name not in FORMATS:
            raise Refused(N_("A cycle is exported as {known}, not as “{name}”."), known=", ".join(FORMATS), name=name)
    document = compose_cycle(found, language, style)
    made: dict[str, bytes | str] = {}

    def make(name: str) -> None:
        if name == "csv":
            made[name] = sheet(list(proposal_rows(found, language)))
        elif name == "json":
            made[name] = json.dumps(cycle_data(found), ensure_ascii=False, indent=2) + "\n"
        else:
            made[name] = _DOCUMENTS[name](document, style, language)

    two_at_a_time(make, list(dict.fromkeys(formats)))
    return [(_called(name, found, language), made[name]) for name in dict.fromkeys(formats)]


def _called(form: str, found: Synthesis, language: Language) -> str:
    name = in_language(f"{SYNTHESIS}.{form}", language.code)
    return anonymous(name, language.code) if found.anonymous else name


def proposal_rows(found: Synthesis, _: Language) -> Iterator[tuple[str, ...]]:
    """Yield the heads, and a row for each proposal of each event, by the events\u2019 days."""
    yield (
        _("Event"), _("Session"), _("Date"), _("References"), _("Proposal"), _("Status"), _("Filing"),
        _("Category of the event"), _("Category of the cycle"), _("Also said in"),
    )  # fmt: skip
    together = {item.place: each for each in found.recurring for item in each.proposals}
    for item in found.events.every():
        event, proposal = item.event, item.proposal
        titles = {each.key: each.title for each in event.categories}
        yield (
            found.events.label(event), event.name, event.date, ", ".join(proposal.refs), found.words_of(item),
            _(STATUSES[proposal.standing]), _(PLACES[proposal.place]), titles.get(proposal.category, ""),
            found.category_of(item), ", ".join(_elsewhere(item, together.get(item.place), found)),
        )  # fmt: skip


def _elsewhere(item: EventProposal, recurring: Recurrence | None, found: Synthesis) -> Iterator[str]:
    for other in recurring.proposals if recurring else ():
        if other.place != item.place:
            yield found.events.name_of(other)


def cycle_data(found: Synthesis) -> dict[str, Any]:
    """Return the synthesis as data for other programs."""
    matrix, events = found.matrix, found.events
    return {
        "title": found.title,
        "received": matrix.received,
        "events": [
            {
                "session": event.name, "id": event.session, "title": event.title, "city": event.city,
                "date": event.date or None, "language": event.language, "present": event.present,
                "ideas": event.received, "withdrawn": event.withdrawn,
                "reported": came_data(event, anonymous=found.anonymous),
            }
            for event in found.readings
        ],
        "categories": [
            {
                "key": row.key,
                "title": row.title,
                "ideas": [
                    column.cells[place].ideas if column.cells[place].asked else None for column in matrix.columns
                ],
            }
            for place, row in enumerate(matrix.rows)
        ],
        "recurrences": [[events.name_of(item) for item in each.proposals] for each in found.recurring],
        "introductions": [
            {"wanted": events.name_of(each.wanted), "existing": events.name_of(each.existing)}
            for each in found.introductions
        ],
        "proposals": [
            {
                "ref": events.name_of(item), "session": item.event.name, "refs": list(item.proposal.refs),
                "text": found.words_of(item), "standing": item.proposal.standing, "category": found.category_of(item),
            }
            for item in events.every()
        ],
    }  # fmt: skip
