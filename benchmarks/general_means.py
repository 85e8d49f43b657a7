"""The mean vector of texts in general, for each encoder that is installed: run it after a change of encoder.

python -m benchmarks.general_means
"""

from __future__ import annotations

import numpy as np

from benchmarks.labelled import EVENTS
from facilitate.matching.embeddings import MEANS
from facilitate.matching.encoders import installed


def main() -> None:
    """Write the means: each event counts alike."""
    means = {}
    for found in installed():
        encoder = found.load()
        vectors = [encoder.encode([item.text for item in event().texts.items]) for event in EVENTS.values()]
        means[encoder.name] = np.mean([each.mean(axis=0) for each in vectors], axis=0).astype(np.float16)
    np.savez_compressed(MEANS, **means)


if __name__ == "__main__":
    main()
