"""Depots at several addresses, and events that no link here opens: what the status says of them, and what ends it."""

from __future__ import annotations

import json

import pytest


@pytest.fixture
def depot(tmp_path):
    return tmp_path / "depot"


def moved(folder, address):
    """Have what is remembered of the one depot of a session be remembered of another address."""
    path = folder / ".depot.json"
    found = json.loads(path.read_bytes())
    found["depots"] = [each | {"address": address} for each in found["depots"]]
    path.write_text(json.dumps(found), encoding="utf-8")


def add_older(folder, address):
    path = folder / ".depot.json"
    found = json.loads(path.read_bytes())
    (last,) = found["depots"]
    found["depots"].append(last | {"address": address, "at": "2026-01-05T10:00:00+00:00"})
    path.write_text(json.dumps(found), encoding="utf-8")


@pytest.mark.parametrize("lang", ["en", "fr"])
def test_the_older_of_two_addresses_is_named_with_the_command_that_takes_it_off(shell, three, depot, folder, lang):
    shell.ok("depot", "sync", three, "--to", depot)
    moved(folder, "https://new.example.org")
    add_older(folder, "https://old.example.org")
    told = shell.ok("--lang", lang, "depot", "status").out.replace('"', "").replace("\u00a0", " ")
    assert told.count(three) == 1
    assert told.count("facilitate depot forget") == told.count("facilitate depot forget https://old.example.org") == 1
    shell.ok("depot", "forget", "https://old.example.org")
    told = shell.ok("depot", "status")
    assert ("old.example.org" in told.out, "forget" in told.out, told.out.count(three)) == (False, False, 1)


def test_what_is_pending_at_the_older_address_is_told(shell, three, depot, folder):
    shell.ok("depot", "sync", three, "--to", depot)
    moved(folder, "https://new.example.org")
    add_older(folder, "https://old.example.org")
    shell.ok("idea", "add", three, "--table", 1, "encore")
    told = shell.ok("depot", "status").out
    assert ("1 change is not in https://old" in told, "1 change is not in https://new" in told) == (True, True)


def test_two_addresses_that_are_both_in_use_are_not_taken_for_one_that_moved(shell, three, depot, folder):
    other = shell.ok("new", "--title", "Other").lines[0]
    for name in (three, other):
        shell.ok("depot", "sync", name, "--to", depot)
    moved(folder, "https://new.example.org")
    add_older(folder, "https://old.example.org")
    moved(folder.parent / other, "https://old.example.org")
    assert "forget" not in shell.ok("depot", "status").out
