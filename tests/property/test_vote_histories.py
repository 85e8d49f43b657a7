"""Whatever is done while a vote is open, closed and open again, its result says of each ballot what was cast."""

from __future__ import annotations

from contextlib import suppress

from hypothesis import given
from hypothesis import strategies as st

from facilitate.domain.errors import Refused
from facilitate.domain.values.votes import VoteRule
from facilitate.workshop.report.votes import vote_part
from tests.support.votes import voting

WORLDS = ("habitantes", "élus", "")


class History:
    """A vote, and what was cast: ballots on paper as (letters, world), those of slips by their codes."""

    def __init__(self, draw):
        self.draw = draw
        self.workshop = voting(5, attendance={"groups": ["34 habitantes", "26 élus"]})
        self.votes = self.workshop.votes
        self.votes.open(VoteRule.APPROVE, 3, 0, "all")
        self.cast, self.coded, self.spoilt = [], {}, 0
        self.slips = self.votes.slips(2, WORLDS[:2], list)

    def letters(self):
        return "".join(sorted(self.draw(st.sets(st.sampled_from("ABCDE"), max_size=3))))

    def paper(self):
        ballot = self.letters(), self.draw(st.sampled_from(WORLDS))
        self.votes.ballot(ballot[0] or "-", ballot[1], paper=True)
        self.cast.append(ballot)

    def slip(self):
        (code, world), letters = self.draw(st.sampled_from(self.slips)), self.letters()
        self.votes.coded_ballot(code, letters or "-", typed=True)
        self.coded[code] = letters, world

    def back(self):
        if self.cast:
            ballot = self.draw(st.sampled_from(self.cast))
            self.votes.take_back(ballot[0] or "-", ballot[1], sure=True)
            self.cast.remove(ballot)

    def spoil(self):
        self.votes.ballot("", spoilt=True)
        self.spoilt += 1

    def unspoil(self):
        self.votes.take_back("", spoilt=True)
        self.spoilt -= 1

    def _standing(self):
        """One of the proposals; raises `Refused` where every idea was withdrawn."""
        standing = self.workshop.session.proposals()
        if not standing:
            raise Refused("")
        return self.draw(st.sampled_from(standing)).id

    def merge(self):
        self.workshop.proposals.merge([self._standing(), self._standing()], "ensemble")  # refused where it is one

    def split(self):
        self.workshop.proposals.split(self._standing())

    def withdraw(self):
        self.workshop.ideas.withdraw(self._idea())

    def restore(self):
        self.workshop.ideas.restore(self._idea())

    def _idea(self):
        return self.draw(st.sampled_from([*self.workshop.session.ideas]))

    def reopen(self):
        self.check()
        self.votes.reopen()
        self.cast += self.coded.values()  # they have no codes any more
        self.coded, self.slips = {}, self.votes.slips(2, WORLDS[:2], list)

    def check(self):
        part = vote_part(self.workshop.session, self.votes.close(99))
        cast = [*self.cast, *self.coded.values()]
        assert (part.ballots, part.spoilt, part.missed) == (len(cast), self.spoilt, 0)
        assert part.blank == sum(not letters for letters, _world in cast)
        assert sorted(letter for line in part.lines for letter in line.letters) == list("ABCDE")
        for line in part.lines:
            for_it = [world for letters, world in cast if {*letters} & {*line.letters}]
            assert line.total == len(for_it)
            for share in line.shares:
                every = sum(world == share.world for _letters, world in cast)
                assert (share.yes, share.ballots) == (for_it.count(share.world), every)


COMMON = ("paper", "slip")
RARE = ("back", "spoil", "unspoil", "merge", "split", "withdraw", "restore", "reopen")


@given(st.data())
def test_every_ballot_is_counted_as_it_was_cast_whatever_was_done_meanwhile(data):
    history = History(data.draw)
    for act in data.draw(st.lists(st.sampled_from((*COMMON * 8, *RARE)), min_size=20, max_size=60)):
        with suppress(Refused):
            getattr(history, act)()
    history.check()
