"""Personal data that must go is gone, and nothing else is."""

from __future__ import annotations

import copy
from datetime import UTC, datetime

import pytest

from facilitate.domain.errors import Refused
from facilitate.domain.values.notes import NoteKind
from facilitate.workshop.privacy.anonymous_report import anonymous_report
from facilitate.workshop.privacy.people import Redactor, leaks, people_of
from facilitate.workshop.privacy.purge import removal
from facilitate.workshop.report.build import report
from facilitate.workshop.report.counts import counts
from tests.support.example import copied
from tests.support.purges import FR, SOON, bytes_of, leaking, made_of, markdown, purged
from tests.support.services import context_at
from tests.support.workshops import PLAN

# The event they copy and the program that is killed are made once, by one worker.
pytestmark = pytest.mark.xdist_group("purge")


def test_no_name_is_left_in_any_byte_and_the_report_is_the_anonymous_one(context, slug):
    before = context.sessions.read_timeline(slug)
    people = people_of(before, FR.message)
    expected = markdown(anonymous_report(before.session, Redactor(people, FR.message)))
    found, gone = purged(context, slug)
    assert (found.people, len(found.remarks), gone) == (13, 1, ["table-3.torn", ".hub"])
    for path, data in bytes_of(context, slug).items():
        text = data.decode()
        assert leaks(people, text) == [], path
        assert not [
            word for word in ("laurence", "bernardot", "secret", "06 12", "07") if f'"{word}' in text.lower()
        ], path
        assert "Propos secret" not in text
    after = context.sessions.read_timeline(slug)
    assert counts(after.session) == counts(before.session)
    assert markdown(report(after.session)) == expected
    assert after.void == before.void
    assert [(event.id, event.at, event.by) for event in after.events[: len(before.events)]] == [
        (event.id, event.at, event.by) for event in before.events
    ]
    assert context.upkeep.examine(slug).healthy


def test_again_there_is_nothing_left(context, slug):
    purged(context, slug)
    assert removal(context.sessions.read_timeline(slug), SOON, FR.message).nothing
    assert "Données personnelles" in FR.message(context.sessions.open(slug).history.entries()[0].what)


def test_what_came_later_is_untouched_and_may_be_purged_later(context):
    """The example of 2021, to which somebody adds today."""
    slug = copied(context.workspace.home).name
    workshop = context.sessions.open(slug)
    workshop.notes.take(NoteKind.FACT, "Revu par Laurence Mari")
    workshop.programme.set("phases/panel/speakers/laurence-mari/organisation", "DGCS, Paris")
    workshop.roadmap.set("T1-02", owner="Participante 07")
    later = workshop.timeline.events[-3:]
    found, _gone = purged(context, slug, datetime(2022, 1, 1, tzinfo=UTC))
    assert (found.people, found.later) == (6, 2), "a note, and the path with her key"
    timeline = context.sessions.read_timeline(slug)
    session = timeline.session
    assert [timeline.event(event.id) for event in later] == later
    assert timeline.void == {}
    assert "Laurence Mari" not in repr(session.plan)
    assert "DGCS, Paris" in repr(session.plan), "the key a later act speaks of is the one it was"
    second, _gone = purged(context, slug)
    assert (second.people, len(second.events)) == (1, 3), "the owner, and twice the key"
    assert "Participante 07" not in repr(context.sessions.read_timeline(slug).events)


def test_keys_that_were_made_of_names_go_with_all_that_speaks_of_them(context):
    name = "Laurence Mari"
    phases = copy.deepcopy(PLAN["phases"])
    phases[0]["key"] = "accueil-par-mari"
    phases[2]["study"]["axes"].append({"key": "laurence-mari", "question": f"Que dit {name} ?"})
    slug = made_of(context, phases=phases, categories=[{"title": f"Inviter {name}"}, {"title": "Lieux"}])
    workshop = context.sessions.open(slug)
    workshop.phases.start("accueil-par-mari")
    workshop.ideas.record(1, "une idée")
    workshop.proposals.file(["T1-01"], f"inviter-{'laurence-mari'}")
    workshop.study_links.link(["T1-01"], "laurence-mari")
    workshop.notes.take(NoteKind.FINDING, "un constat", about="laurence-mari")
    workshop.notes.take(NoteKind.REMARK, "oui", about="laurence-mari", quotable=True)
    workshop.programme.set("categories/inviter-laurence-mari/keywords", ["inviter"])
    workshop.programme.shift("categories/lieux", -1)
    people = people_of(workshop.timeline, FR.message)
    expected = markdown(anonymous_report(workshop.session, Redactor(people, FR.message)))
    purged(context, slug)
    session = context.sessions.read(slug)
    assert leaking(context, slug, people) == []
    assert not any(b"laurence" in data for data in bytes_of(context, slug).values())
    assert session.void == {}
    assert markdown(report(session)) == expected
    assert session.plan.phases[3].speakers[0].key == "speaker-1"
    assert {note.about for note in session.notes.values()} == {"axis-1", "speaker-1"}


def test_a_category_may_be_called_as_somebody_else_is(context):
    phases = copy.deepcopy(PLAN["phases"])
    phases[3]["speakers"] = [{"name": "Léa Rue", "key": "lieux"}]
    slug = made_of(context, phases=phases)
    context.sessions.open(slug).programme.set("categories/lieux/title", "Ailleurs")
    purged(context, slug)
    session = context.sessions.read(slug)
    assert session.void == {}
    assert session.plan.category("lieux").title == "Ailleurs"
    assert session.plan.phases[3].speakers[0].key == "speaker-1"


def test_who_is_known_later_goes_from_what_was_purged_before_and_keeps_their_own_role(context):
    slug = made_of(context)
    workshop = context.sessions.open(slug)
    workshop.ideas.record(1, "Laurence Mari et Zoé Zola")
    purged(context, slug)
    workshop = context.sessions.open(slug)
    workshop.programme.add("phases/panel/speakers", {"key": "zoe-zola", "name": "Zoé Zola"})
    people = people_of(workshop.timeline, FR.message)
    purged(context, slug)
    session = context.sessions.read(slug)
    assert leaking(context, slug, people) == []
    assert session.void == {}
    assert [(each.key, each.name) for each in session.plan.phases[3].speakers] == [
        ("speaker-1", "Personne 1 de la table ronde"), ("speaker-2", "Personne 2 de la table ronde"),
    ]  # fmt: skip
    assert session.idea_by_ref("T1-01").text == "[Personne 1 de la table ronde] et [personne 2 de la table ronde]"


def test_an_empty_journal_stays_one_and_a_line_set_aside_since_goes(context):
    slug = made_of(context)
    folder = context.workspace.folder(slug)
    (folder / "aaa.jsonl").touch()
    purged(context, slug)
    assert (folder / "aaa.jsonl").read_bytes() == b""
    assert context.upkeep.examine(slug).healthy
    (folder / "table-1.torn").write_text("Laurence Mari")
    assert context.upkeep.set_aside(slug) == ["table-1.torn"]
    found, gone = purged(context, slug)
    assert (found.nothing, gone) == (True, ["table-1.torn"])
    assert context.upkeep.set_aside(slug) == []


def test_nothing_that_is_undone_brings_words_back(context, slug):
    people = people_of(context.sessions.read_timeline(slug), FR.message)
    purged(context, slug)
    history = context.sessions.open(slug).history
    entry = history.entries()[0]
    assert "Données personnelles" in FR.message(entry.what)
    with pytest.raises(Refused, match="cannot be restored"):
        history.undo_one(entry.gesture)
    undone = [FR.message(history.undo()) for _ in range(12)]
    assert not any("personnelles" in what or leaks(people, what) for what in undone)
    assert leaking(context, slug, people) == []
    assert "propos retiré" not in markdown(report(context.sessions.read(slug)))


def test_reports_of_failures_that_tell_of_it_go_too(tmp_path):
    from facilitate.cli.crash_report import keep

    environ = {"FACILITATE_MACHINE": "home", "FACILITATE_STATE": str(tmp_path / "state")}
    context = context_at(str(tmp_path / "home"), environ)
    slug = made_of(context)
    workshop = context.sessions.open(slug)
    workshop.notes.take(NoteKind.REMARK, "Un secret bien gardé")
    for text in ("avant", "voir Laurence", "Un secret bien gardé\n2021-12-13T00:00 deux lignes", "après"):
        keep(ValueError(text), environ)
    found = removal(context.sessions.read_timeline(slug), SOON, FR.message)
    assert context.upkeep.purge(slug, found, FR.message).reports == 2
    told = (tmp_path / "state" / "errors.log").read_text(encoding="utf-8")
    assert [text in told for text in ("avant", "Laurence", "secret", "deux lignes", "après")] == [
        True, False, False, False, True,
    ]  # fmt: skip


def test_the_vectors_of_the_texts_go_with_the_names(context, slug):
    kept = context.workspace.folder(slug) / "e5-small-q4.vectors"
    kept.write_bytes(b"numbers")
    assert kept.name in purged(context, slug)[1]
    assert not kept.exists()
