from dataclasses import replace
from html.parser import HTMLParser

import pytest

from geo import Level
from ivbgeo.attribution import ATTRIBUTION
from ivbgeo.dutch import number
from layers.choropleth import AreaLook, Choropleth
from layers.classes import make_classes
from layers.diverging import DIFFERENCE_TEXTS, make_diverging
from layers.escape import script_json
from layers.legend import legend_command, legend_entries, legend_html
from layers.palette import LOOKS, StateLook, pattern_definitions
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


def differences(values, *states):
    classes = make_diverging(values)
    looks = tuple(
        AreaLook(f"BU{place}", "Dorp", state, None, "", None) for place, state in enumerate(states)
    )
    division = town()[Level.WIJK].id
    return Choropleth(division, "x", looks, classes, "Verschil", DIFFERENCE_TEXTS)


def test_no_difference_stands_between_less_and_more():
    texts = [text for *_, text in legend_entries(differences([-60, -3, 2, 40], "toeval"))]
    assert texts == [
        "minstens 41 minder",
        "4 – 40 minder",
        "1 – 3 minder",
        "geen verschil",
        "1 – 3 meer",
        "4 – 40 meer",
        "minstens 41 meer",
        "afgeschermd: bekend, maar niet getoond",
        "niet gemeten: van een van beide is niets bekend",
        "verschil kan toeval zijn",
    ]
    assert [text for *_, text in legend_entries(differences([]))][:2] == [
        "geen verschil",
        "verschil (komt hier niet voor)",
    ]


def test_the_data_of_the_legend_are_the_fills_of_the_map_in_the_order_of_the_list():
    shown = choropleth_of(town()[Level.BUURT], "x")
    told = legend_command(shown, "misdrijven", "heel 2024")
    assert (told["unit"], told["period"]) == ("misdrijven", "heel 2024")
    assert [text for _, text in told["entries"]] == read(
        legend_html(shown, "misdrijven", "heel 2024")
    ).items
    fills = [fill for fill, _ in told["entries"]]
    assert {look.fill(shown.classes) for look in shown.looks} <= set(fills)
    for fill in fills:
        assert fill.startswith("#") or f'id="{fill[5:-1]}"' in pattern_definitions()


def test_where_there_is_little_room_only_what_is_seen_is_explained():
    shown = choropleth_of(town()[Level.BUURT], "x")
    nul = tuple(look for look in shown.looks if look.state == StateLook.NUL)
    few = replace(shown, looks=nul)
    told = legend_command(few, "misdrijven", "2023", seen_only=True)["entries"]
    assert [text for _, text in told] == [LOOKS[StateLook.NUL].text]
    assert len(legend_command(few, "misdrijven", "2023")["entries"]) > 1
    # Of classes all: a colour is read beside the others.
    measured = legend_command(shown, "misdrijven", "2023", seen_only=True)["entries"]
    assert {fill for fill, _ in measured} >= set(shown.classes.colours)


@pytest.mark.parametrize("classes", [make_classes(range(1, 400), 7), make_diverging(range(400))])
def test_the_longest_legend_is_small(classes):
    looks = tuple(
        AreaLook(f"BU{place}", "Dorp", state, None, "", None)
        for place, state in enumerate(state for state in LOOKS if state is not StateLook.GEMETEN)
    )
    shown = Choropleth(town()[Level.WIJK].id, "x", looks, classes, "T", DIFFERENCE_TEXTS)
    unit = "verschil in misdrijven per 1.000 inwoners"
    told = script_json(legend_command(shown, unit, "2019 tot en met 2022 en 2023 tot en met 2025"))
    assert 500 < len(told) <= 1_000
