"""How two places tell how far each has a writer's journal."""

from hypothesis import given
from hypothesis import strategies as st

from facilitate.workshop.sharing.depot import state_of_journal

LINES = st.lists(st.binary(max_size=8).map(lambda line: line.replace(b"\n", b"") + b"\n"), max_size=6)


@given(LINES, LINES, st.binary(max_size=8))
def test_a_state_tells_its_beginning_and_nothing_that_is_half_written(lines, more, torn):
    begun, torn = b"".join(lines), torn.replace(b"\n", b"")
    state = state_of_journal("table-3", begun + torn)
    assert (state.length, state.lines) == (len(begun), len(lines))
    assert state.begins(begun + b"".join(more))
    assert not lines or not state.begins(begun[:-1])
    assert not lines or not state.begins(b"\n" * len(begun)) or begun == b"\n" * len(begun)
