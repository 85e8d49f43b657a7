"""Whatever happens on the way, the hub has each act once, in order, and nothing is called saved that is not there."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from facilitate.web.hub.assets import served
from facilitate.web.hub.page_text import FOLDER
from tests.support.examples import examples

ACCIDENTS = [
    "none", "cut before", "cut within", "cut after", "half done", "hang before", "hang after", "429", "503",
    "somebody else answers", "nonsense", "late",
]  # fmt: skip
TABS = st.integers(0, 1)
STEPS = st.one_of(
    st.tuples(st.just("write"), TABS, st.sampled_from(["une idée", "une autre", "!refusée"])),
    st.tuples(st.sampled_from(["edit", "spoil", "withdraw"]), TABS, st.integers(0, 5)),
    st.tuples(st.sampled_from(["reload", "online"]), TABS, st.none()),
    st.tuples(st.just("wait"), TABS, st.sampled_from([1, 7, 30, 1000, 15_000])),
)
WRITE, EDIT, GO = ("write", 0, "une idée"), ("edit", 0, 0), ("wait", 0, 7)


@pytest.fixture(scope="module")
def blank(chromium):
    """A page with the queue and nothing else."""
    context = chromium.new_context()
    page = context.new_page()
    for name in ("retries.js", "queue.js", "table.js", "live.js"):
        page.add_script_tag(content=served(FOLDER / name).decode())
    page.add_script_tag(content=Path(__file__).with_name("schedule.js").read_text(encoding="utf-8"))
    yield page
    context.close()


@settings(max_examples=examples(60))
@given(steps=st.lists(STEPS, max_size=25), accidents=st.lists(st.sampled_from(ACCIDENTS), max_size=12))
@example(steps=[WRITE, GO, EDIT], accidents=["cut after"])  # edited when the hub has it and the phone does not know
@example(steps=[WRITE, GO, ("reload", 0, None), WRITE], accidents=["hang after"])
@example(steps=[("write", 0, "!non"), EDIT, EDIT], accidents=["429"])
@example(steps=[WRITE, ("wait", 0, 15_000), EDIT, GO], accidents=["late", "late", "late"])
@example(steps=[WRITE] * 45, accidents=["half done", "cut after"])
def test_each_act_arrives_once_and_in_order(blank, steps, accidents):
    assert blank.evaluate("([steps, accidents]) => play(steps, accidents)", [steps, accidents]) == []


SPOILT = """async () => {
    const world = new World([]);
    const [own] = world.tabs;
    const send = world.send.bind(world);
    world.send = (tab, acts) => acts.some(({ text }) => text === "poison")
        ? Promise.resolve({ status: 400, body: { error: "Illisible." } }) : send(tab, acts);
    for (const text of ["un", "deux", "poison", "trois", "quatre"]) world.type(own, { kind: "record", text });
    await world.time.pass(1000);
    const refused = own.queue.acts().map((act) => [act.text, act.refused]);
    return [[...world.hub.ideas.values()].map(({ text }) => text), refused];
}"""


def test_one_spoilt_act_does_not_hold_up_the_others(blank):
    assert blank.evaluate(SPOILT) == [["un", "deux", "trois", "quatre"], [["poison", "Illisible."]]]


AGES = """async () => {
    const world = new World([]);
    const own = world.alone();
    const sent = new Map();
    let cut = true;
    const send = world.send.bind(world);
    world.send = (tab, acts) => {
        if (cut) return Promise.reject();
        acts.forEach(({ text, age }) => sent.set(text, Number(age || 0)));
        return send(tab, acts);
    };
    await world.time.pass(1000);
    for (const text of ["!refusée", "à temps"]) {
        world.type(own, { kind: "record", text, status: "existing" });
        await world.time.pass(600_000);
    }
    cut = false;
    await world.time.pass(30_000);
    const late = own.queue.acts()[0];
    own.queue.correct(late, "corrigée", "existing");
    world.type(own, { kind: "record", text: "maintenant", status: "existing" });
    await world.time.pass(30_000);
    return [...sent];
}"""


def test_the_hub_is_told_how_long_ago_an_idea_was_written(blank):
    ages = dict(blank.evaluate(AGES))
    assert 1200 <= ages["!refusée"] <= 1230
    assert 600 <= ages["à temps"] <= 630
    assert 1200 <= ages["corrigée"] <= 1290  # the words are others, the moment is the same
    assert ages["maintenant"] == 0


CLOSED = """async (status) => {
    const world = new World([]);
    const own = world.alone();
    let asked = 0;
    world.send = () => { asked++; return Promise.resolve({ status, body: { error: "Fermé." } }); };
    world.type(own, { kind: "record", text: "un", status: "existing" });
    await world.time.pass(FOREVER);
    own.queue.wake();
    await world.time.pass(FOREVER);
    return [asked, own.queue.closed, own.queue.acts().map(({ text }) => text)];
}"""


@pytest.mark.parametrize("status", [401, 403])
def test_a_closed_link_is_not_knocked_at_and_everything_stays(blank, status):
    assert blank.evaluate(CLOSED, status) == [1, status, ["un"]]


RESTS = """async () => {
    const world = new World([]);
    const own = world.alone();
    const times = [];
    world.send = () => { times.push(world.time.now); return Promise.reject(); };
    world.type(own, { kind: "record", text: "un", status: "existing" });
    await world.time.pass(300000);
    return times.map((time, at) => time - (times[at - 1] || time)).slice(1);
}"""


def test_it_tries_again_ever_more_slowly_but_not_too_slowly(blank):
    rests = blank.evaluate(RESTS)
    assert 500 <= rests[0] <= 1000
    assert all(10_000 <= rest <= 20_000 for rest in rests[5:])
    assert len(set(rests[5:])) > 1, "devices that were cut off together come back apart"


ALWAYS_LATE = """async (delay) => {
    const world = new World([]);
    const own = world.alone();
    let asked = 0;
    let answered = 0;
    world.send = (tab, acts) => new Promise((resolve) => {
        asked++;
        const done = acts.map((act) => world.hub.act(act));
        world.time.later(own, delay, () => { answered++; resolve({ status: 200, body: { done } }); });
    });
    world.type(own, { kind: "record", text: "un", status: "existing" });
    await world.time.pass(300_000);
    return [asked < 5, answered > 0, own.queue.acts().length, own.queue.trouble];
}"""


@pytest.mark.parametrize("delay", [13_000, 30_000, 45_000])
def test_a_hub_that_always_answers_late_is_not_asked_for_ever(blank, delay):
    assert blank.evaluate(ALWAYS_LATE, delay) == [True, True, 0, ""]


def test_an_answer_that_comes_when_all_is_settled_changes_nothing(blank):
    """What was asked again in between was answered, and the idea has been corrected since."""
    heard = """async () => {
        const world = new World(["late"]);
        const own = world.alone();
        world.type(own, { kind: "record", text: "un", status: "existing" });
        const [idea] = own.queue.acts();
        await world.time.pass(14_500);
        world.type(own, { kind: "edit", idea: idea.id, text: "deux", status: "existing" });
        await world.time.pass(60_000);
        return own.table.rows(own.queue.acts()).map(({ text, saved }) => [text, saved]);
    }"""
    assert blank.evaluate(heard) == [["deux", True]]


SIZES = """async () => {
    const world = new World([]);
    const sizes = [];
    const send = world.send.bind(world);
    world.send = (tab, acts) => { sizes.push(new Blob([JSON.stringify({ acts })]).size); return send(tab, acts); };
    for (let n = 0; n < 15; n++) world.type(world.tabs[0], { kind: "record", text: "é".repeat(9000) });
    world.type(world.tabs[0], { kind: "record", text: "é".repeat(40000) });
    await world.time.pass(5000);
    return [sizes, world.hub.ideas.size, world.tabs[0].queue.acts().map(({ refused }) => refused)];
}"""


def test_a_body_stays_under_what_the_hub_takes(blank):
    sizes, kept, refused = blank.evaluate(SIZES)
    assert (max(sizes) <= 64 * 1024, kept, refused) == (True, 15, ["long"])
