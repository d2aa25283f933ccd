"""Maps for a GIS: GeoPackage that opens in QGIS as it looks here."""

from layers.gis.geopackage import geopackage

__all__ = ["geopackage"]
