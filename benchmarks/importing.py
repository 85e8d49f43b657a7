"""A list of 100,000 ideas, from the file to the last idea on the disk, each kind of file in a fresh process.

Beside it, in turns, the least that any program would do: the same rows read by a library and written as lines of JSON.
"""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

from benchmarks.measuring import MACHINE, ROOT, SLUG, Row, folder, median
from facilitate.demo.materials import programme
from facilitate.domain.programme.document import complete
from facilitate.store.workspace import Workspace

IDEAS = 100_000
MOST_MEGABYTES = 300
MOST_TIMES = 5.5
REPEATS = 3
_HEADER = ("Table", "Idée", "Précisions", "Statut")
_MAIN = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
_OFFICE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
_PACKAGE = "http://schemas.openxmlformats.org/package/2006/relationships"

# What a process does and what it needed: seconds since it began, of them on the processor, megabytes at its peak.
_CHILD = """
import resource, sys, time
began = time.perf_counter()
{work}
used = resource.getrusage(resource.RUSAGE_SELF)
megabytes = used.ru_maxrss / (1_000_000 if sys.platform == "darwin" else 1024)
sys.stderr.write(f"\\n{{time.perf_counter() - began}} {{used.ru_utime + used.ru_stime}} {{megabytes}}\\n")
"""
_IMPORT = """
from facilitate.__main__ import main
sys.argv[1:] = ["import", "session", sys.argv[1]]
if main():
    sys.exit("refused")
"""
_PLAIN = """
import csv, json, os
if sys.argv[1].endswith("xlsx"):
    from python_calamine import load_workbook
    rows = load_workbook(sys.argv[1]).get_sheet_by_index(0).iter_rows()
else:
    rows = csv.reader(open(sys.argv[1], encoding="cp1252", newline=""), delimiter=";")
with open(sys.argv[2], "w", encoding="utf-8") as lines:
    for number, (table, text, detail, status) in enumerate(rows):
        data = {"ref": f"T{table}-{number}", "table": table, "text": text, "status": status, "detail": detail}
        event = {"id": f"{number:08d}-abcdefgh", "clock": number, "at": "2026-11-28T09:00:00.000Z", "by": table}
        lines.write(json.dumps({**event, "kind": "idea.recorded", "data": data}, ensure_ascii=False) + "\\n")
    lines.flush()
    os.fsync(lines.fileno())
"""


def rows() -> Iterator[Row]:
    for name, write, seconds in (("CSV", _csv, 5.0), ("XLSX", _xlsx, 15.0)):
        ours, theirs = [], []
        with folder() as home:
            file = home / f"ideas.{name.lower()}"
            write(file)
            for turn in range(REPEATS):
                ours.append(_imported(home / str(turn), file))
                theirs.append(_needed(_PLAIN, str(file), str(home / "lines")))
        taken, processor, megabytes = (median(values) for values in zip(*ours, strict=True))
        measured = f"{taken:.1f} s ({processor:.1f} s of processor), {megabytes:.0f} MB"
        holds = taken <= seconds and megabytes <= MOST_MEGABYTES
        yield Row(f"import {IDEAS:,} rows of {name}", measured, f"≤ {seconds:.0f} s, ≤ {MOST_MEGABYTES} MB", holds)
        times = median([one[1] / other[1] for one, other in zip(ours, theirs, strict=True)])
        plain = median([each[1] for each in theirs])
        measured = f"{processor:.1f} s / {plain:.1f} s of processor: {times:.1f} ×"
        yield Row("the same, against the rows as JSON", measured, f"≤ {MOST_TIMES} ×", times <= MOST_TIMES)


def _imported(home: Path, file: Path) -> tuple[float, float, float]:
    Workspace(home, MACHINE).create(complete(programme()), "Mesure", slug=SLUG)
    needed = _needed(_IMPORT, str(file), FACILITATE_HOME=str(home), FACILITATE_STATE=str(home / "state"))
    came = sum(path.read_bytes().count(b"idea.recorded") for path in (home / "sessions" / SLUG).glob("table-*.jsonl"))
    if came != IDEAS:
        raise RuntimeError(f"{came} of {IDEAS} ideas came in")
    return needed


def _needed(work: str, *arguments: str, **there: str) -> tuple[float, float, float]:
    command = [sys.executable, "-c", _CHILD.format(work=work), *arguments]
    done = subprocess.run(command, cwd=ROOT, env={**os.environ, **there}, check=False, capture_output=True, text=True)
    if done.returncode:
        raise RuntimeError(done.stderr[-200:])
    taken, processor, megabytes = map(float, done.stderr.split()[-3:])
    return taken, processor, megabytes


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
