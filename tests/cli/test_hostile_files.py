"""What a person's file may hold, and by whatever door it comes: one sentence, and nothing is made of it."""

from __future__ import annotations

import pytest

DIGITS = "9" * 5000
DEEP = 3000
VALUES = {
    "arrays": "[" * DEEP + "]" * DEEP,
    "tables": "{a=" * DEEP + "1" + "}" * DEEP,
    "decimal": DIGITS,
    "negative": "-" + DIGITS,
    "hexadecimal": "0x" + "f" * 5000,
    "float": DIGITS + ".0",
    "not a number": "nan",
    "long text": '"' + "x" * 100_000 + '"',
    "endless text": '"' + "x" * 3_000_000 + '"',
    "control": '"a\\u0000b"',
    "text never closed": '"""' + "[" * 5000,
    "list of lists": "[" + "[]," * 5000 + "]",
    "year 1": "0001-01-01",
    "year 9999": "9999-12-31",
    "no day": "2021-02-30",
}
PROGRAMME = 'title = "Essai"\n{line}\n[[phases]]\nkind = "tables"\ntitle = "Tables"\nminutes = 60\ntables = 2\n'
# Keys of every kind a programme has: text, date, list of texts, group, list of groups, whole number.
KEYS = ("date", "partners", "place", "attendance.expected", "phases", "unknown")
WHOLE = {
    "names within names": ".".join("a" * DEEP) + " = 1\n",
    "a table within tables": "[" + ".".join("a" * DEEP) + "]\nb = 1\n",
    "10,000 phases": PROGRAMME.format(line="") + '[[phases]]\ntitle = "x"\n' * 10_000,
    "10,000 categories": PROGRAMME.format(line="") + '[[categories]]\ntitle = "x"\n' * 10_000,
    "10,000 partners": PROGRAMME.format(line="partners = [" + '"x",' * 10_000 + "]"),
    "a tower of brackets": "[" * 100_000,
    "a tower of blanks": 'a = """\n[' + " " * 20_000 + '\n"""\n',
    "nothing": "",
    "only NUL": "\0" * 1000,
}
PROGRAMMES = {
    **{f"{key} = {name}": PROGRAMME.format(line=f"{key} = {value}") for key in KEYS for name, value in VALUES.items()},
    **WHOLE,
}
STYLE_KEYS = ("colours.ink", "fonts.text", "cover.logo", "cover.text", "sections.shown", "unknown")
STYLES = {
    **{f"{key} = {name}": f"{key} = {value}\n" for key in STYLE_KEYS for name, value in VALUES.items()},
    **{name: text for name, text in WHOLE.items() if name != "nothing"},
    "a logo with a NUL": '[cover]\nlogo = "a\\u0000.png"\n',
    "a logo that is a folder": '[cover]\nlogo = "../x.png/"\n',
}


def is_refused_in_one_sentence(done):
    assert done.code == 1, done.err
    said, *example = done.err.splitlines()
    assert said.endswith(((".", "…"), (":",))[bool(example)]), said  # `For example:`, and how it begins
    assert all("=" in line or line.startswith("[") for line in example), example
    assert "Unexpected error" not in done.err
    assert len(done.err) < 700
    assert done.out == ""


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in PROGRAMMES.items()])
def test_a_programme(shell, tmp_path, text):
    file = tmp_path / "programme.toml"
    file.write_text(text, encoding="utf-8")
    is_refused_in_one_sentence(shell("new", file))
    assert not (shell.home / "sessions").exists()


# By the other door the same reading is done: one key for each kind of value does.
AGAIN = {
    name: text for name, text in PROGRAMMES.items() if name in WHOLE or name.startswith(("partners", "attendance"))
}


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in AGAIN.items()])
def test_a_programme_in_the_place_of_another(shell, paris, folder, tmp_path, text):
    file = tmp_path / "programme.toml"
    file.write_text(text, encoding="utf-8")
    before = {path: path.read_bytes() for path in folder.glob("*.jsonl")}
    is_refused_in_one_sentence(shell("plan", "replace", paris, file))
    assert {path: path.read_bytes() for path in folder.glob("*.jsonl")} == before


@pytest.mark.parametrize("text", [pytest.param(text, id=name) for name, text in STYLES.items()])
def test_a_style(shell, paris, tmp_path, text):
    (tmp_path / "style.toml").write_text(text, encoding="utf-8")
    is_refused_in_one_sentence(shell("export", paris, "--style", tmp_path))
    assert not (shell.home / "exports").exists()


@pytest.mark.parametrize("words", [
    ["new", "a\0.toml"], ["new", "/dev/zero"], ["plan", "replace", "paris", "a\0.toml"], ["import", "paris", "a\0.csv"],
    ["new", "--like", "a\0"], ["export", "paris", "--style", "a\0"], ["export", "paris", "--out", "a\0"],
    ["style", "a\0"], ["show", "a\0"], ["list", "--home", "a\0"], ["where", "--home", "a\0"],
    ["new", "--title", "x", "--date", "0001-01-01"], ["new", "--title", "x", "--date", "9999-12-31"],
    ["suggest", "--ideas", "a\0.csv", "--categories", "a\0.toml"], ["collect", "paris", "a\0"],
], ids=lambda words: " ".join(words)[:60].replace("\0", "␀"))  # fmt: skip
def test_a_name_or_a_value_on_the_command_line(shell, paris, words):
    done = shell(*[paris if word == "paris" else word for word in words])
    assert done.code in (1, 2, 3), done
    assert "nforeseen" not in done.err
    assert done.err.strip()


@pytest.mark.parametrize(
    "row", [f"{DIGITS};idée", f"1;{'x' * 100_000}", "1;a\x1bb", f"T{DIGITS};idée"], ids=lambda row: row[:4]
)
def test_a_list_of_ideas(shell, paris, tmp_path, row):
    file = tmp_path / "ideas.csv"
    file.write_text(f"table;idee\n{row}\n", encoding="utf-8")
    done = shell("import", paris, file)
    assert done.code == 1
    assert "nforeseen" not in done.err + done.out
