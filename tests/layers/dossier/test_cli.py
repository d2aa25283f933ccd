"""``ivbgeo cameras dossier``: what it writes, what it says, and its exit status."""

import io
import sys

import docx as word
import pytest

from ivbgeo.cli import main
from tests.layers.document.papers import reader


@pytest.fixture
def draw(databases, monkeypatch, capfd):
    """Run the command here; gives status and what was said."""
    monkeypatch.setenv("IVBGEO_DATABASE_URL", databases.address("sqlite", filled=True))

    def run(*given):
        monkeypatch.setattr(sys, "argv", ["ivbgeo", "cameras", "dossier", *map(str, given)])
        with pytest.raises(SystemExit) as caught:
            main()
        return caught.value.code or 0, " ".join(capfd.readouterr().err.split())

    return run


def test_a_dossier_is_a_file_for_word_or_a_pdf(draw, tmp_path):
    target = tmp_path / "plein.docx"
    status, said = draw("stadhuisplein", "--as", "planner", "--out", target)
    assert status == 0, said
    assert said.endswith(f"staat in {target}, met 18 open vragen.")
    title = "Dossier cameratoezicht: Horeca rondom het Stadhuisplein"
    assert word.Document(io.BytesIO(target.read_bytes())).core_properties.title == title
    target = tmp_path / "plein.pdf"
    status, said = draw(
        "camera.stadhuisplein", "--as", "planner", "--evaluation", "--period", "2024",
        "--out", target,
    )  # fmt: skip
    assert status == 0, said
    assert reader(target.read_bytes()).metadata.title == (
        "Evaluatie cameratoezicht: Horeca rondom het Stadhuisplein"
    )


@pytest.mark.parametrize(
    ("given", "status", "said"),
    [
        (("Mandela", "--as", "publiek", "--out", "d.pdf"), 1, "planner"),
        (("Mandela", "--as", "beheer", "--out", "d.pdf"), 1, "beheer"),
        (("Mandela", "--as", "planner", "--out", "d.odt"), 2, ".docx"),
        (("Mandela", "--as", "planner", "--out", "d"), 2, ".docx"),
        (("Atlantis", "--as", "planner", "--out", "d.pdf"), 2, "Nelson Mandelabrug"),
        (("e", "--as", "planner", "--out", "d.pdf"), 2, "meer dan één"),
        ((" ", "--as", "planner", "--out", "d.pdf"), 2, "Wel zijn er"),
        (("Mandela", "--as", "planner", "--period", "toen", "--out", "d.pdf"), 2, "toen"),
        (("Mandela", "--as", "planner", "--out", "/bestaat/niet/d.pdf"), 2, "geschreven"),
    ],
)
def test_what_cannot_be_is_said_in_dutch(draw, tmp_path, monkeypatch, given, status, said):
    monkeypatch.chdir(tmp_path)
    found, told = draw(*given)
    assert found == status, told
    assert said in told
    assert "Traceback" not in told
    assert list(tmp_path.iterdir()) == []
