"""What of a file is in the session already: nothing comes in twice, and what was corrected in the file is offered.

An idea is here in the words as they stand and in the words it came in. A sheet that the program wrote names its ideas
by their references, which are looked at first; but another session has the same references for other ideas.
"""

from __future__ import annotations

from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cached_property

from facilitate.domain.frozen import dataclass
from facilitate.domain.session import Session
from facilitate.domain.values.ideas import Idea, Status
from facilitate.workshop.intake.incoming import Incoming, IncomingIdea
from facilitate.workshop.intake.lost_letters import has_lost_letters, lengths, may_have_lost_letters
from facilitate.workshop.intake.same_words import rough_key, same_words_key, with_plain_signs

_ALIKE = 0.6
_COMPARED = 500

Words = tuple[int, str]


@dataclass(frozen=True, slots=True)
class Correction:
    """A row that has an idea of this session in other words, with another status, another detail or another item.

    `item` is the row's cell where it names another item than `was_item`, under which the idea is. `stays` tells that
    the words are the same whoever typed them, and are not corrected.
    """

    idea: Idea
    row: IncomingIdea
    item: str = ""
    was_item: str = ""
    stays: bool = False

    @property
    def ref(self) -> str:
        """The idea's reference."""
        return self.idea.ref

    @property
    def old(self) -> str:
        """The words as they stand."""
        return self.idea.text

    @property
    def new(self) -> str:
        """The words in the file; those in which the idea came in do not take back what was corrected here since."""
        same = self.stays or _is_typed(self.row.text, self.idea.text, self.idea.first_text)
        return self.idea.text if same else self.row.text

    @property
    def status(self) -> Status:
        """The status in the file; where it says none, that of the idea stays."""
        return Status(self.row.status) if self.row.has_status else self.idea.status

    @property
    def detail(self) -> str | None:
        """The detail in the file, where it is another one; an empty one takes none away."""
        row, idea = self.row, self.idea
        return None if not row.detail or _is_typed(row.detail, idea.detail, idea.first_detail) else row.detail


@dataclass(frozen=True, slots=True)
class Compared:
    """The rows of a file beside a session: `new` ones, how many are `here`, and what the file has otherwise.

    `corrections` are offered, never made unasked. `reworded` are proposals of several ideas that the file words
    otherwise, which no idea of its own can take. `matched` are the ideas that rows name by their reference. `absent`
    are those of this session that a sheet of it does not have, neither by a reference nor in the words of a row without
    one: their rows were deleted, or they are newer. `lost_letters` are those whose rows have “?” in place of letters.
    """

    new: tuple[IncomingIdea, ...]
    here: int
    corrections: tuple[Correction, ...] = ()
    reworded: tuple[IncomingIdea, ...] = ()
    matched: tuple[tuple[IncomingIdea, Idea], ...] = ()
    absent: tuple[Idea, ...] = ()
    lost_letters: tuple[Idea, ...] = ()

    @property
    def repeats(self) -> int:
        """How many new rows have the table and the words of a new one before them; these are imported all the same."""
        rough = [(row.table, rough_key(row.text)) for row in self.new]
        if len(set(rough)) == len(rough):
            return 0
        counts = Counter(rough)
        alike = [row for row, key in zip(self.new, rough, strict=True) if counts[key] > 1]
        return len(alike) - len({_words(row) for row in alike})


def new_rows(incoming: Incoming, session: Session) -> Compared:
    """Tell the rows that are new; of two equal rows both are, unless one of them is here."""
    by_ref = _ByReference(incoming, session)
    left = [row for row in incoming.rows if id(row) not in by_ref.done]
    left = [row for row in left if not (row.otherwise and by_ref.is_otherwise(row))]
    if wholes := _wholes(left, session):
        left = [row for row in left if (row.table, same_words_key(row.part_of)) not in wholes]
    # What an undo took back never came in; what somebody withdrew did, and stays withdrawn.
    ideas = {idea.id: idea for idea in session.ideas.values() if idea.id not in by_ref.used}
    wanted = [(_words(row), row) for row in left] if ideas else []
    answering = _answering([words for words, _row in wanted], ideas.values())
    known = Counter(answering.values())
    unknown, answered = [] if ideas else left, []
    for words, row in wanted:
        if known.get(words):
            known[words] -= 1
            answered.append((words, row))
        else:
            unknown.append(row)
    new = [row for row in unknown if not ((row.ref or row.refs) and by_ref.is_otherwise(row))]
    new = [row for row in new if not by_ref.lost.is_here(row)]
    of_words = by_ref.by_words(answered, [(answering[key], ideas[key]) for key in answering])
    corrections = by_ref.corrections + of_words
    here = len(incoming.rows) - len(new) - len(corrections) - len(by_ref.reworded)
    lost = by_ref.lost.ideas
    absent = tuple(idea for idea in by_ref.unnamed() if idea.id not in answering and idea.id not in lost)
    return Compared(
        tuple(new), here, tuple(corrections), tuple(by_ref.reworded), tuple(by_ref.matched), absent,
        tuple(lost.values()),
    )  # fmt: skip


def _wholes(rows: Iterable[IncomingIdea], session: Session) -> set[Words]:
    """The cells and lines that are here as they are written, so that what is taken of them is no news."""
    wanted = {(row.table, same_words_key(row.part_of)) for row in rows if row.part_of}
    if not wanted:
        return wanted
    ideas = [idea for idea in session.ideas.values() if not idea.withdrawn]
    return wanted & {
        (idea.table, same_words_key(words)) for idea in ideas for words in dict.fromkeys((idea.text, idea.first_text))
    }


class _Lost:
    """The ideas whose rows have “?” in place of letters: a program did that, and nobody who corrects."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self.ideas: dict[str, Idea] = {}

    @cached_property
    def _by_length(self) -> dict[tuple[int, int], list[Idea]]:
        found: dict[tuple[int, int], list[Idea]] = defaultdict(list)
        for idea in self._session.ideas.values():
            for length in {length for words in (idea.text, idea.first_text) for length in lengths(words)}:
                found[idea.table, length].append(idea)
        return found

    def is_here(self, row: IncomingIdea) -> bool:
        """Whether a row that names no idea has the words of one, but for such letters."""
        for idea in self._by_length.get((row.table, len(row.text)), ()) if "?" in row.text else ():
            if self.mended(row, idea).text != row.text:
                return True
        return False

    def mended(self, row: IncomingIdea, idea: Idea) -> IncomingIdea:
        """The row with these letters as they stand here."""
        text = self._mended(row.text, idea.text, idea.first_text)
        detail = self._mended(row.detail, idea.detail, idea.first_detail)
        if (text, detail) == (row.text, row.detail):
            return row
        self.ideas[idea.id] = idea
        return replace(row, text=text, detail=detail)

    def _mended(self, words: str, *wordings: str) -> str:
        if "?" not in words or words in wordings:
            return words
        return next((each for each in wordings if has_lost_letters(words, each)), words)


class _ByReference:
    """The rows that name ideas of this session, and whether they do."""

    def __init__(self, incoming: Incoming, session: Session) -> None:
        self._session = session
        self.lost = _Lost(session)
        self.used: set[str] = set()
        self.done: set[int] = set()
        self.corrections: list[Correction] = []
        self.reworded: list[IncomingIdea] = []
        self.matched: list[tuple[IncomingIdea, Idea]] = []
        self._named = {ref for row in incoming.rows for ref in row.refs or (row.ref,) if ref}
        self._named.update(row.ref for row in incoming.refused if row.ref)
        named = [row for row in incoming.rows if row.ref or row.refs]
        for row in named:
            self._same(row)
        self._of_here = bool(named) and 2 * len(self.done) >= len(named)

    def _same(self, row: IncomingIdea) -> None:
        """Take a row whose idea has the same words."""
        for idea in self._ideas(row):
            if row.refs:
                if self._is_said(row, idea):
                    self.done.add(id(row))
                    self.used.update(each.id for each in self._ideas(row))
                    return
            elif idea.id not in self.used and self._has_words(mended := self.lost.mended(row, idea), idea):
                self.done.add(id(row))
                self.used.add(idea.id)
                self.matched.append((mended, idea))
                if self._differs(mended, idea) or not _is_typed(mended.text, idea.text, idea.first_text):
                    self.corrections.append(Correction(idea, mended))
                return

    def _has_words(self, row: IncomingIdea, idea: Idea) -> bool:
        return same_words_key(row.text) in map(same_words_key, (idea.text, idea.first_text))

    def _is_said(self, row: IncomingIdea, idea: Idea) -> bool:
        """Whether a proposal is here in the same words; of long ones a row may have no more than the first part."""
        return self._says(row.text, idea) and (not row.otherwise or self._says(row.otherwise, idea))

    def _says(self, text: str, idea: Idea) -> bool:
        wordings = self._wordings(idea)
        if any(words.startswith(f"{text}\n\n") for words in wordings) or _is_typed(text, *wordings):
            return True
        lost = "?" in text and any(has_lost_letters(text, words) for words in wordings)
        if lost:
            self.lost.ideas[idea.id] = idea
        return lost

    def _wordings(self, idea: Idea) -> tuple[str, str, str]:
        return idea.text, idea.first_text, self._session.wording(self._session.proposal_of(idea.id))

    def _differs(self, row: IncomingIdea, idea: Idea) -> bool:
        """Whether the file has another status or detail for the same words; an empty detail takes none away."""
        found = Correction(idea, row)
        return found.status is not idea.status or found.detail is not None

    def by_words(
        self, rows: Sequence[tuple[Words, IncomingIdea]], ideas: Sequence[tuple[Words, Idea]]
    ) -> list[Correction]:
        """Return what rows that have the words of ideas have otherwise, each beside the one it is most like.

        A list that comes in again after a status was corrected here is the older one, and has nothing to correct; the
        sheet of another session says what was told there.
        """
        found = []
        for row, idea in _most_alike(rows, ideas):
            if (row.status, row.detail) == (idea.status, idea.detail) or idea.withdrawn or row.ref or row.refs:
                continue
            is_older = row.has_status and idea.edited and Status(row.status) is idea.first_status
            as_now = replace(row, status=idea.status.value) if is_older else row
            if self._differs(as_now, idea):
                found.append(Correction(idea, as_now, stays=True))
        return found

    def is_otherwise(self, row: IncomingIdea) -> bool:
        """Take a row that has other words than its idea, where the file is of this session or the words are alike."""
        ideas = [idea for idea in self._ideas(row) if idea.id not in self.used]
        if not ideas:
            return False
        idea = ideas[0]
        if row.otherwise and self._says(row.text, idea):
            row = replace(row, text=row.otherwise, detail="", otherwise="")
        is_of_here = self._of_here or row.proposal in self._session.all_proposals
        if not is_of_here and not any(_alike(row.text, words) for words in self._wordings(idea)):
            return False
        self.used.add(idea.id)
        row = self.lost.mended(row, idea)
        if may_have_lost_letters(row.text, idea.text):
            self.lost.ideas[idea.id] = idea
        elif len(row.refs) > 1:
            self.reworded.append(row)
        else:
            self.corrections.append(Correction(idea, row))
            if row.ref:
                self.matched.append((row, idea))
        return True

    def unnamed(self) -> tuple[Idea, ...]:
        """The ideas of this session that no row of its sheet names by their reference."""
        if not self._named or 2 * len(self.used) < len(self._named):
            return ()
        there = {idea.id for ref in self._named for idea in self._session.ideas_by_ref(ref)}
        return tuple(each for each in self._session.ideas.values() if not each.withdrawn and each.id not in there)

    def _ideas(self, row: IncomingIdea) -> Iterator[Idea]:
        for ref in row.refs or (row.ref,):
            if ref:
                yield from self._session.ideas_by_ref(ref)


def _words(row: IncomingIdea) -> Words:
    return row.table, same_words_key(row.text)


def _is_typed(text: str, *wordings: str) -> bool:
    """Whether a text is one of these but for what a program types for a person, who then corrected nothing."""
    return text in wordings or with_plain_signs(text) in map(with_plain_signs, wordings)


def _most_alike(
    rows: Sequence[tuple[Words, IncomingIdea]], ideas: Sequence[tuple[Words, Idea]]
) -> Iterator[tuple[IncomingIdea, Idea]]:
    """Put rows beside ideas of the same words: where there are several, those of one status and detail first."""
    for likeness in (_status_and_detail, _status_alone, _nothing):
        free: dict[tuple[Words, object], list[Idea]] = defaultdict(list)
        for words, idea in reversed(ideas):
            free[words, likeness(idea)].append(idea)
        left, taken = [], set()
        for words, row in rows:
            if those := free.get((words, likeness(row))):
                idea = those.pop()
                taken.add(idea.id)
                yield row, idea
            else:
                left.append((words, row))
        rows, ideas = left, [(words, idea) for words, idea in ideas if idea.id not in taken]


def _status_and_detail(each: Idea | IncomingIdea) -> object:
    return each.status, each.detail


def _status_alone(each: Idea | IncomingIdea) -> object:
    return each.status


def _nothing(_each: Idea | IncomingIdea) -> object:
    return None


def _alike(one: str, other: str) -> bool:
    from difflib import SequenceMatcher

    matcher = SequenceMatcher(None, one[:_COMPARED], other[:_COMPARED], autojunk=False)
    return matcher.real_quick_ratio() >= _ALIKE and matcher.quick_ratio() >= _ALIKE and matcher.ratio() >= _ALIKE


def _answering(rows: Iterable[Words], ideas: Iterable[Idea]) -> dict[str, Words]:
    """The ideas that rows have in their words, and in which: each answers for one row, in one of its two wordings."""
    ideas = list(ideas)
    if not ideas:
        return {}
    wanted = Counter(rows)
    found: dict[str, Words] = {}
    others: list[tuple[str, Words, Words]] = []
    for idea in sorted(ideas, key=lambda idea: idea.withdrawn):  # nobody misses what was withdrawn
        now = (idea.table, same_words_key(idea.text))
        first = now if idea.text == idea.first_text else (idea.table, same_words_key(idea.first_text))
        if now != first or idea.withdrawn:
            others.append((idea.id, now, first))
        elif wanted[now]:
            wanted[now] -= 1
            found[idea.id] = now
    given = _given([(now, first) for _id, now, first in others], +wanted)
    return found | {others[number][0]: words for number, words in given.items()}


def _given(ideas: Sequence[tuple[Words, Words]], wanted: Mapping[Words, int]) -> dict[int, Words]:
    """Let as many rows as possible be answered for; an idea goes over to its other wording where that frees one."""
    having: dict[Words, list[int]] = defaultdict(list)
    for number, wordings in enumerate(ideas):
        for words in dict.fromkeys(wordings):
            having[words].append(number)
    given: dict[int, Words] = {}
    for words, count in wanted.items():
        for _ in range(count):
            if not _give(words, having, given):
                break
    return given


def _give(words: Words, having: Mapping[Words, list[int]], given: dict[int, Words]) -> bool:
    """Find an idea for one row of these words, by the shortest chain of ideas that change over."""
    before: dict[Words, tuple[Words, int]] = {}
    queue = deque([words])
    seen = {words}
    while queue:
        at = queue.popleft()
        for number in having.get(at, ()):
            if number not in given:
                _change_over(words, at, number, before, given)
                return True
            next_words = given[number]
            if next_words not in seen:
                seen.add(next_words)
                before[next_words] = at, number
                queue.append(next_words)
    return False


def _change_over(
    start: Words, at: Words, number: int, before: Mapping[Words, tuple[Words, int]], given: dict[int, Words]
) -> None:
    given[number] = at
    while at != start:
        at, number = before[at]
        given[number] = at
