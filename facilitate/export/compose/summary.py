"""What a reader who stops after one page has read: what was asked, what came of it, in figures, and what is next."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from facilitate.domain.programme.plan import Plan
from facilitate.domain.text import inlined
from facilitate.domain.values.proposals import Standing
from facilitate.domain.values.votes import VoteRule
from facilitate.export.compose.anchors import Anchors
from facilitate.export.compose.cut import cut
from facilitate.export.compose.document import (
    Block,
    Heading,
    Items,
    KeyFigures,
    ListItem,
    Marks,
    Paragraph,
    Quotation,
    Runs,
    joined,
    on_line,
    own,
    typed,
)
from facilitate.export.compose.next_steps import FEW_STEPS, NextStep, next_steps
from facilitate.export.compose.room_choice import brief_tie_words
from facilitate.export.compose.shared import said_by, shared_proposals, squares_told, table_squares
from facilitate.i18n import Language
from facilitate.labels import STATUSES, supporters_called
from facilitate.workshop.report.model import CategoryPart, ProposalPart, Report
from facilitate.workshop.report.phase_parts import PanelPart
from facilitate.workshop.report.vote_words import (
    both_words,
    brief_turnout_words,
    excess_words,
    kept_title_words,
    share_words,
    title_words,
    unwanted_words,
)
from facilitate.workshop.report.votes import VoteLine, VotePart, deciding_vote, total_got
from facilitate.workshop.report.wording import led_to, questions_asked

_FEW, _MOST, _MOST_MARKS = 3, 12, 26
_FIRST, _MOST_CHOSEN = 3, 6  # ranks that are shown where nothing was kept; proposals of a vote on a page
_BETWEEN_NUMBERS = re.compile(r"(\d) (\w+) (\d)")  # “25 of 34” stays on one line
_LINES, _LINES_OF_STEPS = 29, 7  # of a page, for what several tables said
_LINE, _TABLES = 85, 20  # letters of a line, and of the words for the tables
_STANDINGS = (Standing.TO_CREATE, Standing.EXISTING, Standing.BOTH)


def summary(report: Report, anchors: Anchors, _: Language) -> Iterator[Block]:
    """Yield the first page: figures, questions, what several tables said, the typology at a glance, what is next."""
    if not report.counts.standing:
        return
    yield Heading(2, (own(_("In brief")),))
    yield Paragraph((own(lead(report, _)),))
    yield KeyFigures(tuple(figures(report, _)))
    for question in questions_asked(report.plan, report.counts, _):
        yield Quotation((typed(question),))
    yield from _chosen(report, anchors, _)
    yield from _shared_by_tables(report, anchors, _)
    yield from _at_a_glance(report, _)
    if found := remark(report, _):
        who = (own(" – "), on_line(found[1], quiet=True)) if found[1] else ()
        yield Quotation((typed(found[0]), *who))
    yield from _next_steps(report, anchors, _)
    if support := _support(report, _):
        yield Paragraph((on_line(support, quiet=True),))


def _shared_by_tables(report: Report, anchors: Anchors, _: Language) -> Iterator[Block]:
    """Yield the proposals of several tables, those of most tables first."""
    shared = shared_proposals(report)
    if not shared:
        return
    yield Heading(3, (own(_("What several tables said")),))
    tables = _.plural("{n} proposal comes from several tables.", "{n} proposals come from several tables.", len(shared))
    yield Paragraph((own(tables),))
    shown, others = cut(shared, _fitting(shared, bool(next_steps(report, _))), _)
    items = tuple(_shared(part, report, anchors, _) for part in shown)
    yield Items(items, squares=squares_told(report, _))
    if others:
        yield Paragraph((own(others),))


def _fitting(shared: Sequence[ProposalPart], has_steps: bool) -> int:
    """Return how many of the proposals a page has room for, reckoned from their letters."""
    room = _LINES - _LINES_OF_STEPS if has_steps else _LINES
    for place, part in enumerate(shared[:_MOST]):
        room -= 1 + (len(part.wording) + _TABLES) // _LINE
        if room < 0:
            return max(place, _FEW)
    return _MOST


def _next_steps(report: Report, anchors: Anchors, _: Language) -> Iterator[Block]:
    """Yield the first few next steps, each with its proposal, and how many others there are."""
    shown, others = cut(next_steps(report, _), FEW_STEPS, _)
    if not shown:
        return
    yield Heading(3, (own(_("Next steps")),))
    yield Items(tuple(ListItem((on_line(step.what),), _about(step, anchors)) for step in shown))
    if others:
        yield Paragraph((own(others),))


def _chosen(report: Report, anchors: Anchors, _: Language) -> Iterator[Block]:
    """Yield what the room chose, with both readings of it."""
    title, lines, others = chosen(report, _)
    if not lines:
        return
    yield Heading(3, (own(title),))
    yield Items(tuple(ListItem(_chosen_line(line, got, anchors)) for line, got in lines))
    if others:
        yield Paragraph((own(others),))


def _chosen_line(line: VoteLine, got: str, anchors: Anchors) -> Runs:
    number = anchors.number(line.proposal)
    called = (on_line(number, strong=True, to=anchors.proposal(line.proposal)), own("\u2002")) if number else ()
    return joined([(*called, on_line(line.wording)), (on_line(got, quiet=True),)], " · ")


def chosen(report: Report, _: Language, *, alone: bool = False) -> tuple[str, tuple[tuple[VoteLine, str], ...], str]:
    """Return a title, what was kept (or came first in the last vote) with its readings, and what is said of that vote.

    The title bears no number of the vote where it stands `alone`, without the others.
    """
    part = deciding_vote(list(report.of(VotePart)))
    if part is None:
        return "", (), ""
    found = tuple(line for line in part.lines if line.kept and line.wording)
    title = kept_title_words(replace(part, number=0) if alone else part, _) if found else title_words(part, _)
    found = found or tuple(line for line in part.lines if line.wording and line.rank <= _FIRST)
    notes = [*brief_turnout_words(part, _), *excess_words(part, _), brief_tie_words(part, _)]
    shown = tuple((line, _readings(line, part.rule, _)) for line in found[:_MOST_CHOSEN])
    return title, shown, " ".join(filter(None, notes))


def _readings(line: VoteLine, rule: VoteRule, _: Language) -> str:
    """Return both readings of what came of a proposal: the total, and both worlds with the share of each.

    Where a world did not choose it at all, words say so.
    """
    total = total_got(line, rule, _)
    if line.both_worlds is None:
        return total
    shares = _BETWEEN_NUMBERS.sub("\\1\u00a0\\2\u00a0\\3", share_words(line, _))
    both = _("both worlds: {n} ({shares})", n=both_words(line, _), shares=shares)
    return " · ".join(filter(None, (total, both, unwanted_words(line, _))))


def _about(step: NextStep, anchors: Anchors) -> Runs:
    number = (on_line(step.number, to=anchors.proposal(step.key)), own(" ")) if step.number else ()
    return joined([(*number, on_line(step.proposal)), (on_line(step.who),) if step.who else ()], " · ")


def _at_a_glance(report: Report, _: Language) -> Iterator[Block]:
    """Yield the typology as marks, where one can take in how many there are."""
    parts = [] if is_all_loose(report) else list(categories_shown(report, _))
    if 1 < len(parts) <= _MOST and max(len(part.proposals) for part in parts) <= _MOST_MARKS:
        rows = tuple((category_called(part), marks(part)) for part in parts)
        yield Marks(_("The whole typology: each mark is a proposal"), rows, tuple(key_of_marks(parts, _)))


def categories_shown(report: Report, _: Language) -> Iterator[CategoryPart]:
    """Yield the items of the typology, then what is in none: that alone where nothing is filed yet."""
    if not is_all_loose(report):
        yield from report.categories
    yield from loose_parts(report, _)


def is_all_loose(report: Report) -> bool:
    """Whether there are proposals, and none of them is filed: nobody learns anything from categories without one."""
    return bool(report.unfiled or report.undecided) and not any(part.proposals for part in report.categories)


def loose_parts(report: Report, _: Language) -> Iterator[CategoryPart]:
    """Yield what is filed nowhere; where there is no typology, that is all there is, and nothing is missing of it."""
    unfiled = _("Unfiled proposals") if report.has_typology else _("The proposals")
    for title, parts in ((unfiled, report.unfiled), (_("Undecided proposals"), report.undecided)):
        if parts:
            yield CategoryPart(0, title, parts)


def largest_categories(parts: Sequence[CategoryPart], most: int) -> list[CategoryPart]:
    """Return those with the most proposals, in the order of the typology."""
    ranked = sorted(range(len(parts)), key=lambda place: -len(parts[place].proposals))
    return [parts[place] for place in sorted(ranked[:most])]


def other_categories(many: int, proposals: int, _: Language) -> str:
    """Say how many categories are not shown, and what they hold; nothing where there are none."""
    if not many:
        return ""
    return _.plural(
        "{n} other category ({proposals}) is in the report.",
        "{n} other categories ({proposals}) are in the report.",
        many,
        proposals=_.plural("{n} proposal", "{n} proposals", proposals),
    )


def category_called(part: CategoryPart) -> str:
    return inlined(f"{part.number}. {part.title}" if part.number else part.title)


def marks(part: CategoryPart) -> tuple[str, ...]:
    """Return the standing of each of its proposals, those of one standing together."""
    return tuple(standing.value for standing in _STANDINGS for _each in range(part.standing(standing)))


def key_of_marks(parts: Sequence[CategoryPart], _: Language) -> Iterator[tuple[str, str]]:
    """Yield the standings that there are, each with its words."""
    for standing in _STANDINGS:
        if any(part.standing(standing) for part in parts):
            yield standing.value, _(STATUSES[standing])


def remark(report: Report, _: Language) -> tuple[str, str] | None:
    """Return the first remark that was kept, else the first that may be quoted by name; None where there is neither.

    It is in quotes, with who said it: nobody where it may not be told.
    """
    found = [
        (quote, ", ".join(filter(None, (part.speaker.name, part.speaker.organisation))) if part else "")
        for panel in report.of(PanelPart)
        for part, quotes in (*((each, each.quotes) for each in panel.speakers), (None, panel.remarks))
        for quote in quotes
    ]
    shown = [each for each in found if each[0].kept] or [each for each in found if each[1]]
    return (_.quoted(shown[0][0].text), shown[0][1]) if shown else None


def supporters_line(plan: Plan, _: Language) -> str:
    """Return who organises the event, who pays for it and who takes part in it, as one line; none where nobody does."""
    return " · ".join(
        _("{label}: {value}", label=called, value=_.list(names)) for called, names in supporters_called(plan, _)
    )


def _support(report: Report, _: Language) -> str:
    return " · ".join(filter(None, (supporters_line(report.plan, _), report.plan.publication.licence)))


def _shared(part: ProposalPart, report: Report, anchors: Anchors, _: Language) -> ListItem:
    number = (on_line(part.number, strong=True, to=anchors.proposal(part.id)), own("\u2002")) if part.number else ()
    return ListItem((*number, typed(part.wording)), said_by(part, report, _), tables=table_squares(part, report))


def lead(report: Report, _: Language) -> str:
    """Say what became of the ideas in one sentence: how many proposals, and where those stand."""
    counts = report.counts
    proposals = _.plural("{n} proposal", "{n} proposals", counts.proposals)
    filed = [len(category.proposals) for category in report.categories if category.proposals]
    if not filed:
        return led_to(counts, proposals, _)
    if sum(filed) == counts.proposals:
        proposals = _.plural(
            "{proposals} in {n} category of the typology", "{proposals} in {n} categories of the typology", len(filed),
            proposals=proposals,
        )  # fmt: skip
        return led_to(counts, proposals, _)
    items = _.plural("{n} category of the typology", "{n} categories of the typology", len(filed))
    places = [
        _.plural("{n} filed in {items}", "{n} filed in {items}", sum(filed), items=items),
        *([_.plural("{n} unfiled", "{n} unfiled", len(report.unfiled))] if report.unfiled else []),
        *([_.plural("{n} undecided", "{n} undecided", len(report.undecided))] if report.undecided else []),
    ]
    return led_to(counts, _("{proposals}: {places}", proposals=proposals, places=_.list(places)), _)


def figures(report: Report, _: Language) -> Iterator[tuple[str, str]]:
    """Yield the numbers to be seen first, each with its words."""
    counts, present = report.counts, report.plan.attendance.present
    if present:
        yield _.number(present), _.plural("person present", "people present", present)
    tables, called = tables_that_wrote(report, _)
    yield _.number(tables), called
    yield _.number(counts.received), _.plural("idea", "ideas", counts.received)
    yield _.number(counts.proposals), _.plural("proposal", "proposals", counts.proposals)
    if shared := len(shared_proposals(report)):
        yield _.number(shared), _.plural("shared by several tables", "shared by several tables", shared)


def tables_that_wrote(report: Report, _: Language) -> tuple[int, str]:
    """Return how many tables wrote ideas, and the words for them, which say of how many where others wrote none.

    Of phases with more and fewer it is how many at most: those of two phases may be other groups, and are not added up.
    """
    counts = report.counts
    phases = [phase.by_table for phase in counts.by_phase if phase.received] or [counts.by_table]
    wrote = [sum(bool(table.received) for table in tables) for tables in phases]
    tables = max(wrote, default=0)
    if len(set(wrote)) > 1:
        return tables, _.plural("table at most", "tables at most", tables)
    if (every := max(map(len, phases))) > tables:
        return tables, _.plural("of the {every} tables", "of the {every} tables", tables, every=_.number(every))
    return tables, _.plural("table", "tables", tables)
