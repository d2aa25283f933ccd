"""``ivbgeo map``: what it writes, what it says, and its exit status."""

import os
import subprocess
import sys

import pytest

from ivbgeo.cli import main
from ivbgeo.demo import load_demo
from ivbgeo.settings import ROOT
from ivbgeo.store import Store
from tests.crowd import crowd
from tests.layers.paper.plates import texts


@pytest.fixture(scope="module")
def address(tmp_path_factory, data_dir):
    made = f"sqlite:///{tmp_path_factory.mktemp('map') / 'store.sqlite'}"
    store = Store.open(made)
    load_demo(store, data_dir)
    store.close()
    return made


@pytest.fixture
def draw(address, monkeypatch, capfd):
    """Run the command here; gives status and what was said."""
    monkeypatch.setenv("IVBGEO_DATABASE_URL", address)

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["ivbgeo", "map", *map(str, words)])
        with pytest.raises(SystemExit) as caught:
            main()
        return caught.value.code or 0, " ".join(capfd.readouterr().err.split())

    return run


@pytest.mark.parametrize(
    ("suffix", "start"),
    [
        ("png", b"\x89PNG"),
        ("pdf", b"%PDF"),
        ("html", b"<!doctype html>"),
        ("gpkg", b"SQLite format 3"),
    ],
)
def test_a_map_is_a_file(draw, tmp_path, suffix, start):
    target = tmp_path / f"kaart.{suffix}"
    status, said = draw("woonoverlast", "--as", "publiek", "--out", target)
    assert status == 0, said
    assert said.endswith(f"De kaart staat in {target}.")
    assert target.read_bytes().startswith(start)


def test_the_page_says_the_figures_and_their_source(address, tmp_path):
    target = tmp_path / "kaart.html"
    done = subprocess.run(
        [
            sys.executable, "-m", "ivbgeo", "map", "misdrijven", "--as", "publiek",
            "--from", "2023", "--out", str(target),
        ],
        cwd=ROOT,
        env={**os.environ, "IVBGEO_DATABASE_URL": address},
        capture_output=True,
        text=True,
        check=False,
    )  # fmt: skip
    assert done.returncode == 0, done.stderr
    text = target.read_text(encoding="utf-8")
    assert "88 misdrijven" in text
    assert "47022NED" in text
    assert "niet gemeten" in text


def test_a_part_of_the_map_with_one_area_outlined(draw, tmp_path):
    target = tmp_path / "kaart.svg"
    view = "4.47,52.04,4.52,52.07"
    status, told = draw(
        "0.0.0", "--as", "publiek", "--level", "buurt", "--from", "2024", "--view", view,
        "--area", "BU06370101", "--dpi", "72", "--out", target,
    )  # fmt: skip
    assert status == 0, told
    said = texts(target.read_text(encoding="utf-8"))
    assert "gekozen: Dorpsstraat" in said
    assert {"Dorpsstraat", "72"} <= set(said)
    assert "Meerpolder-" not in said
    assert any("voorlopige cijfers" in text for text in said)


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("woonoverlast", "--as", "publiek", "--out", "kaart.docx"), "kaart.docx"),
        (
            ("woonoverlast", "--as", "publiek", "--view", "52,4,53,5", "--out", "kaart.png"),
            "uitsnede",
        ),
        (
            ("woonoverlast", "--as", "publiek", "--area", "BU06370101", "--out", "kaart.png"),
            "casewijk-2024",
        ),
        (
            ("woonoverlast", "--as", "publiek", "--dpi", "5", "--out", "kaart.png"),
            "36 tot en met 1200",
        ),
        (("onzin", "--as", "publiek", "--out", "kaart.png"), "onzin"),
        (("hic", "--as", "publiek", "--out", "kaart.png"), "geen cijfers"),
        (("woonoverlast", "--as", "publiek", "--from", "20x3", "--out", "kaart.png"), "20x3"),
        (("woonoverlast", "--as", "publiek", "--out", "/bestaat/niet/kaart.png"), "geschreven"),
    ],
)
def test_wrong_usage_is_said_in_dutch(draw, words, said):
    status, told = draw(*words)
    assert status == 2
    assert said in told
    assert "Traceback" not in told
    assert not (ROOT / "kaart.png").exists()


@pytest.mark.parametrize(
    ("statistic", "told"),
    [
        (
            "bijgesteld",
            ["casussen per 1.000 inwoners, bijgesteld", "5,8 per 1.000 inwoners (4,5–7,2)"],
        ),
        ("verwacht", ["casussen, meer of minder dan verwacht", "+42 casussen (65, verwacht 23)"]),
        ("per-1000-huishoudens", ["casussen per 1.000 huishoudens", "per 1.000 huishoudens ("]),
    ],
)
def test_every_measure_can_be_drawn(draw, tmp_path, statistic, told):
    target = tmp_path / "kaart.html"
    status, said = draw(
        "woonoverlast", "--as", "publiek", "--statistic", statistic, "--from", "2023",
        "--out", target,
    )  # fmt: skip
    assert status == 0, said
    text = target.read_text(encoding="utf-8")
    assert all(one in text for one in told)


@pytest.mark.parametrize("statistic", ["samenhang", "heet-koud"])
def test_patterns_of_too_few_areas_are_refused_with_their_number(draw, tmp_path, statistic):
    target = tmp_path / "kaart.png"
    status, said = draw(
        "woonoverlast", "--as", "publiek", "--statistic", statistic, "--out", target
    )
    assert status == 2
    assert "vanaf 30 gebieden met een cijfer. Hier zijn het er 8." in said
    assert not target.exists()


def test_patterns_are_drawn_on_paper_with_their_names(draw, tmp_path, town, monkeypatch):
    crowd(town, tmp_path)
    monkeypatch.setenv("IVBGEO_DATABASE_URL", town.address)
    target = tmp_path / "kaart.svg"
    status, said = draw(
        "1.1.1", "--as", "planner", "--level", "buurt", "--statistic", "samenhang",
        "--from", "2023", "--out", target,
    )  # fmt: skip
    assert status == 0, said
    found = " ".join(texts(target.read_text(encoding="utf-8")))
    for name in ("laag tussen laag", "hoog tussen hoog", "geen patroon aan te tonen"):
        assert name in found
