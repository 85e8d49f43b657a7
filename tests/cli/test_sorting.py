import pytest


def test_merge_file_split_and_the_rest(shell, three):
    assert shell.ok("proposal", "merge", three, "T1-01", "T2-01", "--wording", "Third places").lines == [
        "T1-01, T2-01  existing or to be created, depending on the idea  unfiled  Third places"
    ]
    assert "Lieux de rencontre  Third places" in shell.ok("proposal", "file", three, "T2-01", "--under", 1).out
    merged, other = shell.json("proposal", "list", three)[::-1]
    assert (merged["refs"], merged["category"], merged["merged"]) == (["T1-01", "T2-01"], "lieux-de-rencontre", True)
    assert other["refs"] == ["T2-02"]
    assert [line.split()[0] for line in shell.ok("proposal", "split", three, "T1-01").lines] == ["T1-01", "T2-01"]
    assert shell("proposal", "split", three, "T1-01").code == 1


def test_merging_without_a_wording_takes_the_first_one_s(shell, three):
    assert shell.json("proposal", "merge", three, "T2-01", "T1-01")[0]["wording"] == "A shared café"
    assert shell("proposal", "merge", three, "T1-01", "T2-01").code == 1


def test_places(shell, three):
    shell.ok("proposal", "file", three, "T1-01", "T2-01", "--under", "Lieux de rencontre")
    assert shell.json("proposal", "undecided", three, "T1-01")[0]["place"] == "undecided"
    assert shell.json("proposal", "unfile", three, "T2-01")[0]["place"] == "unfiled"
    assert [each["refs"] for each in shell.json("proposal", "list", three, "--place", "undecided")] == [["T1-01"]]
    assert shell.json("proposal", "list", three, "--category", "1") == []
    assert len(shell.json("proposal", "list", three, "--search", "forum")) == 1
    assert "Nothing" not in shell.ok("proposal", "list", three, "--search", "nowhere").out


def test_reword(shell, three):
    assert shell.json("proposal", "reword", three, "T1-01", "Open places")[0]["wording"] == "Open places"
    assert shell.json("proposal", "reword", three, "T1-01", "")[0]["wording"] == "Open the places we have"


def test_categories(shell, three):
    def keys():
        return [each["key"] for each in shell.json("category", "list", three)]

    first = keys()
    shell.ok("proposal", "file", three, "T1-01", "--under", 6)
    shell.ok("category", "add", three, "Logement & santé")
    assert keys() == [*first, "logement-sante"]
    shell.ok("category", "rename", three, "8", "Housing")
    assert shell.json("category", "list", three)[7]["title"] == "Housing"
    shell.ok("category", "move", three, "8", "--before", "1")
    assert keys()[0] == "logement-sante"
    shell.ok("category", "merge", three, first[5], "--into", first[6])
    assert [each["proposals"] for each in shell.json("category", "list", three)][-1] == 1
    shell.ok("category", "remove", three, first[6])
    assert len(keys()) == 6
    assert shell.json("show", three)["ideas"]["unfiled"] == 3
    assert "3 proposals" in shell.ok("category", "list", three).lines[-2]
    assert shell("category", "remove", three, "99").code == 1
    assert shell("category", "merge", three, "1", "--into", "1").code == 1


def test_keywords(shell, three):
    shell.ok("category", "add", three, "Logement", "--keyword", "toit", "--keyword", "tiers-lieu")
    assert shell.json("category", "list", three)[7]["keywords"] == ["toit", "tiers-lieu"]
    assert shell.json("history", three)[0]["what"] == "Category “Logement” created"
    assert shell.ok("category", "keywords", three, "8", "bail", "loyer").out == "Logement: bail, loyer\n"
    assert "Keywords: bail, loyer" in shell.ok("show", three).out
    before = len(shell.json("history", three))
    assert shell.json("category", "keywords", three, "8") == {"key": "logement", "keywords": ["bail", "loyer"]}
    assert shell("category", "keywords", three, "8", "x", "--clear").code == 2
    assert len(shell.json("history", three)) == before, "who gives no word is shown those there are"
    assert shell.json("history", three)[0]["what"] == "Keywords of “Logement” changed"
    assert shell.json("category", "keywords", three, "8", "--clear") == {"key": "logement", "keywords": []}
    assert "keywords" not in shell.json("show", three)["programme"]["categories"][7]
    assert "Keywords" not in shell.ok("show", three).out
    assert shell("category", "keywords", three, "99", "x").code == 1


def test_what_is_done_to_a_category_is_told_as_that(shell, three):
    shell.ok("category", "rename", three, "1", "Rencontres")
    assert shell.json("history", three)[0]["what"] == "Category “Lieux de rencontre” renamed “Rencontres”"
    before = len(shell.json("history", three))
    shell.ok("category", "rename", three, "1", "Rencontres")
    assert len(shell.json("history", three)) == before, "the same title is no change"
    shell.ok("category", "move", three, "1")
    assert shell.json("history", three)[0]["what"] == "Category moved: “Rencontres”"


def test_undo_redo_and_history(shell, three):
    shell.ok("proposal", "file", three, "T1-01", "--under", 1)
    shell.ok("plan", "set", three, "title", "Another title")
    assert "filed under" in shell.ok("undo", three, "--sorting").out
    assert "corrected: Title" in shell.ok("undo", three).out
    assert "corrected: Title" in shell.ok("redo", three).out
    latest = shell.json("history", three, "--last", 2)
    assert [entry["undone"] for entry in latest] == [False, True]
    assert shell.ok("undo", three, latest[0]["act"]).code == 0
    assert shell("undo", three, latest[0]["act"]).code == 1
    shell.ok("redo", three, latest[0]["act"])
    assert shell("undo", three, "00000999-aaaaaaaa").code == 1
    assert "undone" in shell.ok("history", three).out


def test_a_table_undoes_its_own_acts_only(shell, three):
    assert "T2-01 and T2-02" in shell.ok("undo", three, "--table", 2).out
    assert shell("undo", three, "--table", 2).code == 1
    assert shell.json("show", three)["ideas"] == {
        "received": 1, "filed": 0, "unfiled": 1, "undecided": 0, "withdrawn": 0, "proposals": 1,
    }  # fmt: skip
    assert "T2-01 and T2-02" in shell.ok("redo", three, "--table", 2).out


def test_there_is_an_end_to_undoing(shell, paris):
    assert shell("undo", paris).code == 1
    assert shell("redo", paris).code == 1


@pytest.mark.parametrize("name", ["²", "9" * 5000])
@pytest.mark.parametrize(
    "words",
    [
        ("phase", "start", "SESSION", "NAME"),
        ("idea", "link", "SESSION", "T1-01", "--axis", "NAME"),
        ("idea", "list", "SESSION", "--category", "NAME"),
        ("category", "rename", "SESSION", "NAME", "x"),
        ("proposal", "file", "SESSION", "T1-01", "--under", "NAME"),
        ("plan", "set", "SESSION", "phases/tables/minutes", "NAME"),
        ("finding", "add", "SESSION", "x", "--axis", "NAME"),
        ("idea", "edit", "SESSION", "T1-NAME", "x"),
    ],
    ids=" ".join,
)
def test_a_sign_that_is_no_number_is_refused_in_a_sentence(shell, three, words, name):
    done = shell(*(word.replace("SESSION", three).replace("NAME", name) for word in words))
    assert done.code in (1, 2)
    assert "Unexpected error" not in done.err


def test_a_category_is_made_of_proposals_in_one_act_and_one_of_that_title_takes_them_in(shell, three):
    done = shell.json("category", "add", three, "Jardins", "--from", "T1-01", "T2-01", "--keyword", "terre")
    assert (done[-1]["title"], done[-1]["proposals"], done[-1]["keywords"]) == ("Jardins", 2, ["terre"])
    shell.ok("undo", three, "--sorting")
    assert [each["title"] for each in shell.json("category", "list", three)] == [each["title"] for each in done[:-1]]
    last = done[-2]
    again = shell.json("category", "add", three, last["title"].upper(), "--from", "T1-01", "--from", "T2-02")
    assert [each["title"] for each in again] == [each["title"] for each in done[:-1]]
    assert again[-1]["proposals"] == last["proposals"] + 2
    assert "--from" in shell("category", "add", three, "Four", "T1-01").err
