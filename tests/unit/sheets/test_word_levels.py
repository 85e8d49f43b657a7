"""Points below points that Word makes by style or by indentation."""

from __future__ import annotations

import io
import subprocess
import zipfile

import pytest

from facilitate.sheets.contents import Prose
from facilitate.sheets.word_levels import with_levels
from tests.unit.sheets.test_kinds import contents

_PARAGRAPH = '<w:pStyle w:val="Compact" />'


def _document(*points: tuple[str, str], named: str = "", own_list: bool = True) -> bytes:
    """A document of points of one level, some with other properties, and a style `Deeper` of that name."""
    pypandoc = pytest.importorskip("pypandoc")
    call = [pypandoc.get_pandoc_path(), "--from=markdown", "--to=docx", "--output=-"]
    text = "# Table 2\n\n" + "".join(f"- {words}\n" for words, _properties in points)
    data = subprocess.run(call, input=text.encode(), capture_output=True, check=True).stdout
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as archive, zipfile.ZipFile(made, "w") as copy:
        for each in archive.infolist():
            written = archive.read(each).decode("utf-8") if each.filename.endswith(".xml") else ""
            if each.filename == "word/document.xml":
                for words, properties in points:
                    written = _with(written, words, properties, own_list=own_list)
            numbered = "" if own_list else '<w:pPr><w:numPr><w:numId w:val="1001"/></w:numPr></w:pPr>'
            style = f'<w:style w:type="paragraph" w:styleId="Deeper"><w:name w:val="{named}"/>{numbered}</w:style>'
            written = written.replace("</w:styles>", f"{style}</w:styles>")
            copy.writestr(each, written or archive.read(each))
    return made.getvalue()


def _with(written: str, words: str, properties: str, *, own_list: bool) -> str:
    before, after = written.split(f">{words}<", 1)
    start = before.rindex("<w:pPr>")
    said = before[start:]
    if "pStyle" in properties:
        said = said.replace(_PARAGRAPH, properties)
        if not own_list:
            said = said[: said.index("<w:numPr>")] + said[said.index("</w:numPr>") + len("</w:numPr>") :]
    else:
        said = said.replace("</w:numPr>", f"</w:numPr>{properties}")
    return f"{before[:start]}{said}>{words}<{after}"


def _lines(data: bytes) -> list[str]:
    found = contents(data)
    assert isinstance(found, Prose)
    return [line for line in found.text.splitlines() if not line.startswith("#")]


DEEPER = '<w:pStyle w:val="Deeper"/>'


@pytest.mark.parametrize("own_list", [True, False])
@pytest.mark.parametrize(
    ("named", "depth"),
    [
        *(("List Bullet 2", 1), ("List Number 2", 1), ("Liste à puces 2", 1), ("List Bullet 3", 2)),
        *(("List Bullet", 0), ("List Paragraph", 0), ("Corps de texte 2", 0)),
    ],
)
def test_a_style_of_the_second_level_makes_a_point_below_a_point(named: str, depth: int, *, own_list: bool) -> None:
    points = (("Un café", ""), ("le matin", DEEPER), ("le soir", DEEPER), ("Un four", ""))
    expected = ["• Un café", f"{'  ' * depth}• le matin", f"{'  ' * depth}• le soir", "• Un four"]
    assert _lines(_document(*points, named=named, own_list=own_list)) == expected


def test_an_indentation_by_hand_makes_a_point_below_a_point() -> None:
    deeper = '<w:ind w:left="1440" w:hanging="360"/>'
    points = (("Un café", ""), ("le matin", deeper), ("le soir", '<w:ind w:start="1500"/>'), ("Un four", ""))
    assert _lines(_document(*points, named="x")) == ["• Un café", "  • le matin", "  • le soir", "• Un four"]


def test_a_document_of_one_level_is_left_as_it_is() -> None:
    data = _document(("Un café", '<w:ind w:left="720"/>'), ("Un four", '<w:ind w:left="760"/>'), named="x")
    assert with_levels(data) is data
    assert _lines(data) == ["• Un café", "• Un four"]
