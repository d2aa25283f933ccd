"""The landing page for people: what is here, and how to get it into a GIS. It loads nothing."""

from __future__ import annotations

from html import escape
from typing import TYPE_CHECKING

from ivbgeo.attribution import ATTRIBUTION

if TYPE_CHECKING:
    from collections.abc import Iterable

    from ivbgeo.publish.collection import Collection
    from ivbgeo.publish.publication import Publication

__all__ = ["landing_page"]

_STYLE = """
body{font:1rem/1.5 system-ui,sans-serif;max-width:46rem;margin:2rem auto;padding:0 1rem;
color:#1b1b1b;background:#fff}
a{color:#154273}h1{font-size:1.6rem}h2{font-size:1.2rem;margin-top:2rem}
code{background:#f2f2f2;padding:.1rem .3rem;overflow-wrap:anywhere}
dt{font-weight:600;margin-top:.8rem}dd{margin:0}
"""


def landing_page(publication: Publication, collections: Iterable[Collection]) -> str:
    """Give the page as HTML; every name in it is text, whatever it holds."""
    url, title = escape(publication.url), escape(publication.title)
    listed = "".join(
        f'<dt><a href="{url}/collections/{escape(each.id)}/items"><bdi>{escape(each.title)}</bdi>'
        f"</a> <code>{escape(each.id)}</code></dt>"
        f"<dd><bdi>{escape(each.description)}</bdi> "
        f"Licentie: {escape(_licence(each))}.</dd>"
        for each in collections
    )
    contact = f"<p>Vragen: {escape(publication.contact)}.</p>" if publication.contact else ""
    return f"""<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title>
<style>{_STYLE}</style>
</head>
<body>
<main>
<h1><bdi>{title}</bdi></h1>
<p>Dit zijn de open cijfers van de kaart, voor programma's zoals QGIS en ArcGIS. Wie hier cijfers
haalt, krijgt wat op dat moment op de kaart staat. Wat niet openbaar is, staat hier niet.
Uitgever: <bdi>{escape(publication.publisher)}</bdi>.</p>
<h2>In QGIS of ArcGIS</h2>
<p>Het adres is <code>{url}</code>.</p>
<ul>
<li>QGIS: kies Kaartlagen, Laag toevoegen, WFS / OGC API - Features. Maak een nieuwe verbinding
met dit adres en kies als versie OGC API - Features.</li>
<li>ArcGIS Pro: kies Insert, Connections, Server, New OGC API Server, en geef dit adres.</li>
</ul>
<h2>Wat er is</h2>
<dl>{listed}</dl>
<h2>Goed om te weten</h2>
<ul>
<li>Leeg is niet nul. De kolom <code>state</code> zegt of een cijfer nul, gemeten, afgeschermd of
niet gemeten is.</li>
<li>Een code van een gebied hoort bij een jaar (<code>division_year</code>). In een ander jaar kan
die code een andere plek zijn.</li>
<li>Een ander jaar of een andere soort kiest u in het adres, zoals
<code>?jaar=2023&amp;categorie=0.0.0</code>.</li>
<li>Noem de bron als u een kaart of een cijfer laat zien. Grenzen: {escape(ATTRIBUTION)}.</li>
</ul>
<h2>Voor wie er iets mee bouwt</h2>
<ul>
<li><a href="{url}/collections">Alle collecties</a></li>
<li><a href="{url}/openapi">Alle adressen en keuzes (OpenAPI)</a></li>
<li><a href="{url}/catalog.jsonld">De catalogus (DCAT)</a></li>
<li><a href="{url}/conformance">Welke delen van de standaard</a></li>
</ul>
{contact}
</main>
</body>
</html>
"""


def _licence(collection: Collection) -> str:
    if collection.licence is None:
        return "niet vermeld bij alle bronnen"
    return "CC BY 4.0" if "licenses/by/" in collection.licence else "CC0"
