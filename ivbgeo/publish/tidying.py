"""What pygeoapi says, made to fit what is served: no links to pages that aren't there, in Dutch."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from urllib.parse import parse_qs, urlsplit

from ivbgeo.publish.fields import fields_of, queryables_of

if TYPE_CHECKING:
    from ivbgeo.publish.collection import Collection

__all__ = ["tidy_collection", "tidy_links", "tidy_schema"]

_OGC = "http://www.opengis.net/def/rel/ogc/1.0/"
_TITLES = {
    "self": "Dit document",
    "alternate": "Deze pagina voor mensen",
    "root": "De startpagina",
    "service-desc": "Alle adressen en keuzes (OpenAPI)",
    "conformance": "Welke delen van de standaard",
    "data": "Alle collecties",
    "collection": "De collectie",
    "items": "De vlakken (GeoJSON)",
    "next": "De volgende pagina",
    "prev": "De vorige pagina",
    "describedby": "Beschrijving in de catalogus (DCAT)",
    "license": "De licentie",
    f"{_OGC}schema": "Wat een vlak heeft",
    f"{_OGC}queryables": "Waarmee u kunt kiezen",
}


def tidy_links(links: list[dict[str, Any]], home: str) -> list[dict[str, Any]]:
    """Give the links to what is served; ``home``: the address of the landing page."""
    return [link | {"title": _TITLES[link["rel"]]} for link in links if _is_served(link, home)]


def _is_served(link: dict[str, Any], home: str) -> bool:
    if link["rel"] not in _TITLES:
        return False
    where = urlsplit(link["href"])
    form = parse_qs(where.query).get("f", ["json"])[0]
    # Of the landing page alone there is a page for people.
    return form == "json" or str(link["href"]) == f"{home}?f=html"


def tidy_collection(told: dict[str, Any], collection: Collection, home: str) -> dict[str, Any]:
    """Give the description of a collection, with its period, who to name, and its licence."""
    begin, end = collection.extent.begin, collection.extent.end
    interval = [f"{begin}T00:00:00Z", f"{end}T23:59:59Z"]
    return {
        **told,
        "links": tidy_links(told["links"], home),
        "extent": {**told["extent"], "temporal": {"interval": [interval]}},
        "attribution": collection.attribution,
        **({"license": collection.licence} if collection.licence else {}),
    }


def tidy_schema(told: dict[str, Any], collection: Collection, *, chosen: bool) -> dict[str, Any]:
    """Give the schema of a collection, or (``chosen``) of what it can be narrowed by.

    Of what has a closed list of values, these are in it.
    """
    names = queryables_of(collection) if chosen else [f.name for f in fields_of(collection)]
    found = {"geometry": told["properties"]["geometry"]}
    for field in fields_of(collection):
        if field.name in names:
            found[field.name] = field.schema
    if "category" in found:
        titles = "; ".join(f"{c.code}: {c.title}" for c in collection.categories)
        found["category"] = found["category"] | {
            "enum": [c.code for c in collection.categories],
            "description": f"{found['category']['description']} ({titles})",
        }
    return {**told, "properties": found}
