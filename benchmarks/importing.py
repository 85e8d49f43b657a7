"""A list of 100,000 ideas, from the file to the last idea on the disk, each kind of file in a fresh process."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import MACHINE, ROOT, SLUG, Row, folder
from facilitate.demo.materials import programme
from facilitate.domain.programme.document import complete
from facilitate.store.workspace import Workspace

IDEAS = 100_000
MOST_MEGABYTES = 300
_HEADER = ("Table", "Idée", "Précisions", "Statut")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

# What a process does and what it needed: seconds since it began, of them on the processor, megabytes at its peak.
_CHILD = """
import resource, sys, time
began = time.perf_counter()
from facilitate.__main__ import main
sys.argv[1:] = ["import", "session", sys.argv[1]]
code = main()
used = resource.getrusage(resource.RUSAGE_SELF)
megabytes = used.ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1024)
sys.stderr.write(f"\\n{int(code)} {time.perf_counter() - began} {used.ru_utime + used.ru_stime} {megabytes}\\n")
"""


def rows() -> Iterator[Row]:
    for name, write, seconds in (("CSV", _csv, 5.0), ("XLSX", _xlsx, 15.0)):
        with folder() as home:
            Workspace(home, MACHINE).create(complete(programme()), "Mesure", slug=SLUG)
            file = home / f"ideas.{name.lower()}"
            write(file)
            taken, processor, megabytes = _imported(home, file)
        measured = f"{taken:.1f} s ({processor:.1f} s of processor), {megabytes:.0f} MB"
        holds = taken <= seconds and megabytes <= MOST_MEGABYTES
        yield Row(f"import {IDEAS:,} rows of {name}", measured, f"≤ {seconds:.0f} s, ≤ {MOST_MEGABYTES} MB", holds)


def _imported(home: Path, file: Path) -> tuple[float, float, float]:
    there = {**os.environ, "FACILITATE_HOME": str(home), "FACILITATE_STATE": str(home / "state")}
    command = [sys.executable, "-c", _CHILD, str(file)]
    done = subprocess.run(command, cwd=ROOT, env=there, check=False, capture_output=True, text=True)
    code, taken, processor, megabytes = done.stderr.split()[-4:]
    came = sum(path.read_bytes().count(b"idea.recorded") for path in (home / "sessions" / SLUG).glob("table-*.jsonl"))
    if int(code) or came != IDEAS:
        raise RuntimeError(f"{came} of {IDEAS} ideas came in: {done.stderr[-200:]}")
    return float(taken), float(processor), float(megabytes)


def _lines() -> Iterator[tuple[str, ...]]:
    yield _HEADER
    for number in range(IDEAS):
        detail = f"Derrière la mairie du quartier {number % 97}" if number % 3 == 0 else ""
        status = "existant" if number % 2 else "à créer"
        yield str(number % 6 + 1), f"Ouvrir un café associatif numéro {number} pour les aînés", detail, status


def _csv(file: Path) -> None:
    file.write_text("".join(";".join(line) + "\r\n" for line in _lines()), encoding="cp1252", newline="")


def _xlsx(file: Path) -> None:
    """A workbook as Excel writes it: each text once, in a part of its own, and cells that point there."""
    known: dict[str, int] = {}
    sheet = []
    for number, line in enumerate(_lines(), 1):
        cells = "".join(
            f'<c r="{"ABCD"[place]}{number}" t="s"><v>{known.setdefault(text, len(known))}</v></c>'
            for place, text in enumerate(line)
            if text
        )
        sheet.append(f'<row r="{number}">{cells}</row>')
    texts = "".join(f"<si><t>{text}</t></si>" for text in known)
    kind = _OFFICE
    parts = {
        "_rels/.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" Type="{kind}/officeDocument" '
        'Target="xl/workbook.xml"/></Relationships>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{_PACKAGE}"><Relationship Id="r1" '
        f'Type="{kind}/worksheet" Target="worksheets/sheet1.xml"/><Relationship Id="r2" Type="{kind}/sharedStrings" '
        'Target="sharedStrings.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{_MAIN}" xmlns:r="{kind}"><sheets><sheet name="Idées" sheetId="1" '
        'r:id="r1"/></sheets></workbook>',
        "xl/sharedStrings.xml": f'<sst xmlns="{_MAIN}">{texts}</sst>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{_MAIN}"><sheetData>{"".join(sheet)}</sheetData></worksheet>',
    }
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in parts.items():
            archive.writestr(name, content)
