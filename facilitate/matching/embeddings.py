"""The vectors of texts: worked out once, a few at a time, and kept in a file between one start and the next.

The file has, for each text, the beginning of its digest and its vector in half precision; nothing of its words. It
holds the texts of now alone: the vector of a wording that was corrected goes when the file is written next.
"""

from __future__ import annotations

import hashlib
import io
import os
from collections.abc import Callable, Iterable, Sequence
from functools import cache
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING
from zipfile import BadZipFile

from facilitate.domain.errors import FacilitateError
from facilitate.files import write_file
from facilitate.matching.encoders import Encoder, Found
from facilitate.workshop.suggestions.contract import Stopped

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float32]

ENDING = ".vectors"
MEANS = Path(__file__).with_name("general_means.npz")
_DIGEST = 16  # bytes
_SIGNS = 1_000  # of texts that go through a model together: half a second's work at most
_LONGEST_TEXT = 2_000


class Embeddings:
    """The vectors that are known. It may be asked in one thread while another works out more.

    `folder` is where they are kept, or None to hold them in memory alone; without `keep` it is only read.
    """

    def __init__(self, found: Found, folder: Path | None = None, *, keep: bool = True) -> None:
        self._found = found
        self._folder = folder
        self._keeps = keep and folder is not None
        self._encoder: Encoder | None = None
        self._known: dict[str, Floats] = {}
        self._kept: dict[bytes, Floats] = {}
        self._lock = Lock()

    @property
    def encoder(self) -> Encoder:
        """The model; only once something was prepared."""
        assert self._encoder is not None  # noqa: S101 -- a vector is known only after that
        return self._encoder

    def missing(self, texts: Iterable[str]) -> list[str]:
        """Return the texts without a vector, each once."""
        known = self._known
        return [text for text in dict.fromkeys(texts) if text not in known]

    def of(self, texts: Sequence[str]) -> Floats:
        """Return an array of one row of length 1 for each text; all of them must be known."""
        import numpy as np

        known = self._known
        return np.stack([known[text] for text in texts])

    def prepare(self, texts: Sequence[str], tell: Callable[[int, int], None], stopped: Callable[[], bool]) -> bool:
        """Work out what is missing, telling how many of how many are ready; False when it was stopped before the end.

        Raises `Refused` when there is no model to ask.
        """
        with self._lock:
            self._load()
            wanted = list(dict.fromkeys(texts))
            self._take_kept(wanted)
            missing = self.missing(wanted)
            for some in _parts(missing):
                if stopped():
                    return False
                tell(len(wanted) - len(self.missing(wanted)), len(wanted))
                try:
                    rows = self.encoder.encode([text[:_LONGEST_TEXT] for text in some], stopped)
                except Stopped:
                    return False
                self._known.update(zip(some, _as_kept(rows), strict=True))
            if self._keeps and (missing or set(self._kept) - {_digest(text) for text in wanted}):
                self._keep(wanted)
            return True

    def encode_more(self, texts: Sequence[str]) -> Floats:
        """Return the vectors of texts that need not be kept; only once something was prepared."""
        if new := self.missing(texts):
            self._known.update(zip(new, _as_kept(self.encoder.encode(new)), strict=True))
        return self.of(texts)

    def _load(self) -> None:
        if self._encoder is None:
            self._encoder = self._found.load()
            if self._folder:
                self._kept = _read(self._folder / self._name)

    @property
    def _name(self) -> str:
        return f"{self.encoder.name}{ENDING}"

    def _take_kept(self, texts: Iterable[str]) -> None:
        for text in self.missing(texts):
            row = self._kept.get(_digest(text))
            if row is not None:
                self._known[text] = row

    def _keep(self, texts: Sequence[str]) -> None:
        """Write the vectors of these texts; where that fails they are worked out again next time."""
        import numpy as np

        self._kept = {_digest(text): self._known[text] for text in texts}
        file = io.BytesIO()
        digests = np.frombuffer(b"".join(self._kept), np.uint8).reshape(-1, _DIGEST)
        np.savez(file, digests=digests, rows=np.stack(list(self._kept.values())).astype(np.float16))
        try:
            if self._folder and self._folder.is_dir() and os.access(self._folder, os.W_OK):
                write_file(self._folder / self._name, file.getvalue(), private=True)
        except FacilitateError:
            self._keeps = False


def _as_kept(rows: Floats) -> Iterable[Floats]:
    """Yield each vector as it is read back, so that a session compares alike whether its vectors were kept or not."""
    import numpy as np

    return iter(rows.astype(np.float16).astype(np.float32))


def _read(path: Path) -> dict[bytes, Floats]:
    """Return what is kept in a file; nothing where there is none, or where it is not whole."""
    import numpy as np

    try:
        with np.load(io.BytesIO(path.read_bytes()), allow_pickle=False) as file:
            digests, rows = file["digests"], file["rows"].astype(np.float32)
    except (OSError, ValueError, KeyError, EOFError, BadZipFile):
        return {}
    if digests.ndim != 2 or digests.shape[1] != _DIGEST or len(digests) != len(rows) or not np.isfinite(rows).all():  # noqa: PLR2004
        return {}
    return {digest.tobytes(): row for digest, row in zip(digests, rows, strict=True)}


def _digest(text: str) -> bytes:
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).digest()[:_DIGEST]


def _parts(texts: Sequence[str]) -> Iterable[list[str]]:
    """Yield the texts a few at a time, those of like length together: a long one makes nobody wait for the others."""
    part: list[str] = []
    signs = 0
    for text in sorted(texts, key=lambda each: (len(each), each)):
        if part and signs + len(text) > _SIGNS:
            yield part
            part, signs = [], 0
        part.append(text)
        signs += min(len(text), _LONGEST_TEXT)
    if part:
        yield part


@cache
def general_mean(encoder: str, width: int) -> Floats:
    """Return the mean of an encoder's vectors of texts in general; zeros for one of which it is not known.

    It is the mean over three events of the mean of each (`python -m benchmarks.general_means` works it out).
    """
    import numpy as np

    with np.load(MEANS, allow_pickle=False) as file:
        return file[encoder].astype(np.float32) if encoder in file.files else np.zeros(width, np.float32)
