"""What a purge takes out: whom it counts, which remarks lose their words, and that twice is once."""

from __future__ import annotations

import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.domain.timeline import Timeline
from facilitate.domain.values.notes import NoteKind
from facilitate.i18n import Language
from facilitate.workshop.privacy.purge import acts_after, removal
from tests.support.examples import examples
from tests.support.workshops import FakeLog, make_workshop

TELL = Language("fr").message


@pytest.fixture
def workshop():
    made = make_workshop(log=FakeLog())
    speaker = made.session.plan.phase("panel").speakers[0].key
    made.notes.take(NoteKind.REMARK, "entre nous", about=speaker)
    made.notes.take(NoteKind.REMARK, "à citer", about=speaker, quotable=True)
    made.ideas.record(1, "Demander à Zoé Zola")
    made.recorder.clock.advance(60)
    return made


def purged(workshop, before, **options):
    """The session after a purge, as a store writes it: the acts that change in the place of those before."""
    found = removal(workshop.timeline, before, TELL, **options)
    log = workshop.recorder.log
    log.kept[:] = [found.events.get(event.id, event) for event in log.kept]
    other = make_workshop(log=log, seed=3)
    other.recorder.clock.at = workshop.recorder.clock.at
    other.recorder.record(*acts_after(Timeline.of(log.kept).session, found))
    return found, other


def test_who_is_known_by_a_later_act_counts_where_an_earlier_text_has_the_name(workshop):
    before = workshop.recorder.now()
    assert {person.name for person in removal(workshop.timeline, before, TELL).everybody} == {"Laurence Mari"}
    workshop.recorder.clock.advance(1)
    workshop.programme.add("phases/panel/speakers", {"key": "zz", "name": "Zoé Zola"})
    found = removal(workshop.timeline, before, TELL)
    assert {person.name for person in found.everybody} == {"Laurence Mari", "Zoé Zola"}
    assert (found.people, found.later) == (2, 1)


def test_a_remark_loses_its_words_once(workshop):
    before = workshop.recorder.now()
    found, after = purged(workshop, before)
    (note,) = [note for note in workshop.session.notes.values() if not note.quotable]
    assert found.remarks == (note.id,)
    assert not found.nothing
    assert {each.text: each.withdrawn for each in after.session.notes.values()} == {
        "[propos supprimé]": True, "à citer": False,
    }  # fmt: skip
    again = removal(after.timeline, before, TELL)
    assert (again.remarks, again.events, again.people, again.nothing) == ((), {}, 0, True)


@pytest.mark.parametrize(
    ("contact", "kept"),
    [
        ("contact@exemple.example", True),
        ("Réseau des lieux, bonjour@exemple.example", True),
        ("mairiedeparis@exemple.example", True),
        ("fatou@exemple.example", False),
        ("laurence.mari@exemple.example", False),
        ("Laurence Mari, contact@exemple.example", False),
        ("contact@exemple.example, 06 12 34 56 78", False),
        ("adele@exemple.example", False),
        ("Écrire à l’accueil", True),
    ],
)
def test_of_the_contact_that_is_published_a_purge_takes_what_may_be_a_persons(workshop, contact, kept):
    workshop.programme.set("place/city", "Paris")
    workshop.programme.set("publication/contact", contact)
    workshop.recorder.clock.advance(1)
    found, after = purged(workshop, workshop.recorder.now())
    assert after.session.plan.publication.contact == (contact if kept else "")
    assert found.contact_removed is not kept
    assert bool(found.contact_kept) is (kept and "@" in contact)
    again = removal(after.timeline, workshop.recorder.now(), TELL)
    assert not again.events


def test_a_contact_that_is_named_goes_all_the_same(workshop):
    workshop.programme.set("publication/contact", "contact@exemple.example")
    workshop.recorder.clock.advance(1)
    found = removal(workshop.timeline, workshop.recorder.now(), TELL, names=("contact@exemple.example",))
    assert found.contact_removed


NAMES = ("Karim Exemple", "Zoé Zola", "Inès Modèle", "Paul Essai", "Ugo Test")


@settings(max_examples=examples(8), deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(NAMES), st.booleans()), min_size=2, max_size=5, unique_by=lambda each: each[0])
)
def test_no_two_people_who_are_removed_one_after_the_other_or_on_two_computers_have_one_number(rounds):
    made = make_workshop(log=FakeLog())
    for name, _is_elsewhere in rounds:
        made.ideas.record(1, f"Demander à {name} pour {name.split()[1].lower()[:3]}{name[0]}")
    begun, texts = list(made.recorder.log.kept), []
    for mark in ("", "k7m2"):
        log = FakeLog()
        log.kept[:] = begun
        here = make_workshop(log=log, seed=5)
        here.recorder.clock.at = made.recorder.clock.at
        for name, is_elsewhere in rounds:
            if is_elsewhere is bool(mark):
                here.recorder.clock.advance(60)
                _found, here = purged(here, here.recorder.now(), names=(name,), mark=mark)
        texts += [idea.text for idea in here.session.ideas.values()]
    signs = [sign for text in texts for sign in re.findall(r"\[participant·e [^]]*\]", text)]
    assert len(signs) == len(set(signs)) == len(rounds)
