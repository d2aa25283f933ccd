"""``ivbgeo erase``: what is said when it is done, and when it is not used as it should be."""

import sys

import pytest

from ivbgeo.cli import main
from ivbgeo.measure import ERASED, Measure
from ivbgeo.store import Store, measures
from ivbgeo.viewer import Viewer


def test_a_version_is_blanked_and_what_is_not_there_is_said(monkeypatch, capfdbinary, databases):
    address = databases.address("sqlite", filled=True)
    monkeypatch.setenv("IVBGEO_DATABASE_URL", address)
    store = Store.open(address)
    with store.writing(figures=False) as connection:
        number = measures.add_measure(connection, Measure(title="Bij Jan"), "beheer")

    def run(*words):
        monkeypatch.setattr(sys, "argv", ["ivbgeo", "erase", *map(str, words)])
        with pytest.raises(SystemExit) as caught:
            main()
        return caught.value.code or 0, " ".join(capfdbinary.readouterr().err.decode().split())

    status, said = run("measure", number, "--version", 1)
    assert (status, said[:20]) == (0, "De tekst is gewist. ")
    with store.reading() as connection:
        (found,) = measures.read_versions(connection, Viewer.of("beheer"), number)
    assert found.measure.title == ERASED
    store.close()
    assert run("note", 7) == (
        2, "Opmerking 7 bij een signaal is er niet. Kijk welk nummer erbij staat.",
    )  # fmt: skip
    for words in (("measure", number), ("note", 7, "--version", 1)):
        status, said = run(*words)
        assert (status, "met --version" in said) == (2, True)
    assert run("measure", "een", "--version", 1)[0] == 2
    for words in (("note", 10**20), ("spot", 1, "--version", 10**20), ("spot", 1, "--version", -1)):
        status, said = run(*words)
        assert (status, "is geen nummer" in said) == (2, True)
    status, said = run("camera-area", "camera.mandelabrug", "--version", 1)
    assert (status, "Versie 1 van ‘camera.mandelabrug’ is er niet" in said) == (2, True)
    assert run("import", 7)[0] == 2
