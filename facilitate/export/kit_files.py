"""The files of a cycle's kit besides its programme: the pages to print, and the house style, which goes with it.

The pages are PDF where the engine of pages is there, and pages for a browser elsewhere.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from pathlib import Path

from facilitate.domain.errors import N_, FacilitateError, Message, Refused
from facilitate.domain.programme.plan import Plan
from facilitate.domain.programme.toml_text import parsed, text_of
from facilitate.domain.text import inlined
from facilitate.domain.values.learning import KitOrigin
from facilitate.export.compose.document import Properties
from facilitate.export.compose.kit import KitPage, kit_pages
from facilitate.export.engine_faults import EngineMissing, temporary_folder
from facilitate.export.engines import typeset
from facilitate.export.style.colours import accent_text
from facilitate.export.style.read import FILE, FONTS, read_style
from facilitate.export.style.style import Style
from facilitate.export.templates import rendered, style_sheet
from facilitate.files import unreadable, write_file
from facilitate.i18n import Language
from facilitate.workshop.cycle.kit import PAGES, STYLE, belongs


def page_files(plan: Plan, kit: KitOrigin, language: Language, style: Style) -> dict[str, bytes]:
    """Return the pages of a kit by the names of their files."""
    found: dict[str, bytes] = {}
    for name, page in kit_pages(plan, language).items():
        words = _words(page, plan, language)
        stem = PAGES[name][language.code]
        try:
            found[f"{stem}.pdf"] = _pdf(words, kit, style)
        except EngineMissing:
            made = rendered("kit.html", {**words, "css": style_sheet("kit.css")})
            found[f"{stem}.html"] = made.encode()
    return found


def _words(page: KitPage, plan: Plan, language: Language) -> dict[str, object]:
    return {
        "lang": language.code,
        "event": inlined(plan.title),
        "title": page.title,
        "purpose": page.purpose,
        "parts": list(page.parts),
        "ideas": page.ideas,
        "words": list(page.words),
    }


def _pdf(words: Mapping[str, object], kit: KitOrigin, style: Style) -> bytes:
    colours = style.colours
    data = {
        **words,
        "logo": f"logo.{style.logo_kind}" if style.logo else "",
        "fonts": {"text": style.text_font, "heading": style.heading_font},
        "colours": {
            **{name: getattr(colours, name) for name in type(colours).__slots__},
            "accent-text": accent_text(colours),
        },
    }
    of = Properties(f"{words['title']} – {words['event']}", created=kit.day)
    return typeset("kit.typ", data, style, "pdf", of)


def style_files(folder: Path, redact: Callable[[str], str]) -> dict[str, bytes]:
    """Return the house style of a folder as it goes into a kit, with roles in the place of names; nothing without one.

    Only what it uses is taken: what else lies in the folder stays there. Raises `Refused` for one that does not read.
    """
    if not (folder / FILE).is_file():
        return {}
    read_style(folder)
    try:
        text = (folder / FILE).read_text(encoding="utf-8-sig")
        paths = [folder / logo] if (logo := _logo_of(text)) else []
        paths += [path for path in _fonts(folder) if belongs(f"{STYLE}/{FONTS}/{path.name}")]
        files = {f"{STYLE}/{path.relative_to(folder).as_posix()}": path.read_bytes() for path in paths}
    except OSError as error:
        raise unreadable(folder, error) from error
    bare = redact(text)
    _logo_of(bare)  # roles are typed by people: it is to be a style still
    return {f"{STYLE}/{FILE}": bare.encode(), **files}


def _logo_of(text: str) -> str:
    """Return the file of the logo that a style names; raises `Refused` for one that lies elsewhere.

    A style from somebody else could otherwise have any picture of this computer printed.
    """
    cover = parsed(FILE, text).get("cover")
    logo = str(cover.get("logo", "")) if isinstance(cover, dict) else ""
    if logo and not belongs(f"{STYLE}/{logo}"):
        raise Refused(
            N_("The logo {logo} of the house style is not in the folder of the style: put it there."), logo=logo
        )
    return logo


def _fonts(folder: Path) -> Iterator[Path]:
    fonts = folder / FONTS
    return (path for path in sorted(fonts.iterdir()) if path.is_file()) if fonts.is_dir() else iter(())


def take_style(files: Mapping[str, bytes], home: Path) -> Message | None:
    """Put the house style of a kit into a workspace that has none; returns why it was not, where it cannot be read.

    It is read where nobody else looks first: a style that does not read would stop every export.
    """
    own = {name: content for name, content in files.items() if name.startswith(f"{STYLE}/")}
    try:
        _logo_of(text_of(FILE, own[f"{STYLE}/{FILE}"]))
        with temporary_folder() as trial:
            _write(own, trial)
            read_style(trial / STYLE)
    except FacilitateError as error:
        return error.message
    _write(own, home)
    return None


def _write(files: Mapping[str, bytes], folder: Path) -> None:
    # The settings last: without them there is no style, and an interrupted one is put there anew.
    for name, content in sorted(files.items(), key=lambda each: each[0].endswith(FILE)):
        write_file(folder / name, content)
