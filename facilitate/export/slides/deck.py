"""What the slides of the closing words say, and on how many of them: nothing is ever longer than its slide.

Lengths are reckoned from the letters, more generously than any usual font needs, so that what is chosen here fits in
PDF and in a presentation program, whose fonts nobody knows. What is left out is counted on the slide.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from typing import Any, Literal

from facilitate.domain.frozen import dataclass
from facilitate.domain.text import inlined
from facilitate.export.compose.french_spaces import spaced
from facilitate.export.compose.next_steps import NextStep, next_steps
from facilitate.export.compose.pictures import logos
from facilitate.export.compose.room_choice import room_choice
from facilitate.export.compose.shared import (
    few_squares,
    said_briefly,
    shared_proposals,
    square_signs,
    squares_told,
    table_squares,
    told_apart,
)
from facilitate.export.compose.summary import categories_shown, figures, lead, supporters_line
from facilitate.export.one_page import edition_line, words
from facilitate.export.slides import fitting
from facilitate.export.slides.fitting import LINE, height, shortened
from facilitate.i18n import Language
from facilitate.workshop.report.model import CategoryPart, ProposalPart, Report

SIZE, TITLE_SIZE, COVER_SIZE = 26, 32, 44  # points, on a slide of 960 by 540
LOGOS = (48, 420, 864, 76)  # points, where the logos of the last one stand
_WIDTH, HEIGHT = 864, 345  # points, of the words below a title
_TITLE_LINES, _COVER_LINES, _COVER_FACTS, _FACT_LINES, _ITEM_LINES = 2, 3, 9, 2, 7
_STEP_LINES = 4  # of what stands behind a step
BOLD = 1.08  # times as wide as usual type
_GAP = 12.0  # points between two paragraphs
_ROOM = HEIGHT - LINE * SIZE - _GAP  # where a line of what is left out stands below
_WHOLE = 40  # letters behind a proposal that no line parts
_FEW = 3  # of what several tables said, below which it has a second slide
_MOST = 24  # proposals, of which no two slides hold more


@dataclass(frozen=True, slots=True)
class SlideLine:
    """A paragraph: what it is called by, its words, and what stands behind them.

    `tables` say of each table of each phase whether it comes from there.
    """

    text: str
    label: str = ""
    aside: str = ""
    tables: tuple[tuple[bool, ...], ...] = ()

    @property
    def line(self) -> str:
        """All of it, as it stands on the slide."""
        return "  ".join(filter(None, (self.label, self.text, self.aside, square_signs(self.tables))))


@dataclass(frozen=True, slots=True)
class Slide:
    """One slide: a `cover` has its items below the title, the `end` the logos below its items.

    `figures` are numbers with their words.
    """

    title: str
    items: tuple[SlideLine, ...] = ()
    kind: Literal["cover", "figures", "items", "end"] = "items"
    figures: tuple[tuple[str, str], ...] = ()
    more: str = ""

    @property
    def alone(self) -> bool:
        """Whether it is a question or a remark, which has the slide for itself."""
        return self.kind == "items" and len(self.items) == 1 and not self.items[0].label and not self.more


@dataclass(frozen=True, slots=True)
class SlideDeck:
    """All slides, and what is written on each of them where it is not for everybody."""

    slides: tuple[Slide, ...]
    marking: str = ""


def deck(report: Report, language: Language, in_words: Callable[[str], str] = str) -> SlideDeck:
    """Return the slides: title, questions, what was kept, figures, what several tables said and so on up to the thanks.

    Where nothing was kept, the figures come before the questions.
    `in_words` says in words the signs that cannot be drawn, which takes more room than they would.
    """
    sentences = words(report, language)
    made = _Slides(report, language, in_words)
    choice, end = tuple(made.kept()), made.end(sentences)
    edition = edition_line(report, language)
    is_lone = not any(logos(report, language)) and all(each.text == edition for each in end.items)
    cover = made.cover(sentences, edition if is_lone else "")
    opening = (
        (*made.questions(sentences), *choice, *made.figures())
        if choice
        else (*made.figures(), *made.questions(sentences))
    )
    slides = (
        cover,
        *opening,
        *made.shared(),
        *made.categories(list(categories_shown(report, language))),
        *made.remark(sentences),
        *made.steps(),
        # Which state of the event it is needs no slide of its own where the first one says it.
        *(() if is_lone and all(each in cover.items for each in end.items) else (end,)),
    )
    return SlideDeck(slides, sentences["marking"])


class _Slides:
    """Makes each slide, its words as they are set."""

    def __init__(self, report: Report, language: Language, in_words: Callable[[str], str]) -> None:
        self._report, self._language, self._in_words = report, language, in_words

    def cover(self, sentences: dict[str, Any], edition: str = "") -> Slide:
        title = self._short(sentences["title"], _COVER_LINES, COVER_SIZE * BOLD)
        notice = [self._fact(sentences["notice"], 4)] if sentences["notice"] else []
        left = _COVER_FACTS - sum(fitting.lines(text, size, _WIDTH) for text, size in (
            (title, COVER_SIZE * BOLD), *((each.text, SIZE) for each in notice)))  # fmt: skip
        shown: dict[str, SlideLine] = {}
        facts = {
            "subtitle": sentences["subtitle"],
            "when": sentences["when"],
            "organiser": self._report.plan.organiser,
            "edition": edition,
        }
        for name in ("when", "organiser", "subtitle", "edition"):  # the ones that are told first
            if facts[name] and left > 0:
                shown[name] = self._fact(facts[name], min(2, left))
                left -= fitting.lines(shown[name].text, SIZE, _WIDTH)
        return Slide(title, (*(shown[name] for name in facts if name in shown), *notice), "cover")

    def figures(self) -> Iterator[Slide]:
        """Yield what came of the day: the one page's figures, and its lead."""
        _ = self._language
        if self._report.counts.standing:
            content = tuple((number, spaced(words_, _.code)) for number, words_ in figures(self._report, _))
            yield Slide(_("In brief"), (self._fact(lead(self._report, _), 3),), "figures", content)

    def questions(self, sentences: dict[str, Any]) -> Iterator[Slide]:
        _ = self._language
        items = [self._fact(question, _ITEM_LINES) for question in sentences["questions"] if question.strip()]
        yield from self._spread(
            _.plural("The question asked", "The questions asked", len(items)), items, self._of(len(items))
        )

    def kept(self) -> Iterator[Slide]:
        """Yield what the room kept by its vote, with what each got, and how a tie over it was decided."""
        if choice := room_choice(self._report, self._language):
            items = [
                SlideLine(self._short(words, _STEP_LINES), "→", f"({got})".replace(" ", "\u00a0"))
                for words, got in choice.kept[:_MOST]
            ]
            note = [SlideLine("", aside=self._fact(choice.brief, _STEP_LINES).text)] if choice.brief else []
            slides = list(self._spread(choice.title, items + note, self._of(len(choice.kept))))
            if note and note[0] not in slides[-1].items:  # of more than two slides hold the tie is told all the same
                slides[-1] = replace(slides[-1], more=f"{slides[-1].more} · {choice.aside}")
            yield from slides

    def shared(self) -> Iterator[Slide]:
        """Yield one slide of what several tables said, as squares too, which it explains; two where one holds few."""
        _, shared = self._language, shared_proposals(self._report)
        items = [self._proposal(one, squares=True) for one in shared[:_MOST]]
        legend = SlideLine("", aside=self._fact(squares_told(self._report, _), 2).text)
        heading = legend if any(item.tables for item in items) else None
        one_slide = _fitting(items, _ROOM - (_high(heading) if heading else 0))
        shown = items if one_slide < _FEW else items[:one_slide]
        yield from self._spread(_("What several tables said"), shown, self._of(len(shared)), heading)

    def categories(self, parts: list[CategoryPart]) -> Iterator[Slide]:
        """Yield a slide for each category, two where what several tables said takes them, or there is but one part."""
        parts = [part for part in parts if part.proposals]
        return (slide for part in parts for slide in self._category(part, alone=len(parts) == 1))

    def _category(self, part: CategoryPart, *, alone: bool) -> Iterator[Slide]:
        """Yield as many proposals as the slides hold, those of several tables before all others."""
        _ = self._language
        several = sum(told_apart(one, self._report) > 1 for one in part.proposals)
        ordered = sorted(part.proposals, key=lambda one: (-told_apart(one, self._report), -len(one.refs)))
        counted = self._from_several(_.plural("{n} proposal", "{n} proposals", len(part.proposals)), several)
        name = f"{part.number}. {part.title}" if part.number else part.title
        items = [self._proposal(one) for one in ordered[:_MOST]]
        heading = SlideLine("", aside=counted)
        one_slide = _fitting(items, _ROOM - _high(heading))
        if several <= one_slide and not alone and _high(heading, *items) > HEIGHT:
            items = items[:one_slide]
        others = self._of(len(part.proposals))
        yield from self._spread(name, items, lambda shown: self._from_several(others(shown), several - shown), heading)

    def _from_several(self, counted: str, several: int) -> str:
        """Return a number of proposals with how many of them are from several tables, if any."""
        if several <= 0:
            return counted
        return self._language.plural(
            "{proposals}, {n} of them from several tables", "{proposals}, {n} of them from several tables",
            several, proposals=counted,
        )  # fmt: skip

    def remark(self, sentences: dict[str, Any]) -> Iterator[Slide]:
        """Yield the one page's remark, with who said it."""
        _ = self._language
        if "text" in sentences["remark"]:
            text, who = self._fact(sentences["remark"]["text"], _ITEM_LINES).text, sentences["remark"]["who"]
            yield Slide(_("What was said"), (SlideLine(text, aside=f"— {self._fact(who).text}" if who else ""),))

    def steps(self) -> Iterator[Slide]:
        """Yield the next steps, each with its proposal."""
        _ = self._language
        items = [
            SlideLine(self._fact(step.what, 3).text, "→", self._about(step)) for step in next_steps(self._report, _)
        ]
        yield from self._spread(_("Next steps"), items, self._of(len(items)))

    def _about(self, step: NextStep) -> str:
        """Return the proposal of a step, as long as there is room, with who takes it and when, whole if they can be."""
        end = f" · {self._fact(step.who).text}" if step.who else ""
        return f"({self._short(step.called, _STEP_LINES, end=end)})"

    def end(self, sentences: dict[str, Any]) -> Slide:
        """Return the last slide: whom the programme thanks or names, or else what this is, and whom to write to."""
        _, plan, details = self._language, self._report.plan, self._report.plan.publication
        people = supporters_line(plan, _)
        contact = _("{label}: {value}", label=_("Contact"), value=details.contact) if details.contact else ""
        texts = [(details.thanks, 2), (people, 3), (contact, 1), (details.licence, 1),
                 (edition_line(self._report, _), 1)]  # fmt: skip
        items = [self._fact(text, lines) for text, lines in texts if text]
        notice = [self._fact(sentences["notice"], 4)] if sentences["notice"] else []
        if any(logos(self._report, _)):  # they stand where the last words would
            items = items[: max(_fitting(items, HEIGHT - LOGOS[3] - _GAP - _high(*notice)), 1)]
        items += notice
        thanked = details.thanks or people
        return Slide(_("Thank you") if thanked else _("About this publication"), tuple(items), "end")

    def _proposal(self, one: ProposalPart, *, squares: bool = False) -> SlideLine:
        several = told_apart(one, self._report) > 1
        aside = f"({said_briefly(one, self._report, self._language)})" if several else ""
        aside = aside.replace(" ", "\u00a0") if len(aside) <= _WHOLE else aside
        text = self._short(one.wording, _ITEM_LINES - 1 if aside else _ITEM_LINES, room=_WIDTH - 80)
        tables = few_squares(table_squares(one, self._report)) if squares else ()
        return SlideLine(text, one.number, aside, tables)

    def _spread(
        self, title: str, items: list[SlideLine], left_out: Callable[[int], str], heading: SlideLine | None = None
    ) -> Iterator[Slide]:
        """Yield as many slides as the items take, two at most; the last one says what is left out if so many stand."""
        if not items:
            return
        pages = _pages(items, heading, HEIGHT)
        if more := left_out(sum(len(page) for page in pages) - (heading is not None)):
            pages = _pages(items, heading, _ROOM)
            more = left_out(sum(len(page) for page in pages) - (heading is not None))
        for place, page in enumerate(pages, 1):
            number = f" ({place}/{len(pages)})" if len(pages) > 1 else ""
            name = self._short(title, _TITLE_LINES, TITLE_SIZE * BOLD, end=number)
            yield Slide(name, tuple(page), more=more if place == len(pages) else "")

    def _of(self, many: int) -> Callable[[int], str]:
        """Return what says how many more there are in the report, once so many are shown."""
        _ = self._language
        return lambda shown: (
            _.plural("and {n} more in the report", "and {n} more in the report", many - shown) if many > shown else ""
        )

    def _fact(self, text: str, lines: int = _FACT_LINES) -> SlideLine:
        return SlideLine(self._short(text, lines))

    def _short(self, text: str, lines: int, size: float = SIZE, *, room: float = _WIDTH, end: str = "") -> str:
        return shortened(self._in_words(spaced(inlined(text), self._language.code)), size, room, lines, end)


def _pages(items: list[SlideLine], heading: SlideLine | None, room: float) -> list[list[SlideLine]]:
    """Return the items on one slide, or as many as there is room for on two that are about as full as each other."""
    first = [heading] if heading else []
    one = _fitting(items, room - _high(*first))
    if one >= len(items):
        return [first + items]
    shown = min(one + _fitting(items[one:], room), len(items))
    splits = [
        (first + items[:place], items[place:shown])
        for place in range(1, shown)
        if max(_high(*first, *items[:place]), _high(*items[place:shown])) <= room
    ]
    if not splits:  # one is as high as a slide
        return [page for page in (first + items[:one], items[one:shown]) if page]
    first_page, second_page = min(splits, key=_how_uneven)
    return [first_page, second_page]


def _how_uneven(pages: tuple[list[SlideLine], list[SlideLine]]) -> tuple[bool, float]:
    """Return what is smaller the better two slides are balanced: whether an item stands alone, and the fuller one."""
    return len(pages[1]) == 1, max(_high(*page) for page in pages)


def _fitting(items: list[SlideLine], room: float) -> int:
    """Return how many of the items there is room for; one is there at least, whatever room it takes."""
    return max(1, next((place for place in range(len(items)) if _high(*items[: place + 1]) > room), len(items)))


def _high(*items: SlideLine) -> float:
    return reckoned([item.line for item in items], SIZE)


def reckoned(texts: Sequence[str], size: float) -> float:
    """Return how high paragraphs are, with their gaps."""
    return sum(height(text, size, _WIDTH) + _GAP for text in texts)
