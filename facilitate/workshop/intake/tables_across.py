"""Layouts across: a column for each table, columns of tables under a group's name, several ideas in a row."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace
from itertools import pairwise

from facilitate.domain.errors import N_, Refused
from facilitate.workshop.intake.column_names import EXACT, standing_in
from facilitate.workshop.intake.column_roles import find_block, may_be_ideas
from facilitate.workshop.intake.columns import Columns
from facilitate.workshop.intake.idea_questions import complements, questions_for_ideas
from facilitate.workshop.intake.incoming import IncomingStatus
from facilitate.workshop.intake.numbered_names import flat, numbered, role_of
from facilitate.workshop.intake.status_headings import is_other_status
from facilitate.workshop.intake.table_layout import Block
from facilitate.workshop.intake.table_titles import named_in, names_several
from facilitate.workshop.intake.vocabulary import TEXTS, Role, plain

_TWO = 2
SEVERAL_TABLES = N_(
    "The column “{column}” names several tables, and each idea is of one: nothing is imported. Write the one whose "
    "ideas these are in its title (“Table 3”), and import the file again."
)
TITLE_OF_SEVERAL = N_(
    "--title is for one column of ideas, and --idea names several: nothing is imported. Remove --title, or name one "
    "column with --idea."
)
DETAIL_OF_SEVERAL = N_(
    "--detail is for files with one idea per row, and this one has several: nothing is imported. Remove --detail, or "
    "name one column with --idea."
)
_SIGNS = frozenset(("+", "++", "-", "--", "–", "—", "−"))
_MINUS = _SIGNS - {"+", "++"}
_ROUND_SIGNS = " '()[]«»\u00a0\u202f"
_WHAT_EXISTS = re.compile(r"(?:ce qui|what) (?:already )?exist(?:e|s)\b(?! pas)")
_BARE_NUMBER = re.compile(r"\s*(\d{1,3})\s*")


def find_blocks(columns: Columns) -> tuple[Block, ...]:
    """The blocks of a row: mostly one; raises `Unclear` where no column can be told as the idea, `Refused` for options.

    A detail that a person named is of one idea.
    """
    choices = columns.choices
    blocks = _of_named(columns) if choices.more_ideas else _found_blocks(columns)
    if choices.details and len(blocks) > 1:
        raise Refused(DETAIL_OF_SEVERAL)
    return blocks


def _of_named(columns: Columns) -> tuple[Block, ...]:
    """The columns that a person named, each of which holds an idea; a comment is about none of them."""
    choices = columns.choices
    if choices.title:
        raise Refused(TITLE_OF_SEVERAL)
    named = [columns.chosen(name) for name in (choices.idea, *choices.more_ideas)]
    places = [place for place in dict.fromkeys(named) if place is not None]
    before, groups = columns.taken - set(places), numbered(columns.header.own)
    own = [those for those in groups.values() if len(those) == len(places) and not set(those) & set(places)]
    aside = before | {*places, *columns.of("body", "summary"), *(at for those in own for at in those)}
    blocks = []
    for number, place in enumerate(places):
        columns.taken = before | (aside | {at for those in own for at in those}) - {
            place,
            *(those[number] for those in own),
        }
        columns.choices = replace(choices, idea=place + 1, more_ideas=())
        blocks.append(find_block(columns))
    columns.choices = choices
    return tuple(blocks)


def _found_blocks(columns: Columns) -> tuple[Block, ...]:
    choices = columns.choices
    if not columns.has_header or choices.idea or choices.title:
        return _of_one_title(columns) or (find_block(columns),)
    across = () if choices.table_column else _by_table(columns) or _by_group(columns)
    across = across or _by_status(columns) or _by_sign(columns) or _several(columns) or _beside_status(columns)
    return across or (find_block(columns),)


def _of_one_title(columns: Columns) -> tuple[Block, ...]:
    """The columns of the very title that a person named, where several have it: each is an idea."""
    choices, title = columns.choices, columns.choices.idea
    if choices.title or not isinstance(title, str) or not title.strip():
        return ()
    places = [place for place, name in enumerate(columns.header.names) if name == " ".join(title.split())]
    places = [place for place in places if columns.evidence(place).filled] or places[:1]
    if len(places) < _TWO:
        return ()
    before, blocks, own = set(columns.taken), [], columns.header.own
    repeated = {place for place, name in enumerate(own) if name and own.count(name) > 1}
    for place, following in pairwise((*places, columns.width)):
        columns.taken = before | (repeated - set(range(place, following)))
        columns.choices = replace(choices, idea=place + 1)
        blocks.append(find_block(columns))
    columns.choices = choices
    return tuple(blocks)


def _by_table(columns: Columns) -> tuple[Block, ...]:
    """`Table 1;Table 2;Table 3` over columns of ideas."""
    names = columns.header.own
    named_places = {place: table for place, name in enumerate(names) if (table := _table_in(name))}
    if not named_places:
        named_places = _bare_numbers(columns)
    ideas_named = [place for place in columns.of("idea", "title", "body") if place not in named_places]
    holding = [place for place in named_places if columns.evidence(place).is_text]
    enough = len(holding) >= (_TWO if len(columns.header.own) > 1 else 1)
    if not enough or ideas_named:
        return ()
    _refuse_several(columns, names)
    category = columns.chosen(columns.choices.item_column)
    if category is None:
        category = next(iter(columns.of("category")), None)
    filled = [place for place in named_places if columns.evidence(place).filled]
    groups = columns.header.groups
    others = [*columns.of("status", "exists"), *columns.unnamed()]
    status = next((each for each in others if each not in filled and columns.evidence(each).is_status), None)
    return tuple(
        Block((place,), status=status, category=category, at=named_places[place], standing=standing_in(groups[place]))
        for place in filled
    )


def _refuse_several(columns: Columns, titles: Sequence[str]) -> None:
    for place, title in enumerate(titles):
        if names_several(title) and columns.evidence(place).is_text:
            raise Refused(SEVERAL_TABLES, column=title)


def _bare_numbers(columns: Columns) -> dict[int, int]:
    """1, 2, 3… over columns of words."""
    found = {place: _BARE_NUMBER.fullmatch(name) for place, name in enumerate(columns.header.own) if name.strip()}
    numbers = [int(each[1]) for each in found.values() if each]
    if len(numbers) < _TWO or numbers != list(range(1, len(numbers) + 1)) or not columns.tables.has(len(numbers)):
        return {}
    return {place: int(each[1]) for place, each in found.items() if each}


def _table_in(name: str) -> int | None:
    titled = named_in(name)
    if titled is None or titled.table is None or "?" in name:
        return None
    plainly = titled.rank != "short" and not titled.in_words
    return titled.table if not titled.name or titled.apart or plainly else None


def _by_group(columns: Columns) -> tuple[Block, ...]:
    """A line of tables above the names of their columns: `Table 1` over `Idée` and `Statut`."""
    groups: dict[int, list[int]] = {}
    for place, group in enumerate(columns.header.groups):
        if group and (table := _table_in(group)):
            groups.setdefault(table, []).append(place)
    if len(groups) < _TWO:
        return ()
    _refuse_several(columns, columns.header.groups)
    grouped = {place for places in groups.values() for place in places}
    shared = [place for place in columns.of("category", "status", "exists", "creates") if place not in grouped]
    blocks: list[Block] = []
    for table, places in groups.items():
        inside = _standings_of(columns, places) or _inside(columns, [*places, *shared])
        if inside is None:
            return ()
        blocks += [replace(each, at=table) for each in ([inside] if isinstance(inside, Block) else inside)]
    return tuple(blocks)


def _inside(columns: Columns, places: Sequence[int]) -> Block | None:
    """The block of some columns, as if there were no others."""
    taken = columns.taken
    columns.taken = {place for place in range(columns.width) if place not in places}
    try:
        return find_block(columns)
    except Refused:
        return None
    finally:
        columns.taken = taken


def _by_status(columns: Columns) -> tuple[Block, ...]:
    """`Existant;À créer` over columns of ideas."""
    blocks = _standings_of(columns, range(len(columns.header.own)))
    if not blocks or columns.choices.status_column:
        return ()
    first = _with_idea(columns, [block.idea[0] for block in blocks])
    return tuple(
        replace(first, idea=block.idea, detail=(), standing=block.standing, otherwise=block.otherwise)
        for block in blocks
    )


def _by_sign(columns: Columns) -> tuple[Block, ...]:
    """`+;-` over columns of ideas: what is to be kept and what is missing."""
    names = enumerate(columns.header.own)
    signs = {place: sign for place, name in names if (sign := name.strip(_ROUND_SIGNS)) in _SIGNS}
    signs = {place: sign for place, sign in signs.items() if columns.evidence(place).is_text}
    if len(signs) != _TWO or sum(sign in _MINUS for sign in signs.values()) != 1:
        return ()
    first = _with_idea(columns, list(signs))
    return tuple(replace(first, idea=(place,), detail=(), sign=sign) for place, sign in signs.items())


def _beside_status(columns: Columns) -> tuple[Block, ...]:
    """`Ce qui existe déjà dans le quartier` beside a column of ideas: in both stand ideas."""
    if columns.choices.status_column:
        return ()
    found = [place for place, name in enumerate(columns.header.own) if _names_ideas_by_status(columns, place, name)]
    if len(found) != 1:
        return ()
    place, taken = found[0], columns.taken
    columns.taken = taken | {place}
    try:
        block = find_block(columns)
    except Refused:
        columns.taken = taken
        return ()
    return block, replace(block, idea=(place,), detail=(), standing=_standing(columns.header.own[place]))


def _standing(name: str) -> IncomingStatus | None:
    """The status that a name says, also with a place behind it: `Ce qui existe déjà à Pantin`."""
    return standing_in(name) or ("existing" if _WHAT_EXISTS.match(plain(name)) else None)


def _names_ideas_by_status(columns: Columns, place: int, name: str) -> bool:
    look, role = columns.evidence(place), columns.roles[place]
    worded = look.is_text and not (look.is_answers or look.is_private or look.may_be_names)
    plainly = len(name.split()) > _TWO and not name.rstrip(" *").endswith("?")
    return worded and plainly and (role is None or role.role in ("exists", "creates")) and _standing(name) is not None


def _standings_of(columns: Columns, places: Sequence[int]) -> tuple[Block, ...]:
    """A block for each of some columns that are called by a status, where two statuses have one; none elsewhere."""
    found: list[Block] = []
    of_ideas = columns.of("idea", "title")
    for place in places:
        name, look = columns.header.own[place], columns.evidence(place)
        standing = _standing(name)
        if look.is_answers or not (look.is_text or (standing and not look.filled and not of_ideas)):
            continue
        if standing:
            found.append(Block((place,), standing=standing))
        elif is_other_status(name):
            found.append(Block((place,), otherwise=name))
    standings = {block.standing for block in found}
    worded = any(columns.evidence(block.idea[0]).filled for block in found)
    return tuple(found) if len(standings) >= _TWO and worded else ()


def _several(columns: Columns) -> tuple[Block, ...]:
    """`Idée 1;Détail 1;Idée 2;Détail 2`: each number is an idea, with what all of the row share.

    A comment beside several columns of ideas is about none of them.
    """
    groups, questions = numbered(columns.header.own), questions_for_ideas(columns)
    if questions:
        alike = [places for places in groups.values() if not set(questions).isdisjoint(places)]
        questions = sorted({*questions, *(place for places in alike for place in places)})
        if questions not in alike:
            return _of_questions(columns, groups, questions)
    if others := complements(columns):
        return _beside_title(columns, others)
    of_ideas = [places for stem, places in groups.items() if role_of(stem) in ("title", "idea")]
    texts = of_ideas or [places for stem, places in groups.items() if role_of(stem) in TEXTS]
    texts = texts or _of_one_question(columns, groups)
    texts = [places for places in texts if any(columns.evidence(place).is_text for place in places)]
    by_number = flat(groups)
    roles: tuple[Role, ...] = ("title", "idea") if of_ideas else TEXTS
    plainly = [place for place in columns.of(*roles) if (each := columns.roles[place]) and each.strength == EXACT]
    elsewhere = plainly if of_ideas else [*plainly, *columns.of("title", "idea")]
    if not texts or any(place not in by_number for place in elsewhere):
        return ()
    count = len(texts[0])
    aside = set(columns.of("body", "summary")) if of_ideas else set()
    shared = [place for place in range(columns.width) if place not in by_number | aside]
    whole = [places for places in groups.values() if len(places) == count]
    ways = [[*shared, *(places[number] for places in whole)] for number in range(count)]
    blocks = [_inside(columns, places) for places in ways if columns.evidence(_of(texts[0], places)).filled]
    return tuple(block for block in blocks if block) if len(blocks) > 1 and all(blocks) else ()


def _beside_title(columns: Columns, others: Sequence[int]) -> tuple[Block, ...]:
    """`Titre de votre idée`, `Décrivez-la`, `Une autre idée ?`: what follows is an idea for itself."""
    columns.taken |= set(others)
    first = find_block(columns)
    return (first, *(replace(first, idea=(place,), detail=()) for place in others))


def _of_questions(columns: Columns, groups: Mapping[str, Sequence[int]], questions: Sequence[int]) -> tuple[Block, ...]:
    """Each question is of an idea, with what all share and what is asked of each; a comment is about none of them."""
    beside = [places for places in groups.values() if set(questions).isdisjoint(places)]
    aside = {
        *questions,
        *(place for places in beside for place in places),
        *columns.of("title", "idea", "body", "summary"),
    }
    shared = [place for place in range(columns.width) if place not in aside]
    own = [places for places in beside if len(places) == len(questions)]
    taken, choices, blocks = set(columns.taken), columns.choices, []
    for number, place in enumerate(questions):
        kept = {place, *shared, *(places[number] for places in own)}
        columns.taken = taken | (set(range(columns.width)) - kept)
        columns.choices = replace(choices, idea=place + 1)
        if columns.evidence(place).filled:
            blocks.append(find_block(columns))
    columns.taken, columns.choices = taken, choices
    return tuple(blocks)


def _of_one_question(columns: Columns, groups: Mapping[str, list[int]]) -> list[list[int]]:
    """The columns of the one question of a file that may be about ideas; beside another nobody can tell which is."""
    found = [places for places in groups.values() if _is_one_question(columns, places)]
    within = {place for places in found for place in places}
    others = [place for place in columns.unnamed() if place not in within and may_be_ideas(columns, place)]
    return [] if others else found


def _is_one_question(columns: Columns, places: Sequence[int]) -> bool:
    """Whether columns of the very same title, of which nothing is known, hold words and no names of people."""
    looks = [look for place in places if (look := columns.evidence(place)).filled]
    return (
        len({columns.header.own[place] for place in places}) == 1
        and all(columns.roles[place] is None for place in places)
        and bool(looks)
        and all(look.is_text and not (look.is_private or look.may_be_names or look.is_answers) for look in looks)
    )


def _of(some: Sequence[int], places: Sequence[int]) -> int:
    return next(place for place in some if place in places)


def _with_idea(columns: Columns, places: Sequence[int]) -> Block:
    """The block of the other columns, where it is known which hold ideas."""
    columns.taken |= set(places)
    return find_block(columns, (places[0],))
