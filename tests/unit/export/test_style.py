"""A house style: what it changes, and what is said of one that is broken."""

from __future__ import annotations

import io
import re
import shutil
import zipfile
from importlib.util import find_spec
from pathlib import Path

import pytest
from pypdf import PdfReader

from facilitate.domain.errors import Refused
from facilitate.export import file_names
from facilitate.export.file_names import KEYS
from facilitate.export.formats import FORMATS, formats_of, made
from facilitate.export.publication import EASY, publication
from facilitate.export.sections import SECTIONS
from facilitate.export.style.colours import accent_text
from facilitate.export.style.read import read_style
from facilitate.export.style.starter import starter
from facilitate.export.style.style import DEFAULT, Colours, contrast
from facilitate.i18n import Language
from facilitate.workshop.report.build import report
from tests.support.published import large, paris, told

SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 40 10"><rect width="40" height="10" fill="#a00"/></svg>'


def folder(tmp_path: Path, text: str) -> Path:
    (tmp_path / "style.toml").write_text(text, encoding="utf-8")
    return tmp_path


@pytest.mark.parametrize("code", ["fr", "en"])
def test_the_one_to_begin_with_changes_nothing(tmp_path, code):
    assert read_style(folder(tmp_path, starter(Language(code)))) == DEFAULT


def test_the_one_to_begin_with_says_what_files_are_called(tmp_path):
    for code, name in (("fr", "compte-rendu"), ("en", "report")):
        text = starter(Language(code))
        assert f'# report = "{name}"' in text
        uncommented = re.sub(r'^# ([\w-]+ = "[\w-]+")$', r"\1", text, flags=re.MULTILINE)
        style = read_style(folder(tmp_path, uncommented))
        assert dict(style.names) == {key: file_names.in_language(french, code) for key, french in KEYS.items()}


def test_files_are_called_as_the_style_says(tmp_path):
    style = read_style(folder(tmp_path, '[files]\nreport = "Rencontre de Paris"\nideas = "toutes-les-idées"\n'))
    names = [name for name, _data in made(told(paris(), style=style), ["md", "html", "csv", "xlsx", "json", "decidim"])]
    assert names == [
        "Rencontre de Paris.md", "Rencontre de Paris.html", "toutes-les-idées.csv", "toutes-les-idées.xlsx",
        "Rencontre de Paris.json", "decidim.csv",
    ]  # fmt: skip
    internal = publication(report(paris().session, internal=True), Language("fr"), style)
    assert made(internal, ["md"])[0][0] == "Rencontre de Paris-interne.md"


def test_every_file_has_a_key_and_each_key_a_file():
    stems = {Path(file.name).stem for each in (*FORMATS.values(), *formats_of(EASY).values()) for file in each.files}
    assert stems == set(KEYS.values())


@pytest.mark.parametrize(
    ("lines", "what"),
    [
        ('report = "a/b"', "“a/b” cannot be the name of a file"),
        ('report = "../a"', "cannot be the name of a file"),
        ('report = ".cache"', "cannot be the name of a file"),
        ('report = ""', "cannot be the name of a file"),
        ('report = "nul"', "cannot be the name of a file"),
        ('report = "a:b"', "cannot be the name of a file"),
        ('report = "x"\nsummary = "X"', "“X” is listed twice"),
        ('report = "idees"', "“idees” is listed twice"),
        ('summary = "slides"', "“slides” is listed twice"),
        ('report = "Cards"', "“Cards” is listed twice"),
        ("report = 3", "must be text in quotation marks"),
        ('reports = "x"', "unknown setting “reports”"),
    ],
)
def test_a_name_that_files_cannot_have_is_refused(tmp_path, lines, what):
    with pytest.raises(Refused) as error:
        read_style(folder(tmp_path, f"[files]\n{lines}\n"))
    assert what in str(error.value)


def test_an_empty_one_changes_nothing(tmp_path):
    assert read_style(folder(tmp_path, "")) == DEFAULT


def test_colours_logo_cover_and_sections_reach_every_format(tmp_path):
    (tmp_path / "logo.svg").write_bytes(SVG)
    style = read_style(
        folder(
            tmp_path,
            '[colours]\naccent = "#7A0019"\n[cover]\nlogo = "logo.svg"\ntext = "Contact : la maison"\n'
            '[sections]\nshown = ["typology", "venue"]\n',
        )
    )
    files = dict(made(told(paris(), style=style), ["md", "html", "pdf", "docx", "odt"]))
    headings = [line for line in files["compte-rendu.md"].splitlines() if line.startswith("## ")]
    assert headings == ["## La typologie des pistes", "## Présentation du lieu"]
    page = files["compte-rendu.html"]
    assert "--accent: #7a0019;" in page
    assert '<img class="logo" alt="Logo" src="data:image/svg+xml;base64,' in page
    assert "Contact\u00a0: la maison" in page
    assert "#idea-" not in page, "without the annex no reference leads anywhere"
    cover = PdfReader(io.BytesIO(files["compte-rendu.pdf"])).pages[0]
    assert "Contact" in cover.extract_text()
    assert b"7A0019" in _inside(files["compte-rendu.docx"], "word/styles.xml")
    assert b"#7a0019" in _inside(files["compte-rendu.odt"], "styles.xml")
    assert _inside(files["compte-rendu.docx"], "word/media/rId9.png").startswith(b"\x89PNG")


def _inside(data: bytes, name: str) -> bytes:
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        assert name in archive.namelist(), archive.namelist()
        return archive.read(name)


def test_another_font_comes_from_the_folder_fonts(tmp_path):
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    (place,) = find_spec("font_source_sans_pro").submodule_search_locations
    shutil.copy(Path(place) / "files" / "SourceSansPro-Black.ttf", fonts)
    style = read_style(folder(tmp_path, '[fonts]\nheadings = "Libertinus Serif"\n'))
    assert style.fonts == fonts
    ((_name, data),) = made(told(paris(), style=style), ["pdf"])
    used = {
        str(font.get_object()["/BaseFont"])
        for font in PdfReader(io.BytesIO(data)).pages[0]["/Resources"]["/Font"].values()
    }
    assert any("LibertinusSerif" in name for name in used)


def test_a_colour_may_be_written_short(tmp_path):
    assert read_style(folder(tmp_path, '[colours]\naccent = "#a0C"\n')).colours.accent == "#aa00cc"


@pytest.mark.parametrize("accent", ["#ffd500", "#fff3a0", "#8ee000", "#0b4f6c"])
def test_a_light_accent_is_that_of_surfaces_and_its_text_can_be_read(tmp_path, accent):
    style = read_style(folder(tmp_path, f'[colours]\naccent = "{accent}"\n'))
    said = accent_text(style.colours)
    assert contrast(said, style.colours.paper) >= 4.5
    assert (said == accent) == (contrast(accent, style.colours.paper) >= 4.5)
    files = dict(made(told(large(12), style=style), ["html", "docx", "odt", "pdf", "summary"]))
    assert f"--accent: {accent};" in files["compte-rendu.html"]
    assert f"--accent-text: {said};" in files["compte-rendu.html"]
    assert said.lstrip("#").upper().encode() in _inside(files["compte-rendu.docx"], "word/styles.xml")
    assert said.encode() in _inside(files["compte-rendu.odt"], "styles.xml")


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ('[colours]\n\naccent = "bleu"\n', 3, "“bleu” is not a colour"),
        ('[colours]\nmuted = "#ffff00"\n', 2, "hard to read on #ffffff: the contrast is 1.1"),
        ('[colours]\nink = "#12"\n', 2, "“#12” is not a colour"),
        ('[colors]\naccent = "#000000"\n', 1, "unknown setting “colors”"),
        ('[colours]\nink = "#000000"\naccents = "#000000"\n', 3, "unknown setting “accents”"),
        ('[colours]\nink = "#000000"\n\n[colors]\naccent = "#000000"\n', 4, "unknown setting “colors”"),
        ("colours = 3\n", 1, "unknown setting “colours”"),
        ("[cover]\ntext = 3\n", 2, "“text” must be text"),
        ('[cover]\nlogo = "nulle-part.svg"\n', 2, "there is no file nulle-part.svg"),
        ('[cover]\nlogo = "logo.gif"\n', 2, "neither SVG, PNG nor JPEG"),
        ('[cover]\nlogo = "faux.png"\n', 2, "does not match its extension"),
        ('[sections]\nshown = [\n  "venue",\n  "anexe",\n]\n', 4, "unknown section “anexe”"),
        ('[sections]\nshown = ["venue", "venue"]\n', 2, "“venue” is listed twice"),
        ('[fonts]\ntext = "Source Sans Pro"\nheadings = "Fonte Rare"\n', 3, "font “Fonte Rare” not found"),
    ],
)
def test_a_broken_one_is_one_sentence_with_its_line(tmp_path, text, line, what):
    (tmp_path / "faux.png").write_bytes(b"not a picture")
    with pytest.raises(Refused) as refused:
        read_style(folder(tmp_path, text))
    said = str(refused.value)
    assert f"style.toml, line {line}: " in said
    assert what in said
    assert "\n" not in said
    assert said.endswith("Nothing was written.")


def test_what_is_not_toml_is_one_sentence_with_its_line(tmp_path):
    with pytest.raises(Refused, match=r"style\.toml is not valid TOML at line 3, column 10\."):
        read_style(folder(tmp_path, '[colours]\nink = "#1d2733"\naccent = #0b4f6c\n'))


def test_a_folder_without_a_style_says_so(tmp_path):
    with pytest.raises(Refused, match=r"No house style in .*Create one with “facilitate style .*”"):
        read_style(tmp_path)


def test_the_file_itself_may_be_named(tmp_path):
    assert read_style(folder(tmp_path, '[colours]\naccent = "#7b1e3a"\n') / "style.toml").colours.accent == "#7b1e3a"


def test_a_picture_that_is_none_stops_the_export_with_a_sentence(tmp_path):
    (tmp_path / "logo.png").write_bytes(b"\x89PNG\r\n\x1a\n and nothing more")
    with pytest.raises(Refused, match=r"style.toml, line 2: the logo logo.png is damaged"):
        read_style(folder(tmp_path, '[cover]\nlogo = "logo.png"\n'))


def test_the_default_can_be_read():
    colours = Colours()
    for name in ("ink", "accent", "muted", "create", "existing", "both"):
        assert contrast(getattr(colours, name), colours.paper) >= 4.5
    assert contrast("#000000", "#ffffff") == pytest.approx(21)
    assert len(set(SECTIONS)) == len(SECTIONS)
