"""The OpenAPI document: every address that is served and every parameter, nothing of elsewhere."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from ivbgeo.publish.fields import fields_of
from ivbgeo.publish.parameters import CRS, FORMAT, PAGE_FORMAT, SHARED, parameters_of

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ivbgeo.publish.collection import Collection
    from ivbgeo.publish.parameters import Parameter
    from ivbgeo.publish.publication import Publication

__all__ = ["openapi"]

_ERROR = {
    "description": "Wat is gevraagd, kan niet.",
    "content": {"application/json": {"schema": {"$ref": "#/components/schemas/exception"}}},
}
_ABSENT = _ERROR | {"description": "Dit is er niet."}


def openapi(
    publication: Publication, collections: Iterable[Collection], version: str
) -> dict[str, Any]:
    """Give the OpenAPI 3.0 document of a publication; ``version``: of the program that serves."""
    paths = {
        "/": _get("De startpagina", "landingPage", "Algemeen", (PAGE_FORMAT,)),
        "/conformance": _get("Welke delen van de standaard", "conformance", "Algemeen"),
        "/openapi": _get("Dit document", "openapi", "Algemeen"),
        "/catalog.jsonld": _get("De catalogus (DCAT)", "catalog", "Algemeen", (), _LD),
        "/collections": _get("Alle collecties", "collections", "Algemeen"),
    }
    tags = [{"name": "Algemeen"}]
    for each in collections:
        tags.append({"name": each.id, "description": each.title})
        at, name = f"/collections/{each.id}", _name(each.id)
        item: dict[str, Any] = {
            "name": "featureId",
            "in": "path",
            "required": True,
            "schema": {"type": "string"},
        }
        paths |= {
            at: _get(each.title, f"describe{name}", each.id, absent=True),
            f"{at}/schema": _get("Eigenschappen", f"schema{name}", each.id, (FORMAT,), _SCHEMA),
            f"{at}/queryables": _get(
                "Waarmee u kunt kiezen", f"queryables{name}", each.id, (FORMAT,), _SCHEMA
            ),
            f"{at}/items": _get(
                each.title,
                f"get{name}Features",
                each.id,
                parameters_of(each),
                _geojson(_form(each)),
            ),
            f"{at}/items/{{featureId}}": _get(
                f"Eén vlak van: {each.title}",
                f"get{name}Feature",
                each.id,
                (FORMAT, CRS),
                _geojson("feature"),
                absent=True,
                others=[item],
            ),
        }
    return {
        "openapi": "3.0.3",
        "info": {
            "title": publication.title,
            "description": "Open cijfers over veiligheid en leefbaarheid per buurt en wijk.",
            "version": version,
            **({"contact": {"email": publication.contact}} if publication.contact else {}),
        },
        "servers": [{"url": publication.url}],
        "tags": tags,
        "paths": paths,
        "components": {
            # Where QGIS and GDAL look for the most that fits on a page.
            "parameters": {each.name: each.openapi for each in SHARED},
            "schemas": {
                "exception": {
                    "type": "object",
                    "required": ["code"],
                    "properties": {
                        "code": {"type": "string"},
                        "description": {"type": "string"},
                    },
                },
                "feature": {"type": "object"},
                **{_form(each): _page(each) for each in collections},
            },
        },
    }


_JSON = {"application/json": {"schema": {"type": "object"}}}
_LD = {"application/ld+json": {"schema": {"type": "object"}}}
_SCHEMA = {"application/schema+json": {"schema": {"type": "object"}}}


def _geojson(form: str) -> dict[str, Any]:
    return {"application/geo+json": {"schema": {"$ref": f"#/components/schemas/{form}"}}}


def _form(collection: Collection) -> str:
    """Give the name of the form of a page of features: figures are of one form, borders too."""
    return "borders" if collection.is_borders else "figures"


def _page(collection: Collection) -> dict[str, Any]:
    """Give the form of a page of features."""
    told = {field.name: field.schema | {"nullable": True} for field in fields_of(collection)}
    feature = {
        "type": "object",
        "properties": {"properties": {"type": "object", "properties": told}},
    }
    page = {
        "numberMatched": {"type": "integer"},
        "numberReturned": {"type": "integer"},
        "features": {"type": "array", "items": feature},
    }
    return {"type": "object", "properties": page}


def _get(
    summary: str,
    name: str,
    tag: str,
    parameters: tuple[Parameter, ...] = (FORMAT,),
    content: dict[str, Any] | None = None,
    *,
    absent: bool = False,
    others: list[dict[str, Any]] | None = None,
) -> dict[str, Any]:
    asked = [
        {"$ref": f"#/components/parameters/{each.name}"} if each in SHARED else each.openapi
        for each in parameters
    ]
    responses = {
        "200": {"description": "Het antwoord.", "content": content or _JSON},
        "400": _ERROR,
    }
    if absent:
        responses["404"] = _ABSENT
    return {
        "get": {
            "summary": summary,
            "operationId": name,
            "tags": [tag],
            "parameters": [*(others or ()), *asked],
            "responses": responses,
        }
    }


def _name(collection_id: str) -> str:
    return "".join(part.capitalize() for part in collection_id.split("-"))
