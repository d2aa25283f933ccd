"""The register out of a real store: what files say, what somebody changed, and what was before."""

from dataclasses import replace
from datetime import date

import pytest
import shapely

from ivbgeo.atlas import Atlas
from ivbgeo.camera import Camera
from ivbgeo.check import check
from ivbgeo.demo import load_demo
from ivbgeo.designation import Designation
from ivbgeo.erasing import erase_camera, erase_camera_area
from ivbgeo.errors import DataError, NotAllowedError, UsageError
from ivbgeo.figure import Classification
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.measure import ERASED
from ivbgeo.register import (
    add,
    cameras,
    change,
    designations,
    file_says,
    history,
    put_back,
    standing,
    withdraw,
    withdrawn,
)
from ivbgeo.register.words import changes, told
from ivbgeo.sources import Kind
from ivbgeo.store import datasets
from ivbgeo.store.cameras import CAMERAS
from ivbgeo.undoing import undo_import
from ivbgeo.viewer import PUBLIEK, Role, Viewer

PLANNER = Viewer(Role.PLANNER)
BEHEER = Viewer(Role.BEHEER)
HEAD = "naam,soort,geldig vanaf,geldig tot,besluit,x,y,richting,kijkhoek,bereik\n"
TEXT = (
    HEAD
    + "Stadshart,vast,2023-01-01,,B-1,93000.5,452000,ZW,90,60\n"
    + "Mobiel 1,tijdelijk,2024-05-01,2024-05-31,B-2,93100,452100,360,70.5,40\n"
    + "Mobiel 1,tijdelijk,2024-09-01,2024-09-30,B-4,93200,452200,,,\n"
    + "Depot,vast,2023-01-01,,B-3,,,,,\n"
)
FIELD = shapely.box(93_000, 452_000, 93_100, 452_100)


@pytest.fixture
def edition(town, tmp_path):
    """The demo with four cameras out of a file."""
    path = tmp_path / "cameras.csv"
    path.write_text(TEXT)
    options = ReadOptions(today=date(2026, 11, 1))
    report = import_file(town, Atlas(town).edition(), path, Kind.CAMERAS, options)
    assert not report.refused
    return Atlas(town).edition()


@pytest.fixture
def both(put):
    """The same, on a database of either kind."""
    return put("cameras", TEXT)


def test_cameras_are_as_their_file_says_until_somebody_changes_them(edition):
    depot, first, second, centre = cameras(edition, PLANNER)
    assert [one.key for one in (depot, first, second, centre)] == [
        "Depot", "Mobiel 1", "Mobiel 1 (2024-09-01)", "Stadshart",
    ]  # fmt: skip
    assert {(one.version, one.changed_by) for one in (depot, first, second, centre)} == {
        (0, "bron")
    }
    assert depot.camera == Camera("Depot", "vast", date(2023, 1, 1), None, "B-3")
    said = centre.camera
    assert (said.x, said.y, said.direction, said.angle, said.reach) == (
        93000.5, 452000, 225, 90, 60,
    )  # fmt: skip
    assert (first.camera.direction, first.camera.angle) == (0, 70.5)


def test_the_first_change_writes_down_what_the_file_said(both):
    edition = both
    depot = cameras(edition, PLANNER)[0]
    new = replace(depot.camera, x=93_050.0, y=452_050.0, height=4.5)
    assert change(edition, PLANNER, depot, new) == 2
    now = cameras(edition, PLANNER)[0]
    assert (now.key, now.version, now.changed_by, now.camera) == ("Depot", 2, "planner", new)
    second, first = history(edition, PLANNER, now)
    assert (first.version, first.changed_by, first.camera) == (1, "bron", depot.camera)
    assert first.changed_at == depot.changed_at
    assert changes(edition, PLANNER, second, first) == (
        "Plaats: eerst ‘niet bekend’, nu ‘x 93.050,0, y 452.050,0 (RD)’.",
        "Hoogte: eerst ‘niet bekend’, nu ‘4,5 meter’.",
    )
    # Who saves what is there already makes no version.
    assert change(edition, PLANNER, now, new) == 2


def test_what_somebody_changed_outlives_the_file(both, filled, data_dir, put):
    edition = both
    depot = cameras(edition, PLANNER)[0]
    change(edition, PLANNER, depot, replace(depot.camera, remark="op een mast"))
    with filled.reading() as connection:
        (number,) = (one.id for one in datasets.list_imports(connection))
    undo_import(filled, BEHEER, number, data_dir)
    without = Atlas(filled).edition()
    (left,) = cameras(without, PLANNER)
    assert (left.key, left.version, left.camera.remark) == ("Depot", 2, "op een mast")
    again = put("cameras", TEXT)
    depot = cameras(again, PLANNER)[0]
    assert [one.version for one in cameras(again, PLANNER)] == [2, 0, 0, 0]
    assert file_says(again, PLANNER, history(again, PLANNER, depot)) is None
    assert check(filled, data_dir) == []


def test_what_the_file_says_otherwise_since_is_told(edition, town, tmp_path, data_dir):
    depot = cameras(edition, PLANNER)[0]
    change(edition, PLANNER, depot, replace(depot.camera, remark="op een mast"))
    undo_import(town, BEHEER, 1, data_dir)
    path = tmp_path / "later.csv"
    path.write_text(TEXT.replace("Depot,vast,2023-01-01,,B-3", "Depot,vast,2023-01-01,,B-99"))
    import_file(town, Atlas(town).edition(), path, Kind.CAMERAS)
    newest = Atlas(town).edition()
    now = cameras(newest, PLANNER)[0]
    assert now.camera.decision == "B-3"
    said = file_says(newest, PLANNER, history(newest, PLANNER, now))
    assert (said.decision, said.remark) == ("B-99", "")
    change(newest, PLANNER, now, replace(now.camera, decision="B-99", remark=""))
    now = cameras(newest, PLANNER)[0]
    assert file_says(newest, PLANNER, history(newest, PLANNER, now)) is None
    # Of what no file names there is nothing to say.
    add(newest, PLANNER, Camera("Eigen", "vast", None, None, "B"))
    own = next(one for one in cameras(newest, PLANNER) if one.camera.name == "Eigen")
    assert file_says(newest, PLANNER, history(newest, PLANNER, own)) is None


def test_of_two_who_change_at_once_the_second_is_told(both):
    edition = both
    seen = cameras(edition, PLANNER)[0]
    change(edition, PLANNER, seen, replace(seen.camera, height=4.0))
    with pytest.raises(DataError, match="Iemand anders heeft ‘Depot’ intussen veranderd"):
        change(edition, PLANNER, seen, replace(seen.camera, height=5.0))
    now = cameras(edition, PLANNER)[0]
    change(edition, PLANNER, now, replace(seen.camera, height=5.0))
    with pytest.raises(DataError) as caught:
        withdraw(edition, PLANNER, now)
    assert caught.value.rule == "register.moved_on"
    assert [one.camera.height for one in history(edition, PLANNER, now)] == [5, 4, None]


def test_what_is_taken_off_can_be_put_back(edition):
    area = designations(edition, PLANNER)[0]
    withdraw(edition, PLANNER, area)
    assert area.key not in {one.key for one in designations(edition, PUBLIEK)}
    ((off,), ()) = withdrawn(edition, PLANNER)
    assert (off.key, off.version) == (area.key, 2)
    put_back(edition, PLANNER, off, 1)
    now = next(one for one in designations(edition, PUBLIEK) if one.key == area.key)
    assert (now.version, now.designation) == (3, area.designation)
    newest, middle, first = history(edition, PLANNER, now)
    assert changes(edition, PLANNER, middle, first) == ("Van de lijst gehaald.",)
    assert changes(edition, PLANNER, newest, middle) == ("Weer op de lijst gezet.",)
    assert changes(edition, PLANNER, first, None) == ("Toegevoegd.",)
    with pytest.raises(UsageError, match="Versie 9 van ‘Horeca rondom het Stadhuisplein’"):
        put_back(edition, PLANNER, now, 9)


def test_an_area_is_added_and_a_camera_in_it(edition):
    said = Designation(
        name="Marktplein",
        kind="tijdelijk",
        starts="2026-11-01",
        ends=date(2026, 12, 1),
        border=FIELD,
        classification=Classification.INTERN,
        necessity="Ongeregeldheden in het weekeinde.",
        retention_days=28,
    )
    key = add(edition, PLANNER, said)
    now = designations(edition, PLANNER)[-1]
    assert (now.key, now.version, now.changed_by, now.designation) == (key, 1, "planner", said)
    assert key not in {one.key for one in designations(edition, PUBLIEK)}
    camera = Camera("Hoek", "tijdelijk", date(2026, 11, 1), None, "B-9", designation=key)
    add(edition, PLANNER, camera)
    found = {one.camera.name: one for one in cameras(edition, PLANNER)}["Hoek"]
    assert told(edition, PLANNER, found.camera)["Cameragebied"] == "Marktplein"
    assert told(edition, PLANNER, said)["Grens"] == "vastgelegd, 1,00 hectare"
    change(edition, PLANNER, now, replace(said, classification=Classification.OPEN))
    assert designations(edition, PUBLIEK)[-1].key == key


@pytest.mark.parametrize("role", [role for role in Role if role is not Role.PLANNER])
def test_only_the_planner_sees_cameras_and_changes_the_register(edition, role):
    viewer = Viewer(role)
    area = designations(edition, PLANNER)[0]
    assert designations(edition, viewer)[0] == area
    for ask in (
        lambda: cameras(edition, viewer),
        lambda: withdrawn(edition, viewer),
        lambda: history(edition, viewer, area),
        lambda: add(edition, viewer, area.designation),
        lambda: change(edition, viewer, area, area.designation),
        lambda: withdraw(edition, viewer, area),
        lambda: put_back(edition, viewer, area, 1),
    ):
        with pytest.raises(NotAllowedError, match=f"als {role}"):
            ask()
    # Nor does the store itself give them, of a file or changed.
    depot = cameras(edition, PLANNER)[0]
    change(edition, PLANNER, depot, replace(depot.camera, height=4.0))
    with edition.store.reading() as connection:
        assert CAMERAS.newest(connection, viewer) == ()
        assert CAMERAS.history(connection, viewer, "Depot") == ()
        assert CAMERAS.history(connection, viewer, "Stadshart") == ()


@pytest.mark.parametrize(
    ("wrong", "said"),
    [
        ({"name": " depot"}, "Er is al een camera met de naam ‘ depot’"),
        ({"x": 100_000.0, "y": 400_000.0}, "ligt buiten Zoetermeer"),
        ({"designation": "nergens"}, "Het cameragebied ‘nergens’ is er niet"),
        ({"remark": "Bel 06-12345678"}, "‘06-12345678’ lijkt op een telefoonnummer"),
    ],
)
def test_what_can_not_be_in_the_register_is_refused(edition, wrong, said):
    with pytest.raises(DataError, match=said):
        add(edition, PLANNER, replace(Camera("Nieuw", "vast", None, None, "B"), **wrong))
    assert len(cameras(edition, PLANNER)) == 4


def test_an_area_outside_the_city_or_of_a_name_that_is_there_is_refused(edition):
    first = designations(edition, PLANNER)[0]
    far = Designation(name="Ver weg", kind="vast", border=shapely.box(1e5, 4e5, 1.1e5, 4.1e5))
    with pytest.raises(DataError, match="‘Ver weg’ ligt buiten Zoetermeer"):
        add(edition, PLANNER, far)
    with pytest.raises(DataError, match="Er is al een cameragebied met de naam"):
        add(edition, PLANNER, replace(far, name=first.designation.name.upper(), border=None))
    elsewhere = replace(first.designation.area, year=1999)
    with pytest.raises(DataError, match="bestaat niet in de indeling van 1999"):
        add(edition, PLANNER, replace(far, border=None, area=elsewhere))
    # What looks like a person goes in after a look.
    about = replace(far, border=None, remark="Vraag: info@example.nl")
    for other in ((), {"iets@example.nl"}):
        with pytest.raises(DataError, match="e-mailadres"):
            add(edition, PLANNER, about, confirmed=other)
    assert add(edition, PLANNER, about, confirmed={"info@example.nl"}).startswith("register-")


def test_the_map_of_a_day_has_what_is_valid_and_what_ran_out_without_a_word(edition):
    names = {one.key for one in standing(edition, PUBLIEK, date(2030, 1, 1))}
    assert len(names) == 4
    early = {one.key for one in standing(edition, PUBLIEK, date(2005, 1, 1))}
    assert early == {"camera.mandelabrug", "camera.silverdome"}
    bridge = next(one for one in designations(edition, PLANNER) if one.key == "camera.mandelabrug")
    gone = replace(bridge.designation, withdrawn_on=date(2026, 1, 1))
    change(edition, PLANNER, bridge, gone)
    assert len(standing(edition, PUBLIEK, date(2030, 1, 1))) == 3


def test_the_demo_read_again_leaves_what_was_changed(edition, town, data_dir):
    area = designations(edition, PLANNER)[0]
    change(edition, PLANNER, area, replace(area.designation, signs="Bij elke ingang"))
    load_demo(town, data_dir)
    now = designations(Atlas(town).edition(), PUBLIEK)[0]
    assert (now.key, now.designation.signs) == (area.key, "Bij elke ingang")


def test_a_lost_version_is_named(edition, town, data_dir):
    area = designations(edition, PLANNER)[0]
    withdraw(edition, PLANNER, area)
    with town.writing() as connection:
        connection.exec_driver_sql("DELETE FROM designation_version WHERE version = 1")
    (finding,) = check(town, data_dir)
    assert "Van cameragebied 1 hoort versie 1 tot en met 2 bewaard te zijn" in finding.message


def test_a_border_that_can_not_be_read_is_named(edition, town, data_dir):
    add(edition, PLANNER, Designation(name="Plein", kind="vast", border=FIELD))
    with town.writing() as connection:
        connection.exec_driver_sql("UPDATE designation_version SET border = x'0102'")
    (finding,) = check(town, data_dir)
    assert "De grens van ‘Plein’ is niet te lezen" in finding.message


def test_another_border_of_the_same_size_is_told(edition):
    add(edition, PLANNER, Designation(name="Plein", kind="vast", border=FIELD))
    now = designations(edition, PLANNER)[-1]
    moved = shapely.box(93_100, 452_000, 93_200, 452_100)
    change(edition, PLANNER, now, replace(now.designation, border=moved))
    second, first = history(edition, PLANNER, now)
    assert changes(edition, PLANNER, second, first) == ("Grens: een andere, even groot.",)


def test_what_is_put_back_may_not_double_a_name(edition):
    key = add(edition, PLANNER, Camera("Nieuw", "vast", None, None, "B"))
    now = next(one for one in cameras(edition, PLANNER) if one.key == key)
    withdraw(edition, PLANNER, now)
    add(edition, PLANNER, Camera("nieuw", "vast", None, None, "B"))
    _, (off,) = withdrawn(edition, PLANNER)
    with pytest.raises(DataError, match="Er is al een camera met de naam ‘Nieuw’"):
        put_back(edition, PLANNER, off, 1)


def test_what_should_not_have_been_written_is_blanked(edition, town):
    said = Designation(name="Bij Jan", kind="vast", necessity="Jan klaagt", border=FIELD)
    key = add(edition, PLANNER, said)
    now = designations(edition, PLANNER)[-1]
    change(edition, PLANNER, now, replace(said, name="Plein", necessity=""))
    for viewer in (PLANNER, PUBLIEK):
        with pytest.raises(NotAllowedError):
            erase_camera_area(town, viewer, key, 1)
    erase_camera_area(town, BEHEER, key, 1)
    newest = Atlas(town).edition()
    now = designations(newest, PLANNER)[-1]
    first = history(newest, PLANNER, now)[-1].designation
    assert (first.name, first.necessity, first.border) == (ERASED, "", FIELD)
    assert now.designation.name == "Plein"
    with pytest.raises(UsageError, match="Versie 3 van"):
        erase_camera_area(town, BEHEER, key, 3)
    depot = cameras(newest, PLANNER)[0]
    # What a file says is taken away with the file.
    with pytest.raises(UsageError, match="Versie 1 van ‘Depot’ is er niet"):
        erase_camera(town, BEHEER, depot.key, 1)
    change(newest, PLANNER, depot, replace(depot.camera, remark="Jan"))
    erase_camera(town, BEHEER, depot.key, 2)
    (gone,) = (one for one in cameras(Atlas(town).edition(), PLANNER) if one.key == "Depot")
    assert (gone.camera.name, gone.camera.remark, gone.camera.decision) == (ERASED, "", "")
