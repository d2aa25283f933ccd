"""A made-up town for the tests of the map: 146 crooked buurten in 15 wijken, near Zoetermeer."""

from __future__ import annotations

import numpy as np
import shapely

from geo import Area, AreaId, Division, Level
from layers.choropleth import AreaLook, Choropleth
from layers.classes import Classes, make_classes

HOSTILE = "<script>alert(1)</script> {{ 7*7 }} {% raw %} _a1b2 ' \" \\ \u2028 </style>"
YEAR = 2025


def town(hostile: str | None = None) -> dict[Level, Division]:
    """Give the two divisions; ``hostile`` replaces the name of the first buurt."""
    random = np.random.default_rng(7)
    columns, rows = 15, 10
    x, y = np.meshgrid(
        np.linspace(89_000, 97_500, columns + 1), np.linspace(450_000, 456_000, rows + 1)
    )
    x, y = x + random.uniform(-170, 170, x.shape), y + random.uniform(-170, 170, y.shape)
    cells = [(row, column) for row in range(rows) for column in range(columns)][:146]
    buurten, parts = [], {}
    for number, (row, column) in enumerate(cells):
        corners = [(row, column), (row, column + 1), (row + 1, column + 1), (row + 1, column)]
        polygon = shapely.Polygon([(round(x[c]), round(y[c])) for c in corners])
        wijk = f"WK0637{column:02}"
        parts.setdefault(wijk, []).append(polygon)
        name = (
            hostile
            if hostile and number == 0
            else f"Buurt {number + 1}-{'West' if row < 5 else 'Oost'}"
        )
        code = f"BU0637{column:02}{row:02}"
        buurten.append(Area(AreaId(code, YEAR, Level.BUURT), name, polygon, wijk))
    wijken = [
        Area(AreaId(code, YEAR, Level.WIJK), f"Wijk {code[-2:]}", shapely.union_all(polygons))
        for code, polygons in parts.items()
    ]
    return {Level.BUURT: Division.from_areas(buurten), Level.WIJK: Division.from_areas(wijken)}


def values_of(division: Division, year: int) -> list[float]:
    """Give a made-up count per area."""
    random = np.random.default_rng(year)
    return [float(value) for value in random.negative_binomial(1, 0.03, len(division.codes))]


def choropleth_of(
    division: Division, address: str, year: int = 2024, classes: Classes | None = None
) -> Choropleth:
    """Give a map with all looks in it."""
    values = values_of(division, year)
    classes = classes or make_classes(values)
    looks = []
    for place, (code, name, value) in enumerate(
        zip(division.codes, division.names, values, strict=True)
    ):
        if place % 11 == 3:
            looks.append(AreaLook(code, name, "afgeschermd", None, "afgeschermd", None))
        elif place % 13 == 5:
            looks.append(AreaLook(code, name, "niet_gemeten", None, "niet gemeten", None))
        elif place % 17 == 7:
            looks.append(
                AreaLook(
                    code,
                    name,
                    "te_weinig",
                    value,
                    f"{value:.0f} misdrijven",
                    None,
                    "Te weinig om te vergelijken",
                )
            )
        elif value == 0:
            looks.append(AreaLook(code, name, "nul", 0, "0 misdrijven", None))
        else:
            looks.append(
                AreaLook(
                    code,
                    name,
                    "gemeten",
                    value,
                    f"{value:.0f} misdrijven in {year}",
                    classes.index(value),
                )
            )
    return Choropleth(division.id, address, tuple(looks), classes, f"Misdrijven in {year}")


def unpack(packed: dict) -> list[str]:
    """Give the texts that layers.wording packed, as static/map/words.js does."""
    if not packed["texts"]:
        return []
    texts = []
    for written in packed["texts"].split("|"):
        form, *numbers = written.split(" ")
        pieces = packed["forms"][int(form)]
        texts.append("".join(a + b for a, b in zip(pieces, [*numbers, ""], strict=True)))
    return texts
