"""The closing questions on paper, two sheets on a page to cut: large letters, four boxes each, nobody’s name.

All sheets are alike. Numbers stand beside the words of the steps, so that a pile of sheets is typed in a few keys.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Plan
from facilitate.domain.text import inlined
from facilitate.export.compose.document import Properties
from facilitate.export.engines import typeset
from facilitate.export.style.colours import accent_text
from facilitate.export.style.style import Style
from facilitate.export.table_cards import qr_drawing
from facilitate.export.templates import drawing, rendered, style_sheet
from facilitate.i18n import Language
from facilitate.labels import event_called
from facilitate.workshop.report.feedback import STEP_WORDS
from facilitate.workshop.sharing.devices import short

ON_A_PAGE = 2
_ABOUT = N_("One cross for each question; leave out what you like. No name: nobody learns who answered what.")
_BOX = N_("Fold the sheet, and put it into the box.")
_PHONE = N_("Or on a phone:")


@dataclass(frozen=True, slots=True)
class QuestionSheetsAsked:
    """What the sheets are made of: the programme, the questions, how many sheets, where phones answer if they do."""

    plan: Plan
    questions: Sequence[str]
    count: int
    link: str = ""
    rehearsal: bool = False


def question_sheets(asked: QuestionSheetsAsked, _: Language) -> dict[str, Any]:
    """Return the words of a sheet, and how many pages there are."""
    return {
        "lang": _.code,
        "title": event_called(inlined(asked.plan.title) or _("Untitled event"), _, rehearsal=asked.rehearsal),
        "heading": _(N_("Before you leave")),
        "questions": [inlined(question) for question in asked.questions],
        "steps": [{"number": str(number), "word": _(word)} for number, word in enumerate(STEP_WORDS, 1)],
        "about": _(_ABOUT),
        "box": _(_BOX),
        "phone": _(_PHONE) if asked.link else "",
        "address": short(asked.link),
        "qr": qr_drawing(asked.link) if asked.link else "",
        "qr_alt": _(N_("QR code of the page where phones answer")),
        "pages": -(-asked.count // ON_A_PAGE),
        "on_a_page": ON_A_PAGE,
    }


def question_sheets_pdf(asked: QuestionSheetsAsked, _: Language, style: Style) -> bytes:
    """Return the sheets as pages to cut in a house style; raises `Refused` without the engine."""
    made, colours = question_sheets(asked, _), style.colours
    data = {
        **made,
        "fonts": {"text": style.text_font, "heading": style.heading_font},
        "colours": {
            **{name: getattr(colours, name) for name in type(colours).__slots__},
            "accent-text": accent_text(colours),
        },
    }
    of = Properties(f"{made['title']} – {made['heading']}", inlined(asked.plan.organiser), created=asked.plan.date)
    return typeset("answers.typ", data, style, "pdf", of)


def question_sheets_page(asked: QuestionSheetsAsked, _: Language) -> str:
    """Return the same as a page for a browser."""
    made = question_sheets(asked, _)
    drawn = drawing(made["qr"].encode()) if made["qr"] else ""
    return rendered("answers.html", {**made, "qr": drawn, "css": style_sheet("answers.css")})
