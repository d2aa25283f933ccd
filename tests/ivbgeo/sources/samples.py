"""A small good file of each kind in each format, and of areas; made by the libraries in use."""

import json
import zipfile
from datetime import date, datetime

import geopandas
import openpyxl
import pandas as pd
import pyogrio
import shapely
from shapely import Point

from ivbgeo.sources import Kind

MOMENT = datetime.fromisoformat("2023-12-31T14:30")
ROWS = {
    Kind.INCIDENTS: {
        "soort": ["1.4.6", "Overval", "1.1.1"],
        "begin": [MOMENT, datetime.fromisoformat("2024-02-29T00:10"), MOMENT],
        "einde": ["31-12-2023", None, None],
        "buurtcode": [None, "BU06370101", None],
        "indeling": [2024, 2024, 2024],
    },
    Kind.CASES: {
        "eigendom": ["koop", "corporatie", "particulier"],
        "status": ["lopend", "afgerond", "lopend"],
        "geopend": [date(2023, 1, 2), date(2023, 5, 6), date(2024, 2, 29)],
        "afgesloten": [None, date(2023, 7, 8), None],
        "wijkcode": ["WK063701", None, "WK063702"],
    },
    Kind.CAMERAS: {
        "naam": ["Stadshart 1", "Zuëd", "P+R"],
        "soort": ["vast", "tijdelijk", "vast"],
        "geldig_van": [date(2023, 1, 2), date(2023, 5, 6), date(2024, 2, 29)],
        "geldig_tot": [None, date(2027, 1, 1), None],
        "besluit": ["B-1", "B-2", "B-3"],
        "kosten": [1250.5, 0.0, 99.0],
    },
}
PLACES = [(92841.0, 452000.0), (93500.0, 453250.0), None]
PARTS = (".shp", ".shx", ".dbf", ".prj", ".cpg")
FORMATS = (
    "csv", "xlsx", "ods", "geojson", "gpkg", "shp", "zip", "parquet", "geo.parquet",
)  # fmt: skip
AREA_FORMATS = ("geojson", "gpkg", "shp", "zip", "parquet")


def plain(kind):
    """Give the rows with their places in two columns."""
    xs, ys = zip(*(place or (None, None) for place in PLACES), strict=True)
    return pd.DataFrame({**ROWS[kind], "x": xs, "y": ys})


def placed(kind):
    """Give the rows with their places as points."""
    points = [None if place is None else Point(place) for place in PLACES]
    return geopandas.GeoDataFrame(ROWS[kind], geometry=points, crs=28992)


def squares():
    """Give four areas against each other, one with a hole that is the fourth."""
    box = shapely.box
    shapes = [
        box(92000, 452000, 93000, 453000).difference(box(92400, 452400, 92600, 452600)),
        box(93000, 452000, 94000, 453000),
        shapely.MultiPolygon(
            [box(92000, 453000, 93000, 454000), box(94000, 451000, 95000, 452000)]
        ),
        box(92400, 452400, 92600, 452600),
    ]
    columns = {
        "statcode": [f"BU0637010{i}" for i in range(4)],
        "statnaam": ["Dorp", "Zuëd", "Noord", "Binnen"],
        "jaar": [2024] * 4,
    }
    return geopandas.GeoDataFrame(columns, geometry=shapes, crs=28992)


def write_table(frame, path):
    """Write rows without geometry, by the suffix of the path."""
    if path.suffix == ".csv":
        frame.to_csv(path, sep=";", index=False)
    elif path.suffix == ".xlsx":
        book = openpyxl.Workbook()
        book.active.append(list(frame.columns))
        for row in frame.astype(object).itertuples(index=False):
            book.active.append([None if pd.isna(cell) else cell for cell in row])
        book.save(path)
    elif path.suffix == ".ods":
        pyogrio.write_dataframe(frame, path, driver="ODS", layer="blad")
    else:
        frame.to_parquet(path)


def write_shapes(frame, path):
    """Write rows with geometry, by the suffix of the path."""
    if path.suffix == ".parquet":
        frame.to_parquet(path)
    elif path.suffix == ".geojson":
        text = frame.to_json(drop_id=True, to_wgs84=False, default=str)
        document = json.loads(text) | {
            "crs": {"type": "name", "properties": {"name": "urn:ogc:def:crs:EPSG::28992"}}
        }
        path.write_text(json.dumps(document), encoding="utf-8")
    elif path.suffix == ".gpkg":
        frame.to_file(path, driver="GPKG", layer="laag")
    else:
        shapes = path.with_suffix(".shp")
        # A .dbf has days, no times.
        days = {
            name: frame[name].dt.date
            for name in frame.columns
            if str(frame[name].dtype).startswith("datetime64")
        }
        frame.assign(**days).to_file(shapes, driver="ESRI Shapefile")
        if path.suffix == ".zip":
            zipped(path, {s: shapes.with_suffix(s).read_bytes() for s in PARTS})
            for suffix in PARTS:
                shapes.with_suffix(suffix).unlink()


def zipped(path, parts):
    """Write the parts of a Shapefile into one zip."""
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for suffix, content in parts.items():
            archive.writestr(f"kaart/laag{suffix}", content)


def sample(folder, kind, form):
    """Write a good file of a kind in one of ``FORMATS``; gives its path."""
    path = folder / form / f"{kind}.{form}"
    path.parent.mkdir(exist_ok=True)
    if form in ("csv", "xlsx", "ods", "parquet"):
        write_table(plain(kind), path)
    else:
        write_shapes(placed(kind), path)
    return path


def area_sample(folder, form):
    """Write good areas in one of ``AREA_FORMATS``; gives the path."""
    path = folder / form / f"gebieden.{form}"
    path.parent.mkdir(exist_ok=True)
    write_shapes(squares(), path)
    return path
