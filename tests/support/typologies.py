"""Typologies of any size in memory, with wordings as long as French ones are."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from facilitate.domain.programme.plan import Attendance, Category, Plan
from facilitate.domain.values.proposals import Standing
from facilitate.workshop.report.counts import Counts, TableCount
from facilitate.workshop.report.model import CategoryPart, ProposalPart, Report

TITLES = (
    "Lieux de rencontre", "Formation et apprentissage", "Communication et valorisation",
    "Dispositions légales et plaidoyer", "Observer et inspirer",
    "Instances et outils tierces entre l’ESS et le travail social", "Mise en commun des pratiques",
    "Accompagnement des professionnel·les en début de carrière", "Gouvernance partagée",
    "Financements pluriannuels et mutualisation des moyens", "Hébergement et logement accompagné", "Numérique",
    "Santé et prévention", "Mobilités dans les territoires ruraux", "Évaluation de l’utilité sociale",
)  # fmt: skip
WORDINGS = (
    "Ouvrir les lieux où les deux mondes se croisent déjà, dans un esprit de tiers-lieu (centres sociaux, CCAS, Ehpad)",
    "Apéros rencontres", "Un forum annuel des métiers de la solidarité", "Café des solidarités dans une librairie",
    "Des formations croisées entre travail social et entrepreneuriat social",
    "Formation continue : un module entrepreneuriat pour les assistantes sociales",
    "Permettre le mécénat de compétences vers les associations du secteur social",
    "Faire évoluer les référentiels de diplômes d’État pour y intégrer l’économie sociale et solidaire",
    "Instance de dialogue locale pilotée par un tiers neutre",
    "Un annuaire et une carte des acteurs et des initiatives, partagés et à jour", "Glossaire commun",
    "Outils de suivi partagés des personnes accompagnées (dans le respect du secret professionnel)",
)  # fmt: skip
_STANDINGS = (Standing.TO_CREATE,) * 5 + (Standing.EXISTING, Standing.BOTH)


def typology(categories: int, proposals: int, *, plan: Plan | None = None, even: bool = False) -> Report:
    """A report of so many proposals, more in the first categories than in the last; every wording is another."""
    titles = [TITLES[place % len(TITLES)] for place in range(categories)]
    shares = [1.0 if even else 1 / (place + 2) for place in range(categories)]
    filed: list[list[ProposalPart]] = [[] for _ in titles]
    for number in range(proposals):
        # The one that is furthest behind its share gets the next.
        place = min(range(categories), key=lambda place: (len(filed[place]) + 1) / shares[place])
        filed[place].append(_proposal(number))
    parts = [
        CategoryPart(number, title, tuple(sorted(held, key=lambda one: -len(one.refs))))
        for number, (title, held) in enumerate(zip(titles, filed, strict=True), 1)
    ]
    return reported(parts, plan=plan)


def reported(parts: Sequence[CategoryPart], *, plan: Plan | None = None,
             unfiled: Sequence[ProposalPart] = (), undecided: Sequence[ProposalPart] = ()) -> Report:  # fmt: skip
    filed, loose, open_ = (
        sum(len(one.refs) for one in held)
        for held in ([one for part in parts for one in part.proposals], unfiled, undecided)
    )
    ideas = filed + loose + open_
    proposals = sum(len(part.proposals) for part in parts) + len(unfiled) + len(undecided)
    tables = (TableCount(1, ideas, 0, 0, ideas),) if ideas else ()
    return Report(
        plan=replace(
            plan or Plan("Rencontre", attendance=Attendance(present=60)),
            categories=tuple(Category(str(part.number), part.title) for part in parts),
        ),
        parts=(), categories=tuple(parts),
        unfiled=tuple(unfiled), undecided=tuple(undecided), annex=(), withdrawn=(),
        counts=Counts(ideas, filed, loose, open_, 0, proposals, 0, ideas, tables),
    )  # fmt: skip


def proposal(wording: str, standing: Standing = Standing.TO_CREATE, ideas: int = 1) -> ProposalPart:
    return ProposalPart(wording, wording, standing, tuple(f"T1-{number}" for number in range(ideas)))


def _proposal(number: int) -> ProposalPart:
    wording = f"{WORDINGS[number % len(WORDINGS)]} ({number:03})"
    standing = _STANDINGS[number * 3 % len(_STANDINGS)]
    ideas = 1 + (number % 4 == 0) + 2 * (number % 11 == 0) + (standing is Standing.BOTH)
    return proposal(wording, standing, ideas)
