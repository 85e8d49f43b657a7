"""Cycles from the command line: events read together, and never changed."""

from __future__ import annotations

import hashlib
import shutil
from pathlib import Path

import pytest

from facilitate.store.cycle_readings import read_source
from facilitate.store.journal_names import journals_in
from facilitate.workshop.cycle.reading_documents import FORM
from tests.support.vectors import numpy_or_skip


@pytest.fixture
def lyon(shell, three):
    """A second event, of another typology, beside the first."""
    options = ("--title", "Rencontre de Lyon", "--tables", "2", "--question", "Quoi ?", "--typology", "none")
    name = shell.ok("new", *options).lines[0]
    shell.ok("idea", "add", name, "--table", 1, "A shared café for all", "A night bus")
    shell.ok("idea", "add", name, "--table", 2, "Something else")
    shell.ok("category", "add", name, "Mobility", "--from", "T1-02")
    return name


@pytest.fixture
def cycle(shell, three, lyon):
    name = shell.ok("cycle", "new", "Grandes Rencontres", "--like", three).lines[0]
    shell.ok("cycle", "add", name, three, lyon)
    return name


def digests(folder):
    files = sorted(path for path in folder.rglob("*") if path.is_file())
    return {str(path.relative_to(folder)): hashlib.sha256(path.read_bytes()).hexdigest() for path in files}


def test_events_are_read_and_left_byte_for_byte_as_they_were(shell, cycle, three, lyon):
    before = digests(shell.home / "sessions")
    found = shell.json("cycle", "show", cycle)
    assert [(each["session"], each["ideas"]) for each in found["events"]] == [(three, 3), (lyon, 3)]
    shell.ok("cycle", "recurring", cycle)
    shell.ok("cycle", "wishes", cycle)
    assert digests(shell.home / "sessions") == before
    again = shell.ok("cycle", "new", "Again").lines[0]
    added = shell.ok("cycle", "add", again, three, lyon).err
    assert f"facilitate plan set {lyon} place/city" in added
    assert f"facilitate plan set {three}" not in added
    mobility = next(each for each in found["categories"] if each["title"] == "Mobility")
    assert (mobility["only"], mobility["ideas"]) == (lyon, 1)
    assert [(each["session"], each["ideas"]) for each in mobility["events"]] == [(lyon, 1)]
    places = found["categories"][0]
    assert [(each["session"], each["ideas"]) for each in places["events"]] == [(three, 0), (lyon, None)]


def test_whoever_is_ticked_later_is_counted_and_nobody_of_the_list_is_in_the_cycle(shell, cycle, three):
    def present():
        return shell.json("cycle", "show", cycle)["events"][0]["present"]

    assert present() == 60, "as the programme says, while nobody is ticked"
    for number, name in enumerate(("Ada Zanetti", "Odile Vasseur"), 1):
        shell.ok("people", "add", three, name)
        shell.ok("people", "arrive", three, name)
        assert present() == number
    kept = [path.read_bytes() for path in (shell.home / "cycles" / cycle).rglob("*") if path.is_file()]
    assert not any(b"Zanetti" in each or b"Vasseur" in each for each in kept)


def test_a_cycle_is_no_session_and_a_session_no_cycle(shell, cycle, three):
    assert cycle not in shell.ok("list").out
    assert shell("show", cycle).code != 0
    refused = shell("cycle", "show", "nowhere")
    assert refused.code != 0
    assert "Cycle “nowhere” not found" in refused.err
    assert [each["cycle"] for each in shell.json("cycle", "list")] == [cycle]
    assert shell.json("cycle", "show", "rencontres")["cycle"] == cycle


def test_added_twice_is_there_once_and_removed_leaves_nothing_of_it(shell, cycle, lyon):
    assert shell.json("cycle", "add", cycle, "lyon")["added"] == []
    shell.ok("cycle", "show", cycle)
    folder = shell.home / "cycles" / cycle
    assert any("A night bus" in path.read_text() for path in (folder / "readings").iterdir())
    assert shell.json("cycle", "remove", cycle, "lyon")["removed"] == [lyon]
    assert not any(b"A night bus" in path.read_bytes() for path in folder.rglob("*") if path.is_file())
    assert len(shell.json("cycle", "show", cycle)["events"]) == 1


@pytest.mark.parametrize("form", [FORM, FORM - 1])
def test_an_event_that_is_not_here_today_is_named_and_shown_as_it_was(shell, cycle, lyon, form):
    before = shell.json("cycle", "show", cycle)
    for path in readings_of(shell, cycle).glob("*.json"):  # as an earlier version of the program left them
        path.write_bytes(path.read_bytes().replace(b'"form":%d' % FORM, b'"form":%d' % form))
    shutil.move(shell.home / "sessions" / lyon, shell.home / "elsewhere")
    after = shell.json("cycle", "show", cycle)
    assert "not on this computer" in after["events"][1].pop("problem")
    before["events"][1].pop("problem")
    assert after == before


def test_an_event_under_another_name_is_found_by_what_it_is(shell, cycle, lyon):
    shutil.move(shell.home / "sessions" / lyon, shell.home / "sessions" / "renamed-by-somebody")
    found = shell.json("cycle", "show", cycle)["events"][1]
    assert (found["session"], found["problem"], found["ideas"]) == ("renamed-by-somebody", None, 3)


def test_of_a_damaged_event_what_reads_is_counted_and_that_is_said(shell, cycle, lyon):
    (journal,) = [each for each in journals_in(shell.home / "sessions" / lyon) if each.name.startswith("table-2")]
    lines = journal.read_bytes().splitlines(keepends=True)
    journal.write_bytes(b"".join(lines[:-1]) + lines[-1].replace(b"Something", b"Anything!"))
    found = shell.json("cycle", "show", cycle)["events"][1]
    assert found["ideas"] == 2
    assert "doctor" in found["problem"]


def test_what_is_withdrawn_or_purged_is_nowhere_in_the_cycle(shell, cycle, lyon):
    shell.ok("cycle", "show", cycle)
    shell.ok("idea", "withdraw", lyon, "T1-02")
    shell.ok("cycle", "show", cycle)
    folder = shell.home / "cycles" / cycle
    assert not any(b"night bus" in path.read_bytes() for path in folder.rglob("*") if path.is_file())
    kept = [path.read_bytes() for path in (folder / "readings").iterdir() if lyon.encode() in path.read_bytes()]
    shell.ok("purge", lyon, "--before", "2099-01-01", "--yes")
    assert kept
    assert not any(path.read_bytes() in kept for path in (folder / "readings").iterdir())


def test_an_event_that_changed_is_read_anew(shell, cycle, lyon):
    shell.ok("cycle", "show", cycle)
    shell.ok("idea", "add", lyon, "--table", 2, "One more")
    assert shell.json("cycle", "show", cycle)["events"][1]["ideas"] == 4


@pytest.mark.parametrize(
    ("command", "typed", "meant"),
    [
        ("pair", ("identique", "plus tard", "Différentes", "same"), ("same", "later", "different", "same")),
        ("wish", ("oui", "non", "plus-tard", "yes"), ("yes", "no", "later", "yes")),
    ],
)
def test_an_answer_is_a_word_of_either_language_which_help_and_refusal_list(shell, cycle, command, typed, meant):
    names = ("paris/T2-01", "lyon/T1-01") if command == "pair" else ("lyon/T1-01", "paris/T2-01")
    words = ("cycle", command, cycle, *names, "--lang", "fr")
    assert tuple(shell.json(*words, "--answer", each)["answer"] for each in typed) == meant
    assert "|plus-tard" in shell.ok("cycle", command, "--help", "--lang", "fr").out
    for given in ((), ("--answer", "peut-être"), ("--answer", "")):
        refused = shell(*words, *given)
        assert refused.code == 2
        assert ", plus" in refused.err


def test_pairs_and_wishes_are_answered_and_undone(shell, cycle):
    suggested = shell.json("cycle", "recurring", cycle, "--all")["suggested"]
    assert any(set(each["refs"]) == {"paris/T2-01", "lyon/T1-01"} for each in suggested)
    shell.ok("cycle", "pair", cycle, "paris/T2-01", "lyon/T1-01", "--answer", "same")
    (group,) = shell.json("cycle", "recurring", cycle)["confirmed"]
    assert {each["ref"] for each in group} == {"paris/T2-01", "lyon/T1-01"}
    shell.ok("cycle", "wish", cycle, "lyon/T1-01", "paris/T2-01", "--answer", "yes")
    answered = [each for each in shell.json("cycle", "wishes", cycle) if each["answer"]]
    assert [(each["wanted"], each["existing"]) for each in answered] == [("lyon/T1-01", "paris/T2-01")]
    shell.ok("cycle", "undo", cycle)
    shell.ok("cycle", "undo", cycle)
    assert shell.json("cycle", "recurring", cycle)["confirmed"] == []


def test_each_line_of_the_history_says_which_and_how_and_is_read_alone(shell, cycle, lyon):
    shell.ok("cycle", "pair", cycle, "paris/T2-01", "lyon/T1-01", "--answer", "different")
    shell.ok("cycle", "wish", cycle, "lyon/T1-01", "paris/T2-02", "--answer", "later")
    shell.ok("cycle", "category", "rename", cycle, 1, "Rooms")
    shell.ok("cycle", "category", "rename", cycle, "rooms", "Halls")
    shell.ok("cycle", "map", cycle, "lyon/Mobility", "--to", 1, "--why", "buses stop there")
    shell.ok("cycle", "edit", cycle, "--title", "Regions")
    shell.ok("idea", "withdraw", lyon, "T1-01")
    shell.ok("cycle", "remove", cycle, "lyon")
    shell.ok("cycle", "undo", cycle)
    assert [each["what"] for each in shell.json("cycle", "history", cycle)] == [
        "Taken out: “lyon”",
        "Cycle renamed “Regions”",
        "Category “Mobility” of lyon counts under “Halls” (buses stop there)",
        "Category “Rooms” renamed “Halls”",
        "Category “Lieux de rencontre” renamed “Rooms”",
        "(idea withdrawn since, lyon), wanted, and paris/T2-02 “An annual forum”, which exists: put off",
        "paris/T2-01 “A shared café” and (idea withdrawn since, lyon) are different",
        "Added to the cycle: “paris”, “lyon”",
        "Language of the cycle: fr",
        "Cycle “Grandes Rencontres” created",
    ]


def test_categories_are_mapped_and_proposals_apart(shell, cycle):
    def mobility():
        rows = shell.json("cycle", "show", cycle)["categories"]
        return [each["title"] for each in rows if each["only"]]

    assert mobility() == ["Mobility"]
    shell.ok("cycle", "map", cycle, "lyon/Mobility", "--to", 1, "--why", "places move")
    assert mobility() == []
    shell.ok("cycle", "split", cycle, "lyon/T1-02", "paris/T2-01", "--to", 2)
    split = shell.json("cycle", "history", cycle)[0]["what"]
    assert split.endswith(": lyon/T1-02 “A night bus”, paris/T2-01 “A shared café”")
    shell.ok("cycle", "undo", cycle)
    shell.ok("cycle", "split", cycle, "lyon/T1-02", "--to", 2)
    rows = shell.json("cycle", "show", cycle)["categories"]
    assert [row["events"][1]["ideas"] for row in rows[:2]] == [0, 1]
    shell.ok("cycle", "split", cycle, "lyon/T1-02")
    shell.ok("cycle", "map", cycle, "lyon/mobility")
    assert mobility() == ["Mobility"]


def test_the_typology_of_the_cycle_is_changed_and_every_change_undone(shell, cycle):
    def change(*words):
        return shell.json("cycle", "category", *words)

    before = change("list", cycle)
    first = before[0]
    added = change("add", cycle, "Mobility", "--keyword", "bus", "--description", "Ways to get there")[-1]
    assert (added["key"], added["keywords"], added["description"]) == ("mobility", ["bus"], "Ways to get there")
    assert [each["only"] for each in shell.json("cycle", "show", cycle)["categories"]] == [None] * (len(before) + 1)
    assert change("rename", cycle, 1, "Rooms")[0]["key"] == first["key"]
    assert change("keywords", cycle, "rooms", "café", "hub")["keywords"] == ["café", "hub"]
    assert change("describe", cycle, 1, "Where people meet")["description"] == "Where people meet"
    assert change("decidim", cycle, 1, 12, 15)["taxonomies"] == [12, 15]
    assert change("synonyms", cycle, "TS = travailleur social")["synonyms"] == ["TS = travailleur social"]
    assert [each["title"] for each in change("move", cycle, 1)][-1] == "Rooms"
    shell.ok("cycle", "map", cycle, "lyon/Mobility", "--to", "mobility", "--why", "buses")
    shell.ok("cycle", "split", cycle, "lyon/T1-02", "--to", "rooms", "--why", "it stops there")
    counted = {each["title"]: [(c["what"], c["why"]) for c in each["counted"]] for each in change("list", cycle)}
    assert counted["Mobility"] == [("lyon/Mobility", "buses")]
    assert counted["Rooms"] == [("lyon/T1-02", "it stops there")]
    merged = change("merge", cycle, "mobility", "--into", "rooms")
    assert [c["what"] for c in merged[-1]["counted"]] == ["lyon/Mobility", "lyon/T1-02"]
    assert len(change("remove", cycle, "rooms")) == len(before) - 1
    for _each in range(11):
        shell.ok("cycle", "undo", cycle)
    assert change("list", cycle) == before
    shell.ok("cycle", "redo", cycle)
    assert len(change("list", cycle)) == len(before) + 1
    assert "whole numbers from 1" in shell("cycle", "category", "decidim", cycle, 1, "x").err


def test_two_copies_of_one_session_and_rehearsals_are_refused(shell, cycle, three):
    shutil.copytree(shell.home / "sessions" / three, shell.home / "sessions" / "copy-of-it")
    refused = shell("cycle", "add", cycle, three, "copy-of-it")
    assert refused.code != 0
    assert "two copies of one session" in refused.err
    assert len(shell.json("cycle", "show", cycle)["events"]) == 2


def test_a_cycle_without_typology_takes_over_that_of_its_first_event(shell, three):
    name = shell.ok("cycle", "new", "Cycle nu").lines[0]
    shell.ok("cycle", "add", name, three)
    found = shell.json("cycle", "show", name)["categories"]
    assert [each["title"] for each in found] == [each["title"] for each in shell.json("category", "list", three)]


def test_the_screen_of_words_says_what_was_not_asked(shell, cycle):
    found = shell.ok("cycle", "show", cycle)
    assert "Mobility (lyon only)" in found.out
    assert "–" in found.out
    assert "not asked there" in found.err


def test_the_synthesis_is_written_in_every_format_with_every_reference(shell, cycle):
    shell.ok("cycle", "pair", cycle, "paris/T2-01", "lyon/T1-01", "--answer", "same")
    shell.ok("cycle", "wish", cycle, "lyon/T1-01", "paris/T2-01", "--answer", "yes")
    files = shell.json("cycle", "export", cycle, "--to", "md,html,csv,json")["files"]
    texts = [Path(each).read_text(encoding="utf-8") for each in files]
    for text in texts:
        assert all(ref in text for ref in ("T1-01", "T1-02", "T2-01", "T2-02"))
    written = texts[0]
    assert "6 idées recueillies = 1 dans ceux d’une seule rencontre + 5 non classées" in written
    assert "Ce que plusieurs rencontres ont dit" in written
    assert written.count("A shared café for all") == 2  # what recurs, and what is wanted here and exists elsewhere
    again = shell.json("cycle", "export", cycle, "--to", "md,html,csv,json")["files"]
    assert again == files
    assert [Path(each).read_text(encoding="utf-8") for each in again] == texts


def test_an_unknown_format_is_a_sentence_and_nothing_is_written(shell, cycle):
    refused = shell("cycle", "export", cycle, "--to", "md,pptx")
    assert refused.code != 0
    assert "not as “pptx”" in refused.err
    assert not (shell.home / "exports" / cycle).exists()


def test_without_names_no_name_of_the_panel_stands_in_the_synthesis(shell, three, lyon):
    speaker = "Christophe Vernier"  # of the programme
    shell.ok("idea", "add", three, "--table", 3, f"Do as {speaker} said")
    name = shell.ok("cycle", "new", "Un cycle", "--like", three).lines[0]
    shell.ok("cycle", "add", name, three, lyon)
    (named,) = shell.json("cycle", "export", name)["files"]
    assert speaker in Path(named).read_text(encoding="utf-8")
    (plain,) = shell.json("cycle", "export", name, "--anonymise")["files"]
    assert plain.endswith("-anonyme.md")
    assert speaker.rsplit(maxsplit=1)[-1] not in Path(plain).read_text(encoding="utf-8")


def test_many_events_stand_below_each_other_and_add_up(shell, three):
    name = shell.ok("cycle", "new", "Un cycle", "--like", three).lines[0]
    for city in ("Aix", "Brest", "Caen", "Dijon", "Évry", "Fréjus"):
        made = shell.ok("new", "--title", f"Rencontre de {city}", "--typology", "none").lines[0]
        shell.ok("idea", "add", made, "--table", 1, f"An idea in {city}")
        shell.ok("cycle", "add", name, made)
    shell.ok("cycle", "add", name, three)
    lines = [" ".join(line.split()) for line in shell.ok("cycle", "show", name).lines]
    assert "1 Lieux de rencontre" in lines
    assert "– – – – – – – 1 1 evry" in lines
    assert "0 0 0 0 0 0 0 9 9 All" in lines


def readings_of(shell, cycle):
    return shell.home / "cycles" / cycle / "readings"


@pytest.mark.parametrize("damage", [b"", b'{"form":', b"[]", None], ids=["empty", "torn", "foreign", "missing"])
def test_what_all_events_came_to_is_put_together_anew_without_reading_them(shell, cycle, monkeypatch, damage):
    before, file = shell.json("cycle", "show", cycle), readings_of(shell, cycle) / "events.json"
    whole = file.read_bytes()
    file.unlink() if damage is None else file.write_bytes(damage)
    monkeypatch.setattr("facilitate.cli.composition.cycles.read_source", lambda _folder: pytest.fail("read anew"))
    shown = shell.ok("cycle", "show", cycle, "--json")
    assert ("put together anew" in shown.err) == (damage is not None)
    assert shell.json("cycle", "show", cycle) == before
    assert file.read_bytes() == whole


def test_stopped_half_way_what_was_read_until_then_is_kept(shell, cycle, three, monkeypatch):
    for path in readings_of(shell, cycle).iterdir():
        path.unlink()
    read = []

    def stopped(folder):
        if read:
            raise KeyboardInterrupt
        read.append(folder)
        return read_source(folder)

    monkeypatch.setattr("facilitate.cli.composition.cycles.read_source", stopped)
    shell("cycle", "show", cycle)
    assert three in (readings_of(shell, cycle) / "events.json").read_text(encoding="utf-8")


def test_a_purge_takes_what_a_killed_program_left_and_what_texts_mean(shell, cycle, lyon):
    shell.ok("cycle", "show", cycle)
    folder = readings_of(shell, cycle)
    (folder / "events.json").unlink()
    (file,) = [path for path in folder.iterdir() if b"night bus" in path.read_bytes()]
    left = [folder / f"{file.name}-0a.tmp", folder.parent / "e5.vectors"]
    for path in left:
        path.write_bytes(b"A night bus")
    kept = file.read_bytes()
    shell.ok("purge", lyon, "--before", "2099-01-01", "--yes")
    assert not any(path.exists() for path in left)
    assert not file.exists() or file.read_bytes() != kept


def test_what_changed_while_it_was_read_is_not_kept(shell, cycle, lyon, monkeypatch):
    def changing(folder):
        found = read_source(folder)
        (journal,) = [each for each in journals_in(folder) if each.name.startswith("facilitator")]
        journal.write_bytes(journal.read_bytes() + b"\n")
        return found

    shell.ok("idea", "add", lyon, "--table", 2, "One more")
    before = digests(readings_of(shell, cycle))
    monkeypatch.setattr("facilitate.cli.composition.cycles.read_source", changing)
    assert shell.json("cycle", "show", cycle)["events"][1]["ideas"] == 4
    assert digests(readings_of(shell, cycle)) == before


def test_a_proposal_is_named_without_reading_those_of_other_events(shell, cycle, three, lyon):
    shell.ok("cycle", "show", cycle)
    refused = shell("cycle", "pair", cycle, "lyon/T1-01", "nowhere/T1-01", "--answer", "same")
    assert "“nowhere” is no event of this cycle" in refused.err
    shell.ok("cycle", "pair", cycle, "lyon/T1-01", "paris/T2-01", "--answer", "same")


def test_a_purge_says_which_files_of_cycles_have_words_of_the_event_too(shell, cycle, lyon):
    shell.ok("cycle", "export", cycle)
    told = shell.ok("purge", lyon, "--before", "2030-01-01", "--yes")
    assert f"files of the cycle “{cycle}”, which reads it" in told.out + told.err


def test_an_event_whose_programme_is_missing_is_told_and_read_as_far_as_it_goes(shell, cycle, lyon):
    before = shell.json("cycle", "show", cycle)["events"]
    journal = shell.home / "sessions" / lyon / "facilitator.jsonl"
    content = journal.read_bytes()
    journal.write_bytes(b"")
    found = next(each for each in shell.json("cycle", "show", cycle)["events"] if each["session"] == lyon)
    assert f"The programme of “{lyon}” is missing" in found["problem"]
    assert found["ideas"] == 3
    journal.write_bytes(content)
    assert shell.json("cycle", "show", cycle)["events"] == before


@pytest.mark.parametrize("many", [0, 2_000], ids=["by the archive", "all with all"])
def test_what_recurs_of_one_event(shell, cycle, lyon, three, monkeypatch, many):
    numpy_or_skip()
    monkeypatch.setattr("facilitate.cli.composition.cycle_archive.MANY", many)
    heard = shell("cycle", "recurring", cycle, "--of", "lyon").err
    assert ("by words alone" in heard) == (many == 0)
    (pair,) = shell.json("cycle", "recurring", cycle, "--of", "lyon", "--all")["suggested"]
    assert (pair["refs"], set(pair["because"])) == (["paris/T2-01", "lyon/T1-01"], {"shared", "café"})
    assert "“nowhere” is no event" in shell("cycle", "recurring", cycle, "--of", "nowhere").err
    shell.ok("cycle", "pair", cycle, "paris/T2-01", "lyon/T1-01", "--answer", "same")
    found = shell.json("cycle", "recurring", cycle, "--of", "lyon", "--all")
    assert (len(found["confirmed"]), found["suggested"]) == (1, [])


def test_features_are_made_once_and_go_with_what_they_were_made_of(shell, cycle, lyon, monkeypatch):
    numpy_or_skip()
    monkeypatch.setattr("facilitate.cli.composition.cycle_archive.MANY", 0)
    shell.ok("cycle", "recurring", cycle, "--of", "lyon")
    before = {path.name: path.read_bytes() for path in readings_of(shell, cycle).glob("*.features")}
    together = readings_of(shell, cycle) / "events.archive"
    assert len(before) == 2
    with monkeypatch.context() as once:
        for made in ("features_of", "gather"):
            once.setattr(f"facilitate.matching.archive_parts.{made}", lambda *_: pytest.fail("made anew"))
        shell.ok("cycle", "recurring", cycle, "--of", "lyon")
    kept = together.read_bytes()
    together.write_bytes(kept[:-1] + b"?")
    shell.ok("cycle", "recurring", cycle, "--of", "lyon")
    assert together.read_bytes() == kept
    shell.ok("idea", "withdraw", lyon, "T1-02")
    shell.ok("cycle", "show", cycle)
    assert not together.exists()
    (left,) = readings_of(shell, cycle).glob("*.features")
    shell.ok("cycle", "recurring", cycle, "--of", "lyon")
    after = {path.name: path.read_bytes() for path in readings_of(shell, cycle).glob("*.features")}
    assert [name for name in before if before[name] == after[name]] == [left.name]
    assert together.exists()
    shell.ok("purge", lyon, "--before", "2099-01-01", "--yes")
    assert not together.exists()
    assert [path.name for path in readings_of(shell, cycle).glob("*.features")] == [left.name]


@pytest.mark.parametrize(
    "command", [("list",), ("history", "{cycle}"), ("edit", "{cycle}", "--title", "Other"), ("new", "Another")]
)
def test_what_an_event_took_back_goes_from_the_cycle_with_the_next_command_of_any_cycle(shell, three, command):
    cycle = shell.ok("cycle", "new", "Un cycle", "--like", three).lines[0]
    shell.ok("cycle", "add", cycle, three)
    shell.ok("roadmap", "set", three, "T2-01", "--state", "started", "--next", "Ask for a shared café")
    shell.ok("cycle", "recurring", cycle)
    folder = shell.home / "cycles" / cycle
    folder.joinpath("model.vectors").write_bytes(b"what texts mean, in numbers")

    def holding():
        return [path.name for path in folder.rglob("*") if path.is_file() and b"shared caf" in path.read_bytes()]

    assert holding()
    shell.ok("idea", "withdraw", three, "T2-01")
    shell.ok("cycle", *(word.format(cycle=cycle) for word in command))
    assert holding() == []
    assert not folder.joinpath("model.vectors").exists()
    (shell.home / "sessions" / three).rename(shell.home / "away")
    assert shell.json("cycle", "show", cycle)["events"][0]["ideas"] == 3, "it is known as it was last"


def test_an_event_is_called_by_the_city_that_its_venue_ends_with(shell, three, tmp_path):
    programme = tmp_path / "day.toml"
    place = '[place]\nname = "Médiathèque Cabanis, Toulouse"\n'
    text = f'title = "Rencontre"\n{place}[[phases]]\nkind = "welcome"\ntitle = "Hello"\n'
    programme.write_text(text, encoding="utf-8")
    heard = shell.ok("new", programme)
    assert "City: Toulouse, as the venue says" in heard.err
    made = shell.ok("new", "--title", "Rencontre", "--place", "Darwin, Bordeaux")
    assert "City: Bordeaux, as the venue says" in made.err
    cycle = shell.ok("cycle", "new", "Un cycle", "--like", three).lines[0]
    assert "has no city" not in shell.ok("cycle", "add", cycle, made.lines[0]).err
    assert [each["city"] for each in shell.json("cycle", "show", cycle)["events"]] == ["Bordeaux"]
