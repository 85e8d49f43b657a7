"""No name is left, whatever names are and however they are written; and nothing but names has gone."""

from __future__ import annotations

import random
import shutil
import tempfile
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta
from pathlib import Path
from unittest import mock

from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitate.domain.errors import Refused
from facilitate.domain.programme.document import complete
from facilitate.domain.values.notes import NoteKind
from facilitate.export.formats import made
from facilitate.export.publication import publication
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.workshop.privacy import name_finder
from facilitate.workshop.privacy.anonymous_report import anonymous_report
from facilitate.workshop.privacy.name_finder import Folded, finder_of
from facilitate.workshop.privacy.people import Person, Redactor, leaks, people_of
from facilitate.workshop.privacy.purge import removal
from facilitate.workshop.report.build import report
from facilitate.workshop.report.counts import counts
from facilitate.workshop.workshop import Workshop
from tests.support import walk
from tests.support.examples import examples
from tests.support.services import context_at
from tests.support.workshops import PLAN, make_workshop

FR = Language("fr")
SOON = datetime(2100, 1, 1, tzinfo=UTC)
FIRST = st.sampled_from(
    ["Zoé", "Anne-Zélie", "Jérémiasz", "Ma", "ÉLODIE", "Œdipe", "Ødegård", "Łucja", "zita", "D’Arvor"]
)
MIDDLE = st.sampled_from(["", "", "de", "Van der", "Des", "M.", "de La"])
LAST = st.sampled_from(
    ["Zwickau", "N'Dzaye", "Mbappzé", "Le Zoff", "Wu", "Zsigmondy-Zay", "ﬁnzi", "Straße", "Iñárritzu", "李"]
)
NAMES = st.builds(lambda *parts: " ".join(filter(None, parts)), FIRST, MIDDLE, LAST)
WORDS = st.text(st.sampled_from("abcdefghijklé ,.-’\n(«»:"), max_size=12)


def wide(name, _r):
    return name.replace(" ", "\u00a0\u202f ")


def broken(name, r):
    place = r.randrange(1, len(name))
    inside = name[place - 1].isalpha() and name[place].isalpha()
    return name[:place] + ("-\n  " if inside else "") + name[place:]


def hidden(name, r):
    place = r.randrange(1, len(name))
    return name[:place] + r.choice(["\u00ad", "\u200b", "\u2060"]) + name[place:]


WRITTEN = {
    "as it is": lambda name, _r: name,
    "capitals": lambda name, _r: name.upper(),
    "small": lambda name, _r: name.lower(),
    "taken apart": lambda name, _r: unicodedata.normalize("NFD", name),
    "wide": wide,
    "hyphens": lambda name, _r: name.replace(" ", "\u2011").replace("-", "\u2010"),
    "underscores": lambda name, _r: name.replace(" ", "_"),
    "one word": lambda name, _r: name.title().replace(" ", ""),
    "the other way round": lambda name, _r: ", ".join(reversed(name.rsplit(" ", 1))),
    "surname": lambda name, _r: name.rsplit(" ", 1)[-1].title(),
    "Mme": lambda name, _r: f"Mme {name.rsplit(' ', 1)[-1].upper()}",
    "broken": broken,
    "hidden": hidden,
}


def bare(text):
    """Letters alone, by other means than those of the code."""
    text = text.casefold().translate({ord("œ"): "oe", ord("ø"): "o", ord("ł"): "l"})
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if unicodedata.category(letter)[0] == "L")


def telling(name):
    """What of a name nobody may read any more: all of it, and every longer word."""
    words = [bare(word) for word in name.replace("-", " ").split()]
    return [bare(name), *(word for word in words if len(word) > 4)]


@settings(max_examples=examples(120), deadline=timedelta(seconds=2))
@given(
    st.lists(NAMES, min_size=1, max_size=4, unique_by=bare),
    st.lists(
        st.tuples(WORDS, st.integers(0, 3), st.sampled_from(sorted(WRITTEN)), st.integers(0, 99), WORDS), max_size=4
    ),
)
def test_whatever_a_name_is_and_however_it_is_written_it_goes(names, pieces):
    people = tuple(Person(name, f"x{number}q") for number, name in enumerate(names))
    texts = []
    for before, which, how, seed, after in pieces:
        name = names[which % len(names)]
        texts.append(f"{before} {WRITTEN[how](name, random.Random(seed))} {after}")
    text = " / ".join(texts)
    told = Redactor(people, FR.message)(text)
    assert leaks(people, told) == []
    assert [each for name in names for each in telling(name) if len(each) > 5 and each in bare(told)] == []
    whole = [len(bare(names[which % len(names)])) for _b, which, how, _s, _a in pieces if how not in {"surname", "Mme"}]
    assert leaks(people, text) or not whole or max(whole) < 6, "it was there, and seen"


@settings(max_examples=examples(80))
@given(st.lists(NAMES, min_size=1, max_size=4, unique_by=bare), st.lists(WORDS, max_size=5))
def test_where_nobody_is_named_nothing_changes(names, words):
    people = tuple(Person(name, "rôle") for name in names)
    text = " ".join(words)
    assert Redactor(people, FR.message)(text) == text
    assert leaks(people, text) == []


def named_acts(workshop: Workshop, r: random.Random, names: list[str]) -> list[Callable[[], object]]:
    """Acts in which somebody is named, wherever something is typed."""
    name = WRITTEN[r.choice(["as it is", "capitals", "taken apart", "surname", "Mme"])](r.choice(names), r)
    text = r.choice([f"Demander à {name}", name, f"{name} et des cafés", "un jardin"])
    ref = r.choice([idea.ref for idea in workshop.session.ideas.values()] or ["T1-01"])
    panel = workshop.session.plan.phase("panel")
    speaker = r.choice([speaker.key for speaker in panel.speakers] if panel and panel.speakers else ["none"])
    return [
        lambda: workshop.ideas.record(r.randint(1, 3), text, detail=r.choice(["", text])),
        lambda: workshop.ideas.edit(ref, text, detail=r.choice([None, "", text])),
        lambda: workshop.proposals.reword(ref, text),
        lambda: workshop.programme.add_category(text),
        lambda: workshop.notes.take(NoteKind.FACT, text),
        lambda: workshop.notes.take(
            NoteKind.REMARK, text, about=speaker, quotable=r.random() < 0.5, unnamed=r.random() < 0.5
        ),
        lambda: workshop.roadmap.set(ref, owner=r.choice(names), next_step=text),
        lambda: workshop.roadmap.note(ref, text),
        lambda: workshop.programme.set(f"phases/panel/speakers/{speaker}/name", r.choice(names)),
        lambda: workshop.programme.remove(f"phases/panel/speakers/{speaker}"),
        lambda: walk.act(workshop, r.choice(walk.names_for("facilitator")), r.randrange(9999)),
    ]


def named_walk(workshop: Workshop, r: random.Random, names: list[str]) -> None:
    for _ in range(25):
        with suppress(Refused):
            r.choice(named_acts(workshop, r, names))()


def markdown(told):
    ((_name, text),) = made(publication(told, FR, DEFAULT), ["md"])
    return text


def plan_of(names):
    phases = [dict(phase) for phase in PLAN["phases"]]
    phases[2]["study"] = {**phases[2]["study"], "author": names[0], "author_role": "ethnologue"}
    phases[3]["speakers"] = [{"name": name, "role": "directrice"} for name in names]
    return {**PLAN, "title": f"Autour de {names[-1]}", "phases": phases}


@settings(max_examples=examples(20), deadline=timedelta(seconds=10))
@given(st.lists(NAMES, min_size=1, max_size=4, unique_by=bare), st.integers(0, 9999))
def test_no_name_is_left_in_the_report_and_every_count_is_as_it_was(names, seed):
    workshop = make_workshop(plan=plan_of(names))
    named_walk(workshop, random.Random(seed), names)
    people = people_of(workshop.timeline, FR.message)
    assert {bare(name) for name in names} <= {bare(person.name) for person in people}
    plain, told = report(workshop.session), anonymous_report(workshop.session, Redactor(people, FR.message))
    assert told.counts == plain.counts
    assert [(table.table, [line.ref for line in table.ideas]) for table in told.annex] == [
        (table.table, [line.ref for line in table.ideas]) for table in plain.annex
    ]
    assert leaks(people, repr(told)) == []
    assert leaks(people, markdown(told)) == []
    internal = anonymous_report(workshop.session, Redactor(people, FR.message), internal=True)
    assert leaks(people, repr(internal)) == []
    assert len(internal.withdrawn) == plain.counts.withdrawn


@settings(max_examples=examples(15), deadline=timedelta(seconds=20))
@given(st.lists(NAMES, min_size=1, max_size=4, unique_by=bare), st.integers(0, 9999))
@example(["Zoé Zwickau"], 974)  # a partner who has a role
def test_a_purge_leaves_the_anonymous_report_and_no_name_in_any_byte(names, seed):
    with tempfile.TemporaryDirectory() as home:
        context = context_at(home, {"FACILITATE_MACHINE": "home", "FACILITATE_STATE": home})
        slug = context.workspace.create(complete(plan_of(names)), "Essai", slug="essai")
        named_walk(context.sessions.open(slug), random.Random(seed), names)
        before = context.sessions.read_timeline(slug)
        people = people_of(before, FR.message)
        redacted = anonymous_report(before.session, Redactor(people, FR.message))
        expected = markdown(redacted)
        found = removal(before, SOON, FR.message)
        shutil.copytree(context.workspace.folder(slug), Path(home) / "other")
        context.upkeep.purge(slug, found, FR.message)
        after = context.sessions.read_timeline(slug)
        assert {
            path.name: leaks(people, path.read_text()) for path in context.workspace.folder(slug).glob("*.jsonl")
        } == {path.name: [] for path in context.workspace.folder(slug).glob("*.jsonl")}
        assert counts(after.session) == counts(before.session)
        assert markdown(report(after.session)) == expected
        assert after.void.keys() == before.void.keys()
        assert context.upkeep.examine(slug).healthy
        assert removal(after, SOON, FR.message).nothing
        assert context.upkeep.collect(slug, [Path(home) / "other"]).came == 0


@given(st.lists(NAMES, min_size=1, max_size=5), st.lists(WORDS | NAMES | FIRST | LAST, max_size=4))
def test_names_are_found_alike_however_many_people_there_are(names, words):
    """Those of few people are looked for one by one, those of many all at once."""
    folded, finder = Folded(" ".join(words)), finder_of(tuple(Person(name, "") for name in names))
    found = []
    for few in (0, 100):
        with mock.patch.object(name_finder, "_FEW", few):
            found.append([*finder.whole(folded), *finder.parts(folded)])
    assert found[0] == found[1]
