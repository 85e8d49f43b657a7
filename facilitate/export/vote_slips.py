"""Slips for a vote, on paper to cut: each has a code that nobody keeps, and room for letters.

A sheet has slips of one world, in no order that tells anything: whoever wants one draws it from the pile.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import datetime
from typing import Any

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Plan
from facilitate.domain.text import inlined
from facilitate.domain.values.votes import FIVE, USUAL_FORM, BallotForm, Vote, VoteRule
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

_ON_A_SHEET = 8
_MOST_FIELDS = 6  # boxes that stand beside each other; more letters are written into one that is wide
_SIGNS = "●■▲◆★"
_SLIP = N_("Ballot")
_PHONE = N_("By phone: scan, then type the code.")
# What is done with a slip on paper, where its rule is not to choose proposals.
_HOW: Mapping[VoteRule, str] = {
    VoteRule.DOTS: N_(
        "On paper: a letter in a box is a dot; for more dots, write that letter again. Put the slip into the box."
    ),
    VoteRule.FIVE: N_("On paper: circle how many fingers you show, and put the slip into the box."),
}
_ONCE = N_("One slip, one ballot. It is tied to nobody.")


@dataclass(frozen=True, slots=True)
class SlipsAsked:
    """What slips are made of: the programme, codes with their worlds, the vote if one is open, where phones vote.

    The `form` is that of the open vote, else of the vote to come: as somebody told it (`is_told`), or the usual one.
    So many `sheets` with so many `codes` that are still good were printed before. The vote has a `number` in the event.
    """

    plan: Plan
    slips: Sequence[tuple[str, str]]
    worlds: Sequence[str]
    vote: Vote | None
    link: str = ""
    rehearsal: bool = False
    form: BallotForm = USUAL_FORM
    is_told: bool = False
    sheets: int = 0
    codes: int = 0
    number: int = 0

    @property
    def sheet(self) -> int:
        """The number of the sheet that is made, among those of its vote whose codes are good."""
        return self.sheets + 1

    @property
    def fields(self) -> Sequence[str]:
        """What is printed into each box: nothing into those for letters, numbers into those for fingers."""
        return [*map(str, range(FIVE + 1))] if self.form.rule is VoteRule.FIVE else [""] * self.form.most


def slips_sheet(asked: SlipsAsked, _: Language) -> dict[str, Any]:
    """Return the words of the slips, and those of each."""
    form = asked.form
    names = list(dict.fromkeys([*asked.worlds, *(world for _code, world in asked.slips if world)]))
    fields = asked.fields
    return {
        "lang": _.code,
        "title": event_called(inlined(asked.plan.title) or _("Untitled event"), _, rehearsal=asked.rehearsal),
        "heading": _(_SLIP),
        "how": " ".join([*([_(_PHONE)] if asked.link else []), _how(form, _)]),
        "once": _(_ONCE),
        "rule": rule_words(form.rule, form.most, form.cap, _) if asked.vote or asked.is_told else "",
        "code_word": " · ".join([*_sheet_words(asked, _), _(N_("Code"))]),
        "address": short(asked.link),
        "qr": qr_drawing(asked.link) if asked.link else "",
        "qr_alt": _(N_("QR code of the voting page")),
        "fields": fields if len(fields) <= _MOST_FIELDS else [],
        "my_world": _(N_("My world:")),
        "worlds": [inlined(world) for world in asked.worlds],
        "sheets": [
            [{"code": code, "world": _world(names, world, _)} for code in some]
            for world in ("", *names)
            for some in _sheets([code for code, of_world in asked.slips if of_world == world])
        ],
    }


def _how(form: BallotForm, _: Language) -> str:
    """Say what is done with a slip on paper."""
    if form.rule is VoteRule.APPROVE:
        return _.plural(
            "On paper: write {n} letter, and put the slip into the box.",
            "On paper: write up to {n} letters, and put the slip into the box.", form.most,
        )  # fmt: skip
    return _(_HOW[form.rule])


def _sheet_words(asked: SlipsAsked, _: Language) -> Iterator[str]:
    """Yield of which vote a slip is, and of which sheet: those of an earlier one may lie on the same table."""
    if again := asked.vote.reopened if asked.vote else 0:
        yield _.plural("Vote {vote}, reopened", "Vote {vote}, reopened {n} times", again, vote=asked.number)
    elif asked.number:
        yield _(N_("Vote {n}"), n=asked.number)
    if asked.number:
        yield _(N_("sheet {n}"), n=asked.sheet)


def _sheets(codes: Sequence[str]) -> Iterator[Sequence[str]]:
    """Yield the slips of one world as those of a sheet each: whoever cuts them has nothing to sort."""
    return (codes[start : start + _ON_A_SHEET] for start in range(0, len(codes), _ON_A_SHEET))


def slips_pdf(asked: SlipsAsked, _: Language, style: Style) -> bytes:
    """Return the slips as pages to cut in a house style; raises `Refused` without the engine."""
    made, colours = slips_sheet(asked, _), style.colours
    data = {
        **made,
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
    """Return what is voted on with its letters, to lie on tables or hang on a wall, read at arm’s length."""
    vote = asked.vote
    title = event_called(inlined(asked.plan.title) or _("Untitled event"), _, rehearsal=asked.rehearsal)
    return {
        **blank_sheet(asked.plan, title, printed, _),
        "kind": "lists",
        "heading": _(N_("What is voted on · vote {n}"), n=asked.number),
        "purpose": _(N_("For those who vote on paper: write the letters onto the slip.")),
        "parts": [
            sheet_part(
                rule_words(vote.rule, vote.most, vote.cap, _) if vote else "",
                [list(each) for each in candidates],
                [_(N_("Letter")), _(N_("Proposal"))],
                ["letter", "large"],
                large=True,
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
