"""The synthesis of a cycle in files: one document by each of its writers, and its proposals as rows and as data."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from typing import Any, Literal

from facilitate.domain.errors import N_, Refused
from facilitate.export.compose.cycle import compose_cycle
from facilitate.export.compose.document import Document
from facilitate.export.csv_cells import sheet
from facilitate.export.engines import two_at_a_time
from facilitate.export.file_names import INFOGRAPHICS, LETTERS, SUMMARY, anonymous, in_language, internal
from facilitate.export.style.style import Style
from facilitate.i18n import Language
from facilitate.labels import PLACES, STATUSES, WITHDRAWN
from facilitate.workshop.cycle.events import EventProposal
from facilitate.workshop.cycle.reading import Unpublished
from facilitate.workshop.cycle.recurrences import Recurrence
from facilitate.workshop.cycle.reports import came_data
from facilitate.workshop.cycle.synthesis import Synthesis

SYNTHESIS = "synthese"  # what its files are called
_FOR_EVERYBODY = ("infographic", "letters")  # which have nothing more where the others are internal


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


def _page(form: Literal["pdf", "png"]) -> Callable[[Synthesis, Style, Language], bytes]:
    def make(found: Synthesis, style: Style, language: Language) -> bytes:
        from facilitate.export.cycle_sheets import cycle_page

        return cycle_page(found, language, style, form)

    return make


def _poster(form: Literal["pdf", "svg", "png"]) -> Callable[[Synthesis, Style, Language], bytes]:
    def make(found: Synthesis, style: Style, language: Language) -> bytes:
        from facilitate.export.cycle_sheets import cycle_poster

        return cycle_poster(found, language, style, form)

    return make


def _letters(form: Literal["pdf", "docx"]) -> Callable[[Synthesis, Style, Language], bytes]:
    def make(found: Synthesis, style: Style, language: Language) -> bytes:
        from facilitate.export.compose.cycle_letters import compose_letters
        from facilitate.export.office import office
        from facilitate.export.pdf import pdf

        document = compose_letters(found, language, style)
        if form == "pdf":
            return pdf(document, style, language, "letters.typ")
        return office(document, style, language, "docx")

    return make


_DOCUMENTS: dict[str, Callable[[Document, Style, Language], bytes | str]] = {
    "md": _markdown, "html": _html, "pdf": _pdf, "docx": _docx, "odt": _odt, "epub": _epub,
}  # fmt: skip
_SHEETS: dict[str, dict[str, Callable[[Synthesis, Style, Language], bytes]]] = {
    "summary": {f"{SUMMARY}.{form}": _page(form) for form in ("pdf", "png")},
    "infographic": {f"{INFOGRAPHICS['a3']}.{form}": _poster(form) for form in ("pdf", "svg", "png")},
    "letters": {f"{LETTERS}.{form}": _letters(form) for form in ("pdf", "docx")},
}
_NO_LETTERS = N_("No letter created: nobody has said yet that a wish and what exists elsewhere should be introduced.")
FORMATS = (*_DOCUMENTS, *_SHEETS, "csv", "json")


def formats_of(found: Synthesis) -> list[str]:
    """Return what a cycle can be exported as today: letters and a poster only where there is something to say."""
    lacking = {"letters": not found.introductions, "infographic": not any(each.proposals for each in found.readings)}
    return [name for name in FORMATS if not lacking.get(name)]


def cycle_files(
    found: Synthesis, language: Language, style: Style, formats: Sequence[str]
) -> list[tuple[str, bytes | str]]:
    """Return the files of these formats, their names first; raises `Refused` for a format that there is not."""
    for name in formats:
        if name not in FORMATS:
            raise Refused(N_("A cycle is exported as {known}, not as “{name}”."), known=", ".join(FORMATS), name=name)
    if "letters" in formats and not found.introductions:
        raise Refused(_NO_LETTERS)
    document = compose_cycle(found, language, style)
    made: dict[str, bytes | str] = {}

    def make(file: tuple[str, str]) -> None:
        form, name = file
        if form in _SHEETS:
            made[name] = _SHEETS[form][name](found, style, language)
        elif form == "csv":
            made[name] = sheet(rows_of(found, language))
        elif form == "json":
            made[name] = json.dumps(cycle_data(found), ensure_ascii=False, indent=2) + "\n"
        else:
            made[name] = _DOCUMENTS[form](document, style, language)

    files = [(form, name) for form in dict.fromkeys(formats) for name in _SHEETS.get(form, (f"{SYNTHESIS}.{form}",))]
    two_at_a_time(make, files)
    return [(_called(form, name, found, language), made[name]) for form, name in files]


def _called(form: str, name: str, found: Synthesis, language: Language) -> str:
    """Return the name of a file in the cycle’s language: one with more in it, or less, is not taken for the other."""
    code = language.code
    name = in_language(name, code)
    name = internal(name, code) if found.internal and form not in _FOR_EVERYBODY else name
    return anonymous(name, code) if found.anonymous else name


def rows_of(found: Synthesis, _: Language) -> list[tuple[str, ...]]:
    """Return the rows of the sheet; internal ones say so, and have what was withdrawn or corrected last."""
    rows = list(proposal_rows(found, _))
    if not found.internal:
        return rows
    for each in found.unpublished:
        status = _(WITHDRAWN) if each.withdrawn else _("corrected")
        event, name = found.events.label(each.event), each.event.name
        rows.append((event, name, each.event.date, each.ref, each.text, status, "", "", "", ""))
    firsts = [*([""] * (len(rows) - len(found.unpublished) - 1)), *(each.first for each in found.unpublished)]
    beside = [(_("Original wording"), _("Internal")), *((first, _("not to be passed on")) for first in firsts)]
    return [(*row, *more) for row, more in zip(rows, beside, strict=True)]


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
        **({"internal": True, "unpublished": [_unpublished(each, found) for each in found.unpublished]}
           if found.internal else {}),
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


def _unpublished(each: Unpublished, found: Synthesis) -> dict[str, Any]:
    return {
        "ref": f"{found.events.short(each.event)}/{each.ref}", "session": each.event.name, "text": each.text,
        "withdrawn": each.withdrawn, "first_text": each.first or None,
    }  # fmt: skip
