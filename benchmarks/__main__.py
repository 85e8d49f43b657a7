"""Measures every bar and prints a table; names of measures on the command line choose some of them."""

from __future__ import annotations

import importlib
import sys
from collections.abc import Iterator

from benchmarks.measuring import Row

MEASURES = (
    "acknowledging",
    "against_tinydb",
    "opening",
    "commands",
    "windows",
    "first_screen",
    "repainting",
    "arriving",
    "idling",
    "importing",
    "exporting",
    "publishing",
    "checking",
    "suggestions",
    "cycling",
    "depot",
    "room",
    "seating",
    "crowd",
    "growing",
    "slow_disk",
    "live",
    "etherpad",
)
BY_NAME = ("cycling_whole", "voting", "voting_faults")  # takes minutes: measured only when it is named


def main(chosen: list[str]) -> int:
    unknown = [name for name in chosen if name not in (*MEASURES, *BY_NAME)]
    if unknown:
        print(f"There is no measure {', '.join(unknown)}. There are: {', '.join((*MEASURES, *BY_NAME))}.")
        return 2
    print("| what | measured | bar | verdict |\n|---|---|---|---|", flush=True)
    held = True
    for name in chosen or MEASURES:
        for row in rows(name):
            held &= row.holds
            verdict = "holds" if row.holds else "**does not hold**"
            print(f"| {row.what} | {row.measured} | {row.bar} | {verdict} |", flush=True)
    return 0 if held else 1


def rows(name: str) -> Iterator[Row]:
    """What one measure found; one that breaks is a bar that does not hold, and the others are still measured."""
    try:
        yield from importlib.import_module(f"benchmarks.{name}").rows()
    except Exception as error:  # noqa: BLE001 -- whatever it was, the table says it
        said = " ".join(f"{type(error).__name__}: {error}".split())
        yield Row(name, said[:200].replace("|", "/"), "measured at all", holds=False)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
