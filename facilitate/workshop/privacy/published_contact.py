"""The contact that an event publishes: whether it is its organisation’s own, which no purge has to take, or a person’s.

Whom to write to may be `contact@association.example`, which is nobody’s personal data, or
`fatou.ba@association.example`, which is. Only an address that says itself whose it is counts as the
organisation’s: what no one can tell goes.
"""

from __future__ import annotations

import re
from functools import lru_cache

from facilitate.domain.contacts import contacts
from facilitate.domain.programme.plan import Plan, SupporterRole
from facilitate.workshop.privacy.name_finder import plain
from facilitate.workshop.privacy.redactor import Redactor

_WORDS = (
    "accueil admin administration agence animation asso association atd atelier ateliers bibliotheque bonjour "
    "bureau centre cite citoyen citoyenne collectif collectivite com communaute commune communication community "
    "concertation consultation contact contacts coordination culture cycle debat debats democratie departement "
    "dialogue direction equipe evenement evenements event events federation fondation forum foundation hello info "
    "infomail information infos inscription inscriptions library mail mairie maison mediatheque metropole "
    "ministere municipality national office organisateur organisateurs organisation participation participer "
    "permanence pole prefecture presse programme projet projets region regional regions rencontre rencontres "
    "reseau secretariat service services site support team territoire territoires ville welcome workshop "
    "workshops"
)  # of addresses that are nobody’s own
_OF_NOBODY = frozenset(_WORDS.split())
_BETWEEN = frozenset(("a", "au", "aux", "d", "de", "des", "du", "en", "et", "for", "l", "la", "le", "les", "of", "the"))
_WORD = re.compile(r"[a-z]+")


def is_of_organisation(contact: str, plan: Plan, redact: Redactor) -> bool:
    """Return whether a contact names nobody, and each of its addresses is the organisation’s or its place’s.

    A telephone number never tells whose it is.
    """
    if redact.without_names(contact) != contact:
        return False
    words = _OF_NOBODY | _words_of(plan)
    return all(_is_of(address, words, redact) for address in contacts(contact))


def address_of_organisation(plan: Plan, redact: Redactor) -> str:
    """Return the contact that a programme publishes where it holds an address and is the organisation’s own."""
    contact = plan.publication.contact
    return contact if any(contacts(contact)) and is_of_organisation(contact, plan, redact) else ""


def _is_of(address: str, words: frozenset[str], redact: Redactor) -> bool:
    local, at, _domain = address.partition("@")
    parts = _WORD.findall(plain(local))
    if not at or not parts or redact.names_in_key("-".join(parts)):
        return False
    known = words | _BETWEEN
    return not _BETWEEN.issuperset(parts) and all(part in known or _is_made_of(part, known) for part in parts)


@lru_cache(maxsize=256)
def _is_made_of(run: str, words: frozenset[str]) -> bool:
    """Return whether letters are known words set side by side, as in “mairiedelens”."""
    ends = {0}
    for end in range(1, len(run) + 1):
        if any(end - start > 1 and run[start:end] in words for start in ends):
            ends.add(end)
    return len(run) in ends


def _words_of(plan: Plan) -> frozenset[str]:
    """Return the words of the names of the place and of whoever organises the event; a title may name somebody."""
    texts = (plan.place.name, plan.place.city, plan.organiser, *plan.named(SupporterRole.ORGANISER))
    return frozenset(word for text in texts for word in _WORD.findall(plain(text)) if len(word) > 1)
