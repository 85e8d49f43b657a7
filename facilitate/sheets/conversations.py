"""Texts that programs write of what people said to each other: chats, threads of a forum, subtitles, transcripts.

Each line or block begins with who spoke or when. Read as lists, they would bring names and telephone numbers along.
"""

from __future__ import annotations

import re

from facilitate.domain.errors import N_, Message, Refused
from facilitate.sheets.delimited import lines_of

_DATE = r"\d{1,4}[./-]\d{1,2}(?:[./-]\d{1,4})?"
_TIME = r"\d{1,2}[:.h]\d\d(?:[:.]\d\d)?(?:[ \u00a0\u202f]?[AaPp]\.?[ \u00a0\u202f]?[Mm]\.?)?"
# What a person copies out of a window has the day in words, or behind the hour.
_DAY = rf"(?:{_DATE}|\d{{1,2}}\.?[ \u00a0][^\W\d]{{3,9}}\.?(?:[ \u00a0]\d{{4}})?)"
_COPIED = rf"(?:{_TIME},?[ \u00a0]{_DAY}|{_DAY},?[ \u00a0\u202f](?:(?:à|at)[ \u00a0])?{_TIME})"
_WHEN = rf"(?:{_DATE},?[ \u00a0\u202f](?:à[ \u00a0])?)?{_TIME}"
# `14/11/2026, 10:12 - Léa: …`, `[14/11/2026 10:12:01] Léa: …`, `10:12:33 From Léa to Everyone: …`
_MESSAGE = re.compile(
    rf"[\u200e\u200f]?(?:{_DATE},?[ \u00a0\u202f](?:à[ \u00a0])?{_TIME}[ \u00a0][-–][ \u00a0][^:]{{1,60}}:[ \u00a0]|"
    rf"\[{_WHEN}\][ \u00a0]?[^:\[\]]{{1,60}}:|\[{_DATE},?[ \u00a0\u202f]{_TIME}\][ \u00a0]\S|"
    rf"{_TIME}[ \t\u00a0]+(?:From|De|Von|Da)[ \u00a0]+[^:]{{1,90}}:|"
    rf"\[{_COPIED}\][ \u00a0]?[^:\[\]]{{1,60}}:|[^:\[\]]{{1,60}}, \[{_COPIED}\]$)"
)
# `14/11/2026, 10:12 - Léa a rejoint le groupe`: what the program itself says.
_SYSTEM = re.compile(
    rf"[\u200e\u200f]?(?:{_DATE},?[ \u00a0\u202f](?:à[ \u00a0])?{_TIME}[ \u00a0][-–]|\[{_WHEN}\])[ \u00a0].{{0,80}}?"
    r"\b(?:a créé|a rejoint|a ajouté|vous a ajouté|a quitté|a changé|a modifié|chiffrés|created|joined|added|left|"
    r"changed|encrypted)\b"
)
# A date, a time and who speaks: a text that begins so is a chat, however long its first message is.
_BEGINS = re.compile(
    rf"[\u200e\u200f]?(?:{_DATE},?[ \u00a0\u202f](?:à[ \u00a0])?{_TIME}[ \u00a0][-–][ \u00a0]|"
    rf"\[{_COPIED}\][ \u00a0])[^:\[\]]{{1,40}}:[ \u00a0]\S"
)
# `15:02 - Léa: …`, `15:02, Léa : …`, `Léa (15:02) : …`: an agenda is written so too, but begins at round hours.
_PERSON = r"~?[ \u00a0]?[A-ZÀ-Þ][\w.'’-]*(?:[ \u00a0][A-ZÀ-Þ][\w.'’-]*){0,2}"
_AT_A_MINUTE = re.compile(
    rf"(?:\[?(?P<before>{_TIME})\]?,?[ \t\u00a0]*(?:[-–—|][ \t\u00a0]*)?<?{_PERSON}(?:>|[ \u00a0]?:)|"
    rf"{_PERSON},?[ \t\u00a0][(\[]?(?P<behind>{_TIME})[)\]]?[ \u00a0]?:)[ \t\u00a0]\S"
)
_ROUND = re.compile(r"\d{1,2}[:.h]\d[05](?!\d)(?![:.]\d\d)")
_SPOKEN = re.compile(r"(?:\d+:)?\d{1,2}:\d\d[.,]\d{3}[ \t]+-->[ \t]+(?:\d+:)?\d{1,2}:\d\d[.,]\d{3}")
# `lea | 2026-11-14 10:12:00 UTC | #1`
_POST = re.compile(rf"\S[^|]{{0,60}} \| {_DATE}[ T]{_TIME}[^|]{{0,10}} \| #\d+")
# `Léa Martin 00:12`, `Intervenant 1 (0:03)`, `Léa Martin — 14/11/2026 10:12`, alone on their lines
_SPEAKER = re.compile(
    rf"\[{_WHEN}\][ \u00a0](?:[A-ZÀ-Þ][\w.'’-]*[ \u00a0]?){{1,4}}|"
    rf"[^\W\d_][\w .'’()-]{{1,40}}[ \t\u00a0]+(?:[—–-][ \u00a0])?[(\[]?"
    rf"(?:(?:{_DATE}|Aujourd['’]hui|Hier|Today|Yesterday),?[ \u00a0](?:(?:à|at)[ \u00a0])?)?"
    r"(?:\d{1,2}:)?\d{1,2}:\d\d(?:[ \u00a0\u202f]?[AP]M)?[)\]]?"
)
# `14 nov. 2026, 10:12` alone on its line, below who wrote
_STAMP = re.compile(rf"(?:{_DATE}|\d{{1,2}} [^\W\d]{{3,9}}\.?(?: \d{{4}})?),?[ \u00a0](?:(?:à|at)[ \u00a0])?{_TIME}")
_SEVERAL = 3
_FEW = 0.3
_KINDS = (
    (_SPOKEN, N_("subtitles or a transcript")),
    (_MESSAGE, N_("a chat")),
    (_POST, N_("a forum discussion")),
)


def refuse_conversation(head: str) -> None:
    """Raise `Refused` where a text begins as a conversation does."""
    lines = [bare for line in lines_of(head) if (bare := line.strip().replace("**", ""))]  # names may stand in bold
    if lines and _BEGINS.match(lines[0]):
        raise _conversation(N_("a chat"))
    messages = [line for line in lines if not _SYSTEM.match(line)]
    if len(messages) < len(lines) and any(map(_MESSAGE.match, messages[:_SEVERAL])):
        raise _conversation(N_("a chat"))
    for shape, what in _KINDS:
        found = sum(1 for line in lines if shape.match(line))
        # Subtitles and chats begin with lines of their own; messages go on over several lines.
        if found and (shape is _SPOKEN or any(map(shape.match, lines[:_SEVERAL]))) and found >= _FEW * len(lines) - 1:
            raise _conversation(what)
    minutes = [match["before"] or match["behind"] for line in lines if (match := _AT_A_MINUTE.match(line))]
    exact = sum(1 for minute in minutes if not _ROUND.match(minute))
    if len(minutes) > 1 and 2 * exact >= len(minutes) >= _FEW * len(lines):
        raise _conversation(N_("a chat"))
    speakers = sum(1 for line in lines if _SPEAKER.fullmatch(line))
    stamps = sum(1 for line in lines if _STAMP.fullmatch(line))
    if stamps > 1 and _FEW * len(lines) <= stamps <= len(lines) / 2:
        raise _conversation(N_("a chat or a transcript"))
    if speakers >= _SEVERAL and _FEW * len(lines) <= speakers <= len(lines) / 2:
        raise _conversation(N_("a chat or a transcript"))


def _conversation(what: str) -> Refused:
    return Refused(
        N_(
            "This is {what}, showing who said what. Copy its ideas into a text file, one per line, without the names "
            "and times; keep lines such as “Table 1”. Then import that file."
        ),
        what=Message(what),
    )
