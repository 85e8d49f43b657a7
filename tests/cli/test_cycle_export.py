"""What a cycle gives besides its synthesis: one page, a poster, letters, and internal files."""

from __future__ import annotations

import json
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import pytest

from facilitate.domain.values.cycle import LedgerAnswer
from facilitate.domain.values.duplicates import DuplicateAnswer
from facilitate.export.compose.cycle import compose_cycle
from facilitate.export.compose.cycle_letters import compose_letters
from facilitate.export.cycle_files import cycle_files
from facilitate.export.markdown import write
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.workshop.cycle.synthesis import synthesis_of
from tests.support.cycles import a_cycle, a_proposal, an_event, events_of

FRENCH, ENGLISH = Language("fr"), Language("en")
PARIS_CONTACT, LYON_CONTACT = "paris@exemple.example", "lyon@exemple.example"


@pytest.fixture(scope="module")
def synthesis():
    """Two events: one wants what the other has, both said the same, and one has a category of its own."""

    def made(**how):
        cycle = a_cycle()
        paris = an_event("Paris", [a_proposal(1, "Un café pour tous", "lieux", "existing"), a_proposal(2, "Un bus")])
        lyon = an_event(
            "*Lyon*",
            [a_proposal(1, "Un café partagé", "lieux"), a_proposal(2, "Des vélos", "mobilite")],
            [("lieux", "Lieux"), ("mobilite", "Mobilités")],
            date="2022-06-10",
        )
        events = events_of(contacted(paris, PARIS_CONTACT), contacted(lyon, LYON_CONTACT))
        cycle.cycle.add({event.session: event.name for event in events.readings})
        cycle.cycle.answer(events, ["paris/T1-01", "lyon/T1-01"], DuplicateAnswer.SAME)
        cycle.cycle.answer_wish(events, "lyon/T1-01", "paris/T1-01", LedgerAnswer.YES)
        return synthesis_of(cycle.session, events, **how)

    return made


def contacted(event, contact):
    from dataclasses import replace

    return replace(event, contact=contact, organiser=f"Réseau de {event.city}")


def test_a_letter_names_both_wordings_and_what_both_published(synthesis):
    document = compose_letters(synthesis(), FRENCH, DEFAULT)
    assert "Rien n’a été envoyé" in document.notice
    assert [section.paged for section in document.sections] == [False, False, True]  # two territories, one letter
    text = write(document, FRENCH)
    for words in ("Un café partagé", "Un café pour tous", PARIS_CONTACT, LYON_CONTACT):
        assert words in text
    assert text.count("Bonjour,") == 1
    assert text.count("Mises en relation pour") == 2


def test_without_names_nobody_is_to_be_written_to(synthesis):
    text = write(compose_letters(synthesis(anonymous=True), FRENCH, DEFAULT), FRENCH)
    assert "@" not in text
    assert "Réseau" not in text
    assert text.count("aucune adresse n’a été publiée") == 4


def test_what_a_city_is_called_is_no_code_in_any_text(synthesis):
    for document in (compose_letters(synthesis(), FRENCH, DEFAULT), compose_cycle(synthesis(), FRENCH, DEFAULT)):
        assert "*Lyon*" not in write(document, FRENCH).replace("\\*Lyon\\*", "")


def test_no_letter_is_refused_in_a_sentence(shell, three):
    name = shell.ok("cycle", "new", "Un cycle", "--like", three).lines[0]
    shell.ok("cycle", "add", name, three)
    refused = shell("cycle", "export", name, "--to", "letters")
    assert refused.code != 0
    assert "No letter created" in refused.err


def test_page_poster_and_letters_are_made_and_the_same_each_time(synthesis):
    formats = ("summary", "infographic", "letters")
    made = dict(cycle_files(synthesis(), ENGLISH, DEFAULT, formats))
    assert list(made) == ["one-page.pdf", "one-page.png", "infographic-a3.pdf", "infographic-a3.svg",
                          "infographic-a3.png", "letters.pdf", "letters.docx"]  # fmt: skip
    # Behind the cover, and before the letter, a page begins.
    word = ZipFile(BytesIO(made["letters.docx"])).read("word/document.xml")
    assert word.count(b"<w:sectPr") == 3
    poster = made["infographic-a3.svg"].decode()
    for words in ("Mobilités (only in *Lyon*)", "Des vélos (*Lyon*)", "Un café pour tous (Paris, *Lyon*)"):
        assert words in poster
    again = dict(cycle_files(synthesis(), ENGLISH, DEFAULT, ("infographic",)))
    assert again["infographic-a3.pdf"] == made["infographic-a3.pdf"]


def test_internal_files_have_what_events_took_back_and_nothing_of_it_is_kept(shell, three):
    shell.ok("idea", "add", three, "--table", 3, "A night bus", "A tramm")
    shell.ok("idea", "edit", three, "T3-02", "A tram")
    shell.ok("idea", "withdraw", three, "T3-01")
    name = shell.ok("cycle", "new", "Un cycle", "--like", three).lines[0]
    shell.ok("cycle", "add", name, three)
    texts = [
        Path(each).read_text(encoding="utf-8")
        for each in shell.json("cycle", "export", name, "--to", "md,csv,json")["files"]
    ]
    assert not any("night bus" in text or "tramm" in text for text in texts)
    files = shell.json("cycle", "export", name, "--to", "md,csv,json", "--internal")["files"]
    assert all("-interne." in each for each in files)
    texts = [Path(each).read_text(encoding="utf-8") for each in files]
    assert all("night bus" in text and "tramm" in text for text in texts)
    assert "Interne\u00a0: ne pas diffuser" in texts[0]
    rows = [line for line in texts[1].splitlines() if line]
    assert all(FRENCH("not to be passed on") in line for line in rows[1:])
    assert json.loads(texts[2])["internal"] is True
    kept = (shell.home / "cycles" / name).rglob("*")
    assert not any(
        b"night bus" in path.read_bytes() or b"tramm" in path.read_bytes() for path in kept if path.is_file()
    )
