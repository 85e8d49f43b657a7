"""The words people and programs write above columns, and in the cells that name a table."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal, TypeAlias

from facilitate.domain.text import folded
from facilitate.workshop.intake.table_titles import named_in, table_within

# What a column holds by its name. `title`, `idea`, `body` and `summary` are texts; `exists` and `creates` are questions
# that are answered by yes and no; what follows `ref` never becomes an idea, a detail or a table by a guess.
Role: TypeAlias = Literal[
    "table", "group", "status", "exists", "creates", "category", "title", "idea", "body", "summary", "ref",
    "number", "person", "contact", "place", "date", "count", "link", "other",
]  # fmt: skip
TEXTS: tuple[Role, ...] = ("title", "idea", "body", "summary")


def _names(*lines: str) -> tuple[str, ...]:
    return tuple(name.strip() for line in lines for name in line.split(","))


def _words(words: str) -> frozenset[str]:
    return frozenset(words.split())


# Whole names; of two columns for one thing the name that comes first here wins. A bare `n°` mostly numbers the rows.
NAMES: dict[Role, tuple[str, ...]] = {
    "table": _names(
        "table, tables, n table, no table, num table, numero table, numero de table, n de table, table n, table no",
        "table numero, table number, number of table, no de table, nom de table, nom de la table, table name",
        "numero de la table, n de la table, table d origine, tisch, tischnummer, tisch nr, mesa, numero de mesa",
        "tavolo",
    ),
    "group": _names("groupe, groupes, group, groups, gruppe, gruppen, grupo, grupos, numero de groupe, group number"),
    "status": _names(
        "statut, statuts, status, etat, state, existant ou a creer, existant a creer, existing or to create",
        "existing to create, existante ou a creer, existante a creer, a creer ou existant, a creer existant",
        "to create or existing, to create existing, estado, zustand, statut de l idee, avancement",
        "etape, stade, stage, stato, situation de l idee",
        "ou en est on, ou en sommes nous, ou en est elle, ou en est ce",
    ),
    "exists": _names(
        "existe deja, existe, existant, existante, deja existant, deja existante, existing, exists, already exists",
        "already existing, ca existe, ca existe deja, existe t il deja, existe t elle deja, deja en place, deja la",
        "vorhanden, bereits vorhanden, existiert, existiert bereits, existiert schon, ya existe, existente",
    ),
    "creates": _names("a creer, to create, to be created, new, nouveau, nouvelle, neu, zu schaffen, por crear, nuevo"),
    "category": _names(
        "item, items, categorie, categories, category, theme, themes, thematique, thematiques, typologie, typology",
        "rubrique, topic, topics, type, axe, kategorie, thema, categoria, tema, list name, nom de la liste, liste",
    ),
    "title": _names(
        "titre, title, intitule, libelle, titel, titulo, titolo, sujet, subject, objet, headline, heading, betreff",
        "header, en tete, entete",
        "nom de l idee, nom de la proposition, name of the idea, idea name, asunto, card name, card title",
        "nom de la carte, titre de la carte, task name, task title, nom de la tache, issue name",
    ),
    "idea": _names(
        "idee, idees, idea, ideas, texte de l idee, proposition, propositions, proposal, proposals, piste, pistes",
        "contribution, contributions, suggestion, suggestions, formulation, enonce, action, actions",
        "vorschlag, vorschlage, ideen, propuesta, propuestas, sugerencia, proposta, besoin, besoins",
        "projet, projets, project, projects, projekt, solution, solutions, mesure, mesures, recommandation",
        "recommandations, recommendation, recommendations, levier, leviers, initiative, initiatives",
    ),
    "body": _names(
        "texte, text, contenu, content, body, description, detail, details, precisions, precision, explication",
        "explications, developpement, comment, comments, commentaire, commentaires, message, messages, reponse",
        "reponses, response, responses, answer, answers, avis, opinion, feedback, remarque, remarques, post, posts",
        "note, notes, card, carte, cartes, cards, sticky note, sticky notes, post it, post its, postit, argument",
        "arguments, beschreibung, kommentar, antwort, inhalt, descripcion, contenido, comentario, respuesta, mensaje",
        "corps, corps du texte, corps du message, corps du post",
        "descriptif, presentation, texto, descrizione, testo, what, quoi, argumentaire, expression, verbatim",
        "verbatims, statement",
    ),
    "summary": _names("resume, summary, chapo, abstract, zusammenfassung, resumen, accroche, teaser, extrait"),
    "ref": _names("repere, reference, ref, references, reperes"),
    "other": _names("etablissement, service, ecole, classe, niveau, metier, poste, secteur, quartier, nature du lieu"),
}  # fmt: skip

# Words inside longer names. A word of the first rank tells what the column is about whatever stands beside it.
_WORDS: dict[Role, str] = {
    "contact": (
        "email mail emails courriel courriels mel phone telephone telefon telefono tel mobile portable adresse "
        "address anschrift direccion zip zipcode postal postcode cp iban whatsapp"
    ),
    "link": (
        "url uri lien liens link links href permalink image images photo photos picture attachment attachments "
        "fichier fichiers file files video slug website site"
    ),
    "date": (
        "date dates datum fecha time timestamp horodateur horodatage heure created updated published modified "
        "submitted datetime submitdate zeitstempel duration duree jour day annee year"
    ),
    "count": (
        "votes vote supports support likes like dislikes count counter nombre nb score agrees disagrees agree "
        "disagree agreed disagreed passes total rank rang rating followers endorsements upvotes downvotes votants "
        "points stimmen votos favoris abstentions percent pourcentage moderated participants voters"
    ),
    "number": (
        "id ids uuid guid code codes identifiant identifier cle key numero num number nummer nr no n index idx "
        "hash token startlanguage lastpage seed ip"
    ),
    "person": (
        "author authors auteur auteurs autrice user users username utilisateur utilisatrice pseudo pseudonyme nom "
        "noms prenom prenoms name names participant participante member membre owner createur creator respondent "
        "repondant civilite firstname lastname surname nachname vorname apellido apellidos contact voter "
        "organisateur rapporteur rapporteuse animateur animatrice porteur porteuse teilnehmer verfasser autor "
        "autora salutation facilitateur facilitatrice moderateur reporter assignee assign assigned assigne responsable "
        "inscrit inscrite"
    ),
    "place": (
        "ville city commune communes district districts latitude longitude lat lon lng geo coordinates "
        "coordonnees location country pays region departement stadt ciudad geocode"
    ),
    "other": (
        "age genre gender sexe organisation organization structure profession job language langue locale consent "
        "rgpd gdpr recontacte recontactee recontacter newsletter version source origine couleur color colour type "
        "archived role parent reply organisme entreprise company employeur fonction hear heard entendu connu"
    ),
}  # fmt: skip
_SUBJECTS: dict[Role, str] = {
    "status": "statut status state etat estado",
    "category": (
        "categorie category categories theme themes thematique thematiques topic topics rubrique tag tags label "
        "labels etiquette etiquettes scope taxonomie taxonomies taxonomy typologie kategorie thema categoria item"
    ),
    "table": "table tables tisch mesa",
    "group": "groupe group gruppe grupo",
    "title": "titre title intitule titel titulo headline sujet subject objet",
    "body": (
        "body descriptif texte text textes corps contenu content description descriptions detail details message "
        "comment comments commentaire commentaires commentary beschreibung descripcion explication explications "
        "explain expliquez decrivez decrire describe precisez precisions reponse answer avis opinion html beschreiben"
    ),
    "summary": "summary resume chapo abstract zusammenfassung resumen",
    "idea": (
        "idee idees idea ideas proposition propositions proposal proposals piste pistes suggestion suggestions "
        "contribution contributions vorschlag vorschlage ideen propuesta propuestas proposez suggerez propose "
        "suggest besoin besoins action actions proposta proponer proponez souhait souhaits envie "
        "envies projet projets project projects projekt solution solutions mesure mesures recommandation "
        "recommandations levier leviers initiative initiatives"
    ),
}
FIRM_WORDS: dict[str, Role] = {word: role for role, words in _WORDS.items() for word in words.split()}
SUBJECT_WORDS: dict[str, Role] = {word: role for role, words in _SUBJECTS.items() for word in words.split()}
# What people put around a name; what a program puts before all of its names; what joins the parts of a name; what a
# question of a form begins with.
AROUND = _words(
    "votre vos notre nos mon ma mes ton ta tes son sa ses le la les l un une des du de d the a an your our my "
    "their quelle quel quels quelles est sont ihre ihr ihren deine dein die der das su sus tu tus mi il lo i "
    "gli what is are ici here merci please veuillez saisir saisissez indiquez enter write ecrivez principale "
    "proposee proposed"
)
BEFORE = _words("contribution proposal idea comment submission question opinion item fields field form node")
JOINING = _words("de du des d l la le les of for pour sur au aux a en dans by par from the et and")
FORM_WORDS = _words("votre vos your ihre ihr deine su sus tu tus quelle quelles quel quels comment")
EXISTENCE_WORDS = _words("gibt hay existe existent existant existante exist exists existing existiert vorhanden")
NUMBER_WORDS = _words("numero num number nummer nr no n nom name")
# What the cards of a board are; and the words of a column that says it.
KINDS_OF_CARDS = frozenset(
    _names(
        "idee, idees, idea, ideas, photo, photos, image, images, picture, pictures, question, questions, sticky, note",
        "notes, sticky note, stickynote, stickies, post it, postit, texte, text, carte, card, cards, video, videos",
        "lien, link, url, web, site, fichier, file, document, doc, pdf, audio, dessin, drawing, forme, shape, cadre",
        "frame, zone, zone de texte, text box, textbox, titre, title, section, commentaire, comment, sondage, poll",
        "vote, connecteur, connector, line, ligne, fleche, arrow, embed, gif, emoji, icone, icon, groupe, group, idee"
        " libre, media, tableau, table, mindmap, stamp, code, preview, app card, web page, page web",
    )
)
KIND_WORDS = _words("type kind categorie category")

# What some tools write in a second line of their header.
SECOND_HEADERS = frozenset(
    _names("open ended response, response, reponse ouverte, reponse libre, reponse, offene antwort, respuesta abierta")
)

_EXACT: dict[str, tuple[Role, int]] = {
    name: (role, rank) for role, names in reversed(NAMES.items()) for rank, name in reversed(list(enumerate(names)))
}

_TABLE_WORDS = "table|tbl|t|groupe|group|grp|tisch|mesa|tavolo|gruppe|grupo|equipe|team|ilot"
_TABLE_CELL = re.compile(rf"(?:(?:{_TABLE_WORDS})\b)?\s*(?:(?:n|no|nr|numero|number)\b)?\s*0*([0-9]{{1,6}})(?:\s0+)?")
_SHORT_TABLE = re.compile(r"(?:t|tbl|table|g)\s?0*([0-9]{1,6})")
# `2 - les aînés`, `2 (rapporteuse : P.07)`: the number stands first and apart.
_NUMBER_AND_NAME = re.compile(r"\s*0*([0-9]{1,4})\s*(?:[:.)\u2013\u2014-]\s+[^\W\d]|\([^()]{1,80}\)\s*$)")
_LONGEST = 200


def plain(words: str) -> str:
    """Fold a cell to bare words: case, accents, punctuation and blanks do not count."""
    return " ".join(re.findall(r"[a-z0-9]+", folded(words[:_LONGEST])))


def exactly_named(name: str) -> tuple[Role, int] | None:
    """What a whole name in plain words says, and its rank among the names of the same thing."""
    return _EXACT.get(name)


def is_idea_title(line: str) -> bool:
    """Tell whether a line is only the word “ideas”: a title, not an idea."""
    found = _EXACT.get(plain(line))
    return found is not None and found[0] in ("idea", "title", "body") and found[1] < _PLAIN_TITLES[found[0]]


# The names of a lone line or column that are a title and no idea: “Idées”, “Texte”, “Description”.
_PLAIN_TITLES: dict[Role, int] = {"idea": 14, "title": 4, "body": 6}


def table_of(cell: str) -> int | None:
    """Read `3`, `Table 3`, `T3`, `n° 3`, a spreadsheet's `3.0` or `Table 3 : the elders`; None for no table number."""
    if cell.lstrip().startswith(("-", "+")):
        return None
    words = plain(cell)
    found = _TABLE_CELL.fullmatch(words) or _SHORT_TABLE.fullmatch(words)
    if found:
        return int(found[1])
    if titled := named_in(cell):
        return titled.table if not titled.name or titled.apart or not titled.in_words else None
    named = _NUMBER_AND_NAME.match(cell[:_LONGEST])
    return int(named[1]) if named else None


def table_in_column(cell: str) -> int | None:
    """Read a cell of a column of tables, be the table named within it: `Le marché / Table 2`."""
    found = table_of(cell)
    return table_within(cell) if found is None else found


def are_lists(cells: Sequence[str]) -> bool:
    """Whether the lists of a board are tables, but for one or two: `Instructions` beside `Table 1` and `Table 2`."""
    kinds = set(cells)
    named = {cell: titled.table for cell in kinds if (titled := named_in(cell)) and titled.rank == "table"}
    tables = set(named.values()) - {None}
    mostly = 2 * sum(cell in named for cell in cells) >= len(cells)
    return len(tables) > 1 and mostly and len(kinds) - len(named) < len(tables)
