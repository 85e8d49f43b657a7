"""The family name in a name: told by how it is written, and only where that leaves no doubt."""

from __future__ import annotations

import pytest

from facilitate.domain.values.family_names import family_name_in, other_names


@pytest.mark.parametrize(
    ("name", "family", "others"),
    [
        ("Camille MARTIN", "MARTIN", "Camille"),
        ("MARTIN Camille", "MARTIN", "Camille"),
        ("Charles de GAULLE", "de GAULLE", "Charles"),
        ("Jean de La Fontaine", "de La Fontaine", "Jean"),
        ("Jean d’Ormesson", "d’Ormesson", "Jean"),
        ("Vincent VAN GOGH", "VAN GOGH", "Vincent"),
        ("Jean-Pierre D'ARC", "D'ARC", "Jean-Pierre"),
        ("Martin, Camille", "Martin", "Camille"),
        ("NGUYEN Thi Lan", "NGUYEN", "Thi Lan"),
        *((name, "", name) for name in (
            "Camille Martin", "CAMILLE MARTIN", "JP Dupont", "Jean de Dieu Habimana", "Anne de La Tour du Pin",
            "Camille Martin, Présidente",
            "Anne DUPONT Lise", "Anne MARTIN (DREETS)", "Participante 07", "محمد علي", "王小明", "",
        )),
    ],
)  # fmt: skip
def test_a_family_name_is_found_only_where_the_way_of_writing_says_it(name, family, others):
    assert (family_name_in(name), other_names(name, family)) == (family, others)


def test_what_a_column_said_counts_as_long_as_it_is_in_the_name():
    assert family_name_in("Camille Martin", "Martin") == "Martin"
    assert family_name_in("Camille Durand", "Martin") == ""
