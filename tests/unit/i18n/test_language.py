"""Language: sentences, plurals, dates, numbers, and how it is chosen."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest
from babel.messages.mofile import read_mo

from facilitate.domain.errors import Message, Refused
from facilitate.i18n import Language, ui_language
from facilitate.i18n.catalogue import COMPILED
from facilitate.i18n.mofile import Messages

NBSP, THIN = "\u00a0", "\u202f"
EMPTY = "Nothing to save: the text is empty."


@pytest.fixture
def fr() -> Language:
    return Language("fr")


@pytest.fixture
def en() -> Language:
    return Language("en")


def test_english_is_the_msgid_and_french_comes_from_the_catalogue(fr: Language, en: Language):
    assert en(EMPTY) == EMPTY
    assert fr(EMPTY) == f"Rien à enregistrer{NBSP}: le texte est vide."


def test_a_message_without_french_is_shown_in_english(fr: Language):
    assert fr("Nobody has translated {this}.", this="it") == "Nobody has translated it."


def test_a_sentence_that_is_quoted_quotes_with_inner_marks(fr: Language, en: Language):
    removed = Message("Removed from the programme: {path}", {"path": Message("“{item}”", {"item": "Welcome"})})
    assert en("Undone: “{what}”", what=removed) == "Undone: “Removed from the programme: ‘Welcome’”"
    said = fr("Undone: “{what}”", what=removed)
    assert said == f"Opération annulée{NBSP}: «{NBSP}Supprimé du programme{NBSP}: “Welcome”{NBSP}»"


def test_parameters_are_text_and_never_formats(en: Language):
    assert en("Here: {value}", value="{0} {value} %s") == "Here: {0} {value} %s"


def test_without_parameters_braces_stay(en: Language):
    assert en("Type {name} as it is") == "Type {name} as it is"


def test_any_name_may_be_a_parameter(en: Language):
    assert en("{self} {msgid} {n}", self=1, msgid=2, n=3) == "1 2 3"


def test_what_the_inner_layers_said_is_translated_inside_out(fr: Language):
    outer = Message("Line {line}: {reason}", {"line": 3, "reason": Message(EMPTY)})
    assert fr.message(outer).endswith("le texte est vide.")


@pytest.mark.parametrize(("n", "said"), [(0, "0 pears"), (1, "1 pear"), (2, "2 pears"), (12_345, "12,345 pears")])
def test_english_counts_zero_as_many(en: Language, n: int, said: str):
    assert en.plural("{n} pear", "{n} pears", n) == said


def test_the_number_shown_is_the_locale_s(fr: Language):
    assert fr.plural("{n} {what}", "{n} {what}", 12_345, what="x") == f"12{THIN}345 x"


def test_a_number_within_a_sentence_has_the_locale_s_decimal_sign(fr: Language, en: Language):
    assert (fr("{found}", found=3.5), en("{found}", found=3.5)) == ("3,5", "3.5")


def test_french_counts_zero_as_one(fr: Language):
    assert [fr.plural("{n} idea", "{n} ideas", n) for n in (0, 1, 2)] == ["0 idée", "1 idée", "2 idées"]


def test_each_message_of_the_catalogue_is_found_as_the_standard_library_finds_it():
    messages = Messages(COMPILED)
    with COMPILED.open("rb") as file:
        known = [entry for entry in read_mo(file) if entry.id]
    assert len(known) > 1_000
    for entry in known:
        first, said = (entry.id[0], entry.string) if entry.pluralizable else (entry.id, (entry.string,))
        assert messages.forms(first) == tuple(said)


@pytest.mark.parametrize("msgid", ["", "\x00", " ", "Abandoned", "zzz", "\U0010ffff", "\ud800"])
def test_what_no_catalogue_holds_is_shown_as_it_is(fr: Language, msgid: str):
    assert fr(msgid) == msgid


@pytest.mark.parametrize(
    ("day", "french", "english"),
    [
        (dt.date(2021, 12, 13), "lundi 13 décembre 2021", "Monday 13 December 2021"),
        (dt.date(2022, 5, 1), "dimanche 1er mai 2022", "Sunday 1 May 2022"),
        (dt.datetime(2022, 8, 31, 23, 59, tzinfo=dt.UTC), "mercredi 31 août 2022", "Wednesday 31 August 2022"),
    ],
)
def test_dates_in_full(fr: Language, en: Language, day: dt.date, french: str, english: str):
    assert (fr.date(day), en.date(day)) == (french, english)


def test_short_dates(fr: Language, en: Language):
    day = dt.date(2021, 12, 13)
    assert (fr.date_short(day), en.date_short(day)) == ("13 déc. 2021", "13 Dec 2021")
    assert fr.date_short(dt.date(2022, 5, 1)) == "1er mai 2022"


def test_hours_in_a_sentence_and_in_a_column(fr: Language, en: Language):
    hour = dt.time(9, 5)
    assert (fr.time(hour), en.time(hour)) == (f"9{NBSP}h{NBSP}05", "09:05")
    assert fr.time(dt.datetime(2021, 12, 13, 14, tzinfo=dt.UTC)) == f"14{NBSP}h"
    assert (fr.column_time(hour), en.column_time(hour)) == ("09:05", "09:05")
    trial = "Trial at {time}"
    assert (fr(trial, time=dt.time(18)), en(trial, time=hour)) == (f"Essai de 18{NBSP}h", "Trial at 09:05")


def test_a_day_in_a_column_is_as_wide_on_every_line(fr: Language, en: Language):
    day = dt.date(2021, 2, 3)
    assert (fr.column_date(day), en.column_date(day)) == ("03/02/2021", "2021-02-03")


@pytest.mark.parametrize(
    ("minutes", "french", "english"),
    [
        (0, "0 min", "0 min"), (45, "45 min", "45 min"), (60, "1 h", "1 h"), (65, "1 h 05", "1 h 5 min"),
        (75, "1 h 15", "1 h 15 min"), (-5, "−5 min", "−5 min"), (-61, "−1 h 01", "−1 h 1 min"),
    ],
)  # fmt: skip
def test_durations(fr: Language, en: Language, minutes: int, french: str, english: str):
    assert (fr.minutes(minutes), en.minutes(minutes)) == (french.replace(" ", NBSP), english.replace(" ", NBSP))


@pytest.mark.parametrize(
    ("seconds", "french", "english"),
    [(7, "7 s", "7 s"), (720, "12 min", "12 min"), (667, "11 min 07", "11 min 7 s"), (750, "12 min 30", "12 min 30 s")],
)
def test_durations_to_the_second(fr: Language, en: Language, seconds: int, french: str, english: str):
    assert (fr.seconds(seconds), en.seconds(seconds)) == (french.replace(" ", NBSP), english.replace(" ", NBSP))


@pytest.mark.parametrize(
    ("number", "french", "english"),
    [
        (0, "0", "0"),
        (999, "999", "999"),
        (-7, "−7", "−7"),
        (1_234, "1\u202f234", "1,234"),
        (-1_234, "−1\u202f234", "−1,234"),
        (3.5, "3,5", "3.5"),
    ],
)
def test_numbers(fr: Language, en: Language, number: float, french: str, english: str):
    assert (fr.number(number), en.number(number)) == (french, english)


@pytest.mark.parametrize(
    ("items", "french", "english"),
    [([], "", ""), (["a"], "a", "a"), (["a", "b"], "a et b", "a and b"), (["a", "b", "c"], "a, b et c", "a, b and c")],
)
def test_lists(fr: Language, en: Language, items: list[str], french: str, english: str):
    assert (fr.list(items), en.list(items)) == (french, english)


def test_quotes(fr: Language, en: Language):
    assert (fr.quoted("l’eau"), en.quoted("water")) == (f"«{NBSP}l’eau{NBSP}»", "“water”")


def test_an_unknown_language_is_refused_by_name():
    with pytest.raises(Refused, match="“de”"):
        Language("de")


@pytest.mark.parametrize(
    ("argv", "environ", "code"),
    [
        ([], {}, "en"),
        (["list", "--lang", "fr"], {"FACILITATE_LANG": "en"}, "fr"),
        (["--lang=fr", "list"], {}, "fr"),
        (["--lang=en", "list"], {"LANG": "fr_FR.UTF-8"}, "en"),
        (["--lang", "de"], {"LANG": "fr_FR.UTF-8"}, "fr"),
        (["--lang"], {"LANG": "fr_FR.UTF-8"}, "fr"),
        (["idea", "add", "--", "--lang", "fr"], {}, "en"),
        ([], {"FACILITATE_LANG": "fr", "LC_ALL": "en_GB.UTF-8"}, "fr"),
        ([], {"FACILITATE_LANG": "de", "LANG": "fr"}, "fr"),
        ([], {"LC_ALL": "C", "LANG": "fr_FR.UTF-8"}, "en"),
        ([], {"LC_ALL": "C.UTF-8", "LANG": "fr_FR.UTF-8"}, "en"),
        ([], {"LC_ALL": "", "LC_MESSAGES": "fr_CA.UTF-8", "LANG": "en_GB"}, "fr"),
        ([], {"LANG": "fr.UTF-8"}, "fr"),
        ([], {"LANG": "frr_DE.UTF-8"}, "en"),
    ],
)
def test_the_language_of_the_screen(argv: list[str], environ: dict[str, str], code: str):
    assert ui_language(argv, environ).code == code


def test_where_the_environment_tells_no_language_the_system_is_asked():
    asked = []

    def spoken():
        asked.append(1)
        return "fr-CA"

    assert ui_language([], {}, spoken).code == "fr"
    assert ui_language([], {"LC_ALL": "C"}, spoken).code == "en"
    assert ui_language(["--lang", "en"], {}, spoken).code == "en"
    assert ui_language([], {"FACILITATE_LANG": "en"}, spoken).code == "en"
    assert len(asked) == 1


def test_sentences_cost_no_babel():
    program = (
        "import sys; from facilitate.i18n import ui_language\n"
        "_ = ui_language(['--lang=fr'], {}); _.plural('{n} a', '{n} b', 12); _.minutes(75); _('x')\n"
        "sys.exit('babel' in sys.modules)"
    )
    assert subprocess.run([sys.executable, "-c", program], check=False).returncode == 0
