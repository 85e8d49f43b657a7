"""Remarks of people on an idea: `[Pascal] : je trouve ça cher` below it, `d’accord, mais pas le soir`, `+1`.

Pads, documents with comments and minutes written live have them among the ideas. What agrees, objects or asks who pays
is told by its words, wherever it stands. Whatever else somebody says of an idea is told by its place: below it, without
a bullet or further in, behind a name. Where every line has a name, each is the idea of who speaks.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from functools import cache

from facilitate.domain.errors import N_
from facilitate.domain.text import folded
from facilitate.workshop.intake.bullets import Line
from facilitate.workshop.intake.no_ideas import is_name, is_theme
from facilitate.workshop.intake.speakers import Speakers, spoken_from

REMARK = N_("This may be a remark on an idea, not an idea.")
_LONGEST = 200
_DEEPER = 2
_QUESTION = re.compile(r"[QR]\d{0,2}[ \u00a0]*[.:)–-]?[ \u00a0]+")
_ANSWER = re.compile(r">{1,3}[ \u00a0]*(?=[^\W\d])")
_REFERRING = ("cf ", "cf.", "voir ", "see ", "cfr")
_COMMENT = re.compile(r"\[([a-z]{1,2})\]\s*")
_FIRST_WORD = re.compile(r"[^\W_]+")
_AROUND = " \t\u00a0\u202f*_«»“”\"'"
# `On garde le marché ? -> oui`, beside the bullets of a list.
_ANSWERED = re.compile(
    r"\?+\s*(?:(?:-+>|=+>|→|⇒|➔|➜)\s*\S|"
    r"(?:[:–—-]\s*)?(?:oui|non|yes|no|ok|d['’]accord|peut-être|maybe|à voir)\b[^?]{0,40}$)",
    re.IGNORECASE,
)
_THUMBS = re.compile("(?:👍|👌|👏|❤|💯|🙌)[\ufe0f\U0001f3fb-\U0001f3ff]*")
_ASKS = frozenset(
    """
    qui que quoi ou quand comment combien pourquoi quel quelle quels quelles est peut faut et mais avec who what where
    when how why which is are can could would do does should but and with
    """.split()  # noqa: SIM905 -- a list of quotes and commas is not read by anybody
)
_SOURCES = ("selon", "d’après", "d'après", "dixit", "according to")
_CORN = "maïs"  # which is no “mais”


@cache
def _agrees() -> re.Pattern[str]:
    """Return the form of what agrees or objects, and may go on: `d’accord, mais…`, `agreed`, `+1, bonne idée`."""
    french = (
        r"(?:je (?:suis|serais) )?(?:tout a fait |plutot |assez |entierement |completement )?d'? ?accord"
        r"|(?:je (?:ne )?suis )?pas (?:du tout |trop |tout a fait |vraiment )?(?:d'accord|sure?|convaincue?)"
        r"|je (?:suis|vote) (?:pour|contre)|dac|ok+|okay|oui|ouais|non|idem|pareil|moi (?:aussi|non plus)|bof+"
        r"|(?:super|tres bonne|bonne|excellente|chouette|belle) idee|bien vu|exact(?:ement)?|tout a fait|carrement"
        r"|pourquoi pas|j'adore|j'aime (?:bien|beaucoup)|oui de tous|tous d'accord|(?:a l')?unanimite|pas bete"
        r"|pas (?:trop )?fan|plus un|je plussoie|vu"
    )
    english = (
        r"(?:i )?(?:totally |fully |strongly |really )?agree(?:d)?|(?:i )?disagree(?:d)?|(?:i )?don'?t agree"
        r"|(?:i'?m )?not (?:so )?(?:sure|convinced)|yes|yep|yeah|no|nope|same(?: here)?|me (?:too|neither)"
        r"|(?:good|great|nice|lovely|brilliant|love the) idea|love (?:it|this)|i (?:really |quite )?(?:like|love) "
        r"(?:it|this|that|the idea|this idea)|all agreed?|everyone agrees|seconded|exactly|absolutely|why not"
        r"|good point"
    )
    on = r"(?:mais|but|though|parce que|car|because|si|if|about|how|whether)\b"
    whom = r"(?:avec|with|que|as)(?: |$)(?:(?:la |le |les |l'|the )?\w+(?: \w+)?)?\s*(?:$|[,;!….)(–—-])"
    ends = rf"(?:\W*$|\s*[,;!….)]+(?:\s|$)|\s+[–—-]\s|\s+{on}|\s+{whom})"
    voted = (
        r"(?:\+ ?1+|-1|\+\+)(?=\s*(?:$|[,;:!….)–—(]|(?:de ma|pour|avec|sur|a|for|with|on|to|from|too|aussi|also)\b))"
    )
    return re.compile(rf"(?:(?:{french}|{english}){ends}|{voted})")


@cache
def _judges() -> re.Pattern[str]:
    """Return the form of what is thought of an idea, of what is left open, and of who asks what it costs."""
    how = (
        r"(?:cher|couteux|complique|difficile|loin|risque|dangereux|bruyant|faisable|infaisable|possible|impossible|"
        r"realiste|irrealiste|utopique|top|super|genial|bien|bon|cool|ambitieux|expensive|costly|difficult|complicated|"
        r"hard|far|risky|dangerous|noisy|feasible|unfeasible|unrealistic|realistic|great|good|nice|lovely|ambitious)e?s?"
    )
    very = r"(?:(?:deja|un peu|bien|vraiment|peut-etre|trop|tres|pas|too|really|very|a bit|quite|not|rather|so) )"
    is_so = r"(?:c'est|ca (?:fait|parait|me parait|semble|risque d'etre)|it'?s|that'?s|this is|sounds|seems|looks)"
    again = r"(?:\s*[,;.!?…(–—-].*|\s+(?:mais|but|pour|for|a)\b.*)?"
    asks = (
        r"(?:(?:et|mais|and|but) )?(?:qui (?:paie|paye|finance|va payer|s'en occupe|l'entretient|le gere|gere)|"
        r"(?:ca|cela) coute(?:rait)? combien|combien (?:ca|cela) coute(?:rait)?|c'est ou|ou ca|(?:avec )?quel budget|"
        r"who (?:pays|(?:will|would) pay|(?:(?:will|would) )?runs? (?:it|this|that)|does (?:it|this))|"
        r"how much(?: (?:would|will|does) (?:it|this|that) cost)?|what about .{1,40}|where exactly|at what cost)\s*\?+"
    )
    left = (
        r"a (?:voir|creuser|discuter|verifier|preciser|debattre|approfondir)(?: (?:avec|si|plus tard)\b[^:]{0,60})?|"
        r"(?:to (?:be )?(?:discuss|confirm|check|see)(?:ed)?|to be seen)(?: with .{0,60})?|tb[cd]|"
        r"on (?:verra|en reparle\w*|votera|passe a la suite)\b[^:]{0,30}|"
        r"(?:let'?s|we'?ll) (?:see|vote|move on|come back|talk about)\b[^:]{0,30}"
    )
    label = (
        r"(?:consignes?|instructions?|commentaires?|remarques?|rq|nb|n\.b\.|comments?|remarks?|reponse|reply)"
        r"(?: (?:de|du|from|by|of) [^:]{1,30}"
    )
    return re.compile(
        rf"(?:moi )?je (?:trouve|pense|crois) (?:(?:ca|cela|qu'il y en a)\b.*|que {is_so} {very}*{how}\b{again})"
        rf"|{is_so} {very}*{how}\b{again}|(?:trop|too|pas|not) {very}*{how}\W*|{asks}|(?:{left})\W*"
        rf"|{label}| d'[^:]{{1,30}})?\s*:\s*\S.*|(?:oui |yes )?(?:mais|but) (?!aussi\b|also\b).*"
    )


_BEGIN = frozenset(
    """
    consigne consignes instruction instructions let lets we on je tout plutot assez entierement completement d
    daccord don pas dac ok okk okay oui ouais non idem pareil moi bof boff super tres bonne excellente chouette
    belle bien exact exactement carrement pourquoi j plus vu i totally fully strongly really agree agreed disagree
    disagreed dont don im not yes yep yeah no nope same me good great nice lovely brilliant love seconded absolutely
    why exactly 1 11 c ca cela it its that thats this sounds seems looks trop too et mais and but qui combien ou
    avec quel who how what where at a to tbc tbd commentaire commentaires remarque remarques rq nb n comment
    comments remark remarks reponse reply tous unanimite all everyone
    """.split()  # noqa: SIM905 -- as above
)


def is_remark(text: str) -> bool:
    """Whether the words themselves say what somebody thinks of an idea."""
    bare = _THUMBS.sub("", text[:_LONGEST]).strip(_AROUND)
    first = _FIRST_WORD.search(bare)
    if first is None:
        return bare == "++" or (not bare and bool(text.strip(_AROUND)))
    plain = folded(bare).replace("’", "'")
    word = _FIRST_WORD.search(plain)
    if word is None or word[0] not in _BEGIN or first[0].casefold() == _CORN:
        return False
    return _agrees().match(plain) is not None or _judges().fullmatch(plain) is not None


def take_off_comment_marks(lines: Sequence[Line]) -> list[int]:
    """The numbers of the comments below a document, `[a]Qui paie ?`, which with their marks are taken off its lines.

    Documents saved as text have them so; a list may number its lines alike, and has none of these marks within.
    """
    comments = [
        (line, found) for line in lines if (found := _COMMENT.match(line.text)) and found.end() < len(line.text)
    ]
    marks = [found[1] for _line, found in comments]
    if not marks or marks != sorted(set(marks), key=lambda mark: (len(mark), mark)) or marks[0] != "a":
        return []
    within = re.compile(rf"(?<=\S)\[(?:{'|'.join(marks)})\]")
    if not any(within.search(line.text) for line in lines):
        return []
    for line, found in comments:
        line.text = line.text[found.end() :]
        line.mark = None
    for line in lines:
        line.text = within.sub("", line.text)
    return [line.number for line, _found in comments]


@cache
def _reports() -> re.Pattern[str]:
    """Return the form of what is written down of somebody: `Paul said it exists`, `Léa pense que c’est loin`."""
    said_of = (
        r"said|says|thinks|thought|asked|asks|wonders|agreed|agrees|disagrees|added|(?:a )?dit qu|pense qu|"
        r"trouve (?:ça|qu)|(?:se )?demande (?:si|qui|qu|comment|combien)|signale|précise|rappelle|objecte|"
        r"est (?:plutôt )?(?:d.accord|contre|pour\b)|n.est pas|n.aime pas|aime\b|doute|hésite|préf[èé]r|likes?\b|"
        r"prefers?\b|doubts?\b|is(?:n.t| not| against)|does(?:n.t| not)|ok\b|OK\b|d.accord|\+ ?1\b|pas (?:d.accord|fan)"
    )
    who = r"[A-ZÀ-Þ][\w’'-]{1,19}"
    return re.compile(
        rf"(?P<who>{who}) (?:{said_of})|(?:[Pp]as )?(?:[oO][kK]|[Oo]ui|[Dd].accord|\+ ?1) (?P<voter>{who})\b(?! ?:)"
        rf"|.{{1,80}}\b(?:{'|'.join(_SOURCES)}) (?P<source>{who})\W*$"
    )


def _is_reported(text: str) -> bool:
    if not (text[:1].isupper() or text[:1] in "+opd") and not any(word in text for word in _SOURCES):
        return False
    found = _reports().match(text)
    return found is not None and is_name(found["who"] or found["voter"] or found["source"])


def find_remarks(lines: Sequence[Line], others: Collection[int], comments: Collection[int] = ()) -> frozenset[int]:
    """The places of the remarks, while the names before them still stand there; `others` are no ideas.

    `comments` are the numbers of the lines that are remarks whatever they say.
    """
    worded = [at for at, line in enumerate(lines) if line.form == "words" and at not in others and line.text.strip()]
    spoken = {at: end for at in worded if (end := spoken_from(lines[at].text))}
    each_speaks = len(spoken) == len(worded)
    found: set[int] = set()
    ideas = _Ideas(lines)
    before = -1
    listed = any(line.bulleted for line in lines)
    for at in worded:
        if any(lines[between].form == "heading" or between in others for between in range(before + 1, at)):
            ideas.begin()
        words = lines[at].text[spoken.get(at, 0) :]
        is_below = ideas.are_above(at)
        said_of_it = is_below and ((at in spoken and not each_speaks) or _is_beside_it(words))
        said_of_it = said_of_it or (listed and not lines[at].bulleted and _ANSWERED.search(words) is not None)
        if said_of_it or lines[at].number in comments or is_remark(words) or _is_reported(words):
            found.add(at)
        else:
            ideas.take(at)
        before = at
    return frozenset(found)


def without_names(lines: Sequence[Line], remarks: Collection[int], speakers: Speakers) -> Speakers:
    """Take the names off the remarks that still have them: who brings these in brings in no names."""
    named = [line for at, line in enumerate(lines) if at in remarks and spoken_from(line.text)]
    for line in named:
        line.whole = line.whole or line.text
        line.text = line.text[spoken_from(line.text) :]
    return replace(speakers, cut=(*speakers.cut, *(line.number for line in named))) if named else speakers


class _Ideas:
    """The ideas that stand above a line of one list, the outermost first."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self._lines = lines
        self._above: list[int] = []

    def begin(self) -> None:
        """Another list begins."""
        self._above = []

    def take(self, at: int) -> None:
        """Note an idea; a line without a bullet below one may be the rest of it."""
        line = self._lines[at]
        if not (line.bulleted or line.after_blank) and self._above and self._lines[self._above[-1]].bulleted:
            return
        self._above = [each for each in self._above if self._lines[each].indent < line.indent]
        self._above.append(at)

    def are_above(self, at: int) -> bool:
        """Whether a line stands below an idea that is no theme: further in, or without a bullet below one."""
        line = self._lines[at]
        for each in reversed(self._above):
            idea = self._lines[each]
            further_in = line.indent >= idea.indent + (_DEEPER if line.bulleted else 1)
            right_below = idea.bulleted and not line.bulleted and not line.after_blank
            if further_in or right_below:
                text = idea.text.strip(_AROUND)
                return not (text.endswith(":") or is_theme(text) or is_name(text))
        return False


def _is_beside_it(words: str) -> bool:
    """`Qui arrose ?`, `and who would run it?`, `cf. le compte rendu`, `> on verra`: what below an idea is none."""
    text = _QUESTION.sub("", words.strip(_AROUND))
    if text.startswith(_REFERRING) or _ANSWER.match(text):
        return True
    first = _FIRST_WORD.match(text)
    return text.endswith("?") and first is not None and folded(first[0]) in _ASKS
