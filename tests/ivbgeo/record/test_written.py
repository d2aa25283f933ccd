"""Whatever is written to the store has its line in the record, in the same transaction."""

import ast
import json

import pytest
import shapely
from sqlalchemy import select

from geo import AreaId, Level
from geo.crs import polygons_to_wgs84
from ivbgeo.areafiles import import_areas
from ivbgeo.atlas import Atlas
from ivbgeo.camera import Camera
from ivbgeo.erasing import erase_camera, erase_measure, erase_note
from ivbgeo.errors import DataError, NotAllowedError, UsageError
from ivbgeo.figure import Classification
from ivbgeo.importing import ReadOptions, import_file
from ivbgeo.machine import account
from ivbgeo.measure import Measure
from ivbgeo.measures import changing
from ivbgeo.period import Period
from ivbgeo.plannerfiles import FileKind
from ivbgeo.plannerfiles import add as add_file
from ivbgeo.plannerfiles import erase as erase_file
from ivbgeo.plannerfiles import withdraw as withdraw_file
from ivbgeo.record.asked import Asked
from ivbgeo.record.keeping import faults, read_lines
from ivbgeo.register import add as register
from ivbgeo.register import cameras, change, withdraw
from ivbgeo.register.importing import import_camera_areas
from ivbgeo.settings import ROOT
from ivbgeo.signalnote import SignalStatus
from ivbgeo.signals import Signal
from ivbgeo.signals.noting import note
from ivbgeo.sources import Kind
from ivbgeo.store import datasets, schema
from ivbgeo.undoing import undo_dataset, undo_import
from ivbgeo.viewer import Role, Viewer
from tests.geojson import box, write

BEHEER = Viewer(Role.BEHEER, who="b.eheer@example.nl")
PLANNER = Viewer(Role.PLANNER, who="p.lanner@example.nl")
REGISSEUR = Viewer(Role.WIJKREGISSEUR, frozenset({"WK063705"}), who="w.regisseur@example.nl")
MEERZICHT = AreaId("WK063705", 2025, Level.WIJK)
FIELD = shapely.box(93_000, 452_000, 93_100, 452_100)
# Of whoever types something it may be the name of somebody.
TYPED = "Jansen"
HEAD = "categorie,datum,gebiedscode,jaar indeling\n"


def lines(store):
    """What the record says, the first line first, without what came with the demo."""
    return list(reversed(read_lines(store, BEHEER, Asked())))[1:]


def told(store):
    return [(line.act, line.what, line.role, line.who, line.area_code) for line in lines(store)]


def saved(folder, name, text):
    path = folder / f"{name} {TYPED}.csv"
    path.write_text(text)
    return path


def test_the_demo_came_by_the_account_of_the_machine(shared):
    first = read_lines(shared, BEHEER, Asked())[-1]
    assert (first.act, first.what, first.role) == ("ingelezen", "gegevens bij ivbgeo", "beheer")
    assert first.who == account() != "account "


def test_files_that_come_and_go(filled, tmp_path):
    options = ReadOptions(viewer=BEHEER)
    first = saved(tmp_path, "eerste", HEAD + "1.1.1,2024-01-10,WK063705,2025\n")
    more = saved(tmp_path, "tweede", HEAD + "1.1.1,2024-01-11,WK063705,2025\n" * 2)
    edition = Atlas(filled).edition()
    report = import_file(filled, edition, first, Kind.INCIDENTS, options)
    import_file(filled, edition, first, Kind.INCIDENTS, options)  # again: nothing is done
    import_file(filled, edition, more, Kind.INCIDENTS, options, dry_run=True)
    anew = ReadOptions(viewer=BEHEER, replace=True)
    edition = Atlas(filled).edition()
    import_file(filled, edition, more, Kind.INCIDENTS, anew)
    with filled.reading() as connection:
        (left,) = datasets.list_imports(connection)
    undo_import(filled, BEHEER, left.id, ROOT / "data")
    import_file(filled, Atlas(filled).edition(), first, Kind.INCIDENTS)
    undo_dataset(filled, BEHEER, "import/incidents", ROOT / "data")
    by = ("import/incidents", "beheer", BEHEER.who, None)
    assert told(filled) == [
        ("ingelezen", *by),
        ("teruggedraaid", *by),  # what was replaced
        ("ingelezen", *by),
        ("teruggedraaid", *by),
        ("ingelezen", "import/incidents", "beheer", account(), None),
        ("teruggedraaid", *by),
    ]
    said = [line.detail for line in lines(filled)]
    assert said[0] == f"bestand 1, over januari 2024, 1 rijen, {report.sha256}"
    assert said[1] == said[0]
    assert said[2].startswith(f"bestand {left.id}, over januari 2024, 2 rijen, ")
    assert faults(filled, BEHEER) == ()


def test_areas_of_ones_own(town, tmp_path, data_dir):
    wijken = json.loads((data_dir / "wijken.geojson").read_text())
    for feature in wijken["features"]:
        feature["properties"] |= {"naam": TYPED, "name": TYPED, "statnaam": TYPED}
    path = tmp_path / f"{TYPED}.geojson"
    path.write_text(json.dumps(wijken))
    options = {"level": Level.WIJK, "division_year": 2025, "viewer": BEHEER}
    import_areas(town, path, dry_run=True, **options)
    import_areas(town, path, **options)
    shape = polygons_to_wgs84([FIELD])[0]
    field = {"type": "Feature", "properties": {"naam": TYPED, "soort": "vast"}}
    field["geometry"] = shapely.geometry.mapping(shape)
    path.write_text(json.dumps({"type": "FeatureCollection", "features": [field]}))
    edition = Atlas(town).edition()
    import_camera_areas(town, edition, path, classification=Classification.OPEN, viewer=BEHEER)
    by = ("beheer", BEHEER.who, None)
    assert told(town) == [
        ("ingelezen", "import/areas", *by),
        ("ingelezen", "import/camera-areas", *by),
    ]


@pytest.mark.parametrize("viewer", [PLANNER, REGISSEUR])
def test_who_may_not_bring_in_brings_nothing_in(town, tmp_path, viewer):
    path = saved(tmp_path, "x", HEAD + "1.1.1,2024-01-10,WK063705,2025\n")
    edition = Atlas(town).edition()
    for bring in (
        lambda: import_file(town, edition, path, Kind.INCIDENTS, ReadOptions(viewer=viewer)),
        lambda: import_areas(town, path, viewer=viewer),
        lambda: import_camera_areas(town, edition, path, viewer=viewer),
    ):
        with pytest.raises(NotAllowedError):
            bring()
    assert lines(town) == []


def test_what_is_said_and_taken_back(filled, source):
    edition = Atlas(filled).edition()
    wrong = Measure(title=f"Bij {TYPED}", lead=TYPED, remark=TYPED, area=MEERZICHT)
    number = changing.add(edition, REGISSEUR, wrong)
    changing.change(edition, REGISSEUR, number, 1, wrong)  # the same: nothing is written
    changing.withdraw(edition, REGISSEUR, number, 1)
    erase_measure(filled, BEHEER, number, 1)
    signal = Signal(
        MEERZICHT, "Meerzicht", "1.1.1", "Inbraak", Period.month(2025, 10), 9, 1.0, 4, 0.001,
        firm=True, provisional=False, rough=False, provenance=source,
    )  # fmt: skip
    note(edition, REGISSEUR, signal, SignalStatus.ACTIE, "Bellen")
    erase_note(filled, BEHEER, 1)
    what, by = f"inspanning {number}", ("wijkregisseur", REGISSEUR.who, MEERZICHT.code)
    manager = ("beheer", BEHEER.who, None)
    assert told(filled) == [
        ("gewijzigd", what, *by),
        ("gewijzigd", what, *by),
        ("gewist", what, *manager),
        ("gewijzigd", "signaal", *by),
        ("gewist", "opmerking 1", *manager),
    ]
    assert [line.detail for line in lines(filled)] == [
        "versie 1", "versie 2, van de lijst gehaald", "versie 1",
        "1.1.1, oktober 2025, actie", "bij een signaal",
    ]  # fmt: skip
    # What was refused wrote nothing, so that it has no line either.
    with pytest.raises(DataError):
        changing.withdraw(edition, REGISSEUR, number, 1)
    with pytest.raises(UsageError):
        erase_note(filled, BEHEER, 99)
    assert len(lines(filled)) == 5


def test_what_the_planner_keeps(filled, tmp_path):
    edition = Atlas(filled).edition()
    key = register(edition, PLANNER, Camera(f"Bij {TYPED}", "vast", None, None, ""))
    (seen,) = cameras(edition, PLANNER)
    change(edition, PLANNER, seen, Camera(f"Naast {TYPED}", "vast", None, None, ""))
    (seen,) = cameras(edition, PLANNER)
    withdraw(edition, PLANNER, seen)
    erase_camera(filled, BEHEER, key, 1)
    path = write(tmp_path / f"{TYPED}.geojson", [box(0, 0, 10, 10)])
    file = add_file(edition, PLANNER, FileKind.BUILDINGS, path)
    withdraw_file(edition, PLANNER, file.id)
    erase_file(edition, PLANNER, file.id)
    by, kept = ("planner", PLANNER.who, None), f"bestand van de planner {file.id}"
    assert told(filled) == [
        ("gewijzigd", "camera 1", *by),
        ("gewijzigd", "camera 1", *by),
        ("gewijzigd", "camera 1", *by),
        ("gewist", "camera 1", "beheer", BEHEER.who, None),
        ("ingelezen", kept, *by),
        ("gewijzigd", kept, *by),
        ("gewist", kept, *by),
    ]
    with filled.reading() as connection:
        rows = connection.execute(select(schema.record_line)).all()
    assert [row for row in rows if TYPED in str(row)] == []


# --- none is forgotten ---------------------------------------------------------------------------

# The store itself, what keeps the record, and a copy of a store with the record that is in it.
_APART = ("ivbgeo/store/", "ivbgeo/record/", "ivbgeo/backup/")
_NOTES = {"add_lines", "_note", "_entry"}
# These write by another that notes, or what only counts once another one notes that it does.
_BY_ANOTHER = {
    "ivbgeo/importing.py": "bringing.write",
    "ivbgeo/demo.py:find_damage": "anew",
    "ivbgeo/shielding/deciding.py:_part": "add_part",
}


def test_every_function_that_writes_notes_it():
    found = {}
    for path in sorted((ROOT / "ivbgeo").rglob("*.py")):
        name = path.relative_to(ROOT).as_posix()
        text = path.read_text()
        if name.startswith(_APART) or ".writing(" not in text:
            continue
        for function in ast.walk(ast.parse(text)):
            if isinstance(function, ast.FunctionDef):
                code = ast.unparse(function)
                if ".writing(" in code:
                    called = {
                        getattr(one.func, "attr", getattr(one.func, "id", ""))
                        for one in ast.walk(function)
                        if isinstance(one, ast.Call)
                    }
                    other = _BY_ANOTHER.get(name) or _BY_ANOTHER.get(f"{name}:{function.name}")
                    found[f"{name}:{function.name}"] = bool(called & _NOTES) or (
                        other is not None and other in code
                    )
    assert len(found) > 15
    assert [one for one, notes in found.items() if not notes] == []
