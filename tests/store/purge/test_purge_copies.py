"""What other copies of a session still hold does not come back after a purge."""

from __future__ import annotations

import shutil
from dataclasses import replace

import pytest

from facilitate.domain.errors import Refused
from facilitate.workshop.privacy.people import leaks, people_of
from tests.support.purges import FR, leaking, purged
from tests.support.services import context_at

# The event they copy and the program that is killed are made once, by one worker.
pytestmark = pytest.mark.xdist_group("purge")


def test_what_another_copy_still_holds_does_not_come_back(context, slug, tmp_path):
    people = people_of(context.sessions.read_timeline(slug), FR.message)
    other = tmp_path / "other"
    shutil.copytree(context.workspace.folder(slug), other)
    purged(context, slug)
    collected = context.upkeep.collect(slug, [other])
    assert collected.came == 0
    assert leaks(people, "".join(path.read_text() for path in context.workspace.folder(slug).glob("*.jsonl"))) == []
    theirs = context_at(str(tmp_path / "theirs"), {"FACILITATE_MACHINE": "other"})
    shutil.copytree(other, theirs.workspace.home / "sessions" / slug)
    with pytest.raises(Refused, match="Run “facilitate purge” here too"):
        theirs.upkeep.collect(slug, [context.workspace.folder(slug)])


def test_what_was_never_here_and_is_older_comes_in_once_it_was_purged_there(context, slug, tmp_path):
    people = people_of(context.sessions.read_timeline(slug), FR.message)
    theirs = context_at(str(tmp_path / "theirs"), {"FACILITATE_MACHINE": "other"})
    shutil.copytree(context.workspace.folder(slug), theirs.workspace.folder(slug))
    theirs.workshop(slug).ideas.record(2, "Avec Laurence Mari, plus tard")
    purged(context, slug)
    with pytest.raises(Refused, match="Run “facilitate purge” there too"):
        context.upkeep.collect(slug, [theirs.workspace.folder(slug)])
    assert leaking(context, slug, people) == []
    purged(theirs, slug)
    assert context.upkeep.collect(slug, [theirs.workspace.folder(slug)], lambda _others: True).came == 4, (
        "the idea, and what tells of the purge there"
    )
    assert leaking(context, slug, people) == []
    assert context.sessions.read(slug).idea_by_ref("T2other-01").text.startswith("Avec ")
    assert context.upkeep.examine(slug).healthy
    theirs.workshop(slug).ideas.record(2, "Depuis la purge")
    assert context.upkeep.collect(slug, [theirs.workspace.folder(slug)]).came == 1


def test_two_copies_that_were_purged_apart_come_together_though_they_knew_others(context, slug, tmp_path):
    theirs = context_at(str(tmp_path / "theirs"), {"FACILITATE_MACHINE": "other"})
    context.sessions.open(slug).ideas.record(1, "Demander à Zoé Zola")
    shutil.copytree(context.workspace.folder(slug), theirs.workspace.folder(slug))
    theirs.workshop(slug).roadmap.set("T1-01", owner="Zoé Zola")
    purged(theirs, slug)
    purged(context, slug)
    context.upkeep.collect(slug, [theirs.workspace.folder(slug)], lambda _others: True)
    assert context.upkeep.examine(slug).healthy


def test_a_laptop_of_the_room_brings_nothing_back_and_is_told_what_does_not_come_in(context, slug, tmp_path):
    theirs = context_at(str(tmp_path / "theirs"), {"FACILITATE_MACHINE": "other"})
    shutil.copytree(context.workspace.folder(slug), theirs.workspace.folder(slug))
    laptop = theirs.workshop(slug, "2")
    laptop.ideas.record(2, "Merci à Laurence Mari")
    own = laptop.timeline.events[-1:]
    assert context.sessions.open(slug).guests.take(2, own).new == own
    purged(context, slug)
    hub = context.sessions.open(slug)
    assert hub.guests.take(2, own).new == []
    laptop.ideas.record(2, "Encore Laurence Mari")
    old = [replace(laptop.timeline.events[-1], at=own[0].at)]
    assert "is older" in str(hub.guests.take(2, old).left_out[old[0].id])
    assert "Laurence" not in repr(hub.timeline.events)
    laptop.ideas.record(2, "Une idée d’après")
    assert len(hub.guests.take(2, laptop.timeline.events[-1:]).new) == 1
