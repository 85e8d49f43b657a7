"""The engines that set pages and write office files: kept libraries, loaded when a format asks for them.

User text reaches them as data (JSON), never as source, so nothing somebody typed can act in a document.
"""

from __future__ import annotations

import json
import re
import shutil
import tempfile
from collections.abc import Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Literal

from facilitate.domain.errors import N_, Refused
from facilitate.export.style import Style

TEMPLATES = Path(__file__).with_name("typst")
_SANS = "font_source_sans_pro"
_CUTS = ("Regular", "It", "Semibold", "SemiboldIt", "Bold", "BoldIt")
INSTALL = 'pip install "facilitate[publish]"'


def typeset(template: str, data: Mapping[str, Any], style: Style, form: Literal["pdf", "png", "svg"],
            *, ppi: int = 144) -> bytes:  # fmt: skip
    """Set a template of `typst/` with its data as one PDF, or as the picture of its one page.

    Fonts are those of the style and of the engine, never those of this machine, and there is no time stamp: the same
    data make the same bytes everywhere. Raises `Refused` when the engine is missing or does not know a font.
    """
    typst = _engine("typst", form)
    with tempfile.TemporaryDirectory(prefix="facilitate-") as name:
        folder = Path(name)
        for source in TEMPLATES.glob("*.typ"):
            shutil.copy(source, folder)
        (folder / "data.json").write_text(json.dumps(data, ensure_ascii=False), encoding="utf-8")
        if style.logo:
            (folder / f"logo.{style.logo_kind}").write_bytes(style.logo)
        fonts = _fonts(folder / "fonts", style)
        compiler = typst.Compiler(folder / template, root=folder, font_paths=fonts, ignore_system_fonts=True)
        made, warnings = compiler.compile_with_warnings(format=form, ppi=float(ppi), timestamp=0)
    _check_fonts(warnings)
    return bytes(made)


def _engine(name: str, form: str) -> Any:
    """The module, imported here: half of all calls of the program never make a PDF."""
    if find_spec(name) is None:
        raise Refused(
            N_("The format {form} needs {engine}, which is not installed here. Install it with: {command}"),
            form=form,
            engine=name,
            command=INSTALL,
        )
    import importlib

    return importlib.import_module(name)


def _fonts(folder: Path, style: Style) -> list[Path]:
    """Our sans serif in one of the two file formats it comes in: which of two twins is taken must not be chance."""
    folder.mkdir()
    found = find_spec(_SANS)
    for place in (found.submodule_search_locations or ()) if found else ():
        for cut in _CUTS:
            shutil.copy(Path(place) / "files" / f"SourceSansPro-{cut}.ttf", folder)
    return [*([style.fonts] if style.fonts else []), folder]


def _check_fonts(warnings: list[Any]) -> None:
    for warning in warnings:
        if family := re.search(r"unknown font family: (.+)", str(warning.message)):
            raise Refused(
                N_("There is no font “{font}”: put its files into the folder fonts of the style."), font=family[1]
            )
