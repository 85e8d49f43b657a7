"""Names, lengths and places that a system has rules of its own about, and files that other programs hold."""

from __future__ import annotations

import errno
import os
import subprocess
import sys
import types
from contextlib import contextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from facilitate import system
from facilitate.cli.main import main
from facilitate.cli.output import ExitCode
from facilitate.domain.errors import StorageFailure
from facilitate.domain.programme.document import complete
from facilitate.export.published_files import PublishedFiles
from facilitate.files import ROOM
from facilitate.i18n import Language
from facilitate.store.doctor import examine
from facilitate.store.journal_reading import read_journal
from facilitate.store.workspace import Workspace, find_home
from facilitate.workshop.privacy.purge import removal
from tests.support.services import context_at
from tests.support.sessions import create, open_session
from tests.support.systems import WINDOWS, play_windows
from tests.support.workshops import PLAN

FR = Language("fr")
LATER = datetime(2100, 1, 1, tzinfo=UTC)


@pytest.fixture
def windows(monkeypatch):
    play_windows(monkeypatch)


@pytest.fixture
def folder(tmp_path):
    create(tmp_path)
    open_session(tmp_path).ideas.record(1, "un")
    return tmp_path / "sessions" / "essai"


@contextmanager
def another_program_holds(path):
    """A file is open elsewhere meanwhile: really in another program on Windows, else as it is played."""
    if not WINDOWS:
        descriptor = os.open(path, os.O_RDONLY)
        yield
        os.close(descriptor)
        return
    words = [sys.executable, "-c", "import sys; file = open(sys.argv[1]); print('open', flush=True); sys.stdin.read()"]
    with subprocess.Popen([*words, str(path)], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as program:
        assert program.stdout.readline().strip() == "open"
        yield
        program.stdin.close()


# Names that a person gives


@pytest.mark.parametrize("name", ["con", "NUL", "aux.txt", "com1", "a?b", "a|b", "a<b", 'a"b', "a.", "a ", "a\nb"])
def test_a_folder_that_windows_cannot_name_is_refused_before_anything_is_made(tmp_path, windows, name):
    with pytest.raises(StorageFailure, match="Windows does not allow a file or folder called"):
        find_home(str(tmp_path / name / "ici"), {}, tmp_path)
    with pytest.raises(StorageFailure, match="Choose another name"):
        PublishedFiles(tmp_path).write([(tmp_path / "bien.md", "x"), (tmp_path / name / "y.md", "x")])
    assert list(tmp_path.iterdir()) == []


@pytest.mark.skipif(not WINDOWS, reason="elsewhere whoever calls a folder so may: it can be made")
@pytest.mark.parametrize("name", ["nul", "con", "a?b", "a."])
def test_the_command_line_says_so(folder, tmp_path, name, capfd):
    for words in (
        ["--home", str(tmp_path / name), "list"],
        ["--home", name, "list"],
        ["--home", str(tmp_path), "export", "essai", "--out", str(tmp_path / name)],
        ["--home", str(tmp_path), "export", "essai", "--out", name],
        ["--home", str(tmp_path), "style", name],
    ):
        assert main(["--lang", "en", *words]) == ExitCode.STORAGE
        said = capfd.readouterr().err
        assert f"called “{name}”" in said, said
        assert "Unexpected error" not in said


@pytest.mark.skipif(not WINDOWS, reason="drives and shares are Windows'")
def test_a_session_is_the_same_by_a_drive_by_a_share_and_by_a_long_path(folder, tmp_path):
    whole = str(tmp_path)
    assert whole[1:3] == ":\\"
    ways = [whole, f"\\\\?\\{whole}", whole.replace("\\", "/")]
    if whole.startswith("Z:"):  # wine's own name for the root of Unix, in the place of a server and its share
        ways += [f"\\\\?\\unix{whole[2:]}"]
    for number, way in enumerate(ways, 2):
        assert find_home(way, {}, Path.cwd()).joinpath("sessions", "essai").is_dir(), way
        workshop = open_session(find_home(way, {}, Path.cwd()))
        assert workshop.ideas.record(1, way).ref == f"T1-{number:02d}"
    os.chdir(tmp_path)
    assert find_home(whole[:2], {}, Path.cwd()) == tmp_path  # a drive alone is the folder one is in there


# Long paths


def test_a_title_of_200_letters_in_a_deep_folder_works_or_is_refused_with_a_sentence(tmp_path, windows, monkeypatch):
    deep = tmp_path
    while len(str(deep)) < 240:
        deep /= "Documents partagés"
    title = "Grande rencontre " * 12
    with monkeypatch.context() as patch:
        patch.setattr(system, "longest_path", lambda: 259)  # a Windows as it is delivered
        with pytest.raises(StorageFailure, match=r"too long for this computer \(\d+ char.* contains; 259"):
            Workspace(deep, "home").create(complete(PLAN), title)
        assert list(tmp_path.iterdir()) == []
    if WINDOWS and system.longest_path() < 260:
        return
    monkeypatch.setattr(system, "longest_path", lambda: 32_766)  # one that takes long paths
    slug = Workspace(deep, "home").create(complete(PLAN), title)
    assert open_session(deep, slug).ideas.record(1, "un").ref == "T1-01"


def test_what_a_session_needs_below_its_folder_has_room(tmp_path):
    create(tmp_path)
    folder = tmp_path / "sessions" / "essai"
    with open_session(tmp_path, machine="abcdefghijkl").recorder.log.writing_as("table-40") as writer:
        writer.append([])
    context_at(str(tmp_path), {"FACILITATE_MACHINE": "home"}).sharing.keys("essai").token(1)
    longest = max(len(str(path.relative_to(folder))) for path in folder.rglob("*"))
    assert longest + len("b.sync") < ROOM


@pytest.mark.parametrize("number", [errno.ENOENT, errno.EINVAL, errno.ENAMETOOLONG])
def test_a_path_that_is_too_long_is_not_called_a_missing_folder(folder, tmp_path, monkeypatch, number):
    workshop = open_session(tmp_path)
    monkeypatch.setattr(system, "longest_path", lambda: len(str(folder)) + 5)

    def refused(*_arguments, **_names):
        raise OSError(number, os.strerror(number))

    monkeypatch.setattr(os, "open", refused)
    with pytest.raises(StorageFailure, match="is too long for this computer"):
        workshop.ideas.record(2, "deux")


# Files that other programs hold


def purged(home, slug="essai"):
    context = context_at(str(home), {"FACILITATE_MACHINE": "home"})
    return context.upkeep.purge(slug, removal(context.sessions.read_timeline(slug), LATER, FR.message), FR.message)


def test_a_purge_says_who_stops_it_and_changes_nothing(folder, tmp_path, windows):
    journal = folder / "table-1.jsonl"
    before = {path.name: path.read_bytes() for path in folder.glob("*.jsonl")}
    with (
        another_program_holds(journal),
        pytest.raises(StorageFailure, match=r"Another program has .*table-1\.jsonl open"),
    ):
        purged(tmp_path)
    assert {path.name: path.read_bytes() for path in folder.glob("*.jsonl")} == before
    assert sorted(path.name for path in folder.iterdir() if path.is_file()) == sorted(before)
    purged(tmp_path)
    assert b"session.purged" in b"".join(path.read_bytes() for path in folder.glob("*.jsonl"))


def test_a_doctor_says_who_stops_it_and_mends_when_they_are_gone(folder, tmp_path, windows, monkeypatch):
    monkeypatch.setattr(system, "_PATIENCE", 0.05)
    journal = folder / "table-1.jsonl"
    whole = journal.read_bytes()
    journal.write_bytes(whole + b"garbage\n")
    with (
        another_program_holds(journal),
        pytest.raises(StorageFailure, match=r"another program has .*table-1\.jsonl open"),
    ):
        examine(folder)
    assert journal.read_bytes() == whole + b"garbage\n"
    examine(folder)
    assert journal.read_bytes() == whole
    assert (folder / "table-1.damaged").read_bytes() == b"garbage\n"
    assert examine(folder).healthy


def test_an_export_says_who_stops_it(tmp_path, windows, monkeypatch):
    monkeypatch.setattr(system, "_PATIENCE", 0.05)
    path = tmp_path / "idees.csv"
    files = PublishedFiles(tmp_path)
    files.write([(path, "un")])
    with another_program_holds(path), pytest.raises(StorageFailure, match=r"another program has .*idees\.csv open"):
        files.write([(path, "deux")])
    assert path.read_text() == "un"


@pytest.mark.skipif(not WINDOWS, reason="elsewhere no program keeps a file to itself")
def test_who_keeps_a_journal_to_itself_is_told_of_and_costs_nothing(folder, tmp_path):
    """As Word does; a program that opens it so while it is held here is refused by Windows."""
    import ctypes

    journal = folder / "table-1.jsonl"
    open_alone = ctypes.windll.kernel32.CreateFileW
    open_alone.restype = ctypes.c_void_p
    workshop = open_session(tmp_path)
    handle = open_alone(str(journal), 0xC0000000, 0, None, 3, 0, None)
    for act in (lambda: workshop.ideas.record(1, "perdue"), lambda: purged(tmp_path)):
        with pytest.raises(StorageFailure, match="nother program has"):
            act()
    for act in (lambda: open_session(tmp_path), lambda: examine(folder)):
        with pytest.raises(StorageFailure, match=r"cannot be read.*another program has it open"):
            act()
    ctypes.windll.kernel32.CloseHandle(ctypes.c_void_p(handle))
    assert workshop.ideas.record(1, "deux").ref == "T1-02"
    with workshop.recorder.log.writing_as("table-1"):
        assert open_alone(str(journal), 0xC0000000, 0, None, 3, 0, None) == ctypes.c_void_p(-1).value
    assert examine(folder).healthy


# Files that are with a service


@pytest.mark.parametrize(
    "mark", [{"st_file_attributes": 0x400000}, {"st_file_attributes": 0x1000}, {"st_flags": 1 << 30}]
)
def test_a_file_that_cannot_be_fetched_is_said_to_be_in_the_cloud(folder, tmp_path, monkeypatch, mark):
    journal, real = folder / "table-1.jsonl", Path.stat

    def marked(path, **names):
        found = real(path, **names)
        if path != journal:
            return found
        return types.SimpleNamespace(**{name: getattr(found, name) for name in dir(found) if name[:3] == "st_"} | mark)

    def failing(act):
        def tried(path, *arguments, **names):
            if path == journal:
                raise OSError(errno.EINVAL, "The cloud file provider is not running.", str(path))
            return act(path, *arguments, **names)

        return tried

    monkeypatch.setattr(Path, "stat", marked)
    for name in ("open", "read_bytes"):
        monkeypatch.setattr(Path, name, failing(getattr(Path, name)))
    with pytest.raises(StorageFailure, match="it is in the cloud and not on this computer"):
        open_session(tmp_path)
    with pytest.raises(StorageFailure, match="it is in the cloud and not on this computer"):
        examine(folder)


def test_the_home_is_where_windows_says_that_documents_are(tmp_path, monkeypatch):
    """OneDrive moves that folder; the shell is asked, and nothing is guessed from the name of the profile."""
    import platformdirs

    monkeypatch.setattr(platformdirs, "user_documents_dir", lambda: str(tmp_path / "OneDrive - Asso" / "Documents"))
    monkeypatch.chdir(tmp_path)
    assert find_home(None, {}, tmp_path) == tmp_path / "OneDrive - Asso" / "Documents" / "facilitate"


@pytest.mark.skipif(not WINDOWS, reason="the shell is Windows'")
def test_the_shell_is_asked_where_documents_are(monkeypatch):
    from platformdirs import windows as of_windows

    monkeypatch.delenv("WIN_PD_OVERRIDE_PERSONAL", raising=False)
    monkeypatch.setattr(of_windows, "_RESOLVE_WIN_FOLDER", lambda name: f"D:\\OneDrive\\{name}")
    assert find_home(None, {}, Path.cwd()) == Path("D:\\OneDrive\\CSIDL_PERSONAL\\facilitate")
    assert of_windows._pick_get_win_folder() is of_windows.get_win_folder_via_ctypes


# A journal that Notepad saved

NOTEPAD = {
    "CRLF": lambda text: text.replace("\n", "\r\n").encode(),
    "UTF-8 BOM": lambda text: b"\xef\xbb\xbf" + text.replace("\n", "\r\n").encode(),
    "UTF-16 LE": lambda text: b"\xff\xfe" + text.replace("\n", "\r\n").encode("utf-16-le"),
    "UTF-16 BE": lambda text: b"\xfe\xff" + text.replace("\n", "\r\n").encode("utf-16-be"),
    "ANSI": lambda text: text.replace("\n", "\r\n").encode("cp1252"),
    "a blank line": lambda text: (text + "\n").replace("\n", "\r\n").encode(),
}


@pytest.mark.parametrize("saved", NOTEPAD)
def test_a_journal_that_notepad_saved_is_mended_to_the_byte(tmp_path, saved):
    create(tmp_path)
    for text in ("Un café à l’œuvre – « chaud »", "10 €, deux\nlignes", "ÿ"):
        open_session(tmp_path).ideas.record(1, text)
    folder = tmp_path / "sessions" / "essai"
    journal = folder / "table-1.jsonl"
    plain = journal.read_bytes()
    journal.write_bytes(NOTEPAD[saved](plain.decode()))
    findings = examine(folder)
    (found,) = (each for each in findings.journals if each.name == "table-1.jsonl")
    assert found.wrapped
    assert [found.damaged, found.torn, found.problem] == [{}, b"", None]
    assert journal.read_bytes() == plain
    assert read_journal(journal).sound
    assert open_session(tmp_path).ideas.record(1, "après").ref == "T1-04"
    assert sorted(path.name for path in folder.iterdir() if path.is_file()) == ["facilitator.jsonl", "table-1.jsonl"]


def test_a_current_folder_that_may_not_be_looked_into_is_no_workspace(tmp_path, monkeypatch):
    def forbidden(path, *_, **__):
        raise PermissionError(errno.EACCES, "Permission denied", str(path))

    monkeypatch.setattr(Path, "is_dir", forbidden)
    assert find_home(None, {}, tmp_path).name == "facilitate"
