"""Events that were held without the tool: what somebody sent of one is read with the others."""

from __future__ import annotations

import json
import os
from dataclasses import replace
from pathlib import Path

import pytest

from facilitate.cli.context import CliContext
from facilitate.cli.output import Output
from facilitate.domain.errors import Refused
from facilitate.i18n import Language
from tests.support.cycles import an_event

FROM_TOULOUSE = (
    "Table;Idea;Status;Category\n"
    ";A night bus;;Mobility\n"
    "1;A shared café for all;to be created;Places\n"
    "2;A directory of who does what;existing;\n"
)


@pytest.fixture
def cycle(shell, three):
    name = shell.ok("cycle", "new", "Grandes Rencontres", "--like", three).lines[0]
    shell.ok("cycle", "add", name, three)
    return name


@pytest.fixture
def report(shell, cycle, tmp_path):
    """Reports a file of that content; says what came of it."""

    def reported(content=FROM_TOULOUSE, name="return.csv", *more, by="Maison des liens", event="Day in Toulouse"):
        path = tmp_path / name
        path.write_bytes(content if isinstance(content, bytes) else content.encode())
        return shell.json("cycle", "report", cycle, path, "--event", event, "--by", by, *more)

    return reported


def shown(shell, cycle):
    return next(each for each in shell.json("cycle", "show", cycle)["events"] if each["reported"])


def ideas(shell, cycle):
    """Reference, text and status of each reported idea, as the synthesis has them."""
    files = shell.json("cycle", "export", cycle, "--to", "json", "--replace")["files"]
    proposals = json.loads(Path(files[0]).read_text(encoding="utf-8"))["proposals"]
    return [(each["ref"], each["text"], each["standing"]) for each in proposals if "/R-" in each["ref"]]


def test_it_is_read_as_any_event_and_says_by_whom_and_what_is_missing(shell, cycle, report):
    when = ("--date", "2026-05-12", "--on", "2026-06-01", "--agreed")
    assert report(FROM_TOULOUSE, "return.csv", "--city", "Toulouse", *when)["new"] == 3
    found = shown(shell, cycle)
    assert (found["city"], found["date"], found["ideas"]) == ("Toulouse", "2026-05-12", 3)
    assert found["reported"] == {"by": "Maison des liens", "on": "2026-06-01"}
    assert found["missing"] == [
        "how many people came",
        "ideas without a table: 1",
        "ideas without a status, counted as to be created: 1",
        "ideas without a category: 1",
    ]
    assert ideas(shell, cycle) == [
        ("toulouse/R-01", "A night bus", "to_create"),
        ("toulouse/R-02", "A shared café for all", "to_create"),
        ("toulouse/R-03", "A directory of who does what", "existing"),
    ]
    told = shell.ok("cycle", "show", cycle)
    assert "as reported by Maison des liens on Monday 1 June 2026" in told.err
    assert [each["cycle"] for each in shell.json("cycle", "list")] == [cycle]
    assert not any("toulouse" in each.name for each in (shell.home / "sessions").iterdir())


def test_who_reports_an_event_is_named_only_with_a_yes_which_is_nobody_elses(shell, cycle, report):
    def named():
        return shown(shell, cycle)["reported"]["by"]

    report()
    assert named() is None
    assert "Maison des liens" not in shell.ok("cycle", "show", cycle).err
    report(FROM_TOULOUSE, "return.csv", "--agreed")
    assert named() == "Maison des liens"
    report()
    assert named() == "Maison des liens", "said once, it holds"
    report(by="Camille Roux")
    assert named() is None
    report(FROM_TOULOUSE, "return.csv", "--agreed", by="Camille Roux")
    report(FROM_TOULOUSE, "return.csv", "--not-agreed", by="Camille Roux")
    assert named() is None


def test_it_recurs_is_wished_for_mapped_and_split_like_any_event(shell, cycle, report):
    report(FROM_TOULOUSE, "return.csv", "--city", "Toulouse")
    suggested = shell.json("cycle", "recurring", cycle, "--all")["suggested"]
    assert any(set(each["refs"]) == {"paris/T2-01", "toulouse/R-02"} for each in suggested)
    shell.ok("cycle", "pair", cycle, "paris/T2-01", "toulouse/R-02", "--answer", "same")
    shell.ok("cycle", "wish", cycle, "toulouse/R-02", "paris/T2-01", "--answer", "yes")
    shell.ok("cycle", "map", cycle, "toulouse/mobility", "--to", 1)
    shell.ok("cycle", "split", cycle, "toulouse/R-01", "--to", 2)
    rows = shell.json("cycle", "show", cycle)["categories"]
    assert [each["ideas"] for each in rows[1]["events"] if "toulouse" in each["session"]] == [1]


def test_how_many_came_and_what_else_changes_is_said_and_corrects_no_file(shell, cycle, report):
    assert report(FROM_TOULOUSE, "return.csv", "--present", 42)["noted"] == []
    assert (shown(shell, cycle)["present"], "how many people came" in shown(shell, cycle)["missing"]) == (42, False)
    again = report(FROM_TOULOUSE, "return.csv", "--agreed", "--city", "Toulouse")
    assert (again["corrects"], again["here"]) == (None, 3)
    assert again["noted"] == ["city: Toulouse", "“Maison des liens” agreed to be named"]
    assert shown(shell, cycle)["present"] == 42, "said once, it holds"
    assert report(FROM_TOULOUSE, "return.csv", "--present", 0)["noted"] == ["number of people present taken back"]
    assert shown(shell, cycle)["present"] is None


def test_the_same_file_adds_nothing_and_a_corrected_one_corrects(shell, cycle, report):
    report(FROM_TOULOUSE, "return.csv", "--city", "Toulouse")
    shell.ok("cycle", "pair", cycle, "paris/T2-01", "toulouse/R-02", "--answer", "same")
    again = report()
    assert (again["new"], again["corrected"], again["here"], again["absent"]) == (0, 0, 3, 0)
    features = shell.home / "cycles" / cycle / "readings" / "events.archive"
    features.write_bytes(b"of the texts of all events, before")
    corrected = FROM_TOULOUSE.replace("café for all", "café, for all of us").replace(
        "2;A directory of who does what;existing;\n", "3;A day of trades;;\n"
    )
    found = report(corrected, "return, corrected.csv", event="toulouse")
    assert (found["new"], found["corrected"], found["here"], found["absent"]) == (1, 1, 1, 1)
    assert (found["corrects"], found["noted"]) == ("return.csv", [])
    assert not features.exists()
    assert ideas(shell, cycle) == [
        ("toulouse/R-01", "A night bus", "to_create"),
        ("toulouse/R-02", "A shared café, for all of us", "to_create"),
        ("toulouse/R-04", "A day of trades", "to_create"),  # no number is given twice
    ]
    (group,) = shell.json("cycle", "recurring", cycle)["confirmed"]  # what was answered holds for the corrected words
    assert {each["ref"] for each in group} == {"paris/T2-01", "toulouse/R-02"}


def test_two_files_of_one_event_stand_beside_each_other_and_undo_takes_one_back(shell, cycle, report):
    report("- A shared café\n- A night bus\n", "table-1.txt")
    found = report("- A school of repair\n", "table-2.txt", by="Participante 07")
    assert (found["new"], found["corrects"]) == (1, None)
    assert shown(shell, cycle)["ideas"] == 3
    shell.ok("cycle", "undo", cycle)
    assert shown(shell, cycle)["ideas"] == 2
    shell.ok("cycle", "undo", cycle)
    assert [each["session"] for each in shell.json("cycle", "show", cycle)["events"] if each["reported"]] == []


def test_it_is_not_reported_before_it_was_held(shell, cycle, tmp_path):
    path = tmp_path / "ideas.txt"
    path.write_text("- One more idea\n", encoding="utf-8")
    to = ("cycle", "report", cycle, path, "--event", "Day in Toulouse", "--by", "x")
    refused = shell(*to, "--date", "2027-11-05", "--on", "2026-01-01")
    assert refused.code != 0
    assert "before it was held on 5 November 2027" in refused.err
    assert "corrects" not in shell.ok(*to).err
    assert "corrects" not in shell.ok(*to).err, "nothing is"


def test_removed_it_can_be_reported_once_more(shell, cycle, report):
    report()
    shell.ok("cycle", "remove", cycle, "toulouse")
    assert len(shell.json("cycle", "show", cycle)["events"]) == 1
    report()
    assert shown(shell, cycle)["ideas"] == 3


def test_a_line_that_may_be_no_idea_is_named_with_how_to_have_it_and_never_told_as_imported(shell, cycle, tmp_path):
    path = tmp_path / "notes.txt"
    kept = "Table 1\n- Un café partagé pour tous\n- Un bus de nuit le samedi\n- Un annuaire des savoir-faire\n"
    path.write_text(f"{kept}- Un garage solidaire (existe déjà, contact Amina Diallo 06 12 34 56 78)\n", "utf-8")
    to = ("cycle", "report", cycle, path, "--event", "Day in Toulouse", "--by", "x")
    dry = shell.ok(*to, "--dry-run")
    assert ["Un bus de nuit le samedi" in each for each in dry.lines].count(True) == 1
    for done in (dry, shell.ok(*to)):
        assert "garage" in done.err
        assert "--doubtful" in done.err
        assert "imported as" not in done.err
        assert "table 41" not in done.err
    data = shell.json(*to)
    assert (data["here"], ["garage" in each for each in data["doubtful"]]) == (3, [True])
    assert shell.json(*to, "--doubtful")["new"] == 1
    assert shown(shell, cycle)["ideas"] == 4


def test_nothing_is_guessed_where_nobody_can_be_asked(shell, cycle, tmp_path, report):
    path = tmp_path / "unclear.csv"
    path.write_text("a,b\nopen a café,run a bus\nfind a place,make a map\n", encoding="utf-8")
    done = shell("cycle", "report", cycle, path, "--event", "Day in Toulouse", "--by", "Participante 07")
    assert done.code != 0
    assert "facilitate cycle report" in done.err
    assert "--idea a" in done.err
    assert len(shell.json("cycle", "show", cycle)["events"]) == 1
    assert (
        shell.json("cycle", "report", cycle, path, "--event", "x", "--by", "y", "--idea", "a", "--dry-run")["new"] == 2
    )
    assert len(shell.json("cycle", "show", cycle)["events"]) == 1


def test_a_word_file_is_read_as_an_import_reads_it(shell, cycle, tmp_path):
    import pypandoc

    path = tmp_path / "return.docx"
    pypandoc.convert_text("# Table 2\n\n- A shared garden\n- A tool library\n", "docx", "md", outputfile=str(path))
    assert shell.json("cycle", "report", cycle, path, "--event", "Day in Toulouse", "--by", "x")["new"] == 2
    assert "ideas without a table" not in " ".join(shown(shell, cycle)["missing"])


def test_an_event_that_was_held_with_the_tool_is_not_reported(shell, cycle, tmp_path):
    path = tmp_path / "ideas.txt"
    path.write_text("- One more idea\n", encoding="utf-8")
    done = shell("cycle", "report", cycle, path, "--event", "paris", "--by", "Participante 07")
    assert done.code != 0
    assert "into that session" in done.err


def test_how_each_event_came_stands_in_the_synthesis_and_no_name_in_an_anonymous_one(shell, cycle, report):
    report(
        "- Ask Participante 07 to open her hall\n", "return.txt", "--on", "2026-06-01", "--agreed", by="Participante 07"
    )
    (named,) = shell.json("cycle", "export", cycle)["files"]
    text = Path(named).read_text(encoding="utf-8")
    assert "rapportée par Participante 07 le lundi 1er juin 2026" in text
    assert "avec le logiciel" in text
    assert "idées sans table : 1" in text.replace("\u00a0", " ")
    files = shell.json("cycle", "export", cycle, "--anonymise", "--to", "md,csv,json")["files"]
    assert not any("Participante 07" in Path(each).read_text(encoding="utf-8") for each in files)
    assert "rapportée le lundi 1er juin 2026" in Path(files[0]).read_text(encoding="utf-8")


def test_a_contact_who_agreed_is_whom_letters_go_to(shell, cycle, report):
    again = ("--contact", "Camille Roux, camille@exemple.fr")
    assert report(FROM_TOULOUSE, "return.csv", *again)["new"] == 3
    assert report(FROM_TOULOUSE, "return.csv")["here"] == 3
    journal = "".join(each.read_text(encoding="utf-8") for each in (shell.home / "cycles" / cycle).glob("*.jsonl"))
    assert journal.count("camille@exemple.fr") == 1
    report(FROM_TOULOUSE, "return.csv", "--contact", "")
    (taken_back,) = {*shell.home.glob(f"cycles/{cycle}/*.jsonl")}
    assert '"contact"' not in taken_back.read_text(encoding="utf-8").splitlines()[-1]
    assert shell.json("cycle", "purge", cycle, "--before", "2099-01-01", "--yes")["files"] is not None
    journal = "".join(each.read_text(encoding="utf-8") for each in (shell.home / "cycles" / cycle).glob("*.jsonl"))
    assert not any(word in journal for word in ("camille@exemple.fr", "Camille Roux"))


def test_a_purge_of_names_reaches_it_and_names_the_events_that_keep_theirs(shell, cycle, three, report):
    report("- Ask Participante 07 to open her hall\n", "return.txt", by="Participante 07")
    folder = shell.home / "cycles" / cycle
    assert any(b"Participante 07" in each.read_bytes() for each in folder.rglob("*") if each.is_file())
    together = folder / "readings" / "events.archive"
    together.parent.mkdir(exist_ok=True)
    together.write_bytes(b"what can be tried")
    assert shell.json("cycle", "purge", cycle, "--before", "2099-01-01", "--yes")["people"] == 1
    assert not together.exists()
    assert not any(b"Participante 07" in each.read_bytes() for each in folder.rglob("*") if each.is_file())
    assert shown(shell, cycle)["ideas"] == 1
    again = shell.ok("cycle", "purge", cycle, "--before", "2099-01-01", "--yes").err
    assert [line.strip() for line in again.splitlines() if "facilitate purge" in line] == [
        f"facilitate purge {three} --before 2099-01-01"
    ]
    assert "open her hall" in ideas(shell, cycle)[0][1]


def test_below_a_heading_that_is_a_category_of_the_cycle_ideas_count_there(shell, cycle, report):
    titles = [each["title"] for each in shell.json("cycle", "show", cycle)["categories"]]
    text = f"# Day\n\n## {titles[0].upper()}\n\n- A night bus\n- A map\n\n## Plenary\n\n- A choir\n"
    assert report(text, "return.md")["new"] == 3
    assert "ideas without a category: 1" in shown(shell, cycle)["missing"]


def test_a_heading_counts_under_a_category_that_was_called_so_and_another_is_one_of_the_event_alone(
    shell, cycle, report, tmp_path
):
    def rows():
        return {each["title"]: [one["ideas"] for one in each["events"]][-1] for each in places()}

    def places():
        return shell.json("cycle", "show", cycle)["categories"]

    title, text = places()[0]["title"], "# Day\n\n## {}\n\n- A night bus\n\n## Mountains\n\n- A bookmobile\n"
    shell.ok("cycle", "category", "rename", cycle, 1, "Otherwise")
    report(text.format(title), "return.md")
    shell.ok("cycle", "category", "rename", cycle, 1, "Still otherwise")
    path = tmp_path / "return.md"
    path.write_text(text.format(title).replace("night", "late"), encoding="utf-8")
    again = shell.ok("cycle", "report", cycle, path, "--event", "Day in Toulouse", "--by", "Me")
    assert "“Mountains” is no category of the cycle, and is listed as one of this event alone." in again.err
    assert (rows()["Still otherwise"], rows()["Mountains"]) == (1, 1)
    assert "ideas without a category: 1" not in shown(shell, cycle)["missing"]
    shell.ok("cycle", "map", cycle, "toulouse/mountains", "--to", 1)
    assert rows()["Still otherwise"] == 2


def test_a_category_counted_under_another_title_is_said_with_how_to_change_it(shell, cycle, tmp_path):
    key, title = next((each["key"], each["title"]) for each in shell.json("cycle", "show", cycle)["categories"])
    shell.ok("cycle", "category", "rename", cycle, key, "Otherwise")
    path = tmp_path / "return.csv"
    path.write_text(f"Idea;Category\nA night bus;{title}\n", encoding="utf-8")
    heard = shell("cycle", "report", cycle, path, "--event", "Day", "--by", "Me", "--dry-run").err
    assert (f"“{title}” counts under “Otherwise”" in heard, "facilitate cycle map" in heard) == (True, True)


def test_the_contact_of_a_reported_event_changes_alone_and_that_of_a_session_is_its_own(shell, cycle, report):
    report(FROM_TOULOUSE, "return.csv", "--agreed")
    opened = CliContext(Output(Language("en")), str(shell.home), os.environ).cycles.open(cycle)
    before, history = ideas(shell, cycle), len(opened.recorder.timeline.events)
    session = next(iter(opened.session.cycle_reports))
    opened.cycle.set_contact(an_event_of(session), "Camille Roux, camille@exemple.fr")
    opened.cycle.set_contact(an_event_of(session), "Camille Roux, camille@exemple.fr")
    assert opened.session.cycle_reports[session].contact == "Camille Roux, camille@exemple.fr"
    assert len(opened.recorder.timeline.events) == history + 1
    assert ideas(shell, cycle) == before
    assert shown(shell, cycle)["reported"]["by"] == "Maison des liens"
    with pytest.raises(Refused, match="computer where it was held"):
        opened.cycle.set_contact(an_event_of("other"), "x")


def an_event_of(session):
    return replace(an_event("Toulouse"), session=session)
