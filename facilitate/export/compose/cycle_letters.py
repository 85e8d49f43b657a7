"""Introductions to be made: a list for each territory, and for each pair a letter to those who organised both events.

Nothing is sent from here. Whom to write to is what an event published itself; nobody else is named.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial

from facilitate.domain.errors import N_
from facilitate.domain.text import inlined
from facilitate.export.compose.cycle import properties_of, wish_of
from facilitate.export.compose.document import (
    LETTER,
    Block,
    Document,
    Heading,
    Items,
    ListItem,
    Paragraph,
    Quotation,
    Runs,
    Section,
    on_line,
    own,
    with_places,
    within,
)
from facilitate.export.style.style import Style
from facilitate.i18n import Language
from facilitate.workshop.cycle.events import EventProposal
from facilitate.workshop.cycle.reading import EventReading
from facilitate.workshop.cycle.synthesis import Introduction, Synthesis

_ASKED = N_(
    "We therefore write to both of you. Would the organisers in {wanted} contact those in {existing}, who will pass "
    "the request on to the people behind the idea? Here is where to write:"
)


def compose_letters(found: Synthesis, language: Language, style: Style) -> Document:
    """Return the letters, each in a section of its own, behind what they are of; in the cycle's language."""
    _ = language
    titles = tuple(
        ListItem((*_title(each, found, _), own(" – "), *_words(each.wanted))) for each in found.introductions
    )
    sender = _sender(found, style)
    letters = (Section(LETTER, tuple(_letter(each, found, sender, _)), paged=True) for each in found.introductions)
    sections = [Section("list", (Items(titles),)), *letters]
    notice = N_(
        "These pairs were suggested by a program and confirmed by somebody. Nothing has been sent: read each letter, "
        "sign it, and send it to both."
    )
    facts = ((_("Letters"), (own(_.number(len(titles))),)),)
    return replace(_document(found, _, style, _("Letters"), sections, _(notice)), facts=facts)


def compose_list(event: EventReading, found: Synthesis, language: Language, style: Style) -> Document:
    """Return the introductions of one territory, which can be sent there alone."""
    _ = language
    section = Section("list", tuple(_list_of(event, found, _)))
    notice = N_("These pairs were suggested by a program and confirmed by somebody. Nothing has been sent.")
    return _document(found, _, style, _("Introductions to be made"), [section], _(notice))


def is_introduced(event: EventReading, found: Synthesis) -> bool:
    """Return whether an event wants something that another has, or has what another wants."""
    sessions = (item.event.session for each in found.introductions for item in (each.wanted, each.existing))
    return event.session in sessions


def _document(
    found: Synthesis, _: Language, style: Style, what: str, sections: Sequence[Section], notice: str
) -> Document:
    return Document(
        language=_.code,
        title=inlined(found.title),
        what=what,
        subtitle="",
        facts=(),
        sections=tuple(sections),
        closing="",
        notice=notice,
        properties=properties_of(found, _),
        cover=style.cover,
    )


def _list_of(event: EventReading, found: Synthesis, _: Language) -> Iterator[Block]:
    """Yield what an event wants and others have, and what it has and others want."""
    wants = [each for each in found.introductions if each.wanted.event.session == event.session]
    has = [each for each in found.introductions if each.existing.event.session == event.session]
    yield Heading(2, with_places(_, N_("Introductions for {event}"), event=found.events.label(event)))
    both = (
        (_("Wanted here, existing elsewhere"), wants, True),
        (_("Existing here, wanted elsewhere"), has, False),
    )
    for title, pairs, here in both:
        if pairs:
            yield Heading(3, (own(title),))
            yield Items(tuple(_line(each, found, _, wanted_here=here) for each in pairs))


def _line(each: Introduction, found: Synthesis, _: Language, *, wanted_here: bool) -> ListItem:
    ours, theirs = (each.wanted, each.existing) if wanted_here else (each.existing, each.wanted)
    sentence = N_("exists in {event}:") if wanted_here else wish_of(theirs)
    opening = with_places(_, sentence, event=found.events.label(theirs.event))
    there = ListItem((*opening, own(" "), *_words(theirs)), _reference(theirs, found, _))
    there_is = with_places(_, N_("Contact in {event}:"), event=found.events.label(theirs.event))
    contact = ListItem((*there_is, own(" "), *_address(theirs.event, found, _)))
    return ListItem(_words(ours), _reference(ours, found, _), (there, contact))


def _title(each: Introduction, found: Synthesis, _: Language) -> Runs:
    wanted, existing = (found.events.label(item.event) for item in (each.wanted, each.existing))
    return with_places(_, N_("{wanted} wants what {existing} has"), wanted=wanted, existing=existing)


def _sender(found: Synthesis, style: Style) -> Runs:
    """Return who writes: whoever publishes the cycle, else what the house style says, else the cycle itself."""
    lines = [inlined(each) for each in found.publisher if inlined(each)]
    name, *others = lines or [inlined(style.cover) or inlined(found.title)]
    return (on_line(name, strong=True), *(run for each in others for run in (own("\n"), on_line(each))))


def _letter(each: Introduction, found: Synthesis, sender: Runs, _: Language) -> Iterator[Block]:
    """Yield a letter that is sent as it is: whom it is from and to, where and when, and its words."""
    wanted, existing = (found.events.label(item.event) for item in (each.wanted, each.existing))
    yield Paragraph(sender)
    yield Items(tuple(ListItem(_organisers(item.event, found, _)) for item in (each.wanted, each.existing)))
    yield Paragraph((own(_("Place: ……………………………………, date: ……………………")),))
    subject = within(lambda words: _("Subject: {words}", words=words), _words(each.wanted))
    yield Paragraph((*(replace(run, strong=True) for run in subject),))
    yield Paragraph((own(_("Dear organisers,")),))
    wish = N_("In {event}, an idea to be created was noted:")
    if not each.wanted.proposal.has_status:
        wish = N_("In {event}, an idea was noted, without saying whether it exists or is to be created:")
    yield from _quoted(wish, each.wanted, found, _)
    yield from _quoted(N_("In {event}, an idea that exists already was noted:"), each.existing, found, _)
    hope = _(
        "We think that those who want it would gain from hearing how the others do it: what it needs, what it costs, "
        "what did not work at first."
    )
    yield Paragraph((own(hope),))
    yield Paragraph(with_places(_, _ASKED, wanted=wanted, existing=existing))
    both = ((wanted, each.wanted), (existing, each.existing))
    addresses = (((on_line(label),), _address(item.event, found, _)) for label, item in both)
    yield Items(tuple(ListItem(within(partial(_labelled, _), *line)) for line in addresses))
    yield Paragraph((own(_("With kind regards,")),))
    if by := inlined(found.publisher[0]):
        yield Paragraph((on_line(by),))
    yield Paragraph(within(lambda title: _("For the cycle “{title}”", title=title), (on_line(found.title),)))
    yield Paragraph((own(_("Name and signature: ………………………………………………")),))


def _labelled(_: Language, label: str, value: str) -> str:
    return _("{label}: {value}", label=label, value=value)


def _quoted(sentence: str, item: EventProposal, found: Synthesis, _: Language) -> Sequence[Block]:
    label = found.events.label(item.event)
    if item.event.date:  # a name of ours, with a day
        label = f"{label} ({_.date(date.fromisoformat(item.event.date))})"
    quotation = Quotation((*_words(item), own("  "), *_reference(item, found, _)))
    return Paragraph(with_places(_, sentence, event=label)), quotation


def _organisers(event: EventReading, found: Synthesis, _: Language) -> Runs:
    whom = with_places(_, N_("To those who organised the event in {event}"), event=found.events.label(event))
    by = inlined(event.organiser)
    return (*whom, *((own(" – "), on_line(by)) if by else ()))


def _address(event: EventReading, found: Synthesis, _: Language) -> Runs:
    if contact := inlined(event.contact):
        return (on_line(contact),)
    return (own(_("address left out") if found.anonymous else _("no address was published"), quiet=True),)


def _words(item: EventProposal) -> Runs:
    return (on_line(item.proposal.text),)


def _reference(item: EventProposal, found: Synthesis, _: Language) -> Runs:
    name = found.events.name_of(item)
    return tuple(replace(run, quiet=True) for run in within(lambda ref: _("(ref. {ref})", ref=ref), (on_line(name),)))
