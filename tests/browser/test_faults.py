"""The database goes away under an open page and comes back: told calmly, and over by itself."""

import shutil

import pytest
from playwright.sync_api import expect

from ivbgeo.settings import ROOT

AWAY = "De gegevens zijn nu even niet te bereiken."


@pytest.fixture(scope="module")
def file(databases, tmp_path_factory):
    path = tmp_path_factory.mktemp("opslag") / "store.sqlite"
    shutil.copyfile(databases.address("sqlite", filled=True).removeprefix("sqlite:///"), path)
    return path


@pytest.fixture(scope="module")
def app(served, file):
    return served(ROOT / "app.py", environment={"IVBGEO_DATABASE_URL": f"sqlite:///{file}"})


def moved(file, to):
    """Move the file of the database, and what SQLite keeps beside it."""
    for path in list(file.parent.glob(f"{file.name}*")):
        path.rename(to / path.name)


def test_the_database_goes_and_comes_back_under_an_open_page(app, page, file, tmp_path):
    page.goto(app.url)
    areas = page.frame_locator("iframe").first.locator("path[role=button]")
    expect(areas).to_have_count(8)
    away = page.get_by_text(AWAY)
    moved(file, tmp_path)
    # Nobody does anything: what is on the screen stays there, with the sentence above it.
    expect(away).to_have_count(1)
    expect(areas).to_have_count(8)
    # Somebody chooses something: the sentence in the place of the map. Where it is kept, nobody
    # needs to know.
    page.reload()
    expect(away).to_have_count(1)
    expect(page.get_by_text(file.name)).to_have_count(0)
    expect(page.locator("iframe")).to_have_count(0)
    moved(tmp_path / file.name, file.parent)
    # By itself.
    expect(areas).to_have_count(8)
    expect(away).to_have_count(0)
    log = app.log.read_text(errors="replace")
    assert "Traceback" not in log
    assert "niet te bereiken" in log
