"""What tables named as theirs stands in the report, at the report back and on the wall, and never reads as a vote."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema

import facilitate
from facilitate.domain.acts.wall import WallChosen
from facilitate.domain.values.wall import WallContent
from facilitate.export.compose.build import compose
from facilitate.export.compose.document import ANNEX, Items, plain
from facilitate.export.json_report import report_json
from facilitate.export.markdown import write
from facilitate.i18n import Language
from facilitate.workshop.report.build import report
from facilitate.workshop.views.reportback import report_back
from facilitate.workshop.views.wall import wall_view
from tests.support.votes import voting

SCHEMA = json.loads((Path(facilitate.__file__).parent / "export/report.schema.json").read_text(encoding="utf-8"))
_ = Language("en")


def named():
    """A session in which two tables named favourites, one of which was withdrawn since, and one merged."""
    workshop = voting(3)
    workshop.ideas.record(2, "Un lac")
    workshop.readback.favour(1, ["T1-03", "T1-01", "T1-02"])
    workshop.readback.favour(2, ["T2-01"])
    workshop.ideas.withdraw("T1-02")
    workshop.proposals.merge(["T1-01", "T2-01"], "Un jardin")
    return workshop


def test_the_report_says_what_each_table_named_and_beside_which_proposal_and_that_it_is_no_vote():
    made = report(named().session)
    document = compose(made, _)
    text = write(document, _)
    assert "- Table 1: Idée 3 (T1-03) · Idée 1 (T1-01)\n- Table 2: Un lac (T2-01)" in text
    assert "T1-01, T2-01 · ★ favourite of tables 1, 2" in text
    assert "T1-03 · ★ favourite of table 1" in text
    assert "Nobody voted on them there." in text
    assert "no vote." in text
    (annex,) = [section for section in document.sections if section.key == ANNEX]
    items = [item for block in annex.blocks if isinstance(block, Items) for item in block.items]
    assert plain(items[-1].receipt).endswith("favourite of tables 1, 2")
    data = json.loads(report_json(made))
    jsonschema.validate(data, SCHEMA)
    assert data["tables"][0]["favourites"] == [
        {"table": 1, "ideas": ["T1-03", "T1-01"]}, {"table": 2, "ideas": ["T2-01"]},
    ]  # fmt: skip
    assert "favourite" not in write(compose(report(voting(2).session), _), _)


def test_tables_report_back_with_their_own_favourites_marked():
    workshop = named()
    (phase,) = workshop.session.plan.tables_phases
    first, second = report_back(workshop.session, phase)
    assert [(each.refs, each.favourite) for each in first.proposals] == [(("T1-01",), True), (("T1-03",), True)]
    assert [each.favourite for each in second.proposals] == [True]
    workshop.reportback.call(1, phase.key)
    workshop.recorder.record(WallChosen(WallContent.REPORT))
    shown = wall_view(workshop.session, workshop.recorder.now())
    assert [each.text for each in shown.spoken] == ["★ Un jardin", "★ Idée 3"]
