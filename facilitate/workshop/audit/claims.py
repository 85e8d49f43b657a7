"""Numbers that texts claim, of ideas, tables, people and the like, against what was recorded."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence

from facilitate.domain.errors import N_, Message
from facilitate.domain.frozen import dataclass
from facilitate.workshop.audit.issue import Audited, Issue, Printed, Source, doubtful, message, serious
from facilitate.workshop.audit.number_words import Number, numbers
from facilitate.workshop.audit.real import Counted, real, told_together

_ADJECTIVES = (
    r"(?:nouvelles?|belles?|bonnes?|grandes?|differentes?|petites?|new|great|good|fresh|different|small|working|round) "
)
_NOUN = re.compile(
    rf"\s?(?P<plus>\+)? ?(?:d'|de |des |of )?(?:{_ADJECTIVES})?"
    r"(?P<noun>(?P<ideas>idees|ideas)|(?P<proposals>pistes|propositions|proposals)|(?P<axes>axes)"
    r"|(?P<tables>tables)(?! rondes?| basses?)|(?P<categories>categories|items)"
    r"|(?P<speakers>intervenant[·.-]?e?[·.-]?s|intervenantes|speakers|panelists|panellists)"
    r"|(?P<people>participant[·.-]?e?[·.-]?s|participantes|attendees|personnes|people|persons))(?![\w-])"
)
# “Personnes” are those of the event only where the text says so; those of the study are its own.
_ANYBODY = frozenset({"personnes", "people", "persons"})
_CAME = re.compile(
    r"present|reuni|rassembl|particip|venu|accueilli|attend|inscri|came|took part|gather|together|in the room|"
    r"expected|registered"
)
_EXPECTED = re.compile(r"attendu|inscri|expected|registered|invit")
_INTERVIEWED = re.compile(r"interrog|interview|rencontre|entendu|repond|surveyed|asked|heard|entretien")
_MORE = re.compile(r"(?:plus d[e'] ?|au-dela de |depasse(?:nt)? |more than |over |above |beyond )(?:une? |an? )?$")
_LEAST = re.compile(r"(?:au moins |at least |pas moins de |no fewer than |no less than )(?:une? |an? )?$")
_LESS = re.compile(r"(?:moins d[e'] ?|less than |fewer than |under |below )(?:une? |an? )?$")
_NEARLY = re.compile(r"(?:pres d[e'] ?|presque |quasi(?:ment)? |nearly |almost |close to )(?:une? |an? )?$")
_ABOUT = re.compile(
    r"(?:environ |autour d[e'] ?|a peu pres |quelques? |about |around |roughly |approximately |some |~ ?)"
    r"(?:une? |an? )?$"
)
# A limit, an aim or one end of a range claims nothing.
_NO_CLAIM = re.compile(
    r"(?:jusqu'a |au plus |au maximum |maximum |max\.? |objectif ?:? |viser |"
    r"up to |at most |target ?:? |aim(?:ing)? for |"
    r"\d ?(?:a|et|ou|to|or|and|-) ?|(?<=\w) (?:ou|or) |entre |between )(?:une? |an? )?$"
)
_AMONG = re.compile(r"(?:dont|parmi|including|among|of which|table \d+ ?:|chaque table|each table)[^.;]{0,20}$")
# What follows when only some of them are meant.
_SOME = re.compile(
    r"^ ?(?:par |per |chacun|each|autres?|other|deja|exist|a creer|a mettre|to create|to be created|to build|retenu|"
    r"kept|cle|key|fort|main|principa|priorit|top|retire|withdrawn|indecis|en suspens|undecided|non |unfiled|filed|"
    r"classe|sur |de la table|de chaque|of each|les plus|maxi|mini|au plus|at most|qui |that |which |"
    r"cyclable|d'amelioration)"
)
_ALL = re.compile(
    r"^ ?(?:$|[.,;:!?)»”\"]|(?:ont ete |were |have been |furent )?(?:recueilli|recu|collect|recolt|recens|not|receiv|"
    r"gather|rassembl)|en tout|au total|in all|in total|altogether)"
)
_FEW = 10  # fewer ideas or proposals than that are some of them, where there are many
_NEAR = 0.15  # of what is claimed, where it is claimed as about so many
_UP_A_LITTLE = 1.05


@dataclass(frozen=True, slots=True)
class _Claim:
    """How many of what a text says there are; `how` is how exactly it says so, `total` whether of all of them."""

    text: str
    value: int
    what: str
    how: str
    total: bool


def claims(audited: Audited) -> Iterator[Issue]:
    """Yield the numbers of the organiser's texts that are not those recorded; what tables said is left as it is."""
    for each in audited.texts:
        if each.source in (Source.IDEA, Source.WORDING):
            continue
        for claim in _claims(each):
            counted = real(audited, claim.what)
            if counted and not _true(claim, [number for number, _words in counted]):
                yield from _issue(each, claim, counted)


def _issue(each: Printed, claim: _Claim, counted: Sequence[Counted]) -> Iterator[Issue]:
    impossible = claim.value > max(number for number, _words in counted) and claim.how in ("exactly", "more", "least")
    if not (each.source is Source.HEADING or impossible or claim.total or claim.how not in ("exactly", "less")):
        return  # some of them, as far as one can tell
    sure = claim.how in ("exactly", "more", "least", "less") and (each.source is Source.HEADING or impossible)
    make = serious if sure else doubtful
    why = message(N_("The text says “{claim}”. Recorded: {real}."), claim=claim.text, real=told_together(counted))
    yield make("number", each.where, why, _todo(claim), each.command)


def _todo(claim: _Claim) -> Message:
    if claim.what in ("ideas", "proposals"):
        return message(N_("Correct the text: the appendix lists every idea that was collected."))
    return message(N_("Correct the text, or the number in the programme."))


def _claims(each: Printed) -> Iterator[_Claim]:
    text, simple = each.text, each.plain
    for number in numbers(simple):
        found = _NOUN.match(simple, number.end)
        if found is None or number.value <= 1:
            continue
        before, after = simple[max(0, number.start - 40) : number.start], simple[found.end() : found.end() + 40]
        what = _what(found, before, after)
        if not what or _NO_CLAIM.search(before):
            continue
        how = _how(number, found, before)
        some = bool(_AMONG.search(before) or _SOME.match(after))
        if some and how == "exactly":
            continue
        start = number.start - len(before) + _told_from(before, how)
        yield _Claim(
            " ".join(text[start : found.end()].split()), number.value, what, how, total=bool(_ALL.match(after))
        )


def _what(found: re.Match[str], before: str, after: str) -> str:
    """Return what is counted; nothing where it may be other people than those of the event."""
    what = next(name for name, text in found.groupdict().items() if text and name not in ("noun", "plus"))
    if what != "people":
        return what
    about = f"{before[-25:]} {re.split('[.;:!?]', after)[0]}"
    if _INTERVIEWED.search(about) and found["noun"] in _ANYBODY:
        return "interviewees"
    if found["noun"] in _ANYBODY and not _CAME.search(about):
        return ""
    return "expected" if _EXPECTED.search(about) else "people"


def _how(number: Number, found: re.Match[str], before: str) -> str:
    """Return how exactly a number is meant."""
    if found["plus"]:
        return "least"
    forms: Mapping[str, re.Pattern[str]] = {
        "least": _LEAST, "more": _MORE, "less": _LESS, "nearly": _NEARLY, "about": _ABOUT,
    }  # fmt: skip
    said_so = next((how for how, form in forms.items() if form.search(before)), "")
    return said_so or ("about" if number.rounded or before.endswith((" a ", " une ")) else "exactly")


def _told_from(before: str, how: str) -> int:
    """Return where in what comes before a claim begins: its “more than” belongs to it."""
    forms = {"more": _MORE, "least": _LEAST, "less": _LESS, "nearly": _NEARLY, "about": _ABOUT}
    found = forms[how].search(before) if how in forms else None
    return found.start() if found else len(before)


def _true(claim: _Claim, counted: Sequence[int]) -> bool:
    value = claim.value
    if claim.how == "exactly":
        few = claim.what in ("ideas", "proposals") and value < _FEW and max(counted) > 2 * _FEW
        return few or value in counted
    tests = {
        "more": max(counted) > value,
        "least": max(counted) >= value,
        "less": min(counted) < value,
        "nearly": any(value * (1 - _NEAR) <= number <= value * _UP_A_LITTLE for number in counted),
        "about": any(abs(number - value) <= value * _NEAR for number in counted),
    }
    return tests[claim.how]
