"""The wifi on the cards: said once, kept beside the tokens, and in nothing else that is written."""

from __future__ import annotations

import os
import shutil
import stat

import pytest

from facilitate.export.formats import FORMATS
from facilitate.store.hub_tokens import FolderKeys
from facilitate.store.journal_names import journals_in
from facilitate.workshop.sharing.wifi import Wifi

NAME, PASSWORD = "Salle Zwqx", "mot;de:passe"
SECRETS = (b"Zwqx", b"de:passe")


@pytest.fixture
def folder(shell, three):
    return shell.home / "sessions" / three


@pytest.fixture
def known(shell, three):
    shell.ok("cards", three, "--wifi", NAME, stdin=f"{PASSWORD}\n".encode())


def test_the_cards_show_it_and_go_on_showing_it(shell, three, folder):
    told = shell("cards", three, "--wifi", NAME, "--json", stdin=f"{PASSWORD}\n".encode())
    assert told.code == 0
    assert PASSWORD not in told.out + told.err
    assert FolderKeys(folder).wifi == Wifi(NAME, PASSWORD)
    assert NAME in shell("cards", three).err
    assert NAME not in shell("cards", three, "--no-wifi").err
    assert FolderKeys(folder).wifi is None


def test_nothing_else_holds_it(shell, three, folder, known):
    keys = folder / ".hub" / "keys.json"
    assert PASSWORD in keys.read_text(encoding="utf-8")
    if os.name == "posix":
        assert stat.S_IMODE(keys.stat().st_mode) == 0o600
    for path in journals_in(folder):
        assert not [secret for secret in SECRETS if secret in path.read_bytes()], path
    text = [name for name in FORMATS if name in ("md", "html", "csv", "json", "txt", "toml", "decidim", "ics")]
    shell.ok("export", three, *(word for name in text for word in ("--to", name)), "--internal")
    for words in (("show", three), ("history", three), ("check", three), ("privacy", three), ("doctor", three),
                  ("share", three, "--desk"), ("share", three, "--sort")):  # fmt: skip
        told = shell(*words, "--json")
        assert not [secret for secret in SECRETS if secret in (told.out + told.err).encode()], words
    copy = shell.ok("session", "duplicate", three).lines[0]
    assert FolderKeys(folder.with_name(copy)).wifi is None
    holding = [
        path
        for path in shell.home.rglob("*")
        if path.is_file() and path != keys and any(secret in path.read_bytes() for secret in SECRETS)
    ]
    assert [path for path in holding if "card" not in path.name and "carte" not in path.name] == []


def test_it_goes_with_the_tokens(shell, three, folder, known, tmp_path):
    elsewhere = tmp_path / "elsewhere" / "sessions" / three
    shutil.copytree(folder, elsewhere)
    assert FolderKeys(elsewhere, "other").wifi is None
    shell.ok("purge", three, "--before", "2099-01-01", "--yes")
    assert FolderKeys(folder).wifi is None


@pytest.mark.parametrize(
    ("words", "stdin", "code"),
    [
        (("--wifi", NAME), b"", 2), (("--wifi", NAME), b"court\n", 1), (("--wifi", "x" * 40), b"motdepasse\n", 1),
        (("--wifi", NAME, "--no-wifi"), b"motdepasse\n", 2),
    ],
)  # fmt: skip
def test_what_cannot_be_is_said_and_not_kept(shell, three, folder, words, stdin, code):
    assert shell("cards", three, *words, stdin=stdin).code == code
    assert FolderKeys(folder).wifi is None


def test_what_a_file_says_wrongly_is_no_wifi(shell, three, folder, known):
    keys = folder / ".hub" / "keys.json"
    for wrong in ('"x"', '{"name": 3}', "[]"):
        damaged = keys.read_text(encoding="utf-8").replace('"wifi": {', f'"wifi": {wrong}, "was": {{', 1)
        keys.write_text(damaged, encoding="utf-8")
        assert FolderKeys(folder).wifi is None
        shell.ok("cards", three, "--wifi", NAME, stdin=b"motdepasse\n")
