"""Ideas by their references, also where two of them were given the same.

That happens when two programs did not know of each other: laptops made from one image, a copy of the session that was
gone on with. Nothing is lost by it, but nobody can say which idea is meant.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import count

from facilitate.domain.errors import N_, Message, Refused
from facilitate.domain.numbers import whole_number
from facilitate.domain.references import read_reference
from facilitate.domain.session import Session
from facilitate.domain.text import excerpt, folded
from facilitate.domain.values.ideas import Idea

_SECOND = "bis"


def by_reference(idea: Idea) -> tuple[int, str, int, str]:
    """Return a key that orders ideas as people would: T3-2, T3-10, T3b-1; the id keeps twins apart."""
    prefix, _, number = idea.ref.rpartition("-")
    return (idea.table, prefix, whole_number(number) or 0, idea.id)


def ideas_called(session: Session, name: str) -> list[Idea]:
    """Return the idea of that id, or those that people call so (`t3-7` will do); nearly always one."""
    idea = session.ideas.get(name)
    return [idea] if idea else session.ideas_by_ref(read_reference(name) or name.strip())


def undone_called(session: Session, name: str) -> list[Idea]:
    """Return the ideas of that id or reference whose recording was undone."""
    idea = session.undone_ideas.get(name)
    return [idea] if idea else session.undone_by_ref(read_reference(name) or name.strip())


def idea_called(session: Session, name: str) -> Idea | None:
    """Return the one idea that is meant; raises `Refused` where several are called so, or its recording was undone."""
    found = ideas_called(session, name)
    if not found and (undone := undone_called(session, name)):
        if undone[0].id in session.reset_ideas:
            raise Refused(N_("{ref} is from before the session was reset: undo the reset first."), ref=undone[0].ref)
        raise Refused(N_("The recording of {ref} was undone: redo it first."), ref=undone[0].ref)
    if len(found) > 1:
        raise Refused(
            N_(
                "{count} ideas have the reference {ref}: {ideas}. Give one of them another reference first: "
                "“facilitate idea rename”."
            ),
            count=len(found),
            ref=found[0].ref,
            ideas=_listed(found),
        )
    return found[0] if found else None


def called_alike(session: Session) -> Iterator[Message]:
    """Yield a sentence for each reference that more than one idea has: which ideas these are."""
    for ref, ideas in session.twice().items():
        yield Message(
            N_("{count} ideas have the reference {ref} (table {table}): {ideas}"),
            {
                "count": len(ideas),
                "ref": ref,
                "table": ", ".join(str(table) for table in sorted({idea.table for idea in ideas})),
                "ideas": _listed(ideas),
            },
        )


def one_of(ideas: Sequence[Idea], which: str) -> Idea:
    """Return the one of several ideas that somebody means by its number in the list, or by words of it."""
    if which.isascii() and which.isdecimal() and 1 <= int(which[:4]) <= len(ideas):
        return ideas[int(which[:4]) - 1]
    found = [idea for idea in ideas if which and folded(which) in folded(idea.text)]
    if len(found) == 1:
        return found[0]
    raise Refused(
        N_(
            "{count} ideas have the reference {ref}: {ideas}. Choose the one to change: --which with its "
            "number, or with words that only this idea contains."
        ),
        count=len(ideas),
        ref=ideas[0].ref,
        ideas=_listed(ideas),
    )


def free_reference(session: Session, idea: Idea) -> str:
    """Return a reference that no idea has or ever had, like the one before: `T3bis-07` for a second `T3-07`.

    No writer gives such references by itself, so a laptop that is not here now cannot give the same one.
    """
    ref = idea.ref if read_reference(idea.ref) == idea.ref else f"T{idea.table}-01"
    prefix, _, number = ref.rpartition("-")
    prefix = re.sub(f"{_SECOND}[0-9]*$", "", prefix)
    refs = (f"{prefix}{_SECOND}{'' if place == 1 else place}-{number}" for place in count(1))
    return next(ref for ref in refs if not session.is_given(ref) and ref != idea.ref)


def _listed(ideas: Sequence[Idea]) -> str:
    return " · ".join(f"{number}. {excerpt(idea.text)}" for number, idea in enumerate(ideas, 1))
