"""The lines of a journal's bytes, whatever an editor, a mail program or another system has wrapped them in.

A byte-order mark, UTF-16, Windows' or old Macs' line ends, blanks at the end, another 8-bit encoding, a line end that
was lost: each can be undone, and the checksum of every line proves that it was. What is left over belongs to no line.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any

from facilitate.store.journal import MARK, unframe

Found = tuple[bytes, dict[str, Any]]  # a line without its end, and its document

_END = re.compile(rb"\r\n|[\r\n]")
_START = re.compile(rb"[0-9a-f]{8} \{")
_WIDE = (
    ("utf-16-le", re.compile(rb"(?:[0-9a-f]\0){8} \0\{\0")),
    ("utf-16-be", re.compile(rb"(?:\0[0-9a-f]){8}\0 \0\{")),
)
_WRAPPING = b"\0 \t\r\n\xef\xbb\xbf\xff\xfe"
# A line in which that many beginnings one after another do not check is not looked through any further.
_MOST_TRIES, _MOST_ENDS, _LONGEST = 64, 4, 1_000_000


@dataclass(slots=True)
class Lines:
    """What stands in a file: the lines that check, and by its number each line that holds something else.

    `torn` is what does not check after the last line end, the line of number `last`.
    """

    whole: list[tuple[int, Found]] = field(default_factory=list)
    rest: dict[int, bytes] = field(default_factory=dict)
    torn: bytes = b""
    last: int = 0


def read_lines(data: bytes) -> Lines:
    """Return every line that checks, in order, and what is left over."""
    lines = Lines()
    for number, (found, rest, _end) in enumerate(_looked_through(_narrowed(data)), 1):
        lines.whole += [(number, each) for each in found]
        lines.last = number
        if rest:
            lines.rest[number] = rest
    if lines.last in lines.rest and not data.endswith((b"\n", b"\r", b"\n\0")):
        lines.torn = lines.rest.pop(lines.last)
    return lines


def _looked_through(data: bytes) -> Iterator[tuple[list[Found], bytes, int]]:
    """Of each line what checks, what else it holds, and where it ends."""
    place = 0
    while place < len(data):
        end = _END.search(data, place)
        stop, after = end.span() if end else (len(data), len(data))
        line = data[place:stop].removeprefix(MARK)
        if not line:
            place = after
            yield [], b"", after
            continue
        try:
            yield [(line, unframe(line))], b"", after
        except ValueError:
            yield *_picked_out(line), after
        place = after


def _picked_out(line: bytes) -> tuple[list[Found], bytes]:
    """Return the lines that check within one that does not: with blanks at its end, a mark, or several run together."""
    starts = [match.start() for match in _START.finditer(line)]
    found: list[Found] = []
    rest: list[bytes] = []
    place, tries = 0, _MOST_TRIES
    for number, start in enumerate(starts):
        if start < place:
            continue
        one = next(filter(None, (_checked(line, start, end) for end in _ends(line, starts, number))), None)
        if one is None:
            tries -= 1
            if not tries:
                break
        else:
            tries = _MOST_TRIES
            found.append(one[0])
            rest.append(line[place:start])
            place = one[1]
    rest.append(line[place:])
    return found, b" ".join(each for each in rest if each.strip(_WRAPPING))


def _ends(line: bytes, starts: list[int], number: int) -> Iterator[int]:
    """Yield where a line that begins there may end: before one of the next beginnings, or where the whole line does."""
    yield from starts[number + 1 : number + 1 + _MOST_ENDS]
    if number == 0 or len(line) - starts[number] < _LONGEST:
        yield len(line)


def _checked(line: bytes, start: int, end: int) -> tuple[Found, int] | None:
    """Return the line that stands between two places, and where it ends."""
    end = line.rfind(b"}", start, end) + 1
    for undone in (_as_it_is, _from_windows, _from_twice):
        with suppress(ValueError):
            plain = undone(line[start:end])
            return (plain, unframe(plain)), end
    return None


def _as_it_is(line: bytes) -> bytes:
    return line


def _from_windows(line: bytes) -> bytes:
    """Return a file that was kept in Windows' own 8-bit encoding."""
    return line.decode("cp1252").encode()


def _from_twice(line: bytes) -> bytes:
    """Return a file that was read in that encoding, and kept as UTF-8."""
    return line.decode().encode("cp1252")


def _narrowed(data: bytes) -> bytes:
    """Return the bytes with what is UTF-16 among them as UTF-8; lines may have been added to it that never were."""
    if b"\0" not in data:
        return data
    made = bytearray()
    start = place = 0
    for found, _rest, end in _looked_through(data):
        if found:
            made += _as_utf8(data[start:place]) + data[place:end]
            start = end
        place = end
    return bytes(made + _as_utf8(data[start:]))


def _as_utf8(data: bytes) -> bytes:
    """Return the reading, in either byte order, in which most lines check; the bytes as they are where none does."""
    best = (0, 0, data)
    for encoding, pattern in _WIDE:
        if match := pattern.search(data):
            odd = match.start() % 2
            even = odd + (len(data) - odd) // 2 * 2
            text = data[odd:even].decode(encoding, "surrogatepass")
            made = data[:odd] + text.encode("utf-8", "surrogatepass") + data[even:]
            checked = sum(len(found) for found, _rest, _end in _looked_through(made))
            # Plain ASCII reads alike either way, but for the odd byte before it.
            best = max(best, (checked, -odd, made)) if checked else best
    return best[2]
