"""A cycle on one page of A4, and as a poster: by the templates of an event's page and of its infographic."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from typing import Any, Literal

from facilitate.domain.errors import N_, PlaceName, Refused
from facilitate.domain.text import inlined
from facilitate.domain.values.cycle import InEvent
from facilitate.domain.values.proposals import Standing
from facilitate.export.compose.cut import cut
from facilitate.export.compose.cycle import (
    SQUARES,
    closing,
    days_of,
    figures,
    name_of_event,
    notice_of,
    properties_of,
    squares,
    wish_of,
)
from facilitate.export.compose.cycle_matrix import all_of, beside, cell_text, number_or_dash
from facilitate.export.infographic.content import BOUNDS, Bounds, as_set
from facilitate.export.infographic.draw import drawn
from facilitate.export.line_breaks import ended
from facilitate.export.one_page import set_page
from facilitate.export.style.style import Style
from facilitate.i18n import Language
from facilitate.labels import STATUSES
from facilitate.workshop.cycle.events import EventProposal
from facilitate.workshop.cycle.synthesis import CategoryOfCycle, Introduction, Synthesis
from facilitate.workshop.cycle.totals import legend_of

NOTHING = N_("No poster created: no event of the cycle has a proposal yet.")
_TITLE, _WORDING, _STEP, _CATEGORY, _FOOT = 300, 240, 120, 60, 900
_SHARED = (30, 18, 12, 8, 5, 3, 1)
_ROWS, _STEPS = (24, 12, 6), (8, 4, 2)
_MOST_BESIDE = 16  # events beside each other on a page; of more only the sums stand there
_SIZES = ((13, 13), (12, 12), (11, 11), (10.5, 10.5), (10, 10), (9.5, 9.5), (9, 9), (8.5, 8.5), (8, 8))
_SMALL = (*_SIZES, (7.5, 7.5), (7, 7))
_FEW_OWN = 4  # categories that one event alone has, each with a row
_FEW_NAMED = 3  # events behind a wording
_FEW_BESIDE = 6  # events that a card of the poster names one by one


def cycle_page(found: Synthesis, language: Language, style: Style, form: Literal["pdf", "png"]) -> bytes:
    """Return the page; raises `Refused` when the engine is missing."""
    return set_page(_page_words(found, language), properties_of(found, language), (), style, form)


def _page_words(found: Synthesis, _: Language) -> dict[str, Any]:
    steps = list(_steps(found, _))
    return {
        "lang": _.code,
        "title": ended(inlined(found.title), _TITLE),
        "subtitle": _("Synthesis of the cycle"),
        "when": days_of(found, _),
        "marking": _("Internal: do not share") if found.internal else "",
        "notice": ended(notice_of(found, _), _FOOT),
        "questions": [ended(each, _WORDING) for each in _questions(found, _)[:2]],
        "lead": _named_events(found, _),
        "figures": list(figures(found, _)),
        "shared": [_shared(each, found, _) for each in found.recurring[: max(_SHARED)]],
        "shared-title": _("What several events said"),
        "tables": _("The number: how many events said it.") + " " + _(SQUARES),
        "listed": [],
        "listed-title": "",
        "typology-title": "",
        "counted-title": _("Category by event"),
        "typology": _sums(found, _),
        "matrix": _matrix(found, _) if len(found.readings) <= _MOST_BESIDE else {},
        "key": [],
        "remark": {},
        "steps-title": _("Here and elsewhere"),
        "steps": steps[: max(_STEPS)],
        "foot": [ended(line, _FOOT) for line in _foot(found, _)],
        "logo-alt": _("Logo"),
        "pages": list(_pages(found, steps, _)),
    }


def _pages(found: Synthesis, steps: Sequence[dict[str, str]], _: Language) -> Iterator[dict[str, Any]]:
    """Yield how much a page may show, the most first."""
    form = "matrix" if len(found.readings) <= _MOST_BESIDE else "counted"
    tries = [(max(_ROWS), most, max(_STEPS)) for most in _SHARED]
    tries += [(rows, min(_SHARED), most) for rows in _ROWS for most in _STEPS]
    for rows, several, introduced in tries:
        hidden = len(found.matrix.rows) - rows
        yield {
            "form": form,
            "sizes": _SIZES if several > min(_SHARED) else _SMALL,
            "shared": several,
            "more": cut(found.recurring, several, _)[1],
            "rows": rows,
            "more-rows": _.plural("and {n} more category", "and {n} more categories", hidden) if hidden > 0 else "",
            "questions": 2,
            "more-questions": "",
            "steps": introduced,
            "more-steps": cut(steps, introduced, _)[1],
            "remark": False,
        }


def _named_events(found: Synthesis, _: Language) -> str:
    return _.list([name_of_event(event, found, _) for event in found.readings])


def _questions(found: Synthesis, _: Language) -> list[str]:
    """Return what the events asked, with those that did unless all of them did; nothing where they asked many things.

    Nobody knows what an event that was held without the tool asked.
    """
    asked: dict[str, list[str]] = {}
    for event in found.readings:
        if event.question:
            asked.setdefault(event.question, []).append(inlined(found.events.label(event)))
    if len(asked) > 1 and len(asked) >= len(found.readings) / 2:
        return []
    return [_asked(question, who, found, _) for question, who in asked.items()]


def _asked(question: str, who: Sequence[str], found: Synthesis, _: Language) -> str:
    if len(who) == len(found.readings):
        return question
    by = _.list(list(who)) if len(who) <= _FEW_NAMED else _.plural("{n} event", "{n} events", len(who))
    return _("{label}: {value}", label=by, value=question)


def _shared(each: Any, found: Synthesis, _: Language) -> dict[str, Any]:
    marks = squares(each, found)
    return {
        "text": ended(inlined(each.proposals[0].proposal.text), _WORDING),
        "number": _.number(each.events),
        "said": marks,
        "alt": _.plural("{n} event", "{n} events", each.events) if marks else "",  # the number says it
    }


def _matrix(found: Synthesis, _: Language) -> dict[str, Any]:
    """Return the table of category by event, with what one event alone has, and what stands in no category."""
    columns = found.matrix.columns
    rows = [
        [ended(inlined(row.title), _CATEGORY), *(cell_text(column.cells[place], _) for column in columns),
         _.number(found.matrix.ideas_in(place))]
        for place, row in enumerate(found.matrix.rows)
    ]  # fmt: skip
    own = [(column, category, cell) for column in columns for category, cell in column.own]
    few = len(own) <= _FEW_OWN
    for column, category, cell in own if few else ():
        event = PlaceName(found.events.label(column.event))
        title = _("{title} (only in {event})", title=inlined(category.title), event=event)
        cells = (cell_text(cell, _) if other is column else "–" for other in columns)
        rows.append([ended(title, _CATEGORY), *cells, _.number(cell.ideas)])
    below = [
        [label, *(number_or_dash(each, _) for each in values), _.number(all_of(values))]
        for label, values in beside(found, _, own=not few)
    ]
    return {
        "head": [_("Category"), *(inlined(found.events.label(column.event)) for column in columns), _("All")],
        "rows": rows,
        "below": below,
        "note": _(legend_of(found.matrix)),
    }


def _sums(found: Synthesis, _: Language) -> list[dict[str, Any]]:
    return [
        {"title": ended(inlined(row.title), _CATEGORY), "marks": (), "many": many, "number": _.number(many)}
        for place, row in enumerate(found.matrix.rows)
        for many in [found.matrix.ideas_in(place)]
    ]


def _steps(found: Synthesis, _: Language) -> Iterator[dict[str, str]]:
    """Yield each wish once, with the first of those who have it, and how many others do."""
    wishes: dict[InEvent, list[Introduction]] = {}
    for each in found.introductions:
        wishes.setdefault(each.wanted.place, []).append(each)
    for first, *others in wishes.values():
        wanted, existing = (inlined(found.events.label(item.event)) for item in (first.wanted, first.existing))
        what, there = (ended(inlined(item.proposal.text), _STEP) for item in (first.wanted, first.existing))
        more = _.plural("and {n} other event", "and {n} other events", len(others)) if others else ""
        about = " · ".join(filter(None, (_("exists in {event}:", event=PlaceName(existing)) + " " + there, more)))
        yield {"what": _(wish_of(first.wanted), event=wanted) + " " + what, "about": about}


def _warnings(found: Synthesis, _: Language) -> Iterator[str]:
    yield from filter(None, [notice_of(found, _)])
    yield from (_.message(problem) for problem in found.problems.values())


def _foot(found: Synthesis, _: Language) -> Iterator[str]:
    yield from (_.message(problem) for problem in found.problems.values())
    yield closing(found, _)


def cycle_poster(found: Synthesis, language: Language, style: Style, form: Literal["pdf", "svg", "png"]) -> bytes:
    """Return the poster; raises `Refused` when no event has a proposal, or the engine is missing."""
    if not any(event.proposals for event in found.readings):
        raise Refused(NOTHING)
    return drawn(partial(_picture, found, language), properties_of(found, language), (), style, form, "a3")


def _picture(found: Synthesis, _: Language, bounds: Bounds = BOUNDS[0]) -> dict[str, Any]:
    """Return what the poster says, by the template's names; a card is a category of the cycle, or of one event."""
    held = [each for each in (*found.categories, found.unfiled) if _held(each, found)]
    shown = held[: bounds.cards]
    vacant = [inlined(each.title) for each in found.categories if not (each.recurring or each.alone)]
    left = sum(len(_held(each, found)) for each in held[bounds.cards :])
    texts = {
        "lang": _.code,
        "spoken": _.code,
        "title": ended(inlined(found.title), bounds.title),
        "cycle": "",
        "subtitle": ended(_named_events(found, _), bounds.below_title),
        "when": days_of(found, _),
        "question": ended("\n".join(_questions(found, _)), bounds.question),
        "figures": [{"number": number, "label": label} for number, label in figures(found, _)],
        "standings": {status: _(word) for status, word in STATUSES.items()},
        "key": [{"standing": each.value, "label": _(STATUSES[each.value])} for each in _standings(held, found)],
        "key-notes": _key_notes(found, _),
        **_not_shown(held, found, _),
        "cards": [_card(each, held, found, _) for each in shown],
        "vacant": " ".join(
            filter(
                None,
                (
                    ended(_("No proposals: {titles}", titles=_.list(vacant)), bounds.line_of_foot) if vacant else "",
                    _other_boxes(len(held) - len(shown), left, _),
                ),
            )
        ),
        "foot": [{"label": label, "text": ""} for label in (*_warnings(found, _), *_units(found, _))],
        "sum": closing(found, _),
        "logo-alt": _("Logo"),
    }
    return as_set(texts, {"name": inlined(found.title), "alt": _in_words(held, found, _)}, _.code)


Held = tuple[tuple[EventProposal, ...], ...]  # of a card: what recurs together, and the others each by itself


def _held(category: CategoryOfCycle, found: Synthesis) -> Held:
    """Return what a card holds: each proposal has one card, so that those of all cards add up."""
    together = found.together if category.event else ()
    alone = (item for item in category.alone if item.place not in together)
    return (*(each.proposals for each in category.recurring), *((item,) for item in alone))


def _other_boxes(many: int, proposals: int, _: Language) -> str:
    """Return what no box was made for, on a page that has room for few."""
    if not many:
        return ""
    return _.plural(
        "{n} other category ({proposals}) is in the synthesis.",
        "{n} other categories ({proposals}) are in the synthesis.",
        many,
        proposals=_.plural("{n} proposal", "{n} proposals", proposals),
    )


def _units(found: Synthesis, _: Language) -> Iterator[str]:
    """Yield what the cards count and what the sum below them counts, where these are not the same."""
    if found.recurring:
        yield _(
            "Each box counts proposals: one that several events said counts once, in one box. The ideas by event and "
            "the sum that follows count every idea of every event."
        )


def _standing(group: tuple[EventProposal, ...]) -> Standing:
    kinds = {item.proposal.standing for item in group}
    return kinds.pop() if len(kinds) == 1 else Standing.BOTH


def _standings(held: Sequence[CategoryOfCycle], found: Synthesis) -> list[Standing]:
    there = {_standing(group) for each in held for group in _held(each, found)}
    return [each for each in (Standing.TO_CREATE, Standing.EXISTING, Standing.BOTH) if each in there]


def _card(category: CategoryOfCycle, held: Sequence[CategoryOfCycle], found: Synthesis, _: Language) -> dict[str, Any]:
    inside, title = _held(category, found), _title(category, _)
    most = max(len(_held(each, found)) for each in held)
    return {
        "filed": category is not found.unfiled,
        "title": title,
        "letters": len(title),
        "number": _.number(len(inside)),
        "unit": _.plural("proposal", "proposals", len(inside)),
        "ideas": _by_event(category, found, _),
        "share": len(inside) / most if most else 0,
        "alt": _.plural("{n} proposal", "{n} proposals", len(inside)),
        "proposals": [_proposal(group, found, _) for group in inside],
    }


def _title(category: CategoryOfCycle, _: Language) -> str:
    if not category.title:
        return _("In no category")
    title = ended(inlined(category.title), _TITLE)
    return _("{title} (only in {event})", title=title, event=category.event) if category.event else title


def _by_event(category: CategoryOfCycle, found: Synthesis, _: Language) -> str:
    """Return how many ideas each event has in a category of the cycle; of many events, how many have some."""
    place = next((at for at, row in enumerate(found.matrix.rows) if row.title == category.title), None)
    if category.event or place is None:
        return ""
    cells = [(column.event, column.cells[place]) for column in found.matrix.columns]
    if len(cells) <= _FEW_BESIDE:
        each = " · ".join(f"{inlined(found.events.label(event))}\u00a0{cell_text(cell, _)}" for event, cell in cells)
        return _("{label}: {value}", label=_.plural("idea", "ideas", 2), value=each)
    some, asked = sum(cell.ideas > 0 for _event, cell in cells), sum(cell.asked for _event, cell in cells)
    if some == asked:
        return _.plural("in the only event that asked", "in all {n} events that asked", asked)
    return _.plural(
        "in {n} of the {asked} events that asked",
        "in {n} of the {asked} events that asked",
        some,
        asked=_.number(asked),
    )


def _proposal(group: tuple[EventProposal, ...], found: Synthesis, _: Language) -> dict[str, Any]:
    sessions = {item.event.session for item in group}
    where = [inlined(found.events.label(event)) for event in found.readings if event.session in sessions]
    where_said = ", ".join(where) if len(where) <= _FEW_NAMED else _.plural("{n} event", "{n} events", len(where))
    wording = f"{ended(inlined(group[0].proposal.text), _WORDING)} ({where_said})"
    return {
        "wording": wording,
        "letters": len(wording),
        "tables": len(sessions),
        "standing": _standing(group).value,
        "n": len(sessions),
        "number": _.number(len(sessions)),
    }


def _key_notes(found: Synthesis, _: Language) -> dict[str, Any]:
    plain = _("Each mark is a proposal.")
    sized = bool(found.recurring)
    return {
        "plain": plain,
        "sized": _("Each mark is a proposal, larger if more events said it.") if sized else plain,
        "numbered": _("Each mark is a proposal, larger if more events said it (number).") if sized else plain,
        "cut": "",
    }


def _not_shown(held: Sequence[CategoryOfCycle], found: Synthesis, _: Language) -> dict[str, Any]:
    counts = range(1, max((len(_held(each, found)) for each in held), default=0) + 1)
    several = bool(found.recurring)
    return {
        "shortened": _("By category, those of several events first; all in full in the synthesis.")
        if several
        else _("By category, the first ones only; all in full in the synthesis."),
        "several-shown": _("Those of several events first; all in full in the synthesis.") if several else "",
        "all-elsewhere": _("All proposals are in the synthesis."),
        "more": [_.plural("… and {n} more proposal", "… and {n} more proposals", many) for many in counts],
        "elsewhere": [
            _.plural("The proposal is in the synthesis.", "The {n} proposals are in the synthesis.", many)
            for many in counts
        ],
    }


def _in_words(held: Sequence[CategoryOfCycle], found: Synthesis, _: Language) -> str:
    """Return the poster for who does not see it."""
    lines = [" ".join(filter(None, (_named_events(found, _) + ".", notice_of(found, _), closing(found, _))))]
    for category in held:
        lines.append(_title(category, _))
        lines_of = [
            (_proposal(each, found, _)["wording"], _(STATUSES[_standing(each)])) for each in _held(category, found)
        ]
        lines += [f"– {wording} ({status})" for wording, status in lines_of]
    return "\n".join(lines)
