"""The kit of a cycle: what whoever prepares one of its events begins with.

It holds the programme of an event without its day, its place and its people, the house style, and pages to print; no
idea, no name and no key is in it. Whoever opens one has it from somebody else: nothing in it is taken on trust.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from datetime import UTC, datetime
from typing import Any

from facilitate.domain.cycle_acts import CYCLE
from facilitate.domain.errors import N_, Message, Names, Refused
from facilitate.domain.frozen import dataclass
from facilitate.domain.programme.defaults import default_programme
from facilitate.domain.programme.document import Document
from facilitate.domain.session import Session
from facilitate.domain.text import excerpt, is_clean
from facilitate.domain.timeline import Timeline
from facilitate.domain.values.learning import KitOrigin
from facilitate.workshop.cycle.events import ReadEvent

MANIFEST, PROGRAMME, STYLE = "kit.json", "programme.toml", "style"
_SETTINGS = f"{STYLE}/style.toml"  # without which pictures and fonts are no style
# Of the pages to print, what each is called in a French kit and in an English one.
PAGES: Mapping[str, Mapping[str, str]] = {
    "organiser": {"fr": "fiche-organisation", "en": "briefing-organiser"},
    "facilitator": {"fr": "fiche-animation", "en": "briefing-facilitator"},
    "note-taker": {"fr": "fiche-prise-de-notes", "en": "briefing-note-taker"},
    "synthesis": {"fr": "fiche-synthese", "en": "briefing-synthesis"},
    "consent": {"fr": "textes-accord", "en": "consent-texts"},
    "ideas": {"fr": "feuille-idees", "en": "idea-sheet"},
}
_FORM = 1
_LONGEST_TITLE = 500
_MOST_NAMED = 6
_ID = re.compile("[0-9a-z]{1,64}")
_DIGEST = re.compile("[0-9a-f]{64}")
_MADE = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\+00:00")
_PAGE = re.compile(f"(?:{'|'.join(name for names in PAGES.values() for name in names.values())})\\.(?:pdf|html)")
_LOGO = re.compile(rf"{STYLE}/[^/\\:]+\.(?:svg|png|jpe?g)", re.IGNORECASE)
_FONT = re.compile(rf"{STYLE}/fonts/[^/\\:]+\.(?:ttf|otf|ttc|otc)", re.IGNORECASE)
# What a programme says that is not of one day, one place or one person.
_KEPT = frozenset(
    {
        "title",
        "language",
        "cycle",
        "categories",
        "synonyms",
        "refused_synonyms",
        "phases",
        "reports_after",
        "closing_questions",
    }
)
_KEPT_OF_PHASE = frozenset({
    "key", "kind", "title", "minutes", "minimum", "priority", "question", "status", "tables", "rounds", "changeover",
    "round_setups", "silent_after", "away_after", "read_back", "study",
})  # fmt: skip
_KEPT_OF_STUDY = frozenset({"title", "axes"})
_STRANGE = N_("{file} does not belong in a kit. Nothing of it was used.")
_WORDS = frozenset({"title", "question"})  # of an agenda, where somebody may be named


@dataclass(frozen=True, slots=True)
class Kit:
    """What a kit says of itself: of which cycle it is, in which language, and the digest of each of its files."""

    origin: KitOrigin
    language: str
    files: Mapping[str, str]


def belongs(name: str) -> bool:
    """Return whether a file of that name belongs in a kit."""
    own = name in (MANIFEST, PROGRAMME, _SETTINGS)
    return own or any(form.fullmatch(name) for form in (_PAGE, _LOGO, _FONT))


def kit_programme(cycle: Session, latest: Session | None, redact: Callable[[str], str]) -> Document:
    """Return the programme of an event of the cycle that is still to be prepared.

    Its agenda is that of the `latest` event, where that is of the cycle's language, and so are the months after which
    progress is reported and the closing questions; `redact` takes names out.
    """
    plan = cycle.plan
    agenda = _agenda(latest, redact) if latest and latest.plan.language == plan.language else []
    own = cycle.document or {}
    lent = {name: own[name] for name in ("categories", "synonyms", "refused_synonyms") if own.get(name)}
    if categories := lent.get("categories"):
        lent["categories"] = [
            {**each, "description": redact(each["description"])} if each.get("description") else each
            for each in categories
        ]
    if latest and latest.plan.reports_after:
        lent["reports_after"] = list(latest.plan.reports_after)
    if latest and latest.plan.language == plan.language and latest.plan.closing_questions:
        lent["closing_questions"] = [redact(question) for question in latest.plan.closing_questions]
    phases = agenda or default_programme(plan.title, plan.language)["phases"]
    return {"title": plan.title, "language": plan.language, "cycle": plan.title, **lent, "phases": phases}


def _agenda(latest: Session, redact: Callable[[str], str]) -> list[Document]:
    def without_names(value: Any) -> Any:
        if isinstance(value, Mapping):
            return {
                name: redact(each) if name in _WORDS and isinstance(each, str) else without_names(each)
                for name, each in value.items()
            }
        return [without_names(each) for each in value] if isinstance(value, (list, tuple)) else value

    return [without_names(_kept_of(phase)) for phase in (latest.document or {}).get("phases", ())]


def _kept_of(phase: Mapping[str, Any]) -> Document:
    kept = {name: value for name, value in phase.items() if name in _KEPT_OF_PHASE}
    if isinstance(kept.get("study"), Mapping):
        kept["study"] = {name: value for name, value in kept["study"].items() if name in _KEPT_OF_STUDY}
    return kept


def check_programme(document: Mapping[str, Any]) -> None:
    """Raise `Refused` naming what does not belong in the programme of a kit."""
    found = document.get("phases")
    phases = found if isinstance(found, list) else ()  # what it is else is refused by who reads it
    for holder, kept in (
        (document, _KEPT),
        *((phase, _KEPT_OF_PHASE) for phase in phases if isinstance(phase, Mapping)),
        *((phase.get("study"), _KEPT_OF_STUDY) for phase in phases if isinstance(phase, Mapping)),
    ):
        for name in holder if isinstance(holder, Mapping) else ():
            if name not in kept:
                raise Refused(
                    N_("“{name}” does not belong in the programme of a kit, which is of no day and of nobody."),
                    name=excerpt(str(name)),
                )


def origin_of(cycle: Timeline, key: str) -> KitOrigin:
    """Return of which cycle a kit would be now, whose id is `key`, and as of when.

    What events said and what people confirmed is in no kit: only what the cycle is and its typology tell states apart.
    """
    session = cycle.session
    own = session.document or {}
    categories = [_without_ids(each) for each in own.get("categories") or []]
    typology = [session.plan.title, session.plan.language, categories, own.get("synonyms") or []]
    times = [event.at for event in cycle.events if event.act.subject is not CYCLE]
    made = max(times, default=datetime.fromtimestamp(0, UTC)).astimezone(UTC)
    return KitOrigin(key, session.plan.title, _digest(_text(typology))[:16], made.isoformat(timespec="seconds"))


def _without_ids(category: Mapping[str, Any]) -> Document:
    """Return a category without the ids of a platform, which make it no other one."""
    return {name: value for name, value in category.items() if name != "taxonomies"}


def age_of(kit: KitOrigin | None, cycle: KitOrigin) -> Message | None:
    """Return what is to be said of a session that was made from a kit of another state of the cycle."""
    if kit is None or (kit.cycle, kit.state) == (cycle.cycle, cycle.state):
        return None
    if kit.cycle != cycle.cycle:
        return Message(N_("made from the kit of another cycle, “{title}”"), {"title": excerpt(kit.title)})
    if kit.made > cycle.made:
        return Message(N_("made from a newer kit than this cycle: bring its journals together with “collect”"))
    return Message(N_("made from an older kit: the typology of the cycle has changed since"))


def ages_of(events: Iterable[ReadEvent], cycle: KitOrigin) -> Iterator[tuple[Names, Message]]:
    """Yield what is to be said of events that were made from other kits, those of which it is the same together."""
    alike: dict[str, tuple[list[str], Message]] = {}
    for each in events:
        if age := age_of(each.reading.kit, cycle):
            alike.setdefault(f"{age.text} {age.params}", ([], age))[0].append(each.reading.name)
    for names, age in alike.values():
        yield Names(tuple(names[:_MOST_NAMED]), max(0, len(names) - _MOST_NAMED)), age


def manifest(kit: KitOrigin, language: str, files: Mapping[str, bytes]) -> bytes:
    """Return what a kit says of itself and of its files."""
    return _text(
        {
            "kit": _FORM,
            "cycle": {"id": kit.cycle, "title": kit.title, "state": kit.state, "made": kit.made},
            "language": language,
            "files": {name: _digest(content) for name, content in sorted(files.items())},
        },
        indent=2,
    )


def opened(files: Mapping[str, bytes]) -> Kit:
    """Return what the files of a kit say of it; raises `Refused` where they are no kit, or are not whole."""
    if MANIFEST not in files:
        raise Refused(N_("This is no kit: it has no {file}."), file=MANIFEST)
    try:
        kit = _read(json.loads(files[MANIFEST].decode("utf-8")))
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise Refused(N_("This is no kit of this version: its {file} cannot be read."), file=MANIFEST) from error
    _check_whole(kit, {name: content for name, content in files.items() if name != MANIFEST})
    return kit


def _read(document: Any) -> Kit:
    cycle, files = document["cycle"], document["files"]
    if document["kit"] != _FORM or not isinstance(files, dict):
        raise ValueError("of another form")
    origin = KitOrigin(cycle["id"], cycle["title"], cycle["state"], cycle["made"])
    forms: Iterable[tuple[re.Pattern[str], str]] = (
        (_ID, origin.cycle), (_ID, origin.state), (_MADE, origin.made), *((_DIGEST, each) for each in files.values()),
    )  # fmt: skip
    if not all(form.fullmatch(value) for form, value in forms):
        raise ValueError("of another form")
    datetime.fromisoformat(origin.made)  # of the form of a moment, and one that there is
    if not (is_clean(origin.title) and len(origin.title) <= _LONGEST_TITLE and document["language"] in ("fr", "en")):
        raise ValueError("of another form")
    return Kit(origin, document["language"], files)


def _check_whole(kit: Kit, files: Mapping[str, bytes]) -> None:
    style = {_SETTINGS} if any(name.startswith(f"{STYLE}/") for name in files) else set()
    for name in sorted({PROGRAMME, *style, *kit.files} - files.keys()):
        raise Refused(N_("The kit is not whole: {file} is missing. Ask for it once more."), file=excerpt(name))
    for name in sorted(files.keys() - kit.files.keys()):
        raise Refused(_STRANGE, file=excerpt(name))
    for name, content in files.items():
        if _digest(content) != kit.files[name]:
            raise Refused(
                N_("{file} is not as it was when the kit was made: it was changed or damaged. Ask for the kit again."),
                file=excerpt(name),
            )


def check_name(name: str) -> None:
    """Raise `Refused` for the name of a file that does not belong in a kit."""
    if not belongs(name):
        raise Refused(_STRANGE, file=excerpt(name, 80))


def _digest(content: bytes) -> str:
    return hashlib.sha256(content).hexdigest()


def _text(document: object, indent: int | None = None) -> bytes:
    return (json.dumps(document, ensure_ascii=False, indent=indent, sort_keys=True) + "\n").encode()
