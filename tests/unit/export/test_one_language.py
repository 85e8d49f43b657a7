"""Every produced file is in one language: a French one has no English sentence of ours, an English one no French."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator
from functools import cache

import pytest

from facilitate.export.formats import made
from facilitate.export.publication import publication
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.i18n.catalogue import PACKAGE, answers, marked, translated
from facilitate.workshop.report.build import report
from tests.support.wordless import event

_TEXTS = ("md", "html", "csv", "decidim", "svg")
_SHORTEST = 8  # letters: a shorter text may stand in any other
_UNSEEN = re.compile(r"<style.*?</style>|\b(?:id|href|class)=\"[^\"]*\"", re.DOTALL)


@cache
def ours_and_theirs(code: str) -> tuple[set[str], set[str]]:
    """What a file of that language may say, and what only one of the other language says."""
    pairs = [(one, other) if code == "en" else (other, one) for one, other in sentences()]
    ours = {own for own, _other in pairs}
    foreign = {other for own, other in pairs if other != own and len(other) >= _SHORTEST}
    said = "\0".join(ours)
    return ours, {other for other in foreign if other not in said}


def sentences() -> Iterator[tuple[str, str]]:
    """What the files may say, in English and in French, cut at the places of parameters to the longest piece."""
    french = answers(translated())
    for path in (*(PACKAGE / "export").rglob("*.py"), *(PACKAGE / "workshop" / "report").glob("*.py")):
        for _line, msgid in marked(path.read_text(encoding="utf-8")):
            english = (msgid,) if isinstance(msgid, str) else msgid
            yield from zip(map(longest, english), map(longest, french[msgid]), strict=True)


def longest(text: str) -> str:
    return max(re.split(r"\{[^{}]*\}", text), key=len).strip()


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("internal", [False, True])
def test_a_file_has_no_sentence_of_the_other_language(code: str, internal: bool):
    told = publication(report(event().session, internal=internal), Language(code), DEFAULT)
    ours, foreign = ours_and_theirs(code)
    found = {}
    for name, data in made(told, _TEXTS):
        text = data.decode() if isinstance(data, bytes) else data
        text = html.unescape(_UNSEEN.sub("", text))
        assert any(own in text for own in ours if len(own) >= _SHORTEST) or name == "decidim.csv"
        found[name] = [other for other in foreign if other in text]
    assert [name for name in found if found[name]] == [], found
