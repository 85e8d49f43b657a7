"""Events that were held without the tool: what somebody sent of one, beside what was sent of it before.

Nothing is asked of such an event that it could not know: whatever a file does not say stays unsaid, and is told.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from datetime import date
from difflib import SequenceMatcher

from facilitate.domain.cycle_acts import EventReported
from facilitate.domain.errors import N_, LongDay, Message, Names, Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.plan import MOST_TABLES
from facilitate.domain.references import key_for
from facilitate.domain.session import Session
from facilitate.domain.text import file_name, folded, one_line, required, title_key
from facilitate.domain.values.cycle import EventReport, ReportedFile, ReportedIdea
from facilitate.domain.values.proposals import Place, Standing
from facilitate.workshop.cycle.events import Events
from facilitate.workshop.cycle.reading import EventReading, ReadCategory, ReadProposal, filed_of
from facilitate.workshop.cycle.totals import MatrixColumn
from facilitate.workshop.intake.incoming import IncomingIdea
from facilitate.workshop.intake.item_names import ItemKey, item_key
from facilitate.workshop.intake.same_words import same_words_key

NO_TABLE = MOST_TABLES + 1  # what ideas are read with of which nobody said the table
_ALIKE = 0.7  # of the letters of two wordings of one idea
_FEW = 2_500  # pairs of rows, all of which are compared letter by letter; of more, those that share half of their words
_PRESENT_IN_NO_DEPOT = N_("how many people came is not in the depot, which never has a guest list")
_GIVE_PRESENT = N_(
    "How many people came is not in the depot, which never has a guest list: {names}. Where the event was held: "
    "“facilitate plan set SESSION attendance/present NUMBER”, then sync; here, read the depot again."
)
_MOST_NAMED = 6
_COMPARED = 250_000  # of still more, only rows in the same words are the same


@dataclass(frozen=True, slots=True)
class EventReturn:
    """What somebody says of a file that was sent of an event; empty where they say nothing.

    A `contact` of None is the one that was given before; an empty one takes that back, as a `present` of 0 does.
    """

    title: str
    by: str
    name: str
    today: str
    file: str = ""
    city: str = ""
    date: str = ""
    on: str = ""
    contact: str | None = None
    agreed: bool | None = None
    present: int | None = None


@dataclass(frozen=True, slots=True)
class ReportPlan:
    """What would come of a file: the act, or none where all of it is here, and how many ideas are what.

    `beside` are the names of the files of this event that stay as they are, `corrects` the one that is corrected, and
    `details` say what changes of the event and of who reports it.
    """

    act: EventReported | None
    title: str
    new: int
    corrected: int
    here: int
    absent: int
    corrects: str = ""
    beside: tuple[str, ...] = ()
    details: tuple[Message, ...] = ()


def report_named(session: Session, title: str) -> EventReport | None:
    """Return what was reported of the event that somebody means by its title, its name or its city."""
    wanted = title_key(title)
    for report in session.cycle_reports.values():
        if wanted == title_key(report.title) or folded(title.strip()) in (folded(report.name), folded(report.city)):
            return report
    return None


def plan_report(session: Session, events: Events, sent: EventReturn, rows: Sequence[IncomingIdea]) -> ReportPlan:
    """Compare a file with what was reported of its event before; nothing is written. Raises `Refused`."""
    title, by = required(sent.title), required(sent.by, empty=N_("Say by whom the event is reported."))
    if not rows:
        raise Refused(N_("No idea was found in this file, so nothing is reported."))
    report = report_named(session, title)
    if report is None:
        _check_without_tool(session, events, title)
    file, kept = _file_meant(report, sent.file, rows)
    before = {idea.id: idea for idea in file.ideas} if file else {}
    act = EventReported(
        name=report.name if report else sent.name,
        title=report.title if report else title,
        city=one_line(sent.city) or (report.city if report else ""),
        date=sent.date or (report.date if report else ""),
        by=by,
        on=sent.on or (file.on if file and file.by == by else sent.today),
        file=file_name(sent.file),
        texts=tuple(row.text for row in rows),
        statuses=tuple(row.status if row.has_status else "" for row in rows),
        tables=tuple("" if row.table == NO_TABLE else str(row.table) for row in rows),
        filings=tuple(one_line(row.category) for row in rows),
        ideas=tuple(kept),
        event=report.event if report else "",
        corrects=file.id if file else "",
        contact=(report.contact if report else "") if sent.contact is None else one_line(sent.contact),
        agreed=_agreed(sent, file, by),
        present=(report.present if report else 0) if sent.present is None else sent.present,
    )
    _check_days(act)
    there, same = sum(map(bool, kept)), sum(_is_same(before[key], act, at) for at, key in enumerate(kept) if key)
    found = ReportPlan(
        act, act.title, len(rows) - there, there - same, same, len(before) - there, file.name if file else "",
        tuple(each.name for each in report.files if each is not file) if report else (),
        _details_changed(act, report, file),
    )  # fmt: skip
    return found if _changes(found, session) else _without_act(found)


def _check_days(act: EventReported) -> None:
    if act.date > act.on:
        held, reported = (LongDay(date.fromisoformat(each)) for each in (act.date, act.on))
        raise Refused(
            N_("The event cannot be reported on {reported}, before it was held on {held}: correct --date or --on."),
            reported=reported, held=held,
        )  # fmt: skip


def contact_change(report: EventReport, contact: str) -> EventReported:
    """Return what says whom to write to about an event that was held without the tool; nothing else of it changes."""
    file = report.files[-1]
    return EventReported(
        name=report.name,
        title=report.title,
        city=report.city,
        date=report.date,
        by=file.by,
        on=file.on,
        file=file.name,
        texts=tuple(each.text for each in file.ideas),
        statuses=tuple(each.status for each in file.ideas),
        tables=tuple(str(each.table or "") for each in file.ideas),
        filings=tuple(each.category for each in file.ideas),
        ideas=tuple(each.id for each in file.ideas),
        event=report.event,
        corrects=file.id,
        contact=one_line(contact),
        agreed=file.agreed,
        present=report.present,
    )


def _agreed(sent: EventReturn, file: ReportedFile | None, by: str) -> bool:
    """Return whether whoever reports agreed to be named, now or before; the yes of one is nobody else’s."""
    if sent.agreed is None:
        return bool(file and file.by == by and file.agreed)
    return sent.agreed


def _without_act(plan: ReportPlan) -> ReportPlan:
    return ReportPlan(None, plan.title, 0, 0, plan.here, 0, plan.corrects, plan.beside)


def _changes(plan: ReportPlan, session: Session) -> bool:
    if plan.act is None or plan.new or plan.corrected or plan.absent or plan.details:
        return True
    return plan.act.event not in session.cycle_events


def _details_changed(act: EventReported, report: EventReport | None, file: ReportedFile | None) -> tuple[Message, ...]:
    """Return what a file that is here already says anew; nothing of one that comes for the first time."""
    if report is None or file is None:
        return ()
    return tuple(details_changed((report.city, report.date, report.contact, report.present), file, act))


def details_changed(
    event: tuple[str, str, str, int], file: EventReported | ReportedFile, now: EventReported
) -> Iterator[Message]:
    """Yield what changed of an event, known by its city, day, contact and number of people, and of a file of it."""
    city, day, contact, present = event
    if now.city != city:
        yield Message(N_("city: {city}"), {"city": now.city})
    if now.date != day:
        yield Message(N_("held on {day}"), {"day": _long_day(now.date)})
    if now.present != present:
        text = N_("people present: {count}") if now.present else N_("number of people present taken back")
        yield Message(text, {"count": now.present})
    if now.contact != contact:
        yield Message(N_("contact: {contact}") if now.contact else N_("contact taken back"), {"contact": now.contact})
    if now.by != file.by:
        yield Message(N_("reported by {by}"), {"by": now.by})
    if now.on != file.on:
        yield Message(N_("reported on {day}"), {"day": _long_day(now.on)})
    if now.agreed != file.agreed and (now.agreed or now.by == file.by):
        text = N_("“{by}” agreed to be named") if now.agreed else N_("“{by}” is not to be named")
        yield Message(text, {"by": now.by})


def _long_day(text: str) -> LongDay | str:
    return LongDay(date.fromisoformat(text)) if _day(text) else text


def _is_same(idea: ReportedIdea, act: EventReported, place: int) -> bool:
    now = (act.texts[place], act.statuses[place], act.tables[place], act.filings[place])
    return now == (idea.text, idea.status, str(idea.table or ""), idea.category)


def _check_without_tool(session: Session, events: Events, title: str) -> None:
    """Raise `Refused` where the event of that title came with the tool: its file belongs in its session."""
    for event in events.readings:
        same = title_key(title) in (title_key(event.title), title_key(event.city))
        if same and event.session not in session.cycle_reports:
            raise Refused(
                N_(
                    "“{title}” was held with the tool, as “{name}”: import the file into that session, on the computer "
                    "where it was held."
                ),
                title=title, name=event.name,
            )  # fmt: skip


def _file_meant(
    report: EventReport | None, name: str, rows: Sequence[IncomingIdea]
) -> tuple[ReportedFile | None, list[str]]:
    """Return the file of an event that this one corrects, and the ids of the ideas that were there, empty for others.

    It is the one of that name, if they have anything in common, else one of which it has half of the ideas or more.
    """
    for file in reversed(report.files if report else ()):
        kept = list(_kept(file.ideas, rows))
        shared = sum(map(bool, kept))
        is_named = folded(file.name) == folded(file_name(name))
        if shared and (is_named or 2 * shared >= max(len(file.ideas), len(rows))):
            return file, kept
    return None, [""] * len(rows)


def _kept(ideas: Sequence[ReportedIdea], rows: Sequence[IncomingIdea]) -> Iterator[str]:
    """Yield for each row the id of the idea it has, in the same words, else in words that are nearly the same."""
    left: dict[str, deque[ReportedIdea]] = defaultdict(deque)
    for idea in ideas:
        left[same_words_key(idea.text)].append(idea)
    found: dict[int, str] = {}
    for place, row in enumerate(rows):
        if same := left.get(same_words_key(row.text)):
            found[place] = same.popleft().id
    others = [idea for same in left.values() for idea in same]
    missing = [place for place in range(len(rows)) if place not in found]
    if len(others) * len(missing) <= _COMPARED:
        found |= _nearly(others, missing, rows)
    return (found.get(place, "") for place in range(len(rows)))


def _nearly(others: Sequence[ReportedIdea], missing: Sequence[int], rows: Sequence[IncomingIdea]) -> dict[int, str]:
    pairs = []
    texts = {place: folded(rows[place].text) for place in missing}
    words = {place: set(text.split()) for place, text in texts.items()}
    few = len(others) * len(missing) <= _FEW
    for first, idea in enumerate(others):
        text = folded(idea.text)
        own = set(text.split())
        matcher = SequenceMatcher(b=text, autojunk=False)
        for place in missing:
            if not few and 4 * len(own & words[place]) < len(own) + len(words[place]):
                continue
            matcher.set_seq1(texts[place])
            if matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE:
                pairs.append((-matcher.ratio(), first, place))
    found: dict[int, str] = {}
    taken: set[int] = set()
    for ratio, first, place in sorted(pairs):
        if -ratio >= _ALIKE and first not in taken and place not in found:
            found[place] = others[first].id
            taken.add(first)
    return found


def reading_of_report(report: EventReport, language: str, redact: Callable[[str], str]) -> EventReading:
    """Return an event that was held without the tool as any other is read; `redact` takes names out."""
    ideas = report.ideas
    titles = _categories(ideas)
    proposals = tuple(_proposal(idea, titles, redact) for idea in ideas)
    last = report.files[-1]
    return EventReading(
        session=report.event,
        name=report.name,
        title=report.title,
        city=report.city,
        date=_day(report.date),
        language=language,
        question="",
        present=report.present or None,
        began=True,
        over=True,
        received=len(ideas),
        withdrawn=0,
        categories=tuple(dict.fromkeys(titles.values())),
        filed=filed_of(proposals),
        proposals=proposals,
        contact=report.contact,
        reported=True,
        reported_by=last.by if last.agreed else "",
        reported_on=_day(last.on),
        without_table=sum(not idea.table for idea in ideas),
        without_status=sum(not idea.status for idea in ideas),
    )


def how_it_came(event: EventReading) -> Message:
    """Return how the cycle knows of an event, and from whom where they agreed to be named."""
    if not event.reported:
        return Message(N_("with the tool"))
    day = date.fromisoformat(event.reported_on) if event.reported_on else None
    if not event.reported_by:
        return Message(N_("as reported on {day}"), {"day": day}) if day else Message(N_("as reported"))
    if day is None:
        return Message(N_("as reported by {by}"), {"by": one_line(event.reported_by)})
    return Message(N_("as reported by {by} on {day}"), {"by": one_line(event.reported_by), "day": day})


def came_data(event: EventReading) -> dict[str, str | None] | None:
    """Return by whom and when an event was reported, for other programs; None for one that was held with the tool."""
    return {"by": event.reported_by or None, "on": event.reported_on or None} if event.reported else None


def what_is_missing(column: MatrixColumn) -> Iterator[Message]:
    """Yield what nobody said of an event and its ideas; what a cycle counts under a category has one."""
    event = column.event
    if not event.date:
        yield Message(N_("the date"))
    if event.present is None and not column.upcoming:
        yield Message(_PRESENT_IN_NO_DEPOT if event.copied else N_("how many people came"))
    for text, count in (
        (N_("ideas without a table: {count}"), event.without_table),
        (N_("ideas without a status, counted as to be created: {count}"), event.without_status),
        (N_("ideas without a category: {count}"), column.unfiled + column.undecided),
    ):
        if count:
            yield Message(text, {"count": count})


def present_to_give(events: Events) -> Message | None:
    """Return what can be done where a depot does not tell how many people came; None where it does of every event."""
    lacking = [event.name for event in events.readings if event.copied and event.present is None]
    return Message(_GIVE_PRESENT, {"names": Names.of(lacking, _MOST_NAMED)}) if lacking else None


def _day(text: str) -> str:
    """Return a day as it is written in a reading; nothing for what is none, whoever wrote it in a journal."""
    with suppress(ValueError):
        return date.fromisoformat(text).isoformat()
    return ""


def _categories(ideas: Sequence[ReportedIdea]) -> dict[ItemKey, ReadCategory]:
    """Return the categories that a report names, each by the words in which most of its ideas have it."""
    words: dict[ItemKey, Counter[str]] = defaultdict(Counter)
    for idea in ideas:
        if idea.category:
            words[item_key(idea.category)][idea.category] += 1
    found: dict[ItemKey, ReadCategory] = {}
    for name, titles in words.items():
        title = min(titles, key=lambda each: (-titles[each], each))
        found[name] = ReadCategory(key_for(title, {each.key for each in found.values()}), title)
    return found


def _proposal(idea: ReportedIdea, titles: dict[ItemKey, ReadCategory], redact: Callable[[str], str]) -> ReadProposal:
    category = titles[item_key(idea.category)].key if idea.category else ""
    plain = redact(idea.text)
    return ReadProposal(
        (idea.id,),
        (idea.ref,),
        idea.text,
        "" if plain == idea.text else plain,
        category,
        Place.FILED if category else Place.UNFILED,
        Standing.EXISTING if idea.status == Standing.EXISTING else Standing.TO_CREATE,
        (idea.table,) if idea.table else (),
        has_status=bool(idea.status),
    )
