"""`vote`: the fifteen minutes from the shell; nothing of what ballots say comes out before the close."""

from __future__ import annotations

import os
import re
import shutil
from contextlib import contextmanager
from pathlib import Path

import pytest

from facilitate.cli.composition.sessions import Sessions
from tests.support.systems import DATA_HOME


@pytest.fixture
def voting(shell, paris):
    for number in range(1, 7):
        shell.ok("idea", "add", paris, f"idée {number}", "--table", number % 3 + 1)
    shell.ok("vote", "open", paris, "--from", "T1-01,T1-02,T2-01,T2-02,T3-01")
    return paris


def test_sixty_vote_and_both_worlds_stand_beside_the_total(shell, voting):
    for world, count, letters in ((1, 5, "AB"), (1, 4, "A"), (2, 4, "B"), (2, 3, "-")):
        for _each in range(count):
            shell.ok("vote", "ballot", voting, letters, "--world", world, "--paper")
    opened = shell.json("vote", "show", voting)
    assert (opened["state"], opened["ballots"]) == ("open", 16)
    assert [each["letter"] for each in opened["candidates"]] == [*"ABCDE"]
    assert "results" not in opened
    shell.ok("vote", "close", voting, "--present", 20)
    found = shell.json("vote", "show", voting)
    assert found["state"] == "closed"
    by_letter = {each["letter"]: each for each in found["results"]}
    assert [by_letter[letter]["total"] for letter in "ABC"] == [9, 9, 0]
    assert by_letter["A"]["both_worlds"] == pytest.approx((9.5 / 10 * 0.5 / 8) ** 0.5)
    assert by_letter["B"]["both_worlds_rank"] == 1
    assert found["indicative"] is False
    told = shell.ok("vote", "show", voting).out
    assert "16 ballots: 13 valid, 3 blank. 20 people were present." in told
    done = shell("vote", "keep", voting, 1)
    assert done.code == 1
    assert "Equal at the cut: A, B" in done.err
    assert f'facilitate vote keep {voting} 1 --by totals --tie … --because "…"' in done.err
    shell.ok("vote", "keep", voting)
    others = shell.ok("vote", "keep", voting, 1, "--by", "both-worlds").err
    assert "By both worlds: B" in others
    assert "(equal at the cut: A, B)" in others
    assert shell.json("vote", "show", voting)["kept"] == {"by": "both-worlds", "wanted": 1, "letters": ["B"]}
    assert len(shell.json("roadmap", "show", voting)) == 1  # of the five kept before nobody has said anything
    shell.ok("proposal", "file", voting, "T1-01", "T2-01", "--under", 1)
    printed = shell.ok("export", voting, "--stdout", "--by-vote").out
    assert "Result of the vote" in printed or "Résultat du vote" in printed
    assert "Vote: rank 1 of 5, 9 votes" in shell.ok("trace", voting, "T1-01").out


def test_what_is_wrong_is_one_sentence_and_asks_nothing(shell, voting):
    for words in (["A", "--world", "nowhere"], ["AZ"], ["AA"], ["ABCDEA"], ["A", "--code", "AAAA-BBBB"]):
        done = shell("vote", "ballot", voting, *words)
        assert (done.code, done.err.count("\n")) == (1, 1)
    for nothing in ([], [""], ["A", "--blank"], ["--blank", "--spoilt"]):
        assert shell("vote", "ballot", voting, *nothing).code == 2
    assert f"facilitate vote slips {voting} --count 60" in shell("vote", "slips", voting).err
    assert shell("vote", "totals", voting, "A=1").code == 2
    assert shell("vote", "open", voting).code == 1
    assert shell("vote", "open", voting, "--rule", "lots").code == 2
    assert shell("vote", "keep", voting, 2).code == 1
    assert shell("vote", "reopen", voting).code == 1
    assert shell.json("vote", "show", voting)["ballots"] == 0
    shell.ok("vote", "ballot", voting, "AZ", "--spoilt")
    assert shell.json("vote", "show", voting)["spoilt"] == 1
    shell.ok("vote", "ballot", voting, "--blank", "--paper")
    assert "looked for at the close" in shell.ok("vote", "ballot", voting, "-", "--take-back").err
    assert "0 to 1 of 60" in shell.ok("vote", "show", voting).out, "as the screen says it"


def test_check_tells_of_an_open_vote_and_reads_what_was_typed_beside_it(shell, voting):
    assert "The vote is open: its result is not in the report." in shell("check", voting).out
    shell.ok("vote", "ballot", voting, "A", "--paper")
    shell.ok("vote", "ballot", voting, "A", "--paper")
    shell.ok("vote", "close", voting, "--present", 1)
    assert "The sums of the vote do not add up, and nothing says why." in shell("check", voting).out
    shell.ok("vote", "note", voting, "TODO: compter encore")
    told = shell("check", voting).out
    assert "The vote is open" not in told
    assert "do not add up" not in told
    assert "the note on the vote" in told.lower()


def test_no_vote_is_told_as_data_and_as_a_sentence(shell, paris):
    assert shell.json("vote", "show", paris) == {"state": "none", "candidates": [], "ballots": 0}
    assert "No vote was opened yet" in shell.ok("vote", "show", paris).err
    assert "No vote is open" in shell("vote", "ballot", paris, "A").err
    assert f"facilitate vote open {paris}" in shell.ok("wall", paris, "vote").err


def test_more_than_twenty_candidates_are_told_to_take_longer(shell, paris):
    for number in range(21):
        shell.ok("idea", "add", paris, f"idée {number}", "--table", 1)
    assert "fifteen minutes will not do" in shell.ok("vote", "open", paris).err


@pytest.mark.parametrize(
    ("typed", "line"),
    [
        (("B", "--paper", "--code", "K7QM-2ABC"), "{} B --code K7QM-2ABC"),
        (("BA", "--take-back", "--code", "K7QM-2ABC", "--world", "élus"), "{} BA --world élus --code K7QM-2ABC"),
        (("--spoilt", "--code", "K7QM-2ABC"), "{} --spoilt"),
        (("A", "--blank", "--paper"), "{} --blank --paper"),
        (("--code", "K7QM-2ABC"), "{} ACF --code K7QM-2ABC"),
    ],
)
def test_a_ballot_that_is_not_typed_as_it_counts_is_refused_with_the_line_to_type(shell, voting, typed, line):
    done = shell("vote", "ballot", voting, *typed)
    assert done.code == 2
    told = " ".join(done.err.split())
    assert f"facilitate vote ballot {line.format(voting)}" in told


def test_a_vote_on_one_sentence_is_told_in_fingers_alone(shell, paris):
    shell.ok("idea", "add", paris, "Une idée", "--table", 1)
    shell.ok("vote", "open", paris, "--rule", "five", "--from", "T1-01")
    assert f"facilitate vote ballot {paris} 4 --paper" in shell("vote", "ballot", paris, "--paper").err
    shell.ok("vote", "ballot", paris, "4", "--paper")
    told = shell.ok("vote", "close", paris).out
    assert "Three fingers or more" in told
    assert not [head for head in ("Rank", "Worlds", "Both worlds") if head in told]


def test_slips_have_codes_that_vote_once_and_lie_nowhere_else(shell, voting):
    (file,) = shell.json("vote", "slips", voting, "--count", 3, "--world", "1", "--to", "html")["files"]
    page = Path(file).read_text(encoding="utf-8")
    codes = [part.partition("</p>")[0] for part in page.split('<p class="code">')[1:]]
    assert len(set(codes)) == 3
    shell.ok("vote", "ballot", voting, "A", "--code", codes[0])
    shell.ok("vote", "ballot", voting, "BC", "--code", codes[0].lower())
    assert shell.json("vote", "show", voting)["ballots"] == 1
    shell.ok("vote", "slips", voting, "--given", 2)
    assert shell.ok("vote", "ballot", voting, "B", "--code", codes[1]).lines == ["2 of 2"]
    shell.ok("vote", "close", voting)
    found = {each["letter"]: each["total"] for each in shell.json("vote", "show", voting)["results"]}
    assert found == {"A": 0, "B": 2, "C": 1, "D": 0, "E": 0}


def test_a_slip_without_a_world_is_told_until_the_close_and_takes_one_where_it_is_typed(shell, voting):
    done = shell.ok("vote", "slips", voting, "--count", 1, "--to", "html")
    page = Path(done.lines[0]).read_text(encoding="utf-8")
    assert page.count("<b></b>") == 2, "a box for each world"
    assert "phones ask for it" in done.err
    code = re.search(r'class="code">(.*?)<', page)[1]
    told = shell.ok("vote", "ballot", voting, "A", "--code", code).err
    assert "names no world" in told
    assert "already had a ballot" not in told
    assert shell.json("vote", "show", voting)["without_world"] == 1
    assert "1 ballot is of no world" in shell.ok("vote", "show", voting).err
    told = shell.ok("vote", "ballot", voting, "A", "--code", code, "--world", 1).err
    assert "already had a ballot" in told
    assert "no world" not in told
    shell.ok("vote", "ballot", voting, "A", "--code", code)  # as it was told before
    assert shell.json("vote", "show", voting)["without_world"] == 0
    (file,) = shell.json("vote", "slips", voting, "--count", 1, "--world", 2, "--to", "html")["files"]
    code = re.search(r'class="code">(.*?)<', Path(file).read_text(encoding="utf-8"))[1]
    assert "leave out --world" in shell("vote", "ballot", voting, "A", "--code", code, "--world", 1).err
    shell.ok("vote", "ballot", voting, "A", "--paper")
    assert "1 ballot is of no world" in shell.ok("vote", "close", voting).err


@pytest.mark.parametrize(
    ("asked", "boxes", "how"),
    [
        ((), [""] * 5, "entourez"),
        (("--most", 1), [""], "écrivez 1 lettre, puis"),
        (("--most", 3), [""] * 3, "écrivez jusqu’à 3 lettres, puis"),
        (("--most", 9), None, "écrivez jusqu’à 9 lettres, puis"),
        (("--rule", "dots", "--most", 4), [""] * 4, "4 gommettes, au plus 2 sur"),
        (
            ("--rule", "dots", "--most", 4, "--cap", 3),
            [""] * 4,
            "4 gommettes, au plus 3 sur",
        ),
        (("--rule", "five"), [*"012345"], "entourez le nombre"),
    ],
)
def test_slips_printed_before_the_vote_have_the_boxes_of_its_rule_and_say_when_nobody_said(
    shell, paris, asked, boxes, how
):
    done = shell.ok("vote", "slips", paris, "--count", 1, "--to", "html", *asked)
    page = Path(done.lines[0]).read_text(encoding="utf-8")
    found = re.findall(r"<i>(.*?)</i>", page)
    assert found == (boxes or [])
    assert ('<i class="all">' in page) == (boxes is None)
    assert ("--most N" in done.err) == (not asked)
    assert (how in page) == bool(asked)


def test_a_second_sheet_leaves_the_first_one_whose_codes_count_too_and_a_vote_that_asks_otherwise_is_told(shell, paris):
    asked = ("vote", "slips", paris, "--count", 2, "--to", "html", "--most", 4)
    first = Path(shell.ok(*asked).lines[0])
    before = first.read_bytes()
    done = shell.ok(*asked)
    assert "4 codes are good in all" in done.err
    assert [first.stem, Path(done.lines[0]).stem] == ["coupons-de-vote-1-feuille-1", "coupons-de-vote-1-feuille-2"]
    assert "Vote 1 · feuille 2 · Code" in Path(done.lines[0]).read_text(encoding="utf-8")
    assert "Print coupons-de-vote-1-feuille-2.html" in done.err
    assert first.read_bytes() == before
    assert "The sheet printed before" not in done.err
    shell.ok("idea", "add", paris, "Une idée", "--table", 1)
    told = shell.ok("vote", "open", paris).err
    assert "Choose up to 4 proposals." in told
    assert "Choose up to 5 proposals." in told
    for file in (first, Path(done.lines[0])):
        code = re.search(r'class="code">(.*?)<', file.read_text(encoding="utf-8"))[1]
        shell.ok("vote", "ballot", paris, "A", "--code", code)
    third = shell.ok("vote", "slips", paris, "--count", 1, "--to", "html")
    assert "The sheet printed before is for: Choose up to 4 proposals." in third.err
    shell.ok("vote", "close", paris)
    again = shell.ok(*asked)
    assert Path(again.lines[0]).stem == "coupons-de-vote-2-feuille-1", "no file of before is taken for this one"
    dead = [f"coupons-de-vote-1-feuille-{sheet}.html" for sheet in (1, 2, 3)]
    assert f"Do not give out {', '.join(dead)}: these codes are no longer good." in again.err
    assert "no longer good" not in third.err
    assert "slips printed last" not in shell.ok("vote", "open", paris, "--most", 4).err


def test_slips_that_carry_another_address_than_the_tables_are_told_and_their_codes_are_good(shell, paris):
    shell.ok("idea", "add", paris, "une idée", "--table", 1)
    assert "codes of slips" not in shell.ok("share", paris, "--renew", "vote").err
    guessed = shell.ok("vote", "slips", paris, "--count", 1, "--to", "html").err
    assert "The tables are not connected yet" in guessed or "this computer alone" in guessed
    assert "QR codes" not in shell.ok("vote", "slips", paris, "--count", 1, "--to", "html", "--paper-only").err
    assert shell("vote", "slips", paris, "--count", 1, "--on", "nowhere").code == 1
    assert "codes of slips are good" in shell.ok("share", paris, "--renew", "vote").err
    printed = shell.json("vote", "slips", paris, "--count", 3, "--to", "html", "--on", "192.0.2.2", "--port", 9)
    told = shell.ok("vote", "open", paris)
    assert "3 slips carry http://192.0.2.2:9, and the tables connect at" in told.err
    code = re.search(r"[A-Z2-9]{4}-[A-Z2-9]{3,4}", Path(printed["files"][0]).read_text(encoding="utf-8"))[0]
    assert "QR codes" not in shell.ok("vote", "ballot", paris, "A", "--code", code).err
    sheets = ("feedback", "sheets", paris, "--to", "html", "--replace")
    assert "http://192.0.2.2:9:" in shell.ok(*sheets, "--on", "192.0.2.2", "--port", 9).err
    assert "closing questions carry http://192.0.2.2:9" in shell.ok("feedback", "open", paris).err
    shell.ok(*sheets)
    assert shell.ok("vote", "close", paris).code == 0
    shell.ok("feedback", "close", paris, "--few")
    assert "carry" not in shell.ok("feedback", "open", paris).err


def test_slips_follow_the_open_vote_and_nothing_else(shell, voting):
    assert shell("vote", "slips", voting, "--count", 1, "--most", 3).code == 2
    (file,) = shell.json("vote", "slips", voting, "--count", 1, "--to", "html")["files"]
    assert Path(file).read_text(encoding="utf-8").count("<i></i>") == shell.json("vote", "show", voting)["most"]


def test_slips_of_no_world_are_told_where_the_event_has_some(shell, voting):
    told = shell.ok("vote", "slips", voting, "--count", 1, "--to", "html").err
    assert told.count("--world ") == 2
    assert "of no world" not in shell.ok("vote", "slips", voting, "--count", 1, "--world", "1", "--to", "html").err


def test_whoever_votes_on_paper_has_the_letters_on_paper(shell, voting):
    shell.ok("idea", "withdraw", voting, "T1-01")
    (file,) = shell.json("vote", "slips", voting, "--letters", "--to", "html")["files"]
    page = Path(file).read_text(encoding="utf-8")
    assert [f">{letter}<" in page for letter in "AEF"] == [True, True, False]
    assert "T1-01 (" in page
    assert "vote 1" in page
    assert 'class="part large"' in page, "read at arm’s length"


def test_a_second_vote_has_other_letters_and_the_sheet_says_which_vote_it_is_of(shell, voting):
    shell.ok("vote", "ballot", voting, "A", "--paper")
    shell.ok("vote", "close", voting)
    assert "The letters are not those" in shell.ok("vote", "open", voting, "--from", "T1-02,T1-01").err
    (file,) = shell.json("vote", "slips", voting, "--letters", "--to", "html")["files"]
    assert "vote 2" in Path(file).read_text(encoding="utf-8")
    shell.ok("vote", "close", voting)
    assert "The letters are" not in shell.ok("vote", "open", voting, "--from", "T1-02,T1-01").err


@pytest.mark.parametrize(
    ("slips", "given", "lacking"), [(4, None, ""), (2, None, "2 people"), (3, None, "1 person"), (4, 3, "1 person")]
)
def test_people_present_without_a_slip_are_told_at_opening(shell, paris, slips, given, lacking):
    shell.ok("idea", "add", paris, "une idée", "--table", 1)
    shell.ok("plan", "set", paris, "attendance/present", 4)
    printed = shell.ok("vote", "slips", paris, "--count", slips, "--to", "html")
    if given:
        printed = shell.ok("vote", "slips", paris, "--given", given)
    told = shell.ok("vote", "open", paris)
    for done in (printed, told):
        assert ("4 people are present" in done.err, lacking in done.err) == (bool(lacking), True)


DOORS = (
    ["vote", "show"], ["history"], ["trace", ..., "T1-01"], ["stats"], ["check"], ["show"], ["idea", "list"],
    ["proposal", "list"], ["roadmap", "show"], ["matrix"], ["privacy"], ["list"], ["doctor"], ["read-back"],
    ["report-back"], ["feedback", "show"], ["category", "list"], ["people", "list"],
    ["table", "list"], ["fact", "list"], ["suggest"], ["wall"], ["share", ..., "--vote"], ["cards"],
    ["export", ..., "--stdout", "--by-vote"], ["cycle", "show", "cycle"],
)  # fmt: skip
WITHOUT_A_SESSION = (["list"], ["cycle", "show", "cycle"])
# What is refused while nothing is there to be shown, or tells by its code what it found.
_MAY_REFUSE = ("check", "doctor", "feedback")


def test_no_door_tells_before_the_close_what_ballots_say(shell, voting, tmp_path, monkeypatch):
    """Whatever is in the box, every door gives the same answer, and every file but the box stays what it is.

    So do a depot, a USB key, a cycle with the event, and another computer that restored it and collects.
    """
    ballots = Sessions(str(shell.home), os.environ).open(voting).log.ballots
    depot, key = tmp_path / "depot", tmp_path / "key"
    shell.ok("cycle", "new", "Cycle")
    shell.ok("cycle", "add", "cycle", voting)
    shell.ok("depot", "sync", voting, "--to", depot)

    @contextmanager
    def elsewhere():
        with monkeypatch.context() as patch:
            patch.setenv("FACILITATE_HOME", str(tmp_path / "elsewhere"))
            patch.setenv("FACILITATE_MACHINE", "other")
            patch.setenv(DATA_HOME, str(tmp_path / "other person"))
            yield

    def told():
        for door in DOORS:
            words = [voting if word is ... else word for word in door]
            words = words if voting in words or door in WITHOUT_A_SESSION else [*words, voting]
            for more in ([], ["--json"]):
                if more and "--stdout" in words:
                    continue
                done = shell(*words, *more)
                assert door[0] in _MAY_REFUSE or done.code == 0, (words, done.err)
                yield words, done.out, done.err
        for form in ("md", "json", "csv", "html"):
            (file, *_others) = shell.json("export", voting, "--to", form, "--replace")["files"]
            yield form, Path(file).read_text(encoding="utf-8")
        yield "cycle", shell.json("cycle", "export", "cycle", "--to", "json", "--replace")
        yield "depot", shell.ok("depot", "sync", voting, "--to", depot).out
        shutil.copytree(shell.home / "sessions" / voting, key / voting, dirs_exist_ok=True)
        yield "collect", shell.ok("collect", voting, key).out
        with elsewhere():
            yield from ((words, shell.ok(*words).out) for words in (
                ["collect", voting, key], ["vote", "show", voting, "--json"], ["doctor", voting]))  # fmt: skip

    def files():
        """Every file with what is in it, but boxes, locks, which hold nothing, and when a depot was synced."""
        apart = {".vote", ".locks", ".depot.json"}
        found = (path for path in tmp_path.rglob("*") if path.is_file() and apart.isdisjoint(path.parts))
        return {path: path.read_bytes() for path in found}

    with elsewhere():
        shell.ok("depot", "restore", voting, "--from", depot)
    answers = []
    for fill in (["A", "A", "B C"], ["", "D", "D E"], ["A B C D E"] * 3):
        ballots.change(
            lambda contents, fill=fill: contents.update(paper=[["", each] for each in fill], back=[], again=[])
        )
        answers.append((list(told()), files()))
    assert answers[0] == answers[1] == answers[2]
    assert not any("both_worlds" in str(answer) for answer in answers[0][0])
    assert "box" not in {path.name for folder in (depot, tmp_path / "elsewhere") for path in folder.rglob("*")}
