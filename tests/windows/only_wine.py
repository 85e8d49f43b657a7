"""Which tests of the Windows job do not simply pass, by name, each with the reason; nothing else is left out.

    python tests/windows/run.py -m pytest -p tests.windows.only_wine tests/store

A name is that of a test, or of a file for all of its tests.
"""

from __future__ import annotations

import pytest

from facilitate.domain.errors import StorageFailure

# What only wine lacks: skipped. Every Windows passes them as far as is known.
ONLY_WINE: dict[str, str] = {
    "tests/unit/test_matching_semantic.py": "its C library lacks `crealf`, which numpy asks for",
    "tests/cli/test_share.py::test_it_ends_when_told": "without a console it hands no Ctrl+Break to another program",
}

# What no Windows has: skipped.
_LIMITS = "no Windows bounds the size of a program's files (`resource`); full disks are played otherwise beside it"
_LINKS = "making a link takes a right people lack there"
_RIGHTS = "Windows knows no rights of owner, group and others"
ABSENT: dict[str, str] = {
    "tests/store/test_writer.py::test_a_link_keeps_pointing_where_it_did": _LINKS,
    "tests/store/test_faults.py::test_a_full_disk_is_said_and_costs_nothing_that_was_kept": _LIMITS,
    "tests/store/test_purge.py::test_a_disk_that_is_really_full": _LIMITS,
    "tests/store/test_writer.py::test_a_full_disk_leaves_the_old_file_and_no_litter": _LIMITS,
    "tests/store/test_faults.py::test_a_disk_that_is_really_full": "no Windows has a device that is always full",
    "tests/store/test_faults.py::test_a_folder_that_may_only_be_read_is_read_and_the_refusal_says_what_to_do": _RIGHTS,
    "tests/store/test_writer.py::test_a_new_file_gets_the_usual_permissions_and_an_existing_one_keeps_its_own": _RIGHTS,
}

# What Windows itself refuses: that it does is tested, and what would follow is tested on the other systems.
_REFUSALS = (PermissionError, StorageFailure)  # the second where it comes in the middle of writing
_HELD = "a file that a program holds is neither replaced nor removed there"
REFUSED: dict[str, str] = dict.fromkeys(
    [
        *(
            f"tests/store/test_replaced.py::{name}"
            for name in (
                "test_what_is_acknowledged_is_in_the_file_of_that_name_for_every_role[table-1-save_by_renaming]",
                "test_what_is_acknowledged_is_in_the_file_of_that_name_for_every_role[facilitator-save_by_renaming]",
                "test_what_is_acknowledged_is_in_the_file_of_that_name_for_every_role[collected-save_by_renaming]",
                "test_what_an_idle_writer_had_acknowledged_comes_back_at_the_next_look[save_by_renaming]",
                "test_what_was_there_before_this_program_comes_back_too[save_by_renaming]",
                *(
                    f"test_an_editor_that_changes_the_ends_of_lines_takes_no_word[<lambda>{number}-save_by_renaming]"
                    for number in range(5)
                ),
                "test_an_editor_that_saves_as_utf_16_takes_no_word[save_by_renaming]",
                "test_a_save_while_the_disk_syncs_takes_nothing[save_by_renaming]",
                "test_a_name_that_goes_while_the_disk_syncs_is_said_and_leaves_nothing_behind",
                "test_a_file_that_was_removed_is_there_again",
                "test_a_folder_in_its_place_is_said_and_the_word_is_not_doubled_afterwards",
                "test_a_full_disk_while_lines_are_written_again_loses_none_of_them[save_by_renaming]",
            )
        ),
        *(
            f"tests/store/test_vanished.py::{name}"
            for name in (
                "test_locks_that_were_deleted_are_made_again",
                "test_locks_that_were_deleted_are_made_again_at_the_next_act_too",
                "test_who_took_the_name_meanwhile_keeps_it[True]",
                "test_who_took_the_name_meanwhile_keeps_it[False]",
                "test_who_lost_the_name_does_not_end_the_other_s_presence",
                "test_a_writer_that_lost_its_name_says_so_where_it_is_still_used",
                "test_a_folder_that_was_deleted_is_said",
                "test_letting_go_where_nothing_is_left_ends_nothing",
            )
        ),
    ],
    _HELD,
)


def pytest_collection_modifyitems(items):
    for item in items:
        file = item.nodeid.partition("::")[0]
        for name in (file, f"{file}::{item.originalname}", item.nodeid):
            if name in ONLY_WINE:
                item.add_marker(pytest.mark.skip(reason=f"only wine: {ONLY_WINE[name]}"))
            if name in ABSENT:
                item.add_marker(pytest.mark.skip(reason=f"Windows: {ABSENT[name]}"))
            if name in REFUSED:
                item.add_marker(pytest.mark.xfail(raises=_REFUSALS, strict=True, reason=REFUSED[name]))
