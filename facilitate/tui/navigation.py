"""The screens by name. Openers name one with its arguments; only this module knows the classes, and loads them late."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from facilitate.tui.page import Screen


def _home() -> type[Screen]:
    from facilitate.tui.screens.home.screen import HomePage

    return HomePage


def _capture() -> type[Screen]:
    from facilitate.tui.screens.capture.screen import CapturePage

    return CapturePage


def _conduct() -> type[Screen]:
    from facilitate.tui.screens.conduct.screen import ConductPage

    return ConductPage


def _door() -> type[Screen]:
    from facilitate.tui.screens.door.screen import DoorPage

    return DoorPage


def _guests() -> type[Screen]:
    from facilitate.tui.screens.guests.screen import GuestsPage

    return GuestsPage


def _imports() -> type[Screen]:
    from facilitate.tui.screens.imports.screen import ImportFilesPage

    return ImportFilesPage


def _matrix() -> type[Screen]:
    from facilitate.tui.screens.matrix.screen import MatrixPage

    return MatrixPage


def _moves() -> type[Screen]:
    from facilitate.tui.screens.moves.screen import MovesPage

    return MovesPage


def _photos() -> type[Screen]:
    from facilitate.tui.screens.photos.screen import PhotosPage

    return PhotosPage


def _programme() -> type[Screen]:
    from facilitate.tui.screens.programme.screen import ProgrammePage

    return ProgrammePage


def _publish() -> type[Screen]:
    from facilitate.tui.screens.publish.screen import PublishPage

    return PublishPage


def _readback() -> type[Screen]:
    from facilitate.tui.screens.readback.screen import ReadBackPage

    return ReadBackPage


def _reportback() -> type[Screen]:
    from facilitate.tui.screens.reportback.screen import ReportBackPage

    return ReportBackPage


def _table_list() -> type[Screen]:
    from facilitate.tui.screens.table_list.screen import TableListPage

    return TableListPage


def _review() -> type[Screen]:
    from facilitate.tui.screens.review.screen import ReviewPage

    return ReviewPage


def _roadmap() -> type[Screen]:
    from facilitate.tui.screens.roadmap.screen import RoadMapPage

    return RoadMapPage


def _share() -> type[Screen]:
    from facilitate.tui.screens.share.screen import SharePage

    return SharePage


def _sort() -> type[Screen]:
    from facilitate.tui.screens.sort.screen import SortPage

    return SortPage


def _table() -> type[Screen]:
    from facilitate.tui.screens.table.screen import ShownTablePage

    return ShownTablePage


def _vote() -> type[Screen]:
    from facilitate.tui.screens.vote.screen import VotePage

    return VotePage


def _vote_draft() -> type[Screen]:
    from facilitate.tui.screens.vote_draft.screen import VoteDraftPage

    return VoteDraftPage


def _feedback() -> type[Screen]:
    from facilitate.tui.screens.feedback.screen import FeedbackPage

    return FeedbackPage


def _wall() -> type[Screen]:
    from facilitate.tui.screens.wall.screen import WallPage

    return WallPage


def _cycle() -> type[Screen]:
    from facilitate.tui.screens.cycle.screen import CyclePage

    return CyclePage


# Each is made with a workshop; `home` with nothing, `programme` with a path to begin at too, `capture` with a table and
# its uplink, `table` with its number, `table_list` with that and the key of a phase, `imports` with what to do at the
# end, `review` with what became of earlier actions, `share` with an address and a port, and `cycle` with the workshop
# of a cycle.
SCREENS: Mapping[str, Callable[[], type[Screen]]] = {
    "home": _home,
    "capture": _capture,
    "conduct": _conduct,
    "cycle": _cycle,
    "door": _door,
    "feedback": _feedback,
    "guests": _guests,
    "imports": _imports,
    "matrix": _matrix,
    "moves": _moves,
    "photos": _photos,
    "programme": _programme,
    "publish": _publish,
    "readback": _readback,
    "reportback": _reportback,
    "review": _review,
    "roadmap": _roadmap,
    "share": _share,
    "sort": _sort,
    "table": _table,
    "table_list": _table_list,
    "vote": _vote,
    "vote_draft": _vote_draft,
    "wall": _wall,
}


def make_screen(name: str, *arguments: Any) -> Screen:
    """Make the screen of that name, which need not be put anywhere yet."""
    return SCREENS[name]()(*arguments)


def is_screen(screen: object, name: str) -> bool:
    """Whether that is the screen of that name."""
    return isinstance(screen, SCREENS[name]())
