"""Function words, by language: they join words and tell nothing of what an idea is about.

Grammar's closed classes only (articles, pronouns, prepositions, conjunctions, auxiliaries, common adverbs), written
without accents as words are compared. Nothing here comes from anybody's ideas.
"""

from __future__ import annotations

from functools import cache

_FRENCH = """
a afin ai aie aient ainsi ait alors apres as assez au aucun aucune aujourd aupres auquel aura aurait auraient auront
aussi autour autre autres aux auxquels avaient avait avant avec avez avoir avons ayant beaucoup bien c ca car ce ceci
cela celle celles celui cependant certain certaine certaines certains ces cet cette ceux chacun chacune chaque chez ci
comme comment contre d dans davantage de deja dehors depuis des dessous dessus deux devant devoir devrait devraient
doit doivent donc dont du durant elle elles en encore enfin entre envers es est et etaient etait etant etc ete etes
etre eu eux ex fait faire faites faut font hors il ils j je jusqu jusque l la laquelle le lequel les lesquelles
lesquels leur leurs lors lorsque lui m ma mais malgre me meme memes mes mieux moi moins mon n ne ni non nos notre
notamment nous nul on ont or ou par parce parmi pas pendant peu peut peuvent plus plusieurs plutot pour pourquoi
pourrait pourraient pouvoir pres presque puis puisque qu quand quant que quel quelle quelles quelque quelques quels
qui quoi s sa sans sauf se selon sera serait seraient seront ses si sinon soi soient soit sommes son sont sous souvent
suis sur surtout t ta tandis tant te tel telle telles tels tes toi ton toujours tous tout toute toutefois toutes tres
trop tu un une uns unes unique vers via voici voila vos votre vous vont va y
"""
_ENGLISH = """
a about above across after again against all almost along already also although always am among an and another any
anybody anyone anything are around as at away be because been before being below between both but by can cannot could
d did do does doing done down during each either else enough etc even ever every everybody everyone everything few for
from further get give had has have having he her here hers herself him himself his how however i if in into is it its
itself just least less let ll m many may me might mine more most much must my myself near neither never no nobody none
nor not nothing now of off often on once one only onto or other others our ours ourselves out over own per perhaps
quite rather re s same shall she should since so some somebody someone something such t than that the their theirs
them themselves then there these they thing things this those though through thus to together too toward towards under
until up upon us ve very via was we well were what whatever when where whether which while who whom whose why will
with within without would yet you your yours yourself
"""
_LISTS = {"fr": _FRENCH, "en": _ENGLISH}
# Articles; the words after which a name may begin as after these; and what else joins the words of a name. Pronouns
# join clauses; “pour” and “to” mostly bring in a verb.
_NAMES = {
    "fr": ("l la le les un une", "au aux d de des du", "a aupres avec dans en entre et ou sur"),
    "en": ("a an the", "of", "and at between for from in on or with"),
}


@cache
def stop_words(language: str) -> frozenset[str]:
    """Return the function words of a language; those of French where it is not known."""
    return frozenset(_LISTS.get(language, _FRENCH).split())


@cache
def name_words(language: str) -> tuple[frozenset[str], ...]:
    """Return the articles of a language, the words like “of”, and the others that join words to one name."""
    return tuple(frozenset(words.split()) for words in _NAMES.get(language, _NAMES["fr"]))
