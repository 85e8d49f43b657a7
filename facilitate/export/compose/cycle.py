"""The synthesis of a cycle as a document: what recurs, category by event, who should meet whom, and every proposal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import groupby

from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.domain.text import inlined, title_key
from facilitate.domain.values.cycle import InEvent
from facilitate.domain.values.proposals import Standing
from facilitate.export.compose.build import with_notice
from facilitate.export.compose.cycle_matrix import MOST_COLUMNS, feedback_blocks, matrix_blocks, vote_blocks
from facilitate.export.compose.document import (
    ANNEX,
    Block,
    Document,
    DocumentTable,
    Heading,
    Items,
    KeyFigures,
    ListItem,
    Paragraph,
    Properties,
    Runs,
    Section,
    listed,
    on_line,
    own,
    with_places,
    within,
)
from facilitate.export.style.style import Style
from facilitate.i18n import Language
from facilitate.labels import NOBODY, STATUSES, UNNAMED
from facilitate.workshop.cycle.events import EventProposal
from facilitate.workshop.cycle.reading import EventReading, Unpublished
from facilitate.workshop.cycle.recurrences import Recurrence
from facilitate.workshop.cycle.reports import how_it_came, what_is_missing
from facilitate.workshop.cycle.review import ReviewedAction, name_of_action, state_words, words_said
from facilitate.workshop.cycle.synthesis import CategoryOfCycle, Introduction, Synthesis

_MOST_SQUARES = 24
SQUARES = N_("One square per event, in the order of their days: filled if it was said there.")


def compose_cycle(found: Synthesis, language: Language, style: Style) -> Document:
    """Return the whole document, in the language of the cycle."""
    _, title = language, inlined(found.title)
    parts = {
        "summary": _summary(found, _),
        "matrix": matrix_blocks(found, _),
        "votes": vote_blocks(found, _),
        "feedback": feedback_blocks(found, _),
        "introductions": _introductions(found, _),
        "actions": _actions(found, _),
        "categories": _own_categories(found, _),
        "coverage": _coverage(found, _),
        "method": _method(found, _),
        ANNEX: _annex(found, _),
        "unpublished": _unpublished(found, _),
    }
    sections = tuple(Section(key, blocks) for key, each in parts.items() if (blocks := tuple(each)))
    notice = notice_of(found, _)
    return Document(
        language=language.code,
        title=title,
        what=_("Synthesis of the cycle"),
        subtitle="",
        facts=tuple(_facts(found, _)),
        sections=with_notice(sections, notice),
        notice=notice,
        closing=closing(found, _),
        properties=properties_of(found, _),
        cover=style.cover,
        marking=_("Internal: do not share") if found.internal else "",
    )


def _facts(found: Synthesis, _: Language) -> Iterator[tuple[str, Runs]]:
    """Yield what the title block says: the events, each with its day while they are few."""
    few = len(found.readings) <= MOST_COLUMNS
    names = [(event_called if few else name_of_event)(each, found, _) for each in found.readings]
    yield _("Events"), listed(_.list, [(on_line(name),) for name in names])
    if not few and (when := days_of(found, _)):
        yield _("Dates"), (own(when),)


def days_of(found: Synthesis, _: Language) -> str:
    """Return the day of the events that were held, or the first and the last; nothing where none has one."""
    days = sorted(date.fromisoformat(each.date) for each in found.held if each.date)
    if not days:
        return ""
    if days[0] == days[-1]:
        return _.date(days[0])
    return _("from {first} to {last}", first=_.date_long(days[0]), last=_.date_long(days[-1]))


def properties_of(found: Synthesis, _: Language) -> Properties:
    """Return what a file of the cycle says of itself; its day is that of the last event that was held."""
    return Properties(inlined(found.title), subject=_("Synthesis of the cycle"), created=_last_day(found))


def notice_of(found: Synthesis, _: Language) -> str:
    """Return what nobody may read the ideas of single events without, those alike together; nothing where none is."""
    named: dict[str, list[str]] = {}
    for event in found.readings:
        if notice := inlined(event.notice):
            named.setdefault(notice, []).append(inlined(found.events.label(event)))
    return " ".join(_("{events}: {notice}", events=_.list(events), notice=notice) for notice, events in named.items())


def event_called(event: EventReading, found: Synthesis, _: Language) -> str:
    """Return what an event is called, with its day, and that it is still to be held."""
    day = _.date_long(date.fromisoformat(event.date)) if event.date else ""
    about = ", ".join(filter(None, (day, _("to come") if event.upcoming(found.today) else "")))
    label = inlined(found.events.label(event))
    return f"{label} ({about})" if about else label


def name_of_event(event: EventReading, found: Synthesis, _: Language) -> str:
    """Return what an event is called, and that it is still to be held."""
    label = inlined(found.events.label(event))
    return f"{label} ({_('to come')})" if event.upcoming(found.today) else label


def _last_day(found: Synthesis) -> date | None:
    days = [each.date for each in found.held if each.date]
    return date.fromisoformat(max(days)) if days else None


def _summary(found: Synthesis, _: Language) -> Iterator[Block]:
    """Yield the figures, and what recurs, each in the words of every event."""
    yield Heading(2, (own(_("In brief")),))
    yield KeyFigures(tuple(figures(found, _)))
    if not found.recurring:
        return
    yield Heading(3, (own(_("What several events said")),))
    items = tuple(_recurrence(each, found, _) for each in found.recurring)
    yield Items(items, squares=_(SQUARES))


def figures(found: Synthesis, _: Language) -> Iterator[tuple[str, str]]:
    """Yield the numbers to be seen first, each with its words."""
    events, proposals = len(found.held), found.distinct
    yield _.number(events), _.plural("event", "events", events)
    if upcoming := len(found.readings) - events:
        yield _.number(upcoming), _("to come")
    yield _.number(found.matrix.received), _.plural("idea", "ideas", found.matrix.received)
    yield _.number(proposals), _.plural("different proposal", "different proposals", proposals)
    recurring = len(found.recurring)
    yield _.number(recurring), _.plural("said in several events", "said in several events", recurring)


def squares(each: Recurrence, found: Synthesis) -> tuple[tuple[bool, ...], ...]:
    """Return in which events it was said, in the order of their days; nothing where nobody could count them."""
    there = {item.event.session for item in each.proposals}
    row = tuple(event.session in there for event in found.readings)
    return (row,) if len(row) <= _MOST_SQUARES else ()


def _recurrence(each: Recurrence, found: Synthesis, _: Language) -> ListItem:
    """Return what recurs in its first words, with all who said it so, and below each other wording with its own."""
    wordings: dict[str, list[EventProposal]] = {}
    for item in each.proposals:
        wordings.setdefault(title_key(item.proposal.text), []).append(item)
    first, *others = (
        ListItem(_words(items[0]), (on_line(", ".join(map(found.events.name_of, items)), quiet=True),))
        for items in wordings.values()
    )
    return replace(first, below=tuple(others), tables=squares(each, found))


def _words(item: EventProposal) -> Runs:
    return (on_line(item.proposal.text),)


def _introductions(found: Synthesis, _: Language) -> Iterator[Block]:
    """Yield each wish once, with all that exists for it elsewhere."""
    wishes: dict[InEvent, list[Introduction]] = {}
    for each in found.introductions:
        wishes.setdefault(each.wanted.place, []).append(each)
    if wishes:
        yield Heading(2, (own(_("Here and elsewhere")),))
        yield Paragraph((own(_("What one event wants to create, and what another already has.")),))
        yield Items(tuple(_introduction(each, found, _) for each in wishes.values()))


def wish_of(item: EventProposal) -> str:
    """Return what is said before a wish: that nobody said whether it exists, where its event noted no status."""
    return N_("{event} wants:") if item.proposal.has_status else N_("{event} noted, without saying whether it exists:")


def _introduction(pairs: Sequence[Introduction], found: Synthesis, _: Language) -> ListItem:
    item = pairs[0].wanted
    wanted = with_places(_, wish_of(item), event=found.events.label(item.event))
    return ListItem(
        (*wanted, own(" "), *_words(item)),
        (on_line(found.events.name_of(item), quiet=True),),
        tuple(line for each in pairs for line in _existing(each.existing, found, _)),
    )


def _existing(item: EventProposal, found: Synthesis, _: Language) -> Iterator[ListItem]:
    """Yield where it exists, and whom to write to, where that is published."""
    existing = with_places(_, N_("exists in {event}:"), event=found.events.label(item.event))
    yield ListItem(
        (*existing, own(" "), *_words(item)),
        (on_line(found.events.name_of(item), quiet=True),),
    )
    if contact := inlined(item.event.contact):
        yield ListItem((own(_("Contact:") + " "), on_line(contact)))


def _actions(found: Synthesis, _: Language) -> Iterator[Block]:
    """Yield what became of the actions of each event, as it was said at later ones, with whoever is responsible."""
    if not found.actions:
        return
    yield Heading(2, (own(_("What became of the actions")),))
    sentence = _(
        "What each event decided to follow, and what people said of it at later events; the last answer counts."
    )
    yield Paragraph((own(sentence),))
    for _session, those in groupby(found.actions, key=lambda each: each.event.session):
        actions = list(those)
        yield Heading(3, (on_line(found.events.label(actions[0].event)),))
        yield Items(tuple(_action(each, found, _) for each in actions))


def _action(each: ReviewedAction, found: Synthesis, _: Language) -> ListItem:
    action = each.action
    owner = inlined(action.owner)
    owner = owner or _(UNNAMED if action.plain_owner else NOBODY)
    about = [name_of_action(found.events, each), _(state_words(each)), owner]
    if not each.statements:
        about.append(_("nothing said yet"))
    words = words_said(each)
    return ListItem(
        (on_line(action.text),),
        (on_line(" · ".join(about), quiet=True),),
        tuple(ListItem((on_line(_.message(each)),)) for each in words),
    )


def _own_categories(found: Synthesis, _: Language) -> Iterator[Block]:
    """Yield the categories that one event alone has, with what stands there."""
    own_ones = [each for each in found.categories if each.event]
    if own_ones:
        yield Heading(2, (own(_("What one event alone has")),))
    for each in own_ones:
        yield Heading(3, (on_line(each.title), own(" ("), on_line(each.event), own(")")))
        yield Items(tuple(_line(item, found, _) for item in each.alone))


def _line(item: EventProposal, found: Synthesis, _: Language) -> ListItem:
    status = "" if item.proposal.standing is Standing.TO_CREATE else f" · {_(STATUSES[item.proposal.standing])}"
    if not set(item.proposal.ideas).isdisjoint(item.event.kept):
        status += f" · {_('kept by the vote')}"
    return ListItem(_words(item), (on_line(found.events.name_of(item) + status, quiet=True),))


def _coverage(found: Synthesis, _: Language) -> Iterator[Block]:
    """Yield how each event came in, and what is missing of it; a column in which no event has anything is left out."""
    yield Heading(2, (own(_("The events")),))
    every = found.readings
    columns = [each for each in _of_words(every, found, _) if any(each.held)]
    numbers = [each for each in _of_numbers(every, found, _) if any(each.held)]
    shown = (*columns, *numbers)
    yield DocumentTable(
        _("Each event, with {what}", what=_.list([each.what for each in shown])),
        tuple(each.head for each in shown),
        tuple(zip(*(each.cells for each in shown), strict=True)),
        words=len(columns),
        widths=tuple(each.width for each in columns),
    )
    # In a column it would be too narrow to be read in Word and Writer.
    lacking = {
        found.events.label(each.event): tuple(map(_.message, what_is_missing(each))) for each in found.matrix.columns
    }
    if any(lacking.values()):
        yield Paragraph((own(_("What is missing:")),))
        lines = (
            within(partial(_lacks, _, " · ".join(words)), (on_line(name),)) for name, words in lacking.items() if words
        )
        yield Items(tuple(map(ListItem, lines)))


def _lacks(_: Language, words: str, event: str) -> str:
    return _("{label}: {value}", label=event, value=words)


@dataclass(frozen=True, slots=True)
class _CoverageColumn:
    """A column of what is known of the events: its head, what it holds, its share of the line, and who has anything."""

    head: str
    what: str
    cells: tuple[Runs, ...]
    held: tuple[bool, ...]
    width: int = 0


def _of_words(every: Sequence[EventReading], found: Synthesis, _: Language) -> Iterator[_CoverageColumn]:
    always = (True,) * len(every)
    named = tuple((on_line(found.events.label(event)), *_day(event, _)) for event in every)
    yield _CoverageColumn(_("Event"), _("its day"), named, always, 9)
    came = tuple((own(_came(event, found, _)),) for event in every)
    yield _CoverageColumn(_("Source"), _("its source"), came, always, 9)
    votes = tuple((own(_vote(event, _)),) for event in every)
    yield _CoverageColumn(_("Vote"), _("its vote"), votes, tuple(event.vote is not None for event in every), 4)


def _of_numbers(every: Sequence[EventReading], found: Synthesis, _: Language) -> Iterator[_CoverageColumn]:
    came = tuple((own("–" if event.present is None else _.number(event.present)),) for event in every)
    known = tuple(event.present is not None for event in every)
    yield _CoverageColumn(_("People present"), _("who came"), came, known)
    received = tuple((own("–" if event.upcoming(found.today) else _.number(event.received)),) for event in every)
    yield _CoverageColumn(_("Ideas"), _("the ideas received"), received, (True,) * len(every))


def _vote(event: EventReading, _: Language) -> str:
    if event.vote is None:
        return _("no vote")
    counted = _.plural("{n} ballot", "{n} ballots", event.vote.ballots)
    return _("{voted}, indicative", voted=counted) if event.vote.indicative else counted


def _day(event: EventReading, _: Language) -> Runs:
    return (own(f" · {_.date_short(date.fromisoformat(event.date))}", quiet=True),) if event.date else ()


def _came(event: EventReading, found: Synthesis, _: Language) -> str:
    """Return how an event came in, and how far it is where it is held with the tool."""
    came = _.message(how_it_came(event))
    if event.reported:
        return came
    if problem := found.problems.get(event.session):
        return _("{label}: {value}", label=came, value=_.message(problem))
    held = "" < event.date < found.today
    if not (event.began or event.received):
        return f"{came}, {_('not started yet') if event.upcoming(found.today) else _('no idea noted')}"
    if held and not event.over:  # nobody ran its agenda to the end, and it is not under way for that
        return f"{came}, {_('held on {day}', day=_.date_long(date.fromisoformat(event.date)))}"
    if not event.began:
        return f"{came}, {_('ideas noted, agenda not started')}"
    return f"{came}, {_('complete') if event.over else _('under way')}"


def _method(found: Synthesis, _: Language) -> Iterator[Block]:
    yield Heading(2, (own(_("How this synthesis was made")),))
    reported = any(event.reported for event in found.readings)
    sentences = (
        _("The events held with the tool noted, merged and filed their ideas by themselves; nothing was changed there.")
        if reported
        else _("Each event noted, merged and filed its ideas by itself; nothing was changed there."),
        *_of_reports(_, reported=reported),
        _("The categories of each event count under those of the cycle as people said, or by their titles."),
        _("What recurs was suggested by a program and confirmed by people; each event keeps its own words."),
        closing(found, _),
    )
    yield Paragraph((own(" ".join(sentences)),))


def _of_reports(_: Language, *, reported: bool) -> Iterator[str]:
    if reported:
        yield _(
            "The ideas of reported events come from the files that were sent: words that say a status were read as "
            "such and may be out of their texts, and a later file may have corrected them."
        )


def closing(found: Synthesis, _: Language) -> str:
    """Return the sentence in which the counts add up, without the places where no idea is."""
    columns, received = found.matrix.columns, found.matrix.received
    filed = sum(cell.ideas for column in columns for cell in column.cells)
    own_ones = sum(cell.ideas for column in columns for _each, cell in column.own)
    unfiled, undecided = (sum(getattr(each, name) for each in columns) for name in ("unfiled", "undecided"))
    withdrawn = sum(column.event.withdrawn for column in columns)
    places = (
        (filed, _("{n} in categories of the cycle", n=_.number(filed))),
        (own_ones, _("{n} in categories of one event", n=_.number(own_ones))),
        (unfiled, _.plural("{n} unfiled", "{n} unfiled", unfiled)),
        (undecided, _.plural("{n} undecided", "{n} undecided", undecided)),
        (withdrawn, _.plural("{n} withdrawn", "{n} withdrawn", withdrawn)),
    )
    sums = " + ".join(text for count, text in places if count)
    start = _.plural("{n} idea received", "{n} ideas received", received)
    return f"{start} = {sums}." if sums else f"{start}."


def _annex(found: Synthesis, _: Language) -> Iterator[Block]:
    """Yield every proposal of every event by category; what recurs stands once, with all its references."""
    yield Heading(2, (own(_("Every proposal")),))
    for category in found.categories:
        if not category.event and (category.recurring or category.alone):
            yield Heading(3, (on_line(category.title),))
            yield Items(tuple(_of_category(category, found, _)))
    if found.unfiled.recurring or found.unfiled.alone:
        yield Heading(3, (own(_("In no category")),))
        yield Items(tuple(_of_category(found.unfiled, found, _)))


def _of_category(category: CategoryOfCycle, found: Synthesis, _: Language) -> Iterator[ListItem]:
    for each in category.recurring:
        first, *others = each.proposals
        names: Sequence[str] = [found.events.name_of(item) for item in (first, *others)]
        standing = _standings(each.proposals, found, _)
        yield ListItem(_words(first), (on_line(", ".join(names) + standing, quiet=True),))
    yield from (_line(item, found, _) for item in category.alone)


def _standings(items: Sequence[EventProposal], found: Synthesis, _: Language) -> str:
    """Return what of one that recurs exists, and where it is to be created; nothing where it exists nowhere."""
    where: dict[Standing, list[str]] = {}
    for item in items:
        where.setdefault(item.proposal.standing, []).append(inlined(found.events.label(item.event)))
    if set(where) == {Standing.TO_CREATE}:
        return ""
    if len(where) == 1:
        return f" · {_(STATUSES[next(iter(where))])}"
    phrases = (
        f"{_(STATUSES[each])} ({_.list(list(dict.fromkeys(where[each])))})" for each in Standing if each in where
    )
    return " · " + ", ".join(phrases)


def _unpublished(found: Synthesis, _: Language) -> Iterator[Block]:
    """Yield what an internal synthesis has besides: ideas that were withdrawn, and first wordings."""
    if not found.internal:
        return
    for title, withdrawn in ((_("Withdrawn ideas"), True), (_("Original wordings of corrected ideas"), False)):
        lines = [each for each in found.unpublished if each.withdrawn is withdrawn]
        if lines:
            yield Heading(2, (own(title),))
            yield Items(tuple(_unpublished_line(each, found, _) for each in lines))


def _unpublished_line(each: Unpublished, found: Synthesis, _: Language) -> ListItem:
    small: Runs = (on_line(f"{found.events.short(each.event)}/{each.ref}", quiet=True),)
    if each.first:
        first = within(_.quoted, (on_line(each.first),))
        small = (*small, own(" · "), *within(lambda wording: _("original wording: {wording}", wording=wording), first))
    return ListItem((on_line(each.text),), small)
