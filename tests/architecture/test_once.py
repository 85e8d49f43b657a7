"""What is one rule is written once: each of these stands in one file."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

import facilitate

ROOT = Path(facilitate.__file__).parent

# What is read once for several tests is read by one worker.
pytestmark = pytest.mark.xdist_group("shape")

HOMES = [
    ("the counts as a sentence", r"\{n\} ideas? collected\b(?!:)", "workshop/report/wording.py"),
    ("what is said of a write that failed", r"def not_written\b|Not saved: the disk", "files.py"),
    ("what is said of what cannot be read", r"\{file\} cannot be read: ", "domain/errors.py"),
    ("letters that Unicode does not take apart", '"œ": "oe", "æ"', "domain/text.py"),
    (
        "the names of files that people get",
        r"\"(compte-rendu|idees\.csv|cartes\.html|-interne|-anonyme)",
        "export/file_names.py",
    ),
    ("where a file is not TOML", r"except tomllib\.TOMLDecodeError", "domain/programme/toml_text.py"),
    ("the beginning of a text", r'\] \+ "…"$|\.rstrip\(\) \+ "…"', "domain/text.py"),
    ("a text on one line", r"splitlines\(\)\)|\" / \"\.join\(line", "domain/text.py"),
    ("control characters", r"\\x7f-\\x9f", "domain/text.py"),
]


@cache
def sources() -> dict[str, str]:
    return {path.relative_to(ROOT).as_posix(): path.read_text(encoding="utf-8") for path in sorted(ROOT.rglob("*.py"))}


@pytest.mark.parametrize(("rule", "written", "home"), HOMES)
def test_a_rule_is_written_in_one_file(rule: str, written: str, home: str):
    assert [name for name, source in sources().items() if re.search(written, source)] == [home], rule


def test_nobody_takes_hold_of_what_a_session_has_before_a_write_that_may_replace_it():
    """`session.people[recorder.record(…)[0].id]` looks at the people of before: Python reads them first."""
    early = re.compile(r"session\.\w+\[[^\]\n]*\brecord\w*\(")
    assert [name for name, source in sources().items() if early.search(source)] == []
