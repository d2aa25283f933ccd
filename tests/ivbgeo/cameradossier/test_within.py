"""What lies within a border: by year, and why a year is not there."""

from __future__ import annotations

import pytest

from ivbgeo.atlas import Atlas
from ivbgeo.cameradossier.within import inside
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.sources import Kind
from ivbgeo.store import Store
from tests.ivbgeo.cameradossier.areas import BORDER, MADE, PLANNER


@pytest.fixture
def years(databases, tmp_path):
    """Give a function that counts within the border what has a day in some months (year, month)."""
    store = Store.open(databases.address("sqlite", filled=True))

    def count(months):
        there = BORDER.centroid
        lines = ["Soort misdrijf;Pleegdatum begin;X;Y"]
        lines += [
            f"1.4.5;{day:02d}-{month:02d}-{year};{there.x:.0f};{there.y:.0f}"
            for year, month in months
            for day in range(1, 11)
        ]
        path = tmp_path / "incidenten.csv"
        path.write_text("\n".join(lines), encoding="utf-8")
        edition = Atlas(store).edition()
        report = import_file(store, edition, path, Kind.INCIDENTS, ReadOptions(today=MADE))
        assert not report.refused, report.rejections
        edition = Atlas(store).edition()
        return inside(edition, PLANNER, BORDER, [edition.taxonomy["1.4.5"]]).parts

    yield count
    store.close()


def test_five_years_of_a_file_are_all_there(years):
    table, said = years([(year, month) for year in range(2021, 2026) for month in range(1, 13)])
    assert table.headings == ("Soort", "2021", "2022", "2023", "2024", "2025")
    assert "nieuwste" not in said.text


def test_that_older_years_are_left_out_is_said(years):
    table, said = years([(year, month) for year in range(2017, 2026) for month in range(1, 13)])
    assert table.headings == ("Soort", *map(str, range(2020, 2026)))
    assert "Er zijn punten vanaf 2017; hier staan de nieuwste 6 jaren." in said.text


def test_a_year_with_months_missing_in_between_is_not_there_and_that_is_said(years):
    years([(2023, 1), (2023, 2)])
    table, said = years([(2023, 12), *((2024, month) for month in range(1, 13))])
    assert table.headings == ("Soort", "2024")
    assert "Van 2023 ontbreken er maanden tussenin: dat staat er niet bij." in said.text
