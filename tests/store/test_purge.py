"""Personal data that must go is gone, and nothing else is; whatever happens on the way."""

from __future__ import annotations

import copy
import json
import os
import shutil
import subprocess
import sys
from dataclasses import replace
from datetime import UTC, datetime
from operator import attrgetter

import pytest

from facilitate.domain.acts.panel import TurnStarted
from facilitate.domain.errors import Refused, StorageFailure
from facilitate.domain.programme.document import complete
from facilitate.domain.values.notes import NoteKind
from facilitate.export.formats import made, publication
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.store.purge_finish import READY
from facilitate.workshop.privacy.anonymous_report import anonymous_report
from facilitate.workshop.privacy.people import Redactor, leaks, people_of
from facilitate.workshop.privacy.purge import removal
from facilitate.workshop.report.build import report
from facilitate.workshop.report.counts import counts
from tests.support.example import EXAMPLE, ROOT, copied
from tests.support.services import context_at
from tests.support.systems import NO_LIMITS, WINDOWS
from tests.support.workshops import PLAN

FR = Language("fr")
SOON = datetime(2100, 1, 1, tzinfo=UTC)
# The event they copy and the program that is killed are made once, by one worker.
pytestmark = pytest.mark.xdist_group("purge")


@pytest.fixture
def context(tmp_path):
    return context_at(str(tmp_path / "home"), {"FACILITATE_MACHINE": "home"})


@pytest.fixture(scope="module")
def event(tmp_path_factory):
    """The finished example with a note of every kind, an edit, an undone act and things set aside."""
    context = context_at(str(tmp_path_factory.mktemp("event") / "home"), {"FACILITATE_MACHINE": "home"})
    name = copied(context.workspace.home).name
    workshop = context.sessions.open(name)
    speaker = workshop.session.plan.phases[3].speakers[0]
    workshop.notes.take(NoteKind.REMARK, "Propos secret", about=speaker.key)
    workshop.notes.take(NoteKind.REMARK, "Nous devons oser", about=speaker.key, quotable=True)
    workshop.notes.take(NoteKind.FACT, f"Ouvert par {speaker.name}, 06 12 34 56 78")
    workshop.ideas.edit("T1-01", f"Voir avec {speaker.name.upper()}")
    workshop.ideas.record(2, f"Idée de {speaker.name}")
    workshop.history.undo()
    workshop.programme.set("phases/panel/speakers/marie-jo-bernardot/organisation", "Gniac Bernardot")
    workshop.recorder.record(TurnStarted("panel", speaker.key))
    workshop.roadmap.set("T1-02", owner="Participante 07")
    folder = context.workspace.folder(name)
    (folder / "table-3.torn").write_text(f"{speaker.name}")
    context.sharing.keys(name).token(1)
    return context.workspace.folder(name)


@pytest.fixture
def slug(context, event):
    """The name of a copy of that event."""
    shutil.copytree(event, context.workspace.folder(event.name))
    return event.name


def purged(context, slug, before=SOON):
    found = removal(context.sessions.read_timeline(slug), before, FR.message)
    removed, _reports = context.upkeep.purge(slug, found, FR.message)
    return found, removed


def markdown(made_):
    ((_name, text),) = made(publication(made_, FR, DEFAULT), ["md"])
    return text


def bytes_of(context, slug):
    return {path: path.read_bytes() for path in context.workspace.folder(slug).rglob("*") if path.is_file()}


def test_no_name_is_left_in_any_byte_and_the_report_is_the_anonymous_one(context, slug):
    before = context.sessions.read_timeline(slug)
    people = people_of(before, FR.message)
    expected = markdown(anonymous_report(before.session, Redactor(people, FR.message)))
    found, gone = purged(context, slug)
    assert (found.people, len(found.remarks), gone) == (7, 1, ["table-3.torn", ".hub"])
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


def test_somebody_who_writes_stops_it_and_nothing_changes(context, slug):
    before = bytes_of(context, slug)
    found = removal(context.sessions.read_timeline(slug), SOON, FR.message)
    with (
        context.sessions.open(slug).recorder.log.writing_as("table-3"),
        pytest.raises(StorageFailure, match="is being written to"),
    ):
        context.upkeep.purge(slug, found, FR.message)
    after = bytes_of(context, slug)
    assert {path: after[path] for path in before if ".locks" not in str(path)} == {
        path: data for path, data in before.items() if ".locks" not in str(path)
    }


def test_a_damaged_journal_stops_it(context, slug):
    found = removal(context.sessions.read_timeline(slug), SOON, FR.message)
    path = context.workspace.folder(slug) / "table-2.jsonl"
    path.write_bytes(path.read_bytes() + b"0000")
    with pytest.raises(StorageFailure, match="facilitate doctor"):
        context.upkeep.purge(slug, found, FR.message)
    assert not list(context.workspace.folder(slug).glob("*.purged"))


def test_a_full_disk_leaves_everything_as_it_was(context, slug, monkeypatch):
    import errno

    before = {path: data for path, data in bytes_of(context, slug).items() if path.suffix == ".jsonl"}
    found = removal(context.sessions.read_timeline(slug), SOON, FR.message)
    calls = iter(range(100))

    def full(_fd):
        if next(calls) == 3:
            raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr("facilitate.system.sync_file", full)
    with pytest.raises(StorageFailure, match="the disk is full"):
        context.upkeep.purge(slug, found, FR.message)
    monkeypatch.undo()
    assert {path: path.read_bytes() for path in before} == before
    assert not list(context.workspace.folder(slug).glob("*.purged"))


KILLED_WITH = (-9, 9)  # as Windows tells it


@pytest.fixture(scope="module")
def killed():
    """Purge in a program that is killed at that step (of that kind); returns how it ended: 0 if it came to its end."""
    command = [sys.executable, "-m", "tests.support.purger"]

    def alone(home, slug, last, kind=""):  # Windows has no forks: each is a program of its own
        asked = json.dumps([str(home), slug, last, kind])
        run = subprocess.run([*command, asked], cwd=ROOT, capture_output=True, timeout=60, check=False)
        assert run.returncode in (0, *KILLED_WITH), run.stderr
        return run.returncode

    if not hasattr(os, "fork"):
        yield alone
        return
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as nursery:

        def purge(home, slug, last, kind=""):
            nursery.stdin.write(json.dumps([str(home), slug, last, kind]) + "\n")
            nursery.stdin.flush()
            return int(nursery.stdout.readline())

        yield purge
        nursery.stdin.close()


def test_killed_at_any_step_it_is_the_old_or_the_new_whole(context, slug, tmp_path, killed):
    people = people_of(context.sessions.read_timeline(slug), FR.message)
    whole = tmp_path / "whole"
    shutil.copytree(context.workspace.home, whole)
    old = counts(context.sessions.read(slug))
    outcomes = []
    last = 0
    while True:
        home = tmp_path / f"killed-{last}"
        shutil.copytree(whole, home)
        ended = killed(home, slug, last)
        again = context_at(str(home), {"FACILITATE_MACHINE": "home"})
        session = again.sessions.read(slug)  # whoever opens it finishes what is ready
        assert counts(session) == old
        folder = again.workspace.folder(slug)
        assert not (folder / READY).exists()
        assert again.upkeep.examine(slug).healthy
        texts = [path.read_text() for path in folder.glob("*.jsonl")]
        named = [bool(leaks(people, text)) for text in texts]
        cleared = any('"session.purged"' in text for text in texts)
        assert cleared is not any(named), (last, named)
        assert [(folder / name).exists() for name in ("table-3.torn", ".hub")] == [not cleared] * 2
        outcomes.append(cleared)
        shutil.rmtree(home)
        if ended == 0:
            break
        assert ended in KILLED_WITH
        last += 5 if WINDOWS else 2  # under wine a program takes a second
    assert outcomes[0] is False
    assert outcomes[-1] is True
    assert outcomes == sorted(outcomes), "before it is ready nothing has changed, after it everything has"
    assert len(outcomes) >= (4 if WINDOWS else 8)


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


@pytest.fixture
def after_a_kill(context, slug, killed):
    """Killed when the first journal was in its place and no other."""

    def purge():
        assert killed(context.workspace.home, slug, 1, "replace") in KILLED_WITH
        assert (context.workspace.folder(slug) / READY).exists()
        return context.workspace.folder(slug)

    return purge


@pytest.mark.parametrize(
    "act", ["sessions.read", "upkeep.examine", "sessions.open", "sessions.listed", "upkeep.collect"]
)
def test_whoever_comes_first_after_a_kill_finds_it_done(context, slug, act, tmp_path, after_a_kill):
    people = people_of(context.sessions.read_timeline(slug), FR.message)
    folder = after_a_kill()
    assert any(leaks(people, path.read_text()) for path in folder.glob("*.jsonl"))
    asked = {"sessions.listed": (), "upkeep.collect": (slug, [EXAMPLE / "none"])}.get(act, (slug,))
    try:
        attrgetter(act)(context)(*asked)
    except Refused:
        assert act == "upkeep.collect"
    assert not any(leaks(people, path.read_text()) for path in folder.rglob("*") if path.is_file())
    assert removal(context.sessions.read_timeline(slug), SOON, FR.message).nothing


def test_where_nothing_may_be_written_half_a_purge_is_not_read(context, slug, monkeypatch, after_a_kill):
    folder = after_a_kill()

    def forbidden(*_):
        raise PermissionError(13, "Permission denied")

    monkeypatch.setattr("facilitate.store.purge_finish.hold", forbidden)
    with pytest.raises(StorageFailure, match="cannot be written to"):
        context.sessions.read(slug)
    assert (folder / READY).exists()


def test_while_somebody_purges_nobody_opens_the_half_of_it(context, slug, after_a_kill):
    from facilitate.store.purge_finish import rewriting

    folder = after_a_kill()
    with rewriting(folder), pytest.raises(StorageFailure, match="at this moment"):
        context.sessions.read(slug)
    assert context.sessions.read_timeline(slug).void == {}


FULL = """
import resource, sys
from datetime import datetime, UTC
from tests.support.services import context_at
from facilitate.domain.acts.panel import TurnStarted
from facilitate.domain.errors import StorageFailure
from facilitate.i18n import Language
from facilitate.workshop.privacy.purge import removal
context, slug, tell = context_at(sys.argv[1]), sys.argv[2], Language("fr").message
found = removal(context.sessions.read_timeline(slug), datetime(2100, 1, 1, tzinfo=UTC), tell)
resource.setrlimit(resource.RLIMIT_FSIZE, (6000, 6000))
try:
    context.upkeep.purge(slug, found, tell)
except StorageFailure as error:
    print(error)
"""


@NO_LIMITS
def test_a_disk_that_is_really_full(context, slug):
    before = {path: data for path, data in bytes_of(context, slug).items() if ".locks" not in str(path)}
    run = subprocess.run(
        [sys.executable, "-c", FULL, str(context.workspace.home), slug],
        capture_output=True,
        text=True,
        timeout=30,
        check=False,
    )
    assert "the disk is full" in run.stdout, run.stderr
    assert {path: data for path, data in bytes_of(context, slug).items() if ".locks" not in str(path)} == before


def made_of(context, **changes):
    plan = copy.deepcopy(PLAN)
    plan.update(changes)
    return context.sessions.create(complete(plan))


def leaking(context, slug, people):
    return [path.name for path, data in bytes_of(context, slug).items() if leaks(people, data.decode())]


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
    workshop.links.link(["T1-01"], "laurence-mari")
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
        ("speaker-1", "Intervenant·e 1"), ("speaker-2", "Intervenant·e 2"),
    ]  # fmt: skip
    assert session.idea_by_ref("T1-01").text == "Intervenant·e 1 et intervenant·e 2"


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


def test_who_writes_between_the_question_and_the_answer_is_not_run_over(context, slug):
    found = removal(context.sessions.read_timeline(slug), SOON, FR.message)
    context.sessions.open(slug).notes.take(NoteKind.FACT, "Christophe Vernier arrive")
    before = bytes_of(context, slug)
    with pytest.raises(Refused, match="changed this session meanwhile"):
        context.upkeep.purge(slug, found, FR.message)
    assert {path: data for path, data in bytes_of(context, slug).items() if path.suffix == ".jsonl"} == {
        path: data for path, data in before.items() if path.suffix == ".jsonl"
    }
    purged(context, slug)


def test_who_only_looks_goes_on_looking(context, slug):
    looking = context.sessions.open_read_only(slug)
    purged(context, slug)
    looking.recorder.refresh()
    context.sessions.open(slug).ideas.record(3, "une idée de plus")
    looking.recorder.refresh()
    assert counts(looking.session) == counts(context.sessions.read(slug))
    assert looking.timeline.events[-1].act.text == "une idée de plus"


def test_nothing_that_is_undone_brings_words_back(context, slug):
    people = people_of(context.sessions.read_timeline(slug), FR.message)
    purged(context, slug)
    history = context.sessions.open(slug).history
    entry = history.entries()[0]
    assert "Données personnelles" in FR.message(entry.what)
    with pytest.raises(Refused, match="gone for good"):
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
    assert context.upkeep.purge(slug, found, FR.message) == ([], 2)
    told = (tmp_path / "state" / "errors.log").read_text(encoding="utf-8")
    assert [text in told for text in ("avant", "Laurence", "secret", "deux lignes", "après")] == [
        True, False, False, False, True,
    ]  # fmt: skip


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
    assert context.upkeep.collect(slug, [theirs.workspace.folder(slug)], lambda _others: True).came == 3, (
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
    laptop = theirs.workshop(slug, "table-2")
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


def test_what_a_purge_killed_early_had_written_is_thrown_away(context, slug):
    people = people_of(context.sessions.read_timeline(slug), FR.message)
    (context.workspace.folder(slug) / "table-1.purged").write_bytes(b"the half of a line")
    before = counts(context.sessions.read(slug))
    purged(context, slug)
    assert counts(context.sessions.read(slug)) == before
    assert leaking(context, slug, people) == []
    assert not list(context.workspace.folder(slug).glob("*.purged"))
