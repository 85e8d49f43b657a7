"""What is remembered beside a session of its syncs: when, with which depot, and how far its journals were there.

It is in no journal: it is this computer's own, and says nothing of what the journals hold.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, field, replace
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from facilitate.files import write_file
from facilitate.store.depot.to_read import ToRead, read_document
from facilitate.workshop.sharing.depot import WriterState

RECORD = ".depot.json"
_FORM = 1
_NEVER = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class SyncRecord:
    """The last sync with one depot: what it held then (`there`), and how many lines of each journal here (`sent`).

    `at` is None where none was completed yet. `waits` is the day before which names were removed there that still stand
    here, as far as it was seen. `tried` is when an attempt since then failed: `refusal` tells why, and is empty where
    nothing answered. `skipped` names the journals whose changes were not agreed to, `unsettled` tells of what else the
    last sync left out, in the language of that time, `to_read` of what came or went that nobody has said to have read.
    `reads_only` where the link opened it for reading alone.
    """

    address: str
    at: datetime | None
    there: Mapping[str, WriterState]
    sent: Mapping[str, int]
    waits: date | None = None
    tried: datetime | None = None
    refusal: str = ""
    skipped: tuple[str, ...] = ()
    unsettled: tuple[str, ...] = ()
    to_read: tuple[ToRead, ...] = ()
    reads_only: bool = False


@dataclass(frozen=True, slots=True)
class Answers:
    """What somebody here answered of changes that are not a table’s own.

    `trusted` are the journals whose changes come in; `declined` tells, by journal, which were left out: how many of
    each matter.
    """

    trusted: frozenset[str] = frozenset()
    declined: Mapping[str, Mapping[str, int]] = field(default_factory=dict)


def read_records(folder: Path) -> list[SyncRecord]:
    """Return what is remembered beside a session, the latest first; nothing where it does not read."""
    try:
        found = [_record(each) for each in _kept(folder)["depots"]]
    except (ValueError, KeyError, TypeError, AttributeError):
        return []
    return sorted(found, key=lambda each: each.at or _NEVER, reverse=True)


def record_of(folder: Path, address: str) -> SyncRecord | None:
    """Return what is remembered of the last sync with that depot."""
    return next((each for each in read_records(folder) if each.address == address), None)


def keep_record(folder: Path, record: SyncRecord) -> None:
    """Remember a sync; raises `StorageFailure`."""
    others = [each for each in read_records(folder) if each.address != record.address]
    _keep(folder, depots=[_document(each) for each in (record, *others)])


def forget_to_read(folder: Path) -> None:
    """Remember that somebody read what came; raises `StorageFailure`."""
    known = read_records(folder)
    if any(each.to_read for each in known):
        _keep(folder, depots=[_document(replace(each, to_read=())) for each in known])


def note_own_link(folder: Path, address: str) -> None:
    """Remember that a session has a link of its own to a depot, which sends it; raises `StorageFailure`."""
    last = record_of(folder, address)
    if last is not None and last.reads_only:
        keep_record(folder, replace(last, reads_only=False))


def forget_record(folder: Path, address: str) -> bool:
    """Forget a depot; returns whether it was known. Raises `StorageFailure`."""
    known = read_records(folder)
    left = [each for each in known if each.address != address]
    if len(left) != len(known):
        _keep(folder, depots=[_document(each) for each in left])
    return len(left) != len(known)


def read_answers(folder: Path) -> Answers:
    """Return what was answered beside a session; nothing where it does not read."""
    try:
        found = _kept(folder)["answers"]
        declined = {str(file): {str(key): int(n) for key, n in of.items()} for file, of in found["declined"].items()}
        return Answers(frozenset(map(str, found["trusted"])), declined)
    except (ValueError, KeyError, TypeError, AttributeError):
        return Answers()


def keep_answers(folder: Path, answers: Answers) -> None:
    """Remember what was answered; raises `StorageFailure`."""
    declined = {file: dict(of) for file, of in answers.declined.items()}
    _keep(folder, answers={"trusted": sorted(answers.trusted), "declined": declined})


def _kept(folder: Path) -> dict[str, Any]:
    try:
        document = json.loads((folder / RECORD).read_bytes())
    except (OSError, ValueError):
        return {}
    return document if isinstance(document, dict) and document.get("form") == _FORM else {}


def _keep(folder: Path, **parts: Any) -> None:
    document = {**_kept(folder), "form": _FORM, **parts}
    write_file(folder / RECORD, json.dumps(document, ensure_ascii=False), private=True)


def _document(record: SyncRecord) -> dict[str, Any]:
    return {
        "address": record.address,
        "at": record.at.isoformat() if record.at else "",
        "there": [asdict(each) for each in record.there.values()],
        "sent": dict(record.sent),
        "waits": record.waits.isoformat() if record.waits else "",
        "tried": record.tried.isoformat() if record.tried else "",
        "refusal": record.refusal,
        "skipped": record.skipped,
        "unsettled": record.unsettled,
        "to_read": [each.document() for each in record.to_read],
        "reads_only": record.reads_only,
    }


def _record(document: Mapping[str, Any]) -> SyncRecord:
    states = [WriterState(**each) for each in document["there"]]
    at, tried = _moment(document["at"]), _moment(document.get("tried", ""))
    sent = {str(writer): int(lines) for writer, lines in document["sent"].items()}
    waits = date.fromisoformat(document["waits"]) if document.get("waits") else None
    return SyncRecord(
        str(document["address"]),
        at,
        {each.writer: each for each in states},
        sent,
        waits,
        tried,
        str(document.get("refusal", "")),
        tuple(map(str, document.get("skipped", ()))),
        tuple(map(str, document.get("unsettled", ()))),
        tuple(map(read_document, document.get("to_read", ()))),
        reads_only=bool(document.get("reads_only")),
    )


def _moment(text: str) -> datetime | None:
    moment = datetime.fromisoformat(text) if text else None
    if moment is not None and moment.tzinfo is None:
        raise ValueError(text)
    return moment
