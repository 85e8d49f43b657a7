"""Calls the command line in this process, in a workspace of its own."""

from __future__ import annotations

import io
import json
import shutil
import sys
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest
import typer.main

import facilitate
from facilitate.cli import application
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


@pytest.fixture(scope="session", autouse=True)
def _commands_built_once():
    """Each call builds its command anew from the signature of a function, which stays what it is."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(typer.main, "get_params_from_function", cache(typer.main.get_params_from_function))
        patch.setattr(application, "built", cache(application.built))
        yield


@pytest.fixture
def shell(tmp_path, capsys, monkeypatch):
    monkeypatch.setenv("FACILITATE_HOME", str(tmp_path / "home"))
    monkeypatch.setenv("FACILITATE_MACHINE", "home")
    monkeypatch.setenv("FACILITATE_LANG", "en")
    monkeypatch.setenv("FACILITATE_STATE", str(tmp_path / "state"))
    monkeypatch.delenv("FACILITATE_DEBUG", raising=False)
    monkeypatch.setenv("COLUMNS", "100")
    return Shell(tmp_path / "home", capsys, monkeypatch)


@pytest.fixture(scope="session")
def _made_once(tmp_path_factory):
    return tmp_path_factory.mktemp("made")


@pytest.fixture
def paris(shell, _made_once):
    """The name of a session made from the Paris programme; all but the first get a copy of it."""
    return _kept(shell, _made_once / "paris", lambda: shell.ok("new", PARIS).lines[0])


@pytest.fixture
def folder(shell, paris):
    return shell.home / "sessions" / paris


@pytest.fixture
def three(shell, paris, _made_once):
    """The same session with T1-01, T2-01 and T2-02."""

    def made():
        shell.ok("idea", "add", paris, "--table", 1, "Open the places we have")
        shell.ok("idea", "add", paris, "--table", 2, "A shared café", "An annual forum", "--status", "existing")
        return paris

    return _kept(shell, _made_once / "three", made)


def _kept(shell, kept, make):
    """Make a session, or copy it from where it was kept when it was made before; its name."""
    sessions = shell.home / "sessions"
    if not kept.exists():
        name = make()
        shutil.copytree(sessions / name, kept / name)
        return name
    (made,) = kept.iterdir()
    shutil.copytree(made, sessions / made.name, dirs_exist_ok=True)
    return made.name
