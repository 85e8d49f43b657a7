"""The event on one page of A4: what came of it, what several tables said, the whole typology as marks, what is next.

Here are its words, and how much of them a page may show: `typst/summary.typ` sets the first of these that fits, as
large as it fits. What is left out is counted.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any, Literal

from facilitate.domain.text import inlined
from facilitate.domain.values.proposals import Standing
from facilitate.export.compose.build import properties
from facilitate.export.compose.cut import cut
from facilitate.export.compose.document import Picture, Properties, plain
from facilitate.export.compose.imprint import edition
from facilitate.export.compose.next_steps import FEW_STEPS, NextStep, next_steps
from facilitate.export.compose.pictures import logos
from facilitate.export.compose.shared import (
    few_squares,
    said_briefly,
    said_by,
    shared_proposals,
    squares_told,
    table_squares,
)
from facilitate.export.compose.summary import (
    categories_shown,
    category_called,
    chosen,
    figures,
    is_all_loose,
    key_of_marks,
    largest_categories,
    lead,
    marks,
    other_categories,
    remark,
    supporters_line,
)
from facilitate.export.engines import typeset
from facilitate.export.line_breaks import ended, wrappable
from facilitate.export.png import printable
from facilitate.export.style.colours import accent_text, readable_on
from facilitate.export.style.style import Style
from facilitate.i18n import Language
from facilitate.labels import event_called
from facilitate.workshop.report.feedback import FeedbackPart, excess_words, steps_words, turnout_words
from facilitate.workshop.report.model import CategoryPart, ProposalPart, Report
from facilitate.workshop.report.wording import published_counts, questions_asked

_PPI = 200
_TITLE, _QUESTION, _WORDING, _CATEGORY, _REMARK, _FOOT, _NOTICE, _NOTE = 300, 500, 240, 120, 400, 700, 600, 900
"""Letters of what was typed: what is longer ends on a word with “…”."""
_LISTED, _MARKED = 40, 600  # proposals that are written out, and those that have a mark each
_QUESTIONS = 4
_VOTED = 6  # proposals that the room chose
_SHARED = (40, 12, 10, 8, 6, 4, 3)
_ROWS = (30, 15, 8)
_LARGE = ((14, 22), (14, 20), (13.5, 18), (13, 16), (12.5, 14), (12, 12.5), (11, 11.5), (10.5, 10.5))
_DENSE = ((10.5, 10), (10, 9.5), (9.5, 9), (9, 8.5), (8.5, 8))
_USUAL = ((13, 13), (12.5, 12.5), (12, 12), (11.5, 11.5), (11, 11), (10.5, 10.5), (10, 10), (9.5, 9.5), (9, 9))
_SMALL = ((13, 13), (12, 12), (10.5, 10.5), (9.5, 9.5), (8.5, 8.5), (8, 8), (7.5, 7.5), (7, 7))


def one_page(report: Report, language: Language, style: Style, form: Literal["pdf", "png"]) -> bytes:
    """Return the page; raises `Refused` when the engine is missing."""
    shown = list(logos(report, language))
    return set_page(words(report, language), properties(report, language), shown, style, form)


def set_page(content: dict[str, Any], described: Properties, shown: Sequence[Picture], style: Style,
             form: Literal["pdf", "png"]) -> bytes:  # fmt: skip
    """Return a page that says that, by the template’s names; raises `Refused` when the engine is missing."""
    colours = style.colours
    data = {
        **_set(content, content["lang"]),
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
    made = typeset("summary.typ", data, style, form, described, ppi=_PPI, pictures=pictures)
    return printable(made, _PPI) if form == "png" else made


def words(report: Report, _: Language) -> dict[str, Any]:
    """Return what the page says, by the template's names."""
    plan, parts, quote = report.plan, list(categories_shown(report, _)), remark(report, _)
    shared, steps = shared_proposals(report), next_steps(report, _)
    questions = questions_asked(plan, report.counts, _)
    title = event_called(plan.title or _("Untitled event"), _, rehearsal=report.rehearsal)
    return {
        "lang": _.code,
        "title": ended(title, _TITLE),
        "subtitle": ended(plan.subtitle, _TITLE),
        "when": ended(_when(report, _), _TITLE),
        "marking": _("Internal: do not share") if report.internal else "",
        "notice": ended(inlined(plan.publication.notice), _NOTICE),
        "questions": [ended(each, _QUESTION) for each in questions[:_QUESTIONS]],
        "lead": lead(report, _) if report.counts.standing else _("No ideas were collected."),
        "figures": list(figures(report, _)),
        "shared": [_shared(part, report, _) for part in shared[: max(_SHARED)]],
        "shared-title": _("What several tables said"),
        "tables": squares_told(report, _),
        "listed": _listed(parts, shared, _),
        "listed-title": _("The other proposals") if shared else _("The proposals"),
        "typology-title": _("The whole typology: each mark is a proposal"),
        "counted-title": _("The typology: how many proposals each category holds"),
        "typology": [] if is_all_loose(report) else [_row(part, _) for part in largest_categories(parts, max(_ROWS))],
        "unsorted": _unsorted(report, parts, _),
        "key": list(key_of_marks(parts, _)),
        "marked": any(part.standing(standing) for part in parts for standing in (Standing.EXISTING, Standing.BOTH)),
        "remark": {"text": ended(quote[0], _REMARK), "who": ended(quote[1], _TITLE)} if quote else {},
        **_chosen(report, _),
        **_answered(report, _),
        "steps-title": _("Next steps"),
        "steps": [_step(step) for step in steps[:FEW_STEPS]],
        "foot": [ended(line, _FOOT) for line in _foot(report, _)],
        "logo-alt": ended(logo_words(report, _), _TITLE),
        "pages": list(_pages(shared, parts, questions, steps, _, loose=is_all_loose(report))),
    }


def _pages(shared: Sequence[ProposalPart], parts: Sequence[CategoryPart], questions: Sequence[str],
           steps: Sequence[NextStep], _: Language, *, loose: bool) -> Iterator[dict[str, Any]]:  # fmt: skip
    """Yield how much a page may show, the most first: the last is for more than anybody brings to one page.

    Where all proposals are `loose`, none is filed yet.

    The `sizes` are those of its text and of proposals that are listed, in points.
    """
    proposals = sum(len(part.proposals) for part in parts)

    def page(form: str, sizes: Sequence[tuple[float, float]], several: int, rows: int, asked: int = _QUESTIONS,
             next_ones: int = FEW_STEPS, *, quoted: bool = True) -> dict[str, Any]:  # fmt: skip
        return {
            "form": form,
            "sizes": sizes,
            "shared": several,
            "more": cut(shared, several, _)[1],
            "rows": rows,
            "more-rows": _more_rows(parts, rows, _) if form != "listed" else "",
            "questions": asked,
            "more-questions": cut(questions, asked, _)[1],
            "steps": next_ones,
            "more-steps": cut(steps, next_ones, _)[1],
            "remark": quoted,
            "vote": max(1, next_ones * _VOTED // FEW_STEPS),
        }

    most, few = (max(_SHARED), max(_ROWS)), min(_SHARED)
    if proposals <= _LISTED:
        yield page("listed", _LARGE, *most)
        if loose:  # a mark for each would show nothing of them
            yield page("listed", _DENSE, *most)
    if proposals <= _MARKED and len(parts) <= max(_ROWS):
        yield page("marks", _USUAL, *most)
        yield from (page("marks", ((9.5, 9.5),), several, max(_ROWS)) for several in _SHARED if several < len(shared))
    yield from (page("counted", _SMALL, few, rows) for rows in _ROWS)
    yield page("counted", _SMALL, few, min(_ROWS), 1, 2, quoted=False)
    yield page("counted", _SMALL, 1, 3, 1, 1, quoted=False)


def _unsorted(report: Report, parts: Sequence[CategoryPart], _: Language) -> str:
    """Say in the place of a typology that nothing is filed in it; nothing where anything is."""
    if not is_all_loose(report):
        return ""
    proposals = sum(len(part.proposals) for part in parts)
    if not report.has_typology:
        return _.plural("The report gives the {n} proposal.", "The report lists the {n} proposals.", proposals)
    return _.plural(
        "The {n} proposal is not filed in the typology yet; it is in the report.",
        "The {n} proposals are not filed in the typology yet; the report lists them.", proposals,
    )  # fmt: skip


def _more_rows(parts: Sequence[CategoryPart], rows: int, _: Language) -> str:
    """Return how many categories have no row, and how many proposals they hold."""
    shown = largest_categories(parts, rows)
    left = sum(len(part.proposals) for part in parts) - sum(len(part.proposals) for part in shown)
    return other_categories(len(parts) - len(shown), left, _)


def _listed(parts: Sequence[CategoryPart], shared: Sequence[ProposalPart], _: Language) -> list[dict[str, Any]]:
    """Return the proposals by their categories, where they are few; those of several tables stand elsewhere."""
    if sum(len(part.proposals) for part in parts) > _LISTED:
        return []
    above = {part.id for part in shared}
    left = [(part, [each for each in part.proposals if each.id not in above]) for part in parts]
    named = len(parts) > 1 or any(part.number for part in parts)  # else the title of the list says it
    return [
        {
            "title": ended(category_called(part), _CATEGORY) if named else "",
            "proposals": [
                {"number": each.number, "text": ended(each.wording, _WORDING), "standing": each.standing.value}
                for each in proposals
            ],
        }
        for part, proposals in left
        if proposals
    ]


def _row(part: CategoryPart, _: Language) -> dict[str, Any]:
    many = len(part.proposals)
    return {
        "title": ended(category_called(part), _CATEGORY),
        "marks": marks(part) if many <= _MARKED else (),
        "many": many,
        "number": _.number(many),
    }


def _step(step: NextStep) -> dict[str, str]:
    return {"what": ended(step.what, _WORDING), "about": ended(step.within(_WORDING).about, _TITLE + _WORDING)}


def _chosen(report: Report, _: Language) -> dict[str, Any]:
    """Return what the room chose, both readings beside it, and what is said of the vote."""
    title, lines, note = chosen(report, _, alone=True)
    return {
        "vote-title": title,
        "vote": [{"what": ended(line.wording, _WORDING), "about": ended(got, _TITLE)} for line, got in lines],
        "vote-note": ended(note, _NOTE),
    }


def _answered(report: Report, _: Language) -> dict[str, Any]:
    """Return what the room answered to the closing questions, and how many did."""
    found = report.of(FeedbackPart)
    if not found:
        return {}
    (part,) = found
    return {
        "feedback-title": _("Closing questions"),
        "feedback": [
            {"what": ended(inlined(line.question), _WORDING), "about": steps_words(line, _)} for line in part.lines
        ],
        "feedback-note": " ".join(filter(None, (*turnout_words(part, _), excess_words(part, _)))),
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
    squares = few_squares(table_squares(part, report))
    return {
        "text": ended(part.wording, _WORDING),
        "number": part.number,
        "said": squares,
        "alt": plain(said_by(part, report, _)) if squares else said_briefly(part, report, _),
    }


def _foot(report: Report, _: Language) -> Iterator[str]:
    plan = report.plan
    if people := supporters_line(plan, _):
        yield people
    if words := " · ".join(filter(None, (edition_line(report, _), plan.publication.licence))):
        yield words
    if report.counts.filed < report.counts.received and (report.has_typology or report.counts.withdrawn):
        yield published_counts(report.counts, _, typology=report.has_typology)


def edition_line(report: Report, _: Language) -> str:
    """Return which state of the event it is, as a line of its own."""
    words = edition(report, _)
    return words[:1].upper() + words[1:]
