"""Seats from the command line: planned, dealt at the door, evened out, and known to the desk alone."""

from __future__ import annotations

import re
import signal
from collections import Counter
from contextlib import contextmanager
from itertools import combinations

import pytest

from facilitate.cli.commands import seats as commands
from facilitate.domain.roles import SYNTHESIS_SEAT
from facilitate.store.journal_names import journals_in
from facilitate.workshop.report.people import people_counts
from facilitate.workshop.sharing.guest_events import concerns
from tests.support.services import context_at

WORLDS = ("Habitant·e", "élue")


@pytest.fixture
def guests(shell, three, tmp_path):
    """Twenty-four people of two worlds, four areas and twelve organisations, at the tables of the programme."""
    rows = [f"Participante {n:02};Structure {n % 12};{WORLDS[n % 2]};Nord {n % 4}" for n in range(1, 25)]
    file = tmp_path / "inscriptions.csv"
    file.write_text("\n".join(["Nom;Structure;Vous êtes…;Département", *rows]), encoding="utf-8")
    shell.ok("people", "import", three, file)
    return three


def ids(shell, session):
    return [each["id"] for each in shell.json("people", "list", session)["people"]]


def test_a_plan_is_even_proves_itself_and_is_the_same_when_asked_again(shell, guests, folder):
    asked = ("seats", "plan", guests, "--rounds", 2)
    found = shell.json(*asked)
    people = ids(shell, guests)
    for tables in found["rounds"]:
        assert [each["table"] for each in tables] == list(range(1, len(tables) + 1))
        assert sorted(person["id"] for table in tables for person in table["people"]) == sorted(people)
        sizes = [len(table["people"]) for table in tables]
        assert max(sizes) - min(sizes) <= 1
        for world in WORLDS:
            counts = [sum(person["world"] == world for person in table["people"]) for table in tables]
            assert max(counts) - min(counts) <= 1
    met = Counter(
        pair
        for tables in found["rounds"]
        for table in tables
        for pair in combinations(sorted(person["id"] for person in table["people"]), 2)
    )
    assert found["repeats"] == sum(count - 1 for count in met.values())
    assert found["repeats"] >= found["bound"]
    assert shell.json(*asked, "--keep") == found
    assert shell.json(*asked) == found
    shell.ok("people", "arrive", guests, people[0])
    assert shell.json(*asked) == found
    kept = (folder / "people.jsonl").read_text(encoding="utf-8")
    line = next(line for line in kept.splitlines() if '"seats.planned"' in line)
    assert people[0] in line
    assert "Participante" not in line
    timeline = context_at(shell.home).sessions.read_timeline(guests)
    for seat in (1, 2, SYNTHESIS_SEAT):
        assert not [event for event in concerns(timeline, seat) if event.act.kind.startswith(("seats.", "seat."))]
    others = [path.read_text("utf-8") for path in journals_in(folder) if path.name != "people.jsonl"]
    assert not [text for text in others if "seats." in text or people[0] in text]
    assert "A seating plan is kept" in shell("people", "print", guests, "--what", "predealt").err
    said = shell.ok(*asked).out
    assert "Round 2" in said
    assert "Even at every table: world" in said
    assert f"Meetings repeated: {found['repeats']} of at least {found['bound']}." in said


def test_what_cannot_be_had_is_said_and_what_is_no_column_refused(shell, guests):
    shell.ok("people", "edit", guests, "Participante 01", "--with", "Participante 13")
    said = shell.ok("seats", "plan", guests, "--rounds", 1).out
    assert "What cannot be had, and why:" in said
    assert "“Structure 1”" in said
    refused = shell("seats", "plan", guests, "--mix", "height")
    assert refused.code == 1
    assert "world, territory, organisation" in refused.err
    assert "Nobody is here yet" in shell("seats", "plan", guests, "--present").err


def test_ctrl_c_gives_the_best_plan_so_far_and_says_so(shell, guests, monkeypatch):
    @contextmanager
    def interrupted(_label):
        yield lambda done, _of: done == 2 and signal.raise_signal(signal.SIGINT)

    monkeypatch.setattr(commands, "progress_bar", interrupted)
    before = signal.getsignal(signal.SIGINT)
    stopped = shell.ok("seats", "plan", guests, "--rounds", 3, "--json")
    assert stopped.data["stopped"]
    assert len(stopped.data["rounds"]) == 3
    assert "best plan that was found so far" in stopped.err
    assert signal.getsignal(signal.SIGINT) is before


def test_tables_dealt_at_the_door_stay_even_and_are_told_big(shell, guests):
    assert shell.ok("people", "arrive", guests, "Participante 24").lines[1:] == []
    shell.ok("seats", "deal", guests)
    given = [shell.ok("people", "arrive", guests, f"Participante {n:02}").lines[1] for n in (1, 2, 3, 4, 24)]
    assert given == ["Table 1", "Table 2", "Table 3", "Table 4", "Table 5"]
    walk_in = shell.ok("people", "add", guests, "Participante 30", "--world", "élue", "--walk-in").lines
    assert walk_in[1] == "Table 6"
    assert shell.json("people", "arrive", guests, "Participante 24")["table"] == 5
    shell.ok("seats", "deal", guests, "--off")
    assert len(shell.ok("people", "arrive", guests, "Participante 05").lines) == 1


def test_who_is_in_a_plan_that_is_kept_is_told_that_table(shell, guests):
    planned = shell.json("seats", "plan", guests, "--keep")
    table = {person["id"]: each["table"] for each in planned["rounds"][0] for person in each["people"]}
    key = ids(shell, guests)[6]
    assert shell.ok("people", "arrive", guests, key).lines == ["Arrived: 7 · Participante 07.", f"Table {table[key]}"]
    assert "seats at the tables" in shell.ok("privacy", guests).out


def test_the_fewest_moves_even_out_are_one_gesture_and_undone_as_one(shell, guests):
    for number in range(1, 13):
        shell.ok("people", "arrive", guests, f"Participante {number:02}", "--table", 1 + number % 3)
    before = shell.json("people", "list", guests)
    asked = shell.ok("seats", "settle", guests)
    moves = shell.json("seats", "settle", guests)["moves"]
    assert asked.lines == [f"{move['name']} → table {move['to']}" for move in moves]
    assert len(moves) == len({move["id"] for move in moves}) == 6
    assert "--yes" in asked.err
    assert shell.json("people", "list", guests) == before
    assert shell.json("seats", "settle", guests, "--yes")["done"]
    sat = Counter(each["table"] for each in shell.json("people", "list", guests, "--present")["people"])
    assert set(sat.values()) == {2}
    assert shell.json("seats", "settle", guests)["moves"] == []
    assert "6 people changed tables" in shell.ok("history", guests).out
    shell.ok("undo", guests)
    assert shell.json("people", "list", guests) == before


def test_one_move_alone_is_accepted_and_undone(shell, guests):
    for number in range(1, 13):
        shell.ok("people", "arrive", guests, f"Participante {number:02}", "--table", 1 + number % 3)
    moves = shell.json("seats", "settle", guests)["moves"]
    found = shell.json("seats", "settle", guests, "--only", moves[2]["name"], "--only", moves[0]["id"])
    assert [move["done"] for move in found["moves"]] == [True, False, True, False, False, False]
    assert found["done"]
    assert len(shell.json("seats", "settle", guests)["moves"]) == 4
    assert "is not to change tables" in shell("seats", "settle", guests, "--only", moves[2]["name"]).err
    shell.ok("undo", guests)
    assert shell.json("seats", "settle", guests)["moves"] == [{**move, "done": False} for move in moves]


def test_the_rounds_that_follow_are_planned_anew_and_shown_with_who_changes_tables(shell, guests):
    shell.ok("plan", "set", guests, "phases/6/rounds", 3)
    shell.ok("seats", "plan", guests, "--keep")
    for number in range(1, 17):
        shell.ok("people", "arrive", guests, f"Participante {number:02}")
    remixed = shell.json("seats", "remix", guests, "--keep", "--together", "Participante 01, Participante 04")
    assert remixed["first_round"] == 2
    assert len(remixed["rounds"]) == 2
    assert remixed["repeats"] >= remixed["bound"]
    shown = shell.json("seats", "show", guests, "--round", 2)
    assert [[person["id"] for person in each["people"]] for each in shown["tables"]] == [
        sorted(person["id"] for person in each["people"]) for each in remixed["rounds"][0]
    ]
    table = {person["name"]: each["table"] for each in shown["tables"] for person in each["people"]}
    assert len(table) == 16
    assert table["Participante 01"] == table["Participante 04"]
    before = {
        person["name"]: each["table"]
        for each in shell.json("seats", "show", guests)["tables"]
        for person in each["people"]
    }
    for each in shown["tables"]:
        for person in each["people"]:
            assert person["from"] == before[person["name"]]
            assert person["moves"] == (person["from"] != each["table"])
    shell.ok("seats", "pin", guests, "Participante 07")
    said = shell.ok("seats", "show", guests, "--round", 2).out
    assert "Round 2" in said
    assert re.search("^  7 +Participante 07 +stays$", said, re.MULTILINE)
    shell.ok("people", "leave", guests, "Participante 01")
    shell.ok("people", "print", guests, "--what", "list,attendance", "--to", "html", "--replace")
    printed = {path.name: path.read_text("utf-8") for path in shell.home.rglob("*.html")}
    assert sorted(len(re.findall("Participante 0?1<", text)) for text in printed.values()) == [0, 1]
    shell.ok("undo", guests)
    shell.ok("seats", "pin", guests, "Participante 07", "--off")
    shell.ok("undo", guests)
    shell.ok("undo", guests)
    assert "Seats planned anew from round 2 on" in shell.ok("history", guests).out


def test_needs_of_the_list_and_tables_without_steps_are_obeyed(shell, three, tmp_path):
    file = tmp_path / "inscriptions.csv"
    needs = {1: "fauteuil roulant;;", 2: ";LSF;", 19: ";;LSF"}
    rows = [f"Participante {n:02};{needs.get(n, ';;')}" for n in range(1, 20)]
    file.write_text("\n".join(["Nom;Accessibilité;Interprète;Interprète pour", *rows]), encoding="utf-8")
    shell.ok("people", "import", three, file)
    shell.ok("table", "set", three, 5, "--step-free")
    assert [each["step_free"] for each in shell.json("table", "list", three)] == [False] * 4 + [True, False]
    found = shell.json("seats", "plan", three)
    names = {person["id"]: person["name"] for person in shell.json("people", "list", three)["people"]}
    tables = {each["table"]: {names[person["id"]] for person in each["people"]} for each in found["rounds"][0]}
    assert "Participante 01" in tables[5]
    assert any({"Participante 02", "Participante 19"} <= people for people in tables.values())
    assert "who interprets for others" in shell.ok("privacy", three).out


def test_a_purge_takes_the_names_and_keeps_the_seats_and_the_number_of_organisations(shell, guests, folder):
    def tables():
        return people_counts(context_at(shell.home).sessions.read(guests)).rounds[0].tables

    shell.ok("seats", "plan", guests, "--keep", "--apart", "")
    key, *others = ids(shell, guests)
    shell.ok("people", "arrive", guests, key, *others[:17])
    before = tables()
    assert any(1 < each.organisations <= each.came for each in before)
    shell.ok("people", "edit", guests, "Participante 02", "--family-name", "Participante")
    assert shell.json("purge", guests, "--before", "2999-12-31", "--yes")["guests"] == 24
    kept = (folder / "people.jsonl").read_text(encoding="utf-8")
    assert "Participante" not in kept
    assert "Structure" not in kept
    assert any('"seats.planned"' in line and key in line for line in kept.splitlines())
    assert tables() == before
    shell.ok("purge", guests, "--before", "2999-12-31", "--yes")
    assert tables() == before


def test_a_second_desk_deals_in_an_order_of_its_own(shell, guests, monkeypatch):
    shell.ok("seats", "deal", guests)
    monkeypatch.setenv("FACILITATE_MACHINE", "another")
    assert shell.ok("people", "arrive", guests, "Participante 01").lines[1] == "Table 6"
