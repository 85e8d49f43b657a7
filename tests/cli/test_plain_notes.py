"""`facilitate note --plain`: a line in, a line out."""

import asyncio
from types import SimpleNamespace

import pytest

from facilitate.cli import plain_notes
from facilitate.cli.composition.sharing import Sharing
from facilitate.domain.errors import N_, Message, StorageFailure
from facilitate.i18n import Language
from facilitate.store.replica import Replicas
from facilitate.store.workspace import Workspace
from facilitate.workshop.cases.ideas import Ideas
from facilitate.workshop.sharing.link import HubLink, Invitation
from tests.support.workshops import TWO_QUESTIONS, make_workshop

# Three rounds of 20 minutes with 3 minutes between them.
ROUNDS = {
    "title": "Essai",
    "phases": [
        {
            "kind": "tables", "key": "tables", "title": "Tables", "minutes": 66, "tables": 3, "question": "Quoi ?",
            "rounds": 3, "changeover": 3, "round_setups": [{"number": 2, "question": "Comment ?"}],
        }
    ],
}  # fmt: skip


@pytest.fixture
def note(shell, paris):
    def note(*lines, session=paris, encoding="utf-8"):
        return shell("note", session, "--table", 2, "--plain", stdin="\n".join(lines).encode(encoding))

    return note


def texts(shell, session):
    return [(each["ref"], each["status"], each["text"]) for each in shell.json("idea", "list", session)]


def test_each_line_is_an_idea_answered_by_its_reference(shell, paris, note):
    done = note("Un café", "", "/existing A library", "//2 tables de plus", "without a line end")
    assert (done.code, done.lines) == (0, ["T2-01", "T2-02", "T2-03", "T2-04"])
    assert "/help" in done.err.splitlines()[1]
    assert texts(shell, paris) == [
        ("T2-01", "to_create", "Un café"),
        ("T2-02", "existing", "A library"),
        ("T2-03", "to_create", "/2 tables de plus"),
        ("T2-04", "to_create", "without a line end"),
    ]


def test_the_words_after_a_slash_are_understood_in_both_languages(note):
    done = note(
        "one", "/edit t2-1 two", "/annuler", "/REFAIRE", "/withdraw T2-01", "/liste", "/restore T2-01", "/fin", "no"
    )
    assert done.code == 0
    assert done.lines == [
        "T2-01",
        "T2-01, new text: two",
        "Undone: “T2-01 edited: two”",
        "Redone: “T2-01 edited: two”",
        "T2-01 withdrawn.",
        "T2-01, to be created (withdrawn): two",
        "T2-01 restored.",
    ]


def test_a_change_of_round_is_told_once_and_what_the_next_one_asks():
    workshop = make_workshop(plan=ROUNDS)
    heard = []
    out = SimpleNamespace(talk=heard.append)
    context = SimpleNamespace(out=out, language=Language("fr"))
    notes = plain_notes.PlainNotes(context, workshop, 1, SimpleNamespace(), None)
    workshop.phases.start("tables")
    for minutes in (0, 19, 1.01, 1, 2, 19):
        workshop.recorder.clock.advance(minutes)
        notes._tell_round()
    assert heard == ["Changez de table · 3\u00a0min", "tour 2 sur 3 · 20\u00a0min", "Comment ?"]


def test_between_phases_it_is_said_once_to_which_one_ideas_belong():
    workshop, heard, refs = make_workshop(plan=TWO_QUESTIONS), [], []
    context = SimpleNamespace(out=SimpleNamespace(talk=heard.append, say=refs.append), language=Language("en"))
    notes = plain_notes.PlainNotes(context, workshop, 1, SimpleNamespace(), None)
    for phase, ideas in (("", 2), ("first", 0), ("lunch", 2)):
        if phase:
            workshop.phases.start(phase)
            notes._tell_round()
        for _idea in range(ideas):
            notes._answered("une idée")
    told = "No table session is under way, so {} goes under “Constats”."
    assert (len(refs), heard) == (4, [told.format("T1-01"), told.format("T1-03")])


def test_what_is_told_without_a_screen_is_true_without_one(shell, paris, note):
    shell.ok("table", "close", paris, "2")
    done = note("/list")
    assert done.lines == ["No ideas yet."]
    assert "no more ideas are noted here" in done.err
    assert "One idea per line" not in done.err


def test_help_and_status_are_sentences(shell, paris, note):
    shell.ok("phase", "start", paris, "welcome")
    done = note("/help", "/status")
    assert all(any(f"/{word}" in line for line in done.lines) for word in plain_notes._WORDS if word != "help")
    assert done.lines[-3].endswith("?")
    assert done.lines[-2].endswith("left")
    assert done.lines[-1] == "0 ideas"


def test_what_cannot_be_kept_is_said_with_its_words_and_makes_the_exit_code(shell, paris, note):
    done = note("/foo bar", "/existing", "/edit T9-01 x", "a\x07b", "kept")
    assert (done.code, done.lines) == (1, ["T2-01"])
    said = done.err.splitlines()[2:]
    assert "Unknown command “/foo”; not saved: /foo bar." in said[0]
    assert "the text is empty" in said[1]
    assert "Idea “T9-01” not found" in said[2]
    assert "control character" in said[3]


def test_words_the_disk_does_not_take_wait_for_again_in_this_run_or_the_next(shell, paris, note, monkeypatch):
    with monkeypatch.context() as broken:

        def full(*_args):
            raise StorageFailure(N_("The disk is full."))

        broken.setattr(Ideas, "record", full)
        done = note("/existing Un café", "two")
    assert (done.code, done.out) == (3, "")
    assert "The disk is full. Not saved yet: /existing Un café. /again: try again." in done.err
    later = note("/again", "/again")
    assert "not saved last time (/again: save it): /existing Un café two" in later.err
    assert later.lines == ["T2-01", "T2-02"]
    assert "Nothing is waiting" in later.err
    assert texts(shell, paris) == [("T2-01", "existing", "Un café"), ("T2-02", "to_create", "two")]


def test_a_pipe_of_windows_is_read_as_it_was_meant(shell, paris, note):
    note("\ufeffUn café", "deux\r")
    note("Œuvre à créer", encoding="cp1252")
    assert [text for _ref, _status, text in texts(shell, paris)] == ["Un café", "deux", "Œuvre à créer"]


def test_a_table_that_is_not_there_is_said_first(shell, paris):
    done = shell("note", paris, "--table", 99, "--plain", stdin=b"words")
    assert (done.code, done.out) == (1, "")
    assert "No table 99" in done.err


class FakeUplink:
    """A line that comes, takes what there is after a while, and goes."""

    def __init__(self, *, takes):
        self.connected, self.waiting, self.trouble = False, 0, None
        self._takes = takes
        self._news = asyncio.Event()

    def has(self, event):
        return self._takes

    def look(self):
        self.waiting = self.waiting if self._news.is_set() else 1
        self._news.set()

    async def run(self, changed):
        self.connected = True
        changed()
        await self._news.wait()
        if self._takes:
            self.waiting = 0
        else:
            self.connected = False
            self.trouble = Message(N_("This link no longer works"), {})
        changed()


@pytest.mark.parametrize("takes", [True, False])
def test_by_a_link_the_line_is_told_when_it_changes_and_what_stays_at_the_end(shell, monkeypatch, takes):
    invitation = Invitation("essai123", "facil", "essai", "Essai", 3)
    token = "k7m2q94xzt3f8wdh5n0v"
    Replicas(Workspace(shell.home, "home")).settle(HubLink("http://127.0.0.1:9", token), invitation)
    monkeypatch.setattr(Sharing, "uplink", lambda *_args: FakeUplink(takes=takes))
    done = shell("note", "127.0.0.1:9/#k7m2q-94xzt-3f8wd-h5n0v", "--plain", stdin=b"one\n/status\n")
    assert done.lines[0] == "T3home-01"
    said = done.err.splitlines()[2:]
    told = ["connected to the facilitator’s computer"]
    assert said == (
        told if takes else [*told, "This link no longer works", "offline: 1 idea waiting, saved on this computer"]
    )


def test_a_trial_is_no_idea_and_said_to_be_on_the_hub_once_it_is(shell, monkeypatch):
    invitation = Invitation("essai123", "facil", "essai", "Essai", 3)
    Replicas(Workspace(shell.home, "home")).settle(HubLink("http://127.0.0.1:9", "k7m2q94xzt3f8wdh5n0v"), invitation)
    monkeypatch.setattr(Sharing, "uplink", lambda *_args: FakeUplink(takes=True))
    done = shell("note", "127.0.0.1:9/#k7m2q-94xzt-3f8wd-h5n0v", "--plain", stdin=b"/essai\n/list\n")
    assert "Trial saved here, not yet on the facilitator’s computer …" in done.lines[0]
    assert "No ideas yet." in done.out
    assert "✓ Trial saved here and on the facilitator’s computer: this device works." in done.out
