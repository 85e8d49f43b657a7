"""Answers that say there is nothing to say: `RAS`, `Pas d’autre idée`: no ideas."""

from __future__ import annotations

from facilitate.domain.errors import N_, Refused
from facilitate.workshop.intake.vocabulary import plain

NO_ANSWER = N_("This line contains no idea.")
_LONGEST = 40
_NOTHING = frozenset(
    (
        *("ras", "r a s", "neant", "rien", "rien a signaler", "rien a ajouter", "rien de plus", "aucun", "aucune"),
        *("aucune idee", "aucune autre idee", "pas d idee", "pas d idees", "pas d autre idee", "pas d autres idees"),
        *("sans avis", "sans reponse", "pas de reponse", "je ne sais pas", "ne sait pas", "nsp", "etc", "ok"),
        *(
            "pas eu le temps",
            "nous n avons pas eu le temps",
            "on n a pas eu le temps",
            "pas le temps",
            "faute de temps",
        ),
        *("manque de temps", "par manque de temps", "no time", "we had no time", "ran out of time", "not enough time"),
        *("we ran out of time", "we did not have time", "we didn t have time"),
        *("none", "nothing", "nothing to add", "nothing else", "no idea", "no ideas", "no other idea", "no more ideas"),
        *("other", "others", "other please specify", "autre", "autres", "autre veuillez preciser", "autre a preciser"),
        *("autre precisez", "autre preciser", "autre merci de preciser"),
        *("no answer", "not applicable", "n a", "i don t know", "don t know"),
    )
)


def refuse_empty_answer(text: str) -> None:
    """Raise `Refused` for a text whose words say that there is nothing to say; signs alone may mean something."""
    if len(text) <= _LONGEST and plain(text) in _NOTHING:
        raise Refused(NO_ANSWER)
