"""What a camera sees, in words: one sentence for each thing that can, or can't, be said."""

from __future__ import annotations

import math
from typing import TYPE_CHECKING

from ivbgeo.dutch import number
from ivbgeo.seeing.look import FACE
from ivbgeo.words import listed

if TYPE_CHECKING:
    from ivbgeo.seeing.seen import Ring, Seen

__all__ = ["METHOD", "WITHOUT", "figures", "ring_rows", "sentences"]

WITHOUT = "Zonder gebouwen berekend"
"""What is said of all that was computed as if nothing stood in the way."""

METHOD = (
    "Berekend is wat in een plat vlak te zien is, precies langs de hoeken van gebouwen. De hoogte "
    "van gebouwen, bomen, hekken, donker en slecht weer tellen niet mee. Hoe fijn het beeld is, "
    "volgt uit de beeldpunten en de hoek van het beeld (IEC 62676-4)."
)
_MOST_PLACES = 5
_SLIVER = 0.5  # m²: less is a rounding of borders
_ROUNDING = 1e-6


def sentences(seen: Seen) -> tuple[str, ...]:
    """Say what a camera sees, and what can't be said; the first is about buildings."""
    return (
        _buildings(seen),
        _ground(seen),
        _public(seen),
        _outside(seen),
        _detail(seen),
        _walls(seen),
        _places(seen),
        *(("De camera hangt aan een gevel: gerekend is vanaf 1 cm daarvoor.",) * seen.on_wall),
    )


def figures(seen: Seen) -> tuple[tuple[str, str], ...]:
    """Give what is known as rows: what it is, and how much."""
    known = (
        ("Grond in beeld", seen.square_metres, "m²"),
        *((("Zonder gebouwen zou dat zijn", seen.free, "m²"),) * (not seen.without_buildings)),
        ("Openbaar", seen.public, "m²"),
        ("Niet openbaar", seen.not_public, "m²"),
        ("Buiten de aangewezen cameragebieden", seen.outside, "m²"),
        ("Gevels in beeld", seen.frontage, "m"),
        ("Gevels van woningen", seen.private_frontage, "m"),
        ("Gevels waarvan het niet bekend is", seen.unsaid_frontage, "m"),
    )
    rows = [
        (what, "niet bekend" if value is None else f"{number(value, 0)} {unit}")
        for what, value, unit in known
        if what != "Gevels waarvan het niet bekend is" or value
    ]
    rows += [(f"{one.name}", f"{_square(one.area)} ({_part(one.share)} ervan)")
             for one in seen.places or ()]  # fmt: skip
    return tuple(rows)


def ring_rows(seen: Seen) -> tuple[tuple[str, str, str, str], ...]:
    """Give the rings as rows, the finest first: for what, how fine, how far, how much ground."""
    return tuple(
        (
            ring.use.words.capitalize(),
            number(ring.per_metre),
            _far(ring),
            _square(ring.area.area),
        )
        for ring in reversed(seen.rings)
    )


def _buildings(seen: Seen) -> str:
    file = seen.files[0]
    if not seen.without_buildings:
        how = "1 gebouw" if seen.buildings == 1 else f"{number(seen.buildings)} gebouwen"
        return f"Berekend met {how} binnen het bereik, uit {file}."
    why = f" In {file} staat geen gebouw binnen het bereik." if file else ""
    return (
        f"{WITHOUT}: niets houdt het zicht hier tegen.{why} Staan er gebouwen, dan ziet de camera "
        "minder."
    )


def _ground(seen: Seen) -> str:
    ground = _square(seen.square_metres)
    if seen.without_buildings:
        return f"Binnen zijn hoek en bereik ligt {ground}."
    part = _part(seen.square_metres / seen.free)
    return f"De camera ziet {ground}: {part} van wat binnen zijn hoek en bereik ligt."


def _public(seen: Seen) -> str:
    if seen.public is None or seen.not_public is None:
        return (
            "Welk deel openbaar is, is niet te zeggen. Kies daarvoor een bestand met openbare "
            "ruimte."
        )
    part = _part(seen.public / seen.square_metres)
    return (
        f"Daarvan is {_square(seen.public)} openbaar ({part}) en {_square(seen.not_public)} niet, "
        f"volgens {seen.files[1]}."
    )


def _outside(seen: Seen) -> str:
    if seen.outside is None:
        return (
            "Of de camera buiten het aangewezen gebied kijkt, is niet te zeggen: van geen enkel "
            "cameragebied is de grens bekend."
        )
    if seen.outside < _SLIVER:
        return "Alles wat hij ziet, ligt in een aangewezen cameragebied."
    part = _part(seen.outside / seen.square_metres)
    return (
        f"Van wat hij ziet, ligt {_square(seen.outside)} ({part}) buiten de aangewezen "
        "cameragebieden. Daar is geen cameratoezicht aangewezen."
    )


def _detail(seen: Seen) -> str:
    look = seen.look
    if not seen.rings:
        why = (
            "hoeveel beeldpunten het beeld breed is"
            if look.pixels is None
            else "hoeveel graden één beeld breed is"
        )
        return (
            f"Hoe fijn het beeld is, is niet te zeggen: het is niet bekend {why}. Daarom staan er "
            "geen ringen. Vul het in."
        )
    told = listed([f"{ring.use.words} kan {_upto(ring)}" for ring in reversed(seen.rings)])
    lens = "" if look.lens is not None else " De kijkhoek is gelezen als de hoek van één beeld."
    height = (
        " De hoogte is niet bekend en telt niet mee: van hoog is het minder ver."
        if look.height is None
        else f" Gerekend is tot een gezicht op {number(FACE)} meter hoogte."
    )
    return f"{told[0].upper()}{told[1:]}.{lens}{height}"


def _walls(seen: Seen) -> str:
    if seen.frontage is None:
        return "Hoeveel gevel er in beeld komt, is zonder gebouwen niet te zeggen."
    metres = f"{number(seen.frontage, 0)} meter gevel"
    if seen.private_frontage is None:
        return (
            f"Er komt {metres} in beeld. Welke gevels van woningen zijn, staat niet in "
            f"{seen.files[0]}."
        )
    rest = (
        f"; van {number(seen.unsaid_frontage, 0)} meter is dat niet bekend"
        if seen.unsaid_frontage
        else ""
    )
    homes = number(seen.private_frontage, 0)
    return f"Er komt {metres} in beeld, waarvan {homes} meter van woningen{rest}."


def _places(seen: Seen) -> str:
    if seen.places is None:
        return (
            "Of er gevoelige plekken in beeld komen, is niet nagegaan. Kies daarvoor een bestand, "
            "bijvoorbeeld met schoolpleinen."
        )
    if not seen.places:
        return f"Er komt geen gevoelige plek uit {seen.files[2]} in beeld."
    told = [f"{one.name} ({_square(one.area)})" for one in seen.places[:_MOST_PLACES]]
    more = len(seen.places) - _MOST_PLACES
    if more > 0:
        told.append(f"nog {more}")
    return f"Gevoelig in beeld: {listed(told)}."


def _upto(ring: Ring) -> str:
    return f"tot {_far(ring)}" if ring.distance else "nergens"


def _far(ring: Ring) -> str:
    if not ring.distance:
        return "nergens"
    end = " (het bereik)" if ring.limited else ""
    # Down, for it promises; but not for how a computer rounds.
    far = math.floor(ring.distance * 10 + _ROUNDING) / 10
    return f"{number(far)} meter{end}"


def _square(area: float) -> str:
    return f"{number(area, 0)} m²"


def _part(share: float) -> str:
    percent = 100 * share
    if 0 < percent < 1:
        return "minder dan 1%"
    return f"{number(percent, 0)}%"
