"""Makes the folder that installs facilitate on Windows, as a zip: the wheel, and uv, which fetches Python and the rest.

`make installer` runs it; it asks pip for uv, whose wheel for Windows carries the program.
"""

from __future__ import annotations

import shutil
import sys
import tempfile
import zipfile
from collections.abc import Iterator, Sequence
from pathlib import Path

from bundle import PYTHON, pip, write
from platforms import ROOT

UV = "uv==0.13.9"
_LICENCES = ("LICENSE-APACHE", "LICENSE-MIT")


def of_uv(wheel: Path) -> Iterator[tuple[str, bytes]]:
    """The program and its licences, as its wheel carries them."""
    with zipfile.ZipFile(wheel) as archive:
        for name in archive.namelist():
            own = name.rpartition("/")[2]
            if name.endswith("/scripts/uv.exe"):
                yield own, archive.read(name)
            elif own in _LICENCES:
                yield f"uv-{own}.txt", archive.read(name)


def own_files(wheel: Path) -> Iterator[tuple[str, bytes]]:
    """The wheel, and what the person reads who opens the folder."""
    yield wheel.name, wheel.read_bytes()
    yield "LICENSE.txt", (ROOT / "LICENSE").read_bytes()
    for name in ("READ ME.txt", "LISEZ-MOI.txt"):
        told = (Path(__file__).parent / "windows" / "installer" / name).read_text(encoding="utf-8")
        yield name, told.replace("{wheel}", wheel.name).replace("\n", "\r\n").encode()


def main(words: Sequence[str]) -> int:
    wheel = Path(words[0])
    target = wheel.parent / f"{'-'.join(wheel.name.split('-')[:2])}-installer.zip"
    folder = Path(tempfile.mkdtemp(prefix="facilitate-installer-"))
    try:
        aimed = ["--platform", "win_amd64", "--python-version", PYTHON, "--only-binary=:all:", "--no-deps"]
        pip("download", *aimed, "--dest", str(folder), UV)
        files = {**dict(of_uv(next(folder.glob("uv-*.whl")))), **dict(own_files(wheel))}
        write(target, files)
    finally:
        shutil.rmtree(folder)
    sys.stderr.write(f"{target}: {target.stat().st_size / 1e6:.1f} MB\n")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
