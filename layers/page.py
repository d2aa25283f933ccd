"""The map as one HTML file that opens without a server and asks nothing of anyone."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from ivbgeo.attribution import ATTRIBUTION
from layers.assets import scripts, styles
from layers.command import Scene, command
from layers.escape import html_text, script_json
from layers.geometry_file import geometry
from layers.legend import legend_html

if TYPE_CHECKING:
    from collections.abc import Sequence

    from geo import Division
    from layers.cameras import CameraMark
    from layers.choropleth import Choropleth

__all__ = ["map_html"]

# Nothing may be fetched: not even if a name in a file were to try.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; script-src 'unsafe-inline'; img-src data:"

_STYLE = """
body { margin: 0 auto; max-width: 75rem; padding: 1rem 1.5rem 2rem; color: #17292f;
  background: #fff; font: 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, sans-serif }
h1 { font-size: 1.6rem; line-height: 1.25; margin: 0 0 .2rem }
h2 { font-size: 1.15rem; margin: 1.6rem 0 .4rem }
.lead { margin: 0 0 1rem }
.panel { display: grid; grid-template-columns: minmax(0, 1fr) 17rem; gap: 1.2rem }
#map_div { height: 34rem; border: 1px solid #8fa3aa; border-radius: 4px }
table { border-collapse: collapse; width: 100% }
caption { text-align: left; padding-bottom: .4rem }
th, td { text-align: left; padding: .3rem .6rem; border-bottom: 1px solid #c9d4d8 }
thead th { border-bottom: 2px solid #63777f }
@media (max-width: 50rem) { .panel { grid-template-columns: 1fr } #map_div { height: 24rem } }
@media print { #map_div, tr { break-inside: avoid } }
"""


def map_html(  # noqa: PLR0913 - what a page of its own has to say
    division: Division,
    choropleth: Choropleth,
    cameras: Sequence[CameraMark],
    title: str,
    period: str,
    sources: Sequence[str],
    *,
    unit: str = "",
    made: date | None = None,
) -> str:
    """Write a page with the map, its legend, the same figures as a table, and the sources.

    Parameters
    ----------
    division
        The borders; they go into the page.
    choropleth, cameras
        What is on the map.
    title, period, unit
        In Dutch. The unit heads the legend; without one, the title of the choropleth does.
    sources
        One line per dataset: source, table, day of reading, licence.
    made
        Day on the page; today if left out.

    Returns
    -------
    str
        A whole HTML document: Leaflet, script, style and data are in it.

    Raises
    ------
    ValueError
        If the choropleth is of another division.
    """
    if division.id != choropleth.division:
        raise ValueError(f"the map is of {choropleth.division}, the borders are of {division.id}")
    scene = Scene(choropleth, cameras)
    data = {**command(scene), "address": "borders"}
    kept = "".join(f'ivbgeoMap.keep("{one.hash}", {one.data});\n' for one in scene.all_kept)
    scripting = "".join(f"<script>{text}</script>\n" for text in scripts())
    styling = "".join(f"<style>{text}</style>\n" for text in styles())
    day = made or date.today()  # noqa: DTZ011 - the day where the page is made
    lines = "".join(f"<li>{html_text(line)}</li>" for line in (*sources, f"Grenzen: {ATTRIBUTION}"))
    heading = html_text(title)
    return f"""<!doctype html>
<html lang="nl">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="{_POLICY}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>{heading}</title>
{styling}<style>{_STYLE}</style>
</head>
<body>
<main>
<h1>{heading}</h1>
<p class="lead">{html_text(period)}</p>
<div class="panel">
<div><div id="map_div"></div></div>
{legend_html(choropleth, unit or choropleth.title, period)}
</div>
{_table(choropleth)}
<h2>Bronnen</h2>
<ul>{lines}</ul>
<p>Gemaakt op {day.day}-{day.month}-{day.year}.</p>
</main>
{scripting}<script>
ivbgeoMap.start("map_div");
ivbgeoMap.give("borders", {script_json(geometry(division))});
{kept}ivbgeoMap.show({script_json(data)});
</script>
</body>
</html>
"""


def _table(choropleth: Choropleth) -> str:
    rows = "".join(
        f'<tr><th scope="row">{html_text(look.name)}</th><td>{html_text(look.code)}</td>'
        f"<td>{html_text(look.label)}</td><td>{html_text(look.note)}</td></tr>"
        for look in sorted(choropleth.looks, key=lambda look: (look.name, look.code))
    )
    return (
        f"<h2>Cijfers</h2><table><caption>{html_text(choropleth.title)}, "
        f"indeling {choropleth.division.level} {choropleth.division.year}</caption><thead><tr>"
        '<th scope="col">Gebied</th><th scope="col">Code</th><th scope="col">Waarde</th>'
        f'<th scope="col">Toelichting</th></tr></thead><tbody>{rows}</tbody></table>'
    )
