"""Browsers that vote, in a process of their own: each opens the page by its link, chooses, and brings its ballot.

Run as `python -m benchmarks.voting_pages` with the link and the codes as JSON on its input. It says `ready` when each
page shows what is voted on, begins when told to, and ends with the ballot of each code as JSON.
"""

from __future__ import annotations

import json
import os
import subprocess
import sys
from select import select
from typing import Self

from benchmarks.measuring import ROOT
from tests.browser.conftest import CHROMIUM, OPTIONS, PHONE

_PATIENCE = 20_000.0  # milliseconds


class Pages:
    """The process of the browsers; without one on this machine it raises."""

    def __init__(self, port: int, token: str, codes: list[str]) -> None:
        command = [sys.executable, "-m", "benchmarks.voting_pages"]
        self._process = subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE)
        self._said = b""
        self._tell(json.dumps([f"http://127.0.0.1:{port}/v#{token}", codes]))

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.kill()
        self._process.communicate()

    def ready(self) -> bool:
        return self._heard(1)

    def begin(self) -> None:
        self._tell("go")

    def look(self) -> bool:
        """Whether all have brought their ballots."""
        return self._heard(2)

    def outcome(self) -> dict[str, str]:
        """The ballot of each code."""
        return dict(json.loads(self._said.splitlines()[1]))

    def _heard(self, lines: int) -> bool:
        out = self._process.stdout
        assert out is not None
        while self._said.count(b"\n") < lines and select([out], [], [], 0)[0]:
            came = os.read(out.fileno(), 1 << 16)
            if not came:
                raise RuntimeError("the browsers ended before they were done")
            self._said += came
        return self._said.count(b"\n") >= lines

    def _tell(self, line: str) -> None:
        assert self._process.stdin is not None
        self._process.stdin.write(line.encode() + b"\n")
        self._process.stdin.flush()


def main() -> None:
    from playwright.sync_api import sync_playwright

    link, codes = json.loads(sys.stdin.readline())
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=OPTIONS)
        pages = [browser.new_context(viewport=PHONE, locale="fr-FR").new_page() for _code in codes]  # type: ignore[arg-type]
        for page in pages:
            page.goto(link)
            page.locator("#list input").first.wait_for(timeout=_PATIENCE)
        print("ready", flush=True)
        sys.stdin.readline()
        cast = {}
        for number, (code, page) in enumerate(zip(codes, pages, strict=True)):
            letters = ["ABC"[number % 3], "DEF"[number % 2]]
            for letter in letters:
                page.locator(f"#list input[name={letter}]").check()
            page.locator("#code").fill(code)
            page.locator("#code").press("Enter")
            page.locator("#worlds button").last.click(timeout=_PATIENCE)  # the slips name none, nor does the voter
            page.locator("#said", has_text="✓").wait_for(timeout=_PATIENCE)
            cast[code] = " ".join(letters)
        print(json.dumps(cast), flush=True)


if __name__ == "__main__":
    main()
