"""The e-mail: five lines that read as they are, the picture in words, addresses that lead there; always the same."""

from __future__ import annotations

import email
from dataclasses import replace
from email.policy import default

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.domain.programme.plan import PublicationDetails, Supporter, SupporterRole
from facilitate.export.mail import mail, mail_words, plain_text
from facilitate.export.style.style import DEFAULT, Style
from facilitate.i18n import Language
from facilitate.workshop.report.build import report
from facilitate.workshop.report.model import CategoryPart
from tests.support.examples import examples
from tests.support.published import HOSTILE, hostile, paris
from tests.support.typologies import proposal, reported
from tests.support.workshops import PLAN as TOLD
from tests.support.workshops import make_workshop
from tests.unit.export.test_formats import Read
from tests.unit.export.test_infographic import PLAN, case
from tests.unit.export.test_slides import WORDS
from tests.unit.export.test_social import plain

pytestmark = pytest.mark.xdist_group("mail")
FR, EN = Language("fr"), Language("en")
FILE = "compte-rendu.pdf"


def read(data):
    return email.message_from_bytes(data, policy=default)


def test_the_text_alone_is_a_few_lines_and_who_sends_them():
    assert plain(plain_text(report(paris().session), FR, DEFAULT)).split("\n\n") == [
        "La Grande Rencontre de Paris · lundi 13 décembre 2021 · CEDIAS – Musée social, Paris 7e",
        "Bonjour,",
        (
            "Voici l’essentiel de cette rencontre : 57 idées, 60 personnes présentes, 6 tables et 42 pistes, dont 11 "
            "partagées par plusieurs tables."
        ),
        paris().session.plan.publication.notice.replace("\u00a0", " "),
        (
            "Ce que plusieurs tables ont dit :\n"
            "– Des formations croisées entre travail social et entrepreneuriat social (tables 1, 3 et 6)\n"
            "– Des stages d’immersion et de découverte les uns chez les autres (tables 1, 2 et 4)\n"
            "– Valoriser le travail social auprès des jeunes, dès le collège et le lycée (tables 1, 3 et 5)\n"
            "– et 8 autres dans le compte rendu"
        ),
        "Toutes les pistes et toutes les idées figurent dans le compte rendu joint à ce message.",
        "La Compagnie Générale des Autres\n",
    ]


def test_each_next_step_takes_a_line():
    workshop = make_workshop(plan=TOLD)
    workshop.ideas.record(1, "Un jardin")
    workshop.ideas.record(1, "Un banc")
    workshop.roadmap.set("T1-01", next_step="Appeler la mairie", due="2022-03-01")
    workshop.roadmap.set("T1-02", next_step="Mesurer", due="2022-03-02")
    text = plain(plain_text(report(workshop.session), FR, DEFAULT))
    assert "Les pistes :\n– Un jardin\n– Un banc" in text
    first, second = "Appeler la mairie (Un jardin · mardi 1er mars 2022)", "Mesurer (Un banc · mercredi 2 mars 2022)"
    assert f"Prochaines étapes :\n– {first}\n– {second}\n" in text


def test_what_few_said_is_told_whole_and_of_more_the_categories_where_nothing_was_said_by_several():
    few = [proposal(f"Un banc {number}") for number in range(10)]
    text = plain(plain_text(reported([], unfiled=few), FR, DEFAULT))
    assert "Les pistes :\n" + "\n".join(f"– Un banc {number}" for number in range(10)) in text
    parts = [CategoryPart(number, f"Lieu {number}", tuple(few[:number])) for number in range(1, 6)]
    text = plain(plain_text(reported(parts), FR, DEFAULT))
    most = "– 5. Lieu 5 (5 pistes)\n– 4. Lieu 4 (4 pistes)\n– 3. Lieu 3 (3 pistes)\n– et 2 autres dans le compte rendu"
    assert f"Les items qui rassemblent le plus de pistes :\n{most}" in text


@pytest.mark.parametrize(("many", "shown"), [(1, 1), (4, 4), (5, 3)])
def test_a_list_is_never_cut_for_the_sake_of_one_line(many, shown):
    workshop = make_workshop(plan=TOLD)
    for number in range(1, many + 1):
        workshop.ideas.record(1, f"Un banc {number}")
        workshop.roadmap.set(f"T1-{number:02}", next_step=f"Appeler {number}")
    lines = mail_words(report(workshop.session), EN, DEFAULT).lines
    assert sum("Appeler" in line for line in lines) == shown
    assert ("– and 2 more in the report" in lines) == (many > shown)


def test_it_opens_as_a_draft_with_the_text_the_page_and_the_picture():
    made = read(mail(report(paris().session), FR, DEFAULT, FILE))
    assert plain(made["Subject"]) == "La Grande Rencontre de Paris : l’essentiel"
    assert (made["X-Unsent"], made["To"], made["From"]) == ("1", None, None)
    text, related = made.iter_parts()
    assert text.get_content().replace("\r\n", "\n") == plain_text(report(paris().session), FR, DEFAULT)
    page, picture = related.iter_parts()
    assert picture.get_content().startswith(b"\x89PNG")
    assert picture["Content-ID"] == "<card@facilitate>"
    content = page.get_content()
    assert 'src="cid:card@facilitate" alt="La Grande Rencontre de Paris, lundi 13 décembre 2021. Exemple' in content
    assert {"h1", "img", "p"} <= set(Read(content).tags)


def test_the_same_event_makes_the_same_bytes():
    assert mail(report(paris().session), FR, DEFAULT, FILE) == mail(report(paris().session), FR, DEFAULT, FILE)


def test_addresses_of_the_programme_and_of_the_style_lead_there():
    details = PublicationDetails(
        contact="Association du Parc, contact@parc.example, 01 23 45 67 89",
        cite="Association du Parc, https://parc.example/rencontre?x=1&y=2.",
    )
    made = report(paris().session)
    made = replace(made, plan=replace(made.plan, publication=details))
    style = Style(cover="Voir https://parc.example/charte (en ligne)")
    text = plain(plain_text(made, FR, style))
    assert "\n\nContact : Association du Parc, contact@parc.example, 01 23 45 67 89\n\n" in text
    assert text.count("https://parc.example/rencontre?x=1&y=2") == 1
    _text, related = read(mail(made, FR, style, FILE)).iter_parts()
    content = next(related.iter_parts()).get_content()
    assert 'href="https://parc.example/rencontre?x=1&amp;y=2"' in content
    assert 'href="mailto:contact@parc.example"' in content
    assert "\n\nhttps://parc.example/charte\n\n" in text


def test_the_report_is_where_it_is_cited_and_whoever_pays_is_named():
    details = PublicationDetails(cite="Association du Parc, https://parc.example/rencontre.")
    funders = (Supporter("f", "Fondation du Parc", SupporterRole.FUNDER),)
    made = report(paris().session)
    made = replace(made, plan=replace(made.plan, publication=details, supporters=funders))
    lines = [plain(line) for line in mail_words(made, FR, DEFAULT).lines]
    assert "Avec le soutien de : Fondation du Parc." in lines
    assert lines[-2].endswith("dans le compte rendu : https://parc.example/rencontre")


def test_a_contact_without_an_address_is_told_whole():
    details = PublicationDetails(contact="Maison des associations, bureau 12")
    made = reported([], plan=replace(PLAN, publication=details))
    assert "Contact : Maison des associations, bureau 12" in plain_text(made, FR, DEFAULT).replace("\u00a0", " ")


def test_nothing_somebody_typed_acts_in_it():
    made = read(mail(report(hostile().session), FR, DEFAULT, FILE))
    _text, related = made.iter_parts()
    tags = Read(next(related.iter_parts()).get_content()).tags
    assert not {"script", "b", "iframe"} & set(tags)
    assert HOSTILE[0] in made["Subject"].replace("\n", "")


@settings(max_examples=examples(10))
@given(title=WORDS | st.sampled_from(["a\r\nBcc: x@y.example", "é" * 300]), organiser=WORDS)
def test_whatever_was_typed_it_has_one_subject_and_a_few_lines(title, organiser):
    made = replace(case("7 × 20"), plan=replace(PLAN, title=title, organiser=organiser))
    assert len(mail_words(made, EN, DEFAULT).lines) <= 12
    found = read(mail(made, EN, DEFAULT, FILE))
    assert [name for name in found if name in ("Subject", "To", "From", "Cc")] == ["Subject"]
    assert found["Bcc"] is None
    assert not found.defects


def test_an_internal_one_says_so_first():
    made = report(paris().session, internal=True)
    assert plain_text(made, EN, DEFAULT).startswith("Internal: do not share\n\n")


def test_the_report_goes_along():
    made = read(mail(report(paris().session), FR, DEFAULT, FILE, b"%PDF-"))
    (along,) = made.iter_attachments()
    assert (along.get_filename(), along.get_content_type(), along.get_content()) == (FILE, "application/pdf", b"%PDF-")
    assert "57 idées" in made.get_body(("plain",)).get_content()
    assert made.get_body(("related", "html")) is not None
