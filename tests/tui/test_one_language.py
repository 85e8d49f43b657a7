"""Every page and its help is in one language: a French one has no English word of ours, an English one no French."""

import re
from functools import cache
from pathlib import Path

import pytest

from facilitate.i18n.catalogue import PACKAGE, answers, marked, translated
from facilitate.tui.navigation import SCREENS, make_screen
from tests.support.wordless import event
from tests.tui.services import fake_services, on, shown
from tests.tui.test_import import Nearby
from tests.tui.test_review import review
from tests.tui.waiting import until

# What stands in nearly every sentence of one language and in none of the other.
ENGLISH = "the of is was were and this that with by which not has have been will would their they when where"
FRENCH = "le la les des du une est sont et ce cette avec dans pour qui que ne pas sur aux leur ils quand où"
_SHORTEST = 4  # letters: a shorter label may be of both


@cache
def labels():
    """What pages may show whole, in English and in French."""
    french = answers(translated())
    found = {}
    for path in (PACKAGE / "tui").rglob("*.py"):
        for _line, msgid in marked(path.read_text(encoding="utf-8")):
            if isinstance(msgid, str) and "{" not in msgid:
                found[msgid] = french[msgid][0]
    return found


def foreign(text: str, code: str) -> list[str]:
    others = ENGLISH if code == "fr" else FRENCH
    words = [word for word in others.split() if re.search(rf"(?<![\w’'-]){word}(?![\w’'-])", text, re.IGNORECASE)]
    pairs = labels().items() if code == "fr" else [(french, english) for english, french in labels().items()]
    own = " ".join(mine for _theirs, mine in pairs)
    lines = {re.sub(r"^[│▌▐ ]+|[│▌▐ ]+$", "", line) for line in re.split(r"\n| {2,}", text)}
    return words + [them for them, mine in pairs if them in lines and len(them) >= _SHORTEST and them not in own]


@pytest.mark.parametrize("code", ["fr", "en"])
@pytest.mark.parametrize("name", sorted(SCREENS))
async def test_a_page_and_its_help_are_in_one_language(name: str, code: str, tmp_path: Path):
    workshop = event(code)
    at_table = (workshop, 1)
    more = {"home": (), "capture": at_table, "table_list": at_table, "review": (workshop, review())}
    arguments = more.get(name, (workshop,))
    services = fake_services(code, paris=workshop)
    services.files = lambda: Nearby(tmp_path)
    app = on(make_screen(name, *arguments), services)
    async with app.run_test(size=(120, 60)) as pilot:
        await until(pilot, lambda: shown(app).strip())
        assert foreign(shown(app), code) == []
        first = app.screen
        await pilot.press("f1")
        await until(pilot, lambda: app.screen is not first)
        assert foreign(shown(app), code) == []
