"""What is remembered beside a session of its syncs: when, with which depot, and how far its journals were there.

It is in no journal: it is this computer's own, and says nothing of what the journals hold.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path
from typing import Any

from facilitate.files import write_file
from facilitate.workshop.sharing.depot import WriterState

RECORD = ".depot.json"
_FORM = 1


@dataclass(frozen=True, slots=True)
class SyncRecord:
    """The last sync with one depot: what it held then (`there`), and how many lines of each journal here (`sent`)."""

    address: str
    at: datetime
    there: Mapping[str, WriterState]
    sent: Mapping[str, int]


def read_records(folder: Path) -> list[SyncRecord]:
    """Return what is remembered beside a session, the latest first; nothing where it does not read."""
    try:
        document = json.loads((folder / RECORD).read_bytes())
        found = [_record(each) for each in document["depots"]] if document["form"] == _FORM else []
    except (OSError, ValueError, KeyError, TypeError, AttributeError):
        return []
    return sorted(found, key=lambda each: each.at, reverse=True)


def record_of(folder: Path, address: str) -> SyncRecord | None:
    """Return what is remembered of the last sync with that depot."""
    return next((each for each in read_records(folder) if each.address == address), None)


def keep_record(folder: Path, record: SyncRecord) -> None:
    """Remember a sync; raises `StorageFailure`."""
    others = [each for each in read_records(folder) if each.address != record.address]
    depots = [_document(each) for each in (record, *others)]
    write_file(folder / RECORD, json.dumps({"form": _FORM, "depots": depots}, ensure_ascii=False), private=True)


def _document(record: SyncRecord) -> dict[str, Any]:
    return {
        "address": record.address,
        "at": record.at.isoformat(),
        "there": [asdict(each) for each in record.there.values()],
        "sent": dict(record.sent),
    }


def _record(document: Mapping[str, Any]) -> SyncRecord:
    states = [WriterState(**each) for each in document["there"]]
    at = datetime.fromisoformat(document["at"])
    if at.tzinfo is None:
        raise ValueError(document["at"])
    sent = {str(writer): int(lines) for writer, lines in document["sent"].items()}
    return SyncRecord(str(document["address"]), at, {each.writer: each for each in states}, sent)
