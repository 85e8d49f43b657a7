"""The words of a vote before its close: what is about to be voted on, its slips, and how many ballots are in."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from facilitate.domain.errors import N_
from facilitate.domain.session import Session
from facilitate.domain.text import one_line
from facilitate.domain.values.votes import FEW, MANY, BallotForm, Vote, VoteRule
from facilitate.workshop.intake.same_words import same_words_key
from facilitate.workshop.report.vote_words import rule_words
from facilitate.workshop.report.votes import candidate_wordings
from facilitate.workshop.report.wording import Translator
from facilitate.workshop.votes.contents import Progress
from facilitate.workshop.votes.tally import now_of, parts_of


def many_words(candidates: int, _: Translator) -> str:
    """Say that so many candidates take longer than a quarter of an hour, and how there are fewer; else nothing."""
    if candidates <= MANY:
        return ""
    return _(
        N_(
            "{n} proposals: fifteen minutes will not do. To shorten the list, merge what is alike, or vote on one "
            "category or on the tables’ favourites."
        ),
        n=candidates,
    )


def new_slips_words(session: str, _: Translator) -> str:
    """Say that slips of an earlier vote open nothing any more, and how others are printed for that session."""
    return _(
        N_(
            "The slips of the earlier vote are no longer good: print new ones, with their number "
            "(“facilitate vote slips {session} --count 60”)."
        ),
        session=session,
    )


def other_slips_words(printed: BallotForm | None, asked: BallotForm, _: Translator) -> str:
    """Say that slips were printed which ask for something else than a vote; nothing where they ask as it does."""
    if printed is None or printed.asks_as(asked):
        return ""
    return _(
        N_(
            "The slips printed last are for: {printed} This vote: {asked} Print new slips, or hold the vote as they "
            "say."
        ),
        printed=rule_words(printed.rule, printed.most, printed.cap, _),
        asked=rule_words(asked.rule, asked.most, asked.cap, _),
    )


def lacking_slips_words(session: str, slips: int, present: int, _: Translator) -> str:
    """Say that more people are present than there are slips; nothing where there are enough, or none at all."""
    if not 0 < slips < present:
        return ""
    return _.plural(
        "{present} people are present, and there are {slips} slips: {n} person has none. Print one (“facilitate "
        "vote slips {session} --count {n}”).",
        "{present} people are present, and there are {slips} slips: {n} people have none. Print more (“facilitate "
        "vote slips {session} --count {n}”).",
        present - slips, slips=slips, present=present, session=session,
    )  # fmt: skip


def other_letters_words(session: Session, vote: Vote, _: Translator) -> str:
    """Say that letters are not those of the vote before, whose sheets may still lie on tables; else nothing."""
    before = next((each for each in reversed(session.votes.values()) if each.id != vote.id), None)
    if before is None or before.candidates == vote.candidates or VoteRule.FIVE in (before.rule, vote.rule):
        return ""
    return _(
        N_(
            "The letters are not those of the vote before: collect its sheets “What is voted on”, whose letters name "
            "other proposals."
        )
    )


def alike_words(session: Session, vote: Vote, _: Translator) -> Iterator[str]:
    """Yield which of the proposals that are voted on, by their letters, say the same and are not merged."""
    letters: dict[str, dict[str, str]] = {}
    wordings = candidate_wordings(session, vote)
    for key, (letter, (wording, _refs, _state)) in zip(vote.candidates, wordings.items(), strict=True):
        if wording:
            letters.setdefault(same_words_key(one_line(wording)), {}).setdefault(now_of(session, key), letter)
    for same in letters.values():
        if len(same) > 1:
            yield _(
                N_(
                    "{letters} say the same. Merge them in the synthesis, now or after the vote: whoever chose one of "
                    "them, or several, then counts once."
                ),
                letters=", ".join(same.values()),
            )


def progress_words(ballots: int, slips: int, present: int, _: Translator, unsure: int = 0) -> str:
    """Say how many voted, of how many slips or people where somebody knows: `41 of 57`.

    Of `unsure` ones that were taken back nobody knows before the close whether they were there: `41 to 43 of 57`.
    """
    whole = slips or present
    if unsure and whole:
        return _(N_("{n} to {most} of {all}"), n=ballots, most=ballots + unsure, all=whole)
    if unsure:
        return _(N_("{n} to {most} ballots"), n=ballots, most=ballots + unsure)
    if whole:
        return _(N_("{n} of {all}"), n=ballots, all=whole)
    return _.plural("{n} ballot", "{n} ballots", ballots)


def ballots_in_words(ballots: int, unsure: int, _: Translator) -> str:
    """Say how many ballots would be counted now, and how many there may be where some were taken back unseen."""
    if not unsure:
        return _.plural("{n} ballot is in.", "{n} ballots are in.", ballots)
    return _.plural(
        "{ballots} ballots are in, or up to {most}: only the count tells whether the {n} taken back was there.",
        "{ballots} ballots are in, or up to {most}: only the count tells whether the {n} taken back were there.",
        unsure, ballots=ballots, most=ballots + unsure,
    )  # fmt: skip


_OPEN_VOTE = (
    N_("The vote is still open, and nothing of it is in the report. To close it: F9 three times, in “run”."),
    N_("The vote is still open, and nothing of it is in the report. To close it: “facilitate vote close {session}”."),
)
_OPEN_QUESTIONS = (
    N_(
        "The closing questions are still open, and nothing of them is in the report. To close them: F10, then F9 "
        "twice, in “run”."
    ),
    N_(
        "The closing questions are still open, and nothing of them is in the report. To close them: “facilitate "
        "feedback close {session}”."
    ),
)


def still_open_words(session: Session, _: Translator, called: str = "") -> Iterator[str]:
    """Yield what is open at the end, so in no file, and how it is closed: by keys, or by commands where `called`."""
    typed = bool(called)
    if any(vote.is_open for vote in session.votes.values()):
        yield _(_OPEN_VOTE[typed], session=called)
    if session.feedback and session.feedback.is_open:
        yield _(_OPEN_QUESTIONS[typed], session=called)


def split_since_words(session: Session, candidates: Iterable[str], _: Translator) -> Iterator[str]:
    """Yield which proposals the room had kept and were split since, so that their parts are among the candidates."""
    lists, among = [vote.shortlist.kept for vote in session.votes.values() if vote.shortlist], {*candidates}
    for key in lists[-1] if lists else ():
        parts, proposal = parts_of(session, key), session.all_proposals.get(now_of(session, key))
        if len(parts) > 1 and proposal and among.intersection(parts):
            yield _(
                N_("Kept, and split since: {wording}. In its place stand {refs}."),
                wording=_.quoted(one_line(session.wording(proposal))),
                refs=_.list([session.name_of(part) for part in parts]),
            )


def on_ballot_words(session: Session, ideas: Iterable[str], _: Translator) -> str:
    """Say under which letters ideas are voted on at this moment, where their proposals change; else nothing."""
    vote, those = next((vote for vote in session.votes.values() if vote.is_open), None), {*ideas}
    if vote is None:
        return ""
    letters = [
        letter
        for letter, key in zip(vote.letters, vote.candidates, strict=True)
        if key in session.all_proposals and those.intersection(session.all_proposals[key].ideas)
    ]
    text = N_(
        "On the ballot of the open vote: {letters}. Ballots stay as they were cast; the result says what changed."
    )
    return _(text, letters=", ".join(letters)) if letters else ""


def entries_words(found: Progress, _: Translator) -> Iterator[str]:
    """Yield how far two entries of the ballots on paper are, and whether they agree once both are as long."""
    if not found.second:
        return
    yield _(
        N_("Paper ballots: {first} in the first entry, {second} in the second."), first=found.first, second=found.second
    )
    if found.spoilt_again:
        yield _(N_("Spoilt ones: {first} and {second}."), first=found.spoilt, second=found.spoilt_again)
    if found.agree is not None:
        yield _(N_("The two entries agree.") if found.agree else N_("The two entries are not the same."))


def worldless_words(ballots: int, _: Translator) -> str:
    """Say how many ballots are of no world, what that costs, and how it is put right before the close."""
    found = [
        _.plural(
            "{n} ballot is of no world, and will count in the totals alone.",
            "{n} ballots are of no world, and will count in the totals alone.", ballots,
        )
    ]  # fmt: skip
    if ballots < FEW:
        found.append(
            _.plural(
                "Even one may also take the figures of the smallest world away.",
                "Even {n} ballots may also take the figures of the smallest world away.", ballots,
            )
        )  # fmt: skip
    found.append(
        _(
            N_(
                "Until the close: choose the world on the phone and send again, or type the paper again with its code "
                "and world (take it back first if it was typed without its code)."
            )
        )
    )
    return " ".join(found)
