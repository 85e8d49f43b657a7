"""The guest list from the command line, what is held of people, and that nothing carries it about."""

from __future__ import annotations

import json
import os
import stat
import sys
from pathlib import Path

import pytest

from facilitate.domain.codec import document_of
from facilitate.domain.roles import SYNTHESIS_SEAT
from facilitate.export.formats import FORMATS
from facilitate.store.journal_names import journals_in
from facilitate.workshop.report.build import report
from facilitate.workshop.sharing.guest_events import concerns
from tests.support.services import context_at

HEAD = "Nom;Structure;Vous êtes…;Département;Courriel;Régime alimentaire;Avec;Ne pas placer avec;Téléphone"
GUESTS = f"""{HEAD}
Participante Zwickau;Fondation Qarnyx;élue;Nord;zq7@qarnyx.example;sans ghoravine;Participante Mbappzé;;0611223344
Participante Mbappzé;Régie Voltrux;Habitant·e;Nord;zq8@qarnyx.example;;;Participante Zwickau;
"""
# Made up, so that none stands anywhere by chance.
TOKENS = ("Zwickau", "Mbappz", "Qarnyx", "Voltrux", "qarnyx", "ghoravine", "0611223344", "retard")
KEEP = ("--keep", "Téléphone=prévenir en cas de retard")


@pytest.fixture
def guests(tmp_path):
    file = tmp_path / "inscriptions.csv"
    file.write_text(GUESTS, encoding="utf-8")
    return file


@pytest.fixture
def invited(shell, three, guests):
    shell.ok("people", "import", three, guests, *KEEP)
    return three


def test_a_list_is_taken_in_told_and_taken_in_once(shell, three, guests):
    dry = shell.json("people", "import", three, guests, "--dry-run")
    assert (dry["added"], dry["left_out"], dry["dry_run"]) == (2, ["Téléphone"], True)
    assert shell.json("people", "list", three)["people"] == []
    done = shell.ok("people", "import", three, guests)
    assert "2 people added" in done.out
    assert "“Téléphone”" in done.out
    kept = shell.json("people", "import", three, guests, *KEEP)
    assert (kept["added"], kept["corrected"], kept["already_here"]) == (0, 1, 1)
    assert kept["kept"] == {"Téléphone": "prévenir en cas de retard"}
    again = shell.json("people", "import", three, guests)
    assert (again["added"], again["corrected"], again["already_here"]) == (0, 0, 2)


def test_people_arrive_leave_are_added_and_removed(shell, invited):
    shell.ok("people", "arrive", invited, "zwick", "--table", 3)
    shell.ok("people", "add", invited, "Participante 30", "--world", "élue", "--walk-in")
    shell.ok("people", "edit", invited, "mbappze", "--diet", "sans noix", "--name", "Participante Mbappzé-Roux")
    listed = shell.json("people", "list", invited)
    assert listed["counts"] == {"listed": 2, "walk_ins": 1, "came": 2, "here": 2}
    by_name = {each["name"]: each for each in listed["people"]}
    assert by_name["Participante Zwickau"]["table"] == 3
    assert by_name["Participante Zwickau"]["together"] == [by_name["Participante Mbappzé-Roux"]["id"]]
    assert [each["name"] for each in shell.json("people", "list", invited, "--absent")["people"]] == [
        "Participante Mbappzé-Roux"
    ]
    out = shell.ok("people", "list", invited).out
    assert "table 3" in out
    assert "diet: sans noix" in out
    assert "élue: 1 expected, 1 of them here, 1 more" in out
    shell.ok("people", "leave", invited, "30")
    shell.ok("people", "remove", invited, "30")
    shell.ok("undo", invited)
    assert len(shell.json("people", "list", invited)["people"]) == 3
    assert shell("people", "arrive", invited, "participante").code == 1
    assert shell("people", "edit", invited, "30").code == 2


def test_whom_somebody_wishes_not_to_sit_with_is_never_shown(shell, invited):
    key = next(each["id"] for each in shell.json("people", "list", invited)["people"] if "Zwickau" in each["name"])
    for words in (("people", "list", invited), ("privacy", invited)):
        told = shell.ok(*words, "--json").lines
        assert [line for line in told if key in line and '"id"' not in line] == [], words
    shell.ok("people", "edit", invited, "zwick", "--not-with", "mbappze")
    assert "apart" not in shell.ok("people", "list", invited, "--json").out
    both = shell("people", "edit", invited, "zwick", "--diet", "vegan", "--with", "mbappze", "--not-with", "mbappze")
    assert "both with" in both.err
    assert "vegan" not in shell.ok("people", "list", invited, "--json").out


def test_each_list_is_refused_where_the_other_is_meant(shell, three, guests, tmp_path):
    refused = shell("import", three, guests)
    assert refused.code == 1
    assert "facilitate people import" in refused.err
    ideas = tmp_path / "ideas.csv"
    ideas.write_text("Repère;Table;Idée\nT1-01;1;Un banc devant la bibliothèque\n", encoding="utf-8")
    refused = shell("people", "import", three, ideas)
    assert refused.code == 1
    assert "list of ideas" in refused.err


def held_in(data):
    return [token for token in TOKENS if token.encode() in data]


def test_nothing_that_leaves_the_desk_holds_anybody(shell, invited, folder):
    shell.ok("people", "arrive", invited, "zwick", "--table", 3)
    shell.ok("people", "edit", invited, "mbappze", "--diet", "sans noix")
    shell.ok("undo", invited)
    assert held_in((folder / "people.jsonl").read_bytes())
    others = [path.read_bytes() for path in journals_in(folder) if path.name != "people.jsonl"]
    assert held_in(b"".join(others)) == []
    for words in (("show", invited), ("history", invited), ("stats", invited), ("trace", invited, "T1-01"),
                  ("check", invited), ("list",), ("doctor", invited), ("privacy", invited)):  # fmt: skip
        told = shell(*words, "--json").out
        allowed = ["retard"] if words[0] == "privacy" else []  # what a column is for, which is for all to read
        assert held_in(told.encode()) == allowed, words
    text = [name for name in FORMATS if name in ("md", "html", "csv", "json", "txt", "toml", "decidim", "ics")]
    shell.ok("export", invited, *(word for name in text for word in ("--to", name)))
    shell.ok("export", invited, "--to", "json", "--internal")
    # All other formats, packed as some are, are made of this, and of nothing else.
    assert held_in(repr(report(context_at(shell.home).sessions.read(invited), internal=True)).encode()) == []
    rehearsal = shell.ok("session", "rehearse", invited).lines[0]
    copy = shell.ok("session", "duplicate", invited).lines[0]
    like = shell.ok("new", "--title", "Suite", "--like", invited).lines[0]
    for name in (rehearsal, copy, like):
        assert shell.json("people", "list", name)["people"] == []
    beside = [path for path in shell.home.rglob("*") if path.is_file() and path.parent != folder]
    assert held_in(b"".join(path.read_bytes() for path in beside)) == []
    assert (shell.home / "exports").exists()


def test_no_laptop_and_no_sorter_is_sent_anybody(shell, invited):
    timeline = context_at(shell.home).sessions.read_timeline(invited)
    for seat in (1, 2, 3, SYNTHESIS_SEAT):
        sent = "".join(str(document_of(event)) for event in concerns(timeline, seat))
        assert sent
        assert held_in(sent.encode()) == []
        assert "person." not in sent


def test_known_names_are_hidden_in_ideas_where_that_is_asked(shell, invited):
    shell.ok("idea", "add", invited, "--table", 1, "comme le propose Participante Zwickau")
    assert "Zwickau" in shell.ok("export", invited, "--to", "md", "--stdout").out
    assert "Zwickau" not in shell.ok("export", invited, "--to", "md", "--stdout", "--anonymise").out


def test_what_is_held_is_said_as_it_is(shell, invited, monkeypatch):
    data = shell.json("privacy", invited)
    counted = {each["what"]: each["people"] for each in data["held"] if each["guest_list"]}
    assert counted["names"] == 2
    assert counted["diets (may tell of health or religion)"] == 1
    assert counted["the column “Téléphone”"] == 1
    assert "times of arrival" not in counted
    assert data["until"] is None
    shell.ok("people", "arrive", invited, "zwick")
    assert "times of arrival (1)" in shell.ok("privacy", invited).out
    assert "plan set" in next(
        line for line in shell("check", invited).out.splitlines() if "publication/contact" in line
    )
    shell.ok("people", "add", invited, "Venue sans inscription", "--walk-in")
    said = shell.ok("privacy", invited).out
    assert "2 people on the list, 1 came without being on it" in said
    assert "each computer to which the session is copied" in said
    shell.ok("undo", invited)
    monkeypatch.setenv("FACILITATE_LANG", "fr")
    assert "adresses électroniques (2)" in shell.ok("privacy", invited).out
    monkeypatch.setenv("FACILITATE_LANG", "en")
    shell.ok("purge", invited, "--before", "2099-01-01", "--yes")
    after = {each["what"] for each in shell.json("privacy", invited)["held"] if each["guest_list"]}
    assert after == {"the group each person belongs to", "times of arrival"}
    assert "what remains names nobody" in shell.ok("privacy", invited).out


def test_numbers_that_disagree_are_findings(shell, invited):
    shell.ok("plan", "set", invited, "attendance/expected", "60")
    shell.ok("plan", "set", invited, "attendance/present", "58")
    shell.ok("people", "arrive", invited, "zwick")
    codes = [each["code"] for each in shell("check", invited, "--json").data["findings"]]
    assert {"people-expected", "people-present"} <= set(codes)
    assert "1 personne présente sur 60" in shell.ok("export", invited, "--to", "md", "--stdout").out


HOMONYMS = "Nom;Structure\nParticipante 07;\nParticipante 07;\nParticipante 08;Parc\nParticipante 08;Mairie\n"


@pytest.mark.parametrize(("answer", "people"), [("yes", 3), ("", 4)])
def test_homonyms_are_asked_about_where_somebody_can_answer(shell, three, tmp_path, monkeypatch, answer, people):
    monkeypatch.setattr("facilitate.cli.guest_import.has_terminal", lambda: True)
    file = tmp_path / "list.csv"
    file.write_text(HOMONYMS, encoding="utf-8")
    done = shell.ok("people", "import", three, file, stdin=f"{answer}\n".encode())
    assert "lines 2, 3" in done.err
    known = {each["organisation"]: each["id"] for each in shell.json("people", "list", three)["people"]}
    assert len(shell.json("people", "list", three)["people"]) == people
    file.write_text("Nom;Structure\nParticipante 08;Ville\n", encoding="utf-8")
    done = shell.ok("people", "import", three, file, stdin=b"2\n")
    assert "may be somebody" in done.err
    now = {each["organisation"]: each["id"] for each in shell.json("people", "list", three)["people"]}
    assert now["Ville"] == known["Mairie"]


def test_elsewhere_homonyms_all_come_in_and_that_is_told(shell, three, tmp_path):
    file = tmp_path / "list.csv"
    file.write_text(HOMONYMS, encoding="utf-8")
    done = shell.ok("people", "import", three, file)
    assert "4 people added" in done.out
    assert "nothing tells them apart" in done.out
    assert shell.json("people", "import", three, file)["added"] == 0


def test_badge_numbers_are_typed_for_several_people_at_once_and_one_undo_takes_them_back(shell, invited):
    listed = shell.json("people", "list", invited)["people"]
    assert {each["name"]: each["badge"] for each in listed} == {"Participante Zwickau": 1, "Participante Mbappzé": 2}
    assert shell("people", "arrive", invited, "1", "17").code == 1
    assert shell.json("people", "list", invited)["counts"]["came"] == 0
    done = shell.json("people", "arrive", invited, "2", "1", "--table", 2)
    assert ([each["table"] for each in done["people"]], done["here"]) == ([2, 2], 2)
    assert shell.json("people", "leave", invited, "1")["here"] == 1
    shell.ok("undo", invited)
    shell.ok("undo", invited)
    assert shell.json("people", "list", invited)["counts"]["came"] == 0


def sheets_of(shell, invited):
    folder = shell.home / "exports" / invited
    return {path.name: path for path in folder.iterdir()} if folder.exists() else {}


def test_sheets_on_paper_are_the_desks_own_and_go_with_a_purge(shell, invited):
    done = shell.json("people", "print", invited, "--what", "badges,list", "--to", "pdf,html")
    names = {"participants-badges.pdf", "participants-badges.html", "participants-liste.pdf", "participants-liste.html"}
    assert {Path(path).name for path in done["files"]} == names == set(sheets_of(shell, invited))
    page = sheets_of(shell, invited)["participants-badges.html"]
    assert "Zwickau" in page.read_text(encoding="utf-8")
    if os.name == "posix":
        assert {stat.S_IMODE(path.stat().st_mode) for path in sheets_of(shell, invited).values()} == {0o600}
    assert len(shell.json("privacy", invited)["printed"]) == 4
    page.write_text("changed by hand", encoding="utf-8")
    told = shell.ok("purge", invited, "--before", "2099-01-01", "--yes")
    assert "participants-badges.html" in told.out
    assert list(sheets_of(shell, invited)) == ["participants-badges.html"]
    page.unlink()
    assert shell.json("privacy", invited)["printed"] == []


def test_what_is_published_has_no_sheet_of_people(shell, invited):
    shell.ok("export", invited, "--to", "md,csv,json")
    assert not any("participants" in name for name in sheets_of(shell, invited))
    assert not any("people" in name or "badge" in name for name in FORMATS)


def test_a_sheet_is_named_in_either_language_and_refused_in_words(shell, invited, monkeypatch):
    assert "badges, list, tables" in shell("people", "print", invited, "--what", "diplomas").err
    assert "pdf, html" in shell("people", "print", invited, "--to", "docx").err
    assert "Nobody has a table" in shell("people", "print", invited, "--what", "tables", "--to", "html").err
    monkeypatch.setenv("FACILITATE_LANG", "fr")
    made = shell.json("people", "print", invited, "--what", "emargement,a-distribuer", "--to", "html")["files"]
    assert [path.rsplit("-", 1)[-1] for path in made] == ["emargement.html", "distribuer.html"]


def test_whoever_wants_no_photo_and_may_be_named_is_noted_by_hand_or_by_the_list(shell, invited):
    shell.ok("people", "edit", invited, "1", "--no-photo", "--nameable")
    held = {each["what"]: each["people"] for each in shell.json("privacy", invited)["held"]}
    assert held["who does not want to be photographed"] == held["who agreed to be named"] == 1
    assert "no photo · may be named" in shell.ok("people", "list", invited).out
    shell.ok("people", "edit", invited, "1", "--photo")
    known = next(each for each in shell.json("people", "list", invited)["people"] if each["badge"] == 1)
    assert (known["no_photo"], known["nameable"]) == (False, True)


def test_those_who_agreed_and_came_are_named_in_the_report_and_nobody_else(shell, invited):
    shell.ok("people", "edit", invited, "1", "--nameable")
    assert "Zwickau" not in shell.ok("export", invited, "--to", "md", "--stdout").out
    shell.ok("people", "arrive", invited, "1", "2")
    told = shell.ok("export", invited, "--to", "md", "--stdout").out
    assert "1 personne sur 2 a accepté" in told
    assert "Participante Zwickau, Fondation Qarnyx" in told
    assert "Mbapp" not in told
    assert "Zwickau" not in shell.ok("export", invited, "--to", "md", "--stdout", "--anonymise").out
    data = json.loads(shell.json("export", invited, "--to", "json", "--stdout")["text"])
    assert data["attendees"] == [{"name": "Participante Zwickau", "organisation": "Fondation Qarnyx"}]
    assert "The report names those who came and agreed" in shell.ok("privacy", invited).out
    shell.ok("people", "edit", invited, "1", "--not-nameable")
    assert "Zwickau" not in shell.ok("export", invited, "--to", "md", "--stdout").out


def test_a_number_in_a_text_is_compared_with_the_ticks(shell, invited):
    shell.ok("people", "arrive", invited, "1", "2")
    shell.ok("plan", "set", invited, "subtitle", "Avec 58 participantes")
    told = shell("check", invited).out
    assert "58 participantes" in told
    assert "people present: 2" in told


def test_without_the_engine_a_sheet_is_a_page_for_a_browser(shell, invited, monkeypatch):
    monkeypatch.setitem(sys.modules, "typst", None)
    made = shell.json("people", "print", invited, "--what", "badges")["files"]
    assert [Path(path).name for path in made] == ["participants-badges.html"]
    assert shell("people", "print", invited, "--what", "badges", "--to", "pdf").code == 1


def test_a_round_that_is_not_there_is_not_printed(shell, invited):
    assert (
        "has one round only" in shell("people", "print", invited, "--what", "list", "--to", "html", "--round", "9").err
    )


def test_until_when_it_is_kept_is_said_and_missed_where_nobody_said(shell, three, guests, monkeypatch):
    assert "privacy/keep_until" in shell.ok("people", "import", three, guests, *KEEP).err
    found = [each for each in shell("check", three, "--json").data["findings"] if each["code"] == "keep-until"]
    assert [each["command"].split()[1:3] for each in found] == [["plan", "set"]]
    shell.ok("plan", "set", three, "privacy/keep_until", "31 December 2098")
    assert "privacy/keep_until" not in shell.ok("people", "import", three, guests, *KEEP).err
    assert shell.json("privacy", three)["until"] == "2098-12-31"
    told = shell.ok("privacy", three).out
    assert "It is kept until" in told
    assert "2098" in shell.json("privacy", three)["register"]["Kept until"]
    assert "keep-until" not in [each["code"] for each in shell("check", three, "--json").data["findings"]]
    assert 'keep_until = "2098-12-31"' in shell.ok("show", three, "--toml").out
    shell.ok("plan", "set", three, "privacy/keep_until", "2021-12-31")
    found = [each for each in shell("check", three, "--json").data["findings"] if each["code"] == "keep-until"]
    assert "facilitate purge" in found[0]["command"]
    assert "was to be kept until" in shell.ok("privacy", three).out
    monkeypatch.setenv("FACILITATE_LANG", "fr")
    assert "devaient être conservées jusqu’au" in shell.ok("privacy", three).out
    monkeypatch.setenv("FACILITATE_LANG", "en")
    shell.ok("purge", three, "--before", "2099-01-01", "--yes")
    assert "keep-until" not in [each["code"] for each in shell("check", three, "--json").data["findings"]]
    assert shell("plan", "set", three, "privacy/keep_until", "soon").code == 1


def test_groups_known_from_the_list_alone_are_taken_or_said_how(shell, three, tmp_path):
    file = tmp_path / "liste.csv"
    shell.ok("plan", "set", three, "attendance/groups")
    worlds = ("élue", "habitante", "élue", "habitante", "")
    file.write_text("Nom;Monde\n" + "".join(f"Participante {n};{w}\n" for n, w in enumerate(worlds)), encoding="utf-8")
    assert "would become its groups: élue and habitante" in shell.ok("people", "import", three, file, "--dry-run").out
    assert "these worlds are its groups now" in shell.ok("people", "import", three, file).out
    assert shell.json("people", "import", three, file)["groups_taken"] == []
    assert not [each for each in _of_check(shell, three) if each["code"] == "people-worlds"]
    shell.ok("people", "add", three, "Participante 30", "--world", "voisine")
    (issue,) = (each for each in _of_check(shell, three) if each["code"] == "people-worlds")
    assert issue["command"].endswith(f"plan add {three} attendance/groups voisine")
    shell.ok("undo", three)
    shell.ok("undo", three)
    assert shell.json("people", "list", three)["people"] == []
    file.write_text("Nom;Secteur\nParticipante 1;Agricole\n", encoding="utf-8")
    assert 'again with --world "Secteur"' in shell.ok("people", "import", three, file).out
    again = shell.json("people", "import", three, file, "--world", "secteur")
    assert again["corrections"] == [{"line": 2, "fields": ["world"]}]
    assert "names of people" in shell("people", "import", three, file, "--world", "Nom").err
    file.write_text("Nom;Monde\nParticipante 2;élue\n", encoding="utf-8")
    assert "plan add" in shell.ok("people", "import", three, file).out


def test_the_list_says_what_stands_in_the_place_of_names_that_were_removed(shell, invited):
    assert "names were removed" not in shell.ok("people", "list", invited).out
    shell.ok("purge", invited, "--before", "2100-01-01", "--yes")
    told = shell.ok("people", "list", invited).lines
    rows = [line for line in told if " – " in line]
    assert told[-1] == f"“–”: {len(rows)} people whose names were removed as personal data."


def test_a_purge_says_that_the_sheets_it_removed_are_gone(shell, invited):
    shell.ok("people", "print", invited, "--what", "list", "--to", "html")
    done = shell.ok("purge", invited, "--before", "2999-01-01", "--yes")
    assert "1 file that named people, made to be printed, was removed." in done.out


def _of_check(shell, session):
    return shell("check", session, "--json").data["findings"]
