"""Whether something stands at the foot of a page or of a column, and what it announces on the next."""

from __future__ import annotations

import io
import re
from collections.abc import Iterable, Iterator
from itertools import groupby, pairwise

from pypdf import PdfReader

from facilitate.export.compose.document import (
    Document,
    DocumentTable,
    Heading,
    Items,
    ListItem,
    Paragraph,
    Properties,
    Quotation,
    Section,
    on_line,
    own,
)
from tests.support.pdf_words import pieces

_FOOT, _HEAD = 60, 770  # points: what stands beyond these stands on every page


def announcing(times: int) -> Document:
    """A document that has everything that announces something, each time a little further down the page."""
    sections = []
    for place in range(times):
        name = f"N{place}."
        filler = tuple(Paragraph((own(f"Reste {line}."),)) for line in range(place % 9))
        table = DocumentTable(f"{name} Légende", ("Table", "Idées"), (((own("Une"),), (own("3"),)),) * 3, words=1)
        below = (ListItem((own("Prochaine étape"),)), ListItem((own("Une autre"),)))
        sections.append(
            Section(
                f"part{place}",
                (
                    Heading(2, (own(f"{name} Tables"),)),
                    Paragraph((own(f"{name} Question posée :"),)),
                    Quotation((on_line(f"{name} Quelles pistes ?"),)),
                    Paragraph((own(f"{name} Idées recueillies :"),)),
                    table,
                    Heading(3, (own(f"{name} Avancement"),)),
                    Items((ListItem((on_line(f"{name} Piste"),), (), below),)),
                    *filler,
                ),
            )
        )
    ideas = []
    for place in range(times):
        items = tuple(ListItem((on_line(f"T{place} — Idée {n}"),), plain=True) for n in range(place % 6 + 1))
        ideas += [Heading(3, (own(f"N{place}. Table"),)), Items(items)]
    sections.append(Section("annex", (Heading(2, (own("N. Annexe"),)), *ideas)))
    return Document("fr", "Essai", "Compte rendu", "", (), tuple(sections), "Fin.", Properties("Essai"))


def lines_of(pdf: bytes) -> Iterator[tuple[int, float, str]]:
    """Yield the lines of a PDF of typst in their order: the page, how high above its foot, the words."""
    for number, page in enumerate(PdfReader(io.BytesIO(pdf)).pages):
        for place, found in groupby(pieces(page), key=lambda piece: round(piece.place)):
            yield number, place, "".join(piece.text for piece in found)


def lines_of_any(pdf: bytes) -> Iterator[tuple[int, float, str]]:
    """Yield those of a PDF of any program, which takes longer."""
    for number, page in enumerate(PdfReader(io.BytesIO(pdf)).pages):
        found: list[tuple[int, str]] = []

        def seen(text, around, within, _font, _size, found=found):
            found.append((round(within[5] * around[3] + around[5]), text.strip()))

        page.extract_text(visitor_text=seen)
        for place, pieces_of_line in groupby(found, key=lambda piece: piece[0]):
            yield number, place, "".join(text for _place, text in pieces_of_line)


def parted(lines: Iterable[tuple[int, float, str]]) -> list[str]:
    """Return what announces something (“N7. …”), and is not followed by it on the same page and in the same column."""
    body = [line for line in lines if _FOOT < line[1] < _HEAD and line[2].strip()]
    return [
        words
        for (page, place, words), (next_page, next_place, _words) in pairwise(body)
        if re.match(r"\W*N\d*\.[^.]*$", words) and not (next_page == page and next_place < place)
    ]
