"""Whatever people typed, the compte rendu renders to exactly that; and whatever they did, it holds all of it."""

from __future__ import annotations

import copy
import re
from collections import Counter
from html.parser import HTMLParser

from hypothesis import given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from facilitate.domain.session import Session
from facilitate.domain.text import inlined
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.ideas import Status
from facilitate.domain.values.notes import NoteKind
from facilitate.export.markdown import render
from facilitate.i18n import Language
from facilitate.workshop.report.build import report
from facilitate.workshop.report.counts import counts
from facilitate.workshop.report.model import Report
from facilitate.workshop.report.phase_parts import PanelPart, PhaseNotes, StudyPart, TablesPart, VenuePart
from tests.property.test_escape import TEXTS
from tests.support import walk
from tests.support.examples import examples
from tests.support.workshops import PLAN, make_workshop

GFM = MarkdownIt("commonmark").enable(["table", "strikethrough"])
LANGUAGES = {code: Language(code) for code in ("fr", "en")}
IDEAS = st.lists(st.tuples(st.integers(1, 3), TEXTS, st.sampled_from(Status)), min_size=1, max_size=5)


class Reader(HTMLParser):
    """What a browser shows: headings, list items without their quiet second line, quotations; and every tag."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.tags: Counter[str] = Counter()
        self.items: list[str] = []
        self.headings: list[str] = []
        self.questions: list[str] = []
        self._into: list[str] | None = None
        self._fresh_line = False
        self.feed(html)
        self.close()

    def handle_starttag(self, tag, attrs):
        self.tags[tag] += 1
        target = {"li": self.items, "blockquote": self.questions}.get(tag)
        if re.fullmatch("h[1-6]", tag):
            target = self.headings
        if target is not None:
            target.append("")
            self._into = target
        elif tag == "br":
            self._say("\n")
            self._fresh_line = True
        elif tag == "em" and self._into is self.items:
            self._into = None

    def handle_endtag(self, tag):
        if tag in {"li", "blockquote"} or re.fullmatch("h[1-6]", tag):
            self._into = None

    def handle_data(self, data):
        # The renderer puts a line end of its own after each <br>.
        self._say(data.removeprefix("\n") if self._fresh_line else data)
        self._fresh_line = False

    def _say(self, text):
        if self._into is not None:
            self._into[-1] += text


def read(made: Report, code: str) -> Reader:
    return Reader(GFM.render(render(made, LANGUAGES[code])))


def shown_ideas(page: Reader) -> dict[str, str]:
    """The ideas in the appendix by reference; the line break before the quiet second line belongs to neither."""
    found = [re.fullmatch(r"(T\d+-\d+) — (.*)", item, re.DOTALL) for item in page.items]
    return {match[1]: match[2] for match in found if match}


def typed(session: Session) -> dict[str, str]:
    return {idea.ref: f"{idea.text}\n" for idea in session.ideas.values() if not idea.withdrawn}


@settings(max_examples=examples(25))
@given(ideas=IDEAS, wording=TEXTS, detail=TEXTS, code=st.sampled_from(sorted(LANGUAGES)))
def test_every_idea_reads_as_it_was_typed(ideas, wording, detail, code):
    workshop = make_workshop()
    for place, (table, text, status) in enumerate(ideas):
        workshop.ideas.record(table, text, status, "" if place % 2 else detail)
    refs = [idea.ref for idea in workshop.session.ideas.values()]
    if len(refs) > 2:
        workshop.proposals.merge(refs[:2], wording)
        workshop.proposals.file(refs[:1], "lieux")
        workshop.ideas.withdraw(refs[2])
    page = read(report(workshop.session), code)
    assert shown_ideas(page) == typed(workshop.session)
    standing = [idea for idea in workshop.session.ideas.values() if not idea.withdrawn]
    asked = 2 if standing else 1  # in brief, where there is a result, and where the tables are
    assert [text.strip("\n") for text in page.questions[asked:]] == [
        idea.detail.strip("\n") for idea in standing if idea.detail
    ]
    if len(refs) > 2:
        # In the typology and among what several tables said, after its number.
        assert f"1.1\u2002{wording}\n" in page.items


@settings(max_examples=examples(25))
@given(texts=st.lists(TEXTS, min_size=9, max_size=9))
def test_every_other_text_reads_as_it_was_typed_and_is_never_code(texts):
    title, subtitle, name, question, axis, category, fact, finding, remark = texts
    plan = copy.deepcopy(PLAN) | {"title": title, "subtitle": subtitle, "partners": [name, name], "organiser": name}
    plan["phases"][2]["study"] = {"title": name, "author": name, "axes": [{"key": "a", "question": axis}]}
    plan["phases"][3]["speakers"] = [{"key": "s", "name": name, "role": name}]
    plan["phases"][4]["question"] = question
    plan["categories"][0]["title"] = category
    workshop = make_workshop(plan=plan)
    workshop.notes.take(NoteKind.FACT, fact)
    workshop.notes.take(NoteKind.FINDING, finding, about="a")
    workshop.notes.take(NoteKind.REMARK, remark, about="s", quotable=True)
    workshop.notes.take(NoteKind.NOTE, remark, phase="welcome")
    workshop.ideas.record(1, "une idée")
    workshop.proposals.file(["T1-01"], "lieux")
    page = read(report(workshop.session), "fr")
    assert page.headings[0] == inlined(title)
    assert f"1. {inlined(category)}" in page.headings
    brief = [question, f"«\u00a0{remark}\u00a0» – {inlined(name)}"]
    assert [text.strip("\n") for text in page.questions] == [text.strip("\n") for text in (*brief, question)]
    assert fact in page.items
    assert finding in page.items
    assert f"«\u00a0{remark}\u00a0»" in page.items
    assert [item for item in page.items if item.startswith(axis)] != []
    assert set(page.tags) <= {
        *("h1", "h2", "h3", "p", "ul", "ol", "li", "strong", "em", "br", "hr", "blockquote"),
        *("table", "thead", "tbody", "tr", "th", "td"),
    }


@settings(max_examples=examples(25))
@given(
    acts=st.lists(
        st.tuples(st.sampled_from(walk.names_for("facilitator")), st.integers(0, 9999)), min_size=15, max_size=40
    )
)
def test_after_any_acts_everything_is_in_the_report_once(acts):
    workshop = make_workshop()
    for name, seed in acts:
        walk.act(workshop, name, seed)
    session = workshop.session
    made, number = report(session), counts(session)
    assert number.received == number.filed + number.unfiled + number.undecided + number.withdrawn
    assert number.received == sum(count.received for count in number.by_table)
    lines = Counter(line.ref for part in made.annex for line in part.ideas)
    assert lines == Counter(idea.ref for idea in session.ideas.values() if not idea.withdrawn)
    withdrawn = Counter(line.ref for line in report(session, internal=True).withdrawn)
    assert lines + withdrawn == Counter(idea.ref for idea in session.ideas.values())
    filed = [part for category in made.categories for part in category.proposals]
    refs = Counter(ref for part in (*filed, *made.unfiled, *made.undecided) for ref in part.refs)
    assert refs == Counter(idea.ref for idea in session.ideas.values() if not idea.withdrawn)
    assert len(filed) + len(made.unfiled) + len(made.undecided) == number.proposals
    assert sum(len(part.refs) for part in filed) == number.filed
    kinds = (PhaseNotes, VenuePart, StudyPart, PanelPart, TablesPart)
    noted = made.unquoted + sum(len(part.notes) for kind in kinds for part in made.of(kind))
    noted += sum(len(part.every_quote) for part in made.of(PanelPart))
    assert noted == sum(not note.withdrawn for note in session.notes.values())
    assert report(Timeline.of(workshop.timeline.events).session) == made
    assert shown_ideas(read(made, "fr")) == typed(session)
