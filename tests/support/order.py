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
    "browser", "depot", "unit/export/test_infographic.py", "unit/export/test_formats.py",
    "unit/privacy/test_privacy.py",
    "unit/export/test_extreme_events.py", "tui/test_conduct.py",
    "tui/test_first_picture.py", "store/purge/test_purge_stopped.py", "cli/test_export.py",
    "unit/export/test_social.py", "tui/test_one_language.py", "tui/test_wall.py", "unit/export/test_big_reports.py",
    "unit/export/test_office.py", "unit/export/test_slides.py", "tui/test_themes.py", "cli/test_readme.py",
    "tui/test_share.py",
    "unit/export/test_style.py", "tui/test_import.py", "unit/export/test_photos.py",
    "terminal/test_import_killed.py", "tui/test_suggestions.py", "tui/test_capture.py",
    "unit/matching/test_encoders.py", "terminal/test_faults.py", "tui/test_door.py", "property/test_taken_back.py",
    "architecture/test_adding.py", "cli/test_hostile_files.py", "unit/export/test_opened.py",
    "property/test_depot.py", "unit/seats/test_plan.py", "property/test_privacy.py", "tui/test_sort.py",
    "tui/test_drafts.py",
    "store/test_faults.py", "property/test_sheets_of_any_make.py", "cli/test_seats.py", "unit/test_one_file.py",
    "cli/test_import.py", "cli/test_share.py", "unit/intake/test_preview.py", "tui/test_home.py",
    "store/test_writers.py", "unit/intake/test_lists.py", "architecture/test_imports.py", "property/test_desks.py",
    "unit/export/test_partners.py", "unit/export/test_infographic_layout.py", "property/test_sheets.py",
    "store/depot/test_folder.py",
    "architecture/test_voice.py", "architecture/test_messages.py", "property/test_plain_ideas.py",
    "tui/test_publish.py", "unit/export/test_workbook.py", "property/test_two_sorters.py",
    "unit/export/test_logos.py", "unit/export/test_table_cards.py", "unit/sheets/test_word_levels.py",
    "unit/export/test_signs.py", "cli/test_program.py", "tui/test_programme.py", "tui/test_rehearsal.py",
    "tui/test_running_words.py", "property/test_matching.py", "unit/export/test_summary.py",
    "unit/intake/test_minutes.py", "web/test_live.py", "tui/test_tables.py", "tui/test_roadmap.py",
    "cli/test_sessions.py", "web/test_hostile.py", "store/test_journal.py", "unit/intake/test_beside_lists.py",
    "unit/export/test_one_language.py", "architecture/test_shape.py", "unit/demo/test_demo.py",
    "tui/test_two_sorters.py", "unit/cases/test_seats.py", "unit/export/test_properties.py",
    "unit/export/test_one_page.py", "unit/export/test_pages.py", "tui/test_guests.py", "cli/test_people.py",
    "cli/test_accessibility_page.py", "property/test_looking.py", "store/purge/test_purge.py",
    "unit/export/test_engine_faults.py", "unit/export/test_mail.py", "tui/test_matrix.py",
    "terminal/test_rehearsal.py", "tui/test_rows.py", "terminal/test_note_link.py", "cli/test_collect.py",
    "property/test_lists.py", "unit/export/test_people_sheets.py", "tui/test_capture_foot.py",
    "property/test_foreign.py", "cli/test_wifi.py", "tui/test_photos.py", "cli/test_looking.py",
    "property/test_codec.py", "property/test_plan.py", "cli/test_ideas.py", "web/test_impostor.py",
    "web/test_gate.py", "store/purge/test_purge_copies.py", "property/test_hours.py",
    "unit/intake/test_tables_beside.py", "web/test_connections.py",
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


class Places(list):
    """What a worker collected; it knows where each test stands, and is asked so for each of them."""

    def __init__(self, tests):
        super().__init__(tests)
        self._places = {test: place for place, test in enumerate(tests)}

    def index(self, test):
        return self._places[test]


class ByFile(LoadGroupScheduling):
    def add_node_collection(self, node, collection):
        super().add_node_collection(node, collection)
        if node in self.registered_collections:
            self.registered_collections[node] = Places(collection)

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
