"""Lines that end a meeting, say when the next one is, thank people or say goodbye: whole lines, and no ideas.

`La séance est levée à 17 h` is one wherever it stands. `Merci à tous` and `Prochaine réunion le 12 mars` are so at the
end of a list, with nothing but such lines below, and without a bullet in minutes. `Merci aux voisins : une fête` and
`Remercier les bénévoles` are ideas.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from functools import cache

from facilitate.domain.frozen import dataclass
from facilitate.domain.text import folded
from facilitate.workshop.intake.attendance import are_people, says_who
from facilitate.workshop.intake.bullets import Line
from facilitate.workshop.intake.table_titles import MONTHS
from facilitate.workshop.intake.title_lines import Titles

_LONGEST = 160
_MOST_WORDS_OF_A_NAME = 4
BEGIN_CLOSINGS = frozenset(
    """
a au belle bises bisous biz bon bonne bonnes bravo bye c ce cheers ciao close closing cloture end felicitations
fin good goodbye grand great have hugs immense it kisses l la le levee lovely many meeting merci next nice notre
nous on our prochain prochaine rdv rendez retrouvons reunion seance see session take thank thanks that the there
tres un voila we workshop
""".split()  # noqa: SIM905 -- a list of quotes and commas is not read by anybody
)
_FACES = re.compile(r"[:;]-?[)D(]")
_PARTS = re.compile(
    r"[,.!;…/]+|\s[–—-]+\s|\s(?:et|and)\s(?=à (?:bient|la |tr)|(?:bonne|belle|bon|see)\b)", re.IGNORECASE
)
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_MEETING = r"(?:seance|reunion|rencontre|assemblee|session|atelier|meeting|workshop)"
_AT = (
    r"(?:[ ,:–-]*(?:(?:a|at|vers|around) )?\d{1,2} ?(?:heures?|h|:|\.)? ?(?:\d{2})?"
    r"(?: ?(?:am|pm|a\.m\.|p\.m\.|min|o['’]clock))?)?"
)
_DAYS = "lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|monday|tuesday|wednesday|thursday|friday|saturday|sunday"
_ALL = (
    r"(?:vous tous|vous toutes|tou[st] les (?:participant|animat|intervenant|organisat|present)\w*|tous|toutes|"
    r"vous|tout le "
    r"monde|chacune?|all|you all|everyone|everybody|all (?:participants|of you)|folks|team)(?: (?:et|&|and) (?:a )?"
    r"(?:tous|toutes|chacune?))?"
)

# `Bisous`, `à tout à l’heure`, `c’était super`, `Voilà`, `c’est tout pour nous`
_FAREWELL = (
    r"(?:(?:gros |grosses |plein de )?(?:bisous?|bises|biz)(?: a (?:tous|toutes|vous)(?: et a tou[st]\w*)?)?|hugs|"
    r"kisses|"
    r"a (?:tout(?:e)? a l['’]heure|tout de suite|toute|ce soir|tantot|plus)|see you later|"
    r"(?:c['’]etait|ce fut|it was|that was)(?: (?:vraiment|tres|trop|bien|un|une|a|really|so|very|such a|great))*"
    r" (?:super|genial|top|chouette|bien|sympa|extra|riche|passionnant|interessant|agreable|beau|bel|bon|belle|bonne|"
    r"great|good|fun|lovely|nice|interesting)e?"
    r"(?: (?:moment|soiree|journee|atelier|echange|evening|day|session|time))?|"
    r"(?:et )?voila(?: voila)?|(?:c['’]est|ce sera|that['’]s|that is|that will be) (?:tout|it|all|fini)"
    r"(?: (?:pour|for|from|chez|de)"
    r" (?:nous|moi|us|me|(?:la |notre |our )?(?:table|groupe|group)(?: \d+)?|ce soir|aujourd['’]hui|now|tonight|today|"
    r"(?:notre|ma|our|my) part))?)"
)


@cache
def _ends() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:l['’]ordre du jour (?:est|etant) epuise|there being no (?:other|further) business)[ ,]*)?"
        rf"(?:(?:la |l['’]|notre |cette |the |our )?{_MEETING}"
        r"(?:(?: (?:est|a ete|fut|etait|is|was|has been))? (?:levee?|close?|cloturee?|terminee?|achevee?|finie?|"
        r"closed|ended|ouverte?|opened|called to order|declaree? ouverte?|"
        r"adjourned|over|finished)| (?:se termine|s['’]acheve|prend fin|finit|ends|closes|finishes|debute|commence|"
        r"s['’]ouvre|begins|starts|opens))|"
        rf"(?:fin|cloture|levee|end|close) (?:de |du |d['’]|of )(?:la |l['’]|notre |the )?{_MEETING}){_AT}"
    )


@cache
def _next() -> re.Pattern[str]:
    return re.compile(
        rf"(?:(?:la |le |l['’]|notre |the |our )?(?:prochaine?s?|next) (?:{_MEETING}|rendez-?vous|rdv|date)s?"
        r"(?: (?:est|aura lieu|se tiendra|prevue?|fixee?|is|will (?:be|take place)|held))*|(?:rendez-?vous|rdv|"
        r"on se retrouve|"
        r"nous nous retrouvons|retrouvons-nous|we meet(?: again)?))[ :,–-]*"
        rf"(?:(?:le|on|ce|the|a|au|at|en|in|mi|fin|debut)?[ -]?(?:(?:{_DAYS}|{MONTHS})\b|\d)|demain|tomorrow|"
        rf"next (?:week|month)|"
        r"(?:la )?semaine prochaine|(?:le )?mois prochain|(?:date )?(?:a (?:definir|fixer|confirmer|preciser|"
        r"venir))|tb[acd]\b|"
        r"to be |(?:le|on)? ?(?:…|\.\.\.)).*"
    )


@cache
def _courtesy() -> re.Pattern[str]:
    return re.compile(
        r"(?:(?:(?:un )?(?:tres )?(?:grand |immense )?merci(?: (?:beaucoup|encore|infiniment|bien|d['’]avance|"
        r"a nouveau))*"
        rf"(?: a {_ALL}| aux (?:participant|animat|organisat|intervenant)\w*(?: et .{{1,30}})?)?"
        r"(?: (?:pour|de) (?:votre|vos|leurs?|cette|ces?|la|les?|l['’]|tou[st]e?s? (?:vos|"
        r"les)) ?(?:participation|presence|ecoute|"
        r"attention|contributions?|idees|implication|temps|accueil|energie|engagement|mobilisation|confiance|"
        r"beau|bel|belle|"
        r"moment|soiree|echanges?|travail|venue|patience|collaboration|retours?|reponses?|aide|qualite)\b.{0,50}|"
        r" d['’]etre (?:venu|la|present|reste)\w*.{0,30}| (?:d['’]avoir|pour avoir) (?:participe|pris part).{0,40})?|"
        r"bravo|felicitations)"
        rf"(?: a {_ALL})?|"
        r"(?:many thanks|thanks|thank you)(?: (?:a lot|again|very much|so much|once again))*"
        rf"(?: (?:to )?{_ALL})?(?: (?:for (?:coming|attending|participating|joining|listening|taking part|"
        rf"being here|your |"
        r"a (?:great|lovely|good|nice)|the (?:great|lovely|good|nice|evening|session|meeting|ideas|"
        r"discussion)).{0,50}))?|"
        r"(?:(?:bonne|belle|tres bonne|tres belle) (?:fin de )?(?:soiree|journee|nuit|semaine|continuation|"
        r"route|rentree|fin "
        r"d['’]annee|annee)|bon (?:week-?end|retour|courage|apres-midi)|bonnes (?:fetes|vacances)|"
        r"(?:have a )?(?:nice|good|great|lovely) (?:evening|day|night|weekend|week)|goodnight|goodbye|"
        r"bye(?: bye)?|take care|"
        r"cheers|ciao|au revoir|a (?:tres )?(?:bientot|vite)|a (?:la prochaine(?: fois)?|demain|plus tard)|"
        rf"a (?:{_DAYS})(?: prochain)?|see you(?: all)?(?: (?:soon|again|there|then|tomorrow|next (?:time|week|"
        rf"month|year)|on .{{1,20}}))?)"
        rf"(?: (?:a |to )?{_ALL})?|{_FAREWELL})"
    )


@dataclass(frozen=True, slots=True)
class Closings:
    """The places of such lines, and of those among them that somebody signed."""

    places: frozenset[int] = frozenset()
    signed: frozenset[int] = frozenset()


def find_closings(lines: Sequence[Line], titles: Titles, aside: Collection[int], *, minutes: bool) -> Closings:
    """Tell which lines end a text or a table's list; those `aside` are known to be no ideas."""
    found: set[int] = set()
    signed: set[int] = set()
    ends_here = True
    for place in range(len(lines) - 1, 0, -1):
        line = lines[place]
        if line.form == "heading" or place in titles.tables or place in titles.ends:
            ends_here = True
        elif line.form == "rule" or place in aside:
            continue
        elif _may_close(line.text) and place not in titles.labels:
            kind = kind_of(line.text)
            if kind == "end" or (kind and (ends_here or (minutes and not line.bulleted))):
                found.add(place)
                if kind == "signed":
                    signed.add(place)
            else:
                ends_here = False
        else:
            ends_here = False
    return Closings(frozenset(found), frozenset(signed))


def _may_close(text: str) -> bool:
    first = _FIRST_WORD.search(text[:40])
    return first is not None and len(text) <= _LONGEST and folded(first[0]) in BEGIN_CLOSINGS


def is_closing(text: str) -> bool:
    """Whether a line ends a meeting, says when the next one is, thanks people or says goodbye, and nothing else."""
    return _may_close(text) and kind_of(text) != ""


def kind_of(text: str) -> str:
    """`end` of a meeting, `next` one, `courtesy`, `signed` by somebody; nothing for anything else."""
    plain = folded(text).replace("\u00a0", " ").replace("\u202f", " ").strip(" *_-–—•")
    if _ends().fullmatch(plain.rstrip(" .!…")):
        return "end"
    first, stop, rest = text.partition(". ")
    if stop and _ends().fullmatch(folded(first).replace("\u00a0", " ").replace("\u202f", " ").strip(" *_-–—•")):
        who = re.split(r"[,:]", rest, maxsplit=1)
        return "signed" if says_who(who[0]) or are_people(who[-1]) else "end"
    if _next().fullmatch(plain):
        return "next"
    parts = [bare for part in _PARTS.split(_FACES.sub(" ", text)) if (bare := _bare(part))]
    kinds = ["name" if at and _is_name(part) else "" for at, part in enumerate(parts)]
    kinds = [
        "courtesy" if _courtesy().fullmatch(folded(part)) else kind for kind, part in zip(kinds, parts, strict=True)
    ]
    if not parts or kinds[0] != "courtesy" or not all(kinds):
        return ""
    return "signed" if "name" in kinds else "courtesy"


def begins_so(text: str) -> bool:
    """Whether a cell thanks people or says goodbye, whatever it says after that: `Merci à tous ! Photos à envoyer…`."""
    if not _may_close(text[:_LONGEST]):
        return False
    first = re.split(r"[.!;…\n]", text, maxsplit=1)[0]
    return _courtesy().fullmatch(folded(_bare(first))) is not None or bool(kind_of(text[:_LONGEST]))


def _bare(part: str) -> str:
    """A part of a line without pictures and signs around it."""
    words = re.sub(r"[\s\u00a0\u202f]+", " ", part)
    return re.sub(r"^[\W_]+|[\W_]+$", "", re.sub(r"^(?:et|and) ", "", words.strip()))


def _is_name(part: str) -> bool:
    return len(part.split()) <= _MOST_WORDS_OF_A_NAME and part[0].isupper() and are_people(part)
