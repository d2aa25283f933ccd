"""``ivbgeo map`` as it is typed."""

import os
import subprocess
import sys

import pytest

from ivbgeo.demo import load_demo
from ivbgeo.settings import ROOT
from ivbgeo.store import Store


@pytest.fixture(scope="module")
def address(tmp_path_factory, data_dir):
    made = f"sqlite:///{tmp_path_factory.mktemp('map') / 'store.sqlite'}"
    store = Store.open(made)
    load_demo(store, data_dir)
    store.close()
    return made


@pytest.fixture
def draw(address):
    def run(*words):
        return subprocess.run(
            [sys.executable, "-m", "ivbgeo", "map", *map(str, words)],
            cwd=ROOT,
            env={**os.environ, "IVBGEO_DATABASE_URL": address},
            capture_output=True,
            text=True,
            check=False,
        )

    return run


@pytest.mark.parametrize(
    ("suffix", "start"),
    [("png", b"\x89PNG"), ("pdf", b"%PDF"), ("svg", b"<?xml"), ("html", b"<!DOCTYPE html>")],
)
def test_a_map_is_a_file(draw, tmp_path, suffix, start):
    target = tmp_path / f"kaart.{suffix}"
    done = draw("woonoverlast", "--as", "publiek", "--out", target)
    assert done.returncode == 0, done.stderr
    assert target.read_bytes().lower().startswith(start.lower())


def test_the_page_says_the_figures_and_their_source(draw, tmp_path):
    target = tmp_path / "kaart.html"
    done = draw("misdrijven", "--as", "publiek", "--from", "2023", "--out", target)
    assert done.returncode == 0, done.stderr
    text = target.read_text(encoding="utf-8")
    assert "88 misdrijven" in text
    assert "47022NED" in text
    assert "niet gemeten" in text


@pytest.mark.parametrize(
    ("words", "said"),
    [
        (("woonoverlast", "--as", "publiek", "--out", "kaart.docx"), "kaart.docx"),
        (("onzin", "--as", "publiek", "--out", "kaart.png"), "onzin"),
        (("hic", "--as", "publiek", "--out", "kaart.png"), "geen cijfers"),
        (("woonoverlast", "--as", "publiek", "--from", "20x3", "--out", "kaart.png"), "20x3"),
        (("woonoverlast", "--as", "publiek", "--out", "/bestaat/niet/kaart.png"), "geschreven"),
    ],
)
def test_wrong_usage_is_said_in_dutch(draw, words, said):
    done = draw(*words)
    assert done.returncode == 2
    assert said in done.stderr
    assert "Traceback" not in done.stderr
    assert not (ROOT / "kaart.png").exists()
