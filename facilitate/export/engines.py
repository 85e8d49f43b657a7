"""The engines that set pages and write office files: kept libraries, loaded when a format asks for them.

User text reaches them as data (JSON), never as source, so nothing somebody typed can act in a document.
"""

from __future__ import annotations

import gc
import json
import subprocess
import threading
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager, suppress
from functools import cache, lru_cache
from importlib.util import find_spec
from pathlib import Path
from types import MappingProxyType, ModuleType
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

from facilitate.domain.errors import FacilitateError
from facilitate.export.compose.document import Properties
from facilitate.export.engine_faults import (
    EngineMissing,
    at_work,
    early_end,
    engine_failure,
    loading,
    one_line,
    temporary_folder,
    unusable,
)
from facilitate.export.line_breaks import ended
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
# No string of a PDF/A-2 has more than 32,767 bytes (ISO 19005-2, 6.1.13), and keywords are one string.
_LONGEST_PROPERTY, _MOST_KEYWORDS = 1000, 20
_EVERY_CUT = """
#for weight in (400, 600, 700) {
  for style in ("normal", "italic") { text(font: "Source Sans Pro", weight: weight, style: style)[a] }
}
"""
TEMPLATES = Path(__file__).with_name("typst")
_SANS = "font_source_sans_pro"
# Noto fonts: the first for signs and the writings of the world, the second for Chinese, Japanese and Korean.
_WRITINGS = ("manimgx_fonts", "manimgx_fonts_cjk")
_CUTS = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")


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
                    pictures: Mapping[str, bytes] = MappingProxyType({})) -> tuple[bytes, Any]:  # fmt: skip
    """Set a template, and return with it what the page tells under a label."""
    with _set_up(template, data, style, form, UNTITLED, pictures) as compiler:
        made = _compiled(compiler, form, UNTITLED, 144)
        with letting_another_go_on():
            words = compiler.query(f"<{label}>", field="value")
        return made, json.loads(words)[0]


@contextmanager
def _set_up(template: str, data: Mapping[str, Any], style: Style, form: Form, properties: Properties,
            pictures: Mapping[str, bytes] = MappingProxyType({})) -> Iterator[typst.Compiler]:  # fmt: skip
    typst, templates = _typst(form), _templates()
    with temporary_folder() as folder:
        for name, content in templates.items():
            (folder / name).write_bytes(content)
        logo = {f"logo.{style.logo_kind}": style.logo} if style.logo else {}
        for file, content in (*logo.items(), *pictures.items()):
            (folder / file).write_bytes(content)
        words = json.dumps({**data, "properties": _properties(properties)}, ensure_ascii=False)
        fonts = fonts_for(style, form, all_writings=has_unusual_signs(words))
        if has_unusual_signs(words):
            words = json_in_words(words, _pen(folder, fonts, style), Language(data.get("lang", "en")))
        (folder / "data.json").write_text(words, encoding="utf-8")
        with at_work("typst"):
            yield typst.Compiler(folder / template, root=folder, font_paths=fonts, ignore_system_fonts=True)


def _typst(form: str) -> ModuleType:
    with loading(form, "typst"):
        import typst
        from typst import Compiler, Fonts, TypstError  # noqa: F401 -- all that is asked of it

        return typst


@cache
def _templates() -> Mapping[str, bytes]:
    return {source.name: source.read_bytes() for source in TEMPLATES.glob("*.typ")}


def _compiled(compiler: typst.Compiler, form: Form, properties: Properties, ppi: int) -> bytes:
    def work() -> object:
        return compiler.compile(
            format=form,
            ppi=float(ppi),
            timestamp=0,
            pdf_standards=[*_standards(properties)] if form == "pdf" else None,
        )

    made = interruptible(work)
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
        with letting_another_go_on():
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


_worker = threading.local()


@contextmanager
def letting_another_go_on() -> Iterator[None]:
    """Let the other of `two_at_a_time` go on while this one waits for an engine, which needs no Python."""
    turn: threading.Lock | None = getattr(_worker, "turn", None)
    if turn is not None:
        turn.release()
    try:
        yield
    finally:
        if turn is not None:
            turn.acquire()


def two_at_a_time(make: Callable[[_Item], object], items: Sequence[_Item]) -> None:
    """Make something of each item, two at once; the first error is raised.

    Python itself does one thing at a time: one goes on until it waits for an engine, so that this begins early and the
    others are made meanwhile. Ctrl+C leaves alone what is being made.
    """
    waiting, failed, turn = deque(items), list[BaseException](), threading.Lock()

    def at_work() -> None:
        _worker.turn = turn
        with turn:
            while waiting and not failed:
                try:
                    make(waiting.popleft())
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
    with ExitStack() as until_then:
        try:
            folder = until_then.enter_context(temporary_folder())
            draws = _pen(folder, fonts_for(style, all_writings=True), style)
        except EngineMissing:
            draws = _anything
        yield draws


def _anything(_text: str) -> bool:
    return True


def _pen(folder: Path, fonts: typst.Fonts, style: Style) -> CanDraw:
    """Return what asks the engine whether it can draw a text in the fonts that are there."""
    typst = _typst("pdf")
    page, text = folder / "pen.typ", folder / "pen.json"
    page.write_text(_PEN, encoding="utf-8")
    compiler = typst.Compiler(page, root=folder, font_paths=fonts, ignore_system_fonts=True)

    known = _signs_tried(fonts, style.text_font)

    def draws(signs: str) -> bool:
        if signs not in known:
            text.write_text(json.dumps({"font": style.text_font, "signs": signs}), encoding="utf-8")
            try:
                with letting_another_go_on():
                    compiler.compile(format="pdf", pdf_standards="ua-1")
                known[signs] = True
            except typst.TypstError:
                known[signs] = False
        return known[signs]

    return draws


@lru_cache(maxsize=4)
def _signs_tried(_fonts: typst.Fonts, _text_font: str) -> dict[str, bool]:
    """Return what is known of these fonts: all formats of an export ask for the same few signs."""
    return {}


def _properties(of: Properties) -> dict[str, Any]:
    day = [of.created.year, of.created.month, of.created.day] if of.created else []
    words = {"title": of.title, "author": of.author, "subject": of.subject}
    return {
        **{name: ended(text, _LONGEST_PROPERTY) for name, text in words.items()},
        "keywords": [ended(word, _LONGEST_PROPERTY) for word in of.keywords[:_MOST_KEYWORDS]],
        "day": day,
    }


def _standards(properties: Properties) -> list[Literal["ua-1", "a-2a"]]:
    return ["ua-1", "a-2a"] if properties.created else ["ua-1"]


def families(style: Style) -> frozenset[str]:
    """Return the names of the fonts a page of this style can have; none where the engine is missing."""
    try:
        return frozenset(fonts_for(style).families())
    except EngineMissing:
        return frozenset()


@contextmanager
def blank_meanwhile(form: Literal["docx", "odt", "pptx"]) -> Iterator[None]:
    """Have pandoc give its blank document while a tree is made: it takes as long as a start of pandoc does."""

    def ask() -> None:
        with suppress(FacilitateError):  # `convert` says what is wrong
            _blank(_pandoc(form), form)

    worker = threading.Thread(target=ask, daemon=True)
    worker.start()
    yield
    with letting_another_go_on():
        worker.join()


def convert(tree: Mapping[str, Any], form: Literal["docx", "odt", "pptx"], styled: Callable[[bytes], bytes]) -> bytes:
    """Let pandoc write its tree as an office file, `styled` having dressed its blank document.

    In its sandbox it knows no date, so the same tree makes the same bytes. Raises `Refused` when pandoc is missing.
    """
    pandoc = _pandoc(form)
    dressed = styled(_blank(pandoc, form))
    with temporary_folder() as folder:
        blank = folder / f"reference.{form}"
        blank.write_bytes(dressed)
        call = [pandoc, "--sandbox", "--from=json", f"--to={form}", f"--reference-doc={blank}", "--output=-"]
        return _run(call, form, json.dumps(tree, ensure_ascii=False).encode("utf-8"))


def bind(tree: Mapping[str, Any]) -> bytes:
    """Let pandoc write its tree as an EPUB, a chapter for each part; what stands before the first is the title page.

    Raises `Refused` when pandoc is missing.
    """
    call = [_pandoc("epub"), "--sandbox", "--from=json", "--to=epub3", "--toc", "--split-level=1",
            "--epub-title-page=false", "--output=-"]  # fmt: skip
    return _run(call, "epub", json.dumps(tree, ensure_ascii=False).encode("utf-8"))


def _pandoc(form: str) -> str:
    with loading(form, "pandoc"):
        import pypandoc

        return str(pypandoc.get_pandoc_path())


@cache
def _blank(pandoc: str, form: str) -> bytes:
    """Return the document pandoc starts from, which is the same each time."""
    return _run([pandoc, "--print-default-data-file", f"reference.{form}"], form)


def _run(call: list[str], form: str, data: bytes = b"") -> bytes:
    try:
        with letting_another_go_on():
            done = subprocess.run(call, input=data, capture_output=True, check=False)  # noqa: S603 -- pandoc
    except OSError as error:
        raise unusable(form, "pandoc", error) from error
    if done.returncode > 0 and (reason := one_line(done.stderr.decode("utf-8", "replace"))):
        raise engine_failure("pandoc", reason)
    if done.returncode or not done.stdout:
        raise early_end("pandoc", done.returncode)
    return done.stdout


def fonts_for(style: Style, form: str = "pdf", *, all_writings: bool = False) -> typst.Fonts:
    """Return the fonts for pages of a style, and if asked those that few texts need; raises `EngineMissing`.

    To read them takes longer than to set a short page: they are kept for the next one, until a file of theirs changes.
    """
    _typst(form)  # also where fonts are kept from when it was there
    with loading(form, "font-source-sans-pro"):
        _cuts()
    files = sorted(style.fonts.rglob("*")) if style.fonts else []
    state = tuple((file, found.st_size, found.st_mtime_ns) for file in files for found in [file.lstat()])
    return _fonts(style.fonts, tuple(fonts_of_all_writings()) if all_writings else (), state)


@lru_cache(maxsize=4)  # of each style two: for usual pages, and for all writings
def _fonts(of_style: Path | None, more: tuple[Path, ...], _state: object) -> typst.Fonts:
    engine = _typst("pdf")
    with temporary_folder() as folder:
        paths = [*fonts_of(folder / "fonts", of_style), *more]
        fonts: typst.Fonts = engine.Fonts(include_system_fonts=False, font_paths=paths)
        # The engine reads a font when a page needs it: it must have read ours before they go.
        page = folder / "cuts.typ"
        page.write_text(_EVERY_CUT, encoding="utf-8")
        engine.Compiler(page, root=folder, font_paths=fonts).compile(format="svg")
    return fonts


def fonts_of(folder: Path, of_style: Path | None) -> list[Path]:
    """Return where the fonts of a style are, having put our sans serif into a folder."""
    folder.mkdir()
    for name, content in _cuts().items():
        (folder / name).write_bytes(content)
    return [*([of_style] if of_style else []), folder]


@cache
def _cuts() -> Mapping[str, bytes]:
    """Read one of the two file formats our sans serif comes in: which of two twins is taken must not be chance."""
    found = find_spec(_SANS)
    places = [Path(place) / "files" for place in (found.submodule_search_locations or ())] if found else []
    return {
        file.name: file.read_bytes()
        for place in places
        for file in (place / f"SourceSansPro-{cut}.ttf" for cut in _CUTS)
    }


def fonts_of_all_writings() -> list[Path]:
    """Return where fonts are for signs and writings that few texts have: to load them takes as long as a short page."""
    found = [spec for name in _WRITINGS if (spec := find_spec(name))]
    return [Path(place) for spec in found for place in spec.submodule_search_locations or ()]
