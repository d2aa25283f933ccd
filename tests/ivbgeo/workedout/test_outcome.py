"""Whether it worked, from a real store of which it is known what happened."""

import dataclasses
import json
from datetime import date

import numpy as np
import pytest
import shapely

from benchmarks.months import add_months
from ivbgeo.atlas import Atlas
from ivbgeo.errors import DataError, NotAllowedError, UnknownAreaError, UsageError
from ivbgeo.evaluation import Zone, Zones
from ivbgeo.measures.effect import Windows
from ivbgeo.period import Period
from ivbgeo.store import Store
from ivbgeo.viewer import PUBLIEK, Role, Viewer
from ivbgeo.workedout import (
    Ask,
    Basis,
    Place,
    as_plain,
    findings_for,
    of_areas,
    usual_kinds,
    work_out,
)
from ivbgeo.workedout.counted import count_points, point_sources
from ivbgeo.workedout.layout import lay_out
from ivbgeo.workedout.outcome import _varies
from ivbgeo.workedout.words import cautions, compared, course_words, gone_words
from tests.ivbgeo.workedout.conftest import (
    BUURTEN,
    HERE,
    KINDS,
    MONTHS,
    PLANNER,
    QUIET,
    RING_TWIN,
    START,
    TWIN,
    middle_of,
    rows_of,
)

# Of every wijk: who sees all counts, and no points.
REGISSEUR = Viewer(Role.WIJKREGISSEUR, frozenset(f"WK0637{n:02d}" for n in range(30)))


@pytest.fixture(scope="module")
def worked(city, place):
    return work_out(city, PLANNER, Ask(place, KINDS))


def test_the_counts_are_those_that_were_put_there(worked):
    assert worked.basis is Basis.PUNTEN
    assert (str(worked.before), str(worked.after)) == (
        "januari 2022 tot en met december 2023",
        "januari 2024 tot en met december 2025",
    )
    both, burglary, assault = worked.outcomes
    assert both.zones == Zones(Zone(144, 48), Zone(144, 144), Zone(96, 96), Zone(96, 96))
    assert burglary.zones.response == assault.zones.response == Zone(72, 24)
    assert both.alone.value == both.difference.value == -96
    assert both.quotient == 0
    assert both.net_effect == 96
    assert "96 misdrijven minder" in both.verdict
    assert worked.gone_outcomes == ()


def test_the_control_is_where_it_went_alike(worked):
    assert worked.control.codes == (TWIN,)
    assert worked.control.found
    assert worked.control.likeness.is_good
    assert worked.buffer_control.codes == (RING_TWIN,)


def test_the_counts_are_those_of_counting_one_by_one(city, division, place):
    """Of a place across several buurten, with corners on points; each point by itself."""
    at = middle_of(division, TWIN)
    corner = shapely.Polygon(
        [
            (at.x, at.y),
            (at.x + 900, at.y + 100),
            (at.x + 300, at.y + 1300),
            (at.x - 500, at.y + 700),
        ]
    )
    wide = dataclasses.replace(place, polygon=corner)
    found = work_out(city, PLANNER, Ask(wide, KINDS, ring=300.0))
    ring = shapely.difference(found.layout.response.buffer(300), found.layout.response)
    before, inside, around = MONTHS[:24], [0, 0], [0, 0]
    for _, month, x, y in rows_of(division):
        point, late = shapely.Point(x, y), month not in before
        if corner.intersects(point):
            inside[late] += 1
        elif ring.intersects(point):
            around[late] += 1
    zones = found.outcomes[0].zones
    assert zones.response == Zone(*inside)
    assert zones.buffer == Zone(*around)
    assert sum(inside) > 300
    chosen = {division.codes.index(code) for code in found.control.codes}
    for at in chosen:
        assert found.layout.response.buffer(300).intersection(division.polygons[at]).area < 1


def test_a_control_has_no_ground_in_the_zones(city, division, place):
    """A zone around it as wide as a wijk: all areas that it reaches are out."""
    found = work_out(city, PLANNER, Ask(place, KINDS, ring=1200.0))
    layout = found.layout
    touched = [
        shapely.union(layout.response, layout.buffer).intersection(one).area > 1
        for one in division.polygons
    ]
    assert sum(touched) > 10
    assert layout.free.tolist() == [not one for one in touched]


def test_a_crime_on_the_border_of_the_place_is_of_the_place(city, division):
    """And of the zone around it no more: it counts once."""
    at = middle_of(division, TWIN)
    x, y = round(at.x, 1), round(at.y, 1)
    place = Place(name="Hoek", polygon=shapely.box(x, y, x + 80, y + 80), starts=START)
    (outcome,) = work_out(city, PLANNER, Ask(place, ("1.1.1",), ring=100.0)).outcomes
    assert outcome.zones.response == Zone(72, 72)
    assert outcome.zones.buffer == Zone(0, 0)


def test_the_course_is_by_month(worked):
    assert worked.course.response.tolist() == [6] * 24 + [2] * 24
    assert set(worked.course.buffer.tolist()) == {4}
    assert set(worked.course.control.tolist()) == {6}
    assert "144 ervoor" in course_words(worked)


def test_of_a_temporary_camera_also_after_it_went(city, place):
    gone = dataclasses.replace(place, ends=date(2024, 12, 31))
    found = work_out(city, PLANNER, Ask(gone, ("1.1.1",)))
    assert [str(one) for one in (found.before, found.after, found.gone_before, found.gone)] == [
        "2023", "2024", "2023", "2025",
    ]  # fmt: skip
    (outcome,) = found.gone_outcomes
    assert outcome.zones.response == Zone(36, 12)
    assert "Nadat het voorbij was (2025)" in gone_words(found)
    assert any("toen het voorbij was" in line for line in compared(found))


def test_without_points_whole_buurten_are_counted_and_that_is_said(city, place):
    for viewer, whole in ((REGISSEUR, False), (PLANNER, True)):
        found = work_out(city, viewer, Ask(place, KINDS, whole=whole))
        assert found.basis is Basis.GEBIEDEN
        assert found.layout.positions([TWIN])
        codes = found.layout.division.codes
        assert [codes[at] for at in found.layout.inside] == [HERE]
        # The place and the ring lie in one buurt.
        assert found.outcomes[0].zones.response == Zone(240, 144)
        assert any("hele buurten" in line for line in compared(found))
        assert found.layout.around


def test_of_a_place_across_buurten_those_with_a_large_part_of_it_are_counted_whole(city, division):
    """An area with a tenth of the place, or half of which lies in it; a corner does not count."""
    east = division.polygons[division.codes.index(HERE)].bounds[2]
    middle = middle_of(division, HERE)
    wide = shapely.box(middle.x - 300, middle.y - 250, east + 150, middle.y + 250)
    place = Place(name="Breed", polygon=wide, starts=START)
    layout = lay_out(city, division, place, 200.0, (), whole=True)
    shared = shapely.area(shapely.intersection(division.polygons, wide))
    large = (shared >= 0.1 * shared.sum()) | (shared >= 0.5 * shapely.area(division.polygons))
    assert layout.inside == tuple(np.flatnonzero(large))
    assert 1 <= len(layout.inside) < (shared > 1).sum()
    assert not set(layout.inside) & set(layout.around)
    assert layout.response.equals(shapely.union_all(division.polygons[large]))


def test_points_are_counted_for_a_planner_alone(city, worked):
    rows = worked.source.rows
    assert point_sources(city, REGISSEUR, rows) == ()
    with pytest.raises(NotAllowedError):
        count_points(city, REGISSEUR, worked.layout, rows, point_sources(city, PLANNER, rows)[0])


def test_who_may_read_nothing_is_told_that_nothing_was_counted(city, place):
    with pytest.raises(DataError) as caught:
        work_out(city, PUBLIEK, Ask(place, KINDS))
    assert caught.value.rule == "evaluate.not_measured"


def test_whole_areas_with_the_areas_around_them(city, division):
    place = of_areas(division, [HERE], starts=START)
    found = work_out(city, PLANNER, Ask(place, ("1.4.5",), ring=None))
    assert found.outcomes[0].zones.response == Zone(120, 72)
    # One a month in some buurten is a burglary: of assaults there are none around it.
    assert found.outcomes[0].zones.buffer == Zone(0, 0)


def test_a_control_by_hand(city, place):
    found = work_out(
        city, PLANNER, Ask(place, KINDS, control=("BU06371101",), buffer_control=("BU06371102",))
    )
    assert found.control.codes == ("BU06371101",)
    assert not found.control.found
    assert not found.control.likeness.is_good
    assert any("keer zo veel" in line for line in cautions(found))
    none = work_out(city, PLANNER, Ask(place, KINDS, buffer_control=()))
    assert none.buffer_control is None
    assert any("geen eigen controlegebied" in line for line in cautions(none))


def test_no_control_is_looked_for_where_other_cameras_are(city, division, place):
    other = division.polygons[division.codes.index(TWIN)]
    found = work_out(city, PLANNER, Ask(place, KINDS, others=(other,)))
    assert TWIN not in found.control.codes
    hand = work_out(city, PLANNER, Ask(place, KINDS, others=(other,), control=(TWIN,)))
    assert any("zelf camera’s" in line for line in cautions(hand))


@pytest.mark.parametrize(
    ("changes", "rule"),
    [
        ({"control": (HERE,)}, "evaluate.overlap"),
        ({"control": ()}, "evaluate.no_control_chosen"),
        ({"control": (TWIN,), "buffer_control": (TWIN,)}, "evaluate.control_twice"),
        ({"kinds": ()}, "evaluate.no_kinds"),
        ({"kinds": ("2.2.1",)}, "evaluate.not_measured"),
        ({"ring": 3.0}, "evaluate.ring"),
        ({"starts": "2012-01-01"}, "evaluate.no_before"),
        ({"starts": "2025-11-20"}, "evaluate.too_recent"),
        ({"starts": "2027-01"}, "evaluate.not_started"),
        ({"ends": date(2024, 2, 1)}, "evaluate.too_short"),
        ({"polygon": shapely.box(0, 400000, 100, 400100)}, "evaluate.outside"),
    ],
)
def test_what_can_not_be_done_says_what_to_do(city, place, changes, rule):
    of_place = {name: value for name, value in changes.items() if hasattr(place, name)}
    others = {name: value for name, value in changes.items() if name not in of_place}
    ask = Ask(dataclasses.replace(place, **of_place), **{"kinds": KINDS, **others})
    with pytest.raises(DataError) as caught:
        work_out(city, PLANNER, ask)
    assert caught.value.rule == rule
    assert len(str(caught.value).split()) > 3


def test_a_place_without_any_crime_says_so(city, division):
    corner = middle_of(division, HERE)
    empty = shapely.Point(corner.x + 10, corner.y).buffer(25)
    place = Place(name="Leeg", polygon=empty, starts=START)
    with pytest.raises(DataError) as caught:
        work_out(city, PLANNER, Ask(place, KINDS))
    assert caught.value.rule == "evaluate.nothing"


def test_everything_taken_leaves_no_control(city, place):
    with pytest.raises(DataError) as caught:
        work_out(city, PLANNER, Ask(place, KINDS, others=(shapely.box(0, 3e5, 3e5, 6.4e5),)))
    assert caught.value.rule == "evaluate.no_control"


def test_what_is_not_there_is_refused(city, place):
    with pytest.raises(UsageError):
        work_out(city, PLANNER, Ask(place, ("9.9.9",)))
    with pytest.raises(UnknownAreaError):
        work_out(city, PLANNER, Ask(place, KINDS, control=("BU00000000",)))


def test_fewer_than_twenty_before_has_no_figures(city, division, place):
    tiny = dataclasses.replace(place, polygon=middle_of(division, QUIET).buffer(30))
    (outcome,) = work_out(city, PLANNER, Ask(tiny, ("1.1.1",), ring=0, months=12)).outcomes
    assert outcome.zones.response == Zone(12, 12)
    assert outcome.verdict.startswith("Geen oordeel")
    assert outcome.quotient is outcome.net_effect is outcome.difference is outcome.alone is None


def test_months_that_vary_more_than_chance_are_told(worked):
    assert not worked.varies
    wild = dataclasses.replace(worked, varies=True)
    assert any("De grenzen zijn dan te smal" in line for line in cautions(wild))
    series = np.array([0.0, 12.0] * 24)
    window = Windows(slice(0, 24), slice(24, 48))
    assert _varies(series, np.full(48, 6.0), window)
    assert not _varies(np.full(48, 6.0), np.full(48, 6.0), window)


def test_crimes_without_a_point_are_told(worked):
    assert worked.unplaced == 3
    assert any("3 misdrijven hebben geen plek" in line for line in cautions(worked))


def test_kinds_within_each_other_count_once_together(city, place):
    found = work_out(city, PLANNER, Ask(place, ("1.4.5", "hic.woninginbraak", "1.1.1")))
    titles = [one.row.title for one in found.outcomes]
    assert titles == [
        "Alle gekozen soorten samen",
        "Mishandeling",
        "Woninginbraak",
        "Diefstal/inbraak woning",
    ]
    assert found.outcomes[0].row.kinds == ("1.4.5", "hic.woninginbraak")
    assert found.outcomes[0].zones.response == Zone(144, 48)
    whole = work_out(city, REGISSEUR, Ask(place, ("1.4.5", "hic.woninginbraak", "1.1.1")))
    assert whole.outcomes[0].zones.response == Zone(240, 144)


def test_as_plain_data(city, worked):
    told = json.loads(json.dumps(as_plain(city, worked), allow_nan=False))
    assert told["before"] == {"from": "2022-01", "to": "2023-12"}
    assert told["outcomes"][0]["wdd"] == -96
    assert told["control"]["areas"] == [TWIN]
    assert told["source"]
    assert {"text", "source"} == set(told["research"][0])


def test_the_kinds_to_begin_with_are_those_with_points(city):
    assert usual_kinds(city, PLANNER) == KINDS
    assert usual_kinds(city, REGISSEUR) == KINDS
    with pytest.raises(DataError) as caught:
        usual_kinds(city, PUBLIEK)
    # Nobody of the public can read files in: no command stands there.
    assert caught.value.rule == "evaluate.no_open_months"
    assert "ivbgeo" not in str(caught.value)


def test_all_crime_is_where_nobody_has_points(databases):
    store = Store.open(databases.address("sqlite", filled=True))
    add_months(store, Period((2023, 1), (2024, 12)), {"0.0.0": 40.0, "1.1.1": 4.0})
    edition = Atlas(store).edition()
    for viewer in (PLANNER, PUBLIEK):
        assert usual_kinds(edition, viewer) == ("0.0.0",)
    # Who may read them compares by them: open counts of whole buurten are for everybody.
    area = of_areas(edition.division(BUURTEN), [HERE], starts=START)
    found = work_out(edition, PUBLIEK, Ask(area, ("0.0.0",)))
    assert found.basis is Basis.GEBIEDEN
    assert found.control.found
    assert found.outcomes[0].zones.enough
    store.close()


def test_research_says_where_it_comes_from_and_of_what_it_is():
    violence = findings_for({"1.4.5"})
    assert any("geweld" in one.text for one in violence)
    assert all("geweld" not in one.text for one in findings_for({"1.1.1"}))
    assert all(one.source for one in violence)
