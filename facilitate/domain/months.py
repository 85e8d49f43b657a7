"""The names of the months, as people write them."""

from __future__ import annotations

from collections.abc import Mapping

# From 1, in French and English, whole and shortened; folded: no capitals, no accents, no full stop.
MONTHS: Mapping[str, int] = {
    name: number
    for names in (
        "janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre",
        "january february march april may june july august september october november december",
        "janv fevr mars avr mai juin juil aout sept oct nov dec",
        "jan feb mar apr may jun jul aug sep oct nov dec",
    )
    for number, name in enumerate(names.split(), 1)
}
