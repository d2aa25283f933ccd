"""Before and after of an inspanning, out of files that were read in."""

from dataclasses import replace
from datetime import UTC, date, datetime

import pytest

from geo import AreaId, Level
from ivbgeo.atlas import Atlas
from ivbgeo.demo import load_demo
from ivbgeo.figure import Classification
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.measure import Measure, MeasureStatus, MeasureVersion
from ivbgeo.measures.effect import Obstacle
from ivbgeo.measures.reading import before_after
from ivbgeo.sources import Kind
from ivbgeo.store import Store
from ivbgeo.viewer import PUBLIEK, Viewer

PLANNER = Viewer.of("planner")
MEERZICHT = AreaId("WK063705", 2025, Level.WIJK)
LOCKS = Measure(title="Sloten", area=MEERZICHT, starts=date(2023, 1, 1), category="1.1.1")
# Each month of 2022, then of 2023: here and elsewhere.
HERE, ELSEWHERE = (10, 4), (30, 29)


def version(measure, number=1):
    return MeasureVersion(
        id=number, version=1, changed_at=datetime(2024, 1, 1, tzinfo=UTC), changed_by="beheer",
        withdrawn=False, measure=measure,
    )  # fmt: skip


@pytest.fixture(scope="module")
def edition(tmp_path_factory, data_dir):
    """Burglaries of two years, fewer in Meerzicht from 2023 on, and not elsewhere."""
    folder = tmp_path_factory.mktemp("burglaries")
    store = Store.open(f"sqlite:///{folder / 'store.sqlite'}")
    load_demo(store, data_dir)
    rows = ["categorie,datum,gebiedscode,jaar indeling"]
    for at, year in enumerate((2022, 2023)):
        for month in range(1, 13):
            for code, count in (("WK063705", HERE[at]), ("WK063711", ELSEWHERE[at])):
                rows += [f"1.1.1,{year}-{month:02d}-10,{code},2025"] * count
            # Vernieling by buurt; of bedreiging one in three without a place; straatroof is rare.
            rows += [f"2.2.1,{year}-{month:02d}-10,BU06370106,2025"] * 9
            rows += [f"2.2.1,{year}-{month:02d}-10,BU06371001,2025"] * 30
            for code, count in (("WK063705", 10), ("WK063711", 30), ("", 20)):
                rows += [f"1.4.4,{year}-{month:02d}-10,{code},{'2025' if code else ''}"] * count
            rows += [f"1.4.6,{year}-{month:02d}-10,WK063705,2025"]
            rows += [f"1.4.6,{year}-{month:02d}-10,WK063711,2025"] * 5
    path = folder / "incidenten.csv"
    path.write_text("\n".join(rows))
    options = ReadOptions(today=date(2026, 11, 1))
    report = import_file(store, Atlas(store).edition(), path, Kind.INCIDENTS, options)
    assert not report.refused
    yield Atlas(store).edition()
    store.close()


def test_what_fell_more_than_elsewhere_is_said_with_its_figures(edition):
    found = before_after(edition, PLANNER, version(LOCKS), ())
    assert found.obstacle is None
    assert found.sentence == "Het daalde in Meerzicht meer dan in de rest van de stad."
    assert found.details[:2] == (
        "Meerzicht: 120 in 2022 en 48 in 2023, 60% minder.",
        "De rest van de stad in dezelfde maanden: 360 en 348, 3% minder.",
    )
    assert found.details[2].endswith(
        "als in de rest van de stad, dan waren het er erna ongeveer 116."
    )
    assert found.details[3].startswith("Het zijn er 0,41 keer zoveel, met 95% zekerheid tussen 0,2")
    assert found.details[4] == "Dat het door de inspanning komt, is hiermee niet gezegd."
    assert "dan daalt het ook vaak vanzelf" in found.details[5]
    assert (str(found.before), str(found.after)) == ("2022", "2023")
    assert found.provenance.classification is Classification.INTERN
    assert found.comparison.side == -1


@pytest.mark.parametrize(
    ("other", "why"),
    [
        ({"area": None}, Obstacle.WHOLE_CITY),
        ({"starts": None}, Obstacle.NO_START),
        ({"category": None}, Obstacle.NO_CATEGORY),
        ({"category": "9.9.9"}, Obstacle.NO_CATEGORY),
        ({"category": None, "indicator": "jeugdgroepen.nieuw"}, Obstacle.ONLY_INDICATOR),
        ({"category": "1.4.6"}, Obstacle.FEW_BEFORE),
        ({"category": "2.5.1"}, Obstacle.NOT_MEASURED),
        ({"category": "woonoverlast"}, Obstacle.NOT_MEASURED),
        ({"area": AreaId("WK063705", 2019, Level.WIJK)}, Obstacle.NOT_MEASURED),
        ({"area": AreaId("WK063705", 2024, Level.WIJK)}, Obstacle.NOT_MEASURED),
        ({"category": "1.4.4"}, Obstacle.UNPLACED),
        # A buurt of 2025 is in part one of 2024.
        (
            {"area": AreaId("BU06370001", 2024, Level.BUURT), "category": "2.2.1"},
            Obstacle.ESTIMATED,
        ),
        ({"starts": date(2024, 3, 1)}, Obstacle.NOT_STARTED),
        ({"starts": date(2023, 11, 1)}, Obstacle.TOO_RECENT),
        ({"starts": date(2022, 1, 1)}, Obstacle.NO_BEFORE),
        ({"ends": date(2023, 2, 28)}, Obstacle.TOO_SHORT),
    ],
)
def test_what_can_not_be_said_says_why(edition, other, why):
    found = before_after(edition, PLANNER, version(replace(LOCKS, **other)), ())
    assert found.obstacle is why
    assert found.sentence.startswith("Of er iets veranderde kan niet worden gezegd: ")
    assert found.comparison is None
    assert "%" not in found.sentence


def test_who_may_not_read_the_counts_is_told_nothing_of_them(edition):
    found = before_after(edition, PUBLIEK, version(LOCKS), ())
    assert found.obstacle is Obstacle.NOT_MEASURED
    assert found.details == ()


@pytest.mark.parametrize(
    ("other", "same"),
    [
        ({"starts": date(2023, 3, 1)}, True),
        ({"starts": date(2022, 3, 1), "category": "hic"}, True),
        ({"starts": None}, True),
        ({"starts": date(2019, 1, 1), "ends": date(2023, 2, 1)}, True),
        ({"starts": date(2023, 3, 1), "area": AreaId("BU06370501", 2025, Level.BUURT)}, True),
        ({"starts": date(2019, 1, 1)}, False),
        ({"starts": date(2023, 3, 1), "category": "1.4.6"}, False),
        ({"starts": date(2023, 3, 1), "category": None}, False),
        ({"starts": date(2023, 3, 1), "area": AreaId("WK063711", 2025, Level.WIJK)}, False),
        # One of the whole city works elsewhere as well.
        ({"starts": date(2023, 3, 1), "area": None}, False),
        ({"starts": None, "status": MeasureStatus.GEPLAND}, False),
    ],
)
def test_of_two_at_the_same_time_it_is_not_said_which(edition, other, same):
    measure = replace(LOCKS, **{"title": "Lampen", **other})
    own = version(LOCKS)
    found = before_after(edition, PLANNER, own, [own, version(measure, 2)])
    assert (found.obstacle is Obstacle.OTHERS) is same
    assert ("‘Lampen’" in found.sentence) is same
    # The figures are there all the same.
    assert len(found.details) == 6
