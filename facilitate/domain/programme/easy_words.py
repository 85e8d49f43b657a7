"""What an organiser writes for the edition in short sentences."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from facilitate.domain.frozen import dataclass

EASY_PARTS = ("meeting", "venue", "study", "panel", "result", "next")


@dataclass(frozen=True, slots=True)
class EasyWords:
    """What the edition for people who read with difficulty says: short sentences written for it, part by part.

    An entry of the `glossary` is like `ESS = économie sociale et solidaire`. Only who knows such readers can say that a
    text is easy to read: who `validated` it with them, and when, is told; a text that nobody did is not called so.
    """

    title: str = ""
    meeting: tuple[str, ...] = ()
    venue: tuple[str, ...] = ()
    study: tuple[str, ...] = ()
    panel: tuple[str, ...] = ()
    result: tuple[str, ...] = ()
    next: tuple[str, ...] = ()
    glossary: tuple[str, ...] = ()
    validated_by: str = ""
    validated_on: date | None = None

    @property
    def validated(self) -> bool:
        """Whether it is said who validated it, and when."""
        return bool(self.validated_by and self.validated_on)

    def parts(self) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield the parts in which something was written, by their names."""
        for name in EASY_PARTS:
            if sentences := tuple(text for text in getattr(self, name) if text.strip()):
                yield name, sentences

    def meanings(self) -> Iterator[tuple[str, str]]:
        """Yield each word of the glossary with what it means."""
        for entry in self.glossary:
            word, _equals, meaning = entry.partition("=")
            yield word.strip(), meaning.strip()
