"""The synthesis of a cycle in files: one document by each of its writers, its sheets of paper, and its data."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from typing import Literal

from facilitate.domain.errors import N_, Refused
from facilitate.export.compose.cycle import compose_cycle
from facilitate.export.compose.document import Document
from facilitate.export.csv_cells import sheet
from facilitate.export.cycle_data import cycle_data, cycle_decidim, rows_of
from facilitate.export.engine_faults import EngineMissing
from facilitate.export.engines import two_at_a_time
from facilitate.export.file_names import (
    DECIDIM,
    INFOGRAPHICS,
    INTRODUCTIONS,
    LETTERS,
    SUMMARY,
    anonymous,
    in_language,
    internal,
)
from facilitate.export.style.style import Style
from facilitate.i18n import Language
from facilitate.workshop.cycle.synthesis import Synthesis

SYNTHESIS = "synthese"  # what its files are called
_TO_SEND = ("pdf", "docx")  # letters and lists
_FOR_EVERYBODY = ("infographic", "letters", "decidim")  # which have nothing more where the others are internal


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


def _letters(form: str, territory: int | None = None) -> Callable[[Synthesis, Style, Language], bytes]:
    """Make the letters, or the list of the event at that place."""

    def make(found: Synthesis, style: Style, language: Language) -> bytes:
        from facilitate.export.compose.cycle_letters import compose_letters, compose_list
        from facilitate.export.office import office
        from facilitate.export.pdf import pdf

        if territory is None:
            document = compose_letters(found, language, style)
        else:
            document = compose_list(found.readings[territory], found, language, style)
        if form == "pdf":
            return pdf(document, style, language, "letters.typ")
        return office(document, style, language, "docx")

    return make


def _lists(found: Synthesis) -> dict[str, Callable[[Synthesis, Style, Language], bytes]]:
    """Return what makes the list of each territory that is introduced to another, by its name."""
    from facilitate.export.compose.cycle_letters import is_introduced

    return {
        f"{INTRODUCTIONS}-{found.events.short(event)}.{form}": _letters(form, place)
        for place, event in enumerate(found.readings)
        if is_introduced(event, found)
        for form in _TO_SEND
    }


def _csv(found: Synthesis, language: Language) -> str:
    return sheet(rows_of(found, language))


def _json(found: Synthesis, language: Language) -> str:
    return json.dumps(cycle_data(found, language), ensure_ascii=False, indent=2) + "\n"


_DOCUMENTS: dict[str, Callable[[Document, Style, Language], bytes | str]] = {
    "md": _markdown, "html": _html, "pdf": _pdf, "docx": _docx, "odt": _odt, "epub": _epub,
}  # fmt: skip
_SHEETS: dict[str, dict[str, Callable[[Synthesis, Style, Language], bytes]]] = {
    "summary": {f"{SUMMARY}.{form}": _page(form) for form in ("pdf", "png")},
    "infographic": {f"{INFOGRAPHICS['a3']}.{form}": _poster(form) for form in ("pdf", "svg", "png")},
    "letters": {f"{LETTERS}.{form}": _letters(form) for form in _TO_SEND},
}
_NO_LETTERS = N_("No letter created: no introduction was answered with yes whose two ideas still stand.")
_DATA: dict[str, Callable[[Synthesis, Language], str]] = {"csv": _csv, "json": _json, "decidim": cycle_decidim}
FORMATS = (*_DOCUMENTS, *_SHEETS, *_DATA)


def formats_of(found: Synthesis) -> list[str]:
    """Return what a cycle can be exported as today: letters and a poster only where there is something to say."""
    lacking = {"letters": not found.introductions, "infographic": not any(each.proposals for each in found.readings)}
    return [name for name in FORMATS if not lacking.get(name)]


def cycle_files(
    found: Synthesis,
    language: Language,
    style: Style,
    formats: Sequence[str],
    step: Callable[[str], None] = lambda _name: None,
    lacking: list[EngineMissing] | None = None,
) -> list[tuple[str, bytes | str]]:
    """Return the files of these formats, their names first; raises `Refused` for a format that there is not.

    `step` is called with each name before it is made. Raises `EngineMissing` for what cannot be made here, unless
    `lacking` is there to take it.
    """
    for name in formats:
        if name not in FORMATS:
            raise Refused(N_("A cycle is exported as {known}, not as “{name}”."), known=", ".join(FORMATS), name=name)
    if "letters" in formats and not found.introductions:
        raise Refused(_NO_LETTERS)
    document = compose_cycle(found, language, style)
    made: dict[str, bytes | str] = {}
    sheets = {form: {**files, **(_lists(found) if form == "letters" else {})} for form, files in _SHEETS.items()}

    def make(file: tuple[str, str]) -> None:
        form, name = file
        step(_called(form, name, found, language))
        try:
            if form in sheets:
                made[name] = sheets[form][name](found, style, language)
            elif form in _DATA:
                made[name] = _DATA[form](found, language)
            else:
                made[name] = _DOCUMENTS[form](document, style, language)
        except EngineMissing as error:
            if lacking is None:
                raise
            lacking.append(error)

    files = [(form, name) for form in dict.fromkeys(formats) for name in sheets.get(form) or _names_of(form)]
    two_at_a_time(make, files)
    return [(_called(form, name, found, language), made[name]) for form, name in files if name in made]


def _names_of(form: str) -> Iterable[str]:
    return (DECIDIM,) if form == "decidim" else (f"{SYNTHESIS}.{form}",)


def _called(form: str, name: str, found: Synthesis, language: Language) -> str:
    """Return the name of a file in the cycle’s language: one with more in it, or less, is not taken for the other."""
    code = language.code
    first, rest = (INTRODUCTIONS, name[len(INTRODUCTIONS) :]) if name.startswith(INTRODUCTIONS) else (name, "")
    name = in_language(first, code) + rest
    name = internal(name, code) if found.internal and form not in _FOR_EVERYBODY else name
    return anonymous(name, code) if found.anonymous else name
