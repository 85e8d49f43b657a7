"""The tables' cards to print: a link on the front, a paper form on the back for when all else fails.

They are pages in the house style where the engine is there, and else one page for a browser.
"""

from __future__ import annotations

import io
from collections.abc import Sequence
from typing import Any

import segno

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Phase, Plan
from facilitate.domain.roles import SYNTHESIS_SEAT
from facilitate.domain.text import inlined
from facilitate.domain.values.proposals import Standing
from facilitate.export.compose.document import Properties
from facilitate.export.engines import typeset
from facilitate.export.style.colours import accent_text
from facilitate.export.style.style import Style
from facilitate.export.templates import drawing, rendered, style_sheet
from facilitate.i18n import Language
from facilitate.labels import STATUSES, event_called
from facilitate.workshop.sharing.devices import short
from facilitate.workshop.sharing.wifi import Wifi

_LINES = 12
_MOST_ROUNDS = 6  # of which a card has room for the questions
# What whoever prints must know; it is not printed.
_NOTES = (
    N_("Print double-sided on A4 paper, flipped on the long edge, so that each form falls on the back of its card."),
    N_("These cards work as long as the facilitator’s computer keeps this address."),
    N_("Each card gives access to its table: hand them out in the room and do not publish them."),
)
_STEPS = (
    N_("Join the room’s network, then scan the QR code or type the address under it."),
    N_("Write one idea at a time, in the table’s own words, then press “Save”."),
    N_("No network? Keep writing: your ideas will be sent when it comes back."),
)
_FIRST_WITH_WIFI = N_("Scan the wifi code, then the table’s code; or join the wifi and type the address under it.")
_SORTER_WIFI = N_("With a laptop on which facilitate is installed, join the wifi {name}{password}.")
# For who sorts: a command to type, for no phone opens the synthesis.
_SORTER = N_("For the second person at the synthesis, on a laptop of their own.")
_SORTER_STEPS = (
    N_("Join the room’s network with a laptop on which facilitate is installed."),
    N_("Open a terminal and type the line above, with its quotation marks."),
    N_("Give this card to nobody else: it opens the whole synthesis, with the ideas from all tables."),
)
_HOW = N_(
    "If the devices are not working, write one idea per line here and tick one box: already existing, or to be created."
)
_READ = N_("In the last minutes, read this list aloud: is this what you said? If so, tick the box.")
_SIGNED = N_("This is what we said.")
_FAVOURITES = N_("Our three favourites, by their numbers:")


@dataclass(frozen=True, slots=True)
class TableCard:
    """One table, or the seat of the synthesis, and the link that opens it."""

    table: int
    link: str


def cards_page(
    plan: Plan, cards: Sequence[TableCard], _: Language, *, wifi: Wifi | None = None, rehearsal: bool = False
) -> str:
    """Return the whole page, in that language; every second sheet side is the back of the one before.

    Cards of a `rehearsal` say on both sides that they are: on the day they would lead to the wrong place.
    """
    return rendered(
        "cards.html",
        {
            "language": _.code,
            "css": style_sheet("cards.css"),
            "title": event_called(plan.title, _, rehearsal=rehearsal),
            "day": _.date(plan.date) if plan.date else "",
            "notes": [_(text) for text in _NOTES],
            "steps": _steps(wifi, _),
            "wifi": _wifi(wifi, _),
            "words": {
                "cards": _(N_("Table cards")),
                **_form_words(_),
            },
            "cards": _sets(plan, [card for card in cards if card.table != SYNTHESIS_SEAT], _),
            "sorters": [_sorter(card, wifi, _) for card in cards if card.table == SYNTHESIS_SEAT],
            "lines": range(1, _LINES + 1),
        },
    )


def cards_pdf(
    plan: Plan,
    cards: Sequence[TableCard],
    _: Language,
    style: Style,
    *,
    wifi: Wifi | None = None,
    rehearsal: bool = False,
) -> bytes:
    """Return the same cards as pages in a house style, its logo on each side; raises `Refused` without the engine."""
    title = event_called(plan.title, _, rehearsal=rehearsal)
    day = _.date(plan.date) if plan.date else ""
    colours, sets = style.colours, _sets(plan, [card for card in cards if card.table != SYNTHESIS_SEAT], _)
    data = {
        "lang": _.code,
        "title": title,
        "logo": f"logo.{style.logo_kind}" if style.logo else "",
        "logo-alt": _("{organiser}: logo", organiser=plan.organiser) if plan.organiser else _("Logo"),
        "steps": _steps(wifi, _),
        "wifi": {**known, "code": known["drawn"]} if (known := _wifi(wifi, _)) else None,
        "code": _(N_("QR code")),
        **_form_words(_),
        "lines": _LINES,
        "cards": [
            {**card, "code": card["drawn"], "where": " · ".join(card["where"]), "beside": card["phase"] or day}
            for card in sets
        ],
        "sorters": [_sorter(card, wifi, _) for card in cards if card.table == SYNTHESIS_SEAT],
        "fonts": {"text": style.text_font, "heading": style.heading_font},
        "colours": {
            **{name: getattr(colours, name) for name in type(colours).__slots__},
            "accent-text": accent_text(colours),
        },
    }
    of = Properties(f"{title} – {_(N_('Table cards'))}", inlined(plan.organiser), created=plan.date)
    return typeset("cards.typ", data, style, "pdf", of)


def _sets(plan: Plan, cards: Sequence[TableCard], _: Language) -> list[dict[str, Any]]:
    """Return the cards of each tables phase, one set after the other; one of none where no tables work."""
    phases = plan.tables_phases
    if not phases:
        return [_card(card, None, "", _) for card in cards]
    return [
        _card(card, phase, phase.title if len(phases) > 1 else "", _)
        for phase in phases
        for card in cards
        if card.table <= phase.tables
    ]


def _card(card: TableCard, of: Phase | None, phase: str, _: Language) -> dict[str, Any]:
    address, _hash, token = short(card.link).partition("#")
    drawn = qr_drawing(card.link)
    setup = of.table(card.table) if of else None
    host = _(N_("Table host: {name}"), name=setup.host) if setup and setup.host else ""
    return {
        "question": of.question_of(card.table) if of else "",
        "rounds": _rounds(of, card.table, _) if of else [],
        "phase": phase,
        "called": setup.name if setup else "",
        "where": [part for part in (setup.place, host) if part] if setup else [],
        "name": _(N_("Table {table}"), table=card.table),
        "paper": _(N_("Table {table}, on paper"), table=card.table),
        "drawn": drawn,
        "code": drawing(drawn.encode()),
        "address": address,
        "token": token,
    }


def _form_words(_: Language) -> dict[str, str]:
    """Return the words of both sides; those at the foot of the form count as a table's signature."""
    return {
        "scan": _(N_("The table’s page")),
        "how": _(_HOW),
        "existing": _(STATUSES[Standing.EXISTING]),
        "to_create": _(STATUSES[Standing.TO_CREATE]),
        "read": _(_READ),
        "signed": _(_SIGNED),
        "favourites": _(_FAVOURITES),
    }


def _steps(wifi: Wifi | None, _: Language) -> list[str]:
    """Return what a table does; with the wifi on the card, that comes first."""
    return [_(text) for text in ((_FIRST_WITH_WIFI, *_STEPS[1:]) if wifi else _STEPS)]


def _wifi(wifi: Wifi | None, _: Language) -> dict[str, Any] | None:
    """Return the wifi for people who read and for phones that scan."""
    if wifi is None:
        return None
    drawn = qr_drawing(wifi.code)
    return {
        "name": wifi.name,
        "password": wifi.password,
        "drawn": drawn,
        "code": drawing(drawn.encode()),
        "title": _(N_("Wifi")),
        "password-title": _(N_("Password")) if wifi.password else _(N_("no password")),
        "alt": _(N_("QR code of the wifi")),
    }


def _sorter(card: TableCard, wifi: Wifi | None, _: Language) -> dict[str, Any]:
    steps = [_(text) for text in _SORTER_STEPS]
    if wifi:
        password = _(N_(" (password: {password})"), password=wifi.password) if wifi.password else ""
        steps[0] = _(_SORTER_WIFI, name=wifi.name, password=password)
    return {
        "name": _(N_("Synthesis")),
        "about": _(_SORTER),
        "command": f'facilitate sort "{short(card.link)}"',
        "steps": steps,
    }


def _rounds(phase: Phase, table: int, _: Language) -> list[str]:
    """Return what the rounds of a table are asked, each with its number; nothing where all are asked the same."""
    asked = [phase.question_of(table, number) for number in range(1, phase.rounds + 1)]
    if len(set(asked)) < 2:  # noqa: PLR2004 -- one question is asked in all rounds
        return []
    rows = [f"{_(N_('Round {number}'), number=number)} · {text}" for number, text in enumerate(asked, 1) if text]
    return rows if len(rows) <= _MOST_ROUNDS else [*rows[: _MOST_ROUNDS - 1], "…"]


def qr_drawing(link: str) -> str:
    """Return a QR code as a drawing. Error level M: paper gets creased and stained. The size is the style sheet's."""
    drawn = io.BytesIO()
    code = segno.make(link, error="m", micro=False, encoding="utf-8")  # what cameras expect of names with accents
    code.save(drawn, kind="svg", border=4, light="#fff", omitsize=True, xmldecl=False, svgns=True, nl=False)
    return drawn.getvalue().decode()
