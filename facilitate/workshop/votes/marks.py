"""A ballot as it is typed (`ACF`), read and checked; what is wrong with it is one sentence, and it is not counted."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterable

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.text import excerpt
from facilitate.domain.values.votes import FIVE, Vote, VoteRule, marks_of, marks_text

_BLANK = frozenset(("-", "–", "—"))
_TOKEN = re.compile(
    r"(?P<letter>[^\W\d_]|\d{1,3})(?:\s*[:=×*]\s*(?P<number>\d{1,3}))?|(?P<between>[\s,;.+/&-]+)|(?P<other>.)"
)
EMPTY = N_("Nothing is typed, and nothing was counted. A blank ballot is typed as a hyphen: -")
_NOT_TAKEN = N_("This ballot was not counted: {why}")
_CODE = re.compile(r"\s*([^\W_]{4}-?[^\W_]{4})(?:\s+(.*))?$", re.DOTALL)
NOT_COUNTED = N_("This ballot was not counted: {why} Correct it, or count it as spoilt with --spoilt.")
_UNKNOWN = N_("“{letter}” is no candidate of this vote (they are {letters}).")
_TWICE = N_("{letter} is there twice.")
_TOO_MANY = N_("{count} proposals are chosen, and at most {most} may be.")
_TOO_MANY_DOTS = N_("it has {count} dots, and at most {most} may be given.")
_OVER_CAP = N_("{letter} has {count} dots, and a proposal may have {cap} at most.")
_NO_FINGERS = N_("“{typed}” is no number from 0 to 5.")


def read_marks(typed: str, vote: Vote) -> str:
    """Return what a ballot says, as `marks_text` writes it; empty for a blank one, which is typed as a hyphen.

    Letters may stand together or apart (`ACF`, `a, c`), numbers apart (`A 27`); a dot is a letter said again or a
    number behind it (`AAB`, `A:2 B`), fingers are a number from 0 to 5. Raises `Refused` with one sentence.
    """
    if not typed.strip():
        raise Refused(EMPTY)
    if vote.rule is VoteRule.FIVE:
        return _fingers(typed)
    if typed.strip() in _BLANK:
        return ""
    found = list(_letters(typed, vote))
    counted = Counter[str]()
    for letter, number in found:
        counted[letter] += number
    if why := _fault(counted, [letter for letter, _number in found], vote):
        raise refused(why)
    return marks_text((letter, number) for letter, number in counted.items() if number)


def split_code(typed: str, vote: Vote) -> tuple[str, str]:
    """Return the code of a slip that stands before the letters, and these: `K7QM-2ABC ACF`; no code where none does.

    Eight signs without a hyphen are letters where each is that of a candidate.
    """
    found = _CODE.match(typed)
    if found is None or ("-" not in found[1] and set(found[1].upper()) <= set(vote.letters)):
        return "", typed
    return found[1], found[2]


def check_marks(text: str, vote: Vote) -> str:
    """Return marks that a device sent, as they are kept; raises `Refused` as `read_marks`."""
    try:
        marks = marks_of(text)
    except ValueError:
        raise Refused(
            _NOT_TAKEN, why=Message(_UNKNOWN, {"letter": excerpt(text, 20), "letters": letters_called(vote)})
        ) from None
    if vote.rule is VoteRule.FIVE:
        if [letter for letter, _number in marks] != ["A"] or not 0 <= marks[0][1] <= FIVE:
            raise Refused(_NOT_TAKEN, why=Message(_NO_FINGERS, {"typed": excerpt(text, 20)}))
        return marks_text(marks)
    for letter, number in marks:
        if letter not in vote.letters or number < 1:
            raise Refused(_NOT_TAKEN, why=Message(_UNKNOWN, {"letter": letter, "letters": letters_called(vote)}))
    letters = [letter for letter, _number in marks]
    if twice := next((letter for letter in letters if letters.count(letter) > 1), ""):
        raise Refused(_NOT_TAKEN, why=Message(_TWICE, {"letter": twice}))
    if why := _fault(Counter(dict(marks)), letters, vote):
        raise Refused(_NOT_TAKEN, why=why)
    return marks_text(marks)


def read_letters(typed: str, vote: Vote) -> list[str]:
    """Return the letters of candidates that somebody typed, each once and in that order; raises `Refused`."""
    return list(dict.fromkeys(letter for letter, _number in _letters(typed, vote)))


def letters_called(vote: Vote) -> str:
    """Return the letters of a vote in few words: `A–F`."""
    letters = vote.letters
    return letters[0] if len(letters) == 1 else f"{letters[0]}–{letters[-1]}"


def refused(why: Message) -> Refused:
    """Return the error for a ballot that is not counted."""
    return Refused(NOT_COUNTED, why=why)


def _letters(typed: str, vote: Vote) -> Iterable[tuple[str, int]]:
    known = vote.letters
    for found in _TOKEN.finditer(typed):
        if found["between"]:
            continue
        letter = (found["letter"] or found["other"]).upper()
        if letter not in known:
            raise refused(Message(_UNKNOWN, {"letter": excerpt(letter, 20), "letters": letters_called(vote)}))
        yield letter, int(found["number"] or 1)


def _fault(counted: Counter[str], letters: list[str], vote: Vote) -> Message | None:
    if vote.rule is VoteRule.APPROVE:
        twice = next((letter for letter in counted if counted[letter] != 1 or letters.count(letter) > 1), "")
        if twice:
            return Message(_TWICE, {"letter": twice})
        if len(counted) > vote.most:
            return Message(_TOO_MANY, {"count": len(counted), "most": vote.most})
        return None
    if sum(counted.values()) > vote.most:
        return Message(_TOO_MANY_DOTS, {"count": sum(counted.values()), "most": vote.most})
    over = next((letter for letter in counted if counted[letter] > vote.cap), "")
    return Message(_OVER_CAP, {"letter": over, "count": counted[over], "cap": vote.cap}) if over else None


def _fingers(typed: str) -> str:
    text = typed.strip().upper().removeprefix("A").lstrip(" :=")
    if not (len(text) == 1 and text in "012345"):
        raise refused(Message(_NO_FINGERS, {"typed": excerpt(typed, 20)}))
    return marks_text([("A", int(text))])


def read_totals(typed: Iterable[str], ballots: int, vote: Vote) -> str:
    """Return ticks or dots counted by hand, typed as `A=12 C=7`, as `marks_text` writes them; raises `Refused`."""
    counted: dict[str, int] = {}
    for letter, number in _letters(" ".join(typed), vote):
        if letter in counted:
            raise Refused(N_("These totals were not taken: {letter} is there twice."), letter=letter)
        counted[letter] = number
    most = ballots * (vote.cap if vote.rule is VoteRule.DOTS else 1)
    if over := next((letter for letter in counted if counted[letter] > most), ""):
        raise Refused(
            N_("These totals were not taken: {letter} has {count}, and {ballots} ballots can give {most} at most."),
            letter=over, count=counted[over], ballots=ballots, most=most,
        )  # fmt: skip
    if sum(counted.values()) > ballots * vote.most:
        raise Refused(
            N_("These totals were not taken: they sum to {count}, and {ballots} ballots can give {most} at most."),
            count=sum(counted.values()), ballots=ballots, most=ballots * vote.most,
        )  # fmt: skip
    return marks_text((letter, number) for letter, number in counted.items() if number)
