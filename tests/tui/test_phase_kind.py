"""A kind of phase with acts of its own, declared here alone: every layer knows it by its word."""

from __future__ import annotations

import copy
import json
from dataclasses import replace

import pytest
from textual.content import Content

from facilitate.domain import event
from facilitate.domain.errors import Message
from facilitate.domain.event import Act, Readers, Subject, Writers, act
from facilitate.domain.frozen import dataclass
from facilitate.domain.personal import Personal, holding
from facilitate.domain.programme.phase_keys import PhaseKind
from facilitate.domain.programme.plan import PHASE_KINDS
from facilitate.domain.session import Session
from facilitate.export.compose import day
from facilitate.export.compose.document import Heading, Items, ListItem, own, typed
from facilitate.export.formats import made
from facilitate.export.publication import publication
from facilitate.export.sections import SECTIONS, SectionKind
from facilitate.export.style.style import DEFAULT
from facilitate.i18n.language import Language
from facilitate.tui.dialogs.entry_texts import EntryForm
from facilitate.tui.screens.conduct.phase_kinds import DISPLAYS, PhaseDisplay
from facilitate.tui.screens.conduct.screen import ConductPage
from facilitate.tui.widgets.rows.row import ListRow
from facilitate.workshop.report.build import report
from facilitate.workshop.report.model import ReportPart
from facilitate.workshop.report.phase_parts import PARTS
from facilitate.workshop.views.programme import new_phase
from tests.support.workshops import PLAN, make_workshop
from tests.tui.services import enter, on, sees

PLEDGES = Subject("pledges", "les engagements")


@dataclass(frozen=True, slots=True)
class PledgesPart(ReportPart):
    title: str
    texts: tuple[str, ...]


def pledge_act() -> type[Act]:
    class PledgeMade(Act):
        kind = "pledge.made"
        subject = PLEDGES
        personal = holding(text=Personal.TEXT)
        writers = Writers.FACILITATOR
        readers = Readers.NONE

        phase: str
        text: str

        def apply(self, session, _event):
            session.pledges[self.phase] = (*session.pledges.get(self.phase, ()), self.text)

        def sentence(self, _session):
            return Message("Engagement : {text}", {"text": self.text})

    return act(PledgeMade)


def parts(session, phases, _noted):
    return (PledgesPart(phase.title, session.pledges.get(phase.key, ())) for phase in phases)


def section(made_of, _anchors, _language):
    for part in made_of.of(PledgesPart):
        yield Heading(2, (own(part.title),))
        yield Items(tuple(ListItem((typed(text),)) for text in part.texts))


def section_data(made_of):
    return [text for part in made_of.of(PledgesPart) for text in part.texts]


def head(_seen, _language):
    yield Content("Chacun s’engage.")


def rows(seen, _language):
    texts = seen.session.pledges.get(seen.line.phase.key, ())
    return (ListRow(f"pledge/{number}", Content(text)) for number, text in enumerate(texts))


@pytest.fixture
def workshop(monkeypatch):
    monkeypatch.setattr(event, "_KINDS", dict(event.kinds()))
    made_act = pledge_act()
    begin = Session.__init__

    def with_pledges(session):
        begin(session)
        session.pledges = {}

    monkeypatch.setattr(Session, "__init__", with_pledges)

    def entry(of, phase, _about, _language):
        return EntryForm("Qui promet quoi ?", lambda text, *_: of.recorder.record(made_act(phase.key, text)))

    monkeypatch.setitem(PHASE_KINDS, "pledges", PhaseKind("pledges", "Engagements"))
    monkeypatch.setitem(PARTS, "pledges", parts)
    monkeypatch.setattr(day, "pledges", section, raising=False)
    monkeypatch.setattr(day, "pledges_data", section_data, raising=False)
    monkeypatch.setitem(
        SECTIONS, "pledges", SectionKind("les engagements", "compose.day.pledges", "compose.day.pledges_data")
    )
    monkeypatch.setitem(DISPLAYS, "pledges", PhaseDisplay(head, rows, entry=entry))
    plan = copy.deepcopy(PLAN)
    plan["phases"].append({"key": "pledges", **new_phase(PHASE_KINDS["pledges"], None), "title": "Promesses"})
    return make_workshop(plan=plan)


async def test_a_new_kind_of_phase_is_run_noted_undone_and_published(workshop):
    workshop.phases.start("pledges")
    app = on(ConductPage(workshop))
    async with app.run_test(size=(120, 40)) as pilot:
        await sees(app, pilot, "Chacun s’engage.")
        await pilot.press("a")
        await sees(app, pilot, "Qui promet quoi ?")
        await enter(app, pilot, "ouvrir la cour")
        await sees(app, pilot, "ouvrir la cour")
        await pilot.press("u")
        await sees(app, pilot, "Aucune note pour l’instant")
        assert workshop.session.pledges == {}
        workshop.history.redo()
    style = replace(DEFAULT, sections=("pledges",))
    files = dict(made(publication(report(workshop.session), Language("fr"), style), ["md", "json"]))
    assert "## Promesses\n\n- ouvrir la cour\n" in files["compte-rendu.md"]
    assert json.loads(files["compte-rendu.json"])["pledges"] == ["ouvrir la cour"]
