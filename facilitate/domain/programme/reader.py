"""Read a programme from a plain document (TOML, JSON), saying by its key what is wrong and what would be right."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from datetime import date, time
from functools import partial
from typing import Any, TypeVar

from facilitate.domain.errors import N_, Refused
from facilitate.domain.numbers import whole_number
from facilitate.domain.programme.easy_words import EASY_PARTS, EasyWords
from facilitate.domain.programme.phase_keys import ChoiceKey, FlagKey, GroupKey, ItemsKey, PhaseKey, StatusKey, TextKey
from facilitate.domain.programme.plan import (
    LONGEST_PHASE,
    PHASE_KINDS,
    SUPPORTERS,
    UNSAID_KIND,
    Attendance,
    Category,
    Phase,
    Plan,
    Priority,
    Privacy,
    PublicationDetails,
    Venue,
)
from facilitate.domain.programme.refusal_words import block_of, example_of, in_words, quoted, shown
from facilitate.domain.text import clean, title_key
from facilitate.domain.values.ideas import Status

LANGUAGES = ("fr", "en")
_WHOLE = N_("“{key}”: write a whole number in figures, from {low} to {high} (not {value}).")
_ANY = 1_000_000
_ANY_WHOLE = N_("“{key}”: write a whole number in figures (not {value}).")
_TABLES = N_(
    "“{key}” must be the number of tables or the list of their names (not {value}). For example:\n"
    "tables = 6\n"
    'tables = ["Garden", "Kitchen", "Workshop"]'
)
MOST_CLOSING_QUESTIONS = 3
_QUESTIONS = N_("At most {most} closing questions (not {count}).")
_IDS = N_("“{key}” must be a list of whole numbers from 1, such as [12, 15].")
UNKNOWN_KEY = N_("“{key}” is not a key of the programme. Possible keys: {known}.")
_PRIORITIES = tuple(Priority)
_STATUSES = tuple(Status)
_YEARS = range(1000, 9000)
_KEY = re.compile(r"[a-z0-9]+(?:-[a-z0-9]+)*")
_MOST_READ = 100
# Acts are taken again and again, with the programmes they make: one that was read is known by how it is written.
_READ: dict[str, Plan] = {}
_T = TypeVar("_T")


def read_plan(document: Mapping[str, Any]) -> Plan:
    """Return the programme a complete document (see `document.complete`) describes; raises `Refused` naming the key."""
    written = repr(document)
    if (plan := _READ.get(written)) is None:
        if len(_READ) >= _MOST_READ:
            _READ.clear()
        plan = _READ[written] = _read(document)
    return plan


def _read(document: Mapping[str, Any]) -> Plan:
    top = Node(document, "")
    plan = Plan(
        title=top.text("title", required=True),
        language=top.choice("language", LANGUAGES, "fr"),
        subtitle=top.text("subtitle"),
        date=top.date("date"),
        starts_at=top.time("starts_at"),
        ends_at=top.time("ends_at"),
        organiser=top.text("organiser"),
        partners=top.texts("partners"),
        supporters=top.items("supporters", lambda item: _item(item, SUPPORTERS)),
        cycle=top.text("cycle"),
        place=_place(top.node("place")),
        attendance=_attendance(top.node("attendance")),
        privacy=_privacy(top.node("privacy")),
        publication=_publication(top.node("publication")),
        easy=_easy(top.node("easy")),
        phases=top.items("phases", _phase),
        categories=top.items("categories", _category),
        synonyms=top.synonyms("synonyms"),
        refused_synonyms=top.synonyms("refused_synonyms"),
        reports_after=tuple(sorted(top.ids("reports_after", most=120))),
        closing_questions=_closing_questions(top),
    )
    top.finish(plan)
    if not plan.phases:
        raise Refused(N_("The programme needs at least one phase: add one under “{key}”."), key="phases")
    return plan


def check_titles(plan: Plan, before: Plan | None = None) -> None:
    """Refuse a second category of one title, which nobody could name; those that were there before stay."""
    known = {each.key: title_key(each.title) for each in before.categories} if before else {}
    first: dict[str, Category] = {}
    for each in plan.categories:
        title = title_key(each.title)
        other = first.setdefault(title, each)
        if other is not each and not known.get(each.key) == known.get(other.key) == title:
            named = each if before else other
            raise Refused(N_("The category “{category}” already exists: choose another title."), category=named.title)


def _place(node: Node) -> Venue:
    return node.finish(Venue(node.text("name"), node.text("city"), node.text("address"), node.texts("facts")))


def _attendance(node: Node) -> Attendance:
    return node.finish(Attendance(node.maybe_whole("expected"), node.maybe_whole("present"), node.texts("groups")))


def _privacy(node: Node) -> Privacy:
    return node.finish(Privacy(node.date("keep_until")))


def _publication(node: Node) -> PublicationDetails:
    texts = {name: node.text(name) for name in PublicationDetails.__slots__ if name != "sections"}
    return node.finish(PublicationDetails(**texts, sections=node.texts("sections")))


def _closing_questions(node: Node) -> tuple[str, ...]:
    """Return the questions that somebody wrote; more than three take more time than people give at the door."""
    found = tuple(text for text in node.texts("closing_questions") if text)
    if len(found) > MOST_CLOSING_QUESTIONS:
        raise Refused(_QUESTIONS, most=MOST_CLOSING_QUESTIONS, count=len(found))
    return found


def _easy(node: Node) -> EasyWords:
    words = EasyWords(
        title=node.text("title"),
        **{name: node.texts(name) for name in EASY_PARTS},
        glossary=node.synonyms("glossary"),
        validated_by=node.text("validated_by"),
        validated_on=node.date("validated_on"),
    )
    return node.finish(words)


def _category(node: Node) -> Category:
    key, title = node.key(), node.text("title", required=True)
    category = Category(key, title, node.texts("keywords"), node.text("description"), node.ids("taxonomies"))
    return node.finish(category)


def _phase(node: Node) -> Phase:
    kind = PHASE_KINDS[node.choice("kind", tuple(PHASE_KINDS), UNSAID_KIND)]
    phase = Phase(
        key=node.key(),
        kind=kind,
        title=node.text("title", required=True),
        minutes=node.whole("minutes", 0, LONGEST_PHASE, default=0),
        **{key.name: _value(node, key) for key in kind.keys},
        minimum=node.maybe_whole("minimum"),
        starts_at=node.time("starts_at"),
        priority=Priority(node.choice("priority", _PRIORITIES, "normal")),
    )
    node.finish(phase)
    _check_tables(phase, node)
    _check_rounds(phase, node)
    return phase


def _check_tables(phase: Phase, node: Node) -> None:
    """Refuse what is said of a table that the phase does not have, and what is said of one table twice."""
    numbers: set[int] = set()
    for setup in phase.table_setups:
        if setup.number > phase.tables:
            raise Refused(
                N_(
                    "“{key}” describes table {table}, but this phase has {tables} tables: correct the number, or "
                    "remove the description of that table first."
                ),
                key=in_words(node.at("table_setups")),
                table=setup.number,
                tables=phase.tables,
            )
        if setup.number in numbers:
            raise Refused(
                N_("“{key}” describes table {table} twice."), key=in_words(node.at("table_setups")), table=setup.number
            )
        numbers.add(setup.number)


def _check_rounds(phase: Phase, node: Node) -> None:
    """Refuse a question for a round that the phase does not have or that is its only one, and two for one round."""
    numbers: set[int] = set()
    for setup in phase.round_setups:
        if setup.number > phase.rounds or phase.rounds == 1:
            if setup.number == phase.rounds == 1:
                raise Refused(
                    N_("With a single round, rounds have no questions of their own: remove those questions first.")
                )
            raise Refused(
                N_(
                    "“{key}”: a question for round {round} needs more rounds than this phase has ({rounds}). Correct "
                    "the number of rounds, or remove that question."
                ),
                key=in_words(node.at("round_setups")),
                round=setup.number,
                rounds=phase.rounds,
            )
        if setup.number in numbers:
            raise Refused(
                N_("“{key}” has two questions for round {round}."),
                key=in_words(node.at("round_setups")),
                round=setup.number,
            )
        numbers.add(setup.number)


def _value(node: Node, key: PhaseKey | FlagKey) -> Any:
    """Return what stands under a key that phases of one kind have."""
    if isinstance(key, TextKey):
        return node.text(key.name, required=key.required)
    if isinstance(key, (StatusKey, ChoiceKey)):
        return _choice(node, key)
    if isinstance(key, FlagKey):
        return node.flag(key.name)
    if isinstance(key, ItemsKey):
        return node.items(key.name, lambda item: _item(item, key))
    if isinstance(key, GroupKey):
        return _made(node.node(key.name), key.make, key.keys)
    needed = key.default is not None or key.begin is not None
    return node.whole(key.name, key.low, key.high, key.default) if needed else node.maybe_whole(key.name)


def _choice(node: Node, key: StatusKey | ChoiceKey) -> Any:
    if isinstance(key, ChoiceKey):
        words = tuple(key.make)
        return key.make(node.choice(key.name, words, words[0]))
    status = node.choice(key.name, _STATUSES, "")
    return Status(status) if status else None


def _item(node: Node, of: ItemsKey) -> Any:
    named = node.key()
    return _made(node, partial(of.make, named), (of.title, *of.keys))


def _made(node: Node, make: Callable[..., Any], keys: Iterable[PhaseKey | FlagKey]) -> Any:
    return node.finish(make(**{each.name: _value(node, each) for each in keys}))


class Node:
    """One table of the document, with the path people would call it by; remembers which keys were read."""

    def __init__(self, data: object, path: str) -> None:
        if not isinstance(data, Mapping):
            raise Refused(
                N_("“{key}” must be a group of keys with values (not {value}). For example:\n{example}"),
                key=in_words(path),
                value=quoted(data),
                example=example_of(path),
            )
        self._data: Mapping[str, Any] = data
        self._path = path
        self._read: set[str] = set()

    def at(self, key: str) -> str:
        return f"{self._path}.{key}" if self._path else key

    def _take(self, key: str) -> object:
        self._read.add(key)
        return self._data.get(key)

    def text(self, key: str, *, required: bool = False) -> str:
        value = self._take(key)
        if value is None and not required:
            return ""
        if value is None or (required and not str(value).strip()):
            raise Refused(N_("“{key}” is required."), key=in_words(self.at(key)))
        if not isinstance(value, str):
            raise Refused(
                N_("“{key}” must be a text between quotation marks (not {value})."),
                key=in_words(self.at(key)),
                value=quoted(value),
            )
        return clean(value)

    def texts(self, key: str) -> tuple[str, ...]:
        value = self._take(key)
        if value is None:
            return ()
        if not isinstance(value, (list, tuple)) or not all(isinstance(item, str) for item in value):
            raise Refused(
                N_('“{key}” must be a list of texts, such as ["one", "two"] (not {value}).'),
                key=in_words(self.at(key)),
                value=quoted(value),
            )
        return tuple(clean(item) for item in value)

    def ids(self, key: str, most: int = 0) -> tuple[int, ...]:
        value = () if (taken := self._take(key)) is None else taken
        found = [whole_number(str(item)) or 0 for item in value] if isinstance(value, (list, tuple)) else [0]
        if not all(found):
            raise Refused(_IDS, key=in_words(self.at(key)))
        if most and (largest := max(found, default=0)) > most:
            raise Refused(_WHOLE, key=in_words(self.at(key)), low=1, high=most, value=largest)
        return tuple(dict.fromkeys(found))

    def synonyms(self, key: str) -> tuple[str, ...]:
        found = self.texts(key)
        for text in found:
            one, equals, other = text.partition("=")
            if not (equals and one.strip() and other.strip()):
                raise Refused(
                    N_("“{key}” must look like “TS = travailleur social” (not {value})."),
                    key=in_words(self.at(key)),
                    value=quoted(text),
                )
        return found

    def choice(self, key: str, allowed: tuple[str, ...], default: str) -> str:
        value = self._take(key)
        if value is None:
            return default
        if value not in allowed:
            raise Refused(
                N_("“{key}”: “{value}” is not one of the possible values: {allowed}."),
                key=in_words(self.at(key)),
                value=shown(value),
                allowed=", ".join(allowed),
            )
        return str(value)

    def whole(self, key: str, low: int, high: int, default: int | None = None) -> int:
        value = self._take(key)
        if value is None and default is not None:
            return default
        if not isinstance(value, int) or isinstance(value, bool) or not low <= value <= high:
            wrong = _WHOLE if isinstance(value, int) or high < _ANY else _ANY_WHOLE
            wrong = wrong if isinstance(value, int) or key != "tables" else _TABLES
            raise Refused(
                N_("“{key}” is required: a whole number from {low} to {high}.") if value is None else wrong,
                key=in_words(self.at(key)),
                low=low,
                high=high,
                value=quoted(value),
            )
        return value

    def flag(self, key: str) -> bool:
        value = self._take(key)
        if value is not None and not isinstance(value, bool):
            raise Refused(
                N_("“{key}” must be true or false, not {value}."), key=in_words(self.at(key)), value=quoted(value)
            )
        return bool(value)

    def maybe_whole(self, key: str) -> int | None:
        return None if self._take(key) is None else self.whole(key, 0, _ANY)

    def date(self, key: str) -> date | None:
        value = self._take(key)
        if value is None or value == "":
            return None
        try:
            return _date(str(value))
        except ValueError:
            from facilitate.domain.typed_times import wrong_day  # a programme that is right is read without it

            raise Refused(wrong_day(str(value)), typed=shown(value)) from None

    def time(self, key: str) -> time | None:
        return self._iso(key, _local_time, N_("“{key}”: write a time such as 14:00 (not {value})."))

    def _iso(self, key: str, parse: Callable[[str], _T], wrong: str) -> _T | None:
        value = self._take(key)
        if value is None or value == "":
            return None
        try:
            return parse(str(value))
        except ValueError:
            raise Refused(wrong, key=in_words(self.at(key)), value=quoted(value)) from None

    def key(self) -> str:
        value = self._take("key")
        if not isinstance(value, str) or not _KEY.fullmatch(value):
            raise Refused(
                N_(
                    "“{key}” may only contain lowercase letters without accents, digits and single "
                    "hyphens (not {value})."
                ),
                key=in_words(self.at("key")),
                value=quoted(value),
            )
        return value

    def node(self, key: str) -> Node:
        value = self._take(key)
        return Node({} if value is None else value, self.at(key))

    def items(self, key: str, read: Callable[[Node], _T]) -> tuple[_T, ...]:
        value = self._take(key)
        if value is None:
            return ()
        where = self.at(key)
        if not isinstance(value, (list, tuple)):
            raise Refused(
                N_("“{key}” must be written as [[{block}]] blocks (not {value}). For example:\n{example}"),
                key=in_words(where),
                block=block_of(where),
                value=quoted(value),
                example=example_of(f"{where}[1]"),
            )
        nodes = [Node(item, f"{where}[{number}]") for number, item in enumerate(value, 1)]
        seen: dict[str, int] = {}
        for number, node in enumerate(nodes, 1):
            name = node._data.get("key")  # noqa: SLF001 -- its own class
            if not isinstance(name, str):
                continue  # refused for itself when it is read
            if name in seen:
                raise Refused(
                    N_("“{key}” uses the key {value} twice, in entries {first} and {second}: give each its own key."),
                    key=in_words(where),
                    value=quoted(name),
                    first=seen[name],
                    second=number,
                )
            seen[name] = number
        return tuple(read(node) for node in nodes)

    def finish(self, value: _T) -> _T:
        unknown = [key for key in self._data if key not in self._read]
        if unknown:
            raise Refused(
                UNKNOWN_KEY,
                key=in_words(self.at(unknown[0])),
                known=", ".join(sorted(self._read)),
            )
        return value


def _date(text: str) -> date:
    if (parsed := date.fromisoformat(text)).year not in _YEARS:
        raise ValueError("no event is then, and calendars end at 9999")
    return parsed


def _local_time(text: str) -> time:
    parsed = time.fromisoformat(text)
    if parsed.tzinfo is not None:
        raise ValueError("a programme's times are those of its place")
    return parsed
