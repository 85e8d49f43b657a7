"""Plain texts as people have them: what is a bullet, what is a word, and which lines go on."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.bullets import without_bullet
from facilitate.workshop.intake.incoming import Choices, IncomingIdea, Tables
from facilitate.workshop.intake.lists import Listed, read_list
from facilitate.workshop.intake.points import NO_SUB_POINTS
from facilitate.workshop.views.pasting import pasted


def read(text: str, given: int | None = 1) -> Listed:
    return read_list(text, Tables(6, given))


def words(text: str) -> list[str]:
    """The ideas of a text, and a question mark for each refusal."""
    return [outcome.text if isinstance(outcome, IncomingIdea) else "?" for outcome in read(text).outcomes]


def notices(text: str) -> list[str]:
    return [str(notice) for notice in read(text).notices]


@pytest.mark.parametrize(
    "sign", [*"•◦▪●■□◆‣⁃►▸➢➤→⇒✓✔☐☑☒❖★￮￭·*-–—\uf0b7\uf0a7\uf0d8", "->", "=>", "➡️", "✔️", "1️⃣", "②", "└──"]
)
def test_a_sign_that_can_be_nothing_else_is_a_bullet_even_once(sign: str) -> None:
    assert words(f"Un abri\n{sign} Un kiosque") == ["Un abri", "Un kiosque"]
    assert words(f"{sign}\tUn kiosque") == ["Un kiosque"]


@pytest.mark.parametrize(
    "mark",
    [
        "1.",
        "1)",
        "1/",
        "2-",
        "(3)",
        "12.)",
        "a)",
        "B)",
        "(c)",
        "iv)",
        "XII)",
        "1.2.",
        "A.)",
        "Idée 3 :",
        "idée n° 3 –",
        "Proposition 3.",
    ],
)
def test_a_number_with_a_sign_is_a_bullet_even_once_and_so_is_a_letter_with_a_bracket(mark: str) -> None:
    assert words(f"{mark} Un kiosque\nUn abri") == ["Un kiosque", "Un abri"]


@pytest.mark.parametrize("mark", ["o", "§", "Ø", "ü", "q", "v", "a.", "iv.", "A-"])
def test_an_odd_letter_before_a_tab_is_a_bullet_of_word(mark: str) -> None:
    assert words(f"{mark}\tUn kiosque\nUn abri") == ["Un kiosque", "Un abri"]


@pytest.mark.parametrize(
    "marks",
    [
        *(
            ["a.", "b.", "c."],
            ["A -", "B -", "C -"],
            ["i.", "ii.", "iii."],
            ["I -", "II -", "III -"],
            ["1°", "2°", "3°"],
        ),
        *(["1 –", "2 –", "3 –"], ["1.1", "1.2", "2.1"], ["1 :", "2 :", "3 :"], ["c.", "d.", "e."], ["~", "~", "~"]),
        *(["[ ]", "[x]", "[ ]"], [">", ">", ">"], ["°", "°", "°"], ["**", "**", "**"], ["1\t", "2\t", "3\t"]),
    ],
)
def test_what_goes_on_from_line_to_line_is_a_bullet_and_once_it_is_not(marks: list[str]) -> None:
    ideas = ["Un kiosque", "Un abri", "Un four"]
    assert words("\n".join(f"{mark} {idea}" for mark, idea in zip(marks, ideas, strict=True))) == ideas
    if marks[0] not in ("**", "[ ]"):
        assert words(f"{marks[1]} Un kiosque\nUn abri") == [f"{marks[1].replace(chr(9), ' ')} Un kiosque", "Un abri"]


@pytest.mark.parametrize("stuck", ["{}.Un", "{})Un", "{}/Un", "{}-Un"])
def test_a_number_stuck_to_its_words_is_a_bullet_where_others_follow(stuck: str) -> None:
    assert words("\n".join(stuck.format(n) + " abri" for n in (1, 2, 3))) == ["Un abri"] * 3
    assert words(stuck.format(3) + " abri") == [stuck.format(3) + " abri"]


@pytest.mark.parametrize(
    "line",
    [
        *("Ø", "o", "a été dit", "à vélo", "Y a pas de bancs", "À la ferme", "2 bancs", "3e âge", "1/3 des places"),
        *("Øresund", "Ø 30 mm", "oser", "A. Dupont y pense", "M. Martin aussi", "5° dehors", "24/ 24", "2- 3 fours"),
        *("1.5 km de piste", "10h - 11h : accueil", "12 - 17 ans", "(à voir)", "[x] fait", "= 3 bancs", "± 20 places"),
        *("+/- 20 places", "+ / - 20 places", "👍 un banc", "♿ accès", "€ 5 le repas", "? un four", "e-mobilité"),
        *("-5 °C", "« oser »", "*Oser* rire", "> 3 étages", "++ de vert", "+1 pour le four", "…et un four", "'"),
        *("Idée de banc", "Piste 2 du vélodrome"),
    ],
)  # fmt: skip
def test_words_stay(line: str) -> None:
    assert words(f"{line}\nUn abri") == [line, "Un abri"]


@pytest.mark.parametrize("sign", ["#{}", "n°{}", "N° {}", "#{} -", "n°{} :"])
def test_signs_of_numbers_are_bullets_where_they_go_on(sign: str) -> None:
    assert words("\n".join(f"{sign.format(number)} Un abri" for number in (1, 2, 3))) == ["Un abri"] * 3
    assert words(f"{sign.format(12)} un bus\nUn four") == [f"{sign.format(12)} un bus", "Un four"]


def test_numbers_without_a_sign_count_where_they_go_on_from_one() -> None:
    assert words("1 Un abri\n2 Un four\n3 Des bancs") == ["Un abri", "Un four", "Des bancs"]
    for text in (
        "2 Bancs\n3 Abris\n4 Fours",
        "1 Abri\n2 Bancs",
        "1 Abri\n3 Bancs\n4 Fours",
        "1 abri\n2 bancs\n3 fours",
    ):
        assert words(text) == text.split("\n")


def test_words_second_level_stands_below_another_bullet() -> None:
    assert words("• Un jardin\no un composteur\no des poules") == ["Un jardin", "un composteur", "des poules"]
    assert words("o banco da praça\no jardim") == ["o banco da praça", "o jardim"]
    assert words("1. Un jardin\n   a. un composteur") == ["Un jardin", "un composteur"]


@pytest.mark.parametrize(
    "kept",
    [
        ["+ de bancs", "- de voitures"],
        ["+ calme", "- bruyant", "+ vert", "- gris"],
        ["+ calme", "– bruyant"],
        ["+ calme", "− bruyant"],
        ["+ d’arbres", "+ calme"],
        ["- de voitures", "- de béton"],
        ["- d'attente"],
        ["✓ bancs", "✗ voitures"],
        ["↑ vélos", "↓ voitures"],
    ],
)
def test_more_and_less_stay_words_of_the_idea(kept: list[str]) -> None:
    assert words("\n".join(kept)) == kept
    assert words("\n".join(f"• {line}" for line in kept)) == kept
    assert words("Places\n" + "\n".join(f"\t{line}" for line in kept)) == ["Places", *kept]


def test_a_dash_is_a_bullet_where_nobody_writes_plus() -> None:
    assert words("- des bancs\n- de la verdure\n- de nombreux arbres") == [
        "des bancs", "de la verdure", "de nombreux arbres",
    ]  # fmt: skip
    assert words("* Bouger\n    + un bus\n    + un vélo") == ["Bouger", "un bus", "un vélo"]
    assert words("- Bouger\n    + un bus\n    + un vélo") == ["Bouger", "un bus", "un vélo"]
    assert words("Table 1\n- un bus\n- un vélo\nTable 2\n+ de bus\n- de voitures") == [
        "un bus", "un vélo", "+ de bus", "- de voitures",
    ]  # fmt: skip


def test_pluses_and_minuses_below_titles_of_their_own_keep_their_sign() -> None:
    assert words("Bien :\n+ le lieu\n\nMoins bien :\n- le bruit") == [
        "Bien :",
        "+ le lieu",
        "Moins bien :",
        "- le bruit",
    ]


def test_a_second_sign_and_a_box_after_the_bullet_go() -> None:
    assert words("- ☐ un four\n- [x] un banc\n• – un abri\n• – un préau") == [
        "un four",
        "un banc",
        "un abri",
        "un préau",
    ]


def test_a_line_below_a_bullet_is_an_idea_unless_it_plainly_goes_on() -> None:
    text = (
        "- Un jardin\n  Un four\n- Ouvrir les lieux\n  à tous\n- Un banc,\n  Rue Foch\n- Aller :\n  un bus\n  un vélo"
    )
    assert words(text) == [
        "Un jardin",
        "Un four",
        "Ouvrir les lieux à tous",
        "Un banc, Rue Foch",
        "Aller :",
        "un bus",
        "un vélo",
    ]


def test_a_pad_indented_without_bullets_holds_an_idea_a_line() -> None:
    assert words("\tun jardin\n\tun four\n\tdes vélos") == ["un jardin", "un four", "des vélos"]
    assert words("Bouger\n\tun bus\n\tun vélo") == ["Bouger", "un bus", "un vélo"]
    assert words("Bouger\n    un bus\n    un vélo") == ["Bouger", "un bus", "un vélo"]


def test_lines_cut_at_a_width_are_put_together() -> None:
    assert words(
        "- Ouvrir le soir et le dimanche les salles de la maison de quartier aux\n"
        "associations qui le demandent\n"
        "- Prêter des vélos à la semaine, avec un atelier pour les réparer devant\n"
        "la gare\n"
        "- Un banc\n"
    ) == [
        "Ouvrir le soir et le dimanche les salles de la maison de quartier aux associations qui le demandent",
        "Prêter des vélos à la semaine, avec un atelier pour les réparer devant la gare",
        "Un banc",
    ]


def test_ideas_of_nearly_one_length_stay_apart() -> None:
    lines = [
        "planter des arbres fruitiers le long de la rue de la République",
        "ouvrir la bibliothèque le dimanche matin et le samedi après-midi",
        "créer un lieu de rencontre pour les habitants de tout le quartier",
        "installer des bancs à l’ombre devant la mairie et devant l’école",
    ]
    assert words("\n".join(lines)) == lines


def test_strokes_hold_no_idea() -> None:
    assert words("- - -\n  ------- ----------\n+-----+\n|:--|--:|\n═════\nUn banc\n***") == ["Un banc"]


def test_what_only_formats_is_taken_off_and_told_once() -> None:
    text = "\ufeff- \u2066Appeler le 01\u2069\n- \u202bفكرة من الطاولة\u202c\n- im\u00adpor\u00adtant\x00\u200b\n"
    text += "- می\u200cخواهم 👩\u200d🌾\n"
    assert words(text) == ["Appeler le 01", "فكرة من الطاولة", "important", "می\u200cخواهم 👩\u200d🌾"]
    assert notices(text) == ["Invisible formatting characters were removed (9 characters)."]
    assert notices("- a\n- b") == []


def test_very_long_lines_are_told() -> None:
    assert notices("a" * 501 + "\nb") == ["Each line longer than 500 characters is a single idea (1 line)."]


def test_a_cell_loses_what_can_be_nothing_but_a_bullet() -> None:
    assert [without_bullet(cell) for cell in ("• Un four", "\uf0b7\tUn four", "o\tUn four", "→ Un four")] == [
        "Un four"
    ] * 4
    for cell in ("- de voitures", "+ de bancs", "1. Un four", "o banco", "* Un four", "[x] fait", "", "Un four"):
        assert without_bullet(cell) == cell


def test_pasted_lines_keep_what_tells_bullets_from_words_until_they_are_read() -> None:
    assert pasted(["•\tUn jardin", "o\tun composteur", "\u202a§\tdes poules\u202c"]).ideas == (
        "Un jardin", "un composteur", "des poules",
    )  # fmt: skip
    assert pasted(["+ de bancs", "- de voitures"]).ideas == ("+ de bancs", "- de voitures")
    assert pasted(["im\u00adportant", "b"]).cleaned
    assert pasted(["Table 2 : les aînés", "- a", "Table 9 : x", "- b"]).ideas == ("a", "b")


def test_an_address_or_a_telephone_number_is_no_idea() -> None:
    assert words("- Un four\n- marie@exemple.org\n- Tél. : 06 00 00 00 00") == ["Un four", "?", "?"]
    assert words("Appeler marie@exemple.org pour prêter des vélos") == [
        "Appeler marie@exemple.org pour prêter des vélos"
    ]


def test_a_heading_without_words_and_a_rule_stop_nothing() -> None:
    assert words("#\n- a\n##\n---\n- b") == ["a", "b"]


@pytest.mark.parametrize("begins", ["", "Table ", "Idée ", "- ", "1", "(", "> ", "# "])
@pytest.mark.parametrize("many", [" ", "*", ">", "1.", "[x]", "\u202a", "\u200d", "─", "(", "<u>", "a "])
def test_a_line_of_many_signs_takes_no_longer_than_another(begins: str, many: str) -> None:
    assert words(begins + many * 100_000 + "x\nfin")[-1] == "fin"


@pytest.mark.parametrize(
    "line",
    [
        "Présents : Anne Roux, Bob Petit et Zoé",
        "Excusés : Zoé",
        "Le sam. 14 nov. 2026 à 10:12, Anne Roux <anne@example.org> a écrit :",
        "Anne Roux, 12 rue des Lilas, 35000 Rennes",
        "~~Un parc~~",
    ],
)
def test_who_was_there_or_lives_there_and_what_is_struck_out_are_no_ideas(line: str) -> None:
    assert words(f"Oser\n{line}\nRêver") == ["Oser", "?", "Rêver"]


@pytest.mark.parametrize(
    "line",
    [
        "Contact : un guichet pour tous",
        "Un banc au 12 rue des Lilas, 35000 Rennes",
        "Bonjour la ville !",
        "Présents : tous",
    ],
)
def test_what_only_looks_like_it_is_an_idea(line: str) -> None:
    assert words(f"Oser\n{line}\nRêver") == ["Oser", line, "Rêver"]


def test_the_greeting_and_the_end_of_a_letter_are_no_ideas() -> None:
    assert words("Bonjour à tous,\n\n- Oser\n- Rêver\n\nBien à vous,\nAnne Roux\n") == ["?", "Oser", "Rêver", "?", "?"]
    assert words("- Oser\n- Cordialement inviter\n- Rêver\n")[1] == "Cordialement inviter"


def test_a_sentence_that_speaks_of_a_table_s_ideas_is_its_title() -> None:
    found = read("Voici les idées de la table 3 :\n- Oser\n- Rêver\n", None).outcomes
    assert [(idea.table, idea.text) for idea in found if isinstance(idea, IncomingIdea)] == [(3, "Oser"), (3, "Rêver")]


def test_lines_above_the_first_title_are_titles_where_ideas_have_bullets_and_are_told() -> None:
    text = "Atelier du 14 novembre\n\nTable 2\n- Oser\n"
    assert words(text) == ["Oser"]
    assert "Title, not imported: “Atelier du 14 novembre”." in notices(text)
    assert words("Oser\nTable 2\n- Rêver\n") == ["Oser", "Rêver"]


def test_what_introduces_a_list_is_a_title_and_an_idea_with_parts_is_none() -> None:
    assert words("Nos propositions :\n- Oser\n- Rêver\n") == ["Oser", "Rêver"]
    assert words("Un jardin, avec ces idées :\n- un abri\n- un banc\n")[0] == "Un jardin, avec ces idées :"


def test_a_signature_below_its_strokes_is_no_idea_and_strokes_between_ideas_are_none() -> None:
    assert words("- Oser\n- Rêver\n-- \nAnne Roux\nMairie\n") == ["Oser", "Rêver", "?", "?"]
    assert words("Oser\n--\nRêver\n--\nVivre\n") == ["Oser", "Rêver", "Vivre"]


def test_bold_round_a_whole_line_is_taken_off() -> None:
    assert words("- **Oser**\n- **Rêver** fort") == ["Oser", "**Rêver** fort"]


def test_a_list_that_looks_like_people_is_told() -> None:
    assert "(3 lines)" in notices("Anne Roux\nBob Petit\nAli Ben Saïd\n")[0]
    assert notices("Un four\nUn banc\nUn abri\n") == []


def test_thanks_at_the_end_are_no_idea_and_thanks_in_an_idea_are() -> None:
    assert words("- Un jardin\n- Un banc\n\nMerci à toutes et à tous !\n") == ["Un jardin", "Un banc", "?"]
    assert words("Un jardin\nMerci à tous les voisins de venir\n")[1] == "Merci à tous les voisins de venir"


@pytest.mark.parametrize("colon", [" : ", "\u00a0: ", ": "])
@pytest.mark.parametrize("bullet", ["", "- "])
def test_first_names_before_a_colon_are_who_speaks_and_no_part_of_the_idea(bullet: str, colon: str) -> None:
    said = [("Léa", "un jardin"), ("Marc", "un four"), ("Léa", "un banc"), ("Marc", "une fête"), ("Léa", "un lit")]
    text = "".join(f"{bullet}{name}{colon}{words}\n" for name, words in said)
    found = read_list(text, Tables(6, 1))
    assert [row.text for row in found.outcomes if isinstance(row, IncomingIdea)] == [words for _, words in said]
    assert "(5 lines)" in str(found.notices[-1])


def test_a_single_word_before_a_colon_stays() -> None:
    text = "Jardins : partagés\nUn four à pain\nDes bancs\nUne fête des voisins\nUn marché\n"
    found = read_list(text, Tables(6, 1))
    assert isinstance(found.outcomes[0], IncomingIdea)
    assert found.outcomes[0].text == "Jardins : partagés"


@pytest.mark.parametrize("indent", ["  ", "    ", "\t"])
@pytest.mark.parametrize("title", ["", "Table 2 :\n"])
def test_a_point_below_another_keeps_it_as_its_detail_and_that_is_told(indent: str, title: str) -> None:
    text = f"{title}- Jardins :\n{indent}- partagés\n{indent * 2}- au nord\n{indent}- scolaires\n- Un four\n"
    found = read_list(text, Tables(6, 2))
    assert [(row.text, row.detail) for row in found.outcomes if isinstance(row, IncomingIdea)] == [
        ("Jardins :", ""), ("partagés", "Jardins"), ("au nord", "Jardins > partagés"), ("scolaires", "Jardins"),
        ("Un four", ""),
    ]  # fmt: skip
    assert any("3 sub-points: read as ideas" in str(notice) for notice in found.notices)


@pytest.mark.parametrize(
    "labels",
    [
        ("Lieux", "Liens"), ("Manger", "Bouger", "Rencontrer"), ("Espaces verts", "Mobilité"),
        ("Accueil", "Rosa", "Écoute"), ("Rose", "Bleu"),
    ],
)  # fmt: skip
def test_what_is_spoken_of_before_a_colon_stays_with_its_idea(labels: tuple[str, ...]) -> None:
    text = "".join(f"- {label} : un jardin {number}\n" for number in range(4) for label in labels)
    found = read_list(text, Tables(6, 1))
    texts = [row.text for row in found.outcomes if isinstance(row, IncomingIdea)]
    assert texts == [line.removeprefix("- ") for line in text.splitlines()]


def test_a_first_name_that_is_also_a_word_of_the_text_may_be_who_speaks() -> None:
    lines = ["Pierre : des murs de pierre", "Aïcha : un four", "Pierre : un banc", "Aïcha : une fête"]
    lines.append("Aïcha : un lit")
    found = read_list("\n".join(lines), Tables(6, 1))
    assert [row.text for row in found.outcomes if isinstance(row, IncomingIdea)] == [
        "des murs de pierre", "un four", "un banc", "une fête", "un lit",
    ]  # fmt: skip


@pytest.mark.parametrize("text", ["- Un four\n- Un banc\n", "Un four\nUn banc\n"])
def test_points_wanted_as_details_where_there_are_none_are_told(text: str) -> None:
    notices = read_list(text, Tables(6, 1), Choices(sub_points="detail")).notices
    assert [notice.text for notice in notices] == [NO_SUB_POINTS]
    assert read(text).notices == ()
    nested = read_list("- Un four\n  - le soir\n", Tables(6, 1), Choices(sub_points="detail")).notices
    assert NO_SUB_POINTS not in [notice.text for notice in nested]
