"""Files to choose from: their order, and what a typed, pasted or dropped path means."""

from __future__ import annotations

from pathlib import Path

import pytest

from facilitate.tui.file_list import FileEntry, is_path, ordered, paths_meant

MOUNTED = "/mnt"  # where Windows' own Linux has the drives of Windows


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("/tmp/liste.csv", "/tmp/liste.csv"),
        ('"/tmp/la liste.csv"', "/tmp/la liste.csv"),
        ("'/tmp/la liste.csv'", "/tmp/la liste.csv"),
        ("« /tmp/la liste.csv »", "/tmp/la liste.csv"),
        (r"/tmp/la\ liste\ \(2\).csv", "/tmp/la liste (2).csv"),
        ("file:///tmp/la%20liste%20%C3%A9t%C3%A9.csv", "/tmp/la liste été.csv"),
        ("file://localhost/tmp/liste.csv", "/tmp/liste.csv"),
        ("'/tmp/une liste.csv' '/tmp/autre.csv' ", "/tmp/une liste.csv"),
        ("'/tmp/l'\\''été.csv'", "/tmp/l'été.csv"),
        (r"D:\Idées de mars\la liste.csv", f"{MOUNTED}/d/Idées de mars/la liste.csv"),
        ("~/liste.csv", "~/liste.csv"),
    ],
)
def test_a_path_is_understood_as_terminals_and_windows_of_files_write_it(typed, meant):
    assert is_path(typed)
    assert meant in paths_meant(typed, windows=False)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        (r'"C:\Users\Élise\la liste.csv"', r"C:\Users\Élise\la liste.csv"),
        (r"C:\Users\Élise\la liste.csv", r"C:\Users\Élise\la liste.csv"),
        (r"& 'C:\la liste.csv'", r"C:\la liste.csv"),
        (r'"C:\une liste.csv" "C:\autre.csv"', r"C:\une liste.csv"),
        ("file:///C:/Users/a%20b.csv", "C:/Users/a b.csv"),
        ("file://serveur/partage/liste.csv", "//serveur/partage/liste.csv"),
        (r"\\serveur\partage\liste.csv", r"\\serveur\partage\liste.csv"),
    ],
)
def test_so_it_is_on_windows(typed, meant):
    assert is_path(typed)
    assert meant in paths_meant(typed, windows=True)


@pytest.mark.parametrize("typed", ["", "idees", "table 3", "2026-03.csv", "l’été", "a/b"])
def test_a_part_of_a_name_is_no_path(typed):
    assert not is_path(typed)


def test_folders_come_first_then_lists_then_the_rest_each_the_newest_first():
    entries = [
        FileEntry(Path("/d/photo.jpg"), changed=9),
        FileEntry(Path("/d/vieux.csv"), changed=1),
        FileEntry(Path("/d/Élus"), folder=True, changed=2),
        FileEntry(Path("/d/neuf.XLSX"), changed=3),
        FileEntry(Path("/d/film.mp4"), changed=10),
        FileEntry(Path("/d/archives"), folder=True, changed=8),
    ]
    assert [each.path.name for each in ordered(entries)] == [
        *("archives", "Élus"),
        *("neuf.XLSX", "vieux.csv"),
        *("film.mp4", "photo.jpg"),
    ]


def test_typing_narrows_whatever_the_accents_and_the_order_of_words():
    entries = [
        FileEntry(Path("/d/Idées table 3.csv")),
        FileEntry(Path("/d/idees.csv")),
        FileEntry(Path("/d/table 3.csv")),
    ]
    assert [each.path.name for each in ordered(entries, "TABLE idee")] == ["Idées table 3.csv"]
