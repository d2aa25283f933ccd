"""``ivbgeo cameras sight`` and ``files``: the real commands, their files, their words."""

import json
import sys

import numpy as np
import pytest
import shapely

from geo.crs import polygons_to_rd
from ivbgeo.cli import main

PLACE = ("--x", 93000, "--y", 452000, "--direction", 90, "--angle", 90, "--reach", 30)


@pytest.fixture
def run(monkeypatch, capfd, here):
    """Run the command line on a store that has cameras and files."""
    monkeypatch.setenv("IVBGEO_DATABASE_URL", here.store.address)

    def run(*arguments, role="planner"):
        monkeypatch.setattr(sys, "argv", ["ivbgeo", "cameras", *map(str, arguments), "--as", role])
        with pytest.raises(SystemExit) as caught:
            main()
        out, err = capfd.readouterr()
        return caught.value.code or 0, out, " ".join(err.split())

    return run


def test_a_camera_of_the_register_among_the_newest_files(run):
    status, out, said = run("sight", "--camera", "Plein")
    assert status == 0, said
    told = json.loads(out)
    assert told["square_metres"] == pytest.approx(100)
    assert told["public"] == pytest.approx(50)
    assert told["private_frontage"] == pytest.approx(20)
    assert [place["name"] for place in told["places"]] == ["School"]
    assert told["without_buildings"] is False
    assert len(told["sources"]) == 3
    assert "Berekend met 1 gebouw" in said
    assert told["sentences"][0] in said


def test_what_is_given_goes_before_the_register(run):
    _, out, _ = run("sight", "--camera", "Plein", "--pixels", 2000, "--reach", 8, "--height", 4)
    told = json.loads(out)
    assert told["reach"] == 8
    assert [ring["pixels_per_metre"] for ring in told["rings"]] == [25, 62, 125, 250]
    _, out, _ = run("sight", *PLACE)
    assert json.loads(out)["square_metres"] == pytest.approx(100)


def test_without_a_file_it_says_so_and_a_file_of_ones_own_will_do(run, street):
    _, out, said = run("sight", *PLACE, "--buildings", "geen", "--public", "geen")
    told = json.loads(out)
    assert (told["without_buildings"], told["frontage"], told["public"]) == (True, None, None)
    assert said.startswith("Zonder gebouwen berekend")
    own = next(iter(street.values()))
    _, out, _ = run("sight", *PLACE, "--buildings", own, "--sensitive", "3")
    assert json.loads(out)["sources"][0] == "panden.geojson"
    assert run("sight", *PLACE, "--sensitive", "weg")[0] == 2


def test_geometry_comes_as_geojson_in_degrees(run, tmp_path):
    out = tmp_path / "zicht.geojson"
    status, printed, _ = run("sight", *PLACE, "--pixels", 2000, "--out", out)
    assert (status, printed) == (0, "")
    features = json.loads(out.read_text())["features"]
    assert [one["properties"]["name"] for one in features] == [
        "zicht", "waarnemen", "observeren", "herkennen", "identificeren",
    ]  # fmt: skip
    seen = shapely.from_geojson(json.dumps(features[0]["geometry"]))
    assert polygons_to_rd(np.array([seen]))[0].area == pytest.approx(100, rel=0.001)
    assert not any(one["properties"]["without_buildings"] for one in features)


def test_bad_questions_are_answered_in_a_sentence(run, tmp_path):
    for arguments, status, words in (
        (("--camera", "Weg"), 2, "0 keer in het register"),
        (("--camera", "Half"), 1, "Er ontbreekt: de kijkhoek, het bereik en de richting."),
        ((*PLACE[:4], "--angle", 90), 2, "--reach, --direction"),
        ((*PLACE[:6], "--angle", 0, "--reach", 30), 1, "De kijkhoek 0 kan niet."),
        (("--x", 93011, *PLACE[2:]), 1, "staat in een gebouw"),
        ((*PLACE, "--out", tmp_path / "zicht.doc"), 2, ".pdf"),
    ):
        found, out, said = run("sight", *arguments)
        assert (found, out) == (status, ""), said
        assert words in said


def test_nobody_else_learns_where_a_camera_is(run):
    for role in ("publiek", "beheer"):
        for arguments in (("--camera", "Plein"), PLACE):
            status, out, _ = run("sight", *arguments, role=role)
            assert (status, out) == (1, "")
        assert run("files", "list", role=role)[:2] == (1, "")


def test_files_are_added_listed_and_taken_away(run, tmp_path, street):
    own = next(iter(street.values()))
    status, _, said = run("files", "add", "verboden", own)
    assert (status, said) == (0, "panden.geojson is bewaard als nummer 4 (verboden gebieden).")
    _, out, _ = run("files", "list", "--format", "json")
    assert [one["kind"] for one in json.loads(out)] == [
        "verboden", "gevoelig", "openbaar", "gebouwen",
    ]  # fmt: skip
    assert run("files", "withdraw", 4)[0] == 0
    _, out, _ = run("files", "list", "--kind", "verboden")
    assert out.splitlines() == ["id,kind,name,sha256,size,added_at,added_by"]
    (tmp_path / "leeg.geojson").write_text("")
    assert run("files", "add", "gebouwen", tmp_path / "leeg.geojson")[0] == 1
    assert run("files", "add", "huizen", own)[0] == 2
