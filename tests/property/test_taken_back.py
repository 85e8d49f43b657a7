"""What was taken back is in no file, whatever was done before and after; only an internal one has it, and says so."""

from __future__ import annotations

import html
import io
import random
import re
import shutil
import subprocess
import zipfile
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from facilitate.domain.acts.proposals import ProposalReworded
from facilitate.domain.errors import Refused
from facilitate.domain.values.notes import NoteKind
from facilitate.export.formats import FORMATS, made
from facilitate.export.publication import publication
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.workshop.privacy.anonymous_report import anonymous_report
from facilitate.workshop.privacy.people import Redactor, people_of
from facilitate.workshop.report.build import report
from facilitate.workshop.report.phase_parts import PanelPart, PhaseNotes, VenuePart
from facilitate.workshop.workshop import Workshop
from tests.support.examples import examples
from tests.support.workshops import PLAN, make_workshop

FR = Language("fr")
LIGHT = ["md", "html", "csv", "json", "ics", "decidim"]
WORD = re.compile(r"(?:mot|suite)\d+")
MARKED = "ne pas diffuser"


def act(workshop: Workshop, r: random.Random, word: str) -> None:
    """One thing a person does, with a word nobody else types."""
    ref = r.choice([idea.ref for idea in workshop.session.ideas.values()] or ["T1-01"])
    other = r.choice([idea.ref for idea in workshop.session.ideas.values()] or ["T1-01"])
    note = r.choice([note.id for note in workshop.session.notes.values()] or ["none"])
    speaker = workshop.session.plan.phases[3].speakers[0].key
    r.choice(
        [
            lambda: workshop.ideas.record(r.randint(1, 3), word),
            lambda: workshop.ideas.record(r.randint(1, 3), word, detail=word.replace("mot", "suite")),
            lambda: workshop.ideas.edit(ref, word),
            lambda: workshop.ideas.edit(ref, detail=r.choice(["", word.replace("mot", "suite")])),
            lambda: workshop.ideas.withdraw(ref),
            lambda: workshop.ideas.restore(ref),
            lambda: workshop.proposals.merge([ref, other], word),
            lambda: workshop.proposals.reword(ref, word),
            lambda: workshop.proposals.split(ref),
            lambda: workshop.proposals.file([ref], "lieux"),
            lambda: workshop.notes.take(
                NoteKind.REMARK, word, about=speaker, quotable=r.random() < 0.4, unnamed=r.random() < 0.5
            ),
            lambda: workshop.notes.take(NoteKind.FACT, word),
            lambda: workshop.notes.edit(note, word, quotable=r.random() < 0.4, unnamed=r.random() < 0.5),
            lambda: workshop.notes.keep([note], kept=r.random() < 0.8),
            lambda: workshop.notes.withdraw(note),
            lambda: workshop.roadmap.set(ref, next_step="Appeler", due="2022-03-31"),
            lambda: workshop.history.undo_one(r.choice(workshop.timeline.events[1:]).gesture),
        ]
    )()


def played(seed: int, acts: int = 30) -> Workshop:
    workshop, r = make_workshop(plan={**PLAN, "date": "2021-12-13"}), random.Random(seed)
    workshop.ideas.record(1, "mot999")
    for number in range(acts):
        with suppress(Refused):
            act(workshop, r, f"mot{number}")
    return workshop


def printable(workshop: Workshop) -> set[str]:
    """The words somebody still stands by, and agreed to."""
    session = workshop.session
    texts = [f"{idea.text} {idea.detail}" for idea in session.ideas.values() if not idea.withdrawn]
    texts += [session.wording(proposal) for proposal in session.proposals()]
    remarks = (note for note in session.notes.values() if note.kind is not NoteKind.REMARK or note.quotable)
    texts += [note.text for note in remarks if not note.withdrawn]
    return {word for text in texts for word in WORD.findall(text)}


@settings(max_examples=examples(15), deadline=None)
@given(st.integers(0, 99_999))
def test_no_word_that_was_taken_back_is_in_a_file(seed):
    workshop = played(seed)
    told = [report(workshop.session)]
    told += [anonymous_report(workshop.session, Redactor(people_of(workshop.timeline, FR.message), FR.message))]
    allowed = printable(workshop)
    for each in told:
        for name, data in made(publication(each, FR, DEFAULT), LIGHT):
            assert set(WORD.findall(data)) - allowed == set(), name
            assert MARKED not in data, name
        assert set(WORD.findall(repr(each))) - allowed == set(), "no format can print what is not there"
    counts = told[0].counts
    assert counts.received == counts.filed + counts.unfiled + counts.undecided + counts.withdrawn
    internal = report(workshop.session, internal=True)
    files = dict(made(publication(internal, FR, DEFAULT), ["md", "html", "json"]))
    gone = {text for idea in workshop.session.ideas.values() if idea.withdrawn for text in (idea.text, idea.detail)}
    gone |= {text for idea in workshop.session.ideas.values() for text in (idea.first_text, idea.first_detail)}
    gone -= {""}
    undone = {text for idea in workshop.session.undone_ideas.values() for text in (idea.text, idea.detail)} - gone
    said = [internal.of(part) for part in (PanelPart, PhaseNotes, VenuePart)]
    undone -= {text for part in said for text in WORD.findall(repr(part))}
    for name, data in files.items():
        assert "-interne." in name
        assert gone - set(WORD.findall(data)) == set(), name
        assert not (undone - allowed) & set(WORD.findall(data)), name


def words(name: str, data: bytes | str) -> str:
    """What somebody reads in a file."""
    if isinstance(data, str):
        return html.unescape(data)
    if name.endswith(".pdf") and shutil.which("pdftotext"):
        run = subprocess.run(["pdftotext", "-", "-"], input=data, capture_output=True, check=True)
        return run.stdout.decode()
    if name.endswith(".pdf"):
        return "\f".join(page.extract_text() for page in PdfReader(io.BytesIO(data)).pages)
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        return "\n".join(archive.read(each).decode("utf-8", "replace") for each in archive.namelist())


def taken_back() -> Workshop:
    workshop = make_workshop(plan={**PLAN, "date": "2021-12-13"})
    speaker = workshop.session.plan.phases[3].speakers[0].key
    workshop.ideas.record(1, "mot1", detail="suite1")
    workshop.ideas.edit("T1-01", "mot2", detail="suite2")
    workshop.ideas.edit("T1-01", "mot3", detail="suite3")
    workshop.ideas.record(2, "mot4", detail="suite4")
    workshop.roadmap.set("T2-01", next_step="mot5", due="2022-03-31")
    workshop.ideas.withdraw("T2-01")
    workshop.notes.take(NoteKind.REMARK, "mot6", about=speaker)
    workshop.ideas.record(3, "mot7", detail="suite7")
    workshop.ideas.withdraw("T3-01")
    workshop.ideas.record(3, "mot8", detail="suite8")
    workshop.ideas.edit("T3-02", "mot9")
    workshop.history.undo_one(next(key for key, idea in workshop.session.ideas.items() if idea.ref == "T3-02"))
    workshop.proposals.file(["T1-01"], "lieux")
    return workshop


def test_a_withdrawn_idea_does_not_speak_for_a_proposal_that_lost_its_wording():
    """Only a journal that another program wrote can take the wording of a merged proposal away."""
    workshop = make_workshop()
    for word in ("mot1", "mot2"):
        workshop.ideas.record(1, word)
    merged = workshop.proposals.merge(["T1-01", "T1-02"], "mot3")
    workshop.recorder.record(ProposalReworded(merged.id, ""))
    workshop.ideas.withdraw("T1-01")
    assert WORD.findall(repr(report(workshop.session).unfiled)) == ["mot2"]


@pytest.mark.parametrize(
    "names", [["md", "html", "csv", "json", "decidim"], ["pdf", "docx", "odt"], ["svg"], ["slides", "xlsx"]]
)
def test_every_format_leaves_it_out(names):
    for name, data in made(publication(report(taken_back().session), FR, DEFAULT), names):
        text = words(name, data) if not name.endswith(".svg") else data.decode()
        assert set(WORD.findall(text)) - {"mot3", "suite3"} == set(), name
        assert "suite3" in text or name.startswith(("feuille", "infographie", "diapositives")), name
        if name.startswith("compte-rendu") and not name.endswith(".json"):
            assert "2 retirées" in text.replace("\n", " ").replace("</text:span>", ""), name


def test_an_internal_one_has_it_and_says_so_on_every_page():
    workshop = taken_back()
    internal = publication(report(workshop.session, internal=True), FR, DEFAULT)
    names = ["md", "html", "pdf", "docx", "odt", "csv", "xlsx", "json", "ics"]
    files = {name: words(name, data) for name, data in made(internal, names)}
    assert [name for name in files if "-interne." not in name] == []
    for name, text in files.items():
        assert MARKED in text or '"internal": true' in text, name
        if name.startswith("compte-rendu"):
            told = {"mot1", "mot3", "mot4", "mot6", "mot7", "suite1", "suite3", "suite4", "suite7"}
            assert told <= set(WORD.findall(text)), name
            assert "2 retirées" in text.replace("\n", " ").replace("</text:span>", "") or name.endswith("json"), name
        assert {"mot8", "mot9", "suite8"}.isdisjoint(WORD.findall(text)), name
    pages = files["compte-rendu-interne.pdf"].rstrip("\f").split("\f")
    assert len(pages) > 2
    assert [number for number, page in enumerate(pages) if MARKED not in page] == []
    sections = files["compte-rendu-interne.md"].split("\n## ")
    assert [part[:20] for part in sections if MARKED not in part] == []
    for name, part in (("docx", "word/header1.xml"), ("odt", "styles.xml")):
        data = dict(made(internal, [name]))[f"compte-rendu-interne.{name}"]
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            assert MARKED in archive.read(part).decode(), name


def test_the_infographic_holds_nothing_of_it_and_keeps_its_name():
    assert {file.name for each in FORMATS.values() for file in each.files if not file.marked} == {
        "decidim.csv", "infographie-a3-modifiable.svg",
        *(f"infographie-{paper}.{form}" for paper in ("a3", "ecran") for form in ("pdf", "svg", "png")),
    }  # fmt: skip
