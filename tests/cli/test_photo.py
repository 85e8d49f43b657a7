"""Photos and logos from the command line: added, described, listed, removed, and told where they cannot be."""

from __future__ import annotations

import pytest

from tests.support.photos import logo, photo

PROGRAMME = """
title = "Essai"
date = 2021-12-13
language = "en"
[[partners]]
name = "Association du Parc"
role = "organiser"
logo = "logos/parc.svg"
[[partners]]
name = "Ville"
[[phases]]
kind = "tables"
title = "Tables"
question = "What can we do?"
tables = 2
"""
SVG = b'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 90 30"><text>Parc</text></svg>'


@pytest.fixture
def programme(tmp_path):
    folder = tmp_path / "given"
    (folder / "logos").mkdir(parents=True)
    (folder / "logos" / "parc.svg").write_bytes(SVG)
    file = folder / "programme.toml"
    file.write_text(PROGRAMME, encoding="utf-8")
    return file


def test_adding_describing_listing_and_removing(shell, three, tmp_path):
    file = photo(tmp_path, turned=6)
    added = shell.ok("photo", "add", three, file, "--caption", "A table")
    key = added.lines[0]
    assert "--credit" in added.err
    assert "--alt" in added.err
    shell.ok("photo", "edit", three, key, "--credit", "Participante 07", "--alt", "Six people", "--people")
    (listed,) = shell.json("photo", "list", three)
    assert {name: listed[name] for name in ("caption", "credit", "alt", "people", "consent")} == {
        "caption": "A table", "credit": "Participante 07", "alt": "Six people", "people": True, "consent": "",
    }  # fmt: skip
    assert "Participante 07" in shell.ok("photo", "list", three).out
    assert "consent" in shell("check", three).out
    page = shell.ok("export", three, "--to", "html", "--stdout").out
    assert page.count("<figure>") == 1
    assert "<figure>" not in shell.ok("export", three, "--to", "html", "--stdout", "--anonymise").out
    shell.ok("photo", "remove", three, key)
    assert shell.json("photo", "list", three) == []
    assert "No photos yet" in shell.ok("photo", "list", three).err
    shell.ok("undo", three)
    assert len(shell.json("photo", "list", three)) == 1


def test_what_cannot_be_added_is_one_sentence_and_changes_nothing(shell, three, tmp_path):
    (tmp_path / "letter.jpg").write_bytes(b"Dear all")
    for words in (("add", three, tmp_path / "letter.jpg"), ("add", three, tmp_path / "none.jpg"),
                  ("remove", three, "12345678"), ("edit", three, "12345678", "--alt", "x")):  # fmt: skip
        done = shell("photo", *words)
        assert (done.code != 0, done.out, len(done.err.strip().splitlines())) == (True, "", 1)
    assert shell("photo", "edit", three, "12345678").code == 2
    assert shell.json("photo", "list", three) == []


def test_a_photo_that_is_there_already_is_told(shell, three, tmp_path):
    file = photo(tmp_path)
    shell.ok("photo", "add", three, file)
    assert "already there" in shell("photo", "add", three, file).err


def test_a_programme_brings_its_logos(shell, programme, tmp_path):
    done = shell.ok("new", programme)
    assert "contains text" in done.err
    name = done.lines[0]
    programme.with_name("logos").joinpath("parc.svg").unlink()
    page = shell.ok("export", name, "--to", "html", "--stdout").out
    assert 'alt="Association du Parc: logo"' in page
    assert "Organised by" in shell.ok("show", name).out or "Association du Parc" in shell.ok("show", name).out
    copy = shell.ok("session", "duplicate", name).lines[0]
    assert 'alt="Association du Parc: logo"' in shell.ok("export", copy, "--to", "html", "--stdout").out


def test_a_programme_whose_logo_is_broken_makes_no_session(shell, programme):
    (programme.parent / "logos" / "parc.svg").write_bytes(b"<svg>")
    done = shell("new", programme)
    assert done.code != 0
    assert "Logo of Association du Parc: the logo logos/parc.svg is damaged" in done.err
    assert "Association" not in shell("list").out


def test_a_logo_can_be_given_later_and_a_programme_replaced(shell, programme, tmp_path):
    name = shell.ok("new", programme).lines[0]
    (tmp_path / "ville.png").write_bytes(logo(300, 100))
    shell.ok("plan", "set", name, "supporters/ville/logo", tmp_path / "ville.png")
    assert shell.ok("export", name, "--to", "html", "--stdout").out.count("<li><img") == 2
    again = programme.parent / "again.toml"
    again.write_text(shell.ok("show", name, "--toml").out.replace("funder", "partner"), encoding="utf-8")
    assert "nothing was changed" in shell.ok("plan", "replace", name, again).out
    assert "no file" in shell("plan", "set", name, "supporters/ville/logo", tmp_path / "none.png").err
    assert "nobody" in shell("plan", "set", name, "supporters/ville/role", "nobody").err


def test_roles_are_typed_in_the_words_of_the_language(shell, programme):
    name = shell.ok("new", programme).lines[0]
    shell.ok("plan", "set", name, "supporters/ville/role", "financeur", "--lang", "fr")
    shell.ok("plan", "add", name, "supporters", "name=Le Quartier", "role=partenaire", "--lang", "fr")
    assert 'role = "funder"' in shell.ok("show", name, "--toml").out


def test_sections_are_chosen_for_one_event(shell, programme):
    name = shell.ok("new", programme).lines[0]
    wrong = shell("plan", "set", name, "publication/sections", "thank-you")
    assert wrong.code != 0
    assert "colophon" in wrong.err
    shell.ok("plan", "set", name, "publication/sections", "tables", "colophon")
    shell.ok("plan", "set", name, "publication/contact", "The association, Lyon")
    titles = [line for line in shell.ok("export", name, "--stdout").lines if line.startswith("## ")]
    assert titles == ["## Tables", "## About this publication"]
    shell.ok("plan", "set", name, "publication/sections")
    programme.write_text(PROGRAMME + '[publication]\nsections = ["tables", "tablse"]\n', encoding="utf-8")
    assert "tablse" in shell("new", programme).err
    assert "tablse" in shell("plan", "replace", name, programme).err


def test_a_purge_erases_photos_of_people_and_says_so(shell, three, tmp_path):
    key = shell.ok("photo", "add", three, photo(tmp_path), "--people", "--caption", "A table").lines[0]
    shell.ok("photo", "add", three, photo(tmp_path, "wall.jpg", (300, 300)), "--caption", "The wall")
    out = shell.ok("purge", three, "--before", "2999-12-31", "--yes").out
    assert "1 photo of people" in out
    assert shell.ok("export", three, "--to", "html", "--stdout").out.count("data:image/jpeg") == 1
    assert len(list((shell.home / "sessions" / three / "photos").iterdir())) == 1
    assert [each["caption"] for each in shell.json("photo", "list", three)] == ["The wall"]
    assert "A table" not in shell.ok("photo", "list", three).out
    assert "No photo has" in shell("photo", "edit", three, key, "--alt", "x").err


PHOTOS = """
[[publication.photos]]
file = "pictures/table.jpg"
credit = "Participante 07"
alt = "Six people at a table"
people = true
consent = "signed forms"
[[publication.photos]]
file = "wall.jpg"
caption = "The wall"
"""


@pytest.fixture
def with_photos(programme):
    (programme.parent / "pictures").mkdir()
    photo(programme.parent / "pictures")
    photo(programme.parent, "wall.jpg", (300, 300))
    programme.write_text(PROGRAMME + PHOTOS, encoding="utf-8")
    return programme


def test_a_programme_brings_its_photos_and_is_written_back_with_them(shell, with_photos):
    name = shell.ok("new", with_photos).lines[0]
    table, wall = shell.json("photo", "list", name)
    assert (table["credit"], table["people"], table["consent"]) == ("Participante 07", True, "signed forms")
    told = shell("check", name).out
    assert told.count("The photo has no credit.") == told.count("no alternative text") == 1
    shell.ok("photo", "edit", name, wall["id"][:8], "--alt", "A wall of cards")
    written = shell.ok("show", name, "--toml").out
    assert 'file = "pictures/table.jpg"' in written
    assert 'alt = "A wall of cards"' in written
    with_photos.write_text(written, encoding="utf-8")
    (with_photos.parent / "wall.jpg").unlink()  # it is in the session
    assert "nothing was changed" in shell.ok("plan", "replace", name, with_photos).out
    assert shell.ok("export", name, "--to", "html", "--stdout").out.count("<figure>") == 2
    copy = shell.ok("session", "duplicate", name).lines[0]
    assert shell.json("photo", "list", copy) == []  # another day has photos of its own


def test_a_replaced_programme_corrects_adds_and_takes_out_its_photos_and_no_others(shell, with_photos, tmp_path):
    name = shell.ok("new", with_photos).lines[0]
    shell.ok("photo", "add", name, photo(tmp_path, "own.jpg", (200, 300)), "--caption", "Own")
    photo(with_photos.parent, "wall.jpg", (320, 300))
    with_photos.write_text(PROGRAMME + """
[[publication.photos]]
file = "wall.jpg"
caption = "Another wall"
""", encoding="utf-8")  # fmt: skip
    assert shell.json("plan", "replace", name, with_photos)["corrections"] == 3
    assert [each["caption"] for each in shell.json("photo", "list", name)] == ["Own", "Another wall"]
    shell.ok("undo", name)
    assert [each["caption"] for each in shell.json("photo", "list", name)] == ["", "The wall", "Own"]


@pytest.mark.parametrize(
    ("entry", "sentence"),
    [
        ('photos = "wall.jpg"', "must be written as [[publication.photos]] blocks"),
        ('[[publication.photos]]\ncredit = "x"', "publication, photo 1, file"),
        ('[[publication.photos]]\nfile = "wall.jpg"\npeople = "yes"', "people"),
        ('[[publication.photos]]\nfile = "wall.jpg"\nplace = "x"', "is not a key of the programme"),
        ('[[publication.photos]]\nfile = "wall.jpg"\n' * 2, "names the photo wall.jpg twice"),
        ('[[publication.photos]]\nfile = "none.jpg"', "none.jpg"),
        ("".join(f'[[publication.photos]]\nfile = "{each}.jpg"\n' for each in range(41)), "40 photos at most"),
    ],
)
def test_photos_of_a_programme_that_cannot_be_are_told_and_make_no_session(shell, with_photos, entry, sentence):
    head = "[publication]\n" if entry.startswith("photos") else ""
    with_photos.write_text(f"{PROGRAMME}{head}{entry}", encoding="utf-8")
    done = shell("new", with_photos)
    assert sentence in done.err
    assert "Essai" not in shell("list").out
