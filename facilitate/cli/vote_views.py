"""A vote in the terminal: how far it is while it is open, and what came of it once it is closed."""

from __future__ import annotations

from typing import Any

from facilitate.cli.context import CliContext
from facilitate.domain.errors import N_
from facilitate.domain.session import Session
from facilitate.domain.values.votes import Vote, VoteRule
from facilitate.workshop.cases.vote_rooms import present_now
from facilitate.workshop.report.open_vote_words import (
    alike_words,
    entries_words,
    lacking_slips_words,
    many_words,
    new_slips_words,
    other_letters_words,
    other_slips_words,
    progress_words,
    split_since_words,
)
from facilitate.workshop.report.vote_words import (
    both_words,
    candidate_words,
    excess_words,
    kept_words,
    result_number,
    rule_words,
    share_words,
    title_words,
    total_head,
    turnout_words,
    untold_words,
    voted_on,
    worlds_words,
)
from facilitate.workshop.report.votes import VoteLine, VotePart, candidate_wordings, vote_part
from facilitate.workshop.sharing.printed_links import SLIPS
from facilitate.workshop.votes.contents import Progress
from facilitate.workshop.workshop import Workshop


def say_progress(context: CliContext, vote: Vote, found: Progress, present: int) -> None:
    """Say how many voted, of how many, and whether two entries of paper ballots agree."""
    _ = context.language
    entries = {"first": found.first, "second": found.second, "agree": found.agree,
               "spoilt_again": found.spoilt_again} if found.second else None  # fmt: skip
    data = {"vote": vote.id, "ballots": found.ballots, "spoilt": found.spoilt, "corrections": found.corrected,
            "entries": entries}  # fmt: skip
    context.out.result(data, progress_words(found.ballots, found.slips, present, _, found.unsure))
    if sentences := [*entries_words(found, _)]:
        context.out.talk(" ".join(sentences))


def say_at_opening(context: CliContext, opened: Workshop, vote: Vote) -> None:
    """Say of a vote that has just been opened which slips and sheets are of no use to it, and who has none."""
    _, slug, votes = context.language, opened.log.slug, opened.votes
    warnings = [
        other_slips_words(votes.printed.form, vote.form, _),
        new_slips_words(slug, _) if votes.needs_new_slips else "",
        lacking_slips(context, opened),
        other_letters_words(opened.session, vote, _),
        *split_since_words(opened.session, vote.candidates, _),
        *context.sharing.misprinted(opened, _, (SLIPS,)),
    ]
    for text in filter(None, warnings):
        context.out.talk(f"! {text}")


def lacking_slips(context: CliContext, opened: Workshop) -> str:
    """Return how many people who are present have no slip, where slips are used; else nothing."""
    given, present = opened.votes.printed.given, present_now(opened.session)
    return lacking_slips_words(opened.log.slug, given, present, context.language)


def print_vote(context: CliContext, session: Session, vote: Vote, found: Progress | None) -> None:
    """Say how far an open vote is, or what came of a closed one."""
    part = vote_part(session, vote)
    if context.out.json:
        context.out.data(_closed_data(session, vote, part) if part else _open_data(session, vote, found))
    elif part:
        _print_closed(context, part)
    else:
        _print_open(context, session, vote, found)


def _open_data(session: Session, vote: Vote, found: Progress | None) -> dict[str, Any]:
    return {
        "state": "open",
        "vote": vote.id,
        "rule": vote.rule.value,
        "most": vote.most,
        "cap": vote.cap if vote.rule is VoteRule.DOTS else None,
        "candidates": _candidates(session, vote),
        "ballots": found.ballots if found else None,
        "spoilt": found.spoilt if found else None,
        "corrections": found.corrected if found else None,
        "without_world": found.worldless if found else None,
        "slips": found.slips if found else None,
        "present": present_now(session) or None,
    }


def _candidates(session: Session, vote: Vote) -> list[dict[str, Any]]:
    return [
        {"letter": letter, "refs": list(refs), "proposal": wording}
        for letter, (wording, refs, _state) in candidate_wordings(session, vote).items()
    ]


def _closed_data(session: Session, vote: Vote, part: VotePart) -> dict[str, Any]:
    from facilitate.export.compose.votes import vote_data

    return {"state": "closed", "vote": vote.id, "candidates": _candidates(session, vote), **vote_data(part)}


def _print_open(context: CliContext, session: Session, vote: Vote, found: Progress | None) -> None:
    _ = context.language
    if found:
        voted = progress_words(found.ballots, found.slips, present_now(session), _, found.unsure)
        context.out.say(_(N_("Vote open: {progress}"), progress=voted))
    else:
        context.out.say(_(N_("Vote open on another computer, which has its ballots.")))
    context.out.say(rule_words(vote.rule, vote.most, vote.cap, _))
    candidates = candidate_wordings(session, vote)
    context.out.table([(letter, voted_on(*of_it, _), ", ".join(of_it[1])) for letter, of_it in candidates.items()])
    for line in (*untold_words(vote.untold, _), *alike_words(session, vote, _)):
        context.out.talk(f"! {line}")
    if many := many_words(len(vote.candidates), _):
        context.out.talk(f"{many} {_(N_('Choose it with --from: the name of a category, or favourites.'))}")


def _print_closed(context: CliContext, part: VotePart) -> None:
    _ = context.language
    context.out.say(title_words(part, _))
    context.out.say(" ".join(turnout_words(part, _)))
    for line in excess_words(part, _):
        context.out.say(f"! {line}")
    heads = [_(N_("Rank")), "", total_head(part, _), _(N_("Both worlds")), _(N_("Worlds")), _(N_("Proposal"))]
    rows = [_row(context, line, part) for line in part.lines]
    left_out = {0, 1, 3} if part.rule is VoteRule.FIVE else set()  # one sentence has no rank
    left_out |= set() if any(line.both_worlds is not None for line in part.lines) else {3}
    left_out |= set() if any(line.shares for line in part.lines) else {4}
    shown = [at for at in range(len(heads)) if at not in left_out]
    context.out.table([tuple(row[at] for at in shown) for row in rows], heads=[heads[at] for at in shown])
    for text in (*kept_words(part, _), *worlds_words(part, _)):
        context.out.say(text)


def _row(context: CliContext, line: VoteLine, part: VotePart) -> tuple[str, ...]:
    _ = context.language
    marked = f"✓ {'+'.join(line.letters)}" if line.kept else "+".join(line.letters)
    return (
        str(line.rank),
        marked,
        result_number(line, part, _),
        both_words(line, _),
        share_words(line, _),
        candidate_words(line, _),
    )
