"""Lines that say who does what by when, as minutes end with: `Tom to book the hall`, `@Léa : écrire au maire`.

`To do` above such lines is the title of tasks; above others it is the status of ideas.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache

from facilitate.workshop.intake.attendance import are_people, is_known_person
from facilitate.workshop.intake.emphasis import as_label, without_emphasis, without_links
from facilitate.workshop.intake.table_titles import MONTHS

_LONGEST = 300
_BOX = re.compile(r"[\s*•–-]*\[[ xX✓✔]?\]\s*")
_MENTION = re.compile(r"(?<![\w.+-])@[^\W\d_]")
_BEHIND = re.compile(r"(?:[(\[]|[–—-][ \u00a0])(?P<who>[A-ZÀ-Þ][^()\[\]]{1,50}?)[)\]]?\.?$")
_BEFORE = re.compile(
    r"(?P<who>[A-ZÀ-Þ][\w’'-]*(?:[ \u00a0](?:[A-ZÀ-Þ][\w’'-]*\.?|\d{1,2}))?)[ \u00a0]?(?P<sign>:|[–—-] |[a-zà-ÿ])"
)
_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday"


@cache
def _has_to() -> re.Pattern[str]:
    """Return the form of `Tom and Priya will send…`: who, and that they have to."""
    who = r"[A-ZÀ-Þ][\w’'-]*(?:[ \u00a0](?:[A-ZÀ-Þ][\w’'-]*|\d{1,2}))?"
    return re.compile(
        rf"{who}(?:(?:,| and| et| &) {who})*[ \u00a0](?:to|will|shall|(?:is|are) going to|has to|have to|agreed to|"
        rf"va|vont|doit|doivent|devra|devront|se charge|s['’]occupe|s['’]engage|prend contact|propose de) \w"
    )


@cache
def _due() -> re.Pattern[str]:
    """Return the form of a day by which a thing is to be done."""
    day = (
        rf"(?:(?:le|the|next|ce|on) )?(?:(?:{_DAYS}|{MONTHS})\b|\d{{1,2}}(?:er|st|nd|rd|th)? (?:{MONTHS})\b|"
        r"\d{1,2}[/.-]\d{1,2}(?:[/.-]\d{2,4})?\b|(?:19|20)\d\d-\d\d-\d\d|demain|tomorrow|tonight|ce soir|eod|eow|"
        r"(?:end of|fin)(?: (?:the|de|du))? (?:week|month|day|semaine|mois|journée|"
        rf"{MONTHS})\b|(?:la )?semaine prochaine|next (?:week|month|meeting)|la prochaine (?:réunion|fois|séance))"
    )
    return re.compile(
        r"\b(?:by|before|due(?: (?:on|by))?:?|until|deadline:?|avant|d['’]ici(?: à)?|pour|échéance :?|au plus tard)"
        rf" {day}"
        rf"|[(\[] ?(?:due:? |échéance :? |by |avant |pour )?{day}[^()\[\]]{{0,10}}[)\]]\.?$|📅",
        re.IGNORECASE,
    )


def are_tasks(texts: Sequence[str]) -> bool:
    """Whether at least half of some lines say who does something, or by when."""
    return bool(texts) and 2 * sum(map(is_task, texts)) >= len(texts)


def is_task(text: str) -> bool:
    """`Tom: book the hall`, `@Léa écrire au maire`, `Réserver la salle (Karim)`, `Send the notes by Friday`."""
    if len(text) > _LONGEST:
        return False
    words = without_emphasis(as_label(without_links(_BOX.sub("", text, count=1)))).strip()
    if _MENTION.search(words) or _has_to().match(words) or _due().search(words):
        return True
    # Before a verb, only a name that is no word besides: `Marine protège la côte`.
    if (before := _BEFORE.match(words)) and is_known_person(before["who"], sure=before["sign"].islower()):
        return True
    behind = _BEHIND.search(words[-60:])
    return behind is not None and are_people(behind["who"]) and is_known_person(behind["who"])
