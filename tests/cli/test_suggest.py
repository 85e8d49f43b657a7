from __future__ import annotations

import pytest

from facilitate.domain.values.duplicates import DuplicateAnswer
from facilitate.store.clock import RandomIds, SteadyClock
from facilitate.store.workspace import Workspace
from facilitate.workshop.workshop import Workshop

CSV = (
    "table;idee;statut;item\n"
    "1;Un café des solidarités;à créer;meet\n"
    "1;Stages d'immersion;à créer;\n"
    "2;Un stage d’immersion commun;existant;\n"
    "\n"
    "2;Cafés solidaires;;\n"
    ";;;\n"
    "3;Zzz;à créer;\n"
)
TOML = """
[[categories]]
key = "meet"
title = "Lieux de rencontre"

[[categories]]
key = "learn"
title = "Formation"
keywords = ["stage", "école"]
"""


@pytest.fixture(autouse=True)
def _no_model(monkeypatch):
    monkeypatch.setenv("FACILITATE_MODEL", "words")


@pytest.fixture
def files(tmp_path):
    def write(csv=CSV, toml=TOML, encoding="utf-8"):
        ideas, categories = tmp_path / "ideas.csv", tmp_path / "categories.toml"
        ideas.write_bytes(csv.encode(encoding))
        categories.write_text(toml, encoding="utf-8")
        return ("--ideas", ideas, "--categories", categories)

    return write


def test_files_are_suggested_from_without_making_a_session(shell, files):
    found = shell.json("suggest", *files())
    assert list(found) == ["filing", "doubles"]
    assert [each["row"] for each in found["filing"]] == [2, 3, 4, 6]
    first = found["filing"][0]["suggestions"][0]
    assert set(first) == {"category", "score", "because"}
    assert (first["category"], first["because"]) == (
        "learn",
        ["“Stages”: similar word in the keywords of this category"],
    )
    assert 0 < first["score"] <= 1
    assert found["filing"][2]["suggestions"][0]["because"] == ["“solidaires, Cafés”: similar words in row 1"]
    assert found["filing"][3]["suggestions"] == []
    assert found["doubles"][0]["rows"] == [2, 3]
    assert found["doubles"][0]["because"] == ["Stages", "immersion"]
    assert not (shell.home / "sessions").exists()


@pytest.mark.parametrize(
    ("csv", "encoding"),
    [
        (CSV, "utf-8-sig"),
        (CSV.replace("\n", "\r\n"), "cp1252"),
        (CSV.replace(";", "\t"), "utf-8"),
        (CSV.replace(";", ","), "utf-16"),
    ],
)
def test_files_come_as_spreadsheets_write_them(shell, files, csv, encoding):
    assert shell.json("suggest", *files(csv, encoding=encoding)) == shell.json("suggest", *files())


def test_one_may_ask_for_one_thing_only(shell, files):
    whole = shell.json("suggest", *files())
    assert shell.json("suggest", *files(), "--filing") == {"filing": whole["filing"]}
    assert shell.json("suggest", *files(), "--doubles") == {"doubles": whole["doubles"]}
    assert shell.json("suggest", *files(), "--doubles", "--filing") == whole


def test_all_is_unlimited_and_still_ranked_and_reasoned(shell, files):
    ideas = "table;idee;statut;item\n" + "".join(f"1;Stage commun numéro {word};;\n" for word in "abcd")
    categories = "".join(f'[[categories]]\nkey = "{n}"\ntitle = "Stage {n}"\n' for n in range(5))
    few = shell.json("suggest", *files(ideas, categories))
    every = shell.json("suggest", *files(ideas, categories), "--all")
    assert len(few["filing"][0]["suggestions"]) == 3
    assert [each["category"] for each in every["filing"][0]["suggestions"]] == ["0", "1", "2", "3", "4"]
    assert (len(few["doubles"]), len(every["doubles"])) == (2, 6)
    assert few["doubles"] == every["doubles"][:2]
    assert all(each["because"] for each in every["doubles"])


def test_all_has_every_pair_of_a_category(shell, files):
    names = files(
        "table;idee;statut;item\n1;Annuaire;;x\n1;Vélo;;x\n1;Pompe;;\n", '[[categories]]\nkey = "x"\ntitle = "X"\n'
    )
    assert shell.json("suggest", *names, "--all")["doubles"] == [{"rows": [1, 2], "score": 0.2, "because": []}]
    assert "same category" in shell.ok("suggest", *names, "--all").out


def test_the_language_of_the_ideas_is_said_by_the_option_or_the_file(shell, files):
    csv = "idee;item\nThose who train others;\n"
    shelf = '[[categories]]\nkey = "x"\ntitle = "The others"\n'
    assert shell.json("suggest", *files(csv, shelf), "--filing")["filing"][0]["suggestions"]
    for language, option in (("fr", ["--language", "en"]), ("en", [])):
        words = (*files(csv, f'language = "{language}"\n{shelf}'), *option)
        assert shell.json("suggest", *words, "--filing") == {"filing": [{"row": 1, "suggestions": []}]}


def test_numbers_are_keys_too_and_synonyms_of_the_file_count(shell, files):
    csv = "idee;item\nAnnuaire TS;\nAutre;7\n"
    toml = 'synonyms = ["TS = travailleur social"]\n[[categories]]\nkey = 7\ntitle = "Travailleurs sociaux"\n'
    (entry,) = shell.json("suggest", *files(csv, toml), "--filing")["filing"]
    assert [each["category"] for each in entry["suggestions"]] == ["7"]


def test_people_get_lines(shell, files):
    done = shell.ok("suggest", *files())
    assert done.lines[0] == "row 2       Stages d'immersion"
    assert done.lines[1].endswith("Formation — “Stages”: similar word in the keywords of this category")
    assert any("in common: immersion · similar word: Stages" in line for line in done.lines)
    french = shell.ok("--lang", "fr", "suggest", *files())
    assert french.lines[0].startswith("ligne 2")


@pytest.mark.parametrize(
    ("csv", "toml", "said"),
    [
        (CSV.replace("meet", "eat"), TOML, "ideas.csv, line 2: unknown category “eat”. Possible values: meet, learn."),
        ('idee;item\n"Un café;\n', TOML, "ideas.csv, line 2: a quotation mark is opened here and never closed."),
        ("idee;item\nUn café; un thé;meet\n", TOML, "ideas.csv, line 2: 3 cells for 2 columns"),
        ("Un café\nUn thé\n", TOML, "ideas.csv has no header"),
        ("%PDF-1.4 idee;item\n", TOML, "ideas.csv: This is a PDF"),
        (
            CSV,
            "[[categories]]\ntitle = 'A'\n",
            "categories.toml: “categories/1/key” must be text between quotation marks.",
        ),
        (
            CSV,
            "[[categories]]\nkey = 'a'\n",
            "categories.toml: “categories/1/title” must be text between quotation marks.",
        ),
        (
            CSV,
            TOML.replace('["stage", "école"]', '"stage"'),
            "“categories/2/keywords” must be a list of entries between quotation marks.",
        ),
        (CSV, TOML.replace('"learn"', '"meet"'), "categories.toml: two categories have the key “meet”."),
        (CSV, "title = 'A'\n", "categories.toml has no categories."),
        (CSV, "synonyms = ['TS']\n" + TOML, "“synonyms/1” must look like “TS = travailleur social”."),
        (CSV, "[[categories]\n", "categories.toml is not valid TOML at line 1"),
    ],
)
def test_what_cannot_be_read_is_named(shell, files, csv, toml, said):
    done = shell("suggest", *files(csv, toml))
    assert done.code == 1
    assert said in done.err
    assert done.out == ""


def test_what_is_not_there_is_named(shell, files, tmp_path):
    _, ideas, _, categories = files()
    assert "nowhere" in shell("suggest", "--ideas", tmp_path / "nowhere", "--categories", categories).err
    assert "nowhere" in shell("suggest", "--ideas", ideas, "--categories", tmp_path / "nowhere").err


def test_command_lines_that_make_no_sense(shell, files, paris):
    options = files()
    for words in ((), options[:2], options[2:], (paris, *options), (*options, "--language", "de")):
        assert shell("suggest", *words).code == 2


@pytest.fixture
def six(shell, paris):
    shell.ok("idea", "add", paris, "--table", 1, "Un café des solidarités", "Stages d'immersion")
    shell.ok("idea", "add", paris, "--table", 2, "Café solidaire", "Stage d’immersion à l'école")
    return paris


def test_a_session_is_suggested_from(shell, six):
    shell.ok("proposal", "file", six, "T1-01", "--under", "lieux-de-rencontre")
    found = shell.json("suggest", six)
    assert [each["ref"] for each in found["filing"]] == ["T1-02", "T2-01", "T2-02"]
    (cafe,) = (each["suggestions"][0] for each in found["filing"] if each["ref"] == "T2-01")
    assert set(cafe) == {"category", "score", "lead", "because"}
    assert (cafe["category"], cafe["because"]) == ("lieux-de-rencontre", ["“solidaire, Café”: similar words in T1-01"])
    assert sorted(map(sorted, (each["refs"] for each in found["doubles"]))) == [["T1-01", "T2-01"], ["T1-02", "T2-02"]]
    assert "T2-01" in shell.ok("suggest", six, "--filing").out


def test_pairs_that_were_merged_are_not_asked_again(shell, six):
    shell.ok("proposal", "merge", six, "T1-02", "T2-02")
    assert [each["refs"] for each in shell.json("suggest", six, "--doubles")["doubles"]] == [["T1-01", "T2-01"]]


def test_pairs_that_were_answered_are_not_asked_again(shell, six):
    log = Workspace(shell.home, "home").log(six)
    Workshop(log, SteadyClock(), RandomIds()).duplicates.answer("T1-02", "T2-02", DuplicateAnswer.DIFFERENT)
    pairs = [each["refs"] for each in shell.json("suggest", six, "--doubles", "--all")["doubles"]]
    assert pairs[0] == ["T1-01", "T2-01"]
    assert ["T1-02", "T2-02"] not in pairs


def test_nothing_to_suggest_is_said(shell, paris):
    shell.ok("idea", "add", paris, "--table", "1", "Un four")
    shell.ok("proposal", "file", paris, "T1-01", "--under", 1)
    done = shell.ok("suggest", paris)
    assert done.out == ""
    assert done.err.splitlines() == ["No unfiled ideas.", "No duplicates found: no two ideas share a word."]


def test_a_model_that_is_not_there_is_said_and_words_go_on(shell, files, tmp_path, monkeypatch):
    pytest.importorskip("numpy")  # without it that is what is said
    by_words = shell.ok("suggest", *files()).out
    done = shell.ok("suggest", *files(), "--model", tmp_path / "nowhere")
    assert "nowhere on this computer" in done.err
    assert done.err.endswith("Words alone are compared.\n")
    assert done.out == by_words
    monkeypatch.setenv("FACILITATE_MODEL", str(tmp_path / "elsewhere"))
    assert "elsewhere on this computer" in shell("suggest", *files()).err
    assert "nowhere on this computer" in shell("suggest", *files(), "--model", tmp_path / "nowhere").err


def test_what_is_as_good_as_unlikely_is_shown_to_whoever_asks_for_all(shell, paris):
    idea = "Pôle territorial de coopération dédié aux projets de coopération, de loin en loin"
    shell.ok("idea", "add", paris, "--table", 1, idea)
    assert shell.ok("suggest", paris, "--filing", "--all").out.count(" 0%")
    assert " 0%" not in shell.ok("suggest", paris, "--filing").out


def test_an_idea_without_a_suggestion_says_so_and_duplicates_stand_under_a_heading(shell, files):
    lines = shell.ok("suggest", *files()).out.splitlines()
    place = next(number for number, line in enumerate(lines) if "Zzz" in line)
    assert [line.strip() for line in lines[place + 1 : place + 4]] == ["no suggestions", "", "Possible duplicates"]
    assert "Possible duplicates" not in shell.ok("suggest", *files(), "--doubles").out


def test_groups_that_could_make_a_category_are_shown_and_one_is_made_by_its_references(shell):
    slug = shell.ok("new", "--title", "Lyon", "--language", "fr").lines[0]
    for table in (1, 2, 3):
        shell.ok("idea", "add", slug, "--table", table, f"Un four à pain dans le quartier {table}")
        shell.ok("idea", "add", slug, "--table", table, f"Une école du numérique {table}")
    found = shell.json("suggest", slug, "--groups")
    assert list(found) == ["groups"]
    oven = next(each for each in found["groups"] if "four" in each["words"])
    assert sorted(oven["refs"]) == ["T1-01", "T2-01", "T3-01"]
    assert "four" in shell.ok("suggest", slug, "--groups").out
    made = shell.json("category", "add", slug, "Fours", "--from", *oven["refs"])
    assert made[0]["proposals"] == 3


def test_where_no_idea_is_there_yet_nothing_is_said_of_duplicates(shell, paris):
    done = shell.ok("suggest", paris)
    assert (done.out, done.err) == ("", "No ideas yet.\n")


def test_letters_in_common_alone_are_no_reason(shell, files):
    words = (
        "table;idee;statut;item\n1;Un référent;à créer;meet\n2;Des lieux qui fonctionnent;à créer;\n3;Zut;à créer;\n"
    )
    for options in ((), ("--all",)):
        done = shell.ok("suggest", *files(words), "--filing", *options)
        weak = [line for line in done.lines if line.strip().startswith(("0%", "1%", "2%"))]
        assert not [line for line in weak if "letters in common" in line]
