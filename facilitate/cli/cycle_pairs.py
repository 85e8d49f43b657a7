"""What recurs from one event of a cycle to another, and what one wants that another has: shown, and answered."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, NamedTuple

import typer

from facilitate.cli.context import CliContext, context_of
from facilitate.cli.cycle_options import (
    Answer,
    CycleName,
    EventProposals,
    Everything,
    Existing,
    OfEvent,
    Wanted,
    WishAnswer,
)
from facilitate.cli.cycle_views import open_cycle, read_events
from facilitate.cli.matchers import matcher_of
from facilitate.cli.typed_names import word_meant
from facilitate.domain.errors import N_, Message, Names
from facilitate.domain.values.cycle import LedgerAnswer
from facilitate.domain.values.duplicates import DuplicateAnswer
from facilitate.i18n import Language

if TYPE_CHECKING:
    from facilitate.workshop.cycle.events import Events
    from facilitate.workshop.cycle.reading import EventReading
    from facilitate.workshop.cycle.recurrences import NearPair, PairOfEvents, Recurrence
    from facilitate.workshop.workshop import Workshop

_BY_WORDS = N_(
    "Of more than {most} proposals, --of compares by words alone: what says the same in other words is not among "
    "these. Without --of, meaning is compared too, which takes longer."
)

_STILL_JOINED = N_(
    "{first} and {second} stay in one group all the same, through {through}, which was said to be the same. To part "
    "them, say of one of these pairs that it differs: “{command}”."
)
_UNKNOWN = N_("Unknown answer “{name}”. Choose one of: {known}.")
_PAIR_WORDS: dict[str, str] = {
    DuplicateAnswer.SAME: N_("same"),
    DuplicateAnswer.RELATED: N_("related"),
    DuplicateAnswer.DIFFERENT: N_("different"),
    DuplicateAnswer.LATER: N_("later"),
}
_WISH_WORDS: dict[str, str] = {LedgerAnswer.YES: N_("yes"), LedgerAnswer.NO: N_("no"), LedgerAnswer.LATER: N_("later")}


def recurring(ctx: typer.Context, cycle: CycleName, *, of: OfEvent = "", everything: Everything = False) -> None:
    from facilitate.workshop.cycle.recurrences import recurrences, suggested, to_review, worth_a_look

    context = context_of(ctx)
    slug, opened = open_cycle(context, cycle)
    if of:
        events, near, event = _near_event(context, slug, opened, of)
    else:
        events, event = read_events(context, slug, opened), None
        near = _near(context, slug, opened, events)
    confirmed = [
        each
        for each in recurrences(opened.session, events)
        if event is None or event.session in (item.event.session for item in each.proposals)
    ]
    found = every = suggested(near.pairs, opened.session, events)
    if not everything:
        found = worth_a_look(every, events, by_meaning=near.by_meaning, of=event)
    pairs = to_review(found, every)
    _show_recurring(context, events, confirmed, pairs)
    _tell_more(context, len(to_review(every)) - len(pairs))


def _show_recurring(
    context: CliContext, events: Events, confirmed: Sequence[Recurrence], pairs: Sequence[PairOfEvents]
) -> None:
    if context.out.json:
        context.out.data(
            {
                "confirmed": [
                    [{"ref": events.name_of(item), "text": item.proposal.text} for item in each.proposals]
                    for each in confirmed
                ],
                "suggested": [
                    {
                        "refs": [events.name_of(each.first), events.name_of(each.second)],
                        "score": each.score,
                        "because": list(each.because),
                    }
                    for each in pairs
                ],
            }
        )
        return
    _ = context.language
    rows = []
    for each in confirmed:
        rows.append((_.plural("{n} event", "{n} events", each.events), ""))
        rows += [(f"  {events.name_of(item)}", item.proposal.text) for item in each.proposals]
    _section(context, _(N_("What recurs, confirmed")), rows)
    rows = []
    for pair in pairs:
        rows += [(events.name_of(item), item.proposal.text) for item in (pair.first, pair.second)]
        rows.append(("", _reason(_, pair.because)))
    _section(context, _(N_("What may recur")), rows)
    if not (confirmed or pairs):
        context.out.talk(_(N_("Nothing seems to recur from one event to another.")))


def answer_pair(ctx: typer.Context, cycle: CycleName, proposals: EventProposals, answer: Answer) -> None:
    context = context_of(ctx)
    slug, opened = open_cycle(context, cycle)
    found = DuplicateAnswer(word_meant(context, answer, _PAIR_WORDS, _UNKNOWN))
    opened.cycle.answer(context.cycles.naming(slug, opened, proposals), proposals, found)
    context.out.result({"cycle": slug, "answer": found.value}, context.language(N_("Noted.")))
    if found is DuplicateAnswer.DIFFERENT:
        _say_what_joins(context, slug, opened, proposals)


def _say_what_joins(context: CliContext, slug: str, opened: Workshop, names: Sequence[str]) -> None:
    """Say which proposals that were said to differ recur together all the same, and through which others."""
    from facilitate.workshop.cycle.recurrences import joined_through

    events = context.cycles.naming(slug, opened, names)
    first, *others = (events.proposal(name) for name in names)
    for each in others:
        if through := joined_through(opened.session, events, first, each):
            one, other = (events.name_of(item).partition(" ")[0] for item in (first, through[0]))
            undo = context.again(f"facilitate cycle pair {slug} {one} {other} --answer different")
            shown = {"first": events.name_of(first), "second": events.name_of(each)}
            names_between = Names(tuple(events.name_of(item) for item in through))
            context.out.complain(Message(_STILL_JOINED, {**shown, "through": names_between, "command": undo}))


def wishes(ctx: typer.Context, cycle: CycleName, *, everything: Everything = False) -> None:
    from facilitate.workshop.cycle.recurrences import ledger, worth_a_look

    context = context_of(ctx)
    slug, opened = open_cycle(context, cycle)
    events = read_events(context, slug, opened)
    near = _near(context, slug, opened, events)
    found = every = ledger(near.pairs, opened.session, events)
    if not everything:
        shown = set(map(id, worth_a_look(every, events, by_meaning=near.by_meaning)))
        found = [each for each in every if each.answer or id(each) in shown]
    if context.out.json:
        context.out.data(
            [
                {
                    "wanted": events.name_of(each.wanted),
                    "existing": events.name_of(each.existing),
                    "score": each.score,
                    "because": list(each.because),
                    "contact": each.existing.event.contact or None,
                    "answer": each.answer.value if each.answer else None,
                }
                for each in found
            ]
        )
        return
    _ = context.language
    rows = []
    for each in found:
        rows.append((events.name_of(each.wanted), _(N_("wanted: {text}"), text=each.wanted.proposal.text)))
        rows.append((events.name_of(each.existing), _(N_("exists: {text}"), text=each.existing.proposal.text)))
        answer = _(_ANSWERS[each.answer]) if each.answer else _reason(_, each.because)
        rows.append(("", answer))
    _section(context, _(N_("Wanted here, existing elsewhere")), rows)
    if not found:
        context.out.talk(_(N_("No event wants what another seems to have.")))
    _tell_more(context, len(every) - len(found))


_ANSWERS = {
    LedgerAnswer.YES: N_("answered: yes"),
    LedgerAnswer.NO: N_("answered: no"),
    LedgerAnswer.LATER: N_("answered: later"),
}


def answer_wish(ctx: typer.Context, cycle: CycleName, wanted: Wanted, existing: Existing, answer: WishAnswer) -> None:
    context = context_of(ctx)
    slug, opened = open_cycle(context, cycle)
    found = LedgerAnswer(word_meant(context, answer, _WISH_WORDS, _UNKNOWN))
    opened.cycle.answer_wish(context.cycles.naming(slug, opened, [wanted, existing]), wanted, existing, found)
    context.out.result({"cycle": slug, "answer": found.value}, context.language(N_("Noted.")))


class _Near(NamedTuple):
    """The pairs of two events that are near, and whether meaning was compared, and not words alone."""

    pairs: list[NearPair]
    by_meaning: bool


def _tell_more(context: CliContext, many: int) -> None:
    if many and not context.out.json:
        text = context.language.plural(
            "{n} more pair, less likely: add --all to see it.",
            "{n} more pairs, less likely: add --all to see them.",
            many,
        )
        context.out.talk(text)


def _near_event(context: CliContext, slug: str, opened: Workshop, of: str) -> tuple[Events, _Near, EventReading]:
    """Return the events, what of one of them is near in others, and that one."""
    from facilitate.cli.composition.cycle_archive import MANY
    from facilitate.cli.progress import progress_bar

    events = read_events(context, slug, opened, counted=True)
    event = events.event(of)
    if sum(filed.proposals for each in events.readings for filed in each.filed) > MANY:
        try:
            with progress_bar(context.language(N_("Comparing the ideas"))) as bar:
                read, near = context.cycles.near_event(slug, opened, events, event, bar)
            context.out.complain(Message(_BY_WORDS, {"most": MANY}))
            return read, _Near(near, by_meaning=False), event
        except ImportError:  # numpy is not installed: it takes longer
            pass
    events = read_events(context, slug, opened)
    found = _near(context, slug, opened, events)
    near = [each for each in found.pairs if event.session in (item.event.session for item in each[:2])]
    return events, found._replace(pairs=near), event


def _near(context: CliContext, slug: str, opened: Workshop, events: Events) -> _Near:
    """Return what is near from one event to another, telling how far the comparison is."""
    from facilitate.cli.progress import progress_bar
    from facilitate.matching.lexical import LexicalMatcher
    from facilitate.workshop.cycle.recurrences import across, texts_of

    texts, folder = texts_of(opened.session, events), context.cycles.workspace.folder(slug)
    bars: list[Callable[[int, int], None]] = []

    def tell(done: int, of: int) -> None:
        for bar in bars:
            bar(done, of)

    matcher = matcher_of(context, texts, folder, keep=True, tell=tell)
    with progress_bar(context.language(N_("Comparing the ideas"))) as bar:  # vectors had one of their own
        bars.append(bar)
        matcher.read(texts)
        return _Near(across(matcher, events), by_meaning=not isinstance(matcher, LexicalMatcher))


def _section(context: CliContext, title: str, rows: list[tuple[str, str]]) -> None:
    if rows:
        context.out.say(title)
        context.out.table(rows)
        context.out.say()


def _reason(_: Language, words: tuple[str, ...]) -> str:
    return _("in common: {words}", words=", ".join(words)) if words else _("close in meaning")
