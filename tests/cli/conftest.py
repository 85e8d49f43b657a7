"""Calls the command line in this process, in a workspace of its own."""

from __future__ import annotations

import io
import json
import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

import facilitate
from facilitate.cli.main import main

PARIS = Path(facilitate.__file__).parent / "demo" / "paris-programme.toml"


@dataclass(frozen=True)
class Done:
    code: int
    out: str
    err: str

    @property
    def lines(self):
        return self.out.splitlines()

    @property
    def data(self):
        return json.loads(self.out)


class Shell:
    def __init__(self, home, capsys, monkeypatch):
        self.home = home
        self._capsys = capsys
        self._monkeypatch = monkeypatch

    def __call__(self, *words, stdin=b""):
        piped = io.TextIOWrapper(io.BytesIO(stdin), encoding="utf-8")
        self._monkeypatch.setattr(sys, "stdin", piped)
        self._capsys.readouterr()
        code = main([str(word) for word in words])
        said = self._capsys.readouterr()
        assert "Traceback" not in said.err
        return Done(code, said.out, said.err)

    def ok(self, *words, stdin=b""):
        done = self(*words, stdin=stdin)
        assert done.code == 0, done.err
        return done

    def json(self, *words, stdin=b""):
        return self.ok(*words, "--json", stdin=stdin).data


@pytest.fixture
def shell(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("FACILITATE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("FACILITATE_MACHINE", "home")
    monkeypatch.setenv("FACILITATE_LANG", "en")
    monkeypatch.setenv("FACILITATE_STATE", str(tmp_path / "state"))
    monkeypatch.delenv("FACILITATE_DEBUG", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    return Shell(tmp_path / "home", capsys, monkeypatch)


@pytest.fixture
def paris(shell):
    """The name of a session made from the Paris programme."""
    return shell.ok("new", PARIS).lines[0]


@pytest.fixture
def folder(shell, paris):
    return shell.home / "sessions" / paris


@pytest.fixture
def three(shell, paris):
    """The same session with T1-01, T2-01 and T2-02."""
    shell.ok("idea", "add", paris, "--table", 1, "Open the places we have")
    shell.ok("idea", "add", paris, "--table", 2, "A shared café", "An annual forum", "--status", "existing")
    return paris
