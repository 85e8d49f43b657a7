"""What stands before the colon in the head of minutes, as people and programs write it: in small letters."""

from __future__ import annotations

from facilitate.workshop.intake.attendance import WHO

OF_DATES = frozenset(
    (
        *("date", "jour", "date et heure", "date et lieu", "datum", "fecha", "when", "date and time", "quand"),
        *("created", "created time", "créé", "créée", "créé le", "date de création", "modifié le", "modifié"),
        *("last edited", "last edited time", "last updated", "updated", "dernière modification", "mis à jour"),
        *(
            "mis à jour le",
            "date de la réunion",
            "meeting date",
            "date/time",
            "date & time",
            "date/heure",
            "recorded on",
        ),
    )
)
OF_TIMES = frozenset(
    (
        *(
            "heure",
            "heures",
            "horaire",
            "horaires",
            "durée",
            "début",
            "fin",
            "time",
            "times",
            "duration",
            "start",
            "end",
        ),
        *("start time", "end time", "heure de début", "heure de fin", "length", "durée de la réunion", "temps"),
        *("meeting duration", "recording duration", "durée de l'enregistrement"),
    )
)
# What only programs for meetings write, above a link or a number.
OF_PROGRAMS = frozenset(
    (
        *(
            "meeting id",
            "id",
            "id de la réunion",
            "id de réunion",
            "passcode",
            "password",
            "code secret",
            "code d'accès",
        ),
        *("recording", "recording link", "enregistrement", "lien de l'enregistrement", "video", "vidéo", "replay"),
        *(
            "meeting link",
            "zoom link",
            "teams link",
            "link",
            "lien",
            "lien de la réunion",
            "lien visio",
            "visio",
            "url",
        ),
        *("join link", "transcript", "transcription", "lien zoom", "lien teams", "meeting url", "source", "audio"),
    )
)
OF_WHEN = frozenset(
    """
    h heure heures hour hours hr hrs m mn min mins minute minutes s sec secs second seconds seconde secondes am pm a p
    noon midi gmt utc cet cest bst est edt pst pdt de du le la les from to at on the et and until till jusqu th st nd rd
    er environ approx about of mon tue tues wed thu thur thurs fri sat sun lun mar mer jeu ven sam dim
    """.split()  # noqa: SIM905 -- a list of quotes and commas is not read by anybody
)
OF_ELSE = frozenset(
    (
        *(
            "lieu",
            "salle",
            "endroit",
            "adresse",
            "place",
            "location",
            "venue",
            "room",
            "ort",
            "lugar",
            "objet",
            "sujet",
        ),
        *("thème", "question", "question posée", "atelier", "réunion", "séance", "événement", "titre"),
        *(
            "subject",
            "topic",
            "agenda",
            "workshop",
            "meeting",
            "title",
            "thema",
            "tema",
            "organisation",
            "organisateur",
        ),
    )
)
# What may be the beginning of an idea too: of the head only beside a line that can be nothing else.
OF_PROPERTIES = frozenset(
    (
        *("project", "projet", "platform", "plateforme", "language", "langue", "version", "meeting title", "tags"),
        *("titre de la réunion", "type de réunion", "meeting type", "purpose", "objectif", "objectifs", "objective"),
        *(
            "objectives",
            "goal",
            "goals",
            "contexte",
            "context",
            "type",
            "étiquettes",
            "mots-clés",
            "keywords",
            "gist",
            "où",
            "where",
        ),
        *("statut", "status", "organizer", "organiser", "titre de l'atelier", "event", "client", "location/platform"),
    )
)
NO_IDEAS = frozenset(
    ("ordre du jour", "objet de la réunion", "odj", "nombre de participants", "number of participants")
)
OF_WHO = WHO | frozenset(
    (
        *("animation", "prise de notes", "notes", "notes prises par", "rapporteurs", "rapporteuses", "modération"),
        *(
            "modérateur",
            "modératrice",
            "médiateur",
            "médiatrice",
            "facilitation",
            "animé par",
            "rédigé par",
            "rédaction",
        ),
        *("participation", "nombre de participants", "nombre de participantes", "nombre de présents", "rédaction"),
        *("excusé", "excusée", "absent", "absente", "présente", "secretaire", "secrétaires", "co-animation"),
        *("participant", "participante", "preneur de notes", "preneuse de notes", "garant du temps", "facilitators"),
        *("host", "hosts", "table host", "hosted by", "hôte", "hôtesse", "timekeeper", "time keeper", "scribe"),
        *(
            "note-taker",
            "note taker",
            "rapporteur",
            "spokesperson",
            "porte-parole",
            "facilitator",
            "chair",
            "secretary",
            "led by",
            "written by",
            "animateur·ice",
            "animateur·rice",
            "modérateurs",
        ),
        *("created by", "last edited by", "créé par", "créée par", "modifié par", "prepared by", "summary by", "owner"),
        *("organizer", "organiser", "organisé par", "organized by", "host(s)", "recorded by", "summarized by"),
        *("animateur·trice", "rapporteur·e", "rapporteur·euse", "animateur/trice", "rapporteur/trice", "animatrices"),
    )
)
