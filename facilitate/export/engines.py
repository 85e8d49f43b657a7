"""The engines that set pages and write office files: kept libraries, loaded when a format asks for them.

User text reaches them as data (JSON), never as source, so nothing somebody typed can act in a document.
"""

from __future__ import annotations

import gc
import json
import os
import shutil
import subprocess
import sys
import tempfile
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from datetime import UTC, date, datetime
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

from facilitate.domain.errors import N_, Refused
from facilitate.export.compose.document import Properties
from facilitate.export.signs import CanDraw, has_unusual_signs, json_in_words
from facilitate.export.style.style import Style
from facilitate.i18n import Language

if TYPE_CHECKING:
    import typst

Form: TypeAlias = Literal["pdf", "png", "svg"]
UNTITLED = Properties("")
_PEN = """
#let data = json("pen.json")
#set document(title: "pen")
#set text(font: (data.font, "Libertinus Serif", "DejaVu Sans Mono"))
#data.signs
"""
TEMPLATES = Path(__file__).with_name("typst")
_SANS = "font_source_sans_pro"
# Noto fonts: the first for signs and the writings of the world, the second for Chinese, Japanese and Korean.
_WRITINGS = ("manimgx_fonts", "manimgx_fonts_cjk")
_CUTS = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
# By name, so that the command works wherever the program was installed from.
_PACKAGES = {
    "typst": "typst font-source-sans-pro",
    "pandoc": "pypandoc_binary",
    "icalendar": "icalendar",
    "openpyxl": "openpyxl",
    "pillow": "Pillow",
}


def typeset(template: str, data: Mapping[str, Any], style: Style, form: Form, properties: Properties = UNTITLED, *,
            ppi: int = 144, pictures: Mapping[str, bytes] = MappingProxyType({})) -> bytes:  # fmt: skip
    """Set a template of `typst/` with its data as one PDF, or as the picture of its one page; `pictures` are its files.

    Fonts are those of the style and of the engine, never those of this machine, and there is no time stamp: the same
    data make the same bytes everywhere. A PDF is for everybody and for long: PDF/UA-1 (ISO 14289-1) and, where its day
    is known, PDF/A-2a (ISO 19005-2). Raises `Refused` when the engine is missing, or cannot read the logo.
    """
    with _set_up(template, data, style, form, properties, pictures) as compiler:
        return _compiled(compiler, form, properties, ppi)


def typeset_telling(template: str, data: Mapping[str, Any], style: Style, form: Form, label: str,
                    properties: Properties = UNTITLED) -> tuple[bytes, Any]:  # fmt: skip
    """Set a template, and return with it what the page tells under a label."""
    with _set_up(template, data, style, form, properties) as compiler:
        made = _compiled(compiler, form, properties, 144)
        return made, json.loads(compiler.query(f"<{label}>", field="value"))[0]


@contextmanager
def _set_up(template: str, data: Mapping[str, Any], style: Style, form: Form, properties: Properties,
            pictures: Mapping[str, bytes] = MappingProxyType({})) -> Iterator[typst.Compiler]:  # fmt: skip
    try:
        import typst
    except ImportError:
        raise missing(form, "typst") from None
    with tempfile.TemporaryDirectory(prefix="facilitate-") as name:
        folder = Path(name)
        for source in TEMPLATES.glob("*.typ"):
            shutil.copy(source, folder)
        logo = {f"logo.{style.logo_kind}": style.logo} if style.logo else {}
        for file, content in (*logo.items(), *pictures.items()):
            (folder / file).write_bytes(content)
        fonts = fonts_of(folder / "fonts", style)
        words = json.dumps({**data, "properties": _properties(properties)}, ensure_ascii=False)
        if has_unusual_signs(words):
            fonts = [*fonts, *fonts_of_all_writings()]
            words = json_in_words(words, _pen(folder, fonts, style), Language(data.get("lang", "en")))
        (folder / "data.json").write_text(words, encoding="utf-8")
        yield typst.Compiler(folder / template, root=folder, font_paths=fonts, ignore_system_fonts=True)


def _compiled(compiler: typst.Compiler, form: Form, properties: Properties, ppi: int) -> bytes:
    import typst

    def work() -> object:
        return compiler.compile(
            format=form,
            ppi=float(ppi),
            timestamp=0,
            pdf_standards=[*_standards(properties)] if form == "pdf" else None,
        )

    try:
        made = interruptible(work)
    except typst.TypstError as error:
        reason = " ".join(str(error.message).split())[:300]
        raise Refused(N_("{engine} could not create the file: {reason}"), engine="typst", reason=reason) from error
    if not isinstance(made, bytes):
        raise TypeError("a picture has one page")
    return made


@contextmanager
def collecting_later() -> Iterator[None]:
    """Hold back the search for cycles while a large tree without any is built: it would be searched many times."""
    collects = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if collects:
            gc.enable()


_Made = TypeVar("_Made")
_Item = TypeVar("_Item")


def interruptible(work: Callable[[], _Made]) -> _Made:
    """Return what an engine makes that cannot be told to stop: Ctrl+C leaves it alone with its work and goes on.

    Where nobody can interrupt, in threads, it is called as it is.
    """
    if threading.current_thread() is not threading.main_thread():
        return work()
    done: list[_Made] = []
    failed: list[BaseException] = []

    def at_work() -> None:
        try:
            done.append(work())
        except BaseException as error:  # noqa: BLE001 -- raised where it was asked for
            failed.append(error)

    worker = threading.Thread(target=at_work, daemon=True)  # a program that ends does not wait for it
    worker.start()
    while worker.is_alive():
        _look_up(worker)
    if failed:
        raise failed[0]
    return done[0]


def two_at_a_time(make: Callable[[_Item], None], items: Sequence[_Item]) -> None:
    """Make something of each item, two at once; the first error is raised.

    Ctrl+C leaves alone what is being made.
    """
    waiting, failed = deque(items), list[BaseException]()

    def at_work() -> None:
        while waiting and not failed:
            try:
                make(waiting.popleft())
            except IndexError:
                return
            except BaseException as error:  # noqa: BLE001 -- raised where it was asked for
                failed.append(error)

    if len(items) == 1:
        make(items[0])
        return
    workers = [threading.Thread(target=at_work, daemon=True) for _each in range(2)]
    for worker in workers:
        worker.start()
    for worker in workers:
        while worker.is_alive():
            _look_up(worker)
    if failed:
        raise failed[0]


def _look_up(worker: threading.Thread) -> None:
    worker.join(0.1)  # Windows hears of no key while it waits for ever


@contextmanager
def pen(style: Style) -> Iterator[CanDraw]:
    """Give what tells whether the fonts of a style have all signs of a text; without the engine, nobody knows."""
    with tempfile.TemporaryDirectory(prefix="facilitate-") as name:
        folder = Path(name)
        try:
            fonts = [*fonts_of(folder / "fonts", style), *fonts_of_all_writings()]
            draws = _pen(folder, fonts, style)
        except ImportError:
            draws = _anything
        yield draws


def _anything(_text: str) -> bool:
    return True


def _pen(folder: Path, fonts: list[Path], style: Style) -> CanDraw:
    """Return what asks the engine whether it can draw a text in the fonts that are there."""
    import typst

    page, text = folder / "pen.typ", folder / "pen.json"
    page.write_text(_PEN, encoding="utf-8")
    compiler = typst.Compiler(page, root=folder, font_paths=fonts, ignore_system_fonts=True)

    @cache
    def draws(signs: str) -> bool:
        text.write_text(json.dumps({"font": style.text_font, "signs": signs}), encoding="utf-8")
        try:
            compiler.compile(format="pdf", pdf_standards="ua-1")
        except typst.TypstError:
            return False
        return True

    return draws


def _properties(of: Properties) -> dict[str, Any]:
    day = [of.created.year, of.created.month, of.created.day] if of.created else []
    return {"title": of.title, "author": of.author, "subject": of.subject, "keywords": of.keywords, "day": day}


def _standards(properties: Properties) -> list[Literal["ua-1", "a-2a"]]:
    return ["ua-1", "a-2a"] if properties.created else ["ua-1"]


def families(style: Style) -> frozenset[str]:
    """Return the names of the fonts a page of this style can have; none where the engine is missing."""
    try:
        import typst
    except ImportError:
        return frozenset()
    with tempfile.TemporaryDirectory(prefix="facilitate-") as name:
        found = typst.Fonts(include_system_fonts=False, font_paths=fonts_of(Path(name) / "fonts", style))
        return frozenset(found.families())


def convert(tree: Mapping[str, Any], form: Literal["docx", "odt", "pptx"], styled: Callable[[bytes], bytes]) -> bytes:
    """Let pandoc write its tree as an office file, `styled` having dressed its blank document.

    In its sandbox it knows no date, so the same tree makes the same bytes. Raises `Refused` when pandoc is missing.
    """
    pandoc = _pandoc(form)
    with tempfile.TemporaryDirectory(prefix="facilitate-") as name:
        blank = Path(name) / f"reference.{form}"
        blank.write_bytes(styled(_blank(pandoc, form)))
        made = Path(name) / f"made.{form}"
        call = [pandoc, "--sandbox", "--from=json", f"--to={form}", f"--reference-doc={blank}", f"--output={made}"]
        _run(call, json.dumps(tree, ensure_ascii=False).encode("utf-8"))
        return made.read_bytes()


def bind(tree: Mapping[str, Any], day: date | None) -> bytes:
    """Let pandoc write its tree as an EPUB of that day, a chapter for each part.

    Raises `Refused` when pandoc is missing.
    """
    pandoc = _pandoc("epub")
    with tempfile.TemporaryDirectory(prefix="facilitate-") as name:
        made = Path(name) / "made.epub"
        call = [pandoc, "--sandbox", "--from=json", "--to=epub3", "--toc", "--split-level=1"]
        when = datetime(day.year, day.month, day.day, tzinfo=UTC) if day else datetime(1970, 1, 1, tzinfo=UTC)
        moment = {"SOURCE_DATE_EPOCH": str(int(when.timestamp()))}
        _run([*call, f"--output={made}"], json.dumps(tree, ensure_ascii=False).encode("utf-8"), moment)
        return made.read_bytes()


def _pandoc(form: str) -> str:
    try:
        import pypandoc

        return str(pypandoc.get_pandoc_path())
    except (ImportError, OSError):  # the library can be there without the program
        raise missing(form, "pandoc") from None


@cache
def _blank(pandoc: str, form: str) -> bytes:
    """Return the document pandoc starts from, which is the same each time."""
    return _run([pandoc, "--print-default-data-file", f"reference.{form}"])


def _run(call: list[str], data: bytes = b"", environment: Mapping[str, str] = MappingProxyType({})) -> bytes:
    environ = {**os.environ, **environment}
    done = subprocess.run(  # noqa: S603 -- pandoc, by its path
        call, input=data, capture_output=True, check=False, env=environ
    )
    if done.returncode:
        reason = " ".join(done.stderr.decode("utf-8", "replace").split())[:300]
        raise Refused(N_("{engine} could not create the file: {reason}"), engine="pandoc", reason=reason)
    return done.stdout


class EngineMissing(Refused):
    """The library that makes a format is not installed here."""


def missing(form: str, engine: str) -> EngineMissing:
    """Return the error for a format whose library is not there; a folder to unpack and `uv tool` have no pip."""
    if find_spec("pip") is None:
        return EngineMissing(
            N_(
                "The format {form} requires {engine}, which comes with facilitate[publish]: see the README to "
                "install it."
            ),
            form=form,
            engine=engine,
        )
    return EngineMissing(
        N_("The format {form} requires {engine}, which is not installed on this computer. Install it with: {command}"),
        form=form,
        engine=engine,
        command=f'"{sys.executable}" -m pip install {_PACKAGES[engine]}',
    )


def fonts_of(folder: Path, style: Style) -> list[Path]:
    """Our sans serif in one of the two file formats it comes in: which of two twins is taken must not be chance."""
    folder.mkdir()
    found = find_spec(_SANS)
    for place in (found.submodule_search_locations or ()) if found else ():
        for cut in _CUTS:
            shutil.copy(Path(place) / "files" / f"SourceSansPro-{cut}.ttf", folder)
    return [*([style.fonts] if style.fonts else []), folder]


def fonts_of_all_writings() -> list[Path]:
    """Return where fonts are for signs and writings that few texts have: to load them takes as long as a short page."""
    found = [spec for name in _WRITINGS if (spec := find_spec(name))]
    return [Path(place) for spec in found for place in spec.submodule_search_locations or ()]
