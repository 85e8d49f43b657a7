"""What is in the box of a vote until the close, as plain data: codes as keyed digests, ballots in no order of time.

What lies here is read by nobody before the close, not even by who may: there is a count of ballots, and no count of
what they say. Ballots without a code are sorted, those with one lie under a digest that only a code leads to.
"""

from __future__ import annotations

import hashlib
import secrets
from collections import Counter
from collections.abc import Callable, Iterable, Sequence
from typing import Any, Protocol, TypeVar

from facilitate.domain.acts.votes import VoteClosed
from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.values.votes import (
    MOST_BALLOTS,
    BallotForm,
    BallotPile,
    TypedTotals,
    Vote,
    VoteCount,
    VoteRule,
    marks_of,
    marks_text,
    worlds_told,
)

Contents = dict[str, Any]
_T = TypeVar("_T")
_SIGNS = "ABCDEFGHJKMNPQRSTUVWXYZ23456789"  # nothing that is mistaken for something else when it is read aloud
_HALF, _HALVES = 4, 2
_SPOILT = "spoilt", "spoilt_again"  # how many were counted, by whether it was in the second entry
_ALIKE = str.maketrans({"O": "Q", "0": "Q", "I": "J", "1": "J", "L": "J"})
UNKNOWN_CODE = N_("No slip of this vote has this code. Check each letter, and that the slip is not of an earlier vote.")
EARLIER_CODE = N_(
    "No slip of this vote has this code. The slips of the vote before are no longer good: ask for a new one, or check "
    "each letter."
)
WHICH_WORLD = N_("Not counted yet: which world are you of? Your slip does not say. The answer is tied to nobody.")
ELSEWHERE = N_(
    "The ballots of this vote are on the computer where it was opened, and this one has no key to them: vote there. "
    "If it is not coming back: “facilitate vote close --without-ballots”, then open another vote."
)
TOTALS_DIFFER = N_(
    "These totals are not those that were typed first for this table and this world. Count again; to keep the new "
    "ones, add --replace."
)
_WOULD_EXCEED = N_(
    "Not counted: {cast} ballots would be more than {most}, the number of {what}. Add --paper for a ballot on paper, "
    "which is always counted."
)


class BallotBox(Protocol):
    """Where the ballots of a session's vote lie sealed, on the computer where it was opened."""

    def change(self, change: Callable[[Contents], _T], *, make: bool = False) -> _T:
        """Hand over what is in the box, alone among the programs of this computer, and keep what becomes of it.

        What it is now is on the disk when this returns; one that is `closed` is gone, with its key. `make` a box where
        there is none; else raises `Refused`, as where its key is not on this computer, and `StorageFailure`: it is what
        it was then.
        """
        ...

    def look(self) -> Contents | None:
        """Return what is in the box; None where there is none, or no key to it here."""
        ...

    def discard(self) -> None:
        """Remove the box with its key, even one that is damaged: what is in it is given up."""
        ...


@dataclass(frozen=True, slots=True)
class CodedBallot:
    """A ballot with the code of a slip: its marks as they are kept, and the world somebody says they are of.

    It counts where the slip names none; nothing stands for whoever would not say, None for whoever was not asked.
    """

    code: str
    marks: str
    world: str | None = None


class WorldNotSaid(Refused):
    """A ballot whose slip names no world: whoever cast it is asked for theirs before it counts."""


@dataclass(frozen=True, slots=True)
class Progress:
    """How far a vote is: ballots of slips given out, people present (0 where nobody said), spoilt ones beside.

    `first` and `second` are the paper ballots of two entries, `spoilt_again` the spoilt ones of the second, where it
    has any. Once there are as many, it is told whether they `agree`, and not in how many they do not: that would tell
    what is in the box before the close. `corrected` are those of the
    first one that were taken back, of which so many are `unsure`: nobody knows whether they were there. So many are
    of no world (`worldless`), whatever they say, and may still be told one.
    """

    ballots: int
    slips: int
    spoilt: int
    first: int = 0
    second: int = 0
    agree: bool | None = None
    corrected: int = 0
    unsure: int = 0
    worldless: int = 0
    spoilt_again: int = 0

    @property
    def spoilt_differ(self) -> bool:
        """Whether the second entry has spoilt ballots, and not as many as the first."""
        return bool(self.spoilt_again) and self.spoilt_again != self.spoilt


@dataclass(frozen=True, slots=True)
class SlipsPrinted:
    """What slips there are for the open vote, or for the next one: codes, sheets, and what the last of these says.

    So many were `given` out: as somebody said, else all of them, beside those of before the vote was reopened.
    """

    codes: int = 0
    sheets: int = 0
    form: BallotForm | None = None
    given: int = 0


def printed(contents: Contents) -> SlipsPrinted:
    """Return what slips were printed; an earlier version drew them and did not keep what they say."""
    known = contents.get("printed", ())
    form = BallotForm(VoteRule(known[-1][0]), *known[-1][1:]) if known else None
    return SlipsPrinted(len(contents["slips"]), len(known) or bool(contents["slips"]), form, _slips(contents, 0))


def add_sheet(contents: Contents, form: BallotForm) -> None:
    """Keep what a sheet of slips says that is printed, before they are drawn."""
    says = [form.rule.value, form.most, form.cap]
    known = contents.get("printed") or ([says] if contents["slips"] else [])  # drawn by an earlier version
    contents["printed"] = [*known, says]


def empty() -> Contents:
    """Return what is in a new box; `salt` is what codes are digested with."""
    lists: Contents = {name: [] for name in ("spoken", "paper", "again", "typed", "back", "back_again")}
    return {"vote": "", "closed": False, "salt": secrets.token_hex(16), "slips": {}, "given": 0, "spoilt": 0, **lists}


def draw_slips(contents: Contents, worlds: Sequence[str]) -> list[tuple[str, str]]:
    """Draw a code for a slip of each of these worlds (nothing for none), in no order; returns codes with their worlds.

    They are known here by their digests, which lie in an order of their own.
    """
    drawn = [(_drawn(), world) for world in worlds]
    slips = {**contents["slips"], **{_digest(contents, code): [world, None] for code, world in drawn}}
    contents["slips"] = dict(sorted(slips.items()))
    secrets.SystemRandom().shuffle(drawn)
    return drawn


def cast(contents: Contents, world: str, marks: str, *, paper: bool = False, again: bool = False) -> None:
    """Put in a ballot without a code; `paper` ones may be entered once more, as a second entry to compare."""
    pile = "again" if again else "paper" if paper else "spoken"
    contents[pile] = sorted([*contents[pile], [world, marks]])


def take_back(contents: Contents, world: str, marks: str, *, again: bool = False, sure: bool = False) -> None:
    """Take back one of the paper ballots that say this, mistyped as it is; raises `Refused` where none can be left.

    It is looked for at the close alone: an answer whether one is there would tell what is in the box. `sure` is who
    typed it just before.
    """
    pile, back = ("again", "back_again") if again else ("paper", "back")
    if len(contents.get(back, ())) >= len(contents[pile]):
        raise Refused(N_("No ballot on paper was typed that could be taken back."))
    contents[back] = sorted([*contents.get(back, ()), [world, marks]])
    if not (sure or again):
        contents["unsure"] = contents.get("unsure", 0) + 1


def spoil(contents: Contents, *, again: bool = False) -> None:
    """Count a spoilt ballot; in the second entry it is one of those of the first."""
    entry = _SPOILT[again]
    contents[entry] = contents.get(entry, 0) + 1


def take_back_spoilt(contents: Contents, *, again: bool = False) -> None:
    """Count one spoilt ballot fewer; raises `Refused` where there is none."""
    if not contents.get(_SPOILT[again]):
        raise Refused(N_("No spoilt ballot was counted that could be taken back."))
    contents[_SPOILT[again]] -= 1
    contents["corrected"] = contents.get("corrected", 0) + (not again)


def standing(contents: Contents, *, second: bool = False) -> tuple[list[list[str]], list[list[str]], int]:
    """Return the ballots on paper and those without a code that stand, and how many were taken back that are not there.

    Of a vote that was reopened nobody knows any more which of its ballots were on paper: either may be meant.
    """
    paper = _as_told(contents, contents["again" if second else "paper"])
    spoken, missed = _as_told(contents, contents["spoken"]), 0
    for each in _as_told(contents, contents.get("back_again" if second else "back", ())):
        if each in paper:
            paper.remove(each)
        elif contents.get("reopened") and each in spoken and paper:
            spoken.remove(each)
            spoken.append(paper.pop())
        else:
            missed += 1
    return paper, spoken, missed


def _as_told(contents: Contents, ballots: Iterable[Sequence[Any]]) -> list[list[Any]]:
    """Return ballots, each its world first, without the worlds of which nothing was told before the vote was reopened.

    Its ballots have none any more: with new ones alone, that world would be told to have voted as they do.
    """
    untold = contents.get("untold", ())
    return [["" if world in untold else world, *rest] for world, *rest in ballots]


def cast_with_code(contents: Contents, ballot: CodedBallot, *, ask: bool = False) -> bool:
    """Put in the ballot of a slip in the place of the one it had; tells whether it had one. Raises `Refused`.

    With `ask`, a slip without a world wants to be told one, or that it is not told: raises `WorldNotSaid` else.
    """
    slip = _slip_of(contents, ballot.code)
    if ask and ballot.world is None and not slip[0]:
        raise WorldNotSaid(WHICH_WORLD)
    had, slip[1] = slip[1] is not None, ballot.marks
    if ballot.world is not None and not slip[0]:
        slip[2:] = [ballot.world]  # beside what is printed: it is asked again with the next ballot of this slip
    _stir(contents)
    return had


def world_printed(contents: Contents, code: str) -> str:
    """Return the world that stands on a slip, nothing for none; raises `Refused` for a code of no slip."""
    return str(_slip_of(contents, code)[0])


def _slip_of(contents: Contents, code: str) -> list[Any]:
    slip: list[Any] | None = contents["slips"].get(_digest(contents, code))
    if slip is None:
        raise Refused(EARLIER_CODE if contents.get("later") or contents.get("reopened") else UNKNOWN_CODE)
    return slip


def _world_of(slip: Sequence[Any]) -> str:
    """Return the world of a slip: as it is printed, else as it was told with its ballot."""
    return str(slip[0] or "".join(slip[2:]))


def keep_with_code(contents: Contents, code: str, marks: str) -> bool:
    """`cast_with_code` for a code that somebody drew for themselves: it is none of a slip, and known once it comes."""
    digest, slips = _digest(contents, code), contents["slips"]
    had = digest in slips
    contents["slips"] = dict(sorted({**slips, digest: ["", marks]}.items()))
    _stir(contents)
    return had


def _stir(contents: Contents) -> None:
    """Have the box written anew though the same ballot came again: else its answer would come sooner, and tell so."""
    contents["stirred"] = secrets.token_hex(8)


def keep_totals(contents: Contents, entry: Sequence[Any], *, replace: bool = False) -> bool:
    """Put in totals that were counted by hand, or compare them with those that are in.

    The `entry` is their table and world (texts that may be empty), how many ballots, and the marks. Tells whether they
    were in already and are the same; raises `Refused` where they differ, unless they `replace` the first ones.
    """
    entry = [*entry]
    known = next((each for each in contents["typed"] if each[:2] == entry[:2]), None)
    if known is not None and known != entry and replace:
        contents["typed"].remove(known)
        known = None
    if known is not None and known != entry:
        raise Refused(TOTALS_DIFFER)
    if known is None:
        contents["typed"] = sorted([*contents["typed"], entry])
    return known is not None


def progress(contents: Contents, present: int) -> Progress:
    """Return how far a vote is, and nothing of what the ballots say; `present` people (0: nobody knows) are here."""
    coded = sum(slip[1] is not None for slip in contents["slips"].values())
    typed = sum(each[2] for each in contents["typed"])
    first, second = (sorted(standing(contents, second=each)[0]) for each in (False, True))
    back, again = len(contents.get("back", ())), len(contents["again"]) - len(contents.get("back_again", ()))
    spoilt, spoilt_again = (contents.get(entry, 0) for entry in _SPOILT)
    return Progress(
        coded + len(contents["spoken"]) + len(contents["paper"]) - back + typed,
        _slips(contents, present),
        spoilt,
        len(contents["paper"]) - back,
        again,
        (first == second and spoilt_again in (0, spoilt)) if again and again == len(contents["paper"]) - back else None,
        back + contents.get("corrected", 0),
        contents.get("unsure", 0),
        _worldless(contents),
        spoilt_again,
    )


def _worldless(contents: Contents) -> int:
    """Return how many ballots are of no world, not looking at what any of them says.

    Not those of before the vote was reopened: nobody can tell it a world any more.
    """
    coded = sum(slip[1] is not None and not _world_of(slip) for slip in contents["slips"].values())
    others = sum(not world for world, _marks in (*contents["spoken"], *contents["paper"]))
    typed = sum(each[2] for each in contents["typed"] if not each[1])
    back = sum(not world for world, _marks in contents.get("back", ()))
    return int(max(0, coded + max(0, others - back) + typed - contents.get("had_no_world", 0)))


def _slips(contents: Contents, present: int) -> int:
    """Return how many slips were given out: as somebody said, else all that were printed, to those who are here.

    Slips of a vote that was reopened come beside those of before, or beside its ballots where there were no slips.
    """
    printed, (slips, cast) = len(contents["slips"]), contents.get("earlier", (0, 0))
    if contents["given"] or not printed:
        return int(contents["given"] or slips)
    before = slips or cast
    return int(before + (min(printed, max(0, present - before)) if present else printed))


def check_room(contents: Contents, present: int) -> None:
    """Raise `Refused` where one more ballot would not add up with the slips given out, or else the people present."""
    found = progress(contents, present)
    most, what = (found.slips, N_("slips given out")) if found.slips else (present, N_("people present"))
    if most and found.ballots + found.spoilt >= most:
        raise Refused(_WOULD_EXCEED, cast=found.ballots + found.spoilt + 1, most=most, what=Message(what))


def count_of(contents: Contents, worlds: Sequence[str], present: int, *, second: bool = False) -> VoteCount:
    """Return what is in the box for the close, in piles; `second` takes the second entry of paper ballots.

    Worlds are told as `worlds_told` has it.
    """
    slips = ([_world_of(slip), slip[1]] for slip in contents["slips"].values() if slip[1] is not None)
    coded = [tuple(each) for each in _as_told(contents, slips)]
    on_paper, without_code, missed = standing(contents, second=second)
    spoken, paper = [tuple(each) for each in without_code], [tuple(each) for each in on_paper]
    corrected = len(contents.get("back_again" if second else "back", ())) + contents.get("corrected", 0)
    typed = [tuple(each) for each in _as_told(contents, (each[1:] for each in contents["typed"]))]
    ballots = [*coded, *spoken, *paper]
    sizes = Counter(world for world, _marks in ballots)
    for world, number, _marks in typed:
        sizes[world] += number
    order = [*(world for world in worlds if sizes.get(world)), *sorted(set(sizes) - {*worlds, ""})]
    shown = worlds_told(sizes, order)
    return VoteCount(
        _piles((world if world in shown else "", marks) for world, marks in ballots),
        _summed((world if world in shown else "", number, marks) for world, number, marks in typed),
        shown,
        tuple(dict.fromkeys((*contents.get("untold", ()), *(world for world in order if world not in shown)))),
        had_codes := len(coded) + contents.get("had_codes", 0),
        len(ballots) - had_codes + sum(number for _world, number, _marks in typed),
        (contents.get("spoilt_again") if second else 0) or contents["spoilt"],
        _slips(contents, present),
        present,
        corrected,
        missed + contents.get("missed", 0),
    )


def closing(vote: Vote, found: VoteCount) -> VoteClosed:
    """Return the act that closes a vote with that count."""
    places = {"": 0, **{world: place for place, world in enumerate(found.worlds, 1)}}
    piles = [(pile.count, pile.world, pile.marks) for pile in found.piles]
    totals = [(each.ballots, each.world, each.marks) for each in found.typed]
    ballots, typed = (
        tuple(sorted(f"{count} {places[world]} {marks_text(marks)}".rstrip() for count, world, marks in those))
        for those in (piles, totals)
    )
    return VoteClosed(
        vote.id, ballots, found.worlds, found.hidden_worlds, typed, found.coded, found.uncoded, found.spoilt,
        min(found.slips, MOST_BALLOTS), min(found.present, MOST_BALLOTS), found.corrected, found.missed,
    )  # fmt: skip


def is_counted(contents: Contents, worlds: Sequence[str], count: VoteCount) -> bool:
    """Return whether a count is that of this box, by either entry of paper; one with no ballot is in every count."""
    found = [count_of(contents, worlds, count.present, second=each) for each in (False, True)]
    is_any_here = any(each.cast for each in found)
    if not (is_any_here and count.cast):
        return not is_any_here
    return any(
        (set(each.piles), set(each.typed), each.coded, each.uncoded, each.spoilt)
        == (set(count.piles), set(count.typed), count.coded, count.uncoded, count.spoilt)
        for each in found
    )


def put_back(contents: Contents, count: VoteCount) -> None:
    """Put the ballots of a vote that was closed into a new box: they have no codes any more."""
    ballots = [[pile.world, marks_text(pile.marks)] for pile in count.piles for _each in range(pile.count)]
    on_paper = count.uncoded - sum(each.ballots for each in count.typed)
    contents["paper"], contents["spoken"] = sorted(ballots[:on_paper]), sorted(ballots[on_paper:])
    contents["typed"] = [["", each.world, each.ballots, marks_text(each.marks)] for each in count.typed]
    contents["spoilt"], contents["given"], contents["earlier"] = count.spoilt, 0, [count.slips, count.cast]
    contents["corrected"], contents["missed"], contents["reopened"] = count.corrected, count.missed, True
    contents["had_codes"], contents["untold"] = count.coded, [*count.hidden_worlds]
    contents["had_no_world"] = count.ballots_of("")


def _piles(ballots: Iterable[tuple[str, str]]) -> tuple[BallotPile, ...]:
    return tuple(
        BallotPile(number, world, marks_of(marks)) for (world, marks), number in sorted(Counter(ballots).items())
    )


def _summed(entries: Iterable[tuple[str, int, str]]) -> tuple[TypedTotals, ...]:
    """Return totals world by world: of a table they say nothing any more."""
    ballots, marks = Counter[str](), dict[str, Counter[str]]()
    for world, number, text in entries:
        ballots[world] += number
        for letter, count in marks_of(text):
            marks.setdefault(world, Counter())[letter] += count
    return tuple(
        TypedTotals(number, world, marks_of(marks_text(marks.get(world, Counter()).items())))
        for world, number in sorted(ballots.items())
    )


def _drawn() -> str:
    code = "".join(secrets.choice(_SIGNS) for _each in range(_HALF * _HALVES))
    return f"{code[:_HALF]}-{code[_HALF:]}"


def _digest(contents: Contents, code: str) -> str:
    """Return what a code is known by: however it was typed, and only with the salt of the box."""
    plain = "".join(sign for sign in code.upper() if sign.isalnum()).translate(_ALIKE)
    return hashlib.blake2b(plain.encode(), key=bytes.fromhex(contents["salt"]), digest_size=12).hexdigest()
