from html.parser import HTMLParser

from geo import Level
from ivbgeo.attribution import ATTRIBUTION
from ivbgeo.dutch import number
from layers.choropleth import Choropleth
from layers.classes import make_classes
from layers.legend import legend_html
from tests.layers.sample import HOSTILE, choropleth_of, town


class Reader(HTMLParser):
    def __init__(self):
        super().__init__()
        self.tags, self.items, self.text, self.images = [], [], "", []

    def handle_starttag(self, tag, attrs):
        self.tags.append(tag)
        if tag == "li":
            self.items.append("")
        if tag == "img":
            self.images.append(dict(attrs))

    def handle_data(self, data):
        self.text += data
        if self.items and self.tags[-1] == "span":
            self.items[-1] += data


def read(html):
    reader = Reader()
    reader.feed(html)
    return reader


def test_the_legend_says_classes_states_unit_period_and_who_made_the_borders():
    shown = choropleth_of(town()[Level.BUURT], "x")
    reader = read(legend_html(shown, "misdrijven", "heel 2024"))
    assert reader.items[1 : 1 + len(shown.classes)] == list(shown.classes.labels(number))
    for said in ("nul: niets", "afgeschermd", "niet gemeten", "te weinig"):
        assert sum(said in item for item in reader.items) == 1
    for said in ("misdrijven", "heel 2024", ATTRIBUTION):
        assert said in reader.text
    assert len({image["src"] for image in reader.images}) == len(reader.items)
    assert all(image["alt"] == "" for image in reader.images)


def test_the_four_states_are_there_without_any_figure():
    empty = Choropleth(town()[Level.WIJK].id, "x", (), make_classes([]), "Leeg")
    items = read(legend_html(empty, "cases", "2023")).items
    assert [item.split(":")[0].split(" (")[0] for item in items] == [
        "nul",
        "gemeten",
        "afgeschermd",
        "niet gemeten",
    ]


def test_hostile_text_stays_text():
    reader = read(legend_html(choropleth_of(town()[Level.WIJK], "x"), HOSTILE, HOSTILE))
    assert "script" not in reader.tags
    assert reader.text.count("<script>alert(1)</script>") == 2
