"""The publication of 1,000 and 4,500 ideas: light formats against Markdown, PDF and ODT against their engines alone.

Other carriers are timed beside the PDF.
"""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

from benchmarks.commands import environment
from benchmarks.measuring import ROOT, Row, folder, median, ms, opened, session_of
from facilitate.workshop.workshop import Workshop

IDEAS = 1_000
MANY = 4_500
REPEATS = 7
CARRIERS = ("xlsx", "slides", "social", "email")
LIGHT = ("md", "html", "csv", "json", "svg")


def rows() -> Iterator[Row]:
    with folder() as home:
        session_of(home, IDEAS)
        yield from _light(home)
        yield from _pdf(home)
        yield from _carriers(home)
    with folder() as home:
        session_of(home, MANY)
        yield from _many(home)


def filed(home: Path) -> Workshop:
    """The session with most of its ideas filed."""
    workshop = opened(home)
    if not any(proposal.category for proposal in workshop.session.proposals()):
        refs = [idea.ref for idea in workshop.session.ideas.values()]
        for number, category in enumerate(workshop.session.plan.categories):
            workshop.proposals.file(refs[number::8], category.key)
    return workshop


def _light(home: Path) -> Iterator[Row]:
    """What five formats take more than one: all are made of one report and one document."""
    together, alone = in_turns_of_processes(REPEATS, (_LIGHT, home), (_MARKDOWN, home))
    found = median(together) / median(alone)
    told = f"{ms(median(together))} / {ms(median(alone))}: {found:.2f} ×"
    yield Row(f"{', '.join(LIGHT)} of 1,000 ideas, against md alone", told, "≤ 4.5 ×", found <= 4.5)


def _pdf(home: Path) -> Iterator[Row]:
    """Each in a process of its own, for the engine remembers what it has set before; the start of Python is left out.

    The engine alone is handed the finished template and data, as files, with the same fonts.
    """
    whole, engine = in_turns_of_processes(REPEATS, (_WHOLE, home), (_ALONE, home))
    found = median(whole) / median(engine)
    told = f"{ms(median(whole))} / {ms(median(engine))}: {found:.2f} ×"
    yield Row("PDF of 1,000 ideas, against typst alone", told, "≤ 1.5 ×", found <= 1.5)


def _many(home: Path) -> Iterator[Row]:
    """Of 4,500 ideas: the PDF against the same with links within it, as it was; the ODT against pandoc alone."""
    fewer, linked = in_turns_of_processes(3, (_WHOLE, home), (_LINKED, home))
    found = median(fewer) / median(linked)
    told = f"{ms(median(fewer))} / {ms(median(linked))}: {found:.2f} ×"
    yield Row("PDF of 4,500 ideas, against one in one column with links within it", told, "≤ 0.6 ×", found <= 0.6)
    whole, engine = in_turns_of_processes(3, (_ODT, home), (_PANDOC, home))
    found = median(whole) / median(engine)
    told = f"{ms(median(whole))} / {ms(median(engine))}: {found:.2f} ×"
    yield Row(
        "ODT of a composed document of 4,500 ideas, against pandoc alone on its tree", told, "≤ 1.3 ×", found <= 1.3
    )


_READY = """
import sys, time
from pathlib import Path
from benchmarks.publishing import filed
from facilitate.export.formats import made
from facilitate.export.publication import publication
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.workshop.report.build import report
session = filed(Path(sys.argv[1])).session
"""


def _made(*formats: str) -> str:
    return f"""{_READY}
began = time.perf_counter()
made(publication(report(session), Language("fr"), DEFAULT), {formats})
print(time.perf_counter() - began)
"""


_LIGHT, _MARKDOWN, _WHOLE = _made(*LIGHT), _made("md"), _made("pdf")
_ALONE = (
    _READY
    + """
import json, shutil, tempfile
from facilitate.export.engines import TEMPLATES, _properties, fonts_of
from facilitate.export.pdf import pages
told = publication(report(session), Language("fr"), DEFAULT)
with tempfile.TemporaryDirectory() as name:
    place = Path(name)
    for template in TEMPLATES.glob("*.typ"):
        shutil.copy(template, place)
    data = {**pages(told.document, DEFAULT, told.language), "properties": _properties(told.document.properties)}
    (place / "data.json").write_text(json.dumps(data), encoding="utf-8")
    fonts = fonts_of(place / "fonts", DEFAULT.fonts)
    began = time.perf_counter()
    import typst
    typst.compile(place / "report.typ", root=place, ignore_system_fonts=True, font_paths=fonts, format="pdf")
    print(time.perf_counter() - began)
"""
)
_LINKED = _WHOLE.replace("began =", "from facilitate.export import pdf\npdf._MANY_LINKS = pdf._DENSE = 10**9\nbegan =")
_ODT = (
    _READY
    + """
from facilitate.export.office import office
told = publication(report(session), Language("fr"), DEFAULT)
began = time.perf_counter()
office(told.document, DEFAULT, told.language, "odt")
print(time.perf_counter() - began)
"""
)
_PANDOC = (
    _READY
    + """
import json, subprocess, pypandoc
from facilitate.export.docx_odt import tree
told = publication(report(session), Language("fr"), DEFAULT)
data = json.dumps(tree(told.document, DEFAULT, told.language), ensure_ascii=False).encode()
call = [pypandoc.get_pandoc_path(), "--sandbox", "--from=json", "--to=odt", "--output=-"]
began = time.perf_counter()
subprocess.run(call, input=data, check=True, stdout=subprocess.DEVNULL)
print(time.perf_counter() - began)
"""
)


def _carriers(home: Path) -> Iterator[Row]:
    """What else people send on, each alone: what it takes beside the PDF of the same report.

    The e-mail attaches that PDF, where the programme names no address at which it can be read.
    """
    programs = [(_made(name), home) for name in CARRIERS]
    whole, *each = in_turns_of_processes(REPEATS, (_WHOLE, home), *programs)
    for name, taken in zip(CARRIERS, each, strict=True):
        found = median(taken) / median(whole)
        told = f"{ms(median(taken))} / {ms(median(whole))}: {found:.2f} ×"
        most = 1.5 if name == "email" else 1
        yield Row(f"{name} of 1,000 ideas, against the PDF", told, f"≤ {most} ×", found <= most)


def in_turns_of_processes(times: int, *programs: tuple[str, Path]) -> list[list[float]]:
    """What each program says it took, in processes of their own, in turns; the first turn does not count."""
    taken: list[list[float]] = [[] for _ in programs]
    for _ in range(times + 1):
        for place, (program, home) in enumerate(programs):
            command = [sys.executable, "-c", program, str(home)]
            done = subprocess.run(command, cwd=ROOT, env=environment(home), capture_output=True, check=True, text=True)
            taken[place].append(float(done.stdout))
    return [each[1:] for each in taken]
