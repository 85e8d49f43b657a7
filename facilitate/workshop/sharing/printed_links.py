"""Which address printed sheets carry: a QR code on paper stays as it is when the tables connect at another one.

Codes on slips open the vote at whatever address, so such a slip is not lost: whoever has it takes the room’s link
from somewhere else.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from typing import TYPE_CHECKING

from facilitate.domain.errors import N_, Message
from facilitate.domain.frozen import dataclass
from facilitate.workshop.sharing.devices import LOOPBACK

if TYPE_CHECKING:
    from facilitate.workshop.report.wording import Translator

KINDS = SLIPS, CLOSING, CARDS = "slips", "closing", "cards"
_GUESSED = N_(
    "The tables are not connected yet, so the QR codes carry the address this computer would have now, {address}: "
    "where it has another one at the venue, they do not work. Print there while the tables are connected, or give "
    "the address with --on and --port."
)
_ALONE = N_(
    "The QR codes carry {address}, which this computer alone can open: no phone gets there. Print on the venue’s "
    "network, or give the address with --on and --port."
)
_OPEN = N_("The QR codes go to {address}, where sharing is on.")
_WANTED = N_("The QR codes carry {address}: they work once the tables are connected at that address.")


@dataclass(frozen=True, slots=True)
class PrintedLinks:
    """So many sheets (or slips) of a kind that were printed with links to an address such as `http://10.0.0.2:8317`."""

    kind: str
    address: str
    count: int


def add_printed(known: Sequence[PrintedLinks], new: PrintedLinks, *, afresh: bool) -> tuple[PrintedLinks, ...]:
    """Return what was printed, in the order of time, with another printing; `afresh` replaces those of its kind."""
    kept = [each for each in known if each.kind != new.kind or not afresh]
    if kept and (kept[-1].kind, kept[-1].address) == (new.kind, new.address):
        new = PrintedLinks(new.kind, new.address, kept.pop().count + new.count)
    return (*kept, new)


def printing_message(address: str, *, is_open: bool, is_wanted: bool) -> Message:
    """Return what is said of the address as sheets are printed: sharing is on there, it is as wanted, or a guess."""
    if f"//{LOOPBACK}:" in address:
        return Message(_ALONE, {"address": address})
    return Message(_OPEN if is_open else _WANTED if is_wanted else _GUESSED, {"address": address})


def misprinted_words(known: Iterable[PrintedLinks], address: str, _: Translator) -> Iterator[str]:
    """Yield a sentence for each kind of sheets that carry another address than the tables’, with the ways out.

    Those in whose place as many were printed again are not told.
    """
    by_kind: dict[str, list[PrintedLinks]] = {}
    for each in known:
        by_kind.setdefault(each.kind, []).append(each)
    for kind, sheets in by_kind.items():
        if wrong := _wrong(sheets, address):
            count, printed = sum(each.count for each in wrong), ", ".join(dict.fromkeys(each.address for each in wrong))
            yield (
                _slips(count, printed, address, _)
                if kind == SLIPS
                else _(_CLOSING if kind == CLOSING else _CARDS, printed=printed, address=address)
            )


def _wrong(sheets: Iterable[PrintedLinks], address: str) -> Sequence[PrintedLinks]:
    """Return the sheets of a kind with another address, but for those after which as many were printed with this one.

    A few more that are printed in the room take the place of none.
    """
    wrong: list[PrintedLinks] = []
    right = 0
    for each in sheets:
        if each.address != address:
            wrong.append(each)
        else:
            right += each.count
        if right >= sum(other.count for other in wrong):
            wrong, right = [], 0
    return wrong


def _slips(count: int, printed: str, address: str, _: Translator) -> str:
    return _.plural(
        "{n} slip carries {printed}, and the tables connect at {address}: its QR code does not work. Its code is good "
        "all the same, on the page that the projection’s QR code opens; or print a new one in its place (vote slips).",
        "{n} slips carry {printed}, and the tables connect at {address}: their QR codes do not work. Their codes are "
        "good all the same, on the page that the projection’s QR code opens; or print new ones in their place (vote "
        "slips).",
        count, printed=printed, address=address,
    )  # fmt: skip


_CLOSING = N_(
    "The sheets of closing questions carry {printed}, and the tables connect at {address}: their QR codes do not "
    "work. Show the projection’s, or print them again (feedback sheets)."
)
_CARDS = N_(
    "The tables’ cards carry {printed}, and the tables connect at {address}: their QR codes do not work. Print them "
    "again (cards), or share at the address they carry."
)
