"""Letters as pictures of pixels, for words that are to be read from the back of a room."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

# Each sign is columns of eight pixels from left to right, as two hexadecimal digits; the lowest bit is the top, and the
# eighth row hangs below the line. Capitals are seven high, small letters five.
_COLUMNS = {
    "!": "5f", '"': "030003", "#": "147f147f14", "$": "242a7f2a12", "%": "2313086462", "&": "3649562050", "'": "0503",
    "(": "1c2241", ")": "41221c", "*": "2a1c7f1c2a", "+": "08083e0808", ",": "8060", "-": "08080808", ".": "6060",
    "/": "2010080402", ":": "3636", ";": "8056", "<": "08142241", "=": "1414141414", ">": "41221408", "?": "0201590906",
    "@": "3e415d594e", "[": "7f4141", "\\": "0204081020", "]": "41417f", "^": "0402010204", "_": "4040404040",
    "`": "0102", "{": "083641", "|": "7f", "}": "413608", "~": "0804080408",
    "0": "3e5149453e", "1": "427f40", "2": "7249494946", "3": "2141494d33", "4": "1814127f10", "5": "2745454539",
    "6": "3c4a494931", "7": "4121110907", "8": "3649494936", "9": "464949291e",
    "A": "7c1211127c", "B": "7f49494936", "C": "3e41414122", "D": "7f4141413e", "E": "7f49494941", "F": "7f09090901",
    "G": "3e41415173", "H": "7f0808087f", "I": "417f41", "J": "2040413f01", "K": "7f08142241", "L": "7f40404040",
    "M": "7f021c027f", "N": "7f0408107f", "O": "3e4141413e", "P": "7f09090906", "Q": "3e4151215e", "R": "7f09192946",
    "S": "2649494932", "T": "01017f0101", "U": "3f4040403f", "V": "1f2040201f", "W": "3f4038403f", "X": "6314081463",
    "Y": "0304780403", "Z": "6159494d43",
    "a": "2054547840", "b": "7f28444438", "c": "3844444428", "d": "384444287f", "e": "3854545418", "f": "087e0902",
    "g": "18a4a49c78", "h": "7f08040478", "i": "447d40", "j": "40803d", "k": "7f102844", "l": "417f40",
    "m": "7c04780478", "n": "7c08040478", "o": "3844444438", "p": "fc18242418", "q": "18242418fc", "r": "7c08040408",
    "s": "4854545424", "t": "043f442420", "u": "3c4040207c", "v": "1c2040201c", "w": "3c4030403c", "x": "4428102844",
    "y": "4c9090907c", "z": "4464544c44",
    "ı": "447c40", "ȷ": "40803c", "œ": "38444438545458", "æ": "20545438545458", "Œ": "3e41417f494941",
    "Æ": "7c12117f494941", "ß": "7e01494936", "«": "102844102844", "»": "442810442810", "–": "0808080808",
    "—": "080808080808", "…": "4000400040", "€": "143e554122", "°": "020502", "·": "1818", "•": "1c1c1c",
    "×": "44281044",
}  # fmt: skip
_LIKE = {"’": "'", "‘": "'", "“": '"', "”": '"', "‑": "-", "−": "–", "ʼ": "'"}
_BLANKS = {" ": 3, "\u00a0": 3, "\u202f": 2, "\u2009": 2}
# Marks above a letter: by how far each pixel is from its middle column, and whether it is in the upper row of the two.
_MARKS = {
    "\u0300": ((-1, True), (0, False)),
    "\u0301": ((1, True), (0, False)),
    "\u0302": ((0, True), (-1, False), (1, False)),
    "\u0303": ((-1, False), (0, True), (1, False)),
    "\u0308": ((-1, False), (1, False)),
    "\u030a": ((0, True), (-1, False), (1, False)),
    "\u030c": ((-1, True), (1, True), (0, False)),
}
_CEDILLA = "\u0327"
_ROWS = 8
_ABOVE = 2  # rows above a capital, for its marks
HEIGHT = _ABOVE + _ROWS

Picture = tuple[str, ...]  # `HEIGHT` rows of `#` and blanks, all as wide


def picture(char: str) -> Picture | None:
    """Return the picture of a sign; None for one that has none."""
    if char in _BLANKS:
        return (" " * _BLANKS[char],) * HEIGHT
    char = _LIKE.get(char, char)
    if char in _COLUMNS:
        return _rows(_COLUMNS[char])
    decomposed = unicodedata.normalize("NFD", char)
    base, marks = decomposed[0], decomposed[1:]
    columns = _COLUMNS.get({"i": "ı", "j": "ȷ"}.get(base, base))
    if columns is None or (marks not in _MARKS and marks != _CEDILLA):
        return None
    return _marked(_rows(columns), marks, capital=base.isupper())


def _rows(columns: str) -> Picture:
    values = bytes.fromhex(columns)
    rows = ["".join("#" if value >> row & 1 else " " for value in values) for row in range(_ROWS)]
    return (" " * len(values),) * _ABOVE + tuple(rows)


def _marked(rows: Sequence[str], mark: str, *, capital: bool) -> Picture:
    drawn = [list(row) for row in rows]
    middle = (len(rows[0]) - 1) // 2
    if mark == _CEDILLA:
        drawn[-1][middle] = "#"
        return tuple(map("".join, drawn))
    top = 0 if capital else _ABOVE
    for aside, upper in _MARKS[mark]:
        drawn[top if upper else top + 1][middle + aside] = "#"
    return tuple(map("".join, drawn))
