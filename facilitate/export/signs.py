"""Signs that no font of a page has are said in words: no page shows a box in the place of a sign, or drops it.

PDF/UA-1 allows no sign without a shape (ISO 14289-1, 7.21.4.1): the engine itself is asked what it can draw.
"""

from __future__ import annotations

import json
import re
import unicodedata
from collections.abc import Callable

from facilitate.domain.errors import N_
from facilitate.i18n import Language

CanDraw = Callable[[str], bool]

# Letters of Europe, its punctuation, arrows and mathematics are in fonts that come with the engine itself.
_UNUSUAL = re.compile(
    "[^\t\n\r\u0020-\u03ff\u1e00-\u1eff\u2000-\u200c\u200e-\u203f\u2070-\u20bf\u2190-\u23ff\u2460-\u25ff]+"
)
_JOINED = "\u200d"  # makes one sign of two
# Two letters of a flag, a sign with what changes it, signs that are joined.
_SIGN = re.compile(
    "[\U0001f1e6-\U0001f1ff]{2}|"
    rf".[\u0300-\u036f\ufe0e\ufe0f\u20e3\U0001f3fb-\U0001f3ff]*(?:{_JOINED}.[\ufe0f\U0001f3fb-\U0001f3ff]*)*",
    re.DOTALL,
)
_WRITTEN = {
    "ARABIC": N_("text in Arabic"),
    "ARMENIAN": N_("text in Armenian"),
    "BENGALI": N_("text in Bengali"),
    "CJK": N_("text in Chinese characters"),
    "CYRILLIC": N_("text in Cyrillic"),
    "DEVANAGARI": N_("text in Devanagari"),
    "ETHIOPIC": N_("text in Ethiopic"),
    "GEORGIAN": N_("text in Georgian"),
    "HANGUL": N_("text in Korean"),
    "HEBREW": N_("text in Hebrew"),
    "HIRAGANA": N_("text in Japanese"),
    "KATAKANA": N_("text in Japanese"),
    "KHMER": N_("text in Khmer"),
    "TAMIL": N_("text in Tamil"),
    "THAI": N_("text in Thai"),
    "TIBETAN": N_("text in Tibetan"),
}
_SIGN_ALONE = N_("sign")


def has_unusual_signs(text: str) -> bool:
    """Return whether a text has signs that the fonts of usual pages may lack."""
    return _UNUSUAL.search(text) is not None


def in_words(text: str, can_draw: CanDraw, _: Language) -> str:
    """Return the text with what cannot be drawn in words between brackets, such as `[smiling face]`."""
    return _UNUSUAL.sub(lambda found: _drawn_or_said(found[0], can_draw, _), text)


def json_in_words(data: str, can_draw: CanDraw, _: Language) -> str:
    """Return a value written as JSON, of which all signs are as they are, with all its texts so."""
    return _UNUSUAL.sub(lambda found: json.dumps(_drawn_or_said(found[0], can_draw, _), ensure_ascii=False)[1:-1], data)


def lacking(text: str, can_draw: CanDraw) -> list[str]:
    """Return the signs of a text that cannot be drawn, each once."""
    signs = (sign for run in _UNUSUAL.findall(text) if not can_draw(run) for sign in _SIGN.findall(run))
    return [sign for sign in dict.fromkeys(signs) if not can_draw(sign)]


def _drawn_or_said(run: str, can_draw: CanDraw, _: Language) -> str:
    if can_draw(run):
        return run
    pieces: list[str] = []
    for sign in _SIGN.findall(run):
        piece = sign if can_draw(sign) else f"[{_name(sign, _)}]"
        if piece == sign or pieces[-1:] != [piece] or not _is_written(sign):
            pieces.append(piece)
    return "".join(pieces)


def _name(sign: str, _: Language) -> str:
    return _(_WRITTEN[_script(sign)]) if _is_written(sign) else _called(sign, _)


def _is_written(sign: str) -> bool:
    """Return whether a sign is a letter of some writing: several of them are one text."""
    return _script(sign) in _WRITTEN


def _script(sign: str) -> str:
    return unicodedata.name(sign[0], "").partition(" ")[0]


def _called(sign: str, _: Language) -> str:
    import emoji  # few events have such signs

    named = emoji.demojize(sign, language=_.code, delimiters=("", ""))
    return named.replace("_", " ") if named != sign else _(_SIGN_ALONE)
