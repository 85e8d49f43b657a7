"""What kind of text it is; what holds neither a table nor a list is refused by its name."""

from __future__ import annotations

import re

from facilitate.domain.errors import N_, Message, Refused
from facilitate.sheets.contents import Kind
from facilitate.sheets.delimited import lines_of
from facilitate.sheets.refusals import CALENDAR, CONTACTS, LINK, PDF, RTF, UNKNOWN, broken, not_read

OF_A_MAIL = N_(
    "This is an e-mail, with the names of those who wrote it. Copy its list into a text file, one entry per line, and "
    "import that file."
)
_HEAD = 4000
_MAIL_LINE = re.compile(
    r"(From|To|Cc|Subject|Date|Sent|Received|MIME-Version|Content-Type|Return-Path|Delivered-To|Message-ID|Reply-To|"
    r"X-[\w-]+|De|À|Objet|Envoyé|Von|An|Betreff|Gesendet|Para|Asunto|Enviado)[ \u00a0]?: ?\S"
)
_MAIL_LINES = 3
_TIME = re.compile(r"\d[:.h]\d\d")
_NAMED_LINE = re.compile(r"[^\W\d_][\w-]*[ \u00a0]?:")
_HTML = re.compile(
    r"(?:<\?xml[^>]*>\s*)?(?:<!--.*?-->\s*)*(?:<!doctype\s+html|<(?:html|head|body|table|div|style|meta|title|link|center|h[1-6]|ul|ol|tr|th|td)\b)",
    re.IGNORECASE | re.DOTALL,
)
_BEGINNINGS = (
    ("BEGIN:VCALENDAR", CALENDAR),
    ("BEGIN:VCARD", CONTACTS),
    ("[InternetShortcut]", LINK),
    ("%PDF", PDF),
    ("{\\rtf", RTF),
    ("-----BEGIN ", N_("a key or a certificate")),
    ("version https://git-lfs", N_("a link to a file that is not here")),
)
# A list may begin with `[x] done`, `[ ] to do` or `[1] first`.
_JSON = re.compile(r"\[\s*(?:[\[{\"]|(?:-?\d[\d.eE+-]*|true|false|null)\s*(?:,|\]\s*(?:[,\[]|\Z))|\]\s*\Z)|\{\s*[\"}]")
_JOURNAL = re.compile(r"(?:[0-9a-f]{8} )?\{\"(?:facilitate|id)\":.*\"(?:session|clock)\":")
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1a\x1c-\x1f\x7f\ufffd]")
_SAMPLE = 100_000
_MANY = 8
_TENTH = 10
_OFFICE = (".xlsx", ".xlsm", ".xls", ".ods", ".docx", ".doc", ".odt")
_SETTINGS = (".toml", ".yaml", ".yml", ".ini")
_TOML = re.compile(r"\[{1,2}[\w.\"-]+\]{1,2}[ \t]*(?:#.*)?$|[\w-]+[ \t]*=[ \t]*(?:[\"'\[{]|-?\d|true|false)")
_YAML = re.compile(r"(?:- )?[A-Za-z_][\w-]*:(?: \S.*)?$|- [A-Za-z_][\w-]*: ")


def kind_of_text(text: str, name: str = "") -> Kind:
    """HTML, XML, JSON, or text that is to be looked into; raises `Refused` for what is no list."""
    head = text[:_HEAD].lstrip("\ufeff\u2060 \t\r\n")
    for beginning, what in _BEGINNINGS:
        if head.startswith(beginning):
            raise not_read(what)
    if _is_mail(head):
        raise Refused(OF_A_MAIL)
    if _TIME.search(head):
        from facilitate.sheets.conversations import refuse_conversation  # most lists start without it

        refuse_conversation(head)
    if _HTML.match(head):
        return Kind.HTML
    if head.startswith(("<?xml", "<?mso", "<svg", "<Workbook", "<rss", "<feed", "<opml", "<kml", "<gpx")):
        return Kind.XML
    _refuse_settings(head, name)
    _refuse_journal(head)
    return Kind.JSON if _JSON.match(head) else Kind.TEXT


def _is_mail(head: str) -> bool:
    if head.startswith("From ") and "\nReceived:" in head:
        return True
    block = head.replace("\r\n", "\n").replace("\r", "\n").partition("\n\n")[0]
    lines = [line for line in block.split("\n") if not line.startswith((" ", "\t"))]
    known = sum(1 for line in lines if _MAIL_LINE.match(line))
    return known >= _MAIL_LINES and bool(_MAIL_LINE.match(lines[0])) and all(map(_NAMED_LINE.match, lines))


def refuse_what_is_no_text(text: str, name: str = "", least: int = _TENTH) -> None:
    """Raise `Refused` for bytes that are no words, whatever they are: one sign in `least` is none that is written."""
    sample = text[:_SAMPLE]
    strange = len(_CONTROL.findall(sample))
    if strange >= _MANY and strange * least > len(sample):
        raise broken() if name.lower().endswith(_OFFICE) else not_read(UNKNOWN)


def _refuse_journal(head: str) -> None:
    if _JOURNAL.match(head):
        raise Refused(
            N_(
                "This is a facilitate journal, not a list. Gather its contents with “facilitate collect”; "
                "nothing is added twice."
            )
        )


def _refuse_settings(head: str, name: str) -> None:
    lines = [line for line in lines_of(head) if line.strip() and not line.startswith(("#", "---"))]
    name = name.lower()
    shape = _YAML if name.endswith((".yaml", ".yml")) else _TOML
    alike = [line for line in lines if shape.match(line)]
    sure = name.endswith(_SETTINGS) and alike
    if sure or (lines and shape.match(lines[0]) and lines[0].startswith("[") and _is_toml(alike, lines)):
        raise Refused(
            N_("This is {what}, meant for software: it is not a list. Import the file that contains the list."),
            what=Message(N_("a settings file")),
        )


def _is_toml(alike: list[str], lines: list[str]) -> bool:
    return len(alike) > len(lines) / 2 and any("=" in line for line in alike)
