"""A house style as an organiser keeps it: a folder with `style.toml`, its logo, and its fonts in `fonts/`."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.programme.toml_text import LARGEST, parsed, text_of
from facilitate.domain.text import clean, excerpt
from facilitate.export.engines import families
from facilitate.export.file_names import (
    KEYS,
    all_names,
    names_of_cards,
    names_of_lists,
    names_of_people,
    names_of_slips,
)
from facilitate.export.sections import SECTIONS
from facilitate.export.style.logos import CleanLogo, read_logo
from facilitate.export.style.style import DEFAULT, Colours, Style, contrast
from facilitate.files import unreadable
from facilitate.system import is_portable

FILE = "style.toml"
FONTS = "fonts"
_LARGEST_LOGO = 2_000_000  # bytes; it is inside every page that is sent
_LONGEST_NAME = 100  # letters; endings such as “-internal” come behind it
_READABLE = 4.5  # contrast of text, WCAG 2.2, success criterion 1.4.3
_COLOURS = tuple(Colours.__dataclass_fields__)
# Those of text; that of the accent is reckoned where the accent is too light for it.
_ON_PAPER = ("ink", "muted", "create", "existing", "both")
_SHORT, _WHOLE = re.compile("#[0-9a-fA-F]{3}"), re.compile("#[0-9a-fA-F]{6}")


def read_style(folder: Path) -> Style:
    """Return the style in that folder, completed by the default; raises `Refused` naming file and line."""
    if folder.name == FILE:  # the file itself, as many would say it
        folder = folder.parent
    path = folder / FILE
    try:
        with path.open("rb") as file:
            text = text_of(str(path), file.read(LARGEST + 1))
    except (FileNotFoundError, NotADirectoryError) as error:
        raise Refused(
            N_("No house style in {folder}: {file} is missing. Create one with “facilitate style {folder}”."),
            folder=str(folder),
            file=FILE,
        ) from error
    except OSError as error:
        raise unreadable(path, error) from error
    return _StyleReader(folder, text, parsed(str(path), text)).style()


def _wrong(path: Path, line: int, what: Message) -> Refused:
    return Refused(N_("{file}, line {line}: {what}. Nothing was written."), file=str(path), line=line, what=what)


class _StyleReader:
    """Checks a style while it reads; every complaint has the line of the key it is about."""

    _TABLES: Mapping[str, Sequence[str]] = {
        "colours": _COLOURS,
        "fonts": ("text", "headings"),
        "cover": ("logo", "text"),
        "sections": ("shown",),
        "files": tuple(KEYS),
    }

    def __init__(self, folder: Path, text: str, document: Mapping[str, Any]) -> None:
        self._folder = folder
        self._path = folder / FILE
        self._lines = text.splitlines()
        self._document = document

    def style(self) -> Style:
        self._check_names()
        fonts = self._folder / FONTS
        logo = self._logo()
        style = Style(
            colours=self._colours(),
            text_font=self._string("fonts", "text", DEFAULT.text_font),
            heading_font=self._string("fonts", "headings", DEFAULT.heading_font),
            fonts=fonts if fonts.is_dir() else None,
            logo=logo.data,
            logo_kind=logo.form,
            cover=self._string("cover", "text", ""),
            sections=self._sections(),
            names=tuple(self._names()),
            notices=logo.notices,
        )
        self._check_fonts(style)
        return style

    def _check_names(self) -> None:
        for table, content in self._document.items():
            if table not in self._TABLES or not isinstance(content, Mapping):
                known = ", ".join(f"[{name}]" for name in self._TABLES)
                raise self._wrong(table, "", N_("unknown setting “{name}”; possible values: {known}"), name=table,
                                  known=known)  # fmt: skip
            for key in content:
                if key not in self._TABLES[table]:
                    raise self._wrong(table, key, N_("unknown setting “{name}”; possible values: {known}"), name=key,
                                      known=", ".join(self._TABLES[table]))  # fmt: skip

    def _value(self, table: str, key: str) -> Any:
        return self._document.get(table, {}).get(key)

    def _string(self, table: str, key: str, usual: str) -> str:
        value = self._value(table, key)
        if value is None:
            return usual
        if not isinstance(value, str):
            raise self._wrong(table, key, N_("“{name}” must be text in quotation marks"), name=key)
        try:
            return clean(value).strip()
        except Refused:
            what = N_("“{name}” is too long, or contains an invisible character")
            raise self._wrong(table, key, what, name=key) from None

    def _colours(self) -> Colours:
        chosen = {}
        for name in _COLOURS:
            value = self._string("colours", name, getattr(DEFAULT.colours, name))
            if _SHORT.fullmatch(value):  # as style sheets write it
                value = "#" + "".join(2 * digit for digit in value[1:])
            if not _WHOLE.fullmatch(value):
                raise self._wrong("colours", name, N_("“{value}” is not a colour; write it as #0b4f6c"), value=value)
            chosen[name] = value.lower()
        colours = Colours(**chosen)
        for name in _ON_PAPER:
            found = contrast(chosen[name], colours.paper)
            if found < _READABLE:
                raise self._wrong(
                    "colours", name,
                    N_("text in {value} is hard to read on {paper}: the contrast is {found}, and at least 4.5 is "
                       "needed; choose a darker or a lighter colour"),
                    value=chosen[name], paper=colours.paper, found=round(found, 1),
                )  # fmt: skip
        return colours

    def _logo(self) -> CleanLogo:
        name = self._string("cover", "logo", "")
        if not name:
            return CleanLogo(b"", "")
        try:
            return read_logo(self._folder, name, _LARGEST_LOGO)
        except Refused as error:
            raise _wrong(self._path, self._line("cover", "logo", ""), error.message) from None

    def _sections(self) -> tuple[str, ...]:
        shown = self._value("sections", "shown")
        if shown is None:
            return DEFAULT.sections
        known = N_("unknown section “{name}”; possible values: {known}")
        if not isinstance(shown, list):
            raise self._wrong("sections", "shown", known, name=shown, known=", ".join(SECTIONS))
        for name in shown:
            if name not in SECTIONS:
                raise self._wrong("sections", "shown", known, near=str(name), name=name, known=", ".join(SECTIONS))
            if shown.count(name) > 1:
                raise self._wrong("sections", "shown", N_("“{name}” is listed twice"), near=name, name=name)
        return tuple(shown)

    def _names(self) -> Iterator[tuple[str, str]]:
        """Yield the names of files that were chosen, each with its key; no two files have one."""
        given = {key: self._string("files", key, "") for key in KEYS if self._value("files", key) is not None}
        taken = {name.casefold(): key for key in KEYS.keys() - given.keys() for name in all_names(key)}
        taken |= dict.fromkeys(names_of_cards(), "cards") | dict.fromkeys(names_of_people(), "people")
        taken |= dict.fromkeys(names_of_slips(), "slips") | dict.fromkeys(names_of_lists(), "lists")
        for key, name in given.items():
            if name.startswith(".") or not is_portable(name) or len(name) > _LONGEST_NAME:
                what = N_("“{name}” cannot be the name of a file; letters, digits and hyphens work on every system")
                raise self._wrong("files", key, what, name=name)
            if name.casefold() in taken:
                raise self._wrong("files", key, N_("“{name}” is listed twice"), name=name)
            taken[name.casefold()] = key
            yield key, name

    def _check_fonts(self, style: Style) -> None:
        known = families(style)
        for key, name in (("text", style.text_font), ("headings", style.heading_font)):
            if known and name not in known:
                raise self._wrong(
                    "fonts", key, N_("font “{name}” not found; put its files in the folder {folder}"), name=name,
                    folder=str(self._folder / FONTS),
                )  # fmt: skip

    def _wrong(self, table: str, key: str, text: str, *, near: str = "", **params: object) -> Refused:
        for given in params.keys() & {"name", "value"}:
            params[given] = excerpt(str(params[given]), 60)
        return _wrong(self._path, self._line(table, key, near), Message(text, params))

    def _line(self, table: str, key: str, near: str) -> int:
        """Return the line a key stands on, or that of the value `near` below it."""
        inside, found = False, 1
        for number, line in enumerate(self._lines, 1):
            if header := re.match(r"\s*\[([^\[\]]*)\]", line):
                inside = header[1].strip() == table
                found = number if inside else found
            elif inside and key and re.match(rf"\s*[\"']?{re.escape(key)}[\"']?\s*=", line):
                if not near:
                    return number
                return next((n for n, each in enumerate(self._lines[number - 1 :], number) if near in each), number)
        return found
