"""The embedded data into the store: all of it or nothing, and nothing twice."""

from __future__ import annotations

import tempfile
from typing import TYPE_CHECKING, Any

from geo import Level
from ivbgeo.category import Category
from ivbgeo.embedded import read
from ivbgeo.embedded.catalogue import read_catalogue
from ivbgeo.period import Period
from ivbgeo.store import Store, categories, counts, datasets, divisions, policy
from ivbgeo.store.comparing import find_differences
from ivbgeo.store.counts import CountRow

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from ivbgeo.embedded.rows import AreaCountRow, PopulationRow
    from ivbgeo.store.integrity import Fault

__all__ = ["EMBEDDED", "find_damage", "load_demo"]

EMBEDDED = "embedded"


def load_demo(store: Store, data_dir: Path) -> bool:
    """Bring the store up to date with the embedded data.

    Returns
    -------
    bool
        Whether anything was written; False if the store had this very data, row by row.

    Raises
    ------
    DataError
        If a file of ``data_dir`` is missing or not as it should be; the store stays as it was.
    """
    catalogue = read_catalogue(data_dir)
    with store.reading() as connection:
        present = {
            dataset.provenance.dataset: dataset.provenance
            for dataset in datasets.list_datasets(connection)
            if dataset.kind == EMBEDDED
        }
    if present == catalogue and not find_damage(store, data_dir):
        return False
    found = read.read_divisions(data_dir)
    crosswalks = read.read_crosswalks(data_dir)
    taxonomy = [
        Category(row.code, row.title, row.kind.value, row.members)
        for row in read.read_categories(data_dir)
    ]
    population = tuple(_population(read.read_population(data_dir)))
    published = read.read_area_counts(data_dir)
    nouns: dict[str, Any] = {
        "camera_areas": read.read_camera_areas(data_dir),
        "indicators": read.read_indicators(data_dir),
        "measures": read.read_measures(data_dir),
        "regional_priorities": read.read_regional_priorities(data_dir),
        "speerpunt_correspondence": read.read_speerpunt_correspondence(data_dir),
        "speerpunten": read.read_speerpunten(data_dir),
    }
    with store.writing() as connection:
        datasets.remove_datasets(connection, set(present) - set(catalogue))
        number = {
            name: datasets.put_dataset(connection, EMBEDDED, provenance)
            for name, provenance in catalogue.items()
        }
        for division in found:
            name = read.DIVISION_FILES[division.id].removesuffix(".geojson")
            divisions.add_division(connection, number[name], division)
        numbers = divisions.division_numbers(connection)
        for crosswalk in crosswalks:
            to_casewijk = crosswalk.target.level is Level.CASEWIJK
            name = f"crosswalk_buurt_{'2025_casewijk' if to_casewijk else '2024_2025'}"
            divisions.add_crosswalk(connection, number[name], crosswalk, numbers)
        categories.write_categories(connection, number["categories"], taxonomy)
        categories.write_categories(connection, number["population"], _POPULATION)
        counts.add_counts(connection, number["population"], population, numbers)
        for name in sorted({row.dataset for row in published}):
            rows = [_published(row) for row in published if row.dataset == name]
            counts.add_counts(connection, number[name], rows, numbers)
        for name, rows_of_noun in nouns.items():
            policy.add_policy(connection, number[name], rows_of_noun)
    return True


def find_damage(store: Store, data_dir: Path) -> list[Fault]:
    """Find where the embedded data in a store differs from the same data loaded anew.

    Raises
    ------
    DataError
        If a file of ``data_dir`` is missing or not as it should be.
    """
    with tempfile.TemporaryDirectory() as folder:
        anew = Store.open(f"sqlite:///{folder}/anew.sqlite")
        try:
            load_demo(anew, data_dir)
            with store.reading() as found, anew.reading() as wanted:
                return list(find_differences(found, wanted, EMBEDDED))
        finally:
            anew.close()


_POPULATION = (
    Category("inwoners", "Inwoners", "bevolking"),
    Category("huishoudens", "Huishoudens", "bevolking"),
    Category("land_ha", "Oppervlakte land (ha)", "bevolking"),
)


def _population(rows: tuple[PopulationRow, ...]) -> Iterator[CountRow]:
    for row in rows:
        values = {
            "inwoners": row.inhabitants,
            "huishoudens": row.households,
            "land_ha": row.land_ha,
        }
        for category, value in values.items():
            yield CountRow(
                row.area, category, Period.year(row.year), value, estimated=row.estimated
            )


def _published(row: AreaCountRow) -> CountRow:
    return CountRow(row.area, row.category, row.period, row.count, row.provisional)
