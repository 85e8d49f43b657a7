"""A file that a person made or changed is kept; what the program wrote is renewed, wherever the workspace goes."""

from __future__ import annotations

import hashlib
import os
import shutil
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.domain.errors import StorageFailure
from facilitate.export import published_files
from facilitate.export.published_files import PublishedFiles
from facilitate.files import Written
from tests.support.examples import examples
from tests.support.systems import kept_from_others


@pytest.fixture
def home(tmp_path: Path) -> Path:
    (tmp_path / "home" / "exports").mkdir(parents=True)
    return tmp_path / "home"


def put(home: Path, text: str, *, replace: bool = False, name: str = "compte-rendu.md") -> str:
    """Export it, by a program that has just started; the name of the file it is in."""
    (made,) = PublishedFiles(home).write([(home / "exports" / name, text)], replace=replace)
    assert made.path.read_text(encoding="utf-8") == text
    assert made.kept in (None, home / "exports" / name)
    return made.path.name


def texts(home: Path) -> dict[str, str]:
    return {path.name: path.read_text(encoding="utf-8") for path in (home / "exports").iterdir()}


def test_what_was_written_is_renewed_and_what_was_changed_is_kept(home: Path) -> None:
    assert [put(home, "un"), put(home, "deux")] == ["compte-rendu.md"] * 2
    (home / "exports" / "compte-rendu.md").write_text("deux, relu", encoding="utf-8")
    assert [put(home, "trois"), put(home, "quatre")] == ["compte-rendu-2.md"] * 2
    (home / "exports" / "compte-rendu-2.md").write_text("quatre, relu", encoding="utf-8")
    assert put(home, "cinq") == "compte-rendu-3.md"
    assert sorted(texts(home).values()) == ["cinq", "deux, relu", "quatre, relu"]
    assert put(home, "six", replace=True) == "compte-rendu.md"
    assert put(home, "sept") == "compte-rendu.md", "it is the program's again"


def test_a_file_nobody_remembers_is_a_person_s_unless_it_has_the_same_bytes(home: Path) -> None:
    (home / "exports" / "compte-rendu.md").write_text("d’une autre version", encoding="utf-8")
    assert put(home, "un") == "compte-rendu-2.md"
    (home / "exports" / "b.md").write_text("le même", encoding="utf-8")
    before = (home / "exports" / "b.md").stat().st_mtime_ns
    assert put(home, "le même", name="b.md") == "b.md"
    assert (home / "exports" / "b.md").stat().st_mtime_ns == before, "it was left as it is"
    assert put(home, "un autre", name="b.md") == "b.md", "and is known from then on"


def test_an_earlier_export_that_was_put_back_is_still_ours(home: Path) -> None:
    put(home, "un")
    shutil.copy(home / "exports" / "compte-rendu.md", home / "backup.md")
    put(home, "deux")
    shutil.copy(home / "backup.md", home / "exports" / "compte-rendu.md")
    assert put(home, "trois") == "compte-rendu.md"


def test_what_was_written_is_known_by_its_bytes_wherever_it_was_copied_to_and_whenever(home: Path) -> None:
    """As in a clone of the workspace, a folder renamed, or a copy that lost its times."""
    put(home, "un")
    for folder in ("exports/renommé", "ailleurs"):
        path = home / folder / "compte-rendu.md"
        path.parent.mkdir()
        shutil.copyfile(home / "exports" / "compte-rendu.md", path)
        os.utime(path, (0, 0))
        assert PublishedFiles(home).write([(path, "deux")]) == [Written(path)]
        path.write_text("deux, relu", encoding="utf-8")
        assert PublishedFiles(home).write([(path, "trois")])[0].kept == path


def test_a_list_of_an_earlier_version_still_counts(home: Path) -> None:
    (home / "exports" / "compte-rendu.md").write_text("un", encoding="utf-8")
    (home / ".facilitate").mkdir()
    line = f'{hashlib.sha256(b"un").hexdigest()} "exports/compte-rendu.md"\n'
    (home / ".facilitate" / "written").write_text(line, encoding="ascii")
    assert put(home, "deux") == "compte-rendu.md"


def test_the_name_a_file_will_have_is_known_before(home: Path) -> None:
    put(home, "un")
    path, files = home / "exports" / "compte-rendu.md", PublishedFiles(home)
    assert files.name_for(path, "deux") == "compte-rendu.md"
    path.write_text("un, relu", encoding="utf-8")
    assert files.name_for(path, "deux") == "compte-rendu-2.md"
    assert files.name_for(path, "deux", replace=True) == "compte-rendu.md"
    assert texts(home) == {"compte-rendu.md": "un, relu"}


def test_the_memory_is_not_in_the_folder_and_goes_with_the_workspace(home: Path) -> None:
    put(home, "un")
    assert list(texts(home)) == ["compte-rendu.md"]
    moved = home.rename(home.with_name("ailleurs"))
    assert put(moved, "deux") == "compte-rendu.md"
    outside = home.with_name("clé") / "x.md"
    for text in ("un", "deux"):
        assert PublishedFiles(moved).write([(outside, text)]) == [Written(outside)]


def test_without_a_memory_nothing_is_lost_and_nothing_stops(home: Path) -> None:
    (home / ".facilitate").write_text("a file in the way")
    assert [put(home, "un"), put(home, "un")] == ["compte-rendu.md"] * 2
    assert put(home, "deux") == "compte-rendu-2.md"
    assert texts(home) == {"compte-rendu.md": "un", "compte-rendu-2.md": "deux"}


def test_a_damaged_memory_is_none(home: Path) -> None:
    put(home, "un")
    path = home / ".facilitate" / "written"
    path.write_bytes(path.read_bytes()[:40])
    assert put(home, "deux") == "compte-rendu-2.md"
    path.write_bytes(b"\xff\x00\n{}\n" + path.read_bytes())
    assert put(home, "trois") == "compte-rendu-2.md"


def test_the_memory_stays_small(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(published_files, "_MOST", 10)
    for number in range(40):
        assert put(home, f"{number}") == "compte-rendu.md"
    assert len((home / ".facilitate" / "written").read_text().splitlines()) < 15


def test_a_program_killed_between_the_two_leaves_nothing_a_person_s(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(home, "un")
    for moment in ("before", "after"):

        def killed(path: Path, data: bytes, *, private: bool = False, moment: str = moment) -> None:
            if moment == "after":
                path.write_bytes(data)
            raise KeyboardInterrupt

        monkeypatch.setattr(published_files, "write_file", killed)
        with pytest.raises(KeyboardInterrupt):
            put(home, f"deux {moment}")
        monkeypatch.undo()
        assert put(home, f"trois {moment}") == "compte-rendu.md"


def test_two_programs_that_export_at_once_take_each_other_s_file_for_ours(
    home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, seen = published_files._sum_of, []

    def other_meanwhile(path: Path) -> str | None:
        if not seen:
            seen.append(path)
            put(home, "de l’autre")
        return real(path)

    monkeypatch.setattr(published_files, "_sum_of", other_meanwhile)
    assert put(home, "du nôtre") == "compte-rendu.md"
    assert list(texts(home)) == ["compte-rendu.md"]


def test_a_private_file_is_private_again(home: Path) -> None:
    files, path = PublishedFiles(home), home / "exports" / "cartes.html"
    files.write([(path, "un")], private=True)
    path.chmod(0o644)
    files.write([(path, "un")], private=True)
    assert kept_from_others(path)
    path.write_text("un, relu")
    (made,) = files.write([(path, "deux")], private=True)
    assert (made.path.name, kept_from_others(made.path)) == ("cartes-2.html", True)


def test_what_is_no_file_is_left_alone(home: Path) -> None:
    (home / "exports" / "dossier.md").mkdir()
    with pytest.raises(StorageFailure, match="is a folder"):
        put(home, "un", name="dossier.md")
    if hasattr(os, "mkfifo"):
        os.mkfifo(home / "exports" / "tuyau.md")
        assert put(home, "un", name="tuyau.md") == "tuyau-2.md"


KINDS = ("export", "export", "replace", "edit", "edit 2", "delete", "delete 2")
ACTS = st.lists(st.tuples(st.sampled_from(KINDS), st.integers(0, 3)), max_size=25)


@settings(max_examples=examples(25), deadline=None)
@given(acts=ACTS)
def test_no_sequence_loses_what_a_person_wrote(tmp_path_factory: pytest.TempPathFactory, acts) -> None:
    home = tmp_path_factory.mktemp("home")
    (home / "exports").mkdir()
    theirs: dict[str, str] = {}  # what a person wrote, by the name of the file
    for number, (what, which) in enumerate(acts):
        name = "compte-rendu-2.md" if what.endswith("2") else "compte-rendu.md"
        path = home / "exports" / name
        if what.startswith("edit"):
            theirs[name] = f"relu {number}"
            path.write_text(theirs[name], encoding="utf-8")
        elif what.startswith("delete"):
            theirs.pop(name, None)
            path.unlink(missing_ok=True)
        else:
            if what == "replace":
                theirs.pop("compte-rendu.md", None)
            made = put(home, f"export {which}", replace=what == "replace")
            assert made not in theirs
            names = ("compte-rendu.md", "compte-rendu-2.md", "compte-rendu-3.md")
            assert made == next(each for each in names if each not in theirs), (
                "always the first name that is not a person's"
            )
        now = texts(home)
        assert {each: now[each] for each in theirs} == theirs
