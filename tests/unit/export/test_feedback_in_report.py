"""The closing questions in the report, on one page and as data: counts by step, and nothing that few answered."""

from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

import facilitate
from facilitate.export.compose.build import compose
from facilitate.export.compose.feedback import feedback_sheet
from facilitate.export.json_report import report_json
from facilitate.export.markdown import write
from facilitate.export.one_page import words
from facilitate.export.style.style import DEFAULT
from facilitate.export.workbook import workbook
from facilitate.i18n import Language
from facilitate.workshop.privacy.anonymous_report import anonymous_report
from facilitate.workshop.privacy.people import Redactor, people_of
from facilitate.workshop.report.build import report
from facilitate.workshop.report.feedback import FeedbackPart, steps_words
from tests.support.feedback import QUESTIONS, asked

SCHEMA = json.loads((Path(facilitate.__file__).parent / "export/report.schema.json").read_text(encoding="utf-8"))


def test_nothing_of_open_questions_is_published():
    made = report(asked({"44": 9}).session)
    assert "feedback" not in json.loads(report_json(made))
    for code in ("fr", "en"):
        assert not any(question in write(compose(made, Language(code)), Language(code)) for question in QUESTIONS)


@pytest.mark.parametrize(
    ("code", "turnout", "excess", "few"),
    [
        ("en", "9 people answered (9 on paper).", "3 more answers than people", "fewer than 5 answers: too few"),
        ("fr", "9 réponses (9 sur papier).", "3 réponses de plus que de personnes", "moins de 5 réponses"),
    ],
)
def test_closed_questions_are_published_with_their_counts_and_what_does_not_add_up(code, turnout, excess, few):
    workshop = asked({"4-": 6, "23": 3})
    workshop.feedback.close(present=6)
    made, _ = report(workshop.session), Language(code)
    text = write(compose(made, _), _).replace("\u202f", " ").replace("\xa0", " ")
    assert all(words in text for words in (turnout, excess, few))
    assert "| 0 | 3 | 0 | 6 | 0 |" in " ".join(text.split()).replace(": ", "")
    data = json.loads(report_json(made))
    jsonschema.validate(data, SCHEMA)
    assert [each["counts"] for each in data["feedback"]["questions"]] == [[0, 3, 0, 6], None]
    page = words(made, _)
    assert [each["what"] for each in page["feedback"]] == list(QUESTIONS)
    redact = Redactor(people_of(workshop.timeline, _.message), _.message)
    hidden = json.loads(report_json(anonymous_report(workshop.session, redact)))
    assert hidden["feedback"] == data["feedback"]


def test_a_purge_and_an_anonymous_report_keep_the_counts_and_no_name():
    workshop = asked({"44": 6}, questions=["Ada Lovelace a-t-elle répondu\u202f?", "Et après\u202f?"])
    workshop.programme.add("phases/panel/speakers", {"name": "Ada Lovelace", "role": "autrice"})
    workshop.feedback.close(present=6)
    redact = Redactor(people_of(workshop.timeline, str), str)
    (part,) = (each for each in anonymous_report(workshop.session, redact).parts if isinstance(each, FeedbackPart))
    assert [line.steps for line in part.lines] == [(0, 0, 0, 6)] * 2
    assert "Lovelace" not in str(part)
    title, rows = feedback_sheet(report(workshop.session), Language("fr"))
    assert (title, rows[1]) == ("Questions de fin", ("Ada Lovelace a-t-elle répondu\u202f?", "0", "0", "0", "6", "0"))


def test_each_sum_closes_to_all_who_answered_and_few_are_not_told_of():
    workshop = asked({"44": 6, "-3": 1})
    workshop.feedback.close(present=12)
    workshop.feedback.open()
    for typed in ("11", "1-", "1-", "1-", "1-"):
        workshop.feedback.answer(typed)
    workshop.feedback.close(present=12)
    made, _ = report(workshop.session), Language("fr")
    (part,) = made.of(FeedbackPart)
    assert [(sum(line.steps), line.blank, line.hidden) for line in part.lines] == [(11, 1, 0), (7, 0, 5)]
    assert all(sum(line.steps) + line.blank + line.hidden == part.answers for line in part.lines)
    assert [steps_words(line, _).split(" · ")[-1] for line in part.lines] == [
        "sans réponse\xa0: 1", "non affichées\xa0: 5"]  # fmt: skip
    _title, (head, *rows) = feedback_sheet(made, _)
    assert (head[-2:], [row[-2:] for row in rows]) == (("Sans réponse", "Non affichées"), [("1", "0"), ("0", "5")])
    data = json.loads(report_json(made))
    jsonschema.validate(data, SCHEMA)
    assert [(each["blank"], each["hidden"]) for each in data["feedback"]["questions"]] == [(1, 0), (0, 5)]
    workshop = asked({"4-": 6, "23": 3})
    workshop.feedback.close(present=9)
    _whole, few = json.loads(report_json(report(workshop.session)))["feedback"]["questions"]
    assert (few["blank"], few["hidden"]) == (None, None), "how few answered it is told no more than what they said"
    assert workbook(report(workshop.session), _, DEFAULT)
