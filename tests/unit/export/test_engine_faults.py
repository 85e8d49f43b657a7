"""Whatever an engine, its temporary folder or the disk do: a sentence with its place, and nothing half-written."""

from __future__ import annotations

import errno
import signal
import subprocess
import sys
import tempfile
import threading
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest

from facilitate import __main__ as program
from facilitate import system
from facilitate.domain.errors import Refused, StorageFailure
from facilitate.export import engine_faults, engines
from facilitate.export.engine_faults import EngineMissing, temporary_folder
from facilitate.export.formats import FORMATS
from facilitate.export.publish import Publisher, PublishOptions
from facilitate.export.style.style import DEFAULT
from facilitate.export.table_cards import cards_pdf
from facilitate.i18n import Language
from tests.support.published import told
from tests.support.workshops import make_workshop

# What makes each format. A page for a browser has its picture from typst, and does without.
ENGINES = {
    "md": (),
    "html": (),
    "pdf": ("typst",),
    "docx": ("pypandoc",),
    "odt": ("pypandoc",),
    "epub": ("pypandoc",),
    "summary": ("typst",),
    "slides": ("typst", "pypandoc"),
    "social": ("typst",),
    "email": ("typst",),
    "csv": (),
    "xlsx": ("openpyxl",),
    "json": (),
    "svg": ("typst",),
    "png": ("typst",),
    "infographic": ("typst",),
    "ics": ("icalendar",),
    "decidim": (),
}
MADE_BY = [(name, engine) for name, each in ENGINES.items() for engine in each]
NAMED = {"pypandoc": "pandoc"}
IN_TEMPORARY = {"html", "docx", "odt", *(name for name, each in ENGINES.items() if "typst" in each)}


@cache
def publication():
    workshop = make_workshop()
    workshop.ideas.record(1, "Un jardin")
    workshop.proposals.file(["T1-01"], "lieux")
    workshop.roadmap.set("T1-01", next_step="Appeler la mairie", due="2022-03-01")
    return told(workshop)


@pytest.fixture
def temporary(tmp_path, monkeypatch):
    """The temporary folder, where nothing is left when the test is over."""
    folder = tmp_path / "temporary"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    yield folder
    assert not folder.is_dir() or not list(folder.iterdir())


@pytest.fixture
def export(tmp_path, temporary):
    out = tmp_path / "out"

    def to(*names):
        publisher = Publisher(tmp_path, lambda _slug: out)
        return publisher.write(publication(), PublishOptions(names), out)

    to.folder = out
    return to


def refuse(export, name, kind):
    """The sentence an export ends with, which wrote nothing."""
    with pytest.raises(kind) as refused:
        export(name)
    assert not export.folder.exists()
    return Language("fr").message(refused.value.message)


def test_each_format_is_told_what_makes_it():
    assert set(ENGINES) == set(FORMATS)
    for each in FORMATS.values():
        assert any(file.wanted(publication().report) for file in each.files), each.name


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("fault", ["full", "no folder"])
def test_a_temporary_folder_that_cannot_be_used_is_named(name, fault, export, temporary, monkeypatch):
    def full(path, *_content, **_encoding):
        raise OSError(errno.ENOSPC, "No space left on device", str(path))

    if fault == "full":
        written = {kind: getattr(Path, kind) for kind in ("write_bytes", "write_text")}
        for kind, write in written.items():
            monkeypatch.setattr(
                Path,
                kind,
                lambda path, *content, write=write, **named: (full if path.is_relative_to(temporary) else write)(
                    path, *content, **named
                ),
            )
        monkeypatch.setattr(tempfile, "NamedTemporaryFile", full)
    else:
        temporary.rmdir()
        temporary.touch()
    if name not in IN_TEMPORARY:
        assert export(name)
        return
    sentence = refuse(export, name, StorageFailure)
    assert f"le dossier temporaire {temporary} est inutilisable" in sentence
    assert ("le disque est plein" in sentence) == (fault == "full")


def test_where_no_temporary_folder_can_be_written_to_one_is_named(export, monkeypatch):
    monkeypatch.setenv("TMPDIR", "/somewhere")

    def none():
        raise FileNotFoundError(errno.ENOENT, "No usable temporary directory found in […]")

    monkeypatch.setattr(tempfile, "gettempdir", none)
    assert "dans aucun dossier temporaire, /somewhere compris" in refuse(export, "pdf", StorageFailure)


@pytest.mark.parametrize(("name", "engine"), MADE_BY)
@pytest.mark.parametrize("fault", ["absent", "raises", "half"])
def test_an_engine_that_is_absent_or_does_not_load_is_named(name, engine, fault, export, tmp_path, monkeypatch):
    if fault == "absent":
        monkeypatch.setitem(sys.modules, engine, None)
    elif fault == "half":
        monkeypatch.setitem(sys.modules, engine, ModuleType(engine))
    else:
        (tmp_path / "stubs").mkdir()
        (tmp_path / "stubs" / f"{engine}.py").write_text("raise RuntimeError('no such processor')\n")
        monkeypatch.syspath_prepend(tmp_path / "stubs")
        monkeypatch.delitem(sys.modules, engine, raising=False)
    sentence = refuse(export, name, EngineMissing)
    assert f"nécessite {NAMED.get(engine, engine)}, " in sentence
    assert ("est installé mais ne fonctionne pas ici" in sentence) == (fault != "absent")
    assert ("(no such processor)" in sentence) == (fault == "raises")


@pytest.mark.parametrize("name", [name for name, engine in MADE_BY if engine == "pypandoc"])
@pytest.mark.parametrize(
    ("code", "said", "expected"),
    [
        (-signal.SIGTERM, b"", "a été arrêté par un autre logiciel ou par le système (SIGTERM)"),
        (-77, b"", "par le système (77)"),
        (3, b" ", "sans dire pourquoi (code de sortie 3)"),
        (1, b"out of\n luck", "n’a pas pu créer le fichier\u00a0: out of luck"),
        (0, b"", "(code de sortie 0)"),
    ],
)
def test_a_program_that_ends_early_is_told_with_why(name, code, said, expected, export, monkeypatch):
    engines._blank.cache_clear()
    monkeypatch.setattr(engines, "_pandoc", lambda _form: "pandoc")
    monkeypatch.setattr(
        engines.subprocess, "run", lambda call, **_how: subprocess.CompletedProcess(call, code, b"", said)
    )
    sentence = refuse(export, name, Refused)
    assert sentence.startswith("pandoc ")
    assert expected in sentence


def test_a_program_that_does_not_start_is_told_with_why(export, tmp_path, monkeypatch):
    monkeypatch.setattr(engines, "_pandoc", lambda _form: str(tmp_path / "gone"))
    assert "pandoc, qui est installé mais ne fonctionne pas ici" in refuse(export, "odt", EngineMissing)


class PanicException(BaseException):
    """What an engine written in Rust raises when it panics."""


@pytest.mark.parametrize("error", [PanicException("index out of bounds"), TypeError("index out of bounds")])
def test_what_an_engine_raises_at_work_is_a_sentence(error, export, monkeypatch):
    def work(_compiler, **_how):
        raise error

    monkeypatch.setattr(engines, "interruptible", lambda _work: work(None))
    assert refuse(export, "pdf", Refused) == "typst n’a pas pu créer le fichier\u00a0: index out of bounds"


def test_fonts_whose_files_are_not_there_are_named_and_a_check_does_without(export, tmp_path, monkeypatch):
    engines._cuts.cache_clear()
    engines._fonts.cache_clear()
    (tmp_path / "font_bare").mkdir()
    (tmp_path / "font_bare" / "__init__.py").touch()
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(engines, "_SANS", "font_bare")
    assert "nécessite font-source-sans-pro, qui est installé mais ne fonctionne pas" in refuse(export, "pdf", Refused)
    assert engines.families(DEFAULT) == frozenset()
    with engines.pen(DEFAULT) as can_draw:
        assert can_draw("鑰")


def test_cards_name_the_temporary_folder(temporary):
    temporary.rmdir()
    temporary.touch()
    with pytest.raises(StorageFailure, match="the temporary folder"):
        cards_pdf(make_workshop().session.plan, [], Language("fr"), DEFAULT)


@pytest.mark.parametrize("name", FORMATS)
def test_a_disk_that_fills_up_is_told_with_what_was_written_and_what_was_not(name, tmp_path, monkeypatch):
    """Of each format with one more: the second file is the first that finds no room."""
    files = list(
        dict.fromkeys(file.called(publication()) for each in (name, "md", "csv") for file in FORMATS[each].files)
    )
    replace, room = system.replace, [files[0]]

    def refusing(temporary, target):
        if target.name not in room and target.parent.name == "out":
            raise OSError(errno.ENOSPC, "No space left on device", str(temporary))
        replace(temporary, target)

    monkeypatch.setattr(system, "replace", refusing)
    monkeypatch.setattr("facilitate.export.formats.made", lambda *_asked: [(file, b"whole") for file in files])
    publisher, out = Publisher(tmp_path, lambda _slug: tmp_path), tmp_path / "out"
    with pytest.raises(StorageFailure) as refused:
        publisher.write(publication(), PublishOptions((name,)), out)
    sentence = Language("en").message(refused.value.message)
    assert f"the disk is full ({out / files[1]})" in sentence
    assert f"Of the {len(files)} files, these were written: “{files[0]}”. These were not: “{files[1]}”" in sentence
    assert sentence.endswith(f"“{files[-1]}”.")
    assert [(path.name, path.read_bytes()) for path in out.iterdir()] == [(files[0], b"whole")]
    room.clear()
    with pytest.raises(StorageFailure, match=f"None of the {len(files)} files was written"):
        publisher.write(publication(), PublishOptions((name,)), tmp_path / "new" / "out")


def test_a_folder_is_gone_when_the_program_ends_while_a_thread_is_at_work_in_it(temporary, monkeypatch):
    """Ctrl+C leaves an engine alone with its work, which puts nothing into the folder from then on."""
    monkeypatch.setattr(engine_faults, "_over", threading.Event())
    with temporary_folder() as folder:
        (folder / "data.json").touch()
        engine_faults.leave_nothing()
        assert not list(temporary.iterdir())
        with pytest.raises(FileNotFoundError):
            (folder / "more.json").touch()
    with pytest.raises(SystemExit), temporary_folder():
        pass


@pytest.mark.parametrize("name", ["SIGTERM", "SIGHUP"])
def test_a_program_that_is_told_to_end_removes_its_temporary_folder(name, temporary):
    number = getattr(signal, name, None)
    if number is None:
        pytest.skip("Windows has none")
    before = {each: signal.signal(each, signal.SIG_DFL) for each in (signal.SIGTERM, number)}
    try:
        program.end_in_order()
        with pytest.raises(SystemExit) as ended, temporary_folder():
            signal.raise_signal(number)
        assert ended.value.code == 128 + number
    finally:
        for each, handler in before.items():
            signal.signal(each, handler)
