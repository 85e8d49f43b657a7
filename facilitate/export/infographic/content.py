"""The words and numbers of the infographic, as a language says and writes them; nothing of how it looks."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import Any

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import Plan
from facilitate.domain.text import inlined
from facilitate.domain.values.proposals import Standing
from facilitate.export.compose.french_spaces import spaced
from facilitate.export.compose.shared import told_apart
from facilitate.export.compose.summary import (
    categories_shown,
    largest_categories,
    other_categories,
    tables_that_wrote,
)
from facilitate.export.line_breaks import ended, opened, wrappable
from facilitate.i18n import Language
from facilitate.labels import STATUSES, event_called, supporters_called
from facilitate.workshop.report.model import CategoryPart, ProposalPart, Report
from facilitate.workshop.report.wording import led_to, published_counts, questions_asked

NOTHING = N_("No infographic created: there are no proposals yet.")
_WORD = 27
"""Letters of a word that every line of a page holds: none of them is divided."""
_WORDING, _CATEGORY = 600, 300
"""Letters of a wording and of a category's name: what is longer ends with “…”, and the page says where it is whole."""
_ORDER = (Standing.TO_CREATE, Standing.EXISTING, Standing.BOTH)


@dataclass(frozen=True, slots=True)
class Bounds:
    """How many letters the head and the foot of a page may have, and how many cards it: the rest is counted."""

    title: int
    below_title: int
    question: int
    line_of_foot: int
    cards: int


BOUNDS = (
    Bounds(600, 400, 900, 1500, 60),
    Bounds(200, 160, 300, 500, 60),
    Bounds(200, 160, 240, 400, 24),
    Bounds(90, 60, 100, 120, 12),
)
"""The most room first: the less of it, the more of a page is left for the typology."""


def picture(report: Report, language: Language, bounds: Bounds = BOUNDS[0]) -> dict[str, Any]:
    """Return what the page says, by the template's names: numbers written, sentences whole, long words divisible.

    All values are texts but `figures`, `standings`, `key`, `key-notes` and `cards`. A card is a mapping for a category
    that holds something: its words, its `proposals`, and the numbers of letters by which its size is guessed.
    """
    plan, _ = report.plan, language
    title = event_called(plan.title or _("Untitled event"), _, rehearsal=report.rehearsal)
    parts = list(categories_shown(report, language))
    # Categories without a proposal share one line, unless there is nothing else.
    held = [part for part in parts if part.proposals] or parts
    shown = largest_categories(held, bounds.cards)
    texts = {
        "lang": language.code,
        "spoken": plan.language,
        "title": ended(title, bounds.title),
        "cycle": ended(plan.cycle, bounds.below_title),
        "subtitle": ended(plan.subtitle, bounds.below_title),
        "when": ended(_when_and_where(plan, language), bounds.below_title),
        "question": ended("\n".join(questions_asked(plan, report.counts, _)), bounds.question),
        "figures": _figures(report, language),
        "standings": _standing_words(language),
        "key": [{"standing": standing.value, "label": label} for standing, label in _standings(held, language)],
        "key-notes": _key_notes(held, language),
        **_not_shown(held, report, language),
        "cards": [_card(part, held, report, language) for part in shown],
        "vacant": " ".join(_without_card(parts, held, shown, bounds, language)),
        "foot": _foot(plan, bounds, language),
        "sum": published_counts(report.counts, language, typology=report.has_typology),
        "logo-alt": _("{organiser}: logo", organiser=plan.organiser) if plan.organiser else _("Logo"),
    }
    unseen = {"name": title, "alt": _in_words(report, parts, language)}
    return as_set(texts, unseen, plan.language)


def as_set(texts: dict[str, Any], unseen: dict[str, str], code: str) -> dict[str, Any]:
    """Return the texts with the spaces of that language, and places to divide long words; `unseen` are never set."""
    page = {**_wrapped(texts, code), **{name: spaced(text, code) for name, text in unseen.items()}}
    for card in page["cards"]:
        card["open"] = opened(card["title"])
        for one in card["proposals"]:
            one["open"] = opened(one["wording"])
    return page


def _without_card(parts: list[CategoryPart], held: list[CategoryPart], shown: list[CategoryPart], bounds: Bounds,
                  _: Language) -> Iterator[str]:  # fmt: skip
    vacant = [_title(part) for part in parts if not part.proposals] if held != parts else []
    if vacant:
        yield ended(_("No proposals: {titles}", titles=_.list(vacant)), bounds.line_of_foot)
    left = sum(len(part.proposals) for part in held) - sum(len(part.proposals) for part in shown)
    if others := other_categories(len(held) - len(shown), left, _):
        yield others


def _wrapped(value: Any, code: str) -> Any:
    if isinstance(value, str):
        return wrappable(value, code, _WORD)
    if isinstance(value, dict):
        return {name: _wrapped(item, code) for name, item in value.items()}
    return [_wrapped(item, code) for item in value] if isinstance(value, list) else value


def _card(part: CategoryPart, parts: list[CategoryPart], report: Report, _: Language) -> dict[str, Any]:
    many = len(part.proposals)
    most = max(len(other.proposals) for other in parts)
    title = ended(_title(part), _CATEGORY)
    return {
        "filed": bool(part.number) or not report.has_typology,
        "title": title,
        "letters": len(title),
        "number": _.number(many),
        "unit": _.plural("proposal", "proposals", many),
        "ideas": _.plural("{n} idea", "{n} ideas", part.ideas) if part.ideas > many else "",
        "share": many / most if most else 0,
        "alt": _summary(part, _),
        "proposals": [_proposal(one, report, _) for one in part.proposals],
    }


def _title(part: CategoryPart) -> str:
    return f"{part.number}. {part.title}" if part.number else part.title


def _proposal(one: ProposalPart, report: Report, _: Language) -> dict[str, Any]:
    ideas, wording = len(one.refs), ended(one.wording, _WORDING)
    return {
        "wording": wording,
        "letters": len(wording),
        "tables": told_apart(one, report),
        "standing": one.standing.value,
        "n": ideas,
        "number": _.number(ideas),
    }


def _when_and_where(plan: Plan, _: Language) -> str:
    day = _.date(plan.date) if plan.date else ""
    place = ", ".join(part for part in (plan.place.name, *plan.place.whereabouts) if part)
    return " · ".join(part for part in (day, place) if part)


def _figures(report: Report, _: Language) -> list[dict[str, str]]:
    attendance, counts = report.plan.attendance, report.counts
    figures = []
    if attendance.present is not None:
        figures.append((attendance.present, _.plural("person present", "people present", attendance.present)))
    elif attendance.expected is not None:
        figures.append((attendance.expected, _.plural("person expected", "people expected", attendance.expected)))
    tables, called = tables_that_wrote(report, _)
    if tables:
        figures.append((tables, called))
    figures.append((counts.received, _.plural("idea", "ideas", counts.received)))
    figures.append((counts.proposals, _.plural("proposal", "proposals", counts.proposals)))
    return [{"number": _.number(number), "label": label} for number, label in figures if number]


def _counted_standing(standing: Standing, many: int, _: Language) -> str:
    if standing is Standing.TO_CREATE:
        return _.plural("{n} to be created", "{n} to be created", many)
    if standing is Standing.EXISTING:
        return _.plural("{n} already existing", "{n} already existing", many)
    return _.plural(
        "{n} existing or to be created, depending on the idea",
        "{n} existing or to be created, depending on the idea",
        many,
    )


def _standings(parts: Iterable[CategoryPart], _: Language) -> list[tuple[Standing, str]]:
    counted = [(standing, sum(part.standing(standing) for part in parts)) for standing in _ORDER]
    return [(standing, _counted_standing(standing, many, _)) for standing, many in counted if many]


def _standing_words(_: Language) -> dict[str, str]:
    return {status: _(word) for status, word in STATUSES.items()}


def _key_notes(parts: list[CategoryPart], _: Language) -> dict[str, Any]:
    """Return what may be said of the marks: the page says what it draws, `sized` ones with or without their numbers."""
    proposals = [one for part in parts for one in part.proposals]
    sized = any(len(one.refs) > 1 for one in proposals)
    plain = _("Each mark is a proposal.") if proposals else ""
    return {
        "plain": plain,
        "sized": _("Each mark is a proposal, larger if it combines more ideas.") if sized else plain,
        "numbered": _("Each mark is a proposal, larger if it combines more ideas (number).") if sized else plain,
        "cut": _("What ends with “…” is in full in the report.")
        if any(len(one.wording) > _WORDING for one in proposals)
        else "",
    }


def _not_shown(parts: list[CategoryPart], report: Report, _: Language) -> dict[str, Any]:
    """Return what is said where a page shows some proposals only, or none: lists hold a sentence for each number."""
    counts = range(1, max((len(part.proposals) for part in parts), default=0) + 1)
    several = any(told_apart(one, report) > 1 for part in parts for one in part.proposals)
    return {
        "shortened": _("By category, those of several tables first; all in full in the report.")
        if several
        else _("By category, the first ones only; all in full in the report."),
        "several-shown": _("Those of several tables first; all in full in the report.") if several else "",
        "all-elsewhere": _("All proposals are in the report."),
        "more": [_.plural("… and {n} more proposal", "… and {n} more proposals", many) for many in counts],
        "elsewhere": [
            _.plural("The proposal is in the report.", "The {n} proposals are in the report.", many) for many in counts
        ],
    }


def _foot(plan: Plan, bounds: Bounds, _: Language) -> list[dict[str, str]]:
    notice = [{"label": inlined(plan.publication.notice), "text": ""}] if plan.publication.notice else []
    # Cut at the value, whose place the sentence gives: the name and the colon are set apart from what was typed.
    return notice + [
        {"label": _("{label}: {value}", label=called, value=""), "text": ended(_.list(names), bounds.line_of_foot)}
        for called, names in supporters_called(plan, _)
    ]


def _summary(part: CategoryPart, _: Language) -> str:
    proposals = _.plural("{n} proposal", "{n} proposals", len(part.proposals))
    standings = [words for _standing, words in _standings([part], _)]
    return _("{label}: {value}", label=proposals, value=_.list(standings)) if standings else proposals


def _in_words(report: Report, parts: list[CategoryPart], _: Language) -> str:
    """Return the picture for who does not see it, with every proposal."""
    counts = report.counts
    proposals = _.plural("{n} proposal", "{n} proposals", counts.proposals)
    sentences = [
        _("Proposals by category") + "." if report.has_typology else "",
        inlined(report.plan.publication.notice),
        led_to(counts, proposals, _),
        published_counts(counts, _, typology=report.has_typology),
    ]
    lines = [" ".join(filter(None, sentences))]
    for part in parts:
        lines.append(_("{title} ({summary}).", title=_title(part), summary=_summary(part, _)))
        lines += [f"– {inlined(one.wording)} ({_(STATUSES[one.standing])})" for one in part.proposals]
    return "\n".join(lines)
