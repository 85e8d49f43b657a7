"""What stands at the end: how it was done, what acronyms mean, thanks, and whose this is."""

from __future__ import annotations

from collections.abc import Iterator

from facilitate.domain.text import inlined
from facilitate.export.compose.anchors import Anchors
from facilitate.export.compose.day import labelled
from facilitate.export.compose.document import (
    Block,
    Heading,
    Items,
    ListItem,
    Paragraph,
    Runs,
    on_line,
    own,
    typed,
)
from facilitate.i18n import Language
from facilitate.workshop.report.model import Report
from facilitate.workshop.report.phase_parts import PanelPart
from facilitate.workshop.report.wording import published_counts


def method(report: Report, anchors: Anchors, _: Language) -> Iterator[Block]:
    """Yield how ideas were noted, merged and filed, and what is said of nobody in particular: what is left out."""
    sentences = [*(_sentences(report, _, annexed=anchors.annexed) if report.counts.received else ()),
                 *_unquoted(report, _)]  # fmt: skip
    if not sentences:
        return
    yield Heading(2, (own(_("How this report was made")),))
    if words := report.plan.publication.method:
        yield Paragraph((typed(words),))
    yield Paragraph((own(" ".join(sentences)),))


def _unquoted(report: Report, _: Language) -> Iterator[str]:
    """Yield how many remarks are not published, of the whole event: below a speaker it would tell who refused."""
    printed = sum(len(part.every_unquotable) for part in report.of(PanelPart))
    if many := report.unquoted - printed:
        yield _.plural(
            "{n} remark is not published, as there is no consent to quote it.",
            "{n} remarks are not published, as there is no consent to quote them.",
            many,
        )


def _sentences(report: Report, _: Language, *, annexed: bool) -> Iterator[str]:
    """Yield what was done with the ideas, as far as it was, and where all of them stand, if they do."""
    all_filed = not report.unfiled and not report.undecided
    phases = [phase.by_table for phase in report.counts.by_phase] or [report.counts.by_table]
    tables = max(map(len, phases))
    yield _.plural(
        "The table noted its ideas in its own words.", "Each table noted its ideas in its own words.", tables
    )
    if report.counts.proposals < report.counts.standing:
        yield _("Ideas that say the same thing were merged into one proposal.")
    if report.categories and all_filed:
        yield _("Each proposal was then filed under one category.")
    elif any(category.proposals for category in report.categories):
        yield _("Proposals were then filed under categories; any that are not filed yet are listed separately.")
    if not annexed:
        return
    if all_filed and report.categories and not report.counts.withdrawn:
        yield _("No idea was removed: each one is in the appendix, with the number of the proposal it belongs to.")
    elif report.counts.withdrawn and not report.has_typology:
        yield _("Every idea that was not withdrawn is in the appendix.")
    elif report.counts.withdrawn:
        yield _(
            "Every idea that was not withdrawn is in the appendix, with the number of its proposal if it was filed."
        )
    elif report.has_typology:
        yield _("No idea was removed: each one is in the appendix, with the number of its proposal if it was filed.")
    else:
        yield _("No idea was removed: each one is in the appendix.")


def glossary(report: Report, _anchors: Anchors, _: Language) -> Iterator[Block]:
    """Yield what the acronyms of the programme mean."""
    meanings = sorted(_acronyms(report.plan.synonyms))
    if meanings:
        yield Heading(2, (own(_("Acronyms")),))
        yield Items(tuple(ListItem(labelled(short, (on_line(words),), _)) for short, words in meanings))


def attendees(report: Report, _anchors: Anchors, _: Language) -> Iterator[Block]:
    """Yield who came and agreed to be named, by name; how many others came is said beside."""
    if not report.attendees:
        return
    yield Heading(2, (own(_("Among those present")),))
    came = report.people.came if report.people else len(report.attendees)
    yield Paragraph((own(_.plural(
        "{n} person of {came} agreed to be named here.", "{n} people of {came} agreed to be named here.",
        len(report.attendees), came=_.number(came),
    )),))  # fmt: skip
    yield Items(
        tuple(
            ListItem((on_line(", ".join(filter(None, (each.name, each.organisation)))),)) for each in report.attendees
        )
    )


def attendees_data(report: Report) -> list[dict[str, str]]:
    return [{"name": each.name, "organisation": each.organisation} for each in report.attendees]


def thanks(report: Report, _anchors: Anchors, _: Language) -> Iterator[Block]:
    if words := report.plan.publication.thanks:
        yield Heading(2, (own(_("Thanks")),))
        yield Paragraph((typed(words),))


def colophon(report: Report, _anchors: Anchors, _: Language) -> Iterator[Block]:
    """Yield which state of the event it is, and what may be done with it."""
    details = report.plan.publication
    facts: list[tuple[str, Runs]] = [
        (_("This version"), (own(words),) if (words := edition(report, _)) else ()),
        (_("Licence"), _line(details.licence)),
        (_("How to cite"), _line(details.cite)),
        (_("Contact"), _line(details.contact)),
    ]
    known = [ListItem(labelled(label, value, _)) for label, value in facts if value]
    # The edition alone is said in the closing line: a part of one line would be none.
    known = known if any(value for _label, value in facts[1:]) or report.anonymous else []
    if not known and not report.anonymous:
        return
    yield Heading(2, (own(_("About this publication")),))
    if known:
        yield Items(tuple(known))
    if report.anonymous:
        yield Paragraph(
            (own(_("Roles stand for names; a role that one person holds may still designate that person.")),)
        )


def closing(report: Report, _: Language) -> str:
    """Return the last line, in which the counts add up; the edition too, where no part says it."""
    details = report.plan.publication
    counts = published_counts(report.counts, _, typology=report.has_typology)
    if report.edition is None or report.anonymous or any((details.licence, details.cite, details.contact)):
        return counts
    version = _("{label}: {value}", label=_("This version"), value=edition(report, _))
    return f"{counts} {version}."


def edition(report: Report, _: Language) -> str:
    """Return which state of the event it is, as it stands behind a label; nothing where nothing has happened."""
    if report.edition is None:
        return ""
    day, time = _.date(report.edition.date()), _.time(report.edition.time())
    return _("as of {date}, {time} UTC", date=day, time=time)


def _line(text: str) -> Runs:
    return (on_line(text),) if text else ()


def _acronyms(synonyms: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    """Yield each acronym and its words, of synonyms such as `TS = travailleur social`."""
    for synonym in synonyms:
        one, _equals, other = (part.strip() for part in inlined(synonym).partition("="))
        short, words = sorted((one, other), key=len)
        if short.isupper() and len(short) > 1 and " " in words:
            yield short, words
