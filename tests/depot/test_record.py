"""The record in PostgreSQL: bytes as they were, each event once, and nothing that does not belong there."""

from __future__ import annotations

import traceback
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.domain.acts.ideas import IdeaRecorded
from facilitate.domain.acts.people import PersonRemoved
from facilitate.domain.acts.programme import PlanSet
from facilitate.domain.acts.purge import SessionPurged
from facilitate.domain.acts.references import IdeaRenamed
from facilitate.domain.errors import Refused
from facilitate.domain.event import Undone
from facilitate.store.journal import frame
from facilitate.store.record.held_back import held_back
from facilitate.store.record.migrating import migrate
from facilitate.workshop.sharing.depot import DepotSession, state_of_journal
from tests.support.depot import AT, event, header, idea, ideas, journal

PARIS = DepotSession("paris202", "grande-rencontre-de-paris-2021")
EXAMPLE = next((Path(__file__).parents[2] / "sessions").glob("grande-*"))
NOW = datetime.now(UTC)


def forget_paris(connections):
    """Let the depot know nothing of the example, whichever test brought it there."""
    with connections.transaction() as db:
        for table in ("session", "journal", "event", "repeated", "purge", "cleared", "held_back"):
            db.execute(f"DELETE FROM depot.{table} WHERE session = %s", (PARIS.session,))
        db.execute("DELETE FROM depot.token WHERE session = %s OR name IN ('Paris', 'Lyon')", (PARIS.session,))


def lines(data, start, end=None):
    """Some lines of a journal, the header being the first."""
    return b"".join(data.splitlines(keepends=True)[start:end])


def count(connections, session, table="event"):
    with connections.transaction() as db:
        return db.execute(f"SELECT count(*) FROM depot.{table} WHERE session = %s", (session.session,)).fetchone()[0]


def said(receipt):
    return " ".join(map(str, receipt.refused))


def test_journals_come_back_byte_for_byte_and_each_event_is_there_once(record, connections):
    forget_paris(connections)
    pushed = {path.stem: path.read_bytes() for path in EXAMPLE.glob("*.jsonl")}
    for writer, data in [*pushed.items(), *pushed.items()]:
        assert record.take(PARIS, writer, 0, data).refused == ()
    # What others wrote came to the facilitator's own machine too.
    tables = [data for writer, data in pushed.items() if writer.startswith("table")]
    pushed["collected"] = lines(tables[0], 0, 1) + b"".join(lines(data, 1) for data in tables)
    assert record.take(PARIS, "collected", 0, pushed["collected"]).refused == ()

    assert {writer: record.give(PARIS, writer, 0) for writer in pushed} == pushed
    assert list(record.offer(PARIS)) == [state_of_journal(writer, data) for writer, data in sorted(pushed.items())]
    assert count(connections, PARIS) == sum(data.count(b"\n") - 1 for data in pushed.values()) - 57
    figures = record.figures()
    assert (figures["ideas"], figures["merges"]) >= (57, 11)


@settings(max_examples=15)
@given(cuts=st.lists(st.integers(0, 41), min_size=1, max_size=8))
def test_pushes_of_any_pieces_in_any_order_come_to_the_same(record, cuts):
    session = DepotSession(f"cut{abs(hash(tuple(cuts))) % 10**9}", "cut")
    data = ideas(session, 40)
    for cut in [*cuts, 0]:  # what begins beyond the end of what is there is refused, and changes nothing
        record.take(session, "table-3", cut, lines(data, cut, cut + 17))
    for start in range(0, 41, 9):
        record.take(session, "table-3", start, lines(data, start, start + 9))
    assert record.give(session, "table-3", 0) == data


def test_a_push_that_was_cut_keeps_its_whole_lines(record, session):
    data = ideas(session, 3)
    taken = record.take(session, "table-3", 0, data[:-9])
    assert taken.accepted == 3
    assert "not whole" in said(taken)
    assert record.take(session, "table-3", 3, lines(data, 3)).refused == ()
    assert record.give(session, "table-3", 2) == lines(data, 2)


def test_one_event_that_comes_by_two_journals_at_once_is_one(record, connections, session):
    data = ideas(session, 300)
    with ThreadPoolExecutor(4) as pool:
        taken = list(pool.map(lambda writer: record.take(session, writer, 0, data), ["collected", "table-3"] * 4))
    assert all(each.refused == () for each in taken)
    assert count(connections, session) == 300
    assert {writer: record.give(session, writer, 0) for writer in ("collected", "table-3")} == {
        "collected": data,
        "table-3": data,
    }


def test_a_line_that_stands_twice_stays_twice(record, session):
    data = ideas(session, 2)
    data += lines(data, 1, 2)
    assert record.take(session, "table-3", 0, data).refused == ()
    assert record.give(session, "table-3", 0) == data


FORGED = PlanSet("title", "Une autre rencontre")
HOSTILE = {
    "another session": lambda s: ("table-3", 0, ideas("other123", 2)),
    "another writer": lambda s: ("table-3", 0, journal(s, idea(1, table=4))),
    "another table": lambda s: ("table-3", 0, journal(s, idea(1, table=4, by="table-3"))),
    "the facilitator, at a table": lambda s: ("table-3", 0, journal(s, event(1, FORGED))),
    "a name for an idea, at a table": lambda s: (
        "table-3",
        0,
        journal(s, event(1, IdeaRenamed("00000009-unknown0", "T3-09"))),
    ),
    "a table, at the facilitator’s": lambda s: ("facilitator", 0, ideas(s, 1)),
    "a sorter who records": lambda s: ("sorter.k7m2", 0, journal(s, idea(1, by="sorter.k7m2"))),
    "an undo of others": lambda s: (
        "table-3",
        0,
        journal(s, event(2, FORGED, "facilitator"), event(3, Undone(("00000002-r0000002",)))),
    ),
    "the guest list": lambda s: ("people", 0, ideas(s, 1)),
    "the guest list, collected": lambda s: (
        "collected",
        0,
        journal(s, event(1, PersonRemoved("00000001-aaaaaaaa"), "people")),
    ),
    "the year 2099": lambda s: ("table-3", 0, journal(s, idea(1, at=datetime(2099, 1, 1, tzinfo=UTC)))),
    "the year 9999": lambda s: ("table-3", 0, journal(s, idea(1, at=datetime(9999, 1, 1, tzinfo=UTC)))),
    "a clock of millions": lambda s: ("table-3", 0, journal(s, idea(9_000_000))),
    "a clock beyond all": lambda s: ("table-3", 0, journal(s, idea(99_999_999))),
    "a purge of 2199": lambda s: (
        "facilitator",
        0,
        journal(s, event(1, SessionPurged("2199-01-01", 0, 0), "facilitator", at=datetime(2199, 1, 1, tzinfo=UTC))),
    ),
    "a line of megabytes": lambda s: ("table-3", 0, header(s) + b"0" * 5_000_000 + b"\n"),
    "a wrong checksum": lambda s: ("table-3", 0, header(s) + b"00000000 {}\n"),
    "no header": lambda s: ("table-3", 0, lines(ideas(s, 1), 1)),
    "a header of other things": lambda s: ("table-3", 0, frame({"facilitate": "1"}) + lines(ideas(s, 1), 1)),
    "a gap": lambda s: ("table-3", 2, lines(ideas(s, 2), 2)),
    "a name that is a path": lambda s: ("../table-3", 0, ideas(s, 1)),
    "words that were not cleaned": lambda s: ("table-3", 0, journal(s, idea(1, "mot\u202ecaché"))),
    "depths": lambda s: ("table-3", 0, header(s) + frame({"id": 1, "data": eval("[" * 80 + "]" * 80)})),
}


@pytest.mark.parametrize("hostile", HOSTILE.values(), ids=HOSTILE)
def test_nothing_hostile_changes_anything_and_a_sentence_says_why(record, connections, session, hostile):
    before = count(connections, session)
    taken = record.take(session, *hostile(session))
    assert taken.refused
    assert len(said(taken)) > 20
    assert count(connections, session) == before == 0
    assert taken.accepted <= 1


def test_a_line_that_is_refused_keeps_out_what_follows_it_and_nothing_before(record, session):
    data = journal(session, idea(1), idea(2), event(3, FORGED), idea(4))
    taken = record.take(session, "table-3", 0, data)
    assert taken.accepted == 3
    assert "table-3" in said(taken)
    assert record.give(session, "table-3", 0) == lines(data, 0, 3)


def test_other_contents_of_an_event_are_refused(record, session):
    data = ideas(session, 3)
    record.take(session, "table-3", 0, data)
    other = journal(session, idea(1, "Une idée de la table 1"), idea(2, "Autre chose"))
    assert "different contents" in said(record.take(session, "table-3", 0, other))
    assert "different contents" in said(record.take(session, "table-3.b", 0, other))
    assert record.give(session, "table-3", 0) == data


NAME = "Marguerite Yourcenar"
BEFORE = AT + timedelta(days=30)


class Purged:
    """A table's journal that named somebody, what a purge made of it, and the facilitator's, which tells of it."""

    def __init__(self, session):
        self.old = journal(session, idea(1, f"Appeler {NAME}"), idea(2))
        self.new = journal(session, idea(1, "Appeler [une personne]"), idea(2))
        told = SessionPurged(BEFORE.date().isoformat(), 1, 0, (idea(1).id,))
        self.facilitator = journal(session, event(9, told, "facilitator", at=BEFORE + timedelta(days=2)))
        self.purges = lines(self.facilitator, 1)


def everything(connections, session):
    """All that the tables hold of a session, as text."""
    with connections.transaction() as db:
        found = [
            raw
            for table in ("event", "repeated")
            for (raw,) in db.execute(f"SELECT line FROM depot.{table} WHERE session = %s", (session.session,))
        ]
    return b"".join(filter(None, found)).decode()


def test_a_purge_takes_the_words_out_of_every_journal_and_nobody_brings_them_back(record, connections, session):
    its = Purged(session)
    for writer in ("table-3", "collected"):
        assert record.take(session, writer, 0, its.old).refused == ()
    assert NAME in everything(connections, session)

    assert record.take(session, "facilitator", 0, its.facilitator).refused == ()
    assert record.take(session, "collected", 0, its.new, its.purges).refused == ()

    assert NAME not in everything(connections, session)
    assert record.give(session, "table-3", 0) == its.new == record.give(session, "collected", 0)
    offered = {each for each in record.offer(session) if each.writer != "facilitator"}
    assert offered == {state_of_journal(writer, its.new) for writer in ("table-3", "collected")}
    for writer in ("table-3", "collected", "table-3.b"):  # a laptop that was away, with or without word of the purge
        for purges in (b"", its.purges):
            assert "Sync this session again" in said(record.take(session, writer, 0, its.old, purges))
    assert NAME not in everything(connections, session)
    # Whoever purged as well goes on as before.
    assert record.take(session, "table-3", 0, its.new, its.purges).refused == ()


def test_after_a_purge_a_laptop_that_was_away_brings_nothing_older_unless_it_purged_too(record, session):
    its = Purged(session)
    record.take(session, "facilitator", 0, its.facilitator)
    assert "Sync this session again" in said(record.take(session, "table-3", 0, its.old))
    assert record.take(session, "table-3", 0, its.new, its.purges).refused == ()
    assert "Sync this session again" in said(record.take(session, "table-3.b", 0, its.old, its.purges))  # known
    late = journal(session, idea(20, at=BEFORE + timedelta(days=3), by="table-4", table=4))
    assert record.take(session, "table-4", 0, late).refused == ()


def test_a_clock_that_was_ahead_keeps_nothing_out_and_one_that_is_far_off_is_told_with_what_helps(
    record, session, connections
):
    ahead, far = NOW + timedelta(days=370), NOW + timedelta(days=800)
    data = journal(session, idea(1, at=ahead), idea(2))
    assert record.take(session, "table-3", 0, data).refused == ()
    assert record.give(session, "table-3", 0) == data
    told = record.take(session, "table-4", 0, journal(session, idea(3, table=4, at=far), idea(4, table=4)))
    assert "Idea T4-03 is dated" in said(told)
    assert "what follows it in table-4.jsonl" in said(told)
    assert f"“facilitate depot sync {session.name} --to FOLDER”" in said(told)
    (held,) = [each for each in held_back(connections) if each.name == session.name]
    assert (held.writer, held.at.date()) == ("table-4", far.date())
    assert record.take(session, "table-4", 0, journal(session, idea(6, table=4))).refused == ()
    assert [each for each in held_back(connections) if each.name == session.name] == []
    told = record.take(session, "facilitator", 0, journal(session, event(5, FORGED, "facilitator", at=far)))
    assert "A change of the facilitator’s screen is dated" in said(told)
    assert record.take(session, "facilitator", 0, journal(session, event(5, FORGED, "facilitator"))).refused == ()


def test_a_removal_that_is_dated_later_than_tomorrow_is_not_believed_and_told_until_when(record, session, connections):
    soon, act = NOW + timedelta(days=40), SessionPurged("2100-01-01", 1, 0, (idea(1).id,))
    record.take(session, "table-3", 0, journal(session, idea(1)))
    told = record.take(session, "facilitator", 0, journal(session, event(5, act, "facilitator", at=soon)))
    assert f"A removal of personal data is dated {soon.date()}" in said(told)
    assert "nor what follows it in facilitator.jsonl" in said(told)
    assert [each.writer for each in held_back(connections) if each.name == session.name] == ["facilitator"]
    assert record.take(session, "table-4", 0, journal(session, idea(2, table=4))).refused == ()
    assert record.take(session, "facilitator", 0, journal(session, event(5, FORGED, "facilitator"))).refused == ()


def test_no_month_that_is_still_to_come_has_ideas(record, session, connections):
    record.take(session, "table-3", 0, journal(session, idea(1, at=NOW + timedelta(days=370))))
    with connections.transaction() as db:
        (last,) = db.execute("SELECT max(month) FROM figures.months").fetchone()
    assert last <= datetime.now(UTC)


def test_what_is_dated_ahead_counts_as_written_before_a_removal(record, session):
    its = Purged(session)
    record.take(session, "facilitator", 0, its.facilitator)
    ahead = journal(session, idea(20, f"Voir {NAME}", at=NOW + timedelta(days=370)))
    assert "Sync this session again" in said(record.take(session, "table-3", 0, ahead))
    assert record.take(session, "table-3", 0, ahead, its.purges).refused == ()


@pytest.mark.parametrize(
    ("day", "hour"), [("2026-04-14", "12T20:00"), ("2026-04-13", "12T23:30"), ("2026-04-13", "13T09:00")]
)
def test_the_day_that_is_told_is_the_one_that_was_typed_east_and_west_of_greenwich(record, session, day, hour):
    purge = event(9, SessionPurged(day, 0, 0), "facilitator", at=datetime.fromisoformat(f"2026-04-{hour}:00+00:00"))
    assert record.take(session, "facilitator", 0, journal(session, purge)).refused == ()
    assert f"from before {day} was removed" in said(record.take(session, "table-3", 0, Purged(session).old))


def test_a_line_is_cleared_by_nobody_who_does_not_know_of_the_purge(record, connections, session):
    its = Purged(session)
    record.take(session, "table-3", 0, its.old)
    record.take(session, "facilitator", 0, its.facilitator)
    other = journal(session, idea(1, f"Rappeler {NAME}"), idea(2))
    assert "Sync this session again" in said(record.take(session, "table-3", 0, other))
    assert record.take(session, "table-3", 0, its.new, its.purges).refused == ()
    # A later purge names it again: what it was before the first is known all the same.
    again = SessionPurged(BEFORE.date().isoformat(), 1, 0, (idea(1).id,))
    told = journal(session, event(99, again, "facilitator", at=BEFORE + timedelta(days=4)))
    assert "Sync this session again" in said(record.take(session, "table-3", 0, its.old, its.purges + lines(told, 1)))
    assert NAME not in everything(connections, session)


def test_what_was_not_purged_there_cannot_be_changed_by_naming_it_purged(record, session):
    its = Purged(session)
    record.take(session, "table-3", 0, its.old)
    other = journal(session, idea(1, f"Appeler {NAME}"), idea(2, "Réécrite"))
    assert "different contents" in said(record.take(session, "table-3", 0, other, its.purges))
    assert record.give(session, "table-3", 0) == its.old


def test_no_token_fills_the_disk_of_all(record, session, monkeypatch):
    data = ideas(session, 20)
    monkeypatch.setattr("facilitate.store.record.taking.LARGEST_SESSION", len(data) // 2)
    taken = record.take(session, "table-3", 0, data)
    assert "the most that the depot takes" in said(taken)
    assert data.startswith(record.give(session, "table-3", 0))
    assert 5 < taken.accepted < 15
    assert record.take(session, "table-4", 0, ideas(session, 9, 4)).refused


@pytest.mark.parametrize(("name", "kept"), [("Été à Lyon", "ete-a-lyon"), ("../../etc", "etc"), ("…", "")])
def test_a_session_is_called_as_a_folder_of_any_system_may_be(record, session, name, kept):
    record.take(DepotSession(session.session, name), "table-3", 0, ideas(session, 1))
    assert DepotSession(session.session, kept or session.session) in record.sessions()


def test_what_fails_tells_no_words_of_people(connections):
    with pytest.raises(RuntimeError) as caught, connections.transaction() as db:
        db.execute("INSERT INTO depot.session (session, name) VALUES ('Marguerite', NULL)")
    assert "Marguerite" not in "".join(traceback.format_exception(caught.value))


def test_a_database_of_a_newer_version_is_refused(connections):
    assert migrate(connections) == 0
    with connections.transaction() as db:
        db.execute("INSERT INTO depot.migration (number) VALUES (9999)")
    try:
        with pytest.raises(Refused, match="newer version"):
            migrate(connections)
    finally:
        with connections.transaction() as db:
            db.execute("DELETE FROM depot.migration WHERE number = 9999")


def test_an_act_of_a_newer_version_is_kept(record, session):
    data = header(session) + frame(
        {"id": "00000001-aaaaaaaa", "clock": 1, "at": "2026-03-14T10:00:00.000Z", "by": "table-3", "kind": "new.kind",
         "data": {"table": 3}}
    )  # fmt: skip
    assert record.take(session, "table-3", 0, data).refused == ()
    assert record.give(session, "table-3", 0) == data
    assert IdeaRecorded.kind not in data.decode()
