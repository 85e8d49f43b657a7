"""Words that stand among ideas and are none: answers without one, thanks, initials, counts, sources, conclusions.

Each is told by its whole form, in a cell of a sheet and in a line of a text alike, and stays out until a person says
that it is an idea. `Merci aux voisins : une fête`, `Pas de voiture au centre` and `Priority seats` are ideas.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import cache, lru_cache

from facilitate.domain.errors import N_
from facilitate.domain.text import folded

GREETING = N_("This may be a greeting, thanks or the end of a meeting, not an idea.")
NAME = N_("This may be the name of a person, not an idea.")
NO_REPLY = N_("This may be an answer without an idea, or one that refers to another.")
OF_THE_NOTES = N_("This may be a comment on the notes or the discussion, not an idea.")
BY_WHOM = N_("This may say who led, took notes or counted, not an idea.")
OF_COUNTS = N_("This may be a number of people or votes, not an idea.")
FIRST_CHOICE = N_("This may only say which idea comes first, and not be another idea.")
ABOUT_NOTES = frozenset((OF_THE_NOTES, BY_WHOM, OF_COUNTS))
REASONS = ABOUT_NOTES | {GREETING, NAME, NO_REPLY, FIRST_CHOICE}
_LONGEST, _LONGEST_IN_BRACKETS = 160, 60
_FIRST_WORD = re.compile(r"[^\W\d_]+")
_BEGIN = frozenset(
    """
    no i we none nothing not sorry desole desolee see same as ditto idem voir cf deja already tbd tbc pass skip je j
    rien pas sans aucun aucune joker on nous pardon oups oops idk dunno
    merci mercis thank thanks many thx cheers bravo un mille special big great grand
    counted tallied reported presented typed transcribed noted written recorded compiled collected checked verified
    facilitated moderated hosted minuted summarised summarized copied prepared entered scanned
    compte comptes comptee depouille depouilles rapporte rapportee presente presentee tape tapee saisi saisie
    retranscrit transcrit note notes redige releve recopie copie relu verifie anime animee modere recueilli restitue
    nombre nb nbre number source sources origine attendance turnout presence participation affluence presents votants
    voters exprimes abstention abstentions blancs nuls bulletins ballots suffrages depouillement scrutin comptage
    recomptage decompte tally scrutateur scrutateurs scrutatrice assesseurs tellers rapporteur rapporteuse rapporteurs
    scribe secretaire animateur animatrice facilitator moderator timekeeper notetaker reporter spokesperson
    votes voix total
    priorite priorites priority priorities notre nos our the top la le les prioritaire prioritaires preferee prefere
    favourite favorite favourites favorites winner gagnant gagnante conclusion conclusions en coup choix retenu retenue
    main best idee idees idea ideas
    photo photos picture pictures a to good lovely nice excellent super belle bonne tres very
    """.split()  # noqa: SIM905 -- a list of quotes and commas is not read by anybody
)
# Ideas begin with these too: what else is looked for is a second word.
_ARTICLES = frozenset(
    (
        *("the", "la", "le", "les", "un", "en", "on", "nous", "we", "our", "notre", "nos", "main", "best", "great"),
        *("big", "grand", "idee", "idees", "idea", "ideas", "a", "to", "good", "lovely", "nice", "excellent", "super"),
        *("belle", "bonne", "tres", "very"),
    )
)
_SECOND = re.compile(
    r"priorit|pr[ée]f[ée]r|favou?rit|retenu|choi[sx]|winner|gagnant|coup de|conclusion|idea|id[ée]e|pas|rien|no "
    r"|not|n['’]|"
    r"thank|merci|photo|picture|flip|paper|poster|affiche|feuille|sheet|page|recording|enregistrement|writing|"
    r"[ée]criture"
    r"|scan|time|vot|nombre|number|have|had|source|compl[eé]t|pr[eé]cis|d[eé]fini|suivre|session|evening|day\b|"
    r"workshop|"
    r"meeting|event|soir[eé]e|journ[eé]e|rencontre|ambiance|atelier|r[eé]union|s[eé]ance|moment|team|[eé]quipe",
    re.IGNORECASE,
)
_NUMBERED = r"(?:participante?|personne|person|speaker|intervenante?|guest|p|n)[. ]*(?:n[°o]\.? ?)?\d{1,3}"
_INITIALS = r"[A-ZÀ-Þ](?:\.(?: ?-? ?[A-ZÀ-Þ]\.?){0,3}|(?:-[A-Z]\.?))(?: ?\d{1,3})?"
_SOMEBODY = re.compile(rf"(?:{_INITIALS}|(?i:{_NUMBERED}))")
_PARTED = re.compile(r"\s*(?:[,;/&+]|\b(?:et|and|puis|then)\b)\s*")
_IN_BRACKETS = re.compile(r"[(\[]\s*([^()\[\]]{1,60}?)\s*[)\]]\s*\.?")
_LETTERS = re.compile(r"[A-ZÀ-Þ]{1,2}\.?")  # within brackets
_ASIDE = frozenset(
    """
    suite cont continued vide blank empty illisible illegible unreadable inaudible verso recto fin end bis test sic
    """.split()  # noqa: SIM905
)
_LABELLED = re.compile(r"\s*[:=]\s*| [–-] ")
_WAY_OUT = re.compile(r"[:;–—]|\s-\s")  # an idea may follow thanks behind one of these


@lru_cache(maxsize=2048)  # of a hundred thousand ideas few begin with a word of their own
def look_of(word: str) -> str:
    """`close` where a text with this first word is worth a closer look, `second` where its others tell."""
    found = _FIRST_WORD.search(word)
    first = folded(found[0]) if found else ""
    if not first or word[0] in "([" or word[1:2] == ".":
        return "close"
    return "second" if first in _ARTICLES else "close" if first in _BEGIN else ""


def may_be_beside(text: str, look: str) -> bool:
    """Whether a text is worth a closer look, by that of its first word: most ideas are not."""
    if look and (look == "close" or _SECOND.search(text, text.find(" ")) is not None):
        return True
    # Plain searches, one by one: a pattern of them, or a loop, costs three times as much.
    if " I" in text or " je " in text or " up " in text or "llisib" in text:
        return True
    return "llegib" in text or "lurr" in text or "ecopi" in text or "ranscri" in text


def beside_ideas(text: str) -> str:
    """The reason why a text may be no idea; nothing where it may be one."""
    if len(text) > _LONGEST or not may_be_beside(text, look_of(text.partition(" ")[0])):
        return ""
    text = text.replace("\u00a0", " ").replace("\u202f", " ").strip(" *_=>-–—→➔•\t")
    words = plain_words(text)
    if _is_thanks(text, words):
        return GREETING
    if _is_somebody(text):
        return NAME
    if _no_reply().fullmatch(words):
        return NO_REPLY
    if reason := _of_notes(text, words):
        return reason
    head, sign, rest = text.partition(":") if ":" in text else text.partition("=>")
    return FIRST_CHOICE if sign and rest.strip() and _first_choice().fullmatch(plain_words(head)) else ""


def of_note(cells: Sequence[str]) -> str:
    """Why a row of a sheet that holds one cell is a note such as `Counted by P.07`; nothing where it is none."""
    filled = [cell for cell in cells if cell.strip()]
    reason = beside_ideas(filled[0].strip()) if len(filled) == 1 < len(cells) else ""
    return reason if reason in ABOUT_NOTES else ""


def plain_words(text: str) -> str:
    """A line in plain letters and numbers, its signs as blanks."""
    return " ".join(re.findall(r"[^\W_]+", folded(text)))


def _is_thanks(text: str, words: str) -> bool:
    """`Merci pour les gâteaux`; what asks for something (`Merci de poser un banc`) may be an idea."""
    return not _WAY_OUT.search(text.rstrip(" :-)(;")) and _thanks().fullmatch(words) is not None


def _is_somebody(text: str) -> bool:
    """`(P.04)`, `L. et S.`, `(Participante 21)`, `(suite)`: initials and numbers of people, and no words."""
    within = _IN_BRACKETS.fullmatch(text)
    parts = [part for part in _PARTED.split(within[1] if within else text) if part]
    if not parts or len(text) > _LONGEST_IN_BRACKETS:
        return False
    if within and plain_words(within[1]).split(" ")[0] in _ASIDE and len(parts) == 1:
        return True
    return all(_SOMEBODY.fullmatch(part) or (within and _LETTERS.fullmatch(part)) for part in parts)


def _of_notes(text: str, words: str) -> str:
    if _counts_people().fullmatch(words):
        return OF_COUNTS
    if _made_by().search(words):
        return BY_WHOM
    if _on_the_notes().search(words):
        return OF_THE_NOTES
    if not re.search(r"[:=]| [–-] ", text):
        return ""
    head, _sign, rest = re.split(r"\s*([:=]| [–-] )\s*", text, maxsplit=1)
    return _of_label(plain_words(head), rest.strip()) if rest.strip() else ""


def _of_label(label: str, rest: str) -> str:
    """`Source : le paperboard`, `Scribe : L.`, `Votants : 19`."""
    if found := _label_of_notes().fullmatch(label):
        return OF_THE_NOTES if found["source"] else BY_WHOM if found["people"] else OF_COUNTS
    if _role().fullmatch(label):
        return BY_WHOM if all(_SOMEBODY.fullmatch(part) for part in _PARTED.split(rest.strip(" .")) if part) else ""
    return OF_COUNTS if rest[:1].isdecimal() and _counted_label().fullmatch(label) else ""


_TAIL = (
    r"(?: (?:sorry|desolee?|pardon|merci|thanks?(?: you)?|really|yet|at all|for now|so far|right now|at the "
    r"moment|at present|today|"
    r"tonight|here|myself|either|though|i m afraid|from (?:me|us|our table)|to be honest|this time|"
    r"vraiment|trop|du tout|pour (?:l instant|le moment|moi|nous|ma part|notre table|aujourd hui)|a ce stade|"
    r"encore|non plus|ici|cette fois|malheureusement))*"
)


def _does_not_know(ideas: str) -> str:
    """Return the forms of `Je ne sais pas`, `On n’a pas d’idée`, `I can’t think of anything`."""
    knows = (
        r"(?:je|on|nous) (?:ne |n )?(?:vois|sais|voit|sait|voyons|savons|trouve|trouvons) "
        r"(?:pas|rien|plus)(?: (?:trop|quoi (?:dire|ajouter|mettre|proposer|ecrire)|de quoi parler|quelle idee|"
        rf"{ideas}|ce (?:que|qu) .{{1,25}}|a (?:dire|ajouter)))?"
    )
    without = (
        rf"(?:je|j|on|nous) (?:n )?(?:ai|a|avons|avait|avions) (?:pas|aucune?|rien|plus)(?: eu)? (?:{ideas}|"
        r"(?:rien )?a (?:dire|ajouter|proposer|signaler)|de reponse)"
    )
    english = (
        rf"(?:i|we) (?:do not|don t|didn t|did not|haven t|have not|ve|have|had|can t|cannot|couldn t|could not|am|m)"
        rf"(?: not| no)?(?: got| have| think of| know| come up with| sure)?(?: (?:any|an|no|anything|one|what "
        rf"to (?:say|add|write|"
        rf"suggest|put)|else|not|{ideas}))*"
    )
    return f"{knows}|{without}|{english}"


_LATER = r"(?:a (?:completer|preciser|definir|suivre)|to be (?:completed|defined|continued|discussed)|to complete)"
_SORRY = (
    r"(?:sorry|desolee?|pardon|oups|oops)(?: (?:i|we|je|j|on|nous|for|pour|but|mais|no|not|pas|about|de|had|"
    r"have|can|"
    r"trop|parti\w*|the|cette|this|c)\b.{0,120})?"
)


@cache
def _no_reply() -> re.Pattern[str]:
    """Return the forms of `No idea sorry`, `Je ne vois pas`, `Rien à signaler de plus`, `Voir plus haut`."""
    of = r"(?:d |de )?(?:autres? |other |further |more |particular |new |any |real |vraie |nouvelles? )?"
    ideas = (
        r"(?:idees?|avis|opinions?|commentaires?|suggestions?|propositions?|remarques?|reponses?|inspiration|pistes?|"
        r"ideas?|comments?|answers?|thoughts?|proposals?|clue|preference)"
    )
    sorry = r"(?:(?:sorry|desolee?|pardon|euh|hmm?|well|bah|ben|bof|alors|non|no|oups|oops) )?"
    nothing = (
        r"(?:a (?:signaler|ajouter|dire|declarer|proposer|redire)|de (?:plus|special|particulier|nouveau|mieux)|"
        r"d autre|"
        r"en particulier|ne (?:me|nous) vient(?: a l esprit| en tete)?|to (?:add|report|say|declare|propose|suggest)|"
        r"more|else|special|new|in particular|comes to mind)"
    )
    refers = (
        r"(?:see|voir|cf|as|same as|same|idem(?: que)?|ditto|pareil que|comme|meme chose que|meme(?: idee| "
        r"reponse)? que)"
        r"(?: (?:the|la|le|les|l|my|ma|mon|our|notre|idea|idee|ideas|answer|answers|reponse|one|ligne|line|table|"
        r"point|n|no|number|question|row|colleagues?|previous|precedente?|first|premiere|other|autre|\d{1,3}))*"
        r"(?: (?:photos?|pictures?|paper ?boards?|flip ?charts?|posters?|affiche|feuille|annexe|attached|back|"
        r"above|below|before|previously|overleaf|over|plus haut|plus bas|ci dessus|ci dessous|au dessus|"
        r"en dessous|"
        r"au dos|au verso|supra|precedente?|avant|dessus|verso|table \d{1,2}|ligne \d{1,3}|line \d{1,3}|"
        r"(?:idea|idee|point|n|number|row) \d{1,3}))+"
    )
    already = (
        r"(?:deja|already) (?:dite?s?|citee?s?|notee?s?|mentionnee?s?|said|mentioned|listed|covered|ecrit)(?: "
        r".{0,25})?"
    )
    return re.compile(
        rf"{sorry}(?:(?:no|not any|none|pas|sans|aucune?|zero) {of}{ideas}(?: (?:a|to) (?:dire|ajouter|proposer|"
        rf"donner|add|"
        rf"offer|share))?|(?:rien|nothing)(?: {nothing})*|{_does_not_know(of + ideas)}|aucune?|none|neant|not "
        rf"sure|unsure|"
        rf"idk|dunno|no clue){_TAIL}|{refers}|{already}|(?:ditto|idem|ibid|tbd|tbc|{_LATER}|pass|skip|joker|je "
        rf"passe|i "
        rf"pass){_TAIL}|"
        rf"{_SORRY}"
    )


@cache
def _thanks() -> re.Pattern[str]:
    much = (
        r"(?:beaucoup|bcp|encore|infiniment|bien|mille fois|a nouveau|d avance|so much|very much|a lot|a "
        r"million|again|everyone|all|both|folks|team|guys)"
    )
    before = r"(?:(?:un|mille|tres|special|big|great|grand|grands|immense|many|a|bravo et|et|nous|super|top) )*"
    to = (
        r"(?:a|au|aux|pour|to|for|from|d avoir|d etre|de (?:votre|vos|la part|nous avoir|m avoir|l accueil)|"
        r"tous|toutes|tout le monde|les|l equipe)"
    )
    return re.compile(
        rf"{before}(?:(?:very )?(?:great|good|lovely|nice|excellent|super)|(?:tres )?(?:belle|bonne|bon|"
        rf"super))(?: and \w+)?"
        r" (?:session|evening|day|workshop|meeting|event|discussion|team|soiree|journee|rencontre|ambiance|"
        r"atelier|reunion|"
        r"seance|moment|equipe)(?: (?:everyone|all|a tous|a toutes|tous|team|merci|thanks|thank you|et merci a "
        r"tous))?|"
        rf"{before}(?:merci|mercis|thanks?(?: you)?|thx|cheers|bravo)(?: {much})*(?: {to}(?: .{{1,120}})?)?"
        r"|(?:on|nous|je|we|i) (?:vous |would like to |voudrions |voulons |tenons a |tiens a )?(?:remercie|"
        r"remercions|remercier|thank)\b.{0,120}"
    )


_COUNTED_WHAT = (
    r"(?:votants?|participante?s?|personnes?|gens|presente?s?|habitante?s?|inscrite?s?|voters?|people|"
    r"persons?|participants?|attendees|"
    r"adults|ballots?|bulletins?|suffrages?|votes?|voix|gommettes?|pastilles?|points?|dots?|stickers?|"
    r"tables?|groupes?|"
    r"groups?|idees?|ideas?|reponses?|responses?|answers?|absente?s?|abstentions?|contributions?|propositions?|"
    r"post its?|cards?|cartes?)"
)


@cache
def _counts_people() -> re.Pattern[str]:
    """Return the forms of `Number of voters 19`, `19 voters`, `12 personnes présentes`."""
    what = _COUNTED_WHAT
    state = (
        r"(?: (?:presente?s?|present|voted|attended|came|here|there|au total|en tout|in total|in all|"
        r"exprimee?s?|cast|"
        r"blancs?|nuls?|autour de la table|a (?:la|cette) table|(?:at|around) (?:the|this|our) table|in the room|"
        r"dans la salle|ont vote|recueillie?s?|collected|used|posee?s?|perdue?s?|lost|spoilt|blank|valides?|valid))*"
    )
    number = r"(?:environ |about |around |plus de |over )?\d{1,4}"
    return re.compile(
        rf"(?:nombre|nb|nbre|number|no|total)(?: total)?(?: (?:de|d|des|of|par|per))?(?: (?:la|les|the))? "
        rf"{what}{state}(?: (?:de|par|of|per) .{{1,30}}?)? {number}\b.{{0,60}}"
        rf"|{number} {what}{state}"
        rf"|(?:attendance|turnout|affluence|participation|presence|votants|voters|exprimes|abstentions?|blancs|"
        rf"nuls|bulletins|ballots|"
        rf"suffrages) {number}(?: {what}{state})?"
    )


@cache
def _made_by() -> re.Pattern[str]:
    """Return the forms of `Counted by P.07`, `Retranscrit par l’animatrice`, `typed up on Sunday`."""
    english = (
        r"(?:counted|tallied|reported|presented|typed|transcribed|noted|written|recorded|compiled|collected|"
        r"checked|verified|"
        r"facilitated|moderated|hosted|minuted|summari[sz]ed|copied|prepared|entered|scanned|votes counted|"
        r"notes taken|notes)"
    )
    french = (
        r"(?:compte|depouille|rapporte|presente|tape|saisi|retranscrit|transcrit|note|redige|releve|recopie|"
        r"copie|relu|"
        r"verifie|anime|modere|recueilli|restitue|scanne|notes prise)"
    )
    return re.compile(
        rf"^(?:(?:ideas|idees|votes|notes|results|resultats) )?(?:{english}(?: (?:up|down|out|and (?:typed|"
        rf"checked|counted)))* (?:by|from) .|"
        rf"{french}e?s?(?: et (?:\w+))? (?:par|d apres|a partir d) .)|\b(?:typed|written|copied) up (?:on|by|"
        rf"from|the|after|at)\b"
        r"|\b(?:retranscrit|recopie|retape)e?s? (?:le|par|depuis|d apres|dimanche|lundi|ce|hier)\b"
    )


@cache
def _on_the_notes() -> re.Pattern[str]:
    """Return the forms of remarks on the notes: `The photo is blurred`, `I will ask`, `Je n’ai pas pu lire`."""
    noted = (
        r"(?:photos?|pictures?|flip ?charts?|paper ?boards?|feuilles?|sheets?|affiches?|posters?|writing|"
        r"ecriture|handwriting|"
        r"post its?|mots?|words?|lignes?|lines?|scans?|enregistrement|recording|pages?|notes?)"
    )
    bad = (
        r"(?:blurred|blurry|illegible|unreadable|inaudible|missing|cut off|too (?:small|dark)|lost|floue?s?|"
        r"illisibles?|"
        r"inaudibles?|manquante?s?|coupee?s?|abimee?s?|perdue?s?|dechiree?s?)"
    )
    will = r"(?:ask|check|find out|confirm|complete|send (?:it|them|the)|add (?:it|them|the)|type|scan|correct|finish)"
    sera = (
        r"(?:demanderai|redemanderai|verifierai|enverrai|completerai|finirai|relancerai|rajouterai|corrigerai|"
        r"vais (?:demander|verifier|redemander|completer|relancer|envoyer))"
    )
    whom = (
        r"(?: (?:him|her|them|it|again|tomorrow|demain|lundi|ce soir|plus tard|later|(?:a|au|aux|with|avec|to)? "
        r"?(?:p \d|la |the |"
        r"l )?(?:table|host|anim\w+|participante?s?|rapporteu\w+|groupe|group|\d)\b.{0,30}))?"
    )
    return re.compile(
        rf"\b{noted}\b.{{0,50}}\b(?:is|are|was|were|est|sont|etait|etaient|a ete|ont ete) (?:\w+ )?{bad}\b|"
        rf"^(?:la |the |une |a |\d+ )?{noted} {bad}$|\bi (?:will|ll|shall|am going to|m going to|need to|have "
        rf"to) {will}{whom}$|"
        rf"\bje (?:vous |le |la |les |l |lui |leur )*{sera}{whom}$|"
        r"\bi (?:could not|couldn t|can t|cannot|did not|didn t|was not able to) (?:\w+ )?(?:read|hear|catch|"
        r"note|decipher|make out)\b|"
        r"\bje (?:n ai|ne suis|n arrive|ne) (?:pas|plus|rien)? ?(?:parvenue? a|reussi a|pu|su|a|arrivee? a)? "
        r"?(?:re)?(?:lire|relire|"
        r"noter|entendre|dechiffrer|comprendre|entendu|compris)\b"
    )


@cache
def _label_of_notes() -> re.Pattern[str]:
    counting = r"(?:depouillement|scrutin|comptage|recomptage|decompte|recount|tally|counting|count)"
    people = r"(?:scrutat\w+|scrutineers?|assesseurs?|tellers?|counters?)"
    return re.compile(
        rf"(?:(?P<source>sources?|origine|provenance)|{counting}|(?P<people>{people}|votes counted by|counted by))"
        rf"(?: (?:des?|of|du)(?: "
        rf"(?:the|la|les))?"
        r" (?:votes?|idees|ideas|notes|donnees|data|photos?))?"
    )


@cache
def _counted_label() -> re.Pattern[str]:
    """Return what stands before a number of people or votes: `Nombre de votants : 19 (dont 2 enfants)`."""
    return re.compile(
        r"(?:nombre|nb|nbre|number|no|total)(?: total)?(?: (?:de|d|des|of|par|per))?(?: (?:la|les|the))?"
        rf" {_COUNTED_WHAT}(?: .{{1,30}})?|(?:total|nb)(?: .{{1,20}})?|"
        r"(?:attendance|turnout|affluence|participation|presence|presents?|votants|voters|voix|votes|exprimes|"
        r"abstentions?|"
        r"blancs|nuls|bulletins|ballots|suffrages|people|personnes|participants|inscrits)(?: .{1,30})?"
    )


@cache
def _role() -> re.Pattern[str]:
    return re.compile(
        r"(?:rapporteu\w*|animat\w*|secretaire|scribe|facilitat\w*|moderat\w*|timekeeper|notetaker|note taker|"
        r"reporter|"
        r"spokesperson|porte parole|preneu\w* de notes|notes?|presente(?:e)? par|qui a note)"
    )


@cache
def _first_choice() -> re.Pattern[str]:
    """Return the forms of `Priorité`, `Notre coup de cœur`, `Top priority of the table`."""
    first = (
        r"(?:top )?(?:priorites?|priority|priorities)(?: (?:retenue?|choisie?|absolue?|chosen)s?)?|"
        r"(?:idees? |propositions? |ideas? )?(?:prioritaires?|"
        r"preferee?s?|favourites?|"
        r"favorites?|retenue?s?|gagnante?s?|phares?|coups? de coeur)|(?:favou?rite|main|top|best|winning|"
        r"preferred|chosen) "
        r"(?:ideas?|choice|proposal)|coups? de coeur|winner|(?:en )?conclusions?|in conclusion|choix(?: final)?"
    )
    of = (
        r"(?: (?:de|of|pour|for|du) (?:la |the |notre |our |cette |this )?(?:table|groupe|group|soiree|salle|"
        r"room|evening|day|journee|atelier|tous|all)\b.{0,12})?"
    )
    return re.compile(
        rf"(?:nos |notre |our |the |la |le |les |vos )?(?:{first}){of}(?: (?:n |no )?\d{{1,2}})?(?: (?:absolue|"
        rf"numero un|1))?"
    )
