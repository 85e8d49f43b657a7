"""Time won back, turns and rehearsals from the shell."""

import re
from datetime import datetime, timedelta

import pytest

from facilitate.cli.commands.phase import _hour_lines
from facilitate.i18n import Language
from tests.unit.schedule.test_agenda import Room, at
from tests.unit.schedule.test_moved_day import with_lunch

PROGRAMME = """
title = "Essai"
[[phases]]
kind = "welcome"
title = "Accueil"
minutes = 10
[[phases]]
kind = "panel"
key = "panel"
title = "Table ronde"
minutes = 40
  [[phases.speakers]]
  name = "Participante 01"
  [[phases.speakers]]
  name = "Participante 02"
"""


@pytest.fixture
def session(shell, tmp_path):
    file = tmp_path / "programme.toml"
    file.write_text(PROGRAMME, encoding="utf-8")
    return shell.ok("new", str(file)).lines[0]


def test_a_late_day_is_brought_back_from_the_shell(shell, session):
    shell.ok("phase", "start", session, "welcome")
    assert shell.ok("phase", "recover", session, "--json").data == []
    shell.ok("phase", "extend", session, "15")
    ways = shell.ok("phase", "recover", session, "--json").data
    # The plan begins at a full minute: up to one more is late.
    assert all(way["gained"] in (15, 16) and way["enough"] for way in ways)
    assert {cut["phase"] for way in ways for cut in way["cuts"]} == {"welcome", "panel"}
    assert shell.ok("phase", "recover", session).out.count("\u00a0min  ") == len(ways)
    shell.ok("phase", "recover", session, "--accept", "1")
    assert shell.ok("phase", "recover", session, "--json").data == []
    refused = shell("phase", "recover", session, "--accept", "2")
    assert refused.code == 1
    assert "The planned times still hold" in refused.err
    typed = shell("phase", "recover", session, "4")
    assert typed.code == 2
    assert "To apply an option: --accept 4" in typed.err
    shell.ok("undo", session)
    assert len(shell.ok("phase", "recover", session, "--json").data) == len(ways)


def test_it_is_said_which_fixed_starts_are_not_kept():
    room, en = Room(with_lunch()), Language("en")
    room.clock.at = at(20)
    moves = room.phases.moved_day(with_fixed=False)
    assert _hour_lines(room.workshop, "accueil", moves, en) == [
        "“tables” was fixed at 14:25, which has gone by: it follows in its turn."
    ]
    room.do(at(14), "start", "accueil")
    assert _hour_lines(room.workshop, "tables", (), en) == [
        "“tables” is fixed at 14:25: started 25\u00a0min early (to take it back: undo)."
    ]


def test_a_day_far_from_its_plan_begins_for_real_and_that_is_said_once(shell, session):
    shell.ok("plan", "set", session, "date", "2021-12-13")
    begun = shell.ok("phase", "start", session, "welcome")
    assert begun.err.count("\n") == 1
    assert "Monday 13 December 2021, started" in begun.err
    assert f"“facilitate undo {session}”, then “facilitate phase start {session} welcome --today”" in begun.err
    assert shell.json("show", session)["programme"]["date"] == "2021-12-13"
    assert shell.ok("phase", "next", session).err == ""
    shell.ok("undo", session)
    shell.ok("undo", session)
    assert shell.ok("phase", "next", session, "--today").err == ""
    assert shell.json("show", session)["programme"]["date"] == f"{datetime.now().astimezone():%Y-%m-%d}"
    assert shell("phase", "start", session, "panel", "--with-fixed").code == 2
    assert "the programme was moved to today’s date and the current time" in shell.ok("history", session).out


def test_everything_may_slip_from_the_shell(shell, session):
    shell.ok("phase", "start", session, "welcome")
    refused = shell("phase", "recover", session, "--slip")
    assert (refused.code, "nothing to catch up on" in refused.err) == (1, True)
    shell.ok("phase", "extend", session, "15")
    assert "push everything back by 1" in shell.ok("phase", "recover", session).out
    shell.ok("phase", "recover", session, "--slip")
    assert shell.json("phase", "list", session)["late_minutes"] == 0
    assert shell("phase", "recover", session, "--slip", "--accept", "1").code == 2


def test_a_delay_that_nothing_can_shorten_is_not_called_none(shell, session):
    shell.ok("phase", "start", session, "welcome")
    assert "The planned times still hold" in shell.ok("phase", "recover", session).err
    shell.ok("plan", "set", session, "phases/welcome/minimum", "10")
    shell.ok(
        "plan",
        "set",
        session,
        "phases/panel/starts_at",
        f"{datetime.now().astimezone() + timedelta(minutes=5):%H:%M:%S}",
    )
    assert "can be shortened any further" in shell.ok("phase", "recover", session).err


def test_turns_are_kept_and_told(shell, session):
    refused = shell("phase", "speaker", session, "1")
    assert refused.code == 1
    shell.ok("phase", "start", session, "panel")
    shell.ok("phase", "speaker", session, "2")
    told = shell.ok("phase", "speaker", session, "--json").data
    assert [(time["speaking"], time["share_seconds"]) for time in told] == [(False, 1200), (True, 1200)]
    assert "Participante 02" in shell.ok("phase", "speaker", session, "--stop").out
    assert not any(time["speaking"] for time in shell.ok("phase", "speaker", session, "--json").data)


def test_speed_is_for_rehearsals(shell, session):
    refused = shell("run", session, "--speed", "60")
    assert refused.code == 2
    assert re.search("--rehearse", refused.err)


def test_what_the_clock_goes_by_is_shown_and_comes_back_as_toml(shell, session):
    shell.ok("plan", "set", session, "phases/panel/minimum", "30")
    shell.ok("plan", "set", session, "phases/panel/starts_at", "15:30:00")
    shell.ok("plan", "set", session, "phases/panel/priority", "high")
    out = shell.ok("show", session).out
    assert "fixed start at 15:30" in out
    assert "at least 30\u00a0min" in out
    assert "shortened last" in out
    toml = shell.ok("show", session, "--toml").out
    assert "minimum = 30" in toml
    assert 'priority = "high"' in toml
    refused = shell("plan", "set", session, "phases/panel/priority", "urgent")
    assert refused.code == 1
    assert "low, normal, high" in refused.err


def test_the_history_calls_a_place_in_the_programme_as_its_page_does(shell, session):
    shell.ok("plan", "set", session, "phases/panel/minimum", "30")
    assert shell.json("history", session)[0]["what"].endswith("”, Shortest length (min)")
    shell.ok("plan", "set", session, "starts_at", "9h")
    undone = "Opération annulée\u00a0: «\u00a0Programme corrigé\u00a0: Début\u00a0» · Animation\n"
    assert shell.ok("undo", session, "--lang", "fr").out == undone
    shell.ok("plan", "remove", session, "phases/panel")
    assert shell.ok("undo", session).out == "Undone: “Removed from the programme: ‘Table ronde’” · Facilitator\n"
    for title in ("Lieux", "Formation"):
        shell.ok("category", "add", session, title)
    shell.ok("category", "merge", session, "lieux", "--into", "formation")
    assert shell.json("history", session)[0]["what"] == "Category “Lieux” merged into “Formation”"
    assert "  Facilitator  " in shell.ok("history", session).out


def test_a_value_that_is_one_of_a_few_is_typed_and_shown_in_words(shell, session):
    where = "phases/panel/priority"
    assert shell.ok("plan", "set", session, where, "basse", "--lang", "fr").out == f'{where} = "basse"\n'
    assert shell.json("plan", "set", session, where, "low") == {"path": where, "value": "low"}
    refused = shell("plan", "set", session, where, "urgente", "--lang", "fr")
    assert "basse, normale, haute" in refused.err
    assert f"«\u00a0{where}\u00a0»" in refused.err, "the path as it was typed"
    assert shell.json("plan", "set", session, "starts_at", "9 h 05")["value"] == "09:05:00"
    assert shell.json("plan", "set", session, "date", "13/12/2021")["value"] == "2021-12-13"
