"""The one check that every text typed by a person goes through.

What passes comes out as it went in, but for four things no reader can see: Unicode form (NFC), line ends (all become
one newline), tabs (a space), and blanks at both ends. Characters that could act on a terminal or reorder a line are
refused with their place, never silently dropped.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterable

from facilitate.domain.errors import N_, Refused

LONGEST = 10_000
_LONGEST_NAME = 200

# Word and spreadsheets write soft line ends as VT, FF, NEL, LS or PS: to their author they are line ends.
_LINE_ENDS = "\r\n|[\r\v\f\x85\u2028\u2029]"
# What a terminal could act on, what turns a line round, what cannot be sent: C0 and C1 controls but newline; line and
# paragraph separators, bidirectional embeddings, overrides, isolates; surrogates; byte-order mark; interlinear
# annotations and noncharacters.
_CONTROL = "[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff\ufeff\ufff9-\ufffb\ufffe\uffff]"
# To compile such patterns takes half a millisecond each, at every start, and nearly no text needs them.
_HARMLESS = dict.fromkeys(map(ord, "\n\u00a0\u202f"))
# What programs put between words to set them out, and no person writes: NUL; soft hyphen; zero-width spaces, joiners;
# direction marks, embeddings, overrides and isolates; word joiner and invisible operators; byte-order marks; the place
# of a picture that did not come along; tags, but after the flag they make England's, Scotland's or Wales's.
# Those that never shape a word are found in runs, as a line may hold nothing else.
_FORMAT = (
    "\U0001f3f4[\U000e0020-\U000e007f]+|[\u061c\u200b-\u200f]"
    "|[\x00\u00ad\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufeff\ufffc\U000e0001\U000e0020-\U000e007f]+"
)
_RIGHT_TO_LEFT = "[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefe\U00010800-\U00010fff\U0001e800-\U0001efff]"

_NEAR = 40


def is_harmless(text: str) -> bool:
    """Return whether a quick look is enough: what is printable cannot act, nor can line ends and no-break spaces."""
    return text.isprintable() or text.translate(_HARMLESS).isprintable()


def clean(text: str, *, longest: int = LONGEST) -> str:
    """Return the text as it will be kept; raise `Refused` for what cannot be kept (an empty result is allowed)."""
    # Most texts are printable as they are: those that import a hundred thousand wait for nothing more.
    if text.isprintable():
        text, found = unicodedata.normalize("NFC", text).strip(), None
    else:
        text = _normal(text)
        found = None if is_harmless(text) else re.search(_CONTROL, text)
    if found:
        raise Refused(
            N_(
                "This text contains an invisible control character ({code}) at position {place}. "
                "Delete it, or retype the text.",
            ),
            code=f"U+{ord(found.group()):04X}",
            place=found.start() + 1,
        )
    if len(text) > longest:
        raise Refused(
            N_("This text is too long: {length} characters (at most {longest}). Split it into several."),
            length=len(text),
            longest=longest,
        )
    return text


def is_clean(line: str) -> bool:
    """Return whether a text holds nothing that has to be taken out before it can be kept."""
    try:
        clean(line, longest=len(line))
    except Refused:
        return False
    return True


EMPTY = N_("Nothing to save: the text is empty.")
NO_EVENT_TITLE = N_("Give the event a title.")
NO_CATEGORY_TITLE = N_("Give the category a title.")


def required(text: str, *, longest: int = LONGEST, empty: str = EMPTY) -> str:
    """Return the text as `clean` does; raise `Refused`, saying `empty`, also for one that has nothing to read in it."""
    text = clean(text, longest=longest)
    if not (text[:1].isalnum() or _visible(text)):  # most texts begin with a letter or a digit
        raise Refused(empty)
    return text


def without_controls(text: str) -> str:
    """Drop what `clean` would refuse: for an input field that has just said so, never for what is kept unseen."""
    return replace_controls(_normal(text), lambda _sign: "")


def replace_controls(text: str, replacement: Callable[[str], str]) -> str:
    """Return the text with the replacement of each control character in its place."""
    return text if is_harmless(text) else re.sub(_CONTROL, lambda found: replacement(found.group()), text)


def without_format(text: str) -> tuple[str, int]:
    """Return the text without the signs that only format it and carry no word, and how many there were.

    For what comes from files and pastes, where nobody can see them. A joiner that shapes a word or an emoji stays, and
    so does a direction mark beside words that run from right to left.
    """
    # Of all these signs only the place of a picture is printable, and most texts are.
    if (text.isprintable() and "\ufffc" not in text) or not re.search(_FORMAT, text):
        return text, 0
    kept = re.sub(_FORMAT, lambda found: found.group() if _shapes(found) else "", text)
    return kept, len(text) - len(kept)


def _shapes(found: re.Match[str]) -> bool:
    """Return whether what `_FORMAT` found changes how its neighbours are read."""
    sign, text = found.group(), found.string
    before, after = text[found.start() - 1 : found.start()], text[found.end() : found.end() + 1]
    match sign:
        case "\u200e" | "\u200f" | "\u061c":
            around = text[max(0, found.start() - _NEAR) : found.end() + _NEAR]
            return bool(re.search(_RIGHT_TO_LEFT, around))
        case "\u200b":  # Thai, Lao, Burmese and Khmer write it between words
            return any("\u0e00" <= letter <= "\u109f" or "\u1780" <= letter <= "\u19ff" for letter in (before, after))
        case "\u200c":
            return _is_letter(before) and _is_letter(after)
        case "\u200d":
            return _joins(before) and (_joins(after) or _is_eastern(before))
    return sign.startswith("\U0001f3f4")


def _is_letter(sign: str) -> bool:
    return bool(sign) and unicodedata.category(sign)[0] in "LM"


def _is_eastern(sign: str) -> bool:
    """Arabic, the scripts of India and their neighbours, whose letters change with what they are joined to."""
    return "\u0600" <= sign <= "\u1cff" and _is_letter(sign)


def _joins(sign: str) -> bool:
    return _is_eastern(sign) or (bool(sign) and (sign == "\ufe0f" or unicodedata.category(sign) in ("So", "Sk")))


def file_name(name: str) -> str:
    """Return a file's name as it is kept: on one line, without any sign that is not to be seen, and not too long."""
    seen = "".join(sign if sign.isprintable() else " " for sign in unicodedata.normalize("NFC", name))
    return " ".join(seen.split())[:_LONGEST_NAME].strip()


def one_line(text: str) -> str:
    """Return the text on a single line, for lists; the kept text stays as it is."""
    return " ".join(text.splitlines())


def inlined(text: str) -> str:
    """Return the lines that hold something, set apart by ` / `, as poems are quoted within a line."""
    return " / ".join(line.strip() for line in text.split("\n") if line.strip())


def folded(text: str) -> str:
    """Small letters without accents and ligatures, for searching and comparing: `œuvré` is found by `Oeuvre`.

    Each letter is folded for itself, into none, one or several: what is folded can be traced back to its place.
    """
    return text.lower() if text.isascii() else text.translate(_FOLDED)


# What people type for an apostrophe: quotation marks, a prime, accents without a letter, letters of other languages.
_APOSTROPHES = dict.fromkeys(map(ord, "‘’‛′´`ʹʻʼ＇"), "'")


def united_words(words: Iterable[str], more: Iterable[str]) -> list[str]:
    """Return two lists of words as one, each word once."""
    found: dict[str, str] = {}
    for word in (*words, *more):
        found.setdefault(folded(word), word)
    return list(found.values())


def title_key(title: str) -> str:
    """Return what tells a title from others: capitals, accents, blanks and kinds of apostrophes do not."""
    words = folded(without_format(title)[0].translate(_APOSTROPHES)).split()
    return " ".join(words).replace(" '", "'").replace("' ", "'") or title


class _Folded(dict[int, str]):
    """What each letter is folded into, worked out once."""

    def __missing__(self, code: int) -> str:
        letters = unicodedata.normalize("NFKD", chr(code).casefold()).casefold()
        made = "".join(ALIKE.get(each, each) for each in letters if not unicodedata.combining(each))
        self[code] = made
        return made


# Letters that Unicode does not take apart, and the apostrophe that people do not type.
ALIKE = {"œ": "oe", "æ": "ae", "ø": "o", "ł": "l", "đ": "d", "ı": "i", "\u2019": "'"}
_FOLDED = _Folded()


def _normal(text: str) -> str:
    if not is_harmless(text):
        text = re.sub(_LINE_ENDS, "\n", text).replace("\t", " ")
    return unicodedata.normalize("NFC", text).strip()


def _visible(text: str) -> bool:
    return any(unicodedata.category(char)[0] not in "ZC" for char in text)


def excerpt(text: str, longest: int = 40) -> str:
    """Return the beginning of a text on one line, to be named in a sentence."""
    line = one_line(text)
    return line if len(line) <= longest else line[: longest - 1].rstrip() + "…"


_SIGNS_IN_PLACE = ("[address]", "[telephone number]", "[adresse]", "[numéro de téléphone]")


def stated_contact(contact: str) -> str:
    """Return whom to write to; nothing where a purge by an earlier version left a sign in the place of an address."""
    return "" if any(sign in contact for sign in _SIGNS_IN_PLACE) else contact
