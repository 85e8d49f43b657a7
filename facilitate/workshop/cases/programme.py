"""Correcting the programme and the typology, before, during and after the event."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import Any

from facilitate.domain.acts.programme import (
    BESIDE_TITLES,
    CategoriesMerged,
    PlanAdded,
    PlanMoved,
    PlanRemoved,
    PlanSet,
    PlanTextsAdded,
)
from facilitate.domain.category_lookup import category_named
from facilitate.domain.errors import N_, Refused
from facilitate.domain.programme import document as doc
from facilitate.domain.programme.day_length import check_hours
from facilitate.domain.programme.plan import Category, Plan
from facilitate.domain.programme.reader import UNKNOWN_KEY, check_titles, read_plan
from facilitate.domain.programme.round_lengths import check_rounds
from facilitate.domain.references import key_for
from facilitate.domain.text import clean, folded, required
from facilitate.workshop.cases.programme_diff import PlanAct, corrections
from facilitate.workshop.recorder.recorder import Recorder, in_turn


class Programme:
    """Use cases about the plan. Paths are like `title`, `place/name`, `phases/panel/minutes`, `categories/lieux`."""

    def __init__(self, recorder: Recorder) -> None:
        self._recorder = recorder

    def set(self, path: str, value: Any) -> Plan:  # a value a programme can hold; None takes it away
        """Correct one value; raises `Refused` naming the key when the programme would no longer read."""
        if value is None:
            self._check_key(path)
        act = PlanSet(path, _cleaned(value))
        _check_minutes(self._recorder.session.plan, act)
        as_it_is = path.startswith("categories/") and doc.value_at(self._document(), path) == act.value
        self._correct(lambda _document: [] if as_it_is else [act])
        return self._recorder.session.plan

    def _check_key(self, path: str) -> None:
        """Refuse to empty what no programme holds: a key that is typed wrongly would seem to be there."""
        document = self._document()
        if doc.value_at(document, path) is not None:
            return
        try:
            read_plan(doc.with_value(document, path, ""))
        except Refused as error:
            if error.message.text == UNKNOWN_KEY:
                raise

    def add(self, path: str, item: Mapping[str, Any], before: str = "") -> str:
        """Put an item into a list, and return its key (made from its title when it has none)."""
        title = str(item.get("number") or item.get("title") or item.get("name") or item.get("question") or "")

        def make(document: doc.Document) -> Sequence[PlanAct]:
            items = doc.value_at(document, path) or []
            _check_neighbour(document, path, before)
            key = str(item.get("key") or key_for(title, [other["key"] for other in items]))
            return [PlanAdded(path, _cleaned({**item, "key": key}), before)]

        (added,) = self._correct(make)
        return str(added.item["key"]) if isinstance(added, PlanAdded) else ""

    def add_texts(self, path: str, texts: Sequence[str]) -> list[str]:
        """Put texts at the end of a list of texts, such as `attendance/groups`, and return the whole list.

        One that stands there is not put in twice; raises `Refused` where all of them do.
        """

        def make(document: doc.Document) -> Sequence[PlanAct]:
            known = {folded(text) for text in doc.value_at(document, path) or []}
            new = tuple(text for text in map(required, _cleaned(list(texts))) if folded(text) not in known)
            if not new:
                raise Refused(N_("Nothing was added: all of it is already in the programme."))
            return [PlanTextsAdded(path, new)]

        self._correct(make)
        return list(doc.value_at(self._document(), path))

    def set_text(self, path: str, place: int, before: str, text: str) -> None:
        """Correct a text of a list, or take it out where nothing is to stand there; `before` is how it read."""

        def change(texts: list[str], at: int) -> None:
            texts[at : at + 1] = [text] if text else []

        self._change_texts(path, place, before, change)

    def shift_text(self, path: str, place: int, before: str, steps: int) -> None:
        """Move a text up (negative) or down its list; at the edge nothing changes."""

        def change(texts: list[str], at: int) -> None:
            texts.insert(min(max(at + steps, 0), len(texts) - 1), texts.pop(at))

        self._change_texts(path, place, before, change)

    def _change_texts(self, path: str, place: int, before: str, change: Callable[[list[str], int], None]) -> None:
        """Write a list of texts anew as it stands now, so that what others put in meanwhile stays."""

        def make(document: doc.Document) -> Sequence[PlanAct]:
            there = [clean(text) for text in doc.value_at(document, path) or []]
            if before not in there:
                raise Refused(N_("“{entry}” is no longer in the list: somebody else changed it."), entry=before)
            texts = list(there)
            change(texts, place if texts[place : place + 1] == [before] else texts.index(before))
            return [PlanSet(path, _cleaned(texts) or None)] if texts != there else []

        self._correct(make)

    def remove(self, path: str) -> Plan:
        """Take an item out; proposals filed under a removed category become unfiled."""

        def make(_document: doc.Document) -> Sequence[PlanAct]:
            self._check_running([PlanRemoved(path)])
            return [PlanRemoved(path)]

        self._correct(make)
        return self._recorder.session.plan

    def move(self, path: str, before: str = "") -> Plan:
        """Move an item before another of its list, or last; before itself it stays where it is."""
        holder, _slash, key = path.rpartition("/")

        def make(document: doc.Document) -> Sequence[PlanAct]:
            if before and before == key:
                return []
            _check_neighbour(document, holder, before)
            return [PlanMoved(path, before)]

        self._correct(make)
        return self._recorder.session.plan

    def shift(self, path: str, steps: int) -> Plan:
        """Move an item up (negative) or down its list; at the edge nothing changes."""
        holder, _, key = path.rpartition("/")

        def make(document: doc.Document) -> Sequence[PlanAct]:
            keys = [item["key"] for item in doc.value_at(document, holder) or []]
            if key not in keys:
                raise Refused(N_("There is nothing at “{path}” in the programme."), path=path)
            place = keys.index(key)
            target = min(max(place + steps, 0), len(keys) - 1)
            if target == place:
                return []
            keys.remove(key)
            return [PlanMoved(path, keys[target] if target < len(keys) else "")]

        self._correct(make)
        return self._recorder.session.plan

    def replace(self, document: Mapping[str, Any]) -> int:
        """Take another version of the programme as a whole; returns how many corrections that made.

        One that names no language leaves the session its own.
        """
        if (language := self._document().get("language")) and not document.get("language"):
            document = {**document, "language": language}
        read_plan(doc.complete(document))

        def make(present: doc.Document) -> Sequence[PlanAct]:
            acts: list[PlanAct] = corrections(present, document)
            self._check_running(acts)
            return acts

        return len(self._correct(make))

    def add_category(self, title: str, keywords: Sequence[str] = (), description: str = "") -> Category:
        """Add an item to the typology, and return it."""
        more = {"keywords": list(keywords), "description": description}
        return self.category(
            self.add("categories", {"title": title, **{name: value for name, value in more.items() if value}})
        )

    @in_turn
    def merge_categories(self, category: str, into: str) -> Category:
        """File all of one category under another, remove the first, and return the second."""
        found, target = self.category(category), self.category(into)
        if found.key == target.key:
            raise Refused(N_("A category cannot be merged into itself."))
        self._recorder.record(CategoriesMerged(found.key, target.key))
        return target

    def category(self, name: str) -> Category:
        """Return the category of that key, number, or title."""
        return category_named(self._recorder.session, name)

    def _check_running(self, acts: Sequence[PlanAct]) -> None:
        """Refuse to take out the phase that is on."""
        current = self._recorder.session.current
        if any(isinstance(act, PlanRemoved) and act.path == f"phases/{current}" for act in acts):
            raise Refused(N_("This phase is under way: end it, or start another, before removing it."))

    def _document(self) -> doc.Document:
        document = self._recorder.session.document
        if document is None:
            raise Refused(
                N_(
                    "The programme of this session is missing: the journal that contains it is not "
                    "here. Recover it with “facilitate collect”.",
                ),
            )
        return document

    @in_turn
    def _correct(self, make: Callable[[doc.Document], Sequence[PlanAct]]) -> Sequence[PlanAct]:
        """Correct the programme by what `make` makes of it as it stands, which may refuse; returns those acts."""
        acts = self._fitting(make)
        if acts:
            self._recorder.record(*acts)
        return acts

    def _fitting(self, make: Callable[[doc.Document], Sequence[PlanAct]]) -> list[PlanAct]:
        """Return what is made of the programme now; raises `Refused` where that does not read."""
        document = self._document()
        acts = [_once(act) for act in make(document)]
        for act in acts:
            document = _applied(document, act)
        # Steps may pass through a programme that would not read; only what comes out has to.
        plan, before = read_plan(document), self._recorder.session.plan
        check_titles(plan, before)
        check_rounds(plan, before)
        check_hours(plan, before, alone=len(acts) == 1)
        return acts


def _check_neighbour(document: doc.Document, holder: str, before: str) -> None:
    """Refuse a name that nothing of the list has: the item would go last, where nobody wanted it."""
    path = f"{holder}/{before}"
    if before and doc.value_at(document, path) is None:
        raise Refused(N_("There is nothing at “{path}” in the programme."), path=path)


def _check_minutes(plan: Plan, act: PlanSet) -> None:
    """Refuse to take all its time from a phase; one that never had any stays as it is."""
    for phase in plan.phases:
        if act.path == f"phases/{phase.key}/minutes" and phase.minutes and not act.value:
            raise Refused(N_("“{phase}” needs at least one minute. To do without it, remove it."), phase=phase.title)


def _once(act: PlanAct) -> PlanAct:
    """Return an act on the typology as one that makes no second category of a title, whatever others do meanwhile."""
    if isinstance(act, (PlanSet, PlanAdded)) and act.path.split("/")[0] == "categories":
        return replace(act, unique=not act.path.endswith(BESIDE_TITLES))
    return act


def _applied(document: doc.Document, act: PlanAct) -> doc.Document:
    match act:
        case PlanSet():
            return doc.with_value(document, act.path, act.value)
        case PlanTextsAdded():
            return doc.with_texts(document, act.path, act.texts)
        case PlanAdded():
            return doc.with_item(document, act.path, act.item, act.before)
        case PlanRemoved():
            return doc.without_item(document, act.path)
        case PlanMoved():
            return doc.with_item_moved(document, act.path, act.before)


def _cleaned(value: Any) -> Any:  # any value a programme can hold
    if isinstance(value, str):
        return clean(value)
    if isinstance(value, Mapping):
        return {key: _cleaned(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [_cleaned(item) for item in value]
    return value
