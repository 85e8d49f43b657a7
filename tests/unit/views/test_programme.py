"""The programme as rows, and what was typed as values."""

from __future__ import annotations

import pytest

from facilitate.domain.programme.document import value_at
from facilitate.domain.values.notes import NoteKind
from facilitate.workshop.views.programme import ValueKind, programme_rows, standing_on, typed_value
from tests.support.workshops import PLAN, make_workshop

FULL = {
    **PLAN,
    "subtitle": "Sous-titre",
    "date": "2021-12-13",
    "starts_at": "14:00:00",
    "ends_at": "18:00:00",
    "organiser": "Les Autres",
    "partners": ["Un", "Deux"],
    "cycle": "Les Grandes",
    "language": "fr",
    "synonyms": ["TS = travailleur social", "ESS = économie sociale et solidaire"],
    "categories": [{"key": "lieux", "title": "Lieux", "keywords": ["café", "tiers-lieu"]}, *PLAN["categories"][1:]],
    "place": {"name": "CEDIAS", "city": "Paris", "address": "7e", "facts": ["Fondé en 1894"]},
    "attendance": {"expected": 60, "present": 58, "groups": ["TS", "ES"]},
}


def leaves(node, path=""):
    """Every value of a document, with its path; items of lists by their keys."""
    for name, value in node.items():
        where = f"{path}/{name}" if path else name
        if isinstance(value, dict):
            yield from leaves(value, where)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for item in value:
                yield from leaves(item, f"{where}/{item['key']}")
        elif name not in ("key", "kind"):
            yield where


def test_nothing_of_the_programme_is_left_out():
    session = make_workshop(plan=FULL).session
    assert set(leaves(session.document)) <= {row.path for row in programme_rows(session)}


def test_every_row_has_its_own_key_and_reads_what_the_document_holds():
    session = make_workshop(plan=FULL).session
    rows = programme_rows(session)
    assert len({row.key for row in rows}) == len(rows)
    for row in rows:
        if row.kind in (ValueKind.TEXT, ValueKind.WHOLE) and row.value:
            assert row.value == str(value_at(session.document, row.path))


def test_what_is_not_there_yet_can_be_added():
    session = make_workshop(plan={"title": "E", "phases": [{"kind": "panel", "title": "P"}]}).session
    waiting = {row.holder for row in programme_rows(session) if row.kind is ValueKind.NONE_YET}
    assert {path for path in waiting if not path.startswith("easy/")} == {
        "partners", "place/facts", "attendance/groups", "phases/panel/speakers", "categories", "synonyms",
        "closing_questions",
    }  # fmt: skip


def test_keywords_stand_under_their_category_in_one_row():
    rows = {row.path: row for row in programme_rows(make_workshop(plan=FULL).session)}
    row = rows["categories/lieux/keywords"]
    assert (row.value, row.item, row.holder, row.depth) == ("café, tiers-lieu", "categories/lieux", "categories", 1)
    assert typed_value(row.kind, row.value) == ["café", "tiers-lieu"]
    assert rows["categories/outils/keywords"].value == ""


@pytest.mark.parametrize(
    ("kind", "typed", "value"),
    [
        (ValueKind.WHOLE, " 12 ", 12), (ValueKind.WHOLE, "-3", -3), (ValueKind.WHOLE, "douze", "douze"),
        (ValueKind.WHOLE, "", None), (ValueKind.DATE, "13/12/2021", "2021-12-13"),
        (ValueKind.DATE, "2021-12-13", "2021-12-13"), (ValueKind.DATE, "3.1.2022", "2022-01-03"),
        (ValueKind.TIME, "14 h 05", "14:05:00"), (ValueKind.TIME, "9h", "09:00:00"),
        (ValueKind.TIME, "14:00", "14:00:00"),
        (ValueKind.WORDS, " café ;; tiers-lieu,l’été, ", ["café", "tiers-lieu", "l’été"]),
        (ValueKind.WORDS, " ", None),
        (ValueKind.TIME, "tantôt", "tantôt"), (ValueKind.LENGTH, "1h30", 90), (ValueKind.LENGTH, "-3", -3),
        (ValueKind.TEXT, " l’été ", "l’été"), (ValueKind.TEXT, " ", None),
    ],
)  # fmt: skip
def test_values_are_read_as_people_type_them(kind, typed, value):
    assert typed_value(kind, typed) == value


def test_what_stands_on_an_item_is_told():
    workshop = make_workshop()
    workshop.notes.take(NoteKind.FINDING, "Un frein", about="freins")
    workshop.notes.take(NoteKind.REMARK, "Osons", about="laurence-mari")
    workshop.ideas.record(1, "une")
    workshop.proposals.file(["T1-01"], "lieux")
    told = [
        standing_on(workshop.session, item)
        for item in ("phases/study", "phases/study/study/axes/freins", "phases/panel/speakers/laurence-mari")
    ]
    assert [message.params for message in told] == [{"count": 1}] * 3
    assert standing_on(workshop.session, "categories/lieux").params == {"count": 1}
    assert standing_on(workshop.session, "categories/outils") is None
    assert standing_on(workshop.session, "phases/welcome") is None
