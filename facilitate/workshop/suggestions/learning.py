"""What a new session takes over from an earlier one: its typology, its synonyms, and what was filed under what."""

from __future__ import annotations

import copy
from collections.abc import Mapping, Sequence
from typing import Any

from facilitate.domain.acts.learning import FilingsLearned
from facilitate.domain.acts.programme import announced_document
from facilitate.domain.errors import N_, Refused
from facilitate.domain.programme.document import Document, complete
from facilitate.domain.programme.plan import Plan
from facilitate.domain.programme.reader import read_plan
from facilitate.domain.session import Session
from facilitate.domain.text import required, title_key, united_words
from facilitate.domain.values.learning import Learned


def typology_of(previous: Session) -> Document:
    """Return what an earlier session lends of its programme: categories, synonyms, and the language of both."""
    document = programme_of(previous)
    lent = {name: document.get(name, []) for name in ("categories", "synonyms", "refused_synonyms")}
    return {"language": previous.plan.language, **lent}


def programme_of(previous: Session, title: str = "") -> Document:
    """Return the whole programme of a session for another one, which may have a title of its own.

    Its hours are those that were announced: that the day was moved happened to this session alone.

    An old one may have two categories of one title: the new one has one of them.
    """
    if previous.document is None:
        raise Refused(
            N_(
                "The programme of this session is missing: the journal that contains it is not here. "
                "Recover it with “facilitate collect”.",
            ),
        )
    document = copy.deepcopy(announced_document(previous) or previous.document)
    if document.get("categories"):
        document["categories"] = _without_twins(document["categories"])
    return {**document, **({"title": required(title)} if title else {})}


def _without_twins(categories: Sequence[Mapping[str, Any]]) -> list[Document]:
    """Return the categories of a programme, each title once: later ones give their keywords to the first."""
    kept: dict[str, Document] = {}
    for each in categories:
        first = kept.setdefault(title_key(each["title"]), dict(each))
        if first["key"] != each["key"] and each.get("keywords"):
            first["keywords"] = united_words(first.get("keywords") or (), each["keywords"])
    return list(kept.values())


def completed(document: Mapping[str, Any], lent: Document) -> Document:
    """Return the document with what was lent where it has nothing of its own."""
    own = {name: value for name, value in document.items() if name not in lent or value not in (None, [])}
    return {**own, **{name: value for name, value in lent.items() if name not in own and value}}


def learning_of(previous: Session) -> tuple[Learned, ...]:
    """Return what was filed there, named by its city or else its title, and all that it had itself learned before."""
    source = previous.plan.place.city or previous.plan.title
    own = [Learned(source, previous.wording(each), each.category) for each in previous.proposals() if each.category]
    return tuple(dict.fromkeys((*previous.learned, *own)))


def fitting(learned: Sequence[Learned], before: Plan, now: Plan) -> tuple[Learned, ...]:
    """Return the filings whose category is in today's typology as well: by its key, or else by its title."""
    by_title = {title_key(each.title): each.key for each in reversed(now.categories)}
    keys = {each.key: by_title.get(title_key(each.title), "") for each in before.categories}
    keys |= {each.key: each.key for each in now.categories}
    return tuple(Learned(each.source, each.text, key) for each in learned if (key := keys.get(each.category)))


def begun_like(document: Mapping[str, Any], previous: Session) -> tuple[Document, tuple[Learned, ...]]:
    """Return a new session's programme with the typology of an earlier one, and what it learns from that one."""
    whole = completed(document, typology_of(previous))
    return whole, fitting(learning_of(previous), previous.plan, read_plan(complete(whole)))


def as_acts(learned: Sequence[Learned]) -> list[FilingsLearned]:
    """Return one act for each event that something was learned from."""
    sources = {each.source: [other for other in learned if other.source == each.source] for each in learned}
    return [
        FilingsLearned(source, tuple(each.text for each in found), tuple(each.category for each in found))
        for source, found in sources.items()
    ]
