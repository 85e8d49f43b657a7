"""Slips for a vote, on paper to cut: each has a code that nobody keeps, and room for letters.

They lie in no order that tells anything: whoever wants one draws it from the pile.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Plan
from facilitate.domain.text import inlined
from facilitate.domain.values.votes import Vote, VoteRule
from facilitate.export.compose.document import Properties
from facilitate.export.engines import typeset
from facilitate.export.people_sheets import Sheet, blank_sheet, sheet_part
from facilitate.export.style.colours import accent_text
from facilitate.export.style.style import Style
from facilitate.export.table_cards import qr_drawing
from facilitate.export.templates import drawing, rendered, style_sheet
from facilitate.i18n import Language
from facilitate.labels import TABLE_COLOURS, event_called
from facilitate.workshop.report.vote_words import rule_words
from facilitate.workshop.sharing.devices import short

ON_A_PAGE = 10
_FIELDS = 5  # to write letters into, where no vote is open yet
_MOST_FIELDS = 8
_SIGNS = "●■▲◆★"
_SLIP = N_("Ballot")
_HOW = N_("By phone: scan, then type the code. On paper: write the letters, and put the slip into the box.")
_HOW_ON_PAPER = N_("Write the letters you choose, and put the slip into the box.")
_ONCE = N_("One slip, one ballot. It is tied to nobody.")


@dataclass(frozen=True, slots=True)
class SlipsAsked:
    """What slips are made of: the programme, codes with their worlds, the vote if one is open, where phones vote."""

    plan: Plan
    slips: Sequence[tuple[str, str]]
    worlds: Sequence[str]
    vote: Vote | None
    link: str = ""
    rehearsal: bool = False


def slips_sheet(asked: SlipsAsked, _: Language) -> dict[str, Any]:
    """Return the words of the slips, and those of each."""
    vote = asked.vote
    names = list(dict.fromkeys([*asked.worlds, *(world for _code, world in asked.slips if world)]))
    fields = min(vote.most, _MOST_FIELDS) if vote else _FIELDS
    return {
        "lang": _.code,
        "title": event_called(inlined(asked.plan.title) or _("Untitled event"), _, rehearsal=asked.rehearsal),
        "heading": _(_SLIP),
        "how": _(_HOW) if asked.link else _(_HOW_ON_PAPER),
        "once": _(_ONCE),
        "rule": rule_words(vote.rule, vote.most, vote.cap, _) if vote else "",
        "code_word": _(N_("Code")),
        "address": short(asked.link),
        "qr": qr_drawing(asked.link) if asked.link else "",
        "qr_alt": _(N_("QR code of the voting page")),
        "fields": list(range(1 if vote and vote.rule is VoteRule.FIVE else fields)),
        "slips": [{"code": code, "world": _world(names, world, _)} for code, world in asked.slips],
    }


def slips_pdf(asked: SlipsAsked, _: Language, style: Style) -> bytes:
    """Return the slips as pages to cut in a house style; raises `Refused` without the engine."""
    made, colours = slips_sheet(asked, _), style.colours
    data = {
        **made,
        "fields": len(made["fields"]),
        "fonts": {"text": style.text_font, "heading": style.heading_font},
        "colours": {
            **{name: getattr(colours, name) for name in type(colours).__slots__},
            "accent-text": accent_text(colours),
        },
    }
    of = Properties(f"{made['title']} – {made['heading']}", inlined(asked.plan.organiser), created=asked.plan.date)
    return typeset("slips.typ", data, style, "pdf", of)


def slips_page(asked: SlipsAsked, _: Language) -> str:
    """Return the same as a page for a browser."""
    made = slips_sheet(asked, _)
    drawn = drawing(made["qr"].encode()) if made["qr"] else ""
    return rendered("slips.html", {**made, "qr": drawn, "css": style_sheet("slips.css")})


def letters_sheet(asked: SlipsAsked, candidates: Sequence[tuple[str, str]], printed: datetime, _: Language) -> Sheet:
    """Return what is voted on with its letters, a page to lie on tables: whoever votes on paper looks there."""
    vote = asked.vote
    title = event_called(inlined(asked.plan.title) or _("Untitled event"), _, rehearsal=asked.rehearsal)
    return {
        **blank_sheet(asked.plan, title, printed, _),
        "kind": "lists",
        "heading": _(N_("What is voted on")),
        "purpose": _(N_("For those who vote on paper: write the letters onto the slip.")),
        "parts": [
            sheet_part(
                rule_words(vote.rule, vote.most, vote.cap, _) if vote else "",
                [list(each) for each in candidates],
                [_(N_("Letter")), _(N_("Proposal"))],
                ["mark", "text"],
                tall=True,
            )
        ],
    }


def _world(names: Sequence[str], world: str, _: Language) -> dict[str, str] | None:
    """Return a world as a colour and a sign, with its name; None for a slip of none. Letters are what is voted on."""
    if not world:
        return None
    place = names.index(world)
    fill, on, called = TABLE_COLOURS[place % len(TABLE_COLOURS)]
    return {"name": inlined(world), "sign": _SIGNS[place % len(_SIGNS)], "fill": fill, "on": on, "colour": _(called)}
