"""What is said of a file that a system refuses: in the language that is spoken, never in the system's own words."""

from __future__ import annotations

import errno
import os
import sys
from pathlib import Path

import pytest

from facilitate.files import not_written, unreadable
from facilitate.i18n import Language

_NUMBERS = sorted(errno.errorcode)
_OTHER_WORDS = pytest.mark.skipif(sys.platform == "win32", reason="Windows says that there is no such file")


@pytest.mark.parametrize("language", ["fr", "en"])
def test_no_word_of_the_system_is_said(language: str) -> None:
    speak = Language(language)
    for number in _NUMBERS:
        error = OSError(number, os.strerror(number), "idées.csv")
        for refusal in (unreadable(Path("idées.csv"), error), not_written(Path("idées.csv"), error)):
            told = speak.message(refusal.message)
            assert os.strerror(number) not in told


def test_what_has_no_number_is_told_by_its_kind() -> None:
    told = Language("fr").message(unreadable(Path("a.csv"), TimeoutError("timed out")).message)
    assert told == "Impossible de lire a.csv\u00a0: erreur du système (TimeoutError)."


@pytest.mark.parametrize(
    ("made", "french", "english"),
    [
        ("", "fichier ou dossier introuvable", "file or folder not found"),
        ("folder", "c’est un dossier", "it is a folder"),
        ("in a file", "fichier ou dossier introuvable", "file or folder not found"),
        pytest.param("long", "son nom est trop long", "its name is too long", marks=_OTHER_WORDS),
    ],
)
def test_a_file_that_cannot_be_read_is_told_in_the_language(
    tmp_path: Path, made: str, french: str, english: str
) -> None:
    path = tmp_path / "idées.csv"
    if made == "folder":
        path.mkdir()
    elif made == "in a file":
        path.write_text("x")
        path = path / "autre.csv"
    elif made == "long":
        path = tmp_path / ("é" * 300)
    with pytest.raises(OSError) as failed:  # noqa: PT011 -- any that the system gives
        path.read_bytes()
    refused = unreadable(path, failed.value)
    assert french in Language("fr").message(refused.message)
    assert english in Language("en").message(refused.message)
