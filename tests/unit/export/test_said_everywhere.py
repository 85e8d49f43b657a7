"""What every carrier says alike: the notice, what is counted, and nothing of a typology where there is none."""

from __future__ import annotations

import csv
import io
import json
from dataclasses import replace
from functools import cache

from facilitate.domain.programme.document import complete
from facilitate.domain.programme.plan import PublicationDetails
from facilitate.domain.programme.reader import read_plan
from facilitate.domain.values.ideas import Status
from facilitate.domain.values.notes import NoteKind
from facilitate.export.compose.build import compose
from facilitate.export.compose.easy import compose_easy
from facilitate.export.csv_ideas import decidim_csv, ideas_csv
from facilitate.export.html import page
from facilitate.export.infographic.content import picture
from facilitate.export.json_report import report_json
from facilitate.export.mail import mail_words
from facilitate.export.markdown import render, write
from facilitate.export.one_page import words
from facilitate.export.roadmap_files import roadmap_ics, roadmap_rows
from facilitate.export.slides.deck import deck
from facilitate.export.social import alternative, card
from facilitate.export.style.style import DEFAULT
from facilitate.export.workbook import workbook
from facilitate.i18n import Language
from facilitate.workshop.privacy.anonymous_report import anonymous_report
from facilitate.workshop.privacy.people import Redactor, people_of
from facilitate.workshop.report.build import report
from facilitate.workshop.report.model import CategoryPart, Report
from tests.support.published import paris
from tests.support.typologies import proposal, reported
from tests.support.workshops import make_workshop

FR, EN = Language("fr"), Language("en")
NOTICE = "Projet du 3 mai, à ne pas diffuser avant le 9"
GARDEN = {
    "title": "Le jardin",
    "organiser": "Association du Parc",
    "phases": [{"kind": "tables", "title": "Cinq tables", "minutes": 60, "tables": 5, "question": "Que planter ?"}],
}


@cache
def garden() -> Report:
    """Six ideas of four tables out of five, and no categories."""
    workshop = make_workshop(plan=GARDEN)
    for number, text in enumerate(("Un verger", "Une mare", "Un banc", "Un four", "Une ruche", "Une cabane")):
        workshop.ideas.record(number % 4 + 1, text, Status.TO_CREATE)
    return report(workshop.session)


def with_details(made: Report, **details: str) -> Report:
    return replace(made, plan=replace(made.plan, publication=PublicationDetails(**details)))


def rows_of(sheet: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sheet), delimiter=";"))


def sheets(made: Report) -> dict[str, list[tuple[object, ...]]]:
    from openpyxl import load_workbook

    book = load_workbook(io.BytesIO(workbook(made, FR, DEFAULT)))
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in book}


def test_the_notice_is_on_everything_people_are_given():
    made = with_details(report(paris().session), notice=NOTICE)
    cover, *_others, last = deck(made, FR).slides
    told = {
        "report": render(made, FR).split("## En bref\n\n")[1].split("\n\n")[0],
        "page": page(compose(made, FR, DEFAULT), DEFAULT, FR),
        "easy edition": write(compose_easy(made, FR, DEFAULT), FR),
        "one page": words(made, FR)["notice"],
        "poster": picture(made, FR)["foot"][0]["label"],
        "poster in words": picture(made, FR)["alt"],
        "first slide": " ".join(item.text for item in cover.items),
        "last slide": " ".join(item.text for item in last.items),
        "e-mail": " ".join(mail_words(made, FR, DEFAULT).lines),
        "card": card(made, FR, DEFAULT, "square")["notice"],
        "card in words": alternative(made, FR),
        "workbook": str(sheets(made)["Chiffres"]),
        "typology": str(sheets(made)["Typologie"]),
        "ideas": min(ideas_csv(made, FR).splitlines()[1:], key=lambda row: row.endswith(NOTICE)),
        "Decidim": min((row["body/fr"] for row in rows_of(decidim_csv(made, FR))), key=lambda body: NOTICE in body),
    }
    lacking = [name for name, text in told.items() if NOTICE not in text.replace("\u200b", "").replace("\u00a0", " ")]
    assert lacking == []
    assert json.loads(report_json(made))["notice"] == NOTICE
    assert "notice" not in json.loads(report_json(with_details(made)))
    assert f'<meta property="og:description" content="{made.plan.subtitle} – {NOTICE}">' in told["page"].replace(
        "\u202f", " "
    ).replace("\u00a0", " ")


def test_a_report_without_sections_has_the_notice_all_the_same():
    made = replace(
        garden(), plan=replace(garden().plan, publication=PublicationDetails("", notice=NOTICE, sections=("thanks",)))
    )
    assert f"**{NOTICE}**" in render(made, FR)


def test_where_there_is_no_typology_nothing_is_unfiled():
    said = [
        render(garden(), FR), str(words(garden(), FR)), str(picture(garden(), FR)), str(deck(garden(), FR)),
        str(sheets(garden())), page(compose(garden(), FR, DEFAULT), DEFAULT, FR),
    ]  # fmt: skip
    assert [text for text in said if "lassé" in text] == []
    assert "\n\n## Les pistes\n\n" in said[0]
    assert said[0].endswith("*6 idées recueillies.*\n")
    assert "Typologie" not in sheets(garden())
    assert [card["filed"] for card in picture(garden(), FR)["cards"]] == [True]
    assert picture(garden(), FR)["sum"] == "6 idées recueillies."


def test_the_count_adds_up_in_print_only_where_an_idea_is_not_filed():
    filed = report(paris().session)
    assert compose(filed, FR).closing == "57 idées recueillies, toutes classées."
    assert render(filed, FR).count("57 idées recueillies, toutes classées") == 1
    workshop = make_workshop()
    for table in (1, 2):
        workshop.ideas.record(table, "Un jardin")
    workshop.proposals.file(["T1-01"], "lieux")
    assert compose(report(workshop.session), EN).closing == "Totals: 2 ideas collected = 1 filed + 1 unfiled."
    workshop = make_workshop(plan=GARDEN)
    for _each in range(2):
        workshop.ideas.record(1, "Un jardin")
    workshop.ideas.withdraw("T1-02")
    assert compose(report(workshop.session), EN).closing == "2 ideas collected, 1 of them withdrawn."


def test_tables_that_noted_nothing_are_told_wherever_tables_are_counted():
    assert ("4", "des 5 tables") in words(garden(), FR)["figures"]
    assert {"number": "4", "label": "des 5 tables"} in [
        {name: text.replace("\u200b", "") for name, text in each.items()} for each in picture(garden(), FR)["figures"]
    ]
    assert "4 des 5 tables" in alternative(garden(), FR).replace("\u00a0", " ")
    assert "| Table 5   |             0 |     0 |" in render(garden(), FR)


def test_tables_of_numbers_say_what_they_count():
    text = render(report(paris().session), EN)
    heads = [line for line in text.split("\n") if line.startswith(("| Category", "| Table "))]
    assert [[cell.strip() for cell in head.strip("| ").split("|")][1:] for head in heads[:2]] == [
        ["Proposals to be created", "Existing proposals", "Proposals", "Ideas"],
        ["Ideas to be created", "Existing ideas", "Ideas"],
    ]


def test_slides_show_what_several_tables_said_before_others_and_say_what_of_it_they_leave_out():
    shared = tuple(
        replace(proposal(f"Partagée {place} " + "jardin " * 18, ideas=2), tables=((0, 1), (0, 2)), number=f"1.{place}")
        for place in range(1, 13)
    )
    alone = tuple(replace(proposal(f"Seule {place}"), number=f"1.{place}") for place in range(13, 40))
    made = reported([CategoryPart(1, "Lieux", (*alone, *shared)), CategoryPart(2, "Autres", (proposal("Un banc"),))])
    slides = [slide for slide in deck(made, FR).slides if slide.title.startswith("1.")]
    shown = [item for slide in slides for item in slide.items if item.text]
    assert len(slides) == 2
    assert all(item.text.startswith("Partagée") for item in shown)
    left = len(shared) - len(shown)
    assert slides[-1].more == (
        f"et {39 - len(shown)} autres dans le compte rendu, dont {left} partagée{'s' * (left > 1)} par plusieurs tables"
    )


def test_slides_are_filled_before_anything_is_left_out():
    short = tuple(replace(proposal(f"Idée {place}"), number=f"1.{place}") for place in range(1, 7))
    made = reported([CategoryPart(1, "Lieux", short), CategoryPart(2, "Autres", (proposal("Un banc"),))])
    (slide,) = [slide for slide in deck(made, FR).slides if slide.title.startswith("1.")]
    assert (len(slide.items), slide.more) == (7, "")


def test_the_last_slide_thanks_only_where_there_is_somebody_to_thank():
    assert deck(garden(), FR).slides[-1].title == "Merci"
    nobody = replace(garden(), plan=replace(garden().plan, organiser=""))
    last = deck(with_details(nobody, contact="contact@parc.example"), FR).slides[-1]
    assert last.title == "À propos de ce document"
    assert [item.text.replace("\u00a0", " ") for item in last.items] == ["Contact : contact@parc.example"]


def test_the_road_map_stands_in_one_order_everywhere():
    workshop = make_workshop()
    for number, due in ((1, "2022-06-01"), (2, ""), (3, "2022-01-31"), (4, "2022-01-31")):
        workshop.ideas.record(1, f"Ouvrir le lieu {number}")
        workshop.proposals.file([f"T1-0{number}"], "lieux")
        workshop.roadmap.set(f"T1-0{number}", next_step=f"Appeler {number}", **({"due": due} if due else {}))
    made = report(workshop.session)
    order = [f"Ouvrir le lieu {number}" for number in (3, 4, 1, 2)]
    assert [row[0] for row in roadmap_rows(made, FR)[1:]] == order
    table, steps = render(made, FR).split("## La feuille de route")[1].split("\n## ")[0].split("### ")
    for text in (table, steps):
        assert sorted(order, key=text.index) == order
    assert [line for line in roadmap_ics(made, EN).split("\r\n") if line.startswith("PRODID")] == [
        "PRODID:-//facilitate//EN"
    ]


def anonymous(**plan: object) -> Report:
    workshop = make_workshop(plan={**GARDEN, **plan})
    return anonymous_report(workshop.session, Redactor(people_of(workshop.timeline, FR.message), FR.message))


def test_a_report_without_names_has_no_contact_but_one_that_says_whom_and_owns_what_roles_give_away():
    only = anonymous(publication={"contact": "contact@parc.example, 01 23 45 67 89"})
    text = render(only, FR)
    assert "Contact" not in text
    assert "une fonction qu’une seule personne exerce peut encore la désigner." in text
    assert json.loads(report_json(only))["anonymous"] is True
    named = anonymous(publication={"contact": "Association du Parc, contact@parc.example"})
    assert named.plan.publication.contact == "Association du Parc, [adresse]"


def test_the_edition_in_short_sentences_says_whom_to_write_to():
    extra = {"easy": {"result": ["Il y a 6 idées."]}, "publication": {"contact": "contact@parc.example"}}
    plan = read_plan(complete({**GARDEN, **extra}))
    text = write(compose_easy(replace(garden(), plan=plan), FR, DEFAULT), FR)
    assert "## Contact\n\ncontact@parc.example" in text.replace("\\", "")


def test_how_many_remarks_may_not_be_quoted_is_told_of_the_whole_event_alone():
    workshop = make_workshop()
    speaker = workshop.session.plan.phases[3].speakers[0].key
    workshop.notes.take(NoteKind.REMARK, "à ne pas citer", about=speaker)
    told = json.loads(report_json(report(workshop.session)))
    assert told["unquoted_remarks"] == 1
    assert [panel for panel in told["panels"] if "unquoted" in str(panel)] == [], "of one speaker it would tell who"
