"""What comes from a depot into a session that is here, by the rules of `collect`; what is refused costs only itself."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping, Sequence
from collections.abc import Set as AbstractSet
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import date, datetime
from pathlib import Path

from facilitate.domain.acts.ideas import IdeaEdited, IdeaRecorded
from facilitate.domain.acts.purge import PurgeVouched
from facilitate.domain.acts.references import IdeaRenamed
from facilitate.domain.errors import N_, Message, Names, Refused
from facilitate.domain.event import Event
from facilitate.domain.timeline import Timeline
from facilitate.files import not_written, replace_file
from facilitate.store.collect import Agree, NewEvents
from facilitate.store.depot.journals import WriterJournal, in_order
from facilitate.store.depot.purges import Removals, is_of_one
from facilitate.store.depot.to_read import LATE, UNREAD, reading_notices, to_read
from facilitate.store.event_log import FolderLog
from facilitate.store.journal_names import ENDING, is_given
from facilitate.store.locks import FOLDER as LOCKS
from facilitate.store.photos import ENDING as PHOTO
from facilitate.store.photos import PHOTOS, named
from facilitate.system import hold
from facilitate.workshop.privacy.purge_keys import is_without_names
from facilitate.workshop.sharing.authority import ForOthers, matters

_EDITED = N_(
    "{file} in the depot has other contents than this session for the change {act}: one of the two was edited by hand. "
    "Both were left as they are."
)
_RID_ELSEWHERE = N_(
    "{file} in the depot and this session have the change {act} with other words: personal data was removed from one "
    "of them, by a removal that has not come to the other yet. Both were left as they are. It comes once the computer "
    "that made it has synced again."
)
_WORDED_TWICE = N_(
    "Idea {ref} was worded anew on two computers. One wording stands in the list; both are in its history: “facilitate "
    "trace {name} {ref}”."
)
_SEVERAL_WORDED_TWICE = N_(
    "{n} ideas were worded anew on two computers ({refs}). One wording of each stands in the list; both are in its "
    "history: “facilitate trace {name} {ref}”, and so on."
)
_MOST_NAMED = 6
_WAITING = N_(
    "Not imported yet: {what}, in {files} of the depot. They are from before personal data was removed here, and no "
    "computer that had them says that nobody is named in them. They come by themselves once the computer that they "
    "were written on has synced again. To import them now: “facilitate depot sync {name} --to {depot} --take-all”; "
    "then read them."
)
_IDEAS, _OTHERS = N_("ideas ({n})"), N_("changes ({others})")
_BOTH = N_("ideas ({n}), other changes ({others})")


_IN_USE = N_(
    "{file} still holds words that were removed on another computer, and is being written: close the screens that are "
    "open on this session, then sync again."
)


@dataclass(frozen=True, slots=True)
class Consent:
    """What may come in that is not a table’s own: what `agree` says yes to, and that of `trusted` journals, by file.

    With `everything`, also what is from before a removal here and may hold names.
    """

    agree: Agree | None = None
    trusted: Collection[str] = ()
    everything: bool = False


ALL_AGREED = Consent(lambda _others: True)


@dataclass(slots=True)
class TakenIn:
    """What came in: how many acts, which journals as they are, what stayed out and why."""

    came: int = 0
    vouched: int = 0  # how many of these vouch for others after a removal
    whole: list[str] = field(default_factory=list)
    unread: list[Event] = field(default_factory=list)  # as in `Removals.unread`
    late: list[Event] = field(default_factory=list)  # what came in from before a removal here that nobody vouches for
    waiting: dict[str, tuple[str, Event]] = field(default_factory=dict)  # as these, left out: by id, with the journal
    left_out: list[Message] = field(default_factory=list)
    to_read: list[Message] = field(default_factory=list)  # of what came in, why somebody should read it through
    others: tuple[ForOthers, ...] = ()
    agreed: bool = False

    @property
    def counted(self) -> int:
        """How many came in, but for what computers tell only each other."""
        return self.came - self.vouched

    def tell_to_read(self, timeline: Timeline, name: str, day: date) -> None:
        """Say what came in unread, of a session of that name, up to which day names went."""
        self.to_read += reading_notices(
            [*to_read(LATE, day, self.late), *to_read(UNREAD, day, self.unread)], timeline, name
        )

    def tell_waiting(self, name: str, depot: str) -> None:
        """Say what waits, of a session of that name, and the command by which it comes."""
        if not self.waiting:
            return
        files = Names.of(sorted({f"{writer}{ENDING}" for writer, _event in self.waiting.values()}))
        counted = _counted([event for _writer, event in self.waiting.values()])
        self.left_out.append(Message(_WAITING, {"what": counted, "files": files, "name": name, "depot": depot}))

    def join(self, before: TakenIn) -> None:
        """Make it what came in now and right `before`: what waited then has come, or is told of anew."""
        self.came += before.came
        self.vouched += before.vouched
        self.late = [*before.late, *self.late]
        self.unread = [*before.unread, *self.unread]
        earlier = [each for each in before.left_out if each.text != _WAITING]
        self.left_out = [*earlier, *(each for each in self.left_out if each not in earlier)]
        self.to_read = [*before.to_read, *(each for each in self.to_read if each not in before.to_read)]


def _counted(events: Sequence[Event]) -> Message:
    ideas = sum(isinstance(event.act, IdeaRecorded) for event in events)
    what = _BOTH if 0 < ideas < len(events) else _IDEAS if ideas else _OTHERS
    return Message(what, {"n": ideas, "others": len(events) - ideas})


def take_in(
    log: FolderLog,
    here: Mapping[str, WriterJournal],
    there: Sequence[WriterJournal],
    removals: Removals,
    consent: Consent,
    now: datetime,
) -> TakenIn:
    """Bring into the session what journals of the depot hold; raises `StorageFailure` where the disk says no.

    Removals of personal data need no `consent` where they were agreed to, or as much was removed here.

    A journal that nobody here writes comes whole, as a file of its own; what comes of any other is kept among what was
    collected.
    """
    taken = TakenIn()
    known = {key: event for journal in here.values() for key, event in journal.by_id.items()}
    coming = NewEvents(known, now)
    late = _late(there, removals)
    for journal in in_order(there):
        _look_through(journal, known, coming, removals, taken, late=late, everything=consent.everything)
    own, others = coming.parted()
    for path in [path for path in others if str(path) in consent.trusted]:
        own.setdefault(path, []).extend(others.pop(path))
    others = _without_removals(own, others, removals)
    taken.left_out += coming.left_out
    taken.others = tuple(
        ForOthers(str(path), matters(events, known.keys() | coming.ids)) for path, events in others.items()
    )
    taken.agreed = bool(taken.others and consent.agree and consent.agree(taken.others))
    parts = (own, others) if taken.agreed else (own,)
    new = {event.id: event for part in parts for those in part.values() for event in those}
    taken.came = len(new)
    taken.vouched = sum(isinstance(event.act, PurgeVouched) for event in new.values())
    taken.unread = removals.unread(new.keys() - late)
    # A journal of somebody who has not heard of a removal here may repeat what went by it.
    clean = removals.lines_here()
    rid = [WriterJournal(each.writer, each.with_lines(clean)) for each in there] if clean else there
    taken.whole = _keep(log, here, rid, known.keys(), new)
    return taken


def edited_apart(
    name: str, before: Mapping[str, WriterJournal], here: Mapping[str, WriterJournal], there: AbstractSet[str]
) -> list[Message]:
    """Return what is told of ideas that two computers worded while apart, of a session of that name.

    `here` are its journals with what came in, `before` those without it, `there` the ids of what the depot held.
    """
    known: dict[str, list[tuple[Event, IdeaEdited, str]]] = {}
    for journal in before.values():
        for event, act in _edits(journal):
            known.setdefault(act.idea, []).append((event, act, journal.writer))
    old = {key for journal in before.values() for key in journal.by_id}
    apart = {
        act.idea
        for journal in here.values()
        for event, act in _edits(journal)
        for mine, other, writer in known.get(act.idea, ())
        if event.id not in old
        and (act.text, act.detail) != (other.text, other.detail)
        and not is_of_one(writer, journal.writer)
        and (mine.id not in there or event.lamport <= mine.lamport or event.at < mine.at)
    }
    refs = [ref for idea, ref in _references(here).items() if idea in apart]
    if not refs:
        return []
    names = {"name": name, "ref": refs[0], "refs": ", ".join(refs[:_MOST_NAMED]), "n": len(refs)}
    return [Message(_WORDED_TWICE if len(refs) == 1 else _SEVERAL_WORDED_TWICE, names)]


def _edits(journal: WriterJournal) -> Iterator[tuple[Event, IdeaEdited]]:
    return ((event, event.act) for event in journal.events if isinstance(event.act, IdeaEdited))


def _references(journals: Mapping[str, WriterJournal]) -> dict[str, str]:
    """Return the reference of each idea, by its id."""
    events = {event.id: event for journal in journals.values() for event in journal.events}
    found: dict[str, str] = {}
    for _key, event in sorted(events.items()):
        if isinstance(event.act, IdeaRecorded):
            found[event.id] = event.act.ref
        elif isinstance(event.act, IdeaRenamed):
            found[event.act.idea] = event.act.ref
    return found


def acceptable(there: Sequence[WriterJournal], removals: Removals, now: datetime) -> list[Event]:
    """Return the acts of journals that come in where nothing is yet, and where somebody agrees to all."""
    coming, late = NewEvents({}, now), _late(there, removals)
    for journal in in_order(there):
        _look_through(journal, {}, coming, removals, TakenIn(), late=late, everything=False)
    return [event for part in coming.parted() for events in part.values() for event in events]


def _keep(
    log: FolderLog,
    here: Mapping[str, WriterJournal],
    there: Sequence[WriterJournal],
    known: AbstractSet[str],
    new: Mapping[str, Event],
) -> list[str]:
    """Write what is new; returns the writers whose journals came as they are."""
    whole, rest = list[str](), dict(new)
    for journal in in_order(there):
        comes_whole = rest.keys() & journal.lines.keys() and journal.lines.keys() <= known | new.keys()
        if comes_whole and _kept_whole(log, here.get(journal.writer), journal):
            whole.append(journal.writer)
            rest = {key: event for key, event in rest.items() if key not in journal.lines}
    if rest:
        log.keep_others(sorted(rest.values(), key=lambda event: (event.lamport, event.id)))
    return whole


def _late(there: Sequence[WriterJournal], removals: Removals) -> AbstractSet[str]:
    """Return the ids of the acts that may hold names which were removed here, by every journal that has them."""
    late, free = set[str](), set[str]()
    for journal in there:
        for key, event in journal.by_id.items():
            (late if removals.may_hold_names(event, journal.writer) else free).add(key)
    return late - free


def _without_removals(
    own: dict[Path, list[Event]], others: Mapping[Path, list[Event]], removals: Removals
) -> dict[Path, list[Event]]:
    """Move the acts that tell of removals, and need no further answer, to those that need none; returns the others."""
    left: dict[Path, list[Event]] = {}
    for path, events in others.items():
        for event in events:
            (own if removals.needs_nobody(event, path.stem) else left).setdefault(path, []).append(event)
    return left


def _look_through(
    journal: WriterJournal,
    known: Mapping[str, Event],
    coming: NewEvents,
    removals: Removals,
    taken: TakenIn,
    *,
    late: AbstractSet[str],
    everything: bool,
) -> None:
    """Note what is new in a journal, but for what may not come in; `late` as in `_late`."""
    file = Path(f"{journal.writer}{ENDING}")
    if everything:
        taken.late += [journal.by_id[key] for key in late & journal.by_id.keys() - coming.ids]
    for key, event in journal.by_id.items():
        if key in known:
            if known[key] != event and not removals.concern(key):
                text = _RID_ELSEWHERE if is_without_names(known[key].act, event.act) else _EDITED
                taken.left_out.append(Message(text, {"file": str(file), "act": key}))
        elif key in late and not everything:
            taken.waiting.setdefault(key, (journal.writer, event))
        else:
            try:
                coming.add(file, event)
            except Refused:
                if not removals.concern(key):
                    taken.left_out.append(Message(_EDITED, {"file": str(file), "act": key}))


def _kept_whole(log: FolderLog, mine: WriterJournal | None, journal: WriterJournal) -> bool:
    """Keep a journal under its own name; tells whether it could: nobody here may write it, or have written others."""
    path = log.folder / f"{journal.writer}{ENDING}"
    if not (journal.first and is_given(path.name)) or (path.exists() and mine is None):
        return False
    if mine is not None and not (journal.data.startswith(mine.data) and mine.raw == mine.data):
        return False
    return _written(log, journal.writer, mine, journal.data)


def follow(log: FolderLog, here: Mapping[str, WriterJournal], lines: Mapping[str, bytes]) -> list[Message]:
    """Put these lines in the place of those of their acts, and remove the photos that these named.

    Returns what is told of journals that somebody is writing. Raises `StorageFailure`.
    """
    notices = []
    for journal in here.values():
        data = journal.with_lines(lines)
        if data != journal.data and not (journal.raw == journal.data and _written(log, journal.writer, journal, data)):
            notices.append(Message(_IN_USE, {"file": f"{journal.writer}{ENDING}"}))
    before = named(journal.by_id[key] for journal in here.values() for key in journal.by_id.keys() & lines.keys())
    for digest in before - named(log.read()):
        with suppress(OSError):
            (log.folder / PHOTOS / f"{digest}{PHOTO}").unlink()
    return notices


def _written(log: FolderLog, writer: str, mine: WriterJournal | None, data: bytes) -> bool:
    """Put these bytes in the place of a journal's; tells whether it could: nobody writes it, nor did since."""
    path = log.folder / f"{writer}{ENDING}"
    try:
        (log.folder / LOCKS).mkdir(exist_ok=True)
        let_go = hold(log.folder / LOCKS / f"{writer}.lock")
        if let_go is None:
            return False
        try:
            if mine is not None and path.read_bytes() != mine.raw:
                return False
            replace_file(path, data)
        finally:
            let_go()
    except OSError as error:
        raise not_written(path, error) from error
    return True
