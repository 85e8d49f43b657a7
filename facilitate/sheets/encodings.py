"""From a file's bytes to its characters: which encoding they are in.

Every byte is a letter of something in an 8-bit encoding, so none can be found by exclusion. What tells them apart in
French, English and their neighbours is which of them makes words: accents inside small letters, an apostrophe between
two letters, « quotes » at the edges of words.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Mapping, Sequence

from facilitate.domain.errors import N_, Refused
from facilitate.sheets.accent_counts import likeness
from facilitate.sheets.contents import Unclear

_MANY_NULS = 8
_SHORT = 4
_TENTH = 10
_MARGIN = 2
_LEAST = 3
_FAR = 6
# Two 8-bit signs make one of these ranges; a letter of French in UTF-8 would have to be a pair that nobody writes.
_NOT_BY_CHANCE = re.compile("[\u0080-\u017f\u0800-\U0010ffff]")
_BY_CHANCE = ("cp1252", "mac-roman")
_WESTERN = frozenset(("cp1252", "iso8859-15"))
_UNDEFINED = re.compile("[\udc80-\udcff]")
_SAMPLE = 200_000

# UTF-32's mark begins with UTF-16's: it has to be looked for first.
_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig", "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32", "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32", "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16", "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16", "utf-16-be"),
)
# The 8-bit encodings of Windows, Excel for Mac, MS-DOS and older Linux; where two make the same words, the first.
EIGHT_BIT = ("cp1252", "mac-roman", "cp850", "iso8859-15")
# What people call them, beside the names Python knows.
_CALLED = {
    "windows": "cp1252", "ansi": "cp1252", "latin1": "cp1252", "mac": "mac-roman", "macintosh": "mac-roman",
    "dos": "cp850", "msdos": "cp850", "oem": "cp850", "utf8": "utf-8", "unicode": "utf-16",
}  # fmt: skip
# How the first byte of a sign in UTF-8 looks in Windows', the Mac's and MS-DOS's encoding, and one more sign behind it.
_CONTROL = re.compile("[\x80-\x9f]")
_TWICE = re.compile("[\u00c2-\u00f4√¬‚≈├┬┼][^\\x00-\\x7f]")
_DECLARED = re.compile(rb"(?:charset|encoding)\s*=\s*[\"']?\s*([A-Za-z][\w.:-]*)")
_DECLARED_WITHIN = 2_000
# Browsers read what is called so as Windows' encoding, and so do those who write it.
_CALLED_LATIN = frozenset(("iso8859-1", "ascii", "cp1252"))
_TEXT_LINE = re.compile(r"[^\r\n]*(?:\r\n|\r|\n|\Z)")


def decode(data: bytes, encoding: str = "") -> tuple[str, str]:
    """The text and the name of its encoding, which `encoding` says where a person said it.

    Raises `Unclear` where no encoding makes words of it, `Refused` where the one that was named does not fit.
    """
    if encoding:
        return _as_named(data, encoding)
    for mark, name, codec in _MARKS:
        if data.startswith(mark):
            return _marked(data[len(mark) :], name, codec)
    if wide := _utf16_without_mark(data):
        return data[: len(data) // 2 * 2].decode(wide, errors="surrogatepass"), "utf-16"
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return _not_utf8(data)
    return _by_chance(data) or (text, "utf-8")


def _by_chance(data: bytes) -> tuple[str, str] | None:
    """A few 8-bit words are UTF-8 by chance: Windows' `É…`, the Mac's `l’é`. What is spelt better is taken."""
    if data.isascii():
        return None
    sample = data[:_SAMPLE]
    text = sample.decode("utf-8", "ignore")
    if _NOT_BY_CHANCE.search(text) or likeness(text) >= 0:
        return None
    if max(likeness(_eight_bit(sample, codec)) for codec in _BY_CHANCE) < _LEAST:
        return None
    codec = _which(sample)
    return _eight_bit(data, codec), codec


def once_encoded(text: str) -> tuple[str, int]:
    """Undo UTF-8 that was read as an 8-bit encoding and encoded again (`Ã©`, `√©`), and count the lines it was on.

    Which encoding it was is decided by what makes words of the whole text; then a line is put right if every sign in it
    is explained that way. Beside lines with accents of their own, each has to make words by itself: it may be typed. A
    single `Â` before a no-break space in the whole text was typed by somebody, and stays.
    """
    if not _TWICE.search(text):
        return text, 0
    pairs = _TWICE.findall(text)
    if len(pairs) == 1 and pairs[0] == "Â\u00a0":
        return text, 0
    lines = _TEXT_LINE.findall(text)
    marked = [place for place, line in enumerate(lines) if _TWICE.search(line)]
    mended = max((_mended(lines, marked, codec) for codec in EIGHT_BIT[:3]), key=lambda found: _gain(lines, found))
    if _gain(lines, mended) <= 0:
        return text, 0
    if len(mended) < sum(1 for line in lines if not line.isascii()):
        mended = {place: once for place, once in mended.items() if likeness(once) > likeness(lines[place])}
    return "".join(mended.get(place, line) for place, line in enumerate(lines)), len(mended)


def _mended(lines: Sequence[str], marked: Iterable[int], codec: str) -> dict[int, str]:
    """The lines that this encoding explains, put right."""
    found: dict[int, str] = {}
    for place in marked:
        try:
            once = _bytes_of(lines[place], codec).decode("utf-8")
            # By chance two or three signs make one of another script; nobody writes the four that make a picture.
            "".join(sign for sign in once if sign <= "\uffff").encode("cp1252")
        except UnicodeError:
            continue
        found[place] = once
    return found


def _gain(lines: Sequence[str], mended: Mapping[int, str]) -> int:
    """How much more like words the text is with these lines put right."""
    return sum(likeness(once) - likeness(lines[place]) for place, once in mended.items())


def _bytes_of(line: str, codec: str) -> bytes:
    """As browsers read them, bytes that Windows' encoding leaves undefined are controls."""
    if not _CONTROL.search(line):
        return line.encode(codec)
    return b"".join(sign.encode("latin-1" if _CONTROL.match(sign) else codec) for sign in line)


def declared_encoding(data: bytes) -> str:
    """The encoding that a web page or an XML document says to be in, where its bytes are no UTF-8 and may be that."""
    found = _DECLARED.search(data[:_DECLARED_WITHIN]) if data.lstrip().startswith(b"<") else None
    if not found or _is_utf8(data) or data.startswith(tuple(mark for mark, *_ in _MARKS)):
        return ""
    name = found[1].decode("ascii").lower()
    try:
        codec = encoding_called(name)
        data.decode(codec)
    except (Refused, UnicodeError):
        return ""
    return "cp1252" if codec in _CALLED_LATIN else name


def encoding_called(name: str) -> str:
    """Python's name of an encoding as people call it (`windows`, `mac`, `dos`, `cp1252`); raises `Refused`."""
    plain = re.sub(r"[^a-z0-9]", "", name.casefold())
    try:
        found = codecs.lookup(_CALLED.get(plain, name.strip()))
    except (LookupError, ValueError):
        found = None
    # Python calls hex, zip and rot13 encodings too; they make no text of bytes.
    if found is None or not getattr(found, "_is_text_encoding", False):
        raise Refused(
            N_("“{name}” is not an encoding. Possible values: {known}."),
            name=name,
            known=", ".join(["utf-8", *EIGHT_BIT]),
        )
    return found.name


def _as_named(data: bytes, encoding: str) -> tuple[str, str]:
    codec = encoding_called(encoding)
    for mark, _name, marked in _MARKS:
        if data.startswith(mark) and marked.startswith(codec.removesuffix("-sig")):
            data = data[len(mark) :]
            codec = marked
            break
    try:
        return data.decode(codec), encoding.strip()
    except UnicodeError as error:
        raise Refused(
            N_(
                "This file is not encoded in {encoding}: some of its bytes are not valid in it. Remove "
                "--encoding, or name another."
            ),
            encoding=encoding,
        ) from error


def _marked(data: bytes, name: str, codec: str) -> tuple[str, str]:
    try:
        # A lone surrogate concerns one row, not the file: it passes here and is refused at the text's gate.
        return data.decode(codec, errors="surrogatepass"), name
    except UnicodeDecodeError:
        if name == "utf-8-sig":
            return _not_utf8(data)
    raise Refused(
        N_("This file is marked as {encoding} but cannot be read as such. Save it again as CSV UTF-8."),
        encoding=name.upper(),
    )


def _utf16_without_mark(data: bytes) -> str:
    """In UTF-16 every other byte of a European text is nought; which one, says the order of the bytes."""
    sample = data[: _SAMPLE - _SAMPLE % 2]
    if b"\0\0\0" in sample:  # no European text has two signs in a row that are nothing
        return ""
    even, odd = sample[::2].count(0), sample[1::2].count(0)
    if len(sample) >= _SHORT and len(sample) == 2 * max(even, odd) and min(even, odd) == 0:
        return "utf-16-le" if odd else "utf-16-be"
    if even + odd < _MANY_NULS or (even + odd) * _TENTH < len(sample) * 3:
        return ""
    return "utf-16-le" if odd > even else "utf-16-be"


def _not_utf8(data: bytes) -> tuple[str, str]:
    """Tell an 8-bit file from a UTF-8 one into which somebody pasted a few 8-bit lines.

    Reading the second as cp1252 would spoil every accent in it; judging each line alone would misread a cp1252 `É…`.
    What makes more words of the whole is taken.
    """
    end = b"\n" if b"\n" in data else b"\r"
    lines = data.split(end)
    broken = [not _is_utf8(line) for line in lines]
    foreign = end.join(line for line, bad in zip(lines, broken, strict=True) if bad)[:_SAMPLE]
    native = end.join(line for line, bad in zip(lines, broken, strict=True) if not bad and not line.isascii())
    sample = native[:_SAMPLE].decode("utf-8", "ignore")
    trusted = likeness(sample) >= _LEAST and len(native) > len(foreign)
    codec = _which(foreign, certain=not trusted)
    if not codec or (native and likeness(sample) >= likeness(_eight_bit(native[:_SAMPLE], codec))):
        text = end.decode().join(
            _eight_bit(line, codec) if bad and codec else line.decode("utf-8", "replace")
            for line, bad in zip(lines, broken, strict=True)
        )
        return text, f"utf-8+{codec}" if codec else "utf-8"
    return _eight_bit(data, codec), codec


def _is_utf8(line: bytes) -> bool:
    if line.isascii():
        return True
    try:
        line.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return True


def _which(sample: bytes, *, certain: bool = True) -> str:
    """The 8-bit encoding that makes words of these bytes; raises `Unclear` where none does, or two nearly as well.

    Not `certain`, the likeliest will do, and none is named where none makes words: a file that was cut within a sign.
    """
    scores = {codec: likeness(_eight_bit(sample, codec)) for codec in EIGHT_BIT}
    best = max(EIGHT_BIT, key=lambda codec: scores[codec])
    text = _eight_bit(sample, best)
    others = [scores[codec] for codec in EIGHT_BIT if _eight_bit(sample, codec) != text and not _twins(codec, best)]
    ahead = scores[best] - max(others, default=-_FAR)
    if not certain:
        return best if scores[best] > 0 else ""
    if scores[best] < (1 if ahead >= _FAR else _LEAST) or ahead < _MARGIN:
        possible = tuple(codec for codec in EIGHT_BIT if _can_be(sample, codec))
        raise Unclear(
            N_(
                "This file could not be read automatically as text; if it is a spreadsheet or a document, it may be "
                "damaged. If it is a text, try --encoding: {known}."
            ),
            option="encoding",
            choices=possible,
            known=", ".join(possible),
        )
    return best


def _can_be(sample: bytes, codec: str) -> bool:
    try:
        sample.decode(codec)
    except UnicodeDecodeError:
        return False
    return True


def _twins(codec: str, other: str) -> bool:
    """Windows' encoding and the newer Latin differ in signs that stand in few words: the first will do for both."""
    return {codec, other} <= _WESTERN


def _eight_bit(data: bytes, codec: str) -> str:
    """As browsers do, bytes an encoding leaves undefined become C1 controls, which the text's gate refuses."""
    try:
        return data.decode(codec)
    except UnicodeDecodeError:
        return _UNDEFINED.sub(lambda sign: chr(ord(sign[0]) - 0xDC00), data.decode(codec, errors="surrogateescape"))


def known_encodings() -> Iterable[str]:
    """What can be offered where a person is asked."""
    return ("utf-8", *EIGHT_BIT)
