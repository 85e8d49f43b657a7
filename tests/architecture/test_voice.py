"""What people read sounds as somebody who leads such days would say it: no word of a list, one mood, one language."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from facilitate.cli.application import pages
from facilitate.cli.output import Output
from facilitate.i18n import Language
from facilitate.i18n.catalogue import FRAGMENTS, Msgid, answers
from facilitate.tui.navigation import SCREENS
from facilitate.tui.page import ALWAYS
from tests.architecture.test_messages import without_code
from tests.support.code import ONE_WORKER, extracted, translated

ROOT = Path(__file__).parents[2]
EXPORTS = ROOT / "exports" / "grande-rencontre-de-paris-2021"
PRINTED = ("report", "infographic", "matrix")  # the fragments whose French stands in files
pytestmark = ONE_WORKER

NOT_FRENCH_HERE = {
    r"séances?": "a sitting of a council; the event is a “rencontre”",
    r"repères?": "a landmark; T3-07 is a “référence”",
    r"indécis\w*": "people are undecided, not ideas: “en suspens”",
    r"en surbrillance": "nobody says it of a list: “sélectionné”",
    r"abîmée?s?": "too familiar of a file: “endommagé”",
    r"gestes?": "whimsical for an “opération”",
    r"horloges?": "what is left is on a “chronomètre”, the time of day is an “heure”",
    r"porteu[rs]\w*(?! d[e’])": "a “pilote”, which has one form",
    r"animat(?:eur|rice)s?|organisat(?:eur|rice)s?": "“l’équipe d’animation”, “l’organisation”: they have no gender",
    r"pour de bon|tombe juste|à neuf|nulle part ailleurs|laisse dehors|restent? dehors": "an image: say what happens",
    r"si rien n’est dit|quand rien n’est dit": "“par défaut”",
    r"voisines?": "two names alike are “proches”",
    r"bonne santé": "an image: “aucun problème détecté”",
    r"jetée?s?": "a copy is “supprimée”",
    r"il n’y a pas (?:de|d’)": "“introuvable”, “aucun”, “inconnu”",
    r"code QR": "it is called “QR code”",
    r"pour de vrai|ramenée? à (?:aujourd’hui|son heure)": "childish, or no French of a date",
    r"sur votre choix|pour la rencontre rien|rien ici ne compte": "translated word by word",
    r"ici, à créer ailleurs": "two tables of one room are no places: “selon les idées”",
    r"aucun élément|import (?:comme|sous forme)": "the words of a programmer: “aucun”, “importé comme”",
    r"et non idées?|reste dans son champ|champ vide": "a phrase of a form: nobody says it in the room",
    r"\(ici": "what was written is put as “et non …”",
    r"prévue de|fixée à|commencée à|sautée": "the title of a phase has any gender: “prévu :”, “début :”",
    r"fin prévue": "one word for one hour: “fin annoncée”",
    r"refus(?:e|ent|ée?s?)": "nobody refuses anybody’s idea: “non enregistrée”",
    r"non ouverte|émergente": "translated word by word",
    r"non citable, compté": "an order of words that nobody says: “n’est pas publié : …”",
    r"pas encore commencée": "agrees with a word that is not seen",
    r"faute d’accord": "whose agreement? “sans accord des personnes”",
    r"du dessus|(?:idée|point|table) au-dessus(?! d)": "“above” word by word: “qui précède”",
    r"(?-i:Peut-être) (?:un|une|le) .*": "no sentence: “C’est peut-être …, et non une idée.”",
    r"Quelle note|(?:Retirer|Remettre) une note": "an information, a constat, a propos: each by its own name",
    r"première formulation|premières formulations": "“premier texte”",
    r"utilisés actuellement": "“en service”",
    r"celle indiquée|en ce moment\)": "“celle que vous indiquez”, “celle qu’affiche …”",
    r"s’écrit comme T3.*": "“s’écrit ainsi : …”",
    r"titres à la ligne": "a column has a “nom”",
    r"mêmes programme": "“même programme, même typologie”",
    r"absence de \{\w+\}": "no elision before a name: “… : absence notée”",
    r"d’avance pour|\(fixe": "one quantity has one name: “de marge avant … (12 h 45)”",
    r"également ici|hors de la synthèse": "of windows: “autre fenêtre ouverte”, “pas dans la synthèse”",
    r"n’y change(?:nt)? plus rien|fini": "a phase and a rencontre are “terminées”",
    r"déjà non classées?": "two negatives: “n’est dans aucun item”",
    r"relais|partage ouvert": "“la connexion des tables”: a “partage” is when people share what they lived",
}
NOT_ENGLISH_HERE = {
    r"compte rendu|comptes rendus": "a “report”",
    r"doubles?": "“duplicates”",
    r"highlighted": "“selected”",
    r"mend(?:s|ed)?": "“fix”",
    r"do (?:it )?again": "“redo”",
    r"good health": "“no problems found”",
    r"for good": "“permanently”",
    r"wins? (?:time )?back|won back": "“catch up”",
    r"shows? out": "“disconnects”",
    r"opens nothing": "“no longer works”",
    r"stays? out|stay out": "“skipped”",
    r"c[ao]me in|comes in": "“imported”",
    r"preserve[sd]?": "“kept”, which stands in the other sentences",
    r"if you choose so": "no English: “if you choose to …”",
    r"spelled": "“spelt”, as in the README",
    r"tables change": "people change tables: “when it is time to change tables”",
    r"change of tables": "the programme calls it a “changeover”",
    r"have tried\b(?! it)|It is not counted": "tried what, and which “it”?",
    r"catch up with|delay to catch up": "one catches up with a person: “use … to catch up”",
    r"everything to come|let everything slip": "heard as “to come by”: “everything that follows”",
    r"\(here: .*": "points nowhere: “(not …)”",
    r"column titles?": "a column has a “heading”; a title is that of an idea or of the event",
    r"first wordings?": "“original wording”",
    r"may not be (?:an )?ideas?": "“might not”: what may not be quoted must not be",
    r"refuse[sd]?": "of people: “not accepted”, “did not accept”",
    r"(?:is|are) left (?:to|later|on)|what is left|min left to use": "“what remains”, “push back”",
    r"leads? (?:there|to another|back)": "no English of a link: it “goes” or “opens”",
    r"sharing (?:is |was )?(?:already )?(?:not )?(?:open|closed)(?: here)?|(?:opening|stop) sharing": "it is on or off",
    r"notes (?:open|closed)": "of a desk, not of notes",
    r"remarks? (?:of|from) the panel|findings? of the study": "“panel remark”, “finding from the study”",
    r"(?:ideas|proposals) of (?:the|all|other) (?:tables|appendix|typology|phases)": "“from”, “in”",
    r"(?:link|organisations|hosts) of (?:the synthesis|the speakers|tables)": "“the synthesis link”, “the table hosts”",
    r"names? of the tables?|questions of rounds": "“table names”, “round questions”",
    r"lengthen": "“make … longer”",
    r"throw (?:it )?away|put away": "“delete”, “archive”",
    r"join(?:ed)? (?:the group|it with)|groups joined": "groups are merged, as proposals are",
    r"(?<!will )becomes? unfiled\. Nothing": "what has not happened yet “will become”",
    r"trials?\?|and counts?\.": "“if it was only a test”",
    r"device closed|closed device": "the connection is lost: “no one connected”",
    r"(?:notes|question) of this": "“on this phase”, “for this round”",
    r"tried (?:it|its device)": "“did a trial”",
    r"is (?:corrected|restored)\.": "of an idea just changed: “… edited.”",
    r"change nothing|time would remain": "translated word by word",
    r"— \{\w+\}": "a sentence does not begin after a dash: quote it after a colon",
    r"lack of consent": "“as there is no consent”",
    r"of the file do not exist|of (?:the|this) workspace": "“in”",
    r"notes program": "“note-taking app”",
    r"who was there|names? of who": "“who was present”",
    r"spelt like": "“spelt differently from”",
    r"Nothing to change was given": "“You have not said what to change: …”",
    r"two by two": "“one pair at a time”",
    r"less and less": "“increasingly”",
    r"put off for": "“left for later”",
    r"write it like": "“write it as”",
    r"a confirmation": "“needs confirmation”",
    r"(?:it|network) is back": "“comes back”",
    r"a new session of the same": "“with the same”",
    r"were here already|ideas? already here\.": "“was already here”, “were already here”",
    r"; (?:corrected|new categories|filed under their categories): \$": "the number first: “2 new categories”",
}
# Words that stand in nearly every sentence of one language and in none of the other.
ENGLISH = (
    "the of is are was were and this that you your with from by which not has have been will would their they when"
)
FRENCH = "le la les des du une est sont et ce cette vous votre avec dans par pour qui que ne pas sur aux leur ils quand"
# What is offered begins in the infinitive, as on every menu.
INFINITIVE = re.compile(r"(?:Ne (?:pas|plus) |N’|Se |S’)?\w+(?:er|ir|re|oir)\b")


def whole(words: str) -> re.Pattern[str]:
    return re.compile(rf"(?<![\w’'-])(?:{words})(?![\w’'-])", re.IGNORECASE)


def any_of(words: str) -> re.Pattern[str]:
    return whole("|".join(words.split()))


@cache
def french() -> dict[Msgid, tuple[str, ...]]:
    return answers(translated())


@cache
def english() -> list[str]:
    return [form for msgid in extracted() for form in ((msgid,) if isinstance(msgid, str) else msgid)]


@pytest.mark.parametrize(("words", "reason"), NOT_FRENCH_HERE.items())
def test_french_words_that_nobody_says_of_this(words: str, reason: str):
    search = whole(words).search
    assert [form for forms in french().values() for form in forms if search(without_code(form))] == [], reason


@pytest.mark.parametrize(("words", "reason"), NOT_ENGLISH_HERE.items())
def test_english_words_that_nobody_says_of_this(words: str, reason: str):
    search = whole(words).search
    assert [form for form in english() if search(without_code(form))] == [], reason


def test_each_language_keeps_to_itself():
    search, all_of = any_of(ENGLISH).search, any_of(FRENCH).findall
    assert [form for forms in french().values() for form in forms if search(without_code(form))] == []
    assert [form for form in english() if len(all_of(without_code(form))) > 1] == []


def test_no_printed_file_writes_two_genders_with_a_point():
    """They go to ministries, and to people who have them read aloud."""
    texts = {path: path.read_text(encoding="utf-8") for path in map(FRAGMENTS.joinpath, (f"{n}.po" for n in PRINTED))}
    assert [path.name for path, text in texts.items() if re.search(r"\w·\w", text)] == []


def half(text: str, code: str) -> str:
    first, second = text.split("\n# ")[1:3]
    return {"en": first, "fr": second}[code]


def test_the_pages_of_commands_are_in_one_language_each():
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    for code, others in (("en", FRENCH), ("fr", ENGLISH)):
        lines = [without_code(line) for line in half(text, code).splitlines() if not line.startswith("  facilitate ")]
        assert [line for line in lines if len(any_of(others).findall(line)) > (code == "en")] == []


def test_no_example_of_the_french_help_has_english_words_to_copy():
    text = (ROOT / "docs" / "commands.md").read_text(encoding="utf-8")
    english, french = ({line for line in half(text, code).splitlines() if '"' in line} for code in ("en", "fr"))
    assert [line for line in english & french if line.startswith("  facilitate ")] == []


def test_the_french_page_of_keys_names_the_screens_in_french():
    text = (ROOT / "docs" / "keys.md").read_text(encoding="utf-8")
    english, french = (
        {name for row in re.findall(r"\| ([^|]+) \|$", half(text, code), re.MULTILINE) for name in row.split(", ")}
        for code in ("en", "fr")
    )
    assert english & french == {"---", "Photos", "Programme"}


def test_the_files_of_the_example_say_nothing_in_english():
    for name in ("compte-rendu.md", "compte-rendu.html", "idees.csv", "decidim.csv", "infographie-ecran.svg"):
        text = re.sub(
            r"<(script|style)\b.*?</\1>|<[^>]+>|https?://\S+", " ", (EXPORTS / name).read_text("utf-8"), flags=re.DOTALL
        )
        assert [line for line in text.splitlines() if any_of(ENGLISH).search(line)] == [], name


def test_what_a_command_does_is_in_the_infinitive():
    told = {name: page.split("\n\n")[1] for name, page in pages(Output(Language("fr"))) if name != "facilitate"}
    assert {name: about for name, about in told.items() if not INFINITIVE.match(about)} == {}


@pytest.mark.parametrize("name", sorted(SCREENS))
def test_what_a_key_does_is_in_the_infinitive(name: str):
    page, _ = SCREENS[name](), Language("fr")
    told = [_(action.help) for action in (*page.ACTIONS, *ALWAYS)]
    assert [text for text in told if not INFINITIVE.match(text)] == []
