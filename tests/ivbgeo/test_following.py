"""Whether burglaries follow each other nearby: for the planner, from files, without a place."""

from dataclasses import fields
from datetime import date

import numpy as np
import pytest
import shapely

from geo import AreaId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.errors import NotAllowedError
from ivbgeo.following import Following, following
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.period import Period
from ivbgeo.sources import Kind
from ivbgeo.viewer import Viewer

PLANNER = Viewer.of("planner")
YEAR = Period.year(2023)
KIND = "1.1.1"


def rows(edition, number=600, again=0.15, seed=1):
    """Give burglaries, some of which are followed nearby within a week."""
    buurten = edition.division(edition.division_id(Level.BUURT))
    inside = shapely.union_all(buurten.polygons).buffer(-150)
    random = np.random.default_rng(seed)
    xy = random.uniform([90_500, 450_500], [95_500, 454_500], (4 * number, 2))
    xy = xy[shapely.contains_xy(inside, *xy.T)][:number].round()
    day = random.integers(0, 350, len(xy))
    more = random.random(len(xy)) < again
    xy = np.vstack([xy, (xy[more] + random.uniform(5, 60, (more.sum(), 2))).round()])
    day = np.concatenate([day, day[more] + random.integers(0, 7, more.sum())])
    return [(np.datetime64("2023-01-01") + d, x, y) for (x, y), d in zip(xy, day, strict=True)]


def written(found, *more):
    lines = [f"{KIND},{day},,{x:.0f},{y:.0f}" for day, x, y in found]
    return "\n".join(["categorie,begin,eind,x,y", *lines, *more, ""])


@pytest.fixture
def edition(town):
    return Atlas(town).edition()


@pytest.fixture
def put_town(town, tmp_path):
    def put(text):
        path = tmp_path / "inbraken.csv"
        path.write_text(text)
        options = ReadOptions(today=date(2026, 11, 1))
        report = import_file(town, Atlas(town).edition(), path, Kind.INCIDENTS, options)
        assert not report.refused, report.rejections
        return Atlas(town).edition()

    return put


@pytest.fixture
def told(edition, put_town):
    return put_town(written(rows(edition)))


def test_who_is_followed_nearby_within_a_week_is_told(told):
    found = following(told, PLANNER, KIND, YEAR)
    assert found.found.found[1, 0]
    assert found.sentences[0].startswith("Tot 100 meter, binnen 7 dagen: ")
    assert found.sentences[0].endswith(" paren, meer dan toeval).")
    table = found.table
    assert list(table) == [
        "Afstand", "binnen 7 dagen", "na 7 tot 14 dagen", "na 14 tot 21 dagen",
        "na 21 tot 28 dagen",
    ]  # fmt: skip
    assert table["Afstand"] == [
        "dezelfde plek", "tot 100 meter", "100 tot 200 meter", "200 tot 300 meter",
        "300 tot 400 meter",
    ]  # fmt: skip
    assert table["binnen 7 dagen"][0] == "te weinig"


def test_without_a_pattern_it_says_so(put_town, edition):
    told = put_town(written(rows(edition, again=0.0)))
    found = following(told, PLANNER, KIND, YEAR)
    assert found.sentences == [
        "Nergens volgen zij elkaar dichtbij aantoonbaar vaker op dan door toeval (600 voorvallen)."
    ]


def test_what_has_no_point_or_no_day_takes_no_part_and_is_told(put_town, edition):
    told = put_town(
        written(
            rows(edition, 200, 0.0),
            f"{KIND},2023-03-01,,,",
            f"{KIND},2023-03-01,2023-03-20,93400,452500",
            f"{KIND},2023-03-01,2023-03-02,93400,452500",
        )
    )
    found = following(told, PLANNER, KIND, YEAR)
    assert (found.found.events, found.placeless, found.dayless) == (201, 1, 1)
    assert found.sentences[-2:] == [
        "1 doet niet mee: er is geen punt van.",
        "1 doet niet mee: het kan op meer dan 3 dagen zijn geweest.",
    ]


def test_too_few_are_told_with_their_number(put_town, edition):
    told = put_town(written(rows(edition, 20, 0.0)))
    found = following(told, PLANNER, KIND, YEAR)
    assert found.found is None
    assert "vanaf 50 voorvallen. Hier zijn het er 20." in found.sentences[0]
    assert found.table == {}


def test_only_who_plans_by_points_gets_it_and_no_place_travels(told):
    for role in ("publiek", "was", "wijkregisseur"):
        with pytest.raises(NotAllowedError):
            following(told, Viewer.of(role), KIND, YEAR)
    assert following(told, PLANNER, KIND, Period.year(2019)) is None
    assert {field.name for field in fields(Following)} == {
        "found", "refusal", "placeless", "dayless", "provenance",
    }  # fmt: skip


def test_of_a_wijk_who_may_read_the_files_learns_what_is_in_it(told):
    meerzicht = AreaId("WK063705", 2025, Level.WIJK)
    desk = Viewer.of("wijkregisseur", ("WK063705",))
    whole, within = (
        following(told, PLANNER, KIND, YEAR),
        following(told, desk, KIND, YEAR, meerzicht),
    )
    assert 50 <= within.found.events < whole.found.events
    assert within.found.observed.sum() < whole.found.observed.sum()
    others = [Viewer.of("wijkregisseur", own) for own in ((), ("WK063706",))]
    for viewer in (*others, Viewer.of("publiek"), Viewer.of("was", ("WK063705",))):
        assert following(told, viewer, KIND, YEAR, meerzicht) is None
