"""The tables' cards as one page to print: a link on the front, a paper form on the back for when all else fails."""

from __future__ import annotations

import html
import io
from collections.abc import Sequence
from pathlib import Path

import segno

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Plan
from facilitate.i18n import Language
from facilitate.workshop.sharing.devices import short

_LINES = 12
_STYLE = Path(__file__).with_name("cards.css")
# The page loads nothing and runs nothing, whatever somebody put into a title.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"


@dataclass(frozen=True, slots=True)
class Card:
    """One table and the link that opens it."""

    table: int
    link: str


def render(plan: Plan, cards: Sequence[Card], _: Language) -> str:
    """The whole page, in that language; every second sheet side is the back of the one before."""
    title = _(N_("Cards of the tables"))
    parts = [
        "<!doctype html>",
        f'<html lang="{_.code}">',
        "<head>",
        '<meta charset="utf-8">',
        f'<meta http-equiv="Content-Security-Policy" content="{_POLICY}">',
        '<meta name="viewport" content="width=device-width">',
        f"<title>{_text(f'{title} – {plan.title}')}</title>",
        f"<style>\n{_STYLE.read_text(encoding='utf-8')}</style>",
        "</head>",
        "<body>",
        _note(_),
        *(side for card in cards for side in (_front(plan, card, _), _back(plan, card, _))),
        "</body>",
        "</html>",
    ]
    return "\n".join(parts) + "\n"


def _note(_: Language) -> str:
    """What whoever prints must know; it is not printed."""
    told = (
        _(N_("Print on both sides of A4 paper, turned on the long edge: each form then is on the back of its card.")),
        _(N_("These cards hold as long as the laptop keeps this address.")),
        _(N_("Each opens its table to whoever reads it: hand them out in the room, and put them nowhere else.")),
    )
    return f'<aside class="note">{"".join(f"<p>{_text(each)}</p>" for each in told)}</aside>'


def _front(plan: Plan, card: Card, _: Language) -> str:
    address, _hash, token = short(card.link).partition("#")
    steps = (
        _(N_("Join the network of the room, then scan this code, or type the address below it.")),
        _(N_("Write one idea at a time, as the table says it: Enter keeps it.")),
        _(N_("No network? Go on writing: everything is sent when it is back.")),
    )
    return "\n".join(
        [
            '<section class="side front">',
            f"<header>{_event(plan, _)}</header>",
            f"<h1>{_text(_(N_('Table {table}'), table=card.table))}</h1>",
            *([f'<p class="question">{_text(plan.question)}</p>'] if plan.question else []),
            f'<div class="code">{_qr(card.link)}</div>',
            f'<p class="link">{_text(address)}#<wbr><b>{_text(token)}</b></p>',
            f"<ol>{''.join(f'<li>{_text(step)}</li>' for step in steps)}</ol>",
            "</section>",
        ]
    )


def _back(plan: Plan, card: Card, _: Language) -> str:
    head = _(N_("Table {table}, on paper"), table=card.table)
    how = _(
        N_("If devices fail, write here, one idea to a line, and tick one box: it exists already, or it is to create.")
    )
    existing, to_create = _text(_(N_("existing"))), _text(_(N_("to create")))
    boxes = f"<td><i></i> {existing}<br><i></i> {to_create}</td>"
    rows = (f"<tr><th>{number}</th><td></td>{boxes}</tr>" for number in range(1, _LINES + 1))
    return "\n".join(
        [
            '<section class="side back">',
            f"<header>{_event(plan, _)}</header>",
            f"<h2>{_text(head)}</h2>",
            f'<p class="how">{_text(how)}</p>',
            f"<table>{''.join(rows)}</table>",
            "</section>",
        ]
    )


def _event(plan: Plan, _: Language) -> str:
    day = f"<span>{_text(_.date(plan.date))}</span>" if plan.date else ""
    return f"<strong>{_text(plan.title)}</strong>{day}"


def _qr(link: str) -> str:
    """Error level M: paper gets creased and stained. The size is the style sheet's."""
    drawn = io.BytesIO()
    code = segno.make(link, error="m", micro=False)
    code.save(drawn, kind="svg", border=4, light="#fff", omitsize=True, xmldecl=False, svgns=True, nl=False)
    return drawn.getvalue().decode()


def _text(text: str) -> str:
    return html.escape(text)
