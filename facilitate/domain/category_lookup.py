"""The one way to find the category that somebody names."""

from __future__ import annotations

from facilitate.domain.errors import N_, Refused
from facilitate.domain.numbers import position_named
from facilitate.domain.programme.plan import Category
from facilitate.domain.session import Session
from facilitate.domain.text import folded


def category_named(session: Session, name: str) -> Category:
    """Return the category of that key, number (from 1) or title, whatever its capitals; raises `Refused`."""
    categories = session.plan.categories
    if found := session.category(name):
        return found
    place = position_named(name, len(categories))
    if place is not None:
        return categories[place]
    meant = folded(name.strip())
    same = [each for each in categories if name == each.title] or [each for each in categories if meant == each.key]
    if found := next(iter(same), None) or session.plan.category_titled(name):
        return found
    known = ", ".join(f"{number}. {each.title}" for number, each in enumerate(categories, 1))
    if not known:
        raise Refused(N_("Category “{category}” not found: there are no categories yet."), category=name)
    raise Refused(N_("Category “{category}” not found. Categories: {known}."), category=name, known=known)
