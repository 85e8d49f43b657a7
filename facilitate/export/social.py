"""Cards for social networks: a square and a wide picture of what came of the day, and both in words.

They are looked at on a telephone, a third as large as they are: no letter is smaller than 40 of their pixels.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Any, Literal

from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import SupporterRole
from facilitate.domain.text import inlined
from facilitate.export.compose.french_spaces import spaced
from facilitate.export.compose.pictures import logos
from facilitate.export.compose.room_choice import room_choice
from facilitate.export.compose.shared import said_briefly, shared_proposals
from facilitate.export.compose.summary import tables_that_wrote
from facilitate.export.engines import typeset
from facilitate.export.line_breaks import ended, wrappable
from facilitate.export.one_page import logo_words
from facilitate.export.picture_files import beside
from facilitate.export.style.colours import readable_on
from facilitate.export.style.style import Style
from facilitate.i18n import Language
from facilitate.labels import event_called
from facilitate.workshop.report.model import ProposalPart, Report
from facilitate.workshop.report.wording import questions_asked

Shape = Literal["square", "wide"]

SIZES: dict[Shape, tuple[int, int]] = {"square": (1080, 1080), "wide": (1200, 630)}
SMALLEST = 40  # pixels
_LOGOS: dict[Shape, tuple[float, float]] = {"square": (460, 84), "wide": (520, 64)}
"""The room of the logos of who supports the event, in pixels."""
_ASIDE = 80  # letters of who said it
_MOST_KEPT, _KEPT = 3, 120  # proposals that the room kept, and letters of each where there are several
_LONGEST = 400  # letters of what was typed: more has no card, and no text beside it


_BEHIND_NUMBER = re.compile(r"(?<=\d) (?=\w)")  # no line parts a number from what it counts


@dataclass(frozen=True, slots=True)
class Story:
    """What a card says: the figure to be seen first, the others, and one thing that several tables said.

    `lead` says what the `words` are, and `aside` who said them; there may be no words at all.
    """

    title: str
    day: str
    figure: tuple[str, str]
    others: tuple[str, ...]
    lead: str = ""
    words: str = ""
    aside: str = ""
    marking: str = ""


def story(report: Report, language: Language) -> Story:
    """Return what is told of an event in a few words."""
    _, plan, counts = language, report.plan, report.counts
    day = _.date(plan.date) if plan.date else ""
    title = spaced(event_called(inlined(plan.title) or _("Untitled event"), _, rehearsal=report.rehearsal), _.code)
    ideas = (_.number(counts.received), _.plural("idea", "ideas", counts.received)) if counts.standing else ("", "")
    lead, words, aside = _heart(report, _)
    marking = _("Internal: do not share") if report.internal else ""
    return Story(title, day, ideas, tuple(_others(report, _)), lead, words, aside, marking)


def _others(report: Report, _: Language) -> Iterator[str]:
    """Yield the other figures, those of the proposals as one."""
    counts = report.counts
    if not counts.standing:
        return
    if present := report.plan.attendance.present:
        yield _.plural("{n} person present", "{n} people present", present)
    tables, called = tables_that_wrote(report, _)
    if tables:
        yield f"{_.number(tables)} {called}"
    proposals = _.plural("{n} proposal", "{n} proposals", counts.proposals)
    several = len(shared_proposals(report))
    yield _.plural(
        "{proposals}, {n} of them from several tables", "{proposals}, {n} of them from several tables", several,
        proposals=proposals,
    ) if several else proposals  # fmt: skip


def _heart(report: Report, _: Language) -> tuple[str, str, str]:
    """Return what the room kept, else what most tables said, or the question where nothing was said by several."""
    if choice := room_choice(report, _):
        shown = [ended(words, _KEPT) for words, _got in choice.kept[:_MOST_KEPT]]
        left = len(choice.kept) - len(shown)
        more = [_.plural("and {n} more in the report", "and {n} more in the report", left)] if left else []
        words = " · ".join(shown) if len(shown) > 1 else choice.kept[0][0]
        aside = " · ".join(filter(None, (*more, choice.aside)))
        return choice.title, spaced(words, _.code), aside
    for part in shared_proposals(report):
        return _("What several tables said"), *one_of_several(part, report, _)
    questions = [each for each in questions_asked(report.plan, report.counts, _) if each.strip()]
    if questions:
        lead = _.plural("The question asked", "The questions asked", 1)
        return lead, spaced(inlined(questions[0]), _.code), ""
    return "", "", ""


def one_of_several(part: ProposalPart, report: Report, _: Language) -> tuple[str, str]:
    """Return the words of a proposal, and which tables said it."""
    return spaced(inlined(part.wording), _.code), said_briefly(part, report, _)


def social_card(report: Report, language: Language, style: Style, shape: Shape) -> bytes:
    """Return a picture of that shape; raises `Refused` when the engine is missing."""
    pictures = {each.name: each.data for each in logos(report, language)}
    return typeset("social.typ", card(report, language, style, shape), style, "png", ppi=72, pictures=pictures)


def card(report: Report, language: Language, style: Style, shape: Shape) -> dict[str, Any]:
    """Return what the template is handed by its names: words, which it makes fit, and colours, never code."""
    wide, high = SIZES[shape]
    colours, found = style.colours, story(report, language)

    def typed(text: str) -> str:
        return wrappable(ended(text, _LONGEST), language.code)

    return {
        "title": typed(found.title),
        "words": typed(found.words),
        "organiser": typed(inlined(report.plan.organiser)),
        "funders": typed(_funders(report, language)),
        **beside(list(logos(report, language)), *_LOGOS[shape]),
        "others": typed(_BEHIND_NUMBER.sub("\u00a0", " · ".join(found.others))),
        "lang": language.code,
        "wide": wide,
        "high": high,
        "notice": typed(inlined(report.plan.publication.notice)),
        "day": found.day,
        "figure": list(found.figure),
        "lead": found.lead,
        "aside": ended(found.aside, _ASIDE),
        "marking": found.marking,
        "logo": f"logo.{style.logo_kind}" if style.logo else "",
        "logo-alt": logo_words(report, language),
        "fonts": {"text": style.text_font, "heading": style.heading_font},
        "colours": {
            **{name: getattr(colours, name) for name in type(colours).__slots__},
            "on-accent": readable_on(colours.accent, colours),
        },
    }


def _funders(report: Report, _: Language) -> str:
    funders = report.plan.named(SupporterRole.FUNDER)
    return inlined(_("{label}: {value}", label=_("With the support of"), value=_.list(funders))) if funders else ""


def alternative(report: Report, language: Language) -> str:
    """Return the cards in words, for who does not see them, as one text to copy."""
    found, _ = story(report, language), language
    figure = f"{found.figure[0]}\u00a0{found.figure[1]}"
    notice = spaced(inlined(report.plan.publication.notice), language.code)
    sentences = [", ".join(filter(None, (found.title, found.day))), *([notice] if notice else [])]
    counted = _.list([figure, *found.others]) if report.counts.standing else _("No ideas were collected.").rstrip(".")
    ordered = [counted]
    if found.words:
        words = ended(found.words, _LONGEST)
        said_by = f"{words} ({found.aside})" if found.aside else words
        heart = _("{label}: {value}", label=found.lead, value=said_by)
        ordered = [heart, counted] if room_choice(report, _) else [counted, heart]
    sentences += ordered
    if found.marking:
        sentences.insert(0, found.marking)
    return " ".join(text if text.endswith((".", "!", "?", "…")) else f"{text}." for text in sentences) + "\n"
