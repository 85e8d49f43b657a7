import json
import tomllib
from pathlib import Path

import pytest

import facilitate

PARIS = Path(facilitate.__file__).parent / "demo" / "paris-programme.toml"


def test_new_from_a_programme_drops_nothing(shell, paris):
    toml = shell.ok("show", paris, "--toml").out
    assert tomllib.loads(toml) == tomllib.loads(PARIS.read_text(encoding="utf-8"))


def test_new_with_a_title_alone_starts_from_a_default_agenda(shell):
    slug = shell.ok("new", "--title", "Notre rencontre", "--date", "13/12/2021", "--place", "Ici", "--tables", 4,
                    "--question", "Quoi ?", "--language", "fr").lines[0]  # fmt: skip
    document = shell.json("show", slug)["programme"]
    assert (document["date"], document["place"]["name"], document["language"]) == ("2021-12-13", "Ici", "fr")
    tables = next(phase for phase in document["phases"] if phase["kind"] == "tables")
    assert (tables["tables"], tables["question"]) == (4, "Quoi ?")
    assert "categories" not in document  # nobody asked for any
    assert "Welcome" in shell.ok("show", shell.ok("new", "--title", "Ours").lines[0]).out


@pytest.mark.parametrize(
    ("given", "typed", "language", "guessed"),
    [("", (), "en", True), ("", ("--lang", "fr"), "fr", True), ("", ("--language", "fr"), "fr", False),
     ('language = "fr"\n', (), "fr", False)],
)  # fmt: skip
def test_a_programme_without_a_language_takes_that_of_the_person_and_tells_it(
    shell, tmp_path, given, typed, language, guessed
):
    (tmp_path / "day.toml").write_text(
        f'title = "Essai"\n{given}[[phases]]\nkind = "welcome"\ntitle = "Accueil"', encoding="utf-8"
    )
    done = shell.ok("new", tmp_path / "day.toml", *typed)
    assert shell.json("show", done.lines[0])["programme"]["language"] == language
    assert any(words in done.err for words in ("No language in the file", "Langue non indiquée")) is guessed


def test_new_without_a_title_and_without_a_terminal_says_what_to_do(shell):
    done = shell("new")
    assert done.code == 2
    assert "--title" in done.err


@pytest.mark.parametrize(
    ("words", "code", "said"),
    [
        (["--title", "x", "--tables", "0"], 1, "tables"),
        (["--title", "x", "--tables", "many"], 2, "--tables"),
        (["--title", "x", "--date", "2021-02-30"], 1, "2021-02-30"),
        (["--title", "x", "--language", "de"], 2, "fr or en"),
        (["nowhere.toml"], 1, "nowhere.toml"),
    ],
)
def test_new_refuses_what_makes_no_sense_and_writes_nothing(shell, words, code, said):
    done = shell("new", *words)
    assert done.code == code
    assert said in done.err
    assert not (shell.home / "sessions").exists()


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title = \n", "line 1"),
        ('title = "x"', "phases"),
        ('title = "x"\nfoo = 1\n[[phases]]\ntitle = "a"', "foo"),
        ('title = "x"\ndate = "2021-13-01"\n[[phases]]\ntitle = "a"', "date"),
        ('title = "x"\n[[phases]]\ntitle = "a"\nminutes = -1', "minutes"),
        ('title = "x"\n[[phases]]\nkind = "tables"\ntitle = "a"\ntables = 0', "tables"),
    ],
)
def test_a_bad_programme_is_refused_by_its_line_or_key(shell, tmp_path, text, said):
    path = tmp_path / "p.toml"
    path.write_text(text, encoding="utf-8")
    done = shell("new", path)
    assert done.code == 1
    assert said in done.err
    assert not (shell.home / "sessions").exists()


def test_list(shell, three):
    lines = shell.ok("list").lines
    assert lines[0].split() == ["Session", "Date", "Venue", "Phase", "Stage", "Ideas", "Proposals", "Title"]
    assert lines[1].startswith(f"{three}  2021-12-13  CEDIAS")
    assert "13/12/2021" in shell.ok("list", "--lang", "fr").lines[1]
    listed = shell.json("list", "--lang", "fr")[0]
    assert (listed["date"], listed["ideas"]) == ("2021-12-13", 3)


def test_list_and_the_bare_program_say_where_nothing_is(shell):
    for words in (["list"], []):
        done = shell.ok(*words)
        assert done.out == ""
        assert "facilitate new" in done.err
    assert shell.json() == []


def test_a_damaged_session_does_not_hide_the_others(shell, paris, folder):
    other = shell.ok("new", "--title", "Other").lines[0]
    path = folder / "facilitator.jsonl"
    path.write_bytes(path.read_bytes().replace(b"Paris", b"Pzris"))
    done = shell.ok("list")
    assert other in done.out
    assert "doctor" in done.err
    assert {each["session"]: bool(each["problem"]) for each in shell.json("list")} == {paris: True, other: False}
    assert shell("show", paris).code == 3


def test_show_adds_up_and_names_people(shell, three):
    text = shell.ok("show", three).out
    assert "14:00  Accueil (10\u00a0min)\n" in text
    assert "15:05  Table ronde" in text
    assert "Time: 14:00–18:00" in text
    assert "[" not in text, "keys are for those who type them: “phase list”, “category list”"
    assert "Horaires\u00a0: 14\u00a0h–18\u00a0h" in shell.ok("show", three, "--lang", "fr").out
    assert "Laurence Mari, chargée de mission" in text
    assert "3 ideas collected = 0 filed + 3 unfiled + 0 undecided + 0 withdrawn." in text


def test_a_session_is_named_by_any_part_that_no_other_has(shell, paris):
    assert shell.ok("show", "rencontre").code == 0
    shell.ok("new", "--title", "Une autre rencontre")
    done = shell("show", "rencontre")
    assert done.code == 1
    assert paris in done.err
    assert "nowhere" in shell("show", "nowhere").err


def test_the_programme_can_be_corrected(shell, three):
    assert shell.ok("plan", "set", three, "title", "La Rencontre").out == 'title = "La Rencontre"\n'
    shell.ok("plan", "set", three, "phases/panel/minutes", 50)
    shell.ok("plan", "set", three, "partners", "A", "B")
    shell.ok("plan", "set", three, "subtitle")
    assert shell.ok(
        "plan", "add", three, "phases", "kind=break", "title=Goûter", "minutes=10", "--before", "tables"
    ).out
    assert shell.ok("plan", "add", three, "phases/panel/speakers", "name=Zoé").lines == ["phases/panel/speakers/zoe"]
    assert shell.ok("plan", "move", three, "phases/venue", "--before", "welcome").lines[0] == "1. Présentation du lieu"
    shell.ok("plan", "remove", three, "phases/break")
    document = shell.json("show", three)["programme"]
    assert document["partners"] == ["A", "B"]
    assert "subtitle" not in document
    assert [phase["key"] for phase in document["phases"]][:2] == ["venue", "welcome"]
    assert shell.json("show", three)["ideas"]["received"] == 3


def test_keywords_and_synonyms_are_lists_like_partners_and_go_through_toml(shell, paris, tmp_path):
    where = "categories/lieux-de-rencontre/keywords"
    said = shell.ok("plan", "set", paris, where, "café", "tiers-lieu").out
    assert said == f'{where} = ["café", "tiers-lieu"]\n'
    shell.ok("plan", "set", paris, "synonyms", "TS = travailleur social", "ESS = économie sociale")
    text = shell.ok("show", paris).out
    assert "Keywords: café, tiers-lieu" in text
    assert "Synonyms and acronyms\n  - TS = travailleur social\n  - ESS = économie sociale" in text
    path = tmp_path / "p.toml"
    path.write_text(shell.ok("show", paris, "--toml").out, encoding="utf-8")
    assert "already has these values" in shell.ok("plan", "replace", paris, path).out
    path.write_text(path.read_text(encoding="utf-8").replace('"tiers-lieu"', '"jardin"'), encoding="utf-8")
    assert shell.json("plan", "replace", paris, path) == {"corrections": 1}
    assert "Keywords: café, jardin" in shell.ok("show", paris).out
    path.write_text(path.read_text(encoding="utf-8").replace("ESS = ", "ESS "), encoding="utf-8")
    done = shell("plan", "replace", paris, path)
    assert (done.code, "“synonyms”" in done.err, "ESS économie sociale" in done.err) == (1, True, True)


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["set", "synonyms", "TS"], 1),
        (["set", "nowhere/at/all", "x"], 1),
        (["set", "phases/tables/tables", "0"], 1),
        (["set", "title", "a", "b"], 2),
        (["set", "title"], 1),
        (["add", "categories", "no-equals"], 2),
        (["add", "nowhere", "title=x"], 1),
        (["remove", "phases/nowhere"], 1),
        (["move", "categories/nowhere"], 1),
    ],
)
def test_a_correction_that_does_not_fit_is_refused(shell, paris, words, code):
    before = shell.ok("show", paris, "--toml").out
    assert shell("plan", words[0], paris, *words[1:]).code == code
    assert shell.ok("show", paris, "--toml").out == before


def test_replace_counts_the_corrections(shell, three, tmp_path):
    path = tmp_path / "p.toml"
    path.write_text(shell.ok("show", three, "--toml").out, encoding="utf-8")
    assert "already has these values" in shell.ok("plan", "replace", three, path).out
    path.write_text(path.read_text(encoding="utf-8").replace("Clôture", "Fin"), encoding="utf-8")
    assert shell.json("plan", "replace", three, path) == {"corrections": 1}
    assert "Fin (10\u00a0min)" in shell.ok("show", three).out
    path.write_text('title = "x"', encoding="utf-8")
    assert shell("plan", "replace", three, path).code == 1


def test_phases(shell, paris):
    assert shell("phase", "pause", paris).code == 1
    assert shell.json("phase", "start", paris, "panel")["current"] == "panel"
    shell.ok("phase", "pause", paris)
    assert "paused" in shell.ok("phase", "list", paris).out
    shell.ok("phase", "resume", paris)
    assert shell.json("phase", "extend", paris, "-5")["phases"][3]["allotted_minutes"] == 40
    assert shell.json("phase", "extend", paris, "10", "--phase", "tables")["phases"][5]["allotted_minutes"] == 85
    assert shell.json("phase", "next", paris)["current"] == "break"
    assert shell.json("phase", "end", paris)["current"] is None
    assert "Expected end" in shell.ok("phase", "start", paris, "1").out
    shell.ok("phase", "start", paris, "closing")
    assert "This is the last phase" in shell("phase", "next", paris).err
    ended = shell.ok("phase", "end", paris).out
    assert "Ended at" in ended
    assert "Expected end" not in ended
    assert "finished" in shell.ok("list").out
    shell.ok("phase", "start", paris, "1")
    assert shell("phase", "start", paris, "nowhere").code == 1
    assert shell("phase", "extend", paris, "soon").code == 2
    assert shell.json("phase", "note", paris, "The lift is out of order")["phase"] == "welcome"


def test_a_note_of_another_kind_is_not_corrected_or_withdrawn(shell, paris):
    finding = shell.ok("finding", "add", paris, "Seldom", "--axis", "1").lines[0]
    for words in (["edit", paris, finding, "New"], ["withdraw", paris, finding]):
        done = shell("fact", *words)
        assert done.code == 1
        assert "of another kind: a finding from the study" in done.err
    assert shell.json("finding", "list", paris)[0]["text"] == "Seldom"


def test_facts_findings_and_remarks(shell, paris):
    fact = shell.ok("fact", "add", paris, "Built in 1894").lines[0]
    shell.ok("fact", "edit", paris, fact[:8], "Opened in 1894")
    assert "Opened in 1894" in shell.ok("fact", "list", paris).out
    shell.ok("fact", "withdraw", paris, fact)
    assert "withdrawn" in shell.ok("fact", "list", paris).out
    shell.ok("fact", "restore", paris, fact)
    assert shell("finding", "add", paris, "Loose").code == 1
    finding = shell.json("finding", "add", paris, "They seldom meet", "--axis", 2)[0]
    assert finding["about"] == "freins"
    assert shell.json("finding", "edit", paris, finding["id"], "--axis", "leviers")[0]["about"] == "leviers"
    remark = shell.json("remark", "add", paris, "Meet first", "--speaker", "1", "--quotable")[0]
    assert (remark["about"], remark["quotable"]) == ("laurence-mari", True)
    named = shell.json("remark", "add", paris, "Then plan", "--speaker", "laurence MARI")[0]
    assert named["about"] == "laurence-mari"
    assert shell.json("remark", "edit", paris, remark["id"], "--not-quotable")[0]["quotable"] is False
    assert shell("remark", "add", paris, "x", "--speaker", "nobody").code == 1
    assert shell.json("remark", "list", paris)[0]["text"] == "Meet first"
    assert "Findings from the study\n  - They seldom meet (research question 3)" in shell.ok("show", paris).out
    assert shell("fact", "edit", paris, "nowhere", "x").code == 1


def test_remarks_are_kept_for_the_report_and_no_longer(shell, paris):
    first, second = (
        shell.json("remark", "add", paris, text, "--speaker", "1", *how)[0]["id"]
        for text, how in (("Meet first", ["--quotable"]), ("Then plan", []))
    )
    done = shell.ok("remark", "keep", paris, first, second)
    assert done.lines == [first, second]
    assert "1 remark may not be quoted yet" in done.err
    assert "may be quoted by name · kept  Meet first" in shell.ok("remark", "list", paris).out
    assert [note["kept"] for note in shell.json("remark", "unkeep", paris, second)] == [False]
    assert [note["kept"] for note in shell.json("remark", "list", paris)] == [True, False]
    assert "Meet first (Laurence Mari · kept)" in shell.ok("show", paris).out
    assert [note["kept"] for note in shell.json("show", paris)["notes"]] == [True, False]
    assert "Remark kept for the report" not in shell.ok("history", paris).out
    assert "2 remarks kept for the report" in shell.ok("history", paris).out
    assert shell("remark", "keep", paris, "nowhere").code == 1


def test_export(shell, three, tmp_path):
    path = shell.home / "exports" / three / "compte-rendu.md"
    assert shell.ok("export", three).lines == [str(path)]
    first = path.read_bytes()
    assert "Open the places we have" in first.decode()
    shell.ok("export", three)
    assert path.read_bytes() == first
    assert shell.ok("export", three, "--stdout").out.encode() == first
    assert shell.json("export", three, "--out", tmp_path / "there")["file"] == str(tmp_path / "there/compte-rendu.md")
    assert (tmp_path / "there/compte-rendu.md").read_bytes() == first


def test_demo_without_a_terminal_plays_to_the_end_and_exports(shell):
    done = shell.ok("demo")
    slug, path = done.lines
    assert "made up for the example" in done.err
    assert shell.json("show", slug)["ideas"]["received"] == 57
    assert path.endswith("compte-rendu.md")
    other = shell.json("demo", "--stage", "tables")
    assert (other["stage"], other["file"]) == ("tables", None)
    assert shell("demo", "--stage", "never").code == 2


def test_a_demo_is_written_where_a_home_was_chosen(shell, tmp_path, monkeypatch):
    slug = shell.ok("demo").lines[0]
    assert (shell.home / "sessions" / slug).is_dir()
    assert (shell.home / "exports" / slug).is_dir()
    assert "Demo: " in shell.ok("list").out
    assert "planned for another day" in shell.ok("phase", "list", slug).out
    monkeypatch.delenv("FACILITATE_HOME")
    there = tmp_path / "there"
    slug = shell.ok("demo", "--stage", "prepared", "--home", there).lines[0]
    assert (there / "sessions" / slug).is_dir()


@pytest.fixture
def example(shell, monkeypatch):
    """What `facilitate demo` makes where no home was chosen, beside somebody's own session."""
    monkeypatch.delenv("FACILITATE_HOME")
    monkeypatch.chdir(shell.home.parent)
    (shell.home.parent / "sessions").mkdir()
    own = shell.ok("new", PARIS, "--title", "The fair of spring").lines[0]
    return own, *shell.ok("demo").lines


def test_else_it_has_a_folder_of_its_own_and_is_marked(shell, example):
    own, slug, path = example
    assert (Path("demo/sessions") / slug).is_dir()
    assert Path(path).is_relative_to(Path.cwd() / "demo" / "exports" / slug)
    assert [folder.name for folder in Path("sessions").iterdir()] == [own]
    assert not Path("exports").exists()
    listed = shell.ok("list").lines
    assert [line.split()[0] for line in listed] == ["Session", own, slug]
    assert ["Demo: " in line for line in listed] == [False, False, True]
    assert [(each["session"], each["example"]) for each in shell.json("list")] == [(own, False), (slug, True)]


def test_every_command_finds_it_and_writes_beside_it(shell, example):
    own, slug, _path = example
    assert shell.json("show", "la-grande")["session"] == slug
    shell.ok("idea", "add", "la-grande", "--table", 3, "A garden")
    assert shell.json("show", slug)["ideas"]["received"] == 58
    for words in (["export", slug, "--to", "csv"], ["cards", slug]):
        assert Path(shell.ok(*words).lines[-1]).is_relative_to(Path.cwd() / "demo" / "exports" / slug)
    assert shell.ok("doctor", slug)
    assert [folder.name for folder in Path("sessions").iterdir()] == [own]


def test_what_is_one_s_own_comes_before_an_example(shell, example):
    _own, slug, _path = example
    ours = shell.ok("new", PARIS, "--title", "La grande fête").lines[0]
    assert shell.json("show", "la-grande")["session"] == ours
    assert shell.json("show", slug)["session"] == slug
    shell.ok("demo", "--stage", "prepared")
    assert "matches several sessions" in shell("show", "rencontre").err
    assert slug in shell("show", "nonsense").err


@pytest.mark.parametrize(
    ("end", "told"),
    [
        ("03:00:00", "The event ends at 03:00, before it starts (10:00)."),
        ("10:30:00", "The phases end at 11:00, after the planned end (10:30)."),
        ("11:00:00", ""),
    ],
)
def test_hours_that_cannot_be_meant_are_told_at_once(shell, tmp_path, end, told):
    programme = tmp_path / "plan.toml"
    programme.write_text(
        f'title = "x"\nstarts_at = 10:00:00\nends_at = {end}\n[[phases]]\ntitle = "a"\nminutes = 60\n', encoding="utf-8"
    )
    done = shell.ok("new", programme)
    assert told in done.err
    assert ("ends" in done.err, "announced" in done.err) == ("ends" in told, "announced" in told)


TOO_LONG = "The end (13:00) is before the start (14:00)"


@pytest.mark.parametrize("door", ["options", "file", "set", "replace"])
def test_a_day_that_nobody_can_mean_is_refused_with_both_hours_and_makes_nothing(shell, tmp_path, door):
    programme = tmp_path / "plan.toml"
    text = 'title = "x"\nstarts_at = 14:00:00\nends_at = {}\n[[phases]]\ntitle = "a"\nminutes = 60\n'
    programme.write_text(text.format("18:00:00"), encoding="utf-8")
    if door in ("set", "replace"):
        shell.ok("new", programme)
    programme.write_text(text.replace("60", "50").format("13:00:00"), encoding="utf-8")
    words = {
        "options": ["new", "--title", "x", "--starts-at", "2 pm", "--ends-at", "1 pm"],
        "file": ["new", programme],
        "set": ["plan", "set", "x", "ends_at", "1 pm"],
        "replace": ["plan", "replace", "x", programme],
    }[door]
    done = shell(*words)
    assert done.code == 1
    assert TOO_LONG in done.err
    assert ("change the other one first" in done.err) == (door == "set")
    kept = [shell.json("show", each["session"])["programme"]["ends_at"] for each in shell.json("list")]
    assert kept == (["18:00:00"] if door in ("set", "replace") else [])


def test_an_evening_may_end_after_midnight_and_an_hour_that_moves_the_day_may_come_second(shell):
    shell.ok("new", "--title", "x", "--starts-at", "22:00", "--ends-at", "1:30")
    done = shell("plan", "set", "x", "starts_at", "01:00")
    assert done.code == 0
    done = shell("plan", "set", "x", "ends_at", "00:30")
    assert "To move both, change the other one first." in done.err


def test_an_event_that_an_earlier_version_let_be_too_long_opens_is_named_and_can_be_changed(shell, monkeypatch):
    with monkeypatch.context() as patch:
        patch.setattr("facilitate.domain.programme.day_length.LONGEST_DAY", 24)
        shell.ok("new", "--title", "x", "--starts-at", "14:00", "--ends-at", "13:00")
    shell.ok("show", "x")
    assert "hours" in {each["code"] for each in json.loads(shell("check", "x", "--json").out)["findings"]}
    shell.ok("plan", "set", "x", "place/city", "Lyon")
    shell.ok("session", "duplicate", "x")


def test_findings_of_two_studies_say_which_study_they_are_of(shell, paris):
    shell.ok("plan", "add", paris, "phases", "key=mobilite", "kind=study", "title=How people travel", "minutes=20")
    shell.ok("plan", "add", paris, "phases/mobilite/study/axes", "key=bus", "question=Who takes the bus?")
    # A key may stand in both studies.
    shell.ok("plan", "add", paris, "phases/mobilite/study/axes", "key=freins", "question=Who does not?")
    first = shell.json("finding", "add", paris, "They seldom meet", "--axis", 1, "--phase", "Présentation de l’étude")
    second = shell.json("finding", "add", paris, "Few do", "--axis", 1, "--phase", "mobilite")
    third = shell.json("finding", "add", paris, "Many", "--axis", "freins", "--phase", "mobilite")
    assert [each[0]["phase"] for each in (second, third)] == ["mobilite", "mobilite"]
    told = [shell.ok(*words).out for words in (("show", paris), ("finding", "list", paris))]
    study = next(each["title"] for each in shell.json("show", paris)["programme"]["phases"]
                 if each["key"] == first[0]["phase"])  # fmt: skip
    for out in told:
        texts = ("They seldom meet", "Few do", "Many")
        lines = {text: line for line in out.splitlines() for text in texts if text in line}
        assert f"research question 1 · {study}" in lines["They seldom meet"]
        assert "research question 1 · How people travel" in lines["Few do"]
        assert "research question 2 · How people travel" in lines["Many"]
