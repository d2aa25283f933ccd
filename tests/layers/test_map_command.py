"""``ivbgeo map``: what it writes, what it says, and its exit status."""

import os
import subprocess
import sys

import pytest

from ivbgeo.cli import main
from ivbgeo.demo import load_demo
from ivbgeo.settings import ROOT
from ivbgeo.store import Store
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
