"""An event to purge, and a program that is killed while it does."""

from __future__ import annotations

import json
import os
import shutil
import subprocess
import sys

import pytest

from facilitate.domain.acts.panel import TurnStarted
from facilitate.domain.values.notes import NoteKind
from facilitate.domain.values.pictures import PhotoWords
from facilitate.store.purge_finish import READY
from facilitate.workshop.cases.seats import SeatingAsked
from tests.support.example import ROOT, copied
from tests.support.purges import KILLED_WITH
from tests.support.services import context_at


@pytest.fixture
def context(tmp_path):
    return context_at(str(tmp_path / "home"), {"FACILITATE_MACHINE": "home"})


@pytest.fixture(scope="session")
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
    for number in range(40, 46):
        workshop.people.add(f"Participante {number}", {"email": f"p{number}@exemple.fr", "world": "élue"})
    workshop.seats.keep(workshop.seats.plan(SeatingAsked()))
    workshop.people.arrive("Participante 41")
    workshop.seats.pin(workshop.people.find("Participante 42"), 3)
    workshop.people.remove("Participante 43")
    folder = context.workspace.folder(name)
    workshop.pictures.add(b"of people", PhotoWords(people=True))
    workshop.pictures.add(b"of the wall", PhotoWords())
    (folder / "table-3.torn").write_text(f"{speaker.name}")
    context.sharing.keys(name).token(1)
    return context.workspace.folder(name)


@pytest.fixture
def slug(context, event):
    """The name of a copy of that event."""
    shutil.copytree(event, context.workspace.folder(event.name))
    return event.name


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


@pytest.fixture
def after_a_kill(context, slug, killed):
    """Killed when the first journal was in its place and no other."""

    def purge():
        assert killed(context.workspace.home, slug, 1, "replace") in KILLED_WITH
        assert (context.workspace.folder(slug) / READY).exists()
        return context.workspace.folder(slug)

    return purge
