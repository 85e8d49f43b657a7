"""The front door: what the READMEs say is there, works, and is the same in both languages."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from facilitate import __version__
from facilitate.cli.application import built
from facilitate.cli.main import taken_out
from tests.support.example import copied

ROOT = Path(__file__).parents[2]
READMES = ["README.md", "README.fr.md"]
STAYING = {"run", "note", "sort", "door", "project", "share"}  # what opens a screen, or serves until it is ended
HEAVIEST = 150_000


def text(name):
    return (ROOT / name).read_text(encoding="utf-8")


def blocks(name, kind):
    return re.findall(rf"```{kind}\n(.*?)```", text(name), flags=re.DOTALL)


def commands(name):
    """Every command line, from the blocks and from within sentences, without `facilitate`."""
    lines = [line for block in blocks(name, "sh") for line in block.splitlines()]
    lines += re.findall(r"`(facilitate [^`]+)`", text(name))
    return [shlex.split(line, comments=True)[1:] for line in lines if line.startswith("facilitate ")]


@pytest.mark.parametrize("name", READMES)
def test_every_link_leads_somewhere(name):
    for target in re.findall(r"\]\(([^)#]+)\)", text(name)):
        assert target.startswith("https://") or (ROOT / target).exists(), target


def test_every_picture_is_light_and_in_both_languages():
    pictures = {path.name: path.stat().st_size for path in (ROOT / "docs/pictures").iterdir()}
    assert max(pictures.values()) < HEAVIEST
    assert {name for name in pictures if ".fr." in name} == {name.replace(".en.", ".fr.") for name in pictures}


def test_the_name_it_gives_the_demo_is_not_that_of_the_example_beside_it(shell):
    copied(shell.home)
    made = shell.ok("demo", "--stage", "prepared").lines[0]
    for words in commands("README.md"):
        if words[0] == "run" and words[1] != "spring":
            assert shell.ok("show", words[1], "--json").data["session"] == made
            break
    else:
        pytest.fail("the README does not say how to open the demo again")


@pytest.mark.parametrize("name", READMES)
def test_every_command_and_option_exists(name):
    for words in commands(name):
        _everywhere, rest = taken_out(words)
        command = built(rest[0]).commands[rest[0]]
        if hasattr(command, "commands"):
            command = command.commands[rest[1]]
        known = {option for parameter in command.params for option in parameter.opts}
        assert {word for word in rest if word.startswith("--")} <= known, words


def test_both_languages_hold_the_same_commands():
    def bare(name):
        return [[word for word in words if " " not in word] for words in commands(name)]

    assert bare("README.md") == bare("README.fr.md")


def test_every_language_installs_by_the_same_lines_and_every_system_the_same_file():
    told = [block.splitlines() for name in READMES for block in blocks(name, "sh") if "uv tool install" in block]
    windows, macos = told[:2]
    assert told == [windows, macos] * 2
    assert windows[0].removeprefix(".\\") == macos[1]
    assert f"/facilitate-{__version__}-py3-none-any.whl" in windows[0]
    assert not any("#" in line for line in windows), "the Command Prompt takes a remark for words"
    one, other = (re.findall(r"`(\S*uv tool [^`]+)`", text(name)) for name in READMES)
    assert one == other


@pytest.mark.parametrize("name", READMES)
def test_what_it_tells_to_type_does_what_it_says(name, shell, tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    Path("programme.toml").write_text(blocks(name, "toml")[0], encoding="utf-8")
    Path("ideas.csv").write_text("table;idee\n1;Un jardin\n2;Un café\n", encoding="utf-8")
    people = "".join(f"Participante {n:02};Structure {n};01 23\n" for n in range(1, 25))
    phone = "Phone" if name == "README.md" else "Téléphone"
    Path("guests.csv").write_text(f"Nom;Structure;{phone}\n{people}", encoding="utf-8")
    pandoc = pytest.importorskip("pypandoc")
    pandoc.convert_text("# Table 2\n\n- Un jardin partagé\n", "docx", "md", outputfile="return.docx")
    lines = [line for block in blocks(name, "sh") for line in block.splitlines() if line.startswith("facilitate ")]
    for line, _, file in (line.partition(" > ") for line in lines):
        words = shlex.split(line, comments=True)[1:]
        if words[0] not in STAYING and words[:2] != ["cycle", "open"]:
            for number in range(1, 7) if words[:2] == ["seats", "remix"] else ():  # it is planned for those who came
                shell.ok("people", "arrive", "spring", f"Participante {number:02}")
            if words[:2] == ["cycle", "add"]:
                shell.ok("new", "--title", "Autumn", "--tables", 2)
            if words[:2] == ["cycle", "export"]:
                words[-1] = "md"  # other tests make the files of all formats
            typed = b"sesame-ouvre\n" if "--wifi" in words else b"- Un four\n" if "-" in words else b""
            done = shell.ok(*words, stdin=typed)
            if words[:2] == ["cycle", "kit"]:
                Path(done.lines[0]).rename("kit.zip")
            if file:
                Path(file).write_text(done.out, encoding="utf-8")
    assert "T3-01" in shell.ok("idea", "list", "spring").out
    assert shell.ok("doctor", "spring")


@pytest.mark.parametrize("name", READMES)
def test_its_long_day_is_a_programme_whose_hours_fit(name, shell, tmp_path):
    programme = tmp_path / "day.toml"
    programme.write_text(blocks(name, "toml")[1], encoding="utf-8")
    done = shell.ok("new", str(programme))
    assert done.err.count("\n") == 1, "only where to go on: nothing overlaps, nothing is left over"
    phases = shell.json("show", done.lines[0])["programme"]["phases"]
    assert [each["number"] for each in phases[1]["round_setups"]] == [1, 2]
    assert [len(each.get("table_setups", ())) for each in phases if each["kind"] == "tables"] == [3, 1]
