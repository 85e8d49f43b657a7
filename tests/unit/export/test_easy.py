"""The edition in short sentences: nothing in it but what was written for it, and no name it has not earned."""

from __future__ import annotations

import copy
import io
import re
from datetime import date

import pypdf
import pytest

from facilitate.domain.errors import Refused
from facilitate.export.formats import made
from facilitate.export.publication import EASY, publication
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.workshop.audit.easy import acronyms, in_letters
from facilitate.workshop.audit.run import audit
from facilitate.workshop.report.build import report
from tests.support.published import paris
from tests.support.workshops import PLAN, make_workshop

FR, EN = Language("fr"), Language("en")
WRITTEN = {
    "title": "Une journée sur l’ESS",
    "meeting": ["La journée a eu lieu en mai.", "12 personnes sont venues."],
    "result": ["L’ESS a 4 nouvelles idées."],
    "glossary": ["ESS = économie sociale et solidaire."],
}


def event(**changed):
    plan = copy.deepcopy(PLAN)
    plan["easy"] = {**WRITTEN, **changed}
    workshop = make_workshop(plan=plan)
    workshop.ideas.record(1, "une idée qui n’est pas dans cette version")
    return workshop


def files(workshop, language=FR):
    return dict(made(publication(report(workshop.session), language, DEFAULT, EASY), ["html", "pdf"]))


def text_of(pdf):
    return " ".join(" ".join(each.extract_text().split()) for each in pypdf.PdfReader(io.BytesIO(pdf)).pages)


def codes(workshop):
    return [found.code for found in audit(workshop.session) if found.code.startswith("easy-")]


def test_it_says_what_was_written_for_it_and_nothing_else():
    page, pdf = files(event()).values()
    words = re.sub(r"<style>.*</style>|<[^>]+>", " ", page, flags=re.DOTALL)
    for sentence in (*WRITTEN["meeting"], *WRITTEN["result"], "économie sociale et solidaire."):
        assert sentence in words.replace("\u00a0", " ")
    assert "qui n’est pas dans cette version" not in words
    assert "Quelles pistes" not in words
    assert text_of(pdf).count("12 personnes sont venues.") == 1


@pytest.mark.parametrize(("language", "name"), [(FR, "en-phrases-courtes"), (EN, "short-sentences")])
def test_its_files_have_names_in_the_language_of_the_session(language, name):
    assert list(files(event(), language)) == [f"{name}.html", f"{name}.pdf"]


def test_each_sentence_has_a_line_of_its_own_in_fourteen_points():
    page, pdf = files(event()).values()
    assert "<p>12 personnes sont venues.</p>" in page
    sizes = []
    for each in pypdf.PdfReader(io.BytesIO(pdf)).pages:
        each.extract_text(
            visitor_text=lambda text, _user, matrix, _font, size: (
                sizes.append(size * abs(matrix[3])) if text.strip() else None
            )
        )
    assert min(sizes) >= 13.9


def test_its_pdf_is_for_everybody_and_for_long():
    standards = pypdf.PdfReader(io.BytesIO(files(paris())["en-phrases-courtes.pdf"])).trailer["/Root"]["/Metadata"]
    told = standards.get_data().decode("utf-8")
    assert "<pdfuaid:part>1" in told
    assert "<pdfaid:part>2" in told


@pytest.mark.parametrize(
    "changed",
    [{}, {"validated_by": "l’atelier des relectrices"}, {"validated_on": "2022-03-04"}],
    ids=["no", "who", "when"],
)
def test_nobody_calls_it_easy_to_read_before_it_is_said_who_validated_it_and_when(changed):
    for language in (FR, EN):
        page, pdf = files(event(**changed), language).values()
        for words in (page, text_of(pdf)):
            assert not re.search(
                r"FALC|facile|easy.to.read|easy", re.sub(r"<style>.*</style>", "", words, flags=re.DOTALL)
            )
            assert "relectrices" not in words
    assert codes(event(**changed)) == (["easy-validation"] if changed else [])


def test_one_that_was_validated_says_by_whom_and_when():
    workshop = event(validated_by="l’atelier des relectrices", validated_on=date(2022, 3, 4).isoformat())
    page, pdf = files(workshop).values()
    assert "facile à lire et à comprendre (FALC). Elle a été validée par l’atelier des relectrices le" in page
    assert "4 mars 2022" in page
    assert "relectrices" in text_of(pdf)


def test_an_event_for_which_nothing_was_written_is_refused_in_a_sentence_that_says_what_to_write():
    with pytest.raises(Refused) as refused:
        publication(report(make_workshop().session), FR, DEFAULT, EASY)
    told = FR.message(refused.value.message)
    assert "[easy]" in told
    assert 'result = ["…", "…"]' in told


@pytest.mark.parametrize(
    ("sentence", "code"),
    [
        ("Un mot " * 8, "easy-long"),
        ("Une phrase. Une autre phrase.", "easy-several"),
        ("La DGCS a financé la journée.", "easy-acronym"),
        ("Le C.N.R.S. est venu.", "easy-acronym"),
        ("Il y avait douze personnes.", "easy-number"),
        ("Vingt-deux idées sont nées.", "easy-number"),
    ],
)
def test_check_names_what_is_hard_to_read(sentence, code):
    assert codes(event(result=[sentence])) == [code]
    assert codes(event(glossary=[*WRITTEN["glossary"], f"mot = {sentence}"])) == [code]


@pytest.mark.parametrize(
    "sentence",
    [
        "L’ESS a 12 idées.",
        "Un groupe de 4 personnes a travaillé au XIX siècle.",
        "Quelles pistes ?",
        "Le mot A est court.",
        "Voici 15 mots : 1 2 3 4 5 6 7 8 9 10 11 12.",
    ],
)
def test_check_has_nothing_to_say_of_a_short_sentence(sentence):
    assert codes(event(result=[sentence])) == []


def test_a_number_that_the_sentences_claim_is_compared_with_what_was_noted():
    found = audit(event(result=["Les tables ont donné 57 idées."]).session)
    assert any("57" in str(each.why) for each in found)


def test_the_example_is_written_by_its_own_rules():
    assert [each for each in audit(paris().session) if each.code.startswith("easy-")] == []
    assert paris().session.plan.easy.validated is False


def test_what_stands_for_words_is_found():
    assert acronyms("Le CCAS, l’ESS, les TS/ES et le CNRS au XXe siècle, XIX.") == ["CCAS", "ESS", "TS", "ES", "CNRS"]
    assert in_letters("Deux mondes, 3 tables, une idée") == ["Deux"]
