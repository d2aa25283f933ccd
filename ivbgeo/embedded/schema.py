"""The tables of ``data/``: their columns, in order, and the type of each (Table Schema names)."""

from __future__ import annotations

__all__ = ["SCHEMAS", "columns"]

_AREA = "area_code:string level:string division_year:integer area_name:string "

# One line per table, "name:type" per column.
_TABLES = {
    "categories": "code:string title:string kind:string members:string",
    "population": "year:integer "
    + _AREA
    + "inhabitants:integer households:integer land_ha:integer estimated:integer basis:string",
    "postcodes": "postcode4:string " + _AREA + "basis:string",
    "casework": "year:integer "
    + _AREA
    + "tenure:string status:string category:string count:integer",
    "casework_totals": "year:integer "
    + _AREA
    + "tenure:string status:string category:string count:integer source:string",
    "police_counts": "year:integer " + _AREA + "category:string count:integer provisional:integer",
    "indicators": "code:string title:string unit:string "
    + _AREA
    + "first_year:integer year:integer value:number qualifier:string target:string "
    "target_met:string period_note:string source:string remark:string",
    "speerpunten": "period:string number:integer code:string title:string source:string "
    "remark:string",
    "speerpunt_categories": "speerpunt_code:string category:string basis:string source:string "
    "remark:string",
    "speerpunt_correspondence": "from_code:string to_code:string basis:string remark:string",
    "regional_priorities": "period:string number:integer title:string speerpunt_code:string "
    "source:string remark:string",
    "measures": "speerpunt_code:string number:integer measure:string lead:string partner:string "
    + _AREA
    + "starts:date category:string source:string remark:string",
    "camera_areas": "code:string name:string kind:string since:string until:date decision:string "
    "evaluation:string "
    + _AREA
    + "place_name:string lon:number lat:number precision:string source:string remark:string",
    "crosswalk_buurt_2024_2025": "code_2024:string code_2025:string share_of_2024:number "
    "share_of_2025:number certainty:string certainty_back:string",
    "crosswalk_buurt_2025_casewijk": "buurt_code:string buurt_division_year:integer "
    "buurt_name:string casewijk_code:string casewijk_division_year:integer casewijk:string "
    "suggestion:string certainty:string ground:string",
}

SCHEMAS: dict[str, dict[str, str]] = {
    table: dict(field.split(":", 1) for field in text.split()) for table, text in _TABLES.items()
}


def columns(table: str) -> tuple[str, ...]:
    """Give the columns of a table, in order."""
    return tuple(SCHEMAS[table])
