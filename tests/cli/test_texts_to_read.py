"""Of whatever kind an act is: what it says is in what the commands print that a sync names for reading it."""

from __future__ import annotations

import json
import re
from contextlib import suppress
from dataclasses import fields
from itertools import count

import pytest

from facilitate.domain.errors import Refused
from facilitate.domain.event import Unknown, kinds
from facilitate.i18n import Language
from facilitate.workshop.privacy.texts_to_read import has_text, texts_of, what_and_where
from tests.support import walk
from tests.support.services import context_at

EN = Language("en")


def printed(shell, commands):
    out = "\n".join(shell.ok(*each.split()[1:]).out for each in commands)
    return "".join(out.split())


def unprinted(shell, name, events, session):
    """The texts of these acts that the commands named for them do not print."""
    said = EN.message(what_and_where(events, session, name)["where"])
    there = printed(shell, re.findall(r"“(.*?)”", said))
    texts = [text for event in events for text in texts_of(event)]
    as_toml = {text: json.dumps(text, ensure_ascii=False)[1:-1] for text in texts}
    return [text for text in texts if not any("".join(each.split()) in there for each in (text, as_toml[text]))]


def made(kind, words):
    """An act of that kind, each of whose texts is another word."""
    word = lambda: f"Mot{next(words)}"  # noqa: E731 -- a name for a call
    values = {
        "str": word,
        "str | None": word,
        "int": lambda: 1,
        "bool": lambda: False,
        "tuple[str, ...]": lambda: (word(), word()),
        "Mapping[str, Any]": lambda: {"key": word(), "title": word(), "more": [word()]},
        "Any": word,
    }
    return kind(**{each.name: values[str(each.type)]() for each in fields(kind)})


KINDS = [*(each for each in kinds().values() if each.personal and not each.subject.role), Unknown]


@pytest.mark.parametrize("kind", KINDS, ids=lambda kind: kind.kind)
def test_whatever_act_is_counted_its_words_are_in_what_the_commands_print(shell, three, kind):
    workshop = context_at(shell.home).workshop(three)
    act = made(kind, count(1))
    with suppress(Refused):  # of one without effect, which another computer may send all the same
        workshop.recorder.record(act)
    events = [event for event in workshop.timeline.events if event.act == act and has_text(event)]
    assert not events or unprinted(shell, three, events, workshop.session) == []


@pytest.mark.parametrize("seed", range(4))
def test_whatever_was_done_the_words_are_in_what_the_commands_print(shell, three, seed):
    workshop = context_at(shell.home).workshop(three)
    for turn in range(2):
        for number, name in enumerate(sorted(walk.ACTS)):
            walk.act(workshop, name, 100 * seed + 50 * turn + number)
    events = [event for event in workshop.timeline.events if has_text(event)]
    assert len(events) > 10
    missed = [event.act for event in events if unprinted(shell, three, [event], workshop.session)]
    assert missed == []
