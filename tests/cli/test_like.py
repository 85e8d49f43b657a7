"""`new --like`: a session that begins with what an earlier one has learned."""

import shutil

import pytest

from facilitate.domain.errors import N_, StorageFailure
from facilitate.workshop.recorder.recorder import Recorder

AGENDA = 'title = "Lyon"\n[[phases]]\nkind = "tables"\ntitle = "Tables"\nminutes = 60\ntables = 3\n'


@pytest.fixture
def sorted_paris(shell, three):
    shell.ok("plan", "set", three, "synonyms", "TS = travailleur social")
    shell.ok("plan", "set", three, "categories/lieux-de-rencontre/keywords", "café", "tiers-lieu")
    shell.ok("proposal", "file", three, "T1-01", "T2-01", "--under", "lieux-de-rencontre")
    shell.ok("proposal", "file", three, "T2-02", "--under", "formation-et-apprentissage")
    return three


def acts(shell, slug):
    return [entry["what"] for entry in shell.json("history", slug)]


def test_a_session_like_another_takes_its_typology_and_its_learning(shell, sorted_paris):
    done = shell.ok("new", "--title", "Lyon", "--place", "Ici", "--like", "rencontre")
    assert "3 filed proposals from “Paris” are used for suggestions." in done.err
    slug = done.lines[0]
    document, paris = (shell.json("show", name)["programme"] for name in (slug, sorted_paris))
    assert document["categories"] == paris["categories"]
    assert (document["synonyms"], document["language"]) == (["TS = travailleur social"], "fr")
    assert (document["title"], document["place"]["name"]) == ("Lyon", "Ici")
    assert "Learned from earlier sessions\n  - “Paris” — 3 filed proposals" in shell.ok("show", slug).out
    assert acts(shell, slug) == ["3 filed proposals from “Paris” used for suggestions", "Session created"]


def test_the_language_can_be_another(shell, sorted_paris):
    slug = shell.ok("new", "--title", "Leeds", "--like", sorted_paris, "--language", "en").lines[0]
    document = shell.json("show", slug)["programme"]
    assert (document["language"], document["phases"][0]["title"]) == ("en", "Welcome")


def test_a_programme_without_a_typology_gets_one_and_its_own_wins(shell, sorted_paris, tmp_path):
    path = tmp_path / "lyon.toml"
    path.write_text(AGENDA, encoding="utf-8")
    document = shell.json("show", shell.ok("new", path, "--like", sorted_paris).lines[0])["programme"]
    assert document["categories"] == shell.json("show", sorted_paris)["programme"]["categories"]
    title = next(each["title"] for each in document["categories"] if each["key"].startswith("formation"))
    path.write_text(AGENDA + f'[[categories]]\nkey = "apprendre"\ntitle = "{title.upper()}"\n', encoding="utf-8")
    done = shell.ok("new", path, "--like", sorted_paris)
    assert "1 filed proposal from “Paris” is used" in done.err
    assert "2 filed proposals skipped" in done.err
    assert [each["key"] for each in shell.json("show", done.lines[0])["programme"]["categories"]] == ["apprendre"]


def test_what_the_earlier_session_had_learned_goes_on(shell, sorted_paris):
    lyon = shell.ok("new", "--title", "Lyon", "--like", sorted_paris).lines[0]
    shell.ok("idea", "add", lyon, "--table", 1, "Une école")
    shell.ok("proposal", "file", lyon, "T1-01", "--under", "formation-et-apprentissage")
    done = shell.ok("new", "--title", "Lille", "--like", lyon)
    assert "4 filed proposals from “Paris” and “Lyon”" in done.err
    assert acts(shell, done.lines[0])[0] == "4 filed proposals from “Paris”, “Lyon” used for suggestions"


def test_a_session_that_filed_nothing_says_so(shell, paris):
    done = shell.ok("new", "--title", "Lyon", "--like", paris)
    assert "Nothing filed in the earlier session" in done.err
    assert acts(shell, done.lines[0]) == ["Session created"]


def test_an_unknown_session_is_refused_and_nothing_is_made(shell, paris):
    done = shell("new", "--title", "Lyon", "--like", "nowhere")
    assert (done.code, "nowhere" in done.err) == (1, True)
    assert shell.json("list")[0]["session"] == paris
    assert len(shell.json("list")) == 1


def test_a_session_without_its_programme_has_nothing_to_lend(shell, sorted_paris, folder):
    shutil.move(folder / "facilitator.jsonl", folder.parent.parent / "elsewhere")
    done = shell("new", "--title", "Lyon", "--like", sorted_paris)
    assert done.code != 0
    assert "facilitate collect" in done.err


def test_where_the_learning_cannot_be_kept_no_session_is_left(shell, sorted_paris, monkeypatch):
    do = Recorder.record

    def full(self, *acts, role=""):
        if acts[0].kind == "filings.learned":
            raise StorageFailure(N_("The disk is full."))
        return do(self, *acts, role=role)

    monkeypatch.setattr(Recorder, "record", full)
    assert shell("new", "--title", "Lyon", "--like", sorted_paris).code == 3
    assert [each["session"] for each in shell.json("list")] == [sorted_paris]
    assert [path.name for path in (shell.home / "sessions").iterdir()] == [sorted_paris]
