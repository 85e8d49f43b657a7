"""Folders that somebody names as a depot: what is meant by the words, and whether a depot is, or may be, there."""

from __future__ import annotations

import os
from contextlib import suppress
from errno import EINVAL, ELOOP, ENAMETOOLONG
from pathlib import Path

from facilitate.domain.errors import N_, Refused
from facilitate.files import system_reason
from facilitate.store.depot.file_depot import FileDepot
from facilitate.store.depot.folder import FolderFiles

_ADDRESS_MEANT = N_("“{typed}” looks like an address: did you mean {address}? For a folder, write {folder}.")
_NO_DEPOT_THERE = N_(
    "{folder} is no depot: no session is in it. Check how it is written; a depot is begun by the first sync to it."
)
_DEPOT_BELOW = N_("{folder} is no depot, but {below} is one: name that.")
_NO_FOLDER = N_(
    "{folder} is not there: check how it is written. If it is on a USB stick or a network disk, connect it. Nothing "
    "was done."
)
_PLACEHOLDER = N_(
    "“{typed}” stands for a depot’s folder or address: write yours in its place (a folder of that very name is "
    "./{typed}). Nothing was done."
)
# As they stand in the commands that are advised, in both languages.
_PLACEHOLDERS = frozenset({"URL", "LINK", "LIEN", "FOLDER", "DOSSIER", "FOLDER|URL", "DOSSIER|URL"})
_UNFIT = N_("{folder} cannot be the name of a folder: {reason}. Nothing was done.")
_UNFIT_ERRORS = frozenset({ENAMETOOLONG, EINVAL, ELOOP})
_SHOWN = 80


def folder_named(where: str) -> Path:
    """Return the folder that somebody named, whether it is there or not; raises `Refused` for what cannot be one."""
    path = _expanded(where)
    if where.strip().startswith("~") and Path(where.strip()).parts[0] in path.parts:
        raise Refused(_NO_FOLDER, folder=where.strip())  # there is no such account, whose folder that would be
    try:
        path.lstat()
    except OSError as error:
        if error.errno in _UNFIT_ERRORS:
            name = str(path)
            shown = name if len(name) <= _SHOWN else f"{name[:_SHOWN]}…"
            raise Refused(_UNFIT, folder=shown, reason=system_reason(error)) from error
    return path


def check_folder(where: str) -> None:
    """Raise `Refused` for a folder that is not there."""
    path = folder_named(where)
    if not path.is_dir():
        refuse_bare_address(where)
        raise Refused(_NO_FOLDER, folder=str(path))


def _expanded(where: str) -> Path:
    return Path(os.path.abspath(os.path.expanduser(where.strip())))  # noqa: PTH100, PTH111 -- they raise nothing


def spellings(where: str) -> tuple[str, ...]:
    """Return how the address of a depot may be remembered that somebody typed."""
    typed = where.strip().partition("#")[0]
    return (typed, typed.rstrip("/"), f"{typed}/", str(Path(_expanded(typed))))


def refuse_bare_address(where: str) -> None:
    """Raise `Refused` for an address without `https://`: a folder of that name would be made, and reach nobody."""
    from facilitate.workshop.sharing.depot_access import address_meant

    path = Path(os.path.expanduser(where))  # noqa: PTH111 -- it raises nothing
    if path.exists() or path.is_absolute() or Path(path.parts[0]).is_dir():
        return
    if address := address_meant(where):
        bare = where.partition("#")[0].strip().rstrip("/")
        raise Refused(_ADDRESS_MEANT, typed=bare, address=address, folder=f"./{bare}")


def refuse_placeholder(where: str) -> None:
    """Raise `Refused` for a word that stands in an advised command for what only a person knows."""
    if where.strip() in _PLACEHOLDERS and not Path(where.strip()).is_dir():
        raise Refused(_PLACEHOLDER, typed=where.strip())


def check_depot(folder: Path) -> None:
    """Raise `Refused` for a folder that is no depot; one below it may be meant."""
    if not FileDepot(FolderFiles(folder)).is_begun():
        with suppress(OSError):
            for path in sorted(folder.iterdir()):
                if path.is_dir() and FileDepot(FolderFiles(path)).is_begun():
                    raise Refused(_DEPOT_BELOW, folder=str(folder), below=str(path))
        raise Refused(_NO_DEPOT_THERE, folder=str(folder))


def is_workspace(folder: Path) -> bool:
    """Return whether somebody works in a folder: sessions lie below one of its folders, as in no depot."""
    from facilitate.store.journal_names import journals_in

    with suppress(OSError):
        return any(path.is_dir() and journals_in(path) for path in (folder / "sessions").iterdir())
    return False
