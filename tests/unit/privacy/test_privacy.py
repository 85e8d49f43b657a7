"""Nobody is named where nobody is to be named: in a text, in a report, in any file of any format."""

from __future__ import annotations

import copy
import io
import re
import shutil
import subprocess
import zipfile
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader

from facilitate.domain.values.notes import NoteKind
from facilitate.export.formats import FORMATS, made
from facilitate.export.publish import Publisher, PublishOptions
from facilitate.export.style.logos import bare_logo
from facilitate.i18n import Language
from facilitate.workshop.cases.pictures import PhotoWords
from facilitate.workshop.privacy.anonymous_report import anonymous_report
from facilitate.workshop.privacy.people import Person, Redactor, leaks, people_of
from facilitate.workshop.privacy.purge import removal
from facilitate.workshop.report.build import report
from facilitate.workshop.report.phase_parts import PanelPart, Quote
from tests.support.examples import examples
from tests.support.pdf_words import text_of
from tests.support.published import paris
from tests.support.workshops import PLAN, FakePhotos, make_workshop

FR = Language("fr")
PEOPLE = (
    Person("Marie-Jo Bernardot", "représentante du collectif"),
    Person("Jonathan Jérémiasz", "fondateur d’une association"),
    Person("Participante 07", "porteuse 1", whole=True),
    Person("aïcha N’Diaye", "éducatrice"),
    Person("Lœtitia Œdipe", "juriste"),
    Person("Li Wu", "maire"),
    Person("Jean Van des Forges", "directeur"),
    Person("李明华", "traducteur"),
    Person("Alex Un", "premier"),
    Person("Alex Deux", "seconde"),
)


@pytest.fixture
def redact():
    return Redactor(PEOPLE, FR.message)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Marie-Jo Bernardot l’a dit", "[Représentante du collectif] l’a dit"),
        ("avec MARIE JO  BERNARDOT", "avec [représentante du collectif]"),
        ("avec marie\u2011jo bernardot.", "avec [représentante du collectif]."),
        ("avec Bernardot, Marie-Jo", "avec [représentante du collectif]"),
        ("avec M. Bernardot et M.-J. Bernardot", "avec [représentante du collectif] et [représentante du collectif]"),
        ("avec Mme Bernardot, puis Marie-Jo", "avec [représentante du collectif], puis [représentante du collectif]"),
        (
            "voir marie_jo/bernardot, #MarieJoBernardot",
            "voir [représentante du collectif], #[représentante du collectif]",
        ),
        ("avec Ber\u00adnardot ou Ber-\n  nardot", "avec [représentante du collectif] ou [représentante du collectif]"),
        ("Il est venu. Bernardot aussi", "Il est venu. [Représentante du collectif] aussi"),
        ("Jonathan Jeremiasz et jérémiasz", "[Fondateur d’une association] et jérémiasz"),
        ("Je\u0301re\u0301miasz", "[Fondateur d’une association]"),
        ("Participante 07 porte", "[Porteuse 1] porte"),
        ("la participante 070", "la participante 070"),
        ("Petite Aïcha ou d’Aïcha n’Diaye", "Petite [éducatrice] ou d’[éducatrice]"),
        ("d’N’Diaye, de Loetitia, qu’Œdipe", "d’[éducatrice], de [juriste], que [juriste]"),
        ("Li Wu ou li-wu, liwu, l’i wu, M. Wu, Wu", "[Maire] ou [maire], liwu, l’i wu, [maire], Wu"),
        ("Des van, Les Forges", "Des van, Les [directeur]"),
        ("avec 李明华", "avec [traducteur]"),
        ("Mme Van des Forges et M. Des Forges", "[Directeur] et [directeur]"),
        ("Lœtitia Œdipe, juriste, et la juriste Œdipe", "[Juriste], et la juriste"),
        ("Li Wu (maire), puis Li Wu (M. Wu), le maire Li Wu (maire)", "[Maire], puis [maire], le maire"),
        ("Alex l’a dit", "[nom] l’a dit"),
        ("alex.un@exemple.fr, Alex Un <alex.deux@exemple.fr>", "[adresse], [premier] <[adresse]>"),
        ("Participante 08 reste, les participantes aussi", "Participante 08 reste, les participantes aussi"),
        ("un marieur, Bernardotte", "un marieur, Bernardotte"),
        ("écrire à m.b@exemple.fr ou au 06 12 34 56 78", "écrire à [adresse] ou au [numéro de téléphone]"),
        ("le 13/12/2021 à 14 h 00, 57 idées", "le 13/12/2021 à 14 h 00, 57 idées"),
    ],
)
def test_names_go_however_they_are_written_and_nothing_else(redact, text, expected):
    assert redact(text) == expected
    assert leaks(PEOPLE, redact(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Marie-Jo Ber-\nnardot",
        "MARIE JO BERNARDOT",
        "mariejobernardot",
        "Je\u0301re\u0301miasz",
        "Participante\u00a007",
    ],
)
def test_a_leak_is_found_however_it_is_set(text):
    assert len(leaks(PEOPLE, text)) == 1


@pytest.mark.parametrize("text", ["marie", "une participante", "collectif", ""])
def test_what_is_no_leak_is_none(text):
    assert leaks(PEOPLE, text) == []


def named_workshop():
    """A session that names its people everywhere it can."""
    plan = copy.deepcopy(PLAN)
    plan["title"] = "Rencontre avec Camille Exemple"
    plan["organiser"] = "Les amis de Camille Exemple"
    plan["partners"] = ["Fondation Exemple"]
    plan["phases"][2]["study"] |= {
        "author": "Dominique Essai",
        "author_role": "ethnologue",
        "title": "L’enquête d’Essai",
    }
    plan["phases"][3]["speakers"] = [
        {"name": "Camille Exemple", "role": "directrice", "organisation": "CCAS"},
        {"name": "Sacha Modèle"},
    ]
    plan["categories"][0]["title"] = "Les lieux de Camille"
    workshop = make_workshop(plan=plan)
    speaker = workshop.session.plan.phases[3].speakers[0].key
    workshop.ideas.record(1, "Demander à Camille Exemple, c.exemple@exemple.fr")
    workshop.ideas.record(2, "Inviter mme MODÈLE")
    workshop.ideas.edit("T2-01", "Inviter Sacha")
    workshop.ideas.record(3, "retirée par Dominique Essai")
    workshop.ideas.withdraw("T3-01")
    workshop.proposals.merge(["T1-01", "T2-01"], "Inviter Camille et Sacha")
    workshop.proposals.file(["T1-01"], "lieux")
    workshop.notes.take(NoteKind.FACT, "Fondé par Dominique Essai")
    workshop.notes.take(NoteKind.REMARK, "Nous devons oser", about=speaker, quotable=True)
    workshop.notes.take(NoteKind.REMARK, "Secret de panel", about=speaker)
    workshop.roadmap.set("T1-01", owner="Participante 07", next_step="Appeler Camille Exemple", due="2022-03-31")
    workshop.roadmap.note("T1-01", "Sacha Modèle a dit oui à la Participante 07")
    return workshop


@pytest.mark.parametrize("anonymise", [False, True])
def test_what_is_quoted_without_a_name_is_published_without_it(tmp_path, anonymise):
    workshop = named_workshop()
    remark = "Camille dit : moi, Camille Exemple, j’écoute Sacha (06 12 34 56 78)"
    workshop.notes.take(NoteKind.REMARK, remark, about="camille-exemple", quotable=True, unnamed=True)
    options = PublishOptions(("md",), anonymise=anonymise)
    made = Publisher(tmp_path, lambda slug: tmp_path / slug).publication(
        workshop.timeline, options, workshop.log.photos
    )
    (panel,) = (part for part in made.report.parts if isinstance(part, PanelPart))
    without = "[…] dit : moi, […], j’écoute Sacha (06 12 34 56 78)"
    roles = "[Directrice] dit : moi, [directrice], j’écoute [personne 2 de la table ronde] ([numéro de téléphone])"
    assert [quote.text for quote in panel.remarks] == [roles if anonymise else without]
    assert [quote.text for each in panel.speakers for quote in each.quotes] == ["Nous devons oser"]


def test_everybody_any_act_named_is_known():
    workshop = named_workshop()
    workshop.programme.set("phases/panel/speakers/sacha-modele/name", "Alex Nouveau")
    found = {person.name: person.role for person in people_of(workshop.timeline, FR.message)}
    assert found == {
        "Camille Exemple": "directrice",
        "Sacha Modèle": "personne 2 de la table ronde",
        "Dominique Essai": "ethnologue",
        "Participante 07": "pilote 1",
        "Alex Nouveau": "personne 2 de la table ronde",
    }, "whoever was called otherwise before is one person"


GOES, STAYS, READ_AGAIN = "a role replaces it", "it stays", "it stays, and the message names it"
NOBODY = "Dominique Inconnu"


IN_THE_PROGRAMME = {
    **{kind: {"publication": {kind: f"Merci à {NOBODY}"}} for kind in ("contact", "thanks", "cite")},
    **{kind: {"organiser": NOBODY} for kind in ("organiser", "owner who organises", "partner who organises")},
    "partner of the programme": {"partners": [NOBODY]},
}
IN_A_PHASE = {
    "author of the study": (2, {"study": {"author": NOBODY, "axes": []}}),
    "speaker": (3, {"speakers": [{"name": NOBODY, "role": "directrice"}]}),
    "speaker’s organisation": (3, {"speakers": [{"name": "Camille Exemple", "organisation": NOBODY}]}),
    "table host": (4, {"table_setups": [{"number": 1, "host": NOBODY}]}),
}
ON_THE_ROAD_MAP = {
    **{kind: {"owner": NOBODY} for kind in ("owner", "owner who organises")},
    **{kind: {"partners": [NOBODY, "Gniac"]} for kind in ("partner on the road map", "partner who organises")},
    "next step": {"next_step": f"Appeler {NOBODY}"},
}
OF_A_PHOTO = {
    "photo of people": {"caption": NOBODY, "people": True, "consent": "oral"},
    "photo’s credit": {"credit": NOBODY},
    "photo’s caption": {"caption": NOBODY},
}


def told_of(kind):
    """A session that names somebody, of whom nothing else tells, in one field alone."""
    plan = copy.deepcopy(PLAN) | IN_THE_PROGRAMME.get(kind, {})
    place, values = IN_A_PHASE.get(kind, (0, {}))
    plan["phases"][place] |= values
    workshop = make_workshop(plan=plan)
    workshop.ideas.record(1, f"Voir {NOBODY}" if kind == "idea" else "Un jardin")
    if kind in ON_THE_ROAD_MAP:
        workshop.roadmap.set("T1-01", **ON_THE_ROAD_MAP[kind])
    if kind == "progress":
        workshop.roadmap.note("T1-01", f"{NOBODY} est d’accord")
    if kind in OF_A_PHOTO:
        workshop.pictures.add(b"JPEG", PhotoWords(**OF_A_PHOTO[kind]))
    return workshop


@pytest.mark.parametrize(
    ("kind", "becomes"),
    [
        ("speaker", GOES),
        ("author of the study", GOES),
        ("table host", GOES),
        ("owner", GOES),
        ("partner on the road map", GOES),
        ("photo of people", GOES),
        # Organisations keep their names, wherever they stand.
        ("organiser", STAYS),
        ("partner of the programme", STAYS),
        ("speaker’s organisation", STAYS),
        ("owner who organises", STAYS),
        ("partner who organises", STAYS),
        # A name in a text alone is nobody's that the program knows: ideas are read by people before, these are named.
        ("idea", STAYS),
        ("contact", READ_AGAIN),
        ("thanks", READ_AGAIN),
        ("cite", READ_AGAIN),
        ("photo’s credit", READ_AGAIN),
        ("photo’s caption", READ_AGAIN),
        ("next step", READ_AGAIN),
        ("progress", READ_AGAIN),
    ],
)
def test_what_becomes_of_a_name_in_each_field(tmp_path, kind, becomes):
    workshop = told_of(kind)
    publisher = Publisher(tmp_path, lambda slug: tmp_path / slug)
    open_, closed = (
        publisher.publication(workshop.timeline, PublishOptions(anonymise=hidden), workshop.log.photos)
        for hidden in (False, True)
    )
    texts = [str(dict(made(each, ["json", "md"]))) for each in (open_, closed)]
    assert (NOBODY in texts[0]) or kind == "table host", "hosts are on cards only"
    assert (NOBODY in texts[1]) is (becomes is not GOES)
    named = [str(notice) for notice in closed.notices if NOBODY in str(notice)]
    assert bool(named) is (becomes is READ_AGAIN or kind in ("owner", "partner on the road map")), named
    assert "Gniac" not in texts[1], "nobody knows that it is no person"


def test_a_purge_takes_partners_of_proposals_that_may_be_people():
    gone = removal(told_of("partner on the road map").timeline, datetime(2100, 1, 1, tzinfo=UTC), str, bare_logo)
    assert [each.act.value for each in gone.events.values() if each.act.kind == "action.set"] == [
        ["partner 1", "partner 2"]
    ]


def test_two_of_one_role_stay_two_and_a_role_that_names_somebody_is_none():
    plan = copy.deepcopy(PLAN)
    plan["phases"][3]["speakers"] = [
        {"name": "Camille Exemple", "role": "directrice"},
        {"name": "Sacha Modèle", "role": "directrice"},
        {"name": "Alex Nouveau", "role": "assistant de Camille Exemple"},
    ]
    assert [person.role for person in people_of(make_workshop(plan=plan).timeline, FR.message)] == [
        "directrice", "directrice (2)", "personne 3 de la table ronde",
    ]  # fmt: skip


def test_whoever_is_there_now_has_the_plain_role():
    plan = copy.deepcopy(PLAN)
    plan["phases"][3]["speakers"] = [{"name": "Camille Exemple", "role": "directrice"}]
    workshop = make_workshop(plan=plan)
    workshop.programme.add("phases/panel/speakers", {"name": "Sacha Modèle", "role": "Directrice"})
    workshop.programme.remove("phases/panel/speakers/camille-exemple")
    assert {person.name: person.role for person in people_of(workshop.timeline, FR.message)} == {
        "Sacha Modèle": "Directrice",
        "Camille Exemple": "directrice (2)",
    }


@pytest.mark.parametrize(
    "text",
    [
        "06 12 34 56 78", "06.12.34.56.78", "0612345678", "06/12/34/56/78", "+33 6 12 34 56 78", "+33 (0)6 12 34 56 78",
        "00 33 6 12 34 56 78", "0475 12 34 56", "020 7946 0958", "+32 475 12 34 56", "514-555-0134", "(514) 555-0134",
    ],
)  # fmt: skip
def test_a_telephone_number_goes(redact, text):
    assert redact(f"au {text}, le soir") == "au [numéro de téléphone], le soir"


@pytest.mark.parametrize(
    "text",
    [
        "1 000 000 000 d’euros", "1 061 234 567 habitants", "01.02.2021 14:30", "le 05-12-2021 14 h", "0,123456789",
        "T3-07, T10-12", "2021-2022 et 2023-2024", "SIRET 123 456 789 00012", "14:00:00", "75007 Paris", "0 + 0 = 0",
    ],
)  # fmt: skip
def test_what_is_no_telephone_number_stays(redact, text):
    assert redact(text) == text


def strings(value):
    """Every text in a report, however deep."""
    if isinstance(value, str):
        yield value
    elif isinstance(value, tuple):
        for each in value:
            yield from strings(each)
    elif is_dataclass(value):
        for each in fields(value):
            yield from strings(getattr(value, each.name))


def test_the_counts_and_references_stay_and_unquotable_remarks_go():
    workshop = named_workshop()
    people = people_of(workshop.timeline, FR.message)
    before, after = report(workshop.session), anonymous_report(workshop.session, Redactor(people, FR.message))
    assert after.counts == before.counts
    assert [part.refs for each in after.categories for part in each.proposals] == [
        part.refs for each in before.categories for part in each.proposals
    ]
    assert [line.ref for table in after.annex for line in table.ideas] == [
        line.ref for table in before.annex for line in table.ideas
    ]
    (panel,) = after.of(PanelPart)
    assert [(part.speaker.name, part.speaker.role, part.quotes) for part in panel.speakers] == [
        ("Directrice", "", (Quote("Nous devons oser"),)), ("Personne 2 de la table ronde", "", ()),
    ]  # fmt: skip
    assert (panel.remarks, panel.unquotable, after.unquoted) == ((), (), 1)
    told = anonymous_report(workshop.session, Redactor(people, FR.message), internal=True)
    assert [part.unquotable for part in told.of(PanelPart)] == [()], "anonymous says that it is left out"
    assert report(workshop.session, internal=True).of(PanelPart)[0].every_unquotable == ("Secret de panel",)


SPELLINGS = st.sampled_from(
    ["Camille Exemple", "CAMILLE EXEMPLE", "Exemple Camille", "C. Exemple", "Camille", "Exemple",
     "camille\u00a0exemple", "Sacha Modèle", "Sacha MODELE", "Modèle"]
)  # fmt: skip
AROUND = st.text(st.sampled_from("abc é,.-’\n("), max_size=6)


@settings(max_examples=examples(30), deadline=timedelta(seconds=2))
@given(st.lists(st.tuples(AROUND, SPELLINGS, AROUND), min_size=1, max_size=4))
def test_whatever_is_written_around_a_name_it_goes(pieces):
    workshop = named_workshop()
    for before, name, after in pieces:
        workshop.ideas.record(1, f"x {before} {name} {after}")
    people = people_of(workshop.timeline, FR.message)
    made_ = anonymous_report(workshop.session, Redactor(people, FR.message))
    assert [text for text in strings(made_) if leaks(people, text)] == []


def words_of(name: str, data: bytes) -> str:
    """All the words of a file, its metadata too."""
    if name.endswith((".docx", ".odt")):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            parts = [archive.read(each).decode("utf-8", "replace") for each in archive.namelist()]
        return "\n".join([*archive.namelist(), *(re.sub(r"<[^>]+>", " ", part) + part for part in parts)])
    if name.endswith(".pdf"):
        read = PdfReader(io.BytesIO(data))
        xmp = read.trailer["/Root"].get("/Metadata")
        told = [
            str(read.metadata),
            xmp.get_data().decode() if xmp else "",
            *map(text_of, read.pages),
        ]
        outline = [entry.title for entry in read.outline if not isinstance(entry, list)]
        return "\n".join([*told, *outline])
    return data.decode("utf-8", "replace")


def files_of(timeline, options, home, folder):
    publisher = Publisher(home, lambda slug: home / slug)
    return [
        each.path for each in publisher.write(publisher.publication(timeline, options, FakePhotos()), options, folder)
    ]


def test_no_file_of_any_format_names_anybody(tmp_path):
    workshop = named_workshop()
    style = tmp_path / "style"
    style.mkdir()
    (style / "style.toml").write_text('[cover]\ntext = "Contact : Camille Exemple, 01 23 45 67 89"\n', encoding="utf-8")
    people = people_of(workshop.timeline, FR.message)
    open_, closed = (PublishOptions(tuple(FORMATS), style=style, anonymise=hidden) for hidden in (False, True))
    plain = files_of(workshop.timeline, open_, tmp_path, tmp_path / "open")
    paths = files_of(workshop.timeline, closed, tmp_path, tmp_path / "closed")
    assert len(paths) == len(plain) >= 16
    assert all(path.stem.endswith("-anonyme") for path in paths)
    for path in paths:
        data = path.read_bytes()
        assert leaks(people, words_of(path.name, data)) == [], path.name
        raw = data.lower()
        for secret in ("camille", "modèle", "exemple.fr", "secret de panel", "participante 07", "01 23 45"):
            assert secret.encode() not in raw, path.name
            assert secret.encode("utf-16-le") not in raw, path.name
    named = [path.name for path in plain if leaks(people, words_of(path.name, path.read_bytes()))]
    assert len(named) >= 13, "the scan sees the names where they are"


@pytest.mark.skipif(shutil.which("pdftotext") is None, reason="no pdftotext here: `apt install poppler-utils`")
def test_a_reader_of_the_pdf_finds_no_name(tmp_path):
    people = people_of(paris().timeline, FR.message)
    options = PublishOptions(("pdf", "infographic"), anonymise=True)
    told = Publisher(tmp_path, lambda slug: tmp_path / slug).publication(paris().timeline, options, FakePhotos())
    files = [file for name in options.formats for file in FORMATS[name].files if file.called(told).endswith(".pdf")]
    assert len(files) == 3, "the report, the infographic for A3 and for a screen"
    for file in files:
        text = subprocess.run(
            ["pdftotext", "-", "-"], input=file.make(told), capture_output=True, check=True, timeout=30
        ).stdout.decode()
        assert len(text) > 1000
        assert leaks(people, text) == []


def test_paris_reads_well_without_names(tmp_path):
    options = PublishOptions(anonymise=True)
    publication = Publisher(tmp_path, lambda slug: tmp_path / slug).publication(paris().timeline, options, FakePhotos())
    ((_name, text),) = made(publication, ["md"])
    assert "- **Adjoint au maire**, Ville de Paris\n" in text
    assert "- **Menée par**\u00a0: ethnologue\n" in text
    assert "57 idées recueillies, toutes classées" in text.replace("\u00a0", " ")


@pytest.mark.parametrize("role", ["06 12 34 56 78", "zoe@exemple.fr", "assistante de Laurence Mari", ""])
def test_a_role_that_tells_who_it_is_does_not_stand_for_a_name(role):
    plan = copy.deepcopy(PLAN)
    plan["phases"][3]["speakers"] = [
        {"name": "Laurence Mari", "role": "directrice"},
        {"name": "Zoé Zola", "role": role},
    ]
    roles = {person.name: person.role for person in people_of(make_workshop(plan=plan).timeline, FR.message)}
    assert roles["Laurence Mari"] == "directrice"
    assert roles["Zoé Zola"] not in (role, "directrice", "")
