"""What makes the edition in short sentences hard to read: each sentence is looked at by the rules such texts have.

The rules are those of “Information for all” (Inclusion Europe, 2009): short sentences, one idea in each, numbers in
figures, no letters that stand for words unless it is said what they mean.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from facilitate.domain.errors import N_, Message
from facilitate.domain.programme.easy_words import EasyWords
from facilitate.domain.text import excerpt
from facilitate.workshop.audit.issue import EXCERPT, GAP, Audited, Issue, doubtful, listed, message
from facilitate.workshop.audit.number_words import numbers, plain

LONGEST = 15
"""Words of a sentence."""
_WORD = re.compile(r"[^\W_]+(?:[’'\-][^\W_]+)*")
_ENDS = re.compile(r"[.!?…]+[»”\")\s]+(?=[A-ZÀ-Þ\d«“\"(])")
_ACRONYM = re.compile(r"(?<![\w-])(?:[A-ZÀ-Þ]\.?){2,}(?![\w])")
_ROMAN = re.compile(r"[IVXLCDM]+")
_SMALLEST = 2  # “un” and “une” are articles, too


def easy(audited: Audited) -> Iterator[Issue]:
    """Yield what is wrong with each sentence that was written for it, and what is said of it that is not whole."""
    words = audited.session.plan.easy
    known = {word for word, _meaning in words.meanings()}
    for path, text in _texts(words):
        where = message(N_("the short sentence “{words}”"), words=excerpt(text, EXCERPT))
        command = audited.command("plan set", path, GAP)
        yield from _of_sentence(where, text, known, command)
    if bool(words.validated_by) != bool(words.validated_on):
        missing = "validated_on" if words.validated_by else "validated_by"
        yield doubtful(
            "easy-validation", message(N_("the edition in short sentences")),
            message(N_("It is not said both who validated it and when: the edition does not mention it.")),
            message(N_("Complete the programme, or remove the other one.")),
            audited.command("plan set", f"easy/{missing}", GAP),
        )  # fmt: skip


def _texts(words: EasyWords) -> Iterator[tuple[str, str]]:
    if words.title:
        yield "easy/title", words.title
    for name, sentences in words.parts():
        yield from ((f"easy/{name}", text) for text in sentences)
    yield from (("easy/glossary", meaning) for _word, meaning in words.meanings())


def _of_sentence(where: Message, text: str, known: set[str], command: str) -> Iterator[Issue]:
    sentences = [part for part in _ENDS.split(text) if part.strip()]
    longest = max((len(_WORD.findall(part)) for part in sentences), default=0)
    if longest > LONGEST:
        yield doubtful(
            "easy-long", where, message(N_("The sentence has {count} words."), count=longest),
            message(N_("Use {count} words at most: make two sentences of it."), count=LONGEST), command,
        )  # fmt: skip
    if len(sentences) > 1:
        yield doubtful(
            "easy-several", where, message(N_("There are several sentences on one line.")),
            message(N_("Write one sentence on each line.")), command,
        )  # fmt: skip
    if lacking := [word for word in acronyms(text) if word not in known]:
        yield doubtful(
            "easy-acronym", where, message(N_("Not explained in the glossary: {words}."), words=listed(lacking)),
            message(N_("Add it to the glossary, or write it in full.")), command,
        )  # fmt: skip
    if written := in_letters(text):
        yield doubtful(
            "easy-number", where, message(N_("Written in letters: {words}."), words=listed(written)),
            message(N_("Write numbers in figures.")), command,
        )  # fmt: skip


def acronyms(text: str) -> list[str]:
    """Return the words in capitals that stand for others; numbers of centuries are none."""
    found = (each[0].replace(".", "") for each in _ACRONYM.finditer(text))
    return [word for word in dict.fromkeys(found) if not _ROMAN.fullmatch(word)]


def in_letters(text: str) -> list[str]:
    """Return the numbers of a text that are not in figures."""
    read = plain(text)
    places = ((each.start, each.end) for each in numbers(read) if each.value >= _SMALLEST)
    return [text[start:end] for start, end in places if not any(char.isdecimal() for char in text[start:end])]
