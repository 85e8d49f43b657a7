"""What programs for notes write beside the words: `[[page|words]]`, `==marked==`, `^block`, `#tag`, `%% comment %%`.

The words stay, the signs go. A comment, a property (`collapsed:: true`) and a line of nothing but tags are no ideas.
Each is looked for only in texts that hold its sign.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterator, Sequence

from facilitate.domain.errors import N_, Message, Names
from facilitate.domain.frozen import dataclass
from facilitate.sheets.counting import counted
from facilitate.workshop.intake.bullets import Line
from facilitate.workshop.intake.incoming import IncomingStatus
from facilitate.workshop.intake.narrow_lines import is_left_open
from facilitate.workshop.intake.status_marks import status_beside

OF_NOTES = N_("This is a property, a tag or a file from a note-taking app, not an idea.")
COMMENTS = N_("Comments in the text are not imported ({lines}).")
REMOVED = N_("Formatting marks from a note-taking app were removed; the words were kept ({lines}).")
TAGS = N_("Tags at the end of lines are not imported: {tags}.")
_SHOWN = 3
_SEVERAL = 2
# When a line was typed: `[14:05]`.
_STAMP = re.compile(r"[\[(][0-9]{1,2}[:hH][0-9]{2}(?::[0-9]{2})?[\])]\s*[–:-]?\s*(?=\S)")
_COMMENT = re.compile(r"(?<![^\s>*-])%%[^%]{0,2000}?%%(?!\S)|<!--.{0,2000}?-->", re.DOTALL)
_WIKI_LINK = re.compile(r"(?<!!)\[\[([^\[\]|\r\n]{1,200})(?:\|([^\[\]\r\n]{1,200}))?\]\]")
_EMBEDDED = re.compile(r"!\[\[[^\[\]\r\n]{1,200}\]\]")
_MARKED = re.compile(r"==(?=[^\s=])([^=\r\n]{0,500}[^\s=])==")
_BLOCK = re.compile(r"\s+\^[\w-]{1,40}$")
_PROPERTY = re.compile(r"[a-z][\w-]{0,30}::(?:\s.*)?$|(?:SCHEDULED|DEADLINE):\s*<.*>$")
_TASK = re.compile(r"(?:(TODO|DOING|LATER|NOW|WAITING)|DONE)\s+(?:\[#[A-C]\]\s+)?(?=[^\s:–-])")
_TAG = r"#[^\W\d_][\w/-]{0,60}"
_BETWEEN_WORDS = re.compile(r"[-_/]")
_IN_BRACKETS: dict[IncomingStatus, str] = {"existing": "existe déjà", "to_create": "à créer"}  # read beside each idea
_TAGS = re.compile(rf"(?:(?:^|\s+){_TAG})+$")


@dataclass(frozen=True, slots=True)
class NoteSigns:
    """The places of the lines that hold no words of an idea, from how many others signs went, and which tags."""

    places: frozenset[int] = frozenset()
    removed: int = 0
    tags: tuple[str, ...] = ()

    def notices(self) -> Iterator[Message]:
        """What has to be told of it."""
        if self.removed:
            yield Message(REMOVED, {"lines": counted(self.removed, "line")})
        if self.tags:
            yield Message(TAGS, {"tags": Names(self.tags[:_SHOWN], len(self.tags[_SHOWN:]))})


def without_comments(text: str) -> tuple[str, list[Message]]:
    """The text without its comments, each line at its number."""
    if "%%" not in text and "<!--" not in text:
        return text, []
    bare, found = _COMMENT.subn(lambda comment: "".join(re.findall(r"[\r\n]", comment[0])), text)
    return bare, [Message(COMMENTS, {"lines": counted(found, "line")})] if found else []


def take_off_note_signs(lines: Sequence[Line], titles: Collection[int]) -> NoteSigns:
    """Leave the words only, on every line but titles."""
    places: set[int] = set()
    tags: dict[str, None] = {}
    removed = 0
    stamped = sum(line.text[:1] in "[(" and _STAMP.match(line.text) is not None for line in lines) >= _SEVERAL
    for place, line in enumerate(lines):
        if line.form != "words" or place in titles:
            continue
        words = _without_signs(line)
        words = _STAMP.sub("", words, count=1) if stamped and words[:1] in "[(" else words
        ending = _TAGS.search(words) if "#" in words else None
        if ending and not is_left_open(before := words[: ending.start()]):
            status, others = _status_of_tags(ending[0].split())
            tags.update(dict.fromkeys(others))
            words = f"{before} ({status})" if status and before.strip() else before
        if words == line.text:
            continue
        if not words.strip():
            places.add(place)
            continue
        removed += ending is None
        line.whole, line.text = line.text, words
    return NoteSigns(frozenset(places), removed, tuple(tags))


def _status_of_tags(tags: Sequence[str]) -> tuple[str, list[str]]:
    """The status that one of some tags says (`#existe`, `#à-créer`), as it is written in brackets; and the others."""
    read = {tag: status_beside(f"x ({_BETWEEN_WORDS.sub(' ', tag[1:])})")[1] for tag in tags}
    known = {tag: status for tag, status in read.items() if status}
    statuses = set(known.values())
    if len(statuses) != 1:
        return "", list(tags)
    return _IN_BRACKETS[statuses.pop()], [tag for tag in tags if tag not in known]


def _without_signs(line: Line) -> str:
    words = line.text
    if "[[" in words:
        words = _WIKI_LINK.sub(_words_of_link, _EMBEDDED.sub("", words))
    if "==" in words and (line.bulleted or not _MARKED.fullmatch(words)):  # alone, it may be the heading of a wiki
        words = _MARKED.sub(r"\1", words)
    if "^" in words:
        words = _BLOCK.sub("", words)
    if (":: " in words or ":" in words[-2:] or words.endswith(">")) and _PROPERTY.match(words):
        return ""
    if line.bulleted and words[:1] in "TDLNW" and (task := _TASK.match(words)):
        line.ticked = line.ticked or task[1] is None
        words = words[task.end() :]
    return words


def _words_of_link(found: re.Match[str]) -> str:
    page, shown = found.groups()
    return shown or page.partition("#")[0] or page.lstrip("#^")
