"""The room's wifi: what phones scan, and what no network can be."""

from __future__ import annotations

import pytest

from facilitate.domain.errors import Refused
from facilitate.workshop.sharing.wifi import wifi_of


@pytest.mark.parametrize(
    ("name", "password", "code"),
    [
        ("Salle", "motdepasse", "WIFI:T:WPA;S:Salle;P:motdepasse;;"),
        ("Salle", "", "WIFI:T:nopass;S:Salle;;"),
        ('a;b,c:d"e\\f', 'p;,:"\\ass w', 'WIFI:T:WPA;S:a\\;b\\,c\\:d\\"e\\\\f;P:p\\;\\,\\:\\"\\\\ass w;;'),
        ("Été à l’école", "péage-2026", "WIFI:T:WPA;S:Été à l’école;P:péage-2026;;"),
        ("Salle", "0123456789abcdefABCDEF0123456789abcdefABCDEF0123456789abcdefABCD", None),
    ],
)
def test_what_a_camera_reads(name, password, code):
    found = wifi_of(name, password)
    assert code is None or found.code == code
    assert (found.name, found.password) == (name, password)


@pytest.mark.parametrize("name", ["", "  ", "x" * 33, "é" * 17, "a\nb", "a\x07"])
def test_what_is_no_name(name):
    with pytest.raises(Refused, match="between 1 and 32"):
        wifi_of(name, "motdepasse")


@pytest.mark.parametrize("password", ["court", "x" * 64, "x" * 70, "mot\tdepasse", "mot\ndepasse"])
def test_what_is_no_password(password):
    with pytest.raises(Refused, match="between 8 and 63"):
        wifi_of("Salle", password)
