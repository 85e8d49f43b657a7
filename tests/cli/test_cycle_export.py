"""What a cycle gives besides its synthesis: one page, a poster, letters, and internal files."""

from __future__ import annotations

import csv
import json
import re
from dataclasses import replace
from io import BytesIO, StringIO
from pathlib import Path
from zipfile import ZipFile

import pytest
from jsonschema import Draft202012Validator

from facilitate.domain.values.cycle import LedgerAnswer
from facilitate.domain.values.duplicates import DuplicateAnswer
from facilitate.domain.values.proposals import Place
from facilitate.domain.values.votes import VoteRule
from facilitate.export import cycle_files as files
from facilitate.export.compose.cycle import compose_cycle, days_of
from facilitate.export.compose.cycle import figures as cycle_figures
from facilitate.export.compose.cycle_letters import compose_letters, compose_list
from facilitate.export.compose.cycle_matrix import beside
from facilitate.export.compose.document import DocumentTable, Heading
from facilitate.export.cycle_data import cycle_data
from facilitate.export.cycle_files import cycle_files
from facilitate.export.cycle_sheets import _picture
from facilitate.export.engine_faults import missing
from facilitate.export.markdown import write
from facilitate.export.style.style import DEFAULT
from facilitate.i18n import Language
from facilitate.tui.screens.cycle.matrix_lines import vote_lines
from facilitate.workshop.cycle.event_feedback import ReadFeedback, ReadQuestion
from facilitate.workshop.cycle.event_votes import ReadCandidate, ReadVote
from facilitate.workshop.cycle.reading_documents import as_document, from_document
from facilitate.workshop.cycle.synthesis import synthesis_of
from tests.support.cycles import NOBODY_KNOWN, a_cycle, a_proposal, a_statement, an_action, an_event, events_of

FRENCH, ENGLISH = Language("fr"), Language("en")
PARIS_CONTACT, LYON_CONTACT = "paris@exemple.example", "lyon@exemple.example"


@pytest.fixture(scope="module")
def synthesis():
    """Two events: one wants what the other has, both said the same, and one has a category of its own."""

    def made(**how):
        cycle = a_cycle()
        paris = an_event("Paris", [a_proposal(1, "Un café pour tous", "lieux", "existing"), a_proposal(2, "Un bus")])
        lyon = an_event(
            "*Lyon*",
            [a_proposal(1, "Un café partagé", "lieux"), a_proposal(2, "Des vélos", "mobilite")],
            [("lieux", "Lieux"), ("mobilite", "Mobilités")],
            date="2022-06-10",
        )
        events = events_of(contacted(paris, PARIS_CONTACT), contacted(lyon, LYON_CONTACT))
        cycle.cycle.add({event.session: event.name for event in events.readings})
        cycle.cycle.answer(events, ["paris/T1-01", "lyon/T1-01"], DuplicateAnswer.SAME)
        cycle.cycle.answer_wish(events, "lyon/T1-01", "paris/T1-01", LedgerAnswer.YES)
        return synthesis_of(cycle.session, events, **how)

    return made


def contacted(event, contact):
    return replace(event, contact=contact, organiser=f"Réseau de {event.city}")


def test_a_letter_names_both_wordings_and_what_both_published(synthesis):
    document = compose_letters(synthesis(), FRENCH, DEFAULT)
    assert "Rien n’a été envoyé" in document.notice
    assert [section.paged for section in document.sections] == [False, True]  # what there is, and one letter
    text = write(document, FRENCH)
    for words in ("Un café partagé", "Un café pour tous", PARIS_CONTACT, LYON_CONTACT):
        assert words in text
    assert text.count("Bonjour,") == 1
    for words in ("À …", ", le …", "Objet", "signature", "l’équipe qui a organisé la rencontre de \\*Lyon\\*"):
        assert words in text
    assert "Mises en relation pour" not in text


def test_the_list_of_each_territory_can_be_sent_alone_and_says_of_each_address_whose_it_is(synthesis):
    found = synthesis()
    paris, lyon = (write(compose_list(event, found, FRENCH, DEFAULT), FRENCH) for event in found.readings)
    assert ("Mises en relation pour Paris" in paris, "pour Paris" in lyon) == (True, False)
    assert f"Contact à \\*Lyon\\* : {LYON_CONTACT}" in paris.replace("\u00a0", " ")
    assert f"Contact à Paris : {PARIS_CONTACT}" in lyon.replace("\u00a0", " ")
    assert PARIS_CONTACT not in paris


def test_a_letter_is_sent_as_it_is_by_whoever_publishes_the_cycle(synthesis):
    found = replace(synthesis(), publisher=("Fédération", "contact@exemple.example"))
    letter = compose_letters(found, FRENCH, DEFAULT).sections[1]
    assert not any(isinstance(block, Heading) for block in letter.blocks)
    first, *others = ("".join(run.text for run in block.runs) for block in letter.blocks if hasattr(block, "runs"))
    assert first == "Fédération\ncontact@exemple.example"
    assert "Fédération" in others
    assert any("(réf. paris/T1-01)" in text for text in others)


@pytest.mark.parametrize("has_status", [True, False])
def test_a_letter_says_no_status_that_nobody_said(synthesis, has_status):
    found = synthesis()
    (pair,) = found.introductions
    wanted = replace(pair.wanted, proposal=replace(pair.wanted.proposal, has_status=has_status))
    text = write(
        compose_letters(replace(found, introductions=(replace(pair, wanted=wanted),)), FRENCH, DEFAULT), FRENCH
    )
    assert ("une idée a été notée, qui reste à créer" in text) is has_status
    assert ("sans préciser" in text) is not has_status
    silent = replace(found, introductions=(replace(pair, wanted=wanted),))
    for document in (compose_cycle(silent, FRENCH, DEFAULT), compose_list(found.readings[0], silent, FRENCH, DEFAULT)):
        assert ("souhaite :" in write(document, FRENCH).replace("\u00a0", " ")) is has_status


def test_without_names_nobody_is_to_be_written_to(synthesis):
    text = write(compose_letters(synthesis(redact=NOBODY_KNOWN), FRENCH, DEFAULT), FRENCH)
    assert "@" not in text
    assert "Réseau" not in text
    assert text.count("adresse non indiquée") == 2


def test_what_a_city_is_called_is_no_code_in_any_text(synthesis):
    for document in (compose_letters(synthesis(), FRENCH, DEFAULT), compose_cycle(synthesis(), FRENCH, DEFAULT)):
        assert "*Lyon*" not in write(document, FRENCH).replace("\\*Lyon\\*", "")


def test_no_letter_is_refused_in_a_sentence(shell, three):
    name = shell.ok("cycle", "new", "Un cycle", "--like", three).lines[0]
    shell.ok("cycle", "add", name, three)
    refused = shell("cycle", "export", name, "--to", "letters")
    assert refused.code != 0
    assert "No letter created" in refused.err


def test_letters_of_an_earlier_export_that_are_true_no_more_go_or_are_told(shell, three):
    lyon = shell.ok("new", "--title", "Rencontre", "--place", "Halle, Lyon", "--typology", "none").lines[0]
    shell.ok("idea", "add", lyon, "--table", 1, "A fair")
    name = shell.ok("cycle", "new", "Un cycle", "--like", three).lines[0]
    shell.ok("cycle", "add", name, three, lyon)
    pair = (f"{lyon}/T1-01", f"{three}/T2-01")
    shell.ok("cycle", "wish", name, *pair, "--answer", "yes")
    folder = Path(shell.json("cycle", "export", name, "--to", "letters")["files"][0]).parent
    shell.ok("cycle", "export", name, "--to", "letters", "--anonymise")
    changed, own = folder / "mises-en-relation-lyon.docx", folder / "mises-en-relation.txt"
    for path in (changed, own):
        path.write_bytes(b"by hand")
    before = {path.name for path in folder.iterdir()}
    assert {"mises-en-relation-lyon.pdf", "mises-en-relation-lyon-anonyme.pdf", "courriers.pdf"} <= before
    assert shell.json("cycle", "export", name, "--to", "letters")["removed"] == []
    shell.ok("cycle", "wish", name, *pair, "--answer", "no")
    told = " ".join(shell.json("cycle", "export", name, "--to", "all")["notices"])
    now = {path.name for path in folder.iterdir()}
    old = {each for each in before if "anonyme" not in each} - {changed.name, own.name}
    assert not old & now
    assert all(each in told for each in old)
    assert f"kept: “{changed.name}”" in told
    assert {each for each in before if "anonyme" in each} <= now


def test_page_poster_and_letters_are_made_and_the_same_each_time(synthesis):
    formats = ("summary", "infographic", "letters")
    made = dict(cycle_files(synthesis(), ENGLISH, DEFAULT, formats))
    assert list(made) == ["one-page.pdf", "one-page.png", "infographic-a3.pdf", "infographic-a3.svg",
                          "infographic-a3.png", "letters.pdf", "letters.docx", "introductions-paris.pdf",
                          "introductions-paris.docx", "introductions-lyon.pdf", "introductions-lyon.docx"]  # fmt: skip
    # Behind the cover, what there is, and the letter, which begins a page.
    word = ZipFile(BytesIO(made["letters.docx"])).read("word/document.xml")
    assert word.count(b"<w:sectPr") == 3
    letter = word.decode().rpartition("<w:sectPr")[0].rpartition("<w:sectPr")[2]
    assert "<w:numPr>" not in letter, "whom a letter goes to is no list"
    poster = made["infographic-a3.svg"].decode()
    for words in ("Mobilités (only in *Lyon*)", "Des vélos (*Lyon*)", "Un café pour tous (Paris, *Lyon*)"):
        assert words in poster
    again = dict(cycle_files(synthesis(), ENGLISH, DEFAULT, ("infographic",)))
    assert again["infographic-a3.pdf"] == made["infographic-a3.pdf"]


def test_internal_files_have_what_events_took_back_and_nothing_of_it_is_kept(shell, three):
    shell.ok("idea", "add", three, "--table", 3, "A night bus", "A tramm")
    shell.ok("idea", "edit", three, "T3-02", "A tram")
    shell.ok("idea", "withdraw", three, "T3-01")
    name = shell.ok("cycle", "new", "Un cycle", "--like", three).lines[0]
    shell.ok("cycle", "add", name, three)
    texts = [
        Path(each).read_text(encoding="utf-8")
        for each in shell.json("cycle", "export", name, "--to", "md,csv,json")["files"]
    ]
    assert not any("night bus" in text or "tramm" in text for text in texts)
    files = shell.json("cycle", "export", name, "--to", "md,csv,json", "--internal")["files"]
    assert all("-interne." in each for each in files)
    texts = [Path(each).read_text(encoding="utf-8") for each in files]
    assert all("night bus" in text and "tramm" in text for text in texts)
    assert "Interne\u00a0: ne pas diffuser" in texts[0]
    rows = [line for line in texts[1].splitlines() if line]
    assert all(FRENCH("not to be passed on") in line for line in rows[1:])
    assert json.loads(texts[2])["internal"] is True
    kept = (shell.home / "cycles" / name).rglob("*")
    assert not any(
        b"night bus" in path.read_bytes() or b"tramm" in path.read_bytes() for path in kept if path.is_file()
    )


def decidim_rows(found):
    ((name, text),) = cycle_files(found, FRENCH, DEFAULT, ["decidim"])
    assert name == "decidim.csv"
    assert text.startswith("id;title/fr;body/fr;category/id;taxonomies/ids;scope/id;meeting\r\n")
    return {row["id"]: row for row in csv.DictReader(StringIO(text), delimiter=";")}


def test_decidim_has_the_ids_of_the_categories_and_the_meeting_of_each_proposal():
    cycle = a_cycle()
    paris = an_event("Paris", [a_proposal(1, "Un café pour tous", "lieux"), a_proposal(2, "=HYPERLINK(1)")])
    lyon = an_event("Lyon", [a_proposal(1, "Un café", "lieux"), a_proposal(2, "Un bus", "bus")], date="2022-06-10")
    lyon = replace(lyon, notice="Brouillon", categories=(lyon.categories[0], replace_ids(lyon, "bus", 7)))
    events = events_of(paris, lyon)
    cycle.cycle.add({event.session: event.name for event in events.readings})
    cycle.cycle.answer(events, ["paris/T1-01", "lyon/T1-01"], DuplicateAnswer.SAME)
    cycle.programme.set("categories/lieux/taxonomies", [12, 15])
    rows = decidim_rows(synthesis_of(cycle.session, events))
    assert {key: row["taxonomies/ids"] for key, row in rows.items()} == {
        "paris/T1-01": "12, 15", "paris/T1-02": "", "lyon/T1-01": "12, 15", "lyon/T1-02": "7",
    }  # fmt: skip
    assert rows["lyon/T1-01"]["meeting"] == "Lyon (10 juin 2022)"
    assert "Lieux" in rows["lyon/T1-01"]["body/fr"]
    last = rows["lyon/T1-01"]["body/fr"].rpartition("\n\n")[2].splitlines()
    assert last[1:] == ["Lyon (10 juin 2022)", "Dite aussi dans\u00a0: paris/T1-01", "Brouillon"]
    assert rows["paris/T1-02"]["title/fr"] == "'=HYPERLINK(1)"


def replace_ids(event, key, number):
    return replace(event.categories[0], key=key, title=key, taxonomies=(number,))


def test_the_data_is_as_its_schema_says_and_the_schema_knows_nothing_else(synthesis):
    schema = json.loads(Path(files.__file__).with_name("cycle.schema.json").read_text(encoding="utf-8"))
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(schema)
    for found in (synthesis(), synthesis(redact=NOBODY_KNOWN), synthesis(unpublished=())):
        data = cycle_data(found, FRENCH)
        assert [error.message for error in validator.iter_errors(data)] == []
        places = [(each["ideas"], sum(cell["ideas"] or 0 for cell in each["events"])) for each in data["categories"]]
        assert all(one == other for one, other in places)
        assert list(validator.iter_errors({**data, "more": 1}))
        assert list(validator.iter_errors({**data, "events": [{**data["events"][0], "vote": 3}]}))


def test_what_became_of_actions_stands_in_the_synthesis_and_names_only_where_it_is_not_anonymous():
    named = replace(
        an_action(1), text="Camille ouvre", plain="La personne ouvre", owner="Camille", plain_owner="Pilote 1"
    )
    opened = replace(a_statement("Paris", 1, "done", "2022-05-10T09:00+00:00", "Camille a ouvert"),
                   plain="La personne a ouvert", by="Camille", plain_by="Personne 1")  # fmt: skip
    paris = replace(an_event("Paris", date="2021-12-13"), actions=(named, an_action(2)))
    events = events_of(paris, replace(an_event("Lyon"), statements=(opened,)))
    schema = json.loads(Path(files.__file__).with_name("cycle.schema.json").read_text(encoding="utf-8"))
    texts = {}
    for anonymous in (False, True):
        found = synthesis_of(a_cycle().session, events, redact=NOBODY_KNOWN if anonymous else None)
        data = cycle_data(found, FRENCH)
        assert [error.message for error in Draft202012Validator(schema).iter_errors(data)] == []
        assert [(each["ref"], each["answer"]) for each in data["actions"]] == [
            ("paris/T1-01", "done"), ("paris/T1-02", None),
        ]  # fmt: skip
        texts[anonymous] = write(compose_cycle(found, FRENCH, DEFAULT), FRENCH) + json.dumps(data, ensure_ascii=False)
    plain = texts[False].replace("\u00a0", " ")
    assert "paris/T1-01 · faite · Camille" in plain
    assert "Lyon, 10 mai 2022 : faite, « Camille a ouvert » (Camille)" in plain
    assert "paris/T1-02 · engagée · sans pilote · rien n’en a été dit" in plain
    assert "Camille" not in texts[True]
    assert "La personne a ouvert" in texts[True]
    silent = synthesis_of(a_cycle().session, events_of(paris))
    written = write(compose_cycle(silent, FRENCH, DEFAULT), FRENCH).replace("\u00a0", " ")
    assert "paris/T1-01 · engagée · Camille · rien n’en a été dit" in written


def test_the_poster_adds_up_and_says_what_each_number_counts_and_of_whom_a_question_is():
    lyon = an_event("Lyon", [a_proposal(1, "Un café", "lieux"), a_proposal(2, "Un bus", "bus")], [
        ("lieux", "Lieux"), ("bus", "Bus"),
    ])  # fmt: skip
    paris = an_event("Paris", [a_proposal(1, "Un café partagé"), a_proposal(2, "Un bus", "lieux")], date="2022-06-10")
    sent = replace(an_event("Lille", [a_proposal(1, "Un four")]), question="", reported=True, reported_on="2022-07-01")
    cycle, events = a_cycle(), events_of(lyon, paris, sent)
    cycle.cycle.add({event.session: event.name for event in events.readings})
    for number in (1, 2):
        refs = [f"lyon/T1-0{number}", f"paris/T1-0{number}"]
        cycle.cycle.answer(events, refs, DuplicateAnswer.SAME)
    found = synthesis_of(cycle.session, events, today="2022-06-11")
    poster = _picture(found, ENGLISH)
    shown = {each["label"]: each["number"] for each in poster["figures"]}
    assert shown["different proposals"] == str(sum(int(card["number"]) for card in poster["cards"])) == "3"
    assert poster["question"].startswith("Lyon and Paris: ")
    assert poster["cards"][0]["ideas"].startswith("ideas: ")
    assert "counts once" in poster["foot"][-1]["label"]
    text = write(compose_cycle(found, ENGLISH, DEFAULT), ENGLISH)
    assert "Each event noted" not in text
    assert "come from the files that were sent" in text


@pytest.mark.parametrize(
    ("today", "ideas", "began", "status"),
    [
        ("2022-05-10", 1, True, "under way"),
        ("2022-05-10", 1, False, "ideas noted, agenda not started"),
        ("2022-05-10", 0, False, "not started yet"),
        ("2022-05-11", 1, True, "held on 10 May 2022"),
        ("2022-05-11", 0, False, "no idea noted"),
    ],
)
def test_an_event_is_under_way_once_it_has_begun_and_until_its_day_is_over(today, ideas, began, status):
    lyon = replace(an_event("Lyon", [a_proposal(each) for each in range(1, ideas + 1)]), over=False, began=began)
    text = write(
        compose_cycle(synthesis_of(a_cycle().session, events_of(lyon), today=today), ENGLISH, DEFAULT), ENGLISH
    )
    assert f"with the tool, {status}" in text


@pytest.mark.parametrize(
    ("language", "events", "figures", "days", "legend"),
    [
        (ENGLISH, 1, [("1", "event"), ("1", "to come"), ("1", "idea")], "10 May 2022", "or is still to come"),
        (FRENCH, 2, [("1", "rencontre"), ("2", "à venir"), ("1", "idée")], "10 mai 2022", "ou est encore à venir"),
    ],
)
def test_an_event_still_to_be_held_is_counted_apart_and_asked_nothing(language, events, figures, days, legend):
    lyon = an_event("Lyon", [a_proposal(1, category="lieux")])
    others = [
        replace(an_event(city, date=f"2022-12-1{place}"), over=False)
        for place, city in enumerate(("Lille", "Metz")[:events])
    ]
    found = synthesis_of(a_cycle().session, events_of(lyon, *others), today="2022-06-01")
    assert list(cycle_figures(found, language))[:3] == figures
    assert days_of(found, language).endswith(days)
    text = write(compose_cycle(found, language, DEFAULT), language)
    assert legend in text
    received = re.search(r"^\| (?:Ideas received|Idées recueillies) .*$", text, re.MULTILINE)
    assert received
    assert received[0].replace(" ", "").split("|")[2:-1] == ["1", *["–"] * events, "1"]
    assert [column.total for column in found.matrix.columns] == [1, *[0] * events]
    assert [each["to_come"] for each in cycle_data(found, language)["events"]] == [False, *[True] * events]


def test_what_nobody_may_read_an_event_without_stands_in_every_file_of_the_cycle(synthesis):
    found = synthesis()
    embargo = replace(found.readings[0], notice="Sous embargo jusqu’à lundi", plain_notice="Sous embargo")
    cycle, events = a_cycle(), events_of(embargo, found.readings[1])
    made = dict(cycle_files(synthesis_of(cycle.session, events), FRENCH, DEFAULT, ("md", "html", "csv", "json")))
    made |= dict(cycle_files(synthesis_of(cycle.session, events), FRENCH, DEFAULT, ("decidim",)))
    assert [name for name, text in made.items() if "Sous embargo jusqu’à lundi" not in text] == []
    poster = dict(cycle_files(synthesis_of(cycle.session, events), FRENCH, DEFAULT, ("infographic",)))
    assert "Sous embargo" in poster["infographie-a3.svg"].decode()
    hidden = dict(cycle_files(synthesis_of(cycle.session, events, redact=NOBODY_KNOWN), FRENCH, DEFAULT, ("md",)))
    assert all("Sous embargo." not in text and "lundi" not in text for text in hidden.values())


def test_no_two_columns_of_the_sheet_have_one_name(synthesis):
    for language in (FRENCH, ENGLISH):
        ((_name, text),) = cycle_files(synthesis(), language, DEFAULT, ["csv"])
        heads = text.partition("\r\n")[0].removeprefix("\ufeff").split(";")
        assert len(set(heads)) == len(heads)


def test_what_can_be_made_is_written_where_an_engine_is_missing(shell, three, monkeypatch):
    def absent(*_words, **_more):
        raise missing("PDF", "typst")

    monkeypatch.setitem(files._DOCUMENTS, "pdf", absent)
    monkeypatch.setattr(files, "_SHEETS", {})
    name = shell.ok("cycle", "new", "Un cycle", "--like", three).lines[0]
    shell.ok("cycle", "add", name, three)
    assert shell("cycle", "export", name, "--to", "pdf").code != 0
    assert not (shell.home / "exports" / name).exists()
    monkeypatch.setattr(files, "FORMATS", ("md", "pdf", "csv"))
    done = shell.ok("cycle", "export", name, "--to", "all")
    assert [Path(line).name for line in done.lines] == ["synthese.md", "synthese.csv"]
    assert "PDF" in done.err


def test_a_cycle_speaks_the_language_of_its_first_event_unless_somebody_chose_one(shell, three):
    def language(name):
        (file,) = shell.json("cycle", "export", name)["files"]
        return Path(file).name

    name = shell.ok("cycle", "new", "Un cycle").lines[0]
    assert "language of its first event" in shell.ok("cycle", "add", name, three).err
    assert language(name) == "synthese.md"
    shell.ok("cycle", "edit", name, "--language", "en", "--title", "One cycle")
    assert language(name) == "synthesis.md"
    assert shell.json("cycle", "list")[0]["title"] == "One cycle"
    chosen = shell.ok("cycle", "new", "Chosen", "--language", "en").lines[0]
    shell.ok("cycle", "add", chosen, three)
    assert language(chosen) == "synthesis.md"
    assert shell("cycle", "edit", chosen).code != 0


def test_each_wording_of_what_recurs_is_kept_with_where_it_was_said():
    from pypdf import PdfReader

    from facilitate.export.pdf import pdf

    cycle = a_cycle()
    events = events_of(
        an_event("Paris", [a_proposal(1, "Un café partagé", "lieux")]),
        an_event("Lyon", [a_proposal(1, "un café partagé", "lieux")], date="2022-06-10"),
        an_event("Lille", [a_proposal(1, "Une cantine de quartier", "lieux")], date="2022-07-10"),
    )
    cycle.cycle.add({event.session: event.name for event in events.readings})
    cycle.cycle.answer(events, ["paris/T1-01", "lyon/T1-01", "lille/T1-01"], DuplicateAnswer.SAME)
    document = compose_cycle(synthesis_of(cycle.session, events), FRENCH, DEFAULT)
    text = write(document, FRENCH)
    assert "- Un café partagé\\\n  *paris/T1-01, lyon/T1-01*\n  - Une cantine de quartier\\\n    *lille/T1-01*" in text
    printed = " ".join(page.extract_text() for page in PdfReader(BytesIO(pdf(document, DEFAULT, FRENCH))).pages)
    assert "Une cantine de quartier lille/T1-01" in " ".join(printed.split())


def test_many_events_have_a_row_each_with_few_told_from_none_and_none_from_not_asked():
    cycle = a_cycle()
    cities = ("Aix", "Brest", "Caen", "Dijon", "Évry", "Fréjus", "Gap")
    read = [an_event(city, [a_proposal(1, category="lieux", ideas=n)]) for n, city in enumerate(cities, 1)]
    events = events_of(*read, an_event("Nice", [a_proposal(1)], categories=[("lieux", "Lieux")]))
    text = write(compose_cycle(synthesis_of(cycle.session, events), FRENCH, DEFAULT), FRENCH)
    rows = [[cell.strip() for cell in line.strip("|").split("|")] for line in text.splitlines() if line.startswith("|")]
    assert ["Brest", "*2*", "0", "–", "0", "2"] in rows
    assert ["Caen", "3", "0", "–", "0", "3"] in rows
    assert ["Nice", "0", "–", "–", "1", "1"] in rows
    assert "29 idées recueillies = 28 dans les items du cycle + 1 non classée." in text


def test_what_the_room_chose_stands_with_the_event_that_voted_and_nothing_with_the_others():
    cycle = a_cycle()
    paris = an_event("Paris", [a_proposal(1, "Un café", "lieux"), a_proposal(2, "Un bus", "lieux")])
    cafe, bus = ((each.ideas, "lieux", Place.FILED) for each in paris.proposals)
    vote = ReadVote(
        VoteRule.APPROVE, 5, 3, 42, 90, True,
        (
            ReadCandidate(*cafe, 30, False), ReadCandidate(*bus, 30, True),
            ReadCandidate((), "", Place.UNFILED, 20, False),
        ),
    )  # fmt: skip
    voted = replace(paris, vote=vote, kept=(paris.proposals[1].ideas[0],))
    assert from_document(as_document(voted)) == replace(voted, proposals=())
    events = events_of(voted, an_event("Lyon", [a_proposal(1, "Une halle", "lieux")], date="2022-06-10"))
    found = synthesis_of(cycle.session, events)
    assert [each["vote"] for each in cycle_data(found, FRENCH)["events"]] == [
        {
            "rule": "approve", "most": 5, "cap": None, "ballots": 42, "present": 90, "indicative": True,
            "categories": [
                {"category": "lieux", "candidates": 2, "kept": 1, "share": 0.75},
                {"category": None, "candidates": 1, "kept": 0, "share": 0.25},
            ],
            "kept": ["T1-02"],
        },
        None,
    ]  # fmt: skip
    text = write(compose_cycle(found, FRENCH, DEFAULT), FRENCH)
    assert "*paris/T1-02 · retenue par le vote*" in text
    assert text.count("retenue par le vote") == 1
    coverage = [line for line in text.splitlines() if line.startswith(("| Paris", "| Lyon")) and "logiciel" in line]
    assert ["42 bulletins, indicatif" in line for line in coverage] == [True, False]
    assert "aucun" in coverage[1]
    assert re.search(r"Lieux +\| +75\s% · ✓ 1 \|", text)
    assert "Lyon" not in text.partition("choisi")[2].partition("✓")[0], "no column for whoever did not vote"
    assert "ne s’additionnent pas" in text
    screen = vote_lines(events, found.matrix.rows, found.votes, Language("en")).plain.splitlines()
    assert screen[1:] == ["Paris  42 of 90, indicative   1 75% · ✓ 1   In no category 25%"]


def test_closing_questions_of_events_stand_side_by_side_and_are_not_added():
    cycle = a_cycle()
    asked = [("Entendu\u202f?", (0, 1, 2, 27), 2, 1), ("Et après\u202f?", ())]
    paris, lyon = (
        replace(
            an_event(city, [a_proposal(1, "Un café", "lieux")], date=day),
            feedback=ReadFeedback(33, present, tuple(ReadQuestion(*each) for each in questions)),
        )
        for city, day, present, questions in (("Paris", "2021-12-13", 60, asked), ("Lyon", "2022-06-10", 0, asked[:1]))
    )
    assert from_document(as_document(paris)) == replace(paris, proposals=())
    asked_once = ReadFeedback(33, 0, (ReadQuestion("Entendu\u202f?", (0, 1, 2, 27), None, None),))
    lille = replace(an_event("Lille", [], date="2022-07-01"), feedback=asked_once)
    found = synthesis_of(cycle.session, events_of(paris, lyon, lille, an_event("Nice", [], date="2022-08-01")))
    data = [each["feedback"] for each in cycle_data(found, FRENCH)["events"]]
    assert data[0] == {
        "answers": 33, "present": 60,
        "questions": [
            {"question": "Entendu\u202f?", "counts": [0, 1, 2, 27], "blank": 2, "hidden": 1},
            {"question": "Et après\u202f?", "counts": None, "blank": None, "hidden": None},
        ],
    }  # fmt: skip
    assert data[2]["questions"][0] == {
        "question": "Entendu\u202f?", "counts": [0, 1, 2, 27], "blank": None, "hidden": None,
    }  # fmt: skip
    assert data[3] is None
    text = " ".join(write(compose_cycle(found, FRENCH, DEFAULT), FRENCH).replace(":", "").replace("-", "").split())
    assert "| Paris | 0 | 1 | 2 | 27 | 2 | 1 | 33 sur 60 | | Lyon | 0 | 1 | 2 | 27 | 2 | 1 | 33 |" in text
    assert "| Lille | 0 | 1 | 2 | 27 | ? | ? | 33 |" in text
    assert "inconnu, la dernière lecture est celle d’une version antérieure" in text
    assert "| Paris | – | – | – | – | – | 33 sur 60 |" in text


def test_a_vote_is_read_once_it_is_closed(shell, three):
    cycle = shell.ok("cycle", "new", "Un cycle", "--like", three).lines[0]
    shell.ok("cycle", "add", cycle, three)
    assert [each["ballots"] for each in shell.json("cycle", "show", cycle)["events"]] == [None]
    shell.ok("vote", "open", three)
    assert [each["ballots"] for each in shell.json("cycle", "show", cycle)["events"]] == [None]
    shell.ok("vote", "ballot", three, "A", "--paper")
    assert [each["vote"] for each in shell.json("cycle", "show", cycle)["events"]] == [None]
    shell.ok("vote", "close", three)
    (event,) = shell.json("cycle", "show", cycle)["events"]
    assert (event["ballots"], sum(each["share"] for each in event["vote"]["categories"])) == (1, 1)
    assert "paris  1 of 60, indicative  100%" in shell.ok("cycle", "show", cycle).out


def with_votes(found, ballots):
    vote = ReadVote(VoteRule.DOTS, 5, 3, ballots, 0, None, ())
    events = events_of(*(replace(each, vote=vote) for each in found.readings))
    return replace(found, events=events)


@pytest.mark.parametrize(
    ("form", "part", "table", "column"),
    [
        ("docx", "word/document.xml", r"<w:tblGrid>.*?</w:tblGrid>", r"<w:gridCol\b"),
        ("odt", "content.xml", r"<table:table .*?</table:table>", r"<table:table-column\b"),
    ],
)
def test_tables_of_office_files_have_every_column_of_the_document(synthesis, form, part, table, column):
    found = with_votes(synthesis(), 12)
    (made,) = dict(cycle_files(found, FRENCH, DEFAULT, (form,))).values()
    text = ZipFile(BytesIO(made)).read(part).decode()
    sections = compose_cycle(found, FRENCH, DEFAULT).sections
    tables = [block for section in sections for block in section.blocks if isinstance(block, DocumentTable)]
    assert [len(re.findall(column, each)) for each in re.findall(table, text, re.DOTALL)] == [
        len(each.head) for each in tables
    ]
    assert "lyon/T1-01" not in text.replace(" ", "")  # no line ends within a reference


def test_what_an_event_has_no_category_for_is_not_said_to_be_none(synthesis):
    rows = dict(beside(synthesis(), FRENCH))
    assert rows["Items d’une seule rencontre"] == [None, 1]
    assert "| Items d’une seule rencontre | – | 1 | 1 |" in " ".join(
        write(compose_cycle(synthesis(), FRENCH, DEFAULT), FRENCH).split()
    )


def test_columns_in_which_no_event_has_anything_are_left_out(synthesis):
    text = write(compose_cycle(synthesis(), FRENCH, DEFAULT), FRENCH)
    head = next(line for line in text.splitlines() if line.startswith("| Rencontre"))
    assert [each.strip() for each in head.strip("|").split("|")] == [
        "Rencontre", "Source", "Personnes présentes", "Idées",
    ]  # fmt: skip
    assert "Ce qui manque" in text
    assert "- Paris\u00a0: " in text.partition("Ce qui manque")[2]


def test_what_recurs_says_where_it_exists_and_where_it_is_to_be_created(synthesis):
    text = write(compose_cycle(synthesis(), FRENCH, DEFAULT), FRENCH)
    (line,) = (line for line in text.splitlines() if "paris/T1-01, lyon/T1-01 ·" in line)
    assert ("existante (Paris)" in line, "à créer (\\*Lyon\\*)" in line) == (True, True)


def test_what_is_emphasised_begins_and_ends_with_a_letter(synthesis):
    text = write(compose_cycle(synthesis(), FRENCH, DEFAULT), FRENCH)
    assert "\\*Lyon\\* *· 10 juin 2022* |" in text
    assert "\\\n  *paris/T1-01*\n" in text
    assert "**\n" not in write(compose_letters(synthesis(), FRENCH, DEFAULT), FRENCH)[-9:]


NAMES = (
    "Fatou Diallo",
    "Karim Benali",
    "Zoé Morvan",
    "Ngozi Adeyemi",
)  # a guest, an owner, who reports, a guest at home


@pytest.fixture
def known_elsewhere(shell, three, tmp_path):
    """A cycle in whose Paris three people are named whom Lyon and a reported event know, and one guest of its own."""
    lyon = shell.ok("new", "--title", "Day in Lyon", "--place", "Mairie, Lyon", "--tables", 2).lines[0]
    shell.ok("idea", "add", lyon, "--table", 1, "A market")
    shell.ok("people", "add", lyon, NAMES[0])
    shell.ok("people", "add", three, NAMES[3])
    shell.ok("roadmap", "set", lyon, "T1-01", "--owner", NAMES[1])
    shell.ok("idea", "add", three, "--table", 1, f"As {NAMES[0]} does, with Mr Benali and {NAMES[2]}; ask Mrs Adeyemi")
    shell.ok("idea", "add", three, "--table", 1, f"FATOU DIALLO’s table and {NAMES[1]}’s", "--status", "existing")
    shell.ok("category", "add", three, f"The list of {NAMES[0]}")
    shell.ok("plan", "set", three, "publication/notice", f"Ask {NAMES[2]}")
    cycle = shell.ok("cycle", "new", f"As {NAMES[0]} says", "--like", three).lines[0]
    shell.ok("cycle", "add", cycle, three, lyon)
    style = shell.home / "style"
    style.mkdir()
    style.joinpath("style.toml").write_text(f'[cover]\ntext = "Thanks to {NAMES[1]}"\n', encoding="utf-8")
    sent = tmp_path / "sent.txt"
    sent.write_text(f"- A bus that {NAMES[1]} drives\n- A forum\n", encoding="utf-8")
    shell.ok("cycle", "report", cycle, sent, "--event", "Day in Toulouse", "--by", NAMES[2], "--agreed")
    return cycle, lyon


def test_without_names_nobody_is_named_whom_any_event_knows(shell, known_elsewhere):
    cycle, lyon = known_elsewhere
    options = ("--to", "md,html,csv,json,decidim,docx,infographic", "--replace")
    words = ("diallo", "benali", "morvan", "adeyemi")

    def told(*more):
        found = shell.json("cycle", "export", cycle, *options, *more)
        texts = {Path(each).name: text_of(Path(each)) for each in found["files"] if not each.endswith(("pdf", "png"))}
        return {name: [word for word in words if word in text] for name, text in texts.items()}, found["notices"]

    assert all(told()[0].values())
    for internal in ((), ("--internal",)):
        left, notices = told("--anonymise", *internal)
        assert not any(left.values()), left
        assert not any("Not here today" in each for each in notices)
    (shell.home / "sessions" / lyon).rename(shell.home / "elsewhere")
    left, notices = told("--anonymise")
    assert any("Not here today" in each for each in notices), "who is known only there cannot be found"
    assert "benali" in str(left)
    assert "morvan" not in str(left)


def test_whom_the_files_of_an_event_leave_out_the_synthesis_leaves_out_and_says_so(shell, three):
    shell.ok("people", "add", three, NAMES[0])
    shell.ok("plan", "set", three, "publication/contact", f"{NAMES[0]}, fatou@exemple.example")
    cycle = shell.ok("cycle", "new", "Cycle", "--like", three).lines[0]
    other = shell.ok("new", "--title", "Day in Lyon", "--place", "Mairie, Lyon", "--tables", 2).lines[0]
    shell.ok("idea", "add", other, "--table", 1, f"Ask {NAMES[0]}")
    shell.ok("cycle", "add", cycle, three, other)
    shell.ok("cycle", "wish", cycle, "lyon/T1-01", "paris/T2-02", "--answer", "yes")

    def synthesis():
        found = shell.json("cycle", "export", cycle, "--to", "md", "--replace")
        return Path(found["files"][0]).read_text(encoding="utf-8"), " ".join(found["notices"])

    text, told = synthesis()
    assert "fatou@" not in text
    assert "is left out" in told
    assert f"“{NAMES[0]}” (lyon/T1-01)" in told
    shell.ok("people", "edit", three, NAMES[0], "--nameable")
    text, told = synthesis()
    assert ("fatou@" in text, told) == (True, "")


def text_of(path):
    if path.suffix == ".docx":
        return re.sub("<[^>]+>", "", ZipFile(path).read("word/document.xml").decode()).lower()
    return path.read_text(encoding="utf-8").lower()
