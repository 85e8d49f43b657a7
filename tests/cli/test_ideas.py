from datetime import datetime

import pytest

from facilitate.cli.output import Output

HOSTILE = [
    "[bold]x[/bold]", "fin [/foo]", "[x] fait", "voir [lien](http://x)", "<script>alert(1)</script>", "`a` | b # c",
    "1. un", "- tiret dedans", "{named} {0} %s %(x)s",
    "l’art \u00a0: « oui »\u202f!", "👩\u200d👩\u200d👧 famille", "🙂",
    "שלום עולם", "漢字かな交じり文", "e\u0301te\u0301", "\\n \\x1b[31m", "=1+1", "x" * 9_998, "$(id) `id` ;rm", "a\nb",
]  # fmt: skip
REFUSED = ["\x1b[31mred", "a\x00b", "a\u202eb", "\ud800", "\x9b31m", "a\ufeffb", "x" * 10_001, "", "   ", "\u200b"]


def test_add_prints_the_references(shell, paris):
    assert shell.ok("idea", "add", paris, "--table", 3, "one", "two").lines == ["T3-01", "T3-02"]
    assert shell.ok("idea", "add", paris, "--table", "3", "three").lines == ["T3-03"]


def test_add_from_stdin_takes_one_a_line(shell, paris):
    text = "première\r\n\r\n  deuxième  \ntroisième".encode()
    assert shell.ok("idea", "add", paris, "--table", 4, "-", stdin=text).lines == ["T4-01", "T4-02", "T4-03"]
    assert [idea["text"] for idea in shell.json("idea", "list", paris)] == ["première", "deuxième", "troisième"]


def test_a_latin_1_byte_on_stdin_is_read(shell, paris):
    shell.ok("idea", "add", paris, "--table", 1, "-", stdin="caf\xe9".encode("latin-1"))
    assert shell.json("idea", "list", paris)[0]["text"] == "café"


def test_one_bad_line_of_stdin_keeps_all_of_them_out_and_is_named(shell, paris):
    done = shell("idea", "add", paris, "--table", 1, "-", stdin=b"good\n\nb\x1bad\n")
    assert done.code == 1
    assert "Line 3" in done.err
    assert shell.json("idea", "list", paris) == []


def test_nothing_on_stdin_is_refused(shell, paris):
    assert shell("idea", "add", paris, "--table", 1, "-").code == 1


def test_list_filters(shell, three):
    def refs(*words):
        return [line.split()[0] for line in shell.ok("idea", "list", three, *words).lines]

    shell.ok("proposal", "file", three, "T2-01", "--under", "1")
    shell.ok("proposal", "undecided", three, "T2-02")
    assert refs() == ["T1-01", "T2-01", "T2-02"]
    assert refs("--table", 2) == ["T2-01", "T2-02"]
    assert refs("--status", "existing") == ["T2-01", "T2-02"]
    assert refs("--status", "à créer") == ["T1-01"]
    assert refs("--place", "filed") == ["T2-01"]
    assert refs("--place", "indécise") == refs("--place", "en suspens") == ["T2-02"]
    assert refs("--place", "unfiled") == ["T1-01"]
    assert refs("--category", "lieux-de-rencontre") == ["T2-01"]
    assert refs("--category", "1") == refs("--category", "Lieux de rencontre")
    assert refs("--search", "CAFE") == ["T2-01"]
    shell.ok("idea", "withdraw", three, "T1-01")
    assert refs("--place", "withdrawn") == ["T1-01"]
    assert refs("--search", "nowhere") == []


def test_list_shows_reference_status_place_and_words(shell, three):
    assert shell.ok("idea", "list", three, "--table", 1).lines == [
        "T1-01  to be created  unfiled  Open the places we have"
    ]


@pytest.mark.parametrize("words", [("--status", "maybe"), ("--place", "somewhere")])
def test_list_refuses_what_it_does_not_know(shell, three, words):
    assert shell("idea", "list", three, *words).code == 2


def test_an_unknown_category_is_refused_with_those_there_are(shell, three):
    done = shell("idea", "list", three, "--category", "nowhere")
    assert done.code == 1
    assert "1. Lieux de rencontre, 2. " in done.err


def test_edit_withdraw_restore(shell, three):
    assert "new text: Open all places" in shell.ok("idea", "edit", three, "t1-1", "Open all places").out
    shell.ok("idea", "edit", three, "T1-01", "--status", "existing")
    idea = shell.json("idea", "list", three, "--table", 1)[0]
    assert (idea["text"], idea["status"], idea["edited"]) == ("Open all places", "existing", True)
    assert shell.json("idea", "withdraw", three, "T1-01", "T2-01")[1]["place"] == "withdrawn"
    assert shell("idea", "withdraw", three, "T1-01").code == 1
    assert "T1-01 is back in the list." in shell.ok("idea", "restore", three, "T1-01").out
    assert shell("idea", "restore", three, "T1-01").code == 1


def test_a_detail_is_added_found_corrected_and_taken_away(shell, three):
    shell.ok("idea", "add", three, "--table", 3, "Un jardin", "--detail", "Derrière la mairie,\nprès du lavoir.")
    (idea,) = shell.json("idea", "list", three, "--search", "LAVOIR")
    assert (idea["ref"], idea["detail"]) == ("T3-01", "Derrière la mairie,\nprès du lavoir.")
    shell.ok("idea", "edit", three, "T3-01", "Un potager")
    out = shell.ok("idea", "edit", three, "T3-01", "--detail", "Sur le toit.").out
    assert out == "T3-01 edited: Un potager\nDetails: Sur le toit.\n"
    assert "Without details." in shell.ok("idea", "edit", three, "T3-01", "--detail", "").out
    assert [idea["detail"] for idea in shell.json("idea", "list", three)] == ["", "", "", ""]


def test_one_detail_is_not_given_to_several_ideas(shell, three):
    done = shell("idea", "add", three, "--table", 3, "un", "deux", "--detail", "x")
    assert (done.code, "2 were given" in done.err) == (2, True)
    assert len(shell.json("idea", "list", three)) == 3


def test_edit_wants_something_to_change(shell, three):
    assert shell("idea", "edit", three, "T1-01").code == 2


def test_a_table_only_touches_its_own_ideas(shell, three):
    done = shell("idea", "withdraw", three, "T1-01", "--table", 2)
    assert done.code == 1
    assert "belongs to table 1" in done.err
    shell.ok("idea", "withdraw", three, "T2-01", "--table", 2)


@pytest.mark.parametrize("table", [0, 7, -1])
def test_a_table_that_does_not_exist_is_refused(shell, paris, table):
    done = shell("idea", "add", paris, "--table", table, "x")
    assert done.code == 1
    assert "tables 1 to 6" in done.err


def test_an_unknown_reference_is_refused(shell, three):
    assert "T9-99" in shell("idea", "edit", three, "T9-99", "x").err


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_texts_come_out_as_they_went_in(shell, paris, text):
    import unicodedata

    kept = unicodedata.normalize("NFC", text)
    ref = shell.ok("idea", "add", paris, "--table", 1, "--", text).lines[0]
    shell.ok("proposal", "reword", paris, ref, "--", text + " !")
    shell.ok("plan", "set", paris, "subtitle", "--", text)
    assert shell.json("idea", "list", paris)[0]["text"] == kept
    assert shell.json("proposal", "list", paris)[0]["wording"] == kept + " !"
    assert shell.json("show", paris)["programme"]["subtitle"] == kept
    flat = kept.replace("\n", " ")
    assert shell.ok("idea", "list", paris).out == f"{ref}  to be created  unfiled  {flat}\n"
    assert f"{flat} !\n" in shell.ok("proposal", "list", paris).out
    assert f"\n{flat}\n" in shell.ok("show", paris).out


@pytest.mark.parametrize("text", REFUSED, ids=ascii)
def test_texts_that_cannot_be_kept_are_refused_with_a_reason(shell, paris, text):
    done = shell("idea", "add", paris, "--table", 1, "--", "fine", text)
    assert done.code == 1
    assert len(done.err) > 20
    assert "\x1b" not in done.err
    assert shell.json("idea", "list", paris) == []


def test_a_name_with_escapes_is_said_without_acting_on_the_terminal(shell, paris):
    done = shell("show", "\x1b[2Jx\u202e\x9b")
    assert done.code == 1
    assert "\\u001b[2Jx\\u202e\\u009b" in done.err


def test_the_history_has_days_as_its_reader_writes_them(shell, three):
    day = datetime.fromisoformat(shell.json("history", three)[0]["at"]).astimezone()
    assert f"{day:%d/%m/%Y %H:%M:%S}" in shell.ok("history", three, "--lang", "fr").out
    assert f"{day:%Y-%m-%d %H:%M:%S}" in shell.ok("history", three).out


def test_where_nobody_wrote_anything_there_are_no_ideas_yet(shell, paris):
    assert shell.ok("idea", "list", paris).err.strip() == "No ideas yet."
    assert shell.json("idea", "list", paris) == []


def test_who_looks_on_reads_a_sentence_and_a_script_the_reference(shell, paris, monkeypatch):
    assert shell.ok("idea", "add", paris, "Un jardin", "--table", 1).lines == ["T1-01"]
    monkeypatch.setattr(Output, "width", lambda _self: 80)
    assert shell.ok("idea", "add", paris, "Un four", "--table", 1).lines == ["T1-02 recorded: Un four"]
    assert "is now called" in shell.ok("session", "rename", paris, "Autre nom").out
