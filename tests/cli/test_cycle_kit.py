"""The kit of a cycle: made of what is nobody's, and taken as a stranger's file."""

from __future__ import annotations

import io
import json
import os
import re
import zipfile
from pathlib import Path

import pytest

from facilitate.export import kit_files
from facilitate.export.engine_faults import EngineMissing
from facilitate.store.kit_file import packed, unpacked

PNG = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de0000000c4944415408d763f8ffff3f0005fe02fe"
    "a7355c010000000049454e44ae426082"
)


@pytest.fixture
def without_engine(monkeypatch):
    """Pages for a browser: quicker to make."""

    def missing(*_words, **_more):
        raise EngineMissing("")

    monkeypatch.setattr(kit_files, "typeset", missing)


@pytest.fixture
def cycle(shell, three):
    name = shell.ok("cycle", "new", "Grandes Rencontres", "--language", "fr").lines[0]
    shell.ok("cycle", "add", name, three)
    return name


@pytest.fixture
def kit(shell, cycle, without_engine, tmp_path):
    shell.ok("cycle", "kit", cycle, "--out", tmp_path / "kit.zip")
    return tmp_path / "kit.zip"


def files_of(kit):
    return dict(unpacked(kit.read_bytes(), "kit.zip"))


def zipped(path, files):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in files.items():
            archive.writestr(name if isinstance(name, zipfile.ZipInfo) else zipfile.ZipInfo(name), content)
    return path


def new_from(shell, kit, *more):
    return shell("new", "--from", kit, "--title", "Rencontre de Lyon", *more)


def refused(shell, kit):
    """The sentence with which a kit is refused; nothing came of it."""
    before = sorted(shell.home.rglob("*"))
    done = new_from(shell, kit)
    assert done.code != 0
    assert sorted(shell.home.rglob("*")) == before
    return done.err


def test_report_months_and_closing_questions_travel_with_the_kit(shell, cycle, three, without_engine, tmp_path):
    shell.ok("plan", "set", three, "reports_after", "6", "12")
    shell.ok("plan", "set", three, "closing_questions", "Et après\u202f?")
    told = shell.ok("cycle", "kit", cycle, "--out", tmp_path / "kit.zip").err
    assert "agenda is that of the last event, “La Grande Rencontre de Paris” (closing questions: 1)." in told
    (name,) = new_from(shell, tmp_path / "kit.zip", "--date", "2022-05-10").lines
    found = shell.json("roadmap", "report", name)
    assert [each["date"] for each in found["reports"]] == ["2022-11-10", "2023-05-10"]
    assert shell.json("feedback", "show", name)["questions"] == [{"question": "Et après\u202f?"}]


def test_whose_agenda_and_questions_a_kit_has_is_chosen_and_said(shell, cycle, three, without_engine, tmp_path):
    day = ("--date", "2031-05-10", "--tables", "2", "--question", "Q")
    other = shell.ok("--lang", "fr", "new", "--title", "Rencontre de Lille", *day)
    shell.ok("cycle", "add", cycle, other.lines[0])
    shell.ok("plan", "set", three, "closing_questions", "Et après\u202f?")
    path = tmp_path / "kit.zip"

    def made(*agenda):
        found = shell.json("cycle", "kit", cycle, "--out", path, "--replace", *agenda)
        programme = files_of(path)["programme.toml"].decode()
        return found["agenda"], found["closing_questions"], "Six tables" in programme

    assert made() == ("Rencontre de Lille", 0, False)
    assert made("--agenda", "paris") == ("La Grande Rencontre de Paris", 1, True)
    assert made("--agenda", "standard") == (None, 0, False)
    file = tmp_path / "ideas.txt"
    file.write_text("- One idea\n", encoding="utf-8")
    shell.ok("cycle", "report", cycle, file, "--event", "Toulouse", "--by", "x")
    assert "held without the tool" in shell("cycle", "kit", cycle, "--out", path, "--agenda", "toulouse").err


def test_the_same_cycle_makes_the_same_bytes_and_each_page_is_one(shell, cycle, tmp_path):
    from pypdf import PdfReader

    first, second = tmp_path / "first.zip", tmp_path / "second.zip"
    shell.ok("cycle", "kit", cycle, "--out", first)
    made = shell.json("cycle", "kit", cycle, "--out", second)
    assert first.read_bytes() == second.read_bytes()
    files = files_of(first)
    assert json.loads(files["kit.json"])["cycle"]["state"] == made["state"]
    pages = [content for name, content in files.items() if name.endswith(".pdf")]
    assert len(pages) == 6
    assert [len(PdfReader(io.BytesIO(each)).pages) for each in pages] == [1] * 6


def test_a_session_is_made_from_it_and_remembers_it(shell, cycle, kit):
    done = new_from(shell, kit, "--date", "2025-05-03", "--place", "Les Halles")
    assert done.code == 0, done.err
    name = done.lines[0]
    assert "From the kit of “Grandes Rencontres”" in done.err
    typology = [each["title"] for each in shell.json("category", "list", name)]
    assert typology == [each["title"] for each in shell.json("category", "list", "paris")]
    shown = shell.ok("show", name, "--toml").out
    assert 'cycle = "Grandes Rencontres"' in shown
    assert "2025-05-03" in shown
    shell.ok("cycle", "add", cycle, name)
    assert [each["kit"] for each in shell.json("cycle", "show", cycle)["events"]] == [None, None]


def test_a_kit_older_than_the_cycle_is_said_when_it_is_used_and_when_the_event_is_read(shell, cycle, kit):
    before = new_from(shell, kit)
    assert "older kit" not in before.err
    name = before.lines[0]
    shell.ok("cycle", "category", "decidim", cycle, 1, 12)
    assert "older kit" not in shell.ok("cycle", "add", cycle, name).err
    shell.ok("cycle", "category", "rename", cycle, 1, "Places to meet")
    assert f"“{name}”: made from an older kit" in shell.ok("cycle", "show", cycle).err
    found = shell.json("cycle", "show", cycle)
    assert [bool(each["kit"]) for each in found["events"]] == [False, True]
    assert [each["ideas"] for each in found["categories"][0]["events"]] == [0, None]  # the second is to come
    assert "The session is made from an older kit" in new_from(shell, kit).err
    shell.ok("cycle", "undo", cycle)
    assert "older kit" not in shell.ok("cycle", "show", cycle).err


def test_no_idea_no_name_and_no_token_is_in_it(shell, three, cycle, without_engine, tmp_path):
    shell.ok("idea", "add", three, "--table", 3, "A bus that only Zorglub would take")
    shell.ok("plan", "set", three, "phases/panel/title", "Panel with Christophe Vernier")
    guests = tmp_path / "guests.csv"
    guests.write_text("Name,Organisation\nQuentina Abendroth,Maison Untel\n", encoding="utf-8")
    shell.ok("people", "import", three, guests)
    shell.ok("cards", three)
    tokens = re.findall(r'"([A-Za-z0-9_-]{16,})"', next(shell.home.rglob("keys.json")).read_text())
    assert tokens
    style = shell.home / "style"
    style.mkdir()
    style.joinpath("style.toml").write_text('[cover]\ntext = "Merci à Christophe Vernier"\n', encoding="utf-8")
    shell.ok("cycle", "category", "describe", cycle, 1, "As Christophe Vernier put it")
    shell.ok("cycle", "kit", cycle, "--out", tmp_path / "kit.zip")
    everything = b"\n".join(files_of(tmp_path / "kit.zip").values()).decode()
    for word in (
        "Zorglub",
        "Open the places",
        "Quentina",
        "Abendroth",
        "Vernier",
        "Christophe",
        "2021",
        three,
        *tokens,
    ):
        assert word not in everything
    assert "La grande rencontre" not in everything
    assert "Panel with" in everything  # the agenda is there


def test_a_house_style_goes_along_and_never_replaces_one(shell, cycle, without_engine, tmp_path):
    style = shell.home / "style"
    style.mkdir()
    style.joinpath("style.toml").write_text('[colours]\naccent = "#7a1f1f"\n[cover]\nlogo = "logo.png"\n')
    style.joinpath("logo.png").write_bytes(PNG)
    style.joinpath("notes-privees.txt").write_text("nothing for others")
    shell.ok("cycle", "kit", cycle, "--out", tmp_path / "kit.zip")
    files = files_of(tmp_path / "kit.zip")
    assert {name for name in files if name.startswith("style/")} == {"style/style.toml", "style/logo.png"}
    stays = new_from(shell, tmp_path / "kit.zip")
    assert "Your house style stays" in stays.err
    for each in style.iterdir():
        each.unlink()
    style.rmdir()
    taken = new_from(shell, tmp_path / "kit.zip")
    assert "was put into" in taken.err
    assert style.joinpath("style.toml").read_bytes() == files["style/style.toml"]
    assert style.joinpath("logo.png").read_bytes() == PNG


def test_without_a_title_nobody_is_asked_where_nobody_is(shell, kit):
    done = shell("new", "--from", kit)
    assert done.code != 0
    assert "--title" in done.err
    both = shell("new", Path(kit_files.__file__), "--from", kit, "--title", "x")
    assert "either a programme or --from" in both.err


@pytest.mark.parametrize(
    "name",
    ["../outside.txt", "/etc/evil", "style/../../x.png", "C:\\evil.exe", "..\\evil", "style\\..\\..\\x.png", "C:x"],
)
def test_a_path_that_leads_out_is_refused_by_name(shell, kit, tmp_path, name):
    said = refused(shell, zipped(tmp_path / "evil.zip", {**files_of(kit), name: b"x"}))
    # Where a backslash parts folders, Python’s reader of zips writes it as the other one.
    assert f"{name.replace(os.sep, '/')} leads out of the kit" in said


@pytest.mark.parametrize("name", ["run.exe", "sessions/x/journal.jsonl", "style/run.sh", "style/fonts/x/y.ttf", ".git"])
def test_what_does_not_belong_there_is_refused_by_name(shell, kit, tmp_path, name):
    said = refused(shell, zipped(tmp_path / "evil.zip", {**files_of(kit), name: b"x"}))
    assert f"{name} does not belong in a kit" in said


@pytest.mark.parametrize("name", ["style/nul.png", "style/aux.svg", "style/logo.png ", "style/a\x01.png"])
def test_a_name_that_some_systems_cannot_give_is_refused(shell, kit, tmp_path, name):
    assert "not every system" in refused(shell, zipped(tmp_path / "evil.zip", {**files_of(kit), name: b"x"}))


def test_a_link_is_refused(shell, kit, tmp_path):
    link = zipfile.ZipInfo("style/logo.png")
    link.create_system, link.external_attr = 3, 0o120777 << 16
    said = refused(shell, zipped(tmp_path / "evil.zip", {**files_of(kit), link: b"/etc/passwd"}))
    assert "style/logo.png is not a plain file" in said


def test_a_bomb_is_refused_before_it_goes_off(shell, kit, tmp_path, monkeypatch):
    from facilitate.store import kit_file

    monkeypatch.setattr(kit_file, "LARGEST_FILE", 200_000)
    files = files_of(kit)
    said = refused(shell, zipped(tmp_path / "one.zip", {**files, "style/big.png": bytes(200_001)}))
    assert "style/big.png is larger than" in said
    monkeypatch.setattr(kit_file, "LARGEST", 300_000)
    many = {f"style/{number}.png": bytes(150_000) for number in range(3)}
    assert "Unpacked, the kit is larger" in refused(shell, zipped(tmp_path / "several.zip", {**files, **many}))
    crowd = {f"style/{number}.png": b"" for number in range(300)}
    assert "at most 120 files" in refused(shell, zipped(tmp_path / "crowd.zip", {**files, **crowd}))


def test_a_style_that_names_a_picture_of_this_computer_is_not_taken(shell, kit, tmp_path):
    picture = tmp_path / "private.png"
    picture.write_bytes(PNG)
    done = new_from(shell, again(kit, tmp_path, {"style/style.toml": f'[cover]\nlogo = "{picture}"\n'.encode()}))
    assert done.code == 0
    assert "was not taken over" in done.err
    assert not (shell.home / "style").exists()


def test_a_file_that_was_changed_or_is_missing_is_named(shell, kit, tmp_path):
    files = files_of(kit)
    changed = {**files, "programme.toml": files["programme.toml"] + b"\n"}
    assert "programme.toml is not as it was" in refused(shell, zipped(tmp_path / "changed.zip", changed))
    del files["programme.toml"]
    assert "programme.toml is missing" in refused(shell, zipped(tmp_path / "less.zip", files))


def test_people_and_days_do_not_come_in_by_a_kit(shell, kit, tmp_path):
    programme = files_of(kit)["programme.toml"]
    for line in (b'date = "2024-01-01"', b'[place]\nname = "x"'):
        other = again(kit, tmp_path, {"programme.toml": line + b"\n" + programme})
        assert "does not belong in the programme of a kit" in refused(shell, other)


@pytest.mark.parametrize(
    ("name", "value"),
    [("files", []), ("files", {"programme.toml": 3}), ("cycle", 3), ("language", "de"), ("kit", 2),
     ("made", "9999-99-99T99:99:99+00:00"), ("made", "0000-01-01T00:00:00+00:00")],
)  # fmt: skip
def test_a_manifest_of_another_form_is_a_sentence(shell, kit, tmp_path, name, value):
    files = files_of(kit)
    document = json.loads(files.pop("kit.json"))
    if name == "made":
        document["cycle"]["made"] = value
    else:
        document[name] = value
    evil = zipped(tmp_path / "evil.zip", {**files, "kit.json": json.dumps(document).encode()})
    assert "This is no kit of this version" in refused(shell, evil)


@pytest.mark.parametrize(
    ("line", "text"),
    [("phases = 3", "phases"), ("synonyms = [[1]]", "synonyms"), ("categories = [3]", "category 1"),
     ('categories = [{title = "x", taxonomies = [0]}]', "whole numbers from 1"),
     ('categories = [{title = "x", description = 3}]', "description")],
)  # fmt: skip
def test_a_programme_of_wrong_types_is_a_sentence(shell, kit, tmp_path, line, text):
    said = refused(shell, again(kit, tmp_path, {"programme.toml": f'title = "x"\n{line}\n'.encode()}))
    assert text in said
    assert "Unexpected" not in said


def test_pictures_without_the_settings_of_a_style_are_no_style(shell, kit, tmp_path):
    assert "style/style.toml is missing" in refused(shell, again(kit, tmp_path, {"style/logo.png": PNG}))


def again(kit, tmp_path, changes):
    """The kit with other files, which its manifest knows."""
    from hashlib import sha256

    files = files_of(kit) | changes
    document = json.loads(files.pop("kit.json"))
    document["files"] = {name: sha256(content).hexdigest() for name, content in files.items()}
    path = tmp_path / "again.zip"
    path.write_bytes(packed({**files, "kit.json": json.dumps(document).encode()}))
    return path
