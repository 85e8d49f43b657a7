"""Whatever an editor or another system does to journals as a whole, a repair loses no line that checks."""

from __future__ import annotations

from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from facilitate.domain.errors import StorageFailure
from facilitate.domain.values.ideas import Status
from facilitate.store.doctor import examine
from facilitate.store.envelope import read_lines
from facilitate.store.journal import frame
from facilitate.workshop.cases.ideas import IdeaDraft
from tests.support.examples import examples
from tests.support.sessions import create, open_session

LINES = {"\\n": b"\n", "\\r\\n": b"\r\n", "\\r": b"\r", "blanks": b" \t\n", "empty lines": b"\n\n"}
ENCODINGS = {
    "utf-8": "utf-8",
    "mark": "utf-8-sig",
    "utf-16": "utf-16",
    "utf-16-le": "utf-16-le",
    "utf-16-be": "utf-16-be",
    "windows": "cp1252",
}


def wrapped(data: bytes, lines: str, encoding: str, *, ended: bool = True) -> bytes:
    data = data.replace(b"\n", LINES[lines])
    text = (data if ended else data.removesuffix(LINES[lines])).decode()
    try:
        return text.encode(ENCODINGS[encoding])
    except UnicodeEncodeError:  # signs that Windows' encoding does not have
        return text.encode()


ENVELOPES = st.builds(
    lambda lines, encoding, ended: lambda data: wrapped(data, lines, encoding, ended=ended),
    st.sampled_from(sorted(LINES)),
    st.sampled_from(sorted(ENCODINGS)),
    st.booleans(),
)
TEXTS = st.text(st.sampled_from(' aé漢ਊ\n"\\{}0f🙂'), max_size=40)
FLIPS = st.one_of(st.none(), st.tuples(st.floats(0, 1, exclude_max=True), st.integers(1, 255)))


def flipped(data: bytes, flip: tuple[float, int] | None) -> bytes:
    if flip is None:
        return data
    place = int(flip[0] * len(data))
    return data[:place] + bytes((data[place] ^ flip[1],)) + data[place + 1 :]


@given(st.lists(TEXTS, min_size=1, max_size=5), ENVELOPES, FLIPS)
@settings(max_examples=examples(60))
def test_a_flipped_byte_costs_the_line_it_is_in_and_no_other(texts, envelope, flip):
    documents = [{"number": number, "text": text} for number, text in enumerate(texts)]
    found = read_lines(flipped(envelope(b"".join(map(frame, documents))), flip))
    whole = [document for _number, (_line, document) in found.whole]
    lost = [document for document in documents if document not in whole]
    assert [document for document in documents if document in whole] == whole
    assert len(lost) <= (flip is not None)
    if flip is None:
        assert not found.rest
        assert not found.torn
    elif lost:
        assert found.rest or found.torn


@given(st.lists(st.tuples(st.sampled_from([0, 1, 2]), ENVELOPES, FLIPS), min_size=3, max_size=3), st.randoms())
@settings(max_examples=examples(25))
def test_doctor_keeps_every_line_and_twice_is_once(wraps, chance):
    with TemporaryDirectory() as name:
        home, folder = Path(name), Path(name) / "sessions" / "essai"
        create(home)
        for table in (1, 2):
            open_session(home, role=f"table-{table}").ideas.record_many(
                table, [IdeaDraft(f"café {n}", Status.EXISTING) for n in "abc"]
            )
        before = {path: path.read_bytes() for path in sorted(folder.glob("*.jsonl"))}
        acts = sum(data.count(b"\n") - 1 for data in before.values())
        for (path, data), (_table, envelope, flip) in zip(before.items(), wraps, strict=True):
            path.write_bytes(flipped(envelope(data), flip))
        spoiled = sum(flip is not None for _table, _envelope, flip in wraps)
        kept = sum(len(journal.events) for journal in examine(folder).journals)
        assert acts - spoiled <= kept <= acts
        again = {path: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
        second = examine(folder)
        assert {path: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()} == again
        assert all(journal.sound for journal in second.journals)
        for path in before:
            path.write_bytes(wrapped(again[path], chance.choice(sorted(LINES)), chance.choice(sorted(ENCODINGS))))
        examine(folder)
        assert {path: path.read_bytes() for path in before} == {path: again[path] for path in before}
        if kept == acts:
            assert len(open_session(home).session.ideas) == 6


@pytest.mark.parametrize("encoding", sorted(ENCODINGS))
@pytest.mark.parametrize("lines", sorted(LINES))
def test_a_reader_tolerates_it_or_names_doctor_and_never_shows_less(tmp_path, lines, encoding):
    create(tmp_path)
    open_session(tmp_path, role="table-1").ideas.record_many(
        1, [IdeaDraft("un café", Status.EXISTING), IdeaDraft("deux", Status.EXISTING)]
    )
    journal = tmp_path / "sessions" / "essai" / "table-1.jsonl"
    plain = journal.read_bytes()
    journal.write_bytes(wrapped(plain, lines, encoding))
    try:
        ideas = len(open_session(tmp_path).session.ideas)
    except StorageFailure as error:
        assert "facilitate doctor essai" in str(error)  # noqa: PT017 -- either way will do
    else:
        assert ideas == 2
    examine(journal.parent)
    assert journal.read_bytes() == plain
    assert not list(journal.parent.glob("*.damaged"))
