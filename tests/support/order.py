"""Says in which order workers are handed the tests: a file to one worker, and what takes long before what is short.

Each worker makes what a file's tests share, so a file goes to one worker as a whole; a group of its own
(`xdist_group`) stays one, whichever files it is in. Whatever is long and begun last would be waited for alone.
"""

from __future__ import annotations

from pathlib import Path

from xdist.scheduler import LoadGroupScheduling

TESTS = Path(__file__).parents[1]

# What takes a second and more by itself, longest first: folders that share one browser, then files.
LONG = (
    "browser", "unit/export/test_infographic.py", "tui/test_conduct.py", "tui/test_one_language.py",
    "property/test_privacy.py", "tui/test_wall.py", "property/test_sheets.py", "tui/test_themes.py",
    "terminal/test_faults.py", "store/purge/test_purge_stopped.py", "terminal/test_import_killed.py",
    "unit/export/test_formats.py", "tui/test_import.py", "unit/privacy/test_privacy.py", "tui/test_capture.py",
    "tui/test_sort.py", "tui/test_share.py", "tui/test_suggestions.py", "tui/test_drafts.py",
    "architecture/test_messages.py", "property/test_sheets_of_any_make.py", "unit/intake/test_lists.py",
    "property/test_lists.py", "store/test_writers.py", "cli/test_hostile_files.py", "property/test_looking.py",
    "unit/export/test_opened.py", "tui/test_rehearsal.py", "property/test_two_sorters.py", "store/test_faults.py",
    "property/test_doubt.py", "tui/test_programme.py", "unit/test_one_file.py", "unit/intake/test_beside_lists.py",
    "architecture/test_imports.py", "web/test_live.py", "terminal/test_terminal_fixes.py",
    "terminal/test_note_link.py", "unit/intake/test_minutes.py", "tui/test_rows.py", "store/test_journal.py",
    "tui/test_home.py", "property/test_matching.py", "cli/test_export.py", "property/test_days.py",
    "unit/sheets/test_word_levels.py", "property/test_fold.py", "tui/test_publish.py", "web/test_gate.py",
    "cli/test_import.py", "tui/test_two_sorters.py", "unit/intake/test_attendance.py", "property/test_report.py",
    "property/test_sheets_of_tables.py", "cli/test_sessions.py", "cli/test_readme.py", "tui/test_roadmap.py",
    "cli/test_program.py", "property/test_comes_back.py", "tui/test_field.py",
    "unit/export/test_infographic_layout.py", "terminal/test_capture_terminal.py", "terminal/test_sharing.py",
    "terminal/test_rehearsal.py", "cli/test_share.py", "web/test_hostile.py", "property/test_taken_back.py",
    "property/test_laws.py", "tui/test_home_manage.py", "tui/test_matrix.py", "unit/audit/test_audit.py",
    "property/test_titles.py", "tui/test_capture_foot.py", "web/test_uplink.py", "terminal/test_looking.py",
    "terminal/test_export_progress.py",
)  # fmt: skip
_PLACES = {name: place for place, name in enumerate(LONG)}


def place(item):
    """Where a test comes; tests of one place stay as they were found."""
    name = item.path.relative_to(TESTS)
    return min(_PLACES.get(name.as_posix(), len(LONG)), _PLACES.get(name.parts[0], len(LONG)))


def name_group(item):
    """Let the id of a test end with its group, by which it is handed out.

    pytest-xdist 3.8 writes it where pytest reads no id any more since 9.2, and each file of a group goes its own way.
    """
    groups = sorted({str(mark.args[0]) for mark in item.iter_markers("xdist_group")})
    end = f"@{'_'.join(groups)}"
    if groups and not item.nodeid.endswith(end):
        from _pytest.nodeid import NodeId

        item._id = NodeId.parse(item.nodeid + end)


class ByFile(LoadGroupScheduling):
    def _split_scope(self, nodeid):
        return super()._split_scope(nodeid).partition("::")[0]

    def mark_test_complete(self, node, item_index, duration=0):
        """Forget the files that are done: all that a worker was given is counted at each test."""
        super().mark_test_complete(node, item_index, duration)
        given = self.assigned_work[node]
        file = self._split_scope(self.registered_collections[node][item_index])
        if all(given[file].values()):
            del given[file]

    def remove_node(self, node):
        """Forget the test that ended its worker, and name it: begun again, it would end the next as well."""
        given = self.assigned_work[node]
        for file, tests in list(given.items()):
            ended = next((test for test, done in tests.items() if not done), None)
            if ended is not None:
                tests[ended] = True
                if all(tests.values()):
                    del given[file]
                super().remove_node(node)
                return ended
        return super().remove_node(node)
