"""Guest lists and rooms that tests and benchmarks seat: “Participante 07” and the like, of made-up worlds."""

from __future__ import annotations

from random import Random

Guest = dict[str, str]


def guests(
    people: int, seed: int, *, worlds: int = 2, territories: int = 8, organisations: int = 40
) -> dict[str, Guest]:
    """A guest list; worlds are not of one size, and neither are territories and organisations."""
    chance = Random(seed)
    return {
        f"p{number:04}": {
            "name": f"Participante {number:02}",
            "world": f"world {min(chance.randrange(worlds + 1), worlds - 1) + 1}",
            "territory": f"territory {chance.randrange(territories) + 1}",
            "organisation": f"organisation {chance.randrange(organisations) + 1}",
        }
        for number in range(1, people + 1)
    }
