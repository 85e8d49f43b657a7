"""Random walks through the use cases: every act a person can do, on whatever is there."""

from __future__ import annotations

import random
from collections.abc import Callable

from facilitate.domain.acts.learning import FilingsLearned
from facilitate.domain.acts.people import PEOPLE
from facilitate.domain.acts.programme import SYNTHESIS
from facilitate.domain.acts.roadmap import ROADMAP
from facilitate.domain.acts.seats import SEATS
from facilitate.domain.errors import Refused
from facilitate.domain.values.duplicates import DuplicateAnswer
from facilitate.domain.values.ideas import Status
from facilitate.domain.values.notes import NoteKind
from facilitate.workshop.cases.ideas import IdeaDraft
from facilitate.workshop.cases.seats import SeatingAsked
from facilitate.workshop.workshop import Workshop

WORLDS = ("", "élue", "habitante")
TEXTS = ("un jardin", "des cafés", "l’annuaire", "former\nensemble", "🙂", "[x] | # `a`", "un jardin")


def _ref(w: Workshop, r: random.Random) -> str:
    return r.choice([idea.ref for idea in w.session.ideas.values()] or ["T1-01"])


def _refs(w: Workshop, r: random.Random) -> list[str]:
    return [_ref(w, r) for _ in range(r.randint(1, 3))]


def _category(w: Workshop, r: random.Random) -> str:
    return r.choice([category.key for category in w.session.plan.categories] or ["none"])


def _path(w: Workshop, r: random.Random) -> str:
    plan = w.session.plan
    return r.choice([f"categories/{_category(w, r)}", f"phases/{r.choice(plan.phases).key}"])


def _group(w: Workshop, r: random.Random) -> str:
    return r.choice([event.gesture for event in w.timeline.events])


def _learned(w: Workshop, r: random.Random) -> FilingsLearned:
    texts = tuple(r.choices(TEXTS, k=r.randint(1, 3)))
    return FilingsLearned(r.choice(["Paris", "Lille"]), texts, tuple(_category(w, r) for _ in texts))


def _followed(r: random.Random) -> dict[str, str | list[str]]:
    values: dict[str, list[str | list[str]]] = {
        "owner": ["", "Participante 07"],
        "partners": [[], ["CCAS", "Gniac"]],
        "territory": ["", "Paris 7e"],
        "horizon": ["", "2023", "T2 2023"],
        "state": ["", "planned", "done", "dropped"],
        "next_step": ["", *TEXTS],
        "due": ["", "2023-03-31"],
    }
    return {name: r.choice(values[name]) for name in r.sample(sorted(values), r.randint(1, 3))}


def _person(w: Workshop, r: random.Random) -> str:
    return r.choice([*w.session.people, "nobody000"])


def _added(w: Workshop, r: random.Random) -> object:
    fields = {"world": r.choice(WORLDS), "access": r.choice(["", "PMR"]), "interpreter": r.choice(["", "LSF"])}
    fields["interprets"] = "" if fields["interpreter"] else r.choice(["", "", "LSF"])
    return w.people.add(f"Participante {r.randint(1, 40):02}", fields, walk_in=r.random() < 0.2)


def _planned(w: Workshop, r: random.Random) -> SeatingAsked:
    pair = (_person(w, r), _person(w, r))
    return SeatingAsked(r.choice([0, 2]), ("world",), present=r.random() < 0.5, separate=(pair,) * r.randint(0, 1))


def _settled(w: Workshop, r: random.Random) -> None:
    proposed = w.seats.settle()
    w.seats.move(proposed, None if r.random() < 0.5 else [move.person for move in proposed.moves[::2]])


def _said(r: random.Random) -> tuple[str, Status]:
    return r.choice(TEXTS), r.choice(list(Status))


ACTS: dict[str, Callable[[Workshop, random.Random], object]] = {
    "record": lambda w, r: w.ideas.record(r.randint(1, 3), *_said(r), r.choice(["", *TEXTS])),
    "record many": lambda w, r: w.ideas.record_many(2, [IdeaDraft(*_said(r))] * r.randint(1, 3)),
    "edit": lambda w, r: w.ideas.edit(_ref(w, r), *_said(r), r.choice([None, "", *TEXTS])),
    "withdraw": lambda w, r: w.ideas.withdraw(_ref(w, r)),
    "restore": lambda w, r: w.ideas.restore(_ref(w, r)),
    "merge": lambda w, r: w.proposals.merge(_refs(w, r), r.choice(TEXTS)),
    "split": lambda w, r: w.proposals.split(_ref(w, r)),
    "file": lambda w, r: w.proposals.file(_refs(w, r), _category(w, r)),
    "unfile": lambda w, r: w.proposals.unfile(_refs(w, r)),
    "undecided": lambda w, r: w.proposals.set_undecided(_refs(w, r)),
    "reword": lambda w, r: w.proposals.reword(_ref(w, r), r.choice(["", *TEXTS])),
    "file each": lambda w, r: w.proposals.file_each({ref: _category(w, r) for ref in _refs(w, r)}),
    "answer": lambda w, r: w.duplicates.answer(_ref(w, r), _ref(w, r), r.choice(list(DuplicateAnswer))),
    "same": lambda w, r: w.duplicates.same(_ref(w, r), _ref(w, r), r.choice(TEXTS)),
    "link": lambda w, r: w.study_links.link(_refs(w, r), r.choice(["", "freins"])),
    "follow": lambda w, r: w.roadmap.set(_ref(w, r), **_followed(r)),
    "progress": lambda w, r: w.roadmap.note(_ref(w, r), r.choice(TEXTS)),
    "undo following": lambda w, r: w.history.undo(ROADMAP),
    "name group": lambda w, r: w.proposals.file_under_new(_refs(w, r), r.choice(["Groupe", "Jardins", "🙂"])),
    "learn": lambda w, r: w.recorder.record(_learned(w, r)),
    "undo": lambda w, r: w.history.undo(SYNTHESIS if r.random() < 0.3 else None),
    "redo": lambda w, r: w.history.redo(SYNTHESIS if r.random() < 0.3 else None),
    "undo one": lambda w, r: w.history.undo_one(_group(w, r)),
    "redo one": lambda w, r: w.history.redo_one(_group(w, r)),
    "add category": lambda w, r: w.programme.add_category(r.choice(["Lieux", "Aller voir", "🙂"])),
    "remove": lambda w, r: w.programme.remove(_path(w, r)),
    "move": lambda w, r: w.programme.shift(_path(w, r), r.choice([-1, 1])),
    "merge categories": lambda w, r: w.programme.merge_categories(_category(w, r), _category(w, r)),
    "rename": lambda w, r: w.programme.set(f"{_path(w, r)}/title", r.choice(TEXTS)),
    "keywords": lambda w, r: w.programme.set(f"categories/{_category(w, r)}/keywords", r.choice([None, ["café"]])),
    "synonyms": lambda w, r: w.programme.set("synonyms", r.choice([None, ["TS = travailleur social"]])),
    "all categories": lambda w, r: w.programme.set("categories", [{"key": "seule", "title": "Seule"}]),
    "start": lambda w, r: w.phases.start(str(r.randint(1, 6))),
    "pause": lambda w, _: w.phases.pause(),
    "resume": lambda w, _: w.phases.resume(),
    "extend": lambda w, r: w.phases.extend(r.choice([-5, 5]), str(r.randint(1, 6))),
    "end": lambda w, _: w.phases.end(),
    "reset": lambda w, _: w.phases.reset(w.phases.to_reset()),
    "note": lambda w, r: w.notes.take(NoteKind.NOTE, r.choice(TEXTS), phase=w.session.plan.phases[0].key),
    "remark": lambda w, r: w.notes.take(NoteKind.REMARK, r.choice(TEXTS), quotable=r.random() < 0.7),
    "keep remarks": lambda w, r: w.notes.keep(
        r.choices([*w.session.notes, "none"], k=r.randint(1, 2)), kept=r.random() < 0.7
    ),
    "withdraw note": lambda w, r: w.notes.withdraw(r.choice([*w.session.notes, "none"])),
    "restore note": lambda w, r: w.notes.restore(r.choice([*w.session.notes, "none"])),
}
# What a desk does; their own choice of names makes them come together.
PEOPLE_ACTS: dict[str, Callable[[Workshop, random.Random], object]] = {
    "add guest": _added,
    "correct guest": lambda w, r: w.people.edit(_person(w, r), {"world": r.choice(WORLDS), "diet": r.choice(TEXTS)}),
    "wish": lambda w, r: w.people.wish(_person(w, r), *([_person(w, r)] * r.randint(0, 1) for _ in range(2))),
    "remove guest": lambda w, r: w.people.remove(_person(w, r)),
    "arrive": lambda w, r: w.people.arrive(_person(w, r), r.choice([0, 0, 0, 1, 2])),
    "leave": lambda w, r: w.people.leave(_person(w, r)),
    "deal": lambda w, r: w.seats.deal(at_the_door=r.random() < 0.8),
    "tell nobody": lambda w, _: w.seats.tell_none(),
    "plan seats": lambda w, r: w.seats.keep(w.seats.plan(_planned(w, r))),
    "remix": lambda w, r: w.seats.keep(w.seats.remix(_planned(w, r))),
    "settle": _settled,
    "pin": lambda w, r: w.seats.pin(w.people.find(_person(w, r)), r.randint(0, 3)),
    "unpin": lambda w, r: w.seats.unpin(w.people.find(_person(w, r))),
    "close table": lambda w, r: w.room_tables.close(r.randint(1, 3), merged_into=r.choice([0, 1, 2])),
    "reopen table": lambda w, r: w.room_tables.reopen(r.randint(1, 3)),
    "undo people": lambda w, r: w.history.undo(r.choice([PEOPLE, SEATS])),
}
ACTS |= PEOPLE_ACTS
_TABLE_ACTS = {"record", "edit", "withdraw", "restore", "undo", "redo", "undo one", "redo one"}


def names_for(role: str) -> list[str]:
    """What a role can do at its screen."""
    return sorted(ACTS) if role == "facilitator" else sorted(_TABLE_ACTS)


def act(workshop: Workshop, name: str, seed: int) -> bool:
    """Do one thing, as far as the rules allow; tells whether they did."""
    return try_to(lambda: ACTS[name](workshop, random.Random(seed)))


def try_to(do: Callable[[], object]) -> bool:
    """Do something, as far as the rules allow; tells whether they did."""
    try:
        do()
    except Refused:
        return False
    return True
