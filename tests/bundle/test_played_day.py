"""A day with nothing but the folder for Windows, played under wine, where that and `make bundle` are at hand."""

from __future__ import annotations

import json
import re
import zipfile
import zlib

import pytest

from tests.browser.conftest import BOUND, PHONE, chromium, connected, until, write
from tests.bundle.conftest import MADE, started
from tests.support.example import ROOT
from tests.support.wine import windows

__all__ = ["chromium"]  # a fixture

pytestmark = started
# The folder holds no engines: each is named in a sentence.
WRITTEN = {
    "md": "compte-rendu.md",
    "html": "compte-rendu.html",
    "csv": "idees.csv",
    "json": "compte-rendu.json",
    "decidim": "decidim.csv",
}
NEEDED = {"pdf": "typst", "odt": "pandoc", "ics": "icalendar", "xlsx": "openpyxl"}
SHEET = 'table;idée;statut\r\n2;Un café {0} à l’été – 5 €;existe\r\n1;"Deux\r\nlignes {0}";à créer\r\n'


def journal(key, session, name):
    """The acts of a journal: its bytes are lines that end in one byte and check, whatever the system."""
    *lines, rest = (key.sessions / session / f"{name}.jsonl").read_bytes().split(b"\n")
    assert rest == b""
    assert not any(line.endswith(b"\r") for line in lines)
    assert all(int(line[:8], 16) == zlib.crc32(line[9:]) for line in lines)
    return [json.loads(line[9:].decode("utf-8")) for line in lines]


def offline(readme):
    """What a README says of the zip: how many megabytes it has, and what to click on in it."""
    said = re.search(r"`make bundle`(.*?)\n\n", (ROOT / readme).read_text(encoding="utf-8"), re.DOTALL).group(1)
    return re.search(r" (\d+)\sM[Bo]\b.*?`(\w+)`", said, re.DOTALL).groups()


def texts(key, session, name):
    return [act["data"]["text"] for act in journal(key, session, name)[1:] if act["kind"] == "idea.recorded"]


@pytest.mark.parametrize("readme", ["README.md", "README.fr.md"])
def test_what_the_readmes_say_to_click_on_is_the_one_file_of_that_name(readme):
    size, clicked = offline(readme)
    assert abs(MADE[-1].stat().st_size / 1e6 - int(size)) < 1
    with zipfile.ZipFile(MADE[-1]) as made:
        assert [name for name in made.namelist() if re.fullmatch(rf"facilitate/{clicked}\.\w+", name)] == [
            f"facilitate/{clicked}.cmd"
        ]


def test_a_double_click_opens_the_example_and_then_what_is_there(key, tmp_path):
    home = windows(tmp_path)
    first = key(FACILITATE_HOME=home)  # without a terminal the example is played to its end
    assert first.returncode == 0, first.stderr
    assert "compte-rendu.md" in first.stdout
    again = key.ok(FACILITATE_HOME=home)
    assert again.count("la-grande-rencontre-de-paris-") == 1, "the key holds one example, not one a start"
    assert "Musée" in again
    assert key("frob").returncode == 2
    assert key.ok("--version").startswith("facilitate ")


def test_a_note_taker_at_table_3_writes_line_by_line(key, session):
    before = len(journal(key, session, "table-3"))
    done = key("note", session, "--table", "3", "--plain", typed="Un café à crér\nDeux\nŒuvre 🙂\n")
    assert done.returncode == 0, done.stderr
    first, second, third = re.findall(r"^T3-\d+", done.stdout, re.MULTILINE)
    wishes = f"/edit {first} Un café à créer\n/withdraw {second}\n/list\n/end\n"
    done = key("note", session, "--table", "3", "--plain", typed=wishes)
    assert (done.returncode, "Œuvre 🙂" in done.stdout) == (0, True), done.stderr
    assert texts(key, session, "table-3")[-3:] == ["Un café à crér", "Deux", "Œuvre 🙂"]
    acts = journal(key, session, "table-3")[before:]
    assert [act["kind"] for act in acts] == ["idea.recorded"] * 3 + ["idea.edited", "idea.withdrawn"]
    listed = key.ok("idea", "list", session, "--table", "3")
    assert re.search(rf"^{first} .*Un café à créer$", listed, re.MULTILINE)
    assert re.search(rf"^{third} .*Œuvre 🙂$", listed, re.MULTILINE)


def test_phones_write_to_the_hub_and_hear_each_other(key, session, chromium):
    with key.serving("share", session, "--plain", "--on", "127.0.0.1") as hub:
        link = next(line.split()[-1] for line in hub.stdout if line.startswith("3 "))
        one, other = (chromium.new_context(viewport=PHONE).new_page() for _ in range(2))
        for page in (one, other):
            page.set_default_timeout(BOUND)
            page.goto(link)
            connected(page)
        write(one, "D’un téléphone, à l’été")
        until(other, "document.querySelector('#list').textContent.includes('D’un téléphone, à l’été')")
        connected(one)
        for page in (one, other):
            page.context.close()
    kept = [text for file in (key.sessions / session).glob("*.jsonl") for text in texts(key, session, file.stem)]
    assert kept.count("D’un téléphone, à l’été") == 1


@pytest.mark.parametrize("encoding", ["cp1252", "utf-8-sig"])
def test_a_sheet_of_french_excel_comes_in(key, session, tmp_path, encoding):
    sheet = tmp_path / f"idées {encoding}.csv"
    sheet.write_bytes(SHEET.format(encoding).encode(encoding))
    done = key("import", session, windows(sheet))
    assert (done.returncode, "2 ideas imported" in done.stderr) == (0, True), done.stderr
    assert texts(key, session, "table-2").count(f"Un café {encoding} à l’été – 5 €") == 1


def test_every_format_that_exists_there_is_written_and_the_others_name_what_they_need(key, session, tmp_path):
    key.ok("roadmap", "set", session, "T1-01", "--next", "Réunir", "--due", "2030-03-01")
    told = key.ok("export", session, "--to", ",".join(WRITTEN), "--out", windows(tmp_path), "--json")
    assert {path.rpartition("\\")[2] for path in json.loads(told)["files"]} >= set(WRITTEN.values())
    assert {path.name for path in tmp_path.iterdir()} >= set(WRITTEN.values())
    assert b"\r\n" not in (tmp_path / "compte-rendu.md").read_bytes()
    assert (tmp_path / "idees.csv").read_bytes().startswith(b"\xef\xbb\xbf")  # for Excel
    for form, engine in NEEDED.items():
        done = key("export", session, "--to", form, "--out", windows(tmp_path))
        assert done.returncode == 1
        assert f"requires {engine}" in done.stderr
        assert "pip" not in done.stderr, "the folder has none"


def test_doctor_undoes_what_notepad_did_to_the_journals(key, session):
    saved = {"table-4": "utf-16", "table-5": "utf-8-sig", "table-6": "cp1252"}  # “Unicode”, “UTF-8”, “ANSI”
    files = {key.sessions / session / f"{name}.jsonl": encoding for name, encoding in saved.items()}
    before = {file: file.read_bytes() for file in files}
    for file, encoding in files.items():
        file.write_bytes(before[file].decode("utf-8").replace("\n", "\r\n").encode(encoding))
    assert "facilitate doctor" in key("idea", "list", session).stderr
    assert key.ok("doctor", session).count("it was restored") == 3
    assert {file: file.read_bytes() for file in files} == before


def test_a_console_of_western_europe_shows_what_it_can(key, session):
    key.ok("idea", "add", session, "Œuvre à l’été → 🙂", "--table", "2")
    told = key.python("-m", "facilitate", "idea", "list", session, FACILITATE_HOME=windows(key.folder)).stdout
    assert "Œuvre à l’été -> ?\r\n" in told.decode("cp1252")
