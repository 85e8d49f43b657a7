"""The infographic: one page on which the typology is the picture, as SVG, PNG or PDF, for an A3 sheet or a screen."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from html import escape
from typing import Any, Literal

from facilitate.domain.plan import Plan
from facilitate.domain.proposals import Standing
from facilitate.export.composing_event import whereabouts
from facilitate.export.document import one_line, plain
from facilitate.export.engines import typeset
from facilitate.export.infographic_guess import guess
from facilitate.export.style import Colours, Style, contrast
from facilitate.export.typography import breakable, spaced
from facilitate.i18n import Language
from facilitate.workshop.report import CategoryPart, ProposalPart, Report

Paper = Literal["a3", "screen"]
Form = Literal["svg", "png", "pdf"]
# Points. The smallest type is what is read at arm's length on A3 and from the back of a room on a projected screen,
# where 11 points are 15 of 1080 pixels; the largest is where a page of few proposals still looks composed.
_PAPERS: Mapping[Paper, Mapping[str, float]] = {
    "a3": {"width": 1190.55, "height": 841.89, "margin": 42, "least": 7, "most": 15},
    "screen": {"width": 1440, "height": 810, "margin": 44, "least": 11, "most": 20},
}
_PPI = {"a3": 150, "screen": 96}
_MARKS = {Standing.TO_CREATE: "create", Standing.EXISTING: "existing", Standing.BOTH: "both"}
_PALEST = 0.14  # of the accent, in the category that holds least


def infographic(report: Report, language: Language, style: Style, form: Form, paper: Paper) -> bytes:
    """The page; raises `Refused` when the engine is missing."""
    made = typeset("infographic.typ", picture(report, language, style, paper), style, form, ppi=_PPI[paper])
    return _told(made, report, language) if form == "svg" else made


def picture(report: Report, language: Language, style: Style, paper: Paper) -> dict[str, Any]:
    """What the template is handed: words and numbers as they will stand, colours, and the size of the page."""
    _, plan, colours = language, report.plan, style.colours
    parts = [*report.categories, *_loose(report, _)]
    largest = max((len(part.proposals) for part in parts), default=0)
    code = language.code
    categories = [_category(part, largest, colours, _) for part in parts]
    begin = guess(_PAPERS[paper], categories)
    for category in categories:
        del category["proposals"][int(begin["limit"]) :]
    return {
        "paper": {**_PAPERS[paper], "guess": begin},
        "lang": code,
        "title": spaced(one_line(plan.title), code) or _("An event without a title"),
        "subtitle": spaced(one_line(plan.subtitle), code),
        "when": " · ".join(filter(None, (_.date(plan.date) if plan.date else "", plain(whereabouts(plan))))),
        "figures": list(_figures(report, _)),
        "categories": categories,
        "legend": list(_legend(report, _)),
        "people": _people(plan, _),
        "nothing": _("No idea was collected."),
        "more": [_.plural("… and {n} more", "… and {n} more", count) for count in range(1, largest + 1)],
        "logo": f"logo.{style.logo_kind}" if style.logo else "",
        "logo_alt": _("Logo"),
        "fonts": {"text": style.text_font, "heading": style.heading_font},
        "colours": {name: getattr(colours, name) for name in Colours.__dataclass_fields__},
    }


def _loose(report: Report, _: Language) -> Iterator[CategoryPart]:
    for title, proposals in ((_("Unfiled proposals"), report.unfiled), (_("Undecided proposals"), report.undecided)):
        if proposals:
            yield CategoryPart(0, title, proposals)


def _figures(report: Report, _: Language) -> Iterator[tuple[str, str]]:
    counts, attendance = report.counts, report.plan.attendance
    if attendance.present is not None:
        yield _.number(attendance.present), _nouns(attendance.present, _("person"), _("people"), _)
    elif attendance.expected is not None:
        yield _.number(attendance.expected), _("people expected")
    tables = sum(1 for table in counts.by_table if table.received) or len(counts.by_table)
    yield _.number(tables), _nouns(tables, _("table"), _("tables"), _)
    yield _.number(counts.standing), _nouns(counts.standing, _("idea"), _("ideas"), _)
    yield _.number(counts.proposals), _proposals(counts.proposals, _)


def _proposals(count: int, _: Language) -> str:
    return _nouns(count, _("proposal"), _("proposals"), _)


def _nouns(count: int, one: str, many: str, _: Language) -> str:
    """The noun alone, its number standing apart; of nothing French says the singular, English the plural."""
    return one if count == 1 or (count == 0 and _.code == "fr") else many


def _category(part: CategoryPart, largest: int, colours: Colours, _: Language) -> dict[str, Any]:
    share = len(part.proposals) / largest if largest else 0.0
    tint = _mixed(colours.accent, colours.paper, _PALEST + (1 - _PALEST) * share)
    title = spaced(one_line(part.title), _.code)
    return {
        "title": f"{part.number}. {breakable(title)}" if part.number else title,
        "again": _("{title} (continued)", title=breakable(title)),
        "many": len(part.proposals),
        "count": _.number(len(part.proposals)),
        "noun": _proposals(len(part.proposals), _),
        "tint": tint,
        "on": max(("#ffffff", colours.ink, "#000000"), key=lambda colour: contrast(colour, tint)),
        "marks": [_MARKS[each.standing] for each in part.proposals],
        "proposals": [_proposal(each, _) for each in part.proposals],
    }


def _proposal(part: ProposalPart, _: Language) -> dict[str, str]:
    return {
        "words": breakable(spaced(one_line(part.wording), _.code)),
        "standing": _MARKS[part.standing],
        "many": f"×\u202f{len(part.refs)}" if len(part.refs) > 1 else "",
    }


def _legend(report: Report, _: Language) -> Iterator[tuple[str, str]]:
    every = [each for part in (*report.categories, *_loose(report, _)) for each in part.proposals]
    names = {
        Standing.TO_CREATE: _("to be created"),
        Standing.EXISTING: _("already existing"),
        Standing.BOTH: _("existing here, to be created there"),
    }
    for standing, name in names.items():
        if count := sum(each.standing is standing for each in every):
            yield _MARKS[standing], f"{name} ({_.number(count)})"
    if any(len(each.refs) > 1 for each in every):
        yield "", _("× 3: three ideas say it")


def _people(plan: Plan, _: Language) -> str:
    parts = []
    if plan.organiser:
        parts.append(_("{label}: {value}", label=_("Organised by"), value=one_line(plan.organiser)))
    if plan.partners:
        partners = _.list([one_line(partner) for partner in plan.partners])
        parts.append(_("{label}: {value}", label=_("Partners"), value=partners))
    return breakable(" · ".join(parts))


def _mixed(colour: str, paper: str, share: float) -> str:
    """So much of a colour on paper."""
    pairs = ((int(colour[place : place + 2], 16), int(paper[place : place + 2], 16)) for place in (1, 3, 5))
    return "#" + "".join(f"{round(one * share + other * (1 - share)):02x}" for one, other in pairs)


def _told(svg: bytes, report: Report, language: Language) -> bytes:
    """The SVG with the picture in words for who does not see it, and its size left to whoever shows it."""
    text = svg.decode("utf-8")
    words = "\n".join(in_words(report, language))
    title = escape(one_line(report.plan.title), quote=False)
    told = f"<title>{title}</title><desc>{escape(words, quote=False)}</desc>"
    return re.sub(
        r"<svg([^>]*)>", lambda found: f'<svg{found[1]} role="img" lang="{language.code}">{told}', text, count=1
    ).encode()


def in_words(report: Report, _: Language) -> Sequence[str]:
    """What the picture shows, a line for each category."""
    lines = [", ".join(f"{number} {label}" for number, label in _figures(report, _))]
    for part in (*report.categories, *_loose(report, _)):
        name = f"{part.number}. {one_line(part.title)}" if part.number else part.title
        proposals = _.plural("{n} proposal", "{n} proposals", len(part.proposals))
        lines.append(_("{label}: {value}", label=name, value=proposals))
    return lines
