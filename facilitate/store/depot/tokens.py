"""The tokens that open depots, each given once: beside the session or cycle it was given for, or for all of them.

They are for their owner alone; no copy takes them along, and a purge leaves them.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

from facilitate.store.private_files import write_private
from facilitate.store.workspace import Workspace

_TOKENS = ".depot-tokens.json"


def tokens_in(folder: Path) -> dict[str, str]:
    """Return the tokens kept in a folder, by the address of the depot."""
    try:
        found = json.loads((folder / _TOKENS).read_bytes())
    except (OSError, ValueError):
        return {}
    return {str(address): str(token) for address, token in found.items()} if isinstance(found, dict) else {}


def keep_token(folder: Path, address: str, token: str) -> None:
    """Keep a token in a folder; raises `StorageFailure`."""
    if tokens_in(folder).get(address) != token:
        write_private(folder / _TOKENS, {**tokens_in(folder), address: token})


def every_token(workspace: Workspace, address: str) -> list[str]:
    """Return the tokens known here for a depot, each once: the one that was given for all comes first."""
    return list(dict.fromkeys(token for folder in places(workspace) if (token := tokens_in(folder).get(address))))


def token_for(workspace: Workspace, folder: Path | None, address: str) -> str:
    """Return the token that opens a depot for the session or cycle in a folder, or for whatever it holds where none is.

    That of another session opens that one alone: it stands in where anything will do. Nothing where none was given.
    """
    for place in (folder, workspace.home):
        if place is not None and (token := tokens_in(place).get(address)):
            return token
    is_one_session = folder is not None and folder.parent == workspace.sessions
    return "" if is_one_session else next(iter(every_token(workspace, address)), "")


def forget_tokens(workspace: Workspace, address: str) -> None:
    """Forget all tokens for a depot; raises `StorageFailure`."""
    for folder in places(workspace):
        known = tokens_in(folder)
        if known.pop(address, ""):
            write_private(folder / _TOKENS, known)


def places(workspace: Workspace) -> Iterator[Path]:
    """Yield the folders where tokens may lie: the workspace, its sessions, its cycles."""
    yield workspace.home
    yield from (workspace.folder(slug) for slug in workspace.every_slug())
    yield from (workspace.cycles.folder(slug) for slug in workspace.cycles.slugs())
