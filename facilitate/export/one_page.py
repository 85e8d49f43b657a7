"""The event on one page of A4: what came of it, what several tables said, the whole typology as marks, what is next.

Here are its words; `typst/summary.typ` sets them, as large as they fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from facilitate.export.compose.build import properties
from facilitate.export.compose.cut import cut
from facilitate.export.compose.document import plain
from facilitate.export.compose.next_steps import FEW_STEPS, next_steps
from facilitate.export.compose.pictures import logos
from facilitate.export.compose.shared import said_by, shared_proposals, table_phases, table_squares
from facilitate.export.compose.summary import (
    categories_shown,
    category_called,
    figures,
    key_of_marks,
    lead,
    marks,
    remark,
    supporters_named,
)
from facilitate.export.engines import typeset
from facilitate.export.line_breaks import wrappable
from facilitate.export.png import printable
from facilitate.export.style.colours import accent_text, readable_on
from facilitate.export.style.style import Style
from facilitate.i18n import Language
from facilitate.labels import event_called
from facilitate.workshop.report.model import ProposalPart, Report
from facilitate.workshop.report.wording import counts_sentence, questions_asked

_PPI = 200


def one_page(report: Report, language: Language, style: Style, form: Literal["pdf", "png"]) -> bytes:
    """Return the page; raises `Refused` when the engine is missing."""
    colours, shown = style.colours, list(logos(report, language))
    data = {
        **_set(words(report, language), language.code),
        "colours": {
            **{name: getattr(colours, name) for name in type(colours).__slots__},
            "on-accent": readable_on(colours.accent, colours),
            "accent-text": accent_text(colours),
        },
        "fonts": {"text": style.text_font, "heading": style.heading_font},
        "logo": f"logo.{style.logo_kind}" if style.logo else "",
        "logos": [{"file": each.name, "alt": each.alt} for each in shown],
    }
    pictures = {each.name: each.data for each in shown}
    made = typeset("summary.typ", data, style, form, properties(report, language), ppi=_PPI, pictures=pictures)
    return printable(made, _PPI) if form == "png" else made


def words(report: Report, _: Language) -> dict[str, Any]:
    """Return what the page says, by the template's names."""
    plan, parts, quote = report.plan, list(categories_shown(report, _)), remark(report, _)
    steps, other_steps = cut(next_steps(report, _), FEW_STEPS, _)
    return {
        "lang": _.code,
        "title": event_called(plan.title or _("Untitled event"), _, rehearsal=report.rehearsal),
        "subtitle": plan.subtitle,
        "when": _when(report, _),
        "marking": _("Internal: do not share") if report.internal else "",
        "questions": questions_asked(plan, report.counts, _),
        "lead": lead(report, _) if report.counts.standing else _("No ideas were collected."),
        "figures": list(figures(report, _)),
        "shared": [_shared(part, report, _) for part in shared_proposals(report)],
        "shared-title": _("What several tables said"),
        "more": _("The others are in the report."),
        "tables": _squares(report, _),
        "typology-title": _("The whole typology: each mark is a proposal"),
        "typology": [{"title": category_called(part), "marks": marks(part)} for part in parts],
        "key": list(key_of_marks(parts, _)),
        "remark": {"text": quote[0], "who": quote[1]} if quote else {},
        "steps-title": _("Next steps"),
        "steps": [{"what": step.what, "about": step.about} for step in steps],
        "other-steps": other_steps,
        "foot": list(_foot(report, _)),
        "logo-alt": logo_words(report, _),
    }


def logo_words(report: Report, _: Language) -> str:
    """Return what the logo is, for who does not see it."""
    organiser = report.plan.organiser
    return _("{organiser}: logo", organiser=organiser) if organiser else _("Logo")


def _set(value: Any, code: str) -> Any:
    """Return the words with the spaces of their language, and places to divide those that no line holds."""
    if isinstance(value, str):
        return wrappable(value, code)
    if isinstance(value, dict):
        return {name: _set(each, code) for name, each in value.items()}
    return [_set(each, code) for each in value] if isinstance(value, (list, tuple)) else value


def _when(report: Report, _: Language) -> str:
    plan = report.plan
    place = ", ".join(part for part in (plan.place.name, *plan.place.whereabouts) if part)
    return " · ".join(part for part in (_.date(plan.date) if plan.date else "", place, plan.cycle) if part)


def _shared(part: ProposalPart, report: Report, _: Language) -> dict[str, Any]:
    return {
        "text": part.wording,
        "number": part.number,
        "said": table_squares(part, report),
        "alt": plain(said_by(part, report, _)),
    }


def _squares(report: Report, _: Language) -> str:
    phases = table_phases(report, _)
    if len(phases) <= 1:
        return _("One square per table: filled if the table said it.")
    return _("One square per table, in the order of the phases ({phases}): filled if the table said it.",
             phases=", ".join(phases.values()))  # fmt: skip


def _foot(report: Report, _: Language) -> Iterator[str]:
    plan = report.plan
    if people := supporters_named(plan):
        yield _.list(people)
    if report.edition:
        day, time = _.date(report.edition.date()), _.time(report.edition.time())
        yield " · ".join(filter(None, (_("as of {date}, {time}", date=day, time=time), plan.publication.licence)))
    elif plan.publication.licence:
        yield plan.publication.licence
    yield counts_sentence(report.counts, _, zeros=False)
