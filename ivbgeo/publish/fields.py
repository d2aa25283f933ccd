"""What a feature carries: the columns of an export, each with what it is in Dutch."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ivbgeo.export import COLUMNS
from ivbgeo.figure import State

if TYPE_CHECKING:
    from ivbgeo.publish.collection import Collection

__all__ = ["FIGURE_QUERYABLES", "Field", "fields_of", "queryables_of"]

FIGURE_QUERYABLES = ("area_code", "category", "from", "to", "state")
_BORDER_QUERYABLES = ("area_code",)


@dataclass(frozen=True, slots=True)
class Field:
    """One property. ``type``: that of JSON Schema; every property may be null but the codes."""

    name: str
    type: str
    words: str

    @property
    def schema(self) -> dict[str, Any]:
        """Its JSON Schema."""
        return {"title": self.name, "type": self.type, "description": self.words}


_AREA = (
    Field("area_code", "string", "code van het gebied"),
    Field("area_name", "string", "naam van het gebied"),
    Field("level", "string", "buurt, wijk, casewijk of gemeente"),
    Field("division_year", "integer", "jaar van de indeling; koppel nooit op area_code alleen"),
)
_SOURCE = (
    Field("source", "string", "bron met tabel"),
    Field("retrieved", "string", "dag waarop de bron is gelezen"),
)
_FIGURE = (
    *_AREA,
    Field("category", "string", "wat er is geteld"),
    Field("from", "string", "eerste maand, telt mee"),
    Field("to", "string", "laatste maand, telt mee"),
    Field("count", "number", "het aantal; leeg is niet bekend, en dat is niet nul"),
    Field("state", "string", f"{', '.join(State)}; alleen bij de eerste twee is er een aantal"),
    Field("rate", "number", "het aantal per 1.000 van denominator, over de hele periode"),
    Field("rate_low", "number", "ondergrens van rate, 95%"),
    Field("rate_high", "number", "bovengrens van rate, 95%"),
    Field("eb_rate", "number", "rate, naar het gemiddelde toe getrokken"),
    Field("verdict", "string", "hoog, laag of niet te onderscheiden van de stad"),
    Field("denominator", "string", "waarvan rate per 1.000 is, met jaar"),
    Field("provisional", "boolean", "of het aantal nog kan veranderen"),
    *_SOURCE,
    Field("estimated", "boolean", "of het aantal geschat is"),
    Field("rate_estimated", "boolean", "of het aantal in denominator geschat is"),
    Field("denominator_source", "string", "bron en tabel van denominator"),
)
_BORDER = (
    *_AREA,
    Field("parent", "string", "code van het gebied eromheen"),
    Field("water", "boolean", "of het open water is"),
    *_SOURCE,
)


def fields_of(collection: Collection) -> tuple[Field, ...]:
    """Give what a feature of a collection carries, in order."""
    return _BORDER if collection.is_borders else _FIGURE


def queryables_of(collection: Collection) -> tuple[str, ...]:
    """Give the properties by which a collection can be narrowed."""
    return _BORDER_QUERYABLES if collection.is_borders else FIGURE_QUERYABLES


if tuple(field.name for field in _FIGURE) != COLUMNS:
    raise AssertionError(f"the columns of an export are {COLUMNS}")
