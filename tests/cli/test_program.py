"""The program as a whole: its options, its refusals, its help."""

import os
import subprocess
import sys
from pathlib import Path

import pytest
from rich.cells import cell_len

import facilitate
from facilitate.cli import registry
from facilitate.cli.application import built
from facilitate.cli.command_errors import MISSING
from facilitate.cli.composition.screens import Screens
from facilitate.cli.context import CliContext
from facilitate.cli.main import main, open_plainly, taken_out
from facilitate.cli.output import Output
from facilitate.cli.text_columns import _ONE_CELL_EACH, cells, columns
from facilitate.i18n import Language

ROOT = Path(facilitate.__file__).parent.parent


def every_command():
    for name in registry.AUDIENCES:
        entry = registry.load(name)
        yield from ([name], *([name, each.name] for each in getattr(entry, "commands", ())))


def test_version(shell):
    assert shell.ok("--version").out == f"facilitate {facilitate.__version__}\n"
    assert shell.json("--version") == {"version": facilitate.__version__}


def test_the_file_of_a_command_is_named_as_it_is_typed():
    files = {path.stem for path in (ROOT / "facilitate" / "cli" / "commands").glob("*.py")} - {"__init__"}
    assert files == {registry.module_name(name) for name in registry.AUDIENCES}
    assert [registry.load(name).name for name in registry.AUDIENCES] == list(registry.AUDIENCES)


@pytest.mark.parametrize("words", list(every_command()), ids=" ".join)
@pytest.mark.parametrize("language", ["en", "fr"])
def test_every_command_has_a_page_with_an_example(shell, words, language):
    page = shell.ok(*words, "--help", "--lang", language).out
    assert page.startswith("Usage:" if language == "en" else "Utilisation\u00a0:")
    assert "facilitate " + " ".join(words) in page


def test_help_groups_the_commands_by_whom_they_are_for(shell):
    page = shell.ok("--help").out
    assert (
        page.index("organiser")
        < page.index("facilitator, during")
        < page.index("note-takers")
        < page.index("Maintenance")
    )
    assert all(f"\n  {name}" in page for name in registry.AUDIENCES)
    assert "Pour l’équipe d’animation" in shell.ok("--lang=fr", "--help").out


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (["nonsense"], "Unknown command"),
        (["ideas"], "Did you mean “facilitate idea”"),
        (["idea", "ad"], "Did you mean “facilitate idea add”"),
        (["idea", "list"], "Which session? Give its name"),
        (["trace"], "Which idea? Give its reference, such as T3-07.\n"),
        (["note"], "Which session? Give its name, or the link on a table’s card"),
        (["plan", "add", "x", "phases"], "Which values? Write for example kind=break"),
        (["phase", "recover", "x", "--accept", "9"], "--accept must be a whole number from 1 to 3.\n"),
        (["share", "x", "--port", "80000"], "--port must be a whole number from 0 to 65535.\n"),
        (["run", "x", "--rehearse", "--speed", "fast"], "--speed must be a whole number from 1 to 3600.\n"),
        (["phase", "extend", "x", "ten"], "How many minutes? Type a number such as 10 or -5.\n"),
        (["note", "x", "--plain=3"], "--plain stands alone: no value is attached to it.\n"),
        (["idea", "list", "x", "--tabel", "1"], "Did you mean --table"),
        (["new", "--tables", "one"], "--tables must be a whole number"),
        (["idea", "add", "x", "--table"], "--table needs a value"),
        (["idea", "add", "x", "y"], "Which table? Add --table and its number."),
        (["list", "what"], "Too many arguments: what\n"),
        (["--home"], "--home needs a value"),
        (["list", "--lang", "de"], "choose fr or en"),
        (["-z"], "-z"),
        (["idea"], "Usage"),
    ],
)
def test_what_makes_no_sense_is_said_in_a_sentence(shell, words, said):
    done = shell(*words)
    assert done.code == 2
    assert said in done.err
    assert done.out == ""


def test_refusals_are_in_french_when_asked(shell):
    assert "Aucune rencontre dans" in shell("show", "x", "--lang", "fr").err
    assert "Quelle rencontre\u202f? Indiquez son nom" in shell("show", "--lang", "fr").err
    assert "inconnue" in shell("nonsense", "--lang", "fr").err


def test_french_output(shell, three):
    assert shell.ok("idea", "list", three, "--table", 1, "--lang", "fr").lines == [
        "T1-01  à créer  non classée  Open the places we have"
    ]
    assert "3 idées recueillies = 0 classée + 3 non classées +" in shell.ok("show", three, "--lang", "fr").out
    assert "lundi 13 décembre 2021" in shell.ok("show", three, "--lang", "fr").out


def test_options_that_may_stand_anywhere(tmp_path):
    assert taken_out(["--home", "a", "x", "--lang=fr", "--json", "--", "--json"]) == (
        {"home": "a", "lang": "fr", "json": ""},
        ["x", "--", "--json"],
    )


def test_where(shell, tmp_path):
    assert shell.ok("where").lines == [str(shell.home)]
    assert shell.ok("where", "--home", tmp_path / "there").lines == [str(tmp_path / "there")]
    assert shell.json("where")["sessions"] == str(shell.home / "sessions")


@pytest.mark.parametrize("words", [["run"], ["sort"], ["note", "--table", "1"]])
def test_screens_without_a_terminal_say_so_at_once(shell, paris, words):
    done = shell(*words, paris)
    assert done.code == 2
    assert "needs a terminal" in done.err


# As they are nearly always typed, which the program reads by itself; and in other words, which Typer reads.
PLAIN = [
    (["run", "PARIS"], ["run", "PARIS", "--speed", "1"], ("run", None)),
    (["sort", "PARIS"], ["sort", "--", "PARIS"], ("sort", None)),
    (["project", "PARIS"], ["project", "--", "PARIS"], ("project", None)),
    (["note", "PARIS", "--table", "3"], ["note", "--table=3", "PARIS"], ("note", 3)),
    (["note", "PARIS", "--table", "03"], ["note", "--table", "03", "PARIS"], ("note", 3)),
]


@pytest.mark.parametrize(("plainly", "otherwise", "opened"), PLAIN, ids=[" ".join(each[0]) for each in PLAIN])
def test_a_screen_is_the_same_whoever_reads_the_words(shell, paris, monkeypatch, plainly, otherwise, opened):
    asked = []
    monkeypatch.setattr("facilitate.cli.output.has_terminal", lambda: True)
    monkeypatch.setattr(Screens, "open", lambda _screens, name, slug: asked.append((slug, name, None)) or 0)
    wall = lambda _screens, slug, _theme, **_sound: asked.append((slug, "project", None)) or 0  # noqa: E731
    monkeypatch.setattr(Screens, "open_wall", wall)
    monkeypatch.setattr(Screens, "open_table", lambda _screens, slug, table: asked.append((slug, "note", table)) or 0)
    for words in (plainly, otherwise):
        assert shell(*(paris if word == "PARIS" else word for word in words)).code == 0
    assert asked == [(paris, *opened)] * 2


@pytest.mark.parametrize(
    "words",
    [
        ["run", "-"],
        ["run", "--help"],
        ["run", ""],
        ["run", "nowhere", "twice"],
        ["note", "http://192.168.1.10:8317/#x"],
        ["note", "paris"],
        ["note", "paris", "--table", "-1"],
        ["note", "paris", "--table", "²"],
        ["note", "paris", "--table", "9" * 5_000],
    ],
    ids=lambda words: " ".join(words)[:40],
)
def test_any_other_words_for_a_screen_are_read_by_typer(words):
    assert open_plainly(words, CliContext(Output(Language("en")), None, {})) is None


def test_note_knows_the_tables(shell, paris, monkeypatch):
    monkeypatch.setattr("facilitate.cli.output.has_terminal", lambda: True)
    assert shell("note", paris, "--table", 9).code == 1


def test_a_full_disk_is_exit_code_3(shell, paris, folder, monkeypatch):
    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("facilitate.system.sync_file", full)
    done = shell("idea", "add", paris, "--table", 1, "x")
    assert done.code == 3
    assert "disk is full" in done.err
    monkeypatch.undo()


def test_what_nobody_foresaw_is_a_sentence_and_a_file(shell, tmp_path, monkeypatch):
    def fail(*_):
        raise RuntimeError("boom \x1b[31m")

    monkeypatch.setattr("facilitate.cli.composition.sessions.Sessions.listed", fail)
    done = shell("list")
    assert done.code == 1
    assert "\x1b" not in done.err
    kept = tmp_path / "state" / "errors.log"
    assert str(kept) in done.err
    assert "RuntimeError: boom" in kept.read_text(encoding="utf-8")


def test_debugging_shows_the_details(shell, monkeypatch, capsys):
    monkeypatch.setattr("facilitate.cli.composition.sessions.Sessions.listed", lambda *_: 1 / 0)
    monkeypatch.setenv("FACILITATE_DEBUG", "1")
    assert main(["list"]) == 1
    assert "ZeroDivisionError" in capsys.readouterr().err


def test_ctrl_c_is_130(shell, monkeypatch):
    def interrupt(*_):
        raise KeyboardInterrupt

    monkeypatch.setattr("facilitate.cli.composition.sessions.Sessions.listed", interrupt)
    done = shell("list")
    assert done.code == 130
    assert done.err == "Interrupted.\n"


def test_piping_into_a_reader_that_leaves(shell, three):
    environ = {**os.environ, "PYTHONPATH": str(ROOT)}
    program = [sys.executable, "-c", "import sys; from facilitate.__main__ import main; sys.exit(main())"]
    reader, writer = os.pipe()
    os.close(reader)
    done = subprocess.run(
        [*program, "show", three],
        stdout=writer,
        stderr=subprocess.PIPE,
        stdin=subprocess.DEVNULL,
        env=environ,
        check=False,
    )
    os.close(writer)
    assert done.returncode == 0
    assert done.stderr == b""


def test_columns_are_as_wide_as_terminals_show_them():
    assert [cells(text) for text in ("abc", "漢字", "e\u0301", "👩", "«\u00a0a")] == [3, 4, 1, 2, 3]
    rows = [("漢", "x"), ("abc", "y z w")]
    assert list(columns(rows, (), None)) == ["漢   x", "abc  y z w"]


def test_what_needs_no_table_of_unicode_takes_the_cells_it_would_say():
    signs = [chr(code) for code in range(0x20, 0x3000) if _ONE_CELL_EACH.fullmatch(chr(code))]
    assert len(signs) > 600
    assert [sign for sign in signs if cell_len(sign) != 1] == []


def test_columns_fit_a_terminal():
    rows = [("T1-01", "unfiled", "one two three four five six seven eight nine ten")]
    for width in (20, 40, 80):
        lines = list(columns(rows, ("", "", ""), width))
        assert max(map(len, lines)) <= width
        assert " ".join(" ".join(lines).split()).endswith("eight nine ten")


def every_param(command):
    yield from command.params
    for below in getattr(command, "commands", {}).values():
        yield from every_param(below)


def test_whatever_may_be_missing_has_its_sentence():
    required = [param for param in every_param(built()) if param.required]
    named = {param.name for param in required if not {param.name, param.metavar} & set(MISSING)}
    # Some are asked for by their name and what stands for them: “from FOLDER|URL”.
    without = {name for name in named if not any(known.startswith(f"{name.rstrip('_')} ") for known in MISSING)}
    assert without == set()


def test_no_option_is_one_of_a_few_words_by_its_type_for_its_help_would_not_list_them():
    """Such an option is text with its words as its metavar; `word_meant` takes those of both languages."""
    assert [param.opts for param in every_param(built()) if getattr(param.type, "choices", None)] == []
