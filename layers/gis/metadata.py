"""What has to be known with a layer, in the form that QGIS shows under its properties."""

from __future__ import annotations

from typing import TYPE_CHECKING

from ivbgeo.attribution import ATTRIBUTION
from ivbgeo.dutch import day
from layers.gis.xml import node, written

if TYPE_CHECKING:
    from ivbgeo.figure import Provenance
    from layers.thematic import ThematicMap

__all__ = ["STANDARD", "qgis_metadata"]

STANDARD = "http://mrcc.com/qgis.dtd"
_HEAD = f"<!DOCTYPE qgis PUBLIC '{STANDARD}' 'SYSTEM'>\n"


def qgis_metadata(made: ThematicMap, name: str) -> str:
    """Write title, unit, period, sources, licences and attribution of a map's layer."""
    reading = made.reading
    period, division = reading.question.period, reading.answer.division
    sources = {
        provenance.dataset: provenance
        for figure in reading.answer.figures
        for provenance in (figure.provenance, figure.population_provenance)
        if provenance is not None
    }
    known = [sources[key] for key in sorted(sources)]
    licences = dict.fromkeys(one.licence for one in known if one.licence)
    abstract = (
        f"{reading.title}, {reading.when}. Eenheid: {reading.unit}. "
        f"Indeling: {division.level} {division.year}. Leeg betekent: niet bekend of niet getoond; "
        "kolom state zegt waarom."
    )
    when = node(
        "period",
        node("start", f"{period.first_day.isoformat()}T00:00:00Z"),
        node("end", f"{period.last_day.isoformat()}T23:59:59Z"),
    )
    root = node(
        "qgis",
        node("identifier", name),
        node("language", "nl"),
        node("type", "dataset"),
        node("title", f"{reading.title}, {reading.when}"),
        node("abstract", abstract),
        node("links"),
        *(node("history", _told(one)) for one in known),
        node("fees"),
        node("rights", f"Grenzen: {ATTRIBUTION}"),
        *(node("license", licence) for licence in licences),
        node("encoding"),
        node("crs", node("spatialrefsys", node("authid", "EPSG:28992"))),
        node("extent", node("temporal", when)),
        version="3.22.0",
    )
    return written(root, _HEAD)


def _told(one: Provenance) -> str:
    return (
        f"{one.title}: {one.citation}. Opgehaald op {day(one.retrieved)}. "
        f"Licentie: {one.licence}. SHA-256: {one.sha256}."
    )
