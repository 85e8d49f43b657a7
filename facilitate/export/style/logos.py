"""A logo as a file: made clean where it enters and before it is published, so that every page can set it.

Of a picture its pixels are kept, of a drawing what it draws: where, when, with what and by whom it was made is in no
journal and in no file that leaves.
"""

from __future__ import annotations

from base64 import b64decode, b64encode
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from pathlib import Path

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.values.pictures import LARGEST_PICTURE, Pieces, bytes_of, pieces_of
from facilitate.export.compose.document import Properties
from facilitate.export.engine_faults import EngineMissing
from facilitate.export.engines import typeset
from facilitate.export.style.drawings import cleaned_drawing
from facilitate.export.style.rasters import STARTS, bare
from facilitate.export.style.style import DEFAULT
from facilitate.workshop.report.model import Report
from facilitate.workshop.report.pictures import LogoPart, PicturesPart

_FORMS = {".svg": "svg", ".png": "png", ".jpg": "jpg", ".jpeg": "jpg"}
# As a file that lasts and can be read aloud, which asks the most of a drawing.
_TRIAL = Properties("logo", created=date(2000, 1, 1))


@dataclass(frozen=True, slots=True)
class CleanLogo:
    """A logo that every page can set; its form is svg, png or jpg. `notices` tell what will look otherwise."""

    data: bytes
    form: str
    notices: tuple[Message, ...] = ()


def read_logo(folder: Path, name: str, largest: int = LARGEST_PICTURE) -> CleanLogo:
    """Return the clean logo of the file of that name.

    Raises `Refused` with what is wrong with it, as the end of a sentence that says where it is named.
    """
    path = folder / name
    form = _FORMS.get(path.suffix.lower())
    if form is None:
        raise Refused(N_("the logo {name} is neither SVG, PNG nor JPEG"), name=name)
    if not path.is_file():  # to open a pipe would wait for ever
        if path.exists():
            raise Refused(N_("{name} is not a file"), name=name)
        raise Refused(N_("there is no file {name} in this folder"), name=name)
    with path.open("rb") as file:
        data = file.read(largest + 1)
    if len(data) > largest:
        raise Refused(N_("the logo {name} is larger than {size} kB"), name=name, size=largest // 1000)
    if _form_of(data) != form:
        raise Refused(N_("the content of the logo {name} does not match its extension"), name=name)
    return cleaned_logo(data, form, name, largest)


def _form_of(data: bytes) -> str:
    """Return what a file begins as; letters of two bytes are letters too."""
    found = [form for form, start in STARTS.items() if data.startswith(start)]
    return found[0] if found else "svg" if b"svg" in data.replace(b"\0", b"") else ""


@lru_cache(maxsize=64)  # what is published is made anew for each look at it
def cleaned_logo(data: bytes, form: str, name: str, largest: int = LARGEST_PICTURE) -> CleanLogo:
    """Return a logo with nothing in it but what is seen; one that is clean comes back as it is.

    Raises `Refused` with what is wrong with it, in the same way as `read_logo`.
    """
    if form != "svg":
        return CleanLogo(bare(data, form, name, largest), form)
    drawing = cleaned_drawing(data, name, _picture_within)
    if len(drawing.data) > largest:
        raise Refused(N_("the logo {name} is larger than {size} kB"), name=name, size=largest // 1000)
    _try(drawing.data, name, live_text=drawing.live_text)
    notices = []
    if drawing.live_text:
        text = N_("The logo {name} contains text, which may be drawn in another font: convert its text to outlines.")
        notices.append(Message(text, {"name": name}))
    if drawing.elsewhere:
        text = N_("The logo {name} refers to another file, which is left out: embed that picture in the logo.")
        notices.append(Message(text, {"name": name}))
    return CleanLogo(drawing.data, form, tuple(notices))


def settable(report: Report) -> tuple[Report, tuple[Message, ...]]:
    """Return a report with clean logos alone, and what is to be told of those that journals have kept otherwise."""
    notices: list[Message] = []

    def clean(logo: LogoPart) -> Iterator[LogoPart]:
        try:
            found = cleaned_logo(logo.data, logo.form, logo.file)
        except Refused as error:
            what = N_("Logo of {partner}: {what}. It is left out of every file.")
            notices.append(Message(what, {"partner": logo.name, "what": error.message}))
            return
        notices.extend(found.notices)
        yield replace(logo, data=found.data)

    parts = tuple(
        replace(part, logos=tuple(new for logo in part.logos for new in clean(logo)))
        if isinstance(part, PicturesPart) and part.logos
        else part
        for part in report.parts
    )
    return replace(report, parts=parts), tuple(notices)


def bare_logo(name: str, form: str, pieces: Pieces) -> Pieces:
    """Return the bytes of a logo as an act holds them, with nothing in them but what is seen.

    None are left where nobody here can tell what else is in them: no file would show that logo either.
    """
    try:
        return pieces_of(cleaned_logo(bytes_of(pieces), form, name).data)
    except Refused:
        return ()


def _try(data: bytes, name: str, *, live_text: bool) -> None:
    """Raise `Refused` where the engine of the pages, if it is here, cannot set a drawing."""
    try:
        typeset("logo.typ", {"logo": "trial.svg"}, DEFAULT, "pdf", _TRIAL, pictures={"trial.svg": data})
    except EngineMissing:
        return
    except Refused:
        why = (
            N_("the logo {name} contains text that no font here can draw: convert its text to outlines")
            if live_text
            else N_("the logo {name} cannot be drawn: export it as PNG, 2,000 pixels wide")
        )
        raise Refused(why, name=name) from None


def _picture_within(address: str) -> str:
    """Return the address of a picture inside a drawing as one of its pixels alone; nothing where it has none."""
    kind, _comma, text = address.partition(",")
    try:
        data = b64decode(text) if kind.endswith(";base64") else b""
        form = _form_of(data)
        kept = bare(data, form, "", LARGEST_PICTURE) if form in STARTS else b""
    except (ValueError, Refused):
        return ""
    mime = {"png": "png", "jpg": "jpeg"}.get(form, "")
    return f"data:image/{mime};base64,{b64encode(kept).decode('ascii')}" if kept else ""
