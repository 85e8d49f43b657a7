"""`read-back` and `report-back`: what tables heard, and who says what, from the shell."""

from __future__ import annotations

import json
from pathlib import Path


def test_a_table_signs_its_list_and_the_compte_rendu_says_so(shell, paris, tmp_path):
    for table, text in [(1, "un jardin"), (1, "une serre"), (2, "un lac")]:
        shell.ok("idea", "add", paris, text, "--table", table)
    assert shell("read-back", paris, "--sign").code == 2  # whose list?
    shell.ok("read-back", paris, "--table", 1, "--sign", "--favourites", "T1-02")
    shell.ok("read-back", paris, "--table", 2, "--sign")
    shell.ok("idea", "edit", paris, "T2-01", "un grand lac")
    found = shell.json("read-back", paris)
    assert (found["signed"], found["tables"], found["asked"]) == (2, 6, False)
    assert [(each["table"], each["changed"]) for each in found["lists"][:2]] == [(1, 0), (2, 1)]
    assert shell.json("read-back", paris, "--table", 1)["favourites"] == ["T1-02"]
    assert shell.json("read-back", paris, "--ask")["asked"] is True
    shell.ok("export", paris, "--to", "md,json", "--out", tmp_path)
    text = next(tmp_path.glob("*.md")).read_text(encoding="utf-8")
    assert "Les listes des tables 1 et 2 ont été validées par l’animation." in text
    assert found["lists"][0]["signed_by"] == "facilitator"
    data = json.loads(next(tmp_path.glob("*.json")).read_text(encoding="utf-8"))
    assert "signed_by" in json.dumps(data)
    assert "Les listes des tables 3, 4, 5 et 6 n’ont pas été validées." in text
    assert "La liste de la table 2 a été modifiée ensuite." in text


def test_tables_report_back_in_an_order_that_can_be_chosen(shell, paris):
    for table, text in [(1, "un jardin"), (2, "un lac"), (2, "une serre")]:
        shell.ok("idea", "add", paris, text, "--table", table)
    shell.ok("proposal", "merge", paris, "T1-01", "T2-01")
    found = shell.json("report-back", paris)
    assert [(each["table"], each["new"]) for each in found["tables"]] == [(2, 2), (1, 0)]
    assert "will be said by table 2" in shell.ok("report-back", paris).out, "nobody has spoken yet"
    found = shell.json("report-back", paris, "--order", "1", "--minutes", 2, "--call", "1")
    assert [(each["table"], each["new"]) for each in found["tables"]] == [(1, 1), (2, 1)]
    assert (found["minutes"], found["speaking"]) == (2, 1)
    assert "already said by table 1" in shell.ok("report-back", paris).out
    shell.ok("report-back", paris, "--order", "2,1")
    assert "already said by table 1" in shell.ok("report-back", paris).out, "who has spoken stays first"
    done = shell.ok("report-back", paris, "--call", "2")
    assert "has spoken" in done.out
    assert "All tables have spoken." not in done.err
    assert "All tables have spoken." in shell.ok("report-back", paris, "--call", "0").err
    table = shell.json("report-back", paris)["tables"][1]
    assert (table["table"], table["has_spoken"], table["proposals"][0]["said_by"]) == (2, True, 1)
    assert shell("report-back", paris, "--order", "1,9").code == 1


def test_lists_are_printed_with_their_codes_and_nothing_withdrawn(shell, paris):
    assert shell("read-back", paris, "--print").code == 1  # no idea yet
    for table, text in [(1, "un jardin"), (1, "une <serre>"), (2, "un lac")]:
        shell.ok("idea", "add", paris, text, "--table", table)
    shell.ok("idea", "withdraw", paris, "T1-01")
    (path,) = shell.json("read-back", paris, "--print", "--to", "html")["files"]
    page = Path(path).read_text(encoding="utf-8")
    assert "Retrouver mon idée" in page
    assert "T1-02" in page
    assert "une &lt;serre&gt;" in page
    assert "T2-01" in page
    assert "un jardin" not in page
    assert page.count('class="box" role="img"') == 2, "a box beside each idea"
    assert page.count("C’est bien ce que nous avons dit.") == 2
    assert f"read-back {paris} --table 2 --favourites CODES --sign --paper" in page
    assert shell("read-back", paris, "--table", 2, "--paper").code == 2
    shell.ok("read-back", paris, "--table", 2, "--favourites", "T2-01", "--sign")
    assert shell.json("read-back", paris, "--table", 2, "--sign", "--paper")["signed_by"] == "table"
    (alone,) = shell.json("read-back", paris, "--print", "--table", 2, "--to", "html")["files"]
    ticked = Path(alone).read_text(encoding="utf-8")
    assert "★</span>" in ticked
    assert "✓</span>" in ticked
    shell.ok("plan", "add", paris, "phases", "kind=tables", "title=Suite", "minutes=30", "tables=2")
    (again,) = shell.json("read-back", paris, "--print", "--phase", "tables", "--to", "html", "--replace")["files"]
    assert f"read-back {paris} --phase tables --table 2" in Path(again).read_text(encoding="utf-8")
    assert alone != path
    assert "T1-02" not in Path(alone).read_text(encoding="utf-8")
