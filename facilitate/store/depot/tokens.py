"""The tokens that open depots, each given once: beside the session or cycle it was given for, or for all of them.

A session's own token sends it and reads it; a reader's opens every session for reading alone. Of one depot both may be
kept, and neither takes the place of the other. They are for their owner alone; no copy takes them along, and a purge
leaves them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from facilitate.store.private_files import write_private
from facilitate.store.workspace import Workspace

_TOKENS = ".depot-tokens.json"
_READING = ".depot-reading-tokens.json"


def tokens_in(folder: Path, *, reading: bool = False) -> dict[str, str]:
    """Return the tokens kept in a folder, by the address of the depot: those that send, or those that only read.

    One that no depot has answered yet counts as one that sends.
    """
    try:
        found = json.loads((folder / (_READING if reading else _TOKENS)).read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(address): str(token) for address, token in found.items()} if isinstance(found, dict) else {}


def keep_token(folder: Path, address: str, token: str, *, reading: bool = False) -> None:
    """Keep a token in a folder, in the place of the last of its kind; raises `StorageFailure`."""
    known = tokens_in(folder, reading=reading)
    if known.get(address) != token:
        write_private(folder / (_READING if reading else _TOKENS), {**known, address: token})


def every_token(workspace: Workspace, address: str) -> list[str]:
    """Return the tokens known here for a depot, each once: first those that send, of each kind that for all first."""
    found = (tokens_in(folder, reading=kind).get(address) for kind in (False, True) for folder in places(workspace))
    return list(dict.fromkeys(token for token in found if token))


def token_for(workspace: Workspace, folder: Path | None, address: str) -> str:
    """Return the token that opens a depot for the session or cycle in a folder, or for whatever it holds where none is.

    That of another session opens that one alone: it stands in where anything will do. Nothing where none was given.
    """
    is_one_session = folder is not None and folder.parent == workspace.sessions
    for place in (folder, workspace.home):
        for reading in (False, True) if is_one_session else (True, False):
            if place is not None and (token := tokens_in(place, reading=reading).get(address)):
                return token
    return "" if is_one_session else next(iter(every_token(workspace, address)), "")


def forget_tokens(workspace: Workspace, address: str) -> None:
    """Forget all tokens for a depot; raises `StorageFailure`."""
    for folder in places(workspace):
        for reading in (False, True):
            known = tokens_in(folder, reading=reading)
            if known.pop(address, ""):
                write_private(folder / (_READING if reading else _TOKENS), known)


def places(workspace: Workspace) -> Iterator[Path]:
    """Yield the folders where tokens may lie: the workspace, its sessions, its cycles."""
    yield workspace.home
    yield from (workspace.folder(slug) for slug in workspace.every_slug())
    yield from (workspace.cycles.folder(slug) for slug in workspace.cycles.slugs())
