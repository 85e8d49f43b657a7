"""The compte rendu as an organiser reads it: raw, and rendered."""

from __future__ import annotations

import copy
import re
from dataclasses import replace
from datetime import timedelta
from itertools import pairwise

import pytest
from markdown_it import MarkdownIt

from facilitate.demo.materials import programme
from facilitate.demo.play import ScriptedClock, Stage
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.ideas import Status
from facilitate.domain.values.notes import NoteKind
from facilitate.export.compose.build import compose
from facilitate.export.compose.document import Heading, plain
from facilitate.export.markdown import render, table
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.workshop.report.build import report
from facilitate.workshop.report.counts import counts
from facilitate.workshop.report.wording import counts_sentence
from tests.support.demo import played
from tests.support.workshops import PLAN, FakeLog, make_workshop

FR, EN = Language("fr"), Language("en")
GFM = MarkdownIt("commonmark").enable("table")


@pytest.fixture(scope="module")
def paris() -> str:
    return render(report(played(Stage.DONE).session), FR)


def headings(text: str) -> list[tuple[int, str]]:
    tokens = GFM.parse(text)
    return [
        (int(token.tag[1]), tokens[place + 1].content)
        for place, token in enumerate(tokens)
        if token.type == "heading_open"
    ]


def test_the_head_says_what_when_where_and_who(paris):
    head = paris.split("\n## ")[0].replace("\u00a0", "~").replace("\u202f", "^")
    assert head == (
        "# La Grande Rencontre de Paris\n\n**Compte rendu**\\\n"
        "*Travailleurs sociaux et entrepreneurs sociaux : quelles coopérations sur les territoires ?*\n\n"
        "- **Date**~: lundi 13 décembre 2021, de 14~h à 18~h (horaires prévus)\n"
        "- **Lieu**~: CEDIAS – Musée social, Paris 7e\n"
        "- **Organisation**~: La Compagnie Générale des Autres\n"
        "- **Partenaires**~: Direction générale de la cohésion sociale (DGCS), Fondation Crédit Coopératif, Impact "
        "France, Gniac et Ouishare\n"
        "- **Cycle**~: Les Grandes Rencontres\n"
        "- **Participation**~: 60 personnes présentes "
        "(travailleurs sociaux et entrepreneurs sociaux)\n"
    )


def test_the_order_is_the_one_an_organiser_expects(paris):
    assert [title for level, title in headings(paris) if level == 2] == [
        "En bref",
        "La typologie des pistes",
        "Présentation du lieu", "Présentation de l’étude", "Table ronde avec les intervenants", "Six tables de travail",
        "Au fil de la rencontre",
        "Comment ce compte rendu a été établi",
        "Annexe\u00a0: les idées, table par table",
    ]  # fmt: skip


@pytest.mark.parametrize("language", [FR, EN], ids=["fr", "en"])
def test_headings_never_skip_a_level(language):
    levels = [level for level, _title in headings(render(report(played(Stage.SORTING).session), language))]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_the_counts_stand_at_the_end_and_add_up(paris):
    last = paris.rstrip("\n").splitlines()[-1].replace("\u00a0", " ")
    assert last == "*57 idées recueillies, toutes classées.*"
    sorting = counts_sentence(counts(played(Stage.SORTING).session), EN)
    assert sorting == "Totals: 57 ideas collected = 11 filed + 45 unfiled + 1 undecided + 0 withdrawn."
    total, *parts = map(int, re.findall(r"\d+", sorting))
    assert total == sum(parts)


def test_english_leaves_no_french_of_ours_and_french_no_english():
    session = played(Stage.SORTING).session
    assert "Annexe" not in render(report(session), EN)
    assert "Monday 13 December 2021, from 14:00 to 18:00 (planned times)" in render(report(session), EN)
    assert not re.search(r"\b(Table of|Ideas|Proposals|unfiled|Withdrawn|Other)\b", render(report(session), FR))


def test_nothing_of_the_day_it_was_made_goes_in(paris):
    session = played(Stage.DONE, ScriptedClock(timedelta(days=1000))).session
    assert render(report(session), FR) == paris
    assert set(re.findall(r"\b20\d\d\b", paris)) == {"2021"}


def test_an_empty_event_is_a_title_and_little_else():
    plan = {"title": "Rien encore", "phases": [{"kind": "welcome", "title": "Accueil", "minutes": 5}]}
    text = render(report(make_workshop(plan=plan).session), FR)
    assert text == "# Rien encore\n\n**Compte rendu**\n\n---\n\n*Aucune idée recueillie.*\n"


def test_remarks_are_quoted_only_with_consent():
    workshop = make_workshop()
    speaker = workshop.session.plan.phases[3].speakers[0].key
    workshop.notes.take(NoteKind.REMARK, "Nous devons oser", about=speaker, quotable=True)
    workshop.notes.take(NoteKind.REMARK, "Les lois pèsent", about=speaker)
    text = render(report(workshop.session), FR)
    panel = text.split("## Table ronde\n\n")[1].split("\n\n## ")[0]
    assert panel == "- **Laurence Mari**\n  - «\u00a0Nous devons oser\u00a0»"
    assert text.count("1 propos n’est pas publié\u00a0: la personne n’a pas donné son accord.") == 1


def test_remarks_that_may_not_be_quoted_are_counted_once_away_from_who_said_them():
    plan = copy.deepcopy(PLAN)
    absent = {"name": "Zoé", "absent": True}
    second = {"kind": "panel", "title": "Second regard", "minutes": 5, "speakers": [{"name": "Paul"}, absent]}
    plan["phases"].append(second)
    workshop = make_workshop(plan=plan)
    workshop.notes.take(NoteKind.REMARK, "Les lois pèsent", about="laurence-mari")
    text = render(report(workshop.session), EN)
    unquoted = "1 remark is not published, as there is no consent to quote it."
    assert "## Table ronde\n\n- **Laurence Mari**\n\n## Les tables\n\n" in text
    assert text.count(unquoted) == text.split("## How this report was made")[1].count(unquoted) == 1
    assert "## Second regard\n\n- **Paul**\n\n" in text
    internal = render(report(workshop.session, internal=True), EN)
    assert unquoted not in internal
    assert "### Remarks that may not be quoted\n\n- **Laurence Mari**\n  - “Les lois pèsent”\n" in internal
    assert "- **Zoé**, marked as absent\n" in internal
    workshop.programme.remove("phases/panel")
    text = render(report(workshop.session), EN)
    assert text.split("## How this report was made")[1].count(unquoted) == 1


def test_findings_stand_below_the_question_they_answer():
    workshop = make_workshop()
    workshop.notes.take(NoteKind.FINDING, "1. le temps\nmanque", about="freins")
    text = render(report(workshop.session), FR)
    assert "L’étude s’articule autour d’un axe\u00a0:\n\n1. Quels freins ?\n   - 1\\. le temps\\\n     manque" in text


def test_a_question_of_two_lines_stays_one_quotation():
    workshop = make_workshop()
    workshop.programme.set("phases/tables/question", "Que faire ?\n- Avec qui ?")
    assert "\n\n> Que faire ?\\\n> \\- Avec qui ?\n" in render(report(workshop.session), FR)


def test_withdrawn_unfiled_and_undecided_each_stand_apart():
    workshop = make_workshop()
    for text in ("classée", "laissée", "discutée", "retirée"):
        workshop.ideas.record(1, text, Status.EXISTING)
    workshop.proposals.file(["T1-01"], "lieux")
    workshop.proposals.set_undecided(["T1-03"])
    workshop.ideas.withdraw("T1-04")
    text = render(report(workshop.session), FR)
    assert "### Pistes non classées\n\n- laissée\\\n  *déjà existante · T1-02*\n" in text
    assert "### Pistes en suspens\n\n- discutée\\\n" in text
    assert "1 idée a été retirée et n’est comptée dans aucune piste.\n\n---" in text
    assert "T1-04" not in text
    assert "- **T1-02** — laissée\\\n  *déjà existante · non classée*" in text
    assert re.search(r"^\| \*Pistes en suspens\* +\| +1 \| +1 \| +1 \|$", text, re.MULTILINE)


def test_phases_keep_their_titles_and_the_order_of_the_day_unless_the_house_has_another():
    plan = copy.deepcopy(PLAN)
    plan["phases"][0]["kind"] = "panel"
    plan["phases"][0]["speakers"] = [{"name": "Paul"}]
    session = make_workshop(plan=plan).session
    made = report(session)
    house = replace(DEFAULT, sections=("study", "tables", "panel", "typology"))
    day, other = (
        [plain(block.runs) for section in compose(made, FR, style).sections for block in section.blocks
         if isinstance(block, Heading)]
        for style in (DEFAULT, house)
    )  # fmt: skip
    assert day == ["Accueil", "L’étude", "Table ronde", "Les tables"]
    assert other == ["L’étude", "Les tables", "Accueil", "Table ronde"]
    keys = [section.key for section in compose(made, FR).sections]
    assert len(set(keys)) == len(keys)


def test_a_session_whose_programme_is_missing_still_makes_a_report():
    workshop = make_workshop()
    workshop.ideas.record(1, "orpheline")
    alone = Timeline.of(event for event in workshop.timeline.events if event.lamport > 1).session
    text = render(report(alone), FR)
    assert text.startswith("# Rencontre sans titre\n")
    assert "- **T1-01** — orpheline\\\n" in text


def test_a_table_lines_up_in_the_raw_file():
    assert table(["Item", "n"], [["a", "1"], ["bcdef", "1000"]], words=1) == (
        "| Item  |    n |\n| ----- | ---: |\n| a     |    1 |\n| bcdef | 1000 |"
    )


def test_the_programme_comes_through_whole(paris):
    def texts(value):
        if isinstance(value, str):
            yield value
        elif isinstance(value, dict):
            for name, item in value.items():
                if name not in {"key", "kind", "language", "date", "starts_at", "ends_at", "city", "easy"}:
                    yield from texts(item)
        elif isinstance(value, list):
            for item in value:
                yield from texts(item)

    # The titles of the phases give way to the usual names of their parts.
    phases = {phase["title"] for phase in programme()["phases"]}
    assert [text for text in texts(programme()) if text not in paris and text not in phases] == []


def linked():
    workshop = make_workshop()
    for text in ("filed", "loose", "other"):
        workshop.ideas.record(1, text)
    workshop.programme.add("phases/study/study/axes", {"key": "leviers", "question": "Quels | leviers ?"})
    workshop.proposals.file(["T1-01"], "formation")
    workshop.study_links.link(["T1-01", "T1-02"], "freins")
    return workshop


def test_what_answers_the_study_stands_after_the_typology_with_what_nothing_answers():
    text = render(report(linked().session), FR)
    assert [title for level, title in headings(text) if level == 2][:3] == [
        "En bref", "La typologie des pistes", "Les pistes par axe de l’étude",
    ]  # fmt: skip
    part = text.split("## Les pistes par axe")[1].split("\n\n## ")[0].replace("\u00a0", "~")
    assert re.sub(" +", " ", part.split("\n\n")[2]).splitlines()[0] == (
        "| Axe de l’étude | 1 | 2 | 3 | Non classées | Pistes |"
    )
    assert [re.sub(" +", " ", line) for line in part.split("\n\n")[2].splitlines()[2:]] == [
        "| Quels freins ? | 0 | 1 | 0 | 1 | **2** |",
        "| Quels \\| leviers ? | 0 | 0 | 0 | 0 | **0** |",
        "| *Aucun axe* | 0 | 0 | 0 | 1 | **1** |",
    ]
    assert part.endswith("- Axe sans piste~: «~Quels \\| leviers ?~»")


def test_a_report_says_nothing_of_answers_while_nothing_that_stands_is_linked():
    workshop = linked()
    workshop.ideas.withdraw("T1-01")
    workshop.study_links.link(["T1-02"], "")
    assert report(workshop.session).matrix is None
    assert "par question" not in render(report(workshop.session), FR)


def test_how_references_are_read_is_shown_on_one_of_the_report():
    workshop = make_workshop()
    workshop.ideas.record(3, "Un café")
    assert "idea led to 1 proposal.\n" in render(report(workshop.session), EN)
    workshop.ideas.record(3, "Un café")
    workshop.ideas.withdraw("T3-01")
    example = "Each proposal lists its ideas: for example, T3-02 is an idea of table 3."
    workshop.ideas.record(3, "Un parc")
    led = "led to 2 proposals."
    assert f"1 idea was withdrawn; the other 2 {led} {example}" in render(report(workshop.session), EN)
    workshop.ideas.record(3, "Un jardin")
    workshop.proposals.merge(["T3-02", "T3-03"], "Un café au parc")
    merged = "Proposals that bring together several ideas come first."
    assert f"1 idea was withdrawn; the other 3 {led} {merged} {example}" in render(report(workshop.session), EN)
    second = make_workshop(log=FakeLog(workshop.recorder.log.kept, suffix="b"), seed=1)
    second.ideas.record(3, "Un jardin")
    text = render(report(second.session), EN)
    assert f"{example} Letters after the table number, as in T3b-01, mean that another device" in text
