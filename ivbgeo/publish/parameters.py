"""What an address may ask, and whether it can be right: one table for the door and the OpenAPI."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from ivbgeo.errors import UsageError
from ivbgeo.figure import State
from ivbgeo.publish.box import Box, System
from ivbgeo.publish.configuration import DEFAULT_ITEMS, MOST_ITEMS
from ivbgeo.publish.fields import fields_of
from ivbgeo.publish.moment import Moment

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

    from ivbgeo.publish.collection import Collection

__all__ = [
    "CRS",
    "FORMAT",
    "PAGE_FORMAT",
    "SHARED",
    "Parameter",
    "box_of",
    "check",
    "parameters_of",
]

_WHOLE = re.compile(r"\d{1,18}", re.ASCII)
_LONGEST = 80
# Longer is no question; a list of all areas of a city fits.
_LONGEST_VALUE = 4000


@dataclass(frozen=True, slots=True)
class Parameter:
    """One parameter of an address. ``schema``: that of OpenAPI."""

    name: str
    words: str
    schema: Mapping[str, Any]

    @property
    def openapi(self) -> dict[str, Any]:
        """Its description in OpenAPI 3.0."""
        return {
            "name": self.name,
            "in": "query",
            "description": self.words,
            "required": False,
            "style": "form",
            "explode": False,
            "schema": dict(self.schema),
        }


_TEXT = {"type": "string"}
_LIST = {"type": "array", "items": _TEXT}
_SYSTEM = {"type": "string", "format": "uri", "enum": [system.value for system in System]}
FORMAT = Parameter("f", "De vorm van het antwoord.", _TEXT | {"enum": ["json"]})
PAGE_FORMAT = Parameter("f", "De vorm van het antwoord.", _TEXT | {"enum": ["json", "html"]})
CRS = Parameter("crs", "In welk stelsel de coördinaten komen; anders CRS84 (graden).", _SYSTEM)
SHARED = (
    FORMAT,
    Parameter(
        "limit",
        "Hoeveel er hoogstens op een pagina komen; meer dan het maximum kan niet.",
        {"type": "integer", "minimum": 1, "maximum": MOST_ITEMS, "default": DEFAULT_ITEMS},
    ),
    Parameter(
        "offset", "Hoeveel er worden overgeslagen.", {"type": "integer", "minimum": 0, "default": 0}
    ),
    Parameter(
        "bbox",
        "Alleen gebieden die iets gemeen hebben met dit vak: minx,miny,maxx,maxy.",
        {
            "type": "array",
            "minItems": 4,
            "maxItems": 6,
            "items": {"type": "number"},
        },
    ),
    Parameter("bbox-crs", "In welk stelsel bbox is; anders CRS84 (graden).", _SYSTEM),
    CRS,
    Parameter(
        "datetime",
        "Een dag of een tijd van-tot, zoals 2021-01-01/2023-12-31 of ../2023-12-31.",
        _TEXT,
    ),
    Parameter("properties", "Alleen deze eigenschappen.", _LIST),
    Parameter("skipGeometry", "true: zonder vlakken.", {"type": "boolean", "default": False}),
    Parameter("resulttype", "hits: alleen hoeveel er zijn.", _TEXT | {"enum": ["results", "hits"]}),
)
_AREA = Parameter("area_code", "Alleen gebieden met deze code; mag meer, met komma's.", _LIST)


def parameters_of(collection: Collection) -> tuple[Parameter, ...]:
    """Give what can be asked of the items of a collection."""
    if collection.is_borders:
        return (*SHARED, _AREA)
    codes = [category.code for category in collection.categories]
    titles = "; ".join(f"{c.code}: {c.title}" for c in collection.categories)
    which = {"type": "array", "items": _TEXT | {"enum": codes}, "default": codes[:1]}
    return (
        *SHARED,
        _AREA,
        Parameter("category", f"Welke soort; mag meer, met komma's ertussen. {titles}.", which),
        Parameter("categorie", "Hetzelfde als category.", which),
        Parameter("jaar", "Welk jaar; mag meer. Anders het nieuwste.", _LIST),
        Parameter("from", "Eerste jaar of maand: 2023 of 2023-04.", _TEXT),
        Parameter("to", "Laatste jaar of maand, tot en met.", _TEXT),
        Parameter(
            "state",
            "Alleen cijfers met deze staat; mag meer.",
            {"type": "array", "items": _TEXT | {"enum": [state.value for state in State]}},
        ),
    )


def check(
    asked: Iterable[tuple[str, str]],
    allowed: tuple[Parameter, ...],
    collection: Collection | None = None,
) -> dict[str, str]:
    """Give what is asked by name, or refuse it.

    Raises
    ------
    UsageError
        If a parameter does not exist here, is there twice, or has a value that can't be right.
    """
    known = {parameter.name: parameter for parameter in allowed}
    found: dict[str, str] = {}
    for name, value in asked:
        if name not in known:
            raise UsageError("publish.parameter", value=name[:_LONGEST], known=", ".join(known))
        if name in found:
            raise UsageError("publish.twice", value=name)
        if len(value) > _LONGEST_VALUE:
            raise UsageError("publish.long", name=name, most=_LONGEST_VALUE)
        found[name] = value
        _check_value(known[name], value)
    _check_together(found)
    if collection is not None and "properties" in found:
        _check_properties(found["properties"], collection)
    return found


def box_of(asked: Mapping[str, str]) -> Box | None:
    """Give the box that is asked for, in the system that it is in.

    Raises
    ------
    UsageError
        If it can't be right.
    """
    if "bbox" not in asked:
        return None
    return Box.parse(asked["bbox"], System.of(asked.get("bbox-crs", System.CRS84)))


def _check_together(found: Mapping[str, str]) -> None:
    """Refuse places and moments that can't be right."""
    for name in ("crs", "bbox-crs"):
        if name in found:
            System.of(found[name])
    if "bbox-crs" in found and "bbox" not in found:
        raise UsageError("publish.bbox_missing")
    box_of(found)
    if "datetime" in found:
        Moment.parse(found["datetime"])


def _check_properties(value: str, collection: Collection) -> None:
    names = [field.name for field in fields_of(collection)]
    for name in value.split(","):
        if name not in names:
            raise UsageError("publish.property", value=name[:_LONGEST], known=", ".join(names))


def _check_value(parameter: Parameter, value: str) -> None:
    """Refuse what the schema of a parameter does not allow."""
    schema, told = parameter.schema, value[:_LONGEST]
    if schema["type"] == "integer":
        least = schema["minimum"]
        if not _WHOLE.fullmatch(value) or int(value) < least:
            raise UsageError("publish.number", name=parameter.name, value=told, least=least)
        return
    if schema["type"] == "boolean":
        choices = ["true", "false"]
    elif schema["type"] == "array":
        choices = list(schema["items"].get("enum", ()))
    else:
        choices = list(schema.get("enum", ()))
    given = value.split(",") if schema["type"] == "array" else [value]
    # A category has a sentence of its own, and systems are told apart by theirs.
    if not choices or parameter.name in {"category", "categorie", "crs", "bbox-crs"}:
        return
    for one in given:
        if one not in choices:
            raise UsageError(
                "publish.choice",
                name=parameter.name,
                value=one[:_LONGEST],
                known=", ".join(choices),
            )
