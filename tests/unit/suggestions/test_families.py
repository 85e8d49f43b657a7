"""Which words a reason may call the same or similar: those of one family, and none that only begin alike."""

from __future__ import annotations

import pytest

from facilitate.matching.lexical import LexicalMatcher
from facilitate.workshop.suggestions.contract import CategoryText, ProposalText, Texts
from facilitate.workshop.suggestions.families import family
from facilitate.workshop.suggestions.texts import reason_message

KIN = {
    "fr": """
marché marchés|marcher marchent|communiquer communication|lycée lycéens|lycéenne lycéen|école écoliers|cheval chevaux|
local locaux|locale locaux|travail travaux|travailleur travailleuse|travailler travailleurs|animation animer|
animateur animatrice|animé animation|créer création|créateur création|former formation|partagé partage|
partagés partager|étudiant étudiante|coopération coopérer|coopérative coopératif|organisation organiser|
organisé organisateur|écologie écologique|écologiste écologie|économie économique|pédagogie pédagogique|
habitant habiter|habitants habitation|participer participation|participant participants|participatif participation|
éducation éducatif|éducateur éduquer|équipement équiper|changer changement|jardinier jardins|jardiner jardin|
alimentation alimentaire|alimentaire aliment|social sociaux|visite visiter|rencontrer rencontre|échanges échanger|
citoyen citoyenne|européen européenne|représentant représenter|œuvre oeuvres|financer financement|recrutement recruter|
numérique numériques|public publique|publics publiques|sportif sportives|cuisine cuisinier|
solidaires solidarité|mobile mobilité|actif activités|municipal municipalité|ÉCOLE ecoles""",
    "en": """
community communities|train training|trained trainings|share sharing|shared share|nurse nursing|nurses nurse|
organise organisation|communicate communication|educate education|inform information|invite invitation|
counsel counselling|box boxes|meeting meetings|house housing|study studies|studied study|quick quickly|
translate translation|schedules scheduled|garden gardening|work working""",
}
APART = {
    "fr": """
marché marcher|marchés marchent|commune communication|commune commun|communes communs|commune communauté|
communauté communication|porte porter|portes porteur|ferme fermer|livre livrer|poste poster|équipe équipement|
équipe équiper|département départ|quartier quart|chantier chant|solidaire solide|important importer|secrétaire secret|
directeur direct|cour course|cours course|carte carton|carte charte|général génération|transport translation|
partie parti|entretien entreprise|organe organisation|tour tourisme|compte comité|plan plante|classe classique|
cité citer|parent parenthèse|collège collectif|collecte collectif|culture culte|paysan pays|premier prime|papier pape|
port porte|portés portes|fermée ferme|marché marche|cours cour|fonds fond|côté cote|terrain terrasse|mission mixité""",
    "en": """
even evening|park parking|community communication|common community|depart department|apart apartment|number numb|
general generation|organ organisation|ward warden|opening housing|transport translation|family famine|bus business|
news new|goods good|
universe university|station state|staff stage|share shark|care career|rest restaurant|form formal|break breakfast""",
}
LISTS = [(language, kin, pairs) for kin, lists in ((True, KIN), (False, APART)) for language, pairs in lists.items()]


def pairs_of(text):
    return [tuple(pair.split()) for pair in text.replace("\n", "").split("|")]


@pytest.mark.parametrize(("language", "kin", "pairs"), LISTS)
def test_words_are_of_one_family_where_people_say_so(language, kin, pairs):
    wrong = [pair for pair in pairs_of(pairs) if (family(pair[0], language) == family(pair[1], language)) is not kin]
    assert wrong == []


@pytest.mark.parametrize(("language", "kin", "pairs"), LISTS)
def test_no_reason_calls_words_the_same_or_similar_that_are_of_two_families(language, kin, pairs):
    wrong = []
    for one, other in pairs_of(pairs):
        items = (ProposalText("a", f"Zzz {one}"), ProposalText("b", f"Yyyy {other}", "", "T1-01"))
        matcher = LexicalMatcher(Texts(items, (CategoryText("x", other),), language=language))
        said = [str(reason_message(reason)) for found in matcher.filing("a") for reason in found.because]
        shared = matcher.duplicate_pairs.because("a", "b")
        called = any("also" in each or "similar" in each for each in said)
        if called is not kin or bool(shared) is not kin:
            wrong.append((one, other, said, shared))
    assert wrong == []
