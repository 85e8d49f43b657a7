"""Points below points that Word makes by style (`List Bullet 2`) or by indentation: pandoc reads them as one flat list.

Each such paragraph gets a mark before its words, one sign a level, which is turned into an indentation once pandoc has
read the document. Nothing else of the document is changed.
"""

from __future__ import annotations

import io
import re
import zipfile
from bisect import bisect_right
from collections.abc import Iterable

from facilitate.domain.frozen import dataclass

_MARK = "\U000f51b7"  # of a private plane, where no program and no picture font writes
_RUN = "<w:r><w:t>{}</w:t></w:r>"
_DEEPEST = 5
_STEP = 200  # twentieths of a point; less is no step to the eye
_DOCUMENT, _STYLES, _NUMBERING = "word/document.xml", "word/styles.xml", "word/numbering.xml"
_STYLE_ID = re.compile(r"[^>]*?w:styleId=\"([^\"]*)\"")
_NAME = re.compile(r"<w:name w:val=\"([^\"]*)\"")
_BASED_ON = re.compile(r"<w:basedOn w:val=\"([^\"]*)\"")
_LEVEL_OF_NAME = re.compile(
    r"(?:list (?:bullet|number)|liste à (?:puces|numéros)|liste numérotée|aufzählungszeichen|listennummer|"
    r"lista con (?:viñetas|números)) ?([2-5])",
    re.IGNORECASE,
)
_PROPERTIES = re.compile(r"<w:pPr>((?:(?!</?w:pPr>).)*)</w:pPr>", re.DOTALL)
_STYLE_OF = re.compile(r"<w:pStyle w:val=\"([^\"]*)\"")
_NUMBERED = re.compile(r"<w:numId w:val=\"(\d{1,9})\"")
_DEEPER = re.compile(r"<w:ilvl w:val=\"(\d{1,2})\"")
_INDENT = re.compile(r"<w:ind\b[^>]*?w:(?:left|start)=\"(\d{1,6})\"")
_ABSTRACT_ID = re.compile(r"[^>]*?w:abstractNumId=\"(\d{1,9})\"")
_NUM = re.compile(r"<w:num\b[^>]*w:numId=\"(\d{1,9})\"[^>]*>\s*<w:abstractNumId w:val=\"(\d{1,9})\"")
_IN_LINE = re.compile(rf"^( *)(• )?({_MARK}+)")


@dataclass(frozen=True, slots=True)
class _Style:
    """What a style of paragraphs says of lists: its level by its name, its list, the level in it, its indentation."""

    by_name: int = 0
    numbered: str = ""
    deeper: int = 0
    indent: int | None = None


def with_levels(data: bytes) -> bytes:
    """The document, with a mark before each point that stands below another by its style or its indentation."""
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        names = set(archive.namelist())
        if _DOCUMENT not in names:
            return data
        parts = {name: archive.read(name).decode("utf-8", "replace") for name in (_STYLES, _NUMBERING) if name in names}
        written = archive.read(_DOCUMENT)
        if b"numPr" not in written and "numPr" not in parts.get(_STYLES, ""):
            return data
        try:
            document = written.decode("utf-8")
        except UnicodeDecodeError:
            return data
        marked = _marked(document, _styles(parts.get(_STYLES, "")), _indents(parts.get(_NUMBERING, "")))
        if marked == document:
            return data
        made = io.BytesIO()
        with zipfile.ZipFile(made, "w", zipfile.ZIP_DEFLATED) as copy:
            for each in archive.infolist():
                copy.writestr(each, marked if each.filename == _DOCUMENT else archive.read(each))
    return made.getvalue()


def _styles(written: str) -> dict[str, _Style]:
    """The styles by their ids; what one does not say is said by the one it is based on, if that stands above it."""
    found: dict[str, _Style] = {}
    for body in written.split("<w:style ")[1:]:
        if not (key := _STYLE_ID.match(body)):
            continue
        based = _BASED_ON.search(body)
        under = found.get(based[1], _Style()) if based else _Style()
        name, numbered, deeper, indent = (form.search(body) for form in (_NAME, _NUMBERED, _DEEPER, _INDENT))
        level = _LEVEL_OF_NAME.fullmatch(name[1].strip()) if name else None
        if name and name[1].lower().startswith("heading"):  # its number is no list's
            found[key[1]] = _Style()
            continue
        found[key[1]] = _Style(
            int(level[1]) - 1 if level else under.by_name,
            numbered[1] if numbered else under.numbered,
            int(deeper[1]) if deeper else under.deeper,
            int(indent[1]) if indent else under.indent,
        )
    return found


def _indents(written: str) -> dict[str, int]:
    """How far the first level of each list is indented."""
    of_abstract: dict[str, int] = {}
    for body in written.split("<w:abstractNum ")[1:]:
        if (key := _ABSTRACT_ID.match(body)) and (indent := _INDENT.search(body)):
            of_abstract[key[1]] = int(indent[1])
    return {each[1]: of_abstract[each[2]] for each in _NUM.finditer(written) if each[2] in of_abstract}


def _marked(document: str, styles: dict[str, _Style], of_lists: dict[str, int]) -> str:
    found = {each.end(): _point(each[1], styles, of_lists) for each in _PROPERTIES.finditer(document)}
    points = {end: point for end, point in found.items() if point is not None}
    by_name = any(level for level, _indent in points.values())
    steps = [] if by_name else _steps(indent for _level, indent in points.values() if indent is not None)
    parts: list[str] = []
    start = 0
    for end, (level, indent) in points.items():
        depth = level if by_name or indent is None else bisect_right(steps, indent) - 1
        if depth > 0:
            parts += [document[start:end], _RUN.format(_MARK * min(depth, _DEEPEST))]
            start = end
    return "".join((*parts, document[start:]))


def _point(properties: str, styles: dict[str, _Style], of_lists: dict[str, int]) -> tuple[int, int | None] | None:
    """The level and the indentation of a point of a list that pandoc takes for one of the first level."""
    named = _STYLE_OF.search(properties)
    style = styles.get(named[1], _Style()) if named else _Style()
    numbered, deeper, indent = (form.search(properties) for form in (_NUMBERED, _DEEPER, _INDENT))
    of_list = numbered[1] if numbered else style.numbered
    if of_list in ("", "0") or (int(deeper[1]) if deeper else style.deeper):
        return None
    own = int(indent[1]) if indent else None
    return style.by_name, own if own is not None else of_lists.get(of_list, style.indent)


def _steps(indents: Iterable[int]) -> list[int]:
    """The indentations that the eye tells apart, the smallest first."""
    steps: list[int] = []
    for indent in sorted(set(indents)):
        if not steps or indent - steps[-1] >= _STEP:
            steps.append(indent)
    return steps


def without_marks(text: str) -> str:
    """What pandoc made, where no line is a point of a list."""
    return text.replace(_MARK, "")


def indented(line: str) -> str:
    """A line whose mark is turned into an indentation."""
    if _MARK not in line:
        return line
    found = _IN_LINE.match(line)
    depth = len(found[3]) if found and found[2] else 0
    return "  " * depth + line.replace(_MARK, "")
