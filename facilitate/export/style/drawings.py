"""An SVG drawing written anew: what it draws, and nothing of what it says of itself or takes from elsewhere.

What is not known to draw is left out: words for those who edit it, scripts, parts of other programs, addresses.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from math import isfinite
from xml.etree import ElementTree as ET

from facilitate.domain.errors import N_, Refused
from facilitate.domain.frozen import dataclass


def _these(words: str) -> frozenset[str]:
    return frozenset(words.split())


_SVG = "{http://www.w3.org/2000/svg}"
_SPACE = "{http://www.w3.org/XML/1998/namespace}space"
_XLINK = "{http://www.w3.org/1999/xlink}href"
_SHAPES = _these("path rect circle ellipse line polyline polygon text use image")
_LETTERS = _these("text tspan textPath")
_OTHERS = _these(
    "svg g defs symbol switch style linearGradient radialGradient stop clipPath mask pattern marker filter "
    "feBlend feColorMatrix feComponentTransfer feComposite feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR "
    "feGaussianBlur feMerge feMergeNode feMorphology feOffset"
)
_SHOWN = _SHAPES | {"svg", "g", "switch", "tspan", "textPath"}
_DRAWING = _SHAPES | _LETTERS | _OTHERS
# How something is drawn, as an attribute or in a style sheet (SVG 2, 6.6).
_PROPERTIES = _these(
    "alignment-baseline baseline-shift clip-path clip-rule color color-interpolation color-interpolation-filters "
    "direction display dominant-baseline fill fill-opacity fill-rule filter flood-color flood-opacity font-family "
    "font-size font-stretch font-style font-variant font-weight isolation letter-spacing marker marker-end "
    "marker-mid marker-start mask mask-type mix-blend-mode opacity overflow paint-order shape-rendering "
    "stop-color stop-opacity stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin "
    "stroke-miterlimit stroke-opacity stroke-width text-anchor text-decoration text-rendering visibility word-spacing "
    "writing-mode transform"
)
_MEASURES = _these(
    "x y x1 y1 x2 y2 cx cy r rx ry fx fy fr dx dy rotate width height offset points viewBox pathLength refX refY "
    "markerWidth markerHeight textLength startOffset stdDeviation k1 k2 k3 k4 tableValues slope intercept "
    "amplitude exponent radius"
)
_WORDS = _these(
    "preserveAspectRatio gradientUnits spreadMethod clipPathUnits maskUnits maskContentUnits patternUnits "
    "patternContentUnits markerUnits orient lengthAdjust filterUnits primitiveUnits in in2 result mode operator "
    "type systemLanguage"
)
_TRANSFORMS = _these("transform gradientTransform patternTransform")
# None of these tries a text in more ways than it is long.
_NUMBER = r"[+-]?(?:\d+(?:\.\d*)?|\.\d+)(?:[eE][+-]?\d+)?"
_LENGTH = re.compile(rf"\s*({_NUMBER})\s*(px|pt|pc|mm|cm|in)?\s*")
_PX = {"": 1, "px": 1, "pt": 4 / 3, "pc": 16, "mm": 96 / 25.4, "cm": 96 / 2.54, "in": 96}
_MEASURE = re.compile(rf"{_NUMBER}(?:px|pt|pc|mm|cm|in|em|ex|rem|%)?|[\s,]+")
_PATH = re.compile(r"[MmZzLlHhVvCcSsQqTtAaEe\d\s.,+-]*")
_TRANSFORM = re.compile(r"(?:(?:matrix|translate|scale|rotate|skewX|skewY)\s*\([\d\s.,eE+\-a-z%]*\)[\s,]*)*|none")
_WORD = re.compile(r"[A-Za-z\d-][\w\s.,-]{0,60}", re.ASCII)
_VALUE = re.compile(r"""[-\w\s.,#%()+/'"]{0,500}""")
_INSIDE = re.compile(r"""url\(\s*["']?#([^"'()\s]+)["']?\s*\)""")
_COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
_BRACE = re.compile("[{};]")
_STEP = r"(?:\*|[A-Za-z]+)?(?:[.#][-\w]+)*"
_SELECTOR = re.compile(rf"{_STEP}(?:[ >]{_STEP})*")
_BETWEEN = re.compile(r"\s*(>|\s)\s*")
_NAMED = re.compile(r"([.#])([-\w]+)")
_ELSEWHERE = re.compile(r"""@import|url\(\s*+["']?+(?!#)""")
_DEEPEST, _MOST_PARTS = 100, 50_000
_SIDES = 1.0, 10_000.0  # the long side of what is written, in pixels
CleanPicture = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class CleanDrawing:
    """A drawing that holds nothing but itself; `live_text` and `elsewhere` are what will look otherwise."""

    data: bytes
    live_text: bool
    elsewhere: bool


def cleaned_drawing(data: bytes, name: str, clean_picture: CleanPicture) -> CleanDrawing:
    """Return the SVG of that name written anew, the same bytes each time; raises `Refused` where no page can show it.

    `clean_picture` makes the address of a picture inside the drawing one of its pixels alone, empty where it has none.
    """
    try:
        root = ET.fromstring(data)  # noqa: S314 -- expat bounds what entities become
    except (ET.ParseError, ValueError, LookupError):
        root = ET.Element("")
    if _tag(root) != "svg":
        raise Refused(N_("the logo {name} is damaged"), name=name)
    if not (size := _sized(root)):
        raise Refused(N_("the logo {name} does not say how large it is: export it again with its width and height"),
                      name=name)  # fmt: skip
    cleaner = _Redrawer(root, clean_picture)
    try:
        made = cleaner.drawing()
    except _TooMuch:
        raise Refused(
            N_("the logo {name} has too many parts: export it as PNG, 2,000 pixels wide"), name=name
        ) from None
    if made is None:
        raise Refused(N_("nothing is drawn in the logo {name}: export it again, or as PNG"), name=name)
    outside = {"xmlns": "http://www.w3.org/2000/svg", **size}
    made.attrib = {**outside, **{key: value for key, value in made.attrib.items() if key not in outside}}
    return CleanDrawing(ET.tostring(made, encoding="utf-8"), cleaner.live_text, cleaner.elsewhere)


class _TooMuch(Exception):
    """A drawing has too many parts, or parts of parts."""


def _tag(element: ET.Element) -> str:
    """Return the name of an element of SVG, without its namespace; nothing for one of another."""
    name = element.tag
    return name.removeprefix(_SVG) if name.startswith(_SVG) or "{" not in name else ""


def _length(text: str) -> float:
    """Return a length in pixels; 0 where it is none, or a share of something else."""
    found = _LENGTH.fullmatch(text)
    length = float(found[1]) * _PX[found[2] or ""] if found else 0.0
    return length if isfinite(length) and length > 0 else 0.0


def _sized(root: ET.Element) -> dict[str, str]:
    """Return how large the whole is, as attributes that every program reads; nothing where it does not say."""
    across, down = _length(root.get("width", "")), _length(root.get("height", ""))
    box = root.get("viewBox", "").replace(",", " ").split()
    try:
        numbers = [float(each) for each in box]
    except ValueError:
        numbers = []
    if len(numbers) != 4 or not all(map(isfinite, numbers)) or min(numbers[2:]) <= 0:  # noqa: PLR2004 -- of a box
        numbers = [0, 0, across, down]
    wide, high = numbers[2:]
    if not wide or not high:
        return {}
    across, down = across or (down * wide / high if down else wide), down or (across * high / wide if across else high)
    scale = min(max(across, down, _SIDES[0]), _SIDES[1]) / max(across, down)
    across, down = across * scale, down * scale
    if min(across, down, wide, high) < max(across, down, wide, high) / 1e6:
        return {}
    return {"width": f"{across:g}", "height": f"{down:g}", "viewBox": " ".join(f"{each:g}" for each in numbers)}


def _hidden(made: ET.Element) -> bool:
    return made.get("display") == "none" or "display:none" in made.get("style", "")


class _Redrawer:
    """Writes one drawing anew."""

    def __init__(self, root: ET.Element, clean_picture: CleanPicture) -> None:
        self._root = root
        self._clean_picture = clean_picture
        self._left = _MOST_PARTS
        self.live_text = self._drawn = False
        self._sheets = {each: _COMMENT.sub("", each.text or "") for each in root.iter() if _tag(each) == "style"}
        self.elsewhere = any(map(_ELSEWHERE.search, self._sheets.values()))
        self._names = {"#": self._numbered("#", "n", self._ids()), ".": self._numbered(".", "c", self._classes())}

    def drawing(self) -> ET.Element | None:
        """Return the root of what is written; None where nothing is drawn. Raises `_TooMuch`."""
        made = self._part(self._root, _DEEPEST)
        if made is not None and self._drawn:
            _weigh(made)
            return made
        return None

    def _ids(self) -> Iterator[str]:
        return (each.get("id", "") for each in self._root.iter())

    def _classes(self) -> Iterator[str]:
        return (name for each in self._root.iter() for name in each.get("class", "").split())

    def _numbered(self, sign: str, letter: str, names: Iterator[str]) -> dict[str, str]:
        """Return what the names become that something refers to: layers are called by what people typed."""
        sheets = self._sheets.values()
        used = {name for sheet in sheets for kind, name in _NAMED.findall(sheet) if kind == sign}
        if sign == "#":
            values = (*sheets, *(value for each in self._root.iter() for value in each.attrib.values()))
            used |= {name for value in values for name in _INSIDE.findall(value)}
            addresses = (each.get("href") or each.get(_XLINK) or "" for each in self._root.iter())
            used |= {address.strip().removeprefix("#") for address in addresses}
        met = dict.fromkeys(name for name in names if name and name in used)
        return {name: f"{letter}{number}" for number, name in enumerate(met)}

    def _part(self, element: ET.Element, deep: int) -> ET.Element | None:
        """Return an element of the drawing with what is in it; None for what draws nothing."""
        tag = _tag(element)
        tag = "g" if tag == "a" else tag
        self._left -= 1
        if self._left < 0 or not deep:
            raise _TooMuch
        if tag not in _DRAWING:
            return None
        made = ET.Element(tag, dict(self._attributes(element, tag)))
        if (tag in _SHOWN and _hidden(made)) or (tag in {"image", "use"} and "href" not in made.attrib):
            return None
        if tag == "style":
            made.text = self._sheet(self._sheets[element])
            return made if made.text else None
        self._drawn = self._drawn or tag in _SHAPES
        self._fill(made, element, deep)
        return made

    def _fill(self, made: ET.Element, element: ET.Element, deep: int) -> None:
        """Put the parts of an element into the one that is written, with its letters where it has any."""
        lettered = made.tag in _LETTERS
        if lettered:
            made.text = element.text
            self.live_text = self.live_text or bool("".join(element.itertext()).strip())
        for child in element:
            part = self._part(child, deep - 1)
            if part is not None:
                part.tail = child.tail if lettered else None
                made.append(part)
            elif lettered and child.tail:
                before = made[-1] if len(made) else None
                if before is None:
                    made.text = (made.text or "") + child.tail
                else:
                    before.tail = (before.tail or "") + child.tail

    def _attributes(self, element: ET.Element, tag: str) -> Iterator[tuple[str, str]]:
        given = dict(element.attrib)
        address = given.pop("href", None) or given.pop(_XLINK, None)
        if address is not None and (kept := self._address(address.strip(), tag, linked=_tag(element) == "a")):
            yield "href", kept
        if given.pop(_SPACE, "") == "preserve":
            yield "xml:space", "preserve"
        for name, value in given.items():
            if (new := self._attribute(name, value)) is not None:
                yield name, new

    def _attribute(self, name: str, value: str) -> str | None:
        """Return the value of an attribute as it is written; None where it is left out."""
        if name == "style":
            return self._declared(value) or None
        if name == "id":
            return self._names["#"].get(value)
        if name == "class":
            kept = [self._names["."][each] for each in value.split() if each in self._names["."]]
            return " ".join(kept) or None
        if name in _MEASURES or name == "values":  # those of a matrix of colours are numbers
            return value if value == "auto" or not _MEASURE.sub("", value) else None
        for concerned, form in ((name in _TRANSFORMS, _TRANSFORM), (name == "d", _PATH), (name in _WORDS, _WORD)):
            if concerned:
                return value if form.fullmatch(value) else None
        return self._property(value) if name in _PROPERTIES else None

    def _address(self, address: str, tag: str, *, linked: bool) -> str:
        if address.startswith("#"):
            new = self._names["#"].get(address[1:])
            return f"#{new}" if new and tag != "image" and not linked else ""
        picture = self._clean_picture(address) if tag == "image" and address.startswith("data:") else ""
        self.elsewhere = self.elsewhere or not (picture or linked)
        return picture

    def _property(self, value: str) -> str | None:
        """Return how something is drawn, its references by their new names; None where it is not of the drawing."""
        known = self._names["#"]
        value = _INSIDE.sub(lambda found: f"url(#{known[found[1]]})" if found[1] in known else "", value) or "none"
        if _ELSEWHERE.search(value):
            self.elsewhere = True
            return None
        return " ".join(value.split()) if _VALUE.fullmatch(value) else None

    def _declared(self, text: str) -> str:
        made = []
        for each in _COMMENT.sub("", text).split(";"):
            name, colon, value = each.partition(":")
            name, (value, important, _) = name.strip().lower(), value.partition("!")
            if colon and name in _PROPERTIES and (kept := self._property(value.strip())):
                made.append(f"{name}:{kept}{'!important' if important else ''}")
        return ";".join(made)

    def _sheet(self, text: str) -> str:
        made = []
        for selectors, declared in _rules(text):
            kept = [self._selector(each.strip()) for each in selectors.split(",")]
            if (rules := self._declared(declared)) and any(kept):
                made.append(f"{','.join(filter(None, kept))}{{{rules}}}")
        return "".join(made)

    def _selector(self, selector: str) -> str:
        """Return a selector by the new names; nothing for one of a kind or of something that is not there."""
        selector = _BETWEEN.sub(r"\1", " ".join(selector.split()))
        named = _NAMED.findall(selector)
        if (
            not selector
            or not _SELECTOR.fullmatch(selector)
            or any(name not in self._names[kind] for kind, name in named)
        ):
            return ""
        tags = re.findall(r"[A-Za-z]+", _NAMED.sub(" ", selector))
        if any(tag not in _DRAWING for tag in tags):
            return ""
        return _NAMED.sub(lambda found: found[1] + self._names[found[1]][found[2]], selector)


def _rules(sheet: str) -> Iterator[tuple[str, str]]:
    """Yield the selectors and the declarations of each plain rule of a style sheet; one that begins with @ is none."""
    start = deep = inner = 0
    head = ""
    for found in _BRACE.finditer(sheet):
        at = found.start()
        if found[0] == "{":
            if not deep:
                head, inner = sheet[start:at].strip(), at + 1
            deep += 1
        elif found[0] == "}":
            deep = max(deep - 1, 0)
            if not deep:
                if not head.startswith("@"):
                    yield head, sheet[inner:at]
                start = at + 1
        elif not deep:
            start = at + 1


def _weigh(root: ET.Element) -> None:
    """Refuse a drawing whose parts show each other more often than any page can draw."""
    by_name = {f"#{name}": each for each in root.iter() if (name := each.get("id"))}
    weights: dict[ET.Element, int] = {}
    within: set[ET.Element] = set()

    def weight(element: ET.Element, deep: int) -> int:
        if element in weights:
            return weights[element]
        if element in within or not deep:
            raise _TooMuch
        within.add(element)
        shown = [f"#{name}" for value in element.attrib.values() for name in _INSIDE.findall(value)]
        targets = [by_name[each] for each in (element.get("href", ""), *shown) if each in by_name]
        total = 1 + sum(weight(each, deep - 1) for each in (*element, *targets))
        within.remove(element)
        if total > _MOST_PARTS:
            raise _TooMuch
        weights[element] = total
        return total

    weight(root, 2 * _DEEPEST)
