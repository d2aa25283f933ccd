"""``ivbgeo publish`` and ``ivbgeo serve-ogc``: what they say, and what they need."""

import socket
import sys

import pytest

from ivbgeo.cli import main

URL = ("--url", "https://kaart.example.nl/ogc")


@pytest.fixture
def run(monkeypatch, capfd):
    """Run the command line here; gives status and what was said."""

    def run(*arguments):
        monkeypatch.setattr(sys, "argv", ["ivbgeo", *map(str, arguments)])
        with pytest.raises(SystemExit) as ended:
            main()
        out, said = capfd.readouterr()
        assert not out
        return ended.value.code or 0, " ".join(said.split())

    return run


@pytest.fixture
def filled_here(databases, monkeypatch):
    """The settings name a store of one's own with the embedded data."""
    monkeypatch.setenv("IVBGEO_DATABASE_URL", databases.address("sqlite", filled=True))


@pytest.mark.usefixtures("filled_here")
def test_it_says_what_can_be_read_and_how_to_go_on(run, tmp_path):
    folder = tmp_path / "ogc"
    status, said = run("publish", folder, *URL, "--contact", "data@example.nl", "--port", 8600)
    assert status == 0
    assert "misdrijven-buurt: Misdrijven per buurt. misdrijven-gemeente: " in said
    assert said.endswith(f"Start de dienst met: ivbgeo serve-ogc {folder}")
    assert "DCAT-AP-NL" not in said
    text = (folder / "pygeoapi.yml").read_text(encoding="utf-8")
    assert "title: Veiligheid en leefbaarheid in Zoetermeer" in text
    assert "name: Gemeente Zoetermeer" in text
    assert "port: 8600" in text
    status, said = run("publish", folder, *URL, "--title", "Cijfers", "--publisher", "Anders")
    assert (status, "DCAT-AP-NL vraagt er een" in said) == (0, True)
    assert "title: Cijfers" in (folder / "pygeoapi.yml").read_text(encoding="utf-8")


@pytest.mark.usefixtures("filled_here")
def test_what_can_not_be_right_is_wrong_usage(run, tmp_path):
    for wrong in (
        ("--url", "kaart.example.nl"), (*URL, "--port", "0"), (*URL, "--contact", "iedereen"),
        (*URL, "--title", "${HOME}"), (),
    ):  # fmt: skip
        status, said = run("publish", tmp_path / "ogc", *wrong)
        assert status == 2, wrong
        assert said.endswith((".", "’."))
    assert not (tmp_path / "ogc").exists()


def test_without_anything_open_nothing_is_written(run, databases, monkeypatch, tmp_path):
    monkeypatch.setenv("IVBGEO_DATABASE_URL", databases.address("sqlite", filled=False))
    assert run("publish", tmp_path / "ogc", *URL) == (
        2,
        "Er is nog niets dat openbaar is. Laad eerst gegevens, met ivbgeo demo of ivbgeo fetch.",
    )
    assert not (tmp_path / "ogc").exists()


@pytest.mark.usefixtures("filled_here")
def test_the_service_needs_its_files_and_a_free_port(run, tmp_path):
    status, said = run("serve-ogc", tmp_path)
    assert status == 2
    assert "pygeoapi.yml is niet te lezen" in said
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        assert run("publish", tmp_path / "ogc", *URL, "--port", port)[0] == 0
        status, said = run("serve-ogc", tmp_path / "ogc")
    assert status == 2
    assert f"Poort {port} is al in gebruik." in said


@pytest.mark.usefixtures("filled_here")
def test_without_pygeoapi_one_sentence_says_what_to_install(run, tmp_path, monkeypatch):
    # As Python itself marks what is not there.
    monkeypatch.setitem(sys.modules, "pygeoapi", None)
    sentence = (
        "Voor publiceren is pygeoapi nodig: installeer het met "
        "‘.venv/bin/python -m pip install -r requirements-ogc.txt’."
    )
    for command in (("publish", tmp_path / "ogc", *URL), ("serve-ogc", tmp_path)):
        assert run(*command) == (2, sentence)
