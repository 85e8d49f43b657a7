from __future__ import annotations

from facilitate.cli.commands.demo import _shortened


def test_what_the_demo_does_is_cut_at_a_word_and_its_quotation_closed():
    category = "Instances et outils tierces entre l’ESS et travail social"
    told = f"T3-06 classée dans «\N{NO-BREAK SPACE}{category}\N{NO-BREAK SPACE}»"
    short = _shortened(told)
    assert short.endswith("…\N{NO-BREAK SPACE}»")
    assert len(short) <= 62
    assert _shortened("T3-06 filed under “Places”") == "T3-06 filed under “Places”"
