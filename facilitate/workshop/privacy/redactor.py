"""Roles put in the place of names, and the check that no name is left (`leaks`)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence

from facilitate.domain.contacts import without_contacts
from facilitate.domain.errors import N_, Message
from facilitate.workshop.privacy.name_finder import Folded, NameSpan, Person, finder_of, plain, squeezed

Tell = Callable[[Message], str]
_LETTERS = re.compile(">([^<]*[^<\\s][^<]*)<")
_ELIDED = re.compile(r"(?<!\w)(?:d|qu|jusqu|lorsqu)['’]$", re.IGNORECASE)
_WHOLE = re.compile(r"(?<!\w)(?:de|que|jusque|lorsque) $", re.IGNORECASE)


class Redactor:
    """Puts roles in square brackets in the place of names in a text, and signs for addresses and telephone numbers.

    A whole name is found in any case, with any blanks, hyphens and accents, in both orders and with an initial; a part
    of one (a surname, a first name) where it is a word that begins with a capital. So “Fondation Pierre” loses its
    Pierre when one has spoken: a name too many that goes does less harm than one that stays.
    """

    def __init__(self, people: Sequence[Person], tell: Tell) -> None:
        self.people = tuple(people)
        self.changed = 0
        self._finder = finder_of(self.people)
        self._signs = (tell(Message(N_("[address]"))), tell(Message(N_("[telephone number]"))))
        self._somebody = tell(Message(N_("[name]")))
        self._roles: dict[str, str] = {}
        for person in people:
            self._roles.setdefault(squeezed(person.name), person.role)

    def __call__(self, text: str) -> str:
        """Return the text without names; one that has none comes back as it is."""
        redacted = self.without_names(without_contacts(text, *self._signs))
        self.changed += redacted != text
        return redacted

    def without_names(self, text: str) -> str:
        """Return the text with roles in the place of names alone; addresses and telephone numbers stay."""
        folded = Folded(text)
        for find in (self._finder.whole, self._finder.parts):
            if (replaced := self._replaced(folded, find)) != folded.text:  # most texts name nobody
                folded = Folded(replaced)
        return folded.text

    def found(self, text: str) -> Iterator[tuple[str, tuple[str, ...]]]:
        """Yield each name that would go from a text as it is written there, with the names of those it may be of."""
        folded, done = Folded(text), 0
        places = [place for find in (self._finder.whole, self._finder.parts) for place in find(folded)]
        for place in sorted(places, key=lambda each: (each.start, -each.end)):
            if place.start >= done:
                done = place.end
                yield text[place.start : place.end].strip(), place.names

    def role(self, name: str) -> str:
        """Return what stands where a name stood alone, at the start of a line."""
        return _capital(self.role_within(name))

    def role_within(self, name: str) -> str:
        """Return what stands where a name stood alone after a label, which no capital follows."""
        return self._roles.get(squeezed(name)) or self(name)

    @staticmethod
    def only_contacts(text: str) -> bool:
        """Return whether a text says nothing but addresses and telephone numbers."""
        return not any(letter.isalnum() for letter in without_contacts(text, "", ""))

    def names_in_key(self, key: str) -> bool:
        """Return whether a key that was made of a title tells a name; it has no capitals to tell by."""
        return self._finder.in_key(key)

    def names_in_logo(self, partner: str, form: str, data: bytes) -> bool:
        """Return whether a logo shows a name that goes: its partner's, or one in the letters of a drawing."""
        letters = _LETTERS.findall(data.decode("utf-8", "ignore")) if form == "svg" else []
        return self(partner) != partner or any(self.without_names(text) != text for text in letters)

    def _replaced(self, folded: Folded, find: Callable[[Folded], Iterator[NameSpan]]) -> str:
        text = folded.text
        done, out = 0, ""
        for place in find(folded):
            if place.start < done:
                continue
            role = self._somebody if len(place.roles) > 1 else place.roles[0]
            out, more = _placed(out + text[done : place.start], role, text[place.end :])
            done = place.end + more
        return out + text[done:]


def leaks(people: Sequence[Person], text: str) -> list[str]:
    """Return the names a text still gives away, however it is set: to prove that none is left."""
    return leak_finder(people)(text)


def leak_finder(people: Sequence[Person]) -> Callable[[str], list[str]]:
    """Return `leaks` of these people, for many texts: to find the finder of two thousand takes a millisecond."""
    finder = finder_of(tuple(people))

    def leaks_in(text: str) -> list[str]:
        folded = Folded(text)
        spans = [place for find in (finder.whole, finder.parts) for place in find(folded)]
        found = {name for place in spans for name in place.names}
        return [person.name for person in people if person.name in found] if found else []

    return leaks_in


def _placed(before: str, role: str, after: str) -> tuple[str, int]:
    """Return the text so far with the role after it, said once, and how much of what follows is left out for that.

    “Mme X, directrice”, “Mme X (directrice)” and “la directrice Mme X” say the role themselves.
    """
    before_it = re.search(rf"(?<!\w){re.escape(role)}\]?(?P<gap>[\s,]*\(?)$", before, re.IGNORECASE)
    closed = bool(before_it and before_it["gap"].endswith("("))
    again = re.match(rf"\s*,?\s*(?:{re.escape(role)}(?!\w)|\({re.escape(role)}\))", after, re.IGNORECASE)
    if before_it and (not closed or after.startswith(")")):
        return before[: before_it.start("gap")], 1 if closed else again.end() if again else 0
    return _joined(before, role), again.end() if again else 0


def _joined(before: str, role: str) -> str:
    """Return the text with a role after it, with a capital where a sentence begins, elided as French elides."""
    head = before.rstrip(" \u00a0\u202f«“\"'(•–—*-")
    if not head or head[-1] in ".!?…\n":
        return before + _bracketed(_capital(role))
    first = plain(role[:1])
    if _ELIDED.search(before) and first not in set("aeiouyh"):
        return f"{before[:-1]}e {_bracketed(role)}"
    if _WHOLE.search(before) and first in set("aeiou"):
        return f"{before[:-2]}’{_bracketed(role)}"
    return before + _bracketed(role)


def _bracketed(role: str) -> str:
    """Return a role as what replaces words of a quotation is marked; a sign of ours already is."""
    return role if role.startswith("[") else f"[{role}]"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]
