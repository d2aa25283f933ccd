import json
import re
from datetime import date
from html.parser import HTMLParser

import pytest

from geo import Level
from ivbgeo.attribution import ATTRIBUTION
from layers.cameras import CameraMark
from layers.page import map_html
from tests.layers.sample import HOSTILE, choropleth_of, town

CAMERA = CameraMark(HOSTILE, 4.49, 52.06, "gebied", HOSTILE)


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.links, self.scripts, self.cells, self.inside = [], [], [], ""

    def handle_starttag(self, tag, attrs):
        self.inside = tag
        self.links += [value for name, value in attrs if name in ("src", "href", "data", "action")]
        if tag == "script":
            self.scripts.append("")
        if tag in ("td", "th"):
            self.cells.append("")

    def handle_data(self, data):
        if self.inside == "script":
            self.scripts[-1] += data
        if self.inside in ("td", "th"):
            self.cells[-1] += data


def made(level=Level.BUURT, title="Misdrijven", hostile=None):
    division = town(hostile)[level]
    shown = choropleth_of(division, "../../app/static/areas/x.json")
    html = map_html(
        division,
        shown,
        (CAMERA,),
        title,
        "heel 2024",
        ["CBS/politie, tabel 47018NED"],
        unit="misdrijven",
        made=date(2026, 11, 2),
    )
    return shown, html


def test_the_page_says_what_it_shows():
    shown, html = made()
    for said in (
        "Misdrijven",
        "heel 2024",
        "CBS/politie, tabel 47018NED",
        ATTRIBUTION,
        "2-11-2026",
        'lang="nl"',
        "buurt 2025",
    ):
        assert said in html
    reader = Reader()
    reader.feed(html)
    rows = [
        [cell.strip() for cell in reader.cells[start : start + 4]]
        for start in range(4, len(reader.cells), 4)
    ]
    assert sorted(rows) == sorted(
        [look.name, look.code, look.label, look.note] for look in shown.looks
    )


def test_the_page_links_to_nothing_and_allows_nothing():
    _, html = made()
    reader = Reader()
    reader.feed(html)
    assert reader.links
    assert all(link.startswith("data:image/svg+xml;base64,") for link in reader.links)
    assert "default-src 'none'" in html


def test_hostile_names_stay_data():
    _, html = made(title=HOSTILE, hostile=HOSTILE)
    reader = Reader()
    reader.feed(html)
    assert len(reader.scripts) == 3
    assert not [script for script in reader.scripts if script.startswith("alert")]
    borders = re.search(r'give\("borders", (.*)\);\n', reader.scripts[-1])
    names = json.loads(borders.group(1))["names"]
    assert HOSTILE in names
    assert HOSTILE in reader.cells


def test_a_map_of_another_division_is_refused():
    divisions = town()
    shown = choropleth_of(divisions[Level.WIJK], "x")
    with pytest.raises(ValueError, match="wijk-2025, the borders are of buurt-2025"):
        map_html(divisions[Level.BUURT], shown, (), "", "", ())
