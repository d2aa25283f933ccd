"""What is sent to the frame: local links only, a script that never changes, and safe data."""

import hashlib
import json
import re
from dataclasses import replace

import pytest

from geo import Level
from layers import assets
from layers.assets import RemoteLinkError, require_local
from layers.base_map import base_map
from layers.cameras import CameraMark
from layers.choropleth import Choropleth
from layers.classes import make_classes
from layers.command import Scene, command, script
from tests.layers.sample import HOSTILE, choropleth_of, town, unpack

ADDRESS = "../../app/static/areas/buurt-2025-0123456789ab.json"
CAMERA = CameraMark(HOSTILE, 4.49, 52.06, "gebied", HOSTILE)


def test_the_command_says_all_and_nothing_twice():
    division = town()[Level.BUURT]
    shown = choropleth_of(division, ADDRESS)
    data = command(Scene(shown, (CAMERA,), division.codes[4]))
    texts = unpack(data["words"])
    for look, fill, label in zip(shown.looks, data["looks"], data["labels"], strict=True):
        assert data["fills"][int(fill, 36)] == look.fill(shown.classes)
        assert texts[label] == (f"{look.label}\n{look.note}" if look.note else look.label)
        assert (label in data["valueless"]) == (look.value is None)
    assert len(set(data["fills"])) == len(data["fills"])
    assert len(set(texts)) == len(texts)
    assert data["division"] == "buurt-2025"
    assert data["selected"] == division.codes[4]
    (kept,) = Scene(shown, (CAMERA,)).all_kept
    assert data["cameras"] == kept.hash
    marks = json.loads(kept.data)["marks"]
    assert marks == [[HOSTILE, 4.49, 52.06, 250.0, "gebied", HOSTILE, []]]


def test_where_each_area_has_its_own_words_their_order_is_not_sent():
    shown = choropleth_of(town()[Level.BUURT], ADDRESS)
    looks = tuple(replace(look, note=f"{n} zinnen") for n, look in enumerate(shown.looks))
    assert command(Scene(replace(shown, looks=looks)))["labels"] is None


def test_where_areas_share_a_few_words_a_digit_tells_which():
    shown = choropleth_of(town()[Level.BUURT], ADDRESS)
    looks = tuple(
        replace(look, label=f"{n % 3} casussen", note="") for n, look in enumerate(shown.looks)
    )
    data = command(Scene(replace(shown, looks=looks)))
    texts = unpack(data["words"])
    assert isinstance(data["labels"], str)
    assert [texts[int(digit, 36)] for digit in data["labels"]] == [look.label for look in looks]


def test_areas_in_another_order_than_their_borders_are_refused():
    shown = choropleth_of(town()[Level.WIJK], ADDRESS)
    with pytest.raises(ValueError, match="in the order of their codes"):
        command(Scene(replace(shown, looks=shown.looks[::-1])))


def test_an_area_of_another_division_is_not_selected():
    scene = Scene(choropleth_of(town()[Level.WIJK], ADDRESS), (), "BU06370000")
    assert command(scene)["selected"] is None


@pytest.mark.parametrize("address", ["https://example.org/a.json", "//example.org/a.json"])
def test_geometry_of_another_host_is_held_back(address):
    with pytest.raises(RemoteLinkError, match=re.escape("example.org")):
        command(Scene(choropleth_of(town()[Level.WIJK], address)))


def test_hostile_names_reach_the_script_only_as_data():
    shown = choropleth_of(town(HOSTILE)[Level.BUURT], ADDRESS)
    looks = tuple(
        type(look)(look.code, look.name, look.state, look.value, HOSTILE, look.klass)
        for look in shown.looks
    )
    told = script(
        Scene(Choropleth(shown.division, ADDRESS, looks, shown.classes, HOSTILE), (CAMERA,))
    )
    sent = json.loads(told.removeprefix("ivbgeoMap.show(").removesuffix(");"))
    assert sent["title"] == HOSTILE
    assert set(unpack(sent["words"])) == {HOSTILE}
    assert "<" not in told
    assert "49" not in sent["title"]


def test_the_base_is_the_same_script_for_every_run():
    scripts = {
        str(base._template.module.script(base)).replace(base.get_name(), "map_div")
        for base in (base_map(), base_map())
    }
    assert {script.strip() for script in scripts} == {'var map_div = ivbgeoMap.start("map_div");'}


def test_the_base_loads_nothing_but_files_that_stand_in_the_static_folder():
    base = base_map()
    links = [link for _, link in (*base.default_js, *base.default_css)]
    assert len(links) == 4
    for link in links:
        name, _, version = link.removeprefix("../../app/static/").partition("?v=")
        version = version or name.removesuffix(".js").rpartition("-")[2]
        assert hashlib.sha256((assets.STATIC / name).read_bytes()).hexdigest().startswith(version)
    page = base.get_root().render()
    assert "user-scalable" not in page
    assert "://" not in page


def test_a_base_with_a_remote_script_is_held_back(monkeypatch):
    monkeypatch.setattr(
        "layers.base_map.script_addresses", lambda: ("https://cdn.example.org/leaflet.js",)
    )
    with pytest.raises(RemoteLinkError, match=r"cdn\.example\.org"):
        base_map()


@pytest.mark.parametrize(
    "part",
    ["http://a.nl", "//a.nl/x.js", '<script src="//a.nl">', "url(//a.nl/font)", "wss://a.nl"],
)
def test_every_form_of_a_remote_link_is_seen(part):
    with pytest.raises(RemoteLinkError):
        require_local((part,))


def test_what_is_ours_passes():
    require_local(
        ("../../app/static/built/map-12.js", "1 // 2", "a//b", "data:image/png;base64,AA//BB==")
    )


def test_vendored_files_are_those_of_the_package():
    lines = (assets.STATIC / "vendor" / "SHA256SUMS").read_text().splitlines()
    listed = dict(reversed(line.split("  ")) for line in lines)
    folder = assets.STATIC / "vendor"
    present = {
        str(path.relative_to(folder))
        for path in folder.rglob("*")
        if path.is_file() and path.parent != folder
    }
    assert present == set(listed)
    for name, digest in listed.items():
        assert hashlib.sha256((folder / name).read_bytes()).hexdigest() == digest


def test_no_classes_at_all_can_be_sent():
    shown = Choropleth(town()[Level.WIJK].id, ADDRESS, (), make_classes([]), "Leeg")
    assert command(Scene(shown))["looks"] == ""
