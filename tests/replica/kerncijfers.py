"""The CBS's Kerncijfers wijken en buurten: a table a year, its columns numbered anew each time.

The numbers of 2023 are those of 2024 made a little smaller, on the division of 2024: the
project has no other. Secret numbers have no value.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from .regions import Area, Numbers, areas
from .tables import Dimension, Keys, Table, Topic

if TYPE_CHECKING:
    from .filters import Value

CATALOG = "CBS"
# By year: the table, and the numbers that these columns have in it.
TABLES = {
    2024: ("85984NED", {"households": 29, "dwellings": 35, "area": 117}),
    2023: ("85618NED", {"households": 28, "dwellings": 34, "area": 110}),
}
DIVISION_YEAR = 2024
LEVELS = {"land": "Land", "gemeente": "Gemeente", "wijk": "Wijk", "buurt": "Buurt"}
KEY_WIDTH, NAME_WIDTH, LEVEL_WIDTH = 10, 40, 10
# Text that isn't there is a point, as far as is known.
NO_TEXT = "."


def tables(gemeente: str) -> tuple[Table, ...]:
    """Give the tables, the newest first."""
    return tuple(_table(year, gemeente) for year in TABLES)


def _table(year: int, gemeente: str) -> Table:
    identifier, numbered = TABLES[year]
    land = [area for area in areas(DIVISION_YEAR, gemeente) if not area.water]
    by_code = {area.code: area for area in land}
    country = {"Key": "NL00".ljust(KEY_WIDTH), "Title": "Nederland", "DetailRegionCode": "NL00"}
    rows = [country]
    rows += [
        {
            "Key": area.code.ljust(KEY_WIDTH),
            "Title": area.name,
            "DetailRegionCode": area.code,
            "Municipality": area.gemeente,
        }
        for area in land
    ]
    return Table(
        identifier,
        f"Kerncijfers wijken en buurten {year}",
        CATALOG,
        str(year),
        "Eenmalig",
        (Dimension("WijkenEnBuurten", "Wijken en buurten", "GeoDimension", tuple(rows)),),
        _topics(**numbered),
        partial(_values, by_code, year),
    )


def _topics(households: int, dwellings: int, area: int) -> tuple[Topic, ...]:
    return (
        Topic("Gemeentenaam_1", "Gemeentenaam", "naam", "String"),
        Topic("SoortRegio_2", "Soort regio", "omschrijving", "String"),
        Topic("Codering_3", "Codering", "code", "String"),
        Topic("AantalInwoners_5", "Aantal inwoners"),
        Topic(f"HuishoudensTotaal_{households}", "Huishoudens totaal"),
        Topic(f"Woningvoorraad_{dwellings}", "Woningvoorraad"),
        Topic(f"OppervlakteTotaal_{area}", "Oppervlakte totaal", "ha"),
        Topic(f"OppervlakteLand_{area + 1}", "Oppervlakte land", "ha"),
        Topic(f"OppervlakteWater_{area + 2}", "Oppervlakte water", "ha"),
        Topic(
            f"MeestVoorkomendePostcode_{area + 3}", "Meest voorkomende postcode", "code", "String"
        ),
    )


def _values(by_code: dict[str, Area], year: int, keys: Keys) -> tuple[Value, ...]:
    code = keys[0].strip()
    area = by_code.get(code)
    numbers = area.numbers if area else Numbers(17_942_942, 8_393_665, 3_367_109)
    # A year earlier there were two in a hundred fewer.
    fewer = 50 * (DIVISION_YEAR - year)
    people, households = (
        None if number is None else number - (number // fewer if fewer else 0)
        for number in (numbers.inhabitants, numbers.households)
    )
    land = numbers.land_ha
    return (
        (area.gemeente_name if area else "Nederland").ljust(NAME_WIDTH),
        LEVELS[area.level if area else "land"].ljust(LEVEL_WIDTH),
        code.ljust(KEY_WIDTH),
        people,
        households,
        None if households is None else households * 98 // 100,
        None if land is None else land + land // 20,
        land,
        None if land is None else land // 20,
        postcode(area) if area and area.level == "buurt" else NO_TEXT,
    )


def postcode(area: Area) -> str:
    """Give an invented postcode, one for all buurten of a wijk."""
    return f"27{area.code[6:8]}"
