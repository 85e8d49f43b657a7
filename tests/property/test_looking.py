"""Whatever happened in a session and whatever was written: looking at it never falls, and tells the same each time."""

from __future__ import annotations

import copy
import random
from itertools import combinations

from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.domain.values.notes import NoteKind
from facilitate.workshop.audit.number_words import numbers, plain, value_of
from facilitate.workshop.audit.run import Severity, audit
from facilitate.workshop.audit.spelling import close, neighbours
from facilitate.workshop.history.trace import trace
from facilitate.workshop.report.figures import figures
from tests.property.test_escape import TEXTS
from tests.support.examples import examples
from tests.support.walk import act, names_for
from tests.support.workshops import PLAN, make_workshop

# Words of few letters are often a letter apart, and by more than one of their letters.
WORDS = st.text(alphabet="abé -’", min_size=1, max_size=7) | st.text(alphabet="ab", min_size=1, max_size=4)
TELLING = st.sampled_from(
    ["13 décembre 2021", "31 février", "plus de 50 idées", "« oui », dit Laurence Mari", "mardi 14/12/2021", "0 tables",
     "cent mille idées", "12 décembre 0000", "99/99/9999", "9999-12-31", "1 janvier", "29 février", "Mme Mari “non”"]
)  # fmt: skip


@settings(max_examples=examples(20), deadline=None)
@given(st.integers(0, 2**32), st.integers(10, 80))
def test_no_walk_through_a_session_makes_looking_at_it_fall(seed, length):
    chance = random.Random(seed)
    workshop = make_workshop()
    for _ in range(length):
        act(workshop, chance.choice(names_for("facilitator")), chance.randrange(2**32))
    session = workshop.session
    found = audit(session, "paris")
    assert found == audit(session, "paris")
    assert [each.severity for each in found] == sorted((each.severity for each in found), key=list(Severity).index)
    assert not {each.code for each in found} & {"sums", "reference-twice"}
    for idea in session.ideas.values():
        life = trace(workshop.timeline, idea)
        assert life.steps[0].changes == ()
        assert {step.act for step in life.steps} <= {event.gesture for event in workshop.timeline.events}
        texts = [change.after for step in life.steps for change in step.changes if change.what == "text"]
        assert (texts or [life.steps[0].words])[-1] == idea.text
    drawn = figures(session)
    assert sum(number for _at, number in drawn.times) == drawn.counts.received == len(session.ideas)
    assert drawn.proposals.ideas == drawn.counts.standing
    if drawn.phases:
        assert sum(each.ideas for each in drawn.phases) == drawn.counts.received


@settings(max_examples=examples(30), deadline=None)
@given(st.lists(TEXTS | TELLING, min_size=12, max_size=12), st.booleans())
def test_no_text_anywhere_makes_it_fall(texts, dated):
    plan = copy.deepcopy(PLAN)
    title, subtitle, organiser, partner, fact, name, role, question, axis, group, *others = texts
    plan |= {"title": title, "subtitle": subtitle, "organiser": organiser, "partners": [partner, organiser]}
    plan |= {"place": {"name": fact, "facts": [fact]}, "attendance": {"present": 1, "groups": [group]}}
    plan |= {"date": "2024-02-29"} if dated else {}
    plan["phases"][3]["speakers"] = [{"name": name, "role": role}, {"name": "Laurence Mari"}]
    plan["phases"][4]["question"] = question
    plan["phases"][2]["study"]["axes"][0]["question"] = axis
    workshop = make_workshop(plan=plan)
    for text in others:
        workshop.ideas.record(1, text)
        workshop.notes.take(NoteKind.FACT, text)
    workshop.notes.take(NoteKind.REMARK, texts[-1], about=workshop.session.plan.phases[3].speakers[0].key)
    for found in audit(workshop.session):
        assert str(found.where)
        assert str(found.why)
        assert str(found.todo)


@given(st.lists(WORDS, max_size=12))
def test_neighbours_are_exactly_the_pairs_one_letter_apart(words):
    every = {frozenset(pair) for pair in combinations(dict.fromkeys(words), 2) if close(*pair, 1)}
    assert len(list(neighbours(words))) == len(every)
    assert {frozenset(pair) for pair in neighbours(words)} == every


@given(TEXTS)
def test_a_plain_text_keeps_its_length_and_its_numbers_lie_within(text):
    assert len(plain(text)) == len(text)
    for number in numbers(plain(text)):
        assert 0 <= number.start < number.end <= len(text)
        assert number.value >= 0


ONES = ("", "un", "deux", "trois", "quatre", "cinq", "six", "sept", "huit", "neuf", "dix", "onze", "douze", "treize",
        "quatorze", "quinze", "seize", "dix-sept", "dix-huit", "dix-neuf")  # fmt: skip
TENS = ("", "", "vingt", "trente", "quarante", "cinquante", "soixante", "soixante", "quatre-vingt", "quatre-vingt")
ENGLISH = ("", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
           "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")  # fmt: skip
ENGLISH_TENS = ("", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")


def french(number):
    hundreds, below = divmod(number, 100)
    words = [] if not hundreds else ["cent"] if hundreds == 1 else [ONES[hundreds], "cent" if below else "cents"]
    if below < 20:
        return " ".join([*words, ONES[below]]).strip()
    tens, ones = divmod(below, 10)
    ones += 10 * (tens in (7, 9))
    between = " et " if ones in (1, 11) and tens < 8 else "-"
    end = "s" if below == 80 else f"{between}{ONES[ones]}" if ones else ""
    return " ".join([*words, TENS[tens] + end])


def english(number):
    hundreds, below = divmod(number, 100)
    tens, ones = divmod(below, 10)
    end = ENGLISH[below] if below < 20 else ENGLISH_TENS[tens] + (f"-{ENGLISH[ones]}" if ones else "")
    return " and ".join(part for part in (f"{ENGLISH[hundreds]} hundred" if hundreds else "", end) if part)


def test_every_number_below_a_thousand_is_read_in_both_languages():
    for number in range(1, 1000):
        assert value_of(french(number)) == number, french(number)
        assert value_of(english(number)) == number, english(number)
        for text in (french(number), english(number)):
            assert [each.value for each in numbers(f"({text} idées)")] == [number], text
