"""The files, opened by the programs people open them with; where those are missing the tests say so and are skipped."""

from __future__ import annotations

import re
import shutil
import subprocess

import pytest

from facilitate.export.formats import made
from facilitate.export.published_files import PublishedFiles
from tests.support.published import hostile, paris, told

OFFICE = shutil.which("soffice") or shutil.which("libreoffice")
READER = shutil.which("pdftotext")
needs_office = pytest.mark.skipif(OFFICE is None, reason="no LibreOffice here: `apt install libreoffice-writer-nogui`")
needs_reader = pytest.mark.skipif(READER is None, reason="no pdftotext here: `apt install poppler-utils`")
BOUND = 60  # seconds


def written(publication, names, folder):
    files = [(folder / name, data) for name, data in made(publication, names)]
    return [each.path for each in PublishedFiles(folder).write(files)]


def read(path) -> str:
    done = subprocess.run([READER, str(path), "-"], capture_output=True, check=True, timeout=BOUND)
    return done.stdout.decode("utf-8")


def squeezed(text: str) -> str:
    return re.sub(r"[\s\u00ad\u200b\u2010-]", "", text)


@needs_reader
def test_the_words_of_the_pdf_can_be_selected_and_searched(tmp_path):
    (path,) = written(told(paris()), ["pdf"], tmp_path)
    text = read(path)
    assert "Travailleurs sociaux et entrepreneurs sociaux" in text
    assert "T3-07" in text
    assert "Des formations croisées" in text.replace("\u00a0", " ")
    lost = [idea.text for idea in paris().session.ideas.values() if squeezed(idea.text) not in squeezed(text)]
    assert lost == []


@needs_office
@needs_reader
def test_libreoffice_opens_word_and_its_own_whole(tmp_path):
    """All in one start, with a profile of its own, so that nothing somebody has open is touched."""
    opened = {}
    for name, workshop in (("paris", paris()), ("hostile", hostile())):
        for path in written(told(workshop), ["docx", "odt"], tmp_path):
            opened[path.rename(tmp_path / f"{name}-{path.suffix[1:]}{path.suffix}")] = workshop
    call = [OFFICE, f"-env:UserInstallation=file://{tmp_path}/profile", "--headless", "--convert-to", "pdf",
            "--outdir", str(tmp_path / "pdf"), *map(str, opened)]  # fmt: skip
    subprocess.run(call, capture_output=True, check=True, timeout=BOUND)
    for path, workshop in opened.items():
        words = read(tmp_path / "pdf" / f"{path.stem}.pdf")
        assert len(words.rstrip("\f").rpartition("\f")[2].split()) > 25, f"the last page of {path.name} is empty"
        text = squeezed(words)
        wanted = [
            idea.text for idea in workshop.session.ideas.values() if "שלום" not in idea.text and not idea.withdrawn
        ]
        assert [each for each in wanted if squeezed(each) not in text] == [], path.name
        assert squeezed("Annexe\u00a0: les idées, table par table") in text
