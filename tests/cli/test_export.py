"""Exporting in many formats, in a house style, and what is said when something is wrong."""

from __future__ import annotations

import json
import shutil
import sys
from pathlib import Path

import pytest

from facilitate.export import engine_faults
from facilitate.export.formats import FORMATS
from tests.support.example import NAME, ROOT, copied
from tests.support.services import context_at
from tests.support.systems import kept_from_others


def test_every_format_named_is_written_and_said(shell, three):
    done = shell.ok("export", three, "--to", "pdf,md", "--to", "CSV")
    folder = shell.home / "exports" / three
    assert done.lines == [str(folder / name) for name in ("compte-rendu.md", "compte-rendu.pdf", "idees.csv")]
    assert (folder / "compte-rendu.pdf").read_bytes().startswith(b"%PDF-")
    assert sorted(path.name for path in folder.iterdir()) == ["compte-rendu.md", "compte-rendu.pdf", "idees.csv"]


def test_all_is_all(shell, three, tmp_path):
    files = shell.json("export", three, "--to", "all", "--out", tmp_path / "x")["files"]
    names = {file.name for each in FORMATS.values() for file in each.files if file.wanted is not None}
    assert {Path(path).name for path in files} <= names
    assert {"compte-rendu.docx", "compte-rendu.odt", "decidim.csv"} <= {Path(path).name for path in files}


def test_an_unknown_format_is_said_with_those_there_are(shell, three):
    done = shell("export", three, "--to", "md,doc")
    assert done.code == 2
    assert "Unknown format “doc”. Choose one of: md, html, pdf, docx" in done.err


def test_an_empty_name_is_no_format_and_nothing_to_write_is_said(shell, three):
    assert shell("export", three, "--to", "md,,pdf").code == 2
    done = shell.ok("export", three, "--to", "ics")
    assert (done.out, "No calendar created" in done.err) == ("", True)


def test_an_event_without_proposals_has_no_infographic_and_everything_else(shell, tmp_path):
    shell.ok("new", "--title", "Vide")
    refused = shell("export", "vide", "--to", "infographic,png")
    assert refused.code == 1
    assert "No infographic created: there are no proposals yet." in refused.err
    done = shell.ok("export", "vide", "--to", "png,md", "--out", tmp_path / "x")
    assert "No infographic created: there are no proposals yet." in done.err
    assert [Path(line).suffix for line in done.out.splitlines()] == [".md"]
    files = shell.json("export", "vide", "--to", "all", "--out", tmp_path / "y")["files"]
    assert not [path for path in files if "infogra" in Path(path).name]
    assert {".pdf", ".docx", ".html"} <= {Path(path).suffix for path in files}


@pytest.mark.parametrize("command", ["export", "cards"])
def test_a_temporary_folder_that_cannot_be_used_is_a_sentence(command, shell, three, tmp_path, monkeypatch):
    (tmp_path / "temporary").touch()
    monkeypatch.setattr("tempfile.tempdir", str(tmp_path / "temporary"))
    done = shell(command, three, *(["--to", "md,pdf"] if command == "export" else []))
    assert done.code == 3
    assert f"the temporary folder {tmp_path / 'temporary'} cannot be used" in done.err
    assert not (shell.home / "exports" / three).exists()


@pytest.mark.parametrize("name", ["html", "csv", "json", "decidim"])
def test_one_text_can_be_printed(shell, three, name):
    text = shell.json("export", three, "--to", name, "--stdout")["text"]
    assert "A shared café" in text
    assert shell.ok("export", three, "--to", name, "--stdout").out == text
    assert not {"\r", "\ufeff"} & set(text)


@pytest.mark.parametrize("formats", ["pdf", "md,csv"])
def test_what_is_no_single_text_is_not_printed(shell, three, formats):
    done = shell("export", three, "--to", formats, "--stdout")
    assert (done.code, done.out) == (2, "")
    assert "--stdout prints a single text" in done.err


def test_the_style_of_the_workspace_is_taken_unless_another_is_named(shell, three, tmp_path):
    path = shell.ok("style").lines[0]
    assert path == str(shell.home / "style" / "style.toml")
    assert shell.ok("style").err == "", "it is as it was written"
    page = shell.home / "exports" / three / "compte-rendu.html"
    (shell.home / "style" / "style.toml").write_text('[colours]\naccent = "#7a0019"\n')
    shell.ok("export", three, "--to", "html")
    assert "--accent: #7a0019;" in page.read_text()
    shell.ok("style", tmp_path / "other")
    shell.ok("export", three, "--to", "html", "--style", tmp_path / "other")
    assert "--accent: #0b4f6c;" in page.read_text()


def test_a_broken_style_stops_everything_with_its_line(shell, three):
    shell.ok("export", three)
    before = (shell.home / "exports" / three / "compte-rendu.md").read_bytes()
    (shell.home / "style").mkdir()
    (shell.home / "style" / "style.toml").write_text('[sections]\nshown = ["venue", "annexe"]\n')
    done = shell("export", three, "--to", "md,html,pdf")
    assert done.code == 1
    assert "style.toml, line 2: unknown section “annexe”" in done.err
    folder = shell.home / "exports" / three
    assert [path.name for path in folder.iterdir()] == ["compte-rendu.md"]
    assert (folder / "compte-rendu.md").read_bytes() == before


def test_a_missing_engine_is_a_sentence_and_writes_nothing(shell, three, monkeypatch):
    monkeypatch.setattr(engine_faults, "find_spec", lambda name: name)  # pip, which not every Python has
    monkeypatch.setitem(sys.modules, "typst", None)
    done = shell("export", three, "--to", "md,pdf")
    assert done.code == 1
    assert "requires typst, which is not installed on this computer. Install it with:" in done.err
    assert f'"{sys.executable}" -m pip install typst' in done.err
    assert not (shell.home / "exports" / three).exists()


def test_of_all_formats_those_without_their_engine_are_told_and_the_others_written(shell, three, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    done = shell("export", three, "--to", "all")
    assert done.code == 0
    (told,) = (line for line in done.err.splitlines() if "typst" in line)
    assert all(form in told.split(":")[0] for form in ("pdf", "png", "svg"))
    names = {path.name for path in (shell.home / "exports" / three).iterdir()}
    assert {"compte-rendu.md", "compte-rendu.html", "idees.csv"} <= names
    assert "compte-rendu.pdf" not in names
    assert len([text for text in shell.json("export", three, "--to", "all")["left_out"] if "typst" in text]) == 1


def test_the_exported_json_is_json(shell, three):
    (path,) = shell.json("export", three, "--to", "json")["files"]
    ideas = json.loads(Path(path).read_text(encoding="utf-8"))["ideas"]
    assert [idea["ref"] for idea in ideas] == ["T1-01", "T2-01", "T2-02"]


def test_what_was_withdrawn_is_printed_only_where_it_is_called_internal(shell, three):
    shell.ok("idea", "withdraw", three, "T2-02")
    assert "An annual forum" not in shell.ok("export", three, "--stdout").out
    context = context_at(str(shell.home), {})
    assert "An annual forum" not in context.publisher.preview(context.sessions.open(three)), (
        "nor in the preview of the screen"
    )
    done = shell.ok("export", three, "--to", "md,csv,json", "--internal", "--anonymise")
    folder = shell.home / "exports" / three
    names = ["compte-rendu-interne-anonyme.md", "idees-interne-anonyme.csv", "compte-rendu-interne-anonyme.json"]
    assert done.lines == [str(folder / name) for name in names]
    assert [name for name in names if "An annual forum" not in (folder / name).read_text(encoding="utf-8")] == []
    assert (folder / names[0]).read_text(encoding="utf-8").count("Interne\u00a0: ne pas diffuser") > 2


def test_a_file_that_was_changed_is_kept_and_the_new_one_stands_beside_it(shell, three):
    path = shell.home / "exports" / three / "compte-rendu.md"
    shell.ok("export", three)
    path.write_text("relu et corrigé", encoding="utf-8")
    done = shell.ok("export", three, "--to", "md,csv")
    assert done.lines == [str(path.with_name(name)) for name in ("compte-rendu-2.md", "idees.csv")]
    assert f"{path} was created or changed outside facilitate: it was kept, and the new file is" in done.err
    assert "--replace" in done.err
    assert shell.json("export", three)["kept"] == [str(path)]
    assert path.read_text(encoding="utf-8") == "relu et corrigé"
    done = shell.ok("export", three, "--replace")
    assert (done.lines, done.err) == ([str(path)], "")
    assert "A shared café" in path.read_text(encoding="utf-8")
    shell.ok("idea", "add", three, "One more", "--table", 1)
    assert shell.ok("export", three).lines == [str(path)]


def test_without_the_engine_cards_are_a_page_for_a_browser(shell, three, monkeypatch):
    shell.ok("share", three, "--renew", 1)
    assert Path(shell.ok("cards", three).lines[0]).name == "cartes.pdf"
    monkeypatch.setitem(sys.modules, "typst", None)
    page = Path(shell.ok("cards", three).lines[0])
    assert page.name == "cartes.html"
    assert "<svg" in page.read_text(encoding="utf-8")


def test_a_style_and_cards_that_were_changed_are_kept(shell, three):
    style = Path(shell.ok("style").lines[0])
    style.write_text(style.read_text(encoding="utf-8") + "# ours\n", encoding="utf-8")
    done = shell.ok("style")
    assert done.lines == [str(style.with_name("style-2.toml"))]
    assert "it was kept" in done.err
    cards = Path(shell.ok("cards", three).lines[0])
    before = cards.read_bytes()
    shell.ok("share", three, "--renew", 1)
    assert shell.ok("cards", three).lines == [str(cards)]
    assert cards.read_bytes() != before, "a renewed link is on the renewed cards"
    cards.write_bytes(cards.read_bytes() + b"<!-- ours -->")
    assert shell.json("cards", three)["kept"] == [str(cards)]
    assert kept_from_others(cards.with_name("cartes-2.pdf"))
    assert shell.json("cards", three, "--replace")["file"] == str(cards)


def test_a_folder_that_cannot_be_made_is_not_called_missing(shell, three):
    done = shell("export", three, "--out", "/proc/nowhere/export")
    assert done.code == 3
    assert "cannot be created: check its name, or choose another one" in done.err
    assert "reconnect" not in done.err


def test_the_edition_in_short_sentences_is_refused_until_it_is_written_and_then_made(shell, three):
    for part in ("meeting", "venue", "study", "panel", "result", "next"):
        shell.ok("plan", "set", three, f"easy/{part}")
    done = shell("export", three, "--edition", "easy")
    assert done.code == 1
    assert done.err.count("\n") == 1
    assert "Under [easy] in the programme" in done.err
    shell.ok("plan", "set", three, "easy/result", "The tables had 3 ideas.", "The idea is a café.")
    assert [Path(line).name for line in shell.ok("export", three, "--edition", "easy").lines] == [
        "en-phrases-courtes.html", "en-phrases-courtes.pdf",
    ]  # fmt: skip
    page = shell.json("export", three, "--edition", "easy", "--to", "html", "--stdout")["text"]
    assert "<p>The tables had 3 ideas.</p>" in page
    shell.ok("plan", "set", three, "easy/result", "The UN came.")
    assert "UN" in shell("check", three).out


def test_an_edition_or_a_format_of_it_that_is_not_known_is_said_with_those_there_are(shell, three):
    assert "There is one: easy." in shell("export", three, "--edition", "short").err
    done = shell("export", three, "--edition", "easy", "--to", "csv")
    assert (done.code, "Choose one of: html, pdf" in done.err) == (2, True)
    assert shell("export", three, "--edition", "short").code == 2


def test_a_page_leads_to_the_files_that_were_written_in_its_run(shell, three):
    folder = shell.home / "exports" / three
    shell.ok("export", three, "--to", "html,epub")
    (folder / "compte-rendu.epub").write_text("relu")
    files = shell.json("export", three, "--to", "html,epub")["files"]
    assert [Path(path).name for path in files] == ["compte-rendu.html", "compte-rendu-2.epub"]
    page = (folder / "compte-rendu.html").read_text(encoding="utf-8")
    assert ('href="compte-rendu-2.epub"' in page, 'href="compte-rendu.epub"' in page) == (True, False)


def test_the_example_of_a_clone_is_renewed_where_nobody_changed_it(shell):
    """Of a clone, with a new idea in the session and a file that somebody corrected."""
    copied(shell.home)
    for name in (f"exports/{NAME}", ".facilitate"):
        shutil.copytree(ROOT / name, shell.home / name)
    folder = shell.home / "exports" / NAME
    (folder / "idees.csv").write_text("relu", encoding="utf-8")
    shell.ok("idea", "add", NAME, "--table", "1", "Un banc")
    told = shell.json("export", NAME, "--to", "md,html,csv")
    assert [Path(path).name for path in told["files"]] == ["compte-rendu.md", "compte-rendu.html", "idees-2.csv"]
    assert told["kept"] == [str(folder / "idees.csv")]
    assert "Un banc" in (folder / "compte-rendu.md").read_text(encoding="utf-8")
