"""Files of the planner: kept once, read back as they were, and for no one else."""

from dataclasses import replace

import numpy as np
import pytest
import shapely
from sqlalchemy import update

from geo import GeoError
from geo.crs import polygons_to_wgs84
from ivbgeo.atlas import Atlas
from ivbgeo.errors import DataError, NotAllowedError, UsageError
from ivbgeo.messages import sentence
from ivbgeo.plannerfiles import (
    FileKind,
    add,
    areas_of,
    erase,
    files,
    find,
    find_by_hash,
    obstacles_of,
    spots_of,
    withdraw,
)
from ivbgeo.plannerfiles.checking import damaged
from ivbgeo.store import plannerfiles as stored
from ivbgeo.store.schema import planner_file
from ivbgeo.viewer import Role, Viewer
from tests.geojson import HERE, box, write

PLANNER = Viewer(Role.PLANNER)


def house(x=0.0, y=0.0, size=10.0):
    return box(x, y, x + size, y + size)


@pytest.fixture
def here(filled):
    """An edition of a town on either kind of database."""
    return Atlas(filled).edition()


def test_a_file_is_kept_once_and_reads_back_as_it_was(here, tmp_path):
    shapes = [house(), house(20), house(40)]
    path = write(tmp_path / "panden.geojson", shapes, woning=["ja", "nee", None])
    file = add(here, PLANNER, FileKind.BUILDINGS, path)
    again = add(here, PLANNER, FileKind.BUILDINGS, path, "panden van nu.geojson")
    assert again.id == file.id
    (only,) = files(here, PLANNER, FileKind.BUILDINGS)
    assert (only.name, only.added_by, only.size) == (
        "panden van nu.geojson", "planner", path.stat().st_size,
    )  # fmt: skip
    areas = areas_of(here, PLANNER, only)
    assert [a.equals(b) for a, b in zip(areas.polygons, shapes, strict=True)] == [True] * 3
    assert areas.private.tolist() == [1, 0, -1]
    assert len(obstacles_of(here, PLANNER, only)) == 3
    # The same file may be of another kind too.
    other = add(here, PLANNER, FileKind.FORBIDDEN, path)
    assert other.id != file.id
    assert len(files(here, PLANNER)) == 2
    assert areas_of(here, PLANNER, other).private is None


def test_what_is_taken_away_is_offered_no_more_and_known_by_its_hash(here, tmp_path):
    path = write(tmp_path / "plein.geojson", [house()])
    file = add(here, PLANNER, FileKind.PUBLIC, path)
    assert find(here, PLANNER, FileKind.PUBLIC, "plein.geojson") == file
    assert find(here, PLANNER, FileKind.PUBLIC, str(file.id)) == file
    withdraw(here, PLANNER, file.id)
    assert files(here, PLANNER) == ()
    with pytest.raises(UsageError, match="plein"):
        find(here, PLANNER, FileKind.PUBLIC, "plein.geojson")
    with pytest.raises(UsageError):
        withdraw(here, PLANNER, file.id)
    old = find_by_hash(here, PLANNER, FileKind.PUBLIC, file.sha256)
    assert old == replace(file, withdrawn=True)
    assert len(areas_of(here, PLANNER, old)) == 1
    assert not add(here, PLANNER, FileKind.PUBLIC, path).withdrawn


def test_what_is_erased_is_gone_from_the_file_on_the_disk(town, tmp_path):
    here = Atlas(town).edition()
    path = tmp_path / "punten.csv"
    path.write_text("x;y;weight\n93000;452000;1\n")
    file = add(here, PLANNER, FileKind.DEMAND, path, "geheim.csv")
    withdraw(here, PLANNER, file.id)
    erase(here, PLANNER, file.id)
    assert find_by_hash(here, PLANNER, FileKind.DEMAND, file.sha256) is None
    with pytest.raises(UsageError):
        erase(here, PLANNER, file.id)
    town.close()
    with open(town.address.removeprefix("sqlite:///"), "rb") as stream:  # noqa: PTH123 - as above
        assert b"geheim.csv" not in stream.read()


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PLANNER])
def test_nobody_else_reads_adds_or_takes_away(town, tmp_path, role):
    here = Atlas(town).edition()
    path = write(tmp_path / "a.geojson", [house()])
    file = add(here, PLANNER, FileKind.BUILDINGS, path)
    other = Viewer(role)
    for reading in (
        lambda: files(here, other),
        lambda: find_by_hash(here, other, file.kind, file.sha256),
        lambda: areas_of(here, other, file),
        lambda: obstacles_of(here, other, file),
        lambda: add(here, other, FileKind.BUILDINGS, path),
        lambda: withdraw(here, other, file.id),
        lambda: erase(here, other, file.id),
    ):
        with pytest.raises(NotAllowedError):
            reading()
    assert files(here, PLANNER) == (file,)


def test_only_what_is_planned_with_is_kept(town, tmp_path):
    here = Atlas(town).edition()
    path = tmp_path / "palen.csv"
    path.write_text(
        "id;x;y;yearly_cost;melder\nA1;93000;452000;1.000;Jansen\nA2;93010;452000;900;Pietersen\n"
    )
    file = add(here, PLANNER, FileKind.CANDIDATES, path)
    spots = spots_of(here, PLANNER, file)
    assert spots.ids == ("A1", "A2")
    assert spots.places.tolist() == [[93000, 452000], [93010, 452000]]
    assert spots.numbers["yearly_cost"].tolist() == [1000, 900]
    bag = write(tmp_path / "b.geojson", [house()], eigenaar=["Jansen"], naam=["Huize Jansen"])
    add(here, PLANNER, FileKind.BUILDINGS, bag)
    database = town.address.removeprefix("sqlite:///")
    with open(database, "rb") as stream:  # noqa: PTH123 - as it lies on the disk
        raw = stream.read()
    assert b"A1" in raw
    assert b"Jansen" not in raw
    with town.reading() as connection:
        kept = connection.exec_driver_sql("SELECT content FROM planner_file").scalars().all()
    assert not any(b"Jansen" in bytes(content) for content in kept)


def test_the_state_of_the_areas_is_told(town, tmp_path):
    here = Atlas(town).edition()
    bow_tie = shapely.Polygon(
        [(x + HERE[0], y + HERE[1]) for x, y in ((0, 0), (9, 9), (9, 0), (0, 9))]
    )
    # Those at 60 and 70 share a wall, and that at 79.95 is drawn 5 cm off: no overlaps.
    shapes = [bow_tie, house(30), house(35), None, house(60), house(70), house(79.95)]
    path = write(tmp_path / "a.geojson", shapes)
    areas = areas_of(here, PLANNER, add(here, PLANNER, FileKind.BUILDINGS, path))
    assert len(areas) == 6
    assert areas.private is None
    told = areas.condition
    assert (told.mended, told.left_out, told.overlapping) == (1, 1, 2)


def test_homes_are_told_as_the_bag_tells_them(town, tmp_path):
    here = Atlas(town).edition()
    uses = ["woonfunctie", "kantoorfunctie,woonfunctie", "winkelfunctie", None]
    shapes = [house(20 * i) for i in range(4)]
    path = write(tmp_path / "bag.geojson", shapes, gebruiksdoel=uses)
    areas = areas_of(here, PLANNER, add(here, PLANNER, FileKind.BUILDINGS, path))
    assert areas.private.tolist() == [1, 1, 0, 0]


def test_names_are_told_apart(town, tmp_path):
    here = Atlas(town).edition()
    shapes = [house(20 * i) for i in range(4)]
    names = ["Speeltuin", "De Hoek", "Speeltuin", None]
    path = write(tmp_path / "scholen.geojson", shapes, naam=names)
    areas = areas_of(here, PLANNER, add(here, PLANNER, FileKind.SENSITIVE, path))
    assert areas.names == ("Speeltuin (1)", "De Hoek", "Speeltuin (2)", "")


def _truncated(path):
    write(path, [house()])
    path.write_bytes(path.read_bytes()[:-40])


def _points(path):
    write(path, [house(), shapely.Point(HERE)])


def _elsewhere(path):
    write(path, [shapely.box(121_000, 487_000, 121_010, 487_010)])  # Amsterdam


def _abroad(path):
    write(path, [shapely.box(4.35, 50.84, 4.36, 50.85)], crs=None)  # Brussel


def _other_system(path):
    write(path, [shapely.box(500_000, 5_700_000, 500_010, 5_700_010)], crs="EPSG:25831")


def _swapped(path):
    write(path, [shapely.box(52.05, 4.49, 52.06, 4.5)], crs=None)


def _rd_unsaid(path):
    write(path, [house()], crs=None)


def _nothing(path):
    write(path, [])


def _flat(path):
    write(path, [None, shapely.Polygon([HERE, HERE, HERE])])


def _doubtful(path):
    write(path, [house()], woning=["misschien"])


def _layers(path):
    import geopandas as gpd  # noqa: PLC0415 - slow to read in

    frame = gpd.GeoDataFrame(geometry=[house()], crs=28992)
    for layer in ("een", "twee"):
        frame.to_file(path, layer=layer, driver="GPKG")


REFUSED = [
    (_truncated, "a.geojson", "niet te lezen"),
    (lambda path: path.write_text(""), "a.geojson", "leeg"),
    (lambda path: path.write_bytes(b"PK\x03\x04 niet heel"), "a.zip", "beschadigd"),
    (lambda path: path.write_bytes(b"PAR1" + b"\0" * 40), "a.parquet", "Parquet"),
    (_points, "a.geojson", "nummer 2 is geen vlak maar Point"),
    (_elsewhere, "a.geojson", "niets daarin ligt in of bij Zoetermeer"),
    (_abroad, "a.geojson", "coördinaten"),
    (_other_system, "a.geojson", "EPSG:25831"),
    (_swapped, "a.geojson", "volgorde van de coördinaten"),
    (_rd_unsaid, "a.geojson", "stelsel"),
    (_nothing, "a.geojson", "geen enkel vlak"),
    (_flat, "a.geojson", "geen enkel vlak"),
    (_doubtful, "a.geojson", "‘misschien’"),
    (_layers, "a.gpkg", "meer dan één laag: een, twee"),
]


@pytest.mark.parametrize(("make", "name", "said"), REFUSED, ids=[said for *_, said in REFUSED])
def test_a_bad_file_is_refused_in_a_sentence_and_nothing_is_kept(
    make, name, said, town, tmp_path, contents
):
    here = Atlas(town).edition()
    path = tmp_path / name
    make(path)
    before = contents(here.store)
    with pytest.raises((DataError, GeoError)) as caught:
        add(here, PLANNER, FileKind.BUILDINGS, path)
    error = caught.value
    text = sentence(error.rule, **error.values)
    assert said in text
    assert contents(here.store) == before


def test_bad_spots_are_refused_too(town, tmp_path):
    here = Atlas(town).edition()
    for text, said in (
        ("id,x,y\na,0,0\nb,5,5\n", "eigen raster"),
        ("id,x,y\na,121000,487000\n", "niets daarin ligt"),
        ("x,y\n93000,452000\n", "‘id’"),
        ("id,x,y\n", "geen gegevens"),
    ):
        path = tmp_path / "p.csv"
        path.write_text(text)
        with pytest.raises(DataError, match=said):
            add(here, PLANNER, FileKind.CANDIDATES, path)
    assert files(here, PLANNER) == ()


def test_too_large_is_said_before_it_is_read(town, tmp_path):
    path = tmp_path / "land.geojson"
    with path.open("wb") as stream:
        stream.truncate((64 << 20) + 1)  # a hole: nothing is written
    with pytest.raises(DataError, match="64 MB is te groot; 64 MB mag"):
        add(Atlas(town).edition(), PLANNER, FileKind.BUILDINGS, path)


def test_degrees_are_brought_into_rd(town, tmp_path):
    here = Atlas(town).edition()
    (shape,) = polygons_to_wgs84(np.array([house()]))
    path = write(tmp_path / "graden.geojson", [shape], crs=None)
    areas = areas_of(here, PLANNER, add(here, PLANNER, FileKind.BUILDINGS, path))
    assert areas.polygons[0].symmetric_difference(house()).area < 0.1


def test_damage_of_what_is_kept_is_found_and_named(here, tmp_path):
    path = write(tmp_path / "panden.geojson", [house(), house(20)])
    file = add(here, PLANNER, FileKind.BUILDINGS, path)
    with here.store.reading() as connection:
        assert list(damaged(connection)) == []
    with here.store.writing(figures=False) as connection:
        content = stored.file_content(connection, file.id)
        for worse in (
            b"",
            content[:-9],
            content[:40] + b"\0" * 60 + content[100:],
            b"geen Parquet",
        ):
            connection.execute(update(planner_file).values(content=worse))
            assert list(damaged(connection)) == ["panden.geojson"]
