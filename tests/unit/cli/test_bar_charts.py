"""Bars fit where they are drawn, and show whatever is there."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from facilitate.cli.bar_charts import BarLine, _lengths, chart, cut, legend
from facilitate.cli.commands.stats import _times
from facilitate.cli.drawing import Drawing
from facilitate.cli.output import Output
from facilitate.i18n import Language
from facilitate.workshop.report.figures import figures
from tests.support.workshops import make_workshop


def drawing(monkeypatch, width):
    monkeypatch.setattr(Output, "width", lambda _self: width)
    return Drawing(Output(Language("fr")))


@given(st.lists(st.integers(0, 2000), min_size=1, max_size=5), st.integers(0, 5000), st.integers(8, 120))
def test_a_bar_fits_and_shows_whatever_is_there(parts, others, room):
    most = max(1, sum(parts), others)
    lengths = _lengths(parts, most, room)
    assert sum(lengths) <= room
    assert [length > 0 for length in lengths] == [part > 0 for part in parts]


def test_the_longest_bar_takes_the_room_there_is():
    assert _lengths([1000], 1000, 60) == [60]
    assert _lengths([10], 10, 65) == [60], "six cells for each"
    assert _lengths([0], 0, 60) == [0]
    assert _lengths([5000, 1], 5001, 8) == [7, 1]


@pytest.mark.parametrize(("width", "widest"), [(20, 36), (80, 80), (120, 120), (300, 120)])
def test_a_chart_is_no_wider_than_one_reads(monkeypatch, capsys, width, widest):
    lines = [
        BarLine("漢字 et un titre qui est bien trop long pour tenir dans une colonne", (1, 500, 3, 2), "506"),
        BarLine.of("b", 9, "9"),
    ]
    chart(drawing(monkeypatch, width), "Titre", lines)
    printed = capsys.readouterr().out.splitlines()
    assert max(map(len, printed)) <= widest
    assert printed[1].count("░") == 1 or width == 20
    assert printed[-1] == ""


def test_no_chart_of_nothing(monkeypatch, capsys):
    chart(drawing(monkeypatch, 80), "Titre", [])
    assert capsys.readouterr().out == ""


def test_the_legend_tells_what_is_shown_and_wraps(monkeypatch, capsys):
    names = ("à créer", "déjà existante", "déjà existante ou à créer, selon les idées", "retirée")
    legend(drawing(monkeypatch, 80), names, (True, False, False, True))
    assert capsys.readouterr().out == "██ à créer   ░░ retirée\n"
    legend(drawing(monkeypatch, 80), names, (True, True, True, True))
    first, second = capsys.readouterr().out.splitlines()
    assert (len(first) <= 80, second) == (True, "░░ retirée")


def test_a_name_is_cut_where_it_has_to_be(monkeypatch):
    made = drawing(monkeypatch, 80)
    assert [cut(name, 6, made) for name in ("court", "longueur", "漢字漢字漢字", "un deux")] == [
        "court", "longu…", "漢字…", "un de…",
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("hours", "title", "first"),
    [
        (0, "Idées au fil du temps, minute par minute", "13:00"),
        (15, "Idées au fil du temps, heure par heure", "13 déc. 2021 13:00"),
        (20, "Idées au fil du temps, toutes les 2\u00a0h", "13 déc. 2021 12:00"),
        (24 * 3, "Idées au fil du temps, toutes les 4\u00a0h", "13 déc. 2021 12:00"),
        (24 * 9, "Idées au fil du temps, toutes les 12\u00a0h", "13 déc. 2021 12:00"),
        (24 * 15, "Idées au fil du temps, jour par jour", "13 déc. 2021"),
        (24 * 60, "Idées au fil du temps, tous les 7 jours", "13 déc. 2021"),
    ],
)
def test_times_are_hours_of_a_day_or_days(hours, title, first):
    workshop = make_workshop()
    workshop.ideas.record(1, "la première")
    workshop.recorder.clock.advance(60 * hours)
    workshop.ideas.record(1, "la dernière")
    told, lines = _times(figures(workshop.session, lambda at: at), Language("fr"))
    assert (told, lines[0].name) == (title, first)
