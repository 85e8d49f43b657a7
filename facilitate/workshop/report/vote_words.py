"""The words of a vote, which screens, commands, slips and documents share: its rule, its sums, its two readings."""

from __future__ import annotations

import unicodedata
from collections.abc import Callable, Iterator, Mapping, Sequence

from facilitate.domain.errors import N_
from facilitate.domain.text import one_line
from facilitate.domain.values.votes import IN_FAVOUR, VoteReading, VoteRule
from facilitate.workshop.report.votes import (
    SPLIT,
    UNDONE,
    WITHDRAWN,
    TieLine,
    VoteLine,
    VotePart,
    total_got,
)
from facilitate.workshop.report.wording import Translator
from facilitate.workshop.votes.tally import places_left

READINGS: Mapping[str, str] = {
    VoteReading.TOTALS: N_("totals"),
    VoteReading.BOTH_WORLDS: N_("both worlds"),
    VoteReading.EQUAL_SHARES: N_("equal shares"),
}
_READ: Mapping[str, str] = {
    VoteReading.TOTALS: N_("Kept ({n}): those with the greatest totals."),
    VoteReading.BOTH_WORLDS: N_("Kept ({n}): those that both worlds want most."),
    VoteReading.EQUAL_SHARES: N_(
        "Kept ({n}) so that everyone finds something of theirs where that can be (equal shares: each ballot has the "
        "same share of the places to spend on what it chose)."
    ),
}
_STATES: Mapping[str, str] = {
    WITHDRAWN: N_("withdrawn since"),
    SPLIT: N_("split since"),
    UNDONE: N_("no longer there"),
}
# What does not add up: one too many, and several.
_TOO_MANY: Mapping[str, tuple[str, str]] = {
    "slips": (
        N_("The sums do not add up: {n} more ballot than slips given out."),
        N_("The sums do not add up: {n} more ballots than slips given out."),
    ),
    "present": (
        N_("The sums do not add up: {n} more slip given out than people present."),
        N_("The sums do not add up: {n} more slips given out than people present."),
    ),
    "ballots": (
        N_("The sums do not add up: {n} more ballot than people present."),
        N_("The sums do not add up: {n} more ballots than people present."),
    ),
}
_UNTOLD = N_(
    "No separate figures for {worlds}: at the first close none were given, and nobody knows any more which of those "
    "ballots were theirs."
)


# What a proposal got, as the head of a column.
_GOT: Mapping[VoteRule, str] = {
    VoteRule.APPROVE: N_("Votes got"),
    VoteRule.DOTS: N_("Dots got"),
    VoteRule.FIVE: N_("Three fingers or more"),
}


def _lettered(line: VoteLine) -> str:
    return "+".join(line.letters)


def rule_words(rule: VoteRule, most: int, cap: int, _: Translator) -> str:
    """Say how a ballot is filled, as it is printed when a vote opens."""
    if rule is VoteRule.FIVE:
        return _(N_("Show zero to five fingers: from three on you go along."))
    if rule is VoteRule.DOTS:
        one = _.plural("{n} dot", "{n} dots", most)
        return _(N_("Give out {dots}, at most {cap} to one proposal."), dots=one, cap=cap)
    return _.plural("Choose {n} proposal.", "Choose up to {n} proposals.", most)


def title_words(part: VotePart, _: Translator) -> str:
    """Say what the result is: a result, or an indication where few voted."""
    if part.number:
        return _(N_("Result of vote {n} (indicative)") if part.indicative else N_("Result of vote {n}"), n=part.number)
    return _(N_("Result of the vote (indicative)")) if part.indicative else _(N_("Result of the vote"))


def kept_title_words(part: VotePart, _: Translator) -> str:
    """Say over what was kept that the room kept it, and in which vote where there were several."""
    if part.number:
        text = (
            N_("What the room kept in vote {n} (indicative)")
            if part.indicative
            else N_("What the room kept in vote {n}")
        )
        return _(text, n=part.number)
    return _(N_("What the room kept (indicative)")) if part.indicative else _(N_("What the room kept"))


def turnout_words(part: VotePart, _: Translator) -> Iterator[str]:
    """Yield how many voted, of how many, and what that means; a sentence each."""
    yield counted_words(part, _)
    if part.coded and part.uncoded:
        yield _(N_("{n} with the code of a slip, {without} without one."), n=part.coded, without=part.uncoded)
    yield from _beside(part, _)
    yield from _shown_and_present(part, _, _(N_("Quorum met: half of them or more voted.")))
    if taken_back := part.corrected - part.missed:
        yield _.plural(
            "{n} mistyped ballot was taken back before the close.",
            "{n} mistyped ballots were taken back before the close.", taken_back,
        )  # fmt: skip
    if part.missed:
        yield _.plural(
            "{n} correction was about a ballot that was not there, and changed nothing.",
            "{n} corrections were about ballots that were not there, and changed nothing.", part.missed,
        )  # fmt: skip
    if part.reopened:
        yield _(N_("The vote was reopened after it had been closed."))


def counted_words(part: VotePart, _: Translator) -> str:
    """Say how many ballots there were, and of how many kinds: `39 ballots: 36 valid, 2 blank, 1 spoilt.`."""
    all_cast = part.ballots + part.spoilt
    whole = _.plural("{n} ballot", "{n} ballots", all_cast)
    if not (part.blank or part.spoilt):
        return f"{whole}."
    kinds = [
        _.plural("{n} valid", "{n} valid", part.ballots - part.blank),
        *([_.plural("{n} blank", "{n} blank", part.blank)] if part.blank else []),
        *([_.plural("{n} spoilt", "{n} spoilt", part.spoilt)] if part.spoilt else []),
    ]
    return _(N_("{ballots}: {kinds}."), ballots=whole, kinds=", ".join(kinds))


def brief_turnout_words(part: VotePart, _: Translator) -> Iterator[str]:
    """Yield of `turnout_words` what a whole room has to know: how many voted, of how many, and what that means."""
    yield counted_words(part, _)
    yield from _shown_and_present(part, _, _(N_("Quorum met.")))


def _shown_and_present(part: VotePart, _: Translator, quorum: str) -> Iterator[str]:
    """Yield how many showed so many fingers, and whether those who voted were enough of those present."""
    if part.fingers:
        shown = [(fingers, number) for fingers, number in enumerate(part.fingers) if number]
        counted = " · ".join(
            _.plural("{fingers}: {n} person", "{fingers}: {n} people", number, fingers=fingers)
            for fingers, number in shown
        )
        going = sum(part.fingers[IN_FAVOUR:])
        yield _(
            N_("Fingers shown – {counted}. Three or more: {n} of {all}."),
            counted=counted,
            n=going,
            all=sum(part.fingers),
        )
    if not part.present:
        yield _(N_("Nobody counted how many people were present."))
    elif part.indicative:
        yield _(N_("Indicative: fewer than half of the {n} people present voted."), n=part.present)
    else:
        yield _.plural("{n} person was present.", "{n} people were present.", part.present)
        yield quorum


def _beside(part: VotePart, _: Translator) -> Iterator[str]:
    """Yield what else closes the figures: those of which no world is told."""
    if part.worldless and part.hidden_worlds:
        yield _.plural(
            "{n} ballot, of {worlds} or without a world, is shown in the totals alone.",
            "{n} ballots, of {worlds} or without a world, are shown in the totals alone.", part.worldless,
            worlds=", ".join(part.hidden_worlds),
        )  # fmt: skip
    elif part.worldless:
        yield _.plural(
            "{n} ballot has no world: it is shown in the totals alone.",
            "{n} ballots have no world: they are shown in the totals alone.", part.worldless,
        )  # fmt: skip


def excess_words(part: VotePart, _: Translator) -> list[str]:
    """Say where the sums do not add up, each with the difference, and what is said of it."""
    found = [_(_TOO_MANY[what][number > 1], n=number) for what, number in part.excess]
    found += [
        _.plural(
            "Another computer counted this vote too: {n} ballot. Its count is not the one shown here.",
            "Another computer counted this vote too: {n} ballots. Its count is not the one shown here.", number,
        )
        for number in part.other_counts
    ]  # fmt: skip
    return [*found, *([_(N_("Note: {text}"), text=_as_sentence(one_line(part.note)))] if part.note else [])]


def _as_sentence(sentence: str) -> str:
    """Return what somebody wrote as a sentence that others may follow."""
    return sentence if sentence[-1] in ".!?…" else f"{sentence}."


def untold_words(worlds: Sequence[str], _: Translator) -> list[str]:
    """Say of which worlds nothing is told since a vote was reopened, and why."""
    return [_(_UNTOLD, worlds=", ".join(worlds))] if worlds else []


def worlds_words(part: VotePart, _: Translator) -> list[str]:
    """Say which worlds are not computed, and what the reading of both is."""
    found = untold_words(part.untold, _)
    if names := ", ".join(world for world in part.hidden_worlds if world not in part.untold):
        found.append(
            _(
                N_(
                    "No separate figures for {worlds}: with fewer than 5 ballots of a world, or only 1 to 4 ballots "
                    "without one, they would show how somebody voted."
                ),
                worlds=names,
            )
        )
    if part.by_hand:
        found.append(_(N_("Totals counted by hand do not serve equal shares.")))
    if any(line.at_least for line in part.lines):
        found.append(_(N_("Of proposals that were merged since, totals counted by hand give a minimum.")))
    if part.rule is not VoteRule.FIVE and any(line.both_worlds is not None for line in part.lines):
        found.append(both_worlds_words(_))
        unchosen = any(line.both_worlds is not None and not _was_chosen(line) for line in part.lines)
        if unchosen and any(line.both_worlds is None for line in part.lines):
            found.append(_(N_("A dash (–) below “Both worlds”: no world chose it, or nobody knows.")))
        elif unchosen:
            found.append(_(N_("A dash (–) below “Both worlds”: no world chose it.")))
    return found


def both_worlds_words(_: Translator) -> str:
    """Say what the reading of both worlds is."""
    return _(
        N_(
            "Both worlds: the more each world wants a proposal, the higher it ranks; near 100% where everybody of each "
            "world wants it, lower where one world does not."
        )
    )


def unwanted_words(line: VoteLine, _: Translator) -> str:
    """Say which worlds did not choose a proposal at all; nothing where each did, or none did."""
    worlds = _not_wanting(line)
    return _(N_("nobody of {worlds} chose it"), worlds=worlds) if worlds else ""


def _not_wanting(line: VoteLine) -> str:
    """Return the worlds that did not choose a proposal at all, where another did."""
    none = [share.world for share in line.shares if not share.yes]
    return "" if len(none) == len(line.shares) else ", ".join(none)


def _was_chosen(line: VoteLine) -> bool:
    """Whether a world chose a proposal; where none did, hundredths would read as some support of it."""
    return any(share.yes for share in line.shares)


def votes_words(line: VoteLine, rule: VoteRule, _: Translator) -> str:
    """Return both readings where nothing beside them says what they are: `17 votes · both worlds 15%`."""
    total = total_got(line, rule, _)
    if line.both_worlds is not None and _was_chosen(line):
        total = _(N_("{total} · both worlds {n}"), total=total, n=both_words(line, _))
    return " · ".join(filter(None, (total, unwanted_words(line, _))))


def ruled_words(rule: VoteRule, most: int, cap: int, _: Translator) -> str:
    """Say how ballots were filled, to whoever reads it afterwards."""
    if rule is VoteRule.FIVE:
        return _(N_("Everybody showed zero to five fingers: from three on one goes along."))
    if rule is VoteRule.DOTS:
        one = _.plural("{n} dot", "{n} dots", most)
        return _(N_("Everybody could give out {dots}, at most {cap} to one proposal."), dots=one, cap=cap)
    return _.plural("Everybody could choose {n} proposal.", "Everybody could choose up to {n} proposals.", most)


def open_tie_words(part: VotePart, _: Translator) -> str:
    """Say what is equal at the cut and waits for the room to decide; nothing where that is not so."""
    if (tie := part.open_tie) is None:
        return ""
    places = places_left(tie.left, tie.wanted)
    return _(
        N_("Equal at the cut by {reading}: {letters}, {places}. The room decides."),
        reading=_(READINGS[tie.reading]), letters=", ".join(tie.letters), places=_(places.text, **places.params),
    )  # fmt: skip


def kept_by_words(part: VotePart, _: Translator) -> str:
    """Say by which reading proposals were kept; nothing where none were."""
    return "" if part.kept is None else _(_READ[part.kept.reading], n=sum(line.kept for line in part.lines))


def kept_words(part: VotePart, _: Translator) -> list[str]:
    """Say by which reading proposals were kept, what is equal at the cut, and how ties were decided."""
    found = [text] if (text := kept_by_words(part, _)) else []
    found += [text] if (text := open_tie_words(part, _)) else []
    found += tie_words(part, _)
    unwanted: dict[str, list[str]] = {}
    for line in part.lines:
        if line.kept and (worlds := _not_wanting(line)):
            unwanted.setdefault(worlds, []).append(_lettered(line))
    found += [
        _.plural(
            "Kept all the same, though nobody of {worlds} chose it: {letters}.",
            "Kept all the same, though nobody of {worlds} chose them: {letters}.",
            len(letters), worlds=worlds, letters=", ".join(letters),
        )
        for worlds, letters in unwanted.items()
    ]  # fmt: skip
    return [*found, *other_reading_words(part, _)]


def tie_words(part: VotePart, _: Translator, called: Callable[[VoteLine], str] = _lettered) -> list[str]:
    """Say which were equal for which place, which the room chose, and how; `called` is how proposals are named."""
    return [
        _(
            N_("{equal} were equal for {places}; the room chose {letters} ({reason})."),
            equal=_.list(_called(part, tie.among, called)), letters=_.list(_called(part, tie.letters, called)),
            places=tied_places(part, tie, _), reason=one_line(tie.reason).rstrip("."),
        )
        for tie in part.ties
    ]  # fmt: skip


def tied_places(part: VotePart, tie: TieLine, _: Translator) -> str:
    """Return which of the places that are kept were to be decided; equal shares have no order of them."""
    left = sum(line.kept and not set(tie.among).isdisjoint(line.letters) for line in part.lines)
    wanted = part.kept.wanted if part.kept else 0
    if left > 1 or tie.reading is VoteReading.EQUAL_SHARES:
        return _.plural("the last place", "the last {n} places", left)
    return _(N_("place {n}"), n=wanted) if wanted > 1 else _(N_("the first place"))


def other_reading_words(part: VotePart, _: Translator, called: Callable[[VoteLine], str] = _lettered) -> list[str]:
    """Say where what is kept differs from what the other reading puts first; nothing where both agree."""
    if part.kept is None or any(not line.both_rank for line in part.lines):
        return []
    by_both, wanted = part.kept.reading is VoteReading.BOTH_WORLDS, part.kept.wanted
    standing = [line for line in part.lines if line.state not in (WITHDRAWN, UNDONE)]
    ranks = {line.proposal: line.rank if by_both else line.both_rank for line in standing}
    first = [line for line in standing if sum(rank < ranks[line.proposal] for rank in ranks.values()) < wanted]
    kept_alone = [line.letters[0] for line in part.lines if line.kept and line not in first]
    first_alone = [line.letters[0] for line in first if not line.kept]
    texts = (
        (N_("Kept, though not among the first {n} by total: {letters}."),
         N_("Among the first {n} by total, but not kept: {letters}."))
        if by_both
        else (N_("Kept, though not among the first {n} for both worlds: {letters}."),
              N_("Among the first {n} for both worlds, but not kept: {letters}."))
    )  # fmt: skip
    return [
        _(text, n=wanted, letters=_named(part, letters, called))
        for text, letters in zip(texts, (kept_alone, first_alone), strict=True)
        if letters
    ]


def _named(part: VotePart, letters: Sequence[str], called: Callable[[VoteLine], str]) -> str:
    return ", ".join(_called(part, letters, called))


def _called(part: VotePart, letters: Sequence[str], called: Callable[[VoteLine], str]) -> list[str]:
    return [called(line) for line in part.lines if not set(letters).isdisjoint(line.letters)]


def share_words(line: VoteLine, _: Translator) -> str:
    """Say how many of each world are in favour: `habitants 18/34, élus 14/26`."""
    return ", ".join(
        _(N_("{world}: {yes} of {all}"), world=_before_digits(share.world), yes=share.yes, all=share.ballots)
        for share in line.shares
    )


def _before_digits(name: str) -> str:
    """Return a name such that digits behind it stay behind it, also where its writing runs from the right."""
    last = next((letter for letter in reversed(name) if letter.isalpha()), "")
    return f"{name}\u200e" if last and unicodedata.bidirectional(last) in ("R", "AL") else name


def both_words(line: VoteLine, _: Translator) -> str:
    """Return the both-worlds reading in hundredths; a dash where it is not computed, or no world chose it."""
    known = line.both_worlds is not None and _was_chosen(line)
    return _(N_("{n}%"), n=round(100 * (line.both_worlds or 0))) if known else "–"


def total_head(part: VotePart, _: Translator) -> str:
    """Return what stands over the totals of a vote."""
    return _(_GOT[part.rule])


def heads_words(part: VotePart, _: Translator) -> str:
    """Say what the numbers beside each proposal are, where a list has no columns: `Votes got · Both worlds`."""
    is_told = part.rule is not VoteRule.FIVE and any(line.both_worlds is not None for line in part.lines)
    return " · ".join([total_head(part, _), *([_(N_("Both worlds"))] if is_told else [])])


def result_number(line: VoteLine, part: VotePart, _: Translator) -> str:
    """Return what stands below `total_head`: the total, or how many of how many went along."""
    if part.rule is VoteRule.FIVE:
        return _(N_("{n} of {all}"), n=line.yes, all=part.ballots - part.blank)
    return total_words(line, _)


def total_words(line: VoteLine, _: Translator) -> str:
    """Return a total as it is known."""
    return _(N_("at least {n}"), n=line.total) if line.at_least else _.number(line.total)


def candidate_words(line: VoteLine, _: Translator) -> str:
    """Return what was voted on, with what became of it since."""
    return voted_on(line.wording, line.refs, line.state, _)


def voted_on(words: str, refs: Sequence[str], what_became: str, _: Translator) -> str:
    """Return what is voted on, or its references where its words are taken back, with what became of it."""
    wording = one_line(words) or ", ".join(refs)
    state = _(_STATES[what_became]) if what_became else ""
    return f"{wording} ({state})" if wording and state else wording or state
