"""A note-taker's own laptop: it gets its table's events, and gives what it wrote."""

from __future__ import annotations

from facilitate.domain.codec import document_of, event_of
from facilitate.domain.roles import SYNTHESIS_SEAT, table_role
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.ideas import Status
from facilitate.store.clock import RandomIds, SteadyClock
from facilitate.store.event_log import FolderLog
from facilitate.workshop.cases.ideas import IdeaDraft
from facilitate.workshop.workshop import Workshop
from tests.support.sessions import open_session
from tests.web.room import record


async def heard(listener, count):
    events = []
    while len(events) < count:
        name, documents, _mark = await listener.next()
        assert name == "events"
        assert len(documents) <= 200
        events += map(event_of, documents)
    return events


def laptop(tmp_path, events, table=1, machine="k7m2"):
    """A copy of the session on another machine."""
    folder = tmp_path / "laptop"
    folder.mkdir()
    log = FolderLog(folder, machine, "essai123", "home")
    with log.writing_as("collected") as writer:
        writer.append(events)
    return Workshop(log, SteadyClock(), RandomIds(), table_role(table))


async def test_a_laptop_is_told_which_session_this_is_then_all_it_may_have(room):
    room.workshop.ideas.record_many(1, [IdeaDraft(f"idée {number}", Status.TO_CREATE) for number in range(250)])
    room.workshop.ideas.record(2, "ailleurs")
    async with room.live("/journal") as listener:
        name, session, mark = await listener.next()
        assert (name, session) == (
            "session",
            {"session": "essai123", "home": "home", "slug": "essai", "title": "Essai", "table": 1, "language": "fr"},
        )
        events = await heard(listener, 251)
        assert mark.endswith("-1")
    assert len(events) == 251
    assert [idea.text for idea in Timeline.of(events).session.ideas.values()] == [
        f"idée {number}" for number in range(250)
    ]


async def test_a_laptop_hears_what_the_room_does_and_each_event_once(room):
    async with room.live("/journal") as listener:
        await listener.next()
        await heard(listener, 1)
        await room.acts(record("act-0001"))
        room.workshop.phases.start("1")
        room.workshop.ideas.record(2, "ailleurs")
        open_session(room.home).ideas.withdraw("T1-01")
        kinds = [event.act.kind for event in await heard(listener, 3)]
    assert kinds == ["idea.recorded", "phase.started", "idea.withdrawn"]


async def test_what_a_laptop_wrote_is_kept_once_and_heard_by_phones(room, tmp_path):
    own = laptop(tmp_path, room.workshop.timeline.events)
    idea = own.ideas.record(1, "du portable")
    written = {"events": [document_of(event) for event in own.timeline.events[1:]]}
    async with room.live() as listener:
        await listener.next()
        assert (await room.post("/journal", written)).json() == {"kept": 1}
        assert (await listener.next())[1]["ref"] == idea.ref == "T1k7m2-01"
    assert (await room.post("/journal", written)).json() == {"kept": 0}
    assert open_session(room.home).session.ideas[idea.id].text == "du portable"


async def test_a_laptop_writes_for_its_own_table_only(room, tmp_path):
    own = laptop(tmp_path, room.workshop.timeline.events)
    own.ideas.record(1, "du portable")
    written = {"events": [document_of(event) for event in own.timeline.events[1:]]}
    answer = await room.post("/journal", written, table=2)
    reason = "This link only gives access to table 2."
    left_out = [{"id": own.timeline.events[1].id, "reason": reason}]
    assert (answer.status_code, answer.json()) == (200, {"kept": 0, "left_out": left_out})
    assert not room.workshop.session.ideas


async def test_what_is_no_event_is_left_out_and_the_rest_is_kept(room, tmp_path):
    own = laptop(tmp_path, room.workshop.timeline.events)
    own.ideas.record(1, "du portable")
    good = document_of(own.timeline.events[1])
    for bad in ({}, {**good, "clock": 7}, {**good, "at": "then"}, {**good, "id": None}):
        answer = await room.post("/journal", {"events": [bad, good]})
        assert answer.status_code == 200
        assert [each["id"] for each in answer.json()["left_out"]] == [str(bad.get("id"))]
    assert [idea.text for idea in room.workshop.session.ideas.values()] == ["du portable"]
    for content in ([], {}, {"events": {}}, {"events": [good, "event"]}, None):
        assert (await room.post("/journal", content)).status_code == 400


async def test_nothing_about_people_goes_over_any_wire(room):
    room.workshop.people.add("Participante Qarnyx", {"organisation": "Voltrux", "email": "q@voltrux.example"})
    room.workshop.people.arrive("Qarnyx", 1)
    room.workshop.ideas.record(1, "un banc")
    said = [(await room.get(path, table)).content for path in ("/", "/table", "/hello") for table in (1, 2)]
    for table in (1, SYNTHESIS_SEAT):
        async with room.live("/journal", table) as listener:
            said += [repr(await listener.next()).encode() for _events in range(1 if table == 1 else 2)]
    async with room.live("/live") as listener:
        said.append(repr(await listener.next()).encode())
    assert b"un banc" in b"".join(said)
    assert not any(word in b"".join(said) for word in (b"Qarnyx", b"Voltrux", b"voltrux", b"person."))
