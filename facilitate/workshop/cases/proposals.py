"""Merging, splitting, wording and filing proposals."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from facilitate.domain.acts.programme import PlanAdded
from facilitate.domain.acts.proposals import (
    ProposalFiled,
    ProposalReworded,
    ProposalsMerged,
    ProposalSplit,
    ProposalUndecided,
    ProposalUnfiled,
)
from facilitate.domain.category_lookup import category_named
from facilitate.domain.errors import N_, Refused
from facilitate.domain.event import Act
from facilitate.domain.idea_lookup import idea_called
from facilitate.domain.programme.plan import Category
from facilitate.domain.references import key_for
from facilitate.domain.text import NO_CATEGORY_TITLE, clean, required
from facilitate.domain.values.proposals import Place, Proposal
from facilitate.workshop.recorder.recorder import Recorder, in_turn

OWN_WORDS = N_("No wording was given: {ref} already has the words of its idea.")
NO_WORDING = N_("A merged proposal needs a wording, and the text is empty.")


class Proposals:
    """Use cases about proposals. A proposal is named by its id or by the reference of any idea in it."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def find(self, name: str) -> Proposal:
        """Return the standing proposal of that id, or the one that idea is in."""
        session = self._recorder.session
        proposal = session.all_proposals.get(name)
        if proposal is None or proposal.hidden_by:
            idea = idea_called(session, name)
            if idea is None:
                raise Refused(
                    N_("Proposal “{name}” not found. Use the reference of one of its ideas, such as T3-07."), name=name
                )
            proposal = session.proposal_of(idea.id)
        if not session.ideas_of(proposal):
            one = N_("“{name}” is withdrawn: restore it first.")
            several = N_("All the ideas merged into “{name}” are withdrawn: restore one first.")
            raise Refused(several if proposal.merged else one, name=name)
        return proposal

    @in_turn
    def file(self, names: Sequence[str], category: str) -> list[Proposal]:
        """Put proposals under a category, as one gesture."""
        key = category_named(self._recorder.session, category).key
        found = [self.find(name) for name in names]
        return self._change(found, [ProposalFiled(p.id, key) for p in found if p.category != key])

    @in_turn
    def file_each(self, places: Mapping[str, str]) -> list[Proposal]:
        """Put each proposal under its own category, as one gesture."""
        keys = {category: category_named(self._recorder.session, category).key for category in places.values()}
        found = {self.find(name).id: keys[category] for name, category in places.items()}
        proposals = [self._recorder.session.all_proposals[key] for key in found]
        return self._change(
            proposals, [ProposalFiled(p.id, found[p.id]) for p in proposals if p.category != found[p.id]]
        )

    @in_turn
    def file_under_new(self, names: Sequence[str], title: str, keywords: Sequence[str] = ()) -> Category:
        """Make a category and put proposals under it, as one gesture; they go into the one that has that title."""
        found = [self.find(name) for name in names]
        session = self._recorder.session
        title = required(title, empty=NO_CATEGORY_TITLE)
        there = session.plan.category_titled(title)
        key = there.key if there else key_for(title, [category.key for category in session.plan.categories])
        item = {"title": title, "key": key, **({"keywords": list(keywords)} if keywords else {})}
        added = [] if there else [PlanAdded("categories", item, unique=True)]
        filed = [ProposalFiled(proposal.id, key) for proposal in found if not (there and proposal.category == key)]
        if added or filed:
            self._recorder.record(*added, *filed)
        # Somebody else may have added one of that title at the same moment: then it is that one.
        return session.category(key) or Category(key, title)

    @in_turn
    def unfile(self, names: Sequence[str]) -> list[Proposal]:
        """Take proposals back to those nobody has filed."""
        found = [self.find(name) for name in names]
        return self._change(found, [ProposalUnfiled(p.id) for p in found if p.place is not Place.UNFILED])

    @in_turn
    def set_undecided(self, names: Sequence[str]) -> list[Proposal]:
        """Say that the room could not place them."""
        found = [self.find(name) for name in names]
        return self._change(found, [ProposalUndecided(p.id) for p in found if p.place is not Place.UNDECIDED])

    @in_turn
    def reword(self, name: str, wording: str) -> Proposal:
        """Give a proposal other words; an empty wording gives a single idea its own words back."""
        proposal = self.find(name)
        wording = clean(wording)
        if not wording and proposal.merged:
            raise Refused(NO_WORDING)
        if not wording and proposal.wording is None:
            raise Refused(OWN_WORDS, ref=self._recorder.session.ref_of(proposal.ideas[0]))
        if wording == self._recorder.session.wording(proposal):
            return proposal
        return self._change([proposal], [ProposalReworded(proposal.id, wording)])[0]

    @in_turn
    def merge(self, names: Sequence[str], wording: str) -> Proposal:
        """Make one proposal of several.

        It is filed where the first of them that is filed was; else it is undecided if one of them was.
        """
        found = list({proposal.id: proposal for proposal in map(self.find, names)}.values())
        if len(found) == 1 and found[0].merged and len({*names}) > 1:
            raise Refused(N_("Already one proposal: {refs}."), refs=", ".join(dict.fromkeys(names)))
        if len(found) == 1 or not found:
            raise Refused(N_("Merging takes at least two proposals: name another one."))
        act = merging(found, wording)
        event = self._recorder.record(act)[0]
        return self._recorder.session.all_proposals[event.id]

    @in_turn
    def split(self, name: str) -> list[Proposal]:
        """Give back exactly the proposals it was merged from, where they were filed then."""
        proposal = self.find(name)
        if not proposal.merged:
            raise Refused(N_("“{name}” is not a merged proposal: nothing to split."), name=name)
        self._recorder.record(ProposalSplit(proposal.id))
        return [self._recorder.session.all_proposals[source] for source in proposal.sources]

    def _change(self, found: Sequence[Proposal], acts: Sequence[Act]) -> list[Proposal]:
        if acts:
            self._recorder.record(*acts)
        return [self._recorder.session.all_proposals[proposal.id] for proposal in found]


def merging(found: Sequence[Proposal], wording: str) -> ProposalsMerged:
    """Return the act that makes one of several: filed where the first filed one is, else undecided if one was."""
    category = next((proposal.category for proposal in found if proposal.category), "")
    undecided = not category and any(proposal.undecided for proposal in found)
    return ProposalsMerged(
        tuple(proposal.id for proposal in found), required(wording, empty=NO_WORDING), category, undecided
    )
