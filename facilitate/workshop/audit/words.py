"""Words to look at: what was left to be written, stands twice at one table, is set wrong, or may be an acronym’s."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from facilitate.domain.errors import N_, Message
from facilitate.domain.session import Session
from facilitate.domain.text import one_line
from facilitate.domain.values.ideas import Idea
from facilitate.workshop.audit.issue import Audited, Issue, Source, doubtful, message, serious
from facilitate.workshop.audit.number_words import plain
from facilitate.workshop.audit.spelling import neighbours
from facilitate.workshop.suggestions.acronyms import REFUSED, SYNONYMS, acronyms_explained

_ANYWHERE = (
    r"to ?do(?=\s*:)|\btodo\b|\bfixme\b|\bx{3,}\b|\blorem ipsum\b|\btbd\b|\btbc\b|\ba completer\b|\bto be completed\b"
)
_OF_THE_ORGANISER = (
    r"|\ba (?:definir|preciser|confirmer|verifier|remplir)\b|\bto be (?:defined|confirmed|decided|written|filled in)\b"
    r"|\?\?\?+|\bbla(?:[ -]?bla)+\b|\[\s*(?:(?:\.\.\.|…)\s*)?\]"
)
_LEFT = {False: re.compile(_ANYWHERE + _OF_THE_ORGANISER), True: re.compile(_ANYWHERE)}
# Of centuries and republics in Roman numbers; one letter alone needs the word behind it.
_CENTURY = re.compile(r"\b(?:[IVX]{2,5}|[IVX](?=\S*\s(?:si[eè]cle|R[eé]publique)))(?:e|è|[eè]me|i[eè]me)\b")
_NUMERAL = re.compile("[IVX]+")
# The State, where the words before it tell that it is no condition.
_STATE = re.compile(
    r"\b(?:(?:dipl[oô]m|secr[eé]tair|ministr|homm|femm)es?|chefs?|conseil|coups?|raison|examens?|concours)"
    r" d['’][eé]tat\b|\b(?:services?|repr[eé]sentants?|financements?|subventions?|aides?|soutien|cr[eé]dits?|agents?)"
    r" de l['’][eé]tat\b",
    re.IGNORECASE,
)
_TYPING = 12  # letters of a text, and of a word, from which on a wrong one is a typing error
_LETTERS = 5
_TWICE = N_("The same idea appears twice: {refs}.")
_SEVERAL_TIMES = N_("The same idea appears {times} times: {refs}.")
_ONE_EXTRA = N_("Withdraw the extra one; it stays in the session.")
_SEVERAL_EXTRA = N_("Withdraw the extra ones; they stay in the session.")
_TWO = 2
_SHORT = 60  # words up to which a text is compared letter by letter


def leftovers(audited: Audited) -> Iterator[Issue]:
    """Yield placeholders that were left; what a table wrote “to be defined” may well be its idea."""
    for each in audited.texts:
        of_tables = each.source in (Source.IDEA, Source.WORDING)
        found = _LEFT[of_tables].search(each.plain)
        if found:
            sign = each.text[found.start() : found.end()]
            make = doubtful if of_tables else serious
            yield make(
                "placeholder", each.where, message(N_("The text still contains “{sign}”."), sign=sign),
                message(N_("Complete the text, or remove this passage.")), each.command,
            )  # fmt: skip


def typography(audited: Audited) -> Iterator[Issue]:
    """Yield what French typography writes otherwise: centuries, and the State."""
    if audited.report.plan.language != "fr":
        return
    for each in audited.texts:
        centuries = ((found[0], _numeral(found[0]) + "ᵉ") for found in _CENTURY.finditer(each.text))
        states = ((found[0], f"{found[0][:-6]}{found[0][-6]}’État") for found in _STATE.finditer(each.text))
        for written, better in dict.fromkeys((*centuries, *states)):
            if written.replace("'", "’") != better:
                why = message(N_("“{text}” is written “{better}”."), text=written, better=better)
                yield doubtful(
                    "typography", each.where, why,
                    message(N_("Correct the text, if that is what it means.")), each.command,
                )  # fmt: skip


def _numeral(text: str) -> str:
    found = _NUMERAL.match(text)
    return found[0] if found else text


def said_twice(audited: Audited) -> Iterator[Issue]:
    """Yield ideas of one table that say the same, or all but the same; those that were merged count as one.

    At a table of that number in another phase others may have sat.
    """
    session = audited.session
    tables: dict[tuple[int, str], list[Idea]] = {}
    for idea in session.ideas.values():
        if not idea.withdrawn:
            phase = session.phase_of(idea)
            tables.setdefault((idea.table, phase.key if phase else ""), []).append(idea)
    for (table, key), ideas in sorted(tables.items()):
        for same in _same(ideas):
            refs = list({session.holders[idea.id]: idea.ref for idea in reversed(same)}.values())[::-1]
            if len(refs) == 1:
                continue
            yield doubtful(
                "said-twice", _table_where(session, table, key),
                message(_TWICE if len(refs) == _TWO else _SEVERAL_TIMES, times=len(refs), refs=", ".join(refs)),
                message(_ONE_EXTRA if len(refs) == _TWO else _SEVERAL_EXTRA),
                audited.command("idea withdraw", *refs[1:]),
            )  # fmt: skip


def acronyms(audited: Audited) -> Iterator[Issue]:
    """Yield acronyms that words of other ideas spell: as synonyms they serve suggestions, and the report."""
    if found := acronyms_explained(audited.session):
        yield doubtful(
            "acronym", message(N_("the synonyms and acronyms")),
            message(N_("The ideas may tell what these acronyms mean: {synonyms}"), synonyms=" · ".join(found)),
            message(
                N_(
                    "Add those that are right: suggestions then treat both alike. "
                    "Add the others to “{key}”: they are dismissed."
                ),
                key=REFUSED,
            ),
            audited.command("plan add", SYNONYMS, *found),
        )  # fmt: skip


def _table_where(session: Session, table: int, key: str) -> Message:
    phase = session.plan.phase(key)
    if phase is None or len(session.plan.tables_phases) < 2:  # noqa: PLR2004 -- one needs no name
        return message(N_("table {table}"), table=table)
    return message(N_("table {table} in “{phase}”"), table=table, phase=one_line(phase.title))


def _same(ideas: Sequence[Idea]) -> list[list[Idea]]:
    """Return the ideas that say what another says, but for capitals, accents, signs, and a letter; in groups."""
    said_by: dict[str, list[Idea]] = {}
    spaced: dict[str, tuple[str, ...]] = {}
    for idea in ideas:
        found = tuple(re.findall(r"\w+", plain(f"{idea.text}\n{idea.detail}")))
        bare = "".join(found) or idea.text
        said_by.setdefault(bare, []).append(idea)
        spaced[bare] = found
    groups = {bare: [bare] for bare in said_by}
    for one, other in _one_letter_apart(spaced):
        if groups[one] is not groups[other]:
            joining, group = sorted((groups[one], groups[other]), key=len)
            group += joining
            groups.update(dict.fromkeys(joining, group))
    found_twice = []
    for group in {id(group): group for group in groups.values()}.values():
        same = sorted((idea for bare in group for idea in said_by[bare]), key=lambda idea: idea.id)
        found_twice += [same] if len(same) > 1 else []
    return found_twice


def _one_letter_apart(texts: Mapping[str, tuple[str, ...]]) -> Iterator[tuple[str, str]]:
    """Yield the texts that differ in one word by one letter: they are alike once that word is left out."""
    without: dict[tuple[int, tuple[str, ...]], dict[str, str]] = {}
    halves = Counter(half for found in texts.values() for half in _halves(found))
    for text, found in texts.items():
        # One half of two such texts is the same: nearly every text is alone with both of its own.
        if not any(halves[half] > 1 for half in _halves(found)):
            continue
        for place, word in enumerate(found if len(found) <= _SHORT else ()):
            if word.isalpha() and len(word) >= _LETTERS and len(text) >= _TYPING:
                without.setdefault((place, (*found[:place], *found[place + 1 :])), {})[word] = text
    for alike in without.values():
        if len(alike) < 2:  # noqa: PLR2004 -- a pair
            continue
        for one, other in neighbours(alike):
            yield alike[one], alike[other]


def _halves(found: tuple[str, ...]) -> tuple[tuple[int, bool, tuple[str, ...]], ...]:
    """Return the words of a text up to its middle and from there on, with how many it has."""
    middle = len(found) // 2
    return (len(found), False, found[:middle]), (len(found), True, found[middle:])
