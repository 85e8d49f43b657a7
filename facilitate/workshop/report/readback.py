"""The list of a table as it is read aloud: what stands on it, whether it was signed, what changed since then."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from facilitate.domain.errors import N_, Message
from facilitate.domain.frozen import dataclass
from facilitate.domain.idea_lookup import by_reference
from facilitate.domain.programme.plan import Phase
from facilitate.domain.session import Session
from facilitate.domain.values.ideas import Idea
from facilitate.domain.values.readback import ReadBack
from facilitate.workshop.report.wording import Translator

FAVOURITE_SIGN = N_("★: matters most to the table, which named it; no vote")


@dataclass(frozen=True, slots=True)
class TableList:
    """What a table put forward in a phase, in the order of its references, and what it said of that list.

    `changed` are the ids of ideas that stand there now otherwise than they were read, or were not read; `dropped` are
    ideas that were read and are withdrawn now. Both are empty where nothing was signed. `favourites` are ideas that
    still stand, in the table's own order. One that is `closed` writes no more.
    """

    table: int
    ideas: tuple[Idea, ...]
    signed: ReadBack | None
    changed: frozenset[str] = frozenset()
    dropped: tuple[Idea, ...] = ()
    favourites: tuple[Idea, ...] = ()
    closed: bool = False

    @property
    def is_signed(self) -> bool:
        """Whether the table said that a list is what they said, whatever was done with it since."""
        return self.signed is not None

    @property
    def since(self) -> int:
        """How many ideas changed, came or went since the list was signed."""
        return len(self.changed) + len(self.dropped)

    @property
    def state(self) -> Message:
        """In a few words, what the table said of its list."""
        if self.signed is None:
            return Message(N_("not signed") if self.ideas else N_("no ideas"))
        counts = {"ideas": self.signed.count, "changed": self.since}
        if self.signed.by_facilitator:
            changed = N_("signed by the facilitator (ideas: {ideas}), changed since: {changed}")
            return Message(changed if self.since else N_("signed by the facilitator (ideas: {ideas})"), counts)
        if counts["changed"]:
            return Message(N_("signed (ideas: {ideas}), changed since: {changed}"), counts)
        return Message(N_("signed (ideas: {ideas})"), counts)


def list_of(session: Session, phase: Phase, table: int) -> TableList:
    """Return the list of one table."""
    return next(each for each in lists_of(session, phase) if each.table == table)


def lists_of(session: Session, phase: Phase) -> tuple[TableList, ...]:
    """Return the lists of all tables of a phase, those that are closed too."""
    of_table: dict[int, list[Idea]] = {}
    for idea in session.ideas.values():
        if session.phase_of(idea) == phase:
            of_table.setdefault(idea.table, []).append(idea)
    return tuple(
        _list(session, phase, table, sorted(of_table.get(table, ()), key=by_reference))
        for table in range(1, phase.tables + 1)
    )


def _list(session: Session, phase: Phase, table: int, ideas: list[Idea]) -> TableList:
    standing = tuple(idea for idea in ideas if not idea.withdrawn)
    signed = session.read_backs.get((phase.key, table))
    known = {idea.id: idea for idea in standing}
    return TableList(
        table,
        standing,
        signed,
        frozenset(idea.id for idea in standing if signed and not signed.heard(idea)),
        tuple(idea for idea in ideas if signed and idea.withdrawn and idea.id in signed.ideas
              and not signed.ideas[idea.id].withdrawn),
        tuple(known[key] for key in session.favourites.get((phase.key, table), ()) if key in known),
        (phase.key, table) in session.closed_tables,
    )  # fmt: skip


def asked_of(lists: Iterable[TableList]) -> tuple[TableList, ...]:
    """Return those of the tables that have a list to sign: they write, or wrote something."""
    return tuple(each for each in lists if each.ideas or not each.closed)


def signed_of(lists: Iterable[TableList]) -> tuple[int, int]:
    """Return how many tables signed their list, and of how many that could."""
    asked = asked_of(lists)
    return sum(each.is_signed for each in asked), len(asked)


def signed_again(lists: Iterable[TableList]) -> int:
    """Return how many tables signed a list that changed since, and should sign it again."""
    return sum(each.is_signed and bool(each.since) for each in lists)


def signed_words(lists: Sequence[TableList], _: Translator) -> str:
    """Say how many tables heard their lists, and how many of those changed since."""
    signed, asked = signed_of(lists)
    again = signed_again(lists)
    if again:
        text = N_("{signed} of {n} tables heard their lists, {again} of them to be signed again.")
        return _(text, signed=signed, n=asked, again=again)
    return _.plural(
        "{signed} table of {n} heard its list.", "{signed} tables of {n} heard their lists.", asked, signed=signed
    )
