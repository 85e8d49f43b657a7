"""Draws what is published: the infographic, and pages of every kind of compte rendu side by side.

Each file is opened by the program people open it with: poppler for PDF, Chromium for HTML, LibreOffice for Word's.
"""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from collections.abc import Iterator
from pathlib import Path

import typst

from facilitate.domain.session import Session
from facilitate.export.file_names import INFOGRAPHICS, REPORT, in_language
from facilitate.export.formats import made
from facilitate.export.publication import publication
from facilitate.export.style.style import DEFAULT
from facilitate.files import write_file
from facilitate.i18n import Language
from facilitate.workshop.report.build import report

_SHEET = """
#set page(width: 1500pt, height: auto, margin: 26pt, fill: rgb("#e9edf0"))
#grid(columns: 4, column-gutter: 22pt, ..("cover.png", "pdf.png", "html.png", "docx.png").map(name =>
  block(stroke: 0.6pt + rgb("#b9c2ca"), image(name, width: 100%))))
"""
_PAGE = 3  # of the PDF: the first after the cover and the contents with much on it


def draw_published(session: Session, code: str, chromium: str, pictures: Path) -> Iterator[Path]:
    """The pictures of one language; nothing where a program is missing."""
    if not all(map(shutil.which, ("pdftoppm", "soffice"))):
        print("Without poppler-utils and LibreOffice the pictures of the files are not drawn anew.")
        return
    told = publication(report(session), Language(code), DEFAULT)
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        for file, data in made(told, ["pdf", "html", "docx", "infographic"]):
            write_file(folder / file, data)
        _pages(folder, in_language(REPORT, code), chromium)
        (folder / "sheet.typ").write_text(_SHEET, encoding="utf-8")
        sheet = pictures / f"published.{code}.png"
        sheet.write_bytes(typst.compile(folder / "sheet.typ", root=folder, format="png", ppi=60.0))
        yield sheet
        poster = pictures / f"infographic.{code}.png"
        a3 = in_language(INFOGRAPHICS["a3"], code)
        text = f'#set page(width: 1100pt, height: auto, margin: 0pt)\n#image("{a3}.png", width: 100%)'
        (folder / "poster.typ").write_text(text, encoding="utf-8")
        poster.write_bytes(typst.compile(folder / "poster.typ", root=folder, format="png", ppi=72.0))
        yield poster


def _pages(folder: Path, name: str, chromium: str) -> None:
    pdf = folder / f"{name}.pdf"
    _page(pdf, 1, folder / "cover")
    _page(pdf, _PAGE + 1, folder / "pdf")
    call = [chromium, "--headless", "--no-sandbox", "--disable-gpu", "--hide-scrollbars", "--window-size=820,1160",
            f"--screenshot={folder / 'html.png'}", (folder / f"{name}.html").as_uri()]  # fmt: skip
    subprocess.run(call, check=True, capture_output=True, timeout=60)
    office = ["soffice", f"-env:UserInstallation=file://{folder}/profile", "--headless", "--convert-to", "pdf",
              "--outdir", str(folder / "office"), str(folder / f"{name}.docx")]  # fmt: skip
    subprocess.run(office, check=True, capture_output=True, timeout=60)
    _page(folder / "office" / f"{name}.pdf", 1, folder / "docx")


def _page(pdf: Path, number: int, target: Path) -> None:
    call = ["pdftoppm", "-r", "80", "-png", "-singlefile", "-f", str(number), "-l", str(number), str(pdf), str(target)]
    subprocess.run(call, check=True, capture_output=True, timeout=60)
