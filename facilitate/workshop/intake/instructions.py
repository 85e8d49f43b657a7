"""What a text says to those who read or fill it in, and is no idea: `Merci de rendre cette feuille`, `Let me know`."""

from __future__ import annotations

import re
from functools import cache

# In plain letters, as the first word of a line is looked for.
BEGIN_INSTRUCTIONS = frozenset(
    """
    merci priere veuillez please kindly pensez rendez rapportez remettez ramenez deposez return hand give
    feuille fiche sheet form formulaire questionnaire tournez turn tsvp pto ne do don 1 une one souhaitez voulez veux
    souhaites would sure certainly of bien completez remplissez fill voir see ecrire ecrivez write
    """.split()  # noqa: SIM905 -- a list of quotes and commas is not read by anybody
)

_BY_ASSISTANTS = (
    "généré",
    "generat",
    "ncorrect",
    "accura",
    "nexact",
    "xactitude",
    "mistakes",
    "rreurs",
    "copilot",
    " by ai",
    "ar l’ia",
    "ar ia",
)


@cache
def to_readers() -> re.Pattern[str]:
    """Return the form of what is said to who reads: `Dites-moi si…`."""
    return re.compile(
        r"(?:(?:dites|dis) (?:moi|nous)|n hesite[zs]? pas|let (?:me|us) know|feel free to|(?:je|nous) (?:reste|restons|"
        r"suis joignable|suis disponible)|(?:je|nous) vous (?:envoie|envoyons|joins|joignons|remercie|remercions|"
        r"transmets)|ci joint|please find|vous trouverez|en piece jointe|hope this|j espere que (?:tu|vous|cela|ca)|"
        r"pour rappel|(?:souhaitez|voulez|veux|souhaites) (?:vous|tu) que je|would you like me to|"
        r"do you want me to|(?:sure|certainly|of course|bien sur) (?:here s|here is|here are|voici))\b.*"
    )


@cache
def invites() -> re.Pattern[str]:
    """Return the form of what invites to write: `Écrivez vos idées ici`."""
    return re.compile(
        r"(?:merci d )?(?:ecri(?:vez|re)|note[zr]|ajoute[zr]|mettez|deposez|saisissez|inscrivez|write|add|put|type|"
        r"post) (?:ici |here |down )?(?:vos|votre|your|une|un|an?) (?:\w+ )?(?:idees?|propositions?|ideas?|proposals?|"
        r"notes?)"
        r"(?: (?:ici|ci dessous|en dessous|sous|below|here|under|in|dans|sur|a raison|par|une par|one)\b.*)?|"
        r"(?:bienvenue (?:sur|dans|a)|welcome to) (?:le |la |l |ce |cet |cette |notre |the |this |our )?"
        r"(?:pad|document|mur|tableau|board|page|espace|atelier|reunion|rencontre|workshop|meeting|session|tou[st]\w*)\b.*"
    )


@cache
def instructs() -> re.Pattern[str]:
    """Return the form of what a sheet asks of those who fill it in: `Feuille à rendre à l’animateur`."""
    sheet = r"(?:feuille|fiche|sheet|form|formulaire|questionnaire)s?"
    this = r"(?:cette|ce|la|le|les|votre|vos|this|the|your|that)"
    asked = (
        r"(?:rendez|remettez|rapportez|ramenez|deposez|return|hand in|hand back|give back|completez|remplissez|fill in)"
    )
    # Without a polite word, these may begin an idea: “rendre la page plus claire”.
    politely = (
        r"(?:rendre|remettre|rapporter|ramener|deposer|completer|remplir|laisser|garder|retourner|tourner|leave|keep)"
    )
    return re.compile(
        rf"{asked} {this} {sheet}\b(?: .{{0,50}})?"
        rf"|(?:merci de|priere de|veuillez|please|kindly|pensez a|n oubliez pas de) (?:bien vouloir |nous )?"
        rf"(?:{politely}|{asked}) {this} (?:{sheet}|document|papier|page|tableau)\b(?: .{{0,50}})?"
        rf"|{sheet} (?:a|to be) (?:rendre|remettre|returned|completer|remplir|filled in|retourner|completed)\b.*"
        r"|(?:tournez la page|turn over|turn the page|tsvp|pto|voir au (?:dos|verso)|see (?:over|overleaf))(?: svp)?"
        r"|(?:merci de |veuillez |please )?(?:ne (?:rien|pas) ecrire|do not write|don t write) .{0,40}"
        r"|(?:une?|1|one) (?:seule )?(?:idee|idea|proposition|proposal) (?:par|per) "
        r"(?:ligne|line|post it|case|carte|row)"
        r"|(?:une|1|one) (?:idee|idea) (?:1|une|one) (?:ligne|line|post it)"
        r"|(?:merci d |veuillez |please )?(?:ecrire|ecrivez|write) (?:lisiblement|legibly|clearly|en majuscules|"
        r"in capitals?)\b.{0,30}"
    )


@cache
def of_assistant() -> re.Pattern[str]:
    """Return the form of what assistants write of their own work: `AI-generated content may be incorrect`."""
    made = r"(?:generee?s?|cree?e?s?|ecrite?s?|redigee?s?|produite?s?|generated|created|written|summarized)"
    return re.compile(
        rf"(?:.{{0,60}} )?{made}(?: automatiquement| automatically)? (?:par|by|avec|with|using) (?:l )?(?:une )?"
        r"(?:ia|ai|intelligence artificielle|artificial intelligence|copilot|gemini|chatgpt)\b.*|"
        r"(?:ai|ia) generated\b.*|.{0,80}\b(?:may|might|can|could|peut|peuvent) (?:be|etre|contenir|contain|include|"
        r"make) (?:\w+ )?(?:incorrect\w*|inaccura\w*|inexact\w*|wrong|mistakes|errors?|erreurs|"
        r"des erreurs|erronees?)\b.*|"
        r".{0,80}\b(?:to make sure|for|verifiez|pour verifier|check|verify) (?:\w+ ){0,3}(?:accura\w+|exactitude|"
        r"mistakes|"
        r"correct)\b.*"
    )


def may_be_of_assistant(text: str) -> bool:
    """Whether one of the words is there that such lines are made of: most end here."""
    small = text.lower()
    return any(part in small for part in _BY_ASSISTANTS)
