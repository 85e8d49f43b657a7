"""Lines of a text whose own words say that they may be no ideas: greetings, names, addresses, hours, chatter.

Each is told by its whole form, so that `Merci aux voisins : une fête` and `2 h de bénévolat` stay ideas.
"""

from __future__ import annotations

import re
from functools import cache

from facilitate.domain.errors import N_
from facilitate.domain.text import folded
from facilitate.workshop.intake.attendance import says_who
from facilitate.workshop.intake.beside_ideas import GREETING, NAME, beside_ideas
from facilitate.workshop.intake.closings import BEGIN_CLOSINGS, is_closing
from facilitate.workshop.intake.contact_lines import holds_contact
from facilitate.workshop.intake.empty_answers import NO_ANSWER
from facilitate.workshop.intake.instructions import (
    BEGIN_INSTRUCTIONS,
    instructs,
    invites,
    may_be_of_assistant,
    of_assistant,
    to_readers,
)
from facilitate.workshop.intake.letter_parts import BEGIN_LETTERS, ends_letter, greets
from facilitate.workshop.intake.minutes import is_who
from facilitate.workshop.intake.no_ideas import is_titled

CONTACT = N_("This line contains an e-mail address, a telephone number or a postal address.")
PROGRAM = N_("This may be a line added by software (export, page, link), not an idea.")
CHATTER = N_("This may be a reply to someone, not an idea.")

_LONGEST = 200
_LONGEST_NAME = 50
_LONGEST_PHRASE = 60
_MOST_WORDS_OF_A_NAME = 4
_MOST_BLANKS = 7  # of a name with what the person does
_FEWEST_LETTERS = 3
_SHORTEST = 6
_NBSP = "\u00a0\u202f"
_FACES = re.compile(r"[:;]-?[)Dp(]")
_AROUND = re.compile(r"^[\W_]+|[\W_]+$")
_PARTICLES = frozenset(("de", "du", "des", "la", "le", "van", "von", "der", "den", "di", "el", "ben", "d", "da"))
_HELLO = frozenset(("bonjour", "bonsoir", "salut", "coucou", "hello", "hi", "hey", "rebonjour"))
_BYE = frozenset(
    (
        *(
            "bises",
            "bise",
            "la bise",
            "grosses bises",
            "bisous",
            "gros bisous",
            "a plus",
            "a",
            "biz",
            "bien a vous",
            "bien a vous tous",
        ),
        *("respectueusement", "bien respectueusement", "l equipe", "l equipe d animation", "merci bcp", "mille mercis"),
        *(
            "merci bcp a tous",
            "mille merci",
            "un grand merci",
            "thx",
            "thanks",
            "merci",
            "xoxo",
            "love",
            "yours",
            "best",
        ),
        *("regards", "warm regards", "kindest regards", "all the best", "take care", "the team", "cheers", "a tte"),
    )
)
_BEGIN_TITLES = frozenset(
    """
    nos les mes vos leurs toutes quelques our the my your their all some key main proposed suggested liste
    idee idees proposition propositions piste
    pistes contribution contributions ideas proposals suggestion suggestions ce what
    """.split()  # noqa: SIM905 -- a list of quotes and commas is not read by anybody
)
_CHATTER = frozenset(
    (
        *("ok", "okay", "oki", "ok merci", "ok super", "dac", "d ac", "d acc", "d accord", "daccord", "ca marche"),
        *("super", "top", "genial", "cool", "parfait", "nickel", "bravo", "yes", "oui", "non", "ouais", "yep", "nope"),
        *(
            "no",
            "go",
            "vu",
            "note",
            "c est note",
            "bien note",
            "bien recu",
            "c est bon",
            "1",
            "idem",
            "ibid",
            "vide",
            "illisible",
            "illegible",
            "pareil",
            "hello",
        ),
        *("moi aussi", "je suis d accord", "tout a fait", "exactement", "j arrive", "attends", "attendez", "je note"),
        *("une seconde", "on commence", "c est parti", "on y va", "a toi", "a vous", "a qui le tour", "excellent"),
        *("great", "perfect", "nice", "agreed", "i agree", "me too", "same", "same here", "sounds good", "got it"),
        *(
            "on it",
            "sure",
            "wait",
            "one second",
            "let s go",
            "good idea",
            "bonne idee",
            "excellente idee",
            "great idea",
        ),
        *("tres bonne idee", "super idee", "j aime bien", "j adore", "love it", "voila", "c est tout", "that s all"),
        *("brb", "omg", "omg yes", "ty", "ty all", "cya", "np", "yw", "ttyl", "gtg", "idk", "slt", "cc", "bjr", "bsr"),
        *("dsl", "on est combien", "vous etes ou", "can we vote now", "shall we start", "on peut voter", "on vote"),
        *("vous m entendez", "tu m entends", "can you hear me", "desole", "desolee", "sorry", "oups", "oops", "test"),
    )
)
_LAUGH = re.compile(r"(?:m+d+r+|l+o+l+|p+t+d+r+|x+d+|(?:a?h[aeiéo]+){2,}h?|rofl|lmao)")
_ALL_IDEAS = re.compile(
    r"\b(?:les|nos|mes|vos|the|our|my|your) (?:idees|propositions|pistes|ideas|proposals|suggestions)\b"
)
_VOTES = re.compile(r"\s*\+ ?1 (?:pour|avec|sur|à|for|with|on|to)\b", re.IGNORECASE)
_MENTION = re.compile(r"@[\u2068\u2069~]*(?:(?P<all>\+?\d[\d .-]{5,}|(?:everyone|all|here|channel|tous)\b)|[^\W\d_])")
_ANNOUNCES = frozenset(("voici", "voila", "ci", "here", "below", "these", "retrouvez"))
_EXPORTS = frozenset(
    """
    exported export exporte exportee generated genere generee generation powered propulse created cree creee made fait
    fabrique realise printed imprime sent envoye downloaded telecharge page copyright tous all mentions legal politique
    privacy unsubscribe se published publie last derniere document this ce view voir open ouvrir lien link
    """.split()  # noqa: SIM905 -- a list of quotes and commas is not read by anybody
)
_DISGUISED = re.compile(r"\w ?[\[({] ?(?:at|arobase|a|chez) ?[\])}] ?\w", re.IGNORECASE)
_BOARD = re.compile(
    r"(?:board|tableau|mural|frame|cadre|pad|wall|mur|team|équipe|owner|date)[ \u00a0]*:", re.IGNORECASE
)
_SIX_DIGITS = re.compile(r"(?:\D*+\d){6}")  # an address has no fewer
_FIRST_WORD = re.compile(r"[\W_]*([^\W_]+)")
_WORDS_OF_PEOPLE = frozenset(
    (
        *(phrase.split(" ", 1)[0] for phrase in (*_BYE, *_CHATTER, *BEGIN_LETTERS)),
        *BEGIN_CLOSINGS,
        *BEGIN_INSTRUCTIONS,
        *_HELLO,
        *("ecrivez", "ecrire", "notez", "noter", "ajoutez", "ajouter", "mettez", "deposez", "saisissez", "inscrivez"),
        *("write", "add", "put", "type", "post", "bienvenue", "welcome", "dites", "dis", "n", "let", "feel", "je"),
        *("nous", "ci", "please", "vous", "en", "hope", "j", "pour", "ha", "ah", "hi", "he", "c", "d"),
    )
)
_FIRST_WORDS = _WORDS_OF_PEOPLE | _EXPORTS
# Ideas begin with these too: what may end a meeting is told by a second word.
_ARTICLES = frozenset(("a", "au", "l", "la", "le", "un", "the", "on", "notre", "our", "nous", "we", "je", "d", "en"))
_HINTS = (
    "merci", "thank", "seance", "reunion", "rencontre", "assemblee", "session", "atelier", "meeting", "workshop",
    "prochain", "next", "retrouv", "bient", "vite", "demain", "revoir", "journee", "soiree", "bise", "equipe", "team",
    "meet", "document", "acc", "joint", "agree", "best", "+", "commence", "y va", "plus", "vous", "reste", "note",
)  # fmt: skip
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)


@cache
def _said_to_all() -> re.Pattern[str]:
    """Return the form of a greeting to all, or to few."""
    return re.compile(
        r"\w+ ?(?:(?:a |to )?(?:tou[st]\w*|tou·te·s|vous|all|everyone|everybody|les ami\w*|folks|team)\b(?! les)|"
        r"[,!.…](?: ?[^ ]+){0,3}$)"
    )


@cache
def _asks_to_note() -> re.Pattern[str]:
    """Return the form of `qui note ?`."""
    return re.compile(
        r"(?:.{0,25}\b)?(?:qui|tu|vous|on|quelqu un|who|you|someone|anyone|somebody)(?: (?:peux|peut|pouvez|veux|veut|"
        r"voulez|va|vas|allez|can|could|will|is|s|wants to|me|nous|le|la|les|y))* (?:notes?|notez|ecris|ecrit|ecrivez|"
        r"writes?|writing|(?:prends?|prenez|taking|takes?) (?:des |les |the )?notes?|commencez?s?|est la|etes la|es la)"
        r"(?: (?:ca|tout|les idees|stp|svp|please|this|it|down|the ideas))*"
    )


@cache
def _assent() -> re.Pattern[str]:
    """Return the form of `ok pour moi`."""
    return re.compile(
        r"(?:ok|d accord|c est bon|c est tout|pareil|idem|top|super|merci|parfait|fine|good|that s all|same)"
        r" (?:pour|for|a|from|chez) (?:moi|nous|me|us|(?:ma|notre|my|our) (?:table|part))|"
        r"(?:(?:je (?:suis|serais) |i m |moi aussi |tout a fait |entierement |totally )?(?:d accord|ok) avec|"
        r"(?:i )?(?:totally |fully )?agree(?:d)? with|same as|idem (?:que|pour|table|groupe|group)|pareil que) "
        r"(?:(?:la|le|the) )?\w+(?: \w+)?"
    )


@cache
def _street() -> re.Pattern[str]:
    """Return the form of a postal address."""
    return re.compile(
        r"\d{1,4}(?: ?(?:bis|ter))?,? (?:rue|avenue|av\.?|bd|boulevard|place|allee|allée|chemin|impasse|quai|cours|"
        r"route|square|passage)\b.{2,60}\b\d{5}\b",
        re.IGNORECASE,
    )


@cache
def _title_of_all() -> re.Pattern[str]:
    """Return the form of what stands above all ideas."""
    ideas = r"(?:idees?|propositions?|pistes?|contributions?|ideas|proposals|suggestions?)"
    whose = (
        r"(?:nos|les|mes|vos|leurs|toutes (?:les|nos)|quelques|our|the|my|your|their|all (?:the|our)|some|liste des?)"
    )
    return re.compile(
        rf"(?:{whose} {ideas}(?: (?:retenues|recueillies|notees|collected|noted))?|{ideas}) "
        rf"(?:d[eu] |des |du |of |from )?(?:la |le |l |notre |the |our )?(?:table|groupe|group|atelier|workshop)\b.*|"
        rf"(?:{whose} )?(?:(?:key|main|proposed|suggested|new) )?{ideas} (?:retenue|recueillie|notee|proposee|evoquee|"
        r"emise|issue|principale|cle|partagee|soumise|collected|noted|proposed|discussed|raised|suggested|shared)s?|"
        rf"{whose} {ideas}|(?:key|main|proposed|suggested) (?:ideas|proposals|suggestions)|{whose} {ideas} ideas|"
        rf"{ideas} (?:(?:et |and )?(?:votes?|points?|gommettes)|(?:non )?(?:retenues|abouties)|ecartees|abandonnees|"
        r"a creuser|a discuter|en vrac|en plus|"
        r"prioritaires|recueillies|kept|not kept|rejected|to discuss)|(?:rejected|other|more) ideas|"
        r"ce qu(?:i (?:est|a ete) (?:ressorti|dit|retenu|note)| on a (?:dit|retenu|note))\b.{0,30}|"
        r"what (?:came out|we said|we noted)\b.{0,20}"
    )


@cache
def _program() -> re.Pattern[str]:
    """Return the forms of what programs write."""
    tools = (
        r"miro|klaxoon|mural|padlet|framapad|framemo|etherpad|digipad|digiwall|digistorm|mentimeter|canva|notion|google|"
        r"microsoft|word|excel|powerpoint|onenote|teams|whatsapp|signal|telegram|slack|zoom|wooclap|beekast|slido|"
        r"jamboard|figma|figjam|trello|lucid\w*|stormboard|loomio|evernote|libreoffice|hedgedoc|cryptpad|wordpress|"
        r"limesurvey|framaforms|decidim|outlook|gmail|thunderbird|iphone|ipad|android|chatgpt|pandoc"
    )
    made = (
        r"(?:exporte?e?d?|generated|generee?|powered|propulsee?|created|creee?|made|faite?|fabriquee?|realisee?|"
        r"printed|imprimee?|sent|envoyee?|downloaded|telechargee?|published|publiee?|view|voir|open|ouvrir)"
    )
    way = (
        r"(?: automatiquement| automatically)?"
        r"(?: (?:from|by|with|using|in|on|as|depuis|de|par|avec|dans|sur|a partir de|via))?"
    )
    what = r"(?:(?:this|ce|le|the) )?(?:(?:document|board|pad|tableau|mur|message|file|fichier) )?"
    return re.compile(
        rf"{what}(?:(?:a ete|is|was|est|has been) )?{made}{way}(?: \w+)? (?:{tools})\b.*|"
        rf"{what}(?:exporte?e?d?|generated|generee?|export|printed|imprimee?)(?: automatiquement| automatically)?"
        r" (?:from|by|on|at|depuis|par|le|du|a partir de)\b.*|"
        r"(?:powered|propulsee?) (?:by|par) .*|(?:sent from|envoye (?:de|depuis)) (?:my|mon|ma) .*|"
        r"page \d+(?: (?:sur |of |de )?\d+)?|copyright\b.*|(?:tous droits reserves|all rights reserved)\b.*|"
        r"mentions legales|legal notice|politique de confidentialite|privacy policy|unsubscribe\b.*|"
        r"se (?:desinscrire|desabonner)\b.*|last (?:edited|modified|updated)\b.*|"
        r"derniere (?:modification|mise a jour)\b.*"
    )


def doubt_of(text: str, *, bulleted: bool = False) -> str:
    """The reason why a line may be no idea, by its own words; nothing where it says something."""
    if len(text) <= _LONGEST:
        if may_say_little(text) and (reason := _doubt_of_few_words(text, _plain(text))):
            return reason
        if is_a_name(text) or _names_role(text):
            return NAME
        if (not bulleted and is_mostly_link(text)) or _is_of_assistant(text):
            return PROGRAM
    return beside_ideas(text) or (CONTACT if _holds_contact(text) else "")


def _doubt_of_few_words(text: str, plain: str) -> str:
    if not plain:
        return NO_ANSWER  # nothing but signs
    if _is_greeting(text, plain):
        return GREETING
    if _is_chatter(text, plain):
        return CHATTER
    return PROGRAM if _is_of_program(text, plain) else ""


def may_say_little(text: str) -> bool:
    """Whether a line begins as those do that are looked at more closely: few others do, and it costs little."""
    found = _FIRST_WORD.match(text)
    if found is None or " " not in text or "?" in text or text[0] in "@©":
        return True
    first = folded(found[1])
    if first in _ARTICLES:
        plain = folded(text)
        return any(hint in plain for hint in _HINTS)
    return first in _FIRST_WORDS


def is_of_programs(word: str) -> bool:
    """Whether what begins with this word may say little as a line of a program only (`Page 3`), and is no name."""
    found = _FIRST_WORD.match(word)
    first = folded(found[1]) if found and not word.startswith(("@", "©")) else ""
    return first in _EXPORTS and first not in _WORDS_OF_PEOPLE and not _is_first_name(first)


def is_short(text: str) -> bool:
    """A word of a letter or two, in small letters: `ah`, and no `TV`."""
    return (
        len(text) <= _SHORTEST
        and (bare := _AROUND.sub("", text)).isalpha()
        and len(bare) < _FEWEST_LETTERS
        and (bare.islower())
    )


def is_title_of_all(text: str) -> bool:
    """`Nos idées`, `Ce qui est ressorti`, `Propositions de la table 3`."""
    first = _FIRST_WORD.match(text)
    if first is None or len(text) > _LONGEST_PHRASE or folded(first[1]) not in _BEGIN_TITLES:
        return False
    return _title_of_all().fullmatch(_plain(text)) is not None


def announces(text: str) -> bool:
    """`Voici nos idées :` above a list."""
    if not text.rstrip(f" {_NBSP}").endswith(":"):
        return False
    plain = _plain(text[:_LONGEST])
    return not _ANNOUNCES.isdisjoint(plain.split()) or _ALL_IDEAS.search(plain) is not None


def is_a_name(text: str, *, any_name: bool = False) -> bool:
    """Whether a line is the name of a person and nothing else: one that is known, or where it stands any."""
    if len(text) > _LONGEST_NAME or text.count(" ") > _MOST_BLANKS or not text.strip(" *_–—-.,")[:1].isupper():
        return False
    name, _gap, rest = _parted(text.strip(f" *_–—-.,!~{_NBSP}"))
    words = name.split()
    if not words or len(words) > _MOST_WORDS_OF_A_NAME or (rest and not says_who(rest)):
        return False
    if not all(_may_be_of_name(word) for word in words) or folded(words[0]) in _PARTICLES:
        return False
    return any_name or is_titled(name) or _is_first_name(words[0])


def _names_role(text: str) -> bool:
    """`Rédaction : Inès et Tom`: what people do, and their names."""
    key, colon, names = text.partition(":")
    if not colon or len(key) > _LONGEST_NAME or len(names) > _LONGEST_NAME or not is_who(key):
        return False
    first, *others = re.split(r"[,;/&]|\b(?:et|and)\b", names)
    return is_a_name(first) and all(is_a_name(each, any_name=True) for each in others)


def signs_letter(text: str) -> bool:
    """Whether a line right below a closing formula is who wrote: a name of any kind, or `Le groupe 3`."""
    if is_a_name(text, any_name=True):
        return True
    *before, group = _plain(text[:_LONGEST_PHRASE]).rstrip("0123456789 ").split() or [""]
    return group in ("groupe", "group", "table", "equipe", "team") and len(before) <= 1


def _parted(text: str) -> tuple[str, str, str]:
    """`Sophie, animatrice` and `Sophie (animatrice)` in two."""
    found = re.split(r",\s+|\s+[–—-]\s+|\s*\(", text, maxsplit=1)
    return found[0], "", found[1].rstrip(") ") if len(found) > 1 else ""


def _may_be_of_name(word: str) -> bool:
    bare = word.rstrip(".")
    if folded(bare) in _PARTICLES:
        return True
    letters = bare.replace("-", "").replace("’", "").replace("'", "")
    return bare[:1].isupper() and letters.isalpha()


def _is_first_name(word: str) -> bool:
    from facilitate.workshop.intake.first_names import ALSO_WORDS, FIRST_NAMES  # few lines look like names

    first = folded(word).split("-")[0]
    return first in FIRST_NAMES and first not in ALSO_WORDS


def _plain(text: str) -> str:
    """A short line in plain letters, its signs as blanks, without pictures around it."""
    bare = _AROUND.sub("", _FACES.sub(" ", text))
    return " ".join(re.findall(r"[^\W_]+", folded(bare)))


def _is_greeting(text: str, plain: str) -> bool:
    if plain in _BYE:
        return plain != "a" or text.strip().startswith(("A+", "a+", "@+"))
    first = plain.split(" ", 1)[0]
    if first in _HELLO and (plain == first or _said_to_all().match(folded(text.lstrip()))):
        return True
    return greets(text) or ends_letter(text) or is_closing(text) or _only_thanks(text, plain)


def _only_thanks(text: str, plain: str) -> bool:
    """`Merci à tous les bénévoles de la journée`; what stands behind a colon or a comma may be an idea."""
    thanks = plain.startswith(("merci a tou", "un grand merci a tou", "thanks to all", "thank you to all"))
    return thanks and not any(sign in text for sign in ":;,–—")


def _is_chatter(text: str, plain: str) -> bool:
    if text.startswith("@") and (mention := _MENTION.match(text)):
        return "?" in text or mention["all"] is not None
    if to_readers().fullmatch(plain):
        return True
    if len(plain) > _LONGEST_PHRASE:
        return False
    if plain in _CHATTER:
        return plain != "1" or text.strip().startswith("+")
    says = ("?" in text and _asks_to_note().fullmatch(plain)) or (plain[0] == "1" and _VOTES.match(text))
    return (
        bool(says)
        or any(shape.fullmatch(plain) for shape in (invites(), instructs(), _assent()))
        or _is_laughter(plain)
    )


def _is_laughter(plain: str) -> bool:
    return _LAUGH.fullmatch(plain.replace(" ", "")) is not None


def _is_of_assistant(text: str) -> bool:
    return may_be_of_assistant(text) and of_assistant().fullmatch(_plain(text)) is not None


def _is_of_program(text: str, plain: str) -> bool:
    if text.startswith(("©", "(c) ")):
        return True
    return plain.split(" ", 1)[0] in _EXPORTS and _program().fullmatch(plain) is not None


def is_mostly_link(text: str) -> bool:
    """`Le tableau : https://example.org/board/…`; links alone are refused elsewhere."""
    if "://" not in text and "www." not in text.lower():
        return False
    rest = _LINK.sub(" ", text)
    return 2 * len(rest.strip()) <= len(text) and len(rest.split()) <= _MOST_WORDS_OF_A_NAME + 1


def _holds_contact(text: str) -> bool:
    if "@" in text or _SIX_DIGITS.match(text):
        return _street().search(text) is not None or holds_contact(text)
    return ("[" in text or "(" in text) and _DISGUISED.search(text) is not None
