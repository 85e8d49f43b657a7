"""The event on one page of A4: what came of it, what several tables said, the whole typology as marks, what is next.

Here are its words; `typst/summary.typ` sets them, as large as they fit.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, Literal

from facilitate.domain.values.proposals import Standing
from facilitate.export.compose.build import properties
from facilitate.export.compose.summary import figures, lead, shared_proposals
from facilitate.export.engines import typeset
from facilitate.export.line_breaks import wrappable
from facilitate.export.png import printable
from facilitate.export.style.colours import accent_text, readable_on
from facilitate.export.style.style import Style
from facilitate.i18n import Language
from facilitate.labels import STATUSES, event_called
from facilitate.workshop.report.model import CategoryPart, ProposalPart, Report
from facilitate.workshop.report.phase_parts import PanelPart
from facilitate.workshop.report.roadmap import OVER, RoadMapPart
from facilitate.workshop.report.wording import counts_sentence, questions_asked

_STEPS = 4
_PPI = 200
_STANDINGS = (Standing.TO_CREATE, Standing.EXISTING, Standing.BOTH)


def one_page(report: Report, language: Language, style: Style, form: Literal["pdf", "png"]) -> bytes:
    """Return the page; raises `Refused` when the engine is missing."""
    colours = style.colours
    data = {
        **_set(words(report, language), language.code),
        "colours": {
            **{name: getattr(colours, name) for name in type(colours).__slots__},
            "on-accent": readable_on(colours.accent, colours),
            "accent-text": accent_text(colours),
        },
        "fonts": {"text": style.text_font, "heading": style.heading_font},
        "logo": f"logo.{style.logo_kind}" if style.logo else "",
    }
    made = typeset("summary.typ", data, style, form, properties(report, language), ppi=_PPI)
    return printable(made, _PPI) if form == "png" else made


def words(report: Report, _: Language) -> dict[str, Any]:
    """Return what the page says, by the template's names."""
    plan, parts = report.plan, list(_parts(report, _))
    return {
        "lang": _.code,
        "title": event_called(plan.title or _("Untitled event"), _, rehearsal=report.rehearsal),
        "subtitle": plan.subtitle,
        "when": _when(report, _),
        "marking": _("Internal: do not share") if report.internal else "",
        "questions": questions_asked(plan, report.counts, _),
        "lead": lead(report, _) if report.counts.standing else _("No ideas were collected."),
        "figures": list(figures(report, _)),
        "shared": [_shared(part, report) for part in shared_proposals(report)],
        "shared-title": _("What several tables said"),
        "more": _("The others are in the report."),
        "tables": _("One square per table: filled if the table said it."),
        "typology-title": _("The whole typology: each mark is a proposal"),
        "typology": [_marks(part) for part in parts],
        "key": [[standing.value, _(STATUSES[standing])] for standing in _STANDINGS if _stand(parts, standing)],
        "remark": _remark(report, _),
        "steps-title": _("Next steps"),
        "steps": list(_steps(report, _)),
        "foot": list(_foot(report, _)),
        "logo-alt": _("{organiser}: logo", organiser=plan.organiser) if plan.organiser else _("Logo"),
    }


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


def _parts(report: Report, _: Language) -> Iterator[CategoryPart]:
    yield from report.categories
    for title, parts in ((_("Unfiled proposals"), report.unfiled), (_("Undecided proposals"), report.undecided)):
        if parts:
            yield CategoryPart(0, title, parts)


def _stand(parts: list[CategoryPart], standing: Standing) -> bool:
    return any(part.standing(standing) for part in parts)


def _shared(part: ProposalPart, report: Report) -> dict[str, Any]:
    return {"text": part.wording, "number": part.number, "said": part.tables, "of": report.plan.tables}


def _marks(part: CategoryPart) -> dict[str, Any]:
    """Return an item with the standing of each of its proposals, those of one standing together."""
    standings = [standing.value for standing in _STANDINGS for _each in range(part.standing(standing))]
    return {"title": f"{part.number}. {part.title}" if part.number else part.title, "marks": standings}


def _remark(report: Report, _: Language) -> dict[str, str]:
    """Return the first remark that may be quoted by name, with who said it; empty where there is none."""
    for panel in report.of(PanelPart):
        for part in panel.speakers:
            for text in part.quotes:
                about = ", ".join(filter(None, (part.speaker.name, part.speaker.organisation)))
                return {"text": _.quoted(text), "who": about}
    return {}


def _steps(report: Report, _: Language) -> Iterator[dict[str, str]]:
    """Yield the next steps of the road map, the soonest first."""
    actions = (action for found in report.of(RoadMapPart) for action in found.actions())
    steps = [action for action in actions if action.next_step and action.state not in OVER]
    for action in sorted(steps, key=lambda each: (each.due is None, each.due))[:_STEPS]:
        when = _.date(action.due) if action.due else ""
        yield {"what": action.next_step, "who": " · ".join(filter(None, (action.owner, when)))}


def _foot(report: Report, _: Language) -> Iterator[str]:
    plan = report.plan
    people = [plan.organiser, *plan.partners]
    if any(people):
        yield _.list([name for name in people if name])
    if report.edition:
        day, time = _.date(report.edition.date()), _.time(report.edition.time())
        yield " · ".join(filter(None, (_("as of {date}, {time}", date=day, time=time), plan.publication.licence)))
    elif plan.publication.licence:
        yield plan.publication.licence
    yield counts_sentence(report.counts, _, zeros=False)
