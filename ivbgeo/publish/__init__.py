"""What is open, for everybody's GIS: OGC API Features with pygeoapi, and a DCAT catalogue.

Only what ``PUBLIEK`` may read goes out, and it is read from the store at every question. pygeoapi
is an extra: it is imported by ``provider``, ``service`` and ``writing`` alone.
"""

from __future__ import annotations

from ivbgeo.publish.collection import Collection
from ivbgeo.publish.offering import collections_of
from ivbgeo.publish.publication import Publication

__all__ = ["Collection", "Publication", "collections_of"]
