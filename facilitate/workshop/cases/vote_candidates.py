"""What a vote is about, named as people name it: what was kept, favourites, what is filed, references, categories."""

from __future__ import annotations

from facilitate.domain.category_lookup import category_named
from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.session import Session
from facilitate.domain.values.proposals import Place, Proposal
from facilitate.domain.values.votes import MOST_CANDIDATES
from facilitate.workshop.cases.proposals import Proposals
from facilitate.workshop.recorder.recorder import Recorder
from facilitate.workshop.votes.tally import parts_of

KEPT, FAVOURITES, FILED, ALL = "kept", "favourites", "filed", "all"
NO_FAVOURITES = N_(
    "No table has named favourites yet (“facilitate read-back” names them). Vote on what is filed (--from filed), or "
    "name proposals: --from T1-01,T3-07."
)
NO_KEPT = N_(
    "No vote has kept proposals yet (“facilitate vote keep” does, once a vote is closed). Vote on what is filed "
    "(--from filed), or name proposals: --from T1-01,T3-07."
)
_NONE_YET = {FAVOURITES: NO_FAVOURITES, KEPT: NO_KEPT}
_NO_CANDIDATES = N_("There is nothing to vote on yet: no proposal is filed, or none is there.")


def candidates(recorder: Recorder, source: str) -> list[Proposal]:
    """Return what a vote is about: what was kept, favourites, what is filed, all, or what is named; raises `Refused`.

    Without a source it is what the last vote kept, else what tables named as favourites, what is filed, or everything.
    """
    usual, named = _usual(recorder.session), source.strip().casefold()
    if named in usual:
        found = usual[named]
        if not found and named in _NONE_YET:
            raise Refused(_NONE_YET[named])
    elif named:
        parts = [each for part in source.replace(";", ",").split(",") for each in _named(recorder, part.strip())]
        found = list({proposal.id: proposal for proposal in parts}.values())
    else:
        found = next((each for each in usual.values() if each), [])
    if not found:
        raise Refused(_NO_CANDIDATES)
    if len(found) > MOST_CANDIDATES:
        raise Refused(
            N_("{count} proposals are too many for one vote ({most} at most): merge what is alike, or name some."),
            count=len(found), most=MOST_CANDIDATES,
        )  # fmt: skip
    return found


def sources(session: Session) -> list[tuple[str, Message, int]]:
    """Return what a vote can be about: its source, what that is called, how many proposals; the usual one first."""
    usual = _usual(session)
    called = {
        KEPT: Message(N_("What the last vote kept")),
        FAVOURITES: Message(N_("The tables’ favourites")),
        FILED: Message(N_("All that is filed")),
        ALL: Message(N_("All proposals")),
    }
    filed = usual[FILED]
    found = [(source, words, len(usual[source])) for source, words in called.items()]
    if len(filed) == len(usual[ALL]):
        del found[-1]
    for category in session.plan.categories:
        count = sum(proposal.category == category.key for proposal in filed)
        found.append((category.key, Message(N_("{title}"), {"title": category.title}), count))
    return [each for each in found if each[2]]


def _usual(session: Session) -> dict[str, list[Proposal]]:
    """Return by their source what the last vote kept, favourites, what is filed, and all proposals that stand."""
    standing = _in_order(session)
    named_ideas = {idea for ideas in session.favourites.values() for idea in ideas}
    return {
        KEPT: _kept(session, standing),
        FAVOURITES: [proposal for proposal in standing if not named_ideas.isdisjoint(proposal.ideas)],
        FILED: [proposal for proposal in standing if proposal.place is Place.FILED],
        ALL: standing,
    }


def _kept(session: Session, standing: list[Proposal]) -> list[Proposal]:
    """Return what the last vote that kept proposals kept, as it stands now, in the order of the count.

    For one that was split since stand its parts.
    """
    lists = [vote.shortlist.kept for vote in session.votes.values() if vote.shortlist]
    known = {proposal.id: proposal for proposal in standing}
    keys = dict.fromkeys(part for key in (lists[-1] if lists else ()) for part in parts_of(session, key))
    return [known[key] for key in keys if key in known]


def _named(recorder: Recorder, name: str) -> list[Proposal]:
    """Return the proposal of a reference, or those of a category, or of several references with spaces between."""
    session = recorder.session
    if not name:
        return []
    try:
        return [Proposals(recorder).find(name)]
    except Refused as refusal:
        if len(parts := name.split()) > 1:
            return [each for part in parts for each in _named(recorder, part)]
        try:
            key = category_named(session, name).key
        except Refused:
            raise refusal from None
        return [proposal for proposal in _in_order(session) if proposal.category == key]


def _in_order(session: Session) -> list[Proposal]:
    """Return the proposals as the report has them: by category, those that most ideas share first."""
    places = {category.key: place for place, category in enumerate(session.plan.categories)}

    def key(proposal: Proposal) -> tuple[int, int, str]:
        ideas = session.ideas_of(proposal)
        return places.get(proposal.category, len(places)), -len(ideas), min(idea.id for idea in ideas)

    return sorted(session.proposals(), key=key)
