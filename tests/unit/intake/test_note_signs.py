"""The signs of programs for notes: the words stay, the signs go, comments are no ideas."""

from __future__ import annotations

import pytest

from facilitate.workshop.intake.column_choices import takes_apart
from facilitate.workshop.intake.ideas import contents_of, read_ideas
from facilitate.workshop.intake.incoming import Choices, Incoming


def read(text: str, *, as_written: bool = False) -> Incoming:
    return read_ideas(contents_of(text.encode(), name="a.md"), Choices(table=1, as_written=as_written), 8)


@pytest.mark.parametrize(
    ("written", "words"),
    [
        ("Une halle à [[Le bourg|côté du bourg]]", "Une halle à côté du bourg"),
        ("Une halle au [[Bourg#Place]]", "Une halle au Bourg"),
        ("==Une halle== couverte ^halle-1", "Une halle couverte"),
        ("Une halle couverte #lieux #été/2027", "Une halle couverte"),
        ("Une halle %% à vérifier %%", "Une halle"),
        ("<!-- Ada --> Une halle", "Une halle"),
        ("TODO Une halle", "Une halle"),
        ("LATER [#B] Une halle", "Une halle"),
        ("DONE Une halle", "Une halle"),
        ("Une halle [en photo](Photos%203f.md)", "Une halle en photo"),
        *(
            (same, same)
            for same in ("Du 100%% local", "x^2 halles", "Faire un #jardin", "La salle #1", "TODO : la halle")
        ),
    ],
)
def test_the_words_stay_and_the_signs_go(written: str, words: str) -> None:
    found = read(f"- un lavoir\n- {written}\n- une ruche\n")
    assert [row.text for row in found.rows] == ["un lavoir", words, "une ruche"]


@pytest.mark.parametrize(
    "line",
    [
        *("%% relire avec Ada\ndemain %%", "<!-- relire\ndemain -->", "collapsed:: true", "id:: 64-aa", "#asso #été"),
        *("- ![[photo.png]]", "SCHEDULED: <2027-04-12 Mon>"),
    ],
)
def test_a_comment_and_a_property_are_no_ideas_and_keep_the_numbers_of_lines(line: str) -> None:
    found = read(f"- un lavoir\n{line}\n- une ruche\n")
    assert [row.text for row in found.rows] == ["un lavoir", "une ruche"]
    assert found.rows[1].line == 3 + line.count("\n")


def test_tags_are_told_by_name_and_what_was_written_is_remembered() -> None:
    found = read("- un lavoir #eau\n- une ruche\n")
    assert "#eau" in " ".join(str(notice.params) for notice in found.reading.notices)
    assert found.rows[0].part_of == "un lavoir #eau"
    assert read("- un lavoir #eau\n- une ruche\n", as_written=True).rows[0].text == "un lavoir #eau"


def test_a_heading_of_a_wiki_is_no_marked_word() -> None:
    assert [row.table for row in read("==Table 2==\n- un lavoir\n- une ruche\n").rows] == [2, 2]


@pytest.mark.parametrize("words", ["un lavoir #eau", "un lavoir %% Ada %%", "un [[lavoir]]"])
def test_what_was_left_out_can_be_had_as_it_is_written(words: str) -> None:
    assert takes_apart(read(f"- {words}\n- une ruche\n"))
    assert read(f"- {words}\n- une ruche\n", as_written=True).rows[0].text == words


def test_the_time_at_which_lines_were_typed_is_no_word_of_them() -> None:
    found = read("[14:05] Un city stade\n(14h07) Une halle\n[14:12:30] - Des arbres\n")
    assert [row.text for row in found.rows] == ["Un city stade", "Une halle", "Des arbres"]
    assert read("[14:05] Un city stade\nUn bal\nUn four\n").rows[0].text == "[14:05] Un city stade"
